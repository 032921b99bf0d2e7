/* test-sync.c: rounds: one after the other, one per profile, and how they stop */
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "support/await.h"
#include "sync/cosell-round.h"
#include "sync/sync-fixture.h"

static void
test_requests_are_joined (SyncFixture *fixture, gconstpointer data)
{
  GAsyncResult *places[3] = { NULL, NULL, NULL };

  sync_put (fixture, "a", "Contoso ERP");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    cosell_sync_round_async (fixture->sync, i == 1 ? COSELL_SYNC_PUSH : COSELL_SYNC_PULL, NULL,
                             await_cb, &places[i]);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GAsyncResult) result = await_result (&places[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (cosell_sync_round_finish (fixture->sync, result, NULL, &error));
      g_assert_no_error (error);
    }
  /* the second and the third request were one round */
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), ==, 2);
}

static void
running_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GString *seen = user_data;
  gboolean running = FALSE;

  g_object_get (object, "running", &running, NULL);
  g_string_append (seen, running ? "+" : "-");
}

static void
pulled_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *most = user_data;
  guint pulled = 0;

  g_object_get (object, "pulled", &pulled, NULL);
  *most = MAX (*most, pulled);
}

static void
test_properties (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  guint most = 0;
  guint waiting = 0;

  sync_put (fixture, "a", "Contoso ERP");
  sync_put (fixture, "b", "Tailwind");
  g_signal_connect (fixture->sync, "notify::running", G_CALLBACK (running_changed_cb), seen);
  g_signal_connect (fixture->sync, "notify::pulled", G_CALLBACK (pulled_changed_cb), &most);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpstr (seen->str, ==, "+-");
  g_assert_cmpuint (most, ==, 2);

  sync_edit (fixture, "a", "name", "Contoso ERP move");
  sync_round_ok (fixture, COSELL_SYNC_PULL);
  g_object_get (fixture->sync, "waiting", &waiting, NULL);
  g_assert_cmpuint (waiting, ==, 1);
  sync_round_ok (fixture, SYNC_BOTH);
  g_object_get (fixture->sync, "waiting", &waiting, NULL);
  g_assert_cmpuint (waiting, ==, 0);
}

static int
take_lock (SyncFixture *fixture)
{
  int fd = open (fixture->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  return fd;
}

static void
test_locked_for_too_long (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = take_lock (fixture);

  cosell_sync_set_lock_limit (fixture->sync, 300);
  g_assert_false (sync_round (fixture, SYNC_BOTH, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpuint (fake_remote_count (fixture->remote, ""), ==, 0);
  close (fd);
  sync_round_ok (fixture, SYNC_BOTH);
}

static gboolean
release_cb (gpointer user_data)
{
  close (GPOINTER_TO_INT (user_data));
  return G_SOURCE_REMOVE;
}

static void
test_lock_is_waited_for (SyncFixture *fixture, gconstpointer data)
{
  int fd = take_lock (fixture);

  g_timeout_add (100, release_cb, GINT_TO_POINTER (fd));
  sync_round_ok (fixture, SYNC_BOTH);
  /* and it is free again */
  close (take_lock (fixture));
}

static void
test_lock_file_that_cannot_be (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no-folder", "lock", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->sync);
  fixture->sync = cosell_sync_new (fixture->store, COSELL_REMOTE (fixture->remote), path);
  g_assert_false (sync_round (fixture, SYNC_BOTH, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
cancel_hook (FakeRemote *remote, const char *line, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel (SyncFixture *fixture, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fake_remote_set_hook (fixture->remote, cancel_hook, cancellable);
  cosell_sync_round_async (fixture->sync, SYNC_BOTH, cancellable, await_cb, &place);
  result = await_result (&place);
  g_assert_false (cosell_sync_round_finish (fixture->sync, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_remote_set_hook (fixture->remote, NULL, NULL);
  sync_round_ok (fixture, SYNC_BOTH);
}

/* A round that waits for the service stops at once. */
static void
test_cancel_a_wait (SyncFixture *fixture, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = take_lock (fixture);

  cosell_sync_round_async (fixture->sync, SYNC_BOTH, cancellable, await_cb, &place);
  g_cancellable_cancel (cancellable);
  result = await_result (&place);
  g_assert_false (cosell_sync_round_finish (fixture->sync, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  SYNC_TEST ("/sync/round/requests-are-joined", test_requests_are_joined);
  SYNC_TEST ("/sync/round/properties", test_properties);
  SYNC_TEST ("/sync/round/locked-for-too-long", test_locked_for_too_long);
  SYNC_TEST ("/sync/round/lock-is-waited-for", test_lock_is_waited_for);
  SYNC_TEST ("/sync/round/lock-file-that-cannot-be", test_lock_file_that_cannot_be);
  SYNC_TEST ("/sync/round/cancel", test_cancel);
  SYNC_TEST ("/sync/round/cancel-a-wait", test_cancel_a_wait);
  return g_test_run ();
}
