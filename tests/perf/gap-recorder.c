#include "gap-recorder.h"

#include <time.h>

#define FRAME_US 16700
#define LONG_US 50000

typedef struct
{
  gint64 wall; /* µs */
  gint64 cpu;  /* µs */
} Gap;

typedef struct
{
  char *name;   /* (owned) */
  GArray *gaps; /* (owned) of Gap */
} Phase;

struct _GapRecorder
{
  GPtrArray *phases; /* (owned) of Phase */
  Phase *current;    /* (unowned) (nullable) */
  guint source;
  gint64 last_wall;
  gint64 last_cpu;
};

static void
phase_free (gpointer data)
{
  Phase *phase = data;

  g_free (phase->name);
  g_array_unref (phase->gaps);
  g_free (phase);
}

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  GapRecorder *self = user_data;
  gint64 wall = g_get_monotonic_time ();
  gint64 cpu = thread_time ();
  Gap gap = { wall - self->last_wall, cpu - self->last_cpu };

  if (self->current != NULL)
    g_array_append_val (self->current->gaps, gap);
  self->last_wall = wall;
  self->last_cpu = cpu;
  return G_SOURCE_CONTINUE;
}

GapRecorder *
gap_recorder_new (void)
{
  GapRecorder *self = g_new0 (GapRecorder, 1);

  self->phases = g_ptr_array_new_with_free_func (phase_free);
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, self, NULL);
  self->last_wall = g_get_monotonic_time ();
  self->last_cpu = thread_time ();
  return self;
}

void
gap_recorder_free (GapRecorder *self)
{
  g_source_remove (self->source);
  g_ptr_array_unref (self->phases);
  g_free (self);
}

void
gap_recorder_begin (GapRecorder *self, const char *phase)
{
  self->current = NULL;
  self->last_wall = g_get_monotonic_time ();
  self->last_cpu = thread_time ();
  if (phase == NULL)
    return;
  self->current = g_new0 (Phase, 1);
  self->current->name = g_strdup (phase);
  self->current->gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  g_ptr_array_add (self->phases, self->current);
}

void
gap_recorder_run (GapRecorder *self, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare_wall (gconstpointer a, gconstpointer b)
{
  const Gap *one = a, *other = b;

  return one->wall < other->wall ? -1 : one->wall > other->wall;
}

typedef struct
{
  double longest, longest_cpu, p95, p99; /* ms */
  guint frames, long_ones, n;
} Summary;

static Summary
summarize (Phase *phase)
{
  Summary summary = { .n = phase->gaps->len };

  if (summary.n == 0)
    return summary;
  g_array_sort (phase->gaps, compare_wall);
  for (guint i = 0; i < summary.n; i++)
    {
      const Gap *gap = &g_array_index (phase->gaps, Gap, i);

      summary.frames += gap->wall > FRAME_US;
      summary.long_ones += gap->wall > LONG_US;
      summary.longest_cpu = MAX (summary.longest_cpu, (double) gap->cpu / 1000);
    }
  summary.longest = (double) g_array_index (phase->gaps, Gap, summary.n - 1).wall / 1000;
  summary.p95 = (double) g_array_index (phase->gaps, Gap, summary.n * 95 / 100).wall / 1000;
  summary.p99 = (double) g_array_index (phase->gaps, Gap, summary.n * 99 / 100).wall / 1000;
  return summary;
}

void
gap_recorder_print (GapRecorder *self, const char *prefix)
{
  g_autoptr (GString) table = g_string_new (NULL);

  g_string_append_printf (table, "\n%-12s %8s %8s %8s %8s %8s %8s %8s\n", "phase", "max ms",
                          "cpu max", "p95", "p99", ">16.7", ">50", "gaps");
  for (guint i = 0; i < self->phases->len; i++)
    {
      Phase *phase = g_ptr_array_index (self->phases, i);
      Summary s = summarize (phase);

      g_print ("%s.%s.gap-max %.1f ms 50\n", prefix, phase->name, s.longest);
      g_print ("%s.%s.gap-cpu-max %.1f ms 50\n", prefix, phase->name, s.longest_cpu);
      g_print ("%s.%s.gap-p95 %.1f ms 16.7\n", prefix, phase->name, s.p95);
      g_print ("%s.%s.gaps-above-16.7 %u gaps 0\n", prefix, phase->name, s.frames);
      g_print ("%s.%s.gaps-above-50 %u gaps 0\n", prefix, phase->name, s.long_ones);
      g_string_append_printf (table, "%-12s %8.1f %8.1f %8.1f %8.1f %8u %8u %8u\n", phase->name,
                              s.longest, s.longest_cpu, s.p95, s.p99, s.frames, s.long_ones, s.n);
    }
  g_print ("%s\n", table->str);
}
