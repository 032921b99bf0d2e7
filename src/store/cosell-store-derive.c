/* cosell-store-derive.c: the deal row of an engagement (src/model/README.md)
 *
 * A row belongs to the own half. Halves are put to the row as they come in whatever order; one that
 * only Microsoft's half is known of has no row yet. A local id never changes: when two rows turn
 * out to be one engagement, the older one stays.
 */
#include "base/cosell-time.h"
#include "model/cosell-draft.h"
#include "model/cosell-outbox-plan.h"
#include "model/cosell-referral.h"
#include "store/cosell-packed-text.h"
#include "store/cosell-store-crm-links.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-undo.h"

struct _CosellDerivation
{
  GPtrArray *rows; /* (owned) of CosellReferralRow, in order of id */
  guint n_stored;  /* of rows: (owned); those behind them have just arrived */
  char *own_org;   /* (owned) (nullable) */

  CosellEngagementReferral *halves; /* (owned) */
  CosellJson **docs;                /* (owned) */
  GBytes **packed;                  /* (owned) (nullable) those of arrivals */
  CosellDealData *data;             /* (owned) the row as the documents have it; NULL: none */
  int own;                          /* -1: no row */
};

void
cosell_store_derivation_free (CosellDerivation *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->docs != NULL && i < self->rows->len; i++)
    {
      g_clear_pointer (&self->docs[i], cosell_json_unref);
      g_clear_pointer (&self->packed[i], g_bytes_unref);
    }
  for (guint i = 0; i < self->n_stored; i++)
    cosell_referral_row_free (g_ptr_array_index (self->rows, i));
  g_free (self->docs);
  g_free (self->packed);
  g_free (self->halves);
  cosell_deal_data_free (self->data);
  g_free (self->own_org);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
make_room (CosellDerivation *self, guint n_halves)
{
  self->halves = g_new0 (CosellEngagementReferral, n_halves + 1);
  self->docs = g_new0 (CosellJson *, n_halves + 1);
  self->packed = g_new0 (GBytes *, n_halves + 1);
}

static void
add_arrivals (CosellDerivation *self, GPtrArray *arrivals)
{
  for (guint i = 0; i < arrivals->len; i++)
    {
      const CosellArrival *arrival = g_ptr_array_index (arrivals, i);

      self->docs[self->rows->len] = cosell_json_ref (arrival->document);
      g_ptr_array_add (self->rows, arrival->row);
    }
}

CosellDerivation *
cosell_store_derivation_new (GPtrArray *arrivals, const char *own_org)
{
  CosellDerivation *self = g_new0 (CosellDerivation, 1);

  self->own = -1;
  self->own_org = g_strdup (own_org);
  self->rows = g_ptr_array_sized_new (arrivals->len);
  make_room (self, arrivals->len);
  add_arrivals (self, arrivals);
  return self;
}

/* The rows and documents that are here, and those that have just come. */
static gboolean
load (CosellDerivation *self,
      CosellStore *store,
      const char *key,
      GPtrArray *arrivals,
      GError **error)
{
  self->own = -1;
  self->rows = cosell_store_load_engagement (store, key, error);
  if (self->rows == NULL)
    return FALSE;
  self->n_stored = self->rows->len;
  g_ptr_array_set_free_func (self->rows, NULL);
  make_room (self, self->n_stored + (arrivals != NULL ? arrivals->len : 0));
  for (guint i = 0; i < self->n_stored; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (self->rows, i);

      self->docs[i] = cosell_json_parse (row->current, -1, error);
      if (self->docs[i] == NULL)
        return FALSE;
    }
  if (arrivals != NULL)
    add_arrivals (self, arrivals);
  return TRUE;
}

