#include "model/cosell-email.h"

static const struct
{
  const char *text;
  gboolean plausible;
} cases[] = {
  { "ola.lind@fabrikam.example", TRUE },
  { "o@a.se", TRUE },
  { "ola+tag@sub.fabrikam.example", TRUE },
  { "o'hara@fabrikam.example", TRUE },
  { "åsa@malmö.example", TRUE },
  { NULL, FALSE },
  { "", FALSE },
  { "ola", FALSE },
  { "@fabrikam.example", FALSE },
  { "ola@", FALSE },
  { "ola@fabrikam", FALSE },
  { "ola@fabrikam.", FALSE },
  { "ola@.example", FALSE },
  { "ola@fabrikam..example", FALSE },
  { "ola@-fabrikam.example", FALSE },
  { "ola lind@fabrikam.example", FALSE },
  { "ola@lind@fabrikam.example", FALSE },
  { "Ola <ola@fabrikam.example>", FALSE },
  { "ola@fabrikam.example,kim@fabrikam.example", FALSE },
  { "ola@fabrikam.example\n", FALSE },
  { "\xff@fabrikam.example", FALSE },
};

static void
test_plausible (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (cosell_email_is_plausible (cases[i].text), ==, cases[i].plausible);
    }
}

/* What a mail program copies, and blanks and invisible characters that come along. */
static void
test_meant (void)
{
  static const struct
  {
    const char *typed;
    gboolean meant;
  } pasted[] = {
    { "Ola Lind <ola@fabrikam.example>", TRUE },
    { " ola@fabrikam.example\n", TRUE },
    { "mailto:ola@fabrikam.example", TRUE },
    { "ola@fabrikam.example;", TRUE },
    { "ola@fabrikam.example; kim@fabrikam.example", FALSE },
    { "Ola Lind", FALSE },
    { "Ola <ola>", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++)
    g_assert_cmpint (cosell_email_is_meant (pasted[i].typed), ==, pasted[i].meant);
}

static void
test_fold (void)
{
  static const char *const equal[][2] = {
    { "Ola@Fabrikam.example", " ola@fabrikam.EXAMPLE " },
    { "ÅSA@x.example", "åsa@x.example" },
    { "Ola Lind <ola@fabrikam.example>", "ola@fabrikam.example" },
    { NULL, "" },
  };
  g_autofree char *plain = cosell_email_fold ("asa@x.example");
  g_autofree char *accented = cosell_email_fold ("åsa@x.example");

  for (guint i = 0; i < G_N_ELEMENTS (equal); i++)
    {
      g_autofree char *a = cosell_email_fold (equal[i][0]);
      g_autofree char *b = cosell_email_fold (equal[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  g_assert_cmpstr (plain, !=, accented);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/email/plausible", test_plausible);
  g_test_add_func ("/email/meant", test_meant);
  g_test_add_func ("/email/fold", test_fold);
  return g_test_run ();
}
