/* test-salesforce.c: the practice Salesforce as it is read and written, and what others do to it */
#include <string.h>

#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

#define API "/services/data/v60.0/"
#define OPPORTUNITIES API "sobjects/Opportunity"
#define N_OPPORTUNITIES 40

static Client *
salesforce_new (const char *dir, guint opportunities)
{
  Client *client = client_new (dir, 0, 1);

  cosell_sandbox_add_opportunities (client->sandbox, opportunities);
  return client;
}

static Answer *
ask_as (Client *client, const char *resource, const char *soql)
{
  g_autofree char *escaped = g_uri_escape_string (soql, NULL, FALSE);
  g_autofree char *path = g_strconcat (API, resource, "?q=", escaped, NULL);

  return client_send (client, "GET", path, NULL, "Sforce-Query-Options", "batchSize=200", NULL);
}

static Answer *
ask (Client *client, const char *soql)
{
  return ask_as (client, "query", soql);
}

static void
assert_refused (Client *client, Answer *answer, guint status, const char *code)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer_text (client, answer, "/0/errorCode"), ==, code);
  g_assert_cmpstr (answer_text (client, answer, "/0/message"), !=, "");
  g_assert_true (g_str_has_prefix (answer_header (answer, "Sforce-Limit-Info"), "api-usage="));
}

/* The first field of the first record. Returns: freed with the client */
static const char *
first (Client *client, const char *soql, const char *pointer)
{
  g_autofree char *full = g_strconcat ("/records/0/", pointer, NULL);

  return answer_text (client, ask (client, soql), full);
}

/* A new opportunity, with ' for ". Returns: the answer to POST */
static Answer *
create (Client *client, const char *more)
{
  g_autofree char *body =
      json_printf ("{'Name':'x','StageName':'Prospecting','CloseDate':'2027-01-15'%s%s}",
                   *more != '\0' ? "," : "", more);

  return client_post (client, OPPORTUNITIES, body);
}

static char *
path_of (const char *id)
{
  return g_strconcat (OPPORTUNITIES "/", id, NULL);
}

static void
test_versions (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 1);
  Answer *answer = client_get (client, "/services/data");
  const char *identity;

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (cosell_json_length (answer_root (answer)), >, 5);
  answer = client_get (client, API);
  identity = answer_text (client, answer, "/identity");
  answer = client_get (client, identity + strlen (cosell_sandbox_get_url (client->sandbox)));
  g_assert_cmpstr (answer_text (client, answer, "/display_name"), ==, "Kim Berg");
  answer = client_get (client, "/services/oauth2/userinfo");
  g_assert_cmpstr (answer_text (client, answer, "/email"), ==, "kim.berg@fabrikam.example");
  answer = client_get (client, API "limits");
  g_assert_cmpuint (answer->status, ==, 200);
  assert_refused (client, client_get (client, "/services/data/v99.0/query"), 404, "NOT_FOUND");
  answer = client_send (client, "GET", API "limits", NULL, "Authorization", NULL, NULL);
  assert_refused (client, answer, 401, "INVALID_SESSION_ID");
}

