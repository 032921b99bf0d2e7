/* cosell-deal-keys.h: given deals in a given order, as a lazy GListModel of CosellDeal
 *
 * A row is read when somebody looks at it. A deal that is gone is an object that knows its id only.
 * Main context only.
 */
#pragma once

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_KEYS (cosell_deal_keys_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealKeys, cosell_deal_keys, COSELL, DEAL_KEYS, GObject)

/* ids: of gint64, not changed afterwards */
CosellDealKeys *cosell_deal_keys_new (CosellSession *session, GArray *ids);

G_END_DECLS
