/* cosell-customer.c: the customer of a deal: company, address, contacts */
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-people-private.h"
#include "model/cosell-people.h"

#include "base/cosell-intl.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-referral-reader.h"

typedef enum
{
  PROP_NAME = 1,
  PROP_ADDRESS_LINE1,
  PROP_ADDRESS_LINE2,
  PROP_CITY,
  PROP_STATE,
  PROP_POSTAL_CODE,
  PROP_COUNTRY,
  PROP_DUNS,
  PROP_EXTERNAL_ID,
  PROP_SIZE,
  N_TEXTS,
  PROP_CONTACTS = N_TEXTS,
  PROP_CONSENT,
  PROP_ADDRESS,
  N_PROPS
} CustomerProperty;

struct _CosellCustomer
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* (owned) by property; never NULL but [0] */
  GListStore *contacts; /* (owned) of CosellContact */
  char *address;        /* (owned) one line for people */
  gboolean consent;
};

G_DEFINE_FINAL_TYPE (CosellCustomer, cosell_customer, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

/* By property: the member in the draft file; those of the address have the same name on the wire.
 */
static const char *const json_names[N_TEXTS] = {
  NULL,         "name",    "addressLine1", "addressLine2", "city", "state",
  "postalCode", "country", "duns",         "externalId",   "size",
};

static void
append_part (GString *address, const char *separator, const char *text)
{
  g_autofree char *trimmed = cosell_text_tidy (text, COSELL_TEXT_LINE);

  if (*trimmed == '\0')
    return;
  if (address->len > 0)
    g_string_append (address, separator);
  g_string_append (address, trimmed);
}

/* "Storgatan 1, 211 34 Malmö, Sweden"; where there are states, "Redmond, WA 98052" is usual. */
static char *
make_address (CosellCustomer *self)
{
  g_autoptr (GString) address = g_string_new (NULL);
  g_autoptr (GString) city = g_string_new (NULL);
  g_autofree char *tidy = cosell_text_tidy (self->texts[PROP_COUNTRY], COSELL_TEXT_CODE);
  g_autofree char *code = g_ascii_strup (tidy, -1);
  g_autofree char *country =
      cosell_intl_country_name (cosell_intl_is_country (code) ? code : self->texts[PROP_COUNTRY]);

  append_part (address, ", ", self->texts[PROP_ADDRESS_LINE1]);
  append_part (address, ", ", self->texts[PROP_ADDRESS_LINE2]);
  if (cosell_text_is_blank (self->texts[PROP_STATE]))
    {
      append_part (city, " ", self->texts[PROP_POSTAL_CODE]);
      append_part (city, " ", self->texts[PROP_CITY]);
    }
  else
    {
      append_part (city, ", ", self->texts[PROP_CITY]);
      append_part (city, ", ", self->texts[PROP_STATE]);
      append_part (city, " ", self->texts[PROP_POSTAL_CODE]);
    }
  append_part (address, ", ", city->str);
  append_part (address, ", ", country);
  return g_string_free (g_steal_pointer (&address), FALSE);
}

static void
set_text (CosellCustomer *self, guint property, const char *text)
{
  g_autofree char *address = NULL;

  if (!cosell_set_str_or_empty (&self->texts[property], text))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  address = make_address (self);
  if (cosell_set_str_or_empty (&self->address, address))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
cosell_customer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellCustomer *self = COSELL_CUSTOMER (object);

  if (id < N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else if (id == PROP_CONTACTS)
    g_value_set_object (value, self->contacts);
  else if (id == PROP_CONSENT)
    g_value_set_boolean (value, self->consent);
  else if (id == PROP_ADDRESS)
    g_value_set_string (value, self->address);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_customer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellCustomer *self = COSELL_CUSTOMER (object);

  if (id < N_TEXTS)
    set_text (self, id, g_value_get_string (value));
  else if (id == PROP_CONSENT)
    {
      if (self->consent == g_value_get_boolean (value))
        return;
      self->consent = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_customer_finalize (GObject *object)
{
  CosellCustomer *self = COSELL_CUSTOMER (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_object_unref (self->contacts);
  g_free (self->address);
  G_OBJECT_CLASS (cosell_customer_parent_class)->finalize (object);
}

static void
cosell_customer_class_init (CosellCustomerClass *klass)
{
  static const char *const names[N_TEXTS] = {
    NULL,          "name",    "address-line1", "address-line2", "city", "state",
    "postal-code", "country", "duns",          "external-id",   "size",
  };
  const GParamFlags readwrite =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_customer_get_property;
  object_class->set_property = cosell_customer_set_property;
  object_class->finalize = cosell_customer_finalize;

  for (guint i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", readwrite);
  properties[PROP_CONTACTS] =
      g_param_spec_object ("contacts", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_CONSENT] = g_param_spec_boolean ("consent", NULL, NULL, FALSE, readwrite);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_customer_init (CosellCustomer *self)
{
  for (guint i = 1; i < N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->contacts = g_list_store_new (COSELL_TYPE_CONTACT);
  self->address = g_strdup ("");
}

CosellCustomer *
cosell_customer_new (void)
{
  return g_object_new (COSELL_TYPE_CUSTOMER, NULL);
}

static void
take_text (CosellCustomer *self, guint property, char *text)
{
  cosell_set_str_or_empty (&self->texts[property], text);
  g_free (text);
}

/* customerProfile.ids: the first of a type that is not empty. Returns: (transfer full) (nullable)
 */
static char *
dup_id (CosellJsonValue ids, const char *type)
{
  CosellJsonValue entry;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, ids);
  while (cosell_json_iter_next (&iter, NULL, &entry))
    {
      g_autofree char *its_type = cosell_referral_read_text (entry, "profileType");
      char *id =
          cosell_referral_same_id (its_type, type) ? cosell_referral_read_text (entry, "id") : NULL;

      if (id != NULL)
        return id;
    }
  return NULL;
}

static void
read_id (CosellCustomer *self, CosellJsonValue ids, guint property, const char *type)
{
  g_autofree char *id = *self->texts[property] == '\0' ? dup_id (ids, type) : NULL;

  if (id != NULL)
    cosell_set_str_or_empty (&self->texts[property], id);
}

static void
read_contacts (CosellCustomer *self, CosellJsonValue contacts, gboolean wire)
{
  CosellJsonValue contact;
  CosellJsonIter iter;

  if (cosell_json_kind (contacts) != COSELL_JSON_ARRAY)
    return;
  cosell_json_iter_init (&iter, contacts);
  while (cosell_json_iter_next (&iter, NULL, &contact))
    if (cosell_json_kind (contact) == COSELL_JSON_OBJECT)
      {
        g_autoptr (CosellContact) object =
            wire ? cosell_contact_new_from_wire (contact) : cosell_contact_new_from_json (contact);

        g_list_store_append (self->contacts, object);
      }
}

/* The service's shape: the address is an object of its own; texts may hold entities. */
static void
read_profile (CosellCustomer *self, CosellJsonValue value)
{
  CosellJsonValue address = cosell_json_member (value, "address");

  take_text (self, PROP_NAME, cosell_referral_read_display (value, "name"));
  for (guint i = PROP_ADDRESS_LINE1; i <= PROP_COUNTRY; i++)
    take_text (self, i, cosell_referral_read_display (address, json_names[i]));
  if (*self->texts[PROP_STATE] == '\0')
    take_text (self, PROP_STATE, cosell_referral_read_display (address, "region"));
}

CosellCustomer *
cosell_customer_new_from_json (CosellJsonValue value)
{
  CosellCustomer *self = cosell_customer_new ();

  for (guint i = 1; i < N_TEXTS; i++)
    take_text (self, i, cosell_referral_read_string (value, json_names[i]));
  if (cosell_json_kind (cosell_json_member (value, "address")) == COSELL_JSON_OBJECT)
    read_profile (self, value);
  read_id (self, cosell_json_member (value, "ids"), PROP_DUNS, "Duns");
  read_id (self, cosell_json_member (value, "ids"), PROP_EXTERNAL_ID, "External");
  read_contacts (self, cosell_json_member (value, "contacts"), FALSE);
  read_contacts (self, cosell_json_member (value, "team"), TRUE);
  self->consent = cosell_referral_read_bool (value, "consent");

  cosell_take_str (&self->address, make_address (self));
  return self;
}

static char *
dup_place (CosellJsonValue profile, CosellJsonValue address, guint property)
{
  return cosell_json_kind (address) == COSELL_JSON_OBJECT
             ? cosell_referral_read_display (address, json_names[property])
             : cosell_referral_read_string (profile, json_names[property]);
}

char *
cosell_customer_read_entity (CosellJsonValue profile)
{
  CosellJsonValue address = cosell_json_member (profile, "address");
  g_autofree char *typed = cosell_referral_read_string (profile, json_names[PROP_DUNS]);
  g_autofree char *duns =
      *typed == '\0' ? dup_id (cosell_json_member (profile, "ids"), "Duns") : g_strdup (typed);
  g_autofree char *line = NULL, *city = NULL, *place = NULL;
  char *digits = cosell_customer_normalize_duns (duns);

  if (digits != NULL)
    return digits;
  line = dup_place (profile, address, PROP_ADDRESS_LINE1);
  city = dup_place (profile, address, PROP_CITY);
  place = g_strjoin ("\n", line != NULL ? line : "", city != NULL ? city : "", NULL);
  return cosell_customer_fold_name (place);
}

void
cosell_customer_write_draft (CosellCustomer *self, CosellJsonWriter *writer)
{
  guint n_contacts;

  g_return_if_fail (COSELL_IS_CUSTOMER (self));

  cosell_json_writer_begin_object (writer);
  for (guint i = 1; i < N_TEXTS; i++)
    cosell_people_write_typed (writer, json_names[i], self->texts[i]);
  cosell_json_writer_name (writer, "contacts");
  cosell_json_writer_begin_array (writer);
  n_contacts = g_list_model_get_n_items (G_LIST_MODEL (self->contacts));
  for (guint i = 0; i < n_contacts; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (G_LIST_MODEL (self->contacts), i);

      cosell_contact_write_draft (contact, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "consent");
  cosell_json_writer_bool (writer, self->consent);
  cosell_json_writer_end_object (writer);
}

static void
write_address (CosellCustomer *self, CosellJsonWriter *writer)
{
  g_autofree char *country = cosell_text_tidy (self->texts[PROP_COUNTRY], COSELL_TEXT_CODE);

  if (strlen (country) == 2)
    for (char *c = country; *c != '\0'; c++)
      *c = g_ascii_toupper (*c);
  cosell_json_writer_name (writer, "address");
  cosell_json_writer_begin_object (writer);
  for (guint i = PROP_ADDRESS_LINE1; i < PROP_COUNTRY; i++)
    cosell_people_write_tidy (writer, json_names[i], self->texts[i], COSELL_TEXT_LINE);
  cosell_people_write_tidy (writer, json_names[PROP_COUNTRY], country, COSELL_TEXT_CODE);
  cosell_json_writer_end_object (writer);
}

static void
write_id (CosellJsonWriter *writer, const char *type, const char *id)
{
  if (cosell_text_is_blank (id))
    return;
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "profileType", type);
  cosell_people_write_tidy (writer, "id", id,
                            g_str_equal (type, "Duns") ? COSELL_TEXT_SOLID : COSELL_TEXT_CODE);
  cosell_json_writer_end_object (writer);
}

void
cosell_customer_write_profile (CosellCustomer *self, CosellJsonWriter *writer)
{
  guint n_contacts;

  g_return_if_fail (COSELL_IS_CUSTOMER (self));

  cosell_json_writer_begin_object (writer);
  cosell_people_write_tidy (writer, "name", self->texts[PROP_NAME], COSELL_TEXT_LINE);
  cosell_people_write_tidy (writer, "size", self->texts[PROP_SIZE], COSELL_TEXT_CODE);
  write_address (self, writer);
  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  n_contacts = g_list_model_get_n_items (G_LIST_MODEL (self->contacts));
  for (guint i = 0; i < n_contacts; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (G_LIST_MODEL (self->contacts), i);

      if (!cosell_contact_is_empty (contact))
        cosell_contact_write_wire (contact, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "ids");
  cosell_json_writer_begin_array (writer);
  write_id (writer, "Duns", self->texts[PROP_DUNS]);
  write_id (writer, "External", self->texts[PROP_EXTERNAL_ID]);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
}

const char *
cosell_customer_get_name (CosellCustomer *self)
{
  g_return_val_if_fail (COSELL_IS_CUSTOMER (self), NULL);

  return self->texts[PROP_NAME];
}

const char *
cosell_customer_get_country (CosellCustomer *self)
{
  g_return_val_if_fail (COSELL_IS_CUSTOMER (self), NULL);

  return self->texts[PROP_COUNTRY];
}

GListStore *
cosell_customer_get_contacts (CosellCustomer *self)
{
  g_return_val_if_fail (COSELL_IS_CUSTOMER (self), NULL);

  return self->contacts;
}
