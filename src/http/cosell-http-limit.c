/* cosell-http-limit.c: how long a request may take */
#include "http/cosell-http-limit.h"

#define WHOLE_TIMES 10
#define PRIORITY (G_PRIORITY_DEFAULT + 10)
#define SLOWEST 1024 /* bytes a second */

struct _CosellHttpLimit
{
  CosellHttpLimitOver over;
  gpointer user_data;
  guint seconds;
  gint64 second; /* µs */
  gint64 begun;  /* monotonic */
  gint64 heard;  /* monotonic: when the last byte came */
  guint64 bytes;
  guint timer;
};

static guint second_ms = 1000;

gint64
cosell_http_limit_whole (guint seconds, guint64 bytes)
{
  return (gint64) seconds * WHOLE_TIMES + (gint64) (bytes / SLOWEST);
}

static void
wait_on (CosellHttpLimit *self);

static gint64
silent_until (CosellHttpLimit *self)
{
  return self->heard + (gint64) self->seconds * self->second;
}

static gint64
whole_until (CosellHttpLimit *self)
{
  return self->begun + cosell_http_limit_whole (self->seconds, self->bytes) * self->second;
}

static gboolean
due_cb (gpointer user_data)
{
  CosellHttpLimit *self = user_data;
  gint64 now = g_get_monotonic_time ();
  gboolean silent = now >= silent_until (self);

  self->timer = 0;
  if (silent || now >= whole_until (self))
    self->over (silent, self->user_data);
  else
    wait_on (self);
  return G_SOURCE_REMOVE;
}

/* One timer for both limits: a byte only moves the instant, so a fast answer costs nothing. Behind
 * all input: after a moment in which this program did not run, what came meanwhile is read first.
 */
static void
wait_on (CosellHttpLimit *self)
{
  gint64 left = MIN (silent_until (self), whole_until (self)) - g_get_monotonic_time ();

  self->timer = g_timeout_add_full (PRIORITY, (guint) MAX (left / 1000 + 1, 1), due_cb, self, NULL);
  g_source_set_name_by_id (self->timer, "[cosell] request limit");
}

CosellHttpLimit *
cosell_http_limit_new (guint seconds, CosellHttpLimitOver over, gpointer user_data)
{
  CosellHttpLimit *self;

  g_return_val_if_fail (seconds > 0 && over != NULL, NULL);

  self = g_new0 (CosellHttpLimit, 1);
  self->over = over;
  self->user_data = user_data;
  self->seconds = seconds;
  self->second = (gint64) second_ms * 1000;
  self->begun = self->heard = g_get_monotonic_time ();
  wait_on (self);
  return self;
}

void
cosell_http_limit_arrived (CosellHttpLimit *self, gsize bytes)
{
  self->heard = g_get_monotonic_time ();
  self->bytes += bytes;
}

void
cosell_http_limit_free (CosellHttpLimit *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

void
cosell_http_limit_set_second (guint ms)
{
  g_return_if_fail (ms > 0);
  second_ms = ms;
}
