/* cosell-session-crm-match.c: which opportunity a deal is (K19), and a draft made of one that has
 * no deal (K10) */
#include "app/cosell-session-crm-links.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-crm-private.h"
#include "app/cosell-session-crm-use.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "model/cosell-crm-person.h"
#include "model/cosell-query.h"
#include "model/cosell-rule-error.h"

/* Deals that may have an opportunity over there. */
#define CANDIDATES "status:accepted,won,lost -type:lead"

typedef struct
{
  gboolean apply;
  char *crm;                /* (owned) (nullable) */
  CosellCrmUse *use;        /* (owned) (nullable) */
  GPtrArray *opportunities; /* (owned) (nullable) of CosellOpportunity */
  GPtrArray *matches;       /* (owned) (nullable) of CosellCrmMatch */
  guint next;               /* of them: to be linked */
} Match;

static void
match_free (gpointer data)
{
  Match *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->opportunities, g_ptr_array_unref);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  cosell_crm_use_free (self->use);
  g_free (self);
}

static void
link_next (GTask *task);

/* Deals without a link. Returns: (transfer full) of CosellDealData */
static GPtrArray *
read_rows (CosellStore *store, GHashTable *linked, GError **error)
{
  const CosellQueryContext context = { 0 };
  g_autoptr (CosellQuery) query = cosell_query_parse (CANDIDATES, -1, &context, NULL, error);
  CosellDealQuery asked = { .tab = COSELL_TAB_ALL, .query = query, .context = &context };
  g_autoptr (GPtrArray) rows = NULL;

  if (query == NULL)
    return NULL;
  rows =
      cosell_session_read_rows_of (store, cosell_store_query_deals (store, &asked, error), error);
  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      const CosellDealData *row = g_ptr_array_index (rows, i - 1);

      if (g_hash_table_contains (linked, &row->id) || !cosell_crm_person_may_link (row, NULL))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return g_steal_pointer (&rows);
}

static gboolean
match_job (CosellStore *store, gpointer data, GError **error)
{
  Match *self = data;
  g_autoptr (GPtrArray) links = cosell_store_list_crm_links (store, NULL, error);
  g_autoptr (GHashTable) deals = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) opportunities = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = NULL;

  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      CosellCrmLink *link = g_ptr_array_index (links, i);

      if (link->opportunity == NULL || link->state == COSELL_CRM_GONE)
        continue; /* it may well be one of those that are there */
      g_hash_table_add (deals, &link->deal);
      if (g_str_equal (link->crm, self->use->name))
        g_hash_table_add (opportunities, link->opportunity);
    }
  rows = read_rows (store, deals, error);
  if (rows == NULL)
    return FALSE;
  self->matches = cosell_crm_match (rows, self->opportunities, opportunities);
  return TRUE;
}

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  /* one that a rule refuses stays in the list */
  if (!cosell_crm_sync_link_finish (COSELL_CRM_SYNC (source), result, &error) &&
      error->domain != COSELL_RULE_ERROR)
    {
      cosell_session_end_crm (task, error);
      return;
    }
  g_clear_error (&error);
  link_next (task);
}

static void
link_next (GTask *task)
{
  Match *self = g_task_get_task_data (task);

  while (self->apply && self->next < self->matches->len)
    {
      const CosellCrmMatch *match = g_ptr_array_index (self->matches, self->next++);

      if (!match->exact)
        continue;
      cosell_crm_sync_link_async (self->use->sync, match->deal, match->opportunity,
                                  self->use->cancellable, linked_cb, task);
      return;
    }
  g_task_return_pointer (task, g_ptr_array_ref (self->matches), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    link_next (task);
  else
    cosell_session_end_crm (task, error);
}

static void
surveyed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Match *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->opportunities = cosell_crm_sync_survey_finish (COSELL_CRM_SYNC (source), result, &error);
  if (self->opportunities == NULL)
    cosell_session_end_crm (task, error);
  else
    cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_READ, match_job, self,
                              NULL, self->use->cancellable, matched_cb, task);
}

static void
match_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Match *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->use = cosell_session_crm_use_finish (COSELL_SESSION (source), result, &error);
  if (self->use == NULL)
    cosell_session_end_crm (task, error);
  else
    cosell_crm_sync_survey_async (self->use->sync, self->use->cancellable, surveyed_cb, task);
}

