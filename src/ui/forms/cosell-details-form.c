#include "ui/forms/cosell-details-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-member.h"
#include "model/cosell-readers.h"
#include "model/cosell-referral.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-widget-helpers.h"
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
  GtkBox parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  GtkStringList *codes;   /* (owned) of currencies, in the order of the drop-down */
  char *shown[N_FIELDS];  /* (owned) (nullable) what the deal has, as the field shows it */
  gboolean required;      /* what accepting asks for (D2) */
  CosellCatalog *catalog; /* (owned) (nullable) */
  gboolean showing_date;  /* the calendar follows the entry, not the reverse */

  GtkWidget *name_row;
  GtkWidget *value_row;
  GtkWidget *currency_row;
  GtkDropDown *currency_drop;
  GtkWidget *date_row;
  GtkCalendar *calendar;
  GtkWidget *crm_row;
  GtkWidget *campaign_row;
  GtkWidget *intent_row;
  GtkWidget *area_row;
  GtkWidget *play_row;
  AdwPreferencesGroup *notes_group;
  GtkWidget *notes_frame;
  GtkTextView *notes_view;
  GtkLabel *notes_hint;
};

static void
cosell_details_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDetailsForm,
                               cosell_details_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_details_form_form_init))

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

static GtkWidget *
field_widget (CosellDetailsForm *self, Field field)
{
  switch (field)
    {
    case FIELD_NAME:
      return self->name_row;
    case FIELD_VALUE:
      return self->value_row;
    case FIELD_CURRENCY:
      return self->currency_row;
    case FIELD_CLOSE_DATE:
      return self->date_row;
    case FIELD_CRM_ID:
      return self->crm_row;
    case FIELD_CAMPAIGN_ID:
      return self->campaign_row;
    case FIELD_MARKETPLACE_INTENT:
      return self->intent_row;
    case FIELD_SOLUTION_AREA:
      return self->area_row;
    case FIELD_SOLUTION_PLAY:
      return self->play_row;
    case FIELD_NOTES:
      return self->notes_frame;
    case N_FIELDS:
      break;
    }
  g_assert_not_reached ();
}

static char *
amount_text (const char *value)
{
  return value != NULL && *value != '\0' ? cosell_format_money (value, NULL) : g_strdup ("");
}

/* What the field shows when nobody touched it. */
static char *
deal_text (CosellDetailsForm *self, Field field)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  const char *text = NULL;

  switch (field)
    {
    case FIELD_MARKETPLACE_INTENT:
    case FIELD_SOLUTION_AREA:
    case FIELD_SOLUTION_PLAY:
      text = cosell_deal_get_attribute (self->deal, members[field]);
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
      text = cosell_deal_get_notes (self->deal);
      break;
    case N_FIELDS:
      g_assert_not_reached ();
    }
  return g_strdup (text != NULL ? text : "");
}

static char *
typed_notes (CosellDetailsForm *self)
{
  return cosell_long_entry_dup_text (GTK_WIDGET (self->notes_view));
}

static char *
typed_text (CosellDetailsForm *self, Field field)
{
  const char *code;

  if (field == FIELD_NOTES)
    return typed_notes (self);
  if (field == FIELD_MARKETPLACE_INTENT)
    return g_strdup (cosell_choice_row_get_value (COSELL_CHOICE_ROW (self->intent_row)));
  if (field != FIELD_CURRENCY)
    return cosell_long_entry_dup_text (field_widget (self, field));
  code = gtk_string_list_get_string (self->codes, gtk_drop_down_get_selected (self->currency_drop));
  return g_strdup (code != NULL ? code : "");
}

static guint
find_code (CosellDetailsForm *self, const char *code)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->codes));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->codes, i), code))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* A currency that is no legal tender any more stays what it is. */
static void
select_currency (CosellDetailsForm *self, const char *code)
{
  if (*code != '\0' && find_code (self, code) == GTK_INVALID_LIST_POSITION)
    gtk_string_list_append (self->codes, code);
  gtk_drop_down_set_selected (self->currency_drop, find_code (self, code));
}

