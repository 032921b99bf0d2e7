/* test-not-kept.c: P13: a service that drops or alters any member of what is sent, on create and
 * update, through HTTP: it is told, nothing of it is lost here, and it is never sent by itself */
#include <string.h>

#include "sync/service-fixture.h"

#include "model/cosell-change.h"

#define ROUNDS 3

/* The only entry is what was not kept at path. Returns: its seq */
static gint64
assert_unkept (ServiceFixture *fixture, const char *path)
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
test_update (ServiceFixture *fixture, gconstpointer data)
{
  const Case *how = data;
  const char *path = updates[how->row].path;
  g_autofree char *id = service_find_unloved (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *shown = NULL;
  gint64 seq;

  if (how->alters)
    service_order_fault (fixture, "PATCH", "'forget':{'%s':%s%s}", path, updates[how->row].other,
                         g_str_equal (path, "/status") ? ",'/substatus':'Accepted'" : "");
  else
    service_order_fault (fixture, "PATCH", "'forget':['%s'%s]", path,
                         g_str_equal (path, "/status") ? ",'/substatus'" : "");
  service_edit (fixture, id, path, updates[how->row].value);
  before = sync_get_value (&fixture->base, id, path);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, path);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_PARKED);
  shown = sync_get_value (&fixture->base, id, path);
  g_assert_cmpstr (shown, ==, before); /* what was typed can be read */

  /* never a loop: not by itself, not by hand, not by what others do */
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 1);
  g_assert_cmpint (assert_unkept (fixture, path), ==, seq);

  /* once more, and only what was not kept */
  service_act (fixture, seq, cosell_store_retry);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 2);
  after = service_get_server_value (fixture, id, path);
  if (g_str_equal (path, "/details/dealValue"))
    g_assert_true (cosell_json_text_equal (after, before));
  else if (!g_str_equal (path, "/team") && !g_str_equal (path, "/details/requirements/solutions"))
    g_assert_cmpstr (after, ==, before);
}

/* Not kept again: told again, one request for each word of a person. */
static void
test_stubborn (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);

  service_order_fault (fixture, "PATCH", "'count':9,'forget':['/details/notes']");
  service_edit (fixture, id, "/details/notes", "\"Mine\"");
  for (guint i = 1; i <= 3; i++)
    {
      gint64 seq;

      sync_round_ok (&fixture->base, SYNC_ASKED);
      seq = assert_unkept (fixture, "/details/notes");
      sync_round_ok (&fixture->base, SYNC_BOTH);
      g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, i);
      service_act (fixture, seq, cosell_store_retry);
    }
}

/* Dropped: the service's value stands, and what was typed is in the history. */
static void
test_discard (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *theirs = NULL;
  g_autofree char *shown = NULL;

  service_order_fault (fixture, "PATCH", "'forget':{'/campaignId':'theirs'}");
  service_edit (fixture, id, "/campaignId", "\"mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_act (fixture, assert_unkept (fixture, "/campaignId"), cosell_store_discard);
  service_assert_outbox_empty (fixture);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
  shown = sync_get_value (&fixture->base, id, "/campaignId");
  theirs = service_get_server_value (fixture, id, "/campaignId");
  g_assert_cmpstr (shown, ==, "\"theirs\"");
  g_assert_cmpstr (shown, ==, theirs);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 1);
}

/* The answer has no body: what is read afterwards is compared. */
static void
test_empty_answer (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);

  service_order_fault (fixture, "PATCH", "'forget':['/details/notes'],'answer':['/id']");
  service_edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/details/notes");
}

