/* I17: views of a profile: those of the program, those that are kept, and what each finds */
#include "app-fixture.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-views.h"
#include "store/cosell-store.h"
#include "support/await.h"

#define DEALS 60

static GPtrArray *
views_of (CosellSession *session, CosellViewsMode mode)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *views;

  cosell_session_views_async (session, mode, NULL, await_cb, &pending);
  result = await_result (&pending);
  views = cosell_session_array_finish (session, result, &error);
  g_assert_no_error (error);
  return views;
}

static gint64
count_found (CosellSession *session, const char *query)
{
  CosellFind find = { .tab = COSELL_TAB_ALL, .query = query };
  guint n = app_count (session, &find);

  return n != G_MAXUINT ? (gint64) n : 0;
}

/* Returns: of CosellView; NULL with error */
static GPtrArray *
put (CosellSession *session, const char *name, const char *query, GError **error)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  CosellView *view = cosell_view_new (name, query, NULL, NULL, NULL, NULL);
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (view);
  g_ptr_array_add (views, view);
  cosell_session_put_views_async (session, views, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_put_views_finish (session, result, error);
}

static void
put_well (CosellSession *session, const char *name, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = put (session, name, query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (views->len, ==, 1);
}

static void
test_counts (void)
{
  g_autoptr (AppFixture) app = app_fixture_new_synced (DEALS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = NULL;
  gint64 sum = 0;

  put_well (app->session, "Leads", "type:lead");
  put_well (app->session, "All", "");
  put_well (app->session, "Word", "a");
  app_set (app->session, app_find (app->session, "status=accepted"), "name", "Changed", &error);
  g_assert_no_error (error);
  views = views_of (app->session, COSELL_VIEWS_COUNTED_WITH_LEADS);
  g_assert_cmpuint (views->len, ==, 8 + 3);
  for (guint i = 0; i < views->len; i++)
    {
      const CosellView *view = g_ptr_array_index (views, i);

      g_test_message ("%s: %" G_GINT64_FORMAT, view->name, view->count);
      g_assert_cmpint (view->count, ==, count_found (app->session, view->query));
      sum += view->standing != NULL ? view->count : 0;
    }
  g_assert_cmpint (sum, >, 0);
}

/* Without leads, as the lists of the window are, unless the view asks for them; and not at all. */
static void
test_modes (void)
{
  g_autoptr (AppFixture) app = app_fixture_new_synced (DEALS);
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) uncounted = NULL;

  put_well (app->session, "Leads", "type:lead");
  put_well (app->session, "All", "");
  g_assert_cmpint (count_found (app->session, "type:lead"), >, 0);
  plain = views_of (app->session, COSELL_VIEWS_COUNTED);
  g_assert_cmpint (((CosellView *) g_ptr_array_index (plain, 8))->count, ==,
                   count_found (app->session, "type:lead"));
  g_assert_cmpint (((CosellView *) g_ptr_array_index (plain, 9))->count, ==,
                   count_found (app->session, "-type:lead"));
  uncounted = views_of (app->session, COSELL_VIEWS_UNCOUNTED);
  for (guint i = 0; i < uncounted->len; i++)
    g_assert_cmpint (((CosellView *) g_ptr_array_index (uncounted, i))->count, ==,
                     COSELL_VIEW_COUNT_UNKNOWN);
}

static void
test_mine (void)
{
  g_autoptr (AppFixture) app = app_fixture_new_synced (DEALS);
  g_autoptr (GPtrArray) views = NULL;
  const CosellView *view;

  put_well (app->session, "All of mine", "mine");
  put_well (app->session, "Not mine", "-mine");
  app_execute (app, "DELETE FROM meta WHERE key = 'me'");
  /* as a program that knows other words may leave it */
  app_execute (app, "INSERT INTO view (name, query, position) VALUES ('Odd', 'status:sold', 9)");
  views = views_of (app->session, COSELL_VIEWS_COUNTED);
  g_assert_cmpuint (views->len, ==, 11);
  g_assert_cmpint (((CosellView *) g_ptr_array_index (views, 0))->count, ==, 0);
  for (guint i = 8; i < 10; i++)
    {
      view = g_ptr_array_index (views, i);
      g_assert_cmpint (view->count, ==, 0);
    }
  view = g_ptr_array_index (views, 10);
  g_assert_cmpstr (view->name, ==, "Odd");
  g_assert_cmpint (view->count, ==, COSELL_VIEW_COUNT_UNKNOWN);
}

static CosellView *
finish (CosellSession *session, GAsyncResult **pending, GError **error)
{
  g_autoptr (GAsyncResult) result = await_result (pending);

  return cosell_session_view_finish (session, result, error);
}

static void
test_acts (void)
{
  g_autoptr (AppFixture) app = app_fixture_new (0);
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view = NULL;
  const char *const columns[] = { "name", "nextDeadline", NULL };
  GAsyncResult *pending = NULL;

  put_well (app->session, "A", "");
  put_well (app->session, "B", "");
  cosell_session_rename_view_async (app->session, 2, " C ", NULL, await_cb, &pending);
  view = finish (app->session, &pending, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (view->name, ==, "C");
  g_clear_pointer (&view, cosell_view_free);

  cosell_session_rename_view_async (app->session, 2, " ", NULL, await_cb, &pending);
  g_assert_null (finish (app->session, &pending, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_clear_error (&error);

  cosell_session_move_view_async (app->session, 2, 0, NULL, await_cb, &pending);
  view = finish (app->session, &pending, &error);
  g_assert_cmpint (view->position, ==, 0);
  g_clear_pointer (&view, cosell_view_free);

  cosell_session_set_view_list_async (app->session, 2, columns, "-weighted", NULL, await_cb,
                                      &pending);
  view = finish (app->session, &pending, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (view->columns[1], ==, "nextDeadline");
  g_assert_cmpstr (view->sort, ==, "-weighted");
  g_clear_pointer (&view, cosell_view_free);
  cosell_session_set_view_list_async (app->session, 2, columns, "color", NULL, await_cb, &pending);
  g_assert_null (finish (app->session, &pending, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
  g_clear_error (&error);

  cosell_session_remove_view_async (app->session, 2, NULL, await_cb, &pending);
  g_ptr_array_add (views, finish (app->session, &pending, &error));
  g_assert_no_error (error);
  cosell_session_remove_view_async (app->session, 2, NULL, await_cb, &pending);
  g_assert_null (finish (app->session, &pending, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  cosell_session_put_views_async (app->session, g_steal_pointer (&views), NULL, NULL, NULL);

  kept = views_of (app->session, COSELL_VIEWS_UNCOUNTED);
  g_assert_cmpuint (kept->len, ==, 10);
  g_assert_cmpstr (((CosellView *) g_ptr_array_index (kept, 8))->name, ==, "C");
  g_assert_cmpint (((CosellView *) g_ptr_array_index (kept, 8))->id, ==, 2);
  g_assert_cmpstr (((CosellView *) g_ptr_array_index (kept, 8))->sort, ==, "-weighted");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/counts", test_counts);
  g_test_add_func ("/views/modes", test_modes);
  g_test_add_func ("/views/mine", test_mine);
  g_test_add_func ("/views/acts", test_acts);
  return g_test_run ();
}
