/* Upgrades and invitations against the practice server (rules A3, A7–A9, A11, C13, C14, C16, D13,
 * D15): what is shown, queued, sent, taken back, and what becomes of it. */
#include <string.h>

#include "app/cosell-session-commands.h"
#include "app-fixture.h"

#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"
#include "model/cosell-rule-error.h"
#include "support/await.h"
#include "support/json-text.h"

#define TAILWIND "01e2abcd-52b0-4af3-a3ae-1fd1530b3563"
#define SHARED "/consent/consentToShareReferralWithMicrosoftSellers"

#define MICROSOFT                                                                                  \
  "{'microsoft':true,'help':'QuotesOrLicensing','notesToMicrosoft':'Prices.',"                     \
  "'consent':true}"
#define PARTNER(id, value)                                                                         \
  "{'id':'" id "','name':'Tailwind','closeDate':'2099-01-10','value':'" value                      \
  "','currency':'NOK','notes':'Rollout in Norway.','solutions':[{'id':'SOL-2',"                    \
  "'name':'Tailwind Rollout','kind':'third-party'}],'help':'GeneralOrOther'}"

static gboolean
share (AppFixture *f, gint64 deal, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_share_async (f->session, deal, COSELL_SHARE_PLAIN, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_finish (f->session, result, error);
}

static gboolean
invite (AppFixture *f, gint64 deal, const char *json, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  app_start_invite (f->session, deal, json_text (json), await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_finish (f->session, result, error);
}

static void
invite_well (AppFixture *f, gint64 deal, const char *json)
{
  g_autoptr (GError) error = NULL;

  invite (f, deal, json, &error);
  g_assert_no_error (error);
}

static void
assert_shown (AppFixture *f, gint64 deal, const char *pointer, const char *expected)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *text =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (shown), pointer));

  g_assert_cmpstr (text, ==, expected);
}

/* "op:state " of each waiting entry */
static void
assert_waiting (AppFixture *f, const char *expected)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (outbox)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (outbox), i);
      g_autofree char *op = app_text (entry, "op");
      g_autofree char *state = app_text (entry, "state");

      g_string_append_printf (text, "%s:%s ", op, state);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* A private deal of ours. sent: the server has it; else there is no server. */
static gint64
private_deal (AppFixture *f, gboolean sent)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 id = app_save_draft (f->session, 0, draft);

  if (!sent)
    app_fixture_disconnect (f);
  g_assert_true (app_submit (f->session, id, &error));
  g_assert_no_error (error);
  if (sent)
    app_sync_well (f);
  return id;
}

/* Halves of the deal's engagement on the server; shared, msft: (out) how many say so. */
static guint
count_halves (AppFixture *f, gint64 deal, guint *shared, guint *msft)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *engagement = app_text (cosell_json_root (shown), "engagementId");
  g_autoptr (CosellJson) state = app_control (f, "state");
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");
  guint n = 0;

  *shared = *msft = 0;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);

      if (!cosell_json_string_equal (cosell_json_member (referral, "engagementId"), engagement))
        continue;
      n++;
      *shared += cosell_json_get_bool (cosell_json_pointer (referral, SHARED), FALSE);
      *msft += cosell_json_string_equal (cosell_json_member (referral, "organizationId"), "msft");
    }
  return n;
}

static void
server_act (AppFixture *f, gint64 deal, const char *as, const char *more)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *id = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *body = json_printf ("{'as':'%s','id':'%s',%s}", as, id, more);

  app_control_post (f, "act", body);
}

