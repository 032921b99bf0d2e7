/* Three-way merge: base × mine × theirs for every kind of field (P4). */

#include "model/cosell-change.h"

typedef enum
{
  KEPT,     /* mine stays, on theirs as the new base */
  GONE,     /* they have it already */
  MERGED,   /* a set: both sides' doings */
  CONFLICT, /* a person has to choose */
} Expected;

/* NULL = absent */
typedef struct
{
  const char *base;
  const char *mine;
  const char *theirs;
  Expected expected;
  const char *merged;
} Case;

/* Single values: b is the base, m and t are other values, s another spelling of each. */
typedef struct
{
  const char *path;
  const char *b, *m, *t;
  const char *b_spelled, *m_spelled;
} Kind;

static const Kind kinds[] = {
  { "/name", "\"b\"", "\"m\"", "\"t\"", "\"\\u0062\"", "\"\\u006d\"" },
  { "/details/dealValue", "1", "2.50", "3", "\"1.0\"", "2.5" },
  { "/details/currency", "\"SEK\"", "\"EUR\"", "\"USD\"", "\"SEK\"", "\"EUR\"" },
  { "/details/closingDateTime", "\"2027-01-15T00:00:00Z\"", "\"2027-01-16T00:00:00Z\"",
    "\"2027-01-17T00:00:00Z\"", "\"2027-01-15T08:30:00.1234567Z\"", "\"2027-01-16\"" },
  { "/externalReferenceId", "\"b\"", "\"m\"", "\"t\"", "\"b\"", "\"m\"" },
  { "/campaignId", "\"b\"", "\"m\"", "\"t\"", "\"b\"", "\"m\"" },
  { "/something/else", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{ \"a\" : 1.0 }", "{\"a\":2e0}" },
};

static char *
document (const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;
  char *text;

  if (value == NULL)
    return g_strdup ("{\"other\":1}");
  text = cosell_json_set ("{\"other\":1}", path, value, &error);
  g_assert_no_error (error);
  return text;
}

static void
check (const char *path, const Case *one)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autofree char *theirs = document (path, one->theirs);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CosellChange *change;
  gboolean clean;

  g_test_message ("%s: %s | %s | %s", path, one->base, one->mine, one->theirs);
  g_ptr_array_add (changes, cosell_change_new (path, one->base, one->mine));
  before = cosell_changes_to_json (changes);

  /* only asking changes nothing */
  clean = cosell_changes_rebase (changes, theirs, NULL);
  g_assert_cmpint (clean, ==, one->expected != CONFLICT);
  after = cosell_changes_to_json (changes);
  g_assert_cmpstr (before, ==, after);

  clean = cosell_changes_rebase (changes, theirs, conflicts);
  g_assert_cmpint (clean, ==, one->expected != CONFLICT);
  g_assert_cmpuint (conflicts->len, ==, clean ? 0 : 1);
  g_assert_cmpuint (changes->len, ==, one->expected == GONE ? 0 : 1);
  if (one->expected == GONE)
    return;
  change = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (change->current, ==, one->expected == MERGED ? one->merged : one->mine);
  g_assert_cmpstr (change->original, ==, clean ? one->theirs : one->base);
  if (!clean)
    {
      change = g_ptr_array_index (conflicts, 0);
      g_assert_cmpstr (change->path, ==, path);
      g_assert_cmpstr (change->original, ==, one->base);
      g_assert_cmpstr (change->current, ==, one->mine);
    }
}

static void
test_single_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *k = &kinds[i];
      const Case cases[] = {
        { k->b, k->m, k->b, KEPT },     { k->b, k->m, k->b_spelled, KEPT },
        { k->b, k->m, k->m, GONE },     { k->b, k->m, k->m_spelled, GONE },
        { k->b, k->m, k->t, CONFLICT }, { k->b, k->m, NULL, CONFLICT },
        { NULL, k->m, NULL, KEPT },     { NULL, k->m, k->m, GONE },
        { NULL, k->m, k->t, CONFLICT }, { k->b, "\"\"", k->b, KEPT },
        { k->b, "\"\"", NULL, GONE },   { k->b, "\"\"", k->t, CONFLICT },
      };

      for (guint n = 0; n < G_N_ELEMENTS (cases); n++)
        check (k->path, &cases[n]);
    }
}

