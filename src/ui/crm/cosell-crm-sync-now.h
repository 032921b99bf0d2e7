/* cosell-crm-sync-now.h: one run with a CRM that a person asks for; the first one is shown before it is done (K20) */
#pragma once

#include <adwaita.h>

#include "app/cosell-session-crm-links.h"

G_BEGIN_DECLS

/* text: what a run came to, or why it ended */
typedef void (*CosellCrmToldFunc) (const char *text, gpointer user_data);

/* Runs with a CRM, and tells what became of it; a preview asks in a dialog over the window of over whether to start.
 * told: called once at most: nothing is told when the person leaves it at the preview, or over is gone by then. user_data is
 * freed in any case. */
void
cosell_crm_sync_now (GtkWidget *over,
                     CosellSession *session,
                     const char *crm,
                     CosellCrmToldFunc told,
                     gpointer user_data,
                     GDestroyNotify free_user_data);

G_END_DECLS
