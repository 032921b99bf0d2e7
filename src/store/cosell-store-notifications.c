/* cosell-store-notifications.c: what a person is still to be told (G2)
 *
 * What the service changed and what was parked is noted in the transaction that brings it, so that
 * it is told whichever program pulled it, and once. Deadlines are read from the rows when somebody
 * asks.
 */
#include "store/cosell-store-notifications.h"

#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

#define META_CURSOR "cursor"
#define META_NOTIFICATIONS "alarms" /* there once the first pull was taken note of */

/* at: when a person was told, µs UTC; COSELL_NO_TIME: not yet. A row that is there already
 * stays. */
static gboolean
remember (CosellStore *self,
          gint64 deal,
          CosellNotificationKind kind,
          const char *mark,
          gint64 at,
          gboolean *is_new,
          GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self, "INSERT OR IGNORE INTO notified (deal, kind, mark, at) VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_enum (statement, 2, COSELL_TYPE_NOTIFICATION_KIND, kind);
  cosell_statement_bind_text (statement, 3, mark);
  cosell_statement_bind_time (statement, 4, at);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  if (is_new != NULL)
    *is_new = sqlite3_changes (cosell_store_get_db (self)) > 0;
  return TRUE;
}

/* before: nothing when it has just come */
static gboolean
note (CosellStore *self,
      CosellRole role,
      CosellJsonValue before,
      CosellJsonValue after,
      gint64 deal,
      GError **error)
{
  g_autofree char *mark = NULL;
  CosellNotificationKind kind;
  gboolean is_new;

  if (!cosell_notification_find (role, before, after, &kind, &mark))
    return TRUE;
  return remember (self, deal, kind, mark, COSELL_NO_TIME, &is_new, error) &&
         (!is_new || kind != COSELL_NOTIFICATION_ANSWERED ||
          cosell_store_run_ids (self, "UPDATE deal SET answered_at = ?2 WHERE id = ?1", deal,
                                cosell_store_now (self), error));
}

gboolean
cosell_store_note_news (CosellStore *self,
                        const CosellReferralRow *row,
                        gint64 deal,
                        gint64 own,
                        const char *before,
                        GError **error)
{
  g_autoptr (CosellJson) old = before != NULL ? cosell_json_parse (before, -1, NULL) : NULL;
  g_autoptr (CosellJson) new = NULL;
  CosellRole role;
  gboolean pulled;

  if (deal == 0)
    return TRUE;
  if (!cosell_store_has_meta (self, META_CURSOR, &pulled, error))
    return FALSE;
  if (!pulled)
    return TRUE;
  new = cosell_json_parse (row->base, -1, NULL);
  role = row->id == own ? COSELL_ROLE_OWN
         : cosell_referral_role (cosell_json_root (new), NULL) == COSELL_ROLE_MICROSOFT
             ? COSELL_ROLE_MICROSOFT
             : COSELL_ROLE_PARTNER;
  return note (self, role, cosell_json_root (old), cosell_json_root (new), deal, error);
}

gboolean
cosell_store_note_arrival (CosellStore *self, CosellJsonValue own, gint64 deal, GError **error)
{
  gboolean pulled;

  if (!cosell_store_has_meta (self, META_CURSOR, &pulled, error))
    return FALSE;
  return !pulled || note (self, COSELL_ROLE_OWN, (CosellJsonValue){ NULL, 0 }, own, deal, error);
}

gboolean
cosell_store_mark_seen (CosellStore *self, gint64 deal, GError **error)
{
  int changes;

  COSELL_STORE_WORKER (self);

  /* most looks find nothing new, and then nothing is to be read again */
  changes = sqlite3_total_changes (cosell_store_get_db (self));
  if (!cosell_store_run_ids (self,
                             "UPDATE deal SET seen_at = max (?2, answered_at) WHERE id = ?1 "
                             "AND " COSELL_STORE_UNREAD,
                             deal, cosell_store_now (self), error))
    return FALSE;
  if (sqlite3_total_changes (cosell_store_get_db (self)) != changes)
    cosell_store_note_deal (self, deal);
  return TRUE;
}

gboolean
cosell_store_note_not_sent (CosellStore *self, gint64 deal, gint64 seq, GError **error)
{
  g_autofree char *mark =
      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, seq, cosell_store_now (self));

  return remember (self, deal, COSELL_NOTIFICATION_NOT_SENT, mark, COSELL_NO_TIME, NULL, error);
}