/* Every opportunity once, oldest change first, with what it leads to. */
static void
test_pages (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 450);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Answer *answer =
      ask (client,
           "SELECT Id, Name, Account.Name, Account.BillingCity, Owner.Email, (SELECT "
           "Contact.Email FROM OpportunityContactRoles WHERE IsPrimary = true LIMIT 1) FROM "
           "Opportunity ORDER BY SystemModstamp ASC, Id");
  guint pages = 0, contacts = 0;

  for (; answer != NULL; pages++)
    {
      CosellJsonValue rows = cosell_json_member (answer_root (answer), "records");
      CosellJsonValue next = cosell_json_member (answer_root (answer), "nextRecordsUrl");
      g_autofree char *url = cosell_json_dup_string (next);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (answer_text (client, answer, "/totalSize"), ==, "450");
      for (guint i = 0; i < cosell_json_length (rows); i++)
        {
          CosellJsonValue row = cosell_json_element (rows, i);
          g_autofree char *id = cosell_json_dup_string (cosell_json_member (row, "Id"));

          g_assert_true (g_hash_table_add (seen, (char *) g_intern_string (id)));
          g_assert_true (
              cosell_json_is_present (cosell_json_pointer (row, "/Account/BillingCity")));
          g_assert_true (cosell_json_is_present (cosell_json_pointer (row, "/Owner/Email")));
          contacts += cosell_json_is_present (
              cosell_json_pointer (row, "/OpportunityContactRoles/records/0/Contact/Email"));
        }
      g_assert_true (cosell_json_get_bool (cosell_json_member (answer_root (answer), "done"),
                                           url != NULL) == (url == NULL));
      answer = url != NULL ? client_get (client, url) : NULL;
    }
  g_assert_cmpuint (pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 450);
  g_assert_cmpuint (contacts, ==, 300);
  assert_refused (client, client_get (client, API "query/01gNothing-200"), 400,
                  "INVALID_QUERY_LOCATOR");
}

static void
test_soql (void)
{
  static const struct
  {
    const char *where;
    guint n; /* G_MAXUINT: refused */
    const char *code;
  } cases[] = {
    { "Name = 'CONTOSO\\'s Move'", 1, NULL },
    { "Name != 'Contoso\\'s move'", 1, NULL },
    { "Name LIKE '%MOVE' AND Amount > 0.1", 1, NULL },
    { "Name LIKE 'oth_r' OR Name LIKE '%s m%'", 2, NULL },
    { "NOT (Amount >= 25000.11)", 2, NULL },
    { "Amount < 25000.11 AND Amount > 25000.09", 1, NULL },
    { "Amount = null", 1, NULL },
    { "CloseDate <= 2027-01-15", 1, NULL },
    { "CloseDate < 2027-01-15", 0, NULL },
    { "SystemModstamp >= 2026-11-22T08:00:00Z", 2, NULL },
    { "SystemModstamp > 2026-11-22T08:00:00.000+0000", 0, NULL },
    { "IsClosed = false AND (StageName = 'Prospecting' OR StageName = 'Qualification')", 2, NULL },
    { "Name IN ('x', 'Other')", 1, NULL },
    { "Name NOT IN ('x', 'Other')", 1, NULL },
    { "Account.Name = 'Räksmörgås AB' and Owner.Email != null", 1, NULL },
    { "Amount = '25000'", G_MAXUINT, "INVALID_FIELD" },
    { "CloseDate = '2027-01-15'", G_MAXUINT, "INVALID_FIELD" },
    { "Nothing = 1", G_MAXUINT, "INVALID_FIELD" },
    { "Nothing.Name = 'x'", G_MAXUINT, "INVALID_FIELD" },
    { "Name = 'open", G_MAXUINT, "MALFORMED_QUERY" },
    { "Name =", G_MAXUINT, "INVALID_FIELD" },
    { "Name eq 'x'", G_MAXUINT, "MALFORMED_QUERY" },
    { "(Name = 'x'", G_MAXUINT, "MALFORMED_QUERY" },
    { "Name = 'x') OR (Name = 'y'", G_MAXUINT, "MALFORMED_QUERY" },
    { "Name = '\\x'", G_MAXUINT, "MALFORMED_QUERY" },
    { "", G_MAXUINT, "MALFORMED_QUERY" },
  };
  g_autoptr (Client) client = salesforce_new (NULL, 0);
  const char *account = answer_text (client,
                                     client_post (client, API "sobjects/Account",
                                                  json_text ("{'Name':'Räksmörgås AB'}")),
                                     "/id");
  g_autofree char *of_account = json_printf ("'AccountId':'%s','Name':'Other','StageName':"
                                             "'Qualification','CloseDate':'2027-03-01'",
                                             account);
  g_autofree char *body = g_strdup_printf ("{%s}", of_account);
  g_autofree char *path = NULL;

  path = path_of (answer_text (client, create (client, "'Amount':25000.10"), "/id"));
  client_send (client, "PATCH", path, json_text ("{'Name':'Contoso\\u0027s move'}"), NULL);
  g_assert_cmpuint (client_post (client, OPPORTUNITIES, body)->status, ==, 201);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *soql =
          g_strdup_printf ("SELECT Id FROM Opportunity WHERE %s", cases[i].where);
      Answer *answer = ask (client, soql);

      g_test_message ("%s", cases[i].where);
      if (cases[i].n == G_MAXUINT)
        assert_refused (client, answer, 400, cases[i].code);
      else
        g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "records")),
                          ==, cases[i].n);
    }
  g_assert_cmpstr (answer_text (client, ask (client, "select count() from Opportunity"),
                                "/totalSize"),
                   ==, "2");
  g_assert_cmpstr (first (client, "SELECT Name FROM Opportunity ORDER BY Amount DESC, Name LIMIT 1",
                          "Name"),
                   ==, "Contoso's move");
  g_assert_cmpstr (first (client, "SELECT Name FROM Opportunity ORDER BY Amount LIMIT 1 OFFSET 1",
                          "Name"),
                   ==, "Contoso's move");
  assert_refused (client, ask (client, "SELECT Id FROM Nothing"), 400, "INVALID_TYPE");
  assert_refused (client, ask (client, "SELECT Id"), 400, "INVALID_TYPE");
  assert_refused (client, ask (client, "SELECT (Id) FROM Opportunity"), 400, "MALFORMED_QUERY");
  assert_refused (client, ask (client, "UPDATE Opportunity"), 400, "MALFORMED_QUERY");
}

