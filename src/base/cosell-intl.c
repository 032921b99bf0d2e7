#include "base/cosell-intl-private.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"

#define CURRENCY_LENGTH 3
#define COUNTRY_LENGTH 2
#define NAME_SIZE 256 /* UTF-16 units, for one name */
#define MAX_DECIMALS 300

/* Current legal tender of ISO 4217. ICU's own answer depends on its version and is wrong for codes
 * that several countries used at different times (72.1 calls DKK and GBP outdated). */
static const char *const currencies[] = {
  "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD",
  "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
  "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN",
  "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
  "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES",
  "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
  "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
  "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP",
  "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
  "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT",
  "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES",
  "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", NULL
};

/* ICU follows CLDR, which leaves out decimals that nobody uses (RSD, IRR); ISO 4217 keeps them. */
static const char *const without_decimals[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                "VUV", "XAF", "XOF", "XPF", NULL };
static const char *const with_three_decimals[] = { "BHD", "IQD", "JOD", "KWD",
                                                   "LYD", "OMR", "TND", NULL };

/* Changes that an ICU older than them does not know */
static const struct
{
  const char *country, *currency;
} recent[] = { { "BG", "EUR" }, { "CW", "XCG" }, { "HR", "EUR" }, { "SX", "XCG" } };

/* Regions that ICU lists beside those of ISO 3166-1 */
static const char *const no_countries[] = { "AC", "AN", "CP", "CQ", "DG", "EA", "EU",
                                            "EZ", "IC", "TA", "UN", "ZZ", NULL };

static GMutex lock;
static char *chosen_locale;          /* (lock) */
static UNumberFormat *number_format; /* (lock) for number_locale */
static char *number_locale;          /* (lock) */
static GMutex names_lock;
static GHashTable *country_names; /* (names_lock) for names_locale: name_key → code */
static char *names_locale;        /* (names_lock) */

/* ---- locale ---- */

/* Returns: (transfer full): an ICU locale for a category of setlocale */
static char *
dup_locale (int category)
{
  g_autofree char *chosen = NULL;
  const char *current;
  char id[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  g_mutex_lock (&lock);
  chosen = g_strdup (chosen_locale);
  g_mutex_unlock (&lock);
  if (chosen != NULL)
    return g_steal_pointer (&chosen);

  current = setlocale (category, NULL);
  if (current == NULL || strcmp (current, "POSIX") == 0 || strcmp (current, "C") == 0 ||
      g_str_has_prefix (current, "C."))
    return g_strdup ("en_US"); /* the language of the untranslated messages */
  if (category == LC_MESSAGES) /* LANGUAGE decides, as for gettext */
    current = g_get_language_names ()[0];
  uloc_canonicalize (current, id, sizeof id, &status);
  return g_strdup (U_SUCCESS (status) ? id : "en_US");
}

void
cosell_intl_set_locale (const char *locale)
{
  g_mutex_lock (&lock);
  cosell_set_str (&chosen_locale, locale);
  g_mutex_unlock (&lock);
}

static char *
from_utf16 (const UChar *text, int32_t length)
{
  return g_utf16_to_utf8 ((const gunichar2 *) text, length, NULL, NULL, NULL);
}

/* ---- currencies ---- */

static gboolean
is_upper_code (const char *code, gsize length)
{
  if (code == NULL || strlen (code) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isupper (code[i]))
        return FALSE;
    }
  return TRUE;
}

