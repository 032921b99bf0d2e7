/* cosell-crm-way.h: the steps on the way to a CRM, and what was found at each
 *
 * Signal "passed": the CRM answered as far as the last step, whatever was found there.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_WAY (cosell_crm_way_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmWay, cosell_crm_way, COSELL, CRM_WAY, AdwPreferencesGroup)

/* Looks at each step; in place of what is under way. crm: its name */
void
cosell_crm_way_look (CosellCrmWay *self, CosellSession *session, const char *crm);
/* Ends what is under way; nothing is told any more. */
void
cosell_crm_way_stop (CosellCrmWay *self);

G_END_DECLS
