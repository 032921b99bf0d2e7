/* /sandbox/control/: the clock, other people's acts, faults */
#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

#define CLOCK "/sandbox/control/clock"
#define ACT "/sandbox/control/act"
#define FAULTS "/sandbox/control/faults"
#define PARTNER "01e2abcd-52b0-4af3-a3ae-1fd1530b3563"

/* An own deal with Microsoft invited. Returns: the id of the own half, *theirs that of the other */
static const char *
invite_microsoft (Client *client, const char **theirs)
{
  const char *id = client_create (client, TRUE);
  g_autofree char *join =
      json_printf ("'engagementId':'%s',",
                   answer_text (client, client_read (client, id), "/engagementId"));
  g_autofree char *body = make_body (join, MICROSOFT_TARGET, TRUE);

  *theirs = answer_text (client, client_post (client, REFERRALS, body), "/id");
  return id;
}

static void
assert_state (Client *client, const char *id, const char *status, const char *substatus)
{
  Answer *answer = client_read (client, id);

  g_assert_cmpstr (answer_text (client, answer, "/status"), ==, status);
  g_assert_cmpstr (answer_text (client, answer, "/substatus"), ==, substatus);
}

/* D4: 14 days to the second; the service expires, and what is answered does not. */
static void
test_expiry (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *waiting = client_receive (client, "microsoft");
  const char *answered = client_receive (client, "microsoft");
  Answer *answer;
  gint64 updated, closed;

  g_assert_cmpuint (client_patch (client, answered,
                                  json_text (
                                      "[{'op':'replace','path':'/status','value':'Active'},"
                                      "{'op':'replace','path':'/substatus','value':'Accepted'}]"))
                        ->status,
                    ==, 204);
  answer = client_post (client, CLOCK, json_text ("{'seconds':1209599}"));
  g_assert_cmpstr (answer_text (client, answer, "/expired"), ==, "0");
  assert_state (client, waiting, "New", "Pending");
  answer = client_post (client, CLOCK, json_text ("{'seconds':1}"));
  g_assert_cmpstr (answer_text (client, answer, "/expired"), ==, "1");
  g_assert_cmpstr (answer_text (client, answer, "/seconds"), ==, "1209600");
  assert_state (client, waiting, "Closed", "Expired");
  assert_state (client, answered, "Active", "Accepted");
  answer = client_read (client, waiting);
  g_assert_true (cosell_time_parse (answer_text (client, answer, "/updatedDateTime"), &updated));
  g_assert_true (cosell_time_parse (answer_text (client, answer, "/closedDateTime"), &closed));
  g_assert_cmpint (updated, >=, closed);
  g_assert_cmpuint (client_patch (client, waiting,
                                  json_text ("[{'op':'replace','path':'/name','value':'x'}]"))
                        ->status,
                    ==, 400);
}

/* The clock below may run by itself too: no request to control is needed. */
static void
test_expiry_by_itself (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *theirs = NULL;
  const char *own = invite_microsoft (client, &theirs);

  cosell_manual_clock_advance (client->clock, 15 * G_TIME_SPAN_DAY);
  assert_state (client, theirs, "Closed", "Expired");
  /* D15: the deal itself goes on */
  assert_state (client, own, "Active", "Accepted");
}

static void
test_clock_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  static const char *const bodies[] = { "{}", "{\"seconds\":\"x\"}", "{\"seconds\":1e99}", "[]",
                                        "nothing" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_cmpuint (client_post (client, CLOCK, bodies[i])->status, ==, 400);
  g_assert_cmpuint (client_post (client, CLOCK, json_text ("{'seconds':-60}"))->status, ==, 200);
  g_assert_cmpstr (answer_header (client_get (client, REFERRALS), "timestamp"), ==,
                   "2026-11-22T07:59:00Z");
}

static Answer *
act (Client *client, const char *as, const char *what, const char *id, const char *more)
{
  g_autofree char *body =
      g_strdup_printf ("{\"as\":\"%s\",\"do\":\"%s\",\"id\":\"%s\"%s}", as, what, id, more);

  return client_post (client, ACT, body);
}

