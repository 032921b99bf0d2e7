/* cosell-relative.h: values that are said from what a deal has: "+1month", "-10%" (rules J1, J2); pure,
 * any thread
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* J1: whether a text moves a date: a sign, a whole number of up to four digits, and day, week, month or
 * year (a plural, or the first letter). */
gboolean cosell_relative_is_move (const char *text);
/* J1: the date that far from date, YYYY-MM-DD: months and years end with the last day of a month that is
 * shorter. Returns: (transfer full) (nullable): NULL when there is no such date */
char *cosell_relative_move_date (const char *date, const char *text);

/* J2: whether a text changes an amount by a part of it: a sign, a decimal number, and the sign %. */
gboolean cosell_relative_is_percentage (const char *text);
/* J2: the amount that much larger or smaller, exact, then rounded half to even to the decimals of the
 * currency (nullable). Returns: (transfer full) (nullable): NULL when amount is no number */
char *cosell_relative_scale (const char *amount, const char *currency, const char *text);

/* J3: takes "100000 SEK" apart, which is the amount with its currency. Both: (out) (transfer full).
 * Returns: FALSE, and neither is set, when it is of another form */
gboolean cosell_relative_split_amount (const char *text, char **amount, char **currency);

G_END_DECLS
