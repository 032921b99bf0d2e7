/* test-dataverse-write.c: the practice CRM as it is written */
#include <string.h>

#include "sandbox/dataverse-client.h"

/* Not a digit is lost on the way, unless the column has fewer decimals. */
static void
test_amounts (void)
{
  static const char *const amounts[][2] = {
    { "0.1", "0.1" },
    { "25000.10", "25000.10" },
    { "999999999999.99", "999999999999.99" },
    { "-5", "-5" },
    { "1e3", "1e3" },
    { "0.105", "0.10" },
    { "10.5000", "10.5000" },
    { "1000000000000", "1000000000000" },
  };
  g_autoptr (Client) client = dataverse_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *body = g_strdup_printf ("'name':'x','estimatedvalue':%s", amounts[i][0]);
      Answer *answer = dataverse_create (client, body);

      g_assert_cmpuint (answer->status, ==, 201);
      g_assert_cmpstr (answer_text (client, answer, "/estimatedvalue"), ==, amounts[i][1]);
    }
}

static void
test_create (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  const char *account = dataverse_first (client, "accounts", "accountid", "statecode eq 0");
  g_autofree char *body =
      json_printf ("{'name':'x','customerid_account@odata.bind':'%s/api/data/v9.2/accounts(%s)',"
                   "'@odata.type':'#Microsoft.Dynamics.CRM.opportunity','statecode':1,'modifiedon':"
                   "'2020-01-01'}",
                   cosell_sandbox_get_url (client->sandbox), account);
  Answer *answer = client_post (client, OPPORTUNITIES, body);
  const char *address = answer_header (answer, "OData-EntityId");

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpuint (answer->length, ==, 0);
  g_assert_true (g_str_has_prefix (address, cosell_sandbox_get_url (client->sandbox)));
  answer = client_get (client, address + strlen (cosell_sandbox_get_url (client->sandbox)));
  g_assert_cmpstr (answer_text (client, answer, "/_parentaccountid_value"), ==, account);
  /* what cannot be written is passed over */
  g_assert_cmpstr (answer_text (client, answer, "/statecode"), ==, "0");
  g_assert_cmpstr (answer_text (client, answer, "/statuscode"), ==, "1");
  g_assert_cmpstr (answer_text (client, answer, "/modifiedon"), ==, TEST_NOW);
  g_assert_cmpstr (answer_header (answer, "ETag"), ==,
                   answer_text (client, answer, "/@odata.etag"));
}

/* One that ends with an answer without a body says so: who kept it would lose the next request. */
static void
test_connection (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  const char *id = dataverse_first (client, "opportunities", "opportunityid", "statecode eq 0");
  g_autofree char *path = g_strdup_printf (OPPORTUNITIES "(%s)", id);
  Answer *answer = client_send (client, "PATCH", path, "{\"name\":\"x\"}", NULL);

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpstr (answer_header (answer, "Connection"), ==, "close");
  g_assert_null (answer_header (client_get (client, API "WhoAmI"), "Connection"));
}

static void
test_refused (void)
{
  g_autofree char *long_name = g_strnfill (301, 'n');
  g_autofree char *too_long = g_strdup_printf ("'name':'%s'", long_name);
  const struct
  {
    const char *body;
    guint status;
    const char *code;
  } cases[] = {
    { too_long, 400, "0x80044331" },
    { "'nothing':1", 400, "0x80048d19" },
    { "'name':1", 400, "0x80048d19" },
    { "'estimatedvalue':'25000'", 400, "0x80048d19" },
    { "'estimatedvalue':1000000000000.01", 400, "0x80040203" },
    { "'estimatedvalue':1e999999", 400, "0x80040203" },
    { "'estimatedclosedate':'2027-01-15T00:00:00Z'", 400, "0x80048d19" },
    { "'estimatedclosedate':'2027-02-30'", 400, "0x80048d19" },
    { "'closeprobability':101", 400, "0x80040203" },
    { "'salesstage':9", 400, "0x80040203" },
    { "'statuscode':3", 400, "0x80040203" },
    { "'isrevenuesystemcalculated':1", 400, "0x80048d19" },
    { "'_ownerid_value':'x'", 400, "0x80048d19" },
    { "'ownerid@odata.bind':'/accounts(0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10)'", 400, "0x80048d19" },
    { "'ownerid@odata.bind':'/systemusers(0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10)'", 404,
      "0x80040217" },
    { "'opportunityid':'x'", 400, "0x80048d19" },
  };
  g_autoptr (Client) client = dataverse_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].body);
      assert_refused (client, dataverse_create (client, cases[i].body), cases[i].status,
                      cases[i].code);
    }
  assert_refused (client, client_post (client, OPPORTUNITIES, json_text ("{'name':'x'}")), 400,
                  "0x80040203");
  assert_refused (client, client_post (client, OPPORTUNITIES, "{"), 400, "0x80048d19");
  assert_refused (client, client_post (client, OPPORTUNITIES, "[]"), 400, "0x80048d19");
  g_assert_cmpuint (client_post (client, API "systemusers", "{}")->status, ==, 405);
}

