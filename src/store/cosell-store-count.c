/* cosell-store-count.c: how many deals and changes there are (012-counts.sql)
 *
 * Triggers count along with whatever is written. Deals that an older program left are counted
 * beside the work; how far that got is written in the transaction that did it (table uncounted),
 * and until all of them are, whoever asks has them counted one by one.
 */
#include "store/cosell-store-count.h"

#include "base/cosell-time.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-outbox.h"
#include "store/cosell-store-private.h"

/* Deals in one transaction: others may write in between. */
#define SOME 2000

#define INBOUND G_STRINGIFY (COSELL_STORE_TAB_INBOUND)
#define OUTBOUND G_STRINGIFY (COSELL_STORE_TAB_OUTBOUND)
#define LEAD G_STRINGIFY (COSELL_STORE_TAB_LEAD)
#define INFORMING G_STRINGIFY (COSELL_STORE_TAB_INFORMING)

static gboolean
is_counted (CosellStore *self, gboolean *counted, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "SELECT EXISTS (SELECT 1 FROM uncounted)", error);
  gint64 any;

  if (statement == NULL || !cosell_statement_run_int (statement, 0, &any, error))
    return FALSE;
  *counted = any == 0;
  return TRUE;
}

/* One row with a number for each tab. */
static gboolean
read_counts (CosellStore *self, const char *sql, gint64 counts[COSELL_N_TABS], GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);

  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  for (int i = 0; i < COSELL_N_TABS; i++)
    counts[i] = cosell_statement_int (statement, i);
  return TRUE;
}

gboolean
cosell_store_count_tabs (CosellStore *self, gint64 counts[COSELL_N_TABS], GError **error)
{
  gboolean counted;

  COSELL_STORE_WORKER (self);

  if (!is_counted (self, &counted, error))
    return FALSE;
  if (counted)
    return read_counts (self,
                        "SELECT sum (iif (tab = " INBOUND ", deals, 0)), "
                        "sum (iif (tab = " OUTBOUND ", deals, 0)), "
                        "sum (iif (favorite = 1, deals, 0)), "
                        "sum (iif (tab >= " LEAD ", deals, 0)) FROM deal_count",
                        counts, error);
  return read_counts (self,
                      "SELECT (SELECT count(*) FROM deal WHERE tab = " INBOUND "), "
                      "(SELECT count(*) FROM deal WHERE tab = " OUTBOUND "), "
                      "(SELECT count(*) FROM deal WHERE favorite = 1), "
                      "(SELECT count(*) FROM deal WHERE tab >= " LEAD ")",
                      counts, error);
}

/* Those that are gone have a half that is: there are few, and an index of them. */
#define UNANSWERED(where)                                                                          \
  "(SELECT count(*) FROM deal WHERE status = 'received' AND " where ") - "                         \
  "(SELECT count(*) FROM deal WHERE id IN (SELECT deal FROM referral "                             \
  "WHERE invisible_since IS NOT NULL) AND invisible_since IS NOT NULL AND status = 'received' "    \
  "AND " where ")"

gboolean
cosell_store_count_unanswered (CosellStore *self, gint64 counts[COSELL_N_TABS], GError **error)
{
  gboolean counted;

  COSELL_STORE_WORKER (self);

  if (!is_counted (self, &counted, error))
    return FALSE;
  if (counted)
    return read_counts (self,
                        "SELECT sum (iif (tab = " INBOUND ", deals, 0)), "
                        "sum (iif (tab = " OUTBOUND ", deals, 0)), "
                        "sum (iif (favorite = 1 AND tab <> " INFORMING ", deals, 0)), "
                        "sum (iif (tab = " LEAD ", deals, 0)) "
                        "FROM deal_count WHERE unanswered = 1",
                        counts, error);
  return read_counts (
      self,
      "SELECT " UNANSWERED ("tab = " INBOUND) ", " UNANSWERED ("tab = " OUTBOUND) ", " UNANSWERED (
          "favorite = 1 AND tab <> " INFORMING) ", " UNANSWERED ("tab = " LEAD),
      counts, error);
}

/* The instant at which the next change that waits for its hour becomes due. */
static gboolean
read_next_due (CosellStore *self, gint64 *due, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "SELECT not_before FROM outbox INDEXED BY outbox_by_time WHERE not_before > ?1 AND "
      "(state IN ('scheduled', 'sent') OR (state = 'pending' AND attempts = 0)) "
      "ORDER BY not_before LIMIT 1",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, cosell_store_now (self));
  return cosell_statement_run_int (statement, COSELL_NO_TIME, due, error);
}

gboolean
cosell_store_count_outbox (CosellStore *self, CosellOutboxCounts *counts, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (counts != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "SELECT sum (entries), sum (iif (state IN ('parked', 'not-kept'), entries, 0)), "
      "sum (iif (state = 'parked' AND conflicts, entries, 0)), sum (iif (held, entries, 0)) "
      "FROM outbox_count WHERE state <> 'local'",
      error);
  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  counts->total = cosell_statement_int (statement, 0);
  counts->parked = cosell_statement_int (statement, 1);
  counts->conflicts = cosell_statement_int (statement, 2);
  counts->held = cosell_statement_int (statement, 3);
  cosell_statement_done (g_steal_pointer (&statement));
  return cosell_store_add_crm_counts (self, counts, error) &&
         read_next_due (self, &counts->next_due, error);
}

/* ---- deals of an older program ---- */

/* The last deal of the next ones, last when there are no more. begin: (out): they are above it */
static gboolean
find_end (CosellStore *self, gint64 *begin, gint64 *end, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "SELECT done, coalesce ((SELECT id FROM deal WHERE id > done AND id <= last "
      "ORDER BY id LIMIT 1 OFFSET ?1), last) FROM uncounted",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, SOME - 1);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  *begin = cosell_statement_int (statement, 0);
  *end = cosell_statement_int (statement, 1);
  return TRUE;
}

gboolean
cosell_store_count_older (CosellStore *self, gpointer data, GError **error)
{
  gboolean *done = data;
  gint64 begin, end;

  g_return_val_if_fail (done != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!is_counted (self, done, error))
    return FALSE;
  if (*done)
    return TRUE;
  return find_end (self, &begin, &end, error) &&
         cosell_store_run_ids (
             self,
             "INSERT INTO deal_count (tab, favorite, unanswered, deals) "
             "SELECT tab, favorite, status = 'received' AND invisible_since IS NULL, count(*) "
             "FROM deal WHERE id > ?1 AND id <= ?2 GROUP BY 1, 2, 3 "
             "ON CONFLICT DO UPDATE SET deals = deals + excluded.deals",
             begin, end, error) &&
         cosell_store_run_ids (self, "UPDATE uncounted SET done = ?1", end, 0, error) &&
         cosell_store_run_ids (self, "DELETE FROM uncounted WHERE done >= last + ?1", 0, 0,
                               error) &&
         is_counted (self, done, error);
}