CosellDerivation *
cosell_store_derivation_load (CosellStore *store,
                              const char *engagement,
                              GPtrArray *arrivals,
                              GError **error)
{
  g_autoptr (CosellDerivation) self = g_new0 (CosellDerivation, 1);

  if (!load (self, store, engagement, arrivals, error) ||
      !cosell_store_get_meta (store, COSELL_META_OWN_ORGANIZATION, &self->own_org, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cosell_store_derivation_work_out (CosellDerivation *self)
{
  guint n_halves = self->rows->len;

  for (guint i = 0; i < n_halves; i++)
    self->halves[i].referral = cosell_json_root (self->docs[i]);
  for (guint i = self->n_stored; i < n_halves; i++)
    {
      gsize length;
      const char *text = cosell_json_get_text (self->docs[i], &length);

      self->packed[i] = cosell_packed_text_new (text, length);
    }
  if (n_halves > 0)
    self->own = cosell_engagement_assign_roles (self->halves, n_halves, self->own_org);
  if (self->own < 0)
    return;
  self->data = cosell_deal_data_new ();
  cosell_engagement_derive (self->halves, n_halves, (guint) self->own, self->data);
}

gboolean
cosell_store_merge_deals (CosellStore *self, gint64 from, gint64 to, GError **error)
{
  cosell_store_note_deal (self, from);
  cosell_store_note_deal (self, to);
  return cosell_store_forget_undo (self, from, error) &&
         cosell_store_forget_undo (self, to, error) &&
         cosell_store_merge_crm_links (self, from, to, error) &&
         cosell_store_run_ids (self, "UPDATE referral SET deal = ?2 WHERE deal = ?1", from, to,
                               error) &&
         cosell_store_run_ids (self, "UPDATE outbox SET deal = ?2 WHERE deal = ?1", from, to,
                               error) &&
         cosell_store_run_ids (self, "UPDATE history SET deal = ?2 WHERE deal = ?1", from, to,
                               error) &&
         cosell_store_run_ids (self,
                               "UPDATE deal SET registration = coalesce (registration, (SELECT "
                               "registration FROM deal WHERE id = ?1)) WHERE id = ?2",
                               from, to, error) &&
         cosell_store_run_ids (self,
                               "UPDATE deal SET local_change_at = max (ifnull "
                               "(deal.local_change_at, o.local_change_at), ifnull "
                               "(o.local_change_at, deal.local_change_at)), answered_at = max "
                               "(ifnull (deal.answered_at, o.answered_at), ifnull (o.answered_at, "
                               "deal.answered_at)), seen_at = max (ifnull (deal.seen_at, "
                               "o.seen_at), ifnull (o.seen_at, deal.seen_at)) "
                               "FROM deal AS o WHERE o.id = ?1 AND deal.id = ?2",
                               from, to, error) &&
         cosell_store_run_ids (self, "DELETE FROM deal WHERE id = ?1", from, 0, error);
}

/* The row that the halves stand in so far; 0: none. */
static gboolean
find_deal (CosellDerivation *engagement, CosellStore *store, gint64 *deal, GError **error)
{
  *deal = 0;
  for (guint i = 0; i < engagement->rows->len; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (engagement->rows, i);

      if (row->deal != 0 && (*deal == 0 || row->deal < *deal))
        *deal = row->deal;
    }
  for (guint i = 0; i < engagement->rows->len; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (engagement->rows, i);
      gint64 other = row->deal;

      if (other == 0 || other == *deal)
        continue;
      if (!cosell_store_merge_deals (store, other, *deal, error))
        return FALSE;
      for (guint j = i; j < engagement->rows->len; j++)
        {
          CosellReferralRow *moved = g_ptr_array_index (engagement->rows, j);

          if (moved->deal == other)
            moved->deal = *deal;
        }
    }
  return TRUE;
}

/* The outbox entries of a half that came from another row come along. */
static gboolean
take_entries (CosellStore *store, gint64 referral, gint64 deal, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (store,
                            "SELECT min (deal) FROM outbox WHERE referral = ?1 AND deal <> ?2",
                            error);
  gint64 old;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, referral);
  cosell_statement_bind_int (statement, 2, deal);
  if (!cosell_statement_run_int (statement, 0, &old, error))
    return FALSE;
  return old == 0 ||
         (cosell_store_run_ids (store, "UPDATE outbox SET deal = ?2 WHERE referral = ?1", referral,
                                deal, error) &&
          cosell_store_refresh_sync (store, old, error) &&
          cosell_store_refresh_sync (store, deal, error));
}

/* What has just come is put in, too. */
static gboolean
link_halves (CosellDerivation *engagement, CosellStore *store, gint64 deal, GError **error)
{
  for (guint i = engagement->n_stored; i < engagement->rows->len; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (engagement->rows, i);

      row->deal = deal;
      row->role = engagement->halves[i].role;
      if (!cosell_store_insert_referral (store, row, engagement->docs[i], engagement->packed[i],
                                         error))
        return FALSE;
    }
  for (guint i = 0; i < engagement->n_stored; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (engagement->rows, i);
      CosellStatement *statement;

      if (row->deal == deal && row->role == engagement->halves[i].role)
        continue;
      statement =
          cosell_store_prepare (store, "UPDATE referral SET deal = ?, role = ? WHERE id = ?",
                                error);
      if (statement == NULL)
        return FALSE;
      cosell_statement_bind_id (statement, 1, deal);
      cosell_statement_bind_enum (statement, 2, COSELL_TYPE_ROLE, (int) engagement->halves[i].role);
      cosell_statement_bind_int (statement, 3, row->id);
      if (!cosell_statement_run (statement, error))
        return FALSE;
      if (deal != 0 && row->deal != deal && !take_entries (store, row->id, deal, error))
        return FALSE;
    }
  return TRUE;
}

/* Only Microsoft's halves are left: no row, unless something of ours waits in it. */
static gboolean
drop_row (CosellDerivation *engagement, CosellStore *store, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (deal == 0)
    return link_halves (engagement, store, 0, error);
  entries = cosell_store_load_deal_entries (store, deal, error);
  if (entries == NULL)
    return FALSE;
  cosell_store_note_deal (store, deal);
  if (entries->len > 0)
    return link_halves (engagement, store, deal, error);
  return link_halves (engagement, store, 0, error) &&
         cosell_store_run_ids (store, "DELETE FROM deal WHERE id = ?1", deal, 0, error);
}

static CosellSyncState
sync_state_of (GPtrArray *entries)
{
  g_autofree CosellOutboxHead *heads = g_new0 (CosellOutboxHead, entries->len + 1);
  CosellSyncState state;

  for (guint i = 0; i < entries->len; i++)
    heads[i] = cosell_outbox_entry_get_head (g_ptr_array_index (entries, i));
  state = cosell_outbox_sync_state (heads, entries->len, FALSE);
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == COSELL_OUTBOX_STATE_PARKED && entry->conflicts->len > 0)
        state = MAX (state, COSELL_SYNC_STATE_CONFLICT);
    }
  return state;
}

