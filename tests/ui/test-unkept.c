/* P13: what Partner Center did not keep is told on the deal and in the outbox, with both answers.
 */
#include "deal-fixture.h"

#include "support/await.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/outbox/cosell-outbox-page.h"
#include "ui/outbox/cosell-outbox-row.h"

typedef DealFixture Fixture;

#define TITLE "Partner Center did not keep: Notes"

/* An open deal whose notes were sent and not kept. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AppFixture *app = app_fixture_new_synced (40);
  gint64 id = app_find (app->session, "status=accepted");

  deal_fixture_open (f, app);
  deal_fixture_show (f, id);
  app_control_post (app, "faults",
                    "{\"method\":\"PATCH\",\"path\":\"/v1.0/engagements/\",\"forget\":"
                    "{\"/details/notes\":\"Theirs\"}}");
  app_set (app->session, id, "notes", "Wants a pilot.", &error);
  g_assert_no_error (error);
  g_assert_true (app_sync (app->session, NULL, NULL));
  app_wait_uint (app->session, "parked-count", 1);
}

static gboolean
is_synced (gpointer data)
{
  CosellSyncState state = COSELL_SYNC_STATE_PARKED;

  g_object_get (data, "sync", &state, NULL);
  return state == COSELL_SYNC_STATE_SYNCED;
}

static char *
get_notes (Fixture *f)
{
  g_autoptr (CosellJson) shown = app_show (f->app->session, cosell_deal_get_id (f->deal));

  return app_text (cosell_json_root (shown), "notes");
}

static void
press (GtkWidget *where, const char *label)
{
  g_signal_emit_by_name (ui_get (where, GTK_TYPE_BUTTON, label), "clicked");
}

/* The page says it, keeps what was typed in sight, and does not say that it was not sent. */
static void
test_notice (Fixture *f, gconstpointer data)
{
  ui_wait_shows (f->page, TITLE);
  g_assert_nonnull (ui_find (f->page, GTK_TYPE_BUTTON, "Send Again"));
  g_assert_nonnull (ui_find (f->page, GTK_TYPE_BUTTON, "Drop"));
  g_assert_true (ui_shows (f->page, "Wants a pilot."));
  g_assert_false (ui_shows (f->page, "A Change Could Not Be Sent"));
}

static void
test_send_again (Fixture *f, gconstpointer data)
{
  g_autofree char *notes = NULL;

  ui_wait_shows (f->page, TITLE);
  press (f->page, "Send Again");
  app_wait_uint (f->app->session, "parked-count", 0);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  await_condition (is_synced, f->deal);
  ui_settle ();
  g_assert_false (ui_shows (f->page, TITLE));
  notes = get_notes (f);
  g_assert_cmpstr (notes, ==, "Wants a pilot.");
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autofree char *notes = NULL;

  ui_wait_shows (f->page, TITLE);
  press (f->page, "Drop");
  await_condition (is_synced, f->deal);
  ui_settle ();
  g_assert_false (ui_shows (f->page, TITLE));
  notes = get_notes (f);
  g_assert_cmpstr (notes, ==, "Theirs");
}

/* The outbox says the same, with both values. */
static void
test_outbox (Fixture *f, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *outbox = cosell_outbox_page_new (f->app->session);

  adw_window_set_content (ADW_WINDOW (window), outbox);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_shows (outbox, TITLE);
  g_assert_true (ui_shows (outbox, "Theirs → Wants a pilot."));
  g_assert_nonnull (ui_find (outbox, GTK_TYPE_BUTTON, "Send Again"));
  g_assert_false (ui_offers (ui_get (outbox, COSELL_TYPE_OUTBOX_ROW, NULL), "Try Again"));
  g_assert_true (ui_shows (outbox, "Not kept"));
  ui_choose (outbox, "Drop");
  ui_wait_shows (outbox, "Everything Is Sent");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* The list marks it apart from what could not be sent; that comes first when there is both. */
static void
test_mark (Fixture *f, gconstpointer data)
{
  const CosellDealData *deal = cosell_deal_get_data (f->deal);
  g_autofree char *row = NULL;

  g_assert_cmpint (cosell_deal_data_get_sync (deal), ==, COSELL_SYNC_STATE_UNKEPT);
  row = cosell_deal_row_describe (deal, g_get_real_time ());
  g_assert_nonnull (strstr (row, ", Not kept"));
  ui_wait_shows (f->page, TITLE);
  press (f->page, "Drop");
  await_condition (is_synced, f->deal);
  g_assert_cmpint (cosell_deal_data_get_sync (cosell_deal_get_data (f->deal)), ==,
                   COSELL_SYNC_STATE_SYNCED);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/unkept/P13-" path, Fixture, NULL, set_up, func, deal_fixture_close)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("notice", test_notice);
  ADD ("send-again", test_send_again);
  ADD ("drop", test_drop);
  ADD ("outbox", test_outbox);
  ADD ("mark", test_mark);
  return g_test_run ();
}
