#include "ui/find/cosell-search-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-query-complete.h"
#include "ui/find/cosell-query-chip.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-query-text.h"

#define MOST_CANDIDATES 40

struct _CosellSearchBar
{
  GtkWidget parent_instance;

  char *chips;      /* (owned): the filters that are set */
  char *query;      /* (owned): the property */
  gboolean writing; /* the field is being set from here */

  CosellQuerySpot spot;  /* (owned): where the cursor is, while candidates are offered */
  GPtrArray *candidates; /* (owned) of CosellQueryCandidate, as shown */
  int marked;            /* -1: none */
  char **names;          /* (owned) (nullable): of deals, for names_key */
  CosellQueryKey names_key;

  GtkBox *line;
  GtkSearchEntry *field;
  GtkLabel *problem;
  char *whole_problem; /* (owned) (nullable): cosell_search_bar_set_problem */
  GtkWidget *below;
  GtkBox *chip_box;
  GtkScrolledWindow *strip;
  GtkWidget *clear;
  GtkWidget *elsewhere;
  GtkLabel *elsewhere_label;
  GtkWidget *popover;
  GtkScrolledWindow *scroller;
  GtkBox *candidate_box;
};

static void
buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellSearchBar,
                               cosell_search_bar,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

typedef enum
{
  PROP_QUERY = 1,
  N_PROPS
} CosellSearchBarProperty;
static GParamSpec *properties[N_PROPS];

enum
{
  GO,
  STOPPED,
  NAMES_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
field_text (CosellSearchBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->field));
}

static gboolean
is_filter (const CosellQueryTerm *term)
{
  return term->kind == COSELL_QUERY_TERM_FILTER || term->kind == COSELL_QUERY_TERM_KEYWORD;
}

/* --- what is looked for --- */

/* text: (nullable) */
static void
say_problem (CosellSearchBar *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* What is no filter yet, or never will be, is underlined and said in words. */
static void
show_problem (CosellSearchBar *self, const CosellQuery *query)
{
  const CosellQueryProblem *problem =
      query->problems->len > 0 ? g_ptr_array_index (query->problems, 0) : NULL;
  g_autoptr (PangoAttrList) underlines = pango_attr_list_new ();

  for (guint i = 0; i < query->problems->len; i++)
    {
      const CosellQueryProblem *one = g_ptr_array_index (query->problems, i);
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

      underline->start_index = (guint) one->range.at;
      underline->end_index = (guint) (one->range.at + one->range.length);
      pango_attr_list_insert (underlines, underline);
    }
  gtk_text_set_attributes (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->field))),
                           underlines);
  say_problem (self, problem != NULL ? problem->message : self->whole_problem);
}

static void
take (CosellSearchBar *self)
{
  g_autoptr (CosellQuery) typed = cosell_query_parse_typed (field_text (self), -1, NULL);
  g_autofree char *text = g_strdup (field_text (self));
  g_autofree char *query = NULL;

  show_problem (self, typed);
  g_strstrip (text);
  query = g_strconcat (self->chips, *self->chips != '\0' && *text != '\0' ? " " : "", text, NULL);
  if (g_str_equal (query, self->query))
    return;
  cosell_take_str (&self->query, g_steal_pointer (&query));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

static void
set_field (CosellSearchBar *self, const char *text)
{
  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->field), text);
  gtk_editable_set_position (GTK_EDITABLE (self->field), -1);
  self->writing = FALSE;
}

/* --- chips --- */

static void
chip_removed_cb (CosellQueryChip *chip, CosellSearchBar *self);
static void
chip_edited_cb (CosellQueryChip *chip, CosellSearchBar *self);

static void
update_below (CosellSearchBar *self)
{
  gtk_widget_set_visible (self->clear, *self->chips != '\0');
  gtk_widget_set_visible (self->below,
                          *self->chips != '\0' || gtk_widget_get_visible (self->elsewhere));
}

