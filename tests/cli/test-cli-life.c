/* One deal of each type, from creation to each of its ends and through registration to Closed, by
 * cosellctl alone; after each sync what it shows is what the service holds (rules A1, A2, D10, E8).
 */
#include "cli-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-time.h"
#include "support/await.h"
#include "support/json-bytes.h"
#include "support/json-text.h"

#define TOKEN "token-of-the-tests"
#define PARTNER_ID "01e2abcd-52b0-4af3-a3ae-1fd1530b3563"
#define LATER (73 * G_TIME_SPAN_HOUR) /* E3: nothing warns any more */
#define MAX_ENDS 5

/* ' stands for " */
#define OWN_SOLUTION "{'id':'SOL-15974-MQF','name':'Fabrikam Suite','kind':'own'}"
#define ASSESSMENT "{'id':'SA-1','name':'Cloud migration','kind':'assessment'}"
#define PARTNER                                                                                    \
  "{'id':'" PARTNER_ID "','name':'Tailwind','closeDate':'2099-01-10','value':'200000',"            \
  "'currency':'NOK','team':[],'solutions':[{'id':'SOL-2','name':'Rollout','kind':'third-party'}]," \
  "'help':'GeneralOrOther'}"
#define DRAFT                                                                                      \
  "{'customer':{'name':'Contoso AB','addressLine1':'Storgatan 1','city':'Malmö','country':'SE',"  \
  "'duns':'354111111','contacts':[{'firstName':'Sara','lastName':'Ek','phone':'+46 40 100',"       \
  "'email':'sara.ek@contoso.example'}],'consent':true},'name':'%s','location':'1234567',"          \
  "'value':'1200000','currency':'SEK','closeDate':'2099-01-15','campaignId':'spring',"             \
  "'notes':'A pilot in March.','team':[{'firstName':'Ola','lastName':'Lind','phone':"              \
  "'+46 40 200','email':'ola.lind@fabrikam.example'}],'solutions':[%s],'help':'%s',"               \
  "'notesToMicrosoft':%s,'visibleToMicrosoft':%s,'partners':[%s]}"
#define REGISTRATION                                                                               \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-15974-MQF','currency':'USD','value':"     \
  "30000,'isDeployedOnAzure':true,'primaryDeploymentOn':'Customer','pricingModel':'Other',"        \
  "'marketplaceTransactionDetails':{'isMarketplaceTransacted':false,"                              \
  "'marketplaceTransactionDateTime':null}}],'contract':{'currency':'USD','value':30000,"           \
  "'term':'Finite','signDateTime':'%sT00:00:00Z','startDateTime':'%sT00:00:00Z',"                  \
  "'endDateTime':'2099-05-31T00:00:00Z'}}"

typedef struct
{
  const char *name;
  const char *solution;
  const char *help;    /* NULL: sent by Microsoft */
  const char *visible; /* what is typed; help makes it true */
  const char *partner;
  const char *type;
  const char *p2p;
  gboolean registers; /* once it is won */
} DealCase;

static const DealCase deal_cases[] = {
  { "private", OWN_SOLUTION, "none", "false", "", "private", "false", FALSE },
  { "partner-led", OWN_SOLUTION, "none", "true", "", "partner-led", "false", TRUE },
  { "co-sell", OWN_SOLUTION, "ProofOfConceptOrDemo", "true", "", "co-sell", "false", TRUE },
  { "p2p-without-microsoft", OWN_SOLUTION, "none", "false", PARTNER, "private", "true", FALSE },
  { "p2p-with-microsoft", OWN_SOLUTION, "GeneralOrOther", "true", PARTNER, "co-sell", "true",
    TRUE },
  { "assessment", ASSESSMENT, "none", "false", "", "solution-assessment", "false", FALSE },
  { "inbound", NULL, NULL, NULL, NULL, "co-sell", "false", TRUE },
};

/* The ends of own deals come first. */
static const char *const ends[MAX_ENDS] = { "won", "lost", "error", "declined", "expired" };

typedef struct
{
  CliFixture *f;
  const DealCase *c;
  guint n;
  char *ids[MAX_ENDS];     /* local */
  char *remotes[MAX_ENDS]; /* of the own half */
} Life;

/* --- the service --- */

static CosellJson *
control (Life *life, const char *what, const char *body)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (life->f->sandbox), "/sandbox/control/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", url);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  CosellJson *json;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " TOKEN);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  answer = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  json = json_parse_bytes (answer, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s: %.*s", body, (int) g_bytes_get_size (answer),
             (const char *) g_bytes_get_data (answer, NULL));
  return json;
}

static void
act (Life *life, guint i, const char *as, const char *what)
{
  g_autofree char *body = json_printf ("{'as':'%s',%s,'id':'%s'}", as, what, life->remotes[i]);
  g_autoptr (CosellJson) answer = control (life, "act", body);

  g_assert_nonnull (answer);
}

