#include "ui/forms/cosell-details-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-member.h"
#include "model/cosell-readers.h"
#include "model/cosell-referral.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-date-row.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/words/cosell-format.h"

typedef enum
{
  FIELD_NAME,
  FIELD_VALUE,
  FIELD_CURRENCY,
  FIELD_CLOSE_DATE,
  FIELD_CRM_ID,
  FIELD_CAMPAIGN_ID,
  FIELD_MARKETPLACE_INTENT,
  FIELD_SOLUTION_AREA,
  FIELD_SOLUTION_PLAY,
  FIELD_NOTES,
  N_FIELDS
} Field;

struct _CosellDetailsForm
{
  CosellDealForm parent_instance;

  gboolean required; /* what accepting asks for (D2) */
  gboolean filled;   /* the fields have had what the deal has */

  GtkWidget *rows[N_FIELDS];
};

G_DEFINE_FINAL_TYPE (CosellDetailsForm, cosell_details_form, COSELL_TYPE_DEAL_FORM)

static const CosellMemberId members[N_FIELDS] = {
  COSELL_MEMBER_NAME,
  COSELL_MEMBER_VALUE,
  COSELL_MEMBER_CURRENCY,
  COSELL_MEMBER_CLOSE_DATE,
  COSELL_MEMBER_CRM_ID,
  COSELL_MEMBER_CAMPAIGN_ID,
  COSELL_MEMBER_MARKETPLACE_INTENT,
  COSELL_MEMBER_SOLUTION_AREA,
  COSELL_MEMBER_SOLUTION_PLAY,
  COSELL_MEMBER_NOTES,
};

/* The key of cosell_edit_set. */
static const char *
field_key (Field field)
{
  return cosell_member_get (members[field])->key;
}

static const char *
field_label (Field field)
{
  return _ (cosell_member_get (members[field])->label);
}

/* --- fields --- */

static char *
amount_text (const char *value)
{
  return value != NULL && *value != '\0' ? cosell_format_money (value, NULL) : g_strdup ("");
}

/* What the field shows when nobody touched it. */
static char *
deal_text (CosellDetailsForm *self, Field field)
{
  const CosellDealData *data = cosell_deal_get_data (self->parent_instance.deal);
  const char *text = NULL;

  switch (field)
    {
    case FIELD_MARKETPLACE_INTENT:
    case FIELD_SOLUTION_AREA:
    case FIELD_SOLUTION_PLAY:
      text = cosell_deal_get_attribute (self->parent_instance.deal,
                                        cosell_member_get (members[field]));
      break;
    case FIELD_VALUE:
      return amount_text (data->value);
    case FIELD_NAME:
      text = data->name;
      break;
    case FIELD_CURRENCY:
      text = data->currency;
      break;
    case FIELD_CLOSE_DATE:
      text = data->close_date;
      break;
    case FIELD_CRM_ID:
      text = data->crm_id;
      break;
    case FIELD_CAMPAIGN_ID:
      text = data->campaign_id;
      break;
    case FIELD_NOTES:
      text = cosell_deal_get_notes (self->parent_instance.deal);
      break;
    case N_FIELDS:
      g_assert_not_reached ();
    }
  return g_strdup (text != NULL ? text : "");
}

/* The same field was changed here and elsewhere: what was typed stays, but nobody shall replace
 * another's value without knowing. */
static void
warn (CosellDetailsForm *self, Field field, const char *text)
{
  g_autofree char *typed = cosell_form_field_dup_text (self->rows[field]);
  g_autofree char *message = NULL;

  if (g_str_equal (typed, text))
    return;
  /* Translators: the name of a field, then its new value */
  message = cosell_text_format (_ ("“%s” was changed elsewhere meanwhile, to “%s”. Saving replaces "
                                   "that by what you typed."),
                                field_label (field), text);
  cosell_deal_form_notice (COSELL_DEAL_FORM (self), message);
}

/* Fields that nobody touched follow the deal. */
static void
update (CosellDetailsForm *self)
{
  CosellDealForm *form = COSELL_DEAL_FORM (self);

  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *text = deal_text (self, field);
      gboolean touched = self->filled && cosell_deal_form_is_touched (form, self->rows[field]);

      if (g_str_equal (text, cosell_deal_form_get_base (form, self->rows[field])))
        continue;
      if (touched)
        warn (self, field, text);
      else
        cosell_form_field_set_text (self->rows[field], text);
      cosell_deal_form_set_base (form, self->rows[field], text);
    }
  self->filled = TRUE;
}

/* --- form --- */

/* What was typed as cosell_edit_set takes it: a number without grouping. */
static char *
plain_value (CosellDetailsForm *self, Field field, GError **error)
{
  g_autofree char *typed = cosell_form_field_dup_text (self->rows[field]);
  g_autofree char *message = NULL;
  char *number;

  if (field != FIELD_VALUE || *g_strstrip (typed) == '\0')
    return g_steal_pointer (&typed);
  number = cosell_intl_parse_decimal (typed);
  if (number != NULL)
    return number;
  message = cosell_money_complain (typed);
  cosell_deal_form_refuse (self->rows[field], message, error);
  return NULL;
}