static void
show_chips (CosellSearchBar *self)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (self->chips, -1, NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chip_box))) != NULL)
    gtk_box_remove (self->chip_box, child);
  for (guint i = 0; i < query->terms->len; i++)
    {
      GtkWidget *chip = cosell_query_chip_new (g_ptr_array_index (query->terms, i));

      g_signal_connect (chip, "removed", G_CALLBACK (chip_removed_cb), self);
      g_signal_connect (chip, "edited", G_CALLBACK (chip_edited_cb), self);
      gtk_box_append (self->chip_box, chip);
    }
  update_below (self);
}

static void
set_chips (CosellSearchBar *self, const char *chips)
{
  if (cosell_set_str (&self->chips, chips))
    show_chips (self);
}

static guint
index_of (GtkWidget *child)
{
  guint index = 0;

  while ((child = gtk_widget_get_prev_sibling (child)) != NULL)
    index++;
  return index;
}

/* Returns: (transfer full): the term, as it is written */
static char *
drop_chip (CosellSearchBar *self, guint index)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (self->chips, -1, NULL);
  g_autofree char *without = NULL;
  char *term;

  if (index >= query->terms->len)
    return g_strdup ("");
  term = cosell_query_term_print (g_ptr_array_index (query->terms, index));
  without = cosell_query_remove_term (self->chips, query, index);
  set_chips (self, without);
  return term;
}

/* The focus stays near where it was: on the chip that took the place, else in the field. */
static void
chip_removed_cb (CosellQueryChip *chip, CosellSearchBar *self)
{
  guint index = index_of (GTK_WIDGET (chip));
  g_autofree char *term = drop_chip (self, index);
  GtkWidget *next = gtk_widget_get_first_child (GTK_WIDGET (self->chip_box));

  while (next != NULL && index-- > 0 && gtk_widget_get_next_sibling (next) != NULL)
    next = gtk_widget_get_next_sibling (next);
  gtk_widget_child_focus (next != NULL ? next : GTK_WIDGET (self->field), GTK_DIR_TAB_FORWARD);
  take (self);
}

static void
chip_edited_cb (CosellQueryChip *chip, CosellSearchBar *self)
{
  g_autofree char *term = drop_chip (self, index_of (GTK_WIDGET (chip)));
  g_autofree char *text = cosell_query_append_term (field_text (self), term);

  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  set_field (self, text);
  take (self);
}

static void
clear_cb (CosellSearchBar *self)
{
  set_chips (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  take (self);
}

/* The filters in the field become chips. Returns: whether there were any */
static gboolean
make_chips (CosellSearchBar *self)
{
  g_autofree char *text = g_strdup (field_text (self));
  g_autofree char *chips = g_strdup (self->chips);
  gboolean any = FALSE;

  for (guint i = 0;;)
    {
      g_autoptr (CosellQuery) query = cosell_query_parse_typed (text, -1, NULL);
      const CosellQueryTerm *term;
      g_autofree char *printed = NULL;

      if (i >= query->terms->len)
        break;
      term = g_ptr_array_index (query->terms, i);
      if (!is_filter (term))
        {
          i++;
          continue;
        }
      printed = cosell_query_term_print (term);
      cosell_take_str (&chips, cosell_query_append_term (chips, printed));
      cosell_take_str (&text, cosell_query_remove_term (text, query, i));
      any = TRUE;
    }
  if (!any)
    return FALSE;
  g_strstrip (text);
  set_field (self, text);
  set_chips (self, chips);
  take (self);
  return TRUE;
}

/* --- what can stand here --- */

static void
close_candidates (CosellSearchBar *self)
{
  self->marked = -1;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
mark (CosellSearchBar *self, int index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->candidate_box));

  self->marked = index;
  for (int i = 0; child != NULL; child = gtk_widget_get_next_sibling (child), i++)
    {
      graphene_rect_t bounds;

      if (i != index)
        {
          gtk_widget_unset_state_flags (child, GTK_STATE_FLAG_SELECTED);
          continue;
        }
      gtk_widget_set_state_flags (child, GTK_STATE_FLAG_SELECTED, FALSE);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->field),
                                      GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, child, -1);
      if (gtk_widget_compute_bounds (child, GTK_WIDGET (self->candidate_box), &bounds))
        gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                                   bounds.origin.y, bounds.origin.y + bounds.size.height);
    }
}

