/* What was changed on both sides, or on all three, and what a person decides about it (P4, K3). */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-decide.h"
#include "app/cosell-session-crm-job.h"
#include "model/cosell-crm-conflict.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-conflicts.h"

static gboolean
add_link (CosellStore *store, GPtrArray *conflicts, const CosellCrmLink *link, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, link->crm, error);
  g_autofree char *text = NULL;
  g_autoptr (CosellCrmSheet) deal =
      state != NULL ? cosell_session_crm_job_read (store, link->deal, NULL, &text, error) : NULL;

  if (deal == NULL)
    return FALSE;
  cosell_crm_conflict_add (conflicts, link, deal, text, state->settings);
  return TRUE;
}

/* deal: 0 for all. Returns: (transfer full) of CosellCrmLink */
static GPtrArray *
load_links (CosellStore *store, gint64 deal, GError **error)
{
  GError *why = NULL;
  GPtrArray *links;
  CosellCrmLink *link;

  if (deal == 0)
    return cosell_store_list_crm_conflicts (store, error);
  link = cosell_store_get_crm_link (store, deal, &why);
  if (why != NULL)
    {
      g_propagate_error (error, why);
      return NULL;
    }
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_crm_link_free);
  if (link != NULL)
    g_ptr_array_add (links, link);
  return links;
}

/* Those with the service, and those with a CRM. deal: 0 for all */
static GPtrArray *
load_conflicts (CosellStore *store, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) conflicts = cosell_store_get_conflicts (store, deal, error);
  g_autoptr (GPtrArray) links = conflicts != NULL ? load_links (store, deal, error) : NULL;

  if (links == NULL)
    return NULL;
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      if (link->conflicts != 0 && !add_link (store, conflicts, link, error))
        return NULL;
    }
  return g_steal_pointer (&conflicts);
}

static gpointer
read_conflicts (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;

  return load_conflicts (store, asked->deal, error);
}

void
cosell_session_conflicts_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  cosell_session_read_about (self, read_conflicts, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}

typedef struct
{
  CosellCommand head;
  GPtrArray *decisions; /* (owned) of CosellConflictDecision */
  guint left;           /* result: conflicts that the deal still has */
} Resolve;

static void
resolve_clear (gpointer data)
{
  g_clear_pointer (&((Resolve *) data)->decisions, g_ptr_array_unref);
}

/* What a decision is about: the sides that any of its fields has. */
static CosellConflictSides
sides_of (GPtrArray *conflicts, const CosellConflictDecision *decision)
{
  CosellConflictSides sides = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (cosell_conflict_decision_covers (decision, conflict->path))
        sides |= conflict->between;
    }
  return sides;
}

/* The CRM alone differs from what is here, or does not. */
static gboolean
refuse_side (const CosellConflictDecision *decision, GError **error)
{
  if (decision->choice == COSELL_CONFLICT_CHOICE_CRM)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                 _ ("No CRM has a value of its own in “%s”."), decision->field);
  else
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                 _ ("Partner Center has no value of its own in “%s”. Take “mine” or “crm”."),
                 decision->field);
  return FALSE;
}

static gboolean
decide_field (CosellStore *store,
              const Resolve *self,
              CosellCrmField field,
              gboolean ours,
              GError **error)
{
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, self->head.id, &why);

  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  /* what was decided about the service may have made both the same */
  return link == NULL || (link->conflicts & 1u << field) == 0 ||
         cosell_session_crm_decide (store, &self->head, field, ours, error);
}

/* The CRM's side of a decision; with "all" the status is left, which is a question of its own (K8).
 * conflicts: as they were before anything was decided. */