static gboolean
read_sync_state (CosellStore *self, gint64 deal, CosellSyncState *state, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  *state = COSELL_SYNC_STATE_SYNCED;
  if (deal == 0)
    return TRUE;
  entries = cosell_store_load_deal_entries (self, deal, error);
  if (entries == NULL)
    return FALSE;
  *state = sync_state_of (entries);
  return TRUE;
}

/* C15: a deal that was submitted and waits is an accepted one of ours, whatever its body says,
 * until it is ended behind that. */
static gboolean
derive_waiting (CosellStore *store,
                CosellDealData *data,
                const CosellReferralRow *row,
                GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (store, row->id, error);

  if (entries == NULL)
    return FALSE;
  g_clear_pointer (&data->remote_id, g_free);
  data->direction = COSELL_DIRECTION_OUTBOUND;
  data->status = cosell_store_waiting_status (entries);
  data->stage = cosell_stage_of_status (data->status, data->stage_text,
                                        data->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT);
  data->created_at = row->created_at;
  data->updated_at = row->updated_at;
  data->expires_at = COSELL_NO_TIME;
  return TRUE;
}

static gint64
write_row (CosellDerivation *engagement, CosellStore *store, gint64 deal, GError **error)
{
  CosellDealData *data = engagement->data;
  const CosellReferralRow *own = g_ptr_array_index (engagement->rows, engagement->own);
  CosellSyncState sync;
  gboolean is_new = deal == 0;

  if (own->remote_id == NULL && !derive_waiting (store, data, own, error))
    return 0;
  if (!read_sync_state (store, deal, &sync, error))
    return 0;
  data->sync = sync;
  data->invisible_since = own->invisible_since;
  deal = cosell_store_write_deal (store, deal, data, own->id, error);
  if (deal == 0)
    return 0;
  if (is_new &&
      !cosell_store_add_history (store, deal,
                                 data->created_at != COSELL_NO_TIME ? data->created_at
                                                                    : cosell_store_now (store),
                                 "service", "", NULL, NULL, error))
    return 0;
  return deal;
}