static void
set_text (CosellDetailsForm *self, Field field, const char *text)
{
  if (field == FIELD_NOTES)
    cosell_long_entry_set_text (GTK_WIDGET (self->notes_view), text);
  else if (field == FIELD_CURRENCY)
    select_currency (self, text);
  else if (field == FIELD_MARKETPLACE_INTENT)
    cosell_choice_row_set_value (COSELL_CHOICE_ROW (self->intent_row), text);
  else if (COSELL_IS_COMPLETION_ROW (field_widget (self, field)))
    cosell_completion_row_set_value (COSELL_COMPLETION_ROW (field_widget (self, field)), text);
  else
    cosell_long_entry_set_text (field_widget (self, field), text);
}

static gboolean
is_touched (CosellDetailsForm *self, Field field)
{
  g_autofree char *typed = typed_text (self, field);

  return g_strcmp0 (typed, self->shown[field]) != 0;
}

/* The same field was changed here and elsewhere: what was typed stays, but nobody shall replace
 * another's value without knowing. */
static void
warn (CosellDetailsForm *self, Field field, const char *text)
{
  g_autofree char *typed = typed_text (self, field);
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
  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *text = deal_text (self, field);
      gboolean touched = self->shown[field] != NULL && is_touched (self, field);

      if (g_strcmp0 (text, self->shown[field]) == 0)
        continue;
      if (touched)
        warn (self, field, text);
      else
        set_text (self, field, text);
      cosell_take_str (&self->shown[field], g_steal_pointer (&text));
    }
}

/* --- form --- */

static const char *
cosell_details_form_get_title (CosellDealForm *form)
{
  return _ ("Edit Deal");
}

static const char *
cosell_details_form_get_apply_label (CosellDealForm *form)
{
  return _ ("Save");
}

static const char *
cosell_details_form_get_message (CosellDealForm *form)
{
  return _ ("Deal changed");
}

static gboolean
cosell_details_form_is_changed (CosellDealForm *form)
{
  for (Field field = 0; field < N_FIELDS; field++)
    if (is_touched (COSELL_DETAILS_FORM (form), field))
      return TRUE;
  return FALSE;
}

/* What was typed as cosell_edit_set takes it: a number without grouping. */
static char *
plain_value (CosellDetailsForm *self, Field field, GError **error)
{
  g_autofree char *typed = typed_text (self, field);
  g_autofree char *message = NULL;
  char *number;

  if (field != FIELD_VALUE || *g_strstrip (typed) == '\0')
    return g_steal_pointer (&typed);
  number = cosell_intl_parse_decimal (typed);
  if (number != NULL)
    return number;
  message = cosell_money_complain (typed);
  cosell_deal_form_refuse (field_widget (self, field), message, error);
  return NULL;
}

static gboolean
collect_field (CosellDetailsForm *self, Field field, CosellEdit *edit, GError **error)
{
  g_autoptr (CosellEdit) alone = cosell_edit_new (cosell_deal_get_id (self->deal));
  g_autoptr (GError) refusal = NULL;
  g_autofree char *value = plain_value (self, field, error);
  g_autoptr (GPtrArray) preview = NULL;

  if (value == NULL)
    return FALSE;
  cosell_edit_set (alone, field_key (field), value);
  preview = cosell_edit_preview (alone, cosell_deal_get_own_text (self->deal), &refusal);
  if (preview == NULL)
    return cosell_deal_form_refuse (field_widget (self, field), refusal->message, error);
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
  g_autofree char *typed = typed_text (self, field);

  if (!self->required || missing[field] == NULL || *g_strstrip (typed) != '\0')
    return TRUE;
  return cosell_deal_form_refuse (field_widget (self, field), _ (missing[field]), error);
}

