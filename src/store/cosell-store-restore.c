/* cosell-store-restore.c: a deal goes from one memento to another
 *
 * The rows that differ are changed, and what the service has by then is put under them
 * (cosell_store_rebase) like under any change that waits.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"
#include "model/cosell-draft.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-memento.h"

/* the same rows from their JSON */
#define PUT_BODY                                                                                   \
  "INSERT INTO referral (id, deal, engagement, engagement_id, organization_id, role, etag, "       \
  "created_at, updated_at, created_here) "                                                         \
  "SELECT j ->> 'id', j ->> 'deal', j ->> 'engagement', j ->> 'engagement_id', "                   \
  "j ->> 'organization_id', j ->> 'role', j ->> 'etag', "                                          \
  "j ->> 'created_at', j ->> 'updated_at', j ->> 'created_here' "                                  \
  "FROM (SELECT ? AS j) WHERE TRUE "                                                               \
  "ON CONFLICT (id) DO UPDATE SET deal = excluded.deal, engagement = excluded.engagement, "        \
  "engagement_id = excluded.engagement_id, organization_id = excluded.organization_id, "           \
  "role = excluded.role, etag = excluded.etag, "                                                   \
  "created_at = excluded.created_at, updated_at = excluded.updated_at, "                           \
  "created_here = excluded.created_here"
#define PUT_DOCUMENT                                                                               \
  "INSERT INTO document (referral, current_json) "                                                 \
  "SELECT j ->> 'id', cosell_packed (j ->> 'current_json') FROM (SELECT ? AS j) WHERE TRUE "       \
  "ON CONFLICT (referral) DO UPDATE SET current_json = excluded.current_json"
#define PUT_ENTRY                                                                                  \
  "INSERT INTO outbox (seq, deal, referral, op, state, changes, conflicts, request_id, "           \
  "depends_on, attempts, not_before, last_error, held, replaced, created_at, group_id) "           \
  "SELECT j ->> 'seq', j ->> 'deal', j ->> 'referral', j ->> 'op', j ->> 'state', "                \
  "j ->> 'changes', j ->> 'conflicts', j ->> 'request_id', "                                       \
  "j ->> 'depends_on', j ->> 'attempts', j ->> 'not_before', j ->> 'last_error', "                 \
  "coalesce (j ->> 'held', 0), j ->> 'replaced', j ->> 'created_at', j ->> 'group_id' "            \
  "FROM (SELECT ? AS j) WHERE TRUE "                                                               \
  "ON CONFLICT (seq) DO UPDATE SET deal = excluded.deal, referral = excluded.referral, "           \
  "op = excluded.op, state = excluded.state, changes = excluded.changes, "                         \
  "conflicts = excluded.conflicts, request_id = excluded.request_id, "                             \
  "depends_on = excluded.depends_on, attempts = excluded.attempts, "                               \
  "not_before = excluded.not_before, last_error = excluded.last_error, "                           \
  "held = excluded.held, replaced = excluded.replaced, created_at = excluded.created_at, "         \
  "group_id = excluded.group_id"
#define PUT_UNCONFIRMED                                                                            \
  "INSERT INTO unconfirmed_create (seq, since, known, sends, body, candidates, chosen) "           \
  "SELECT j ->> 'seq', j ->> 'since', j ->> 'known', j ->> 'sends', j ->> 'body', "                \
  "j ->> 'candidates', j ->> 'chosen' FROM (SELECT ? AS j) WHERE TRUE "                            \
  "ON CONFLICT (seq) DO UPDATE SET since = excluded.since, known = excluded.known, "               \
  "sends = excluded.sends, body = excluded.body, "                                                 \
  "candidates = excluded.candidates, chosen = excluded.chosen"

typedef struct
{
  CosellStore *store;
  gint64 deal;
  const CosellStoreMemento *from;
  const CosellStoreMemento *to;
  CosellStoreMemento *now; /* (owned) */
  GArray *entries;         /* (owned) that differ */
  GArray *bodies;          /* (owned) that differ */
  GArray *unconfirmed;     /* (owned) that differ */
} Step;

