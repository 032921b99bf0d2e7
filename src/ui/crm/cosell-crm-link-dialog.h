/* cosell-crm-link-dialog.h: which opportunity of a CRM a deal is (K2, K19)
 *
 * Those that fit are listed, best first, with why; any other can be named by its ID. Linking writes nothing on
 * either side; what differs is asked about next. Actions: crm-link.link, crm-link.cancel.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_LINK_DIALOG (cosell_crm_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmLinkDialog, cosell_crm_link_dialog, COSELL, CRM_LINK_DIALOG, AdwWindow)

/* deal: local id. crm: name of the CRM */
void
cosell_crm_link_dialog_present (GtkWindow *parent,
                                CosellSession *session,
                                gint64 deal,
                                const char *crm);

G_END_DECLS
