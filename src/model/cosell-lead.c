/* cosell-lead.c: which referrals are leads, which of them need an answer, and what is known of them
 */
#include "model/cosell-lead.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-member.h"
#include "model/cosell-referral-reader.h"

/* L7 [inference]: since createdDateTime */
#define CONTACT_TIME (72 * G_TIME_SPAN_HOUR)

G_DEFINE_ENUM_TYPE (CosellLeadKind,
                    cosell_lead_kind,
                    G_DEFINE_ENUM_VALUE (COSELL_LEAD_KIND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (COSELL_LEAD_KIND_MARKETPLACE, "marketplace"),
                    G_DEFINE_ENUM_VALUE (COSELL_LEAD_KIND_QUALIFIED, "qualified"))

const char *
cosell_lead_kind_label (CosellLeadKind kind)
{
  switch (kind)
    {
    case COSELL_LEAD_KIND_MARKETPLACE:
      return _ ("Marketplace lead");
    case COSELL_LEAD_KIND_QUALIFIED:
      return _ ("Qualified lead");
    case COSELL_LEAD_KIND_NONE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

/* ---- which they are ---- */

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (cosell_referral_same_id (text, words[i]))
      return TRUE;
  return FALSE;
}

/* B4, the classification of contract 7. */
CosellLeadKind
cosell_lead_classify (CosellJsonValue own, CosellDirection direction)
{
  static const char *const qualified[] = { "SalesQualified", "MarketingQualified", NULL };
  g_autofree char *type = cosell_referral_read_text (own, "type");
  g_autofree char *qualification = cosell_referral_read_text (own, "qualification");
  g_autofree char *inviter = cosell_referral_read_inviter (own);
  gboolean from_microsoft = cosell_referral_same_id (inviter, COSELL_MICROSOFT_ORG);

  if (direction != COSELL_DIRECTION_INBOUND || !cosell_referral_same_id (type, "Independent"))
    return COSELL_LEAD_KIND_NONE;
  if (cosell_referral_same_id (qualification, "Direct"))
    return from_microsoft || inviter == NULL ? COSELL_LEAD_KIND_MARKETPLACE : COSELL_LEAD_KIND_NONE;
  return from_microsoft && is_one_of (qualification, qualified) ? COSELL_LEAD_KIND_QUALIFIED
                                                                : COSELL_LEAD_KIND_NONE;
}

/* What is not said is no surprise: older versions of the service left it out. */
static gboolean
is_known (const char *text, const char *const *words)
{
  return text == NULL || is_one_of (text, words);
}

char *
cosell_lead_describe_unknown (CosellJsonValue own, CosellDirection direction)
{
  static const char *const types[] = { "Independent", "Shared", NULL };
  static const char *const qualifications[] = { "SalesQualified", "None", NULL };
  static const char *const directions[] = { "Incoming", "Outgoing", NULL };
  g_autofree char *type = cosell_referral_read_text (own, "type");
  g_autofree char *qualification = cosell_referral_read_text (own, "qualification");
  g_autofree char *way = cosell_referral_read_text (own, "direction");
  const char *const parts[] = { type, qualification, way };
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_known (way, directions) &&
      (cosell_lead_classify (own, direction) != COSELL_LEAD_KIND_NONE ||
       (is_known (type, types) && is_known (qualification, qualifications))))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- which need an answer ---- */

/* The letters of a word, small ones: how the service spells it is not known. (transfer full) */
static char *
only_letters (const char *text)
{
  GString *letters = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalpha (*c))
      g_string_append_c (letters, g_ascii_tolower (*c));
    else if ((guchar) *c >= 0x80)
      g_string_append_c (letters, *c);
  return g_string_free (letters, FALSE);
}

gboolean
cosell_lead_action_asks (const char *action)
{
  /* a lead of the business profile has none, or says that it is one */
  static const char *const asking[] = { "contactme", "none", "profile", "profilelead", NULL };
  g_autofree char *letters = NULL;

  if (action == NULL || *action == '\0')
    return TRUE;
  letters = only_letters (action);
  return g_strv_contains (asking, letters);
}

gboolean
cosell_lead_informs (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, FALSE);

  return deal->type == COSELL_DEAL_TYPE_LEAD && !cosell_lead_action_asks (deal->action);
}

