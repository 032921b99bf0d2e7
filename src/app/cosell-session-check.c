/* What may be done to a deal now, and why not. */
#include "app/cosell-command.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "app/cosell-session-reports.h"

#include "model/cosell-oversized.h"

#define N_ACTIONS (COSELL_ACTION_CONVERT + 1)

static void
verdict_free (gpointer data)
{
  cosell_verdict_clear (data);
  g_free (data);
}

/* What the rules say of the row, then what more is known of these two actions. documents: own half
 * first; none for a draft */
static gboolean
check (CosellStore *store,
       const CosellDealData *row,
       GPtrArray *documents,
       CosellAction action,
       gint64 now,
       CosellVerdict *verdict,
       GError **error)
{
  const CosellDocument *own = documents->len > 0 ? g_ptr_array_index (documents, 0) : NULL;

  cosell_rules_check (row, action, now, verdict);
  if (own == NULL || !verdict->allowed)
    return TRUE;
  if (action == COSELL_ACTION_WIN &&
      !cosell_session_lifecycle_guard_win (store, row, own, now, verdict, error))
    return FALSE;
  if (action == COSELL_ACTION_REGISTER &&
      !cosell_session_register_check (store, row, own, verdict, error))
    return FALSE;
  if (verdict->allowed && cosell_oversized_is_stand_in (own->base))
    {
      verdict->allowed = FALSE;
      verdict->reason = cosell_oversized_reason ();
    }
  return TRUE;
}

static gpointer
read_verdicts (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_auto (CosellTarget) target = { 0 };
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func (verdict_free);
  gint64 deal = asked->deal;

  if (!cosell_command_find_target (store, &deal, &target, COSELL_COMMAND_TAKES_HALF, error))
    return NULL;
  row = cosell_command_load (store, deal, &target, &documents, error);
  if (row == NULL)
    return NULL;
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      CosellVerdict *verdict = g_new0 (CosellVerdict, 1);

      g_ptr_array_add (verdicts, verdict);
      if (!check (store, row, documents, (CosellAction) i, asked->now, verdict, error))
        return NULL;
    }
  return g_steal_pointer (&verdicts);
}

void
cosell_session_check_async (CosellSession *self,
                            gint64 deal,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  cosell_session_read_about (self, read_verdicts, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}
