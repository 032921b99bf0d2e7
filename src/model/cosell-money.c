/* cosell-money.c: money as decimal text, never through a binary number */
#include "model/cosell-referral.h"

#include "base/cosell-intl.h"

/* What a double can hold goes through; 1e999999999 must not become a gigabyte of zeros. */
#define MAX_EXPONENT 330
#define MAX_DIGITS 1024

/* A number cut into its parts; value = digits × 10^(point - n_digits), point counted from the
 * left. */
typedef struct
{
  gboolean negative;
  GString *digits;
  gint64 point;
} Number;

static const char *
scan_digits (const char *text, GString *digits)
{
  while (g_ascii_isdigit (*text))
    g_string_append_c (digits, *text++);
  return text;
}

static const char *
scan_exponent (const char *text, gint64 *exponent)
{
  gboolean negative;

  *exponent = 0;
  if (*text != 'e' && *text != 'E')
    return text;
  text++;
  negative = *text == '-';
  if (*text == '-' || *text == '+')
    text++;
  if (!g_ascii_isdigit (*text))
    return NULL;
  for (; g_ascii_isdigit (*text); text++)
    if (*exponent <= MAX_EXPONENT)
      *exponent = *exponent * 10 + (*text - '0');
  if (negative)
    *exponent = -*exponent;
  return text;
}

/* JSON's number grammar, but leading zeros, a leading plus and a missing integer part or fraction
 * are forgiven: the text may come from a string. */
static gboolean
scan_number (const char *text, Number *number)
{
  gint64 exponent;

  number->negative = *text == '-';
  if (*text == '-' || *text == '+')
    text++;
  text = scan_digits (text, number->digits);
  number->point = (gint64) number->digits->len;
  if (*text == '.')
    text = scan_digits (text + 1, number->digits);
  if (number->digits->len == 0 || number->digits->len > MAX_DIGITS)
    return FALSE;
  text = scan_exponent (text, &exponent);
  if (text == NULL || *text != '\0' || ABS (exponent) > MAX_EXPONENT)
    return FALSE;
  number->point += exponent;
  return TRUE;
}

static void
pad_and_trim (Number *number, int min_fraction)
{
  GString *digits = number->digits;
  gint64 wanted;

  while (number->point < 1)
    {
      g_string_prepend_c (digits, '0');
      number->point++;
    }
  while (number->point > 1 && digits->len > 0 && digits->str[0] == '0')
    {
      g_string_erase (digits, 0, 1);
      number->point--;
    }
  wanted = number->point + min_fraction;
  while ((gint64) digits->len > wanted && digits->str[digits->len - 1] == '0')
    g_string_truncate (digits, digits->len - 1);
  while ((gint64) digits->len < wanted)
    g_string_append_c (digits, '0');
  if (strspn (digits->str, "0") == digits->len)
    number->negative = FALSE;
}

char *
cosell_money_normalize (const char *raw, const char *currency)
{
  g_autoptr (GString) digits = NULL;
  Number number;

  if (raw == NULL)
    return NULL;
  digits = g_string_new (NULL);
  number.digits = digits;
  if (!scan_number (raw, &number))
    return NULL;

  pad_and_trim (&number, currency != NULL ? cosell_intl_currency_digits (currency) : 2);
  if (number.point < (gint64) digits->len)
    g_string_insert_c (digits, number.point, '.');
  if (number.negative)
    g_string_prepend_c (digits, '-');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

gboolean
cosell_money_is_valid (const char *text, gboolean *negative, gboolean *zero)
{
  gboolean minus, only_zeros = TRUE;
  guint n_digits = 0;

  if (text == NULL)
    return FALSE;
  minus = *text == '-';
  if (minus)
    text++;
  for (; g_ascii_isdigit (*text); text++, n_digits++)
    only_zeros = only_zeros && *text == '0';
  if (n_digits == 0)
    return FALSE;
  if (*text == '.')
    {
      if (!g_ascii_isdigit (*++text))
        return FALSE;
      for (; g_ascii_isdigit (*text); text++, n_digits++)
        only_zeros = only_zeros && *text == '0';
    }
  if (*text != '\0' || n_digits > MAX_DIGITS)
    return FALSE;
  if (negative != NULL)
    *negative = minus && !only_zeros;
  if (zero != NULL)
    *zero = only_zeros;
  return TRUE;
}
