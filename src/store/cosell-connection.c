/* cosell-connection.c: SQLite, wrapped so thinly that the SQL stays in sight */
#include "store/cosell-connection.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-time.h"

/* What the system says about a failed write: no room, or not allowed. SQLite tells a quota and a
 * limit from a full disk by nothing but errno, which is not always kept. */
static CosellStoreError
io_error_code (sqlite3 *db, int code)
{
  switch (db != NULL ? sqlite3_system_errno (db) : 0)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return COSELL_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return COSELL_STORE_ERROR_READ_ONLY;
    default:
      return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE ? COSELL_STORE_ERROR_FULL
                                                                        : COSELL_STORE_ERROR_FAILED;
    }
}

static CosellStoreError
error_code (sqlite3 *db, int code)
{
  CosellStoreError kind;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return COSELL_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return COSELL_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return COSELL_STORE_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return COSELL_STORE_ERROR_CONSTRAINT;
    case SQLITE_CANTOPEN:
      kind = io_error_code (db, code);
      return kind != COSELL_STORE_ERROR_FAILED ? kind : COSELL_STORE_ERROR_READ_ONLY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return COSELL_STORE_ERROR_READ_ONLY;
    case SQLITE_IOERR:
      return io_error_code (db, code);
    default:
      return COSELL_STORE_ERROR_FAILED;
    }
}

static const char *
error_words (CosellStoreError code)
{
  switch (code)
    {
    case COSELL_STORE_ERROR_BUSY:
      return _ ("Another program holds the deal database. Nothing was changed; close the other "
                "program or try again in a moment.");
    case COSELL_STORE_ERROR_FULL:
      return _ ("There is no room left on the disk. The change was not saved; free some space and "
                "try again.");
    case COSELL_STORE_ERROR_CORRUPT:
      return _ ("The deal database is damaged. What can be read of it is saved when it is opened "
                "the next time.");
    case COSELL_STORE_ERROR_READ_ONLY:
      return _ ("The deal database cannot be written. Check the permissions of its file and "
                "folder, then try again.");
    case COSELL_STORE_ERROR_CONSTRAINT:
    case COSELL_STORE_ERROR_NEWER_SCHEMA:
    case COSELL_STORE_ERROR_NOT_FOUND:
    case COSELL_STORE_ERROR_FAILED:
      return _ ("The deal database failed. Nothing was changed; try again, and restart the program "
                "if it happens again.");
    }
  g_assert_not_reached ();
}

void
cosell_store_set_error (GError **error, sqlite3 *db, int code)
{
  CosellStoreError kind = error_code (db, code);

  /* where the words say all, SQLite's own would only say it again, in no language of people */
  if (kind == COSELL_STORE_ERROR_BUSY || kind == COSELL_STORE_ERROR_FULL ||
      kind == COSELL_STORE_ERROR_READ_ONLY)
    g_set_error_literal (error, COSELL_STORE_ERROR, (int) kind, error_words (kind));
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind, "%s (%s)", error_words (kind),
                 db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
}

void
cosell_store_set_unwritable (GError **error,
                             const char *path,
                             CosellStoreError kind,
                             const char *why)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (kind == COSELL_STORE_ERROR_FULL)
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("There is no room left on the disk for “%s”. Nothing was changed; free some "
                    "space and try again."),
                 path);
  else if (why != NULL)
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("The deal database “%s” cannot be written: %s. Nothing was changed; make it "
                    "and its folder writable, or choose another profile folder."),
                 path, why);
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("Nothing can be written into the profile folder “%s”. Nothing was changed; "
                    "make it writable, or choose another profile folder."),
                 folder);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* cosell_matches (text, words): every word of words, which are folded and separated by single
 * spaces, stands somewhere in the folded text. */
static void
matches_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *word = (const char *) sqlite3_value_text (values[1]);
  gsize length = text != NULL ? (gsize) sqlite3_value_bytes (values[0]) : 0;

  while (word != NULL && *word != '\0')
    {
      gsize word_length = strcspn (word, " ");

      if (text == NULL || memmem (text, length, word, word_length) == NULL)
        {
          sqlite3_result_int (context, 0);
          return;
        }
      word += word_length;
      word += strspn (word, " ");
    }
  sqlite3_result_int (context, 1);
}

