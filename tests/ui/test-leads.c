/* Leads in the window: a place of their own while there are any, their list, the page of one, what
 * can be done there, and the deal that is made of it (chapter L). */
#include "deal-fixture.h"
#include "window-fixture.h"

#include "app/cosell-profile.h"
#include "base/cosell-time.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-lead-section.h"
#include "ui/deal/cosell-registration-card.h"
#include "ui/deal/cosell-request-section.h"
#include "ui/deal/cosell-solutions-section.h"
#include "ui/deal/cosell-together-section.h"
#include "ui/deals/cosell-column-set.h"
#include "ui/find/cosell-facet-group.h"
#include "ui/find/cosell-facet-pane.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"
#include "ui/widgets/cosell-check-row.h"

#define SEND "{\"as\":\"microsoft\",\"do\":\"send\",\"lead\":{\"action\":\"Contact me\"}}"

/* --- the place in the window --- */

typedef struct
{
  AppFixture *app;
  GSettings *settings;
  GtkWidget *window;
} Place;

static void
place_open (Place *f)
{
  f->window = window_fixture_open (f->app->session, f->settings, 1000, 700);
  ui_settle ();
}

/* deals: how many there are at first */
static void
place_set_up (Place *f, gconstpointer deals)
{
  f->app = app_fixture_new_synced (GPOINTER_TO_UINT (deals));
  f->settings = cosell_profile_settings (f->app->dir);
  g_settings_reset (f->settings, "last-tab");
  g_settings_reset (f->settings, "leads-columns");
  place_open (f);
}

static void
place_tear_down (Place *f, gconstpointer data)
{
  window_fixture_close (f->window);
  g_object_unref (f->settings);
  app_fixture_free (f->app);
}

static AdwViewStack *
get_tabs (Place *f)
{
  return ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL));
}

static AdwViewStackPage *
get_page (Place *f)
{
  AdwViewStack *tabs = get_tabs (f);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (tabs)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (adw_view_stack_page_get_name (adw_view_stack_get_page (tabs, child)), "leads") ==
        0)
      return adw_view_stack_get_page (tabs, child);
  g_assert_not_reached ();
}

static void
assert_shown (Place *f, const char *tab)
{
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (get_tabs (f)), ==, tab);
}

static guint
get_count (Place *f, const char *property)
{
  guint count;

  g_object_get (f->app->session, property, &count, NULL);
  return count;
}

/* L11: no lead, no place for them; the first one makes it, and the window comes back to it. */
static void
test_hidden (Place *f, gconstpointer data)
{
  g_assert_cmpuint (get_count (f, "leads-count"), ==, 0);
  g_assert_false (adw_view_stack_page_get_visible (get_page (f)));
  gtk_widget_activate_action (f->window, "win.show-leads", NULL);
  gtk_widget_activate_action (f->window, "win.show-tab", "s", "leads");
  assert_shown (f, "inbound");

  app_control_post (f->app, "act", SEND);
  app_sync_well (f->app);
  app_wait_uint (f->app->session, "leads-count", 1);
  g_assert_true (adw_view_stack_page_get_visible (get_page (f)));
  g_assert_cmpstr (adw_view_stack_page_get_title (get_page (f)), ==, "Leads 1");
  assert_shown (f, "inbound");
  gtk_widget_activate_action (f->window, "win.show-leads", NULL);
  assert_shown (f, "leads");

  window_fixture_close (f->window);
  place_open (f);
  assert_shown (f, "leads");
}

/* The columns of a lead, those that need an answer counted, and leads in words. */
static void
test_list (Place *f, gconstpointer data)
{
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  g_autofree char *columns = NULL;
  guint leads = get_count (f, "leads-count");
  guint asking = get_count (f, "unanswered-leads");

  g_assert_cmpuint (asking, >, 0);
  g_assert_cmpuint (leads, >, asking);
  title = g_strdup_printf ("Leads %u", asking);
  words = g_strdup_printf ("%u leads", leads);
  g_assert_cmpstr (adw_view_stack_page_get_title (get_page (f)), ==, title);
  gtk_widget_activate_action (f->window, "win.show-leads", NULL);
  window_fixture_wait_settled (f->window);
  g_assert_cmpuint (cosell_deals_view_get_n_deals (window_fixture_get_view (f->window)), ==, leads);
  g_object_get (window_fixture_get_view (f->window), "columns", &columns, NULL);
  g_assert_cmpstr (columns, ==, COSELL_COLUMN_SET_LEADS);
  ui_wait_shows (f->window, words);
}

