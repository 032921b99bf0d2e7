#include "model/cosell-rules.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-lead.h"
#include "model/cosell-permission.h"
#include "model/cosell-registration-entry.h"
#include "model/cosell-sharing-rules.h"

G_DEFINE_ENUM_TYPE (CosellAction,
                    cosell_action,
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_EDIT, "edit"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_FAVORITE, "favorite"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_SUBMIT, "submit"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_DELETE, "delete"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_ACCEPT, "accept"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_DECLINE, "decline"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_STAGE, "stage"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_WIN, "win"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_LOSE, "lose"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_REGISTER, "register"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_RECREATE, "recreate"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_SHARE, "share"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_INVITE, "invite"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_INVITE_MICROSOFT, "invite-microsoft"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_INVITE_PARTNERS, "invite-partners"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_CONVERT, "convert"))

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

/* D10, B6 */
static void
refuse_closed (CosellDealStatus status, CosellVerdict *verdict)
{
  const char *reason = NULL;

  switch (status)
    {
    case COSELL_DEAL_STATUS_WON:
      reason = _ ("The deal was won, and a closed deal cannot be changed any more.");
      break;
    case COSELL_DEAL_STATUS_LOST:
      reason = _ ("The deal was lost, and a closed deal cannot be changed any more. Recreate it "
                  "to take it up again.");
      break;
    case COSELL_DEAL_STATUS_DECLINED:
      reason = _ ("The deal was declined, and a closed deal cannot be changed any more. Recreate "
                  "it to take it up again.");
      break;
    case COSELL_DEAL_STATUS_EXPIRED:
      reason = _ ("The deal expired without an answer, and a closed deal cannot be changed any "
                  "more. Recreate it to take it up again.");
      break;
    case COSELL_DEAL_STATUS_ERROR:
      reason = _ ("The deal was closed as an error, and a closed deal cannot be changed any more. "
                  "Recreate it to take it up again.");
      break;
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_ACCEPTED:
      break;
    }
  g_assert (reason != NULL);
  refuse (verdict, "D10, B6", reason);
}

/* D5, and who stands in the way: D1 before the answer, D10 and B6 after the end. A draft is its
 * author's alone (C18). */
static void
check_edit (CosellDealStatus status, CosellVerdict *verdict)
{
  if (status == COSELL_DEAL_STATUS_DRAFT)
    allow (verdict, "C18");
  else if (status == COSELL_DEAL_STATUS_ACCEPTED)
    allow (verdict, "D5");
  else if (status == COSELL_DEAL_STATUS_RECEIVED)
    refuse (verdict, "D1",
            _ ("The deal was received and not answered yet. Accept or decline it first; an "
               "accepted deal can be edited."));
  else
    refuse_closed (status, verdict);
}

/* D1: Accept and Decline, and nothing else, before the answer; rules: what allows it. */
static void
check_answer (const CosellDealData *deal, const char *rules, CosellVerdict *verdict)
{
  CosellDealStatus status = (CosellDealStatus) deal->status;

  if (status == COSELL_DEAL_STATUS_RECEIVED)
    allow (verdict, rules);
  else if (status == COSELL_DEAL_STATUS_DRAFT)
    refuse (verdict, "C15",
            _ ("A draft is your own deal: it counts as accepted as soon as it is submitted."));
  else if (status != COSELL_DEAL_STATUS_ACCEPTED)
    refuse_closed (status, verdict);
  else if (deal->direction == COSELL_DIRECTION_OUTBOUND)
    refuse (verdict, "D1, C15",
            _ ("This is a deal of your own company, which is accepted from the start. Only "
               "received deals are answered."));
  else
    refuse (verdict, "D1",
            _ ("The deal was accepted already. It can be marked as won or lost, or closed as an "
               "error."));
}

/* What is left to do with an accepted deal. */
static void
check_accepted (const CosellDealData *deal, const char *rules, CosellVerdict *verdict)
{
  CosellDealStatus status = (CosellDealStatus) deal->status;

  if (status == COSELL_DEAL_STATUS_ACCEPTED)
    allow (verdict, rules);
  else if (status == COSELL_DEAL_STATUS_DRAFT)
    refuse (verdict, "C15", _ ("The deal is still a draft. Submit it first."));
  else if (status == COSELL_DEAL_STATUS_RECEIVED)
    refuse (verdict, "D1",
            _ ("The deal was received and not answered yet. Accept or decline it first."));
  else
    refuse_closed (status, verdict);
}

/* D7 */
static void
check_win (const CosellDealData *deal, CosellVerdict *verdict)
{
  check_accepted (deal, "D10", verdict);
  if (!verdict->allowed || deal->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT || deal->stage >= 80)
    return;
  refuse (verdict, "D7",
          _ ("Every stage of a solution assessment is marked before it is won. Mark the stages "
             "that are left, one at a time."));
}

