/* What is said, but not refused, of an edit or of Accept (rules C5, C6, C7, C12, D2). */
#include "model/cosell-issues-warnings.h"
#include "model/model-test.h"

#define BEFORE                                                                                     \
  "{'details':{'dealValue':100,'currency':'EUR','closingDateTime':'2027-01-15T00:00:00Z',"         \
  "'notes':'Pilot','requirements':{'solutions':[{'id':'SOL-1'}]}}}"

/* details of the document after the edit → numbers of the rules that warn */
static const struct
{
  const char *name;
  const char *value, *date, *notes, *solutions;
  CosellDealType type;
  gboolean accepting;
  const char *rules;
} cases[] = {
  { "nothing", "100", "2027-01-15", "Pilot", "{'id':'SOL-1'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "" },
  { "C5/zero", "0.00", "2027-01-15", "Pilot", "{'id':'SOL-1'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "C5" },
  { "C6/past", "100", "2026-11-21", "Pilot", "{'id':'SOL-1'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "C6" },
  { "C6/today", "100", "2026-11-22", "Pilot", "{'id':'SOL-1'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "" },
  { "C7/cleared", "100", "2027-01-15", "  ", "{'id':'SOL-1'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "C7" },
  { "C12/private", "100", "2027-01-15", "Pilot", "{'id':'SOL-1'},{'id':'sol-2','name':'Suite'}",
    COSELL_DEAL_TYPE_PRIVATE, FALSE, "C12" },
  { "C12/partner-led", "100", "2027-01-15", "Pilot", "{'id':'SOL-1'},{'id':'SOL-2'}",
    COSELL_DEAL_TYPE_PARTNER_LED, FALSE, "" },
  { "C12/other-solution", "100", "2027-01-15", "Pilot", "{'id':'SOL-1'},{'id':'SOL-3'}",
    COSELL_DEAL_TYPE_PRIVATE, FALSE, "" },
  { "all", "0", "2020-01-01", "", "{'id':'SOL-2'}", COSELL_DEAL_TYPE_PRIVATE, FALSE,
    "C5 C6 C7 C12" },
};

static char *
rules_of (GPtrArray *issues)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      g_assert_cmpint (issue->severity, ==, COSELL_SEVERITY_WARNING);
      g_assert_true (g_str_has_suffix (issue->message, "."));
      g_assert_null (strchr (issue->message, '%'));
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", issue->rule);
    }
  return g_string_free (text, FALSE);
}

static char *
warn (const char *before, const char *after, CosellDealType type, gboolean accepting)
{
  g_autoptr (GPtrArray) issues = cosell_issues_new ();
  g_autoptr (GHashTable) eligible = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  const char *old = json_text (before);
  const char *new = json_text (after);
  GDate today;

  g_hash_table_add (eligible, (gpointer) "sol-2");
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  deal->type = type;
  cosell_issues_warn_of_changes (issues, old, new, deal, eligible, &today, accepting);
  return rules_of (issues);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *after = g_strdup_printf (
      "{'details':{'dealValue':%s,'currency':'EUR','closingDateTime':'%sT00:00:00Z','notes':'%s',"
      "'requirements':{'solutions':[%s]}}}",
      cases[i].value, cases[i].date, cases[i].notes, cases[i].solutions);
  g_autofree char *rules = warn (BEFORE, after, cases[i].type, cases[i].accepting);

  g_assert_cmpstr (rules, ==, cases[i].rules);
}

/* D2: Accept asks for all of it, so all of it is looked at, changed or not. */
static void
test_accept (void)
{
  const char *stale = "{'details':{'dealValue':0,'closingDateTime':'2026-01-01T00:00:00Z'}}";
  g_autofree char *edit = warn (stale, stale, COSELL_DEAL_TYPE_CO_SELL, FALSE);
  g_autofree char *accept = warn (stale, stale, COSELL_DEAL_TYPE_CO_SELL, TRUE);
  g_autofree char *broken = warn (stale, "[", COSELL_DEAL_TYPE_CO_SELL, TRUE);

  g_assert_cmpstr (edit, ==, "");
  g_assert_cmpstr (accept, ==, "C5 C6 C7");
  g_assert_cmpstr (broken, ==, "");
}

/* Names as they are. */
static void
test_name (void)
{
  g_autoptr (GPtrArray) issues = cosell_issues_new ();
  const CosellIssue *issue;

  cosell_issues_warn (issues, COSELL_WARNING_PRIVATE_FOREVER, "100 %s \"Suite\"");
  issue = g_ptr_array_index (issues, 0);
  g_assert_nonnull (strstr (issue->message, "although 100 %s \"Suite\" is eligible"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/warnings/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/warnings/D2/accept", test_accept);
  g_test_add_func ("/warnings/name", test_name);
  return g_test_run ();
}
