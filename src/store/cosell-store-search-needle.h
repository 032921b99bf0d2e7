/* cosell-store-search-needle.h: one word or phrase, and what the index knows of it; private to the
 * store; worker only */
#pragma once

#include "model/cosell-search-text.h"
#include "store/cosell-store-job.h"

G_BEGIN_DECLS

typedef struct
{
  CosellSearchNeedle needle;
  char *text;      /* (owned) */
  char *match;     /* (owned) (nullable) as cosell_store_grams_match */
  GArray *lines;   /* (owned) gint64: ids of the lines that have it */
  guint8 *is_line; /* (owned) a bit for each id */
  gint64 n_bits;
  gint64 uses;     /* of the lines together */
  gboolean exact;  /* what the index says of texts is all there is to it */
  GArray *texts;   /* (owned) (nullable) gint64: deals whose texts may have it; NULL: not asked */
  gboolean all;    /* they are all there are */
} CosellStoreNeedle;

/* Looks for the lines that have it. */
gboolean cosell_store_needle_init (CosellStoreNeedle *self, CosellStore *store,
                                   const CosellSearchNeedle *needle, GError **error);
/* Frees what the members hold. */
void cosell_store_needle_clear (CosellStoreNeedle *self);
/* Whether a deal has it (negation left aside). lines and text: as in search_text */
gboolean cosell_store_needle_is_in (const CosellStoreNeedle *self, const char *lines,
                                    const char *text);
/* Asks the index for the deals whose texts may have it. most: about so many are enough to know. */
gboolean cosell_store_needle_measure (CosellStoreNeedle *self, CosellStore *store, guint most,
                                      GError **error);
/* How many deals have it at most, as far as that is measured. n_deals: that there are */
gint64 cosell_store_needle_get_most (const CosellStoreNeedle *self, gint64 n_deals);
/* What cosell_store_needle_mark costs, in ns on a usual computer; G_MAXINT64 when it cannot be done */
gint64 cosell_store_needle_get_cost (const CosellStoreNeedle *self);
/* The same of cosell_store_needle_mark_likely. */
gint64 cosell_store_needle_get_likely_cost (const CosellStoreNeedle *self);
#define COSELL_STORE_COST_LOOK 4500 /* the same of a text that is looked at by itself */
#define COSELL_STORE_COST_SCAN 220  /* … and of one that is read in order */
/* Sets the bit of each deal that may have it; to be done only where cosell_store_needle_get_cost says that
 * it can. */
gboolean cosell_store_needle_mark_likely (const CosellStoreNeedle *self, CosellStore *store,
                                          guint8 *bits, gint64 n_bits, GError **error);
/* Sets the bit of each deal that has it (negation left aside). */
gboolean cosell_store_needle_mark (const CosellStoreNeedle *self, CosellStore *store, guint8 *bits,
                                   gint64 n_bits, GError **error);

G_END_DECLS
