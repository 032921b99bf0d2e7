/* cosell-crm-setup.h: one CRM as a subpage of the preferences: signing in to it, the way there, how it
 * is kept in step, and taking it away
 *
 * What is chosen is kept at once. Signal "left": the person goes back, or the CRM is removed; whoever made
 * the page takes it away then.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-crm-account.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_SETUP (cosell_crm_setup_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmSetup, cosell_crm_setup, COSELL, CRM_SETUP, GtkWidget)

/* name: of the CRM; it is read. */
GtkWidget *
cosell_crm_setup_new (CosellSession *session, const char *name);

G_END_DECLS
