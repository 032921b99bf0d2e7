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

typedef struct
{
  /* H1: accepted − created of inbound deals, µs; 0 when none was answered */
  gint64 median;
  gint64 longest;
  GArray *answered; /* of gint64, slowest first */
  /* H2: of CosellAdviceSolution, those with most answers first */
  GPtrArray *solutions;
  /* H3: open although the close date has passed; longest ago first */
  GArray *overdue;
  /* H4: open co-sell deals without a stage for more than 14 days; longest first */
  GArray *unstaged;
  /* C24: of CosellAdviceCampaign, by campaign, then currency */
  GPtrArray *campaigns;
} CosellAdvice;

void cosell_advice_free (CosellAdvice *self);
/* {"respond":{"accepted","medianSeconds","longestSeconds","deals"},"choose":[{"solution","name",
 * "accepted","declined","deals"}],"overdue":{"deals"},"unstaged":{"deals"},"campaigns":[{"campaign",
 * "currency","value","deals"}]}; deals are local ids. (transfer full) */
char *cosell_advice_to_json (const CosellAdvice *self);

typedef struct _CosellAdviceBuilder CosellAdviceBuilder;
/* now: µs UTC; today: in the user's calendar */
CosellAdviceBuilder *cosell_advice_builder_new (gint64 now, const GDate *today);
void cosell_advice_builder_add (CosellAdviceBuilder *self, const CosellDealData *deal);
/* Frees the builder. (transfer full) */
CosellAdvice *cosell_advice_builder_end (CosellAdviceBuilder *self);
void cosell_advice_builder_free (CosellAdviceBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellAdvice, cosell_advice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellAdviceBuilder, cosell_advice_builder_free)

G_END_DECLS