/* The labels of the bar below a narrow list that are cut where they end with a number. */
static guint
count_cut (GtkWidget *root, const char *end)
{
  guint n = 0;

  if (GTK_IS_LABEL (root) && g_str_has_suffix (gtk_label_get_label (GTK_LABEL (root)), end) &&
      gtk_label_get_ellipsize (GTK_LABEL (root)) != PANGO_ELLIPSIZE_START &&
      gtk_label_get_ellipsize (GTK_LABEL (root)) != PANGO_ELLIPSIZE_NONE)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cut (child, end);
  return n;
}

/* Four titles have no room in large letters: the number is what is left of one, whole. */
static void
test_number (Place *f, gconstpointer data)
{
  g_autofree char *end = g_strdup_printf (" %u", get_count (f, "unanswered-leads"));

  g_assert_cmpuint (count_cut (ui_get (f->window, ADW_TYPE_VIEW_SWITCHER_BAR, NULL), end), ==, 0);
}

/* Columns that were chosen are the tab's own, and what it has at first comes back. */
static void
test_columns (Place *f, gconstpointer data)
{
  g_autofree char *inbound = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *kept = NULL;
  CosellDealsView *view;

  gtk_widget_activate_action (f->window, "win.show-leads", NULL);
  view = window_fixture_get_view (f->window);
  g_object_set (view, "columns", "name,customer,status,value,source", NULL);
  kept = g_settings_get_string (f->settings, "leads-columns");
  g_assert_cmpstr (kept, ==, "name,customer,status,value,source");
  gtk_widget_activate_action (f->window, "win.show-tab", "s", "inbound");
  g_object_get (window_fixture_get_view (f->window), "columns", &inbound, NULL);
  g_assert_cmpstr (inbound, ==, "");
  g_object_set (view, "columns", "", NULL);
  g_object_get (view, "columns", &columns, NULL);
  g_assert_cmpstr (columns, ==, COSELL_COLUMN_SET_LEADS);
}

/* What a search finds among leads is said in the other tabs, and leads there. */
static void
test_elsewhere (Place *f, gconstpointer data)
{
  const CosellFind find = { .tab = COSELL_TAB_LEADS, .query = "action:\"Get it now\"" };
  g_autofree char *words = NULL;
  CosellSearchBar *bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));

  words = g_strdup_printf ("%u more in Leads", app_count (f->app->session, &find));
  cosell_search_bar_set_query (bar, find.query);
  ui_wait_shows (f->window, words);
  gtk_widget_activate_action (f->window, "win.show-tab", "s", "leads");
  window_fixture_wait_settled (f->window);
  g_assert_null (ui_find (f->window, GTK_TYPE_LABEL, words));
}

/* Which group of facets is seen. */
static gboolean
has_group (Place *f, const char *title)
{
  return ui_find (ui_get (f->window, COSELL_TYPE_FACET_PANE, NULL), GTK_TYPE_LABEL, title) != NULL;
}

/* What is asked about leads, and what about deals. */
static void
test_facets (Place *f, gconstpointer data)
{
  gtk_widget_activate_action (f->window, "win.toggle-facets", NULL);
  ui_wait_shows (ui_get (f->window, COSELL_TYPE_FACET_PANE, NULL), "Registration");
  g_assert_false (has_group (f, "Call to action"));
  g_assert_true (has_group (f, "Registration"));
  gtk_widget_activate_action (f->window, "win.show-leads", NULL);
  ui_settle ();
  g_assert_true (has_group (f, "Call to action"));
  g_assert_false (has_group (f, "Registration"));
  ui_wait_shows (ui_get (f->window, COSELL_TYPE_FACET_PANE, NULL), "Test drive");
  g_settings_reset (f->settings, "show-facets");
}

