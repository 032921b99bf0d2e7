/* await.h: waiting for an asynchronous result, with a deadline */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GAsyncReadyCallback whose user_data is a GAsyncResult ** that is NULL at the start. */
void await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the main context until *result is there; fails the test after 30 s.
 * Returns: (transfer full) the result, and *result is NULL again */
GAsyncResult *await_result (GAsyncResult **result);
/* The same until condition (data) is TRUE. */
void await_condition (gboolean (*condition) (gpointer data), gpointer data);

G_END_DECLS
