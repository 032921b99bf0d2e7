/* Deal registration as the practice server sees it (contract 6.5; rules E1–E3, E7, E8, D10). */
#include "sandbox-client.h"
#include "support/json-text.h"

#include <string.h>

#define CONTROL "/sandbox/control/"
#define WAIT_SECONDS (72 * 3600)

/* ' stands for " */
#define GOOD                                                                                       \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-15974-MQF','currency':'SEK',"             \
  "'value':'900000','isDeployedOnAzure':true,'primaryDeploymentOn':'Customer',"                    \
  "'pricingModel':'Other','marketplaceTransactionDetails':{'isMarketplaceTransacted':false}}],"    \
  "'contract':{'currency':'SEK','value':1000000,'term':'Finite',"                                  \
  "'signDateTime':'2026-11-20T00:00:00Z','startDateTime':'2026-12-01T00:00:00Z',"                  \
  "'endDateTime':'2027-11-30T00:00:00Z'}}"

static Answer *
patch (Client *client, const char *id, const char *operations)
{
  const char *list = json_text (operations);

  return client_patch (client, id, list);
}

static Answer *
set (Client *client, const char *id, const char *path, const char *value)
{
  g_autofree char *operations =
      g_strdup_printf ("[{'op':'replace','path':'%s','value':%s}]", path, value);

  return patch (client, id, operations);
}

static Answer *
add (Client *client, const char *id, const char *value)
{
  g_autofree char *operations =
      g_strdup_printf ("[{'op':'add','path':'/registrations/-','value':%s}]", value);

  return patch (client, id, operations);
}

static void
wait_for (Client *client, guint seconds)
{
  g_autofree char *body = g_strdup_printf ("{\"seconds\":%u}", seconds);

  g_assert_cmpuint (client_post (client, CONTROL "clock", body)->status, ==, 200);
}

static guint
win (Client *client, const char *id)
{
  return patch (client, id,
                "[{'op':'replace','path':'/status','value':'Closed'},"
                "{'op':'replace','path':'/substatus','value':'Won'}]")
      ->status;
}

/* A partner-led deal that was won after 72 hours. */
static const char *
make_won (Client *client)
{
  const char *id = client_create (client, TRUE);

  wait_for (client, WAIT_SECONDS);
  g_assert_cmpuint (win (client, id), ==, 204);
  return id;
}

static Answer *
act (Client *client, const char *as, const char *id, const char *more)
{
  g_autofree char *text =
      g_strdup_printf ("{'as':'%s','do':'registration','id':'%s'%s}", as, id, more);
  const char *body = json_text (text);

  return client_post (client, CONTROL "act", body);
}

static void
test_registered (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);
  Answer *answer;

  g_assert_cmpuint (set (client, id, "/registrations", "[]")->status, ==, 400);
  g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
  answer = client_read (client, id);
  g_assert_cmpstr (answer_text (client, answer, "/registrationStatus"), ==, "ReviewPending");
  g_assert_cmpstr (answer_text (client, answer, "/registrations/0/status"), ==, "ReviewPending");
  g_assert_true (g_uuid_string_is_valid (answer_text (client, answer, "/registrations/0/id")));
  g_assert_cmpstr (answer_text (client, answer, "/registrations/0/solutionDetails/0/value"), ==,
                   "900000");
  g_assert_cmpstr (answer_text (client, answer,
                                "/registrations/0/statusHistory/reviewPendingDateTime"),
                   ==, "2026-11-25T08:00:00Z");
  /* one at a time */
  g_assert_cmpuint (add (client, id, GOOD)->status, ==, 400);
}

