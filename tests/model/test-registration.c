/* Deal registration: the form and its checks (rules E6, E7, E9, E10). */
#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-issue.h"
#include "model/cosell-registration.h"
#include "model/model-test.h"

#define F(name) COSELL_REGISTRATION_##name

/* A form without anything to say against it, on 2026-11-22. */
#define GOOD                                                                                       \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-1','currency':'USD','value':30000,"       \
  "'isDeployedOnAzure':true,'primaryDeploymentOn':'Customer','pricingModel':'Other',"              \
  "'marketplaceTransactionDetails':{'isMarketplaceTransacted':false,"                              \
  "'marketplaceTransactionDateTime':null}}],'contract':{'currency':'USD','value':30000,"           \
  "'term':'Finite','signDateTime':'2026-11-20T00:00:00Z',"                                         \
  "'startDateTime':'2026-11-20T00:00:00Z','endDateTime':'2027-11-19T00:00:00Z'}}"

#define OWN                                                                                        \
  "{'details':{'requirements':{'solutions':[{'id':'SOL-1'},{'id':'SOL-2'}]}},"                     \
  "'customerProfile':{'ids':[{'profileType':'External','id':'1-ABC'}]}}"

typedef struct
{
  CosellRegistrationField field;
  const char *value;
} Set;

