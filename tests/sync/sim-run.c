/* sim-run.c: the queue, and a run from beginning to end */
#include <glib/gstdio.h>
#include <stdio.h>

#include "base/cosell-random-private.h"
#include "base/cosell-time.h"
#include "store/cosell-store-object.h"
#include "support/tree.h"
#include "sync/sim-crm.h"

/* A run that does not end by itself is a busy loop somewhere. */
#define MAX_EVENTS 200000
/* of a thousand steps */
#define HIDING 80
#define NIGHTS 60

typedef struct
{
  gint64 due;
  guint64 number;
  SimFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Event;

static void
event_free (gpointer data)
{
  Event *event = data;

  if (event->free_data != NULL)
    event->free_data (event->data);
  g_free (event);
}

guint
sim_below (Sim *sim, guint limit)
{
  return sandbox_random_below (&sim->random, limit);
}

gboolean
sim_chance (Sim *sim, guint of_thousand)
{
  return sim_below (sim, 1000) < of_thousand;
}

guint
sim_below_more (Sim *sim, guint limit)
{
  return sandbox_random_below (&sim->more, limit);
}

gboolean
sim_chance_more (Sim *sim, guint of_thousand)
{
  return sim_below_more (sim, 1000) < of_thousand;
}

void
sim_trace (Sim *sim, const char *format, ...)
{
  gsize start = sim->trace->len;
  va_list args;

  g_string_append_printf (sim->trace, "%11.3f ", (double) (sim->now - sim->begin) / 1e6);
  va_start (args, format);
  g_string_append_vprintf (sim->trace, format, args);
  va_end (args);
  g_string_append_c (sim->trace, '\n');
  if (sim->options.verbose)
    fputs (sim->trace->str + start, stdout);
}

void
sim_fail (Sim *sim, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  sim_trace (sim, "FAILED: %s", message);
  if (sim->failure == NULL)
    sim->failure = g_steal_pointer (&message);
}

void
sim_later (Sim *sim, gint64 microseconds, SimFunc func, gpointer data, GDestroyNotify free_data)
{
  Event *event = g_new0 (Event, 1);
  guint at = sim->events->len;

  event->due = sim->now + microseconds;
  event->number = ++sim->last_event;
  event->func = func;
  event->data = data;
  event->free_data = free_data;
  while (at > 0 && ((const Event *) g_ptr_array_index (sim->events, at - 1))->due <= event->due)
    at--;
  g_ptr_array_insert (sim->events, (int) at, event);
}

static gboolean
all_idle (Sim *sim)
{
  for (guint i = 0; i < sim->clients->len; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);

      if (client->session != NULL && !cosell_store_is_idle (client->session->store))
        return FALSE;
    }
  return TRUE;
}

void
sim_rest (Sim *sim)
{
  do
    {
      while (!all_idle (sim))
        g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE));
  sim_network_take (sim);
}

void
sim_run_until (Sim *sim, gboolean (*done) (gpointer data), gpointer data)
{
  sim_rest (sim);
  while (sim->events->len > 0 && !done (data))
    {
      Event *event = g_ptr_array_steal_index (sim->events, sim->events->len - 1);

      sim->now = MAX (sim->now, event->due);
      event->func (sim, event->data);
      event_free (event);
      sim_rest (sim);
      if (sim->last_event > MAX_EVENTS)
        {
          sim_fail (sim, "It goes on and on: a busy loop.");
          return;
        }
    }
}

/* One person's step after the other, at times close together and at times hours apart. */
static gint64
draw_gap (Sim *sim)
{
  guint kind = sim_below (sim, 100);

  if (kind < 60)
    return (gint64) sim_below (sim, 2000) * 1000;
  if (kind < 95)
    return (gint64) sim_below (sim, 120) * G_TIME_SPAN_SECOND;
  return (gint64) sim_below (sim, 8 * 60) * G_TIME_SPAN_MINUTE;
}

/* Long enough for a look through everything, now and then. */
static gint64
draw_night (Sim *sim)
{
  return sim->hides && sim_chance_more (sim, NIGHTS) ? 25 * G_TIME_SPAN_HOUR : 0;
}

static void
next_step (Sim *sim, gpointer data)
{
  if (sim->failure != NULL || sim->steps_left == 0)
    return;
  sim->steps_left--;
  sim_people_act (sim);
  if (sim->hides && sim_chance_more (sim, HIDING))
    sim_server_hide_or_show (sim);
  sim_later (sim, draw_gap (sim) + draw_night (sim), next_step, NULL, NULL);
}

