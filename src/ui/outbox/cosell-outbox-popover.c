#include "ui/outbox/cosell-outbox-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "ui/deals/cosell-status-pill.h"
#include "ui/outbox/cosell-outbox-text.h"
#include "ui/shell/cosell-format.h"

struct _CosellOutboxPopover
{
  GtkPopover parent_instance;

  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) of the reading that is under way */

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CosellOutboxPopover, cosell_outbox_popover, GTK_TYPE_POPOVER)

enum
{
  DEAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static CosellSyncState
entry_sync_state (const char *state)
{
  if (g_strcmp0 (state, "sent") == 0)
    return COSELL_SYNC_STATE_SENDING;
  if (g_strcmp0 (state, "parked") == 0)
    return COSELL_SYNC_STATE_PARKED;
  if (g_strcmp0 (state, "scheduled") == 0)
    return COSELL_SYNC_STATE_SCHEDULED;
  return COSELL_SYNC_STATE_WAITING;
}

static GtkWidget *
verb_button (const char *icon, const char *label, const char *verb, gint64 seq)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "outbox.act");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sx)", verb, seq);
  return button;
}

/* When it goes: what is scheduled, and what is held so that it can be undone. */
static char *
describe_time (CosellJsonValue entry, CosellSyncState state)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (entry, "notBefore"));
  g_autofree char *when = NULL;
  gint64 instant;

  if (text == NULL || !cosell_time_parse (text, &instant) || instant <= cosell_format_now ())
    return g_strdup (cosell_sync_state_label (state));
  if (state != COSELL_SYNC_STATE_SCHEDULED)
    return g_strdup (_ ("Sent in a moment, can be undone until then"));
  when = cosell_format_instant (instant);
  /* Translators: %s is day and time */
  return g_strdup_printf (_ ("Scheduled for %s"), when);
}

static char *
describe_state (CosellJsonValue entry, CosellSyncState state)
{
  g_autofree char *what = cosell_outbox_describe_entry (entry);
  g_autofree char *reason = cosell_json_dup_string (cosell_json_member (entry, "lastError"));
  g_autofree char *time = NULL;

  if (reason != NULL)
    return g_strdup_printf ("%s\n%s", what, reason);
  time = describe_time (entry, state);
  return g_strdup_printf ("%s · %s", what, time);
}

static GtkWidget *
make_row (CosellOutboxPopover *self, CosellJsonValue entry)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 seq = cosell_json_get_int (cosell_json_member (entry, "seq"), 0);
  gint64 id = cosell_json_get_int (cosell_json_member (entry, "id"), 0);
  g_autofree char *state_text = cosell_json_dup_string (cosell_json_member (entry, "state"));
  CosellSyncState state = entry_sync_state (state_text);
  g_autofree char *subtitle = describe_state (entry, state);
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, id);
  GtkWidget *icon = gtk_image_new_from_icon_name (cosell_sync_state_icon (state));

  g_object_set (row, "use-markup", FALSE, "title-lines", 1, "subtitle-lines", 4, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 deal != NULL ? cosell_deal_get_data (deal)->name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cosell_sync_state_label (state), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (state == COSELL_SYNC_STATE_PARKED || state == COSELL_SYNC_STATE_SCHEDULED)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               verb_button ("view-refresh-symbolic",
                                            state == COSELL_SYNC_STATE_PARKED ? _ ("Try Again")
                                                                              : _ ("Send Now"),
                                            "retry", seq));
  else if (state == COSELL_SYNC_STATE_WAITING)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), verb_button ("media-playback-pause-symbolic",
                                                                  _ ("Hold Back"), "hold", seq));
  if (state != COSELL_SYNC_STATE_SENDING)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               verb_button ("user-trash-symbolic", _ ("Discard"), "discard", seq));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "deal", GSIZE_TO_POINTER ((gsize) id));
  return row;
}

static void
show_entries (CosellOutboxPopover *self, CosellJsonValue entries)
{
  GtkWidget *row;
  guint n = cosell_json_length (entries);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (self, cosell_json_element (entries, i)));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "entries" : "empty");
}

static void
outbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cosell_session_text_finish (COSELL_SESSION (source), result, &error);
  g_autoptr (CosellJson) json = NULL;

  /* a reading that is cancelled too late still reports what it read */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (text != NULL)
    json = cosell_json_parse (text, -1, &error);
  if (json == NULL)
    {
      g_warning ("Outbox: %s", error->message);
      return;
    }
  show_entries (self, cosell_json_root (json));
}

static void
refresh (CosellOutboxPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cosell_session_outbox_async (self->session, self->cancellable, outbox_read_cb,
                               g_object_ref (self));
}

static void
session_changed_cb (CosellOutboxPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellOutboxPopover) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error) &&
      gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      GtkWidget *dialog =
          adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  _ ("That Did Not Work"), NULL);

      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxPopover *self = COSELL_OUTBOX_POPOVER (widget);
  const char *verb;
  gint64 seq;

  g_variant_get (parameter, "(&sx)", &verb, &seq);
  cosell_session_outbox_act_async (self->session, verb, seq, NULL, acted_cb, g_object_ref (self));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellOutboxPopover *self)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "deal"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DEAL_OPENED], 0, id);
}

static void
cosell_outbox_popover_map (GtkWidget *widget)
{
  refresh (COSELL_OUTBOX_POPOVER (widget));
  GTK_WIDGET_CLASS (cosell_outbox_popover_parent_class)->map (widget);
}

static void
cosell_outbox_popover_dispose (GObject *object)
{
  CosellOutboxPopover *self = COSELL_OUTBOX_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_OUTBOX_POPOVER);
  G_OBJECT_CLASS (cosell_outbox_popover_parent_class)->dispose (object);
}

static void
cosell_outbox_popover_class_init (CosellOutboxPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_outbox_popover_dispose;
  widget_class->map = cosell_outbox_popover_map;

  signals[DEAL_OPENED] = g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/outbox/cosell-outbox-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "outbox.act", "(sx)", act_action);
}

static void
cosell_outbox_popover_init (CosellOutboxPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_outbox_popover_new (CosellSession *session)
{
  CosellOutboxPopover *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_OUTBOX_POPOVER, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