/* What is set on the good form, and the issues: "rule!" errors, "rule?" warns, then the member. */
static const struct
{
  const char *name;
  Set sets[4];
  const char *issues;
} cases[] = {
  { "E7/good", { { F (TYPE), "AzureIPCoSell" } }, "" },
  { "E7/solution-missing", { { F (SOLUTION), NULL } }, "E7! solutionDetails[0].id" },
  { "E7/solution-of-another-deal", { { F (SOLUTION), "SOL-9" } }, "E7! solutionDetails[0].id" },
  { "E1/solution-not-eligible", { { F (SOLUTION), "SOL-2" } }, "E1! solutionDetails[0].id" },
  { "E7/solution-in-other-letters", { { F (SOLUTION), "sol-1" } }, "" },
  { "E7/solution-value-missing", { { F (SOLUTION_VALUE), NULL } }, "E7! solutionDetails[0].value" },
  { "E7/solution-value-0", { { F (SOLUTION_VALUE), "0" } }, "E7! solutionDetails[0].value" },
  { "E7/solution-value-negative",
    { { F (SOLUTION_VALUE), "-3" } },
    "E7! solutionDetails[0].value" },
  { "E7/solution-value-no-number",
    { { F (SOLUTION_VALUE), "30,000" } },
    "E7! solutionDetails[0].value" },
  { "E7/solution-currency-missing",
    { { F (SOLUTION_CURRENCY), NULL } },
    "E7! solutionDetails[0].currency" },
  { "E7/solution-currency-unknown",
    { { F (SOLUTION_CURRENCY), "EURO" } },
    "E7! solutionDetails[0].currency; E7? solutionDetails[0].value" },
  { "E7/solution-as-much-as-contract", { { F (SOLUTION_VALUE), "30000.00" } }, "" },
  { "E7/solution-more-than-contract",
    { { F (SOLUTION_VALUE), "30000.01" } },
    "E7! solutionDetails[0].value" },
  { "E7/two-currencies-cannot-be-compared",
    { { F (SOLUTION_VALUE), "90000" }, { F (SOLUTION_CURRENCY), "SEK" } },
    "E7? solutionDetails[0].value" },
  { "E7/azure-missing", { { F (ON_AZURE), NULL } }, "E7! solutionDetails[0].isDeployedOnAzure" },
  { "E7/not-on-azure", { { F (ON_AZURE), "false" } }, "E7? solutionDetails[0].isDeployedOnAzure" },
  { "E7/tenant-missing", { { F (TENANT), NULL } }, "E7! solutionDetails[0].primaryDeploymentOn" },
  { "E7/tenant-none-of-them",
    { { F (TENANT), "Both" } },
    "E7! solutionDetails[0].primaryDeploymentOn" },
  { "E7/pricing-missing", { { F (PRICING), NULL } }, "E7! solutionDetails[0].pricingModel" },
  { "E7/marketplace-missing",
    { { F (MARKETPLACE), NULL } },
    "E7! solutionDetails[0].marketplaceTransactionDetails.isMarketplaceTransacted" },
  { "E7/marketplace-date-missing",
    { { F (MARKETPLACE), "true" } },
    "E7! solutionDetails[0].marketplaceTransactionDetails.marketplaceTransactionDateTime" },
  { "E7/marketplace-date",
    { { F (MARKETPLACE), "true" }, { F (MARKETPLACE_DATE), "2027-02-01" } },
    "" },
  { "E7/contract-value-missing", { { F (CONTRACT_VALUE), NULL } }, "E7! contract.value" },
  { "E7/contract-currency-missing", { { F (CONTRACT_CURRENCY), NULL } }, "E7! contract.currency" },
  { "E7/term-missing", { { F (TERM), NULL } }, "E7! contract.term" },
  { "E7/signed-missing", { { F (SIGNED), NULL } }, "E7! contract.signDateTime" },
  { "E7/signed-no-date", { { F (SIGNED), "2026-02-30" } }, "E7! contract.signDateTime" },
  { "E7/signed-other-calendar", { { F (SIGNED), "1405-08-29" } }, "E7! contract.signDateTime" },
  { "E7/signed-today", { { F (SIGNED), "2026-11-22" }, { F (START), "2026-11-22" } }, "" },
  { "E7/signed-tomorrow",
    { { F (SIGNED), "2026-11-23" }, { F (START), "2026-11-23" } },
    "E7! contract.signDateTime" },
  { "E9/signed-60-days-ago", { { F (SIGNED), "2026-09-23" } }, "" },
  { "E9/signed-61-days-ago", { { F (SIGNED), "2026-09-22" } }, "E7, E9? contract.signDateTime" },
  { "E7/started-90-days-ago",
    { { F (SIGNED), "2026-10-01" }, { F (START), "2026-08-24" }, { F (CONTRACT_VALUE), "40000" } },
    "E7? contract.startDateTime" },
  { "E7/started-91-days-ago",
    { { F (SIGNED), "2026-10-01" }, { F (START), "2026-08-23" }, { F (CONTRACT_VALUE), "40000" } },
    "E7? contract.startDateTime; E7? contract.startDateTime" },
  { "E7/start-before-sign", { { F (START), "2026-11-19" } }, "E7? contract.startDateTime" },
  { "E7/start-after-sign", { { F (START), "2027-01-01" } }, "" },
  { "E7/start-missing", { { F (START), NULL } }, "E7! contract.startDateTime" },
  { "E7/end-missing", { { F (END), NULL } }, "E7! contract.endDateTime" },
  { "E7/end-on-start", { { F (END), "2026-11-20" } }, "" },
  { "E7/end-before-start", { { F (END), "2026-11-19" } }, "E7! contract.endDateTime" },
  { "E7/perpetual-without-end",
    { { F (TERM), "Perpetual" }, { F (END), NULL }, { F (CONTRACT_VALUE), "150000" } },
    "" },
  { "E7/perpetual-six-years",
    { { F (TERM), "Perpetual" }, { F (END), "2032-11-20" }, { F (CONTRACT_VALUE), "150000" } },
    "" },
  { "E7/perpetual-another-end",
    { { F (TERM), "Perpetual" }, { F (END), "2031-11-20" }, { F (CONTRACT_VALUE), "150000" } },
    "E7! contract.endDateTime" },
  { "E9/perpetual-counts-for-six-years",
    { { F (TERM), "Perpetual" }, { F (END), NULL }, { F (CONTRACT_VALUE), "149999.99" } },
    "E9? contract.value" },
  { "E9/25000-a-year", { { F (CONTRACT_VALUE), "25000" }, { F (SOLUTION_VALUE), "1" } }, "" },
  { "E9/less-than-25000-a-year",
    { { F (CONTRACT_VALUE), "24999.99" }, { F (SOLUTION_VALUE), "1" } },
    "E9? contract.value" },
  { "E9/three-years", { { F (CONTRACT_VALUE), "75000" }, { F (END), "2029-11-19" } }, "" },
  { "E9/three-years-less",
    { { F (CONTRACT_VALUE), "74000" }, { F (END), "2029-11-19" } },
    "E9? contract.value" },
  { "E9/a-month-counts-as-a-year",
    { { F (CONTRACT_VALUE), "25000" }, { F (SOLUTION_VALUE), "1" }, { F (END), "2026-12-20" } },
    "" },
  { "E9/other-currency-unknown",
    { { F (CONTRACT_CURRENCY), "SEK" }, { F (SOLUTION_CURRENCY), "SEK" } },
    "E9? contract.value" },
  { "E7/payg",
    { { F (PRICING), "PayAsYouGo" },
      { F (SIGNED), "2026-07-01" },
      { F (START), "2026-07-01" },
      { F (END), "2026-11-01" } },
    "" },
  { "E7/payg-two-dates",
    { { F (PRICING), "PayAsYouGo" }, { F (START), "2026-11-21" } },
    "E7? contract.startDateTime" },
  { "E7/payg-perpetual",
    { { F (PRICING), "PayAsYouGo" },
      { F (TERM), "Perpetual" },
      { F (END), NULL },
      { F (CONTRACT_VALUE), "900000" } },
    "E7? contract.term" },
  { "E7/signed-before-creation",
    { { F (SIGNED), "2026-05-31" },
      { F (PRICING), "PayAsYouGo" },
      { F (START), "2026-05-31" },
      { F (CONTRACT_VALUE), "60000" } },
    "E7? contract.signDateTime" },
  { "E10/contract-type", { { F (CONTRACT_TYPE), "renewal" } }, "" },
  { "E10/contract-type-unknown", { { F (CONTRACT_TYPE), "second" } }, "E7! contractType" },
  { "E10/contact-address", { { F (CONTACT_EMAIL), "sara at contoso" } }, "E10! contact.email" },
};

