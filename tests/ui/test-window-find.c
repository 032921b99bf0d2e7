/* The search field of the main window: filters that are typed, chips, what can stand here, what
 * other tabs have, marks in rows, and the way back from nothing. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "app/cosell-session-find.h"
#include "store/cosell-store.h"
#include "support/await.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-query-chip.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  CosellSearchBar *bar;
  GtkWidget *field;
} Fixture;

/* sql: (nullable) what is done to the profile before the window reads it */
static void
set_up (Fixture *f, gconstpointer sql)
{
  f->app = app_fixture_new_synced (250);
  app_fixture_disconnect (f->app);
  if (sql != NULL)
    app_execute (f->app, sql);
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
  window_fixture_wait_rows (f->window);
  f->bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));
  f->field = cosell_search_bar_get_field (f->bar);
  gtk_widget_grab_focus (f->field);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
}

/* As somebody types it: behind what stands there. */
static void
type (Fixture *f, const char *text)
{
  int position = -1;

  gtk_editable_set_position (GTK_EDITABLE (f->field), -1);
  gtk_editable_insert_text (GTK_EDITABLE (f->field), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (f->field), -1);
  /* a key moves the cursor before the text is told to be another */
  g_signal_emit_by_name (f->field, "changed");
  cosell_search_bar_flush (f->bar);
}

static void
press_enter (Fixture *f)
{
  g_signal_emit_by_name (f->field, "activate");
}

static void
assert_field (Fixture *f, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->field)), ==, text);
}

static void
assert_query (Fixture *f, const char *query)
{
  g_assert_cmpstr (cosell_search_bar_get_query (f->bar), ==, query);
}

typedef struct
{
  Fixture *f;
  guint n;
} Wanted;

static gboolean
has_deals (gpointer data)
{
  const Wanted *wanted = data;
  CosellDealsView *view = window_fixture_get_view (wanted->f->window);

  return cosell_deals_view_is_settled (view) && cosell_deals_view_get_n_deals (view) == wanted->n;
}

/* What the command line finds. */
static guint
count (Fixture *f, CosellTab tab, const char *query)
{
  const CosellFind find = { .tab = tab, .query = query };

  return app_count (f->app->session, &find);
}

static void
await_found (Fixture *f, CosellTab tab, const char *query)
{
  Wanted wanted = { f, count (f, tab, query) };

  g_test_message ("%s: %u", query, wanted.n);
  g_assert_cmpuint (wanted.n, >, 0);
  await_condition (has_deals, &wanted);
}

/* Filters count while they are typed, become chips with Enter, and go one by one. */
static void
test_chips (Fixture *f, gconstpointer data)
{
  type (f, "status:won,accepted");
  assert_query (f, "status:won,accepted");
  await_found (f, COSELL_TAB_INBOUND, "status:won,accepted");
  press_enter (f);
  assert_field (f, "");
  assert_query (f, "status:won,accepted");
  ui_get (f->window, GTK_TYPE_BUTTON, "Status: Won, Accepted");
  type (f, "azure -p2p value:>1000");
  press_enter (f);
  assert_field (f, "azure");
  assert_query (f, "status:won,accepted -p2p value:>1000 azure");
  await_found (f, COSELL_TAB_INBOUND, "status:won,accepted -p2p value:>1000 azure");
  ui_get (f->window, GTK_TYPE_BUTTON, "Not: P2P");
  ui_get (f->window, GTK_TYPE_BUTTON, "Value: > 1,000");

  /* what is pressed is written again, what is crossed out is gone */
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_BUTTON, "Not: P2P"), "clicked");
  assert_field (f, "azure -p2p");
  g_signal_emit_by_name (ui_get (f->window, COSELL_TYPE_QUERY_CHIP, NULL), "removed");
  assert_query (f, "value:>1000 azure -p2p");
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_BUTTON, "Clear"), "clicked");
  assert_query (f, "azure -p2p");
  g_assert_null (ui_find (f->window, COSELL_TYPE_QUERY_CHIP, NULL));
}

/* I12: what is no filter yet hides nothing, and is said to the eye and the ear. */
static void
test_unfinished (Fixture *f, gconstpointer data)
{
  GtkWidget *problem;

  type (f, "azure value:abc");
  await_found (f, COSELL_TAB_INBOUND, "azure");
  problem = ui_find_part (f->window, "2500.50");
  g_assert_nonnull (problem);
  gtk_test_accessible_assert_property (f->field, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_label_get_label (GTK_LABEL (problem)));
  gtk_editable_set_text (GTK_EDITABLE (f->field), "azure");
  cosell_search_bar_flush (f->bar);
  g_assert_null (ui_find_part (f->window, "2500.50"));
}

