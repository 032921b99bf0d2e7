#include "ui/find/cosell-views-bar.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-reports.h"
#include "app/cosell-session-views.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/find/cosell-palette-item.h"
#include "ui/find/cosell-view-row.h"
#include "ui/widgets/cosell-toast.h"

#define ALL "all"

struct _CosellViewsBar
{
  GtkWidget parent_instance;

  CosellSession *session;  /* (owned) (nullable) */
  CosellSearchBar *search; /* (weak): of the same window */
  GCancellable *closing;   /* (owned) */
  gboolean reading, again; /* one count at a time */
  gboolean known;          /* the views were read once */
  char *chosen;            /* (owned) */
  gint64 renamed;          /* the view that the popover gives a name; 0: a new one */
  char *acted;             /* (owned) (nullable) id of the row whose menu is open */
  char **columns;          /* (owned) (nullable) of a new view */
  char *sort;              /* (owned) (nullable) */

  GtkWidget *content;
  GtkListBox *standing;
  GtkListBox *kept;
  GtkPopover *name_popover;
  GtkEntry *name_entry;
  GtkButton *name_button;
  GtkLabel *name_problem;
  GtkPopover *menu;
};

G_DEFINE_FINAL_TYPE (CosellViewsBar, cosell_views_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  TOAST,
  ACTIVATED,
  READ,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
tell (CosellViewsBar *self, AdwToast *toast)
{
  g_signal_emit (self, signals[TOAST], 0, toast);
  g_object_unref (toast);
}

/* --- rows --- */

static CosellViewRow *
row_at (GtkListBox *list, int index)
{
  return (CosellViewRow *) gtk_list_box_get_row_at_index (list, index);
}

static CosellViewRow *
find_row (CosellViewsBar *self, const char *id)
{
  GtkListBox *const lists[] = { self->standing, self->kept };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; row_at (lists[l], i) != NULL; i++)
      if (g_strcmp0 (cosell_view_row_get_id (row_at (lists[l], i)), id) == 0)
        return row_at (lists[l], i);
  return NULL;
}

/* (nullable) */
static CosellViewRow *
focused_row (CosellViewsBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, COSELL_TYPE_VIEW_ROW) : NULL;

  return row != NULL ? COSELL_VIEW_ROW (row) : NULL;
}

/* The one whose menu is open, else the one with the focus. (nullable) */
static CosellViewRow *
acted_row (CosellViewsBar *self)
{
  CosellViewRow *row = focused_row (self);

  return row != NULL ? row : find_row (self, self->acted);
}

/* Only what differs, so that the focus stays where it is. */
static void
fill (GtkListBox *list, GPtrArray *views)
{
  for (guint i = 0; i < views->len; i++)
    {
      CosellViewRow *row = row_at (list, (int) i);

      if (row != NULL)
        cosell_view_row_set_view (row, g_ptr_array_index (views, i));
      else
        gtk_list_box_append (list, cosell_view_row_new (g_ptr_array_index (views, i)));
    }
  while (row_at (list, (int) views->len) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row_at (list, (int) views->len)));
}

/* --- which one is marked --- */

static gboolean
has_meaning (CosellViewRow *row, const char *meaning)
{
  g_autofree char *own = cosell_view_dup_meaning (cosell_view_row_get_view (row)->query);

  return own != NULL && g_str_equal (own, meaning);
}

static CosellViewRow *
find_by_query (CosellViewsBar *self)
{
  GtkListBox *const lists[] = { self->standing, self->kept };
  g_autofree char *meaning = cosell_view_dup_meaning (cosell_search_bar_get_query (self->search));
  CosellViewRow *row = find_row (self, self->chosen);

  if (meaning == NULL)
    return NULL;
  if (row != NULL && has_meaning (row, meaning))
    return row; /* of several with one query the one that was chosen */
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; row_at (lists[l], i) != NULL; i++)
      if (has_meaning (row_at (lists[l], i), meaning))
        return row_at (lists[l], i);
  return NULL;
}

