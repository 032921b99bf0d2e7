/* cosell-deal-data.h: one row of a deal list as a plain struct, and its field table
 *
 * Everything here is derived from the documents of the deal's engagement; the worker fills it, the
 * store keeps it in columns, list --json prints it and CosellDeal shows it as properties.
 */
#pragma once

#include "base/cosell-field.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *remote_id;
  char *engagement_id;
  char *name;
  char *customer;
  char *country; /* as received, normally ISO 3166-1 alpha-2 */
  int direction; /* CosellDirection */
  int type;      /* CosellDealType */
  gboolean p2p;
  int status;      /* CosellDealStatus */
  gint64 stage;    /* 10…100; 0 = none (see cosell_stage_of_status) */
  char *stage_text; /* salesStage as received (D8) */
  char *value;     /* decimal text, at least the currency's decimals, never rounded */
  char *currency;  /* ISO 4217 */
  char *close_date;
  gint64 created_at;
  gint64 updated_at;
  gint64 expires_at;
  gboolean favorite;
  int sync; /* CosellSyncState */
  gint64 invisible_since; /* the service shows it no more (P7); NO_TIME: it does */

  char *crm_id;
  char *campaign_id;
  char *location;            /* mpnId */
  char *sender;              /* who sent an inbound deal: organization name */
  char *registration_status; /* as received; NULL for None */
  int microsoft_status;      /* CosellDealStatus of Microsoft's half; DRAFT = not invited */
  gint64 accepted_at; /* COSELL_NO_TIME: not accepted, or the service does not say when */
  gint64 closed_at;
  char *team;      /* addresses of the own team (cosell_email_fold), one a line, each once */
  char *solutions; /* "id\tname" a line, in the referral's order; NULL without any */
  char *partners;  /* "id\tname" of invited partners, one a line, each once */
  char *partner_role;    /* as received: an attribute */
  char *partner_program; /* as received: referralProgram */
  char *source;          /* as received: referralSource, of a lead */
  char *action;          /* as received: callToAction, of a lead */
  char *quality;         /* as received, of a lead */

  /* not in list --json */
  char *status_reason;
  gint64 scheduled_at; /* when a scheduled change of the status is due (E3) */
  gboolean held;       /* sync is PARKED, but by a person alone */
  gboolean unkept;     /* sync is PARKED, but only by what the service did not keep (P13) */
  char *marked; /* of a closed deal: salesStage texts of its history as JSON array, oldest first */
  gint64 local_change_at; /* the last change that was made here, sent or not; NO_TIME: none */
  gboolean unread; /* an answer came after the deal was last shown (cosell_store_mark_seen) */
  gint64 denied; /* CosellPermission flags that the account does not have for this location (F2) */
  char *duns;        /* the customer's D-U-N-S number, nine digits */
  char *search_text; /* cosell-search-text.h, not folded */
} CosellDealData;

/* Row i has property id i + 1 in CosellDeal. */
extern const CosellField cosell_deal_fields[];

CosellDealData *cosell_deal_data_new (void); /* (transfer full) NULL, 0 and COSELL_NO_TIME */
CosellDealData *cosell_deal_data_copy (const CosellDealData *self); /* (transfer full) */
void cosell_deal_data_free (CosellDealData *self); /* self: (nullable) */

/* The text of a member of list --json, NULL for null. field: of cosell_deal_fields. Returns: (transfer
 * full) (nullable) */
char *cosell_deal_data_dup_text (const CosellDealData *self, const CosellField *field);

/* What a person reads for sync: HELD when nothing is parked but what they hold back, UNKEPT when
 * nothing else is but what the service did not keep. */
CosellSyncState cosell_deal_data_get_sync (const CosellDealData *self);

/* D8: what a person reads for the stage: the standard name, a text of the service that is none of
 * them as it came, "100 %, still open" for 100 on an open deal. Returns: (transfer none) (nullable):
 * NULL for drafts, and for 100 on a deal that closed without being won. */
const char *cosell_deal_data_stage_label (const CosellDealData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDealData, cosell_deal_data_free)

G_END_DECLS
