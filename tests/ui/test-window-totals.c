/* What stands below the lists of the main window: how many deals there are, and what they are
 * worth. */
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-find.h"
#include "support/await.h"
#include "ui/deals/cosell-totals-bar.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"

/* --- the bar by itself --- */

static gboolean
label_is_mapped (GtkWidget *root, const char *text)
{
  GtkWidget *label = ui_find (root, GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Label;

static gboolean
label_is_gone (gpointer data)
{
  const Label *label = data;

  return !ui_shows (label->root, label->text);
}

static void
await_no_label (GtkWidget *root, const char *text)
{
  await_condition (label_is_gone, &(Label){ root, text });
}

static CosellTotals *
make_totals (void)
{
  static const struct
  {
    const char *currency, *value;
  } deals[] = { { "SEK", "2870000" }, { "EUR", "1061500" }, { "GBP", "88000" } };
  CosellTotalsBuilder *builder = cosell_totals_builder_new ();
  g_autoptr (CosellRates) rates = cosell_rates_new ();
  g_autoptr (CosellRate) euro = cosell_rate_new ("EUR", "SEK", "11", "2026-11-27", NULL);
  g_autoptr (CosellRate) pound = cosell_rate_new ("GBP", "SEK", "13", "2026-11-27", NULL);

  cosell_rates_add (rates, euro);
  cosell_rates_add (rates, pound);
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

      deal->status = COSELL_DEAL_STATUS_WON;
      deal->value = g_strdup (deals[i].value);
      deal->currency = g_strdup (deals[i].currency);
      cosell_totals_builder_add (builder, deal);
    }
  return cosell_totals_builder_end (builder, rates, "SEK", G_MAXUINT32);
}

/* A bar that has so many pixels less than it would like. */
static GtkWidget *
open_bar (int missing)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = cosell_totals_bar_new ();
  int natural;

  gtk_window_set_child (GTK_WINDOW (window), bar);
  cosell_totals_bar_set_count (COSELL_TOTALS_BAR (bar), 13);
  cosell_totals_bar_set_note (COSELL_TOTALS_BAR (bar), "Synced 14:02");
  cosell_totals_bar_take (COSELL_TOTALS_BAR (bar), make_totals ());
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_halign (bar, GTK_ALIGN_START);
  gtk_window_set_default_size (GTK_WINDOW (window), natural - missing, 60);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  return window;
}

