#include "ui/words/cosell-query-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "model/cosell-registration-entry.h"
#include "ui/words/cosell-format.h"

const char *
cosell_query_text_key (CosellQueryKey key)
{
  static const char *const titles[COSELL_QUERY_N_KEYS] = {
    [COSELL_QUERY_KEY_TYPE] = N_ ("Type"),
    [COSELL_QUERY_KEY_STATUS] = N_ ("Status"),
    [COSELL_QUERY_KEY_COUNTRY] = N_ ("Country"),
    [COSELL_QUERY_KEY_CUSTOMER] = N_ ("Customer"),
    [COSELL_QUERY_KEY_SOLUTION] = N_ ("Solution"),
    [COSELL_QUERY_KEY_PARTNER] = N_ ("Partner"),
    [COSELL_QUERY_KEY_CAMPAIGN] = N_ ("Campaign"),
    [COSELL_QUERY_KEY_LOCATION] = N_ ("Location"),
    [COSELL_QUERY_KEY_REGISTRATION] = N_ ("Registration"),
    [COSELL_QUERY_KEY_MICROSOFT] = N_ ("Microsoft"),
    [COSELL_QUERY_KEY_SYNC] = N_ ("Sync"),
    [COSELL_QUERY_KEY_TEAM] = N_ ("Team"),
    [COSELL_QUERY_KEY_SENDER] = N_ ("Sender"),
    [COSELL_QUERY_KEY_TAB] = N_ ("Tab"),
    [COSELL_QUERY_KEY_CURRENCY] = N_ ("Currency"),
    [COSELL_QUERY_KEY_CRM] = N_ ("CRM"),
    [COSELL_QUERY_KEY_SOURCE] = N_ ("Source"),
    [COSELL_QUERY_KEY_ACTION] = N_ ("Call to action"),
    [COSELL_QUERY_KEY_QUALITY] = N_ ("Quality"),
    [COSELL_QUERY_KEY_VALUE] = N_ ("Value"),
    [COSELL_QUERY_KEY_STAGE] = N_ ("Stage"),
    [COSELL_QUERY_KEY_CLOSES] = N_ ("Closes"),
    [COSELL_QUERY_KEY_CREATED] = N_ ("Created"),
    [COSELL_QUERY_KEY_CHANGED] = N_ ("Changed"),
    [COSELL_QUERY_KEY_ACCEPTED] = N_ ("Accepted"),
    [COSELL_QUERY_KEY_CLOSED_ON] = N_ ("Closed"),
    [COSELL_QUERY_KEY_EXPIRES] = N_ ("Expires"),
    [COSELL_QUERY_KEY_REMIND] = N_ ("Follow-up"),
    [COSELL_QUERY_KEY_UNTOUCHED] = N_ ("Untouched"),
  };

  g_return_val_if_fail ((guint) key < COSELL_QUERY_N_KEYS, NULL);

  return _ (titles[key]);
}

const char *
cosell_query_text_keyword (CosellQueryKeyword keyword)
{
  static const char *const titles[COSELL_QUERY_N_KEYWORDS] = {
    [COSELL_QUERY_KEYWORD_OPEN] = N_ ("Open"),
    [COSELL_QUERY_KEYWORD_CLOSED] = N_ ("Closed"),
    [COSELL_QUERY_KEYWORD_OVERDUE] = N_ ("Overdue"),
    [COSELL_QUERY_KEYWORD_EXPIRING] = N_ ("Expiring"),
    [COSELL_QUERY_KEYWORD_MINE] = N_ ("My deals"),
    [COSELL_QUERY_KEYWORD_FAVORITE] = N_ ("Favorites"),
    [COSELL_QUERY_KEYWORD_P2P] = N_ ("P2P"),
    [COSELL_QUERY_KEYWORD_UNSYNCED] = N_ ("Waiting to be sent"),
    [COSELL_QUERY_KEYWORD_HELD] = N_ ("Held back"),
    [COSELL_QUERY_KEYWORD_PARKED] = N_ ("Needs attention"),
    [COSELL_QUERY_KEYWORD_CONFLICT] = N_ ("Conflict"),
    [COSELL_QUERY_KEYWORD_DRAFT] = N_ ("Drafts"),
    [COSELL_QUERY_KEYWORD_ELIGIBLE] = N_ ("Incentive-eligible"),
    [COSELL_QUERY_KEYWORD_UNREAD] = N_ ("Unread answer"),
  };

  g_return_val_if_fail ((guint) keyword < COSELL_QUERY_N_KEYWORDS, NULL);

  return _ (titles[keyword]);
}

