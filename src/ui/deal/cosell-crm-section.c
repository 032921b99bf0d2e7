#include "ui/deal/cosell-crm-section.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "ui/deal/cosell-crm-log-row.h"
#include "ui/deal/cosell-crm-questions.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-crm-text.h"

#define SETTLE_MS 100

struct _CosellCrmSection
{
  AdwPreferencesGroup parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the reading that is under way */
  GPtrArray *crms;           /* (owned) (nullable) of CosellCrmAccount */
  CosellCrmPart *part;       /* (owned) (nullable) */
  guint settle;              /* source that reads again */
  char *shown;               /* (owned) (nullable): what is shown, to see whether it changed */
  GPtrArray *rows;           /* (owned) of GtkWidget (unowned) */
  GtkWidget *log;            /* (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellCrmSection, cosell_crm_section, ADW_TYPE_PREFERENCES_GROUP)

/* --- rows --- */

static void
add (CosellCrmSection *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
add_buttons (CosellCrmSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, cosell_wrap_layout_new (6, 6));
  gtk_widget_set_margin_top (box, 12);
  add (self, box);
  return box;
}

/* target: (nullable) */
static void
offer (GtkWidget *box, const char *label, const char *action, const char *target)
{
  GtkWidget *button = cosell_widget_text_button (label, action);

  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_unlinked (CosellCrmSection *self, const CosellCrmAccount *crm)
{
  /* Translators: %s is the name of a CRM */
  g_autofree char *title = cosell_text_format (_ ("Not in %s"), crm->name);
  GtkWidget *box;

  add (self, cosell_widget_row (title, NULL));
  box = add_buttons (self);
  offer (box, _ ("Create Opportunity"), "deal.crm-create", crm->name);
  offer (box, _ ("Link…"), "deal.crm-link", crm->name);
}

static void
add_linked_buttons (CosellCrmSection *self, const CosellCrmLink *link)
{
  gboolean waits = link->to_crm != 0 || link->state == COSELL_CRM_WAITING;
  GtkWidget *box = add_buttons (self);
  /* Translators: a button that opens a page in the browser; %s is the name of a CRM */
  g_autofree char *open = cosell_text_format (_ ("Open in %s"), link->crm);

  if (link->url != NULL)
    offer (box, open, "deal.crm-open", link->url);
  if (link->held)
    offer (box, _ ("Let Go"), "deal.crm-let-go", NULL);
  else if (link->state == COSELL_CRM_PARKED)
    offer (box, _ ("Try Again"), "deal.crm-let-go", NULL);
  else if (waits)
    offer (box, _ ("Hold Back"), "deal.crm-hold", NULL);
  if (!link->held && link->state != COSELL_CRM_GONE)
    offer (box, _ ("Sync Now"), "deal.crm-sync", link->crm);
  offer (box, link->opportunity != NULL ? _ ("Unlink") : _ ("Do Not Make One"), "deal.crm-unlink",
         NULL);
}

static void
add_linked (CosellCrmSection *self)
{
  const CosellCrmLink *link = self->part->link;
  g_autofree char *state = cosell_crm_text_state (link);
  g_autoptr (GPtrArray) questions =
      cosell_crm_questions_make (self->part, cosell_deal_get_data (self->deal));
  GtkWidget *row = cosell_widget_row (link->crm, state);
  const GError *error;

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  add (self, row);
  error = cosell_session_get_crm_error (self->session, link->crm);
  if (error != NULL)
    {
      row = cosell_widget_row (_ ("The last sync failed"), error->message);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_add_css_class (row, "error");
      add (self, row);
    }
  if (link->to_crm != 0)
    {
      g_autofree char *fields = cosell_crm_text_fields (link->to_crm);

      row = cosell_widget_row (_ ("Waits to be written"), fields);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      add (self, row);
    }
  for (guint i = 0; i < questions->len; i++)
    add (self, g_ptr_array_index (questions, i));
  self->log = cosell_crm_log_row_new (self->session);
  add (self, self->log);
  add_linked_buttons (self, link);
}

static void
clear (CosellCrmSection *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->log = NULL;
}

/* Everything that rows are made of. (transfer full) */
static char *
describe (CosellCrmSection *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const CosellCrmLink *link = self->part != NULL ? self->part->link : NULL;
  g_autofree char *json = link != NULL ? cosell_crm_link_to_json (link) : NULL;
  const GError *error =
      link != NULL ? cosell_session_get_crm_error (self->session, link->crm) : NULL;

  for (guint i = 0; link == NULL && i < self->crms->len; i++)
    g_string_append_printf (text, "%s\n",
                            ((CosellCrmAccount *) g_ptr_array_index (self->crms, i))->name);
  if (link != NULL)
    g_string_append_printf (text, "%s %s %s %s %d %d %u %u %s %s %" G_GINT64_FORMAT, link->crm,
                            error != NULL ? error->message : "", link->opportunity, link->url,
                            (int) link->state, link->held, link->to_crm, link->conflicts, json,
                            self->part->deal->values[COSELL_CRM_FIELD_STATUS], self->part->safe_at);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The place of the row that holds the focus; −1: none. */
static int
find_focus (CosellCrmSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == g_ptr_array_index (self->rows, i) ||
        gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return (int) i;
  return -1;
}

static void
update (CosellCrmSection *self)
{
  gboolean any =
      self->deal != NULL && self->crms != NULL && (self->part != NULL || self->crms->len > 0);
  g_autofree char *now = any ? describe (self) : NULL;
  int focus = find_focus (self);

  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (g_strcmp0 (now, self->shown) != 0)
    {
      clear (self);
      if (any && self->part != NULL)
        add_linked (self);
      for (guint i = 0; any && self->part == NULL && i < self->crms->len; i++)
        add_unlinked (self, g_ptr_array_index (self->crms, i));
      if (focus >= 0 && self->rows->len > 0)
        gtk_widget_child_focus (g_ptr_array_index (self->rows,
                                                   MIN ((guint) focus, self->rows->len - 1)),
                                GTK_DIR_TAB_FORWARD);
    }
  cosell_take_str (&self->shown, g_steal_pointer (&now));
  if (self->log != NULL)
    cosell_crm_log_row_show (COSELL_CRM_LOG_ROW (self->log), cosell_deal_get_id (self->deal),
                             self->part->description);
}

/* --- reading --- */

static void
part_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSection) self = user_data;
  gboolean there;
  CosellCrmPart *part =
      cosell_session_crm_part_finish (COSELL_SESSION (source), result, &there, NULL);

  if (self->deal == NULL || cosell_widget_is_stale (result))
    {
      cosell_crm_part_free (part);
      return;
    }
  g_clear_pointer (&self->part, cosell_crm_part_free);
  self->part = part;
  update (self);
}

static void
crms_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSection) self = user_data;
  GPtrArray *crms = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  if (crms == NULL || self->deal == NULL || cosell_widget_is_stale (result))
    {
      g_clear_pointer (&crms, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->crms, g_ptr_array_unref);
  self->crms = crms;
  if (crms->len == 0)
    g_clear_pointer (&self->part, cosell_crm_part_free);
  if (crms->len == 0)
    update (self);
  else
    cosell_session_crm_part_async (self->session, cosell_deal_get_id (self->deal),
                                   self->cancellable, part_read_cb, g_object_ref (self));
}

