/* cosell-crm-people.c: the customer of a deal as an account and a contact of a CRM */
#include "model/cosell-crm-people.h"

#include "base/cosell-str.h"
#include "model/cosell-referral-reader.h"

CosellCrmParty *
cosell_crm_people_dup_account (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  CosellJsonValue profile = cosell_json_member (cosell_json_root (json), "customerProfile");
  CosellJsonValue address = cosell_json_member (profile, "address");
  g_autoptr (CosellCrmParty) party = g_new0 (CosellCrmParty, 1);

  party->name = cosell_referral_read_display (profile, "name");
  party->street = cosell_referral_read_display (address, "addressLine1");
  party->postal_code = cosell_referral_read_display (address, "postalCode");
  party->city = cosell_referral_read_display (address, "city");
  party->country = cosell_referral_read_text (address, "country");
  return party->name != NULL ? g_steal_pointer (&party) : NULL;
}

CosellCrmParty *
cosell_crm_people_dup_contact (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  CosellJsonValue profile = cosell_json_member (cosell_json_root (json), "customerProfile");
  CosellJsonValue person = cosell_json_element (cosell_json_member (profile, "team"), 0);
  g_autoptr (CosellCrmParty) party = g_new0 (CosellCrmParty, 1);

  party->first_name = cosell_referral_read_display (person, "firstName");
  party->last_name = cosell_referral_read_display (person, "lastName");
  party->email = cosell_referral_read_display (person, "email");
  party->phone = cosell_referral_read_display (person, "phoneNumber");
  if (party->first_name != NULL && party->last_name != NULL)
    party->name = g_strdup_printf ("%s %s", party->first_name, party->last_name);
  else
    party->name = g_strdup (party->last_name != NULL ? party->last_name : party->first_name);
  return party->email != NULL ? g_steal_pointer (&party) : NULL;
}
