/* cosell-notification.c: what a person is told of by a desktop notification (G2) */
#include "model/cosell-notification.h"

#include "model/cosell-lead.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-registration-entry.h"

GType
cosell_notification_kind_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { COSELL_NOTIFICATION_ARRIVED, "COSELL_NOTIFICATION_ARRIVED", "arrived" },
    { COSELL_NOTIFICATION_LEAD, "COSELL_NOTIFICATION_LEAD", "lead" },
    { COSELL_NOTIFICATION_EXPIRING, "COSELL_NOTIFICATION_EXPIRING", "expiring" },
    { COSELL_NOTIFICATION_ANSWERED, "COSELL_NOTIFICATION_ANSWERED", "answered" },
    { COSELL_NOTIFICATION_REGISTRATION, "COSELL_NOTIFICATION_REGISTRATION", "registration" },
    { COSELL_NOTIFICATION_NOT_SENT, "COSELL_NOTIFICATION_NOT_SENT", "not-sent" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("CosellNotificationKind", values));
  return type;
}

CosellNotification *
cosell_notification_new (CosellNotificationKind kind, CosellDealData *deal)
{
  CosellNotification *self = g_new0 (CosellNotification, 1);

  self->kind = kind;
  self->deal = deal;
  return self;
}

void
cosell_notification_free (CosellNotification *self)
{
  if (self == NULL)
    return;
  cosell_deal_data_free (self->deal);
  g_free (self->who);
  cosell_request_free (self->request);
  g_free (self->reason);
  g_free (self);
}

static CosellRegistrationState
registration_state (CosellJsonValue own)
{
  g_autofree char *status = cosell_registration_status_text (own);

  return cosell_registration_state_parse (status);
}

static int
status_of (CosellJsonValue half)
{
  return cosell_referral_read_status (half, COSELL_DEAL_STATUS_ACCEPTED);
}

/* A referral's id says which, its last change which time. */
static char *
mark_of (CosellJsonValue half)
{
  g_autofree char *id = cosell_referral_read_id (half, "id");
  g_autofree char *updated = cosell_referral_read_text (half, "updatedDateTime");

  return g_strconcat (id != NULL ? id : "", " ", updated != NULL ? updated : "", NULL);
}

static gboolean
find_own (CosellJsonValue before, CosellJsonValue after, CosellNotificationKind *kind)
{
  if (cosell_json_kind (before) == COSELL_JSON_NONE)
    {
      *kind = COSELL_NOTIFICATION_ARRIVED;
      return status_of (after) == COSELL_DEAL_STATUS_RECEIVED;
    }
  *kind = COSELL_NOTIFICATION_REGISTRATION;
  return registration_state (after) == COSELL_REGISTRATION_ACTION_REQUIRED &&
         registration_state (before) != COSELL_REGISTRATION_ACTION_REQUIRED;
}

gboolean
cosell_notification_find (CosellRole role,
                          CosellJsonValue before,
                          CosellJsonValue after,
                          CosellNotificationKind *kind,
                          char **mark)
{
  gboolean found = FALSE;

  switch (role)
    {
    case COSELL_ROLE_OWN:
      found = find_own (before, after, kind);
      break;
    case COSELL_ROLE_MICROSOFT:
    case COSELL_ROLE_PARTNER:
      *kind = COSELL_NOTIFICATION_ANSWERED;
      found = cosell_json_kind (before) != COSELL_JSON_NONE &&
              status_of (before) == COSELL_DEAL_STATUS_RECEIVED &&
              status_of (after) != COSELL_DEAL_STATUS_RECEIVED;
      break;
    }
  if (found)
    *mark = mark_of (after);
  return found;
}

static gboolean
explain_answer (CosellNotification *self, CosellJsonValue half)
{
  static const CosellJsonValue none = { NULL, 0 };
  g_autoptr (CosellInvitation) invitation = cosell_invitation_new_from_referral (half, none);
  int status;

  g_object_get (invitation, "organization-name", &self->who, "reason", &self->reason, "status",
                &status, NULL);
  self->answer = (CosellDealStatus) status;
  return self->answer != COSELL_DEAL_STATUS_RECEIVED;
}

static gboolean
explain_registration (CosellNotification *self, CosellJsonValue half)
{
  g_autoptr (GPtrArray) entries = cosell_registration_read_entries (half);
  const CosellRegistrationEntry *entry = cosell_registration_current (entries);

  if (entry != NULL)
    self->reason = g_strdup (entry->reason);
  return registration_state (half) == COSELL_REGISTRATION_ACTION_REQUIRED;
}

gboolean
cosell_notification_settle (CosellNotification *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kind != COSELL_NOTIFICATION_ARRIVED && self->kind != COSELL_NOTIFICATION_LEAD)
    return TRUE;
  if (self->deal->type == COSELL_DEAL_TYPE_LEAD)
    {
      self->kind = COSELL_NOTIFICATION_LEAD;
      return cosell_lead_needs_answer (self->deal);
    }
  self->kind = COSELL_NOTIFICATION_ARRIVED;
  return self->deal->status == COSELL_DEAL_STATUS_RECEIVED &&
         self->deal->direction == COSELL_DIRECTION_INBOUND;
}

gboolean
cosell_notification_explain (CosellNotification *self, CosellJsonValue half)
{
  switch (self->kind)
    {
    case COSELL_NOTIFICATION_ANSWERED:
      return explain_answer (self, half);
    case COSELL_NOTIFICATION_REGISTRATION:
      return explain_registration (self, half);
    case COSELL_NOTIFICATION_ARRIVED:
    case COSELL_NOTIFICATION_LEAD:
      self->request = cosell_request_new (half, self->deal);
      break;
    case COSELL_NOTIFICATION_EXPIRING:
    case COSELL_NOTIFICATION_NOT_SENT:
      break;
    }
  return TRUE;
}

char *
cosell_notification_deadline_mark (CosellDeadline deadline, gint64 expires_at)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT, (int) deadline, expires_at);
}
