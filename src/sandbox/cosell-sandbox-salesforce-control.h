/* cosell-sandbox-salesforce-control.h: /sandbox/control/crm for Salesforce; see cosell-sandbox-crm-control.h */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

/* The answer to GET. */
void
sandbox_salesforce_control_get (SandboxService *service, SandboxReply *reply);
/* The answer to POST of body. */
void
sandbox_salesforce_control_post (SandboxService *service, CosellJsonValue body, SandboxReply *reply);

G_END_DECLS
