/* cosell-crm-log-row.h: what was done between a deal and its CRM, newest first; read when it is opened */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-crm-values.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_LOG_ROW (cosell_crm_log_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmLogRow, cosell_crm_log_row, COSELL, CRM_LOG_ROW, AdwExpanderRow)

GtkWidget *
cosell_crm_log_row_new (CosellSession *session);
/* Of this deal from now on, read again when it is open. description: (nullable): names of stages; read now */
void
cosell_crm_log_row_show (CosellCrmLogRow *self,
                         gint64 deal,
                         const CosellCrmDescription *description);

G_END_DECLS
