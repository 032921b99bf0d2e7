#include "app/cosell-account-private.h"
#include "app/cosell-session-commands.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "app-fixture.h"
#include "cli/cosell-cli-json.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>

#include "base/cosell-time.h"
#include "support/await.h"
#include "support/json-bytes.h"

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

AppFixture *
app_fixture_new (guint deals)
{
  AppFixture *self = g_new0 (AppFixture, 1);
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("cosell-app-XXXXXX", &error);
  g_assert_no_error (error);
  self->sandbox = cosell_sandbox_new (NULL, APP_TOKEN, deals, 1, clock, &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (self->sandbox, 0, &error);
  g_assert_no_error (error);
  self->session = cosell_session_new (self->dir, NULL, &error);
  g_assert_no_error (error);
  return self;
}

AppFixture *
app_fixture_new_synced (guint deals)
{
  AppFixture *self = app_fixture_new (deals);
  g_autoptr (GError) error = NULL;

  cosell_account_set_token (cosell_session_get_account (self->session), APP_TOKEN);
  app_set_account (self->session, cosell_sandbox_get_url (self->sandbox), &error);
  g_assert_no_error (error);
  app_sync (self->session, NULL, &error);
  g_assert_no_error (error);
  return self;
}

void
app_fixture_free (AppFixture *self)
{
  if (self->session != NULL)
    cosell_session_close (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->sandbox);
  /* what was under way ends with an error, and lets go of what it held */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_tree (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
app_execute (AppFixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->dir, "cosell.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
app_fixture_disconnect (AppFixture *self)
{
  cosell_sandbox_disconnect (self->sandbox);
}

void
app_fixture_reconnect (AppFixture *self)
{
  g_autoptr (GUri) uri =
      g_uri_parse (cosell_sandbox_get_url (self->sandbox), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  cosell_sandbox_listen (self->sandbox, (guint) g_uri_get_port (uri), &error);
  g_assert_no_error (error);
}

gboolean
app_sync (CosellSession *session, CosellSyncSummary *summary, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_sync_async (session, TRUE, TRUE, TRUE, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_sync_finish (session, result, summary, error);
}

static gboolean
finish (CosellSession *session, GAsyncResult **pending, GError **error)
{
  g_autoptr (GAsyncResult) result = await_result (pending);

  return cosell_session_finish (session, result, error);
}

static gboolean
finish_id (CosellSession *session, GAsyncResult **pending, GError **error)
{
  g_autoptr (GAsyncResult) result = await_result (pending);

  return cosell_session_id_finish (session, result, error) != 0;
}

void
app_sync_well (AppFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_sync (self->session, NULL, &error));
  g_assert_no_error (error);
}

gboolean
app_undo (CosellSession *session, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_undo_async (session, NULL, await_cb, &pending);
  return finish_id (session, &pending, error);
}

gboolean
app_redo (CosellSession *session, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_redo_async (session, NULL, await_cb, &pending);
  return finish_id (session, &pending, error);
}

char *
app_win (CosellSession *session, gint64 deal, CosellWinMode mode, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 scheduled;

  cosell_session_win_async (session, deal, mode, NULL, await_cb, &pending);
  result = await_result (&pending);
  if (!cosell_session_win_finish (session, result, &scheduled, error))
    return NULL;
  return scheduled != COSELL_NO_TIME ? cosell_time_format (scheduled) : g_strdup ("");
}

void
app_start_invite (CosellSession *session,
                  gint64 deal,
                  const char *json,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GError *error = NULL;
  CosellInvite *invite = cosell_invite_new_from_json (json, &error);

  cosell_session_invite_async (session, deal, invite, error, NULL, callback, user_data);
}

void
app_start_register (CosellSession *session,
                    gint64 deal,
                    const char *json,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GError *error = NULL;
  CosellRegistration *form = cosell_registration_new_from_json (json, &error);

  cosell_session_register_async (session, deal, form, error, NULL, callback, user_data);
}

void
app_win_well (AppFixture *self, gint64 deal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *instant = app_win (self->session, deal, COSELL_WIN_ANYWAY, &error);

  g_assert_no_error (error);
}

gboolean
app_outbox_act (CosellSession *session, const char *verb, gint64 seq, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_outbox_act_async (session, verb, seq, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

gint64
app_waiting_seq (CosellSession *session, guint index)
{
  g_autoptr (CosellJson) outbox = app_outbox (session);
  CosellJsonValue entry = cosell_json_element (cosell_json_root (outbox), index);

  return cosell_json_get_int (cosell_json_member (entry, "seq"), 0);
}

gboolean
app_set_account (CosellSession *session, const char *url, GError **error)
{
  CosellAccount *account = cosell_session_get_account (session);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_account_set_url_async (account, url, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_account_finish (account, result, error);
}

gboolean
app_edit (CosellSession *session, CosellEdit *edit, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_edit_async (session, edit, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

gboolean
app_set (CosellSession *session, gint64 deal, const char *key, const char *value, GError **error)
{
  CosellEdit *edit = cosell_edit_new (deal);

  cosell_edit_set (edit, key, value);
  return app_edit (session, edit, error);
}

gboolean
app_favorite (CosellSession *session, gint64 deal, gboolean on, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_set_favorite_async (session, deal, on, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

gint64
app_save_draft (CosellSession *session, gint64 id, CosellDraft *draft)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 saved;

  cosell_session_save_draft_async (session, id, draft, NULL, await_cb, &pending);
  result = await_result (&pending);
  saved = cosell_session_id_finish (session, result, &error);
  g_assert_no_error (error);
  return saved;
}

gboolean
app_submit (CosellSession *session, gint64 id, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_submit_async (session, id, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

CosellDraft *
app_complete_draft (gboolean ask)
{
  static const char text[] =
      "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan 1\",\"city\":\"Malmö\","
      "\"postalCode\":\"211 34\",\"country\":\"SE\",\"duns\":\"354111111\",\"contacts\":[{"
      "\"firstName\":\"Sara\",\"lastName\":\"Ek\",\"phone\":\"+46 40 100\","
      "\"email\":\"sara.ek@contoso.example\"}],\"consent\":true},\"name\":\"Warehouse robots\","
      "\"location\":\"1234567\",\"value\":\"1200000\",\"currency\":\"SEK\","
      "\"closeDate\":\"2099-01-15\",\"notes\":\"Wants a pilot.\",\"team\":[{\"firstName\":\"Ola\","
      "\"lastName\":\"Lind\",\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\"}],"
      "\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
      "\"help\":\"%s\",\"notesToMicrosoft\":\"Need a demo tenant.\",\"visibleToMicrosoft\":%s}";
  g_autofree char *json =
      g_strdup_printf (text, ask ? "ProofOfConceptOrDemo" : "none", ask ? "true" : "false");
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json (json, &error);

  g_assert_no_error (error);
  return draft;
}

/* Takes text. */
static CosellJson *
parse (char *text)
{
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_free (text);
  return json;
}

static GPtrArray *
found (CosellSession *session, GAsyncResult **pending)
{
  g_autoptr (GAsyncResult) result = await_result (pending);
  g_autoptr (GError) error = NULL;
  GPtrArray *array = cosell_session_array_finish (session, result, &error);

  g_assert_no_error (error);
  return array;
}

/* Returns: (transfer full) of CosellDealData; NULL with error */
static GPtrArray *
find_rows (CosellSession *session, const CosellFind *find, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_find_async (session, find, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_find_finish (session, result, NULL, error);
}

guint
app_count (CosellSession *session, const CosellFind *find)
{
  g_autoptr (GPtrArray) rows = find_rows (session, find, NULL);

  return rows != NULL ? rows->len : G_MAXUINT;
}

CosellJson *
app_list (CosellSession *session, CosellTab tab, const char *filter, const char *sort)
{
  const char *const filters[] = { filter, NULL };
  const CosellFind find = { .tab = tab, .filters = filters, .sort = sort };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = find_rows (session, &find, &error);

  g_assert_no_error (error);
  return parse (cosell_cli_rows_to_json (rows));
}

CosellJson *
app_show (CosellSession *session, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CosellDealReport) shown = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_show_async (session, text, NULL, await_cb, &pending);
  result = await_result (&pending);
  shown = cosell_session_show_finish (session, result, &error);
  g_assert_no_error (error);
  return parse (cosell_cli_deal_to_json (shown, NULL));
}

CosellJson *
app_outbox (CosellSession *session)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  cosell_session_outbox_async (session, 0, NULL, await_cb, &pending);
  result = await_result (&pending);
  entries = cosell_session_array_finish (session, result, &error);
  g_assert_no_error (error);
  text = cosell_cli_outbox_to_json (entries, NULL);
  return cosell_json_parse (text, -1, NULL);
}

CosellJson *
app_history (CosellSession *session, gint64 id)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GPtrArray) history = NULL;

  cosell_session_history_async (session, id, NULL, await_cb, &pending);
  history = found (session, &pending);
  return parse (cosell_cli_history_to_json (history));
}

gint64
app_find (CosellSession *session, const char *filter)
{
  g_autoptr (CosellJson) rows = app_list (session, COSELL_TAB_ALL, filter, NULL);
  CosellJsonValue first = cosell_json_element (cosell_json_root (rows), 0);
  gint64 id = cosell_json_get_int (cosell_json_member (first, "id"), 0);

  g_test_message ("%s: deal %" G_GINT64_FORMAT, filter, id);
  g_assert_cmpint (id, >, 0);
  return id;
}

static GBytes *
control (AppFixture *self, const char *method, const char *what, const char *body)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (self->sandbox), "/sandbox/control/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  GBytes *answer;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " APP_TOKEN);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  answer = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), ==, 200);
  return answer;
}

void
app_control_post (AppFixture *self, const char *what, const char *body)
{
  g_autoptr (GBytes) answer = control (self, "POST", what, body);

  g_assert_nonnull (answer);
}

CosellJson *
app_control (AppFixture *self, const char *what)
{
  g_autoptr (GBytes) body = control (self, "GET", what, NULL);
  g_autoptr (GError) error = NULL;
  CosellJson *json;

  json = json_parse_bytes (body, &error);
  g_assert_no_error (error);
  return json;
}

CosellJsonValue
app_server_referral (CosellJson *state, const char *id)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
        return referral;
    }
  return (CosellJsonValue){ NULL, 0 };
}

typedef struct
{
  gpointer object;
  const char *property;
  guint value;
  const char *text;
} Wanted;

static gboolean
has_value (gpointer data)
{
  Wanted *wanted = data;
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (wanted->object, wanted->property, &value);
  return (G_VALUE_HOLDS_ENUM (&value) ? (guint) g_value_get_enum (&value)
                                      : g_value_get_uint (&value)) == wanted->value;
}

void
app_wait_uint (gpointer object, const char *property, guint value)
{
  Wanted wanted = { object, property, value, NULL };

  await_condition (has_value, &wanted);
}

static gboolean
has_text (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *text = NULL;

  g_object_get (wanted->object, wanted->property, &text, NULL);
  return g_strcmp0 (text, wanted->text) == 0;
}

void
app_wait_text (gpointer object, const char *property, const char *value)
{
  Wanted wanted = { object, property, 0, value };

  await_condition (has_text, &wanted);
}

char *
app_text (CosellJsonValue object, const char *member)
{
  return cosell_json_dup_scalar (cosell_json_member (object, member));
}

void
app_assert_text (CosellJsonValue object, const char *member, const char *expected)
{
  g_autofree char *text = app_text (object, member);

  g_assert_cmpstr (text, ==, expected);
}
