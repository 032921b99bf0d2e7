/* cosell-store-complete.c: an entry was carried out: the answer becomes the new base */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-undo.h"

/* After an answer without a body the service has our own changes on top of what it had. */
static gboolean
complete_silently (CosellStore *self,
                   CosellOutboxEntry *entry,
                   CosellReferralRow *row,
                   const char *etag,
                   GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *text = cosell_changes_apply (entry->changes, row->base, error);

  if (text == NULL)
    return FALSE;
  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  cosell_referral_read_head (cosell_json_root (doc), &head);
  return cosell_store_apply_remote (self, row, text, &head, etag, entry->changes, FALSE, error);
}

/* A pull may have been faster with a newer state; then that one stays. */
static gboolean
complete_update (CosellStore *self,
                 CosellOutboxEntry *entry,
                 CosellReferralRow *row,
                 const char *answer,
                 const CosellReferralHead *head,
                 const char *etag,
                 CosellAnswerKind kind,
                 GError **error)
{
  if (answer == NULL)
    return complete_silently (self, entry, row, etag, error);
  if (row->updated_at != COSELL_NO_TIME && head->updated_at != COSELL_NO_TIME &&
      head->updated_at < row->updated_at)
    {
      g_autofree char *kept = g_strdup (row->etag);
      g_autofree char *base = g_strdup (row->base);
      g_auto (CosellReferralHead) newer = { NULL };
      g_autoptr (CosellJson) doc = cosell_json_parse (base, -1, error);

      if (doc == NULL)
        return FALSE;
      cosell_referral_read_head (cosell_json_root (doc), &newer);
      return cosell_store_apply_remote (self, row, base, &newer, kept, entry->changes, TRUE, error);
    }
  return cosell_store_apply_remote (self, row, answer, head, head->etag != NULL ? head->etag : etag,
                                    entry->changes, kind != COSELL_ANSWER_DIRECT, error);
}

/* A pull brought the referral that our create made before the create's own answer was seen: both
 * rows are one. What the pull brought may be newer. */
static gboolean
absorb_twin (CosellStore *self, CosellReferralRow *row, CosellReferralRow *twin, GError **error)
{
  if (!cosell_store_run_ids (self, "UPDATE outbox SET referral = ?2 WHERE referral = ?1", twin->id,
                             row->id, error) ||
      !cosell_store_run_ids (self, "DELETE FROM referral WHERE id = ?1", twin->id, 0, error))
    return FALSE;
  return twin->deal == 0 || twin->deal == row->deal ||
         cosell_store_merge_deals (self, twin->deal, row->deal, error);
}

static gboolean
complete_create (CosellStore *self,
                 CosellOutboxEntry *entry,
                 CosellReferralRow *row,
                 const char *answer,
                 const CosellReferralHead *head,
                 const char *etag,
                 CosellAnswerKind kind,
                 GError **error)
{
  g_autoptr (CosellReferralRow) twin = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *chosen = g_strdup (head->etag != NULL ? head->etag : etag);

  if (head->remote_id == NULL || *head->remote_id == '\0')
    {
      g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FAILED,
                           _ ("The service took the deal but did not say which one it became."));
      return FALSE;
    }
  twin = cosell_store_load_remote (self, head->remote_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (twin != NULL && twin->id == row->id)
    g_clear_pointer (&twin, cosell_referral_row_free);
  if (twin != NULL && !absorb_twin (self, row, twin, error))
    return FALSE;
  row->created_here = entry->op == COSELL_OUTBOX_OP_CREATE;
  if (twin != NULL && twin->base != NULL && twin->updated_at > head->updated_at)
    {
      g_auto (CosellReferralHead) newer = { NULL };
      g_autoptr (CosellJson) doc = cosell_json_parse (twin->base, -1, error);

      if (doc == NULL)
        return FALSE;
      cosell_referral_read_head (cosell_json_root (doc), &newer);
      return cosell_store_apply_remote (self, row, twin->base, &newer, twin->etag, NULL, TRUE,
                                        error);
    }
  return cosell_store_apply_remote (self, row, answer, head, chosen, NULL,
                                    kind != COSELL_ANSWER_DIRECT, error);
}

/* Whether an answer that was looked for is as the create left it. */
static gboolean
is_untouched (const CosellReferralHead *head)
{
  return head->created_at != COSELL_NO_TIME && head->created_at == head->updated_at;
}

/* P13: what of the entry does not stand in the answer. Where others may have changed it since, only
 * what is missing tells. Returns: (transfer full) of CosellChange, NULL with error */
static GPtrArray *
find_unkept (CosellStore *self,
             const CosellOutboxEntry *entry,
             const CosellReferralRow *row,
             const char *answer,
             const CosellReferralHead *head,
             CosellAnswerKind kind,
             GError **error)
{
  g_autoptr (GPtrArray) unkept = NULL;
  g_autofree char *body = NULL;

  if (answer == NULL)
    return cosell_changes_new ();
  if (entry->op == COSELL_OUTBOX_OP_UPDATE)
    return kind == COSELL_ANSWER_FOUND ? cosell_changes_new ()
                                       : cosell_answer_unkept (entry->changes, answer);
  body = cosell_store_dup_sent_body (self, entry->seq, row, error);
  if (body == NULL)
    return NULL;
  unkept = cosell_answer_unkept_body (body, answer);
  for (guint i = unkept->len; kind == COSELL_ANSWER_FOUND && !is_untouched (head) && i > 0; i--)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i - 1);

      if (!cosell_change_same (change->path, change->original, NULL))
        g_ptr_array_remove_index (unkept, i - 1);
    }
  return g_steal_pointer (&unkept);
}

static gboolean
carry_out (CosellStore *self,
           CosellOutboxEntry *entry,
           CosellReferralRow *row,
           const char *answer,
           const CosellReferralHead *head,
           const char *etag,
           CosellAnswerKind kind,
           GError **error)
{
  if (entry->op == COSELL_OUTBOX_OP_UPDATE)
    return complete_update (self, entry, row, answer, head, etag, kind, error);
  return complete_create (self, entry, row, answer, head, etag, kind, error) &&
         cosell_store_reschedule (self, row, error) &&
         (entry->op != COSELL_OUTBOX_OP_CREATE ||
          cosell_store_run_ids (self, "UPDATE deal SET draft = NULL WHERE id = ?1", row->deal, 0,
                                error));
}

gboolean
cosell_store_complete (CosellStore *self,
                       gint64 seq,
                       const char *answer,
                       const char *etag,
                       CosellAnswerKind kind,
                       GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (GPtrArray) unkept = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  row = entry != NULL ? cosell_store_load_referral (self, entry->referral, error) : NULL;
  if (row == NULL)
    return FALSE;
  if (answer != NULL)
    {
      doc = cosell_json_parse (answer, -1, error);
      if (doc == NULL)
        return FALSE;
    }
  head.created_at = head.updated_at = COSELL_NO_TIME;
  if (doc != NULL)
    cosell_referral_read_head (cosell_json_root (doc), &head);
  unkept = find_unkept (self, entry, row, answer, &head, kind, error);
  if (unkept == NULL ||
      !cosell_store_settle_undo (self, entry->deal, seq, entry->op == COSELL_OUTBOX_OP_CREATE,
                                 error) ||
      !cosell_store_delete_entry (self, seq, error))
    return FALSE;
  cosell_store_note_deal (self, entry->deal);
  return carry_out (self, entry, row, answer, &head, etag, kind, error) &&
         cosell_store_note_unkept (self, row, unkept, error);
}
