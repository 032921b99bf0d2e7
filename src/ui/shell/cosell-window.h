/* cosell-window.h: the main window: three tabs of deals, the deal beside them, sync and outbox */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

#define COSELL_TYPE_WINDOW (cosell_window_get_type ())
G_DECLARE_FINAL_TYPE (CosellWindow, cosell_window, COSELL, WINDOW, AdwApplicationWindow)

/* settings: (nullable) without the schema: nothing is remembered. application owns the window. */
CosellWindow *
cosell_window_new (GtkApplication *application, CosellSession *session, GSettings *settings);
/* A window that says why the profile could not be opened, and nothing else. */
GtkWindow *
cosell_window_new_failed (GtkApplication *application, const char *reason);
/* A dialog for what ended a whole mode or command; message is plain text. */
void
cosell_window_show_problem (CosellWindow *self, const char *title, const char *message);
/* Why nobody was signed in, in words (NULL: nothing to say), for the welcome page of a profile that
 * nobody got into yet. */
void
cosell_window_set_sign_in_problem (CosellWindow *self, const char *words);
/* Practice mode begins: shows progress instead of the welcome page. */
void
cosell_window_show_starting (CosellWindow *self);
/* Takes toast, which waits until those of before are gone. */
void
cosell_window_add_toast (CosellWindow *self, AdwToast *toast);
/* The newest one counts: an Undo of before does not make it wait, and may be about something that
 * is undone already, so it goes. */
void
cosell_window_replace_toast (CosellWindow *self, AdwToast *toast);
CosellSession *
cosell_window_get_session (CosellWindow *self); /* (transfer none) (nullable) once closed */
/* Opens a deal beside the list (a draft in the assistant). */
void
cosell_window_open_deal (CosellWindow *self, gint64 deal);
/* The CosellDealPage beside the list, or the one on the page that is shown over the deals.
 * (transfer none) */
GtkWidget *
cosell_window_get_deal_page (CosellWindow *self);
/* Not ALL, which has no tab. A page over the deals stays. */
void
cosell_window_show_tab (CosellWindow *self, CosellTab tab);

G_END_DECLS
