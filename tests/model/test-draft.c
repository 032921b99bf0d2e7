/* Drafts: the file both ways, "changed", the type (A2), the row and the bodies that are sent. */

#include "base/cosell-str.h"
#include "model/cosell-draft.h"

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"
#include "model/cosell-search-text.h"
#include "model-test.h"

#define ENGAGEMENT "11111111-2222-4333-8444-555555555555"

/* The draft of the interface description, with members that this version does not know. */
#define DRAFT                                                                                      \
  "{'customer':{'name':'Contoso AB','addressLine1':'Storgatan 1','city':'Malmö',"                 \
  "'postalCode':'211 34','country':'SE','duns':'35-411-1111','contacts':[{'firstName':'Sara',"     \
  "'lastName':'Ek','phone':'+46 40 100','email':'sara.ek@contoso.example'}],'consent':true},"      \
  "'name':'Contoso ERP move','location':'1234567','value':'1200000.50','currency':'SEK',"          \
  "'closeDate':'2027-01-15','crmId':'CRM-7','campaignId':'spring','notes':'Wants a pilot.',"       \
  "'marketplaceIntent':null,'solutionArea':null,'solutionPlay':null,"                              \
  "'team':[{'firstName':'Ola','lastName':'Lind','phone':'+46 40 200',"                             \
  "'email':'ola.lind@fabrikam.example'}],"                                                         \
  "'solutions':[{'id':'SOL-1','name':'Fabrikam Suite','kind':'own'},"                              \
  "{'id':'MS-1','name':'Azure','kind':'microsoft'}],"                                              \
  "'help':'ProofOfConceptOrDemo','notesToMicrosoft':'Need a demo tenant.',"                        \
  "'visibleToMicrosoft':false,'partners':[{'id':'01e2abcd','name':'Tailwind',"                     \
  "'closeDate':'2027-01-10','value':'200000.5','currency':'NOK','notes':'Rollout in Norway.',"     \
  "'team':[{'firstName':'Kim','lastName':'Berg','phone':'042','email':'kim@fabrikam.example'}],"   \
  "'solutions':[{'id':'SOL-2','name':'Tailwind Rollout','kind':'third-party'}],"                   \
  "'help':'GeneralOrOther','soon':[null]}],'page':'team','later':{'a':[1.50,null]}}"

static CosellDraft *
draft_from (const char *text)
{
  const char *json = json_text (text);
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json (json, &error);

  g_assert_no_error (error);
  return draft;
}

static void
test_json_round_trip (void)
{
  const char *json = json_text (DRAFT);
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_autofree char *written = cosell_draft_to_json (draft);
  g_autoptr (CosellDraft) again = draft_from (written);
  g_autofree char *rewritten = cosell_draft_to_json (again);

  g_assert_true (cosell_json_text_equal (json, written));
  g_assert_cmpstr (written, ==, rewritten);
  g_assert_nonnull (strstr (written, "\"later\":{\"a\":[1.50,null]}"));
  g_assert_nonnull (strstr (written, "\"soon\":[null]"));
}

/* What is half typed comes back as it was typed. */
static void
test_text_as_typed (void)
{
  static const char *const typed[][2] = {
    { "name", " Räksmörgås\t" }, { "value", "12 000," },    { "currency", "se" },
    { "close-date", "2027-0" },  { "crm-id", " " },         { "campaign-id", "\"\\" },
    { "notes", "a\nb\n\n" },     { "location", "entire " }, { "notes-to-microsoft", "💡" },
    { "page", "solutions" },
  };
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  g_autoptr (CosellDraft) again = NULL;
  g_autofree char *json = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_object_set (draft, typed[i][0], typed[i][1], NULL);
  json = cosell_draft_to_json (draft);
  again = draft_from (json);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (again, typed[i][0], &text, NULL);
      g_assert_cmpstr (text, ==, typed[i][1]);
    }
}

