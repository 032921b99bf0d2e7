/* The stages of an assessment: one at a time, each sent on its own (rules D6, D7), against the
 * practice server. */
#include <string.h>

#include "app/cosell-session-commands.h"
#include "app-fixture.h"

#include "model/cosell-people.h"
#include "model/cosell-rule-error.h"
#include "support/await.h"

typedef enum
{
  ORDINARY,
  ASSESSMENT,
} Kind;

static gint64
draft (AppFixture *f, Kind kind)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellSolution) assessment =
      cosell_solution_new ("SA-1", "Cloud migration", COSELL_SOLUTION_KIND_ASSESSMENT);
  GListStore *solutions = G_LIST_STORE (cosell_draft_get_solutions (draft));
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (kind == ASSESSMENT)
    {
      g_list_store_remove_all (solutions);
      g_list_store_append (solutions, assessment);
    }
  id = app_save_draft (f->session, 0, draft);
  app_submit (f->session, id, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
make (AppFixture *f, Kind kind)
{
  gint64 id = draft (f, kind);

  app_sync_well (f);
  return id;
}

static void
mark (AppFixture *f, gint64 deal, const char *stage)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_stage_async (f->session, deal, stage, NULL, await_cb, &pending);
  result = await_result (&pending);
  cosell_session_finish (f->session, result, &error);
  g_assert_no_error (error);
}

static void
assert_shown (AppFixture *f, gint64 deal, const char *member, const char *expected)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);

  app_assert_text (cosell_json_root (shown), member, expected);
}

/* What waits, as "create", "stage 20", "/details/notes": a word for each entry. */
static void
assert_outbox (AppFixture *f, const char *expected)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (outbox)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (outbox), i);
      CosellJsonValue fields = cosell_json_member (entry, "fields");
      g_autofree char *op = app_text (entry, "op");
      g_autofree char *state = app_text (entry, "state");

      g_string_append_printf (found, "%s%s", i > 0 ? "; " : "",
                              g_str_equal (op, "update") ? "" : op);
      for (guint k = 0; g_str_equal (op, "update") && k < cosell_json_length (fields); k++)
        {
          g_autofree char *name = NULL;
          CosellJsonValue values = cosell_json_nth_member (fields, k, &name);
          g_autofree char *value = cosell_json_dup_scalar (cosell_json_element (values, 1));

          g_string_append_printf (found, "%s%s %s", k > 0 ? ", " : "", name, value);
        }
      if (!g_str_equal (state, "pending"))
        g_string_append_printf (found, " %s", state);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* The values that were sent to the server with each POST and PATCH, one line a request. */
static void
assert_sent (AppFixture *f, const char *expected)
{
  g_autoptr (CosellJson) log = app_control (f, "log");
  CosellJsonValue list = cosell_json_member (cosell_json_root (log), "value");
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue request = cosell_json_element (list, i);
      CosellJsonValue body = cosell_json_member (request, "body");
      g_autofree char *method = app_text (request, "method");
      g_autofree char *where = app_text (request, "path");

      if (!g_str_has_prefix (where, "/v1.0/engagements/referrals"))
        continue;
      if (g_str_equal (method, "POST"))
        g_string_append_printf (found, "POST%s\n",
                                cosell_json_is_present (cosell_json_member (body, "salesStage"))
                                    ? " with a stage"
                                    : "");
      if (!g_str_equal (method, "PATCH"))
        continue;
      g_string_append (found, "PATCH");
      for (guint k = 0; k < cosell_json_length (body); k++)
        {
          CosellJsonValue operation = cosell_json_element (body, k);
          g_autofree char *member = app_text (operation, "path");
          g_autofree char *value = app_text (operation, "value");

          g_string_append_printf (found, " %s=%s", member, value);
        }
      g_string_append_c (found, '\n');
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_each_alone (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);
  g_autoptr (GError) error = NULL;

  mark (f, deal, "20");
  g_assert_true (app_set (f->session, deal, "crmId", "CRM-1", &error));
  mark (f, deal, "40");
  g_assert_true (app_set (f->session, deal, "campaignId", "C-1", &error));
  assert_outbox (f, "/salesStage 20; /externalReferenceId CRM-1, /campaignId C-1; /salesStage 40");
  assert_shown (f, deal, "stage", "40");
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=20\nPATCH /externalReferenceId=CRM-1 /campaignId=C-1\n"
                  "PATCH /salesStage=40\n");
  assert_outbox (f, "");
  assert_shown (f, deal, "stage", "40");
  assert_shown (f, deal, "sync", "synced");
}

