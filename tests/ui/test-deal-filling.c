/* The sections of the deal page come over some frames after its head (cosell-filling.h): by
 * themselves, at once for who goes there, and never for a deal that is gone again. */
#include "deal-fixture.h"

#include "app/cosell-session-commands.h"
#include "support/await.h"
#include "ui/deal/cosell-customer-section.h"
#include "ui/deal/cosell-deal-head.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/deal/cosell-history-section.h"
#include "ui/deal/cosell-team-section.h"
#include "ui/deal/cosell-together-section.h"

/* Frames until all is there: with the work of a slow machine, each section has one. */
#define MOST_FRAMES 10

typedef struct
{
  DealFixture page;
  CosellDeal *first;  /* (owned) both are read already */
  CosellDeal *second; /* (owned) */
} Fixture;

/* One world for all tests: they read, and leave the deals as they are. */
static void
open_world (Fixture *f)
{
  deal_fixture_set_up (&f->page, "status=accepted");
  f->first = g_object_ref (f->page.deal);
  deal_fixture_show (&f->page, app_find (f->page.app->session, "status=received"));
  f->second = g_object_ref (f->page.deal);
}

static void
close_world (Fixture *f)
{
  g_clear_object (&f->first);
  g_clear_object (&f->second);
  deal_fixture_close (&f->page, NULL);
}

static CosellDealPage *
page_of (Fixture *f)
{
  return COSELL_DEAL_PAGE (f->page.page);
}

static gboolean
is_whole (Fixture *f)
{
  return cosell_deal_page_is_whole (page_of (f));
}

/* The section of a type, whether it is shown or not. */
static GtkWidget *
find_section (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_section (child, type);
  return found;
}

static gboolean
shows (Fixture *f, GType section)
{
  return gtk_widget_get_mapped (find_section (f->page.page, section));
}

static GtkAdjustment *
get_adjustment (Fixture *f)
{
  GtkWidget *scroller = ui_get (f->page.page, GTK_TYPE_SCROLLED_WINDOW, NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
painted_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

static gboolean
has_frames (gpointer frames)
{
  return *(guint *) frames > 0;
}

/* Counts frames from now on, until the end of the program. */
static guint *
count_frames (Fixture *f)
{
  static guint frames;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->page.page);

  frames = 0;
  g_signal_handlers_disconnect_by_data (clock, &frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frames);
  return &frames;
}

/* The first frame has head and customer, and no gap where the other deal was; the rest comes
 * without anything that a person does. */
static void
test_frames (Fixture *f)
{
  GtkWidget *sections =
      gtk_widget_get_parent (find_section (f->page.page, COSELL_TYPE_CUSTOMER_SECTION));
  int height = gtk_widget_get_height (sections);
  guint *frames = count_frames (f);

  cosell_deal_page_set_deal (page_of (f), f->first);
  g_assert_true (shows (f, COSELL_TYPE_DEAL_HEAD));
  g_assert_true (shows (f, COSELL_TYPE_CUSTOMER_SECTION));
  g_assert_false (shows (f, COSELL_TYPE_TOGETHER_SECTION));
  await_condition (has_frames, frames);
  g_assert_false (is_whole (f));
  g_assert_cmpint (gtk_widget_get_height (sections), >=, height);
  deal_fixture_wait_whole (f->page.page);
  g_assert_cmpuint (*frames, <=, MOST_FRAMES);
  g_assert_true (shows (f, COSELL_TYPE_TOGETHER_SECTION));
  g_assert_true (shows (f, COSELL_TYPE_HISTORY_SECTION));
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (f)), ==, 0);
}

/* What changes in a deal changes its rows, and no section goes for it. */
static void
test_edit (Fixture *f)
{
  GtkWidget *list;

  cosell_deal_page_set_deal (page_of (f), f->first);
  deal_fixture_wait_whole (f->page.page);
  list = gtk_widget_get_first_child (
      ui_get (find_section (f->page.page, COSELL_TYPE_TEAM_SECTION), GTK_TYPE_LIST_BOX, NULL));
  g_assert_true (
      app_set (f->page.app->session, cosell_deal_get_id (f->first), "name", "Renamed", NULL));
  g_assert_true (is_whole (f));
  ui_wait_shows (find_section (f->page.page, COSELL_TYPE_DEAL_HEAD), "Renamed");
  g_assert_true (is_whole (f));
  g_assert_true (list == gtk_widget_get_first_child (
                             ui_get (find_section (f->page.page, COSELL_TYPE_TEAM_SECTION),
                                     GTK_TYPE_LIST_BOX, NULL)));
}

