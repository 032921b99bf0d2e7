/* fuzz-driver.c: drives a target without libFuzzer: its seeds as they are, then changed at random
 * some thousand times (COSELL_FUZZ_RUNS). The seed is that of g_test_rand, so a failure repeats
 * with
 * --seed on every machine, however fast; COSELL_FUZZ_INPUT=FILE runs one input. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/fuzz.h"

#define MAX_SIZE 4096

/* What readers of JSON, dates, headers and links trip over. */
static const char *const words[] = {
  "{",
  "}",
  "[",
  "]",
  "\"",
  ":",
  ",",
  "null",
  "true",
  "false",
  "-",
  "0",
  "1e400",
  "-0.0",
  "1E-7",
  "99999999999999999999",
  "\\u0000",
  "\\ud83d",
  "\\u00e4",
  "\\",
  "/",
  "~1",
  "~0",
  "/-",
  "/0",
  "?",
  "#",
  "%",
  "%00",
  "'",
  "''",
  "T",
  "Z",
  "+24:00",
  "-14:00",
  "24:00:00",
  "60",
  "0000",
  "9999",
  "-02-29",
  "GMT",
  " ",
  "\n",
  "\r\n",
  "\t",
  "\xC3\xA4",
  "\xED\xA0\x80",
  "\xff",
  "and",
  "or",
  "not",
  "(",
  ")",
  "eq",
  "any(t:",
  "/v1.0/",
};

static guint
pick (guint n)
{
  return n > 0 ? (guint) g_test_rand_int_range (0, (gint32) n) : 0;
}

static guint
count_seeds (void)
{
  guint n = 0;

  while (fuzz_seeds[n] != NULL)
    n++;
  return n;
}

static void
insert (GByteArray *bytes, guint at, const guint8 *data, guint length)
{
  guint8 *copy = g_memdup2 (data, length); /* it may be a part of bytes */
  guint tail = bytes->len - at;

  if (length == 0)
    return;
  g_byte_array_set_size (bytes, bytes->len + length);
  memmove (bytes->data + at + length, bytes->data + at, tail);
  memcpy (bytes->data + at, copy, length);
  g_free (copy);
}

static void
change (GByteArray *bytes)
{
  guint at = pick (bytes->len);
  guint left = bytes->len - at;
  guint length = 1 + pick (MIN (left, 64));
  const char *word = words[pick (G_N_ELEMENTS (words))];
  const char *seed = fuzz_seeds[pick (count_seeds ())];
  guint from;

  switch (pick (7))
    {
    case 0:
      if (left > 0)
        bytes->data[at] ^= (guint8) (1u << pick (8));
      break;
    case 1:
      if (left > 0)
        bytes->data[at] = (guint8) pick (256);
      break;
    case 2:
      if (left > 0)
        g_byte_array_remove_range (bytes, at, MIN (length, left));
      break;
    case 3:
      if (left > 0)
        insert (bytes, at, bytes->data + at, MIN (length, left));
      break;
    case 4:
    case 5:
      insert (bytes, at, (const guint8 *) word, (guint) strlen (word));
      break;
    default:
      from = pick ((guint) strlen (seed));
      insert (bytes, at, (const guint8 *) seed + from,
              1 + pick (MIN ((guint) strlen (seed) - from, 256)) - (seed[from] == '\0'));
    }
  if (bytes->len > MAX_SIZE)
    g_byte_array_set_size (bytes, MAX_SIZE);
}

static const guint8 *running;
static gsize running_size;

/* Says which input it was, as the text of a C string. Nothing but write may be called here. */
static void
crashed_cb (int number)
{
  static const char digits[] = "01234567";
  char octal[] = "\\000";

  for (gsize i = 0; running != NULL && i < running_size; i++)
    {
      gboolean plain = running[i] >= 0x20 && running[i] < 0x7f && running[i] != '"' &&
                       running[i] != '\\' && running[i] != '?';

      octal[1] = digits[running[i] >> 6];
      octal[2] = digits[(running[i] >> 3) & 7];
      octal[3] = digits[running[i] & 7];
      if (write (STDERR_FILENO, plain ? (const char *) running + i : octal, plain ? 1 : 4) < 0)
        break;
    }
  if (write (STDERR_FILENO, "\n", 1) < 0)
    _exit (1);
  signal (number, SIG_DFL);
  raise (number);
}

static void
run (const guint8 *data, gsize size)
{
  guint8 *exact = g_memdup2 (data, size); /* so that one byte too many is seen */

  running = exact;
  running_size = size;
  g_assert_cmpint (LLVMFuzzerTestOneInput (size > 0 ? exact : (const guint8 *) "", size), ==, 0);
  running = NULL;
  g_free (exact);
}

static void
test_seeds (void)
{
  run (NULL, 0);
  for (const char *const *seed = fuzz_seeds; *seed != NULL; seed++)
    run ((const guint8 *) *seed, strlen (*seed));
}

static void
test_changed (void)
{
  const char *wanted = g_getenv ("COSELL_FUZZ_RUNS");
  guint64 runs = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 10000;

  g_assert_cmpuint (runs, >, 0);
  for (guint64 n = 0; n < runs; n++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      const char *seed = fuzz_seeds[pick (count_seeds ())];

      g_byte_array_append (bytes, (const guint8 *) seed, (guint) strlen (seed));
      for (guint left = 1 + pick (8); left > 0; left--)
        change (bytes);
      run (bytes->data, bytes->len);
    }
}

static int
run_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return 1;
  run ((const guint8 *) text, length);
  return 0;
}

int
main (int argc, char **argv)
{
  const char *input = g_getenv ("COSELL_FUZZ_INPUT");
  g_autofree char *name = g_path_get_basename (argv[0]);
  g_autofree char *seeds = g_strdup_printf ("/fuzz/%s/seeds", name);
  g_autofree char *changed = g_strdup_printf ("/fuzz/%s/changed", name);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  signal (SIGABRT, crashed_cb);
  signal (SIGSEGV, crashed_cb);
  signal (SIGFPE, crashed_cb);
  if (input != NULL)
    return run_file (input);
  g_test_add_func (seeds, test_seeds);
  g_test_add_func (changed, test_changed);
  return g_test_run ();
}
