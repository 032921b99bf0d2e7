/* Typing a query: what is left out, and what is offered at the cursor: I12. */
#include <string.h>

#include "base/cosell-intl-private.h"
#include "model/cosell-query-complete.h"
#include "model/query-test.h"

#define SPOT(kind) COSELL_QUERY_SPOT_##kind

static void
test_unfinished (void)
{
  static const struct
  {
    const char *typed;
    const char *left;     /* what counts */
    const char *problems; /* "at+length" of each */
  } rows[] = {
    { "", "", "" },
    { "status:won", "status:won", "" },
    { "status:", "", "7+0" },
    { "status:w", "", "7+1" },
    { "contoso status:w", "contoso", "15+1" },
    { "status:won,", "", "11+0" },
    { "value:> closes:2027- open", "open", "6+1 15+5" },
    { "\"data plat", "\"data plat\"", "" },
    { "customer:\"", "", "9+1" },
    { "customer:\"Con", "customer:Con", "" },
    { "-", "-", "" },
    { "-status:", "", "8+0" },
    { "mine contoso", "contoso", "0+4" },
    { "a\xff"
      "b",
      "", "1+1" },
  };
  static const CosellQueryContext nobody = { .today = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (rows[i].typed, -1, &nobody);
      g_autofree char *left = cosell_query_print (query);
      g_autoptr (GString) problems = g_string_new (NULL);

      for (guint j = 0; j < query->problems->len; j++)
        {
          const CosellQueryProblem *problem = query->problems->pdata[j];

          g_assert_cmpuint (problem->term.at, <=, problem->range.at);
          g_assert_cmpuint (problem->term.at + problem->term.length, >=,
                            problem->range.at + problem->range.length);
          g_assert_cmpstr (problem->message, !=, "");
          g_string_append_printf (problems, "%s%" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT,
                                  j > 0 ? " " : "", problem->range.at, problem->range.length);
        }
      g_assert_cmpstr (left, ==, rows[i].left);
      g_assert_cmpstr (problems->str, ==, rows[i].problems);
    }
}

/* The cursor is written as "|"; what is replaced stands between "[" and "]" in the same text. */
typedef struct
{
  const char *text;
  CosellQuerySpotKind kind;
  const char *key;
  gboolean bound;
  const char *typed;
  const char *replaced;
} SpotCase;

static void
check_spot (const SpotCase *row)
{
  g_autofree char *text = g_strdup (row->text);
  char *bar = strchr (text, '|');
  g_auto (CosellQuerySpot) spot = { COSELL_QUERY_SPOT_NOTHING };
  g_autoptr (GString) marked = NULL;

  memmove (bar, bar + 1, strlen (bar));
  cosell_query_spot_init (&spot, text, (gsize) (bar - text));
  if (spot.kind != row->kind)
    g_error ("%s: kind %d", row->text, spot.kind);
  if (spot.kind == COSELL_QUERY_SPOT_NOTHING)
    return;
  marked = g_string_new (text);
  g_string_insert_c (marked, (gssize) (spot.replaced.at + spot.replaced.length), ']');
  g_string_insert_c (marked, (gssize) spot.replaced.at, '[');
  g_assert_cmpstr (marked->str, ==, row->replaced);
  g_assert_cmpstr (spot.typed, ==, row->typed);
  g_assert_cmpint (spot.bound, ==, row->bound);
  if (row->key != NULL)
    g_assert_cmpstr (cosell_query_key_info (spot.key)->name, ==, row->key);
}

