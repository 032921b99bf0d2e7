/* From referrals, one a line, to a deal's row and objects. */
#include "base/cosell-time.h"
#include "fuzz/fuzz.h"
#include "model/cosell-deal.h"
#include "model/cosell-referral.h"
#include "model/cosell-registration-entry.h"

const char *const fuzz_seeds[] = {
  "{\"id\":\"a\",\"engagementId\":\"e\",\"organizationId\":\"o\",\"organizationName\":\"Fabrikam\","
  "\"name\":\"Contoso ERP\",\"status\":\"Active\",\"substatus\":\"Accepted\",\"type\":\"Shared\","
  "\"direction\":\"Outgoing\",\"qualification\":\"SalesQualified\",\"salesStage\":\"40\","
  "\"createdDateTime\":\"2026-11-01T08:00:00Z\",\"updatedDateTime\":\"2026-11-02T08:00:00.5Z\","
  "\"customerProfile\":{\"name\":\"Contoso\",\"address\":{\"country\":\"SE\",\"city\":"
  "\"Malm\xC3\xB6\"},"
  "\"team\":[{\"firstName\":\"Sara\",\"email\":\"sara@contoso.example\"}],\"ids\":[{"
  "\"profileType\":"
  "\"Duns\",\"id\":\"354111111\"}]},\"details\":{\"dealValue\":1200000.50,\"currency\":\"SEK\","
  "\"notes\":\"R&amp;D\",\"closingDateTime\":\"2027-01-15T00:00:00Z\",\"requirements\":{"
  "\"solutions\":"
  "[{\"type\":\"Name\",\"id\":\"SOL-1\",\"name\":\"Suite\"}]}},\"team\":[{\"email\":"
  "\"ola@fabrikam.example\"}],\"target\":[{\"type\":\"SolutionProfile\",\"id\":\"SOL-1\"}],"
  "\"consent\":{\"consentToShareReferralWithMicrosoftSellers\":true},\"favorite\":true}\n"
  "{\"id\":\"m\",\"engagementId\":\"e\",\"organizationId\":\"msft\",\"status\":\"New\","
  "\"substatus\":"
  "\"Pending\",\"type\":\"Shared\",\"inviteContext\":{\"assistanceRequestCode\":\"GeneralOrOther\","
  "\"notes\":\"Help\",\"invitedBy\":{\"organizationId\":\"o\"}},\"target\":[{\"type\":"
  "\"BusinessProfileLocation\",\"id\":\"msft\"}]}",
  "{\"id\":\"w\",\"status\":\"Closed\",\"substatus\":\"Won\",\"details\":{\"dealValue\":1e3},"
  "\"registrations\":[{\"id\":\"r\",\"status\":\"Pending\",\"type\":\"AzureIPCoSell\"}],"
  "\"registrationStatus\":\"Pending\",\"expirationDateTime\":null}",
  "{\"id\":1,\"team\":{},\"details\":[],\"customerProfile\":\"x\",\"target\":null}",
  NULL,
};

static void
derive (CosellEngagementReferral *halves, guint n, const char *own, const char *const *others)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellDeal) deal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  int row = cosell_engagement_assign_roles (halves, n, "o");

  if (row < 0)
    return;
  cosell_engagement_derive (halves, n, (guint) row, data);
  cosell_engagement_find_microsoft (halves, n, (guint) row);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      g_autofree char *text = cosell_field_dup_text (field, data);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
  entries = cosell_registration_read_entries (halves[row].referral);
  deal = cosell_deal_new (data);
  cosell_deal_set_documents (deal, own, others, "o");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 1);
  g_autoptr (GPtrArray) docs = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_json_unref);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GArray) halves = g_array_new (FALSE, TRUE, sizeof (CosellEngagementReferral));

  for (char **line = lines; *line != NULL; line++)
    {
      CosellJson *doc = cosell_json_parse (*line, -1, NULL);
      CosellEngagementReferral half = { COSELL_ROLE_OWN, cosell_json_root (doc) };
      g_auto (CosellReferralHead) head = { NULL };

      if (doc == NULL)
        continue;
      g_ptr_array_add (docs, doc);
      if (cosell_json_kind (half.referral) != COSELL_JSON_OBJECT)
        continue;
      cosell_referral_read_head (half.referral, &head);
      g_array_append_val (halves, half);
      g_ptr_array_add (texts, *line);
    }
  g_ptr_array_add (texts, NULL);
  if (halves->len > 0)
    derive ((CosellEngagementReferral *) halves->data, halves->len, g_ptr_array_index (texts, 0),
            (const char *const *) texts->pdata + 1);
  return 0;
}
