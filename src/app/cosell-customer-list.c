#include "app/cosell-customer-list.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-json.h"
#include "base/cosell-str.h"
#include "model/cosell-people.h"

typedef struct
{
  char *folded; /* (owned) the name */
  char *json;   /* (owned) */
} Text;

struct _CosellCustomerTexts
{
  GArray *texts; /* (owned) of Text */
  char *digest;  /* (owned) */
};

/* Customers between two questions whether to go on: some 100 µs. */
#define ASK_EACH 8

/* Texts that are being made. */
typedef struct
{
  CosellCustomerTexts *made; /* (unowned) */
  GHashTable *seen;          /* (unowned) keys of customers */
  guint n;                   /* customers that were looked at */
  CosellCustomerTextsFunc goes_on;
  gpointer user_data;
} Maker;

struct _CosellCustomerList
{
  GObject parent_instance;

  CosellCustomerTexts *texts; /* (owned) */
  GPtrArray *customers;       /* (owned) of CosellCustomer, NULL where nobody looked */
};

/* ---- what is told of them ---- */

static void
text_clear (gpointer data)
{
  Text *text = data;

  g_free (text->folded);
  g_free (text->json);
}

/* C1: several entities of one company may stand in one place, so the number and the address belong
 * to what tells two entries apart. */
static char *
make_key (CosellCustomer *customer)
{
  g_autofree char *name = NULL, *country = NULL, *duns = NULL, *line = NULL, *city = NULL;
  g_autofree char *all = NULL;

  g_object_get (customer, "name", &name, "country", &country, "duns", &duns, "address-line1", &line,
                "city", &city, NULL);
  if (name == NULL || *name == '\0')
    return NULL;
  all = g_strjoin ("\n", name, country != NULL ? country : "", duns != NULL ? duns : "",
                   line != NULL ? line : "", city != NULL ? city : "", NULL);
  return cosell_intl_fold (all);
}

static gboolean
add (Maker *self, CosellJsonValue element)
{
  g_autoptr (CosellCustomer) customer = NULL;
  char *key;
  Text text;

  if (self->goes_on != NULL && self->n++ % ASK_EACH == 0 && !self->goes_on (self->user_data))
    return FALSE;
  customer = cosell_customer_new_from_json (element);
  key = make_key (customer);
  if (key == NULL || !g_hash_table_add (self->seen, key))
    return TRUE;
  text.folded = cosell_intl_fold (cosell_customer_get_name (customer));
  text.json = cosell_json_dup_raw (element);
  g_array_append_val (self->made->texts, text);
  return TRUE;
}

static char *
make_digest (const char *json, GPtrArray *known)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (json != NULL)
    g_checksum_update (sum, (const guchar *) json, (gssize) strlen (json) + 1);
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const char *text = g_ptr_array_index (known, i);

      g_checksum_update (sum, (const guchar *) "k", 1);
      g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* The list of a body: the body itself, or its "value". */
static gboolean
add_body (Maker *self, const char *json)
{
  g_autoptr (CosellJson) body = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonValue list = body != NULL ? cosell_json_root (body) : (CosellJsonValue){ NULL, 0 };

  if (cosell_json_kind (list) != COSELL_JSON_ARRAY)
    list = cosell_json_member (list, "value");
  for (guint i = 0; i < cosell_json_length (list); i++)
    if (cosell_json_kind (cosell_json_element (list, i)) == COSELL_JSON_OBJECT &&
        !add (self, cosell_json_element (list, i)))
      return FALSE;
  return TRUE;
}

static gboolean
add_known (Maker *self, GPtrArray *known)
{
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      g_autoptr (CosellJson) one = cosell_json_parse (g_ptr_array_index (known, i), -1, NULL);

      if (one != NULL && !add (self, cosell_json_root (one)))
        return FALSE;
    }
  return TRUE;
}

CosellCustomerTexts *
cosell_customer_texts_new (const char *json,
                           GPtrArray *known,
                           CosellCustomerTextsFunc goes_on,
                           gpointer user_data)
{
  g_autoptr (CosellCustomerTexts) made = g_new0 (CosellCustomerTexts, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Maker self = { made, seen, 0, goes_on, user_data };

  made->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_array_set_clear_func (made->texts, text_clear);
  made->digest = make_digest (json, known);
  return add_body (&self, json) && add_known (&self, known) ? g_steal_pointer (&made) : NULL;
}

void
cosell_customer_texts_free (CosellCustomerTexts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->texts);
  g_free (self->digest);
  g_free (self);
}

const char *
cosell_customer_texts_get_digest (const CosellCustomerTexts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->digest;
}

/* ---- the list ---- */

static void
customer_free (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_CUSTOMER;
}

static guint
get_n_items (GListModel *model)
{
  return COSELL_CUSTOMER_LIST (model)->customers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CosellCustomerList *self = COSELL_CUSTOMER_LIST (model);
  CosellCustomer *customer;

  if (position >= self->customers->len)
    return NULL;
  customer = g_ptr_array_index (self->customers, position);
  if (customer == NULL)
    {
      const Text *text = &g_array_index (self->texts->texts, Text, position);
      g_autoptr (CosellJson) json = cosell_json_parse (text->json, -1, NULL);

      customer = cosell_customer_new_from_json (cosell_json_root (json));
      g_ptr_array_index (self->customers, position) = customer;
    }
  return g_object_ref (customer);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellCustomerList,
                               cosell_customer_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
cosell_customer_list_finalize (GObject *object)
{
  CosellCustomerList *self = COSELL_CUSTOMER_LIST (object);

  g_ptr_array_unref (self->customers);
  cosell_customer_texts_free (self->texts);
  G_OBJECT_CLASS (cosell_customer_list_parent_class)->finalize (object);
}

static void
cosell_customer_list_class_init (CosellCustomerListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_customer_list_finalize;
}

static void
cosell_customer_list_init (CosellCustomerList *self)
{
  self->customers = g_ptr_array_new_with_free_func (customer_free);
}

CosellCustomerList *
cosell_customer_list_new (void)
{
  return g_object_new (COSELL_TYPE_CUSTOMER_LIST, NULL);
}

void
cosell_customer_list_take (CosellCustomerList *self, CosellCustomerTexts *texts)
{
  guint n_before;

  g_return_if_fail (COSELL_IS_CUSTOMER_LIST (self) && texts != NULL);

  n_before = self->customers->len;
  g_ptr_array_set_size (self->customers, 0);
  g_clear_pointer (&self->texts, cosell_customer_texts_free);
  self->texts = texts;
  g_ptr_array_set_size (self->customers, (int) texts->texts->len);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, texts->texts->len);
}

const char *
cosell_customer_list_get_folded (CosellCustomerList *self, guint position)
{
  g_return_val_if_fail (COSELL_IS_CUSTOMER_LIST (self), NULL);
  g_return_val_if_fail (position < self->customers->len, NULL);

  return g_array_index (self->texts->texts, Text, position).folded;
}
