/* Queries: what can be read comes back the same when it is printed and read again; what chips and
 * completion make of a text is what they are asked for. */
#include <string.h>

#include "base/cosell-time.h"
#include "fuzz/fuzz.h"
#include "model/cosell-query-choice.h"
#include "model/cosell-query-complete.h"
#include "model/cosell-query-match.h"

const char *const fuzz_seeds[] = {
  "status:won value:>100000 closes:this-quarter country:se mine -campaign:none \"data platform\"",
  "-status:won,lost type:co-sell \"a \\\" b\" customer:\"Contoso AB\",none",
  "closes:2027-Q1,2027-01..2027-03,>2027,<=next-30d,overdue,none created:last-7d",
  "value:10..20,>=1.50,..5,7.. stage:proposed,60,>20 untouched:14d",
  "foo:bar http://a.example/?q=1 - --x -\"y\" :z 24\" \"open",
  "registration:action-required microsoft:received sync:waiting tab:inbound currency:sek",
  "open closed overdue expiring mine favorite p2p unsynced held parked conflict draft eligible",
  "customer:\"a\\",
  "\xC2\xA0\xE2\x80\x8B \xC2\xA8 \xEF\xBC\xA1 crm:x remind:today partner:a,b team:c sender:d",
  "closes:0001..9999 expires:next-36500d changed:last-36500d accepted:this-week closed-on:9999-Q4",
  "",
  NULL,
};

static CosellQueryContext
make_context (void)
{
  static GTimeZone *zone; /* kept: making it takes longer than everything else here */
  static const char *const mine[] = { "a@b.example", NULL };
  CosellQueryContext context;

  if (zone == NULL)
    zone = g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
  cosell_query_context_init (&context, G_GINT64_CONSTANT (1795334400000000), zone);
  context.fiscal_month = 7;
  context.mine = mine;
  return context;
}

/* Printed and read again, strictly. */
static void
check_print (const CosellQuery *query, const CosellQueryContext *context)
{
  g_autofree char *printed = cosell_query_print (query);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellQuery) again = cosell_query_parse (printed, -1, context, NULL, &error);
  g_autofree char *twice = NULL;

  g_assert_no_error (error);
  g_assert_true (cosell_query_equal (query, again));
  twice = cosell_query_print (again);
  g_assert_cmpstr (twice, ==, printed);
}

static void
check_ranges (const CosellQuery *query, gsize length)
{
  gsize end = 0;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = query->terms->pdata[i];

      g_assert_cmpuint (term->range.at, >=, end);
      g_assert_cmpuint (term->range.length, >, 0);
      end = term->range.at + term->range.length;
      g_assert_cmpuint (end, <=, length);
    }
  for (guint i = 0; i < query->problems->len; i++)
    {
      const CosellQueryProblem *problem = query->problems->pdata[i];

      g_assert_cmpuint (problem->range.at + problem->range.length, <=, MAX (length, 1));
    }
}

/* One term less, one more: the others stay. */
static void
check_edits (const char *text, const CosellQuery *query, guint n)
{
  g_autofree char *more = cosell_query_append_term (text, "status:won");
  g_autoptr (CosellQuery) appended = cosell_query_parse_typed (more, -1, NULL);
  g_autofree char *set = cosell_query_set_key (text, query, COSELL_QUERY_KEY_STATUS, "status:lost");
  g_autofree char *less = NULL;
  g_autoptr (CosellQuery) removed = NULL;

  /* Closing a quote and one term more may be too much. */
  if (strlen (more) < COSELL_QUERY_MAX_LENGTH / 3 && query->terms->len < COSELL_QUERY_MAX_TERMS / 2)
    g_assert_cmpuint (appended->terms->len, ==, query->terms->len + 1);
  g_assert_true (g_utf8_validate (set, -1, NULL));
  if (query->terms->len == 0)
    return;
  n %= query->terms->len;
  less = cosell_query_remove_term (text, query, n);
  if (query->problems->len > 0)
    return; /* what had no room has some now */
  removed = cosell_query_parse_typed (less, -1, NULL);
  g_assert_cmpuint (removed->terms->len, ==, query->terms->len - 1);
  for (guint i = 0; i < removed->terms->len; i++)
    {
      g_autofree char *old = cosell_query_term_print (query->terms->pdata[i < n ? i : i + 1]);
      g_autofree char *new = cosell_query_term_print (removed->terms->pdata[i]);

      g_assert_cmpstr (old, ==, new);
    }
}

