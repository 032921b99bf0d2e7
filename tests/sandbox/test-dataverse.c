/* test-dataverse.c: the practice CRM as it is read, and what others do to it */
#include <string.h>

#include "sandbox/dataverse-client.h"

static void
test_who (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = client_get (client, API "WhoAmI");
  g_autofree char *filter = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  filter = g_strdup_printf ("systemuserid eq %s", answer_text (client, answer, "/UserId"));
  g_assert_cmpstr (dataverse_first (client, "systemusers", "fullname", filter), ==, "Kim Berg");
  answer = client_send (client, "GET", API "WhoAmI", NULL, "Authorization", NULL, NULL);
  assert_refused (client, answer, 401, "0x80040220");
  answer = client_send (client, "GET", API "WhoAmI", NULL, "Authorization", "Bearer other", NULL);
  assert_refused (client, answer, 401, "0x80040220");
}

/* Every open opportunity once, oldest change first, whatever the size of the page. */
static void
test_pages (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *last = NULL;
  const char *path =
      OPPORTUNITIES "?$select=name,modifiedon&$filter=statecode%20eq%200&$orderby=modifiedon%20asc";
  guint pages = 0;

  while (path != NULL)
    {
      Answer *answer =
          client_send (client, "GET", path, NULL, "Prefer", "odata.maxpagesize=9", NULL);
      CosellJsonValue rows = cosell_json_member (answer_root (answer), "value");
      CosellJsonValue next = cosell_json_member (answer_root (answer), "@odata.nextLink");

      pages++;
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpuint (cosell_json_length (rows), <=, 9);
      for (guint i = 0; i < cosell_json_length (rows); i++)
        {
          CosellJsonValue row = cosell_json_element (rows, i);
          g_autofree char *id = cosell_json_dup_string (cosell_json_member (row, "opportunityid"));
          char *at = cosell_json_dup_string (cosell_json_member (row, "modifiedon"));

          g_assert_true (g_hash_table_add (seen, (char *) g_intern_string (id)));
          g_assert_cmpstr (last != NULL ? last : "", <=, at);
          g_free (last);
          last = at;
          /* what was not asked for does not come */
          g_assert_cmpuint (cosell_json_length (row), ==, 4);
        }
      path = NULL;
      if (cosell_json_is_present (next))
        {
          const char *link = answer_text (client, answer, "/@odata.nextLink");

          g_assert_true (g_str_has_prefix (link, cosell_sandbox_get_url (client->sandbox)));
          path = link + strlen (cosell_sandbox_get_url (client->sandbox));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, PRACTICE_OPPORTUNITIES * 8 / 10);
  g_assert_cmpuint (pages, ==, 4);
}

static guint
count (Client *client, const char *set, const char *filter)
{
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *path = g_strconcat (API, set, "?$filter=", escaped, NULL);
  Answer *answer = client_get (client, path);

  if (answer->status != 200)
    {
      assert_refused (client, answer, 400, "0x80060888");
      return G_MAXUINT;
    }
  return cosell_json_length (cosell_json_member (answer_root (answer), "value"));
}

static void
test_filters (void)
{
  static const struct
  {
    const char *filter;
    guint n; /* G_MAXUINT: refused */
  } cases[] = {
    { "name eq 'CONTOSO''s Move'", 1 },
    { "name ne 'Contoso''s move'", 1 },
    { "contains(name,'MOVE') and estimatedvalue gt 0.1", 1 },
    { "startswith(name,'other') or endswith(name,'MOVE')", 2 },
    { "not (estimatedvalue ge 12345678901234567.01)", 2 },
    { "estimatedvalue lt 25000.11 and estimatedvalue gt 25000.09", 1 },
    { "estimatedvalue eq null", 1 },
    { "estimatedclosedate le 2027-01-15", 1 },
    { "estimatedclosedate lt 2027-01-15", 0 },
    { "modifiedon ge 2026-11-22T08:00:00Z", 2 },
    { "modifiedon gt 2026-11-22T08:00:00Z", 0 },
    { "statecode eq 0 and (salesstage eq 2 or salesstage eq null)", 2 },
    { "isrevenuesystemcalculated eq false", 2 },
    { "Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['x','Other'])", 1 },
    { "statecode eq 'Open'", G_MAXUINT },
    { "nothing eq 1", G_MAXUINT },
    { "name eq 'open", G_MAXUINT },
    { "name eq", G_MAXUINT },
    { "name like 'x'", G_MAXUINT },
    { "(name eq 'x'", G_MAXUINT },
    { "name eq 'x') or (name eq 'y'", G_MAXUINT },
    { "parentaccountid/name eq 'x'", G_MAXUINT },
    { "", G_MAXUINT },
  };
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  cosell_sandbox_add_opportunities (client->sandbox, 0);
  {
    g_autofree char *account = json_printf ("{'name':'Contoso AB'}");

    g_assert_cmpuint (client_post (client, API "accounts", account)->status, ==, 204);
  }
  dataverse_create (client, "'name':'Contoso\\u0027s move','estimatedvalue':25000.10,"
                            "'estimatedclosedate':'2027-01-15','salesstage':2");
  dataverse_create (client, "'name':'Other'");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].filter);
      g_assert_cmpuint (count (client, "opportunities", cases[i].filter), ==, cases[i].n);
    }
}

