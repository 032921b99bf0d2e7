/* cosell-sandbox-dataverse-value.h: whether a column of the practice Dataverse takes a value */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

/* The value as it is kept: amounts in their own digits, rounded only where the column has fewer decimals
 * [inference]. Errors: SANDBOX_DATAVERSE_ERROR. Returns: (transfer full) JSON text */
char *
sandbox_dataverse_check_value (SandboxDataverse *dataverse,
                               const SandboxTable *table,
                               const SandboxColumn *column,
                               CosellJsonValue value,
                               GError **error);
/* The row that "/accounts(GUID)" names, relative or as a whole address. Errors: as above. Returns: its
 * id as JSON text (transfer full); null of null */
char *
sandbox_dataverse_check_bind (SandboxDataverse *dataverse,
                              const SandboxTarget *target,
                              CosellJsonValue value,
                              GError **error);
/* "opportunities(GUID)" taken apart. *key: (transfer full) what is in the brackets. */
gboolean
sandbox_dataverse_split_key (const char *segment, SandboxTableId *table, char **key);

G_END_DECLS
