/* cosell-partner-form.h: everything about one partner to invite (C13), bound to its draft
 *
 * Used by the assistant and by the deal page. Every keystroke is in the CosellDraftPartner at once
 * (C18); the form keeps no values of its own.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-draft-partner.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_PARTNER_FORM (cosell_partner_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellPartnerForm, cosell_partner_form, COSELL, PARTNER_FORM, AdwBin)

/* Both are referenced; the form writes into partner. */
GtkWidget *cosell_partner_form_new (CosellSession *session, CosellDraftPartner *partner);
CosellDraftPartner *cosell_partner_form_get_partner (CosellPartnerForm *self); /* (transfer none) */
/* IDs of those who have a part in the deal already: they are listed, and cannot be chosen again. */
void cosell_partner_form_set_invited (CosellPartnerForm *self, const char *const *ids);
/* After each change: of the issues, those of this partner (CosellIssue.partner == index). */
void cosell_partner_form_update (CosellPartnerForm *self, GPtrArray *issues, int index);
/* Shows all that is wrong and puts the focus on the first of it. Returns: (transfer full) the names
 * of those fields, "Partner, Estimated value"; NULL when nothing is wrong */
char *cosell_partner_form_reveal (CosellPartnerForm *self);
/* Puts the focus on the control of a field ("partners.value"), else on the first one. */
gboolean cosell_partner_form_focus_field (CosellPartnerForm *self, const char *field);

G_END_DECLS
