/* Links of the service: nothing but their query is taken, and it fits into a request line; an
 * address that somebody typed is an origin or nothing. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "remote/cosell-http-remote.h"
#include "remote/cosell-odata.h"
#include "http/cosell-origin.h"

const char *const fuzz_seeds[] = {
  "http://api.example/v1.0/referrals?$skiptoken=abc%2Fdef%3D%3D&$top=100\n$skiptoken=abc",
  "https://evil.example/?$filter=a eq 'x'&b=\xC3\xA4#fragment\n",
  "?\n",
  "?\r\n\r\n",
  "//host#a?b\n",
  "https://user:password@partner.example:443/\n",
  "http://127.0.0.1:8080\n",
  "https://er.exam%40ple:443/\n",
  "http://[::1]:1/?a=%zz%\n%",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 2);
  g_autofree char *query = cosell_odata_next_query (lines[0], lines[1]);
  g_autofree char *again = NULL;
  g_autofree char *first = cosell_odata_first_query (lines[1]);
  g_autofree char *origin = NULL;
  gboolean loopback;

  for (const char *p = query; p != NULL && *p != '\0'; p++)
    g_assert_true (*p > 0x20 && *p < 0x7f && *p != '#');
  for (const char *p = first; *p != '\0'; p++)
    g_assert_true (*p > 0x20 && *p < 0x7f && *p != '#');
  if (query != NULL)
    {
      g_autofree char *link = g_strconcat ("x?", query, NULL);

      again = cosell_odata_next_query (link, NULL);
      g_assert_cmpstr (again, ==, query);
    }
  if (cosell_http_remote_check_origin (lines[0], &origin, &loopback, NULL))
    {
      g_autoptr (GUri) uri = NULL;

      g_assert_nonnull (origin);
      g_assert_true (g_str_has_prefix (origin, "https://") || loopback);
      g_assert_null (strpbrk (origin, "@?#"));
      uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
      g_assert_true (cosell_origin_contains (origin, uri));
    }
  return 0;
}
