/* The people of a referral, customer contacts and own team, as changes. */

#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-email.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"

/* What every person in a deal is known by: member of the draft file, member on the wire, and what
 * to say when it is missing. */
static const struct
{
  const char *draft;
  const char *wire;
  const char *missing;
} person_members[] = {
  { "firstName", "firstName", N_ ("The first name is missing; give it as “firstName”.") },
  { "lastName", "lastName", N_ ("The last name is missing; give it as “lastName”.") },
  { "phone", "phoneNumber", N_ ("The phone number is missing; give it as “phone”.") },
  { "email", "email", N_ ("The e-mail address is missing; give it as “email”.") },
};

static char *
escape_pointer (const char *name)
{
  GString *text = g_string_new (name);

  g_string_replace (text, "~", "~0", 0);
  g_string_replace (text, "/", "~1", 0);
  g_string_prepend_c (text, '/');
  return g_string_free (text, FALSE);
}

static const char *
wire_name (const char *draft_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_members); i++)
    if (g_str_equal (person_members[i].draft, draft_name))
      return person_members[i].wire;
  return draft_name;
}

static gboolean
is_person_member (const char *wire)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_members); i++)
    if (g_str_equal (person_members[i].wire, wire))
      return TRUE;
  return FALSE;
}

/* Whether this is how people read what the person has already: it stays as it was received. */
static gboolean
is_known (const char *person, const char *wire, const char *text)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (person, -1, NULL);
  g_autofree char *known = cosell_referral_read_display ((CosellJsonValue){ doc, 0 }, wire);

  return known != NULL && g_str_equal (known, text);
}

/* One member of a person's JSON put onto the wire form. */
static char *
overlay_member (const char *text, const char *name, CosellJsonValue value, GError **error)
{
  const char *wire = wire_name (name);
  g_autofree char *pointer = escape_pointer (wire);
  g_autofree char *raw = NULL;
  g_autofree char *string = cosell_json_dup_string (value);

  if (!is_person_member (wire))
    raw = cosell_json_dup_raw (value);
  else if (string != NULL)
    {
      g_autofree char *tidy = cosell_text_tidy (string, cosell_contact_text_kind (wire));

      if (is_known (text, wire, tidy))
        return g_strdup (text);
      raw = cosell_json_quote (tidy);
    }
  else if (cosell_json_is_present (value))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” must be text in quotation marks."), name);
      return NULL;
    }
  else
    return g_strdup (text);
  return cosell_json_set (text, pointer, raw, error);
}

/* A person in the draft file's shape over what the service has of the same person (or "{}"):
 * members that are not mentioned stay as they are. */
static char *
overlay_person (const char *known, CosellJsonValue given, GError **error)
{
  g_autofree char *text = g_strdup (known);

  if (cosell_json_kind (given) != COSELL_JSON_OBJECT)
    {
      cosell_change_refuse (
          error, COSELL_RULE_ERROR_SYNTAX,
          _ ("A person is a JSON object with “firstName”, “lastName”, “phone” and “email”."));
      return NULL;
    }
  for (guint i = 0; i < cosell_json_length (given); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (given, i, &name);
      char *next = overlay_member (text, name, value, error);

      if (next == NULL)
        return NULL;
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}

/* C2, C8: first name, last name, phone and e-mail address, all four. */
static gboolean
require_person (const char *person, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (person, -1, error);
  g_autofree char *email = NULL;

  if (doc == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (person_members); i++)
    {
      CosellJsonValue value = cosell_json_member (cosell_json_root (doc), person_members[i].wire);
      g_autofree char *text = cosell_json_dup_string (value);

      if (text != NULL && text[0] != '\0')
        continue;
      cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED, _ (person_members[i].missing));
      return cosell_rule_error_name (error, "C8");
    }
  email = cosell_referral_read_display (cosell_json_root (doc), "email");
  if (cosell_email_is_plausible (email))
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("“%s” is not an e-mail address. Correct it."), email);
  return cosell_rule_error_name (error, "C8");
}

static char *
key_of_text (CosellChangeKind kind, const char *element)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (element, -1, NULL);

  return cosell_change_element_key (kind, (CosellJsonValue){ doc, 0 });
}

/* contact */

/* One contact put into the list: over the one with the same address, else in the place of the
 * first, who is the one that the deal is about. */
