/* What chips do to the text of a query: I13. */
#include "model/query-test.h"

static void
test_remove (void)
{
  static const struct
  {
    const char *text;
    guint term;
    const char *result;
  } rows[] = {
    { "a", 0, "" },
    { " a ", 0, "" },
    { "a status:won b", 1, "a b" },
    { "a  status:won  b", 1, "a b" },
    { "status:won b", 0, "b" },
    { "a status:won", 1, "a" },
    { "\"a\"b", 0, "b" },
    { "\"a\"b\"c\"", 0, "b\"c\"" },
    { "a \"b c", 1, "a" },
    { "status: a b", 0, "status: b" },
    { "- a b", 1, "- b" },
    { "a  b  c", 2, "a  b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (rows[i].text, -1, NULL);
      g_autofree char *result = cosell_query_remove_term (rows[i].text, query, rows[i].term);

      g_assert_cmpstr (result, ==, rows[i].result);
    }
}

static void
test_append (void)
{
  static const struct
  {
    const char *text;
    const char *result;
  } rows[] = {
    { "", "status:won" },
    { "  ", "status:won" },
    { "a", "a status:won" },
    { "a ", "a status:won" },
    { "\"a b", "\"a b\" status:won" },
    { "\"a \\\"", "\"a \\\"\" status:won" },
    { "\"a\\", "\"a\\\\\" status:won" },
    { "\"a\\\\", "\"a\\\\\" status:won" },
    { "customer:\"a", "customer:\"a\" status:won" },
    { "status:\"a", "status:\"a\" status:won" },
    { "24\"", "24\" status:won" },
    { "-", "- status:won" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *result = cosell_query_append_term (rows[i].text, "status:won");
      g_autoptr (CosellQuery) before = cosell_query_parse_typed (rows[i].text, -1, NULL);
      g_autoptr (CosellQuery) after = cosell_query_parse_typed (result, -1, NULL);

      g_assert_cmpstr (result, ==, rows[i].result);
      g_assert_cmpuint (after->terms->len, ==, before->terms->len + 1);
    }
}

static void
test_set_key (void)
{
  static const struct
  {
    const char *text;
    const char *filter;
    const char *result;
  } rows[] = {
    { "", "status:won", "status:won" },
    { "a", "status:won", "a status:won" },
    { "a status:lost b", "status:won", "a status:won b" },
    { "status:lost a status:open status:draft b", "status:won", "status:won a status:open b" },
    { "-status:lost a", "status:won", "-status:lost a status:won" },
    { "a status:lost b", NULL, "a b" },
    { "status:lost a status:won", NULL, "a" },
    { "a", NULL, "a" },
    { "a status:lost \"b", "status:won", "a status:won \"b" },
    { "a status:lost b", "status:\"won", "a status:\"won\" b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (rows[i].text, -1, NULL);
      g_autofree char *result =
          cosell_query_set_key (rows[i].text, query, COSELL_QUERY_KEY_STATUS, rows[i].filter);

      g_assert_cmpstr (result, ==, rows[i].result);
    }
}

static void
test_replace (void)
{
  const char *text = "a status:won,lost b";
  g_autoptr (CosellQuery) query = query_test_parse (text);
  const CosellQueryTerm *term = query->terms->pdata[1];
  g_autofree char *value = cosell_query_value_print (term->key, term->values->pdata[1]);
  g_autofree char *printed = cosell_query_term_print (term);
  g_autofree char *result = cosell_query_replace_term (text, query, 1, "-p2p");

  g_assert_cmpstr (value, ==, "lost");
  g_assert_cmpstr (printed, ==, "status:won,lost");
  g_assert_cmpstr (result, ==, "a -p2p b");
  g_assert_cmpint (cosell_query_find_key (query, COSELL_QUERY_KEY_STATUS), ==, 1);
  g_assert_cmpint (cosell_query_find_key (query, COSELL_QUERY_KEY_TYPE), ==, -1);
}

/* What rows of a list mark. */
static void
test_words (void)
{
  g_autoptr (GPtrArray) words =
      cosell_query_dup_words ("Räksmörgås status:won -old mine \"Data  Lake\" value:");

  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (words, 0), ==, "raksmorgas");
  g_assert_cmpstr (g_ptr_array_index (words, 1), ==, "data lake");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-edit/I4-words", test_words);
  g_test_add_func ("/query-edit/I13-remove", test_remove);
  g_test_add_func ("/query-edit/I13-append", test_append);
  g_test_add_func ("/query-edit/I13-set-key", test_set_key);
  g_test_add_func ("/query-edit/I13-replace", test_replace);
  return g_test_run ();
}