static void
test_favorite (void)
{
  const Case cases[] = {
    { NULL, "true", NULL, KEPT },       { "false", "true", "false", KEPT },
    { "false", "true", NULL, KEPT },    { "false", "true", "true", GONE },
    { "true", "false", "true", KEPT },  { "true", "false", NULL, GONE },
    { "true", "false", "false", GONE },
  };

  for (guint n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      /* absent is false, so the base that the service has is null where the case says NULL */
      g_test_message ("favorite %u", n);
      check ("/favorite", &cases[n]);
    }
}

/* Persons A, B, C; A1 and A2 are A with another phone number; As is A as the service gives it back
 * to a client that sent four members. */
#define P(email, phone)                                                                            \
  "{\"firstName\":\"F\",\"lastName\":\"L\",\"phoneNumber\":\"" phone "\",\"email\":\"" email "\"}"
#define A P ("a@x.example", "0")
#define A1 P ("a@x.example", "1")
#define A2 P ("A@X.example", "2")
#define B P ("b@x.example", "0")
#define C P ("c@x.example", "0")
#define As                                                                                         \
  "{\"firstName\":\"F\",\"lastName\":\"L\",\"phoneNumber\":\"0\",\"email\":\"a@x.example\","       \
  "\"title\":null,\"contactPreference\":{\"locale\":null}}"

#define T(phone)                                                                                   \
  "{\"firstName\":\"F\",\"lastName\":\"L\",\"phoneNumber\":\"" phone                               \
  "\",\"email\":\"a@x.example\","                                                                  \
  "\"title\":\"CTO\"}"
#define At T ("0")
#define A1t T ("1")

static const Case people[] = {
  /* untouched there */
  { "[" A "]", "[" A "," B "]", "[" A "]", KEPT },
  { "[" A "]", "[" A "," B "]", "[" As "]", MERGED, "[" As "," B "]" },
  { "[]", "[" B "]", NULL, KEPT },
  { NULL, "[" B "]", "[]", KEPT },
  /* the same there */
  { "[" A "]", "[" A "," B "]", "[" A "," B "]", GONE },
  { "[]", "[" A "]", "[" As "]", GONE },
  { "[" A "," B "]", "[" A "]", "[" A "]", GONE },
  { "[" A "]", "[" A1 "]", "[" A1 "]", GONE },
  /* both added */
  { "[" A "]", "[" A "," B "]", "[" A "," C "]", MERGED, "[" A "," C "," B "]" },
  { "[]", "[" A "," B "]", "[" As "]", MERGED, "[" As "," B "]" },
  { NULL, "[" B "]", "[" C "]", MERGED, "[" C "," B "]" },
  { "[]", "[" A1 "]", "[" A2 "]", CONFLICT },
  /* both removed */
  { "[" A "," B "," C "]", "[" A "," B "]", "[" A "," C "]", MERGED, "[" A "]" },
  { "[" A "," B "]", "[" A "]", "[" B "]", MERGED, "[]" },
  { "[" A "," B "]", "[" B "]", "[" B "," C "]", GONE },
  /* one added, the other removed */
  { "[" A "," B "]", "[" A "," B "," C "]", "[" A "]", MERGED, "[" A "," C "]" },
  { "[" A "," B "]", "[" A "]", "[" A "," B "," C "]", MERGED, "[" A "," C "]" },
  /* both changed, another member each */
  { "[" A "]", "[" A1 "]", "[" At "]", MERGED, "[" A1t "]" },
  { "[" A "," B "]", "[" A1 "," B "," C "]", "[" At "]", MERGED, "[" A1t "," C "]" },
  { "[" A "]", "[" A1 "]", "[" A1t "]", GONE },
  /* one changed */
  { "[" A "," B "]", "[" A1 "," B "]", "[" A "," B "," C "]", MERGED, "[" A1 "," B "," C "]" },
  { "[" A "," B "]", "[" A "," B "," C "]", "[" A1 "," B "]", MERGED, "[" A1 "," B "," C "]" },
  { "[" A "]", "[" A1 "]", "[" A2 "]", CONFLICT },
  { "[" A "," B "]", "[" A1 "," B "]", "[" B "]", CONFLICT },
  { "[" A "," B "]", "[" B "]", "[" A1 "," B "]", CONFLICT },
  /* order alone is no change of a set */
  { "[" A "," B "]", "[" A "," B "," C "]", "[" B "," A "]", MERGED, "[" B "," A "," C "]" },
  /* elements without an address are told apart by their place */
  { "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}]",
    "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}," A "]",
    "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}," B "]", MERGED,
    "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}," B "," A "]" },
  { "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}]",
    "[{\"firstName\":\"x\"},{\"firstName\":\"y\"}," A "]", "[{\"firstName\":\"y\"}]", MERGED,
    "[{\"firstName\":\"y\"}," A "]" },
};

