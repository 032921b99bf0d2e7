/* PATCH: RFC 6902, moves of status, what is fixed, what is closed */
#include <string.h>

#include "sandbox/sandbox-client.h"

#define SET(path, value) "{\"op\":\"replace\",\"path\":\"" path "\",\"value\":" value "}"
#define ADD(path, value) "{\"op\":\"add\",\"path\":\"" path "\",\"value\":" value "}"
#define STATE(status, substatus)                                                                   \
  SET ("/status", "\"" status "\"") "," SET ("/substatus", "\"" substatus "\"")
#define REASON SET ("/statusReason", "\"Customer didn't respond\"")
#define SHARE "/consent/consentToShareReferralWithMicrosoftSellers"
#define SOLUTIONS "/details/requirements/solutions"

static guint
patch_status (Client *client, const char *id, const char *operations)
{
  g_autofree char *list = g_strconcat ("[", operations, "]", NULL);

  return client_patch (client, id, list)->status;
}

static void
must (Client *client, const char *id, const char *operations)
{
  g_autofree char *list = g_strconcat ("[", operations, "]", NULL);
  Answer *answer = client_patch (client, id, list);

  if (answer->status != 204)
    g_error ("%s: %s", operations, answer->body);
}

/* operation, where it shows, and the JSON that stands there afterwards; NULL: refused */
static const struct
{
  const char *operation;
  const char *pointer;
  const char *json;
} semantics[] = {
  { SET ("/details/dealValue", "\"10000\""), "/details/dealValue", "10000" },
  { SET ("/details/dealValue", "\"10000.50\""), "/details/dealValue", "10000.50" },
  { SET ("/details/dealValue", "12345678901234567.89"), "/details/dealValue",
    "12345678901234567.89" },
  { SET ("/details/dealValue", "null"), "/details/dealValue", "null" },
  { SET ("/Details/DealValue", "7"), "/details/dealValue", "7" },
  { ADD ("/details/notes", "\"x\""), "/details/notes", "\"x\"" },
  { SET ("/details/notes", "\"\""), "/details/notes", "\"\"" },
  { SET ("/name", "42"), "/name", "\"42\"" },
  { SET ("/favorite", "\"true\""), "/favorite", "true" },
  { SET ("/tags", "[\"a\",\"b\"]"), "/tags/1", "\"b\"" },
  { SET ("/salesStage", "\"40\""), "/salesStage", "\"40\"" },
  { SET ("/details/closingDateTime", "\"2027-02-01T00:00:00Z\""), "/details/closingDateTime",
    "\"2027-02-01T00:00:00Z\"" },
  { ADD ("/team/-", "{\"email\":\"a@fabrikam.example\"}"), "/team/1/email",
    "\"a@fabrikam.example\"" },
  { ADD ("/team/-", "{\"Email\":\"a@fabrikam.example\"}"), "/team/1/title", "null" },
  { ADD ("/team/0", "{\"email\":\"a@fabrikam.example\"}"), "/team/1/email",
    "\"ola.lind@fabrikam.example\"" },
  { SET ("/team/0", "{\"email\":\"a@fabrikam.example\"}"), "/team/0/email",
    "\"a@fabrikam.example\"" },
  { SET ("/team/0/phoneNumber", "\"1\""), "/team/0/phoneNumber", "\"1\"" },
  { SET ("/team", "[]"), "/team", "[]" },
  { ADD (SOLUTIONS "/-", "{\"id\":\"SOL-2\"}"), SOLUTIONS "/1/id", "\"SOL-2\"" },
  { SET ("/details/requirements/additionalRequirements/attributes",
         "[{\"type\":\"CustomerMarketplaceIntent\",\"id\":\"Yes\"}]"),
    "/details/requirements/additionalRequirements/attributes/0/id", "\"Yes\"" },
  { SET ("/details/dealValue", "\"ten\""), NULL, NULL },
  { SET ("/details/dealValue", "[1]"), NULL, NULL },
  { SET ("/details/dealValue", "-5"), NULL, NULL },
  { SET ("/details/currency", "\"kronor\""), NULL, NULL },
  { SET ("/details/closingDateTime", "\"2027-02-30T00:00:00Z\""), NULL, NULL },
  { SET ("/favorite", "\"maybe\""), NULL, NULL },
  { SET ("/nothing", "1"), NULL, NULL },
  { SET ("/details/nothing", "1"), NULL, NULL },
  { SET ("name", "1"), NULL, NULL },
  { SET ("", "{}"), NULL, NULL },
  { SET ("/team/-", "{}"), NULL, NULL },
  { SET ("/team/5", "{}"), NULL, NULL },
  { SET ("/team/x", "{}"), NULL, NULL },
  { SET ("/team/00", "{}"), NULL, NULL },
  { ADD ("/team/5", "{}"), NULL, NULL },
  { ADD ("/team/-", "null"), NULL, NULL },
  { ADD ("/team/-/email", "\"x\""), NULL, NULL },
  { ADD ("/team/-", "\"x\""), NULL, NULL },
  { SET ("/team", "{}"), NULL, NULL },
  { SET (SOLUTIONS, "[]"), NULL, NULL },
  { "{\"op\":\"remove\",\"path\":\"/name\"}", NULL, NULL },
  { "{\"op\":\"test\",\"path\":\"/name\",\"value\":\"x\"}", NULL, NULL },
  { "{\"op\":\"replace\",\"path\":\"/name\"}", NULL, NULL },
  { "{\"op\":\"replace\",\"value\":\"x\"}", NULL, NULL },
  { "7", NULL, NULL },
};

