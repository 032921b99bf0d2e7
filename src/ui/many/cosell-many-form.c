#include "ui/many/cosell-many-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-catalog.h"
#include "base/cosell-intl.h"
#include "base/cosell-json-edit.h"
#include "model/cosell-member.h"
#include "model/cosell-referral.h"
#include "model/cosell-people.h"
#include "model/cosell-readers.h"
#include "model/cosell-reason.h"
#include "model/cosell-relative.h"
#include "ui/forms/cosell-deal-form.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-date-row.h"
#include "ui/widgets/cosell-form-field.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-tip.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

#define MAX_RECENT 20 /* C8 */

struct _CosellManyForm
{
  GtkBox parent_instance;

  CosellManyVerb verb;
  GtkWidget *field;          /* (unowned) the one, or the first: its text is the value */
  GtkWidget *currency;       /* (unowned) (nullable) */
  GtkWidget *notes;          /* (unowned) (nullable) */
  CosellContactForm *person; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellManyForm, cosell_many_form, GTK_TYPE_BOX)

/* --- reading --- */

static char *
typed (GtkWidget *field)
{
  return g_strstrip (cosell_form_field_dup_text (field));
}

/* "+10 %", "−2,5%" as people write it → "+10%", "-2.5%". Returns: (transfer full) (nullable): NULL
 * when it is no percentage */
static char *
read_percentage (const char *text)
{
  g_autofree char *part = NULL;
  g_autofree char *number = NULL;
  gboolean minus = g_str_has_prefix (text, "-") || g_str_has_prefix (text, "−");

  if (!g_str_has_suffix (text, "%") || !(minus || *text == '+'))
    return NULL;
  part = g_strdup (g_utf8_next_char (text));
  part[strlen (part) - 1] = '\0';
  number = cosell_intl_parse_decimal (g_strstrip (part));
  return number != NULL ? g_strconcat (minus ? "-" : "+", number, "%", NULL) : NULL;
}

static gboolean
collect_amount (CosellManyForm *self, char **value, GError **error)
{
  g_autofree char *text = typed (self->field);
  g_autofree char *number = NULL;
  g_autofree char *message = NULL;
  const char *currency = cosell_completion_row_get_value (COSELL_COMPLETION_ROW (self->currency));

  *value = read_percentage (text);
  if (*value != NULL)
    return TRUE;
  if (strchr (text, '%') != NULL)
    return cosell_deal_form_refuse (
        /* xgettext:no-c-format */
        self->field, _ ("Write a percentage with its sign, such as +10 % or −5 %."), error);
  number = cosell_intl_parse_decimal (text);
  message = number == NULL ? cosell_money_complain (text) : NULL;
  if (message != NULL)
    return cosell_deal_form_refuse (self->field, message, error);
  if (*currency == '\0')
    return cosell_deal_form_refuse (self->currency, _ ("Choose the currency of the value."), error);
  *value = g_strdup_printf ("%s %s", number, currency);
  return TRUE;
}

static gboolean
collect_member (CosellManyForm *self, char **value, GError **error)
{
  g_autoptr (CosellContact) member = NULL;
  CosellJsonWriter *writer;

  if (!cosell_contact_form_check (self->person, error))
    return FALSE;
  member = cosell_contact_form_dup_typed (self->person);
  writer = cosell_json_writer_new ();
  cosell_contact_write_draft (member, writer);
  *value = cosell_json_writer_end (writer);
  return TRUE;
}

static gboolean
collect_invitation (CosellManyForm *self, char **value, GError **error)
{
  g_autofree char *notes = typed (self->notes);
  const char *help = cosell_choice_group_get_value (COSELL_CHOICE_GROUP (self->field));
  CosellJsonWriter *writer;

  if (*help == '\0')
    return cosell_deal_form_refuse (self->field, _ ("Choose the kind of help first."), error);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "microsoft");
  cosell_json_writer_bool (writer, TRUE);
  cosell_json_writer_member (writer, "help", help);
  if (*notes != '\0')
    cosell_json_writer_member (writer, "notesToMicrosoft", notes);
  cosell_json_writer_end_object (writer);
  *value = cosell_json_writer_end (writer);
  return TRUE;
}

static gboolean
collect_end (CosellManyForm *self, char **value, char **notes, GError **error)
{
  guint reason =
      (guint) g_ascii_strtoull (cosell_choice_group_get_value (COSELL_CHOICE_GROUP (self->field)),
                                NULL, 10);

  if (reason == 0)
    return cosell_deal_form_refuse (self->field, _ ("Choose a reason first."), error);
  *notes = typed (self->notes);
  *value = g_strdup (cosell_reason_text (COSELL_REASONS_CLOSING, reason));
  return TRUE;
}

static gboolean
collect_text (CosellManyForm *self, char **value, GError **error)
{
  gboolean may_be_empty =
      self->verb == COSELL_MANY_VERB_CAMPAIGN_ID || self->verb == COSELL_MANY_VERB_CRM_ID;

  *value = typed (self->field);
  if (**value != '\0' || may_be_empty)
    return TRUE;
  g_clear_pointer (value, g_free);
  return cosell_deal_form_refuse (self->field, _ ("Fill this in first."), error);
}

