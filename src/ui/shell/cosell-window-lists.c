#include "ui/shell/cosell-window-lists.h"

#include "app/cosell-session-views.h"
#include "base/cosell-str.h"
#include "model/cosell-enums.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-list-header.h"
#include "ui/shell/cosell-window.h"
#include "ui/widgets/cosell-toast.h"

#define MAX_TABS COSELL_N_TABS
#define ALL "all"
#define KEY "view-lists"

/* As the properties of CosellDealsView; "" where nothing was chosen. */
typedef struct
{
  char *columns;
  char *sort;
} List;

typedef struct
{
  AdwViewStack *tabs;     /* (unowned): lives as long */
  CosellViewsBar *bar;    /* (weak) (nullable) */
  CosellSession *session; /* (owned) */
  GSettings *settings;    /* (owned) (nullable) */
  GtkWidget *views[MAX_TABS];
  List of_tabs[MAX_TABS];
  guint n;
  GHashTable *of_views; /* (owned) id → List */
  char *view;           /* (owned) id of the view whose lists are shown, ALL for none */
  char *known;          /* (owned) (nullable) what that view said of its list last */
  guint writing;        /* what is read of views meanwhile may be older */
  gboolean applying;
} Lists;

static void
list_clear (List *self)
{
  g_free (self->columns);
  g_free (self->sort);
}

static void
list_free (gpointer data)
{
  list_clear (data);
  g_free (data);
}

static void
lists_free (gpointer data)
{
  Lists *self = data;

  for (guint i = 0; i < self->n; i++)
    list_clear (&self->of_tabs[i]);
  g_clear_weak_pointer (&self->bar);
  g_object_unref (self->session);
  g_clear_object (&self->settings);
  g_hash_table_unref (self->of_views);
  g_free (self->view);
  g_free (self->known);
  g_free (self);
}

static gboolean
is_all (Lists *self)
{
  return g_str_equal (self->view, ALL);
}

/* --- what is kept --- */

static char *
tab_key (guint tab, const char *what)
{
  return g_strdup_printf ("%s-%s", cosell_enum_nick (COSELL_TYPE_TAB, (int) tab), what);
}

static void
load (Lists *self)
{
  g_autoptr (GVariantIter) iter = NULL;
  const char *id, *columns, *sort;

  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *columns_key = tab_key (i, "columns");
      g_autofree char *sort_key = tab_key (i, "sort");
      g_autofree char *columns_chosen = NULL;
      List *list = &self->of_tabs[i];

      g_object_get (self->views[i], "columns", &list->columns, "sort", &list->sort, NULL);
      if (self->settings == NULL)
        continue;
      columns_chosen = g_settings_get_string (self->settings, columns_key);
      if (*columns_chosen != '\0') /* else those that a list of this tab has at first */
        cosell_set_str (&list->columns, columns_chosen);
      cosell_take_str (&list->sort, g_settings_get_string (self->settings, sort_key));
    }
  if (self->settings == NULL)
    return;
  g_settings_get (self->settings, KEY, "a{s(ss)}", &iter);
  while (g_variant_iter_next (iter, "{&s(&s&s)}", &id, &columns, &sort))
    {
      List *list = g_new0 (List, 1);

      list->columns = g_strdup (columns);
      list->sort = g_strdup (sort);
      g_hash_table_insert (self->of_views, g_strdup (id), list);
    }
}

static void
save_tab (Lists *self, guint tab)
{
  g_autofree char *columns_key = tab_key (tab, "columns");
  g_autofree char *sort_key = tab_key (tab, "sort");

  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, columns_key, self->of_tabs[tab].columns);
  g_settings_set_string (self->settings, sort_key, self->of_tabs[tab].sort);
}

/* Views that were deleted leave nothing behind; numbers do not come back. */
static gboolean
is_gone (gpointer id, gpointer list, gpointer user_data)
{
  Lists *self = user_data;

  return cosell_views_bar_get_view (self->bar, id) == NULL;
}

