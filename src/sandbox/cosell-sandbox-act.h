/* cosell-sandbox-act.h: what somebody else does to a deal, on demand */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* POST act. Returns: (nullable) the referral that was made or changed */
SandboxRecord *
sandbox_act (SandboxCore *core, CosellJsonValue act, GError **error);

G_END_DECLS
