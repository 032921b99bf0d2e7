/* Not compiled: what the rows without a mistake name. */
int
main (void)
{
  g_test_add_func ("/all/A1-A2-A3-A4-A5-A6-A7-A8-A9-A10-A11-B1", test_all);
  g_test_add_func ("/all/B2-B3-B4-B5-B6-C1-C2-C3-C4-C5-C6-C7", test_all);
  g_test_add_func ("/all/C8-C9-C10-C11-C12-C13-C14-C15-C16-C17-C18-C19", test_all);
  g_test_add_func ("/all/C20-C21-C22-C23-C24-D1-D2-D3-D4-D5-D6-D7", test_all);
  g_test_add_func ("/all/D8-D9-D10-D11-D12-D13-D14-D15-D16-D17-E1-E2", test_all);
  g_test_add_func ("/all/E3-E4-E5-E6-E7-E8-E9-E10-F1-F2-G1-G2", test_all);
  g_test_add_func ("/all/G3-H1-H2-H3-H4", test_all);
}
