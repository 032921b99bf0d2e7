#include "app/cosell-catalog-private.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "support/json-text.h"

#define CUSTOMERS                                                                                  \
  "{'value':["                                                                                     \
  "{'name':'Contoso AB','addressLine1':'Storgatan "                                                \
  "1','city':'Malmö','country':'SE',"                                                             \
  "'duns':'354111111'},"                                                                           \
  "{'name':'Contoso AB','addressLine1':'Hamngatan "                                                \
  "2','city':'Malmö','country':'SE',"                                                             \
  "'duns':'354111112'},"                                                                           \
  "{'name':'Räksmörgås Norden','city':'Umeå','country':'SE'},"                                 \
  "{'name':'Nordic Contoso','city':'Oslo','country':'NO'},"                                        \
  "17, {'city':'nowhere'}]}"

static GPtrArray *
texts (const char *first, ...)
{
  GPtrArray *array = g_ptr_array_new ();
  va_list args;

  va_start (args, first);
  for (const char *text = first; text != NULL; text = va_arg (args, const char *))
    g_ptr_array_add (array, (gpointer) text);
  va_end (args);
  return array;
}

static char *
names (GPtrArray *customers)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < customers->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "|" : "",
                            cosell_customer_get_name (g_ptr_array_index (customers, i)));
  return g_string_free (all, FALSE);
}

static void
set_customers (CosellCatalog *catalog, const char *json, GPtrArray *known)
{
  cosell_catalog_take_customers (catalog, cosell_customer_texts_new (json, known, NULL, NULL));
}

static void
assert_found (CosellCatalog *catalog,
              const char *country,
              const char *typed,
              guint limit,
              const char *expected)
{
  g_autoptr (GPtrArray) found = cosell_catalog_find_customers (catalog, country, typed, limit);
  g_autofree char *all = names (found);

  g_assert_cmpstr (all, ==, expected);
}

static void
test_customers (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) known =
      texts (json_text ("{'name':'Contoso AB','address':{'addressLine1':'Storgatan 1',"
                        "'city':'Malmö','country':'SE'},'ids':[{'profileType':'Duns',"
                        "'id':'354111111'}]}"),
             json_text ("{'name':'Woodgrove Bank','address':{'country':'US'}}"), "{", NULL);
  GListModel *model = cosell_catalog_get_customers (catalog);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  set_customers (catalog, json_text (CUSTOMERS), known);
  /* C1: two entities of one company stay two; the one that is known twice is one */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 5);
  g_assert_true (model == cosell_catalog_get_customers (catalog));
  assert_found (catalog, "SE", "conto", 10, "Contoso AB|Contoso AB");
  assert_found (catalog, NULL, "conto", 10, "Contoso AB|Contoso AB|Nordic Contoso");
  assert_found (catalog, "", "conto", 2, "Contoso AB|Contoso AB");
  assert_found (catalog, "SE", "raks", 10, "Räksmörgås Norden");
  assert_found (catalog, "SE", "NORD räk", 10, "Räksmörgås Norden");
  assert_found (catalog, "SE", "ontoso", 10, "");
  assert_found (catalog, "US", "wood", 10, "Woodgrove Bank");
  set_customers (catalog, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  assert_found (catalog, NULL, "conto", 10, "");
}

static gboolean
ask_cb (gpointer n)
{
  return --*(int *) n >= 0;
}

/* What is told of them can be left off; what was made of the same is the same. */
static void
test_customer_texts (void)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CosellCustomerTexts) one = NULL;
  g_autoptr (CosellCustomerTexts) other = NULL;
  g_autoptr (CosellCustomerTexts) none = cosell_customer_texts_new (NULL, NULL, NULL, NULL);
  int most = 1000, few = 2;

  for (int i = 0; i < 100; i++)
    g_ptr_array_add (known, g_strdup_printf ("{\"name\":\"Customer %d\"}", i));
  one = cosell_customer_texts_new ("[]", known, NULL, NULL);
  other = cosell_customer_texts_new ("[]", known, ask_cb, &most);
  g_assert_cmpstr (cosell_customer_texts_get_digest (one), ==,
                   cosell_customer_texts_get_digest (other));
  g_assert_cmpstr (cosell_customer_texts_get_digest (one), !=,
                   cosell_customer_texts_get_digest (none));
  g_assert_cmpint (most, <, 1000);
  g_assert_null (cosell_customer_texts_new ("[]", known, ask_cb, &few));
}

