/* cosell-deal.h: the deal that views bind to
 *
 * Properties: one for each row of cosell_deal_fields (read-only; changes come through the session),
 * and once the documents were loaded: customer-profile (CosellCustomer), team (GListModel of
 * CosellContact), solutions (GListModel of CosellSolution), microsoft (CosellInvitation, nullable),
 * partners (GListModel of CosellInvitation), notes (string), own-text (string: what else stands in the
 * own document, such as its registrations), loaded (boolean). Main thread only.
 *
 * Signal "changed": after "notify", once for all that came together, for who shows much of a deal.
 */
#pragma once

#include <gio/gio.h>

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef struct _CosellCustomer CosellCustomer;       /* model/cosell-people.h */
typedef struct _CosellInvitation CosellInvitation;   /* likewise */
typedef struct _CosellMember CosellMember;           /* model/cosell-member.h */
typedef struct _CosellParties CosellParties;         /* model/cosell-parties.h */
typedef struct _CosellPeopleFacts CosellPeopleFacts; /* likewise */

#define COSELL_TYPE_DEAL (cosell_deal_get_type ())
G_DECLARE_FINAL_TYPE (CosellDeal, cosell_deal, COSELL, DEAL, GObject)

CosellDeal *cosell_deal_new (const CosellDealData *data); /* data is copied; NULL: an empty row */
gint64 cosell_deal_get_id (CosellDeal *self); /* local id; 0 of an empty row */
const CosellDealData *cosell_deal_get_data (CosellDeal *self); /* valid until the next update */
/* Takes over new row data; notifies exactly the properties that differ. */
void cosell_deal_update (CosellDeal *self, const CosellDealData *data);
/* Takes over the documents of the engagement as they stand with local changes: own_text, the half
 * that makes the row, and the others (NULL-terminated, may be NULL). The list models stay the same
 * objects, and so does every element that did not change. */
void cosell_deal_set_documents (CosellDeal *self, const char *own_text, const char *const *others,
                                const char *own_org);
/* C22: what the rest of the profile knows of people, for the documents that are set next. */
void cosell_deal_set_people_facts (CosellDeal *self, const CosellPeopleFacts *facts);
/* (nullable): NULL until it is loaded; valid until the next documents */
const CosellParties *cosell_deal_get_parties (CosellDeal *self);
const char *cosell_deal_get_own_text (CosellDeal *self); /* (nullable) */
/* C25: the value of an attribute in the own half, decoded; valid until the next documents. member:
 * one with a type. (nullable) */
const char *cosell_deal_get_attribute (CosellDeal *self, const CosellMember *member);
gboolean cosell_deal_is_loaded (CosellDeal *self); /* documents were set; "notify::loaded" tells */
CosellCustomer *cosell_deal_get_customer_profile (CosellDeal *self); /* (nullable) */
GListModel *cosell_deal_get_team (CosellDeal *self); /* (transfer none) empty until it is loaded */
GListModel *cosell_deal_get_solutions (CosellDeal *self); /* likewise */
GListModel *cosell_deal_get_partners (CosellDeal *self); /* likewise, without Microsoft */
/* GUIDs of the own referrals that make no row, one a line. (nullable) */
const char *cosell_deal_get_hidden_halves (CosellDeal *self);
CosellInvitation *cosell_deal_get_microsoft (CosellDeal *self); /* (nullable) */
const char *cosell_deal_get_notes (CosellDeal *self); /* as in the document; "" for none */

G_END_DECLS