static void
test_semantics (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (semantics); i++)
    {
      const char *id = client_create (client, FALSE);
      g_autofree char *json = NULL;

      g_test_message ("%s", semantics[i].operation);
      g_assert_cmpuint (patch_status (client, id, semantics[i].operation), ==,
                        semantics[i].pointer != NULL ? 204 : 400);
      if (semantics[i].pointer == NULL)
        continue;
      json = cosell_json_dup_raw (
          cosell_json_pointer (answer_root (client_read (client, id)), semantics[i].pointer));
      g_assert_cmpstr (json, ==, semantics[i].json);
    }
}

/* A document counts as a whole or not at all. */
static void
test_atomic (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  const char *etag = answer_text (client, client_read (client, id), "/eTag");

  g_assert_cmpuint (patch_status (client, id, SET ("/name", "\"x\"") "," SET ("/nothing", "1")), ==,
                    400);
  g_assert_cmpuint (patch_status (client, id, ""), ==, 400);
  g_assert_cmpstr (answer_text (client, client_read (client, id), "/name"), ==, "Contoso ERP move");
  g_assert_cmpstr (answer_text (client, client_read (client, id), "/eTag"), ==, etag);
}

static void
test_answers (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  g_autofree char *path = g_strconcat (REFERRALS "/", id, NULL);
  static const char patch[] = "[" SET ("/name", "\"x\"") "]";
  Answer *plain = client_send (client, "PATCH", path, patch, NULL);
  Answer *whole =
      client_send (client, "PATCH", path, patch, "Prefer", "return=representation", NULL);

  g_assert_cmpuint (plain->status, ==, 204);
  g_assert_cmpuint (plain->length, ==, 0);
  g_assert_nonnull (answer_header (plain, "ETag"));
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpstr (answer_text (client, whole, "/name"), ==, "x");
  g_assert_cmpstr (answer_header (whole, "ETag"), ==, answer_text (client, whole, "/eTag"));
  g_assert_cmpstr (answer_header (whole, "Preference-Applied"), ==, "return=representation");
  g_assert_cmpuint (client_patch (client, "c5fbb3b6-be74-4795-9fb5-4324c73fed37", patch)->status,
                    ==, 404);
}

static void
test_if_match (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  g_autofree char *path = g_strconcat (REFERRALS "/", id, NULL);
  static const char patch[] = "[" SET ("/name", "\"x\"") "]";
  const char *etag = answer_text (client, client_read (client, id), "/eTag");
  Answer *answer = client_send (client, "PATCH", path, patch, "If-Match", etag, NULL);

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpstr (answer_header (answer, "ETag"), !=, etag);
  answer = client_send (client, "PATCH", path, patch, "If-Match", etag, NULL);
  g_assert_cmpuint (answer->status, ==, 412);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "preconditionFailed");
  g_assert_cmpstr (answer_text (client, answer, "/error/innerError/code"), ==, "resourceModified");
  answer = client_send (client, "PATCH", path, patch, "If-Match", "*", NULL);
  g_assert_cmpuint (answer->status, ==, 204);
}

