/* cosell-store-undo.c: the stack of what a person did, until it was sent
 *
 * Each record belongs to one deal, and mementos of deals do not overlap: what was done to one deal
 * can be taken back whatever happened to others. Within a deal the order counts.
 */
#include "model/cosell-rule-error.h"
#include "store/cosell-store-undo.h"

#include <glib/gi18n-lib.h>

#include "store/cosell-store-memento.h"

#define MAX_ACTIONS 300
#define MAX_RECORDS 5000 /* but for those of the newest action */

#define STATE_DONE "done"
#define STATE_UNDONE "undone"
#define STATE_SENT "sent"

typedef struct
{
  gint64 id;
  gint64 deal;
  gint64 group; /* 0: an action of its own */
  gboolean sent;
  CosellStoreMemento *before; /* (owned) */
  CosellStoreMemento *after;  /* (owned) */
} Record;

static void
record_clear (Record *self)
{
  g_clear_pointer (&self->before, cosell_store_memento_free);
  g_clear_pointer (&self->after, cosell_store_memento_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

/* --- records --- */

#define SELECT_RECORD "SELECT id, deal, state, before, after, group_id FROM undo WHERE "

/* The first row of a query (SELECT_RECORD); id 0 without one. */
static gboolean
load_record (CosellStore *self, const char *sql, gint64 parameter, Record *record, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  record->id = 0;
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, parameter);
  step = cosell_statement_step (statement, error);
  if (step != COSELL_STEP_ROW)
    return step == COSELL_STEP_DONE;
  record->id = cosell_statement_int (statement, 0);
  record->deal = cosell_statement_int (statement, 1);
  record->sent = g_str_equal (cosell_statement_text (statement, 2), STATE_SENT);
  record->before = cosell_store_memento_from_json (cosell_statement_text (statement, 3), error);
  record->after = record->before != NULL
                      ? cosell_store_memento_from_json (cosell_statement_text (statement, 4), error)
                      : NULL;
  record->group = cosell_statement_int (statement, 5);
  return record->after != NULL;
}

static gboolean
add_entries (CosellStore *self,
             gint64 record,
             const CosellStoreMemento *before,
             const CosellStoreMemento *after,
             GError **error)
{
  g_autoptr (GArray) seqs = cosell_store_memento_diff_entries (before, after);

  for (guint i = 0; i < seqs->len; i++)
    if (!cosell_store_run_ids (self, "INSERT INTO undo_entry (undo, seq) VALUES (?1, ?2)", record,
                               g_array_index (seqs, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* The newest of the actions that are too many, 0 for none. A query of its own: as a part of another
 * one SQLite 3.40 leaves its OFFSET out. */
static gboolean
find_surplus (CosellStore *self, gint64 *action, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT DISTINCT coalesce (group_id, id) AS action FROM undo "
                            "ORDER BY action DESC LIMIT 1 OFFSET ?",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, MAX_ACTIONS);
  step = cosell_statement_step (statement, error);
  *action = step == COSELL_STEP_ROW ? cosell_statement_int (statement, 0) : 0;
  return step != COSELL_STEP_ERROR;
}

/* Whole actions, the oldest first; asked once for each. action: the newest, which stays */
static gboolean
forget_old (CosellStore *self, gint64 action, GError **error)
{
  gint64 surplus;

  if (!find_surplus (self, &surplus, error))
    return FALSE;
  surplus = MAX (surplus, action - MAX_RECORDS);
  return surplus <= 0 || cosell_store_run_ids (self,
                                               "DELETE FROM undo WHERE "
                                               "coalesce (group_id, id) <= ?1",
                                               surplus, 0, error);
}

/* The first record of an action on several deals has its number (J7). */
static gint64
insert_record (CosellStore *self,
               gint64 deal,
               const char *state,
               const char *before,
               const char *after,
               GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "INSERT INTO undo (id, group_id, deal, state, turn, at, before, after) "
      "VALUES (iif (EXISTS (SELECT 1 FROM undo WHERE id = ?1), NULL, ?1), ?1, ?2, ?3, "
      "(SELECT coalesce (max (turn), 0) + 1 FROM undo), ?4, ?5, ?6)",
      error);

  if (statement == NULL)
    return 0;
  cosell_statement_bind_id (statement, 1, cosell_store_get_action (self));
  cosell_statement_bind_int (statement, 2, deal);
  cosell_statement_bind_text (statement, 3, state);
  cosell_statement_bind_int (statement, 4, cosell_store_now (self));
  cosell_statement_bind_text (statement, 5, before);
  cosell_statement_bind_text (statement, 6, after);
  return cosell_statement_run (statement, error)
             ? sqlite3_last_insert_rowid (cosell_store_get_db (self))
             : 0;
}

static gint64
add_record (CosellStore *self,
            gint64 deal,
            const char *state,
            const CosellStoreMemento *before,
            const CosellStoreMemento *after,
            GError **error)
{
  g_autofree char *before_json = cosell_store_memento_to_json (before);
  g_autofree char *after_json = cosell_store_memento_to_json (after);
  gint64 action = cosell_store_get_action (self);
  gint64 id = insert_record (self, deal, state, before_json, after_json, error);

  cosell_store_note_outbox (self);
  if (id == 0 || !add_entries (self, id, before, after, error))
    return 0;
  return (action != 0 && id != action) || forget_old (self, id, error) ? id : 0;
}

gboolean
cosell_store_record (CosellStore *self,
                     gint64 deal,
                     const CosellStoreMemento *before,
                     gint64 *record,
                     GError **error)
{
  g_autoptr (CosellStoreMemento) after = NULL;
  gint64 id = 0;

  g_return_val_if_fail (before != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  after = cosell_store_capture_deal (self, deal, error);
  if (after == NULL)
    return FALSE;
  if (!cosell_store_memento_equal (before, after))
    {
      if (!cosell_store_run_ids (self, "DELETE FROM undo WHERE state = 'undone' AND ?1", 1, 0,
                                 error))
        return FALSE;
      id = add_record (self, deal, STATE_DONE, before, after, error);
      if (id == 0)
        return FALSE;
    }
  if (record != NULL)
    *record = id;
  return TRUE;
}

/* --- taking back --- */

void
cosell_undo_outcome_clear (CosellUndoOutcome *self)
{
  g_clear_pointer (&self->deals, g_array_unref);
  g_clear_pointer (&self->refusal, g_free);
}

static void
begin_outcome (CosellUndoOutcome *outcome)
{
  g_assert (outcome->deals == NULL);
  outcome->deals = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gboolean
set_state (CosellStore *self, gint64 record, const char *state, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "UPDATE undo SET state = ?2, turn = (SELECT max (turn) + 1 FROM undo) WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, record);
  cosell_statement_bind_text (statement, 2, state);
  return cosell_statement_run (statement, error);
}

/* A record on its way back, or forth again. */
typedef struct
{
  gint64 record;
  gboolean back;
  gint64 deal;
  gboolean gone; /* result: it does not fit any more */
} Step;

/* A record that does not fit any more is given up, with the others of its deal. */
static gboolean
step_record (CosellStore *self, gpointer data, GError **error)
{
  Step *step = data;
  g_auto (Record) record = { 0 };

  if (!load_record (self, SELECT_RECORD "id = ?1", step->record, &record, error))
    return FALSE;
  step->deal = record.deal;
  if (!cosell_store_restore_deal (self, record.deal, step->back ? record.after : record.before,
                                  step->back ? record.before : record.after, &step->gone, error))
    return FALSE;
  return step->gone ? cosell_store_forget_undo (self, record.deal, error)
                    : set_state (self, record.id, step->back ? STATE_UNDONE : STATE_DONE, error);
}

static char *
words_of_gone (void)
{
  return g_strdup (_ ("This was changed or sent meanwhile, and stays as it is now."));
}

static gboolean
step_one (CosellStore *self,
          gint64 record,
          gboolean back,
          CosellUndoOutcome *outcome,
          GError **error)
{
  Step step = { record, back, 0, FALSE };

  if (!step_record (self, &step, error))
    return FALSE;
  if (step.gone)
    outcome->refusal = words_of_gone ();
  else
    g_array_append_val (outcome->deals, step.deal);
  return TRUE;
}

/* --- an action on several deals (J7) --- */

static gboolean
count_sent (CosellStore *self, gint64 group, guint *sent, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self, "SELECT count(*) FROM undo WHERE coalesce (group_id, id) = ? AND state = 'sent'",
      error);
  gint64 count;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, group);
  if (!cosell_statement_run_int (statement, 0, &count, error))
    return FALSE;
  *sent = (guint) count;
  return TRUE;
}

/* Of a deal to which something else was done since, the action is not the newest (state 0), as of
 * each of the others (1). Returns: (transfer full) of pairs of gint64: record, state */
static GArray *
load_group (CosellStore *self, gint64 group, gboolean back, GError **error)
{
  static const char sql[] =
      "SELECT id, ?3 OR NOT EXISTS (SELECT 1 FROM undo AS n WHERE n.deal = undo.deal AND "
      "n.state <> 'undone' AND n.turn > undo.turn AND n.group_id IS NOT undo.group_id) "
      "FROM undo WHERE coalesce (group_id, id) = ?1 AND state = ?2 ORDER BY turn DESC";
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, group);
  cosell_statement_bind_text (statement, 2, back ? STATE_DONE : STATE_UNDONE);
  cosell_statement_bind_int (statement, 3, !back);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      const gint64 pair[2] = { cosell_statement_int (statement, 0),
                               cosell_statement_int (statement, 1) };

      g_array_append_vals (records, pair, 1);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/* What is on its way is as good as sent; its record stays, since it may still come back. */
static gboolean
step_in_group (CosellStore *self,
               gint64 record,
               gboolean back,
               CosellUndoOutcome *outcome,
               GError **error)
{
  Step step = { record, back, 0, FALSE };
  GError *failure = NULL;

  if (cosell_store_try (self, step_record, &step, &failure))
    {
      if (step.gone)
        outcome->changed++;
      else
        g_array_append_val (outcome->deals, step.deal);
      return TRUE;
    }
  if (!g_error_matches (failure, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  outcome->sent++;
  return TRUE;
}

/* How much was sent is told once. */
static gboolean
step_group (CosellStore *self,
            gint64 group,
            gboolean back,
            CosellUndoOutcome *outcome,
            GError **error)
{
  g_autoptr (GArray) records = load_group (self, group, back, error);

  outcome->group = group;
  if (records == NULL || !count_sent (self, group, &outcome->sent, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const gint64 *pair = &g_array_index (records, gint64, 2 * i);

      if (pair[1] == 0)
        outcome->changed++;
      else if (!step_in_group (self, pair[0], back, outcome, error))
        return FALSE;
    }
  if (outcome->deals->len == 0 && outcome->changed == 0)
    outcome->refusal = g_strdup (_ ("The last change was sent to Partner Center, or is on its way, "
                                    "and stays."));
  else if (outcome->deals->len == 0)
    outcome->refusal = words_of_gone ();
  return !back || cosell_store_run_ids (self,
                                        "DELETE FROM undo WHERE coalesce (group_id, id) = ?1 AND "
                                        "state = 'sent'",
                                        group, 0, error);
}

/* --- the newest, or exactly one --- */

/* Without a record: the newest entry is discarded, and what submitting made goes with its deal. */
static gboolean
discard_newest (CosellStore *self, gint64 deal, CosellUndoOutcome *outcome, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "SELECT o.deal, coalesce (c.seq, o.seq) FROM outbox AS o LEFT JOIN outbox AS c ON c.seq = "
      "o.depends_on AND c.op = 'create' AND o.op = 'invite' WHERE o.state NOT IN "
      "('sent', 'not-kept', 'local') AND ?1 IN (0, o.deal) ORDER BY o.seq DESC LIMIT 1",
      error);
  g_autoptr (CosellStoreMemento) before = NULL;
  g_autoptr (CosellStoreMemento) after = NULL;
  CosellStep step;
  gint64 seq;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_DONE)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                         _ ("There is nothing to undo: no change waits to be sent, and what was "
                            "sent stays."));
  if (step != COSELL_STEP_ROW)
    return FALSE;
  deal = cosell_statement_int (statement, 0);
  seq = cosell_statement_int (statement, 1);
  cosell_statement_done (statement);
  before = cosell_store_capture_deal (self, deal, error);
  if (before == NULL || !cosell_store_discard (self, seq, error))
    return FALSE;
  after = cosell_store_capture_deal (self, deal, error);
  g_array_append_val (outcome->deals, deal);
  return after != NULL && add_record (self, deal, STATE_UNDONE, after, before, error) != 0;
}

/* An action that was sent is reported once; the next undo is about the one before it. Of a group of
 * which something still waits, undo tells it. */
static gboolean
tell_sent (CosellStore *self, CosellUndoOutcome *outcome, GError **error)
{
  outcome->refusal =
      g_strdup (_ ("The last change was sent to Partner Center, and stays. Undo again to take "
                   "back the change before it, if that still waits."));
  return cosell_store_run_ids (self,
                               "DELETE FROM undo WHERE state = 'sent' AND ?1 AND NOT EXISTS "
                               "(SELECT 1 FROM undo AS n WHERE coalesce (n.group_id, n.id) = "
                               "undo.group_id AND n.state = 'done')",
                               1, 0, error);
}

/* Whether anything of a record's group can still be taken back. */
static gboolean
group_waits (CosellStore *self, gint64 group, gboolean *waits, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "SELECT EXISTS (SELECT 1 FROM undo WHERE "
                            "coalesce (group_id, id) = ? AND state = 'done')",
                            error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, group);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *waits = found != 0;
  return TRUE;
}

gboolean
cosell_store_undo (CosellStore *self, gint64 deal, CosellUndoOutcome *outcome, GError **error)
{
  g_auto (Record) record = { 0 };
  gboolean waits = FALSE;

  g_return_val_if_fail (outcome != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  begin_outcome (outcome);
  if (!load_record (self,
                    SELECT_RECORD "state IN ('done', 'sent') AND ?1 IN (0, deal) "
                                  "ORDER BY turn DESC LIMIT 1",
                    deal, &record, error))
    return FALSE;
  if (record.id == 0)
    return discard_newest (self, deal, outcome, error);
  if (record.group != 0 && deal == 0 && !group_waits (self, record.group, &waits, error))
    return FALSE;
  if (waits)
    return step_group (self, record.group, TRUE, outcome, error);
  if (record.sent)
    return tell_sent (self, outcome, error);
  return step_one (self, record.id, TRUE, outcome, error);
}

gboolean
cosell_store_undo_record (CosellStore *self, gint64 id, CosellUndoOutcome *outcome, GError **error)
{
  g_auto (Record) record = { 0 };
  gboolean waits = FALSE;

  g_return_val_if_fail (outcome != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  begin_outcome (outcome);
  if (!group_waits (self, id, &waits, error) ||
      !load_record (self,
                    SELECT_RECORD "id = ?1 AND state = 'done' AND group_id IS NULL AND NOT EXISTS "
                                  "(SELECT 1 FROM undo AS n WHERE n.deal = undo.deal AND "
                                  "n.state <> 'undone' AND n.turn > undo.turn)",
                    id, &record, error))
    return FALSE;
  if (record.id != 0)
    return step_one (self, id, TRUE, outcome, error);
  if (waits && !step_group (self, id, TRUE, outcome, error))
    return FALSE;
  if (waits && outcome->deals->len + outcome->sent > 0)
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                       _ ("Something else was done to the deal since. Undo that first."));
  return FALSE;
}

gboolean
cosell_store_redo (CosellStore *self, CosellUndoOutcome *outcome, GError **error)
{
  g_auto (Record) record = { 0 };

  g_return_val_if_fail (outcome != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  begin_outcome (outcome);
  if (!load_record (self, SELECT_RECORD "state = 'undone' AND ?1 ORDER BY turn DESC LIMIT 1", 1,
                    &record, error))
    return FALSE;
  if (record.id == 0)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("There is nothing to do again: nothing was undone since the last "
                              "change."));
      return FALSE;
    }
  return record.group != 0 ? step_group (self, record.group, FALSE, outcome, error)
                           : step_one (self, record.id, FALSE, outcome, error);
}

gboolean
cosell_store_get_undo_state (CosellStore *self, CosellUndoState *state, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (state != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT EXISTS (SELECT 1 FROM undo WHERE state <> 'undone') OR "
                                    "EXISTS (SELECT 1 FROM outbox WHERE state NOT IN "
                                    "('sent', 'not-kept', 'local')), "
                                    "EXISTS (SELECT 1 FROM undo WHERE state = 'undone')",
                                    error);
  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  state->can_undo = cosell_statement_int (statement, 0) != 0;
  state->can_redo = cosell_statement_int (statement, 1) != 0;
  return TRUE;
}

gboolean
cosell_store_find_entry_deal (CosellStore *self, gint64 seq, gint64 *deal, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry != NULL)
    *deal = entry->deal;
  return entry != NULL;
}

gboolean
cosell_store_renew_undo_windows (CosellStore *self, gint64 deal, gint64 not_before, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_run_ids (self,
                               "UPDATE outbox SET not_before = ?2 WHERE deal = ?1 AND "
                               "state = 'pending' AND attempts = 0 AND not_before IS NOT NULL",
                               deal, not_before, error);
}

/* --- what became of it --- */

/* Older actions of the deal came before it and are settled with it; what was undone on top of it
 * cannot be done again. */
gboolean
cosell_store_settle_undo (CosellStore *self,
                          gint64 deal,
                          gint64 seq,
                          gboolean whole,
                          GError **error)
{
  COSELL_STORE_WORKER (self);

  if (whole)
    return cosell_store_run_ids (self,
                                 "UPDATE undo SET state = 'sent' WHERE deal = ?1 AND "
                                 "state = 'done'",
                                 deal, 0, error) &&
           cosell_store_run_ids (self, "DELETE FROM undo WHERE deal = ?1 AND state = 'undone'",
                                 deal, 0, error);
  return cosell_store_run_ids (self,
                               "UPDATE undo SET state = 'sent' WHERE deal = ?1 AND state = 'done' "
                               "AND turn <= (SELECT max (turn) FROM undo AS u JOIN undo_entry ON "
                               "undo = id WHERE seq = ?2 AND u.state = 'done')",
                               deal, seq, error) &&
         cosell_store_run_ids (self,
                               "DELETE FROM undo WHERE deal = ?1 AND state = 'undone' AND EXISTS "
                               "(SELECT 1 FROM undo AS u JOIN undo_entry ON undo = id WHERE "
                               "seq = ?2 AND u.deal = ?1 AND u.state = 'undone')",
                               deal, seq, error);
}
