/* cosell-referral.c: which referral is whose in an engagement */
#include "model/cosell-referral.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-referral-reader.h"

void
cosell_referral_read_head (CosellJsonValue referral, CosellReferralHead *head)
{
  CosellJsonValue etag;

  g_return_if_fail (head != NULL);

  etag = cosell_json_member (referral, "eTag");
  head->remote_id = cosell_referral_read_id (referral, "id");
  head->engagement_id = cosell_referral_read_id (referral, "engagementId");
  head->organization_id = cosell_referral_read_id (referral, "organizationId");
  head->etag = cosell_json_dup_string (etag);
  head->created_at = cosell_referral_read_instant (referral, "createdDateTime");
  head->updated_at = cosell_referral_read_instant (referral, "updatedDateTime");
}

void
cosell_referral_head_clear (CosellReferralHead *head)
{
  if (head == NULL)
    return;
  g_clear_pointer (&head->remote_id, g_free);
  g_clear_pointer (&head->engagement_id, g_free);
  g_clear_pointer (&head->organization_id, g_free);
  g_clear_pointer (&head->etag, g_free);
  head->created_at = head->updated_at = COSELL_NO_TIME;
}

char *
cosell_referral_read_inviter (CosellJsonValue referral)
{
  CosellJsonValue context = cosell_json_member (referral, "inviteContext");

  return cosell_referral_read_id (cosell_json_member (context, "invitedBy"), "organizationId");
}

char *
cosell_referral_read_addressee (CosellJsonValue referral)
{
  g_autofree char *addressee = NULL;
  CosellJsonValue target;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (referral, "target"));
  while (cosell_json_iter_next (&iter, NULL, &target))
    {
      g_autofree char *type = cosell_referral_read_text (target, "type");
      g_autofree char *id = cosell_referral_read_id (target, "id");

      if (id == NULL || !cosell_referral_same_id (type, "BusinessProfileLocation"))
        continue;
      if (addressee == NULL || cosell_referral_same_id (id, COSELL_MICROSOFT_ORG))
        cosell_take_str (&addressee, g_steal_pointer (&id));
    }
  return g_steal_pointer (&addressee);
}

/* B3: by the inviter; without one by direction, and what has no owner yet was made here. */
static gboolean
is_sent_by_owner (CosellJsonValue referral, const char *owner)
{
  g_autofree char *inviter = cosell_referral_read_inviter (referral);
  g_autofree char *direction = NULL;

  if (inviter != NULL)
    return cosell_referral_same_id (inviter, owner);
  direction = cosell_referral_read_text (referral, "direction");
  return owner == NULL || cosell_referral_same_id (direction, "Outgoing");
}

CosellRole
cosell_referral_role (CosellJsonValue referral, const char *own_org)
{
  g_autofree char *owner = cosell_referral_read_id (referral, "organizationId");
  g_autofree char *addressee = cosell_referral_read_addressee (referral);

  if (cosell_referral_same_id (owner, COSELL_MICROSOFT_ORG) ||
      cosell_referral_same_id (addressee, COSELL_MICROSOFT_ORG))
    return COSELL_ROLE_MICROSOFT;
  if (own_org != NULL && owner != NULL && !cosell_referral_same_id (owner, own_org))
    return COSELL_ROLE_PARTNER;
  if (addressee != NULL && !cosell_referral_same_id (addressee, owner) &&
      is_sent_by_owner (referral, owner))
    return COSELL_ROLE_PARTNER;
  return COSELL_ROLE_OWN;
}

/* How well a half serves as the row: smaller is better, 0 never serves. */
static int
row_rank (const CosellEngagementReferral *half, const char *owner, const char *own_org)
{
  switch (half->role)
    {
    case COSELL_ROLE_OWN:
      return 1;
    case COSELL_ROLE_PARTNER:
      return own_org != NULL && cosell_referral_same_id (owner, own_org) ? 2 : 3;
    case COSELL_ROLE_MICROSOFT:
      return cosell_referral_same_id (owner, COSELL_MICROSOFT_ORG) ? 0 : 4;
    }
  g_return_val_if_reached (0);
}

/* What has no date was not sent yet: newer than everything else. */
static gint64
age_key (CosellJsonValue referral)
{
  gint64 created = cosell_referral_read_instant (referral, "createdDateTime");

  return created != COSELL_NO_TIME ? created : G_MAXINT64;
}

void
cosell_engagement_assign_roles_beside (CosellEngagementReferral *halves,
                                       guint n_halves,
                                       guint row,
                                       const char *own_org)
{
  g_autofree char *row_owner = NULL;

  g_return_if_fail (halves != NULL && row < n_halves);

  row_owner = cosell_referral_read_id (halves[row].referral, "organizationId");
  for (guint i = 0; i < n_halves; i++)
    {
      g_autofree char *owner = cosell_referral_read_id (halves[i].referral, "organizationId");

      halves[i].role = cosell_referral_role (halves[i].referral, own_org);
      if (i == row)
        halves[i].role = COSELL_ROLE_OWN;
      else if (halves[i].role == COSELL_ROLE_OWN && owner != NULL && row_owner != NULL &&
               !cosell_referral_same_id (owner, row_owner))
        halves[i].role = COSELL_ROLE_PARTNER;
    }
}

void
cosell_referral_read_partner (CosellJsonValue referral, char **id, char **name)
{
  g_autofree char *addressee = cosell_referral_read_addressee (referral);

  g_return_if_fail (id != NULL && name != NULL);

  *name = NULL;
  if (addressee == NULL || cosell_referral_role (referral, NULL) != COSELL_ROLE_PARTNER)
    {
      *id = cosell_referral_read_id (referral, "organizationId");
      *name = cosell_referral_read_display (referral, "organizationName");
      return;
    }
  /* not sent yet: COSELL_PATH_LOCAL_NAME; else the owner, and so the name, is ours */
  if (!cosell_json_is_present (cosell_json_member (referral, "organizationId")))
    *name = cosell_referral_read_display (referral, "organizationName");
  *id = g_steal_pointer (&addressee);
}

int
cosell_engagement_assign_roles (CosellEngagementReferral *halves,
                                guint n_halves,
                                const char *own_org)
{
  int row = -1, best_rank = 0;
  gint64 best_age = 0;

  g_return_val_if_fail (halves != NULL || n_halves == 0, -1);

  for (guint i = 0; i < n_halves; i++)
    {
      g_autofree char *owner = cosell_referral_read_id (halves[i].referral, "organizationId");
      gint64 age = age_key (halves[i].referral);
      int rank;

      halves[i].role = cosell_referral_role (halves[i].referral, own_org);
      rank = row_rank (&halves[i], owner, own_org);
      if (rank == 0 || (row >= 0 && (rank > best_rank || (rank == best_rank && age >= best_age))))
        continue;
      row = (int) i;
      best_rank = rank;
      best_age = age;
    }
  if (row >= 0)
    cosell_engagement_assign_roles_beside (halves, n_halves, (guint) row, own_org);
  return row;
}
