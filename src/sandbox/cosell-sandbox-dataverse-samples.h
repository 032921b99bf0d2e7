/* cosell-sandbox-dataverse-samples.h: a CRM to practise with, the same for the same seed and clock */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

/* Currencies, users, and that many opportunities with their accounts and contacts: some won, some lost,
 * some whose revenue the server computes. Into one without rows. */
void
sandbox_dataverse_samples_make (SandboxDataverse *dataverse, guint opportunities);

G_END_DECLS
