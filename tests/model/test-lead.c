/* test-lead.c: leads: which they are, which need an answer, what may be done (rules L) */
#include "model-test.h"

#include "base/cosell-time.h"
#include "model/cosell-draft-recreate.h"
#include "model/cosell-lead.h"
#include "model/cosell-lifecycle.h"
#include "model/cosell-people.h"
#include "model/cosell-rule-error.h"
#include "model/cosell-sharing-rules.h"

#define FROM(org) "'inviteContext':{'invitedBy':{'organizationId':'" org "'}}"
#define NEW "'status':'New','substatus':'Received'"
#define CREATED "'createdDateTime':'2026-11-02T10:00:00Z'"
#define LEAD                                                                                       \
  "'id':'r-1','organizationId':'org-own','type':'Independent','qualification':'Direct',"           \
  "'direction':'Incoming'," CREATED

static CosellDealData *
derive (CosellJson *own)
{
  CosellEngagementReferral half = { COSELL_ROLE_OWN, cosell_json_root (own) };
  CosellDealData *row = cosell_deal_data_new ();

  cosell_engagement_derive (&half, 1, 0, row);
  return row;
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *own;
    int direction;
    const char *kind, *unknown;
  } table[] = {
    { "{'type':'Independent','qualification':'Direct','direction':'Incoming'}", 0, "marketplace",
      NULL },
    { "{'type':'INDEPENDENT','qualification':'direct'," FROM ("msft") "}", 0, "marketplace", NULL },
    { "{'type':'Independent','qualification':'SalesQualified'," FROM ("msft") "}", 0, "qualified",
      NULL },
    { "{'type':'Independent','qualification':'MarketingQualified'," FROM ("MSFT") "}", 0,
      "qualified", NULL },
    /* deals that are known */
    { "{'type':'Independent','qualification':'SalesQualified'," FROM ("org-b") "}", 0, "none",
      NULL },
    { "{'type':'Shared','qualification':'SalesQualified'," FROM ("msft") "}", 0, "none", NULL },
    { "{'type':'Independent','qualification':'None'," FROM ("msft") "}", 0, "none", NULL },
    { "{'type':'Independent','qualification':'SalesQualified','direction':'Outgoing'}", 1, "none",
      NULL },
    { "{}", 1, "none", NULL },
    /* and what nobody knows */
    { "{'type':'Shared','qualification':'Direct','direction':'Incoming'}", 0, "none",
      "Shared · Direct · Incoming" },
    { "{'type':'Independent','qualification':'Direct'," FROM ("org-b") "}", 0, "none",
      "Independent · Direct" },
    { "{'type':'Independent','qualification':'MarketingQualified','direction':'Outgoing'}", 1,
      "none", "Independent · MarketingQualified · Outgoing" },
    { "{'type':'Group','direction':'Incoming'}", 0, "none", "Group · Incoming" },
    { "{'type':'Shared','qualification':7}", 0, "none", "Shared · 7" },
    { "{'type':'Independent','qualification':'Direct','direction':'Sideways'}", 0, "marketplace",
      "Independent · Direct · Sideways" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellJson) own = model_test_parse (table[i].own);
      CosellDirection direction = (CosellDirection) table[i].direction;
      CosellLeadKind kind = cosell_lead_classify (cosell_json_root (own), direction);
      g_autofree char *unknown = cosell_lead_describe_unknown (cosell_json_root (own), direction);

      g_assert_cmpstr (cosell_enum_nick (COSELL_TYPE_LEAD_KIND, (int) kind), ==, table[i].kind);
      g_assert_cmpint (cosell_lead_kind_label (kind) == NULL, ==, kind == COSELL_LEAD_KIND_NONE);
      g_assert_cmpstr (unknown, ==, table[i].unknown);
    }
}

