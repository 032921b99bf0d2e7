/* cosell-list-watch.h: one call for any change of a list or of an object in it */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CosellListWatch CosellListWatch;

/* func (user_data) is called after items came, went, or notified a property. Neither the list nor
 * its items are kept from changing; the list is kept alive. */
CosellListWatch *cosell_list_watch_new (GListModel *list, void (*func) (gpointer user_data),
                                        gpointer user_data);
/* func is not called any more. self: (nullable) */
void cosell_list_watch_free (CosellListWatch *self);

G_END_DECLS
