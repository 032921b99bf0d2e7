/* the members registration and eligibility of show --json */
#include "cli/cosell-cli-json.h"

#include "base/cosell-time.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-registration-entry.h"

static void
write_next (CosellJsonWriter *writer, CosellRegistrationState state, const char *status)
{
  g_autofree char *label = cosell_registration_state_label (state, status);

  cosell_json_writer_member (writer, "label", label);
  cosell_json_writer_member (writer, "nextStep", cosell_registration_next_step (state));
}

static void
write_entry (CosellJsonWriter *writer, const CosellRegistrationEntry *entry)
{
  g_autofree char *registered = cosell_time_format (entry->registered_at);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "status", entry->status);
  write_next (writer, entry->state, entry->status);
  cosell_json_writer_member (writer, "reason", entry->reason);
  cosell_json_writer_member (writer, "registeredAt", registered);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, entry->form->base, -1);
  cosell_json_writer_end_object (writer);
}

/* E10: {"contractType", "contact"} beside what the service has. */
static void
write_kept (CosellJsonWriter *writer, const char *kept)
{
  g_autoptr (CosellJson) json = kept != NULL ? cosell_json_parse (kept, -1, NULL) : NULL;
  static const char *const members[] = { "contractType", "contact" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *raw =
          cosell_json_dup_raw (cosell_json_member (cosell_json_root (json), members[i]));

      cosell_cli_json_add (writer, members[i], raw);
    }
}

static void
write_registration (CosellJsonWriter *writer, CosellJsonValue own, const char *kept)
{
  g_autoptr (GPtrArray) entries = cosell_registration_read_entries (own);
  const CosellRegistrationEntry *current = cosell_registration_current (entries);
  g_autofree char *status = cosell_registration_status_text (own);
  g_autofree char *raw = cosell_json_dup_raw (cosell_json_member (own, "registrations"));
  CosellRegistrationState state = cosell_registration_state_parse (status);

  cosell_json_writer_name (writer, "registration");
  if (state == COSELL_REGISTRATION_NONE && current != NULL)
    state = current->state;
  if (state == COSELL_REGISTRATION_NONE)
    {
      cosell_json_writer_null (writer);
      return;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "status", status);
  write_next (writer, state, status);
  cosell_json_writer_member (writer, "reason", current != NULL ? current->reason : NULL);
  write_kept (writer, kept);
  cosell_json_writer_name (writer, "entries");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    write_entry (writer, g_ptr_array_index (entries, i));
  cosell_json_writer_end_array (writer);
  cosell_cli_json_add (writer, "registrations", raw);
  cosell_json_writer_end_object (writer);
}

/* E4 */
static void
write_eligibility (CosellJsonWriter *writer,
                   const CosellDealData *row,
                   CosellJsonValue own,
                   GHashTable *eligible)
{
  g_auto (CosellEligibility) eligibility = { 0 };
  g_autoptr (GEnumClass) states = g_type_class_ref (COSELL_TYPE_ELIGIBILITY_STATE);

  cosell_eligibility_check (row, own, eligible, &eligibility);
  cosell_json_writer_name (writer, "eligibility");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "state",
                             g_enum_get_value (states, (int) eligibility.state)->value_nick);
  cosell_json_writer_name (writer, "reasons");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < eligibility.reasons->len; i++)
    cosell_json_writer_string (writer, g_ptr_array_index (eligibility.reasons, i));
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
}

void
cosell_cli_json_add_registration (CosellJsonWriter *writer,
                                  const CosellDealReport *report,
                                  CosellJsonValue own)
{
  write_registration (writer, own, report->registration);
  write_eligibility (writer, report->row, own, report->eligible);
}