static void
test_spots (void)
{
  static const SpotCase rows[] = {
    { "|", SPOT (TERM), NULL, FALSE, "", "[]" },
    { "a |", SPOT (TERM), NULL, FALSE, "", "a []" },
    { "a | b", SPOT (TERM), NULL, FALSE, "", "a [] b" },
    { "sta|", SPOT (TERM), NULL, FALSE, "sta", "[sta]" },
    { "a sta|tus b", SPOT (TERM), NULL, FALSE, "sta", "a [status] b" },
    { "-sta|", SPOT (TERM), NULL, FALSE, "sta", "-[sta]" },
    { "-|", SPOT (TERM), NULL, FALSE, "", "-[]" },
    { "-|sta", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "|sta", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "a |sta", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "sta|tus:won", SPOT (TERM), NULL, TRUE, "sta", "[status:]won" },
    { "status|:won", SPOT (TERM), NULL, TRUE, "status", "[status:]won" },
    { "status:|", SPOT (VALUE), "status", FALSE, "", "status:[]" },
    { "status:|won", SPOT (VALUE), "status", FALSE, "", "status:[won]" },
    { "status:w|on", SPOT (VALUE), "status", FALSE, "w", "status:[won]" },
    { "-status:w|", SPOT (VALUE), "status", FALSE, "w", "-status:[w]" },
    { "status:won,l|", SPOT (VALUE), "status", FALSE, "l", "status:won,[l]" },
    { "status:w|o,lost", SPOT (VALUE), "status", FALSE, "w", "status:[wo],lost" },
    { "customer:\"Con|", SPOT (VALUE), "customer", FALSE, "Con", "customer:[\"Con]" },
    { "customer:\"Con AB|\" b", SPOT (VALUE), "customer", FALSE, "Con AB",
      "customer:[\"Con AB\"] b" },
    { "customer:\"Con\"|", SPOT (VALUE), "customer", FALSE, "Con", "customer:[\"Con\"]" },
    { "\"data|", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "\"data\"|", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "\"status:w|on\"", SPOT (NOTHING), NULL, FALSE, NULL, NULL },
    { "closes:th|", SPOT (VALUE), "closes", FALSE, "th", "closes:[th]" },
    { "closes:>th|", SPOT (VALUE), "closes", TRUE, "th", "closes:>[th]" },
    { "closes:>=|", SPOT (VALUE), "closes", TRUE, "", "closes:>=[]" },
    { "closes:2027..th|", SPOT (VALUE), "closes", TRUE, "th", "closes:2027..[th]" },
    { "closes:th|..2027", SPOT (VALUE), "closes", TRUE, "th", "closes:[th]..2027" },
    { "closes:..|", SPOT (VALUE), "closes", TRUE, "", "closes:..[]" },
    { "foo:b|", SPOT (TERM), NULL, FALSE, "foo:b", "[foo:b]" },
    { "\xC3\xA4|", SPOT (TERM), NULL, FALSE, "\xC3\xA4", "[\xC3\xA4]" },
  };
  g_auto (CosellQuerySpot) within = { COSELL_QUERY_SPOT_NOTHING };
  g_auto (CosellQuerySpot) beyond = { COSELL_QUERY_SPOT_NOTHING };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_spot (&rows[i]);
  cosell_query_spot_init (&within, "a\xC3\xA4", 2);
  g_assert_cmpstr (within.typed, ==, "a");
  cosell_query_spot_init (&beyond, "ab", 99);
  g_assert_cmpstr (beyond.typed, ==, "ab");
}

