/* POST: own half, Microsoft's, a partner's */
#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

#define ENGAGEMENT "0f0e0d0c-0b0a-4000-8000-0102030405ab"
#define JOIN "'engagementId':'" ENGAGEMENT "',"
#define SHARE "/consent/consentToShareReferralWithMicrosoftSellers"

static Answer *
post (Client *client, const char *extra, const char *target, gboolean shared)
{
  g_autofree char *body = make_body (extra, target, shared);

  return client_post (client, REFERRALS, body);
}

static Answer *
create (Client *client, const char *extra, const char *target, gboolean shared)
{
  Answer *answer = post (client, extra, target, shared);

  if (answer->status != 201)
    g_error ("%s", answer->body);
  return answer;
}

static void
assert_text (Client *client, Answer *answer, const char *pointer, const char *text)
{
  g_assert_cmpstr (answer_text (client, answer, pointer), ==, text);
}

static gint64
updated (Client *client, Answer *answer)
{
  gint64 instant;

  g_assert_true (cosell_time_parse (answer_text (client, answer, "/updatedDateTime"), &instant));
  return instant;
}

static gboolean
is_null (Answer *answer, const char *pointer)
{
  return cosell_json_kind (cosell_json_pointer (answer_root (answer), pointer)) == COSELL_JSON_NULL;
}

/* C15: accepted at once, even when New/Pending was sent. */
static void
test_own_half (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer =
      create (client, json_text ("'status':'New','substatus':'Pending',"), OWN_TARGET, FALSE);
  const char *etag = answer_text (client, answer, "/eTag");

  assert_text (client, answer, "/status", "Active");
  assert_text (client, answer, "/substatus", "Accepted");
  assert_text (client, answer, "/type", "Independent");
  assert_text (client, answer, "/direction", "Outgoing");
  assert_text (client, answer, "/createdDateTime", TEST_NOW);
  assert_text (client, answer, "/updatedDateTime", TEST_NOW);
  assert_text (client, answer, "/acceptedDateTime", TEST_NOW);
  assert_text (client, answer, "/organizationName", "Fabrikam");
  assert_text (client, answer, "/mpnId", "1234567");
  assert_text (client, answer, "/inviteContext/invitedBy/organizationName", "Fabrikam");
  assert_text (client, answer, "/registrationStatus", "None");
  /* money comes back digit for digit */
  assert_text (client, answer, "/details/dealValue", "1200000.50");
  g_assert_true (is_null (answer, "/expirationDateTime"));
  g_assert_true (is_null (answer, "/closedDateTime"));
  g_assert_cmpstr (answer_header (answer, "ETag"), ==, etag);
  /* contract 4.1: quotes within, and the Unix time of the update begins the last group */
  g_assert_cmpuint (strlen (etag), ==, 38);
  g_assert_true (etag[0] == '"' && etag[37] == '"');
  g_assert_cmpuint (g_ascii_strtoull (etag + 25, NULL, 16) >> 16, ==, 1795334400);
  g_assert_nonnull (
      strstr (answer_header (answer, "Location"), answer_text (client, answer, "/id")));
}

/* What is absent comes back as the service writes it. */
static void
test_filled_in (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer = create (client, "", OWN_TARGET, FALSE);

  g_assert_true (is_null (answer, "/team/0/title"));
  g_assert_true (is_null (answer, "/team/0/contactPreference/locale"));
  g_assert_true (is_null (answer, "/customerProfile/address/region"));
  g_assert_true (is_null (answer, "/details/requirements/solutions/0/price"));
  assert_text (client, answer, "/customerProfile/isMatchingComplete", "false");
  assert_text (client, answer,
               "/details/requirements/additionalRequirements/iot/azureCertifiedDevice", "false");
}

/* Contract 4: any case, numbers and booleans as texts. */
static void
test_coercion (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer = client_post (
      client, REFERRALS,
      json_text (
          "{'Name':'Any case','TYPE':'independent','CustomerProfile':{'Name':'Adatum',"
          "'Address':{'AddressLine1':'1 Main Street','City':'Austin','Country':'US'}},"
          "'Consent':{'ConsentToToShareInfoWithOthers':'true','ConsentToContact':true,"
          "'ConsentToMicrosoftToContactSpecificPartners':true},'Details':{'DealValue':'10000."
          "00',"
          "'Currency':'USD','Requirements':{'Solutions':[{'Id':'SOL-1','Odd':[1]}]}},"
          "'ExternalReferenceId':4711}"));

  g_assert_cmpuint (answer->status, ==, 201);
  assert_text (client, answer, "/name", "Any case");
  assert_text (client, answer, "/type", "Independent");
  assert_text (client, answer, "/details/dealValue", "10000.00");
  assert_text (client, answer, "/consent/consentToToShareInfoWithOthers", "true");
  assert_text (client, answer, SHARE, "false");
  assert_text (client, answer, "/externalReferenceId", "4711");
  assert_text (client, answer, "/customerProfile/address/addressLine1", "1 Main Street");
  /* unknown members of what was sent are kept */
  assert_text (client, answer, "/details/requirements/solutions/0/Odd/0", "1");
}

