/* What one change is to several deals, and values that are said from what a deal has (rules J). */
#include "model/cosell-change.h"
#include "model/cosell-many.h"
#include "model/cosell-relative.h"
#include "model/model-test.h"

/* --- J1 --- */

static const struct
{
  const char *date, *by;
  const char *moved; /* (nullable): it moves no date; "" there is no such date */
} moves[] = {
  { "2027-01-31", "+1month", "2027-02-28" },
  { "2028-01-31", "+1month", "2028-02-29" },
  { "2027-01-31", "+ 1 month", "2027-02-28" },
  { "2027-01-31", "+2 Months", "2027-03-31" },
  { "2027-03-31", "-1m", "2027-02-28" },
  { "2027-03-31", "\342\210\2221m", "2027-02-28" }, /* MINUS SIGN */
  { "2027-08-31", "+1month", "2027-09-30" },
  { "2027-12-15", "+1month", "2028-01-15" },
  { "2027-01-15", "-1month", "2026-12-15" },
  { "2028-02-29", "+1year", "2029-02-28" },
  { "2028-02-29", "+4y", "2032-02-29" },
  { "2027-02-28", "+1month", "2027-03-28" },
  { "2027-02-28", "+1day", "2027-03-01" },
  { "2028-02-28", "+1d", "2028-02-29" },
  { "2027-01-01", "-1 day", "2026-12-31" },
  { "2027-01-15", "+2weeks", "2027-01-29" },
  { "2027-01-15", "+0months", "2027-01-15" },
  { "2027-01-15", "-3000years", "" },
  { "2027-01-15", "-9999weeks", "1835-05-29" },
  { "2027-01-15", "1month", NULL },
  { "2027-01-15", "+month", NULL },
  { "2027-01-15", "+1", NULL },
  { "2027-01-15", "+1 fortnight", NULL },
  { "2027-01-15", "+1.5months", NULL },
  { "2027-01-15", "+10000days", NULL },
  { "2027-01-15", "++1month", NULL },
  { "2027-01-15", "", NULL },
  { "2027-01-15", "2027-02-15", NULL },
};

static void
test_moves (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *moved = cosell_relative_move_date (moves[i].date, moves[i].by);

      g_test_message ("%s %s", moves[i].date, moves[i].by);
      g_assert_cmpint (cosell_relative_is_move (moves[i].by), ==, moves[i].moved != NULL);
      g_assert_cmpstr (moved != NULL ? moved : "", ==,
                       moves[i].moved != NULL ? moves[i].moved : "");
    }
}

/* --- J2 --- */

static const struct
{
  const char *amount, *currency, *by;
  const char *scaled; /* (nullable): it is no percentage */
} percentages[] = {
  { "100000", "SEK", "+10%", "110000.00" },
  { "100000", "SEK", "-10 %", "90000.00" },
  { "100000", "JPY", "+10%", "110000" },
  { "100000", "KWD", "+2.5%", "102500.000" },
  { "0.05", "SEK", "+10%", "0.06" },             /* 0.055: to the even digit */
  { "0.15", "SEK", "+10%", "0.16" },             /* 0.165 */
  { "0.25", "SEK", "+10%", "0.28" },             /* 0.275 */
  { "0.45", "SEK", "-10%", "0.40" },             /* 0.405 */
  { "1", "JPY", "+50%", "2" },                   /* 1.5 */
  { "5", "JPY", "-50%", "2" },                   /* 2.5 */
  { "7", "JPY", "-50%", "4" },                   /* 3.5 */
  { "3", "JPY", "-50.0001%", "1" },              /* 1.499997 */
  { "1200000.555", "SEK", "+0%", "1200000.56" }, /* the even one of .55 and .56 */
  { "33.33", "EUR", "+33.33%", "44.44" },
  { "9007199254740993", "JPY", "+100%", "18014398509481986" }, /* no double */
  { "0", "SEK", "+10%", "0.00" },
  { "100", "SEK", "-100%", "0.00" },
  { "100", "SEK", "-150%", "-50.00" },
  { "100", NULL, "+1%", "101.00" },
  { "100", "SEK", "10%", NULL },
  { "100", "SEK", "+10", NULL },
  { "100", "SEK", "+%", NULL },
  { "100", "SEK", "+1e2%", NULL },
  { "100", "SEK", "+1.2.3%", NULL },
  { "100", "SEK", "", NULL },
};

