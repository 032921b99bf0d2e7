#include "model/cosell-relative.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"

#define MAX_COUNT_DIGITS 4

typedef struct
{
  gboolean back;
  guint count;
  char unit; /* 'd', 'w', 'm' or 'y' */
} Move;

/* What was typed without its spaces, which mean nothing here; a minus sign is one however it is
 * written. Returns: (transfer full) */
static char *
tidy (const char *text)
{
  g_autofree char *code = cosell_text_tidy (text, COSELL_TEXT_CODE);
  GString *plain = g_string_new (NULL);

  for (const char *at = code; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x2212) /* MINUS SIGN */
        g_string_append_c (plain, '-');
      else if (!g_unichar_isspace (c))
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
parse_unit (const char *word, char *unit)
{
  static const char *const words[][3] = {
    { "d", "day", "days" },
    { "w", "week", "weeks" },
    { "m", "month", "months" },
    { "y", "year", "years" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint k = 0; k < G_N_ELEMENTS (words[i]); k++)
      if (g_ascii_strcasecmp (word, words[i][k]) == 0)
        {
          *unit = words[i][0][0];
          return TRUE;
        }
  return FALSE;
}

static gboolean
parse_move (const char *text, Move *move)
{
  g_autofree char *plain = tidy (text);
  gsize digits;

  if (plain[0] != '+' && plain[0] != '-')
    return FALSE;
  digits = strspn (plain + 1, "0123456789");
  if (digits == 0 || digits > MAX_COUNT_DIGITS)
    return FALSE;
  move->back = plain[0] == '-';
  move->count = (guint) g_ascii_strtoull (plain + 1, NULL, 10);
  return parse_unit (plain + 1 + digits, &move->unit);
}

gboolean
cosell_relative_is_move (const char *text)
{
  Move move;

  g_return_val_if_fail (text != NULL, FALSE);

  return parse_move (text, &move);
}

/* Days since the year 1; the count has four digits, so that nothing is near a limit of GDate. */
static gboolean
move_days (GDate *date, const Move *move)
{
  guint days = move->count * (move->unit == 'w' ? 7 : 1);

  if (move->back && days >= g_date_get_julian (date))
    return FALSE;
  if (move->back)
    g_date_subtract_days (date, days);
  else
    g_date_add_days (date, days);
  return TRUE;
}

/* GLib ends with the last day of a month that is shorter. */
static gboolean
move_months (GDate *date, const Move *move)
{
  guint months = move->count * (move->unit == 'y' ? 12 : 1);
  guint since = (guint) g_date_get_year (date) * 12 + (guint) g_date_get_month (date) - 1;

  if (move->back && since < months + 12)
    return FALSE;
  if (move->back)
    g_date_subtract_months (date, months);
  else
    g_date_add_months (date, months);
  return TRUE;
}

char *
cosell_relative_move_date (const char *date, const char *text)
{
  Move move;
  GDate day;

  g_return_val_if_fail (text != NULL, NULL);

  if (!parse_move (text, &move) || !cosell_date_parse (date, &day))
    return NULL;
  if (move.unit == 'm' || move.unit == 'y' ? !move_months (&day, &move) : !move_days (&day, &move))
    return NULL;
  return cosell_date_format (&day);
}

/* Returns: (transfer full) (nullable) the number with its sign */
static char *
parse_percentage (const char *text)
{
  g_autofree char *plain = tidy (text);
  gsize length = strlen (plain);

  if ((plain[0] != '+' && plain[0] != '-') || plain[length - 1] != '%')
    return NULL;
  plain[length - 1] = '\0';
  if (strspn (plain + 1, "0123456789.") != length - 2 || !cosell_decimal_is_valid (plain + 1))
    return NULL;
  return g_strdup (plain[0] == '+' ? plain + 1 : plain);
}

gboolean
cosell_relative_is_percentage (const char *text)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  number = parse_percentage (text);
  return number != NULL;
}

char *
cosell_relative_scale (const char *amount, const char *currency, const char *text)
{
  guint digits = (guint) cosell_intl_currency_digits (currency != NULL ? currency : "");
  g_autofree char *number = NULL;
  g_autofree char *parts = NULL;
  g_autofree char *product = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  number = parse_percentage (text);
  parts = number != NULL ? cosell_decimal_add ("100", number) : NULL;
  product = parts != NULL ? cosell_decimal_multiply (amount, parts) : NULL;
  return product != NULL ? cosell_decimal_divide (product, "100", digits) : NULL;
}

gboolean
cosell_relative_split_amount (const char *text, char **amount, char **currency)
{
  g_autofree char *plain = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL && amount != NULL && currency != NULL, FALSE);

  plain = tidy (text);
  length = strlen (plain);
  if (length < 4 || !g_ascii_isdigit (plain[length - 4]))
    return FALSE;
  for (gsize i = length - 3; i < length; i++)
    if (!g_ascii_isalpha (plain[i]))
      return FALSE;
  *currency = g_ascii_strup (plain + length - 3, 3);
  *amount = g_strndup (plain, length - 3);
  return TRUE;
}
