/* cosell-store-conflicts.c: what both sides changed, and what a person decided about it
 *
 * A decision makes the service's value the one that the change is made on, and the chosen value the
 * change. The rebase does the rest: a change that changes nothing goes away, and an entry without
 * conflicts waits to be sent. So a later version of the service may ask again.
 */
#include "model/cosell-change.h"
#include "store/cosell-store-conflicts.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "store/cosell-store-private.h"

/* half: (out) (transfer full) (nullable) the id of a referral that makes no row (P14) */
static gboolean
read_half (CosellStore *self, gint64 referral, char **half, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT r.remote_id FROM referral AS r JOIN deal AS d ON d.id = r.deal "
                            "WHERE r.id = ? AND r.id <> d.own_referral",
                            error);
  CosellStep step;

  *half = NULL;
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, referral);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    *half = cosell_statement_dup_text (statement, 0);
  return step != COSELL_STEP_ERROR;
}

static gboolean
read_conflicts (CosellStore *self, gint64 deal, GPtrArray *conflicts, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_deal_entries (self, deal, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *half = NULL;

      if (entry->conflicts->len > 0 && !read_half (self, entry->referral, &half, error))
        return FALSE;
      while (entry->conflicts->len > 0)
        {
          CosellConflict *conflict = g_ptr_array_steal_index (entry->conflicts, 0);

          conflict->deal = deal;
          conflict->half = g_strdup (half);
          g_ptr_array_add (conflicts, conflict);
        }
    }
  return TRUE;
}

/* The deals that have any. Returns: (transfer full) of gint64 */
static GArray *
find_deals (CosellStore *self, GError **error)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "SELECT deal FROM outbox WHERE conflicts IS NOT NULL GROUP BY deal ORDER BY min(seq)",
      error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 deal = cosell_statement_int (statement, 0);

      g_array_append_val (deals, deal);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&deals) : NULL;
}

GPtrArray *
cosell_store_get_conflicts (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) conflicts = cosell_conflict_list_new ();
  g_autoptr (GArray) deals = NULL;

  COSELL_STORE_WORKER (self);

  if (deal != 0)
    return read_conflicts (self, deal, conflicts, error) ? g_steal_pointer (&conflicts) : NULL;
  deals = find_deals (self, error);
  if (deals == NULL)
    return NULL;
  for (guint i = 0; i < deals->len; i++)
    if (!read_conflicts (self, g_array_index (deals, gint64, i), conflicts, error))
      return NULL;
  return g_steal_pointer (&conflicts);
}

/* The change as it was decided, and the loser in the history. decided: gets a copy */
static gboolean
decide_one (CosellStore *self,
            CosellOutboxEntry *entry,
            const CosellConflict *conflict,
            CosellConflictChoice choice,
            GPtrArray *decided,
            GError **error)
{
  CosellChange *change = cosell_changes_find (entry->changes, conflict->path);
  const char *loser = choice == COSELL_CONFLICT_CHOICE_MINE ? conflict->theirs : conflict->mine;
  char *chosen;

  if (change == NULL)
    return TRUE;
  chosen = cosell_conflict_choose (conflict, choice);
  cosell_set_str (&change->original, conflict->theirs);
  cosell_take_str (&change->current, chosen);
  g_ptr_array_add (decided, cosell_change_new (change->path, loser, chosen));
  return cosell_change_same (conflict->path, loser, chosen) ||
         cosell_store_add_history (self, entry->deal, cosell_store_now (self), "you",
                                   conflict->path, loser, chosen, error);
}

/* Entry, document, what follows the own half, and the row. */
static gboolean
settle (CosellStore *self, CosellOutboxEntry *entry, GPtrArray *decided, GError **error)
{
  g_autoptr (CosellReferralRow) row = cosell_store_load_referral (self, entry->referral, error);
  g_autofree char *old = NULL;
  g_autofree char *base = NULL;
  gint64 own;

  if (row == NULL || !cosell_store_save_entry (self, entry, error))
    return FALSE;
  old = g_strdup (row->current);
  base = g_strdup (row->base);
  if (base == NULL ||
      !cosell_store_rebase (self, row, base, decided, COSELL_ORIGINALS_SETTLED, error) ||
      !cosell_store_save_referral (self, row, error) ||
      !cosell_store_get_own_referral (self, entry->deal, &own, error))
    return FALSE;
  if (own == row->id &&
      (!cosell_store_propagate_edit (self, entry->deal, decided, row->current, error) ||
       !cosell_store_index_suggestions (self, old, row->current, row->updated_at, error) ||
       !cosell_store_drop_unshared (self, row, error)))
    return FALSE;
  return cosell_store_derive (self, row->engagement, NULL, error);
}

