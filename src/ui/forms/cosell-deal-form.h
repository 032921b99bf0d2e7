/* cosell-deal-form.h: what a dialog of the deal page shows and asks (CosellDealDialog is the frame)
 *
 * Signal "notice" (string): something that a person has to know before saving. Signal "typed":
 * something that write tells of may be another than before.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-edit.h"
#include "app/cosell-session.h"
#include "model/cosell-deal.h"
#include "model/cosell-unsaved-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_FORM (cosell_deal_form_get_type ())
G_DECLARE_INTERFACE (CosellDealForm, cosell_deal_form, COSELL, DEAL_FORM, GtkWidget)

struct _CosellDealFormInterface
{
  GTypeInterface parent;

  const char *(*get_title) (CosellDealForm *self);
  const char *(*get_apply_label) (CosellDealForm *self);
  const char *(*get_message) (CosellDealForm *self); /* of the toast when it is done */
  gboolean ends; /* what it does ends the deal without success: its button says so by its colour */
  gboolean (*is_changed) (CosellDealForm *self);     /* something would be lost by Cancel */
  /* Adds the steps for what was typed. Marks the field that is wrong and puts the focus there. */
  gboolean (*collect) (CosellDealForm *self, CosellEdit *edit, GError **error);
  /* (nullable) The command of the session that is started instead of an edit; takes edit. Its
   * outcome is read with cosell_session_finish. */
  void (*run) (CosellDealForm *self,
               CosellSession *session,
               CosellEdit *edit,
               GAsyncReadyCallback callback,
               gpointer user_data);
  /* Which form of the deal this is: what was typed is kept by it (P1). (transfer full) */
  char *(*dup_name) (CosellDealForm *self);
  /* Adds all fields: what the form began with, and what it holds. */
  void (*write) (CosellDealForm *self, CosellUnsavedForm *kept);
  /* Puts values of write into their fields; those that are not in kept stay. */
  void (*fill) (CosellDealForm *self, const CosellUnsavedForm *kept);
};

/* Emits "notice". */
void
cosell_deal_form_notice (CosellDealForm *self, const char *message);
/* Emits "typed" whenever object emits signal; "changed" for what can be typed into. */
void
cosell_deal_form_watch (CosellDealForm *self, gpointer object, const char *signal);
/* (transfer full) */
char *
cosell_deal_form_dup_name (CosellDealForm *self);
/* The form as it stands. Returns: (transfer full) */
CosellUnsavedForm *
cosell_deal_form_read (CosellDealForm *self, CosellDeal *deal);
void
cosell_deal_form_fill (CosellDealForm *self, const CosellUnsavedForm *kept);
/* Marks a field as wrong, or takes the mark away when message is NULL. */
void
cosell_deal_form_mark (GtkWidget *field, const char *message);
/* For a collect that tells all that is wrong at once: adds the message of one, which it takes, to all
 * as a line of its own. */
void
cosell_deal_form_gather (GError **all, GError *one);
/* For collect: marks field, gives it the focus and sets a COSELL_RULE_ERROR. Returns: FALSE */
gboolean
cosell_deal_form_refuse (GtkWidget *field, const char *message, GError **error);

G_END_DECLS