CosellConnection *
cosell_connection_open (const char *path, int flags, int busy_timeout, GError **error)
{
  g_autoptr (CosellConnection) self = g_new0 (CosellConnection, 1);
  int code;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  code =
      sqlite3_open_v2 (path, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      cosell_store_set_error (error, self->db, code);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, busy_timeout);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  code = sqlite3_create_function_v2 (self->db, "cosell_matches", 2,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                     matches_func, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    {
      cosell_store_set_error (error, self->db, code);
      return NULL;
    }
  if (!cosell_connection_execute (self, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;",
                                  error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cosell_connection_free (CosellConnection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->db) != SQLITE_OK)
    g_critical ("The database was closed while in use: %s", sqlite3_errmsg (self->db));
  g_clear_pointer (&self->memory, g_bytes_unref);
  g_free (self);
}

gboolean
cosell_connection_execute (CosellConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  cosell_store_set_error (error, self->db, code);
  return FALSE;
}

gboolean
cosell_connection_get_pragma (CosellConnection *self,
                              const char *sql,
                              gint64 *value,
                              GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_connection_prepare (self, sql, error);

  return statement != NULL && cosell_statement_run_int (statement, 0, value, error);
}

CosellStatement *
cosell_connection_prepare (CosellConnection *self, const char *sql, GError **error)
{
  CosellStatement *statement = g_hash_table_lookup (self->statements, sql);
  int code;

  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }
  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      cosell_store_set_error (error, self->db, code);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

void
cosell_statement_done (CosellStatement *self)
{
  if (self == NULL)
    return;
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

static void
check_bound (CosellStatement *self, int code)
{
  if (code != SQLITE_OK)
    g_error ("Binding “%s”: %s", sqlite3_sql (self), sqlite3_errstr (code));
}

void
cosell_statement_bind_int (CosellStatement *self, int index, gint64 value)
{
  check_bound (self, sqlite3_bind_int64 (self, index, value));
}

void
cosell_statement_bind_double (CosellStatement *self, int index, double value)
{
  check_bound (self, sqlite3_bind_double (self, index, value));
}

void
cosell_statement_bind_text (CosellStatement *self, int index, const char *value)
{
  if (value == NULL)
    check_bound (self, sqlite3_bind_null (self, index));
  else
    check_bound (self, sqlite3_bind_text (self, index, value, -1, SQLITE_TRANSIENT));
}

void
cosell_statement_bind_time (CosellStatement *self, int index, gint64 instant)
{
  if (instant == COSELL_NO_TIME)
    check_bound (self, sqlite3_bind_null (self, index));
  else
    cosell_statement_bind_int (self, index, instant);
}

void
cosell_statement_bind_id (CosellStatement *self, int index, gint64 id)
{
  if (id == 0)
    check_bound (self, sqlite3_bind_null (self, index));
  else
    cosell_statement_bind_int (self, index, id);
}

void
cosell_statement_bind_enum (CosellStatement *self, int index, GType type, int value)
{
  const char *nick = cosell_enum_nick (type, value);

  g_assert (nick != NULL);
  check_bound (self, sqlite3_bind_text (self, index, nick, -1, SQLITE_STATIC));
}

CosellStep
cosell_statement_step (CosellStatement *self, GError **error)
{
  int code = sqlite3_step (self);

  if (code == SQLITE_ROW)
    return COSELL_STEP_ROW;
  if (code == SQLITE_DONE)
    return COSELL_STEP_DONE;
  cosell_store_set_error (error, sqlite3_db_handle (self), code);
  return COSELL_STEP_ERROR;
}

gboolean
cosell_statement_run (CosellStatement *self, GError **error)
{
  CosellStep step = cosell_statement_step (self, error);

  cosell_statement_done (self);
  g_assert (step != COSELL_STEP_ROW);
  return step == COSELL_STEP_DONE;
}

gboolean
cosell_statement_run_int (CosellStatement *self, gint64 fallback, gint64 *value, GError **error)
{
  CosellStep step = cosell_statement_step (self, error);

  *value = fallback;
  if (step == COSELL_STEP_ROW && sqlite3_column_type (self, 0) != SQLITE_NULL)
    *value = sqlite3_column_int64 (self, 0);
  cosell_statement_done (self);
  return step != COSELL_STEP_ERROR;
}

gint64
cosell_statement_int (CosellStatement *self, int column)
{
  return sqlite3_column_int64 (self, column);
}

gint64
cosell_statement_time (CosellStatement *self, int column)
{
  if (sqlite3_column_type (self, column) == SQLITE_NULL)
    return COSELL_NO_TIME;
  return sqlite3_column_int64 (self, column);
}

int
cosell_statement_enum (CosellStatement *self, int column, GType type, int fallback)
{
  const char *nick = cosell_statement_text (self, column);
  int value;

  if (nick == NULL || !cosell_enum_from_nick (type, nick, &value))
    return fallback;
  return value;
}

const char *
cosell_statement_text (CosellStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self, column);
}

char *
cosell_statement_dup_text (CosellStatement *self, int column)
{
  return g_strdup (cosell_statement_text (self, column));
}