static void
set_chosen (CosellViewsBar *self, const char *id)
{
  if (g_strcmp0 (self->chosen, id) == 0)
    return;
  cosell_set_str (&self->chosen, id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static void
mark (CosellViewsBar *self)
{
  CosellViewRow *row = find_by_query (self);
  GtkListBoxRow *list_row = (GtkListBoxRow *) row;

  gtk_list_box_select_row (self->standing, row != NULL && gtk_widget_get_parent (GTK_WIDGET (
                                                              row)) == GTK_WIDGET (self->standing)
                                               ? list_row
                                               : NULL);
  gtk_list_box_select_row (self->kept, row != NULL && gtk_widget_get_parent (GTK_WIDGET (row)) ==
                                                          GTK_WIDGET (self->kept)
                                           ? list_row
                                           : NULL);
  if (self->known)
    set_chosen (self, row != NULL ? cosell_view_row_get_id (row) : "");
}

static void
update_add (CosellViewsBar *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "views.add",
                                 *cosell_search_bar_get_query (self->search) != '\0');
}

static void
query_changed_cb (CosellViewsBar *self)
{
  mark (self);
  update_add (self);
}

static void
choose (CosellViewsBar *self, CosellViewRow *row)
{
  g_autofree char *query = g_strdup (cosell_view_row_get_view (row)->query);

  set_chosen (self, cosell_view_row_get_id (row));
  cosell_search_bar_set_query (self->search, query);
  mark (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellViewsBar *self)
{
  choose (self, COSELL_VIEW_ROW (row));
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* --- reading --- */

static void
read_views (CosellViewsBar *self);

/* B4: without leads, as the lists are. */
static CosellView *
make_all (CosellViewsBar *self)
{
  CosellView *all = g_new0 (CosellView, 1);
  guint inbound, outbound;

  g_object_get (self->session, "inbound-count", &inbound, "outbound-count", &outbound, NULL);
  all->standing = ALL;
  all->name = g_strdup (_ ("All Deals"));
  all->query = g_strdup ("");
  all->count = inbound + outbound;
  return all;
}

static void
show_views (CosellViewsBar *self, GPtrArray *views)
{
  g_autoptr (GPtrArray) standing =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  gboolean first = !self->known;
  CosellViewRow *row;

  g_ptr_array_add (standing, make_all (self));
  for (guint i = 0; i < views->len; i++)
    {
      CosellView *view = g_ptr_array_index (views, i);

      if (view->standing != NULL)
        g_ptr_array_add (standing, cosell_view_copy (view));
      else
        g_ptr_array_add (kept, view);
    }
  fill (self->standing, standing);
  fill (self->kept, kept);
  self->known = TRUE;
  row = find_row (self, self->chosen);
  if (first && row != NULL && *cosell_search_bar_get_query (self->search) == '\0')
    choose (self, row);
  mark (self);
  g_signal_emit (self, signals[READ], 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellViewsBar) self = user_data;
  g_autoptr (GPtrArray) views = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  self->reading = FALSE;
  if (self->session == NULL || self->search == NULL) /* the window was closed meanwhile */
    return;
  if (views != NULL)
    show_views (self, views);
  if (self->again)
    read_views (self);
}

static void
read_views (CosellViewsBar *self)
{
  self->again = self->reading;
  if (self->reading || self->session == NULL)
    return;
  self->reading = TRUE;
  cosell_session_views_async (self->session, COSELL_VIEWS_COUNTED, self->closing, read_cb,
                              g_object_ref (self));
}

static void
session_changed_cb (CosellViewsBar *self)
{
  read_views (self);
}

/* --- what is done to views --- */

static void
view_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellViewsBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view =
      cosell_session_view_finish (COSELL_SESSION (source), result, &error);

  if (view == NULL && self->session != NULL)
    tell (self, cosell_toast_new (error->message));
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellViewsBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views =
      cosell_session_put_views_finish (COSELL_SESSION (source), result, &error);

  if (views == NULL && self->session != NULL)
    tell (self, cosell_toast_new (error->message));
}

/* view: taken */
static void
put (CosellViewsBar *self, CosellView *view)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);

  g_ptr_array_add (views, view);
  cosell_session_put_views_async (self->session, views, NULL, put_cb, g_object_ref (self));
}

static void
undo_remove_cb (AdwToast *toast, CosellViewsBar *self)
{
  const CosellView *view = g_object_get_data (G_OBJECT (toast), "view");

  if (self->session != NULL)
    put (self, cosell_view_copy (view));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellViewsBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view =
      cosell_session_view_finish (COSELL_SESSION (source), result, &error);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (self->session == NULL)
    return;
  if (view == NULL)
    {
      tell (self, cosell_toast_new (error->message));
      return;
    }
  text = g_strdup_printf (_ ("View “%s” deleted"), view->name);
  toast = cosell_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "view", g_steal_pointer (&view),
                          (GDestroyNotify) cosell_view_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), self, 0);
  tell (self, toast);
}

static void
remove_row (CosellViewsBar *self, CosellViewRow *row)
{
  cosell_session_remove_view_async (self->session, cosell_view_row_get_view (row)->id, NULL,
                                    removed_cb, g_object_ref (self));
}

