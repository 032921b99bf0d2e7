/* cosell-query-meaning.h: what the words of a query mean in a profile, here and today; worker only,
 * within one job */
#pragma once

#include "app/cosell-query-habits.h"
#include "model/cosell-query-context.h"
#include "model/cosell-rates.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct
{
  CosellQueryContext context; /* for as long as this is there, and stays in its place */
  CosellRates *rates;         /* (owned) */
  GTimeZone *zone;            /* (owned) */
  char *mine[2];              /* (owned) */
} CosellQueryMeaning;

/* Days are those of this computer's time zone and the store's clock; "mine" is who is signed in, else who
 * the habits name. currency: (nullable): values are compared in this one, else in that of the habits. Both
 * are borrowed. */
gboolean cosell_query_meaning_init (CosellQueryMeaning *self, CosellStore *store,
                                    const CosellQueryHabits *habits, const char *currency,
                                    GError **error);
/* Frees what the members hold; one of zeros has nothing. */
void cosell_query_meaning_clear (CosellQueryMeaning *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellQueryMeaning, cosell_query_meaning_clear)

G_END_DECLS
