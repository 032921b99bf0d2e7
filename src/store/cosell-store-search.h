/* cosell-store-search.h: which deals have what people search for; worker only unless said
 *
 * A search is a set of needles (model/cosell-search-text.h) that a deal must all have. Asked of the
 * index, it is either a list of few deals, or a test that walks along with whatever order a query
 * reads: rows that come first are there before all deals were looked at. Answers are complete at any
 * time: a deal that waits to be put into the index is looked at by itself.
 */
#pragma once

#include "model/cosell-search-text.h"
#include "store/cosell-connection.h"
#include "store/cosell-store.h"

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct _CosellStoreSearch CosellStoreSearch;

/* needles: at least one; copied. first: how many rows are wanted, of an order that an index has; 0: all
 * that there are, or in any order. The same search is kept for the jobs that follow, until something is
 * written. Good for as long as the job runs. Returns: (transfer full) NULL with error */
CosellStoreSearch *cosell_store_search_get (CosellStore *self, const CosellSearchNeedle *needles,
                                            guint n_needles, gint64 first, GError **error);
/* None is kept any more: what was under way was broken off. */
void cosell_store_search_forget (CosellStore *self);
/* self: (nullable) */
void cosell_store_search_unref (CosellStoreSearch *self);

/* As a part of a query over deal: what follows FROM, or a condition. Each has one parameter, bound by
 * the function below it. A query has one FROM of a search at most, and any number of conditions. The FROM
 * of few deals holds no others; that of many is the table alone, without a parameter, and needs the
 * condition as well. Both return whether the condition holds for all of it already. */
gboolean cosell_store_search_append_from (const CosellStoreSearch *self, GString *sql, int parameter);
gboolean cosell_store_search_bind_from (const CosellStoreSearch *self, CosellStatement *statement,
                                        int parameter);
/* Appends a condition, TRUE for the deals that are found. */
void cosell_store_search_append_condition (const CosellStoreSearch *self, GString *sql,
                                           int parameter);
void cosell_store_search_bind_condition (CosellStoreSearch *self, CosellStatement *statement,
                                         int parameter);

/* Deals found for each tab, in their order. */
gboolean cosell_store_search_count_tabs (CosellStore *self, const CosellSearchNeedle *needles,
                                         guint n_needles, gint64 counts[COSELL_N_TABS],
                                         GError **error);
/* For rows of a page: what matched that the row does not show (cosell_search_text_explain), from the
 * documents as they stand. Returns: (transfer full) of CosellSearchHit, NULL for a row that shows it
 * all, or that is gone; NULL with error */
GPtrArray *cosell_store_search_explain (CosellStore *self, const gint64 *deals, guint n_deals,
                                        const CosellSearchNeedle *needles, guint n_needles,
                                        GError **error);

/* A job (COSELL_STORE_BULK): puts some of the deals that wait into the index. data: (inout) gint64: how
 * many still wait, 0 before the first of several steps and when all are done */
gboolean cosell_store_fill_index (CosellStore *self, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStoreSearch, cosell_store_search_unref)

G_END_DECLS
