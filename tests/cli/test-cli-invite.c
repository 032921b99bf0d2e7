/* share and invite: exit codes, order of checks, what they say (rules A7–A9, C13, C21) */
#include <string.h>

#include "cli-fixture.h"

#include "support/await.h"
#include "support/json-text.h"

#define PARTNER                                                                                    \
  "{'id':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563','name':'Tailwind',"                                \
  "'closeDate':'2099-01-10','value':'200000','currency':'NOK','team':[],"                          \
  "'solutions':[{'id':'SOL-2','kind':'third-party'}],'help':'GeneralOrOther'}"
/* the organization of the practice server */
#define OURSELVES                                                                                  \
  "{'id':'5C7E1F0A-3b52-4d7e-9c41-6a1f0e8d2b34','name':'Somebody',"                                \
  "'closeDate':'2099-01-10','value':'200000','currency':'NOK','team':[],"                          \
  "'solutions':[{'id':'SOL-2','kind':'third-party'}],'help':'GeneralOrOther'}"
#define MICROSOFT "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':true}"
#define MICROSOFT_WITH_CONTACT                                                                     \
  "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':true,"               \
  "'contacts':[{'firstName':'Sara','lastName':'Ek','phone':'+46 40 100',"                          \
  "'email':'sara.ek@contoso.example'}]}"
#define MICROSOFT_WITH_OTHER                                                                       \
  "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':true,"               \
  "'contacts':[{'firstName':'Bo','lastName':'Alm','phone':'+46 40 101',"                           \
  "'email':'bo.alm@contoso.example'}]}"
#define ADA                                                                                        \
  "{'firstName':'Ada','lastName':'Holm','phone':'+46 40 301',"                                     \
  "'email':'ada.holm@contoso.example'}"
#define KIM                                                                                        \
  "{'firstName':'Kim','lastName':'Berg','phone':'+46 40 300',"                                     \
  "'email':'kim.berg@contoso.example'}"

static char *
new_deal (CliFixture *f)
{
  g_autofree char *draft = cli_draft (FALSE);
  g_autofree char *file = cli_write (f, "draft.json", draft);
  g_autoptr (CosellJson) made = cli_json (f, "new", "--submit", "--file", file, NULL);

  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  return cosell_json_dup_scalar (cosell_json_member (cosell_json_root (made), "id"));
}

static void
test_invite (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autofree char *partner = cli_write (f, "partner.json", json_text (PARTNER));
  g_autofree char *microsoft = cli_write (f, "microsoft.json", json_text (MICROSOFT));
  g_autofree char *no_consent =
      cli_write (f, "no.json",
                 json_text ("{'microsoft':true,'help':'GeneralOrOther','consent':false}"));
  g_autofree char *broken = cli_write (f, "broken.json", json_text ("{'id':[]}"));
  g_autofree char *empty = cli_write (f, "empty.json", "{}");
  g_autofree char *ourselves = cli_write (f, "ourselves.json", json_text (OURSELVES));
  g_autoptr (CosellJson) shown = NULL;

  g_assert_cmpint (cli_run (f, "invite", id, NULL), ==, 1);
  cli_assert_complaint (f, "--file");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", "/does/not/exist", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", broken, NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", empty, NULL), ==, 2);
  cli_assert_complaint (f, "C13");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", ourselves, NULL), ==, 2);
  cli_assert_complaint (f, "your own company");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", no_consent, NULL), ==, 2);
  cli_assert_complaint (f, "C21");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", partner, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", partner, NULL), ==, 2);
  cli_assert_complaint (f, "Tailwind");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", microsoft, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/type", "co-sell");
  cli_assert_text (cosell_json_root (shown), "/p2p", "true");
  cli_assert_text (cosell_json_root (shown), "/microsoft/help", "GeneralOrOther");
  cli_assert_text (cosell_json_root (shown), "/partners/0/value", "200000.00");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", microsoft, NULL), ==, 2);
}

/* D17: what was shared with a partner is fixed in the own half; Microsoft gets the contact that it
 * is asked with all the same. */
static void
test_contact_is_fixed (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autofree char *partner = cli_write (f, "partner.json", json_text (PARTNER));
  g_autofree char *microsoft =
      cli_write (f, "microsoft.json",
                 json_text ("{'microsoft':true,'help':'GeneralOrOther','consent':true,"
                            "'contacts':[" KIM "]}"));
  g_autoptr (CosellJson) rows = NULL;

  g_assert_cmpint (cli_run (f, "invite", id, "--file", partner, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, json_text ("contact=" KIM), NULL), ==, 2);
  cli_assert_complaint (f, "fixed");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", microsoft, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  rows = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (rows), "/sync", "synced");
  cli_assert_text (cosell_json_root (rows), "/microsoft/status", "received");
}

static void
test_share (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (100);
  g_autofree char *id = new_deal (f);
  g_autofree char *won = cli_find (f, "status=won");
  g_autofree char *received = cli_find (f, "status=received");
  g_autoptr (CosellJson) shown = NULL;

  g_assert_cmpint (cli_run (f, "share", "no-such-deal", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "share", won, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "share", received, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "invite", won, "--file", "/does/not/exist", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "share", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "share", id, NULL), ==, 2);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/type", "partner-led");
}

