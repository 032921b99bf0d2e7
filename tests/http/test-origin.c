/* test-origin.c: where a bearer token may go */
#include <gio/gio.h>

#include "http/cosell-origin.h"

static void
test_check (void)
{
  static const struct
  {
    const char *origin;
    const char *normalized; /* NULL: refused */
    gboolean loopback;
  } rows[] = {
    { "https://api.partner.microsoft.com", "https://api.partner.microsoft.com", FALSE },
    { "https://API.Partner.Example/", "https://api.partner.example", FALSE },
    { "https://api.example:443", "https://api.example", FALSE },
    { "https://api.example:8443", "https://api.example:8443", FALSE },
    { "HTTPS://api.example", "https://api.example", FALSE },
    { "http://127.0.0.1:4711", "http://127.0.0.1:4711", TRUE },
    { "http://127.9.9.9", "http://127.9.9.9", TRUE },
    { "http://localhost:80", "http://localhost", TRUE },
    { "http://[::1]:4711", "http://[::1]:4711", TRUE },
    { "https://127.0.0.1:1", "https://127.0.0.1:1", TRUE },
    { "https://b\xC3\xBC\x63her.example", "https://xn--bcher-kva.example", FALSE },
    { "https://host_1.example", "https://host_1.example", FALSE },
    /* a host is decoded: what it cannot hold must not come out of it */
    { "https://er.exam%40ple:443/", NULL, FALSE },
    { "https://api.example%2Felsewhere", NULL, FALSE },
    { "https://api.example%3Fx", NULL, FALSE },
    { "https://api.example%0D%0AHost%3Ax", NULL, FALSE },
    { "https://api%20.example", NULL, FALSE },
    { "https://[fe80::1%25eth0]", NULL, FALSE },
    { NULL, NULL, FALSE },
    { "", NULL, FALSE },
    { "api.example", NULL, FALSE },
    { "https://", NULL, FALSE },
    { "https:///v1.0", NULL, FALSE },
    { "http://api.example", NULL, FALSE },
    { "http://127.0.0.1.example:80", NULL, FALSE },
    { "http://localhost.example", NULL, FALSE },
    { "http://0.0.0.0:80", NULL, FALSE },
    { "ftp://127.0.0.1", NULL, FALSE },
    { "file:///etc/passwd", NULL, FALSE },
    { "https://api.example/v1.0", NULL, FALSE },
    { "https://api.example?x=1", NULL, FALSE },
    { "https://api.example#x", NULL, FALSE },
    { "https://me@api.example", NULL, FALSE },
    { "https://me:word@api.example", NULL, FALSE },
    { "https://api.example:0", NULL, FALSE },
    { "https://api.example:99999", NULL, FALSE },
    { "https://api.example\r\nHost: x", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normalized = NULL;
      g_autoptr (GError) error = NULL;
      gboolean loopback = !rows[i].loopback;
      gboolean good = cosell_origin_check (rows[i].origin, &normalized, &loopback, &error);

      g_test_message ("%s", rows[i].origin);
      g_assert_cmpint (good, ==, rows[i].normalized != NULL);
      g_assert_cmpstr (normalized, ==, rows[i].normalized);
      g_assert_cmpint (loopback, ==, rows[i].loopback);
      if (!good)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_contains (void)
{
  static const struct
  {
    const char *address;
    gboolean own;
  } rows[] = {
    { "https://api.example/v1.0/engagements/referrals?$top=1", TRUE },
    { "https://API.example:443/", TRUE },
    { "http://api.example/", FALSE },
    { "https://api.example:8443/", FALSE },
    { "https://api.example.elsewhere.example/", FALSE },
    { "https://user@api.example/", FALSE },
    { "https://user%40api.example/", FALSE },
    { "https://elsewhere.example/api.example", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (rows[i].address, G_URI_FLAGS_NONE, NULL);

      g_test_message ("%s", rows[i].address);
      g_assert_cmpint (cosell_origin_contains ("https://api.example", uri), ==, rows[i].own);
    }
  g_assert_false (cosell_origin_contains ("https://api.example", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/remote/origin/check", test_check);
  g_test_add_func ("/remote/origin/contains", test_contains);
  return g_test_run ();
}
