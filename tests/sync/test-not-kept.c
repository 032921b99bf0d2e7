/* test-not-kept.c: P13: a service that drops or alters any member of what is sent, on create and
 * update, through HTTP: it is told, nothing of it is lost here, and it is never sent by itself */
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-actions.h"
#include "model/cosell-draft.h"
#include "remote/cosell-http-remote.h"
#include "sandbox/cosell-sandbox.h"
#include "store/cosell-store-private.h"
#include "support/await.h"
#include "sync/sync-fixture.h"

#define DEALS 40
#define ROUNDS 3
#define REFERRALS "/v1.0/engagements/referrals"
#define PARTNER "01e2abcd-52b0-4af3-a3ae-1fd1530b3563"

static const char draft_file[] =
    "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan 1\",\"city\":\"Lund\","
    "\"country\":\"SE\",\"duns\":\"354111111\",\"contacts\":[{\"firstName\":\"Sara\","
    "\"lastName\":\"Ek\",\"phone\":\"+46 40 100\",\"email\":\"sara.ek@contoso.example\"}],"
    "\"consent\":true},\"name\":\"Contoso ERP move\",\"location\":\"1234567\","
    "\"value\":\"1200000\",\"currency\":\"SEK\",\"closeDate\":\"2027-01-15\",\"crmId\":\"CRM-7\","
    "\"campaignId\":\"Spring\",\"notes\":\"Wants a pilot in March.\",\"team\":[{\"firstName\":"
    "\"Ola\",\"lastName\":\"Lind\",\"phone\":\"+46 40 "
    "200\",\"email\":\"ola.lind@fabrikam.example\"}],"
    "\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
    "\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"Need a demo tenant.\","
    "\"visibleToMicrosoft\":true,\"partners\":[{\"id\":\"" PARTNER "\",\"name\":\"Tailwind\","
    "\"closeDate\":\"2027-01-10\",\"value\":\"200000\",\"currency\":\"SEK\",\"notes\":\"Rollout.\","
    "\"team\":[],\"solutions\":[{\"id\":\"SOL-2\",\"name\":\"Rollout\",\"kind\":\"third-party\"}],"
    "\"help\":\"GeneralOrOther\"}]}";

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
  sync_round_ok (&fixture->base, SYNC_ASKED);
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
  g_autoptr (GError) error = NULL;
  CosellJson *json = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer practice");
  if (body != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new (body, strlen (body));

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
    g_error ("%s: %s: %s", name, body, cosell_json_get_text (json, NULL));
  return json;
}

/* members: of a fault for the next request of the method to a referral */
G_GNUC_PRINTF (3, 4)
static void
order_fault (Fixture *fixture, const char *method, const char *members, ...)
{
  g_autofree char *more = NULL;
  g_autofree char *body = NULL;
  va_list args;

  va_start (args, members);
  more = g_strdup_vprintf (members, args);
  va_end (args);
  body = g_strdup_printf ("{\"method\":\"%s\",\"path\":\"" REFERRALS "\",%s}", method, more);
  cosell_json_unref (control (fixture, "faults", body));
}

static guint
count_requests (Fixture *fixture, const char *method)
{
  g_autoptr (CosellJson) log = control (fixture, "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));

      n += g_str_has_prefix (path, REFERRALS) &&
           cosell_json_string_equal (cosell_json_member (entry, "method"), method);
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

/* Number n of our own deals with this substatus. Returns: (transfer full) its id */
static char *
find_deal (Fixture *fixture, const char *substatus, guint n)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  g_autofree char *own = sync_get_meta (&fixture->base, "own-organization");

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "substatus"), substatus) &&
          cosell_json_string_equal (cosell_json_member (referral, "direction"), "Outgoing") &&
          cosell_json_string_equal (cosell_json_member (referral, "organizationId"), own) &&
          n-- == 0)
        return cosell_json_dup_string (cosell_json_member (referral, "id"));
    }
  g_assert_not_reached ();
}

