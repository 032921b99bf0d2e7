/* cosell-store-salvage.c: what can be read of a damaged database, in a new one
 *
 * Rows are read from both ends of a table, and one by one in between, so that a page that cannot be
 * read costs only its own rows. The new file is complete before the old one is moved, and a file
 * that lost its head gets that of a new one (in a copy). What belongs to something that is lost is
 * put right: a deal whose body is lost is its draft again, a document that is lost comes with the
 * next pull, and a change that belongs to nothing any more is written to a file of its own.
 */
#include "store/cosell-store-salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/cosell-store-account.h"
#include "store/cosell-store-private.h"

#define HEADER_BYTES 100
/* rows between two readable ends that are looked for one by one; fewer where no end can be read */
#define MAX_PROBES 200000
#define MAX_BLIND_PROBES 1000

typedef struct
{
  sqlite3 *source;          /* (owned) */
  CosellConnection *target; /* (owned) */
  char *aside;              /* (owned) */
  char *left;               /* (owned) (nullable) changes that belong to nothing, as JSON */
  gint64 n_left;
} Salvage;

static void
salvage_clear (Salvage *self)
{
  sqlite3_close (self->source);
  g_clear_pointer (&self->target, cosell_connection_free);
  g_free (self->aside);
  g_free (self->left);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

static gboolean
set_file_error (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, COSELL_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT ? COSELL_STORE_ERROR_FULL
                                                  : COSELL_STORE_ERROR_READ_ONLY,
               _ ("The deal database is damaged, and cannot be repaired because “%s” cannot be "
                  "written: %s. Nothing was removed; mend that and try again."),
               path, g_strerror (saved));
  return FALSE;
}

/* --- reading what is damaged --- */

static sqlite3 *
open_source (const char *path)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_busy_timeout (db, COSELL_STORE_BUSY_TIMEOUT);
  /* the old file is kept as it is; one that is too short is read all the same */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (db, "PRAGMA writable_schema = ON", NULL, NULL, NULL);
  return db;
}

static gboolean
is_readable (sqlite3 *db)
{
  return db != NULL &&
         sqlite3_exec (db, "SELECT 1 FROM outbox LIMIT 0", NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
write_copy (const char *path, const char *to, const char *template, gsize head, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  if (head > 0 && length > head)
    {
      guint32 pages = GUINT32_TO_BE ((guint32) (length / COSELL_STORE_PAGE_SIZE));

      memcpy (bytes, template, head);
      memcpy (bytes + 28, &pages, sizeof pages);
      memset (bytes + 32, 0, 8); /* no page is free */
    }
  return g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                                   error);
}

/* A file that lost its head: in a copy it gets the head of the new one, first the description of
 * the file alone, then the whole first page, where the tables stand: these are made in the same
 * order each time. */
static sqlite3 *
open_headless (const char *path, const char *fresh)
{
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (copy, "-wal", NULL);
  g_autofree char *template = NULL;
  const gsize heads[] = { HEADER_BYTES, COSELL_STORE_PAGE_SIZE };
  gsize length;

  if (!g_file_get_contents (fresh, &template, &length, NULL) || length < COSELL_STORE_PAGE_SIZE)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      sqlite3 *db;

      if (!write_copy (path, copy, template, heads[i], NULL))
        return NULL;
      g_unlink (log_copy);
      if (g_file_test (log, G_FILE_TEST_EXISTS))
        write_copy (log, log_copy, NULL, 0, NULL);
      db = open_source (copy);
      if (is_readable (db))
        return db;
      sqlite3_close (db);
    }
  return NULL;
}

/* --- copying rows --- */

typedef struct
{
  sqlite3_stmt *insert;
  GArray *columns; /* of int: which column of a source row goes where */
  int key;         /* column of the key in the source row, -1 for none */
} Copy;

