/* The assistant by keyboard alone: Tab stops at everything that can be typed into or pressed, in
 * the order in which it is read, and Shift+Tab goes the same way back. */
#include "assistant-fixture.h"

#include "app/cosell-catalog-private.h"
#include "support/await.h"

#define SUITE "SOL-15974-MQF"

/* --- what Tab has to stop at --- */

static gboolean
is_stop (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_BUTTON (widget) ||
         COSELL_IS_CHECK_ROW (widget);
}

static void
collect_stops (GtkWidget *widget, GPtrArray *stops)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return;
  if (is_stop (widget) && gtk_widget_get_focusable (widget))
    g_ptr_array_add (stops, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      collect_stops (child, stops);
}

static char *
describe (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return g_strdup_printf ("button “%s”", gtk_button_get_label (GTK_BUTTON (widget)));
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    if (ADW_IS_PREFERENCES_ROW (w) && *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (w)))
      return g_strdup_printf ("%s of “%s”", G_OBJECT_TYPE_NAME (widget),
                              adw_preferences_row_get_title (ADW_PREFERENCES_ROW (w)));
  return g_strdup (G_OBJECT_TYPE_NAME (widget));
}

/* What has the focus as Tab goes through the page, from its first stop to its last. */
static GPtrArray *
walk (GtkWidget *page, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GPtrArray *visited = g_ptr_array_new ();
  GtkWidget *focus;

  gtk_root_set_focus (root, NULL);
  while (gtk_widget_child_focus (page, direction) && visited->len < 300)
    {
      ui_settle ();
      focus = gtk_root_get_focus (root);
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, page));
      g_ptr_array_add (visited, focus);
    }
  return visited;
}

static void
assert_walk (GtkWidget *page, GtkDirectionType direction)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new ();
  g_autoptr (GPtrArray) visited = walk (page, direction);
  int last = -1;

  collect_stops (page, stops);
  g_assert_cmpuint (stops->len, >, 0);
  for (guint i = 0; i < stops->len; i++)
    {
      guint nth = direction == GTK_DIR_TAB_FORWARD ? i : stops->len - 1 - i;
      GtkWidget *stop = g_ptr_array_index (stops, nth);
      g_autofree char *name = describe (stop);
      guint position;

      if (!g_ptr_array_find (visited, stop, &position))
        g_error ("%s leaves out the %s", direction == GTK_DIR_TAB_FORWARD ? "Tab" : "Shift+Tab",
                 name);
      g_test_message ("%u: %s", position, name);
      g_assert_cmpint ((int) position, >, last);
      last = (int) position;
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  return --*(int *) user_data > 0;
}

static gboolean
is_drawn (gpointer data)
{
  return *(int *) data <= 0;
}

/* Tab goes by where things stand, so that they must stand there. */
static void
wait_layout (GtkWidget *widget)
{
  int frames = 3;

  gtk_widget_add_tick_callback (widget, tick_cb, &frames, NULL);
  await_condition (is_drawn, &frames);
}

static void
assert_both_ways (Fixture *f, CosellDraftStep which)
{
  go_to (f, which);
  g_assert_true (is_on (f, which));
  wait_layout (page (f, which));
  assert_walk (page (f, which), GTK_DIR_TAB_FORWARD);
  assert_walk (page (f, which), GTK_DIR_TAB_BACKWARD);
}

/* --- tests --- */

static void
test_empty (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < COSELL_DRAFT_STEP_REVIEW; i++)
    assert_both_ways (f, (CosellDraftStep) i);
}

/* Each field has words below it: what it means, or what is wrong with it. */
static void
test_captions (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < COSELL_DRAFT_STEP_REVIEW; i++)
    {
      g_autofree char *names = NULL;

      go_to (f, (CosellDraftStep) i);
      names = cosell_assistant_page_reveal (COSELL_ASSISTANT_PAGE (page (f, (CosellDraftStep) i)));
      assert_both_ways (f, (CosellDraftStep) i);
    }
}

static void
test_filled (Fixture *f, gconstpointer data)
{
  fill_customer (f);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  fill_details (f);
  go_to (f, COSELL_DRAFT_STEP_TEAM);
  fill_team (f);
  click (f, COSELL_DRAFT_STEP_TEAM, "_Add");
  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Fabrikam Suite");
  go_to (f, COSELL_DRAFT_STEP_HELP);
  choose (f, COSELL_DRAFT_STEP_HELP, "General or other");
  for (int i = 0; i < COSELL_DRAFT_STEP_REVIEW; i++)
    assert_both_ways (f, (CosellDraftStep) i);
  for (int i = 0; i <= COSELL_DRAFT_STEP_REVIEW; i++)
    {
      go_to (f, (CosellDraftStep) i);
      wait_layout (page (f, (CosellDraftStep) i));
      ui_assert_mnemonics (f->window);
    }
}

