/* What becomes of a draft: its row in the list, and the referrals that are sent, see
 * "From a draft to its referrals" in src/model/README.md. */

#include "model/cosell-draft-private.h"

#include "base/cosell-field.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-deal-facts.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-member-place.h"
#include "model/cosell-people.h"
#include "model/cosell-referral.h"
#include "model/cosell-search-text.h"

/* the row */

static void
take (char **place, char *text)
{
  cosell_take_str (place, text != NULL && text[0] != '\0' ? text : NULL);
  if (*place == NULL)
    g_free (text);
}

static void
add_people (GString *words, CosellSearchMember member, GListStore *people)
{
  g_autoptr (GPtrArray) list = cosell_draft_list_people (G_LIST_MODEL (people));

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;
      g_autofree char *phone = NULL;
      g_autofree char *email = NULL;
      g_autofree char *line = NULL;

      g_object_get (g_ptr_array_index (list, i), "first-name", &first, "last-name", &last, "phone",
                    &phone, "email", &email, NULL);
      line = g_strjoin (" ", first, last, email, phone, NULL);
      cosell_search_text_add (words, member, line);
    }
}

static void
add_chosen (GString *words, CosellDraft *self)
{
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (self));
  GListModel *partners = G_LIST_MODEL (cosell_draft_get_partners (self));

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      const char *name = cosell_solution_get_display_name (solution);
      const char *id = cosell_solution_get_id (solution);
      g_autofree char *line = g_strjoin (" ", name != NULL ? name : "", id, NULL);

      cosell_search_text_add (words, COSELL_SEARCH_SOLUTIONS, line);
    }
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);

      cosell_search_text_add (words, COSELL_SEARCH_PARTNERS,
                              cosell_draft_partner_get_display_name (partner));
    }
}

static char *
derive_search_text (CosellDraft *self, const CosellDealData *data)
{
  GString *words = g_string_new (NULL);
  g_autofree char *city = NULL;
  g_autofree char *duns = NULL;

  g_object_get (cosell_draft_get_customer (self), "city", &city, "duns", &duns, NULL);
  cosell_search_text_add (words, COSELL_SEARCH_NAME, data->name);
  cosell_search_text_add (words, COSELL_SEARCH_CUSTOMER, data->customer);
  cosell_search_text_add (words, COSELL_SEARCH_NOTES,
                          cosell_draft_peek (self, COSELL_MEMBER_NOTES));
  add_people (words, COSELL_SEARCH_CONTACTS,
              cosell_customer_get_contacts (cosell_draft_get_customer (self)));
  cosell_search_text_add (words, COSELL_SEARCH_PLACE, city);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, duns);
  add_chosen (words, self);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, data->crm_id);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, data->campaign_id);
  cosell_search_text_add (words, COSELL_SEARCH_PLACE, data->location);
  add_people (words, COSELL_SEARCH_TEAM, cosell_draft_get_team (self));
  return g_string_free (words, FALSE);
}

/* Half-typed text is no value of a column; it stays in the draft. */
static void
derive_money (CosellDraft *self, CosellDealData *data)
{
  g_autofree char *value = cosell_draft_dup_trimmed (self, COSELL_MEMBER_VALUE);
  g_autofree char *typed = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CURRENCY);
  char *currency = g_ascii_strup (typed, -1);
  gboolean negative, zero;

  if (!cosell_intl_is_currency (currency))
    g_clear_pointer (&currency, g_free);
  take (&data->currency, currency);
  take (&data->value, cosell_money_is_valid (value, &negative, &zero)
                          ? cosell_money_normalize (value, data->currency)
                          : NULL);
}

static void
take_lines (char **place, const GString *lines)
{
  take (place, lines->len > 0 ? g_strdup (lines->str) : NULL);
}

