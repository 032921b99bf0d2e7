/* cosell-sandbox-random.c: the same numbers on every machine */
#include "sandbox/cosell-sandbox-random.h"

/* splitmix64 by Sebastiano Vigna (public domain algorithm): tiny, and the same everywhere */
guint64
sandbox_random_next (SandboxRandom *random)
{
  guint64 z = (random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
sandbox_random_below (SandboxRandom *random, guint limit)
{
  g_return_val_if_fail (limit > 0, 0);
  return (guint) (sandbox_random_next (random) % limit);
}

char *
sandbox_random_guid (SandboxRandom *random)
{
  guint64 a = sandbox_random_next (random);
  guint64 b = sandbox_random_next (random);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
                          (guint) (a >> 16) & 0xffff, (guint) a & 0xfff,
                          0x8000 | ((guint) (b >> 48) & 0x3fff),
                          b & G_GUINT64_CONSTANT (0xffffffffffff));
}
