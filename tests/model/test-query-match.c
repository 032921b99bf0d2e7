/* Which deals a query finds: I1, I4 to I9, I14. */
#include <string.h>

#include "base/cosell-decimal.h"
#include "model/query-test.h"

/* A deal is written as its members that are not empty: "name=text" parted by "; ". Beside those of
 * the field table: team, partners, crm, source, action, quality, localChange, remind, eligible,
 * unread.
 * "|" is a line end, "/" a tab. */
typedef struct
{
  CosellDealData *row;
  CosellQueryFacts facts;
  GPtrArray *texts; /* (owned) of what facts borrow */
} Deal;

static void
deal_clear (Deal *self)
{
  cosell_deal_data_free (self->row);
  g_ptr_array_unref (self->texts);
}

/* FALSE: it is a member of the row */
static gboolean
set_fact (Deal *self, const char *name, const char *text)
{
  const struct
  {
    const char *name;
    const char **place;
  } texts[] = {
    { "team", &self->facts.team },     { "partners", &self->facts.partners },
    { "crm", &self->facts.crm },       { "source", &self->facts.source },
    { "action", &self->facts.action }, { "quality", &self->facts.quality },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (name, texts[i].name))
      {
        *texts[i].place = text;
        return TRUE;
      }
  if (g_str_equal (name, "localChange"))
    self->facts.local_change_at = query_test_instant (text);
  else if (g_str_equal (name, "remind"))
    self->facts.remind_at = query_test_instant (text);
  else if (g_str_equal (name, "eligible"))
    self->facts.eligible = TRUE;
  else if (g_str_equal (name, "unread"))
    self->facts.unread = TRUE;
  else
    return FALSE;
  return TRUE;
}

static void
deal_init (Deal *self, const char *members)
{
  g_auto (GStrv) pairs = g_strsplit (members, "; ", -1);

  self->row = cosell_deal_data_new ();
  self->row->status = COSELL_DEAL_STATUS_ACCEPTED;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  cosell_query_facts_init (&self->facts, self->row);
  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++)
    {
      char *equals = strchr (*pair, '=');
      const CosellField *field;
      char *text;

      g_assert_nonnull (equals);
      *equals = '\0';
      text = g_strdelimit (g_strdup (equals + 1), "|", '\n');
      if (strcmp (*pair, "solutions") == 0 || strcmp (*pair, "partners") == 0)
        g_strdelimit (text, "/", '\t');
      g_ptr_array_add (self->texts, text);
      if (set_fact (self, *pair, text))
        continue;
      field = cosell_field_find (cosell_deal_fields, *pair);
      if (field == NULL || !cosell_field_set_text (field, self->row, text))
        g_error ("%s cannot be %s", *pair, text);
    }
}

/* What is looked for, in which deal, and whether it is found. */
typedef struct
{
  const char *query;
  const char *deal;
  gboolean found;
} MatchCase;

static void
check_with (const MatchCase *rows, gsize n, const CosellQueryContext *context)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CosellQuery) query = query_test_parse (rows[i].query);
      Deal deal;

      deal_init (&deal, rows[i].deal);
      if (cosell_query_match (query, &deal.facts, context) != rows[i].found)
        g_error ("“%s” and a deal of %s", rows[i].query, rows[i].deal);
      deal_clear (&deal);
    }
}

static void
check (const MatchCase *rows, gsize n)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
  CosellQueryContext context = query_test_context (zone);

  check_with (rows, n, &context);
}