static void
test_percentages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (percentages); i++)
    {
      g_autofree char *scaled =
          cosell_relative_scale (percentages[i].amount, percentages[i].currency, percentages[i].by);

      g_test_message ("%s %s", percentages[i].amount, percentages[i].by);
      g_assert_cmpint (cosell_relative_is_percentage (percentages[i].by), ==,
                       percentages[i].scaled != NULL);
      g_assert_cmpstr (scaled, ==, percentages[i].scaled);
    }
}

/* --- J1, J2 as changes of a document --- */

#define DEAL                                                                                       \
  "{'name':'N','details':{'dealValue':1000.5,'currency':'SEK','closingDateTime':"                  \
  "'2027-01-31T00:00:00Z'}}"

static const struct
{
  const char *text, *key, *value;
  const char *changes; /* as JSON; else (no '{') words of the refusal, and its rule */
  const char *rule;
} sets[] = {
  { DEAL, "closeDate", "+1month",
    "{'/details/closingDateTime':['2027-01-31T00:00:00Z','2027-02-28T00:00:00Z']}", NULL },
  { DEAL, "closeDate", "+0days", "{}", NULL },
  { DEAL, "value", "+10%", "{'/details/dealValue':[1000.5,1100.55]}", NULL },
  { DEAL, "value", "-200%", "cannot be negative", "C5" },
  { DEAL, "closeDate", "-1000months", "1943", "C6" },
  { DEAL, "closeDate", "-3000years", "there is no date", "J1" },
  { "{'name':'N'}", "closeDate", "+1month", "no estimated close date", "J1" },
  { "{'name':'N'}", "value", "+10%", "no estimated value", "J2" },
  { DEAL, "closeDate", "", "needs an estimated close date", "C6" },
};

static void
test_sets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      const char *text = json_text (sets[i].text);
      const char *expected = json_text (sets[i].changes);
      g_autofree char *json = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s=%s", sets[i].key, sets[i].value);
      if (cosell_changes_set (changes, text, sets[i].key, sets[i].value, &error))
        {
          json = cosell_changes_to_json (changes);
          g_assert_cmpstr (json, ==, expected);
          continue;
        }
      g_assert_cmpint (*expected, !=, '{');
      g_assert_nonnull (strstr (error->message, expected));
      g_assert_cmpstr (cosell_rule_error_get_rule (error), ==, sets[i].rule);
    }
}

/* --- J3 --- */

