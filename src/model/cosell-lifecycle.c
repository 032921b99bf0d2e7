/* cosell-lifecycle.c: the milestones of a deal's life */
#include "model/cosell-lifecycle.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lead.h"
#include "model/cosell-referral.h"

static const int percents[COSELL_N_MILESTONES] = { 10, 20, 40, 60, 80, 100 };

#define LAST (COSELL_N_MILESTONES - 1)

static gboolean
is_assessment (const CosellDealData *deal)
{
  return deal->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
}

static const char *
end_definition (const CosellDealData *deal)
{
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_LOST:
      return _ ("It was lost");
    case COSELL_DEAL_STATUS_DECLINED:
      return _ ("It was declined");
    case COSELL_DEAL_STATUS_EXPIRED:
      return _ ("It was not answered in time");
    case COSELL_DEAL_STATUS_ERROR:
      return _ ("It was closed as an error");
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      break;
    }
  return deal->status == COSELL_DEAL_STATUS_WON ? _ ("It was won")
                                                : _ ("It is marked as won, or as lost");
}

static const char *
assessment_definition (int percent)
{
  switch (percent)
    {
    case 20:
      return _ ("The customer signed the letter of engagement (LOE)");
    case 40:
      return _ ("The data that the assessment needs are collected");
    case 60:
      return _ ("The report of the assessment is prepared");
    default:
      return _ ("The results were presented to the customer");
    }
}

static gboolean
was_answered_otherwise (const CosellDealData *deal)
{
  return deal->status == COSELL_DEAL_STATUS_DECLINED || deal->status == COSELL_DEAL_STATUS_EXPIRED;
}

static const char *
definition (const CosellDealData *deal, int percent)
{
  if (percent == 100)
    return end_definition (deal);
  if (percent == 10)
    return deal->direction != COSELL_DIRECTION_INBOUND ? _ ("An outbound deal was created")
           : was_answered_otherwise (deal)             ? _ ("It was not accepted")
                                                       : _ ("It was accepted");
  if (is_assessment (deal))
    return assessment_definition (percent);
  switch (percent)
    {
    case 20:
      return _ ("The value of the deal and the customer’s requirements are qualified");
    case 40:
      return _ ("Detailed requirements are understood, to prepare a proof of concept or other "
                "material for a formal proposal");
    case 60:
      return _ ("A formal proposal was made to the customer");
    default:
      return _ ("The final terms are being negotiated on the basis of the proposal");
    }
}

static const char *
end_label (const CosellDealData *deal)
{
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    return cosell_deal_status_label ((CosellDealStatus) deal->status);
  return C_ ("stage", "Won / Lost");
}

/* Index of the last milestone at or below a percentage. */
static int
index_of (int percent)
{
  int index = 0;

  for (int i = 0; i < COSELL_N_MILESTONES; i++)
    if (percent >= percents[i])
      index = i;
  return index;
}

/* Index of the milestone that an open deal stands at: a text that is no stage may still say how far
 * it is ("90"). */
static int
reached (const CosellDealData *deal)
{
  if (deal->stage > 0)
    return index_of ((int) deal->stage);
  return index_of (cosell_stage_from_text (deal->stage_text, is_assessment (deal)));
}

static void
mark (CosellMilestone *milestones, int last_done)
{
  for (int i = 0; i <= last_done; i++)
    milestones[i].state = COSELL_MILESTONE_DONE;
}

/* Index of the milestone that a salesStage text marks; -1 when it marks none. Winning a deal sets
 * 100 by itself, so that marks nothing there. */
static int
marked_index (const CosellDealData *deal, const char *text)
{
  int percent;

  if (text == NULL || *text == '\0' || !cosell_stage_text_is_known (text, is_assessment (deal)))
    return -1;
  percent = cosell_stage_from_text (text, is_assessment (deal));
  if (percent == 100 && deal->status == COSELL_DEAL_STATUS_WON)
    return -1;
  return MIN (index_of (percent), LAST - 1);
}

/* D6: done is what the history shows as marked, and what lies at or below the last stage that was
 * received before the deal closed. */
