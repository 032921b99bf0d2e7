#include "app/cosell-session-reports.h"
#include "ui/shell/cosell-conflict-count.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-conflict.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/shell/cosell-window.h"

struct _CosellConflictCount
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (CosellConflictCount, cosell_conflict_count, GTK_TYPE_WIDGET)

static void
update (CosellConflictCount *self)
{
  g_autofree char *text = NULL;
  guint count;

  g_object_get (self->session, "conflict-count", &count, NULL);
  text = g_strdup_printf (ngettext ("%u conflict", "%u conflicts", count), count);
  gtk_button_set_label (GTK_BUTTON (self->button), text);
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
}

/* The deal of all conflicts. Those of several stand in the outbox, 0; but those with CRMs do not:
 * the first comes first. */
static gint64
find_deal (GPtrArray *conflicts)
{
  gint64 deal = 0;
  gboolean service = FALSE, several = FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      service = service || (conflict->between & COSELL_CONFLICT_PARTNER_CENTER) != 0;
      several = several || (deal != 0 && conflict->deal != deal);
      if (deal == 0)
        deal = conflict->deal;
    }
  return several && service ? 0 : deal;
}

/* Won or lost is asked about on the deal's page (K8), everything else in the sheet. */
static gboolean
has_sheet (GPtrArray *conflicts, gint64 deal)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (conflict->deal == deal && ((conflict->between & COSELL_CONFLICT_CRM) == 0 ||
                                     !g_str_equal (conflict->path, "/status")))
        return TRUE;
    }
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConflictCount) self = user_data;
  CosellSession *session = COSELL_SESSION (source);
  g_autoptr (GPtrArray) conflicts = cosell_session_array_finish (session, result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 deal = conflicts != NULL ? find_deal (conflicts) : 0;

  if (!COSELL_IS_WINDOW (root) ||
      !gtk_widget_get_visible (GTK_WIDGET (root))) /* closed meanwhile */
    return;
  if (deal == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-outbox", NULL);
      return;
    }
  cosell_window_open_deal (COSELL_WINDOW (root), deal);
  if (has_sheet (conflicts, deal))
    cosell_conflict_dialog_present (GTK_WINDOW (root), session, deal);
}

static void
clicked_cb (CosellConflictCount *self)
{
  cosell_session_conflicts_async (self->session, 0, NULL, read_cb, g_object_ref (self));
}

static void
cosell_conflict_count_dispose (GObject *object)
{
  CosellConflictCount *self = COSELL_CONFLICT_COUNT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (cosell_conflict_count_parent_class)->dispose (object);
}

static void
cosell_conflict_count_class_init (CosellConflictCountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_conflict_count_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cosell_conflict_count_init (CosellConflictCount *self)
{
  self->button = gtk_button_new_with_label ("");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "conflict-count");
  gtk_widget_set_tooltip_text (self->button, _ ("Choose which values are right"));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cosell_conflict_count_set_session (CosellConflictCount *self, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_CONFLICT_COUNT (self));
  g_return_if_fail (self->session == NULL && COSELL_IS_SESSION (session));

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::conflict-count", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