/* --- words --- */

static char *
tab_text (int tab)
{
  switch ((CosellTab) tab)
    {
    case COSELL_TAB_INBOUND:
      return g_strdup (_ ("Inbound"));
    case COSELL_TAB_OUTBOUND:
      return g_strdup (_ ("Outbound"));
    case COSELL_TAB_FAVORITES:
      return g_strdup (_ ("Favorites"));
    case COSELL_TAB_LEADS:
      return g_strdup (_ ("Leads"));
    case COSELL_TAB_ALL:
      break;
    }
  return g_strdup (_ ("All"));
}

static char *
registration_text (int registration)
{
  static const CosellRegistrationState states[] = {
    [COSELL_QUERY_REGISTRATION_REVIEW_PENDING] = COSELL_REGISTRATION_REVIEW_PENDING,
    [COSELL_QUERY_REGISTRATION_ACTION_REQUIRED] = COSELL_REGISTRATION_ACTION_REQUIRED,
    [COSELL_QUERY_REGISTRATION_APPROVED] = COSELL_REGISTRATION_APPROVED,
    [COSELL_QUERY_REGISTRATION_PASSED] = COSELL_REGISTRATION_PASSED,
    [COSELL_QUERY_REGISTRATION_FAILED] = COSELL_REGISTRATION_FAILED,
    [COSELL_QUERY_REGISTRATION_CLOSED] = COSELL_REGISTRATION_CLOSED,
  };

  if (registration == COSELL_QUERY_REGISTRATION_OTHER)
    return g_strdup (_ ("Other"));
  return cosell_registration_state_label (states[registration], NULL);
}

static char *
stage_text (const CosellQueryWord *word)
{
  CosellDealType type = word->stage == COSELL_QUERY_STAGE_ASSESSMENT
                            ? COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT
                            : COSELL_DEAL_TYPE_CO_SELL;
  CosellDirection direction = word->stage == COSELL_QUERY_STAGE_INBOUND ? COSELL_DIRECTION_INBOUND
                                                                        : COSELL_DIRECTION_OUTBOUND;

  return g_strdup (cosell_stage_label (word->value, type, direction));
}

static char *
word_text (CosellQueryKey key, const CosellQueryWord *word)
{
  if (key == COSELL_QUERY_KEY_TYPE)
    return g_strdup (cosell_deal_type_label ((CosellDealType) word->value));
  if (key == COSELL_QUERY_KEY_STATUS || key == COSELL_QUERY_KEY_MICROSOFT)
    return g_strdup (cosell_deal_status_label ((CosellDealStatus) word->value));
  if (key == COSELL_QUERY_KEY_SYNC)
    return g_strdup (cosell_sync_state_label ((CosellSyncState) word->value));
  if (key == COSELL_QUERY_KEY_TAB)
    return tab_text (word->value);
  if (key == COSELL_QUERY_KEY_REGISTRATION)
    return registration_text (word->value);
  return stage_text (word);
}

/* --- dates --- */

static char *
period_text (const CosellQueryDate *date)
{
  static const char *const words[][3] = {
    [COSELL_QUERY_PERIOD_WEEK] = { N_ ("last week"), N_ ("this week"), N_ ("next week") },
    [COSELL_QUERY_PERIOD_MONTH] = { N_ ("last month"), N_ ("this month"), N_ ("next month") },
    [COSELL_QUERY_PERIOD_QUARTER] = { N_ ("last quarter"), N_ ("this quarter"),
                                      N_ ("next quarter") },
    [COSELL_QUERY_PERIOD_YEAR] = { N_ ("last year"), N_ ("this year"), N_ ("next year") },
  };

  return g_strdup (_ (words[date->period][date->offset + 1]));
}

static char *
month_text (const CosellQueryDate *date)
{
  g_autoptr (GDateTime) first =
      g_date_time_new_local ((int) date->year, (int) date->part, 1, 0, 0, 0);

  /* Translators: a month, as in "Nov 2026" (strftime) */
  return g_date_time_format (first, _ ("%b %Y"));
}

