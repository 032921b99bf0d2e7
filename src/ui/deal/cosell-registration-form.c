#include "ui/deal/cosell-registration-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-time.h"
#include "model/cosell-registration-entry.h"
#include "ui/assistant/cosell-choice-row.h"
#include "ui/assistant/cosell-choices.h"
#include "ui/assistant/cosell-field-caption.h"
#include "ui/deal/cosell-deal-parts.h"
#include "ui/deal/cosell-registration-view.h"
#include "ui/shell/cosell-format.h"

#define N_FIELDS COSELL_REGISTRATION_N_FIELDS
#define FIELD(name) COSELL_REGISTRATION_##name

struct _CosellRegistrationForm
{
  GtkBox parent_instance;

  CosellDeal *deal;            /* (owned) (nullable) */
  CosellSession *session;      /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) of reading what is kept here */
  CosellRegistration *opened;  /* (owned) what the form began with */
  CosellRegistrationView view; /* of the deal as it was then */
  gboolean edits;              /* one that was sent already */
  gboolean filling;            /* the program writes, not the person */
  char *json;                  /* (owned) (nullable) what is registered */

  GtkWidget *rows[N_FIELDS];              /* (unowned) (nullable) */
  CosellFieldCaption *captions[N_FIELDS]; /* (unowned) (nullable) */
  GPtrArray *options[N_FIELDS];           /* (owned) (nullable): values of a row of choices */
  GtkWidget *advice;                      /* what may be refused all the same */
  GtkWidget *box;                         /* E6 */
  CosellFieldCaption *box_caption;
};

static void
cosell_registration_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellRegistrationForm,
                               cosell_registration_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_registration_form_form_init))

/* --- reading --- */

static gboolean
is_number (CosellRegistrationField field)
{
  return field == FIELD (SOLUTION_VALUE) || field == FIELD (CONTRACT_VALUE);
}

static gboolean
is_currency (CosellRegistrationField field)
{
  return field == FIELD (SOLUTION_CURRENCY) || field == FIELD (CONTRACT_CURRENCY);
}

/* What was typed as the model takes it. (transfer full) (nullable) */
static char *
typed_value (CosellRegistrationForm *self, CosellRegistrationField field)
{
  GtkWidget *row = self->rows[field];
  g_autofree char *text = NULL;
  char *number;

  if (self->options[field] != NULL)
    {
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

      return selected < self->options[field]->len
                 ? g_strdup (g_ptr_array_index (self->options[field], selected))
                 : NULL;
    }
  if (is_currency (field))
    return g_strdup (cosell_suggest_row_get_value (COSELL_SUGGEST_ROW (row)));
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  number = is_number (field) ? cosell_intl_parse_decimal (text) : NULL;
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
  form->confirmed = cosell_choice_row_get_active (COSELL_CHOICE_ROW (self->box));
  return form;
}

static GPtrArray *
validate (CosellRegistrationForm *self, const CosellRegistration *form)
{
  g_autofree char *today = cosell_time_format_date (cosell_session_now (self->session));
  CosellRegistrationContext context = {
    .deal = cosell_deal_get_data (self->deal),
    .own = cosell_json_root (self->view.json),
    .eligible = cosell_catalog_get_eligible (cosell_session_get_catalog (self->session)),
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

static void
changed_cb (CosellRegistrationForm *self)
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

static const char *
cosell_registration_form_get_title (CosellDealForm *form)
{
  return COSELL_REGISTRATION_FORM (form)->edits ? _ ("Edit Registration") : _ ("Register Deal");
}

static const char *
cosell_registration_form_get_apply_label (CosellDealForm *form)
{
  return COSELL_REGISTRATION_FORM (form)->edits ? _ ("Send") : _ ("Register");
}

static const char *
cosell_registration_form_get_message (CosellDealForm *form)
{
  return COSELL_REGISTRATION_FORM (form)->edits ? _ ("Registration changed")
                                                : _ ("Deal registered");
}

static gboolean
cosell_registration_form_is_changed (CosellDealForm *form)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (form);
  g_autoptr (CosellRegistration) now = read_form (self);
  g_autoptr (CosellRegistration) before = cosell_registration_copy (self->opened);

  if (now->confirmed)
    return TRUE;
  cosell_registration_complete (before);
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_strcmp0 (now->values[i], before->values[i]) != 0)
      return TRUE;
  return FALSE;
}

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

