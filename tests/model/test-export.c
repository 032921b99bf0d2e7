/* I18: deals as plain columns that another program reads. */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-export.h"

static gint64
instant (const char *text)
{
  gint64 instant;

  g_assert_true (cosell_time_parse (text, &instant));
  return instant;
}

static CosellDealData *
make_deal (void)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->id = 7;
  deal->name = g_strdup ("Räksmörgås, \"grand\"");
  deal->customer = g_strdup ("=cmd|' /C calc'!A1");
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->stage = 60;
  deal->value = g_strdup ("-1000.125");
  deal->currency = g_strdup ("SEK");
  deal->close_date = g_strdup ("2027-01-15");
  deal->updated_at = instant ("2026-11-22T08:00:00Z");
  deal->team = g_strdup ("a@contoso.com\n+b@contoso.com");
  deal->solutions = g_strdup ("SOL-1\tData, lake\nSOL-2\tERP");
  return deal;
}

static void
test_text (void)
{
  static const struct
  {
    const char *key;
    CosellFieldKind kind;
    const char *text;
  } rows[] = {
    { "id", COSELL_FIELD_INT, "7" },
    { "name", COSELL_FIELD_STRING, "Räksmörgås, \"grand\"" },
    { "country", COSELL_FIELD_STRING, NULL },
    { "type", COSELL_FIELD_ENUM, "co-sell" },
    { "p2p", COSELL_FIELD_BOOL, "false" },
    { "stage", COSELL_FIELD_STAGE, "60" },
    { "value", COSELL_FIELD_DECIMAL, "-1000.125" },
    { "weighted", COSELL_FIELD_DECIMAL, "-600.075" },
    { "closeDate", COSELL_FIELD_DATE, "2027-01-15" },
    { "nextDeadline", COSELL_FIELD_DATE, "2027-01-15" },
    { "lastChange", COSELL_FIELD_INSTANT, "2026-11-22T08:00:00Z" },
    { "createdAt", COSELL_FIELD_INSTANT, NULL },
    { "microsoftStatus", COSELL_FIELD_ENUM, NULL },
    { "team", COSELL_FIELD_LINES, "a@contoso.com\n+b@contoso.com" },
    { "solutions", COSELL_FIELD_LINES, "SOL-1\nSOL-2" },
    { "partners", COSELL_FIELD_LINES, NULL },
  };
  static const char *const unknown[] = { "", "nonsense", "searchText", "Name", "-value" };
  g_autoptr (CosellDealData) deal = make_deal ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cosell_export_dup_text (deal, rows[i].key);

      g_assert_true (cosell_export_has (rows[i].key));
      g_assert_cmpint (cosell_export_get_kind (rows[i].key), ==, rows[i].kind);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (cosell_export_has (unknown[i]));
}

static void
assert_text (const CosellDealData *deal, const char *key, const char *expected)
{
  g_autofree char *text = cosell_export_dup_text (deal, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_worked_out (void)
{
  static const struct
  {
    CosellDealType type;
    CosellDealStatus status;
    const char *value, *weighted, *deadline;
  } rows[] = {
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, "1000", "600.00", "2027-01-15" },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, NULL, NULL, "2027-01-15" },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, "much", NULL, "2027-01-15" },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_RECEIVED, "1000", "600.00", "2026-12-05" },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_WON, "1000", "1000.00", NULL },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_LOST, "1000", "0.00", NULL },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, "1000", NULL, NULL },
    { COSELL_DEAL_TYPE_LEAD, COSELL_DEAL_STATUS_ACCEPTED, "1000", NULL, "2027-01-15" },
  };
  g_autoptr (CosellDealData) deal = make_deal ();

  deal->expires_at = instant ("2026-12-05T23:59:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      deal->type = (int) rows[i].type;
      deal->status = (int) rows[i].status;
      cosell_set_str (&deal->value, rows[i].value);
      assert_text (deal, COSELL_COLUMN_WEIGHTED, rows[i].weighted);
      assert_text (deal, COSELL_COLUMN_NEXT_DEADLINE, rows[i].deadline);
    }
  deal->local_change_at = instant ("2026-11-23T08:00:00Z");
  assert_text (deal, COSELL_COLUMN_LAST_CHANGE, "2026-11-23T08:00:00Z");
  deal->updated_at = instant ("2026-11-24T08:00:00Z");
  assert_text (deal, COSELL_COLUMN_LAST_CHANGE, "2026-11-24T08:00:00Z");
  deal->updated_at = deal->local_change_at = COSELL_NO_TIME;
  assert_text (deal, COSELL_COLUMN_LAST_CHANGE, NULL);
}