static char *
date_text (const CosellQueryDate *date)
{
  g_autofree char *printed = cosell_query_date_print (date);

  switch (date->kind)
    {
    case COSELL_QUERY_DATE_DAY:
      return cosell_format_date (printed);
    case COSELL_QUERY_DATE_MONTH:
      return month_text (date);
    case COSELL_QUERY_DATE_TODAY:
      return g_strdup (_ ("today"));
    case COSELL_QUERY_DATE_PERIOD:
      return period_text (date);
    case COSELL_QUERY_DATE_NEXT:
      return g_strdup_printf (ngettext ("next %u day", "next %u days", date->days), date->days);
    case COSELL_QUERY_DATE_LAST:
      return g_strdup_printf (ngettext ("last %u day", "last %u days", date->days), date->days);
    case COSELL_QUERY_DATE_NONE:
    case COSELL_QUERY_DATE_QUARTER: /* 2027-Q1 */
    case COSELL_QUERY_DATE_YEAR:
      break;
    }
  return g_steal_pointer (&printed);
}

static char *
dates_text (const CosellQueryValue *value)
{
  g_autofree char *from = date_text (&value->from);
  g_autofree char *to = date_text (&value->to);

  switch (value->op)
    {
    case COSELL_QUERY_OP_EQUAL:
      break;
    case COSELL_QUERY_OP_ABOVE:
      return g_strdup_printf (_ ("after %s"), from);
    case COSELL_QUERY_OP_FROM:
      return g_strdup_printf (_ ("from %s"), from);
    case COSELL_QUERY_OP_BELOW:
      return g_strdup_printf (_ ("before %s"), from);
    case COSELL_QUERY_OP_UP_TO:
      return g_strdup_printf (_ ("until %s"), from);
    case COSELL_QUERY_OP_BETWEEN:
      if (*to == '\0')
        return g_strdup_printf (_ ("from %s"), from);
      if (*from == '\0')
        return g_strdup_printf (_ ("until %s"), to);
      return g_strdup_printf (_ ("%s to %s"), from, to);
    }
  return g_steal_pointer (&from);
}

/* --- numbers --- */

static char *
number_text (CosellQueryKey key, const char *number)
{
  g_autofree char *text = cosell_intl_format_decimal (number != NULL ? number : "", 0);

  if (key == COSELL_QUERY_KEY_STAGE)
    return g_strdup_printf (_ ("%s %%"), text);
  return g_steal_pointer (&text);
}

static char *
numbers_text (CosellQueryKey key, const CosellQueryValue *value)
{
  static const char *const signs[] = {
    [COSELL_QUERY_OP_ABOVE] = "> ",
    [COSELL_QUERY_OP_FROM] = "≥ ",
    [COSELL_QUERY_OP_BELOW] = "< ",
    [COSELL_QUERY_OP_UP_TO] = "≤ ",
  };
  g_autofree char *low = value->low != NULL ? number_text (key, value->low) : NULL;
  g_autofree char *high = value->high != NULL ? number_text (key, value->high) : NULL;

  if (value->op == COSELL_QUERY_OP_EQUAL)
    return g_steal_pointer (&low);
  if (value->op != COSELL_QUERY_OP_BETWEEN)
    return g_strconcat (signs[value->op], low, NULL);
  if (low == NULL)
    return g_strconcat (signs[COSELL_QUERY_OP_UP_TO], high, NULL);
  if (high == NULL)
    return g_strconcat (signs[COSELL_QUERY_OP_FROM], low, NULL);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

/* --- values and terms --- */

char *
cosell_query_text_value (CosellQueryKey key, const CosellQueryValue *value)
{
  g_return_val_if_fail ((guint) key < COSELL_QUERY_N_KEYS && value != NULL, NULL);

  if (value->none)
    return g_strdup (_ ("none"));
  if (value->overdue)
    return g_strdup (_ ("overdue"));
  if (value->word != NULL)
    return word_text (key, value->word);
  switch (cosell_query_key_info (key)->kind)
    {
    case COSELL_QUERY_KIND_COUNTRY:
      return cosell_intl_country_name (value->text);
    case COSELL_QUERY_KIND_NUMBER:
    case COSELL_QUERY_KIND_STAGE:
      return numbers_text (key, value);
    case COSELL_QUERY_KIND_DATE:
    case COSELL_QUERY_KIND_INSTANT:
      return dates_text (value);
    case COSELL_QUERY_KIND_AGE:
      return g_strdup_printf (ngettext ("%u day", "%u days", value->days), value->days);
    case COSELL_QUERY_KIND_TEXT:
    case COSELL_QUERY_KIND_CODE:
    case COSELL_QUERY_KIND_WORD:
      break;
    }
  return cosell_text_quote (value->text);
}

static char *
filter_text (const CosellQueryTerm *term)
{
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; i < term->values->len; i++)
    {
      g_autofree char *value =
          cosell_query_text_value (term->key, g_ptr_array_index (term->values, i));

      if (i > 0)
        g_string_append (values, ", ");
      g_string_append (values, value);
    }
  return g_strdup_printf (
      /* Translators: a filter of the list, as in "Status: Won", and as in "Status: not Won" */
      term->negated ? _ ("%s: not %s") : _ ("%s: %s"), cosell_query_text_key (term->key),
      values->str);
}