/* C16, contract 8: two referrals in one engagement. */
static void
test_microsoft_half (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *own = create (client, json_text (JOIN), OWN_TARGET, TRUE);
  Answer *theirs = create (client,
                           json_text (JOIN "'status':'New','substatus':'Pending','inviteContext':{"
                                           "'assistanceRequestCode':'ProofOfConceptOrDemo',"
                                           "'notes':'Need a demo tenant.'},"),
                           MICROSOFT_TARGET, TRUE);
  Answer *now = client_read (client, answer_text (client, own, "/id"));

  assert_text (client, own, "/engagementId", ENGAGEMENT);
  assert_text (client, theirs, "/engagementId", ENGAGEMENT);
  assert_text (client, theirs, "/organizationId", "msft");
  assert_text (client, theirs, "/organizationName", "Microsoft");
  assert_text (client, theirs, "/target/0/id", "msft");
  assert_text (client, theirs, "/status", "New");
  assert_text (client, theirs, "/substatus", "Pending");
  assert_text (client, theirs, "/expirationDateTime", "2026-12-06T08:00:00.000001Z");
  assert_text (client, theirs, "/inviteContext/assistanceRequestCode", "ProofOfConceptOrDemo");
  assert_text (client, theirs, "/inviteContext/notes", "Need a demo tenant.");
  g_assert_true (is_null (theirs, "/acceptedDateTime"));
  /* nothing was left to change in the own half */
  assert_text (client, now, "/eTag", answer_text (client, own, "/eTag"));
}

/* A8: inviting Microsoft makes a private deal a co-sell deal. */
static void
test_upgrade (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *own = create (client, json_text (JOIN), OWN_TARGET, FALSE);
  Answer *now;

  assert_text (client, own, SHARE, "false");
  create (client, json_text (JOIN), MICROSOFT_TARGET, TRUE);
  now = client_read (client, answer_text (client, own, "/id"));
  assert_text (client, now, "/type", "Shared");
  assert_text (client, now, SHARE, "true");
  g_assert_cmpstr (answer_text (client, now, "/eTag"), !=, answer_text (client, own, "/eTag"));
  g_assert_cmpint (updated (client, now), >, updated (client, own));
}

static void
test_partner_half (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *own = create (client, json_text (JOIN), OWN_TARGET, FALSE);
  Answer *theirs = create (client, json_text (JOIN), PARTNER_TARGET, FALSE);

  assert_text (client, theirs, "/organizationId", "01e2abcd-52b0-4af3-a3ae-1fd1530b3563");
  assert_text (client, theirs, "/organizationName", "Tailwind");
  assert_text (client, theirs, "/substatus", "Pending");
  /* A8: other partners alone change nothing and show nothing to Microsoft */
  own = client_read (client, answer_text (client, own, "/id"));
  assert_text (client, own, "/type", "Independent");
  assert_text (client, own, SHARE, "false");
}

static void
test_unknown_partner (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *theirs;

  create (client, json_text (JOIN), OWN_TARGET, FALSE);
  theirs = create (client, json_text (JOIN),
                   json_text ("[{'type':'BusinessProfileLocation','id':'somewhere-else'}]"), FALSE);
  assert_text (client, theirs, "/organizationId", "somewhere-else");
}

/* Create is not idempotent, as the real one. */
static void
test_twice (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *first = create (client, json_text (JOIN), OWN_TARGET, FALSE);
  Answer *second = create (client, json_text (JOIN), OWN_TARGET, FALSE);

  g_assert_cmpstr (answer_text (client, first, "/id"), !=, answer_text (client, second, "/id"));
  g_assert_cmpint (updated (client, second), >, updated (client, first));
}

static void
test_engagement_ids (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer =
      create (client, json_text ("'engagementId':'0F0E0D0C-0B0A-4000-8000-0102030405AB',"),
              OWN_TARGET, FALSE);

  assert_text (client, answer, "/engagementId", ENGAGEMENT);
  answer = create (client, "", OWN_TARGET, FALSE);
  g_assert_true (g_uuid_string_is_valid (answer_text (client, answer, "/engagementId")));
  g_assert_cmpuint (post (client, json_text ("'engagementId':'x',"), OWN_TARGET, FALSE)->status, ==,
                    400);
}

