/* cosell-assistant.h: the New Deal window: pages of rules C over one CosellDraft
 *
 * The draft is on disk within 1 s of each keystroke (C18); closing keeps it; an empty one leaves
 * nothing behind. Signals: "submitted" (gint64 local id) after the last button; "open-deal" (gint64
 * local id) when somebody wants to look at another deal; "deleted" (JSON of the draft, to bring it
 * back with).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ASSISTANT (cosell_assistant_get_type ())
G_DECLARE_FINAL_TYPE (CosellAssistant, cosell_assistant, COSELL, ASSISTANT, AdwWindow)

/* draft: local id of a draft to go on with (opens at the page where it was left), 0 for a new one
 */
CosellAssistant *
cosell_assistant_new (CosellSession *session, GtkWindow *parent, gint64 draft);
gint64
cosell_assistant_get_draft_id (CosellAssistant *self); /* 0 while nothing was saved */

G_END_DECLS