static gboolean
collect_field (CosellDetailsForm *self, Field field, CosellEdit *edit, GError **error)
{
  g_autoptr (CosellEdit) alone = cosell_edit_new (cosell_deal_get_id (self->parent_instance.deal));
  g_autoptr (GError) refusal = NULL;
  g_autofree char *value = plain_value (self, field, error);
  g_autoptr (GPtrArray) preview = NULL;

  if (value == NULL)
    return FALSE;
  cosell_edit_set (alone, field_key (field), value);
  preview =
      cosell_edit_preview (alone, cosell_deal_get_own_text (self->parent_instance.deal), &refusal);
  if (preview == NULL)
    return cosell_deal_form_refuse (self->rows[field], refusal->message, error);
  cosell_edit_set (edit, field_key (field), value);
  return TRUE;
}

/* D2: what accepting asks for. */
static gboolean
require_field (CosellDetailsForm *self, Field field, GError **error)
{
  static const char *const missing[N_FIELDS] = {
    [FIELD_NAME] = N_ ("Give the deal a name that identifies it later."),
    [FIELD_VALUE] = N_ ("Give the value that you expect."),
    [FIELD_CURRENCY] = N_ ("Choose the currency of the value."),
    [FIELD_CLOSE_DATE] = N_ ("Give the date on which you expect to close the deal."),
  };
  g_autofree char *typed = cosell_form_field_dup_text (self->rows[field]);

  if (!self->required || missing[field] == NULL || *g_strstrip (typed) != '\0')
    return TRUE;
  return cosell_deal_form_refuse (self->rows[field], _ (missing[field]), error);
}

static gboolean
cosell_details_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellDetailsForm *self = COSELL_DETAILS_FORM (form);
  GtkWidget *wrong = NULL;
  GError *all = NULL;

  for (Field field = 0; field < N_FIELDS; field++)
    cosell_form_field_mark (self->rows[field], NULL);
  for (Field field = 0; field < N_FIELDS; field++)
    {
      GError *one = NULL;

      if (require_field (self, field, &one) &&
          (!cosell_deal_form_is_touched (form, self->rows[field]) ||
           collect_field (self, field, edit, &one)))
        continue;
      if (wrong == NULL)
        wrong = self->rows[field];
      cosell_deal_form_gather (&all, one);
    }
  if (all == NULL)
    return TRUE;
  gtk_widget_grab_focus (wrong);
  g_propagate_error (error, all);
  return FALSE;
}

/* --- life --- */

static void
cosell_details_form_class_init (CosellDetailsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  COSELL_DEAL_FORM_CLASS (klass)->name = "details";
  COSELL_DEAL_FORM_CLASS (klass)->collect = cosell_details_form_collect;
  g_type_ensure (COSELL_TYPE_CHOICE_ROW);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  g_type_ensure (COSELL_TYPE_DATE_ROW);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-details-form.ui");
  for (Field field = 0; field < N_FIELDS; field++)
    gtk_widget_class_bind_template_child_full (widget_class, field_key (field), FALSE,
                                               G_STRUCT_OFFSET (CosellDetailsForm, rows) +
                                                   (gssize) (field * sizeof (gpointer)));
}

static void
cosell_details_form_init (CosellDetailsForm *self)
{
  CosellDealForm *form = COSELL_DEAL_FORM (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_deal_form_set_words (form, _ ("Edit Deal"), _ ("Save"), _ ("Deal changed"));
  cosell_choice_row_set_member (COSELL_CHOICE_ROW (self->rows[FIELD_MARKETPLACE_INTENT]),
                                COSELL_MEMBER_MARKETPLACE_INTENT);
  for (Field field = 0; field < N_FIELDS; field++)
    cosell_deal_form_add_field (form, field_key (field), field_label (field), self->rows[field]);
}

/* L5 */
static void
show_lead (CosellDetailsForm *self)
{
  GtkWidget *attributes =
      gtk_widget_get_ancestor (self->rows[FIELD_SOLUTION_AREA], ADW_TYPE_PREFERENCES_GROUP);

  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Edit Lead"), _ ("Save"),
                              _ ("Lead changed"));
  gtk_widget_set_visible (attributes, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[FIELD_NAME]), _ ("Lead name"));
}

GtkWidget *
cosell_details_form_new (CosellDeal *deal, CosellCatalog *catalog)
{
  CosellDetailsForm *self;
  g_autofree char *readers = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_DETAILS_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  if (cosell_deal_get_data (deal)->type == COSELL_DEAL_TYPE_LEAD)
    show_lead (self);
  for (Field field = 0; field < N_FIELDS; field++)
    if (COSELL_IS_COMPLETION_ROW (self->rows[field]))
      cosell_completions_offer (COSELL_COMPLETION_ROW (self->rows[field]), members[field], catalog);
  g_signal_connect_object (deal, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (deal)));
  g_object_set (self->rows[FIELD_NOTES], "description", readers, NULL);
  return GTK_WIDGET (self);
}

void
cosell_details_form_set_required (CosellDetailsForm *self)
{
  g_return_if_fail (COSELL_IS_DETAILS_FORM (self));

  self->required = TRUE;
}

void
cosell_details_form_set_notes_hint (CosellDetailsForm *self, const char *hint)
{
  g_return_if_fail (COSELL_IS_DETAILS_FORM (self));

  g_object_set (self->rows[FIELD_NOTES], "hint", hint, NULL);
}
