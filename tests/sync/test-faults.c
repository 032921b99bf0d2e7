/* test-faults.c: P8: every way in which an answer can go wrong, for a pull, an edit and a new deal,
 * through the real HTTP stack
 *
 * For each row: the outcome and its words; a bounded number of requests; nothing lost here, nothing
 * doubled there; and the next rounds bring everything to its end. src/sync/README.md names the
 * rows.
 */
#include <string.h>

#include "remote/cosell-http-remote-private.h"
#include "support/await.h"
#include "support/script-server.h"
#include "sync/service-fixture.h"

#define DEALS 130 /* two pages */
#define REFERRALS "/v1.0/engagements/referrals"
#define OK (-1)

typedef enum
{
  RECOVERS, /* goes out by itself, in this round or a later one */
  PARKS,    /* a person is told, and tries again */
  REREADS,  /* an edit is put onto what the service has now; a new deal parks */
} Fate;

typedef struct
{
  const char *name;
  const char *fault; /* members of a fault; for the first request of the kind */
  int pull;          /* code of the error, or OK */
  const char *words; /* in the error of the pull (nullable) */
  Fate change;       /* what becomes of a change that it happens to */
} Row;

static const Row rows[] = {
  /* twice: libsoup asks once more by itself when a connection that was used before ends */
  { "reset", "'drop':'before','count':2", COSELL_HTTP_ERROR_OFFLINE, "127.0.0.1", RECOVERS },
  { "reset-after-commit", "'drop':'after','count':2", COSELL_HTTP_ERROR_OFFLINE, "broke off",
    RECOVERS },
  { "time-out", "'delayMs':60000", COSELL_HTTP_ERROR_OFFLINE, "did not answer within 1 second",
    RECOVERS },

  { "portal-200", "'body':'html'", COSELL_HTTP_ERROR_PROTOCOL, "sign-in page of the network",
    RECOVERS },
  { "gateway-502", "'body':'html','status':502", COSELL_HTTP_ERROR_SERVER, "gateway", RECOVERS },
  { "filter-403", "'body':'html','status':403", COSELL_HTTP_ERROR_PROTOCOL, "filter", RECOVERS },
  { "filter-404", "'body':'html','status':404", COSELL_HTTP_ERROR_PROTOCOL, "filter", RECOVERS },
  { "203", "'status':203", COSELL_HTTP_ERROR_PROTOCOL, "changed the answer", RECOVERS },
  { "206", "'status':206", COSELL_HTTP_ERROR_PROTOCOL, "Only a part", RECOVERS },
  { "portal-302", "'body':'html','status':302,'location':'http://login.example/'",
    COSELL_HTTP_ERROR_PROTOCOL, "pointed to another address (http://login.example/)", RECOVERS },
  { "portal-511", "'body':'html','status':511", COSELL_HTTP_ERROR_PROTOCOL,
    "sign-in page of the network", RECOVERS },
  { "301", "'status':301,'location':'https://elsewhere.example/'", COSELL_HTTP_ERROR_PROTOCOL,
    "must not go elsewhere", RECOVERS },
  { "304", "'status':304", COSELL_HTTP_ERROR_PROTOCOL, "HTTP 304", RECOVERS },
  { "307-same-host", "'status':307,'location':'" REFERRALS "'", COSELL_HTTP_ERROR_PROTOCOL,
    "HTTP 307", RECOVERS },

  { "400", "'status':400", COSELL_HTTP_ERROR_REJECTED, "HTTP 400", PARKS },
  { "401", "'status':401", COSELL_HTTP_ERROR_SIGN_IN, "Sign in again", RECOVERS },
  { "403", "'status':403", COSELL_HTTP_ERROR_FORBIDDEN, "does not allow", PARKS },
  { "404", "'status':404", COSELL_HTTP_ERROR_GONE, "HTTP 404", PARKS },
  { "405", "'status':405", COSELL_HTTP_ERROR_REJECTED, "HTTP 405", PARKS },
  { "407", "'status':407", COSELL_HTTP_ERROR_PROTOCOL, "proxy of this network wants a user name",
    RECOVERS },
  { "408", "'status':408", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "409", "'status':409", COSELL_HTTP_ERROR_CONFLICT, "HTTP 409", REREADS },
  { "410", "'status':410", COSELL_HTTP_ERROR_GONE, "HTTP 410", PARKS },
  { "411", "'status':411", COSELL_HTTP_ERROR_REJECTED, "HTTP 411", PARKS },
  { "412", "'status':412", COSELL_HTTP_ERROR_CONFLICT, "HTTP 412", REREADS },
  { "413", "'status':413", COSELL_HTTP_ERROR_REJECTED, "HTTP 413", PARKS },
  { "415", "'status':415", COSELL_HTTP_ERROR_REJECTED, "HTTP 415", PARKS },
  { "416", "'status':416", COSELL_HTTP_ERROR_REJECTED, "HTTP 416", PARKS },
  { "422", "'status':422", COSELL_HTTP_ERROR_REJECTED, "HTTP 422", PARKS },
  { "423", "'status':423", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "429", "'status':429", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "500", "'status':500", COSELL_HTTP_ERROR_SERVER, "failed to answer", RECOVERS },
  { "501", "'status':501", COSELL_HTTP_ERROR_SERVER, "HTTP 501", RECOVERS },
  { "502", "'status':502", COSELL_HTTP_ERROR_SERVER, "gateway", RECOVERS },
  { "503", "'status':503", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "504", "'status':504", COSELL_HTTP_ERROR_SERVER, "gateway", RECOVERS },
  { "507", "'status':507", COSELL_HTTP_ERROR_SERVER, "HTTP 507", RECOVERS },
  { "509", "'status':509", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "599", "'status':599", COSELL_HTTP_ERROR_SERVER, "HTTP 599", RECOVERS },
  { "299", "'status':299", COSELL_HTTP_ERROR_PROTOCOL, "HTTP 299", RECOVERS },

  { "retry-after-seconds", "'retryAfter':'7'", COSELL_HTTP_ERROR_BUSY, "asks to wait for 7 seconds",
    RECOVERS },
  { "retry-after-date", "'retryAfter':'Sun, 22 Nov 2026 08:00:07 GMT'", COSELL_HTTP_ERROR_BUSY,
    "asks to wait for", RECOVERS },
  { "retry-after-absurd", "'retryAfter':'99999999999999999999'", COSELL_HTTP_ERROR_BUSY,
    "asks to wait until", RECOVERS },
  { "retry-after-negative", "'retryAfter':'-5'", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },
  { "retry-after-past", "'retryAfter':'Thu, 01 Jan 1970 00:00:00 GMT'", COSELL_HTTP_ERROR_BUSY,
    "asks to wait for 1 second.", RECOVERS },
  { "retry-after-words", "'retryAfter':'soon'", COSELL_HTTP_ERROR_BUSY, "busy", RECOVERS },

  { "cut", "'body':'cut'", COSELL_HTTP_ERROR_OFFLINE, "broke off", RECOVERS },
  { "cut-in-chunks", "'body':'cut','chunked':true", COSELL_HTTP_ERROR_OFFLINE, "broke off",
    RECOVERS },
  { "garbled", "'body':'garbled'", COSELL_HTTP_ERROR_PROTOCOL, "damaged", RECOVERS },
  { "empty-200", "'body':'empty'", COSELL_HTTP_ERROR_PROTOCOL, "damaged", RECOVERS },
  { "oversized", "'oversize':70000000", COSELL_HTTP_ERROR_PROTOCOL, "larger than", RECOVERS },
  { "gzip", "'encoding':'gzip'", OK, NULL, RECOVERS },
  { "gzip-bomb", "'encoding':'gzip','oversize':100000000", COSELL_HTTP_ERROR_PROTOCOL,
    "larger than", RECOVERS },
  { "utf-16", "'charset':'utf-16'", COSELL_HTTP_ERROR_PROTOCOL, "damaged", RECOVERS },
  { "latin-1", "'charset':'latin-1'", COSELL_HTTP_ERROR_PROTOCOL, "damaged", RECOVERS },
  { "byte-order-mark", "'charset':'bom'", OK, NULL, RECOVERS },

  { "next-link-elsewhere", "'nextLink':'https://elsewhere.example/list?$skiptoken=1'",
    COSELL_HTTP_ERROR_REJECTED, "HTTP 400", RECOVERS },
  { "next-link-circle", "'nextLink':'?$orderby=updatedDateTime%20desc&$top=100','count':9",
    COSELL_HTTP_ERROR_PROTOCOL, "again and again", RECOVERS },
  { "date-missing", "'date':''", OK, NULL, RECOVERS },
  { "date-garbled", "'date':'yesterday'", OK, NULL, RECOVERS },
  { "date-wrong", "'date':'Fri, 01 Jan 2038 00:00:00 GMT'", OK, NULL, RECOVERS },
};

