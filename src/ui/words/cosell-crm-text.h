/* cosell-crm-text.h: what keeps deals and opportunities in step, in words that people read; pure, main thread */
#pragma once

#include "model/cosell-crm-link.h"

G_BEGIN_DECLS

/* How it is with a deal's opportunity: "In step", "An opportunity is made with the next sync". Returns: (transfer full) */
char *
cosell_crm_text_state (const CosellCrmLink *link);
/* "Estimated value, Notes". Returns: (transfer full): "" for none */
char *
cosell_crm_text_fields (CosellCrmFieldSet fields);
/* A value of a sheet: money, a date, a stage by its name. text, description: (nullable). Returns: (transfer full) */
char *
cosell_crm_text_value (CosellCrmField field, const char *text, const CosellCrmDescription *description);
/* What was done, in a line: "EUR 10 → EUR 12 · written". Returns: (transfer full) */
char *
cosell_crm_text_done (const CosellCrmLogEntry *entry, const CosellCrmDescription *description);
/* What a conflict about the status is about (K8): "This deal is won in Contoso CRM". Returns: (transfer full) */
char *
cosell_crm_text_status (const char *crm, const char *theirs, const char *ours);

G_END_DECLS
