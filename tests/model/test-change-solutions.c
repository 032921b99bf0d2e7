/* Solutions of a deal as changes (C9, A6). */

#include "model/cosell-change.h"
#include "support/json-text.h"

#define ONE "{'id':'SOL-1','name':'One','type':'Name','price':1.50}"
#define TWO "{'id':'SOL-2','name':'Two','type':'Name'}"
#define DEAL(solutions) "{'details':{'requirements':{'solutions':[" solutions "]}}}"
#define ASSESSMENT "{'id':'SA-1','name':'A','solutionType':'Assessment'}"

static const struct
{
  const char *deal;
  const char *add;    /* JSON, or NULL */
  const char *remove; /* id, or NULL */
  const char *patch;  /* NULL: refused */
  int code;
} cases[] = {
  { DEAL (ONE), "{'id':'SOL-2','name':'Two','kind':'own'}", NULL,
    "[{'op':'add','path':'/details/requirements/solutions/-',"
    "'value':{'id':'SOL-2','name':'Two','type':'Name'}}]",
    0 },
  { DEAL (ONE), "{'id':'SOL-3','name':'Three','kind':'third-party','price':2.50,'x':1}", NULL,
    "[{'op':'add','path':'/details/requirements/solutions/-',"
    "'value':{'id':'SOL-3','name':'Three','type':'Name','solutionType':'3P',"
    "'price':2.50}}]",
    0 },
  { DEAL (ONE "," TWO), NULL, "sol-2",
    "[{'op':'replace','path':'/details/requirements/solutions','value':[" ONE "]}]", 0 },
  { "{'details':{'dealValue':1,'requirements':null}}", "{'id':'SOL-2','name':'Two','kind':'own'}",
    NULL, "[{'op':'add','path':'/details/requirements','value':{'solutions':[" TWO "]}}]", 0 },
  { DEAL (ONE), "{'id':'sol-1','kind':'own'}", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { DEAL (ONE "," TWO), NULL, "SOL-9", NULL, COSELL_RULE_ERROR_UNKNOWN },
  { DEAL (ONE), "{'name':'Two'}", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "{'id':'SOL-2','kind':'mine'}", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "\"SOL-2\"", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "SOL-2", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  /* A6 */
  { DEAL (ONE), "{'id':'SA-1','kind':'assessment'}", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { DEAL (ASSESSMENT), "{'id':'SOL-2','kind':'own'}", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { DEAL (ASSESSMENT), NULL, "SA-1", NULL, COSELL_RULE_ERROR_REFUSED },
};

static void
test_c9_a6 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *patch = NULL;

      g_test_message ("case %u", i);
      if (cases[i].add != NULL)
        cosell_changes_add_solution (changes, json_text (cases[i].deal), json_text (cases[i].add),
                                     &error);
      else
        cosell_changes_remove_solution (changes, json_text (cases[i].deal),
                                        json_text (cases[i].remove), &error);
      if (cases[i].patch == NULL)
        {
          g_assert_error (error, COSELL_RULE_ERROR, cases[i].code);
          g_assert_cmpuint (changes->len, ==, 0);
          continue;
        }
      g_assert_no_error (error);
      patch = cosell_changes_to_patch (changes, NULL);
      g_assert_cmpstr (patch, ==, json_text (cases[i].patch));
    }
}

/* The target of a body that was not sent yet follows its solutions; that of one that the service
 * has stays as it was given. */
static void
test_target (void)
{
  static const char body[] = "{'target':[{'type':'SolutionProfile','id':'SOL-1'}],"
                             "'details':{'requirements':{'solutions':[" ONE "]}}}";
  g_autofree char *sent = cosell_json_set (json_text (body), "/id", "\"r-1\"", NULL);
  const char *const texts[] = { json_text (body), sent };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *mid = NULL, *after = NULL;
      g_autoptr (CosellJson) json = NULL;
      g_autofree char *target = NULL;

      cosell_changes_add_solution (changes, texts[i], json_text ("{'id':'SOL-2','kind':'own'}"),
                                   &error);
      g_assert_no_error (error);
      cosell_changes_add_solution (changes, texts[i],
                                   json_text ("{'id':'SOL-3','kind':'third-party'}"), &error);
      g_assert_no_error (error);
      mid = cosell_changes_apply (changes, texts[i], &error);
      g_ptr_array_set_size (changes, 0);
      cosell_changes_remove_solution (changes, mid, "sol-1", &error);
      g_assert_no_error (error);
      after = cosell_changes_apply (changes, mid, &error);
      json = cosell_json_parse (after, -1, &error);
      target = cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (json), "/target"));
      g_assert_cmpstr (target, ==,
                       i == 0 ? json_text ("[{'type':'SolutionProfile','id':'SOL-2'}]")
                              : json_text ("[{'type':'SolutionProfile','id':'SOL-1'}]"));
    }
}

/* Taking one out and putting it in again is no change. */
static void
test_back_again (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  cosell_changes_remove_solution (changes, json_text (DEAL (ONE "," TWO)), "SOL-2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  cosell_changes_add_solution (changes, json_text (DEAL (ONE "," TWO)),
                               json_text ("{'id':'SOL-2','name':'Two','kind':'own'}"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/change-solutions/c9-a6", test_c9_a6);
  g_test_add_func ("/change-solutions/c9-target", test_target);
  g_test_add_func ("/change-solutions/back-again", test_back_again);
  return g_test_run ();
}
