#include "gap-recorder.h"

#include <time.h>

#include "gap-stacks.h"

#define FRAME_US 16700
#define LONG_FRAME_US 33000
/* Gaps of a phase of which it is kept what they were. */
#define N_LONGEST 3
/* Chains of calls that are printed of each. */
#define N_CHAINS 6

typedef struct
{
  gint64 wall; /* µs */
  gint64 cpu;  /* µs */
} Gap;

typedef struct
{
  Gap gap;
  GapStacks *stacks; /* (owned) (nullable) */
} LongGap;

typedef struct
{
  char *name;                 /* (owned) */
  GArray *gaps;               /* (owned) of Gap */
  GArray *frames;             /* (owned) of Gap */
  LongGap longest[N_LONGEST]; /* by processor time, the longest first */
} Phase;

struct _GapRecorder
{
  GPtrArray *phases; /* (owned) of Phase */
  Phase *current;    /* (unowned) (nullable) */
  guint source;
  gint64 last_wall;
  gint64 last_cpu;
  GdkFrameClock *clock; /* (unowned) (nullable) */
  Gap frame;            /* when the layout that is under way began */
  Gap in_frames;        /* since the last tick */
};

static void
phase_free (gpointer data)
{
  Phase *phase = data;

  g_free (phase->name);
  g_array_unref (phase->gaps);
  g_array_unref (phase->frames);
  for (guint i = 0; i < N_LONGEST; i++)
    gap_stacks_free (phase->longest[i].stacks);
  g_free (phase);
}

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The gap that begins now. */
static void
restart (GapRecorder *self)
{
  self->in_frames = (Gap){ 0, 0 };
  gap_stacks_restart ();
  self->last_wall = g_get_monotonic_time ();
  self->last_cpu = thread_time ();
}

static void
keep_longest (Phase *self, Gap gap)
{
  guint place = N_LONGEST;

  while (place > 0 && gap.cpu > self->longest[place - 1].gap.cpu)
    place--;
  if (place == N_LONGEST)
    return;
  gap_stacks_free (self->longest[N_LONGEST - 1].stacks);
  for (guint i = N_LONGEST - 1; i > place; i--)
    self->longest[i] = self->longest[i - 1];
  self->longest[place] = (LongGap){ gap, gap_stacks_dup () };
}

static gboolean
tick_cb (gpointer user_data)
{
  GapRecorder *self = user_data;
  gint64 wall = g_get_monotonic_time ();
  gint64 cpu = thread_time ();
  Gap gap = { wall - self->last_wall - self->in_frames.wall,
              cpu - self->last_cpu - self->in_frames.cpu };

  if (self->current != NULL)
    {
      g_array_append_val (self->current->gaps, gap);
      keep_longest (self->current, gap);
    }
  restart (self);
  return G_SOURCE_CONTINUE;
}

/* After what runs before the layout; without it there is none. */
static void
update_cb (GdkFrameClock *clock, GapRecorder *self)
{
  self->frame = (Gap){ g_get_monotonic_time (), thread_time () };
  gap_stacks_set_paused (TRUE);
}

static void
after_paint_cb (GdkFrameClock *clock, GapRecorder *self)
{
  Gap frame = { g_get_monotonic_time () - self->frame.wall, thread_time () - self->frame.cpu };

  gap_stacks_set_paused (FALSE);
  if (self->frame.wall == 0)
    return;
  if (self->current != NULL)
    g_array_append_val (self->current->frames, frame);
  self->in_frames.wall += frame.wall;
  self->in_frames.cpu += frame.cpu;
  self->frame.wall = 0;
}

GapRecorder *
gap_recorder_new (void)
{
  GapRecorder *self = g_new0 (GapRecorder, 1);

  self->phases = g_ptr_array_new_with_free_func (phase_free);
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, self, NULL);
  gap_stacks_watch ();
  restart (self);
  return self;
}

static void
clock_gone_cb (gpointer data, GObject *clock)
{
  GapRecorder *self = data;

  self->clock = NULL;
}

void
gap_recorder_free (GapRecorder *self)
{
  g_source_remove (self->source);
  gap_stacks_unwatch ();
  if (self->clock != NULL)
    {
      g_object_weak_unref (G_OBJECT (self->clock), clock_gone_cb, self);
      g_signal_handlers_disconnect_by_data (self->clock, self);
    }
  g_ptr_array_unref (self->phases);
  g_free (self);
}

