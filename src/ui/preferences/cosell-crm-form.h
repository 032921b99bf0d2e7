/* cosell-crm-form.h: a CRM that is being added, as a subpage of the preferences
 *
 * What was typed is there again when the form was closed in the middle, until it is cancelled or added,
 * or the program ends. Signals: "added" (string: its name); "cancelled". Whoever made the form takes it
 * away then.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/preferences/cosell-crm-kinds.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_FORM (cosell_crm_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmForm, cosell_crm_form, COSELL, CRM_FORM, GtkWidget)

/* practice: (nullable): the kind whose practice server is filled in, at the account's address */
GtkWidget *
cosell_crm_form_new (CosellSession *session, const CosellCrmKind *practice);

G_END_DECLS
