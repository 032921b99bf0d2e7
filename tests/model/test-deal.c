/* CosellDeal: properties that notify exactly what differs, lists that stay. */
#include "base/cosell-str.h"
#include "model/cosell-deal.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "model/model-test.h"

#define DOCUMENT(notes, customer, team, solutions)                                                 \
  "{'id':'r-1','engagementId':'e-1','organizationId':'org-own','customerProfile':" customer        \
  ",'details':{'notes':" notes ",'requirements':{'solutions':[" solutions "]}},'team':[" team      \
  "],'target':[{'type':'SolutionProfile','id':'SOL-1'}]}"
#define CONTOSO "{'name':'Contoso AB','address':{'city':'Malmö','country':'SE'}}"
#define OLA "{'firstName':'Ola','lastName':'Lind','phoneNumber':'1','email':'ola@fabrikam.example'}"
#define SARA                                                                                       \
  "{'firstName':'Sara','lastName':'Ek','phoneNumber':'2','email':'sara@fabrikam.example'}"
#define EVA "{'firstName':'Eva','lastName':'Nord','phoneNumber':'3','email':'eva@fabrikam.example'}"
#define SUITE "{'id':'SOL-1','name':'Suite','type':'Name'}"
#define MICROSOFT(status)                                                                          \
  "{'id':'r-2','organizationId':'msft','status':'" status                                          \
  "','inviteContext':{'assistanceRequestCode':'QuotesOrLicensing'}}"
#define TAILWIND "{'id':'r-3','organizationId':'org-tailwind','organizationName':'Tailwind'}"

static void
collect_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", pspec->name);
}

static void
items_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GString *changes = user_data;

  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static CosellDealData *
sample_data (void)
{
  CosellDealData *data = cosell_deal_data_new ();

  data->id = 7;
  data->name = g_strdup ("Contoso ERP move");
  data->value = g_strdup ("1200000.00");
  data->currency = g_strdup ("SEK");
  data->direction = COSELL_DIRECTION_OUTBOUND;
  data->type = COSELL_DEAL_TYPE_CO_SELL;
  data->status = COSELL_DEAL_STATUS_ACCEPTED;
  data->stage = 60;
  return data;
}

static void
set_documents (CosellDeal *deal, const char *own, const char *first, const char *second)
{
  const char *own_text = json_text (own);
  const char *first_text = json_text (first);
  const char *second_text = json_text (second);
  const char *others[] = { first_text, second_text, NULL };

  cosell_deal_set_documents (deal, own_text, others, "org-own");
  g_assert_cmpstr (cosell_deal_get_own_text (deal), ==, own_text);
}

static void
test_properties (void)
{
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *notes = NULL;
  CosellDealType type;
  CosellDealStatus status;
  gint64 id, stage;
  gboolean p2p, loaded;

  g_object_get (deal, "id", &id, "name", &name, "value", &value, "type", &type, "status", &status,
                "stage", &stage, "p2p", &p2p, "loaded", &loaded, "notes", &notes, NULL);
  g_assert_cmpint (id, ==, 7);
  g_assert_cmpint (cosell_deal_get_id (deal), ==, 7);
  g_assert_cmpstr (name, ==, "Contoso ERP move");
  g_assert_cmpstr (value, ==, "1200000.00");
  g_assert_cmpint (type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  g_assert_cmpint (stage, ==, 60);
  g_assert_false (p2p);
  g_assert_false (loaded);
  g_assert_cmpstr (notes, ==, "");
  g_assert_true (cosell_deal_get_data (deal) != data);

  /* every row of the table is a property, and none can be written from outside */
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (deal), field->property);

      g_assert_nonnull (pspec);
      g_assert_true (pspec->flags & G_PARAM_READABLE);
      g_assert_false (pspec->flags & G_PARAM_WRITABLE);
    }
}

static void
test_update (void)
{
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (deal, "notify", G_CALLBACK (collect_cb), names);
  cosell_deal_update (deal, data);
  g_assert_cmpstr (names->str, ==, "");

  data->stage = 80;
  cosell_set_str (&data->name, "Contoso move");
  data->favorite = TRUE;
  data->expires_at = 5;
  cosell_deal_update (deal, data);
  g_assert_nonnull (strstr (names->str, "stage"));
  g_assert_nonnull (strstr (names->str, "name"));
  g_assert_nonnull (strstr (names->str, "favorite"));
  g_assert_nonnull (strstr (names->str, "expires-at"));
  g_assert_cmpuint (names->len, ==, strlen ("stage name favorite expires-at"));
  g_assert_cmpuint (cosell_field_table_diff (cosell_deal_fields, cosell_deal_get_data (deal), data),
                    ==, 0);
  g_assert_true (cosell_deal_get_data (deal)->name != data->name);

  /* the deal's own data may be given back to it */
  cosell_deal_update (deal, cosell_deal_get_data (deal));
  g_assert_cmpstr (cosell_deal_get_data (deal)->name, ==, "Contoso move");
}

