#include "perf-window.h"

#include <libsoup/soup.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-views.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-deal.h"
#include "model/cosell-view.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deals-view.h"

#define SEARCHES 200
#define SYNCS 10
#define CLICKS 40

/* ---- waiting ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (Bench *bench, GAsyncResult **pending)
{
  while (*pending == NULL)
    gap_recorder_run (bench->gaps, 5);
  return g_steal_pointer (pending);
}

static void
sync_once (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_sync_async (bench->session, TRUE, TRUE, TRUE, NULL, done_cb, &pending);
  result = wait_for (bench, &pending);
  if (!cosell_session_sync_finish (bench->session, result, NULL, &error))
    g_error ("%s", error->message);
}

/* ---- a sync that changes one deal in a hundred ---- */

static gboolean
patch (SoupSession *http, Bench *bench, const char *id, guint number, gint64 round)
{
  g_autofree char *url = g_strdup_printf ("%s/v1.0/engagements/referrals/%s",
                                          server_process_get_url (bench->server), id);
  g_autofree char *text = g_strdup_printf (
      "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Changed %u in %" G_GINT64_FORMAT "\"}]",
      number, round);
  g_autoptr (SoupMessage) message = soup_message_new ("PATCH", url);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " SERVER_TOKEN);
  soup_message_headers_append (soup_message_get_request_headers (message), "If-Match", "*");
  soup_message_set_request_body_from_bytes (message, "application/json-patch+json", body);
  answer = soup_session_send_and_read (http, message, NULL, NULL);
  return answer != NULL && soup_message_get_status (message) / 100 == 2;
}

static void
change_some (Bench *bench)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  guint wanted = MAX (bench->n_deals / 100, 1), changed = 0;
  g_autoptr (GPtrArray) rows = bench_find (bench, "status:accepted", 2 * wanted);
  gint64 round = g_get_real_time () / G_USEC_PER_SEC; /* other names than before */

  for (guint i = 0; i < rows->len && changed < wanted; i++)
    changed +=
        patch (http, bench, ((CosellDealData *) g_ptr_array_index (rows, i))->remote_id, i, round);
  g_print ("window.busy.changed %u deals %u\n", changed, wanted);
}

static void
work (Bench *bench)
{
  static const char *const words[] = { "contoso", "a", "no such deal", "data", "changed 1" };
  static guint turn = 0;

  bench_scroll_by (bench, 90, 30, 16);
  bench_type (bench, words[turn++ % G_N_ELEMENTS (words)], 100);
  bench_type (bench, "", 100);
  for (guint i = 0; i < 3; i++)
    {
      cosell_window_show_tab (bench->window, (CosellTab) ((turn + i) % 3));
      gap_recorder_run (bench->gaps, 300);
    }
  bench_scroll_by (bench, -90, 10, 16);
}

void
bench_run_busy (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 began;
  guint turns = 0;

  gap_recorder_begin (bench->gaps, NULL);
  change_some (bench);
  gap_recorder_run (bench->gaps, 2000);
  gap_recorder_begin (bench->gaps, "busy");
  began = g_get_monotonic_time ();
  cosell_session_sync_async (bench->session, TRUE, TRUE, TRUE, NULL, done_cb, &pending);
  while (pending == NULL || turns < 3)
    {
      work (bench);
      turns++;
    }
  result = wait_for (bench, &pending);
  if (!cosell_session_sync_finish (bench->session, result, NULL, &error))
    g_error ("%s", error->message);
  g_print ("window.busy.round %.1f s -\n",
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
}

/* ---- memory ---- */

guint
bench_read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line != NULL ? (guint) strtoul (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static void
print_memory (Bench *bench, const char *when)
{
  gap_recorder_run (bench->gaps, 3000);
  malloc_trim (0);
  g_print ("window.memory.pss-%s %.1f MiB -\n", when, bench_read_pss () / 1024.0);
  g_print ("window.memory.heap-%s %.1f MiB -\n", when,
           (double) mallinfo2 ().uordblks / (1024 * 1024));
}

static void
open_views (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_views_async (bench->session, COSELL_VIEWS_COUNTED, NULL, done_cb, &pending);
  result = wait_for (bench, &pending);
  views = cosell_session_array_finish (bench->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < views->len; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (bench_shown (bench, GTK_TYPE_SEARCH_ENTRY)),
                             ((CosellView *) g_ptr_array_index (views, i))->query);
      gap_recorder_run (bench->gaps, 400);
    }
  bench_type (bench, "", 300);
}

static void
search_often (Bench *bench)
{
  static const char *const words[] = { "con", "fab", "dat", "mig", "se", "a", "x", "var" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < SEARCHES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%c", words[i % G_N_ELEMENTS (words)],
                                               'a' + g_rand_int_range (random, 0, 26));

      gtk_editable_set_text (GTK_EDITABLE (bench_shown (bench, GTK_TYPE_SEARCH_ENTRY)), text);
      gap_recorder_run (bench->gaps, 60);
    }
  bench_type (bench, "", 300);
}

