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

G_END_DECLS
