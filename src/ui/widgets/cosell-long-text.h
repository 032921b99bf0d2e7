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

/* Lets a vertical box stack its children without trying widths for them, as GtkBox does inside of
 * another: a hundred layouts of each text. Its labels are at least some characters wide. */
void
cosell_long_text_use_column (GtkWidget *box);
/* The same for the column of title and subtitle in a row of libadwaita, which is known by its style
 * class: where a version has no such box, the row is laid out as libadwaita does it, only slower.
 * What shows texts in rows below does so too. */
void
cosell_long_text_use_column_in_row (GtkWidget *row);
/* The same for title and description of a group. */
void
cosell_long_text_use_column_in_group (AdwPreferencesGroup *group);
/* Opens a window over the one of a widget that shows the whole of a text. */
void
cosell_long_text_present (GtkWidget *over, const char *title, const char *whole);

/* A button "Show All" that opens the whole of a text in a window of that title. */
GtkWidget *
cosell_long_text_new_button (const char *title, const char *whole);
/* Shows as much of text in a label as one holds, wrapped so that an endless word costs nothing. */
void
cosell_long_text_show (GtkLabel *label, const char *text);
/* Shows the beginning of a text as the title of a row. */
void
cosell_long_text_show_title (AdwPreferencesRow *row, const char *title);
/* Shows an excerpt of value, NULL for none, as the subtitle of a row, and a button that opens the
 * whole in a window when that is not all of it; the row has its title already. */
void
cosell_long_text_show_value (AdwActionRow *row, const char *value);

G_END_DECLS