void
cosell_session_match_crm_async (CosellSession *self,
                                const char *crm,
                                gboolean apply,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Match *match;

  g_return_if_fail (COSELL_IS_SESSION (self));

  task = g_task_new (self, c, callback, user_data);
  match = g_new0 (Match, 1);
  match->apply = apply;
  match->crm = g_strdup (crm);
  g_task_set_source_tag (task, cosell_session_match_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, match, match_free);
  cosell_session_crm_use (self, crm, c, match_turn_cb, task);
}

GPtrArray *
cosell_session_match_crm_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- a draft of one (K10) --- */

typedef struct
{
  char *opportunity;        /* (owned) its id */
  CosellOpportunity *found; /* (owned) (nullable) */
  CosellCrmParty *account;  /* (owned) (nullable) */
  CosellCrmUse *use;        /* (owned) (nullable) */
  gint64 draft;             /* its id */
} Draft;

static void
draft_free (gpointer data)
{
  Draft *self = data;

  g_free (self->opportunity);
  g_clear_pointer (&self->found, cosell_opportunity_free);
  g_clear_pointer (&self->account, cosell_crm_party_free);
  cosell_crm_use_free (self->use);
  g_free (self);
}

/* An opportunity is one deal at most (K1). */
static gboolean
require_free (CosellStore *store, const Draft *self, GError **error)
{
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link =
      cosell_store_find_crm_link (store, self->use->name, self->found->id, &why);

  if (link != NULL)
    g_set_error (&why, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("Deal %" G_GINT64_FORMAT " is linked to that opportunity already."),
                 link->deal);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, why);
  return FALSE;
}

static gboolean
draft_job (CosellStore *store, gpointer data, GError **error)
{
  Draft *self = data;
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, self->use->name, error);
  g_autoptr (CosellDraft) draft = NULL;
  g_autofree char *json = NULL;

  if (state == NULL || !require_free (store, self, error))
    return FALSE;
  json = cosell_crm_match_draft (self->found, self->account, state->settings);
  draft = cosell_draft_new_from_json (json, error);
  if (draft == NULL)
    return FALSE;
  self->draft = cosell_session_drafts_save (store, 0, draft, error);
  return self->draft != 0;
}

static void
draft_linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!cosell_crm_sync_link_finish (COSELL_CRM_SYNC (source), result, &error))
    {
      cosell_session_end_crm (task, error);
      return;
    }
  g_task_return_int (task, (gssize) ((Draft *) g_task_get_task_data (task))->draft);
  g_object_unref (task);
}

static void
drafted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Draft *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    {
      cosell_session_end_crm (task, error);
      return;
    }
  cosell_crm_sync_link_async (self->use->sync, self->draft, self->found->id, self->use->cancellable,
                              draft_linked_cb, task);
}

static void
make_draft (GTask *task)
{
  Draft *self = g_task_get_task_data (task);

  cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_WRITE, draft_job, self,
                            NULL, self->use->cancellable, drafted_cb, task);
}

/* Without the address the draft is still one. */
static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Draft *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = cosell_crm_find_finish (COSELL_CRM (source), result, &error);

  if (found == NULL)
    {
      cosell_session_end_crm (task, error);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const CosellCrmParty *party = g_ptr_array_index (found, i);

      if (g_strcmp0 (party->id, self->found->account_id) == 0)
        self->account = cosell_crm_party_copy (party);
    }
  make_draft (task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Draft *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->found = cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  if (self->found == NULL)
    cosell_session_end_crm (task, cosell_crm_use_explain (self->use, self->opportunity, error));
  else if (self->found->account_name != NULL)
    cosell_crm_find_account_async (self->use->crm, self->found->account_name, NULL,
                                   self->use->cancellable, account_cb, task);
  else
    make_draft (task);
}

static void
draft_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Draft *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->use = cosell_session_crm_use_finish (COSELL_SESSION (source), result, &error);
  if (self->use == NULL)
    cosell_session_end_crm (task, error);
  else
    cosell_crm_get_async (self->use->crm, self->opportunity, self->use->cancellable, read_cb, task);
}

void
cosell_session_draft_crm_async (CosellSession *self,
                                const char *crm,
                                const char *opportunity,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Draft *draft;

  g_return_if_fail (COSELL_IS_SESSION (self) && opportunity != NULL);

  task = g_task_new (self, c, callback, user_data);
  draft = g_new0 (Draft, 1);
  draft->opportunity = g_strdup (opportunity);
  g_task_set_source_tag (task, cosell_session_draft_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, draft, draft_free);
  cosell_session_crm_use (self, crm, c, draft_turn_cb, task);
}

gint64
cosell_session_draft_crm_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);
  return MAX (id, 0);
}
