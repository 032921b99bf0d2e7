/* KEY=VALUE as a change. */

#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "model/cosell-relative.h"

/* Parsed forms of VALUE: NULL with error. Returns: (transfer full) JSON text */
static char *
text_to_json (const CosellMember *member, const char *value, GError **error)
{
  g_autofree char *trimmed = cosell_text_tidy (value, member->text);

  if (cosell_member_get_id (member) == COSELL_MEMBER_NAME && trimmed[0] == '\0')
    {
      cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                            _ ("A deal needs a name. Give one that identifies it later."));
      return NULL;
    }
  return cosell_json_quote (trimmed);
}

/* C25 */
static char *
choice_to_json (const CosellMember *member, const char *value, GError **error)
{
  const char *choice = cosell_member_choose (member, value);
  g_autofree char *choices = NULL;
  g_autofree char *quoted = NULL;

  if (choice != NULL)
    return cosell_json_quote (choice);
  choices = cosell_member_list_choices (member);
  quoted = cosell_text_quote (value);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               /* Translators: what was given, the key that it was given for, all words it can be */
               _ ("“%s” is no value of “%s”. Give one of: %s."), quoted, member->key, choices);
  return NULL;
}

static char *
number_to_json (const char *value, GError **error)
{
  g_autofree char *trimmed = cosell_money_tidy (value);
  gboolean negative, zero;

  if (trimmed[0] == '\0')
    cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                          _ ("A deal needs an estimated value. Give a number such as 1200000.50."));
  else if (!cosell_money_is_valid (trimmed, &negative, &zero))
    {
      g_autofree char *reason = cosell_money_complain (trimmed);

      cosell_change_refuse (error,
                            cosell_money_is_out_of_range (trimmed) ? COSELL_RULE_ERROR_REFUSED
                                                                   : COSELL_RULE_ERROR_SYNTAX,
                            reason);
    }
  else if (negative && !zero)
    cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("The estimated value cannot be negative. Give the value that you expect, or 0."));
  else
    return g_strdup (trimmed[0] == '-' ? trimmed + 1 : trimmed);
  return NULL;
}

static char *
currency_to_json (const char *value, GError **error)
{
  g_autofree char *trimmed = cosell_text_tidy (value, COSELL_TEXT_CODE);
  g_autofree char *code = g_ascii_strup (trimmed, -1);

  if (code[0] == '\0')
    cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("The estimated value needs a currency. Give its three-letter code, such as EUR."));
  else if (!cosell_intl_is_currency (code))
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 _ ("“%s” is not a currency. Give its three-letter ISO 4217 code, such as EUR."),
                 trimmed);
  else
    return cosell_json_quote (code);
  return NULL;
}

static char *
date_to_json (const char *value, GError **error)
{
  g_autofree char *trimmed = cosell_date_tidy (value);
  g_autofree char *instant = NULL;

  if (trimmed[0] == '\0')
    cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                          _ ("A deal needs an estimated close date. Give it as YYYY-MM-DD."));
  else if (!cosell_date_parse (trimmed, NULL))
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 _ ("“%s” is not a date of the calendar. Give it as YYYY-MM-DD."), trimmed);
  else if (!cosell_date_is_possible (trimmed))
    {
      g_autofree char *reason = cosell_date_complain_year (trimmed);

      cosell_change_refuse (error, COSELL_RULE_ERROR_SYNTAX, reason);
    }
  else
    {
      instant = g_strconcat (trimmed, "T00:00:00Z", NULL);
      return cosell_json_quote (instant);
    }
  return NULL;
}

static char *
bool_to_json (const char *key, const char *value, GError **error)
{
  if (g_str_equal (value, "true") || g_str_equal (value, "on"))
    return g_strdup ("true");
  if (g_str_equal (value, "false") || g_str_equal (value, "off"))
    return g_strdup ("false");
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is neither on nor off. Give “%s” one of the two."), value, key);
  return NULL;
}

