/* A create of which nobody knows whether the service has it: a person's word (P3). */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

typedef struct
{
  CosellCommand head;
  gint64 seq;
  char *remote_id; /* (owned) (nullable): the service does not have it */
} Resolve;

static void
resolve_clear (gpointer data)
{
  g_free (((Resolve *) data)->remote_id);
}

static gboolean
run_resolve (CosellStore *store, gpointer data, GError **error)
{
  const Resolve *self = data;

  return cosell_store_resolve_unconfirmed (store, self->seq, self->remote_id, error);
}

/* A word about what the service has is nothing to undo. */
static const CosellCommandKind resolve_kind = {
  .size = sizeof (Resolve),
  .mode = COSELL_STORE_WRITE,
  .run = run_resolve,
  .flags = COSELL_COMMAND_QUEUES,
  .clear = resolve_clear,
};

void
cosell_session_resolve_unconfirmed_async (CosellSession *self,
                                          gint64 seq,
                                          const char *remote_id,
                                          GCancellable *c,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Resolve *resolve;

  g_return_if_fail (COSELL_IS_SESSION (self));

  resolve = cosell_command_new (self, &resolve_kind, 0);
  resolve->seq = seq;
  resolve->remote_id = g_strdup (remote_id);
  cosell_command_run (self, resolve, cosell_session_resolve_unconfirmed_async, c, callback,
                      user_data);
}
