/* Preferences: who "mine" is, what figures depend on, and the exchange rates. */
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "support/await.h"
#include "ui/preferences/cosell-preferences.h"
#include "ui/preferences/cosell-rate-form.h"
#include "ui/preferences/cosell-rates-page.h"
#include "ui/widgets/cosell-completion-row.h"

typedef struct
{
  AppFixture *app;
  char *dir; /* of the settings */
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new (10);
  f->dir = g_dir_make_tmp ("cosell-preferences-XXXXXX", NULL);
  f->settings = cosell_profile_settings (f->dir);
  g_assert_nonnull (f->settings);
  for (const char *const *key =
           (const char *const[]){ "own-mail", "fiscal-month", "main-currency", NULL };
       *key != NULL; key++)
    g_settings_reset (f->settings, *key); /* those of the memory are one for all tests */
  f->window = cosell_preferences_new (NULL, f->settings, f->app->session);
  gtk_window_present (GTK_WINDOW (f->window));
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->dir, "settings.ini", NULL);
  g_autofree char *rates = g_build_filename (f->dir, "rates.csv", NULL);

  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  g_clear_object (&f->settings);
  g_remove (file);
  g_remove (rates);
  g_rmdir (f->dir);
  g_free (f->dir);
  app_fixture_free (f->app);
}

static void
assert_setting (Fixture *f, const char *key, const char *expected)
{
  g_autofree char *value = g_settings_get_string (f->settings, key);

  g_assert_cmpstr (value, ==, expected);
}

/* --- general --- */

static void
apply (Fixture *f, const char *text)
{
  ui_type (f->window, "Own mail address", text);
  g_signal_emit_by_name (ui_get (f->window, ADW_TYPE_ENTRY_ROW, "Own mail address"), "apply");
}

static void
test_mail (Fixture *f, gconstpointer data)
{
  static const char wrong[] = "This is no mail address, so it was not kept.";

  apply (f, " ola@contoso.example ");
  assert_setting (f, "own-mail", "ola@contoso.example");
  g_assert_false (ui_shows (f->window, wrong));
  apply (f, "ola");
  assert_setting (f, "own-mail", "ola@contoso.example");
  g_assert_true (ui_shows (f->window, wrong));
  apply (f, "");
  assert_setting (f, "own-mail", "");
  g_assert_false (ui_shows (f->window, wrong));
}

static void
test_fiscal_month (Fixture *f, gconstpointer data)
{
  AdwComboRow *row =
      ADW_COMBO_ROW (ui_get (f->window, ADW_TYPE_COMBO_ROW, "First month of the fiscal year"));

  g_assert_true (ui_shows (GTK_WIDGET (row), "January"));
  adw_combo_row_set_selected (row, 6);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "fiscal-month"), ==, 7);
  g_settings_set_uint (f->settings, "fiscal-month", 10);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 9);
}

static void
test_main_currency (Fixture *f, gconstpointer data)
{
  ui_type (f->window, "Main currency", "sek");
  assert_setting (f, "main-currency", "SEK");
  ui_type (f->window, "Main currency", "Swedish Krona");
  assert_setting (f, "main-currency", "SEK");
  ui_type (f->window, "Main currency", "SE"); /* half typed */
  assert_setting (f, "main-currency", "SEK");
  ui_type (f->window, "Main currency", "");
  assert_setting (f, "main-currency", "");
}

/* --- rates --- */

static GtkWidget *
open_rates (Fixture *f)
{
  GtkWidget *page;

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (f->window),
                                                COSELL_PREFERENCES_RATES);
  ui_settle ();
  page = ui_get (f->window, COSELL_TYPE_RATES_PAGE, NULL);
  ui_wait_shows (page, "There are no rates yet.");
  return page;
}

static void
fill (GtkWidget *form, const char *from, const char *rate, const char *to, const char *date)
{
  ui_type (form, "One of this currency", from);
  ui_type (form, "is worth so much", rate);
  ui_type (form, "of this currency", to);
  ui_type (form, "from this day on (YYYY-MM-DD)", date);
  ui_choose (form, "Save");
}

static GtkWidget *
get_form (Fixture *f)
{
  ui_settle ();
  return ui_get (f->window, COSELL_TYPE_RATE_FORM, NULL);
}

static gboolean
form_is_gone (gpointer data)
{
  const Fixture *f = data;

  return ui_find (f->window, COSELL_TYPE_RATE_FORM, NULL) == NULL;
}