/* Returns: (transfer full) the id of an open deal of ours without the heart */
static char *
find_unloved (Fixture *fixture)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *one = find_deal (fixture, "Accepted", n);
      g_autofree char *heart = get_server_value (fixture, one, "/favorite");

      if (g_strcmp0 (heart, "true") != 0)
        return g_steal_pointer (&one);
    }
}

/* The referral that was created last. Returns: (transfer full) its id */
static char *
find_newest (Fixture *fixture)
{
  g_autoptr (CosellJson) state = control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  CosellJsonValue last = cosell_json_element (referrals, cosell_json_length (referrals) - 1);

  return cosell_json_dup_string (cosell_json_member (last, "id"));
}

/* --- the store --- */

typedef struct
{
  const char *id, *path, *value;
  gint64 seq;
  CosellSyncState sync;
  gboolean (*act) (CosellStore *store, gint64 seq, GError **error);
} Job;

static void
run (Fixture *fixture, CosellStoreFunc func, Job *job)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (fixture->base.store, COSELL_STORE_WRITE, func, job, &error);
  g_assert_no_error (error);
}

static gboolean
edit_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  gint64 deal = cosell_store_find_deal (store, job->id, error);
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, deal, error);
  const CosellDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (CosellJson) json = cosell_json_parse (document->current, -1, error);
  CosellJsonValue before = cosell_json_pointer (cosell_json_root (json), job->path);
  g_autofree char *old = cosell_json_is_present (before) ? cosell_json_dup_raw (before) : NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (g_str_equal (job->path, "/status"))
    {
      cosell_changes_set_status (changes, document->current, COSELL_DEAL_STATUS_LOST,
                                 "Customer not ready");
      return cosell_store_change_status (store, document->referral, changes, COSELL_NO_TIME, error);
    }
  g_ptr_array_add (changes, cosell_change_new (job->path, old, job->value));
  return cosell_store_edit_referral (store, document->referral, changes, error);
}

static void
edit (Fixture *fixture, const char *id, const char *path, const char *value)
{
  Job job = { .id = id, .path = path, .value = value };

  run (fixture, edit_job, &job);
}

static gboolean
act_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return job->act (store, job->seq, error);
}

static void
act (Fixture *fixture, gint64 seq, gboolean (*func) (CosellStore *, gint64, GError **))
{
  Job job = { .seq = seq, .act = func };

  run (fixture, act_job, &job);
}

static gboolean
sync_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  gint64 deal = cosell_store_find_deal (store, job->id, error);
  CosellDealData *row = cosell_store_get_deal (store, deal, error);

  if (row == NULL)
    return FALSE;
  job->sync = (CosellSyncState) row->sync;
  cosell_deal_data_free (row);
  return TRUE;
}

static void
assert_sync (Fixture *fixture, const char *id, CosellSyncState state)
{
  Job job = { .id = id };

  run (fixture, sync_job, &job);
  g_assert_cmpint (job.sync, ==, state);
}

/* The only entry is what was not kept at path. Returns: its seq */
static gint64
assert_unkept (Fixture *fixture, const char *path)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);
  const CosellOutboxEntry *entry;
  gboolean found = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      entry = g_ptr_array_index (entries, i);
      g_test_message ("%s: %s", cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, (int) entry->state),
                      entry->last_error);
    }
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_NOT_KEPT);
  g_assert_true (g_str_has_prefix (entry->last_error, "Partner Center did not keep: "));
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (entry->changes, i);

      g_test_message ("%s: %s, kept %s", change->path, change->current, change->original);
      found = found || g_str_equal (change->path, path);
    }
  g_assert_true (found);
  if (!g_str_equal (path, "/status"))
    g_assert_cmpuint (entry->changes->len, ==, 1);
  return entry->seq;
}

static void
assert_outbox_empty (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);

  for (guint i = 0; i < entries->len; i++)
    g_test_message ("%s", ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->last_error);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* --- updates --- */

