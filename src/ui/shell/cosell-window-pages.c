#include "ui/shell/cosell-window-pages.h"

#include <glib/gi18n-lib.h>

#include "ui/insights/cosell-advice-page.h"

#define ADVICE "advice"

static void
show_deals (GtkWidget *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_parent (page)), "main");
}

static void
advice_closed_cb (CosellAdvicePage *page, CosellWindow *window)
{
  show_deals (GTK_WIDGET (page));
}

static void
advice_deal_opened_cb (CosellAdvicePage *page, gint64 deal, CosellWindow *window)
{
  show_deals (GTK_WIDGET (page));
  cosell_window_open_deal (window, deal);
}

void
cosell_window_show_advice (CosellWindow *window, GtkStack *stack, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_WINDOW (window));

  if (!g_str_equal (gtk_stack_get_visible_child_name (stack), "main"))
    return; /* there are no deals yet */
  if (gtk_stack_get_child_by_name (stack, ADVICE) == NULL)
    {
      GtkWidget *page = cosell_advice_page_new (session);

      g_signal_connect_object (page, "closed", G_CALLBACK (advice_closed_cb), window, 0);
      g_signal_connect_object (page, "deal-opened", G_CALLBACK (advice_deal_opened_cb), window, 0);
      gtk_stack_add_named (stack, page, ADVICE);
    }
  gtk_stack_set_visible_child_name (stack, ADVICE);
}

gboolean
cosell_window_shows_advice (GtkStack *stack)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), ADVICE) == 0;
}

GtkWindow *
cosell_window_new_failed (GtkApplication *application, const char *reason)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (reason, -1);

  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  g_object_set (page, "title", _ ("Cosell Cannot Open Your Deals"), "description", escaped,
                "icon-name", "dialog-warning-symbolic", "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 420);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Cosell"));
  return GTK_WINDOW (window);
}
