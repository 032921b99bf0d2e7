/* perf-round.h: a round of a sync, from its start to its end */
#pragma once

#include "sync/cosell-sync.h"

G_BEGIN_DECLS

/* Runs the main loop until it is over; fails the program when it fails. Returns: how many referrals came */
guint perf_round_pull (CosellSync *sync);

G_END_DECLS