/* Keys and values are offered, and taken by keys. */
static void
test_offered (Fixture *f, gconstpointer data)
{
  type (f, "stat");
  g_assert_true (ui_key (f->window, "Down"));
  g_assert_nonnull (ui_find (f->window, GTK_TYPE_LABEL, "status:"));
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (f->window, GTK_TYPE_LABEL, "status:"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  assert_field (f, "status:");
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (f->window, GTK_TYPE_LABEL, "won"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  assert_field (f, "status:won");
  assert_query (f, "status:won");
}

static gboolean
name_is_offered (gpointer data)
{
  Fixture *f = data;

  return ui_find_part (f->window, "Fabrikam Suite") != NULL;
}

/* Names that deals have are offered, too, and quoted where they need it. */
static void
test_names (Fixture *f, gconstpointer data)
{
  GtkWidget *name;

  type (f, "solution:suite");
  await_condition (name_is_offered, f);
  name = ui_find_part (f->window, "Fabrikam Suite");
  g_signal_emit_by_name (gtk_widget_get_ancestor (name, GTK_TYPE_BUTTON), "clicked");
  assert_field (f, "solution:\"Fabrikam Suite\"");
  press_enter (f);
  assert_query (f, "solution:\"Fabrikam Suite\"");
  await_found (f, COSELL_TAB_INBOUND, "solution:\"Fabrikam Suite\"");
}

/* What another tab has is one press away. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  const char *query = "status:won";
  guint n = count (f, COSELL_TAB_OUTBOUND, query);
  g_autofree char *words = g_strdup_printf ("%u more in Outbound", n);

  g_assert_cmpuint (n, >, 0);
  type (f, query);
  ui_wait_shows (f->window, words);
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (f->window, GTK_TYPE_LABEL, words),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  ui_settle ();
  await_found (f, COSELL_TAB_OUTBOUND, query);
  g_assert_null (ui_find_part (f->window, "more in Outbound"));
}

static gboolean
elsewhere_is_said (gpointer data)
{
  Fixture *f = data;

  return ui_find_part (f->window, "more in Outbound") != NULL;
}

/* Deals change all the time. */
static gboolean
elsewhere_is_said_at_once (gpointer data)
{
  Fixture *f = data;
  CosellChangeSet changes = { .everything = FALSE };

  g_signal_emit_by_name (f->app->session, "changed", &changes);
  return elsewhere_is_said (f);
}

static void
test_busy (Fixture *f, gconstpointer data)
{
  type (f, "status:won");
  await_condition (elsewhere_is_said_at_once, f);
}

/* With large text too, nothing of it makes the window wider than the narrowest screen. */
static void
test_large (Fixture *f, gconstpointer data)
{
  type (f, "status:won,accepted,lost value:>1000");
  press_enter (f);
  type (f, "soft");
  await_found (f, COSELL_TAB_INBOUND, "status:won,accepted,lost value:>1000 soft");
  await_condition (elsewhere_is_said, f);
  ui_assert_fits_large (f->window);
}

/* Where nothing is found, one press shows everything again. */
static void
test_clear_all (Fixture *f, gconstpointer data)
{
  type (f, "status:won");
  press_enter (f);
  type (f, "nobody has this name");
  ui_wait_shows (f->window, "Nothing Found");
  ui_choose (f->window, "Clear All Filters");
  assert_query (f, "");
  await_found (f, COSELL_TAB_INBOUND, "-type:lead");
}

typedef struct
{
  Fixture *f;
  guint unread;
} Unread;

static gboolean
has_unread (gpointer data)
{
  const Unread *wanted = data;

  return count (wanted->f, COSELL_TAB_INBOUND, "unread") == wanted->unread;
}

/* I9: an answer is unread until the deal's page was shown; walking by writes nothing for others. */
static void
test_unread (Fixture *f, gconstpointer data)
{
  guint before = count (f, COSELL_TAB_INBOUND, "unread");

  g_assert_cmpuint (before, >, 1);
  g_assert_cmpuint (before, <, count (f, COSELL_TAB_INBOUND, ""));
  type (f, "-unread");
  await_found (f, COSELL_TAB_INBOUND, "-unread");
  cosell_deals_view_go_first (window_fixture_get_view (f->window), TRUE);
  ui_settle ();
  g_assert_cmpuint (count (f, COSELL_TAB_INBOUND, "unread"), ==, before);
  gtk_editable_set_text (GTK_EDITABLE (f->field), "unread");
  cosell_search_bar_flush (f->bar);
  await_found (f, COSELL_TAB_INBOUND, "unread");
  cosell_deals_view_go_first (window_fixture_get_view (f->window), TRUE);
  await_condition (has_unread, &(Unread){ f, before - 1 });
}

int
main (int argc, char **argv)
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ui_test_init (&argc, &argv);
  ADD ("/window/find/chips", test_chips);
  ADD ("/window/find/I12-unfinished", test_unfinished);
  ADD ("/window/find/I12-offered", test_offered);
  ADD ("/window/find/I12-names", test_names);
  ADD ("/window/find/elsewhere", test_elsewhere);
  ADD ("/window/find/busy", test_busy);
  ADD ("/window/find/large", test_large);
  ADD ("/window/find/clear-all", test_clear_all);
  g_test_add ("/window/find/I9-unread", Fixture,
              "UPDATE deal SET answered_at = created_at WHERE id % 3 = 0", set_up, test_unread,
              tear_down);
  return g_test_run ();
}
