#include "base/cosell-json.h"

#include <string.h>

static CosellJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CosellJson *doc = cosell_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

/* ---- RFC 8259 ---- */

static void
test_accepts (void)
{
  static const char *const texts[] = {
    "0",
    "-0",
    "1e400",
    "-1.5E-7",
    "123456789012345678901234567890",
    "\"\"",
    "null",
    "true",
    "false",
    " [ ] ",
    "{}",
    "\t\r\n{ \"a\" : [ 1 , 2 ] }\n",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e5\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\x7f\"",
    "\"\xC3\xA5\xF0\x9F\x98\x80\"",
    "\xEF\xBB\xBF{\"a\":1}",
    "{\"a\":1,\"a\":2}",
    "{\"\":{\"\":[]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CosellJson) doc = parse (texts[i]);
      gsize length;

      g_assert_cmpstr (cosell_json_get_text (doc, &length), ==, texts[i]);
      g_assert_cmpuint (length, ==, strlen (texts[i]));
    }
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    CosellJsonError code;
  } rows[] = {
    { "", -1, COSELL_JSON_ERROR_SYNTAX },
    { "   ", -1, COSELL_JSON_ERROR_SYNTAX },
    { "'a'", -1, COSELL_JSON_ERROR_SYNTAX },
    { "{a:1}", -1, COSELL_JSON_ERROR_SYNTAX },
    { "[1,]", -1, COSELL_JSON_ERROR_SYNTAX },
    { "[,1]", -1, COSELL_JSON_ERROR_SYNTAX },
    { "[1 2]", -1, COSELL_JSON_ERROR_SYNTAX },
    { "[1}", -1, COSELL_JSON_ERROR_SYNTAX },
    { "{\"a\"}", -1, COSELL_JSON_ERROR_SYNTAX },
    { "{\"a\":1,}", -1, COSELL_JSON_ERROR_SYNTAX },
    { "{\"a\":1]", -1, COSELL_JSON_ERROR_SYNTAX },
    { "{1:1}", -1, COSELL_JSON_ERROR_SYNTAX },
    { "01", -1, COSELL_JSON_ERROR_SYNTAX },
    { "+1", -1, COSELL_JSON_ERROR_SYNTAX },
    { "1.", -1, COSELL_JSON_ERROR_SYNTAX },
    { ".5", -1, COSELL_JSON_ERROR_SYNTAX },
    { "1e", -1, COSELL_JSON_ERROR_SYNTAX },
    { "-", -1, COSELL_JSON_ERROR_SYNTAX },
    { "0x10", -1, COSELL_JSON_ERROR_SYNTAX },
    { "NaN", -1, COSELL_JSON_ERROR_SYNTAX },
    { "True", -1, COSELL_JSON_ERROR_SYNTAX },
    { "nul", -1, COSELL_JSON_ERROR_SYNTAX },
    { "nulls", -1, COSELL_JSON_ERROR_SYNTAX },
    { "1 1", -1, COSELL_JSON_ERROR_SYNTAX },
    { "[]]", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\"a", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\"\\x\"", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\"\\u12g4\"", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\"\\u12\"", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\"a\nb\"", -1, COSELL_JSON_ERROR_SYNTAX },
    { "// no\n1", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\v1", -1, COSELL_JSON_ERROR_SYNTAX },
    { "\xC2\xA0"
      "1",
      -1, COSELL_JSON_ERROR_SYNTAX },
    { "1\0", 2, COSELL_JSON_ERROR_SYNTAX },
    { "\"a\0b\"", 5, COSELL_JSON_ERROR_SYNTAX },
    { "\"\xff\"", -1, COSELL_JSON_ERROR_UTF8 },
    { "\"\xC3\"", -1, COSELL_JSON_ERROR_UTF8 },
    { "\"\xED\xA0\x80\"", -1, COSELL_JSON_ERROR_UTF8 },
    { "\"\xC0\x80\"", -1, COSELL_JSON_ERROR_UTF8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = g_strescape (rows[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", shown);
      g_assert_null (cosell_json_parse (rows[i].text, rows[i].length, &error));
      g_assert_error (error, COSELL_JSON_ERROR, (gint) rows[i].code);
      g_assert_nonnull (
          strstr (error->message, rows[i].code == COSELL_JSON_ERROR_SIZE ? "" : "byte"));
    }
}

static void
test_message_names_byte (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cosell_json_parse ("{\"a\": 1 \"b\"}", -1, &error));
  g_assert_nonnull (strstr (error->message, "(byte 8)"));
}

static void
test_depth (void)
{
  for (guint depth = 63; depth <= 66; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellJson) doc = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
      g_string_append_c (text, '1');
      for (guint i = depth; i > 0; i--)
        g_string_append_c (text, i % 2 == 1 ? ']' : '}');
      doc = cosell_json_parse (text->str, -1, &error);
      if (depth <= COSELL_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_DEPTH);
    }

  g_autofree char *many = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;
  g_assert_null (cosell_json_parse (many, -1, &error));
  g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_DEPTH);
}