gboolean
cosell_store_derivation_put (CosellDerivation *self,
                             CosellStore *store,
                             gint64 *deal,
                             gint64 *own,
                             GError **error)
{
  gint64 id;

  *deal = *own = 0;
  if (!find_deal (self, store, &id, error))
    return FALSE;
  if (self->own < 0)
    return drop_row (self, store, id, error);
  id = write_row (self, store, id, error);
  *deal = id;
  *own = ((CosellReferralRow *) g_ptr_array_index (self->rows, self->own))->id;
  return id != 0 && link_halves (self, store, id, error) &&
         cosell_store_refresh_crm_link (store, id, error);
}

gboolean
cosell_store_derive (CosellStore *self, const char *engagement, gint64 *deal, GError **error)
{
  g_autoptr (CosellDerivation) derivation =
      cosell_store_derivation_load (self, engagement, NULL, error);
  gint64 id, own;

  if (deal != NULL)
    *deal = 0;
  if (derivation == NULL)
    return FALSE;
  cosell_store_derivation_work_out (derivation);
  if (!cosell_store_derivation_put (derivation, self, &id, &own, error))
    return FALSE;
  if (deal != NULL)
    *deal = id;
  return TRUE;
}

/* engagement: (nullable) key; the draft, where there is none */
static char *
search_text_of (CosellStore *self, const char *engagement, const char *draft_json, GError **error)
{
  g_autoptr (CosellDealData) data = NULL;
  g_autoptr (CosellDerivation) derivation = NULL;
  g_autoptr (CosellDraft) draft = NULL;

  if (engagement == NULL)
    {
      draft = cosell_draft_new_from_json (draft_json != NULL ? draft_json : "{}", error);
      if (draft == NULL)
        return NULL;
      data = cosell_deal_data_new ();
      cosell_draft_derive (draft, data);
    }
  else
    {
      derivation = cosell_store_derivation_load (self, engagement, NULL, error);
      if (derivation == NULL)
        return NULL;
      cosell_store_derivation_work_out (derivation);
      data = g_steal_pointer (&derivation->data);
    }
  return data != NULL && data->search_text != NULL ? g_steal_pointer (&data->search_text)
                                                   : g_strdup ("");
}

char *
cosell_store_read_search_text (CosellStore *self, gint64 deal, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "SELECT engagement, draft FROM deal LEFT JOIN referral "
                            "ON referral.id = own_referral WHERE deal.id = ?",
                            error);
  g_autofree char *engagement = NULL;
  g_autofree char *draft = NULL;
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    {
      engagement = cosell_statement_dup_text (statement, 0);
      draft = cosell_statement_dup_text (statement, 1);
    }
  cosell_statement_done (statement);
  return step != COSELL_STEP_ERROR ? search_text_of (self, engagement, draft, error) : NULL;
}

gboolean
cosell_store_get_own_referral (CosellStore *self, gint64 deal, gint64 *referral, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT own_referral FROM deal WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  return cosell_statement_run_int (statement, 0, referral, error);
}

gboolean
cosell_store_refresh_sync (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellSyncState state;

  if (!read_sync_state (self, deal, &state, error))
    return FALSE;
  statement = cosell_store_prepare (self, "UPDATE deal SET sync = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_enum (statement, 1, COSELL_TYPE_SYNC_STATE, (int) state);
  cosell_statement_bind_int (statement, 2, deal);
  cosell_store_note_deal (self, deal);
  return cosell_statement_run (statement, error) &&
         cosell_store_refresh_crm_link (self, deal, error);
}
