/* cosell-registration-form-private.h: what the files of the form share */
#pragma once

#include <adwaita.h>

#include "model/cosell-registration-entry.h"
#include "ui/forms/cosell-registration-form.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-field-caption.h"

G_BEGIN_DECLS

#define N_FIELDS COSELL_REGISTRATION_N_FIELDS
#define FIELD(name) COSELL_REGISTRATION_##name

struct _CosellRegistrationForm
{
  GtkBox parent_instance;

  CosellDeal *deal;            /* (owned) (nullable) */
  CosellSession *session;      /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) of reading what is kept here */
  CosellRegistration *opened;  /* (owned) what the form began with */
  CosellRegistration *collected; /* (owned) (nullable) what is to be sent */
  CosellRegistrationView view; /* of the deal as it was then */
  gboolean edits;              /* one that was sent already */
  gboolean filling;            /* the program writes, not the person */

  GtkWidget *rows[N_FIELDS];              /* (unowned) (nullable) */
  CosellFieldCaption *captions[N_FIELDS]; /* (unowned) (nullable) */
  char *shown[N_FIELDS];                  /* (owned) (nullable): what the program wrote into it */
  GPtrArray *options[N_FIELDS];           /* (owned) (nullable): values of a row of choices */
  GtkWidget *advice;                      /* what may be refused all the same */
  GtkWidget *box;                         /* E6 */
  CosellFieldCaption *box_caption;
};

/* Something was typed or chosen: shows what is wrong now. */
void
cosell_registration_form_changed (CosellRegistrationForm *self);

/* cosell-registration-rows.c */
void
cosell_registration_form_add_rows (CosellRegistrationForm *self);
void
cosell_registration_form_add_option (CosellRegistrationForm *self,
                                     CosellRegistrationField field,
                                     GtkStringList *list,
                                     const char *value,
                                     const char *label);

G_END_DECLS