static void
test_terms (void)
{
  static const MatchCase rows[] = {
    { "", "", TRUE },
    { "data platform", "searchText=a data platform", TRUE },
    { "data form", "searchText=a data platform", TRUE },
    { "data warehouse", "searchText=a data platform", FALSE },
    { "data -warehouse", "searchText=a data platform", TRUE },
    { "data -platform", "searchText=a data platform", FALSE },
    { "-data", "", TRUE },
    { "data", "", FALSE },
    { "data status:won", "searchText=data; status=won", TRUE },
    { "data status:won", "searchText=data; status=lost", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_text (void)
{
  static const MatchCase rows[] = {
    { "RÄKSMÖRGÅS", "searchText=en raksmorgas|till", TRUE },
    { "\"data platform\"", "searchText=data platform", TRUE },
    { "\"data platform\"", "searchText=data|platform", FALSE },
    { "\"platform data\"", "searchText=data platform", FALSE },
    { "customer:OSO", "customer=Contoso AB", TRUE },
    { "customer:\"oso ab\"", "customer=Contoso AB", TRUE },
    { "customer:malmo", "customer=Malmö Åkeri", TRUE },
    { "customer:fabrikam", "customer=Contoso AB; searchText=fabrikam", FALSE },
    { "solution:sol-15", "solutions=SOL-15974-MQF/Fabrikam Suite|SOL-2/Rollout", TRUE },
    { "solution:rollout", "solutions=SOL-15974-MQF/Fabrikam Suite|SOL-2/Rollout", TRUE },
    { "solution:\"mqf fabrikam\"", "solutions=SOL-15974-MQF/Fabrikam Suite", FALSE },
    { "solution:suite solution:rollout", "solutions=1/Suite|2/Rollout", TRUE },
    { "partner:tailwind", "partners=01e2/Tailwind", TRUE },
    { "partner:01E2", "partners=01e2/Tailwind", TRUE },
    { "team:ola", "team=sara.ek@fabrikam.example|ola.lind@fabrikam.example", TRUE },
    { "campaign:erp", "campaignId=FY27-ERP", TRUE },
    { "location:123", "location=1234567", TRUE },
    { "sender:microsoft", "sender=Microsoft Sverige", TRUE },
    { "crm:crm-7", "crm=CRM-7|Dynamics", TRUE },
    { "source:web", "source=WebSite", TRUE },
    { "action:contact", "action=ContactMe", TRUE },
    { "quality:high", "quality=High", TRUE },
    { "quality:high", "quality=Low", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_alternatives (void)
{
  static const MatchCase rows[] = {
    { "status:won,lost", "status=won", TRUE },
    { "status:won,lost", "status=lost", TRUE },
    { "status:won,lost", "status=expired", FALSE },
    { "-status:won,lost", "status=lost", FALSE },
    { "-status:won,lost", "status=expired", TRUE },
    { "status:won status:lost", "status=won", FALSE },
    { "customer:\"a,b\"", "customer=a", FALSE },
    { "customer:a,b", "customer=b", TRUE },
    { "foo:bar", "searchText=see foo:bar", TRUE },
    { "foo:bar", "searchText=bar", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_numbers (void)
{
  static const MatchCase rows[] = {
    { "value:100000", "value=100000.00", TRUE },
    { "value:100000", "value=100000.01", FALSE },
    { "value:>100000", "value=100000.00", FALSE },
    { "value:>100000", "value=100000.01", TRUE },
    { "value:>=100000", "value=100000.00", TRUE },
    { "value:<100000", "value=100000.00", FALSE },
    { "value:<100000", "value=99999.99", TRUE },
    { "value:<=100000", "value=100000.00", TRUE },
    { "value:10..20", "value=10.00", TRUE },
    { "value:10..20", "value=20.00", TRUE },
    { "value:10..20", "value=20.001", FALSE },
    { "value:..20", "value=-5.00", TRUE },
    { "value:10..", "value=9.99", FALSE },
    { "value:10..", "value=1000000000000000000000000000.00", TRUE },
    { "value:9007199254740993", "value=9007199254740992.00", FALSE },
    { "value:<10", "", FALSE },
    { "value:0", "value=0.00", TRUE },
    { "value:none", "value=0.00", FALSE },
    { "value:1,5..", "value=6.00", TRUE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

/* Twice as much in SEK, and no rate for anything but EUR. */
static char *
convert_cb (const char *amount, const char *from, const char *to, gpointer user_data)
{
  g_assert_cmpstr (to, ==, "SEK");
  ++*(guint *) user_data;
  return g_str_equal (from, "EUR") ? cosell_decimal_add (amount, amount) : NULL;
}

static void
test_currency (void)
{
  static const MatchCase rows[] = {
    { "value:>150", "value=100.00; currency=EUR", TRUE },
    { "value:>250", "value=100.00; currency=EUR", FALSE },
    { "value:>50", "value=100.00; currency=SEK", TRUE },
    { "value:>150", "value=100.00; currency=SEK", FALSE },
    { "value:>0", "value=100.00; currency=USD", FALSE },
    { "value:none", "value=100.00; currency=USD", FALSE },
    { "-value:>0", "value=100.00; currency=USD", TRUE },
    { "value:>0", "value=100.00", FALSE },
    { "value:none", "currency=EUR", TRUE },
  };
  static const MatchCase without[] = {
    { "value:100", "value=100.00; currency=EUR", TRUE },
    { "value:100 currency:eur", "value=100.00; currency=EUR", TRUE },
    { "currency:sek", "value=100.00; currency=EUR", FALSE },
    { "currency:sek,eur", "currency=EUR", TRUE },
    { "currency:none", "value=100.00", TRUE },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);
  guint calls = 0;

  context.convert = convert_cb;
  context.convert_data = &calls;
  check_with (without, G_N_ELEMENTS (without), &context);
  g_assert_cmpuint (calls, ==, 0);
  context.currency = "SEK";
  check_with (rows, G_N_ELEMENTS (rows), &context);
  g_assert_cmpuint (calls, ==, 4);
  context.convert = NULL;
  check_with (without, G_N_ELEMENTS (without), &context);
}

static void
test_dates (void)
{
  static const MatchCase rows[] = {
    { "closes:2027-Q1", "closeDate=2027-01-01", TRUE },
    { "closes:2027-Q1", "closeDate=2027-04-01", FALSE },
    { "closes:this-quarter", "closeDate=2026-12-31", TRUE },
    { "closes:>2027-01", "closeDate=2027-01-31", FALSE },
    { "closes:>2027-01", "closeDate=2027-02-01", TRUE },
    { "closes:<2027", "closeDate=2026-12-31", TRUE },
    { "closes:2027-02..", "closeDate=2027-02-01", TRUE },
    { "closes:..2027-02", "closeDate=2027-03-01", FALSE },
    { "closes:next-30d", "closeDate=2026-12-22", TRUE },
    { "closes:next-30d", "closeDate=2026-12-23", FALSE },
    { "closes:today,2027-05", "closeDate=2026-11-22", TRUE },
    { "closes:overdue", "closeDate=2026-11-21", TRUE },
    { "closes:overdue", "closeDate=2026-11-22", FALSE },
    { "closes:overdue", "closeDate=2026-11-21; status=won", FALSE },
    { "closes:next-week..this-week", "closeDate=2026-11-22", FALSE },
    /* local days: in Stockholm a day begins at 23:00 UTC in winter */
    { "created:today", "createdAt=2026-11-21T22:59:59Z", FALSE },
    { "created:today", "createdAt=2026-11-21T23:00:00Z", TRUE },
    { "created:today", "createdAt=2026-11-22T22:59:59.999999Z", TRUE },
    { "created:today", "createdAt=2026-11-22T23:00:00Z", FALSE },
    { "created:<2026-11-22", "createdAt=2026-11-21T22:59:59Z", TRUE },
    { "created:>2026-11-21", "createdAt=2026-11-21T23:00:00Z", TRUE },
    { "accepted:2026-11", "acceptedAt=2026-11-05T10:00:00Z", TRUE },
    { "closed-on:2026-11", "closedAt=2026-10-31T23:30:00Z", TRUE },
    { "expires:next-7d", "expiresAt=2026-11-29T10:00:00Z", TRUE },
    { "remind:today", "remind=2026-11-22T10:00:00Z", TRUE },
    { "changed:today", "updatedAt=2026-11-22T10:00:00Z", TRUE },
    { "changed:today", "updatedAt=2026-11-01T10:00:00Z; localChange=2026-11-22T10:00:00Z", TRUE },
    { "changed:today", "updatedAt=2026-11-22T10:00:00Z; localChange=2026-11-01T10:00:00Z", TRUE },
    { "changed:today", "localChange=2026-11-21T10:00:00Z", FALSE },
    { "untouched:14d", "updatedAt=2026-11-08T22:59:59Z", TRUE },
    { "untouched:14d", "updatedAt=2026-11-08T23:00:00Z", FALSE },
    { "untouched:14d", "updatedAt=2026-11-08T10:00:00Z; localChange=2026-11-20T10:00:00Z", FALSE },
    { "untouched:14d", "updatedAt=2026-11-08T10:00:00Z; status=won", FALSE },
    { "untouched:14d", "updatedAt=2026-11-08T10:00:00Z; status=received", TRUE },
    { "untouched:0d", "updatedAt=2026-11-22T07:00:00Z", TRUE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

/* Every key that can be missing: nothing of it is there, and "none" alone finds that. */
static void
test_missing (void)
{
  static const struct
  {
    const char *value, *there;
  } rows[COSELL_QUERY_N_KEYS] = {
    [COSELL_QUERY_KEY_COUNTRY] = { "se", "country=SE" },
    [COSELL_QUERY_KEY_CUSTOMER] = { "a", "customer=a" },
    [COSELL_QUERY_KEY_SOLUTION] = { "a", "solutions=a/b" },
    [COSELL_QUERY_KEY_PARTNER] = { "a", "partners=a/b" },
    [COSELL_QUERY_KEY_CAMPAIGN] = { "a", "campaignId=a" },
    [COSELL_QUERY_KEY_LOCATION] = { "a", "location=a" },
    [COSELL_QUERY_KEY_REGISTRATION] = { "passed", "registrationStatus=Passed" },
    [COSELL_QUERY_KEY_MICROSOFT] = { "won", "microsoftStatus=won" },
    [COSELL_QUERY_KEY_TEAM] = { "a", "team=a" },
    [COSELL_QUERY_KEY_SENDER] = { "a", "sender=a" },
    [COSELL_QUERY_KEY_CURRENCY] = { "sek", "currency=SEK" },
    [COSELL_QUERY_KEY_CRM] = { "a", "crm=a" },
    [COSELL_QUERY_KEY_SOURCE] = { "a", "source=a" },
    [COSELL_QUERY_KEY_ACTION] = { "a", "action=a" },
    [COSELL_QUERY_KEY_QUALITY] = { "a", "quality=a" },
    [COSELL_QUERY_KEY_VALUE] = { ">=0", "value=0.00" },
    [COSELL_QUERY_KEY_STAGE] = { ">0", "stage=10" },
    [COSELL_QUERY_KEY_CLOSES] = { ">2000", "closeDate=2026-01-01" },
    [COSELL_QUERY_KEY_CREATED] = { "<=today", "createdAt=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_CHANGED] = { "<=today", "updatedAt=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_ACCEPTED] = { "<=today", "acceptedAt=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_CLOSED_ON] = { "<=today", "closedAt=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_EXPIRES] = { "<=today", "expiresAt=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_REMIND] = { "<=today", "remind=2026-01-01T00:00:00Z" },
    [COSELL_QUERY_KEY_UNTOUCHED] = { "1d", "updatedAt=2026-01-01T00:00:00Z" },
  };

  for (guint i = 0; i < COSELL_QUERY_N_KEYS; i++)
    {
      const CosellQueryKeyInfo *key = cosell_query_key_info (i);
      g_autofree char *none = g_strconcat (key->name, ":none", NULL);
      g_autofree char *with = g_strconcat (key->name, ":", rows[i].value, NULL);
      g_autofree char *without = g_strconcat ("-", with, NULL);
      g_autofree char *some = g_strconcat ("-", none, NULL);
      g_autofree char *either = g_strconcat (with, ",none", NULL);
      const MatchCase cases[] = {
        { none, "", TRUE },
        { none, rows[i].there, FALSE },
        { with, "", FALSE },
        { with, rows[i].there, TRUE },
        { without, "", TRUE },
        { some, "", FALSE },
        { some, rows[i].there, TRUE },
        { either, "", TRUE },
        { either, rows[i].there, TRUE },
      };

      g_assert_true (key->optional == (rows[i].value != NULL));
      if (key->optional)
        check (cases, G_N_ELEMENTS (cases));
    }
}

static void
test_keywords (void)
{
  static const MatchCase rows[] = {
    { "open", "status=draft", TRUE },
    { "open", "status=received", TRUE },
    { "open", "status=accepted", TRUE },
    { "open", "status=won", FALSE },
    { "closed", "status=accepted", FALSE },
    { "closed", "status=won", TRUE },
    { "closed", "status=expired", TRUE },
    { "closed", "status=error", TRUE },
    { "-closed", "status=declined", FALSE },
    { "overdue", "closeDate=2026-11-21", TRUE },
    { "overdue", "closeDate=2026-11-22", FALSE },
    { "overdue", "closeDate=2026-11-21; status=received", FALSE },
    { "overdue", "", FALSE },
    { "expiring", "status=received; expiresAt=2026-11-22T22:00:00Z", TRUE },
    { "expiring", "status=received; expiresAt=2026-11-29T22:59:59Z", TRUE },
    { "expiring", "status=received; expiresAt=2026-11-29T23:00:00Z", FALSE },
    { "expiring", "status=received; expiresAt=2026-11-21T22:00:00Z", FALSE },
    { "expiring", "status=received", FALSE },
    { "expiring", "status=accepted; expiresAt=2026-11-23T22:00:00Z", FALSE },
    { "mine", "team=sara.ek@fabrikam.example|Ola.Lind@Fabrikam.example", TRUE },
    { "mine", "team=lola.lind@fabrikam.example", FALSE },
    { "mine", "", FALSE },
    { "favorite", "favorite=true", TRUE },
    { "favorite", "", FALSE },
    { "p2p", "p2p=true", TRUE },
    { "p2p", "", FALSE },
    { "unsynced", "sync=waiting", TRUE },
    { "unsynced", "sync=conflict", TRUE },
    { "unsynced", "sync=synced", FALSE },
    { "unsynced", "sync=draft", FALSE },
    { "held", "sync=parked; held=true", TRUE },
    { "held", "sync=parked", FALSE },
    { "parked", "sync=parked", TRUE },
    { "parked", "sync=parked; held=true", TRUE },
    { "parked", "sync=waiting", FALSE },
    { "conflict", "sync=conflict", TRUE },
    { "conflict", "sync=parked", FALSE },
    { "draft", "status=draft", TRUE },
    { "draft", "", FALSE },
    { "eligible", "eligible=yes", TRUE },
    { "eligible", "", FALSE },
    { "unread", "unread=yes", TRUE },
    { "unread", "", FALSE },
  };
  static const char *const several[] = { "", "A@b.example", "SARA.EK@fabrikam.example", NULL };
  static const MatchCase other = { "mine", "team=sara.ek@fabrikam.example", TRUE };
  static const MatchCase nobody = { "mine", "team=", FALSE };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);

  check (rows, G_N_ELEMENTS (rows));
  context.mine = several;
  check_with (&other, 1, &context);
  check_with (&nobody, 1, &context);
}

static void
test_words (void)
{
  static const MatchCase rows[] = {
    { "type:co-sell", "type=co-sell", TRUE },
    { "type:lead", "type=co-sell", FALSE },
    { "country:sweden", "country=SE", TRUE },
    { "country:se", "country=se", TRUE },
    { "country:se", "country=NO", FALSE },
    { "stage:60", "stage=60", TRUE },
    { "stage:>=40", "stage=20", FALSE },
    { "stage:20..60", "stage=40", TRUE },
    { "stage:100", "stage=100", TRUE },
    { "stage:proposed", "stage=60; type=co-sell", TRUE },
    { "stage:proposed", "stage=60; type=solution-assessment", FALSE },
    { "stage:collect-data", "stage=40; type=solution-assessment", TRUE },
    { "stage:collect-data", "stage=40; type=private", FALSE },
    { "stage:created", "stage=10; direction=outbound", TRUE },
    { "stage:created", "stage=10; direction=inbound", FALSE },
    { "stage:accepted", "stage=10; direction=inbound", TRUE },
    { "stage:accepted", "stage=10; direction=outbound", FALSE },
    { "stage:won", "stage=100; status=won", TRUE },
    { "stage:won", "stage=100; status=accepted", FALSE },
    { "stage:none", "stageText=Discovery call", TRUE },
    { "registration:action-required", "registrationStatus=ActionRequired", TRUE },
    { "registration:other", "registrationStatus=Somewhere", TRUE },
    { "registration:other", "registrationStatus=Approved", FALSE },
    { "registration:other", "", FALSE },
    { "registration:none", "registrationStatus=None", TRUE },
    { "microsoft:received", "microsoftStatus=received", TRUE },
    { "microsoft:none", "microsoftStatus=draft", TRUE },
    { "sync:waiting", "sync=waiting", TRUE },
    { "tab:inbound", "direction=inbound", TRUE },
    { "tab:inbound", "direction=inbound; type=lead", FALSE },
    { "tab:outbound", "direction=inbound", FALSE },
    { "tab:outbound", "direction=outbound", TRUE },
    { "tab:favorites", "favorite=true; type=lead", TRUE },
    { "tab:favorites", "", FALSE },
    { "tab:leads", "type=lead", TRUE },
    { "tab:leads", "direction=inbound", FALSE },
    { "tab:all", "type=lead", TRUE },
    { "-tab:inbound", "direction=inbound", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-match/I1-I2-terms", test_terms);
  g_test_add_func ("/query-match/I4-text", test_text);
  g_test_add_func ("/query-match/I5-alternatives", test_alternatives);
  g_test_add_func ("/query-match/I6-numbers", test_numbers);
  g_test_add_func ("/query-match/I6-currency", test_currency);
  g_test_add_func ("/query-match/I7-dates", test_dates);
  g_test_add_func ("/query-match/I8-missing", test_missing);
  g_test_add_func ("/query-match/I9-keywords", test_keywords);
  g_test_add_func ("/query-match/I14-words", test_words);
  return g_test_run ();
}
