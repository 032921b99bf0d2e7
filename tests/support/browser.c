/* browser.c: a person with a web browser who signs in at the practice server */
#include "support/browser.h"

#include <libsoup/soup.h>
#include <string.h>

#include "support/await.h"

struct _Browser
{
  SoupSession *session; /* (owned) */
  GCancellable *gone;   /* (owned) */
  SoupMessage *message; /* (owned) (nullable): under way */
  char *url, *user_code, *decision, *pin, *page;
  guint status;
  gboolean done;
};

Browser *
browser_new (void)
{
  Browser *self = g_new0 (Browser, 1);

  self->session = soup_session_new_with_options ("proxy-resolver", NULL, "timeout", 20, NULL);
  self->gone = g_cancellable_new ();
  self->done = TRUE;
  return self;
}

void
browser_free (Browser *self)
{
  g_cancellable_cancel (self->gone);
  browser_wait (self);
  g_object_unref (self->session);
  g_object_unref (self->gone);
  g_clear_object (&self->message);
  g_free (self->url);
  g_free (self->user_code);
  g_free (self->decision);
  g_free (self->pin);
  g_free (self->page);
  g_free (self);
}

/* The value of a hidden field, or the address of the form. (transfer full) (nullable) */
static char *
find_between (const char *page, const char *before)
{
  const char *found = strstr (page, before);
  const char *end = found != NULL ? strchr (found + strlen (before), '"') : NULL;

  return end != NULL ? g_strndup (found + strlen (before), end - found - strlen (before)) : NULL;
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
send_message (Browser *self, SoupMessage *message)
{
  g_clear_object (&self->message);
  self->message = message;
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, self->gone,
                                    page_read_cb, self);
}

/* Fills in the form of the page and sends it. FALSE: there is none that asks for anything. */
static gboolean
answer_page (Browser *self)
{
  g_autofree char *action = find_between (self->page, "action=\"");
  g_autofree char *consent = find_between (self->page, "name=\"consent\" value=\"");
  g_autofree char *form = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GBytes) bytes = NULL;
  SoupMessage *message;

  if (consent != NULL && self->decision != NULL)
    form = g_strdup_printf ("consent=%s&decision=%s&pin=%s", consent, self->decision,
                            self->pin != NULL ? self->pin : "");
  else if (self->user_code != NULL && strstr (self->page, "name=\"user_code\"") != NULL)
    form = g_strdup_printf ("user_code=%s", self->user_code);
  if (action == NULL || form == NULL)
    return FALSE;
  if (consent == NULL)
    g_clear_pointer (&self->user_code, g_free); /* typed once */
  else
    g_clear_pointer (&self->decision, g_free); /* a page that comes again is the last one */
  uri = g_uri_parse_relative (soup_message_get_uri (self->message), action, SOUP_HTTP_URI_FLAGS,
                              NULL);
  g_assert_nonnull (uri);
  message = soup_message_new_from_uri ("POST", uri);
  bytes = g_bytes_new (form, strlen (form));
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
  send_message (self, message);
  return TRUE;
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Browser *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_free (self->page);
  self->page = body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body))
                            : g_strdup (error->message);
  self->status = body != NULL ? soup_message_get_status (self->message) : 0;
  self->done = body == NULL || !answer_page (self);
}

void
browser_open (Browser *self, const char *url, const char *user_code, const char *decision)
{
  g_assert_true (self->done);
  self->done = FALSE;
  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->user_code);
  self->user_code = g_strdup (user_code);
  g_free (self->decision);
  self->decision = g_strdup (decision);
  send_message (self, soup_message_new ("GET", url));
}

void
browser_set_pin (Browser *self, const char *pin)
{
  g_free (self->pin);
  self->pin = g_strdup (pin);
}

gboolean
browser_is_done (Browser *self)
{
  return self->done;
}

static gboolean
is_done (gpointer data)
{
  return browser_is_done (data);
}

void
browser_wait (Browser *self)
{
  await_condition (is_done, self);
}

const char *
browser_get_page (Browser *self)
{
  return self->page;
}

guint
browser_get_status (Browser *self)
{
  return self->status;
}

const char *
browser_get_url (Browser *self)
{
  return self->url;
}