/* What somebody did to the own half in Partner Center; then it is pulled. */
static void
edit_there (CliFixture *f, const char *id, const char *members)
{
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_scalar (cosell_json_member (cosell_json_root (shown), "remoteId"));
  g_autofree char *act =
      json_printf ("{'as':'microsoft','do':'edit','id':'%s',%s}", remote, members);
  g_autoptr (CosellJson) answer = cli_control (f, "POST", "act", act);

  g_assert_nonnull (answer);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

static void
assert_history (CliFixture *f, const char *id, const char *path, guint expected)
{
  g_autoptr (CosellJson) history = cli_json (f, "history", id, NULL);
  guint found = 0;

  for (guint i = 0; i < cosell_json_length (cosell_json_root (history)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (history), i);

      if (cosell_json_string_equal (cosell_json_member (entry, "path"), path) &&
          cosell_json_string_equal (cosell_json_member (entry, "who"), "you"))
        found++;
    }
  g_assert_cmpuint (found, ==, expected);
}

#define NO_CONSENT "'/consent/consentToToShareInfoWithOthers':false"
#define CONSENT "/consent/consentToToShareInfoWithOthers"

/* C21: a contact without consent is shown to nobody until somebody confirms it. */
static void
test_share_consent (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autofree char *other = new_deal (f);
  g_autoptr (CosellJson) shown = NULL;

  edit_there (f, id, json_text (NO_CONSENT));
  edit_there (f, other, json_text (NO_CONSENT));
  g_assert_cmpint (cli_run (f, "share", id, NULL), ==, 2);
  cli_assert_complaint (f, "C21");
  g_assert_nonnull (strstr (f->err, "--consent"));
  g_assert_cmpint (cli_run (f, "share", id, "--consent", NULL), ==, 0);
  assert_history (f, id, CONSENT, 1);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/type", "partner-led");
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/referral" CONSENT, "false");

  /* or without the contact */
  g_assert_cmpint (cli_run (f, "set", other, "contact=[]", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "share", other, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_history (f, other, CONSENT, 0);
}

static void
test_invite_consent (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autofree char *partner = cli_write (f, "partner.json", json_text (PARTNER));
  g_autofree char *agreed_text = json_printf ("{'consent':true,%s", json_text (PARTNER) + 1);
  g_autofree char *agreed = cli_write (f, "agreed.json", agreed_text);
  g_autofree char *silent =
      cli_write (f, "silent.json", json_text ("{'microsoft':true,'help':'GeneralOrOther'}"));
  g_autofree char *microsoft = cli_write (f, "microsoft.json", json_text (MICROSOFT));

  edit_there (f, id, json_text (NO_CONSENT));
  g_assert_cmpint (cli_run (f, "invite", id, "--file", partner, NULL), ==, 2);
  cli_assert_complaint (f, "C21");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", silent, NULL), ==, 2);
  cli_assert_complaint (f, "C21");
  g_assert_cmpint (cli_run (f, "invite", id, "--file", agreed, NULL), ==, 0);
  assert_history (f, id, CONSENT, 1);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", microsoft, NULL), ==, 0);
  assert_history (f, id, CONSENT, 2);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* check names all four, with their rules. */
static void
test_check (void)
{
  static const char *const actions[] = { "share", "invite", "invite-microsoft", "invite-partners" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autoptr (CosellJson) rows = cli_json (f, "check", id, NULL);
  guint found = 0;

  for (guint i = 0; i < cosell_json_length (cosell_json_root (rows)); i++)
    for (guint k = 0; k < G_N_ELEMENTS (actions); k++)
      {
        CosellJsonValue row = cosell_json_element (cosell_json_root (rows), i);

        if (!cosell_json_string_equal (cosell_json_member (row, "action"), actions[k]))
          continue;
        found++;
        cli_assert_text (row, "/allowed", "true");
        cli_assert_text (row, "/rules", "A8, A9");
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (actions));
}

/* D14: what a partner asks is read before the answer. */
static void
test_received (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autoptr (CosellJson) sent =
      cli_control (f, "POST", "act",
                   json_text ("{'as':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563','do':'send',"
                              "'name':'Rollout','value':'200000','currency':'NOK',"
                              "'closeDate':'2099-01-10T00:00:00Z'}"));
  g_autofree char *id = NULL;
  g_autoptr (CosellJson) shown = NULL;

  g_assert_nonnull (sent);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  id = cli_find (f, "name=Rollout");
  edit_there (f, id,
              json_text ("'/inviteContext/notes':'We need you in Norway.',"
                         "'/inviteContext/assistanceRequestCode':'ProofOfConceptOrDemo'"));
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/sender", "Tailwind");
  cli_assert_text (cosell_json_root (shown), "/invitation/from", "Tailwind");
  cli_assert_text (cosell_json_root (shown), "/invitation/notes", "We need you in Norway.");
  cli_assert_text (cosell_json_root (shown), "/invitation/help", "ProofOfConceptOrDemo");
  cli_assert_text (cosell_json_root (shown), "/invitation/value", "200000.00");
  cli_assert_text (cosell_json_root (shown), "/invitation/closeDate", "2099-01-10");
  g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "We need you in Norway."));
  g_assert_nonnull (strstr (f->out, "Proof of concept"));
  g_assert_nonnull (strstr (f->out, "Tailwind"));
}

/* C22: the inviter's person stays, also after the answer and beside one of ours. */
static void
test_inviter_s_people (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autoptr (CosellJson) sent =
      cli_control (f, "POST", "act",
                   json_text ("{'as':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563','do':'send',"
                              "'name':'Rollout','value':'200000','currency':'NOK',"
                              "'closeDate':'2099-01-10T00:00:00Z'}"));
  g_autofree char *id = NULL;

  g_assert_nonnull (sent);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  id = cli_find (f, "name=Rollout");
  edit_there (f, id,
              json_text ("'/team':[{'firstName':'Liv','lastName':'Dahl','phoneNumber':'1',"
                         "'email':'liv.dahl@tailwind.example'}]"));
  g_assert_cmpint (cli_run (f, "accept", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--add-member", json_text (KIM), NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "Liv.Dahl@tailwind.example", NULL), ==,
                   2);
  cli_assert_complaint (f, "Tailwind");
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "kim.berg@contoso.example", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* The addresses of the team of what waits for Microsoft, or was sent to it. */
static char *
microsoft_team (CliFixture *f)
{
  g_autoptr (CosellJson) log = cli_control (f, "GET", "log", NULL);
  CosellJsonValue list = cosell_json_member (cosell_json_root (log), "value");
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue request = cosell_json_element (list, i);
      CosellJsonValue team = cosell_json_pointer (request, "/body/team");

      if (!cosell_json_string_equal (cosell_json_member (request, "method"), "POST"))
        continue;
      for (guint k = 0; k < cosell_json_length (team); k++)
        {
          g_autofree char *email =
              cosell_json_dup_string (cosell_json_member (cosell_json_element (team, k), "email"));

          g_string_append_printf (found, "%s ", email);
        }
    }
  return g_strdup (found->str);
}

/* D17: another contact than the deal's is told, and carried out. */
static void
test_another_contact (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autofree char *id = new_deal (f);
  g_autofree char *same = cli_write (f, "same.json", json_text (MICROSOFT_WITH_CONTACT));
  g_autofree char *other = cli_write (f, "other.json", json_text (MICROSOFT_WITH_OTHER));
  g_autoptr (CosellJson) plain = cli_json (f, "invite", id, "--file", same, NULL);
  g_autoptr (CosellJson) warned = NULL;

  cli_assert_text (cosell_json_root (plain), "/id", id);
  g_assert_cmpuint (cosell_json_length (
                        cosell_json_pointer (cosell_json_root (plain), "/warnings")),
                    ==, 0);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  warned = cli_json (f, "invite", id, "--file", other, NULL);
  cli_assert_text (cosell_json_root (warned), "/warnings/0/rule", "D17");
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", other, NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "Warning (D17): This customer contact replaces"));
}

/* C22: Microsoft is invited into a deal that a partner sent, with our people and not the partner's;
 * so it is when ours change while the invitation waits. */
static void
test_our_people (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (5);
  g_autoptr (CosellJson) sent =
      cli_control (f, "POST", "act",
                   json_text ("{'as':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563','do':'send',"
                              "'name':'Rollout','value':'200000','currency':'NOK',"
                              "'closeDate':'2099-01-10T00:00:00Z'}"));
  g_autofree char *microsoft = cli_write (f, "microsoft.json", json_text (MICROSOFT_WITH_CONTACT));
  g_autofree char *id = NULL;
  g_autofree char *team = NULL;

  g_assert_nonnull (sent);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  id = cli_find (f, "name=Rollout");
  edit_there (f, id,
              json_text ("'/team':[{'firstName':'Liv','lastName':'Dahl','phoneNumber':'1',"
                         "'email':'liv.dahl@tailwind.example'}]"));
  g_assert_cmpint (cli_run (f, "accept", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--add-member", json_text (KIM), NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "invite", id, "--file", microsoft, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--add-member", json_text (ADA), NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "kim.berg@contoso.example", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  team = microsoft_team (f);
  g_assert_cmpstr (team, ==, "kim.berg@contoso.example ada.holm@contoso.example ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/invite/A8-A9-C13-C21", test_invite);
  g_test_add_func ("/cli/invite/D17-contact", test_contact_is_fixed);
  g_test_add_func ("/cli/invite/A7-A9-share", test_share);
  g_test_add_func ("/cli/invite/C21-share", test_share_consent);
  g_test_add_func ("/cli/invite/C21-invite", test_invite_consent);
  g_test_add_func ("/cli/invite/A8-check", test_check);
  g_test_add_func ("/cli/invite/A10-D14-received", test_received);
  g_test_add_func ("/cli/invite/D17-another-contact", test_another_contact);
  g_test_add_func ("/cli/invite/C22-inviter", test_inviter_s_people);
  g_test_add_func ("/cli/invite/C22-our-people", test_our_people);
  return g_test_run ();
}
