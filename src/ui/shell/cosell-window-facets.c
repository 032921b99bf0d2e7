/* cosell-window-facets.c: facets beside the list of the main window, and the query, which is kept
 * from one start to the next */
#include <glib/gi18n-lib.h>

#include "model/cosell-query-choice.h"
#include "ui/find/cosell-facet-pane.h"
#include "ui/shell/cosell-window-flap.h"
#include "ui/shell/cosell-window-private.h"

#define LAST_QUERY "last-query"
/* A person who types is done for the moment. */
#define KEEP_MS 500

/* --- the pane --- */

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  gboolean shown = !adw_flap_get_reveal_flap (self->facets_flap);

  adw_flap_set_reveal_flap (self->facets_flap, shown);
  if (shown)
    cosell_facet_pane_grab_focus (self->facet_pane);
}

/* Most windows never show it: what stands in it is made when it is shown. */
static void
reveal_changed_cb (AdwFlap *flap, GParamSpec *pspec, CosellWindow *self)
{
  if (adw_flap_get_reveal_flap (flap))
    cosell_facet_pane_fill (self->facet_pane);
}

static void
closed_cb (CosellFacetPane *pane, CosellWindow *self)
{
  adw_flap_set_reveal_flap (self->facets_flap, FALSE);
  gtk_widget_grab_focus (cosell_search_bar_get_field (self->search_bar));
}

static gboolean
tab_to_enum (GBinding *binding, const GValue *from, GValue *to, gpointer unused)
{
  const char *nick = g_value_get_string (from);
  int tab;

  if (nick == NULL || !cosell_enum_from_nick (COSELL_TYPE_TAB, nick, &tab))
    return FALSE;
  g_value_set_enum (to, tab);
  return TRUE;
}

/* What hides deals is seen on the button, and heard with it. */
static void
update_button (CosellWindow *self)
{
  g_autoptr (CosellQuery) query =
      cosell_query_parse_typed (cosell_search_bar_get_query (self->search_bar), -1, NULL);
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      n += term->kind == COSELL_QUERY_TERM_FILTER || term->kind == COSELL_QUERY_TERM_KEYWORD;
    }
  words = n > 0 ? g_strdup_printf (ngettext ("%u filter is set", "%u filters are set", n), n)
                : g_strdup (_ ("No filter is set"));
  if (n > 0)
    gtk_widget_add_css_class (self->filter_button, "filtering");
  else
    gtk_widget_remove_css_class (self->filter_button, "filtering");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* Where the pane has no room beside the list, the search has little. */
static gboolean
folded_cb (gpointer user_data)
{
  CosellWindow *self = user_data;

  if (self->session != NULL) /* the window was not closed meanwhile */
    gtk_widget_set_visible (self->filter_label, !adw_flap_get_folded (self->facets_flap));
  return G_SOURCE_REMOVE;
}

/* What is hidden while a size is given is not laid out anew. */
static void
fold_changed_cb (CosellWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, folded_cb, g_object_ref (self), g_object_unref);
}

/* The flap takes the place of what stands in the list's pane, and holds it. */
static void
make_flap (CosellWindow *self)
{
  GtkWidget *list = g_object_ref (adw_bin_get_child (self->list_pane));
  GtkWidget *pane = cosell_facet_pane_new (self->session, self->search_bar);

  self->facet_pane = COSELL_FACET_PANE (pane);
  self->facets_flap = ADW_FLAP (adw_flap_new ());
  adw_bin_set_child (self->list_pane, NULL);
  adw_flap_set_flap_position (self->facets_flap, GTK_PACK_END);
  adw_flap_set_locked (self->facets_flap, TRUE);
  adw_flap_set_swipe_to_open (self->facets_flap, FALSE);
  adw_flap_set_content (self->facets_flap, list);
  adw_flap_set_separator (self->facets_flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_flap (self->facets_flap, pane);
  adw_bin_set_child (self->list_pane, GTK_WIDGET (self->facets_flap));
  g_object_unref (list);
  g_signal_connect_object (pane, "closed", G_CALLBACK (closed_cb), self, 0);
  g_object_bind_property_full (self->tabs, "visible-child-name", pane, "tab", G_BINDING_SYNC_CREATE,
                               tab_to_enum, NULL, NULL, NULL);
  g_signal_connect_object (self->facets_flap, "notify::folded", G_CALLBACK (fold_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->facets_flap, "reveal-flap", self->filter_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/* --- what was looked for --- */

static void
keep_query (CosellWindow *self)
{
  g_clear_handle_id (&self->query_source, g_source_remove);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, LAST_QUERY,
                           cosell_search_bar_get_query (self->search_bar));
}

static gboolean
keep_cb (gpointer user_data)
{
  CosellWindow *self = user_data;

  self->query_source = 0;
  keep_query (self);
  return G_SOURCE_REMOVE;
}

static void
query_changed_cb (CosellWindow *self)
{
  update_button (self);
  if (self->settings == NULL)
    return;
  g_clear_handle_id (&self->query_source, g_source_remove);
  self->query_source = g_timeout_add (KEEP_MS, keep_cb, self);
}

/* Before there were filters in the query, open and closed deals were a setting of their own. */
static void
take_old_choice (CosellWindow *self, char **query)
{
  g_autofree char *choice = g_settings_get_string (self->settings, "show-deals");
  g_autofree char *changed = NULL;

  if (g_str_equal (choice, "all"))
    return;
  changed = cosell_query_set_choice (*query, choice, TRUE, FALSE);
  g_free (*query);
  *query = g_steal_pointer (&changed);
  g_settings_set_string (self->settings, LAST_QUERY, *query);
  g_settings_reset (self->settings, "show-deals");
}

static void
restore_query (CosellWindow *self)
{
  g_autofree char *query = g_settings_get_string (self->settings, LAST_QUERY);

  take_old_choice (self, &query);
  if (*query != '\0')
    cosell_search_bar_set_query (self->search_bar, query);
}

void
cosell_window_facets_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.toggle-facets", NULL, toggle_action);
}

void
cosell_window_make_facets (CosellWindow *self)
{
  make_flap (self);
  cosell_window_flap_keep (self->facets_flap, self->settings, "show-facets");
  g_signal_connect_object (self->facets_flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb),
                           self, 0);
  reveal_changed_cb (self->facets_flap, NULL, self);
  if (self->settings != NULL)
    restore_query (self);
  g_signal_connect_object (self->search_bar, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_button (self);
}

void
cosell_window_drop_facets (CosellWindow *self)
{
  if (self->query_source != 0)
    keep_query (self);
}
