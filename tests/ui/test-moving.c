/* Moving about in the main window: back and forth through what was seen, and from deal to deal.
 */
#include <string.h>

#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-session-commands.h"
#include "model/cosell-draft.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deal/cosell-deal-stepper.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-trail.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  gint64 wanted;
  gint64 deals[5]; /* of Inbound, as they stand there */
} Fixture;

/* one for all: its name on the bus is taken until the end */
static GtkApplication *application;

static AdwViewStack *
tabs_of (Fixture *f)
{
  return ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL));
}

static CosellDealsView *
view_of (Fixture *f)
{
  return COSELL_DEALS_VIEW (adw_view_stack_get_visible_child (tabs_of (f)));
}

static gboolean
is_settled (gpointer data)
{
  return cosell_deals_view_is_settled (view_of (data));
}

static void
set_up (Fixture *f, gconstpointer width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) list = NULL;

  if (application == NULL)
    {
      application = gtk_application_new ("io.github.cosell.Test", G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  f->app = app_fixture_new_synced (40);
  list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, "-createdAt");
  for (guint i = 0; i < G_N_ELEMENTS (f->deals); i++)
    f->deals[i] = cosell_json_get_int (
        cosell_json_member (cosell_json_element (cosell_json_root (list), i), "id"), 0);
  f->window = GTK_WIDGET (cosell_window_new (application, f->app->session, NULL));
  f->page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));
  gtk_window_set_default_size (GTK_WINDOW (f->window), GPOINTER_TO_INT (width), 800);
  gtk_window_present (GTK_WINDOW (f->window));
  await_condition (is_settled, f);
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  app_fixture_free (f->app);
}

static gint64
shown_deal (Fixture *f)
{
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (f->page));

  return deal != NULL && gtk_widget_get_mapped (f->page) ? cosell_deal_get_id (deal) : 0;
}

/* With all that is about it. */
static gboolean
wanted_is_shown (gpointer data)
{
  Fixture *f = data;

  return shown_deal (f) == f->wanted &&
         (f->wanted == 0 || cosell_deal_page_is_whole (COSELL_DEAL_PAGE (f->page)));
}

static void
wait_shown (Fixture *f, gint64 deal)
{
  f->wanted = deal;
  g_test_message ("waiting until %" G_GINT64_FORMAT " is shown", deal);
  await_condition (wanted_is_shown, f);
  ui_settle ();
}

static gboolean
is_alone (gpointer data)
{
  return cosell_deals_view_get_n_deals (view_of (data)) == 1;
}

static void
open_deal (Fixture *f, guint index)
{
  cosell_window_open_deal (COSELL_WINDOW (f->window), f->deals[index]);
  wait_shown (f, f->deals[index]);
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->window, action, NULL));
  ui_settle ();
}

static const char *
tab_of (Fixture *f)
{
  return adw_view_stack_get_visible_child_name (tabs_of (f));
}

/* --- from deal to deal --- */

static GtkWidget *
get_step (Fixture *f, gboolean next)
{
  GtkWidget *stepper = ui_get (f->page, COSELL_TYPE_DEAL_STEPPER, NULL);

  return next ? gtk_widget_get_last_child (stepper) : gtk_widget_get_first_child (stepper);
}

static void
assert_steps (Fixture *f, gboolean previous, gboolean next, guint position)
{
  g_autofree char *where =
      g_strdup_printf ("%u of %u", position, cosell_deals_view_get_n_deals (view_of (f)));

  g_assert_cmpint (gtk_widget_get_sensitive (get_step (f, FALSE)), ==, previous);
  g_assert_cmpint (gtk_widget_get_sensitive (get_step (f, TRUE)), ==, next);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (get_step (f, TRUE)), where));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_step (f, TRUE)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Next Deal");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_step (f, TRUE)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where);
}

/* The buttons are there whether the deal stands alone or beside the list, once each. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  guint n = cosell_deals_view_get_n_deals (view_of (f));
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, "-createdAt");
  CosellJsonValue last = cosell_json_element (cosell_json_root (list), n - 1);

  open_deal (f, 0);
  assert_steps (f, FALSE, n > 1, 1);
  g_signal_emit_by_name (get_step (f, TRUE), "clicked");
  wait_shown (f, f->deals[1]);
  assert_steps (f, TRUE, TRUE, 2);
  g_signal_emit_by_name (get_step (f, FALSE), "clicked");
  wait_shown (f, f->deals[0]);
  cosell_window_open_deal (COSELL_WINDOW (f->window),
                           cosell_json_get_int (cosell_json_member (last, "id"), 0));
  wait_shown (f, cosell_json_get_int (cosell_json_member (last, "id"), 0));
  assert_steps (f, TRUE, FALSE, n);
}

/* What is looked for is the list that one goes through. */
static void
test_steps_of_found (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) deal = app_show (f->app->session, f->deals[2]);
  g_autofree char *name = app_text (cosell_json_root (deal), "name");
  CosellSearchBar *bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));

  open_deal (f, 2);
  assert_steps (f, TRUE, TRUE, 3);
  cosell_search_bar_set_query (bar, name);
  await_condition (is_alone, f);
  assert_steps (f, FALSE, FALSE, 1);
}

