/* The rules of creating a deal (rules C), page by page. */

#include "model/cosell-draft-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-email.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-people.h"
#include "model/cosell-referral.h"

#define MAX_MEMBERS 50   /* C8 */
#define MAX_SOLUTIONS 50 /* C9 */

/* message is taken over. */
static void
add_owned (GPtrArray *issues,
           CosellDraftStep page,
           CosellSeverity severity,
           const char *field,
           const char *rule,
           char *message)
{
  cosell_issues_add (issues, page, severity, field, rule, message);
}

static void
add_error (GPtrArray *issues,
           CosellDraftStep page,
           const char *field,
           const char *rule,
           const char *message)
{
  add_owned (issues, page, COSELL_SEVERITY_ERROR, field, rule, g_strdup (message));
}

static void
add_warning (GPtrArray *issues,
             CosellDraftStep page,
             const char *field,
             const char *rule,
             const char *message)
{
  add_owned (issues, page, COSELL_SEVERITY_WARNING, field, rule, g_strdup (message));
}

static char *
dup_property (gpointer object, const char *property)
{
  g_autofree char *text = NULL;
  CosellTextKind kind = COSELL_TEXT_LINE;

  g_object_get (object, property, &text, NULL);
  if (g_str_equal (property, "email"))
    kind = COSELL_TEXT_MAIL;
  else if (g_str_equal (property, "duns"))
    kind = COSELL_TEXT_SOLID;
  else if (g_str_equal (property, "country"))
    kind = COSELL_TEXT_CODE;
  return cosell_text_tidy (text, kind);
}

/* customer */