/* E10: what was emptied here is emptied there too. */
static char *
make_json (const CosellRegistration *form)
{
  g_autofree char *sent = cosell_registration_to_json (form);
  g_autofree char *kept = cosell_registration_to_local_json (form);
  g_autoptr (CosellJson) json = kept != NULL ? cosell_json_parse (kept, -1, NULL) : NULL;
  char *text = g_steal_pointer (&sent);

  for (guint i = 0; json != NULL && i < cosell_json_length (cosell_json_root (json)); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *raw =
          cosell_json_dup_raw (cosell_json_nth_member (cosell_json_root (json), i, &name));
      g_autofree char *path = g_strconcat ("/", name, NULL);
      g_autofree char *old = text;

      text = cosell_json_set (old, path, raw, NULL);
    }
  return text;
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
  changed_cb (self);
  if (!refuse_first (self, issues, error))
    return FALSE;
  g_free (self->json);
  self->json = make_json (now);
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

  cosell_session_register_async (session, cosell_deal_get_id (self->deal), self->json, NULL,
                                 callback, user_data);
}

static void
cosell_registration_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_registration_form_get_title;
  iface->get_apply_label = cosell_registration_form_get_apply_label;
  iface->get_message = cosell_registration_form_get_message;
  iface->is_changed = cosell_registration_form_is_changed;
  iface->collect = cosell_registration_form_collect;
  iface->run = cosell_registration_form_run;
}

/* --- rows --- */

static GtkWidget *
add_group (CosellRegistrationForm *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self), group);
  return group;
}

static CosellFieldCaption *
add_caption (GtkWidget *group, const char *field, const char *label, GtkWidget *target)
{
  CosellFieldCaption *caption =
      g_object_new (COSELL_TYPE_FIELD_CAPTION, "field", field, "label", label, "target", target,
                    "errors-only", TRUE, "patient", TRUE, NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (caption));
  return caption;
}

/* Takes row. signal: what says that the person changed it. */
static void
add_row (CosellRegistrationForm *self,
         GtkWidget *group,
         CosellRegistrationField field,
         GtkWidget *row,
         const char *signal)
{
  const char *label = cosell_registration_label (field, FALSE);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->rows[field] = row;
  self->captions[field] = add_caption (group, cosell_registration_member (field), label, row);
  g_signal_connect_object (row, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_entry (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  add_row (self, group, field, adw_entry_row_new (), "changed");
}

static void
day_selected_cb (GtkCalendar *calendar, GtkEditable *entry)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (entry, text);
}

static void
add_date (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  /* Translators: %s is the name of a date, "Contract start date" */
  g_autofree char *label =
      g_strdup_printf (_ ("Choose: %s"), cosell_registration_label (field, FALSE));

  add_entry (self, group, field);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->rows[field]), button);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb),
                           self->rows[field], 0);
}

static void
add_currency (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *row = g_object_new (COSELL_TYPE_SUGGEST_ROW, NULL);

  cosell_suggest_row_set_source (COSELL_SUGGEST_ROW (row), &cosell_currency_source, NULL);
  add_row (self, group, field, row, "notify::value");
}

static void
add_option (CosellRegistrationForm *self,
            CosellRegistrationField field,
            GtkStringList *list,
            const char *value,
            const char *label)
{
  g_ptr_array_add (self->options[field], g_strdup (value));
  gtk_string_list_append (list, label);
}

/* Rows of choices begin with nothing chosen. */
static GtkStringList *
add_choice (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->options[field] = g_ptr_array_new_with_free_func (g_free);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  add_option (self, field, list, "", C_ ("answer", "Not chosen"));
  add_row (self, group, field, row, "notify::selected");
  return list;
}

static void
add_answer (CosellRegistrationForm *self, GtkWidget *group, CosellRegistrationField field)
{
  GtkStringList *list = add_choice (self, group, field);

  add_option (self, field, list, "true", C_ ("answer", "Yes"));
  add_option (self, field, list, "false", C_ ("answer", "No"));
}

