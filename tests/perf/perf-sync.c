/* perf-sync: the first sync of a profile beside a plain client that downloads the same pages, in
 * turns, from the same practice server; then one with nothing new. Prints figures with their aims
 * (S4, S5) and asserts none. Processor time is printed beside the clock's, for machines that are
 * busy.
 *
 * COSELL_PERF_DEALS: how many deals, else 2000 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "perf-round.h"
#include "remote/cosell-http-remote.h"
#include "remote/cosell-odata.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "support/tree.h"
#include "sync/cosell-sync.h"

#define TOKEN "token-of-the-tests"
#define DEFAULT_DEALS "2000"
#define MIB (1024.0 * 1024.0)

typedef struct
{
  double wall;      /* s */
  double processor; /* s, of all threads */
} Times;

static Times
now (void)
{
  struct rusage usage;
  Times times = { (double) g_get_monotonic_time () / 1e6 };

  getrusage (RUSAGE_SELF, &usage);
  times.processor = (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6 +
                    (double) usage.ru_stime.tv_sec + (double) usage.ru_stime.tv_usec / 1e6;
  return times;
}

static Times
since (Times began)
{
  Times times = now ();

  return (Times){ times.wall - began.wall, times.processor - began.processor };
}

/* A line of /proc/self/status in bytes. */
static double
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line != NULL ? g_ascii_strtod (line + strlen (name) + 1, NULL) * 1024 : 0;
}

/* VmHWM begins anew. */
static void
forget_peak (void)
{
  int file = g_open ("/proc/self/clear_refs", O_WRONLY, 0);

  if (file < 0)
    return;
  if (write (file, "5", 1) != 1)
    g_message ("The peak of the memory is that of the whole program.");
  close (file);
}

static void
print (const char *name, double value, const char *unit, const char *aim)
{
  g_print ("%s %.*f %s %s\n", name, value < 100 ? 3 : 0, value, unit, aim);
}

/* ---- the server ---- */

/* url: (out) (transfer full) */
static GSubprocess *
start_server (const char *deals, char **url)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "cosell-sandbox",
                                           "--with-parent", "--no-pin", "--token", TOKEN, "--port",
                                           "0", "--seed", "7", "--deals", deals, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, "listening on "));
  *url = g_strdup (line + strlen ("listening on "));
  return process;
}

/* ---- the plain client ---- */

/* The link stands behind the list, or in front of it. Returns: (transfer full) (nullable) */
static char *
find_link (GBytes *body)
{
  static const char name[] = "\"@odata.nextLink\":\"";
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  gsize tail = MIN (length, 4096);
  const char *link = memmem (text + length - tail, tail, name, strlen (name));

  if (link == NULL)
    link = memmem (text, tail, name, strlen (name));
  if (link == NULL)
    return NULL;
  link += strlen (name);
  return g_strndup (link, strcspn (link, "\""));
}

/* Returns: the bytes that came */
static gsize
download (const char *url)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *query = cosell_odata_first_query (NULL);
  gsize bytes = 0;

  while (query != NULL)
    {
      g_autofree char *address = g_strconcat (url, "/v1.0/engagements/referrals?", query, NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autofree char *link = NULL;

      soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                   "Bearer " TOKEN);
      body = soup_session_send_and_read (http, message, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (soup_message_get_status (message), ==, 200);
      bytes += g_bytes_get_size (body);
      link = find_link (body);
      g_free (query);
      query = cosell_odata_next_query (link, NULL);
    }
  return bytes;
}

/* ---- the profile ---- */

/* Beside what the program has open, which is closed before. */
static double
database_size (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellConnection) connection =
      cosell_connection_open (path, SQLITE_OPEN_READWRITE, 5000, &error);
  GStatBuf info;

  g_assert_no_error (error);
  cosell_connection_execute (connection, "PRAGMA wal_checkpoint(TRUNCATE)", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (double) info.st_size;
}

static void
report (Times first, Times plain, Times idle, guint n, gsize bytes, double memory, double database)
{
  print ("sync.referrals", n, "referrals", "-");
  print ("sync.downloaded", (double) bytes / MIB, "MiB", "-");
  print ("sync.first.wall", first.wall, "s", "-");
  print ("sync.first.processor", first.processor, "s", "-");
  print ("sync.first.processor-each", first.processor * 1e6 / n, "us", "-");
  print ("sync.plain.wall", plain.wall, "s", "-");
  print ("sync.plain.processor", plain.processor, "s", "-");
  print ("sync.first.ratio", first.wall / plain.wall, "times", "2");
  print ("sync.first.memory", memory / MIB, "MiB", "64");
  print ("sync.first.database", database / (double) bytes, "times", "0.6");
  print ("sync.nothing-new.wall", idle.wall * 1e3, "ms", "-");
  print ("sync.nothing-new.processor", idle.processor * 1e3, "ms", "-");
}

static void
measure (const char *folder, const char *url)
{
  g_autofree char *path = g_build_filename (folder, "cosell.db", NULL);
  g_autofree char *lock = g_build_filename (folder, "sync.lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (CosellHttpRemote) http = cosell_http_remote_new (url, &error);
  g_autoptr (CosellStore) store = NULL;
  g_autoptr (CosellSync) sync = NULL;
  gsize bytes = download (url); /* so that the server has everything at hand */
  Times began, first, plain, idle;
  double memory;
  guint n;

  g_assert_no_error (error);
  cosell_http_remote_set_token (http, TOKEN);
  store = cosell_store_new (path, clock, &error);
  g_assert_no_error (error);
  sync = cosell_sync_new (store, COSELL_REMOTE (http), lock);
  forget_peak ();
  memory = read_status ("VmRSS");
  began = now ();
  n = perf_round_pull (sync);
  first = since (began);
  memory = read_status ("VmHWM") - memory;
  began = now ();
  download (url);
  plain = since (began);
  perf_round_pull (sync); /* what is looked through once a day */
  began = now ();
  perf_round_pull (sync);
  idle = since (began);
  cosell_store_close (store);
  report (first, plain, idle, n, bytes, memory, database_size (path));
}

int
main (int argc, char **argv)
{
  const char *deals = g_getenv ("COSELL_PERF_DEALS");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cosell-perf-XXXXXX", &error);
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) server = start_server (deals != NULL ? deals : DEFAULT_DEALS, &url);

  g_assert_no_error (error);
  measure (folder, url);
  g_subprocess_send_signal (server, SIGTERM);
  g_subprocess_wait (server, NULL, NULL);
  remove_tree (folder);
  return 0;
}
