#include "app/cosell-catalog-private.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-json.h"
#include "base/cosell-str.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-member.h"
#include "model/cosell-partner-listing.h"
#include "model/cosell-people.h"
#include "model/cosell-permission.h"
#include "model/cosell-referral-reader.h"

/* What it is read from. */
typedef enum
{
  PART_ME,
  PART_CUSTOMERS,
  PART_SOLUTIONS,
  PART_PARTNERS,
  PART_MEMBERS,
  PART_USED, /* and on: 1 for each member that people edit */
  N_PARTS = PART_USED + COSELL_N_MEMBERS,
} Part;

struct _CosellCatalog
{
  GObject parent_instance;

  CosellCustomerList *customers; /* (owned) */
  GListStore *solutions;
  GListStore *members;
  GListStore *locations;
  GListStore *partners;
  GHashTable *refused; /* (owned): id of a partner in lower case → why it cannot be invited */
  GListStore *used[COSELL_N_MEMBERS];
  char *organization;
  char *organization_name;
  gboolean vetted;
  char *user_name;
  CosellContact *user;  /* (owned) (nullable) */
  char *last_location;  /* (owned) (nullable): of the latest own deal */
  GHashTable *eligible; /* (owned) (nullable): ids of eligible solutions in lower case */
  char *read[N_PARTS];  /* (owned) (nullable): checksums of what each part was read from */
};

G_DEFINE_FINAL_TYPE (CosellCatalog, cosell_catalog, G_TYPE_OBJECT)

/* The list of a body: the body itself, or its "value". */
static CosellJsonValue
body_list (CosellJson *body)
{
  CosellJsonValue root = body != NULL ? cosell_json_root (body) : (CosellJsonValue){ NULL, 0 };

  if (cosell_json_kind (root) == COSELL_JSON_ARRAY)
    return root;
  return cosell_json_member (root, "value");
}

static CosellJson *
parse (const char *json)
{
  return json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
}

/* Collects what is not in the list yet; both are taken. */
static void
collect (GPtrArray *items, GHashTable *seen, gpointer taken_item, char *taken_key)
{
  g_autoptr (GObject) item = taken_item;
  g_autofree char *key = taken_key;

  if (*key != '\0' && g_hash_table_add (seen, g_steal_pointer (&key)))
    g_ptr_array_add (items, g_steal_pointer (&item));
}

static void
replace (GListStore *store, GPtrArray *items)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata,
                       items->len);
}

/* Whether a part has to be read: it is offered with every change of the store, mostly as it was,
 * and what shows a list makes all its rows again, also the one that has the focus. */
static gboolean
is_new (CosellCatalog *self, Part part, const char *json, GPtrArray *known)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *digest;

  if (json != NULL)
    g_checksum_update (sum, (const guchar *) json, (gssize) strlen (json) + 1);
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const char *text = g_ptr_array_index (known, i);

      g_checksum_update (sum, (const guchar *) "k", 1);
      g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  digest = g_checksum_get_string (sum);
  if (g_strcmp0 (self->read[part], digest) == 0)
    return FALSE;
  cosell_set_str (&self->read[part], digest);
  return TRUE;
}

static GHashTable *
key_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
collect_solutions (GPtrArray *items, GHashTable *seen, CosellJsonValue list)
{
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);
      CosellSolution *solution;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      solution = cosell_solution_new_from_json (element);
      collect (items, seen, solution, g_strdup (cosell_solution_get_id (solution)));
    }
}

/* Numbers and strings both serve as ids. */
static char *
scalar_member (CosellJsonValue object, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      char *text = cosell_referral_read_display (object, *names);

      if (text != NULL)
        return text;
    }
  return NULL;
}

static void
collect_locations (GPtrArray *items, GHashTable *seen, CosellJsonValue list)
{
  static const char *const ids[] = { "mpnId", "id", NULL };
  static const char *const names[] = { "name", "displayName", NULL };

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);
      gboolean object = cosell_json_kind (element) == COSELL_JSON_OBJECT;
      g_autofree char *id =
          object ? scalar_member (element, ids) : cosell_json_dup_scalar (element);
      g_autofree char *name = object ? scalar_member (element, names) : NULL;

      if (id == NULL)
        continue;
      collect (items, seen, cosell_pick_item_new (id, name, NULL), g_strdup (id));
    }
}

