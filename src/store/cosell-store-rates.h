/* cosell-store-rates.h: rates between currencies that a person entered (I16); worker only */
#pragma once

#include "model/cosell-rates.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Of one pair and day the latest counts. */
gboolean cosell_store_set_rate (CosellStore *self, const CosellRate *rate, GError **error);
/* That of its pair and day, if there is one. */
gboolean cosell_store_remove_rate (CosellStore *self, const CosellRate *rate, GError **error);
/* In order of the currencies, the newest first. Returns: (transfer full) of CosellRate; NULL with error */
GPtrArray *cosell_store_list_rates (CosellStore *self, GError **error);
/* All of them. Returns: (transfer full) NULL with error */
CosellRates *cosell_store_load_rates (CosellStore *self, GError **error);

G_END_DECLS