/* --- the page of one --- */

typedef DealFixture Fixture;

static gint64
find_lead (Fixture *f, const char *query)
{
  const CosellFind find = { .tab = COSELL_TAB_LEADS, .query = query, .limit = 1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_find_async (f->app->session, &find, NULL, await_cb, &pending);
  result = await_result (&pending);
  found = cosell_session_find_finish (f->app->session, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  return ((CosellDealData *) g_ptr_array_index (found, 0))->id;
}

/* query: of the lead that is shown */
static void
set_up (Fixture *f, gconstpointer query)
{
  deal_fixture_open (f, app_fixture_new_synced (100));
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, find_lead (f, query));
}

static GtkWidget *
get_section (Fixture *f)
{
  return ui_get (f->page, COSELL_TYPE_LEAD_SECTION, NULL);
}

static gboolean
has_status (gpointer data)
{
  Fixture *f = data;
  const CosellDealData *deal = cosell_deal_get_data (f->deal);

  return deal->status != COSELL_DEAL_STATUS_RECEIVED;
}

/* What it is, and nothing that a lead never has (L5). */
static void
test_page (Fixture *f, gconstpointer query)
{
  static const char *const shown[] = { "Contact me",     "AppSource", "Marketplace lead",
                                       "Call to action", "Source",    "Quality" };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_assert_true (ui_shows (get_section (f), shown[i]));
  g_assert_null (ui_find (f->page, COSELL_TYPE_TOGETHER_SECTION, NULL));
  g_assert_null (ui_find (f->page, COSELL_TYPE_SOLUTIONS_SECTION, NULL));
  g_assert_null (ui_find (f->page, COSELL_TYPE_REQUEST_SECTION, NULL));
  g_assert_null (ui_find (f->page, COSELL_TYPE_REGISTRATION_CARD, NULL));
  g_assert_false (ui_shows (f->page, "Deal registration"));
  g_assert_true (ui_offers (f->page, "Accept"));
  g_assert_true (ui_offers (f->page, "Decline"));
  g_assert_false (ui_offers (f->page, "Recreate"));
  ui_assert_fits_large (f->page);
}

/* As if the service had sent it so. */
static void
change_row (Fixture *f, gint64 created_at, gint64 invisible_since)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_copy (cosell_deal_get_data (f->deal));

  data->created_at = created_at;
  data->invisible_since = invisible_since;
  cosell_deal_update (f->deal, data);
  ui_settle ();
}

/* L7: for 72 hours, and not an hour longer. */
static void
test_contact (Fixture *f, gconstpointer query)
{
  const char *title = "Contact the customer directly";
  gint64 now = g_get_real_time ();

  change_row (f, now - 71 * G_TIME_SPAN_HOUR, COSELL_NO_TIME);
  g_assert_nonnull (ui_find (get_section (f), GTK_TYPE_LABEL, title));
  change_row (f, now - 73 * G_TIME_SPAN_HOUR, COSELL_NO_TIME);
  g_assert_null (ui_find (get_section (f), GTK_TYPE_LABEL, title));
}

/* L2: nobody is asked to answer, and can all the same. */
static void
test_information (Fixture *f, gconstpointer query)
{
  g_assert_true (ui_shows (f->page, "For Information"));
  g_assert_false (ui_shows (f->page, "Waits for Your Answer"));
  g_assert_true (ui_offers (f->page, "Accept"));
}

static void
test_accept (Fixture *f, gconstpointer query)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.accept");

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Accept Lead");
  g_assert_null (ui_find (dialog, ADW_TYPE_PREFERENCES_ROW, "Marketplace intent"));
  ui_type (dialog, "Lead name", "Backup for the harbour");
  ui_type (dialog, "Estimated value", "12000");
  ui_type (dialog, "Estimated close date (YYYY-MM-DD)", "2028-03-31");
  deal_fixture_save_form (dialog);
  await_condition (has_status, f);
  g_assert_cmpint (cosell_deal_get_data (f->deal)->status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  g_assert_cmpstr (cosell_deal_get_data (f->deal)->name, ==, "Backup for the harbour");
  g_assert_true (ui_offers (f->page, "Close as Error…"));
}