/* C13: the own organization is no partner, though it may stand in the list. */
static void
collect_partners (CosellCatalog *self, GPtrArray *items, GHashTable *seen, JsonArray *list)
{
  for (guint i = 0; i < cosell_json_gate_length (list); i++)
    {
      JsonObject *entry = cosell_json_gate_element (list, i);
      g_autofree char *id = cosell_partner_listing_dup_text (entry, "id");
      g_autofree char *name = cosell_partner_listing_dup_text (entry, "name");
      g_autofree char *country = cosell_partner_listing_dup_text (entry, "country");

      if (id == NULL ||
          (self->organization != NULL && g_ascii_strcasecmp (id, self->organization) == 0))
        continue;
      collect (items, seen, cosell_pick_item_new (id, name, country), g_ascii_strdown (id, -1));
    }
}

static void
cosell_catalog_finalize (GObject *object)
{
  CosellCatalog *self = COSELL_CATALOG (object);

  g_clear_object (&self->customers);
  g_clear_object (&self->solutions);
  g_clear_object (&self->members);
  g_clear_object (&self->locations);
  g_clear_object (&self->partners);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    g_clear_object (&self->used[i]);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
  g_free (self->organization);
  g_free (self->organization_name);
  g_free (self->user_name);
  g_free (self->last_location);
  g_clear_object (&self->user);
  for (int i = 0; i < N_PARTS; i++)
    g_free (self->read[i]);
  G_OBJECT_CLASS (cosell_catalog_parent_class)->finalize (object);
}

static void
cosell_catalog_class_init (CosellCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_catalog_finalize;
}

static void
cosell_catalog_init (CosellCatalog *self)
{
  self->customers = cosell_customer_list_new ();
  self->solutions = g_list_store_new (COSELL_TYPE_SOLUTION);
  self->members = g_list_store_new (COSELL_TYPE_CONTACT);
  self->locations = g_list_store_new (COSELL_TYPE_PICK_ITEM);
  self->partners = g_list_store_new (COSELL_TYPE_PICK_ITEM);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    self->used[i] = g_list_store_new (COSELL_TYPE_PICK_ITEM);
  self->vetted = TRUE;
}

CosellCatalog *
cosell_catalog_new (void)
{
  return g_object_new (COSELL_TYPE_CATALOG, NULL);
}

GListModel *
cosell_catalog_get_customers (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->customers);
}

GListModel *
cosell_catalog_get_solutions (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->solutions);
}

GListModel *
cosell_catalog_get_members (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->members);
}

GListModel *
cosell_catalog_get_locations (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->locations);
}

GListModel *
cosell_catalog_get_partners (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->partners);
}

GListModel *
cosell_catalog_get_used (CosellCatalog *self, const CosellMember *member)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return G_LIST_MODEL (self->used[cosell_member_get_id (member)]);
}

const char *
cosell_catalog_get_user_name (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return self->user_name;
}

gboolean
cosell_catalog_lacks_ready_solution (CosellCatalog *self)
{
  GListModel *solutions;

  g_return_val_if_fail (COSELL_IS_CATALOG (self), FALSE);

  solutions = G_LIST_MODEL (self->solutions);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      gboolean ready;

      g_object_get (solution, "co-sell-ready", &ready, NULL);
      if (ready && cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_OWN)
        return FALSE;
    }
  return g_list_model_get_n_items (solutions) > 0;
}

const char *
cosell_catalog_get_organization (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return self->organization;
}

const char *
cosell_catalog_get_organization_name (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return self->organization_name;
}

gboolean
cosell_catalog_may_assess (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), FALSE);

  return self->vetted;
}

/* 2: the name begins with what was typed; 1: each typed word begins a word of the name; 0: no. */
static int
match_rank (const char *folded_name, const char *folded_typed, char **typed_words)
{
  g_auto (GStrv) words = NULL;

  if (g_str_has_prefix (folded_name, folded_typed))
    return 2;
  words = g_strsplit_set (folded_name, " \t-.,/()&", -1);
  for (guint i = 0; typed_words[i] != NULL; i++)
    {
      gboolean found = *typed_words[i] == '\0';

      for (guint j = 0; !found && words[j] != NULL; j++)
        found = g_str_has_prefix (words[j], typed_words[i]);
      if (!found)
        return 0;
    }
  return 1;
}