typedef struct
{
  CosellDealData *deal;
  GHashTable *eligible;
  CosellJson *own;
  CosellRegistrationContext context;
} Fixture;

static void
set_up (Fixture *self)
{
  self->deal = cosell_deal_data_new ();
  cosell_time_parse ("2026-06-01T12:00:00Z", &self->deal->created_at);
  self->eligible = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (self->eligible, (gpointer) "sol-1");
  self->own = model_test_parse (OWN);
  self->context = (CosellRegistrationContext){ .deal = self->deal,
                                               .own = cosell_json_root (self->own),
                                               .eligible = self->eligible,
                                               .invited_at = COSELL_NO_TIME };
  cosell_date_parse ("2026-11-22", &self->context.today);
}

static void
tear_down (Fixture *self)
{
  cosell_deal_data_free (self->deal);
  g_hash_table_unref (self->eligible);
  cosell_json_unref (self->own);
}

static CosellRegistration *
read_form (const char *json)
{
  const char *text = json_text (json);
  g_autoptr (GError) error = NULL;
  CosellRegistration *form = cosell_registration_new_from_json (text, &error);

  g_assert_no_error (error);
  return form;
}

static char *
describe (const CosellRegistration *form, const CosellRegistrationContext *context)
{
  g_autoptr (GPtrArray) issues = cosell_registration_validate (form, context);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      g_assert_true (g_str_has_suffix (issue->message, ".") ||
                     strchr (issue->message, ':') != NULL);
      g_string_append_printf (text, "%s%s%s %s", i > 0 ? "; " : "", issue->rule,
                              issue->severity == COSELL_SEVERITY_ERROR ? "!" : "?", issue->field);
    }
  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellRegistration) form = read_form (GOOD);
  g_autofree char *issues = NULL;
  g_autoptr (GError) error = NULL;
  gboolean blocks = strchr (cases[i].issues, '!') != NULL;
  Fixture fixture;

  set_up (&fixture);
  for (guint k = 0; k < G_N_ELEMENTS (cases[i].sets); k++)
    if (k == 0 || cases[i].sets[k].field != F (TYPE))
      cosell_registration_set (form, cases[i].sets[k].field, cases[i].sets[k].value);
  issues = describe (form, &fixture.context);
  g_assert_cmpstr (issues, ==, cases[i].issues);
  g_assert_cmpint (cosell_registration_require (form, &fixture.context, &error), ==, !blocks);
  if (blocks)
    g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  tear_down (&fixture);
}

