/* test-sandbox-sync.c: store, engine and HTTP against the practice server, in one process */
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-draft.h"
#include "remote/cosell-http-remote.h"
#include "sandbox/cosell-sandbox.h"
#include "support/await.h"
#include "sync/sync-fixture.h"

#define DEALS 120 /* more than one page */
#define REFERRALS "/v1.0/engagements/referrals"

static const char draft_file[] =
    "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan "
    "1\",\"city\":\"Malm\xc3\xb6\","
    "\"postalCode\":\"211 34\",\"country\":\"SE\",\"contacts\":[{\"firstName\":\"Sara\","
    "\"lastName\":\"Ek\",\"phone\":\"+46 40 100\",\"email\":\"sara.ek@contoso.example\"}],"
    "\"consent\":true},\"name\":\"Contoso ERP move\",\"location\":\"1234567\","
    "\"value\":\"1200000\",\"currency\":\"SEK\",\"closeDate\":\"2027-01-15\",\"crmId\":\"CRM-7\","
    "\"notes\":\"Wants a pilot in March.\",\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"Lind\","
    "\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\"}],"
    "\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
    "\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"Need a demo tenant.\","
    "\"visibleToMicrosoft\":true,\"partners\":[]}";

typedef struct
{
  SyncFixture base;
  CosellSandbox *sandbox;
  CosellHttpRemote *http;
  SoupSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_open (&fixture->base);
  fixture->sandbox = cosell_sandbox_new (NULL, "practice", DEALS, 7, fixture->base.clock, &error);
  g_assert_no_error (error);
  g_assert_true (cosell_sandbox_listen (fixture->sandbox, 0, &error));
  g_assert_no_error (error);
  fixture->http = cosell_http_remote_new (cosell_sandbox_get_url (fixture->sandbox), &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (fixture->http, "practice");
  fixture->session = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->session, NULL);
  fixture->base.sync =
      cosell_sync_new (fixture->base.store, COSELL_REMOTE (fixture->http), fixture->base.lock_path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_clear_object (&fixture->session);
  cosell_sandbox_disconnect (fixture->sandbox);
  g_clear_object (&fixture->sandbox);
  sync_fixture_close (&fixture->base);
}

/* /sandbox/control/; body NULL: GET */
static CosellJson *
control (Fixture *fixture, const char *name, const char *body)
{
  g_autofree char *address =
      g_strdup_printf ("%s/sandbox/control/%s", cosell_sandbox_get_url (fixture->sandbox), name);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", address);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GError) error = NULL;
  CosellJson *json = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer practice");
  if (body != NULL)
    {
      request = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", request);
    }
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, await_cb,
                                    &place);
  result = await_result (&place);
  answer = soup_session_send_and_read_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  json = cosell_json_parse_bytes (answer, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s: %s", name, cosell_json_get_text (json, NULL));
  return json;
}

static void
order (Fixture *fixture, const char *name, const char *body)
{
  cosell_json_unref (control (fixture, name, body));
}

/* Requests of a method to the referrals so far. last: (out) (optional) its log entry's text */
static guint
count_requests (Fixture *fixture, const char *method, char **last)
{
  g_autoptr (CosellJson) log = control (fixture, "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));

      if (!cosell_json_string_equal (cosell_json_member (entry, "method"), method) ||
          !g_str_has_prefix (path, REFERRALS))
        continue;
      n++;
      if (last != NULL)
        cosell_take_str (last, cosell_json_dup_raw (entry));
    }
  return n;
}

/* Referrals of the server whose member has this text. found: (out) (optional) the id of the last */
static guint
count_in_state (Fixture *fixture, const char *member, const char *text, char **found)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (!cosell_json_string_equal (cosell_json_member (referral, member), text))
        continue;
      n++;
      if (found != NULL)
        cosell_take_str (found, cosell_json_dup_string (cosell_json_member (referral, "id")));
    }
  return n;
}

static char *
get_server_value (Fixture *fixture, const char *id, const char *pointer)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
        return cosell_json_dup_raw (cosell_json_pointer (referral, pointer));
    }
  g_assert_not_reached ();
}

/* An open deal of our own. Returns: (transfer full) its id */
static char *
find_open_deal (Fixture *fixture)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  g_autofree char *own = sync_get_meta (&fixture->base, "own-organization");

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "status"), "Active") &&
          cosell_json_string_equal (cosell_json_member (referral, "direction"), "Outgoing") &&
          cosell_json_string_equal (cosell_json_member (referral, "organizationId"), own))
        return cosell_json_dup_string (cosell_json_member (referral, "id"));
    }
  g_assert_not_reached ();
}

