/* cosell-store-stranger.c: answers that cannot be what was asked for
 *
 * Taken at its word, a POST that is answered with the id of another deal would put that deal's
 * document into the new one's row, and take it out of the list.
 */
#include <glib/gi18n-lib.h>

#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-private.h"

static gboolean
check_create (CosellStore *self,
              const CosellOutboxEntry *entry,
              const CosellReferralRow *row,
              const char *answer,
              const CosellReferralHead *head,
              gboolean *stranger,
              GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *body = NULL;

  /* the referral of the answer was here before the entry went out, or is of another deal of ours */
  *stranger = FALSE;
  if (entry->unconfirmed && head->remote_id != NULL &&
      !cosell_store_is_of_another (self, entry, head->remote_id, head->engagement_id, stranger,
                                   error))
    return FALSE;
  if (*stranger)
    return TRUE;
  if (entry->op == COSELL_OUTBOX_OP_CREATE &&
      !cosell_store_find_sure_organization (self, &own, error))
    return FALSE;
  body = cosell_store_dup_sent_body (self, entry->seq, row, error);
  if (body == NULL)
    return FALSE;
  /* the service names who owns an invitation, and its name for people here is not sent */
  if (entry->op == COSELL_OUTBOX_OP_CREATE)
    *stranger = cosell_answer_contradicts (body, answer, own);
  return TRUE;
}

static gboolean
check_update (const CosellOutboxEntry *entry, const CosellReferralRow *row, const char *answer)
{
  g_autofree char *expected =
      row->base != NULL ? cosell_changes_apply (entry->changes, row->base, NULL) : NULL;

  return expected != NULL && cosell_answer_contradicts (expected, answer, NULL);
}

gboolean
cosell_store_check_answer (CosellStore *self,
                           gint64 seq,
                           const char *answer,
                           char **why,
                           GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (CosellJson) doc = NULL;
  gboolean stranger = FALSE;

  g_return_val_if_fail (why != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  *why = NULL;
  entry = cosell_store_load_entry (self, seq, error);
  row = entry != NULL ? cosell_store_load_referral (self, entry->referral, error) : NULL;
  doc = row != NULL && answer != NULL ? cosell_json_parse (answer, -1, error) : NULL;
  if (row == NULL || (answer != NULL && doc == NULL))
    return FALSE;
  if (doc == NULL)
    return TRUE;
  cosell_referral_read_head (cosell_json_root (doc), &head);
  if (entry->op == COSELL_OUTBOX_OP_UPDATE)
    stranger = check_update (entry, row, answer);
  else if (!check_create (self, entry, row, answer, &head, &stranger, error))
    return FALSE;
  if (stranger)
    *why = g_strdup (entry->op == COSELL_OUTBOX_OP_UPDATE
                         ? _ ("The service answered with another deal than the one that was "
                              "changed. Its answer was not taken over. Look at the deal in Partner "
                              "Center, then try again.")
                         : _ ("The service answered with another deal than the one that was sent, "
                              "and its answer was not taken over."));
  return TRUE;
}
