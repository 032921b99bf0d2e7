#include "model/cosell-list-watch.h"

struct _CosellListWatch
{
  GListModel *list; /* (owned) */
  GPtrArray *items; /* (owned) mirror of the list, to disconnect what went */
  void (*func) (gpointer user_data);
  gpointer user_data;
};

static void
item_notified_cb (CosellListWatch *self)
{
  self->func (self->user_data);
}

static void
follow (CosellListWatch *self, guint position)
{
  GObject *item = g_list_model_get_item (self->list, position);

  g_signal_connect_swapped (item, "notify", G_CALLBACK (item_notified_cb), self);
  g_ptr_array_insert (self->items, (int) position, item);
}

/* One object may stand in the list twice: one of its handlers goes with each place. */
static void
unfollow (CosellListWatch *self, guint position)
{
  GObject *item = g_ptr_array_index (self->items, position);
  gulong id = g_signal_handler_find (item, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                     G_CALLBACK (item_notified_cb), self);

  if (id != 0)
    g_signal_handler_disconnect (item, id);
  g_ptr_array_remove_index (self->items, position);
}

static void
items_changed_cb (CosellListWatch *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    unfollow (self, position);
  for (guint i = 0; i < added; i++)
    follow (self, position + i);
  self->func (self->user_data);
}

CosellListWatch *
cosell_list_watch_new (GListModel *list, void (*func) (gpointer user_data), gpointer user_data)
{
  CosellListWatch *self = g_new0 (CosellListWatch, 1);

  self->list = g_object_ref (list);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->func = func;
  self->user_data = user_data;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    follow (self, i);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

void
cosell_list_watch_free (CosellListWatch *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  while (self->items->len > 0)
    unfollow (self, self->items->len - 1);
  g_ptr_array_unref (self->items);
  g_object_unref (self->list);
  g_free (self);
}