/* The button that shows only an icon. */
static GtkWidget *
find_button (GtkWidget *root, const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
member_button (Fixture *f, const char *tooltip)
{
  GtkWidget *team = page (f, COSELL_DRAFT_STEP_TEAM);
  GtkWidget *button = find_button (team, tooltip);

  g_assert_nonnull (button);
  wait_layout (team);
  return button;
}

static void
press (GtkWidget *button)
{
  gtk_widget_grab_focus (button);
  gtk_widget_activate (button);
}

static void
add_member (Fixture *f, const char *name, const char *email)
{
  fill_team (f);
  type (f, COSELL_DRAFT_STEP_TEAM, "First name", name);
  type (f, COSELL_DRAFT_STEP_TEAM, "E-mail", email);
  click (f, COSELL_DRAFT_STEP_TEAM, "_Add");
}

/* Whose member goes has the next one's button under the key, at the end the one before, and at last
 * the form. Editing leads into the form, and from there to the next member. */
static void
test_team (Fixture *f, gconstpointer data)
{
  GtkWidget *first_name;

  go_to (f, COSELL_DRAFT_STEP_TEAM);
  first_name = GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_TEAM, "First name"));
  add_member (f, "Ada", "ada@adatum.example");
  ui_wait_focus (first_name);
  add_member (f, "Bo", "bo@adatum.example");
  add_member (f, "Cy", "cy@adatum.example");
  press (member_button (f, "Edit Bo Lind"));
  ui_wait_focus (first_name);
  click (f, COSELL_DRAFT_STEP_TEAM, "_Done");
  ui_wait_focus (first_name);
  press (member_button (f, "Remove Bo Lind"));
  ui_wait_focus (member_button (f, "Remove Cy Lind"));
  press (member_button (f, "Remove Cy Lind"));
  ui_wait_focus (member_button (f, "Remove Ada Lind"));
  press (member_button (f, "Remove Ada Lind"));
  ui_wait_focus (first_name);
}

/* The search of the solutions has the focus at once, and Enter leads from it to what was found. */
static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *search, *focus;

  fill_customer (f);
  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  wait_layout (page (f, COSELL_DRAFT_STEP_SOLUTIONS));
  search = ui_get (page (f, COSELL_DRAFT_STEP_SOLUTIONS), GTK_TYPE_SEARCH_ENTRY, NULL);
  ui_wait_focus (search);
  gtk_editable_set_text (GTK_EDITABLE (search), "Warehouse");
  g_signal_emit_by_name (search, "activate");
  wait_layout (page (f, COSELL_DRAFT_STEP_SOLUTIONS));
  focus = ui_get_focus (f->window);
  g_assert_true (COSELL_IS_CHECK_ROW (focus));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), ==,
                   "Fabrikam Warehouse");
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

/* The catalogue is read again with every change of the store, also of this draft: the row that has
 * the focus keeps it, and a walk through all of them goes on. */
static void
test_catalog (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  GtkWidget *row, *focus;

  fill_customer (f);
  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  wait_layout (page (f, COSELL_DRAFT_STEP_SOLUTIONS));
  row = ui_get (page (f, COSELL_DRAFT_STEP_SOLUTIONS), COSELL_TYPE_CHECK_ROW, "Fabrikam Suite");
  gtk_widget_grab_focus (row);
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  cosell_catalog_set_solutions (catalog,
                                "[{\"id\":\"N-1\",\"name\":\"New\",\"kind\":\"own\"},"
                                "{\"id\":\"" SUITE "\",\"name\":\"Fabrikam Suite\","
                                "\"kind\":\"own\"}]",
                                NULL);
  await_condition (is_gone, &row);
  focus = ui_get_focus (f->window);
  g_assert_true (COSELL_IS_CHECK_ROW (focus));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), ==,
                   "Fabrikam Suite");
}

/* Escape closes the assistant from wherever something is typed. */
static void
test_escape (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < COSELL_DRAFT_STEP_REVIEW; i++)
    for (guint stop = 0, n = 1; stop < n; stop++)
      {
        g_autoptr (GPtrArray) stops = g_ptr_array_new ();

        if (f->window == NULL)
          open_window (f, 0);
        go_to (f, (CosellDraftStep) i);
        g_assert_true (is_on (f, (CosellDraftStep) i));
        collect_stops (page (f, (CosellDraftStep) i), stops);
        n = stops->len;
        if (!GTK_IS_TEXT (stops->pdata[stop]) && !GTK_IS_TEXT_VIEW (stops->pdata[stop]))
          continue;
        gtk_widget_grab_focus (stops->pdata[stop]);
        g_test_message ("page %d, stop %u", i, stop);
        g_assert_true (ui_key (f->window, "Escape"));
        await_condition (window_is_gone, f);
      }
}

static const struct
{
  const char *name;
  void (*test) (Fixture *f, gconstpointer data);
} tests[] = {
  { "/assistant-keys/empty", test_empty },   { "/assistant-keys/captions", test_captions },
  { "/assistant-keys/filled", test_filled }, { "/assistant-keys/search", test_search },
  { "/assistant-keys/escape", test_escape }, { "/assistant-keys/catalog", test_catalog },
  { "/assistant-keys/team", test_team },
};

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
