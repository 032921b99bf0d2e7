/* window-fixture.h: the main window over a session, in an application of the test */
#pragma once

#include "ui/deals/cosell-deals-view.h"

G_BEGIN_DECLS

/* One for all windows of a test: its name on the bus is taken until the end. (transfer none) */
GtkApplication *window_fixture_get_application (void);
/* Presents the window, without waiting for anything. settings: (nullable); width, height: pixels, 0 for
 * the size that it has by itself. Returns: (transfer none) */
GtkWidget *window_fixture_open (CosellSession *session, GSettings *settings, int width, int height);
/* Destroys it, and lets go what belonged to it. */
void window_fixture_close (GtkWidget *window);

/* The list of the tab that is shown. (transfer none) */
CosellDealsView *window_fixture_get_view (GtkWidget *window);
/* Waits until that list is filled. */
void window_fixture_wait_settled (GtkWidget *window);
/* Whether the first row that there is shows a deal, in whichever list. */
gboolean window_fixture_has_rows (GtkWidget *window);
/* Waits for that. */
void window_fixture_wait_rows (GtkWidget *window);

G_END_DECLS
