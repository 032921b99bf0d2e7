/* cosell-consent.c: the customer's consent before contact data goes to others (C21) */
#include "model/cosell-consent.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change-private.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"

static gboolean
has_contact (CosellJsonValue referral)
{
  CosellJsonValue profile = cosell_json_member_nocase (referral, "customerProfile");
  CosellJsonValue people = cosell_json_member_nocase (profile, "team");

  for (guint i = 0; i < cosell_json_length (people); i++)
    {
      CosellJsonValue element = cosell_json_element (people, i);
      g_autoptr (CosellContact) contact = NULL;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      contact = cosell_contact_new_from_wire (element);
      if (!cosell_contact_is_empty (contact))
        return TRUE;
    }
  return FALSE;
}

gboolean
cosell_consent_is_given (CosellJsonValue referral)
{
  CosellJsonValue consent = cosell_json_member_nocase (referral, "consent");
  CosellJsonValue contact = cosell_json_member_nocase (consent, "consentToContact");

  /* the second one is left alone where the service does not have it */
  return cosell_referral_read_bool_nocase (consent, "consentToToShareInfoWithOthers") &&
         (!cosell_json_is_present (contact) ||
          cosell_referral_read_bool_nocase (consent, "consentToContact"));
}

gboolean
cosell_consent_is_missing (const char *text)
{
  g_autoptr (CosellJson) doc = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  doc = cosell_json_parse (text, -1, NULL);
  g_return_val_if_fail (doc != NULL, FALSE);
  return has_contact (cosell_json_root (doc)) && !cosell_consent_is_given (cosell_json_root (doc));
}

static gboolean
drop_contact (GPtrArray *changes, const char *text, gboolean joined, GError **error)
{
  return cosell_changes_set (changes, text, "contact", "[]", error) &&
         cosell_changes_require_contact_open (changes, joined, error);
}

gboolean
cosell_changes_share (GPtrArray *changes,
                      const char *text,
                      CosellShareMode mode,
                      gboolean joined,
                      GError **error)
{
  g_autoptr (CosellJson) doc = NULL;

  g_return_val_if_fail (changes != NULL && text != NULL, FALSE);

  if (mode == COSELL_SHARE_WITHOUT_CONTACT && !drop_contact (changes, text, joined, error))
    return FALSE;
  if (mode == COSELL_SHARE_PLAIN && cosell_consent_is_missing (text))
    return cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("The deal has a customer contact and does not say that the customer agrees to contact "
           "data being shared. Confirm that the customer agrees, or remove the contact first "
           "(C21)."));
  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_VISIBLE, "true");
  return TRUE;
}
