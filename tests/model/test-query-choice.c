/* What is chosen where the values of filters are offered: I19. */
#include "model/query-test.h"

#include "model/cosell-query-choice.h"

static void
test_has (void)
{
  static const struct
  {
    const char *text;
    const char *term;
    gboolean has;
  } rows[] = {
    { "status:won", "status:won", TRUE },
    { "a status:lost,WON b", "status:won", TRUE },
    { "status:won status:lost", "status:lost", TRUE },
    { "status:lost", "status:won", FALSE },
    { "-status:won", "status:won", FALSE },
    { "stage:won", "status:won", FALSE },
    { "won", "status:won", FALSE },
    { "country:sweden", "country:SE", TRUE },
    { "customer:\"CONTOSO AB\"", "customer:\"Contoso AB\"", TRUE },
    { "customer:contoso", "customer:\"Contoso AB\"", FALSE },
    { "customer:none", "customer:none", TRUE },
    { "customer:\"none\"", "customer:none", FALSE },
    { "closes:overdue,this-quarter", "closes:this-quarter", TRUE },
    { "closes:next-30d", "closes:next-7d", FALSE },
    { "value:>=100000", "value:>=100000", TRUE },
    { "value:>100000", "value:>=100000", FALSE },
    { "open mine", "mine", TRUE },
    { "-open", "open", FALSE },
    { "\"open\"", "open", FALSE },
    { "status:won value:", "status:won", TRUE },
    /* no choice at all */
    { "status:won,lost", "status:won,lost", FALSE },
    { "azure", "azure", FALSE },
    { "-open", "-open", FALSE },
    { "open mine", "open mine", FALSE },
    { "status:nothing", "status:nothing", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (rows[i].text, -1, NULL);

      g_test_message ("%s in %s", rows[i].term, rows[i].text);
      g_assert_cmpint (cosell_query_has_choice (query, rows[i].term), ==, rows[i].has);
    }
}

static void
test_list (void)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (
      "a status:won,lost -status:draft open status:LOST,expired customer:\"A, B\"", -1, NULL);
  g_autoptr (GPtrArray) status = cosell_query_dup_choices (query, COSELL_QUERY_KEY_STATUS);
  g_autoptr (GPtrArray) customer = cosell_query_dup_choices (query, COSELL_QUERY_KEY_CUSTOMER);
  g_autoptr (GPtrArray) country = cosell_query_dup_choices (query, COSELL_QUERY_KEY_COUNTRY);

  g_assert_cmpuint (status->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (status, 0), ==, "status:won");
  g_assert_cmpstr (g_ptr_array_index (status, 1), ==, "status:lost");
  g_assert_cmpstr (g_ptr_array_index (status, 2), ==, "status:expired");
  g_assert_cmpuint (customer->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (customer, 0), ==, "customer:\"A, B\"");
  g_assert_cmpuint (country->len, ==, 0);
}

static void
test_set (void)
{
  static const struct
  {
    const char *text;
    const char *term;
    gboolean chosen;
    gboolean alone;
    const char *result;
  } rows[] = {
    { "", "status:won", TRUE, FALSE, "status:won" },
    { "a", "status:won", TRUE, FALSE, "a status:won" },
    { "a status:won b", "status:lost", TRUE, FALSE, "a status:won,lost b" },
    { "status:won", "status:won", TRUE, FALSE, "status:won" },
    { "status:won,lost", "status:won", FALSE, FALSE, "status:lost" },
    { "a status:won b", "status:won", FALSE, FALSE, "a b" },
    { "a", "status:won", FALSE, FALSE, "a" },
    { "-status:won", "status:lost", TRUE, FALSE, "-status:won status:lost" },
    { "status:won a status:lost", "status:draft", TRUE, FALSE, "status:won,lost,draft a" },
    { "customer:contoso", "customer:\"A, B\"", TRUE, FALSE, "customer:contoso,\"A, B\"" },
    { "customer:CONTOSO,b", "customer:contoso", FALSE, FALSE, "customer:b" },
    { "country:sweden", "country:none", TRUE, FALSE, "country:SE,none" },
    { "a \"b", "status:won", TRUE, FALSE, "a \"b\" status:won" },
    { "value:abc", "status:won", TRUE, FALSE, "value:abc status:won" },
    /* in the place of the others */
    { "value:>=10,>=20 a", "value:>=30", TRUE, TRUE, "value:>=30 a" },
    { "value:>=10", "value:>=10", TRUE, TRUE, "value:>=10" },
    { "value:>=10 a", "value:>=10", FALSE, TRUE, "a" },
    /* keywords, and what cannot hold beside them */
    { "a", "mine", TRUE, FALSE, "a mine" },
    { "mine a", "open", TRUE, FALSE, "mine a open" },
    { "closed a", "open", TRUE, FALSE, "a open" },
    { "a -open", "open", TRUE, FALSE, "a open" },
    { "open", "closed", TRUE, FALSE, "closed" },
    { "-open closed", "open", FALSE, FALSE, "-open closed" },
    { "open a open", "open", FALSE, FALSE, "a" },
    /* no choice */
    { "a", "b", TRUE, FALSE, "a" },
    { "a", "status:nothing", TRUE, FALSE, "a" },
    { "a", "status:won,lost", TRUE, FALSE, "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *result =
          cosell_query_set_choice (rows[i].text, rows[i].term, rows[i].chosen, rows[i].alone);

      g_test_message ("%s %s %s", rows[i].text, rows[i].chosen ? "+" : "-", rows[i].term);
      g_assert_cmpstr (result, ==, rows[i].result);
    }
}

/* One alternative too many changes nothing (I10). */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new ("customer:c0");
  g_autofree char *more = NULL;
  g_autofree char *fewer = NULL;

  for (guint i = 1; i < COSELL_QUERY_MAX_VALUES; i++)
    g_string_append_printf (text, ",c%u", i);
  more = cosell_query_set_choice (text->str, "customer:one-more", TRUE, FALSE);
  g_assert_cmpstr (more, ==, text->str);
  fewer = cosell_query_set_choice (text->str, "customer:c0", FALSE, FALSE);
  g_assert_true (g_str_has_prefix (fewer, "customer:c1,"));
}

static void
test_leads (void)
{
  static const struct
  {
    const char *text;
    gboolean leads;
  } rows[] = {
    { "type:lead", TRUE },     { "type:co-sell,lead", TRUE },
    { "type:co-sell", FALSE }, { "-type:lead", FALSE },
    { "lead", FALSE },         { "", FALSE },
    { "tab:leads", TRUE },     { "-tab:leads", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (rows[i].text, -1, NULL);

      g_assert_cmpint (cosell_query_wants_leads (query), ==, rows[i].leads);
    }
  g_assert_false (cosell_query_wants_leads (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-choice/I19-has", test_has);
  g_test_add_func ("/query-choice/I19-list", test_list);
  g_test_add_func ("/query-choice/I19-set", test_set);
  g_test_add_func ("/query-choice/I10-limit", test_limit);
  g_test_add_func ("/query-choice/B4-leads", test_leads);
  return g_test_run ();
}
