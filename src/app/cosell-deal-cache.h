/* cosell-deal-cache.h: the one live object of each deal
 *
 * Weak: an object is known here as long as anybody holds it. The latest ones are held by the cache
 * itself, so that scrolling back does not read them again. Main thread only.
 */
#pragma once

#include "model/cosell-deal.h"

G_BEGIN_DECLS

typedef struct _CosellDealCache CosellDealCache;

/* keep: how many of the latest objects the cache itself holds. */
CosellDealCache *cosell_deal_cache_new (guint keep);
/* Objects that others hold live on, unknown here. self: (nullable) */
void cosell_deal_cache_free (CosellDealCache *self);
/* (transfer full) (nullable) */
CosellDeal *cosell_deal_cache_dup (CosellDealCache *self, gint64 id);
/* The live object, without counting as a use of it. (transfer none) (nullable) */
CosellDeal *cosell_deal_cache_peek (CosellDealCache *self, gint64 id);
/* The object of a row that was read: the live one brought up to date, else a new one.
 * (transfer full) */
CosellDeal *cosell_deal_cache_take (CosellDealCache *self, const CosellDealData *data);
/* Ids of all live objects. Returns: (transfer full) of gint64 */
GArray *cosell_deal_cache_get_ids (CosellDealCache *self);
/* The deal is gone: its object is given out no more, though whoever holds a reference keeps it. id: of
 * a deal; one that is not known here changes nothing. */
void cosell_deal_cache_forget (CosellDealCache *self, gint64 id);
/* Lets go of the objects that only the cache holds. self: (nullable) */
void cosell_deal_cache_clear (CosellDealCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDealCache, cosell_deal_cache_free)

G_END_DECLS
