/* test-http-status.c: from an HTTP answer to one of our errors */
#include <string.h>

#include "http/cosell-http-status.h"
#include "http/cosell-http-stranger.h"

#define SUCCESS -1

static const struct
{
  guint status;
  int code; /* CosellHttpError or SUCCESS */
  gboolean unknown;
} statuses[] = {
  { 200, SUCCESS, FALSE },
  { 201, SUCCESS, FALSE },
  { 202, SUCCESS, FALSE },
  { 204, SUCCESS, FALSE },
  { 400, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 401, COSELL_HTTP_ERROR_SIGN_IN, FALSE },
  { 403, COSELL_HTTP_ERROR_FORBIDDEN, FALSE },
  { 404, COSELL_HTTP_ERROR_GONE, FALSE },
  { 405, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 406, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 409, COSELL_HTTP_ERROR_CONFLICT, FALSE },
  { 410, COSELL_HTTP_ERROR_GONE, FALSE },
  { 411, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 412, COSELL_HTTP_ERROR_CONFLICT, FALSE },
  { 413, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 415, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 416, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 422, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 423, COSELL_HTTP_ERROR_BUSY, FALSE },
  { 429, COSELL_HTTP_ERROR_BUSY, FALSE },
  { 500, COSELL_HTTP_ERROR_SERVER, TRUE },
  { 501, COSELL_HTTP_ERROR_SERVER, TRUE },
  { 503, COSELL_HTTP_ERROR_BUSY, TRUE },
  { 504, COSELL_HTTP_ERROR_SERVER, TRUE },
  { 507, COSELL_HTTP_ERROR_SERVER, TRUE },
  { 509, COSELL_HTTP_ERROR_BUSY, FALSE },
  /* not named by the contract, but seen on the way */
  { 206, COSELL_HTTP_ERROR_PROTOCOL, TRUE },
  { 302, COSELL_HTTP_ERROR_PROTOCOL, TRUE },
  { 307, COSELL_HTTP_ERROR_PROTOCOL, TRUE },
  { 407, COSELL_HTTP_ERROR_PROTOCOL, FALSE },
  { 408, COSELL_HTTP_ERROR_BUSY, TRUE },
  { 431, COSELL_HTTP_ERROR_REJECTED, FALSE },
  { 502, COSELL_HTTP_ERROR_SERVER, TRUE },
  { 511, COSELL_HTTP_ERROR_PROTOCOL, FALSE },
  { 999, COSELL_HTTP_ERROR_PROTOCOL, TRUE },
};

static void
test_statuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      CosellHttpError code = COSELL_HTTP_ERROR_OFFLINE;
      gboolean unknown = TRUE;
      gboolean success = cosell_http_status_check (statuses[i].status, &code, &unknown);

      g_test_message ("%u", statuses[i].status);
      g_assert_cmpint (success, ==, statuses[i].code == SUCCESS);
      if (!success)
        g_assert_cmpint ((int) code, ==, statuses[i].code);
      g_assert_cmpint (unknown, ==, statuses[i].unknown);
    }
}

#define NOON "Sun, 22 Nov 2026 12:00:00 GMT"
#define NOON_UNIX G_GINT64_CONSTANT (1795348800)

