#include "base/cosell-decimal.h"

#include <string.h>

#define MAX_EXPONENT_DIGITS 18
#define MAX_PLAIN_DIGITS 1000

/* digits × 10^exponent; digits have no zero at either end and are empty for zero */
typedef struct
{
  gboolean negative;
  gboolean saturated; /* the exponent is beyond what is computed with */
  gint64 exponent;
  GString *digits; /* (owned) */
} Decimal;

static void
decimal_clear (Decimal *self)
{
  if (self->digits != NULL)
    g_string_free (self->digits, TRUE);
  self->digits = NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decimal, decimal_clear)

static const char *
skip_digits (const char *at)
{
  while (g_ascii_isdigit (*at))
    at++;
  return at;
}

/* Returns: the end of the exponent, NULL if it is malformed */
static const char *
parse_exponent (Decimal *self, const char *at)
{
  gboolean negative = *at == '-';
  gint64 value = 0;
  const char *end;

  if (*at == '-' || *at == '+')
    at++;
  end = skip_digits (at);
  if (end == at)
    return NULL;
  while (*at == '0')
    at++;
  self->saturated = end - at > MAX_EXPONENT_DIGITS;
  for (int i = 0; i < MAX_EXPONENT_DIGITS && at + i < end; i++)
    value = value * 10 + (at[i] - '0');
  self->exponent = negative ? -value : value;
  return end;
}

static void
strip_zeros (Decimal *self)
{
  gsize leading = 0;

  while (self->digits->len > 0 && self->digits->str[self->digits->len - 1] == '0')
    {
      g_string_truncate (self->digits, self->digits->len - 1);
      self->exponent++;
    }
  while (leading < self->digits->len && self->digits->str[leading] == '0')
    leading++;
  g_string_erase (self->digits, 0, (gssize) leading);
  if (self->digits->len == 0)
    {
      self->exponent = 0;
      self->negative = FALSE;
      self->saturated = FALSE;
    }
}

/* Fills self, which is to be cleared in either case. */
static gboolean
decimal_parse (Decimal *self, const char *text)
{
  const char *whole, *end;

  if (text == NULL)
    return FALSE;
  self->negative = *text == '-';
  whole = self->negative ? text + 1 : text;
  end = skip_digits (whole);
  if (end == whole || (*whole == '0' && end > whole + 1))
    return FALSE;
  self->digits = g_string_new_len (whole, end - whole);
  gint64 decimals = 0;
  if (*end == '.')
    {
      const char *fraction = end + 1;

      end = skip_digits (fraction);
      if (end == fraction)
        return FALSE;
      decimals = end - fraction;
      g_string_append_len (self->digits, fraction, decimals);
    }
  if (*end == 'e' || *end == 'E')
    {
      end = parse_exponent (self, end + 1);
      if (end == NULL)
        return FALSE;
    }
  if (*end != '\0')
    return FALSE;
  self->exponent -= decimals;
  strip_zeros (self);
  return TRUE;
}

static int
compare_magnitude (const Decimal *a, const Decimal *b)
{
  gint64 a_size = (gint64) a->digits->len + a->exponent;
  gint64 b_size = (gint64) b->digits->len + b->exponent;

  if (a->digits->len == 0 || b->digits->len == 0)
    return (a->digits->len > 0) - (b->digits->len > 0);
  if (a_size != b_size)
    return a_size < b_size ? -1 : 1;
  return strcmp (a->digits->str, b->digits->str);
}

gboolean
cosell_decimal_is_valid (const char *text)
{
  g_auto (Decimal) decimal = { 0 };

  return decimal_parse (&decimal, text);
}

gboolean
cosell_decimal_equal (const char *a, const char *b)
{
  g_auto (Decimal) left = { 0 };
  g_auto (Decimal) right = { 0 };

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  return decimal_parse (&left, a) && decimal_parse (&right, b) && !left.saturated &&
         !right.saturated && left.negative == right.negative && left.exponent == right.exponent &&
         g_string_equal (left.digits, right.digits);
}

int
cosell_decimal_compare (const char *a, const char *b)
{
  g_auto (Decimal) left = { 0 };
  g_auto (Decimal) right = { 0 };
  gboolean left_valid = decimal_parse (&left, a);
  gboolean right_valid = decimal_parse (&right, b);

  if (!left_valid && !right_valid)
    return g_strcmp0 (a, b);
  if (left_valid != right_valid)
    return left_valid ? 1 : -1;
  if (left.negative != right.negative)
    return left.negative ? -1 : 1;
  return left.negative ? compare_magnitude (&right, &left) : compare_magnitude (&left, &right);
}

char *
cosell_decimal_normalize (const char *text, guint min_digits)
{
  g_auto (Decimal) decimal = { 0 };

  if (!decimal_parse (&decimal, text) || decimal.saturated ||
      ABS (decimal.exponent) > MAX_PLAIN_DIGITS)
    return NULL;

  GString *plain = g_string_new (decimal.digits->str);
  gsize decimals = decimal.exponent < 0 ? (gsize) -decimal.exponent : 0;
  for (gint64 i = 0; i < decimal.exponent; i++)
    g_string_append_c (plain, '0');
  while (plain->len < decimals + 1)
    g_string_prepend_c (plain, '0');
  for (; decimals < min_digits; decimals++)
    g_string_append_c (plain, '0');
  if (decimals > 0)
    g_string_insert_c (plain, (gssize) (plain->len - decimals), '.');
  if (decimal.negative)
    g_string_prepend_c (plain, '-');
  return g_string_free (plain, FALSE);
}

gboolean
cosell_decimal_to_int (const char *text, guint scale, gint64 *result)
{
  g_auto (Decimal) decimal = { 0 };
  gint64 exponent;

  if (!decimal_parse (&decimal, text) || decimal.saturated)
    return FALSE;
  exponent = decimal.digits->len == 0 ? 0 : decimal.exponent + scale;
  if (exponent < 0 || exponent > 19)
    return FALSE;
  for (gint64 i = 0; i < exponent; i++)
    g_string_append_c (decimal.digits, '0');
  if (decimal.negative)
    g_string_prepend_c (decimal.digits, '-');
  if (decimal.digits->len == 0)
    g_string_append_c (decimal.digits, '0');
  return g_ascii_string_to_signed (decimal.digits->str, 10, G_MININT64, G_MAXINT64, result, NULL);
}
