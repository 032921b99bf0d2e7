/* test-crm-engine.c: deals and opportunities kept in step, against the practice server: nothing
 * lost, nothing doubled, nothing echoed */
#include <string.h>

#include "sync/crm-engine-fixture.h"

#include "base/cosell-str.h"
#include "http/cosell-http-error.h"

#include "model/cosell-rule-error.h"
#include "support/await.h"

static void
assert_here (EngineFixture *fixture, const char *pointer, const char *expected)
{
  g_autofree char *value = engine_get_here (fixture, pointer);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_there (EngineFixture *fixture, const char *id, CosellCrmField field, const char *expected)
{
  g_autofree char *value = engine_get_there (fixture, id, field);

  g_assert_cmpstr (value, ==, expected);
}

/* The next two runs change nothing on either side, with one request each. */
static void
assert_quiet (EngineFixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    {
      guint before = engine_count_requests (fixture, NULL);
      CosellCrmSyncResult result = engine_run_ok (fixture, 0);

      g_assert_cmpuint (result.to_crm + result.from_crm + result.created, ==, 0);
      g_assert_cmpuint (engine_count_requests (fixture, NULL), ==, before + 1);
    }
}

static CosellCrmFieldSet
get_conflicts (EngineFixture *fixture)
{
  g_autoptr (CosellCrmLink) link = engine_get_link (fixture);

  return link->conflicts;
}

#define BIT(field) (1u << COSELL_CRM_FIELD_##field)

/* --- made from here --- */

static void
test_create (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *name = engine_get_here (fixture, "/name");
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autoptr (CosellCrmLink) link = NULL;

  engine_edit (fixture, "value", "99999999999999.99");
  engine_edit (fixture, "value", "25000.10");
  id = engine_create (fixture);
  assert_there (fixture, id, COSELL_CRM_FIELD_NAME, name);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, "25000.10");
  there = engine_get_there (fixture, id, COSELL_CRM_FIELD_CLOSE_DATE);
  here = engine_get_here (fixture, "/details/closingDateTime");
  g_assert_cmpint (strncmp (there, here, strlen ("\"2027-01-15")), ==, 0);
  link = engine_get_link (fixture);
  g_assert_nonnull (strstr (link->url, id));
  /* its owner, who is in no team here, is no question */
  g_assert_cmpuint (link->conflicts, ==, 0);
  assert_quiet (fixture);
}

/* K20: before a person agreed nothing is written on either side. */
static gboolean
unpreview_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_crm_previewed (store, CRM, FALSE, error);
}

static void
test_preview (EngineFixture *fixture, gconstpointer data)
{
  CosellCrmSyncResult result;
  guint written;
  g_autoptr (GError) error = NULL;

  cosell_store_run (fixture->service.base.store, COSELL_STORE_WRITE, unpreview_job, NULL, &error);
  g_assert_no_error (error);
  engine_ask_for (fixture);
  written = engine_count_requests (fixture, "PATCH") + engine_count_requests (fixture, "POST");
  result = engine_run_ok (fixture, 0);
  g_assert_true (result.preview);
  g_assert_cmpuint (result.created, ==, 1);
  g_assert_cmpuint (engine_count_requests (fixture, "PATCH") +
                        engine_count_requests (fixture, "POST"),
                    ==, written);
  result = engine_run_ok (fixture, COSELL_CRM_SYNC_APPLY);
  g_assert_false (result.preview);
  g_assert_cmpuint (result.created, ==, 1);
}

/* K15: written into an empty CRM ID only when that is allowed. */
static void
test_crm_id (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *quoted = NULL;

  engine_set (fixture, "allowCrmId", "true");
  engine_edit (fixture, "crmId", "");
  id = engine_create (fixture);
  quoted = g_strdup_printf ("\"%s\"", id);
  assert_here (fixture, "/externalReferenceId", quoted);
}

static void
test_crm_id_of_nothing (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autofree char *id = NULL;

  engine_set (fixture, "allowCrmId", "true");
  engine_edit (fixture, "crmId", "CRM-4711");
  id = engine_create (fixture);
  words = engine_get_notice (fixture, COSELL_CRM_N_FIELDS);
  g_assert_nonnull (strstr (words, "CRM-4711"));
  assert_here (fixture, "/externalReferenceId", "\"CRM-4711\"");
}

