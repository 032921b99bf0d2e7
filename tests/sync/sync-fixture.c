/* sync-fixture.c: a store in a temporary folder, a fake service, and an engine between them */
#include "sync/sync-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "support/await.h"
#include "support/json-text.h"
#include "sync/cosell-round.h"

#define ARRIVAL_LIMIT_MS 20
#define ENGAGEMENT "65edc0b5-3485-41b7-a17e-dfa9ef4706e2"

void
sync_fixture_open (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gint64 now = 0;

  g_assert_true (cosell_time_parse ("2026-11-22T08:00:00Z", &now));
  fixture->folder = g_dir_make_tmp ("cosell-sync-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cosell.db", NULL);
  fixture->lock_path = g_build_filename (fixture->folder, "sync.lock", NULL);
  fixture->clock = cosell_manual_clock_new (now);
  fixture->store = cosell_store_new (path, fixture->clock, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
sync_fixture_close (SyncFixture *fixture)
{
  cosell_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->lock_path);
}

void
sync_fixture_set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  fixture->remote = fake_remote_new ();
  fixture->sync =
      cosell_sync_new (fixture->store, COSELL_REMOTE (fixture->remote), fixture->lock_path);
  cosell_sync_set_arrival_limit (fixture->sync, ARRIVAL_LIMIT_MS);
}

void
sync_fixture_tear_down (SyncFixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->remote));
  sync_fixture_close (fixture);
}

gboolean
sync_round (SyncFixture *fixture, CosellSyncFlags flags, CosellSyncResult *result, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) async_result = NULL;

  cosell_sync_round_async (fixture->sync, flags, NULL, await_cb, &place);
  async_result = await_result (&place);
  return cosell_sync_round_finish (fixture->sync, async_result, result, error);
}

CosellSyncResult
sync_round_ok (SyncFixture *fixture, CosellSyncFlags flags)
{
  g_autoptr (GError) error = NULL;
  CosellSyncResult result = { 0 };

  sync_round (fixture, flags, &result, &error);
  g_assert_no_error (error);
  return result;
}

CosellSyncResult
sync_round_error (SyncFixture *fixture, CosellSyncFlags flags, CosellHttpError code)
{
  g_autoptr (GError) error = NULL;
  CosellSyncResult result = { 0 };

  g_assert_false (sync_round (fixture, flags, &result, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, (int) code);
  return result;
}

const char *
sync_put (SyncFixture *fixture, const char *id, const char *name)
{
  g_autofree char *text = json_printf (
      "{'id':'%s','engagementId':'engagement-%s','organizationId':'" FAKE_OWN "',"
      "'organizationName':'Fabrikam','name':'%s','status':'Active',"
      "'substatus':'Accepted','type':'Independent','direction':'Outgoing',"
      "'createdDateTime':'2026-11-01T08:00:00Z','customerProfile':{'name':'Contoso'},"
      "'details':{'dealValue':1000,'currency':'SEK','notes':'first','requirements':{'solutions':[{'"
      "id':'SOL-1','name':'Fabrikam Suite','type':'Name'}]}},'odd':[1,null]}",
      id, id, name);

  return fake_remote_put (fixture->remote, text);
}

GError *
sync_error (CosellHttpError code)
{
  return cosell_http_error_new (code, 0, FALSE, "The words of the service.");
}

GError *
sync_error_unknown (CosellHttpError code)
{
  return cosell_http_error_new (code, 0, TRUE, "The words of the service.");
}

/* The service's id of what tests call by a name; local ids are numbers. */
static const char *
id_of (SyncFixture *fixture, const char *id)
{
  return fixture->remote == NULL || id[strspn (id, "0123456789")] == '\0' ? id : fake_id (id);
}

/* store jobs */

typedef struct
{
  const char *id;
  const char *key;
  const char *value;
  const char *const *invitations;
  GArray *keys;
  GPtrArray *entries;
  char *text;
} Job;

static void
run_in (SyncFixture *fixture, CosellStoreMode mode, CosellStoreFunc func, Job *job)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (fixture->store, mode, func, job, &error);
  g_assert_no_error (error);
}

