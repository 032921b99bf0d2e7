/* cosell-crm-compare.c: when two values of a field mean the same, and what a CRM can hold of ours
 */
#include "model/cosell-crm-compare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-referral-reader.h"

#define MARK "…" /* of a text that is cut: one UTF-16 unit */

static gboolean
is_text (CosellCrmField field)
{
  return field == COSELL_CRM_FIELD_NAME || field == COSELL_CRM_FIELD_NOTES ||
         field == COSELL_CRM_FIELD_SOLUTIONS;
}

/* K6: as it is compared and written. Returns: (transfer full) "" for none */
static char *
tidy_text (CosellCrmField field, const char *text)
{
  g_autofree char *tidy =
      cosell_text_tidy (text,
                        field == COSELL_CRM_FIELD_NAME ? COSELL_TEXT_LINE : COSELL_TEXT_LINES);
  GString *lines;

  if (strchr (tidy, '\r') == NULL)
    return g_steal_pointer (&tidy);
  lines = g_string_new (tidy);
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free (lines, FALSE);
}

/* --- the column --- */

CosellOpportunityFields
cosell_crm_compare_column (CosellCrmField field)
{
  static const CosellOpportunityFields columns[COSELL_CRM_N_FIELDS] = {
    [COSELL_CRM_FIELD_NAME] = COSELL_OPPORTUNITY_NAME,
    [COSELL_CRM_FIELD_VALUE] = COSELL_OPPORTUNITY_AMOUNT,
    [COSELL_CRM_FIELD_CLOSE_DATE] = COSELL_OPPORTUNITY_CLOSE_DATE,
    [COSELL_CRM_FIELD_NOTES] = COSELL_OPPORTUNITY_NOTES,
    [COSELL_CRM_FIELD_STAGE] = COSELL_OPPORTUNITY_STAGE,
    [COSELL_CRM_FIELD_CONTACT] = COSELL_OPPORTUNITY_CONTACT,
    [COSELL_CRM_FIELD_TEAM] = COSELL_OPPORTUNITY_OWNER,
    [COSELL_CRM_FIELD_SOLUTIONS] = COSELL_OPPORTUNITY_SOLUTIONS,
  };

  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS, (CosellOpportunityFields) 0);

  return columns[field];
}

static gboolean
knows_columns (const CosellCrmContext *context)
{
  return context->description != NULL && context->description->columns->len > 0;
}

/* (nullable): there is none, or nothing is known of columns */
static const CosellCrmColumn *
get_column (CosellCrmField field, const CosellCrmContext *context)
{
  if (!knows_columns (context))
    return NULL;
  if (field == COSELL_CRM_FIELD_SOLUTIONS)
    return context->settings->solutions_column != NULL
               ? cosell_crm_description_get_column (context->description,
                                                    context->settings->solutions_column)
               : NULL;
  return cosell_crm_description_get_field (context->description, cosell_crm_compare_column (field));
}

gboolean
cosell_crm_compare_has_place (CosellCrmField field, const CosellCrmContext *context)
{
  g_return_val_if_fail (context != NULL, FALSE);

  if (field == COSELL_CRM_FIELD_SOLUTIONS && context->settings->solutions_column == NULL)
    return FALSE;
  return !knows_columns (context) || get_column (field, context) != NULL;
}

/* UTF-16 units; 0: unknown */
static guint
length_of (CosellCrmField field, const CosellCrmContext *context)
{
  const CosellCrmColumn *column = is_text (field) ? get_column (field, context) : NULL;

  return column != NULL ? column->length : 0;
}

/* --- texts (K6) --- */

/* How many characters of text are at most so many units. */
static guint
count_within (const char *text, guint units, gboolean *all)
{
  guint n = 0;

  while (*text != '\0')
    {
      guint more = g_utf8_get_char (text) > 0xffff ? 2 : 1;

      if (more > units)
        break;
      units -= more;
      n++;
      text = g_utf8_next_char (text);
    }
  *all = *text == '\0';
  return n;
}

