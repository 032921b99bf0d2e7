/* test-odata.c: queries and pages of the service's list */
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-oversized.h"
#include "remote/cosell-odata.h"

static void
test_first_query (void)
{
  g_autofree char *all = cosell_odata_first_query (NULL);
  g_autofree char *one = cosell_odata_first_query ("65edc0b5-3485-41b7-a17e-dfa9ef4706e2");
  g_autofree char *odd = cosell_odata_first_query ("a'b &#\xc3\xa5");

  g_assert_cmpstr (all, ==, "$orderby=updatedDateTime%20desc&$top=100");
  g_assert_cmpstr (one, ==,
                   "$filter=engagementId%20eq%20'65edc0b5-3485-41b7-a17e-dfa9ef4706e2'"
                   "&$orderby=updatedDateTime%20desc&$top=100");
  g_assert_cmpstr (odd, ==,
                   "$filter=engagementId%20eq%20'a%27%27b%20%26%23%C3%A5'"
                   "&$orderby=updatedDateTime%20desc&$top=100");
}

static void
test_next_query (void)
{
  static const struct
  {
    const char *link;
    const char *next;
  } rows[] = {
    { NULL, NULL },
    { "", NULL },
    { "https://api.example/v1.0/engagements/referrals", NULL },
    { "https://api.example/v1.0/engagements/referrals?", NULL },
    { "https://api.example/v1.0#x?y", NULL },
    { "https://api.example/v1.0?#x", NULL },
    /* contract 3.1: plain http, a path that lacks a segment */
    { "http://api.example/v1.0/referrals?$skiptoken=k181pEdP", "$skiptoken=k181pEdP" },
    { "?$skiptoken=a%2Fb%3D", "$skiptoken=a%2Fb%3D" },
    { "https://elsewhere.example:99/steal?$skip=100&$top=100#frag", "$skip=100&$top=100" },
    { "https://a.example/?$orderby=updatedDateTime desc&$skiptoken=x y",
      "$orderby=updatedDateTime%20desc&$skiptoken=x%20y" },
    { "https://a.example/?a=100%&b=\"\r\n", "a=100%25&b=%22%0D%0A" },
    { "https://a.example/?t=\xc3\xa5", "t=%C3%A5" },
    /* no progress: not the end */
    { "https://a.example/?$orderby=updatedDateTime%20desc&$top=100",
      "$orderby=updatedDateTime%20desc&$top=100" },
    { "https://a.example/?$orderby=updatedDateTime desc&%24top=100",
      "$orderby=updatedDateTime%20desc&$top=100" },
  };
  g_autofree char *current = cosell_odata_first_query (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *next = cosell_odata_next_query (rows[i].link, current);

      g_test_message ("%s", rows[i].link);
      g_assert_cmpstr (next, ==, rows[i].next);
    }
}

static void
test_page (void)
{
  static const char body[] =
      "{ \"@odata.count\": 1, \"value\" : [ {\"id\" : \"a\",  \"n\":1.50,"
      "\"updatedDateTime\":\"2026-11-22T08:00:00.5Z\"} , 17, null, {\"id\":\"b\"} ],"
      " \"@odata.nextLink\":\"http://api.example/v1.0/referrals?$skiptoken=n2\" }";
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page = cosell_odata_read_page (body, strlen (body), "q", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->referrals->len, ==, 2);
  g_assert_cmpstr (cosell_remote_page_get_text (page, 0), ==,
                   "{\"id\" : \"a\",  \"n\":1.50,"
                   "\"updatedDateTime\":\"2026-11-22T08:00:00.5Z\"}");
  g_assert_cmpstr (cosell_remote_page_get_text (page, 1), ==, "{\"id\":\"b\"}");
  g_assert_cmpuint (page->updated->len, ==, 2);
  g_assert_cmpint (g_array_index (page->updated, gint64, 0), ==,
                   G_GINT64_CONSTANT (1795334400500000));
  g_assert_cmpint (g_array_index (page->updated, gint64, 1), ==, COSELL_NO_TIME);
  g_assert_cmpuint (page->skipped, ==, 2);
  g_assert_cmpstr (page->next, ==, "$skiptoken=n2");
}

