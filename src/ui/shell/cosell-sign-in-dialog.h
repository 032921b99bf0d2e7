/* cosell-sign-in-dialog.h: a person signs in to Partner Center
 *
 * Opens the browser and waits, or shows a code for another device; says what went wrong. Where the
 * account is not set up yet, or there is none, it asks for the client ID first. An account that it
 * made goes again when nobody signs in. Signal "signed-in" (const char *not_kept: nullable, why the
 * sign-in lasts until Cosell is closed only).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SIGN_IN_DIALOG (cosell_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CosellSignInDialog, cosell_sign_in_dialog, COSELL, SIGN_IN_DIALOG, AdwWindow)

/* Begins when it is shown. */
CosellSignInDialog *
cosell_sign_in_dialog_new (GtkWindow *parent, CosellSession *session);
/* What it said last about why nobody is signed in. (nullable) (transfer none) */
const char *
cosell_sign_in_dialog_get_problem (CosellSignInDialog *self);

G_END_DECLS
