/* cosell-store-visible.c: deals that the service shows no more, and the look through its list */
#include "store/cosell-store-visible.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-private.h"

/* An entry that is on its way is left alone: its own answer tells what became of it. */
static gboolean
park_waiting (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_deal_entries (self, deal, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == COSELL_OUTBOX_STATE_SENT || cosell_outbox_entry_is_told (entry) ||
          (entry->state == COSELL_OUTBOX_STATE_PARKED && !entry->held))
        continue;
      if (!cosell_store_park (self, entry->seq,
                              _ ("Microsoft does not show this deal to your account any more, so "
                                 "the change was not sent. It is kept here."),
                              error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark (CosellStore *self, CosellReferralRow *row, gint64 since, GError **error)
{
  row->invisible_since = since;
  return cosell_store_save_referral (self, row, error) &&
         cosell_store_derive (self, row->engagement, NULL, error);
}

static gboolean
mark_one (CosellStore *self, gint64 referral, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CosellReferralRow) row = cosell_store_load_referral (self, referral, &local);
  gint64 own;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row == NULL || row->remote_id == NULL || row->invisible_since != COSELL_NO_TIME)
    return TRUE;
  if (!mark (self, row, cosell_store_now (self), error))
    return FALSE;
  if (row->deal == 0)
    return TRUE;
  return cosell_store_get_own_referral (self, row->deal, &own, error) &&
         (own != row->id || park_waiting (self, row->deal, error));
}

gboolean
cosell_store_mark_invisible (CosellStore *self,
                             const gint64 *referrals,
                             guint n_referrals,
                             GError **error)
{
  COSELL_STORE_WORKER (self);

  for (guint i = 0; i < n_referrals; i++)
    if (!mark_one (self, referrals[i], error))
      return FALSE;
  return TRUE;
}

gboolean
cosell_store_mark_visible (CosellStore *self, CosellReferralRow *row, GError **error)
{
  return row->invisible_since == COSELL_NO_TIME || mark (self, row, COSELL_NO_TIME, error);
}

/* ---- the look through the whole list ---- */

gboolean
cosell_store_reconcile_begin (CosellStore *self, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_run_ids (self, "DELETE FROM reconciled WHERE referral >= ?1", 0, 0, error);
}

/* referral: (out) 0 when it is not known. other: (out) (optional) neither newer nor the version
 * that is kept here, as its eTag says */
static gboolean
compare (CosellStore *self,
         const char *remote_id,
         gint64 updated,
         const char *etag,
         gint64 *referral,
         gboolean *newer,
         gboolean *other,
         GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "SELECT id, updated_at, invisible_since, etag FROM referral WHERE remote_id = ?",
      error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, remote_id);
  step = cosell_statement_step (statement, error);
  *referral = 0;
  *newer = TRUE;
  *other = FALSE;
  if (step == COSELL_STEP_ROW)
    {
      gint64 known = cosell_statement_time (statement, 1);

      *referral = cosell_statement_int (statement, 0);
      *newer = updated == COSELL_NO_TIME || updated > known ||
               cosell_store_is_ahead (self, known) ||
               cosell_statement_time (statement, 2) != COSELL_NO_TIME;
      *other = !*newer && etag != NULL && cosell_statement_text (statement, 3) != NULL &&
               !g_str_equal (etag, cosell_statement_text (statement, 3));
      /* written twice within what a stamp can tell, or it lies */
      if (*other && updated == known)
        {
          *newer = TRUE;
          *other = FALSE;
        }
    }
  return step != COSELL_STEP_ERROR;
}

gboolean
cosell_store_is_newer (CosellStore *self,
                       const char *remote_id,
                       gint64 updated,
                       gboolean *newer,
                       GError **error)
{
  gint64 referral;
  gboolean other;

  g_return_val_if_fail (remote_id != NULL && newer != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return compare (self, remote_id, updated, NULL, &referral, newer, &other, error);
}

/* sql: with ?1 the id and ?2 the text; answers 0 or 1 */
static gboolean
ask (CosellStore *self,
     const char *sql,
     const char *remote_id,
     const char *text,
     gboolean *yes,
     GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);
  gint64 found = 0;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, remote_id);
  cosell_statement_bind_text (statement, 2, text);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *yes = found != 0;
  return TRUE;
}

gboolean
cosell_store_has_text (CosellStore *self,
                       const char *remote_id,
                       const char *text,
                       gboolean *same,
                       GError **error)
{
  g_return_val_if_fail (remote_id != NULL && text != NULL && same != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return ask (self,
              "SELECT cosell_text (d.base_json) = ?2 FROM referral AS r JOIN document AS d ON "
              "d.referral = r.id "
              "WHERE r.remote_id = ?1",
              remote_id, text, same, error);
}

gboolean
cosell_store_is_version (CosellStore *self,
                         const char *remote_id,
                         const char *etag,
                         gboolean *same,
                         GError **error)
{
  g_return_val_if_fail (remote_id != NULL && same != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return ask (self, "SELECT coalesce (etag = ?2, 1) FROM referral WHERE remote_id = ?1", remote_id,
              etag, same, error);
}

gboolean
cosell_store_reconcile_see (CosellStore *self,
                            const char *remote_id,
                            gint64 updated,
                            const char *etag,
                            gboolean *newer,
                            GError **error)
{
  gint64 referral;
  gboolean other;

  g_return_val_if_fail (remote_id != NULL && newer != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!compare (self, remote_id, updated, etag, &referral, newer, &other, error))
    return FALSE;
  return referral == 0 || other ||
         cosell_store_run_ids (self, "INSERT OR IGNORE INTO reconciled (referral) VALUES (?1)",
                               referral, 0, error);
}

static void
missing_clear (gpointer data)
{
  g_free (((CosellMissing *) data)->remote_id);
}

GArray *
cosell_store_reconcile_missing (CosellStore *self,
                                gint64 after,
                                gint64 last,
                                guint limit,
                                GError **error)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (CosellMissing));
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  g_array_set_clear_func (missing, missing_clear);
  statement = cosell_store_prepare (
      self,
      "SELECT r.id, r.remote_id FROM referral AS r WHERE r.id > ? "
      "AND r.id <= ? AND r.remote_id IS NOT NULL "
      "AND r.invisible_since IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM reconciled AS s WHERE s.referral = r.id) "
      "ORDER BY r.id LIMIT ?",
      error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, after);
  cosell_statement_bind_int (statement, 2, last);
  cosell_statement_bind_int (statement, 3, limit);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellMissing one = { cosell_statement_int (statement, 0),
                            cosell_statement_dup_text (statement, 1) };

      g_array_append_val (missing, one);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&missing) : NULL;
}

gboolean
cosell_store_get_last_referral (CosellStore *self, gint64 *last, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "SELECT coalesce(max(id), 0) FROM referral", error);
  return statement != NULL && cosell_statement_run_int (statement, 0, last, error);
}