static void
update_candidates (CosellSearchBar *self);

static void
pick (CosellSearchBar *self, guint index)
{
  g_autofree char *text = NULL;
  gsize cursor;

  text = cosell_query_spot_take (&self->spot, field_text (self),
                                 g_ptr_array_index (self->candidates, index), &cursor);
  set_field (self, text);
  gtk_editable_set_position (GTK_EDITABLE (self->field),
                             (int) g_utf8_pointer_to_offset (text, text + cursor));
  take (self);
  update_candidates (self);
}

static void
candidate_clicked_cb (GtkButton *button, CosellSearchBar *self)
{
  pick (self, index_of (GTK_WIDGET (button)));
}

static GtkWidget *
make_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", dim ? 1.0F : 0.0F, "hexpand", dim, "ellipsize",
                PANGO_ELLIPSIZE_END, NULL);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* The field keeps the focus, so that one can go on typing. */
static GtkWidget *
make_candidate (CosellSearchBar *self, const CosellQueryCandidate *candidate)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_autofree char *means =
      candidate->label != NULL
          ? g_strdup (candidate->label)
          : cosell_query_text_candidate (candidate->text,
                                         self->spot.kind == COSELL_QUERY_SPOT_VALUE,
                                         self->spot.key);

  gtk_box_append (GTK_BOX (box), make_label (candidate->text, FALSE));
  if (means != NULL)
    gtk_box_append (GTK_BOX (box), make_label (means, TRUE));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  candidate->text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  means != NULL ? means : "", -1);
  g_object_set (button, "can-focus", FALSE, "focus-on-click", FALSE, NULL);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (candidate_clicked_cb), self);
  return button;
}

