/* A page of a CRM's opportunities, and what a practice CRM is asked for: two lines. What was read
 * can be written, and says the same when it is read again. */
#include <string.h>

#include "base/cosell-decimal.h"
#include "crm/cosell-dynamics-text.h"
#include "fuzz/fuzz.h"
#include "sandbox/cosell-sandbox-dataverse-filter.h"
#include "sandbox/cosell-sandbox-dataverse-schema.h"

#define ID "00000000-0000-4000-8000-000000000001"
#define WRITTEN                                                                                    \
  (COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_AMOUNT | COSELL_OPPORTUNITY_CLOSE_DATE |           \
   COSELL_OPPORTUNITY_NOTES | COSELL_OPPORTUNITY_STAGE | COSELL_OPPORTUNITY_SOLUTIONS)

const char *const fuzz_seeds[] = {
  "{\"value\":[{\"opportunityid\":\"" ID "\",\"@odata.etag\":\"W/\\\"7\\\"\",\"statecode\":0,"
  "\"name\":\"Contoso ERP\",\"estimatedvalue\":25000.10,\"isrevenuesystemcalculated\":false,"
  "\"transactioncurrencyid\":{\"isocurrencycode\":\"SEK\",\"currencyname\":\"Krona\"},"
  "\"estimatedclosedate\":\"2027-01-15\",\"salesstage\":2,\"new_solutions\":\"SOL-1\","
  "\"modifiedon\":\"2026-11-22T08:00:00Z\"}],\"@odata.nextLink\":"
  "\"http://crm.example/api/data/v9.2/opportunities?$skiptoken=2\"}\n"
  "statecode eq 0 and (contains(name,'a''b') or not estimatedvalue gt 1000.5)",
  "{\"value\":[{\"opportunityid\":\"" ID "\",\"estimatedvalue\":-1e-7},{\"opportunityid\":\"x\"},"
  "17,{\"opportunityid\":\"" ID
  "\",\"estimatedvalue\":99999999999999.99,\"description\":\"\\n\"}]}\n"
  "Microsoft.Dynamics.CRM.In(PropertyName='opportunityid',PropertyValues=['" ID "'])",
  "{\"value\":[],\"@odata.nextLink\":\"//evil.example/opportunities?a\"}\n"
  "startswith(name,'C') and modifiedon ge 2026-11-22T08:00:00Z and estimatedclosedate lt "
  "2027-01-01",
  "{\"value\":{}}\n(((((name eq null)))))",
  NULL,
};

static const CosellDynamicsColumns columns = { NULL, (char *) "new_solutions" };

/* Into {"value":[written]} and back. */
static void
write_again (const CosellOpportunity *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body =
      cosell_dynamics_write_fields (before, (CosellOpportunityFields) WRITTEN, &columns, &error);
  g_autofree char *with_id = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellOpportunity) after = NULL;

  g_assert_true ((body == NULL) == (error != NULL));
  if (body == NULL)
    return;
  g_assert_cmpint (body[0], ==, '{');
  with_id =
      g_strconcat ("{\"opportunityid\":\"" ID "\"", strlen (body) > 2 ? "," : "", body + 1, NULL);
  json = cosell_json_parse (with_id, -1, NULL);
  g_assert_nonnull (json);
  after = cosell_dynamics_read_opportunity (cosell_json_root (json), &columns);
  g_assert_nonnull (after);
  g_assert_cmpstr (after->close_date, ==, before->close_date);
  if (before->amount != NULL && cosell_decimal_is_valid (before->amount))
    g_assert_true (after->amount != NULL && cosell_decimal_equal (after->amount, before->amount));
}

static void
read_page (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  g_autoptr (CosellCrmPage) page = NULL;

  if (json == NULL)
    return;
  page = cosell_dynamics_read_page (cosell_json_root (json), &columns, "$skiptoken=1");
  g_ptr_array_unref (cosell_dynamics_read_parties (cosell_json_root (json)));
  if (page == NULL)
    return;
  g_assert_true (page->next == NULL || !page->cut);
  for (guint i = 0; i < page->opportunities->len; i++)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (page->opportunities, i);

      g_assert_true (g_uuid_string_is_valid (opportunity->id));
      write_again (opportunity);
    }
}

static void
ask (const char *filter)
{
  static const char row[] = "{\"opportunityid\":\"" ID "\",\"name\":\"Contoso\",\"statecode\":0,"
                            "\"estimatedvalue\":25000.10,\"estimatedclosedate\":\"2027-01-15\","
                            "\"modifiedon\":\"2026-11-22T08:00:00Z\",\"description\":null}";
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxCondition) condition =
      sandbox_condition_parse (&sandbox_dataverse_tables[SANDBOX_TABLE_OPPORTUNITIES], filter,
                               &error);
  g_autoptr (CosellJson) json = cosell_json_parse (row, -1, NULL);

  g_assert_true ((condition == NULL) == (error != NULL));
  if (condition != NULL)
    sandbox_condition_holds (condition, cosell_json_root (json));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 2);

  read_page (lines[0]);
  ask (lines[1]);
  return 0;
}