static gboolean
in_country (CosellCustomer *customer, const char *country)
{
  const char *own = cosell_customer_get_country (customer);

  return country == NULL || *country == '\0' ||
         (own != NULL && g_ascii_strcasecmp (own, country) == 0);
}

GPtrArray *
cosell_catalog_find_customers (CosellCatalog *self,
                               const char *country,
                               const char *typed,
                               guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *customers;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (COSELL_IS_CATALOG (self), found);

  customers = G_LIST_MODEL (self->customers);

  folded = cosell_intl_fold (typed != NULL ? typed : "");
  g_strstrip (folded);
  words = g_strsplit_set (folded, " \t-.,/()&", -1);
  for (int rank = 2; rank >= 1; rank--)
    for (guint i = 0; i < g_list_model_get_n_items (customers) && found->len < limit; i++)
      {
        g_autoptr (CosellCustomer) customer = NULL;

        if (match_rank (cosell_customer_list_get_folded (self->customers, i), folded, words) !=
            rank)
          continue;
        customer = g_list_model_get_item (customers, i);
        if (in_country (customer, country))
          g_ptr_array_add (found, g_steal_pointer (&customer));
      }
  return found;
}

CosellContact *
cosell_catalog_get_user (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return self->user;
}

static gboolean
has_location (CosellCatalog *self, const char *id)
{
  g_autoptr (CosellPickItem) found = cosell_pick_item_find (G_LIST_MODEL (self->locations), id);

  return found != NULL;
}

const char *
cosell_catalog_get_usual_location (CosellCatalog *self)
{
  GListModel *locations;
  g_autoptr (CosellPickItem) only = NULL;

  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  locations = G_LIST_MODEL (self->locations);
  only = g_list_model_get_item (locations, 0);
  if (g_list_model_get_n_items (locations) == 1)
    return cosell_pick_item_get_id (only); /* the list keeps it */
  if (self->last_location != NULL && (only == NULL || has_location (self, self->last_location)))
    return self->last_location;
  return NULL;
}

void
cosell_catalog_set_last_location (CosellCatalog *self, const char *location)
{
  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (cosell_set_str (&self->last_location, location))
    g_clear_pointer (&self->read[PART_ME], g_free); /* who waits for locations asks for it */
}

static CosellContact *
read_user (CosellJsonValue user)
{
  g_autoptr (CosellContact) contact = NULL;

  if (cosell_json_kind (user) != COSELL_JSON_OBJECT)
    return NULL;
  contact = cosell_contact_new_from_json (user);
  return cosell_contact_is_empty (contact) ? NULL : g_steal_pointer (&contact);
}

