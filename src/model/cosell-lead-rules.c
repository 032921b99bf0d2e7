/* cosell-lead-rules.c: what may be done to a lead, with reasons (rules L3 to L5, L9, L10)
 *
 * Here stands what is another one than of a deal, or is said in other words; all else is asked of
 * the rules of deals.
 */
#include "model/cosell-lead.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-rule-error.h"

static void
allow (CosellVerdict *verdict, const char *rules)
{
  verdict->allowed = TRUE;
  verdict->rules = rules;
  verdict->reason = NULL;
}

static void
refuse (CosellVerdict *verdict, const char *rules, const char *reason)
{
  verdict->allowed = FALSE;
  verdict->rules = rules;
  verdict->reason = g_strdup (reason);
}

static const char *
words_of_closed (CosellDealStatus status)
{
  switch (status)
    {
    case COSELL_DEAL_STATUS_WON:
      return _ ("The lead was won, and a closed lead cannot be changed any more.");
    case COSELL_DEAL_STATUS_LOST:
      return _ ("The lead was lost, and a closed lead cannot be changed any more.");
    case COSELL_DEAL_STATUS_DECLINED:
      return _ ("The lead was declined, and a closed lead cannot be changed any more.");
    case COSELL_DEAL_STATUS_EXPIRED:
      return _ ("The lead expired without an answer, and a closed lead cannot be changed any "
                "more.");
    case COSELL_DEAL_STATUS_ERROR:
      return _ ("The lead was closed as an error, and a closed lead cannot be changed any more.");
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_ACCEPTED:
      break;
    }
  g_return_val_if_reached (NULL);
}

/* L9 */
static void
refuse_closed (CosellDealStatus status, CosellVerdict *verdict)
{
  refuse (verdict, "L9, D10", words_of_closed (status));
}

/* L3, L4 */
static void
check_answer (CosellDealStatus status, const char *rules, CosellVerdict *verdict)
{
  if (status == COSELL_DEAL_STATUS_RECEIVED)
    allow (verdict, rules);
  else if (status == COSELL_DEAL_STATUS_ACCEPTED)
    refuse (verdict, "L3",
            _ ("The lead was accepted already. It can be marked as won or lost, or closed as an "
               "error."));
  else
    refuse_closed (status, verdict);
}

/* L5 */
static void
check_accepted (CosellDealStatus status, const char *received, CosellVerdict *verdict)
{
  if (status == COSELL_DEAL_STATUS_ACCEPTED)
    allow (verdict, "L5");
  else if (status == COSELL_DEAL_STATUS_RECEIVED)
    refuse (verdict, "L3", received);
  else
    refuse_closed (status, verdict);
}

gboolean
cosell_lead_check (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  CosellDealStatus status;

  g_return_val_if_fail (deal != NULL && verdict != NULL, FALSE);

  status = (CosellDealStatus) deal->status;
  if (deal->type != COSELL_DEAL_TYPE_LEAD || status == COSELL_DEAL_STATUS_DRAFT)
    return FALSE;
  switch (action)
    {
    case COSELL_ACTION_ACCEPT:
      check_answer (status, "L3", verdict);
      return TRUE;
    case COSELL_ACTION_DECLINE:
      check_answer (status, "L4", verdict);
      return TRUE;
    case COSELL_ACTION_EDIT:
      check_accepted (status,
                      _ ("The lead was received and not answered yet. Accept or decline it first; "
                         "an accepted lead can be edited."),
                      verdict);
      return TRUE;
    case COSELL_ACTION_STAGE:
    case COSELL_ACTION_WIN:
    case COSELL_ACTION_LOSE:
    case COSELL_ACTION_ERROR:
      check_accepted (status,
                      _ ("The lead was received and not answered yet. Accept or decline it first."),
                      verdict);
      return TRUE;
    case COSELL_ACTION_RECREATE:
      refuse (verdict, "L10",
              _ ("This is a lead. Create a deal from it, which leaves the lead as it is."));
      return TRUE;
    case COSELL_ACTION_CONVERT:
      allow (verdict, "L10");
      return TRUE;
    case COSELL_ACTION_FAVORITE:
    case COSELL_ACTION_SUBMIT:
    case COSELL_ACTION_DELETE:
    case COSELL_ACTION_REGISTER:
    case COSELL_ACTION_SHARE:
    case COSELL_ACTION_INVITE:
    case COSELL_ACTION_INVITE_MICROSOFT:
    case COSELL_ACTION_INVITE_PARTNERS:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

gboolean
cosell_lead_require_solutions (const CosellDealData *deal, GError **error)
{
  g_return_val_if_fail (deal != NULL, FALSE);

  if (deal->type != COSELL_DEAL_TYPE_LEAD)
    return TRUE;
  g_set_error_literal (
      error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
      _ ("The solutions of a lead are what the customer asked about, and cannot be "
         "changed. Create a deal from the lead to offer others."));
  return cosell_rule_error_name (error, "L5");
}