/* Every member that an edit sends. */
static const struct
{
  const char *path;
  const char *value; /* as it is typed */
  const char *other; /* (nullable) what the service makes of it; also: it keeps what it had */
} updates[] = {
  { "/name", "\"ERP move\"", "\"ERP\"" },
  { "/details/dealValue", "4711.50", "4711" },
  { "/details/currency", "\"NOK\"", "\"DKK\"" },
  { "/details/closingDateTime", "\"2027-03-01T00:00:00Z\"", "\"2027-02-28T00:00:00Z\"" },
  { "/externalReferenceId", "\"CRM-4711\"", "\"CRM-471\"" },
  { "/campaignId", "\"Autumn\"", "\"autumn\"" },
  { "/details/notes", "\"Line one\\nLine two\"", "\"Line one\"" },
  { "/team",
    "[{\"firstName\":\"Eva\",\"lastName\":\"Ny\",\"phoneNumber\":\"+46 1\",\"email\":"
    "\"eva.ny@fabrikam.example\"}]",
    "[{\"firstName\":\"Eva\",\"lastName\":\"Ny\",\"phoneNumber\":null,\"email\":"
    "\"eva.ny@fabrikam.example\"}]" },
  { "/details/requirements/solutions", "[{\"id\":\"SOL-77\",\"name\":\"New\",\"type\":\"Name\"}]",
    "[{\"id\":\"SOL-78\",\"name\":\"New\",\"type\":\"Name\"}]" },
  { "/salesStage", "\"60\"", "\"20\"" },
  { "/status", NULL, "\"Active\"" },
  { "/favorite", "true", "false" },
};

typedef struct
{
  guint row;
  gboolean alters;
} Case;

static void
test_update (Fixture *fixture, gconstpointer data)
{
  const Case *how = data;
  const char *path = updates[how->row].path;
  g_autofree char *id = find_unloved (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *shown = NULL;
  gint64 seq;

  if (how->alters)
    order_fault (fixture, "PATCH", "\"forget\":{\"%s\":%s%s}", path, updates[how->row].other,
                 g_str_equal (path, "/status") ? ",\"/substatus\":\"Accepted\"" : "");
  else
    order_fault (fixture, "PATCH", "\"forget\":[\"%s\"%s]", path,
                 g_str_equal (path, "/status") ? ",\"/substatus\"" : "");
  edit (fixture, id, path, updates[how->row].value);
  before = sync_get_value (&fixture->base, id, path);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, path);
  assert_sync (fixture, id, COSELL_SYNC_STATE_PARKED);
  shown = sync_get_value (&fixture->base, id, path);
  g_assert_cmpstr (shown, ==, before); /* what was typed can be read */

  /* never a loop: not by itself, not by hand, not by what others do */
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
  g_assert_cmpint (assert_unkept (fixture, path), ==, seq);

  /* once more, and only what was not kept */
  act (fixture, seq, cosell_store_retry);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 2);
  after = get_server_value (fixture, id, path);
  if (g_str_equal (path, "/details/dealValue"))
    g_assert_true (cosell_json_text_equal (after, before));
  else if (!g_str_equal (path, "/team") && !g_str_equal (path, "/details/requirements/solutions"))
    g_assert_cmpstr (after, ==, before);
}

/* Not kept again: told again, one request for each word of a person. */
static void
test_stubborn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);

  order_fault (fixture, "PATCH", "\"count\":9,\"forget\":[\"/details/notes\"]");
  edit (fixture, id, "/details/notes", "\"Mine\"");
  for (guint i = 1; i <= 3; i++)
    {
      gint64 seq;

      sync_round_ok (&fixture->base, SYNC_ASKED);
      seq = assert_unkept (fixture, "/details/notes");
      sync_round_ok (&fixture->base, SYNC_BOTH);
      g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, i);
      act (fixture, seq, cosell_store_retry);
    }
}

/* Dropped: the service's value stands, and what was typed is in the history. */
static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *theirs = NULL;
  g_autofree char *shown = NULL;

  order_fault (fixture, "PATCH", "\"forget\":{\"/campaignId\":\"theirs\"}");
  edit (fixture, id, "/campaignId", "\"mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  act (fixture, assert_unkept (fixture, "/campaignId"), cosell_store_discard);
  assert_outbox_empty (fixture);
  assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
  shown = sync_get_value (&fixture->base, id, "/campaignId");
  theirs = get_server_value (fixture, id, "/campaignId");
  g_assert_cmpstr (shown, ==, "\"theirs\"");
  g_assert_cmpstr (shown, ==, theirs);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
}

