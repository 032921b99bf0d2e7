/* cosell-sandbox-walk.h: a list that is being paged through (contract 3.1) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list whose order is kept while it is paged through. */
typedef struct
{
  guint64 id;
  GPtrArray *records; /* (owned), of borrowed records */
} SandboxWalk;

/* walk: (nullable): a SandboxWalk; a GDestroyNotify */
void
sandbox_walk_free (gpointer walk);

G_END_DECLS
