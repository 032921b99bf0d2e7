/* What cosellctl prints is what its own writer printed, byte for byte. */
#include "cli/cosell-cli-builder.h"

#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"

static void
test_document (void)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *text = NULL;

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "text", "a/\"\\");
  cosell_cli_builder_text (json, "none", NULL);
  cosell_cli_builder_int (json, "int", G_MININT64);
  cosell_cli_builder_bool (json, "yes", TRUE);
  cosell_cli_builder_bool (json, "no", FALSE);
  cosell_cli_builder_instant (json, "at", G_GINT64_CONSTANT (1700000000123456));
  cosell_cli_builder_instant (json, "never", COSELL_NO_TIME);
  cosell_cli_builder_begin_array (json, "list");
  cosell_cli_builder_null (json, NULL);
  cosell_cli_builder_text (json, NULL, "");
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_end_object (json);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_foreign (json, "foreign", "{ \"a\" : [1.00,1e400,\"\\ud800\\/\"] }", -1);
  cosell_cli_builder_foreign (json, "cut", "17,18", 2);
  cosell_cli_builder_foreign (json, "absent", NULL, -1);
  cosell_cli_builder_end_object (json);
  text = cosell_cli_builder_end (json);
  g_assert_cmpstr (text, ==,
                   "{\"text\":\"a/\\\"\\\\\",\"none\":null,\"int\":-9223372036854775808,"
                   "\"yes\":true,\"no\":false,\"at\":\"2023-11-14T22:13:20.123456Z\","
                   "\"never\":null,\"list\":[null,\"\",[],{}],"
                   "\"foreign\":{ \"a\" : [1.00,1e400,\"\\ud800\\/\"] },\"cut\":17,"
                   "\"absent\":null}");
}

/* The elements of a list are written one by one; nobody can see it. */
static void
test_list (void)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;

  cosell_cli_builder_begin_array (json, NULL);
  for (int i = 0; i < 2; i++)
    {
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_begin_array (json, "list");
      cosell_cli_builder_foreign (json, NULL, i == 0 ? "1.0" : "2.0", -1);
      cosell_cli_builder_foreign (json, NULL, "[]", -1);
      cosell_cli_builder_end_array (json);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_int (json, NULL, 3);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_text (json, NULL, "x");
  cosell_cli_builder_foreign (json, NULL, "null", -1);
  cosell_cli_builder_end_array (json);
  text = cosell_cli_builder_end (json);
  g_assert_cmpstr (text, ==, "[{\"list\":[1.0,[]]},{\"list\":[2.0,[]]},[3],\"x\",null]");

  json = cosell_cli_builder_new ();
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_end_array (json);
  empty = cosell_cli_builder_end (json);
  g_assert_cmpstr (empty, ==, "[]");
}

/* Paths are names of members, and come from elsewhere. */
static void
check_name (const char *name, const char *quoted)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *expected = g_strdup_printf ("{%s:[1.0]}", quoted);
  g_autofree char *built = NULL;

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_foreign (json, name, "[1.0]", -1);
  cosell_cli_builder_end_object (json);
  built = cosell_cli_builder_end (json);
  g_assert_cmpstr (built, ==, expected);
}

static void
check_text (const char *text)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *quoted = cosell_json_quote (text);
  g_autofree char *built = NULL;

  cosell_cli_builder_text (json, NULL, text);
  built = cosell_cli_builder_end (json);
  g_assert_cmpstr (built, ==, quoted);
  if (text != NULL)
    check_name (text, quoted);
}

/* Every escape is as cosell_json_quote() writes it. */
static void
test_escapes (void)
{
  char text[] = "a?b";

  for (int c = 1; c < 0x80; c++)
    {
      text[1] = (char) c;
      check_text (text);
    }
  check_text ("\xC2\x80\xC2\xAD\xE2\x80\xA8\xEF\xBB\xBF\xEF\xBF\xBF\xF0\x9F\x98\x80");
  check_text ("broken \xFF\xC3 end");
  check_text ("");
  check_text (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-builder/document", test_document);
  g_test_add_func ("/cli-builder/list", test_list);
  g_test_add_func ("/cli-builder/escapes", test_escapes);
  return g_test_run ();
}
