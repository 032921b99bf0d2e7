#include "sync/service-fixture.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-draft.h"
#include "support/await.h"
#include "support/json-bytes.h"
#include "support/json-text.h"

#define REFERRALS "/v1.0/engagements/referrals"
#define PARTNER "01e2abcd-52b0-4af3-a3ae-1fd1530b3563"

static const char draft_file[] =
    "{'customer':{'name':'Contoso AB','addressLine1':'Storgatan 1','city':'Malmö',"
    "'country':'SE','duns':'354111111','contacts':[{'firstName':'Sara',"
    "'lastName':'Ek','phone':'+46 40 100','email':'sara.ek@contoso.example'}],"
    "'consent':true},'name':'Contoso ERP move','location':'1234567',"
    "'value':'1200000','currency':'SEK','closeDate':'2027-01-15','crmId':'CRM-7',"
    "'campaignId':'Spring','notes':'Wants a pilot in March.','team':[{'firstName':"
    "'Ola','lastName':'Lind','phone':'+46 40 "
    "200','email':'ola.lind@fabrikam.example'}],"
    "'solutions':[{'id':'SOL-15974-MQF','name':'Fabrikam Suite','kind':'own'}],"
    "'help':'ProofOfConceptOrDemo','notesToMicrosoft':'Need a demo tenant.',"
    "'visibleToMicrosoft':true,'partners':[{'id':'" PARTNER "','name':'Tailwind',"
    "'closeDate':'2027-01-10','value':'200000','currency':'SEK','notes':'Rollout.',"
    "'team':[],'solutions':[{'id':'SOL-2','name':'Rollout','kind':'third-party'}],"
    "'help':'GeneralOrOther'}]}";

void
service_open (ServiceFixture *fixture, guint n_deals)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_open (&fixture->base);
  fixture->sandbox = cosell_sandbox_new (NULL, "practice", n_deals, 7, fixture->base.clock, &error);
  g_assert_no_error (error);
  g_assert_true (cosell_sandbox_listen (fixture->sandbox, 0, &error));
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->session, NULL);
  service_use_origin (fixture, cosell_sandbox_get_url (fixture->sandbox));
}

void
service_set_up (ServiceFixture *fixture, gconstpointer data)
{
  service_open (fixture, 40);
  sync_round_ok (&fixture->base, SYNC_ASKED);
}

void
service_use_origin (ServiceFixture *fixture, const char *origin)
{
  g_autoptr (GError) error = NULL;

  if (fixture->base.sync != NULL)
    {
      g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
      g_assert_finalize_object (g_steal_pointer (&fixture->http));
    }
  fixture->http = cosell_http_remote_new (origin, &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (fixture->http, "practice");
  fixture->base.sync =
      cosell_sync_new (fixture->base.store, COSELL_REMOTE (fixture->http), fixture->base.lock_path);
}

void
service_tear_down (ServiceFixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_clear_object (&fixture->session);
  cosell_sandbox_disconnect (fixture->sandbox);
  g_clear_object (&fixture->sandbox);
  sync_fixture_close (&fixture->base);
}

CosellJson *
service_control (ServiceFixture *fixture, const char *name, const char *body)
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
      g_autofree char *text = json_printf ("%s", body);
      g_autoptr (GBytes) request = g_bytes_new (text, strlen (text));

      soup_message_set_request_body_from_bytes (message, "application/json", request);
    }
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, await_cb,
                                    &place);
  result = await_result (&place);
  answer = soup_session_send_and_read_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  json = json_parse_bytes (answer, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s: %s: %s", name, body, cosell_json_get_text (json, NULL));
  return json;
}

void
service_order (ServiceFixture *fixture, const char *name, const char *body)
{
  cosell_json_unref (service_control (fixture, name, body));
}

void
service_order_fault (ServiceFixture *fixture, const char *method, const char *members, ...)
{
  g_autofree char *more = NULL;
  g_autofree char *body = NULL;
  va_list args;

  va_start (args, members);
  more = g_strdup_vprintf (members, args);
  va_end (args);
  body = json_printf ("{'method':'%s','path':'" REFERRALS "',%s}", method, more);
  service_order (fixture, "faults", body);
}