/* One that names an opportunity is asked about before another one is made. */
static void
test_crm_id_of_one (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autoptr (CosellCrmLink) link = NULL;
  g_autoptr (GError) error = NULL;

  engine_edit (fixture, "crmId", id);
  link = engine_get_link (fixture);
  g_clear_pointer (&link->opportunity, g_free);
  link->state = COSELL_CRM_WAITING;
  engine_put_link (fixture, link);
  g_clear_pointer (&link, cosell_crm_link_free);
  g_assert_cmpuint (engine_run_ok (fixture, 0).questions, ==, 1);
  link = engine_get_link (fixture);
  g_assert_cmpint (link->asks, ==, COSELL_CRM_ASKS_SAME);
  g_assert_cmpstr (link->other, ==, id);
  g_assert_true (engine_link (fixture, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_conflicts (fixture), ==, 0);
}

/* K16: no account fits, and nobody said that one may be made. */
static void
test_account_question (EngineFixture *fixture, gconstpointer data)
{
  /* the customers of some deals are there already */
  for (guint n = 0;; n++)
    {
      g_autoptr (CosellCrmLink) link = NULL;
      guint made;

      engine_use_deal (fixture, n);
      engine_ask_for (fixture);
      link = engine_get_link (fixture);
      link->make_account = FALSE;
      engine_put_link (fixture, link);
      g_clear_pointer (&link, cosell_crm_link_free);
      made = engine_count_requests (fixture, "POST");
      engine_run_ok (fixture, 0);
      link = engine_get_link (fixture);
      if (link->state == COSELL_CRM_LINKED)
        continue;
      g_assert_cmpint (link->asks, ==, COSELL_CRM_ASKS_ACCOUNT);
      g_assert_cmpuint (engine_count_requests (fixture, "POST"), ==, made);
      return;
    }
}

static void
test_mandatory (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellCrmLink) link = NULL;

  g_autofree char *order =
      g_strdup_printf ("'organization':{'mandatory':'%s'}", fixture->system->mandatory);

  engine_order (fixture, order);
  engine_run_ok (fixture, COSELL_CRM_SYNC_DESCRIBE);
  engine_ask_for (fixture);
  engine_run_ok (fixture, 0);
  link = engine_get_link (fixture);
  if (fixture->system ==
      &engine_salesforce) /* a rule of the organization, which nobody is told of before */
    {
      g_assert_cmpint (link->state, ==, COSELL_CRM_PARKED);
      g_assert_nonnull (strstr (link->reason, fixture->system->mandatory));
      return;
    }
  g_assert_cmpint (link->asks, ==, COSELL_CRM_ASKS_MANDATORY);
  g_assert_cmpstr (link->other, ==, fixture->system->mandatory);
}

/* K18: whatever becomes of the answer, there is one. */
static void
test_lost_answer (EngineFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "'drop':'after'", "'body':'cut'", "'body':'garbled'",
                                        "'drop':'before'", "'status':500" };
  g_autofree char *quoted = engine_get_here (fixture, "/name");
  g_autofree char *name = g_strndup (quoted + 1, strlen (quoted) - 2);
  /* from here on account and contact are there */
  g_autofree char *first = engine_create (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      CosellCrmSyncResult result;
      g_autoptr (CosellCrmLink) link = NULL;
      g_autoptr (GError) error = NULL;
      guint n = engine_count_named (fixture, name);

      g_test_message ("%s", faults[i]);
      /* two that are the same to the second are a question */
      engine_wait (fixture, G_TIME_SPAN_MINUTE);
      engine_ask_for (fixture);
      engine_order_fault (fixture, fixture->system->create, faults[i]);
      g_assert_false (engine_run (fixture, 0, &result, &error));
      link = engine_get_link (fixture);
      g_assert_cmpint (link->state, ==, COSELL_CRM_WAITING);
      /* the next try comes after its back-off */
      engine_wait (fixture, 20 * G_TIME_SPAN_MINUTE);
      engine_run_ok (fixture, 0);
      g_clear_pointer (&link, cosell_crm_link_free);
      link = engine_get_link (fixture);
      g_assert_cmpint (link->state, ==, COSELL_CRM_LINKED);
      g_assert_cmpuint (engine_count_named (fixture, name), ==, n + 1);
      assert_quiet (fixture);
    }
}

