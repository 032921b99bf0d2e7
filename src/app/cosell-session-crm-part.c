/* cosell-session-crm-part.c: a deal's part in a CRM, what is in the lanes of CRMs, and what was
 * done */
#include "app/cosell-session-crm-links.h"

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-time.h"
#include "model/cosell-eligibility.h"
#include "store/cosell-store-crm.h"

void
cosell_crm_part_free (CosellCrmPart *self)
{
  if (self == NULL)
    return;
  cosell_crm_link_free (self->link);
  g_free (self->kind);
  cosell_crm_sheet_free (self->deal);
  cosell_crm_outcomes_free (self->outcomes);
  cosell_crm_description_free (self->description);
  g_free (self);
}

/* A deal may have none. */
typedef struct
{
  CosellCrmPart *part; /* (owned) (nullable) */
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  cosell_crm_part_free (self->part);
  g_free (self);
}

/* K8: until when Won would cost the registration. */
static gboolean
read_safe_at (CosellStore *store,
              CosellCrmPart *self,
              const CosellDealData *row,
              gint64 now,
              GError **error)
{
  const CosellTarget whole = { .deal = row->id, .invisible_since = row->invisible_since };
  g_auto (CosellVerdict) verdict = { TRUE, NULL, NULL };
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CosellDealData) data = NULL;

  self->safe_at = COSELL_NO_TIME;
  if (row->status != COSELL_DEAL_STATUS_ACCEPTED)
    return TRUE;
  data = cosell_command_load (store, row->id, &whole, &documents, error);
  if (data == NULL)
    return FALSE;
  if (documents->len == 0)
    return TRUE;
  if (!cosell_session_lifecycle_guard_win (store, data, g_ptr_array_index (documents, 0), now,
                                           &verdict, error))
    return FALSE;
  if (!verdict.allowed)
    self->safe_at = cosell_eligibility_safe_at (data);
  return TRUE;
}

static gboolean
compare (CosellCrmPart *self,
         CosellCrmState *state,
         const CosellDealData *row,
         CosellStore *store,
         GError **error)
{
  CosellCrmContext context = { .settings = state->settings,
                               .description = state->description,
                               .row = row };

  if (!cosell_store_read_crm_side (store, row->id, NULL, NULL, &context.open, error))
    return FALSE;
  if (self->link->seen != NULL)
    self->outcomes = cosell_crm_merge (self->link, self->link->seen, self->deal, &context);
  self->description = g_steal_pointer (&state->description);
  return TRUE;
}

static CosellCrmPart *
read_part_of (CosellStore *store, CosellCrmLink *link, gint64 now, GError **error)
{
  g_autoptr (CosellCrmPart) self = g_new0 (CosellCrmPart, 1);
  g_autoptr (CosellCrmAccount) account = NULL;
  g_autoptr (CosellCrmState) state = NULL;
  g_autoptr (CosellDealData) row = NULL;

  self->link = link;
  account = cosell_store_load_crm (store, link->crm, error);
  state = account != NULL ? cosell_store_load_crm_state (store, link->crm, error) : NULL;
  if (state == NULL)
    return NULL;
  self->kind = g_strdup (account->kind);
  self->deal = cosell_session_crm_job_read (store, link->deal, &row, NULL, error);
  return self->deal != NULL && compare (self, state, row, store, error) &&
                 read_safe_at (store, self, row, now, error)
             ? g_steal_pointer (&self)
             : NULL;
}

static gpointer
read_part (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_auto (CosellTarget) target = { 0 };
  gint64 deal = asked->deal;
  GError *why = NULL;
  CosellCrmPart *part = NULL;
  CosellCrmLink *link;
  Found *found;

  if (!cosell_command_find_target (store, &deal, &target, COSELL_COMMAND_TAKES_HALF, error))
    return NULL;
  link = cosell_store_get_crm_link (store, deal, &why);
  if (link != NULL)
    part = read_part_of (store, link, asked->now, &why);
  if (why != NULL)
    {
      g_propagate_error (error, why);
      return NULL;
    }
  found = g_new0 (Found, 1);
  found->part = part;
  return found;
}

void
cosell_session_crm_part_async (CosellSession *self,
                               gint64 deal,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  cosell_session_read_about (self, read_part, deal, found_free, c, callback, user_data);
}

CosellCrmPart *
cosell_session_crm_part_finish (CosellSession *self,
                                GAsyncResult *result,
                                gboolean *there,
                                GError **error)
{
  Found *found = cosell_session_read_finish (self, result, error);
  CosellCrmPart *part;

  g_return_val_if_fail (there != NULL, NULL);

  *there = FALSE;
  if (found == NULL)
    return NULL;
  part = g_steal_pointer (&found->part);
  *there = part != NULL;
  found_free (found);
  return part;
}

/* --- lanes --- */

static gpointer
read_lane (CosellStore *store, gconstpointer asked, GError **error)
{
  return cosell_store_list_crm_lane (store, NULL, error);
}

void
cosell_session_crm_lane_async (CosellSession *self,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  cosell_session_read_about (self, read_lane, 0, (GDestroyNotify) g_ptr_array_unref, c, callback,
                             user_data);
}

GPtrArray *
cosell_session_crm_lane_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}

/* --- the log --- */

static gpointer
read_log (CosellStore *store, gconstpointer data, GError **error)
{
  gint64 deal = ((const CosellReadDeal *) data)->deal;
  g_auto (CosellTarget) target = { 0 };

  if (!cosell_command_find_target (store, &deal, &target, COSELL_COMMAND_TAKES_HALF, error))
    return NULL;
  return cosell_store_get_crm_log (store, deal, error);
}

void
cosell_session_crm_log_async (CosellSession *self,
                              gint64 deal,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  cosell_session_read_about (self, read_log, deal, (GDestroyNotify) g_ptr_array_unref, c, callback,
                             user_data);
}

GPtrArray *
cosell_session_crm_log_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
