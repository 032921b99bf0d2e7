#include "ui/widgets/cosell-long-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "ui/widgets/cosell-long-text.h"

/* Characters that come at once and are not typed. */
#define PASTED 200

#define FIELD_KEY "cosell-long-entry"
#define NOTICE_CLASS "field-notice"

typedef struct
{
  GtkWidget *widget; /* (unowned) */
  char *whole;       /* (owned) (nullable) what is too long for the widget */
  gboolean writing;  /* from here, not by a person */
  char *kept;        /* (owned) (nullable) what was shown when something was refused */
  char *removed;     /* (owned) (nullable) what was deleted in this turn of the main loop */
  guint turn;        /* the source that ends the turn, 0 without one */
  GtkWidget *notice; /* (unowned) (nullable) below the field, of what was refused or is locked */
  GtkWidget *show;   /* (unowned) (nullable) */
  GtkWidget *cut;    /* (unowned) (nullable) */
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_clear_weak_pointer (&field->notice);
  g_clear_weak_pointer (&field->show);
  g_clear_weak_pointer (&field->cut);
  g_clear_handle_id (&field->turn, g_source_remove);
  g_free (field->removed);
  g_free (field->kept);
  g_free (field->whole);
  g_free (field);
}

static GtkTextBuffer *
get_buffer (Field *field)
{
  return GTK_IS_TEXT_VIEW (field->widget) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget))
                                          : NULL;
}

static char *
dup_shown (Field *field)
{
  GtkTextBuffer *buffer = get_buffer (field);
  GtkTextIter start, end;

  if (buffer == NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->widget)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
fits (Field *field, const char *text)
{
  if (GTK_IS_TEXT_VIEW (field->widget))
    return cosell_text_is_editable (text);
  /* bytes first: the usual text is short */
  return strlen (text) <= COSELL_ENTRY_MOST || g_utf8_strlen (text, -1) <= COSELL_ENTRY_MOST;
}

static char *
count_text (const char *text)
{
  g_autofree char *number = g_strdup_printf ("%ld", g_utf8_strlen (text, -1));

  return cosell_intl_format_decimal (number, 0);
}

/* --- below the field --- */

static GtkWidget *
make_notice (void)
{
  GtkWidget *notice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (notice, NOTICE_CLASS);
  gtk_widget_set_margin_top (notice, 6);
  g_object_set (label, "xalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand",
                TRUE, NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (notice), label);
  return notice;
}

/* Rows of a list share the place below it. */
static char *
name_field (Field *field, const char *words)
{
  if (!ADW_IS_PREFERENCES_ROW (field->widget))
    return g_strdup (words);
  /* Translators: the name of a field, then a sentence about it */
  return g_strdup_printf (_ ("%s: %s"),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (field->widget)),
                          words);
}

/* Behind what stands in the next box around the field: its scroller, frame or list, and the notices
 * of the other rows of that list. Returns: (transfer none) the sibling before the notice's place */
static GtkWidget *
find_place (Field *field)
{
  GtkWidget *place = field->widget;
  GtkWidget *next;

  while (gtk_widget_get_parent (place) != NULL && !GTK_IS_BOX (gtk_widget_get_parent (place)))
    place = gtk_widget_get_parent (place);
  while ((next = gtk_widget_get_next_sibling (place)) != NULL &&
         gtk_widget_has_css_class (next, NOTICE_CLASS))
    place = next;
  return place;
}

