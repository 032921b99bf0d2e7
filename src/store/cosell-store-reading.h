/* cosell-store-reading.h: a query that was read: which deals it finds (cosell-store-query.c); private to
 * the store; worker only, within one job */
#pragma once

#include "store/cosell-connection.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-filter.h"
#include "store/cosell-store-search.h"

G_BEGIN_DECLS

typedef struct
{
  const CosellDealQuery *query;
  gboolean has_narrow;       /* the narrow index is there */
  GArray *filters;           /* (owned) "K=V" */
  CosellStoreFilter *filter; /* (owned) what the language says */
  GPtrArray *words;          /* (owned) of char *, folded: what the needles say */
  GArray *needles;           /* (owned) of CosellSearchNeedle: what is searched for */
  CosellStoreSearch *search; /* (owned) (nullable) */
  char *candidates;          /* (owned) (nullable) as cosell_store_candidates_find */
} CosellDealReading;

/* query is borrowed. except: as of cosell_store_filter_new */
gboolean cosell_deal_reading_init (CosellDealReading *self, CosellStore *store,
                                   const CosellDealQuery *query, int except, GError **error);
/* Searches for its words; before it is prepared. first: rows that are wanted of an order that an index
 * has; 0: all */
gboolean cosell_deal_reading_search (CosellDealReading *self, CosellStore *store, gint64 first,
                                     GError **error);
/* Frees what the members hold; one of zeros has nothing. */
void cosell_deal_reading_clear (CosellDealReading *self);
/* "SELECT what FROM deal WHERE …", and what follows it, ready to be stepped. tab: whether that of the query
 * counts; wide: what is read is not in the narrow index. Returns: (transfer full) NULL with error */
CosellPassingStatement *cosell_deal_reading_prepare (const CosellDealReading *self,
                                                     CosellStore *store, gboolean tab, gboolean wide,
                                                     const char *what, const char *rest,
                                                     GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellDealReading, cosell_deal_reading_clear)

G_END_DECLS