static void
test_retry_after (void)
{
  static const struct
  {
    const char *header;
    const char *date;
    gint64 seconds;
  } rows[] = {
    { NULL, NULL, 0 },
    { "", NULL, 0 },
    { "soon", NULL, 0 },
    { "-5", NULL, 0 },
    { "1.5", NULL, 0 },
    { "0", NULL, 1 },
    { "7", NULL, 7 },
    { " 120 ", NULL, 120 },
    { "99999999999999999999999", NULL, 86400 },
    { "Sun, 22 Nov 2026 12:00:30 GMT", NULL, 30 },
    { "Sunday, 22-Nov-26 12:00:30 GMT", NULL, 30 },
    { "Sun Nov 22 12:00:30 2026", NULL, 30 },
    { "Sun, 22 Nov 2026 11:00:00 GMT", NULL, 1 },
    { "Mon, 22 Nov 2027 12:00:00 GMT", NULL, 86400 },
    /* our clock is an hour off; the answer's own Date counts */
    { "Sun, 22 Nov 2026 13:00:10 GMT", "Sun, 22 Nov 2026 13:00:00 GMT", 10 },
    { "Sun, 22 Nov 2026 12:00:10 GMT", "no date", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].header);
      g_assert_cmpint (cosell_http_retry_after (rows[i].header, rows[i].date,
                                                NOON_UNIX * G_USEC_PER_SEC),
                       ==, rows[i].seconds);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *body;
    const char *words;
  } rows[] = {
    { "{\"error\":{\"code\":\"invalidRequest\",\"message\":\"The deal is closed.\"}}",
      "The deal is closed." },
    { "{\"error\":{\"code\":\"x\",\"message\":\"Not valid\",\"innerError\":{\"code\":\"y\","
      "\"message\":\"Close date is in the past\",\"innererror\":{\"message\":\"Use a later "
      "one.\"}}}}",
      "Not valid. Close date is in the past. Use a later one." },
    { "{\"Error\":{\"Message\":\"Two\\nlines\\u0001\"}}", "Two lines." },
    { "{\"error\":{\"message\":\"Same\",\"innerError\":{\"message\":\"Same\"}}}", "Same." },
    { "{\"error\":\"invalid_token\"}", "invalid_token" },
    { "{\"message\":\"Gateway says no\"}", "Gateway says no." },
    { "{\"error\":{\"message\":17}}", NULL },
    { "{\"error\":{\"message\":\"  \"}}", NULL },
    { "{}", NULL },
    { "[1]", NULL },
    { "", NULL },
    { "<html>no</html>", NULL },
    { "{\"error\":{\"message\":\"cut", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = cosell_http_dup_body_message (rows[i].body, -1);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_words_are_limited (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'a');
  g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"å%s\"}}", long_text);
  g_autofree char *words = cosell_http_dup_body_message (body, -1);

  g_assert_cmpint (g_utf8_strlen (words, -1), ==, 1024);
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

static void
test_web_page (void)
{
  g_assert_true (cosell_http_is_web_page ("text/html; charset=utf-8", "{}", 2));
  g_assert_true (cosell_http_is_web_page (NULL, "\n <!DOCTYPE html>", 17));
  g_assert_true (cosell_http_is_web_page ("application/json", "\xef\xbb\xbf<html>", 9));
  g_assert_false (cosell_http_is_web_page ("application/json", "{\"a\":\"<\"}", 9));
  g_assert_false (cosell_http_is_web_page (NULL, "", 0));
}

static void
test_message (void)
{
  g_autofree char *full =
      cosell_http_message (cosell_http_error_sentence (COSELL_HTTP_ERROR_REJECTED), 400,
                           "The deal is closed.", "4711");
  g_autofree char *bare =
      cosell_http_message (cosell_http_error_sentence (COSELL_HTTP_ERROR_FORBIDDEN), 403, NULL,
                           NULL);

  g_assert_cmpstr (full, ==,
                   "The service rejected the request. It says: The deal is closed. (HTTP 400, "
                   "request 4711)");
  g_assert_cmpstr (bare, ==, "The service does not allow this for your account. (HTTP 403)");
}

/* Row by row: who is meant, and what it is for a deal. */
static void
test_strangers (void)
{
  static const struct
  {
    guint status;
    gboolean page;
    CosellHttpStranger stranger;
  } rows[] = {
    { 200, FALSE, COSELL_HTTP_STRANGER_NONE },    { 200, TRUE, COSELL_HTTP_STRANGER_PORTAL },
    { 201, TRUE, COSELL_HTTP_STRANGER_PORTAL },   { 203, FALSE, COSELL_HTTP_STRANGER_CHANGED },
    { 203, TRUE, COSELL_HTTP_STRANGER_PORTAL },   { 206, FALSE, COSELL_HTTP_STRANGER_PART },
    { 400, TRUE, COSELL_HTTP_STRANGER_NONE },     { 401, TRUE, COSELL_HTTP_STRANGER_NONE },
    { 403, FALSE, COSELL_HTTP_STRANGER_NONE },    { 403, TRUE, COSELL_HTTP_STRANGER_FILTER },
    { 404, FALSE, COSELL_HTTP_STRANGER_NONE },    { 404, TRUE, COSELL_HTTP_STRANGER_FILTER },
    { 407, FALSE, COSELL_HTTP_STRANGER_PROXY },   { 429, TRUE, COSELL_HTTP_STRANGER_NONE },
    { 500, TRUE, COSELL_HTTP_STRANGER_NONE },     { 502, TRUE, COSELL_HTTP_STRANGER_GATEWAY },
    { 502, FALSE, COSELL_HTTP_STRANGER_GATEWAY }, { 503, TRUE, COSELL_HTTP_STRANGER_NONE },
    { 504, TRUE, COSELL_HTTP_STRANGER_GATEWAY },  { 511, FALSE, COSELL_HTTP_STRANGER_PORTAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CosellHttpStranger stranger = cosell_http_stranger (rows[i].status, rows[i].page);

      g_test_message ("%u", rows[i].status);
      g_assert_cmpint ((int) stranger, ==, (int) rows[i].stranger);
      g_assert_true ((cosell_http_stranger_message (stranger, FALSE) == NULL) ==
                     (stranger == COSELL_HTTP_STRANGER_NONE));
    }
  /* a filter says nothing of a deal */
  g_assert_cmpint ((int) cosell_http_stranger_error (COSELL_HTTP_STRANGER_FILTER,
                                                     COSELL_HTTP_ERROR_GONE),
                   ==, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_cmpint ((int) cosell_http_stranger_error (COSELL_HTTP_STRANGER_NONE,
                                                     COSELL_HTTP_ERROR_GONE),
                   ==, COSELL_HTTP_ERROR_GONE);
}

/* Words say when: never a minute too early, with the date when it is another day. */
static void
test_wait_words (void)
{
  static const struct
  {
    gint64 seconds;
    const char *words;
  } rows[] = {
    { 1, "Partner Center asks to wait for 1 second." },
    { 59, "Partner Center asks to wait for 59 seconds." },
    { 60, "Partner Center asks to wait until 12:01." },
    { 61, "Partner Center asks to wait until 12:02." },
    { 3600, "Partner Center asks to wait until 13:00." },
  };
  g_autofree char *next_day = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words =
          cosell_http_wait_message ("Partner Center", rows[i].seconds, NOON_UNIX * G_USEC_PER_SEC);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
  next_day = cosell_http_wait_message (NULL, 13 * 3600, NOON_UNIX * G_USEC_PER_SEC);
  g_assert_true (g_str_has_prefix (next_day, "It asks to wait until "));
  g_assert_true (g_str_has_suffix (next_day, " 01:00."));
}

static void
test_error_members (void)
{
  g_autoptr (GError) error = cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 12, TRUE, "later");
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_cmpint (cosell_http_error_get_retry_after (copy), ==, 12);
  g_assert_true (cosell_http_error_is_unknown_outcome (copy));
  g_assert_cmpint (cosell_http_error_get_retry_after (other), ==, 0);
  g_assert_false (cosell_http_error_is_unknown_outcome (other));
  g_assert_false (cosell_http_error_is_unknown_outcome (NULL));
  g_assert_false (cosell_http_error_may_be_under_way (copy));
  g_assert_false (cosell_http_error_may_be_under_way (other));
  g_assert_false (cosell_http_error_may_be_under_way (NULL));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/remote/http-status/every-code-of-contract-11", test_statuses);
  g_test_add_func ("/remote/http-status/retry-after", test_retry_after);
  g_test_add_func ("/remote/http-status/words", test_words);
  g_test_add_func ("/remote/http-status/words-are-limited", test_words_are_limited);
  g_test_add_func ("/remote/http-status/web-page", test_web_page);
  g_test_add_func ("/remote/http-status/strangers", test_strangers);
  g_test_add_func ("/remote/http-status/wait-words", test_wait_words);
  g_test_add_func ("/remote/http-status/message", test_message);
  g_test_add_func ("/remote/http-status/error-members", test_error_members);
  return g_test_run ();
}
