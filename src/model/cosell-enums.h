/* cosell-enums.h: the field's own words. Nicks are the words of list --json and of the database. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum /* tab B1 */
{
  COSELL_TAB_INBOUND,   /* "inbound" */
  COSELL_TAB_OUTBOUND,  /* "outbound" */
  COSELL_TAB_FAVORITES, /* "favorites" */
  COSELL_TAB_LEADS,     /* "leads" (L11) */
  COSELL_TAB_ALL,       /* "all": everything stored, leads included */
} CosellTab;
#define COSELL_N_TABS COSELL_TAB_ALL /* those that have a number of deals */

typedef enum
{
  COSELL_DIRECTION_INBOUND,
  COSELL_DIRECTION_OUTBOUND,
} CosellDirection;

typedef enum /* A1 */
{
  COSELL_DEAL_TYPE_PRIVATE,             /* "private" */
  COSELL_DEAL_TYPE_PARTNER_LED,         /* "partner-led" */
  COSELL_DEAL_TYPE_CO_SELL,             /* "co-sell" */
  COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, /* "solution-assessment" */
  COSELL_DEAL_TYPE_LEAD,                /* "lead" */
} CosellDealType;

typedef enum /* D */
{
  COSELL_DEAL_STATUS_DRAFT,
  COSELL_DEAL_STATUS_RECEIVED,
  COSELL_DEAL_STATUS_ACCEPTED,
  COSELL_DEAL_STATUS_WON,
  COSELL_DEAL_STATUS_LOST,
  COSELL_DEAL_STATUS_DECLINED,
  COSELL_DEAL_STATUS_EXPIRED,
  COSELL_DEAL_STATUS_ERROR,
} CosellDealStatus;

typedef enum /* ordered by urgency: a row shows the highest of its changes */
{
  COSELL_SYNC_STATE_SYNCED,
  COSELL_SYNC_STATE_DRAFT,
  COSELL_SYNC_STATE_SCHEDULED,
  COSELL_SYNC_STATE_WAITING,
  COSELL_SYNC_STATE_SENDING,
  COSELL_SYNC_STATE_PARKED,
  COSELL_SYNC_STATE_CONFLICT,
  COSELL_SYNC_STATE_HELD, /* parked by a person; only shown, without a nick: kept as PARKED */
  COSELL_SYNC_STATE_UNKEPT, /* sent, but not kept by the service (P13); shown and kept likewise */
} CosellSyncState;

typedef enum
{
  COSELL_SOLUTION_KIND_OWN,         /* "own" */
  COSELL_SOLUTION_KIND_MICROSOFT,   /* "microsoft" */
  COSELL_SOLUTION_KIND_THIRD_PARTY, /* "third-party" */
  COSELL_SOLUTION_KIND_ASSESSMENT,  /* "assessment" */
} CosellSolutionKind;

typedef enum /* assistanceRequestCode, contract 5.7, in the portal's order; nicks are the codes */
{
  COSELL_HELP_NONE,       /* "none"; "Unknown" on the wire */
  COSELL_HELP_WORKLOAD,   /* "WorkloadSpecificValueProposition" */
  COSELL_HELP_TECHNICAL,  /* "CustomerTechnicalArchitecture" */
  COSELL_HELP_PROOF,      /* "ProofOfConceptOrDemo" */
  COSELL_HELP_QUOTES,     /* "QuotesOrLicensing" */
  COSELL_HELP_POST_SALES, /* "PostSalesCustomerSuccess" */
  COSELL_HELP_GENERAL,    /* "GeneralOrOther" */
} CosellHelp;

typedef enum /* whose half of an engagement a referral is */
{
  COSELL_ROLE_OWN,
  COSELL_ROLE_MICROSOFT,
  COSELL_ROLE_PARTNER,
} CosellRole;

typedef enum
{
  COSELL_OUTBOX_OP_CREATE, /* "create": POST of the own half */
  COSELL_OUTBOX_OP_INVITE, /* "invite": POST of Microsoft's or a partner's half; needs the create */
  COSELL_OUTBOX_OP_UPDATE, /* "update": PATCH */
} CosellOutboxOp;

typedef enum
{
  COSELL_OUTBOX_STATE_PENDING,   /* goes out with the next sync */
  COSELL_OUTBOX_STATE_SENT,      /* marked before the request; frozen until its fate is known */
  COSELL_OUTBOX_STATE_PARKED,    /* needs a person; lastError says why */
  COSELL_OUTBOX_STATE_SCHEDULED, /* not before notBefore */
  COSELL_OUTBOX_STATE_NOT_KEPT,  /* was sent and accepted, but the service has something else (P13):
                                  * a person sends it again or drops it */
  COSELL_OUTBOX_STATE_LOCAL,     /* B2: a heart that the service does not take; stays here, is never
                                  * sent, and nobody is told */
} CosellOutboxState;

#define COSELL_TYPE_TAB (cosell_tab_get_type ())
#define COSELL_TYPE_DIRECTION (cosell_direction_get_type ())
#define COSELL_TYPE_DEAL_TYPE (cosell_deal_type_get_type ())
#define COSELL_TYPE_DEAL_STATUS (cosell_deal_status_get_type ())
#define COSELL_TYPE_SYNC_STATE (cosell_sync_state_get_type ())
#define COSELL_TYPE_SOLUTION_KIND (cosell_solution_kind_get_type ())
#define COSELL_TYPE_HELP (cosell_help_get_type ())
#define COSELL_TYPE_ROLE (cosell_role_get_type ())
#define COSELL_TYPE_OUTBOX_OP (cosell_outbox_op_get_type ())
#define COSELL_TYPE_OUTBOX_STATE (cosell_outbox_state_get_type ())
GType cosell_tab_get_type (void);
GType cosell_direction_get_type (void);
GType cosell_deal_type_get_type (void);
GType cosell_deal_status_get_type (void);
GType cosell_sync_state_get_type (void);
GType cosell_solution_kind_get_type (void);
GType cosell_help_get_type (void);
GType cosell_role_get_type (void);
GType cosell_outbox_op_get_type (void);
GType cosell_outbox_state_get_type (void);

/* Words for people, translated (transfer none). */
const char *cosell_deal_type_label (CosellDealType type);
const char *cosell_deal_status_label (CosellDealStatus status); /* D: of a deal or of a half */
const char *cosell_sync_state_label (CosellSyncState state); /* HELD and UNKEPT too */
const char *cosell_help_label (CosellHelp help); /* C10, the article's wording */
const char *cosell_solution_kind_label (CosellSolutionKind kind); /* C9: "Microsoft solution" */
/* D6: "Proposed" for 60; assessment stages have their own names; NULL for a number that is none */
const char *cosell_stage_label (int stage, CosellDealType type, CosellDirection direction);

/* D: Won, Lost, Declined, Expired, Error */
gboolean cosell_deal_status_is_closed (CosellDealStatus status);

G_END_DECLS