/* Not a digit is lost on the way, unless the field has fewer decimals. */
static void
test_amounts (void)
{
  static const char *const amounts[][2] = {
    { "0.1", "0.1" },
    { "25000.10", "25000.10" },
    { "99999999999999.99", "99999999999999.99" },
    { "-5", "-5" },
    { "1e3", "1e3" },
    { "0.105", "0.10" },
    { "9999999999999999.99", "9999999999999999.99" },
  };
  g_autoptr (Client) client = salesforce_new (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *more = g_strdup_printf ("'Amount':%s", amounts[i][0]);
      Answer *answer = create (client, more);
      g_autofree char *path = path_of (answer_text (client, answer, "/id"));

      g_assert_cmpuint (answer->status, ==, 201);
      g_assert_cmpstr (answer_text (client, client_get (client, path), "/Amount"), ==,
                       amounts[i][1]);
    }
}

static void
test_refused (void)
{
  g_autofree char *long_name = g_strnfill (121, 'n');
  g_autofree char *too_long = g_strdup_printf ("'Name':'%s'", long_name);
  const struct
  {
    const char *more;
    const char *code;
  } cases[] = {
    { too_long, "STRING_TOO_LONG" },
    { "'Nothing':1", "INVALID_FIELD" },
    { "'Name':1", "JSON_PARSER_ERROR" },
    { "'Amount':'25000'", "JSON_PARSER_ERROR" },
    { "'Amount':1e17", "NUMBER_OUTSIDE_VALID_RANGE" },
    { "'CloseDate':'2027-01-15T00:00:00Z'", "JSON_PARSER_ERROR" },
    { "'CloseDate':null", "REQUIRED_FIELD_MISSING" },
    { "'StageName':'Nothing'", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
    { "'CurrencyIsoCode':'XXX'", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
    { "'IsWon':true", "INVALID_FIELD_FOR_INSERT_UPDATE" },
    { "'AccountId':'006Qy0000000001AAA'", "INVALID_CROSS_REFERENCE_KEY" },
    { "'Region__c':'North'", "FIELD_CUSTOM_VALIDATION_EXCEPTION" },
  };
  g_autoptr (Client) client = salesforce_new (NULL, 0);

  client_post (client, "/sandbox/control/crm",
               json_text ("{'kind':'salesforce','organization':{'mandatory':'Solutions__c'}}"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
          json_printf ("{%s%s}",
                       strstr (cases[i].more, "Date") != NULL
                           ? "'Name':'x','StageName':'Prospecting',"
                       : strstr (cases[i].more, "Stage") != NULL
                           ? "'Name':'x','CloseDate':'2027-01-15',"
                       : strstr (cases[i].more, "Name") != NULL
                           ? "'StageName':'Prospecting','CloseDate':'2027-01-15',"
                           : "'Name':'x','StageName':'Prospecting','CloseDate':'2027-01-15',",
                       cases[i].more);

      g_test_message ("%s", cases[i].more);
      assert_refused (client, client_post (client, OPPORTUNITIES, body), 400, cases[i].code);
    }
  assert_refused (client, client_post (client, OPPORTUNITIES, "{"), 400, "JSON_PARSER_ERROR");
  assert_refused (client, client_post (client, API "sobjects/User", "{}"), 405,
                  "METHOD_NOT_ALLOWED");
  assert_refused (client, client_get (client, API "sobjects/Nothing"), 404, "NOT_FOUND");
}

/* A change goes through as long as nobody changed it in a later second. */
static void
test_marks (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 0);
  Answer *answer = create (client, "'Description':'y'");
  g_autofree char *path = path_of (answer_text (client, answer, "/id"));
  const char *change = json_text ("{'Name':'z'}");
  static const char then[] = "Sun, 22 Nov 2026 08:00:00 GMT";

  answer = client_send (client, "PATCH", path, change, "If-Unmodified-Since", then, NULL);
  g_assert_cmpuint (answer->status, ==, 204);
  /* the connection ends behind it, which is said */
  g_assert_cmpstr (answer_header (answer, "Connection"), ==, "close");
  cosell_manual_clock_advance (client->clock, G_TIME_SPAN_SECOND);
  g_assert_cmpuint (client_send (client, "PATCH", path, change, NULL)->status, ==, 204);
  answer = client_send (client, "PATCH", path, change, "If-Unmodified-Since", then, NULL);
  assert_refused (client, answer, 412, "PRECONDITION_FAILED");
  answer = client_send (client, "PATCH", path, change, "If-Unmodified-Since", "today", NULL);
  assert_refused (client, answer, 400, "INVALID_HEADER");
  answer = client_get (client, path);
  g_assert_cmpstr (answer_text (client, answer, "/Name"), ==, "z");
  g_assert_cmpstr (answer_text (client, answer, "/Description"), ==, "y");
  g_assert_cmpstr (answer_text (client, answer, "/SystemModstamp"), ==,
                   "2026-11-22T08:00:01.000+0000");
}

/* By an external id it is made once; a deleted one is in the recycle bin alone. */
static void
test_upsert (void)
{
  static const char path[] = OPPORTUNITIES "/Cosell_Referral__c/r-1";
  g_autoptr (Client) client = salesforce_new (NULL, 0);
  const char *body = json_text ("{'Name':'x','StageName':'Prospecting','CloseDate':'2027-01-15'}");
  Answer *answer = client_send (client, "PATCH", path, body, NULL);
  const char *id = answer_text (client, answer, "/id");
  g_autofree char *by_id = path_of (id);

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (answer_text (client, answer, "/created"), ==, "true");
  answer = client_send (client, "PATCH", path, json_text ("{'Name':'y'}"), NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/id"), ==, id);
  g_assert_cmpstr (answer_text (client, client_get (client, path), "/Name"), ==, "y");
  assert_refused (client, create (client, "'Cosell_Referral__c':'r-1'"), 400, "DUPLICATE_VALUE");
  answer = client_send (client, "PATCH", OPPORTUNITIES "/Cosell_Referral__c/r-2?updateOnly=true",
                        body, NULL);
  assert_refused (client, answer, 404, "NOT_FOUND");
  assert_refused (client, client_get (client, OPPORTUNITIES "/Name/x"), 404, "NOT_FOUND");
  g_assert_cmpuint (client_send (client, "DELETE", by_id, NULL, NULL)->status, ==, 204);
  assert_refused (client, client_get (client, by_id), 404, "ENTITY_IS_DELETED");
  answer = ask (client, "SELECT Id FROM Opportunity");
  g_assert_cmpstr (answer_text (client, answer, "/totalSize"), ==, "0");
  answer = ask_as (client, "queryAll", "SELECT Id FROM Opportunity WHERE IsDeleted = true");
  g_assert_cmpstr (answer_text (client, answer, "/records/0/Id"), ==, id);
}

static const char *
control (Client *client, const char *body, const char *pointer)
{
  Answer *answer = client_post (client, "/sandbox/control/crm", json_text (body));

  g_assert_cmpuint (answer->status, ==, 200);
  return pointer != NULL ? answer_text (client, answer, pointer) : NULL;
}

/* What somebody else does, and what ignores writes without a word. */
static void
test_others (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 2);
  const char *id = control (client,
                            "{'kind':'salesforce','create':{'Name':'Theirs','Amount':7.50,"
                            "'HasOpportunityLineItem':true}}",
                            "/Id");
  g_autofree char *path = path_of (id);
  g_autofree char *sticky = json_printf ("{'kind':'salesforce','id':'%s','sticky':['Name']}", id);
  g_autofree char *won = json_printf ("{'kind':'salesforce','id':'%s','close':'won'}", id);
  g_autofree char *gone = json_printf ("{'kind':'salesforce','id':'%s','delete':true}", id);
  Answer *answer;

  client_post (client, "/sandbox/control/crm", sticky);
  answer = client_send (client, "PATCH", path, json_text ("{'Name':'Ours','Amount':8}"), NULL);
  g_assert_cmpuint (answer->status, ==, 204);
  answer = client_get (client, path);
  g_assert_cmpstr (answer_text (client, answer, "/Name"), ==, "Theirs");
  g_assert_cmpstr (answer_text (client, answer, "/Amount"), ==, "7.50");
  g_assert_cmpstr (answer_text (client, answer, "/IsWon"), ==, "false");
  client_post (client, "/sandbox/control/crm", won);
  answer = client_get (client, path);
  g_assert_cmpstr (answer_text (client, answer, "/IsWon"), ==, "true");
  g_assert_cmpstr (answer_text (client, answer, "/Probability"), ==, "100");
  answer = client_get (client, "/sandbox/control/crm?kind=salesforce");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "value")), ==, 3);
  client_post (client, "/sandbox/control/crm", gone);
  assert_refused (client, client_get (client, path), 404, "ENTITY_IS_DELETED");
}