/* What is taken out of the good one, or put into it. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  gboolean taken;
} values[] = {
  { "no-contract-value", "'value':1000000,", "", FALSE },
  { "no-currency", "'currency':'SEK','value':1000000", "'value':1000000", FALSE },
  { "no-solution", "'id':'SOL-15974-MQF',", "", FALSE },
  { "solution-of-another-deal", "SOL-15974-MQF", "SOL-20418-KTR", FALSE },
  { "no-azure", "'isDeployedOnAzure':true,", "", FALSE },
  { "no-tenant", "'primaryDeploymentOn':'Customer',", "", FALSE },
  { "odd-tenant", "'Customer'", "'Both'", FALSE },
  { "no-pricing", "'pricingModel':'Other',", "", FALSE },
  { "no-marketplace", "'isMarketplaceTransacted':false", "", FALSE },
  { "marketplace-without-date", "Transacted':false", "Transacted':true", FALSE },
  { "marketplace", "Transacted':false",
    "Transacted':true,'marketplaceTransactionDateTime':'2026-12-01T00:00:00Z'", TRUE },
  { "solution-above-contract", "'900000'", "1000000.01", FALSE },
  { "solution-as-contract", "'900000'", "1000000.00", TRUE },
  { "value-0", "'900000'", "0", FALSE },
  { "no-sign-date", "'signDateTime':'2026-11-20T00:00:00Z',", "", FALSE },
  { "signed-in-the-future", "2026-11-20T", "2026-11-26T", FALSE },
  { "no-end", "'2027-11-30T00:00:00Z'", "null", FALSE },
  { "perpetual", "'Finite'", "'Perpetual'", TRUE },
  { "end-before-start", "2027-11-30", "2026-11-30", FALSE },
};

static void
test_value (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);
  g_auto (GStrv) parts = g_strsplit (GOOD, values[i].from, 2);
  g_autofree char *value = g_strjoinv (values[i].to, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpuint (add (client, id, value)->status, ==, values[i].taken ? 204 : 400);
}

static void
test_perpetual (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);
  g_auto (GStrv) parts =
      g_strsplit (GOOD,
                  "'term':'Finite','signDateTime':'2026-11-20T00:00:00Z','startDateTime':"
                  "'2026-12-01T00:00:00Z','endDateTime':'2027-11-30T00:00:00Z'",
                  2);
  g_autofree char *value = g_strjoinv ("'term':'Perpetual','signDateTime':'2026-11-20T00:00:00Z',"
                                       "'startDateTime':'2026-12-01T00:00:00Z'",
                                       parts);

  g_assert_cmpuint (add (client, id, value)->status, ==, 204);
  g_assert_cmpstr (answer_text (client, client_read (client, id),
                                "/registrations/0/contract/endDateTime"),
                   ==, "2032-12-01T00:00:00Z");
}

/* E1, E2: who may register */
static void
test_who (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *open = client_create (client, TRUE);
  const char *private_deal = client_create (client, FALSE);
  const char *led = client_create (client, TRUE);
  g_autofree char *ineligible = make_body ("", OWN_TARGET, TRUE);
  g_auto (GStrv) parts = g_strsplit (ineligible, "SOL-15974-MQF", -1);
  g_autofree char *body = g_strjoinv ("SOL-23560-HNA", parts);
  const char *other = answer_text (client, client_post (client, REFERRALS, body), "/id");
  g_auto (GStrv) registration = g_strsplit (GOOD, "SOL-15974-MQF", 2);
  g_autofree char *value = g_strjoinv ("SOL-23560-HNA", registration);

  wait_for (client, WAIT_SECONDS);
  g_assert_cmpuint (add (client, open, GOOD)->status, ==, 400);
  g_assert_cmpuint (win (client, private_deal), ==, 204);
  g_assert_cmpuint (add (client, private_deal, GOOD)->status, ==, 400);
  g_assert_cmpuint (win (client, other), ==, 204);
  g_assert_cmpuint (add (client, other, value)->status, ==, 400);
  g_assert_cmpuint (win (client, led), ==, 204);
  g_assert_cmpuint (add (client, led, GOOD)->status, ==, 204);
}

static void
test_microsoft (void)
{
  static const struct
  {
    const char *act;
    guint status;
  } answers[] = { { NULL, 400 }, { "decline", 400 }, { "accept", 204 }, { "win", 204 } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (Client) client = client_new (NULL, 0, 1);
      const char *id = client_create (client, TRUE);
      const char *engagement = answer_text (client, client_read (client, id), "/engagementId");
      g_autofree char *extra = g_strdup_printf ("\"engagementId\":\"%s\",", engagement);
      g_autofree char *body = make_body (extra, MICROSOFT_TARGET, TRUE);
      g_autofree char *answer = NULL;

      g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
      if (answers[i].act != NULL)
        {
          answer = g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"%s\",\"id\":\"%s\"}",
                                    answers[i].act, id);
          g_assert_cmpuint (client_post (client, CONTROL "act", answer)->status, ==, 200);
        }
      wait_for (client, WAIT_SECONDS);
      g_assert_cmpuint (win (client, id), ==, 204);
      g_assert_cmpuint (add (client, id, GOOD)->status, ==, answers[i].status);
    }
}

/* E3: a second too early, and it comes back as failed. */
static void
test_72_hours (void)
{
  for (guint late = 0; late < 2; late++)
    {
      g_autoptr (Client) client = client_new (NULL, 0, 1);
      const char *id = client_create (client, TRUE);
      Answer *answer;

      wait_for (client, WAIT_SECONDS - (late ? 0 : 1));
      g_assert_cmpuint (win (client, id), ==, 204);
      wait_for (client, 30);
      g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
      answer = client_read (client, id);
      g_assert_cmpstr (answer_text (client, answer, "/registrationStatus"), ==,
                       late ? "ReviewPending" : "Failed");
      if (!late)
        g_assert_nonnull (
            strstr (answer_text (client, answer, "/registrations/0/statusReason"), "72 hours"));
    }
}

