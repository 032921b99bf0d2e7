/* P5: edits that the service's rules overtook are parked with the reason, can be read whole, and
 * copied into a new draft. One test for each cause. */
#include "app/cosell-session-commands.h"
#include "app-fixture.h"
#include "support/json-text.h"

#include <string.h>

#include "support/await.h"

#define NOTES "My careful work, which nobody else has."

typedef struct
{
  const char *name;
  const char *substatus; /* NULL: out of sight */
  int status;            /* of HTTP, when it is out of sight */
  const char *word;      /* of the reason */
} Cause;

static const Cause causes[] = {
  { "won", "Won", 0, "Won" },
  { "lost", "Lost", 0, "Lost" },
  { "declined", "Declined", 0, "Declined" },
  { "expired", "Expired", 0, "Expired" },
  { "error", "Error", 0, "Error" },
  { "gone-404", NULL, 404, "" },
  { "gone-410", NULL, 410, "" },
};

static char *
remote_of (AppFixture *f, gint64 id)
{
  g_autoptr (CosellJson) shown = app_show (f->session, id);

  return app_text (cosell_json_root (shown), "remoteId");
}

static void
post (AppFixture *f, const char *what, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
post (AppFixture *f, const char *what, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = json_vprintf (format, args);
  va_end (args);
  app_control_post (f, what, text);
}

static void
overtake (AppFixture *f, gint64 id, const Cause *cause)
{
  static const char *const methods[] = { "PATCH", "GET" };
  g_autofree char *remote = remote_of (f, id);

  if (cause->substatus != NULL)
    post (f, "act", "{'as':'microsoft','do':'edit','id':'%s','/status':'Closed','/substatus':'%s'}",
          remote, cause->substatus);
  for (guint i = 0; cause->substatus == NULL && i < G_N_ELEMENTS (methods); i++)
    post (f, "faults",
          "{'count':9,'method':'%s','path':'/v1.0/engagements/referrals/%s','status':%d}",
          methods[i], remote, cause->status);
}

static gint64
recreate (AppFixture *f, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 draft;

  cosell_session_recreate_async (f->session, id, NULL, await_cb, &pending);
  result = await_result (&pending);
  draft = cosell_session_id_finish (f->session, result, &error);
  g_assert_no_error (error);
  return draft;
}

/* The only entry: parked, with the reason, and every field whole. */
static void
assert_parked (AppFixture *f, const Cause *cause)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);
  CosellJsonValue entry = cosell_json_element (cosell_json_root (outbox), 0);
  g_autofree char *reason = app_text (entry, "lastError");

  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
  app_assert_text (entry, "state", "parked");
  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (reason, cause->word));
  g_assert_true (cosell_json_string_equal (
      cosell_json_element (
          cosell_json_member (cosell_json_member (entry, "fields"), "/details/notes"), 1),
      NOTES));
}

static void
test_cause (gconstpointer data)
{
  const Cause *cause = data;
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) draft = NULL;

  g_assert_true (app_set (f->session, id, "notes", NOTES, NULL));
  g_assert_true (app_set (f->session, id, "name", "Renamed", NULL));
  overtake (f, id, cause);
  app_sync (f->session, NULL, NULL);
  assert_parked (f, cause);
  shown = app_show (f->session, id);
  app_assert_text (cosell_json_root (shown), "sync", "parked");
  app_assert_text (cosell_json_root (shown), "notes", NOTES);

  draft = app_show (f->session, recreate (f, id));
  app_assert_text (cosell_json_root (draft), "status", "draft");
  app_assert_text (cosell_json_root (draft), "name", "Renamed");
  app_assert_text (cosell_json_root (draft), "notes", NOTES);
  assert_parked (f, cause); /* still there, until it is discarded */
}

/* What is typed into Accept is work too, though the deal expired before it was accepted. */
static void
test_accept_too_late (void)
{
  static const Cause cause = { "accept", "Expired", 0, "Expired" };
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 id = app_find (f->session, "status=received");
  CosellEdit *edit = cosell_edit_new (id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) draft = NULL;
  GAsyncResult *pending = NULL;

  cosell_edit_set (edit, "notes", NOTES);
  cosell_edit_set (edit, "name", "Renamed");
  cosell_session_accept_async (f->session, edit, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (f->session, result, &error));
  g_assert_no_error (error);
  overtake (f, id, &cause);
  app_sync (f->session, NULL, NULL);
  assert_parked (f, &cause);
  shown = app_show (f->session, id);
  app_assert_text (cosell_json_root (shown), "status", "expired");

  draft = app_show (f->session, recreate (f, id));
  app_assert_text (cosell_json_root (draft), "name", "Renamed");
  app_assert_text (cosell_json_root (draft), "notes", NOTES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autofree char *path = g_strconcat ("/overtaken/P5/", causes[i].name, NULL);

      g_test_add_data_func (path, &causes[i], test_cause);
    }
  g_test_add_func ("/overtaken/P5/accept", test_accept_too_late);
  return g_test_run ();
}
