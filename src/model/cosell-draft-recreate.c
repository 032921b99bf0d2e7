/* Written as a draft file and read as one: one place says what a draft is. */
#include "model/cosell-draft-recreate.h"

#include "model/cosell-member-place.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"

static void
write_text (CosellJsonWriter *writer, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    cosell_json_writer_member (writer, member, text);
}

static char *
read_text (CosellMemberId id, const CosellDealData *deal, CosellJsonValue own)
{
  if (id == COSELL_MEMBER_LOCATION)
    return g_strdup (deal->location);
  if (id == COSELL_MEMBER_VALUE)
    return cosell_referral_read_value (own);
  if (id == COSELL_MEMBER_CURRENCY)
    return cosell_referral_read_currency (own);
  if (id == COSELL_MEMBER_CLOSE_DATE)
    return cosell_referral_read_close_date (own);
  return cosell_referral_read_display_value (
      cosell_member_place_value (own, cosell_member_get (id)->path));
}

/* Of the members that are texts of a draft. */
static void
write_member (CosellJsonWriter *writer,
              CosellMemberId id,
              const CosellDealData *deal,
              CosellJsonValue own)
{
  const CosellMember *member = cosell_member_get (id);
  g_autofree char *text = NULL;

  if (member->property == NULL)
    return;
  text = read_text (id, deal, own);
  /* a word of the service that this version does not know cannot be chosen again */
  if (member->choices != NULL && cosell_member_choose (member, text) == NULL)
    return;
  write_text (writer, member->draft + 1, text);
}

static void
write_customer (CosellJsonWriter *writer, CosellJsonValue own)
{
  CosellJsonValue profile = cosell_json_member (own, "customerProfile");
  g_autoptr (CosellCustomer) customer = cosell_customer_new_from_json (profile);

  g_object_set (customer, "consent", FALSE, NULL);
  cosell_json_writer_name (writer, "customer");
  cosell_customer_write_draft (customer, writer);
}

static void
write_team (CosellJsonWriter *writer, CosellJsonValue own)
{
  CosellJsonValue team = cosell_json_member (own, "team");

  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_wire (cosell_json_element (team, i));

      if (!cosell_contact_is_empty (contact))
        cosell_contact_write_draft (contact, writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_solutions (CosellJsonWriter *writer, CosellJsonValue own)
{
  CosellJsonValue solutions = cosell_referral_read_solutions (own);

  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autoptr (CosellSolution) solution =
          cosell_solution_new_in_referral (cosell_json_element (solutions, i), own);

      cosell_solution_write_draft (solution, writer);
    }
  cosell_json_writer_end_array (writer);
}

/* What Microsoft was asked for is asked again only of a deal that this company started. */
static void
write_help (CosellJsonWriter *writer,
            const CosellDealData *deal,
            CosellJsonValue own,
            CosellJsonValue microsoft)
{
  g_autoptr (CosellInvitation) invitation = NULL;
  g_autofree char *notes = NULL;
  gboolean lead = deal->type == COSELL_DEAL_TYPE_LEAD; /* L10 */
  CosellHelp help;

  cosell_json_writer_name (writer, "visibleToMicrosoft");
  cosell_json_writer_bool (writer, !lead && cosell_referral_is_shared (own));
  if (lead)
    write_text (writer, "leadId", deal->remote_id);
  if (deal->direction != COSELL_DIRECTION_OUTBOUND || !cosell_json_is_present (microsoft) ||
      deal->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    return;
  invitation = cosell_invitation_new_from_referral (microsoft, own);
  g_object_get (invitation, "help", &help, "notes", &notes, NULL);
  cosell_json_writer_member (writer, "help", cosell_enum_nick (COSELL_TYPE_HELP, (int) help));
  write_text (writer, "notesToMicrosoft", notes);
}

CosellDraft *
cosell_draft_new_from_deal (const CosellDealData *deal,
                            CosellJsonValue own,
                            CosellJsonValue microsoft,
                            GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  g_autofree char *json = NULL;

  g_return_val_if_fail (deal != NULL, NULL);

  cosell_json_writer_begin_object (writer);
  write_customer (writer, own);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    write_member (writer, (CosellMemberId) i, deal, own);
  write_team (writer, own);
  write_solutions (writer, own);
  write_help (writer, deal, own, microsoft);
  cosell_json_writer_end_object (writer);
  json = cosell_json_writer_end (g_steal_pointer (&writer));
  return cosell_draft_new_from_json (json, error);
}
