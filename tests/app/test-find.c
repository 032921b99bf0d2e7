/* What a query depends on beside its words, and totals that keep nobody waiting. */
#include "app-fixture.h"

#include "app/cosell-session-find.h"
#include "app/cosell-session-private.h"
#include "support/await.h"

static void
changed_cb (CosellSession *session, gpointer changes, guint *n)
{
  (*n)++;
}

static void
choose (AppFixture *f, const char *mail, guint month, const char *currency)
{
  g_autoptr (CosellQueryHabits) habits = cosell_query_habits_new (mail, month, currency);

  cosell_session_set_query_habits (f->session, habits);
}

/* How many deals a query finds; G_MAXUINT: it is an error. */
static guint
count (AppFixture *f, const char *query)
{
  const CosellFind find = { .tab = COSELL_TAB_ALL, .query = query };

  return app_count (f->session, &find);
}

static void
test_habits_read (void)
{
  g_autoptr (CosellQueryHabits) none = cosell_query_habits_new_from_settings (NULL);
  g_autoptr (CosellQueryHabits) blank = cosell_query_habits_new (" ", 1, "");
  g_autoptr (CosellQueryHabits) some = cosell_query_habits_new (" a@b.example ", 13, "sek");
  g_autoptr (CosellQueryHabits) wrong = cosell_query_habits_new (NULL, 0, "QQQ");

  g_assert_true (cosell_query_habits_equal (none, blank));
  g_assert_true (cosell_query_habits_equal (none, wrong));
  g_assert_false (cosell_query_habits_equal (none, some));
  g_assert_cmpstr (some->mail, ==, "a@b.example");
  g_assert_cmpstr (some->currency, ==, "SEK");
  g_assert_cmpuint (some->fiscal_month, ==, 12);
}

/* Whoever shows what was found looks again, once something is another. */
static void
test_habits_told (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (10);
  guint n = 0;

  g_signal_connect (f->session, "changed", G_CALLBACK (changed_cb), &n);
  g_assert_cmpuint (count (f, "mine"), ==, G_MAXUINT);
  choose (f, NULL, 1, NULL);
  g_assert_cmpuint (n, ==, 0);
  choose (f, "ola@contoso.example", 1, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count (f, "mine"), ==, 0);
  choose (f, "ola@contoso.example", 1, NULL);
  g_assert_cmpuint (n, ==, 1);
  cosell_session_close (f->session);
  choose (f, NULL, 1, NULL);
  g_assert_cmpuint (n, ==, 1);
}

/* Values are compared in the main currency, unless another one is named. */
static void
test_main_currency (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  guint valued;

  app_execute (f, "UPDATE deal SET value = '100.00', value_key = 100, currency = 'EUR'");
  app_execute (f, "INSERT INTO rate (base_currency, quote_currency, date, rate) VALUES "
                  "('EUR', 'SEK', '2026-01-01', '10')");
  valued = count (f, "value:100");
  g_assert_cmpuint (valued, >, 0);
  g_assert_cmpuint (count (f, "value:1000"), ==, 0);
  choose (f, NULL, 1, "SEK");
  g_assert_cmpuint (count (f, "value:1000"), ==, valued);
  g_assert_cmpuint (count (f, "value:100"), ==, 0);
}

/* --- totals --- */

static gboolean
gate_job (CosellStore *store, gpointer data, GError **error)
{
  GMutex *gate = data;

  g_mutex_lock (gate);
  g_mutex_unlock (gate);
  return TRUE;
}

typedef struct
{
  GString *order;
  GAsyncResult *totals;
} Told;

static void
other_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (cosell_session_run_finish (COSELL_SESSION (source), result, NULL));
  g_string_append_c (((Told *) data)->order, 'o');
}

static void
added_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Told *) data)->totals = g_object_ref (result);
  g_string_append_c (((Told *) data)->order, 't');
}

static gboolean
is_told (gpointer data)
{
  return ((Told *) data)->order->len == 2;
}

static gboolean
nothing_job (CosellStore *store, gpointer data, GError **error)
{
  return TRUE;
}

/* Behind a job that is under way totals are asked for, and then something else. Returns: the order
 * in which both were done */
static char *
add_up (AppFixture *f, gboolean gives_way, CosellStoreMode other)
{
  const CosellFind find = { .tab = COSELL_TAB_ALL, .gives_way = gives_way };
  Told told = { g_string_new (NULL), NULL };
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) gate_result = NULL;
  g_autoptr (CosellTotals) totals = NULL;
  g_autoptr (GError) error = NULL;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  cosell_session_run_async (f->session, COSELL_STORE_READ, gate_job, &gate, NULL, NULL, await_cb,
                            &pending);
  cosell_session_totals_async (f->session, &find, NULL, added_up_cb, &told);
  cosell_session_run_async (f->session, other, nothing_job, NULL, NULL, NULL, other_done_cb, &told);
  g_mutex_unlock (&gate);
  gate_result = await_result (&pending);
  await_condition (is_told, &told);
  g_mutex_clear (&gate);
  totals = cosell_session_totals_finish (f->session, told.totals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (totals->count, >, 0);
  g_object_unref (told.totals);
  return g_string_free (told.order, FALSE);
}

/* Sums that nobody waits for come behind what is asked for after them, but for what is done beside
 * the work as well: a conversion, or a sync, would keep them away for as long as it lasts. */
static void
test_gives_way (void)
{
  static const struct
  {
    CosellStoreMode other;
    gboolean gives_way;
    const char *order;
  } cases[] = {
    { COSELL_STORE_READ, FALSE, "to" },
    { COSELL_STORE_READ, TRUE, "ot" },
    { COSELL_STORE_BULK, TRUE, "to" },
  };
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *order = add_up (f, cases[i].gives_way, cases[i].other);

      g_assert_cmpstr (order, ==, cases[i].order);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/find/habits-read", test_habits_read);
  g_test_add_func ("/find/habits-told", test_habits_told);
  g_test_add_func ("/find/main-currency", test_main_currency);
  g_test_add_func ("/find/gives-way", test_gives_way);
  return g_test_run ();
}
