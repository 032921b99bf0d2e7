/* cosell-catalog.h: what can be picked from: the service's catalogue and what own deals taught us
 *
 * Filled by the session from the stored answers of me, customers and solutions (asked at each sync
 * on loopback) and from known deals, so it works offline. Main context only.
 */
#pragma once

#include <gio/gio.h>

#include "app/cosell-pick-item.h"

G_BEGIN_DECLS

typedef struct _CosellContact CosellContact; /* model/cosell-people.h */
typedef struct _CosellMember CosellMember;   /* model/cosell-member.h */

#define COSELL_TYPE_CATALOG (cosell_catalog_get_type ())
G_DECLARE_FINAL_TYPE (CosellCatalog, cosell_catalog, COSELL, CATALOG, GObject)

CosellCatalog *cosell_catalog_new (void); /* (transfer full) nothing is known yet */
/* Lists that keep being the same object: items-changed as knowledge grows. (transfer none) */
GListModel *cosell_catalog_get_solutions (CosellCatalog *self); /* CosellSolution, all kinds */
GListModel *cosell_catalog_get_members (CosellCatalog *self);   /* CosellContact, newest first */
/* CosellPickItem with id = MPN location, name = its name. */
GListModel *cosell_catalog_get_locations (CosellCatalog *self);
/* C13: partners of the co-sell ecosystem: CosellPickItem with id = the partner's, name = its name,
 * note = its country; the own organization is not among them (set me first). Empty when the
 * service has no such list. */
GListModel *cosell_catalog_get_partners (CosellCatalog *self);
/* C13: why this partner cannot be invited, in a sentence; NULL when it can, or nobody knows. */
const char *cosell_catalog_get_partner_refusal (CosellCatalog *self, const char *id);
/* C24, C25: what deals have as a campaign ID, solution area or solution play, as the id of a
 * CosellPickItem, the latest used first; empty for other members. */
GListModel *cosell_catalog_get_used (CosellCatalog *self, const CosellMember *member);
/* Best matches for what was typed, folded, by the start of words: country may be NULL or "".
 * Returns: (transfer full) of CosellCustomer */
GPtrArray *cosell_catalog_find_customers (CosellCatalog *self, const char *country,
                                          const char *typed, guint limit);
const char *cosell_catalog_get_organization (CosellCatalog *self); /* id, nullable */
const char *cosell_catalog_get_organization_name (CosellCatalog *self); /* nullable */

/* C23: "Ola Lind", who signs; NULL when the account does not say. */
const char *cosell_catalog_get_user_name (CosellCatalog *self);
/* C8: who is signed in, to be offered first; NULL when the account does not say. (transfer none) */
CosellContact *cosell_catalog_get_user (CosellCatalog *self);
/* C4: the location that a new deal most likely belongs to: the only one, else that of the latest own
 * deal as long as it is one of them. (nullable) */
const char *cosell_catalog_get_usual_location (CosellCatalog *self);
/* A6: whether the account may create assessments; TRUE while nobody told. */
gboolean cosell_catalog_may_assess (CosellCatalog *self);
/* C19: own solutions are known, but none that is co-sell ready. */
gboolean cosell_catalog_lacks_ready_solution (CosellCatalog *self);

/* E1: ids of the solutions that are eligible for incentives, in lower case; NULL when the service has
 * no catalogue. Valid until the solutions change. (transfer none) (nullable) */
GHashTable *cosell_catalog_get_eligible (CosellCatalog *self);

G_END_DECLS