/* A7, A4: private → partner-led by one PATCH of the consent; not twice, and not back. */
static void
test_share (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  g_autoptr (GError) error = NULL;
  gint64 deal = private_deal (f, TRUE);
  guint shared, msft;

  assert_shown (f, deal, "/type", "private");
  g_assert_true (share (f, deal, &error));
  assert_shown (f, deal, "/type", "partner-led");
  assert_waiting (f, "update:pending ");
  g_assert_true (app_undo (f->session, NULL));
  assert_shown (f, deal, "/type", "private");
  g_assert_true (share (f, deal, &error));
  app_sync_well (f);
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 1);
  g_assert_cmpuint (shared, ==, 1);
  g_assert_cmpuint (msft, ==, 0);
  assert_shown (f, deal, "/type", "partner-led");
  g_assert_false (share (f, deal, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

/* A3, C13, C16: partners of a private deal: nothing of it goes to Microsoft. */
static void
test_private_partners (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);
  g_autoptr (CosellSolution) solution =
      cosell_solution_new ("SOL-2", "Rollout", COSELL_SOLUTION_KIND_THIRD_PARTY);
  g_autoptr (CosellJson) shown = NULL;
  g_autofree char *half = NULL;
  g_autofree char *edit = NULL;
  g_autoptr (GError) error = NULL;
  guint shared, msft;
  gint64 deal;

  g_object_set (partner, "id", TAILWIND, "name", "Tailwind", "value", "200000", NULL);
  g_list_store_append (cosell_draft_partner_get_solutions (partner), solution);
  g_list_store_append (cosell_draft_get_partners (draft), partner);
  deal = app_save_draft (f->session, 0, draft);
  assert_shown (f, deal, "/partners/0/name", "Tailwind");
  app_fixture_disconnect (f);
  g_assert_true (app_submit (f->session, deal, &error));
  assert_waiting (f, "create:pending invite:pending ");
  assert_shown (f, deal, "/p2p", "true");
  assert_shown (f, deal, "/partners/0/id", TAILWIND);
  assert_shown (f, deal, "/partners/0/name", "Tailwind");
  assert_shown (f, deal, "/partners/0/remoteId", NULL);
  app_fixture_reconnect (f);
  app_sync_well (f);
  assert_waiting (f, "");
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 2);
  g_assert_cmpuint (shared, ==, 0);
  g_assert_cmpuint (msft, ==, 0);
  assert_shown (f, deal, "/type", "private");
  assert_shown (f, deal, "/p2p", "true");

  /* D13: the partner answers, and changes its side */
  server_act (f, deal, TAILWIND, "'do':'accept'");
  app_sync_well (f);
  assert_shown (f, deal, "/partners/0/status", "accepted");
  assert_shown (f, deal, "/status", "accepted");
  shown = app_show (f->session, deal);
  half = cosell_json_dup_string (
      cosell_json_pointer (cosell_json_root (shown), "/partners/0/remoteId"));
  edit = json_printf ("{'as':'" TAILWIND "','do':'edit','id':'%s',"
                      "'/details/dealValue':250000}",
                      half);
  app_control_post (f, "act", edit);
  app_sync_well (f);
  assert_shown (f, deal, "/partners/0/value", "250000.00");
  assert_shown (f, deal, "/value", "1200000.00");
}

/* C16: an invitation that is refused waits alone; neither the deal nor the next one waits for it.
 */
static void
test_refused_invitation (void)
{
  static const char other[] = PARTNER ("7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01", "1");
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  g_autoptr (GError) error = NULL;
  gint64 deal = private_deal (f, TRUE);
  guint shared, msft;

  invite_well (f, deal, PARTNER (TAILWIND, "200000"));
  invite_well (f, deal, other);
  app_control_post (f, "faults",
                    json_text ("{'count':1,'method':'POST','path':"
                               "'/v1.0/engagements/referrals','status':400}"));
  app_sync_well (f);
  assert_waiting (f, "invite:parked ");
  assert_shown (f, deal, "/sync", "parked");
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 2);
  /* edits go on */
  g_assert_true (app_set (f->session, deal, "name", "Another name", &error));
  app_sync_well (f);
  assert_waiting (f, "invite:parked ");
  /* tried again alone, with what was edited since (but not the partner's own part, C14) */
  g_assert_true (app_outbox_act (f->session, "retry", app_waiting_seq (f->session, 0), NULL));
  app_sync_well (f);
  assert_waiting (f, "");
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 3);
  assert_shown (f, deal, "/sync", "synced");
}

/* A8, C16, D15: consent first, then Microsoft's half; what Microsoft answers is shown. */
static void
test_microsoft (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  g_autoptr (GError) error = NULL;
  gint64 deal = private_deal (f, TRUE);
  guint shared, msft;

  invite_well (f, deal, MICROSOFT);
  assert_waiting (f, "update:pending invite:pending ");
  assert_shown (f, deal, "/type", "co-sell");
  assert_shown (f, deal, "/microsoft/help", "QuotesOrLicensing");
  assert_shown (f, deal, "/microsoft/status", "received");
  /* taken back as one */
  g_assert_true (app_undo (f->session, NULL));
  assert_waiting (f, "");
  assert_shown (f, deal, "/type", "private");
  assert_shown (f, deal, "/microsoft", NULL);
  invite_well (f, deal, MICROSOFT);
  /* without the consent nothing goes to Microsoft (A3) */
  g_assert_true (app_outbox_act (f->session, "discard", app_waiting_seq (f->session, 0), NULL));
  assert_waiting (f, "");
  invite_well (f, deal, MICROSOFT);
  app_sync_well (f);
  assert_waiting (f, "");
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 2);
  g_assert_cmpuint (shared, ==, 2);
  g_assert_cmpuint (msft, ==, 1);
  server_act (f, deal, "microsoft", "'do':'decline','reason':'No seller there'");
  app_sync_well (f);
  assert_shown (f, deal, "/type", "co-sell");
  assert_shown (f, deal, "/microsoft/status", "declined");
  assert_shown (f, deal, "/microsoft/reason", "No seller there");
  g_assert_false (invite (f, deal, MICROSOFT, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Recreate"));
  /* Co-sell: other partners still may */
  invite_well (f, deal, PARTNER (TAILWIND, "200000"));
}

/* Offline, into a deal that was not sent itself: each can be taken back alone, and discarding the
 * deal keeps what was typed. */
static void
test_unsent_deal (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  gint64 deal = private_deal (f, FALSE);
  guint shared, msft;

  invite_well (f, deal, MICROSOFT);
  invite_well (f, deal, PARTNER (TAILWIND, "200000"));
  assert_waiting (f, "create:pending invite:pending invite:pending ");
  assert_shown (f, deal, "/type", "co-sell");
  assert_shown (f, deal, "/referral/type", "Shared");
  g_assert_true (app_undo (f->session, NULL));
  assert_waiting (f, "create:pending invite:pending ");
  assert_shown (f, deal, "/p2p", "false");
  g_assert_true (app_outbox_act (f->session, "discard", app_waiting_seq (f->session, 1), NULL));
  assert_waiting (f, "create:pending ");
  assert_shown (f, deal, "/type", "private");
  assert_shown (f, deal, "/referral/type", "Independent");
  assert_shown (f, deal, "/referral" SHARED, "false");
  invite_well (f, deal, MICROSOFT);
  invite_well (f, deal, PARTNER (TAILWIND, "200000"));
  g_assert_true (app_outbox_act (f->session, "discard", app_waiting_seq (f->session, 0), NULL));
  assert_waiting (f, "");
  assert_shown (f, deal, "/status", "draft");
  assert_shown (f, deal, "/type", "co-sell");
  assert_shown (f, deal, "/partners/0/value", "200000");
  app_fixture_reconnect (f);
  g_assert_true (app_submit (f->session, deal, NULL));
  app_sync_well (f);
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 3);
  g_assert_cmpuint (shared, ==, 3);
}

