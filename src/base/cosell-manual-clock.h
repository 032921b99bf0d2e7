/* cosell-manual-clock.h: a clock that is told the time */
#pragma once

#include "base/cosell-clock.h"

G_BEGIN_DECLS

/* A clock that stands still until it is told otherwise (tests, the sandbox's offset). */
#define COSELL_TYPE_MANUAL_CLOCK (cosell_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (CosellManualClock, cosell_manual_clock, COSELL, MANUAL_CLOCK, GObject)

/* now: µs UTC. Returns: (transfer full) */
CosellClock *cosell_manual_clock_new (gint64 now);
/* Sets it, without time passing; time passes with advance. */
void cosell_manual_clock_set (CosellManualClock *self, gint64 now);
/* Lets time pass: now and elapsed both go on. */
void cosell_manual_clock_advance (CosellManualClock *self, gint64 microseconds);

G_END_DECLS
