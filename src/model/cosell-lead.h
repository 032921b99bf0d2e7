/* cosell-lead.h: leads: which they are, which need an answer, and what may be done (rules L); pure, any
 * thread
 *
 * A lead is a row of the type COSELL_DEAL_TYPE_LEAD. What is sure of leads and what is not stands with
 * the rules: texts of the service are read tolerantly, and shown as they came.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

typedef enum /* L1 */
{
  COSELL_LEAD_KIND_NONE,        /* "none": a deal */
  COSELL_LEAD_KIND_MARKETPLACE, /* "marketplace": of an offer, or of the business profile */
  COSELL_LEAD_KIND_QUALIFIED,   /* "qualified": Microsoft looked into it */
} CosellLeadKind;
#define COSELL_TYPE_LEAD_KIND (cosell_lead_kind_get_type ())
GType cosell_lead_kind_get_type (void);
/* "Marketplace lead", "Qualified lead", for a person (transfer none) (nullable): NULL for NONE */
const char *cosell_lead_kind_label (CosellLeadKind kind);

/* L1: what a referral is by type, qualification and inviter. direction: as derived (B3) */
CosellLeadKind cosell_lead_classify (CosellJsonValue own, CosellDirection direction);
/* L1: type, qualification and direction as they came, when nothing says what they mean together:
 * "Shared · Direct · Incoming". Returns: (transfer full) (nullable): NULL when they are known */
char *cosell_lead_describe_unknown (CosellJsonValue own, CosellDirection direction);

/* L2: whether a lead with this call to action is answered; others are for information. action:
 * (nullable) as received */
gboolean cosell_lead_action_asks (const char *action);
/* L2: whether this is a lead that is for information only. */
gboolean cosell_lead_informs (const CosellDealData *deal);
/* L2: whether a lead waits for an answer now: received, not for information only, and not gone. */
gboolean cosell_lead_needs_answer (const CosellDealData *deal);
/* L6: takes the deadline away that a deal has by itself where a lead has none. The other members of data
 * are there already. */
void cosell_lead_derive_deadline (CosellJsonValue own, CosellDealData *data);
/* L7: until when the customer may be contacted directly (µs UTC); COSELL_NO_TIME for what is no received
 * lead, and where nobody knows since when it is there. */
gint64 cosell_lead_contact_until (const CosellDealData *deal);

/* What the service knows of how to reach one contact (L8). */
typedef struct
{
  char *email; /* (owned) (nullable) */
  char *phone; /* (owned) (nullable) */
  char *email_validity; /* (owned) (nullable): as received, such as "Valid" */
  char *phone_validity; /* (owned) (nullable) */
} CosellLeadContact;

/* What a person reads of a lead beside the members of a deal. */
typedef struct
{
  CosellLeadKind kind;
  char *source;        /* (owned) (nullable): as received (L8), and so on */
  char *action;        /* (owned) (nullable): the call to action */
  char *quality;       /* (owned) (nullable) */
  int spam;            /* 1 yes, 0 no, -1: no member says */
  gboolean needs_answer;
  gint64 contact_until; /* L7; µs UTC or COSELL_NO_TIME */
  GPtrArray *contacts;  /* (owned) of CosellLeadContact: those that a validity is said of */
} CosellLead;

/* own: the half that makes the row. Returns: (transfer full) (nullable): NULL for what is no lead */
CosellLead *cosell_lead_new (CosellJsonValue own, const CosellDealData *deal);
void cosell_lead_free (CosellLead *self); /* self: (nullable) */

/* The rules of a lead (L3 to L5, L9, L10) for an action that they have another word on than those of a
 * deal. Returns: whether they have; else verdict stays as it is */
gboolean cosell_lead_check (const CosellDealData *deal, CosellAction action,
                            CosellVerdict *verdict);
/* L5: the solutions of a lead are what was asked about. Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_lead_require_solutions (const CosellDealData *deal, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellLead, cosell_lead_free)

G_END_DECLS