/* C14: what was edited in the deal goes into an invitation that waits, but not into its own part.
 */
static void
test_follow (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  g_autoptr (GError) error = NULL;
  gint64 deal = private_deal (f, FALSE);
  g_autoptr (CosellJson) outbox = NULL;
  CosellJsonValue body;

  invite_well (f, deal, PARTNER (TAILWIND, "200000"));
  g_assert_true (app_set (f->session, deal, "name", "Another name", &error));
  g_assert_true (app_set (f->session, deal, "value", "9", &error));
  g_assert_true (share (f, deal, &error));
  outbox = app_outbox (f->session);
  body = cosell_json_element (
      cosell_json_pointer (cosell_json_element (cosell_json_root (outbox), 1), "/fields/"), 1);
  app_assert_text (body, "name", "Another name");
  g_assert_true (cosell_json_get_bool (cosell_json_pointer (body, SHARED), FALSE));
  app_assert_text (cosell_json_member (body, "details"), "dealValue", "200000");
  /* whom it is for is kept for people here, and not sent */
  app_assert_text (cosell_json_element (cosell_json_root (outbox), 1), "invited", "Tailwind");
  g_assert_cmpint (cosell_json_kind (cosell_json_member (body, "organizationName")), ==,
                   COSELL_JSON_NONE);
}

/* The window's moment to undo holds both requests. */
static void
test_hold (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (5);
  gint64 deal = private_deal (f, TRUE);
  guint shared, msft;

  cosell_session_set_undo_window (f->session, 3600);
  invite_well (f, deal, MICROSOFT);
  app_sync_well (f);
  assert_waiting (f, "update:pending invite:pending ");
  g_assert_cmpuint (count_halves (f, deal, &shared, &msft), ==, 1);
  g_assert_cmpuint (shared, ==, 0);
}

/* The deal's rules, then the syntax, then the contents. */
static void
test_order (void)
{
  static const struct
  {
    const char *filter;
    const char *json;
    int code;
  } cases[] = {
    { "status=won", "garbage", COSELL_RULE_ERROR_REFUSED },
    { "status=received", "garbage", COSELL_RULE_ERROR_REFUSED },
    { NULL, "garbage", COSELL_RULE_ERROR_SYNTAX },
    { NULL, "{'microsoft':true}", COSELL_RULE_ERROR_REFUSED },
    { NULL, "{}", COSELL_RULE_ERROR_REFUSED },
    /* C13: the catalogue knows that it does not transact in Partner Center */
    { NULL, PARTNER ("8a40c1d2-0b11-4c5e-8f01-5d3b9a7e000a", "1"), COSELL_RULE_ERROR_REFUSED },
  };
  g_autoptr (AppFixture) f = app_fixture_new_synced (100);
  gint64 deal = private_deal (f, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = cases[i].filter != NULL ? app_find (f->session, cases[i].filter) : deal;

      g_assert_false (invite (f, id, cases[i].json, &error));
      g_assert_error (error, COSELL_RULE_ERROR, cases[i].code);
    }
  assert_waiting (f, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/invite/A7-A4-share", test_share);
  g_test_add_func ("/invite/A3-C13-C16-D13-private-partners", test_private_partners);
  g_test_add_func ("/invite/C16-refused-invitation", test_refused_invitation);
  g_test_add_func ("/invite/A8-C16-D15-microsoft", test_microsoft);
  g_test_add_func ("/invite/A9-unsent-deal", test_unsent_deal);
  g_test_add_func ("/invite/C14-follow", test_follow);
  g_test_add_func ("/invite/hold", test_hold);
  g_test_add_func ("/invite/order", test_order);
  return g_test_run ();
}
