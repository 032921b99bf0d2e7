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

/* D4: the last warning of a received deal whose time has come. */
typedef enum
{
  COSELL_DEADLINE_NONE,   /* nothing to answer, or more than 7 days left */
  COSELL_DEADLINE_WEEK,   /* 7 days left */
  COSELL_DEADLINE_DAYS,   /* 3 days */
  COSELL_DEADLINE_DAY,    /* 24 hours */
  COSELL_DEADLINE_HOURS,  /* 2 hours */
  COSELL_DEADLINE_PASSED, /* over; the service closes the deal, nobody else does */
} CosellDeadline;

/* now: µs UTC */
CosellDeadline
cosell_lifecycle_deadline (const CosellDealData *deal, gint64 now);
/* The same of a received deal that expires at an instant (µs UTC, or COSELL_NO_TIME). */
CosellDeadline
cosell_lifecycle_deadline_at (gint64 expires_at, gint64 now);
/* When its next warning is due, before it is over. Returns: µs UTC, COSELL_NO_TIME when none is */
gint64
cosell_lifecycle_next_deadline (gint64 expires_at, gint64 now);

/* I9: days from the close date of an accepted deal to today, which is where the user is; 0: none, or
 * it has not come to that. */
int
cosell_lifecycle_days_overdue (const CosellDealData *deal, const GDate *today);

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
/* G1: whom the service mails about this deal now; mail is its business alone.
 * Returns: (transfer full) */
char *
cosell_lifecycle_describe_mail (const CosellDealData *deal);

G_END_DECLS
