/* cosell-contact-form.h: the four fields of a person, bound to one contact
 *
 * Property: contact (CosellContact, nullable). The person typed here stands in a list (a team, the
 * customer's contacts) from the first letter on and leaves it with the last one, so that every
 * keystroke is in the draft (C18).
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-people.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CONTACT_FORM (cosell_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellContactForm, cosell_contact_form, COSELL, CONTACT_FORM, AdwBin)

/* list: of CosellContact. contact: one of them, or NULL for a new one. */
void
cosell_contact_form_edit (CosellContactForm *self, GListStore *list, CosellContact *contact);
CosellContact *
cosell_contact_form_get_contact (CosellContactForm *self); /* (transfer none) */
/* Puts the focus on the first field that is not as it should be, else on the first one. */
void
cosell_contact_form_focus (CosellContactForm *self);
/* Marks what is missing or implausible; unmarks it as it is typed. */
void
cosell_contact_form_reveal (CosellContactForm *self, gboolean reveal);

G_END_DECLS