static char *
value_to_json (const CosellMember *member, const char *value, GError **error)
{
  switch (member->kind)
    {
    case COSELL_CHANGE_KIND_NUMBER:
      return number_to_json (value, error);
    case COSELL_CHANGE_KIND_DATE:
      return date_to_json (value, error);
    case COSELL_CHANGE_KIND_BOOL:
      return bool_to_json (member->key, value, error);
    case COSELL_CHANGE_KIND_TEXT:
      if (cosell_member_get_id (member) == COSELL_MEMBER_CURRENCY)
        return currency_to_json (value, error);
      if (member->choices != NULL)
        return choice_to_json (member, value, error);
      return text_to_json (member, value, error);
    case COSELL_CHANGE_KIND_PEOPLE:
    case COSELL_CHANGE_KIND_SOLUTIONS:
    case COSELL_CHANGE_KIND_REGISTRATIONS:
    case COSELL_CHANGE_KIND_OTHER:
      break;
    }
  g_assert_not_reached ();
}

/* J1: the close date that far from the deal's own. */
static char *
move_date (CosellJsonValue root, const char *value, GError **error)
{
  g_autofree char *date = cosell_referral_read_close_date (root);
  char *moved = date != NULL ? cosell_relative_move_date (date, value) : NULL;

  if (date == NULL)
    cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("The deal has no estimated close date that could be moved. Give one as YYYY-MM-DD."));
  else if (moved == NULL)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 /* Translators: a date, then how far to move it: “-30years” */
                 _ ("From %s there is no date at %s."), date, value);
  if (moved == NULL)
    cosell_rule_error_name (error, "J1");
  return moved;
}

/* J2: the value that much larger or smaller. */
static char *
scale_value (CosellJsonValue root, const char *value, GError **error)
{
  g_autofree char *amount = cosell_referral_read_value (root);
  g_autofree char *currency = cosell_referral_read_currency (root);
  char *scaled = amount != NULL ? cosell_relative_scale (amount, currency, value) : NULL;

  if (scaled != NULL)
    return scaled;
  cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                        _ ("The deal has no estimated value of which a part could be taken. Give a "
                           "number such as 1200000.50."));
  cosell_rule_error_name (error, "J2");
  return NULL;
}

/* What is said from what the deal has (J1, J2), as it is then; anything else as it was given. */
static char *
resolve (const CosellMember *member, CosellJsonValue root, const char *value, GError **error)
{
  if (member->kind == COSELL_CHANGE_KIND_DATE && cosell_relative_is_move (value))
    return move_date (root, value, error);
  if (cosell_member_get_id (member) == COSELL_MEMBER_VALUE && cosell_relative_is_percentage (value))
    return scale_value (root, value, error);
  return g_strdup (value);
}

/* The rule that says what a member can be. (nullable) */
static const char *
rule_of (const CosellMember *member)
{
  CosellMemberId id = cosell_member_get_id (member);

  if (id == COSELL_MEMBER_NAME)
    return "C3";
  if (id == COSELL_MEMBER_VALUE || id == COSELL_MEMBER_CURRENCY)
    return "C5";
  return id == COSELL_MEMBER_CLOSE_DATE ? "C6" : NULL;
}

/* The heart has a command of its own, which comes this way. */
static gboolean
is_settable (const CosellMember *member)
{
  return (member->flags & COSELL_MEMBER_SET) != 0 ||
         cosell_member_get_id (member) == COSELL_MEMBER_FAVORITE;
}

gboolean
cosell_changes_set (GPtrArray *changes,
                    const char *text,
                    const char *key,
                    const char *value,
                    GError **error)
{
  const CosellMember *member;
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *meant = NULL;
  g_autofree char *current = NULL;

  g_return_val_if_fail (changes != NULL && text != NULL && key != NULL && value != NULL, FALSE);

  member = cosell_member_for_key (key);
  if (member == NULL || !is_settable (member))
    {
      g_autofree char *keys = cosell_member_list_keys (COSELL_MEMBER_SET, FALSE);

      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                   _ ("“%s” cannot be set. What can be set: %s."), key, keys);
      return FALSE;
    }
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("The value of “%s” is not valid UTF-8 text."), key);
      return FALSE;
    }
  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  if (member->kind == COSELL_CHANGE_KIND_PEOPLE)
    return cosell_changes_set_contact (changes, cosell_json_root (doc), value, error);
  meant = resolve (member, cosell_json_root (doc), value, error);
  current = meant != NULL ? value_to_json (member, meant, error) : NULL;
  if (current == NULL)
    return cosell_rule_error_name (error, rule_of (member));
  cosell_changes_record (changes, cosell_json_root (doc), member->path, current);
  return TRUE;
}
