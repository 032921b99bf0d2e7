#include "app/cosell-deal-cache.h"

static CosellDeal *
take (CosellDealCache *cache, gint64 id, const char *name)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();

  data->id = id;
  data->name = g_strdup (name);
  return cosell_deal_cache_take (cache, data);
}

static void
test_one_object (void)
{
  g_autoptr (CosellDealCache) cache = cosell_deal_cache_new (0);
  g_autoptr (CosellDeal) first = take (cache, 1, "Tailwind pilot");
  g_autoptr (CosellDeal) again = take (cache, 1, "Tailwind rollout");
  g_autoptr (CosellDeal) found = cosell_deal_cache_dup (cache, 1);

  g_assert_true (first == again);
  g_assert_true (first == found);
  g_assert_cmpstr (cosell_deal_get_data (first)->name, ==, "Tailwind rollout");
  g_assert_null (cosell_deal_cache_peek (cache, 2));
}

static void
test_weak (void)
{
  g_autoptr (CosellDealCache) cache = cosell_deal_cache_new (0);
  CosellDeal *deal = take (cache, 1, "Contoso");
  g_autoptr (GArray) ids = NULL;

  g_assert_finalize_object (deal);
  g_assert_null (cosell_deal_cache_peek (cache, 1));
  ids = cosell_deal_cache_get_ids (cache);
  g_assert_cmpuint (ids->len, ==, 0);
}

static void
test_latest_are_held (void)
{
  g_autoptr (CosellDealCache) cache = cosell_deal_cache_new (2);

  for (gint64 id = 1; id <= 3; id++)
    g_object_unref (take (cache, id, "Fabrikam"));
  g_assert_null (cosell_deal_cache_peek (cache, 1));
  g_assert_nonnull (cosell_deal_cache_peek (cache, 2));
  g_assert_nonnull (cosell_deal_cache_peek (cache, 3));

  /* using 2 makes 3 the oldest; peeking at 3 does not count */
  g_object_unref (cosell_deal_cache_dup (cache, 2));
  cosell_deal_cache_peek (cache, 3);
  g_object_unref (take (cache, 4, "Woodgrove"));
  g_assert_nonnull (cosell_deal_cache_peek (cache, 2));
  g_assert_null (cosell_deal_cache_peek (cache, 3));
}

/* The object of a deal that is gone is given out no more; who holds it keeps it. */
static void
test_forget (void)
{
  g_autoptr (CosellDealCache) cache = cosell_deal_cache_new (2);
  g_autoptr (CosellDeal) deal = take (cache, 1, "Contoso");

  g_object_unref (take (cache, 2, "Fabrikam"));
  cosell_deal_cache_forget (cache, 1);
  cosell_deal_cache_forget (cache, 2);
  cosell_deal_cache_forget (cache, 3);
  g_assert_null (cosell_deal_cache_peek (cache, 1));
  g_assert_null (cosell_deal_cache_peek (cache, 2));
  g_assert_cmpstr (cosell_deal_get_data (deal)->name, ==, "Contoso");
  g_assert_finalize_object (g_steal_pointer (&deal));
}

static void
test_clear_and_free (void)
{
  CosellDealCache *cache = cosell_deal_cache_new (8);
  CosellDeal *mine = take (cache, 1, "Adatum");

  g_object_unref (take (cache, 2, "Lamna"));
  cosell_deal_cache_clear (cache);
  g_assert_true (cosell_deal_cache_peek (cache, 1) == mine);
  g_assert_null (cosell_deal_cache_peek (cache, 2));
  g_object_unref (take (cache, 3, "Relecloud"));
  cosell_deal_cache_free (cache);
  /* an object that outlives the cache does not look for it */
  g_assert_finalize_object (mine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deal-cache/one-object-per-deal", test_one_object);
  g_test_add_func ("/deal-cache/weak", test_weak);
  g_test_add_func ("/deal-cache/latest-are-held", test_latest_are_held);
  g_test_add_func ("/deal-cache/forget", test_forget);
  g_test_add_func ("/deal-cache/clear-and-free", test_clear_and_free);
  return g_test_run ();
}
