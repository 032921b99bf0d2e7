#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-win-notice.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "cosell-config.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/words/cosell-format.h"

#define TICK_SECONDS 30

struct _CosellWinNotice
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  CosellDeal *deal;       /* (owned) (nullable) */
  GSignalGroup *signals;  /* (owned) of the deal */
  guint tick;             /* source, while in a window: the hours end by themselves */

  GtkWidget *icon;
  GtkWidget *texts; /* holds the others */
  GtkWidget *title;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (CosellWinNotice, cosell_win_notice, GTK_TYPE_WIDGET)

static gboolean
is_too_early (CosellWinNotice *self)
{
  const CosellDealData *data = self->deal != NULL ? cosell_deal_get_data (self->deal) : NULL;
  gint64 now = cosell_format_now ();
  g_auto (CosellRegistrationView) view = { NULL };
  g_auto (CosellVerdict) win = { FALSE };
  g_auto (CosellVerdict) guard = { FALSE };

  if (data == NULL || data->scheduled_at != COSELL_NO_TIME)
    return FALSE;
  cosell_rules_check (data, COSELL_ACTION_WIN, now, &win);
  return win.allowed &&
         cosell_registration_view_init (&view, self->deal,
                                        cosell_session_get_catalog (self->session)) &&
         cosell_eligibility_guard (data, &view.eligibility, now, &guard);
}

static void
update (CosellWinNotice *self)
{
  gboolean early = is_too_early (self);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *when = NULL;
  gint64 safe_at;

  gtk_widget_set_visible (GTK_WIDGET (self), early);
  if (!early)
    return;
  safe_at = cosell_eligibility_safe_at (cosell_deal_get_data (self->deal));
  when = safe_at != COSELL_NO_TIME ? cosell_format_instant (safe_at) : NULL;
  /* Translators: %s is day and time */
  title = when != NULL ? g_strdup_printf (_ ("Won Before %s May Cost the Registration"), when)
                       : g_strdup (_ ("Won Within 72 Hours May Cost the Registration"));
  label = cosell_win_notice_label (cosell_deal_get_data (self->deal));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static gboolean
tick_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
cosell_win_notice_root (GtkWidget *widget)
{
  CosellWinNotice *self = COSELL_WIN_NOTICE (widget);

  GTK_WIDGET_CLASS (cosell_win_notice_parent_class)->root (widget);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
cosell_win_notice_unroot (GtkWidget *widget)
{
  g_clear_handle_id (&COSELL_WIN_NOTICE (widget)->tick, g_source_remove);
  GTK_WIDGET_CLASS (cosell_win_notice_parent_class)->unroot (widget);
}

static void
cosell_win_notice_dispose (GObject *object)
{
  CosellWinNotice *self = COSELL_WIN_NOTICE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_WIN_NOTICE);
  G_OBJECT_CLASS (cosell_win_notice_parent_class)->dispose (object);
}

static void
cosell_win_notice_class_init (CosellWinNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_win_notice_dispose;
  widget_class->root = cosell_win_notice_root;
  widget_class->unroot = cosell_win_notice_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-win-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellWinNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, CosellWinNotice, texts);
  gtk_widget_class_bind_template_child (widget_class, CosellWinNotice, title);
  gtk_widget_class_bind_template_child (widget_class, CosellWinNotice, button);
}

static void
cosell_win_notice_init (CosellWinNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_let_wrap (GTK_BUTTON (self->button));
  cosell_long_text_use_column (self->texts);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

void
cosell_win_notice_set_deal (CosellWinNotice *self, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_WIN_NOTICE (self));

  if (self->session == NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (cosell_catalog_get_solutions (cosell_session_get_catalog (session)),
                               "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_set_object (&self->deal, deal);
  g_signal_group_set_target (self->signals, deal);
  update (self);
}

char *
cosell_win_notice_label (const CosellDealData *deal)
{
  gint64 safe_at = cosell_eligibility_safe_at (deal);
  g_autofree char *when = safe_at != COSELL_NO_TIME ? cosell_format_instant (safe_at) : NULL;

  if (when == NULL)
    return g_strdup (_ ("Mark as Won After 72 Hours"));
  /* Translators: a button; %s is day and time: "Mark as Won on Wed 25 Nov, 14:02" */
  return g_strdup_printf (_ ("Mark as Won on %s"), when);
}