static int
compare_codes (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
cosell_intl_currency_digits (const char *currency)
{
  UChar code[CURRENCY_LENGTH + 1];
  UErrorCode status = U_ZERO_ERROR;
  int32_t digits;

  if (!is_upper_code (currency, CURRENCY_LENGTH))
    return 2;
  if (g_strv_contains (without_decimals, currency))
    return 0;
  if (g_strv_contains (with_three_decimals, currency))
    return 3;
  if (cosell_intl_is_currency (currency))
    return 2;
  u_charsToUChars (currency, code, CURRENCY_LENGTH + 1);
  digits = ucurr_getDefaultFractionDigits (code, &status);
  return U_SUCCESS (status) ? digits : 2;
}

gboolean
cosell_intl_is_currency (const char *currency)
{
  return is_upper_code (currency, CURRENCY_LENGTH) &&
         bsearch (&currency, currencies, G_N_ELEMENTS (currencies) - 1, sizeof *currencies,
                  compare_codes) != NULL;
}

char *
cosell_intl_currency_name (const char *currency)
{
  g_autofree char *locale = NULL;
  UChar code[CURRENCY_LENGTH + 1];
  UErrorCode status = U_ZERO_ERROR;
  UBool is_choice;
  int32_t length = 0;
  const UChar *name;
  char *result = NULL;

  if (!is_upper_code (currency, CURRENCY_LENGTH))
    return g_strdup (currency != NULL ? currency : "");
  locale = dup_locale (LC_MESSAGES);
  u_charsToUChars (currency, code, CURRENCY_LENGTH + 1);
  name = ucurr_getName (code, locale, UCURR_LONG_NAME, &is_choice, &length, &status);
  if (U_SUCCESS (status) && name != NULL && length > 0)
    result = from_utf16 (name, length);
  return result != NULL ? result : g_strdup (currency);
}

const char *const *
cosell_intl_currencies (void)
{
  return currencies;
}

char *
cosell_intl_country_currency (const char *country)
{
  char locale[] = "und_XX";
  UChar code[CURRENCY_LENGTH + 1];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *currency = NULL;

  if (!cosell_intl_is_country (country))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (recent); i++)
    {
      if (strcmp (recent[i].country, country) == 0)
        return g_strdup (recent[i].currency);
    }
  memcpy (locale + strlen ("und_"), country, COUNTRY_LENGTH);
  if (ucurr_forLocale (locale, code, G_N_ELEMENTS (code), &status) != CURRENCY_LENGTH ||
      U_FAILURE (status))
    return NULL;
  currency = from_utf16 (code, CURRENCY_LENGTH);
  return cosell_intl_is_currency (currency) ? g_steal_pointer (&currency) : NULL;
}

/* ---- countries ---- */

gboolean
cosell_intl_is_country (const char *country)
{
  return is_upper_code (country, COUNTRY_LENGTH) && !g_strv_contains (no_countries, country) &&
         g_strv_contains (uloc_getISOCountries (), country);
}

static char *
dup_country_name (const char *country, const char *locale)
{
  char region[] = "und_XX";
  UChar name[NAME_SIZE];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;
  char *result = NULL;

  memcpy (region + strlen ("und_"), country, COUNTRY_LENGTH);
  length = uloc_getDisplayCountry (region, locale, name, NAME_SIZE, &status);
  if (U_SUCCESS (status) && length > 0 && length <= NAME_SIZE)
    result = from_utf16 (name, length);
  return result != NULL ? result : g_strdup (country);
}

char *
cosell_intl_country_name (const char *country)
{
  g_autofree char *locale = NULL;

  if (country == NULL)
    return g_strdup ("");
  if (!cosell_intl_is_country (country))
    return g_strdup (country);
  locale = dup_locale (LC_MESSAGES);
  return dup_country_name (country, locale);
}

typedef struct
{
  const char *code;
  char *name;     /* (owned) */
  GBytes *sorted; /* (owned) the name's key in the locale's order */
} Country;

static void
country_clear (gpointer data)
{
  Country *country = data;

  g_free (country->name);
  g_bytes_unref (country->sorted);
}

static GBytes *
create_sort_key (const UCollator *collator, const char *name)
{
  UChar wide[NAME_SIZE];
  guint8 key[4 * NAME_SIZE];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length, size;

  u_strFromUTF8 (wide, NAME_SIZE, &length, name, -1, &status);
  if (collator == NULL || U_FAILURE (status))
    return g_bytes_new (name, strlen (name) + 1);
  size = ucol_getSortKey (collator, wide, length, key, sizeof key);
  return g_bytes_new (key, (gsize) CLAMP (size, 0, (int32_t) sizeof key));
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  const Country *left = a, *right = b;
  int order = g_bytes_compare (left->sorted, right->sorted);

  return order != 0 ? order : strcmp (left->code, right->code);
}

