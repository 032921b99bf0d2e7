/* cosell-lifecycle.h: the milestones of a deal's life as a person sees them (D6, D8, D16); pure */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_MILESTONE_FUTURE,  /* not reached */
  COSELL_MILESTONE_AWAITED, /* a received deal: it is the partner's turn (D1) */
  COSELL_MILESTONE_DONE,
  COSELL_MILESTONE_CURRENT,
  COSELL_MILESTONE_WON,
  COSELL_MILESTONE_ENDED, /* lost, declined, expired, closed as an error */
} CosellMilestoneState;

typedef struct
{
  int percent;            /* 10, 20, 40, 60, 80, 100; 0: none (E5) */
  const char *label;      /* translated; static, or a text of the deal (D8) */
  const char *definition; /* D16, translated, static */
  const char *detail;     /* (nullable) stands for the percentage, translated (E8) */
  CosellMilestoneState state;
} CosellMilestone;

#define COSELL_N_MILESTONES 6

/* Fills milestones, first to last. Labels may point into deal and are valid as long as that is.
 * Returns: the index of the one the deal stands at, -1 for a deal that was not accepted yet. */
int
cosell_lifecycle_compute (const CosellDealData *deal,
                          CosellMilestone milestones[COSELL_N_MILESTONES]);
/* The whole bar in a sentence: "Stage 4 of 6: Proposed, 60 %", "Closed: Lost".
 * Returns: (transfer full) */
char *
cosell_lifecycle_describe (const CosellDealData *deal);

G_END_DECLS