static void
test_microsoft_answers (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *theirs = NULL;
  const char *own = invite_microsoft (client, &theirs);
  Answer *answer = act (client, "microsoft", "accept", own, "");

  /* the own half stands for its engagement */
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/id"), ==, theirs);
  assert_state (client, theirs, "Active", "Accepted");
  g_assert_cmpstr (answer_text (client, client_read (client, theirs), "/acceptedDateTime"), ==,
                   TEST_NOW);
  /* D15: from now on its sellers are named */
  g_assert_nonnull (answer_text (client, client_read (client, theirs), "/team/1/email"));
  act (client, "microsoft", "win", theirs, "");
  assert_state (client, theirs, "Closed", "Won");
  assert_state (client, own, "Active", "Accepted");
  g_assert_cmpuint (act (client, "microsoft", "decline", own, "")->status, ==, 409);
}

static void
test_microsoft_declines (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *theirs = NULL;

  invite_microsoft (client, &theirs);
  act (client, "microsoft", "decline", theirs, json_text (",'reason':'Not ours'"));
  assert_state (client, theirs, "Closed", "Declined");
  g_assert_cmpstr (answer_text (client, client_read (client, theirs), "/statusReason"), ==,
                   "Not ours");
}

static void
test_edit (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  const char *etag = answer_text (client, client_read (client, id), "/eTag");
  Answer *answer = act (client, "microsoft", "edit", id,
                        json_text (",'/details/notes':'Theirs','/details/dealValue':7.50"));

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/details/notes"), ==, "Theirs");
  g_assert_cmpstr (answer_text (client, answer, "/details/dealValue"), ==, "7.50");
  g_assert_cmpstr (answer_text (client, answer, "/eTag"), !=, etag);
  answer = act (client, PARTNER, "edit", id,
                json_text (",'patch':[{'op':'add','path':'/team/-','value':{'email':"
                           "'x@contoso.example'}}]"));
  g_assert_cmpstr (answer_text (client, answer, "/team/1/email"), ==, "x@contoso.example");
}

static void
test_send (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer = client_post (
      client, ACT,
      json_text ("{'as':'" PARTNER "','do':'send','name':'Joint rollout','customer':"
                 "'Contoso AB','value':'2000.25','currency':'SEK','closeDate':'2027-03-01'}"));

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/name"), ==, "Joint rollout");
  g_assert_cmpstr (answer_text (client, answer, "/customerProfile/name"), ==, "Contoso AB");
  g_assert_cmpstr (answer_text (client, answer, "/details/dealValue"), ==, "2000.25");
  g_assert_cmpstr (answer_text (client, answer, "/details/closingDateTime"), ==,
                   "2027-03-01T00:00:00Z");
  g_assert_cmpstr (answer_text (client, answer, "/inviteContext/invitedBy/organizationId"), ==,
                   PARTNER);
  g_assert_cmpstr (answer_text (client, answer, "/organizationName"), ==, "Fabrikam");
  g_assert_cmpstr (answer_text (client, answer, "/direction"), ==, "Incoming");
  g_assert_cmpstr (answer_text (client, answer, "/expirationDateTime"), ==, "2026-12-06T08:00:00Z");
  g_assert_cmpstr (answer_text (client, client_get (client, REFERRALS), "/@odata.count"), ==, "1");
}

static void
assert_nothing (Answer *answer, const char *pointer)
{
  g_assert_false (cosell_json_is_present (cosell_json_pointer (answer_root (answer), pointer)));
}