static void
check_completion (const char *text, gsize cursor)
{
  static const char *const names[] = { "Contoso AB", "a,b", "\"", "none", "-x", "\\", NULL };
  g_auto (CosellQuerySpot) spot = { COSELL_QUERY_SPOT_NOTHING };
  g_autoptr (GPtrArray) found = NULL;

  cosell_query_spot_init (&spot, text, cursor);
  found = cosell_query_complete (&spot, names, 10);
  g_assert_cmpuint (found->len, <=, 10);
  for (guint i = 0; i < found->len; i++)
    {
      gsize behind;
      g_autofree char *taken = cosell_query_spot_take (&spot, text, found->pdata[i], &behind);

      g_assert_true (g_utf8_validate (taken, -1, NULL));
      g_assert_cmpuint (behind, <=, strlen (taken));
    }
}

/* What is chosen is chosen, and no more when it is taken back. */
static void
check_choices (const char *text, const CosellQuery *query, guint n)
{
  static const char *const terms[] = {
    "status:won", "open", "closed", "country:none", "customer:\"a, b\"", "closes:overdue", "p2p"
  };
  const char *term = terms[n % G_N_ELEMENTS (terms)];
  g_autofree char *chosen = cosell_query_set_choice (text, term, TRUE, n % 2 == 0);
  g_autofree char *undone = cosell_query_set_choice (chosen, term, FALSE, FALSE);
  g_autoptr (CosellQuery) with = cosell_query_parse_typed (chosen, -1, NULL);
  g_autoptr (CosellQuery) without = cosell_query_parse_typed (undone, -1, NULL);

  if (strlen (text) < COSELL_QUERY_MAX_LENGTH / 3 &&
      query->terms->len < COSELL_QUERY_MAX_TERMS / 2 && query->problems->len == 0)
    {
      g_assert_true (cosell_query_has_choice (with, term));
      g_assert_false (cosell_query_has_choice (without, term));
    }
}

static void
check_match (const CosellQuery *query, const CosellQueryContext *context)
{
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  CosellQueryFacts facts;

  cosell_query_facts_init (&facts, row);
  row->search_text = g_strdup ("a data platform");
  row->value = g_strdup ("12.50");
  row->close_date = g_strdup ("2027-01-15");
  row->created_at = row->updated_at = G_GINT64_CONSTANT (1795334400000000);
  facts.team = "a@b.example";
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = query->terms->pdata[i];
      CosellQueryTerm other = *term;

      other.negated = !term->negated;
      g_assert_true (cosell_query_term_match (term, &facts, context) !=
                     cosell_query_term_match (&other, &facts, context));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  CosellQueryContext context = make_context ();
  CosellQueryRange where = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellQuery) whole =
      cosell_query_parse_typed ((const char *) data, (gssize) size, &context);
  g_autoptr (CosellQuery) typed = cosell_query_parse_typed (text, -1, &context);
  g_autoptr (CosellQuery) strict = cosell_query_parse (text, -1, &context, &where, &error);

  check_ranges (whole, size);
  check_ranges (typed, strlen (text));
  g_assert_true ((strict == NULL) == (typed->problems->len > 0));
  g_assert_true ((strict == NULL) == (error != NULL));
  check_print (typed, &context);
  check_match (typed, &context);
  if (strict != NULL)
    g_assert_true (cosell_query_equal (strict, typed));
  if (g_utf8_validate (text, -1, NULL) && strlen (text) <= COSELL_QUERY_MAX_LENGTH)
    {
      guint n = size > 0 ? data[size / 2] : 0;

      check_choices (text, typed, n);
      check_edits (text, typed, n);
      check_completion (text, strlen (text) * n / 255);
    }
  return 0;
}
