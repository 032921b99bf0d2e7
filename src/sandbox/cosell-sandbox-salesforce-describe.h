/* cosell-sandbox-salesforce-describe.h: how the practice Salesforce describes its objects */
#pragma once

#include "sandbox/cosell-sandbox-salesforce.h"

G_BEGIN_DECLS

/* The answer to sobjects/NAME/describe. Returns: (transfer full) */
char *
sandbox_salesforce_describe (SandboxSalesforce *salesforce,
                             SandboxObjectId object,
                             const char *version);
/* The answer to sobjects/NAME (recent records are none). Returns: (transfer full) */
char *
sandbox_salesforce_describe_basic (SandboxSalesforce *salesforce,
                                   SandboxObjectId object,
                                   const char *version);
/* The answer to sobjects. Returns: (transfer full) */
char *
sandbox_salesforce_describe_all (SandboxSalesforce *salesforce, const char *version);
/* The answer to connect/organization. Returns: (transfer full) */
char *
sandbox_salesforce_describe_organization (SandboxSalesforce *salesforce);

G_END_DECLS
