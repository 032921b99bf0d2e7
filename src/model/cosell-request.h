/* cosell-request.h: what whoever sent a deal asks of us (D14)
 *
 * The decision to accept or to decline rests on it, so page, show and notification say it. It stands
 * in our own half: the invitation became it. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef struct
{
  char *from;       /* (owned) (nullable): the organization's name */
  char *notes;      /* (owned) (nullable): why we were invited, as people read it */
  CosellHelp help;  /* COSELL_HELP_NONE: none is named */
  char *value;      /* (owned) (nullable): our share, decimal text */
  char *currency;   /* (owned) (nullable) */
  char *close_date; /* (owned) (nullable): YYYY-MM-DD */
} CosellRequest;

/* own: the half that makes the row. Returns: (transfer full) (nullable): NULL for a deal that nobody
 * sent us */
CosellRequest *cosell_request_new (CosellJsonValue own, const CosellDealData *deal);
void cosell_request_free (CosellRequest *self); /* self: (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRequest, cosell_request_free)

G_END_DECLS
