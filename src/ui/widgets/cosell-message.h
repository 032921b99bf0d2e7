/* cosell-message.h: a question or a message that fits on every screen */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Presents dialog, which has its words and answers already. With large text on a narrow screen the
 * words scroll and the answers have lines, so that all answers can be reached; libadwaita up to 1.4
 * lets both grow past the screen. */
void
cosell_message_present (AdwMessageDialog *dialog);

G_END_DECLS
