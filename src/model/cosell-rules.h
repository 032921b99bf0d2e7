/* cosell-rules.h: who may do what to a deal, with reasons */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_ACTION_EDIT,             /* "edit": details, team, solutions (D5; of a draft, too) */
  COSELL_ACTION_FAVORITE,         /* "favorite" */
  COSELL_ACTION_SUBMIT,           /* "submit": a draft */
  COSELL_ACTION_DELETE,           /* "delete": a draft */
  COSELL_ACTION_ACCEPT,           /* "accept" (D1, D2) */
  COSELL_ACTION_DECLINE,          /* "decline" (D1, D3) */
  COSELL_ACTION_STAGE,            /* "stage": mark some stage (D6) */
  COSELL_ACTION_WIN,              /* "win" (D7, D10); see also cosell_eligibility_guard (E3) */
  COSELL_ACTION_LOSE,             /* "lose" (D9) */
  COSELL_ACTION_ERROR,            /* "error": close as error (D9) */
  COSELL_ACTION_REGISTER,         /* "register" (E1, E2, E5, E8) */
  COSELL_ACTION_RECREATE,         /* "recreate": a new draft filled from it (D12, D15) */
  COSELL_ACTION_SHARE,            /* "share": Microsoft sellers may view the deal (A7–A9, A11) */
  COSELL_ACTION_INVITE,           /* "invite": Microsoft or partners, one of the next two */
  COSELL_ACTION_INVITE_MICROSOFT, /* "invite-microsoft" */
  COSELL_ACTION_INVITE_PARTNERS,  /* "invite-partners" */
  COSELL_ACTION_CONVERT,          /* "convert": a new draft filled from a lead (L10) */
} CosellAction;

#define COSELL_TYPE_ACTION (cosell_action_get_type ())
GType cosell_action_get_type (void);

typedef struct
{
  gboolean allowed;
  const char *rules; /* "D10, B6" (static) */
  char *reason;      /* (owned) a sentence for a person, NULL when allowed */
} CosellVerdict;

/* Frees the reason; before each further check. self: (nullable) */
void cosell_verdict_clear (CosellVerdict *self);
/* What refuses, as an error: COSELL_RULE_ERROR_REFUSED with the reason and the rules. Returns: FALSE */
gboolean cosell_verdict_to_error (const CosellVerdict *self, GError **error);
/* Whether action may be done to the deal as it stands now. now: µs UTC. */
void cosell_rules_check (const CosellDealData *deal, CosellAction action, gint64 now,
                         CosellVerdict *verdict);
/* D6: whether this stage (20, 40, 60, 80) may be marked now. */
void cosell_rules_check_stage (const CosellDealData *deal, int stage, CosellVerdict *verdict);
/* "register" with all that is known of E1. own: the own half; eligible: see
 * cosell_eligibility_check. cosell_rules_check says what the row alone tells. */
void cosell_rules_check_register (const CosellDealData *deal, CosellJsonValue own,
                                  GHashTable *eligible, CosellVerdict *verdict);
/* The same as an error: COSELL_RULE_ERROR_REFUSED with the reason. */
gboolean cosell_rules_require (const CosellDealData *deal, CosellAction action, gint64 now,
                               GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellVerdict, cosell_verdict_clear)

G_END_DECLS