/* The same lines that the halves will have (cosell_deal_facts_derive). */
static void
derive_lines (CosellDraft *self, CosellDealData *data)
{
  GListModel *members = G_LIST_MODEL (cosell_draft_get_team (self));
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (self));
  GListModel *invited = G_LIST_MODEL (cosell_draft_get_partners (self));
  g_autoptr (GString) team = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) partners = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (CosellContact) member = g_list_model_get_item (members, i);
      g_autofree char *email = NULL;

      g_object_get (member, "email", &email, NULL);
      cosell_deal_facts_add_member (team, email);
    }
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_deal_facts_add_line (lines, cosell_solution_get_id (solution),
                                  cosell_solution_get_display_name (solution));
    }
  for (guint i = 0; i < g_list_model_get_n_items (invited); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (invited, i);

      if (*cosell_draft_partner_get_id (partner) != '\0')
        cosell_deal_facts_add_line (partners, cosell_draft_partner_get_id (partner),
                                    cosell_draft_partner_get_display_name (partner));
    }
  take_lines (&data->team, team);
  take_lines (&data->solutions, lines);
  take_lines (&data->partners, partners);
}

void
cosell_draft_derive (CosellDraft *self, CosellDealData *data)
{
  g_autofree char *close_date = NULL;
  g_autofree char *duns = NULL;

  g_return_if_fail (COSELL_IS_DRAFT (self));
  g_return_if_fail (data != NULL);

  take (&data->name, cosell_draft_dup_trimmed (self, COSELL_MEMBER_NAME));
  take (&data->customer,
        cosell_text_tidy (cosell_customer_get_name (cosell_draft_get_customer (self)),
                          COSELL_TEXT_LINE));
  take (&data->country,
        cosell_text_tidy (cosell_customer_get_country (cosell_draft_get_customer (self)),
                          COSELL_TEXT_CODE));
  derive_money (self, data);
  close_date = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CLOSE_DATE);
  take (&data->close_date, cosell_date_parse (close_date, NULL) ? g_strdup (close_date) : NULL);
  take (&data->crm_id, cosell_draft_dup_trimmed (self, COSELL_MEMBER_CRM_ID));
  take (&data->campaign_id, cosell_draft_dup_trimmed (self, COSELL_MEMBER_CAMPAIGN_ID));
  take (&data->location, cosell_draft_dup_trimmed (self, COSELL_MEMBER_LOCATION));
  g_object_get (cosell_draft_get_customer (self), "duns", &duns, NULL);
  take (&data->duns, cosell_customer_normalize_duns (duns));
  data->direction = COSELL_DIRECTION_OUTBOUND;
  data->type = (int) cosell_draft_get_deal_type (self);
  data->p2p = cosell_draft_has_partners (self);
  data->status = COSELL_DEAL_STATUS_DRAFT;
  data->stage = 0;
  data->expires_at = COSELL_NO_TIME;
  data->closed_at = COSELL_NO_TIME;
  data->accepted_at = COSELL_NO_TIME;
  data->favorite = FALSE;
  data->sync = COSELL_SYNC_STATE_DRAFT;
  data->microsoft_status = COSELL_DEAL_STATUS_DRAFT;
  derive_lines (self, data);
  take (&data->search_text, derive_search_text (self, data));
}

/* the bodies */

static void
write_text (CosellDraft *self, CosellJsonWriter *writer, CosellDraftText which, const char *name)
{
  g_autofree char *text = cosell_draft_dup_trimmed (self, which);

  if (text[0] != '\0')
    cosell_json_writer_member (writer, name, text);
}

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

void
cosell_draft_write_target (CosellJsonWriter *writer, const char *type, const char *id)
{
  g_autofree char *tidy = cosell_text_tidy (id, COSELL_TEXT_CODE);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "type", type);
  cosell_json_writer_member (writer, "id", tidy);
  cosell_json_writer_end_object (writer);
}

static void
write_own_targets (CosellDraft *self, CosellJsonWriter *writer)
{
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (self));

  cosell_json_writer_name (writer, "target");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      if (cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_OWN)
        cosell_draft_write_target (writer, "SolutionProfile", cosell_solution_get_id (solution));
    }
  cosell_json_writer_end_array (writer);
}

