/* test-crm-links.c: deals and their opportunities in a CRM, as the session has them (chapter K) */
#include <string.h>

#include "app-fixture.h"

#include "app/cosell-session-crm-edit.h"
#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "model/cosell-rule-error.h"
#include "model/cosell-conflict.h"
#include "support/await.h"
#include "support/json-text.h"

/* --- what comes from a CRM is an edit by the rules --- */

typedef struct
{
  gint64 deal, now;
  const char *key, *value;
} Edit;

static gboolean
edit_job (CosellStore *store, gpointer data, GError **error)
{
  const Edit *edit = data;

  return cosell_session_crm_edit (store, edit->deal, edit->key, edit->value, edit->now, error);
}

static gboolean
edit (AppFixture *f, gint64 deal, const char *key, const char *value, GError **error)
{
  Edit data = { deal, cosell_session_now (f->session), key, value };

  return cosell_session_run (f->session, COSELL_STORE_WRITE, edit_job, &data, error);
}

static void
edit_well (AppFixture *f, gint64 deal, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  edit (f, deal, key, value, &error);
  g_assert_no_error (error);
}

static void
test_edits (void)
{
  static const char member[] = "{'firstName':'Nova','lastName':'Holm','phone':'+46 40 1',"
                               "'email':'nova.holm@fabrikam.example'}";
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 deal = app_find (f->session, "status=accepted");
  const char *person = json_text (member);
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) after = NULL;
  g_autofree char *team = NULL;

  edit_well (f, deal, "value", "25000.10 SEK");
  edit_well (f, deal, "closeDate", "2027-05-31");
  edit_well (f, deal, "notes", "As the CRM has them.");
  edit_well (f, deal, "stage", "80");
  edit_well (f, deal, "member", person);
  shown = app_show (f->session, deal);
  app_assert_text (cosell_json_root (shown), "value", "25000.10");
  app_assert_text (cosell_json_root (shown), "currency", "SEK");
  app_assert_text (cosell_json_root (shown), "closeDate", "2027-05-31");
  app_assert_text (cosell_json_root (shown), "notes", "As the CRM has them.");
  app_assert_text (cosell_json_root (shown), "stage", "80");
  team = cosell_json_dup_raw (cosell_json_member (cosell_json_root (shown), "team"));
  g_assert_nonnull (strstr (team, "nova.holm@fabrikam.example"));
  edit_well (f, deal, "notes", NULL);
  after = app_show (f->session, deal);
  app_assert_text (cosell_json_root (after), "notes", "");
  app_sync_well (f);
}

/* K9: what the window is told is what the link says. */
static void
test_refused (void)
{
  static const struct
  {
    const char *filter, *key, *value;
  } cases[] = {
    { "status=won", "value", "1" },
    { "status=received", "closeDate", "2027-05-31" },
    { "status=declined", "stage", "40" },
    { "status=accepted", "value", "12,5" },
    { "status=accepted", "closeDate", "yesterday" },
  };
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 deal = app_find (f->session, cases[i].filter);
      g_autoptr (CosellJson) before = app_show (f->session, deal);
      g_autoptr (CosellJson) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) same = NULL;

      g_assert_false (edit (f, deal, cases[i].key, cases[i].value, &error));
      g_assert_true (error->domain == COSELL_RULE_ERROR);
      if (!g_str_equal (cases[i].key, "stage"))
        {
          g_assert_false (app_set (f->session, deal, cases[i].key, cases[i].value, &same));
          g_assert_cmpstr (error->message, ==, same->message);
        }
      after = app_show (f->session, deal);
      g_assert_cmpstr (cosell_json_get_text (before, NULL), ==, cosell_json_get_text (after, NULL));
    }
}

/* P11: an edit of a person's own before it is not taken along. */
static void
test_undone (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 deal = app_find (f->session, "status=accepted");
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (GError) error = NULL;

  app_set (f->session, deal, "name", "Typed here", &error);
  g_assert_no_error (error);
  edit_well (f, deal, "closeDate", "2027-05-31");
  g_assert_true (app_undo (f->session, &error));
  shown = app_show (f->session, deal);
  app_assert_text (cosell_json_root (shown), "name", "Typed here");
  g_assert_false (
      cosell_json_string_equal (cosell_json_member (cosell_json_root (shown), "closeDate"),
                                "2027-05-31"));
}

