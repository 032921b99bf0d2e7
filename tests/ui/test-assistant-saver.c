/* C18: when a draft is written, over a real session. */
#include "app/cosell-session-commands.h"
#include "app-fixture.h"

#include "base/cosell-time.h"
#include "support/await.h"
#include "ui/assistant/cosell-draft-saver.h"

typedef struct
{
  AppFixture *app;
  CosellDraft *draft;
  CosellDraftSaver *saver;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new (0);
  f->draft = cosell_draft_new ();
  f->saver = cosell_draft_saver_new (f->app->session, f->draft, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cosell_saver_stop (COSELL_SAVER (f->saver));
  g_clear_object (&f->saver);
  g_clear_object (&f->draft);
  app_fixture_free (f->app);
}

static gboolean
is_clean (gpointer data)
{
  return cosell_saver_is_clean (COSELL_SAVER (((Fixture *) data)->saver));
}

static char *
error_of (Fixture *f)
{
  char *text = NULL;

  g_object_get (f->saver, "error", &text, NULL);
  return text;
}

static gboolean
has_failed (gpointer data)
{
  g_autofree char *error = error_of (data);

  return error != NULL;
}

static gboolean
flush (Fixture *f, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_saver_flush_async (COSELL_SAVER (f->saver), await_cb, &pending);
  result = await_result (&pending);
  return cosell_saver_flush_finish (COSELL_SAVER (f->saver), result, error);
}

static guint
count_drafts (Fixture *f)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_ALL, NULL, NULL);

  return cosell_json_length (cosell_json_root (list));
}

static void
assert_name_on_disk (Fixture *f, const char *name)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autofree char *found = NULL;

  cosell_session_load_draft_async (f->app->session, cosell_draft_saver_get_id (f->saver), NULL,
                                   await_cb, &pending);
  result = await_result (&pending);
  draft = cosell_session_load_draft_finish (f->app->session, result, &error);
  g_assert_no_error (error);
  g_object_get (draft, "name", &found, NULL);
  g_assert_cmpstr (found, ==, name);
}

static void
test_within_a_second (Fixture *f, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  gint64 saved_at;

  g_object_set (f->draft, "name", "T", NULL);
  g_assert_false (cosell_saver_is_clean (COSELL_SAVER (f->saver)));
  await_condition (is_clean, f);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_cmpint (cosell_draft_saver_get_id (f->saver), >, 0);
  g_object_get (f->saver, "saved-at", &saved_at, NULL);
  g_assert_cmpint (saved_at, !=, COSELL_NO_TIME);
  assert_name_on_disk (f, "T");
}

