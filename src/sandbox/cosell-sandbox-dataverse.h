/* cosell-sandbox-dataverse.h: the rows of the practice Dataverse, in memory
 *
 * A row is kept as the JSON of its columns, lookups and amounts as they were written, digit for digit.
 * Main context only.
 */
#pragma once

#include "sandbox/cosell-sandbox-core.h"
#include "sandbox/cosell-sandbox-dataverse-schema.h"

G_BEGIN_DECLS

#define SANDBOX_DATAVERSE_MAX_AMOUNT "1000000000000"

typedef struct
{
  SandboxTableId table;
  char *id;           /* lower case */
  CosellJson *json;   /* its columns by property; absent is null */
  GHashTable *sticky; /* (nullable): set of properties that ignore writes */
} SandboxRow;

typedef struct _SandboxDataverse
{
  SandboxCore *core; /* not owned */
  GPtrArray *rows[SANDBOX_N_TABLES]; /* SandboxRow, oldest first */
  GHashTable *by_id;                 /* id → row */
  guint64 version;                   /* the last versionnumber */
  char *user_id;                     /* (nullable) who has the token */
  /* How the organization is set up. */
  gboolean single_currency; /* only the base currency can be used */
  char *max_amount;         /* the most that a column of money holds */
  char *mandatory;          /* (nullable) property without which a rule refuses an opportunity */
} SandboxDataverse;

/* Without rows. Returns: (transfer full) */
SandboxDataverse *
sandbox_dataverse_new (SandboxCore *core);
/* dataverse: (nullable) */
void
sandbox_dataverse_free (SandboxDataverse *dataverse);

/* By its GUID, in any case. (nullable) */
SandboxRow *
sandbox_dataverse_find (SandboxDataverse *dataverse, SandboxTableId table, const char *id);
/* The first row with this text in a column. (nullable) */
SandboxRow *
sandbox_dataverse_find_by (SandboxDataverse *dataverse,
                           SandboxTableId table,
                           const char *property,
                           const char *text);
/* A column of a row as text. Returns: (transfer full) (nullable) */
char *
sandbox_dataverse_dup (const SandboxRow *row, const char *property);
/* Makes a row, or gives one a new text, with a fresh versionnumber and modifiedon, which a new one may
 * bring along, like createdon. id: (nullable) one is made. text: an object of its columns. */
SandboxRow *
sandbox_dataverse_put (SandboxDataverse *dataverse,
                       SandboxTableId table,
                       const char *id,
                       const char *text);
void
sandbox_dataverse_remove (SandboxDataverse *dataverse, SandboxRow *row);
/* The currency that amounts are in when none is named. (nullable) */
SandboxRow *
sandbox_dataverse_base_currency (SandboxDataverse *dataverse);
/* Whether a row can be seen and used: a currency that the organization does not have cannot. */
gboolean
sandbox_dataverse_is_visible (SandboxDataverse *dataverse, const SandboxRow *row);
/* W/"n". Returns: (transfer full) */
char *
sandbox_dataverse_dup_etag (const SandboxRow *row);

/* Everything as one value, for the file of the practice server. */
void
sandbox_dataverse_save (SandboxDataverse *dataverse, CosellJsonWriter *writer);
/* FALSE: that was none, and dataverse may hold a part of it. */
gboolean
sandbox_dataverse_load (SandboxDataverse *dataverse, CosellJsonValue value);

G_END_DECLS