static void
test_size (void)
{
  gsize size = COSELL_JSON_MAX_BYTES + 1;
  g_autofree char *text = g_malloc (size);
  g_autoptr (GError) error = NULL;

  memset (text, ' ', size);
  text[0] = '1';
  g_assert_null (cosell_json_parse (text, (gssize) size, &error));
  g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE);
}

static void
test_length (void)
{
  g_autoptr (CosellJson) doc = cosell_json_parse ("[1]garbage", 3, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cosell_json_get_text (doc, NULL), ==, "[1]");
  g_assert_null (cosell_json_parse ("[1]", 0, &error));
  g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SYNTAX);
}

/* ---- reading ---- */

static void
test_cursor (void)
{
  g_autoptr (CosellJson) doc =
      parse ("{\"details\": {\"notes\": \"a\\u00e5\", \"n\": [10, [20], {\"x\": 30}, 40]},"
             " \"Flag\": true, \"none\": null, \"a/b\": 1, \"m~n\": 2, \"\": 3,"
             " \"twice\": 1, \"twice\": 2, \"esc\\u0061ped\": 7}");
  CosellJsonValue root = cosell_json_root (doc);
  CosellJsonValue n = cosell_json_pointer (root, "/details/n");
  g_autofree char *notes = cosell_json_dup_string (cosell_json_pointer (root, "/details/notes"));

  g_assert_cmpstr (notes, ==, "aå");
  g_assert_cmpuint (cosell_json_length (root), ==, 9);
  g_assert_cmpuint (cosell_json_length (n), ==, 4);
  g_assert_cmpint (cosell_json_get_int (cosell_json_element (n, 3), -1), ==, 40);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (n, "/2/x"), -1), ==, 30);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (n, "/1/0"), -1), ==, 20);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (root, "/a~1b"), -1), ==, 1);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (root, "/m~0n"), -1), ==, 2);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (root, "/"), -1), ==, 3);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "twice"), -1), ==, 2);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "escaped"), -1), ==, 7);
  g_assert_cmpint (cosell_json_pointer (root, "").node, ==, 0);
  g_assert_true (cosell_json_get_bool (cosell_json_member_nocase (root, "flag"), FALSE));
  g_assert_cmpint (cosell_json_kind (cosell_json_member (root, "flag")), ==, COSELL_JSON_NONE);
  g_assert_false (cosell_json_is_present (cosell_json_member (root, "none")));
  g_assert_cmpint (cosell_json_kind (cosell_json_member (root, "none")), ==, COSELL_JSON_NULL);
}

