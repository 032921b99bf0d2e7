/* cosell-outbox-plan.h: the state machine of offline changes, in one pure function */
#pragma once

#include "model/cosell-enums.h"

G_BEGIN_DECLS

/* What the rules of the outbox need of an entry. */
typedef struct
{
  gint64 seq;
  CosellOutboxOp op;
  CosellOutboxState state;
  gboolean changes_status; /* an update that accepts, closes or registers it: it is sent alone */
  gboolean is_heart;       /* B2: an update of the heart, which is sent alone too */
  gboolean is_stage;       /* D6: an update that marks a stage of an assessment; the same */

  /* for its place among others: cosell-outbox-order.h */
  gint64 deal;
  gint64 depends_on; /* seq or 0 */
  gint64 attempts;
  gint64 not_before; /* µs UTC or COSELL_NO_TIME */
} CosellOutboxHead;

typedef enum
{
  COSELL_OUTBOX_MERGE_BODY,   /* put the changes into the waiting create's body (seq) */
  COSELL_OUTBOX_MERGE_FIELDS, /* merge the changes into the waiting update (seq) */
  COSELL_OUTBOX_APPEND,       /* a new entry; depends on seq when that is not 0 */
} CosellOutboxDecision;

typedef struct
{
  CosellOutboxDecision decision;
  gint64 seq;
} CosellOutboxPlan;

/* Where an update of a referral goes, given the entries of the same referral in order of seq. A
 * `sent` entry is frozen (architecture: outbox rule 1); a parked one takes further edits, and stays
 * parked; a new update behind a create that is out depends on it. */
CosellOutboxPlan cosell_outbox_plan_update (const CosellOutboxHead *entries, guint n_entries);
/* B2: the same for the heart alone: it joins nothing but a heart, and waits for nothing but the
 * create of its own referral. */
CosellOutboxPlan cosell_outbox_plan_heart (const CosellOutboxHead *entries, guint n_entries);
/* D6: the same for a stage of an assessment: it joins nothing, and stands behind everything. */
CosellOutboxPlan cosell_outbox_plan_stage (const CosellOutboxHead *entries, guint n_entries);

/* The row's sync state: the most urgent of its entries (CosellSyncState order). */
CosellSyncState cosell_outbox_sync_state (const CosellOutboxHead *entries, guint n_entries,
                                          gboolean is_draft);

G_END_DECLS
