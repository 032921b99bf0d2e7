/* cosell-step-row.h: one step of the way to somewhere, and what was found at it */
#pragma once

#include <adwaita.h>

#include "app/cosell-connection-check.h"

G_BEGIN_DECLS

#define COSELL_TYPE_STEP_ROW (cosell_step_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellStepRow, cosell_step_row, COSELL, STEP_ROW, AdwActionRow)

/* A step that was not looked at yet. title: copied */
GtkWidget *
cosell_step_row_new (const char *title);
/* words: what was found when the state is good or bad; copied */
void
cosell_step_row_show (CosellStepRow *self, CosellCheckState state, const char *words);

G_END_DECLS
