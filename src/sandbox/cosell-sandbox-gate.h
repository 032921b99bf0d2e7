/* cosell-sandbox-gate.h: what is looked at before a body is read
 *
 * Web pages of elsewhere reach this computer, too: by their own name when it leads here (DNS
 * rebinding, so Host is checked), and by this computer's (so Origin is checked). Nobody fills the
 * memory: bodies are counted while they come.
 */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

#define SANDBOX_GATE_MAX_BODY (4 * 1024 * 1024)
/* of a sign-in, where nobody has shown a token yet */
#define SANDBOX_GATE_MAX_FORM (64 * 1024)

/* The headers of message are there. Answers at once what may not come in; else what follows is
 * counted, and kept only when somebody may send it. */
void
sandbox_gate_open (SandboxService *service, SoupServerMessage *message, const char *path);

G_END_DECLS