static void
test_page (void)
{
  g_autoptr (CosellDraft) draft = draft_from ("{'page':'partners-of-a-later-version'}");
  g_autofree char *page = NULL;
  g_autofree char *json = cosell_draft_to_json (draft);

  g_object_get (draft, "page", &page, NULL);
  g_assert_cmpstr (page, ==, "customer");
  g_assert_null (strstr (json, "\"page\""));
}

static const char *const broken[] = {
  "",
  "[]",
  "{",
  "{'customer':[]}",
  "{'customer':{'name':{}}}",
  "{'customer':{'consent':'yes'}}",
  "{'customer':{'contacts':{}}}",
  "{'customer':{'contacts':['Sara']}}",
  "{'name':['x']}",
  "{'name':true}",
  "{'team':{}}",
  "{'team':['Ola']}",
  "{'team':[{'email':[]}]}",
  "{'solutions':['SOL-1']}",
  "{'solutions':[{'id':'SOL-1','kind':'mine'}]}",
  "{'help':'Everything'}",
  "{'help':3}",
  "{'visibleToMicrosoft':'no'}",
  "{'partners':{}}",
  "{'partners':['Tailwind']}",
  "{'partners':[{'id':{}}]}",
  "{'partners':[{'value':true}]}",
  "{'partners':[{'team':{}}]}",
  "{'partners':[{'team':[{'phone':[]}]}]}",
  "{'partners':[{'solutions':['SOL-2']}]}",
  "{'partners':[{'solutions':[{'id':'SOL-2','kind':'theirs'}]}]}",
  "{'partners':[{'help':'Everything'}]}",
};

static void
test_broken_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      const char *json = json_text (broken[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json, &error);

      g_test_message ("%s", json);
      g_assert_null (draft);
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
}

static void
test_tolerant_reading (void)
{
  g_autoptr (CosellDraft) draft =
      draft_from ("{'value':1200000.50,'name':null,'customer':null,'team':null,'help':null,"
                  "'visibleToMicrosoft':null,'partners':null}");
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;

  g_object_get (draft, "value", &value, "name", &name, NULL);
  g_assert_cmpstr (value, ==, "1200000.50");
  g_assert_cmpstr (name, ==, "");
}

static void
count_cb (CosellDraft *draft, guint *count)
{
  (*count)++;
}

/* C18: whatever is typed, wherever, is told. */
static void
test_c18_changed (void)
{
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  CosellCustomer *customer = cosell_draft_get_customer (draft);
  g_autoptr (CosellContact) contact = cosell_contact_new ();
  g_autoptr (CosellContact) member = cosell_contact_new ();
  g_autoptr (CosellSolution) solution =
      cosell_solution_new ("SOL-1", "One", COSELL_SOLUTION_KIND_OWN);
  g_autoptr (CosellDraftPartner) partner = cosell_draft_partner_new_prefilled (NULL, NULL, NULL);
  g_autoptr (CosellContact) sent = cosell_contact_new ();
  g_autoptr (CosellSolution) brought =
      cosell_solution_new ("SOL-2", "Two", COSELL_SOLUTION_KIND_THIRD_PARTY);
  guint count = 0;

#define ASSERT_CHANGED()                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint (count, >, 0);                                                                \
    count = 0;                                                                                     \
  }                                                                                                \
  G_STMT_END

  g_signal_connect (draft, "changed", G_CALLBACK (count_cb), &count);
  g_object_set (draft, "name", "x", NULL);
  ASSERT_CHANGED ();
  g_object_set (draft, "name", "x", NULL);
  g_assert_cmpuint (count, ==, 0);
  g_object_set (draft, "help", COSELL_HELP_GENERAL, NULL);
  ASSERT_CHANGED ();
  g_object_set (draft, "page", "team", NULL);
  ASSERT_CHANGED ();
  g_object_set (customer, "city", "Lund", NULL);
  ASSERT_CHANGED ();
  g_object_set (customer, "consent", TRUE, NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_customer_get_contacts (customer), contact);
  ASSERT_CHANGED ();
  g_object_set (contact, "phone", "1", NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_draft_get_team (draft), member);
  ASSERT_CHANGED ();
  g_object_set (member, "email", "e", NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_draft_get_solutions (draft), solution);
  ASSERT_CHANGED ();
  g_object_set (solution, "name", "Two", NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_draft_get_partners (draft), partner);
  ASSERT_CHANGED ();
  g_object_set (partner, "value", "1", NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_draft_partner_get_solutions (partner), brought);
  ASSERT_CHANGED ();
  g_object_set (brought, "name", "Four", NULL);
  ASSERT_CHANGED ();
  g_list_store_append (cosell_draft_partner_get_team (partner), sent);
  ASSERT_CHANGED ();
  g_object_set (sent, "phone", "1", NULL);
  ASSERT_CHANGED ();
  g_list_store_remove (cosell_draft_get_team (draft), 0);
  ASSERT_CHANGED ();
  g_object_set (member, "email", "f", NULL);
  g_assert_cmpuint (count, ==, 0);

  /* what outlives the draft does not reach for it */
  g_clear_object (&draft);
  g_object_set (contact, "phone", "2", NULL);
  g_object_set (solution, "name", "Three", NULL);
  g_object_set (brought, "name", "Three", NULL);
  g_assert_cmpuint (count, ==, 0);
}

