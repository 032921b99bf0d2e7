/* cosell-draft.h: a deal in the making
 *
 * The assistant binds to it; the draft file of cosellctl(1) is its JSON. Properties, read-write
 * strings that hold exactly what was typed: name, location, value, currency, close-date, crm-id,
 * campaign-id, notes, marketplace-intent (one of its words, or ""), solution-area, solution-play,
 * notes-to-microsoft, lead-id (L10: the remote ID of the lead that it was made from, or ""; never sent),
 * page (id of the assistant's page); help (CosellHelp); visible-to-microsoft
 * (boolean); customer (CosellCustomer, read-only, always there); team, solutions, partners
 * (GListStore, read-only, always there). "changed" is emitted for every change of the draft and of
 * what it holds. An object belongs to the thread that made it.
 */
#pragma once

#include <gio/gio.h>

#include "model/cosell-deal-data.h"
#include "model/cosell-issue.h"

G_BEGIN_DECLS

typedef struct _CosellCustomer CosellCustomer;         /* model/cosell-people.h */
typedef struct _CosellDraftPartner CosellDraftPartner; /* model/cosell-draft-partner.h */

#define COSELL_TYPE_DRAFT (cosell_draft_get_type ())
G_DECLARE_FINAL_TYPE (CosellDraft, cosell_draft, COSELL, DRAFT, GObject)

CosellDraft *cosell_draft_new (void); /* (transfer full) nothing typed yet */
/* Errors: COSELL_RULE_ERROR_SYNTAX for what is no draft (unknown members are kept and ignored). */
CosellDraft *cosell_draft_new_from_json (const char *json, GError **error);
/* The draft file's shape; "leadId" only when there is one, "page" only when it is not the first. */
char *cosell_draft_to_json (CosellDraft *self);
CosellCustomer *cosell_draft_get_customer (CosellDraft *self); /* (transfer none) */
GListStore *cosell_draft_get_team (CosellDraft *self); /* of CosellContact; empty rows too */
GListStore *cosell_draft_get_solutions (CosellDraft *self); /* of CosellSolution */
GListStore *cosell_draft_get_partners (CosellDraft *self); /* of CosellDraftPartner */
/* One prefilled with the deal's close date, currency and team (C13), not in the list yet. */
CosellDraftPartner *cosell_draft_new_partner (CosellDraft *self);
/* Replaces the customer's members with those of another (a picked one); contacts stay. */
void cosell_draft_pick_customer (CosellDraft *self, CosellCustomer *picked);
/* C4: the location that is meant unless another one is chosen; one that was typed stays.
 * Once only. NULL: none. */
void cosell_draft_prefill_location (CosellDraft *self, const char *location);
/* Nothing typed yet; a prefilled currency or location alone, empty rows and the page do not count. */
gboolean cosell_draft_is_empty (CosellDraft *self);

/* A2: derived, never typed in. */
CosellDealType cosell_draft_get_deal_type (CosellDraft *self);
/* All errors and warnings of rules C, in the order of the pages. today: a date in the user's
 * calendar.
 * Returns: (transfer full) of CosellIssue */
GPtrArray *cosell_draft_validate (CosellDraft *self, const GDate *today);
/* Whether no error (warnings do not count) is about the page. issues: of cosell_draft_validate */
gboolean cosell_draft_step_is_complete (GPtrArray *issues, CosellDraftStep page);
/* Navigation, a pure function of the issues: the first page with an error, else REVIEW. */
CosellDraftStep cosell_draft_first_incomplete (GPtrArray *issues);

/* The row for the Outbound list; id, remote_id, engagement_id, created_at and updated_at stay as
 * they are. Half-typed values and dates give none. */
void cosell_draft_derive (CosellDraft *self, CosellDealData *data);
/* Bodies of the POSTs (src/model/README.md): own half; Microsoft's half only when help
 * is asked, else NULL; a partner's half. engagement_id is client-made and goes into all of them.
 * A3: consentToShareReferralWithMicrosoftSellers is always sent. Money goes as a JSON number with
 * the digits as typed. */
char *cosell_draft_own_body (CosellDraft *self, const char *engagement_id);
char *cosell_draft_microsoft_body (CosellDraft *self, const char *engagement_id); /* (nullable) */
char *cosell_draft_partner_body (CosellDraft *self, CosellDraftPartner *partner,
                                 const char *engagement_id);
/* Everything that follows the own half, in the order in which it is sent: Microsoft's half if there
 * is one, then the partners', with COSELL_PATH_LOCAL_NAME. Returns: (transfer full), never NULL */
GStrv cosell_draft_invitation_bodies (CosellDraft *self, const char *engagement_id);

G_END_DECLS