static void
copy_clear (Copy *self)
{
  sqlite3_finalize (self->insert);
  g_clear_pointer (&self->columns, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static gboolean
has_column (sqlite3 *db, const char *table, const char *column)
{
  return sqlite3_table_column_metadata (db, NULL, table, column, NULL, NULL, NULL, NULL, NULL) ==
         SQLITE_OK;
}

/* Columns that both have; the names are those of the new schema. */
static gboolean
copy_prepare (Copy *self, sqlite3 *target, const char *table, const char *key, sqlite3_stmt *rows)
{
  g_autoptr (GString) sql = g_string_new ("INSERT OR IGNORE INTO ");
  g_autoptr (GString) marks = g_string_new (NULL);

  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->key = -1;
  g_string_append_printf (sql, "%s (", table);
  for (int i = 0; i < sqlite3_column_count (rows); i++)
    {
      const char *name = sqlite3_column_name (rows, i);

      if (name == NULL || !has_column (target, table, name))
        continue;
      if (g_str_equal (name, key))
        self->key = i;
      g_string_append_printf (sql, "%s\"%s\"", self->columns->len > 0 ? ", " : "", name);
      g_string_append (marks, self->columns->len > 0 ? ", ?" : "?");
      g_array_append_val (self->columns, i);
    }
  g_string_append_printf (sql, ") VALUES (%s)", marks->str);
  return sqlite3_prepare_v2 (target, sql->str, -1, &self->insert, NULL) == SQLITE_OK;
}

/* A row with values that do not fit its columns is left out. */
static void
copy_row (Copy *self, sqlite3_stmt *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    sqlite3_bind_value (self->insert, (int) i + 1,
                        sqlite3_column_value (row, g_array_index (self->columns, int, i)));
  sqlite3_step (self->insert);
  sqlite3_reset (self->insert);
}

/* From one end, until stop or a row that cannot be read. last: (inout): key of the last row.
 * Returns: TRUE when nothing is left between */
static gboolean
copy_scan (Copy *self, sqlite3_stmt *rows, gboolean down, gint64 stop, gint64 *last)
{
  int code;

  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      gint64 key = self->key >= 0 ? sqlite3_column_int64 (rows, self->key) : 0;

      if (down && key <= stop)
        return TRUE;
      copy_row (self, rows);
      *last = key;
    }
  return code == SQLITE_DONE;
}

static void
copy_between (Copy *self,
              sqlite3 *source,
              const char *table,
              const char *key,
              gint64 low,
              gint64 high)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE %s = ?", table, key);
  sqlite3_stmt *row = NULL;

  if (sqlite3_prepare_v2 (source, sql, -1, &row, NULL) != SQLITE_OK)
    return;
  for (gint64 id = low + 1; id < high && id - low <= MAX_PROBES; id++)
    {
      sqlite3_bind_int64 (row, 1, id);
      if (sqlite3_step (row) == SQLITE_ROW)
        copy_row (self, row);
      sqlite3_reset (row);
    }
  sqlite3_finalize (row);
}

/* table and key come from the list below, never from the file. */
static void
copy_table (Salvage *self, const char *table, const char *key, gboolean numbered)
{
  g_autofree char *up = g_strdup_printf ("SELECT * FROM %s ORDER BY %s", table, key);
  g_autofree char *down = g_strdup_printf ("SELECT * FROM %s ORDER BY %s DESC", table, key);
  g_auto (Copy) copy = { NULL };
  sqlite3_stmt *rows = NULL;
  gint64 low = 0, high = G_MAXINT64;
  gboolean complete;

  if (sqlite3_prepare_v2 (self->source, up, -1, &rows, NULL) != SQLITE_OK ||
      !copy_prepare (&copy, self->target->db, table, key, rows))
    {
      sqlite3_finalize (rows);
      return;
    }
  complete = copy_scan (&copy, rows, FALSE, 0, &low);
  sqlite3_finalize (rows);
  if (complete || sqlite3_prepare_v2 (self->source, down, -1, &rows, NULL) != SQLITE_OK)
    return;
  complete = copy_scan (&copy, rows, numbered, low, &high);
  sqlite3_finalize (rows);
  if (!complete && numbered)
    copy_between (&copy, self->source, table, key, low,
                  high != G_MAXINT64 ? high : low + (low > 0 ? MAX_PROBES : MAX_BLIND_PROBES));
}