static void
set_up (ServiceFixture *fixture, gconstpointer data)
{
  service_open (fixture, DEALS);
  /* newest of all: something that is not ASCII */
  service_order (fixture, "act", "{'as':'microsoft','do':'send','name':'Åkeri från Malmö'}");
}

static void
order_fault (ServiceFixture *fixture, const char *method, const char *members)
{
  service_order_fault (fixture, method, "%s", members);
  /* only for the row that waits for it */
  cosell_http_remote_set_timeout (fixture->http, strstr (members, "delayMs") != NULL ? 1 : 30);
}

static void
forget_faults (ServiceFixture *fixture)
{
  service_order (fixture, "faults", "{'count':0}");
}

static void
check_error (const Row *row, const GError *error)
{
  if (error != NULL)
    g_test_message ("%s", error->message);
  /* a page of which single deals cannot be read is good for the others */
  if (row->pull == OK || (error == NULL && strcmp (row->words, "damaged") == 0))
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, COSELL_HTTP_ERROR, row->pull);
  if (strstr (error->message, row->words) == NULL)
    g_error ("“%s” is not in “%s”", row->words, error->message);
}

/* a pull */

static void
test_pull (ServiceFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  guint n = service_count_server (fixture);

  order_fault (fixture, "GET", row->fault);
  sync_round (&fixture->base, SYNC_BOTH, NULL, &error);
  check_error (row, error);
  g_assert_cmpuint (service_count_requests (fixture, NULL), <=, 3);
  if (error != NULL)
    {
      g_autofree char *last = sync_get_meta (&fixture->base, "last-sync");

      g_assert_null (last); /* nobody is told that all is here */
    }
  forget_faults (fixture);
  sync_round_ok (&fixture->base, SYNC_BOTH);
  g_assert_cmpuint (service_assert_same (fixture), ==, n);
}

