/* cosell-widget-helpers.h: small widgets that several features are made of
 *
 * Text of the service or of a person is never read as markup.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-catalog.h"
#include "app/cosell-edit.h"
#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

/* Names of more characters may not fit into the head of a narrow window. */
#define COSELL_LONG_NAME 40

/* A row of a boxed list; subtitle may be NULL. */
GtkWidget *
cosell_widget_row (const char *title, const char *subtitle);
/* A row that shows a value under its name; cosell_widget_row_set_value hides it without a value. */
void
cosell_widget_row_set_value (AdwActionRow *row, const char *value);
/* A flat button with an icon; label is its accessible name and tooltip, action one of the group
 * "deal" (nullable), target (nullable) its text parameter. */
GtkWidget *
cosell_widget_button (const char *icon, const char *label, const char *action, const char *target);
/* The same that copies text. */
GtkWidget *
cosell_widget_copy_button (const char *label, const char *text);
/* A button with words, which take more lines where one line has no room; action may be NULL. */
GtkWidget *
cosell_widget_text_button (const char *label, const char *action);
/* What an empty boxed list says. */
GtkWidget *
cosell_widget_placeholder (const char *text);
/* A small rounded label; style_class: "accent", "success", "warning", "error", "neutral". */
GtkWidget *
cosell_widget_pill (const char *text, const char *style_class);
/* GTK asks the X server where the pointer is, and waits, whenever a tooltip is set: this does so only
 * for words that are others, and not for a widget that stands nowhere yet. text: copied, may be
 * NULL */
void
cosell_widget_set_tooltip (GtkWidget *widget, const char *text);
/* Shows why a control has no effect now, as tooltip and accessible description; NULL brings the
 * usual tooltip back. */
void
cosell_widget_set_reason (GtkWidget *widget, const char *tooltip, const char *reason);
/* Name, phone and mail, with buttons that call and write to the person. */
GtkWidget *
cosell_widget_contact_row (CosellContact *contact);
/* Shows another contact in such a row, which is much less work than another row. */
void
cosell_widget_contact_row_show (GtkWidget *row, CosellContact *contact);
/* "+46 40 100 · sara.ek@contoso.example" (transfer full), "" when nothing is known */
char *
cosell_widget_describe_contact (CosellContact *contact);
/* A location of the own company by its name, else by its number; catalog may be NULL.
 * Returns: (transfer full) (nullable): NULL for nothing */
char *
cosell_widget_describe_location (CosellCatalog *catalog, const char *location);
/* The size of a company as the service codes it, in words: "10 to 50 employees"; anything else as
 * it came. Returns: (transfer full) (nullable): NULL for nothing */
char *
cosell_widget_describe_size (const char *size);
/* Why the deal cannot be edited now. Returns: (transfer full) (nullable): NULL when it can be */
char *
cosell_widget_edit_reason (CosellDeal *deal);
/* Whether there is work to do on the deal: what edits it is shown then, and says why where it is
 * refused. Before the answer, after the end and on what Microsoft shows no more it could never help,
 * and one notice says why. */
gboolean
cosell_widget_is_open (CosellDeal *deal);
/* Why this edit would be refused; takes edit. Of a deal that is longer than a frame can go through
 * for each row, it is said when the edit is tried. Returns: (transfer full) (nullable) */
char *
cosell_widget_refusal (CosellDeal *deal, CosellEdit *edit);
/* Whether nobody waits for the result any more. A job of the session that is cancelled too late
 * still reports what it did. */
gboolean
cosell_widget_is_stale (GAsyncResult *result);
/* a and b joined by " · "; either may be NULL or "". Returns: (transfer full) */
char *
cosell_widget_join (const char *a, const char *b);
/* Lets the title in a header bar be shorter than the five letters that libadwaita keeps room for:
 * where letters are large, that is more than there is. header_title: an AdwWindowTitle or an
 * AdwViewSwitcherTitle; where its label is made in another way, nothing happens. */
void
cosell_widget_let_title_shrink (GtkWidget *header_title);
/* Scrolls to a widget that was just added or shown, once it is laid out: the whole of it comes into
 * sight, or its beginning where it is higher than the place for it. The focus stays where it is. */
void
cosell_widget_scroll_to (GtkWidget *widget);

G_END_DECLS
