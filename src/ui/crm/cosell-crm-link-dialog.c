#include "ui/crm/cosell-crm-link-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-links.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellCrmLinkDialog
{
  AdwWindow parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is under way */
  gint64 deal;
  char *crm;      /* (owned) */
  gboolean busy;  /* it is being linked */
  GPtrArray *ids; /* (owned) of char *: of the opportunities that are listed */

  GtkWidget *cancel_button;
  GtkWidget *link_button;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  AdwPreferencesGroup *matches;
  GtkWidget *id_row;
  GtkWidget *waiting; /* (nullable): says that they are being looked for, or that there is none */
  GPtrArray *rows;    /* (owned) of CosellCheckRow (unowned) */
};

G_DEFINE_FINAL_TYPE (CosellCrmLinkDialog, cosell_crm_link_dialog, ADW_TYPE_WINDOW)

static void
show_error (CosellCrmLinkDialog *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->error_label, message);
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
}

/* The one that is typed, else the one that is chosen. Returns: (transfer full) (nullable) */
static char *
dup_chosen (CosellCrmLinkDialog *self)
{
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->id_row))));

  if (*typed != '\0')
    return g_steal_pointer (&typed);
  for (guint i = 0; i < self->rows->len; i++)
    if (cosell_check_row_get_active (g_ptr_array_index (self->rows, i)))
      return g_strdup (g_ptr_array_index (self->ids, i));
  return NULL;
}

static void
update (CosellCrmLinkDialog *self)
{
  g_autofree char *chosen = dup_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "crm-link.link", chosen != NULL && !self->busy);
}

static void
id_changed_cb (CosellCrmLinkDialog *self)
{
  update (self);
}

/* --- those that fit --- */

static void
say (CosellCrmLinkDialog *self, const char *text)
{
  if (self->waiting != NULL)
    adw_preferences_group_remove (self->matches, self->waiting);
  self->waiting = text != NULL ? cosell_widget_placeholder (text) : NULL;
  if (self->waiting != NULL)
    adw_preferences_group_add (self->matches, self->waiting);
}

static void
add_match (CosellCrmLinkDialog *self, const CosellCrmMatch *match)
{
  const char *name = match->name != NULL ? match->name : match->opportunity;
  GtkWidget *row = cosell_check_row_new (name, match->why);

  if (self->rows->len > 0)
    cosell_check_row_set_group (COSELL_CHECK_ROW (row), g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->matches, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->ids, g_strdup (match->opportunity));
}

/* The only one beyond doubt is chosen already: it is one key to link it. */
static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmLinkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches =
      cosell_session_match_crm_finish (COSELL_SESSION (source), result, &error);
  gboolean exact = FALSE;

  if (self->session == NULL || cosell_widget_is_stale (result))
    return;
  say (self, NULL);
  if (matches == NULL)
    {
      show_error (self, error->message);
      say (self, _ ("The opportunities could not be read."));
      return;
    }
  for (guint i = 0; i < matches->len; i++)
    {
      const CosellCrmMatch *match = g_ptr_array_index (matches, i);

      if (match->deal != self->deal)
        continue;
      add_match (self, match);
      exact = exact || match->exact;
    }
  if (self->rows->len == 0)
    say (self, _ ("No opportunity of the last year is like this deal. Name one by its ID."));
  else if (exact)
    cosell_check_row_set_active (g_ptr_array_index (self->rows, 0), TRUE);
  if (self->rows->len > 0 && *gtk_editable_get_text (GTK_EDITABLE (self->id_row)) == '\0')
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
  update (self);
}

/* --- linking --- */

/* What differs is asked about next, over the same window. */
static void
part_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmLinkDialog) self = user_data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gboolean there = FALSE;
  g_autoptr (CosellCrmPart) part =
      cosell_session_crm_part_finish (COSELL_SESSION (source), result, &there, NULL);

  if (self->session == NULL)
    return;
  if (part != NULL && (part->link->conflicts & ~(1u << COSELL_CRM_FIELD_STATUS)) != 0)
    cosell_conflict_dialog_present (parent, self->session, self->deal);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmLinkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  self->busy = FALSE;
  update (self);
  if (ok)
    cosell_session_crm_part_async (self->session, self->deal, NULL, part_read_cb,
                                   g_object_ref (self));
  else
    show_error (self, error->message);
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellCrmLinkDialog *self = COSELL_CRM_LINK_DIALOG (widget);
  g_autofree char *chosen = dup_chosen (self);

  if (chosen == NULL || self->busy)
    return;
  show_error (self, NULL);
  self->busy = TRUE;
  update (self);
  cosell_session_link_crm_async (self->session, self->deal, self->crm, chosen, NULL, linked_cb,
                                 g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- life --- */

static void
cosell_crm_link_dialog_dispose (GObject *object)
{
  CosellCrmLinkDialog *self = COSELL_CRM_LINK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_crm_link_dialog_parent_class)->dispose (object);
}

static void
cosell_crm_link_dialog_finalize (GObject *object)
{
  CosellCrmLinkDialog *self = COSELL_CRM_LINK_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->ids);
  g_free (self->crm);
  G_OBJECT_CLASS (cosell_crm_link_dialog_parent_class)->finalize (object);
}

static void
cosell_crm_link_dialog_class_init (CosellCrmLinkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_crm_link_dialog_dispose;
  object_class->finalize = cosell_crm_link_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/crm/cosell-crm-link-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, link_button);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, matches);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmLinkDialog, id_row);
  gtk_widget_class_bind_template_callback (widget_class, id_changed_cb);
  gtk_widget_class_install_action (widget_class, "crm-link.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "crm-link.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "crm-link.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "crm-link.link", NULL);
}

static void
cosell_crm_link_dialog_init (CosellCrmLinkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  cosell_long_entry_guard (self->id_row);
  cosell_button_set_mnemonic (GTK_BUTTON (self->cancel_button), _ ("_Cancel"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->link_button), _ ("_Link"));
  say (self, _ ("Looking for opportunities that fit…"));
  update (self);
}

void
cosell_crm_link_dialog_present (GtkWindow *parent,
                                CosellSession *session,
                                gint64 deal,
                                const char *crm)
{
  CosellCrmLinkDialog *self;
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (COSELL_IS_SESSION (session) && crm != NULL);

  self = g_object_new (COSELL_TYPE_CRM_LINK_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->deal = deal;
  self->crm = g_strdup (crm);
  /* Translators: %s is the name of a CRM */
  title = cosell_text_format (_ ("Opportunities in %s"), crm);
  escaped = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (self->matches, escaped);
  cosell_session_match_crm_async (session, crm, FALSE, self->cancellable, matched_cb,
                                  g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
