#include "ui/shell/cosell-window-find.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "model/cosell-enums.h"

typedef struct
{
  CosellSearchBar *bar;      /* (unowned): lives as long */
  AdwViewStack *tabs;        /* (weak) (nullable): of the same window, which may be closed */
  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): a count is under way */
  gboolean again;            /* and deals changed since */
  gboolean other;            /* and is no longer what is asked for */
  gboolean going;            /* to where something is found: cosell_window_find_go */
  CosellFindCounts counts;   /* as known last */
} Find;

static void
find_free (gpointer data)
{
  Find *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_unref (self->session);
  g_clear_weak_pointer (&self->tabs);
  g_free (self);
}

static char *
words_of (CosellTab tab, gint64 count)
{
  if (tab == COSELL_TAB_LEADS)
    return g_strdup_printf (ngettext ("%ld more in Leads", "%ld more in Leads", (gulong) count),
                            (glong) count);
  if (tab == COSELL_TAB_INBOUND)
    return g_strdup_printf (ngettext ("%ld more in Inbound", "%ld more in Inbound", (gulong) count),
                            (glong) count);
  return g_strdup_printf (ngettext ("%ld more in Outbound", "%ld more in Outbound", (gulong) count),
                          (glong) count);
}

/* Favorites stand in one of the others, so they are no place of their own. */
static const CosellTab places[] = { COSELL_TAB_INBOUND, COSELL_TAB_OUTBOUND, COSELL_TAB_LEADS };

static void
show (Find *self)
{
  const char *shown;
  g_autofree char *words = NULL;

  if (self->tabs == NULL) /* a count came after the window was closed */
    return;
  shown = adw_view_stack_get_visible_child_name (self->tabs);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      CosellTab tab = places[i];
      const char *nick = cosell_enum_nick (COSELL_TYPE_TAB, (int) tab);

      if (self->counts.tabs[tab] == 0 || g_strcmp0 (shown, nick) == 0 ||
          g_strcmp0 (shown, "favorites") == 0)
        continue;
      words = words_of (tab, self->counts.tabs[tab]);
      cosell_search_bar_set_elsewhere (self->bar, words, "win.show-tab",
                                       g_variant_new_string (nick));
      return;
    }
  cosell_search_bar_set_elsewhere (self->bar, NULL, NULL, NULL);
}

/* What was chosen is found in other tabs alone: to the first of them. */
static void
go (Find *self)
{
  const char *shown =
      self->tabs != NULL ? adw_view_stack_get_visible_child_name (self->tabs) : NULL;
  int tab;

  self->going = FALSE;
  if (!cosell_enum_from_nick (COSELL_TYPE_TAB, shown, &tab) || tab == COSELL_TAB_FAVORITES ||
      self->counts.tabs[tab] > 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (self->counts.tabs[places[i]] > 0)
      {
        gtk_widget_activate_action (GTK_WIDGET (self->bar), "win.show-tab", "s",
                                    cosell_enum_nick (COSELL_TYPE_TAB, (int) places[i]));
        return;
      }
}

static void
count (Find *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSearchBar) bar = user_data;
  Find *self = g_object_get_data (G_OBJECT (bar), "find");
  CosellFindCounts counts = { { 0 }, NULL };
  gboolean ok;

  ok = cosell_session_count_find_finish (COSELL_SESSION (source), result, &counts, NULL);
  if (self == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (!self->other)
    {
      if (ok)
        self->counts = counts;
      self->counts.mine = NULL; /* it goes with the result */
      if (self->tabs != NULL)
        cosell_search_bar_set_problem (bar, counts.mine);
      if (self->going && ok)
        go (self);
      show (self);
    }
  if (self->again || self->other)
    count (self);
}

/* One count at a time; what is asked for meanwhile is counted afterwards. */
static void
count (Find *self)
{
  const char *query = cosell_search_bar_get_query (self->bar);

  self->again = self->cancellable != NULL;
  if (self->again)
    return;
  self->other = FALSE;
  if (*query == '\0')
    {
      self->counts = (CosellFindCounts){ { 0 }, NULL };
      cosell_search_bar_set_problem (self->bar, NULL);
      show (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  cosell_session_count_find_async (self->session, query, self->cancellable, counted_cb,
                                   g_object_ref (self->bar));
}

static void
count_other (Find *self)
{
  self->other = self->cancellable != NULL;
  count (self);
}

static void
query_changed_cb (CosellSearchBar *bar, GParamSpec *pspec, gpointer unused)
{
  Find *self = g_object_get_data (G_OBJECT (bar), "find");

  self->going = FALSE;
  count_other (self);
}

/* --- names to be offered --- */

typedef struct
{
  CosellSearchBar *bar; /* (owned) */
  CosellQueryKey key;
} Names;

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Names *wanted = user_data;
  g_autoptr (CosellSearchBar) bar = wanted->bar;
  g_autoptr (GPtrArray) names = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  if (names == NULL || !gtk_widget_get_mapped (GTK_WIDGET (bar)))
    return;
  g_ptr_array_add (names, NULL);
  cosell_search_bar_offer (bar, wanted->key, (const char *const *) names->pdata);
}

static void
names_wanted_cb (CosellSearchBar *bar, guint key, CosellSession *session)
{
  Names *wanted = g_new0 (Names, 1);

  wanted->bar = g_object_ref (bar);
  wanted->key = (CosellQueryKey) key;
  cosell_session_find_names_async (session, wanted->key, NULL, named_cb, wanted);
}

static void
session_changed_cb (CosellSession *session, gpointer changes, CosellSearchBar *bar)
{
  count (g_object_get_data (G_OBJECT (bar), "find"));
}

static void
tab_changed_cb (AdwViewStack *tabs, GParamSpec *pspec, CosellSearchBar *bar)
{
  show (g_object_get_data (G_OBJECT (bar), "find"));
}

void
cosell_window_find_follow (CosellSearchBar *bar, AdwViewStack *tabs, CosellSession *session)
{
  Find *self;

  g_return_if_fail (COSELL_IS_SEARCH_BAR (bar) && ADW_IS_VIEW_STACK (tabs));

  self = g_new0 (Find, 1);
  self->bar = bar;
  g_set_weak_pointer (&self->tabs, tabs);
  self->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (bar), "find", self, find_free);
  g_signal_connect (bar, "notify::query", G_CALLBACK (query_changed_cb), NULL);
  g_signal_connect_object (bar, "names-wanted", G_CALLBACK (names_wanted_cb), session, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), bar, 0);
  g_signal_connect_object (tabs, "notify::visible-child", G_CALLBACK (tab_changed_cb), bar, 0);
}

void
cosell_window_find_go (CosellSearchBar *bar)
{
  Find *self = g_object_get_data (G_OBJECT (bar), "find");

  g_return_if_fail (self != NULL);

  if (self->cancellable == NULL)
    go (self);
  else
    self->going = TRUE;
}
