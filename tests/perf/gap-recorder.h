/* gap-recorder.h: how long the main loop was away
 *
 * A timer of 1 ms with high priority notes when it was dispatched; a gap is the time between two
 * dispatches less what GTK laid out and painted, which is told apart, as frames. Beside the time on
 * the wall stands the processor time that the main thread spent in the gap: what the wall has more
 * was waited for, or taken by other programs of this machine.
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _GapRecorder GapRecorder;

GapRecorder *gap_recorder_new (void);
void gap_recorder_free (GapRecorder *self);
/* Tells the frames of this clock from the rest, until it is gone. */
void gap_recorder_watch (GapRecorder *self, GdkFrameClock *clock);
/* Ends the phase under way and begins another; NULL begins none. */
void gap_recorder_begin (GapRecorder *self, const char *phase);
/* Runs the main context for this long. */
void gap_recorder_run (GapRecorder *self, guint milliseconds);
/* `name value unit aim` a line, then a table, then what the three gaps of each phase were that took the
 * most processor time (gap-stacks.h). */
void gap_recorder_print (GapRecorder *self, const char *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GapRecorder, gap_recorder_free)

G_END_DECLS