/* One primary contact at a time. */
static void
test_roles (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 12);
  const char *opportunity =
      first (client, "SELECT OpportunityId FROM OpportunityContactRole", "OpportunityId");
  g_autofree char *soql =
      g_strdup_printf ("SELECT Contact.Name FROM OpportunityContactRole WHERE OpportunityId = '%s' "
                       "AND IsPrimary = true",
                       opportunity);
  const char *contact =
      answer_text (client,
                   client_post (client, API "sobjects/Contact",
                                json_text (
                                    "{'FirstName':'Ola','LastName':'Lind','Email':'o@l.example'}")),
                   "/id");
  g_autofree char *body = json_printf ("{'OpportunityId':'%s','ContactId':'%s','IsPrimary':true}",
                                       opportunity, contact);

  g_assert_cmpuint (client_post (client, API "sobjects/OpportunityContactRole", body)->status, ==,
                    201);
  g_assert_cmpstr (answer_text (client, ask (client, soql), "/totalSize"), ==, "1");
  g_assert_cmpstr (first (client, soql, "Contact/Name"), ==, "Ola Lind");
}

/* Whether there is more than one currency shows everywhere. */
static void
test_currencies (void)
{
  static const char *const one =
      "{'kind':'salesforce','organization':{'multiCurrency':false,'refuseDuplicates':true}}";
  g_autoptr (Client) client = salesforce_new (NULL, 2);
  Answer *answer = client_get (client, OPPORTUNITIES "/describe");

  g_assert_nonnull (strstr (answer->body, "\"CurrencyIsoCode\""));
  g_assert_nonnull (strstr (answer->body, "\"relationshipName\":\"OpportunityContactRoles\""));
  g_assert_cmpstr (first (client, "SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true",
                          "IsoCode"),
                   ==, "EUR");
  control (client, one, NULL);
  answer = client_get (client, OPPORTUNITIES "/describe");
  g_assert_null (strstr (answer->body, "\"CurrencyIsoCode\""));
  assert_refused (client, ask (client, "SELECT CurrencyIsoCode FROM Opportunity"), 400,
                  "INVALID_FIELD");
  assert_refused (client, ask (client, "SELECT IsoCode FROM CurrencyType"), 400, "INVALID_TYPE");
  answer = client_get (client, API "connect/organization");
  g_assert_cmpstr (answer_text (client, answer, "/features/defaultCurrencyIsoCode"), ==, "EUR");
  g_assert_cmpuint (
      client_post (client, API "sobjects/Account", json_text ("{'Name':'Twice'}"))->status, ==,
      201);
  assert_refused (client,
                  client_post (client, API "sobjects/Account", json_text ("{'Name':'Twice'}")), 400,
                  "DUPLICATES_DETECTED");
}

