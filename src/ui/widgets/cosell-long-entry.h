/* cosell-long-entry.h: what can be typed into, given texts that are too long for that
 *
 * GTK lays out an entry in one line and a text view paragraph by paragraph, again with every
 * letter, and an entry cuts what it is given behind 64 KiB. So a text that is too long to be edited
 * is not put into the widget: that shows how it begins and takes no letters, and offers to show the
 * whole and to cut it out, into the clipboard, so that another can be written. What is read back is
 * the whole, so that opening and saving a form changes nothing. What is pasted beyond the limit is
 * refused as a whole, in words below the field; what is typed never is.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Characters that an entry takes. */
#define COSELL_ENTRY_MOST 4000

/* For a GtkTextView or a GtkEditable in a GtkBox or in rows. text: NULL is ""; it is copied. */
void
cosell_long_entry_set_text (GtkWidget *field, const char *text);
/* Returns: (transfer full) the whole of what was set, or what was typed. */
char *
cosell_long_entry_dup_text (GtkWidget *field);
/* Whether what was set is too long to be edited. */
gboolean
cosell_long_entry_is_locked (GtkWidget *field);
/* Refuses pastes that are too long; the functions above and below do so too. */
void
cosell_long_entry_guard (GtkWidget *field);
/* Lets a search take COSELL_TEXT_BRIEF characters: what is pasted behind them is left out, since
 * nothing that is searched for is longer, and nothing is kept of it. */
void
cosell_long_entry_limit_search (GtkSearchEntry *search);
/* Binds a property of text both ways, beginning with the source's. */
void
cosell_long_entry_bind (gpointer source, const char *property, GtkWidget *field);
/* Writes a text in another way. Pure. Returns: (transfer full) */
typedef char *(*CosellLongEntryConvert) (const char *text);
/* The same of a property whose text is written in another way in the field, such as an amount. */
void
cosell_long_entry_bind_converted (gpointer source, const char *property, GtkWidget *field,
                                  CosellLongEntryConvert to_text, CosellLongEntryConvert from_text);
/* The same of the property of whatever is the source of group. */
void
cosell_long_entry_bind_group (GBindingGroup *group, const char *property, GtkWidget *field);

G_END_DECLS