void
bench_run_memory (Bench *bench)
{
  static const char *const names[] = { "before", "after-one-turn", "after-two-turns",
                                       "after-three-turns" };

  print_memory (bench, names[0]);
  for (guint turn = 1; turn < G_N_ELEMENTS (names); turn++)
    {
      open_views (bench);
      search_often (bench);
      for (guint i = 0; i < SYNCS; i++)
        sync_once (bench);
      print_memory (bench, names[turn]);
    }
}

/* ---- clicks ---- */

/* What a click took until it was painted, and what the main thread worked for it. */
typedef struct
{
  gint64 wall; /* µs */
  gint64 cpu;  /* µs */
} Span;

static Span
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);
  return (Span){ g_get_monotonic_time (),
                 (gint64) cpu.tv_sec * G_USEC_PER_SEC + cpu.tv_nsec / 1000 };
}

/* The frame that was painted last: when its layout began and ended, and when it was painted. */
typedef struct
{
  Span begun, laid_out, painted;
} Frame;

/* What a click is made of, up to its frame. */
enum
{
  BEFORE,
  LAYOUT,
  PAINT,
  N_PARTS
};

static Span
span_between (Span from, Span to)
{
  return (Span){ to.wall - from.wall, to.cpu - from.cpu };
}

static void
update_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->begun = now ();
}

static void
layout_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->laid_out = now ();
}

static void
painted_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->painted = now ();
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static void
print_times (const char *name, const char *unit, GArray *times)
{
  g_array_sort (times, compare);
  g_print ("window.clicks.%s-%s-median %.1f ms -\n", name, unit,
           (double) g_array_index (times, gint64, times->len / 2) / 1000);
  g_print ("window.clicks.%s-%s-p95 %.1f ms 16.7\n", name, unit,
           (double) g_array_index (times, gint64, times->len * 95 / 100) / 1000);
}

static void
print_spans (const char *name, GArray *spans)
{
  g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (spans->len == 0)
    return;
  for (guint i = 0; i < spans->len; i++)
    {
      g_array_append_val (wall, g_array_index (spans, Span, i).wall);
      g_array_append_val (cpu, g_array_index (spans, Span, i).cpu);
    }
  print_times (name, "wall", wall);
  print_times (name, "processor", cpu);
}

/* Until it was painted after since. parts: (nullable): what of it was work before the frame,
 * layout, and paint. */
static void
add_paint (GArray *spans, Span began, gint64 since, Frame *frame, GArray **parts)
{
  Span span;

  while (frame->painted.wall <= since)
    g_main_context_iteration (NULL, TRUE);
  span = span_between (began, frame->painted);
  g_array_append_val (spans, span);
  if (parts == NULL)
    return;
  span = span_between (began, frame->begun);
  g_array_append_val (parts[BEFORE], span);
  span = span_between (frame->begun, frame->laid_out);
  g_array_append_val (parts[LAYOUT], span);
  span = span_between (frame->laid_out, frame->painted);
  g_array_append_val (parts[PAINT], span);
}

static void
notified_cb (CosellDeal *deal, GParamSpec *pspec, gint64 *time)
{
  *time = g_get_monotonic_time ();
}

