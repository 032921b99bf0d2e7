/* cosell-invitation.c: Microsoft's or a partner's part in a deal */
#include "base/cosell-json-edit.h"
#include "model/cosell-people.h"

#include "model/cosell-email.h"

#include "base/cosell-field.h"
#include "base/cosell-time.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

typedef enum
{
  PROP_REMOTE_ID = 1,
  PROP_ORGANIZATION_ID,
  PROP_ORGANIZATION_NAME,
  PROP_VALUE,
  PROP_CURRENCY,
  PROP_CLOSE_DATE,
  PROP_NOTES,
  PROP_REASON,
  N_TEXTS,
  PROP_STATUS = N_TEXTS,
  PROP_HELP,
  PROP_EXPIRES_AT,
  PROP_UPDATED_AT,
  PROP_TEAM,
  PROP_SOLUTIONS,
  N_PROPS
} InvitationProperty;

struct _CosellInvitation
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* (owned) (nullable) by property */
  CosellDealStatus status;
  CosellHelp help;
  gint64 expires_at;
  gint64 updated_at;
  GListStore *team;      /* (owned) of CosellContact */
  GListStore *solutions; /* (owned) of CosellSolution */
};

G_DEFINE_FINAL_TYPE (CosellInvitation, cosell_invitation, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
cosell_invitation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellInvitation *self = COSELL_INVITATION (object);

  switch ((InvitationProperty) id)
    {
    case PROP_REMOTE_ID:
    case PROP_ORGANIZATION_ID:
    case PROP_ORGANIZATION_NAME:
    case PROP_VALUE:
    case PROP_CURRENCY:
    case PROP_CLOSE_DATE:
    case PROP_NOTES:
    case PROP_REASON:
      g_value_set_string (value, self->texts[id]);
      break;
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;
    case PROP_HELP:
      g_value_set_enum (value, self->help);
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    case PROP_TEAM:
      g_value_set_object (value, self->team);
      break;
    case PROP_SOLUTIONS:
      g_value_set_object (value, self->solutions);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_invitation_finalize (GObject *object)
{
  CosellInvitation *self = COSELL_INVITATION (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_object_unref (self->team);
  g_object_unref (self->solutions);
  G_OBJECT_CLASS (cosell_invitation_parent_class)->finalize (object);
}

static void
cosell_invitation_class_init (CosellInvitationClass *klass)
{
  static const char *const names[N_TEXTS] = {
    NULL,         "remote-id", "organization-id", "organization-name", "value", "currency",
    "close-date", "notes",     "reason",
  };
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_invitation_get_property;
  object_class->finalize = cosell_invitation_finalize;

  for (guint i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, readable);
  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, COSELL_TYPE_DEAL_STATUS,
                                               COSELL_DEAL_STATUS_RECEIVED, readable);
  properties[PROP_HELP] =
      g_param_spec_enum ("help", NULL, NULL, COSELL_TYPE_HELP, COSELL_HELP_NONE, readable);
  properties[PROP_EXPIRES_AT] = g_param_spec_int64 ("expires-at", NULL, NULL, G_MININT64,
                                                    G_MAXINT64, COSELL_NO_TIME, readable);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at", NULL, NULL, G_MININT64,
                                                    G_MAXINT64, COSELL_NO_TIME, readable);
  properties[PROP_TEAM] = g_param_spec_object ("team", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_SOLUTIONS] =
      g_param_spec_object ("solutions", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_invitation_init (CosellInvitation *self)
{
  self->team = g_list_store_new (COSELL_TYPE_CONTACT);
  self->solutions = g_list_store_new (COSELL_TYPE_SOLUTION);
  self->status = COSELL_DEAL_STATUS_RECEIVED;
  self->expires_at = self->updated_at = COSELL_NO_TIME;
}

static void
read_organization (CosellInvitation *self, CosellJsonValue referral)
{
  if (cosell_referral_role (referral, NULL) == COSELL_ROLE_MICROSOFT)
    {
      self->texts[PROP_ORGANIZATION_ID] = g_strdup (COSELL_MICROSOFT_ORG);
      self->texts[PROP_ORGANIZATION_NAME] = g_strdup ("Microsoft");
    }
  else
    cosell_referral_read_partner (referral, &self->texts[PROP_ORGANIZATION_ID],
                                  &self->texts[PROP_ORGANIZATION_NAME]);
}

static gboolean
team_has (CosellJsonValue referral, const char *email)
{
  g_autofree char *wanted = cosell_email_fold (email);
  CosellJsonValue element;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (referral, "team"));
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *text = cosell_referral_read_display (element, "email");
      g_autofree char *folded = text != NULL ? cosell_email_fold (text) : NULL;

      if (g_strcmp0 (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Our own people are sent along with an invitation: they are not the other side's. */
static void
read_lists (CosellInvitation *self, CosellJsonValue referral, CosellJsonValue own)
{
  CosellJsonValue element;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (referral, "team"));
  while (cosell_json_iter_next (&iter, NULL, &element))
    if (cosell_json_kind (element) == COSELL_JSON_OBJECT)
      {
        g_autoptr (CosellContact) contact = cosell_contact_new_from_wire (element);

        if (!team_has (own, cosell_contact_get_email (contact)))
          g_list_store_append (self->team, contact);
      }
  cosell_json_iter_init (&iter, cosell_referral_read_solutions (referral));
  while (cosell_json_iter_next (&iter, NULL, &element))
    if (cosell_json_kind (element) == COSELL_JSON_OBJECT)
      {
        g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (element);

        g_list_store_append (self->solutions, solution);
      }
}

CosellInvitation *
cosell_invitation_new_from_referral (CosellJsonValue referral, CosellJsonValue own)
{
  CosellInvitation *self = g_object_new (COSELL_TYPE_INVITATION, NULL);
  CosellJsonValue context = cosell_json_member (referral, "inviteContext");

  read_organization (self, referral);
  self->texts[PROP_REMOTE_ID] = cosell_referral_read_id (referral, "id");
  self->texts[PROP_VALUE] = cosell_referral_read_value (referral);
  self->texts[PROP_CURRENCY] = cosell_referral_read_currency (referral);
  self->texts[PROP_CLOSE_DATE] = cosell_referral_read_close_date (referral);
  self->texts[PROP_NOTES] = cosell_referral_read_display (context, "notes");
  self->texts[PROP_REASON] = cosell_referral_read_display (referral, "statusReason");
  self->status = cosell_referral_read_status (referral, COSELL_DEAL_STATUS_RECEIVED);
  self->help = (CosellHelp) cosell_referral_read_help (referral);
  self->expires_at = cosell_referral_read_deadline (referral, self->status);
  self->updated_at = cosell_referral_read_instant (referral, "updatedDateTime");
  read_lists (self, referral, own);
  return self;
}

static void
write_instant (CosellJsonWriter *writer, const char *name, gint64 instant)
{
  g_autofree char *text = cosell_time_format (instant);

  cosell_json_writer_member (writer, name, text);
}

static void
write_lists (CosellInvitation *self, CosellJsonWriter *writer)
{
  GListModel *team = G_LIST_MODEL (self->team);
  GListModel *solutions = G_LIST_MODEL (self->solutions);

  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);

      cosell_contact_write_draft (contact, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_solution_write_draft (solution, writer);
    }
  cosell_json_writer_end_array (writer);
}

void
cosell_invitation_write_json (CosellInvitation *self, CosellJsonWriter *writer)
{
  g_return_if_fail (COSELL_IS_INVITATION (self));

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", self->texts[PROP_ORGANIZATION_ID]);
  cosell_json_writer_member (writer, "name", self->texts[PROP_ORGANIZATION_NAME]);
  cosell_json_writer_member (writer, "remoteId", self->texts[PROP_REMOTE_ID]);
  cosell_json_writer_member (writer, "status",
                             cosell_enum_nick (COSELL_TYPE_DEAL_STATUS, self->status));
  cosell_json_writer_member (writer, "help", cosell_enum_nick (COSELL_TYPE_HELP, self->help));
  cosell_json_writer_member (writer, "closeDate", self->texts[PROP_CLOSE_DATE]);
  cosell_json_writer_member (writer, "value", self->texts[PROP_VALUE]);
  cosell_json_writer_member (writer, "currency", self->texts[PROP_CURRENCY]);
  cosell_json_writer_member (writer, "notes", self->texts[PROP_NOTES]);
  cosell_json_writer_member (writer, "reason", self->texts[PROP_REASON]);
  write_instant (writer, "expiresAt", self->expires_at);
  write_instant (writer, "updatedAt", self->updated_at);
  write_lists (self, writer);
  cosell_json_writer_end_object (writer);
}
