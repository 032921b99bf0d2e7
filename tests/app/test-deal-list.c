/* The lazy list: against a reference that only hears items-changed. */
#include "app-fixture.h"

#include <string.h>

#include "app/cosell-deal-list.h"
#include "model/cosell-deal.h"
#include "model/cosell-lead.h"
#include "support/await.h"

/* What a view would know: a mirror that is changed by items-changed alone. */
typedef struct
{
  CosellDealList *list;
  GArray *keys;
  guint emissions;
  guint first_removed; /* by the first of them */
} Mirror;

/* A view takes a row that goes twice at once for two rows of one widget. */
static void
assert_distinct (GArray *keys, guint position, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n; i++)
    g_assert_true (g_hash_table_add (seen, &g_array_index (keys, gint64, position + i)));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  if (mirror->emissions++ == 0)
    mirror->first_removed = removed;
  g_assert_cmpuint (position + removed, <=, mirror->keys->len);
  assert_distinct (mirror->keys, position, removed);
  if (removed > 0)
    g_array_remove_range (mirror->keys, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 key = cosell_deal_list_get_key (mirror->list, position + i);

      g_assert_cmpint (key, >, 0);
      g_array_insert_val (mirror->keys, position + i, key);
    }
  /* the model is whole at every step, not only after the last */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->keys->len);
  for (guint i = 0; i < mirror->keys->len; i++)
    g_assert_cmpint (cosell_deal_list_get_key (mirror->list, i), ==,
                     g_array_index (mirror->keys, gint64, i));
}

static Mirror *
mirror_new (CosellDealList *list)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->list = g_object_ref (list);
  mirror->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  return mirror;
}

static void
mirror_free (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->list, mirror);
  g_object_unref (mirror->list);
  g_array_unref (mirror->keys);
  g_free (mirror);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

static gboolean
is_ready (gpointer list)
{
  return !cosell_deal_list_is_loading (list);
}

/* The same query as a report is the reference. */
static void
assert_shows (Mirror *mirror, CosellSession *session, CosellTab tab, const char *sort)
{
  g_autoptr (CosellJson) rows = NULL;
  CosellJsonValue list;

  await_condition (is_ready, mirror->list);
  rows = app_list (session, tab, NULL, sort);
  list = cosell_json_root (rows);
  g_assert_cmpuint (mirror->keys->len, ==, cosell_json_length (list));
  for (guint i = 0; i < mirror->keys->len; i++)
    g_assert_cmpint (g_array_index (mirror->keys, gint64, i), ==,
                     cosell_json_get_int (cosell_json_member (cosell_json_element (list, i), "id"),
                                          0));
}

static void
test_tabs (void)
{
  static const CosellTab tabs[] = { COSELL_TAB_INBOUND, COSELL_TAB_OUTBOUND, COSELL_TAB_FAVORITES };
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, tabs[i]);
      g_autoptr (Mirror) mirror = mirror_new (list);

      g_assert_true (cosell_deal_list_is_loading (list));
      assert_shows (mirror, f->session, tabs[i], NULL);
      g_assert_cmpuint (mirror->keys->len, >, 0);
      g_assert_cmpuint (mirror->emissions, <=, mirror->keys->len / 8 + 1);
    }
}

/* Every column, both ways; many deals are alike in most of them, so ties are everywhere. */
static void
test_sort (void)
{
  static const char *const sorts[] = { "name",   "-name",     "customer",   "-value",    "value",
                                       "status", "type",      "-closeDate", "country",   "currency",
                                       "stage",  "-favorite", "createdAt",  "-createdAt" };
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_test_message ("%s", sorts[i]);
      cosell_deal_list_set_sort (list, sorts[i]);
      assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, sorts[i]);
    }
}