/* --- back and forth --- */

static void
test_deals (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    open_deal (f, i);
  act (f, "win.back");
  wait_shown (f, f->deals[1]);
  act (f, "win.back");
  wait_shown (f, f->deals[0]);
  act (f, "win.back");
  wait_shown (f, 0);
  act (f, "win.back"); /* nothing was seen before */
  wait_shown (f, 0);
  act (f, "win.forward");
  wait_shown (f, f->deals[0]);
  act (f, "win.forward");
  act (f, "win.forward");
  wait_shown (f, f->deals[2]);
  act (f, "win.forward");
  wait_shown (f, f->deals[2]);
}

/* What is changed together is one place. */
static void
test_tabs_and_queries (Fixture *f, gconstpointer data)
{
  CosellSearchBar *bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));

  open_deal (f, 0);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  cosell_search_bar_set_query (bar, "pilot");
  cosell_window_open_deal (COSELL_WINDOW (f->window), f->deals[1]);
  wait_shown (f, f->deals[1]);
  act (f, "win.back");
  wait_shown (f, f->deals[0]);
  g_assert_cmpstr (tab_of (f), ==, "inbound");
  g_assert_cmpstr (cosell_search_bar_get_query (bar), ==, "");
  act (f, "win.forward");
  wait_shown (f, f->deals[1]);
  g_assert_cmpstr (tab_of (f), ==, "outbound");
  g_assert_cmpstr (cosell_search_bar_get_query (bar), ==, "pilot");
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  open_deal (f, 0);
  act (f, "win.show-outbox");
  ui_wait_shows (f->window, "Everything Is Sent");
  act (f, "win.advice"); /* from there, too */
  g_assert_false (gtk_widget_get_mapped (f->page));
  act (f, "win.back");
  ui_wait_shows (f->window, "Everything Is Sent");
  act (f, "win.back");
  wait_shown (f, f->deals[0]);
  act (f, "win.forward");
  ui_wait_shows (f->window, "Everything Is Sent");
  open_deal (f, 1);
  act (f, "win.back");
  ui_wait_shows (f->window, "Everything Is Sent");
}

/* A deal that is no more is passed over. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);
  GAsyncResult *result = NULL;

  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  await_condition (is_settled, f);
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  ui_wait_shows (f->window, "A Draft");
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_INBOUND);
  open_deal (f, 0);
  cosell_session_delete_draft_async (f->app->session, id, NULL, await_cb, &result);
  g_object_unref (await_result (&result));
  act (f, "win.back");
  wait_shown (f, 0);
  g_assert_cmpstr (tab_of (f), ==, "outbound");
  g_assert_null (ui_find_part (f->window, "A Draft"));
}

/* What flies by while a key is held was not seen. */
static void
test_walked (Fixture *f, gconstpointer data)
{
  gint64 begun;

  open_deal (f, 0);
  begun = g_get_monotonic_time ();
  for (guint i = 1; i < G_N_ELEMENTS (f->deals); i++)
    g_assert_true (ui_key (f->window, "<Alt>Down"));
  wait_shown (f, f->deals[G_N_ELEMENTS (f->deals) - 1]);
  if (g_get_monotonic_time () - begun > COSELL_TRAIL_LOOK)
    {
      g_test_skip ("this machine is too slow to fly by");
      return;
    }
  act (f, "win.back");
  wait_shown (f, f->deals[0]);
}

/* In a narrow window the list is a place of its own. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  open_deal (f, 0);
  act (f, "win.close-deal");
  wait_shown (f, 0);
  open_deal (f, 1);
  act (f, "win.back");
  wait_shown (f, 0);
  act (f, "win.back");
  wait_shown (f, f->deals[0]);
  act (f, "win.forward");
  act (f, "win.forward");
  wait_shown (f, f->deals[1]);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
#define ADD(path, width, func)                                                                     \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("/window/steps/beside", 1200, test_steps);
  ADD ("/window/steps/alone", 600, test_steps);
  ADD ("/window/steps/found", 1200, test_steps_of_found);
  ADD ("/window/trail/deals", 1200, test_deals);
  ADD ("/window/trail/tabs-and-queries", 1200, test_tabs_and_queries);
  ADD ("/window/trail/pages", 1200, test_pages);
  ADD ("/window/trail/gone", 1200, test_gone);
  ADD ("/window/trail/walked", 1200, test_walked);
  ADD ("/window/trail/narrow", 600, test_narrow);
#undef ADD
  return g_test_run ();
}