static void
step_clear (Step *self)
{
  g_clear_pointer (&self->now, cosell_store_memento_free);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->bodies, g_array_unref);
  g_clear_pointer (&self->unconfirmed, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
is_there (CosellJsonValue row)
{
  return cosell_json_kind (row) == COSELL_JSON_OBJECT;
}

static CosellJsonValue
deal_member (const CosellStoreMemento *memento, const char *name)
{
  return cosell_json_member (cosell_json_root (memento->deal), name);
}

static gboolean
is_draft (const CosellStoreMemento *memento)
{
  return cosell_json_get_int (deal_member (memento, "is_draft"), 0) != 0;
}

/* Rows that go or change have to be there, others not. */
static gboolean
rows_are_there (const GArray *ids, const char *key, const CosellJson *now, const CosellJson *from)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (is_there (cosell_store_memento_find_row (from, key, id)) !=
          is_there (cosell_store_memento_find_row (now, key, id)))
        return FALSE;
    }
  return TRUE;
}

/* Whether the deal is as from left it: a draft that somebody wrote into since is not to be lost. */
static gboolean
deal_is_there (const Step *self)
{
  CosellJsonValue was = deal_member (self->from, "draft");

  return is_there (cosell_json_root (self->now->deal)) ==
             is_there (cosell_json_root (self->from->deal)) &&
         is_draft (self->now) == is_draft (self->from) &&
         (cosell_json_equal (was, deal_member (self->to, "draft")) ||
          cosell_json_equal (was, deal_member (self->now, "draft")));
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* P3: of a create that the service may have already, the body stays as it went out. */
static gboolean
refuse_unconfirmed (const Step *self, GError **error)
{
  CosellJsonValue unconfirmed = cosell_json_root (self->now->unconfirmed);

  for (guint i = 0; i < cosell_json_length (unconfirmed); i++)
    {
      gint64 seq = cosell_store_memento_row_key (cosell_json_element (unconfirmed, i), "seq");
      CosellJsonValue row = cosell_store_memento_find_row (self->now->entries, "seq", seq);

      if (is_there (cosell_store_memento_find_row (self->to->entries, "seq", seq)) &&
          !has_id (self->bodies, cosell_store_memento_row_key (row, "referral")))
        continue;
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("The deal was sent, but the answer got lost, so the service may have "
                              "it. Sync to find out; then undo."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_sent (const Step *self, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      CosellJsonValue row =
          cosell_store_memento_find_row (self->now->entries, "seq",
                                         g_array_index (self->entries, gint64, i));

      if (!cosell_json_string_equal (cosell_json_member (row, "state"), "sent"))
        continue;
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("The change is on its way to the service. Wait until the next sync "
                              "has told what became of it."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_json (CosellStore *store, const char *sql, const char *json, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, json);
  return cosell_statement_run (statement, error);
}

static void
write_column (CosellJsonWriter *writer, const char *name, CosellJsonValue value)
{
  g_autofree char *raw = cosell_json_dup_raw (value);

  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, raw != NULL ? raw : "null", -1);
}

/* The row as it is to be: a column that is the same in from and to stays as it is now, and so does
 * one that neither has (their memento is older than the column). */
static char *
merge_row (CosellJsonValue now, CosellJsonValue from, CosellJsonValue to)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < cosell_json_length (to); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (to, i, &name);

      if (is_there (from) && cosell_json_equal (value, cosell_json_member (from, name)))
        value = cosell_json_member (now, name);
      write_column (writer, name, value);
    }
  for (guint i = 0; i < cosell_json_length (now); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (now, i, &name);

      if (cosell_json_kind (cosell_json_member (to, name)) == COSELL_JSON_NONE)
        write_column (writer, name, value);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static gboolean
put_rows (const Step *self,
          const GArray *ids,
          const char *key,
          const CosellJson *now,
          const CosellJson *from,
          const CosellJson *to,
          const char *const *sql,
          GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      CosellJsonValue row = cosell_store_memento_find_row (to, key, id);
      g_autofree char *json = NULL;

      if (!is_there (row))
        continue;
      json = merge_row (cosell_store_memento_find_row (now, key, id),
                        cosell_store_memento_find_row (from, key, id), row);
      for (guint n = 0; sql[n] != NULL; n++)
        if (!run_json (self->store, sql[n], json, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
delete_rows (const Step *self,
             const GArray *ids,
             const char *key,
             const CosellJson *to,
             const char *sql,
             GError **error)
{
  for (guint i = ids->len; i > 0; i--)
    {
      gint64 id = g_array_index (ids, gint64, i - 1);

      if (!is_there (cosell_store_memento_find_row (to, key, id)) &&
          !cosell_store_run_ids (self->store, sql, id, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_rows (const Step *self, GError **error)
{
  static const char *const put_body[] = { PUT_BODY, PUT_DOCUMENT, NULL };
  static const char *const put_entry[] = { PUT_ENTRY, NULL };
  static const char *const put_unconfirmed[] = { PUT_UNCONFIRMED, NULL };

  cosell_store_note_outbox (self->store);
  cosell_store_note_deal (self->store, self->deal);
  return delete_rows (self, self->entries, "seq", self->to->entries,
                      "DELETE FROM outbox WHERE seq = ?1", error) &&
         delete_rows (self, self->bodies, "id", self->to->bodies,
                      "DELETE FROM referral WHERE id = ?1", error) &&
         put_rows (self, self->bodies, "id", self->now->bodies, self->from->bodies,
                   self->to->bodies, put_body, error) &&
         put_rows (self, self->entries, "seq", self->now->entries, self->from->entries,
                   self->to->entries, put_entry, error) &&
         delete_rows (self, self->unconfirmed, "seq", self->to->unconfirmed,
                      "DELETE FROM unconfirmed_create WHERE seq = ?1", error) &&
         put_rows (self, self->unconfirmed, "seq", self->now->unconfirmed, self->from->unconfirmed,
                   self->to->unconfirmed, put_unconfirmed, error);
}

/* --- the deal's own columns --- */

static gboolean
put_deal_text (const Step *self, const char *sql, const char *member, GError **error)
{
  g_autofree char *text = cosell_json_dup_string (deal_member (self->to, member));
  g_autoptr (CosellStatement) statement = NULL;

  if (cosell_json_equal (deal_member (self->from, member), deal_member (self->to, member)))
    return TRUE;
  statement = cosell_store_prepare (self->store, sql, error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, self->deal);
  cosell_statement_bind_text (statement, 2, text);
  return cosell_statement_run (statement, error);
}

static gboolean
put_draft (const Step *self, GError **error)
{
  g_autofree char *json = cosell_json_dup_string (deal_member (self->to, "draft"));
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json != NULL ? json : "{}", error);
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();

  if (draft == NULL)
    return FALSE;
  cosell_draft_derive (draft, data);
  /* the row of a draft that was deleted; what it says is written next */
  return (is_there (cosell_json_root (self->now->deal)) ||
          cosell_store_run_ids (self->store,
                                "INSERT INTO deal (id, sync, direction, type, p2p, status, "
                                "favorite, microsoft_status, tab) "
                                "VALUES (?1, '', '', '', 0, 'draft', 0, '', 0)",
                                self->deal, 0, error)) &&
         cosell_store_write_draft (self->store, self->deal, json, data,
                                   cosell_json_get_int (deal_member (self->to, "created_at"), 0),
                                   error) != 0 &&
         cosell_store_run_ids (self->store, "UPDATE deal SET updated_at = ?2 WHERE id = ?1",
                               self->deal,
                               cosell_json_get_int (deal_member (self->to, "updated_at"), 0),
                               error);
}

/* --- what follows from the rows --- */

/* Puts what waits onto what the service has. */
static gboolean
rebase_touched (const Step *self, GError **error)
{
  g_autoptr (GPtrArray) rows = cosell_store_load_deal_referrals (self->store, self->deal, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (rows, i);
      g_autofree char *base = g_strdup (row->base);

      if (base == NULL)
        continue;
      if (!cosell_store_rebase (self->store, row, base, NULL, FALSE, error) ||
          !cosell_store_save_referral (self->store, row, error))
        return FALSE;
    }
  return TRUE;
}

static CosellReferralRow *
load_own (CosellStore *store, gint64 deal, GError **error)
{
  gint64 own;

  if (!cosell_store_get_own_referral (store, deal, &own, error) || own == 0)
    return NULL;
  return cosell_store_load_referral (store, own, error);
}

/* The own half of a deal that is being made has a body only so far. */
static gboolean
derive_deal (const Step *self, GError **error)
{
  g_autoptr (GPtrArray) rows = cosell_store_load_deal_referrals (self->store, self->deal, error);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReferralRow *row = g_ptr_array_index (rows, i);

      if (g_hash_table_add (done, row->engagement) &&
          !cosell_store_derive (self->store, row->engagement, NULL, error))
        return FALSE;
    }
  return cosell_store_refresh_sync (self->store, self->deal, error);
}

static void
add_change_paths (GHashTable *paths, CosellJsonValue row)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (row, "changes"));
  g_autoptr (CosellJson) changes = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
  CosellJsonValue root = { changes, 0 };

  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      char *path = NULL;

      cosell_json_nth_member (root, i, &path);
      g_hash_table_add (paths, path);
    }
}

/* Whoever reads the history sees that it was taken back, or done again. */
static gboolean
remember (const Step *self, const char *old, const char *text, GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (old == NULL || text == NULL)
    return TRUE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      gint64 seq = g_array_index (self->entries, gint64, i);

      add_change_paths (paths, cosell_store_memento_find_row (self->from->entries, "seq", seq));
      add_change_paths (paths, cosell_store_memento_find_row (self->to->entries, "seq", seq));
    }
  return cosell_store_add_own_history (self->store, self->deal, old, text, paths, error);
}

static gboolean
follow (const Step *self, const char *old, GError **error)
{
  g_autoptr (CosellReferralRow) own = NULL;
  g_autoptr (GError) failure = NULL;

  if (!rebase_touched (self, error) || !derive_deal (self, error))
    return FALSE;
  own = load_own (self->store, self->deal, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return own == NULL ||
         (remember (self, old, own->current, error) &&
          cosell_store_index_suggestions (self->store, old, own->current, own->updated_at, error));
}

static gboolean
put_deal (const Step *self, const char *old, GError **error)
{
  if (!is_there (cosell_json_root (self->to->deal)))
    return cosell_store_run_ids (self->store, "DELETE FROM deal WHERE id = ?1", self->deal, 0,
                                 error);
  if (!put_deal_text (self, "UPDATE deal SET registration = ?2 WHERE id = ?1", "registration",
                      error))
    return FALSE;
  if (is_draft (self->to))
    return put_draft (self, error) &&
           (old == NULL || cosell_store_index_suggestions (self->store, old, NULL,
                                                           cosell_store_now (self->store), error));
  return put_deal_text (self, "UPDATE deal SET draft = ?2 WHERE id = ?1", "draft", error) &&
         follow (self, old, error);
}

gboolean
cosell_store_restore_deal (CosellStore *self,
                           gint64 deal,
                           const CosellStoreMemento *from,
                           const CosellStoreMemento *to,
                           gboolean *gone,
                           GError **error)
{
  g_auto (Step) step = { self, deal, from, to };
  g_autoptr (CosellReferralRow) own = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean fits;

  step.now = cosell_store_capture_deal (self, deal, error);
  if (step.now == NULL)
    return FALSE;
  step.entries = cosell_store_memento_diff_rows (from->entries, to->entries, "seq");
  step.bodies = cosell_store_memento_diff_rows (from->bodies, to->bodies, "id");
  step.unconfirmed = cosell_store_memento_diff_rows (from->unconfirmed, to->unconfirmed, "seq");
  own = load_own (self, deal, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!cosell_store_crm_link_fits (self, deal, step.now->link, from->link, to->link, &fits, error))
    return FALSE;
  *gone = !fits || !deal_is_there (&step) ||
          !rows_are_there (step.entries, "seq", step.now->entries, from->entries) ||
          !rows_are_there (step.bodies, "id", step.now->bodies, from->bodies);
  if (*gone)
    return TRUE;
  return refuse_sent (&step, error) && refuse_unconfirmed (&step, error) &&
         change_rows (&step, error) && put_deal (&step, own != NULL ? own->current : NULL, error) &&
         (!is_there (cosell_json_root (to->deal)) ||
          cosell_store_restore_crm_link (self, deal, step.now->link, from->link, to->link, error));
}