static gboolean
decide_crm (CosellStore *store,
            const Resolve *self,
            const CosellConflictDecision *decision,
            GPtrArray *conflicts,
            GError **error)
{
  CosellCrmFieldSet done = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      CosellCrmField field = cosell_crm_conflict_field (conflict->path);

      if ((conflict->between & COSELL_CONFLICT_CRM) == 0 || (done & 1u << field) != 0 ||
          !cosell_conflict_decision_covers (decision, conflict->path))
        continue;
      if (g_str_equal (decision->field, "all") &&
          (field == COSELL_CRM_FIELD_STATUS ||
           (decision->choice == COSELL_CONFLICT_CHOICE_THEIRS &&
            (conflict->between & COSELL_CONFLICT_PARTNER_CENTER) == 0)))
        continue;
      done |= 1u << field;
      if (!decide_field (store, self, field, decision->choice != COSELL_CONFLICT_CHOICE_CRM, error))
        return FALSE;
    }
  return TRUE;
}

/* For the CRM's value ours wins over the service's first: so each that is not chosen stands in the
 * history. */
static gboolean
decide_service (CosellStore *store,
                const Resolve *self,
                const CosellConflictDecision *decision,
                GPtrArray *conflicts,
                GError **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autoptr (CosellConflictDecision) mine = NULL;

      if ((conflict->between & COSELL_CONFLICT_PARTNER_CENTER) == 0 ||
          (conflict->between & COSELL_CONFLICT_CRM) == 0 ||
          !cosell_conflict_decision_covers (decision, conflict->path))
        continue;
      mine = cosell_conflict_decision_new (conflict->path, COSELL_CONFLICT_CHOICE_MINE,
                                           decision->seen);
      if (!cosell_store_resolve (store, self->head.id, mine, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
resolve_one (CosellStore *store,
             const Resolve *self,
             const CosellConflictDecision *decision,
             GError **error)
{
  g_autoptr (GPtrArray) conflicts = load_conflicts (store, self->head.id, error);
  gboolean crm = decision->choice == COSELL_CONFLICT_CHOICE_CRM;
  CosellConflictSides sides;

  if (conflicts == NULL)
    return FALSE;
  sides = sides_of (conflicts, decision);
  if ((sides & COSELL_CONFLICT_CRM) == 0)
    return crm ? refuse_side (decision, error)
               : cosell_store_resolve (store, self->head.id, decision, error);
  if (crm)
    return decide_service (store, self, decision, conflicts, error) &&
           decide_crm (store, self, decision, conflicts, error);
  if ((sides & COSELL_CONFLICT_PARTNER_CENTER) != 0)
    return cosell_store_resolve (store, self->head.id, decision, error) &&
           decide_crm (store, self, decision, conflicts, error);
  if (decision->choice == COSELL_CONFLICT_CHOICE_THEIRS)
    return refuse_side (decision, error);
  return decide_crm (store, self, decision, conflicts, error);
}

static gboolean
run_resolve (CosellStore *store, gpointer data, GError **error)
{
  Resolve *self = data;
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < self->decisions->len; i++)
    if (!resolve_one (store, self, g_ptr_array_index (self->decisions, i), error))
      return FALSE;
  left = load_conflicts (store, self->head.id, error);
  if (left == NULL)
    return FALSE;
  self->left = left->len;
  return TRUE;
}

static const CosellCommandKind resolve_kind = {
  .size = sizeof (Resolve),
  .mode = COSELL_STORE_WRITE,
  .run = run_resolve,
  .flags = COSELL_COMMAND_EDITS,
  .clear = resolve_clear,
};

void
cosell_session_resolve_async (CosellSession *self,
                              gint64 deal,
                              GPtrArray *decisions,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Resolve *resolve;

  g_return_if_fail (COSELL_IS_SESSION (self) && decisions != NULL);

  resolve = cosell_command_new (self, &resolve_kind, deal);
  resolve->decisions = decisions;
  cosell_command_run (self, resolve, cosell_session_resolve_async, c, callback, user_data);
}

guint
cosell_session_get_left (CosellSession *self, GAsyncResult *result)
{
  const Resolve *resolve;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  resolve = cosell_command_get (result, &resolve_kind);
  return resolve != NULL ? resolve->left : 0;
}
