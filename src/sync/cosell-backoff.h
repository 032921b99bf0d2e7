/* cosell-backoff.h: how long to wait before the next try; pure, any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Doubles with every attempt from 5 s up to 15 min; half of it is jitter, so that many programs
 * that lost the service together do not come back together. attempts: tries made so far, from 1;
 * random: 0 ≤ random < 1. Returns: µs */
gint64
cosell_backoff_delay (gint64 attempts, double random);

G_END_DECLS
