/* cosell-date-button.h: a calendar beside an entry for a date
 *
 * The day that is chosen is written into the entry as YYYY-MM-DD; the calendar opens at what stands
 * there, else at today.
 */
#pragma once

#include "app/cosell-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_DATE_BUTTON (cosell_date_button_get_type ())
G_DECLARE_FINAL_TYPE (CosellDateButton, cosell_date_button, COSELL, DATE_BUTTON, AdwBin)

/* entry: in the same template; session: says what day it is. */
void cosell_date_button_attach (CosellDateButton *self, GtkEditable *entry, CosellSession *session);

G_END_DECLS
