#include "ui/shell/cosell-window-pages.h"

#include "cosell-config.h"
#include "ui/advice/cosell-advice-page.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/outbox/cosell-outbox-page.h"
#include "ui/shell/cosell-application.h"

#define ADVICE "advice"
#define OUTBOX "outbox"

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

/* What is to be told about it was seen. */
static void
advice_deal_opened_cb (CosellAdvicePage *page, gint64 deal, CosellWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  if (COSELL_IS_APPLICATION (application))
    cosell_application_deal_seen (COSELL_APPLICATION (application), deal);
}

static void
advice_toast_cb (CosellAdvicePage *page, AdwToast *toast, CosellWindow *window)
{
  cosell_window_replace_toast (window, toast);
}

static void
advice_draft_made_cb (CosellAdvicePage *page, gint64 draft, CosellWindow *window)
{
  cosell_window_open_deal (window, draft);
}

void
cosell_window_show_advice (CosellWindow *window, GtkStack *stack, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_WINDOW (window));

  if (!cosell_window_has_deals (stack))
    return;
  if (gtk_stack_get_child_by_name (stack, ADVICE) == NULL)
    {
      GtkWidget *page = cosell_advice_page_new (session);

      g_signal_connect_object (page, "closed", G_CALLBACK (advice_closed_cb), window, 0);
      g_signal_connect_object (page, "deal-opened", G_CALLBACK (advice_deal_opened_cb), window, 0);
      g_signal_connect_object (page, "toast", G_CALLBACK (advice_toast_cb), window, 0);
      g_signal_connect_object (page, "draft-made", G_CALLBACK (advice_draft_made_cb), window, 0);
      gtk_stack_add_named (stack, page, ADVICE);
    }
  gtk_stack_set_visible_child_name (stack, ADVICE);
}

/* --- outbox --- */

static void
outbox_closed_cb (CosellOutboxPage *page, CosellWindow *window)
{
  show_deals (GTK_WIDGET (page));
}

/* The action that was asked for, once the deal is there whole. */
static void
deal_loaded_cb (CosellDeal *deal, GParamSpec *pspec, GtkWidget *page)
{
  const char *action = g_object_get_data (G_OBJECT (page), "wanted-action");

  if (!cosell_deal_is_loaded (deal))
    return;
  g_signal_handlers_disconnect_by_func (deal, deal_loaded_cb, page);
  if (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page)) == deal && action != NULL)
    gtk_widget_activate_action (page, action, NULL);
}

static void
outbox_deal_opened_cb (CosellOutboxPage *source,
                       gint64 id,
                       const char *action,
                       CosellWindow *window)
{
  GtkWidget *page = cosell_window_get_deal_page (window);
  CosellDeal *deal;

  show_deals (GTK_WIDGET (source));
  cosell_window_open_deal (window, id);
  deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page));
  if (deal == NULL || cosell_deal_get_id (deal) != id)
    return;
  g_object_set_data_full (G_OBJECT (page), "wanted-action", g_strdup (action), g_free);
  g_signal_connect_object (deal, "notify::loaded", G_CALLBACK (deal_loaded_cb), page, 0);
  deal_loaded_cb (deal, NULL, page);
}

static void
outbox_toast_cb (CosellOutboxPage *page, AdwToast *toast, CosellWindow *window)
{
  cosell_window_replace_toast (window, toast);
}

void
cosell_window_show_outbox (CosellWindow *window, GtkStack *stack, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_WINDOW (window));

  if (!cosell_window_has_deals (stack))
    return;
  if (gtk_stack_get_child_by_name (stack, OUTBOX) == NULL)
    {
      GtkWidget *page = cosell_outbox_page_new (session);

      g_signal_connect_object (page, "closed", G_CALLBACK (outbox_closed_cb), window, 0);
      g_signal_connect_object (page, "deal-opened", G_CALLBACK (outbox_deal_opened_cb), window, 0);
      g_signal_connect_object (page, "toast", G_CALLBACK (outbox_toast_cb), window, 0);
      gtk_stack_add_named (stack, page, OUTBOX);
    }
  gtk_stack_set_visible_child_name (stack, OUTBOX);
}

const char *
cosell_window_page_shown (GtkStack *stack)
{
  static const char *const pages[] = { ADVICE, OUTBOX };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), pages[i]) == 0)
      return pages[i];
  return "main";
}

gboolean
cosell_window_has_deals (GtkStack *stack)
{
  return !g_str_equal (cosell_window_page_shown (stack), "main") ||
         g_strcmp0 (gtk_stack_get_visible_child_name (stack), "main") == 0;
}

gboolean
cosell_window_page_go_back (GtkStack *stack)
{
  GtkWidget *page = gtk_stack_get_visible_child (stack);

  if (!COSELL_IS_ADVICE_PAGE (page) || cosell_advice_page_is_at_start (COSELL_ADVICE_PAGE (page)))
    return FALSE;
  cosell_advice_page_go_back (COSELL_ADVICE_PAGE (page));
  return TRUE;
}

gboolean
cosell_window_close_page (GtkStack *stack)
{
  const char *shown = cosell_window_page_shown (stack);

  if (g_str_equal (shown, "main"))
    return FALSE;
  if (g_str_equal (shown, ADVICE)) /* it has places of its own to go back to */
    cosell_advice_page_go_back (COSELL_ADVICE_PAGE (gtk_stack_get_visible_child (stack)));
  else
    gtk_stack_set_visible_child_name (stack, "main");
  return TRUE;
}

GtkWidget *
cosell_window_page_get_deal (GtkStack *stack)
{
  GtkWidget *page;

  if (!g_str_equal (cosell_window_page_shown (stack), ADVICE))
    return NULL;
  page =
      cosell_advice_page_get_deal_page (COSELL_ADVICE_PAGE (gtk_stack_get_visible_child (stack)));
  return page != NULL && gtk_widget_get_mapped (page) ? page : NULL;
}

GtkWindow *
cosell_window_new_failed (GtkApplication *application, const char *reason)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/shell/cosell-failed-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  g_autofree char *escaped = g_markup_escape_text (reason, -1);

  gtk_window_set_application (window, application);
  adw_status_page_set_description (ADW_STATUS_PAGE (gtk_builder_get_object (builder, "page")),
                                   escaped);
  return window;
}
