#include "ui/assistant/cosell-customer-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-catalog.h"
#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-people.h"
#include "ui/assistant/cosell-duplicates.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define MIN_LETTERS 2 /* C1 */
#define MAX_SUGGESTIONS 20

typedef enum
{
  MODE_SEARCH, /* country and name; the rest comes with the one that is picked */
  MODE_HAND,   /* all fields */
  MODE_CARD,   /* picked */
} Mode;

struct _CosellCustomerPage
{
  CosellAssistantPage parent_instance;

  Mode mode;
  CosellCustomer *customer; /* (unowned) the draft's */

  GtkWidget *card_box;
  AdwActionRow *card;
  GtkWidget *entry_box;
  CosellCompletionRow *country;
  CosellCompletionRow *name;
  CosellFieldCaption *name_caption;
  GtkWidget *address;
  GtkWidget *city;
  GtkWidget *postal_code;
  GtkWidget *state;
  GtkWidget *duns;
  CosellFieldCaption *duns_caption;
  GtkButton *mode_button;
  GtkLabel *contact_description;
  CosellContactForm *contact;
  CosellFieldCaption *contact_caption;
  CosellDuplicates *duplicates;
  GtkListBox *others;
  CosellCheckRow *consent;
};

G_DEFINE_FINAL_TYPE (CosellCustomerPage, cosell_customer_page, COSELL_TYPE_ASSISTANT_PAGE)

/* What picking fills, and changing empties (all but the country and the name). */
static const char *const picked_properties[] = {
  "address-line1", "address-line2", "city", "state", "postal-code", "duns", "external-id", "size",
};

