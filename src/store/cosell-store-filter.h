/* cosell-store-filter.h: a query of the language (chapter I of the rules) as a condition over deal; private
 * to the store; worker only
 *
 * What it means says cosell_query_match; this finds the same. Values are always bound. Words and phrases
 * are left out: they are looked for by cosell-store-search.h.
 */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-query.h"
#include "store/cosell-statement.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct _CosellStoreFilter CosellStoreFilter;

#define COSELL_STORE_FILTER_ALL (-1)

/* query: (nullable): every deal; context: (nullable) only without a query. Both are borrowed for as long as
 * it is used, which is within one job. parameter: the first number that its parameters may have; no other
 * of the statement has that or a higher one. except: a CosellQueryKey whose filters are left out unless
 * they are negated, as a choice of values ignores itself; or COSELL_STORE_FILTER_ALL.
 * Returns: (transfer full) NULL with error */
CosellStoreFilter *cosell_store_filter_new (CosellStore *store, const CosellQuery *query,
                                            const CosellQueryContext *context, int parameter,
                                            int except, GError **error);
void cosell_store_filter_free (CosellStoreFilter *self); /* self: (nullable) */
/* " AND …", or "". Returns: (transfer none) */
const char *cosell_store_filter_get_sql (const CosellStoreFilter *self);
/* The first number behind those of its parameters. */
int cosell_store_filter_get_next (const CosellStoreFilter *self);
/* The value of a column of deal as it is, or will be: rows that an older program left without it have what
 * their documents say. Returns: (transfer full) an expression of the same statement */
char *cosell_store_filter_column (const CosellStoreFilter *self, const char *column);
/* Binds its parameters, of a statement that has its condition or such a column in it. */
void cosell_store_filter_bind (CosellStoreFilter *self, CosellStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStoreFilter, cosell_store_filter_free)

G_END_DECLS
