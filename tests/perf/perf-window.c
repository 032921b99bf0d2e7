/* perf-window: how long the main loop is away while a person scrolls, searches, switches tabs,
 * sorts, opens deals and changes many at once, and how long the window needs to its first painted
 * list (S1, S3, S10, P12). Prints figures and asserts none.
 *
 * usage: perf-window [--deals N] [--starts N] [--phase NAME] [--keep FOLDER] */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "app/cosell-profile.h"
#include "app/cosell-session-commands.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-many.h"
#include "app/cosell-session-reports.h"
#include "cosell-config.h"
#include "model/cosell-deal-data.h"
#include "perf-window.h"
#include "support/tree.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-list-header.h"
#include "ui/words/cosell-format.h"

#define WIDTH 1180
#define HEIGHT 760

static int option_deals = 5000;
static int option_starts = 7;
static char *option_phase = NULL;
static char *option_start = NULL;
static char *option_profile = NULL;
static char *option_keep = NULL;
static gboolean option_bare = FALSE;

static const GOptionEntry options[] = {
  { "deals", 'n', 0, G_OPTION_ARG_INT, &option_deals, "Deals in the profile", "NUMBER" },
  { "starts", 's', 0, G_OPTION_ARG_INT, &option_starts, "How often to start each window",
    "NUMBER" },
  { "phase", 'p', 0, G_OPTION_ARG_STRING, &option_phase, "Record this phase only", "NAME" },
  { "start", 0, 0, G_OPTION_ARG_FILENAME, &option_start, "Open this profile, and end once painted",
    "FOLDER" },
  { "profile", 0, 0, G_OPTION_ARG_FILENAME, &option_profile,
    "Compare starts of this profile only (perf-growth --keep)", "FOLDER" },
  { "keep", 0, 0, G_OPTION_ARG_FILENAME, &option_keep,
    "Where profile and server stay, and are taken from when they are there", "FOLDER" },
  { "bare", 0, 0, G_OPTION_ARG_NONE, &option_bare, "Open an empty window, and end once painted",
    NULL },
  { NULL },
};

/* --- widgets --- */

static GtkWidget *
find_widget (GtkWidget *root, GType type, gboolean mapped)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (!mapped || gtk_widget_get_mapped (root)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, mapped);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
bench_shown (Bench *bench, GType type)
{
  GtkWidget *found = find_widget (GTK_WIDGET (bench->window), type, TRUE);

  if (found == NULL)
    g_error ("The window shows no %s.", g_type_name (type));
  return found;
}

static gboolean
is_settled (Bench *bench)
{
  GtkWidget *view = find_widget (GTK_WIDGET (bench->window), COSELL_TYPE_DEALS_VIEW, TRUE);

  return view != NULL && cosell_deals_view_is_settled (COSELL_DEALS_VIEW (view));
}

/* Whether a row of the list is there. */
static gboolean
has_rows (Bench *bench)
{
  GtkWidget *view = find_widget (GTK_WIDGET (bench->window), COSELL_TYPE_DEALS_VIEW, TRUE);

  return view != NULL && cosell_deals_view_get_n_deals (COSELL_DEALS_VIEW (view)) > 0;
}

/* --- phases --- */

