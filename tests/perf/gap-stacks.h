/* gap-stacks.h: what the main thread does while it is away for long
 *
 * A timer of the system interrupts the thread that made it when it has not come back for a while, and
 * notes the calls that are under way, again and again until it does. There is one at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The calls of one long turn, as they were noted. */
typedef struct _GapStacks GapStacks;

/* Watches the calling thread from now on. */
void gap_stacks_watch (void);
void gap_stacks_unwatch (void);
/* The thread came back: what was noted is forgotten, and time begins anew. */
void gap_stacks_restart (void);
/* Whether what comes is of no interest: it is not noted. */
void gap_stacks_set_paused (gboolean paused);
/* What was noted since the last restart. Returns: (transfer full) NULL when there is nothing */
GapStacks *gap_stacks_dup (void);
/* self: (nullable) */
void gap_stacks_free (GapStacks *self);
/* A line for each chain of calls, most frequent first, n_lines at most, each with how often it was
 * noted, the priority of the source and the names of functions from the main loop inward. */
void gap_stacks_print (const GapStacks *self, guint n_lines);

G_END_DECLS
