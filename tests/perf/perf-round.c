#include "perf-round.h"

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

guint
perf_round_pull (CosellSync *sync)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellSyncResult round;

  cosell_sync_round_async (sync, COSELL_SYNC_PULL | COSELL_SYNC_EXPLICIT, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  cosell_sync_round_finish (sync, result, &round, &error);
  g_assert_no_error (error);
  return round.pulled;
}
