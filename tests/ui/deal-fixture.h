/* deal-fixture.h: a deal page in a window of its own, over a session of the test */
#pragma once

#include "app-fixture.h"
#include "ui-test.h"

#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  CosellDeal *deal;
  AdwToast *toast; /* (owned) (nullable) the last one */
} DealFixture;

/* Takes app. The page shows nothing yet. */
void deal_fixture_open (DealFixture *self, AppFixture *app);
/* Shows a deal, and waits until it is there whole. */
void deal_fixture_show (DealFixture *self, gint64 id);
/* Waits until all sections of the deal stand on a page, which comes a few frames after its head; also of the page in
 * a whole window. */
void deal_fixture_wait_whole (GtkWidget *page);
/* A set-up function: thirty deals, pulled, without a network; the first that filter ("status=won") finds. */
void deal_fixture_set_up (DealFixture *self, gconstpointer filter);
/* Closes the window and the session; a tear-down function as it is. */
void deal_fixture_close (DealFixture *self, gconstpointer data);
/* Activates an action of the page, which has to exist. */
void deal_fixture_act (DealFixture *self, const char *action);
/* The same, of one that opens a dialog with a form: waits until it can be typed into. Returns: the dialog */
GtkWidget *deal_fixture_open_form (DealFixture *self, const char *action);
/* Whether a dialog with a form can be typed into; for await_condition */
gboolean deal_fixture_form_is_ready (gpointer dialog);
void deal_fixture_save_form (GtkWidget *dialog);

G_END_DECLS
