#include "model/cosell-registration-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

#define DEFAULT_TYPE "AzureIPCoSell" /* contract 5.10 */
#define PERPETUAL_YEARS 6            /* contract 6.5 */

#define TEXT COSELL_REGISTRATION_KIND_TEXT
#define NUMBER COSELL_REGISTRATION_KIND_NUMBER
#define DATE COSELL_REGISTRATION_KIND_DATE
#define BOOL COSELL_REGISTRATION_KIND_BOOL
#define CHOICE COSELL_REGISTRATION_KIND_CHOICE

#define DETAIL "/solutionDetails/0"
#define MARKETPLACE DETAIL "/marketplaceTransactionDetails"
#define MEMBER "solutionDetails[0]"
#define MARKETPLACE_MEMBER MEMBER ".marketplaceTransactionDetails"

const CosellRegistrationRow cosell_registration_rows[COSELL_REGISTRATION_N_FIELDS] = {
  { "/type", "type", TEXT, N_ ("Registration type"), FALSE, FALSE },
  { DETAIL "/id", MEMBER ".id", TEXT, N_ ("Solution"), FALSE, FALSE },
  { DETAIL "/name", MEMBER ".name", TEXT, N_ ("Solution name"), FALSE, FALSE },
  { DETAIL "/value", MEMBER ".value", NUMBER, N_ ("Solution value"), FALSE, TRUE },
  { DETAIL "/currency", MEMBER ".currency", TEXT, N_ ("Currency of the solution value"), FALSE,
    TRUE },
  { DETAIL "/isDeployedOnAzure", MEMBER ".isDeployedOnAzure", BOOL, N_ ("Deployed on Azure"), FALSE,
    TRUE },
  { DETAIL "/primaryDeploymentOn", MEMBER ".primaryDeploymentOn", CHOICE, N_ ("Tenant type"), FALSE,
    TRUE },
  { DETAIL "/pricingModel", MEMBER ".pricingModel", CHOICE, N_ ("Pricing model"), FALSE, TRUE },
  { MARKETPLACE "/isMarketplaceTransacted", MARKETPLACE_MEMBER ".isMarketplaceTransacted", BOOL,
    N_ ("Marketplace transaction"), FALSE, TRUE },
  { MARKETPLACE "/marketplaceTransactionDateTime",
    MARKETPLACE_MEMBER ".marketplaceTransactionDateTime", DATE, N_ ("Marketplace transaction date"),
    FALSE, TRUE },
  { "/contract/value", "contract.value", NUMBER, N_ ("Total contract value"), FALSE, TRUE },
  { "/contract/currency", "contract.currency", TEXT, N_ ("Currency of the contract"), FALSE,
    FALSE },
  { "/contract/term", "contract.term", CHOICE, N_ ("Contract term"), FALSE, TRUE },
  { "/contract/signDateTime", "contract.signDateTime", DATE, N_ ("Contract signed date"), FALSE,
    TRUE },
  { "/contract/startDateTime", "contract.startDateTime", DATE, N_ ("Contract start date"), FALSE,
    TRUE },
  { "/contract/endDateTime", "contract.endDateTime", DATE, N_ ("Contract end date"), FALSE, TRUE },
  { "/contractType", "contractType", CHOICE, N_ ("Contract type"), TRUE, TRUE },
  { "/contact/firstName", "contact.firstName", TEXT, N_ ("First name"), TRUE, TRUE },
  { "/contact/lastName", "contact.lastName", TEXT, N_ ("Last name"), TRUE, TRUE },
  { "/contact/phone", "contact.phone", TEXT, N_ ("Phone"), TRUE, TRUE },
  { "/contact/email", "contact.email", TEXT, N_ ("E-mail"), TRUE, TRUE },
};

