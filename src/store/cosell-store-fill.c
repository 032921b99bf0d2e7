/* cosell-store-fill.c: columns that an older program did not fill
 *
 * How far that got is written in the transaction that did it (table unfilled), so that a program
 * that is killed goes on where it was. Rows that are derived meanwhile have them, and are filled
 * once more.
 */
#include "store/cosell-store-fill.h"

#include "base/cosell-str.h"
#include "model/cosell-deal-facts.h"
#include "model/cosell-draft.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

/* Rows in one transaction: others may write in between. */
#define SOME 200

gboolean
cosell_store_read_unfilled (CosellStore *self, CosellStoreUnfilled *unfilled, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (unfilled != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  unfilled->first = unfilled->last = 0;
  statement = cosell_store_prepare (self, "SELECT done, last FROM unfilled", error);
  if (statement == NULL)
    return FALSE;
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    {
      unfilled->first = cosell_statement_int (statement, 0);
      unfilled->last = cosell_statement_int (statement, 1);
    }
  return step != COSELL_STEP_ERROR;
}

static gboolean
work_out_draft (CosellStore *self, CosellDealData *data, GError **error)
{
  g_autoptr (CosellDealData) derived = NULL;
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT draft FROM deal WHERE id = ?", error);
  g_autoptr (CosellDraft) draft = NULL;
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, data->id);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ERROR)
    return FALSE;
  if (step == COSELL_STEP_ROW && cosell_statement_text (statement, 0) != NULL)
    draft = cosell_draft_new_from_json (cosell_statement_text (statement, 0), NULL);
  if (draft == NULL)
    return TRUE;
  derived = cosell_deal_data_new ();
  cosell_draft_derive (draft, derived);
  cosell_set_str (&data->team, derived->team);
  cosell_set_str (&data->partners, derived->partners);
  cosell_set_str (&data->solutions, derived->solutions);
  return TRUE;
}

gboolean
cosell_store_work_out (CosellStore *self, CosellDealData *data, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) docs = NULL;
  g_autofree CosellEngagementReferral *halves = NULL;

  g_return_val_if_fail (data != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (data->status == COSELL_DEAL_STATUS_DRAFT)
    return work_out_draft (self, data, error);
  rows = cosell_store_load_deal_referrals (self, data->id, error); /* the own one is the first */
  if (rows == NULL)
    return FALSE;
  docs = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_json_unref);
  halves = g_new0 (CosellEngagementReferral, rows->len + 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReferralRow *row = g_ptr_array_index (rows, i);
      CosellJson *doc = cosell_json_parse (row->current, -1, NULL);

      if (doc == NULL)
        return TRUE;
      g_ptr_array_add (docs, doc);
      halves[i].role = row->role;
      halves[i].referral = cosell_json_root (doc);
    }
  if (rows->len > 0)
    cosell_deal_facts_derive (halves, rows->len, 0, data);
  return TRUE;
}

static gboolean
write_columns (CosellStore *self, const CosellDealData *data, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "UPDATE deal SET team = ?2, partners = ?3, source = ?4, action = ?5, quality = ?6, "
      "solutions = ?7, partner_role = ?8, partner_program = ?9 WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, data->id);
  cosell_statement_bind_text (statement, 2, data->team);
  cosell_statement_bind_text (statement, 3, data->partners);
  cosell_statement_bind_text (statement, 4, data->source);
  cosell_statement_bind_text (statement, 5, data->action);
  cosell_statement_bind_text (statement, 6, data->quality);
  cosell_statement_bind_text (statement, 7, data->solutions);
  cosell_statement_bind_text (statement, 8, data->partner_role);
  cosell_statement_bind_text (statement, 9, data->partner_program);
  return cosell_statement_run (statement, error);
}

static GArray *
load_some (CosellStore *self, const CosellStoreUnfilled *unfilled, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT id FROM deal WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
                            error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, unfilled->first);
  cosell_statement_bind_int (statement, 2, unfilled->last);
  cosell_statement_bind_int (statement, 3, SOME);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

gboolean
cosell_store_fill (CosellStore *self, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  CosellStoreUnfilled unfilled;
  gboolean *done = data;
  gint64 last;

  g_return_val_if_fail (done != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!cosell_store_read_unfilled (self, &unfilled, error))
    return FALSE;
  *done = unfilled.last == 0;
  if (*done)
    return TRUE;
  ids = load_some (self, &unfilled, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CosellDealData) row =
          cosell_store_get_deal (self, g_array_index (ids, gint64, i), error);

      if (row == NULL || !cosell_store_work_out (self, row, error) ||
          !write_columns (self, row, error))
        return FALSE;
    }
  *done = ids->len < SOME;
  last = ids->len > 0 ? g_array_index (ids, gint64, ids->len - 1) : unfilled.last;
  if (!*done)
    return cosell_store_run_ids (self, "UPDATE unfilled SET done = ?1", last, 0, error);
  cosell_store_note_everything (self);
  return cosell_store_run_ids (self, "DELETE FROM unfilled WHERE done >= ?1", 0, 0, error);
}
