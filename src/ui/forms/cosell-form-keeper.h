/* cosell-form-keeper.h: keeps what is typed into a form of a deal on disk until it is saved (P1)
 *
 * A CosellSaver that reads what was kept of the form, gives it back ("restored"), and from then on
 * writes what changes. What nobody saved or discarded is written once more when the keeper is
 * disposed of. Signals: "ready" when what was kept, if anything, stands in the form; "restored"
 * (at: gint64, µs UTC; changed: the deal is not what it was then) before it, when something was.
 */
#pragma once

#include "ui/forms/cosell-deal-form.h"
#include "ui/widgets/cosell-saver.h"

G_BEGIN_DECLS

#define COSELL_TYPE_FORM_KEEPER (cosell_form_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CosellFormKeeper, cosell_form_keeper, COSELL, FORM_KEEPER, CosellSaver)

/* Begins to read at once. session, deal: referenced; form: not */
CosellFormKeeper *
cosell_form_keeper_new (CosellSession *session, CosellDeal *deal, CosellDealForm *form);
/* Puts the form back to what it began with; what was kept is dropped. */
void
cosell_form_keeper_reset (CosellFormKeeper *self);
/* What was typed was saved or discarded: it is dropped, and nothing is written any more. */
void
cosell_form_keeper_end (CosellFormKeeper *self);

G_END_DECLS