static const char **
list_countries (void)
{
  g_autofree char *locale = dup_locale (LC_MESSAGES);
  g_autoptr (GArray) countries = g_array_new (FALSE, FALSE, sizeof (Country));
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open (locale, &status);
  const char **codes;

  g_array_set_clear_func (countries, country_clear);
  for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
    {
      Country country = { .code = *code };

      if (!cosell_intl_is_country (*code))
        continue;
      country.name = dup_country_name (*code, locale);
      country.sorted = create_sort_key (collator, country.name);
      g_array_append_val (countries, country);
    }
  if (collator != NULL)
    ucol_close (collator);
  g_array_sort (countries, compare_countries);
  codes = g_new0 (const char *, countries->len + 1);
  for (guint i = 0; i < countries->len; i++)
    codes[i] = g_array_index (countries, Country, i).code;
  return codes;
}

/**
 * cosell_intl_countries:
 *
 * In the language of the first call, once and for all.
 */
const char *const *
cosell_intl_countries (void)
{
  static gsize list;

  if (g_once_init_enter (&list))
    g_once_init_leave (&list, (gsize) list_countries ());
  return (const char *const *) list;
}

/* Letters and digits of a folded name: "Côte d’Ivoire" and "cote d'ivoire" are one. */
static char *
name_key (const char *name)
{
  g_autofree char *folded = cosell_intl_fold (name);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (key, g_utf8_get_char (p));
    }
  return g_string_free (key, FALSE);
}

static void
add_country_name (GHashTable *names, const char *code, const char *name)
{
  g_autofree char *key = name_key (name);

  if (*key != '\0')
    g_hash_table_insert (names, g_steal_pointer (&key), (gpointer) code);
}

/* Names of countries in English and in a language, and their codes, as name_key. */
static GHashTable *
list_country_names (const char *locale)
{
  const char *const locales[] = { "en", locale };
  const char *const *codes = uloc_getISOCountries ();
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    for (const char *const *code = codes; *code != NULL; code++)
      {
        g_autofree char *name = dup_country_name (*code, locales[i]);

        if (cosell_intl_is_country (*code))
          add_country_name (names, *code, name);
      }
  /* Last: a code wins. */
  add_country_name (names, "GB", "UK");
  for (const char *const *code = codes; *code != NULL; code++)
    {
      char region[] = "und_XX";

      memcpy (region + strlen ("und_"), *code, COUNTRY_LENGTH);
      if (!cosell_intl_is_country (*code))
        continue;
      add_country_name (names, *code, uloc_getISO3Country (region));
      add_country_name (names, *code, *code);
    }
  return names;
}

const char *
cosell_intl_find_country (const char *text)
{
  g_autofree char *locale = NULL;
  g_autofree char *key = NULL;
  const char *code;

  if (text == NULL)
    return NULL;
  locale = dup_locale (LC_MESSAGES);
  key = name_key (text);
  g_mutex_lock (&names_lock);
  if (country_names == NULL || strcmp (names_locale, locale) != 0)
    {
      g_clear_pointer (&country_names, g_hash_table_unref);
      country_names = list_country_names (locale);
      cosell_set_str (&names_locale, locale);
    }
  code = g_hash_table_lookup (country_names, key);
  g_mutex_unlock (&names_lock);
  return code;
}

/* ---- weeks ---- */

int
cosell_intl_first_weekday (void)
{
  g_autofree char *locale = dup_locale (LC_TIME);
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open (NULL, 0, locale, UCAL_DEFAULT, &status);
  int32_t day =
      calendar != NULL ? ucal_getAttribute (calendar, UCAL_FIRST_DAY_OF_WEEK) : UCAL_MONDAY;

  ucal_close (calendar);
  return day == UCAL_SUNDAY ? 7 : (int) day - 1;
}

/* ---- numbers ---- */

