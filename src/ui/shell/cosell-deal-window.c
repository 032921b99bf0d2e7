#include "ui/shell/cosell-deal-window.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-reports.h"
#include "base/cosell-text-show.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/shell/cosell-window-undo.h"

#define WIDTH 640
#define HEIGHT 780

struct _CosellDealWindow
{
  AdwApplicationWindow parent_instance;

  CosellWindow *main; /* (weak) (nullable) */
  CosellDeal *deal;   /* (owned) */
  CosellDealPage *page;
  AdwToastOverlay *toasts;
  AdwToast *last_toast; /* (owned) (nullable): of undo and redo */
};

G_DEFINE_FINAL_TYPE (CosellDealWindow, cosell_deal_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (CosellDealWindow *self)
{
  const char *name = cosell_deal_get_data (self->deal)->name;
  g_autofree char *title =
      cosell_text_brief (name != NULL && *name != '\0' ? name : _ ("Unnamed deal"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
close_cb (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

/* Not while whoever tells it is at work. */
static void
close_later (CosellDealWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_cb, g_object_ref (self), g_object_unref);
}

static void
changed_cb (CosellSession *session, gpointer changes, CosellDealWindow *self)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (session, cosell_deal_get_id (self->deal));

  if (deal == NULL)
    close_later (self);
  else
    update_title (self);
}

static void
toast_cb (CosellDealPage *page, AdwToast *toast, CosellDealWindow *self)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
draft_made_cb (CosellDealPage *page, gint64 draft, CosellDealWindow *self)
{
  if (self->main != NULL)
    cosell_window_open_deal (self->main, draft);
}

/* What notices offer, and the keys of the program: they are about more than this deal. */
static void
main_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealWindow *self = COSELL_DEAL_WINDOW (widget);

  if (self->main == NULL)
    return;
  if (g_str_equal (name, "win.show-outbox"))
    gtk_window_present (GTK_WINDOW (self->main));
  gtk_widget_activate_action (GTK_WIDGET (self->main), name, NULL);
}

static void
favorite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (COSELL_DEAL_WINDOW (widget)->page), "deal.favorite",
                              NULL);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
cosell_deal_window_dispose (GObject *object)
{
  CosellDealWindow *self = COSELL_DEAL_WINDOW (object);

  g_clear_weak_pointer (&self->main);
  G_OBJECT_CLASS (cosell_deal_window_parent_class)->dispose (object);
}

static void
cosell_deal_window_finalize (GObject *object)
{
  g_object_unref (COSELL_DEAL_WINDOW (object)->deal);
  g_clear_object (&COSELL_DEAL_WINDOW (object)->last_toast);
  G_OBJECT_CLASS (cosell_deal_window_parent_class)->finalize (object);
}

static void
cosell_deal_window_class_init (CosellDealWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_deal_window_finalize;
  gtk_widget_class_install_action (widget_class, "win.show-outbox", NULL, main_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, main_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-favorite", NULL, favorite_action);
  cosell_window_undo_install (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cosell_deal_window_init (CosellDealWindow *self)
{
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

static CosellDealWindow *
make (CosellWindow *window, CosellDeal *deal)
{
  CosellSession *session = cosell_window_get_session (window);
  CosellDealWindow *self = g_object_new (COSELL_TYPE_DEAL_WINDOW, "application",
                                         gtk_window_get_application (GTK_WINDOW (window)), NULL);

  g_set_weak_pointer (&self->main, window);
  self->deal = g_object_ref (deal);
  self->page = COSELL_DEAL_PAGE (cosell_deal_page_new (session));
  cosell_deal_page_set_folded (self->page, TRUE); /* with a header of its own */
  cosell_deal_page_set_position (self->page, 0, 0);
  cosell_deal_page_set_deal (self->page, deal);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->page));
  g_signal_connect_object (self->page, "closed", G_CALLBACK (close_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "toast", G_CALLBACK (toast_cb), self, 0);
  g_signal_connect_object (self->page, "draft-made", G_CALLBACK (draft_made_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (window, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  cosell_window_undo_follow (GTK_WIDGET (self), session);
  update_title (self);
  return self;
}

void
cosell_deal_window_present (CosellWindow *main, CosellDeal *deal)
{
  GtkApplication *application;
  CosellDealWindow *self = NULL;

  g_return_if_fail (COSELL_IS_WINDOW (main) && COSELL_IS_DEAL (deal));

  application = gtk_window_get_application (GTK_WINDOW (main));
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (COSELL_IS_DEAL_WINDOW (l->data) &&
        cosell_deal_get_id (COSELL_DEAL_WINDOW (l->data)->deal) == cosell_deal_get_id (deal))
      self = l->data;
  if (self == NULL)
    self = make (main, deal);
  if (cosell_deal_get_data (deal)->unread)
    cosell_session_mark_seen_async (cosell_window_get_session (main), cosell_deal_get_id (deal),
                                    NULL, NULL, NULL);
  gtk_window_present (GTK_WINDOW (self));
}

CosellSession *
cosell_deal_window_get_session (CosellDealWindow *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_WINDOW (self), NULL);

  return self->main != NULL ? cosell_window_get_session (self->main) : NULL;
}

void
cosell_deal_window_replace_toast (CosellDealWindow *self, AdwToast *toast)
{
  g_return_if_fail (COSELL_IS_DEAL_WINDOW (self));

  if (self->last_toast != NULL)
    adw_toast_dismiss (self->last_toast);
  g_set_object (&self->last_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}
