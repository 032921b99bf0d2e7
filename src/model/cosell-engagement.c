/* cosell-engagement.c: from the documents of an engagement to the row of a list */
#include "base/cosell-str.h"
#include "model/cosell-referral.h"

#include "base/cosell-intl.h"
#include "base/cosell-time.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-deal-facts.h"
#include "model/cosell-lead.h"
#include "model/cosell-oversized.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-registration-entry.h"
#include "model/cosell-search-text.h"

/* What the rules ask of an engagement, read once. */
typedef struct
{
  CosellJsonValue own;
  char *owner;        /* (owned) (nullable) */
  char *inviter;      /* (owned) (nullable) */
  char *inviter_name; /* (owned) (nullable): as the inviter's own half has it */
  gboolean has_partner;
  CosellJsonValue microsoft; /* the newest half of Microsoft, or nothing */
} Engagement;

static void
engagement_clear (Engagement *self)
{
  g_free (self->owner);
  g_free (self->inviter);
  g_free (self->inviter_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Engagement, engagement_clear)

int
cosell_engagement_find_microsoft (const CosellEngagementReferral *halves, guint n_halves, guint own)
{
  int found = -1;
  gint64 newest = G_MININT64;

  for (guint i = 0; i < n_halves; i++)
    {
      gint64 created;

      if (i == own || halves[i].role != COSELL_ROLE_MICROSOFT)
        continue;
      created = cosell_referral_read_instant (halves[i].referral, "createdDateTime");
      if (created == COSELL_NO_TIME)
        created = G_MAXINT64;
      if (found < 0 || created >= newest)
        {
          found = (int) i;
          newest = created;
        }
    }
  return found;
}

static void
engagement_read (Engagement *self,
                 const CosellEngagementReferral *halves,
                 guint n_halves,
                 guint own)
{
  int microsoft = cosell_engagement_find_microsoft (halves, n_halves, own);

  self->own = halves[own].referral;
  self->owner = cosell_referral_read_id (self->own, "organizationId");
  self->inviter = cosell_referral_read_inviter (self->own);
  if (microsoft >= 0)
    self->microsoft = halves[microsoft].referral;
  for (guint i = 0; i < n_halves; i++)
    if (i != own && halves[i].role == COSELL_ROLE_PARTNER)
      {
        g_autofree char *owner = cosell_referral_read_text (halves[i].referral, "organizationId");

        self->has_partner = TRUE;
        if (self->inviter_name == NULL && cosell_referral_same_id (owner, self->inviter))
          self->inviter_name =
              cosell_referral_read_display (halves[i].referral, "organizationName");
      }
}

/* B3. Without inviter and direction only an unanswered referral can have come from outside. */
static CosellDirection
derive_direction (const Engagement *engagement)
{
  g_autofree char *direction = cosell_referral_read_text (engagement->own, "direction");

  if (cosell_referral_same_id (engagement->inviter, engagement->owner))
    return COSELL_DIRECTION_OUTBOUND;
  if (cosell_referral_same_id (direction, "Outgoing"))
    return COSELL_DIRECTION_OUTBOUND;
  if (cosell_referral_same_id (direction, "Incoming") || engagement->inviter != NULL)
    return COSELL_DIRECTION_INBOUND;
  return cosell_referral_read_status (engagement->own, COSELL_DEAL_STATUS_ACCEPTED) ==
                 COSELL_DEAL_STATUS_RECEIVED
             ? COSELL_DIRECTION_INBOUND
             : COSELL_DIRECTION_OUTBOUND;
}

/* A10 */
static CosellDealType
derive_type (const Engagement *engagement, CosellDirection direction)
{
  g_autofree char *type = cosell_referral_read_text (engagement->own, "type");

  if (cosell_lead_classify (engagement->own, direction) != COSELL_LEAD_KIND_NONE)
    return COSELL_DEAL_TYPE_LEAD;
  if (cosell_referral_has_assessment (engagement->own))
    return COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  if (engagement->microsoft.doc != NULL || cosell_referral_same_id (type, "Shared") ||
      (direction == COSELL_DIRECTION_INBOUND &&
       cosell_referral_same_id (engagement->inviter, COSELL_MICROSOFT_ORG)))
    return COSELL_DEAL_TYPE_CO_SELL;
  return cosell_referral_is_shared (engagement->own) ? COSELL_DEAL_TYPE_PARTNER_LED
                                                     : COSELL_DEAL_TYPE_PRIVATE;
}

/* A1, A10: somebody invited, or another partner invited us. */
static gboolean
derive_p2p (const Engagement *engagement, CosellDirection direction)
{
  if (engagement->has_partner)
    return TRUE;
  return direction == COSELL_DIRECTION_INBOUND && engagement->inviter != NULL &&
         !cosell_referral_same_id (engagement->inviter, COSELL_MICROSOFT_ORG);
}

static char *
derive_sender (const Engagement *engagement, CosellDirection direction)
{
  CosellJsonValue context = cosell_json_member (engagement->own, "inviteContext");
  g_autofree char *name = NULL;

  if (direction != COSELL_DIRECTION_INBOUND || engagement->inviter == NULL)
    return NULL;
  name =
      cosell_referral_read_display (cosell_json_member (context, "invitedBy"), "organizationName");
  if (name != NULL)
    return g_steal_pointer (&name);
  if (cosell_referral_same_id (engagement->inviter, COSELL_MICROSOFT_ORG))
    return g_strdup ("Microsoft");
  return g_strdup (engagement->inviter_name != NULL ? engagement->inviter_name
                                                    : engagement->inviter);
}

static char *
derive_country (CosellJsonValue referral)
{
  CosellJsonValue profile = cosell_json_member (referral, "customerProfile");
  char *country = cosell_referral_read_text (cosell_json_member (profile, "address"), "country");

  if (country != NULL && strlen (country) == 2)
    for (char *c = country; *c != '\0'; c++)
      *c = g_ascii_toupper (*c);
  return country;
}

static char *
derive_duns (CosellJsonValue referral)
{
  CosellJsonValue profile = cosell_json_member (referral, "customerProfile");
  CosellJsonValue entry;
  CosellJsonIter iter;

  if (cosell_json_kind (cosell_json_member (profile, "ids")) != COSELL_JSON_ARRAY)
    return NULL;
  cosell_json_iter_init (&iter, cosell_json_member (profile, "ids"));
  while (cosell_json_iter_next (&iter, NULL, &entry))
    {
      g_autofree char *type = cosell_referral_read_text (entry, "profileType");
      g_autofree char *id = cosell_referral_read_text (entry, "id");
      char *duns =
          cosell_referral_same_id (type, "Duns") ? cosell_customer_normalize_duns (id) : NULL;

      if (duns != NULL)
        return duns;
    }
  return NULL;
}

static void
collect (GString *words, CosellSearchMember member, char *text)
{
  cosell_search_text_add (words, member, text);
  g_free (text);
}

static void
collect_elements (GString *words,
                  CosellSearchMember member,
                  CosellJsonValue array,
                  const char *const *names)
{
  CosellJsonValue element;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, array);
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint n = 0; names[n] != NULL; n++)
        {
          g_autofree char *text = cosell_referral_read_display (element, names[n]);

          if (text != NULL)
            g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", text);
        }
      cosell_search_text_add (words, member, line->str);
    }
}