static void
test_pick_customer (void)
{
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  CosellCustomer *customer = cosell_draft_get_customer (draft);
  g_autoptr (CosellJson) json =
      model_test_parse ("{'name':'Fabrikam Oy','city':'Helsinki','country':'FI',"
                        "'contacts':[{'firstName':'X'}],'consent':false}");
  g_autoptr (CosellCustomer) picked = cosell_customer_new_from_json (cosell_json_root (json));
  g_autofree char *city = NULL;
  g_autofree char *duns = NULL;
  gboolean consent;
  guint count = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (count_cb), &count);
  cosell_draft_pick_customer (draft, picked);
  g_assert_cmpuint (count, ==, 1);
  g_object_get (customer, "city", &city, "duns", &duns, "consent", &consent, NULL);
  g_assert_cmpstr (cosell_customer_get_name (customer), ==, "Fabrikam Oy");
  g_assert_cmpstr (city, ==, "Helsinki");
  g_assert_cmpstr (duns, ==, "");
  g_assert_true (consent);
  g_assert_cmpuint (g_list_model_get_n_items (
                        G_LIST_MODEL (cosell_customer_get_contacts (customer))),
                    ==, 1);
}

static const struct
{
  const char *json;
  gboolean empty;
} empty_cases[] = {
  { "{}", TRUE },
  { "{'currency':'SEK','page':'team'}", TRUE },
  { "{'team':[{'firstName':''}]}", TRUE },
  { "{'name':'x'}", FALSE },
  { "{'location':'1'}", FALSE },
  { "{'customer':{'country':'SE'}}", FALSE },
  { "{'customer':{'contacts':[{'email':'e'}]}}", FALSE },
  { "{'team':[{'firstName':'x'}]}", FALSE },
  { "{'solutions':[{'id':'SOL-1'}]}", FALSE },
  { "{'help':'GeneralOrOther'}", FALSE },
  { "{'visibleToMicrosoft':true}", FALSE },
  { "{'partners':[{}]}", FALSE },
};

static void
test_is_empty (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (empty_cases); i++)
    {
      g_autoptr (CosellDraft) draft = draft_from (empty_cases[i].json);

      g_test_message ("%s", empty_cases[i].json);
      g_assert_cmpint (cosell_draft_is_empty (draft), ==, empty_cases[i].empty);
    }
}