static void
show_candidates (CosellSearchBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->candidate_box))) != NULL)
    gtk_box_remove (self->candidate_box, child);
  for (guint i = 0; i < self->candidates->len; i++)
    gtk_box_append (self->candidate_box,
                    make_candidate (self, g_ptr_array_index (self->candidates, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  mark (self, -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* A word that is typed to the end is not offered once more. */
static gboolean
says_it_all (CosellSearchBar *self)
{
  const CosellQueryCandidate *only = g_ptr_array_index (self->candidates, 0);

  return self->candidates->len == 1 && g_ascii_strcasecmp (only->text, self->spot.typed) == 0;
}

static void
fill_candidates (CosellSearchBar *self)
{
  const char *const *names = self->names != NULL && self->spot.kind == COSELL_QUERY_SPOT_VALUE &&
                                     self->spot.key == self->names_key
                                 ? (const char *const *) self->names
                                 : NULL;

  g_ptr_array_unref (self->candidates);
  self->candidates = cosell_query_complete (&self->spot, names, MOST_CANDIDATES);
  if (self->candidates->len == 0 || says_it_all (self))
    close_candidates (self);
  else
    show_candidates (self);
}

static void
update_candidates (CosellSearchBar *self)
{
  const char *text = field_text (self);
  int position = gtk_editable_get_position (GTK_EDITABLE (self->field));
  gsize cursor = (gsize) (g_utf8_offset_to_pointer (text, position) - text);
  CosellQueryKind kind;

  cosell_query_spot_clear (&self->spot);
  cosell_query_spot_init (&self->spot, text, cursor);
  if (self->spot.kind == COSELL_QUERY_SPOT_NOTHING ||
      (self->spot.kind == COSELL_QUERY_SPOT_TERM && *self->spot.typed == '\0') ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      close_candidates (self);
      return;
    }
  kind = cosell_query_key_info (self->spot.key)->kind;
  if (self->spot.kind == COSELL_QUERY_SPOT_VALUE &&
      (kind == COSELL_QUERY_KIND_TEXT || kind == COSELL_QUERY_KIND_CODE) &&
      (self->names == NULL || self->names_key != self->spot.key))
    g_signal_emit (self, signals[NAMES_WANTED], 0, (guint) self->spot.key);
  fill_candidates (self);
}

/* --- the field --- */

static void
typed_cb (CosellSearchBar *self)
{
  if (!self->writing)
    update_candidates (self);
}

/* A field that gets another text is empty in between. */
static void
take_cb (CosellSearchBar *self)
{
  if (!self->writing)
    take (self);
}

static void
cursor_cb (CosellSearchBar *self)
{
  if (!self->writing && gtk_widget_get_visible (self->popover))
    update_candidates (self);
}

static void
left_cb (CosellSearchBar *self)
{
  /* asked for anew the next time */
  g_clear_pointer (&self->names, g_strfreev);
  close_candidates (self);
}

static void
activated_cb (CosellSearchBar *self)
{
  close_candidates (self);
  take (self);
  if (!make_chips (self) && *self->query != '\0')
    g_signal_emit (self, signals[GO], 0, TRUE);
}

static void
stopped_cb (CosellSearchBar *self)
{
  set_field (self, "");
  take (self);
  g_signal_emit (self, signals[STOPPED], 0);
}

static gboolean
move_mark (CosellSearchBar *self, int step)
{
  int n = (int) self->candidates->len;

  if (!gtk_widget_get_visible (self->popover))
    {
      if (step < 0)
        return FALSE;
      take (self);
      g_signal_emit (self, signals[GO], 0, FALSE);
      return TRUE;
    }
  mark (self, self->marked < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (self->marked + step, 0, n - 1));
  return TRUE;
}

/* Backspace where nothing is left to be deleted. */
static gboolean
drop_last_chip (CosellSearchBar *self)
{
  g_autoptr (CosellQuery) query = NULL;
  g_autofree char *term = NULL;

  if (*self->chips == '\0' || gtk_editable_get_position (GTK_EDITABLE (self->field)) != 0 ||
      gtk_editable_get_selection_bounds (GTK_EDITABLE (self->field), NULL, NULL))
    return FALSE;
  query = cosell_query_parse_typed (self->chips, -1, NULL);
  if (query->terms->len == 0)
    return FALSE;
  term = drop_chip (self, query->terms->len - 1);
  take (self);
  return TRUE;
}

static gboolean
step_cb (GtkWidget *field, GVariant *args, gpointer user_data)
{
  return move_mark (COSELL_SEARCH_BAR (user_data), g_variant_get_int32 (args));
}

/* Keys that move, before the text field takes them. */
static void
add_steps (CosellSearchBar *self)
{
  static const struct
  {
    guint key;
    int step;
  } steps[] = {
    { GDK_KEY_Down, 1 }, { GDK_KEY_KP_Down, 1 }, { GDK_KEY_Up, -1 }, { GDK_KEY_KP_Up, -1 }
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (steps[i].key, 0),
                                                gtk_callback_action_new (step_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (steps[i].step));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->field), keys);
}

static gboolean
key_pressed_cb (CosellSearchBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean open = gtk_widget_get_visible (self->popover);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_BackSpace:
      return drop_last_chip (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (!open || self->marked < 0)
        return FALSE;
      pick (self, (guint) self->marked);
      return TRUE;
    case GDK_KEY_Escape:
      close_candidates (self);
      return open;
    default:
      return FALSE;
    }
}

/* --- object --- */

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (g_strcmp0 (type, "end") == 0)
    gtk_box_append (COSELL_SEARCH_BAR (buildable)->line, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
cosell_search_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUERY)
    cosell_search_bar_set_query (COSELL_SEARCH_BAR (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_search_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUERY)
    g_value_set_string (value, COSELL_SEARCH_BAR (object)->query);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_search_bar_dispose (GObject *object)
{
  CosellSearchBar *self = COSELL_SEARCH_BAR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_SEARCH_BAR);
  G_OBJECT_CLASS (cosell_search_bar_parent_class)->dispose (object);
}

static void
cosell_search_bar_finalize (GObject *object)
{
  CosellSearchBar *self = COSELL_SEARCH_BAR (object);

  g_free (self->chips);
  g_free (self->query);
  g_free (self->whole_problem);
  g_strfreev (self->names);
  cosell_query_spot_clear (&self->spot);
  g_ptr_array_unref (self->candidates);
  G_OBJECT_CLASS (cosell_search_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, COSELL_APP_PATH "/find/cosell-search-bar.ui");
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, line);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, field);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, problem);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, below);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, chip_box);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, strip);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, clear);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, elsewhere);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, elsewhere_label);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, popover);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, scroller);
  gtk_widget_class_bind_template_child (klass, CosellSearchBar, candidate_box);
  gtk_widget_class_bind_template_callback (klass, typed_cb);
  gtk_widget_class_bind_template_callback (klass, take_cb);
  gtk_widget_class_bind_template_callback (klass, cursor_cb);
  gtk_widget_class_bind_template_callback (klass, left_cb);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, stopped_cb);
  gtk_widget_class_bind_template_callback (klass, clear_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
}