static void
check_customer_text (GPtrArray *issues,
                     CosellCustomer *customer,
                     const char *property,
                     const char *field,
                     const char *message)
{
  g_autofree char *text = dup_property (customer, property);

  if (text[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_CUSTOMER, field, "C1", message);
}

static void
check_country (GPtrArray *issues, CosellCustomer *customer)
{
  g_autofree char *typed = dup_property (customer, "country");
  g_autofree char *country = g_ascii_strup (typed, -1);

  if (country[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.country", "C1",
               _ ("Choose the customer’s country."));
  else if (!cosell_intl_is_country (country))
    add_owned (issues, COSELL_DRAFT_STEP_CUSTOMER, COSELL_SEVERITY_ERROR, "customer.country", "C1",
               cosell_text_format (_ ("“%s” is not a country. Choose one, or give its two-letter "
                                      "code, such as SE."),
                                   typed));
}

static void
check_duns (GPtrArray *issues, CosellCustomer *customer)
{
  g_autofree char *duns = dup_property (customer, "duns");
  g_autofree char *digits = cosell_customer_normalize_duns (duns);

  if (duns[0] == '\0')
    add_warning (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.duns", "C1",
                 _ ("Without a D-U-N-S number, Microsoft may not find the customer. Add it if you "
                    "know it."));
  else if (digits == NULL)
    add_error (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.duns", "C1",
               _ ("A D-U-N-S number has nine digits. Correct it, or leave it empty."));
}

/* C2: the contact is optional until help is asked; what is given of an address must be one. */
static void
check_contacts (GPtrArray *issues, CosellDraft *self, GPtrArray *contacts)
{
  gboolean complete = FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      g_autofree char *email = dup_property (g_ptr_array_index (contacts, i), "email");

      if (email[0] != '\0' && !cosell_email_is_plausible (email))
        add_owned (issues, COSELL_DRAFT_STEP_CUSTOMER, COSELL_SEVERITY_ERROR, "customer.contacts",
                   "C2",
                   cosell_text_format (_ ("“%s” is not an e-mail address. Correct it."), email));
      else if (cosell_contact_is_complete (g_ptr_array_index (contacts, i)))
        complete = TRUE;
    }
  if (complete)
    return;
  if (cosell_draft_get_help (self) != COSELL_HELP_NONE)
    add_error (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.contacts", "C2",
               _ ("To ask Microsoft for help, give a customer contact with first name, last name, "
                  "phone number and e-mail address."));
  else if (contacts->len > 0)
    add_warning (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.contacts", "C2",
                 _ ("The customer contact is incomplete. Add first name, last name, phone number "
                    "and e-mail address before you ask Microsoft for help."));
}

static void
check_customer (GPtrArray *issues, CosellDraft *self)
{
  CosellCustomer *customer = cosell_draft_get_customer (self);
  g_autoptr (GPtrArray) contacts =
      cosell_draft_list_people (G_LIST_MODEL (cosell_customer_get_contacts (customer)));
  gboolean consent;

  check_customer_text (issues, customer, "name", "customer.name",
                       _ ("Select the customer, or enter the company’s name."));
  check_customer_text (issues, customer, "address-line1", "customer.addressLine1",
                       _ ("Enter the first line of the customer’s address."));
  check_customer_text (issues, customer, "city", "customer.city",
                       _ ("Enter the city of the customer’s address."));
  check_country (issues, customer);
  check_duns (issues, customer);
  check_contacts (issues, self, contacts);
  g_object_get (customer, "consent", &consent, NULL);
  if (!consent && (contacts->len > 0 || cosell_draft_get_help (self) != COSELL_HELP_NONE))
    add_error (issues, COSELL_DRAFT_STEP_CUSTOMER, "customer.consent", "C21",
               _ ("Confirm that the customer agrees to their contact data being given to "
                  "Microsoft. Without it, remove the contact and ask for no help."));
}

/* details */

static void
check_value (GPtrArray *issues, CosellDraft *self)
{
  g_autofree char *value = cosell_draft_dup_trimmed (self, COSELL_MEMBER_VALUE);
  gboolean negative, zero;

  if (value[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "value", "C5", _ ("Enter the estimated value."));
  else if (!cosell_money_is_valid (value, &negative, &zero))
    add_owned (issues, COSELL_DRAFT_STEP_DETAILS, COSELL_SEVERITY_ERROR, "value", "C5",
               cosell_money_complain (value));
  else if (zero)
    cosell_issues_warn (issues, COSELL_WARNING_ZERO_VALUE, NULL);
  else if (negative)
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "value", "C5",
               _ ("The estimated value cannot be negative. Enter the value that you expect."));
}

static void
check_currency (GPtrArray *issues, CosellDraft *self)
{
  g_autofree char *typed = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CURRENCY);
  g_autofree char *currency = g_ascii_strup (typed, -1);

  if (currency[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "currency", "C5",
               _ ("Choose the currency of the estimated value."));
  else if (!cosell_intl_is_currency (currency))
    add_owned (issues, COSELL_DRAFT_STEP_DETAILS, COSELL_SEVERITY_ERROR, "currency", "C5",
               cosell_text_format (_ ("“%s” is not a currency. Give its three-letter code, such as "
                                      "EUR."),
                                   typed));
}

static void
check_close_date (GPtrArray *issues, CosellDraft *self, const GDate *today)
{
  g_autofree char *text = cosell_draft_dup_trimmed (self, COSELL_MEMBER_CLOSE_DATE);
  GDate date;

  g_date_clear (&date, 1);
  if (text[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "closeDate", "C6",
               _ ("Enter the date on which you expect to close the deal."));
  else if (!cosell_date_parse (text, &date))
    add_owned (issues, COSELL_DRAFT_STEP_DETAILS, COSELL_SEVERITY_ERROR, "closeDate", "C6",
               cosell_text_format (
                   _ ("“%s” is not a date of the calendar. Enter it as YYYY-MM-DD."), text));
  else if (!cosell_date_is_possible (text))
    add_owned (issues, COSELL_DRAFT_STEP_DETAILS, COSELL_SEVERITY_ERROR, "closeDate", "C6",
               cosell_date_complain_year (text));
  else if (g_date_compare (&date, today) < 0)
    cosell_issues_warn (issues, COSELL_WARNING_PAST_DATE, NULL);
}

static void
check_details (GPtrArray *issues, CosellDraft *self, const GDate *today)
{
  g_autofree char *name = cosell_draft_dup_trimmed (self, COSELL_MEMBER_NAME);
  g_autofree char *location = cosell_draft_dup_trimmed (self, COSELL_MEMBER_LOCATION);
  g_autofree char *notes = cosell_draft_dup_trimmed (self, COSELL_MEMBER_NOTES);

  if (name[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "name", "C3",
               _ ("Enter a name that identifies the deal later."));
  if (location[0] == '\0')
    add_error (issues, COSELL_DRAFT_STEP_DETAILS, "location", "C4",
               _ ("Choose your company’s location for this deal. It cannot be changed later."));
  check_value (issues, self);
  check_currency (issues, self);
  check_close_date (issues, self, today);
  if (notes[0] == '\0')
    cosell_issues_warn (issues, COSELL_WARNING_NO_NOTES, NULL);
}

/* team */

static void
check_member (GPtrArray *issues, CosellContact *member, GHashTable *seen)
{
  g_autofree char *email = dup_property (member, "email");
  char *key = cosell_email_fold (email);

  if (!cosell_contact_is_complete (member))
    add_owned (issues, COSELL_DRAFT_STEP_TEAM, COSELL_SEVERITY_ERROR, "team", "C8",
               cosell_text_format (_ ("The data of %s is incomplete. Enter first name, last name, "
                                      "phone number and e-mail address."),
                                   cosell_contact_get_display_name (member)));
  else if (!cosell_email_is_plausible (email))
    add_owned (issues, COSELL_DRAFT_STEP_TEAM, COSELL_SEVERITY_ERROR, "team", "C8",
               cosell_text_format (_ ("“%s” is not an e-mail address. Correct it."), email));
  else if (g_hash_table_contains (seen, key))
    add_owned (issues, COSELL_DRAFT_STEP_TEAM, COSELL_SEVERITY_ERROR, "team", "C8",
               cosell_text_format (
                   _ ("The address %s is in the team twice. Remove one of the two."), email));
  g_hash_table_add (seen, key);
}

static void
check_team (GPtrArray *issues, CosellDraft *self)
{
  g_autoptr (GPtrArray) team =
      cosell_draft_list_people (G_LIST_MODEL (cosell_draft_get_team (self)));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (team->len == 0)
    add_error (issues, COSELL_DRAFT_STEP_TEAM, "team", "C8",
               _ ("Add at least one team member with first name, last name, phone number and "
                  "e-mail address."));
  if (team->len > MAX_MEMBERS)
    add_error (issues, COSELL_DRAFT_STEP_TEAM, "team", "C8",
               _ ("A team has at most 50 members. Remove some."));
  for (guint i = 0; i < team->len; i++)
    check_member (issues, g_ptr_array_index (team, i), seen);
}

/* solutions */

/* C12: what the type does not allow later is said before. */
static void
check_eligible (GPtrArray *issues, CosellDraft *self, CosellSolution *solution)
{
  if (cosell_draft_get_deal_type (self) != COSELL_DEAL_TYPE_PRIVATE ||
      !cosell_solution_is_eligible (solution))
    return;
  cosell_issues_warn (issues, COSELL_WARNING_PRIVATE_FOREVER,
                      cosell_solution_get_display_name (solution));
}

static void
check_solutions (GPtrArray *issues, CosellDraft *self)
{
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (self));
  guint n = g_list_model_get_n_items (solutions);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (n == 0)
    add_error (issues, COSELL_DRAFT_STEP_SOLUTIONS, "solutions", "C9",
               _ ("Add at least one solution."));
  if (n > MAX_SOLUTIONS)
    add_error (issues, COSELL_DRAFT_STEP_SOLUTIONS, "solutions", "C9",
               _ ("A deal has at most 50 solutions. Remove some."));
  if (n > 1 && cosell_draft_has_assessment (self))
    add_error (issues, COSELL_DRAFT_STEP_SOLUTIONS, "solutions", "A6",
               _ ("An assessment stands alone. Remove either the assessment or every other "
                  "solution."));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      const char *id = cosell_solution_get_id (solution);

      if (id == NULL || id[0] == '\0')
        add_error (issues, COSELL_DRAFT_STEP_SOLUTIONS, "solutions", "C9",
                   _ ("A solution has no ID. Remove it and pick it from the list again."));
      else if (!g_hash_table_add (seen, g_ascii_strdown (id, -1)))
        add_owned (issues, COSELL_DRAFT_STEP_SOLUTIONS, COSELL_SEVERITY_ERROR, "solutions", "C9",
                   cosell_text_format (_ ("%s is in the deal twice. Remove one of the two."),
                                       cosell_solution_get_display_name (solution)));
      check_eligible (issues, self, solution);
    }
}

/* help and partners */

static void
check_help (GPtrArray *issues, CosellDraft *self)
{
  g_autofree char *notes = cosell_draft_dup_trimmed (self, COSELL_DRAFT_NOTES_TO_MICROSOFT);
  gboolean asked = cosell_draft_get_help (self) != COSELL_HELP_NONE;

  if (asked && cosell_draft_has_assessment (self))
    add_error (issues, COSELL_DRAFT_STEP_HELP, "help", "A11",
               _ ("No help can be asked for a solution assessment. Choose that no help is "
                  "required."));
  else if (asked && notes[0] == '\0')
    cosell_issues_warn (issues, COSELL_WARNING_NO_HELP_NOTES, NULL);
  if (cosell_draft_get_visible_answer (self) && cosell_draft_has_assessment (self))
    add_error (issues, COSELL_DRAFT_STEP_HELP, "visibleToMicrosoft", "A11",
               _ ("A solution assessment cannot be shown to Microsoft sellers. Choose that they "
                  "may not view it."));
}

static void
check_partner_twice (GPtrArray *issues, CosellDraftPartner *partner, guint index, GHashTable *seen)
{
  g_autofree char *id = cosell_text_tidy (cosell_draft_partner_get_id (partner), COSELL_TEXT_CODE);
  CosellIssue *issue;

  if (id[0] == '\0' || g_hash_table_add (seen, g_ascii_strdown (id, -1)))
    return;
  issue = cosell_issues_add (issues, COSELL_DRAFT_STEP_PARTNERS, COSELL_SEVERITY_ERROR,
                             "partners.id", "C13",
                             cosell_text_format (_ ("%s is invited twice. Remove one of the two "
                                                    "invitations."),
                                                 cosell_draft_partner_get_display_name (partner)));
  issue->partner = (int) index;
}

static void
check_partners (GPtrArray *issues, CosellDraft *self, const GDate *today)
{
  GListModel *partners = G_LIST_MODEL (cosell_draft_get_partners (self));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (cosell_draft_has_partners (self) && cosell_draft_has_assessment (self))
    add_error (issues, COSELL_DRAFT_STEP_PARTNERS, "partners", "A11",
               _ ("No other partners can be invited into a solution assessment. Remove them."));
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);

      cosell_draft_partner_validate (partner, (int) i, today, issues);
      check_partner_twice (issues, partner, i, seen);
    }
}

GPtrArray *
cosell_draft_validate (CosellDraft *self, const GDate *today)
{
  GPtrArray *issues;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  issues = cosell_issues_new ();
  check_customer (issues, self);
  check_details (issues, self, today);
  check_team (issues, self);
  check_solutions (issues, self);
  check_help (issues, self);
  check_partners (issues, self, today);
  return issues;
}

gboolean
cosell_draft_step_is_complete (GPtrArray *issues, CosellDraftStep page)
{
  g_return_val_if_fail (issues != NULL, FALSE);

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->page == page && issue->severity == COSELL_SEVERITY_ERROR)
        return FALSE;
    }
  return TRUE;
}

CosellDraftStep
cosell_draft_first_incomplete (GPtrArray *issues)
{
  for (guint page = 0; page < COSELL_N_DRAFT_STEPS; page++)
    if (!cosell_draft_step_is_complete (issues, (CosellDraftStep) page))
      return (CosellDraftStep) page;
  return COSELL_DRAFT_STEP_REVIEW;
}
