/* cosell-conflict-text.h: the values of a conflict, in words that people read; pure, main
 * thread */
#pragma once

#include "model/cosell-conflict.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CONFLICT_BASE,
  COSELL_CONFLICT_MINE,
  COSELL_CONFLICT_THEIRS, /* the service's */
  COSELL_CONFLICT_OF_CRM,
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

/* Both answers, shortened, a line for each: "Yours: EUR 12,480.00", "Partner Center: EUR 18,000.00".
 * Returns: (transfer full) */
char *
cosell_conflict_sides (GPtrArray *conflicts, guint unit, const CosellDealData *deal);
/* Whether an earlier one of conflicts asks for this one too. */
gboolean
cosell_conflict_is_asked (GPtrArray *conflicts, guint index);
/* How many questions they are. */
guint
cosell_conflict_count_questions (GPtrArray *conflicts);
/* A line for each question, "Deal name: yours …, Partner Center …"; of many only the names.
 * Returns: (transfer full) */
char *
cosell_conflict_summary (GPtrArray *conflicts, const CosellDealData *deal);

G_END_DECLS