static gboolean
cosell_details_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellDetailsForm *self = COSELL_DETAILS_FORM (form);

  GtkWidget *wrong = NULL;
  GError *all = NULL;

  for (Field field = 0; field < N_FIELDS; field++)
    cosell_deal_form_mark (field_widget (self, field), NULL);
  for (Field field = 0; field < N_FIELDS; field++)
    {
      GError *one = NULL;

      if (require_field (self, field, &one) &&
          (!is_touched (self, field) || collect_field (self, field, edit, &one)))
        continue;
      if (wrong == NULL)
        wrong = field_widget (self, field);
      cosell_deal_form_gather (&all, one);
    }
  if (all == NULL)
    return TRUE;
  gtk_widget_grab_focus (wrong);
  g_propagate_error (error, all);
  return FALSE;
}

static char *
cosell_details_form_dup_name (CosellDealForm *form)
{
  return g_strdup ("details");
}

static void
cosell_details_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellDetailsForm *self = COSELL_DETAILS_FORM (form);

  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *typed = typed_text (self, field);

      cosell_unsaved_form_add (kept, field_key (field), field_label (field), self->shown[field],
                               typed, NULL);
    }
}

static void
cosell_details_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  const char *value;

  for (Field field = 0; field < N_FIELDS; field++)
    if (cosell_unsaved_form_get (kept, field_key (field), &value))
      set_text (COSELL_DETAILS_FORM (form), field, value);
}

static void
cosell_details_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_details_form_get_title;
  iface->get_apply_label = cosell_details_form_get_apply_label;
  iface->get_message = cosell_details_form_get_message;
  iface->is_changed = cosell_details_form_is_changed;
  iface->collect = cosell_details_form_collect;
  iface->dup_name = cosell_details_form_dup_name;
  iface->write = cosell_details_form_write;
  iface->fill = cosell_details_form_fill;
}

/* --- currencies and the calendar --- */

static void
item_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
code_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
name_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *code = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *name = cosell_intl_currency_name (code);
  /* Translators: code and name of a currency: "SEK – Swedish Krona" */
  g_autofree char *text = g_strdup_printf (_ ("%s – %s"), code, name);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkListItemFactory *
make_factory (GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (item_setup_cb), NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

static void
fill_currencies (CosellDetailsForm *self)
{
  g_autoptr (GtkListItemFactory) code = make_factory (G_CALLBACK (code_bind_cb));
  g_autoptr (GtkListItemFactory) name = make_factory (G_CALLBACK (name_bind_cb));
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->codes = gtk_string_list_new (cosell_intl_currencies ());
  gtk_drop_down_set_model (self->currency_drop, G_LIST_MODEL (self->codes));
  gtk_drop_down_set_factory (self->currency_drop, code);
  gtk_drop_down_set_list_factory (self->currency_drop, name);
  gtk_drop_down_set_expression (self->currency_drop, expression);
  gtk_drop_down_set_selected (self->currency_drop, GTK_INVALID_LIST_POSITION);
  /* the focus is on the button in it, which has no name of its own */
  cosell_button_set_name (gtk_widget_get_first_child (GTK_WIDGET (self->currency_drop)),
                          _ ("Currency"));
}

static void
calendar_shown_cb (CosellDetailsForm *self)
{
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (!cosell_date_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->date_row)), &date))
    return;
  day = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date),
                               g_date_get_day (&date), 12, 0, 0);
  self->showing_date = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing_date = FALSE;
}

static void
day_selected_cb (CosellDetailsForm *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (!self->showing_date)
    gtk_editable_set_text (GTK_EDITABLE (self->date_row), text);
}

/* C24, C25 */
static void
used_changed_cb (CosellDetailsForm *self)
{
  for (Field field = 0; field < N_FIELDS; field++)
    if (COSELL_IS_COMPLETION_ROW (field_widget (self, field)))
      {
        GListModel *used = cosell_catalog_get_used (self->catalog, members[field]);

        cosell_completion_row_set_has_choices (COSELL_COMPLETION_ROW (field_widget (self, field)),
                                               g_list_model_get_n_items (used) > 0);
      }
}

