/* cosell-sandbox-control.h: what tests and people ask of the practice server beside the service */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

/* /sandbox/control/NAME; FALSE when there is no such name or it is not for that method. */
gboolean
sandbox_control_handle (SandboxService *service,
                        const SandboxRequest *request,
                        const char *name,
                        SandboxReply *reply);

G_END_DECLS
