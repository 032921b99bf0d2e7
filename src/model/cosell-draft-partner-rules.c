/* What C13 asks of an invited partner. Every message names the partner, since there may be several.
 */

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft-private.h"
#include "model/cosell-email.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

#define MAX_MEMBERS 50   /* C8 */
#define MAX_SOLUTIONS 50 /* C9 */

typedef struct
{
  CosellDraftPartner *partner;
  const char *name; /* of the partner, for messages */
  int index;
  GPtrArray *issues;
} Check;

/* message is taken over. */
static void
add (Check *check, CosellSeverity severity, const char *field, const char *rule, char *message)
{
  CosellIssue *issue =
      cosell_issues_add (check->issues, COSELL_DRAFT_STEP_PARTNERS, severity, field, rule, message);

  issue->partner = check->index;
}

static void
add_error (Check *check, const char *field, const char *rule, char *message)
{
  add (check, COSELL_SEVERITY_ERROR, field, rule, message);
}

/* A3: whoever is Microsoft is asked for help, or nothing goes there. */
static void
check_identity (Check *check)
{
  g_autofree char *id = cosell_draft_partner_dup_tidy (check->partner, "id");
  g_autofree char *name = cosell_draft_partner_dup_tidy (check->partner, "name");

  if (cosell_referral_same_id (id, COSELL_MICROSOFT_ORG))
    add_error (check, "partners.id", "A3",
               g_strdup (_ ("Microsoft is not invited as a partner. Ask Microsoft for help "
                            "instead, and remove it from the partners.")));
  else if (id[0] == '\0' && name[0] != '\0')
    add_error (
        check, "partners.id", "C13",
        cosell_text_format (_ ("“%s” was not chosen from the list of partners, so that it is "
                               "not clear who is meant. Choose the partner from the list, or "
                               "enter its partner ID."),
                            name));
  else if (id[0] == '\0')
    add_error (check, "partners.id", "C13", g_strdup (_ ("Choose the partner to invite.")));
}

static void
check_close_date (Check *check, const GDate *today)
{
  g_autofree char *text = cosell_draft_partner_dup_tidy (check->partner, "close-date");
  GDate date;

  g_date_clear (&date, 1);
  if (text[0] == '\0')
    add_error (check, "partners.closeDate", "C13",
               cosell_text_format (_ ("Enter the estimated close date for %s."), check->name));
  else if (!cosell_date_parse (text, &date))
    add_error (check, "partners.closeDate", "C13",
               cosell_text_format (_ ("“%s”, the close date for %s, is not a date of the calendar. "
                                      "Enter it as YYYY-MM-DD."),
                                   text, check->name));
  else if (!cosell_date_is_possible (text))
    add_error (check, "partners.closeDate", "C13", cosell_date_complain_year (text));
  else if (g_date_compare (&date, today) < 0)
    add (check, COSELL_SEVERITY_WARNING, "partners.closeDate", "C13",
         cosell_text_format (
             _ ("The estimated close date for %s is in the past. It cannot be changed "
                "once the partner is invited."),
             check->name));
}

static void
check_value (Check *check)
{
  g_autofree char *value = cosell_draft_partner_dup_tidy (check->partner, "value");
  gboolean negative, zero;

  if (value[0] == '\0')
    add_error (check, "partners.value", "C13",
               cosell_text_format (_ ("Enter the estimated value of the part of %s."),
                                   check->name));
  else if (!cosell_money_is_valid (value, &negative, &zero))
    {
      g_autofree char *reason = cosell_money_complain (value);

      /* Translators: name of a partner, then a sentence about the value that was typed for it */
      add_error (check, "partners.value", "C13",
                 cosell_text_format (_ ("%s: %s"), check->name, reason));
    }
  else if (negative)
    add_error (check, "partners.value", "C13",
               cosell_text_format (_ ("The estimated value for %s cannot be negative."),
                                   check->name));
  else if (zero)
    add (check, COSELL_SEVERITY_WARNING, "partners.value", "C13",
         cosell_text_format (_ ("The estimated value for %s is 0. It cannot be changed once the "
                                "partner is invited."),
                             check->name));
}

