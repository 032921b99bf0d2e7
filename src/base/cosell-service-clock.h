/* cosell-service-clock.h: the service's time, learned from its answers
 *
 * Deadlines are the service's, and the computer's clock may be wrong, be set while we run, or stand
 * still while the computer sleeps. So this clock runs with the time that really passes, and is set by
 * the Date of answers: by the middle one of the last five (of an even number the earlier), so that one bad
 * answer does not count.
 * What was learned takes effect only with cosell_service_clock_adopt, so that what was counted by the
 * clock before can be put right in the same moment. Any thread.
 */
#pragma once

#include "base/cosell-clock.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SERVICE_CLOCK (cosell_service_clock_get_type ())
G_DECLARE_FINAL_TYPE (CosellServiceClock, cosell_service_clock, COSELL, SERVICE_CLOCK, GObject)

/* A clock that goes by the computer's (inner) until something is learned. */
CosellClock *cosell_service_clock_new (CosellClock *inner);

/* One answer: its Date (µs UTC) and cosell_clock_elapsed when it was asked for and when it came.
 * What cannot be is ignored: a date far from any present, an answer that took long. */
void cosell_service_clock_learn (CosellServiceClock *self, gint64 date, gint64 asked, gint64 came);
/* Takes over what was learned. Returns: TRUE with *moved (µs; 0 at the first time, when it only
 * became certain) when now is another one than before */
gboolean cosell_service_clock_adopt (CosellServiceClock *self, gint64 *moved);

/* Whether an answer came since it was made or set: else it may be wrong although it is known. */
gboolean cosell_service_clock_is_confirmed (CosellServiceClock *self);

/* How far the service is ahead of the computer's clock, µs; FALSE when nothing is known. To be kept,
 * and given back at the next start. */
gboolean cosell_service_clock_get_offset (CosellServiceClock *self, gint64 *offset);
/* The reverse, at the start: as it was kept the last time, µs. */
void cosell_service_clock_set_offset (CosellServiceClock *self, gint64 offset);

G_END_DECLS
