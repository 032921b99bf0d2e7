/* cosell-sandbox-dataverse-schema.h: the tables of the practice Dataverse and what their columns hold
 *
 * One table of columns drives what is read, written, filtered by and described. Static; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_COLUMN_KEY, /* the GUID of the row */
  SANDBOX_COLUMN_TEXT,
  SANDBOX_COLUMN_MEMO,
  SANDBOX_COLUMN_MONEY,
  SANDBOX_COLUMN_DECIMAL,
  SANDBOX_COLUMN_INTEGER,
  SANDBOX_COLUMN_BIG_INTEGER,
  SANDBOX_COLUMN_BOOLEAN,
  SANDBOX_COLUMN_DATE,    /* a day, of no time zone */
  SANDBOX_COLUMN_INSTANT, /* whole seconds */
  SANDBOX_COLUMN_PICKLIST,
  SANDBOX_COLUMN_STATE,
  SANDBOX_COLUMN_STATUS,
  SANDBOX_COLUMN_LOOKUP,
} SandboxColumnKind;

typedef enum
{
  SANDBOX_COLUMN_CREATE = 1 << 0,   /* may be written with a new row */
  SANDBOX_COLUMN_UPDATE = 1 << 1,   /* may be written later */
  SANDBOX_COLUMN_BUSINESS = 1 << 2, /* people have to fill it in */
  SANDBOX_COLUMN_SYSTEM = 1 << 3,   /* the server refuses a row without it */
  SANDBOX_COLUMN_UNIQUE = 1 << 4,   /* an alternate key */
} SandboxColumnFlags;

#define SANDBOX_COLUMN_WRITABLE (SANDBOX_COLUMN_CREATE | SANDBOX_COLUMN_UPDATE)

typedef struct
{
  gint64 value;
  const char *label; /* NULL ends a list */
} SandboxOption;

typedef struct
{
  const char *navigation; /* as "NAVIGATION@odata.bind" names it; NULL ends a list */
  const char *table;      /* logical name */
} SandboxTarget;

typedef struct
{
  const char *property; /* as JSON names it; NULL ends a list */
  const char *logical;
  const char *label;
  SandboxColumnKind kind;
  SandboxColumnFlags flags;
  guint length; /* of a text, in UTF-16 units; decimals of an amount; most of an integer */
  const SandboxOption *options; /* (nullable) */
  const SandboxTarget *targets; /* (nullable): of a lookup */
} SandboxColumn;

typedef struct
{
  const char *set;     /* "opportunities" */
  const char *logical; /* "opportunity" */
  const char *title;   /* property of what people call a row */
  const SandboxColumn *columns; /* the first one is the key */
  gboolean writable;
} SandboxTable;

typedef enum
{
  SANDBOX_TABLE_OPPORTUNITIES,
  SANDBOX_TABLE_ACCOUNTS,
  SANDBOX_TABLE_CONTACTS,
  SANDBOX_TABLE_CURRENCIES,
  SANDBOX_TABLE_USERS,
  SANDBOX_TABLE_CLOSES,
  SANDBOX_N_TABLES,
} SandboxTableId;

extern const SandboxTable sandbox_dataverse_tables[SANDBOX_N_TABLES];

/* Which table a name of a set, or a logical name, means; SANDBOX_N_TABLES for none. */
SandboxTableId
sandbox_dataverse_find_table (const char *name, gssize length);
/* By its property or its logical name. (nullable) */
const SandboxColumn *
sandbox_dataverse_find_column (const SandboxTable *table, const char *name);
/* The lookup that a navigation leads by. *target: where. (nullable) */
const SandboxColumn *
sandbox_dataverse_find_navigation (const SandboxTable *table,
                                   const char *navigation,
                                   const SandboxTarget **target);
/* The label of one of a column's values. (nullable) */
const char *
sandbox_dataverse_option_label (const SandboxColumn *column, gint64 value);

G_END_DECLS