/* The later of both counts: what was signed before Microsoft was invited. */
static void
test_invited (void)
{
  g_autoptr (CosellRegistration) form = read_form (GOOD);
  g_autofree char *before = NULL;
  g_autofree char *on_the_day = NULL;
  Fixture fixture;

  set_up (&fixture);
  cosell_time_parse ("2026-11-21T00:00:01Z", &fixture.context.invited_at);
  before = describe (form, &fixture.context);
  g_assert_cmpstr (before, ==, "E7? contract.signDateTime");
  cosell_time_parse ("2026-11-20T23:59:59Z", &fixture.context.invited_at);
  on_the_day = describe (form, &fixture.context);
  g_assert_cmpstr (on_the_day, ==, "");
  tear_down (&fixture);
}

/* E3: a Won that came too early is warned of when the deal is registered, and does not block. */
static void
test_early (void)
{
  g_autoptr (CosellRegistration) form = read_form (GOOD);
  g_autofree char *early = NULL;
  g_autofree char *late = NULL;
  Fixture fixture;

  set_up (&fixture);
  fixture.deal->status = COSELL_DEAL_STATUS_WON;
  fixture.deal->closed_at = fixture.deal->created_at + 71 * G_TIME_SPAN_HOUR;
  early = describe (form, &fixture.context);
  g_assert_cmpstr (early, ==, "E3? won");
  fixture.deal->closed_at = fixture.deal->created_at + 72 * G_TIME_SPAN_HOUR;
  late = describe (form, &fixture.context);
  g_assert_cmpstr (late, ==, "");
  tear_down (&fixture);
}

/* What cannot be seen is said, and does not block. */
static void
test_unknown (void)
{
  g_autoptr (CosellRegistration) form = read_form (GOOD);
  g_autoptr (CosellJson) own =
      model_test_parse ("{'details':{'requirements':{'solutions':[{'id':'SOL-1'}]}}}");
  g_autofree char *issues = NULL;
  Fixture fixture;

  set_up (&fixture);
  fixture.context.eligible = NULL;
  fixture.context.own = cosell_json_root (own);
  issues = describe (form, &fixture.context);
  g_assert_cmpstr (issues, ==, "E1? solutionDetails[0].id; E9? customer");
  tear_down (&fixture);
}

static void
test_consent (void)
{
  g_autoptr (CosellRegistration) form = read_form (GOOD);
  g_autofree char *unticked = NULL;
  g_autofree char *ticked = NULL;
  Fixture fixture;

  set_up (&fixture);
  g_assert_false (form->confirmed);
  fixture.context.ask_consent = TRUE;
  unticked = describe (form, &fixture.context);
  g_assert_cmpstr (unticked, ==, "E6! " COSELL_REGISTRATION_CONSENT);
  form->confirmed = TRUE;
  ticked = describe (form, &fixture.context);
  g_assert_cmpstr (ticked, ==, "");
  tear_down (&fixture);
}

