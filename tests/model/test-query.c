/* The query language: text to terms, and back (rules I1 to I11, I14). */
#include <string.h>

#include "base/cosell-intl-private.h"
#include "model/query-test.h"

/* What is typed, and its canonical text; every canonical text is its own. */
typedef struct
{
  const char *typed;
  const char *printed;
} Spelling;

static void
check_spellings (const Spelling *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CosellQuery) query = query_test_parse (rows[i].typed);
      g_autofree char *printed = cosell_query_print (query);
      g_autoptr (CosellQuery) again = query_test_parse (printed);
      g_autofree char *twice = cosell_query_print (again);

      g_assert_cmpstr (printed, ==, rows[i].printed);
      g_assert_true (cosell_query_equal (query, again));
      g_assert_cmpstr (twice, ==, printed);
    }
}

/* What is typed, and where it is wrong. */
typedef struct
{
  const char *typed;
  gsize at;
  gsize length;
} Mistake;

static void
check_mistakes (const Mistake *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      CosellQueryRange where = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellQuery) query = cosell_query_parse (rows[i].typed, -1, NULL, &where, &error);

      if (query != NULL)
        g_error ("%s was taken", rows[i].typed);
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, !=, "");
      g_assert_cmpuint (where.at, ==, rows[i].at);
      g_assert_cmpuint (where.length, ==, rows[i].length);
    }
}

static void
test_terms (void)
{
  static const Spelling rows[] = {
    { "", "" },
    { " \t\n ", "" },
    { "contoso", "contoso" },
    { "  data \n platform ", "data platform" },
    { "a\xC2\xA0"
      "b\xE3\x80\x80"
      "c",
      "a b c" },
    { "a OR (b)", "a OR (b)" },
    { "status:won mine data", "status:won mine data" },
  };
  g_autoptr (CosellQuery) query = query_test_parse ("a status:won -\"b c\"  mine");
  static const CosellQueryRange ranges[] = { { 0, 1 }, { 2, 10 }, { 13, 6 }, { 21, 4 } };

  check_spellings (rows, G_N_ELEMENTS (rows));
  g_assert_cmpuint (query->terms->len, ==, G_N_ELEMENTS (ranges));
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = query->terms->pdata[i];

      g_assert_cmpuint (term->range.at, ==, ranges[i].at);
      g_assert_cmpuint (term->range.length, ==, ranges[i].length);
    }
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *text;
    CosellQueryTermKind kind;
    gboolean negated;
    const char *content;
  } rows[] = {
    { "contoso", COSELL_QUERY_TERM_WORD, FALSE, "contoso" },
    { "-contoso", COSELL_QUERY_TERM_WORD, TRUE, "contoso" },
    { "\"data platform\"", COSELL_QUERY_TERM_PHRASE, FALSE, "data platform" },
    { "-\"data platform\"", COSELL_QUERY_TERM_PHRASE, TRUE, "data platform" },
    { "open", COSELL_QUERY_TERM_KEYWORD, FALSE, NULL },
    { "-open", COSELL_QUERY_TERM_KEYWORD, TRUE, NULL },
    { "status:won", COSELL_QUERY_TERM_FILTER, FALSE, NULL },
    { "-status:won", COSELL_QUERY_TERM_FILTER, TRUE, NULL },
    { "-", COSELL_QUERY_TERM_WORD, FALSE, "-" },
    { "--", COSELL_QUERY_TERM_WORD, TRUE, "-" },
    { "--contoso", COSELL_QUERY_TERM_WORD, TRUE, "-contoso" },
    { "--open", COSELL_QUERY_TERM_WORD, TRUE, "-open" },
    { "--status:won", COSELL_QUERY_TERM_WORD, TRUE, "-status:won" },
    { "contoso-open", COSELL_QUERY_TERM_WORD, FALSE, "contoso-open" },
    { "open,closed", COSELL_QUERY_TERM_WORD, FALSE, "open,closed" },
  };
  static const Spelling spellings[] = {
    { "Contoso - ERP", "Contoso - ERP" },
    { "- -a", "- -a" },
    { "-\t", "-" },
    { "--\"x\"", "--\"x\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = query_test_parse (rows[i].text);
      const CosellQueryTerm *term;
      g_autofree char *printed = cosell_query_print (query);

      g_assert_cmpuint (query->terms->len, ==, 1);
      term = query->terms->pdata[0];
      g_assert_cmpint (term->kind, ==, rows[i].kind);
      g_assert_cmpint (term->negated, ==, rows[i].negated);
      g_assert_cmpstr (term->text, ==, rows[i].content);
      g_assert_cmpstr (printed, ==, rows[i].text);
    }
  check_spellings (spellings, G_N_ELEMENTS (spellings));
}

