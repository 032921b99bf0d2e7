/* await.c: waiting for an asynchronous result, with a deadline */
#include "support/await.h"

#define DEADLINE_SECONDS 60

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("The deadline of %d seconds passed.", DEADLINE_SECONDS);
  return G_SOURCE_REMOVE;
}

void
await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  GAsyncResult **place = data;

  return *place != NULL;
}

GAsyncResult *
await_result (GAsyncResult **result)
{
  await_condition (has_result, result);
  return g_steal_pointer (result);
}

void
await_condition (gboolean (*condition) (gpointer data), gpointer data)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, deadline_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}
