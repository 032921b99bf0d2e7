/* cosell-sandbox-random.h: the same numbers on every machine; any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small random generator that gives the same numbers on every machine. */
typedef struct
{
  guint64 state;
} SandboxRandom;
/* Returns: the next of all numbers of 64 bits */
guint64
sandbox_random_next (SandboxRandom *random);
/* Returns: a number from 0 on, below limit */
guint
sandbox_random_below (SandboxRandom *random, guint limit);
/* Returns: (transfer full) a GUID of version 4 */
char *
sandbox_random_guid (SandboxRandom *random);

G_END_DECLS