/* The same in the middle: the second page. What came before stays. */
static void
test_pull_midway (ServiceFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autofree char *fault = g_strconcat ("'skip':1,", row->fault, NULL);
  g_autoptr (GError) error = NULL;
  guint n = service_count_server (fixture);

  order_fault (fixture, "GET", fault);
  sync_round (&fixture->base, SYNC_BOTH, NULL, &error);
  check_error (row, error);
  g_assert_cmpuint (sync_count_deals (&fixture->base), >, 0);
  g_assert_cmpuint (service_count_requests (fixture, NULL), <=, 4);
  forget_faults (fixture);
  sync_round_ok (&fixture->base, SYNC_BOTH);
  g_assert_cmpuint (service_assert_same (fixture), ==, n);
}

/* changes */

static gboolean
retry_job (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_get_outbox (store, 0, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (!cosell_store_retry (store, entry->seq, error))
        return FALSE;
    }
  return entries != NULL;
}

/* Rounds until nothing waits, by themselves as time goes by. Returns: how many it took */
static guint
finish (ServiceFixture *fixture, guint limit)
{
  for (guint round = 1; round <= limit; round++)
    {
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;

      cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->base.clock),
                                   25 * G_TIME_SPAN_HOUR); /* longer than any Retry-After counts */
      sync_round (&fixture->base, SYNC_BOTH, NULL, &error);
      if (error != NULL)
        g_test_message ("%s", error->message);
      entries = sync_get_outbox (&fixture->base);
      if (entries->len == 0)
        return round;
      for (guint i = 0; i < entries->len; i++)
        g_test_message ("%s",
                        ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->last_error);
    }
  g_assert_not_reached ();
}