/* K18: the deal was edited before it was looked for; what was sent counts. */
static void
test_lost_answer_edited (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *quoted = engine_get_here (fixture, "/name");
  g_autofree char *name = g_strndup (quoted + 1, strlen (quoted) - 2);
  g_autofree char *before = engine_create (fixture); /* account and contact are there */
  guint n = engine_count_named (fixture, name);
  g_autoptr (CosellCrmLink) fresh = cosell_crm_link_new (fixture->deal, CRM, NULL);
  g_autoptr (CosellCrmLink) link = NULL;
  g_autofree char *value = NULL;
  CosellCrmSyncResult result;

  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->service.base.clock),
                               20 * G_TIME_SPAN_MINUTE);
  engine_put_link (fixture, fresh);
  engine_order_fault (fixture, fixture->system->create, "'drop':'after'");
  g_assert_false (engine_run (fixture, 0, &result, NULL));
  engine_edit (fixture, "value", "4711");
  engine_edit (fixture, "name", "Another name");
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->service.base.clock),
                               20 * G_TIME_SPAN_MINUTE);
  engine_run_ok (fixture, 0);
  link = engine_get_link (fixture);
  g_assert_cmpint (link->state, ==, COSELL_CRM_LINKED);
  g_assert_cmpstr (link->opportunity, !=, before);
  g_assert_cmpuint (engine_count_named (fixture, name), ==, n + 1);
  g_assert_cmpuint (engine_count_named (fixture, "Another name"), ==, 0);
  engine_run_ok (fixture, 0);
  value = engine_get_there (fixture, link->opportunity, COSELL_CRM_FIELD_VALUE);
  g_assert_true (g_str_has_prefix (value, "4711"));
}

/* --- edits --- */

static void
test_different_fields (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  CosellCrmSyncResult result;

  engine_edit (fixture, "value", "1234.5");
  engine_edit_there (fixture, id, COSELL_CRM_FIELD_NOTES, "'They want a pilot.'");
  result = engine_run_ok (fixture, 0);
  g_assert_cmpuint (result.to_crm, ==, 1);
  g_assert_cmpuint (result.from_crm, ==, 1);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, "1234.50");
  assert_here (fixture, "/details/notes", "\"They want a pilot.\"");
  g_assert_cmpuint (get_conflicts (fixture), ==, 0);
  assert_quiet (fixture);
}

static void
test_same_field (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  CosellCrmSyncResult result;

  engine_edit (fixture, "closeDate", "2027-03-01");
  engine_edit_there (fixture, id, COSELL_CRM_FIELD_CLOSE_DATE, "'2027-04-01'");
  result = engine_run_ok (fixture, 0);
  g_assert_cmpuint (result.conflicts, ==, 1);
  g_assert_cmpuint (get_conflicts (fixture), ==, BIT (CLOSE_DATE));
  assert_there (fixture, id, COSELL_CRM_FIELD_CLOSE_DATE, "\"2027-04-01\"");
  assert_here (fixture, "/details/closingDateTime", "\"2027-03-01T00:00:00Z\"");
  assert_quiet (fixture);
}

/* The same on both sides is no conflict. */
static void
test_same_value (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);

  engine_edit (fixture, "closeDate", "2027-03-01");
  engine_edit_there (fixture, id, COSELL_CRM_FIELD_CLOSE_DATE, "'2027-03-01'");
  engine_run_ok (fixture, 0);
  g_assert_cmpuint (get_conflicts (fixture), ==, 0);
  assert_quiet (fixture);
}

/* An edit that goes back before it went out is none. */
static void
test_taken_back (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *before = engine_get_there (fixture, id, COSELL_CRM_FIELD_VALUE);

  engine_edit (fixture, "value", "4711");
  engine_edit (fixture, "value", before);
  assert_quiet (fixture);
}

static void
test_held (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *before = engine_get_there (fixture, id, COSELL_CRM_FIELD_VALUE);
  g_autoptr (CosellCrmLink) link = NULL;

  engine_edit (fixture, "value", "4711");
  link = engine_get_link (fixture);
  g_assert_cmpuint (link->to_crm, ==, BIT (VALUE));
  link->held = TRUE;
  engine_put_link (fixture, link);
  assert_quiet (fixture);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, before);
  link->held = FALSE;
  engine_put_link (fixture, link);
  g_assert_cmpuint (engine_run_ok (fixture, 0).to_crm, ==, 1);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, "4711.00");
}