static void
collect_customer (GString *words, CosellJsonValue profile)
{
  static const char *const person[] = { "firstName", "lastName", "email", "phoneNumber", NULL };
  static const char *const id[] = { "id", NULL };

  collect_elements (words, COSELL_SEARCH_CONTACTS, cosell_json_member (profile, "team"), person);
  collect (words, COSELL_SEARCH_PLACE,
           cosell_referral_read_display (cosell_json_member (profile, "address"), "city"));
  collect_elements (words, COSELL_SEARCH_IDS, cosell_json_member (profile, "ids"), id);
}

/* Everything that a person may remember of a deal, as it is written. */
static char *
derive_search_text (const CosellEngagementReferral *halves,
                    guint n_halves,
                    guint own,
                    const CosellDealData *data)
{
  static const char *const person[] = { "firstName", "lastName", "email", "phoneNumber", NULL };
  static const char *const solution[] = { "name", "id", NULL };
  CosellJsonValue referral = halves[own].referral;
  GString *words = g_string_new (NULL);

  cosell_search_text_add (words, COSELL_SEARCH_NAME, data->name);
  cosell_search_text_add (words, COSELL_SEARCH_CUSTOMER, data->customer);
  cosell_search_text_add (words, COSELL_SEARCH_SENDER, data->sender);
  collect (words, COSELL_SEARCH_NOTES,
           cosell_referral_read_display (cosell_json_member (referral, "details"), "notes"));
  collect_customer (words, cosell_json_member (referral, "customerProfile"));
  collect_elements (words, COSELL_SEARCH_SOLUTIONS, cosell_referral_read_solutions (referral),
                    solution);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, data->crm_id);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, data->campaign_id);
  cosell_search_text_add (words, COSELL_SEARCH_IDS, data->engagement_id);
  cosell_search_text_add (words, COSELL_SEARCH_PLACE, data->location);
  for (guint i = 0; i < n_halves; i++)
    {
      collect_elements (words, COSELL_SEARCH_TEAM, cosell_json_member (halves[i].referral, "team"),
                        person);
      collect (words, COSELL_SEARCH_IDS, cosell_referral_read_id (halves[i].referral, "id"));
      if (i != own)
        collect (words, COSELL_SEARCH_PARTNERS,
                 cosell_referral_read_display (halves[i].referral, "organizationName"));
    }
  return g_string_free (words, FALSE);
}

