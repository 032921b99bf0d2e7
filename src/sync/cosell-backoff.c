/* cosell-backoff.c: how long to wait before the next try */
#include "sync/cosell-backoff.h"

#define FIRST (5 * G_USEC_PER_SEC)
#define LONGEST (15 * 60 * G_TIME_SPAN_SECOND)

gint64
cosell_backoff_delay (gint64 attempts, double random)
{
  gint64 whole = FIRST;

  for (gint64 i = 1; i < attempts && whole < LONGEST; i++)
    whole *= 2;
  whole = MIN (whole, LONGEST);
  return whole / 2 + (gint64) ((double) (whole / 2) * CLAMP (random, 0.0, 1.0));
}