static char *
dup_text (gpointer object, const char *property)
{
  char *text = NULL;

  g_object_get (object, property, &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static gboolean
has_text (gpointer object, const char *property)
{
  g_autofree char *text = dup_text (object, property);

  return *text != '\0';
}

static gboolean
has_address (CosellCustomer *customer)
{
  for (guint i = 0; i < G_N_ELEMENTS (picked_properties); i++)
    if (has_text (customer, picked_properties[i]))
      return TRUE;
  return FALSE;
}

/* 35-411-1111, as Dun & Bradstreet writes it */
static char *
format_duns (const char *duns)
{
  if (strlen (duns) == 9 && strspn (duns, "0123456789") == 9)
    return g_strdup_printf ("%.2s-%.3s-%s", duns, duns + 2, duns + 5);
  return g_strdup (duns);
}

static char *
describe (CosellCustomer *customer)
{
  g_autofree char *address = dup_text (customer, "address");
  g_autofree char *duns = dup_text (customer, "duns");
  g_autofree char *number = format_duns (duns);

  if (*duns == '\0')
    return g_strdup_printf ("%s\n%s", address, _ ("No D-U-N-S number"));
  /* Translators: address and D-U-N-S number of a company, one below the other */
  return g_strdup_printf (_ ("%s\nD-U-N-S %s"), address, number);
}

/* --- modes --- */

static void
show_mode (CosellCustomerPage *self)
{
  gboolean hand = self->mode == MODE_HAND;
  GtkWidget *fields[] = { self->address, self->city, self->postal_code, self->state, self->duns };

  gtk_widget_set_visible (self->card_box, self->mode == MODE_CARD);
  gtk_widget_set_visible (self->entry_box, self->mode != MODE_CARD);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_set_visible (fields[i], hand);
  cosell_button_set_mnemonic (self->mode_button, hand ? _ ("_Search for the Customer Instead")
                                                      : _ ("Enter the Address by _Hand"));
}

static void
set_mode (CosellCustomerPage *self, Mode mode)
{
  self->mode = mode;
  show_mode (self);
}

static Mode
mode_for (CosellCustomer *customer)
{
  if (has_text (customer, "name") && has_text (customer, "address-line1") &&
      has_text (customer, "city") && has_text (customer, "country") &&
      (has_text (customer, "duns") || has_text (customer, "external-id")))
    return MODE_CARD;
  return has_address (customer) ? MODE_HAND : MODE_SEARCH;
}

static CosellCustomer *
copy_customer (CosellCustomer *customer)
{
  CosellCustomer *copy = cosell_customer_new ();
  g_autofree char *name = dup_text (customer, "name");
  g_autofree char *country = dup_text (customer, "country");

  g_object_set (copy, "name", name, "country", country, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (picked_properties); i++)
    {
      g_autofree char *text = dup_text (customer, picked_properties[i]);

      g_object_set (copy, picked_properties[i], text, NULL);
    }
  return copy;
}

static void
undo_cb (AdwToast *toast, CosellCustomerPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  CosellCustomer *before = g_object_get_data (G_OBJECT (toast), "customer");

  if (draft == NULL)
    return;
  cosell_draft_pick_customer (draft, before);
  set_mode (self, mode_for (self->customer));
}

/* Back to searching: the address belongs to the one that was picked, so it goes; it can come back.
 */
static void
search_again (CosellCustomerPage *self)
{
  CosellAssistantPage *page = COSELL_ASSISTANT_PAGE (self);

  if (has_address (self->customer))
    {
      g_autoptr (CosellCustomer) before = copy_customer (self->customer);
      g_autoptr (CosellCustomer) bare = cosell_customer_new ();
      g_autofree char *name = dup_text (before, "name");
      g_autofree char *country = dup_text (before, "country");
      AdwToast *toast = cosell_toast_new (_ ("The customer’s address was taken out"));

      g_object_set (bare, "name", name, "country", country, NULL);
      cosell_draft_pick_customer (cosell_assistant_page_get_draft (page), bare);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      g_object_set_data_full (G_OBJECT (toast), "customer", g_steal_pointer (&before),
                              g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
      cosell_assistant_page_add_toast (page, toast);
    }
  set_mode (self, MODE_SEARCH);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
change_clicked_cb (CosellCustomerPage *self)
{
  search_again (self);
}

static void
mode_clicked_cb (CosellCustomerPage *self)
{
  if (self->mode == MODE_HAND)
    {
      search_again (self);
      return;
    }
  cosell_completion_row_close (self->name);
  set_mode (self, MODE_HAND);
  gtk_widget_grab_focus (self->address);
}

/* --- suggestions --- */

static GPtrArray *
query_customers (const char *text, gpointer data)
{
  CosellCustomerPage *self = data;
  CosellCatalog *catalog =
      cosell_session_get_catalog (cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self)));
  const char *country = cosell_customer_get_country (self->customer);
  gboolean known = cosell_intl_is_country (country);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);
  g_autoptr (GPtrArray) customers =
      cosell_catalog_find_customers (catalog, known ? country : NULL, text, MAX_SUGGESTIONS);

  for (guint i = 0; i < customers->len; i++)
    {
      CosellCustomer *customer = g_ptr_array_index (customers, i);
      g_autofree char *subtitle = describe (customer);
      const char *name = cosell_customer_get_name (customer);

      g_ptr_array_add (found, cosell_completion_new (name, name, subtitle, customer));
    }
  return found;
}

static const CosellCompletionSource customer_source = {
  .query = query_customers,
  .min_letters = MIN_LETTERS,
};

static void
customer_picked_cb (CosellCompletionRow *row, CosellCompletion *picked, CosellCustomerPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));

  cosell_draft_pick_customer (draft, COSELL_CUSTOMER (picked->item));
  /* What a known customer lacks is completed by hand. */
  if (has_text (self->customer, "address-line1") && has_text (self->customer, "city") &&
      has_text (self->customer, "country"))
    set_mode (self, MODE_CARD);
  else
    set_mode (self, MODE_HAND);
  cosell_contact_form_focus (self->contact);
}

