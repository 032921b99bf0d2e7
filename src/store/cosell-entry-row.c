/* cosell-entry-row.c: a row of the outbox table, by itself */
#include "store/cosell-entry-row.h"

#include "base/cosell-time.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-referral.h"

CosellEntryRow *
cosell_entry_row_new (void)
{
  CosellEntryRow *self = g_new0 (CosellEntryRow, 1);

  self->not_before = self->replaced = COSELL_NO_TIME;
  self->conflicts = cosell_conflict_list_new ();
  return self;
}

void
cosell_entry_row_free (CosellEntryRow *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_ptr_array_unref (self->conflicts);
  g_free (self->request_id);
  g_free (self->last_error);
  g_free (self);
}

void
cosell_entry_row_add_conflict (CosellEntryRow *self, const CosellChange *change, const char *theirs)
{
  g_ptr_array_add (self->conflicts,
                   cosell_conflict_new (change->path, change->original, change->current, theirs));
}

/* What was tried once has had its hour; until then an instant says that it is to come. */
gboolean
cosell_entry_row_is_deferred (const CosellEntryRow *self)
{
  return self->op == COSELL_OUTBOX_OP_UPDATE && self->not_before != COSELL_NO_TIME &&
         (self->state == COSELL_OUTBOX_STATE_SCHEDULED ||
          (self->state == COSELL_OUTBOX_STATE_PARKED && self->attempts == 0));
}

gboolean
cosell_entry_row_is_told (const CosellEntryRow *self)
{
  return self->state == COSELL_OUTBOX_STATE_NOT_KEPT || self->state == COSELL_OUTBOX_STATE_LOCAL;
}

gboolean
cosell_entry_row_is_frozen (const CosellEntryRow *self)
{
  return self->state == COSELL_OUTBOX_STATE_SENT || self->unconfirmed;
}

gboolean
cosell_entry_row_counts (const CosellEntryRow *self, const char *text)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *status = NULL;
  g_autofree char *substatus = NULL;

  if (cosell_entry_row_is_deferred (self))
    return FALSE;
  if ((self->state != COSELL_OUTBOX_STATE_PARKED && !cosell_entry_row_is_told (self)) ||
      !cosell_changes_have_status (self->changes))
    return TRUE;
  doc = cosell_json_parse (text, -1, NULL);
  status = cosell_json_dup_string (cosell_json_member (cosell_json_root (doc), "status"));
  substatus = cosell_json_dup_string (cosell_json_member (cosell_json_root (doc), "substatus"));
  return !cosell_deal_status_is_closed (
      cosell_status_from_wire (status, substatus, COSELL_DEAL_STATUS_ACCEPTED));
}

CosellChange *
cosell_changes_find (GPtrArray *changes, const char *path)
{
  for (guint i = 0; i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);

      if (g_str_equal (change->path, path))
        return change;
    }
  return NULL;
}
