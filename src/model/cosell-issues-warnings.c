#include "model/cosell-issues-warnings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"

static const struct
{
  CosellDraftStep page;
  const char *field;
  const char *rule;
  const char *message;
} warnings[] = {
  [COSELL_WARNING_ZERO_VALUE] = {
    COSELL_DRAFT_STEP_DETAILS, "value", "C5",
    N_ ("The estimated value is 0. Enter what you expect the deal to be worth."),
  },
  [COSELL_WARNING_PAST_DATE] = {
    COSELL_DRAFT_STEP_DETAILS, "closeDate", "C6",
    N_ ("The estimated close date is in the past. Enter a date to come."),
  },
  [COSELL_WARNING_NO_NOTES] = {
    COSELL_DRAFT_STEP_DETAILS, "notes", "C7",
    N_ ("There are no notes. Write down what the customer needs, so that others understand the "
        "deal."),
  },
  [COSELL_WARNING_NO_HELP_NOTES] = {
    COSELL_DRAFT_STEP_HELP, "notesToMicrosoft", "C11",
    N_ ("Tell Microsoft what you need: a seller decides by these notes whether to take part."),
  },
  [COSELL_WARNING_PRIVATE_FOREVER] = {
    COSELL_DRAFT_STEP_SOLUTIONS, "solutions", "C12",
    /* Translators: %s is the name of a solution */
    N_ ("A private deal cannot be registered, although %s is eligible for incentives. Let "
        "Microsoft sellers view the deal, or ask for help, to register it later."),
  },
};

void
cosell_issues_warn (GPtrArray *issues, CosellWarning warning, const char *name)
{
  const char *message = _ (warnings[warning].message);
  char *words;

  g_return_if_fail (issues != NULL);

  if (warning == COSELL_WARNING_PRIVATE_FOREVER)
    {
      g_auto (GStrv) halves = g_strsplit (message, "%s", 2);

      words = g_strjoinv (name != NULL ? name : "", halves);
    }
  else
    words = g_strdup (message);
  cosell_issues_add (issues, warnings[warning].page, COSELL_SEVERITY_WARNING,
                     warnings[warning].field, warnings[warning].rule, words);
}

static gboolean
differs (CosellJsonValue before, CosellJsonValue after, const char *path)
{
  g_autofree char *old = cosell_json_dup_raw (cosell_json_pointer (before, path));
  g_autofree char *new = cosell_json_dup_raw (cosell_json_pointer (after, path));

  return !cosell_change_same (path, old, new);
}

static gboolean
is_past (CosellJsonValue referral, const GDate *today)
{
  g_autofree char *text = cosell_referral_read_close_date (referral);
  GDate date;

  g_date_clear (&date, 1);
  return text != NULL && cosell_date_parse (text, &date) && g_date_compare (&date, today) < 0;
}

static gboolean
has_solution (CosellJsonValue list, const char *id)
{
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      g_autofree char *other = cosell_referral_read_text (cosell_json_element (list, i), "id");

      if (other != NULL && g_ascii_strcasecmp (other, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* C12: each eligible solution that a private deal gets. */
static void
warn_of_solutions (GPtrArray *issues,
                   CosellJsonValue before,
                   CosellJsonValue after,
                   GHashTable *eligible)
{
  CosellJsonValue old = cosell_referral_read_solutions (before);
  CosellJsonValue list = cosell_referral_read_solutions (after);

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);
      g_autofree char *id = cosell_referral_read_text (element, "id");
      g_autofree char *key = id != NULL ? g_ascii_strdown (id, -1) : NULL;
      g_autoptr (CosellSolution) solution = NULL;

      if (key == NULL || !g_hash_table_contains (eligible, key) || has_solution (old, id))
        continue;
      solution = cosell_solution_new_from_json (element);
      cosell_issues_warn (issues, COSELL_WARNING_PRIVATE_FOREVER,
                          cosell_solution_get_display_name (solution));
    }
}

void
cosell_issues_warn_of_changes (GPtrArray *issues,
                               const char *before,
                               const char *after,
                               const CosellDealData *deal,
                               GHashTable *eligible,
                               const GDate *today,
                               gboolean accepting)
{
  g_autoptr (CosellJson) old_json = NULL;
  g_autoptr (CosellJson) new_json = NULL;
  g_autofree char *value = NULL;
  g_autofree char *notes = NULL;
  CosellJsonValue old, new;

  g_return_if_fail (issues != NULL && before != NULL && after != NULL);
  g_return_if_fail (deal != NULL && today != NULL);

  old_json = cosell_json_parse (before, -1, NULL);
  new_json = old_json != NULL ? cosell_json_parse (after, -1, NULL) : NULL;
  if (new_json == NULL)
    return;
  old = cosell_json_root (old_json);
  new = cosell_json_root (new_json);
  value = cosell_referral_read_value (new);
  if ((accepting || differs (old, new, COSELL_PATH_VALUE)) && value != NULL &&
      cosell_decimal_compare (value, "0") == 0)
    cosell_issues_warn (issues, COSELL_WARNING_ZERO_VALUE, NULL);
  if ((accepting || differs (old, new, COSELL_PATH_CLOSE_DATE)) && is_past (new, today))
    cosell_issues_warn (issues, COSELL_WARNING_PAST_DATE, NULL);
  notes = cosell_json_dup_string (cosell_json_pointer (new, COSELL_PATH_NOTES));
  if ((accepting || differs (old, new, COSELL_PATH_NOTES)) && cosell_text_is_blank (notes))
    cosell_issues_warn (issues, COSELL_WARNING_NO_NOTES, NULL);
  if (deal->type == COSELL_DEAL_TYPE_PRIVATE && eligible != NULL)
    warn_of_solutions (issues, old, new, eligible);
}
