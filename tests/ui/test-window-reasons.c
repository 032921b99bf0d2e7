/* Why a deal was found, where its row does not show it: said below its name, and heard. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "support/await.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  CosellSearchBar *bar;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (250);
  app_fixture_disconnect (f->app);
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
  window_fixture_wait_settled (f->window);
  f->bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
}

/* The row of a deal that is on the screen. (nullable) */
static CosellDealRow *
find_row (GtkWidget *root, gint64 deal)
{
  if (COSELL_IS_DEAL_ROW (root))
    {
      CosellDeal *own = cosell_deal_row_get_deal (COSELL_DEAL_ROW (root));

      return own != NULL && cosell_deal_get_id (own) == deal && gtk_widget_get_mapped (root)
                 ? COSELL_DEAL_ROW (root)
                 : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CosellDealRow *found = find_row (child, deal);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  Fixture *f;
  gint64 deal;
  const char *reason;
} Wanted;

static gboolean
says (gpointer data)
{
  const Wanted *wanted = data;
  CosellDealRow *row = find_row (wanted->f->window, wanted->deal);
  g_autofree char *wrong = NULL;

  if (row == NULL)
    return FALSE;
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wanted->reason);
  return wrong == NULL;
}

static void
await_reason (Fixture *f, gint64 deal, const char *reason)
{
  Wanted wanted = { f, deal, reason };

  g_test_message ("waiting for “%s”", reason);
  await_condition (says, &wanted);
}

static gint64
inbound_deal (Fixture *f)
{
  gint64 deal = app_find (f->app->session, "status=accepted");
  g_autoptr (CosellDeal) object = cosell_session_dup_deal (f->app->session, deal);

  g_assert_nonnull (object);
  cosell_window_show_tab (COSELL_WINDOW (f->window),
                          cosell_deal_get_data (object)->direction == COSELL_DIRECTION_INBOUND
                              ? COSELL_TAB_INBOUND
                              : COSELL_TAB_OUTBOUND);
  window_fixture_wait_settled (f->window);
  return deal;
}

/* The focus is on the item that the list put around the row. */
static void
test_said (Fixture *f, gconstpointer data)
{
  gint64 deal = inbound_deal (f);
  g_autoptr (GError) error = NULL;
  const char *reason = "ID: …4711-quux-0815";
  CosellDealRow *row;

  app_set (f->app->session, deal, "crmId", "Something before 4711-quux-0815", &error);
  g_assert_no_error (error);
  cosell_search_bar_set_query (f->bar, "quux");
  await_reason (f, deal, reason);
  row = find_row (f->window, deal);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (GTK_WIDGET (row)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);

  /* it changes with the deal, and goes with the word */
  app_set (f->app->session, deal, "crmId", "quux", &error);
  g_assert_no_error (error);
  await_reason (f, deal, "ID: quux");
  cosell_search_bar_set_query (f->bar, "");
  await_reason (f, deal, "");
  cosell_search_bar_set_query (f->bar, "quux");
  await_reason (f, deal, "ID: quux");
  app_set (f->app->session, deal, "name", "Quux deal", &error);
  g_assert_no_error (error);
  await_reason (f, deal, "");
}

/* Rows are equally high while something is searched for, whether they say why or not, and whenever
 * they come to know it. */
static void
test_height (Fixture *f, gconstpointer data)
{
  CosellDealRow *row = g_object_ref_sink (COSELL_DEAL_ROW (cosell_deal_row_new (NULL)));
  gint64 ids[2] = { app_find (f->app->session, "direction=outbound"),
                    app_find (f->app->session, "direction=inbound") };
  CosellSearchHit hit = {
    COSELL_SEARCH_NOTES, (char *) "wants a pilot in March", 8, 13, TRUE, TRUE
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  int plain, height;

  g_ptr_array_add (words, (char *) "pilot");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, ids[i]);

      cosell_deal_row_set_deal (row, deal);
      cosell_deal_row_set_marked (row, words);
      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, 1200, &plain, NULL, NULL,
                          NULL);
      cosell_deal_row_set_reason (row, &hit);
      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, 1200, &height, NULL, NULL,
                          NULL);
      g_assert_cmpint (height, ==, plain);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           "Note: …wants a pilot in March…");
      cosell_deal_row_set_reason (row, NULL);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
      if (i > 0)
        continue;
      cosell_deal_row_set_marked (row, NULL);
      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, 1200, &plain, NULL, NULL,
                          NULL);
      g_assert_cmpint (plain, <, height);
    }
  g_object_unref (row);
}

int
main (int argc, char **argv)
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ui_test_init (&argc, &argv);
  ADD ("/window/reasons/said", test_said);
  ADD ("/window/reasons/height", test_height);
  return g_test_run ();
}