/* D6: in a solution assessment one at a time, in order. */
static void
check_stage (const CosellDealData *deal, int stage, CosellVerdict *verdict)
{
  g_autofree char *reason = NULL;
  int next;

  check_accepted (deal, "D6", verdict);
  if (!verdict->allowed || deal->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    return;
  next = deal->stage < 20 ? 20 : (int) deal->stage + 20;
  if (stage == next)
    return;
  if (next > 80)
    reason = g_strdup (_ ("Every stage of this solution assessment was marked already. It can be "
                          "marked as won."));
  else
    reason = g_strdup_printf (_ ("The stages of a solution assessment are marked one at a time, "
                                 "and none is taken back. The next one is “%s” (%d %%)."),
                              cosell_stage_label (next, (CosellDealType) deal->type,
                                                  (CosellDirection) deal->direction),
                              next);
  refuse (verdict, "D6, D7", reason);
}

/* D6: whether there is a stage that may be marked. */
static void
check_any_stage (const CosellDealData *deal, CosellVerdict *verdict)
{
  check_stage (deal, deal->stage < 20 ? 20 : MIN ((int) deal->stage + 20, 80), verdict);
}

/* E8: what may be done with a registration that is there. */
static void
check_registered (const char *status, CosellVerdict *verdict)
{
  CosellRegistrationState state = cosell_registration_state_parse (status);
  g_autofree char *reason = NULL;
  g_autofree char *label = NULL;

  if (state == COSELL_REGISTRATION_ACTION_REQUIRED)
    {
      allow (verdict, "E8");
      return;
    }
  label = cosell_registration_state_label (state, status);
  /* Translators: the status of a registration, then what comes next */
  reason = g_strdup_printf (_ ("The deal is registered already: %s. %s"), label,
                            cosell_registration_next_step (state));
  refuse (verdict, "E8", reason);
}

static void
check_register (const CosellDealData *deal,
                CosellJsonValue own,
                GHashTable *eligible,
                CosellVerdict *verdict)
{
  g_auto (CosellEligibility) eligibility = { 0 };
  g_autofree char *reason = NULL;

  cosell_eligibility_check (deal, own, eligible, &eligibility);
  reason = cosell_eligibility_refusal (&eligibility);
  if (reason != NULL)
    refuse (verdict, "E1, E2", reason);
  else if (deal->registration_status != NULL)
    check_registered (deal->registration_status, verdict);
  else if (deal->remote_id == NULL)
    refuse (verdict, "E5",
            _ ("The service does not have the deal yet. Sync first; it can be registered then."));
  else
    allow (verdict, "E1, E5");
}

/* D12; D15: Microsoft did not join, and what it was asked for cannot be asked again in this deal.
 */
static void
check_recreate (const CosellDealData *deal, CosellVerdict *verdict)
{
  CosellDealStatus status = (CosellDealStatus) deal->status;

  if (cosell_deal_status_is_closed (status))
    allow (verdict, "D12");
  else if (status == COSELL_DEAL_STATUS_DRAFT)
    refuse (verdict, "D12", _ ("The deal is a draft itself. Go on with it instead."));
  else if (deal->type == COSELL_DEAL_TYPE_CO_SELL &&
           (deal->microsoft_status == COSELL_DEAL_STATUS_DECLINED ||
            deal->microsoft_status == COSELL_DEAL_STATUS_EXPIRED))
    allow (verdict, "D15");
  else
    refuse (verdict, "D12, D15",
            _ ("The deal is still open. Only a closed deal is recreated, or one of which "
               "Microsoft declined its part or did not answer in time."));
}

static void
check_deal (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  gboolean draft = deal->status == COSELL_DEAL_STATUS_DRAFT;

  if (cosell_lead_check (deal, action, verdict))
    return;
  switch (action)
    {
    case COSELL_ACTION_EDIT:
      check_edit ((CosellDealStatus) deal->status, verdict);
      return;
    case COSELL_ACTION_FAVORITE:
      if (draft)
        refuse (verdict, "B2",
                _ ("A draft cannot be a favorite, because the service does not know it yet. "
                   "Submit it first."));
      else
        allow (verdict, "B2");
      return;
    case COSELL_ACTION_SUBMIT:
      if (draft)
        allow (verdict, "C15");
      else
        refuse (verdict, "C15",
                _ ("The deal was submitted already. Only a draft can be submitted."));
      return;
    case COSELL_ACTION_DELETE:
      if (draft)
        allow (verdict, "C18");
      else
        refuse (verdict, "C18",
                _ ("Only a draft can be deleted. The service keeps every deal that was created."));
      return;
    case COSELL_ACTION_ACCEPT:
      check_answer (deal, "D1, D2", verdict);
      return;
    case COSELL_ACTION_DECLINE:
      check_answer (deal, "D1, D3", verdict);
      return;
    case COSELL_ACTION_STAGE:
      check_any_stage (deal, verdict);
      return;
    case COSELL_ACTION_WIN:
      check_win (deal, verdict);
      return;
    case COSELL_ACTION_LOSE:
    case COSELL_ACTION_ERROR:
      check_accepted (deal, "D9, D10", verdict);
      return;
    case COSELL_ACTION_REGISTER:
      check_register (deal, (CosellJsonValue){ NULL, 0 }, NULL, verdict);
      return;
    case COSELL_ACTION_RECREATE:
      check_recreate (deal, verdict);
      return;
    case COSELL_ACTION_SHARE:
      cosell_sharing_rules_check (deal, COSELL_INVITEE_VIEWERS, verdict);
      return;
    case COSELL_ACTION_INVITE:
      cosell_sharing_rules_check_any (deal, verdict);
      return;
    case COSELL_ACTION_INVITE_MICROSOFT:
      cosell_sharing_rules_check (deal, COSELL_INVITEE_MICROSOFT, verdict);
      return;
    case COSELL_ACTION_INVITE_PARTNERS:
      cosell_sharing_rules_check (deal, COSELL_INVITEE_PARTNERS, verdict);
      return;
    case COSELL_ACTION_CONVERT:
      refuse (verdict, "L10", _ ("This is a deal already. Only a lead is made into one."));
      return;
    }
  g_assert_not_reached ();
}

/* P5: what the service does not show any more cannot be changed there; what is kept here can be
 * taken up in a new deal. */
static void
check_visible (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  gboolean lead = deal->type == COSELL_DEAL_TYPE_LEAD;

  if (deal->invisible_since == COSELL_NO_TIME || deal->status == COSELL_DEAL_STATUS_DRAFT)
    return;
  cosell_verdict_clear (verdict);
  if (action == (lead ? COSELL_ACTION_CONVERT : COSELL_ACTION_RECREATE))
    allow (verdict, "P5");
  else if (lead)
    refuse (verdict, "P5, L9",
            _ ("Microsoft does not show this lead to your account any more, so it cannot be "
               "changed. A deal can still be created from it."));
  else
    refuse (verdict, "P5",
            _ ("Microsoft does not show this deal to your account any more, so it cannot be "
               "changed. It can be recreated as a new deal."));
}

/* F2: what the deal allows, the account may still not be able to do. */
static void
check_account (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  CosellPermission needed = cosell_permission_of_action (action, (CosellDealStatus) deal->status);
  g_autofree char *reason = NULL;

  check_visible (deal, action, verdict);
  if (!verdict->allowed || ((gint64) needed & deal->denied) == 0)
    return;
  reason = cosell_permission_refusal (needed, deal->location);
  refuse (verdict, "F2", reason);
}

static void
check (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  check_deal (deal, action, verdict);
  check_account (deal, action, verdict);
}

void
cosell_verdict_clear (CosellVerdict *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->reason, g_free);
}

