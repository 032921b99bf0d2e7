#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "model/cosell-rule-error.h"
#include "ui/forms/cosell-registration-form-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-issue.h"
#include "model/cosell-registration-entry.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

G_DEFINE_FINAL_TYPE (CosellRegistrationForm, cosell_registration_form, COSELL_TYPE_DEAL_FORM)

/* --- reading --- */

static gboolean
is_number (CosellRegistrationField field)
{
  return field == FIELD (SOLUTION_VALUE) || field == FIELD (CONTRACT_VALUE);
}

/* What was typed or chosen as the model takes it. (transfer full) */
static char *
typed_value (CosellRegistrationForm *self, CosellRegistrationField field)
{
  g_autofree char *text = g_strstrip (cosell_form_field_dup_text (self->rows[field]));
  char *number = is_number (field) ? cosell_intl_parse_decimal (text) : NULL;

  return number != NULL ? number : g_steal_pointer (&text);
}

/* The form as it stands, on top of what it began with. */
static CosellRegistration *
read_form (CosellRegistrationForm *self)
{
  CosellRegistration *form = cosell_registration_copy (self->opened);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *value = NULL;

      if (self->rows[i] == NULL)
        continue;
      value = typed_value (self, (CosellRegistrationField) i);
      cosell_registration_set (form, (CosellRegistrationField) i, value);
    }
  /* a perpetual contract ends by itself, whatever stood there before */
  if (cosell_registration_is (form, FIELD (TERM), "Perpetual"))
    cosell_registration_set (form, FIELD (END), NULL);
  cosell_registration_complete (form);
  form->confirmed = cosell_check_row_get_active (COSELL_CHECK_ROW (self->box));
  return form;
}

static GPtrArray *
validate (CosellRegistrationForm *self, const CosellRegistration *form)
{
  g_autofree char *today =
      cosell_time_format_date (cosell_session_now (self->parent_instance.session));
  CosellRegistrationContext context = {
    .deal = cosell_deal_get_data (self->parent_instance.deal),
    .own = cosell_json_root (self->view.json),
    .eligible =
        cosell_catalog_get_eligible (cosell_session_get_catalog (self->parent_instance.session)),
    .invited_at = COSELL_NO_TIME,
    .ask_consent = TRUE,
  };

  cosell_date_parse (today, &context.today);
  return cosell_registration_validate (form, &context);
}

/* --- showing what is wrong --- */

static void
show_advice (CosellRegistrationForm *self, GPtrArray *issues)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == COSELL_SEVERITY_WARNING)
        g_string_append_printf (text, "%s• %s", text->len > 0 ? "\n" : "", issue->message);
    }
  gtk_label_set_label (GTK_LABEL (self->advice), text->str);
  gtk_widget_set_visible (self->advice, text->len > 0);
}

static void
set_row_visible (CosellRegistrationForm *self, CosellRegistrationField field, gboolean visible)
{
  gtk_widget_set_visible (self->rows[field], visible);
  if (self->captions[field] != NULL && !visible)
    gtk_widget_set_visible (GTK_WIDGET (self->captions[field]), FALSE);
}

/* Rows that only some registrations have, and the names of the dates. */
static void
update_rows (CosellRegistrationForm *self, const CosellRegistration *form)
{
  static const CosellRegistrationField dates[] = { FIELD (SIGNED), FIELD (START), FIELD (END) };
  gboolean pay_as_you_go = cosell_registration_is (form, FIELD (PRICING), "PayAsYouGo");
  gboolean perpetual = cosell_registration_is (form, FIELD (TERM), "Perpetual");
  g_autofree char *end = perpetual ? cosell_registration_perpetual_end (form) : NULL;
  g_autofree char *hint = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      /* Translators: the name of a date, "Contract start date", and how it is written */
      g_autofree char *title =
          g_strdup_printf (_ ("%s (YYYY-MM-DD)"),
                           cosell_registration_label (dates[i], pay_as_you_go));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[dates[i]]), title);
    }
  if (end != NULL)
    hint = g_strdup_printf (_ ("Counts for six years, until %s."), end);
  else
    hint = g_strdup (perpetual ? _ ("Counts for six years from the start date.") : NULL);
  cosell_field_caption_set_hint (self->captions[FIELD (TERM)], hint);
  set_row_visible (self, FIELD (END), !perpetual);
  set_row_visible (self, FIELD (MARKETPLACE_DATE),
                   cosell_registration_is (form, FIELD (MARKETPLACE), "true"));
}

