/* C25: marketplace intent, solution area and solution play, elements of an array by their type. */

#include <string.h>

#include "model-test.h"
#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-draft-recreate.h"
#include "model/cosell-draft.h"
#include "model/cosell-member-place.h"

#define INTENT COSELL_PATH_ATTRIBUTES "/CustomerMarketplaceIntent"
#define AREA COSELL_PATH_ATTRIBUTES "/SolutionArea"
#define PLAY COSELL_PATH_ATTRIBUTES "/SolutionPlay"

/* A referral with such an array; others: what stands beside the solutions. */
#define REFERRAL(others)                                                                           \
  "{\"id\":\"7\",\"name\":\"N\",\"details\":{\"notes\":\"x\",\"requirements\":{\"solutions\":["    \
  "]" others "}}}"
#define ATTRIBUTES(elements)                                                                       \
  REFERRAL (",\"additionalRequirements\":{\"iot\":{},\"attributes\":[" elements "]}")
#define ROLE "{\"type\":\"PartnerRole\",\"id\":\"7\",\"x\":[1.50]}"
#define YES "{\"type\":\"CustomerMarketplaceIntent\",\"id\":\"Yes\"}"
#define NO "{\"type\":\"CustomerMarketplaceIntent\",\"id\":\"No\"}"
#define CLOUD "{\"type\":\"SolutionArea\",\"id\":\"Cloud\"}"

static char *
value_at (const char *text, const char *path)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  CosellJsonValue value = cosell_member_place_value (cosell_json_root (doc), path);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

static void
assert_value (const char *text, const char *path, const char *expected)
{
  g_autofree char *value = value_at (text, path);

  g_assert_cmpstr (value, ==, expected);
}

static const struct
{
  const char *before;
  const char *path;
  const char *json;
  const char *after;
} places[] = {
  { ATTRIBUTES (ROLE), INTENT, "\"Yes\"", ATTRIBUTES (ROLE "," YES) },
  { ATTRIBUTES (YES "," ROLE), INTENT, "\"No\"", ATTRIBUTES (NO "," ROLE) },
  { ATTRIBUTES (YES "," ROLE), INTENT, NULL, ATTRIBUTES (ROLE) },
  { ATTRIBUTES (YES "," ROLE), INTENT, "\"\"", ATTRIBUTES (ROLE) },
  { ATTRIBUTES (YES), INTENT, "null", ATTRIBUTES ("") },
  /* twice of a type: one is left; the service's letter case and what else it gives stay */
  { ATTRIBUTES (YES "," ROLE "," YES), INTENT, "\"No\"", ATTRIBUTES (NO "," ROLE) },
  { ATTRIBUTES ("{\"type\":\"customermarketplaceintent\",\"y\":1,\"id\":\"Yes\"}"), INTENT,
    "\"No\"", ATTRIBUTES ("{\"type\":\"customermarketplaceintent\",\"y\":1,\"id\":\"No\"}") },
  /* what is no element of the kind is nobody's to touch */
  { ATTRIBUTES ("7,null"), AREA, "\"Cloud\"", ATTRIBUTES ("7,null," CLOUD) },
  { REFERRAL (""), AREA, NULL, REFERRAL ("") },
  { REFERRAL (",\"additionalRequirements\":null"), AREA, "\"\"",
    REFERRAL (",\"additionalRequirements\":null") },
  { REFERRAL (",\"additionalRequirements\":{\"attributes\":null}"), AREA, "\"Cloud\"",
    REFERRAL (",\"additionalRequirements\":{\"attributes\":[" CLOUD "]}") },
  { REFERRAL (""), AREA, "\"Cloud\"",
    REFERRAL (",\"additionalRequirements\":{\"attributes\":[" CLOUD "]}") },
};

static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after =
          cosell_member_place_set (places[i].before, places[i].path, places[i].json, &error);

      g_test_message ("place %u", i);
      g_assert_no_error (error);
      g_assert_true (cosell_json_text_equal (after, places[i].after));
    }
  assert_value (ATTRIBUTES (ROLE "," YES), INTENT, "\"Yes\"");
  assert_value (ATTRIBUTES (ROLE "," YES), AREA, NULL);
  assert_value (REFERRAL (",\"additionalRequirements\":{\"attributes\":7}"), INTENT, NULL);
  assert_value (ATTRIBUTES (ROLE), "/name", "\"N\"");
}

static void
set (GPtrArray *changes, const char *text, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  cosell_changes_set (changes, text, key, value, &error);
  g_assert_no_error (error);
}

