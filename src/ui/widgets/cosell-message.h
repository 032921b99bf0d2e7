/* cosell-message.h: a question or a message that fits on every screen */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A question above the window of over, to which key and label are the answer besides leaving things
 * as they are: "keep", with the words of keep, which Escape chooses. body: (nullable). Returns:
 * (transfer none), not presented yet; it destroys itself once it is answered */
AdwMessageDialog *
cosell_message_ask (GtkWidget *over,
                    const char *title,
                    const char *body,
                    const char *keep,
                    const char *key,
                    const char *label,
                    AdwResponseAppearance appearance);
/* Says something above the window of over, with a button to close it. */
void
cosell_message_tell (GtkWidget *over, const char *title, const char *body);
/* Presents dialog, which has its words and answers already. With large text on a narrow screen the
 * words scroll and the answers have lines, so that all answers can be reached; libadwaita up to 1.4
 * lets both grow past the screen. */
void
cosell_message_present (AdwMessageDialog *dialog);

G_END_DECLS
