#include "model/cosell-outbox-entry.h"

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-referral.h"
#include "model/cosell-registration-entry.h"

CosellOutboxEntry *
cosell_outbox_entry_new (void)
{
  CosellOutboxEntry *self = g_new0 (CosellOutboxEntry, 1);

  self->not_before = self->replaced = self->since = COSELL_NO_TIME;
  self->conflicts = cosell_conflict_list_new ();
  return self;
}

void
cosell_outbox_entry_free (CosellOutboxEntry *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_ptr_array_unref (self->conflicts);
  g_free (self->request_id);
  g_free (self->last_error);
  g_free (self->body);
  g_free (self->base);
  g_free (self->invited);
  g_free (self->remote_id);
  g_free (self->half);
  g_free (self->engagement_id);
  g_free (self->etag);
  g_free (self->sent_body);
  g_strfreev (self->candidates);
  g_free (self->chosen);
  g_free (self);
}

GPtrArray *
cosell_outbox_entry_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_outbox_entry_free);
}

CosellOutboxHead
cosell_outbox_entry_get_head (const CosellOutboxEntry *self)
{
  GPtrArray *changes = self->changes;

  return (CosellOutboxHead){
    .seq = self->seq,
    .op = self->op,
    .state = self->state,
    .changes_status = changes != NULL && (cosell_changes_have_status (changes) ||
                                          cosell_changes_have_registration (changes)),
    .is_heart = cosell_changes_are_heart (changes),
    .is_stage = cosell_changes_are_stage (changes),
    .deal = self->deal,
    .depends_on = self->depends_on,
    .attempts = self->attempts,
    .not_before = self->not_before,
  };
}

void
cosell_outbox_entry_add_conflict (CosellOutboxEntry *self,
                                  const CosellChange *change,
                                  const char *theirs)
{
  g_ptr_array_add (self->conflicts,
                   cosell_conflict_new (change->path, change->original, change->current, theirs));
}

/* What was tried once has had its hour; until then an instant says that it is to come. */
gboolean
cosell_outbox_entry_is_deferred (const CosellOutboxEntry *self)
{
  return self->op == COSELL_OUTBOX_OP_UPDATE && self->not_before != COSELL_NO_TIME &&
         (self->state == COSELL_OUTBOX_STATE_SCHEDULED ||
          (self->state == COSELL_OUTBOX_STATE_PARKED && self->attempts == 0));
}

gboolean
cosell_outbox_entry_is_told (const CosellOutboxEntry *self)
{
  return self->state == COSELL_OUTBOX_STATE_NOT_KEPT || self->state == COSELL_OUTBOX_STATE_LOCAL;
}

gboolean
cosell_outbox_entry_is_frozen (const CosellOutboxEntry *self)
{
  return self->state == COSELL_OUTBOX_STATE_SENT || self->unconfirmed;
}

gboolean
cosell_outbox_entry_counts (const CosellOutboxEntry *self, const char *text)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *status = NULL;
  g_autofree char *substatus = NULL;

  if (cosell_outbox_entry_is_deferred (self))
    return FALSE;
  if ((self->state != COSELL_OUTBOX_STATE_PARKED && !cosell_outbox_entry_is_told (self)) ||
      !cosell_changes_have_status (self->changes))
    return TRUE;
  doc = cosell_json_parse (text, -1, NULL);
  status = cosell_json_dup_string (cosell_json_member (cosell_json_root (doc), "status"));
  substatus = cosell_json_dup_string (cosell_json_member (cosell_json_root (doc), "substatus"));
  return !cosell_deal_status_is_closed (
      cosell_status_from_wire (status, substatus, COSELL_DEAL_STATUS_ACCEPTED));
}