/* The answer has no body: what is read afterwards is compared. */
static void
test_empty_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);

  order_fault (fixture, "PATCH", "\"forget\":[\"/details/notes\"],\"answer\":[\"/id\"]");
  edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/details/notes");
}

/* A newer word on the same member ends it, one on another goes out beside it. */
static void
test_edit_on_top (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *notes = NULL;
  g_autofree char *name = NULL;
  gint64 seq;

  order_fault (fixture, "PATCH", "\"forget\":[\"/details/notes\"]");
  edit (fixture, id, "/details/notes", "\"First\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, "/details/notes");
  edit (fixture, id, "/name", "\"Another name\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpint (assert_unkept (fixture, "/details/notes"), ==, seq);
  name = get_server_value (fixture, id, "/name");
  g_assert_cmpstr (name, ==, "\"Another name\"");
  edit (fixture, id, "/details/notes", "\"Second\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  notes = get_server_value (fixture, id, "/details/notes");
  g_assert_cmpstr (notes, ==, "\"Second\"");
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 3);
}

/* An edit back to what the service has is none. */
static void
test_edit_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *theirs = get_server_value (fixture, id, "/name");

  order_fault (fixture, "PATCH", "\"forget\":[\"/name\"]");
  edit (fixture, id, "/name", "\"First\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  edit (fixture, id, "/name", theirs);
  assert_outbox_empty (fixture);
  assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
}

/* A value and its currency are one: edited anew, both go out. */
static void
test_edit_amount (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *value = NULL;
  g_autofree char *currency = NULL;

  order_fault (fixture, "PATCH", "\"forget\":[\"/details/dealValue\"]");
  edit (fixture, id, "/details/dealValue", "4711");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/details/dealValue");
  edit (fixture, id, "/details/currency", "\"NOK\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  value = get_server_value (fixture, id, "/details/dealValue");
  currency = get_server_value (fixture, id, "/details/currency");
  g_assert_true (cosell_json_text_equal (value, "4711"));
  g_assert_cmpstr (currency, ==, "\"NOK\"");
}

static void
edit_as_partner (Fixture *fixture, const char *id, const char *path, const char *value)
{
  g_autofree char *body = g_strdup_printf (
      "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"patch\":[{\"op\":\"replace\","
      "\"path\":\"%s\",\"value\":%s}]}",
      id, path, value);

  cosell_json_unref (control (fixture, "act", body));
}

/* A newer version of the service: with the value it is over, with another one it goes on. */
static void
test_newer_version (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autoptr (GPtrArray) entries = NULL;
  const CosellChange *change;

  order_fault (fixture, "PATCH", "\"forget\":[\"/name\"]");
  edit (fixture, id, "/name", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  edit_as_partner (fixture, id, "/name", "\"Theirs\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  entries = sync_get_outbox (&fixture->base);
  change = g_ptr_array_index (((CosellOutboxEntry *) entries->pdata[0])->changes, 0);
  g_assert_cmpstr (change->original, ==, "\"Theirs\"");
  g_assert_cmpstr (change->current, ==, "\"Mine\"");
  edit_as_partner (fixture, id, "/name", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
}

/* --- creates --- */

typedef enum
{
  OWN,
  MICROSOFT,
  PARTNER_HALF,
} Half;

/* Every member of the bodies. */
static const struct
{
  Half half;
  const char *path;
  const char *other; /* what the service makes of it; also: it keeps nothing */
} creates[] = {
  { OWN, "/name", "\"Contoso\"" },
  { OWN, "/qualification", "\"MarketingQualified\"" },
  { OWN, "/mpnId", "\"7654321\"" },
  { OWN, "/externalReferenceId", "\"CRM-8\"" },
  { OWN, "/campaignId", "\"spring\"" },
  { OWN, "/target", "[{\"type\":\"SolutionProfile\",\"id\":\"SOL-1\"}]" },
  { OWN, "/customerProfile/name", "\"Contoso\"" },
  { OWN, "/customerProfile/address", "{\"city\":\"Lund\",\"country\":\"SE\"}" },
  { OWN, "/customerProfile/ids", "[{\"profileType\":\"Duns\",\"id\":\"354111112\"}]" },
  { OWN, "/customerProfile/team", "[{\"email\":\"sara.ek@contoso.example\"}]" },
  { OWN, "/consent/consentToContact", "false" },
  { OWN, "/consent/consentToToShareInfoWithOthers", "false" },
  { OWN, "/consent/consentToShareReferralWithMicrosoftSellers", "false" },
  { OWN, "/details/notes", "\"Wants a pilot\"" },
  { OWN, "/details/dealValue", "1200001" },
  { OWN, "/details/currency", "\"EUR\"" },
  { OWN, "/details/closingDateTime", "\"2027-01-16T00:00:00Z\"" },
  { OWN, "/details/requirements/solutions", "[{\"id\":\"SOL-1\"}]" },
  { OWN, "/team", "[{\"email\":\"somebody.else@fabrikam.example\"}]" },
  { MICROSOFT, "/name", "\"Contoso\"" },
  { MICROSOFT, "/details/notes", "\"Wants a pilot\"" },
  { MICROSOFT, "/details/dealValue", "1" },
  { MICROSOFT, "/customerProfile/team", "[]" },
  { MICROSOFT, "/team", "[]" },
  { MICROSOFT, "/inviteContext/notes", "\"Need\"" },
  { MICROSOFT, "/inviteContext/assistanceRequestCode", "\"GeneralOrOther\"" },
  { PARTNER_HALF, "/details/dealValue", "1" },
  { PARTNER_HALF, "/details/closingDateTime", "\"2027-01-11T00:00:00Z\"" },
  { PARTNER_HALF, "/details/notes", "\"Roll\"" },
  { PARTNER_HALF, "/details/requirements/solutions", "[]" },
  { PARTNER_HALF, "/team", "[]" },
  { PARTNER_HALF, "/inviteContext/notes", "\"Roll\"" },
  { PARTNER_HALF, "/inviteContext/assistanceRequestCode", "\"ProofOfConceptOrDemo\"" },
};

static void
submit (Fixture *fixture, Half half)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (draft_file, &error);
  g_autofree char *engagement = g_uuid_string_random ();
  g_autofree char *own = NULL;
  g_auto (GStrv) invitations = NULL;

  g_assert_no_error (error);
  own = cosell_draft_own_body (draft, engagement);
  invitations = cosell_draft_invitation_bodies (draft, engagement);
  g_assert_cmpuint (g_strv_length (invitations), ==, 2);
  if (half != PARTNER_HALF)
    g_clear_pointer (&invitations[half == OWN ? 0 : 1], g_free);
  sync_submit_bodies (&fixture->base, "Contoso ERP move", own, (const char *const *) invitations);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  const Case *how = data;
  const char *path = creates[how->row].path;
  Half half = creates[how->row].half;
  guint before = sync_count_deals (&fixture->base);
  gint64 seq;

  if (how->alters)
    order_fault (fixture, "POST", "\"skip\":%u,\"forget\":{\"%s\":%s}", half, path,
                 creates[how->row].other);
  else
    order_fault (fixture, "POST", "\"skip\":%u,\"forget\":[\"%s\"]", half, path);
  submit (fixture, half);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, path);
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpint (assert_unkept (fixture, path), ==, seq);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, half + 1u);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 0);
  g_assert_cmpuint (sync_count_deals (&fixture->base), ==, before + 1);

  act (fixture, seq, cosell_store_discard);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 0);
}

/* Sent once more it is an update, and there then. */
static void
test_create_retry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *notes = NULL;
  const CosellOutboxEntry *entry;

  order_fault (fixture, "POST", "\"forget\":[\"/details/notes\"]");
  submit (fixture, OWN);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  act (fixture, assert_unkept (fixture, "/details/notes"), cosell_store_retry);
  entries = sync_get_outbox (&fixture->base);
  entry = g_ptr_array_index (entries, 0);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  notes = get_server_value (fixture, entry->remote_id, "/details/notes");
  g_assert_cmpstr (notes, ==, "\"Wants a pilot in March.\"");
}

