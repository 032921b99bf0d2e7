/* cosell-deal-form.h: what a dialog of the deal page shows and asks (CosellDealDialog is the frame)
 *
 * A form says what its fields are (cosell_deal_form_add_field); whether something was typed, what
 * is kept of it (P1) and how that comes back follow from them. Signal "notice" (string): something
 * that a person has to know before saving. Signal "typed": a field may hold something else than
 * before. Main thread.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-edit.h"
#include "app/cosell-session.h"
#include "model/cosell-deal.h"
#include "model/cosell-unsaved-form.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-form-field.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_FORM (cosell_deal_form_get_type ())
#define COSELL_DEAL_FORM(object)                                                                   \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), COSELL_TYPE_DEAL_FORM, CosellDealForm))
#define COSELL_IS_DEAL_FORM(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), COSELL_TYPE_DEAL_FORM))
#define COSELL_DEAL_FORM_CLASS(klass)                                                              \
  (G_TYPE_CHECK_CLASS_CAST ((klass), COSELL_TYPE_DEAL_FORM, CosellDealFormClass))
#define COSELL_DEAL_FORM_GET_CLASS(object)                                                         \
  (G_TYPE_INSTANCE_GET_CLASS ((object), COSELL_TYPE_DEAL_FORM, CosellDealFormClass))

/* deal, session: for the forms; NULL once the form was disposed of. */
typedef struct
{
  GtkBox parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  CosellSession *session; /* (owned) (nullable) */
  GPtrArray *fields;      /* (owned) private */
  /* In the language of the person; for class_init, or init where they depend on the form. */
  const char *title;
  const char *apply_label;
  const char *message; /* of the toast when it is done */
} CosellDealForm;

typedef struct
{
  GtkBoxClass parent_class;

  const char *name; /* what was typed is kept by it (P1) */
  gboolean ends; /* what it does ends the deal without success: its button says so by its colour */
  /* Adds the steps for what was typed. Marks the field that is wrong and puts the focus there. */
  gboolean (*collect) (CosellDealForm *self, CosellEdit *edit, GError **error);
  /* (nullable) The command of the session that is started instead of an edit; takes edit. Its
   * outcome is read with cosell_session_finish. */
  void (*run) (CosellDealForm *self,
               CosellSession *session,
               CosellEdit *edit,
               GAsyncReadyCallback callback,
               gpointer user_data);
  /* (nullable) For a form that there is several times of a deal: instead of name. */
  char *(*dup_name) (CosellDealForm *self);
  /* Adds all fields: what the form began with, and what it holds. */
  void (*write) (CosellDealForm *self, CosellUnsavedForm *kept);
  /* Puts values of write into their fields; those that are not in kept stay. */
  void (*fill) (CosellDealForm *self, const CosellUnsavedForm *kept);
} CosellDealFormClass;

GType
cosell_deal_form_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDealForm, g_object_unref)

/* --- for the forms --- */

/* The words of the frame, in the language of the person; they live as long as the form. */
void
cosell_deal_form_set_words (CosellDealForm *self,
                            const char *title,
                            const char *apply_label,
                            const char *message);
/* Adds a field that can be typed into (ui/widgets/cosell-form-field.h), which begins with what it
 * holds now. name: by which it is kept; label: as a person knows it; both are copied. */
void
cosell_deal_form_add_field (CosellDealForm *self,
                            const char *name,
                            const char *label,
                            GtkWidget *field);
/* Adds the fields of a person. label: (nullable): NULL for the names of the fields themselves */
void
cosell_deal_form_add_contact (CosellDealForm *self, const char *label, CosellContactForm *contact);
/* What a field began with. field: one that was added. (transfer none) */
const char *
cosell_deal_form_get_base (CosellDealForm *self, GtkWidget *field);
/* For a text that the program wrote into a field: that is what it began with. text: NULL is "" */
void
cosell_deal_form_set_base (CosellDealForm *self, GtkWidget *field, const char *text);
/* Whether a field holds another text than it began with. */
gboolean
cosell_deal_form_is_touched (CosellDealForm *self, GtkWidget *field);
/* Emits "notice". */
void
cosell_deal_form_notice (CosellDealForm *self, const char *message);
/* Emits "typed" whenever object emits signal; fields are watched already. */
void
cosell_deal_form_watch (CosellDealForm *self, gpointer object, const char *signal);
/* For a collect that tells all that is wrong at once: adds the message of one, which it takes, to
 * all as a line of its own. */
void
cosell_deal_form_gather (GError **all, GError *one);
/* For collect: marks field, gives it the focus and sets a COSELL_RULE_ERROR. Returns: FALSE */
gboolean
cosell_deal_form_refuse (GtkWidget *field, const char *message, GError **error);

/* --- for the frame --- */

/* Returns: (transfer full) */
char *
cosell_deal_form_dup_name (CosellDealForm *self);
/* Adds the steps for what was typed to edit. Returns: FALSE, with the field marked, when it cannot
 * be saved as it is: COSELL_RULE_ERROR_REFUSED, a line for each thing that is wrong */
gboolean
cosell_deal_form_collect (CosellDealForm *self, CosellEdit *edit, GError **error);
/* Whether something would be lost by Cancel: exactly what is kept (P1). */
gboolean
cosell_deal_form_is_changed (CosellDealForm *self);
/* The form as it stands. Returns: (transfer full) */
CosellUnsavedForm *
cosell_deal_form_read (CosellDealForm *self, CosellDeal *deal);
/* Puts what was kept into its fields. */
void
cosell_deal_form_fill (CosellDealForm *self, const CosellUnsavedForm *kept);

G_END_DECLS