static void
assert_patch (GPtrArray *changes, const char *base, const char *expected)
{
  g_autofree char *patch = cosell_changes_to_patch (changes, base);

  g_assert_cmpstr (patch, ==, expected);
}

#define PATCH(op, elements)                                                                        \
  "[{\"op\":\"" op "\",\"path\":\"" COSELL_PATH_ATTRIBUTES "\",\"value\":[" elements "]}]"

/* One operation for all of them, with the elements that nobody touched. */
static void
test_patch (void)
{
  const char *base = ATTRIBUTES (ROLE "," YES);
  const char *without = REFERRAL (",\"additionalRequirements\":{\"iot\":{}}");
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) read = NULL;

  set (changes, base, "marketplaceIntent", "no");
  set (changes, base, "solutionArea", " Cloud\n");
  g_assert_cmpuint (changes->len, ==, 2);
  assert_patch (changes, base, PATCH ("replace", ROLE "," NO "," CLOUD));
  json = cosell_changes_to_json (changes);
  read = cosell_changes_from_json (json, NULL);
  assert_patch (read, base, PATCH ("replace", ROLE "," NO "," CLOUD));
  /* what the service has by then */
  assert_patch (read, ATTRIBUTES ("{\"type\":\"X\",\"id\":\"1\"}"),
                PATCH ("replace", "{\"type\":\"X\",\"id\":\"1\"}," NO "," CLOUD));

  set (changes, base, "solutionArea", "");
  set (changes, base, "marketplaceIntent", "null");
  g_assert_cmpuint (changes->len, ==, 1);
  assert_patch (changes, base, PATCH ("replace", ROLE));
  set (changes, base, "marketplaceIntent", "YES");
  g_assert_cmpuint (changes->len, ==, 0);

  set (changes, without, "solutionArea", "Cloud");
  assert_patch (changes, without, PATCH ("add", CLOUD));
}

static void
test_missing_parent (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  set (changes, "{\"details\":{\"requirements\":{}}}", "solutionArea", "Cloud");
  assert_patch (changes, "{\"details\":{\"requirements\":{}}}",
                "[{\"op\":\"add\",\"path\":\"/details/requirements/additionalRequirements\","
                "\"value\":{\"attributes\":[" CLOUD "]}}]");
}

static void
test_choices (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  const char *wrong[] = { "Maybe", "Have not decided", "0", endless };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (
          cosell_changes_set (changes, ATTRIBUTES (""), "marketplaceIntent", wrong[i], &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, "Yes, No, HaveNotDecided"));
      g_assert_cmpuint (strlen (error->message), <, 1000);
      g_assert_cmpuint (changes->len, ==, 0);
    }
  g_assert_cmpstr (cosell_member_display (INTENT, "HaveNotDecided"), ==, "Have not decided");
  g_assert_cmpstr (cosell_member_display (INTENT, "Perhaps"), ==, "Perhaps");
  g_assert_cmpstr (cosell_member_display (AREA, "Yes"), ==, "Yes");
}

/* Each by its type: what others did to another attribute stands beside it, the same one is asked.
 */
static void
test_merge (void)
{
  const char *base = ATTRIBUTES (ROLE "," YES);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autofree char *after = NULL;

  set (changes, base, "marketplaceIntent", "No");
  g_assert_true (cosell_changes_rebase (changes, ATTRIBUTES (YES "," CLOUD), conflicts));
  after = cosell_changes_apply (changes, ATTRIBUTES (YES "," CLOUD), NULL);
  g_assert_true (cosell_json_text_equal (after, ATTRIBUTES (NO "," CLOUD)));
  /* they have the same */
  g_assert_true (cosell_changes_rebase (changes, ATTRIBUTES (NO), conflicts));
  g_assert_cmpuint (changes->len, ==, 0);

  set (changes, base, "marketplaceIntent", "No");
  g_assert_false (cosell_changes_rebase (
      changes, ATTRIBUTES ("{\"type\":\"CustomerMarketplaceIntent\",\"id\":\"HaveNotDecided\"}"),
      conflicts));
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((CosellChange *) g_ptr_array_index (conflicts, 0))->path, ==, INTENT);
}

static void
assert_told (GPtrArray *unkept, const char *expected)
{
  g_autofree char *words = cosell_answer_describe (unkept);

  g_assert_cmpstr (words, ==, expected);
}