/* The members in the order in which the service's own sample has them. */
static const char skeleton[] =
    "{\"type\":\"" DEFAULT_TYPE "\",\"solutionDetails\":[{\"id\":null,\"currency\":null,"
    "\"value\":null,\"isDeployedOnAzure\":null,\"primaryDeploymentOn\":null,"
    "\"pricingModel\":null,\"marketplaceTransactionDetails\":{\"isMarketplaceTransacted\":null,"
    "\"marketplaceTransactionDateTime\":null}}],\"contract\":{\"currency\":null,\"value\":null,"
    "\"term\":null,\"signDateTime\":null,\"startDateTime\":null,\"endDateTime\":null}}";

/* the value */

CosellRegistration *
cosell_registration_new (void)
{
  return g_new0 (CosellRegistration, 1);
}

CosellRegistration *
cosell_registration_copy (const CosellRegistration *self)
{
  CosellRegistration *copy = cosell_registration_new ();

  g_return_val_if_fail (self != NULL, copy);

  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  copy->base = g_strdup (self->base);
  copy->confirmed = self->confirmed;
  return copy;
}

void
cosell_registration_free (CosellRegistration *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self->base);
  g_free (self);
}

static char *
tidy (CosellRegistrationField field, const char *value)
{
  if (cosell_registration_rows[field].kind == DATE)
    return cosell_date_tidy (value);
  return cosell_text_tidy (value, field == COSELL_REGISTRATION_CONTACT_EMAIL ? COSELL_TEXT_MAIL
                                                                             : COSELL_TEXT_CODE);
}

void
cosell_registration_set (CosellRegistration *self, CosellRegistrationField field, const char *value)
{
  g_autofree char *text = tidy (field, value);

  g_return_if_fail (self != NULL);

  cosell_take_str (&self->values[field], *text != '\0' ? g_steal_pointer (&text) : NULL);
}

const char *
cosell_registration_get (const CosellRegistration *self, CosellRegistrationField field)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->values[field];
}

gboolean
cosell_registration_is (const CosellRegistration *self,
                        CosellRegistrationField field,
                        const char *value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return cosell_referral_same_id (self->values[field], value);
}

GDate *
cosell_registration_date (const CosellRegistration *self,
                          CosellRegistrationField field,
                          GDate *date)
{
  return cosell_date_parse (self->values[field], date) ? date : NULL;
}

char *
cosell_registration_perpetual_end (const CosellRegistration *self)
{
  GDate date;

  g_return_val_if_fail (self != NULL, NULL);

  if (cosell_registration_date (self, COSELL_REGISTRATION_START, &date) == NULL ||
      g_date_get_year (&date) + PERPETUAL_YEARS > 9999)
    return NULL;
  g_date_add_years (&date, PERPETUAL_YEARS);
  return cosell_date_format (&date);
}

static void
capitalize (CosellRegistration *self, CosellRegistrationField field)
{
  char *upper = self->values[field] != NULL ? g_ascii_strup (self->values[field], -1) : NULL;

  cosell_take_str (&self->values[field], upper);
}

void
cosell_registration_complete (CosellRegistration *self)
{
  g_return_if_fail (self != NULL);

  if (self->values[COSELL_REGISTRATION_TYPE] == NULL)
    cosell_registration_set (self, COSELL_REGISTRATION_TYPE, DEFAULT_TYPE);
  capitalize (self, COSELL_REGISTRATION_SOLUTION_CURRENCY);
  capitalize (self, COSELL_REGISTRATION_CONTRACT_CURRENCY);
  if (cosell_registration_is (self, COSELL_REGISTRATION_TERM, "Perpetual") &&
      self->values[COSELL_REGISTRATION_END] == NULL)
    self->values[COSELL_REGISTRATION_END] = cosell_registration_perpetual_end (self);
  if (cosell_registration_is (self, COSELL_REGISTRATION_MARKETPLACE, "false"))
    cosell_registration_set (self, COSELL_REGISTRATION_MARKETPLACE_DATE, NULL);
}

/* names */

