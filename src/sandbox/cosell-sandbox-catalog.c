/* /sandbox/v1/: what the real service has no public endpoint for; me stands in
 * cosell-sandbox-role.c. All answers are JSON objects:
 *
 * customers  {"value":[{"name","addressLine1","city","postalCode","state"?,"country","duns"}]}
 * partners   {"value":[{"id","name","country","coSellReady","transacting"}]}
 * solutions  {"value":[{"id","name","publisher","kind","eligible","coSellReady"}]}
 *
 * kind: own, microsoft, third-party, assessment. The last three take ?search= (part of a name,
 * place, id or D-U-N-S number, case and accents apart) and ?country= (partners and customers).
 * Sorted as they stand in the catalogue. With a search at most 50 come, without at most $top
 * (1000).
 */
#include "sandbox/cosell-sandbox-catalog.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "sandbox/cosell-sandbox-core.h"

#define MAX_FOUND 50
#define BRANCHES_PER_COUNTRY 5

/* The customer of the draft in the handbook. */
#define CONTOSO_DUNS "354111111"

static void
customer_free (gpointer data)
{
  SandboxCustomer *customer = data;

  g_free (customer->name);
  g_free (customer->brand);
  g_free (customer->host);
  g_free (customer->address);
  g_free (customer->city);
  g_free (customer->postal_code);
  g_free (customer->state);
  g_free (customer->duns);
  g_free (customer);
}

static char *
pick_part (const char *list, guint index)
{
  g_auto (GStrv) parts = g_strsplit (list, "|", -1);

  return g_strdup (parts[index % g_strv_length (parts)]);
}

/* Puts a number where a pattern of ours says "%d". */
static char *
fill_number (const char *pattern, guint number)
{
  g_auto (GStrv) halves = g_strsplit (pattern, "%d", 2);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  return g_strconcat (halves[0], digits, halves[1], NULL);
}

static SandboxCustomer *
customer_new (const SandboxCountry *country,
              const char *name,
              const char *brand,
              const char *host,
              guint place,
              guint number)
{
  SandboxCustomer *customer = g_new0 (SandboxCustomer, 1);
  SandboxRandom random = { number * 977 };
  g_autofree char *city = pick_part (country->cities, place);
  g_auto (GStrv) parts = g_strsplit (city, ";", 3);
  g_autofree char *street =
      pick_part (country->streets, (guint) sandbox_random_below (&random, 100));

  customer->country = country;
  customer->name = g_strdup (name);
  customer->brand = g_strdup (brand);
  customer->host = g_strconcat (host, ".example", NULL);
  customer->city = g_strdup (parts[0]);
  customer->postal_code = g_strdup (parts[1]);
  customer->state = *parts[2] != '\0' ? g_strdup (parts[2]) : NULL;
  customer->address = fill_number (street, 1 + sandbox_random_below (&random, 96));
  customer->duns = g_strdup_printf ("%09u", 200000000 + sandbox_random_below (&random, 799999999));
  return customer;
}

/* C1: several entities of one company stand in one place. */
static void
add_entities (GPtrArray *all,
              const SandboxCountry *country,
              const char *brand,
              const char *host,
              guint place)
{
  static const char *const parts[] = { "Services", "Logistics", "Holding", "Digital" };
  g_autofree char *longer = g_strconcat (brand, " ", parts[all->len % G_N_ELEMENTS (parts)], NULL);
  g_auto (GStrv) halves = g_strsplit (country->legal, "%s", 2);
  g_autofree char *name = g_strconcat (halves[0], longer, halves[1], NULL);

  g_ptr_array_add (all, customer_new (country, name, brand, host, place, all->len));
}

