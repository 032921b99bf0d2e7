/* cosell-session-views.h: views: those of the program, and those that a person keeps (I17)
 *
 * Main context only; a closed session answers as cosell-session.h says. "changed" tells of views too.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-view.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_VIEWS_UNCOUNTED,
  COSELL_VIEWS_COUNTED,            /* with the deals that each finds, over all tabs */
  COSELL_VIEWS_COUNTED_WITH_LEADS, /* the same with leads (B4) */
} CosellViewsMode;

/* Those of the program, then those that are kept, in their order; all counted in one job.
 * cosell_session_array_finish: of CosellView */
void cosell_session_views_async (CosellSession *self, CosellViewsMode mode, GCancellable *c,
                                 GAsyncReadyCallback callback, gpointer user_data);

/* Keeps views (taken, of CosellView), all of them or none: as cosell_store_put_view does. */
void cosell_session_put_views_async (CosellSession *self, GPtrArray *views, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) of CosellView, as they are kept; NULL with error */
GPtrArray *cosell_session_put_views_finish (CosellSession *self, GAsyncResult *result,
                                            GError **error);

/* Of a view that is kept. An error of the name is one of cosell_view_tidy_name, NOT_FOUND of the view. */
void cosell_session_rename_view_async (CosellSession *self, gint64 id, const char *name,
                                       GCancellable *c, GAsyncReadyCallback callback,
                                       gpointer user_data);
/* To a position among those that are kept. */
void cosell_session_move_view_async (CosellSession *self, gint64 id, gint64 position,
                                     GCancellable *c, GAsyncReadyCallback callback,
                                     gpointer user_data);
/* columns, sort: (nullable) what its deals are shown with. Errors: of cosell_view_check_list, too */
void cosell_session_set_view_list_async (CosellSession *self, gint64 id, const char *const *columns,
                                         const char *sort, GCancellable *c,
                                         GAsyncReadyCallback callback, gpointer user_data);
void cosell_session_remove_view_async (CosellSession *self, gint64 id, GCancellable *c,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* Ends these four. Returns: (transfer full) the view as it is now, or was before it was removed, which
 * brings it back when it is put; NULL with error */
CosellView *cosell_session_view_finish (CosellSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