const char *
cosell_registration_label (CosellRegistrationField field, gboolean pay_as_you_go)
{
  if (pay_as_you_go && field == COSELL_REGISTRATION_SIGNED)
    return _ ("Date of the first invoice (signed)");
  if (pay_as_you_go && field == COSELL_REGISTRATION_START)
    return _ ("Date of the first invoice (start)");
  if (pay_as_you_go && field == COSELL_REGISTRATION_END)
    return _ ("Date of the last invoice");
  return _ (cosell_registration_rows[field].label);
}

const char *
cosell_registration_member (CosellRegistrationField field)
{
  return cosell_registration_rows[field].member;
}

const char *const *
cosell_registration_choices (CosellRegistrationField field)
{
  static const char *const tenants[] = { "Customer", "Partner", NULL };
  static const char *const pricing[] = { "PayAsYouGo", "Other", NULL };
  static const char *const terms[] = { "Finite", "Perpetual", NULL };
  static const char *const contract_types[] = { "new", "renewal", NULL };

  if (field == COSELL_REGISTRATION_TENANT)
    return tenants;
  if (field == COSELL_REGISTRATION_PRICING)
    return pricing;
  if (field == COSELL_REGISTRATION_TERM)
    return terms;
  return field == COSELL_REGISTRATION_CONTRACT_TYPE ? contract_types : NULL;
}

/* reading and writing */

/* "true" or "false" in any spelling, else NULL. */
static char *
read_bool (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (cosell_referral_same_id (text, "true"))
    return g_strdup ("true");
  return cosell_referral_same_id (text, "false") ? g_strdup ("false") : NULL;
}

/* The calendar date in UTC, else what stands there. */
static char *
read_date (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_string (value);
  gint64 instant;

  if (text != NULL && cosell_time_parse (g_strstrip (text), &instant))
    return cosell_time_is_possible (instant) ? cosell_time_format_date (instant) : NULL;
  return g_steal_pointer (&text);
}

/* Digits without exponent, else what stands there. */
static char *
read_number (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);
  char *plain = NULL;

  if (text != NULL && strpbrk (text, "eE") != NULL)
    plain = cosell_decimal_normalize (text, 0);
  return plain != NULL ? plain : g_steal_pointer (&text);
}

/* The spelling of the list, else what stands there. */
static char *
read_choice (CosellJsonValue value, CosellRegistrationField field)
{
  const char *const *choices = cosell_registration_choices (field);
  g_autofree char *raw = cosell_json_dup_scalar (value);
  char *text = cosell_referral_decode_entities (raw);

  for (guint i = 0; choices[i] != NULL; i++)
    if (cosell_referral_same_id (text, choices[i]))
      {
        g_free (text);
        return g_strdup (choices[i]);
      }
  return text;
}

char *
cosell_registration_read (CosellJsonValue value, CosellRegistrationField field)
{
  const CosellRegistrationRow *row = &cosell_registration_rows[field];
  CosellJsonValue at = cosell_json_pointer (value, row->pointer);
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;

  switch (row->kind)
    {
    case COSELL_REGISTRATION_KIND_BOOL:
      text = read_bool (at);
      break;
    case COSELL_REGISTRATION_KIND_DATE:
      text = read_date (at);
      break;
    case COSELL_REGISTRATION_KIND_CHOICE:
      text = read_choice (at, field);
      break;
    case COSELL_REGISTRATION_KIND_NUMBER:
      text = read_number (at);
      break;
    case COSELL_REGISTRATION_KIND_TEXT:
      raw = cosell_json_dup_scalar (at);
      text = cosell_referral_decode_entities (raw);
      break;
    }
  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;
  return g_steal_pointer (&text);
}

