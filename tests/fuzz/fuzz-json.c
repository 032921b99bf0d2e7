/* Reading and changing JSON: what was read comes out as it came in, and an edit is JSON again. */
#include "base/cosell-json-edit.h"
#include "fuzz/fuzz.h"

const char *const fuzz_seeds[] = {
  "/a/b\n\"new\"\n{\"a\":{\"b\":[1,2.50,-1e-7,null,true]},\"\\u00e4\":\"R\xC3\xA4ksm\\n\"}",
  "/value/0\n{}\n{\"value\":[{\"id\":\"8d1e\",\"eTag\":\"\\\"0a00-\\ud83d\\ude00\\\"\"},[],{}]}",
  "/team/-\n{\"email\":\"a@contoso.example\"}\n{\"team\":null}",
  "/a~1b/m~0n\n0\n{\"a/b\":{\"m~n\":1}}",
  "\n[]\n\"\\ud800\\u0000\"",
  "/0/0/0\n1\n[[[[[[[[]]]]]]]]",
  NULL,
};

static void
walk (CosellJsonValue value)
{
  CosellJsonIter iter;
  CosellJsonValue name, child;
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree char *scalar = cosell_json_dup_scalar (value);

  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  cosell_json_get_int (value, 0);
  cosell_json_get_double (value, 0);
  g_assert_true (cosell_json_equal (value, value));
  cosell_json_iter_init (&iter, value);
  while (cosell_json_iter_next (&iter, &name, &child))
    walk (child);
}

static void
edit (const char *text, const char *pointer, const char *value)
{
  g_autofree char *set = cosell_json_set (text, pointer, value, NULL);
  g_autofree char *removed = cosell_json_remove (text, pointer, NULL);
  g_autoptr (CosellJson) after = set != NULL ? cosell_json_parse (set, -1, NULL) : NULL;

  g_assert_true (set == NULL || after != NULL);
  if (set != NULL && g_utf8_validate (pointer, -1, NULL) && !g_str_has_suffix (pointer, "/-"))
    {
      g_autofree char *found =
          cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (after), pointer));

      g_assert_true (cosell_json_text_equal (found, value));
    }
  if (removed != NULL)
    {
      g_autoptr (CosellJson) less = cosell_json_parse (removed, -1, NULL);

      g_assert_nonnull (less);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 3);
  g_autofree char *text = g_strjoinv ("\n", lines + 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) whole = cosell_json_parse ((const char *) data, (gssize) size, NULL);
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, &error);
  g_autofree char *pretty = NULL;

  if (whole != NULL)
    walk (cosell_json_root (whole));
  g_assert_true ((doc == NULL) == (error != NULL));
  if (doc == NULL)
    return 0;
  walk (cosell_json_root (doc));
  pretty = cosell_json_pretty (cosell_json_root (doc));
  g_assert_true (cosell_json_text_equal (pretty, text));
  edit (text, lines[0], lines[1]);
  return 0;
}
