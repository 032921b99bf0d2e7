#include "base/cosell-random-private.h"

static GMutex lock;
static GRand *repeatable; /* (lock) (owned) (nullable): real chance */

double
cosell_random_double (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return repeatable != NULL ? g_rand_double (repeatable) : g_random_double ();
}

char *
cosell_random_guid (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  guint32 words[4];

  if (repeatable == NULL)
    return g_uuid_string_random ();
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = g_rand_int (repeatable);
  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%04x%08x", words[0], words[1] >> 16,
                          words[1] & 0xfff, 0x8000 | (words[2] >> 16 & 0x3fff), words[2] & 0xffff,
                          words[3]);
}

void
cosell_random_set_seed (guint64 seed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  const guint32 words[2] = { (guint32) seed, (guint32) (seed >> 32) };

  g_clear_pointer (&repeatable, g_rand_free);
  repeatable = g_rand_new_with_seed_array (words, G_N_ELEMENTS (words));
}

void
cosell_random_unset_seed (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  g_clear_pointer (&repeatable, g_rand_free);
}
