/* cosell-conflict-dialog.h: what was changed here and by the service or a CRM too, and the choice (P4, K3)
 *
 * For each field the value before, the own one, the service's and the CRM's, as far as they differ. Nothing is chosen beforehand, and
 * nothing is done before Save; what is not chosen stays undecided. Follows what comes from the
 * service while it is open. Actions: conflict.choose-all ("mine", "theirs" or "crm"), conflict.save,
 * conflict.cancel.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CONFLICT_DIALOG (cosell_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CosellConflictDialog,
                      cosell_conflict_dialog,
                      COSELL,
                      CONFLICT_DIALOG,
                      AdwWindow)

/* deal: local id */
void
cosell_conflict_dialog_present (GtkWindow *parent, CosellSession *session, gint64 deal);

G_END_DECLS