/* After the round in which it happened. */
static void
check_fate (ServiceFixture *fixture, const Row *row, guint n_entries)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);
  const CosellOutboxEntry *entry = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
  g_autoptr (GError) error = NULL;

  forget_faults (fixture);
  if (row->change == RECOVERS || (row->change == REREADS && n_entries == 1))
    {
      if (entry != NULL)
        g_assert_cmpint (entry->state, !=, COSELL_OUTBOX_STATE_PARKED);
      finish (fixture, 2);
      return;
    }
  g_assert_cmpuint (entries->len, ==, n_entries);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "asked for at faults")); /* the service's words */
  cosell_store_run (fixture->base.store, COSELL_STORE_WRITE, retry_job, NULL, &error);
  g_assert_no_error (error);
  finish (fixture, 1);
}

static void
test_edit (ServiceFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  guint n = 0, before = 0;

  sync_round_ok (&fixture->base, SYNC_BOTH);
  n = service_count_server (fixture);
  id = service_find_deal (fixture, "Accepted", 0);
  sync_edit (&fixture->base, id, "name", "Åkeri, edited");
  before = service_count_requests (fixture, NULL);
  order_fault (fixture, "PATCH", row->fault);
  sync_round (&fixture->base, SYNC_BOTH, NULL, NULL);
  g_assert_cmpuint (service_count_requests (fixture, NULL) - before, <=, 5);
  name = sync_get_value (&fixture->base, id, "/name");
  g_assert_cmpstr (name, ==, "\"Åkeri, edited\""); /* whatever happened */
  check_fate (fixture, row, 1);
  g_clear_pointer (&name, g_free);
  name = sync_get_value (&fixture->base, id, "/name");
  g_assert_cmpstr (name, ==, "\"Åkeri, edited\"");
  g_assert_cmpuint (service_assert_same (fixture), ==, n);
}

static void
test_create (ServiceFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  guint n = 0, before = 0;

  sync_round_ok (&fixture->base, SYNC_BOTH);
  n = service_count_server (fixture);
  service_submit (fixture, MICROSOFT);
  before = service_count_requests (fixture, NULL);
  order_fault (fixture, "POST", row->fault);
  sync_round (&fixture->base, SYNC_BOTH, NULL, NULL);
  g_assert_cmpuint (service_count_requests (fixture, NULL) - before, <=, 6);
  check_fate (fixture, row, 2);
  g_assert_cmpuint (service_assert_same (fixture), ==,
                    n + 2); /* the own half and Microsoft's, each once */
}

/* what no running server does */

