#include "model/cosell-outbox-order.h"

/* A change of the status for later: it ends the deal, so it goes after everything else of it. */
static gboolean
is_end (const CosellOutboxHead *head)
{
  return head->state == COSELL_OUTBOX_STATE_SCHEDULED && head->op == COSELL_OUTBOX_OP_UPDATE;
}

/* Whether anything at all may wait for it. */
static gboolean
keeps_back (const CosellOutboxHead *head, gint64 now)
{
  switch (head->state)
    {
    case COSELL_OUTBOX_STATE_PENDING:
    case COSELL_OUTBOX_STATE_SENT:
      return !head->is_heart;
    case COSELL_OUTBOX_STATE_PARKED:
      /* an invitation that was refused keeps neither the deal nor another invitation back (C16) */
      return !head->is_heart && head->op != COSELL_OUTBOX_OP_INVITE;
    case COSELL_OUTBOX_STATE_SCHEDULED:
      return !is_end (head) && head->not_before <= now;
    case COSELL_OUTBOX_STATE_NOT_KEPT: /* it was sent, and waits for a person (P13) */
    case COSELL_OUTBOX_STATE_LOCAL:    /* a heart */
      return FALSE;
    }
  g_assert_not_reached ();
}

gboolean
cosell_outbox_order_before (const CosellOutboxHead *other,
                            const CosellOutboxHead *entry,
                            gint64 now)
{
  g_return_val_if_fail (other != NULL && entry != NULL, FALSE);

  if (other->seq >= entry->seq && (!is_end (entry) || other->seq == entry->seq))
    return FALSE;
  if (!keeps_back (other, now))
    return FALSE;
  if (entry->is_heart && other->state == COSELL_OUTBOX_STATE_PARKED)
    return FALSE;
  return entry->op != COSELL_OUTBOX_OP_INVITE || other->op != COSELL_OUTBOX_OP_INVITE;
}

static gboolean
is_due (const CosellOutboxHead *head, gboolean explicit_sync, gint64 now)
{
  if (head->depends_on != 0)
    return FALSE;
  if (head->state == COSELL_OUTBOX_STATE_PENDING)
    return head->not_before <= now || (explicit_sync && head->attempts > 0);
  return head->state == COSELL_OUTBOX_STATE_SCHEDULED && head->not_before <= now;
}

/* Whether head would go rather than best, were both free to. */
static gboolean
comes_first (const CosellOutboxHead *head, const CosellOutboxHead *best, gint64 after)
{
  if (head->seq <= after && !is_end (head))
    return FALSE;
  if (best == NULL || (best->seq <= after) != (head->seq <= after))
    return best == NULL || best->seq <= after;
  return head->seq < best->seq;
}

static gboolean
is_free (const CosellOutboxHead *head, const CosellOutboxHead *group, guint n_group, gint64 now)
{
  for (guint i = 0; i < n_group; i++)
    if (cosell_outbox_order_before (&group[i], head, now))
      return FALSE;
  return TRUE;
}

const CosellOutboxHead *
cosell_outbox_order_next (const CosellOutboxHead *heads,
                          guint n_heads,
                          gint64 after,
                          gboolean explicit_sync,
                          gint64 now)
{
  const CosellOutboxHead *best = NULL;

  for (guint start = 0, end; start < n_heads; start = end)
    {
      for (end = start + 1; end < n_heads && heads[end].deal == heads[start].deal;)
        end++;
      for (guint i = start; i < end; i++)
        if (is_due (&heads[i], explicit_sync, now) && comes_first (&heads[i], best, after) &&
            is_free (&heads[i], &heads[start], end - start, now))
          best = &heads[i];
    }
  return best;
}