static void
test_search (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (CosellJson) open = app_list (f->session, COSELL_TAB_OUTBOUND, "status=accepted", NULL);
  gint64 id = cosell_json_get_int (cosell_json_pointer (cosell_json_root (open), "/0/id"), 0);
  g_autoptr (GError) error = NULL;
  guint all;

  await_condition (is_ready, list);
  all = mirror->keys->len;
  g_assert_true (app_set (f->session, id, "crmId", "Räksmörgås 7", &error));
  g_assert_no_error (error);
  cosell_deal_list_set_search (list, "raksm 7");
  await_condition (is_ready, list);
  g_assert_cmpuint (mirror->keys->len, ==, 1);
  g_assert_cmpint (cosell_deal_list_find (list, id), ==, 0);
  /* only the last of several is shown: earlier answers come too late */
  cosell_deal_list_set_search (list, "a");
  cosell_deal_list_set_search (list, "raksm");
  cosell_deal_list_set_search (list, "no deal has these words");
  await_condition (is_ready, list);
  g_assert_cmpuint (mirror->keys->len, ==, 0);
  cosell_deal_list_set_search (list, NULL);
  await_condition (is_ready, list);
  g_assert_cmpuint (mirror->keys->len, ==, all);
}

/* One change, one range: selection and scroll stay where they are. */
static void
test_edit_moves_one (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (CosellJson) open =
      app_list (f->session, COSELL_TAB_OUTBOUND, "status=accepted", "name");
  gint64 id = cosell_json_get_int (cosell_json_pointer (cosell_json_root (open), "/0/id"), 0);
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->session, id);
  g_autoptr (GError) error = NULL;

  cosell_deal_list_set_sort (list, "name");
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "name");
  mirror->emissions = 0;
  g_assert_true (app_set (f->session, id, "notes", "Does not move it.", &error));
  app_wait_uint (deal, "sync", COSELL_SYNC_STATE_WAITING);
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "name");
  g_assert_cmpuint (mirror->emissions, ==, 0);
  g_assert_true (app_set (f->session, id, "name", "zzzz last of all", &error));
  app_wait_text (deal, "name", "zzzz last of all");
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "name");
  g_assert_cmpuint (mirror->emissions, >=, 1);
  g_assert_cmpuint (mirror->emissions, <=, 2);
  g_assert_cmpint (cosell_deal_list_find (list, id), >, 0);
  g_assert_cmpint (cosell_deal_list_find (list, 999999), ==, -1);
}

/* B1, B2: the heart puts a deal into Favorites and takes it out again. */
static void
test_favorites_follow (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_FAVORITES);
  g_autoptr (Mirror) mirror = mirror_new (list);
  gint64 id = app_find (f->session, "favorite=false");
  g_autoptr (GError) error = NULL;
  guint before;

  await_condition (is_ready, list);
  before = mirror->keys->len;
  g_assert_true (app_favorite (f->session, id, TRUE, &error));
  app_wait_uint (f->session, "favorites-count", before + 1);
  assert_shows (mirror, f->session, COSELL_TAB_FAVORITES, NULL);
  g_assert_cmpint (cosell_deal_list_find (list, id), >=, 0);
  g_assert_true (app_favorite (f->session, id, FALSE, &error));
  app_wait_uint (f->session, "favorites-count", before);
  assert_shows (mirror, f->session, COSELL_TAB_FAVORITES, NULL);
  g_assert_cmpint (cosell_deal_list_find (list, id), ==, -1);
}

static void
test_items (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  GListModel *model = G_LIST_MODEL (list);
  guint n;

  await_condition (is_ready, list);
  n = g_list_model_get_n_items (model);
  g_assert_cmpuint (n, >, 64);
  g_assert_true (g_list_model_get_item_type (model) == COSELL_TYPE_DEAL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellDeal) deal = g_list_model_get_item (model, i);
      g_autoptr (CosellDeal) again = g_list_model_get_item (model, i);
      g_autoptr (CosellDeal) direct =
          cosell_session_dup_deal (f->session, cosell_deal_list_get_key (list, i));

      g_assert_true (deal == again);
      g_assert_true (deal == direct);
      g_assert_cmpint (cosell_deal_get_id (deal), ==, cosell_deal_list_get_key (list, i));
      g_assert_nonnull (cosell_deal_get_data (deal)->remote_id);
    }
  g_assert_null (g_list_model_get_item (model, n));
  g_assert_cmpint (cosell_deal_list_get_key (list, n), ==, 0);
}

