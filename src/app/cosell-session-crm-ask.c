/* cosell-session-crm-ask.c: linking a deal, and closing its opportunity, which the CRM is asked
 * about (K2, K8) */
#include "app/cosell-session-crm-links.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-crm-private.h"
#include "app/cosell-session-crm-use.h"
#include "app/cosell-session-private.h"
#include "model/cosell-crm-person.h"
#include "model/cosell-rule-error.h"

typedef struct
{
  gint64 deal;
  char *crm;         /* (owned) (nullable) */
  char *opportunity; /* (owned) (nullable): the one that is asked about */
  char *reason;      /* (owned) (nullable) */
  char *words;       /* (owned) (nullable) */
  gboolean closes;
  gboolean won;      /* found: how the deal ended */
  CosellCrmUse *use; /* (owned) (nullable) */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_free (self->crm);
  g_free (self->opportunity);
  g_free (self->reason);
  g_free (self->words);
  cosell_crm_use_free (self->use);
  g_free (self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = cosell_crm_sync_link_finish (COSELL_CRM_SYNC (source), result, &error);

  if (!done && !self->closes)
    error = cosell_crm_use_explain (self->use, self->opportunity, error);
  g_clear_pointer (&self->use, cosell_crm_use_free);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    cosell_session_end_crm (g_object_ref (task), error);
}

static void
ask_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *self = g_task_get_task_data (task);
  CosellCrmEnding ending = { .won = self->won, .reason = self->reason, .words = self->words };
  GError *error = NULL;

  self->use = cosell_session_crm_use_finish (COSELL_SESSION (source), result, &error);
  if (self->use == NULL)
    g_task_return_error (task, error);
  else if (self->closes)
    cosell_crm_sync_close_async (self->use->sync, self->deal, &ending, self->use->cancellable,
                                 done_cb, g_object_ref (task));
  else
    cosell_crm_sync_link_async (self->use->sync, self->deal, self->opportunity,
                                self->use->cancellable, done_cb, g_object_ref (task));
}

/* A new link goes to the CRM that is named, or is the only one; everything else to that of the
 * deal. */
static gboolean
find_link (CosellStore *store, Ask *self, GError **error)
{
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, self->deal, error);
  g_autoptr (CosellCrmSheet) deal = NULL;

  if (link == NULL)
    return FALSE;
  g_free (self->crm);
  self->crm = g_strdup (link->crm);
  if (!self->closes)
    {
      if (link->asks != COSELL_CRM_ASKS_SAME)
        {
          g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                               _ ("“link” is no answer to what is asked."));
          return FALSE;
        }
      self->opportunity = g_strdup (link->other);
      return TRUE;
    }
  deal = cosell_session_crm_job_read (store, self->deal, NULL, NULL, error);
  if (deal == NULL)
    return FALSE;
  self->won = g_str_equal (deal->values[COSELL_CRM_FIELD_STATUS], "won");
  if (!g_str_equal (deal->values[COSELL_CRM_FIELD_STATUS], "open"))
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       _ ("The deal is open here, so its opportunity is not closed from here. "
                          "Close the deal first."));
  return FALSE;
}

static gboolean
ask_job (CosellStore *store, gpointer data, GError **error)
{
  Ask *self = data;
  g_auto (CosellTarget) target = { 0 };
  g_autoptr (CosellDealData) row = NULL;

  if (!cosell_command_find_target (store, &self->deal, &target, COSELL_COMMAND_PLAIN, error))
    return FALSE;
  if (self->closes || self->opportunity == NULL)
    return find_link (store, self, error);
  return cosell_store_read_crm_side (store, self->deal, &row, NULL, NULL, error) &&
         cosell_crm_person_may_link (row, error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *session = COSELL_SESSION (source);
  Ask *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (cosell_session_run_finish (session, result, &error))
    cosell_session_crm_use (session, self->crm, g_task_get_cancellable (task), ask_turn_cb,
                            g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/* Takes ask. */
static void
run_ask (CosellSession *session,
         Ask *ask,
         gpointer tag,
         GCancellable *c,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  GTask *task = g_task_new (session, c, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, ask, ask_free);
  cosell_session_run_async (session, COSELL_STORE_READ, ask_job, ask, NULL, c, asked_cb, task);
}

void
cosell_session_link_crm_async (CosellSession *self,
                               gint64 deal,
                               const char *crm,
                               const char *opportunity,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Ask *ask;

  g_return_if_fail (COSELL_IS_SESSION (self));

  ask = g_new0 (Ask, 1);
  ask->deal = deal;
  ask->crm = g_strdup (crm);
  ask->opportunity = g_strdup (opportunity);
  run_ask (self, ask, cosell_session_link_crm_async, c, callback, user_data);
}

void
cosell_session_close_crm_async (CosellSession *self,
                                gint64 deal,
                                const char *reason,
                                const char *words,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Ask *ask;

  g_return_if_fail (COSELL_IS_SESSION (self));

  ask = g_new0 (Ask, 1);
  ask->deal = deal;
  ask->closes = TRUE;
  ask->reason = g_strdup (reason);
  ask->words = g_strdup (words);
  run_ask (self, ask, cosell_session_close_crm_async, c, callback, user_data);
}