/* text as a column of so many units (0: as many as one likes) holds it. Returns: (transfer full) */
static char *
cut_text (const char *text, guint units)
{
  g_autofree char *start = NULL;
  gboolean all = TRUE;

  if (units > 0)
    count_within (text, units, &all);
  if (all)
    return g_strdup (text);
  start = g_strndup (text, cosell_text_cut_at (text, count_within (text, units - 1, &all)));
  return g_strconcat (start, MARK, NULL);
}

static gboolean
same_texts (CosellCrmField field,
            const char *crm,
            const char *deal,
            const CosellCrmContext *context)
{
  g_autofree char *theirs = tidy_text (field, crm);
  g_autofree char *ours = tidy_text (field, deal);
  g_autofree char *decoded = cosell_referral_decode_entities (theirs);
  g_autofree char *cut = cut_text (ours, length_of (field, context));
  g_autofree char *tidy_cut = tidy_text (field, cut);

  /* what looks like an entity over there is read as one once it is here (contract 12.13) */
  return g_str_equal (theirs, ours) || g_str_equal (decoded, ours) ||
         g_str_equal (theirs, tidy_cut);
}

gboolean
cosell_crm_compare_is_longer (CosellCrmField field,
                              const char *deal,
                              const CosellCrmContext *context)
{
  g_autofree char *ours = NULL;
  g_autofree char *cut = NULL;

  g_return_val_if_fail (context != NULL, FALSE);

  if (!is_text (field))
    return FALSE;
  ours = tidy_text (field, deal);
  cut = cut_text (ours, length_of (field, context));
  return !g_str_equal (ours, cut);
}

/* --- values (K4) --- */

/* By value and currency; an amount without a currency is one of none. */
static gboolean
same_values (const char *a, const char *b)
{
  g_autofree char *amount_a = NULL;
  g_autofree char *amount_b = NULL;
  g_autofree char *currency_a = NULL;
  g_autofree char *currency_b = NULL;

  if (!cosell_crm_value_split (a, &amount_a, &currency_a) ||
      !cosell_crm_value_split (b, &amount_b, &currency_b))
    return a != NULL && b != NULL ? cosell_decimal_equal (a, b) : a == b;
  return cosell_decimal_equal (amount_a, amount_b) && g_str_equal (currency_a, currency_b);
}

/* --- people --- */

static gboolean
has_line (const char *lines, const char *wanted)
{
  g_auto (GStrv) each = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;

  return each != NULL && g_strv_contains ((const char *const *) each, wanted);
}

/* --- the same --- */

gboolean
cosell_crm_field_same (CosellCrmField field,
                       const char *crm,
                       const char *deal,
                       const CosellCrmContext *context)
{
  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS && context != NULL, FALSE);

  if (is_text (field))
    return same_texts (field, crm, deal, context);
  if (field == COSELL_CRM_FIELD_VALUE)
    return same_values (crm, deal);
  if (field == COSELL_CRM_FIELD_TEAM && crm == NULL)
    return TRUE;
  if (crm == NULL || deal == NULL)
    return crm == deal;
  if (field == COSELL_CRM_FIELD_CONTACT || field == COSELL_CRM_FIELD_TEAM)
    return has_line (deal, crm);
  if (field == COSELL_CRM_FIELD_STAGE)
    return g_strcmp0 (cosell_crm_settings_stage_from (context->settings, crm), deal) == 0;
  return g_str_equal (crm, deal);
}

gboolean
cosell_crm_compare_unchanged (CosellCrmField field, const char *before, const char *now)
{
  if (field == COSELL_CRM_FIELD_VALUE)
    return same_values (before, now);
  if (is_text (field))
    {
      g_autofree char *old = tidy_text (field, before);
      g_autofree char *new = tidy_text (field, now);

      return g_str_equal (old, new);
    }
  return g_strcmp0 (before, now) == 0;
}

/* --- what fits --- */

static guint
count_decimals (const char *amount)
{
  const char *point = strchr (amount, '.');

  return point != NULL ? (guint) strlen (point + 1) : 0;
}

/* The decimals that both the column and the currency have; −1: unknown */
static int
most_decimals (const CosellCrmColumn *column, const CosellCrmCurrency *currency)
{
  int most = column != NULL ? column->decimals : -1;

  if (currency != NULL && (most < 0 || (int) currency->decimals < most))
    most = (int) currency->decimals;
  return most;
}

