/* cosell-lead-notice.h: how a lead stands, in the words of leads (L2, L6, L9); pure but for the clock */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* Title and text of the notice above a lead that is received, closed, or shown by the service no more.
 * reason: why it cannot be edited now (nullable). title, text: (inout) (owned): what is said of a deal;
 * replaced where another word is said of a lead. Returns: whether it is no matter of urgency */
gboolean
cosell_lead_notice_say (const CosellDealData *deal, const char *reason, char **title, char **text);

G_END_DECLS
