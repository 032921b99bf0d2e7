/* test-salesforce-crm-faults.c: what may go wrong on the way to Salesforce */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "crm/crm-fixture.h"

#define NOBODY "006000000000000AAA"
#define QUERY "/services/data/v64.0/query"
#define RECORDS "/services/data/v64.0/sobjects"

static void
fault (Fixture *fixture, const char *path, const char *body)
{
  g_autofree char *full = g_strdup_printf ("{'path':'%s',%s}", path, body);

  fixture_control (fixture, "faults", full);
}

/* Version and currency are known from here on. */
static void
get_ready (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);

  g_assert_no_error (error);
}

/* Each status has its meaning, each code counts more, and a write that was refused is known to be.
 */
static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    int code;
    gboolean unknown; /* whether a write may have been carried out */
    const char *word;
  } cases[] = {
    { "'status':400", COSELL_HTTP_ERROR_REJECTED, FALSE, "400" },
    { "'status':401", COSELL_HTTP_ERROR_SIGN_IN, FALSE, "401" },
    { "'status':403", COSELL_HTTP_ERROR_BUSY, FALSE, "REQUEST_LIMIT_EXCEEDED" },
    { "'status':403,'answer':{'/0/errorCode':'INSUFFICIENT_ACCESS'}", COSELL_HTTP_ERROR_FORBIDDEN,
      FALSE, "access to its API" },
    { "'status':403,'answer':{'/0/errorCode':'API_DISABLED_FOR_ORG'}", COSELL_HTTP_ERROR_FORBIDDEN,
      FALSE, "API_DISABLED_FOR_ORG" },
    { "'status':400,'answer':{'/0/errorCode':'UNABLE_TO_LOCK_ROW'}", COSELL_HTTP_ERROR_BUSY, FALSE,
      "UNABLE_TO_LOCK_ROW" },
    { "'status':400,'answer':{'/0/errorCode':'FIELD_CUSTOM_VALIDATION_EXCEPTION','/0/message':"
      "'Too late in the year','/0/fields':['CloseDate']}",
      COSELL_HTTP_ERROR_REJECTED, FALSE, "Too late in the year – CloseDate" },
    { "'status':404", COSELL_HTTP_ERROR_GONE, FALSE, "Salesforce" },
    { "'status':412", COSELL_HTTP_ERROR_CONFLICT, FALSE, "in the meantime" },
    { "'status':500", COSELL_HTTP_ERROR_SERVER, TRUE, "500" },
    { "'status':503,'retryAfter':'9'", COSELL_HTTP_ERROR_BUSY, TRUE, "9 seconds" },
    { "'body':'html'", COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { "'body':'garbled'", COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { "'drop':'before'", COSELL_HTTP_ERROR_OFFLINE, TRUE, NULL },
    { "'body':'cut'", COSELL_HTTP_ERROR_OFFLINE, TRUE, NULL },
  };

  get_ready (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "x");

      g_test_message ("%s", cases[i].fault);
      g_clear_pointer (&draft->amount, g_free);
      fault (fixture, RECORDS, cases[i].fault);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].code);
      g_assert_cmpint (cosell_http_error_is_unknown_outcome (error), ==, cases[i].unknown);
      if (cases[i].word != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].word));
      g_clear_error (&error);
      fault (fixture, QUERY, cases[i].fault);
      g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].code);
      g_assert_false (cosell_http_error_is_unknown_outcome (error));
    }
}

/* What was written before a question failed is not undone by it: the outcome is not known. */
static void
test_read_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Once");
  g_autoptr (CosellOpportunity) made = NULL;

  get_ready (fixture);
  made = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  fault (fixture, QUERY, "'status':500");
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  /* the first question of a change comes before anything is written */
  fault (fixture, QUERY, "'status':500");
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  fault (fixture, QUERY, "'status':500,'skip':1");
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
}

