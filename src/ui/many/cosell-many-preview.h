/* cosell-many-preview.h: what would become of each of several deals: those that change, then those that
 * stay as they are, each with the reason
 *
 * A row is made when it is scrolled to, and its deal is read then. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"
#include "ui/many/cosell-many-verb.h"

G_BEGIN_DECLS

#define COSELL_TYPE_MANY_PREVIEW (cosell_many_preview_get_type ())
G_DECLARE_FINAL_TYPE (CosellManyPreview, cosell_many_preview, COSELL, MANY_PREVIEW, GtkWidget)

GtkWidget *
cosell_many_preview_new (CosellSession *session, CosellManyVerb verb); /* empty */
/* outcomes: of CosellManyOutcome, as cosell_session_many_preview_finish gives them; a reference is
 * kept. */
void
cosell_many_preview_show (CosellManyPreview *self, GPtrArray *outcomes);
/* The deals that would change. Returns: (transfer full) of gint64 */
GArray *
cosell_many_preview_list_changing (CosellManyPreview *self);

G_END_DECLS
