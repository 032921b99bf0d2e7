/* cosell-http-status.c: from an HTTP answer to one of our errors */
#include "http/cosell-http-status.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-json.h"

#define MAX_RETRY_AFTER (24 * 60 * 60)
#define MAX_WORDS 1024
#define MAX_INNER 8 /* innerError within innerError: as far as we look */

gboolean
cosell_http_status_check (guint status, CosellHttpError *code, gboolean *unknown)
{
  *unknown = FALSE;
  switch (status)
    {
    case 200:
    case 201:
    case 202:
    case 204:
      return TRUE;
    case 401:
      *code = COSELL_HTTP_ERROR_SIGN_IN;
      return FALSE;
    case 403:
      *code = COSELL_HTTP_ERROR_FORBIDDEN;
      return FALSE;
    case 404:
    case 410:
      *code = COSELL_HTTP_ERROR_GONE;
      return FALSE;
    case 409:
    case 412:
      *code = COSELL_HTTP_ERROR_CONFLICT;
      return FALSE;
    case 408:
    case 503: /* somebody in between may have given up on a request that went through */
      *unknown = TRUE;
      *code = COSELL_HTTP_ERROR_BUSY;
      return FALSE;
    case 423:
    case 429:
    case 509:
      *code = COSELL_HTTP_ERROR_BUSY;
      return FALSE;
    case 407: /* a proxy or the network itself wants something: this is not the service */
    case 511:
      *code = COSELL_HTTP_ERROR_PROTOCOL;
      return FALSE;
    default:
      break;
    }
  if (status >= 400 && status < 500)
    {
      *code = COSELL_HTTP_ERROR_REJECTED;
      return FALSE;
    }
  *unknown = TRUE;
  *code = status >= 500 && status < 600 ? COSELL_HTTP_ERROR_SERVER : COSELL_HTTP_ERROR_PROTOCOL;
  return FALSE;
}

/* One of the three forms of RFC 9110. libsoup reads far more than that (offsets of any size), and
 * what is no date must not count as one (P6). */
static gboolean
looks_like_date (const char *text)
{
  gsize length = strlen (text);

  if (length < 24 || length > 40 ||
      strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS " ,:-") != length)
    return FALSE;
  if (g_str_has_suffix (text, " GMT"))
    return g_ascii_isdigit (text[length - 5]);
  /* asctime, which ends with its year */
  return text[length - 5] == ' ' && strspn (text + length - 4, G_CSET_DIGITS) == 4;
}

