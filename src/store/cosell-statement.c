#include "store/cosell-statement.h"

#include "base/cosell-field.h"
#include "base/cosell-time.h"
#include "store/cosell-store-error.h"

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
cosell_statement_bind_blob (CosellStatement *self, int index, GBytes *value)
{
  check_bound (self, sqlite3_bind_blob64 (self, index, g_bytes_get_data (value, NULL),
                                          g_bytes_get_size (value), SQLITE_TRANSIENT));
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

void
cosell_statement_bind_pointer (CosellStatement *self, int index, gpointer value, const char *type)
{
  check_bound (self, sqlite3_bind_pointer (self, index, value, type, NULL));
}

CosellStep
cosell_statement_step (CosellStatement *self, GError **error)
{
  int code = sqlite3_step (self);

  if (code == SQLITE_ROW)
    return COSELL_STEP_ROW;
  if (code == SQLITE_DONE)
    return COSELL_STEP_DONE;
  cosell_store_error_set (error, sqlite3_db_handle (self), code);
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
