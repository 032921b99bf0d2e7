/* test-customer-match.c: when two deals are about the same customer (C17) */
#include "model/cosell-customer-match.h"
#include "model/cosell-people.h"

typedef struct
{
  const char *name, *country, *duns;
} Customer;

static const struct
{
  const char *path;
  Customer a, b;
  gboolean same;
} cases[] = {
  { "/C17/same-number",
    { "Contoso AB", "SE", "354111111" },
    { "Contoso Sverige", "SE", "354111111" },
    TRUE },
  { "/C17/number-in-another-spelling",
    { "Contoso AB", "SE", "35-411-1111" },
    { "Other", "NO", " 354 111 111 " },
    TRUE },
  { "/C17/same-name-and-country", { "Contoso AB", "SE", NULL }, { "Contoso AB", "SE", "" }, TRUE },
  { "/C17/name-in-another-spelling",
    { " Räksmörgås AB ", "se", NULL },
    { "RAKSMORGAS ab", "SE ", NULL },
    TRUE },
  { "/C17/same-name-although-numbers-differ",
    { "Contoso AB", "SE", "354111111" },
    { "Contoso AB", "SE", "354111112" },
    TRUE },
  { "/C17/same-name-elsewhere", { "Contoso", "SE", NULL }, { "Contoso", "NO", NULL }, FALSE },
  { "/C17/other-name", { "Contoso AB", "SE", NULL }, { "Contoso Ltd", "SE", NULL }, FALSE },
  { "/C17/no-number-is-no-number", { "A", "SE", "" }, { "B", "SE", "" }, FALSE },
  { "/C17/half-a-number", { "A", "SE", "35411" }, { "B", "SE", "35411" }, FALSE },
  { "/C17/no-name", { "", "SE", NULL }, { "", "SE", NULL }, FALSE },
  { "/C17/no-country", { "Contoso", NULL, NULL }, { "Contoso", "", NULL }, FALSE },
};

static void
key_init (CosellCustomerKey *key, const Customer *of)
{
  g_autoptr (CosellCustomer) customer = cosell_customer_new ();

  g_object_set (customer, "name", of->name, "country", of->country, "duns", of->duns, NULL);
  cosell_customer_key_init (key, customer);
}

static void
test_same (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const Customer *a = &cases[i].a, *b = &cases[i].b;
  g_auto (CosellCustomerKey) first = { NULL };
  g_auto (CosellCustomerKey) second = { NULL };

  key_init (&first, a);
  key_init (&second, b);
  g_assert_cmpint (cosell_customer_key_same (&first, &second), ==, cases[i].same);
  g_assert_cmpint (cosell_customer_key_same (&second, &first), ==, cases[i].same);
}

static void
test_empty (void)
{
  static const struct
  {
    Customer customer;
    gboolean empty;
  } table[] = {
    { { NULL, NULL, NULL }, TRUE },         { { "Contoso", NULL, NULL }, TRUE },
    { { NULL, "SE", "12" }, TRUE },         { { "Contoso", "SE", NULL }, FALSE },
    { { NULL, NULL, "354111111" }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (CosellCustomerKey) key = { NULL };

      key_init (&key, &table[i].customer);
      g_assert_cmpint (cosell_customer_key_is_empty (&key), ==, table[i].empty);
    }
}

static void
test_customer (void)
{
  g_autoptr (CosellCustomer) customer = cosell_customer_new ();
  g_auto (CosellCustomerKey) key = { NULL };

  g_object_set (customer, "name", "Åre Ski AB", "country", "se", "duns", "35-411-1111", NULL);
  cosell_customer_key_init (&key, customer);
  g_assert_cmpstr (key.name_key, ==, "are ski ab");
  g_assert_cmpstr (key.country, ==, "SE");
  g_assert_cmpstr (key.duns, ==, "354111111");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, GSIZE_TO_POINTER (i), test_same);
  g_test_add_func ("/C17/nothing-to-compare", test_empty);
  g_test_add_func ("/C17/customer", test_customer);
  return g_test_run ();
}