char *
cosell_query_text_term (const CosellQueryTerm *term)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (term != NULL, NULL);

  switch (term->kind)
    {
    case COSELL_QUERY_TERM_FILTER:
      return filter_text (term);
    case COSELL_QUERY_TERM_KEYWORD:
      text = g_strdup (cosell_query_text_keyword (term->keyword));
      break;
    case COSELL_QUERY_TERM_WORD:
    case COSELL_QUERY_TERM_PHRASE:
      text = cosell_text_quote (term->text);
      break;
    }
  /* Translators: a filter of the list that leaves something out, as in "Not: Favorites" */
  return term->negated ? g_strdup_printf (_ ("Not: %s"), text) : g_steal_pointer (&text);
}

static char *
capitalize (const char *text)
{
  GString *result = g_string_new (NULL);

  if (*text != '\0')
    {
      g_string_append_unichar (result, g_unichar_totitle (g_utf8_get_char (text)));
      g_string_append (result, g_utf8_next_char (text));
    }
  return g_string_free (result, FALSE);
}

char *
cosell_query_text_choice (const char *term)
{
  g_autoptr (CosellQuery) query = NULL;
  const CosellQueryTerm *only;
  g_autofree char *text = NULL;

  g_return_val_if_fail (term != NULL, NULL);

  query = cosell_query_parse_typed (term, -1, NULL);
  if (query->terms->len != 1)
    return cosell_text_quote (term);
  only = g_ptr_array_index (query->terms, 0);
  if (only->kind != COSELL_QUERY_TERM_FILTER)
    return cosell_query_text_term (only);
  text = cosell_query_text_value (only->key, g_ptr_array_index (only->values, 0));
  /* a name is written as it is */
  if (cosell_query_key_info (only->key)->kind == COSELL_QUERY_KIND_TEXT &&
      !((const CosellQueryValue *) g_ptr_array_index (only->values, 0))->none)
    return g_steal_pointer (&text);
  return capitalize (text);
}

char *
cosell_query_text_candidate (const char *text, gboolean is_value, CosellQueryKey key)
{
  g_autofree char *whole = NULL;
  g_autoptr (CosellQuery) query = NULL;
  const CosellQueryTerm *term;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_value && g_str_has_suffix (text, ":"))
    {
      g_autofree char *name = g_strndup (text, strlen (text) - 1);
      const CosellQueryKeyInfo *info = cosell_query_key_find (name);

      return info != NULL ? g_strdup (cosell_query_text_key (info->key)) : NULL;
    }
  whole =
      is_value ? g_strconcat (cosell_query_key_info (key)->name, ":", text, NULL) : g_strdup (text);
  query = cosell_query_parse_typed (whole, -1, NULL);
  if (query->terms->len != 1)
    return NULL;
  term = g_ptr_array_index (query->terms, 0);
  if (term->kind == COSELL_QUERY_TERM_KEYWORD)
    return g_strdup (cosell_query_text_keyword (term->keyword));
  /* a name says what it means itself */
  if (term->kind != COSELL_QUERY_TERM_FILTER || term->values->len != 1 ||
      cosell_query_key_info (term->key)->kind == COSELL_QUERY_KIND_TEXT)
    return NULL;
  g_clear_pointer (&whole, g_free);
  whole = cosell_query_text_value (term->key, g_ptr_array_index (term->values, 0));
  return g_str_equal (whole, text) ? NULL : g_steal_pointer (&whole);
}
