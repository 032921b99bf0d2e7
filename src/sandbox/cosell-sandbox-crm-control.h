/* cosell-sandbox-crm-control.h: /sandbox/control/crm, for what others do to the CRM beside it
 *
 * GET ?kind=dynamics|salesforce → {"value":[opportunity as its API gives it…]}
 * POST {"kind":"dynamics"|"salesforce", and one of:
 *   "id", "set":{column: value…}   as somebody else would, whatever the state
 *   "create":{column: value…}      likewise; without an account it belongs to the first one there is
 *   "id", "delete":true
 *   "id", "close":"won"|"lost"
 *   "id", "sticky":[column…]       which ignore writes of clients; [] ends that
 *   "organization":{"multiCurrency":bool, "maxAmount":"number" (dynamics), "mandatory":column or null,
 *                   "refuseDuplicates":bool (salesforce: a second account of one name)}
 * } → the opportunity; {} when there is none (left)
 */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

/* The answer to GET. */
void
sandbox_crm_control_get (SandboxService *service,
                         const SandboxRequest *request,
                         SandboxReply *reply);
/* The answer to POST of body. */
void
sandbox_crm_control_post (SandboxService *service, CosellJsonValue body, SandboxReply *reply);

G_END_DECLS
