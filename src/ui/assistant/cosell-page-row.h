/* cosell-page-row.h: a page in the assistant's list: its number or a check, title and summary
 *
 * Pressing it does "assistant.go-to" with the page.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/assistant/cosell-assistant-pages.h"

G_BEGIN_DECLS

#define COSELL_TYPE_PAGE_ROW (cosell_page_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellPageRow, cosell_page_row, COSELL, PAGE_ROW, GtkListBoxRow)

GtkWidget *
cosell_page_row_new (CosellPage page);
CosellPage
cosell_page_row_get_page (CosellPageRow *self);
/* summary: (nullable) */
void
cosell_page_row_show (CosellPageRow *self,
                      guint number,
                      CosellPageState state,
                      const char *summary);

G_END_DECLS
