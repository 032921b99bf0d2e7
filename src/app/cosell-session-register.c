/* Deal registration (rules E): one job, and so one transaction; an outbox entry of its own. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-registration-entry.h"

/* A deal with all that a registration is checked against. */
typedef struct
{
  CosellDealData *row;
  GPtrArray *documents;
  const CosellDocument *own;
  CosellJson *json;     /* of own */
  GHashTable *eligible; /* (nullable) */
} Subject;

static void
subject_clear (Subject *self)
{
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->json, cosell_json_unref);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

gboolean
cosell_job_read_eligible (CosellStore *store, GHashTable **eligible, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *catalog = cosell_store_get_meta (store, "catalog-solutions", &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *eligible = cosell_eligibility_read_catalog (catalog);
  return TRUE;
}

gboolean
cosell_job_check_register (CosellStore *store,
                           const CosellDealData *row,
                           const CosellDocument *own,
                           CosellVerdict *verdict,
                           GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (own->current, -1, error);

  if (json == NULL || !cosell_job_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_verdict_clear (verdict);
  cosell_rules_check_register (row, cosell_json_root (json), eligible, verdict);
  return TRUE;
}

/* What the rules say of the deal comes before anything else. */
static gboolean
subject_load (Subject *self, CosellStore *store, const CosellJob *job, GError **error)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  if (!cosell_job_require (store, job->id, COSELL_ACTION_REGISTER, job->now, &self->row, error))
    return FALSE;
  self->documents = cosell_store_get_documents (store, job->id, error);
  if (self->documents == NULL)
    return FALSE;
  if (self->documents->len == 0)
    {
      g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                           _ ("Nothing of this deal is stored here. Sync, then try again."));
      return FALSE;
    }
  self->own = g_ptr_array_index (self->documents, 0);
  self->json = cosell_json_parse (self->own->current, -1, error);
  if (self->json == NULL || !cosell_job_read_eligible (store, &self->eligible, error))
    return FALSE;
  cosell_rules_check_register (self->row, cosell_json_root (self->json), self->eligible, &verdict);
  if (!verdict.allowed)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, verdict.reason);
  return verdict.allowed;
}

/* When Microsoft was invited. */
static gint64
read_invited_at (GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (CosellJson) json = NULL;
      g_autofree char *created = NULL;
      gint64 instant;

      if (document->role != COSELL_ROLE_MICROSOFT)
        continue;
      json = cosell_json_parse (document->current, -1, NULL);
      created =
          cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "createdDateTime"));
      return cosell_time_parse_possible (created, &instant) ? instant : COSELL_NO_TIME;
    }
  return COSELL_NO_TIME;
}

static void
fill_context (const Subject *subject, gint64 now, CosellRegistrationContext *context)
{
  g_autofree char *today = cosell_time_format_date (now);

  *context = (CosellRegistrationContext){
    .deal = subject->row,
    .own = cosell_json_root (subject->json),
    .eligible = subject->eligible,
    .invited_at = read_invited_at (subject->documents),
  };
  cosell_date_parse (today, &context->today);
}

static char *
write_warnings (const CosellRegistration *form, const CosellRegistrationContext *context)
{
  g_autoptr (GPtrArray) issues = cosell_registration_validate (form, context);

  return cosell_issues_warnings_to_json (issues);
}

/* E10: what the file does not mention stays as it is. */
static gboolean
keep_local (CosellStore *store, gint64 deal, const CosellRegistration *form, GError **error)
{
  g_autofree char *json = cosell_registration_to_local_json (form);

  return json == NULL || cosell_store_set_registration (store, deal, json, error);
}

static gboolean
register_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_auto (Subject) subject = { NULL };
  g_autoptr (CosellRegistration) form = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) failure = NULL;
  CosellRegistrationContext context;

  if (!subject_load (&subject, store, job, error))
    return FALSE;
  form = cosell_registration_new_from_json (job->text, error);
  if (form == NULL)
    return FALSE;
  cosell_registration_complete (form);
  fill_context (&subject, job->now, &context);
  if (!cosell_registration_require (form, &context, error) ||
      !cosell_changes_register (changes, subject.own->current, form, error))
    return FALSE;
  job->result = write_warnings (form, &context);
  job->seq = cosell_store_register (store, subject.own->referral, changes, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return keep_local (store, job->id, form, error) &&
         (job->seq == 0 || job->undo_window == 0 ||
          cosell_store_set_not_before (store, job->seq, job->now + job->undo_window, error));
}