/* values: of partners to invite as well, NULL-terminated */
static void
submit_with_partners (Fixture *fixture, const char *const *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (draft_file, &error);
  g_autofree char *engagement = g_uuid_string_random ();
  g_autofree char *own = NULL;
  g_auto (GStrv) invitations = NULL;

  g_assert_no_error (error);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);
      g_autoptr (CosellSolution) solution =
          cosell_solution_new ("SOL-2", NULL, COSELL_SOLUTION_KIND_THIRD_PARTY);
      g_autofree char *id = g_uuid_string_random ();

      g_object_set (partner, "id", id, "value", values[i], NULL);
      g_list_store_append (cosell_draft_partner_get_solutions (partner), solution);
      g_list_store_append (cosell_draft_get_partners (draft), partner);
    }
  own = cosell_draft_own_body (draft, engagement);
  invitations = cosell_draft_invitation_bodies (draft, engagement);
  sync_submit_bodies (&fixture->base, "Contoso ERP move", own, (const char *const *) invitations);
}

static void
submit_draft (Fixture *fixture)
{
  submit_with_partners (fixture, (const char *[]){ NULL });
}

static void
assert_outbox_empty (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);

  for (guint i = 0; i < entries->len; i++)
    g_test_message ("%s", ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->last_error);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* P7: what is here is what the server has, byte for byte. */
static void
assert_same_as_server (Fixture *fixture)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");

  g_assert_cmpuint (cosell_json_length (referrals), >=, DEALS);
  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (referral, "id"));
      g_autofree char *theirs = cosell_json_dup_raw (referral);
      g_autofree char *ours = sync_get_base (&fixture->base, id);

      if (!cosell_json_text_equal (ours, theirs))
        g_assert_cmpstr (ours, ==, theirs);
    }
}

static void
test_pull (Fixture *fixture, gconstpointer data)
{
  CosellSyncResult result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_autofree char *own = sync_get_meta (&fixture->base, "own-organization");
  guint lists = count_requests (fixture, "GET", NULL);

  g_assert_cmpuint (result.pulled, >=, DEALS);
  g_assert_cmpuint (lists, >, 1);
  g_assert_nonnull (own);
  assert_same_as_server (fixture);

  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, ==, 0);
  g_assert_cmpuint (count_requests (fixture, "GET", NULL), ==, lists + 1);

  order (fixture, "act", "{\"as\":\"microsoft\",\"do\":\"send\",\"name\":\"From Microsoft\"}");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, >=, 1);
  g_assert_cmpuint (count_requests (fixture, "GET", NULL), ==, lists + 2);
  assert_same_as_server (fixture);
}

/* one PATCH, the changed paths, If-Match as it came */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *entry_text = NULL;
  g_autofree char *if_match = NULL;
  g_autofree char *body = NULL;
  g_autoptr (CosellJson) entry = NULL;
  g_autoptr (CosellJson) patch = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = find_open_deal (fixture);
  etag = get_server_value (fixture, id, "/eTag");
  sync_edit (&fixture->base, id, "value", "10000.50");
  sync_edit (&fixture->base, id, "notes", "Wants a pilot.");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  assert_outbox_empty (fixture);

  g_assert_cmpuint (count_requests (fixture, "PATCH", &entry_text), ==, 1);
  entry = cosell_json_parse (entry_text, -1, NULL);
  if_match = cosell_json_dup_raw (
      cosell_json_member_nocase (cosell_json_member (cosell_json_root (entry), "headers"),
                                 "If-Match"));
  g_assert_cmpstr (if_match, ==, etag);
  body = cosell_json_dup_raw (cosell_json_member (cosell_json_root (entry), "body"));
  patch = cosell_json_parse (body, -1, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (patch)), ==, 2);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *status = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  submit_draft (fixture);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 2);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "POST", NULL), ==, 2);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", &id), ==, 2);
  status = sync_get_value (&fixture->base, id, "/substatus");
  g_assert_cmpstr (status, ==, "\"Accepted\"");
}

/* C16: one POST for each; one that the service refuses waits alone, and is taken back alone. */
static void
test_partners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *refused;
  CosellSyncResult result;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  submit_with_partners (fixture, (const char *[]){ "-5", "200000", NULL });
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 3);
  g_assert_cmpuint (result.parked, ==, 1);
  g_assert_cmpuint (count_requests (fixture, "POST", NULL), ==, 4);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==, 3);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  refused = g_ptr_array_index (entries, 0);
  g_assert_cmpint (refused->op, ==, COSELL_OUTBOX_OP_INVITE);
  g_assert_cmpint (refused->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (refused->last_error);
  g_assert_nonnull (strstr (refused->body, "-5"));
}

/* P3 for partners: the halves of one engagement are told apart by whom they are for. */
static void
test_partners_once (Fixture *fixture, gconstpointer data)
{
  sync_round_ok (&fixture->base, SYNC_ASKED);
  order (fixture, "faults",
         "{\"count\":4,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"drop\":\"after\"}");
  submit_with_partners (fixture, (const char *[]){ "1", "2", NULL });
  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (GPtrArray) entries = NULL;

      sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
      entries = sync_get_outbox (&fixture->base);
      if (entries->len == 0)
        break;
    }
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==, 4);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_same_as_server (fixture);
}