static void
check_currency (Check *check)
{
  g_autofree char *typed = cosell_draft_partner_dup_tidy (check->partner, "currency");
  g_autofree char *currency = g_ascii_strup (typed, -1);

  if (currency[0] == '\0')
    add_error (check, "partners.currency", "C13",
               cosell_text_format (_ ("Choose the currency of the value for %s."), check->name));
  else if (!cosell_intl_is_currency (currency))
    add_error (
        check, "partners.currency", "C13",
        cosell_text_format (_ ("“%s”, given for %s, is not a currency. Give its three-letter "
                               "code, such as EUR."),
                            typed, check->name));
}

static void
check_member (Check *check, CosellContact *member, GHashTable *seen)
{
  const char *email = cosell_contact_get_email (member);

  if (!cosell_contact_is_complete (member))
    add_error (
        check, "partners.team", "C13, C8",
        /* Translators: first a person, then a partner. */
        cosell_text_format (_ ("The data of %s in the team for %s is incomplete. Enter first "
                               "name, last name, phone number and e-mail address."),
                            cosell_contact_get_display_name (member), check->name));
  else if (!cosell_email_is_meant (email))
    add_error (check, "partners.team", "C13, C8",
               cosell_text_format (_ ("“%s”, in the team for %s, is not an e-mail address. Correct "
                                      "it."),
                                   email, check->name));
  else if (!g_hash_table_add (seen, cosell_email_fold (email)))
    add_error (
        check, "partners.team", "C13, C8",
        cosell_text_format (_ ("The address %s is in the team for %s twice. Remove one of the "
                               "two."),
                            email, check->name));
}

/* Nobody is as good as the deal's own team. */
static void
check_team (Check *check)
{
  g_autoptr (GPtrArray) team =
      cosell_draft_list_people (G_LIST_MODEL (cosell_draft_partner_get_team (check->partner)));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (team->len > MAX_MEMBERS)
    add_error (check, "partners.team", "C13, C8",
               cosell_text_format (_ ("The team for %s has more than 50 members. Remove some."),
                                   check->name));
  for (guint i = 0; i < team->len; i++)
    check_member (check, g_ptr_array_index (team, i), seen);
}

static void
check_solution (Check *check, CosellSolution *solution, GHashTable *seen)
{
  g_autofree char *id = cosell_text_tidy (cosell_solution_get_id (solution), COSELL_TEXT_CODE);

  if (id[0] == '\0')
    add_error (check, "partners.solutions", "C13, C9",
               cosell_text_format (_ ("A solution for %s has no ID. Remove it and pick it from the "
                                      "list again."),
                                   check->name));
  else if (!g_hash_table_add (seen, g_ascii_strdown (id, -1)))
    add_error (check, "partners.solutions", "C13, C9",
               /* Translators: first a solution, then a partner. */
               cosell_text_format (_ ("%s is chosen for %s twice. Remove one of the two."),
                                   cosell_solution_get_display_name (solution), check->name));
  if (cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_ASSESSMENT)
    add_error (
        check, "partners.solutions", "C13, A11",
        cosell_text_format (_ ("%s cannot be brought in by %s: a solution assessment is made "
                               "without other partners."),
                            cosell_solution_get_display_name (solution), check->name));
}

static void
check_solutions (Check *check)
{
  GListModel *solutions = G_LIST_MODEL (cosell_draft_partner_get_solutions (check->partner));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = g_list_model_get_n_items (solutions);

  if (n == 0)
    add_error (check, "partners.solutions", "C13",
               cosell_text_format (_ ("Add at least one solution that %s is to bring."),
                                   check->name));
  if (n > MAX_SOLUTIONS)
    add_error (check, "partners.solutions", "C13, C9",
               cosell_text_format (_ ("There are more than 50 solutions for %s. Remove some."),
                                   check->name));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      check_solution (check, solution, seen);
    }
}

void
cosell_draft_partner_validate (CosellDraftPartner *self,
                               int index,
                               const GDate *today,
                               GPtrArray *issues)
{
  g_autofree char *name = NULL;
  Check check = { self, NULL, index, issues };

  g_return_if_fail (COSELL_IS_DRAFT_PARTNER (self));
  g_return_if_fail (today != NULL && g_date_valid (today));
  g_return_if_fail (issues != NULL);

  name = cosell_text_tidy (cosell_draft_partner_get_display_name (self), COSELL_TEXT_LINE);
  check.name = name;
  check_identity (&check);
  check_close_date (&check, today);
  check_value (&check);
  check_currency (&check);
  check_team (&check);
  check_solutions (&check);
}
