/* The outbox page with what was done to several deals at once: it stands together (J7). */
#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-session-many.h"
#include "support/await.h"
#include "ui/outbox/cosell-outbox-groups.h"
#include "ui/outbox/cosell-outbox-list.h"
#include "ui/outbox/cosell-outbox-page.h"

#define N_DEALS 3

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  gint64 group;
  guint wanted;
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  guint done = 0;

  outcomes = cosell_session_many_finish (COSELL_SESSION (source), result, &f->group, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, N_DEALS);
}

static gboolean
has_group (gpointer data)
{
  return ((Fixture *) data)->group != 0;
}

/* An ordinary deal that another stage can be marked of. */
static gboolean
is_early (CosellJsonValue deal)
{
  g_autofree char *type = app_text (deal, "type");
  gint64 stage = cosell_json_get_int (cosell_json_member (deal, "stage"), 0);

  return stage > 0 && stage < 60 && !g_str_equal (type, "solution-assessment");
}

/* change: taken */
static void
change_some (Fixture *f, CosellManyChange *change)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_ALL, "status=accepted", "id");
  gint64 ids[N_DEALS];
  guint n = 0;

  for (guint i = 0; n < N_DEALS; i++)
    {
      CosellJsonValue deal = cosell_json_element (cosell_json_root (list), i);

      g_assert_true (cosell_json_is_present (deal));
      if (is_early (deal))
        ids[n++] = cosell_json_get_int (cosell_json_member (deal, "id"), 0);
    }
  f->group = 0;
  cosell_session_many_async (f->app->session, ids, N_DEALS, change, TRUE, NULL, done_cb, f);
  await_condition (has_group, f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  f->app = app_fixture_new_synced (40);
  app_fixture_disconnect (f->app);
  cosell_many_change_add (change, COSELL_MANY_SET, "campaignId", "FY27-AI");
  change_some (f, change);
  f->window = adw_window_new ();
  f->page = cosell_outbox_page_new (f->app->session);
  adw_window_set_content (ADW_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 500, 600);
  gtk_window_present (GTK_WINDOW (f->window));
  ui_wait_shows (f->page, "3 deals: Marketing campaign ID, FY27-AI");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  app_fixture_free (f->app);
}

static guint
count_rows (Fixture *f)
{
  g_autoptr (GPtrArray) rows = cosell_outbox_list_get_rows (
      COSELL_OUTBOX_LIST (ui_get (f->page, COSELL_TYPE_OUTBOX_LIST, NULL)));

  return rows->len;
}

static GtkWidget *
get_groups (Fixture *f)
{
  return ui_get (f->page, COSELL_TYPE_OUTBOX_GROUPS, NULL);
}

static gboolean
has_rows (gpointer data)
{
  Fixture *f = data;

  return count_rows (f) == f->wanted;
}

static void
wait_rows (Fixture *f, guint n)
{
  f->wanted = n;
  await_condition (has_rows, f);
}

/* One row for all; the single changes are a press away. */
static void
test_fold (Fixture *f, gconstpointer data)
{
  g_assert_true (ui_shows (get_groups (f), "3 wait"));
  g_assert_cmpuint (count_rows (f), ==, 0);
  ui_choose (get_groups (f), "Show Changes");
  g_assert_cmpuint (count_rows (f), ==, N_DEALS);
  ui_choose (get_groups (f), "Hide Changes");
  g_assert_cmpuint (count_rows (f), ==, 0);
}

static void
test_hold_and_send (Fixture *f, gconstpointer data)
{
  guint parked;

  ui_choose (get_groups (f), "Hold Back");
  ui_wait_shows (get_groups (f), "3 held back");
  g_object_get (f->app->session, "parked-count", &parked, NULL);
  g_assert_cmpuint (parked, ==, 0); /* held is no failure */
  ui_choose (get_groups (f), "Send");
  ui_wait_shows (get_groups (f), "3 wait");
}

/* One of them alone: the others can still be held, or all be sent. */
static void
test_some_held (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  g_autoptr (GPtrArray) rows = NULL;

  ui_choose (get_groups (f), "Show Changes");
  rows = cosell_outbox_list_get_rows (
      COSELL_OUTBOX_LIST (ui_get (f->page, COSELL_TYPE_OUTBOX_LIST, NULL)));
  row = g_ptr_array_index (rows, 1);
  ui_choose (row, "Hold Back");
  ui_wait_shows (get_groups (f), "2 wait, 1 held back");
  g_assert_true (ui_offers (get_groups (f), "Hold Back"));
  ui_choose (get_groups (f), "Send");
  ui_wait_shows (get_groups (f), "3 wait");
}