void
cosell_registration_form_changed (CosellRegistrationForm *self)
{
  g_autoptr (CosellRegistration) form = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  if (self->filling)
    return;
  form = read_form (self);
  issues = validate (self, form);
  update_rows (self, form);
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->captions[i] != NULL && gtk_widget_get_visible (self->rows[i]))
      cosell_field_caption_update (self->captions[i], issues);
  cosell_field_caption_update (self->box_caption, issues);
  show_advice (self, issues);
}

/* --- form --- */

static gboolean
refuse_first (CosellRegistrationForm *self, GPtrArray *issues, GError **error)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);
      CosellFieldCaption *caption = self->box_caption;

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      for (guint k = 0; k < N_FIELDS; k++)
        if (self->captions[k] != NULL &&
            g_str_equal (issue->field, cosell_registration_member ((CosellRegistrationField) k)))
          caption = self->captions[k];
      cosell_field_caption_focus (caption);
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, issue->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
cosell_registration_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (form);
  g_autoptr (CosellRegistration) now = read_form (self);
  g_autoptr (GPtrArray) issues = validate (self, now);

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->captions[i] != NULL)
      cosell_field_caption_touch (self->captions[i]);
  cosell_field_caption_touch (self->box_caption);
  cosell_registration_form_changed (self);
  if (!refuse_first (self, issues, error))
    return FALSE;
  g_clear_pointer (&self->collected, cosell_registration_free);
  self->collected = g_steal_pointer (&now);
  return TRUE;
}

static void
cosell_registration_form_run (CosellDealForm *form,
                              CosellSession *session,
                              CosellEdit *edit,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (form);
  g_autoptr (CosellEdit) unused = edit;

  cosell_session_register_async (session, cosell_deal_get_id (self->parent_instance.deal),
                                 cosell_registration_copy (self->collected), NULL, NULL, callback,
                                 user_data);
}

static void
cosell_registration_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (form);

  self->filling = TRUE;
  COSELL_DEAL_FORM_CLASS (cosell_registration_form_parent_class)->fill (form, kept);
  self->filling = FALSE;
  cosell_registration_form_changed (self);
}

/* --- filling --- */

static void
fill_field (CosellRegistrationForm *self, CosellRegistrationField field, const char *value)
{
  g_autofree char *amount = NULL;
  g_autofree char *shown = NULL;

  if (self->rows[field] == NULL)
    return;
  amount = is_number (field) && value != NULL ? cosell_format_money (value, NULL) : NULL;
  cosell_form_field_set_text (self->rows[field], amount != NULL ? amount : value);
  shown = cosell_form_field_dup_text (self->rows[field]);
  cosell_deal_form_set_base (COSELL_DEAL_FORM (self), self->rows[field], shown);
}

static void
fill (CosellRegistrationForm *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    fill_field (self, (CosellRegistrationField) i, self->opened->values[i]);
  self->filling = FALSE;
  cosell_registration_form_changed (self);
}

/* E10: what was kept with an earlier one. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRegistrationForm) self = user_data;
  g_autoptr (CosellRegistration) kept =
      cosell_session_local_registration_finish (COSELL_SESSION (source), result, NULL);

  if (kept == NULL || self->parent_instance.deal == NULL || cosell_widget_is_stale (result))
    return;
  self->filling = TRUE;
  for (guint i = FIELD (CONTRACT_TYPE); i <= FIELD (CONTACT_EMAIL); i++)
    {
      g_autofree char *typed = typed_value (self, (CosellRegistrationField) i);

      if (typed != NULL && *typed != '\0')
        continue;
      cosell_registration_set (self->opened, (CosellRegistrationField) i, kept->values[i]);
      fill_field (self, (CosellRegistrationField) i, kept->values[i]);
    }
  self->filling = FALSE;
}

static void
open_form (CosellRegistrationForm *self)
{
  CosellJsonValue own = cosell_json_root (self->view.json);
  int index = cosell_registration_editable (own);
  const CosellRegistrationEntry *entry = index >= 0 ? self->view.current : NULL;

  if (entry == NULL)
    {
      self->opened = cosell_registration_new_for_deal (
          cosell_deal_get_data (self->parent_instance.deal), own,
          cosell_catalog_get_eligible (cosell_session_get_catalog (self->parent_instance.session)));
      return;
    }
  self->edits = entry->state == COSELL_REGISTRATION_ACTION_REQUIRED;
  self->opened = cosell_registration_copy (entry->form);
  if (cosell_registration_get (self->opened, FIELD (SOLUTION_CURRENCY)) == NULL)
    cosell_registration_set (self->opened, FIELD (SOLUTION_CURRENCY),
                             cosell_registration_get (self->opened, FIELD (CONTRACT_CURRENCY)));
}

/* --- life --- */