gboolean
cosell_http_date_parse (const char *text, gint64 *seconds)
{
  g_autofree char *tidy = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autoptr (GDateTime) date = NULL;

  if (tidy == NULL || !looks_like_date (tidy))
    return FALSE;
  date = soup_date_time_new_from_http_string (tidy);
  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

char *
cosell_http_date_format (gint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  return date != NULL ? soup_date_time_to_string (date, SOUP_DATE_HTTP) : NULL;
}

gint64
cosell_http_retry_after (const char *header, const char *date, gint64 now)
{
  g_autofree char *text = NULL;
  guint64 seconds = 0;
  gint64 until = 0;
  gint64 from = now / G_USEC_PER_SEC;

  if (header == NULL)
    return 0;
  text = g_strstrip (g_strdup (header));
  if (*text != '\0' && strspn (text, "0123456789") == strlen (text))
    {
      seconds = g_ascii_strtoull (text, NULL, 10); /* saturates */
      return (gint64) CLAMP (seconds, 1, MAX_RETRY_AFTER);
    }
  if (!cosell_http_date_parse (text, &until))
    return 0;
  if (date != NULL)
    {
      gint64 server = 0;

      if (cosell_http_date_parse (date, &server))
        from = server;
    }
  if (until <= from)
    return 1;
  return until - from > MAX_RETRY_AFTER ? MAX_RETRY_AFTER : until - from;
}

char *
cosell_http_tidy_header (const char *value, gsize most)
{
  char *text = value != NULL ? g_strndup (value, most) : NULL;

  for (char *p = text; p != NULL && *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e)
      *p = '?';
  return text;
}

/* One line, and not longer than a person reads; text is changed. */
static char *
tidy (char *text)
{
  for (char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        *p = ' ';
    }
  g_strstrip (text);
  if (g_utf8_strlen (text, -1) > MAX_WORDS)
    *g_utf8_offset_to_pointer (text, MAX_WORDS) = '\0';
  return text;
}

char *
cosell_http_dup_body_message (const char *body, gssize length)
{
  g_autoptr (CosellJson) json = cosell_json_parse (body, length, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  CosellJsonValue level = cosell_json_member_nocase (cosell_json_root (json), "error");

  /* Some gateways write {"message": …} or {"error": "…"}. */
  if (cosell_json_kind (level) != COSELL_JSON_OBJECT)
    {
      g_autofree char *plain = cosell_json_dup_string (level);

      level = cosell_json_root (json);
      if (plain != NULL)
        return *tidy (plain) != '\0' ? g_steal_pointer (&plain) : NULL;
    }
  for (guint depth = 0; depth < MAX_INNER && cosell_json_kind (level) == COSELL_JSON_OBJECT;
       depth++)
    {
      g_autofree char *message =
          cosell_json_dup_string (cosell_json_member_nocase (level, "message"));

      if (message != NULL && *tidy (message) != '\0' && strstr (words->str, message) == NULL)
        {
          if (words->len > 0)
            g_string_append_c (words, ' ');
          g_string_append (words, message);
          if (!g_str_has_suffix (message, ".") && !g_str_has_suffix (message, "!"))
            g_string_append_c (words, '.');
        }
      level = cosell_json_member_nocase (level, "innerError");
    }
  if (words->len == 0)
    return NULL;
  return tidy (g_string_free (g_steal_pointer (&words), FALSE));
}

gboolean
cosell_http_is_web_page (const char *content_type, const char *body, gsize length)
{
  gsize i = 0;

  if (content_type != NULL && (g_ascii_strncasecmp (content_type, "text/html", 9) == 0 ||
                               g_ascii_strncasecmp (content_type, "application/xhtml", 17) == 0))
    return TRUE;
  while (i < length && (g_ascii_isspace (body[i]) || (guchar) body[i] >= 0x80)) /* also a BOM */
    i++;
  return i < length && body[i] == '<';
}

const char *
cosell_http_error_sentence (CosellHttpError code)
{
  switch (code)
    {
    case COSELL_HTTP_ERROR_OFFLINE:
      return _ ("The service could not be reached.");
    case COSELL_HTTP_ERROR_TLS:
      return _ ("The connection to the service is not secure.");
    case COSELL_HTTP_ERROR_SIGN_IN:
      return _ ("The service does not accept the sign-in. Sign in again.");
    case COSELL_HTTP_ERROR_FORBIDDEN:
      return _ ("The service does not allow this for your account.");
    case COSELL_HTTP_ERROR_GONE:
      return _ ("The service does not have this any more, or does not show it to you.");
    case COSELL_HTTP_ERROR_CONFLICT:
      return _ ("This was changed on the service in the meantime.");
    case COSELL_HTTP_ERROR_REJECTED:
      return _ ("The service rejected the request.");
    case COSELL_HTTP_ERROR_BUSY:
      return _ ("The service is busy. Try again later.");
    case COSELL_HTTP_ERROR_SERVER:
      return _ ("The service failed to answer. Try again later.");
    case COSELL_HTTP_ERROR_PROTOCOL:
      return _ ("The service answered in a way that cannot be understood.");
    }
  g_assert_not_reached ();
}

/* Until when, for a person: the minute after it has come, so that nobody is too early. */
static char *
format_until (gint64 until, gint64 now)
{
  gint64 minute = (until / G_USEC_PER_SEC + 59) / 60 * 60;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (minute);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (time == NULL || today == NULL)
    return g_strdup ("?");
  return g_date_time_format (time, g_date_time_get_day_of_year (time) ==
                                           g_date_time_get_day_of_year (today)
                                       ? "%H:%M"
                                       : "%x %H:%M");
}

char *
cosell_http_wait_message (const char *who, gint64 seconds, gint64 now)
{
  guint short_wait = (guint) CLAMP (seconds, 1, 60);
  g_autofree char *until = NULL;

  if (seconds < 60)
    return who != NULL
               /* Translators: %s is the name of a service */
               ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s asks to wait for %u second.",
                                               "%s asks to wait for %u seconds.", short_wait),
                                  who, short_wait)
               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "It asks to wait for %u second.",
                                               "It asks to wait for %u seconds.", short_wait),
                                  short_wait);
  until = format_until (now + seconds * G_USEC_PER_SEC, now);
  if (who != NULL)
    /* Translators: the first %s is the name of a service, the second a time of day, with its date
       when that is not today. */
    return g_strdup_printf (_ ("%s asks to wait until %s."), who, until);
  /* Translators: %s is a time of day, with its date when that is not today. */
  return g_strdup_printf (_ ("It asks to wait until %s."), until);
}

char *
cosell_http_message (const char *sentence, guint status, const char *words, const char *request_id)
{
  g_autoptr (GString) message = g_string_new (sentence);

  if (words != NULL)
    {
      g_string_append_c (message, ' ');
      /* Translators: %s is what the service said, normally in English. */
      g_string_append_printf (message, _ ("It says: %s"), words);
    }
  g_string_append_c (message, ' ');
  if (request_id != NULL)
    /* Translators: the number is an HTTP status; %s is an id that support asks for. */
    g_string_append_printf (message, _ ("(HTTP %u, request %s)"), status, request_id);
  else
    g_string_append_printf (message, _ ("(HTTP %u)"), status);
  return g_string_free (g_steal_pointer (&message), FALSE);
}
