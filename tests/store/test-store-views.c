/* I17: what a person keeps of views, and in which order. */
#include "store-test.h"

#include "store/cosell-store-views.h"

typedef struct
{
  const char *verb;
  gint64 id;
  const char *name;
  gint64 position;
  CosellView *view; /* given or found */
  GPtrArray *list;
} Act;

static gboolean
act_job (CosellStore *store, gpointer data, GError **error)
{
  Act *act = data;

  if (g_str_equal (act->verb, "put"))
    return cosell_store_put_view (store, act->view, error);
  if (g_str_equal (act->verb, "rename"))
    act->view = cosell_store_rename_view (store, act->id, act->name, error);
  else if (g_str_equal (act->verb, "move"))
    act->view = cosell_store_move_view (store, act->id, act->position, error);
  else
    act->view = cosell_store_remove_view (store, act->id, error);
  return act->view != NULL;
}

static gboolean
list_job (CosellStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->list = cosell_store_list_views (store, error);
  return act->list != NULL;
}

static void
run (StoreTest *test, Act *act)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_WRITE, act_job, act, &error);
  g_assert_no_error (error);
}

static CosellView *
put (StoreTest *test, const char *name)
{
  const char *const columns[] = { "name", "value", NULL };
  Act act = { "put" };

  act.view = cosell_view_new (name, "status:won", columns, "-value", NULL, NULL);
  run (test, &act);
  return act.view;
}

/* "id name" parted by "|" */
static char *
names (StoreTest *test)
{
  GString *text = g_string_new (NULL);
  Act act = { "list" };
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_READ, list_job, &act, &error);
  g_assert_no_error (error);
  views = act.list;
  for (guint i = 0; i < views->len; i++)
    {
      const CosellView *view = g_ptr_array_index (views, i);

      g_assert_cmpint (view->position, ==, i);
      g_assert_cmpstr (view->query, ==, "status:won");
      g_assert_cmpstr (view->sort, ==, "-value");
      g_assert_cmpuint (g_strv_length (view->columns), ==, 2);
      g_assert_cmpstr (view->columns[1], ==, "value");
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s", i > 0 ? "|" : "", view->id,
                              view->name);
    }
  return g_string_free (text, FALSE);
}

#define assert_names(test, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *names_ = names (test);                                                        \
    g_assert_cmpstr (names_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
changed_cb (CosellStore *store, CosellChangeSet *changes, guint *n)
{
  g_assert_false (changes->everything);
  *n += changes->views;
}

static void
test_order (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    gint64 id, to;
    const char *expected;
  } moves[] = {
    { 1, 0, "1 A|2 B|3 C" }, { 1, 1, "2 B|1 A|3 C" },  { 1, 2, "2 B|3 C|1 A" },
    { 1, 9, "2 B|3 C|1 A" }, { 1, -3, "1 A|2 B|3 C" }, { 3, 1, "1 A|3 C|2 B" },
  };

  cosell_view_free (put (test, "A"));
  cosell_view_free (put (test, "B"));
  cosell_view_free (put (test, "C"));
  assert_names (test, "1 A|2 B|3 C");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      Act act = { "move", moves[i].id, NULL, moves[i].to };

      run (test, &act);
      g_assert_cmpint (act.view->position, ==, CLAMP (moves[i].to, 0, 2));
      cosell_view_free (act.view);
      assert_names (test, moves[i].expected);
    }
}

static void
test_names (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellView) first = put (test, "A");
  g_autoptr (CosellView) second = put (test, "a");
  Act act = { "rename", second->id, "A" };

  g_assert_cmpstr (second->name, ==, "a (2)");
  run (test, &act);
  g_assert_cmpstr (act.view->name, ==, "A (2)");
  cosell_view_free (act.view);
  act.name = "B";
  run (test, &act);
  cosell_view_free (act.view);
  act.id = first->id;
  act.name = "a"; /* its own name in other letters */
  run (test, &act);
  cosell_view_free (act.view);
  assert_names (test, "1 a|2 B");
}

/* What was removed comes back where it was, with its id, and with another name if that was taken.
 */
static void
test_remove (StoreTest *test, gconstpointer data)
{
  Act act = { "remove", 2 };

  cosell_view_free (put (test, "A"));
  cosell_view_free (put (test, "B"));
  cosell_view_free (put (test, "C"));
  run (test, &act);
  assert_names (test, "1 A|3 C");
  act.verb = "put";
  run (test, &act);
  assert_names (test, "1 A|2 B|3 C");
  cosell_view_free (act.view);

  act.verb = "remove";
  run (test, &act);
  cosell_view_free (put (test, "B"));
  assert_names (test, "1 A|3 C|4 B");
  act.verb = "put";
  run (test, &act);
  assert_names (test, "1 A|2 B (2)|3 C|4 B");
  cosell_view_free (act.view);
}

static void
test_gone (StoreTest *test, gconstpointer data)
{
  static const char *const verbs[] = { "rename", "move", "remove" };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      Act act = { verbs[i], 7, "A" };
      g_autoptr (GError) error = NULL;

      cosell_store_run (test->store, COSELL_STORE_WRITE, act_job, &act, &error);
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
    }
}

/* Whoever shows views is told, and nobody reads deals again for it. */
static void
test_changed (StoreTest *test, gconstpointer data)
{
  Act act = { "rename", 1, "B" };
  guint n = 0;

  g_signal_connect (test->store, "changed", G_CALLBACK (changed_cb), &n);
  cosell_view_free (put (test, "A"));
  while (n < 1)
    g_main_context_iteration (NULL, TRUE);
  run (test, &act);
  cosell_view_free (act.view);
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  act.verb = "remove";
  run (test, &act);
  cosell_view_free (act.view);
  while (n < 3)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST_ADD ("/store-views/order", test_order);
  STORE_TEST_ADD ("/store-views/names", test_names);
  STORE_TEST_ADD ("/store-views/remove", test_remove);
  STORE_TEST_ADD ("/store-views/gone", test_gone);
  STORE_TEST_ADD ("/store-views/changed", test_changed);
  return g_test_run ();
}
