/* cosell-store-memento.c: what is kept of one deal for the service, as a value
 *
 * A memento is JSON: the deal's draft and registration, the bodies that wait (referrals that the
 * service does not have), the outbox entries, and what is known of unconfirmed ones, as rows with
 * all their columns; and what a person said of its opportunity. It has no document of the service
 * in it.
 */
#include "store/cosell-store-memento.h"

#include "base/cosell-json-edit.h"

/* A member has the name of its column; is_draft is none. */
#define SELECT_DEAL                                                                                \
  "SELECT json_object ("                                                                           \
  " 'is_draft', status = 'draft', 'draft', draft, 'registration', registration,"                   \
  " 'created_at', created_at, 'updated_at', CASE status WHEN 'draft' THEN updated_at END) "        \
  "FROM deal WHERE id = ?"
#define SELECT_BODIES                                                                              \
  "SELECT json_group_array (json_object ("                                                         \
  " 'id', id, 'deal', deal, 'engagement', engagement, 'engagement_id', engagement_id,"             \
  " 'organization_id', organization_id, 'role', role, 'etag', etag,"                               \
  " 'created_at', created_at, 'updated_at', updated_at, 'created_here', created_here,"             \
  " 'current_json', cosell_text (current_json))) "                                                 \
  "FROM (SELECT * FROM referral JOIN document ON referral = id "                                   \
  "WHERE deal = ? AND remote_id IS NULL ORDER BY id)"
#define SELECT_ENTRIES                                                                             \
  "SELECT json_group_array (json_object ("                                                         \
  " 'seq', seq, 'deal', deal, 'referral', referral, 'op', op, 'state', state,"                     \
  " 'changes', changes, 'conflicts', conflicts, 'request_id', request_id,"                         \
  " 'depends_on', depends_on, 'attempts', attempts, 'not_before', not_before,"                     \
  " 'last_error', last_error, 'held', held, 'replaced', replaced, 'created_at', created_at, "      \
  " 'group_id', group_id)) "                                                                       \
  "FROM (SELECT * FROM outbox WHERE deal = ? ORDER BY seq)"
#define SELECT_UNCONFIRMED                                                                         \
  "SELECT json_group_array (json_object ("                                                         \
  " 'seq', seq, 'since', since, 'known', known, 'sends', sends,"                                   \
  " 'body', body, 'candidates', candidates, 'chosen', chosen)) "                                   \
  "FROM (SELECT unconfirmed_create.* FROM unconfirmed_create JOIN outbox USING (seq) "             \
  "WHERE deal = ? ORDER BY seq)"

void
cosell_store_memento_free (CosellStoreMemento *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->deal, cosell_json_unref);
  g_clear_pointer (&self->bodies, cosell_json_unref);
  g_clear_pointer (&self->entries, cosell_json_unref);
  g_clear_pointer (&self->unconfirmed, cosell_json_unref);
  g_clear_pointer (&self->link, cosell_json_unref);
  g_free (self);
}

/* The one value that a query answers; null without a row. */
static CosellJson *
select_json (CosellStore *store, const char *sql, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (store, sql, error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ERROR)
    return NULL;
  return cosell_json_parse (step == COSELL_STEP_ROW ? cosell_statement_text (statement, 0) : "null",
                            -1, error);
}

CosellStoreMemento *
cosell_store_capture_deal (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStoreMemento) memento = g_new0 (CosellStoreMemento, 1);

  COSELL_STORE_WORKER (self);

  memento->deal = select_json (self, SELECT_DEAL, deal, error);
  memento->bodies = memento->deal != NULL ? select_json (self, SELECT_BODIES, deal, error) : NULL;
  memento->entries =
      memento->bodies != NULL ? select_json (self, SELECT_ENTRIES, deal, error) : NULL;
  memento->unconfirmed =
      memento->entries != NULL ? select_json (self, SELECT_UNCONFIRMED, deal, error) : NULL;
  memento->link =
      memento->unconfirmed != NULL ? cosell_store_capture_crm_link (self, deal, error) : NULL;
  return memento->link != NULL ? g_steal_pointer (&memento) : NULL;
}

