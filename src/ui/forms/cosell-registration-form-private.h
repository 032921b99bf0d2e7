/* cosell-registration-form-private.h: what the files of the form share */
#pragma once

#include <adwaita.h>

#include "model/cosell-registration-entry.h"
#include "ui/forms/cosell-registration-form.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-tip.h"

G_BEGIN_DECLS

#define N_FIELDS COSELL_REGISTRATION_N_FIELDS
#define FIELD(name) COSELL_REGISTRATION_##name

struct _CosellRegistrationForm
{
  CosellDealForm parent_instance;

  GCancellable *cancellable;   /* (owned) of reading what is kept here */
  CosellRegistration *opened;  /* (owned) what the form began with */
  CosellRegistration *collected; /* (owned) (nullable) what is to be sent */
  CosellRegistrationView view; /* of the deal as it was then */
  gboolean edits;              /* one that was sent already */
  gboolean filling;            /* the program writes, not the person */

  GtkWidget *rows[N_FIELDS];              /* (unowned) (nullable) */
  CosellFieldCaption *captions[N_FIELDS]; /* (unowned) (nullable) */

  CosellTip *tip;
  AdwPreferencesGroup *solution_group;
  AdwPreferencesGroup *contract_group;
  AdwPreferencesGroup *kept_group;
  GtkWidget *advice; /* what may be refused all the same */
  GtkWidget *box;    /* E6 */
  CosellFieldCaption *box_caption;
};

/* Something was typed or chosen: shows what is wrong now. */
void
cosell_registration_form_changed (CosellRegistrationForm *self);

/* cosell-registration-rows.c: fills the groups with the rows of the fields */
void
cosell_registration_form_add_rows (CosellRegistrationForm *self);

/* The row of a field, NULL when it is not shown at all; the box of E6. For tests. */
GtkWidget *
cosell_registration_form_get_row (CosellRegistrationForm *self, guint field);
GtkWidget *
cosell_registration_form_get_box (CosellRegistrationForm *self);

G_END_DECLS
