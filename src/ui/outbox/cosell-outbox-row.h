/* cosell-outbox-row.h: one change that waits: what, when, why not yet, and what can be done with it
 *
 * Its buttons are actions of the page around it, with the number of the entry: "outbox.retry",
 * "outbox.hold", "outbox.edit", "outbox.discard"; with the deal "outbox.undo", "outbox.resolve".
 */
#pragma once

#include <gtk/gtk.h>

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_ROW (cosell_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxRow, cosell_outbox_row, COSELL, OUTBOX_ROW, GtkListBoxRow)

/* What a row shows; all of it belongs to the caller. */
typedef struct
{
  CosellJsonValue entry;
  CosellJsonValue ahead; /* of the same deal, goes before it; or nothing */
  gint64 deal_id;
  gboolean is_last;           /* of its deal, so that undo is about it */
  guint number;               /* its place among all entries, from 1 */
  const char *deal;           /* name of the deal */
  const CosellDealData *data; /* (nullable) of the deal */
  gint64 now;                 /* µs UTC */
} CosellOutboxItem;

GtkWidget *
cosell_outbox_row_new (gint64 seq);
gint64
cosell_outbox_row_get_seq (CosellOutboxRow *self);
/* What Enter does: the conflict when there is one, else the deal. */
void
cosell_outbox_row_open (CosellOutboxRow *self);
/* Shows item; what stays the same is not touched, so that focus and reading position stay. */
void
cosell_outbox_row_show (CosellOutboxRow *self, const CosellOutboxItem *item);

G_END_DECLS
