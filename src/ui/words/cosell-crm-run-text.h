/* cosell-crm-run-text.h: what a run with a CRM would do, and did, in words; pure, main thread */
#pragma once

#include "app/cosell-session-crm-links.h"

G_BEGIN_DECLS

/* Of a preview (K20): a line for each thing that would be done. crm: its name. Returns: (transfer full) */
char *
cosell_crm_run_text_preview (const char *crm, const CosellCrmRun *run);
/* Of a run that wrote: one line. Returns: (transfer full) */
char *
cosell_crm_run_text_done (const char *crm, const CosellCrmRun *run);

G_END_DECLS
