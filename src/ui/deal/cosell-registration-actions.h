/* cosell-registration-actions.h: the action deal.register of the deal page (E5) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void
cosell_registration_install_actions (GtkWidgetClass *klass); /* of CosellDealPage */

G_END_DECLS
