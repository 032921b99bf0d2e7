/* cosell-outbox-verbs.h: what a person can do with a change that waits; pure, main thread
 *
 * They are actions of the page around the list, with the number of the entry: "outbox.retry",
 * "outbox.again", "outbox.hold", "outbox.edit", "outbox.discard"; "outbox.take" with an ID beside
 * it; with the deal "outbox.undo", "outbox.resolve".
 */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-outbox-entry.h"

G_BEGIN_DECLS

/* What a row shows; all of it belongs to the caller. */
typedef struct
{
  const CosellOutboxEntry *entry;
  const CosellOutboxEntry *ahead; /* (nullable) of the same deal, goes before it */
  gboolean is_last;               /* of its deal, so that undo is about it */
  guint number;                   /* its place among all entries, from 1 */
  const char *deal;               /* name of the deal */
  const CosellDealData *data;     /* (nullable) of the deal */
  gint64 now;                     /* µs UTC */
} CosellOutboxItem;

typedef struct
{
  const char *label;  /* (static) */
  const char *action; /* (static) */
  GVariant *target;   /* (owned) */
} CosellOutboxVerb;

/* What is possible now, first what is most likely wanted, last what takes it away; nothing of what
 * is on its way. Returns: (transfer full) of CosellOutboxVerb */
GPtrArray *
cosell_outbox_verbs (const CosellOutboxItem *item);

G_END_DECLS
