/* cosell-store-half.c: own referrals that make no row
 *
 * One row is one engagement. When our organization has two referrals in one, the older makes the
 * row and the other is a hidden half: it is found by its GUID alone, read as if it made the row,
 * and changed by outbox entries of its own, like any referral (P14).
 */
#include "base/cosell-guid.h"
#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

#define SELECT                                                                                     \
  "SELECT r.deal, iif (r.id = d.own_referral, 0, r.id), r.role, r.remote_id, r.invisible_since "   \
  "FROM referral AS r JOIN deal AS d ON d.id = r.deal "

void
cosell_target_clear (CosellTarget *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->remote_id, g_free);
}

static gboolean
read_target (CosellStatement *statement, CosellTarget *target, GError **error)
{
  CosellStep step = cosell_statement_step (statement, error);

  *target = (CosellTarget){ .role = COSELL_ROLE_OWN, .invisible_since = COSELL_NO_TIME };
  if (step != COSELL_STEP_ROW)
    return step == COSELL_STEP_DONE;
  target->deal = cosell_statement_int (statement, 0);
  target->referral = cosell_statement_int (statement, 1);
  target->role = cosell_statement_enum (statement, 2, COSELL_TYPE_ROLE, COSELL_ROLE_OWN);
  target->remote_id = cosell_statement_dup_text (statement, 3);
  target->invisible_since = cosell_statement_time (statement, 4);
  return TRUE;
}

gboolean
cosell_store_find_target (CosellStore *self, const char *id, CosellTarget *target, GError **error)
{
  g_autofree char *tidy = cosell_guid_tidy (id);
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (id != NULL && target != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, SELECT "WHERE r.remote_id = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, tidy);
  if (!read_target (statement, target, error))
    return FALSE;
  if (target->deal == 0) /* a local one, or none, which says why */
    target->deal = cosell_store_find_deal (self, tidy, error);
  return target->deal != 0;
}

gboolean
cosell_store_get_target (CosellStore *self, gint64 referral, CosellTarget *target, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (target != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, SELECT "WHERE r.id = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, referral);
  if (!read_target (statement, target, error))
    return FALSE;
  if (target->deal == 0) /* gone meanwhile */
    target->deal = cosell_store_find_deal (self, "", error);
  return target->deal != 0;
}

static void
put_first (GPtrArray *documents, gint64 referral)
{
  for (guint i = 0; i < documents->len; i++)
    if (((CosellDocument *) g_ptr_array_index (documents, i))->referral == referral)
      g_ptr_array_insert (documents, 0, g_ptr_array_steal_index (documents, i));
}

/* Fills row from the documents, of which the first makes it. */
static gboolean
derive (CosellDealData *row, GPtrArray *documents, const char *own_organization, GError **error)
{
  g_autofree CosellEngagementReferral *halves =
      g_new0 (CosellEngagementReferral, documents->len + 1);
  g_autoptr (GPtrArray) parsed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_json_unref);

  for (guint i = 0; i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);
      CosellJson *json = cosell_json_parse (document->current, -1, error);

      if (json == NULL)
        return FALSE;
      g_ptr_array_add (parsed, json);
      halves[i].referral = cosell_json_root (json);
    }
  cosell_engagement_assign_roles_beside (halves, documents->len, 0, own_organization);
  row->created_at = row->updated_at = COSELL_NO_TIME;
  cosell_engagement_derive (halves, documents->len, 0, row);
  return TRUE;
}

CosellDealData *
cosell_store_get_half (CosellStore *self,
                       const CosellTarget *target,
                       GPtrArray **documents,
                       GError **error)
{
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *own = NULL;

  g_return_val_if_fail (target != NULL && documents != NULL, NULL);
  COSELL_STORE_WORKER (self);

  row = cosell_store_get_deal (self, target->deal, error);
  all = row != NULL ? cosell_store_get_documents (self, target->deal, error) : NULL;
  if (all == NULL)
    return NULL;
  if (target->referral != 0)
    {
      if (!cosell_store_get_meta (self, COSELL_META_OWN_ORGANIZATION, &own, error))
        return NULL;
      put_first (all, target->referral);
      if (!derive (row, all, own, error))
        return NULL;
      row->invisible_since = target->invisible_since;
    }
  *documents = g_steal_pointer (&all);
  return g_steal_pointer (&row);
}
