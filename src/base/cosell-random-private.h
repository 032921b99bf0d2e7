/* cosell-random-private.h: chance that repeats itself, for simulations; any thread */
#pragma once

#include "base/cosell-random.h"

G_BEGIN_DECLS

/* From here on the same seed gives the same sequence, in this whole process. */
void
cosell_random_set_seed (guint64 seed);
/* Real chance again. */
void
cosell_random_unset_seed (void);

G_END_DECLS