/* K9: what a rule refuses stays there, is said once, and is not tried again. */
static void
test_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *words = NULL;
  g_autofree char *before = engine_get_here (fixture, "/details/dealValue");

  engine_edit_there (fixture, id, COSELL_CRM_FIELD_VALUE, "null");
  engine_run_ok (fixture, 0);
  words = engine_get_notice (fixture, COSELL_CRM_FIELD_VALUE);
  g_assert_nonnull (words);
  assert_here (fixture, "/details/dealValue", before);
  assert_quiet (fixture);
}

/* One that is closed to edits for a while takes theirs as soon as it is open again, without a
 * change over there. */
static void
test_refused_for_a_while (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *other = engine_find_there (fixture);
  g_autofree char *id = engine_create (fixture);
  g_autofree char *words = NULL;
  g_autofree char *after = NULL;
  g_autofree char *here = NULL;
  guint before;

  engine_set (fixture, "fields", "{'stage':'off'}");
  engine_refuse_notes (fixture, TRUE);
  engine_edit_there (fixture, id, COSELL_CRM_FIELD_NOTES, "'They call on Monday.'");
  engine_run_ok (fixture, COSELL_CRM_SYNC_FULL);
  words = engine_get_notice (fixture, COSELL_CRM_FIELD_NOTES);
  g_assert_cmpstr (words, ==, ENGINE_REFUSAL);
  assert_quiet (fixture);
  /* later changes of others leave it behind */
  engine_wait (fixture, 10 * G_TIME_SPAN_MINUTE);
  engine_edit_there (fixture, other, COSELL_CRM_FIELD_NAME, "'Somebody else'");
  engine_run_ok (fixture, 0);
  engine_refuse_notes (fixture, FALSE);
  engine_mark (fixture, "40");
  before = engine_count_requests (fixture, NULL);
  g_assert_cmpuint (engine_run_ok (fixture, 0).from_crm, ==, 1);
  /* what changed, and this one */
  g_assert_cmpuint (engine_count_requests (fixture, NULL), ==, before + 2);
  here = engine_get_here (fixture, "/details/notes");
  g_assert_cmpstr (here, ==, "\"They call on Monday.\"");
  after = engine_get_notice (fixture, COSELL_CRM_FIELD_NOTES);
  g_assert_null (after);
  assert_quiet (fixture);
}

static void
test_stage (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);

  engine_edit_there (fixture, id, COSELL_CRM_FIELD_STAGE, fixture->system->stage_60);
  engine_run_ok (fixture, 0);
  assert_here (fixture, "/salesStage", "\"60\"");
  assert_quiet (fixture);
}

/* --- how it ends --- */

static void
closed_there (EngineFixture *fixture, const char *end)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *order = g_strdup_printf ("'id':'%s','close':'%s'", id, end);
  g_autoptr (CosellCrmLink) link = NULL;

  engine_order (fixture, order);
  engine_run_ok (fixture, 0);
  link = engine_get_link (fixture);
  g_assert_cmpuint (link->conflicts, ==, BIT (STATUS));
  g_assert_cmpstr (link->seen->values[COSELL_CRM_FIELD_STATUS], ==, end);
  assert_here (fixture, "/status", "\"Active\"");
  assert_quiet (fixture);
}

static void
test_won_there (EngineFixture *fixture, gconstpointer data)
{
  closed_there (fixture, "won");
}

static void
test_lost_there (EngineFixture *fixture, gconstpointer data)
{
  closed_there (fixture, "lost");
}

static gboolean
close_there (EngineFixture *fixture, gboolean won, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  const CosellCrmEnding ending = { .won = won };

  cosell_crm_sync_close_async (fixture->engine, fixture->deal, &ending, NULL, await_cb, &place);
  ended = await_result (&place);
  return cosell_crm_sync_link_finish (fixture->engine, ended, error);
}

