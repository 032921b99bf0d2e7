/* cosell-query-value.c: the values of filters, read and compared (rules I4 to I8, I14) */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-query-private.h"

#define NONE "none"
#define OVERDUE "overdue"
#define CODE_LENGTH 3

char *
cosell_query_fold (const char *text)
{
  g_autofree char *folded = cosell_intl_fold (text);

  if (cosell_text_is_blank (folded))
    return NULL;
  return g_strdelimit (g_steal_pointer (&folded), "\t\n\v\f\r", ' ');
}

void
cosell_query_value_free (CosellQueryValue *self)
{
  g_free (self->text);
  g_free (self->folded);
  g_free (self->low);
  g_free (self->high);
  g_free (self);
}

gboolean
cosell_query_value_equal (const CosellQueryValue *a, const CosellQueryValue *b)
{
  gboolean same_text = a->folded != NULL && b->folded != NULL ? strcmp (a->folded, b->folded) == 0
                                                              : g_strcmp0 (a->text, b->text) == 0;

  return same_text && a->none == b->none && a->overdue == b->overdue && a->word == b->word &&
         a->op == b->op && cosell_decimal_equal (a->low, b->low) &&
         cosell_decimal_equal (a->high, b->high) && cosell_query_date_equal (&a->from, &b->from) &&
         cosell_query_date_equal (&a->to, &b->to) && a->days == b->days;
}

/* ---- bounds ---- */

/* A value without its operator: low, and for a range high; "" for an absent end. */
static void
split_bounds (const char *text, CosellQueryOp *op, char **low, char **high)
{
  static const struct
  {
    const char *sign;
    CosellQueryOp op;
  } signs[] = {
    { ">=", COSELL_QUERY_OP_FROM },
    { "<=", COSELL_QUERY_OP_UP_TO },
    { ">", COSELL_QUERY_OP_ABOVE },
    { "<", COSELL_QUERY_OP_BELOW },
  };
  const char *dots = strstr (text, "..");

  *high = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i].sign))
      {
        *op = signs[i].op;
        *low = g_strdup (text + strlen (signs[i].sign));
        return;
      }
  if (dots != NULL)
    {
      *op = COSELL_QUERY_OP_BETWEEN;
      *low = g_strndup (text, (gsize) (dots - text));
      *high = g_strdup (dots + strlen (".."));
      return;
    }
  *op = COSELL_QUERY_OP_EQUAL;
  *low = g_strdup (text);
}

/* ASCII digits, and decimals behind a point. Returns: (transfer full) (nullable): as short as it
 * can be written */
static char *
read_number (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  const char *rest = text + digits;

  if (digits == 0)
    return NULL;
  if (*rest == '.')
    {
      gsize decimals = strspn (rest + 1, "0123456789");

      rest += decimals > 0 ? decimals + 1 : 0;
    }
  if (*rest != '\0')
    return NULL;
  while (*text == '0' && g_ascii_isdigit (text[1]))
    text++;
  return cosell_decimal_normalize (text, 0);
}

static char *
explain_reversed (const char *text)
{
  return cosell_text_format (_ ("The range “%s” ends before it begins."), text);
}

/* ---- kinds: each returns NULL, or (transfer full) what is wrong ---- */

static char *
parse_number (CosellQueryValue *value, const char *text)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  gboolean broken;

  split_bounds (text, &value->op, &low, &high);
  if (*low != '\0')
    value->low = read_number (low);
  if (high != NULL && *high != '\0')
    value->high = read_number (high);
  if (high == NULL)
    broken = value->low == NULL;
  else
    broken = (*low != '\0' && value->low == NULL) || (*high != '\0' && value->high == NULL) ||
             (*low == '\0' && *high == '\0');
  if (broken)
    return cosell_text_format (
        _ ("“%s” is no number. Write 100000, 2500.50, >100000, <=5000 or 10..20."), text);
  if (value->low != NULL && value->high != NULL &&
      cosell_decimal_compare (value->low, value->high) > 0)
    return explain_reversed (text);
  return NULL;
}

static char *
parse_date (CosellQueryValue *value, const CosellQueryKeyInfo *key, const char *text)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  gboolean low_is_date, high_is_date, broken;

  if (key->key == COSELL_QUERY_KEY_CLOSES && g_ascii_strcasecmp (text, OVERDUE) == 0)
    {
      value->overdue = TRUE;
      return NULL;
    }
  split_bounds (text, &value->op, &low, &high);
  low_is_date = cosell_query_date_parse (&value->from, low);
  high_is_date = high != NULL && cosell_query_date_parse (&value->to, high);
  if (high == NULL)
    broken = !low_is_date;
  else
    broken = (*low != '\0' && !low_is_date) || (*high != '\0' && !high_is_date) ||
             (*low == '\0' && *high == '\0');
  if (broken)
    return cosell_text_format (
        _ ("“%s” is no date. Write 2027-01-15, 2027-01, 2027-Q1, this-quarter, "
           "next-30d, >2027-01 or 2027-01..2027-03."),
        text);
  if (high_is_date && low_is_date && cosell_query_date_is_after (&value->from, &value->to))
    return explain_reversed (text);
  return NULL;
}