/* The focus goes with the view: its row is the one beside it then. */
static void
move_row (CosellViewsBar *self, CosellViewRow *row, int by)
{
  const CosellView *view = cosell_view_row_get_view (row);
  CosellViewRow *beside = row_at (self->kept, (int) view->position + by);

  if (view->position + by < 0 || beside == NULL)
    return;
  cosell_session_move_view_async (self->session, view->id, view->position + by, NULL, view_done_cb,
                                  g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (beside));
}

static void
duplicate_row (CosellViewsBar *self, CosellViewRow *row)
{
  CosellView *copy = cosell_view_copy (cosell_view_row_get_view (row));

  copy->id = 0;
  copy->position = copy->standing != NULL ? -1 : copy->position + 1;
  copy->standing = NULL;
  put (self, copy);
}

/* --- names --- */

static void
ask_name (CosellViewsBar *self, GtkWidget *at, gint64 renamed, const char *name)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    return;
  rectangle = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                              (int) bounds.size.height };
  self->renamed = renamed;
  gtk_popover_set_pointing_to (self->name_popover, &rectangle);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);
  gtk_button_set_label (self->name_button, renamed != 0 ? _ ("_Rename") : _ ("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->name_problem), FALSE);
  gtk_popover_popup (self->name_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
name_changed_cb (CosellViewsBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->name_problem), FALSE);
}

static void
name_given_cb (CosellViewsBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
  const char *query = self->renamed != 0 ? "" : cosell_search_bar_get_query (self->search);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view =
      cosell_view_new (text, query, (const char *const *) self->columns, self->sort, NULL, &error);

  if (view == NULL)
    {
      gtk_label_set_label (self->name_problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->name_problem), TRUE);
      return;
    }
  gtk_popover_popdown (self->name_popover);
  if (self->renamed != 0)
    cosell_session_rename_view_async (self->session, self->renamed, view->name, NULL, view_done_cb,
                                      g_object_ref (self));
  else
    put (self, g_steal_pointer (&view));
}

static void
rename_row (CosellViewsBar *self, CosellViewRow *row)
{
  const CosellView *view = cosell_view_row_get_view (row);

  ask_name (self, GTK_WIDGET (row), view->id, view->name);
}

/* --- actions, keys, menu --- */

/* One that a person keeps. (nullable) */
static CosellViewRow *
own (CosellViewRow *row)
{
  return row != NULL && cosell_view_row_get_view (row)->standing == NULL ? row : NULL;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  GtkWidget *heading = gtk_widget_get_prev_sibling (GTK_WIDGET (self->kept));

  cosell_search_bar_flush (self->search);
  ask_name (self, gtk_widget_get_last_child (heading), 0, "");
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = own (acted_row (self));

  if (row != NULL)
    rename_row (self, row);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = acted_row (self);

  if (row != NULL)
    duplicate_row (self, row);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = own (acted_row (self));

  if (row != NULL)
    remove_row (self, row);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = own (acted_row (self));

  if (row != NULL)
    move_row (self, row, g_variant_get_int32 (parameter));
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = own (focused_row (self));
  int act = g_variant_get_int32 (args);

  if (row == NULL)
    return FALSE;
  if (act == 0)
    rename_row (self, row);
  else if (act == 2)
    remove_row (self, row);
  else
    move_row (self, row, act);
  return TRUE;
}

static void
open_menu (CosellViewsBar *self, CosellViewRow *row, double x, double y)
{
  static const char *const actions[] = { "views.rename", "views.delete", "views.move" };
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  cosell_set_str (&self->acted, cosell_view_row_get_id (row));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], own (row) != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_popover_set_pointing_to (self->menu, &at);
  gtk_popover_popup (self->menu);
}

static void
open_menu_at (CosellViewsBar *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, COSELL_TYPE_VIEW_ROW) : NULL;

  if (row != NULL)
    open_menu (self, COSELL_VIEW_ROW (row), x, y);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, CosellViewsBar *self)
{
  open_menu_at (self, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *press, double x, double y, CosellViewsBar *self)
{
  open_menu_at (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (widget);
  CosellViewRow *row = focused_row (self);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), widget, &bounds))
    return FALSE;
  open_menu (self, row, bounds.origin.x + bounds.size.width / 2,
             bounds.origin.y + bounds.size.height);
  return TRUE;
}

/* --- life --- */

static void
cosell_views_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, COSELL_VIEWS_BAR (object)->chosen);
}

