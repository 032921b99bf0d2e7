#include "deal-fixture.h"

#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/forms/cosell-deal-form.h"

static void
toast_cb (CosellDealPage *page, AdwToast *toast, DealFixture *self)
{
  g_set_object (&self->toast, toast);
}

static gboolean
page_is_whole (gpointer page)
{
  return cosell_deal_page_is_whole (page);
}

void
deal_fixture_wait_whole (GtkWidget *page)
{
  await_condition (page_is_whole, page);
  ui_settle ();
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
deal_fixture_set_up (DealFixture *self, gconstpointer filter)
{
  deal_fixture_open (self, app_fixture_new_synced (30));
  app_fixture_disconnect (self->app);
  deal_fixture_show (self, app_find (self->app->session, filter));
}

void
deal_fixture_show (DealFixture *self, gint64 id)
{
  g_clear_object (&self->deal);
  self->deal = cosell_session_dup_deal (self->app->session, id);
  cosell_deal_page_set_deal (COSELL_DEAL_PAGE (self->page), self->deal);
  deal_fixture_wait_whole (self->page);
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

gboolean
deal_fixture_form_is_ready (gpointer dialog)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (ui_get (dialog, COSELL_TYPE_DEAL_FORM, NULL)));
}

GtkWidget *
deal_fixture_open_form (DealFixture *self, const char *action)
{
  GtkWidget *dialog;

  deal_fixture_act (self, action);
  dialog = ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (deal_fixture_form_is_ready, dialog);
  return dialog;
}

void
deal_fixture_save_form (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  ui_settle ();
}