/* A3: whether Microsoft sellers may see the deal is always said. */
static void
write_consent (CosellDraft *self, CosellJsonWriter *writer)
{
  gboolean consent;

  g_object_get (cosell_draft_get_customer (self), "consent", &consent, NULL);
  cosell_json_writer_name (writer, "consent");
  cosell_json_writer_begin_object (writer);
  write_bool (writer, "consentToContact", consent);
  write_bool (writer, "consentToToShareInfoWithOthers", consent);
  write_bool (writer, "consentToShareReferralWithMicrosoftSellers", cosell_draft_is_visible (self));
  cosell_json_writer_end_object (writer);
}

/* The digits as typed. */
static void
write_value (const char *value, CosellJsonWriter *writer)
{
  gboolean negative, zero;

  if (!cosell_money_is_valid (value, &negative, &zero))
    return;
  cosell_json_writer_name (writer, "dealValue");
  cosell_json_writer_raw (writer, value, -1);
}

void
cosell_draft_write_details (const CosellDraftDetails *details, CosellJsonWriter *writer)
{
  g_autofree char *instant = g_strconcat (details->close_date, "T00:00:00Z", NULL);
  g_autofree char *currency = g_ascii_strup (details->currency, -1);
  g_autofree char *notes = cosell_text_tidy (details->notes, COSELL_TEXT_LINES);

  cosell_json_writer_name (writer, "details");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "notes", details->notes != NULL ? notes : NULL);
  write_value (details->value, writer);
  cosell_json_writer_member (writer, "currency", currency);
  cosell_json_writer_member (writer, "closingDateTime", instant);
  cosell_json_writer_name (writer, "requirements");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (details->solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (details->solutions, i);

      cosell_solution_write_wire (solution, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
}

static void
write_details (CosellDraft *self, CosellJsonWriter *writer)
{
  g_autofree char *value = cosell_draft_dup_trimmed (self, COSELL_MEMBER_VALUE);
  g_autofree char *currency = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CURRENCY);
  g_autofree char *date = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CLOSE_DATE);
  CosellDraftDetails details = {
    .notes = cosell_draft_peek (self, COSELL_MEMBER_NOTES),
    .value = value,
    .currency = currency,
    .close_date = date,
    .solutions = G_LIST_MODEL (cosell_draft_get_solutions (self)),
  };

  cosell_draft_write_details (&details, writer);
}

void
cosell_draft_write_team (GPtrArray *team, CosellJsonWriter *writer)
{
  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < team->len; i++)
    cosell_contact_write_wire (g_ptr_array_index (team, i), writer);
  cosell_json_writer_end_array (writer);
}

/* What every half begins with. Status and substatus are the service's to give (C15). */
static void
write_head (CosellDraft *self, CosellJsonWriter *writer, const char *engagement_id)
{
  write_text (self, writer, COSELL_MEMBER_NAME, "name");
  cosell_json_writer_member (writer, "qualification", "SalesQualified");
  cosell_json_writer_member (writer, "type",
                             cosell_draft_get_help (self) != COSELL_HELP_NONE ? "Shared"
                                                                              : "Independent");
  cosell_json_writer_member (writer, "engagementId", engagement_id);
  write_text (self, writer, COSELL_MEMBER_LOCATION, "mpnId");
}

/* A D-U-N-S number may be typed with dashes, but is sent as nine digits; it is the first of the
 * profile's ids. */
static char *
make_profile (CosellCustomer *customer)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *profile = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *duns = NULL;
  g_autofree char *quoted = NULL;

  cosell_customer_write_profile (customer, writer);
  profile = cosell_json_writer_end (writer);
  g_object_get (customer, "duns", &typed, NULL);
  duns = cosell_customer_normalize_duns (typed);
  if (duns == NULL)
    return g_steal_pointer (&profile);
  quoted = cosell_json_quote (duns);
  return cosell_json_set (profile, "/ids/0/id", quoted, NULL);
}

/* What is about the customer, the same in every half. */
static void
write_customer (CosellDraft *self, CosellJsonWriter *writer)
{
  g_autofree char *profile = make_profile (cosell_draft_get_customer (self));

  cosell_json_writer_name (writer, "customerProfile");
  cosell_json_writer_raw (writer, profile, -1);
  write_consent (self, writer);
}

