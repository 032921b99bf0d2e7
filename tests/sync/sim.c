/* sim.c: simulations of many clients, one for each seed (P1, P2, P3, P7)
 *
 * sim [--seed N | --seeds A..B] [--clients N] [--steps N] [--plain] [--lies] [--crm] [--verbose]
 *
 * As a test (--tap) it runs the seeds that once failed, some seeds of its own, and one of them
 * twice. A failure names the seed; run it with --verbose to see the trace. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sync/sim-seeds.h"

#define CLIENTS 3
#define CRM_CLIENTS 2
#define STEPS 60
#ifdef __SANITIZE_ADDRESS__
#define TEST_SEEDS 10
#define CRM_SEEDS 5
#else
#define TEST_SEEDS 50
#define CRM_SEEDS 24
#endif

static char running[64];

/* An assertion in the program names the seed too. */
static void
abort_cb (int number)
{
  if (write (STDERR_FILENO, running, strlen (running)) < 0)
    _exit (1);
}

static char *
run (const SimOptions *options, char **trace)
{
  g_autofree char *name = g_strdup_printf ("seed %" G_GUINT64_FORMAT "\n", options->seed);

  g_strlcpy (running, name, sizeof running);
  return sim_run (options, trace);
}

/* The same seed with as few steps as still fail. */
static guint
shrink (const SimOptions *options)
{
  SimOptions shorter = *options;
  guint fails = options->steps;

  shorter.verbose = FALSE;
  for (shorter.steps = options->steps / 8; shorter.steps < fails; shorter.steps += 1)
    {
      g_autofree char *trace = NULL;
      g_autofree char *failure = run (&shorter, &trace);

      if (failure != NULL)
        fails = shorter.steps;
    }
  return fails;
}

static gboolean
run_and_tell (const SimOptions *options)
{
  g_autofree char *trace = NULL;
  g_autofree char *failure = run (options, &trace);

  if (failure == NULL)
    return TRUE;
  printf ("seed %" G_GUINT64_FORMAT " --clients %u --steps %u%s%s%s: %s\n", options->seed,
          options->clients, options->verbose ? options->steps : shrink (options),
          options->plain ? " --plain" : "", options->lies ? " --lies" : "",
          options->crm ? " --crm" : "", failure);
  fflush (stdout);
  return FALSE;
}

static gboolean
read_range (const char *text, guint64 *first, guint64 *last)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);

  return g_strv_length (ends) == 2 &&
         g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXUINT64, first, NULL) &&
         g_ascii_string_to_unsigned (ends[1], 10, *first, G_MAXUINT64, last, NULL);
}

static int
run_seeds (SimOptions *options, guint64 first, guint64 last)
{
  gint64 start = g_get_monotonic_time ();
  guint failed = 0;

  for (options->seed = first; options->seed <= last; options->seed++)
    {
      if (!run_and_tell (options))
        failed++;
      if (options->seed % 500 == 0 && last - first > 500)
        {
          printf ("… %" G_GUINT64_FORMAT ", %u failed\n", options->seed, failed);
          fflush (stdout);
        }
    }
  printf ("%" G_GUINT64_FORMAT " seeds, %u clients, %u steps: %u failed, %.1f s\n",
          last - first + 1, options->clients, options->steps, failed,
          (double) (g_get_monotonic_time () - start) / 1e6);
  return failed > 0;
}

/* tests */

static void
assert_holds (const SimOptions *options)
{
  g_autofree char *trace = NULL;
  g_autofree char *failure = run (options, &trace);

  if (failure != NULL)
    g_test_fail_printf ("sim --seed %" G_GUINT64_FORMAT " --clients %u --steps %u: %s",
                        options->seed, options->clients, options->steps, failure);
}

static void
test_found (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sim_seeds); i++)
    {
      SimOptions options = { sim_seeds[i].seed,  sim_seeds[i].clients, sim_seeds[i].steps, FALSE,
                             !sim_seeds[i].more, sim_seeds[i].lies,    sim_seeds[i].crm };

      g_test_message ("%s", sim_seeds[i].found);
      assert_holds (&options);
    }
}

static void
test_seeds (gconstpointer clients)
{
  for (guint i = 0; i < TEST_SEEDS; i++)
    {
      SimOptions options = { 1000 + i, GPOINTER_TO_UINT (clients), STEPS, FALSE, FALSE, FALSE };

      assert_holds (&options);
    }
}

static void
test_lies (void)
{
  for (guint i = 0; i < TEST_SEEDS; i++)
    {
      SimOptions options = { 1000 + i, CLIENTS, STEPS, FALSE, FALSE, TRUE };

      assert_holds (&options);
    }
}

static void
test_crm (void)
{
  for (guint i = 0; i < CRM_SEEDS; i++)
    {
      SimOptions options = { 1000 + i, CRM_CLIENTS, STEPS, FALSE, FALSE, FALSE, TRUE };

      assert_holds (&options);
    }
}

static void
test_repeats (void)
{
  for (guint i = 0; i < 6; i++)
    {
      SimOptions options = { 7 + i, CLIENTS, STEPS, FALSE, FALSE, FALSE, i == 5 };
      g_autofree char *first = NULL;
      g_autofree char *again = NULL;

      g_free (run (&options, &first));
      g_free (run (&options, &again));
      g_assert_cmpstr (first, ==, again);
    }
}

int
main (int argc, char **argv)
{
  SimOptions options = { 0, CLIENTS, STEPS, FALSE, FALSE, FALSE };
  g_autofree char *seed = NULL;
  g_autofree char *seeds = NULL;
  g_autoptr (GError) error = NULL;
  guint64 first = 0, last = 0;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "Run this one", "N" },
    { "seeds", 0, 0, G_OPTION_ARG_STRING, &seeds, "Run these", "A..B" },
    { "clients", 0, 0, G_OPTION_ARG_INT, &options.clients, "How many (3)", "N" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "What people do (60)", "N" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options.plain,
      "No deal disappears, no connection breaks while a request is on its way", NULL },
    { "lies", 0, 0, G_OPTION_ARG_NONE, &options.lies, "The service's stamps lie", NULL },
    { "crm", 0, 0, G_OPTION_ARG_NONE, &options.crm, "There is a CRM, too", NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options.verbose, "Print the trace", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  signal (SIGABRT, abort_cb);
  signal (SIGTRAP, abort_cb);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("sim: %s\n", error->message);
      return 2;
    }
  if (seed != NULL || seeds != NULL)
    {
      g_autofree char *one = seed != NULL ? g_strdup_printf ("%s..%s", seed, seed) : NULL;

      if (read_range (one != NULL ? one : seeds, &first, &last))
        return run_seeds (&options, first, last);
      g_printerr ("sim: --seed takes a number, --seeds two with .. between them\n");
      return 2;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sim/same-seed-same-trace", test_repeats);
  g_test_add_func ("/sim/seeds-that-once-failed", test_found);
  g_test_add_data_func ("/sim/P2-one-client", GUINT_TO_POINTER (1), test_seeds);
  g_test_add_data_func ("/sim/P2-P3-P7-three-clients", GUINT_TO_POINTER (CLIENTS), test_seeds);
  g_test_add_func ("/sim/P14-lying-stamps", test_lies);
  g_test_add_func ("/sim/K3-K14-K18-crm", test_crm);
  return g_test_run ();
}