typedef struct
{
  GArray *first;          /* the first frame after the click */
  GArray *loaded;         /* the one with the deal's documents on the page */
  GArray *whole;          /* the one with all of its sections */
  GArray *parts[N_PARTS]; /* of the first */
} Opening;

static void
opening_init (Opening *opening)
{
  opening->first = g_array_new (FALSE, FALSE, sizeof (Span));
  opening->loaded = g_array_new (FALSE, FALSE, sizeof (Span));
  opening->whole = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < N_PARTS; i++)
    opening->parts[i] = g_array_new (FALSE, FALSE, sizeof (Span));
}

static void
opening_print (Opening *opening)
{
  static const char *const names[] = { "open-before-frame", "open-layout", "open-paint" };

  print_spans ("open-to-first-frame", opening->first);
  for (guint i = 0; i < N_PARTS; i++)
    print_spans (names[i], opening->parts[i]);
  print_spans ("open-to-painted", opening->loaded);
  print_spans ("open-to-whole", opening->whole);
}

static void
opening_clear (Opening *opening)
{
  g_array_unref (opening->first);
  g_array_unref (opening->loaded);
  g_array_unref (opening->whole);
  for (guint i = 0; i < N_PARTS; i++)
    g_array_unref (opening->parts[i]);
}

static void
open_and_wait (Bench *bench, gint64 id, Opening *opening, Frame *frame)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (bench->session, id);
  Span began = now ();
  gint64 loaded = cosell_deal_is_loaded (deal) ? began.wall : 0;
  gulong handler = g_signal_connect (deal, "notify::loaded", G_CALLBACK (notified_cb), &loaded);
  CosellDealPage *page;

  cosell_window_open_deal (bench->window, id);
  add_paint (opening->first, began, began.wall, frame, opening->parts);
  while (loaded == 0)
    g_main_context_iteration (NULL, TRUE);
  add_paint (opening->loaded, began, loaded, frame, NULL);
  page = COSELL_DEAL_PAGE (bench_shown (bench, COSELL_TYPE_DEAL_PAGE));
  while (!cosell_deal_page_is_whole (page))
    g_main_context_iteration (NULL, TRUE);
  add_paint (opening->whole, began, loaded, frame, NULL);
  g_signal_handler_disconnect (deal, handler);
}

static void
edit_and_wait (Bench *bench, gint64 id, guint number, GArray *spans, Frame *frame)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (bench->session, id);
  Span began = now ();
  gint64 noted = 0;
  gulong handler = g_signal_connect (deal, "notify::favorite", G_CALLBACK (notified_cb), &noted);
  GAsyncResult *pending = NULL;

  cosell_session_set_favorite_async (bench->session, id, number % 2 == 0, NULL, done_cb, &pending);
  while (noted == 0 && g_get_monotonic_time () - began.wall < G_USEC_PER_SEC)
    g_main_context_iteration (NULL, TRUE);
  if (noted != 0)
    add_paint (spans, began, noted, frame, NULL);
  g_object_unref (wait_for (bench, &pending));
  g_signal_handler_disconnect (deal, handler);
}

void
bench_run_clicks (Bench *bench)
{
  g_autoptr (GPtrArray) rows = bench_find (bench, "status:accepted", CLICKS);
  g_autoptr (GArray) edited = g_array_new (FALSE, FALSE, sizeof (Span));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  Frame frame = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
  Opening opening;

  opening_init (&opening);
  g_signal_connect (clock, "before-paint", G_CALLBACK (update_cb), &frame);
  g_signal_connect (clock, "update", G_CALLBACK (update_cb), &frame);
  g_signal_connect (clock, "layout", G_CALLBACK (layout_cb), &frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frame);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = ((CosellDealData *) g_ptr_array_index (rows, i))->id;

      open_and_wait (bench, id, &opening, &frame);
      gap_recorder_run (bench->gaps, 250);
      edit_and_wait (bench, id, i, edited, &frame);
      gap_recorder_run (bench->gaps, 250);
    }
  g_signal_handlers_disconnect_by_data (clock, &frame);
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.back", NULL);
  opening_print (&opening);
  opening_clear (&opening);
  print_spans ("edit-to-painted", edited);
}