static void
test_people (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (people); n++)
    {
      check ("/team", &people[n]);
      check ("/customerProfile/team", &people[n]);
    }
}

#define S(id, price) "{\"id\":\"" id "\",\"price\":" price "}"
#define S1 S ("SOL-1", "1")
#define S2 S ("SOL-2", "1")
#define S3 S ("SOL-3", "1")

static const Case solutions[] = {
  { "[" S1 "]", "[" S1 "," S2 "]", "[" S1 "]", KEPT },
  { "[" S1 "]", "[" S1 "," S2 "]", "[" S1 "," S2 "]", GONE },
  { "[" S1 "]", "[" S1 "," S2 "]", "[" S1 "," S3 "]", MERGED, "[" S1 "," S3 "," S2 "]" },
  { "[" S1 "," S2 "]", "[" S2 "]", "[" S1 "," S2 "," S3 "]", MERGED, "[" S2 "," S3 "]" },
  { "[" S1 "," S2 "]", "[" S2 "]", "[" S ("sol-1", "2") "," S2 "]", CONFLICT },
};

static void
test_solutions (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (solutions); n++)
    check ("/details/requirements/solutions", &solutions[n]);
}

/* Edits of different fields both survive; only the one that overlaps asks. */
static void
test_several_fields (void)
{
  const char *theirs = "{\"name\":\"theirs\",\"details\":{\"notes\":\"b\",\"dealValue\":9}}";
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autofree char *json = NULL;

  g_ptr_array_add (changes, cosell_change_new ("/name", "\"b\"", "\"m\""));
  g_ptr_array_add (changes, cosell_change_new ("/details/dealValue", "1", "9"));
  g_ptr_array_add (changes, cosell_change_new ("/details/notes", "\"b\"", "\"m\""));
  g_assert_false (cosell_changes_rebase (changes, theirs, conflicts));
  g_assert_cmpuint (conflicts->len, ==, 1);
  json = cosell_changes_to_json (changes);
  g_assert_cmpstr (json, ==, "{\"/name\":[\"b\",\"m\"],\"/details/notes\":[\"b\",\"m\"]}");
}

/* What the service has not got is found out anew. */
static void
test_missing_parent (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *patch = NULL;

  cosell_changes_set (changes, "{}", "notes", "n", &error);
  g_assert_no_error (error);
  g_assert_true (cosell_changes_rebase (changes, "{\"details\":{\"dealValue\":1}}", conflicts));
  patch = cosell_changes_to_patch (changes, NULL);
  g_assert_cmpstr (patch, ==, "[{\"op\":\"add\",\"path\":\"/details/notes\",\"value\":\"n\"}]");
}

static void
test_unreadable (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

  g_ptr_array_add (changes, cosell_change_new ("/name", "\"b\"", "\"m\""));
  g_assert_false (cosell_changes_rebase (changes, "<html>", conflicts));
  g_assert_cmpuint (changes->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rebase/single-values", test_single_values);
  g_test_add_func ("/rebase/favorite", test_favorite);
  g_test_add_func ("/rebase/people", test_people);
  g_test_add_func ("/rebase/solutions", test_solutions);
  g_test_add_func ("/rebase/several-fields", test_several_fields);
  g_test_add_func ("/rebase/missing-parent", test_missing_parent);
  g_test_add_func ("/rebase/unreadable", test_unreadable);
  return g_test_run ();
}