/* "id<tab>name" a line. Returns: (transfer full) (nullable) */
static char *
derive_solutions (CosellJsonValue referral)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  CosellJsonValue solution;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_referral_read_solutions (referral));
  while (cosell_json_iter_next (&iter, NULL, &solution))
    {
      g_autofree char *id = cosell_referral_read_text (solution, "id");
      g_autofree char *name = cosell_referral_read_display (solution, "name");

      if (id == NULL && name == NULL)
        continue;
      g_strdelimit (id != NULL ? id : name, "\t\n", ' ');
      if (name != NULL)
        g_strdelimit (name, "\t\n", ' ');
      g_string_append_printf (lines, "%s%s\t%s", lines->len > 0 ? "\n" : "", id != NULL ? id : name,
                              name != NULL ? name : id);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

static void
take (char **place, char *text)
{
  cosell_take_str (place, text);
}

static void
derive_texts (CosellJsonValue referral, CosellDealData *data)
{
  take (&data->remote_id, cosell_referral_read_id (referral, "id"));
  take (&data->engagement_id, cosell_referral_read_id (referral, "engagementId"));
  take (&data->name, cosell_oversized_get_bytes (referral) > 0
                         ? cosell_oversized_name (referral)
                         : cosell_referral_read_display (referral, "name"));
  take (&data->customer,
        cosell_referral_read_display (cosell_json_member (referral, "customerProfile"), "name"));
  take (&data->country, derive_country (referral));
  take (&data->duns, derive_duns (referral));
  take (&data->value, cosell_referral_read_value (referral));
  take (&data->currency, cosell_referral_read_currency (referral));
  take (&data->close_date, cosell_referral_read_close_date (referral));
  take (&data->crm_id, cosell_referral_read_display (referral, "externalReferenceId"));
  take (&data->campaign_id, cosell_referral_read_display (referral, "campaignId"));
  take (&data->stage_text, cosell_referral_read_display (referral, "salesStage"));
  take (&data->status_reason, cosell_referral_read_display (referral, "statusReason"));
  take (&data->registration_status, cosell_registration_status_text (referral));
  take (&data->location, cosell_referral_read_text (referral, "mpnId"));
  take (&data->solutions, derive_solutions (referral));
}

static void
derive_instants (CosellJsonValue referral, CosellDealData *data)
{
  gint64 created = cosell_referral_read_instant (referral, "createdDateTime");
  gint64 updated = cosell_referral_read_instant (referral, "updatedDateTime");

  if (created != COSELL_NO_TIME)
    data->created_at = created;
  if (updated != COSELL_NO_TIME)
    data->updated_at = updated;
  data->closed_at = cosell_referral_read_instant (referral, "closedDateTime");
  data->accepted_at = cosell_referral_read_instant (referral, "acceptedDateTime");
  data->expires_at = cosell_referral_read_deadline (referral, data->status);
}

void
cosell_engagement_derive (const CosellEngagementReferral *halves,
                          guint n_halves,
                          guint own,
                          CosellDealData *data)
{
  g_auto (Engagement) engagement = { 0 };
  CosellDirection direction;

  g_return_if_fail (halves != NULL && own < n_halves);
  g_return_if_fail (data != NULL);

  engagement_read (&engagement, halves, n_halves, own);
  direction = derive_direction (&engagement);

  derive_texts (engagement.own, data);
  data->direction = direction;
  data->type = derive_type (&engagement, direction);
  data->p2p = derive_p2p (&engagement, direction);
  data->status = cosell_referral_read_status (engagement.own, direction == COSELL_DIRECTION_OUTBOUND
                                                                  ? COSELL_DEAL_STATUS_ACCEPTED
                                                                  : COSELL_DEAL_STATUS_RECEIVED);
  data->stage = cosell_stage_of_status (data->status, data->stage_text,
                                        data->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT);
  data->favorite = cosell_referral_read_bool (engagement.own, "favorite");
  data->microsoft_status =
      engagement.microsoft.doc != NULL
          ? cosell_referral_read_status (engagement.microsoft, COSELL_DEAL_STATUS_RECEIVED)
          : COSELL_DEAL_STATUS_DRAFT;
  take (&data->sender, derive_sender (&engagement, direction));
  derive_instants (engagement.own, data);
  cosell_deal_facts_derive (halves, n_halves, own, data);
  cosell_lead_derive_deadline (engagement.own, data);
  take (&data->search_text, derive_search_text (halves, n_halves, own, data));
}
