/* cosell-store-walk.h: how far a walk through the service's list got; worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Meanings: see the table walk. Instants may be COSELL_NO_TIME. */
typedef struct
{
  char *next; /* (owned) (nullable): NULL: there is no such walk */
  gint64 cursor;
  gint64 newest;
  gint64 previous;
  gboolean ordered;
  gint64 place;
  gint64 last;
} CosellWalk;

#define COSELL_WALK_PULL "pull"
#define COSELL_WALK_SWEEP "sweep"
#define COSELL_WALK_CHECK "check"

/* Any thread. */
void
cosell_walk_init (CosellWalk *self);
void
cosell_walk_clear (CosellWalk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellWalk, cosell_walk_clear)

/* walk: (out caller-allocates), initialized */
gboolean
cosell_store_get_walk (CosellStore *self, const char *kind, CosellWalk *walk, GError **error);
/* walk NULL, or without next: it is over. */
gboolean
cosell_store_set_walk (CosellStore *self, const char *kind, const CosellWalk *walk, GError **error);

G_END_DECLS
