/* Registration files: what was read is completed, checked, written, and read again. */
#include "fuzz/fuzz.h"
#include "model/cosell-registration.h"

const char *const fuzz_seeds[] = {
  "{\"type\":\"AzureIPCoSell\",\"solution\":{\"id\":\"SOL-1\",\"name\":\"Suite\",\"solutionValue\":"
  "30000.50,\"solutionCurrency\":\"USD\"},\"consumption\":{\"solutionOnAzure\":true,"
  "\"azureTenantType\":\"Customer\",\"pricingModel\":\"PayAsYouGo\"},\"contract\":{\"value\":"
  "100000,"
  "\"currency\":\"usd\",\"termType\":\"Perpetual\",\"signDateTime\":\"2026-11-01T00:00:00Z\","
  "\"startDateTime\":\"2026-11-02T00:00:00Z\",\"endDateTime\":null},\"contractType\":\"new\","
  "\"contact\":{\"firstName\":\"A\",\"lastName\":\"B\",\"phone\":\"1\",\"email\":"
  "\"a@contoso.example\"}}",
  "{\"registrationType\":1,\"contract\":[],\"marketplace\":\"x\",\"unknown\":{\"deep\":[[[1]]]}}",
  "{\"contract\":{\"startDateTime\":\"2024-02-29\",\"termType\":\"Perpetual\"}}",
  "{}",
  NULL,
};

static void
use (CosellRegistration *registration)
{
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  CosellRegistrationContext context = { .deal = row, .invited_at = 0, .ask_consent = TRUE };
  g_autofree char *json = NULL;
  g_autofree char *local = NULL;
  g_autofree char *end = NULL;
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  g_date_clear (&context.today, 1);
  g_date_set_dmy (&context.today, 22, G_DATE_NOVEMBER, 2026);
  cosell_registration_complete (registration);
  end = cosell_registration_perpetual_end (registration);
  issues = cosell_registration_validate (registration, &context);
  json = cosell_registration_to_json (registration);
  doc = cosell_json_parse (json, -1, NULL);
  g_assert_nonnull (doc);
  local = cosell_registration_to_local_json (registration);
  if (local != NULL)
    cosell_registration_add_local (registration, local);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRegistration) file = cosell_registration_new_from_json (text, &error);
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  g_autoptr (CosellRegistration) entry = NULL;
  g_autoptr (CosellRegistration) local = cosell_registration_new ();

  g_assert_true ((file == NULL) == (error != NULL));
  if (file != NULL)
    use (file);
  if (doc == NULL)
    return 0;
  entry = cosell_registration_new_from_entry (cosell_json_root (doc));
  use (entry);
  cosell_registration_add_local (local, text);
  return 0;
}