static void
test_annotations (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = dataverse_create (client, "'name':'A','estimatedvalue':25000.10,'salesstage':1");
  g_autofree char *path = dataverse_path (answer_text (client, answer, "/opportunityid"));

  g_assert_null (strstr (answer->body, "FormattedValue"));
  answer =
      client_send (client, "GET", path, NULL, "Prefer", "odata.include-annotations=\"*\"", NULL);
  g_assert_cmpstr (answer_text (client, answer,
                                "/estimatedvalue@OData.Community.Display.V1.FormattedValue"),
                   ==, "€25000.10");
  g_assert_cmpstr (answer_text (client, answer,
                                "/salesstage@OData.Community.Display.V1.FormattedValue"),
                   ==, "Develop");
  g_assert_cmpstr (answer_text (client, answer,
                                "/_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"),
                   ==, "account");
}

/* A lookup brings the row that it leads to along. */
static void
test_expand (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer =
      client_get (client, OPPORTUNITIES "?$select=name&$top=1"
                                        "&$expand=transactioncurrencyid($select=isocurrencycode)");

  g_assert_cmpuint (strlen (answer_text (client, answer,
                                         "/value/0/transactioncurrencyid/isocurrencycode")),
                    ==, 3);
  g_assert_null (strstr (answer->body, "currencyname"));
}

static void
test_options (void)
{
  static const char *const bad[] = { "$select=nothing",
                                     "$select=parentaccountid",
                                     "$expand=owner",
                                     "$expand=ownerid($select=nothing)",
                                     "$orderby=name down",
                                     "$orderby=nothing",
                                     "$top=none",
                                     "$skiptoken=e30=",
                                     "$skip=3" };
  g_autoptr (Client) client = dataverse_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (bad[i], "$=", FALSE);
      g_autofree char *path = g_strconcat (OPPORTUNITIES "?", escaped, NULL);

      g_test_message ("%s", bad[i]);
      assert_refused (client, client_get (client, path), 400, "0x80060888");
    }
  assert_refused (client, client_get (client, API "nothing"), 404, "0x8006088a");
  assert_refused (client, client_get (client, OPPORTUNITIES "(nothing)"), 400, "0x80060888");
  assert_refused (client,
                  client_get (client, OPPORTUNITIES "(0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10)"), 404,
                  "0x80040217");
}

/* What a client has to know before it writes. */
static void
test_describe (void)
{
#define ATTRIBUTES API "EntityDefinitions(LogicalName='opportunity')/Attributes"
#define CRM "/Microsoft.Dynamics.CRM."
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = client_get (client, ATTRIBUTES "(LogicalName='salesstage')" CRM
                                                  "PicklistAttributeMetadata?$expand=OptionSet");

  g_assert_cmpstr (answer_text (client, answer, "/OptionSet/Options/2/Value"), ==, "2");
  g_assert_cmpstr (answer_text (client, answer,
                                "/OptionSet/Options/2/Label/UserLocalizedLabel/Label"),
                   ==, "Propose");
  answer = client_get (client, ATTRIBUTES "?$select=LogicalName,RequiredLevel");
  g_assert_cmpstr (answer_text (client, answer, "/value/1/LogicalName"), ==, "name");
  g_assert_cmpstr (answer_text (client, answer, "/value/1/RequiredLevel/Value"), ==,
                   "ApplicationRequired");
  g_assert_null (strstr (answer->body, "IsValidForCreate"));
  answer = client_get (client, ATTRIBUTES CRM "StringAttributeMetadata");
  g_assert_cmpstr (answer_text (client, answer, "/value/0/MaxLength"), ==, "300");
  answer = client_get (client, ATTRIBUTES CRM "MoneyAttributeMetadata");
  g_assert_cmpstr (answer_text (client, answer, "/value/0/Precision"), ==, "2");
  answer = client_get (client, ATTRIBUTES "(LogicalName='name')" CRM "PicklistAttributeMetadata");
  assert_refused (client, answer, 404, "0x80040217");
  answer = client_get (client, API "EntityDefinitions(LogicalName='nothing')");
  assert_refused (client, answer, 404, "0x80040217");
}