/* One text of the body replaced by another makes it wrong. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
} wrong[] = {
  { "type", "\"type\":\"Independent\",", "" },
  { "type-word", "\"Independent\"", "\"Secret\"" },
  { "customer", "\"customerProfile\"", "\"other\"" },
  { "customer-name", "\"Contoso AB\"", "\" \"" },
  { "address", "\"Storgatan 1\"", "null" },
  { "city", "\"city\":\"Malmö\",", "" },
  { "country", "\"SE\"", "\"SWE\"" },
  { "consent", "\"consent\"", "\"other\"" },
  { "consent-to-share", "WithOthers\":true", "WithOthers\":false" },
  { "details", "\"details\"", "\"other\"" },
  { "solutions", "\"solutions\":[", "\"others\":[" },
  { "value", "1200000.50", "\"a lot\"" },
  { "negative-value", "1200000.50", "-1" },
  { "currency", "\"SEK\"", "\"kronor\"" },
  { "close-date", "\"2027-01-15T00:00:00Z\"", "\"soon\"" },
  { "team", "\"team\":[{\"firstName\":\"Ola\"", "\"team\":[1,{\"firstName\":\"Ola\"" },
};

static void
test_wrong_body (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);
  g_auto (GStrv) halves = g_strsplit (body, wrong[i].from, 2);
  g_autofree char *changed = g_strjoinv (wrong[i].to, halves);
  Answer *answer;

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  answer = client_post (client, REFERRALS, changed);
  g_assert_cmpuint (answer->status, ==, 400);
  assert_text (client, answer, "/error/code", "invalidRequest");
  answer = client_get (client, REFERRALS);
  assert_text (client, answer, "/@odata.count", "0");
}

static void
assert_refused (Answer *answer, const char *part)
{
  g_assert_cmpuint (answer->status, ==, 400);
  if (strstr (answer->body, part) == NULL)
    g_error ("“%s” is not in %s", part, answer->body);
}

/* A9: when and to what somebody may be invited. */
static void
test_invitations_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *received = client_receive (client, "microsoft");
  const char *sent = client_receive (client, "01e2abcd-52b0-4af3-a3ae-1fd1530b3563");
  g_autofree char *join_sent =
      json_printf ("'engagementId':'%s',",
                   answer_text (client, client_read (client, sent), "/engagementId"));
  g_autofree char *join =
      json_printf ("'engagementId':'%s',",
                   answer_text (client, client_read (client, received), "/engagementId"));
  static const char accept[] = "[{'op':'replace','path':'/status','value':'Active'},"
                               "{'op':'replace','path':'/substatus','value':'Accepted'}]";

  assert_refused (post (client, json_text (JOIN), MICROSOFT_TARGET, TRUE),
                  "no referral of your organization");
  assert_refused (post (client, join, PARTNER_TARGET, TRUE), "only while the deal is accepted");
  g_assert_cmpuint (client_patch (client, received, json_text (accept))->status, ==, 204);
  assert_refused (post (client, join, PARTNER_TARGET, TRUE), "was sent to you");
  assert_refused (post (client, join, MICROSOFT_TARGET, TRUE), "came from Microsoft");
  /* Microsoft may be asked into a deal that a partner sent */
  g_assert_cmpuint (client_patch (client, sent, json_text (accept))->status, ==, 204);
  g_assert_cmpuint (post (client, join_sent, MICROSOFT_TARGET, TRUE)->status, ==, 201);
}

static void
test_microsoft_needs (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body (json_text (JOIN), MICROSOFT_TARGET, TRUE);
  g_auto (GStrv) halves = g_strsplit (body, "\"+46 40 100\"", 2);
  g_autofree char *no_phone = g_strjoinv ("\"\"", halves);

  create (client, json_text (JOIN), OWN_TARGET, FALSE);
  assert_refused (client_post (client, REFERRALS, no_phone), "/customerProfile/team");
  assert_refused (post (client, json_text (JOIN), MICROSOFT_TARGET, FALSE), SHARE);
}

/* A11, A6: an assessment stays alone. */
static void
test_assessment (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body (json_text (JOIN), OWN_TARGET, FALSE);
  g_auto (GStrv) halves = g_strsplit (body, json_text ("'type':'Name'}"), 2);
  g_autofree char *alone = g_strjoinv (json_text ("'solutionType':'Assessment'}"), halves);
  g_autofree char *two =
      g_strjoinv (json_text ("'solutionType':'Assessment'},{'id':'SOL-2'}"), halves);

  assert_refused (client_post (client, REFERRALS, two), "no other solution");
  g_assert_cmpuint (client_post (client, REFERRALS, alone)->status, ==, 201);
  assert_refused (post (client, json_text (JOIN), MICROSOFT_TARGET, TRUE), "solution assessment");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/create/own-half/C15", test_own_half);
  g_test_add_func ("/sandbox/create/filled-in", test_filled_in);
  g_test_add_func ("/sandbox/create/coercion", test_coercion);
  g_test_add_func ("/sandbox/create/microsoft-half/C16", test_microsoft_half);
  g_test_add_func ("/sandbox/create/upgrade/A8", test_upgrade);
  g_test_add_func ("/sandbox/create/partner-half/A8", test_partner_half);
  g_test_add_func ("/sandbox/create/unknown-partner", test_unknown_partner);
  g_test_add_func ("/sandbox/create/twice", test_twice);
  g_test_add_func ("/sandbox/create/engagement-ids", test_engagement_ids);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *name = g_strconcat ("/sandbox/create/wrong-body/", wrong[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_wrong_body);
    }
  g_test_add_func ("/sandbox/create/invitations-refused/A9", test_invitations_refused);
  g_test_add_func ("/sandbox/create/microsoft-needs/C2", test_microsoft_needs);
  g_test_add_func ("/sandbox/create/assessment/A11", test_assessment);
  return g_test_run ();
}