static void
save_views (Lists *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer id, list;

  if (self->settings == NULL)
    return;
  if (self->bar != NULL && cosell_views_bar_get_view (self->bar, ALL) != NULL) /* they are known */
    g_hash_table_foreach_remove (self->of_views, is_gone, self);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(ss)}"));
  g_hash_table_iter_init (&iter, self->of_views);
  while (g_hash_table_iter_next (&iter, &id, &list))
    g_variant_builder_add (&builder, "{s(ss)}", id, ((List *) list)->columns,
                           ((List *) list)->sort);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

/* --- what is shown --- */

/* One that a person keeps. (nullable) */
static const CosellView *
own_view (Lists *self)
{
  const CosellView *view =
      self->bar != NULL ? cosell_views_bar_get_view (self->bar, self->view) : NULL;

  return view != NULL && view->standing == NULL ? view : NULL;
}

/* Columns of a view, with the widths that they have here. Returns: (transfer full) */
static char *
with_widths (const CosellView *view, const List *list)
{
  g_autofree char *keys = g_strjoinv (",", view->columns);
  CosellColumnSet set, here;

  cosell_column_set_parse (&set, keys);
  cosell_column_set_parse (&here, list != NULL ? list->columns : NULL);
  for (guint i = 0; i < set.n; i++)
    set.items[i].width = (gint16) cosell_column_set_get_width (&here, set.items[i].column);
  return cosell_column_set_to_full_text (&set);
}

static char *
dup_columns (Lists *self, guint tab)
{
  const List *list = g_hash_table_lookup (self->of_views, self->view);
  const CosellView *view = own_view (self);

  if (view != NULL && view->columns != NULL)
    return with_widths (view, list);
  if (list != NULL && *list->columns != '\0')
    return g_strdup (list->columns);
  return g_strdup (self->of_tabs[tab].columns);
}

static char *
dup_sort (Lists *self, guint tab)
{
  const List *list = g_hash_table_lookup (self->of_views, self->view);
  const CosellView *view = own_view (self);

  if (view != NULL && view->sort != NULL)
    return g_strdup (view->sort);
  if (list != NULL && *list->sort != '\0')
    return g_strdup (list->sort);
  return g_strdup (self->of_tabs[tab].sort);
}

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *found = COSELL_IS_LIST_HEADER (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_header (child);
  return found;
}

/* The chooser says what it changes. */
static void
name_owner (Lists *self, GtkWidget *deals)
{
  const CosellView *view =
      self->bar != NULL ? cosell_views_bar_get_view (self->bar, self->view) : NULL;
  GtkWidget *header = find_header (deals);

  if (header != NULL)
    cosell_column_grid_set_owner (cosell_list_header_get_grid (COSELL_LIST_HEADER (header)),
                                  view != NULL && !is_all (self) ? view->name : NULL);
}

static void
read_list (GtkWidget *deals, CosellColumnSet *set, char **sort)
{
  g_autofree char *columns = NULL;

  g_object_get (deals, "columns", &columns, "sort", sort, NULL);
  cosell_column_set_parse (set, columns);
}

/* A view that is made now gets what is seen. */
static void
tell_bar (Lists *self)
{
  GtkWidget *deals = adw_view_stack_get_visible_child (self->tabs);
  g_auto (GStrv) keys = NULL;
  g_autofree char *sort = NULL;
  CosellColumnSet set;

  if (deals == NULL || self->bar == NULL)
    return;
  read_list (deals, &set, &sort);
  keys = cosell_column_set_dup_keys (&set);
  cosell_views_bar_set_list (self->bar, (const char *const *) keys, sort);
}

static void
apply (Lists *self)
{
  self->applying = TRUE;
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *columns = dup_columns (self, i);
      g_autofree char *sort = dup_sort (self, i);

      g_object_set (self->views[i], "columns", columns, "sort", sort, NULL);
      name_owner (self, self->views[i]);
    }
  self->applying = FALSE;
  tell_bar (self);
}