/* Time passes there and here. */
static void
wait_until (Life *life, gint64 span)
{
  g_autofree char *body = json_printf ("{'seconds':%" G_GINT64_FORMAT "}", span / G_USEC_PER_SEC);
  g_autoptr (CosellJson) answer = control (life, "clock", body);
  g_autofree char *now = cosell_time_format (g_get_real_time () + span);

  g_assert_nonnull (answer);
  g_setenv ("COSELL_NOW", now, TRUE);
}

/* --- what is shown is what is there --- */

static CosellJsonValue
find_referral (CosellJson *state, const char *id)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
        return referral;
    }
  g_error ("the service has no referral %s", id);
}

/* The halves of others in the engagement. */
static void
count_halves (CosellJson *state, CosellJsonValue own, guint *microsoft, guint *partners)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");
  CosellJsonValue owner = cosell_json_member (own, "organizationId");

  *microsoft = *partners = 0;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);
      CosellJsonValue organization = cosell_json_member (referral, "organizationId");

      if (!cosell_json_equal (cosell_json_member (referral, "engagementId"),
                              cosell_json_member (own, "engagementId")))
        continue;
      if (cosell_json_string_equal (organization, "msft"))
        *microsoft += 1;
      else if (!cosell_json_equal (organization, owner))
        *partners += 1;
    }
}

static void
assert_agrees (Life *life, CosellJson *state, guint i)
{
  g_autoptr (CosellJson) shown = cli_json (life->f, "show", life->ids[i], NULL);
  CosellJsonValue root = cosell_json_root (shown);
  CosellJsonValue there;
  guint microsoft, partners;

  if (life->remotes[i] == NULL)
    life->remotes[i] = cosell_json_dup_scalar (cosell_json_member (root, "remoteId"));
  there = find_referral (state, life->remotes[i]);
  if (!cosell_json_equal (cosell_json_member (root, "referral"), there))
    {
      g_autofree char *here = cosell_json_dup_raw (cosell_json_member (root, "referral"));
      g_autofree char *raw = cosell_json_dup_raw (there);

      g_error ("shown: %s\nthere: %s", here, raw);
    }
  cli_assert_text (root, "/sync", "synced");
  cli_assert_text (root, "/type", life->c->type);
  cli_assert_text (root, "/p2p", life->c->p2p);
  count_halves (state, there, &microsoft, &partners);
  g_assert_cmpint (cosell_json_is_present (cosell_json_member (root, "microsoft")) &&
                       cosell_json_kind (cosell_json_member (root, "microsoft")) !=
                           COSELL_JSON_NULL,
                   ==, microsoft > 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "partners")), ==, partners);
}

static void
sync_and_compare (Life *life)
{
  g_autoptr (CosellJson) state = NULL;
  g_autoptr (CosellJson) rows = NULL;

  g_assert_cmpint (cli_run (life->f, "sync", NULL), ==, 0);
  state = control (life, "state", NULL);
  rows = cli_json (life->f, "list", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, life->n);
  for (guint i = 0; i < life->n; i++)
    assert_agrees (life, state, i);
}

static void
assert_status (Life *life, guint i, const char *status)
{
  g_autoptr (CosellJson) shown = cli_json (life->f, "show", life->ids[i], NULL);

  cli_assert_text (cosell_json_root (shown), "/status", status);
}

/* --- the steps --- */

static void
create (Life *life)
{
  const DealCase *c = life->c;
  gboolean help = !g_str_equal (c->help, "none");

  life->n = 3;
  for (guint i = 0; i < life->n; i++)
    {
      g_autofree char *draft =
          json_printf (DRAFT, ends[i], c->solution, c->help, help ? "'A demo tenant.'" : "null",
                       c->visible, c->partner);
      g_autofree char *file = cli_write (life->f, "draft.json", draft);
      g_autoptr (CosellJson) made = cli_json (life->f, "new", "--file", file, "--submit", NULL);

      life->ids[i] = cosell_json_dup_scalar (cosell_json_member (cosell_json_root (made), "id"));
    }
  sync_and_compare (life);
  for (guint i = 0; i < life->n; i++)
    {
      assert_status (life, i, "accepted");
      if (help)
        act (life, i, "microsoft", "'do':'accept'");
      if (*c->partner != '\0')
        act (life, i, PARTNER_ID, "'do':'accept'");
    }
  if (help || *c->partner != '\0')
    sync_and_compare (life);
}

/* Accepted, but for those that are to be declined and to expire; with the solution that is going to
 * be registered. */