static void
test_quotes (void)
{
  static const Spelling rows[] = {
    { "\"a b", "\"a b\"" },
    { "\"a \\\" b\"", "\"a \\\" b\"" },
    { "\"a\\\\\"", "\"a\\\\\"" },
    { "\"a\\b\"", "\"a\\\\b\"" },
    { "\"a\\", "\"a\\\\\"" },
    { "\"a\"b", "\"a\" b" },
    { "\"a\"\"b\"", "\"a\" \"b\"" },
    { "\"a\"-b", "\"a\" -b" },
    { "24\" monitor", "24\" monitor" },
    { "a\"b c\"", "a\"b c\"" },
    { "\"open\"", "\"open\"" },
    { "\"status:won\"", "\"status:won\"" },
    { "customer:\"Contoso AB\"", "customer:\"Contoso AB\"" },
    { "customer:\"Contoso\"", "customer:Contoso" },
    { "customer:\"a,b\",c", "customer:\"a,b\",c" },
    { "customer:\"a", "customer:a" },
    { "customer:\"a b", "customer:\"a b\"" },
    { "customer:\"a\"b", "customer:a b" },
    { "customer:\"a\"status:won", "customer:a status:won" },
    { "customer:24\" status:won", "customer:24\" status:won" },
    { "customer:\"\\\"a\\\"\"", "customer:\"\\\"a\\\"\"" },
    { "customer:\"none\"", "customer:\"none\"" },
    { "customer:\"NONE\",none", "customer:\"NONE\",none" },
    { "customer:a\\b", "customer:a\\b" },
    { "stage:\"collect data\"", "stage:collect-data" },
  };
  static const struct
  {
    const char *text, *quoted;
  } names[] = {
    { "Contoso", "Contoso" },     { "Contoso AB", "\"Contoso AB\"" },
    { "a,b", "\"a,b\"" },         { "none", "\"none\"" },
    { "\"a\"", "\"\\\"a\\\"\"" }, { "a\"b", "a\"b" },
    { "a \\", "\"a \\\\\"" },     { "", "\"\"" },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *quoted = cosell_query_quote (names[i].text);

      g_assert_cmpstr (quoted, ==, names[i].quoted);
    }
}

/* I4: which of them mean the same */
static void
test_folded (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } rows[] = {
    { "RÄKSMÖRGÅS", "raksmorgas", TRUE },
    { "\"Data  Platform\"", "\"data platform\"", FALSE },
    { "\"Data\tPlatform\"", "\"data platform\"", TRUE },
    { "\"data\"", "data", FALSE },
    { "customer:Ｃontoso", "customer:contoso", TRUE },
    { "customer:a,b", "customer:b,a", FALSE },
    { "a b", "b a", FALSE },
    { "-a", "a", FALSE },
    { "value:10.0", "value:10", TRUE },
    { "value:>10", "value:>=10", FALSE },
    { "closes:2027-01", "closes:2027", FALSE },
    { "created:2027", "created:2027-01..2027-12", FALSE },
    { "country:Sweden", "country:se", TRUE },
    { "customer:none", "customer:\"none\"", FALSE },
    { "open", "closed", FALSE },
    { "status:won", "microsoft:won", FALSE },
    { "status:won", "status:won,lost", FALSE },
    { "untouched:7d", "untouched:8d", FALSE },
  };
  static const Spelling nothing[] = {
    { "\"\"", "" },      { "-\"\"", "" }, { "\"  \" a", "a" }, { "\xE2\x80\x8B a", "a" },
    { "-\xC2\xAD", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) a = cosell_query_parse_typed (rows[i].a, -1, NULL);
      g_autoptr (CosellQuery) b = cosell_query_parse_typed (rows[i].b, -1, NULL);

      if (cosell_query_equal (a, b) != rows[i].equal)
        g_error ("%s and %s", rows[i].a, rows[i].b);
    }
  check_spellings (nothing, G_N_ELEMENTS (nothing));
}

