/* cosell-statement.h: a prepared statement of a connection: what is bound to it, and what it answers
 *
 * Private to the store; a statement belongs to the thread of its connection.
 */
#pragma once

#include <sqlite3.h>

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* A prepared statement of a connection. Cleaning up (g_autoptr) resets it; it stays the
 * connection's. */
typedef sqlite3_stmt CosellStatement;

typedef enum
{
  COSELL_STEP_ERROR = -1,
  COSELL_STEP_DONE,
  COSELL_STEP_ROW,
} CosellStep;

/* Binds a value to parameter number index, from 1 on. */
void cosell_statement_bind_int (CosellStatement *self, int index, gint64 value);
/* Binds a number that may be a fraction, for sorting only (amounts are texts). */
void cosell_statement_bind_double (CosellStatement *self, int index, double value);
void cosell_statement_bind_text (CosellStatement *self, int index,
                                 const char *value); /* nullable */
void cosell_statement_bind_blob (CosellStatement *self, int index, GBytes *value);
/* Binds an instant, µs UTC; COSELL_NO_TIME is NULL. */
void cosell_statement_bind_time (CosellStatement *self, int index, gint64 instant);
/* 0 is NULL */
void cosell_statement_bind_id (CosellStatement *self, int index, gint64 id);
/* An enum as its nick. */
void cosell_statement_bind_enum (CosellStatement *self, int index, GType type, int value);

/* Binds a pointer for a function of SQL that takes one of this type (a constant); it stays the caller's. */
void cosell_statement_bind_pointer (CosellStatement *self, int index, gpointer value,
                                    const char *type);

/* Runs as far as the next row. DONE: there is none; ERROR: *error is set. */
CosellStep cosell_statement_step (CosellStatement *self, GError **error);
/* For statements that answer nothing. */
gboolean cosell_statement_run (CosellStatement *self, GError **error);
/* Runs, giving one integer: *value is fallback when there is no row, or NULL in it. */
gboolean cosell_statement_run_int (CosellStatement *self, gint64 fallback, gint64 *value,
                                   GError **error);
/* Resets the statement, so that it can be asked for again. self: (nullable) */
void cosell_statement_done (CosellStatement *self);

gint64 cosell_statement_int (CosellStatement *self, int column); /* NULL is 0 */
/* An instant, µs UTC: NULL is COSELL_NO_TIME. column: from 0 on, as below */
gint64 cosell_statement_time (CosellStatement *self, int column);
/* An enum by its nick; fallback for NULL and for a nick that it does not have. */
int cosell_statement_enum (CosellStatement *self, int column, GType type, int fallback);
const char *cosell_statement_text (CosellStatement *self, int column); /* until the next step */
/* Returns: (transfer full) (nullable): NULL for NULL */
char *cosell_statement_dup_text (CosellStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStatement, cosell_statement_done)

G_END_DECLS