static const struct
{
  const char *json;
  CosellDealType type;
  gboolean shared;
  gboolean visible;
} type_cases[] = {
  { "{}", COSELL_DEAL_TYPE_PRIVATE, FALSE, FALSE },
  { "{'visibleToMicrosoft':true}", COSELL_DEAL_TYPE_PARTNER_LED, FALSE, TRUE },
  { "{'help':'QuotesOrLicensing'}", COSELL_DEAL_TYPE_CO_SELL, TRUE, TRUE },
  { "{'help':'QuotesOrLicensing','visibleToMicrosoft':true}", COSELL_DEAL_TYPE_CO_SELL, TRUE,
    TRUE },
  { "{'solutions':[{'id':'SA-1','kind':'assessment'}]}", COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
    FALSE, FALSE },
};

static void
assert_text (CosellJsonValue root, const char *pointer, const char *expected)
{
  g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (root, pointer));

  g_assert_cmpstr (text, ==, expected);
}

static CosellJson *
body_of (CosellDraft *draft, gboolean microsoft)
{
  g_autofree char *text = microsoft ? cosell_draft_microsoft_body (draft, ENGAGEMENT)
                                    : cosell_draft_own_body (draft, ENGAGEMENT);
  g_autoptr (GError) error = NULL;
  CosellJson *json = text != NULL ? cosell_json_parse (text, -1, &error) : NULL;

  g_assert_no_error (error);
  return json;
}

/* A2: the type is derived; A3: no request of a private deal says that Microsoft may see it, nor
 * goes to Microsoft. */
static void
test_a2_a3_type (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_cases); i++)
    {
      g_autoptr (CosellDraft) draft = draft_from (type_cases[i].json);
      g_autoptr (CosellJson) own = body_of (draft, FALSE);
      g_autoptr (CosellJson) microsoft = body_of (draft, TRUE);
      CosellJsonValue root = cosell_json_root (own);

      g_test_message ("%s", type_cases[i].json);
      g_assert_cmpint (cosell_draft_get_deal_type (draft), ==, type_cases[i].type);
      assert_text (root, "/type", type_cases[i].shared ? "Shared" : "Independent");
      assert_text (root, "/consent/consentToShareReferralWithMicrosoftSellers",
                   type_cases[i].visible ? "true" : "false");
      g_assert_cmpint (microsoft != NULL, ==, type_cases[i].shared);
      g_assert_null (strstr (cosell_json_get_text (own, NULL), "msft"));
    }
}

static void
assert_both_halves (CosellJsonValue root)
{
  assert_text (root, "/name", "Contoso ERP move");
  assert_text (root, "/engagementId", ENGAGEMENT);
  assert_text (root, "/type", "Shared");
  assert_text (root, "/qualification", "SalesQualified");
  assert_text (root, "/mpnId", "1234567");
  assert_text (root, "/customerProfile/name", "Contoso AB");
  assert_text (root, "/customerProfile/address/city", "Malmö");
  assert_text (root, "/customerProfile/address/country", "SE");
  assert_text (root, "/customerProfile/team/0/phoneNumber", "+46 40 100");
  assert_text (root, "/customerProfile/ids/0/profileType", "Duns");
  assert_text (root, "/customerProfile/ids/0/id", "354111111");
  assert_text (root, "/consent/consentToContact", "true");
  assert_text (root, "/consent/consentToToShareInfoWithOthers", "true");
  assert_text (root, "/consent/consentToShareReferralWithMicrosoftSellers", "true");
  assert_text (root, "/details/notes", "Wants a pilot.");
  assert_text (root, "/details/dealValue", "1200000.50");
  g_assert_cmpint (cosell_json_kind (cosell_json_pointer (root, "/details/dealValue")), ==,
                   COSELL_JSON_NUMBER);
  assert_text (root, "/details/currency", "SEK");
  assert_text (root, "/details/closingDateTime", "2027-01-15T00:00:00Z");
  assert_text (root, "/details/requirements/solutions/0/id", "SOL-1");
  assert_text (root, "/details/requirements/solutions/1/id", "MS-1");
  assert_text (root, "/team/0/email", "ola.lind@fabrikam.example");
  assert_text (root, "/team/0/phoneNumber", "+46 40 200");
  /* C15: the service gives the status */
  assert_text (root, "/status", NULL);
  assert_text (root, "/substatus", NULL);
}

