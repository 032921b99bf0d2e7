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
/* Closes the window and the session; a tear-down function as it is. */
void deal_fixture_close (DealFixture *self, gconstpointer data);
/* Activates an action of the page, which has to exist. */
void deal_fixture_act (DealFixture *self, const char *action);

G_END_DECLS
