/* cosell-connection.h: one SQLite connection with its prepared statements; private to the store
 *
 * A connection belongs to one thread at a time. Statements are prepared once and kept; what is
 * bound to them is copied.
 */
#pragma once

#include <sqlite3.h>

#include "store/cosell-store.h"

G_BEGIN_DECLS

#define COSELL_STORE_APPLICATION_ID 0x436f536c /* "CoSl" */
#define COSELL_STORE_PAGE_SIZE 8192            /* bytes */
#define COSELL_STORE_BUSY_TIMEOUT 5000         /* ms; the worker may wait, the window may not */

typedef struct
{
  sqlite3 *db;
  GHashTable *statements; /* SQL text → sqlite3_stmt */
  GBytes *memory;         /* (nullable) what is open instead of a file */
} CosellConnection;

/* A prepared statement of a connection. Cleaning up (g_autoptr) resets it; it stays the
 * connection's. */
typedef sqlite3_stmt CosellStatement;

typedef enum
{
  COSELL_STEP_ERROR = -1,
  COSELL_STEP_DONE,
  COSELL_STEP_ROW,
} CosellStep;

/* flags: SQLITE_OPEN_*. Nothing is read from the file yet. */
CosellConnection *cosell_connection_open (const char *path, int flags, int busy_timeout,
                                          GError **error);
void cosell_connection_free (CosellConnection *self);
/* One or more statements without parameters and results. */
gboolean cosell_connection_execute (CosellConnection *self, const char *sql, GError **error);
/* A pragma that answers with one integer. */
gboolean cosell_connection_get_pragma (CosellConnection *self, const char *sql, gint64 *value,
                                       GError **error);
/* The statement for a text, ready to be bound. Must not be asked for again before it is done. */
CosellStatement *cosell_connection_prepare (CosellConnection *self, const char *sql,
                                            GError **error);

void cosell_statement_bind_int (CosellStatement *self, int index, gint64 value);
void cosell_statement_bind_double (CosellStatement *self, int index, double value);
void cosell_statement_bind_text (CosellStatement *self, int index,
                                 const char *value); /* nullable */
void cosell_statement_bind_time (CosellStatement *self, int index, gint64 instant);
/* 0 is NULL */
void cosell_statement_bind_id (CosellStatement *self, int index, gint64 id);
/* An enum as its nick. */
void cosell_statement_bind_enum (CosellStatement *self, int index, GType type, int value);

CosellStep cosell_statement_step (CosellStatement *self, GError **error);
/* For statements that answer nothing. */
gboolean cosell_statement_run (CosellStatement *self, GError **error);
/* Runs, giving one integer: *value is fallback when there is no row, or NULL in it. */
gboolean cosell_statement_run_int (CosellStatement *self, gint64 fallback, gint64 *value,
                                   GError **error);
void cosell_statement_done (CosellStatement *self);

gint64 cosell_statement_int (CosellStatement *self, int column); /* NULL is 0 */
gint64 cosell_statement_time (CosellStatement *self, int column);
int cosell_statement_enum (CosellStatement *self, int column, GType type, int fallback);
const char *cosell_statement_text (CosellStatement *self, int column); /* until the next step */
char *cosell_statement_dup_text (CosellStatement *self, int column);

/* What a person tried to do is not done, because the file at path cannot be written. why: (nullable)
 * what the system says */
void cosell_store_set_unwritable (GError **error, const char *path, CosellStoreError kind,
                                  const char *why);
/* SQLite's result as an error of this layer, in words that a person can act on. */
void cosell_store_set_error (GError **error, sqlite3 *db, int code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellConnection, cosell_connection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStatement, cosell_statement_done)

G_END_DECLS