static void
test_columns (void)
{
  static const struct
  {
    const char *shown, *columns;
  } rows[] = {
    { NULL, "id,name,customer,type,p2p,status,stage,value,currency,closeDate,country,createdAt" },
    { "name", "id,name" },
    { "value,name", "id,value,currency,name" },
    { "weighted,value,id", "id,weighted,currency,value" },
    { "currency,value", "id,currency,value" },
    { "status,type,stage", "id,status,stage,type,p2p" },
    { "name,name", "id,name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) shown = rows[i].shown != NULL ? g_strsplit (rows[i].shown, ",", -1) : NULL;
      g_auto (GStrv) columns = cosell_export_dup_columns ((const char *const *) shown);
      g_autofree char *text = g_strjoinv (",", columns);

      g_assert_cmpstr (text, ==, rows[i].columns);
    }
}

static void
assert_csv (const CosellDealData *deal, const char *listed, const char *expected)
{
  g_autoptr (GPtrArray) deals = g_ptr_array_new ();
  g_auto (GStrv) columns = g_strsplit (listed, ",", -1);
  g_autofree char *csv = NULL;

  g_ptr_array_add (deals, (gpointer) deal);
  csv = cosell_export_to_csv (deals, (const char *const *) columns);
  g_assert_cmpstr (csv, ==, expected);
}

static void
test_csv (void)
{
  g_autoptr (CosellDealData) deal = make_deal ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  static const char *const columns[] = { "id", "name", NULL };
  g_autofree char *empty = cosell_export_to_csv (none, columns);

  g_assert_cmpstr (empty, ==, "id,name\r\n");
  assert_csv (deal, "id,value,country,weighted",
              "id,value,country,weighted\r\n"
              "7,-1000.125,,-600.075\r\n");
  assert_csv (deal, "name", "name\r\n\"Räksmörgås, \"\"grand\"\"\"\r\n");
  assert_csv (deal, "customer", "customer\r\n\"'=cmd|' /C calc'!A1\"\r\n");
  assert_csv (deal, "team,solutions",
              "team,solutions\r\n"
              "\"a@contoso.com;'+b@contoso.com\",SOL-1;SOL-2\r\n");
}

/* What a spreadsheet would run is text, whatever column it stands in; a number stays one. */
static void
test_cells (void)
{
  static const struct
  {
    const char *text, *cell;
  } rows[] = {
    { "plain", "plain" },
    { "a=1", "a=1" },
    { "'=1", "'=1" },
    { "", "" },
    { " two ", " two " },
    { "=1+1", "\"'=1+1\"" },
    { "+46 8 123", "\"'+46 8 123\"" },
    { "-", "\"'-\"" },
    { "-5", "\"'-5\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t'=1\"" },
    { "\r=1", "\"'\r'=1\"" },
    { "\n=1", "\"'\n'=1\"" },
    { "＝1", "\"'＝1\"" },
    { "＠x", "\"'＠x\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\n\r\nlines; - more", "\"two\r\n\r\nlines; - more\"" },
    { "x;=1+1", "\"x;'=1+1\"" },
    { "x\n+1", "\"x\n'+1\"" },
    { "a;b", "a;b" },
    { "=\"a\",\"b\"", "\"'=\"\"a\"\",\"\"b\"\"\"" },
    { "川崎", "川崎" },
  };
  static const struct
  {
    const char *value, *cell;
  } amounts[] = { { "-5", "-5" }, { "1e3", "1e3" }, { "-2+3", "\"'-2+3\"" }, { "=1", "\"'=1\"" } };
  g_autoptr (CosellDealData) deal = make_deal ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *expected = g_strdup_printf ("customer\r\n%s\r\n", rows[i].cell);

      cosell_set_str (&deal->customer, rows[i].text);
      assert_csv (deal, "customer", expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *expected = g_strdup_printf ("value\r\n%s\r\n", amounts[i].cell);

      cosell_set_str (&deal->value, amounts[i].value);
      assert_csv (deal, "value", expected);
    }
  cosell_set_str (&deal->team, "@a\nb");
  assert_csv (deal, "team", "team\r\n\"'@a;b\"\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/I18-text", test_text);
  g_test_add_func ("/export/I18-worked-out", test_worked_out);
  g_test_add_func ("/export/I18-columns", test_columns);
  g_test_add_func ("/export/I18-csv", test_csv);
  g_test_add_func ("/export/I18-cells", test_cells);
  return g_test_run ();
}