/* A create whose answer was lost is there once, where a field holds the key. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "'drop':'after','method':'PATCH'",
                                        "'body':'cut','method':'PATCH'",
                                        "'body':'garbled','method':'PATCH'" };

  cosell_crm_set_columns (fixture->crm, "Cosell_Referral__c", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Once");
      g_autoptr (CosellOpportunity) made = NULL;
      guint writes;

      draft->key = g_strdup_printf ("r-%u", i);
      fault (fixture, RECORDS, faults[i]);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_true (cosell_http_error_is_unknown_outcome (error));
      g_clear_error (&error);
      writes = fixture_count (fixture, "PATCH", NULL);
      made = crm_create (fixture, draft, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->name, ==, "Once");
      g_assert_cmpstr (made->amount, ==, "25000.10");
      g_assert_cmpuint (fixture_count (fixture, "PATCH", NULL), ==, writes);
    }
}

/* An opportunity that changes between the question and the write is not overwritten. */
static void
test_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) now = NULL;
  g_autofree char *change =
      g_strdup_printf ("{'kind':'salesforce','id':'%s','set':{'Name':'Theirs'}}", made->id);
  g_autofree char *stale =
      g_strdup_printf ("'answer':{'/records/0/SystemModstamp':'%s'}", made->mark);

  cosell_manual_clock_advance (fixture->client->clock, 2 * G_TIME_SPAN_SECOND);
  fixture_control (fixture, "crm", change);
  /* as if the question had come before the change */
  fault (fixture, QUERY, stale);
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_assert_cmpuint (fixture_count (fixture, "PATCH", NULL), ==, 1);
  now = crm_get (fixture, made->id, NULL);
  g_assert_cmpstr (now->name, ==, "Theirs");
}

/* A contact that is refused costs nothing else; the end shows that it was not kept. */
static void
test_contact_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Old");
  CosellCrmParty person = { .name = (char *) "Ek", .account_id = draft->account_id };
  g_autoptr (CosellOpportunity) made = NULL;

  draft->contact = crm_create_party (fixture, &person, &error);
  g_assert_no_error (error);
  fault (fixture, RECORDS "/OpportunityContactRole", "'status':400,'count':2");
  made = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (made->contact);
  made->contact = cosell_crm_party_copy (draft->contact);
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_CONTACT, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
}

/* Answers that are none, and one of another record. */
static void
test_strange_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);

  g_assert_no_error (error);
  fault (fixture, QUERY, "'answer':{'/records/0/Id':'" NOBODY "'}");
  g_assert_null (crm_get (fixture, made->id, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  fault (fixture, RECORDS, "'answer':{'/id':'x'}");
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  fault (fixture, QUERY, "'answer':{'/records':{}}");
  g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  fault (fixture, "/services/data/v64.0/", "'answer':{'/identity':'https://evil.example/id'}");
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
}

/* Too old a service says so; one that does not tell about itself is looked at otherwise. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = NULL;

  fault (fixture, "/services/data", "'answer':{'':[{'version':'59.0'},{'version':'x'},7]}");
  g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "60.0"));
  g_clear_error (&error);
  fault (fixture, "/services/data/v64.0/connect", "'status':404");
  page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (((CosellOpportunity *) g_ptr_array_index (page->opportunities, 0))->currency);
}

static void
test_no_currency (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "x");

  fixture_control (fixture, "crm", "{'kind':'salesforce','organization':{'multiCurrency':false}}");
  fault (fixture, "/services/data/v64.0/connect", "'status':404");
  page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (((CosellOpportunity *) g_ptr_array_index (page->opportunities, 0))->currency);
  /* in which currency it would be kept is not known */
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY);
}

/* One element that is broken costs no other one. */
static void
test_broken_element (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = NULL;

  fault (fixture, QUERY,
         "'answer':{'/records/0/Id':'x','/records/1':7,'/records/2/Amount':'1',"
         "'/records/2/CloseDate':'soon','/records/2/SystemModstamp':'0001-01-01T00:00:00Z',"
         "'/records/2/Owner':null,'/records/2/OpportunityContactRoles':7}");
  page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->skipped, ==, 2);
  g_assert_cmpuint (page->opportunities->len, ==, PRACTICE_OPPORTUNITIES - 2);
  {
    const CosellOpportunity *odd = g_ptr_array_index (page->opportunities, 0);

    g_assert_null (odd->amount);
    g_assert_null (odd->close_date);
    g_assert_null (odd->contact);
    g_assert_null (odd->owner->email);
    g_assert_cmpint (odd->modified, ==, COSELL_NO_TIME);
  }
}