/* --- a CRM beside the deals --- */

#define OPPORTUNITIES "/api/data/v9.2/opportunities"

/* Awaits what cosell_session_finish ends; it must go well. */
static void
finish (AppFixture *f, GAsyncResult **pending)
{
  g_autoptr (GAsyncResult) result = await_result (pending);
  g_autoptr (GError) error = NULL;

  cosell_session_finish (f->session, result, &error);
  g_assert_no_error (error);
}

/* One that is played by the same server; nothing else writes to it. */
static AppFixture *
new_fixture_of (const char *kind)
{
  static const char *const settings[] = { "alone=true", NULL };
  AppFixture *f = app_fixture_new_synced (30);
  const CosellCrmAccount crm = { .name = (char *) "Sales",
                                 .kind = (char *) kind,
                                 .url = (char *) cosell_sandbox_get_url (f->sandbox) };
  GAsyncResult *pending = NULL;

  g_setenv ("COSELL_CRM_TOKEN", APP_TOKEN, TRUE);
  cosell_sandbox_add_opportunities (f->sandbox, 3);
  cosell_session_add_crm_async (f->session, &crm, NULL, await_cb, &pending);
  finish (f, &pending);
  cosell_session_set_crm_async (f->session, NULL, settings, NULL, await_cb, &pending);
  finish (f, &pending);
  return f;
}

static AppFixture *
new_fixture (void)
{
  return new_fixture_of (COSELL_CRM_DYNAMICS);
}

static CosellCrmRun
run (AppFixture *f, gboolean apply)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  CosellCrmRun found = { 0 };

  cosell_session_sync_crm_async (f->session, "Sales", apply, NULL, await_cb, &pending);
  result = await_result (&pending);
  cosell_session_sync_crm_finish (f->session, result, &found, &error);
  g_assert_no_error (error);
  return found;
}

/* Returns: (transfer full) (nullable) */
static CosellCrmPart *
get_part (AppFixture *f, gint64 deal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  CosellCrmPart *part;
  gboolean there;

  cosell_session_crm_part_async (f->session, deal, NULL, await_cb, &pending);
  result = await_result (&pending);
  part = cosell_session_crm_part_finish (f->session, result, &there, &error);
  g_assert_no_error (error);
  g_assert_cmpint (there, ==, part != NULL);
  return part;
}

static void
create (AppFixture *f, gint64 deal)
{
  GAsyncResult *pending = NULL;

  cosell_session_create_crm_async (f->session, deal, NULL, NULL, await_cb, &pending);
  finish (f, &pending);
}

/* A deal whose opportunity was made. */
static gint64
make_linked (AppFixture *f)
{
  gint64 deal = app_find (f->session, "status=accepted");
  GAsyncResult *pending = NULL;

  create (f, deal);
  g_assert_cmpuint (run (f, TRUE).questions, ==, 1);
  cosell_session_answer_crm_async (f->session, deal, "new", NULL, await_cb, &pending);
  finish (f, &pending);
  g_assert_cmpuint (run (f, FALSE).created, ==, 1);
  return deal;
}

/* Somebody there does it; members with ' for ". */
static void
do_there (AppFixture *f, gint64 deal, const char *members)
{
  g_autoptr (CosellCrmPart) part = get_part (f, deal);
  g_autofree char *body =
      json_printf ("{'kind':'dynamics','id':'%s',%s}", part->link->opportunity, members);

  app_control_post (f, "crm", body);
}

/* What the window shows: both sides, and what becomes of each field. */
static void
test_part (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  gint64 deal = make_linked (f);
  g_autoptr (CosellCrmPart) none = get_part (f, app_find (f->session, "status=won"));
  g_autoptr (CosellCrmPart) part = NULL;
  g_autoptr (CosellCrmPart) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (none);
  part = get_part (f, deal);
  g_assert_cmpstr (part->kind, ==, "dynamics");
  g_assert_cmpint (part->link->state, ==, COSELL_CRM_LINKED);
  g_assert_nonnull (part->description);
  g_assert_cmpint (part->outcomes->fields[COSELL_CRM_FIELD_VALUE].verdict, ==, COSELL_CRM_SAME);
  app_set (f->session, deal, "value", "26000", &error);
  g_assert_no_error (error);
  changed = get_part (f, deal);
  g_assert_cmpint (changed->outcomes->fields[COSELL_CRM_FIELD_VALUE].verdict, ==,
                   COSELL_CRM_TO_CRM);
  g_assert_cmpuint (changed->link->to_crm, ==, 1u << COSELL_CRM_FIELD_VALUE);
}

