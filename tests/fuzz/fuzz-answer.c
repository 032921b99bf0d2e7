/* Head and body of an answer that is an error: Retry-After, Date, Content-Type, then the body. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "http/cosell-http-status.h"

#define NOW G_GINT64_CONSTANT (1795334400000000)

const char *const fuzz_seeds[] = {
  "120\n\ntext/html; charset=utf-8\n<!DOCTYPE html><html><head><title>Sign in</title>",
  "Sun, 22 Nov 2026 08:05:00 GMT\nSun, 22 Nov 2026 08:00:00 GMT\napplication/json\n"
  "{\"error\":{\"code\":\"accessDenied\",\"message\":\"No.\",\"innerError\":{\"code\":\"x\","
  "\"message\":\"Because.\",\"innererror\":{\"message\":\"Deep\"}}}}",
  "Sunday, 22-Nov-26 08:05:00 GMT\nSun Nov 22 08:00:00 2026\n\n{\"error\":\"text\"}",
  "-1\n\n\n[]",
  "99999999999999999999\n0\napplication/json\n",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 4);
  g_autofree char *body = g_strjoinv ("\n", lines + 3);
  g_autofree char *words = cosell_http_dup_body_message (body, (gssize) strlen (body));
  g_autofree char *message = NULL;
  gint64 seconds = cosell_http_retry_after (lines[0], lines[1], NOW);

  g_assert_cmpint (seconds, >=, 0);
  g_assert_cmpint (seconds, <=, 24 * 60 * 60);
  cosell_http_retry_after (lines[0], NULL, NOW);
  cosell_http_is_web_page (lines[2], body, strlen (body));
  g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
  message = cosell_http_message (cosell_http_error_sentence (COSELL_HTTP_ERROR_REJECTED), 400,
                                 words, "id");
  g_assert_true (g_utf8_validate (message, -1, NULL));
  return 0;
}
