/* test-consent.c: the customer's consent before contact data goes to others (rules C21, A7, D17) */
#include "model/cosell-change.h"
#include "model/cosell-consent.h"
#include "model-test.h"

#define SARA "'customerProfile':{'name':'C','team':[{'firstName':'Sara','email':'s@c.example'}]}"
#define SHARED "/consent/consentToShareReferralWithMicrosoftSellers"
#define CONTACTS "/customerProfile/team"

static void
test_missing (void)
{
  static const struct
  {
    const char *own;
    gboolean missing;
  } table[] = {
    { "{" SARA "}", TRUE },
    { "{" SARA ",'consent':null}", TRUE },
    { "{" SARA ",'consent':{}}", TRUE },
    { "{" SARA ",'consent':{'consentToToShareInfoWithOthers':false}}", TRUE },
    { "{" SARA ",'consent':{'consentToToShareInfoWithOthers':null,'consentToContact':true}}",
      TRUE },
    { "{" SARA ",'consent':{'consentToToShareInfoWithOthers':true,'consentToContact':false}}",
      TRUE },
    { "{" SARA ",'consent':{'consentToToShareInfoWithOthers':true}}", FALSE },
    { "{" SARA ",'consent':{'consentToToShareInfoWithOthers':'true','consentToContact':'True'}}",
      FALSE },
    { "{" SARA ",'Consent':{'ConsentToToShareInfoWithOthers':true,'ConsentToContact':true}}",
      FALSE },
    { "{'customerProfile':{'name':'C'}}", FALSE }, /* nothing that needs it */
    { "{'customerProfile':{'team':[]}}", FALSE },
    { "{'customerProfile':{'team':[{},null,7,{'firstName':'','email':null}]}}", FALSE },
    { "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *own = json_text (table[i].own);

      g_test_message ("%s", own);
      g_assert_cmpint (cosell_consent_is_missing (own), ==, table[i].missing);
    }
}

static void
test_share (void)
{
  static const char agreed[] = "{" SARA ",'consent':{'consentToToShareInfoWithOthers':true}}";
  static const char not_agreed[] = "{'id':'r'," SARA ",'consent':{'consentToToShareInfoWithOthers':"
                                   "false,'consentToShareReferralWithMicrosoftSellers':false}}";
  static const struct
  {
    const char *own;
    CosellShareMode mode;
    gboolean joined;
    const char *paths; /* NULL: refused */
  } table[] = {
    { agreed, COSELL_SHARE_PLAIN, FALSE, SHARED " " },
    { agreed, COSELL_SHARE_CONFIRMED, FALSE, SHARED " " },
    { not_agreed, COSELL_SHARE_PLAIN, FALSE, NULL },
    { not_agreed, COSELL_SHARE_CONFIRMED, FALSE, SHARED " " },
    { not_agreed, COSELL_SHARE_WITHOUT_CONTACT, FALSE, CONTACTS " " SHARED " " },
    { not_agreed, COSELL_SHARE_WITHOUT_CONTACT, TRUE, NULL }, /* D17 */
    { "{'customerProfile':{'name':'C'}}", COSELL_SHARE_PLAIN, FALSE, SHARED " " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *own = json_text (table[i].own);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GString) paths = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean done = cosell_changes_share (changes, own, table[i].mode, table[i].joined, &error);

      g_test_message ("row %u", i);
      g_assert_cmpint (done, ==, table[i].paths != NULL);
      if (!done)
        {
          g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
          continue;
        }
      for (guint k = 0; k < changes->len; k++)
        g_string_append_printf (paths, "%s ",
                                ((CosellChange *) g_ptr_array_index (changes, k))->path);
      g_assert_cmpstr (paths->str, ==, table[i].paths);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/C21/missing", test_missing);
  g_test_add_func ("/C21-A7-D17/share", test_share);
  return g_test_run ();
}