/* P3, with every way in which the sandbox can lose an answer */
static void
test_created_once (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "{\"count\":2,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"drop\":\"before\"}",
    "{\"count\":2,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"drop\":\"after\"}",
    "{\"count\":2,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"body\":\"cut\"}",
    "{\"count\":2,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"body\":\"garbled\"}",
    "{\"count\":2,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"body\":\"html\"}",
    "{\"count\":5,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"status\":500}",
    "{\"count\":1,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"status\":503,\"retryAfter\":1}",
    "{\"count\":1,\"method\":\"POST\",\"path\":\"" REFERRALS "\",\"status\":429,\"retryAfter\":1}",
  };

  sync_round_ok (&fixture->base, SYNC_ASKED);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s", faults[i]);
      order (fixture, "faults", faults[i]);
      submit_draft (fixture);
      for (guint round = 0; round < 8; round++)
        {
          g_autoptr (GPtrArray) entries = NULL;

          sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
          entries = sync_get_outbox (&fixture->base);
          if (entries->len == 0)
            break;
        }
      assert_outbox_empty (fixture);
      g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==,
                        2 * (i + 1));
    }
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_same_as_server (fixture);
}

/* P4 */
static void
test_rebase (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *act = NULL;
  g_autofree char *name = NULL;
  g_autofree char *notes = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = find_open_deal (fixture);
  sync_edit (&fixture->base, id, "name", "Mine");
  act = g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\","
                         "\"/details/notes\":\"Theirs\"}",
                         id);
  order (fixture, "act", act);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "PATCH", NULL), ==, 2);
  name = get_server_value (fixture, id, "/name");
  notes = get_server_value (fixture, id, "/details/notes");
  g_assert_cmpstr (name, ==, "\"Mine\"");
  g_assert_cmpstr (notes, ==, "\"Theirs\"");
  assert_same_as_server (fixture);
}

static void
test_network_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint port = 0;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = find_open_deal (fixture);
  port = (guint) g_ascii_strtoull (strrchr (cosell_sandbox_get_url (fixture->sandbox), ':') + 1,
                                   NULL, 10);
  cosell_sandbox_disconnect (fixture->sandbox);
  sync_edit (&fixture->base, id, "name", "Edited on the train");
  submit_draft (fixture);
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_REMOTE_ERROR_OFFLINE);
  sync_round_error (&fixture->base, SYNC_BOTH, COSELL_REMOTE_ERROR_OFFLINE);
  g_assert_true (cosell_sandbox_listen (fixture->sandbox, port, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_BOTH).pushed, ==, 3);
  assert_outbox_empty (fixture);
  assert_same_as_server (fixture);
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  cosell_http_remote_set_token (fixture->http, "another");
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_REMOTE_ERROR_SIGN_IN);
  cosell_http_remote_set_token (fixture->http, NULL);
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_REMOTE_ERROR_SIGN_IN);
  cosell_http_remote_set_token (fixture->http, "practice");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, >=, DEALS);
}

static void
test_captive_portal (Fixture *fixture, gconstpointer data)
{
  order (fixture, "faults",
         "{\"count\":1,\"method\":\"GET\",\"path\":\"" REFERRALS "\",\"body\":\"html\"}");
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_REMOTE_ERROR_PROTOCOL);
  order (fixture, "faults",
         "{\"count\":1,\"method\":\"GET\",\"path\":\"" REFERRALS "\",\"body\":\"cut\"}");
  sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
  sync_round_ok (&fixture->base, SYNC_ASKED);
}

/* P7: everything in the order of creation, page by page; all of it is known, so nothing more. */
static void
test_reconcile (Fixture *fixture, gconstpointer data)
{
  guint referrals = 0;
  guint before;
  g_autofree char *last = NULL;

  sync_round_ok (&fixture->base, SYNC_BOTH);
  {
    g_autoptr (CosellJson) state = control (fixture, "state", NULL);

    referrals = cosell_json_length (cosell_json_member (cosell_json_root (state), "value"));
  }
  before = count_requests (fixture, "GET", NULL);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_BOTH | COSELL_SYNC_RECONCILE).pulled, ==,
                    0);
  /* the delta, and the pages of a hundred */
  g_assert_cmpuint (count_requests (fixture, "GET", &last), ==,
                    before + 1 + (referrals + 99) / 100);
  g_assert_nonnull (strstr (last, "skiptoken"));
}

#define ADD(path, func) g_test_add ("/sync/sandbox/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("pull", test_pull);
  ADD ("update", test_update);
  ADD ("create", test_create);
  ADD ("P3-created-once", test_created_once);
  ADD ("C16-partners", test_partners);
  ADD ("C16-P3-partners-once", test_partners_once);
  ADD ("P4-rebase", test_rebase);
  ADD ("P7-sweep", test_reconcile);
  ADD ("network-off", test_network_off);
  ADD ("sign-in", test_sign_in);
  ADD ("captive-portal", test_captive_portal);
  return g_test_run ();
}