guint
service_count_requests (ServiceFixture *fixture, const char *method)
{
  g_autoptr (CosellJson) log = service_control (fixture, "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));

      n += g_str_has_prefix (path, REFERRALS) &&
           (method == NULL ||
            cosell_json_string_equal (cosell_json_member (entry, "method"), method));
    }
  return n;
}

guint
service_count_server (ServiceFixture *fixture)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);

  return cosell_json_length (cosell_json_member (cosell_json_root (state), "value"));
}

guint
service_assert_same (ServiceFixture *fixture)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (referral, "id"));
      g_autofree char *theirs = cosell_json_dup_raw (referral);
      g_autofree char *ours = sync_get_base (&fixture->base, id);

      if (!cosell_json_text_equal (ours, theirs))
        g_assert_cmpstr (ours, ==, theirs);
    }
  return cosell_json_length (referrals);
}

char *
service_get_server_value (ServiceFixture *fixture, const char *id, const char *pointer)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
        return cosell_json_dup_raw (cosell_json_pointer (referral, pointer));
    }
  g_assert_not_reached ();
}

char *
service_find_deal (ServiceFixture *fixture, const char *substatus, guint n)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);
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

char *
service_find_unloved (ServiceFixture *fixture)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *one = service_find_deal (fixture, "Accepted", n);
      g_autofree char *heart = service_get_server_value (fixture, one, "/favorite");

      if (g_strcmp0 (heart, "true") != 0)
        return g_steal_pointer (&one);
    }
}

char *
service_find_newest (ServiceFixture *fixture)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  CosellJsonValue last = cosell_json_element (referrals, cosell_json_length (referrals) - 1);

  return cosell_json_dup_string (cosell_json_member (last, "id"));
}

/* --- the store --- */

void
service_run (ServiceFixture *fixture, CosellStoreFunc func, Job *job)
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

void
service_edit (ServiceFixture *fixture, const char *id, const char *path, const char *value)
{
  Job job = { .id = id, .path = path, .value = value };

  service_run (fixture, edit_job, &job);
}

static gboolean
act_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return job->act (store, job->seq, error);
}

void
service_act (ServiceFixture *fixture,
             gint64 seq,
             gboolean (*func) (CosellStore *, gint64, GError **))
{
  Job job = { .seq = seq, .act = func };

  service_run (fixture, act_job, &job);
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

void
service_assert_sync (ServiceFixture *fixture, const char *id, CosellSyncState state)
{
  Job job = { .id = id };

  service_run (fixture, sync_job, &job);
  g_assert_cmpint (job.sync, ==, state);
}

void
service_assert_outbox_empty (ServiceFixture *fixture)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);

  for (guint i = 0; i < entries->len; i++)
    g_test_message ("%s", ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->last_error);
  g_assert_cmpuint (entries->len, ==, 0);
}

void
service_edit_as_partner (ServiceFixture *fixture,
                         const char *id,
                         const char *path,
                         const char *value)
{
  g_autofree char *body =
      json_printf ("{'as':'microsoft','do':'edit','id':'%s','patch':[{'op':'replace',"
                   "'path':'%s','value':%s}]}",
                   id, path, value);

  service_order (fixture, "act", body);
}

CosellDraft *
service_new_draft (void)
{
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json (json_text (draft_file), &error);

  g_assert_no_error (error);
  return draft;
}

void
service_submit (ServiceFixture *fixture, Half half)
{
  g_autoptr (CosellDraft) draft = service_new_draft ();
  g_autofree char *engagement = g_uuid_string_random ();
  g_autofree char *own = cosell_draft_own_body (draft, engagement);
  g_auto (GStrv) invitations = cosell_draft_invitation_bodies (draft, engagement);

  g_assert_cmpuint (g_strv_length (invitations), ==, 2);
  if (half != PARTNER_HALF)
    for (guint i = half == OWN ? 0 : 1; i < 2; i++)
      g_clear_pointer (&invitations[i], g_free);
  sync_submit_bodies (&fixture->base, "Contoso ERP move", own, (const char *const *) invitations);
}