static void
add_solution_choice (CosellRegistrationForm *self, GtkWidget *group)
{
  GtkStringList *list = add_choice (self, group, FIELD (SOLUTION));
  GListModel *solutions = cosell_deal_get_solutions (self->deal);

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      add_option (self, FIELD (SOLUTION), list, cosell_solution_get_id (solution),
                  cosell_solution_get_display_name (solution));
    }
}

static void
make_solution_group (CosellRegistrationForm *self)
{
  GtkWidget *group = add_group (self, _ ("Solution"), NULL);
  GtkStringList *list;

  add_solution_choice (self, group);
  add_entry (self, group, FIELD (SOLUTION_VALUE));
  add_currency (self, group, FIELD (SOLUTION_CURRENCY));
  add_answer (self, group, FIELD (ON_AZURE));
  list = add_choice (self, group, FIELD (TENANT));
  add_option (self, FIELD (TENANT), list, "Customer", _ ("The customer’s tenant"));
  add_option (self, FIELD (TENANT), list, "Partner", _ ("The partner’s tenant"));
  list = add_choice (self, group, FIELD (PRICING));
  add_option (self, FIELD (PRICING), list, "PayAsYouGo", _ ("Pay as you go"));
  add_option (self, FIELD (PRICING), list, "Other", _ ("Other"));
  add_answer (self, group, FIELD (MARKETPLACE));
  add_date (self, group, FIELD (MARKETPLACE_DATE));
}

static void
make_contract_group (CosellRegistrationForm *self)
{
  GtkWidget *group =
      add_group (self, _ ("Contract"),
                 _ ("The value of the whole contract: software and services, without hardware. "
                    "Dates count in UTC."));
  GtkStringList *list;

  add_entry (self, group, FIELD (CONTRACT_VALUE));
  add_currency (self, group, FIELD (CONTRACT_CURRENCY));
  list = add_choice (self, group, FIELD (TERM));
  add_option (self, FIELD (TERM), list, "Finite", _ ("With an end date"));
  add_option (self, FIELD (TERM), list, "Perpetual", _ ("Perpetual"));
  add_date (self, group, FIELD (SIGNED));
  add_date (self, group, FIELD (START));
  add_date (self, group, FIELD (END));
}

static void
make_kept_group (CosellRegistrationForm *self)
{
  GtkWidget *group =
      add_group (self, _ ("Only for You"), _ ("This is kept on this computer and never sent."));
  GtkStringList *list = add_choice (self, group, FIELD (CONTRACT_TYPE));

  add_option (self, FIELD (CONTRACT_TYPE), list, "new", _ ("New contract"));
  add_option (self, FIELD (CONTRACT_TYPE), list, "renewal", _ ("Renewal"));
  for (guint i = FIELD (CONTACT_FIRST_NAME); i <= FIELD (CONTACT_EMAIL); i++)
    {
      /* Translators: %s is "First name", "Phone"… of the registration's contact */
      g_autofree char *title =
          g_strdup_printf (_ ("Contact: %s"),
                           cosell_registration_label ((CosellRegistrationField) i, FALSE));

      add_entry (self, group, (CosellRegistrationField) i);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), title);
    }
}

/* E6 */
static void
make_consent_group (CosellRegistrationForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->advice = gtk_label_new (NULL);
  g_object_set (self->advice, "xalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->advice, "deal-notice");
  gtk_widget_add_css_class (self->advice, "caution");
  gtk_box_append (GTK_BOX (self), self->advice);
  self->box = cosell_choice_row_new (
      _ ("My company’s name and the solution stand in the contract with the customer"),
      _ ("Only then may a deal be registered."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->box);
  self->box_caption =
      add_caption (group, COSELL_REGISTRATION_CONSENT, _ ("Contract with the customer"), self->box);
  g_signal_connect_object (self->box, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), group);
}

/* --- filling --- */

static void
select_option (CosellRegistrationForm *self, CosellRegistrationField field, const char *value)
{
  GPtrArray *options = self->options[field];
  guint index = 0;

  if (value != NULL &&
      !g_ptr_array_find_with_equal_func (options, value, (GEqualFunc) g_str_equal, &index))
    {
      GListModel *list = adw_combo_row_get_model (ADW_COMBO_ROW (self->rows[field]));

      index = options->len;
      add_option (self, field, GTK_STRING_LIST (list), value, value);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[field]), index);
}

