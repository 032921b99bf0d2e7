/* cosell-many-form.h: what is asked before several deals are changed: a date, an amount, a person …
 *
 * It is of no deal, so nothing of it is kept: it is filled in a moment before the preview. Main thread.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/many/cosell-many-verb.h"

G_BEGIN_DECLS

#define COSELL_TYPE_MANY_FORM (cosell_many_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellManyForm, cosell_many_form, COSELL, MANY_FORM, GtkBox)

/* verb: any but those that ask for nothing (COSELL_MANY_VERB_FAVORITE, _STAGE). */
GtkWidget *
cosell_many_form_new (CosellSession *session, CosellManyVerb verb);
/* What was typed, as cosell_many_verb_make_change takes it. notes: (nullable). Both: (out) (transfer
 * full). Returns: FALSE, with the field marked and in focus, when it cannot be used as it is:
 * COSELL_RULE_ERROR_REFUSED */
gboolean
cosell_many_form_collect (CosellManyForm *self, char **value, char **notes, GError **error);
/* Whether closing it loses sentences that a person wrote. */
gboolean
cosell_many_form_has_notes (CosellManyForm *self);

G_END_DECLS
