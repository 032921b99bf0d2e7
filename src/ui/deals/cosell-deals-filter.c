#include "ui/deals/cosell-deals-filter.h"

#include <glib/gi18n-lib.h>

#define SHOW_DEALS "show-deals"
#define SHOW_LEADS "show-leads"

typedef struct
{
  GtkMenuButton *button; /* (unowned) lives with the window */
  GSettings *settings;   /* (owned) */
  GPtrArray *views;      /* (owned) of (unowned) CosellDealsView */
} Filter;

static void
filter_free (gpointer data, GClosure *closure)
{
  Filter *self = data;

  g_object_unref (self->settings);
  g_ptr_array_unref (self->views);
  g_free (self);
}

/* Values of one key are alternatives. */
static const char *const *
filters_of (const char *choice)
{
  static const char *const all[] = { NULL };
  static const char *const open[] = { "status=draft", "status=received", "status=accepted", NULL };
  static const char *const closed[] = { "status=won",     "status=lost",  "status=declined",
                                        "status=expired", "status=error", NULL };

  if (g_str_equal (choice, "open"))
    return open;
  return g_str_equal (choice, "closed") ? closed : all;
}

/* A filter that hides something is seen on the button and heard with it. */
static void
show_state (Filter *self, const char *choice)
{
  GtkWidget *button = GTK_WIDGET (self->button);
  const char *state = _ ("All deals are shown");

  if (g_str_equal (choice, "open"))
    state = _ ("Only open deals are shown");
  else if (g_str_equal (choice, "closed"))
    state = _ ("Only closed deals are shown");
  if (g_str_equal (choice, "all"))
    gtk_widget_remove_css_class (button, "filtering");
  else
    gtk_widget_add_css_class (button, "filtering");
  gtk_widget_set_tooltip_text (button, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  state, -1);
}

static void
apply (Filter *self)
{
  g_autofree char *choice = g_settings_get_string (self->settings, SHOW_DEALS);
  gboolean leads = g_settings_get_boolean (self->settings, SHOW_LEADS);

  for (guint i = 0; i < self->views->len; i++)
    cosell_deals_view_set_filters (g_ptr_array_index (self->views, i), filters_of (choice), leads);
  show_state (self, choice);
}

static void
settings_changed_cb (GSettings *settings, const char *key, Filter *self)
{
  if (g_str_equal (key, SHOW_DEALS) || g_str_equal (key, SHOW_LEADS))
    apply (self);
}

static void
disconnect_cb (GtkWidget *window, GSettings *settings)
{
  g_signal_handlers_disconnect_matched (settings, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                        settings_changed_cb, NULL);
}

void
cosell_deals_filter_bind (GtkWidget *window,
                          GtkMenuButton *button,
                          GSettings *settings,
                          GtkWidget *const *views,
                          guint n_views)
{
  g_autoptr (GAction) deals = NULL;
  g_autoptr (GAction) leads = NULL;
  Filter *self;

  g_return_if_fail (G_IS_ACTION_MAP (window));

  gtk_widget_set_visible (GTK_WIDGET (button), settings != NULL);
  if (settings == NULL)
    return;
  self = g_new0 (Filter, 1);
  self->button = button;
  self->settings = g_object_ref (settings);
  self->views = g_ptr_array_new ();
  for (guint i = 0; i < n_views; i++)
    g_ptr_array_add (self->views, views[i]);
  deals = g_settings_create_action (settings, SHOW_DEALS);
  leads = g_settings_create_action (settings, SHOW_LEADS);
  g_action_map_add_action (G_ACTION_MAP (window), deals);
  g_action_map_add_action (G_ACTION_MAP (window), leads);
  g_signal_connect_data (settings, "changed", G_CALLBACK (settings_changed_cb), self, filter_free,
                         0);
  g_signal_connect_object (window, "destroy", G_CALLBACK (disconnect_cb), settings, 0);
  apply (self);
}
