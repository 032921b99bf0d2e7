/* cosell-store-invite.c: somebody is invited into a deal that there is already
 *
 * The half of the invited is a body that waits, like those of a new deal. What the own half has to
 * say before (that Microsoft sellers may view it) goes first, as an update that the invitation
 * depends on; of a deal that was not sent yet it is in the body. A later invitation does not depend
 * on the deal's creation: it waits behind it anyway, and can be taken back alone.
 */
#include "base/cosell-field.h"
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "model/cosell-consent.h"
#include "model/cosell-invite.h"
#include "model/cosell-member.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-drafts.h"
#include "store/cosell-store-private.h"

#define PATH_HELP "/inviteContext/assistanceRequestCode"

/* the kept draft */

char *
cosell_store_get_waiting_draft (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, "SELECT draft FROM deal WHERE id = ? AND status <> 'draft'",
                            error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  return cosell_statement_dup_text (statement, 0);
}

static gboolean
set_kept_draft (CosellStore *self, gint64 deal, const char *json, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "UPDATE deal SET draft = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, json);
  cosell_statement_bind_int (statement, 2, deal);
  return cosell_statement_run (statement, error);
}

/* inviting */

/* The update that says that Microsoft sellers may view the deal; 0: none waits. */
static gboolean
find_ground (CosellStore *self, gint64 own, gint64 *seq, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, own, error);

  if (entries == NULL)
    return FALSE;
  *seq = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->op == COSELL_OUTBOX_OP_UPDATE &&
          cosell_changes_find (entry->changes, COSELL_PATH_VISIBLE) != NULL)
        *seq = entry->seq;
    }
  return TRUE;
}

/* Whom the history names: Microsoft's help, or the partner. */
static gboolean
remember (CosellStore *self, gint64 deal, const char *body, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (body, -1, error);
  CosellJsonValue root = { doc, 0 };
  gboolean microsoft;
  g_autofree char *value = NULL;

  if (doc == NULL)
    return FALSE;
  microsoft = cosell_referral_role (root, NULL) == COSELL_ROLE_MICROSOFT;
  value = cosell_store_value_at (root, microsoft ? PATH_HELP : COSELL_PATH_LOCAL_NAME);
  if (value == NULL)
    value = cosell_store_value_at (root, "/target/0/id");
  return cosell_store_add_history (self, deal, cosell_store_now (self), "you",
                                   microsoft ? PATH_HELP : "/partners", NULL, value, error);
}

gboolean
cosell_store_remember_consent (CosellStore *self, gint64 deal, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_add_history (self, deal, cosell_store_now (self), "you",
                                   COSELL_PATH_SHARE_CONTACT, NULL, "true", error);
}

gboolean
cosell_store_invite (CosellStore *self,
                     gint64 own_referral,
                     GPtrArray *own_changes,
                     const char *body,
                     const char *kept_draft,
                     GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();
  g_autoptr (CosellReferralRow) own = NULL;
  g_autofree char *engagement = NULL;

  g_return_val_if_fail (own_changes != NULL && body != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  own = cosell_store_load_referral (self, own_referral, error);
  if (own == NULL || !cosell_store_edit_referral (self, own_referral, own_changes, error))
    return FALSE;
  if (own_changes->len > 0 && !find_ground (self, own->id, &entry->depends_on, error))
    return FALSE;
  entry->deal = own->deal;
  entry->op = COSELL_OUTBOX_OP_INVITE;
  return cosell_store_queue_body (self, entry, body, &engagement, error) &&
         (kept_draft == NULL || set_kept_draft (self, own->deal, kept_draft, error)) &&
         remember (self, own->deal, body, error) &&
         cosell_store_derive (self, engagement, NULL, error);
}

/* taking back */

static CosellReferralRow *
load_own (CosellStore *self, gint64 deal, GError **error)
{
  gint64 own;

  if (!cosell_store_get_own_referral (self, deal, &own, error))
    return NULL;
  return cosell_store_load_referral (self, own, error);
}

/* Of a deal that was not sent: as the draft's second answer says. */
static gboolean
take_back_from_body (CosellStore *self,
                     CosellReferralRow *own,
                     const char *draft_json,
                     GError **error)
{
  g_autoptr (CosellJson) draft = cosell_json_parse (draft_json, -1, error);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  char *text;

  if (draft == NULL)
    return FALSE;
  cosell_changes_unset_invited (changes, own->current,
                                cosell_json_get_bool (cosell_json_member (cosell_json_root (draft),
                                                                          "visibleToMicrosoft"),
                                                      FALSE));
  text = cosell_changes_apply (changes, own->current, error);
  if (text == NULL)
    return FALSE;
  cosell_take_str (&own->current, text);
  return cosell_store_save_referral (self, own, error) &&
         cosell_store_propagate_edit (self, own->deal, changes, own->current, error);
}

/* Of a deal that the service has: the update that was made for the invitation. */
static gboolean
take_back_update (CosellStore *self, CosellReferralRow *own, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) ground = cosell_store_load_entry (self, seq, error);
  g_autofree char *base = g_strdup (own->base);
  CosellChange *change;

  if (ground == NULL)
    return FALSE;
  change = ground->op == COSELL_OUTBOX_OP_UPDATE && ground->state != COSELL_OUTBOX_STATE_SENT
               ? cosell_changes_find (ground->changes, COSELL_PATH_VISIBLE)
               : NULL;
  if (change == NULL || base == NULL)
    return TRUE;
  if (!cosell_store_add_history (self, own->deal, cosell_store_now (self), "you",
                                 COSELL_PATH_VISIBLE, change->current, change->original, error))
    return FALSE;
  g_ptr_array_remove (ground->changes, change);
  return (ground->changes->len > 0 ? cosell_store_save_entry (self, ground, error)
                                   : cosell_store_delete_entry (self, seq, error)) &&
         cosell_store_rebase (self, own, base, NULL, COSELL_ORIGINALS_SETTLED, error) &&
         cosell_store_save_referral (self, own, error);
}

static char *
dup_addressee (const CosellReferralRow *row)
{
  g_autoptr (CosellJson) body = cosell_json_parse (row->current, -1, NULL);
  CosellJsonValue target = cosell_json_pointer (cosell_json_root (body), "/target/0/id");
  char *id = cosell_json_dup_string (target);

  return id != NULL ? id : g_strdup ("");
}

gboolean
cosell_store_take_back_invitation (CosellStore *self,
                                   const CosellOutboxEntry *entry,
                                   const CosellReferralRow *row,
                                   GError **error)
{
  g_autoptr (CosellReferralRow) own = load_own (self, entry->deal, error);
  g_autofree char *addressee = dup_addressee (row);
  g_autofree char *draft = NULL;
  g_autofree char *without = NULL;

  if (own == NULL)
    return FALSE;
  if (own->base != NULL)
    return row->role != COSELL_ROLE_MICROSOFT || entry->depends_on == 0 ||
           take_back_update (self, own, entry->depends_on, error);
  draft = cosell_store_get_waiting_draft (self, entry->deal, NULL);
  if (draft == NULL)
    return TRUE;
  without = cosell_invite_drop_from_draft (draft, addressee, error);
  return without != NULL && set_kept_draft (self, entry->deal, without, error) &&
         (row->role != COSELL_ROLE_MICROSOFT || take_back_from_body (self, own, without, error));
}
