/* cosell-eligibility.h: can a deal be registered, and what would help (rules E1–E4); pure */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

typedef enum /* E4 */
{
  COSELL_ELIGIBILITY_NO,        /* "no" */
  COSELL_ELIGIBILITY_AFTER_WON, /* "after-won" */
  COSELL_ELIGIBILITY_YES,       /* "yes" */
  COSELL_ELIGIBILITY_UNKNOWN,   /* "unknown": something that decides it cannot be seen here */
} CosellEligibilityState;

#define COSELL_TYPE_ELIGIBILITY_STATE (cosell_eligibility_state_get_type ())
GType cosell_eligibility_state_get_type (void);

typedef struct
{
  CosellEligibilityState state;
  /* Marked as won now, the deal can be registered, or still may: what E3 protects. */
  gboolean within_reach;
  /* (owned) (nullable): the lines that fail for good, whatever is done: it is never registered */
  char *never;
  /* (owned) of char *: for each line of E1 that fails, why and, if it can still come true and no rule
   * forbids it, what helps; then how early the deal was won, when that was too early (E3) */
  GPtrArray *reasons;
  GPtrArray *failing; /* (owned) of char * (unowned): those of reasons that are known to fail */
} CosellEligibility;

/* Before it is filled again, too. self: (nullable) */
void cosell_eligibility_clear (CosellEligibility *self);
/* own: the own half's document. eligible: (nullable) set of ids of incentive-eligible solutions in
 * lower case; NULL = no catalogue is known. */
void cosell_eligibility_check (const CosellDealData *deal, CosellJsonValue own,
                               GHashTable *eligible, CosellEligibility *result);
/* Whether the state is YES or AFTER_WON, by the row alone, for whoever goes through many deals. */
gboolean cosell_eligibility_find (const CosellDealData *deal, GHashTable *eligible);
/* What is known to fail, in one text. Returns: (transfer full) (nullable): NULL for nothing */
char *cosell_eligibility_refusal (const CosellEligibility *self);
/* The ids of a catalogue body ({"value":[{"id", "eligible"|"incentiveEligible"}…]}) for that.
 * Returns: (transfer full) (nullable): NULL for what is no catalogue */
GHashTable *cosell_eligibility_read_catalog (const char *json);

/* E3: how much of the 72 hours was missing when the deal was marked as won, as a sentence. Returns:
 * (transfer full) (nullable): NULL when it was not too early, and for a deal that was not won */
char *cosell_eligibility_warn_early (const CosellDealData *deal);
/* E3: 72 hours after the service made the deal (µs UTC); COSELL_NO_TIME while it has not. */
gint64 cosell_eligibility_safe_at (const CosellDealData *deal);
/* E3 on top of the rules: whether Won may cost the registration. TRUE when verdict is a refusal. */
gboolean cosell_eligibility_guard (const CosellDealData *deal,
                                   const CosellEligibility *eligibility, gint64 now,
                                   CosellVerdict *verdict);

/* 72 hours in µs */
#define COSELL_REGISTRATION_WAIT (72 * G_TIME_SPAN_HOUR)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellEligibility, cosell_eligibility_clear)

G_END_DECLS