/* --- fields --- */

static GtkWidget *
add_group (CosellManyForm *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self), group);
  return group;
}

/* Enter in it goes on. */
static GtkWidget *
add_row (GtkWidget *group, GType type, const char *title)
{
  GtkWidget *row =
      g_object_new (type, "title", title, "use-markup", FALSE, "activates-default", TRUE, NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect (row, "changed", G_CALLBACK (cosell_form_field_mark), NULL);
  return row;
}

static void
add_notes (CosellManyForm *self, const char *title, const char *readers)
{
  self->notes =
      g_object_new (COSELL_TYPE_NOTE_EDITOR, "title", title, "description", readers, NULL);
  gtk_box_append (GTK_BOX (self), self->notes);
}

static void
add_tip (CosellManyForm *self, const char *text, gboolean warning)
{
  GtkWidget *tip = g_object_new (COSELL_TYPE_TIP, "warning", warning, NULL);

  cosell_tip_set_text (COSELL_TIP (tip), text);
  gtk_box_append (GTK_BOX (self), tip);
}

static void
chosen_cb (GtkWidget *group)
{
  cosell_form_field_mark (group, NULL);
}

static CosellChoiceGroup *
add_choices (CosellManyForm *self, const char *title)
{
  self->field = g_object_new (COSELL_TYPE_CHOICE_GROUP, "title", title, NULL);
  g_signal_connect (self->field, "notify::value", G_CALLBACK (chosen_cb), NULL);
  gtk_box_append (GTK_BOX (self), self->field);
  return COSELL_CHOICE_GROUP (self->field);
}

/* A percentage has no currency. */
static void
amount_changed_cb (GtkWidget *amount, GtkWidget *currency)
{
  g_autofree char *text = typed (amount);

  gtk_widget_set_sensitive (currency, strchr (text, '%') == NULL);
}

static void
add_amount (CosellManyForm *self, CosellCatalog *catalog)
{
  GtkWidget *group = add_group (self, NULL,
                                /* xgettext:no-c-format */
                                _ ("One amount for all, or a change of each deal’s own, such as "
                                   "+10 % or −5 %."));

  self->field = add_row (group, ADW_TYPE_ENTRY_ROW, _ ("Estimated value, or change in %"));
  self->currency = add_row (group, COSELL_TYPE_COMPLETION_ROW, _ ("Currency"));
  cosell_completions_offer (COSELL_COMPLETION_ROW (self->currency), COSELL_MEMBER_CURRENCY,
                            catalog);
  g_signal_connect_object (self->field, "changed", G_CALLBACK (amount_changed_cb), self->currency,
                           0);
}

static void
recent_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellManyForm *self)
{
  CosellContact *contact = g_object_get_data (G_OBJECT (row), "contact");

  if (self->person != NULL)
    cosell_contact_form_set_contact (self->person, contact);
  else
    cosell_form_field_set_text (self->field, cosell_contact_get_email (contact));
  gtk_widget_grab_focus (self->person != NULL ? cosell_contact_form_get_row (self->person, 0)
                                              : self->field);
}

/* Those of other deals, the newest first. */
static void
add_recent (CosellManyForm *self, CosellCatalog *catalog)
{
  GListModel *recent = cosell_catalog_get_members (catalog);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *group = add_group (self, _ ("Recent Contacts"), NULL);
  guint shown = 0;

  for (guint i = 0; i < g_list_model_get_n_items (recent) && shown < MAX_RECENT; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (recent, i);
      g_autofree char *reach = cosell_widget_describe_contact (contact);
      GtkWidget *row;

      if (!cosell_contact_is_complete (contact))
        continue;
      row = cosell_widget_row (cosell_contact_get_display_name (contact), reach);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "contact", g_object_ref (contact), g_object_unref);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      shown++;
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recent Contacts"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_widget_set_visible (group, shown > 0);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (recent_activated_cb), self, 0);
}

static void
add_person (CosellManyForm *self, CosellCatalog *catalog)
{
  g_autoptr (GListStore) list = g_list_store_new (COSELL_TYPE_CONTACT);

  self->person = g_object_new (COSELL_TYPE_CONTACT_FORM, "activates-default", TRUE, NULL);
  cosell_contact_form_edit (self->person, list, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->person));
  add_recent (self, catalog);
}

/* A7, A8, D17, J5 */
static void
add_invitation (CosellManyForm *self)
{
  CosellChoiceGroup *help;

  add_tip (
      self,
      _ ("All of them are asked with the same help and the same note, and become co-sell deals "
         "that Microsoft sellers may view. That cannot be taken back once it is sent. Deals "
         "without a complete contact or without the customer’s consent stay as they are."),
      FALSE);
  help = add_choices (self, _ ("Identify the kind of help that you need from Microsoft?"));
  for (int i = COSELL_HELP_NONE + 1; i <= COSELL_HELP_GENERAL; i++)
    cosell_choice_group_add (help, cosell_enum_nick (COSELL_TYPE_HELP, i),
                             cosell_help_label ((CosellHelp) i));
  add_notes (self, _ ("Notes to Microsoft"), cosell_readers_describe_request ());
}