/* What is offered at "|", and the text once the first is taken. */
static void
test_candidates (void)
{
  static const char *const customers[] = { "Contoso AB", "Coho", "none", "Äcme, Inc", NULL };
  static const struct
  {
    const char *text;
    const char *offered;
    const char *taken;
  } rows[] = {
    { "sta|", "status: stage:", "status:" },
    { "STAT|", "status:", "status:" },
    { "un|", "untouched: unsynced unread", "untouched:" },
    { "on|", "closed-on:", "closed-on:" },
    { "-fav|", "favorite", "-favorite" },
    { "clo|se:x", "closes: closed-on: closed", "closes:" },
    { "sta|tus:won", "status: stage:", "status:won" },
    { "zzz|", "", NULL },
    { "a status:w|", "won", "a status:won" },
    { "status:|", "draft received accepted won lost declined expired error", "status:draft" },
    { "microsoft:|", "received accepted won lost declined expired error none",
      "microsoft:received" },
    { "stage:p|", "proposed prepare-assessment-report present-to-customer", "stage:proposed" },
    { "stage:>|", "", NULL },
    { "type:assess|", "solution-assessment", "type:solution-assessment" },
    { "closes:o|", "overdue", "closes:overdue" },
    { "closes:>o|", "", NULL },
    { "created:o|", "", NULL },
    { "closes:quar|", "this-quarter next-quarter last-quarter", "closes:this-quarter" },
    { "closes:tod|..2027", "today", "closes:today..2027" },
    { "customer:|", "\"Contoso AB\" Coho \"none\" \"Äcme, Inc\" none", "customer:\"Contoso AB\"" },
    { "customer:oso|", "\"Contoso AB\"", "customer:\"Contoso AB\"" },
    { "customer:\"contoso a|", "\"Contoso AB\"", "customer:\"Contoso AB\"" },
    { "customer:acme| b", "\"Äcme, Inc\"", "customer:\"Äcme, Inc\" b" },
    { "country:swed|", "SE", "country:SE" },
    { "country:SWED|", "SE", "country:SE" },
    { "currency:nok|", "NOK", "currency:NOK" },
    { "untouched:1|", "14d", "untouched:14d" },
    { "value:|", "none", "value:none" },
  };

  cosell_intl_set_locale ("en_US");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup (rows[i].text);
      char *bar = strchr (text, '|');
      g_auto (CosellQuerySpot) spot = { COSELL_QUERY_SPOT_NOTHING };
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GString) offered = g_string_new (NULL);
      const char *const *names;

      memmove (bar, bar + 1, strlen (bar));
      cosell_query_spot_init (&spot, text, (gsize) (bar - text));
      names = spot.key == COSELL_QUERY_KEY_CUSTOMER ? customers : NULL;
      found = cosell_query_complete (&spot, names, 30);
      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (offered, "%s%s", j > 0 ? " " : "",
                                ((CosellQueryCandidate *) found->pdata[j])->text);
      if (strcmp (offered->str, rows[i].offered) != 0)
        g_error ("%s: %s", rows[i].text, offered->str);
      if (found->len > 0)
        {
          gsize cursor;
          g_autofree char *taken = cosell_query_spot_take (&spot, text, found->pdata[0], &cursor);

          g_assert_cmpstr (taken, ==, rows[i].taken);
          g_assert_cmpuint (cursor, <=, strlen (taken));
        }
    }
  cosell_intl_set_locale (NULL);
}

static void
test_limit (void)
{
  g_auto (CosellQuerySpot) spot = { COSELL_QUERY_SPOT_NOTHING };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) sweden = NULL;
  g_auto (CosellQuerySpot) country = { COSELL_QUERY_SPOT_NOTHING };

  cosell_query_spot_init (&spot, "", 0);
  found = cosell_query_complete (&spot, NULL, 5);
  g_assert_cmpuint (found->len, ==, 5);
  cosell_intl_set_locale ("sv_SE");
  cosell_query_spot_init (&country, "country:sver", strlen ("country:sver"));
  sweden = cosell_query_complete (&country, NULL, 5);
  g_assert_cmpuint (sweden->len, ==, 1);
  g_assert_cmpstr (((CosellQueryCandidate *) sweden->pdata[0])->text, ==, "SE");
  g_assert_cmpstr (((CosellQueryCandidate *) sweden->pdata[0])->label, ==, "Sverige");
  cosell_intl_set_locale (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-complete/I12-unfinished", test_unfinished);
  g_test_add_func ("/query-complete/I12-spots", test_spots);
  g_test_add_func ("/query-complete/I12-candidates", test_candidates);
  g_test_add_func ("/query-complete/I12-limit", test_limit);
  return g_test_run ();
}
