/* Solutions of a deal as changes (C9, A6). */

#include "model/cosell-change.h"

#define ONE "{\"id\":\"SOL-1\",\"name\":\"One\",\"type\":\"Name\",\"price\":1.50}"
#define TWO "{\"id\":\"SOL-2\",\"name\":\"Two\",\"type\":\"Name\"}"
#define DEAL(solutions) "{\"details\":{\"requirements\":{\"solutions\":[" solutions "]}}}"
#define ASSESSMENT "{\"id\":\"SA-1\",\"name\":\"A\",\"solutionType\":\"Assessment\"}"

static const struct
{
  const char *deal;
  const char *add;    /* JSON, or NULL */
  const char *remove; /* id, or NULL */
  const char *patch;  /* NULL: refused */
  int code;
} cases[] = {
  { DEAL (ONE), "{\"id\":\"SOL-2\",\"name\":\"Two\",\"kind\":\"own\"}", NULL,
    "[{\"op\":\"add\",\"path\":\"/details/requirements/solutions/-\","
    "\"value\":{\"id\":\"SOL-2\",\"name\":\"Two\",\"type\":\"Name\"}}]",
    0 },
  { DEAL (ONE),
    "{\"id\":\"SOL-3\",\"name\":\"Three\",\"kind\":\"third-party\",\"price\":2.50,\"x\":1}", NULL,
    "[{\"op\":\"add\",\"path\":\"/details/requirements/solutions/-\","
    "\"value\":{\"id\":\"SOL-3\",\"name\":\"Three\",\"type\":\"Name\",\"solutionType\":\"3P\","
    "\"price\":2.50}}]",
    0 },
  { DEAL (ONE "," TWO), NULL, "sol-2",
    "[{\"op\":\"replace\",\"path\":\"/details/requirements/solutions\",\"value\":[" ONE "]}]", 0 },
  { "{\"details\":{\"dealValue\":1,\"requirements\":null}}",
    "{\"id\":\"SOL-2\",\"name\":\"Two\",\"kind\":\"own\"}", NULL,
    "[{\"op\":\"add\",\"path\":\"/details/requirements\",\"value\":{\"solutions\":[" TWO "]}}]",
    0 },
  { DEAL (ONE), "{\"id\":\"sol-1\",\"kind\":\"own\"}", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { DEAL (ONE), NULL, "SOL-1", NULL, COSELL_RULE_ERROR_REFUSED },
  { DEAL (ONE "," TWO), NULL, "SOL-9", NULL, COSELL_RULE_ERROR_UNKNOWN },
  { DEAL (ONE), "{\"name\":\"Two\"}", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "{\"id\":\"SOL-2\",\"kind\":\"mine\"}", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "\"SOL-2\"", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { DEAL (ONE), "SOL-2", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  /* A6 */
  { DEAL (ONE), "{\"id\":\"SA-1\",\"kind\":\"assessment\"}", NULL, NULL,
    COSELL_RULE_ERROR_REFUSED },
  { DEAL (ASSESSMENT), "{\"id\":\"SOL-2\",\"kind\":\"own\"}", NULL, NULL,
    COSELL_RULE_ERROR_REFUSED },
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
        cosell_changes_add_solution (changes, cases[i].deal, cases[i].add, &error);
      else
        cosell_changes_remove_solution (changes, cases[i].deal, cases[i].remove, &error);
      if (cases[i].patch == NULL)
        {
          g_assert_error (error, COSELL_RULE_ERROR, cases[i].code);
          g_assert_cmpuint (changes->len, ==, 0);
          continue;
        }
      g_assert_no_error (error);
      patch = cosell_changes_to_patch (changes);
      g_assert_cmpstr (patch, ==, cases[i].patch);
    }
}

static void
test_c9_fifty (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *solution = g_strdup_printf ("{\"id\":\"SOL-%u\",\"kind\":\"own\"}", i);

      cosell_changes_add_solution (changes, "{}", solution, &error);
      g_assert_no_error (error);
    }
  g_assert_false (
      cosell_changes_add_solution (changes, "{}", "{\"id\":\"SOL-50\",\"kind\":\"own\"}", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

/* Taking one out and putting it in again is no change. */
static void
test_back_again (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  cosell_changes_remove_solution (changes, DEAL (ONE "," TWO), "SOL-2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  cosell_changes_add_solution (changes, DEAL (ONE "," TWO),
                               "{\"id\":\"SOL-2\",\"name\":\"Two\",\"kind\":\"own\"}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/change-solutions/c9-a6", test_c9_a6);
  g_test_add_func ("/change-solutions/c9-fifty", test_c9_fifty);
  g_test_add_func ("/change-solutions/back-again", test_back_again);
  return g_test_run ();
}