static void
test_nothing (void)
{
  static const char *const nowhere[] = {
    "details", "/x",    "/n/4", "/n/-",  "/n/01",
    "/n/0/x",  "/n/+1", "/s/0", "/n/ 1", "/n/99999999999999999999",
    "/m~2",    "/m~"
  };
  g_autoptr (CosellJson) doc = parse ("{\"n\":[1,2,3],\"s\":\"text\",\"m~2\":1}");
  CosellJsonValue root = cosell_json_root (doc);
  CosellJsonValue none = { NULL, 0 };
  gsize length = 7;
  char *name = (char *) "x";

  for (gsize i = 0; i < G_N_ELEMENTS (nowhere); i++)
    g_assert_null (cosell_json_pointer (root, nowhere[i]).doc);
  g_assert_cmpint (cosell_json_kind (none), ==, COSELL_JSON_NONE);
  g_assert_null (cosell_json_member (none, "a").doc);
  g_assert_null (cosell_json_member_nocase (none, "a").doc);
  g_assert_null (cosell_json_element (none, 0).doc);
  g_assert_null (cosell_json_element (root, 0).doc);
  g_assert_null (cosell_json_nth_member (root, 3, &name).doc);
  g_assert_null (name);
  g_assert_null (cosell_json_pointer (none, "/a").doc);
  g_assert_cmpuint (cosell_json_length (none), ==, 0);
  g_assert_null (cosell_json_raw (none, &length));
  g_assert_cmpuint (length, ==, 0);
  g_assert_null (cosell_json_dup_raw (none));
  g_assert_null (cosell_json_dup_string (none));
  g_assert_null (cosell_json_dup_string (root));
  g_assert_null (cosell_json_dup_scalar (root));
  g_assert_true (cosell_json_get_bool (none, TRUE));
  g_assert_cmpint (cosell_json_get_int (none, 5), ==, 5);
  g_assert_false (cosell_json_string_equal (none, ""));
  g_assert_true (cosell_json_equal (none, none));
  g_assert_false (cosell_json_equal (none, root));
}

static void
test_members_in_order (void)
{
  g_autoptr (CosellJson) doc = parse ("{\"b\":{\"x\":[1]},\"\\u0061\":2,\"b\":3}");
  CosellJsonValue root = cosell_json_root (doc);
  static const char *const names[] = { "b", "a", "b" };
  CosellJsonIter iter;
  CosellJsonValue key, value;
  guint i = 0;

  cosell_json_iter_init (&iter, root);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = NULL;
      CosellJsonValue nth = cosell_json_nth_member (root, i, &name);

      g_assert_cmpstr (name, ==, names[i]);
      g_assert_true (cosell_json_string_equal (key, names[i]));
      g_assert_cmpuint (nth.node, ==, value.node);
      i++;
    }
  g_assert_cmpuint (i, ==, 3);
}

/* By number, in any order, two documents in turn, and a document where a dead one was */
static void
test_by_number (void)
{
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (CosellJson) doc = parse ("[0,[10,11,12],{\"a\":[20],\"b\":21,\"c\":22},3]");
      g_autoptr (CosellJson) other = parse ("[5,[6],7,8]");
      CosellJsonValue root = cosell_json_root (doc);

      for (guint i = 0; i < 200; i++)
        {
          guint index = (guint) g_test_rand_int_range (0, 4);
          CosellJsonValue value = cosell_json_element (root, index);
          static const gint64 values[] = { 0, -1, -1, 3 }, others[] = { 5, -1, 7, 8 };

          g_assert_cmpint (cosell_json_get_int (value, -1), ==, values[index]);
          if (index == 1)
            g_assert_cmpint (cosell_json_get_int (cosell_json_element (value, i % 3), -1), ==,
                             10 + i % 3);
          else if (index == 2)
            g_assert_cmpint (cosell_json_get_int (cosell_json_nth_member (value, 1 + i % 2, NULL),
                                                  -1),
                             ==, 21 + i % 2);
          if (g_test_rand_bit ())
            g_assert_cmpint (
                cosell_json_get_int (cosell_json_element (cosell_json_root (other), index), -1), ==,
                others[index]);
        }
    }
}

