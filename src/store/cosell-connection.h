/* cosell-connection.h: one SQLite connection with its prepared statements; private to the store
 *
 * A connection belongs to one thread at a time. Statements are prepared once and kept; what is
 * bound to them is copied.
 */
#pragma once

#include <sqlite3.h>

#include "store/cosell-statement.h"
#include "store/cosell-store-error.h"

G_BEGIN_DECLS

#define COSELL_STORE_APPLICATION_ID 0x436f536c /* "CoSl" */
#define COSELL_STORE_PAGE_SIZE 8192            /* bytes */
#define COSELL_STORE_BUSY_TIMEOUT 5000         /* ms; the worker may wait, the window may not */

/* What a query asks of each deal: SQL cosell_found (deal, ?), with one of these bound as a pointer of
 * this type. */
typedef struct _CosellDealTest CosellDealTest;
struct _CosellDealTest
{
  /* code: (out) SQLITE_OK, or why it is not known */
  gboolean (*found) (CosellDealTest *self, gint64 deal, int *code);
};
#define COSELL_DEAL_TEST_POINTER "cosell-deal-test"

typedef struct
{
  const char *sql; /* where the text was that it was asked for with */
  CosellStatement *statement;
} CosellRecentStatement;

typedef struct
{
  sqlite3 *db;
  GHashTable *statements;           /* SQL text → sqlite3_stmt */
  CosellRecentStatement recent[64]; /* of them, by the place of the text */
  GBytes *memory;                   /* (nullable) what is open instead of a file */
} CosellConnection;

/* flags: SQLITE_OPEN_*. Nothing is read from the file yet. */
CosellConnection *cosell_connection_open (const char *path, int flags, int busy_timeout,
                                          GError **error);
/* Closes it, with all of its statements. self: (nullable) */
void cosell_connection_free (CosellConnection *self);
/* One or more statements without parameters and results. */
gboolean cosell_connection_execute (CosellConnection *self, const char *sql, GError **error);
/* A pragma that answers with one integer. */
gboolean cosell_connection_get_pragma (CosellConnection *self, const char *sql, gint64 *value,
                                       GError **error);
/* The statement for a text, ready to be bound. Must not be asked for again before it is done. */
CosellStatement *cosell_connection_prepare (CosellConnection *self, const char *sql,
                                            GError **error);

/* A statement whose text does not come again. Cleaning up (g_autoptr) takes it away. */
typedef sqlite3_stmt CosellPassingStatement;
/* Returns: (transfer full) NULL with error */
CosellPassingStatement *cosell_connection_prepare_once (CosellConnection *self, const char *sql,
                                                        GError **error);
void cosell_passing_statement_free (CosellPassingStatement *self); /* self: (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellPassingStatement, cosell_passing_statement_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellConnection, cosell_connection_free)

G_END_DECLS