static void
show_notice (Field *field, const char *text, gboolean error)
{
  g_autofree char *named = name_field (field, text);
  GtkWidget *place = find_place (field);

  if (field->notice == NULL && gtk_widget_get_parent (place) != NULL)
    {
      g_set_weak_pointer (&field->notice, make_notice ());
      gtk_widget_insert_after (field->notice, gtk_widget_get_parent (place), place);
    }
  if (field->notice == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (field->notice)), named);
  gtk_widget_set_visible (field->notice, *text != '\0');
  if (error)
    gtk_widget_add_css_class (field->notice, "error");
  else
    gtk_widget_remove_css_class (field->notice, "error");
  /* a text view has who reads it as its description */
  if (GTK_IS_EDITABLE (field->widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (field->widget),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
refuse (Field *field, const char *text)
{
  g_autofree char *number = count_text (text);
  /* Translators: %s is a number */
  g_autofree char *words =
      g_strdup_printf (_ ("Nothing was pasted: the field would hold %s characters, which is "
                          "more than can be edited here. Paste less of it."),
                       number);

  show_notice (field, words, TRUE);
  cosell_take_str (&field->kept, dup_shown (field));
  gtk_widget_error_bell (field->widget);
}

static Field *
get_field (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), FIELD_KEY);
}

static void
show_cb (GtkWidget *widget)
{
  Field *field = get_field (widget);
  g_autofree char *title = NULL;

  if (ADW_IS_PREFERENCES_ROW (field->widget))
    title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (field->widget)));
  cosell_long_text_present (field->widget, title != NULL ? title : _ ("Text"), field->whole);
}

static void
cut_cb (GtkWidget *widget)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), get_field (widget)->whole);
  cosell_long_entry_set_text (widget, "");
  gtk_widget_grab_focus (widget);
}

static void
add_button (Field *field,
            GtkWidget **place,
            const char *icon,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  g_set_weak_pointer (place, button);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set (button, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, field->widget, G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (field->widget))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (field->widget), button);
  else
    gtk_box_append (GTK_BOX (field->notice), button);
}

static void
show_lock (Field *field)
{
  gboolean locked = field->whole != NULL;

  if (locked)
    {
      g_autofree char *number = count_text (field->whole);
      /* Translators: %s is a number */
      g_autofree char *words =
          g_strdup_printf (_ ("This text is too long to be edited here: it has %s characters, of "
                              "which the first are shown. It stays as it is. To write another, "
                              "cut it."),
                           number);

      show_notice (field, words, FALSE);
    }
  else if (field->notice != NULL)
    show_notice (field, "", FALSE);
  if (locked && field->show == NULL && field->notice != NULL)
    {
      add_button (field, &field->cut, "edit-cut-symbolic", _ ("Cut the Whole Text"),
                  G_CALLBACK (cut_cb));
      add_button (field, &field->show, "view-reveal-symbolic", _ ("Show the Whole Text"),
                  G_CALLBACK (show_cb));
    }
  if (field->show != NULL)
    gtk_widget_set_visible (field->show, locked);
  if (field->cut != NULL)
    gtk_widget_set_visible (field->cut, locked);
}

/* --- what comes in --- */

static char *
splice (const char *old, long offset, const char *text, gsize length)
{
  const char *at = g_utf8_offset_to_pointer (old, offset);
  GString *all = g_string_sized_new (strlen (old) + length);

  g_string_append_len (all, old, at - old);
  g_string_append_len (all, text, (gssize) length);
  g_string_append (all, at);
  return g_string_free (all, FALSE);
}

/* What the field would hold with the text that comes, when that is too much for it. Returns:
 * (transfer full) (nullable) */
static char *
find_too_much (Field *field, long offset, const char *text, int length)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  g_autofree char *old = NULL;
  g_autofree char *all = NULL;

  if (field->writing || size <= PASTED)
    return NULL;
  old = dup_shown (field);
  all = splice (old, offset, text, size);
  return fits (field, all) ? NULL : g_steal_pointer (&all);
}

static gboolean
turn_ended_cb (gpointer data)
{
  Field *field = data;

  field->turn = 0;
  g_clear_pointer (&field->removed, g_free);
  return G_SOURCE_REMOVE;
}

/* What is pasted over a selection comes after the selection was deleted, in the same turn: when it
 * is refused, the selection has to come back. removed: (transfer full) */
static void
remember_removed (Field *field, char *removed)
{
  cosell_take_str (&field->removed, removed);
  if (field->turn == 0)
    field->turn = g_idle_add_full (G_PRIORITY_HIGH, turn_ended_cb, field, NULL);
}

