/* cosell-sandbox-salesforce-value.h: whether a field of the practice Salesforce takes a value */
#pragma once

#include "sandbox/cosell-sandbox-salesforce.h"

G_BEGIN_DECLS

/* The value as it is kept: amounts in their own digits, rounded only where the field has fewer decimals
 * [inference]. Errors: SANDBOX_SALESFORCE_ERROR. Returns: (transfer full) JSON text */
char *
sandbox_salesforce_check_value (SandboxSalesforce *salesforce,
                                const SandboxField *field,
                                CosellJsonValue value,
                                GError **error);

G_END_DECLS
