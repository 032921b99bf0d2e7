/* Who may do what, against the practice server (rules F1, F2, A6). */
#include <string.h>

#include "app/cosell-session-reports.h"
#include "app-fixture.h"
#include "app/cosell-account-private.h"
#include "model/cosell-rules.h"

#include "model/cosell-deal.h"
#include "model/cosell-people.h"
#include "support/await.h"

#define HOME "1234567"

static char *
check (CosellSession *session, gint64 deal, CosellAction action)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  const CosellVerdict *verdict;

  cosell_session_check_async (session, deal, NULL, await_cb, &pending);
  result = await_result (&pending);
  verdicts = cosell_session_array_finish (session, result, &error);
  g_assert_no_error (error);
  verdict = g_ptr_array_index (verdicts, action);
  return g_strdup_printf ("%s %s", verdict->allowed ? "yes" : "no", verdict->rules);
}

static void
assert_check (CosellSession *session, gint64 deal, CosellAction action, const char *expected)
{
  g_autofree char *found = check (session, deal, action);

  g_assert_cmpstr (found, ==, expected);
}

/* An own deal whose team is somebody else's, sent to the service. */
static gint64
make_deal (AppFixture *f, const char *name, const char *location)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (draft, "name", name, "location", location, NULL);
  id = app_save_draft (f->session, 0, draft);
  app_submit (f->session, id, &error);
  g_assert_no_error (error);
  app_sync (f->session, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_refused (CosellSession *session, gint64 deal)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (app_set (session, deal, "notes", "Not allowed.", &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_REFUSED);
  g_assert_nonnull (strstr (error->message, "Referrals admin"));
  g_assert_nonnull (strstr (error->message, HOME));
}

/* The service says 403 to one deal: from then on the same is refused in that location, with the
 * role that it takes. Everything else stays open. */
static void
teach (AppFixture *f, gint64 deal)
{
  g_autoptr (GError) error = NULL;
  CosellSyncSummary summary;
  g_autoptr (CosellJson) outbox = NULL;

  app_control_post (f, "role", "{\"role\":\"ReferralsUser\"}");
  g_assert_true (app_set (f->session, deal, "notes", "Seen from outside the team.", &error));
  g_assert_no_error (error);
  app_sync (f->session, &summary, NULL);
  g_assert_cmpuint (summary.parked, ==, 1);
  outbox = app_outbox (f->session);
  app_assert_text (cosell_json_element (cosell_json_root (outbox), 0), "state", "parked");
}

static void
test_learned (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 first = make_deal (f, "First", HOME);
  gint64 second = make_deal (f, "Second", HOME);
  gint64 elsewhere = make_deal (f, "Elsewhere", "1234568");
  g_autoptr (GError) error = NULL;

  assert_check (f->session, second, COSELL_ACTION_EDIT, "yes D5");
  teach (f, first);
  assert_check (f->session, second, COSELL_ACTION_EDIT, "no F2");
  assert_check (f->session, second, COSELL_ACTION_STAGE, "no F2");
  assert_check (f->session, second, COSELL_ACTION_LOSE, "yes D9, D10");
  assert_check (f->session, second, COSELL_ACTION_FAVORITE, "yes B2");
  assert_check (f->session, elsewhere, COSELL_ACTION_EDIT, "yes D5");
  assert_refused (f->session, second);

  /* over a restart, until somebody signs in, or gives a token: each run is a sign-in then */
  cosell_session_close (f->session);
  g_clear_object (&f->session);
  f->session = cosell_session_new (f->dir, NULL, &error);
  g_assert_no_error (error);
  assert_check (f->session, second, COSELL_ACTION_EDIT, "no F2");
  cosell_session_close (f->session);
  g_clear_object (&f->session);
  f->session = cosell_session_new (f->dir, "token-of-the-tests", &error);
  g_assert_no_error (error);
  assert_check (f->session, first, COSELL_ACTION_EDIT, "yes D5");
  assert_check (f->session, second, COSELL_ACTION_EDIT, "yes D5");
}

/* F1: a Referrals user has own deals, and one refusal elsewhere does not close them. */
static gint64
make_own_deal (AppFixture *f, const char *name)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellContact) me = cosell_contact_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (me, "first-name", "Kim", "last-name", "Berg", "phone", "+46 8 1", "email",
                "kim.berg@fabrikam.example", NULL);
  g_object_set (draft, "name", name, "location", HOME, NULL);
  g_list_store_append (cosell_draft_get_team (draft), me);
  id = app_save_draft (f->session, 0, draft);
  app_submit (f->session, id, &error);
  g_assert_no_error (error);
  app_sync (f->session, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_own_deals (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 strange = make_deal (f, "Strange", HOME);
  gint64 other = make_deal (f, "Other", HOME);
  gint64 own = make_own_deal (f, "Own");
  g_autoptr (GError) error = NULL;

  teach (f, strange);
  assert_check (f->session, strange, COSELL_ACTION_EDIT, "no F2");
  assert_check (f->session, other, COSELL_ACTION_EDIT, "no F2");
  assert_check (f->session, own, COSELL_ACTION_EDIT, "yes D5");
  /* an accepted change in the location ends it */
  g_assert_true (app_set (f->session, own, "notes", "Ours.", &error));
  g_assert_true (app_sync (f->session, NULL, &error));
  assert_check (f->session, other, COSELL_ACTION_EDIT, "yes D5");
}

/* A new version of the deal may say otherwise: whoever is on its team now may change it. */
static void
test_new_version (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 strange = make_deal (f, "Strange", HOME);
  gint64 other = make_deal (f, "Other", HOME);
  g_autoptr (CosellJson) shown = app_show (f->session, strange);
  g_autofree char *remote = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *body =
      g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/name\":\"Anew\"}",
                       remote);

  teach (f, strange);
  assert_check (f->session, strange, COSELL_ACTION_EDIT, "no F2");
  app_control_post (f, "act", body);
  app_sync (f->session, NULL, NULL);
  assert_check (f->session, strange, COSELL_ACTION_EDIT, "yes D5");
  assert_check (f->session, other, COSELL_ACTION_EDIT, "yes D5");
}

