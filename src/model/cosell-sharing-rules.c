#include "model/cosell-sharing-rules.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  OPEN,       /* may be invited */
  SEEN,       /* sees the deal already, and that cannot be taken back (A7) */
  TAKES_PART, /* was asked already */
  NOT_OURS,   /* A9: the deal was sent to us */
  ASSESSMENT, /* A11 */
  LEAD,       /* L5 */
} Answer;

/* The table "Combinations" (A8), accepted deals only. A P2P deal without Microsoft is a private or
 * partner-led one with a flag, one with Microsoft is co-sell: the flag decides nothing. What
 * another partner sent is taken to be open to Microsoft like an own deal of its type [inference].
 */
static const struct
{
  CosellDealType type;
  CosellDirection direction;
  Answer answers[COSELL_N_INVITEES]; /* viewers, Microsoft, partners */
} combinations[] = {
  { COSELL_DEAL_TYPE_PRIVATE, COSELL_DIRECTION_OUTBOUND, { OPEN, OPEN, OPEN } },
  { COSELL_DEAL_TYPE_PRIVATE, COSELL_DIRECTION_INBOUND, { OPEN, OPEN, NOT_OURS } },
  { COSELL_DEAL_TYPE_PARTNER_LED, COSELL_DIRECTION_OUTBOUND, { SEEN, OPEN, OPEN } },
  { COSELL_DEAL_TYPE_PARTNER_LED, COSELL_DIRECTION_INBOUND, { SEEN, OPEN, NOT_OURS } },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND, { SEEN, TAKES_PART, OPEN } },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, { SEEN, TAKES_PART, NOT_OURS } },
  { COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
    COSELL_DIRECTION_OUTBOUND,
    { ASSESSMENT, ASSESSMENT, ASSESSMENT } },
  { COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
    COSELL_DIRECTION_INBOUND,
    { ASSESSMENT, ASSESSMENT, ASSESSMENT } },
  { COSELL_DEAL_TYPE_LEAD, COSELL_DIRECTION_OUTBOUND, { LEAD, LEAD, LEAD } },
  { COSELL_DEAL_TYPE_LEAD, COSELL_DIRECTION_INBOUND, { LEAD, LEAD, LEAD } },
};

static Answer
look_up (const CosellDealData *deal, CosellInvitee invitee)
{
  for (guint i = 0; i < G_N_ELEMENTS (combinations); i++)
    if ((int) combinations[i].type == deal->type &&
        (int) combinations[i].direction == deal->direction)
      return combinations[i].answers[invitee];
  g_assert_not_reached ();
}

static void
refuse (CosellVerdict *verdict, const char *rules, char *reason)
{
  verdict->allowed = FALSE;
  verdict->rules = rules;
  verdict->reason = reason;
}

/* D15: a request that came to nothing is not made again in the same deal. */
static const char *
explain_microsoft (const CosellDealData *deal)
{
  if (deal->direction == COSELL_DIRECTION_INBOUND &&
      deal->microsoft_status == COSELL_DEAL_STATUS_DRAFT)
    return _ ("Microsoft takes part in this deal already: it was sent to you as a co-sell deal.");
  if (deal->microsoft_status == COSELL_DEAL_STATUS_DECLINED)
    return _ ("Microsoft declined to take part in this deal, and is asked only once for each deal. "
              "Recreate the deal to ask again.");
  if (deal->microsoft_status == COSELL_DEAL_STATUS_EXPIRED)
    return _ ("Microsoft did not answer the request in time, and is asked only once for each deal. "
              "Recreate the deal to ask again.");
  return _ ("Microsoft was invited to this deal already.");
}

static void
answer (const CosellDealData *deal, CosellInvitee invitee, CosellVerdict *verdict)
{
  switch (look_up (deal, invitee))
    {
    case OPEN:
      verdict->allowed = TRUE;
      verdict->rules = "A8, A9";
      return;
    case SEEN:
      refuse (verdict, "A7, A8",
              g_strdup (_ ("Microsoft sellers may view this deal already. That cannot be taken "
                           "back.")));
      return;
    case TAKES_PART:
      refuse (verdict, "A8", g_strdup (explain_microsoft (deal)));
      return;
    case NOT_OURS:
      refuse (verdict, "A9",
              g_strdup (_ ("This deal was sent to you. Other partners can be invited only into "
                           "deals that your company started.")));
      return;
    case ASSESSMENT:
      refuse (verdict, "A11",
              g_strdup (_ ("A solution assessment is neither shown to Microsoft sellers nor shared "
                           "with other partners.")));
      return;
    case LEAD:
      refuse (verdict, "L5",
              g_strdup (_ ("This is a lead, not a deal yet. Create a deal for the customer to work "
                           "on it with Microsoft or other partners.")));
      return;
    }
  g_assert_not_reached ();
}

/* A9: only while it is accepted, whatever the table says. FALSE: verdict is set. */
static gboolean
check_stage_of_life (const CosellDealData *deal, CosellVerdict *verdict)
{
  CosellDealStatus status = (CosellDealStatus) deal->status;

  if (status == COSELL_DEAL_STATUS_ACCEPTED)
    return TRUE;
  if (status == COSELL_DEAL_STATUS_DRAFT)
    refuse (verdict, "A9",
            g_strdup (_ ("The deal is still a draft. Choose who takes part while you write it, or "
                         "submit it first.")));
  else if (status == COSELL_DEAL_STATUS_RECEIVED)
    refuse (verdict, "A9, D1",
            g_strdup (_ ("The deal was received and not answered yet. Accept it first.")));
  else
    refuse (verdict, "A7, A9",
            /* Translators: %s is a status such as “Won” */
            g_strdup_printf (_ ("The deal is closed (%s). Nobody can be invited to a closed deal. "
                                "Recreate it to work on it together."),
                             cosell_deal_status_label (status)));
  return FALSE;
}

void
cosell_sharing_rules_check (const CosellDealData *deal,
                            CosellInvitee invitee,
                            CosellVerdict *verdict)
{
  g_return_if_fail (deal != NULL);
  g_return_if_fail (verdict != NULL);

  /* what will never be possible is said first */
  if (deal->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT || deal->type == COSELL_DEAL_TYPE_LEAD ||
      check_stage_of_life (deal, verdict))
    answer (deal, invitee, verdict);
}

void
cosell_sharing_rules_check_any (const CosellDealData *deal, CosellVerdict *verdict)
{
  g_auto (CosellVerdict) partners = { FALSE };
  char *both;

  cosell_sharing_rules_check (deal, COSELL_INVITEE_MICROSOFT, verdict);
  if (verdict->allowed)
    return;
  cosell_sharing_rules_check (deal, COSELL_INVITEE_PARTNERS, &partners);
  if (partners.allowed)
    {
      cosell_verdict_clear (verdict);
      verdict->allowed = TRUE;
      verdict->rules = partners.rules;
    }
  else if (!g_str_equal (verdict->reason, partners.reason))
    {
      both = g_strdup_printf ("%s %s", verdict->reason, partners.reason);
      cosell_verdict_clear (verdict);
      refuse (verdict, "A8, A9", both);
    }
}
