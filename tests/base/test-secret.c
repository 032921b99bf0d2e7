/* test-secret.c: texts that nobody can guess */
#include <string.h>

#include "base/cosell-secret.h"

#define URL_SAFE G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"

static void
test_new (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *text = cosell_secret_new ();

      /* RFC 7636: a verifier has 43 to 128 unreserved characters */
      g_assert_cmpuint (strlen (text), ==, 43);
      g_assert_cmpuint (strspn (text, URL_SAFE), ==, 43);
      g_assert_true (g_hash_table_add (seen, text));
    }
}

/* The example of RFC 7636, appendix B. */
static void
test_digest (void)
{
  g_autofree char *digest = cosell_secret_digest ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (digest, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_equal (void)
{
  g_assert_true (cosell_secret_equal ("abc", "abc"));
  g_assert_false (cosell_secret_equal ("abc", "abd"));
  g_assert_false (cosell_secret_equal ("abc", "ab"));
  g_assert_false (cosell_secret_equal ("abc", NULL));
  g_assert_false (cosell_secret_equal (NULL, NULL));
  cosell_secret_free (NULL);
  cosell_secret_free (g_strdup ("gone"));
}

/* RFC 4231, test case 2 */
static void
test_proof (void)
{
  g_autofree char *proof = cosell_secret_proof ("Jefe", "what do ya want for nothing?");

  g_assert_cmpstr (proof, ==, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

/* Six digits, zeros in front as well, and not the same ones. */
static void
test_pin (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint small = 0;

  for (guint i = 0; i < 1000; i++)
    {
      char *pin = cosell_secret_new_pin ();

      g_assert_cmpuint (strlen (pin), ==, 6);
      g_assert_cmpuint (strspn (pin, G_CSET_DIGITS), ==, 6);
      small += *pin == '0' ? 1 : 0;
      g_hash_table_add (seen, pin);
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 980);
  g_assert_cmpuint (small, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/secret/new", test_new);
  g_test_add_func ("/secret/digest", test_digest);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/proof", test_proof);
  g_test_add_func ("/secret/pin", test_pin);
  return g_test_run ();
}
