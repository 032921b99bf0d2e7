#include "base/cosell-json-edit.h"

static void
test_set (void)
{
  static const struct
  {
    const char *text, *pointer, *value, *expected;
  } rows[] = {
    { "{\"a\": 1, \"b\":  2 }", "/a", "10", "{\"a\": 10, \"b\":  2 }" },
    { " {\"a\":1} ", "", "\n[ 1 ]\n", " [ 1 ] " },
    { "{\"a\":1}", "/b", "\"x\"", "{\"a\":1,\"b\":\"x\"}" },
    { "{}", "/b", "1", "{\"b\":1}" },
    { "{ }", "/b", "1", "{\"b\":1 }" },
    { "{\n  \"a\": 1,\n  \"b\": 2\n}", "/c", "3", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}" },
    { "{\"a\":{\"b\":{\"c\":1}},\"z\":[1.50]}", "/a/b/c", "true",
      "{\"a\":{\"b\":{\"c\":true}},\"z\":[1.50]}" },
    { "{}", "/a/b/c", "1", "{\"a\":{\"b\":{\"c\":1}}}" },
    { "{\"a\":null}", "/a/b", "1", "{\"a\":{\"b\":1}}" },
    { "null", "/a", "1", "{\"a\":1}" },
    { "{\"a\":null}", "/a", "1", "{\"a\":1}" },
    { "{\"l\":[1, 2]}", "/l/-", "3", "{\"l\":[1, 2, 3]}" },
    { "{\"l\":[]}", "/l/-", "3", "{\"l\":[3]}" },
    { "{}", "/l/-", "3", "{\"l\":[3]}" },
    { "{\"l\":null}", "/l/-", "{\"a\":1}", "{\"l\":[{\"a\":1}]}" },
    { "{\"l\":[1,{\"a\":2},3]}", "/l/1/a", "9", "{\"l\":[1,{\"a\":9},3]}" },
    { "{\"l\":[1,2,3]}", "/l/2", "9", "{\"l\":[1,2,9]}" },
    { "{\"l\":[1,null]}", "/l/1/a", "9", "{\"l\":[1,{\"a\":9}]}" },
    { "{\"a\":1,\"a\":2}", "/a", "3", "{\"a\":1,\"a\":3}" },
    { "{\"a\\u0062\":1}", "/ab", "3", "{\"a\\u0062\":3}" },
    { "{}", "/a~1b~0\"", "3", "{\"a/b~\\\"\":3}" },
    { "{\"-\":1}", "/-", "3", "{\"-\":3}" },
    { "{}", "/5", "3", "{\"5\":3}" },
    { "{\"big\":123456789012345678901234567890,\"x\":1e400}", "/y", "0",
      "{\"big\":123456789012345678901234567890,\"x\":1e400,\"y\":0}" },
    { "\xEF\xBB\xBF{\"a\":1}", "/a", "2", "\xEF\xBB\xBF{\"a\":2}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *result =
          cosell_json_set (rows[i].text, rows[i].pointer, rows[i].value, &error);

      g_test_message ("%s %s", rows[i].text, rows[i].pointer);
      g_assert_no_error (error);
      g_assert_cmpstr (result, ==, rows[i].expected);
    }
}

static void
test_set_refuses (void)
{
  static const struct
  {
    const char *text, *pointer, *value;
    CosellJsonError code;
  } rows[] = {
    { "{}", "a", "1", COSELL_JSON_ERROR_POINTER },
    { "{}", "/a~2", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"a\":1}", "/a/b", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"a\":\"x\"}", "/a/0", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"l\":[1]}", "/l/1", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"l\":[1]}", "/l/01", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"l\":[1]}", "/l/x", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"l\":[1]}", "/l/-/a", "1", COSELL_JSON_ERROR_POINTER },
    { "{}", "/l/-/a", "1", COSELL_JSON_ERROR_POINTER },
    { "{}", "/l/0", "1", COSELL_JSON_ERROR_POINTER },
    { "{\"l\":null}", "/l/0/a", "1", COSELL_JSON_ERROR_POINTER },
    { "{", "/a", "1", COSELL_JSON_ERROR_SYNTAX },
    { "{}", "/a", "", COSELL_JSON_ERROR_SYNTAX },
    { "{}", "/a", "1,\"b\":2", COSELL_JSON_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", rows[i].text, rows[i].pointer);
      g_assert_null (cosell_json_set (rows[i].text, rows[i].pointer, rows[i].value, &error));
      g_assert_error (error, COSELL_JSON_ERROR, (gint) rows[i].code);
    }

  /* The result has to be a document again. */
  g_autofree char *deep = g_strnfill (COSELL_JSON_MAX_DEPTH, '[');
  g_autofree char *end = g_strnfill (COSELL_JSON_MAX_DEPTH, ']');
  g_autofree char *value = g_strconcat (deep, end, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (cosell_json_set ("{}", "/a", value, &error));
  g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_DEPTH);
}

static void
test_remove (void)
{
  static const struct
  {
    const char *text, *pointer, *expected;
  } rows[] = {
    { "{\"a\": 1, \"b\": 2, \"c\": 3}", "/a", "{\"b\": 2, \"c\": 3}" },
    { "{\"a\": 1, \"b\": 2, \"c\": 3}", "/b", "{\"a\": 1, \"c\": 3}" },
    { "{\"a\": 1, \"b\": 2, \"c\": 3}", "/c", "{\"a\": 1, \"b\": 2}" },
    { "{\"a\": 1 }", "/a", "{ }" },
    { "[1, [2], 3]", "/1", "[1, 3]" },
    { "[1]", "/0", "[]" },
    { "[1,2]", "/0", "[2]" },
    { "{\"a\":{\"b\":[{\"c\":1,\"d\":2}]}}", "/a/b/0/c", "{\"a\":{\"b\":[{\"d\":2}]}}" },
    { "{\"a\":1,\"b\":0,\"a\":2}", "/a", "{\"b\":0}" },
    { "{\"a\":1,\"a\":2}", "/a", "{}" },
    { "{\"a\":1}", "/b", "{\"a\":1}" },
    { "{\"a\":1}", "/a/b", "{\"a\":1}" },
    { "[1]", "/-", "[1]" },
    { "[1]", "/1", "[1]" },
    { " {\"a\" : 1 , \"b\" : 2 } ", "/b", " {\"a\" : 1 } " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *result = cosell_json_remove (rows[i].text, rows[i].pointer, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (result, ==, rows[i].expected);
    }

  static const char *const bad[] = { "", "a", "/~" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cosell_json_remove ("{\"a\":1}", bad[i], &error));
      g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_POINTER);
    }
}

static void
test_writer (void)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name", "Räksmörgås \"AB\"\n\x01");
  cosell_json_writer_member (writer, "none", NULL);
  cosell_json_writer_name (writer, "list");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_int (writer, G_MININT64);
  cosell_json_writer_bool (writer, TRUE);
  cosell_json_writer_bool (writer, FALSE);
  cosell_json_writer_null (writer);
  cosell_json_writer_raw (writer, "1e400 and more", 5);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "raw");
  cosell_json_writer_raw (writer, "{\"a\":1.50}", -1);
  cosell_json_writer_end_object (writer);
  text = cosell_json_writer_end (writer);
  g_assert_cmpstr (
      text, ==,
      "{\"name\":\"Räksmörgås \\\"AB\\\"\\n\\u0001\",\"none\":null,"
      "\"list\":[-9223372036854775808,true,false,null,1e400,{}],\"raw\":{\"a\":1.50}}");
}