/* L4, L9: closed, there is nothing left to do but to make a deal of it. */
static void
test_decline (Fixture *f, gconstpointer query)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.decline");
  GtkWidget *reason = ui_get (dialog, COSELL_TYPE_CHECK_ROW, NULL);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Decline Lead");
  cosell_check_row_set_active (COSELL_CHECK_ROW (reason), TRUE);
  deal_fixture_save_form (dialog);
  await_condition (has_status, f);
  ui_settle ();
  g_assert_cmpint (cosell_deal_get_data (f->deal)->status, ==, COSELL_DEAL_STATUS_DECLINED);
  g_assert_false (ui_offers (f->page, "Accept"));
  g_assert_false (ui_offers (f->page, "Close as Error…"));
  g_assert_false (ui_offers (f->page, "Recreate"));
  g_assert_true (ui_offers (f->page, "Make a Deal of It"));
}

static void
draft_made_cb (CosellDealPage *page, gint64 draft, gint64 *made)
{
  *made = draft;
}

static gboolean
is_made (gpointer made)
{
  return *(gint64 *) made != 0;
}

/* L10: a draft with the same customer; the lead stays as it was. */
static void
test_convert (Fixture *f, gconstpointer query)
{
  gint64 made = 0;
  g_autoptr (CosellDeal) draft = NULL;

  g_signal_connect (f->page, "draft-made", G_CALLBACK (draft_made_cb), &made);
  ui_choose (f->page, "Make a Deal of It");
  await_condition (is_made, &made);
  draft = cosell_session_dup_deal (f->app->session, made);
  g_assert_cmpint (cosell_deal_get_data (draft)->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpstr (cosell_deal_get_data (draft)->customer, ==,
                   cosell_deal_get_data (f->deal)->customer);
  g_assert_false (has_status (f));
}

/* L9: it is marked, nobody is alarmed, and a deal can still be made of it. */
static void
test_gone (Fixture *f, gconstpointer query)
{
  GtkWidget *title, *notice;

  change_row (f, cosell_deal_get_data (f->deal)->created_at, g_get_real_time ());
  title = ui_get (f->page, GTK_TYPE_LABEL, "No Longer Visible");
  notice = title;
  while (!gtk_widget_has_css_class (notice, "deal-notice"))
    notice = gtk_widget_get_parent (notice);
  g_assert_true (gtk_widget_has_css_class (notice, "info"));
  g_assert_true (ui_offers (f->page, "Make a Deal of It"));
  g_assert_false (ui_offers (f->page, "Recreate"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define PLACE(path, deals, test)                                                                   \
  g_test_add ("/leads/" path, Place, GUINT_TO_POINTER (deals), place_set_up, test, place_tear_down)
  PLACE ("L11-hidden", 0, test_hidden);
  PLACE ("L11-list", 100, test_list);
  PLACE ("number", 100, test_number);
  PLACE ("columns", 100, test_columns);
  PLACE ("elsewhere", 100, test_elsewhere);
  PLACE ("facets", 100, test_facets);
#define PAGE(path, query, test)                                                                    \
  g_test_add ("/leads/" path, Fixture, query, set_up, test, deal_fixture_close)
  PAGE ("L5-page", "status:received action:\"Contact me\"", test_page);
  PAGE ("L7-contact", "status:received", test_contact);
  PAGE ("L2-information", "status:received action:\"Get it now\"", test_information);
  PAGE ("L3-accept", "status:received action:\"Contact me\"", test_accept);
  PAGE ("L4-decline", "status:received action:\"Contact me\"", test_decline);
  PAGE ("L10-convert", "status:received action:\"Contact me\"", test_convert);
  PAGE ("L9-gone", "status:received", test_gone);
  return g_test_run ();
}