static void
test_actions (void)
{
  static const struct
  {
    const char *action;
    gboolean asks;
  } table[] = {
    { NULL, TRUE },
    { "", TRUE },
    { "Contact me", TRUE },
    { "ContactMe", TRUE },
    { "CONTACT_ME", TRUE },
    { "contact-me ", TRUE },
    { "Profile", TRUE },
    { "Profile lead", TRUE },
    { "None", TRUE },
    { "Get it now", FALSE },
    { "Free Trial", FALSE },
    { "Test drive", FALSE },
    { "Contact", FALSE },
    { "Contact me not", FALSE },
    { "Request private offer", FALSE },
    { "INS", FALSE },
    { "7", FALSE },
    { "…", FALSE },
    { "Öcontactme", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (cosell_lead_action_asks (table[i].action), ==, table[i].asks);
}

/* Received, and what goes without saying. */
static CosellDealData *
new_row (CosellDealStatus status)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->type = COSELL_DEAL_TYPE_LEAD;
  deal->direction = COSELL_DIRECTION_INBOUND;
  deal->status = (int) status;
  return deal;
}

static void
test_needs_answer (void)
{
  g_autoptr (CosellDealData) deal = new_row (COSELL_DEAL_STATUS_RECEIVED);

  g_assert_true (cosell_lead_needs_answer (deal));
  g_assert_false (cosell_lead_informs (deal));
  deal->invisible_since = 1;
  g_assert_false (cosell_lead_needs_answer (deal));
  deal->invisible_since = COSELL_NO_TIME;
  deal->action = g_strdup ("Get it now");
  g_assert_false (cosell_lead_needs_answer (deal));
  g_assert_true (cosell_lead_informs (deal));
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  g_assert_false (cosell_lead_informs (deal));
  g_assert_false (cosell_lead_needs_answer (deal));
  for (int status = COSELL_DEAL_STATUS_ACCEPTED; status <= COSELL_DEAL_STATUS_ERROR; status++)
    {
      g_autoptr (CosellDealData) answered = new_row ((CosellDealStatus) status);

      g_assert_false (cosell_lead_needs_answer (answered));
    }
}

static void
test_deadline (void)
{
  static const struct
  {
    const char *rest, *expires;
  } table[] = {
    { "", "2026-11-16T10:00:00Z" },
    { ",'callToAction':'Contact me'", "2026-11-16T10:00:00Z" },
    { ",'expirationDateTime':'2026-11-09T00:00:00Z'", "2026-11-09T00:00:00Z" },
    { ",'callToAction':'Test drive'", NULL },
    { ",'callToAction':'Something new','expirationDateTime':'2026-11-09T00:00:00Z'",
      "2026-11-09T00:00:00Z" },
    { ",'callToAction':'Test drive','expirationDateTime':'0001-01-01T00:00:00Z'", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = g_strconcat ("{" LEAD "," NEW, table[i].rest, "}", NULL);
      g_autoptr (CosellJson) own = model_test_parse (text);
      g_autoptr (CosellDealData) row = derive (own);
      g_autofree char *expires = cosell_time_format (row->expires_at);

      g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_LEAD);
      g_assert_cmpstr (expires, ==, table[i].expires);
    }
}

static void
test_contact (void)
{
  static const gint64 day = 24 * G_TIME_SPAN_HOUR;
  g_autoptr (CosellDealData) deal = new_row (COSELL_DEAL_STATUS_RECEIVED);

  g_assert_cmpint (cosell_lead_contact_until (deal), ==, COSELL_NO_TIME);
  deal->created_at = day;
  g_assert_cmpint (cosell_lead_contact_until (deal), ==, 4 * day);
  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  g_assert_cmpint (cosell_lead_contact_until (deal), ==, COSELL_NO_TIME);
  deal->status = COSELL_DEAL_STATUS_RECEIVED;
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  g_assert_cmpint (cosell_lead_contact_until (deal), ==, COSELL_NO_TIME);
}

static void
test_members (void)
{
  static const struct
  {
    const char *rest;
    int spam;
    const char *quality, *contacts;
  } table[] = {
    { "", -1, NULL, "" },
    { ",'isSpam':null,'quality':null", -1, NULL, "" },
    { ",'isSpam':false,'quality':'High'", 0, "High", "" },
    { ",'isSpam':'true','quality':'Unknown'", 1, "Unknown", "" },
    { ",'isSpam':true,'customerProfile':{'team':[{'email':'a@x.example','phoneNumber':'1',"
      "'EmailValidationStatus':'Valid','PhoneValidationStatus':'Invalid'},"
      "{'email':'b@x.example'},{'email':'c@x.example','emailValidationStatus':'Sp&#97;m'},7]}",
      1, NULL, "a@x.example 1 Valid Invalid|c@x.example - Spam -|" },
    { ",'customerProfile':{'team':7}", -1, NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = g_strconcat ("{" LEAD "," NEW, table[i].rest, "}", NULL);
      g_autoptr (CosellJson) own = model_test_parse (text);
      g_autoptr (CosellDealData) row = derive (own);
      g_autoptr (CosellLead) lead = cosell_lead_new (cosell_json_root (own), row);
      g_autoptr (GString) contacts = g_string_new (NULL);

      for (guint c = 0; c < lead->contacts->len; c++)
        {
          const CosellLeadContact *contact = g_ptr_array_index (lead->contacts, c);

          g_string_append_printf (contacts, "%s %s %s %s|", contact->email,
                                  contact->phone != NULL ? contact->phone : "-",
                                  contact->email_validity != NULL ? contact->email_validity : "-",
                                  contact->phone_validity != NULL ? contact->phone_validity : "-");
        }
      g_assert_cmpint (lead->spam, ==, table[i].spam);
      g_assert_cmpstr (lead->quality, ==, table[i].quality);
      g_assert_cmpstr (contacts->str, ==, table[i].contacts);
      g_assert_cmpint (lead->kind, ==, COSELL_LEAD_KIND_MARKETPLACE);
      g_assert_true (lead->needs_answer);
      g_assert_cmpint (lead->contact_until, ==, row->created_at + 72 * G_TIME_SPAN_HOUR);
      row->type = COSELL_DEAL_TYPE_PRIVATE;
      g_assert_null (cosell_lead_new (cosell_json_root (own), row));
    }
}

#define ALLOWED NULL

/* Rules that are named when the action is refused; NULL: allowed. */
static const struct
{
  const char *name;
  CosellDealStatus status;
  const char *answer; /* accept and decline */
  const char *edit;   /* and stage, win, lose, error */
} cases[] = {
  { "received/L3-L4", COSELL_DEAL_STATUS_RECEIVED, ALLOWED, "L3" },
  { "accepted/L5", COSELL_DEAL_STATUS_ACCEPTED, "L3", ALLOWED },
  { "won/L9", COSELL_DEAL_STATUS_WON, "L9, D10", "L9, D10" },
  { "lost/L9", COSELL_DEAL_STATUS_LOST, "L9, D10", "L9, D10" },
  { "declined/L9", COSELL_DEAL_STATUS_DECLINED, "L9, D10", "L9, D10" },
  { "expired/L9", COSELL_DEAL_STATUS_EXPIRED, "L9, D10", "L9, D10" },
  { "error/L9", COSELL_DEAL_STATUS_ERROR, "L9, D10", "L9, D10" },
};

static void
check (CosellDealData *deal, CosellAction action, const char *refused_by)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (deal, action, 0, &verdict);
  g_assert_nonnull (verdict.rules);
  g_assert_cmpint (verdict.allowed, ==, refused_by == NULL);
  g_assert_cmpint (verdict.reason == NULL, ==, verdict.allowed);
  if (refused_by != NULL)
    g_assert_cmpstr (verdict.rules, ==, refused_by);
}

static void
test_status (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellDealData) deal = new_row (cases[i].status);
  g_auto (CosellVerdict) stage = { FALSE };

  check (deal, COSELL_ACTION_ACCEPT, cases[i].answer);
  check (deal, COSELL_ACTION_DECLINE, cases[i].answer);
  check (deal, COSELL_ACTION_EDIT, cases[i].edit);
  check (deal, COSELL_ACTION_STAGE, cases[i].edit);
  check (deal, COSELL_ACTION_WIN, cases[i].edit);
  check (deal, COSELL_ACTION_LOSE, cases[i].edit);
  check (deal, COSELL_ACTION_ERROR, cases[i].edit);
  check (deal, COSELL_ACTION_FAVORITE, ALLOWED);
  check (deal, COSELL_ACTION_CONVERT, ALLOWED);
  check (deal, COSELL_ACTION_RECREATE, "L10");
  check (deal, COSELL_ACTION_SHARE, "L5");
  check (deal, COSELL_ACTION_INVITE, "L5");
  check (deal, COSELL_ACTION_INVITE_MICROSOFT, "L5");
  check (deal, COSELL_ACTION_INVITE_PARTNERS, "L5");
  check (deal, COSELL_ACTION_REGISTER, "E1, E2");
  cosell_rules_check_stage (deal, 80, &stage);
  g_assert_cmpint (stage.allowed, ==, cases[i].edit == ALLOWED);
}

