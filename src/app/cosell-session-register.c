/* Deal registration (rules E): one job, and so one transaction; an outbox entry of its own. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-registration-entry.h"

/* A command, and the deal with all that a registration is checked against. */
typedef struct
{
  CosellCommand head;
  CosellRegistration *form; /* (owned) (nullable) */
  GError *unreadable;       /* (owned) (nullable): why there is none */
  GPtrArray *issues;        /* (owned) (nullable) result: of CosellIssue, what may be refused */
  CosellSubject subject;    /* (owned) */
  CosellJson *json;         /* (owned) of the own half */
  GHashTable *eligible;     /* (owned) (nullable) */
} Register;

static void
register_clear (gpointer data)
{
  Register *self = data;

  g_clear_pointer (&self->form, cosell_registration_free);
  g_clear_error (&self->unreadable);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  cosell_subject_clear (&self->subject);
  g_clear_pointer (&self->json, cosell_json_unref);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
}

gboolean
cosell_session_register_read_eligible (CosellStore *store, GHashTable **eligible, GError **error)
{
  g_autofree char *catalog = NULL;

  if (!cosell_store_get_meta (store, "catalog-solutions", &catalog, error))
    return FALSE;
  *eligible = cosell_eligibility_read_catalog (catalog);
  return TRUE;
}

gboolean
cosell_session_register_check (CosellStore *store,
                               const CosellDealData *row,
                               const CosellDocument *own,
                               CosellVerdict *verdict,
                               GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (own->current, -1, error);

  if (json == NULL || !cosell_session_register_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_verdict_clear (verdict);
  cosell_rules_check_register (row, cosell_json_root (json), eligible, verdict);
  return TRUE;
}

/* What the rules say of the deal comes before anything else. */
static gboolean
load_subject (Register *self, CosellStore *store, GError **error)
{
  CosellSubject *subject = &self->subject;
  g_auto (CosellVerdict) verdict = { FALSE };

  if (!cosell_subject_load (subject, store, &self->head, COSELL_ACTION_REGISTER, error))
    return FALSE;
  self->json = cosell_json_parse (subject->own->current, -1, error);
  if (self->json == NULL || !cosell_session_register_read_eligible (store, &self->eligible, error))
    return FALSE;
  cosell_rules_check_register (subject->row, cosell_json_root (self->json), self->eligible,
                               &verdict);
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
fill_context (const Register *self, CosellRegistrationContext *context)
{
  g_autofree char *today = cosell_time_format_date (self->head.now);

  *context = (CosellRegistrationContext){
    .deal = self->subject.row,
    .own = cosell_json_root (self->json),
    .eligible = self->eligible,
    .invited_at = read_invited_at (self->subject.documents),
  };
  cosell_date_parse (today, &context->today);
}

/* E10: what the file does not mention stays as it is. */
static gboolean
keep_local (CosellStore *store, gint64 deal, const CosellRegistration *form, GError **error)
{
  g_autofree char *json = cosell_registration_to_local_json (form);

  return json == NULL || cosell_store_set_registration (store, deal, json, error);
}

static gboolean
queue (CosellStore *store, CosellCommand *head, gint64 referral, GPtrArray *changes, GError **error)
{
  g_autoptr (GError) failure = NULL;

  head->seq = cosell_store_register (store, referral, changes, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return cosell_command_delay_entry (store, head, error);
}

static gboolean
run_register (CosellStore *store, gpointer data, GError **error)
{
  Register *self = data;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  CosellRegistrationContext context;

  if (!load_subject (self, store, error))
    return FALSE;
  if (self->form == NULL)
    {
      g_propagate_error (error, g_error_copy (self->unreadable));
      return FALSE;
    }
  cosell_registration_complete (self->form);
  fill_context (self, &context);
  if (!cosell_registration_require (self->form, &context, error) ||
      !cosell_changes_register (changes, self->subject.own->current, self->form, error))
    return FALSE;
  self->issues = cosell_registration_validate (self->form, &context);
  return queue (store, &self->head, self->subject.own->referral, changes, error) &&
         keep_local (store, self->head.id, self->form, error);
}

static const CosellCommandKind register_kind = {
  .size = sizeof (Register),
  .mode = COSELL_STORE_WRITE,
  .run = run_register,
  .flags = COSELL_COMMAND_EDITS,
  .clear = register_clear,
};

void
cosell_session_register_async (CosellSession *self,
                               gint64 deal,
                               CosellRegistration *form,
                               GError *unreadable,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Register *command;

  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail ((form == NULL) != (unreadable == NULL));

  command = cosell_command_new (self, &register_kind, deal);
  command->form = form;
  command->unreadable = unreadable;
  cosell_command_run (self, command, cosell_session_register_async, c, callback, user_data);
}

gboolean
cosell_session_register_finish (CosellSession *self,
                                GAsyncResult *result,
                                GPtrArray **issues,
                                GError **error)
{
  Register *command;

  g_return_val_if_fail (g_task_is_valid (result, self) && issues != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  command = cosell_command_get (result, &register_kind);
  g_return_val_if_fail (command != NULL, FALSE);
  *issues = g_steal_pointer (&command->issues);
  return TRUE;
}
