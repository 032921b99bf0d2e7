/* cosell-decimal.h: decimal numbers as text, compared and rewritten without floating point
 *
 * The text form is a JSON number ("1200000.50", "-1", "1e3"); money and other amounts stay text
 * from the wire to the screen, so that no digit is ever rounded. Pure functions, any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Written as RFC 8259 writes numbers. NULL is FALSE. */
gboolean cosell_decimal_is_valid (const char *text);
/* By value: 1, 1.0 and 1e0 are equal. Text that is no number equals only the same text; so does a
 * number whose exponent has more than 18 digits. NULL equals NULL. */
gboolean cosell_decimal_equal (const char *a, const char *b);
/* <0, 0, >0 by value. Text that is no number sorts before every number, NULL before that. */
int cosell_decimal_compare (const char *a, const char *b);
/* Plain notation without exponent: at least min_digits decimals, as many more as the value needs,
 * zeros beyond that cut: ("1e3", 2) → "1000.00", ("2.5000", 2) → "2.50", ("2.125", 2) → "2.125".
 * Returns: (transfer full) (nullable): NULL when text is no number or would need more than a
 * thousand digits */
char *cosell_decimal_normalize (const char *text, guint min_digits);
/* The exact sum, with as many decimals as the longer of the two. Returns: (transfer full) (nullable):
 * NULL when one of them is no number or would need more than a thousand digits */
char *cosell_decimal_add (const char *a, const char *b);
/* The exact product, with as many decimals as both together. Returns: (transfer full) (nullable): as
 * cosell_decimal_add */
char *cosell_decimal_multiply (const char *a, const char *b);
/* a / b with so many decimals, rounded half to even. Returns: (transfer full) (nullable): NULL when b is 0,
 * and as cosell_decimal_add */
char *cosell_decimal_divide (const char *a, const char *b, guint decimals);
/* The value times 10^scale ("12.5" with scale 2 → 1250). FALSE (and *result unchanged) when that is
 * no whole number or does not fit. */
gboolean cosell_decimal_to_int (const char *text, guint scale, gint64 *result);

G_END_DECLS