static Answer *
control (Client *client, const char *body)
{
  g_autofree char *full = json_printf ("{'kind':'dynamics',%s}", body);

  return client_post (client, "/sandbox/control/crm", full);
}

static void
test_others (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer = control (client, "'create':{'name':'Theirs','estimatedvalue':0.10}");
  const char *id = answer_text (client, answer, "/opportunityid");
  const char *me = answer_text (client, client_get (client, API "WhoAmI"), "/UserId");
  g_autofree char *path = dataverse_path (id);
  g_autofree char *set = g_strdup_printf ("'id':'%s','set':{'name':'New','estimatedvalue':7}", id);
  g_autofree char *close = g_strdup_printf ("'id':'%s','close':'lost'", id);
  g_autofree char *gone = g_strdup_printf ("'id':'%s','delete':true", id);

  g_assert_cmpstr (answer_text (client, answer, "/estimatedvalue"), ==, "0.10");
  g_assert_cmpstr (answer_text (client, answer, "/_modifiedby_value"), !=, me);
  control (client, set);
  answer = client_get (client, path);
  g_assert_cmpstr (answer_text (client, answer, "/name"), ==, "New");
  g_assert_cmpstr (answer_text (client, control (client, close), "/statecode"), ==, "2");
  /* the control is bound by no state */
  g_assert_cmpuint (control (client, set)->status, ==, 200);
  answer = client_get (client, "/sandbox/control/crm?kind=dynamics");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "value")), ==,
                    PRACTICE_OPPORTUNITIES + 1);
  g_assert_cmpstr (control (client, gone)->body, ==, "{}");
  assert_refused (client, client_get (client, path), 404, "0x80040217");
  g_assert_cmpuint (control (client, gone)->status, ==, 404);
  g_assert_cmpuint (client_get (client, "/sandbox/control/crm?kind=other")->status, ==, 400);
}

static void
test_organization (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  const char *krona = dataverse_first (client, "transactioncurrencies", "transactioncurrencyid",
                                       "isocurrencycode eq 'SEK'");
  g_autofree char *bind =
      g_strdup_printf ("'name':'x','transactioncurrencyid@odata.bind':'/transactioncurrencies(%s)'",
                       krona);

  g_assert_cmpuint (count (client, "transactioncurrencies", "statecode ne 1"), ==, 18);
  g_assert_cmpuint (dataverse_create (client, bind)->status, ==, 201);
  control (client, "'organization':{'multiCurrency':false}");
  g_assert_cmpuint (count (client, "transactioncurrencies", "statecode ne 1"), ==, 1);
  assert_refused (client, dataverse_create (client, bind), 404, "0x80040217");
  control (client, "'organization':{'mandatory':'new_region'}");
  assert_refused (client, dataverse_create (client, "'name':'x'"), 400, "0x80040265");
  g_assert_cmpuint (dataverse_create (client, "'name':'x','new_region':'North'")->status, ==, 201);
  control (client, "'organization':{'mandatory':null,'maxAmount':'1e15'}");
  g_assert_cmpstr (answer_text (client,
                                dataverse_create (client, "'estimatedvalue':99999999999999.99"),
                                "/estimatedvalue"),
                   ==, "99999999999999.99");
}

