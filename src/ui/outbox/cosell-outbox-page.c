#include "app/cosell-session-commands.h"
#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-many.h"
#include "app/cosell-session-reports.h"
#include "ui/outbox/cosell-outbox-page.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/outbox/cosell-outbox-lanes.h"
#include "ui/outbox/cosell-outbox-list.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-outbox-text.h"

/* A pull commits page after page; one reading after a few of them is enough. */
#define SETTLE_MS 100

struct _CosellOutboxPage
{
  GtkWidget parent_instance;

  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): a reading under way */
  GPtrArray *shown;          /* (owned) (nullable) of CosellOutboxEntry: what is on the screen */
  GPtrArray *for_crms;       /* (owned) (nullable) of CosellCrmLink: the same for CRMs */
  guint settle_source;
  gboolean entered; /* since then nothing was read */

  GtkWidget *box;
  GtkWidget *back;
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *problem;
  AdwClamp *clamp;
  CosellOutboxGroups *groups; /* (unowned) in clamp */
  CosellOutboxList *list;     /* (unowned) in clamp */
  CosellOutboxLanes *lanes;   /* (unowned) in clamp */
};

G_DEFINE_FINAL_TYPE (CosellOutboxPage, cosell_outbox_page, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  DEAL_OPENED,
  TOAST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- reading --- */

static void
show_page (CosellOutboxPage *self, const char *name)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;
  gboolean entries = g_str_equal (name, "entries");

  gtk_stack_set_visible_child_name (self->stack, name);
  /* whatever of it has the focus: GTK may have put that there since the page was opened */
  if (entries && self->entered && self->shown->len == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->lanes), GTK_DIR_TAB_FORWARD);
  else if (entries && self->entered && !gtk_widget_get_visible (GTK_WIDGET (self->groups)))
    cosell_outbox_list_grab_focus (self->list);
  else if (entries && self->entered)
    gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
  else if (!entries && (had_focus || self->entered))
    gtk_widget_grab_focus (self->back);
  self->entered = FALSE;
}

static void
show_entries (CosellOutboxPage *self)
{
  guint n = self->shown->len + (self->for_crms != NULL ? self->for_crms->len : 0);
  g_autofree char *count = NULL;

  if (n > 0)
    count = g_strdup_printf (ngettext ("%u change waiting", "%u changes waiting", n), n);
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
  cosell_outbox_groups_show (self->groups, self->shown);
  cosell_outbox_list_show (self->list, self->shown);
  if (self->for_crms != NULL)
    cosell_outbox_lanes_show (self->lanes, self->for_crms);
  show_page (self, n > 0 ? "entries" : "empty");
}

static void
show_problem (CosellOutboxPage *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, escaped);
  show_page (self, "problem");
}

/* A lane that cannot be read holds up no other. */
static void
lane_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GPtrArray) links =
      cosell_session_crm_lane_finish (COSELL_SESSION (source), result, NULL);

  if (cosell_widget_is_stale (result))
    return;
  g_clear_pointer (&self->for_crms, g_ptr_array_unref);
  self->for_crms = g_steal_pointer (&links);
  show_entries (self);
}

static void
outbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);

  if (cosell_widget_is_stale (result))
    return;
  if (entries == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&entries);
  cosell_session_crm_lane_async (self->session, self->cancellable, lane_read_cb,
                                 g_object_ref (self));
}

static void
read_outbox (CosellOutboxPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cosell_session_outbox_async (self->session, 0, self->cancellable, outbox_read_cb,
                               g_object_ref (self));
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellOutboxPage *self = user_data;

  self->settle_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_outbox (self);
  return G_SOURCE_REMOVE;
}

static void
session_changed_cb (CosellOutboxPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->settle_source == 0)
    self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* --- acting --- */

static void
add_toast (CosellOutboxPage *self, const char *text)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (text));

  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    add_toast (self, error->message);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwToast) toast = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    {
      add_toast (self, error->message);
      return;
    }
  toast = g_object_ref_sink (adw_toast_new (_ ("Change discarded")));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
act (CosellOutboxPage *self, const char *verb, GVariant *seq)
{
  cosell_session_outbox_act_async (self->session, verb, g_variant_get_int64 (seq), NULL,
                                   g_str_equal (verb, "discard") ? discarded_cb : acted_cb,
                                   g_object_ref (self));
}

/* What was not done to all of a group is told with its reason. */
static void
group_acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 record = 0;
  guint done = 0;
  g_autoptr (GPtrArray) outcomes =
      cosell_session_many_finish (COSELL_SESSION (source), result, &record, &done, &error);

  if (outcomes == NULL)
    add_toast (self, error->message);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->reason == NULL)
        continue;
      add_toast (self, outcome->reason);
      break;
    }
}

static void
group_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwToast) toast = NULL;
  g_autofree char *text = NULL;
  gint64 record = 0;
  guint done = 0;
  g_autoptr (GPtrArray) outcomes =
      cosell_session_many_finish (COSELL_SESSION (source), result, &record, &done, &error);

  if (outcomes == NULL)
    {
      add_toast (self, error->message);
      return;
    }
  text = g_strdup_printf (ngettext ("%u change discarded", "%u changes discarded", done), done);
  toast = g_object_ref_sink (adw_toast_new (text));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
act_on_group (GtkWidget *widget, const char *verb, GVariant *group, GAsyncReadyCallback callback)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_session_group_act_async (self->session, verb, g_variant_get_int64 (group), NULL, callback,
                                  g_object_ref (self));
}