void
bench_scroll_by (Bench *bench, double step, guint times, guint pause)
{
  GtkWidget *list = bench_shown (bench, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  for (guint i = 0; i < times; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      gap_recorder_run (bench->gaps, pause);
    }
}

static void
jump_to (Bench *bench, double part)
{
  GtkWidget *list = bench_shown (bench, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (adjustment, part * gtk_adjustment_get_upper (adjustment));
  gap_recorder_run (bench->gaps, 250);
}

static void
run_scroll (Bench *bench)
{
  bench_scroll_by (bench, 12, 120, 16);
  bench_scroll_by (bench, 90, 120, 16);
  bench_scroll_by (bench, -600, 60, 16);
  for (guint i = 0; i < 6; i++)
    {
      jump_to (bench, 1);
      jump_to (bench, 0);
    }
  for (guint i = 0; i < 20; i++)
    jump_to (bench, g_random_double ());
  jump_to (bench, 0);
}

static void
run_search (Bench *bench)
{
  static const char *const words[] = { "contoso",      "a",     "fabrikam data",
                                       "no such deal", "växel", "microsoft" };
  GtkEditable *entry = GTK_EDITABLE (bench_shown (bench, GTK_TYPE_SEARCH_ENTRY));

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (const char *letter = words[i]; *letter != '\0'; letter = g_utf8_next_char (letter))
        {
          int position = -1;

          gtk_editable_set_position (entry, -1);
          position = gtk_editable_get_position (entry);
          gtk_editable_insert_text (entry, letter, (int) (g_utf8_next_char (letter) - letter),
                                    &position);
          gap_recorder_run (bench->gaps, 130);
        }
      gap_recorder_run (bench->gaps, 300);
      for (guint n = 0; n < 3 && *gtk_editable_get_text (entry) != '\0'; n++)
        {
          gtk_editable_delete_text (entry,
                                    (int) g_utf8_strlen (gtk_editable_get_text (entry), -1) - 1,
                                    -1);
          gap_recorder_run (bench->gaps, 130);
        }
      gtk_editable_set_text (entry, "");
      gap_recorder_run (bench->gaps, 400);
    }
}

static void
run_tabs (Bench *bench)
{
  for (guint i = 0; i < 30; i++)
    {
      cosell_window_show_tab (bench->window, (CosellTab) (i % 3));
      gap_recorder_run (bench->gaps, i < 12 ? 500 : 120);
    }
  cosell_window_show_tab (bench->window, COSELL_TAB_OUTBOUND);
  gap_recorder_run (bench->gaps, 500);
}

static void
run_sort (Bench *bench)
{
  static const char *const keys[] = { "name",     "-name",  "value",     "-value",
                                      "customer", "status", "-createdAt" };

  for (guint i = 0; i < 3 * G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *header = bench_shown (bench, COSELL_TYPE_LIST_HEADER);

      cosell_list_header_set_sort (COSELL_LIST_HEADER (header), keys[i % G_N_ELEMENTS (keys)]);
      gap_recorder_run (bench->gaps, 400);
    }
}

static void
run_open (Bench *bench)
{
  GtkListView *list = GTK_LIST_VIEW (bench_shown (bench, GTK_TYPE_LIST_VIEW));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (CosellDeal) deal =
          g_list_model_get_item (model, i * 7 % MAX (1, g_list_model_get_n_items (model)));

      if (deal != NULL && cosell_deal_get_data (deal)->status != COSELL_DEAL_STATUS_DRAFT)
        cosell_window_open_deal (bench->window, cosell_deal_get_id (deal));
      gap_recorder_run (bench->gaps, 400);
      if (i % 4 == 3)
        {
          gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.back", NULL);
          gap_recorder_run (bench->gaps, 400);
        }
    }
}

/* All that the list shows, of which a search drops nearly all, and back. */
static void
run_select (Bench *bench)
{
  GtkEditable *entry = GTK_EDITABLE (bench_shown (bench, GTK_TYPE_SEARCH_ENTRY));

  for (guint i = 0; i < 5; i++)
    {
      CosellDealsView *view = COSELL_DEALS_VIEW (bench_shown (bench, COSELL_TYPE_DEALS_VIEW));
      CosellDealsSelection *selection = cosell_deals_view_get_selection (view);
      GtkWidget *list = bench_shown (bench, GTK_TYPE_LIST_VIEW);
      gint64 began = g_get_monotonic_time ();

      gtk_widget_activate_action (list, "list.select-all", NULL);
      g_print ("window.select-all.%u %.1f ms 16.7\n",
               cosell_deals_selection_get_n_selected (selection),
               (double) (g_get_monotonic_time () - began) / 1000);
      gap_recorder_run (bench->gaps, 500);
      gtk_editable_set_text (entry, "contoso");
      gap_recorder_run (bench->gaps, 800);
      g_print ("window.select-dropped %u - -\n", cosell_deals_selection_get_n_dropped (selection));
      cosell_deals_selection_end (selection);
      gtk_editable_set_text (entry, "");
      gap_recorder_run (bench->gaps, 800);
    }
}