static void
test_amounts (void)
{
  static const struct
  {
    const char *text, *amount, *currency;
  } rows[] = {
    { "100000 SEK", "100000", "SEK" },
    { "100000SEK", "100000", "SEK" },
    { "1 200 000.50 eur", "1200000.50", "EUR" },
    { "100000", NULL, NULL },
    { "SEK", NULL, NULL },
    { "100000 KRON", NULL, NULL },
    { "+10%", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *amount = NULL;
      g_autofree char *currency = NULL;

      g_assert_cmpint (cosell_relative_split_amount (rows[i].text, &amount, &currency), ==,
                       rows[i].amount != NULL);
      g_assert_cmpstr (amount, ==, rows[i].amount);
      g_assert_cmpstr (currency, ==, rows[i].currency);
    }
}

/* --- what may be made to several --- */

#define MICROSOFT "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'Help.'"

static const struct
{
  const char *name;
  CosellManyKind kind;
  const char *key;  /* of a step */
  const char *text; /* of the step, or of the change */
  const char *rule; /* that refuses it for two deals; "syntax" for any number; NULL: none */
} changes[] = {
  { "J3/with-currency", COSELL_MANY_EDIT, "value", "100 SEK", NULL },
  { "J3/percentage", COSELL_MANY_EDIT, "value", "+10%", NULL },
  { "J3/bare", COSELL_MANY_EDIT, "value", "100", "J3" },
  { "J3/currency-alone", COSELL_MANY_EDIT, "currency", "SEK", NULL },
  { "J4/name", COSELL_MANY_EDIT, "name", "N", "J4" },
  { "J4/crm-id", COSELL_MANY_EDIT, "crmId", "CRM-1", "J4" },
  { "J4/contact", COSELL_MANY_EDIT, "contact", "[]", "J4" },
  { "J4/campaign", COSELL_MANY_EDIT, "campaignId", "C-1", NULL },
  { "J4/close-date", COSELL_MANY_EDIT, "closeDate", "+1month", NULL },
  { "J4/favorite", COSELL_MANY_EDIT, "favorite", "true", NULL },
  { "J5/microsoft", COSELL_MANY_INVITE, NULL, MICROSOFT "}", NULL },
  { "J5/consent", COSELL_MANY_INVITE, NULL, MICROSOFT ",'consent':true}", "J5" },
  { "J5/contact", COSELL_MANY_INVITE, NULL, MICROSOFT ",'contacts':[{'firstName':'A'}]}", "J5" },
  { "J5/partner", COSELL_MANY_INVITE, NULL, "{'id':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563'}", "J5" },
  { "J6/stage", COSELL_MANY_STAGE, NULL, "60", NULL },
  { "J6/stage-of-assessments", COSELL_MANY_STAGE, NULL, "collect-data", NULL },
  { "J6/no-stage", COSELL_MANY_STAGE, NULL, "61", "syntax" },
  { "J6/reason", COSELL_MANY_DECLINE, NULL, "2", NULL },
  { "J6/no-reason", COSELL_MANY_LOSE, NULL, "because", "syntax" },
  { "J6/no-date", COSELL_MANY_EDIT, "closeDate", "soon", "syntax" },
  { "J6/no-number", COSELL_MANY_EDIT, "value", "much", "syntax" },
  { "J6/no-currency", COSELL_MANY_EDIT, "value", "100 QQQ", "syntax" },
  { "J6/no-invitation", COSELL_MANY_INVITE, NULL, "[]", "syntax" },
  { "J6/empty-date", COSELL_MANY_EDIT, "closeDate", "", NULL },
};

static void
test_change (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *text = json_text (changes[i].text);
  gboolean edit = changes[i].kind == COSELL_MANY_EDIT;
  g_autoptr (CosellManyChange) change =
      cosell_many_change_new (changes[i].kind, edit ? NULL : text, NULL);
  gboolean syntax = g_strcmp0 (changes[i].rule, "syntax") == 0;
  const char *rule = syntax ? NULL : changes[i].rule;
  g_autoptr (GError) error = NULL;

  if (edit)
    cosell_many_change_add (change, COSELL_MANY_SET, changes[i].key, text);
  g_assert_cmpint (cosell_many_change_check (change, &error), ==, !syntax);
  if (syntax)
    g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_true (cosell_many_change_require (change, 1, &error));
  g_assert_no_error (error);
  if (syntax)
    return;
  g_assert_cmpint (cosell_many_change_require (change, 2, &error), ==, rule == NULL);
  g_assert_cmpstr (cosell_rule_error_get_rule (error), ==, rule);
}

/* An amount with its currency is two steps; everything else is one. */
static void
test_steps (void)
{
  g_autoptr (CosellManyChange) change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);
  const CosellManyStep *step;

  cosell_many_change_add (change, COSELL_MANY_SET, "value", "100 sek");
  cosell_many_change_add (change, COSELL_MANY_REMOVE_MEMBER, NULL, "a@x.example");
  g_assert_cmpuint (change->steps->len, ==, 3);
  step = g_ptr_array_index (change->steps, 0);
  g_assert_cmpstr (step->key, ==, "value");
  g_assert_cmpstr (step->value, ==, "100");
  step = g_ptr_array_index (change->steps, 1);
  g_assert_cmpstr (step->key, ==, "currency");
  g_assert_cmpstr (step->value, ==, "SEK");
}

/* --- errors that say their rule --- */

static void
test_rule_of_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, "x");

  g_assert_null (cosell_rule_error_get_rule (NULL));
  g_assert_null (cosell_rule_error_get_rule (other));
  g_assert_false (cosell_rule_error_name (NULL, "C5"));
  g_assert_false (cosell_rule_error_name (&other, "C5"));
  g_assert_null (cosell_rule_error_get_rule (other));
  g_set_error_literal (&error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "no");
  g_assert_null (cosell_rule_error_get_rule (error));
  g_assert_false (cosell_rule_error_name (&error, "D10, B6"));
  g_assert_false (cosell_rule_error_name (&error, "C5"));
  copy = g_error_copy (error);
  g_assert_cmpstr (cosell_rule_error_get_rule (copy), ==, "D10, B6");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/many/J1/moves", test_moves);
  g_test_add_func ("/many/J2/percentages", test_percentages);
  g_test_add_func ("/many/J1-J2/changes", test_sets);
  g_test_add_func ("/many/J3/amounts", test_amounts);
  g_test_add_func ("/many/J3/steps", test_steps);
  g_test_add_func ("/many/J6/rule-of-an-error", test_rule_of_error);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/many/", changes[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_change);
    }
  return g_test_run ();
}