static void
fill_field (CosellRegistrationForm *self, CosellRegistrationField field, const char *value)
{
  g_autofree char *amount = NULL;

  if (self->rows[field] == NULL)
    return;
  if (self->options[field] != NULL)
    select_option (self, field, value);
  else if (is_currency (field))
    cosell_suggest_row_set_value (COSELL_SUGGEST_ROW (self->rows[field]),
                                  value != NULL ? value : "");
  else
    {
      amount = is_number (field) && value != NULL ? cosell_format_money (value, NULL) : NULL;
      if (amount != NULL)
        value = amount;
      gtk_editable_set_text (GTK_EDITABLE (self->rows[field]), value != NULL ? value : "");
    }
}

static void
fill (CosellRegistrationForm *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    fill_field (self, (CosellRegistrationField) i, self->opened->values[i]);
  self->filling = FALSE;
  changed_cb (self);
}

/* E10: what was kept with an earlier one. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRegistrationForm) self = user_data;
  g_autofree char *json = cosell_session_text_finish (COSELL_SESSION (source), result, NULL);
  g_autoptr (CosellRegistration) kept = cosell_registration_new ();

  if (json == NULL || self->deal == NULL || cosell_parts_is_stale (result))
    return;
  cosell_registration_add_local (kept, json);
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
      self->opened =
          cosell_registration_new_for_deal (cosell_deal_get_data (self->deal), own,
                                            cosell_catalog_get_eligible (
                                                cosell_session_get_catalog (self->session)));
      return;
    }
  self->edits = entry->state == COSELL_REGISTRATION_ACTION_REQUIRED;
  self->opened = cosell_registration_copy (entry->form);
  if (cosell_registration_get (self->opened, FIELD (SOLUTION_CURRENCY)) == NULL)
    cosell_registration_set (self->opened, FIELD (SOLUTION_CURRENCY),
                             cosell_registration_get (self->opened, FIELD (CONTRACT_CURRENCY)));
}

static void
make_tip (CosellRegistrationForm *self)
{
  const char *reason = self->view.current != NULL ? self->view.current->reason : NULL;

  if (self->edits && reason != NULL)
    gtk_box_append (GTK_BOX (self), cosell_parts_tip ("dialog-warning-symbolic", reason, TRUE));
  else
    gtk_box_append (GTK_BOX (self),
                    cosell_parts_tip ("dialog-information-symbolic",
                                      _ ("Microsoft validates the registration. Once it was sent, "
                                         "it can be changed only when Microsoft asks for it."),
                                      FALSE));
}

/* --- life --- */

static void
cosell_registration_form_dispose (GObject *object)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_registration_form_parent_class)->dispose (object);
}

static void
cosell_registration_form_finalize (GObject *object)
{
  CosellRegistrationForm *self = COSELL_REGISTRATION_FORM (object);

  g_clear_object (&self->cancellable);
  cosell_registration_free (self->opened);
  cosell_registration_view_clear (&self->view);
  g_free (self->json);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->options[i], g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_registration_form_parent_class)->finalize (object);
}

static void
cosell_registration_form_class_init (CosellRegistrationFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_registration_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_registration_form_finalize;
}

static void
cosell_registration_form_init (CosellRegistrationForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
cosell_registration_form_new (CosellDeal *deal, CosellSession *session)
{
  CosellRegistrationForm *self;

  g_return_val_if_fail (COSELL_IS_DEAL (deal) && cosell_deal_is_loaded (deal), NULL);
  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_REGISTRATION_FORM, NULL);
  self->deal = g_object_ref (deal);
  self->session = g_object_ref (session);
  cosell_registration_view_init (&self->view, deal, cosell_session_get_catalog (session));
  open_form (self);
  make_tip (self);
  make_solution_group (self);
  make_contract_group (self);
  make_kept_group (self);
  make_consent_group (self);
  fill (self);
  /* fixed once it was sent (contract 6.5) */
  gtk_widget_set_sensitive (self->rows[FIELD (SOLUTION)], !self->edits);
  gtk_widget_set_sensitive (self->rows[FIELD (CONTRACT_CURRENCY)], !self->edits);
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->captions[i] != NULL)
      cosell_field_caption_watch (self->captions[i]);
  cosell_field_caption_watch (self->box_caption);
  cosell_session_kept_registration_async (session, cosell_deal_get_id (deal), self->cancellable,
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