/* B6: open ones, closed ones, and all again; a list that has its rows already changes. */
static void
test_open_and_closed (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (100);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  guint all, n_open;

  await_condition (is_ready, list);
  all = cosell_deal_list_get_n_deals (list);
  cosell_deal_list_set_search (list, "open");
  await_condition (is_ready, list);
  n_open = cosell_deal_list_get_n_deals (list);
  g_assert_cmpuint (n_open, >, 0);
  g_assert_cmpuint (n_open, <, all);
  for (guint i = 0; i < n_open; i++)
    {
      g_autoptr (CosellDeal) deal = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_false (
          cosell_deal_status_is_closed ((CosellDealStatus) cosell_deal_get_data (deal)->status));
    }
  cosell_deal_list_set_search (list, "closed");
  await_condition (is_ready, list);
  g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, all - n_open);
  cosell_deal_list_set_search (list, NULL);
  await_condition (is_ready, list);
  g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, all);
}

/* L11: leads stand in a tab of their own, also when somebody asks for them elsewhere. */
static void
test_leads (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_LEADS);
  g_autoptr (CosellDealList) inbound = cosell_deal_list_new (f->session, COSELL_TAB_INBOUND);
  g_autoptr (CosellJson) leads = app_list (f->session, COSELL_TAB_ALL, "type=lead", NULL);
  guint n_leads = cosell_json_length (cosell_json_root (leads));
  guint asked = 0;

  for (guint i = 0; i < n_leads; i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (leads), i);
      g_autofree char *action = app_text (row, "action");

      asked += cosell_json_string_equal (cosell_json_member (row, "status"), "received") &&
               cosell_lead_action_asks (action);
    }
  await_condition (is_ready, list);
  g_assert_cmpuint (n_leads, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_leads);
  g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, n_leads);
  app_wait_uint (f->session, "leads-count", n_leads);
  app_wait_uint (f->session, "unanswered-leads", asked);
  g_assert_cmpuint (asked, >, 0);
  cosell_deal_list_set_search (inbound, "type:lead");
  await_condition (is_ready, inbound);
  g_assert_cmpuint (cosell_deal_list_get_n_deals (inbound), ==, 0);
}

/* Random edits of what is sorted by, with the list following each time. */
static void
test_many_edits (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (CosellJson) open = app_list (f->session, COSELL_TAB_OUTBOUND, "status=accepted", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  guint n = cosell_json_length (cosell_json_root (open));

  cosell_deal_list_set_sort (list, "name");
  for (guint i = 0; i < 40; i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (open),
                                                 (guint) g_rand_int_range (rand, 0, (gint32) n));
      g_autofree char *name = g_strdup_printf ("%c deal", 'a' + g_rand_int_range (rand, 0, 26));
      g_autoptr (GError) error = NULL;

      app_set (f->session, cosell_json_get_int (cosell_json_member (row, "id"), 0), "name", name,
               &error);
      g_assert_no_error (error);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "name");
}

/* Every step but the last leaves "loading" on, and the count is right from the first one. */
static void
test_steps (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (400);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  guint n;

  while (mirror->emissions == 0)
    g_main_context_iteration (NULL, TRUE);
  n = cosell_deal_list_get_n_deals (list);
  g_assert_cmpuint (n, >, 128);
  g_assert_cmpuint (mirror->keys->len, >=, 24); /* more while the turn is young */
  g_assert_cmpuint (mirror->keys->len, <=, 64);
  g_assert_true (cosell_deal_list_is_loading (list));
  /* something else is asked for before all is told */
  cosell_deal_list_set_sort (list, "name");
  cosell_deal_list_set_sort (list, "-value");
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "-value");
  g_assert_cmpuint (mirror->keys->len, ==, n);
}