/* A service that changes what it may (contract 3.3) is believed. */
static void
test_create_derived (Fixture *fixture, gconstpointer data)
{
  order_fault (fixture, "POST",
               "\"forget\":{\"/type\":\"Independent\",\"/details/currency\":\"sek\",\"/details/"
               "dealValue\":1200000.00,\"/details/closingDateTime\":\"2027-01-15T00:00:00.000Z\"}");
  submit (fixture, PARTNER_HALF);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
}

/* --- answers that contradict what was asked --- */

/* What stands in the outbox waits for a person, with words; nothing else became of it. */
static void
assert_refused (Fixture *fixture, guint deals)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);
  const CosellOutboxEntry *entry = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  g_assert_cmpuint (entries->len, ==, 1);
  g_test_message ("%s", entry->last_error);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "another deal"));
  g_assert_cmpuint (sync_count_deals (&fixture->base), ==, deals);
}

/* A new deal is answered with the id of one that is here: that one stays in the list as it is. */
static void
test_stranger_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = find_deal (fixture, "Accepted", 0);
  g_autofree char *before = sync_get_base (&fixture->base, other);
  g_autofree char *after = NULL;
  guint deals = sync_count_deals (&fixture->base);
  CosellSyncFlags push = COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT;

  order_fault (fixture, "POST", "\"answer\":{\"/id\":\"%s\"}", other);
  submit (fixture, OWN);
  sync_round_ok (&fixture->base, push);
  assert_refused (fixture, deals + 1);
  after = sync_get_base (&fixture->base, other);
  g_assert_cmpstr (after, ==, before);
  sync_round_ok (&fixture->base, push);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
}

