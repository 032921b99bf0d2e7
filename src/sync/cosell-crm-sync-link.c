/* cosell-crm-sync-link.c: linking a deal, closing its opportunity, and looking for ones that fit */
#include "sync/cosell-crm-sync-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-http-error.h"
#include "model/cosell-rule-error.h"

/* Those that fit a deal of today were changed within this time. */
#define SURVEY (365 * G_TIME_SPAN_DAY)
#define MOST_SURVEYED 5000

typedef struct
{
  char *crm;
  CosellCrmEditFunc edit;
  gint64 deal;
  gint64 now;
  char *id;                       /* (owned) of the opportunity; closing: out */
  char *url;                      /* (owned) (nullable) */
  CosellCrmEnding ending;         /* its texts are owned */
  CosellOpportunity *opportunity; /* (owned) (nullable) */
  gboolean closed;
} LinkJob;

static void
link_job_free (gpointer data)
{
  LinkJob *self = data;

  g_free (self->crm);
  g_free (self->id);
  g_free (self->url);
  g_free ((char *) self->ending.reason);
  g_free ((char *) self->ending.amount);
  g_free ((char *) self->ending.date);
  g_free ((char *) self->ending.words);
  g_clear_pointer (&self->opportunity, cosell_opportunity_free);
  g_free (self);
}

static GTask *
new_task (CosellCrmSync *self,
          gpointer tag,
          gint64 deal,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LinkJob *job = g_new0 (LinkJob, 1);

  job->crm = g_strdup (self->name);
  job->edit = self->edit;
  job->deal = deal;
  job->now = cosell_clock_now (cosell_store_get_clock (self->store));
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, link_job_free);
  return task;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cosell_store_run_finish (COSELL_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What was read there is compared, and nothing is written (K2). */
static gboolean
receive (CosellStore *store, LinkJob *self, CosellCrmLink *link, GError **error)
{
  CosellCrmReceiver receiver = { self->crm, self->edit, TRUE, self->now, 0 };

  return cosell_crm_receive_for (store, &receiver, link, self->opportunity, error);
}

static gboolean
add_log (CosellStore *store,
         const LinkJob *self,
         gboolean to_crm,
         CosellCrmField field,
         const char *value,
         const char *words,
         GError **error)
{
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  g_ptr_array_add (log, cosell_crm_log_entry_new (self->now, self->crm, to_crm, field, NULL, value,
                                                  words));
  return cosell_store_add_crm_log (store, self->deal, log, error);
}

/* --- linking --- */

static gboolean
link_job (CosellStore *store, gpointer data, GError **error)
{
  LinkJob *self = data;
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellCrmLink) before = cosell_store_get_crm_link (store, self->deal, &why);
  g_autoptr (CosellCrmLink) link = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (before != NULL && before->opportunity != NULL && before->state != COSELL_CRM_GONE)
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   _ ("The deal has an opportunity in %s already: unlink it first (K1)."),
                   before->crm);
      return FALSE;
    }
  if (before != NULL && !cosell_store_remove_crm_link (store, self->deal, error))
    return FALSE;
  link = cosell_crm_link_new (self->deal, self->crm, self->opportunity->id);
  link->url = g_strdup (self->url);
  return cosell_store_put_crm_link (store, link, error) &&
         receive (store, self, g_steal_pointer (&link), error) &&
         add_log (store, self, FALSE, COSELL_CRM_N_FIELDS, self->id, _ ("linked"), error);
}

static void
link_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellCrmSync *self = g_task_get_source_object (task);
  LinkJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->opportunity = cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  if (job->opportunity == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->url = cosell_crm_dup_link (self->crm, job->opportunity->id);
  cosell_store_run_async (self->store, COSELL_STORE_WRITE, link_job, job, NULL, NULL, ran_cb,
                          g_object_ref (task));
}

void
cosell_crm_sync_link_async (CosellCrmSync *self,
                            gint64 deal,
                            const char *opportunity,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_CRM_SYNC (self) && opportunity != NULL);

  task = new_task (self, cosell_crm_sync_link_async, deal, cancellable, callback, user_data);
  ((LinkJob *) g_task_get_task_data (task))->id = g_strdup (opportunity);
  cosell_crm_get_async (self->crm, opportunity, cancellable, link_read_cb, task);
}