/* With the lock held. (nullable) */
static UNumberFormat *
open_number_format (const char *locale)
{
  UErrorCode status = U_ZERO_ERROR;

  if (g_strcmp0 (locale, number_locale) == 0)
    return number_format;
  g_clear_pointer (&number_format, unum_close);
  cosell_set_str (&number_locale, locale);
  number_format = unum_open (UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
  if (U_FAILURE (status))
    g_clear_pointer (&number_format, unum_close);
  else
    unum_setAttribute (number_format, UNUM_LENIENT_PARSE, 0);
  return number_format;
}

static char *
format_plain (const char *plain, int decimals)
{
  g_autofree char *locale = dup_locale (LC_NUMERIC);
  gsize size = 4 * strlen (plain) + NAME_SIZE;
  g_autofree UChar *formatted = g_new (UChar, size);
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  UNumberFormat *format;

  g_mutex_lock (&lock);
  format = open_number_format (locale);
  if (format != NULL)
    {
      /* setting it again costs as much as formatting */
      if (unum_getAttribute (format, UNUM_MAX_FRACTION_DIGITS) != decimals ||
          unum_getAttribute (format, UNUM_MIN_FRACTION_DIGITS) != decimals)
        {
          unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, decimals);
          unum_setAttribute (format, UNUM_MIN_FRACTION_DIGITS, decimals);
        }
      length = unum_formatDecimal (format, plain, (int32_t) strlen (plain), formatted,
                                   (int32_t) size, NULL, &status);
    }
  g_mutex_unlock (&lock);
  if (format == NULL || U_FAILURE (status) || length <= 0 || (gsize) length > size)
    return NULL;
  return from_utf16 (formatted, length);
}

char *
cosell_intl_format_decimal (const char *decimal, int min_digits)
{
  g_autofree char *plain = NULL;
  const char *point;
  char *formatted = NULL;
  gsize decimals;

  plain = cosell_decimal_normalize (decimal, (guint) CLAMP (min_digits, 0, MAX_DECIMALS));
  if (plain == NULL)
    return g_strdup (decimal != NULL ? decimal : "");
  point = strchr (plain, '.');
  decimals = point != NULL ? strlen (point + 1) : 0;
  if (decimals <= MAX_DECIMALS)
    formatted = format_plain (plain, (int) decimals);
  return formatted != NULL ? formatted : g_strdup (decimal);
}

/* Spaces of any width separate groups, also where the locale writes another one; what nobody sees
 * comes along when a number is pasted. */
static char *
strip_spaces (const char *text)
{
  g_autofree char *tidy = cosell_text_tidy (text, COSELL_TEXT_SOLID);
  GString *out = g_string_new (NULL);

  for (const char *at = tidy; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x2212) /* the minus sign proper */
        g_string_append_c (out, '-');
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Returns: (transfer full) (nullable): what ICU read, if it read all of text */
static char *
parse_localized (const char *text)
{
  g_autofree char *locale = dup_locale (LC_NUMERIC);
  g_autofree UChar *wide = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, read = 0, size;
  gsize capacity = strlen (text) + 1;
  g_autofree char *digits = g_malloc0 (capacity + NAME_SIZE);
  UNumberFormat *format;

  wide = g_new (UChar, capacity);
  u_strFromUTF8 (wide, (int32_t) capacity, &length, text, -1, &status);
  g_mutex_lock (&lock);
  format = open_number_format (locale);
  size = format == NULL ? 0
                        : unum_parseDecimal (format, wide, length, &read, digits,
                                             (int32_t) (capacity + NAME_SIZE - 1), &status);
  g_mutex_unlock (&lock);
  if (size <= 0 || U_FAILURE (status) || read != length)
    return NULL;
  return g_steal_pointer (&digits);
}

char *
cosell_intl_parse_decimal (const char *text)
{
  g_autofree char *stripped = NULL;
  g_autofree char *digits = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) || strlen (text) > MAX_DECIMALS)
    return NULL;
  stripped = strip_spaces (text);
  digits = parse_localized (stripped);
  return cosell_decimal_normalize (digits != NULL ? digits : stripped, 0);
}