/* L6: who asks is answered within 14 days, or is hidden; who does not ask is never late. */
static void
test_leads (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *asking =
      answer_text (client,
                   act (client, "microsoft", "send", "",
                        json_text (
                            ",'name':'Ask','lead':{'source':'AppSource','action':'Contact me',"
                            "'quality':'High','spam':true}")),
                   "/id");
  const char *informing = answer_text (client,
                                       act (client, "microsoft", "send", "",
                                            json_text (",'lead':{'action':'Test drive'}")),
                                       "/id");
  Answer *answer = client_read (client, asking);

  g_assert_cmpstr (answer_text (client, answer, "/qualification"), ==, "Direct");
  g_assert_cmpstr (answer_text (client, answer, "/referralSource"), ==, "AppSource");
  g_assert_cmpstr (answer_text (client, answer, "/isSpam"), ==, "true");
  g_assert_nonnull (answer_text (client, answer, "/expirationDateTime"));
  g_assert_nonnull (answer_text (client, answer, "/customerProfile/team/0/email"));
  assert_nothing (client_read (client, informing), "/expirationDateTime");
  /* neither shown to sellers nor given other solutions */
  g_assert_cmpuint (client_patch (client, asking,
                                  json_text (
                                      "[{'op':'replace','path':'/consent/"
                                      "consentToShareReferralWithMicrosoftSellers','value':true}]"))
                        ->status,
                    ==, 400);
  g_assert_cmpuint (
      client_patch (client, asking,
                    json_text ("[{'op':'replace','path':'/details/requirements/solutions','value':"
                               "[{'id':'SOL-2','name':'x','type':'Name'}]}]"))
          ->status,
      ==, 400);
  cosell_manual_clock_advance (client->clock, 15 * G_TIME_SPAN_DAY);
  assert_state (client, asking, "Closed", "Expired");
  assert_state (client, informing, "New", "Received");
  assert_nothing (client_read (client, asking), "/customerProfile/team/0");
}

static void
test_act_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);

  g_assert_cmpuint (client_post (client, ACT, "{}")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", "dance", id, "")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", "accept", id, "")->status, ==, 404);
  g_assert_cmpuint (act (client, "microsoft", "edit", "x", json_text (",'/name':'x'"))->status, ==,
                    404);
  g_assert_cmpuint (act (client, "microsoft", "edit", id, "")->status, ==, 400);
  g_assert_cmpuint (act (client, "nobody", "send", id, "")->status, ==, 400);
  g_assert_cmpuint (act (client, "microsoft", "send", id, json_text (",'value':'much'"))->status,
                    ==, 400);
}

/* --- faults --- */

static void
ask_fault (Client *client, const char *fault)
{
  Answer *answer = client_post (client, FAULTS, fault);

  if (answer->status != 200)
    g_error ("%s: %s", fault, answer->body);
}

static guint
count_referrals (Client *client)
{
  return cosell_json_length (
      cosell_json_pointer (answer_root (client_get (client, "/sandbox/control/state")), "/value"));
}

static void
test_fault_status (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);
  Answer *answer;

  ask_fault (client, json_text ("{'count':2,'method':'POST','path':'" REFERRALS
                                "','status':503,'retryAfter':7}"));
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  for (guint i = 0; i < 2; i++)
    {
      answer = client_post (client, REFERRALS, body);
      g_assert_cmpuint (answer->status, ==, 503);
      g_assert_cmpstr (answer_header (answer, "Retry-After"), ==, "7");
      g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "serviceNotAvailable");
    }
  g_assert_cmpuint (count_referrals (client), ==, 0);
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
}

static void
test_fault_retry_after (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *answer;

  ask_fault (client, json_text ("{'retryAfter':'Sun, 22 Nov 2026 08:01:00 GMT'}"));
  answer = client_get (client, REFERRALS);
  g_assert_cmpuint (answer->status, ==, 429);
  g_assert_cmpstr (answer_header (answer, "Retry-After"), ==, "Sun, 22 Nov 2026 08:01:00 GMT");
}

/* P3: the difference that a client cannot see */
static void
test_fault_drop (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);

  ask_fault (client, json_text ("{'method':'POST','path':'/v1.0/*','drop':'before'}"));
  g_assert_nonnull (client_post (client, REFERRALS, body)->error);
  g_assert_cmpuint (count_referrals (client), ==, 0);
  ask_fault (client, json_text ("{'method':'POST','path':'/v1.0/*','drop':'after'}"));
  g_assert_nonnull (client_post (client, REFERRALS, body)->error);
  g_assert_cmpuint (count_referrals (client), ==, 1);
}