static void
test_close (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (close_there (fixture, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (engine_get_status_there (fixture, id), ==, "lost");
  /* the deal is open still, which is asked about */
  g_assert_cmpuint (get_conflicts (fixture), ==, BIT (STATUS));
}

static void
test_deleted (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *order = g_strdup_printf ("'id':'%s','delete':true", id);
  g_autofree char *words = NULL;
  g_autoptr (CosellCrmLink) link = NULL;

  engine_order (fixture, order);
  engine_edit (fixture, "value", "4711");
  engine_run_ok (fixture, COSELL_CRM_SYNC_FULL);
  link = engine_get_link (fixture);
  g_assert_cmpint (link->state, ==, COSELL_CRM_GONE);
  words = engine_get_notice (fixture, COSELL_CRM_N_FIELDS);
  g_assert_nonnull (strstr (words, CRM));
  engine_edit (fixture, "value", "4712");
  g_assert_cmpuint (engine_run_ok (fixture, 0).to_crm, ==, 0);
  assert_here (fixture, "/details/dealValue", "4712");
}

/* Nothing else is linked: a run has nothing to ask for. */
static void
test_deleted_quiet (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_find_there (fixture);
  g_autofree char *order = g_strdup_printf ("'id':'%s','delete':true", id);
  g_autoptr (CosellCrmLink) link = NULL;
  guint n;

  g_assert_true (engine_link (fixture, id, NULL));
  engine_order (fixture, order);
  engine_run_ok (fixture, COSELL_CRM_SYNC_FULL);
  link = engine_get_link (fixture);
  g_assert_cmpint (link->state, ==, COSELL_CRM_GONE);
  n = engine_count_requests (fixture, NULL);
  engine_run_ok (fixture, 0);
  g_assert_cmpuint (engine_count_requests (fixture, NULL), ==, n);
}

/* --- trouble --- */

static void
test_trouble (EngineFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    int code;
  } faults[] = {
    { "'retryAfter':'17'", COSELL_HTTP_ERROR_BUSY },
    { "'status':401", COSELL_HTTP_ERROR_SIGN_IN },
    { "'status':503,'retryAfter':'9'", COSELL_HTTP_ERROR_BUSY },
    { "'drop':'before'", COSELL_HTTP_ERROR_OFFLINE },
  };
  static const char *const methods[] = { "GET", "PATCH" };
  g_autofree char *id = engine_create (fixture);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (faults) * G_N_ELEMENTS (methods); i++)
    {
      const char *method = methods[i % 2];
      g_autoptr (GError) error = NULL;
      g_autofree char *value = g_strdup_printf ("%u.25", 1000 + n);
      g_autofree char *notes = g_strdup_printf ("'Call %u'", n);
      g_autofree char *here = g_strdup_printf ("\"Call %u\"", n++);
      CosellCrmSyncResult result;

      g_test_message ("%s of %s", faults[i / 2].fault, method);
      engine_edit (fixture, "value", value);
      engine_edit_there (fixture, id, COSELL_CRM_FIELD_NOTES, notes);
      engine_order_fault (fixture, method, faults[i / 2].fault);
      /* a question that broke off is asked again at once */
      if (!engine_run (fixture, 0, &result, &error))
        g_assert_error (error, COSELL_HTTP_ERROR, faults[i / 2].code);
      else
        g_assert_true (i == 2 * G_N_ELEMENTS (faults) - 2);
      /* nothing is lost by it */
      engine_run_ok (fixture, 0);
      assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, value);
      assert_here (fixture, "/details/notes", here);
      g_assert_cmpuint (get_conflicts (fixture), ==, 0);
    }
  assert_quiet (fixture);
}

/* The mark never passes a page that did not come. */
static void
test_broken_list (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  CosellCrmSyncResult result;
  g_autoptr (GError) error = NULL;

  engine_edit_there (fixture, id, COSELL_CRM_FIELD_NOTES, "'Said once.'");
  engine_order_fault (fixture, "GET", "'body':'garbled'");
  g_assert_false (engine_run (fixture, 0, &result, &error));
  engine_run_ok (fixture, 0);
  assert_here (fixture, "/details/notes", "\"Said once.\"");
}

/* A newer version over there, met while writing: what is compared is what is there. */
static void
test_newer_version (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autoptr (CosellCrmLink) link = NULL;

  engine_edit (fixture, "value", "4711");
  link = engine_get_link (fixture);
  cosell_set_str (&link->mark, "W/\"1\"");
  engine_put_link (fixture, link);
  engine_edit_there (fixture, id, COSELL_CRM_FIELD_NOTES, "'Meanwhile'");
  engine_run_ok (fixture, 0);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, "4711.00");
  assert_here (fixture, "/details/notes", "\"Meanwhile\"");
}