static void
test_page_that_is_none (void)
{
  static const char *const bodies[] = {
    "",
    "[]",
    "{}",
    "{\"value\":{}}",
    "{\"value\":[{\"id\":\"a\"}",
    "17",
    "null",
    "{\"value\":[{'id':1}]}",
    "{\"value\":[\"\xff\"]}",
    "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\",\"n\":NaN}],\"more\":}",
    "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\",\"n\":NaN}",
    "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\",\"n\":NaN}] \"and\"",
    "{\"value\":[{\"id\":\"a\"},{\"id\":\"never ends}]}",
    "{\"value\":[{\"id\":\"b\",\"n\":NaN}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellRemotePage) page =
          cosell_odata_read_page (bodies[i], strlen (bodies[i]), "q", &error);

      g_assert_null (page);
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
    }
}

/* P14: only a link that is not there, or null, is the end. */
static void
test_cut (void)
{
  static const struct
  {
    const char *members;
    const char *next;
    gboolean cut;
  } rows[] = {
    { "", NULL, FALSE },
    { ",\"@odata.nextLink\":null", NULL, FALSE },
    { ",\"@odata.nextLink\":\"https://api.example/v1.0/r?$skip=1\"", "$skip=1", FALSE },
    { ",\"@odata.nextLink\":\"https://elsewhere.example/?$skip=1\"", "$skip=1", FALSE },
    { ",\"@odata.nextLink\":\"\"", NULL, TRUE },
    { ",\"@odata.nextLink\":\"https://api.example/v1.0/engagements/referrals\"", NULL, TRUE },
    { ",\"@odata.nextLink\":\"https://api.example/v1.0/engagements/referrals?\"", NULL, TRUE },
    { ",\"@odata.nextLink\":\"https://elsewhere.example/page/2\"", NULL, TRUE },
    { ",\"@odata.nextLink\":\"#?$skip=1\"", NULL, TRUE },
    { ",\"@odata.nextLink\":17", NULL, TRUE },
    { ",\"@odata.nextLink\":true", NULL, TRUE },
    { ",\"@odata.nextLink\":{\"href\":\"?$skip=1\"}", NULL, TRUE },
    { ",\"@odata.nextLink\":[\"?$skip=1\"]", NULL, TRUE },
    /* its own page: whoever asks sees the circle */
    { ",\"@odata.nextLink\":\"https://api.example/?q\"", "q", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"value\":[{\"id\":\"a\"}]%s}", rows[i].members);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellRemotePage) page = cosell_odata_read_page (body, strlen (body), "q", &error);

      g_test_message ("%s", rows[i].members);
      g_assert_no_error (error);
      g_assert_cmpuint (page->referrals->len, ==, 1);
      g_assert_cmpstr (page->next, ==, rows[i].next);
      g_assert_cmpint (page->cut, ==, rows[i].cut);
    }
}

/* B5, P14: who has no id cannot be told from others; a date that cannot be is none. */
static void
test_default_values (void)
{
  static const char body[] =
      "{\"value\":[{},{\"id\":null},{\"id\":\"00000000-0000-0000-0000-000000000000\"},{\"id\":\"\"}"
      ","
      "{\"id\":\"a\",\"updatedDateTime\":\"0001-01-01T00:00:00Z\"},"
      "{\"id\":\"b\",\"updatedDateTime\":\"9999-12-31T23:59:59.9999999Z\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page = cosell_odata_read_page (body, strlen (body), "q", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->skipped, ==, 4);
  g_assert_cmpuint (page->referrals->len, ==, 2);
  g_assert_cmpint (g_array_index (page->updated, gint64, 0), ==, COSELL_NO_TIME);
  g_assert_cmpint (g_array_index (page->updated, gint64, 1), ==, COSELL_NO_TIME);
}

