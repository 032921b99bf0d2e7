#include "app/cosell-deal-cache.h"

typedef struct
{
  gint64 id;
  CosellDeal *deal; /* (unowned): a weak notify removes the entry */
  GList link;       /* in recent, when held */
  gboolean held;
  CosellDealCache *cache;
} Entry;

struct _CosellDealCache
{
  GHashTable *entries; /* (owned) gint64 id → (owned) Entry */
  GQueue recent;       /* of Entry, latest first; each holds one reference to its deal */
  guint keep;
};

static void
deal_gone_cb (gpointer user_data, GObject *where_the_object_was)
{
  Entry *entry = user_data;
  CosellDealCache *self = entry->cache;

  g_assert (!entry->held);
  g_hash_table_remove (self->entries, &entry->id);
}

/* May free the entry: nothing of it is touched afterwards. */
static void
let_go (CosellDealCache *self, Entry *entry)
{
  g_assert (entry->held);
  g_queue_unlink (&self->recent, &entry->link);
  entry->held = FALSE;
  g_object_unref (entry->deal);
}

static void
touch (CosellDealCache *self, Entry *entry)
{
  if (self->keep == 0)
    return;
  if (entry->held)
    g_queue_unlink (&self->recent, &entry->link);
  else
    {
      g_object_ref (entry->deal);
      entry->held = TRUE;
    }
  g_queue_push_head_link (&self->recent, &entry->link);
  if (self->recent.length > self->keep)
    let_go (self, self->recent.tail->data);
}

CosellDealCache *
cosell_deal_cache_new (guint keep)
{
  CosellDealCache *self = g_new0 (CosellDealCache, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_queue_init (&self->recent);
  self->keep = keep;
  return self;
}

void
cosell_deal_cache_free (CosellDealCache *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self == NULL)
    return;
  cosell_deal_cache_clear (self);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      g_object_weak_unref (G_OBJECT (entry->deal), deal_gone_cb, entry);
    }
  g_hash_table_unref (self->entries);
  g_free (self);
}

CosellDeal *
cosell_deal_cache_dup (CosellDealCache *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    return NULL;
  touch (self, entry);
  return g_object_ref (entry->deal);
}

CosellDeal *
cosell_deal_cache_peek (CosellDealCache *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  return entry != NULL ? entry->deal : NULL;
}

CosellDeal *
cosell_deal_cache_take (CosellDealCache *self, const CosellDealData *data)
{
  g_autoptr (CosellDeal) deal = cosell_deal_cache_dup (self, data->id);
  Entry *entry;

  if (deal != NULL)
    {
      cosell_deal_update (deal, data);
      return g_steal_pointer (&deal);
    }
  deal = cosell_deal_new (data);
  entry = g_new0 (Entry, 1);
  entry->id = data->id;
  entry->deal = deal;
  entry->link.data = entry;
  entry->cache = self;
  g_object_weak_ref (G_OBJECT (deal), deal_gone_cb, entry);
  g_hash_table_insert (self->entries, &entry->id, entry);
  touch (self, entry);
  return g_steal_pointer (&deal);
}

GArray *
cosell_deal_cache_get_ids (CosellDealCache *self)
{
  GArray *ids =
      g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (self->entries));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);
  return ids;
}

void
cosell_deal_cache_forget (CosellDealCache *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);
  g_autoptr (CosellDeal) deal = NULL;

  if (entry == NULL)
    return;
  deal = g_object_ref (entry->deal);
  if (entry->held)
    let_go (self, entry);
  g_object_weak_unref (G_OBJECT (deal), deal_gone_cb, entry);
  g_hash_table_remove (self->entries, &id);
}

void
cosell_deal_cache_clear (CosellDealCache *self)
{
  if (self == NULL)
    return;
  while (self->recent.tail != NULL)
    let_go (self, self->recent.tail->data);
}
