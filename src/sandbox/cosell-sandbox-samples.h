/* cosell-sandbox-samples.h: deals to practise with, the same for the same seed and clock */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* Adds that many deals (one row each; an engagement may hold several referrals). */
void
sandbox_samples_make (SandboxCore *core, guint deals);
/* One more deal that an organization sends to us now ("send" of POST act): New/Pending, 14 days.
 * Texts in wishes (name, customer, country, value, currency, closeDate, notes, help) take the place
 * of made-up ones. */
SandboxRecord *
sandbox_samples_send (SandboxCore *core, const char *from, CosellJsonValue wishes, GError **error);

G_END_DECLS