/* What helps under the name while nothing is wrong yet. */
static void
update_name_hint (CosellCustomerPage *self)
{
  const char *name = cosell_customer_get_name (self->customer);
  const char *country = cosell_customer_get_country (self->customer);
  g_autofree char *place = NULL;
  g_autofree char *hint = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (self->mode == MODE_SEARCH && g_utf8_strlen (name, -1) >= MIN_LETTERS)
    found = query_customers (name, self);
  place = cosell_intl_is_country (country) ? cosell_intl_country_name (country) : NULL;
  if (self->mode != MODE_SEARCH)
    hint = NULL;
  else if (found == NULL)
    hint = g_strdup (_ ("From two letters on, the customers that are known appear here."));
  else if (found->len == 0 && place != NULL)
    hint = g_strdup_printf (_ ("No customer of this name is known in %s. Enter the address by "
                               "hand."),
                            place);
  else if (found->len == 0)
    hint = g_strdup (_ ("No customer of this name is known. Enter the address by hand."));
  else
    hint =
        g_strdup_printf (ngettext ("%u known customer. Choose it from the list.",
                                   "%u known customers. Choose the one from the list.", found->len),
                         found->len);
  cosell_field_caption_set_hint (self->name_caption, hint);
}

/* --- contacts --- */

static void
remove_other_cb (GtkButton *button, CosellContact *contact)
{
  GListStore *contacts = g_object_get_data (G_OBJECT (button), "contacts");
  guint position;

  if (g_list_store_find (contacts, contact, &position))
    g_list_store_remove (contacts, position);
}

static GtkWidget *
make_other (gpointer item, gpointer user_data)
{
  CosellCustomerPage *self = user_data;
  CosellContact *contact = item;
  const char *name = cosell_contact_get_display_name (contact);
  g_autofree char *label = cosell_text_format (_ ("Remove %s"), name);
  GtkWidget *row = cosell_widget_row (name, cosell_contact_get_email (contact));
  GtkWidget *button = cosell_widget_button ("user-trash-symbolic", label, NULL, NULL);

  g_object_set_data (G_OBJECT (button), "contacts", cosell_customer_get_contacts (self->customer));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_other_cb), contact, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  /* The main contact has the form. */
  gtk_widget_set_visible (row, contact != cosell_contact_form_get_contact (self->contact));
  return row;
}

static void
update_others (CosellCustomerPage *self)
{
  GListModel *contacts = G_LIST_MODEL (cosell_customer_get_contacts (self->customer));
  CosellContact *main = cosell_contact_form_get_contact (self->contact);
  gboolean others = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (contacts, i);

      others = others || contact != main;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), others);
}

/* --- page --- */

static void
cosell_customer_page_bind (CosellAssistantPage *page)
{
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  CosellCustomerPage *self = COSELL_CUSTOMER_PAGE (page);
  GListStore *contacts;
  g_autoptr (CosellContact) first = NULL;

  self->customer = cosell_draft_get_customer (cosell_assistant_page_get_draft (page));
  cosell_completion_row_set_source (self->country, &cosell_country_source, NULL);
  cosell_completion_row_set_source (self->name, &customer_source, self);
  g_object_bind_property (self->customer, "country", self->country, "value", flags);
  g_object_bind_property (self->customer, "name", self->name, "value", flags);
  cosell_long_entry_bind (self->customer, "address-line1", GTK_WIDGET (self->address));
  cosell_long_entry_bind (self->customer, "city", GTK_WIDGET (self->city));
  cosell_long_entry_bind (self->customer, "postal-code", GTK_WIDGET (self->postal_code));
  cosell_long_entry_bind (self->customer, "state", GTK_WIDGET (self->state));
  cosell_long_entry_bind (self->customer, "duns", GTK_WIDGET (self->duns));
  g_object_bind_property (self->customer, "consent", self->consent, "active", flags);

  cosell_duplicates_bind (self->duplicates, cosell_assistant_page_get_session (page),
                          self->customer);

  contacts = cosell_customer_get_contacts (self->customer);
  first = g_list_model_get_item (G_LIST_MODEL (contacts), 0);
  cosell_contact_form_edit (self->contact, contacts, first);
  gtk_list_box_bind_model (self->others, G_LIST_MODEL (contacts), make_other, self, NULL);
  set_mode (self, mode_for (self->customer));
}

