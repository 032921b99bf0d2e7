/* cosell-rates-page.h: the preferences' page of exchange rates: seen, entered, changed, deleted, and read
 * from a file (I16) */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_RATES_PAGE (cosell_rates_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellRatesPage, cosell_rates_page, COSELL, RATES_PAGE, AdwPreferencesPage)

/* In an AdwPreferencesWindow. settings: where the main currency is */
GtkWidget *
cosell_rates_page_new (CosellSession *session, GSettings *settings);
/* Keeps what a file of lines from,to,rate,date has, all of it or nothing, and says so. */
void
cosell_rates_page_import (CosellRatesPage *self, GFile *file);

G_END_DECLS
