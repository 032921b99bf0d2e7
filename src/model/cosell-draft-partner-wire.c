/* [inference] The referral that invites a partner: no JSON of one is published. It is taken to be
 * what Microsoft's is, addressed to the partner's location (contract 7), with the partner's own
 * value, date and solutions. All that is assumed about it stands in this file. */

#include "base/cosell-field.h"
#include "base/cosell-json-edit.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft-private.h"
#include "model/cosell-referral.h"

static void
write_target (CosellDraftPartner *self, CosellJsonWriter *writer)
{
  g_autofree char *id = cosell_draft_partner_dup_tidy (self, "id");

  cosell_json_writer_name (writer, "target");
  cosell_json_writer_begin_array (writer);
  cosell_draft_write_target (writer, "BusinessProfileLocation", id);
  cosell_json_writer_end_array (writer);
}

static void
write_details (CosellDraftPartner *self, CosellJsonWriter *writer)
{
  g_autofree char *notes = cosell_draft_partner_dup_tidy (self, "notes");
  g_autofree char *value = cosell_draft_partner_dup_tidy (self, "value");
  g_autofree char *currency = cosell_draft_partner_dup_tidy (self, "currency");
  g_autofree char *date = cosell_draft_partner_dup_tidy (self, "close-date");
  CosellDraftDetails details = {
    .notes = notes,
    .value = value,
    .currency = currency,
    .close_date = date,
    .solutions = G_LIST_MODEL (cosell_draft_partner_get_solutions (self)),
  };

  cosell_draft_write_details (&details, writer);
}

/* What the inviter says to the invited stands where Microsoft gets it as well. */
static void
write_context (CosellDraftPartner *self, CosellJsonWriter *writer)
{
  g_autofree char *notes = cosell_draft_partner_dup_tidy (self, "notes");
  CosellHelp help = COSELL_HELP_NONE;

  g_object_get (self, "help", &help, NULL);
  cosell_json_writer_name (writer, "inviteContext");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "assistanceRequestCode",
                             help == COSELL_HELP_NONE
                                 ? "Unknown"
                                 : cosell_enum_nick (COSELL_TYPE_HELP, (int) help));
  cosell_json_writer_member (writer, "notes", notes);
  cosell_json_writer_end_object (writer);
}

char *
cosell_draft_partner_name_body (CosellDraftPartner *partner, const char *body)
{
  g_autofree char *name = cosell_draft_partner_dup_tidy (partner, "name");
  g_autofree char *json = cosell_json_quote (name);
  char *named = *name != '\0' ? cosell_json_set (body, COSELL_PATH_LOCAL_NAME, json, NULL) : NULL;

  return named != NULL ? named : g_strdup (body);
}

void
cosell_draft_partner_write_wire (CosellDraftPartner *self,
                                 GListModel *deal_team,
                                 CosellJsonWriter *writer)
{
  g_autoptr (GPtrArray) team = NULL;

  g_return_if_fail (COSELL_IS_DRAFT_PARTNER (self));
  g_return_if_fail (G_IS_LIST_MODEL (deal_team));

  team = cosell_draft_list_people (G_LIST_MODEL (cosell_draft_partner_get_team (self)));
  if (team->len == 0)
    {
      g_ptr_array_unref (team);
      team = cosell_draft_list_people (deal_team);
    }
  write_target (self, writer);
  write_details (self, writer);
  cosell_draft_write_team (team, writer);
  write_context (self, writer);
}
