/* cosell-store-undo.c: the stack of what a person did, until it was sent
 *
 * Each record belongs to one deal, and mementos of deals do not overlap: what was done to one deal
 * can be taken back whatever happened to others. Within a deal the order counts.
 */
#include "model/cosell-rule-error.h"
#include "store/cosell-store-undo.h"

#include <glib/gi18n-lib.h>

#include "store/cosell-store-memento.h"

#define MAX_RECORDS 300

#define STATE_DONE "done"
#define STATE_UNDONE "undone"
#define STATE_SENT "sent"

typedef struct
{
  gint64 id;
  gint64 deal;
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

/* The first row of a query of id, deal, state, before, after; id 0 without one. */
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
  g_autoptr (CosellStatement) statement = NULL;
  gint64 id;

  statement = cosell_store_prepare (
      self,
      "INSERT INTO undo (deal, state, turn, at, before, after) "
      "VALUES (?, ?, (SELECT coalesce (max (turn), 0) + 1 FROM undo), ?, ?, ?)",
      error);
  if (statement == NULL)
    return 0;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, state);
  cosell_statement_bind_int (statement, 3, cosell_store_now (self));
  cosell_statement_bind_text (statement, 4, before_json);
  cosell_statement_bind_text (statement, 5, after_json);
  if (!cosell_statement_run (statement, error))
    return 0;
  id = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  cosell_store_note_outbox (self);
  return add_entries (self, id, before, after, error) &&
                 cosell_store_run_ids (self, "DELETE FROM undo WHERE id <= ?1 - ?2", id,
                                       MAX_RECORDS, error)
             ? id
             : 0;
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

/* A record that does not fit any more is given up, with the others of its deal. */
static gboolean
step_memento (CosellStore *self,
              const Record *record,
              gboolean back,
              char **refusal,
              GError **error)
{
  gboolean gone;

  if (!cosell_store_restore_deal (self, record->deal, back ? record->after : record->before,
                                  back ? record->before : record->after, &gone, error))
    return FALSE;
  if (!gone)
    return set_state (self, record->id, back ? STATE_UNDONE : STATE_DONE, error);
  *refusal = g_strdup (_ ("This was changed or sent meanwhile, and stays as it is now."));
  return cosell_store_forget_undo (self, record->deal, error);
}

/* Without a record: the newest entry is discarded, and what submitting made goes with its deal. */
static gboolean
discard_newest (CosellStore *self, gint64 *deal, GError **error)
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
  cosell_statement_bind_int (statement, 1, *deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_DONE)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                         _ ("There is nothing to undo: no change waits to be sent, and what was "
                            "sent stays."));
  if (step != COSELL_STEP_ROW)
    return FALSE;
  *deal = cosell_statement_int (statement, 0);
  seq = cosell_statement_int (statement, 1);
  cosell_statement_done (statement);
  before = cosell_store_capture_deal (self, *deal, error);
  if (before == NULL || !cosell_store_discard (self, seq, error))
    return FALSE;
  after = cosell_store_capture_deal (self, *deal, error);
  return after != NULL && add_record (self, *deal, STATE_UNDONE, after, before, error) != 0;
}

/* An action that was sent is reported once; the next undo is about the one before it. */
static gboolean
tell_sent (CosellStore *self, char **refusal, GError **error)
{
  *refusal =
      g_strdup (_ ("The last change was sent to Partner Center, and stays. Undo again to take "
                   "back the change before it, if that still waits."));
  return cosell_store_run_ids (self, "DELETE FROM undo WHERE state = 'sent' AND ?1", 1, 0, error);
}

#define SELECT_RECORD "SELECT id, deal, state, before, after FROM undo WHERE "

gboolean
cosell_store_undo (CosellStore *self, gint64 *deal, char **refusal, GError **error)
{
  g_auto (Record) record = { 0 };

  g_return_val_if_fail (deal != NULL && refusal != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!load_record (self,
                    SELECT_RECORD "state IN ('done', 'sent') AND ?1 IN (0, deal) "
                                  "ORDER BY turn DESC LIMIT 1",
                    *deal, &record, error))
    return FALSE;
  if (record.id == 0)
    return discard_newest (self, deal, error);
  if (record.sent)
    return tell_sent (self, refusal, error);
  *deal = record.deal;
  return step_memento (self, &record, TRUE, refusal, error);
}

gboolean
cosell_store_undo_record (CosellStore *self,
                          gint64 id,
                          gint64 *deal,
                          char **refusal,
                          GError **error)
{
  g_auto (Record) record = { 0 };

  g_return_val_if_fail (deal != NULL && refusal != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!load_record (self,
                    SELECT_RECORD "id = ?1 AND state = 'done' AND NOT EXISTS (SELECT 1 FROM undo "
                                  "AS n WHERE n.deal = undo.deal AND n.state <> 'undone' AND "
                                  "n.turn > undo.turn)",
                    id, &record, error))
    return FALSE;
  if (record.id == 0)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                           _ ("Something else was done to the deal since. Undo that first."));
      return FALSE;
    }
  *deal = record.deal;
  return step_memento (self, &record, TRUE, refusal, error);
}

gboolean
cosell_store_redo (CosellStore *self, gint64 *deal, char **refusal, GError **error)
{
  g_auto (Record) record = { 0 };

  g_return_val_if_fail (deal != NULL && refusal != NULL, FALSE);
  COSELL_STORE_WORKER (self);

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
  *deal = record.deal;
  return step_memento (self, &record, FALSE, refusal, error);
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
