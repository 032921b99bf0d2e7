/* cosell-readers.h: who reads the notes of a deal and of an invitation (C23, C17)
 *
 * One truth for the deal's page, the review page and every form. That Microsoft sellers read the
 * notes of a deal that they may view, and that later notes do not reach a half that was sent, is
 * [inference]. Pure; any thread.
 */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-draft.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_READERS_COLLEAGUES = 1 << 0,
  COSELL_READERS_SELLERS = 1 << 1,  /* of Microsoft: they may view the deal */
  COSELL_READERS_LATER = 1 << 2,    /* they do not yet, but that may come (A7, A8) */
  COSELL_READERS_REQUEST = 1 << 3,  /* Microsoft's half has them as they stood when it was asked */
  COSELL_READERS_PARTNERS = 1 << 4, /* invited: they read the notes of their invitation only */
} CosellReaders;

/* Of the notes of a deal as it stands. */
CosellReaders
cosell_readers_of_deal (const CosellDealData *deal);
CosellReaders
cosell_readers_of_draft (CosellDraft *draft); /* of the deal that it becomes */
/* In sentences about "them", the notes. Returns: (transfer full) */
char *
cosell_readers_describe (CosellReaders readers);
/* Who reads the notes of an invitation, in sentences (static). */
const char *
cosell_readers_describe_request (void); /* to Microsoft */
const char *
cosell_readers_describe_invitation (void); /* to a partner */

G_END_DECLS
