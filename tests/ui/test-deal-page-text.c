/* What the history of the deal page says. */
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-history-text.h"

static const struct
{
  const char *path;
  const char *old;
  const char *value;
  const char *text;
} changes[] = {
  { "/name", "\"Old\"", "\"New\"", "Old → New" },
  { "/name", "\"\"", "\"New\"", "New" },
  { "/details/notes", "\"A note\"", "null", "A note → nothing" },
  { "/details/dealValue", "1000", "2000.50", "1,000 → 2,000.50" },
  { "/details/closingDateTime", "\"2027-01-15T00:00:00Z\"", "\"2027-02-01T10:00:00.5Z\"",
    "15 Jan 2027 → 1 Feb 2027" },
  { "/details/closingDateTime", "null", "\"soon\"", "soon" },
  { "/favorite", "false", "true", "No → Yes" },
  { "/team", "[]", "[{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"email\":\"o@x.example\"}]",
    "Added: Ola Lind" },
  { "/team", "[{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"email\":\"o@x.example\"}]", "[]",
    "Removed: Ola Lind" },
  { "/team", "[{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"email\":\"o@x.example\"}]",
    "[{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"email\":\"o@y.example\"}]",
    "Changed: Ola Lind" },
  { "/team", "[{\"email\":\"a@x.example\"},{\"email\":\"b@x.example\"}]",
    "[{\"email\":\"b@x.example\"},{\"email\":\"a@x.example\"}]", "In another order" },
  { "/details/requirements/solutions", "[{\"id\":\"SOL-1\",\"name\":\"One\"}]",
    "[{\"id\":\"SOL-2\",\"name\":\"Two\"}]", "Added: Two. Removed: One" },
  { "/registrations", "null", "{\"a\":1}", "{\"a\":1}" },
  { "/name", "\"<b>\"", "\"&amp;\"", "<b> → &" },
  /* decoded once, and what is the same when it is read is the same */
  { "/name", "\"a\"", "\"R&amp;amp;D &#39;1&#39;\"", "a → R&amp;D '1'" },
  { "/team", "[]", "[{\"firstName\":\"Tom\",\"lastName\":\"O&#39;Hara &amp;amp;\"}]",
    "Added: Tom O'Hara &amp;" },
  { "/team", "[{\"email\":\"a&amp;b@x.example\"}]", "[{\"email\":\"a&b@x.example\"}]",
    "In another order" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text =
          cosell_history_text_change (changes[i].path, changes[i].old, changes[i].value);

      g_assert_cmpstr (text, ==, changes[i].text);
    }
}

static void
test_size (void)
{
  static const char *const sizes[][2] = {
    { "10to50employees", "10 to 50 employees" },
    { "5001to10000employees", "5,001 to 10,000 employees" },
    { "Morethan20000employees", "More than 20,000 employees" },
    { "a handful", "a handful" },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *words = cosell_widget_describe_size (sizes[i][0]);

      g_assert_cmpstr (words, ==, sizes[i][1]);
    }
}

static void
test_who (void)
{
  g_assert_cmpstr (cosell_history_text_who ("you"), ==, "You");
  g_assert_cmpstr (cosell_history_text_who ("service"), ==, "Partner Center");
  g_assert_cmpstr (cosell_history_text_who (NULL), ==, "Partner Center");
  g_assert_cmpstr (cosell_history_text_who ("Ola Lind"), ==, "Ola Lind");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/history/changes", test_changes);
  g_test_add_func ("/ui/history/who", test_who);
  g_test_add_func ("/ui/deal-page/size", test_size);
  return g_test_run ();
}