static void
test_fault_bodies (void)
{
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  Answer *answer;

  ask_fault (client, json_text ("{'body':'cut'}"));
  answer = client_get (client, REFERRALS);
  g_assert_true (answer->error != NULL || answer->json == NULL);
  ask_fault (client, json_text ("{'body':'garbled'}"));
  answer = client_get (client, REFERRALS);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (answer->length, >, 100);
  g_assert_null (answer->json);
  g_assert_false (g_utf8_validate (answer->body, -1, NULL));
  ask_fault (client, json_text ("{'body':'html'}"));
  answer = client_get (client, REFERRALS);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_header (answer, "Content-Type"), ==, "text/html; charset=utf-8");
  g_assert_null (answer->json);
  g_assert_nonnull (client_get (client, REFERRALS)->json);
}

static void
test_fault_delay (void)
{
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  gint64 begin = g_get_monotonic_time ();

  ask_fault (client, json_text ("{'delayMs':150}"));
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 150 * G_TIME_SPAN_MILLISECOND);
}

static gboolean
disconnect_cb (gpointer data)
{
  cosell_sandbox_disconnect (data);
  return G_SOURCE_REMOVE;
}

/* The network goes while an answer waits: carried out all the same, and nothing is left behind. */
static void
test_fault_delay_and_off (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);
  g_autoptr (GError) error = NULL;

  ask_fault (client, json_text ("{'delayMs':100}"));
  g_timeout_add (40, disconnect_cb, client->sandbox);
  g_assert_nonnull (client_post (client, REFERRALS, body)->error);
  cosell_sandbox_listen (client->sandbox, 0, &error);
  g_assert_no_error (error);
  ask_fault (client, json_text ("{'delayMs':120}"));
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  g_assert_cmpuint (count_referrals (client), ==, 1);
  /* and again, with the server itself going away before the answer is due */
  ask_fault (client, json_text ("{'delayMs':60000}"));
  g_timeout_add (40, disconnect_cb, client->sandbox);
  g_assert_nonnull (client_get (client, REFERRALS)->error);
}

static void
test_fault_forgotten (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  static const char *const wrong[] = { "[]",
                                       "{\"status\":7}",
                                       "{\"status\":\"x\"}",
                                       "{\"drop\":\"often\"}",
                                       "{\"body\":\"nice\"}",
                                       "{\"count\":-1}",
                                       "{\"delayMs\":-1}" };

  ask_fault (client, json_text ("{'count':9,'status':500}"));
  g_assert_cmpstr (answer_text (client, client_get (client, FAULTS), "/value/0/count"), ==, "9");
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 500);
  ask_fault (client, json_text ("{'count':0}"));
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (client_post (client, FAULTS, wrong[i])->status, ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/control/expiry/D4", test_expiry);
  g_test_add_func ("/sandbox/control/expiry-by-itself/A5-D15", test_expiry_by_itself);
  g_test_add_func ("/sandbox/control/clock-refused", test_clock_refused);
  g_test_add_func ("/sandbox/control/microsoft-answers", test_microsoft_answers);
  g_test_add_func ("/sandbox/control/microsoft-declines", test_microsoft_declines);
  g_test_add_func ("/sandbox/control/edit", test_edit);
  g_test_add_func ("/sandbox/control/send", test_send);
  g_test_add_func ("/sandbox/control/leads/L6", test_leads);
  g_test_add_func ("/sandbox/control/act-refused", test_act_refused);
  g_test_add_func ("/sandbox/control/fault/status", test_fault_status);
  g_test_add_func ("/sandbox/control/fault/retry-after", test_fault_retry_after);
  g_test_add_func ("/sandbox/control/fault/drop", test_fault_drop);
  g_test_add_func ("/sandbox/control/fault/bodies", test_fault_bodies);
  g_test_add_func ("/sandbox/control/fault/delay", test_fault_delay);
  g_test_add_func ("/sandbox/control/fault/delay-and-off", test_fault_delay_and_off);
  g_test_add_func ("/sandbox/control/fault/forgotten", test_fault_forgotten);
  return g_test_run ();
}