static const char *const strangers[] = {
  "\"/organizationId\":\"9c6bd5c1-37ae-4c12-9fc3-5d0f8b5e5a11\"",
  "\"/name\":\"Another deal\",\"/customerProfile/name\":\"Another customer\"",
};

static void
test_stranger_owner (Fixture *fixture, gconstpointer data)
{
  guint deals = sync_count_deals (&fixture->base);

  order_fault (fixture, "POST", "\"answer\":{%s}", (const char *) data);
  submit (fixture, OWN);
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, deals + 1);
}

/* The same of a change. */
static void
test_stranger_update (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *other = find_deal (fixture, "Accepted", 1);
  g_autofree char *base = sync_get_base (&fixture->base, id);
  g_autofree char *theirs = sync_get_base (&fixture->base, other);
  g_autofree char *base_after = NULL;
  g_autofree char *theirs_after = NULL;

  if (data != NULL)
    order_fault (fixture, "PATCH", "\"answer\":{%s}", (const char *) data);
  else
    order_fault (fixture, "PATCH", "\"answer\":{\"/id\":\"%s\"}", other);
  edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, sync_count_deals (&fixture->base));
  base_after = sync_get_base (&fixture->base, id);
  theirs_after = sync_get_base (&fixture->base, other);
  g_assert_cmpstr (base_after, ==, base);
  g_assert_cmpstr (theirs_after, ==, theirs);
}

/* Asked for alone, after a newer version was met and after an answer that got lost. */
static void
test_stranger_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Accepted", 0);
  g_autofree char *other = find_deal (fixture, "Accepted", 1);
  const char *first = data;

  order_fault (fixture, "PATCH", "%s", first);
  order_fault (fixture, "GET", "\"answer\":{\"/id\":\"%s\"}", other);
  edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, sync_count_deals (&fixture->base));
}

/* --- the heart --- */