char *
cosell_registration_write (CosellRegistrationField field, const char *text)
{
  g_autofree char *instant = NULL;

  if (text == NULL)
    return g_strdup ("null");
  switch (cosell_registration_rows[field].kind)
    {
    case COSELL_REGISTRATION_KIND_BOOL:
      return g_strdup (text);
    case COSELL_REGISTRATION_KIND_NUMBER:
      return cosell_decimal_is_valid (text) ? g_strdup (text) : cosell_json_quote (text);
    case COSELL_REGISTRATION_KIND_DATE:
      instant = g_strconcat (text, "T00:00:00Z", NULL);
      return cosell_json_quote (cosell_date_parse (text, NULL) ? instant : text);
    case COSELL_REGISTRATION_KIND_CHOICE:
    case COSELL_REGISTRATION_KIND_TEXT:
      break;
    }
  return cosell_json_quote (text);
}

gboolean
cosell_registration_same (CosellRegistrationField field, const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (cosell_registration_rows[field].kind == COSELL_REGISTRATION_KIND_NUMBER)
    return cosell_decimal_equal (a, b);
  return g_str_equal (a, b);
}

static CosellRegistration *
read_fields (CosellJsonValue value)
{
  CosellRegistration *self = cosell_registration_new ();

  self->base = cosell_json_dup_raw (value);
  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    self->values[i] = cosell_registration_read (value, (CosellRegistrationField) i);
  return self;
}

CosellRegistration *
cosell_registration_new_from_entry (CosellJsonValue entry)
{
  return read_fields (entry);
}

/* What is there, but cannot be what it should be: why, in words. (nullable) */
static char *
find_bad_value (CosellJsonValue root, CosellRegistrationField field, const char *text)
{
  const CosellRegistrationRow *row = &cosell_registration_rows[field];
  CosellJsonValue at = cosell_json_pointer (root, row->pointer);
  const char *const *choices = cosell_registration_choices (field);
  g_autofree char *list = NULL;
  g_autofree char *quoted = cosell_text_quote (text);

  if (!cosell_json_is_present (at))
    return NULL;
  if (cosell_json_kind (at) == COSELL_JSON_OBJECT || cosell_json_kind (at) == COSELL_JSON_ARRAY)
    return g_strdup_printf (_ ("“%s” is no single value."), row->member);
  if (row->kind == COSELL_REGISTRATION_KIND_BOOL && text == NULL)
    return g_strdup_printf (_ ("“%s” is either true or false."), row->member);
  if (text == NULL)
    return NULL;
  if (row->kind == COSELL_REGISTRATION_KIND_DATE && !cosell_date_parse (text, NULL))
    return g_strdup_printf (_ ("“%s” of “%s” is not a date of the calendar. Give it as "
                               "YYYY-MM-DD."),
                            quoted, row->member);
  if (row->kind == COSELL_REGISTRATION_KIND_NUMBER && cosell_money_is_out_of_range (text))
    return g_strdup (cosell_money_describe_range ());
  if (row->kind == COSELL_REGISTRATION_KIND_NUMBER && !cosell_money_is_valid (text, NULL, NULL))
    return g_strdup_printf (_ ("“%s” of “%s” is not a number. Write digits, with a period before "
                               "the decimals, such as 30000.50."),
                            quoted, row->member);
  if (choices == NULL || g_strv_contains (choices, text))
    return NULL;
  list = g_strjoinv (", ", (char **) choices);
  return g_strdup_printf (_ ("“%s” is no value of “%s”. Give one of: %s."), quoted, row->member,
                          list);
}

CosellRegistration *
cosell_registration_new_from_json (const char *json, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellRegistration) self = NULL;
  CosellJsonValue root;

  g_return_val_if_fail (json != NULL, NULL);

  doc = cosell_json_parse (json, -1, error);
  if (doc == NULL)
    return NULL;
  root = cosell_json_root (doc);
  if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("A registration is one JSON object with “contract” and "
                              "“solutionDetails”."));
      return NULL;
    }
  self = read_fields (root);
  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      g_autofree char *why = find_bad_value (root, (CosellRegistrationField) i, self->values[i]);

      if (why == NULL)
        continue;
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX, why);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
cosell_registration_add_local (CosellRegistration *self, const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;

  g_return_if_fail (self != NULL);

  for (guint i = 0; doc != NULL && i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (!cosell_registration_rows[i].local)
        continue;
      text = cosell_registration_read (cosell_json_root (doc), (CosellRegistrationField) i);
      cosell_registration_set (self, (CosellRegistrationField) i, text);
    }
}