/* updatedDateTime never stands still, however fast the changes come. */
static void
test_updated_increases (void)
{
  g_autoptr (Client) client = client_new (NULL, 30, 1);
  const char *id = client_create (client, FALSE);
  const char *before = answer_text (client, client_read (client, id), "/updatedDateTime");

  for (guint i = 0; i < 5; i++)
    {
      const char *now;

      must (client, id, SET ("/favorite", "true"));
      now = answer_text (client, client_read (client, id), "/updatedDateTime");
      g_assert_cmpuint (strlen (now), >, strlen (TEST_NOW));
      g_assert_cmpstr (now, !=, before);
      before = now;
    }
  g_assert_cmpstr (answer_text (client,
                                client_get (client, REFERRALS "?$orderby=updatedDateTime%20desc"),
                                "/value/0/id"),
                   ==, id);
}

/* D11, contract 6.1: from, document, allowed */
static const struct
{
  const char *from;
  const char *operations;
  gboolean allowed;
} moves[] = {
  { "New", STATE ("Active", "Accepted"), TRUE },
  { "New", STATE ("Closed", "Declined") "," REASON, TRUE },
  { "New", STATE ("Closed", "Error") "," REASON, TRUE },
  { "New", STATE ("New", "Received"), TRUE },
  { "New", STATE ("Closed", "Declined"), FALSE },
  { "New", STATE ("Closed", "Won"), FALSE },
  { "New", STATE ("Closed", "Lost") "," REASON, FALSE },
  { "New", STATE ("Closed", "Expired"), FALSE },
  { "New", SET ("/status", "\"Active\""), FALSE },
  { "New", SET ("/substatus", "\"Accepted\""), FALSE },
  { "New", STATE ("Active", "Pending"), FALSE },
  { "New", STATE ("Open", "Accepted"), FALSE },
  { "Active", STATE ("Closed", "Won"), TRUE },
  { "Active", STATE ("closed", "won"), TRUE },
  { "Active", STATE ("Closed", "Lost") "," REASON, TRUE },
  { "Active", STATE ("Closed", "Error") "," REASON, TRUE },
  { "Active", STATE ("Active", "Accepted"), TRUE },
  { "Active", STATE ("Closed", "Lost"), FALSE },
  { "Active", STATE ("Closed", "Error"), FALSE },
  { "Active", STATE ("Closed", "Declined") "," REASON, FALSE },
  { "Active", STATE ("Closed", "Expired"), FALSE },
  { "Active", STATE ("New", "Pending"), FALSE },
  { "Active", SET ("/status", "\"Closed\""), FALSE },
  { "Active", SET ("/substatus", "\"Won\""), FALSE },
  { "Active", STATE ("Closed", "Accepted"), FALSE },
  { "Won", STATE ("Active", "Accepted"), FALSE },
  { "Won", STATE ("Closed", "Lost") "," REASON, FALSE },
  { "Won", SET ("/name", "\"x\""), FALSE },
  { "Won", SET ("/details/notes", "\"x\""), FALSE },
  { "Won", SET ("/favorite", "true"), TRUE },
  { "Lost", SET ("/favorite", "true"), TRUE },
  { "Lost", SET ("/favorite", "true") "," SET ("/name", "\"x\""), FALSE },
  { "Lost", STATE ("Active", "Accepted"), FALSE },
  { "Lost", ADD ("/registrations/-", "{}"), FALSE },
  { "Declined", SET ("/statusReason", "\"x\""), FALSE },
};

static const char *
make_state (Client *client, const char *state)
{
  const char *id;

  if (g_str_equal (state, "New") || g_str_equal (state, "Declined"))
    {
      id = client_receive (client, "microsoft");
      if (g_str_equal (state, "Declined"))
        must (client, id, STATE ("Closed", "Declined") "," REASON);
      return id;
    }
  id = client_create (client, FALSE);
  if (g_str_equal (state, "Won"))
    must (client, id, STATE ("Closed", "Won"));
  if (g_str_equal (state, "Lost"))
    must (client, id, STATE ("Closed", "Lost") "," REASON);
  return id;
}

