/* cosell-store-unsaved.h: what was typed into forms and is not saved yet (P1); worker only
 *
 * One text for each deal and form. It does not belong to the deal: it stays when the deal is closed
 * or gone, until a person saves or discards it.
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Keeps text (of a CosellUnsavedForm) in place of what was kept of the same form. */
gboolean
cosell_store_unsaved_put (CosellStore *self,
                          gint64 deal,
                          const char *form,
                          const char *text,
                          GError **error);
/* It was saved or discarded. Nothing to drop is no error. */
gboolean
cosell_store_unsaved_drop_form (CosellStore *self, gint64 deal, const char *form, GError **error);
/* The same for one of cosell_store_unsaved_get, whose deal may be unknown. */
gboolean
cosell_store_unsaved_drop (CosellStore *self, gint64 id, GError **error);
/* deal: 0 for all. Returns: (transfer full) a JSON array of {id, deal, form, at, text}, the newest
 * first; deal is 0 when there is no such deal any more, text is a string. */
char *
cosell_store_unsaved_get (CosellStore *self, gint64 deal, GError **error);

G_END_DECLS