static char *
place_contact (CosellJsonValue contacts, CosellJsonValue given, GError **error)
{
  g_autofree char *key = cosell_change_element_key (COSELL_CHANGE_KIND_PEOPLE, given);
  int index = cosell_change_find_element (COSELL_CHANGE_KIND_PEOPLE, contacts, key);
  g_autofree char *known = NULL;
  g_autofree char *person = NULL;

  if (index >= 0)
    known = cosell_json_dup_raw (cosell_json_element (contacts, (guint) index));
  else if (cosell_json_length (contacts) > 0)
    index = 0;
  person = overlay_person (known != NULL ? known : "{}", given, error);
  if (person == NULL || !require_person (person, error))
    return NULL;
  return cosell_change_edit_array (contacts, index, person);
}

/* The whole list given anew; what is known of an address that stays is kept. */
static char *
replace_contacts (CosellJsonValue contacts, CosellJsonValue given, GError **error)
{
  g_autofree char *result = g_strdup ("[]");

  for (guint i = 0; i < cosell_json_length (given); i++)
    {
      CosellJsonValue one = cosell_json_element (given, i);
      g_autofree char *key = cosell_change_element_key (COSELL_CHANGE_KIND_PEOPLE, one);
      int index = cosell_change_find_element (COSELL_CHANGE_KIND_PEOPLE, contacts, key);
      g_autofree char *known = NULL;
      g_autofree char *person = NULL;
      char *next;

      if (index >= 0)
        known = cosell_json_dup_raw (cosell_json_element (contacts, (guint) index));
      person = overlay_person (known != NULL ? known : "{}", one, error);
      if (person == NULL || !require_person (person, error))
        return NULL;
      next = cosell_json_set (result, "/-", person, error);
      if (next == NULL)
        return NULL;
      cosell_take_str (&result, next);
    }
  return g_steal_pointer (&result);
}

/* D17: fixed once the deal was first shared. C21: no contact without the customer's consent, which
 * is fixed at creation. A deal that was not sent yet has no eTag. */
static gboolean
require_contact_open (CosellJsonValue root, gboolean any, GError **error)
{
  CosellJsonValue consent = cosell_json_member (root, "consent");
  gboolean sent = cosell_json_is_present (cosell_json_member (root, "eTag")) ||
                  cosell_json_is_present (cosell_json_member (root, "id"));

  if (sent &&
      cosell_json_get_bool (cosell_json_member (consent,
                                                "consentToShareReferralWithMicrosoftSellers"),
                            FALSE))
    {
      cosell_change_refuse (
          error, COSELL_RULE_ERROR_REFUSED,
          _ ("The customer contact is fixed, because the deal was shared with Microsoft "
             "sellers. Write the new contact into the notes instead."));
      return cosell_rule_error_name (error, "D17");
    }
  if (any && (!cosell_json_get_bool (cosell_json_member (consent, "consentToContact"), TRUE) ||
              !cosell_json_get_bool (cosell_json_member (consent, "consentToToShareInfoWithOthers"),
                                     TRUE)))
    {
      cosell_change_refuse (
          error, COSELL_RULE_ERROR_REFUSED,
          _ ("The deal was created without the customer’s consent to share contact data, "
             "and that cannot be changed later. Create a new deal with the consent to add "
             "a contact."));
      return cosell_rule_error_name (error, "C21");
    }
  return TRUE;
}

gboolean
cosell_changes_require_contact_open (GPtrArray *changes, gboolean joined, GError **error)
{
  g_return_val_if_fail (changes != NULL, FALSE);

  for (guint i = 0; joined && i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (!g_str_has_prefix (change->path, COSELL_PATH_CONTACTS))
        continue;
      cosell_change_refuse (
          error, COSELL_RULE_ERROR_REFUSED,
          _ ("The customer contact is fixed, because others have a part in the deal. Write the "
             "new contact into the notes instead."));
      return cosell_rule_error_name (error, "D17");
    }
  return TRUE;
}