/* B2: in a patch of its own; what the service has no place for stays here, and nobody is told. */
static void
test_heart (Fixture *fixture, gconstpointer data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autofree char *id = find_deal (fixture, "Lost", 0);
  g_autofree char *there = get_server_value (fixture, id, "/favorite");
  gboolean on = g_strcmp0 (there, "true") != 0;
  const char *mine = on ? "true" : "false";
  const char *theirs = on ? "false" : "true";
  g_autofree char *shown = NULL;
  g_autofree char *after = NULL;
  CosellSyncResult result;

  order_fault (fixture, "PATCH", "\"status\":%u", status);
  edit (fixture, id, "/favorite", mine);
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.parked, ==, 0);
  assert_outbox_empty (fixture);
  assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);

  /* it outlives what the service says of the deal, and is not sent again */
  edit_as_partner (fixture, id, "/details/notes", "\"News\"");
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
  shown = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (shown, ==, mine);

  /* the service has the same by now: from then on its word counts */
  edit_as_partner (fixture, id, "/favorite", mine);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  edit_as_partner (fixture, id, "/favorite", theirs);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  after = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (after, ==, theirs);
}

/* The same click takes it away: nothing is left, and nothing goes out. */
static void
test_heart_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_deal (fixture, "Lost", 0);
  g_autofree char *there = get_server_value (fixture, id, "/favorite");
  gboolean on = g_strcmp0 (there, "true") != 0;
  g_autofree char *shown = NULL;

  order_fault (fixture, "PATCH", "\"status\":400");
  edit (fixture, id, "/favorite", on ? "true" : "false");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  edit (fixture, id, "/favorite", on ? "false" : "true");
  assert_outbox_empty (fixture);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
  shown = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (shown, ==, on ? "false" : "true");
}

/* Never joined with other fields, and what is refused of it keeps nothing else back. */
static void
test_heart_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_unloved (fixture);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  CosellSyncResult result;

  edit (fixture, id, "/details/notes", "\"Before\"");
  edit (fixture, id, "/favorite", "true");
  edit (fixture, id, "/name", "\"After\"");
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 2);
  order_fault (fixture, "PATCH", "\"skip\":1,\"status\":422");
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.parked, ==, 0);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 2);
  name = get_server_value (fixture, id, "/name");
  g_assert_cmpstr (name, ==, "\"After\"");
}

/* 404, 410, 412 and 429 as always. */
static void
test_heart_as_always (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    gboolean parks;
  } rows[] = { { 404, TRUE }, { 410, TRUE }, { 412, FALSE }, { 413, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = find_deal (fixture, "Accepted", i);
      g_autofree char *heart = get_server_value (fixture, id, "/favorite");
      g_autoptr (GPtrArray) entries = NULL;

      order_fault (fixture, "PATCH", "\"status\":%u", rows[i].status);
      edit (fixture, id, "/favorite", g_strcmp0 (heart, "true") != 0 ? "true" : "false");
      sync_round_ok (&fixture->base, SYNC_ASKED);
      entries = sync_get_outbox (&fixture->base);
      g_test_message ("%u", rows[i].status);
      g_assert_cmpuint (entries->len, ==, rows[i].parks ? 1 : 0);
      if (entries->len > 0)
        act (fixture, ((CosellOutboxEntry *) entries->pdata[0])->seq, cosell_store_discard);
    }
}

/* A change that is parked keeps the heart not back. */
static void
test_heart_beside_parked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_unloved (fixture);
  g_autofree char *heart = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  order_fault (fixture, "PATCH", "\"status\":400");
  edit (fixture, id, "/name", "\"Refused\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  edit (fixture, id, "/favorite", "true");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((CosellOutboxEntry *) entries->pdata[0])->state, ==,
                   COSELL_OUTBOX_STATE_PARKED);
  heart = get_server_value (fixture, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

/* An older version joined it with other fields: it goes out alone all the same (P9). */
static gboolean
join_job (CosellStore *store, gpointer data, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      store,
      "UPDATE outbox SET changes = json_patch (changes, '{\"/favorite\":[false,true]}') "
      "WHERE state = 'pending'",
      error);

  return statement != NULL && cosell_statement_run (statement, error);
}

static void
test_heart_joined_before (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_unloved (fixture);
  g_autofree char *heart = NULL;
  Job job = { NULL };

  edit (fixture, id, "/campaignId", "\"C-9\"");
  run (fixture, join_job, &job);
  order_fault (fixture, "PATCH", "\"skip\":1,\"status\":400");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).parked, ==, 0);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 2);
  heart = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

