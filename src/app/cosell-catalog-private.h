/* cosell-catalog-private.h: how the session fills the catalogue; nothing here is for other folders */
#pragma once

#include "app/cosell-catalog.h"
#include "app/cosell-customer-list.h"

G_BEGIN_DECLS

/* Texts are the JSON bodies as received, NULL = unknown; known: (nullable) of char *, JSON of one
 * element each, from own deals. What is set once more as it was changes no list. */
void cosell_catalog_set_me (CosellCatalog *self, const char *json);
void cosell_catalog_set_last_location (CosellCatalog *self, const char *location); /* nullable */
/* texts: (transfer full) */
void cosell_catalog_take_customers (CosellCatalog *self, CosellCustomerTexts *texts);
/* The service's own first, and each once; json tells as well which solutions are eligible. */
void cosell_catalog_set_solutions (CosellCatalog *self, const char *json, GPtrArray *known);
/* And who of them cannot be invited. */
void cosell_catalog_set_partners (CosellCatalog *self, const char *json);
/* known: members of teams, in the order in which they are offered */
void cosell_catalog_set_members (CosellCatalog *self, GPtrArray *known);
/* known: of char *, the values themselves */
void cosell_catalog_set_used (CosellCatalog *self, const CosellMember *member, GPtrArray *known);

/* All that cosell_catalog_find_customers looks through; as the other lists. For tests. */
GListModel *cosell_catalog_get_customers (CosellCatalog *self); /* CosellCustomer */

G_END_DECLS
