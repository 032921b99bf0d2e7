/* P3: which referral of the service is the create whose answer got lost */
#include "model/cosell-create-match.h"

#include "base/cosell-time.h"
#include "support/json-text.h"

#define OWN "5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34"
#define DEAL(more, customer, team, solutions)                                                      \
  "{'name':'Warehouse robots','mpnId':'1234567'," more "'customerProfile':" customer               \
  ",'details':{'notes':'Wants a pilot.','dealValue':1200000.0,'currency':'SEK',"                   \
  "'closingDateTime':'2031-01-15T00:00:00Z','requirements':{'solutions':" solutions                \
  "}},'team':" team "}"
#define CUSTOMER(street)                                                                           \
  "{'name':'Contoso AB','address':{'addressLine1':'" street "','city':'Malmö'},"                  \
  "'ids':[]}"
#define OLA "{'firstName':'Ola','email':'ola.lind@fabrikam.example'}"
#define EVA "{'firstName':'Eva','email':'eva.berg@fabrikam.example'}"
#define SUITE "{'id':'SOL-15974-MQF','name':'Fabrikam Suite'}"
#define FOUND                                                                                      \
  "'id':'38f98fb6-fa9a-49c9-a1ab-59b8ca36d9ae','organizationId':'" OWN                             \
  "','createdDateTime':'2026-11-22T09:00:00Z',"

static const struct
{
  const char *name;
  const char *found;
  CosellCreateMatch expected;
} cases[] = {
  { "same", DEAL (FOUND, CUSTOMER ("Storgatan 1"), "[" OLA "]", "[" SUITE "]"),
    COSELL_CREATE_MATCH_YES },
  { "more-than-was-sent",
    DEAL (FOUND "'tags':[],",
          CUSTOMER ("Storgatan 1"),
          "[" EVA "," OLA "]",
          "[" SUITE ",{'id':'SOL-2'}]"),
    COSELL_CREATE_MATCH_YES },
  { "another-street", DEAL (FOUND, CUSTOMER ("Lillgatan 7"), "[" OLA "]", "[" SUITE "]"),
    COSELL_CREATE_MATCH_MAYBE },
  { "another-team", DEAL (FOUND, CUSTOMER ("Storgatan 1"), "[" EVA "]", "[" SUITE "]"),
    COSELL_CREATE_MATCH_MAYBE },
  { "another-solution", DEAL (FOUND, CUSTOMER ("Storgatan 1"), "[" OLA "]", "[{'id':'SOL-2'}]"),
    COSELL_CREATE_MATCH_MAYBE },
  { "no-team", DEAL (FOUND, CUSTOMER ("Storgatan 1"), "null", "[" SUITE "]"),
    COSELL_CREATE_MATCH_MAYBE },
  { "another-customer", DEAL (FOUND, "{'name':'Tailwind'}", "[" OLA "]", "[" SUITE "]"),
    COSELL_CREATE_MATCH_NO },
  { "another-owner",
    DEAL ("'organizationId':'msft',", CUSTOMER ("Storgatan 1"), "[" OLA "]", "[" SUITE "]"),
    COSELL_CREATE_MATCH_NO },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) sent = cosell_json_parse (json_text (DEAL ("", CUSTOMER ("Storgatan 1"),
                                                                    "[" OLA "]", "[" SUITE "]")),
                                                   -1, &error);
  g_autoptr (CosellJson) found = NULL;

  g_assert_no_error (error);
  found = cosell_json_parse (json_text (cases[i].found), -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cosell_create_match (cosell_json_root (sent), cosell_json_root (found), OWN,
                                        COSELL_NO_TIME),
                   ==, cases[i].expected);
}

static void
test_older (void)
{
  g_autoptr (CosellJson) sent = cosell_json_parse (json_text (DEAL ("", CUSTOMER ("Storgatan 1"),
                                                                    "[" OLA "]", "[" SUITE "]")),
                                                   -1, NULL);
  g_autoptr (CosellJson) found = cosell_json_parse (json_text (cases[0].found), -1, NULL);
  gint64 since = 0;

  g_assert_true (cosell_time_parse ("2026-11-22T09:00:01Z", &since));
  g_assert_cmpint (cosell_create_match (cosell_json_root (sent), cosell_json_root (found), OWN,
                                        since),
                   ==, COSELL_CREATE_MATCH_NO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/same-deal/P3-", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/same-deal/P3-older-than-the-request", test_older);
  return g_test_run ();
}