static void
run_sync (Bench *bench)
{
  for (guint i = 0; i < 3; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.sync", NULL);
      gap_recorder_run (bench->gaps, 1500);
    }
}

void
bench_type (Bench *bench, const char *text, guint pause)
{
  GtkEditable *entry = GTK_EDITABLE (bench_shown (bench, GTK_TYPE_SEARCH_ENTRY));

  gtk_editable_set_text (entry, "");
  if (*text == '\0')
    gap_recorder_run (bench->gaps, pause);
  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      int position = -1;

      gtk_editable_set_position (entry, -1);
      position = gtk_editable_get_position (entry);
      gtk_editable_insert_text (entry, letter, (int) (g_utf8_next_char (letter) - letter),
                                &position);
      gap_recorder_run (bench->gaps, pause);
    }
}

/* S10: 500 deals by one action, and back, while the list shows them. */
#define MANY 500

typedef struct
{
  const char *what;
  gint64 began;
  gboolean done;
} Timed;

static void
timed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Timed *timed = user_data;

  g_print ("window.many.%s %.2f s 0.5\n", timed->what,
           (double) (g_get_monotonic_time () - timed->began) / G_USEC_PER_SEC);
  if (g_task_had_error (G_TASK (result)))
    g_error ("%s failed", timed->what);
  timed->done = TRUE;
}

static void
wait_for (Bench *bench, Timed *timed)
{
  while (!timed->done)
    gap_recorder_run (bench->gaps, 10);
  gap_recorder_run (bench->gaps, 500);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **rows = user_data;

  *rows = cosell_session_find_finish (COSELL_SESSION (source), result, NULL, &error);
  if (*rows == NULL)
    g_error ("%s", error->message);
}

GPtrArray *
bench_find (Bench *bench, const char *query, guint limit)
{
  const CosellFind find = { .tab = COSELL_TAB_ALL, .query = query, .limit = limit };
  GPtrArray *rows = NULL;

  cosell_session_find_async (bench->session, &find, NULL, accepted_cb, &rows);
  while (rows == NULL)
    gap_recorder_run (bench->gaps, 10);
  return rows;
}

static GArray *
pick_many (Bench *bench)
{
  GArray *deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = bench_find (bench, "status:accepted", MANY);

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (deals, ((const CosellDealData *) g_ptr_array_index (rows, i))->id);
  g_print ("window.many.deals %u - %d\n", deals->len, MANY);
  return deals;
}

static CosellManyChange *
move_dates (void)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  cosell_many_change_add (change, COSELL_MANY_SET, "closeDate", "+1month");
  return change;
}

static void
run_many (Bench *bench)
{
  g_autoptr (GArray) deals = pick_many (bench);
  Timed preview = { .what = "preview", .began = g_get_monotonic_time () };
  Timed change = { .what = "change" };
  Timed undo = { .what = "undo" };

  cosell_session_many_preview_async (bench->session, (const gint64 *) deals->data, deals->len,
                                     move_dates (), NULL, timed_cb, &preview);
  wait_for (bench, &preview);
  change.began = g_get_monotonic_time ();
  cosell_session_many_async (bench->session, (const gint64 *) deals->data, deals->len,
                             move_dates (), TRUE, NULL, timed_cb, &change);
  wait_for (bench, &change);
  undo.began = g_get_monotonic_time ();
  cosell_session_undo_async (bench->session, NULL, timed_cb, &undo);
  wait_for (bench, &undo);
}

static void
stalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_sync_finish (COSELL_SESSION (source), result, NULL, &error))
    g_error ("A stalled server answered.");
  *done = TRUE;
}

/* P12: the server takes connections and never answers, until the request gives up after 30 s;
 * meanwhile work (nullable) is done. */