static void
test_filters (void)
{
  static const Spelling rows[] = {
    { "STATUS:Won", "status:won" },
    { "Closed-On:2027", "closed-on:2027" },
    { "status:won,LOST", "status:won,lost" },
    { "status:won status:lost", "status:won status:lost" },
    { "foo:bar", "foo:bar" },
    { "http://a.example/?q=1,2", "http://a.example/?q=1,2" },
    { "-foo:bar", "-foo:bar" },
    { "foo:\"a b\"", "foo:\"a b\"" },
    { "status", "status" },
    { "status :won", "status :won" },
    { ":won", ":won" },
    { "status;won", "status;won" },
    { "xstatus:won", "xstatus:won" },
    { "customer:a:b", "customer:a:b" },
    { "campaign:FY27-ERP,none", "campaign:FY27-ERP,none" },
    { "crm:CRM-7 remind:today source:web action:contact quality:high",
      "crm:CRM-7 remind:today source:web action:contact quality:high" },
  };
  static const Mistake mistakes[] = {
    { "status:", 7, 0 },          { "-status:", 8, 0 },
    { "status: won", 7, 0 },      { "a status:wun b", 9, 3 },
    { "status:won,", 11, 0 },     { "status:won,,lost", 11, 0 },
    { "status:won,lots", 11, 4 }, { "status:\"\"", 7, 2 },
    { "customer:\"  \"", 9, 4 },  { "customer:\xE2\x80\x8B", 9, 3 },
    { "status:-won", 7, 4 },      { "type:won sync:bad", 5, 3 },
    { "status:none", 7, 4 },      { "tab:none", 4, 4 },
    { "untouched:14", 10, 2 },    { "untouched:d", 10, 1 },
    { "untouched:-1d", 10, 3 },   { "untouched:36501d", 10, 6 },
    { "currency:kronor", 9, 6 },  { "currency:e1r", 9, 3 },
    { "country:Atlantis", 8, 8 }, { "currency:\"a,b\"", 9, 5 },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
  check_mistakes (mistakes, G_N_ELEMENTS (mistakes));
}

static void
test_numbers (void)
{
  static const Spelling rows[] = {
    { "value:100000", "value:100000" },
    { "value:>100000", "value:>100000" },
    { "value:>=1.50", "value:>=1.5" },
    { "value:<007", "value:<7" },
    { "value:<=0.00", "value:<=0" },
    { "value:10..20", "value:10..20" },
    { "value:..20", "value:..20" },
    { "value:10..", "value:10.." },
    { "value:10..10", "value:10..10" },
    { "value:1,2..3,none", "value:1,2..3,none" },
    { "value:\">5\"", "value:>5" },
    { "stage:60", "stage:60" },
    { "stage:>=20", "stage:>=20" },
    { "stage:..80", "stage:..80" },
    { "value:123456789012345678901234567890.123", "value:123456789012345678901234567890.123" },
  };
  static const Mistake mistakes[] = {
    { "value:abc", 6, 3 },   { "value:>", 6, 1 },      { "value:..", 6, 2 },
    { "value:1e3", 6, 3 },   { "value:-1", 6, 2 },     { "value:+1", 6, 2 },
    { "value:1.", 6, 2 },    { "value:.5", 6, 2 },     { "value:1...5", 6, 5 },
    { "value:1..x", 6, 4 },  { "value:20..10", 6, 6 }, { "value:>1..2", 6, 5 },
    { "value:1,0x", 8, 2 },  { "value:==1", 6, 3 },    { "value:\xEF\xBC\x91", 6, 3 },
    { "value:100kr", 6, 5 }, { "stage:..", 6, 2 },     { "stage:>qualified", 6, 10 },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
  check_mistakes (mistakes, G_N_ELEMENTS (mistakes));
}

static void
test_dates (void)
{
  static const Spelling rows[] = {
    { "closes:2027-01-15", "closes:2027-01-15" },
    { "closes:2027-01", "closes:2027-01" },
    { "closes:2027-q1", "closes:2027-Q1" },
    { "closes:2027", "closes:2027" },
    { "closes:>2027-01", "closes:>2027-01" },
    { "closes:>=today", "closes:>=today" },
    { "closes:<TODAY", "closes:<today" },
    { "closes:<=Next-Week", "closes:<=next-week" },
    { "closes:2027-01..2027-03", "closes:2027-01..2027-03" },
    { "closes:..2027-03-01", "closes:..2027-03-01" },
    { "closes:today..", "closes:today.." },
    { "closes:today..next-quarter", "closes:today..next-quarter" },
    { "closes:2027-01-31..2027-01", "closes:2027-01-31..2027-01" },
    { "closes:next-030d", "closes:next-30d" },
    { "closes:Last-7D", "closes:last-7d" },
    { "closes:overdue,this-week,none", "closes:overdue,this-week,none" },
    { "created:this-year changed:last-month accepted:none closed-on:2026 expires:next-7d",
      "created:this-year changed:last-month accepted:none closed-on:2026 expires:next-7d" },
    { "untouched:14D", "untouched:14d" },
    { "closes:2024-02-29", "closes:2024-02-29" },
  };
  static const Mistake mistakes[] = {
    { "closes:2027-", 7, 5 },
    { "closes:2027-13", 7, 7 },
    { "closes:2027-02-29", 7, 10 },
    { "closes:2027-Q5", 7, 7 },
    { "closes:2027-Q", 7, 6 },
    { "closes:2027-1-1", 7, 8 },
    { "closes:0000", 7, 4 },
    { "closes:27", 7, 2 },
    { "closes:tomorrow", 7, 8 },
    { "closes:this", 7, 4 },
    { "closes:this-day", 7, 8 },
    { "closes:this-7d", 7, 7 },
    { "closes:next-d", 7, 6 },
    { "closes:next--1d", 7, 8 },
    { "closes:next-36501d", 7, 11 },
    { "closes:..", 7, 2 },
    { "closes:>", 7, 1 },
    { "closes:>overdue", 7, 8 },
    { "closes:2027..2026", 7, 10 },
    { "closes:2027-Q2..2027-Q1", 7, 16 },
    { "created:overdue", 8, 7 },
    { "closes:2027-01-15T00", 7, 13 },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
  check_mistakes (mistakes, G_N_ELEMENTS (mistakes));
}

static void
test_keywords (void)
{
  CosellQueryContext context = { .today = 1 };
  static const char *const nobody[] = { NULL };
  static const char *const mine[] = { "a@b.example", NULL };
  CosellQueryRange where;

  for (guint i = 0; i < COSELL_QUERY_N_KEYWORDS; i++)
    {
      const char *name = cosell_query_keyword_name (i);
      g_autofree char *upper = g_ascii_strup (name, -1);
      g_autoptr (CosellQuery) query = query_test_parse (upper);
      const CosellQueryTerm *term = query->terms->pdata[0];
      g_autofree char *printed = cosell_query_print (query);

      g_assert_cmpint (term->kind, ==, COSELL_QUERY_TERM_KEYWORD);
      g_assert_cmpuint (term->keyword, ==, i);
      g_assert_cmpstr (printed, ==, name);
    }
  for (guint known = 0; known < 3; known++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellQuery) query = NULL;

      context.mine = known == 0 ? NULL : known == 1 ? nobody : mine;
      query = cosell_query_parse ("a -mine", -1, &context, &where, &error);
      if (known == 2)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
          g_assert_cmpuint (where.at, ==, 2);
          g_assert_cmpuint (where.length, ==, 5);
        }
    }
}

static void
check_refused (const char *text, gssize length, gsize at)
{
  CosellQueryRange where = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (cosell_query_parse (text, length, NULL, &where, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_assert_cmpuint (where.at, ==, at);
}

/* "a" n times, with something between */
static char *
repeat (const char *start, const char *separator, guint n)
{
  GString *text = g_string_new (start);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%sa", i > 0 ? separator : "");
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *longest = repeat ("", "", COSELL_QUERY_MAX_LENGTH);
  g_autofree char *too_long = repeat ("", "", COSELL_QUERY_MAX_LENGTH + 1);
  g_autofree char *most = repeat ("", " ", COSELL_QUERY_MAX_TERMS);
  g_autofree char *too_many = repeat ("", " ", COSELL_QUERY_MAX_TERMS + 1);
  g_autofree char *values = repeat ("customer:", ",", COSELL_QUERY_MAX_VALUES);
  g_autofree char *too_many_values = repeat ("customer:", ",", COSELL_QUERY_MAX_VALUES + 1);
  g_autofree char *grows = repeat ("\"", "\\", COSELL_QUERY_MAX_LENGTH / 2);
  const Spelling rows[] = { { longest, longest }, { most, most }, { values, values } };

  check_spellings (rows, G_N_ELEMENTS (rows));
  check_refused (too_long, -1, COSELL_QUERY_MAX_LENGTH);
  check_refused (too_many, -1, 2 * COSELL_QUERY_MAX_TERMS);
  check_refused (too_many_values, -1, strlen (values) + 1);
  /* each backslash is printed as two */
  g_assert_cmpuint (strlen (grows), <=, COSELL_QUERY_MAX_LENGTH);
  check_refused (grows, -1, 0);
  check_refused ("a\0b", 3, 1);
  check_refused ("ab\xff", -1, 2);
  check_refused ("\xC3", -1, 0);
  check_refused ("\xED\xA0\x80", -1, 0);
  check_refused ("a\xC3\xA4", 2, 1);
}

static void
test_canonical (void)
{
  static const Spelling rows[] = {
    { "  status:WON   value:>0100.50 closes:2027-q1 -campaign:NONE mine \"data platform\"",
      "status:won value:>100.5 closes:2027-Q1 -campaign:none mine \"data platform\"" },
    { "OPEN Country:sweden,\"united states\" currency:sek", "open country:SE,US currency:SEK" },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
}

static void
test_words (void)
{
  static const Spelling rows[] = {
    { "type:cosell,CO_SELL,\"co sell\"", "type:co-sell,co-sell,co-sell" },
    { "type:Solution-Assessment,partnerled,private,lead",
      "type:solution-assessment,partner-led,private,lead" },
    { "registration:ActionRequired,reviewpending,other,none",
      "registration:action-required,review-pending,other,none" },
    { "microsoft:received,none", "microsoft:received,none" },
    { "stage:Proposed,collectdata,won,created,accepted,none",
      "stage:proposed,collect-data,won,created,accepted,none" },
    { "sync:waiting,parked tab:Inbound", "sync:waiting,parked tab:inbound" },
    { "country:SE,sweden,SWE,uk,\"Côte d'Ivoire\",none", "country:SE,SE,SE,GB,CI,none" },
  };
  static const Spelling swedish = { "country:sverige,Sweden,tyskland", "country:SE,SE,DE" };
  static const Mistake mistakes[] = {
    { "microsoft:draft", 10, 5 }, { "stage:demo", 6, 4 }, { "tab:deals", 4, 5 },
    { "sync:held", 5, 4 },        { "type:-", 5, 1 },
  };

  check_spellings (rows, G_N_ELEMENTS (rows));
  check_mistakes (mistakes, G_N_ELEMENTS (mistakes));
  cosell_intl_set_locale ("sv_SE");
  check_spellings (&swedish, 1);
  cosell_intl_set_locale (NULL);
}

/* The words of a key are those of list --json; each row stands where its number says. */
static void
test_table (void)
{
  for (guint i = 0; i < COSELL_QUERY_N_KEYS; i++)
    {
      const CosellQueryKeyInfo *key = cosell_query_key_info (i);
      const CosellField *field =
          key->field != NULL ? cosell_field_find (cosell_deal_fields, key->field) : NULL;

      g_assert_cmpuint (key->key, ==, i);
      g_assert_true (cosell_query_key_find (key->name) == key);
      g_assert_true ((key->words != NULL) ==
                     (key->kind == COSELL_QUERY_KIND_WORD || key->kind == COSELL_QUERY_KIND_STAGE));
      if (key->field == NULL)
        continue;
      g_assert_nonnull (field);
      for (const CosellQueryWord *word = key->words;
           field->kind == COSELL_FIELD_ENUM && word->word != NULL; word++)
        g_assert_cmpstr (cosell_enum_nick (field->enum_type (), word->value), ==, word->word);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/I1-terms", test_terms);
  g_test_add_func ("/query/I2-kinds", test_kinds);
  g_test_add_func ("/query/I3-quotes", test_quotes);
  g_test_add_func ("/query/I4-folded", test_folded);
  g_test_add_func ("/query/I5-filters", test_filters);
  g_test_add_func ("/query/I6-numbers", test_numbers);
  g_test_add_func ("/query/I7-dates", test_dates);
  g_test_add_func ("/query/I9-keywords", test_keywords);
  g_test_add_func ("/query/I10-limits", test_limits);
  g_test_add_func ("/query/I11-canonical", test_canonical);
  g_test_add_func ("/query/I14-words", test_words);
  g_test_add_func ("/query/I14-table", test_table);
  return g_test_run ();
}
