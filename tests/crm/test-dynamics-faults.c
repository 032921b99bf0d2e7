/* test-dynamics-faults.c: what may go wrong on the way to Dynamics 365 */
#include <string.h>

#include "base/cosell-time.h"
#include "crm/crm-fixture.h"

#define ID "aaaaaaaa-52f1-4c31-9d6e-6a1d2c9b7e10"

static void
fault (Fixture *fixture, const char *body)
{
  g_autofree char *full = g_strdup_printf ("{'path':'/api/data',%s}", body);

  fixture_control (fixture, "faults", full);
}

/* Each status has its meaning, and a write that was refused is known to be. */
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
    { "'status':403", COSELL_HTTP_ERROR_FORBIDDEN, FALSE,
      "Access Dynamics 365 as organization users" },
    { "'status':404", COSELL_HTTP_ERROR_GONE, FALSE, "Dynamics 365" },
    { "'status':412", COSELL_HTTP_ERROR_CONFLICT, FALSE, "in the meantime" },
    { "'retryAfter':'17'", COSELL_HTTP_ERROR_BUSY, FALSE, "17 seconds" },
    { "'status':500", COSELL_HTTP_ERROR_SERVER, TRUE, "500" },
    { "'status':503,'retryAfter':'9'", COSELL_HTTP_ERROR_BUSY, TRUE, "9 seconds" },
    { "'body':'html'", COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { "'body':'garbled'", COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { "'drop':'before'", COSELL_HTTP_ERROR_OFFLINE, TRUE, NULL },
    { "'body':'cut'", COSELL_HTTP_ERROR_OFFLINE, TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "x");

      g_test_message ("%s", cases[i].fault);
      g_clear_pointer (&draft->amount, g_free);
      fault (fixture, cases[i].fault);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].code);
      g_assert_cmpint (cosell_http_error_is_unknown_outcome (error), ==, cases[i].unknown);
      if (cases[i].word != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].word));
      if (cases[i].code == COSELL_HTTP_ERROR_BUSY)
        g_assert_cmpint (cosell_http_error_get_retry_after (error), >, 0);
      g_clear_error (&error);
      fault (fixture, cases[i].fault);
      g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].code);
      g_assert_false (cosell_http_error_is_unknown_outcome (error));
    }
}

/* A create whose answer was lost is there, once: the second request finds its id taken. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "'drop':'after','method':'PATCH'",
                                        "'body':'cut','method':'PATCH'",
                                        "'body':'garbled','method':'PATCH'" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Once");
      g_autoptr (CosellOpportunity) made = NULL;

      draft->id = g_strdup_printf ("%u%s", i, ID + 1);
      fault (fixture, faults[i]);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_true (cosell_http_error_is_unknown_outcome (error));
      g_clear_error (&error);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
      g_clear_error (&error);
      made = crm_get (fixture, draft->id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->name, ==, "Once");
      g_assert_cmpstr (made->amount, ==, "25000.10");
    }
}

/* An answer without a body is asked for again; one of another row is none. */
static void
test_strange_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) kept = NULL;

  g_assert_no_error (error);
  fault (fixture, "'body':'empty','method':'PATCH'");
  g_free (made->name);
  made->name = g_strdup ("New");
  kept = crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->name, ==, "New");
  /* what was written before the question failed is not undone by it */
  fault (fixture, "'body':'empty','method':'PATCH'");
  fault (fixture, "'status':500,'method':'GET'");
  g_assert_null (crm_update (fixture, kept, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  g_clear_pointer (&kept, cosell_opportunity_free);
  kept = crm_get (fixture, made->id, &error);
  fault (fixture, "'answer':{'/opportunityid':'" ID "'}");
  g_assert_null (crm_get (fixture, made->id, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  fault (fixture, "'answer':{'/opportunityid':'" ID "'}");
  g_assert_null (crm_update (fixture, kept, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  fault (fixture, "'answer':{'/value':{}}");
  g_assert_null (crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  fault (fixture, "'answer':{'/UserId':7}");
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
}

/* One element that is broken costs no other one. */
static void
test_broken_element (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = NULL;

  fault (fixture, "'answer':{'/value/0/opportunityid':'x','/value/1':7,"
                  "'/value/2/estimatedvalue':'1','/value/2/estimatedclosedate':'soon',"
                  "'/value/2/modifiedon':'0001-01-01T00:00:00Z'}");
  page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->skipped, ==, 2);
  g_assert_cmpuint (page->opportunities->len, ==, PRACTICE_OPPORTUNITIES - 2);
  {
    const CosellOpportunity *odd = g_ptr_array_index (page->opportunities, 0);

    g_assert_null (odd->amount);
    g_assert_null (odd->close_date);
    g_assert_cmpint (odd->modified, ==, COSELL_NO_TIME);
  }
}

/* The token never leaves its origin: of a link only the question counts. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *link;
    const char *next; /* NULL: the list is cut */
  } cases[] = {
    { "https://evil.example/api/data/v9.2/opportunities?$skiptoken=x", "$skiptoken=x" },
    { "https://evil.example/collect?$skiptoken=x", NULL },
    { "https://evil.example/opportunities", NULL },
    { "opportunities?$skiptoken=x", NULL },
    { "", NULL },
    { "http://[/opportunities?x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellCrmPage) page = NULL;
      g_autofree char *text = g_strdup_printf ("'nextLink':'%s'", cases[i].link);

      fault (fixture, text);
      page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (page->next, ==, cases[i].next);
      g_assert_cmpint (page->cut, ==, cases[i].next == NULL);
    }
  {
    g_autoptr (GError) cut = cosell_crm_cut_error ();

    g_assert_error (cut, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  }
}

/* A link that leads back to its own page is no end. */
static void
test_circle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) first = NULL;
  g_autoptr (CosellCrmPage) second = NULL;

  fault (fixture, "'nextLink':'http://x.example/opportunities?$top=1','count':2");
  first = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  second = crm_list (fixture, COSELL_NO_TIME, NULL, first->next, &error);
  g_assert_no_error (error);
  g_assert_null (second->next);
  g_assert_true (second->cut);
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Client) other = client_new (NULL, 0, 1);
  g_autofree char *text =
      g_strdup_printf ("'location':'%s" PATH "WhoAmI'", cosell_sandbox_get_url (other->sandbox));
  Answer *answer;

  fault (fixture, text);
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  answer = client_get (other, "/sandbox/control/log");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (answer_root (answer), "value")), ==, 0);
}

static void
test_origin (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "http://org.crm4.dynamics.com", "ftp://org.example", "org",
                                     "https://org.crm4.dynamics.com/api",
                                     "https://me@org.crm4.dynamics.com" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDynamics) good = cosell_dynamics_new ("https://ORG.crm4.dynamics.com/", &error);
  g_autofree char *scope = NULL;

  g_assert_no_error (error);
  scope = cosell_dynamics_dup_scope (good);
  g_assert_cmpstr (scope, ==, "https://org.crm4.dynamics.com/user_impersonation");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (cosell_dynamics_new (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  /* nobody is signed in: nothing is asked */
  cosell_dynamics_set_token (fixture->dynamics, NULL);
  g_assert_null (crm_who (fixture, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("faults/statuses", test_statuses);
  ADD ("faults/lost-answer", test_lost_answer);
  ADD ("faults/strange-answers", test_strange_answers);
  ADD ("faults/broken-element", test_broken_element);
  ADD ("faults/links", test_links);
  ADD ("faults/circle", test_circle);
  ADD ("faults/redirect", test_redirect);
  ADD ("faults/origin", test_origin);
  return g_test_run ();
}
