/* cosell-sync-match.c: what became of a change whose answer got lost */
#include "sync/cosell-sync-match.h"

#include "base/cosell-json.h"
#include "model/cosell-change.h"
#include "model/cosell-referral.h"

static char *
dup_member (CosellJsonValue object, const char *name)
{
  return cosell_json_dup_string (cosell_json_member (object, name));
}

/* The invited organization: the id of the target that is a location; others may be solutions. */
static char *
dup_invited (CosellJsonValue referral)
{
  CosellJsonValue target = cosell_json_member (referral, "target");
  guint length = cosell_json_length (target);

  for (guint i = 0; i < length; i++)
    {
      CosellJsonValue element = cosell_json_element (target, i);

      if (cosell_json_string_equal (cosell_json_member (element, "type"),
                                    "BusinessProfileLocation"))
        return dup_member (element, "id");
    }
  return NULL;
}

static gboolean
same_id (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

gboolean
cosell_sync_match_is_created (const char *body, CosellOutboxOp op, const char *referral)
{
  g_autoptr (CosellJson) sent = cosell_json_parse (body, -1, NULL);
  g_autoptr (CosellJson) found = cosell_json_parse (referral, -1, NULL);
  CosellJsonValue sent_root = cosell_json_root (sent);
  CosellJsonValue found_root = cosell_json_root (found);
  CosellRole role = cosell_referral_role (found_root, NULL);
  g_autofree char *sent_to = dup_invited (sent_root);
  g_autofree char *found_to = dup_invited (found_root);
  g_auto (CosellReferralHead) head = { NULL };

  cosell_referral_read_head (found_root, &head);
  if (sent == NULL || head.remote_id == NULL)
    return FALSE;
  if (op == COSELL_OUTBOX_OP_CREATE) /* a partner's half may look like one of its owner */
    return role == COSELL_ROLE_OWN && found_to == NULL;
  if (cosell_referral_role (sent_root, NULL) == COSELL_ROLE_MICROSOFT)
    return role == COSELL_ROLE_MICROSOFT;
  return same_id (sent_to, found_to) || same_id (sent_to, head.organization_id);
}

CosellCreateMatch
cosell_sync_match_compare (const char *body,
                           CosellOutboxOp op,
                           const char *referral,
                           const char *own_org,
                           gint64 since)
{
  g_autoptr (CosellJson) sent = cosell_json_parse (body, -1, NULL);
  g_autoptr (CosellJson) found = cosell_json_parse (referral, -1, NULL);

  if (!cosell_sync_match_is_created (body, op, referral))
    return COSELL_CREATE_MATCH_NO;
  return cosell_create_match (cosell_json_root (sent), cosell_json_root (found), own_org, since);
}

gboolean
cosell_sync_match_is_changed (GPtrArray *changes, const char *referral)
{
  g_autofree char *json = cosell_changes_to_json (changes);
  g_autoptr (GPtrArray) rest = cosell_changes_from_json (json, NULL);
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

  if (rest == NULL)
    return FALSE;
  cosell_changes_rebase (rest, referral, conflicts);
  return rest->len == 0;
}

char *
cosell_sync_match_dup_id (const char *referral)
{
  g_autoptr (CosellJson) json = cosell_json_parse (referral, -1, NULL);
  g_auto (CosellReferralHead) head = { NULL };

  cosell_referral_read_head (cosell_json_root (json), &head);
  return g_steal_pointer (&head.remote_id);
}