static void
test_writer_dropped (void)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "a");
}

static void
test_quote (void)
{
  g_autofree char *null = cosell_json_quote (NULL);
  g_autofree char *empty = cosell_json_quote ("");
  g_autofree char *broken = cosell_json_quote ("a\xff"
                                               "b");
  g_autoptr (CosellJson) doc = NULL;

  g_assert_cmpstr (null, ==, "null");
  g_assert_cmpstr (empty, ==, "\"\"");
  doc = cosell_json_parse (broken, -1, NULL);
  g_assert_nonnull (doc);
  for (int c = 1; c < 256; c++)
    {
      g_autofree char *text = g_strdup_printf ("%c", c < 128 ? c : ' ');
      g_autofree char *quoted = cosell_json_quote (text);
      g_autoptr (CosellJson) one = cosell_json_parse (quoted, -1, NULL);

      g_assert_true (cosell_json_string_equal (cosell_json_root (one), text));
    }
}

static void
test_pretty (void)
{
  g_autoptr (CosellJson) doc =
      cosell_json_parse ("{\"a\":1.50,\"b\":[ ],\"c\":{ },\"d\":[1,{\"\\u0065\":null}]}", -1, NULL);
  g_autofree char *text = cosell_json_pretty (cosell_json_root (doc));
  g_autofree char *inner =
      cosell_json_pretty (cosell_json_pointer (cosell_json_root (doc), "/d/1"));

  g_assert_cmpstr (text, ==,
                   "{\n  \"a\": 1.50,\n  \"b\": [],\n  \"c\": {},\n  \"d\": [\n    1,\n    {\n"
                   "      \"\\u0065\": null\n    }\n  ]\n}");
  g_assert_cmpstr (inner, ==, "{\n  \"\\u0065\": null\n}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/json-edit/set", test_set);
  g_test_add_func ("/base/json-edit/set-refuses", test_set_refuses);
  g_test_add_func ("/base/json-edit/remove", test_remove);
  g_test_add_func ("/base/json-edit/writer", test_writer);
  g_test_add_func ("/base/json-edit/writer-dropped", test_writer_dropped);
  g_test_add_func ("/base/json-edit/quote", test_quote);
  g_test_add_func ("/base/json-edit/pretty", test_pretty);
  return g_test_run ();
}
