/* cosell-referral.h: reading the service's referral documents (the codec's reading half)
 *
 * Works on documents as text; whatever is unknown or of an unexpected type is left alone (B5).
 * Pure; any thread.
 */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* An invitation that waits says here whom it is for; the service gives the name in its answer, and
 * does not take one: it is taken out of what is sent. */
#define COSELL_PATH_LOCAL_NAME "/organizationName"

/* What the store must know of one referral. */
typedef struct _CosellReferralHead
{
  char *remote_id;       /* id; NULL when absent */
  char *engagement_id;   /* (nullable) */
  char *organization_id; /* (nullable) */
  char *etag;            /* member eTag exactly as decoded, quotes included (nullable) */
  gint64 created_at;
  gint64 updated_at;
} CosellReferralHead;

/* Fills head, whose texts are not freed before. COSELL_NO_TIME for an instant that is absent. */
void cosell_referral_read_head (CosellJsonValue referral, CosellReferralHead *head);
/* Leaves NULL and COSELL_NO_TIME. head: (nullable) */
void cosell_referral_head_clear (CosellReferralHead *head);

/* The role as far as one referral alone can tell: msft as owner or as target → MICROSOFT; owned by
 * another organization than own_org, or sent by its owner to another partner's location (target
 * BusinessProfileLocation) → PARTNER; else OWN. own_org may be NULL (not known yet). */
CosellRole cosell_referral_role (CosellJsonValue referral, const char *own_org);

/* Which partner a half is of: the owner, unless we own it and it is addressed to somebody.
 * id, name: (out) (nullable) (transfer full) */
void cosell_referral_read_partner (CosellJsonValue referral, char **id, char **name);

/* One half of an engagement. */
typedef struct
{
  CosellRole role;
  CosellJsonValue referral;
} CosellEngagementReferral;

/* The half that makes the row: the own organization's (the oldest, when it has several); without
 * one, the oldest that does not belong to msft, which then has the role OWN, so that nothing the
 * service returned stays unseen. Returns -1 when all halves belong to msft. Sets the role of every
 * half: beside the row's half, those of other organizations are PARTNER. */
int cosell_engagement_assign_roles (CosellEngagementReferral *halves, guint n_halves,
                                    const char *own_org);

/* The same when the row's half is known. */
void cosell_engagement_assign_roles_beside (CosellEngagementReferral *halves, guint n_halves,
                                            guint row, const char *own_org);

/* Microsoft's half beside the row's: the newest, since a renewed request replaces the one that ran
 * out, and one that was not sent yet is newest of all. -1 when there is none. */
int cosell_engagement_find_microsoft (const CosellEngagementReferral *halves, guint n_halves,
                                      guint own);

/* Fills every derived field of *data (all but id and sync, which stay) from the own half and the
 * others, which must have their roles: A10, B3, B4, D4, D8, status pairs of contract 6.1. created_at
 * and updated_at stay as they were when the document has none (it was not sent yet); such a document
 * also needs no status, direction or owner to be an accepted outbound deal (C15). */
void cosell_engagement_derive (const CosellEngagementReferral *halves, guint n_halves, guint own,
                               CosellDealData *data);

/* D8: where a salesStage text (may be NULL) stands among the milestones: the standard stage at or
 * below it, 10 when there is none; "Close" and "100" are 100, whatever the deal's status. */
int cosell_stage_from_text (const char *text, gboolean assessment);
/* D8: the stage that a deal of this status has: 10 when the service names none, 100 when it is won
 * or "100 %, still open"; 0 (none) for a draft, a received, declined or expired deal, for a text
 * that is shown as received, and for 100 on a deal that closed without being won. */
int cosell_stage_of_status (CosellDealStatus status, const char *text, gboolean assessment);
/* Whether text is one of the names or percentages that D8 maps; others are shown as received. */
gboolean cosell_stage_text_is_known (const char *text, gboolean assessment);
/* Status and substatus as the service writes them (either may be NULL) → status, contract 6.1. A
 * pair that the table does not have goes by its status, a missing or unknown status by its
 * substatus; Closed without a known substatus is ERROR. fallback: when neither says anything. */
CosellDealStatus cosell_status_from_wire (const char *status, const char *substatus,
                                          CosellDealStatus fallback);
/* Decimal text with at least the currency's decimals, never rounded; exponents are written out;
 * NULL when raw is no JSON number or its exponent is beyond reason (B5). currency may be NULL. */
char *cosell_money_normalize (const char *raw, const char *currency);
/* A plain decimal number a person or draft file may give: digits without leading zeros, optional
 * fraction, optional leading minus; no exponent, no grouping; in range. The out parameters may be
 * NULL. */
gboolean cosell_money_is_valid (const char *text, gboolean *negative, gboolean *zero);
/* What was typed or pasted as an amount (may be NULL) without the characters that nobody sees and the
 * spaces between its digits, in ASCII digits, without a plus sign and zeros before it:
 * "\u202a1 200\u00a0000" → "1200000". Returns: (transfer full) */
char *cosell_money_tidy (const char *text);
/* Why a tidied text is no amount, as a sentence: out of range, a currency sign in it, or no number.
 * Returns: (transfer full) */
char *cosell_money_complain (const char *text);
/* Whether it is such a number but one that neither the service nor the column of the list holds. */
gboolean cosell_money_is_out_of_range (const char *text);
const char *cosell_money_describe_range (void); /* what is said of it then (transfer none) */
/* A date as it was typed or pasted: tidied as COSELL_TEXT_CODE, with the digits of any script and any
 * dash in the way of ISO 8601 ("２０２７－０１－１５" → "2027-01-15"). Returns: (transfer full) */
char *cosell_date_tidy (const char *text);
/* cosell_date_parse of that. */
gboolean cosell_date_parse_typed (const char *text, GDate *date);
/* What is said of a real date that is none of a deal (cosell_date_is_possible), as a sentence.
 * Returns: (transfer full) */
char *cosell_date_complain_year (const char *date);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellReferralHead, cosell_referral_head_clear)

G_END_DECLS
