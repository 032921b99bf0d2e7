/* cosell-crms-page.h: the preferences' page about CRMs: which there are, and adding one */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRMS_PAGE (cosell_crms_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmsPage, cosell_crms_page, COSELL, CRMS_PAGE, AdwPreferencesPage)

GtkWidget *
cosell_crms_page_new (CosellSession *session);

G_END_DECLS
