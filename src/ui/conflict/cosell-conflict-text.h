/* cosell-conflict-text.h: the three values of a conflict, in words that people read; pure, main
 * thread */
#pragma once

#include "model/cosell-conflict.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CONFLICT_BASE,
  COSELL_CONFLICT_MINE,
  COSELL_CONFLICT_THEIRS,
} CosellConflictSide;

/* conflicts: of CosellConflict of one deal; unit: index of the first one of those that are decided
 * together (cosell_conflict_is_one). deal: the row as it stands. Money with its currency, dates,
 * names; of lists what a side added, changed and removed, of the base all of it.
 * Returns: (transfer full) */
char *
cosell_conflict_text (GPtrArray *conflicts,
                      guint unit,
                      CosellConflictSide side,
                      const CosellDealData *deal);

G_END_DECLS