static void
mark_closed (const CosellDealData *deal, CosellMilestone *milestones)
{
  g_autoptr (CosellJson) marked =
      deal->marked != NULL ? cosell_json_parse (deal->marked, -1, NULL) : NULL;
  int last = -1;
  CosellJsonValue value;
  CosellJsonIter iter;

  if (marked != NULL)
    {
      cosell_json_iter_init (&iter, cosell_json_root (marked));
      while (cosell_json_iter_next (&iter, NULL, &value))
        {
          g_autofree char *text = cosell_json_dup_scalar (value);
          int index = marked_index (deal, text);

          if (index < 0)
            continue;
          milestones[index].state = COSELL_MILESTONE_DONE;
          last = index;
        }
    }
  if (marked_index (deal, deal->stage_text) >= 0)
    last = marked_index (deal, deal->stage_text);
  mark (milestones, MAX (last, 0));
}

/* Declined and expired deals were never accepted. */
static int
mark_end (const CosellDealData *deal, CosellMilestone *milestones)
{
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_WON:
      mark_closed (deal, milestones);
      milestones[LAST].state = COSELL_MILESTONE_WON;
      return LAST;
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      mark_closed (deal, milestones);
      milestones[LAST].state = COSELL_MILESTONE_ENDED;
      return LAST;
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
      milestones[LAST].state = COSELL_MILESTONE_ENDED;
      return LAST;
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_ACCEPTED:
      break;
    }
  g_assert_not_reached ();
}

/* D8: what the service said stands where the deal is; 100 % on an open deal is never Won. */
static int
mark_open (const CosellDealData *deal, CosellMilestone *milestones)
{
  int current = reached (deal);
  const char *label = cosell_deal_data_stage_label (deal);

  mark (milestones, current - 1);
  milestones[current].state = COSELL_MILESTONE_CURRENT;
  if (label != NULL)
    milestones[current].label = label;
  return current;
}

/* D1: nobody accepted it yet. */
static void
mark_awaited (CosellMilestone *milestone)
{
  milestone->state = COSELL_MILESTONE_AWAITED;
  milestone->detail = C_ ("milestone", "not yet");
  milestone->definition = _ ("It stands here once you accept it");
}

int
cosell_lifecycle_compute (const CosellDealData *deal,
                          CosellMilestone milestones[COSELL_N_MILESTONES])
{
  g_return_val_if_fail (deal != NULL, -1);

  for (int i = 0; i < COSELL_N_MILESTONES; i++)
    {
      milestones[i].percent = percents[i];
      milestones[i].detail = NULL;
      milestones[i].label = i == LAST
                                ? end_label (deal)
                                : cosell_stage_label (percents[i], (CosellDealType) deal->type,
                                                      (CosellDirection) deal->direction);
      milestones[i].definition = definition (deal, percents[i]);
      milestones[i].state = COSELL_MILESTONE_FUTURE;
    }
  if (deal->status == COSELL_DEAL_STATUS_ACCEPTED)
    return mark_open (deal, milestones);
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    return mark_end (deal, milestones);
  if (deal->status == COSELL_DEAL_STATUS_RECEIVED)
    mark_awaited (&milestones[0]);
  return -1;
}

char *
cosell_lifecycle_describe (const CosellDealData *deal)
{
  CosellMilestone milestones[COSELL_N_MILESTONES];
  g_autofree char *label = NULL;
  int current;

  g_return_val_if_fail (deal != NULL, NULL);

  current = cosell_lifecycle_compute (deal, milestones);
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    /* Translators: how a deal ended: "Closed: Lost" */
    return cosell_text_format (_ ("Closed: %s"), milestones[LAST].label);
  if (current < 0)
    return g_strdup (deal->status == COSELL_DEAL_STATUS_RECEIVED ? _ ("Received, not answered yet")
                                                                 : _ ("Not created yet"));
  label = cosell_text_quote (milestones[current].label);
  if (deal->stage >= 100 || deal->stage == 0)
    return g_strdup_printf (_ ("Stage %d of %d: %s"), current + 1, COSELL_N_MILESTONES, label);
  /* Translators: position, number of stages, name of the stage, percentage */
  return g_strdup_printf (_ ("Stage %d of %d: %s, %d %%"), current + 1, COSELL_N_MILESTONES, label,
                          milestones[current].percent);
}