static void
test_c16_bodies (void)
{
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_autoptr (CosellJson) own = body_of (draft, FALSE);
  g_autoptr (CosellJson) microsoft = body_of (draft, TRUE);
  CosellJsonValue root = cosell_json_root (own);

  assert_both_halves (root);
  assert_text (root, "/externalReferenceId", "CRM-7");
  assert_text (root, "/campaignId", "spring");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "target")), ==, 1);
  assert_text (root, "/target/0/type", "SolutionProfile");
  assert_text (root, "/target/0/id", "SOL-1");
  g_assert_cmpint (cosell_json_kind (cosell_json_member (root, "inviteContext")), ==,
                   COSELL_JSON_NONE);

  root = cosell_json_root (microsoft);
  assert_both_halves (root);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "target")), ==, 1);
  assert_text (root, "/target/0/type", "BusinessProfileLocation");
  assert_text (root, "/target/0/id", "msft");
  assert_text (root, "/inviteContext/assistanceRequestCode", "ProofOfConceptOrDemo");
  assert_text (root, "/inviteContext/notes", "Need a demo tenant.");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "inviteContext")), ==, 2);
  /* the own company's business, and the partner's */
  g_assert_null (strstr (cosell_json_get_text (own, NULL), "Tailwind"));
  g_assert_null (strstr (cosell_json_get_text (microsoft, NULL), "Tailwind"));
  g_assert_null (strstr (cosell_json_get_text (microsoft, NULL), "CRM-7"));
  g_assert_null (strstr (cosell_json_get_text (microsoft, NULL), "spring"));
}

/* C13, C16: one half for each partner, with the partner's own part of the deal. */
static void
test_c13_partner_body (void)
{
  static const char *const not_theirs[] = { "CRM-7", "spring", "1200000", "Wants a pilot",
                                            "msft",  "demo",   "SOL-1",   "ola.lind" };
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_auto (GStrv) bodies = cosell_draft_invitation_bodies (draft, ENGAGEMENT);
  g_autoptr (CosellJson) body = NULL;
  CosellJsonValue root;

  g_assert_cmpuint (g_strv_length (bodies), ==, 2);
  g_assert_nonnull (strstr (bodies[0], "msft"));
  body = cosell_json_parse (bodies[1], -1, NULL);
  root = cosell_json_root (body);
  assert_text (root, "/name", "Contoso ERP move");
  assert_text (root, "/engagementId", ENGAGEMENT);
  assert_text (root, "/type", "Shared");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "target")), ==, 1);
  assert_text (root, "/target/0/type", "BusinessProfileLocation");
  assert_text (root, "/target/0/id", "01e2abcd");
  assert_text (root, "/customerProfile/name", "Contoso AB");
  assert_text (root, "/consent/consentToShareReferralWithMicrosoftSellers", "true");
  assert_text (root, "/details/dealValue", "200000.5");
  assert_text (root, "/details/currency", "NOK");
  assert_text (root, "/details/closingDateTime", "2027-01-10T00:00:00Z");
  assert_text (root, "/details/notes", "Rollout in Norway.");
  assert_text (root, "/details/requirements/solutions/0/id", "SOL-2");
  assert_text (root, "/details/requirements/solutions/1/id", NULL);
  assert_text (root, "/team/0/email", "kim@fabrikam.example");
  assert_text (root, "/inviteContext/assistanceRequestCode", "GeneralOrOther");
  assert_text (root, "/inviteContext/notes", "Rollout in Norway.");
  for (guint i = 0; i < G_N_ELEMENTS (not_theirs); i++)
    g_assert_null (strstr (bodies[1], not_theirs[i]));
}

/* A3: of a deal that Microsoft sellers may not see, no half says that they may, and none goes to
 * Microsoft, however many partners are invited. */
