#include "support/server-process.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "base/cosell-str.h"
#include "support/await.h"
#include "support/json-bytes.h"

#define FIRST_LINE "listening on "
#define SECOND_LINE "pin "

struct _ServerProcess
{
  char *data; /* (owned) */
  guint deals;
  char *url;            /* (owned) (nullable) until first started */
  char *pin;            /* (owned) (nullable) until first started */
  GSubprocess *process; /* (owned) (nullable) while stopped */
};

ServerProcess *
server_process_new (const char *data, guint deals)
{
  return server_process_new_at (data, deals, NULL);
}

ServerProcess *
server_process_new_at (const char *data, guint deals, const char *url)
{
  ServerProcess *self = g_new0 (ServerProcess, 1);

  self->data = g_strdup (data);
  self->deals = deals;
  self->url = g_strdup (url);
  server_process_start (self);
  return self;
}

void
server_process_free (ServerProcess *self)
{
  server_process_stop (self);
  g_free (self->data);
  g_free (self->url);
  g_free (self->pin);
  g_free (self);
}

/* What stands behind before. (transfer full) */
static char *
read_line (GDataInputStream *output, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);

  g_assert_no_error (error);
  if (line == NULL || !g_str_has_prefix (line, before))
    g_error ("The practice server did not start.");
  return g_strdup (line + strlen (before));
}

void
server_process_start (ServerProcess *self)
{
  g_autoptr (GUri) uri = self->url != NULL ? g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *port = g_strdup_printf ("%d", uri != NULL ? g_uri_get_port (uri) : 0);
  g_autofree char *deals = g_strdup_printf ("%u", self->deals);
  g_autofree char *url = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->process);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "cosell-sandbox",
                                    "--with-parent", "--token", SERVER_TOKEN, "--port", port,
                                    "--deals", deals, "--data", self->data, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  url = read_line (output, FIRST_LINE);
  cosell_take_str (&self->pin, read_line (output, SECOND_LINE));
  if (self->url == NULL)
    self->url = g_steal_pointer (&url);
  else
    g_assert_cmpstr (self->url, ==, url);
}

void
server_process_stop (ServerProcess *self)
{
  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
server_process_stall (ServerProcess *self, gboolean stalled)
{
  g_subprocess_send_signal (self->process, stalled ? SIGSTOP : SIGCONT);
}

const char *
server_process_get_url (ServerProcess *self)
{
  return self->url;
}

const char *
server_process_get_pin (ServerProcess *self)
{
  return self->pin;
}

CosellJson *
server_process_control (ServerProcess *self, const char *what)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url = g_strconcat (self->url, "/sandbox/control/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  CosellJson *json;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " SERVER_TOKEN);
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  body = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), ==, 200);
  json = json_parse_bytes (body, &error);
  g_assert_no_error (error);
  return json;
}