static guint
count_lane (AppFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lane = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_crm_lane_async (f->session, NULL, await_cb, &pending);
  result = await_result (&pending);
  lane = cosell_session_crm_lane_finish (f->session, result, &error);
  g_assert_no_error (error);
  return lane->len;
}

/* P11: a decision that is undone is asked for again, and nothing of it went out. */
static void
test_decision_undone (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  gint64 deal = make_linked (f);
  g_autoptr (CosellCrmPart) asked = NULL, decided = NULL, again = NULL;
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  app_set (f->session, deal, "value", "26000", &error);
  do_there (f, deal, "'set':{'estimatedvalue':31000.55}");
  g_assert_cmpuint (run (f, FALSE).conflicts, ==, 1);
  cosell_session_decide_crm_async (f->session, deal, COSELL_CRM_FIELD_VALUE, FALSE, NULL, await_cb,
                                   &pending);
  finish (f, &pending);
  decided = get_part (f, deal);
  g_assert_cmpuint (decided->link->conflicts, ==, 0);
  g_assert_cmpuint (count_lane (f), ==, 0);
  g_assert_true (app_undo (f->session, &error));
  again = get_part (f, deal);
  g_assert_cmpuint (again->link->conflicts, ==, 1u << COSELL_CRM_FIELD_VALUE);
  shown = app_show (f->session, deal);
  app_assert_text (cosell_json_root (shown), "value", "26000.00");
}

/* K9, K12: what a rule of ours refuses is told, and the conflict stays. */
static void
test_decision_refused (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  gint64 deal = make_linked (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CosellCrmPart) part = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  app_set (f->session, deal, "value", "26000", &error);
  do_there (f, deal, "'set':{'estimatedvalue':31000.55}");
  run (f, FALSE);
  app_win_well (f, deal);
  cosell_session_decide_crm_async (f->session, deal, COSELL_CRM_FIELD_VALUE, FALSE, NULL, await_cb,
                                   &pending);
  result = await_result (&pending);
  g_assert_false (cosell_session_finish (f->session, result, &error));
  g_assert_true (error->domain == COSELL_RULE_ERROR);
  part = get_part (f, deal);
  g_assert_cmpuint (part->link->conflicts & 1u << COSELL_CRM_FIELD_VALUE, !=, 0);
}

/* --- behind the rounds --- */

typedef struct
{
  AppFixture *f;
  gint64 deal;
} Following;

static gboolean
has_come (gpointer data)
{
  const Following *self = data;
  g_autoptr (CosellJson) shown = app_show (self->f->session, self->deal);

  return cosell_json_string_equal (cosell_json_member (cosell_json_root (shown), "closeDate"),
                                   "2027-08-09");
}

static gboolean
has_failed (gpointer data)
{
  const Following *self = data;

  return cosell_session_get_crm_error (self->f->session, "Sales") != NULL;
}

static gboolean
is_well (gpointer data)
{
  return !has_failed (data);
}

/* The window: each round takes the CRMs along; what one of them says is no word about Partner
 * Center. */
static void
test_follows (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  Following following = { f, make_linked (f) };
  CosellSessionState state;
  g_autofree char *words = NULL;

  app_sync_well (f); /* it is not started: nothing follows */
  do_there (f, following.deal, "'set':{'estimatedclosedate':'2027-08-09'}");
  app_sync_well (f);
  g_assert_false (has_come (&following));
  cosell_session_start (f->session);
  app_sync_well (f);
  await_condition (has_come, &following);
  g_assert_null (cosell_session_get_crm_error (f->session, "Sales"));
  app_control_post (f, "faults", "{\"path\":\"" OPPORTUNITIES "\",\"status\":403,\"times\":1}");
  app_sync_well (f);
  await_condition (has_failed, &following);
  g_object_get (f->session, "state", &state, "last-error", &words, NULL);
  g_assert_cmpint (state, !=, COSELL_SESSION_FAILED);
  g_assert_null (words);
  app_sync_well (f);
  await_condition (is_well, &following);
}

