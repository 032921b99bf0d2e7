#include "base/cosell-json-gate.h"
#include "base/cosell-json.h"

#include <string.h>

/* What json-glib holds of a text, written by it */
static char *
read_back (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = cosell_json_gate_read (text, -1, &error);

  g_assert_no_error (error);
  return json_to_string (root, FALSE);
}

static void
test_passes (void)
{
  static const struct
  {
    const char *text, *held;
  } rows[] = {
    { " {\"a\" : [ true, false, null, \"x\", {} ] }\n", "{\"a\":[true,false,null,\"x\",{}]}" },
    { "\xEF\xBB\xBF[]", "[]" },
    { "0", "0" },
    { "-17", "-17" },
    { "9223372036854775807", "9223372036854775807" },
    { "-9223372036854775808", "-9223372036854775808" },
    /* what 64 bits do not hold to the digit is text */
    { "9223372036854775808", "\"9223372036854775808\"" },
    { "-0", "\"-0\"" },
    { "[1200000.50,1e400,-1.5E-7]", "[\"1200000.50\",\"1e400\",\"-1.5E-7\"]" },
    /* the last one counts, however it is spelled */
    { "{\"a\":1,\"b\":2,\"\\u0061\":3}", "{\"a\":3,\"b\":2}" },
    { "{\"\":{\"\":[]}}", "{\"\":{\"\":[]}}" },
    { "\"\\\"\\\\\\/\\b\\u00e5\"", "\"\\\"\\\\/\\b\xC3\xA5\"" },
    { "\"\\ud83d\\ude00\\uffff\"", "\"\xF0\x9F\x98\x80\xEF\xBF\xBF\"" },
    { "\"\\ud800\"", "\"\xEF\xBF\xBD\"" },
    { "\"\\udc00\\ud83d\\ud83d\\ude00\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x98\x80\"" },
    { "\"a\\u0000b\"", "\"a\xE2\x90\x80"
                       "b\"" },
    { "\"\\\\u0000\\\\ud800\"", "\"\\\\u0000\\\\ud800\"" },
    { "{\"\\udead\":1}", "{\"\xEF\xBF\xBD\":1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *held = read_back (rows[i].text);

      g_assert_cmpstr (held, ==, rows[i].held);
    }
}

static void
refuse (const char *text, gssize length, CosellJsonError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) words = NULL;

  g_assert_null (cosell_json_gate_read (text, length, &error));
  g_assert_error (error, COSELL_JSON_ERROR, (int) code);
  g_assert_null (cosell_json_parse (text, length, &words));
  g_assert_cmpstr (error->message, ==, words->message);
  g_assert_null (cosell_json_gate_read_object (text, length));
}

/* json-glib takes some of these, and ends the program over others. */
static void
test_refuses (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *long_text = g_malloc0 (COSELL_JSON_MAX_BYTES + 1);

  refuse ("", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("{'a':1}", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("{\"a\":1} // b", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("[1,]", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("[01]", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("[0x1f]", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("var a = [1];", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("[1] [2]", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("\"a\nb\"", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("\"\\ud8\"", -1, COSELL_JSON_ERROR_SYNTAX);
  refuse ("[\"\0\"]", 5, COSELL_JSON_ERROR_SYNTAX);
  refuse ("\"\xED\xA0\x80\"", -1, COSELL_JSON_ERROR_UTF8);
  refuse ("\"\xC3\"", -1, COSELL_JSON_ERROR_UTF8);
  refuse (deep, -1, COSELL_JSON_ERROR_DEPTH);
  refuse (long_text, COSELL_JSON_MAX_BYTES + 1, COSELL_JSON_ERROR_SIZE);
}

static void
assert_scalar (JsonObject *object, const char *name, const char *expected)
{
  g_autofree char *text = cosell_json_gate_dup_member (object, name);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_members (void)
{
  g_autoptr (JsonObject) object = cosell_json_gate_read_object (
      "{\"text\":\"x\",\"null\":null,\"int\":12,\"spelled\":1.2e1,\"half\":1.5,\"huge\":1e30,"
      "\"bool\":true,\"list\":[{\"a\":1},2]}",
      -1);
  JsonArray *list = cosell_json_gate_array (object, "list");

  g_assert_cmpstr (cosell_json_gate_text (object, "text"), ==, "x");
  g_assert_cmpstr (cosell_json_gate_text (object, "half"), ==, "1.5");
  g_assert_null (cosell_json_gate_text (object, "null"));
  g_assert_null (cosell_json_gate_text (object, "int"));
  g_assert_null (cosell_json_gate_text (object, "bool"));
  g_assert_null (cosell_json_gate_text (object, "list"));
  g_assert_null (cosell_json_gate_text (object, "absent"));
  g_assert_cmpint (cosell_json_gate_int (object, "int", 7), ==, 12);
  g_assert_cmpint (cosell_json_gate_int (object, "spelled", 7), ==, 12);
  g_assert_cmpint (cosell_json_gate_int (object, "half", 7), ==, 7);
  g_assert_cmpint (cosell_json_gate_int (object, "huge", 7), ==, 7);
  g_assert_cmpint (cosell_json_gate_int (object, "text", 7), ==, 7);
  g_assert_cmpint (cosell_json_gate_int (object, "bool", 7), ==, 7);
  g_assert_cmpint (cosell_json_gate_int (object, "absent", 7), ==, 7);
  g_assert_true (cosell_json_gate_bool (object, "bool", FALSE));
  g_assert_true (cosell_json_gate_bool (object, "text", TRUE));
  g_assert_null (cosell_json_gate_object (object, "list"));
  assert_scalar (object, "text", "x");
  assert_scalar (object, "int", "12");
  assert_scalar (object, "spelled", "1.2e1");
  assert_scalar (object, "bool", NULL);
  assert_scalar (object, "null", NULL);
  assert_scalar (object, "list", NULL);
  g_assert_null (cosell_json_gate_array (object, "text"));
  g_assert_cmpint (cosell_json_gate_int (cosell_json_gate_element (list, 0), "a", 0), ==, 1);
  g_assert_null (cosell_json_gate_element (list, 1));
  g_assert_null (cosell_json_gate_element (list, 2));
  g_assert_null (cosell_json_gate_text (NULL, "text"));
  g_assert_null (cosell_json_gate_read_object ("[{}]", -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-gate/passes", test_passes);
  g_test_add_func ("/json-gate/refuses", test_refuses);
  g_test_add_func ("/json-gate/members", test_members);
  return g_test_run ();
}
