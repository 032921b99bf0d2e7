#include "ui/deals/cosell-columns.h"

#define DIGIT (8 * 1024) /* 8 px */

/* Whatever the width: spans stay inside the row, do not overlap, and stand in order. */
static void
test_inside (void)
{
  for (int compact = 0; compact < 2; compact++)
    for (int width = 300; width < 4000; width += 7)
      {
        CosellColumnLayout layout;
        int end = 0;

        cosell_columns_compute (&layout, width, DIGIT, compact);
        if (layout.narrow)
          continue;
        for (guint i = 0; i < COSELL_N_COLUMNS; i++)
          {
            if (layout.spans[i].width == 0)
              continue;
            g_assert_cmpint (layout.spans[i].x, >=, end);
            end = layout.spans[i].x + layout.spans[i].width;
          }
        g_assert_cmpint (end, <=, width);
      }
}

static void
test_narrow (void)
{
  CosellColumnLayout layout;

  cosell_columns_compute (&layout, 360, DIGIT, FALSE);
  g_assert_true (layout.narrow);
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    g_assert_cmpint (layout.spans[i].width, ==, 0);

  /* the same pixels hold fewer columns of large text */
  cosell_columns_compute (&layout, 900, DIGIT, FALSE);
  g_assert_false (layout.narrow);
  cosell_columns_compute (&layout, 900, 2 * DIGIT, FALSE);
  g_assert_true (layout.narrow);
}

static void
test_priority (void)
{
  CosellColumnLayout layout;

  cosell_columns_compute (&layout, 1400, DIGIT, FALSE);
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    g_assert_cmpint (layout.spans[i].width, >, 0);

  cosell_columns_compute (&layout, 1400, DIGIT, TRUE);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_COUNTRY].width, ==, 0);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_CREATED].width, ==, 0);

  /* name, customer, status and value never go */
  cosell_columns_compute (&layout, 650, DIGIT, TRUE);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_NAME].width, >, 0);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_CUSTOMER].width, >, 0);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_STATUS].width, >, 0);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_VALUE].width, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/columns/inside", test_inside);
  g_test_add_func ("/ui/columns/narrow", test_narrow);
  g_test_add_func ("/ui/columns/priority", test_priority);
  return g_test_run ();
}
