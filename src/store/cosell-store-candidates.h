/* cosell-store-candidates.h: the few deals that a filter of one member can find, as the index of the
 * search says; private to the store; worker only
 *
 * A filter such as "customer:contoso" looks at a column of each deal. What stands there stands in the
 * search text, too, so few deals may have to be looked at. What the index says is less exact than the
 * filter (in which member a piece stands, and whether pieces follow each other): the filter still
 * decides.
 */
#pragma once

#include "model/cosell-query.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* query: (nullable). except: a key whose filters do not count, -1 for none. list: (out) (transfer full)
 * (nullable): ids as JSON, all deals that the query finds among them; NULL when they are not few, or
 * nothing in the query says */
gboolean cosell_store_candidates_find (CosellStore *self, const CosellQuery *query, int except,
                                       char **list, GError **error);

G_END_DECLS
