/* cosell-crm-questions.h: what a person is asked or told about a deal's opportunity, as rows (K4 to K17) */
#pragma once

#include <adwaita.h>

#include "app/cosell-session-crm-links.h"

G_BEGIN_DECLS

/* Rows for the status (K8), for what is asked before one is made, for what differs, and for each notice, in this
 * order. Their buttons are actions of the deal page. deal: the row of the deal. Returns: (transfer container) of
 * GtkWidget (floating) */
GPtrArray *
cosell_crm_questions_make (const CosellCrmPart *part, const CosellDealData *deal);

G_END_DECLS
