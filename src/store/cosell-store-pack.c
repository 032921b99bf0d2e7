/* cosell-store-pack.c: documents that an older program kept as texts
 *
 * They can be read as they are. A few at a time become packed; how far that got is written in the
 * transaction that did it (table unpacked), so that a program that is killed goes on where it was.
 * The room that they took is free for what comes next; the file gets no larger.
 */
#include "store/cosell-store-private.h"

/* Documents in one transaction: others may write in between. */
#define SOME 200

/* The last referral of the next ones; 0: there are none. */
static gboolean
find_end (CosellStore *self, gint64 begin, gint64 *end, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "SELECT max (referral) FROM (SELECT referral FROM document WHERE referral > ?1 "
      "ORDER BY referral LIMIT ?2)",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, begin);
  cosell_statement_bind_int (statement, 2, SOME);
  return cosell_statement_run_int (statement, 0, end, error);
}

gboolean
cosell_store_pack (CosellStore *self, gpointer data, GError **error)
{
  gboolean *done = data;
  CosellStatement *statement;
  gint64 begin, end;

  g_return_val_if_fail (done != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "SELECT referral FROM unpacked", error);
  if (statement == NULL || !cosell_statement_run_int (statement, -1, &begin, error))
    return FALSE;
  *done = begin < 0;
  if (*done)
    return TRUE;
  if (!find_end (self, begin, &end, error))
    return FALSE;
  *done = end == 0;
  if (*done)
    return cosell_store_run_ids (self, "DELETE FROM unpacked WHERE referral >= ?1", 0, 0, error);
  return cosell_store_run_ids (
             self,
             "UPDATE document SET base_json = cosell_packed (base_json), "
             "current_json = cosell_packed (current_json) "
             "WHERE referral > ?1 AND referral <= ?2 "
             "AND (typeof (base_json) = 'text' OR typeof (current_json) = 'text')",
             begin, end, error) &&
         cosell_store_run_ids (self, "UPDATE unpacked SET referral = ?1", end, 0, error);
}