static void
run (SyncFixture *fixture, CosellStoreFunc func, Job *job)
{
  run_in (fixture, COSELL_STORE_WRITE, func, job);
}

static void
run_read (SyncFixture *fixture, CosellStoreFunc func, Job *job)
{
  run_in (fixture, COSELL_STORE_READ, func, job);
}

static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  CosellDealQuery query = { .tab = COSELL_TAB_ALL };

  job->keys = cosell_store_query_deals (store, &query, error);
  return job->keys != NULL;
}

guint
sync_count_deals (SyncFixture *fixture)
{
  Job job = { 0 };
  g_autoptr (GArray) keys = NULL;

  run_read (fixture, count_job, &job);
  keys = job.keys;
  return keys->len;
}

static gboolean
meta_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_get_meta (store, job->key, &job->text, error);
}

char *
sync_get_meta (SyncFixture *fixture, const char *key)
{
  Job job = { .key = key };

  run_read (fixture, meta_job, &job);
  return job.text;
}

static gboolean
set_meta_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_set_meta (store, job->key, job->value, error);
}

void
sync_set_meta (SyncFixture *fixture, const char *key, const char *value)
{
  Job job = { .key = key, .value = value };

  run (fixture, set_meta_job, &job);
}

static CosellDocument *
get_own_document (CosellStore *store, const char *remote_id, GError **error)
{
  gint64 deal = cosell_store_find_deal (store, remote_id, error);
  g_autoptr (GPtrArray) documents =
      deal > 0 ? cosell_store_get_documents (store, deal, error) : NULL;

  return documents != NULL ? g_ptr_array_steal_index (documents, 0) : NULL;
}

static gboolean
edit_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  CosellDocument *document = get_own_document (store, job->id, error);
  gboolean good = document != NULL &&
                  cosell_changes_set (changes, document->current, job->key, job->value, error) &&
                  cosell_store_edit_referral (store, document->referral, changes, error);

  g_clear_pointer (&document, cosell_document_free);
  return good;
}

void
sync_edit (SyncFixture *fixture, const char *remote_id, const char *key, const char *value)
{
  Job job = { .id = id_of (fixture, remote_id), .key = key, .value = value };

  run (fixture, edit_job, &job);
}

static gboolean
submit_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  g_autofree char *draft = json_printf ("{'name':'%s'}", job->value);
  gint64 id = 0;

  cosell_set_str (&row->name, job->value);
  row->status = COSELL_DEAL_STATUS_DRAFT;
  row->direction = COSELL_DIRECTION_OUTBOUND;
  id = cosell_store_save_draft (store, 0, draft, row, NULL, error);
  return id > 0 && cosell_store_submit_draft (store, id, job->key, job->invitations, error);
}

void
sync_submit_bodies (SyncFixture *fixture,
                    const char *name,
                    const char *own,
                    const char *const *invitations)
{
  Job job = { .value = name, .key = own, .invitations = invitations };

  run (fixture, submit_job, &job);
}

char *
sync_make_body (const char *engagement, const char *name, gboolean shared, gboolean to_microsoft)
{
  return json_printf (
      "{'engagementId':'%s','name':'%s','type':'%s','target':[%s],'customerProfile':{"
      "'name':'Contoso','address':{'addressLine1':'Storgatan 1','city':'Lund','country':'SE'},"
      "'team':[{'firstName':'Sara','lastName':'Ek','phoneNumber':'+46 40 100',"
      "'email':'sara.ek@contoso.example'}]},'consent':{'consentToContact':true,"
      "'consentToToShareInfoWithOthers':true,'consentToShareReferralWithMicrosoftSellers':%s},"
      "'details':{'dealValue':1.00,'currency':'SEK','closingDateTime':"
      "'2027-01-15T00:00:00.0000000Z','notes':'Pilot','requirements':{'solutions':["
      "{'id':'SOL-1','name':'Fabrikam Suite','type':'Name'}]}}}",
      engagement, name, shared ? "Shared" : "Independent",
      to_microsoft ? "{'type':'BusinessProfileLocation','id':'msft'}"
                   : "{'type':'SolutionProfile','id':'SOL-1'}",
      shared ? "true" : "false");
}

