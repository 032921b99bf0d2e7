#include "ui/assistant/cosell-details-page.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-catalog.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-member.h"
#include "model/cosell-notes.h"
#include "model/cosell-people.h"
#include "model/cosell-readers.h"
#include "model/cosell-referral.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-date-row.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/words/cosell-format.h"

struct _CosellDetailsPage
{
  CosellAssistantPage parent_instance;

  char *suggested_currency; /* (owned): what was prefilled, "" = nothing */

  GtkWidget *name;
  CosellCompletionRow *location;
  CosellFieldCaption *location_caption;
  GtkWidget *value;
  CosellFieldCaption *value_caption;
  CosellCompletionRow *currency;
  CosellFieldCaption *currency_caption;
  GtkWidget *close_date;
  CosellFieldCaption *date_caption;
  GtkWidget *crm_id;
  CosellCompletionRow *campaign_id;
  CosellChoiceRow *marketplace_intent;
  CosellCompletionRow *solution_area;
  CosellCompletionRow *solution_play;
  CosellNoteEditor *notes;
};

G_DEFINE_FINAL_TYPE (CosellDetailsPage, cosell_details_page, COSELL_TYPE_ASSISTANT_PAGE)

static char *
dup_text (gpointer object, const char *property)
{
  char *text = NULL;

  g_object_get (object, property, &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

/* --- value --- */

/* Long numbers are easier to check with their thousands apart. */
static char *
describe_value (CosellDraft *draft, const char *currency)
{
  g_autofree char *value = dup_text (draft, "value");

  return cosell_money_is_valid (value, NULL, NULL) ? cosell_format_money (value, currency) : NULL;
}

static char *
describe_location (CosellDetailsPage *self, CosellDraft *draft)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *id = dup_text (draft, "location");
  g_autofree char *name = cosell_location_source.display (id, cosell_session_get_catalog (session));

  if (*id == '\0')
    return g_strdup (_ ("The part of your company that the deal belongs to. It cannot be changed "
                        "after creation."));
  if (g_str_equal (id, name))
    return g_strdup (_ ("It cannot be changed after creation."));
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->location)), name))
    /* Translators: the number of a location, whose name stands above */
    return cosell_text_format (_ ("MPN location %s. It cannot be changed after creation."), id);
  /* Translators: name of a location, whose number stands above */
  return cosell_text_format (_ ("%s. It cannot be changed after creation."), name);
}

/* --- currency --- */

/* The customer's currency, until the person chooses another one. */
static void
country_changed_cb (CosellDetailsPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *country = NULL;
  g_autofree char *current = NULL;
  g_autofree char *usual = NULL;

  if (draft == NULL)
    return;
  country = dup_text (cosell_draft_get_customer (draft), "country");
  current = dup_text (draft, "currency");
  usual = cosell_intl_is_country (country) ? cosell_intl_country_currency (country) : NULL;
  if (usual == NULL || (*current != '\0' && !g_str_equal (current, self->suggested_currency)))
    return;
  cosell_set_str (&self->suggested_currency, usual);
  g_object_set (draft, "currency", usual, NULL);
}

