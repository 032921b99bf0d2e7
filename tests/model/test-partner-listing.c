/* test-partner-listing.c: which companies of the catalogue can be invited (C13) */
#include "model/cosell-partner-listing.h"
#include "model-test.h"

#define LIST                                                                                       \
  "[{'id':'P-1','name':'Tailwind'},{'id':'P-2','name':'Litware','coSellReady':false},"             \
  "{'id':'P-3','name':'Adatum','transacting':false},{'id':'P-4','coSellReady':true,"               \
  "'transacting':true},{'id':'P-5','transacting':false},7,null,{'name':'Nobody'}]"

static void
test_refusals (void)
{
  static const struct
  {
    const char *id, *expected;
  } table[] = {
    { "P-1", NULL },
    { "P-2", "Litware cannot be invited: it has no co-sell-ready solution. Choose another "
             "partner." },
    { " p-2 ", "Litware cannot be invited: it has no co-sell-ready solution. Choose another "
               "partner." },
    { "P-3", "Adatum cannot be invited: it does not transact in Partner Center. Choose another "
             "partner." },
    { "P-4", NULL },
    { "P-5", "P-5 cannot be invited: it does not transact in Partner Center. Choose another "
             "partner." },
    { "P-9", NULL }, /* nobody knows: the service decides */
    { "", NULL },
  };
  g_autoptr (JsonArray) array = cosell_partner_listing_read (json_text (LIST));
  g_autoptr (JsonArray) body = cosell_partner_listing_read (json_text ("{'value':" LIST "}"));

  g_assert_null (cosell_partner_listing_read (json_text ("{'value':null}")));
  g_assert_null (cosell_partner_listing_read ("<html>"));
  g_assert_null (cosell_partner_listing_read (NULL));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *first = cosell_partner_listing_refuse_id (array, table[i].id);
      g_autofree char *second = cosell_partner_listing_refuse_id (body, table[i].id);

      g_assert_cmpstr (first, ==, table[i].expected);
      g_assert_cmpstr (second, ==, table[i].expected);
      g_assert_null (cosell_partner_listing_refuse_id (NULL, table[i].id));
    }
}

/* The own organization is no partner, however its ID is written. */
static void
test_own (void)
{
  static const struct
  {
    const char *own_id, *own_name, *id, *name;
    gboolean refused;
  } table[] = {
    { "O-1", "Fabrikam", "O-1", "Fabrikam", TRUE },
    { "O-1", "Fabrikam", " o-1\n", NULL, TRUE },
    { "O-1", NULL, "O-1", "Somebody", TRUE },
    { "O-1", "Fabrikam", "", " FABRIKAM", TRUE },
    { "O-1", "Fabrikam", NULL, "Fabrikam", TRUE },
    { "O-1", "Fabrikam", "P-1", "Fabrikam", FALSE }, /* another company of that name */
    { "O-1", "Fabrikam", "P-1", NULL, FALSE },
    { "O-1", "Fabrikam", "", "", FALSE },
    { "O-1", "Fabrikam", NULL, NULL, FALSE },
    { NULL, NULL, "O-1", "Fabrikam", FALSE }, /* nobody knows who we are */
    { "", "", "", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *reason =
          cosell_partner_listing_refuse_own (table[i].own_id, table[i].own_name, table[i].id,
                                             table[i].name);

      g_test_message ("row %u: %s", i, reason != NULL ? reason : "may be invited");
      g_assert_cmpint (reason != NULL, ==, table[i].refused);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/C13/who-can-be-invited", test_refusals);
  g_test_add_func ("/C13/own-organization", test_own);
  return g_test_run ();
}