static void
test_faults (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);
  Answer *answer;

  client_post (client, "/sandbox/control/faults",
               json_text ("{'path':'/api/data','retryAfter':'7'}"));
  answer = client_get (client, API "WhoAmI");
  assert_refused (client, answer, 429, "0x80072322");
  g_assert_cmpstr (answer_header (answer, "Retry-After"), ==, "7");
  g_assert_cmpuint (client_get (client, API "WhoAmI")->status, ==, 200);
  client_post (client, "/sandbox/control/faults",
               json_text ("{'path':'/api/data/*','forget':['/description']}"));
  answer = dataverse_create (client, "'name':'x','description':'y'");
  /* the first request was another one */
  g_assert_cmpstr (answer_text (client, answer, "/description"), ==, "y");
  client_post (client, "/sandbox/control/faults",
               json_text ("{'method':'POST','path':'/api/data/*','forget':['/description']}"));
  answer = dataverse_create (client, "'name':'x','description':'y'");
  g_assert_false (
      cosell_json_is_present (cosell_json_pointer (answer_root (answer), "/description")));
  answer = client_get (client, "/sandbox/control/log");
  g_assert_nonnull (strstr (answer->body, OPPORTUNITIES));
}

/* The CRM outlives the server, with what was set up. */
static void
test_restart (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("cosell-crm-XXXXXX", &error);
  g_autofree char *before = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *path = NULL;

  {
    g_autoptr (Client) client = dataverse_new (dir);
    Answer *answer = dataverse_create (client, "'name':'Kept','estimatedvalue':25000.10");
    g_autofree char *sticky = NULL;

    path = dataverse_path (answer_text (client, answer, "/opportunityid"));
    etag = g_strdup (answer_text (client, answer, "/@odata.etag"));
    sticky = g_strdup_printf ("'id':'%s','sticky':['name']",
                              answer_text (client, answer, "/opportunityid"));
    control (client, sticky);
    control (client, "'organization':{'multiCurrency':false}");
    before = g_strdup (client_get (client, "/sandbox/control/crm?kind=dynamics")->body);
  }
  {
    g_autoptr (Client) client = dataverse_new (dir);
    Answer *answer = client_send (client, "PATCH", path, json_text ("{'name':'New'}"), "If-Match",
                                  etag, "Prefer", "return=representation", NULL);
    g_auto (GStrv) parts = g_strsplit (before, "\"versionnumber\"", -1);

    /* nothing was made anew, and what stuck still does */
    g_assert_cmpuint (g_strv_length (parts), ==, PRACTICE_OPPORTUNITIES + 2);
    g_assert_cmpuint (answer->status, ==, 200);
    g_assert_cmpstr (answer_text (client, answer, "/name"), ==, "Kept");
    g_assert_cmpstr (answer_text (client, answer, "/estimatedvalue"), ==, "25000.10");
    g_assert_cmpstr (answer_text (client, answer, "/@odata.etag"), !=, etag);
    g_assert_cmpuint (count (client, "transactioncurrencies", "statecode ne 1"), ==, 1);
    answer = client_get (client, "/sandbox/control/crm?kind=dynamics");
    g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "value")), ==,
                      PRACTICE_OPPORTUNITIES + 1);
  }
}

static void
test_alone (void)
{
  g_autoptr (Client) client = dataverse_new (NULL);

  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  cosell_sandbox_narrow_to_crm (client->sandbox, "dynamics");
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 404);
  g_assert_cmpuint (client_get (client, API "WhoAmI")->status, ==, 200);
  g_assert_cmpuint (client_get (client, "/sandbox/control/log")->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/dataverse/who", test_who);
  g_test_add_func ("/sandbox/dataverse/pages", test_pages);
  g_test_add_func ("/sandbox/dataverse/filters", test_filters);
  g_test_add_func ("/sandbox/dataverse/annotations", test_annotations);
  g_test_add_func ("/sandbox/dataverse/expand", test_expand);
  g_test_add_func ("/sandbox/dataverse/options", test_options);
  g_test_add_func ("/sandbox/dataverse/describe", test_describe);
  g_test_add_func ("/sandbox/dataverse/others", test_others);
  g_test_add_func ("/sandbox/dataverse/organization", test_organization);
  g_test_add_func ("/sandbox/dataverse/faults", test_faults);
  g_test_add_func ("/sandbox/dataverse/restart", test_restart);
  g_test_add_func ("/sandbox/dataverse/alone", test_alone);
  return g_test_run ();
}