static void
test_long_array (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (CosellJson) doc = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "%s{\"id\":%u}", i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  doc = parse (text->str);
  for (guint i = 0; i < 200000; i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (doc), i);

      g_assert_cmpint (cosell_json_get_int (cosell_json_member (row, "id"), -1), ==, i);
    }
  g_assert_null (cosell_json_element (cosell_json_root (doc), 200000).doc);
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json, *text;
  } rows[] = {
    { "\"\"", "" },
    { "\"plain\"", "plain" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
    { "\"\\u00E5\\u20ac\"", "å€" },
    { "\"\\ud83d\\ude00\"", "😀" },
    { "\"\\ud83d\"", "\xEF\xBF\xBD" },
    { "\"\\ude00x\"", "\xEF\xBF\xBDx" },
    { "\"\\ud83d\\u0041\"", "\xEF\xBF\xBD"
                            "A" },
    { "\"\\ud83d\\ud83d\\ude00\"", "\xEF\xBF\xBD😀" },
    { "\"\\ud83d\\n\"", "\xEF\xBF\xBD\n" },
    { "\"a\\u0000b\"", "a\xE2\x90\x80"
                       "b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellJson) doc = parse (rows[i].json);
      g_autofree char *text = cosell_json_dup_string (cosell_json_root (doc));

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (cosell_json_string_equal (cosell_json_root (doc), rows[i].text));
      g_assert_false (cosell_json_string_equal (cosell_json_root (doc), "other"));
    }
}

static void
test_scalars (void)
{
  g_autoptr (CosellJson) doc =
      parse ("[12.0, 1.2e1, 1.5, 9223372036854775808, \"12\", true, false, null, 1e400,"
             " -9223372036854775808, 1200000.50]");
  CosellJsonValue root = cosell_json_root (doc);
  static const gint64 ints[] = { 12, 12, -1, -1, -1, -1, -1, -1, -1, G_MININT64, -1 };
  static const char *const scalars[] = {
    "12.0",  "1.2e1", "1.5",   "9223372036854775808",  "12",        "true",
    "false", NULL,    "1e400", "-9223372036854775808", "1200000.50"
  };

  for (guint i = 0; i < G_N_ELEMENTS (ints); i++)
    {
      g_autofree char *scalar = cosell_json_dup_scalar (cosell_json_element (root, i));

      g_assert_cmpint (cosell_json_get_int (cosell_json_element (root, i), -1), ==, ints[i]);
      g_assert_cmpstr (scalar, ==, scalars[i]);
    }
  g_assert_cmpfloat (cosell_json_get_double (cosell_json_element (root, 2), 0), ==, 1.5);
  g_assert_cmpfloat (cosell_json_get_double (cosell_json_element (root, 8), 7), ==, 7);
  g_assert_cmpfloat (cosell_json_get_double (cosell_json_element (root, 4), 7), ==, 7);
  g_assert_true (cosell_json_get_bool (cosell_json_element (root, 5), FALSE));
  g_assert_false (cosell_json_get_bool (cosell_json_element (root, 6), TRUE));
  g_assert_true (cosell_json_get_bool (cosell_json_element (root, 4), TRUE));
}

/* ---- comparing ---- */

static void
test_equal (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } rows[] = {
    { "1", "1.0", TRUE },
    { "1", "1e0", TRUE },
    { "100", "1E+2", TRUE },
    { "0", "-0", TRUE },
    { "1e400", "10e399", TRUE },
    { "1e400", "1e401", FALSE },
    { "9007199254740993", "9007199254740992", FALSE },
    { "0.1", "0.1000000000000000001", FALSE },
    { "\"\\u00e5/\"", "\"å\\/\"", TRUE },
    { "\"\\ud800\"", "\"\\ud801\"", FALSE },
    { "\"\\ud800\"", "\"\\uD800\"", TRUE },
    { "\"\\u0000\"", "\"\\u2400\"", FALSE },
    { "\"\\u0000\"", "\"\\u0000x\"", FALSE },
    { "1", "\"1\"", FALSE },
    { "true", "false", FALSE },
    { "null", "false", FALSE },
    { "[1,2]", "[ 1 , 2.0 ]", TRUE },
    { "[1,2]", "[2,1]", FALSE },
    { "[1]", "[1,1]", FALSE },
    { "[]", "{}", FALSE },
    { "{\"a\":1,\"b\":[2]}", "{ \"b\" : [2e0], \"\\u0061\": 1 }", TRUE },
    { "{\"a\":1}", "{\"a\":1,\"b\":null}", FALSE },
    { "{\"a\":1}", "{\"b\":1}", FALSE },
    { "{\"a\":1,\"a\":2}", "{\"a\":2}", TRUE },
    { "{\"a\":1,\"a\":2}", "{\"a\":1}", FALSE },
    { "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":1}", FALSE },
    { "not json", "not json", TRUE },
    { "not json", "not  json", FALSE },
    { "[1", "[1 ", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s ? %s", rows[i].a, rows[i].b);
      g_assert_cmpint (cosell_json_text_equal (rows[i].a, rows[i].b), ==, rows[i].equal);
      g_assert_cmpint (cosell_json_text_equal (rows[i].b, rows[i].a), ==, rows[i].equal);
    }
  g_assert_true (cosell_json_text_equal (NULL, NULL));
  g_assert_false (cosell_json_text_equal (NULL, "null"));
}

static gpointer
read_document (gpointer data)
{
  g_autoptr (CosellJson) doc = data;

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (doc), "/a/1"), -1),
                     ==, 2);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (CosellJson) doc = parse ("{\"a\":[1,2]}");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_document, cosell_json_ref (doc));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Strings of each length with what ends or breaks them at each place. */
