/* cosell-loopback.c: where the browser brings the answer of a sign-in */
#include "http/cosell-loopback.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-secret.h"
#include "http/cosell-oauth.h"
#include "http/cosell-page-server.h"

struct _CosellLoopback
{
  GObject parent_instance;

  char *state;              /* (owned) */
  CosellPageServer *server; /* (owned) (nullable): none once it is over */
  char *redirect_uri;       /* (owned) */
  char *host;               /* (owned): "127.0.0.1:PORT" */
  const char *path;         /* static */

  gboolean answered;
  gboolean showing; /* until the page that answers the redirect was sent */
  char *code;       /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */

  GTask *task; /* (owned) (nullable): who waits */
  guint timer;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (CosellLoopback, cosell_loopback, G_TYPE_OBJECT)

static void
stop_listening (CosellLoopback *self)
{
  g_clear_pointer (&self->server, cosell_page_server_free);
}

/* Ends the wait, when somebody waits and there is an end. */
static void
settle (CosellLoopback *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->task == NULL || (self->code == NULL && self->error == NULL))
    return;
  task = g_steal_pointer (&self->task);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->code),
                           (GDestroyNotify) cosell_secret_free);
}

static gboolean
is_the_redirect (CosellLoopback *self, const CosellPageRequest *request)
{
  /* A page elsewhere whose name leads here comes with its own name in Host. */
  return !self->answered && g_str_equal (request->method, "GET") &&
         g_str_equal (request->path, self->path) && g_strcmp0 (request->host, self->host) == 0 &&
         cosell_oauth_redirect_fits (request->query, self->state);
}

static char *
answer_cb (const CosellPageRequest *request, guint *status, gpointer user_data)
{
  CosellLoopback *self = user_data;

  if (!is_the_redirect (self, request))
    {
      *status = 404;
      return cosell_oauth_page (_ ("Nothing Here"),
                                _ ("This page does not belong to a sign-in that is under way."));
    }
  *status = 200;
  self->answered = TRUE;
  self->showing = TRUE;
  self->code = cosell_oauth_read_redirect (request->query, &self->error);
  return self->code != NULL
             ? cosell_oauth_page (_ ("Back to Cosell"),
                                  _ ("Cosell goes on by itself. You can close this page."))
             : cosell_oauth_page (_ ("Not Signed In"), self->error->message);
}

static void
shown_cb (gpointer user_data)
{
  g_autoptr (CosellLoopback) self = g_object_ref (user_data);

  self->showing = FALSE;
  stop_listening (self);
  settle (self);
}

static gboolean
time_out_cb (gpointer user_data)
{
  CosellLoopback *self = user_data;
  g_autoptr (CosellLoopback) alive = g_object_ref (self);

  self->timer = 0;
  stop_listening (self);
  if (self->code == NULL && self->error == NULL)
    g_set_error_literal (&self->error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_EXPIRED,
                         _ ("Nobody signed in in the browser within the time there is for it. "
                            "Try again."));
  settle (self);
  return G_SOURCE_REMOVE;
}

static gboolean
give_up_cb (gpointer user_data)
{
  CosellLoopback *self = user_data;

  stop_listening (self);
  if (self->error == NULL)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _ ("Signing in was canceled."));
  settle (self);
  return G_SOURCE_REMOVE;
}

/* The handler must not be disconnected from within itself. */
static void
cancelled_cb (GCancellable *cancellable, CosellLoopback *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, give_up_cb, g_object_ref (self), g_object_unref);
}

static void
cosell_loopback_finalize (GObject *object)
{
  CosellLoopback *self = COSELL_LOOPBACK (object);

  g_assert (self->task == NULL);
  stop_listening (self);
  cosell_secret_free (self->state);
  cosell_secret_free (self->code);
  g_clear_error (&self->error);
  g_free (self->redirect_uri);
  g_free (self->host);
  G_OBJECT_CLASS (cosell_loopback_parent_class)->finalize (object);
}

static void
cosell_loopback_class_init (CosellLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_loopback_finalize;
}

static void
cosell_loopback_init (CosellLoopback *self)
{
}

/* ports: (nullable). Returns: (transfer full) (nullable): NULL when none is free, or error says why
 */
static CosellPageServer *
listen_at (CosellLoopback *self, const guint *ports, GError **error)
{
  if (ports == NULL)
    return cosell_page_server_new (0, answer_cb, shown_cb, self, error);
  for (; *ports != 0; ports++)
    {
      g_autoptr (GError) why = NULL;
      CosellPageServer *server = cosell_page_server_new (*ports, answer_cb, shown_cb, self, &why);

      if (server != NULL)
        return server;
      g_debug ("Port %u: %s", *ports, why->message);
    }
  return NULL;
}

/* "17171, 17172, 17173" */
static char *
list_ports (const guint *ports)
{
  GString *text = g_string_new (NULL);

  for (; *ports != 0; ports++)
    g_string_append_printf (text, "%s%u", text->len > 0 ? ", " : "", *ports);
  return g_string_free (text, FALSE);
}

CosellLoopback *
cosell_loopback_new_at (const char *state, const guint *ports, GError **error)
{
  g_autoptr (CosellLoopback) self = NULL;
  g_autofree char *all = NULL;

  g_return_val_if_fail (state != NULL && *state != '\0', NULL);

  self = g_object_new (COSELL_TYPE_LOOPBACK, NULL);
  self->state = g_strdup (state);
  self->server = listen_at (self, ports, error);
  if (self->server == NULL && ports != NULL)
    {
      all = list_ports (ports);
      g_set_error (
          error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP,
          _ ("The answer of the browser cannot be listened for: other programs use all the "
             "ports that the app is registered with (%s). End one of them, and try again."),
          all);
    }
  else if (self->server == NULL)
    g_prefix_error (error, "%s ", _ ("The answer of the browser cannot be listened for."));
  if (self->server == NULL)
    return NULL;
  self->path = ports != NULL ? "/callback" : "/";
  self->host = g_strdup_printf ("%s:%u", ports != NULL ? "localhost" : "127.0.0.1",
                                cosell_page_server_get_port (self->server));
  self->redirect_uri = g_strconcat ("http://", self->host, ports != NULL ? self->path : NULL, NULL);
  return g_steal_pointer (&self);
}

CosellLoopback *
cosell_loopback_new (const char *state, GError **error)
{
  return cosell_loopback_new_at (state, NULL, error);
}

const char *
cosell_loopback_get_redirect_uri (CosellLoopback *self)
{
  g_return_val_if_fail (COSELL_IS_LOOPBACK (self), NULL);

  return self->redirect_uri;
}

void
cosell_loopback_wait_async (CosellLoopback *self,
                            guint milliseconds,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (COSELL_IS_LOOPBACK (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, cosell_loopback_wait_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->timer = g_timeout_add (milliseconds, time_out_cb, self);
  g_source_set_name_by_id (self->timer, "[cosell] sign-in limit");
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  if (self->task != NULL && !self->showing)
    settle (self);
}

char *
cosell_loopback_wait_finish (CosellLoopback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
