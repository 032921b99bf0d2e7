/* The practice server: a PATCH by us and by somebody else, a POST, and a $filter: two lines. */
#include <string.h>

#include "base/cosell-manual-clock.h"
#include "fuzz/fuzz.h"
#include "sandbox/cosell-sandbox-filter.h"
#include "sandbox/cosell-sandbox-referrals.h"

const char *const fuzz_seeds[] = {
  "[{\"op\":\"replace\",\"path\":\"/details/dealValue\",\"value\":\"10000\"}]\n"
  "engagementId eq 'e' and (status eq 'Active' or not substatus ne null)",
  "[{\"op\":\"add\",\"path\":\"/team/-\",\"value\":{\"firstName\":\"A\",\"lastName\":\"B\","
  "\"phoneNumber\":\"+46 "
  "1\",\"email\":\"a@contoso.example\"}},{\"op\":\"add\",\"path\":\"/team/0\","
  "\"value\":{}}]\nteam/any(t:t/email eq 'a@contoso.example')",
  "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"Closed\"},{\"op\":\"replace\",\"path\":"
  "\"/substatus\",\"value\":\"Won\"}]\nupdatedDateTime ge 2026-11-22T08:00:00Z",
  "[{\"op\":\"add\",\"path\":\"/registrations/-\",\"value\":{\"type\":\"AzureIPCoSell\"}}]\n"
  "details/dealValue gt 1000.5",
  "{\"name\":\"New\",\"type\":\"Independent\",\"customerProfile\":{\"name\":\"Contoso\","
  "\"address\":"
  "{\"country\":\"SE\"}},\"consent\":{},\"details\":{\"dealValue\":1,\"currency\":\"SEK\"},"
  "\"target\":"
  "[{\"type\":\"SolutionProfile\",\"id\":\"SOL-1\"}]}\n(((((name eq 'a''b')))))",
  NULL,
};

static const char referral[] =
    "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"engagementId\":"
    "\"00000000-0000-4000-8000-000000000002\",\"organizationId\":\"" SANDBOX_OWN_ID "\","
    "\"name\":\"Contoso ERP\",\"status\":\"Active\",\"substatus\":\"Accepted\",\"type\":"
    "\"Independent\",\"direction\":\"Outgoing\",\"qualification\":\"SalesQualified\","
    "\"createdDateTime\":\"2026-11-01T08:00:00Z\",\"updatedDateTime\":\"2026-11-02T08:00:00Z\","
    "\"eTag\":\"\\\"1\\\"\",\"details\":{\"dealValue\":1000,\"currency\":\"SEK\",\"notes\":\"a\"},"
    "\"team\":[],\"target\":[],\"customerProfile\":{\"name\":\"Contoso\"},\"consent\":{}}";

static void
filter (SandboxCore *core, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxFilter) parsed = sandbox_filter_parse (text, &error);

  g_assert_true ((parsed == NULL) == (error != NULL));
  for (guint i = 0; parsed != NULL && i < core->records->len; i++)
    sandbox_filter_matches (parsed, g_ptr_array_index (core->records, i));
}

static void
patch (SandboxCore *core, CosellJsonValue operations)
{
  SandboxRecord *record = g_ptr_array_index (core->records, 0);
  g_autoptr (CosellJson) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = sandbox_referral_patch (core, record, operations, NULL, &error);

  g_assert_true (done == (error == NULL));
  sandbox_referral_patch_unchecked (core, record, operations, NULL);
  after = cosell_json_parse (record->text, -1, NULL);
  g_assert_nonnull (after);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 2);
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (G_GINT64_CONSTANT (1795334400000000));
  SandboxCore *core = sandbox_core_new (clock, 1);
  g_autoptr (CosellJson) body = cosell_json_parse (lines[0], -1, NULL);

  g_assert_nonnull (sandbox_core_insert (core, referral, (gssize) strlen (referral), NULL));
  filter (core, lines[1]);
  if (body != NULL)
    {
      patch (core, cosell_json_root (body));
      sandbox_referral_create (core, cosell_json_root (body), NULL);
    }
  sandbox_core_free (core);
  return 0;
}