static void
test_several_solutions (void)
{
  g_autoptr (CosellRegistration) form =
      read_form ("{'solutionDetails':[{'id':'SOL-1','value':1,'currency':'USD',"
                 "'isDeployedOnAzure':true,'primaryDeploymentOn':'Partner','pricingModel':'Other',"
                 "'marketplaceTransactionDetails':{'isMarketplaceTransacted':false}},"
                 "{'id':'SOL-2'},{'id':'SOL-1','value':90000,'currency':'USD'}],"
                 "'contract':{'currency':'USD','value':30000,'term':'Finite',"
                 "'signDateTime':'2026-11-20','startDateTime':'2026-11-20',"
                 "'endDateTime':'2027-11-19'}}");
  g_autofree char *issues = NULL;
  Fixture fixture;

  set_up (&fixture);
  issues = describe (form, &fixture.context);
  g_assert_cmpstr (issues, ==,
                   "E1! solutionDetails[0].id; E7! solutionDetails[0].value; "
                   "E7! solutionDetails[0].value");
  tear_down (&fixture);
}

/* Byte for byte what was read, members that nobody knows included. */
static void
test_lossless (void)
{
  const char *text =
      json_text ("{ 'solutionDetails' : [ { 'value' : 3e4, 'id':'SOL-1', 'x': [1.50] }, "
                 "{'id':'SOL-2'} ],\n 'contract': { 'signDateTime': "
                 "'2026-11-20T10:00:00.1234567Z', 'term':'finite' }, 'new': null }");
  g_autoptr (CosellRegistration) form = read_form (text);
  g_autoptr (CosellRegistration) copy = cosell_registration_copy (form);
  g_autofree char *back = cosell_registration_to_json (form);
  g_autofree char *changed = NULL;
  g_autoptr (CosellJson) json = NULL;

  g_assert_cmpstr (back, ==, text);
  g_assert_cmpstr (cosell_registration_get (form, F (SIGNED)), ==, "2026-11-20");
  g_assert_cmpstr (cosell_registration_get (form, F (TERM)), ==, "Finite");
  cosell_registration_set (copy, F (SIGNED), "2026-11-19");
  cosell_registration_set (copy, F (CONTRACT_VALUE), "30000.50");
  changed = cosell_registration_to_json (copy);
  g_assert_nonnull (strstr (changed, "3e4"));
  g_assert_nonnull (strstr (changed, "30000.50"));
  json = cosell_json_parse (changed, -1, NULL);
  g_assert_true (cosell_json_string_equal (cosell_json_pointer (cosell_json_root (json),
                                                                "/contract/signDateTime"),
                                           "2026-11-19T00:00:00Z"));
}

