/* Whose half a referral is, and which one makes the row (src/model/README.md). */
#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "model/model-test.h"

#define OWN "'organizationId':'org-own'"
#define TAILWIND "'organizationId':'org-tailwind'"
#define MSFT "'organizationId':'msft'"
#define BY(org) "'inviteContext':{'invitedBy':{'organizationId':'" org "'}}"
#define TO(id) "'target':[{'type':'BusinessProfileLocation','id':'" id "'}]"
#define SOLUTION "'target':[{'type':'SolutionProfile','id':'SOL-1'}]"
#define AT(date) "'createdDateTime':'" date "T00:00:00Z'"

typedef struct
{
  const char *name;
  const char *referral;
  CosellRole role;         /* when org-own is ours */
  CosellRole role_unknown; /* when it is not known who we are */
} RoleCase;

static const RoleCase roles[] = {
  { "own-half", "{" OWN "," SOLUTION "," BY ("org-own") "}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "own-private", "{" OWN ",'target':[]}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "own-letter-case", "{'organizationId':'ORG-Own'}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "owned-by-microsoft", "{" MSFT "}", COSELL_ROLE_MICROSOFT, COSELL_ROLE_MICROSOFT },
  { "sent-to-microsoft", "{" OWN "," TO ("msft") "," BY ("org-own") "}", COSELL_ROLE_MICROSOFT,
    COSELL_ROLE_MICROSOFT },
  { "sent-to-microsoft-unsent", "{" TO ("msft") "}", COSELL_ROLE_MICROSOFT, COSELL_ROLE_MICROSOFT },
  { "sent-to-microsoft-among-others",
    "{" OWN ",'target':[{'type':'SolutionProfile','id':'SOL-1'},"
    "{'type':'BusinessProfileLocation','id':'MSFT'}]}",
    COSELL_ROLE_MICROSOFT, COSELL_ROLE_MICROSOFT },
  { "solution-called-msft", "{" OWN ",'target':[{'type':'SolutionProfile','id':'msft'}]}",
    COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "sent-to-partner", "{" OWN "," TO ("loc-tailwind") "," BY ("org-own") "}", COSELL_ROLE_PARTNER,
    COSELL_ROLE_PARTNER },
  { "sent-to-partner-outgoing", "{" OWN "," TO ("loc-tailwind") ",'direction':'Outgoing'}",
    COSELL_ROLE_PARTNER, COSELL_ROLE_PARTNER },
  { "sent-to-partner-unsent", "{" TO ("loc-tailwind") "}", COSELL_ROLE_PARTNER,
    COSELL_ROLE_PARTNER },
  { "owned-by-partner", "{" TAILWIND "," BY ("org-own") "}", COSELL_ROLE_PARTNER, COSELL_ROLE_OWN },
  { "from-microsoft-to-our-location",
    "{" OWN "," TO ("loc-own") "," BY ("msft") ",'direction':'Incoming'}", COSELL_ROLE_OWN,
    COSELL_ROLE_OWN },
  { "from-partner-to-our-location", "{" OWN "," TO ("loc-own") "," BY ("org-tailwind") "}",
    COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "unsent-own-half", "{" SOLUTION "}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "B5-nothing", "{}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "B5-owner-is-object", "{'organizationId':{'id':'msft'}}", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "B5-target-is-object", "{" OWN ",'target':{'type':'BusinessProfileLocation','id':'msft'}}",
    COSELL_ROLE_OWN, COSELL_ROLE_OWN },
  { "B5-target-of-texts", "{" OWN ",'target':['msft',7,null,[]]}", COSELL_ROLE_OWN,
    COSELL_ROLE_OWN },
  { "B5-context-is-text", "{" OWN ",'inviteContext':'msft','target':'msft'}", COSELL_ROLE_OWN,
    COSELL_ROLE_OWN },
  { "B5-no-object", "[1,2]", COSELL_ROLE_OWN, COSELL_ROLE_OWN },
};

static void
test_role (gconstpointer item)
{
  const RoleCase *c = item;
  g_autoptr (CosellJson) json = model_test_parse (c->referral);

  g_assert_cmpint (cosell_referral_role (cosell_json_root (json), "org-own"), ==, c->role);
  g_assert_cmpint (cosell_referral_role (cosell_json_root (json), NULL), ==, c->role_unknown);
}

typedef struct
{
  const char *name;
  const char *own_org;
  const char *engagement; /* array of referrals */
  int row;
  const char *roles; /* a letter each: o, m, p */
} EngagementCase;

static const EngagementCase engagements[] = {
  { "one", "org-own", "[{" OWN "}]", 0, "o" },
  { "nothing", "org-own", "[]", -1, "" },
  { "own-and-microsoft", "org-own", "[{" MSFT "},{" OWN "}]", 1, "mo" },
  { "own-microsoft-partner", "org-own",
    "[{" TAILWIND "},{" OWN "," TO ("msft") "," BY ("org-own") "},{" OWN "," SOLUTION "}]", 2,
    "pmo" },
  { "only-microsoft", "org-own", "[{" MSFT "},{" MSFT "}]", -1, "mm" },
  { "F1-only-our-request-to-microsoft", "org-own", "[{" OWN "," TO ("msft") "}]", 0, "o" },
  { "F1-microsoft-and-our-request", "org-own", "[{" MSFT "},{" OWN "," TO ("msft") "}]", 1, "mo" },
  { "F1-only-partner", "org-own", "[{" TAILWIND "}]", 0, "o" },
  { "F1-foreign-ones", "org-own",
    "[{" TAILWIND "," AT ("2026-02-02") "},{'organizationId':'org-x'," AT (
        "2026-02-01") "},{" MSFT "," AT ("2026-01-01") "}]",
    1, "pom" },
  { "F1-own-sent-before-foreign", "org-own",
    "[{" TAILWIND
    "," AT ("2026-02-01") "},{" OWN "," TO ("loc-x") "," BY ("org-own") "," AT ("2026-02-02") "}]",
    1, "po" },
  { "oldest-of-own", "org-own", "[{" OWN "," AT ("2026-02-02") "},{" OWN "," AT ("2026-02-01") "}]",
    1, "oo" },
  { "unsent-is-newest", "org-own", "[{" OWN "},{" OWN "," AT ("2026-02-01") "}]", 1, "oo" },
  { "unknown-who-we-are", NULL,
    "[{" TAILWIND "," AT ("2026-02-02") "},{" OWN "," AT ("2026-02-01") "},{" MSFT "}]", 1, "pom" },
  { "unsent-deal", "org-own", "[{" SOLUTION "},{" TO ("msft") "}]", 0, "om" },
  { "unsent-deal-unknown", NULL, "[{" TO ("msft") "},{" SOLUTION "}]", 1, "mo" },
};

static void
test_engagement (gconstpointer item)
{
  static const char letters[] = "omp";
  const EngagementCase *c = item;
  g_autoptr (CosellJson) json = model_test_parse (c->engagement);
  CosellEngagementReferral halves[4] = { 0 };
  guint n_halves = cosell_json_length (cosell_json_root (json));
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_cmpuint (n_halves, <=, G_N_ELEMENTS (halves));
  for (guint i = 0; i < n_halves; i++)
    halves[i].referral = cosell_json_element (cosell_json_root (json), i);

  g_assert_cmpint (cosell_engagement_assign_roles (halves, n_halves, c->own_org), ==, c->row);
  for (guint i = 0; i < n_halves; i++)
    g_string_append_c (found, letters[halves[i].role]);
  g_assert_cmpstr (found->str, ==, c->roles);
}

static void
test_head (void)
{
  g_autoptr (CosellJson) json = model_test_parse (
      "{'id':'r-1','engagementId':'e-1','organizationId':'org-own','eTag':'\\'7-a\\'',"
      "'createdDateTime':'2026-11-02T10:00:00.1234567Z','updatedDateTime':'2026-11-03T10:00:00Z'}");
  g_autoptr (CosellJson) odd = model_test_parse (
      "{'id':null,'engagementId':[],'organizationId':true,'eTag':{},'createdDateTime':'soon',"
      "'updatedDateTime':5}");
  CosellReferralHead head;
  gint64 expected;

  cosell_referral_read_head (cosell_json_root (json), &head);
  g_assert_cmpstr (head.remote_id, ==, "r-1");
  g_assert_cmpstr (head.engagement_id, ==, "e-1");
  g_assert_cmpstr (head.organization_id, ==, "org-own");
  g_assert_cmpstr (head.etag, ==, "\"7-a\"");
  g_assert_true (cosell_time_parse ("2026-11-02T10:00:00.123456Z", &expected));
  g_assert_cmpint (head.created_at, ==, expected);
  g_assert_true (cosell_time_parse ("2026-11-03T10:00:00Z", &expected));
  g_assert_cmpint (head.updated_at, ==, expected);
  cosell_referral_head_clear (&head);
  g_assert_null (head.etag);

  cosell_referral_read_head (cosell_json_root (odd), &head);
  g_assert_null (head.remote_id);
  g_assert_null (head.engagement_id);
  g_assert_null (head.organization_id);
  g_assert_null (head.etag);
  g_assert_cmpint (head.created_at, ==, COSELL_NO_TIME);
  g_assert_cmpint (head.updated_at, ==, COSELL_NO_TIME);
  cosell_referral_head_clear (&head);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rows/role/%s", roles[i].name);

      g_test_add_data_func (path, &roles[i], test_role);
    }
  for (guint i = 0; i < G_N_ELEMENTS (engagements); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rows/engagement/%s", engagements[i].name);

      g_test_add_data_func (path, &engagements[i], test_engagement);
    }
  g_test_add_func ("/B5/head", test_head);
  return g_test_run ();
}