static void
delete_from_entry_cb (GtkEditable *delegate, int start, int end, GtkWidget *widget)
{
  remember_removed (get_field (widget), gtk_editable_get_chars (delegate, start, end));
}

static void
delete_from_buffer_cb (GtkTextBuffer *buffer,
                       const GtkTextIter *start,
                       const GtkTextIter *end,
                       GtkWidget *widget)
{
  remember_removed (get_field (widget), gtk_text_buffer_get_text (buffer, start, end, TRUE));
}

static void
insert_into_entry_cb (GtkEditable *delegate,
                      char *text,
                      int length,
                      int *position,
                      GtkWidget *widget)
{
  Field *field = get_field (widget);
  g_autofree char *all = find_too_much (field, *position, text, length);
  g_autofree char *removed = NULL;

  if (all == NULL)
    return;
  g_signal_stop_emission_by_name (delegate, "insert-text");
  removed = g_steal_pointer (&field->removed);
  if (removed != NULL)
    gtk_editable_insert_text (delegate, removed, -1, position);
  refuse (field, all);
}

static void
insert_into_buffer_cb (GtkTextBuffer *buffer,
                       GtkTextIter *place,
                       char *text,
                       int length,
                       GtkWidget *widget)
{
  Field *field = get_field (widget);
  g_autofree char *all = find_too_much (field, gtk_text_iter_get_offset (place), text, length);
  g_autofree char *removed = NULL;

  if (all == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  removed = g_steal_pointer (&field->removed);
  if (removed != NULL)
    gtk_text_buffer_insert (buffer, place, removed, -1);
  refuse (field, all);
}

static void
changed_cb (GtkWidget *widget)
{
  Field *field = get_field (widget);
  g_autofree char *text = dup_shown (field);

  if (GTK_IS_TEXT_VIEW (field->widget))
    {
      gboolean endless = cosell_text_has_endless_word (text, COSELL_TEXT_LONGEST_WORD);

      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (field->widget),
                                   endless ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
    }
  /* an entry tells that it changed after all of the paste, also when that left it as it was */
  if (g_strcmp0 (text, field->kept) == 0)
    return;
  g_clear_pointer (&field->kept, g_free);
  if (field->whole == NULL && field->notice != NULL && gtk_widget_get_visible (field->notice))
    show_notice (field, "", FALSE);
}

static Field *
ensure_field (GtkWidget *widget)
{
  Field *field = get_field (widget);

  if (field != NULL)
    return field;
  field = g_new0 (Field, 1);
  field->widget = widget;
  g_object_set_data_full (G_OBJECT (widget), FIELD_KEY, field, field_free);
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = get_buffer (field);

      g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_into_buffer_cb), widget,
                               0);
      g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_from_buffer_cb), widget,
                               0);
      g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), widget,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (widget)), "insert-text",
                               G_CALLBACK (insert_into_entry_cb), widget, 0);
      g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (widget)), "delete-text",
                               G_CALLBACK (delete_from_entry_cb), widget, 0);
      g_signal_connect_swapped (widget, "changed", G_CALLBACK (changed_cb), widget);
    }
  return field;
}

/* --- setting --- */

static void
set_editable (Field *field, gboolean editable)
{
  if (GTK_IS_TEXT_VIEW (field->widget))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (field->widget), editable);
  else
    gtk_editable_set_editable (GTK_EDITABLE (field->widget), editable);
}

/* Takes the whole of a text that is too long. Returns: (transfer full) what the widget is to show
 */
static char *
take (Field *field, const char *text)
{
  gboolean was_locked = field->whole != NULL;
  char *shown;

  text = text != NULL ? text : "";
  if (fits (field, text))
    {
      g_clear_pointer (&field->whole, g_free);
      shown = g_strdup (text);
    }
  else
    {
      g_autofree char *whole = g_strdup (text); /* text may be the one that is held */
      g_autofree char *first = g_strndup (text, cosell_text_piece_at (text));

      cosell_take_str (&field->whole, g_steal_pointer (&whole));
      shown = GTK_IS_TEXT_VIEW (field->widget) ? g_strconcat (first, "…", NULL)
                                               : cosell_text_brief (first);
    }
  if (was_locked || field->whole != NULL)
    {
      set_editable (field, field->whole == NULL);
      show_lock (field);
    }
  return shown;
}

