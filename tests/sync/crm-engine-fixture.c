#include "sync/crm-engine-fixture.h"

#include "base/cosell-str.h"
#include "crm/cosell-dynamics.h"
#include "crm/cosell-salesforce.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-rule-error.h"
#include "model/cosell-rules.h"
#include "store/cosell-store-crm.h"
#include "support/await.h"
#include "support/json-text.h"

const EngineSystem engine_dynamics = {
  .kind = COSELL_CRM_DYNAMICS,
  .path = "/api/data",
  .id = "opportunityid",
  .fields = { "name", "estimatedvalue", "estimatedclosedate", "description", "salesstage" },
  .create = "PATCH",
  .stages = "{'0':'20','1':'40','2':'60','3':'80'}",
  .stage_60 = "2",
  .mandatory = "new_referralid",
  .nothing = "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10",
};

const EngineSystem engine_salesforce = {
  .kind = "salesforce",
  .path = "/services/data",
  .id = "Id",
  .fields = { "Name", "Amount", "CloseDate", "Description", "StageName" },
  .create = "POST",
  .stages = "{'Qualification':'20','Needs Analysis':'40','Proposal/Price Quote':'60',"
            "'Negotiation/Review':'80'}",
  .stage_60 = "'Proposal/Price Quote'",
  .mandatory = "Region__c",
  .nothing = "006000000000ZZZAAA",
};

/* --- jobs --- */

typedef struct
{
  const char *key, *value;
  gint64 deal;
  CosellCrmLink *link;
  const CosellCrmLink *put;
} EngineJob;

static gboolean
run_job (EngineFixture *fixture, CosellStoreFunc func, EngineJob *job, GError **error)
{
  return cosell_store_run (fixture->service.base.store, COSELL_STORE_WRITE, func, job, error);
}

static void
run (EngineFixture *fixture, CosellStoreFunc func, EngineJob *job)
{
  g_autoptr (GError) error = NULL;

  run_job (fixture, func, job, &error);
  g_assert_no_error (error);
}

static int refuses_notes; /* atomic */

/* What the window does, without its screen. */
static gboolean
edit_cb (CosellStore *store,
         gint64 deal,
         const char *key,
         const char *value,
         gint64 now,
         GError **error)
{
  g_autoptr (CosellDealData) row = cosell_store_get_deal (store, deal, error);
  g_autoptr (GPtrArray) documents =
      row != NULL ? cosell_store_get_documents (store, deal, error) : NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  const CosellDocument *own;

  if (documents == NULL || !cosell_rules_require (row, COSELL_ACTION_EDIT, now, error))
    return FALSE;
  if (g_str_equal (key, "notes") && g_atomic_int_get (&refuses_notes))
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, ENGINE_REFUSAL);
      return FALSE;
    }
  own = g_ptr_array_index (documents, 0);
  if (g_str_equal (key, "stage"))
    cosell_changes_set_stage (changes, own->current, atoi (value));
  else if (g_str_equal (key, "member"))
    {
      if (!cosell_changes_add_member (changes, own->current, value, error))
        return FALSE;
    }
  else if (!cosell_changes_set (changes, own->current, key, value, error))
    return FALSE;
  return cosell_store_edit_referral (store, own->referral, changes, error);
}

static gboolean
add_crm_job (CosellStore *store, gpointer data, GError **error)
{
  const EngineJob *job = data;
  g_autoptr (CosellCrmAccount) crm =
      cosell_crm_account_new (CRM, job->key, job->value, NULL, error);

  return crm != NULL && cosell_store_put_crm (store, crm, error);
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  EngineJob *job = data;

  job->deal = cosell_store_find_deal (store, job->value, error);
  return job->deal != 0;
}

static CosellCrm *
open_crm (EngineFixture *fixture, const char *url)
{
  g_autoptr (GError) error = NULL;
  CosellCrm *crm;

  if (fixture->system == &engine_salesforce)
    {
      crm = COSELL_CRM (cosell_salesforce_new (url, &error));
      g_assert_no_error (error);
      cosell_salesforce_set_token (COSELL_SALESFORCE (crm), "practice");
    }
  else
    {
      crm = COSELL_CRM (cosell_dynamics_new (url, &error));
      g_assert_no_error (error);
      cosell_dynamics_set_token (COSELL_DYNAMICS (crm), "practice");
    }
  return crm;
}

void
engine_use_deal (EngineFixture *fixture, guint n)
{
  EngineJob job = { NULL };

  cosell_take_str (&fixture->remote_id, service_find_deal (&fixture->service, "Accepted", n));
  job.value = fixture->remote_id;
  run (fixture, find_job, &job);
  fixture->deal = job.deal;
}