/* What is asked for anew: its first rows stand in front of what was there, then all of it. */
static void
test_first_rows (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (700);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (CosellJson) rows = app_list (f->session, COSELL_TAB_OUTBOUND, NULL, "name");
  guint n;

  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, NULL);
  n = mirror->keys->len;
  g_assert_cmpuint (n, >, 300);
  mirror->emissions = 0;
  cosell_deal_list_set_sort (list, "name");
  while (mirror->emissions == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mirror->first_removed, ==, 1); /* the view stays at its top */
  g_assert_true (cosell_deal_list_is_loading (list));
  g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, n);
  g_assert_cmpuint (mirror->keys->len, >=, n - 200); /* nothing that moves what is scrolled to */
  for (guint i = 0; i < 20; i++)                     /* what most windows show, at once */
    g_assert_cmpint (
        g_array_index (mirror->keys, gint64, i), ==,
        cosell_json_get_int (cosell_json_member (cosell_json_element (cosell_json_root (rows), i),
                                                 "id"),
                             0));
  assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, "name");
  g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, n);
}

/* What else is asked for while answers and steps are under way: the last one counts. */
static void
test_changes_of_mind (void)
{
  static const char *const sorts[] = {
    "name", "-name", "-value", "customer", "status", "-createdAt"
  };
  static const char *const searches[] = { "", "a", "contoso", "no such deal", "e", "da" };
  g_autoptr (AppFixture) f = app_fixture_new_synced (700);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_OUTBOUND);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 12; round++)
    {
      const char *sort = NULL;

      for (guint i = 0; i < 8; i++)
        {
          sort = sorts[g_rand_int_range (random, 0, G_N_ELEMENTS (sorts))];
          cosell_deal_list_set_search (
              list, searches[g_rand_int_range (random, 0, G_N_ELEMENTS (searches))]);
          cosell_deal_list_set_sort (list, sort);
          for (int k = g_rand_int_range (random, 0, 6); k > 0; k--)
            g_main_context_iteration (NULL, cosell_deal_list_is_loading (list));
        }
      cosell_deal_list_set_search (list, "");
      assert_shows (mirror, f->session, COSELL_TAB_OUTBOUND, sort);
      g_assert_cmpuint (cosell_deal_list_get_n_deals (list), ==, mirror->keys->len);
    }
}

/* A list that nobody looks at stays as it is, and catches up. */
static void
test_inactive (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (150);
  g_autoptr (CosellDealList) list = cosell_deal_list_new (f->session, COSELL_TAB_FAVORITES);
  g_autoptr (Mirror) mirror = mirror_new (list);
  gint64 id = app_find (f->session, "favorite=false");
  g_autoptr (GError) error = NULL;
  guint before;

  await_condition (is_ready, list);
  before = mirror->keys->len;
  mirror->emissions = 0;
  cosell_deal_list_set_active (list, FALSE);
  g_assert_true (app_favorite (f->session, id, TRUE, &error));
  cosell_deal_list_set_sort (list, "name");
  app_wait_uint (f->session, "favorites-count", before + 1);
  g_assert_cmpuint (mirror->emissions, ==, 0);
  cosell_deal_list_set_active (list, TRUE);
  g_assert_true (cosell_deal_list_is_loading (list));
  assert_shows (mirror, f->session, COSELL_TAB_FAVORITES, "name");
  g_assert_cmpuint (mirror->keys->len, ==, before + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deal-list/B1-tabs", test_tabs);
  g_test_add_func ("/deal-list/sort", test_sort);
  g_test_add_func ("/deal-list/search", test_search);
  g_test_add_func ("/deal-list/edit-moves-one", test_edit_moves_one);
  g_test_add_func ("/deal-list/B2-favorites-follow", test_favorites_follow);
  g_test_add_func ("/deal-list/items", test_items);
  g_test_add_func ("/deal-list/B6-open-and-closed", test_open_and_closed);
  g_test_add_func ("/deal-list/B4-L11-leads", test_leads);
  g_test_add_func ("/deal-list/many-edits", test_many_edits);
  g_test_add_func ("/deal-list/steps", test_steps);
  g_test_add_func ("/deal-list/first-rows", test_first_rows);
  g_test_add_func ("/deal-list/changes-of-mind", test_changes_of_mind);
  g_test_add_func ("/deal-list/inactive", test_inactive);
  return g_test_run ();
}