static char *
read_user_name (CosellJsonValue user)
{
  g_autoptr (CosellContact) contact = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  if (cosell_json_kind (user) != COSELL_JSON_OBJECT)
    return NULL;
  contact = cosell_contact_new_from_wire (user);
  g_object_get (contact, "first-name", &first, "last-name", &last, NULL);
  name = g_strjoin (" ", first, last, NULL);
  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

void
cosell_catalog_set_me (CosellCatalog *self, const char *json)
{
  static const char *const ids[] = { "id", "organizationId", NULL };
  static const char *const names[] = { "name", "organizationName", NULL };
  g_autoptr (CosellJson) body = NULL;
  g_autoptr (GPtrArray) locations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = key_set ();
  CosellJsonValue root = { NULL, 0 };
  CosellJsonValue organization;
  g_autoptr (CosellPermissionRole) account = NULL;

  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (!is_new (self, PART_ME, json, NULL))
    return;
  body = parse (json);
  if (body != NULL)
    root = cosell_json_root (body);
  organization = cosell_json_member (root, "organization");
  if (cosell_json_kind (organization) != COSELL_JSON_OBJECT)
    organization = root;
  /* partners are read without the own organization; what shows any list asks who is signed in and
   * what the account may do, and is told by its list */
  for (int i = PART_ME + 1; i < N_PARTS; i++)
    g_clear_pointer (&self->read[i], g_free);
  cosell_take_str (&self->organization, scalar_member (organization, ids));
  cosell_take_str (&self->organization_name, scalar_member (organization, names));
  account = cosell_permission_role_new_from_me (json);
  self->vetted = account->vetted;
  cosell_take_str (&self->user_name, read_user_name (cosell_json_member (root, "user")));
  g_clear_object (&self->user);
  self->user = read_user (cosell_json_member (root, "user"));
  collect_locations (locations, seen, cosell_json_member (root, "locations"));
  replace (self->locations, locations);
}

void
cosell_catalog_take_customers (CosellCatalog *self, CosellCustomerTexts *texts)
{
  const char *digest;

  g_return_if_fail (COSELL_IS_CATALOG (self) && texts != NULL);

  digest = cosell_customer_texts_get_digest (texts);
  if (g_strcmp0 (self->read[PART_CUSTOMERS], digest) == 0)
    {
      cosell_customer_texts_free (texts);
      return;
    }
  cosell_set_str (&self->read[PART_CUSTOMERS], digest);
  cosell_customer_list_take (self->customers, texts);
}

GHashTable *
cosell_catalog_get_eligible (CosellCatalog *self)
{
  g_return_val_if_fail (COSELL_IS_CATALOG (self), NULL);

  return self->eligible;
}

void
cosell_catalog_set_solutions (CosellCatalog *self, const char *json, GPtrArray *known)
{
  g_autoptr (CosellJson) body = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = key_set ();

  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (!is_new (self, PART_SOLUTIONS, json, known))
    return;
  body = parse (json);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
  self->eligible = cosell_eligibility_read_catalog (json);
  collect_solutions (items, seen, body_list (body));
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      g_autoptr (CosellJson) one = parse (g_ptr_array_index (known, i));
      CosellSolution *solution;

      if (one == NULL)
        continue;
      solution = cosell_solution_new_from_json (cosell_json_root (one));
      collect (items, seen, solution, g_strdup (cosell_solution_get_id (solution)));
    }
  replace (self->solutions, items);
}

static void
read_refusals (CosellCatalog *self, JsonArray *list)
{
  g_hash_table_remove_all (self->refused);
  for (guint i = 0; i < cosell_json_gate_length (list); i++)
    {
      JsonObject *entry = cosell_json_gate_element (list, i);
      g_autofree char *reason = cosell_partner_listing_refusal (entry);
      g_autofree char *id = reason != NULL ? cosell_partner_listing_dup_text (entry, "id") : NULL;

      if (id != NULL)
        g_hash_table_replace (self->refused, g_ascii_strdown (id, -1), g_steal_pointer (&reason));
    }
  if (self->organization != NULL)
    g_hash_table_replace (self->refused, g_ascii_strdown (self->organization, -1),
                          cosell_partner_listing_refuse_own (self->organization,
                                                             self->organization_name,
                                                             self->organization, NULL));
}

const char *
cosell_catalog_get_partner_refusal (CosellCatalog *self, const char *id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (COSELL_IS_CATALOG (self) && id != NULL, NULL);

  key = g_ascii_strdown (id, -1);
  return g_hash_table_lookup (self->refused, key);
}

void
cosell_catalog_set_partners (CosellCatalog *self, const char *json)
{
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = key_set ();

  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (!is_new (self, PART_PARTNERS, json, NULL))
    return;
  list = cosell_partner_listing_read (json);
  collect_partners (self, items, seen, list);
  read_refusals (self, list);
  replace (self->partners, items);
}

void
cosell_catalog_set_members (CosellCatalog *self, GPtrArray *known)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = key_set ();

  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (!is_new (self, PART_MEMBERS, NULL, known))
    return;
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      g_autoptr (CosellJson) one = parse (g_ptr_array_index (known, i));
      CosellContact *contact;

      if (one == NULL)
        continue;
      contact = cosell_contact_new_from_wire (cosell_json_root (one));
      collect (items, seen, contact, g_utf8_strdown (cosell_contact_get_email (contact), -1));
    }
  replace (self->members, items);
}

void
cosell_catalog_set_used (CosellCatalog *self, const CosellMember *member, GPtrArray *known)
{
  CosellMemberId id = cosell_member_get_id (member);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (COSELL_IS_CATALOG (self));

  if (!is_new (self, PART_USED + id, NULL, known))
    return;
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (items, cosell_pick_item_new (g_ptr_array_index (known, i), NULL, NULL));
  replace (self->used[id], items);
}