void
engine_set_up (EngineFixture *fixture, gconstpointer system)
{
  EngineJob job = { NULL };

  fixture->system = system;
  engine_refuse_notes (fixture, FALSE);
  service_open (&fixture->service, 40);
  cosell_sandbox_add_opportunities (fixture->service.sandbox, 40);
  sync_round_ok (&fixture->service.base, SYNC_ASKED);
  job.key = COSELL_CRM_DYNAMICS; /* the engine asks nobody which it is */
  job.value = cosell_sandbox_get_url (fixture->service.sandbox);
  fixture->crm = open_crm (fixture, job.value);
  run (fixture, add_crm_job, &job);
  fixture->engine = cosell_crm_sync_new (fixture->service.base.store, fixture->crm, CRM, edit_cb);
  engine_use_deal (fixture, 0);
  engine_run_ok (fixture, COSELL_CRM_SYNC_APPLY);
  engine_set (fixture, "stages", fixture->system->stages);
}

void
engine_tear_down (EngineFixture *fixture, gconstpointer system)
{
  g_assert_finalize_object (fixture->engine);
  g_assert_finalize_object (fixture->crm);
  g_free (fixture->remote_id);
  service_tear_down (&fixture->service, NULL);
}

/* --- the engine --- */

gboolean
engine_run (EngineFixture *fixture,
            CosellCrmSyncFlags flags,
            CosellCrmSyncResult *result,
            GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) ended = NULL;

  cosell_crm_sync_run_async (fixture->engine, flags, NULL, await_cb, &place);
  ended = await_result (&place);
  return cosell_crm_sync_run_finish (fixture->engine, ended, result, error);
}

CosellCrmSyncResult
engine_run_ok (EngineFixture *fixture, CosellCrmSyncFlags flags)
{
  CosellCrmSyncResult result = { 0 };
  g_autoptr (GError) error = NULL;

  engine_run (fixture, flags, &result, &error);
  g_assert_no_error (error);
  return result;
}

gboolean
engine_link (EngineFixture *fixture, const char *opportunity, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) ended = NULL;

  cosell_crm_sync_link_async (fixture->engine, fixture->deal, opportunity, NULL, await_cb, &place);
  ended = await_result (&place);
  return cosell_crm_sync_link_finish (fixture->engine, ended, error);
}

void
engine_wait (EngineFixture *fixture, gint64 microseconds)
{
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->service.base.clock), microseconds);
}

static gboolean
ask_for_job (CosellStore *store, gpointer data, GError **error)
{
  const EngineJob *job = data;
  g_autoptr (CosellCrmLink) link = cosell_crm_link_new (job->deal, CRM, NULL);

  link->make_account = TRUE;
  return cosell_store_put_crm_link (store, link, error);
}

void
engine_ask_for (EngineFixture *fixture)
{
  EngineJob job = { .deal = fixture->deal };

  run (fixture, ask_for_job, &job);
}

char *
engine_create (EngineFixture *fixture)
{
  g_autoptr (CosellCrmLink) link = NULL;
  CosellCrmSyncResult result;

  engine_ask_for (fixture);
  result = engine_run_ok (fixture, 0);
  link = engine_get_link (fixture);
  for (guint i = 0; i < link->notices->len; i++)
    g_test_message ("notice: %s", ((CosellCrmNotice *) link->notices->pdata[i])->words);
  g_test_message ("state %s, asks %d %s, %s", cosell_crm_link_state_nick (link->state),
                  (int) link->asks, link->other, link->reason);
  g_assert_cmpuint (result.created, ==, 1);
  g_assert_cmpint (link->state, ==, COSELL_CRM_LINKED);
  return g_strdup (link->opportunity);
}

/* --- here --- */

static gboolean
get_link_job (CosellStore *store, gpointer data, GError **error)
{
  EngineJob *job = data;
  g_autoptr (GError) why = NULL;

  job->link = cosell_store_get_crm_link (store, job->deal, &why);
  g_assert_no_error (why);
  return TRUE;
}

CosellCrmLink *
engine_get_link (EngineFixture *fixture)
{
  EngineJob job = { .deal = fixture->deal };

  run (fixture, get_link_job, &job);
  return job.link;
}

static gboolean
put_link_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_put_crm_link (store, ((EngineJob *) data)->put, error);
}

void
engine_put_link (EngineFixture *fixture, const CosellCrmLink *link)
{
  EngineJob job = { .put = link };

  run (fixture, put_link_job, &job);
}

static gboolean
set_job (CosellStore *store, gpointer data, GError **error)
{
  const EngineJob *job = data;
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, CRM, error);

  return state != NULL &&
         cosell_crm_settings_set (state->settings, job->key, job->value, state->description,
                                  error) &&
         cosell_store_put_crm_settings (store, CRM, state->settings, error);
}

void
engine_set (EngineFixture *fixture, const char *key, const char *value)
{
  g_autofree char *text = g_strdup (value);
  EngineJob job = { .key = key, .value = g_strdelimit (text, "'", '"') };

  run (fixture, set_job, &job);
}

