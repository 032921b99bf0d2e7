/* The advice page over a real session and the practice server (rules H, C24). */
#include <string.h>

#include "app-fixture.h"
#include "ui-test.h"

#include "model/cosell-draft.h"
#include "support/await.h"
#include "ui/advice/cosell-advice-deals.h"
#include "ui/advice/cosell-advice-page.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-list-header.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  gint64 opened;
  gboolean closed;
} Fixture;

static void
opened_cb (CosellAdvicePage *page, gint64 id, Fixture *f)
{
  f->opened = id;
}

static void
closed_cb (CosellAdvicePage *page, Fixture *f)
{
  f->closed = TRUE;
}

static gboolean
has_figures (gpointer data)
{
  return ui_find (((Fixture *) data)->page, ADW_TYPE_PREFERENCES_PAGE, NULL) != NULL;
}

/* deals: of the server */
static void
set_up (Fixture *f, gconstpointer deals)
{
  f->app = app_fixture_new_synced (GPOINTER_TO_UINT (deals));
  f->window = adw_window_new ();
  f->page = cosell_advice_page_new (f->app->session);
  g_signal_connect (f->page, "deal-opened", G_CALLBACK (opened_cb), f);
  g_signal_connect (f->page, "closed", G_CALLBACK (closed_cb), f);
  adw_window_set_content (ADW_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 700, 900);
  gtk_window_present (GTK_WINDOW (f->window));
  await_condition (has_figures, f);
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  app_fixture_free (f->app);
}

/* The button of a figure. */
static void
show_deals (Fixture *f, const char *figure)
{
  GtkWidget *row = ui_get (f->page, ADW_TYPE_ACTION_ROW, figure);

  g_signal_emit_by_name (ui_get (row, GTK_TYPE_BUTTON, NULL), "clicked");
  ui_settle ();
}

static void
go_back (Fixture *f)
{
  g_assert_true (gtk_widget_activate_action (f->page, "advice.back", NULL));
  ui_settle ();
}

static GtkWidget *
find_group (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_GROUP (root) &&
      g_str_equal (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_group (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Each figure stands there with its reason, and its deals are one press away. */
static void
test_figures (Fixture *f, gconstpointer data)
{
  static const char *const titles[] = { "Respond Quickly", "Report Back", "Share the Stages",
                                        "Choose What Fits", "Won by Campaign" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *group = find_group (f->page, titles[i]);

      g_assert_nonnull (group);
      g_assert_cmpuint (strlen (
                            adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group))),
                        >, 40);
    }
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "Usual time until you accept");
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "Usual time until you decline");
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "Usual time until a deal expired");
}

/* H1: the list behind a time shows what it is made of. */
static void
test_times (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *span;
  CosellDeal *deal;
  const CosellDealData *row_data;
  g_autofree char *expected = NULL;

  show_deals (f, "Usual time until you accept");
  g_assert_true (ui_shows (f->page, "Accepted after"));
  row = ui_get (f->page, COSELL_TYPE_DEAL_ROW, NULL);
  deal = cosell_deal_row_get_deal (COSELL_DEAL_ROW (row));
  row_data = cosell_deal_get_data (deal);
  expected = cosell_advice_format_span (row_data->accepted_at - row_data->created_at);
  span = gtk_widget_get_next_sibling (row);
  g_assert_true (gtk_widget_get_mapped (span));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (span)), !=, "");
  gtk_test_accessible_assert_property (span, GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

static void
test_deals (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  CosellDeal *deal;

  show_deals (f, "Open deals past their close date");
  row = ui_get (f->page, COSELL_TYPE_DEAL_ROW, NULL);
  deal = cosell_deal_row_get_deal (COSELL_DEAL_ROW (row));
  g_assert_nonnull (deal);
  g_assert_false (
      cosell_deal_status_is_closed ((CosellDealStatus) cosell_deal_get_data (deal)->status));
  /* two dates have names */
  g_assert_true (gtk_widget_get_mapped (ui_get (f->page, COSELL_TYPE_LIST_HEADER, NULL)));
  g_assert_true (ui_shows (f->page, "Closes"));

  /* a deal, the next one, back to its row, to the figures, and out */
  g_signal_emit_by_name (row, "opened");
  g_assert_cmpint (f->opened, ==, cosell_deal_get_id (deal));
  ui_wait_focus (cosell_advice_page_get_deal_page (COSELL_ADVICE_PAGE (f->page)));
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  g_assert_cmpint (f->opened, !=, cosell_deal_get_id (deal));
  ui_settle ();
  g_assert_true (ui_key (f->window, "<Alt>Left"));
  ui_settle ();
  g_assert_false (f->closed);
  row = ui_get (ui_get_focus (f->window), COSELL_TYPE_DEAL_ROW, NULL);
  g_assert_cmpint (cosell_deal_get_id (cosell_deal_row_get_deal (COSELL_DEAL_ROW (row))), ==,
                   f->opened);
  go_back (f);
  g_assert_false (f->closed);
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "Open deals past their close date");
  go_back (f);
  g_assert_true (f->closed);
}

static gboolean
has_overdue (gpointer data)
{
  return ui_find (((Fixture *) data)->page, ADW_TYPE_ACTION_ROW,
                  "Open deals past their close date") != NULL;
}

static gboolean
has_no_overdue (gpointer data)
{
  return ui_find (((Fixture *) data)->page, ADW_TYPE_ACTION_ROW,
                  "No open deal is past its close date") != NULL;
}

/* The figures follow what is done about them. */
static void
test_follows (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 id;

  await_condition (has_no_overdue, f);
  g_object_set (draft, "close-date", "2020-01-01", NULL);
  id = app_save_draft (f->app->session, 0, draft);
  app_submit (f->app->session, id, &error);
  g_assert_no_error (error);
  await_condition (has_overdue, f);
  g_assert_true (app_set (f->app->session, id, "closeDate", "2099-01-01", &error));
  await_condition (has_no_overdue, f);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "No inbound deal was accepted yet");
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "No inbound deal was answered yet");
  ui_get (f->page, ADW_TYPE_ACTION_ROW, "No won deal has a campaign ID");
}

static void
test_span (void)
{
  static const struct
  {
    gint64 span;
    const char *text;
  } spans[] = {
    { 0, "1 second" },
    { 59 * G_TIME_SPAN_SECOND, "59 seconds" },
    { 5 * G_TIME_SPAN_HOUR, "5 hours" },
    { 47 * G_TIME_SPAN_HOUR + 59 * G_TIME_SPAN_MINUTE, "1 day 23 hours 59 minutes" },
    { 14 * G_TIME_SPAN_DAY, "14 days" },
    { 13 * G_TIME_SPAN_DAY + G_TIME_SPAN_MINUTE, "13 days 1 minute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *text = cosell_advice_format_span (spans[i].span);

      g_assert_cmpstr (text, ==, spans[i].text);
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define ADD(path, deals, func)                                                                     \
  g_test_add (path, Fixture, GUINT_TO_POINTER (deals), set_up, func, tear_down)
  ADD ("/ui/advice/H1-H2-H3-H4-C24-figures", 100, test_figures);
  ADD ("/ui/advice/H1-times", 100, test_times);
  ADD ("/ui/advice/H3-deals", 100, test_deals);
  ADD ("/ui/advice/H3-follows", 0, test_follows);
  ADD ("/ui/advice/nothing", 0, test_nothing);
#undef ADD
  g_test_add_func ("/ui/advice/span", test_span);
  return g_test_run ();
}
