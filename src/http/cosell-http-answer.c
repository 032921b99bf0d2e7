/* cosell-http-answer.c: an answer of the service, as it came, and what it says */
#include "http/cosell-http-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "http/cosell-http-status.h"
#include "http/cosell-http-stranger.h"

#define MAX_ID 128
#define MAX_ETAG 1024
#define MAX_HEADER 200
#define MAX_CHALLENGE 4096

CosellHttpAnswer *
cosell_http_answer_new (const CosellHttpReader *reader, const char *query, gboolean is_change)
{
  CosellHttpAnswer *self = g_atomic_rc_box_new0 (CosellHttpAnswer);

  self->reader = reader;
  self->query = g_strdup (query);
  self->is_change = is_change;
  self->body = g_byte_array_new ();
  return self;
}

CosellHttpAnswer *
cosell_http_answer_ref (CosellHttpAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
answer_clear (gpointer data)
{
  CosellHttpAnswer *self = data;

  g_byte_array_unref (self->body);
  g_free (self->query);
  g_free (self->etag);
  g_free (self->request_id);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self->challenge);
}

void
cosell_http_answer_unref (CosellHttpAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

gboolean
cosell_http_answer_claim (CosellHttpAnswer *self)
{
  return g_atomic_int_compare_and_exchange (&self->claimed, 0, 1);
}

GError *
cosell_http_answer_error (const CosellHttpAnswer *self,
                          CosellHttpError code,
                          gboolean unknown,
                          const char *message)
{
  return cosell_http_error_new (code, self->retry_after, unknown && self->is_change, message);
}

/* the head */

/* A version mark goes back as it came, so one that cannot be a header is none. */
static char *
read_etag (const char *value)
{
  gsize length = value != NULL ? strlen (value) : 0;

  if (length == 0 || length > MAX_ETAG)
    return NULL;
  for (const char *p = value; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e)
      return NULL;
  return g_strdup (value);
}

/* The service speaks JSON: another one in between may have a clock of its own. */
static void
learn_time (CosellHttpAnswer *self, CosellServiceClock *clock, const char *date, gint64 asked)
{
  gint64 seconds = 0;

  if (clock == NULL || !cosell_http_date_parse (date, &seconds) || self->content_type == NULL ||
      g_ascii_strncasecmp (self->content_type, "application/json", 16) != 0)
    return;
  cosell_service_clock_learn (clock, seconds * G_TIME_SPAN_SECOND, asked,
                              cosell_clock_elapsed (COSELL_CLOCK (clock)));
}

void
cosell_http_answer_read_head (CosellHttpAnswer *self,
                              SoupMessage *message,
                              CosellServiceClock *clock,
                              gint64 asked)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *date = soup_message_headers_get_one (headers, "Date");

  self->now = clock != NULL ? cosell_clock_now (COSELL_CLOCK (clock)) : g_get_real_time ();
  self->status = soup_message_get_status (message);
  self->etag = read_etag (soup_message_headers_get_one (headers, "ETag"));
  self->request_id =
      cosell_http_tidy_header (soup_message_headers_get_one (headers, "request-id"), MAX_ID);
  self->content_type =
      cosell_http_tidy_header (soup_message_headers_get_one (headers, "Content-Type"), MAX_HEADER);
  self->location =
      cosell_http_tidy_header (soup_message_headers_get_one (headers, "Location"), MAX_HEADER);
  self->challenge =
      cosell_http_tidy_header (soup_message_headers_get_list (headers, "WWW-Authenticate"),
                               MAX_CHALLENGE);
  self->retry_after =
      cosell_http_retry_after (soup_message_headers_get_one (headers, "Retry-After"), date,
                               self->now);
  learn_time (self, clock, date, asked);
}

/* decoding */

const char *
cosell_http_answer_get_text (const CosellHttpAnswer *self)
{
  return self->body->data != NULL ? (const char *) self->body->data : "";
}

void
cosell_http_answer_drop_body (CosellHttpAnswer *self)
{
  g_byte_array_unref (self->body);
  self->body = g_byte_array_new ();
}

gboolean
cosell_http_answer_is_web_page (const CosellHttpAnswer *self)
{
  return cosell_http_is_web_page (self->content_type, cosell_http_answer_get_text (self),
                                  self->body->len);
}