static void
cosell_registration_form_dispose (GObject *object)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cosell_registration_form_parent_class)->dispose (object);
}

static void
cosell_registration_form_finalize (GObject *object)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (object);

  g_clear_object (&self->cancellable);
  cosell_registration_free (self->opened);
  cosell_registration_view_clear (&self->view);
  g_clear_pointer (&self->collected, cosell_registration_free);
  G_OBJECT_CLASS (cosell_registration_form_parent_class)->finalize (object);
}

static void
cosell_registration_form_class_init (CosellRegistrationFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_registration_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_registration_form_finalize;
  form_class->name = "register";
  form_class->collect = cosell_registration_form_collect;
  form_class->run = cosell_registration_form_run;
  form_class->fill = cosell_registration_form_fill;

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/forms/cosell-registration-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, solution_group);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, contract_group);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, kept_group);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, advice);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, box);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationForm, box_caption);
}

static void
cosell_registration_form_init (CosellRegistrationForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A registration that is corrected says what Microsoft asks for. */
static void
set_words (CosellRegistrationForm *self)
{
  const char *reason = self->view.current != NULL ? self->view.current->reason : NULL;

  cosell_deal_form_set_words (COSELL_DEAL_FORM (self),
                              self->edits ? _ ("Edit Registration") : _ ("Register Deal"),
                              self->edits ? _ ("Send") : _ ("Register"),
                              self->edits ? _ ("Registration changed") : _ ("Deal registered"));
  if (self->edits && reason != NULL)
    g_object_set (self->tip, "warning", TRUE, "text", reason, NULL);
}

GtkWidget *
cosell_registration_form_new (CosellDeal *deal, CosellSession *session)
{
  CosellRegistrationForm *self;

  g_return_val_if_fail (COSELL_IS_DEAL (deal) && cosell_deal_is_loaded (deal), NULL);
  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_REGISTRATION_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  self->parent_instance.session = g_object_ref (session);
  cosell_registration_view_init (&self->view, deal, cosell_session_get_catalog (session));
  open_form (self);
  set_words (self);
  cosell_registration_form_add_rows (self);
  cosell_deal_form_add_field (COSELL_DEAL_FORM (self), COSELL_REGISTRATION_CONSENT,
                              _ ("Contract with the customer"), self->box);
  fill (self);
  g_signal_connect_object (self, "typed", G_CALLBACK (cosell_registration_form_changed), self, 0);
  /* fixed once it was sent (contract 6.5) */
  gtk_widget_set_sensitive (self->rows[FIELD (SOLUTION)], !self->edits);
  gtk_widget_set_sensitive (self->rows[FIELD (CONTRACT_CURRENCY)], !self->edits);
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->captions[i] != NULL)
      cosell_field_caption_watch (self->captions[i]);
  cosell_field_caption_watch (self->box_caption);
  cosell_session_local_registration_async (session, cosell_deal_get_id (deal), self->cancellable,
                                           kept_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

GtkWidget *
cosell_registration_form_get_row (CosellRegistrationForm *self, guint field)
{
  g_return_val_if_fail (COSELL_IS_REGISTRATION_FORM (self) && field < N_FIELDS, NULL);

  return self->rows[field];
}

GtkWidget *
cosell_registration_form_get_box (CosellRegistrationForm *self)
{
  g_return_val_if_fail (COSELL_IS_REGISTRATION_FORM (self), NULL);

  return self->box;
}
