/* cosell-connection.c: SQLite, wrapped so thinly that the SQL stays in sight */
#include "store/cosell-connection.h"

#include "store/cosell-packed-text.h"
#include "store/cosell-store-filter-functions.h"
#include "store/cosell-store-grams.h"

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* cosell_found (deal, test) */
static void
found_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  CosellDealTest *test = sqlite3_value_pointer (values[1], COSELL_DEAL_TEST_POINTER);
  int code = SQLITE_MISUSE;
  gboolean found = test != NULL && test->found (test, sqlite3_value_int64 (values[0]), &code);

  if (code == SQLITE_OK)
    sqlite3_result_int (context, found);
  else
    sqlite3_result_error_code (context, code);
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
      cosell_store_error_set (error, self->db, code);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, busy_timeout);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  code = cosell_packed_text_add_functions (self->db);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (self->db, "cosell_found", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                       NULL, found_func, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = cosell_store_filter_add_functions (self->db);
  if (code != SQLITE_OK)
    {
      cosell_store_error_set (error, self->db, code);
      return NULL;
    }
  if (!cosell_store_grams_register (self->db, error))
    return NULL;
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
  cosell_store_error_set (error, self->db, code);
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
  CosellRecentStatement *recent =
      &self->recent[((gsize) sql / sizeof (gpointer)) % G_N_ELEMENTS (self->recent)];
  CosellStatement *statement = NULL;
  int code;

  /* most are literals of the program: at the same place there is mostly the same text */
  if (recent->sql == sql && strcmp (sqlite3_sql (recent->statement), sql) == 0)
    statement = recent->statement;
  else
    statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      *recent = (CosellRecentStatement){ sql, statement };
      return statement;
    }
  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      cosell_store_error_set (error, self->db, code);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

CosellPassingStatement *
cosell_connection_prepare_once (CosellConnection *self, const char *sql, GError **error)
{
  CosellPassingStatement *statement = NULL;
  int code = sqlite3_prepare_v3 (self->db, sql, -1, 0, &statement, NULL);

  if (code != SQLITE_OK)
    cosell_store_error_set (error, self->db, code);
  return statement;
}

void
cosell_passing_statement_free (CosellPassingStatement *self)
{
  sqlite3_finalize (self);
}
