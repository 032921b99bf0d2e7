/* cosell-notifier.c: desktop notifications (G2) */
#include "app/cosell-session-reports.h"
#include "ui/shell/cosell-notifier.h"

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-notification-text.h"

#define GATHER_MS 400          /* what comes together is told together */
#define MANY 4                 /* of one kind at a time: one message for all */
#define LOOK_AGAIN_SECONDS 600 /* timers stand still while the computer sleeps */

struct _CosellNotifier
{
  GObject parent_instance;

  GApplication *application; /* (unowned): owns this */
  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
  CosellNotifierFocus focus;
  gpointer focus_data;
  guint gather_source, next_source;
  gboolean taking, again;
};

G_DEFINE_FINAL_TYPE (CosellNotifier, cosell_notifier, G_TYPE_OBJECT)

static void
take (CosellNotifier *self);

static char *
id_of (CosellNotificationKind kind, gint64 deal)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (COSELL_TYPE_NOTIFICATION_KIND);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, g_enum_get_value (kinds, (int) kind)->value_nick,
                          deal);
}

static gboolean
is_urgent (const CosellNotification *notification)
{
  return notification->kind == COSELL_NOTIFICATION_EXPIRING &&
         notification->deadline >= COSELL_DEADLINE_DAY;
}

static void
tell_one (CosellNotifier *self, const CosellNotification *notification)
{
  g_autoptr (GNotification) message = NULL;
  g_autofree char *id = id_of (notification->kind, notification->deal->id);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  cosell_notification_text (notification, cosell_format_now (), &title, &body);
  message = g_notification_new (title);
  g_notification_set_body (message, body);
  if (is_urgent (notification))
    g_notification_set_priority (message, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (message, "app.open-deal", "x",
                                                notification->deal->id);
  g_application_send_notification (self->application, id, message);
}

static void
set_action_for_many (GNotification *message, CosellNotificationKind kind)
{
  switch (kind)
    {
    case COSELL_NOTIFICATION_ARRIVED:
    case COSELL_NOTIFICATION_EXPIRING:
      g_notification_set_default_action_and_target (message, "app.show-tab", "s", "inbound");
      break;
    case COSELL_NOTIFICATION_LEAD:
      g_notification_set_default_action_and_target (message, "app.show-tab", "s", "leads");
      break;
    case COSELL_NOTIFICATION_ANSWERED:
    case COSELL_NOTIFICATION_REGISTRATION:
      g_notification_set_default_action_and_target (message, "app.show-tab", "s", "outbound");
      break;
    case COSELL_NOTIFICATION_NOT_SENT:
      g_notification_set_default_action (message, "app.show-outbox");
      break;
    }
}

static void
tell_many (CosellNotifier *self, CosellNotificationKind kind, GPtrArray *notifications)
{
  g_autofree char *title = cosell_notification_text_for_many (kind, notifications->len);
  g_autofree char *id = id_of (kind, 0);
  g_autoptr (GNotification) message = g_notification_new (title);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (notifications->len, 3u); i++)
    {
      const CosellNotification *notification = g_ptr_array_index (notifications, i);

      g_autofree char *name =
          cosell_text_quote (notification->deal->name != NULL ? notification->deal->name : "–");

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name);
    }
  if (notifications->len > 3)
    g_string_append (names, "\n…");
  g_notification_set_body (message, names->str);
  set_action_for_many (message, kind);
  g_application_send_notification (self->application, id, message);
}

static void
tell (CosellNotifier *self, GPtrArray *notifications)
{
  gint64 seen = self->focus != NULL ? self->focus (self->focus_data) : 0;

  for (guint kind = 0; kind < COSELL_N_NOTIFICATION_KINDS; kind++)
    {
      g_autoptr (GPtrArray) of_kind = g_ptr_array_new ();

      for (guint i = 0; i < notifications->len; i++)
        {
          CosellNotification *notification = g_ptr_array_index (notifications, i);

          if ((guint) notification->kind == kind && notification->deal->id != seen)
            g_ptr_array_add (of_kind, notification);
        }
      if (of_kind->len > MANY)
        tell_many (self, (CosellNotificationKind) kind, of_kind);
      else
        for (guint i = 0; i < of_kind->len; i++)
          tell_one (self, g_ptr_array_index (of_kind, i));
    }
}

/* --- when --- */

static gboolean
next_cb (gpointer user_data)
{
  CosellNotifier *self = user_data;

  self->next_source = 0;
  take (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for (CosellNotifier *self, gint64 next)
{
  gint64 seconds;

  g_clear_handle_id (&self->next_source, g_source_remove);
  if (next == COSELL_NO_TIME)
    return;
  seconds = MAX (next - cosell_format_now (), 0) / G_TIME_SPAN_SECOND + 1;
  self->next_source =
      g_timeout_add_seconds ((guint) MIN (seconds, LOOK_AGAIN_SECONDS), next_cb, self);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 next = COSELL_NO_TIME;
  g_autoptr (GPtrArray) notifications =
      cosell_session_claim_notifications_finish (COSELL_SESSION (source), result, &next, &error);

  self->taking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (notifications != NULL)
    {
      tell (self, notifications);
      wait_for (self, next);
    }
  else /* what was not taken is still there the next time */
    g_info ("Notifications: %s", error->message);
  if (self->again)
    take (self);
}

static void
take (CosellNotifier *self)
{
  self->again = self->taking;
  if (self->taking)
    return;
  self->taking = TRUE;
  cosell_session_claim_notifications_async (self->session, self->cancellable, taken_cb,
                                            g_object_ref (self));
}

static gboolean
gathered_cb (gpointer user_data)
{
  CosellNotifier *self = user_data;

  self->gather_source = 0;
  take (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CosellNotifier *self)
{
  if (self->gather_source == 0)
    self->gather_source = g_timeout_add (GATHER_MS, gathered_cb, self);
}

static void
cosell_notifier_dispose (GObject *object)
{
  CosellNotifier *self = COSELL_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  g_clear_handle_id (&self->next_source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_notifier_parent_class)->dispose (object);
}

static void
cosell_notifier_finalize (GObject *object)
{
  CosellNotifier *self = COSELL_NOTIFIER (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cosell_notifier_parent_class)->finalize (object);
}

static void
cosell_notifier_class_init (CosellNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_notifier_finalize;
}

static void
cosell_notifier_init (CosellNotifier *self)
{
  self->cancellable = g_cancellable_new ();
}

CosellNotifier *
cosell_notifier_new (GApplication *application,
                     CosellSession *session,
                     CosellNotifierFocus focus,
                     gpointer user_data)
{
  CosellNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->session = g_object_ref (session);
  self->focus = focus;
  self->focus_data = user_data;
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}

void
cosell_notifier_withdraw (CosellNotifier *self, gint64 deal)
{
  g_return_if_fail (COSELL_IS_NOTIFIER (self));

  for (guint kind = 0; kind < COSELL_N_NOTIFICATION_KINDS; kind++)
    {
      g_autofree char *id = id_of ((CosellNotificationKind) kind, deal);

      g_application_withdraw_notification (self->application, id);
    }
}

gboolean
cosell_notifier_is_quiet (CosellNotifier *self)
{
  g_return_val_if_fail (COSELL_IS_NOTIFIER (self), TRUE);

  return self->gather_source == 0 && !self->taking;
}
