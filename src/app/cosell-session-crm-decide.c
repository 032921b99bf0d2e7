/* cosell-session-crm-decide.c: conflicts between a deal and its opportunity, decided (K3, K8) */
#include "app/cosell-session-crm-decide.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-edit.h"
#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-private.h"
#include "model/cosell-crm-conflict.h"
#include "model/cosell-crm-take.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-conflicts.h"

/* The link of a deal that has a conflict in the field. */
static CosellCrmLink *
require_conflict (CosellStore *store, gint64 deal, CosellCrmField field, GError **error)
{
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, deal, error);

  if (link == NULL)
    return NULL;
  if ((link->conflicts & 1u << field) != 0 && link->seen != NULL)
    return g_steal_pointer (&link);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
               _ ("The deal has no conflict in “%s”."), cosell_crm_field_nick (field));
  return NULL;
}

/* What was read last, as an opportunity: people are known by their addresses alone. */
static CosellOpportunity *
recall (const CosellCrmLink *link)
{
  CosellOpportunity *opportunity = cosell_opportunity_new ();
  char *const *values = link->seen->values;

  opportunity->id = g_strdup (link->opportunity);
  opportunity->name = g_strdup (values[COSELL_CRM_FIELD_NAME]);
  cosell_crm_value_split (values[COSELL_CRM_FIELD_VALUE], &opportunity->amount,
                          &opportunity->currency);
  opportunity->close_date = g_strdup (values[COSELL_CRM_FIELD_CLOSE_DATE]);
  opportunity->notes = g_strdup (values[COSELL_CRM_FIELD_NOTES]);
  opportunity->stage = g_strdup (values[COSELL_CRM_FIELD_STAGE]);
  return opportunity;
}

static gboolean
is_person (CosellCrmField field)
{
  return field == COSELL_CRM_FIELD_CONTACT || field == COSELL_CRM_FIELD_TEAM;
}

/* Of people the CRM has to say more: the next run reads every linked opportunity. */
static gboolean
ask_for_people (CosellStore *store, const CosellCrmLink *link, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, link->crm, error);

  return state != NULL && cosell_store_put_crm_mark (store, link->crm, state->mark, 1, error);
}

static gboolean
take_theirs (CosellStore *store,
             const CosellCommand *command,
             const CosellCrmLink *link,
             CosellCrmField field,
             GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, link->crm, error);
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (CosellOpportunity) opportunity = NULL;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;
  CosellCrmContext context = { NULL };

  if (state == NULL || !cosell_store_read_crm_side (store, link->deal, &row, NULL, NULL, error))
    return FALSE;
  context.settings = state->settings;
  context.description = state->description;
  context.row = row;
  opportunity = recall (link);
  if (cosell_crm_take (field, opportunity, &context, &key, &value, &words))
    return cosell_session_crm_edit_within (store, command, key, value, error);
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       words != NULL ? words : _ ("The CRM’s value cannot be taken over."));
  return FALSE;
}

static gboolean
note_ours (CosellStore *store,
           const CosellCommand *command,
           const CosellCrmLink *link,
           CosellCrmField field,
           const char *ours,
           GError **error)
{
  const char *theirs = link->seen->values[field];

  return cosell_store_note_loser (store, link->deal, cosell_crm_conflict_path (field), theirs, ours,
                                  error) &&
         cosell_session_crm_job_log (store, link, command->now, TRUE, field, theirs, ours,
                                     _ ("decided"), error);
}

gboolean
cosell_session_crm_decide (CosellStore *store,
                           const CosellCommand *command,
                           CosellCrmField field,
                           gboolean ours,
                           GError **error)
{
  g_autoptr (CosellCrmLink) link = require_conflict (store, command->id, field, error);
  g_autoptr (CosellCrmSheet) deal = NULL;

  if (link == NULL)
    return FALSE;
  if (field == COSELL_CRM_FIELD_STATUS)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("Won and lost never pass by themselves: close the deal, or its "
                              "opportunity, or leave both as they are."));
      return FALSE;
    }
  deal = cosell_session_crm_job_read (store, command->id, NULL, NULL, error);
  if (deal == NULL)
    return FALSE;
  if (ours && !note_ours (store, command, link, field, deal->values[field], error))
    return FALSE;
  if (!cosell_crm_link_decide (link, field, ours, deal))
    g_return_val_if_reached (FALSE);
  if (!cosell_store_put_crm_link (store, link, error))
    return FALSE;
  if (ours)
    return TRUE;
  if (is_person (field))
    return ask_for_people (store, link, error);
  return cosell_session_crm_job_log (store, link, command->now, FALSE, field, deal->values[field],
                                     link->seen->values[field], _ ("decided"), error) &&
         take_theirs (store, command, link, field, error);
}

/* --- as a command --- */

typedef struct
{
  CosellCommand head;
  CosellCrmField field;
  gboolean ours;
} Decide;

static gboolean
run_decide (CosellStore *store, gpointer data, GError **error)
{
  const Decide *self = data;

  return cosell_session_crm_decide (store, &self->head, self->field, self->ours, error);
}

static const CosellCommandKind decide_kind = {
  .size = sizeof (Decide),
  .mode = COSELL_STORE_WRITE,
  .run = run_decide,
  .flags = COSELL_COMMAND_EDITS,
};

void
cosell_session_decide_crm_async (CosellSession *self,
                                 gint64 deal,
                                 CosellCrmField field,
                                 gboolean ours,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Decide *decide;

  g_return_if_fail (COSELL_IS_SESSION (self) && field < COSELL_CRM_N_FIELDS);

  decide = cosell_command_new (self, &decide_kind, deal);
  decide->field = field;
  decide->ours = ours;
  cosell_command_run (self, decide, cosell_session_decide_crm_async, c, callback, user_data);
}

/* --- both stay as they are (K8) --- */

static gboolean
run_leave (CosellStore *store, gpointer data, GError **error)
{
  const CosellCommand *self = data;
  g_autoptr (CosellCrmLink) link =
      require_conflict (store, self->id, COSELL_CRM_FIELD_STATUS, error);
  g_autoptr (CosellCrmSheet) deal =
      link != NULL ? cosell_session_crm_job_read (store, self->id, NULL, NULL, error) : NULL;

  if (deal == NULL)
    return FALSE;
  cosell_crm_link_leave (link, deal);
  return cosell_store_put_crm_link (store, link, error) &&
         cosell_session_crm_job_log (store, link, self->now, TRUE, COSELL_CRM_FIELD_STATUS,
                                     link->seen->values[COSELL_CRM_FIELD_STATUS],
                                     deal->values[COSELL_CRM_FIELD_STATUS], _ ("left as they are"),
                                     error);
}

static const CosellCommandKind leave_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_leave,
  .flags = COSELL_COMMAND_EDITS,
};

void
cosell_session_leave_crm_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &leave_kind, deal),
                      cosell_session_leave_crm_async, c, callback, user_data);
}