/* ---- telling ---- */

typedef struct
{
  gint64 deal;
  CosellNotificationKind kind;
  char *mark;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->mark);
  g_free (note);
}

static GPtrArray *
load_notes (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (note_free);
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT deal, kind, mark FROM notified WHERE at IS NULL ORDER BY deal",
                            error);
  CosellStep step = COSELL_STEP_ERROR;

  while (statement != NULL && (step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      Note *note = g_new0 (Note, 1);

      note->deal = cosell_statement_int (statement, 0);
      note->kind = (CosellNotificationKind) cosell_statement_enum (statement, 1,
                                                                   COSELL_TYPE_NOTIFICATION_KIND,
                                                                   COSELL_NOTIFICATION_NOT_SENT);
      note->mark = cosell_statement_dup_text (statement, 2);
      g_ptr_array_add (notes, note);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&notes) : NULL;
}

/* The half that a mark names, or the own one. */
static gboolean
explain_half (CosellStore *self,
              const Note *note,
              CosellNotification *notification,
              gboolean *good,
              GError **error)
{
  g_autofree char *id = g_strndup (note->mark, strcspn (note->mark, " "));
  GError *local = NULL;
  g_autoptr (CosellReferralRow) row = cosell_store_load_remote (self, id, &local);
  g_autoptr (CosellJson) doc = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (row != NULL && row->base != NULL)
    doc = cosell_json_parse (row->base, -1, NULL);
  *good = doc != NULL && cosell_notification_explain (notification, cosell_json_root (doc));
  return TRUE;
}

static gboolean
explain_entry (CosellStore *self,
               const Note *note,
               CosellNotification *notification,
               gboolean *good,
               GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT last_error, state = 'not-kept' FROM outbox WHERE seq = ? "
                            "AND state IN ('parked', 'not-kept') AND NOT held",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, g_ascii_strtoll (note->mark, NULL, 10));
  step = cosell_statement_step (statement, error);
  *good = step == COSELL_STEP_ROW;
  if (*good)
    {
      notification->reason = cosell_statement_dup_text (statement, 0);
      notification->not_kept = cosell_statement_int (statement, 1) != 0;
    }
  return step != COSELL_STEP_ERROR;
}

/* Adds the notification of a note, unless things have changed since. */
static gboolean
tell (CosellStore *self, const Note *note, GPtrArray *notifications, GError **error)
{
  CosellDealData *row = cosell_store_get_deal (self, note->deal, error);
  g_autoptr (CosellNotification) notification = NULL;
  gboolean good, explained;

  if (row == NULL)
    return FALSE;
  notification = cosell_notification_new (note->kind, row);
  good = cosell_notification_settle (notification);
  switch (note->kind)
    {
    case COSELL_NOTIFICATION_ARRIVED:
    case COSELL_NOTIFICATION_LEAD:
      if (good && !explain_half (self, note, notification, &explained, error))
        return FALSE;
      break;
    case COSELL_NOTIFICATION_ANSWERED:
    case COSELL_NOTIFICATION_REGISTRATION:
      if (good && !explain_half (self, note, notification, &good, error))
        return FALSE;
      break;
    case COSELL_NOTIFICATION_NOT_SENT:
      if (!explain_entry (self, note, notification, &good, error))
        return FALSE;
      break;
    case COSELL_NOTIFICATION_EXPIRING:
      break;
    }
  if (good)
    g_ptr_array_add (notifications, g_steal_pointer (&notification));
  return TRUE;
}

/* ---- deadlines ---- */

static gboolean
was_told_to_have_arrived (GPtrArray *notifications, gint64 deal)
{
  for (guint i = 0; i < notifications->len; i++)
    {
      const CosellNotification *notification = g_ptr_array_index (notifications, i);

      if ((notification->kind == COSELL_NOTIFICATION_ARRIVED ||
           notification->kind == COSELL_NOTIFICATION_LEAD) &&
          notification->deal->id == deal)
        return TRUE;
    }
  return FALSE;
}