static guint
count_requests (AppFixture *f, const char *path)
{
  g_autoptr (CosellJson) log = app_control (f, "log");
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      g_autofree char *asked =
          cosell_json_dup_string (cosell_json_member (cosell_json_element (entries, i), "path"));

      n += g_str_has_prefix (asked, path);
    }
  return n;
}

/* What a CRM was learned of is not asked again by the next run. */
static void
test_one_request (gconstpointer data)
{
  const char *kind = data;
  const char *path = g_str_equal (kind, COSELL_CRM_DYNAMICS) ? "/api/data" : "/services/data";
  g_autoptr (AppFixture) f = new_fixture_of (kind);
  gint64 deal = app_find (f->session, "status=accepted");
  GAsyncResult *pending = NULL;

  create (f, deal);
  if (run (f, TRUE).questions > 0)
    {
      cosell_session_answer_crm_async (f->session, deal, "new", NULL, await_cb, &pending);
      finish (f, &pending);
    }
  run (f, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      guint before = count_requests (f, path);

      run (f, FALSE);
      g_assert_cmpuint (count_requests (f, path), ==, before + 1);
    }
}

/* What is removed has failed no more. */
static void
test_removed (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  Following following = { f, make_linked (f) };
  GAsyncResult *pending = NULL;

  app_control_post (f, "faults", "{\"path\":\"" OPPORTUNITIES "\",\"status\":403}");
  cosell_session_start (f->session);
  app_sync_well (f);
  await_condition (has_failed, &following);
  cosell_session_remove_crm_async (f->session, "Sales", NULL, await_cb, &pending);
  finish (f, &pending);
  app_sync_well (f);
  await_condition (is_well, &following);
}

/* Whoever has to sign in to Partner Center still has the CRM's changes. */
static void
test_follows_anyway (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  Following following = { f, make_linked (f) };
  g_autoptr (GError) error = NULL;

  do_there (f, following.deal, "'set':{'estimatedclosedate':'2027-08-09'}");
  cosell_account_set_token (f->session->account, NULL);
  cosell_session_start (f->session);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_SIGN_IN);
  await_condition (has_come, &following);
}

/* K20: a CRM that nobody agreed to is left alone. */
static void
test_not_agreed (void)
{
  g_autoptr (AppFixture) f = new_fixture ();
  gint64 deal = app_find (f->session, "status=accepted");
  g_autoptr (CosellCrmPart) part = NULL;
  CosellCrmRun preview;

  create (f, deal);
  preview = run (f, FALSE);
  g_assert_true (preview.preview);
  cosell_session_start (f->session);
  app_sync_well (f);
  /* whoever asks comes after what followed */
  preview = run (f, FALSE);
  g_assert_true (preview.preview);
  part = get_part (f, deal);
  g_assert_cmpint (part->link->state, ==, COSELL_CRM_WAITING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/app/crm-links/K3-edits", test_edits);
  g_test_add_func ("/app/crm-links/K9-refused", test_refused);
  g_test_add_func ("/app/crm-links/P11-undone", test_undone);
  g_test_add_func ("/app/crm-links/part", test_part);
  g_test_add_func ("/app/crm-links/P11-decision-undone", test_decision_undone);
  g_test_add_func ("/app/crm-links/K9-decision-refused", test_decision_refused);
  g_test_add_func ("/app/crm-links/follows", test_follows);
  g_test_add_func ("/app/crm-links/removed", test_removed);
  g_test_add_func ("/app/crm-links/follows-anyway", test_follows_anyway);
  g_test_add_func ("/app/crm-links/K20-not-agreed", test_not_agreed);
  g_test_add_data_func ("/app/crm-links/one-request/dynamics", COSELL_CRM_DYNAMICS,
                        test_one_request);
  g_test_add_data_func ("/app/crm-links/one-request/salesforce", COSELL_CRM_SALESFORCE,
                        test_one_request);
  return g_test_run ();
}