static void
test_a3_partners_of_a_private_deal (void)
{
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_autoptr (CosellDraftPartner) second = cosell_draft_new_partner (draft);
  g_auto (GStrv) bodies = NULL;
  g_autofree char *own = NULL;

  g_object_set (draft, "help", COSELL_HELP_NONE, NULL);
  g_object_set (second, "id", "p2", NULL);
  g_list_store_append (cosell_draft_get_partners (draft), second);
  g_assert_cmpint (cosell_draft_get_deal_type (draft), ==, COSELL_DEAL_TYPE_PRIVATE);
  own = cosell_draft_own_body (draft, ENGAGEMENT);
  bodies = cosell_draft_invitation_bodies (draft, ENGAGEMENT);
  g_assert_cmpuint (g_strv_length (bodies), ==, 2);
  for (guint i = 0; i <= g_strv_length (bodies); i++)
    {
      const char *text = bodies[i] != NULL ? bodies[i] : own;
      g_autoptr (CosellJson) body = cosell_json_parse (text, -1, NULL);

      assert_text (cosell_json_root (body), "/consent/consentToShareReferralWithMicrosoftSellers",
                   "false");
      assert_text (cosell_json_root (body), "/type", "Independent");
      g_assert_null (strstr (text, "msft"));
    }
}

/* C13: prefilled with the deal's date, currency and team; an empty team is the deal's. */
static void
test_c13_prefilled (void)
{
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);
  g_autofree char *json = NULL;
  g_autofree char *body = NULL;
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellContact) member =
      g_list_model_get_item (G_LIST_MODEL (cosell_draft_partner_get_team (partner)), 0);

  cosell_draft_partner_write_json (partner, writer);
  json = cosell_json_writer_end (writer);
  doc = cosell_json_parse (json, -1, NULL);
  assert_text (cosell_json_root (doc), "/closeDate", "2027-01-15");
  assert_text (cosell_json_root (doc), "/currency", "SEK");
  assert_text (cosell_json_root (doc), "/value", NULL);
  assert_text (cosell_json_root (doc), "/team/0/email", "ola.lind@fabrikam.example");

  /* a copy: what is changed there stays there */
  g_object_set (member, "email", "other@fabrikam.example", NULL);
  body = cosell_draft_own_body (draft, ENGAGEMENT);
  g_assert_nonnull (strstr (body, "ola.lind@fabrikam.example"));
  g_list_store_remove_all (cosell_draft_partner_get_team (partner));
  cosell_take_str (&body, cosell_draft_partner_body (draft, partner, ENGAGEMENT));
  g_assert_nonnull (strstr (body, "ola.lind@fabrikam.example"));
}

static void
test_bodies_are_clean (void)
{
  g_autoptr (CosellDraft) draft =
      draft_from ("{'name':' N ','currency':' eur ','value':' 0010 ','closeDate':' 2027-01-15 ',"
                  "'crmId':' ','customer':{'name':' C ','country':'se','contacts':[{}]},"
                  "'team':[{'firstName':' F ','email':' e@x.example '},{'phone':' '}]}");
  g_autoptr (CosellJson) own = body_of (draft, FALSE);
  CosellJsonValue root = cosell_json_root (own);

  assert_text (root, "/name", "N");
  assert_text (root, "/details/currency", "EUR");
  assert_text (root, "/details/closingDateTime", "2027-01-15T00:00:00Z");
  assert_text (root, "/externalReferenceId", NULL);
  assert_text (root, "/customerProfile/name", "C");
  assert_text (root, "/customerProfile/address/country", "SE");
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (root, "/customerProfile/team")), ==,
                    0);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "team")), ==, 1);
  assert_text (root, "/team/0/firstName", "F");
  assert_text (root, "/team/0/email", "e@x.example");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "target")), ==, 0);
}

