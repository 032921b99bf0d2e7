/* cosell-deal-id-list.h: given deals in a given order, as a lazy GListModel of CosellDeal
 *
 * A row is read when somebody looks at it. A deal that is gone is an object that knows its id only.
 * Main context only.
 */
#pragma once

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_ID_LIST (cosell_deal_id_list_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealIdList, cosell_deal_id_list, COSELL, DEAL_ID_LIST, GObject)

/* ids: of gint64, not changed afterwards */
CosellDealIdList *cosell_deal_id_list_new (CosellSession *session, GArray *ids);

G_END_DECLS