/* The token never leaves its origin: of a link only the path of a page counts. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
#define PAGE_PATH "/services/data/v64.0/query/01gQy-200"
  static const struct
  {
    const char *link;
    const char *next; /* NULL: the list is cut */
  } cases[] = {
    { PAGE_PATH, PAGE_PATH },
    { "https://evil.example" PAGE_PATH, PAGE_PATH },
    { "https://evil.example/collect", NULL },
    { "//evil.example" PAGE_PATH, NULL },
    { "/services/data/v64.0/query/../../../x", NULL },
    { "/services/data/v64.0/sobjects/User", NULL },
    { "/services/data/v64.0/query/x?y#z", NULL },
    { "/services/data/v64.0/query/%2e%2e", NULL },
    { "", NULL },
    { "http://[/services/data/v64.0/query/x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellCrmPage) page = NULL;
      g_autofree char *text =
          g_strdup_printf ("'answer':{'/done':false,'/nextRecordsUrl':'%s'}", cases[i].link);

      g_test_message ("%s", cases[i].link);
      fault (fixture, QUERY, text);
      page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (page->next, ==, cases[i].next);
      g_assert_cmpint (page->cut, ==, cases[i].next == NULL);
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CosellCrmPage) page = NULL;

    /* one that is not the last and has no link is cut as well */
    fault (fixture, QUERY, "'answer':{'/done':false}");
    page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
    g_assert_true (page->cut);
    g_clear_pointer (&page, cosell_crm_page_free);
    /* a link that leads back to its own page is no end */
    fault (fixture, QUERY,
           "'count':2,'answer':{'':{'done':false,'records':[],'nextRecordsUrl':'" PAGE_PATH "'}}");
    page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
    g_assert_cmpstr (page->next, ==, PAGE_PATH);
    g_clear_pointer (&page, cosell_crm_page_free);
    page = crm_list (fixture, COSELL_NO_TIME, NULL, PAGE_PATH, &error);
    g_assert_null (page);
    g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
    g_clear_error (&error);
    g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, "https://evil.example/x", &error));
    g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  }
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Client) other = client_new (NULL, 0, 1);
  g_autofree char *text =
      g_strdup_printf ("'location':'%s/services/data'", cosell_sandbox_get_url (other->sandbox));
  Answer *answer;

  fault (fixture, "/services/data", text);
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  answer = client_get (other, "/sandbox/control/log");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "value")), ==, 0);
}

static void
test_origin (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "http://org.my.salesforce.com", "ftp://org.example", "org",
                                     "https://org.my.salesforce.com/services",
                                     "https://me@org.my.salesforce.com" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (cosell_salesforce_new (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  /* nobody is signed in: nothing is asked */
  cosell_salesforce_set_token (fixture->salesforce, NULL);
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD_SALESFORCE ("faults/statuses", test_statuses);
  ADD_SALESFORCE ("faults/read-back", test_read_back);
  ADD_SALESFORCE ("faults/lost-answer", test_lost_answer);
  ADD_SALESFORCE ("faults/gap", test_gap);
  ADD_SALESFORCE ("faults/contact-refused", test_contact_refused);
  ADD_SALESFORCE ("faults/strange-answers", test_strange_answers);
  ADD_SALESFORCE ("faults/versions", test_versions);
  ADD_SALESFORCE ("faults/no-currency", test_no_currency);
  ADD_SALESFORCE ("faults/broken-element", test_broken_element);
  ADD_SALESFORCE ("faults/links", test_links);
  ADD_SALESFORCE ("faults/redirect", test_redirect);
  ADD_SALESFORCE ("faults/origin", test_origin);
  return g_test_run ();
}