void
cosell_session_register_async (CosellSession *self,
                               gint64 deal,
                               const char *registration_json,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && registration_json != NULL);

  job = cosell_job_new (self);
  job->id = deal;
  job->text = g_strdup (registration_json);
  job->action = COSELL_ACTION_REGISTER;
  job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, register_job, job,
                          cosell_session_register_async, c, callback, user_data);
}

static gboolean
kept_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GError) failure = NULL;

  job->result = cosell_store_get_registration (store, job->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job->result == NULL)
    job->result = g_strdup ("{}");
  return TRUE;
}

void
cosell_session_local_registration_async (CosellSession *self,
                                         gint64 deal,
                                         GCancellable *c,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  cosell_session_run_with_id (self, COSELL_STORE_READ, kept_job, deal,
                              cosell_session_local_registration_async, c, callback, user_data);
}

/* show */

static void
write_next (CosellJsonWriter *writer, CosellRegistrationState state, const char *status)
{
  g_autofree char *label = cosell_registration_state_label (state, status);

  cosell_json_writer_member (writer, "label", label);
  cosell_json_writer_member (writer, "nextStep", cosell_registration_next_step (state));
}

static void
write_entry (CosellJsonWriter *writer, const CosellRegistrationEntry *entry)
{
  g_autofree char *registered = cosell_time_format (entry->registered_at);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "status", entry->status);
  write_next (writer, entry->state, entry->status);
  cosell_json_writer_member (writer, "reason", entry->reason);
  cosell_json_writer_member (writer, "registeredAt", registered);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, entry->form->base, -1);
  cosell_json_writer_end_object (writer);
}

/* E10: {"contractType", "contact"} beside what the service has. */
static void
write_kept (CosellJsonWriter *writer, const char *kept)
{
  g_autoptr (CosellJson) json = kept != NULL ? cosell_json_parse (kept, -1, NULL) : NULL;
  static const char *const members[] = { "contractType", "contact" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *raw =
          cosell_json_dup_raw (cosell_json_member (cosell_json_root (json), members[i]));

      cosell_json_writer_name (writer, members[i]);
      cosell_json_writer_raw (writer, raw != NULL ? raw : "null", -1);
    }
}

static void
write_registration (CosellJsonWriter *writer, CosellJsonValue own, const char *kept)
{
  g_autoptr (GPtrArray) entries = cosell_registration_read_entries (own);
  const CosellRegistrationEntry *current = cosell_registration_current (entries);
  g_autofree char *status = cosell_registration_status_text (own);
  g_autofree char *raw = cosell_json_dup_raw (cosell_json_member (own, "registrations"));
  CosellRegistrationState state = cosell_registration_state_parse (status);

  cosell_json_writer_name (writer, "registration");
  if (state == COSELL_REGISTRATION_NONE && current != NULL)
    state = current->state;
  if (state == COSELL_REGISTRATION_NONE)
    {
      cosell_json_writer_null (writer);
      return;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "status", status);
  write_next (writer, state, status);
  cosell_json_writer_member (writer, "reason", current != NULL ? current->reason : NULL);
  write_kept (writer, kept);
  cosell_json_writer_name (writer, "entries");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    write_entry (writer, g_ptr_array_index (entries, i));
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "registrations");
  cosell_json_writer_raw (writer, raw != NULL ? raw : "null", -1);
  cosell_json_writer_end_object (writer);
}

/* E4 */
static void
write_eligibility (CosellJsonWriter *writer,
                   const CosellDealData *row,
                   CosellJsonValue own,
                   GHashTable *eligible)
{
  g_auto (CosellEligibility) eligibility = { 0 };
  g_autoptr (GEnumClass) states = g_type_class_ref (COSELL_TYPE_ELIGIBILITY_STATE);

  cosell_eligibility_check (row, own, eligible, &eligibility);
  cosell_json_writer_name (writer, "eligibility");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "state",
                             g_enum_get_value (states, (int) eligibility.state)->value_nick);
  cosell_json_writer_name (writer, "reasons");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < eligibility.reasons->len; i++)
    cosell_json_writer_string (writer, g_ptr_array_index (eligibility.reasons, i));
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
}

gboolean
cosell_job_write_registration (CosellStore *store,
                               const CosellDealData *row,
                               CosellJsonValue own,
                               CosellJsonWriter *writer,
                               GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *kept = cosell_store_get_registration (store, row->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!cosell_job_read_eligible (store, &eligible, error))
    return FALSE;
  write_registration (writer, own, kept);
  write_eligibility (writer, row, own, eligible);
  return TRUE;
}