/* P14: two referrals of our own in one engagement */
static void
test_hidden_halves (void)
{
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_null (cosell_deal_get_hidden_halves (deal));
  g_signal_connect (deal, "notify::hidden-halves", G_CALLBACK (collect_cb), names);
  set_documents (deal, "{'id':'a','organizationId':'org-own'}",
                 "{'id':'b','organizationId':'org-own'}", "{'id':'m','organizationId':'msft'}");
  g_assert_cmpstr (cosell_deal_get_hidden_halves (deal), ==, "b");
  g_assert_cmpuint (names->len, >, 0);
  set_documents (deal, "{'id':'a','organizationId':'org-own'}",
                 "{'id':'00000000-0000-0000-0000-000000000000','organizationId':'org-own'}", NULL);
  g_assert_null (cosell_deal_get_hidden_halves (deal));
}

static void
test_attributes (void)
{
  static const char with[] =
      "{'id':'o','details':{'requirements':{'additionalRequirements':{'attributes':["
      "{'type':'SolutionArea','id':'Data &amp; AI'},{'type':'Other','id':'x'}]}}}}";
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);

  g_assert_null (cosell_deal_get_attribute (deal, cosell_member_get (COSELL_MEMBER_SOLUTION_AREA)));
  set_documents (deal, with, MICROSOFT ("Active"), TAILWIND);
  g_assert_cmpstr (cosell_deal_get_attribute (deal,
                                              cosell_member_get (COSELL_MEMBER_SOLUTION_AREA)),
                   ==, "Data & AI");
  g_assert_null (cosell_deal_get_attribute (deal, cosell_member_get (COSELL_MEMBER_SOLUTION_PLAY)));
  set_documents (deal, "{'id':'o'}", MICROSOFT ("Active"), TAILWIND);
  g_assert_null (cosell_deal_get_attribute (deal, cosell_member_get (COSELL_MEMBER_SOLUTION_AREA)));
}

static void
test_documents (void)
{
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (CosellContact) ola = NULL;
  g_autoptr (CosellSolution) suite = NULL;
  CosellHelp help;

  g_assert_null (cosell_deal_get_own_text (deal));
  g_assert_null (cosell_deal_get_customer_profile (deal));
  g_signal_connect (deal, "notify", G_CALLBACK (collect_cb), names);
  set_documents (deal, DOCUMENT ("'Call &amp; ask.'", CONTOSO, OLA "," SARA, SUITE),
                 MICROSOFT ("Active"), TAILWIND);

  g_assert_true (cosell_deal_is_loaded (deal));
  g_assert_cmpstr (cosell_deal_get_notes (deal), ==, "Call & ask.");
  g_assert_cmpstr (cosell_customer_get_name (cosell_deal_get_customer_profile (deal)), ==,
                   "Contoso AB");
  g_assert_cmpuint (g_list_model_get_n_items (cosell_deal_get_team (deal)), ==, 2);
  ola = g_list_model_get_item (cosell_deal_get_team (deal), 0);
  g_assert_cmpstr (cosell_contact_get_display_name (ola), ==, "Ola Lind");
  suite = g_list_model_get_item (cosell_deal_get_solutions (deal), 0);
  g_assert_cmpint (cosell_solution_get_kind (suite), ==, COSELL_SOLUTION_KIND_OWN);
  g_assert_cmpuint (g_list_model_get_n_items (cosell_deal_get_partners (deal)), ==, 1);
  g_object_get (cosell_deal_get_microsoft (deal), "help", &help, NULL);
  g_assert_cmpint (help, ==, COSELL_HELP_QUOTES);
  g_assert_nonnull (strstr (names->str, "loaded"));
  g_assert_nonnull (strstr (names->str, "customer-profile"));
  g_assert_nonnull (strstr (names->str, "microsoft"));
  g_assert_nonnull (strstr (names->str, "team"));
  g_assert_nonnull (strstr (names->str, "notes"));
  g_assert_cmpuint (names->len, ==,
                    strlen ("loaded customer-profile microsoft team notes own-text"));
}

static void
changed_cb (CosellDeal *deal, guint *n)
{
  g_assert_true (cosell_deal_is_loaded (deal));
  (*n)++;
}