/* Faults come in the service's own shape. */
static void
test_faults (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 2);

  client_post (client, "/sandbox/control/faults",
               json_text ("{'path':'/services/data','status':403}"));
  assert_refused (client, client_get (client, API "limits"), 403, "REQUEST_LIMIT_EXCEEDED");
  client_post (client, "/sandbox/control/faults",
               json_text ("{'path':'/services/data','status':400,'answer':{'/0/errorCode':"
                          "'UNABLE_TO_LOCK_ROW'}}"));
  assert_refused (client, client_get (client, API "limits"), 400, "UNABLE_TO_LOCK_ROW");
}

/* Everything comes back from the folder. */
static void
test_state (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-XXXXXX", NULL);
  g_autofree char *before = NULL;
  static const char list[] = "/sandbox/control/crm?kind=salesforce";

  {
    g_autoptr (Client) client = salesforce_new (dir, N_OPPORTUNITIES);

    control (client, "{'kind':'salesforce','organization':{'multiCurrency':false}}", NULL);
    before = g_strdup (client_get (client, list)->body);
    g_assert_true (cosell_sandbox_save (client->sandbox, NULL));
  }
  {
    g_autoptr (Client) client = salesforce_new (dir, 3);

    g_assert_cmpstr (client_get (client, list)->body, ==, before);
    g_assert_cmpuint (create (client, "")->status, ==, 201);
  }
}