void
sync_submit (SyncFixture *fixture, const char *name, gboolean with_microsoft)
{
  sync_submit_in (fixture, ENGAGEMENT, name, with_microsoft);
}

void
sync_submit_in (SyncFixture *fixture,
                const char *engagement,
                const char *name,
                gboolean with_microsoft)
{
  g_autofree char *own = sync_make_body (engagement, name, with_microsoft, FALSE);
  g_autofree char *microsoft = sync_make_body (engagement, name, TRUE, TRUE);

  sync_submit_bodies (fixture, name, own,
                      (const char *[]){ with_microsoft ? microsoft : NULL, NULL });
}

static gboolean
outbox_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  job->entries = cosell_store_get_outbox (store, 0, error);
  return job->entries != NULL;
}

GPtrArray *
sync_get_outbox (SyncFixture *fixture)
{
  Job job = { 0 };

  run_read (fixture, outbox_job, &job);
  return job.entries;
}

static gboolean
mark_job (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_store_next_outbox (store, 0, TRUE, error);

  return entry != NULL && cosell_store_mark_sent (store, entry->seq, error);
}

void
sync_mark_first_sent (SyncFixture *fixture)
{
  Job job = { 0 };

  run (fixture, mark_job, &job);
}

static char *
dup_value (const char *text, const char *pointer)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  return cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (json), pointer));
}

static gboolean
value_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  CosellDocument *document = get_own_document (store, job->id, error);

  if (document != NULL)
    job->text = dup_value (document->current, job->key);
  g_clear_pointer (&document, cosell_document_free);
  return TRUE;
}

char *
sync_get_value (SyncFixture *fixture, const char *remote_id, const char *pointer)
{
  Job job = { .id = id_of (fixture, remote_id), .key = pointer };

  run_read (fixture, value_job, &job);
  return job.text;
}

static gboolean
base_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  gint64 deal = cosell_store_find_deal (store, job->id, NULL);
  g_autoptr (GPtrArray) documents =
      deal > 0 ? cosell_store_get_documents (store, deal, error) : NULL;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);

      if (g_strcmp0 (document->remote_id, job->id) == 0)
        job->text = g_strdup (document->base);
    }
  return TRUE;
}

char *
sync_get_base (SyncFixture *fixture, const char *remote_id)
{
  Job job = { .id = id_of (fixture, remote_id) };

  run_read (fixture, base_job, &job);
  return job.text;
}

static void
assert_here (const char *id, const char *text, gpointer data)
{
  g_autofree char *base = sync_get_base (data, id);

  g_assert_nonnull (base);
  /* an answer with one referral begins with where such a thing is described */
  g_assert_cmpstr (g_str_has_prefix (base, "{\"@odata.context\"") ? strchr (base, ',') + 1
                                                                  : base + 1,
                   ==, text + 1);
}

void
sync_assert_same (SyncFixture *fixture)
{
  fake_remote_foreach (fixture->remote, assert_here, fixture);
}

char *
sync_get_remote_value (SyncFixture *fixture, const char *remote_id, const char *pointer)
{
  const char *text = fake_remote_peek (fixture->remote, remote_id);

  g_assert_nonnull (text);
  return dup_value (text, pointer);
}

typedef struct
{
  const char *id;
  gboolean invisible;
} VisibleJob;

static gboolean
visible_job (CosellStore *store, gpointer data, GError **error)
{
  VisibleJob *job = data;
  gint64 deal = cosell_store_find_deal (store, job->id, error);
  g_autoptr (CosellDealData) row = deal > 0 ? cosell_store_get_deal (store, deal, error) : NULL;

  job->invisible = row != NULL && row->invisible_since != COSELL_NO_TIME;
  return row != NULL;
}

gboolean
sync_is_invisible (SyncFixture *fixture, const char *remote_id)
{
  VisibleJob job = { .id = id_of (fixture, remote_id) };
  g_autoptr (GError) error = NULL;

  cosell_store_run (fixture->store, COSELL_STORE_READ, visible_job, &job, &error);
  g_assert_no_error (error);
  return job.invisible;
}