/* D3, D9, D10 */
static void
add_end (CosellManyForm *self)
{
  CosellChoiceGroup *reasons;

  add_tip (self,
           self->verb == COSELL_MANY_VERB_DECLINE
               ? _ ("The deals are closed as declined with one reason, and their senders are told. "
                    "After that nothing of them can be changed. You can undo this until it was "
                    "sent.")
               : _ ("The deals are closed as lost with one reason. After that nothing of them can "
                    "be changed. You can undo this until it was sent."),
           TRUE);
  reasons = add_choices (self, _ ("Reason"));
  for (guint i = 1; cosell_reason_label (COSELL_REASONS_CLOSING, i) != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      cosell_choice_group_add (reasons, id, cosell_reason_label (COSELL_REASONS_CLOSING, i));
    }
  add_notes (self, _ ("Notes"), NULL);
}

static void
add_fields (CosellManyForm *self, CosellCatalog *catalog)
{
  GtkWidget *group;

  switch (self->verb)
    {
    case COSELL_MANY_VERB_CLOSE_DATE:
      group = add_group (self, NULL,
                         _ ("One date for all, or a move of each deal’s own, such as "
                            "+2weeks."));
      self->field = add_row (group, COSELL_TYPE_DATE_ROW, _ ("Estimated close date (YYYY-MM-DD)"));
      break;
    case COSELL_MANY_VERB_VALUE:
      add_amount (self, catalog);
      break;
    case COSELL_MANY_VERB_CRM_ID:
      group = add_group (self, NULL, NULL);
      self->field = add_row (group, ADW_TYPE_ENTRY_ROW, _ ("CRM ID"));
      break;
    case COSELL_MANY_VERB_CAMPAIGN_ID:
      group = add_group (self, NULL, _ ("Without one, the campaign of all is removed."));
      self->field = add_row (group, COSELL_TYPE_COMPLETION_ROW, _ ("Marketing campaign ID"));
      cosell_completions_offer (COSELL_COMPLETION_ROW (self->field), COSELL_MEMBER_CAMPAIGN_ID,
                                catalog);
      break;
    case COSELL_MANY_VERB_ADD_MEMBER:
      add_person (self, catalog);
      break;
    case COSELL_MANY_VERB_REMOVE_MEMBER:
      group = add_group (self, NULL, NULL);
      self->field = add_row (group, ADW_TYPE_ENTRY_ROW, _ ("Mail address"));
      add_recent (self, catalog);
      break;
    case COSELL_MANY_VERB_INVITE:
      add_invitation (self);
      break;
    case COSELL_MANY_VERB_DECLINE:
    case COSELL_MANY_VERB_LOSE:
      add_end (self);
      break;
    case COSELL_MANY_VERB_FAVORITE:
    case COSELL_MANY_VERB_STAGE:
      g_return_if_reached ();
    }
}

/* --- life --- */

static void
cosell_many_form_class_init (CosellManyFormClass *klass)
{
}

static void
cosell_many_form_init (CosellManyForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

GtkWidget *
cosell_many_form_new (CosellSession *session, CosellManyVerb verb)
{
  CosellManyForm *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_MANY_FORM, NULL);
  self->verb = verb;
  add_fields (self, cosell_session_get_catalog (session));
  return GTK_WIDGET (self);
}

gboolean
cosell_many_form_collect (CosellManyForm *self, char **value, char **notes, GError **error)
{
  g_return_val_if_fail (COSELL_IS_MANY_FORM (self), FALSE);

  *value = *notes = NULL;
  switch (self->verb)
    {
    case COSELL_MANY_VERB_VALUE:
      return collect_amount (self, value, error);
    case COSELL_MANY_VERB_ADD_MEMBER:
      return collect_member (self, value, error);
    case COSELL_MANY_VERB_INVITE:
      return collect_invitation (self, value, error);
    case COSELL_MANY_VERB_DECLINE:
    case COSELL_MANY_VERB_LOSE:
      return collect_end (self, value, notes, error);
    case COSELL_MANY_VERB_CLOSE_DATE:
    case COSELL_MANY_VERB_CRM_ID:
    case COSELL_MANY_VERB_CAMPAIGN_ID:
    case COSELL_MANY_VERB_REMOVE_MEMBER:
    case COSELL_MANY_VERB_FAVORITE:
    case COSELL_MANY_VERB_STAGE:
      break;
    }
  return collect_text (self, value, error);
}

gboolean
cosell_many_form_has_notes (CosellManyForm *self)
{
  g_autofree char *notes = NULL;

  g_return_val_if_fail (COSELL_IS_MANY_FORM (self), FALSE);

  notes = self->notes != NULL ? typed (self->notes) : NULL;
  return notes != NULL && *notes != '\0';
}