static void
test_rate_entered (Fixture *f, gconstpointer data)
{
  GtkWidget *page, *form, *row;

  g_settings_set_string (f->settings, "main-currency", "SEK");
  page = open_rates (f);
  ui_choose (page, "Add Rate…");
  form = get_form (f);
  g_assert_cmpstr (cosell_completion_row_get_value (COSELL_COMPLETION_ROW (
                       ui_get (form, COSELL_TYPE_COMPLETION_ROW, "of this currency"))),
                   ==, "SEK");
  ui_assert_fits_large (form);
  fill (form, "EUR", "much", "SEK", "2026-11-27");
  g_assert_nonnull (ui_find_part (form, "“much” is no rate"));
  fill (form, "EUR", "11.20", "SEK", "2026-11-27");
  await_condition (form_is_gone, f);
  ui_wait_shows (page, "1 EUR = 11.2 SEK");
  g_assert_true (ui_shows (page, "27 Nov 2026"));
  ui_assert_fits_large (page);

  /* another day in its place, not beside it */
  row = ui_get (page, ADW_TYPE_ACTION_ROW, "1 EUR = 11.2 SEK");
  g_signal_emit_by_name (row, "activated");
  form = get_form (f);
  fill (form, "EUR", "11.3", "SEK", "2026-11-28");
  await_condition (form_is_gone, f);
  ui_wait_shows (page, "1 EUR = 11.3 SEK");
  g_assert_false (ui_shows (page, "1 EUR = 11.2 SEK"));

  g_signal_emit_by_name (ui_get (page, ADW_TYPE_ACTION_ROW, "1 EUR = 11.3 SEK"), "activated");
  ui_choose (get_form (f), "Cancel");
  await_condition (form_is_gone, f);
}

static GtkWidget *
get_trash (GtkWidget *page, const char *title)
{
  return ui_get (ui_get (page, ADW_TYPE_ACTION_ROW, title), GTK_TYPE_BUTTON, NULL);
}

static void
test_rate_deleted (Fixture *f, gconstpointer data)
{
  GtkWidget *page = open_rates (f);

  ui_choose (page, "Add Rate…");
  fill (get_form (f), "EUR", "11", "SEK", "2026-11-27");
  await_condition (form_is_gone, f);
  ui_wait_shows (page, "1 EUR = 11 SEK");
  g_signal_emit_by_name (get_trash (page, "1 EUR = 11 SEK"), "clicked");
  ui_wait_shows (page, "There are no rates yet.");
  ui_wait_shows (f->window, "Rate deleted");
  ui_choose (f->window, "Undo");
  ui_wait_shows (page, "1 EUR = 11 SEK");
}

static void
import (Fixture *f, GtkWidget *page, const char *text)
{
  g_autofree char *path = g_build_filename (f->dir, "rates.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  cosell_rates_page_import (COSELL_RATES_PAGE (page), file);
}

/* All of a file, or nothing of it. */
static void
test_rates_imported (Fixture *f, gconstpointer data)
{
  GtkWidget *page = open_rates (f);

  import (f, page, "from,to,rate,date\nEUR,SEK,11.20,2026-11-27\nEUR,NOK,0,2026-11-27\n");
  ui_wait_shows (f->window, "Line 3: “0” is no rate: write a number above 0, as in 11.20.");
  g_assert_true (ui_shows (page, "There are no rates yet."));
  import (f, page, "\xff\xfe");
  ui_wait_shows (f->window, "This is no file of rates: a text was expected.");
  import (f, page, "from,to,rate,date\nEUR,SEK,11.20,2026-11-26\nUSD,SEK,9.50,2026-11-27\n");
  ui_wait_shows (page, "1 USD = 9.5 SEK");
  g_assert_true (ui_shows (page, "1 EUR = 11.2 SEK"));
}

/* A file may have more than anybody reads. */
static void
test_rates_many (Fixture *f, gconstpointer data)
{
  GtkWidget *page = open_rates (f);
  g_autoptr (GString) text = g_string_new ("from,to,rate,date\n");

  for (guint i = 0; i < 156; i++)
    g_string_append_printf (text, "EUR,SEK,%u,%u-01-01\n", i + 1, 1860 + i);
  import (f, page, text->str);
  ui_wait_shows (page, "56 older rates are kept too.");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add ("/preferences/mail", Fixture, NULL, set_up, test_mail, tear_down);
  g_test_add ("/preferences/fiscal-month", Fixture, NULL, set_up, test_fiscal_month, tear_down);
  g_test_add ("/preferences/main-currency", Fixture, NULL, set_up, test_main_currency, tear_down);
  g_test_add ("/preferences/rates/entered", Fixture, NULL, set_up, test_rate_entered, tear_down);
  g_test_add ("/preferences/rates/deleted", Fixture, NULL, set_up, test_rate_deleted, tear_down);
  g_test_add ("/preferences/rates/imported", Fixture, NULL, set_up, test_rates_imported, tear_down);
  g_test_add ("/preferences/rates/many", Fixture, NULL, set_up, test_rates_many, tear_down);
  return g_test_run ();
}
