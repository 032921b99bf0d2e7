/* cosell-random.h: chance, which a simulation can repeat; any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 0 ≤ x < 1 */
double
cosell_random_double (void);
/* A GUID of version 4. Returns: (transfer full) */
char *
cosell_random_guid (void);

/* For simulations: from here on the same seed gives the same sequence, in this whole process. */
void
cosell_random_set_seed (guint64 seed);
/* Real chance again. */
void
cosell_random_unset_seed (void);

G_END_DECLS
