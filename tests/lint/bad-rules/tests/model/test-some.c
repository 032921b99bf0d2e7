/* Not compiled: "/some/A2/in-a-comment" is no test. */
static const struct
{
  const char *name;
  const char *rules;
} cases[] = {
  { "A1/first", "A5" },
  { "B1-second", "A6" },
};

int
main (void)
{
  add_cases ("/some/%s", cases);
  g_test_add_func ("/some/a3-a4", test_a3_a4);
  g_test_add_func ("/some/nothing-named", test_nothing);
}