static void
test_moves (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      const char *id = make_state (client, moves[i].from);

      g_test_message ("%s: %s", moves[i].from, moves[i].operations);
      g_assert_cmpuint (patch_status (client, id, moves[i].operations), ==,
                        moves[i].allowed ? 204 : 400);
    }
}

static void
test_times_of_moves (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_receive (client, "microsoft");
  Answer *answer;

  cosell_manual_clock_advance (client->clock, G_TIME_SPAN_DAY);
  must (client, id,
        STATE ("Active", "Accepted") "," SET ("/details/dealValue",
                                              "\"5000\"") "," SET ("/externalReferenceId",
                                                                   "\"CRM-7\""));
  answer = client_read (client, id);
  g_assert_cmpstr (answer_text (client, answer, "/acceptedDateTime"), ==, "2026-11-23T08:00:00Z");
  g_assert_cmpint (cosell_json_kind (
                       cosell_json_member (answer_root (answer), "expirationDateTime")),
                   ==, COSELL_JSON_NULL);
  cosell_manual_clock_advance (client->clock, G_TIME_SPAN_DAY);
  must (client, id, STATE ("Closed", "Won"));
  answer = client_read (client, id);
  g_assert_cmpstr (answer_text (client, answer, "/acceptedDateTime"), ==, "2026-11-23T08:00:00Z");
  g_assert_cmpstr (answer_text (client, answer, "/closedDateTime"), ==, "2026-11-24T08:00:00Z");
}

/* Contract 6.6, D17: on a private deal, and on one that Microsoft sees */
static const struct
{
  const char *operation;
  gboolean private;
  gboolean shared;
} fixed[] = {
  { SET ("/id", "\"c5fbb3b6-be74-4795-9fb5-4324c73fed37\""), FALSE, FALSE },
  { SET ("/engagementId", "\"c5fbb3b6-be74-4795-9fb5-4324c73fed37\""), FALSE, FALSE },
  { SET ("/organizationId", "\"msft\""), FALSE, FALSE },
  { SET ("/createdDateTime", "\"2026-01-01T00:00:00Z\""), FALSE, FALSE },
  { SET ("/updatedDateTime", "\"2026-01-01T00:00:00Z\""), FALSE, FALSE },
  { SET ("/expirationDateTime", "null"), FALSE, FALSE },
  { SET ("/eTag", "\"x\""), FALSE, FALSE },
  { SET ("/type", "\"Shared\""), FALSE, FALSE },
  { SET ("/direction", "\"Incoming\""), FALSE, FALSE },
  { SET ("/mpnId", "\"4863041\""), FALSE, FALSE },
  { SET ("/registrationStatus", "\"Approved\""), FALSE, FALSE },
  { SET ("/links/self/uri", "\"x\""), FALSE, FALSE },
  { SET ("/trackingInfo/microsoftMsxId", "\"x\""), FALSE, FALSE },
  { SET ("/target", "[]"), FALSE, FALSE },
  { SET ("/customerProfile/name", "\"x\""), FALSE, FALSE },
  { SET ("/customerProfile/address/city", "\"x\""), FALSE, FALSE },
  { SET ("/customerProfile/ids/0/id", "\"1\""), FALSE, FALSE },
  { SET ("/customerProfile", "{\"name\":\"x\"}"), FALSE, FALSE },
  { SET ("/consent/consentToToShareInfoWithOthers", "false"), FALSE, FALSE },
  { SET ("/consent/consentToContact", "false"), FALSE, FALSE },
  { SET ("/consent", "{\"consentToContact\":true}"), FALSE, FALSE },
  { SET ("/inviteContext/invitedBy/organizationId", "\"msft\""), FALSE, FALSE },
  { SET ("/customerProfile/name", "\"Contoso AB\""), TRUE, TRUE },
  { SET ("/customerProfile/size", "\"10to50employees\""), TRUE, TRUE },
  { SET ("/customerProfile/team/0/phoneNumber", "\"1\""), TRUE, FALSE },
  { SET ("/inviteContext/notes", "\"x\""), TRUE, FALSE },
  { SET (SHARE, "true"), TRUE, TRUE },
  { SET (SHARE, "false"), TRUE, FALSE },
  { ADD ("/registrations/-", "{}"), FALSE, FALSE },
  { SET ("/name", "\"x\""), TRUE, TRUE },
};

