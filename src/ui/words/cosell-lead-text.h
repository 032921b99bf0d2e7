/* cosell-lead-text.h: sentences about leads (chapter L); pure but for the clock */
#pragma once

#include "model/cosell-lead.h"

G_BEGIN_DECLS

/* L7: "Until Wed 25 Nov, 14:02 (2 days left)". until: µs UTC. Returns: (transfer full) (nullable): NULL
 * when that is over, or nobody knows */
char *
cosell_lead_text_contact (gint64 until);
/* L8: as CosellLead has it. Returns: (transfer none) (nullable): NULL when no member says */
const char *
cosell_lead_text_spam (int spam);
/* L8: a line for each contact of which it is said: "a@contoso.example: Valid". phone: of the phones, else
 * of the mail addresses. Returns: (transfer full) (nullable): NULL when nobody says */
char *
cosell_lead_text_validity (const CosellLead *lead, gboolean phone);
/* What stands behind the customer in a narrow row: the call to action, else the source, else that it is
 * a lead. Returns: (transfer full) */
char *
cosell_lead_text_brief (const CosellDealData *deal);
/* What a screen reader says for a row. now: µs UTC. Returns: (transfer full) */
char *
cosell_lead_text_describe_row (const CosellDealData *deal, gint64 now);

G_END_DECLS
