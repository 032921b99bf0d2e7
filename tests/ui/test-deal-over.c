/* Deals that nobody can work on: what could never help there is not shown, one notice says why, and
 * offers what is left (rules D1, D10, D12, E4). */
#include "deal-fixture.h"

#include "ui/deal/cosell-details-section.h"

typedef DealFixture Fixture;

/* Nothing of the page, as far as it is seen, edits: neither its actions nor greyed buttons. */
static void
assert_no_tools (GtkWidget *root)
{
  static const char *const tools[] = { "deal.edit",           "deal.add-member",
                                       "deal.edit-member",    "deal.remove-member",
                                       "deal.add-note",       "deal.add-solution",
                                       "deal.share",          "deal.remove-solution",
                                       "deal.invite-partner", "deal.invite-microsoft" };

  if (!gtk_widget_get_visible (root))
    return;
  if (GTK_IS_BUTTON (root))
    {
      const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (root));

      g_assert_true (gtk_widget_get_sensitive (root));
      for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
        g_assert_cmpstr (action, !=, tools[i]);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_no_tools (child);
}

static void
test_no_tools (Fixture *f, gconstpointer filter)
{
  assert_no_tools (f->page);
}

/* D12: one word, once; a won deal has it in its menu only. */
static guint
count_buttons (GtkWidget *root, const char *label)
{
  guint n = 0;

  if (!gtk_widget_get_visible (root))
    return 0;
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child, label);
  return n;
}

static guint
count_notices (GtkWidget *root)
{
  guint n = 0;

  if (!gtk_widget_get_visible (root))
    return 0;
  if (gtk_widget_has_css_class (root, "deal-notice"))
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_notices (child);
  return n;
}

static void
test_over (Fixture *f, gconstpointer filter)
{
  GtkWidget *details = ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL);
  GtkWidget *row = ui_get (details, ADW_TYPE_ACTION_ROW, "Deal registration");

  g_assert_cmpuint (count_buttons (f->page, "Recreate"), ==, 1);
  g_assert_cmpuint (count_notices (f->page), ==, 1);
  g_assert_null (ui_find (f->page, GTK_TYPE_MENU_BUTTON, NULL));
  /* E4: always shown */
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "closed without being won"));
}

int
main (int argc, char **argv)
{
#define add(path, filter, func)                                                                    \
  g_test_add (path, Fixture, filter, deal_fixture_set_up, func, deal_fixture_close)
  ui_test_init (&argc, &argv);
  add ("/ui/deal-over/D1/received", "status=received", test_no_tools);
  add ("/ui/deal-over/D10-B6/won", "status=won", test_no_tools);
  add ("/ui/deal-over/D10-B6/expired", "status=expired", test_no_tools);
  add ("/ui/deal-over/D12-E4/expired", "status=expired", test_over);
  add ("/ui/deal-over/D12-E4/declined", "status=declined", test_over);
  add ("/ui/deal-over/D12-E4/lost", "status=lost", test_over);
  return g_test_run ();
}
