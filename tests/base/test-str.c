/* test-str.c: texts that are replaced */
#include "base/cosell-str.h"

#include <string.h>

static void
test_set (void)
{
  g_autofree char *place = NULL;

  g_assert_false (cosell_set_str (&place, NULL));
  g_assert_true (cosell_set_str (&place, "Contoso"));
  g_assert_cmpstr (place, ==, "Contoso");
  g_assert_false (cosell_set_str (&place, "Contoso"));
  g_assert_true (cosell_set_str (&place, ""));
  g_assert_cmpstr (place, ==, "");
  g_assert_true (cosell_set_str (&place, NULL));
  g_assert_null (place);
}

static void
test_set_inside (void)
{
  g_autofree char *place = g_strdup ("Contoso ERP move");

  g_assert_true (cosell_set_str (&place, place + strlen ("Contoso ")));
  g_assert_cmpstr (place, ==, "ERP move");
}

static void
test_set_or_empty (void)
{
  g_autofree char *place = NULL;

  g_assert_true (cosell_set_str_or_empty (&place, NULL));
  g_assert_cmpstr (place, ==, "");
  g_assert_false (cosell_set_str_or_empty (&place, NULL));
}

static void
test_take (void)
{
  g_autofree char *place = g_strdup ("Contoso");
  char *text = g_strdup ("Fabrikam");

  cosell_take_str (&place, text);
  g_assert_true (place == text);
  cosell_take_str (&place, place);
  g_assert_cmpstr (place, ==, "Fabrikam");
  cosell_take_str (&place, NULL);
  g_assert_null (place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/str/set", test_set);
  g_test_add_func ("/str/set-inside", test_set_inside);
  g_test_add_func ("/str/set-or-empty", test_set_or_empty);
  g_test_add_func ("/str/take", test_take);
  return g_test_run ();
}
