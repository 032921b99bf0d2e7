/* cosell-http-answer.c: an answer of the service, as it came, and what it says */
#include "remote/cosell-http-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json.h"
#include "model/cosell-oversized.h"
#include "remote/cosell-http-refusal.h"
#include "remote/cosell-http-status.h"
#include "remote/cosell-http-stranger.h"
#include "remote/cosell-odata.h"

#define MAX_ID 128
#define MAX_ETAG 1024
#define MAX_HEADER 200
#define MAX_CHALLENGE 4096

CosellHttpAnswer *
cosell_http_answer_new (CosellHttpCallKind kind, const char *query, gboolean is_change)
{
  CosellHttpAnswer *self = g_atomic_rc_box_new0 (CosellHttpAnswer);

  self->kind = kind;
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
                          CosellRemoteError code,
                          gboolean unknown,
                          const char *message)
{
  return cosell_remote_error_new (code, self->retry_after, unknown && self->is_change, message);
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

static const char *
body_text (CosellHttpAnswer *self)
{
  return self->body->data != NULL ? (const char *) self->body->data : "";
}

static gboolean
is_web_page (CosellHttpAnswer *self)
{
  return cosell_http_is_web_page (self->content_type, body_text (self), self->body->len);
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

/* What the status means, with what the body says about it. */
static char *
status_message (CosellHttpAnswer *self, CosellRemoteError code)
{
  g_autofree char *words = cosell_http_dup_body_message (body_text (self), self->body->len);
  g_autofree char *wait = NULL;

  if (code != COSELL_REMOTE_ERROR_BUSY || self->retry_after == 0)
    return cosell_http_error_message (code, self->status, words, self->request_id);
  wait = cosell_http_wait_message (COSELL_HTTP_WAITS_SERVICE, self->retry_after, self->now);
  return cosell_http_message (wait, self->status, words, self->request_id);
}

static GError *
status_error (CosellHttpAnswer *self, CosellRemoteError code, gboolean unknown)
{
  CosellHttpStranger stranger = cosell_http_stranger (self->status, is_web_page (self));
  const char *refusal =
      cosell_http_refusal (self->status, body_text (self), self->body->len, self->challenge);
  g_autofree char *message = NULL;
  GError *error = NULL;

  if (refusal != NULL)
    {
      code = COSELL_REMOTE_ERROR_SIGN_IN;
      message = refusal_message (self, refusal);
    }
  else if (stranger != COSELL_HTTP_STRANGER_NONE)
    {
      code = cosell_http_stranger_error (stranger, code);
      message = cosell_http_message (cosell_http_stranger_message (stranger, FALSE), self->status,
                                     NULL, self->request_id);
    }
  else if (self->status >= 300 && self->status < 400)
    message = redirect_message (self);
  else
    message = status_message (self, code);
  error = cosell_http_answer_error (self, code, unknown, message);
  if (self->status == 502 || self->status == 504)
    cosell_remote_error_set_under_way (error);
  cosell_remote_error_set_status (error, self->status);
  return error;
}

static GError *
content_error (CosellHttpAnswer *self, const char *why)
{
  g_autofree char *message = NULL;

  if (is_web_page (self))
    message = g_strdup (cosell_http_stranger_message (COSELL_HTTP_STRANGER_PORTAL, FALSE));
  else
    message = g_strdup_printf (_ ("The answer of the service cannot be read: %s"), why);
  return cosell_http_answer_error (self, COSELL_REMOTE_ERROR_PROTOCOL, TRUE, message);
}

static CosellRemoteAnswer *
read_answer (CosellHttpAnswer *self, GError **error)
{
  const char *text = body_text (self);
  g_autoptr (CosellRemoteAnswer) answer = g_new0 (CosellRemoteAnswer, 1);
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;
  CosellJsonKind kind = COSELL_JSON_NONE;

  answer->etag = g_strdup (self->etag);
  if (self->is_change && (self->status == 204 || self->body->len == 0))
    return g_steal_pointer (&answer);

  json = cosell_oversized_parse (text, self->body->len, &why);
  if (self->kind == COSELL_HTTP_CALL_ANSWER &&
      g_error_matches (why, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE))
    answer->text = cosell_oversized_stand_in (text, self->body->len);
  if (answer->text != NULL)
    return g_steal_pointer (&answer);
  kind = cosell_json_kind (cosell_json_root (json));
  if (self->body->len == 0)
    g_propagate_error (error, content_error (self, _ ("it is empty")));
  else if (json == NULL)
    g_propagate_error (error, content_error (self, why->message));
  else if (kind != COSELL_JSON_OBJECT &&
           (self->kind != COSELL_HTTP_CALL_EXTRA || kind != COSELL_JSON_ARRAY))
    g_propagate_error (error, content_error (self, _ ("it holds no object")));
  else
    {
      answer->text = g_strndup (text, self->body->len);
      return g_steal_pointer (&answer);
    }
  return NULL;
}

/* What waits to be stored does not keep what it was read from. */
static CosellRemotePage *
read_page (CosellHttpAnswer *self, GError **error)
{
  if (!is_web_page (self))
    {
      CosellRemotePage *page =
          cosell_odata_read_page (body_text (self), self->body->len, self->query, error);

      g_byte_array_unref (self->body);
      self->body = g_byte_array_new ();
      return page;
    }
  g_propagate_error (error, content_error (self, ""));
  return NULL;
}

gpointer
cosell_http_answer_decode (CosellHttpAnswer *self, GError **error)
{
  CosellRemoteError code = COSELL_REMOTE_ERROR_PROTOCOL;
  gboolean unknown = FALSE;

  if (!cosell_http_status_check (self->status, &code, &unknown))
    {
      g_propagate_error (error, status_error (self, code, unknown));
      return NULL;
    }
  if (self->kind == COSELL_HTTP_CALL_LIST)
    return read_page (self, error);
  return read_answer (self, error);
}