gboolean
cosell_lead_needs_answer (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, FALSE);

  return deal->type == COSELL_DEAL_TYPE_LEAD && deal->status == COSELL_DEAL_STATUS_RECEIVED &&
         !cosell_lead_informs (deal) && deal->invisible_since == COSELL_NO_TIME;
}

/* L6: what is for information only runs out when the service says so, and not by itself. */
void
cosell_lead_derive_deadline (CosellJsonValue own, CosellDealData *data)
{
  g_return_if_fail (data != NULL);

  if (cosell_lead_informs (data) && data->expires_at != COSELL_NO_TIME)
    data->expires_at = cosell_referral_read_instant (own, "expirationDateTime");
}

gint64
cosell_lead_contact_until (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, COSELL_NO_TIME);

  if (deal->type != COSELL_DEAL_TYPE_LEAD || deal->status != COSELL_DEAL_STATUS_RECEIVED ||
      deal->created_at == COSELL_NO_TIME)
    return COSELL_NO_TIME;
  return deal->created_at + CONTACT_TIME;
}

/* ---- what is known of them ---- */

static void
contact_free (gpointer data)
{
  CosellLeadContact *self = data;

  g_free (self->email);
  g_free (self->phone);
  g_free (self->email_validity);
  g_free (self->phone_validity);
  g_free (self);
}

/* The member in either letter case: the service mixes PascalCase in here (contract 4). */
static char *
read_either (CosellJsonValue object, const char *name, const char *other)
{
  char *text = cosell_referral_read_display (object, name);

  return text != NULL ? text : cosell_referral_read_display (object, other);
}

static GPtrArray *
read_contacts (CosellJsonValue own)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (contact_free);
  CosellJsonValue team = cosell_json_pointer (own, COSELL_PATH_CONTACTS);
  CosellJsonValue person;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, team);
  while (cosell_json_iter_next (&iter, NULL, &person))
    {
      CosellLeadContact *contact = g_new0 (CosellLeadContact, 1);

      contact->email = cosell_referral_read_display (person, "email");
      contact->phone = cosell_referral_read_display (person, "phoneNumber");
      contact->email_validity =
          read_either (person, "EmailValidationStatus", "emailValidationStatus");
      contact->phone_validity =
          read_either (person, "PhoneValidationStatus", "phoneValidationStatus");
      if (contact->email_validity != NULL || contact->phone_validity != NULL)
        g_ptr_array_add (contacts, contact);
      else
        contact_free (contact);
    }
  return contacts;
}

static int
read_spam (CosellJsonValue own)
{
  CosellJsonValue member = cosell_json_member (own, "isSpam");

  return cosell_json_is_present (member) ? cosell_referral_read_bool (own, "isSpam") : -1;
}

CosellLead *
cosell_lead_new (CosellJsonValue own, const CosellDealData *deal)
{
  CosellLead *self;

  g_return_val_if_fail (deal != NULL, NULL);

  if (deal->type != COSELL_DEAL_TYPE_LEAD)
    return NULL;
  self = g_new0 (CosellLead, 1);
  self->kind = cosell_lead_classify (own, (CosellDirection) deal->direction);
  self->source = g_strdup (deal->source);
  self->action = g_strdup (deal->action);
  self->quality = g_strdup (deal->quality);
  self->spam = read_spam (own);
  self->needs_answer = cosell_lead_needs_answer (deal);
  self->contact_until = cosell_lead_contact_until (deal);
  self->contacts = read_contacts (own);
  return self;
}

void
cosell_lead_free (CosellLead *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->action);
  g_free (self->quality);
  g_ptr_array_unref (self->contacts);
  g_free (self);
}