static void
adopt_currency (CosellDetailsPage *self, CosellDraft *draft)
{
  CosellCustomer *customer = cosell_draft_get_customer (draft);
  const char *country = cosell_customer_get_country (customer);
  char *usual = cosell_intl_is_country (country) ? cosell_intl_country_currency (country) : NULL;

  cosell_take_str (&self->suggested_currency, usual != NULL ? usual : g_strdup (""));
  g_signal_connect_object (customer, "notify::country", G_CALLBACK (country_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- date --- */

static char *
describe_date (const char *text)
{
  char words[128];
  GDate date;

  g_date_clear (&date, 1);
  if (*text == '\0')
    return g_strdup (_ ("Year, month, day, such as 2027-01-15; or choose it in the calendar."));
  if (!cosell_date_parse_typed (text, &date))
    return NULL;
  /* Translators: a date with its weekday, as strftime writes it */
  g_date_strftime (words, sizeof words, _ ("%A, %-d %B %Y"), &date);
  return g_strdup (words);
}

static void
add_note_cb (CosellDetailsPage *self)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *signer = cosell_session_dup_signer (session);
  g_autofree char *heading = NULL;
  GDate today;

  g_date_clear (&today, 1);
  cosell_session_today (session, &today);
  heading = cosell_notes_heading (&today, signer);
  cosell_note_editor_begin_paragraph (self->notes, heading);
}

/* --- page --- */

static void
bind_completions (CosellDetailsPage *self, CosellDraft *draft)
{
  const struct
  {
    CosellCompletionRow *row;
    CosellMemberId member;
  } rows[] = {
    { self->location, COSELL_MEMBER_LOCATION },
    { self->currency, COSELL_MEMBER_CURRENCY },
    { self->campaign_id, COSELL_MEMBER_CAMPAIGN_ID },
    { self->solution_area, COSELL_MEMBER_SOLUTION_AREA },
    { self->solution_play, COSELL_MEMBER_SOLUTION_PLAY },
  };
  CosellCatalog *catalog =
      cosell_session_get_catalog (cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self)));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cosell_completions_offer (rows[i].row, rows[i].member, catalog);
      g_object_bind_property (draft, cosell_member_get (rows[i].member)->property, rows[i].row,
                              "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    }
}

static void
cosell_details_page_bind (CosellAssistantPage *page)
{
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  CosellDetailsPage *self = COSELL_DETAILS_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);

  bind_completions (self, draft);
  cosell_long_entry_bind (draft, "name", GTK_WIDGET (self->name));
  cosell_long_entry_bind_converted (draft, "value", GTK_WIDGET (self->value), cosell_format_amount,
                                    cosell_format_read_amount);
  cosell_long_entry_bind (draft, "close-date", GTK_WIDGET (self->close_date));
  cosell_long_entry_bind (draft, "crm-id", GTK_WIDGET (self->crm_id));
  g_object_bind_property (draft, "marketplace-intent", self->marketplace_intent, "value", flags);
  g_object_bind_property (draft, "notes", self->notes, "text", flags);
  adopt_currency (self, draft);
}

static void
cosell_details_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellDetailsPage *self = COSELL_DETAILS_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);
  g_autofree char *date = describe_date (gtk_editable_get_text (GTK_EDITABLE (self->close_date)));
  g_autofree char *currency = dup_text (draft, "currency");
  g_autofree char *currency_name =
      cosell_intl_is_currency (currency) ? cosell_intl_currency_name (currency) : NULL;
  g_autofree char *readers = cosell_readers_describe (cosell_readers_of_draft (draft));

  g_autofree char *money = describe_value (draft, currency);
  g_autofree char *location = describe_location (self, draft);

  cosell_field_caption_set_hint (self->location_caption, location);
  cosell_field_caption_set_hint (self->value_caption, money);
  cosell_field_caption_set_hint (self->date_caption, date);
  cosell_field_caption_set_hint (self->currency_caption, currency_name);
  g_object_set (self->notes, "description", readers, NULL);
}

static void
cosell_details_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_DETAILS_PAGE);
  G_OBJECT_CLASS (cosell_details_page_parent_class)->dispose (object);
}

static void
cosell_details_page_finalize (GObject *object)
{
  g_free (COSELL_DETAILS_PAGE (object)->suggested_currency);
  G_OBJECT_CLASS (cosell_details_page_parent_class)->finalize (object);
}

static void
cosell_details_page_class_init (CosellDetailsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_details_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_details_page_finalize;
  COSELL_ASSISTANT_PAGE_CLASS (klass)->bind = cosell_details_page_bind;
  COSELL_ASSISTANT_PAGE_CLASS (klass)->update = cosell_details_page_update;

  g_type_ensure (COSELL_TYPE_DATE_ROW);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  g_type_ensure (COSELL_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, name);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, location);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, location_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, value);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, value_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, currency);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, currency_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, close_date);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, date_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, crm_id);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, campaign_id);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, marketplace_intent);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, solution_area);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, solution_play);
  gtk_widget_class_bind_template_child (widget_class, CosellDetailsPage, notes);
  gtk_widget_class_bind_template_callback (widget_class, add_note_cb);
}

static void
cosell_details_page_init (CosellDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->suggested_currency = g_strdup ("");
  cosell_choice_row_set_member (self->marketplace_intent, COSELL_MEMBER_MARKETPLACE_INTENT);
}