static void
add_country (GPtrArray *all, const SandboxCountry *country, guint index)
{
  g_auto (GStrv) companies = g_strsplit (country->companies, "|", -1);
  g_auto (GStrv) legal = g_strsplit (country->legal, "%s", 2);
  guint n_brands = g_strv_length ((char **) sandbox_brands);

  for (guint i = 0; companies[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (companies[i], ";", 3);

      g_ptr_array_add (all, customer_new (country, parts[0], parts[1], parts[2], i, all->len));
    }
  for (guint i = 0; i < BRANCHES_PER_COUNTRY; i++)
    {
      /* Contoso is everywhere, the others here and there */
      guint brand = i == 0 ? 0 : 1 + (index * (BRANCHES_PER_COUNTRY - 1) + i) % (n_brands - 1);
      g_auto (GStrv) parts = g_strsplit (sandbox_brands[brand], ";", 2);
      g_autofree char *name = g_strconcat (legal[0], parts[0], legal[1], NULL);

      g_ptr_array_add (all, customer_new (country, name, parts[0], parts[1], i, all->len));
      if (i < 2)
        add_entities (all, country, parts[0], parts[1], i);
    }
}

GPtrArray *
sandbox_catalog_customers (void)
{
  static GPtrArray *customers;

  if (g_once_init_enter (&customers))
    {
      GPtrArray *all = g_ptr_array_new_with_free_func (customer_free);

      for (guint i = 0; sandbox_countries[i].code != NULL; i++)
        add_country (all, &sandbox_countries[i], i);
      for (guint i = 0; i < all->len; i++)
        {
          SandboxCustomer *customer = g_ptr_array_index (all, i);

          if (!g_str_equal (customer->name, "Contoso AB"))
            continue;
          cosell_set_str (&customer->duns, CONTOSO_DUNS);
          cosell_set_str (&customer->address, "Storgatan 1");
        }
      g_once_init_leave (&customers, all);
    }
  return customers;
}

const SandboxPartner *
sandbox_catalog_partner (const char *id)
{
  for (const SandboxPartner *p = sandbox_partners; p->id != NULL; p++)
    if (g_ascii_strcasecmp (p->id, id) == 0)
      return p;
  return NULL;
}

const char *
sandbox_catalog_organization (const char *id)
{
  const SandboxPartner *partner = sandbox_catalog_partner (id);

  if (partner != NULL)
    return partner->name;
  if (g_str_equal (id, SANDBOX_MICROSOFT_ID))
    return SANDBOX_MICROSOFT_NAME;
  return g_str_equal (id, SANDBOX_OWN_ID) ? SANDBOX_OWN_NAME : id;
}

/* search is folded already; a NULL text among the fields ends them. */
G_GNUC_NULL_TERMINATED
static gboolean
is_found (const char *search, ...)
{
  gboolean found = search == NULL;
  const char *text;
  va_list args;

  va_start (args, search);
  while (!found && (text = va_arg (args, const char *)) != NULL)
    {
      g_autofree char *folded = cosell_intl_fold (text);

      found = strstr (folded, search) != NULL;
    }
  va_end (args);
  return found;
}

static gboolean
is_in (const char *wanted, const char *country)
{
  return wanted == NULL || *wanted == '\0' || g_ascii_strcasecmp (wanted, country) == 0;
}

static void
write_customers (CosellJsonWriter *writer, const char *search, const char *country, guint top)
{
  GPtrArray *all = sandbox_catalog_customers ();

  for (guint i = 0; i < all->len && top > 0; i++)
    {
      const SandboxCustomer *c = g_ptr_array_index (all, i);

      if (!is_in (country, c->country->code) ||
          !is_found (search, c->name, c->brand, c->city, c->duns, NULL))
        continue;
      top--;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "name", c->name);
      cosell_json_writer_member (writer, "addressLine1", c->address);
      cosell_json_writer_member (writer, "city", c->city);
      cosell_json_writer_member (writer, "postalCode", c->postal_code);
      if (c->state != NULL)
        cosell_json_writer_member (writer, "state", c->state);
      cosell_json_writer_member (writer, "country", c->country->code);
      cosell_json_writer_member (writer, "duns", c->duns);
      cosell_json_writer_end_object (writer);
    }
}

static void
write_partners (CosellJsonWriter *writer, const char *search, const char *country, guint top)
{
  for (const SandboxPartner *p = sandbox_partners; p->id != NULL && top > 0; p++)
    {
      if (!is_in (country, p->country) || !is_found (search, p->name, p->id, NULL))
        continue;
      top--;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "id", p->id);
      cosell_json_writer_member (writer, "name", p->name);
      cosell_json_writer_member (writer, "country", p->country);
      cosell_json_writer_name (writer, "coSellReady");
      cosell_json_writer_bool (writer, !p->unready);
      cosell_json_writer_name (writer, "transacting");
      cosell_json_writer_bool (writer, !p->no_business);
      cosell_json_writer_end_object (writer);
    }
}

static void
write_solutions (CosellJsonWriter *writer, const char *search, guint top)
{
  for (const SandboxSolution *s = sandbox_solutions; s->id != NULL && top > 0; s++)
    {
      if (!is_found (search, s->name, s->id, s->publisher, NULL))
        continue;
      top--;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "id", s->id);
      cosell_json_writer_member (writer, "name", s->name);
      cosell_json_writer_member (writer, "publisher", s->publisher);
      cosell_json_writer_member (writer, "kind", s->kind);
      cosell_json_writer_name (writer, "eligible");
      cosell_json_writer_bool (writer, s->eligible);
      cosell_json_writer_name (writer, "coSellReady");
      cosell_json_writer_bool (writer, s->co_sell_ready);
      cosell_json_writer_end_object (writer);
    }
}

char *
sandbox_catalog_answer (const char *what, const char *search, const char *country, guint top)
{
  g_autofree char *folded = NULL;
  g_autoptr (CosellJsonWriter) writer = NULL;

  if (search != NULL && *search != '\0')
    {
      folded = cosell_intl_fold (search);
      top = MIN (top, MAX_FOUND);
    }
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  if (g_str_equal (what, "customers"))
    write_customers (writer, folded, country, top);
  else if (g_str_equal (what, "partners"))
    write_partners (writer, folded, country, top);
  else if (g_str_equal (what, "solutions"))
    write_solutions (writer, folded, top);
  else
    return NULL;
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}
