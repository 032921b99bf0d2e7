/* What a registration must have, and what only warns (rules E6, E7, E9; contract 6.5). */
#include "model/cosell-registration-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-email.h"
#include "model/cosell-issue.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

#define SIGNED_DAYS 60      /* E7, E9: the deadline after signing */
#define START_DAYS 90       /* E7 */
#define LEAST_A_YEAR 25000. /* USD; E7, E9 */

#define FIELD(name) COSELL_REGISTRATION_##name

typedef struct
{
  const CosellRegistration *form;
  const CosellRegistrationContext *context;
  GPtrArray *issues; /* (owned) of CosellIssue */
  gboolean pay_as_you_go;
} Check;

/* An issue of no field of the form. Takes message. */
static CosellIssue *
add_issue (Check *check, CosellSeverity severity, const char *rule, char *message)
{
  CosellIssue *issue = g_new0 (CosellIssue, 1);

  issue->rule = rule;
  issue->severity = severity;
  issue->message = message;
  g_ptr_array_add (check->issues, issue);
  return issue;
}

/* Takes message. */
static void
add (Check *check,
     CosellSeverity severity,
     CosellRegistrationField field,
     const char *rule,
     char *message)
{
  add_issue (check, severity, rule, message)->field = cosell_registration_member (field);
}

static void
refuse (Check *check, CosellRegistrationField field, const char *message)
{
  add (check, COSELL_SEVERITY_ERROR, field, "E7", g_strdup (message));
}

static void
warn (Check *check, CosellRegistrationField field, const char *rule, const char *message)
{
  add (check, COSELL_SEVERITY_WARNING, field, rule, g_strdup (message));
}

static const char *
value_of (const Check *check, CosellRegistrationField field)
{
  return cosell_registration_get (check->form, field);
}

/* contract */

