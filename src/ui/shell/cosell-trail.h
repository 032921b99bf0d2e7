/* cosell-trail.h: what was seen in the window, as a way that can be walked back and forth again; pure
 *
 * A place is a page, and of the deals also their tab, what is looked for, and the deal that is open.
 * Places that are only passed by, with keys that follow each other or while one types, become one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COSELL_TRAIL_MOST 50
/* µs: who stays that long at a place has seen it, however they came there. */
#define COSELL_TRAIL_LOOK (G_USEC_PER_SEC)

typedef struct
{
  const char *page; /* (static): the name of a page; the rest counts on "main" alone */
  int tab;
  char *query; /* (owned): never NULL */
  gint64 deal; /* 0: none is open */
} CosellPlace;

void
cosell_place_clear (CosellPlace *self);

typedef struct _CosellTrail CosellTrail;

/* Whether a deal is no more. */
typedef gboolean (*CosellTrailGone) (gint64 deal, gpointer user_data);

CosellTrail *
cosell_trail_new (void);
void
cosell_trail_free (CosellTrail *self); /* self: (nullable) */
/* One is at place now, which is copied; what lay ahead is forgotten. The same place again is none.
 * passing: one came by a key of a walk, or while typing: it takes the place of one before that was
 * passed, too, less than COSELL_TRAIL_LOOK ago, unless a deal was opened or closed on the way. now:
 * µs, monotonic. Returns: FALSE when one was there already */
gboolean
cosell_trail_push (CosellTrail *self, const CosellPlace *place, gboolean passing, gint64 now);
/* The place before (-1) or after (1); one is there then. Places of deals that are gone are passed
 * over, and forgotten. gone: (nullable). Returns: (transfer none) (nullable): NULL at the end;
 * until the next call */
const CosellPlace *
cosell_trail_go (CosellTrail *self, int step, CosellTrailGone gone, gpointer user_data);
/* What cosell_trail_go led to turned out to be this; what lies ahead stays. */
void
cosell_trail_settle (CosellTrail *self, const CosellPlace *place);
/* How many places lie before (-1) or ahead (1), deals that are gone among them. */
guint
cosell_trail_count (CosellTrail *self, int step);
/* The deals that were seen, latest first, each once, without the one that is open. Returns: (transfer
 * full) of gint64, at most most */
GArray *
cosell_trail_list_deals (CosellTrail *self, guint most);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellPlace, cosell_place_clear)

G_END_DECLS
