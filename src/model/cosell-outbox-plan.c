#include "model/cosell-outbox-plan.h"

/* What one entry says about where an update goes. */
typedef enum
{
  ANSWER_HERE,   /* into this entry */
  ANSWER_BEFORE, /* not here; an earlier entry may take it */
  ANSWER_BEHIND, /* neither here nor earlier: a new entry */
} Answer;

/* The whole state machine: state × operation. A scheduled update waits for its own hour, so an
 * edit neither joins it nor waits with it; a create that is scheduled has nothing before it. A
 * change of the status is sent as it was confirmed, and nothing that comes later overtakes it. */
static Answer
ask (const CosellOutboxHead *entry)
{
  if (entry->is_heart || entry->is_stage)
    return ANSWER_BEFORE;
  if (entry->changes_status && entry->state != COSELL_OUTBOX_STATE_SCHEDULED)
    return ANSWER_BEHIND;
  switch (entry->state)
    {
    case COSELL_OUTBOX_STATE_PENDING:
    case COSELL_OUTBOX_STATE_PARKED:
      return ANSWER_HERE;
    case COSELL_OUTBOX_STATE_SCHEDULED:
      return entry->op == COSELL_OUTBOX_OP_UPDATE ? ANSWER_BEFORE : ANSWER_HERE;
    case COSELL_OUTBOX_STATE_SENT:
      return ANSWER_BEHIND;
    case COSELL_OUTBOX_STATE_NOT_KEPT: /* an edit is a new word on it (P13) */
    case COSELL_OUTBOX_STATE_LOCAL:
      return ANSWER_BEFORE;
    }
  g_assert_not_reached ();
}

CosellOutboxPlan
cosell_outbox_plan_update (const CosellOutboxHead *entries, guint n_entries)
{
  CosellOutboxPlan plan = { COSELL_OUTBOX_APPEND, 0 };

  for (guint i = n_entries; i > 0; i--)
    {
      const CosellOutboxHead *entry = &entries[i - 1];
      Answer answer = ask (entry);

      if (answer == ANSWER_BEFORE)
        continue;
      if (answer == ANSWER_HERE)
        plan.decision = entry->op == COSELL_OUTBOX_OP_UPDATE ? COSELL_OUTBOX_MERGE_FIELDS
                                                             : COSELL_OUTBOX_MERGE_BODY;
      if (answer == ANSWER_HERE || entry->op != COSELL_OUTBOX_OP_UPDATE)
        plan.seq = entry->seq;
      return plan;
    }
  return plan;
}

CosellOutboxPlan
cosell_outbox_plan_heart (const CosellOutboxHead *entries, guint n_entries)
{
  CosellOutboxPlan plan = { COSELL_OUTBOX_APPEND, 0 };

  for (guint i = n_entries; i > 0; i--)
    {
      const CosellOutboxHead *entry = &entries[i - 1];

      if (entry->op != COSELL_OUTBOX_OP_UPDATE)
        plan.seq = entry->seq;
      else if (entry->is_heart && (entry->state == COSELL_OUTBOX_STATE_PENDING ||
                                   entry->state == COSELL_OUTBOX_STATE_PARKED))
        return (CosellOutboxPlan){ COSELL_OUTBOX_MERGE_FIELDS, entry->seq };
    }
  return plan;
}

CosellOutboxPlan
cosell_outbox_plan_stage (const CosellOutboxHead *entries, guint n_entries)
{
  CosellOutboxPlan plan = { COSELL_OUTBOX_APPEND, 0 };

  for (guint i = n_entries; i > 0; i--)
    if (entries[i - 1].op != COSELL_OUTBOX_OP_UPDATE)
      plan.seq = entries[i - 1].seq;
  return plan;
}

static CosellSyncState
state_of (CosellOutboxState state)
{
  switch (state)
    {
    case COSELL_OUTBOX_STATE_PENDING:
      return COSELL_SYNC_STATE_WAITING;
    case COSELL_OUTBOX_STATE_SENT:
      return COSELL_SYNC_STATE_SENDING;
    case COSELL_OUTBOX_STATE_PARKED:
    case COSELL_OUTBOX_STATE_NOT_KEPT:
      return COSELL_SYNC_STATE_PARKED;
    case COSELL_OUTBOX_STATE_LOCAL:
      return COSELL_SYNC_STATE_SYNCED;
    case COSELL_OUTBOX_STATE_SCHEDULED:
      return COSELL_SYNC_STATE_SCHEDULED;
    }
  g_assert_not_reached ();
}

CosellSyncState
cosell_outbox_sync_state (const CosellOutboxHead *entries, guint n_entries, gboolean is_draft)
{
  CosellSyncState result = is_draft ? COSELL_SYNC_STATE_DRAFT : COSELL_SYNC_STATE_SYNCED;

  for (guint i = 0; i < n_entries; i++)
    result = MAX (result, state_of (entries[i].state));
  return result;
}