static void
test_me (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  GListModel *locations = cosell_catalog_get_locations (catalog);
  g_autoptr (CosellPickItem) location = NULL;

  cosell_catalog_set_me (catalog,
                         json_text ("{'organization':{'id':'org-1','name':'Fabrikam'},'locations':["
                                    "{'id':'1234567','name':'Malmö'},{'id':'7654321'},"
                                    "{'id':'1234567'},null]}"));
  g_assert_cmpstr (cosell_catalog_get_organization (catalog), ==, "org-1");
  g_assert_cmpstr (cosell_catalog_get_organization_name (catalog), ==, "Fabrikam");
  g_assert_cmpuint (g_list_model_get_n_items (locations), ==, 2);
  location = g_list_model_get_item (locations, 0);
  g_assert_cmpstr (cosell_pick_item_get_id (location), ==, "1234567");
  g_assert_cmpstr (cosell_pick_item_get_name (location), ==, "Malmö");

  /* what the service does not know is unknown, not an error */
  cosell_catalog_set_me (catalog, NULL);
  g_assert_null (cosell_catalog_get_organization (catalog));
  g_assert_cmpuint (g_list_model_get_n_items (locations), ==, 0);
  cosell_catalog_set_me (catalog, "<html>");
  g_assert_null (cosell_catalog_get_organization (catalog));
}

static void
test_solutions (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) known = texts (json_text ("{'id':'SOL-1','name':'seen in a deal'}"),
                                       json_text ("{'id':'SOL-9'}"), NULL);
  GListModel *model = cosell_catalog_get_solutions (catalog);
  g_autoptr (CosellSolution) first = NULL;

  cosell_catalog_set_solutions (
      catalog, json_text ("{'value':[{'id':'SOL-1','name':'Suite','kind':'own'}]}"), known);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  first = g_list_model_get_item (model, 0);
  g_assert_cmpstr (cosell_solution_get_display_name (first), ==, "Suite");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* All that a session sets after a change of the store. */
static void
set_all (CosellCatalog *catalog, const char *me, const char *location, GPtrArray *known)
{
  cosell_catalog_set_last_location (catalog, location);
  cosell_catalog_set_me (catalog, me);
  set_customers (catalog, json_text ("[{'name':'Contoso'}]"), known);
  cosell_catalog_set_solutions (catalog, json_text ("[{'id':'A'}]"), known);
  cosell_catalog_set_partners (catalog, json_text ("[{'id':'P'},{'id':'Q'}]"));
  cosell_catalog_set_members (catalog, known);
  cosell_catalog_set_used (catalog, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID), known);
}

/* The store changes often, what can be chosen seldom: rows of lists stay, with the focus. Views are
 * told by the lists when the account or the usual location is another, which they ask for too. */
static void
test_again (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) known =
      texts (json_text ("{'id':'SOL-9','email':'ola@fabrikam.example'}"), NULL);
  GListModel *models[] = { cosell_catalog_get_solutions (catalog),
                           cosell_catalog_get_customers (catalog),
                           cosell_catalog_get_members (catalog),
                           cosell_catalog_get_used (catalog,
                                                    cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID)),
                           cosell_catalog_get_partners (catalog),
                           cosell_catalog_get_locations (catalog) };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_connect_swapped (models[i], "items-changed", G_CALLBACK (count_cb), &n);
  for (guint i = 0; i < 2; i++)
    {
      set_all (catalog, json_text ("{'id':'own','locations':['1','2']}"), "1", known);
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (models));
    }
  g_assert_cmpuint (g_list_model_get_n_items (models[4]), ==, 2);
  set_all (catalog, json_text ("{'id':'own','locations':['1','2']}"), "2", known);
  g_assert_cmpuint (n, ==, 2 * G_N_ELEMENTS (models));
  g_assert_cmpstr (cosell_catalog_get_usual_location (catalog), ==, "2");
  /* C13: who is the own organization counts for the partners as well */
  set_all (catalog, json_text ("{'id':'P','locations':['1','2']}"), "2", known);
  g_assert_cmpuint (n, ==, 3 * G_N_ELEMENTS (models));
  g_assert_cmpuint (g_list_model_get_n_items (models[4]), ==, 1);
}

static void
test_members (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) known =
      texts (json_text ("{'firstName':'Ola','email':'ola@fabrikam.example'}"),
             json_text ("{'firstName':'Sara','email':'sara@fabrikam.example'}"),
             json_text ("{'firstName':'Older','email':'OLA@fabrikam.example'}"),
             json_text ("{'firstName':'Nobody'}"), NULL);
  GListModel *model = cosell_catalog_get_members (catalog);
  g_autoptr (CosellContact) newest = NULL;

  cosell_catalog_set_members (catalog, known);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  newest = g_list_model_get_item (model, 0);
  g_assert_cmpstr (cosell_contact_get_display_name (newest), ==, "Ola");
}