static void
cosell_search_bar_class_init (CosellSearchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = cosell_search_bar_set_property;
  object_class->get_property = cosell_search_bar_get_property;
  object_class->dispose = cosell_search_bar_dispose;
  object_class->finalize = cosell_search_bar_finalize;
  properties[PROP_QUERY] =
      g_param_spec_string ("query", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[NAMES_WANTED] =
      g_signal_new ("names-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cosell_search_bar_init (CosellSearchBar *self)
{
  self->chips = g_strdup ("");
  self->query = g_strdup ("");
  self->candidates = g_ptr_array_new ();
  self->marked = -1;
  cosell_query_spot_init (&self->spot, "", 0);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* chips and what is found elsewhere stand on one line where both have room */
  gtk_widget_set_layout_manager (self->below, cosell_wrap_layout_new (6, 2));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->field));
  add_steps (self);
  cosell_long_entry_limit_search (self->field);
}

const char *
cosell_search_bar_get_query (CosellSearchBar *self)
{
  g_return_val_if_fail (COSELL_IS_SEARCH_BAR (self), NULL);

  return self->query;
}

void
cosell_search_bar_set_query (CosellSearchBar *self, const char *query)
{
  g_return_if_fail (COSELL_IS_SEARCH_BAR (self));

  close_candidates (self);
  set_chips (self, "");
  set_field (self, query != NULL ? query : "");
  if (!make_chips (self))
    take (self);
}

void
cosell_search_bar_flush (CosellSearchBar *self)
{
  g_return_if_fail (COSELL_IS_SEARCH_BAR (self));

  take (self);
}

void
cosell_search_bar_set_elsewhere (CosellSearchBar *self,
                                 const char *words,
                                 const char *action,
                                 GVariant *target)
{
  g_autoptr (GVariant) sunk = target != NULL ? g_variant_ref_sink (target) : NULL;

  g_return_if_fail (COSELL_IS_SEARCH_BAR (self));

  if (words != NULL)
    {
      gtk_label_set_label (self->elsewhere_label, words);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->elsewhere), sunk);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->elsewhere), action);
    }
  gtk_widget_set_visible (self->elsewhere, words != NULL);
  update_below (self);
}

void
cosell_search_bar_set_problem (CosellSearchBar *self, const char *problem)
{
  g_autoptr (CosellQuery) typed = NULL;

  g_return_if_fail (COSELL_IS_SEARCH_BAR (self));

  if (g_strcmp0 (self->whole_problem, problem) == 0)
    return;
  cosell_set_str (&self->whole_problem, problem);
  typed = cosell_query_parse_typed (field_text (self), -1, NULL);
  show_problem (self, typed);
}

void
cosell_search_bar_offer (CosellSearchBar *self, CosellQueryKey key, const char *const *names)
{
  g_return_if_fail (COSELL_IS_SEARCH_BAR (self));

  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
  self->names_key = key;
  if (self->spot.kind == COSELL_QUERY_SPOT_VALUE && self->spot.key == key &&
      (gtk_widget_get_state_flags (GTK_WIDGET (self->field)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    fill_candidates (self);
}

GtkWidget *
cosell_search_bar_get_field (CosellSearchBar *self)
{
  g_return_val_if_fail (COSELL_IS_SEARCH_BAR (self), NULL);

  return GTK_WIDGET (self->field);
}
