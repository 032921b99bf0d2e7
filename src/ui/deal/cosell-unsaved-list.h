/* cosell-unsaved-list.h: what was typed into forms and is not saved yet (P1), a card for each
 *
 * Of one deal, or (no deal set) of all, with the deals' names; not visible without any. A card can
 * be copied, discarded, and continued while its deal allows that; else it says why not. The button
 * activates the action of the group "deal" that opens the form; in the list of all it emits
 * "opened" (gint64: the deal).
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_UNSAVED_LIST (cosell_unsaved_list_get_type ())
G_DECLARE_FINAL_TYPE (CosellUnsavedList, cosell_unsaved_list, COSELL, UNSAVED_LIST, GtkWidget)

/* deal: (nullable): all of them. Reads anew, also when it is the same. */
void
cosell_unsaved_list_show (CosellUnsavedList *self, CosellSession *session, CosellDeal *deal);

G_END_DECLS
