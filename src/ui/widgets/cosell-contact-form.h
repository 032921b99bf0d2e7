/* cosell-contact-form.h: the four fields of a person, bound to one contact
 *
 * The person typed here stands in a list (a team, the customer's contacts) from the first letter on
 * and leaves it with the last one, so that every keystroke is in the draft (C18). Property
 * "activates-default" (boolean): Enter in a field saves the dialog. Signals: "edited"; "activated"
 * (Enter in a field).
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _CosellContact CosellContact; /* model/cosell-people.h */

#define COSELL_TYPE_CONTACT_FORM (cosell_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellContactForm, cosell_contact_form, COSELL, CONTACT_FORM, AdwBin)

#define COSELL_CONTACT_FORM_N_FIELDS 4

/* list: of CosellContact. contact: one of them, or NULL for a new one. */
void
cosell_contact_form_edit (CosellContactForm *self, GListStore *list, CosellContact *contact);
CosellContact *
cosell_contact_form_get_contact (CosellContactForm *self); /* (transfer none) */
/* Shows what is known of another person in the one that is edited. */
void
cosell_contact_form_set_contact (CosellContactForm *self, CosellContact *contact);
/* What the fields hold, without space around it. (transfer full) */
CosellContact *
cosell_contact_form_dup_typed (CosellContactForm *self);
/* The member of a draft file that a field stands for (static). field: below
 * COSELL_CONTACT_FORM_N_FIELDS */
const char *
cosell_contact_form_get_name (guint field);
/* The row of that field. (transfer none) */
GtkWidget *
cosell_contact_form_get_row (CosellContactForm *self, guint field);
/* Puts the focus on the first field that is not as it should be, else on the first one. */
void
cosell_contact_form_focus (CosellContactForm *self);
/* Marks what is missing or implausible; unmarks it as it is typed. */
void
cosell_contact_form_reveal (CosellContactForm *self, gboolean reveal);
/* C3: whether all is there and plausible; else marks what is not and puts the focus there.
 * error: COSELL_RULE_ERROR_REFUSED, a line for each field */
gboolean
cosell_contact_form_check (CosellContactForm *self, GError **error);

G_END_DECLS