/* C3: nothing that nobody sees goes out, in any text of any half. */
static void
test_c3_bodies_are_tidy (void)
{
#define X "\\u202a\\u200b"
#define Y "\\u00ad\\ufeff\\r\\n"
  g_autoptr (CosellDraft) draft = draft_from (
      "{'name':'" X "A\\r\\nB" Y "','location':'" X "123\\t4567" Y "','value':'" X "1\\u00a0200" Y
      "',"
      "'currency':'" X "SEK" Y "','closeDate':'" X "2027-01-15" Y "','crmId':'" X "CRM\\u200b-7" Y
      "','campaignId':'" X "C" Y "','notes':'" X "One\\n\\nTwo" Y "','help':'GeneralOrOther',"
      "'notesToMicrosoft':'" X "Help" Y "','customer':{'name':'" X "C" Y "','city':'" X "M" Y
      "','country':'" X "SE" Y "','duns':'" X "35 4111\\u200b111" Y "','contacts':[{'firstName':'" X
      "S" Y "','lastName':'" X "E\\tK" Y "','phone':'" X "+46\\u200b 40" Y "','email':'" X
      "s @\\u00adx.example" Y "'}]},'team':[{'firstName':'" X "O" Y "','lastName':'" X "L" Y
      "','phone':'" X "1" Y "','email':'" X "o@x.example" Y "'}],'solutions':[{'id':'" X
      "SOL\\u200b-1" Y "','name':'" X "Suite" Y "','kind':'own'}],'partners':[{'id':'" X
      "p\\u200b1" Y "','name':'" X "T" Y "','value':'" X "2" Y "','currency':'" X "NOK" Y
      "','closeDate':'" X "2027-01-10" Y "','notes':'" X "Go" Y "','team':[],'solutions':[]}]}");
  g_autoptr (CosellJson) own = body_of (draft, FALSE);
  g_autoptr (CosellJson) microsoft = body_of (draft, TRUE);
  g_autoptr (CosellDraftPartner) partner =
      g_list_model_get_item (G_LIST_MODEL (cosell_draft_get_partners (draft)), 0);
  g_autofree char *text = cosell_draft_partner_body (draft, partner, ENGAGEMENT);
  g_autoptr (CosellJson) theirs = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (own);

  assert_text (root, "/name", "A B");
  assert_text (root, "/mpnId", "1234567");
  assert_text (root, "/details/dealValue", "1200");
  assert_text (root, "/details/currency", "SEK");
  assert_text (root, "/details/closingDateTime", "2027-01-15T00:00:00Z");
  assert_text (root, "/details/notes", "One\n\nTwo");
  assert_text (root, "/externalReferenceId", "CRM-7");
  assert_text (root, "/campaignId", "C");
  assert_text (root, "/customerProfile/name", "C");
  assert_text (root, "/customerProfile/address/city", "M");
  assert_text (root, "/customerProfile/address/country", "SE");
  assert_text (root, "/customerProfile/ids/0/id", "354111111");
  assert_text (root, "/customerProfile/team/0/lastName", "E K");
  assert_text (root, "/customerProfile/team/0/phoneNumber", "+46 40");
  assert_text (root, "/customerProfile/team/0/email", "s@x.example");
  assert_text (root, "/team/0/email", "o@x.example");
  assert_text (root, "/details/requirements/solutions/0/id", "SOL-1");
  assert_text (root, "/target/0/id", "SOL-1");
  assert_text (cosell_json_root (microsoft), "/inviteContext/notes", "Help");
  assert_text (cosell_json_root (theirs), "/target/0/id", "p1");
  assert_text (cosell_json_root (theirs), "/inviteContext/notes", "Go");
  assert_text (cosell_json_root (theirs), "/details/dealValue", "2");
#undef X
#undef Y
}