static void
write_part (CosellJsonWriter *writer, const char *name, const CosellJson *part)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, cosell_json_get_text (part, NULL), -1);
}

char *
cosell_store_memento_to_json (const CosellStoreMemento *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_part (writer, "deal", self->deal);
  write_part (writer, "bodies", self->bodies);
  write_part (writer, "entries", self->entries);
  write_part (writer, "doubts", self->unconfirmed);
  write_part (writer, "link", self->link);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* missing: what stands for a part that is not there */
static CosellJson *
read_part (const CosellJson *json, const char *name, const char *missing, GError **error)
{
  g_autofree char *text = cosell_json_dup_raw (cosell_json_member (cosell_json_root (json), name));

  return cosell_json_parse (text != NULL ? text : missing, -1, error);
}

CosellStoreMemento *
cosell_store_memento_from_json (const char *json, GError **error)
{
  g_autoptr (CosellStoreMemento) memento = g_new0 (CosellStoreMemento, 1);
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, error);

  if (doc == NULL)
    return NULL;
  memento->deal = read_part (doc, "deal", "", error);
  memento->bodies = memento->deal != NULL ? read_part (doc, "bodies", "", error) : NULL;
  memento->entries = memento->bodies != NULL ? read_part (doc, "entries", "", error) : NULL;
  memento->unconfirmed = memento->entries != NULL ? read_part (doc, "doubts", "", error) : NULL;
  /* an older program kept none */
  memento->link = memento->unconfirmed != NULL ? read_part (doc, "link", "null", error) : NULL;
  return memento->link != NULL ? g_steal_pointer (&memento) : NULL;
}

gboolean
cosell_store_memento_equal (const CosellStoreMemento *a, const CosellStoreMemento *b)
{
  return cosell_json_equal (cosell_json_root (a->deal), cosell_json_root (b->deal)) &&
         cosell_json_equal (cosell_json_root (a->bodies), cosell_json_root (b->bodies)) &&
         cosell_json_equal (cosell_json_root (a->entries), cosell_json_root (b->entries)) &&
         cosell_json_equal (cosell_json_root (a->unconfirmed), cosell_json_root (b->unconfirmed)) &&
         cosell_json_equal (cosell_json_root (a->link), cosell_json_root (b->link));
}

gint64
cosell_store_memento_row_key (CosellJsonValue row, const char *key)
{
  return cosell_json_get_int (cosell_json_member (row, key), 0);
}

CosellJsonValue
cosell_store_memento_find_row (const CosellJson *rows, const char *key, gint64 id)
{
  CosellJsonValue root = cosell_json_root (rows);
  const CosellJsonValue nothing = { NULL, 0 };

  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      CosellJsonValue row = cosell_json_element (root, i);

      if (cosell_store_memento_row_key (row, key) == id)
        return row;
    }
  return nothing;
}

/* Keys of the rows of a that b does not have in the same form. */
static void
add_different (GArray *ids, const CosellJson *a, const CosellJson *b, const char *key)
{
  CosellJsonValue root = cosell_json_root (a);

  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      CosellJsonValue row = cosell_json_element (root, i);
      gint64 id = cosell_store_memento_row_key (row, key);
      gboolean known = FALSE;

      for (guint n = 0; n < ids->len; n++)
        known = known || g_array_index (ids, gint64, n) == id;
      if (!known && !cosell_json_equal (row, cosell_store_memento_find_row (b, key, id)))
        g_array_append_val (ids, id);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

GArray *
cosell_store_memento_diff_rows (const CosellJson *a, const CosellJson *b, const char *key)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_different (ids, a, b, key);
  add_different (ids, b, a, key);
  g_array_sort (ids, compare_ids);
  return ids;
}

GArray *
cosell_store_memento_diff_entries (const CosellStoreMemento *a, const CosellStoreMemento *b)
{
  return cosell_store_memento_diff_rows (a->entries, b->entries, "seq");
}