static gboolean
require_seen (const CosellConflictDecision *decision,
              const CosellConflict *conflict,
              GError **error)
{
  const char *theirs = conflict->theirs != NULL ? conflict->theirs : "null";

  if (decision->seen == NULL ||
      !g_str_equal (cosell_conflict_path (decision->field), conflict->path) ||
      cosell_json_text_equal (decision->seen, theirs))
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("“%s” was changed again by the service. Look at its new value, then decide."),
               cosell_change_label (conflict->path));
  return FALSE;
}

gboolean
cosell_store_decide (CosellStore *self,
                     CosellOutboxEntry *entry,
                     const CosellConflictDecision *decision,
                     gboolean *covered,
                     GError **error)
{
  g_autoptr (GPtrArray) decided = cosell_changes_new ();

  for (guint i = 0; i < entry->conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (entry->conflicts, i);

      if (!cosell_conflict_decision_covers (decision, conflict->path))
        continue;
      if (!require_seen (decision, conflict, error) ||
          !decide_one (self, entry, conflict, decision->choice, decided, error))
        return FALSE;
    }
  if (covered != NULL)
    *covered = decided->len > 0;
  return decided->len == 0 || settle (self, entry, decided, error);
}

/* The next entry after seq with a conflict; *found is NULL without error when there is none. */
static gboolean
find_entry (CosellStore *self, gint64 deal, gint64 seq, CosellOutboxEntry **found, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_deal_entries (self, deal, error);

  *found = NULL;
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len && *found == NULL; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->seq > seq && entry->conflicts->len > 0 && entry->state != COSELL_OUTBOX_STATE_SENT)
        *found = g_ptr_array_steal_index (entries, i);
    }
  return TRUE;
}

gboolean
cosell_store_resolve (CosellStore *self,
                      gint64 deal,
                      const CosellConflictDecision *decision,
                      GError **error)
{
  gboolean any = FALSE;
  gint64 seq = 0;

  g_return_val_if_fail (decision != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  for (;;)
    {
      g_autoptr (CosellOutboxEntry) entry = NULL;
      gboolean covered;

      /* what was decided before may have changed those that follow */
      if (!find_entry (self, deal, seq, &entry, error))
        return FALSE;
      if (entry == NULL)
        break;
      seq = entry->seq;
      if (!cosell_store_decide (self, entry, decision, &covered, error))
        return FALSE;
      any = any || covered;
    }
  if (any)
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
               _ ("The deal has no conflict in “%s”."), decision->field);
  return FALSE;
}

gboolean
cosell_store_note_loser (CosellStore *self,
                         gint64 deal,
                         const char *path,
                         const char *loser,
                         const char *chosen,
                         GError **error)
{
  g_autofree char *old = loser != NULL ? cosell_json_quote (loser) : NULL;
  g_autofree char *value = chosen != NULL ? cosell_json_quote (chosen) : NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return cosell_store_add_history (self, deal, cosell_store_now (self), "you", path, old, value,
                                   error);
}

/* ---- what was overtaken ---- */

static gboolean
is_work (const char *path)
{
  static const char *const others[] = { "/status", "/substatus", "/statusReason" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (path, others[i]))
      return FALSE;
  return !g_str_has_prefix (path, "/registrations");
}

/* Changes that do not fit the document stay out; they stand in the outbox all the same. */
static void
apply_work (char **text, GPtrArray *changes)
{
  g_autoptr (GPtrArray) work = cosell_changes_new ();
  char *next;

  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (is_work (change->path))
        g_ptr_array_add (work, cosell_change_new (change->path, change->original, change->current));
    }
  next = cosell_changes_apply (work, *text, NULL);
  if (next == NULL)
    return;
  cosell_take_str (text, next);
}

char *
cosell_store_dup_work (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  gint64 own;

  COSELL_STORE_WORKER (self);

  if (!cosell_store_get_own_referral (self, deal, &own, error))
    return NULL;
  row = own != 0 ? cosell_store_load_referral (self, own, error) : NULL;
  if (row == NULL)
    {
      if (own == 0)
        g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                             _ ("Nothing of this deal is stored here. Sync, then try again."));
      return NULL;
    }
  entries = cosell_store_load_referral_entries (self, own, error);
  if (entries == NULL)
    return NULL;
  text = g_strdup (row->base != NULL ? row->base : row->current);
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->op == COSELL_OUTBOX_OP_UPDATE)
        apply_work (&text, entry->changes);
    }
  return g_steal_pointer (&text);
}