/* The role is asked at each sync: what it says counts from then on. */
static void
test_role_again (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 strange = make_deal (f, "Strange", HOME);

  teach (f, strange);
  app_sync (f->session, NULL, NULL);
  assert_check (f->session, strange, COSELL_ACTION_EDIT, "no F2");
  app_control_post (f, "role", "{}");
  app_sync (f->session, NULL, NULL);
  assert_check (f->session, strange, COSELL_ACTION_EDIT, "yes D5");
}

/* The live object says it as well, and the window with it. */
static void
test_live (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 first = make_deal (f, "First", HOME);
  gint64 second = make_deal (f, "Second", HOME);
  g_autoptr (CosellDeal) live = cosell_session_dup_deal (f->session, second);
  gint64 denied = 0;

  teach (f, first);
  g_object_get (live, "denied", &denied, NULL);
  g_assert_cmpint (denied, !=, 0);
}

/* What was parked can be tried again; when the service does it after all, it is open again. */
static void
test_unlearned (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 first = make_deal (f, "First", HOME);
  gint64 second = make_deal (f, "Second", HOME);
  g_autoptr (GError) error = NULL;

  teach (f, first);
  app_control_post (f, "role", "{}");
  g_assert_true (app_outbox_act (f->session, "retry", app_waiting_seq (f->session, 0), &error));
  g_assert_true (app_sync (f->session, NULL, &error));
  assert_check (f->session, second, COSELL_ACTION_EDIT, "yes D5");
}

/* A role that the service tells is known without a 403; nothing that it returned is hidden. */
static void
test_known (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (60);
  g_autoptr (CosellJson) state = app_control (f, "state");
  g_autoptr (CosellJson) all = NULL;
  CosellJsonValue rows;
  guint home = 0, away = 0;
  g_autoptr (GError) error = NULL;

  app_control_post (f, "role", "{\"locations\":[\"" HOME "\"]}");
  cosell_account_set_token (cosell_session_get_account (f->session), "token-of-the-tests");
  app_set_account (f->session, cosell_sandbox_get_url (f->sandbox), &error);
  g_assert_true (app_sync (f->session, NULL, &error));
  all = app_list (f->session, COSELL_TAB_ALL, "status=accepted", NULL);
  rows = cosell_json_root (all);
  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *remote = app_text (row, "remoteId");
      CosellJsonValue referral = app_server_referral (state, remote);
      gboolean at_home = cosell_json_string_equal (cosell_json_member (referral, "mpnId"), HOME);
      gint64 id = cosell_json_get_int (cosell_json_member (row, "id"), 0);

      const char *allowed =
          cosell_json_string_equal (cosell_json_member (row, "type"), "lead") ? "yes L5" : "yes D5";

      *(at_home ? &home : &away) += 1;
      assert_check (f->session, id, COSELL_ACTION_EDIT, at_home ? allowed : "no F2");
    }
  g_assert_cmpuint (home, >, 0);
  g_assert_cmpuint (away, >, 0);
}

