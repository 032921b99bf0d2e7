/* cosell-sandbox-process-private.h: the process itself, for tests */
#pragma once

#include "app/cosell-sandbox-process.h"

G_BEGIN_DECLS

/* Process id; 0 when it does not run. */
int cosell_sandbox_process_get_pid (CosellSandboxProcess *self);

G_END_DECLS
