/* cosell-conflict-count.h: "1 conflict" in the status line: a button that leads to what is to be
 * decided; not there when there is nothing */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CONFLICT_COUNT (cosell_conflict_count_get_type ())
G_DECLARE_FINAL_TYPE (CosellConflictCount, cosell_conflict_count, COSELL, CONFLICT_COUNT, GtkWidget)

/* Once. Follows "notify::conflict-count" of session and keeps a reference to it. */
void
cosell_conflict_count_set_session (CosellConflictCount *self, CosellSession *session);

G_END_DECLS
