/* cosell-window-leads.c: the place of leads in the main window, a tab that is there while there are
 * any (L11) */
#include "model/cosell-enums.h"
#include "ui/shell/cosell-window-private.h"

#define ACTION "win.show-leads"
#define LAST_TAB "last-tab"

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_window_show_tab (COSELL_WINDOW (widget), COSELL_TAB_LEADS);
}

void
cosell_window_leads_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, ACTION, NULL, show_action);
}

/* The tab that a person left the window with may be there only now. */
static void
come_back (CosellWindow *self)
{
  const char *nick = cosell_enum_nick (COSELL_TYPE_TAB, COSELL_TAB_LEADS);
  g_autofree char *last = NULL;

  if (self->settings == NULL)
    return;
  last = g_settings_get_string (self->settings, LAST_TAB);
  if (g_str_equal (last, nick))
    adw_view_stack_set_visible_child_name (self->tabs, nick);
}

void
cosell_window_leads_update (CosellWindow *self)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->tabs, self->views[COSELL_TAB_LEADS]);
  guint leads;

  g_object_get (self->session, "leads-count", &leads, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTION, leads > 0);
  if (adw_view_stack_page_get_visible (page) == (leads > 0))
    return;
  /* the one takes the button away, the other keeps whoever asks for the tab by name from it */
  adw_view_stack_page_set_visible (page, leads > 0);
  gtk_widget_set_visible (self->views[COSELL_TAB_LEADS], leads > 0);
  if (leads > 0)
    come_back (self);
}

CosellTab
cosell_window_tab_of (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, COSELL_TAB_INBOUND);

  if (deal->type == COSELL_DEAL_TYPE_LEAD)
    return COSELL_TAB_LEADS;
  return deal->direction == COSELL_DIRECTION_INBOUND ? COSELL_TAB_INBOUND : COSELL_TAB_OUTBOUND;
}
