/* cosell-store-changes.c: what commits changed, gathered until somebody looks */
#include "store/cosell-store-changes.h"

void
cosell_store_changes_init (CosellStoreChanges *self)
{
  self->deals = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
cosell_store_changes_clear (CosellStoreChanges *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->deals, g_hash_table_unref);
}

void
cosell_store_changes_reset (CosellStoreChanges *self)
{
  g_hash_table_remove_all (self->deals);
  self->everything = self->outbox = self->account = self->views = FALSE;
}

gboolean
cosell_store_changes_is_empty (const CosellStoreChanges *self)
{
  return !self->everything && !self->outbox && !self->account && !self->views &&
         g_hash_table_size (self->deals) == 0;
}

void
cosell_store_changes_add_deal (CosellStoreChanges *self, gint64 deal)
{
  if (!g_hash_table_contains (self->deals, &deal))
    g_hash_table_add (self->deals, g_memdup2 (&deal, sizeof deal));
}

void
cosell_store_changes_move (CosellStoreChanges *to, CosellStoreChanges *from)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, from->deals);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    cosell_store_changes_add_deal (to, *(gint64 *) key);
  to->everything |= from->everything;
  to->outbox |= from->outbox;
  to->account |= from->account;
  to->views |= from->views;
  cosell_store_changes_reset (from);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

void
cosell_store_changes_take (CosellStoreChanges *self, CosellChangeSet *set)
{
  GHashTableIter iter;
  gpointer key;

  set->everything = self->everything;
  set->outbox = self->outbox;
  set->account = self->account;
  set->views = self->views;
  set->deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, self->deals);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (set->deals, key, 1);
  g_array_sort (set->deals, compare_ids);
  cosell_store_changes_reset (self);
}