static void
test_discard (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (ui_get (get_groups (f), GTK_TYPE_LIST_BOX_ROW, NULL));
  g_assert_true (ui_key (f->window, "Delete"));
  ui_wait_shows (f->page, "Everything Is Sent");
  g_assert_true (app_undo (f->app->session, &error));
  g_assert_no_error (error);
  ui_wait_shows (f->page, "3 deals: Marketing campaign ID, FY27-AI");
  ui_choose (get_groups (f), "Discard");
  ui_wait_shows (f->page, "Everything Is Sent");
}

/* What asks for a word of a person is not hidden, and one that is left is no group. */
static void
test_attention (Fixture *f, gconstpointer data)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE outbox SET state = 'parked' WHERE seq = %" G_GINT64_FORMAT,
                       app_waiting_seq (f->app->session, 0));
  g_autoptr (GError) error = NULL;

  app_execute (f->app, sql);
  gtk_widget_activate_action (f->page, "outbox.read", NULL);
  ui_wait_shows (get_groups (f), "2 wait, 1 needs attention");
  wait_rows (f, 1);
  g_assert_true (
      app_outbox_act (f->app->session, "discard", app_waiting_seq (f->app->session, 0), &error));
  g_assert_no_error (error);
  ui_wait_shows (get_groups (f), "2 wait");
  g_assert_true (
      app_outbox_act (f->app->session, "discard", app_waiting_seq (f->app->session, 0), &error));
  g_assert_no_error (error);
  wait_rows (f, 1);
  g_assert_null (ui_find (f->page, COSELL_TYPE_OUTBOX_GROUPS, NULL));
}

/* A stage is said as a deal's row says it, not as it is sent. */
static void
test_stage (Fixture *f, gconstpointer data)
{
  ui_choose (get_groups (f), "Discard");
  ui_wait_shows (f->page, "Everything Is Sent");
  change_some (f, cosell_many_change_new (COSELL_MANY_STAGE, "60", NULL));
  ui_wait_shows (f->page, "3 deals: Stage, Proposed 60 %");
}

static void
add_entry (GPtrArray *entries, gint64 group, gint64 deal, CosellOutboxOp op)
{
  CosellOutboxEntry *entry = cosell_outbox_entry_new ();

  entry->seq = entries->len + 1;
  entry->group = group;
  entry->deal = deal;
  entry->op = op;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  g_ptr_array_add (entries, entry);
}

/* An invitation may bring a change of the deal along: that is one deal, and the invitation is what
 * was done. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = cosell_outbox_entry_list_new ();
  CosellOutboxGroups *groups = COSELL_OUTBOX_GROUPS (get_groups (f));

  for (gint64 deal = 1; deal <= 2; deal++)
    {
      add_entry (entries, 901, deal, COSELL_OUTBOX_OP_UPDATE);
      add_entry (entries, 901, deal, COSELL_OUTBOX_OP_INVITE);
    }
  add_entry (entries, 902, 3, COSELL_OUTBOX_OP_UPDATE);
  add_entry (entries, 902, 3, COSELL_OUTBOX_OP_INVITE);
  cosell_outbox_groups_show (groups, entries);
  g_assert_true (ui_shows (GTK_WIDGET (groups), "2 deals: Invitation to Microsoft"));
  g_assert_true (ui_shows (GTK_WIDGET (groups), "4 wait"));
  g_assert_false (cosell_outbox_groups_hides (groups, g_ptr_array_index (entries, 4)));
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  ui_assert_fits_large (f->page);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/outbox-groups/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("J7-fold", test_fold);
  ADD ("J7-hold-and-send", test_hold_and_send);
  ADD ("J7-some-held", test_some_held);
  ADD ("J7-discard", test_discard);
  ADD ("attention", test_attention);
  ADD ("J7-deals", test_deals);
  ADD ("stage", test_stage);
  ADD ("narrow", test_narrow);
#undef ADD
  return g_test_run ();
}