static void
group_hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_group (widget, "hold", parameter, group_acted_cb);
}

static void
group_retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_group (widget, "retry", parameter, group_acted_cb);
}

static void
group_discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_group (widget, "discard", parameter, group_discarded_cb);
}

static void
group_fold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_outbox_groups_fold (self->groups, g_variant_get_int64 (parameter));
  if (self->shown != NULL)
    show_entries (self);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (COSELL_OUTBOX_PAGE (widget), "retry", parameter);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);
  const char *id = NULL;
  gint64 seq = 0;

  g_variant_get (parameter, "(x&s)", &seq, &id);
  cosell_session_resolve_unconfirmed_async (self->session, seq, id, NULL, acted_cb,
                                            g_object_ref (self));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_session_resolve_unconfirmed_async (self->session, g_variant_get_int64 (parameter), NULL,
                                            NULL, acted_cb, g_object_ref (self));
}

static void
hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (COSELL_OUTBOX_PAGE (widget), "hold", parameter);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (COSELL_OUTBOX_PAGE (widget), "discard", parameter);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_session_undo_deal_async (self->session, g_variant_get_int64 (parameter), NULL, acted_cb,
                                  g_object_ref (self));
}

/* What both sides changed is decided in the sheet. */
static void
resolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  cosell_conflict_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session,
                                  g_variant_get_int64 (parameter));
}

static void
crm_hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_session_hold_crm_async (self->session, g_variant_get_int64 (parameter),
                                 g_str_equal (name, "outbox.crm-hold"), NULL, acted_cb,
                                 g_object_ref (self));
}

static void
crm_discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  cosell_session_discard_crm_async (self->session, g_variant_get_int64 (parameter), NULL,
                                    discarded_cb, g_object_ref (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);
  g_autoptr (CosellDeal) deal = NULL;
  const CosellOutboxEntry *entry = NULL;

  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    {
      entry = g_ptr_array_index (self->shown, i);
      if (entry->seq == g_variant_get_int64 (parameter))
        break;
      entry = NULL;
    }
  if (entry == NULL)
    return;
  deal = cosell_session_dup_deal (self->session, entry->deal);
  g_signal_emit (self, signals[DEAL_OPENED], 0, entry->deal,
                 cosell_outbox_edit_action (entry,
                                            deal != NULL ? cosell_deal_get_data (deal) : NULL));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[DEAL_OPENED], 0, g_variant_get_int64 (parameter), NULL);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  read_outbox (COSELL_OUTBOX_PAGE (widget));
}

/* --- life --- */

static void
cosell_outbox_page_map (GtkWidget *widget)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (widget);

  self->entered = TRUE;
  read_outbox (self);
  GTK_WIDGET_CLASS (cosell_outbox_page_parent_class)->map (widget);
}

static void
cosell_outbox_page_dispose (GObject *object)
{
  CosellOutboxPage *self = COSELL_OUTBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->for_crms, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_OUTBOX_PAGE);
  G_OBJECT_CLASS (cosell_outbox_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "outbox.retry", "x", retry_action);
  gtk_widget_class_install_action (klass, "outbox.group-hold", "x", group_hold_action);
  gtk_widget_class_install_action (klass, "outbox.group-retry", "x", group_retry_action);
  gtk_widget_class_install_action (klass, "outbox.group-discard", "x", group_discard_action);
  gtk_widget_class_install_action (klass, "outbox.group-fold", "x", group_fold_action);
  gtk_widget_class_install_action (klass, "outbox.take", "(xs)", take_action);
  gtk_widget_class_install_action (klass, "outbox.again", "x", again_action);
  gtk_widget_class_install_action (klass, "outbox.hold", "x", hold_action);
  gtk_widget_class_install_action (klass, "outbox.discard", "x", discard_action);
  gtk_widget_class_install_action (klass, "outbox.undo", "x", undo_action);
  gtk_widget_class_install_action (klass, "outbox.resolve", "x", resolve_action);
  gtk_widget_class_install_action (klass, "outbox.crm-hold", "x", crm_hold_action);
  gtk_widget_class_install_action (klass, "outbox.crm-let-go", "x", crm_hold_action);
  gtk_widget_class_install_action (klass, "outbox.crm-discard", "x", crm_discard_action);
  gtk_widget_class_install_action (klass, "outbox.edit", "x", edit_action);
  gtk_widget_class_install_action (klass, "outbox.open", "x", open_action);
  gtk_widget_class_install_action (klass, "outbox.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "outbox.read", NULL, read_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "outbox.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "outbox.back", NULL);
}

static void
cosell_outbox_page_class_init (CosellOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_outbox_page_dispose;
  widget_class->map = cosell_outbox_page_map;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[DEAL_OPENED] =
      g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/outbox/cosell-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, box);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, back);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, title);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPage, clamp);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cosell_outbox_page_init (CosellOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_widget_let_title_shrink (GTK_WIDGET (self->title));
}

GtkWidget *
cosell_outbox_page_new (CosellSession *session)
{
  CosellOutboxPage *self;
  GtkWidget *box;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_OUTBOX_PAGE, NULL);
  self->session = g_object_ref (session);
  self->list = COSELL_OUTBOX_LIST (cosell_outbox_list_new (session));
  self->groups = COSELL_OUTBOX_GROUPS (cosell_outbox_groups_new ());
  cosell_outbox_list_set_groups (self->list, self->groups);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->groups));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  self->lanes = COSELL_OUTBOX_LANES (cosell_outbox_lanes_new (session));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lanes));
  adw_clamp_set_child (self->clamp, box);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
