/* cosell-sandbox-salesforce.h: the records of the practice Salesforce, in memory
 *
 * A record is kept as the JSON of its fields, amounts as they were written, digit for digit. A deleted one
 * stays in the recycle bin. Main context only.
 */
#pragma once

#include "sandbox/cosell-sandbox-core.h"
#include "sandbox/cosell-sandbox-salesforce-schema.h"

G_BEGIN_DECLS

typedef struct
{
  SandboxObjectId object;
  char *id;           /* 18 characters */
  CosellJson *json;   /* its fields; absent is null */
  gboolean deleted;
  GHashTable *sticky; /* (nullable): set of fields that ignore writes */
} SandboxObjectRecord;

typedef struct _SandboxSalesforce
{
  SandboxCore *core; /* not owned */
  GPtrArray *records[SANDBOX_N_OBJECTS]; /* SandboxObjectRecord, oldest first */
  GHashTable *by_id; /* first 15 characters of the id → record */
  guint64 last_id;
  GQueue locators; /* of char **: lists that are being paged through, see query */
  guint64 last_locator;
  guint64 calls; /* for Sforce-Limit-Info */
  char *user_id; /* (nullable) who has the token */
  /* How the organization is set up. */
  gboolean single_currency;
  char *mandatory; /* (nullable) field without which a rule refuses an opportunity */
  gboolean refuses_duplicates; /* of accounts, by their names */
} SandboxSalesforce;

/* Without records. Returns: (transfer full) */
SandboxSalesforce *
sandbox_salesforce_new (SandboxCore *core);
/* salesforce: (nullable) */
void
sandbox_salesforce_free (SandboxSalesforce *salesforce);

/* Whether text is an id: 15 or 18 letters and digits. text: (nullable) */
gboolean
sandbox_salesforce_is_id (const char *text);
/* By its id of 15 or 18 characters, in the recycle bin as well. (nullable) */
SandboxObjectRecord *
sandbox_salesforce_find (SandboxSalesforce *salesforce, SandboxObjectId object, const char *id);
/* The first record with this text in a field that is not deleted. (nullable) */
SandboxObjectRecord *
sandbox_salesforce_find_by (SandboxSalesforce *salesforce,
                            SandboxObjectId object,
                            const char *field,
                            const char *text);
/* A field of a record as text. Returns: (transfer full) (nullable) */
char *
sandbox_salesforce_dup (const SandboxObjectRecord *record, const char *field);
/* Makes a record (record NULL), or gives one a new text, with fresh stamps, which a new one may bring
 * along. text: an object of its fields. */
SandboxObjectRecord *
sandbox_salesforce_put (SandboxSalesforce *salesforce,
                        SandboxObjectId object,
                        SandboxObjectRecord *record,
                        const char *text);
/* Into the recycle bin. */
void
sandbox_salesforce_remove (SandboxSalesforce *salesforce, SandboxObjectRecord *record);
/* Whether there is more than one currency. */
gboolean
sandbox_salesforce_is_multi (const SandboxSalesforce *salesforce);
/* An instant as Salesforce writes it: whole seconds. Returns: (transfer full) */
char *
sandbox_salesforce_stamp (gint64 instant);
/* Tells the server that something is to be saved. */
void
sandbox_salesforce_changed (SandboxSalesforce *salesforce);

/* Everything as one value, for the file of the practice server. */
void
sandbox_salesforce_save (SandboxSalesforce *salesforce, CosellJsonWriter *writer);
/* FALSE: that was none, and salesforce may hold a part of it. */
gboolean
sandbox_salesforce_load (SandboxSalesforce *salesforce, CosellJsonValue value);

G_END_DECLS