/* A newer word on the same member ends it, one on another goes out beside it. */
static void
test_edit_on_top (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *notes = NULL;
  g_autofree char *name = NULL;
  gint64 seq;

  service_order_fault (fixture, "PATCH", "'forget':['/details/notes']");
  service_edit (fixture, id, "/details/notes", "\"First\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, "/details/notes");
  service_edit (fixture, id, "/name", "\"Another name\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpint (assert_unkept (fixture, "/details/notes"), ==, seq);
  name = service_get_server_value (fixture, id, "/name");
  g_assert_cmpstr (name, ==, "\"Another name\"");
  service_edit (fixture, id, "/details/notes", "\"Second\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  notes = service_get_server_value (fixture, id, "/details/notes");
  g_assert_cmpstr (notes, ==, "\"Second\"");
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 3);
}

/* An edit back to what the service has is none. */
static void
test_edit_back (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *theirs = service_get_server_value (fixture, id, "/name");

  service_order_fault (fixture, "PATCH", "'forget':['/name']");
  service_edit (fixture, id, "/name", "\"First\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  service_edit (fixture, id, "/name", theirs);
  service_assert_outbox_empty (fixture);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
}

/* A value and its currency are one: edited anew, both go out. */
static void
test_edit_amount (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *value = NULL;
  g_autofree char *currency = NULL;

  service_order_fault (fixture, "PATCH", "'forget':['/details/dealValue']");
  service_edit (fixture, id, "/details/dealValue", "4711");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/details/dealValue");
  service_edit (fixture, id, "/details/currency", "\"NOK\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  value = service_get_server_value (fixture, id, "/details/dealValue");
  currency = service_get_server_value (fixture, id, "/details/currency");
  g_assert_true (cosell_json_text_equal (value, "4711"));
  g_assert_cmpstr (currency, ==, "\"NOK\"");
}

/* A newer version of the service: with the value it is over, with another one it goes on. */
static void
test_newer_version (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autoptr (GPtrArray) entries = NULL;
  const CosellChange *change;

  service_order_fault (fixture, "PATCH", "'forget':['/name']");
  service_edit (fixture, id, "/name", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  service_edit_as_partner (fixture, id, "/name", "\"Theirs\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  assert_unkept (fixture, "/name");
  entries = sync_get_outbox (&fixture->base);
  change = g_ptr_array_index (((CosellOutboxEntry *) entries->pdata[0])->changes, 0);
  g_assert_cmpstr (change->original, ==, "\"Theirs\"");
  g_assert_cmpstr (change->current, ==, "\"Mine\"");
  service_edit_as_partner (fixture, id, "/name", "\"Mine\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);
}

/* --- creates --- */

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
test_create (ServiceFixture *fixture, gconstpointer data)
{
  const Case *how = data;
  const char *path = creates[how->row].path;
  Half half = creates[how->row].half;
  guint before = sync_count_deals (&fixture->base);
  gint64 seq;

  if (how->alters)
    service_order_fault (fixture, "POST", "'skip':%u,'forget':{'%s':%s}", half, path,
                         creates[how->row].other);
  else
    service_order_fault (fixture, "POST", "'skip':%u,'forget':['%s']", half, path);
  service_submit (fixture, half);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  seq = assert_unkept (fixture, path);
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpint (assert_unkept (fixture, path), ==, seq);
  g_assert_cmpuint (service_count_requests (fixture, "POST"), ==, half + 1u);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 0);
  g_assert_cmpuint (sync_count_deals (&fixture->base), ==, before + 1);

  service_act (fixture, seq, cosell_store_discard);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 0);
}

/* Sent once more it is an update, and there then. */
static void
test_create_retry (ServiceFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *notes = NULL;
  const CosellOutboxEntry *entry;

  service_order_fault (fixture, "POST", "'forget':['/details/notes']");
  service_submit (fixture, OWN);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_act (fixture, assert_unkept (fixture, "/details/notes"), cosell_store_retry);
  entries = sync_get_outbox (&fixture->base);
  entry = g_ptr_array_index (entries, 0);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  notes = service_get_server_value (fixture, entry->remote_id, "/details/notes");
  g_assert_cmpstr (notes, ==, "\"Wants a pilot in March.\"");
}

/* A service that changes what it may (contract 3.3) is believed. */
static void
test_create_derived (ServiceFixture *fixture, gconstpointer data)
{
  service_order_fault (
      fixture, "POST",
      "\"forget\":{\"/type\":\"Independent\",\"/details/currency\":\"sek\",\"/details/"
      "dealValue\":1200000.00,\"/details/closingDateTime\":\"2027-01-15T00:00:00.000Z\"}");
  service_submit (fixture, PARTNER_HALF);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
}

/* --- */

#define ADD(path, func, data)                                                                      \
  g_test_add ("/sync/not-kept/" path, ServiceFixture, data, service_set_up, func, service_tear_down)

static void
add_cases (const char *kind,
           guint row,
           const char *path,
           void (*func) (ServiceFixture *, gconstpointer))
{
  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *name = g_strdup_printf ("/sync/not-kept/P13-%s/%s%u%s", kind,
                                               k == 0 ? "drops/" : "alters/", row, path);
      Case *how = g_new (Case, 1);

      *how = (Case){ row, k == 1 };
      g_test_add_vtable (name, sizeof (ServiceFixture), how, (GTestFixtureFunc) service_set_up,
                         (GTestFixtureFunc) func, (GTestFixtureFunc) service_tear_down);
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
  return g_test_run ();
}