static void
test_fixed (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      g_test_message ("%s", fixed[i].operation);
      g_assert_cmpuint (patch_status (client, client_create (client, FALSE), fixed[i].operation),
                        ==, fixed[i].private ? 204 : 400);
      g_assert_cmpuint (patch_status (client, client_create (client, TRUE), fixed[i].operation), ==,
                        fixed[i].shared ? 204 : 400);
    }
}

/* A referral of Microsoft is read, not written. */
static void
test_other_halves (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, TRUE);
  const char *engagement = answer_text (client, client_read (client, id), "/engagementId");
  g_autofree char *join = g_strdup_printf ("\"engagementId\":\"%s\",", engagement);
  g_autofree char *body = make_body (join, MICROSOFT_TARGET, TRUE);
  Answer *theirs = client_post (client, REFERRALS, body);
  Answer *answer = client_patch (client, answer_text (client, theirs, "/id"),
                                 "[" SET ("/details/notes", "\"x\"") "]");

  g_assert_cmpuint (answer->status, ==, 403);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "accessDenied");
}

static void
test_limits (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  g_autoptr (GString) team = g_string_new ("[");
  g_autofree char *fifty = NULL;
  g_autofree char *more = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (team, "%s{\"email\":\"m%u@fabrikam.example\"}", i > 0 ? "," : "", i);
  fifty = g_strdup_printf ("{\"op\":\"replace\",\"path\":\"/team\",\"value\":%s]}", team->str);
  more = g_strdup_printf ("{\"op\":\"replace\",\"path\":\"" SOLUTIONS "\",\"value\":%s,{}]}",
                          team->str);
  /* C8, C9 */
  must (client, id, fifty);
  g_assert_cmpuint (patch_status (client, id, ADD ("/team/-", "{}")), ==, 400);
  g_assert_cmpuint (patch_status (client, id, more), ==, 400);
}

/* D7, A6, A7 */
static void
test_assessment (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);
  g_auto (GStrv) halves = g_strsplit (body, "\"type\":\"Name\"}", 2);
  g_autofree char *alone = g_strjoinv ("\"solutionType\":\"Assessment\"}", halves);
  const char *id = answer_text (client, client_post (client, REFERRALS, alone), "/id");

  g_assert_cmpuint (patch_status (client, id, ADD (SOLUTIONS "/-", "{\"id\":\"SOL-2\"}")), ==, 400);
  g_assert_cmpuint (patch_status (client, id, SET (SOLUTIONS "/0/id", "\"SOL-2\"")), ==, 400);
  g_assert_cmpuint (patch_status (client, id, SET (SHARE, "true")), ==, 400);
  g_assert_cmpuint (patch_status (client, id, STATE ("Closed", "Won")), ==, 400);
  must (client, id, SET ("/salesStage", "\"80\""));
  must (client, id, STATE ("Closed", "Won"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/patch/semantics", test_semantics);
  g_test_add_func ("/sandbox/patch/atomic", test_atomic);
  g_test_add_func ("/sandbox/patch/answers", test_answers);
  g_test_add_func ("/sandbox/patch/if-match", test_if_match);
  g_test_add_func ("/sandbox/patch/updated-increases", test_updated_increases);
  g_test_add_func ("/sandbox/patch/moves/D11", test_moves);
  g_test_add_func ("/sandbox/patch/times-of-moves", test_times_of_moves);
  g_test_add_func ("/sandbox/patch/fixed/D17", test_fixed);
  g_test_add_func ("/sandbox/patch/other-halves", test_other_halves);
  g_test_add_func ("/sandbox/patch/limits/C8", test_limits);
  g_test_add_func ("/sandbox/patch/assessment/D7", test_assessment);
  return g_test_run ();
}
