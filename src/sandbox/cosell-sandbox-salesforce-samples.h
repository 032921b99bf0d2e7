/* cosell-sandbox-salesforce-samples.h: a CRM to practise with, the same for the same seed and clock */
#pragma once

#include "sandbox/cosell-sandbox-salesforce.h"

G_BEGIN_DECLS

/* Stages, currencies, users, and that many opportunities with their accounts and contacts: some won, some
 * lost, some with products. Into one without records. */
void
sandbox_salesforce_samples_make (SandboxSalesforce *salesforce, guint opportunities);

G_END_DECLS