/* What a view says of its list. Returns: (transfer full) (nullable): NULL for one of the program */
static char *
dup_known (Lists *self)
{
  const CosellView *view = own_view (self);
  g_autofree char *columns = NULL;

  if (view == NULL)
    return NULL;
  columns = view->columns != NULL ? g_strjoinv (",", view->columns) : g_strdup ("");
  return g_strdup_printf ("%s %s", columns, view->sort != NULL ? view->sort : "");
}

/* Another view was chosen. What does not fit any comes from the one before, with something typed.
 */
static void
chosen_cb (CosellViewsBar *bar, GParamSpec *pspec, AdwViewStack *tabs)
{
  Lists *self = g_object_get_data (G_OBJECT (tabs), KEY);
  g_autofree char *chosen = NULL;

  g_object_get (bar, "chosen", &chosen, NULL);
  if (self == NULL || *chosen == '\0' || g_str_equal (chosen, self->view))
    return;
  cosell_set_str (&self->view, chosen);
  cosell_take_str (&self->known, dup_known (self));
  apply (self);
}

/* A view may be here only now, or be another than it was: by cosellctl, or in another window. */
static void
read_cb (CosellViewsBar *bar, AdwViewStack *tabs)
{
  Lists *self = g_object_get_data (G_OBJECT (tabs), KEY);
  g_autofree char *known = self != NULL ? dup_known (self) : NULL;

  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    name_owner (self, self->views[i]);
  if (self->writing > 0 || g_strcmp0 (known, self->known) == 0)
    return;
  cosell_take_str (&self->known, g_steal_pointer (&known));
  apply (self);
}

/* --- what a person changes --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwViewStack) tabs = user_data;
  Lists *self = g_object_get_data (G_OBJECT (tabs), KEY);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (tabs));
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view =
      cosell_session_view_finish (COSELL_SESSION (source), result, &error);

  if (self != NULL)
    self->writing--;
  if (view == NULL && COSELL_IS_WINDOW (window) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    cosell_window_add_toast (COSELL_WINDOW (window), cosell_toast_new (error->message));
}

/* set, sort: (nullable) as view has them. Columns that only others show stay in it, behind the
 * rest. */
static void
write_view (Lists *self, const CosellView *view, const CosellColumnSet *set, const char *sort)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  if (set != NULL)
    {
      g_autofree GStrv keys = cosell_column_set_dup_keys (set);

      for (char **key = keys; *key != NULL; key++)
        g_ptr_array_add (columns, *key);
    }
  for (char **column = view->columns; column != NULL && *column != NULL; column++)
    if (set == NULL || cosell_columns_find (*column) < 0)
      g_ptr_array_add (columns, g_strdup (*column));
  g_ptr_array_add (columns, NULL);
  joined = g_strjoinv (",", (char **) columns->pdata);
  cosell_take_str (&self->known, g_strdup_printf ("%s %s", joined, sort != NULL ? sort : ""));
  self->writing++;
  cosell_session_set_view_list_async (self->session, view->id,
                                      columns->len > 1 ? (const char *const *) columns->pdata
                                                       : NULL,
                                      sort, NULL, written_cb, g_object_ref (self->tabs));
}

static List *
list_of_view (Lists *self)
{
  List *list = g_hash_table_lookup (self->of_views, self->view);

  if (list == NULL)
    {
      list = g_new0 (List, 1);
      list->columns = g_strdup ("");
      list->sort = g_strdup ("");
      g_hash_table_insert (self->of_views, g_strdup (self->view), list);
    }
  return list;
}

/* What a view says is what was read of it, and older than what is being written. */
static void
keep (Lists *self, guint tab, gboolean columns)
{
  g_autofree char *before = columns ? dup_columns (self, tab) : dup_sort (self, tab);
  g_autofree char *sort = NULL;
  const CosellView *view = own_view (self);
  CosellColumnSet set, old;
  gboolean others;

  read_list (self->views[tab], &set, &sort);
  cosell_column_set_parse (&old, columns ? before : NULL);
  if (columns)
    cosell_take_str (&list_of_view (self)->columns, cosell_column_set_to_full_text (&set));
  else
    cosell_set_str (&list_of_view (self)->sort, sort);
  save_views (self);
  others = columns ? !cosell_column_set_same_columns (&set, &old) : !g_str_equal (sort, before);
  if (view != NULL && others)
    write_view (self, view, columns || self->writing > 0 ? &set : NULL,
                !columns || self->writing > 0 ? sort : view->sort);
}

