/* cosell-store-rows.c: rows of the referral table */
#include <string.h>

#include "store/cosell-packed-text.h"
#include "store/cosell-store-private.h"

#define SELECT                                                                                     \
  "SELECT r.id, r.deal, r.remote_id, r.engagement, r.engagement_id, r.organization_id, r.role, "   \
  "r.etag, r.created_at, r.updated_at, r.created_here, r.invisible_since, "                        \
  "cosell_text (d.base_json), cosell_text (d.current_json) "                                       \
  "FROM referral AS r JOIN document AS d ON d.referral = r.id "

static CosellReferralRow *
read_row (CosellStatement *statement)
{
  CosellReferralRow *row = cosell_referral_row_new ();

  row->id = cosell_statement_int (statement, 0);
  row->deal = cosell_statement_int (statement, 1);
  row->remote_id = cosell_statement_dup_text (statement, 2);
  row->engagement = cosell_statement_dup_text (statement, 3);
  row->engagement_id = cosell_statement_dup_text (statement, 4);
  row->organization_id = cosell_statement_dup_text (statement, 5);
  row->role = cosell_statement_enum (statement, 6, COSELL_TYPE_ROLE, COSELL_ROLE_OWN);
  row->etag = cosell_statement_dup_text (statement, 7);
  row->created_at = cosell_statement_time (statement, 8);
  row->updated_at = cosell_statement_time (statement, 9);
  row->created_here = cosell_statement_int (statement, 10) != 0;
  row->invisible_since = cosell_statement_time (statement, 11);
  row->base = cosell_statement_dup_text (statement, 12);
  row->current = cosell_statement_dup_text (statement, 13);
  if (row->current == NULL)
    row->current = g_strdup (row->base);
  return row;
}

static CosellReferralRow *
load_one (CosellStatement *statement, GError **error)
{
  CosellReferralRow *row = NULL;

  if (cosell_statement_step (statement, error) == COSELL_STEP_ROW)
    row = read_row (statement);
  cosell_statement_done (statement);
  return row;
}

static GPtrArray *
load_all (CosellStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_referral_row_free);
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    g_ptr_array_add (rows, read_row (statement));
  cosell_statement_done (statement);
  return step == COSELL_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

CosellReferralRow *
cosell_store_load_referral (CosellStore *self, gint64 id, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, SELECT "WHERE r.id = ?", error);

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  return load_one (statement, error);
}

CosellReferralRow *
cosell_store_load_remote (CosellStore *self, const char *remote_id, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, SELECT "WHERE r.remote_id = ?", error);

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, remote_id);
  return load_one (statement, error);
}

GPtrArray *
cosell_store_load_engagement (CosellStore *self, const char *engagement, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, SELECT "WHERE r.engagement = ? ORDER BY r.id", error);

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, engagement);
  return load_all (statement, error);
}

GPtrArray *
cosell_store_load_deal_referrals (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      SELECT
      "WHERE r.deal = ?1 ORDER BY r.id = (SELECT own_referral FROM deal WHERE id = ?1) DESC, r.id",
      error);

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  return load_all (statement, error);
}

static void
bind_row (CosellStatement *statement, const CosellReferralRow *row)
{
  cosell_statement_bind_id (statement, 1, row->deal);
  cosell_statement_bind_text (statement, 2, row->remote_id);
  cosell_statement_bind_text (statement, 3, row->engagement);
  cosell_statement_bind_text (statement, 4, row->engagement_id);
  cosell_statement_bind_text (statement, 5, row->organization_id);
  cosell_statement_bind_enum (statement, 6, COSELL_TYPE_ROLE, (int) row->role);
  cosell_statement_bind_text (statement, 7, row->etag);
  cosell_statement_bind_time (statement, 8, row->created_at);
  cosell_statement_bind_time (statement, 9, row->updated_at);
  cosell_statement_bind_int (statement, 10, row->created_here);
  cosell_statement_bind_time (statement, 11, row->invisible_since);
}

static void
bind_packed (CosellStatement *statement, int index, const char *text)
{
  g_autoptr (GBytes) packed = text != NULL ? cosell_packed_text_new (text, strlen (text)) : NULL;

  if (packed != NULL)
    cosell_statement_bind_blob (statement, index, packed);
  else
    cosell_statement_bind_text (statement, index, text);
}

/* A text that is the same as the base is not kept twice. */
static gboolean
save_document (CosellStore *self, const CosellReferralRow *row, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "INSERT INTO document (referral, base_json, current_json) VALUES (?, ?, ?) ON CONFLICT "
      "DO UPDATE SET base_json = excluded.base_json, current_json = excluded.current_json",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, row->id);
  bind_packed (statement, 2, row->base);
  if (g_strcmp0 (row->current, row->base) != 0)
    bind_packed (statement, 3, row->current);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_save_referral (CosellStore *self, CosellReferralRow *row, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      row->id == 0 ? "INSERT INTO referral (deal, remote_id, engagement, engagement_id, "
                     "organization_id, role, etag, created_at, updated_at, created_here, "
                     "invisible_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                   : "UPDATE referral SET deal = ?, remote_id = ?, engagement = ?, "
                     "engagement_id = ?, organization_id = ?, role = ?, etag = ?, created_at = ?, "
                     "updated_at = ?, created_here = ?, invisible_since = ? WHERE id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  bind_row (statement, row);
  if (row->id != 0)
    cosell_statement_bind_int (statement, 12, row->id);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  if (row->id == 0)
    row->id = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  return save_document (self, row, error);
}

gboolean
cosell_store_insert_referral (CosellStore *self,
                              const CosellReferralRow *row,
                              const CosellJson *document,
                              GBytes *packed,
                              GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "INSERT INTO referral (deal, remote_id, engagement, engagement_id, organization_id, role, "
      "etag, created_at, updated_at, created_here, invisible_since, id) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  g_autoptr (CosellStatement) second = NULL;

  if (statement == NULL)
    return FALSE;
  bind_row (statement, row);
  cosell_statement_bind_int (statement, 12, row->id);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  second = cosell_store_prepare (self, "INSERT INTO document (referral, base_json) VALUES (?, ?)",
                                 error);
  if (second == NULL)
    return FALSE;
  cosell_statement_bind_int (second, 1, row->id);
  if (packed != NULL)
    cosell_statement_bind_blob (second, 2, packed);
  else
    cosell_statement_bind_text (second, 2, cosell_json_get_text (document, NULL));
  return cosell_statement_run (second, error);
}

gboolean
cosell_store_next_referral (CosellStore *self, gint64 *id, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'referral'",
                            error);

  return statement != NULL && cosell_statement_run_int (statement, 1, id, error);
}

/* sql: answers with 1 for text */
static gboolean
has (CosellStore *self, const char *sql, const char *text, gboolean *yes, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, text);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *yes = found != 0;
  return TRUE;
}

gboolean
cosell_store_has_remote (CosellStore *self, const char *remote_id, gboolean *yes, GError **error)
{
  return has (self, "SELECT 1 FROM referral WHERE remote_id = ?", remote_id, yes, error);
}

gboolean
cosell_store_has_engagement (CosellStore *self,
                             const char *engagement,
                             gboolean *yes,
                             GError **error)
{
  return has (self, "SELECT 1 FROM referral WHERE engagement = ? LIMIT 1", engagement, yes, error);
}