static const CosellSalvageTable tables[] = {
  { "meta", "key", FALSE },
  { "deal", "id", TRUE },
  { "deal_search", "deal", TRUE },
  { "referral", "id", TRUE },
  { "document", "referral", TRUE },
  { "outbox", "seq", TRUE },
  { "doubt", "seq", TRUE },
  { "history", "id", TRUE },
  { "told", "deal", FALSE },
  { "undo", "id", TRUE },
  { "undo_entry", "undo", FALSE },
  { "kept_form", "id", TRUE },
  { "known_customer", "name_key", FALSE },
  { "known_member", "email", FALSE },
  { "known_solution", "id", FALSE },
  { "denied",
    .why = "told again by the service: its role with the next sync, or the next refusal" },
  { "swept", .why = "the look through everything begins anew" },
  { "walk", .why = "everything is read again from the beginning" },
};

const CosellSalvageTable *
cosell_store_salvage_get_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (tables);
  return tables;
}

static void
copy_tables (Salvage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].key != NULL)
      copy_table (self, tables[i].table, tables[i].key, tables[i].numbered);
}

/* --- putting it right --- */

/* Changes that belong to nothing that could be read. */
#define LOST                                                                                       \
  "(referral NOT IN (SELECT id FROM referral) OR deal NOT IN (SELECT id FROM deal) OR "            \
  "(op = 'update' AND (changes IS NULL OR NOT json_valid (changes))))"

/* An entry of an image whose referral is lost. */
#define UNDO_LACKS(image)                                                                          \
  "EXISTS (SELECT 1 FROM json_each (" image ", '$.entries') AS e WHERE e.value ->> 'referral' "    \
  "NOT IN (SELECT id FROM referral) AND e.value ->> 'referral' NOT IN (SELECT b.value ->> 'id' "   \
  "FROM json_each (" image ", '$.bodies') AS b))"

static const char before_lost[] =
    "DELETE FROM document WHERE referral NOT IN (SELECT id FROM referral) OR "
    "coalesce (base_json, current_json) IS NULL OR NOT json_valid (coalesce (base_json, '{}')) OR "
    "NOT json_valid (coalesce (current_json, '{}'));"
    /* a body that waits cannot be had again, but a document of the service can */
    "DELETE FROM referral WHERE remote_id IS NULL AND id NOT IN (SELECT referral FROM document);"
    "INSERT INTO document (referral, base_json) SELECT id, json_object ('id', remote_id) FROM "
    "referral WHERE id NOT IN (SELECT referral FROM document);"
    "UPDATE referral SET etag = NULL, updated_at = NULL WHERE id IN (SELECT id FROM referral JOIN "
    "document ON referral = id WHERE base_json = json_object ('id', remote_id));"
    "INSERT INTO deal (id, sync, direction, type, p2p, status, favorite, microsoft_status, tab, "
    "own_referral) SELECT deal, 'synced', 'outbound', 'private', 0, 'accepted', 0, '', 1, min (id) "
    "FROM referral WHERE deal IS NOT NULL AND deal NOT IN (SELECT id FROM deal) GROUP BY deal;"
    "UPDATE deal SET own_referral = (SELECT min (id) FROM referral WHERE deal = deal.id) WHERE "
    "own_referral IS NOT NULL AND own_referral NOT IN (SELECT id FROM referral);"
    "UPDATE outbox SET conflicts = NULL WHERE conflicts IS NOT NULL AND NOT json_valid "
    "(conflicts);";