static void
test_changed (void)
{
  g_autoptr (CosellDealData) data = sample_data ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  guint n = 0;

  g_signal_connect (deal, "changed", G_CALLBACK (changed_cb), &n);
  set_documents (deal, DOCUMENT ("'A'", CONTOSO, OLA, SUITE), MICROSOFT ("New"), TAILWIND);
  g_assert_cmpuint (n, ==, 1);
  set_documents (deal, DOCUMENT ("'A'", CONTOSO, OLA, SUITE), MICROSOFT ("New"), TAILWIND);
  g_assert_cmpuint (n, ==, 1);

  data->stage = 80;
  data->favorite = TRUE;
  cosell_deal_update (deal, data);
  g_assert_cmpuint (n, ==, 2);
  cosell_deal_update (deal, data);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_documents_again (void)
{
  g_autoptr (CosellDeal) deal = cosell_deal_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (CosellContact) ola = NULL;
  g_autoptr (CosellContact) ola_again = NULL;
  GListModel *team = cosell_deal_get_team (deal);
  CosellCustomer *customer;

  set_documents (deal, DOCUMENT ("'A'", CONTOSO, OLA "," SARA, SUITE), MICROSOFT ("New"), TAILWIND);
  ola = g_list_model_get_item (team, 0);
  customer = cosell_deal_get_customer_profile (deal);
  g_signal_connect (deal, "notify", G_CALLBACK (collect_cb), names);
  g_signal_connect (team, "items-changed", G_CALLBACK (items_cb), changes);
  g_signal_connect (cosell_deal_get_solutions (deal), "items-changed", G_CALLBACK (items_cb),
                    changes);
  g_signal_connect (cosell_deal_get_partners (deal), "items-changed", G_CALLBACK (items_cb),
                    changes);

  /* the same again, halves in another order: nothing happens */
  set_documents (deal, DOCUMENT ("'A'", CONTOSO, OLA "," SARA, SUITE), TAILWIND, MICROSOFT ("New"));
  g_assert_cmpstr (names->str, ==, "");
  g_assert_cmpstr (changes->str, ==, "");
  g_assert_true (cosell_deal_get_customer_profile (deal) == customer);

  /* one joins in the middle: the others stay the objects that they are */
  set_documents (deal, DOCUMENT ("'A'", CONTOSO, OLA "," EVA "," SARA, SUITE), TAILWIND,
                 MICROSOFT ("New"));
  g_assert_cmpstr (changes->str, ==, "1-0+1 ");
  ola_again = g_list_model_get_item (cosell_deal_get_team (deal), 0);
  g_assert_true (ola == ola_again);
  g_assert_true (team == cosell_deal_get_team (deal));

  /* one leaves, one takes another's place, Microsoft answers, the partner's half is gone */
  g_string_truncate (changes, 0);
  set_documents (deal, DOCUMENT ("'B'", CONTOSO, EVA "," SARA, SUITE "," SUITE),
                 MICROSOFT ("Active"), NULL);
  g_assert_cmpstr (changes->str, ==, "0-1+0 1-0+1 0-1+0 ");
  g_assert_cmpuint (names->len, ==, strlen ("own-text team team microsoft notes own-text"));

  /* everything gone */
  set_documents (deal, "{}", NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (team), ==, 0);
  g_assert_null (cosell_deal_get_microsoft (deal));
  g_assert_null (cosell_deal_get_customer_profile (deal));
  g_assert_cmpstr (cosell_deal_get_notes (deal), ==, "");
}

/* A member that has no property of its own changed. */
static void
test_own_text (void)
{
  g_autoptr (CosellDeal) deal = cosell_deal_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  set_documents (deal, "{'id':'a'}", NULL, NULL);
  g_signal_connect (deal, "notify", G_CALLBACK (collect_cb), names);
  set_documents (deal, "{'id':'a'}", NULL, NULL);
  g_assert_cmpstr (names->str, ==, "");
  set_documents (deal, "{'id':'a','registrations':[{'status':'Pending'}]}", NULL, NULL);
  g_assert_nonnull (strstr (names->str, "own-text"));
}

static void
test_odd_documents (void)
{
  static const char *const odd[] = {
    "7",
    "[]",
    "{'customerProfile':7,'details':[],'team':{'a':1},'target':'x'}",
    "{'customerProfile':[],'details':{'notes':{},'requirements':[]},'team':[7,null,'x',[]]}",
    "{'details':{'notes':7,'requirements':{'solutions':['x',{}]}},'inviteContext':[]}",
  };
  g_autoptr (CosellDeal) deal = cosell_deal_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      set_documents (deal, odd[i], odd[i], odd[i]);
      g_assert_true (cosell_deal_is_loaded (deal));
      g_assert_cmpuint (g_list_model_get_n_items (cosell_deal_get_team (deal)), ==, 0);
      g_assert_null (cosell_deal_get_customer_profile (deal));
      g_assert_null (cosell_deal_get_microsoft (deal));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deal/properties", test_properties);
  g_test_add_func ("/deal/update", test_update);
  g_test_add_func ("/deal/documents", test_documents);
  g_test_add_func ("/deal/changed", test_changed);
  g_test_add_func ("/deal/P14-hidden-halves", test_hidden_halves);
  g_test_add_func ("/deal/documents-again", test_documents_again);
  g_test_add_func ("/deal/documents-own-text", test_own_text);
  g_test_add_func ("/deal/attributes", test_attributes);
  g_test_add_func ("/B5/deal/documents", test_odd_documents);
  return g_test_run ();
}
