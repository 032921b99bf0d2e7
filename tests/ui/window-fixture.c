#include "window-fixture.h"

#include "support/await.h"
#include "ui-test.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/shell/cosell-window.h"

GtkApplication *
window_fixture_get_application (void)
{
  static GtkApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = gtk_application_new ("io.github.cosell.Test", G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

GtkWidget *
window_fixture_open (CosellSession *session, GSettings *settings, int width, int height)
{
  GtkWidget *window =
      GTK_WIDGET (cosell_window_new (window_fixture_get_application (), session, settings));

  if (width > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
window_fixture_close (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

CosellDealsView *
window_fixture_get_view (GtkWidget *window)
{
  AdwViewStack *tabs = ADW_VIEW_STACK (ui_get (window, ADW_TYPE_VIEW_STACK, NULL));

  return COSELL_DEALS_VIEW (adw_view_stack_get_visible_child (tabs));
}

static gboolean
is_settled (gpointer window)
{
  return cosell_deals_view_is_settled (window_fixture_get_view (window));
}

void
window_fixture_wait_settled (GtkWidget *window)
{
  await_condition (is_settled, window);
}

gboolean
window_fixture_has_rows (GtkWidget *window)
{
  GtkWidget *row = ui_find (window, COSELL_TYPE_DEAL_ROW, NULL);

  return row != NULL && cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)) != NULL;
}

static gboolean
has_rows (gpointer window)
{
  return window_fixture_has_rows (window);
}

void
window_fixture_wait_rows (GtkWidget *window)
{
  await_condition (has_rows, window);
}
