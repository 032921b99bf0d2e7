/* cosell-money.c: money as decimal text, never through a binary number */
#include "model/cosell-referral.h"

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"

/* Of a currency that is not known (yet). */
#define USUAL_DECIMALS 2

/* What a person types has fewer; more is no amount of money. */
#define MAX_DIGITS 1000

char *
cosell_money_normalize (const char *raw, const char *currency)
{
  int decimals = currency != NULL ? cosell_intl_currency_digits (currency) : USUAL_DECIMALS;

  return cosell_decimal_normalize (raw, (guint) MAX (decimals, 0));
}

gboolean
cosell_money_is_valid (const char *text, gboolean *negative, gboolean *zero)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MAX_DIGITS || strspn (text, "-.0123456789") != length ||
      !cosell_decimal_is_valid (text))
    return FALSE;
  if (zero != NULL)
    *zero = cosell_decimal_compare (text, "0") == 0;
  if (negative != NULL)
    *negative = cosell_decimal_compare (text, "0") < 0;
  return TRUE;
}
