#include "ui/deal/cosell-customer-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellCustomerSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;      /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of the deal */
  GtkWidget *row;        /* of the customer, with copy */
  GtkWidget *copy;       /* its button */
  GtkWidget *none_row;   /* there is no customer, or nobody there */
  GPtrArray *contacts;   /* (owned) of GtkWidget, children: a row for each contact */
};

G_DEFINE_FINAL_TYPE (CosellCustomerSection, cosell_customer_section, ADW_TYPE_PREFERENCES_GROUP)

/* The address; below it "D-U-N-S 354111111 · 51 to 250 employees" */
static char *
describe (CosellCustomer *customer)
{
  g_autofree char *address = NULL, *duns = NULL, *size = NULL;
  g_autofree char *number = NULL, *employees = NULL, *rest = NULL;

  g_object_get (customer, "address", &address, "duns", &duns, "size", &size, NULL);
  /* Translators: D-U-N-S is the name of a register of companies */
  number = duns != NULL && *duns != '\0' ? cosell_text_format (_ ("D-U-N-S %s"), duns) : NULL;
  employees = cosell_widget_describe_size (size);
  rest = cosell_widget_join (number, employees);
  if (*rest == '\0' || address == NULL || *address == '\0')
    return cosell_widget_join (address, rest);
  return g_strdup_printf ("%s\n%s", address, rest);
}

static void
show_customer (CosellCustomerSection *self, CosellCustomer *customer)
{
  const char *name = cosell_customer_get_name (customer);
  g_autofree char *description = describe (customer);
  g_autofree char *all = cosell_widget_join (name, description);

  cosell_long_text_show_title (ADW_PREFERENCES_ROW (self->row),
                               name != NULL && *name != '\0' ? name : _ ("Unnamed customer"));
  cosell_long_text_show_value (ADW_ACTION_ROW (self->row), description);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", all);
}

/* The rows that there are show who comes now. */
static void
show_contacts (CosellCustomerSection *self, GListModel *contacts)
{
  guint n = contacts != NULL ? g_list_model_get_n_items (contacts) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (contacts, i);

      if (i < self->contacts->len)
        cosell_widget_contact_row_show (g_ptr_array_index (self->contacts, i), contact);
      else
        {
          GtkWidget *row = cosell_widget_contact_row (contact);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
          g_ptr_array_add (self->contacts, row);
        }
    }
  for (guint i = n; i < self->contacts->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->contacts, i));
  g_ptr_array_set_size (self->contacts, (int) n);
}

static void
show_nobody (CosellCustomerSection *self, const char *title, const char *text)
{
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (self->none_row), title);
  cosell_long_text_show_value (ADW_ACTION_ROW (self->none_row), text);
}

static void
update (CosellCustomerSection *self)
{
  CosellCustomer *customer =
      self->deal != NULL ? cosell_deal_get_customer_profile (self->deal) : NULL;
  GListModel *contacts =
      customer != NULL ? G_LIST_MODEL (cosell_customer_get_contacts (customer)) : NULL;

  gtk_widget_set_visible (self->row, customer != NULL);
  if (customer != NULL)
    show_customer (self, customer);
  show_contacts (self, contacts);
  gtk_widget_set_visible (self->none_row, self->deal != NULL && self->contacts->len == 0);
  if (customer != NULL)
    show_nobody (self, _ ("No Contact"),
                 cosell_deal_get_data (self->deal)->type == COSELL_DEAL_TYPE_LEAD
                     ? _ ("The lead names nobody at the customer.")
                     : _ ("The deal names nobody at the customer."));
  else
    show_nobody (self, _ ("No Customer"), _ ("The service sent no customer."));
}

static void
cosell_customer_section_dispose (GObject *object)
{
  CosellCustomerSection *self = COSELL_CUSTOMER_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_customer_section_parent_class)->dispose (object);
}

static void
cosell_customer_section_class_init (CosellCustomerSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_customer_section_dispose;
}

static void
cosell_customer_section_init (CosellCustomerSection *self)
{
  self->contacts = g_ptr_array_new ();
  self->row = cosell_widget_row ("", NULL);
  self->copy = cosell_widget_copy_button (_ ("Copy Customer"), "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->copy);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  self->none_row = cosell_widget_row ("", NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->none_row);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Customer"));
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "notify::customer-profile", G_CALLBACK (update),
                                  self);
}

void
cosell_customer_section_set_deal (CosellCustomerSection *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_CUSTOMER_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  update (self);
}