/* E8: what Microsoft asks for is corrected, and reviewed again. */
static void
test_edit (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);
  Answer *answer;

  g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
  g_assert_cmpuint (set (client, id, "/registrations/0/contract/value", "1100000")->status, ==,
                    400);
  g_assert_cmpuint (act (client, "microsoft", id,
                         ",'status':'ActionRequired','reason':'Which contract?'")
                        ->status,
                    ==, 200);
  answer = client_read (client, id);
  g_assert_cmpstr (answer_text (client, answer, "/registrations/0/statusReason"), ==,
                   "Which contract?");
  wait_for (client, 60);
  g_assert_cmpuint (
      patch (client, id,
             "[{'op':'replace','path':'/registrations/0/contract/value','value':1100000},"
             "{'op':'replace','path':'/registrations/0/solutionDetails/0/pricingModel',"
             "'value':'PayAsYouGo'}]")
          ->status,
      ==, 204);
  answer = client_read (client, id);
  g_assert_cmpstr (answer_text (client, answer, "/registrations/0/contract/value"), ==, "1100000");
  g_assert_cmpstr (answer_text (client, answer, "/registrationStatus"), ==, "ReviewPending");
  g_assert_cmpstr (answer_text (client, answer,
                                "/registrations/0/statusHistory/reviewPendingDateTime"),
                   ==, "2026-11-25T08:01:00Z");
}

static void
test_edit_refused (void)
{
  static const char *const refused[][2] = {
    { "/registrations/0/contract/currency", "'EUR'" },
    { "/registrations/0/status", "'Approved'" },
    { "/registrations/0/type", "'Other'" },
    { "/registrations/0/solutionDetails/0/id", "'SOL-20418-KTR'" },
    { "/registrations/0", GOOD },
    { "/registrations/3/contract/value", "1" },
    { "/registrations/0/contract/value", "1" }, /* less than the solution's */
    { "/registrations/0/contract/endDateTime", "'2026-01-01T00:00:00Z'" },
    { "/registrations/0/solutionDetails/0/pricingModel", "'Free'" },
  };
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);

  g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
  g_assert_cmpuint (act (client, "microsoft", id, ",'status':'ActionRequired'")->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpuint (set (client, id, refused[i][0], refused[i][1])->status, ==, 400);
  g_assert_cmpstr (answer_text (client, client_read (client, id), "/registrationStatus"), ==,
                   "ActionRequired");
}

/* Contract 6.5: the states, every pair of them. */
static void
test_states (void)
{
  static const char *const states[] = { "ReviewPending", "ActionRequired", "Approved",
                                        "Passed",        "Failed",         "Closed" };
  static const char *const roads[] = { "",       "ActionRequired", "Approved",
                                       "Passed", "Failed",         "Closed" };
  /* row: from, column: to */
  static const char allowed[][7] = { "011111", "100000", "100001", "000001", "000001", "000000" };

  for (guint from = 0; from < G_N_ELEMENTS (states); from++)
    for (guint to = 0; to < G_N_ELEMENTS (states); to++)
      {
        g_autoptr (Client) client = client_new (NULL, 0, 1);
        const char *id = make_won (client);
        g_autofree char *first = g_strdup_printf (",'status':'%s'", roads[from]);
        g_autofree char *second = g_strdup_printf (",'status':'%s'", states[to]);
        gboolean good = allowed[from][to] == '1';
        Answer *answer;

        g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
        if (*roads[from] != '\0')
          g_assert_cmpuint (act (client, "microsoft", id, first)->status, ==, 200);
        g_assert_cmpuint (act (client, "microsoft", id, second)->status, ==, good ? 200 : 400);
        answer = client_read (client, id);
        g_assert_cmpstr (answer_text (client, answer, "/registrationStatus"), ==,
                         good ? states[to] : states[from]);
      }
}

static void
test_acts_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = make_won (client);

  g_assert_cmpuint (act (client, "microsoft", id, ",'status':'Approved'")->status, ==, 400);
  g_assert_cmpuint (add (client, id, GOOD)->status, ==, 204);
  g_assert_cmpuint (act (client, "somebody", id, ",'status':'Approved'")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", id, "")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", id, ",'status':'Done'")->status, ==, 400);
  g_assert_cmpuint (
      act (client, "microsoft", id, ",'status':'Approved','registration':'none'")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", "none", ",'status':'Approved'")->status, ==, 404);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/registration/D10/registered", test_registered);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *path = g_strconcat ("/sandbox/registration/E7/", values[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_value);
    }
  g_test_add_func ("/sandbox/registration/E7/perpetual-end", test_perpetual);
  g_test_add_func ("/sandbox/registration/E1-E2/who", test_who);
  g_test_add_func ("/sandbox/registration/E1/microsoft", test_microsoft);
  g_test_add_func ("/sandbox/registration/E3/72-hours", test_72_hours);
  g_test_add_func ("/sandbox/registration/E8/edit", test_edit);
  g_test_add_func ("/sandbox/registration/E8/edit-refused", test_edit_refused);
  g_test_add_func ("/sandbox/registration/E8/states", test_states);
  g_test_add_func ("/sandbox/registration/E8/acts-refused", test_acts_refused);
  return g_test_run ();
}