static char *
refusal_message (CosellHttpAnswer *self, const char *refusal)
{
  if (self->request_id == NULL)
    return g_strdup_printf (_ ("%s (HTTP %u)"), refusal, self->status);
  /* Translators: the number is an HTTP status; the last is an id that support asks for. */
  return g_strdup_printf (_ ("%s (HTTP %u, request %s)"), refusal, self->status, self->request_id);
}

static char *
redirect_message (CosellHttpAnswer *self)
{
  return g_strdup_printf (
      _ ("The service pointed to another address (%s) instead of answering. Cosell does not "
         "follow it, because your sign-in must not go elsewhere. A sign-in page of the network "
         "may be in between. (HTTP %u)"),
      self->location != NULL ? self->location : "–", self->status);
}

static const char *
describe (const CosellHttpAnswer *self, CosellHttpError code)
{
  const char *own = self->reader->describe != NULL ? self->reader->describe (code) : NULL;

  return own != NULL ? own : cosell_http_error_sentence (code);
}

/* What the status means, with what the body says about it. explained: (nullable): its words */
static char *
status_message (CosellHttpAnswer *self, CosellHttpError code, const char *explained)
{
  g_autofree char *words =
      explained != NULL
          ? g_strdup (explained)
          : cosell_http_dup_body_message (cosell_http_answer_get_text (self), self->body->len);
  g_autofree char *wait = NULL;

  if (code != COSELL_HTTP_ERROR_BUSY || self->retry_after == 0)
    return cosell_http_message (describe (self, code), self->status, words, self->request_id);
  wait = cosell_http_wait_message (self->reader->service, self->retry_after, self->now);
  return cosell_http_message (wait, self->status, words, self->request_id);
}

static GError *
status_error (CosellHttpAnswer *self, CosellHttpError code, gboolean unknown)
{
  CosellHttpStranger stranger =
      cosell_http_stranger (self->status, !self->reader->refuses_with_pages &&
                                              cosell_http_answer_is_web_page (self));
  const char *refusal =
      self->reader->refuse != NULL
          ? self->reader->refuse (self->status, cosell_http_answer_get_text (self), self->body->len,
                                  self->challenge)
          : NULL;
  g_autofree char *message = NULL;
  g_autofree char *words = NULL;
  GError *error = NULL;

  if (refusal == NULL && stranger == COSELL_HTTP_STRANGER_NONE && self->reader->explain != NULL)
    words = self->reader->explain (cosell_http_answer_get_text (self), self->body->len,
                                   self->status, &code, &unknown);
  if (refusal != NULL)
    {
      code = COSELL_HTTP_ERROR_SIGN_IN;
      message = refusal_message (self, refusal);
    }
  else if (stranger != COSELL_HTTP_STRANGER_NONE)
    {
      code = cosell_http_stranger_error (stranger, code);
      message = cosell_http_message (cosell_http_stranger_message (stranger, FALSE), self->status,
                                     NULL, self->request_id);
    }
  else if (self->status >= 300 && self->status < 400 && words == NULL)
    message = redirect_message (self);
  else
    message = status_message (self, code, words);
  error = cosell_http_answer_error (self, code, unknown, message);
  if (self->status == 502 || self->status == 504)
    cosell_http_error_set_under_way (error);
  cosell_http_error_set_status (error, self->status);
  return error;
}

GError *
cosell_http_answer_new_content_error (const CosellHttpAnswer *self, const char *why)
{
  g_autofree char *message = NULL;

  if (cosell_http_answer_is_web_page (self))
    message = g_strdup (cosell_http_stranger_message (COSELL_HTTP_STRANGER_PORTAL, FALSE));
  else
    message = g_strdup_printf (_ ("The answer of the service cannot be read: %s"), why);
  return cosell_http_answer_error (self, COSELL_HTTP_ERROR_PROTOCOL, TRUE, message);
}

gpointer
cosell_http_answer_decode (CosellHttpAnswer *self, GError **error)
{
  CosellHttpError code = COSELL_HTTP_ERROR_PROTOCOL;
  gboolean unknown = FALSE;

  if (!cosell_http_status_check (self->status, &code, &unknown))
    {
      g_propagate_error (error, status_error (self, code, unknown));
      return NULL;
    }
  return self->reader->read (self, error);
}
