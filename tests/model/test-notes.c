/* test-notes.c: notes are a record (C23) */
#include "model/cosell-notes.h"

static void
test_heading (void)
{
  static const struct
  {
    GDateDay day;
    GDateMonth month;
    GDateYear year;
    const char *signer, *expected;
  } table[] = {
    { 22, G_DATE_NOVEMBER, 2026, "Ola Lind", "2026-11-22, Ola Lind: " },
    { 1, G_DATE_MARCH, 2028, "恵子 田中", "2028-03-01, 恵子 田中: " },
    { 1, G_DATE_MARCH, 2028, NULL, "2028-03-01: " },
    { 1, G_DATE_MARCH, 2028, " ", "2028-03-01: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *heading = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, table[i].day, table[i].month, table[i].year);
      heading = cosell_notes_heading (&date, table[i].signer);
      g_assert_cmpstr (heading, ==, table[i].expected);
    }
}

static void
test_add (void)
{
  static const struct
  {
    const char *notes, *text, *expected;
  } table[] = {
    { NULL, "First.", "H: First." },
    { "", "First.", "H: First." },
    { " \n", "First.", "H: First." },
    { "Old.", "New.", "H: New.\n\nOld." },
    { "H: Two.\n\nOne.", "Three,\nof two lines.", "H: Three,\nof two lines.\n\nH: Two.\n\nOne." },
    { "  indented", "New.", "H: New.\n\n  indented" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *all = cosell_notes_add (table[i].notes, "H: ", table[i].text);

      g_assert_cmpstr (all, ==, table[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/C23/heading", test_heading);
  g_test_add_func ("/C23/newest-on-top", test_add);
  return g_test_run ();
}
