/* Not compiled: what the rows without a mistake name. */
int
main (void)
{
  g_test_add_func ("/all/A1-A2-A3-A4-A5-A6-A7-A8-A9", test_all);
  g_test_add_func ("/all/B1-C1-C2-H3-H4", test_all);
}
