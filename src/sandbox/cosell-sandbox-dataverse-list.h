/* cosell-sandbox-dataverse-list.h: rows of the practice Dataverse as it answers them */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

#define SANDBOX_MAX_EXPANDS 4

/* A lookup whose row comes along. */
typedef struct
{
  const SandboxColumn *column;
  const SandboxTarget *target; /* where it leads */
  char **select;               /* (owned) (nullable): properties; else all */
} SandboxExpand;

/* How rows are to be written. */
typedef struct
{
  const char *base; /* "http://127.0.0.1:PORT/api/data/v9.2/" */
  char **select;    /* (owned) (nullable): properties; else all */
  gboolean annotated;
  SandboxExpand expands[SANDBOX_MAX_EXPANDS];
  guint n_expands;
} SandboxRowStyle;

/* $select and $expand (nullable), taken apart and checked. Errors: SANDBOX_DATAVERSE_ERROR */
gboolean
sandbox_row_style_read (SandboxRowStyle *style,
                        const SandboxTable *table,
                        const char *select,
                        const char *expand,
                        GError **error);
/* Frees what it owns. */
void
sandbox_row_style_clear (SandboxRowStyle *style);
/* One row as an object. with_context: as an answer of its own. */
void
sandbox_row_write (SandboxDataverse *dataverse,
                   const SandboxRow *row,
                   const SandboxRowStyle *style,
                   gboolean with_context,
                   CosellJsonWriter *writer);
/* The answer to GET of a set. query: decoded (nullable); page: rows on it at most. Errors: SANDBOX_DATAVERSE_ERROR. Returns: (transfer full) */
char *
sandbox_dataverse_list (SandboxDataverse *dataverse,
                        SandboxTableId table,
                        GHashTable *query,
                        const SandboxRowStyle *style,
                        guint page,
                        GError **error);

G_END_DECLS