/* Refuses what is missing and what is no amount. */
static gboolean
check_amount (Check *check, CosellRegistrationField field, const char *missing)
{
  const char *value = value_of (check, field);
  gboolean negative, zero;

  if (value == NULL)
    refuse (check, field, missing);
  else if (!cosell_money_is_valid (value, &negative, &zero))
    add (check, COSELL_SEVERITY_ERROR, field, "E7", cosell_money_complain (value));
  else if (negative || zero)
    refuse (check, field, _ ("Give a value above 0."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_currency (Check *check, CosellRegistrationField field)
{
  const char *value = value_of (check, field);
  g_autofree char *code = value != NULL ? g_ascii_strup (value, -1) : NULL;

  if (code == NULL)
    refuse (check, field, _ ("Choose the currency of the value."));
  else if (!cosell_intl_is_currency (code))
    add (check, COSELL_SEVERITY_ERROR, field, "E7",
         cosell_text_format (_ ("“%s” is not a currency. Give its three-letter code, such as EUR."),
                             value));
  else
    return TRUE;
  return FALSE;
}

/* Refuses what is missing and what is no date. */
static gboolean
check_date (Check *check, CosellRegistrationField field, const char *missing)
{
  const char *value = value_of (check, field);

  if (value == NULL)
    refuse (check, field, missing);
  else if (!cosell_date_parse (value, NULL))
    add (check, COSELL_SEVERITY_ERROR, field, "E7",
         cosell_text_format (_ ("“%s” is not a date of the calendar. Give it as YYYY-MM-DD."),
                             value));
  else if (!cosell_date_is_possible (value))
    add (check, COSELL_SEVERITY_ERROR, field, "E7", cosell_date_complain_year (value));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_choice (Check *check, CosellRegistrationField field, const char *missing)
{
  const char *value = value_of (check, field);
  const char *const *choices = cosell_registration_choices (field);
  g_autofree char *list = NULL;
  g_autofree char *quoted = NULL;

  if (value == NULL)
    {
      refuse (check, field, missing);
      return FALSE;
    }
  if (g_strv_contains (choices, value))
    return TRUE;
  list = g_strjoinv (", ", (char **) choices);
  quoted = cosell_text_quote (value);
  /* Translators: what was given, then the words that can be given */
  add (check, COSELL_SEVERITY_ERROR, field, "E7",
       g_strdup_printf (_ ("“%s” is none of the choices: %s."), quoted, list));
  return FALSE;
}

/* What a contract is worth in a year: whole years and the part of the last one; a shorter contract
 * counts as one year. Perpetual ones carry their six years in the end date. */
static double
years_between (const GDate *start, const GDate *end)
{
  GDate at = *start;
  guint years = 0;
  GDate next = at;

  for (g_date_add_years (&next, 1); g_date_compare (&next, end) <= 0; g_date_add_years (&next, 1))
    {
      at = next;
      years++;
    }
  if (years == 0)
    return 1;
  return years + (double) g_date_days_between (&at, end) / g_date_days_between (&at, &next);
}

/* E9: advice, and only where it can be said. */
static void
check_least (Check *check, const GDate *start, const GDate *end)
{
  const char *currency = value_of (check, FIELD (CONTRACT_CURRENCY));

  if (!cosell_referral_same_id (currency, "USD"))
    add (check, COSELL_SEVERITY_WARNING, FIELD (CONTRACT_VALUE), "E9",
         /* Translators: %s is a currency, "SEK" */
         g_strdup_printf (_ ("A contract should be worth 25,000 USD a year or more. Whether this "
                             "one is cannot be said here, because its value is in %s."),
                          currency));
  else if (g_ascii_strtod (value_of (check, FIELD (CONTRACT_VALUE)), NULL) <
           LEAST_A_YEAR * years_between (start, end))
    warn (check, FIELD (CONTRACT_VALUE), "E9",
          _ ("The contract is worth less than 25,000 USD a year, and Microsoft may refuse the "
             "registration for it."));
}

static void
check_end (Check *check, gboolean perpetual)
{
  g_autofree char *expected = NULL;
  GDate start, end;
  gboolean started = cosell_registration_date (check->form, FIELD (START), &start) != NULL;

  if (perpetual && value_of (check, FIELD (END)) == NULL)
    expected = cosell_registration_perpetual_end (check->form);
  if (expected != NULL)
    cosell_date_parse (expected, &end);
  else if ((perpetual && !started) ||
           !check_date (check, FIELD (END),
                        check->pay_as_you_go
                            ? _ ("Give the date of the last invoice.")
                            : _ ("Give the date on which the contract ends, or call it "
                                 "perpetual.")))
    return;
  else
    cosell_date_parse (value_of (check, FIELD (END)), &end);
  if (!started)
    return;
  cosell_take_str (&expected, perpetual ? cosell_registration_perpetual_end (check->form) : NULL);
  if (g_date_compare (&end, &start) < 0)
    refuse (check, FIELD (END), _ ("The contract cannot end before it starts."));
  else if (expected != NULL && value_of (check, FIELD (END)) != NULL &&
           !g_str_equal (expected, value_of (check, FIELD (END))))
    add (check, COSELL_SEVERITY_ERROR, FIELD (END), "E7",
         g_strdup_printf (_ ("A perpetual contract counts for six years: leave the end date empty, "
                             "or give %s."),
                          expected));
  else if (cosell_money_is_valid (value_of (check, FIELD (CONTRACT_VALUE)), NULL, NULL) &&
           value_of (check, FIELD (CONTRACT_CURRENCY)) != NULL)
    check_least (check, &start, &end);
}

/* The date, in UTC, before which the contract should not have been signed. */
static gboolean
created_date (const Check *check, GDate *date, gboolean *invited)
{
  gint64 created = check->context->deal->created_at;
  gint64 at = MAX (created, check->context->invited_at);
  g_autofree char *text = at != COSELL_NO_TIME ? cosell_time_format_date (at) : NULL;

  *invited = check->context->invited_at > created;
  return cosell_date_parse (text, date);
}

static void
check_signed_after_creation (Check *check, const GDate *sign)
{
  GDate created, last;
  gboolean invited;

  if (!created_date (check, &created, &invited))
    return;
  last = created;
  g_date_add_years (&last, 1);
  if (g_date_compare (sign, &created) < 0)
    warn (check, FIELD (SIGNED), "E7",
          invited ? _ ("The contract was signed before Microsoft was invited, and the registration "
                       "may be refused for it.")
                  : _ ("The contract was signed before the deal was created, and the registration "
                       "may be refused for it."));
  else if (check->pay_as_you_go && g_date_compare (sign, &last) > 0)
    warn (check, FIELD (SIGNED), "E7",
          _ ("With pay as you go the first invoice should be of the year after the deal was "
             "created; the registration may be refused otherwise."));
}

static void
check_signed (Check *check)
{
  const GDate *today = &check->context->today;
  GDate sign;

  if (!check_date (check, FIELD (SIGNED),
                   check->pay_as_you_go ? _ ("Give the date of the first invoice.")
                                        : _ ("Give the date on which the contract was signed.")))
    return;
  cosell_date_parse (value_of (check, FIELD (SIGNED)), &sign);
  if (g_date_compare (&sign, today) > 0)
    {
      refuse (check, FIELD (SIGNED),
              _ ("A contract is registered after it was signed: the date cannot be in the future. "
                 "Dates count in UTC."));
      return;
    }
  if (!check->pay_as_you_go && g_date_days_between (&sign, today) > SIGNED_DAYS)
    warn (check, FIELD (SIGNED), "E7, E9",
          _ ("The contract was signed more than 60 days ago, and the registration may be refused "
             "for it."));
  check_signed_after_creation (check, &sign);
}

static void
check_start (Check *check)
{
  const GDate *today = &check->context->today;
  GDate start, sign;
  gboolean is_signed = cosell_registration_date (check->form, FIELD (SIGNED), &sign) != NULL;

  if (!check_date (check, FIELD (START),
                   check->pay_as_you_go ? _ ("Give the date of the first invoice.")
                                        : _ ("Give the date on which the contract starts.")))
    return;
  cosell_date_parse (value_of (check, FIELD (START)), &start);
  if (!check->pay_as_you_go && g_date_days_between (&start, today) > START_DAYS)
    warn (check, FIELD (START), "E7",
          _ ("The contract started more than 90 days ago, and the registration may be refused for "
             "it."));
  if (!is_signed)
    return;
  if (check->pay_as_you_go && g_date_compare (&start, &sign) != 0)
    warn (check, FIELD (START), "E7",
          _ ("With pay as you go the contract is signed and starts on the date of the first "
             "invoice: both dates should be the same."));
  else if (g_date_compare (&start, &sign) < 0)
    warn (check, FIELD (START), "E7", _ ("The contract starts before it was signed."));
}

static void
check_contract (Check *check)
{
  gboolean perpetual;

  check_amount (check, FIELD (CONTRACT_VALUE),
                _ ("Give the value of the whole contract: software and services, without "
                   "hardware."));
  check_currency (check, FIELD (CONTRACT_CURRENCY));
  check_choice (check, FIELD (TERM), _ ("Say whether the contract is perpetual."));
  perpetual = cosell_registration_is (check->form, FIELD (TERM), "Perpetual");
  if (perpetual && check->pay_as_you_go)
    warn (check, FIELD (TERM), "E7",
          _ ("With pay as you go the contract ends with the last invoice, so it is seldom "
             "perpetual."));
  check_signed (check);
  check_start (check);
  check_end (check, perpetual);
}

/* solutions */

static gboolean
is_solution_of (CosellJsonValue own, const char *id)
{
  CosellJsonValue solutions = cosell_referral_read_solutions (own);

  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autofree char *other = cosell_referral_read_text (cosell_json_element (solutions, i), "id");

      if (cosell_referral_same_id (other, id))
        return TRUE;
    }
  return FALSE;
}

static void
check_solution_id (Check *check, const char *id)
{
  GHashTable *eligible = check->context->eligible;
  g_autofree char *key = id != NULL ? g_ascii_strdown (id, -1) : NULL;

  if (id == NULL)
    refuse (check, FIELD (SOLUTION), _ ("Choose the solution that is registered."));
  else if (!is_solution_of (check->context->own, id))
    add (
        check, COSELL_SEVERITY_ERROR, FIELD (SOLUTION), "E7",
        cosell_text_format (_ ("“%s” is not a solution of this deal. Only a solution that the deal "
                               "was won with can be registered."),
                            id));
  else if (eligible != NULL && !g_hash_table_contains (eligible, key))
    add (check, COSELL_SEVERITY_ERROR, FIELD (SOLUTION), "E1",
         cosell_text_format (_ ("“%s” is not eligible for incentives, so it cannot be registered."),
                             id));
  else if (eligible == NULL)
    warn (check, FIELD (SOLUTION), "E1",
          _ ("Whether this solution is eligible for incentives is not known here. Look at its "
             "co-sell status in Partner Center."));
}

/* Solution value against contract value: only in one currency can they be compared. */
static void
check_share (Check *check, const char *value, const char *currency)
{
  const char *whole = value_of (check, FIELD (CONTRACT_VALUE));
  const char *whole_currency = value_of (check, FIELD (CONTRACT_CURRENCY));

  if (!cosell_money_is_valid (value, NULL, NULL) || !cosell_money_is_valid (whole, NULL, NULL) ||
      currency == NULL || whole_currency == NULL)
    return;
  if (!cosell_referral_same_id (currency, whole_currency))
    warn (check, FIELD (SOLUTION_VALUE), "E7",
          _ ("The value of the solution cannot be more than that of the contract. That cannot be "
             "checked here, because they are in two currencies."));
  else if (cosell_decimal_compare (value, whole) > 0)
    refuse (check, FIELD (SOLUTION_VALUE),
            _ ("The value of the solution cannot be more than that of the contract."));
}

static void
check_marketplace (Check *check)
{
  const char *traded = value_of (check, FIELD (MARKETPLACE));

  if (traded == NULL)
    refuse (check, FIELD (MARKETPLACE),
            _ ("Say whether the deal is a transaction of the marketplace."));
  else if (g_str_equal (traded, "true"))
    check_date (check, FIELD (MARKETPLACE_DATE),
                _ ("Give the date, or the estimated date, of the marketplace transaction."));
}

static void
check_solution (Check *check)
{
  check_solution_id (check, value_of (check, FIELD (SOLUTION)));
  check_amount (check, FIELD (SOLUTION_VALUE),
                _ ("Give the part of the contract’s value that is the solution’s."));
  check_currency (check, FIELD (SOLUTION_CURRENCY));
  check_share (check, value_of (check, FIELD (SOLUTION_VALUE)),
               value_of (check, FIELD (SOLUTION_CURRENCY)));
  if (value_of (check, FIELD (ON_AZURE)) == NULL)
    refuse (check, FIELD (ON_AZURE), _ ("Say whether the solution is deployed on Azure."));
  else if (cosell_registration_is (check->form, FIELD (ON_AZURE), "false"))
    warn (check, FIELD (ON_AZURE), "E7",
          _ ("A solution that is not deployed on Azure brings no Azure incentive: Microsoft may "
             "close the registration for it."));
  check_choice (check, FIELD (TENANT),
                _ ("Say in whose tenant the solution is deployed, the customer’s or the "
                   "partner’s."));
  check_choice (check, FIELD (PRICING), _ ("Choose the pricing model."));
  check_marketplace (check);
}

/* What a file says of further solutions, which the form does not show. */
static void
check_further_solutions (Check *check)
{
  g_autoptr (CosellJson) base =
      check->form->base != NULL ? cosell_json_parse (check->form->base, -1, NULL) : NULL;
  CosellJsonValue details = cosell_json_pointer (cosell_json_root (base), "/solutionDetails");

  for (guint i = 1; i < cosell_json_length (details); i++)
    {
      CosellJsonValue detail = cosell_json_element (details, i);
      g_autofree char *id = cosell_referral_read_text (detail, "id");
      g_autofree char *value = cosell_referral_read_text (detail, "value");
      g_autofree char *currency = cosell_referral_read_text (detail, "currency");

      check_solution_id (check, id);
      if (!cosell_money_is_valid (value, NULL, NULL) || currency == NULL)
        add (check, COSELL_SEVERITY_ERROR, FIELD (SOLUTION_VALUE), "E7",
             g_strdup_printf (_ ("Solution number %u of the registration needs a value and its "
                                 "currency."),
                              i + 1));
      check_share (check, value, currency);
    }
}

/* customer and consent */

/* E9: an account of Microsoft's own customer list has an id of that list. */
static void
check_customer (Check *check)
{
  CosellJsonValue ids = cosell_json_pointer (check->context->own, "/customerProfile/ids");

  for (guint i = 0; i < cosell_json_length (ids); i++)
    {
      g_autofree char *kind =
          cosell_referral_read_text (cosell_json_element (ids, i), "profileType");

      if (cosell_referral_same_id (kind, "External"))
        return;
    }
  add_issue (check, COSELL_SEVERITY_WARNING, "E9",
             g_strdup (_ ("Whether Microsoft manages this customer’s account is not known here. "
                          "Registrations for other customers may be refused.")))
      ->field = "customer";
}

/* A Won that came too early stays told. */
static void
check_early (Check *check)
{
  char *early = cosell_eligibility_warn_early (check->context->deal);

  if (early != NULL)
    add_issue (check, COSELL_SEVERITY_WARNING, "E3", early)->field = "won";
}

static void
check_local (Check *check)
{
  const char *email = value_of (check, FIELD (CONTACT_EMAIL));

  if (value_of (check, FIELD (CONTRACT_TYPE)) != NULL)
    check_choice (check, FIELD (CONTRACT_TYPE), "");
  if (email != NULL && !cosell_email_is_plausible (email))
    add (check, COSELL_SEVERITY_ERROR, FIELD (CONTACT_EMAIL), "E10",
         cosell_text_format (_ ("“%s” is not an e-mail address. Correct it, or leave it empty."),
                             email));
}

GPtrArray *
cosell_registration_validate (const CosellRegistration *self,
                              const CosellRegistrationContext *context)
{
  Check check = { self, context,
                  g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_issue_free), FALSE };

  g_return_val_if_fail (self != NULL && context != NULL, check.issues);

  check.pay_as_you_go = cosell_registration_is (self, FIELD (PRICING), "PayAsYouGo");
  check_solution (&check);
  check_further_solutions (&check);
  check_contract (&check);
  check_local (&check);
  check_customer (&check);
  check_early (&check);
  if (context->ask_consent && !self->confirmed)
    add_issue (&check, COSELL_SEVERITY_ERROR, "E6",
               g_strdup (_ ("Register only if your company’s name and the solution stand in the "
                            "contract with the customer, and tick the box that says so.")))
        ->field = COSELL_REGISTRATION_CONSENT;
  return check.issues;
}

gboolean
cosell_registration_require (const CosellRegistration *self,
                             const CosellRegistrationContext *context,
                             GError **error)
{
  g_autoptr (GPtrArray) issues = cosell_registration_validate (self, context);

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "%s: %s (%s)", issue->rule,
                   issue->message, issue->field);
      return FALSE;
    }
  return TRUE;
}
