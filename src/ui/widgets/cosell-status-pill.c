#include "ui/widgets/cosell-status-pill.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

/* of the countdown */
#define TICK_SECONDS 60

/* label in the colour of the status | sync icon */
struct _CosellStatusPill
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *icon;
  CosellDeal *deal;         /* (owned) (nullable) */
  const char *status_class; /* (static) (nullable) the class that label carries now */
  guint ticker;             /* source of the countdown (D4), while mapped */
};

G_DEFINE_FINAL_TYPE (CosellStatusPill, cosell_status_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DEAL = 1,
  N_PROPS
} CosellStatusPillProperty;

static GParamSpec *properties[N_PROPS];

const char *
cosell_status_pill_get_sync_icon (CosellSyncState state)
{
  switch (state)
    {
    case COSELL_SYNC_STATE_SYNCED:
      return NULL;
    case COSELL_SYNC_STATE_DRAFT:
      return "document-edit-symbolic";
    case COSELL_SYNC_STATE_SCHEDULED:
      return "alarm-symbolic";
    case COSELL_SYNC_STATE_WAITING:
      return "cosell-waiting-symbolic";
    case COSELL_SYNC_STATE_SENDING:
      return "cosell-outbox-symbolic";
    case COSELL_SYNC_STATE_HELD:
      return "media-playback-pause-symbolic";
    case COSELL_SYNC_STATE_UNKEPT:
      return "cosell-unkept-symbolic";
    case COSELL_SYNC_STATE_PARKED:
      return "dialog-warning-symbolic";
    case COSELL_SYNC_STATE_CONFLICT:
      return "cosell-conflict-symbolic";
    }
  return NULL;
}

static void
show_sync_state (CosellStatusPill *self, CosellSyncState state)
{
  const char *icon = cosell_status_pill_get_sync_icon (state);

  gtk_widget_set_visible (self->icon, icon != NULL);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  cosell_widget_set_tooltip (self->icon, cosell_sync_state_label (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cosell_sync_state_label (state), -1);
}

static void
update (CosellStatusPill *self)
{
  const CosellDealData *data;
  const char *status_class;
  g_autofree char *text = NULL;
  gint64 now = cosell_format_now ();

  if (self->deal == NULL)
    return;

  data = cosell_deal_get_data (self->deal);
  text = cosell_format_status (data, now);
  gtk_label_set_label (GTK_LABEL (self->label), text);

  status_class = cosell_format_status_class (data, now);
  if (self->status_class != status_class)
    {
      if (self->status_class != NULL)
        gtk_widget_remove_css_class (self->label, self->status_class);
      gtk_widget_add_css_class (self->label, status_class);
      self->status_class = status_class;
    }
  show_sync_state (self, cosell_deal_data_get_sync (data));
}

static void
deal_notify_cb (CosellDeal *deal, GParamSpec *pspec, CosellStatusPill *self)
{
  update (self);
}

static void
cosell_status_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CosellStatusPillProperty) id)
    {
    case PROP_DEAL:
      cosell_status_pill_set_deal (COSELL_STATUS_PILL (object), g_value_get_object (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_status_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CosellStatusPillProperty) id)
    {
    case PROP_DEAL:
      g_value_set_object (value, COSELL_STATUS_PILL (object)->deal);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
cosell_status_pill_map (GtkWidget *widget)
{
  CosellStatusPill *self = COSELL_STATUS_PILL (widget);

  GTK_WIDGET_CLASS (cosell_status_pill_parent_class)->map (widget);
  if (self->ticker == 0)
    self->ticker = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  update (self);
}

static void
cosell_status_pill_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&COSELL_STATUS_PILL (widget)->ticker, g_source_remove);
  GTK_WIDGET_CLASS (cosell_status_pill_parent_class)->unmap (widget);
}

static void
cosell_status_pill_dispose (GObject *object)
{
  CosellStatusPill *self = COSELL_STATUS_PILL (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  cosell_status_pill_set_deal (self, NULL);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  G_OBJECT_CLASS (cosell_status_pill_parent_class)->dispose (object);
}

static void
cosell_status_pill_class_init (CosellStatusPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cosell_status_pill_set_property;
  object_class->get_property = cosell_status_pill_get_property;
  object_class->dispose = cosell_status_pill_dispose;
  widget_class->map = cosell_status_pill_map;
  widget_class->unmap = cosell_status_pill_unmap;

  properties[PROP_DEAL] =
      g_param_spec_object ("deal", NULL, NULL, COSELL_TYPE_DEAL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statuspill");
}

static void
cosell_status_pill_init (CosellStatusPill *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "valign",
                              GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->label, "status-pill");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->icon = g_object_new (GTK_TYPE_IMAGE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
}

void
cosell_status_pill_set_deal (CosellStatusPill *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_STATUS_PILL (self));
  g_return_if_fail (deal == NULL || COSELL_IS_DEAL (deal));

  if (self->deal == deal)
    return;
  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_func (self->deal, deal_notify_cb, self);
  g_set_object (&self->deal, deal);
  if (deal != NULL)
    {
      g_signal_connect_object (deal, "notify::status", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::stage", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::sync", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::held", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::unkept", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::expires-at", G_CALLBACK (deal_notify_cb), self, 0);
      g_signal_connect_object (deal, "notify::invisible-since", G_CALLBACK (deal_notify_cb), self,
                               0);
      g_signal_connect_object (deal, "notify::scheduled-at", G_CALLBACK (deal_notify_cb), self, 0);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEAL]);
}