static void
offer_used (CosellDetailsForm *self)
{
  for (Field field = 0; field < N_FIELDS; field++)
    if (COSELL_IS_COMPLETION_ROW (field_widget (self, field)))
      {
        GListModel *used = cosell_catalog_get_used (self->catalog, members[field]);

        cosell_completion_row_set_source (COSELL_COMPLETION_ROW (field_widget (self, field)),
                                          &cosell_used_source, used);
        g_signal_connect_object (used, "items-changed", G_CALLBACK (used_changed_cb), self,
                                 G_CONNECT_SWAPPED);
      }
  used_changed_cb (self);
}

/* --- life --- */

static void
cosell_details_form_dispose (GObject *object)
{
  CosellDetailsForm *self = COSELL_DETAILS_FORM (object);

  g_clear_object (&self->deal);
  g_clear_object (&self->catalog);
  g_clear_object (&self->codes);
  for (Field field = 0; field < N_FIELDS; field++)
    g_clear_pointer (&self->shown[field], g_free);
  G_OBJECT_CLASS (cosell_details_form_parent_class)->dispose (object);
}

static void
cosell_details_form_class_init (CosellDetailsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_details_form_dispose;
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  g_type_ensure (COSELL_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-details-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, value_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, currency_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, currency_drop);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, date_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, calendar);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, crm_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, campaign_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, intent_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, area_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, play_row);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, notes_group);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, notes_frame);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, notes_view);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsForm, notes_hint);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
watch (CosellDetailsForm *self)
{
  CosellDealForm *form = COSELL_DEAL_FORM (self);

  for (Field field = 0; field < N_FIELDS; field++)
    if (field == FIELD_NOTES)
      cosell_deal_form_watch (form, gtk_text_view_get_buffer (self->notes_view), "changed");
    else if (field == FIELD_CURRENCY)
      cosell_deal_form_watch (form, self->currency_drop, "notify::selected");
    else if (field == FIELD_MARKETPLACE_INTENT)
      cosell_deal_form_watch (form, self->intent_row, "notify::value");
    else
      cosell_deal_form_watch (form, field_widget (self, field), "changed");
}

static void
cosell_details_form_init (CosellDetailsForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_currencies (self);
  cosell_choice_row_set_member (COSELL_CHOICE_ROW (self->intent_row),
                                COSELL_MEMBER_MARKETPLACE_INTENT);
  watch (self);
}

GtkWidget *
cosell_details_form_new (CosellDeal *deal, CosellCatalog *catalog)
{
  CosellDetailsForm *self;
  g_autofree char *readers = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_DETAILS_FORM, NULL);
  self->deal = g_object_ref (deal);
  self->catalog = g_object_ref (catalog);
  offer_used (self);
  g_signal_connect_object (deal, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (deal)));
  adw_preferences_group_set_description (self->notes_group, readers);
  return GTK_WIDGET (self);
}

void
cosell_details_form_set_required (CosellDetailsForm *self)
{
  g_return_if_fail (COSELL_IS_DETAILS_FORM (self));

  self->required = TRUE;
}

static void
notes_changed_cb (CosellDetailsForm *self)
{
  g_autofree char *typed = typed_notes (self);

  gtk_widget_set_visible (GTK_WIDGET (self->notes_hint), *g_strstrip (typed) == '\0');
}

void
cosell_details_form_set_notes_hint (CosellDetailsForm *self, const char *hint)
{
  g_return_if_fail (COSELL_IS_DETAILS_FORM (self));

  gtk_label_set_label (self->notes_hint, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->notes_view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed",
                           G_CALLBACK (notes_changed_cb), self, G_CONNECT_SWAPPED);
  notes_changed_cb (self);
}