/* The deal itself waits: it is created without a stage, and each follows it. */
static void
test_before_create (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = draft (f, ASSESSMENT);

  mark (f, deal, "20");
  mark (f, deal, "40");
  assert_outbox (f, "create; /salesStage 20; /salesStage 40");
  assert_shown (f, deal, "stage", "40");
  g_assert_true (app_undo (f->session, NULL));
  assert_shown (f, deal, "stage", "20");
  assert_outbox (f, "create; /salesStage 20");
  mark (f, deal, "40");
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=20\nPATCH /salesStage=40\n");
  assert_shown (f, deal, "stage", "40");
  assert_outbox (f, "");
}

static void
test_won (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);

  mark (f, deal, "20");
  mark (f, deal, "40");
  mark (f, deal, "60");
  mark (f, deal, "80");
  app_win_well (f, deal);
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=20\nPATCH /salesStage=40\nPATCH /salesStage=60\n"
                  "PATCH /salesStage=80\nPATCH /status=Closed /substatus=Won\n");
  assert_shown (f, deal, "status", "won");
  assert_outbox (f, "");
}

/* None goes while a later one or the win stands on it; from the end they all can. */
static void
test_discard (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);
  g_autoptr (GError) error = NULL;

  mark (f, deal, "20");
  mark (f, deal, "40");
  mark (f, deal, "60");
  mark (f, deal, "80");
  app_win_well (f, deal);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_false (
          app_outbox_act (f->session, "discard", app_waiting_seq (f->session, i), &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "Discard the later change first"));
      g_clear_error (&error);
    }
  for (guint i = 5; i > 0; i--)
    {
      g_assert_true (
          app_outbox_act (f->session, "discard", app_waiting_seq (f->session, i - 1), &error));
      g_assert_no_error (error);
    }
  assert_outbox (f, "");
  assert_shown (f, deal, "stage", "10");
  assert_shown (f, deal, "status", "accepted");
}

static void
test_undo (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);

  mark (f, deal, "20");
  mark (f, deal, "40");
  g_assert_true (app_undo (f->session, NULL));
  assert_shown (f, deal, "stage", "20");
  g_assert_true (app_undo (f->session, NULL));
  assert_shown (f, deal, "stage", "10");
  g_assert_true (app_redo (f->session, NULL));
  g_assert_true (app_redo (f->session, NULL));
  assert_outbox (f, "/salesStage 20; /salesStage 40");
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=20\nPATCH /salesStage=40\n");
}

static void
mark_elsewhere (AppFixture *f, gint64 deal, const char *stage)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *remote = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *body = g_strdup_printf (
      "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/salesStage\":\"%s\"}", remote, stage);

  app_control_post (f, "act", body);
}

/* Somebody else marked the first: the second goes on from there. */
static void
test_marked_elsewhere (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);

  mark (f, deal, "20");
  mark (f, deal, "40");
  mark_elsewhere (f, deal, "20");
  app_sync_well (f);
  assert_outbox (f, "");
  assert_shown (f, deal, "stage", "40");
}

/* Somebody else was further: what was marked here is marked, and the service's stage stays. */
static void
test_passed_elsewhere (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ASSESSMENT);

  mark (f, deal, "20");
  mark (f, deal, "40");
  mark (f, deal, "60");
  mark (f, deal, "80");
  mark_elsewhere (f, deal, "60");
  app_sync_well (f);
  assert_outbox (f, "");
  assert_shown (f, deal, "stage", "80");
  assert_sent (f, "POST\nPATCH /salesStage=20\nPATCH /salesStage=80\n");
}

/* Ordinary deals: what waits is one change, since a stage may be skipped. */
static void
test_ordinary (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make (f, ORDINARY);
  gint64 waiting;

  mark (f, deal, "20");
  mark (f, deal, "40");
  assert_outbox (f, "/salesStage 40");
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=40\n");
  waiting = draft (f, ORDINARY);
  mark (f, waiting, "20");
  app_sync_well (f);
  assert_sent (f, "POST\nPATCH /salesStage=40\nPOST with a stage\n");
  assert_outbox (f, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/assessment/D6/each-alone", test_each_alone);
  g_test_add_func ("/assessment/D6/before-create", test_before_create);
  g_test_add_func ("/assessment/D6-D7/won", test_won);
  g_test_add_func ("/assessment/D6-D7/discard", test_discard);
  g_test_add_func ("/assessment/D6/undo", test_undo);
  g_test_add_func ("/assessment/D6/marked-elsewhere", test_marked_elsewhere);
  g_test_add_func ("/assessment/D6/passed-elsewhere", test_passed_elsewhere);
  g_test_add_func ("/assessment/D6/ordinary", test_ordinary);
  return g_test_run ();
}
