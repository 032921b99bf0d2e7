/* cosell-store-views.h: views that a person keeps (I17); worker only
 *
 * They stand in an order of their own: positions from 0 on without a gap.
 */
#pragma once

#include "model/cosell-view.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* In their order. Returns: (transfer full) of CosellView; NULL with error */
GPtrArray *cosell_store_list_views (CosellStore *self, GError **error);
/* Keeps a view: a new one with id 0, and one that was removed with its id, each at its position, behind
 * the others with -1. view: gets id, position, and another name where its own is taken. */
gboolean cosell_store_put_view (CosellStore *self, CosellView *view, GError **error);
/* name: as cosell_view_tidy_name gives it. Errors: COSELL_STORE_ERROR_NOT_FOUND. Returns: (transfer full)
 * the view as it is then, NULL with error */
CosellView *cosell_store_rename_view (CosellStore *self, gint64 id, const char *name,
                                      GError **error);
/* columns, sort: (nullable), checked (cosell_view_check_list). Errors and returns: as above */
CosellView *cosell_store_set_view_list (CosellStore *self, gint64 id, const char *const *columns,
                                        const char *sort, GError **error);
/* To a position; one beyond the last is the last. Errors and returns: as above */
CosellView *cosell_store_move_view (CosellStore *self, gint64 id, gint64 position, GError **error);
/* Returns: (transfer full) the view as it was, for cosell_store_put_view; NULL with error, as above */
CosellView *cosell_store_remove_view (CosellStore *self, gint64 id, GError **error);

G_END_DECLS
