/* cosell-deal-data.c: the field table of a deal's row */
#include "model/cosell-deal-data.h"

#define ROW(member, json, property, column, kind, flags, type)                                     \
  {                                                                                                \
    json, property, column, COSELL_FIELD_##kind, flags, G_STRUCT_OFFSET (CosellDealData, member),  \
        type                                                                                       \
  }
#define PUBLIC COSELL_FIELD_PUBLIC
#define LOCAL (COSELL_FIELD_PUBLIC | COSELL_FIELD_LOCAL)

/* The order of the public rows is the order of list --json, see cosellctl(1). */
const CosellField cosell_deal_fields[] = {
  ROW (id, "id", "id", "id", INT, LOCAL, NULL),
  ROW (remote_id, "remoteId", "remote-id", "remote_id", STRING, PUBLIC, NULL),
  ROW (engagement_id, "engagementId", "engagement-id", "engagement_id", STRING, PUBLIC, NULL),
  ROW (name, "name", "name", "name", STRING, PUBLIC, NULL),
  ROW (customer, "customer", "customer", "customer", STRING, PUBLIC, NULL),
  ROW (country, "country", "country", "country", STRING, PUBLIC, NULL),
  ROW (direction, "direction", "direction", "direction", ENUM, PUBLIC, cosell_direction_get_type),
  ROW (type, "type", "type", "type", ENUM, PUBLIC, cosell_deal_type_get_type),
  ROW (p2p, "p2p", "p2p", "p2p", BOOL, PUBLIC, NULL),
  ROW (status, "status", "status", "status", ENUM, PUBLIC, cosell_deal_status_get_type),
  ROW (stage, "stage", "stage", "stage", STAGE, PUBLIC, NULL),
  ROW (stage_text, "stageText", "stage-text", "stage_text", STRING, PUBLIC, NULL),
  ROW (value, "value", "value", "value", DECIMAL, PUBLIC, NULL),
  ROW (currency, "currency", "currency", "currency", STRING, PUBLIC, NULL),
  ROW (close_date, "closeDate", "close-date", "close_date", DATE, PUBLIC, NULL),
  ROW (created_at, "createdAt", "created-at", "created_at", INSTANT, PUBLIC, NULL),
  ROW (updated_at, "updatedAt", "updated-at", "updated_at", INSTANT, PUBLIC, NULL),
  ROW (expires_at, "expiresAt", "expires-at", "expires_at", INSTANT, PUBLIC, NULL),
  ROW (favorite, "favorite", "favorite", "favorite", BOOL, PUBLIC, NULL),
  ROW (sync, "sync", "sync", "sync", ENUM, LOCAL, cosell_sync_state_get_type),
  ROW (invisible_since,
       "invisibleSince",
       "invisible-since",
       "invisible_since",
       INSTANT,
       PUBLIC,
       NULL),

  ROW (crm_id, "crmId", "crm-id", "crm_id", STRING, PUBLIC, NULL),
  ROW (campaign_id, "campaignId", "campaign-id", "campaign_id", STRING, PUBLIC, NULL),
  ROW (location, "location", "location", "location", STRING, PUBLIC, NULL),
  ROW (sender, "sender", "sender", "sender", STRING, PUBLIC, NULL),
  ROW (registration_status,
       "registrationStatus",
       "registration-status",
       "registration_status",
       STRING,
       PUBLIC,
       NULL),
  ROW (microsoft_status,
       "microsoftStatus",
       "microsoft-status",
       "microsoft_status",
       ENUM,
       PUBLIC,
       cosell_deal_status_get_type),
  ROW (accepted_at, "acceptedAt", "accepted-at", "accepted_at", INSTANT, PUBLIC, NULL),
  ROW (closed_at, "closedAt", "closed-at", "closed_at", INSTANT, PUBLIC, NULL),
  ROW (team, "team", "team-texts", "team", LINES, PUBLIC, NULL),
  ROW (solutions, "solutions", "solution-texts", "solutions", LINES, PUBLIC, NULL),
  ROW (partners, "partners", "partner-texts", "partners", LINES, PUBLIC, NULL),
  ROW (partner_role, "partnerRole", "partner-role", "partner_role", STRING, PUBLIC, NULL),
  ROW (partner_program,
       "partnerProgram",
       "partner-program",
       "partner_program",
       STRING,
       PUBLIC,
       NULL),
  ROW (source, "source", "source", "source", STRING, PUBLIC, NULL),
  ROW (action, "action", "action", "action", STRING, PUBLIC, NULL),
  ROW (quality, "quality", "quality", "quality", STRING, PUBLIC, NULL),

  ROW (status_reason, "statusReason", "status-reason", "status_reason", STRING, 0, NULL),
  ROW (scheduled_at,
       "scheduledAt",
       "scheduled-at",
       "scheduled_at",
       INSTANT,
       COSELL_FIELD_LOCAL,
       NULL),
  ROW (held, "held", "held", "held", BOOL, COSELL_FIELD_LOCAL, NULL),
  ROW (unkept, "unkept", "unkept", "unkept", BOOL, COSELL_FIELD_LOCAL, NULL),
  ROW (marked, "marked", "marked", "marked", STRING, COSELL_FIELD_LOCAL, NULL),
  ROW (local_change_at,
       "localChangeAt",
       "local-change-at",
       "local_change_at",
       INSTANT,
       COSELL_FIELD_LOCAL,
       NULL),
  ROW (unread, "unread", "unread", "unread", BOOL, COSELL_FIELD_LOCAL, NULL),
  ROW (denied, "denied", "denied", "denied", INT, COSELL_FIELD_LOCAL, NULL),
  ROW (duns, "duns", "duns", "duns", STRING, 0, NULL),
  ROW (search_text, "searchText", "search-text", "search_text", STRING, 0, NULL),
  { NULL },
};

CosellDealData *
cosell_deal_data_new (void)
{
  CosellDealData *self = g_new0 (CosellDealData, 1);

  cosell_field_table_init (cosell_deal_fields, self);
  return self;
}

CosellDealData *
cosell_deal_data_copy (const CosellDealData *self)
{
  CosellDealData *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = cosell_deal_data_new ();
  cosell_field_table_copy (cosell_deal_fields, copy, self);
  return copy;
}

void
cosell_deal_data_free (CosellDealData *self)
{
  if (self == NULL)
    return;
  cosell_field_table_clear (cosell_deal_fields, self);
  g_free (self);
}

char *
cosell_deal_data_dup_text (const CosellDealData *self, const CosellField *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  /* the status of a half that is not there is not "draft" */
  if (field->offset == G_STRUCT_OFFSET (CosellDealData, microsoft_status) &&
      self->microsoft_status == COSELL_DEAL_STATUS_DRAFT)
    return NULL;
  return cosell_field_dup_text (field, self);
}

CosellSyncState
cosell_deal_data_get_sync (const CosellDealData *self)
{
  g_return_val_if_fail (self != NULL, COSELL_SYNC_STATE_SYNCED);

  if (self->sync != COSELL_SYNC_STATE_PARKED)
    return (CosellSyncState) self->sync;
  if (self->held)
    return COSELL_SYNC_STATE_HELD;
  return self->unkept ? COSELL_SYNC_STATE_UNKEPT : COSELL_SYNC_STATE_PARKED;
}
