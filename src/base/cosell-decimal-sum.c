/* cosell-decimal-sum.c: adding decimal text, digit by digit */
#include "base/cosell-decimal.h"

#include <string.h>

/* Plain notation taken apart. */
typedef struct
{
  char *text;        /* (owned) */
  const char *whole; /* without sign */
  gsize n_whole;
  const char *decimals;
  gsize n_decimals;
  gboolean negative;
} Number;

static void
number_clear (Number *self)
{
  g_clear_pointer (&self->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Number, number_clear)

static gboolean
number_read (Number *self, const char *text)
{
  const char *point;

  self->text = cosell_decimal_normalize (text, 0);
  if (self->text == NULL)
    return FALSE;
  self->negative = *self->text == '-';
  self->whole = self->text + (self->negative ? 1 : 0);
  point = strchr (self->whole, '.');
  self->n_whole = point != NULL ? (gsize) (point - self->whole) : strlen (self->whole);
  self->decimals = point != NULL ? point + 1 : "";
  self->n_decimals = strlen (self->decimals);
  return TRUE;
}

/* The digit at a place: 0 is the ones, -1 the tenths. */
static int
digit_at (const Number *self, gssize place)
{
  if (place >= 0)
    return (gsize) place < self->n_whole ? self->whole[self->n_whole - 1 - (gsize) place] - '0' : 0;
  return (gsize) -place <= self->n_decimals ? self->decimals[-place - 1] - '0' : 0;
}

static int
compare_sizes (const Number *a, const Number *b)
{
  gssize place = (gssize) MAX (a->n_whole, b->n_whole) - 1;

  for (; place >= -(gssize) MAX (a->n_decimals, b->n_decimals); place--)
    if (digit_at (a, place) != digit_at (b, place))
      return digit_at (a, place) - digit_at (b, place);
  return 0;
}

/* a + sign × b, where a is at least b without their signs. */
static char *
combine (const Number *a, const Number *b, int sign)
{
  gssize lowest = -(gssize) MAX (a->n_decimals, b->n_decimals);
  gssize highest = (gssize) MAX (a->n_whole, b->n_whole); /* room for a carry */
  g_autoptr (GString) digits = g_string_new (NULL);
  int carry = 0;

  for (gssize place = lowest; place <= highest; place++)
    {
      int sum = digit_at (a, place) + sign * digit_at (b, place) + carry;

      carry = sum < 0 ? -1 : sum / 10;
      sum = (sum + 10) % 10;
      if (place == 0 && lowest < 0)
        g_string_append_c (digits, '.');
      g_string_append_c (digits, (char) ('0' + sum));
    }
  if (a->negative)
    g_string_append_c (digits, '-');
  return g_strdup (g_strreverse (digits->str));
}

/* Zeros that stand before the whole part. */
static char *
trim (const char *text)
{
  gboolean negative = *text == '-';
  const char *digits = text + (negative ? 1 : 0);

  while (digits[0] == '0' && g_ascii_isdigit (digits[1]))
    digits++;
  if (negative && strspn (digits, "0.") == strlen (digits))
    negative = FALSE;
  return g_strconcat (negative ? "-" : "", digits, NULL);
}

char *
cosell_decimal_add (const char *a, const char *b)
{
  g_auto (Number) first = { NULL };
  g_auto (Number) second = { NULL };
  g_autofree char *sum = NULL;
  int sign;

  if (!number_read (&first, a) || !number_read (&second, b))
    return NULL;
  sign = first.negative == second.negative ? 1 : -1;
  sum = compare_sizes (&first, &second) >= 0 ? combine (&first, &second, sign)
                                             : combine (&second, &first, sign);
  return trim (sum);
}
