#include "ui/assistant/cosell-assistant-page.h"

#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-field-caption.h"

typedef struct
{
  CosellSession *session; /* (owned) */
  CosellDraft *draft;     /* (owned) */
  GPtrArray *captions;    /* (owned) of CosellFieldCaption (unowned, children of the page) */
  gboolean narrow;
} CosellAssistantPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CosellAssistantPage, cosell_assistant_page, ADW_TYPE_BIN)

static guint toast_signal;

static CosellAssistantPagePrivate *
get_private (CosellAssistantPage *self)
{
  return cosell_assistant_page_get_instance_private (self);
}

static void
collect_captions (GtkWidget *widget, GPtrArray *captions)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (COSELL_IS_FIELD_CAPTION (child))
      g_ptr_array_add (captions, child);
    else
      collect_captions (child, captions);
}

static void
cosell_assistant_page_dispose (GObject *object)
{
  CosellAssistantPagePrivate *priv = get_private (COSELL_ASSISTANT_PAGE (object));

  g_ptr_array_set_size (priv->captions, 0);
  g_clear_object (&priv->draft);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (cosell_assistant_page_parent_class)->dispose (object);
}

static void
cosell_assistant_page_finalize (GObject *object)
{
  CosellAssistantPagePrivate *priv = get_private (COSELL_ASSISTANT_PAGE (object));

  g_ptr_array_unref (priv->captions);
  G_OBJECT_CLASS (cosell_assistant_page_parent_class)->finalize (object);
}

static void
cosell_assistant_page_class_init (CosellAssistantPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_assistant_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_assistant_page_finalize;
  toast_signal = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
cosell_assistant_page_init (CosellAssistantPage *self)
{
  get_private (self)->captions = g_ptr_array_new ();
}

/* Enter, in a field of its own or in one whose suggestion was taken; who clicks on a suggestion
 * does not want to leave the page. */
static void
entered_cb (GtkWidget *row)
{
  gtk_widget_activate_action (row, "assistant.go-on", "b", TRUE);
}

static void
picked_cb (GtkWidget *row)
{
  gtk_widget_activate_action (row, "assistant.go-on", "b", FALSE);
}

/* A contact form has an Enter of its own. */
static void
watch_entries (GtkWidget *widget)
{
  if (ADW_IS_ENTRY_ROW (widget))
    {
      g_signal_connect (widget, "entry-activated", G_CALLBACK (entered_cb), NULL);
      if (COSELL_IS_COMPLETION_ROW (widget))
        g_signal_connect (widget, "picked", G_CALLBACK (picked_cb), NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!COSELL_IS_CONTACT_FORM (child))
      watch_entries (child);
}

void
cosell_assistant_page_bind (CosellAssistantPage *self, CosellSession *session, CosellDraft *draft)
{
  CosellAssistantPagePrivate *priv;

  g_return_if_fail (COSELL_IS_ASSISTANT_PAGE (self));

  priv = get_private (self);
  g_assert (priv->draft == NULL);
  priv->session = g_object_ref (session);
  priv->draft = g_object_ref (draft);
  COSELL_ASSISTANT_PAGE_GET_CLASS (self)->bind (self);
  watch_entries (GTK_WIDGET (self));
  collect_captions (GTK_WIDGET (self), priv->captions);
  for (guint i = 0; i < priv->captions->len; i++)
    cosell_field_caption_watch (g_ptr_array_index (priv->captions, i));
}

void
cosell_assistant_page_update (CosellAssistantPage *self, GPtrArray *issues)
{
  CosellAssistantPageClass *klass;
  CosellAssistantPagePrivate *priv;

  g_return_if_fail (COSELL_IS_ASSISTANT_PAGE (self));

  klass = COSELL_ASSISTANT_PAGE_GET_CLASS (self);
  priv = get_private (self);
  if (klass->update != NULL)
    klass->update (self, issues);
  for (guint i = 0; i < priv->captions->len; i++)
    cosell_field_caption_update (g_ptr_array_index (priv->captions, i), issues);
}

void
cosell_assistant_page_set_narrow (CosellAssistantPage *self, gboolean narrow)
{
  CosellAssistantPageClass *klass;

  g_return_if_fail (COSELL_IS_ASSISTANT_PAGE (self));

  klass = COSELL_ASSISTANT_PAGE_GET_CLASS (self);
  if (get_private (self)->narrow == narrow)
    return;
  get_private (self)->narrow = narrow;
  if (klass->set_narrow != NULL)
    klass->set_narrow (self, narrow);
}

char *
cosell_assistant_page_reveal (CosellAssistantPage *self)
{
  CosellAssistantPageClass *klass;
  CosellAssistantPagePrivate *priv;
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (COSELL_IS_ASSISTANT_PAGE (self), NULL);

  klass = COSELL_ASSISTANT_PAGE_GET_CLASS (self);
  priv = get_private (self);
  if (klass->reveal != NULL)
    klass->reveal (self);
  for (guint i = 0; i < priv->captions->len; i++)
    {
      CosellFieldCaption *caption = g_ptr_array_index (priv->captions, i);
      const char *label = cosell_field_caption_get_label (caption);

      cosell_field_caption_touch (caption);
      if (label != NULL && cosell_field_caption_is_wrong (caption))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", label);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

gboolean
cosell_assistant_page_focus_field (CosellAssistantPage *self, const char *field)
{
  CosellAssistantPageClass *klass;
  CosellAssistantPagePrivate *priv;

  g_return_val_if_fail (COSELL_IS_ASSISTANT_PAGE (self), FALSE);

  klass = COSELL_ASSISTANT_PAGE_GET_CLASS (self);
  priv = get_private (self);
  if (klass->focus_field != NULL && klass->focus_field (self, field))
    return TRUE;
  for (guint i = 0; i < priv->captions->len; i++)
    {
      CosellFieldCaption *caption = g_ptr_array_index (priv->captions, i);

      if (g_strcmp0 (cosell_field_caption_get_field (caption), field) == 0)
        return cosell_field_caption_focus (caption);
    }
  return FALSE;
}

void
cosell_assistant_page_focus_first (CosellAssistantPage *self)
{
  CosellAssistantPageClass *klass;
  GtkRoot *root;
  GtkWidget *focus, *scroller;

  g_return_if_fail (COSELL_IS_ASSISTANT_PAGE (self));

  klass = COSELL_ASSISTANT_PAGE_GET_CLASS (self);
  if (klass->focus_first != NULL && klass->focus_first (self))
    return;
  /* The stack may have put it there already. */
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if ((focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))) ||
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD))
    return;
  /* Nothing to type into: the keys scroll. */
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  if (scroller != NULL)
    gtk_widget_grab_focus (scroller);
}

CosellDraft *
cosell_assistant_page_get_draft (CosellAssistantPage *self)
{
  g_return_val_if_fail (COSELL_IS_ASSISTANT_PAGE (self), NULL);

  return get_private (self)->draft;
}

CosellSession *
cosell_assistant_page_get_session (CosellAssistantPage *self)
{
  g_return_val_if_fail (COSELL_IS_ASSISTANT_PAGE (self), NULL);

  return get_private (self)->session;
}

gboolean
cosell_assistant_page_is_narrow (CosellAssistantPage *self)
{
  g_return_val_if_fail (COSELL_IS_ASSISTANT_PAGE (self), FALSE);

  return get_private (self)->narrow;
}

void
cosell_assistant_page_add_toast (CosellAssistantPage *self, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = g_object_ref_sink (toast);

  g_return_if_fail (COSELL_IS_ASSISTANT_PAGE (self));

  g_signal_emit (self, toast_signal, 0, owned);
}
