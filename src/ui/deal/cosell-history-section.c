#include "app/cosell-session-reports.h"
#include "ui/deal/cosell-history-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-change.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-history-text.h"

/* So many changes are shown at first; the rest on demand. */
#define FIRST_ROWS 30
#define SETTLE_MS 100

struct _CosellHistorySection
{
  AdwPreferencesGroup parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the reading that is under way */
  GPtrArray *history;        /* (owned) (nullable) of CosellHistoryEntry, as it was read */
  guint settle;              /* source that reads again */
  gboolean all;              /* shows all rows */
  GPtrArray *rows;           /* of GtkWidget, children of expander */

  AdwExpanderRow *expander;
};

G_DEFINE_FINAL_TYPE (CosellHistorySection, cosell_history_section, ADW_TYPE_PREFERENCES_GROUP)

/* Who and when, joined by separator. */
static char *
describe_origin (const CosellHistoryEntry *entry, const char *separator)
{
  g_autofree char *brief = cosell_text_brief (cosell_history_text_who (entry->who));
  g_autofree char *when = cosell_format_time (entry->at, cosell_format_now ());

  return g_strjoin (separator, brief, when, NULL);
}

/* The path "" is the deal itself. */
static const char *
describe_creation (CosellHistorySection *self)
{
  return cosell_deal_get_data (self->deal)->direction == COSELL_DIRECTION_INBOUND
             ? _ ("Deal received")
             : _ ("Deal created");
}

static GtkWidget *
make_row (CosellHistorySection *self, const CosellHistoryEntry *entry)
{
  g_autofree char *origin = describe_origin (entry, "\n");
  g_autofree char *change = NULL;
  GtkWidget *row, *label;

  if (entry->path == NULL || *entry->path == '\0')
    row = cosell_widget_row (describe_creation (self), NULL);
  else
    {
      change = cosell_history_text_change (entry->path, entry->old, entry->value);
      row = cosell_widget_row (cosell_change_label (entry->path), change);
      gtk_widget_add_css_class (row, "value-row");
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
    }
  label = gtk_label_new (origin);
  g_object_set (label, "wrap", TRUE, "xalign", 1.f, "justify", GTK_JUSTIFY_RIGHT, "width-chars", 9,
                "max-width-chars", 16, NULL);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
clear (CosellHistorySection *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (CosellHistorySection *self, GtkWidget *row)
{
  adw_expander_row_add_row (self->expander, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_more_row (CosellHistorySection *self, guint n)
{
  /* Translators: %u is the number of all changes in the history */
  g_autofree char *label =
      g_strdup_printf (ngettext ("Show %u Change", "Show All %u Changes", n), n);
  GtkWidget *row = cosell_widget_row (label, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "history.show-all");
  add_row (self, row);
}

static void
show_summary (CosellHistorySection *self, guint n)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u change", "%u changes", n), n);
  g_autofree char *origin =
      n > 0 ? describe_origin (g_ptr_array_index (self->history, 0), " · ") : NULL;
  /* Translators: who and when: "last: You · 14:02" */
  g_autofree char *last = origin != NULL ? g_strdup_printf (_ ("last: %s"), origin) : NULL;
  g_autofree char *subtitle = cosell_widget_join (count, last);

  adw_expander_row_set_subtitle (self->expander, subtitle);
}

/* Rows are made when somebody looks at them. */
static void
update (CosellHistorySection *self)
{
  guint n = self->history != NULL ? self->history->len : 0;
  guint shown = self->all ? n : MIN (n, FIRST_ROWS);

  clear (self);
  show_summary (self, n);
  gtk_widget_set_sensitive (GTK_WIDGET (self->expander), n > 0);
  if (!adw_expander_row_get_expanded (self->expander))
    return;
  for (guint i = 0; i < shown; i++)
    add_row (self, make_row (self, g_ptr_array_index (self->history, i)));
  if (shown < n)
    add_more_row (self, n);
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellHistorySection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);

  if (self->deal == NULL || cosell_widget_is_stale (result))
    return;
  if (history == NULL)
    {
      adw_expander_row_set_subtitle (self->expander, error->message);
      return;
    }
  if (cosell_history_entry_same_list (history, self->history))
    return;
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->history = g_steal_pointer (&history);
  update (self);
}

static void
read_history (CosellHistorySection *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->deal == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  cosell_session_history_async (self->session, cosell_deal_get_id (self->deal), self->cancellable,
                                history_read_cb, g_object_ref (self));
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellHistorySection *self = user_data;

  self->settle = 0;
  read_history (self);
  return G_SOURCE_REMOVE;
}

/* A pull commits page after page; one reading at the end of it is enough. */
static void
session_changed_cb (CosellHistorySection *self)
{
  if (self->deal != NULL && self->settle == 0)
    self->settle = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  COSELL_HISTORY_SECTION (widget)->all = TRUE;
  update (COSELL_HISTORY_SECTION (widget));
}

static void
cosell_history_section_dispose (GObject *object)
{
  CosellHistorySection *self = COSELL_HISTORY_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_history_section_parent_class)->dispose (object);
}

static void
cosell_history_section_class_init (CosellHistorySectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_history_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-history-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellHistorySection, expander);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "history.show-all", NULL, show_all_action);
}

static void
cosell_history_section_init (CosellHistorySection *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_text_use_column_in_row (GTK_WIDGET (self->expander));
}

void
cosell_history_section_set_deal (CosellHistorySection *self,
                                 CosellSession *session,
                                 CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_HISTORY_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  if (self->session == NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->all = FALSE;
  adw_expander_row_set_expanded (self->expander, FALSE);
  update (self);
  read_history (self);
}
