/* cosell-money.c: money as decimal text, never through a binary number */
#include "model/cosell-referral.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-text.h"
#include "base/cosell-text-show.h"

/* Of a currency that is not known (yet). */
#define USUAL_DECIMALS 2

/* What a person types: the service reads an amount as a number of some 15 digits, and so does the
 * column that lists are sorted by. */
#define MAX_WHOLE_DIGITS 15
#define MAX_DECIMALS 10
/* Longer texts are not even looked at. */
#define MAX_LENGTH 1000

char *
cosell_money_normalize (const char *raw, const char *currency)
{
  int decimals = currency != NULL ? cosell_intl_currency_digits (currency) : USUAL_DECIMALS;

  return cosell_decimal_normalize (raw, (guint) MAX (decimals, 0));
}

static gboolean
is_in_range (const char *text)
{
  gsize whole;

  text += strspn (text, "-0");
  whole = strspn (text, "0123456789");
  return whole <= MAX_WHOLE_DIGITS &&
         (text[whole] != '.' || strlen (text + whole + 1) <= MAX_DECIMALS);
}

gboolean
cosell_money_is_out_of_range (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "-.0123456789") == strlen (text) &&
         (strlen (text) > MAX_LENGTH || (cosell_decimal_is_valid (text) && !is_in_range (text)));
}

const char *
cosell_money_describe_range (void)
{
  return _ ("The amount is out of range. Give at most 15 digits before the period and 10 after "
            "it.");
}

/* "+0100" is 100. */
static void
drop_plain_start (GString *text)
{
  gsize zeros;

  if (text->str[0] == '+' && g_ascii_isdigit (text->str[1]))
    g_string_erase (text, 0, 1);
  zeros = strspn (text->str, "0");
  if (zeros > 0 && !g_ascii_isdigit (text->str[zeros]))
    zeros--;
  g_string_erase (text, 0, (gssize) zeros);
}

char *
cosell_money_tidy (const char *text)
{
  g_autofree char *clean = cosell_text_tidy (text, COSELL_TEXT_CODE);
  GString *tidy = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && g_unichar_isdigit (before) &&
          g_unichar_isdigit (g_utf8_get_char (g_utf8_next_char (p))))
        continue;
      before = c;
      if (g_unichar_isdigit (c)) /* those of any script */
        c = (gunichar) ('0' + g_unichar_digit_value (c));
      g_string_append_unichar (tidy, c);
    }
  drop_plain_start (tidy);
  return g_string_free (tidy, FALSE);
}

/* "€ 100", "100 SEK" */
static gboolean
has_currency (const char *text)
{
  gboolean digit = FALSE, sign = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      digit = digit || g_unichar_isdigit (c);
      sign = sign || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL || g_unichar_isalpha (c);
    }
  return digit && sign;
}

char *
cosell_money_complain (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (cosell_money_is_out_of_range (text))
    return g_strdup (cosell_money_describe_range ());
  if (has_currency (text))
    return cosell_text_format (
        _ ("“%s” is not only a number. Give the amount in digits; the currency "
           "has a field of its own."),
        text);
  return cosell_text_format (
      _ ("“%s” is not a number. Write digits, with a period before the decimals, "
         "such as 1200000.50."),
      text);
}

gboolean
cosell_money_is_valid (const char *text, gboolean *negative, gboolean *zero)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MAX_LENGTH || strspn (text, "-.0123456789") != length ||
      !cosell_decimal_is_valid (text) || !is_in_range (text))
    return FALSE;
  if (zero != NULL)
    *zero = cosell_decimal_compare (text, "0") == 0;
  if (negative != NULL)
    *negative = cosell_decimal_compare (text, "0") < 0;
  return TRUE;
}