static void
test_narrow (void)
{
  g_autoptr (Client) client = salesforce_new (NULL, 2);

  cosell_sandbox_narrow_to_crm (client->sandbox, "salesforce");
  g_assert_cmpuint (client_get (client, API "limits")->status, ==, 200);
  g_assert_cmpuint (client_get (client, "/api/data/v9.2/WhoAmI")->status, ==, 404);
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 404);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/salesforce/versions", test_versions);
  g_test_add_func ("/sandbox/salesforce/pages", test_pages);
  g_test_add_func ("/sandbox/salesforce/soql", test_soql);
  g_test_add_func ("/sandbox/salesforce/amounts", test_amounts);
  g_test_add_func ("/sandbox/salesforce/refused", test_refused);
  g_test_add_func ("/sandbox/salesforce/marks", test_marks);
  g_test_add_func ("/sandbox/salesforce/upsert", test_upsert);
  g_test_add_func ("/sandbox/salesforce/others", test_others);
  g_test_add_func ("/sandbox/salesforce/roles", test_roles);
  g_test_add_func ("/sandbox/salesforce/currencies", test_currencies);
  g_test_add_func ("/sandbox/salesforce/faults", test_faults);
  g_test_add_func ("/sandbox/salesforce/state", test_state);
  g_test_add_func ("/sandbox/salesforce/narrow", test_narrow);
  return g_test_run ();
}