void
cosell_rules_check (const CosellDealData *deal,
                    CosellAction action,
                    gint64 now,
                    CosellVerdict *verdict)
{
  g_return_if_fail (deal != NULL);
  g_return_if_fail (verdict != NULL);

  check (deal, action, verdict);
}

void
cosell_rules_check_stage (const CosellDealData *deal, int stage, CosellVerdict *verdict)
{
  g_return_if_fail (deal != NULL);
  g_return_if_fail (verdict != NULL);

  if (!cosell_lead_check (deal, COSELL_ACTION_STAGE, verdict))
    check_stage (deal, stage, verdict);
  check_account (deal, COSELL_ACTION_STAGE, verdict);
}

void
cosell_rules_check_register (const CosellDealData *deal,
                             CosellJsonValue own,
                             GHashTable *eligible,
                             CosellVerdict *verdict)
{
  g_return_if_fail (deal != NULL);
  g_return_if_fail (verdict != NULL);

  check_register (deal, own, eligible, verdict);
  check_account (deal, COSELL_ACTION_REGISTER, verdict);
}

gboolean
cosell_verdict_to_error (const CosellVerdict *self, GError **error)
{
  g_return_val_if_fail (self != NULL && !self->allowed, FALSE);

  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, self->reason);
  return cosell_rule_error_name (error, self->rules);
}

gboolean
cosell_rules_require (const CosellDealData *deal, CosellAction action, gint64 now, GError **error)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  g_return_val_if_fail (deal != NULL, FALSE);

  check (deal, action, &verdict);
  if (!verdict.allowed)
    return cosell_verdict_to_error (&verdict, error);
  return TRUE;
}