static void
receive (Life *life)
{
  g_autofree char *solution = NULL;

  life->n = MAX_ENDS;
  for (guint i = 0; i < life->n; i++)
    {
      g_autofree char *body =
          json_printf ("{'as':'microsoft','do':'send','name':'%s','value':90000,"
                       "'currency':'USD','closeDate':'2099-01-01'}",
                       ends[i]);
      g_autoptr (CosellJson) sent = control (life, "act", body);

      life->remotes[i] =
          cosell_json_dup_scalar (cosell_json_member (cosell_json_root (sent), "id"));
      life->ids[i] = g_strdup (life->remotes[i]); /* a GUID does as well */
    }
  sync_and_compare (life);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (cli_run (life->f, "accept", life->ids[i], "notes=Called them.", NULL), ==, 0);
  solution = json_printf (OWN_SOLUTION);
  g_assert_cmpint (cli_run (life->f, "set", life->ids[0], "--add-solution", solution, NULL), ==, 0);
  g_assert_cmpint (cli_run (life->f, "win", life->ids[4], "--anyway", NULL), ==, 2);
  sync_and_compare (life);
  for (guint i = 0; i < 3; i++)
    assert_status (life, i, "accepted");
}

/* D6, D7: an assessment one at a time, and not won before; others where they stand. */
static void
mark_stages (Life *life)
{
  static const char *const all[] = { "20", "40", "60", "80", NULL };
  static const char *const some[] = { "proposed", "40", NULL };
  gboolean assessment = g_str_equal (life->c->type, "solution-assessment");
  const char *const *stages = assessment ? all : some;

  if (assessment)
    g_assert_cmpint (cli_run (life->f, "win", life->ids[0], "--anyway", NULL), ==, 2);
  for (; *stages != NULL; stages++)
    g_assert_cmpint (cli_run (life->f, "stage", life->ids[0], *stages, NULL), ==, 0);
  g_assert_cmpint (cli_run (life->f, "set", life->ids[1], "value=1300000.25", "notes=Changed.",
                            NULL),
                   ==, 0);
  sync_and_compare (life);
}

static void
end (Life *life)
{
  CliFixture *f = life->f;

  g_assert_cmpint (cli_run (f, "win", life->ids[0], NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "lose", life->ids[1], "--reason", "3", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "error", life->ids[2], "--reason", "8", NULL), ==, 0);
  if (life->n > 3)
    g_assert_cmpint (cli_run (f, "decline", life->ids[3], "--reason", "2", NULL), ==, 0);
  sync_and_compare (life);
  if (life->n > 3)
    {
      assert_status (life, 4, "received");
      wait_until (life, 15 * G_TIME_SPAN_DAY);
      sync_and_compare (life);
    }
  for (guint i = 0; i < life->n; i++)
    {
      assert_status (life, i, ends[i]);
      g_assert_cmpint (cli_run (f, "set", life->ids[i], "name=Too late", NULL), ==, 2);
      g_assert_cmpint (cli_run (f, "stage", life->ids[i], "60", NULL), ==, 2);
    }
}

static void
assert_registration (Life *life, const char *status)
{
  g_autoptr (CosellJson) shown = NULL;

  sync_and_compare (life);
  shown = cli_json (life->f, "show", life->ids[0], NULL);
  cli_assert_text (cosell_json_root (shown), "/referral/registrationStatus", status);
}

/* E2, E5, E8: a review, something to correct, and the end of it. */
static void
register_deal (Life *life)
{
  g_autofree char *today = cosell_time_format_date (g_get_real_time () + LATER);
  g_autofree char *text = json_printf (REGISTRATION, today, today);
  g_autofree char *file = cli_write (life->f, "registration.json", text);
  const char *won = life->ids[0];

  g_assert_cmpint (cli_run (life->f, "register", life->ids[1], "--file", file, NULL), ==, 2);
  if (!life->c->registers)
    {
      g_assert_cmpint (cli_run (life->f, "register", won, "--file", file, NULL), ==, 2);
      return;
    }
  g_assert_cmpint (cli_run (life->f, "register", won, "--file", file, NULL), ==, 0);
  sync_and_compare (life);
  g_assert_cmpint (cli_run (life->f, "register", won, "--file", file, NULL), ==, 2);
  act (life, 0, "microsoft",
       "'do':'registration','status':'ActionRequired','reason':'The day of signing.'");
  assert_registration (life, "ActionRequired");
  act (life, 0, "microsoft", "'do':'registration','status':'ReviewPending'");
  act (life, 0, "microsoft", "'do':'registration','status':'Approved'");
  assert_registration (life, "Approved");
  act (life, 0, "microsoft", "'do':'registration','status':'Closed'");
  assert_registration (life, "Closed");
}

static void
test_life (gconstpointer data)
{
  Life life = { .c = data };

  g_unsetenv ("COSELL_NOW");
  life.f = cli_fixture_new_synced (0);
  if (life.c->help != NULL)
    create (&life);
  else
    receive (&life);
  mark_stages (&life);
  wait_until (&life, LATER);
  end (&life);
  register_deal (&life);
  g_unsetenv ("COSELL_NOW");
  for (guint i = 0; i < MAX_ENDS; i++)
    {
      g_free (life.ids[i]);
      g_free (life.remotes[i]);
    }
  cli_fixture_free (life.f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deal_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/life/A1-D10-E8/", deal_cases[i].name, NULL);

      g_test_add_data_func (path, &deal_cases[i], test_life);
    }
  return g_test_run ();
}