static void
cosell_views_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (object);
  const char *chosen = g_value_get_string (value);
  CosellViewRow *row = find_row (self, chosen);

  if (g_strcmp0 (chosen, self->chosen) == 0)
    return;
  if (row != NULL)
    choose (self, row);
  else if (!self->known)
    set_chosen (self, chosen != NULL ? chosen : "");
}

static void
cosell_views_bar_dispose (GObject *object)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (object);

  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_VIEWS_BAR);
  G_OBJECT_CLASS (cosell_views_bar_parent_class)->dispose (object);
}

static void
cosell_views_bar_finalize (GObject *object)
{
  CosellViewsBar *self = COSELL_VIEWS_BAR (object);

  g_free (self->chosen);
  g_free (self->acted);
  g_strfreev (self->columns);
  g_free (self->sort);
  G_OBJECT_CLASS (cosell_views_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, COSELL_APP_PATH "/find/cosell-views-bar.ui");
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, content);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, standing);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, kept);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, name_popover);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, name_entry);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, name_button);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, name_problem);
  gtk_widget_class_bind_template_child (klass, CosellViewsBar, menu);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, name_given_cb);
  gtk_widget_class_bind_template_callback (klass, name_changed_cb);
  gtk_widget_class_bind_template_callback (klass, pressed_cb);
  gtk_widget_class_bind_template_callback (klass, long_pressed_cb);
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    int act;
  } keys[] = {
    { GDK_KEY_F2, 0, 0 },
    { GDK_KEY_Delete, 0, 2 },
    { GDK_KEY_KP_Delete, 0, 2 },
    { GDK_KEY_Up, GDK_ALT_MASK, -1 },
    { GDK_KEY_Down, GDK_ALT_MASK, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].key, keys[i].modifiers, key_cb, "i", keys[i].act);
  gtk_widget_class_add_binding (klass, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

static void
cosell_views_bar_class_init (CosellViewsBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (COSELL_TYPE_VIEW_ROW);
  object_class->get_property = cosell_views_bar_get_property;
  object_class->set_property = cosell_views_bar_set_property;
  object_class->dispose = cosell_views_bar_dispose;
  object_class->finalize = cosell_views_bar_finalize;
  props[PROP_CHOSEN] =
      g_param_spec_string ("chosen", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "viewsbar");
  bind_template (widget_class);
  bind_keys (widget_class);
  gtk_widget_class_install_action (widget_class, "views.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "views.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "views.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "views.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "views.move", "i", move_action);
}

static void
cosell_views_bar_init (CosellViewsBar *self)
{
  self->chosen = g_strdup ("");
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cosell_views_bar_follow (CosellViewsBar *self, CosellSession *session, CosellSearchBar *search)
{
  static const char *const counts[] = { "notify::inbound-count", "notify::outbound-count" };

  g_return_if_fail (COSELL_IS_VIEWS_BAR (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->search, search);
  g_signal_connect_object (search, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (session, counts[i], G_CALLBACK (session_changed_cb), self,
                             G_CONNECT_SWAPPED);
  update_add (self);
  read_views (self);
}

const CosellView *
cosell_views_bar_get_view (CosellViewsBar *self, const char *id)
{
  CosellViewRow *row;

  g_return_val_if_fail (COSELL_IS_VIEWS_BAR (self), NULL);

  row = find_row (self, id);
  return row != NULL ? cosell_view_row_get_view (row) : NULL;
}

GListModel *
cosell_views_bar_list (CosellViewsBar *self)
{
  GListStore *items;
  GtkListBox *const lists[] = { self->standing, self->kept };

  g_return_val_if_fail (COSELL_IS_VIEWS_BAR (self), NULL);

  items = g_list_store_new (COSELL_TYPE_PALETTE_ITEM);
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; row_at (lists[l], i) != NULL; i++)
      {
        g_autoptr (CosellPaletteItem) item =
            cosell_palette_item_new_view (cosell_view_row_get_view (row_at (lists[l], i)));

        if (g_strcmp0 (cosell_palette_item_get_id (item), ALL) != 0)
          g_list_store_append (items, item);
      }
  return G_LIST_MODEL (items);
}

void
cosell_views_bar_set_list (CosellViewsBar *self, const char *const *columns, const char *sort)
{
  g_return_if_fail (COSELL_IS_VIEWS_BAR (self));

  g_strfreev (self->columns);
  self->columns = g_strdupv ((char **) columns);
  cosell_set_str (&self->sort, sort);
}

void
cosell_views_bar_grab_focus (CosellViewsBar *self)
{
  CosellViewRow *row;

  g_return_if_fail (COSELL_IS_VIEWS_BAR (self));

  row = find_row (self, self->chosen);
  if (row == NULL)
    row = row_at (self->standing, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
