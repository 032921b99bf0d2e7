/* cosell-long-text.h: texts of the service and of people, of any length (base/cosell-text-show.h)
 *
 * No text costs more than a frame. CosellLongText shows a first piece of COSELL_TEXT_PIECE
 * characters and, when there is more, "Show All", which adds piece after piece, each in a frame of
 * its own. Text is never read as markup.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_LONG_TEXT (cosell_long_text_get_type ())
G_DECLARE_FINAL_TYPE (CosellLongText, cosell_long_text, COSELL, LONG_TEXT, GtkWidget)

/* text may be NULL; it is copied. */
GtkWidget *
cosell_long_text_new (const char *text);
/* Shows another text, from its beginning; the same text again changes nothing. */
void
cosell_long_text_set_text (CosellLongText *self, const char *text);

/* Lets a box stack its children without trying widths for them, as GtkBox does inside of another: a
 * hundred layouts of each text. */
void
cosell_long_text_use_column (GtkWidget *box);
/* The same for the column of title and subtitle in a row of libadwaita; what shows texts below does
 * so too. */
void
cosell_row_use_column (GtkWidget *row);
/* Opens a window over the one of a widget that shows the whole of a text. */
void
cosell_long_text_present (GtkWidget *over, const char *title, const char *whole);

/* Shows as much of text in a label as one holds, wrapped so that an endless word costs nothing. */
void
cosell_long_text_show (GtkLabel *label, const char *text);
/* Shows the beginning of a text as the title of a row. */
void
cosell_long_text_show_title (AdwPreferencesRow *row, const char *title);
/* Shows an excerpt of value, NULL for none, as the subtitle of a row, and a button that opens the
 * whole in a window when that is not all of it. */
void
cosell_long_text_show_value (AdwActionRow *row, const char *value);

G_END_DECLS
