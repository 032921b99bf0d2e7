/* cosell-store-unconfirmed.c: creates whose answer got lost (P3) */
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-private.h"

gboolean
cosell_store_resend_unconfirmed (CosellStore *self, gint64 seq, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_run_ids (
      self,
      "UPDATE unconfirmed_create SET sends = sends + 1, body = (SELECT "
      "coalesce (cosell_text (coalesce (d.current_json, d.base_json)), '') "
      "FROM document AS d JOIN outbox AS o ON o.referral = d.referral "
      "WHERE o.seq = unconfirmed_create.seq) "
      "WHERE seq = ?1",
      seq, 0, error);
}

gboolean
cosell_store_await_arrival (CosellStore *self,
                            gint64 seq,
                            gint64 until,
                            const char *reason,
                            GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  if (entry->op == COSELL_OUTBOX_OP_UPDATE || entry->state != COSELL_OUTBOX_STATE_SENT)
    return TRUE;
  entry->not_before = until;
  if (reason != NULL)
    cosell_set_str (&entry->last_error, reason);
  return cosell_store_save_entry (self, entry, error);
}

gboolean
cosell_store_get_arrival (CosellStore *self,
                          gint64 seq,
                          gint64 latest,
                          gint64 *until,
                          GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  *until = COSELL_NO_TIME;
  if (entry->op != COSELL_OUTBOX_OP_UPDATE && entry->state == COSELL_OUTBOX_STATE_SENT &&
      entry->not_before > cosell_store_now (self))
    *until = MIN (entry->not_before, latest);
  return TRUE;
}

gboolean
cosell_store_confirm_not_created (CosellStore *self, gint64 seq, gboolean for_good, GError **error)
{
  COSELL_STORE_WORKER (self);

  if (for_good)
    return cosell_store_run_ids (self, "DELETE FROM unconfirmed_create WHERE seq = ?1", seq, 0,
                                 error);
  return cosell_store_run_ids (self,
                               "UPDATE unconfirmed_create SET sends = sends - 1 WHERE seq = ?1",
                               seq, 0, error) &&
         cosell_store_run_ids (self, "DELETE FROM unconfirmed_create WHERE seq = ?1 AND sends <= 0",
                               seq, 0, error);
}

static gboolean
set_answer (CosellStore *self,
            gint64 seq,
            const char *candidates,
            const char *chosen,
            GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "UPDATE unconfirmed_create SET candidates = ?2, chosen = ?3 WHERE seq = ?1", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, seq);
  cosell_statement_bind_text (statement, 2, candidates);
  cosell_statement_bind_text (statement, 3, chosen);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_ask (CosellStore *self,
                  gint64 seq,
                  const char *const *candidates,
                  const char *reason,
                  GError **error)
{
  g_autofree char *lines = candidates != NULL ? g_strjoinv ("\n", (char **) candidates) : NULL;

  COSELL_STORE_WORKER (self);

  return cosell_store_park (self, seq, reason, error) && set_answer (self, seq, lines, NULL, error);
}

gboolean
cosell_store_resolve_unconfirmed (CosellStore *self,
                                  gint64 seq,
                                  const char *remote_id,
                                  GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  if (!entry->unconfirmed)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("It is clear that the service does not have this yet. Try again "
                              "sends it."));
      return FALSE;
    }
  return (remote_id != NULL ? set_answer (self, seq, NULL, remote_id, error)
                            : cosell_store_confirm_not_created (self, seq, TRUE, error)) &&
         cosell_store_retry (self, seq, error);
}

gboolean
cosell_store_is_of_another (CosellStore *self,
                            const CosellOutboxEntry *entry,
                            const char *remote_id,
                            const char *engagement_id,
                            gboolean *another,
                            GError **error)
{
  /* o: what makes the other deal one of ours: made here, or it still waits here */
  static const char sql[] =
      "SELECT EXISTS (SELECT 1 FROM referral AS r WHERE r.remote_id = ?1 AND (r.id <= ?3 OR "
      "(r.deal <> ?4 AND EXISTS (SELECT 1 FROM referral AS o WHERE o.deal = r.deal AND "
      "(o.created_here = 1 OR o.remote_id IS NULL))))) "
      "OR EXISTS (SELECT 1 FROM referral AS o WHERE o.engagement = ?2 AND o.deal <> ?4 AND "
      "(o.created_here = 1 OR o.remote_id IS NULL))";
  g_autofree char *engagement = cosell_referral_row_make_engagement_key (engagement_id, remote_id);
  g_autoptr (CosellStatement) statement = NULL;
  gint64 found = 0;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, remote_id);
  cosell_statement_bind_text (statement, 2, engagement);
  cosell_statement_bind_int (statement, 3, entry->known);
  cosell_statement_bind_int (statement, 4, entry->deal);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *another = found != 0;
  return TRUE;
}