/* The words that a key takes, for a message. */
static char *
list_words (const CosellQueryKeyInfo *key)
{
  GString *list = g_string_new (NULL);

  for (const CosellQueryWord *word = key->words; word->word != NULL; word++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word->word);
  if (key->optional)
    g_string_append (list, ", " NONE);
  return g_string_free (list, FALSE);
}

static char *
parse_word (CosellQueryValue *value, const CosellQueryKeyInfo *key, const char *text)
{
  g_autofree char *words = NULL;

  value->word = cosell_query_key_find_word (key, text);
  if (value->word != NULL)
    return NULL;
  words = list_words (key);
  /* Translators: a key of the query language, what was written behind it, and what can be */
  return g_strdup_printf (_ ("“%s:” has no “%s”. Write one of: %s."), key->name, text, words);
}

static char *
parse_stage (CosellQueryValue *value, const CosellQueryKeyInfo *key, const char *text)
{
  if (strchr ("0123456789<>.", *text) != NULL)
    return parse_number (value, text);
  return parse_word (value, key, text);
}

static char *
parse_country (CosellQueryValue *value, const char *text)
{
  value->text = g_strdup (cosell_intl_find_country (text));
  if (value->text != NULL)
    return NULL;
  return cosell_text_format (
      _ ("There is no country “%s”. Write its code, such as SE, or its name."), text);
}

static char *
parse_code (CosellQueryValue *value, const char *text)
{
  gboolean good = strlen (text) == CODE_LENGTH;

  for (const char *p = text; good && *p != '\0'; p++)
    good = g_ascii_isalpha (*p);
  if (!good)
    return cosell_text_format (_ ("“%s” is no currency. Write its code, such as EUR."), text);
  value->text = g_ascii_strup (text, -1);
  return NULL;
}

static char *
parse_age (CosellQueryValue *value, const char *text)
{
  CosellQueryDate date;
  g_autofree char *relative = g_strconcat ("last-", text, NULL);

  if (!cosell_query_date_parse (&date, relative) || date.kind != COSELL_QUERY_DATE_LAST)
    return cosell_text_format (_ ("“%s” is no number of days. Write 14d."), text);
  value->days = date.days;
  return NULL;
}

static char *
parse_kind (CosellQueryValue *value, const CosellQueryKeyInfo *key, const char *text)
{
  switch (key->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
      value->text = g_strdup (text);
      value->folded = cosell_query_fold (text);
      return value->folded != NULL ? NULL : g_strdup_printf (_ ("“%s:” needs a value."), key->name);
    case COSELL_QUERY_KIND_COUNTRY:
      return parse_country (value, text);
    case COSELL_QUERY_KIND_CODE:
      return parse_code (value, text);
    case COSELL_QUERY_KIND_WORD:
      return parse_word (value, key, text);
    case COSELL_QUERY_KIND_NUMBER:
      return parse_number (value, text);
    case COSELL_QUERY_KIND_STAGE:
      return parse_stage (value, key, text);
    case COSELL_QUERY_KIND_DATE:
    case COSELL_QUERY_KIND_INSTANT:
      return parse_date (value, key, text);
    case COSELL_QUERY_KIND_AGE:
      return parse_age (value, text);
    }
  g_return_val_if_reached (NULL);
}

CosellQueryValue *
cosell_query_value_parse (const CosellQueryKeyInfo *key,
                          const char *text,
                          gboolean quoted,
                          char **message)
{
  CosellQueryValue *value = g_new0 (CosellQueryValue, 1);

  *message = NULL;
  if (key->optional && !quoted && g_ascii_strcasecmp (text, NONE) == 0)
    value->none = TRUE;
  else if (*text == '\0')
    *message = g_strdup_printf (_ ("“%s:” needs a value."), key->name);
  else
    *message = parse_kind (value, key, text);
  if (*message == NULL)
    return value;
  cosell_query_value_free (value);
  return NULL;
}

/* ---- days ---- */

void
cosell_query_value_days (const CosellQueryValue *self,
                         const CosellQueryContext *context,
                         guint32 *first,
                         guint32 *end)
{
  guint32 begin, after, last;

  g_return_if_fail (self != NULL && context != NULL && !self->none);

  *first = *end = 0;
  if (self->overdue)
    {
      *end = context->today;
      return;
    }
  cosell_query_date_resolve (&self->from, context, &begin, &after);
  switch (self->op)
    {
    case COSELL_QUERY_OP_EQUAL:
      *first = begin;
      *end = after;
      return;
    case COSELL_QUERY_OP_ABOVE:
      *first = after;
      return;
    case COSELL_QUERY_OP_FROM:
      *first = begin;
      return;
    case COSELL_QUERY_OP_BELOW:
      *end = begin;
      return;
    case COSELL_QUERY_OP_UP_TO:
      *end = after;
      return;
    case COSELL_QUERY_OP_BETWEEN:
      *first = begin;
      cosell_query_date_resolve (&self->to, context, &last, end);
      return;
    }
  g_return_if_reached ();
}
