/* cosell-store-undo.h: undo and redo of what a person did, until it was sent (P11); worker only
 *
 * One action on a deal is one record: what was kept of that deal for the service (its outbox
 * entries, bodies that wait, its draft) before and after. Undo puts what differs back, on top of what
 * the service has by now; nothing of it leaves the database until the record is used up, so both
 * survive a restart. What was sent can be neither undone nor done again. An action on several deals
 * has a record for each of them (cosell-store-group.h).
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct _CosellStoreMemento CosellStoreMemento;
/* Frees all members. self: (nullable). Any thread. */
void cosell_store_memento_free (CosellStoreMemento *self);

/* What is kept of a deal for the service, now. deal 0: nothing. */
CosellStoreMemento *cosell_store_capture_deal (CosellStore *self, gint64 deal, GError **error);
/* After an action of a person on the deal: records what it changed since before was taken. What was
 * undone before cannot be done again after it. record: (out) (optional): 0 when nothing changed */
gboolean cosell_store_record (CosellStore *self, gint64 deal, const CosellStoreMemento *before,
                              gint64 *record, GError **error);

/* What undo or redo came to. */
typedef struct
{
  gint64 group;  /* J7: of the action, when it was one on several deals; else 0 */
  GArray *deals; /* (owned) of gint64: what was taken back, or done again */
  guint sent;    /* deals of the group of which it is sent, or on its way: it stays there */
  guint changed; /* deals of the group where something else came between: it stays there */
  char *refusal; /* (owned) (nullable) why nothing was done, when that is all there is to say: what is
                  * in the way is gone then, so the transaction is to be committed */
} CosellUndoOutcome;
/* Frees what the members hold; the struct is the caller's. */
void cosell_undo_outcome_clear (CosellUndoOutcome *self);

/* Takes back the newest action; of a deal, or (deal 0) of all. Of an action on several deals: all that
 * was not sent (J7), with deal that deal's part alone. Without a record (what waits is older than
 * records, or they were given up) it discards the newest entry. outcome: zero at first. Errors:
 * COSELL_RULE_ERROR_REFUSED when nothing is left, or it is on its way. */
gboolean cosell_store_undo (CosellStore *self, gint64 deal, CosellUndoOutcome *outcome,
                            GError **error);
/* Takes back exactly this action; record: its number, of one on several deals too.
 * COSELL_RULE_ERROR_UNKNOWN when it is no longer the newest of its deals. */
gboolean cosell_store_undo_record (CosellStore *self, gint64 record, CosellUndoOutcome *outcome,
                                   GError **error);
/* Does again what was taken back last. */
gboolean cosell_store_redo (CosellStore *self, CosellUndoOutcome *outcome, GError **error);

typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
} CosellUndoState;
/* Whether undo and redo have anything to do. state: (out) */
gboolean cosell_store_get_undo_state (CosellStore *self, CosellUndoState *state, GError **error);

/* The deal of an outbox entry. NOT_FOUND */
gboolean cosell_store_find_entry_deal (CosellStore *self, gint64 seq, gint64 *deal, GError **error);
/* Entries of the deal that are held so that they can be undone are held until an instant (µs
 * UTC). */
gboolean cosell_store_renew_undo_windows (CosellStore *self, gint64 deal, gint64 not_before,
                                          GError **error);
/* The entry was carried out: what was done with it stays. whole: its deal was made, so everything
 * that was done to it before is settled. */
gboolean cosell_store_settle_undo (CosellStore *self, gint64 deal, gint64 seq, gboolean whole,
                                   GError **error);
/* The deal changed in a way that no record knows of (what was typed in its draft, two rows that
 * became one): nothing of it is undone or done again. */
gboolean cosell_store_forget_undo (CosellStore *self, gint64 deal, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStoreMemento, cosell_store_memento_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellUndoOutcome, cosell_undo_outcome_clear)

G_END_DECLS
