/* cosell-assistant-step-row.h: a page in the assistant's list: its number or a check, title and
 * summary
 *
 * Pressing it does "assistant.go-to" with the page.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/assistant/cosell-assistant-steps.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ASSISTANT_STEP_ROW (cosell_assistant_step_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellAssistantStepRow, cosell_assistant_step_row, COSELL,
                      ASSISTANT_STEP_ROW, GtkListBoxRow)

/* With the page's title; number, state and summary come with show. */
GtkWidget *
cosell_assistant_step_row_new (CosellDraftStep page);
CosellDraftStep
cosell_assistant_step_row_get_page (CosellAssistantStepRow *self); /* never changes */
/* summary: (nullable) */
void
cosell_assistant_step_row_show (CosellAssistantStepRow *self,
                                guint number,
                                CosellAssistantStepState state,
                                const char *summary);

G_END_DECLS