/* Sums are there or behind "more", never cut; the largest is the first. */
static void
test_bar (void)
{
  GtkWidget *window = open_bar (0);
  GtkWidget *more;

  g_assert_true (label_is_mapped (window, "EUR 1,061,500"));
  g_assert_true (label_is_mapped (window, "SEK 2,870,000"));
  g_assert_true (label_is_mapped (window, "GBP 88,000"));
  g_assert_true (label_is_mapped (window, "≈ SEK 15,690,500"));
  g_assert_false (label_is_mapped (window, "1 more"));
  gtk_window_destroy (GTK_WINDOW (window));

  window = open_bar (5); /* the button takes nearly all that the sum leaves */
  ui_wait_shows (window, "1 more");
  ui_settle ();
  more = gtk_widget_get_ancestor (ui_get (window, GTK_TYPE_LABEL, "1 more"), GTK_TYPE_MENU_BUTTON);
  g_assert_true (label_is_mapped (window, "13 deals"));
  g_assert_true (label_is_mapped (window, "SEK 2,870,000"));
  g_assert_false (label_is_mapped (window, "GBP 88,000"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  ui_settle ();
  g_assert_true (
      ui_shows (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more))), "GBP 88,000"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  ui_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_bar_large (void)
{
  GtkWidget *window = open_bar (0);

  ui_assert_fits_large (gtk_window_get_child (GTK_WINDOW (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- below the list --- */

typedef struct
{
  AppFixture *app;
  char *dir; /* of the settings */
  GSettings *settings;
  GtkWidget *window;
  GtkWidget *bar;
} Fixture;

/* Three deals of known value are inbound, of which one is accepted at 60 %. */
static void
keep_three (AppFixture *app)
{
  app_execute (app, "UPDATE deal SET tab = 1 WHERE tab <> 0 OR id NOT IN (SELECT id FROM deal "
                    "WHERE tab = 0 ORDER BY status <> 'accepted', id LIMIT 3)");
  app_execute (app, "UPDATE deal SET status = 'received', stage = NULL, currency = 'EUR', "
                    "value = '1000.50', value_key = 1000.5 WHERE tab = 0");
  app_execute (app, "UPDATE deal SET status = 'accepted', stage = 60, currency = 'SEK', "
                    "value = '200', value_key = 200 WHERE id = (SELECT min (id) FROM deal WHERE "
                    "tab = 0)");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (20);
  app_fixture_disconnect (f->app);
  keep_three (f->app);
  f->dir = g_dir_make_tmp ("cosell-window-XXXXXX", NULL);
  f->settings = cosell_profile_settings (f->dir);
  g_assert_nonnull (f->settings);
  g_settings_reset (f->settings, "main-currency");
  f->window = window_fixture_open (f->app->session, f->settings, 0, 0);
  ui_settle ();
  f->bar = ui_get (f->window, COSELL_TYPE_TOTALS_BAR, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->dir, "settings.ini", NULL);

  window_fixture_close (f->window);
  g_clear_object (&f->settings);
  g_remove (file);
  g_rmdir (f->dir);
  g_free (f->dir);
  app_fixture_free (f->app);
}

static void
add_rate (Fixture *f, const char *from, const char *to, const char *rate)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);

  g_ptr_array_add (rates, cosell_rate_new (from, to, rate, "2026-11-20", &error));
  g_assert_no_error (error);
  cosell_session_set_rates_async (f->app->session, rates, NULL, await_cb, &result);
  cosell_session_finish (f->app->session, await_result (&result), &error);
  g_assert_no_error (error);
}

static void
choose (Fixture *f, const char *currency)
{
  gtk_widget_activate_action (f->bar, "win.main-currency", "s", currency);
}

/* What is found is what counts. */
static void
test_found (Fixture *f, gconstpointer data)
{
  CosellSearchBar *search = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));

  ui_wait_shows (f->bar, "EUR 2,001");
  g_assert_true (ui_shows (f->bar, "3 deals"));
  g_assert_true (ui_shows (f->bar, "weighted 0"));
  g_assert_true (ui_shows (f->bar, "SEK 200"));
  g_assert_true (ui_shows (f->bar, "weighted 120"));

  cosell_search_bar_set_query (search, "currency:SEK");
  ui_wait_shows (f->bar, "1 deal");
  await_no_label (f->bar, "EUR 2,001");
  g_assert_true (ui_shows (f->bar, "SEK 200"));

  cosell_search_bar_set_query (search, "currency:JPY");
  ui_wait_shows (f->bar, "0 deals");
  await_no_label (f->bar, "SEK 200");

  cosell_search_bar_set_query (search, "");
  ui_wait_shows (f->bar, "EUR 2,001");
}

/* An edit moves the sums, though the list stays the same. */
static void
test_edited (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) rows =
      app_list (f->app->session, COSELL_TAB_INBOUND, "currency=SEK", NULL);
  CosellJsonValue row = cosell_json_element (cosell_json_root (rows), 0);
  gint64 deal = cosell_json_get_int (cosell_json_member (row, "id"), 0);
  g_autoptr (GError) error = NULL;

  ui_wait_shows (f->bar, "SEK 200");
  app_set (f->app->session, deal, "value", "350", &error);
  g_assert_no_error (error);
  app_set (f->app->session, deal, "currency", "CHF", &error);
  g_assert_no_error (error);
  ui_wait_shows (f->bar, "CHF 350");
}

/* In one currency: by the rates that there are, with their day; it is kept, and it is what queries
 * compare values in. */
static void
test_one_currency (Fixture *f, gconstpointer data)
{
  CosellSearchBar *search = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));
  g_autofree char *kept = NULL;

  ui_wait_shows (f->bar, "EUR 2,001");
  choose (f, "SEK");
  ui_wait_shows (f->bar, "2 without a rate");
  g_assert_true (ui_shows (f->bar, "≈ SEK 200"));
  kept = g_settings_get_string (f->settings, "main-currency");
  g_assert_cmpstr (kept, ==, "SEK");

  add_rate (f, "EUR", "SEK", "10");
  ui_wait_shows (f->bar, "≈ SEK 20,210");
  g_assert_nonnull (ui_find_part (f->bar, "weighted 120 · rates of 20 Nov"));
  cosell_search_bar_set_query (search, "value:>10000");
  ui_wait_shows (f->bar, "2 deals");
  cosell_search_bar_set_query (search, "");

  choose (f, "");
  await_no_label (f->bar, "≈ SEK 20,210");
}

