/* A page of opportunities of Salesforce, and what the practice one is asked for: two lines. What
 * was read can be written, and says the same when it is read again. */
#include <string.h>

#include "base/cosell-decimal.h"
#include "crm/cosell-salesforce-text.h"
#include "fuzz/fuzz.h"
#include "sandbox/cosell-sandbox-salesforce-soql.h"

#define ID "006Qy0000000001AAA"
#define WRITTEN                                                                                    \
  (COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_AMOUNT | COSELL_OPPORTUNITY_CLOSE_DATE |           \
   COSELL_OPPORTUNITY_NOTES | COSELL_OPPORTUNITY_STAGE | COSELL_OPPORTUNITY_SOLUTIONS)

const char *const fuzz_seeds[] = {
  "{\"totalSize\":1,\"done\":false,\"nextRecordsUrl\":\"/services/data/v64.0/query/01g-2000\","
  "\"records\":[{\"attributes\":{\"type\":\"Opportunity\"},\"Id\":\"" ID "\",\"Name\":\"Contoso\","
  "\"Amount\":25000.10,\"CurrencyIsoCode\":\"SEK\",\"CloseDate\":\"2027-01-15\",\"StageName\":"
  "\"Closed "
  "Won\",\"IsClosed\":true,\"IsWon\":true,\"SystemModstamp\":\"2026-11-22T08:00:00.000+0000\","
  "\"Solutions__c\":\"SOL-1\",\"OwnerId\":\"005Qy0000000001AAA\",\"Owner\":{\"Name\":\"Kim\"},"
  "\"OpportunityContactRoles\":{\"records\":[{\"Id\":\"00KQy0000000001AAA\",\"ContactId\":"
  "\"003Qy0000000001AAA\",\"Contact\":{\"Email\":\"a@b.example\"}}]}}]}\n"
  "SELECT Id, Account.Name, (SELECT Contact.Email FROM OpportunityContactRoles LIMIT 1) FROM "
  "Opportunity WHERE IsClosed = false AND (Name LIKE 'a\\'b%' OR NOT Amount > 1000.5) ORDER BY "
  "SystemModstamp DESC, Id LIMIT 5 OFFSET 1",
  "{\"records\":[{\"Id\":\"" ID "\",\"Amount\":-1e-7},{\"Id\":\"x\"},17,{\"Id\":\"" ID
  "\",\"Amount\":99999999999999.99,\"Description\":\"\\n\"}]}\n"
  "select count() from Contact where Email in ('a', null) and SystemModstamp >= "
  "2026-11-22T08:00:00Z",
  "[{\"message\":\"Late\",\"errorCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\",\"fields\":"
  "[\"CloseDate\"]},{\"errorCode\":7}]\nSELECT CreatedBy.CreatedBy.Name FROM User WHERE Name NOT "
  "IN "
  "('x')",
  "[{\"version\":\"64.0\"},{\"version\":\"x\"}]\n(((((SELECT",
  "{\"records\":[],\"nextRecordsUrl\":\"//evil.example/services/data/v1/query/x\"}\nSELECT Id FROM "
  "CurrencyType",
  "{\"fields\":[{\"name\":\"Amount\",\"type\":\"currency\",\"precision\":18,\"scale\":2}]}\nSELECT",
  NULL,
};

static const CosellSalesforceShape shape = { NULL, (char *) "Solutions__c", TRUE, NULL };

/* Into a record and back. */
static void
write_again (const CosellOpportunity *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = cosell_salesforce_write_fields (before, (CosellOpportunityFields) WRITTEN,
                                                          &shape, TRUE, &error);
  g_autofree char *with_id = NULL;
  g_autofree char *since = cosell_salesforce_unmodified_since (before->mark);
  g_autofree char *key =
      cosell_salesforce_account_soql (before->name != NULL ? before->name : "", before->stage);
  g_autoptr (SandboxSoql) soql = sandbox_soql_parse (key, TRUE, NULL);
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellOpportunity) after = NULL;

  /* whatever a name holds, the question stays one */
  g_assert_nonnull (soql);
  g_assert_true ((body == NULL) == (error != NULL));
  if (body == NULL)
    return;
  g_assert_cmpint (body[0], ==, '{');
  with_id = g_strconcat ("{\"Id\":\"" ID "\"", strlen (body) > 2 ? "," : "", body + 1, NULL);
  json = cosell_json_parse (with_id, -1, NULL);
  g_assert_nonnull (json);
  after = cosell_salesforce_read_opportunity (cosell_json_root (json), &shape);
  g_assert_nonnull (after);
  g_assert_cmpstr (after->close_date, ==, before->close_date);
  g_assert_cmpstr (after->name, ==, before->name);
  if (before->amount != NULL && cosell_decimal_is_valid (before->amount))
    g_assert_true (after->amount != NULL && cosell_decimal_equal (after->amount, before->amount));
}

static void
explain (const char *text)
{
  CosellHttpError code = COSELL_HTTP_ERROR_REJECTED;
  gboolean unknown = FALSE;
  g_autofree char *words = cosell_salesforce_explain (text, strlen (text), 400, &code, &unknown);

  g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
}

static void
read_page (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  g_autoptr (CosellCrmDescription) description = cosell_crm_description_new ();
  g_autoptr (CosellCrmPage) page = NULL;
  g_autofree char *version = NULL;
  CosellJsonValue root = cosell_json_root (json);

  explain (text);
  if (json == NULL)
    return;
  version = cosell_salesforce_read_versions (root);
  g_ptr_array_unref (cosell_salesforce_read_parties (root, TRUE));
  cosell_salesforce_read_stages (root, FALSE, description->stages);
  cosell_salesforce_read_currencies (root, description->currencies);
  cosell_salesforce_read_columns (root, &shape, description);
  page = cosell_salesforce_read_page (root, &shape, NULL);
  if (page == NULL)
    return;
  g_assert_true (page->next == NULL ||
                 (!page->cut && g_str_has_prefix (page->next, COSELL_SALESFORCE_PATH "/")));
  for (guint i = 0; i < page->opportunities->len; i++)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (page->opportunities, i);

      g_assert_true (cosell_salesforce_is_id (opportunity->id));
      write_again (opportunity);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxSoql) soql = sandbox_soql_parse (lines[1], TRUE, &error);

  g_assert_true ((soql == NULL) == (error != NULL));
  read_page (lines[0]);
  return 0;
}