static const char after_lost[] =
    "DELETE FROM outbox WHERE " LOST ";"
    "UPDATE outbox SET depends_on = NULL WHERE depends_on NOT IN (SELECT seq FROM outbox);"
    "DELETE FROM doubt WHERE seq NOT IN (SELECT seq FROM outbox);"
    /* without its body a deal that waited is its draft again */
    "UPDATE deal SET status = 'draft', sync = 'draft', own_referral = NULL WHERE "
    "draft IS NOT NULL AND id NOT IN (SELECT deal FROM referral WHERE deal IS NOT NULL);"
    "DELETE FROM deal WHERE id NOT IN (SELECT deal FROM referral WHERE deal IS NOT NULL) AND "
    "(status <> 'draft' OR draft IS NULL OR NOT json_valid (draft));"
    "DELETE FROM deal_search WHERE deal NOT IN (SELECT id FROM deal);"
    "DELETE FROM history WHERE deal NOT IN (SELECT id FROM deal);"
    "DELETE FROM told WHERE deal NOT IN (SELECT id FROM deal);"
    "UPDATE referral SET etag = NULL, updated_at = NULL WHERE remote_id IS NOT NULL AND "
    "deal NOT IN (SELECT deal FROM deal_search);"
    "INSERT OR IGNORE INTO deal_search (deal, text) SELECT id, coalesce (name_key, '') FROM deal;"
    /* a text stays, but must not be taken for one of a deal that gets the number of a lost one */
    "UPDATE kept_form SET deal = NULL WHERE deal NOT IN (SELECT id FROM deal);"
    /* what can be undone has to be whole; whether it still fits is looked at when it is undone */
    "DELETE FROM undo WHERE NOT json_valid (before) OR NOT json_valid (after);"
    "DELETE FROM undo WHERE " UNDO_LACKS ("before") " OR " UNDO_LACKS (
        "after") " OR "
                 "(deal NOT IN (SELECT id FROM deal) AND NOT coalesce (before ->> "
                 "'$.deal.is_draft', 0) AND "
                 "NOT coalesce (after ->> '$.deal.is_draft', 0));"
                 "DELETE FROM undo_entry WHERE undo NOT IN (SELECT id FROM undo);"
                 /* everything is read again */
                 "DELETE FROM meta WHERE key = 'cursor' OR key LIKE 'sweep-%';"
                 "INSERT OR REPLACE INTO meta (key, value) VALUES ('sweep-wanted', '1');";

static gboolean
get_left (Salvage *self, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_connection_prepare (
      self->target,
      "SELECT count (*), json_group_array (json_object ('seq', seq, 'deal', deal, 'op', op, "
      "'state', "
      "state, 'changes', changes, 'createdAt', created_at)) FROM outbox WHERE " LOST,
      error);

  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  self->n_left = cosell_statement_int (statement, 0);
  if (self->n_left > 0)
    self->left = cosell_statement_dup_text (statement, 1);
  return TRUE;
}

static char *
describe (Salvage *self, GError **error)
{
  g_autofree char *aside = g_path_get_basename (self->aside);
  g_autofree char *changes = NULL;
  g_autofree char *drafts = NULL;
  g_autofree char *text = NULL;
  gint64 n_changes, n_drafts;

  if (!cosell_connection_get_pragma (self->target, "SELECT count (*) FROM outbox", &n_changes,
                                     error) ||
      !cosell_connection_get_pragma (self->target,
                                     "SELECT count (*) FROM deal WHERE status = 'draft'", &n_drafts,
                                     error))
    return NULL;
  changes = g_strdup_printf (ngettext ("%ld change that waits to be sent",
                                       "%ld changes that wait to be sent", (gulong) n_changes),
                             (glong) n_changes);
  drafts =
      g_strdup_printf (ngettext ("%ld draft", "%ld drafts", (gulong) n_drafts), (glong) n_drafts);
  /* Translators: the first two %s are like "3 changes that wait to be sent" and "2 drafts" */
  text = g_strdup_printf (_ ("The deal database was damaged, and was made anew. Saved: %s and %s. "
                             "The deals are downloaded again with the next sync. The damaged file "
                             "was kept as “%s” in the profile folder."),
                          changes, drafts, aside);
  if (self->n_left == 0)
    return g_steal_pointer (&text);
  return g_strdup_printf (ngettext ("%s %ld change belongs to a deal that could not be read; it "
                                    "stands in “%s.changes.json”.",
                                    "%s %ld changes belong to deals that could not be read; they "
                                    "stand in “%s.changes.json”.",
                                    (gulong) self->n_left),
                          text, (glong) self->n_left, aside);
}