static void
read_all (CosellCrmSection *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->deal == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  cosell_session_crms_async (self->session, self->cancellable, crms_read_cb, g_object_ref (self));
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellCrmSection *self = user_data;

  self->settle = 0;
  read_all (self);
  return G_SOURCE_REMOVE;
}

static void
session_changed_cb (CosellCrmSection *self)
{
  if (self->deal != NULL && self->settle == 0)
    self->settle = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* --- life --- */

/* A CRM that was set up or removed meanwhile is no change of a deal. */
static void
window_active_cb (CosellCrmSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    session_changed_cb (self);
}

static void
cosell_crm_section_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (cosell_crm_section_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), widget,
                             G_CONNECT_SWAPPED);
}

static void
cosell_crm_section_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), window_active_cb, widget);
  GTK_WIDGET_CLASS (cosell_crm_section_parent_class)->unroot (widget);
}

static void
cosell_crm_section_dispose (GObject *object)
{
  CosellCrmSection *self = COSELL_CRM_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  g_clear_pointer (&self->crms, g_ptr_array_unref);
  g_clear_pointer (&self->part, cosell_crm_part_free);
  G_OBJECT_CLASS (cosell_crm_section_parent_class)->dispose (object);
}

static void
cosell_crm_section_finalize (GObject *object)
{
  CosellCrmSection *self = COSELL_CRM_SECTION (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);
  G_OBJECT_CLASS (cosell_crm_section_parent_class)->finalize (object);
}

static void
cosell_crm_section_class_init (CosellCrmSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_crm_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_section_finalize;
  widget_class->root = cosell_crm_section_root;
  widget_class->unroot = cosell_crm_section_unroot;
}

static void
cosell_crm_section_init (CosellCrmSection *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("CRM"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cosell_crm_section_set_deal (CosellCrmSection *self, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_CRM_SECTION (self));

  /* L5 */
  if (deal != NULL && cosell_deal_get_data (deal)->type == COSELL_DEAL_TYPE_LEAD)
    deal = NULL;
  if (!g_set_object (&self->deal, deal))
    {
      update (self); /* it may have been shown since */
      return;
    }
  if (self->session == NULL && session != NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::crm-error", G_CALLBACK (session_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_clear_pointer (&self->part, cosell_crm_part_free);
  g_clear_pointer (&self->crms, g_ptr_array_unref);
  update (self);
  read_all (self);
}
