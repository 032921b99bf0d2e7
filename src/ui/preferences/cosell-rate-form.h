/* cosell-rate-form.h: one exchange rate, entered or changed, as a subpage of the preferences
 *
 * Signals: "saved": it is kept; "cancelled". Whoever made it takes it away then.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-rates.h"

G_BEGIN_DECLS

#define COSELL_TYPE_RATE_FORM (cosell_rate_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellRateForm, cosell_rate_form, COSELL, RATE_FORM, GtkWidget)

/* rate: (nullable): the one that is changed, copied; else a new one of today. to: (nullable): the currency that a
 * new one is likely to be in */
GtkWidget *
cosell_rate_form_new (CosellSession *session, const CosellRate *rate, const char *to);

G_END_DECLS
