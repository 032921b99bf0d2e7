/* cosell-entry-row.h: a row of the outbox table, by itself; private to the store; any thread */
#pragma once

#include "model/cosell-change.h"
#include "model/cosell-conflict.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 seq;
  gint64 deal;
  gint64 referral;
  CosellOutboxOp op;
  CosellOutboxState state;
  GPtrArray *changes;   /* (nullable) of CosellChange */
  GPtrArray *conflicts; /* of CosellConflict, never NULL */
  char *request_id;
  gint64 depends_on;
  gint64 attempts;
  gint64 not_before;
  char *last_error;
  gboolean held; /* parked, because a person holds it back; kept of no other state */
  gint64 replaced; /* µs UTC: hour of the scheduled win that made room for this one, or NO_TIME */
  gboolean unconfirmed; /* read only: it may be on the service already, whatever the state says */
} CosellEntryRow;

/* An entry that is in no table yet, without changes or conflicts. Returns: (transfer full) */
CosellEntryRow *cosell_entry_row_new (void);
/* Frees all members. self: (nullable) */
void cosell_entry_row_free (CosellEntryRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellEntryRow, cosell_entry_row_free)
/* The service has theirs (JSON text, nullable) where the change, one of the entry's, has its
 * own. */
void cosell_entry_row_add_conflict (CosellEntryRow *self, const CosellChange *change,
                                    const char *theirs);
/* A change of the status for later: it does not count yet in the deal's document. One that was held
 * is still for later. */
gboolean cosell_entry_row_is_deferred (const CosellEntryRow *self);
/* Whether text, the document before it, shows the changes of the entry: not while it is for later,
 * and not when the status that it wants cannot be had any more (P5). */
gboolean cosell_entry_row_counts (const CosellEntryRow *self, const char *text);
/* Whether the service may have the entry by now, so that it must not change any more. */
gboolean cosell_entry_row_is_frozen (const CosellEntryRow *self);
/* Whether the entry was sent and answered, and waits for nothing but a person's word, or the
 * service's (P13, B2). */
gboolean cosell_entry_row_is_told (const CosellEntryRow *self);
/* (nullable) the change of a path */
CosellChange *cosell_changes_find (GPtrArray *changes, const char *path);

G_END_DECLS