/* A6, C23: what the account says of its user. */
static void
test_account (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();

  g_assert_null (cosell_catalog_get_user_name (catalog));
  g_assert_true (cosell_catalog_may_assess (catalog));
  cosell_catalog_set_me (catalog, json_text ("{'user':{'firstName':'Kim','lastName':'Berg'},"
                                             "'capabilities':[]}"));
  g_assert_cmpstr (cosell_catalog_get_user_name (catalog), ==, "Kim Berg");
  g_assert_false (cosell_catalog_may_assess (catalog));
  cosell_catalog_set_me (catalog, json_text ("{'user':{'lastName':' '},"
                                             "'capabilities':['assessments']}"));
  g_assert_null (cosell_catalog_get_user_name (catalog));
  g_assert_true (cosell_catalog_may_assess (catalog));
  cosell_catalog_set_me (catalog, NULL);
  g_assert_true (cosell_catalog_may_assess (catalog));
}

/* C13: who cannot be invited says why. */
static void
test_partners (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();

  cosell_catalog_set_partners (catalog, json_text ("{'value':[{'id':'P-1','name':'Tailwind'},"
                                                   "{'id':'P-2','name':'Litware',"
                                                   "'coSellReady':false}]}"));
  g_assert_cmpuint (g_list_model_get_n_items (cosell_catalog_get_partners (catalog)), ==, 2);
  g_assert_null (cosell_catalog_get_partner_refusal (catalog, "P-1"));
  g_assert_nonnull (cosell_catalog_get_partner_refusal (catalog, "p-2"));
  g_assert_null (cosell_catalog_get_partner_refusal (catalog, "P-3"));
  cosell_catalog_set_partners (catalog, NULL);
  g_assert_null (cosell_catalog_get_partner_refusal (catalog, "P-2"));
}

/* C13: the own organization is not suggested, and says why when its ID is typed. */
static void
test_own_organization (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (CosellPickItem) only = NULL;

  cosell_catalog_set_me (catalog, json_text ("{'organization':{'id':'O-1','name':'Fabrikam'}}"));
  cosell_catalog_set_partners (catalog,
                               json_text ("[{'id':'o-1','name':'Fabrikam'},"
                                          "{'id':'P-1','name':'Tailwind','country':'SE'}]"));
  g_assert_cmpuint (g_list_model_get_n_items (cosell_catalog_get_partners (catalog)), ==, 1);
  only = g_list_model_get_item (cosell_catalog_get_partners (catalog), 0);
  g_assert_cmpstr (cosell_pick_item_get_id (only), ==, "P-1");
  g_assert_cmpstr (cosell_pick_item_get_name (only), ==, "Tailwind");
  g_assert_cmpstr (cosell_pick_item_get_note (only), ==, "SE");
  g_assert_nonnull (cosell_catalog_get_partner_refusal (catalog, "O-1"));
  g_assert_null (cosell_catalog_get_partner_refusal (catalog, "P-1"));
}

static void
test_campaigns (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) known = texts ("SPRING", "AUTUMN", NULL);
  g_autoptr (CosellPickItem) first = NULL;

  cosell_catalog_set_used (catalog, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID), known);
  first = g_list_model_get_item (
      cosell_catalog_get_used (catalog, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID)), 0);
  g_assert_cmpstr (cosell_pick_item_get_id (first), ==, "SPRING");
}

/* C19 */
static void
test_ready (void)
{
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();

  g_assert_false (cosell_catalog_lacks_ready_solution (catalog)); /* nobody knows */
  cosell_catalog_set_solutions (catalog,
                                json_text ("[{'id':'A','kind':'own','coSellReady':false},"
                                           "{'id':'B','kind':'microsoft'}]"),
                                NULL);
  g_assert_true (cosell_catalog_lacks_ready_solution (catalog));
  cosell_catalog_set_solutions (catalog, json_text ("[{'id':'A','kind':'own','coSellReady':true}]"),
                                NULL);
  g_assert_false (cosell_catalog_lacks_ready_solution (catalog));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/catalog/C1-customers", test_customers);
  g_test_add_func ("/catalog/customer-texts", test_customer_texts);
  g_test_add_func ("/catalog/me", test_me);
  g_test_add_func ("/catalog/solutions", test_solutions);
  g_test_add_func ("/catalog/again", test_again);
  g_test_add_func ("/catalog/C8-members", test_members);
  g_test_add_func ("/catalog/A6-C23-account", test_account);
  g_test_add_func ("/catalog/C13-partners", test_partners);
  g_test_add_func ("/catalog/C13-own-organization", test_own_organization);
  g_test_add_func ("/catalog/C24-campaigns", test_campaigns);
  g_test_add_func ("/catalog/C19-ready", test_ready);
  return g_test_run ();
}
