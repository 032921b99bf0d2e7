/* cosell-crm-take.c: what an edit here takes of a field of theirs */
#include "model/cosell-crm-take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-email.h"
#include "model/cosell-referral.h"

/* --- people (K11, K12) --- */

/* First and last name, of one that has only a whole one, too. */
static void
split_name (const CosellCrmParty *party, char **first, char **last)
{
  g_autofree char *name = cosell_text_tidy (party->name, COSELL_TEXT_LINE);
  char *blank = strrchr (name, ' ');

  *first = cosell_text_tidy (party->first_name, COSELL_TEXT_LINE);
  *last = cosell_text_tidy (party->last_name, COSELL_TEXT_LINE);
  if (**first != '\0' || **last != '\0' || blank == NULL)
    return;
  g_free (*last);
  g_free (*first);
  *last = g_strdup (blank + 1);
  *first = g_strchomp (g_strndup (name, (gsize) (blank - name)));
}

static void
add_missing (GString *missing, const char *what)
{
  if (missing->len > 0)
    g_string_append (missing, ", ");
  g_string_append (missing, what);
}

/* In the draft file's shape; what C8 wants and is not there goes into missing. Returns: (transfer
 * full) */
static char *
write_person (const CosellCrmParty *party, GString *missing)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *phone = cosell_text_tidy (party->phone, COSELL_TEXT_CODE);
  g_autofree char *email = cosell_text_tidy (party->email, COSELL_TEXT_MAIL);
  CosellJsonWriter *writer = cosell_json_writer_new ();

  split_name (party, &first, &last);
  if (*first == '\0')
    add_missing (missing, _ ("first name"));
  if (*last == '\0')
    add_missing (missing, _ ("last name"));
  if (*phone == '\0')
    add_missing (missing, _ ("telephone number"));
  if (!cosell_email_is_plausible (email))
    add_missing (missing, _ ("e-mail address"));
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "firstName", first);
  cosell_json_writer_member (writer, "lastName", last);
  cosell_json_writer_member (writer, "phone", phone);
  cosell_json_writer_member (writer, "email", email);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static gboolean
take_person (gboolean owner, const CosellCrmParty *party, char **value, char **words)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  const char *who;

  if (party == NULL)
    {
      *words = g_strdup (owner ? _ ("The opportunity has no owner in the CRM.")
                               : _ ("The opportunity has no contact in the CRM."));
      return FALSE;
    }
  *value = write_person (party, missing);
  if (missing->len == 0)
    return TRUE;
  who = party->name != NULL ? party->name : party->email;
  g_clear_pointer (value, g_free);
  *words = cosell_text_format (
      owner
          /* Translators: a person, then what is missing, such as “last name, telephone number” */
          ? _ ("%s, the owner in the CRM, cannot join the team (C8): there is no %s over there.")
          /* Translators: likewise */
          : _ ("%s, the contact in the CRM, cannot be taken (C8): there is no %s over there."),
      who, missing->str);
  return FALSE;
}

/* --- values --- */

/* K4: as the rules write amounts, digit for digit. */
static gboolean
take_value (const char *value, char **taken, char **words)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *plain = NULL;

  if (cosell_crm_value_split (value, &amount, &currency) && cosell_intl_is_currency (currency))
    plain = cosell_money_normalize (amount, currency);
  if (plain == NULL)
    {
      *words = cosell_text_format (
          _ ("The CRM has the value “%s”, without a currency that is known here."),
          value != NULL ? value : "–");
      return FALSE;
    }
  *taken = g_strconcat (plain, " ", currency, NULL);
  return TRUE;
}

/* K7 */
static gboolean
take_stage (const char *value, const CosellCrmContext *context, char **taken, char **words)
{
  *taken = g_strdup (cosell_crm_settings_stage_from (context->settings, value));
  if (*taken == NULL)
    *words = cosell_text_format (_ ("The CRM's stage “%s” has no place in the map of stages."),
                                 value != NULL ? value : "–");
  return *taken != NULL;
}

/* Line ends as they are here. */
static char *
dup_lines (const char *text)
{
  GString *lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free (lines, FALSE);
}

static gboolean
take_text (CosellCrmField field, const char *value, char **taken, char **words)
{
  if (value == NULL && field != COSELL_CRM_FIELD_NOTES)
    {
      *words =
          cosell_text_format (_ ("The CRM has nothing there: %s."), cosell_crm_field_label (field));
      return FALSE;
    }
  *taken = dup_lines (value != NULL ? value : "");
  return TRUE;
}

gboolean
cosell_crm_take (CosellCrmField field,
                 const CosellOpportunity *opportunity,
                 const CosellCrmContext *context,
                 char **key,
                 char **value,
                 char **words)
{
  g_autoptr (CosellCrmSheet) sheet = NULL;
  gboolean taken;

  g_return_val_if_fail (field < COSELL_CRM_FIELD_SOLUTIONS, FALSE);
  g_return_val_if_fail (opportunity != NULL && context != NULL, FALSE);
  g_return_val_if_fail (key != NULL && value != NULL && words != NULL, FALSE);

  *key = *value = *words = NULL;
  sheet = cosell_crm_sheet_of_opportunity (opportunity);
  if (field == COSELL_CRM_FIELD_VALUE)
    taken = take_value (sheet->values[field], value, words);
  else if (field == COSELL_CRM_FIELD_STAGE)
    taken = take_stage (sheet->values[field], context, value, words);
  else if (field == COSELL_CRM_FIELD_CONTACT)
    taken = take_person (FALSE, opportunity->contact, value, words);
  else if (field == COSELL_CRM_FIELD_TEAM)
    taken = take_person (TRUE, opportunity->owner, value, words);
  else
    taken = take_text (field, sheet->values[field], value, words);
  if (taken)
    *key = g_strdup (field == COSELL_CRM_FIELD_TEAM ? "member" : cosell_crm_field_nick (field));
  return taken;
}