/* All figures and the choice are behind the button. */
static void
test_all (Fixture *f, gconstpointer data)
{
  GtkWidget *menu = NULL, *popover, *choice;

  ui_wait_shows (f->bar, "EUR 2,001");
  for (GtkWidget *child = gtk_widget_get_first_child (f->bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      menu = child; /* the last one */
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  ui_settle ();
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));
  g_assert_true (ui_shows (popover, "EUR 2,001"));
  g_assert_true (ui_shows (popover, "2 deals"));
  g_assert_true (ui_shows (popover, "None"));
  ui_assert_fits_large (gtk_popover_get_child (GTK_POPOVER (popover)));
  choice = ui_get (popover, GTK_TYPE_DROP_DOWN, NULL);
  gtk_widget_grab_focus (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2); /* after EUR */
  ui_wait_shows (popover, "≈ SEK 200");
  g_assert_true (gtk_widget_get_mapped (popover));
  ui_wait_focus (ui_get (popover, GTK_TYPE_DROP_DOWN, NULL));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  ui_settle ();
}

/* Where nobody knows who "mine" is, that is said, until it is known. */
static void
test_mine (Fixture *f, gconstpointer data)
{
  static const char words[] = "Whose deals “mine” are is not known. Sign in, or give your mail "
                              "address in Preferences.";
  CosellSearchBar *search = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));

  app_execute (f->app, "DELETE FROM meta WHERE key = 'me'");
  cosell_search_bar_set_query (search, "mine");
  ui_wait_shows (GTK_WIDGET (search), words);
  g_settings_set_string (f->settings, "own-mail", "ola@contoso.example");
  await_no_label (GTK_WIDGET (search), words);
  ui_wait_shows (f->bar, "0 deals");
  g_settings_reset (f->settings, "own-mail");
  ui_wait_shows (GTK_WIDGET (search), words);
  cosell_search_bar_set_query (search, "");
  g_assert_false (ui_shows (GTK_WIDGET (search), words));
}

/* A sum that is asked for when the window goes is nobody's. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  ui_wait_shows (f->bar, "EUR 2,001");
  choose (f, "SEK");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add_func ("/window/totals/bar", test_bar);
  g_test_add_func ("/window/totals/bar-large", test_bar_large);
  g_test_add ("/window/totals/found", Fixture, NULL, set_up, test_found, tear_down);
  g_test_add ("/window/totals/edited", Fixture, NULL, set_up, test_edited, tear_down);
  g_test_add ("/window/totals/one-currency", Fixture, NULL, set_up, test_one_currency, tear_down);
  g_test_add ("/window/totals/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/window/totals/mine", Fixture, NULL, set_up, test_mine, tear_down);
  g_test_add ("/window/totals/closed", Fixture, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