/* text with the value at pointer; text itself when that cannot be. Takes text. */
static char *
put (char *text, const char *pointer, const char *json)
{
  char *next = cosell_json_set (text, pointer, json, NULL);

  if (next == NULL)
    return text;
  g_free (text);
  return next;
}

/* Takes text. */
static char *
put_field (char *text, CosellRegistrationField field, const char *value)
{
  const CosellRegistrationRow *row = &cosell_registration_rows[field];
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (doc);
  g_autofree char *before = cosell_registration_read (root, field);
  g_autofree char *json = NULL;

  if (cosell_registration_same (field, before, value))
    return text;
  if (g_str_has_prefix (row->pointer, DETAIL) &&
      !cosell_json_is_present (cosell_json_pointer (root, DETAIL)))
    text = put (text, "/solutionDetails", "[{}]");
  json = cosell_registration_write (field, value);
  return put (text, row->pointer, json);
}

static char *
remove_member (char *text, const char *pointer)
{
  char *next = cosell_json_remove (text, pointer, NULL);

  if (next == NULL)
    return text;
  g_free (text);
  return next;
}

char *
cosell_registration_to_json (const CosellRegistration *self)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_strdup (self->base != NULL ? self->base : skeleton);
  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    if (!cosell_registration_rows[i].local)
      text = put_field (text, (CosellRegistrationField) i, self->values[i]);
  text = remove_member (text, "/contractType");
  return remove_member (text, "/contact");
}

char *
cosell_registration_to_local_json (const CosellRegistration *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      g_autofree char *json = NULL;
      char *next;

      if (!cosell_registration_rows[i].local || self->values[i] == NULL)
        continue;
      json = cosell_registration_write ((CosellRegistrationField) i, self->values[i]);
      next = cosell_json_set (text != NULL ? text : "{}", cosell_registration_rows[i].pointer, json,
                              NULL);
      cosell_take_str (&text, next);
    }
  return text;
}

static char *
find_solution (CosellJsonValue own, GHashTable *eligible)
{
  CosellJsonValue solutions = cosell_referral_read_solutions (own);

  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autofree char *id = cosell_referral_read_text (cosell_json_element (solutions, i), "id");
      g_autofree char *key = id != NULL ? g_ascii_strdown (id, -1) : NULL;

      if (key != NULL && (eligible == NULL || g_hash_table_contains (eligible, key)))
        return g_steal_pointer (&id);
    }
  return NULL;
}

CosellRegistration *
cosell_registration_new_for_deal (const CosellDealData *deal,
                                  CosellJsonValue own,
                                  GHashTable *eligible)
{
  CosellRegistration *self = cosell_registration_new ();
  g_autofree char *solution = find_solution (own, eligible);

  g_return_val_if_fail (deal != NULL, self);

  cosell_registration_set (self, COSELL_REGISTRATION_TYPE, DEFAULT_TYPE);
  cosell_registration_set (self, COSELL_REGISTRATION_SOLUTION, solution);
  cosell_registration_set (self, COSELL_REGISTRATION_SOLUTION_VALUE, deal->value);
  cosell_registration_set (self, COSELL_REGISTRATION_SOLUTION_CURRENCY, deal->currency);
  cosell_registration_set (self, COSELL_REGISTRATION_CONTRACT_VALUE, deal->value);
  cosell_registration_set (self, COSELL_REGISTRATION_CONTRACT_CURRENCY, deal->currency);
  return self;
}
