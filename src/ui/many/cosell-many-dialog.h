/* cosell-many-dialog.h: one change of several deals (J6): what is to be asked, then what would become of
 * each deal, then it is done
 *
 * Signal: "toast" (AdwToast) when it is done, which offers Undo. Main thread.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/many/cosell-many-verb.h"

G_BEGIN_DECLS

#define COSELL_TYPE_MANY_DIALOG (cosell_many_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CosellManyDialog, cosell_many_dialog, COSELL, MANY_DIALOG, AdwWindow)

/* Shows it above parent. verb: as cosell_many_verb_parse takes it; deals: of gint64, at least one; a
 * reference is kept. Returns: (transfer none) (nullable): NULL for what is no verb */
CosellManyDialog *
cosell_many_dialog_present (GtkWindow *parent,
                            CosellSession *session,
                            const char *verb,
                            GArray *deals);

G_END_DECLS