gboolean
cosell_changes_set_contact (GPtrArray *changes,
                            CosellJsonValue root,
                            const char *value,
                            GError **error)
{
  g_autoptr (CosellJson) given = cosell_change_parse_given (value, _ ("customer contact"), error);
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CosellJsonValue contacts;

  if (given == NULL)
    return FALSE;
  doc = cosell_changes_parse_array (changes, root, COSELL_PATH_CONTACTS);
  contacts = cosell_json_root (doc);
  if (cosell_json_kind (cosell_json_root (given)) == COSELL_JSON_ARRAY)
    after = replace_contacts (contacts, cosell_json_root (given), error);
  else
    after = place_contact (contacts, cosell_json_root (given), error);
  if (after == NULL)
    return FALSE;
  before = cosell_json_dup_raw (contacts);
  if (!cosell_change_value_equal (COSELL_PATH_CONTACTS, before, after) &&
      !require_contact_open (root, !g_str_equal (after, "[]"), error))
    return FALSE;
  cosell_changes_record (changes, root, COSELL_PATH_CONTACTS, after);
  return TRUE;
}

/* team */

/* C8: no two members with one address. ignore: an index that does not count, -1 for none. */
static gboolean
require_new_address (CosellJsonValue team, const char *person, int ignore, GError **error)
{
  g_autofree char *key = key_of_text (COSELL_CHANGE_KIND_PEOPLE, person);
  int index = cosell_change_find_element (COSELL_CHANGE_KIND_PEOPLE, team, key);

  if (index < 0 || index == ignore)
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("The team already has a member with the address %s. Remove that member "
                  "first to change the other data."),
               key);
  return cosell_rule_error_name (error, "C8");
}

/* Index of the member with this address, or -1 with error. */
static int
find_member (CosellJsonValue team, const char *email, GError **error)
{
  g_autofree char *key = cosell_email_fold (email);
  int index = cosell_change_find_element (COSELL_CHANGE_KIND_PEOPLE, team, key);

  if (index < 0)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                 _ ("The team has no member with the address “%s”."), email);
  return index;
}

gboolean
cosell_changes_add_member (GPtrArray *changes,
                           const char *text,
                           const char *member_json,
                           GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) given = NULL;
  g_autoptr (CosellJson) team = NULL;
  g_autofree char *person = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (changes != NULL && text != NULL && member_json != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  given = doc != NULL ? cosell_change_parse_given (member_json, _ ("team member"), error) : NULL;
  if (given == NULL)
    return FALSE;
  person = overlay_person ("{}", cosell_json_root (given), error);
  if (person == NULL || !require_person (person, error))
    return FALSE;
  team = cosell_changes_parse_array (changes, cosell_json_root (doc), COSELL_PATH_TEAM);
  if (!require_new_address (cosell_json_root (team), person, -1, error))
    return FALSE;
  after = cosell_change_edit_array (cosell_json_root (team), -1, person);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_TEAM, after);
  return TRUE;
}

gboolean
cosell_changes_remove_member (GPtrArray *changes,
                              const char *text,
                              const char *email,
                              GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) team = NULL;
  g_autofree char *after = NULL;
  int index;

  g_return_val_if_fail (changes != NULL && text != NULL && email != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  team = cosell_changes_parse_array (changes, cosell_json_root (doc), COSELL_PATH_TEAM);
  index = find_member (cosell_json_root (team), email, error);
  if (index < 0)
    return FALSE;
  after = cosell_change_edit_array (cosell_json_root (team), index, NULL);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_TEAM, after);
  return TRUE;
}

gboolean
cosell_changes_set_member (GPtrArray *changes,
                           const char *text,
                           const char *email,
                           const char *member_json,
                           GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) given = NULL;
  g_autoptr (CosellJson) team = NULL;
  g_autofree char *known = NULL;
  g_autofree char *person = NULL;
  g_autofree char *after = NULL;
  int index;

  g_return_val_if_fail (changes != NULL && text != NULL, FALSE);
  g_return_val_if_fail (email != NULL && member_json != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  given = doc != NULL ? cosell_change_parse_given (member_json, _ ("team member"), error) : NULL;
  if (given == NULL)
    return FALSE;
  team = cosell_changes_parse_array (changes, cosell_json_root (doc), COSELL_PATH_TEAM);
  index = find_member (cosell_json_root (team), email, error);
  if (index < 0)
    return FALSE;
  known = cosell_json_dup_raw (cosell_json_element (cosell_json_root (team), (guint) index));
  person = overlay_person (known, cosell_json_root (given), error);
  if (person == NULL || !require_person (person, error) ||
      !require_new_address (cosell_json_root (team), person, index, error))
    return FALSE;
  after = cosell_change_edit_array (cosell_json_root (team), index, person);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_TEAM, after);
  return TRUE;
}
