/* cosell-store-renew.c: rows that an older program derived
 *
 * What stands in a row follows from the documents, by rules that get better. The migrations say
 * which halves are to be looked at again (table stale); each is taken off in the transaction that
 * derives its row, so that a program that is killed goes on where it was.
 */
#include "store/cosell-store-private.h"

/* Halves in one transaction: others may write in between. */
#define SOME 200

static GArray *
load_stale (CosellStore *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT referral FROM stale ORDER BY referral LIMIT ?", error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, SOME);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Whether the failure is one of this half alone. */
static gboolean
is_of_document (const GError *error)
{
  return error->domain != COSELL_STORE_ERROR ||
         error->code == (int) COSELL_STORE_ERROR_CONSTRAINT ||
         error->code == (int) COSELL_STORE_ERROR_NOT_FOUND;
}

static gboolean
renew_one (CosellStore *self, gint64 referral, GError **error)
{
  CosellStatement *begin = cosell_store_prepare (self, "SAVEPOINT half", error);
  CosellStatement *end;
  g_autoptr (GError) failure = NULL;
  gboolean derived;

  if (begin == NULL || !cosell_statement_run (begin, error))
    return FALSE;
  derived = cosell_store_derive_anew (self, referral, &failure);
  if (!derived && !is_of_document (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!derived)
    {
      g_info ("The row of half %" G_GINT64_FORMAT " stays as it was: %s", referral,
              failure->message);
      end = cosell_store_prepare (self, "ROLLBACK TO half", error);
      if (end == NULL || !cosell_statement_run (end, error))
        return FALSE;
    }
  end = cosell_store_prepare (self, "RELEASE half", error);
  return end != NULL && cosell_statement_run (end, error);
}

gboolean
cosell_store_renew (CosellStore *self, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  gboolean *done = data;

  COSELL_STORE_WORKER (self);

  ids = load_stale (self, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      /* first: the last one of an engagement derives it */
      if (!cosell_store_run_ids (self, "DELETE FROM stale WHERE referral = ?1", id, 0, error) ||
          !renew_one (self, id, error))
        return FALSE;
    }
  *done = ids->len < SOME;
  if (ids->len == 0)
    return TRUE;
  cosell_store_note_everything (self);
  return !*done || cosell_store_learn_again (self, error);
}