static void
write_content (CosellDraft *self, CosellJsonWriter *writer)
{
  g_autoptr (GPtrArray) team =
      cosell_draft_list_people (G_LIST_MODEL (cosell_draft_get_team (self)));

  write_customer (self, writer);
  write_details (self, writer);
  cosell_draft_write_team (team, writer);
}

/* C25: nothing is sent of what was not chosen. Returns: (transfer full) */
static char *
add_attributes (CosellDraft *self, char *body)
{
  for (CosellDraftText i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get (i);
      g_autofree char *text = member->type != NULL ? cosell_draft_dup_trimmed (self, i) : NULL;
      g_autofree char *json = NULL;

      if (text == NULL || *text == '\0')
        continue;
      json = cosell_json_quote (text);
      cosell_take_str (&body, cosell_member_place_set (body, member->path, json, NULL));
    }
  return body;
}

char *
cosell_draft_own_body (CosellDraft *self, const char *engagement_id)
{
  CosellJsonWriter *writer;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);
  g_return_val_if_fail (engagement_id != NULL, NULL);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  write_head (self, writer, engagement_id);
  write_text (self, writer, COSELL_MEMBER_CRM_ID, "externalReferenceId");
  write_text (self, writer, COSELL_MEMBER_CAMPAIGN_ID, "campaignId");
  write_own_targets (self, writer);
  write_content (self, writer);
  cosell_json_writer_end_object (writer);
  return add_attributes (self, cosell_json_writer_end (writer));
}

/* The CRM ID and the campaign ID are the own company's business and stay in the own half. */
char *
cosell_draft_microsoft_body (CosellDraft *self, const char *engagement_id)
{
  g_autofree char *notes = NULL;
  CosellJsonWriter *writer;
  CosellHelp help;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);
  g_return_val_if_fail (engagement_id != NULL, NULL);

  help = cosell_draft_get_help (self);
  if (help == COSELL_HELP_NONE || cosell_draft_has_assessment (self))
    return NULL;
  notes = cosell_draft_dup_trimmed (self, COSELL_DRAFT_NOTES_TO_MICROSOFT);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  write_head (self, writer, engagement_id);
  cosell_json_writer_name (writer, "target");
  cosell_json_writer_begin_array (writer);
  cosell_draft_write_target (writer, "BusinessProfileLocation", "msft");
  cosell_json_writer_end_array (writer);
  write_content (self, writer);
  cosell_json_writer_name (writer, "inviteContext");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "assistanceRequestCode",
                             cosell_enum_nick (COSELL_TYPE_HELP, (int) help));
  cosell_json_writer_member (writer, "notes", notes);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  return add_attributes (self, cosell_json_writer_end (writer));
}

/* C13, C16. A partner's half carries its own part of the deal only: neither the notes nor the value
 * of the whole. */
char *
cosell_draft_partner_body (CosellDraft *self,
                           CosellDraftPartner *partner,
                           const char *engagement_id)
{
  CosellJsonWriter *writer;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (partner), NULL);
  g_return_val_if_fail (engagement_id != NULL, NULL);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  write_head (self, writer, engagement_id);
  write_customer (self, writer);
  cosell_draft_partner_write_wire (partner, G_LIST_MODEL (cosell_draft_get_team (self)), writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

GStrv
cosell_draft_invitation_bodies (CosellDraft *self, const char *engagement_id)
{
  g_autoptr (GStrvBuilder) bodies = g_strv_builder_new ();
  g_autofree char *microsoft = NULL;
  GListModel *partners;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);
  g_return_val_if_fail (engagement_id != NULL, NULL);

  microsoft = cosell_draft_microsoft_body (self, engagement_id);
  if (microsoft != NULL)
    g_strv_builder_add (bodies, microsoft);
  partners = G_LIST_MODEL (cosell_draft_get_partners (self));
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);
      g_autofree char *body = cosell_draft_partner_body (self, partner, engagement_id);
      g_autofree char *named = cosell_draft_partner_name_body (partner, body);

      g_strv_builder_add (bodies, named);
    }
  return g_strv_builder_end (bodies);
}