static gboolean
steps_done (gpointer data)
{
  Sim *sim = data;

  return sim->steps_left == 0 || sim->failure != NULL;
}

static void
set_up (Sim *sim, const SimOptions *options)
{
  static const guint roughness[] = { 0, 0, 20, 80, 200, 400 };
  g_autoptr (GError) error = NULL;
  const char *place = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *template = g_build_filename (place, "cosell-sim-XXXXXX", NULL);

  sim->options = *options;
  sim->random.state = options->seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;
  sim->crm_random.state = options->seed * G_GUINT64_CONSTANT (0x94d049bb133111eb) + 1;
  sim->more.state = options->seed * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) + 1;
  sim->steps_left = options->steps;
  sim->trace = g_string_new (NULL);
  sim->events = g_ptr_array_new_with_free_func (event_free);
  sim->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_client_free);
  sim->promises = g_ptr_array_new ();
  sim->writes = g_ptr_array_new ();
  sim->looks = g_ptr_array_new ();
  g_assert_true (cosell_time_parse ("2026-11-22T08:00:00Z", &sim->begin));
  sim->now = sim->begin;
  cosell_random_set_seed (options->seed);
  sim->folder = g_strdup (g_mkdtemp (template));
  g_assert_nonnull (sim->folder);
  sim->roughness = roughness[sim_below (sim, G_N_ELEMENTS (roughness))];
  sim->page_size = 1 + sim_below (sim, 12);
  sim->has_extras = sim_chance (sim, 150);
  sim->has_reconciliations = sim_chance (sim, 500);
  sim->no_content = sim_chance (sim, 200);
  /* what comes back unchanged is told by no delta: only a look through everything finds it */
  sim->hides = !options->plain && sim->has_reconciliations && sim_chance_more (sim, 700);
  sim->breaks = !options->plain && sim_chance_more (sim, 500);
  sim_trace (sim, "seed %" G_GUINT64_FORMAT ", %u clients, %u steps, %u ‰ rough, pages of %u%s%s%s",
             options->seed, options->clients, options->steps, sim->roughness, sim->page_size,
             sim->no_content ? ", answers without a body" : "",
             sim->hides ? ", deals disappear" : "", sim->breaks ? ", connections break" : "");
  sim_lies_draw (sim);
  sim_server_start (sim);
  if (options->crm)
    sim_crm_server_start (sim);
  for (guint i = 0; i < options->clients; i++)
    {
      SimClient *client = sim_client_new (sim, i);

      g_ptr_array_add (sim->clients, client);
      sim_client_start (client);
      sim_client_sync (client, TRUE);
    }
}

static void
promise_free (gpointer data)
{
  SimPromise *promise = data;

  g_free (promise->field);
  g_free (promise->token);
  g_free (promise);
}

static void
write_free (gpointer data)
{
  SimWrite *write = data;

  g_free (write->id);
  g_free (write->body);
  g_free (write);
}

static void
look_free (gpointer data)
{
  SimLook *look = data;

  g_free (look->id);
  g_free (look->text);
  g_free (look);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static void
tear_down (Sim *sim)
{
  /* whoever still waits for an answer gives up, and is told so */
  sim->over = TRUE;
  for (guint i = 0; i < sim->clients->len; i++)
    sim_client_stop (g_ptr_array_index (sim->clients, i));
  sim_run_until (sim, never, NULL);
  g_ptr_array_set_size (sim->clients, 0);
  g_ptr_array_unref (sim->events);
  g_ptr_array_unref (sim->clients);
  sim_crm_server_stop (sim);
  sim_server_stop (sim);
  g_clear_pointer (&sim->told, g_hash_table_unref);
  g_ptr_array_set_free_func (sim->promises, promise_free);
  g_ptr_array_unref (sim->promises);
  g_ptr_array_set_free_func (sim->writes, write_free);
  g_ptr_array_unref (sim->writes);
  g_ptr_array_set_free_func (sim->looks, look_free);
  g_ptr_array_unref (sim->looks);
  remove_tree (sim->folder);
  g_free (sim->folder);
  cosell_random_unset_seed ();
}

char *
sim_run (const SimOptions *options, char **trace)
{
  g_autofree Sim *sim = g_new0 (Sim, 1);

  set_up (sim, options);
  sim_later (sim, G_TIME_SPAN_SECOND, next_step, NULL, NULL);
  sim_run_until (sim, steps_done, sim);
  if (sim->failure == NULL)
    sim_check (sim);
  tear_down (sim);
  *trace = g_string_free (sim->trace, FALSE);
  return sim->failure;
}
