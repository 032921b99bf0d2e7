#include "ui/widgets/cosell-long-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"

/* Pieces that one press of the button adds. */
#define MORE_PIECES 25

/* A label finds its least width by a line for each letter, and shapes what is left of the text
 * again for each line, unless it is told of one. */
#define LEAST_CHARS 7
/* The same beside a button with words. */
#define HEADING_CHARS 4

#define BUTTON_KEY "cosell-show-all"
#define TITLE_KEY "cosell-whole-title"
#define TEXT_KEY "cosell-whole-text"

struct _CosellLongText
{
  GtkWidget parent_instance;

  char *text;        /* (owned) */
  const char *rest;  /* what is not shown yet, in text */
  guint more;        /* pieces that are to be added */
  guint tick;        /* callback id, or 0 */
  GtkWidget *button; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellLongText, cosell_long_text, GTK_TYPE_WIDGET)

static void
show_piece (GtkLabel *label, const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);

  /* between words it would look for a break through all of an endless one, for each line */
  gtk_label_set_wrap_mode (label, cosell_text_has_endless_word (piece, COSELL_TEXT_LONGEST_WORD)
                                      ? PANGO_WRAP_CHAR
                                      : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_label (label, piece);
}

static void
add_piece (CosellLongText *self)
{
  gsize length = cosell_text_piece_at (self->rest);
  GtkWidget *label = gtk_label_new (NULL);
  gsize shown = length;

  /* a label begins a line of its own */
  if (self->rest[length] == '\0' || self->rest[length] == '\n')
    length += self->rest[length] == '\n';
  else if (shown > 0 && self->rest[shown - 1] == '\n')
    shown--;
  g_object_set (label, "xalign", 0.f, "wrap", TRUE, "width-chars", LEAST_CHARS, "selectable", TRUE,
                NULL);
  show_piece (GTK_LABEL (label), self->rest, shown);
  gtk_widget_insert_before (label, GTK_WIDGET (self), self->button);
  self->rest += length;
}

static gsize
pieces_left (CosellLongText *self)
{
  return strlen (self->rest) / COSELL_TEXT_PIECE + 1;
}

static void
update_button (CosellLongText *self)
{
  if (*self->rest == '\0')
    {
      g_clear_pointer (&self->button, gtk_widget_unparent);
      return;
    }
  gtk_button_set_label (GTK_BUTTON (self->button),
                        pieces_left (self) > MORE_PIECES ? _ ("Show More") : _ ("Show All"));
  gtk_widget_set_sensitive (self->button, self->more == 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CosellLongText *self = COSELL_LONG_TEXT (widget);

  add_piece (self);
  self->more = *self->rest != '\0' ? self->more - 1 : 0;
  if (self->more == 0)
    {
      self->tick = 0;
      update_button (self);
    }
  return self->more > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
clicked_cb (CosellLongText *self)
{
  self->more = MORE_PIECES;
  update_button (self);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
clear (CosellLongText *self)
{
  GtkWidget *child;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = self->more = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->button = NULL;
}

static void
cosell_long_text_dispose (GObject *object)
{
  clear (COSELL_LONG_TEXT (object));
  G_OBJECT_CLASS (cosell_long_text_parent_class)->dispose (object);
}

static void
cosell_long_text_finalize (GObject *object)
{
  g_free (COSELL_LONG_TEXT (object)->text);
  G_OBJECT_CLASS (cosell_long_text_parent_class)->finalize (object);
}

static void
cosell_long_text_class_init (CosellLongTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_long_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_long_text_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
cosell_long_text_init (CosellLongText *self)
{
  GtkLayoutManager *box = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
  self->text = g_strdup ("");
}

GtkWidget *
cosell_long_text_new (const char *text)
{
  CosellLongText *self = g_object_new (COSELL_TYPE_LONG_TEXT, NULL);

  cosell_long_text_set_text (self, text);
  return GTK_WIDGET (self);
}

void
cosell_long_text_set_text (CosellLongText *self, const char *text)
{
  g_return_if_fail (COSELL_IS_LONG_TEXT (self));

  if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL &&
      g_strcmp0 (self->text, text != NULL ? text : "") == 0)
    return;
  clear (self);
  cosell_take_str (&self->text, g_utf8_make_valid (text != NULL ? text : "", -1));
  self->rest = self->text;
  add_piece (self);
  if (*self->rest == '\0')
    return;
  self->button = gtk_button_new ();
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->button, 9);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_button (self);
}

/* --- labels and rows --- */

void
cosell_long_text_show (GtkLabel *label, const char *text)
{
  g_autofree char *shown = NULL;
  gsize length;

  g_return_if_fail (GTK_IS_LABEL (label));

  text = text != NULL ? text : "";
  length = cosell_text_piece_at (text);
  shown = g_strndup (text, length);
  if (text[length] != '\0')
    {
      g_autofree char *cut = g_steal_pointer (&shown);

      shown = g_strconcat (cut, "…", NULL);
    }
  show_piece (label, shown, strlen (shown));
}

/* A window, since a row cannot hold it: each of its layouts is made a few times. */
void
cosell_long_text_present (GtkWidget *over, const char *title, const char *whole)
{
  GtkRoot *root = gtk_widget_get_root (over);
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;
  GtkWidget *text;
  g_autofree char *brief = cosell_text_brief (title);

  g_type_ensure (COSELL_TYPE_LONG_TEXT);
  builder = gtk_builder_new_from_resource (COSELL_APP_PATH "/widgets/cosell-long-text-window.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  text = GTK_WIDGET (gtk_builder_get_object (builder, "text"));
  gtk_window_set_title (window, brief);
  cosell_long_text_set_text (COSELL_LONG_TEXT (text), whole);
  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
  /* a label that gets the focus selects all of its text */
  gtk_label_select_region (GTK_LABEL (gtk_widget_get_first_child (text)), 0, 0);
}

static void
open_cb (GtkWidget *button)
{
  cosell_long_text_present (button, g_object_get_data (G_OBJECT (button), TITLE_KEY),
                            g_object_get_data (G_OBJECT (button), TEXT_KEY));
}

static void
set_whole (GtkWidget *button, const char *title, const char *whole)
{
  /* Translators: %s is what the text is, such as Notes */
  g_autofree char *name = cosell_text_format (_ ("Show All: %s"), title);

  cosell_button_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), TITLE_KEY, g_strdup (title), g_free);
  g_object_set_data_full (G_OBJECT (button), TEXT_KEY, g_strdup (whole), g_free);
}

GtkWidget *
cosell_long_text_new_button (const char *title, const char *whole)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show All"));

  set_whole (button, title, whole);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
  return button;
}