/* A view has one list for all tabs. */
static void
share (Lists *self, guint tab, const char *property)
{
  g_autofree char *value = NULL;

  g_object_get (self->views[tab], property, &value, NULL);
  self->applying = TRUE;
  for (guint i = 0; i < self->n; i++)
    if (i != tab)
      g_object_set (self->views[i], property, value, NULL);
  self->applying = FALSE;
  tell_bar (self);
}

/* Columns tell also of letters that are others now. */
static gboolean
is_another (Lists *self, guint tab, const char *property)
{
  g_autofree char *before =
      g_str_equal (property, "columns") ? dup_columns (self, tab) : dup_sort (self, tab);
  g_autofree char *now = NULL;
  CosellColumnSet a, b;

  g_object_get (self->views[tab], property, &now, NULL);
  if (!g_str_equal (property, "columns"))
    return !g_str_equal (before, now);
  cosell_column_set_parse (&a, before);
  cosell_column_set_parse (&b, now);
  return !cosell_column_set_equal (&a, &b);
}

static void
changed_cb (GtkWidget *deals, GParamSpec *pspec, AdwViewStack *tabs)
{
  Lists *self = g_object_get_data (G_OBJECT (tabs), KEY);
  guint tab = 0;

  if (self == NULL || self->applying)
    return;
  while (tab + 1 < self->n && self->views[tab] != deals)
    tab++;
  if (!is_another (self, tab, pspec->name))
    return;
  if (is_all (self))
    {
      List *list = &self->of_tabs[tab];

      list_clear (list);
      g_object_get (deals, "columns", &list->columns, "sort", &list->sort, NULL);
      save_tab (self, tab);
      tell_bar (self);
      return;
    }
  keep (self, tab, g_str_equal (pspec->name, "columns"));
  share (self, tab, pspec->name);
}

static void
tab_changed_cb (AdwViewStack *tabs, GParamSpec *pspec, gpointer unused)
{
  tell_bar (g_object_get_data (G_OBJECT (tabs), KEY));
}

void
cosell_window_lists_follow (AdwViewStack *tabs,
                            GtkWidget *const *views,
                            guint n,
                            CosellViewsBar *bar,
                            CosellSession *session,
                            GSettings *settings)
{
  g_autofree char *chosen = NULL;
  Lists *self;

  g_return_if_fail (ADW_IS_VIEW_STACK (tabs) && COSELL_IS_VIEWS_BAR (bar) && n <= MAX_TABS);

  self = g_new0 (Lists, 1);
  self->tabs = tabs;
  g_set_weak_pointer (&self->bar, bar);
  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  self->n = n;
  for (guint i = 0; i < n; i++)
    self->views[i] = views[i];
  self->of_views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  g_object_get (bar, "chosen", &chosen, NULL);
  self->view = g_strdup (*chosen != '\0' ? chosen : ALL);
  load (self);
  g_object_set_data_full (G_OBJECT (tabs), KEY, self, lists_free);
  apply (self);
  for (guint i = 0; i < n; i++)
    {
      g_signal_connect_object (views[i], "notify::columns", G_CALLBACK (changed_cb), tabs, 0);
      g_signal_connect_object (views[i], "notify::sort", G_CALLBACK (changed_cb), tabs, 0);
    }
  g_signal_connect_object (bar, "notify::chosen", G_CALLBACK (chosen_cb), tabs, 0);
  g_signal_connect_object (bar, "read", G_CALLBACK (read_cb), tabs, 0);
  g_signal_connect (tabs, "notify::visible-child", G_CALLBACK (tab_changed_cb), NULL);
}
