#include "ui/widgets/cosell-note-editor.h"

#include "cosell-config.h"
#include "model/cosell-notes.h"
#include "ui/widgets/cosell-long-entry.h"

struct _CosellNoteEditor
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *description;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *add_button;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (CosellNoteEditor, cosell_note_editor, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_DESCRIPTION,
  PROP_TEXT,
  PROP_RECORD,
  PROP_HINT,
  N_PROPS
} CosellNoteEditorProperty;
static GParamSpec *properties[N_PROPS];
static guint add_note_signal;

static char *
dup_text (CosellNoteEditor *self)
{
  return cosell_long_entry_dup_text (GTK_WIDGET (self->view));
}

static void
set_text (CosellNoteEditor *self, const char *text)
{
  g_autofree char *old = dup_text (self);

  if (g_strcmp0 (old, text != NULL ? text : "") != 0)
    cosell_long_entry_set_text (GTK_WIDGET (self->view), text);
}

static void
show_hint (CosellNoteEditor *self)
{
  g_autofree char *typed = g_strstrip (dup_text (self));

  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          *typed == '\0' && *gtk_label_get_label (self->hint) != '\0');
}

static void
buffer_changed_cb (CosellNoteEditor *self)
{
  show_hint (self);
  gtk_widget_set_sensitive (self->add_button,
                            !cosell_long_entry_is_locked (GTK_WIDGET (self->view)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
add_clicked_cb (CosellNoteEditor *self)
{
  g_signal_emit (self, add_note_signal, 0);
}

static void
cosell_note_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellNoteEditor *self = COSELL_NOTE_EDITOR (object);
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;

  switch ((CosellNoteEditorProperty) id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text, -1);
      return;
    case PROP_DESCRIPTION:
      gtk_label_set_label (self->description, text);
      gtk_widget_set_visible (GTK_WIDGET (self->description), text != NULL && *text != '\0');
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
      return;
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      return;
    case PROP_RECORD:
      gtk_widget_set_visible (self->add_button, g_value_get_boolean (value));
      return;
    case PROP_HINT:
      gtk_label_set_label (self->hint, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
      show_hint (self);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_note_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellNoteEditor *self = COSELL_NOTE_EDITOR (object);

  switch ((CosellNoteEditorProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      return;
    case PROP_DESCRIPTION:
      g_value_set_string (value, gtk_label_get_label (self->description));
      return;
    case PROP_TEXT:
      g_value_take_string (value, dup_text (self));
      return;
    case PROP_RECORD:
      g_value_set_boolean (value, gtk_widget_get_visible (self->add_button));
      return;
    case PROP_HINT:
      g_value_set_string (value, gtk_label_get_label (self->hint));
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_note_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_NOTE_EDITOR);
  G_OBJECT_CLASS (cosell_note_editor_parent_class)->dispose (object);
}

static gboolean
cosell_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (COSELL_NOTE_EDITOR (widget)->view));
}

/* Tab asks a bin that can take the focus for that alone; its own way leads by the button. */
static gboolean
cosell_note_editor_take_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
cosell_note_editor_class_init (CosellNoteEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cosell_note_editor_set_property;
  object_class->get_property = cosell_note_editor_get_property;
  object_class->dispose = cosell_note_editor_dispose;
  widget_class->grab_focus = cosell_note_editor_grab_focus;
  widget_class->focus = cosell_note_editor_take_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, "", flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);
  properties[PROP_RECORD] = g_param_spec_boolean ("record", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  add_note_signal = g_signal_new ("add-note", COSELL_TYPE_NOTE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, title);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, description);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, view);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteEditor, hint);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
cosell_note_editor_init (CosellNoteEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_entry_guard (GTK_WIDGET (self->view));
}

void
cosell_note_editor_begin_paragraph (CosellNoteEditor *self, const char *heading)
{
  g_autofree char *old = NULL;
  g_autofree char *text = NULL;
  GtkTextIter cursor;

  g_return_if_fail (COSELL_IS_NOTE_EDITOR (self) && heading != NULL);

  old = dup_text (self);
  text = cosell_notes_add (old, heading, "");
  cosell_long_entry_set_text (GTK_WIDGET (self->view), text);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &cursor, (int) g_utf8_strlen (heading, -1));
  gtk_text_buffer_place_cursor (self->buffer, &cursor);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (self->buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