/* D4: by urgency */
static const struct
{
  gint64 left;
  CosellDeadline deadline;
} deadlines[] = {
  { 0, COSELL_DEADLINE_PASSED },
  { 2 * G_TIME_SPAN_HOUR, COSELL_DEADLINE_HOURS },
  { G_TIME_SPAN_DAY, COSELL_DEADLINE_DAY },
  { 3 * G_TIME_SPAN_DAY, COSELL_DEADLINE_DAYS },
  { 7 * G_TIME_SPAN_DAY, COSELL_DEADLINE_WEEK },
};

CosellDeadline
cosell_lifecycle_deadline_at (gint64 expires_at, gint64 now)
{
  for (guint i = 0; expires_at != COSELL_NO_TIME && i < G_N_ELEMENTS (deadlines); i++)
    if (expires_at - now <= deadlines[i].left)
      return deadlines[i].deadline;
  return COSELL_DEADLINE_NONE;
}

CosellDeadline
cosell_lifecycle_deadline (const CosellDealData *deal, gint64 now)
{
  g_return_val_if_fail (deal != NULL, COSELL_DEADLINE_NONE);

  return deal->status == COSELL_DEAL_STATUS_RECEIVED
             ? cosell_lifecycle_deadline_at (deal->expires_at, now)
             : COSELL_DEADLINE_NONE;
}

gint64
cosell_lifecycle_next_deadline (gint64 expires_at, gint64 now)
{
  for (guint i = G_N_ELEMENTS (deadlines); expires_at != COSELL_NO_TIME && i-- > 1;)
    if (expires_at - deadlines[i].left > now)
      return expires_at - deadlines[i].left;
  return COSELL_NO_TIME;
}

int
cosell_lifecycle_days_overdue (const CosellDealData *deal, const GDate *today)
{
  GDate closes;

  if (deal->status != COSELL_DEAL_STATUS_ACCEPTED || !cosell_date_parse (deal->close_date, &closes))
    return 0;
  return MAX (0, g_date_days_between (&closes, today));
}

/* contract 10: who gets what */
static const char *
mail_of (const CosellDealData *deal)
{
  gboolean together = deal->type == COSELL_DEAL_TYPE_CO_SELL || deal->p2p;

  if (deal->status == COSELL_DEAL_STATUS_DRAFT)
    return _ ("Partner Center mails nobody about a draft.");
  if (cosell_lead_informs (deal))
    return _ ("Partner Center mails nobody about leads that are for information only.");
  if (deal->type == COSELL_DEAL_TYPE_LEAD)
    return _ ("Partner Center mails new leads to your referral admins.");
  if (deal->direction == COSELL_DIRECTION_INBOUND)
    return deal->status == COSELL_DEAL_STATUS_RECEIVED
               ? _ ("Partner Center mails your referral admins of this location when a deal comes "
                    "in and when it is about to expire. Your answer is mailed to the sender’s "
                    "team.")
               : _ ("Partner Center has mailed your referral admins of this location when the deal "
                    "came in, and the sender’s team how it was answered.");
  if (together)
    return _ ("Partner Center mails your team of this deal when it is sent to Microsoft or a "
              "partner, and when they accept or decline.");
  return _ (
      "Partner Center mails nobody about this deal as long as neither Microsoft nor a partner "
      "is invited.");
}

char *
cosell_lifecycle_describe_mail (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, NULL);

  if (deal->status != COSELL_DEAL_STATUS_WON || deal->registration_status == NULL)
    return g_strdup (mail_of (deal));
  return g_strdup_printf ("%s %s", mail_of (deal),
                          _ ("The team is also mailed when the registration needs action, is "
                             "selected for review, or fails it."));
}