static void
run_while_stalled (Bench *bench, void (*work) (Bench *bench))
{
  gint64 began = g_get_monotonic_time ();
  gboolean done = FALSE;

  server_process_stall (bench->server, TRUE);
  cosell_session_sync_async (bench->session, TRUE, TRUE, TRUE, NULL, stalled_cb, &done);
  if (work != NULL)
    work (bench);
  g_assert_false (done);
  while (!done)
    gap_recorder_run (bench->gaps, 50);
  g_print ("window.stalled.round %.1f s 30\n",
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  server_process_stall (bench->server, FALSE);
}

static void
run_stalled (Bench *bench)
{
  run_while_stalled (bench, NULL);
}

/* To be held against "scroll": what the stalled server adds. */
static void
run_stalled_scroll (Bench *bench)
{
  run_while_stalled (bench, run_scroll);
}

static const struct
{
  const char *name;
  void (*run) (Bench *bench);
} phases[] = {
  { "scroll", run_scroll },
  { "search", run_search },
  { "tabs", run_tabs },
  { "sort", run_sort },
  { "open", run_open },
  { "clicks", bench_run_clicks },
  { "many", run_many },
  { "select", run_select },
  { "sync", run_sync },
  { "busy", bench_run_busy },
  { "memory", bench_run_memory },
  { "stalled", run_stalled },
  { "stalled-scroll", run_stalled_scroll },
};

/* --- world --- */

static void
open_window (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench->session = cosell_session_new (bench->profile, SERVER_TOKEN, &error);
  if (bench->session == NULL)
    g_error ("%s", error->message);
  bench->window = cosell_window_new (NULL, bench->session, bench->settings);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (bench->window));
  if (bench->gaps != NULL)
    gap_recorder_watch (bench->gaps, gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)));
  cosell_session_start (bench->session);
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  bench->window = NULL;
  cosell_session_close (bench->session);
  g_clear_object (&bench->session);
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_sync_finish (COSELL_SESSION (source), result, NULL, &error))
    g_error ("%s", error->message);
  *done = TRUE;
}

static void
account_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_account_finish (COSELL_ACCOUNT (source), result, &error))
    g_error ("%s", error->message);
  *done = TRUE;
}

/* The first round, under the eyes of the window: the profile is filled in passing. */
static void
fill (Bench *bench)
{
  gint64 began = g_get_monotonic_time ();
  gboolean done = FALSE;

  open_window (bench);
  gap_recorder_run (bench->gaps, 1000);
  gap_recorder_begin (bench->gaps, "first-sync");
  cosell_account_set_url_async (cosell_session_get_account (bench->session),
                                server_process_get_url (bench->server), NULL, account_set_cb,
                                &done);
  while (!done)
    gap_recorder_run (bench->gaps, 50);
  done = FALSE;
  cosell_session_sync_async (bench->session, TRUE, TRUE, TRUE, NULL, synced_cb, &done);
  while (!done)
    gap_recorder_run (bench->gaps, 50);
  gap_recorder_begin (bench->gaps, NULL);
  g_print ("window.first-sync.time %.2f s -\n",
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  close_window (bench);
}

/* ---- a profile and a server that were kept ---- */

/* Where the file is that says where the server was: an account is of one origin. Returns: (transfer
 * full) */
static char *
name_url_file (const char *dir)
{
  return g_build_filename (dir, "url", NULL);
}

/* Returns: whether the profile is filled already */
static gboolean
start_server (Bench *bench, const char *dir)
{
  g_autofree char *data = g_build_filename (dir, "server", NULL);
  g_autofree char *file = name_url_file (dir);
  g_autofree char *url = NULL;
  gboolean is_kept = g_file_get_contents (file, &url, NULL, NULL);

  bench->server = server_process_new_at (data, (guint) option_deals, url);
  bench->n_deals = (guint) option_deals;
  return is_kept;
}

static void
keep_server (Bench *bench, const char *dir)
{
  g_autofree char *file = name_url_file (dir);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (file, server_process_get_url (bench->server), -1, &error))
    g_error ("%s", error->message);
}

