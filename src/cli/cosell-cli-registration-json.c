/* the members registration and eligibility of show --json */
#include "cli/cosell-cli-json.h"

#include "model/cosell-eligibility.h"
#include "model/cosell-registration-entry.h"

static void
add_next (CosellCliBuilder *json, CosellRegistrationState state, const char *status)
{
  g_autofree char *label = cosell_registration_state_label (state, status);

  cosell_cli_builder_text (json, "label", label);
  cosell_cli_builder_text (json, "nextStep", cosell_registration_next_step (state));
}

static void
add_entry (CosellCliBuilder *json, const CosellRegistrationEntry *entry)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "status", entry->status);
  add_next (json, entry->state, entry->status);
  cosell_cli_builder_text (json, "reason", entry->reason);
  cosell_cli_builder_instant (json, "registeredAt", entry->registered_at);
  cosell_cli_builder_foreign (json, "value", entry->form->base, -1);
  cosell_cli_builder_end_object (json);
}

/* E10: {"contractType", "contact"} beside what the service has. */
static void
add_kept (CosellCliBuilder *json, const char *kept)
{
  g_autoptr (CosellJson) document = kept != NULL ? cosell_json_parse (kept, -1, NULL) : NULL;
  static const char *const members[] = { "contractType", "contact" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *raw =
          cosell_json_dup_raw (cosell_json_member (cosell_json_root (document), members[i]));

      cosell_cli_builder_foreign (json, members[i], raw, -1);
    }
}

static void
add_registration (CosellCliBuilder *json, CosellJsonValue own, const char *kept)
{
  g_autoptr (GPtrArray) entries = cosell_registration_read_entries (own);
  const CosellRegistrationEntry *current = cosell_registration_current (entries);
  g_autofree char *status = cosell_registration_status_text (own);
  g_autofree char *raw = cosell_json_dup_raw (cosell_json_member (own, "registrations"));
  CosellRegistrationState state = cosell_registration_state_parse (status);

  if (state == COSELL_REGISTRATION_NONE && current != NULL)
    state = current->state;
  if (state == COSELL_REGISTRATION_NONE)
    {
      cosell_cli_builder_null (json, "registration");
      return;
    }
  cosell_cli_builder_begin_object (json, "registration");
  cosell_cli_builder_text (json, "status", status);
  add_next (json, state, status);
  cosell_cli_builder_text (json, "reason", current != NULL ? current->reason : NULL);
  add_kept (json, kept);
  cosell_cli_builder_begin_array (json, "entries");
  for (guint i = 0; i < entries->len; i++)
    add_entry (json, g_ptr_array_index (entries, i));
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_foreign (json, "registrations", raw, -1);
  cosell_cli_builder_end_object (json);
}

/* E4 */
static void
add_eligibility (CosellCliBuilder *json,
                 const CosellDealData *row,
                 CosellJsonValue own,
                 GHashTable *eligible)
{
  g_auto (CosellEligibility) eligibility = { 0 };
  g_autoptr (GEnumClass) states = g_type_class_ref (COSELL_TYPE_ELIGIBILITY_STATE);

  cosell_eligibility_check (row, own, eligible, &eligibility);
  cosell_cli_builder_begin_object (json, "eligibility");
  cosell_cli_builder_text (json, "state",
                           g_enum_get_value (states, (int) eligibility.state)->value_nick);
  cosell_cli_builder_begin_array (json, "reasons");
  for (guint i = 0; i < eligibility.reasons->len; i++)
    cosell_cli_builder_text (json, NULL, g_ptr_array_index (eligibility.reasons, i));
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_end_object (json);
}

void
cosell_cli_json_add_registration (CosellCliBuilder *json,
                                  const CosellDealReport *report,
                                  CosellJsonValue own)
{
  add_registration (json, own, report->registration);
  add_eligibility (json, report->row, own, report->eligible);
}