static CosellDraft *
make_assessment (const char *name)
{
  CosellDraft *draft = app_complete_draft (FALSE);
  g_autoptr (CosellSolution) assessment =
      cosell_solution_new ("SA-1", "Cloud migration", COSELL_SOLUTION_KIND_ASSESSMENT);
  GListStore *solutions = G_LIST_STORE (cosell_draft_get_solutions (draft));

  g_object_set (draft, "name", name, NULL);
  g_list_store_remove_all (solutions);
  g_list_store_append (solutions, assessment);
  return draft;
}

static gint64
draft_assessment (AppFixture *f, const char *name)
{
  g_autoptr (CosellDraft) draft = make_assessment (name);

  return app_save_draft (f->session, 0, draft);
}

typedef struct
{
  AppFixture *f;
  CosellDraft *draft;
  gboolean refused; /* is waited for: the catalogue is read a moment after a sync */
} Validation;

static gboolean
is_validated (gpointer data)
{
  Validation *validation = data;
  g_autoptr (GPtrArray) issues =
      cosell_session_validate_draft (validation->f->session, validation->draft);
  gboolean refused = FALSE;

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      refused |= g_strcmp0 (issue->rule, "A6") == 0;
    }
  return refused == validation->refused;
}

static void
assert_validates (AppFixture *f, gboolean valid)
{
  g_autoptr (CosellDraft) draft = make_assessment ("Another");
  Validation validation = { f, draft, !valid };

  await_condition (is_validated, &validation);
}

static void
test_not_vetted (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (GError) error = NULL;
  gint64 id;

  app_control_post (f, "role", "{\"assessments\":false}");
  cosell_account_set_token (cosell_session_get_account (f->session), "token-of-the-tests");
  app_set_account (f->session, cosell_sandbox_get_url (f->sandbox), &error);
  g_assert_true (app_sync (f->session, NULL, &error));
  id = draft_assessment (f, "Not vetted");
  g_assert_false (app_submit (f->session, id, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_REFUSED);
  g_assert_nonnull (strstr (error->message, "vetted"));
}

/* A6: what was taken away is known after the next sync, and what was sent meanwhile is refused. */
static void
test_vetted_no_more (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 kept = draft_assessment (f, "Kept"), sent = draft_assessment (f, "Sent");
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  CosellSyncSummary summary;

  assert_validates (f, TRUE);
  g_assert_true (app_submit (f->session, sent, &error));
  app_control_post (f, "role", "{\"assessments\":false}");
  app_sync (f->session, &summary, NULL);
  g_assert_cmpuint (summary.parked, ==, 1);
  outbox = app_outbox (f->session);
  why = app_text (cosell_json_element (cosell_json_root (outbox), 0), "lastError");
  g_assert_nonnull (strstr (why, "not vetted for solution assessments"));
  g_assert_false (app_submit (f->session, kept, &error));
  g_assert_nonnull (strstr (error->message, "vetted"));
  assert_validates (f, FALSE);

  /* given back: no restart, and no hour to wait */
  g_clear_error (&error);
  app_control_post (f, "role", "{}");
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_true (app_submit (f->session, kept, &error));
  assert_validates (f, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/permission/F2/learned", test_learned);
  g_test_add_func ("/permission/F2/own-deals", test_own_deals);
  g_test_add_func ("/permission/F2/new-version", test_new_version);
  g_test_add_func ("/permission/F2/role-again", test_role_again);
  g_test_add_func ("/permission/F2/live", test_live);
  g_test_add_func ("/permission/F2/unlearned", test_unlearned);
  g_test_add_func ("/permission/F1-F2/known", test_known);
  g_test_add_func ("/permission/A6/not-vetted", test_not_vetted);
  g_test_add_func ("/permission/A6/vetted-no-more", test_vetted_no_more);
  return g_test_run ();
}