/* P5: what is here of a lead that is gone can be taken up. */
static void
test_gone (void)
{
  for (int action = COSELL_ACTION_EDIT; action <= COSELL_ACTION_CONVERT; action++)
    {
      g_autoptr (CosellDealData) deal = new_row (COSELL_DEAL_STATUS_ACCEPTED);

      deal->invisible_since = 1;
      check (deal, (CosellAction) action, action == COSELL_ACTION_CONVERT ? ALLOWED : "P5, L9");
    }
}

static void
test_solutions (void)
{
  g_autoptr (CosellDealData) deal = new_row (COSELL_DEAL_STATUS_ACCEPTED);
  g_autoptr (GError) error = NULL;

  g_assert_false (cosell_lead_require_solutions (deal, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_cmpstr (cosell_rule_error_get_rule (error), ==, "L5");
  deal->type = COSELL_DEAL_TYPE_PRIVATE;
  g_assert_true (cosell_lead_require_solutions (deal, NULL));
}

static void
test_mail (void)
{
  g_autoptr (CosellDealData) deal = new_row (COSELL_DEAL_STATUS_RECEIVED);
  g_autofree char *asking = cosell_lifecycle_describe_mail (deal);
  g_autofree char *informing = NULL;

  deal->action = g_strdup ("Test drive");
  informing = cosell_lifecycle_describe_mail (deal);
  g_assert_cmpstr (asking, ==, "Partner Center mails new leads to your referral admins.");
  g_assert_cmpstr (informing, ==,
                   "Partner Center mails nobody about leads that are for information only.");
}

/* L10: everything that a lead says, the consent apart; the ID of the lead is not sent. */
static void
test_convert (void)
{
  g_autoptr (CosellJson) own = model_test_parse (
      "{" LEAD ",'status':'Closed','substatus':'Expired','name':'Ask of Contoso',"
      "'consent':{'consentToContact':true,'consentToShareReferralWithMicrosoftSellers':true},"
      "'customerProfile':{'name':'Contoso AB','address':{'addressLine1':'Storgatan 1',"
      "'city':'Lund','country':'SE'},'team':[{'firstName':'Sara','lastName':'Ek',"
      "'phoneNumber':'+46 40 100','email':'sara.ek@contoso.example'}]},"
      "'details':{'notes':'Please call.'}}");
  g_autoptr (CosellDealData) row = derive (own);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_deal (row, cosell_json_root (own),
                                                              (CosellJsonValue){ NULL, 0 }, &error);
  CosellCustomer *customer = NULL;
  g_autoptr (CosellDraft) again = NULL;
  g_autofree char *name = NULL, *notes = NULL, *lead = NULL, *json = NULL, *body = NULL;
  gboolean visible, consent;

  g_assert_no_error (error);
  customer = cosell_draft_get_customer (draft);
  g_object_get (draft, "name", &name, "notes", &notes, "lead-id", &lead, "visible-to-microsoft",
                &visible, NULL);
  g_object_get (customer, "consent", &consent, NULL);
  g_assert_cmpstr (name, ==, "Ask of Contoso");
  g_assert_cmpstr (notes, ==, "Please call.");
  g_assert_cmpstr (lead, ==, "r-1");
  g_assert_false (visible);
  g_assert_false (consent);
  g_assert_cmpuint (g_list_model_get_n_items (
                        G_LIST_MODEL (cosell_customer_get_contacts (customer))),
                    ==, 1);
  body = cosell_draft_own_body (draft, "e-1");
  g_assert_null (strstr (body, "leadId"));
  g_assert_null (strstr (body, "r-1"));

  json = cosell_draft_to_json (draft);
  again = cosell_draft_new_from_json (json, &error);
  g_assert_no_error (error);
  g_clear_pointer (&lead, g_free);
  g_object_get (again, "lead-id", &lead, NULL);
  g_assert_cmpstr (lead, ==, "r-1");
}

/* A draft of which nothing is left but where it came from is empty. */
static void
test_draft_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json ("{\"leadId\":\"r-1\"}", &error);
  g_autoptr (CosellDraft) wrong = NULL;
  g_autoptr (CosellDraft) none = cosell_draft_new ();
  g_autofree char *json = cosell_draft_to_json (none);

  g_assert_no_error (error);
  g_assert_true (cosell_draft_is_empty (draft));
  g_assert_null (strstr (json, "leadId"));
  wrong = cosell_draft_new_from_json ("{\"leadId\":{}}", &error);
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_assert_null (wrong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lead/L1-kinds", test_kinds);
  g_test_add_func ("/lead/L2-actions", test_actions);
  g_test_add_func ("/lead/L2-needs-answer", test_needs_answer);
  g_test_add_func ("/lead/L6-deadline", test_deadline);
  g_test_add_func ("/lead/L7-contact", test_contact);
  g_test_add_func ("/lead/L8-members", test_members);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/lead/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_status);
    }
  g_test_add_func ("/lead/L9-gone", test_gone);
  g_test_add_func ("/lead/L5-solutions", test_solutions);
  g_test_add_func ("/lead/G1-mail", test_mail);
  g_test_add_func ("/lead/L10-convert", test_convert);
  g_test_add_func ("/lead/L10-draft-file", test_draft_file);
  return g_test_run ();
}