/* P16: of a referral that is too large comes what is small in it. */
static void
test_too_large (void)
{
  g_autoptr (GString) body = g_string_new ("{\"value\":[{\"id\":\"small\"},{\"id\":\"large\","
                                           "\"blob\":\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page = NULL;
  g_autoptr (CosellJson) json = NULL;
  gsize before = body->len;

  g_string_set_size (body, before + 9 * 1024 * 1024);
  memset (body->str + before, 'x', 9 * 1024 * 1024);
  g_string_append (body, "\",\"name\":\"Contoso \\u0026 Co\",\"updatedDateTime\":"
                         "\"2026-11-22T08:00:00Z\"},{\"id\":\"many\",\"list\":[1");
  for (guint i = 0; i < COSELL_REFERRAL_MAX_VALUES; i++)
    g_string_append (body, ",1");
  g_string_append (body, "]},{\"blob\":\"");
  before = body->len;
  g_string_set_size (body, before + 9 * 1024 * 1024);
  memset (body->str + before, 'x', 9 * 1024 * 1024);
  g_string_append (body, "\"}]}");
  page = cosell_odata_read_page (body->str, body->len, "q", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->referrals->len, ==, 3);
  g_assert_cmpuint (page->skipped, ==, 1);
  g_assert_cmpuint (page->bytes, ==, body->len);
  json = cosell_json_parse (cosell_remote_page_get_text (page, 1), -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cosell_oversized_get_bytes (cosell_json_root (json)), >, 9 * 1024 * 1024);
  g_assert_true (cosell_json_string_equal (cosell_json_member (cosell_json_root (json), "name"),
                                           "Contoso & Co"));
  g_assert_cmpint (g_array_index (page->updated, gint64, 1), !=, COSELL_NO_TIME);
  g_assert_cmpuint (strlen (cosell_remote_page_get_text (page, 2)), <, 100);
}

/* P16: of values that take little room in a text, few stay read. */
static void
test_dense (void)
{
  g_autoptr (GString) body = g_string_new ("{\"value\":[");
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_string_append_printf (body, "%s{\"id\":\"%u\",\"n\":[0", i > 0 ? "," : "", i);
      for (guint n = 0; n < 20000; n++)
        g_string_append (body, ",1");
      g_string_append (body, "]}");
    }
  g_string_append (body, "]}");
  page = cosell_odata_read_page (body->str, body->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->referrals->len, ==, 40);
  g_assert_cmpuint (page->read, >, 0);
  g_assert_cmpuint (page->read, <=, 2 * 1024 * 1024);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (CosellJson) json = cosell_remote_page_dup_document (page, i);
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_true (
          cosell_json_string_equal (cosell_json_member (cosell_json_root (json), "id"), id));
      g_assert_cmpstr (cosell_json_get_text (json, NULL), ==,
                       cosell_remote_page_get_text (page, i));
    }
}

/* One broken element costs only itself. */
static void
test_broken_element (void)
{
  static const char *const broken[] = {
    "{\"id\":\"x\",\"name\":\"\xff\xfe\"}",
    "{\"id\":\"x\",\"n\":NaN}",
    "{\"id\":\"x\",\"n\":01}",
    "{\"id\":\"x\",}",
    "{\"id\":'x'}",
    "{\"id\":\"a \t tab and \\q\"}",
    "{\"id\":[1,2}}",
    "",
    "tru",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"@odata.count\":3, \"value\": [ {\"id\":\"a\"}, %s , {\"id\":\"]b,{\"}],"
          "\"@odata.nextLink\":\"http://api.example/v1.0/referrals?$skiptoken=n2\"}",
          broken[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellRemotePage) page = cosell_odata_read_page (body, strlen (body), "q", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->referrals->len, ==, 2);
      g_assert_cmpuint (page->updated->len, ==, 2);
      g_assert_cmpstr (cosell_remote_page_get_text (page, 0), ==, "{\"id\":\"a\"}");
      g_assert_cmpstr (cosell_remote_page_get_text (page, 1), ==, "{\"id\":\"]b,{\"}");
      g_assert_cmpuint (page->skipped, ==, 1);
      g_assert_cmpstr (page->next, ==, "$skiptoken=n2");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/remote/odata/first-query", test_first_query);
  g_test_add_func ("/remote/odata/next-query", test_next_query);
  g_test_add_func ("/remote/odata/page", test_page);
  g_test_add_func ("/remote/odata/page-that-is-none", test_page_that_is_none);
  g_test_add_func ("/remote/odata/P14-cut", test_cut);
  g_test_add_func ("/remote/odata/P14-default-values", test_default_values);
  g_test_add_func ("/remote/odata/P16-too-large", test_too_large);
  g_test_add_func ("/remote/odata/broken-element", test_broken_element);
  g_test_add_func ("/remote/odata/dense", test_dense);
  return g_test_run ();
}
