#include "deal-fixture.h"

#include "support/await.h"

static void
toast_cb (CosellDealPage *page, AdwToast *toast, DealFixture *self)
{
  g_set_object (&self->toast, toast);
}

static gboolean
page_is_loaded (gpointer data)
{
  return cosell_deal_is_loaded (((DealFixture *) data)->deal);
}

void
deal_fixture_open (DealFixture *self, AppFixture *app)
{
  self->app = app;
  self->window = adw_window_new ();
  self->page = cosell_deal_page_new (app->session);
  g_signal_connect (self->page, "toast", G_CALLBACK (toast_cb), self);
  adw_window_set_content (ADW_WINDOW (self->window), self->page);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 800);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
deal_fixture_show (DealFixture *self, gint64 id)
{
  g_clear_object (&self->deal);
  self->deal = cosell_session_dup_deal (self->app->session, id);
  cosell_deal_page_set_deal (COSELL_DEAL_PAGE (self->page), self->deal);
  await_condition (page_is_loaded, self);
  ui_settle ();
}

void
deal_fixture_close (DealFixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->toast);
  g_clear_object (&self->deal);
  ui_settle ();
  app_fixture_free (self->app);
}

void
deal_fixture_act (DealFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->page, action, NULL));
}