static gboolean
fit_amount (const char *amount, int decimals, const char *most, char **form, char **words)
{
  g_autofree char *least = cosell_decimal_normalize (amount, 0);

  if (least == NULL)
    return FALSE;
  if (decimals >= 0 && count_decimals (least) > (guint) decimals)
    {
      *words = cosell_text_format (
          _ ("The value %s has more decimals than the CRM holds, so it is not written there."),
          amount);
      return FALSE;
    }
  if (most != NULL && cosell_decimal_compare (amount, most) > 0)
    {
      *words = cosell_text_format (
          _ ("The value %s is more than the CRM can hold (%s), so it is not written there."),
          amount, most);
      return FALSE;
    }
  *form = decimals >= 0 && count_decimals (amount) > (guint) decimals ? g_steal_pointer (&least)
                                                                      : g_strdup (amount);
  return TRUE;
}

static gboolean
fit_value (const char *deal, const CosellCrmContext *context, char **form, char **words)
{
  const CosellCrmDescription *description = context->description;
  const CosellCrmColumn *column = get_column (COSELL_CRM_FIELD_VALUE, context);
  const CosellCrmCurrency *known = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *fits = NULL;

  if (!cosell_crm_value_split (deal, &amount, &currency))
    return FALSE;
  if (description != NULL && description->currencies->len > 0)
    {
      known = cosell_crm_description_get_currency (description, currency);
      if (known == NULL)
        {
          *words = cosell_text_format (
              _ ("The CRM has no currency %s, so the value is not written there."), currency);
          return FALSE;
        }
    }
  if (!fit_amount (amount, most_decimals (column, known), column != NULL ? column->most : NULL,
                   &fits, words))
    return FALSE;
  *form = g_strconcat (fits, " ", currency, NULL);
  return TRUE;
}

static gboolean
fit_text (CosellCrmField field, const char *deal, const CosellCrmContext *context, char **form)
{
  g_autofree char *text = tidy_text (field, deal);

  if (*text == '\0')
    return field != COSELL_CRM_FIELD_NAME;
  *form = cut_text (text, length_of (field, context));
  return TRUE;
}

static gboolean
fit_stage (const char *deal, const CosellCrmContext *context, char **form)
{
  if (context->row->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    return FALSE;
  *form = g_strdup (cosell_crm_settings_stage_to (context->settings, deal, context->description));
  return *form != NULL;
}

/* Whether the CRM lets the field be written at all. */
static gboolean
is_writable (CosellCrmField field, const CosellCrmContext *context, gboolean create, char **words)
{
  const CosellCrmColumn *column = get_column (field, context);

  if (!cosell_crm_compare_has_place (field, context))
    return FALSE;
  if (column == NULL)
    return TRUE;
  if (create ? column->creatable : column->updatable)
    return TRUE;
  *words = cosell_text_format (_ ("The CRM lets nobody write “%s”, so it is not written there."),
                               column->label != NULL ? column->label : column->name);
  return FALSE;
}

gboolean
cosell_crm_compare_fit (CosellCrmField field,
                        const char *deal,
                        const CosellCrmContext *context,
                        gboolean create,
                        char **form,
                        char **words)
{
  g_return_val_if_fail (context != NULL && form != NULL && words != NULL, FALSE);

  *form = NULL;
  *words = NULL;
  if (field == COSELL_CRM_FIELD_STATUS || field == COSELL_CRM_FIELD_TEAM ||
      !is_writable (field, context, create, words))
    return FALSE;
  if (is_text (field))
    return fit_text (field, deal, context, form);
  if (field == COSELL_CRM_FIELD_VALUE)
    return fit_value (deal, context, form, words);
  if (field == COSELL_CRM_FIELD_STAGE)
    return fit_stage (deal, context, form);
  if (field == COSELL_CRM_FIELD_CONTACT)
    {
      *form = deal != NULL ? g_strndup (deal, strcspn (deal, "\n")) : NULL;
      return TRUE;
    }
  *form = g_strdup (deal);
  return deal != NULL;
}