static void
test_tab (Fixture *f)
{
  GtkWidget *customer = find_section (f->page.page, COSELL_TYPE_CUSTOMER_SECTION);
  GtkWidget *focus;

  cosell_deal_page_set_deal (page_of (f), f->first);
  /* who comes in from above is in the head, and has time */
  g_assert_true (gtk_widget_child_focus (f->page.page, GTK_DIR_TAB_FORWARD));
  g_assert_false (is_whole (f));
  await_condition (has_frames, count_frames (f));
  /* from the last button of the head: each section in its turn, and not the one that came last */
  gtk_widget_grab_focus (ui_get (f->page.page, GTK_TYPE_BUTTON, "Lost"));
  g_assert_true (gtk_widget_child_focus (f->page.page, GTK_DIR_TAB_FORWARD));
  g_assert_true (is_whole (f));
  focus = ui_get_focus (f->page.window);
  g_assert_true (gtk_widget_is_ancestor (focus, customer));
}

static void
test_tab_back (Fixture *f)
{
  GtkWidget *details = find_section (f->page.page, COSELL_TYPE_DETAILS_SECTION);
  GtkWidget *history = find_section (f->page.page, COSELL_TYPE_HISTORY_SECTION);
  GtkWidget *focus;

  cosell_deal_page_set_deal (page_of (f), f->first);
  await_condition (has_frames, count_frames (f));
  g_assert_true (gtk_widget_child_focus (f->page.page, GTK_DIR_TAB_BACKWARD));
  g_assert_true (is_whole (f));
  /* the history may still be read: then nothing can be opened there */
  focus = ui_get_focus (f->page.window);
  g_assert_true (gtk_widget_is_ancestor (focus, history) ||
                 gtk_widget_is_ancestor (focus, details));
}

static gboolean
is_at_end (gpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (data);
  double value = gtk_adjustment_get_value (adjustment);

  return value > 0 &&
         value == gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Ctrl+End leads to the end that there will be. */
static void
test_scroll (Fixture *f)
{
  GtkWidget *scroller = ui_get (f->page.page, GTK_TYPE_SCROLLED_WINDOW, NULL);
  gboolean done;

  cosell_deal_page_set_deal (page_of (f), f->first);
  g_signal_emit_by_name (scroller, "scroll-child", GTK_SCROLL_END, FALSE, &done);
  g_assert_true (is_whole (f));
  await_condition (has_frames, count_frames (f));
  ui_settle ();
  await_condition (is_at_end, f);

  cosell_deal_page_set_deal (page_of (f), f->second);
  await_condition (has_frames, count_frames (f));
  g_assert_false (is_whole (f));
  gtk_adjustment_set_value (get_adjustment (f), 40);
  g_assert_true (is_whole (f));
}

/* Who reads a section of one deal after another reads on. */
static void
test_focus_stays (Fixture *f)
{
  GtkWidget *details = find_section (f->page.page, COSELL_TYPE_DETAILS_SECTION);
  GtkWidget *button = ui_get (details, GTK_TYPE_BUTTON, NULL);

  g_assert_true (gtk_widget_grab_focus (button));
  cosell_deal_page_set_deal (page_of (f), f->first);
  g_assert_true (is_whole (f));
  g_assert_true (ui_get_focus (f->page.window) == button);
}

/* Of a deal that is passed by, what is further down is not made. */
static void
test_passing (Fixture *f)
{
  GtkWidget *list =
      ui_get (find_section (f->page.page, COSELL_TYPE_TEAM_SECTION), GTK_TYPE_LIST_BOX, NULL);
  GtkWidget *row = gtk_widget_get_first_child (list);

  cosell_deal_page_set_deal (page_of (f), f->first);
  await_condition (has_frames, count_frames (f));
  g_assert_true (gtk_widget_get_first_child (list) == row);
  cosell_deal_page_set_deal (page_of (f), f->second);
  deal_fixture_wait_whole (f->page.page);
  /* the section had this deal all the time */
  g_assert_true (gtk_widget_get_first_child (list) == row);
}

static const struct
{
  const char *path;
  void (*func) (Fixture *f);
} tests[] = {
  { "/ui/deal-filling/frames", test_frames },     { "/ui/deal-filling/tab", test_tab },
  { "/ui/deal-filling/tab-back", test_tab_back }, { "/ui/deal-filling/scroll", test_scroll },
  { "/ui/deal-filling/focus", test_focus_stays }, { "/ui/deal-filling/passing", test_passing },
  { "/ui/deal-filling/edit", test_edit },
};

/* Each begins with the second deal on the page, and the focus nowhere. */
static void
run (gconstpointer data)
{
  static Fixture f;
  guint index = GPOINTER_TO_UINT (data);

  if (f.first == NULL)
    open_world (&f);
  gtk_window_set_focus (GTK_WINDOW (f.page.window), NULL);
  cosell_deal_page_set_deal (page_of (&f), f.second);
  deal_fixture_wait_whole (f.page.page);
  tests[index].func (&f);
  if (index == G_N_ELEMENTS (tests) - 1)
    close_world (&f);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, GUINT_TO_POINTER (i), run);
  return g_test_run ();
}
