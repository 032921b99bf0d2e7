/* cosell-outbox-order.h: which change goes before which, and so which one goes out next (D18); pure
 *
 * The store asks with all that waits of a deal, the window with two entries to say what a change waits
 * for.
 */
#pragma once

#include "model/cosell-outbox-plan.h"

G_BEGIN_DECLS

/* D18: whether an entry has to wait for another one of the same deal, whichever was made first.
 * now: µs UTC */
gboolean cosell_outbox_order_before (const CosellOutboxHead *other, const CosellOutboxHead *entry,
                                     gint64 now);
/* The first entry after a seq that may go out now; when there is none, a change of the status from
 * before it whose hour has come meanwhile. Of a pending entry that was never tried, not_before is
 * the end of the time to undo it, which counts for everybody; of one that was tried it is the
 * back-off, which does not count when a person asks (explicit_sync). heads: of all that waits of one
 * deal, or of several, in order of deal and seq. Returns: (nullable) one of heads */
const CosellOutboxHead *cosell_outbox_order_next (const CosellOutboxHead *heads, guint n_heads,
                                                  gint64 after, gboolean explicit_sync, gint64 now);

G_END_DECLS