static gboolean
love_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, job->seq, error);
  const CosellDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  return cosell_changes_set (changes, document->current, "favorite", "on", error) &&
         cosell_store_edit_referral (store, document->referral, changes, error);
}

/* A deal that waits is created first, without the heart; that follows on its own. */
static void
test_heart_of_new_deal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *heart = NULL;
  g_autofree char *id = NULL;
  const CosellOutboxEntry *create;
  Job job = { NULL };

  submit (fixture, OWN);
  entries = sync_get_outbox (&fixture->base);
  create = g_ptr_array_index (entries, 0);
  job.seq = create->deal;
  run (fixture, love_job, &job);
  g_ptr_array_unref (entries);
  entries = sync_get_outbox (&fixture->base);
  create = g_ptr_array_index (entries, 0);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_null (strstr (create->body, "favorite"));
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
  id = find_newest (fixture);
  heart = get_server_value (fixture, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

/* --- */

#define ADD(path, func, data)                                                                      \
  g_test_add ("/sync/not-kept/" path, Fixture, data, set_up, func, tear_down)

static void
add_cases (const char *kind, guint row, const char *path, void (*func) (Fixture *, gconstpointer))
{
  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *name = g_strdup_printf ("/sync/not-kept/P13-%s/%s%u%s", kind,
                                               k == 0 ? "drops/" : "alters/", row, path);
      Case *how = g_new (Case, 1);

      *how = (Case){ row, k == 1 };
      g_test_add_vtable (name, sizeof (Fixture), how, (GTestFixtureFunc) set_up,
                         (GTestFixtureFunc) func, (GTestFixtureFunc) tear_down);
    }
}

static void
add_refusals (void)
{
  static const guint statuses[] = { 400, 403, 405, 409, 422 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *name = g_strdup_printf ("/sync/not-kept/B2-heart/%u", statuses[i]);

      g_test_add_vtable (name, sizeof (Fixture), GUINT_TO_POINTER (statuses[i]),
                         (GTestFixtureFunc) set_up, (GTestFixtureFunc) test_heart,
                         (GTestFixtureFunc) tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (updates); i++)
    add_cases ("update", i, updates[i].path, test_update);
  for (guint i = 0; i < G_N_ELEMENTS (creates); i++)
    add_cases ("create", i, creates[i].path, test_create);
  ADD ("P13-stubborn", test_stubborn, NULL);
  ADD ("P13-discard", test_discard, NULL);
  ADD ("P13-empty-answer", test_empty_answer, NULL);
  ADD ("P13-edit-on-top", test_edit_on_top, NULL);
  ADD ("P13-edit-back", test_edit_back, NULL);
  ADD ("P13-edit-amount", test_edit_amount, NULL);
  ADD ("P13-newer-version", test_newer_version, NULL);
  ADD ("P13-create-retry", test_create_retry, NULL);
  ADD ("P13-create-derived", test_create_derived, NULL);
  ADD ("stranger/create", test_stranger_create, NULL);
  ADD ("stranger/create-owner", test_stranger_owner, strangers[0]);
  ADD ("stranger/create-other", test_stranger_owner, strangers[1]);
  ADD ("stranger/update", test_stranger_update, NULL);
  ADD ("stranger/update-owner", test_stranger_update, strangers[0]);
  ADD ("stranger/update-other", test_stranger_update, strangers[1]);
  ADD ("stranger/read-conflict", test_stranger_read, "\"status\":412");
  ADD ("stranger/read-lost", test_stranger_read, "\"status\":500");
  ADD ("stranger/read-empty", test_stranger_read, "\"answer\":[\"/id\"]");
  add_refusals ();
  ADD ("B2-heart-twice", test_heart_twice, NULL);
  ADD ("B2-heart-alone", test_heart_alone, NULL);
  ADD ("B2-heart-as-always", test_heart_as_always, NULL);
  ADD ("B2-heart-beside-parked", test_heart_beside_parked, NULL);
  ADD ("B2-heart-joined-before", test_heart_joined_before, NULL);
  ADD ("B2-heart-of-new-deal", test_heart_of_new_deal, NULL);
  return g_test_run ();
}