/* A change with a mark goes through once. */
static void
test_marks (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = dataverse_create (client, "'name':'x','description':'y'");
  const char *etag = answer_text (client, answer, "/@odata.etag");
  g_autofree char *path = dataverse_path (answer_text (client, answer, "/opportunityid"));
  const char *change = json_text ("{'name':'z'}");
  Answer *second;

  g_assert_cmpuint (client_send (client, "GET", path, NULL, "If-None-Match", etag, NULL)->status,
                    ==, 304);
  answer = client_send (client, "PATCH", path, change, "If-Match", etag, "Prefer",
                        "return=representation", NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/name"), ==, "z");
  g_assert_cmpstr (answer_text (client, answer, "/description"), ==, "y");
  second = client_send (client, "PATCH", path, change, "If-Match", etag, NULL);
  assert_refused (client, second, 412, "0x80060882");
  g_assert_cmpuint (client_send (client, "PATCH", path, change, "If-Match", "*", NULL)->status, ==,
                    204);
  g_assert_cmpuint (client_send (client, "PATCH", path, change, NULL)->status, ==, 204);
  second = client_send (client, "PATCH", path, change, "If-None-Match", "*", NULL);
  assert_refused (client, second, 412, "0x80040237");
}

/* A change of what is not there makes it, unless a header forbids that. */
static void
test_upsert (void)
{
  static const char id[] = "aaaaaaaa-52f1-4c31-9d6e-6a1d2c9b7e10";
  g_autoptr (Client) client = dataverse_new (NULL);
  g_autofree char *path = dataverse_path (id);
  const char *account = dataverse_first (client, "accounts", "accountid", "statecode eq 0");
  g_autofree char *body = json_printf (
      "{'name':'x','new_referralid':'r-1','parentaccountid@odata.bind':'/accounts(%s)'}", account);
  g_autofree char *chosen =
      json_printf ("{'opportunityid':'%s','parentaccountid@odata.bind':'/accounts(%s)'}", id,
                   account);
  g_autofree char *plain = json_printf ("{'parentaccountid@odata.bind':'/accounts(%s)'}", account);
  Answer *answer = client_send (client, "PATCH", path, body, "If-Match", "*", NULL);

  assert_refused (client, answer, 404, "0x80040217");
  answer = client_send (client, "PATCH", path, body, "If-None-Match", "*", "Prefer",
                        "return=representation", NULL);
  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (answer_text (client, answer, "/opportunityid"), ==, id);
  assert_refused (client, client_post (client, OPPORTUNITIES, chosen), 412, "0x80040237");
  /* the alternate key leads to the same row */
  answer = client_get (client, OPPORTUNITIES "(new_referralid='r-1')");
  g_assert_cmpstr (answer_text (client, answer, "/opportunityid"), ==, id);
  answer = client_send (client, "PATCH", OPPORTUNITIES "(new_referralid='r-2')", plain, "Prefer",
                        "return=representation", NULL);
  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (answer_text (client, answer, "/new_referralid"), ==, "r-2");
  answer = client_send (client, "DELETE", path, NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 204);
  assert_refused (client, client_get (client, path), 404, "0x80040217");
}

static Answer *
finish (Client *client, const char *action, const char *id, const char *more)
{
  g_autofree char *path = g_strconcat (API, action, NULL);
  g_autofree char *body = json_printf ("{%s,'OpportunityClose':{'subject':'End',"
                                       "'opportunityid@odata.bind':'/opportunities(%s)'}}",
                                       more, id);

  return client_post (client, path, body);
}

static void
test_close (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  const char *change = json_text ("{'name':'y'}");
  Answer *answer = dataverse_create (client, "'name':'x','estimatedvalue':25000.10");
  const char *id = answer_text (client, answer, "/opportunityid");
  g_autofree char *path = dataverse_path (id);
  g_autofree char *filter = g_strdup_printf ("_opportunityid_value eq %s", id);

  assert_refused (client, client_send (client, "PATCH", path, json_text ("{'statecode':2}"), NULL),
                  400, "0x80040203");
  assert_refused (client, finish (client, "WinOpportunity", id, "'Status':4"), 400, "0x80040203");
  g_assert_cmpuint (finish (client, "WinOpportunity", id, "'Status':3")->status, ==, 204);
  answer = client_get (client, path);
  g_assert_cmpstr (answer_text (client, answer, "/statecode"), ==, "1");
  g_assert_cmpstr (answer_text (client, answer, "/statuscode"), ==, "3");
  g_assert_cmpstr (answer_text (client, answer, "/actualvalue"), ==, "25000.10");
  g_assert_cmpstr (answer_text (client, answer, "/actualclosedate"), ==, "2026-11-22");
  g_assert_cmpstr (dataverse_first (client, "opportunitycloses", "subject", filter), ==, "End");

  /* read-only until it is opened again */
  assert_refused (client, client_send (client, "PATCH", path, change, NULL), 400, "0x80040203");
  assert_refused (client, finish (client, "LoseOpportunity", id, "'Status':4"), 400, "0x80040203");
  answer = client_send (client, "PATCH", path, json_text ("{'statecode':0,'statuscode':1}"), NULL);
  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpuint (client_send (client, "PATCH", path, change, NULL)->status, ==, 204);
  g_assert_cmpuint (finish (client, "LoseOpportunity", id, "'Status':-1")->status, ==, 204);
  g_assert_cmpstr (answer_text (client, client_get (client, path), "/statuscode"), ==, "4");
  assert_refused (client,
                  finish (client, "WinOpportunity", "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10",
                          "'Status':3"),
                  404, "0x80040217");
}

/* What the server computes, and what somebody fixed, ignores writes without a word. */
static void
test_sticky (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = dataverse_create (client, "'name':'x','estimatedvalue':7");
  const char *id = answer_text (client, answer, "/opportunityid");
  g_autofree char *path = dataverse_path (id);
  g_autofree char *sticky =
      json_printf ("{'kind':'dynamics','id':'%s','sticky':['name','parentaccountid']}", id);
  const char *change =
      json_text ("{'name':'y','estimatedvalue':8,'isrevenuesystemcalculated':true}");

  client_post (client, "/sandbox/control/crm", sticky);
  answer = client_send (client, "PATCH", path, change, "Prefer", "return=representation", NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/name"), ==, "x");
  g_assert_cmpstr (answer_text (client, answer, "/estimatedvalue"), ==, "7");
  g_assert_cmpstr (answer_text (client, answer, "/isrevenuesystemcalculated"), ==, "true");
}

static void
test_people (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = client_send (client, "POST", API "accounts",
                                json_text ("{'name':'New AB','address1_postalcode':'211 34'}"),
                                "Prefer", "return=representation", NULL);
  g_autofree char *body = json_printf (
      "{'firstname':'Sara','lastname':'Ek','parentcustomerid_account@odata.bind':'/accounts(%s)'}",
      answer_text (client, answer, "/accountid"));

  answer =
      client_send (client, "POST", API "contacts", body, "Prefer", "return=representation", NULL);
  g_assert_cmpstr (answer_text (client, answer, "/fullname"), ==, "Sara Ek");
  g_assert_cmpstr (dataverse_first (client, "accounts", "name",
                                    "name eq 'new ab' and address1_postalcode eq '211 34'"),
                   ==, "New AB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/dataverse/amounts", test_amounts);
  g_test_add_func ("/sandbox/dataverse/create", test_create);
  g_test_add_func ("/sandbox/dataverse/connection", test_connection);
  g_test_add_func ("/sandbox/dataverse/refused", test_refused);
  g_test_add_func ("/sandbox/dataverse/marks", test_marks);
  g_test_add_func ("/sandbox/dataverse/upsert", test_upsert);
  g_test_add_func ("/sandbox/dataverse/close", test_close);
  g_test_add_func ("/sandbox/dataverse/sticky", test_sticky);
  g_test_add_func ("/sandbox/dataverse/people", test_people);
  return g_test_run ();
}