/* Without a way back to what was shown of a text that was locked. */
static void
write_buffer (GtkTextBuffer *buffer, const char *text)
{
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

static void
write_entry (GtkEditable *entry, const char *text)
{
  gboolean undo = gtk_editable_get_enable_undo (entry);

  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, undo);
}

void
cosell_long_entry_set_text (GtkWidget *widget, const char *text)
{
  g_autofree char *shown = NULL;
  Field *field;

  g_return_if_fail (GTK_IS_TEXT_VIEW (widget) || GTK_IS_EDITABLE (widget));

  field = ensure_field (widget);
  shown = take (field, text);
  field->writing = TRUE;
  if (GTK_IS_TEXT_VIEW (widget))
    write_buffer (get_buffer (field), shown);
  else
    write_entry (GTK_EDITABLE (widget), shown);
  field->writing = FALSE;
}

char *
cosell_long_entry_dup_text (GtkWidget *widget)
{
  Field *field;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (widget) || GTK_IS_EDITABLE (widget), NULL);

  field = ensure_field (widget);
  return field->whole != NULL ? g_strdup (field->whole) : dup_shown (field);
}

gboolean
cosell_long_entry_is_locked (GtkWidget *widget)
{
  Field *field = get_field (widget);

  return field != NULL && field->whole != NULL;
}

void
cosell_long_entry_guard (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (widget) || GTK_IS_EDITABLE (widget));

  ensure_field (widget);
}

void
cosell_long_entry_limit_search (GtkSearchEntry *search)
{
  g_return_if_fail (GTK_IS_SEARCH_ENTRY (search));

  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (search))),
                           COSELL_TEXT_BRIEF);
}

/* --- bindings --- */

typedef struct
{
  CosellLongEntryConvert to_text, from_text;
} Conversion;

static gboolean
to_field (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_autoptr (GObject) target = g_binding_dup_target (binding);
  Field *field = target != NULL ? ensure_field (GTK_WIDGET (target)) : NULL;
  Conversion *conversion = user_data;
  g_autofree char *text = NULL;

  if (field == NULL)
    return FALSE;
  if (conversion != NULL)
    text = conversion->to_text (g_value_get_string (from));
  g_value_take_string (to, take (field, text != NULL ? text : g_value_get_string (from)));
  return TRUE;
}

static gboolean
from_field (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_autoptr (GObject) target = g_binding_dup_target (binding);
  Conversion *conversion = user_data;
  g_autofree char *text = NULL;

  if (target == NULL)
    return FALSE;
  text = cosell_long_entry_dup_text (GTK_WIDGET (target));
  g_value_take_string (to,
                       conversion != NULL ? conversion->from_text (text) : g_steal_pointer (&text));
  return TRUE;
}

void
cosell_long_entry_bind (gpointer source, const char *property, GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_EDITABLE (widget));

  ensure_field (widget);
  g_object_bind_property_full (source, property, widget, "text",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_field,
                               from_field, NULL, NULL);
}

void
cosell_long_entry_bind_converted (gpointer source,
                                  const char *property,
                                  GtkWidget *widget,
                                  CosellLongEntryConvert to_text,
                                  CosellLongEntryConvert from_text)
{
  Conversion *conversion;

  g_return_if_fail (GTK_IS_EDITABLE (widget));

  conversion = g_new0 (Conversion, 1);
  conversion->to_text = to_text;
  conversion->from_text = from_text;
  ensure_field (widget);
  g_object_bind_property_full (source, property, widget, "text",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_field,
                               from_field, conversion, g_free);
}

void
cosell_long_entry_bind_group (GBindingGroup *group, const char *property, GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_EDITABLE (widget));

  ensure_field (widget);
  g_binding_group_bind_full (group, property, widget, "text",
                             G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_field, from_field,
                             NULL, NULL);
}
