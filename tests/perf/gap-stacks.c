#include "gap-stacks.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS 6
#define NEXT_MS 1
#define MOST_STACKS 128
#define MOST_CALLS 64
/* Names of a chain that are told: what differs further inward is one. */
#define MOST_NAMES 10

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

typedef struct
{
  int priority; /* of the source that is dispatched */
  int n_calls;
  void *calls[MOST_CALLS]; /* innermost first */
} Stack;

struct _GapStacks
{
  guint n_stacks;
  Stack *stacks; /* (owned) */
};

/* Written by the signal, which comes to the thread that reads them. */
static Stack noted[MOST_STACKS];
static volatile sig_atomic_t n_noted;
static volatile sig_atomic_t is_paused;
static timer_t timer;

static void
signal_cb (int number)
{
  Stack *stack = &noted[n_noted];
  GSource *source;

  if (is_paused || n_noted == MOST_STACKS)
    return;
  source = g_main_current_source ();
  stack->priority = source != NULL ? g_source_get_priority (source) : 0;
  stack->n_calls = backtrace (stack->calls, MOST_CALLS);
  n_noted++;
}

void
gap_stacks_watch (void)
{
  struct sigaction action = { .sa_handler = signal_cb, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };
  void *call;

  backtrace (&call, 1); /* loads what it needs */
  event.sigev_notify_thread_id = gettid ();
  if (sigaction (SIGPROF, &action, NULL) != 0 ||
      timer_create (CLOCK_MONOTONIC, &event, &timer) != 0)
    g_error ("No timer of the system: %s", g_strerror (errno));
}

void
gap_stacks_unwatch (void)
{
  timer_delete (timer);
}

void
gap_stacks_restart (void)
{
  const struct itimerspec times = { .it_value = { .tv_nsec = FIRST_MS * 1000000 },
                                    .it_interval = { .tv_nsec = NEXT_MS * 1000000 } };

  timer_settime (timer, 0, &times, NULL);
  n_noted = 0;
}

void
gap_stacks_set_paused (gboolean paused)
{
  is_paused = paused;
}

GapStacks *
gap_stacks_dup (void)
{
  GapStacks *self;

  if (n_noted == 0)
    return NULL;
  self = g_new0 (GapStacks, 1);
  self->n_stacks = (guint) n_noted;
  self->stacks = g_memdup2 (noted, self->n_stacks * sizeof (Stack));
  return self;
}

void
gap_stacks_free (GapStacks *self)
{
  if (self == NULL)
    return;
  g_free (self->stacks);
  g_free (self);
}

/* ---- names ---- */

/* What addr2line says of a place in this program, which has functions that no other file sees.
 * Returns: (transfer full) (nullable) */
static char *
ask_debug_information (const Dl_info *info, const char *call)
{
  g_autofree char *place = g_strdup_printf ("%#zx", (gsize) (call - (char *) info->dli_fbase) - 1);
  const char *argv[] = { "addr2line", "-f", "-e", info->dli_fname, place, NULL };
  g_autofree char *answer = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer, NULL,
                     &status, NULL) ||
      status != 0 || *answer == '?')
    return NULL;
  return g_strndup (answer, strcspn (answer, "\n"));
}

/* Returns: (transfer full) */
static char *
make_name (const char *call)
{
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  Dl_info info;

  if (dladdr (call, &info) == 0)
    return g_strdup ("?");
  file = g_path_get_basename (info.dli_fname);
  if (strstr (file, ".so") == NULL)
    name = ask_debug_information (&info, call);
  if (name != NULL)
    return g_steal_pointer (&name);
  if (info.dli_sname == NULL)
    return g_strndup (file, strcspn (file, ".-"));
  return strncmp (info.dli_sname, "_Z", 2) == 0 ? g_strdup ("c++") : g_strdup (info.dli_sname);
}

/* Returns: (transfer none) */
static const char *
name_of (GHashTable *names, void *call)
{
  char *name = g_hash_table_lookup (names, call);

  if (name == NULL)
    {
      name = make_name (call);
      g_hash_table_insert (names, call, name);
    }
  return name;
}

/* What stands between two calls that say something. */
static gboolean
is_plumbing (const char *name)
{
  return g_str_has_prefix (name, "g_signal_") || g_str_has_prefix (name, "g_closure_") ||
         g_str_has_prefix (name, "g_cclosure_") || g_str_equal (name, "libgobject") ||
         g_str_equal (name, "libgio");
}

/* From the innermost main loop inward. Returns: (transfer full) */
static char *
make_chain (GHashTable *names, const Stack *stack)
{
  GString *chain = g_string_new (NULL);
  const char *last = "";
  int outer = 2; /* the two innermost are the signal */
  guint n_names = 0;

  while (outer + 1 < stack->n_calls &&
         !g_str_equal (name_of (names, stack->calls[outer + 1]), "g_main_context_dispatch"))
    outer++;
  g_string_append_printf (chain, "%d:", stack->priority);
  for (int i = outer; i >= 2 && n_names < MOST_NAMES; i--)
    {
      const char *name = name_of (names, stack->calls[i]);

      if (!is_plumbing (name) && !g_str_equal (name, last))
        {
          g_string_append_printf (chain, " %s", name);
          last = name;
          n_names++;
        }
    }
  return g_string_free (chain, FALSE);
}

typedef struct
{
  const char *chain;
  guint count;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *other = b;

  return one->count > other->count ? -1 : one->count < other->count;
}

void
gap_stacks_print (const GapStacks *self, guint n_lines)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  GHashTableIter iter;
  gpointer chain, count;

  for (guint i = 0; i < self->n_stacks; i++)
    {
      char *made = make_chain (names, &self->stacks[i]);

      count = g_hash_table_lookup (counts, made);
      g_hash_table_insert (counts, made, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &chain, &count))
    {
      Line line = { chain, GPOINTER_TO_UINT (count) };

      g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < MIN (lines->len, n_lines); i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      g_print ("  %3u x %s\n", line->count, line->chain);
    }
}