gboolean
cosell_crm_sync_link_finish (CosellCrmSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- closing (K8) --- */

static CosellCrmLink *
load_linked (CosellStore *store, const LinkJob *self, GError **error)
{
  g_autoptr (GError) why = NULL;
  CosellCrmLink *link = cosell_store_get_crm_link (store, self->deal, &why);

  if (link != NULL && link->opportunity != NULL && g_str_equal (link->crm, self->crm))
    return link;
  cosell_crm_link_free (link);
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("The deal has no opportunity in %s (K1)."), self->crm);
  return NULL;
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  LinkJob *self = data;
  g_autoptr (CosellCrmLink) link = load_linked (store, self, error);

  if (link == NULL)
    return FALSE;
  self->id = g_strdup (link->opportunity);
  return TRUE;
}

static gboolean
close_job (CosellStore *store, gpointer data, GError **error)
{
  LinkJob *self = data;
  g_autoptr (CosellCrmLink) link = load_linked (store, self, error);

  return link != NULL && receive (store, self, g_steal_pointer (&link), error) &&
         add_log (store, self, TRUE, COSELL_CRM_FIELD_STATUS, self->ending.won ? "won" : "lost",
                  _ ("closed"), error);
}

static void
closed_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LinkJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->opportunity = cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  if (job->opportunity == NULL)
    g_task_return_error (task, error);
  else
    cosell_store_run_async (((CosellCrmSync *) g_task_get_source_object (task))->store,
                            COSELL_STORE_WRITE, close_job, job, NULL, NULL, ran_cb,
                            g_object_ref (task));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LinkJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* whether an answer that was lost meant yes, the opportunity says */
  if (!cosell_crm_close_finish (COSELL_CRM (source), result, &error) &&
      !cosell_http_error_is_unknown_outcome (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    cosell_crm_get_async (COSELL_CRM (source), job->id, g_task_get_cancellable (task),
                          closed_read_cb, g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellCrmSync *self = g_task_get_source_object (task);
  LinkJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_store_run_finish (COSELL_STORE (source), result, &error))
    g_task_return_error (task, error);
  else
    cosell_crm_close_async (self->crm, job->id, &job->ending, g_task_get_cancellable (task),
                            closed_cb, g_object_ref (task));
}

void
cosell_crm_sync_close_async (CosellCrmSync *self,
                             gint64 deal,
                             const CosellCrmEnding *ending,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  LinkJob *job;

  g_return_if_fail (COSELL_IS_CRM_SYNC (self) && ending != NULL);

  task = new_task (self, cosell_crm_sync_close_async, deal, cancellable, callback, user_data);
  job = g_task_get_task_data (task);
  job->ending = (CosellCrmEnding){
    .won = ending->won,
    .reason = g_strdup (ending->reason),
    .amount = g_strdup (ending->amount),
    .date = g_strdup (ending->date),
    .words = g_strdup (ending->words),
  };
  cosell_store_run_async (self->store, COSELL_STORE_READ, find_job, job, NULL, NULL, found_cb,
                          task);
}

/* --- looking for ones that fit (K19) --- */

typedef struct
{
  GPtrArray *found;
  gint64 since;
} Survey;

static void
survey_free (gpointer data)
{
  Survey *self = data;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
ask_survey (GTask *task, const char *next);

static void
survey_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Survey *survey = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CosellCrmPage) page = cosell_crm_list_finish (COSELL_CRM (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < page->opportunities->len; i++)
    g_ptr_array_add (survey->found, g_steal_pointer (&page->opportunities->pdata[i]));
  if (page->next != NULL && survey->found->len < MOST_SURVEYED)
    {
      ask_survey (task, page->next);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&survey->found),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

/* Goes on with task. */
static void
ask_survey (GTask *task, const char *next)
{
  CosellCrmSync *self = g_task_get_source_object (task);

  cosell_crm_list_async (self->crm, ((Survey *) g_task_get_task_data (task))->since, NULL, next,
                         g_task_get_cancellable (task), survey_cb, task);
}

void
cosell_crm_sync_survey_async (CosellCrmSync *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Survey *survey;

  g_return_if_fail (COSELL_IS_CRM_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  survey = g_new0 (Survey, 1);
  survey->found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_opportunity_free);
  survey->since = cosell_clock_now (cosell_store_get_clock (self->store)) - SURVEY;
  g_task_set_source_tag (task, cosell_crm_sync_survey_async);
  g_task_set_task_data (task, survey, survey_free);
  ask_survey (task, NULL);
}

GPtrArray *
cosell_crm_sync_survey_finish (CosellCrmSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
