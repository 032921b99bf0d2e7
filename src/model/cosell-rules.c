#include "model/cosell-rules.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"

G_DEFINE_ENUM_TYPE (CosellAction,
                    cosell_action,
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_EDIT, "edit"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_FAVORITE, "favorite"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_SUBMIT, "submit"),
                    G_DEFINE_ENUM_VALUE (COSELL_ACTION_DELETE, "delete"))

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

/* D5, and who stands in the way: D1 before the answer, D10 and B6 after the end. A draft is its
 * author's alone (C18). */
static void
check_edit (CosellDealStatus status, CosellVerdict *verdict)
{
  switch (status)
    {
    case COSELL_DEAL_STATUS_DRAFT:
      allow (verdict, "C18");
      return;
    case COSELL_DEAL_STATUS_ACCEPTED:
      allow (verdict, "D5");
      return;
    case COSELL_DEAL_STATUS_RECEIVED:
      refuse (verdict, "D1",
              _ ("The deal was received and not answered yet. Accept or decline it first; an "
                 "accepted deal can be edited."));
      return;
    case COSELL_DEAL_STATUS_WON:
      refuse (verdict, "D10, B6",
              _ ("The deal was won, and a closed deal cannot be changed any more."));
      return;
    case COSELL_DEAL_STATUS_LOST:
      refuse (verdict, "D10, B6",
              _ ("The deal was lost, and a closed deal cannot be changed any more. Create a new "
                 "deal to take it up again."));
      return;
    case COSELL_DEAL_STATUS_DECLINED:
      refuse (verdict, "D10, B6",
              _ ("The deal was declined, and a closed deal cannot be changed any more. Create a "
                 "new deal to take it up again."));
      return;
    case COSELL_DEAL_STATUS_EXPIRED:
      refuse (verdict, "D10, B6",
              _ ("The deal expired without an answer, and a closed deal cannot be changed any "
                 "more. Create a new deal to take it up again."));
      return;
    case COSELL_DEAL_STATUS_ERROR:
      refuse (verdict, "D10, B6",
              _ ("The deal was closed as an error, and a closed deal cannot be changed any more. "
                 "Create a new deal to take it up again."));
      return;
    }
  g_assert_not_reached ();
}

static void
check (const CosellDealData *deal, CosellAction action, CosellVerdict *verdict)
{
  gboolean draft = deal->status == COSELL_DEAL_STATUS_DRAFT;

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
    }
  g_assert_not_reached ();
}

void
cosell_verdict_clear (CosellVerdict *self)
{
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

gboolean
cosell_rules_require (const CosellDealData *deal, CosellAction action, gint64 now, GError **error)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  g_return_val_if_fail (deal != NULL, FALSE);

  check (deal, action, &verdict);
  if (!verdict.allowed)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, verdict.reason);
  return verdict.allowed;
}
