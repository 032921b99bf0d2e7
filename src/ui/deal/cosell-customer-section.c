#include "ui/deal/cosell-customer-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellCustomerSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;      /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of the deal */
  GPtrArray *rows;       /* (owned) of GtkWidget, children */
};

G_DEFINE_FINAL_TYPE (CosellCustomerSection, cosell_customer_section, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (CosellCustomerSection *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (CosellCustomerSection *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

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
add_customer (CosellCustomerSection *self, CosellCustomer *customer)
{
  const char *name = cosell_customer_get_name (customer);
  g_autofree char *description = describe (customer);
  g_autofree char *all = cosell_widget_join (name, description);
  GtkWidget *row = cosell_widget_row (name != NULL && *name != '\0' ? name : _ ("Unnamed customer"),
                                      description);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             cosell_widget_copy_button (_ ("Copy Customer"), all));
  add_row (self, row);
}

static void
add_contacts (CosellCustomerSection *self, CosellCustomer *customer)
{
  GListModel *contacts = G_LIST_MODEL (cosell_customer_get_contacts (customer));
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (contacts, i);

      add_row (self, cosell_widget_contact_row (contact));
    }
  if (n == 0)
    add_row (self,
             cosell_widget_row (_ ("No Contact"), _ ("The deal names nobody at the customer.")));
}

static void
update (CosellCustomerSection *self)
{
  CosellCustomer *customer =
      self->deal != NULL ? cosell_deal_get_customer_profile (self->deal) : NULL;

  clear (self);
  if (customer != NULL)
    {
      add_customer (self, customer);
      add_contacts (self, customer);
    }
  else if (self->deal != NULL)
    add_row (self, cosell_widget_row (_ ("No Customer"), _ ("The service sent no customer.")));
}

static void
cosell_customer_section_dispose (GObject *object)
{
  CosellCustomerSection *self = COSELL_CUSTOMER_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
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
  self->rows = g_ptr_array_new ();
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