static void
test_string_places (void)
{
  static const struct
  {
    const char *piece, *text;
  } pieces[] = { { "\\\"", "\"" }, { "\\\\", "\\" }, { "\xc3\xa5", "\xc3\xa5" },
                 { "\x1f", NULL }, { "\"", NULL },   { "\x7f", "\x7f" },
                 { "!", "!" },     { "[", "[" } };

  for (guint length = 0; length < 34; length++)
    for (guint at = 0; at <= length; at++)
      for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          g_autofree char *before = g_strnfill (at, 'a');
          g_autofree char *behind = g_strnfill (length - at, 'z');
          g_autofree char *json = g_strconcat ("\"", before, pieces[i].piece, behind, "\"", NULL);
          g_autofree char *text =
              g_strconcat (before, pieces[i].text != NULL ? pieces[i].text : "", behind, NULL);
          g_autoptr (CosellJson) document = cosell_json_parse (json, -1, NULL);

          g_assert_cmpint (document != NULL, ==, pieces[i].text != NULL);
          g_assert_cmpint (cosell_json_string_equal (cosell_json_root (document), text), ==,
                           document != NULL);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/json/accepts", test_accepts);
  g_test_add_func ("/base/json/refuses", test_refuses);
  g_test_add_func ("/base/json/message-names-byte", test_message_names_byte);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/size", test_size);
  g_test_add_func ("/base/json/length", test_length);
  g_test_add_func ("/base/json/walk", test_cursor);
  g_test_add_func ("/base/json/nothing", test_nothing);
  g_test_add_func ("/base/json/members-in-order", test_members_in_order);
  g_test_add_func ("/base/json/by-number", test_by_number);
  g_test_add_func ("/base/json/long-array", test_long_array);
  g_test_add_func ("/base/json/strings", test_strings);
  g_test_add_func ("/base/json/scalars", test_scalars);
  g_test_add_func ("/base/json/equal", test_equal);
  g_test_add_func ("/base/json/threads", test_threads);
  g_test_add_func ("/base/json/string-places", test_string_places);
  return g_test_run ();
}