/* The connection does not come about: nothing was sent, so nothing is unconfirmed. */
static void
check_unreachable (ServiceFixture *fixture,
                   const char *origin,
                   CosellHttpError code,
                   const char *words)
{
  g_autofree char *home = g_strdup (cosell_sandbox_get_url (fixture->sandbox));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  sync_round_ok (&fixture->base, SYNC_BOTH);
  n = service_count_server (fixture);
  service_submit (fixture, MICROSOFT);
  service_use_origin (fixture, origin);
  sync_round (&fixture->base, SYNC_BOTH, NULL, &error);
  g_assert_error (error, COSELL_HTTP_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_false (((const CosellOutboxEntry *) g_ptr_array_index (entries, 0))->unconfirmed);
  service_use_origin (fixture, home);
  finish (fixture, 1);
  g_assert_cmpuint (service_assert_same (fixture), ==, n + 2);
}

static void
test_no_name (ServiceFixture *fixture, gconstpointer data)
{
  check_unreachable (fixture, "https://cosell.invalid", COSELL_HTTP_ERROR_OFFLINE,
                     "cosell.invalid cannot be reached");
}

static void
test_refused (ServiceFixture *fixture, gconstpointer data)
{
  ScriptServer *server = script_server_new ();
  g_autofree char *origin = g_strdup (script_server_get_origin (server));

  script_server_free (server);
  check_unreachable (fixture, origin, COSELL_HTTP_ERROR_OFFLINE, "127.0.0.1 cannot be reached");
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (stream, answer, strlen (answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

/* What answers at an https address does not speak TLS. */
static void
test_tls (ServiceFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autofree char *origin = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  origin = g_strdup_printf ("https://127.0.0.1:%u", port);
  check_unreachable (fixture, origin, COSELL_HTTP_ERROR_TLS, "not secure");
}

/* P12: a server that says nothing: the main loop goes on, and the round can be called off. */
static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
  return G_SOURCE_REMOVE;
}

static void
test_stalled_and_cancelled (ServiceFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  order_fault (fixture, "GET", "'delayMs':600000");
  cosell_http_remote_set_timeout (fixture->http, 600);
  cosell_sync_round_async (fixture->base.sync, SYNC_BOTH, cancellable, await_cb, &place);
  g_timeout_add (50, cancel_cb, cancellable);
  result = await_result (&place);
  g_assert_false (cosell_sync_round_finish (fixture->base.sync, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  forget_faults (fixture); /* it may have been called off before the request was there */
  sync_round_ok (&fixture->base, SYNC_BOTH);
}

/* The same for the disk: a job that does not end keeps the worker, not the main loop. */
typedef struct
{
  GAsyncQueue *release;
  gboolean began; /* atomic */
} Stall;

static gboolean
stall_job (CosellStore *store, gpointer data, GError **error)
{
  Stall *stall = data;

  g_atomic_int_set (&stall->began, TRUE);
  g_async_queue_pop (stall->release);
  return TRUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  guint *ticks = user_data;

  return ++*ticks < 20 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_disk_stalled (ServiceFixture *fixture, gconstpointer data)
{
  Stall stall = { g_async_queue_new (), FALSE };
  GAsyncResult *stalled = NULL, *synced = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) round = NULL;
  g_autoptr (GError) error = NULL;
  guint ticks = 0;

  cosell_store_run_async (fixture->base.store, COSELL_STORE_WRITE, stall_job, &stall, NULL, NULL,
                          await_cb, &stalled);
  cosell_sync_round_async (fixture->base.sync, SYNC_BOTH, NULL, await_cb, &synced);
  g_timeout_add (1, tick_cb, &ticks);
  while (!g_atomic_int_get (&stall.began) || ticks < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (stalled);
  g_assert_null (synced);
  g_async_queue_push (stall.release, &stall);
  result = await_result (&stalled);
  g_assert_true (cosell_store_run_finish (fixture->base.store, result, &error));
  g_assert_no_error (error);
  round = await_result (&synced);
  g_assert_true (cosell_sync_round_finish (fixture->base.sync, round, NULL, &error));
  g_assert_no_error (error);
  g_async_queue_unref (stall.release);
}

/* Under the sanitizers a case takes seconds: there each row happens to one thing only. */
static void
add (guint number, const char *kind, const Row *row, void (*func) (ServiceFixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/sync/faults/P8-%s/%s", kind, row->name);

#ifdef __SANITIZE_ADDRESS__
  if (((guint) (row - rows) + number) % 4 != 0)
    return;
#endif
  g_test_add (path, ServiceFixture, row, set_up, func, service_tear_down);
}

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE); /* the desktop's is not there in a test */
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      add (0, "pull", &rows[i], test_pull);
      if (strstr (rows[i].fault, "nextLink") != NULL)
        continue;
      if (strstr (rows[i].fault, "latin-1") == NULL) /* the second page is ASCII */
        add (1, "pull-midway", &rows[i], test_pull_midway);
      add (2, "edit", &rows[i], test_edit);
      add (3, "create", &rows[i], test_create);
    }
  g_test_add ("/sync/faults/P8-no-name", ServiceFixture, NULL, set_up, test_no_name,
              service_tear_down);
  g_test_add ("/sync/faults/P8-refused", ServiceFixture, NULL, set_up, test_refused,
              service_tear_down);
  g_test_add ("/sync/faults/P8-tls", ServiceFixture, NULL, set_up, test_tls, service_tear_down);
  g_test_add ("/sync/faults/P12-stalled-and-cancelled", ServiceFixture, NULL, set_up,
              test_stalled_and_cancelled, service_tear_down);
  g_test_add ("/sync/faults/P12-disk-stalled", ServiceFixture, NULL, set_up, test_disk_stalled,
              service_tear_down);
  return g_test_run ();
}