void
engine_refuse_notes (EngineFixture *fixture, gboolean refuses)
{
  g_atomic_int_set (&refuses_notes, refuses);
}

static gboolean
mark_job (CosellStore *store, gpointer data, GError **error)
{
  const EngineJob *job = data;

  return edit_cb (store, job->deal, "stage", job->value, 0, error);
}

void
engine_mark (EngineFixture *fixture, const char *stage)
{
  EngineJob job = { .deal = fixture->deal, .value = stage };

  run (fixture, mark_job, &job);
}

char *
engine_get_notice (EngineFixture *fixture, CosellCrmField field)
{
  g_autoptr (CosellCrmLink) link = engine_get_link (fixture);

  for (guint i = 0; i < link->notices->len; i++)
    {
      const CosellCrmNotice *notice = g_ptr_array_index (link->notices, i);

      if (notice->field == field)
        return g_strdup (notice->words);
    }
  return NULL;
}

void
engine_edit (EngineFixture *fixture, const char *key, const char *value)
{
  sync_edit (&fixture->service.base, fixture->remote_id, key, value);
}

char *
engine_get_here (EngineFixture *fixture, const char *pointer)
{
  return sync_get_value (&fixture->service.base, fixture->remote_id, pointer);
}

/* --- there --- */

void
engine_order (EngineFixture *fixture, const char *members)
{
  g_autofree char *body = g_strdup_printf ("{'kind':'%s',%s}", fixture->system->kind, members);

  service_order (&fixture->service, "crm", body);
}

void
engine_edit_there (EngineFixture *fixture, const char *id, CosellCrmField field, const char *value)
{
  g_autofree char *order =
      g_strdup_printf ("'id':'%s','set':{'%s':%s}", id, fixture->system->fields[field], value);

  engine_order (fixture, order);
}

static CosellJson *
read_all (EngineFixture *fixture)
{
  g_autofree char *name = g_strconcat ("crm?kind=", fixture->system->kind, NULL);

  return service_control (&fixture->service, name, NULL);
}

/* The member of an opportunity. */
static char *
read_there (EngineFixture *fixture, const char *id, const char *member)
{
  g_autoptr (CosellJson) all = read_all (fixture);
  CosellJsonValue rows = cosell_json_member (cosell_json_root (all), "value");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);

      if (cosell_json_string_equal (cosell_json_member (row, fixture->system->id), id))
        return cosell_json_dup_raw (cosell_json_member (row, member));
    }
  return NULL;
}

char *
engine_get_there (EngineFixture *fixture, const char *id, CosellCrmField field)
{
  return read_there (fixture, id, fixture->system->fields[field]);
}

const char *
engine_get_status_there (EngineFixture *fixture, const char *id)
{
  g_autofree char *state = NULL;
  g_autofree char *won = NULL;

  if (fixture->system == &engine_dynamics)
    {
      state = read_there (fixture, id, "statecode");
      return g_str_equal (state, "0") ? "open" : g_str_equal (state, "1") ? "won" : "lost";
    }
  state = read_there (fixture, id, "IsClosed");
  won = read_there (fixture, id, "IsWon");
  return g_str_equal (state, "false") ? "open" : g_str_equal (won, "true") ? "won" : "lost";
}

char *
engine_find_there (EngineFixture *fixture)
{
  g_autoptr (CosellJson) all = read_all (fixture);
  CosellJsonValue rows = cosell_json_member (cosell_json_root (all), "value");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      char *id = cosell_json_dup_string (
          cosell_json_member (cosell_json_element (rows, i), fixture->system->id));

      if (g_str_equal (engine_get_status_there (fixture, id), "open"))
        return id;
      g_free (id);
    }
  g_assert_not_reached ();
}

guint
engine_count_named (EngineFixture *fixture, const char *name)
{
  g_autoptr (CosellJson) all = read_all (fixture);
  CosellJsonValue rows = cosell_json_member (cosell_json_root (all), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (rows); i++)
    n += cosell_json_string_equal (
        cosell_json_member (cosell_json_element (rows, i),
                            fixture->system->fields[COSELL_CRM_FIELD_NAME]),
        name);
  return n;
}

void
engine_order_fault (EngineFixture *fixture, const char *method, const char *members)
{
  g_autofree char *body =
      method != NULL ? g_strdup_printf ("{'method':'%s','path':'%s',%s}", method,
                                        fixture->system->path, members)
                     : g_strdup_printf ("{'path':'%s',%s}", fixture->system->path, members);

  service_order (&fixture->service, "faults", body);
}

guint
engine_count_requests (EngineFixture *fixture, const char *method)
{
  g_autoptr (CosellJson) log = service_control (&fixture->service, "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));

      n += g_str_has_prefix (path, fixture->system->path) &&
           (method == NULL ||
            cosell_json_string_equal (cosell_json_member (entry, "method"), method));
    }
  return n;
}
