/* cosell-sandbox-salesforce-soql.h: SOQL of the practice Salesforce
 *
 * SELECT fields, also of records that are referred to (Account.Name), child records of an opportunity
 * ((SELECT … FROM OpportunityContactRoles)) or COUNT(), FROM, WHERE with = != <> < > <= >= LIKE IN, NOT IN,
 * AND OR NOT and parentheses, ORDER BY, LIMIT, OFFSET. Texts in single quotes are compared in any case, as
 * Salesforce does. Everything else is refused, so that no client relies on it.
 */
#pragma once

#include "sandbox/cosell-sandbox-salesforce.h"

G_BEGIN_DECLS

#define SANDBOX_SOQL_MAX_PATH 5
#define SANDBOX_SOQL_MAX_ORDERS 4

/* A field, from a record on: references, and what the last one has. */
typedef struct
{
  const SandboxField *fields[SANDBOX_SOQL_MAX_PATH];
  guint n_fields;
} SandboxPath;

typedef struct _SandboxTerm SandboxTerm;
typedef struct _SandboxSoql SandboxSoql;

struct _SandboxSoql
{
  SandboxObjectId object;
  const char *children; /* (nullable): of an inner question: how the outer record calls them */
  gboolean counts;
  GArray *paths;        /* of SandboxPath */
  GPtrArray *inner;     /* of SandboxSoql */
  SandboxTerm *where;   /* (nullable) */
  struct
  {
    SandboxPath path;
    int sign;
  } orders[SANDBOX_SOQL_MAX_ORDERS];
  guint n_orders;
  guint limit; /* G_MAXUINT: none */
  guint offset;
};

/* multi: whether there is more than one currency. Errors: SANDBOX_SALESFORCE_ERROR. Returns: (transfer
 * full) */
SandboxSoql *
sandbox_soql_parse (const char *text, gboolean multi, GError **error);
/* soql: (nullable) */
void
sandbox_soql_free (SandboxSoql *soql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxSoql, sandbox_soql_free)
/* Whether the condition holds of a record. */
gboolean
sandbox_soql_holds (const SandboxSoql *soql,
                    SandboxSalesforce *salesforce,
                    const SandboxObjectRecord *record);
/* How records are sorted: <0, 0, >0. */
int
sandbox_soql_compare (const SandboxSoql *soql,
                      SandboxSalesforce *salesforce,
                      const SandboxObjectRecord *a,
                      const SandboxObjectRecord *b);

G_END_DECLS