static void
record (Bench *bench)
{
  open_window (bench);
  cosell_window_show_tab (bench->window, COSELL_TAB_OUTBOUND);
  while (!is_settled (bench))
    gap_recorder_run (bench->gaps, 20);
  gap_recorder_run (bench->gaps, 2000);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    if (option_phase == NULL || g_str_equal (option_phase, phases[i].name))
      {
        gap_recorder_begin (bench->gaps, phases[i].name);
        phases[i].run (bench);
        gap_recorder_begin (bench->gaps, NULL);
        gap_recorder_run (bench->gaps, 500);
      }
  close_window (bench);
}

/* --- start to first painted list --- */

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->session != NULL && !has_rows (bench))
    return;
  printf ("%u\n", bench_read_pss ());
  fflush (stdout);
  _exit (0);
}

static void
start_once (void)
{
  g_autofree Bench *bench = g_new0 (Bench, 1);
  GtkWidget *window;

  if (option_bare)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
      window = g_object_new (ADW_TYPE_WINDOW, "content", box, "default-width", WIDTH,
                             "default-height", HEIGHT, NULL);
      gtk_window_present (GTK_WINDOW (window));
    }
  else
    {
      bench->profile = option_start;
      bench->settings = cosell_profile_settings (option_start);
      open_window (bench);
      window = GTK_WIDGET (bench->window);
    }
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    bench);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* pss: (out): KiB once painted. Returns: ms */
static double
time_start (const char *program, const char *option, const char *value, double *pss)
{
  g_autofree char *output = NULL;
  const char *argv[] = { program, option, value, NULL };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s %s: %s", program, option, error->message);
  *pss = g_ascii_strtod (output, NULL);
  return (double) (g_get_monotonic_time () - began) / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The two by turns, so that what else the machine does meets both. */
static void
compare_starts (const char *profile, const char *program)
{
  g_autofree double *bare = g_new (double, option_starts);
  g_autofree double *full = g_new (double, option_starts);
  double bare_pss = 0, pss = 0;

  for (int i = 0; i < option_starts; i++)
    {
      bare[i] = time_start (program, "--bare", NULL, &bare_pss);
      full[i] = time_start (program, "--start", profile, &pss);
    }
  qsort (bare, (size_t) option_starts, sizeof *bare, compare_doubles);
  qsort (full, (size_t) option_starts, sizeof *full, compare_doubles);
  g_print ("start.bare-window %.0f ms -\n", bare[option_starts / 2]);
  g_print ("start.first-list %.0f ms -\n", full[option_starts / 2]);
  g_print ("start.first-list-ratio %.2f x 1.20\n",
           full[option_starts / 2] / bare[option_starts / 2]);
  g_print ("start.first-list-ratio-of-fastest %.2f x 1.20\n", full[0] / bare[0]);
  g_print ("start.memory-above-bare %.1f MiB 25\n", (pss - bare_pss) / 1024);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = NULL;
  gboolean is_kept;
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  adw_init ();
  cosell_format_set_clock (clock);
  if (option_bare || option_start != NULL)
    start_once ();
  if (option_profile != NULL)
    {
      compare_starts (option_profile, program);
      return 0;
    }

  dir =
      option_keep != NULL ? g_strdup (option_keep) : g_dir_make_tmp ("cosell-perf-XXXXXX", &error);
  if (dir == NULL)
    g_error ("%s", error->message);
  bench.profile = g_build_filename (dir, "profile", NULL);
  cosell_profile_ensure (bench.profile, NULL);
  bench.settings = cosell_profile_settings (bench.profile);
  is_kept = start_server (&bench, dir);
  bench.gaps = gap_recorder_new ();
  if (!is_kept)
    fill (&bench);
  if (option_keep != NULL)
    keep_server (&bench, dir);
  record (&bench);
  g_clear_pointer (&bench.server, server_process_free);
  if (option_starts > 0 && option_phase == NULL)
    compare_starts (bench.profile, program);
  gap_recorder_print (bench.gaps, "window");

  gap_recorder_free (bench.gaps);
  g_clear_object (&bench.settings);
  if (option_keep == NULL)
    remove_tree (dir);
  g_free (bench.profile);
  return 0;
}
