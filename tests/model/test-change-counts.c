/* How many people and solutions an edit leaves (rules C8, C9). */
#include "model/cosell-change.h"
#include "model/model-test.h"

#define WHOLE "{'firstName':'A','lastName':'B','phoneNumber':'1','email':'a%u@x.example'}"
#define HALF "{'firstName':'A','email':'h%u@x.example'}"

/* n_whole complete members, n_half others, n_solutions. (transfer full) */
static char *
make (guint n_whole, guint n_half, guint n_solutions)
{
  g_autoptr (GString) text = g_string_new ("{'team':[");
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < n_whole + n_half; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      g_string_append_printf (text, i < n_whole ? WHOLE : HALF, i);
    }
  g_string_append (text, "],'details':{'requirements':{'solutions':[");
  for (guint i = 0; i < n_solutions; i++)
    g_string_append_printf (text, "%s{'id':'S-%u'}", i > 0 ? "," : "", i);
  g_string_append (text, "]}}}");
  return json_printf ("%s", text->str);
}

static const struct
{
  const char *name;
  guint before[3], after[3]; /* complete, incomplete members, solutions */
  const char *refusal;       /* (nullable) words of it */
} cases[] = {
  { "C8/same", { 1, 0, 1 }, { 1, 0, 1 }, NULL },
  { "C8/fifty", { 49, 0, 1 }, { 50, 0, 1 }, NULL },
  { "C8/one-too-many", { 50, 0, 1 }, { 51, 0, 1 }, "at most 50 members" },
  { "C8/too-many-already", { 60, 0, 1 }, { 60, 0, 1 }, NULL },
  { "C8/fewer-of-too-many", { 60, 0, 1 }, { 55, 0, 1 }, NULL },
  { "C8/last", { 1, 0, 1 }, { 0, 0, 1 }, "at least one team member" },
  { "C8/last-complete", { 1, 2, 1 }, { 0, 2, 1 }, "first name, last name" },
  { "C8/incomplete-all-along", { 0, 2, 1 }, { 0, 1, 1 }, NULL },
  { "C8/none-all-along", { 0, 0, 1 }, { 0, 0, 1 }, NULL },
  { "C9/fifty", { 1, 0, 49 }, { 1, 0, 50 }, NULL },
  { "C9/one-too-many", { 1, 0, 50 }, { 1, 0, 51 }, "at most 50 solutions" },
  { "C9/last", { 1, 0, 1 }, { 1, 0, 0 }, "at least one solution" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *before = make (cases[i].before[0], cases[i].before[1], cases[i].before[2]);
  g_autofree char *after = make (cases[i].after[0], cases[i].after[1], cases[i].after[2]);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cosell_changes_require_counts (before, after, &error), ==,
                   cases[i].refusal == NULL);
  if (cases[i].refusal == NULL)
    return;
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, cases[i].refusal));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/change-counts/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  return g_test_run ();
}
