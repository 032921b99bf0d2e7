/* $filter: what it takes, what it refuses, what it finds */
#include "base/cosell-manual-clock.h"
#include "sandbox/cosell-sandbox-filter.h"

static const char referral[] =
    "{\"id\":\"c5fbb3b6-be74-4795-9fb5-4324c73fed37\","
    "\"engagementId\":\"65edc0b5-3485-41b7-a17e-dfa9ef4706e2\",\"organizationId\":\"org\","
    "\"createdDateTime\":\"2026-10-30T21:03:00.5Z\",\"updatedDateTime\":\"2026-11-01T00:00:00Z\","
    "\"status\":\"New\",\"substatus\":\"Pending\",\"statusReason\":null,"
    "\"qualification\":\"SalesQualified\",\"type\":\"Shared\",\"direction\":\"Incoming\","
    "\"favorite\":true,\"name\":\"O'Rourke's deal\",\"customerProfile\":{\"name\":\"Peña\","
    "\"address\":{\"country\":\"ES\"},\"team\":[]},\"details\":{\"dealValue\":10000.50,"
    "\"currency\":\"EUR\"},\"team\":[{\"email\":\"r2d2@contoso.example\",\"firstName\":\"R\"},"
    "{\"email\":\"c3po@contoso.example\",\"firstName\":null}]}";

typedef struct
{
  const char *filter;
  gboolean matches;
} Row;

static const Row rows[] = {
  { "status eq 'New'", TRUE },
  { "status eq 'Active'", FALSE },
  { "status ne 'Active'", TRUE },
  { "  ( substatus eq 'Pending' )  ", TRUE },
  { "engagementId eq '65edc0b5-3485-41b7-a17e-dfa9ef4706e2'", TRUE },
  { "engagementId eq 65edc0b5-3485-41b7-a17e-dfa9ef4706e2", TRUE },
  { "engagementId eq 65EDC0B5-3485-41B7-A17E-DFA9EF4706E2", TRUE },
  { "engagementId eq 75edc0b5-3485-41b7-a17e-dfa9ef4706e2", FALSE },
  { "id eq c5fbb3b6-be74-4795-9fb5-4324c73fed37", TRUE },
  { "(type eq 'Shared' and direction eq 'Incoming')", TRUE },
  { "type eq 'Shared' and direction eq 'Outgoing'", FALSE },
  { "type eq 'Independent' or direction eq 'Incoming'", TRUE },
  { "type eq 'Independent' or direction eq 'Incoming' and status eq 'Closed'", FALSE },
  { "(type eq 'Shared' or direction eq 'Outgoing') and status eq 'Closed'", FALSE },
  { "not (status eq 'New')", FALSE },
  { "not status eq 'Closed' and type eq 'Shared'", TRUE },
  { "customerProfile/address/country eq 'ES'", TRUE },
  { "customerProfile/address/country eq 'US'", FALSE },
  { "customerProfile/name eq 'Peña'", TRUE },
  { "CustomerProfile/Name eq 'Peña'", TRUE },
  { "name eq 'O''Rourke''s deal'", TRUE },
  { "team/any(t:t/email eq 'r2d2@contoso.example')", TRUE },
  { "team/any(t: t/email eq 'c3po@contoso.example' and t/firstName eq null)", TRUE },
  { "team/any(t:t/email eq 'x@contoso.example')", FALSE },
  { "team/all(t:t/email ne 'x@contoso.example')", TRUE },
  { "team/all(t:t/firstName eq 'R')", FALSE },
  { "team/any()", TRUE },
  { "customerProfile/team/any()", FALSE },
  { "team/any(t:t/email eq 'r2d2@contoso.example') and status eq 'New'", TRUE },
  { "details/dealValue eq 10000.5", TRUE },
  { "details/dealValue gt 1e4", TRUE },
  { "details/dealValue le 10000", FALSE },
  { "updatedDateTime ge 2026-11-01T00:00:00Z", TRUE },
  { "updatedDateTime gt 2026-11-01T00:00:00Z", FALSE },
  { "updatedDateTime lt '2026-11-01T01:00:00+02:00'", FALSE },
  { "createdDateTime eq 2026-10-30T21:03:00.5000000Z", TRUE },
  { "statusReason eq null", TRUE },
  { "statusReason ne null", FALSE },
  { "campaignId eq null", TRUE },
  { "name ne null", TRUE },
  { "favorite eq true", TRUE },
  { "favorite ne true", FALSE },
};

static const char *const refused[] = {
  "",
  "status",
  "status eq",
  "status eq New",
  "status = 'New'",
  "status eq 'New",
  "status eq 'New' and",
  "status eq 'New' 'Active'",
  "(status eq 'New'",
  "status eq 'New')",
  "contains(name,'x')",
  "startswith(name,'x') eq true",
  "nothing eq 'x'",
  "email eq 'x@contoso.example'",
  "customerProfile/nothing eq 'x'",
  "team/email eq 'x'",
  "team eq 'x'",
  "team/any(t:t/nothing eq 'x')",
  "team/any(t:u/email eq 'x')",
  "team/any(t:t/email eq 'x'",
  "team/any(t:team/any(u:u/email eq 'x'))",
  "favorite eq 'true'",
  "favorite gt true",
  "details/dealValue eq '10'",
  "updatedDateTime ge 'yesterday'",
  "name gt null",
  "details add 5 eq 10",
  "((((((((((((((((((((((((((((((((((((((((status eq 'New'))))))))))))))))))))))))))))))))))))))))",
};

static SandboxRecord *
make_record (SandboxCore *core)
{
  g_autoptr (GError) error = NULL;
  SandboxRecord *record = sandbox_core_insert (core, referral, -1, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_matches (void)
{
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (0);
  SandboxCore *core = sandbox_core_new (clock, 1);
  SandboxRecord *record = make_record (core);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SandboxFilter) filter = sandbox_filter_parse (rows[i].filter, &error);

      g_test_message ("%s", rows[i].filter);
      g_assert_no_error (error);
      g_assert_cmpint (sandbox_filter_matches (filter, record), ==, rows[i].matches);
    }
  sandbox_core_free (core);
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SandboxFilter) filter = sandbox_filter_parse (refused[i], &error);

      g_test_message ("%s", refused[i]);
      g_assert_null (filter);
      g_assert_error (error, SANDBOX_ERROR, 400);
    }
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new ("status eq 'New'");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, " or status eq 'New'");
  g_assert_null (sandbox_filter_parse (text->str, &error));
  g_assert_error (error, SANDBOX_ERROR, 400);
}

static void
test_engagement (void)
{
  static const struct
  {
    const char *filter;
    const char *engagement;
  } table[] = {
    { "engagementId eq 'abc'", "abc" },
    { "status eq 'New' and (engagementId eq 'abc')", "abc" },
    { "status eq 'New' or engagementId eq 'abc'", NULL },
    { "not (engagementId eq 'abc')", NULL },
    { "engagementId ne 'abc'", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (SandboxFilter) filter = sandbox_filter_parse (table[i].filter, NULL);

      g_assert_cmpstr (sandbox_filter_engagement (filter), ==, table[i].engagement);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/filter/matches", test_matches);
  g_test_add_func ("/sandbox/filter/refused", test_refused);
  g_test_add_func ("/sandbox/filter/too-long", test_too_long);
  g_test_add_func ("/sandbox/filter/engagement", test_engagement);
  return g_test_run ();
}