static gboolean
put_notice (Salvage *self, const char *notice, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_connection_prepare (self->target,
                                 "INSERT OR REPLACE INTO meta (key, value) VALUES "
                                 "('" COSELL_META_REPAIRED "', ?)",
                                 error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, notice);
  return cosell_statement_run (statement, error);
}

static gboolean
fill (Salvage *self, char **notice, GError **error)
{
  if (!cosell_connection_execute (self->target,
                                  "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; BEGIN",
                                  error))
    return FALSE;
  if (self->source != NULL)
    copy_tables (self);
  if (!cosell_connection_execute (self->target, before_lost, error) || !get_left (self, error) ||
      !cosell_connection_execute (self->target, after_lost, error))
    return FALSE;
  *notice = describe (self, error);
  return *notice != NULL && put_notice (self, *notice, error) &&
         cosell_connection_execute (self->target, "COMMIT", error);
}

/* --- the files --- */

static char *
make_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, stamp, i);
    }
  return aside;
}

static void
remove_with_log (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

/* The log goes along, so that the old file can still be read with it. */
static gboolean
exchange (const char *path, const char *fresh, const char *aside, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  if (g_rename (path, aside) != 0)
    return set_file_error (error, aside);
  g_rename (log, log_aside);
  g_unlink (index);
  /* somebody who opened it in this moment may have done the rest */
  return g_rename (fresh, path) == 0 || g_file_test (path, G_FILE_TEST_EXISTS) ||
         set_file_error (error, path);
}

void
cosell_store_salvage_end (const char *path)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (fresh, G_FILE_TEST_EXISTS))
    g_rename (fresh, path);
}

static gboolean
salvage (const char *path, const char *fresh, char **notice, GError **error)
{
  g_auto (Salvage) self = { NULL };
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autofree char *left = NULL;

  remove_with_log (fresh);
  remove_with_log (copy);
  self.aside = make_aside (path);
  self.target = cosell_store_open_fresh (fresh, error);
  if (self.target == NULL)
    return FALSE;
  self.source = open_source (path);
  if (!is_readable (self.source))
    {
      sqlite3_close (g_steal_pointer (&self.source));
      if (!cosell_connection_execute (self.target, "PRAGMA wal_checkpoint (TRUNCATE)", error))
        return FALSE;
      self.source = open_headless (path, fresh);
    }
  if (!fill (&self, notice, error))
    return FALSE;
  left = g_strconcat (self.aside, ".changes.json", NULL);
  if (self.left != NULL &&
      !g_file_set_contents_full (left, self.left, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  sqlite3_close (g_steal_pointer (&self.source));
  remove_with_log (copy);
  g_clear_pointer (&self.target, cosell_connection_free);
  return exchange (path, fresh, self.aside, error);
}

gboolean
cosell_store_salvage (const char *path, char **notice, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  gboolean done;

  g_return_val_if_fail (path != NULL && notice != NULL, FALSE);

  *notice = NULL;
  done = salvage (path, fresh, notice, error);
  if (!done)
    {
      g_clear_pointer (notice, g_free);
      /* complete or not: as long as the old one is there it is the one that counts */
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        remove_with_log (fresh);
    }
  return done;
}