/* K14 */
static void
test_sticky (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autofree char *order = g_strdup_printf ("'id':'%s','sticky':['%s']", id,
                                            fixture->system->fields[COSELL_CRM_FIELD_VALUE]);
  g_autofree char *words = NULL;
  guint written;

  engine_order (fixture, order);
  engine_edit (fixture, "value", "4711");
  written = engine_count_requests (fixture, "PATCH");
  engine_run_ok (fixture, 0);
  g_assert_cmpuint (engine_count_requests (fixture, "PATCH"), ==, written + 1);
  words = engine_get_notice (fixture, COSELL_CRM_FIELD_VALUE);
  g_assert_nonnull (words);
  g_test_message ("%s", words);
  assert_here (fixture, "/details/dealValue", "4711");
  assert_quiet (fixture);
}

static void
test_refused_there (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_create (fixture);
  g_autoptr (CosellCrmLink) link = NULL;

  engine_order_fault (fixture, "PATCH", "'status':400");
  engine_edit (fixture, "value", "4711");
  engine_run_ok (fixture, 0);
  link = engine_get_link (fixture);
  g_assert_cmpint (link->state, ==, COSELL_CRM_PARKED);
  g_assert_nonnull (link->reason);
  assert_quiet (fixture);
  link->state = COSELL_CRM_LINKED;
  engine_put_link (fixture, link);
  engine_run_ok (fixture, 0);
  assert_there (fixture, id, COSELL_CRM_FIELD_VALUE, "4711.00");
}

/* --- linking (K2) --- */

static void
test_link (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = engine_find_there (fixture);
  g_autoptr (GError) error = NULL;
  guint written = engine_count_requests (fixture, "PATCH");

  g_assert_true (engine_link (fixture, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_conflicts (fixture), !=, 0);
  engine_run_ok (fixture, 0);
  g_assert_cmpuint (engine_count_requests (fixture, "PATCH"), ==, written);
  /* a second one is refused (K1) */
  g_assert_false (engine_link (fixture, id, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

static void
test_link_to_nothing (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (engine_link (fixture, fixture->system->nothing, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_assert_null (engine_get_link (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ENGINE_TEST ("/crm/engine/create", test_create);
  ENGINE_TEST ("/crm/engine/K20-preview", test_preview);
  ENGINE_TEST ("/crm/engine/crm-id", test_crm_id);
  ENGINE_TEST ("/crm/engine/crm-id-of-nothing", test_crm_id_of_nothing);
  ENGINE_TEST ("/crm/engine/crm-id-of-one", test_crm_id_of_one);
  ENGINE_TEST ("/crm/engine/account-question", test_account_question);
  ENGINE_TEST ("/crm/engine/mandatory", test_mandatory);
  ENGINE_TEST ("/crm/engine/lost-answer", test_lost_answer);
  ENGINE_TEST ("/crm/engine/K18-lost-answer-edited", test_lost_answer_edited);
  ENGINE_TEST ("/crm/engine/different-fields", test_different_fields);
  ENGINE_TEST ("/crm/engine/same-field", test_same_field);
  ENGINE_TEST ("/crm/engine/same-value", test_same_value);
  ENGINE_TEST ("/crm/engine/taken-back", test_taken_back);
  ENGINE_TEST ("/crm/engine/held", test_held);
  ENGINE_TEST ("/crm/engine/refused", test_refused);
  ENGINE_TEST ("/crm/engine/K9-refused-for-a-while", test_refused_for_a_while);
  ENGINE_TEST ("/crm/engine/stage", test_stage);
  ENGINE_TEST ("/crm/engine/won-there", test_won_there);
  ENGINE_TEST ("/crm/engine/lost-there", test_lost_there);
  ENGINE_TEST ("/crm/engine/close", test_close);
  ENGINE_TEST ("/crm/engine/deleted", test_deleted);
  ENGINE_TEST ("/crm/engine/deleted-quiet", test_deleted_quiet);
  ENGINE_TEST ("/crm/engine/trouble", test_trouble);
  ENGINE_TEST ("/crm/engine/broken-list", test_broken_list);
  ENGINE_TEST ("/crm/engine/newer-version", test_newer_version);
  ENGINE_TEST ("/crm/engine/sticky", test_sticky);
  ENGINE_TEST ("/crm/engine/refused-there", test_refused_there);
  ENGINE_TEST ("/crm/engine/link", test_link);
  ENGINE_TEST ("/crm/engine/link-to-nothing", test_link_to_nothing);
  return g_test_run ();
}