void
gap_recorder_watch (GapRecorder *self, GdkFrameClock *clock)
{
  if (self->clock == clock)
    return;
  self->clock = clock;
  g_signal_connect (clock, "before-paint", G_CALLBACK (update_cb), self);
  g_signal_connect (clock, "update", G_CALLBACK (update_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  g_object_weak_ref (G_OBJECT (clock), clock_gone_cb, self);
}

void
gap_recorder_begin (GapRecorder *self, const char *phase)
{
  self->current = NULL;
  restart (self);
  if (phase == NULL)
    return;
  self->current = g_new0 (Phase, 1);
  self->current->name = g_strdup (phase);
  self->current->gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  self->current->frames = g_array_new (FALSE, FALSE, sizeof (Gap));
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
  guint above, n;
} Summary;

static Summary
summarize (GArray *gaps, gint64 limit)
{
  Summary summary = { .n = gaps->len };

  if (summary.n == 0)
    return summary;
  g_array_sort (gaps, compare_wall);
  for (guint i = 0; i < summary.n; i++)
    {
      const Gap *gap = &g_array_index (gaps, Gap, i);

      summary.above += gap->wall > limit;
      summary.longest_cpu = MAX (summary.longest_cpu, (double) gap->cpu / 1000);
    }
  summary.longest = (double) g_array_index (gaps, Gap, summary.n - 1).wall / 1000;
  summary.p95 = (double) g_array_index (gaps, Gap, summary.n * 95 / 100).wall / 1000;
  summary.p99 = (double) g_array_index (gaps, Gap, summary.n * 99 / 100).wall / 1000;
  return summary;
}

/* What they were is printed behind the figures, since it takes a while to name it. */
static void
print_longest (const Phase *self, const char *prefix)
{
  for (guint i = 0; i < N_LONGEST; i++)
    {
      const LongGap *gap = &self->longest[i];

      if (gap->stacks == NULL)
        continue;
      g_print ("%s.%s.gap-%u %.1f ms processor, %.1f wall\n", prefix, self->name, i + 1,
               (double) gap->gap.cpu / 1000, (double) gap->gap.wall / 1000);
      gap_stacks_print (gap->stacks, N_CHAINS);
    }
}

void
gap_recorder_print (GapRecorder *self, const char *prefix)
{
  g_autoptr (GString) table = g_string_new (NULL);

  g_string_append_printf (table, "\n%-14s %8s %8s %8s %8s %8s   %9s %8s %8s %8s\n", "phase",
                          "gap max", "cpu max", "p99", ">16.7", "gaps", "frame max", "cpu max",
                          ">33", "frames");
  for (guint i = 0; i < self->phases->len; i++)
    {
      Phase *phase = g_ptr_array_index (self->phases, i);
      Summary s = summarize (phase->gaps, FRAME_US);
      Summary f = summarize (phase->frames, LONG_FRAME_US);

      if (s.n == 0)
        continue;
      g_print ("%s.%s.gap-max %.1f ms 16.7\n", prefix, phase->name, s.longest);
      g_print ("%s.%s.gap-cpu-max %.1f ms 16.7\n", prefix, phase->name, s.longest_cpu);
      g_print ("%s.%s.gap-p95 %.1f ms 16.7\n", prefix, phase->name, s.p95);
      g_print ("%s.%s.gaps-above-16.7 %u gaps 0\n", prefix, phase->name, s.above);
      g_print ("%s.%s.frame-max %.1f ms 33\n", prefix, phase->name, f.longest);
      g_print ("%s.%s.frame-cpu-max %.1f ms 33\n", prefix, phase->name, f.longest_cpu);
      g_string_append_printf (table, "%-14s %8.1f %8.1f %8.1f %8u %8u   %9.1f %8.1f %8u %8u\n",
                              phase->name, s.longest, s.longest_cpu, s.p99, s.above, s.n, f.longest,
                              f.longest_cpu, f.above, f.n);
    }
  g_print ("%s\n", table->str);
  for (guint i = 0; i < self->phases->len; i++)
    print_longest (g_ptr_array_index (self->phases, i), prefix);
}
