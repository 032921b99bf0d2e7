/* cosell-intl.h: currencies, countries and folding, from ICU
 *
 * Names come in the language of the program's messages, numbers as LC_NUMERIC says; the program has
 * called setlocale. Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decimals of an ISO 4217 code (SEK 2, JPY 0, KWD 3); 2 for an unknown code. */
int cosell_intl_currency_digits (const char *currency);
/* A code that ISO 4217 knows as current legal tender. Upper case only. */
gboolean cosell_intl_is_currency (const char *currency);
/* Localized name ("Swedish Krona"). Returns: (transfer full), the code itself when unknown */
char *cosell_intl_currency_name (const char *currency);
/* Sorted codes of current currencies. Returns: (transfer none) (array zero-terminated=1) */
const char *const *cosell_intl_currencies (void);
/* The usual currency of a country, for prefilling. Returns: (transfer full) (nullable) */
char *cosell_intl_country_currency (const char *country);
/* ISO 3166-1 alpha-2, upper case only; XK (Kosovo), which the standard leaves to its users, too */
gboolean cosell_intl_is_country (const char *country);
/* Localized name ("Sweden"). Returns: (transfer full): the code itself when unknown, "" for NULL */
char *cosell_intl_country_name (const char *country);
/* The country that a text means: its alpha-2 or alpha-3 code in any ASCII case, UK too, or its name in
 * English or in the language of the messages; case, diacritics, spaces and punctuation do not count.
 * Returns: (transfer none) (nullable): the alpha-2 code */
const char *cosell_intl_find_country (const char *text);
/* All alpha-2 codes, sorted by localized name. Returns: (transfer none) (zero-terminated) */
const char *const *cosell_intl_countries (void);

/* The day that weeks begin with where LC_TIME is: 1 Monday … 7 Sunday, as GDateWeekday has it */
int cosell_intl_first_weekday (void);

/* Case and diacritics folded for searching and comparing: "Räksmörgås" and "RAKSMORGAS" are equal
 * afterwards; ß becomes ss, full-width forms become half-width. Returns: (transfer full) */
char *cosell_intl_fold (const char *text);
/* The bytes at the beginning of text (UTF-8, not empty) that fold by themselves: a character with the
 * marks behind it. Folding text is folding its pieces one after the other. Any thread. */
gsize cosell_intl_fold_piece (const char *text);

/* "1200000.50" → "1 200 000.50" as the locale writes it, without rounding: at least min_digits
 * decimals, as many more as the text has (trailing zeros beyond min_digits cut). Text that is no
 * decimal number comes back as it is. Returns: (transfer full) */
char *cosell_intl_format_decimal (const char *decimal, int min_digits);
/* What a person typed, as the locale writes numbers, with or without grouping ("1 200 000,50" →
 * "1200000.5"); a plain decimal number ("1200000.50") is understood everywhere unless the locale
 * reads it in another way. Returns: (transfer full) (nullable): NULL when it is no number */
char *cosell_intl_parse_decimal (const char *text);

G_END_DECLS