/* A deal that is reported as new names its deadline with that. */
static gboolean
tell_deadline (CosellStore *self,
               gint64 deal,
               gint64 expires_at,
               GPtrArray *notifications,
               GError **error)
{
  gint64 now = cosell_store_now (self);
  CosellDeadline deadline = cosell_lifecycle_deadline_at (expires_at, now);
  g_autofree char *mark = cosell_notification_deadline_mark (deadline, expires_at);
  CosellDealData *row = NULL;
  CosellNotification *notification = NULL;
  gboolean is_new;

  if (!remember (self, deal, COSELL_NOTIFICATION_EXPIRING, mark, now, &is_new, error))
    return FALSE;
  if (!is_new || was_told_to_have_arrived (notifications, deal))
    return TRUE;
  row = cosell_store_get_deal (self, deal, error);
  if (row == NULL)
    return FALSE;
  notification = cosell_notification_new (COSELL_NOTIFICATION_EXPIRING, row);
  notification->deadline = deadline;
  g_ptr_array_add (notifications, notification);
  return TRUE;
}

typedef struct
{
  gint64 deal;
  gint64 expires_at;
} Expiry;

/* Received deals whose time is not over, the most urgent first, down to the first that has no
 * warning yet: that is next. Returns: (transfer full) of Expiry */
static GArray *
load_expiries (CosellStore *self, gint64 *next, GError **error)
{
  g_autoptr (GArray) expiries = g_array_new (FALSE, FALSE, sizeof (Expiry));
  gint64 now = cosell_store_now (self);
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "SELECT id, expires_at FROM deal WHERE status = 'received' AND expires_at > ?"
      " AND tab IN (" G_STRINGIFY (COSELL_STORE_TAB_INBOUND) ", " G_STRINGIFY (
          COSELL_STORE_TAB_LEAD) ") ORDER BY expires_at",
      error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, now);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      Expiry expiry = { cosell_statement_int (statement, 0), cosell_statement_int (statement, 1) };
      gint64 later = cosell_lifecycle_next_deadline (expiry.expires_at, now);

      if (later != COSELL_NO_TIME && (*next == COSELL_NO_TIME || later < *next))
        *next = later;
      if (cosell_lifecycle_deadline_at (expiry.expires_at, now) == COSELL_DEADLINE_NONE)
        break;
      g_array_append_val (expiries, expiry);
    }
  return step != COSELL_STEP_ERROR ? g_steal_pointer (&expiries) : NULL;
}

static gboolean
tell_deadlines (CosellStore *self, GPtrArray *notifications, gint64 *next, GError **error)
{
  g_autoptr (GArray) expiries = load_expiries (self, next, error);

  for (guint i = 0; expiries != NULL && i < expiries->len; i++)
    {
      const Expiry *expiry = &g_array_index (expiries, Expiry, i);

      if (!tell_deadline (self, expiry->deal, expiry->expires_at, notifications, error))
        return FALSE;
    }
  return expiries != NULL;
}

static gboolean
mark_told (CosellStore *self, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "UPDATE notified SET at = ? WHERE at IS NULL", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, cosell_store_now (self));
  return cosell_statement_run (statement, error);
}

GPtrArray *
cosell_store_claim_notifications (CosellStore *self, gint64 *next, GError **error)
{
  g_autoptr (GPtrArray) notifications =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_notification_free);
  g_autoptr (GPtrArray) notes = NULL;
  gboolean pulled, begun;

  g_return_val_if_fail (next != NULL, NULL);
  COSELL_STORE_WORKER (self);

  *next = COSELL_NO_TIME;
  if (!cosell_store_has_meta (self, META_CURSOR, &pulled, error) ||
      !cosell_store_has_meta (self, META_NOTIFICATIONS, &begun, error))
    return NULL;
  notes = pulled ? load_notes (self, error) : g_ptr_array_new ();
  if (notes == NULL)
    return NULL;
  for (guint i = 0; i < notes->len; i++)
    {
      if (!tell (self, g_ptr_array_index (notes, i), notifications, error))
        return NULL;
    }
  if (pulled && ((notes->len > 0 && !mark_told (self, error)) ||
                 !tell_deadlines (self, notifications, next, error) ||
                 (!begun && !cosell_store_set_meta (self, META_NOTIFICATIONS, "on", error))))
    return NULL;
  if (!begun)
    g_ptr_array_set_size (notifications, 0);
  return g_steal_pointer (&notifications);
}