/* Who never pauses is saved all the same: the timer is not put off. */
static gboolean
was_saved (gpointer data)
{
  Fixture *f = data;
  static guint keystrokes;
  g_autofree char *name = g_strdup_printf ("keystroke %u", keystrokes++);

  g_object_set (f->draft, "name", name, NULL);
  return cosell_draft_saver_get_id (f->saver) != 0;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_typing_without_a_pause (Fixture *f, gconstpointer data)
{
  guint ticks = g_timeout_add (20, tick_cb, NULL);
  gint64 start = g_get_monotonic_time ();

  await_condition (was_saved, f);
  g_source_remove (ticks);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* One row, whatever number of savings. */
static void
test_changes_while_saving (Fixture *f, gconstpointer data)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (f->draft, "name", "first", NULL);
  cosell_saver_flush_async (COSELL_SAVER (f->saver), await_cb, &pending);
  g_object_set (f->draft, "name", "second", NULL);
  result = await_result (&pending);
  cosell_saver_flush_finish (COSELL_SAVER (f->saver), result, &error);
  g_assert_no_error (error);
  g_assert_true (cosell_saver_is_clean (COSELL_SAVER (f->saver)));
  assert_name_on_disk (f, "second");
  g_assert_cmpuint (count_drafts (f), ==, 1);
}

static void
test_nothing_to_save (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (f->draft, "page", "team", "currency", "SEK", NULL);
  g_assert_true (flush (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cosell_draft_saver_get_id (f->saver), ==, 0);
  g_assert_cmpuint (count_drafts (f), ==, 0);
}

static void
delete_draft (Fixture *f)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_delete_draft_async (f->app->session, cosell_draft_saver_get_id (f->saver), NULL,
                                     await_cb, &pending);
  result = await_result (&pending);
  cosell_session_finish (f->app->session, result, &error);
  g_assert_no_error (error);
}

/* Deleted by another process meanwhile: said, not lost, and not written anew by itself. */
static void
test_failure_is_told (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autofree char *words = NULL;

  g_object_set (f->draft, "name", "first", NULL);
  g_assert_true (flush (f, &error));
  delete_draft (f);
  g_object_set (f->draft, "name", "second", NULL);
  await_condition (has_failed, f);
  words = error_of (f);
  g_assert_nonnull (words);
  g_assert_false (cosell_saver_is_clean (COSELL_SAVER (f->saver)));
  g_assert_false (flush (f, &again));
  g_assert_cmpstr (again->message, ==, words);
  g_assert_cmpuint (count_drafts (f), ==, 0);
}

static void
test_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (f->draft, "name", "first", NULL);
  cosell_saver_stop (COSELL_SAVER (f->saver));
  g_object_set (f->draft, "name", "second", NULL);
  g_assert_true (flush (f, &error));
  g_assert_cmpint (cosell_draft_saver_get_id (f->saver), ==, 0);
  g_assert_true (cosell_saver_is_clean (COSELL_SAVER (f->saver)));
}

/* Two letters and two flushes: the second waits for what is being written. */
static void
flush_twice (Fixture *f, GAsyncResult *pending[2])
{
  const char *const names[] = { "first", "second" };

  for (guint i = 0; i < 2; i++)
    {
      pending[i] = NULL;
      g_object_set (f->draft, "name", names[i], NULL);
      cosell_saver_flush_async (COSELL_SAVER (f->saver), await_cb, &pending[i]);
    }
}

static void
assert_flushed (Fixture *f, GAsyncResult *pending[2])
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = await_result (&pending[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (cosell_saver_flush_finish (COSELL_SAVER (f->saver), result, &error));
      g_assert_no_error (error);
    }
}

/* Who waits for a flush is told, also when nothing is written any more. */
static void
test_stopped_while_saving (Fixture *f, gconstpointer data)
{
  GAsyncResult *pending[2];

  flush_twice (f, pending);
  cosell_saver_stop (COSELL_SAVER (f->saver));
  assert_flushed (f, pending);
  assert_name_on_disk (f, "first");
}

/* The last writing is waited for, too. */
static void
test_closed_while_saving (Fixture *f, gconstpointer data)
{
  GAsyncResult *pending[2];

  g_object_set (f->draft, "name", "begun", NULL);
  g_assert_true (flush (f, NULL));
  flush_twice (f, pending);
  cosell_saver_close (COSELL_SAVER (f->saver));
  assert_flushed (f, pending);
  g_assert_true (cosell_saver_is_clean (COSELL_SAVER (f->saver)));
  assert_name_on_disk (f, "second");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/assistant-saver/c18-within-a-second", test_within_a_second },
    { "/assistant-saver/c18-typing-without-a-pause", test_typing_without_a_pause },
    { "/assistant-saver/changes-while-saving", test_changes_while_saving },
    { "/assistant-saver/nothing-to-save", test_nothing_to_save },
    { "/assistant-saver/failure-is-told", test_failure_is_told },
    { "/assistant-saver/stopped", test_stopped },
    { "/assistant-saver/stopped-while-saving", test_stopped_while_saving },
    { "/assistant-saver/closed-while-saving", test_closed_while_saving },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
