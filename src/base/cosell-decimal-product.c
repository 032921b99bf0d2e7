/* cosell-decimal-product.c: exact products, and quotients that are rounded once */
#include "base/cosell-decimal.h"

#include <string.h>

/* digits / 10^scale */
typedef struct
{
  gboolean negative;
  GString *digits; /* (owned) without a zero at the beginning; "" for zero */
  gsize scale;
} Fixed;

static void
fixed_clear (Fixed *self)
{
  if (self->digits != NULL)
    g_string_free (self->digits, TRUE);
  self->digits = NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixed, fixed_clear)

static void
strip (GString *digits)
{
  gsize zeros = strspn (digits->str, "0");

  g_string_erase (digits, 0, (gssize) zeros);
}

static gboolean
fixed_parse (Fixed *self, const char *text)
{
  g_autofree char *plain = text != NULL ? cosell_decimal_normalize (text, 0) : NULL;
  const char *point = plain != NULL ? strchr (plain, '.') : NULL;

  if (plain == NULL)
    return FALSE;
  self->negative = *plain == '-';
  self->scale = point != NULL ? strlen (point + 1) : 0;
  self->digits = g_string_new (NULL);
  for (const char *c = plain; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (self->digits, *c);
  strip (self->digits);
  return TRUE;
}

static char *
fixed_print (const Fixed *self)
{
  GString *text = g_string_new (self->digits->str);

  while (text->len < self->scale + 1)
    g_string_prepend_c (text, '0');
  if (self->scale > 0)
    g_string_insert_c (text, (gssize) (text->len - self->scale), '.');
  if (self->negative && self->digits->len > 0)
    g_string_prepend_c (text, '-');
  return g_string_free (text, FALSE);
}

char *
cosell_decimal_multiply (const char *a, const char *b)
{
  g_auto (Fixed) left = { 0 };
  g_auto (Fixed) right = { 0 };
  g_auto (Fixed) product = { 0 };
  g_autofree guint *sums = NULL;
  gsize length;

  if (!fixed_parse (&left, a) || !fixed_parse (&right, b))
    return NULL;
  length = left.digits->len + right.digits->len;
  sums = g_new0 (guint, length + 1);
  for (gsize i = 0; i < left.digits->len; i++)
    for (gsize j = 0; j < right.digits->len; j++)
      sums[i + j + 1] += (guint) (left.digits->str[i] - '0') * (guint) (right.digits->str[j] - '0');
  for (gsize i = length; i > 1; i--)
    {
      sums[i - 2] += sums[i - 1] / 10;
      sums[i - 1] %= 10;
    }
  product.negative = left.negative != right.negative;
  product.scale = left.scale + right.scale;
  product.digits = g_string_sized_new (length);
  for (gsize i = 0; i < length; i++)
    g_string_append_c (product.digits, (char) ('0' + sums[i]));
  strip (product.digits);
  return fixed_print (&product);
}

/* Without zeros at the beginning. */
static int
compare_digits (const GString *a, const GString *b)
{
  if (a->len != b->len)
    return a->len < b->len ? -1 : 1;
  return strcmp (a->str, b->str);
}

/* a, which is not less, becomes a - b. */
static void
subtract_digits (GString *a, const GString *b)
{
  int borrow = 0;

  for (gsize i = 0; i < a->len; i++)
    {
      int digit = a->str[a->len - 1 - i] - '0' - borrow;

      if (i < b->len)
        digit -= b->str[b->len - 1 - i] - '0';
      borrow = digit < 0;
      a->str[a->len - 1 - i] = (char) ('0' + (borrow ? digit + 10 : digit));
    }
  strip (a);
}

/* The quotient of whole numbers; rest: (out) (inout) */
static void
divide_digits (const GString *a, const GString *b, GString *quotient, GString *rest)
{
  for (gsize i = 0; i < a->len; i++)
    {
      char digit = '0';

      g_string_append_c (rest, a->str[i]);
      strip (rest);
      while (compare_digits (rest, b) >= 0)
        {
          subtract_digits (rest, b);
          digit++;
        }
      g_string_append_c (quotient, digit);
    }
  strip (quotient);
}

static void
add_one (GString *digits)
{
  gsize i = digits->len;

  while (i > 0 && digits->str[i - 1] == '9')
    digits->str[--i] = '0';
  if (i > 0)
    digits->str[i - 1]++;
  else
    g_string_prepend_c (digits, '1');
}

static void
append_zeros (GString *digits, gsize n)
{
  for (gsize i = 0; digits->len > 0 && i < n; i++)
    g_string_append_c (digits, '0');
}

/* Half to even: twice the rest against the divisor. */
static void
round_up (GString *quotient, GString *rest, const GString *divisor)
{
  g_autoptr (GString) double_rest = g_string_new ("0");
  int compared;

  g_string_append (double_rest, rest->str);
  for (gsize i = double_rest->len, carry = 0; i > 0; i--)
    {
      gsize digit = (gsize) (double_rest->str[i - 1] - '0') * 2 + carry;

      double_rest->str[i - 1] = (char) ('0' + digit % 10);
      carry = digit / 10;
    }
  strip (double_rest);
  compared = compare_digits (double_rest, divisor);
  if (compared > 0 ||
      (compared == 0 && quotient->len > 0 && (quotient->str[quotient->len - 1] - '0') % 2 != 0))
    add_one (quotient);
}

char *
cosell_decimal_divide (const char *a, const char *b, guint decimals)
{
  g_auto (Fixed) left = { 0 };
  g_auto (Fixed) right = { 0 };
  g_auto (Fixed) result = { 0 };
  g_autoptr (GString) rest = NULL;

  if (!fixed_parse (&left, a) || !fixed_parse (&right, b) || right.digits->len == 0)
    return NULL;
  append_zeros (left.digits, right.scale + decimals);
  append_zeros (right.digits, left.scale);
  rest = g_string_new (NULL);
  result.digits = g_string_new (NULL);
  divide_digits (left.digits, right.digits, result.digits, rest);
  round_up (result.digits, rest, right.digits);
  result.negative = left.negative != right.negative;
  result.scale = decimals;
  return fixed_print (&result);
}