/* --- the column of title and subtitle ---
 *
 * A box in a box is asked for its width at its least height, which GtkBox answers by trying widths:
 * a hundred layouts of each text in it, some milliseconds of a row. This one answers with the width
 * that it wants anyway. */

/* Pixels between title and subtitle of a row, and of a group, as the style of libadwaita has it. */
#define TITLE_SPACING 3
#define HEADING_SPACING 6

#define SPACING_KEY "cosell-column-spacing"

static int
column_spacing (GtkWidget *box)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), SPACING_KEY));
}

static void
measure_column (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int between = column_spacing (widget), spacing = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, across ? -1 : for_size, &least, &wanted, NULL, NULL);
      *minimum = across ? MAX (*minimum, least) : *minimum + spacing + least;
      *natural = across ? MAX (*natural, wanted) : *natural + spacing + wanted;
      spacing = between;
    }
}

static void
allocate_column (GtkWidget *widget, int width, int height, int baseline)
{
  int spacing = column_spacing (widget), y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, y, width, 0 };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      y += place.height + spacing;
    }
}

static GtkSizeRequestMode
column_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Not yet replaced, and not side by side. */
static gboolean
is_column (GtkWidget *box)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (box);

  return GTK_IS_BOX_LAYOUT (layout) &&
         gtk_orientable_get_orientation (GTK_ORIENTABLE (layout)) == GTK_ORIENTATION_VERTICAL;
}

static void
make_column (GtkWidget *box, int spacing, int least_chars)
{
  if (!is_column (box))
    return;
  g_object_set_data (G_OBJECT (box), SPACING_KEY, GINT_TO_POINTER (spacing));
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (column_mode, measure_column,
                                                             allocate_column));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child)) &&
        gtk_label_get_width_chars (GTK_LABEL (child)) < 0)
      gtk_label_set_width_chars (GTK_LABEL (child), least_chars);
}

void
cosell_long_text_use_column (GtkWidget *box)
{
  int spacing;

  g_return_if_fail (GTK_IS_BOX (box));

  spacing = gtk_box_get_spacing (GTK_BOX (box));
  make_column (box, spacing > 0 ? spacing : TITLE_SPACING, LEAST_CHARS);
}

/* The box below widget that libadwaita gave this style class. */
static void
use_column (GtkWidget *widget, const char *style_class, int spacing, int least_chars)
{
  if (GTK_IS_BOX (widget) && gtk_widget_has_css_class (widget, style_class))
    {
      make_column (widget, spacing, least_chars);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    use_column (child, style_class, spacing, least_chars);
}

void
cosell_long_text_use_column_in_row (GtkWidget *row)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  use_column (row, "title", TITLE_SPACING, LEAST_CHARS);
}

void
cosell_long_text_use_column_in_group (AdwPreferencesGroup *group)
{
  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));

  use_column (GTK_WIDGET (group), "labels", HEADING_SPACING, HEADING_CHARS);
}

void
cosell_long_text_show_value (AdwActionRow *row, const char *value)
{
  gboolean is_cut;
  g_autofree char *excerpt = cosell_text_excerpt (value, &is_cut);
  GtkWidget *button;
  const char *title;

  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  button = g_object_get_data (G_OBJECT (row), BUTTON_KEY);
  use_column (GTK_WIDGET (row), "title", TITLE_SPACING, LEAST_CHARS);
  adw_action_row_set_subtitle (row, excerpt);
  if (button != NULL)
    gtk_widget_set_visible (button, is_cut);
  if (!is_cut)
    return;
  if (button == NULL)
    {
      button = cosell_long_text_new_button (title, value);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      adw_action_row_add_suffix (row, button);
      g_object_set_data (G_OBJECT (row), BUTTON_KEY, button);
    }
  else
    set_whole (button, title, value);
}

void
cosell_long_text_show_title (AdwPreferencesRow *row, const char *title)
{
  g_autofree char *brief = cosell_text_brief (title);

  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));

  use_column (GTK_WIDGET (row), "title", TITLE_SPACING, LEAST_CHARS);
  adw_preferences_row_set_title (row, brief);
}