static void
test_derive (void)
{
  g_autoptr (CosellDraft) draft = draft_from (DRAFT);
  g_autoptr (CosellDraft) half = draft_from ("{'value':'12x','currency':'se','closeDate':'2027'}");
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autofree char *searched = NULL;

  data->id = 7;
  data->created_at = 5;
  cosell_draft_derive (draft, data);
  g_assert_cmpint (data->id, ==, 7);
  g_assert_cmpint (data->created_at, ==, 5);
  g_assert_cmpstr (data->name, ==, "Contoso ERP move");
  g_assert_cmpstr (data->customer, ==, "Contoso AB");
  g_assert_cmpstr (data->country, ==, "SE");
  g_assert_cmpint (data->direction, ==, COSELL_DIRECTION_OUTBOUND);
  g_assert_cmpint (data->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (data->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpint (data->sync, ==, COSELL_SYNC_STATE_DRAFT);
  g_assert_cmpint (data->stage, ==, 0);
  g_assert_cmpstr (data->value, ==, "1200000.50");
  g_assert_cmpstr (data->currency, ==, "SEK");
  g_assert_cmpstr (data->close_date, ==, "2027-01-15");
  g_assert_cmpint (data->expires_at, ==, COSELL_NO_TIME);
  g_assert_cmpstr (data->crm_id, ==, "CRM-7");
  g_assert_cmpstr (data->campaign_id, ==, "spring");
  g_assert_cmpstr (data->location, ==, "1234567");
  searched = cosell_search_text_fold (data->search_text);
  g_assert_nonnull (strstr (searched, "malmo"));
  g_assert_nonnull (strstr (searched, "sara ek"));
  g_assert_nonnull (strstr (searched, "sol-1"));
  g_assert_nonnull (strstr (searched, "tailwind"));
  g_assert_true (data->p2p);

  /* over an earlier row: what is half typed is no value */
  cosell_draft_derive (half, data);
  g_assert_null (data->name);
  g_assert_null (data->value);
  g_assert_null (data->currency);
  g_assert_null (data->close_date);
  g_assert_cmpint (data->type, ==, COSELL_DEAL_TYPE_PRIVATE);
}

/* What the assistant prefills is no content, until somebody changes it. */
static void
test_c4_prefilled (void)
{
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  g_autofree char *location = NULL;

  cosell_draft_prefill_location (draft, NULL);
  cosell_draft_prefill_location (draft, "1234567");
  g_assert_true (cosell_draft_is_empty (draft));
  g_object_set (draft, "location", "7654321", NULL);
  g_assert_false (cosell_draft_is_empty (draft));
  g_object_set (draft, "location", "", NULL);
  cosell_draft_prefill_location (draft, "1234567"); /* was taken out */
  g_object_get (draft, "location", &location, NULL);
  g_assert_cmpstr (location, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/draft/json-round-trip", test_json_round_trip);
  g_test_add_func ("/draft/text-as-typed", test_text_as_typed);
  g_test_add_func ("/draft/page", test_page);
  g_test_add_func ("/draft/broken-files", test_broken_files);
  g_test_add_func ("/draft/tolerant-reading", test_tolerant_reading);
  g_test_add_func ("/draft/c18-changed", test_c18_changed);
  g_test_add_func ("/draft/pick-customer", test_pick_customer);
  g_test_add_func ("/draft/is-empty", test_is_empty);
  g_test_add_func ("/draft/a2-a3-type", test_a2_a3_type);
  g_test_add_func ("/draft/c16-bodies", test_c16_bodies);
  g_test_add_func ("/draft/c13-c16-partner-body", test_c13_partner_body);
  g_test_add_func ("/draft/a3-partners-of-a-private-deal", test_a3_partners_of_a_private_deal);
  g_test_add_func ("/draft/c13-prefilled", test_c13_prefilled);
  g_test_add_func ("/draft/bodies-are-clean", test_bodies_are_clean);
  g_test_add_func ("/draft/C3-bodies-are-tidy", test_c3_bodies_are_tidy);
  g_test_add_func ("/draft/derive", test_derive);
  g_test_add_func ("/draft/c4-prefilled", test_c4_prefilled);
  return g_test_run ();
}
