/* cosell-sandbox-salesforce-query.h: records of the practice Salesforce as it answers them */
#pragma once

#include "sandbox/cosell-sandbox-salesforce-soql.h"

G_BEGIN_DECLS

#define SANDBOX_SALESFORCE_BATCH 2000 /* the most that Salesforce gives out at once */

/* What a path leads to, as text. Returns: (transfer full) (nullable) */
char *
sandbox_salesforce_dup_path (SandboxSalesforce *salesforce,
                             const SandboxObjectRecord *record,
                             const SandboxPath *path);
/* One record as an object, with all of its fields. version: "v60.0" */
void
sandbox_salesforce_write_record (SandboxSalesforce *salesforce,
                                 const SandboxObjectRecord *record,
                                 const char *version,
                                 CosellJsonWriter *writer);
/* The answer to query, with deleted records as well for queryAll. batch: records on a page at most.
 * Errors: SANDBOX_SALESFORCE_ERROR. Returns: (transfer full) */
char *
sandbox_salesforce_query (SandboxSalesforce *salesforce,
                          const char *soql,
                          gboolean all,
                          const char *version,
                          guint batch,
                          GError **error);
/* The page that nextRecordsUrl leads to: its last segment. Errors: as above. Returns: (transfer full) */
char *
sandbox_salesforce_query_more (SandboxSalesforce *salesforce,
                               const char *locator,
                               const char *version,
                               GError **error);

G_END_DECLS