/* P13 */
static void
test_unkept (void)
{
  const char *base = ATTRIBUTES (ROLE);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) dropped = NULL;
  g_autoptr (GPtrArray) body = NULL;

  set (changes, base, "marketplaceIntent", "Yes");
  set (changes, base, "solutionArea", "Cloud");
  kept = cosell_answer_unkept (
      changes, ATTRIBUTES ("{\"type\":\"customerMarketplaceIntent\",\"id\":\"yes\"}," CLOUD));
  g_assert_cmpuint (kept->len, ==, 0);
  dropped = cosell_answer_unkept (changes, ATTRIBUTES (CLOUD));
  assert_told (dropped, "Partner Center did not keep: Marketplace intent");
  body = cosell_answer_unkept_body (ATTRIBUTES (YES "," CLOUD), REFERRAL (""));
  assert_told (body, "Partner Center did not keep: Marketplace intent, Solution area");
}

static CosellDraft *
draft_from (const char *text)
{
  const char *json = json_text (text);
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json (json, &error);

  g_assert_no_error (error);
  return draft;
}

static void
test_bodies (void)
{
  g_autoptr (CosellDraft) draft = draft_from ("{'name':'N','marketplaceIntent':'havenotdecided',"
                                              "'solutionArea':' Cloud ','help':'GeneralOrOther',"
                                              "'partners':[{'id':'1','name':'P'}]}");
  g_autoptr (CosellDraft) silent = draft_from ("{'name':'N','marketplaceIntent':null}");
  g_autofree char *own = cosell_draft_own_body (draft, "e");
  g_auto (GStrv) others = cosell_draft_invitation_bodies (draft, "e");
  g_autofree char *nothing = cosell_draft_own_body (silent, "e");

  assert_value (own, INTENT, "\"HaveNotDecided\"");
  assert_value (own, AREA, "\"Cloud\"");
  assert_value (own, PLAY, NULL);
  assert_value (others[0], INTENT, "\"HaveNotDecided\"");
  assert_value (others[0], AREA, "\"Cloud\"");
  g_assert_null (strstr (others[1], "attributes"));
  g_assert_null (strstr (nothing, "additionalRequirements"));
}

static void
test_draft_choices (void)
{
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json ("{\"marketplaceIntent\":\"Maybe\"}", &error);

  g_assert_null (draft);
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "null or one of Yes, No, HaveNotDecided"));
}

/* A choice is never half typed: what is none is nothing, so that every draft can be read again. */
static void
test_draft_property (void)
{
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  g_autofree char *chosen = NULL;
  g_autofree char *none = NULL;

  g_object_set (draft, "marketplace-intent", "yes", NULL);
  g_object_get (draft, "marketplace-intent", &chosen, NULL);
  g_assert_cmpstr (chosen, ==, "Yes");
  g_object_set (draft, "marketplace-intent", "Perhaps", NULL);
  g_object_get (draft, "marketplace-intent", &none, NULL);
  g_assert_cmpstr (none, ==, "");
}

/* What this version cannot choose does not keep a deal from being taken up again. */
static void
test_recreate (void)
{
  static const struct
  {
    const char *text;
    const char *intent;
  } cases[] = {
    { ATTRIBUTES (YES "," CLOUD), "Yes" },
    { ATTRIBUTES ("{\"type\":\"CustomerMarketplaceIntent\",\"id\":\"Perhaps\"}," CLOUD), "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_autoptr (CosellJson) own = cosell_json_parse (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellDraft) draft =
          cosell_draft_new_from_deal (deal, cosell_json_root (own), (CosellJsonValue){ NULL, 0 },
                                      &error);
      g_autofree char *intent = NULL;
      g_autofree char *area = NULL;

      g_assert_no_error (error);
      g_object_get (draft, "marketplace-intent", &intent, "solution-area", &area, NULL);
      g_assert_cmpstr (intent, ==, cases[i].intent);
      g_assert_cmpstr (area, ==, "Cloud");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/C25/places", test_places);
  g_test_add_func ("/C25/patch", test_patch);
  g_test_add_func ("/C25/missing-parent", test_missing_parent);
  g_test_add_func ("/C25/choices", test_choices);
  g_test_add_func ("/C25/merge", test_merge);
  g_test_add_func ("/C25/P13-unkept", test_unkept);
  g_test_add_func ("/C25/bodies", test_bodies);
  g_test_add_func ("/C25/draft-choices", test_draft_choices);
  g_test_add_func ("/C25/draft-property", test_draft_property);
  g_test_add_func ("/C25/D12-recreate", test_recreate);
  return g_test_run ();
}