/* A form filled in by hand becomes the object that the service knows. */
static void
test_by_hand (void)
{
  g_autoptr (CosellRegistration) form = cosell_registration_new ();
  g_autofree char *text = NULL;
  const char *expected = json_text (GOOD);
  static const Set sets[] = {
    { F (SOLUTION), " SOL-1 " },      { F (SOLUTION_VALUE), "30000" },
    { F (SOLUTION_CURRENCY), "usd" }, { F (ON_AZURE), "true" },
    { F (TENANT), "Customer" },       { F (PRICING), "Other" },
    { F (MARKETPLACE), "false" },     { F (MARKETPLACE_DATE), "2027-01-01" },
    { F (CONTRACT_VALUE), "30000" },  { F (CONTRACT_CURRENCY), "USD" },
    { F (TERM), "Finite" },           { F (SIGNED), "2026-11-20" },
    { F (START), "2026-11-20" },      { F (END), "2027-11-19" },
    { F (CONTRACT_TYPE), "new" },     { F (CONTACT_EMAIL), "sara@contoso.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    cosell_registration_set (form, sets[i].field, sets[i].value);
  cosell_registration_complete (form);
  text = cosell_registration_to_json (form);
  g_assert_true (cosell_json_text_equal (text, expected));
}

static void
test_perpetual_end (void)
{
  g_autoptr (CosellRegistration) form = cosell_registration_new ();
  g_autofree char *end = NULL;

  g_assert_null (cosell_registration_perpetual_end (form));
  cosell_registration_set (form, F (TERM), "Perpetual");
  cosell_registration_set (form, F (START), "2028-02-29");
  end = cosell_registration_perpetual_end (form);
  g_assert_cmpstr (end, ==, "2034-02-28");
  cosell_registration_complete (form);
  g_assert_cmpstr (cosell_registration_get (form, F (END)), ==, end);
}

/* E10: kept here, and never among what is sent. */
static void
test_local (void)
{
  g_autoptr (CosellRegistration) form =
      read_form ("{'contractType':'renewal','contact':{'firstName':'Sara','email':"
                 "'sara@contoso.example'},'contract':{'value':1}}");
  g_autoptr (CosellRegistration) again = cosell_registration_new ();
  g_autofree char *sent = cosell_registration_to_json (form);
  g_autofree char *kept = cosell_registration_to_local_json (form);
  g_autofree char *nothing = cosell_registration_to_local_json (again);

  g_assert_null (strstr (sent, "contractType"));
  g_assert_null (strstr (sent, "contact\""));
  g_assert_null (nothing);
  cosell_registration_add_local (again, kept);
  g_assert_cmpstr (cosell_registration_get (again, F (CONTRACT_TYPE)), ==, "renewal");
  g_assert_cmpstr (cosell_registration_get (again, F (CONTACT_FIRST_NAME)), ==, "Sara");
  g_assert_cmpstr (cosell_registration_get (again, F (CONTACT_EMAIL)), ==, "sara@contoso.example");
  g_assert_null (cosell_registration_get (again, F (CONTRACT_VALUE)));
}

static void
test_syntax (void)
{
  static const char *const bad[] = {
    "[]",
    "{'contract':{'value':'a lot'}}",
    "{'contract':{'value':{}}}",
    "{'contract':{'term':'Forever'}}",
    "{'contract':{'signDateTime':'20 November'}}",
    "{'solutionDetails':[{'isDeployedOnAzure':'maybe'}]}",
    "{'solutionDetails':[{'pricingModel':'Free'}]}",
    "{'contractType':'second'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *text = json_text (bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (cosell_registration_new_from_json (text, &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
}

static void
test_prefilled (void)
{
  g_autoptr (CosellRegistration) form = NULL;
  Fixture fixture;

  set_up (&fixture);
  fixture.deal->value = g_strdup ("1200000.00");
  fixture.deal->currency = g_strdup ("SEK");
  form = cosell_registration_new_for_deal (fixture.deal, fixture.context.own, fixture.eligible);
  g_assert_cmpstr (cosell_registration_get (form, F (SOLUTION)), ==, "SOL-1");
  g_assert_cmpstr (cosell_registration_get (form, F (CONTRACT_VALUE)), ==, "1200000.00");
  g_assert_cmpstr (cosell_registration_get (form, F (CONTRACT_CURRENCY)), ==, "SEK");
  g_assert_null (cosell_registration_get (form, F (SIGNED)));
  g_assert_false (form->confirmed);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/registration/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/registration/E6/consent", test_consent);
  g_test_add_func ("/registration/E7/signed-before-invitation", test_invited);
  g_test_add_func ("/registration/E3/won-too-early", test_early);
  g_test_add_func ("/registration/E9/unknown", test_unknown);
  g_test_add_func ("/registration/E7/several-solutions", test_several_solutions);
  g_test_add_func ("/registration/E7/lossless", test_lossless);
  g_test_add_func ("/registration/E7/by-hand", test_by_hand);
  g_test_add_func ("/registration/E7/perpetual-end", test_perpetual_end);
  g_test_add_func ("/registration/E10/local", test_local);
  g_test_add_func ("/registration/E7/syntax", test_syntax);
  g_test_add_func ("/registration/E7/prefilled", test_prefilled);
  return g_test_run ();
}
