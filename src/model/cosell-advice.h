/* cosell-advice.h: what the deals so far say about how to work (rules H, C24)
 *
 * Figures over the rows of a profile, each with the deals behind it. Leads and drafts are no deals
 * yet and do not count. Pure; any thread.
 */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* H2: inbound deals that named a solution and were answered. */
typedef struct
{
  char *id;
  char *name;
  guint accepted;
  guint declined;
  GArray *deals; /* of gint64, newest answer first */
} CosellAdviceSolution;

/* C24 */
typedef struct
{
  char *campaign;
  char *currency; /* (nullable) */
  char *value;    /* exact sum */
  GArray *deals;  /* of gint64, largest first: what was won */
} CosellAdviceCampaign;

/* H1: how inbound deals were answered; each kind apart, since what expires takes its whole time. */
typedef enum
{
  COSELL_ADVICE_ACCEPTED,
  COSELL_ADVICE_DECLINED,
  COSELL_ADVICE_EXPIRED,
} CosellAdviceAnswer;
#define COSELL_ADVICE_N_ANSWERS 3

typedef struct
{
  /* from creation to the answer, µs, exact; 0 when there was none */
  gint64 median;
  gint64 longest;
  GArray *deals; /* of gint64, slowest first */
  GArray *spans; /* of gint64, µs: of each of the deals */
} CosellAdviceTimes;

typedef struct
{
  CosellAdviceTimes times[COSELL_ADVICE_N_ANSWERS]; /* H1 */
  /* H2: of CosellAdviceSolution, those with most answers first */
  GPtrArray *solutions;
  /* H3: open although the close date has passed; longest ago first */
  GArray *overdue;
  /* H3: open and without a value; newest first */
  GArray *without_value;
  /* H4: open co-sell deals without a stage for more than 14 days; longest first */
  GArray *unstaged;
  /* C24: of CosellAdviceCampaign, by campaign, then currency */
  GPtrArray *campaigns;
} CosellAdvice;

void cosell_advice_free (CosellAdvice *self); /* self: (nullable) */
/* {"respond":[{"kind":"accepted"|"declined"|"expired","count","medianSeconds","longestSeconds",
 * "deals"}],"choose":[{"solution","name",
 * "accepted","declined","deals"}],"overdue":{"deals"},"withoutValue":{"deals"},"unstaged":{"deals"},"campaigns":[{"campaign",
 * "currency","value","deals"}]}; deals are local ids. (transfer full) */
char *cosell_advice_to_json (const CosellAdvice *self);

typedef struct _CosellAdviceBuilder CosellAdviceBuilder;
/* now: µs UTC; today: in the user's calendar */
CosellAdviceBuilder *cosell_advice_builder_new (gint64 now, const GDate *today);
/* Each deal once, in any order; leads and drafts are left out here. deal is not kept. */
void cosell_advice_builder_add (CosellAdviceBuilder *self, const CosellDealData *deal);
/* Frees the builder. (transfer full) */
CosellAdvice *cosell_advice_builder_end (CosellAdviceBuilder *self);
void cosell_advice_builder_free (CosellAdviceBuilder *self); /* without end; self: (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellAdvice, cosell_advice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellAdviceBuilder, cosell_advice_builder_free)

G_END_DECLS
