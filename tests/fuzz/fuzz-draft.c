/* Draft files and invitation files: what was read is checked, written, and read again. */
#include "fuzz/fuzz.h"
#include "model/cosell-draft.h"
#include "model/cosell-invite.h"

const char *const fuzz_seeds[] = {
  "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan "
  "1\",\"city\":\"Malm\xC3\xB6\","
  "\"postalCode\":\"211 "
  "34\",\"country\":\"SE\",\"duns\":\"354111111\",\"contacts\":[{\"firstName\":"
  "\"Sara\",\"lastName\":\"Ek\",\"phone\":\"+46 40 100\",\"email\":\"sara.ek@contoso.example\"}],"
  "\"consent\":true},\"name\":\"Contoso ERP move\",\"location\":\"1234567\",\"value\":\"1200000\","
  "\"currency\":\"SEK\",\"closeDate\":\"2027-01-15\",\"crmId\":\"CRM-7\",\"campaignId\":null,"
  "\"notes\":\"Pilot\",\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"phone\":\"+46\","
  "\"email\":\"ola@fabrikam.example\"}],\"solutions\":[{\"id\":\"SOL-1\",\"name\":\"Suite\","
  "\"kind\":"
  "\"own\"}],\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"Demo\","
  "\"visibleToMicrosoft\":"
  "true,\"partners\":[{\"id\":\"01e2abcd-52b0-4af3-a3ae-1fd1530b3563\",\"name\":\"Tailwind\","
  "\"closeDate\":\"2027-01-10\",\"value\":\"200000\",\"currency\":\"SEK\",\"team\":[],"
  "\"solutions\":"
  "[{\"id\":\"SOL-2\",\"name\":\"Rollout\",\"kind\":\"third-party\"}],\"help\":\"GeneralOrOther\"}]"
  "}",
  "{\"microsoft\":true,\"help\":\"GeneralOrOther\",\"notesToMicrosoft\":\"Help\",\"contacts\":[],"
  "\"consent\":true}",
  "{\"id\":\"01e2abcd\",\"name\":\"Tailwind\",\"value\":\"1.005\",\"currency\":\"JPY\",\"help\":"
  "\"none\"}",
  "{\"value\":-1,\"closeDate\":\"2027-02-30\",\"solutions\":[null],\"partners\":{},\"help\":\"?\"}",
  NULL,
};

static void
use (CosellDraft *draft)
{
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  g_autofree char *json = cosell_draft_to_json (draft);
  g_autofree char *twice = NULL;
  g_autoptr (CosellDraft) again = cosell_draft_new_from_json (json, NULL);
  g_autofree char *own = cosell_draft_own_body (draft, "e");
  g_autoptr (CosellJson) body = cosell_json_parse (own, -1, NULL);
  g_auto (GStrv) invitations = cosell_draft_invitation_bodies (draft, "e");
  g_autoptr (GPtrArray) issues = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  g_assert_nonnull (again);
  twice = cosell_draft_to_json (again);
  g_assert_cmpstr (twice, ==, json);
  g_assert_nonnull (body);
  for (char **one = invitations; *one != NULL; one++)
    {
      g_autoptr (CosellJson) doc = cosell_json_parse (*one, -1, NULL);

      g_assert_nonnull (doc);
    }
  issues = cosell_draft_validate (draft, &today);
  cosell_draft_first_incomplete (issues);
  cosell_draft_derive (draft, row);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (text, &error);
  CosellInvite *invite = cosell_invite_new_from_json (text, NULL);

  g_assert_true ((draft == NULL) == (error != NULL));
  if (draft != NULL)
    use (draft);
  g_clear_pointer (&invite, cosell_invite_free);
  return 0;
}