/* C2: no "optional" over fields that are wanted. */
static void
describe_contact (CosellCustomerPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  CosellContact *contact = cosell_contact_form_get_contact (self->contact);
  const char *text = _ ("Optional. Microsoft needs a contact as soon as you ask for help.");

  if (cosell_draft_get_deal_type (draft) == COSELL_DEAL_TYPE_CO_SELL)
    text = _ ("Microsoft needs a contact, since you ask for help.");
  else if (!cosell_contact_is_empty (contact) && !cosell_contact_is_complete (contact))
    text = _ ("Complete the contact, or leave all of it empty.");
  gtk_label_set_label (self->contact_description, text);
}

static void
cosell_customer_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellCustomerPage *self = COSELL_CUSTOMER_PAGE (page);
  g_autofree char *subtitle = describe (self->customer);
  gboolean unpicked = self->mode == MODE_SEARCH && has_text (self->customer, "name");

  cosell_long_text_show_title (ADW_PREFERENCES_ROW (self->card),
                               cosell_customer_get_name (self->customer));
  cosell_long_text_show_value (self->card, subtitle);
  cosell_field_caption_set_override (self->name_caption,
                                     unpicked ? _ ("Choose the customer from the list, or enter "
                                                   "the address by hand.")
                                              : NULL);
  /* C1: who enters all by hand hears at once that a number is worth adding. */
  if (self->mode == MODE_HAND && has_text (self->customer, "address-line1") &&
      has_text (self->customer, "city"))
    cosell_field_caption_touch (self->duns_caption);
  update_name_hint (self);
  update_others (self);
  describe_contact (self);
}

static gboolean
cosell_customer_page_focus_field (CosellAssistantPage *page, const char *field)
{
  CosellCustomerPage *self = COSELL_CUSTOMER_PAGE (page);

  if (g_strcmp0 (field, "customer.contacts") == 0)
    {
      cosell_contact_form_focus (self->contact);
      return TRUE;
    }
  if (self->mode != MODE_SEARCH ||
      (g_strcmp0 (field, "customer.addressLine1") != 0 && g_strcmp0 (field, "customer.city") != 0))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
cosell_customer_page_reveal (CosellAssistantPage *page)
{
  CosellCustomerPage *self = COSELL_CUSTOMER_PAGE (page);

  cosell_contact_form_reveal (self->contact, cosell_field_caption_is_wrong (self->contact_caption));
}

static void
cosell_customer_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_CUSTOMER_PAGE);
  G_OBJECT_CLASS (cosell_customer_page_parent_class)->dispose (object);
}

static void
cosell_customer_page_class_init (CosellCustomerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_customer_page_dispose;
  page_class->bind = cosell_customer_page_bind;
  page_class->update = cosell_customer_page_update;
  page_class->focus_field = cosell_customer_page_focus_field;
  page_class->reveal = cosell_customer_page_reveal;

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_CONTACT_FORM);
  g_type_ensure (COSELL_TYPE_DUPLICATES);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/assistant/cosell-customer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, card_box);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, card);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, entry_box);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, country);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, name);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, name_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, address);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, city);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, postal_code);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, state);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, duns);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, duns_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, mode_button);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, contact);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, contact_description);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, contact_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, duplicates);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, others);
  gtk_widget_class_bind_template_child (widget_class, CosellCustomerPage, consent);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, customer_picked_cb);
}

static void
cosell_customer_page_init (CosellCustomerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_button_set_label (self->mode_button, "");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->mode_button)), TRUE);
}
