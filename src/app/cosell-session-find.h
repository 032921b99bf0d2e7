/* cosell-session-find.h: which deals a query of the language finds, and what they are worth (chapter I)
 *
 * Main context only; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-query-habits.h"
#include "app/cosell-session.h"
#include "model/cosell-enums.h"
#include "model/cosell-query.h"
#include "model/cosell-totals.h"

G_BEGIN_DECLS

/* What queries depend on that a person chose; at first nothing. When it changes, all that was found is
 * told to have changed. habits: borrowed */
void cosell_session_set_query_habits (CosellSession *self, CosellQueryHabits *habits);

/* What is looked for; copied. All members may be left zero. */
typedef struct
{
  CosellTab tab;
  const char *query;          /* (nullable) text of the language */
  gboolean typed;             /* it is being typed: what is not finished is left out, not refused */
  const char *currency;       /* (nullable) values are compared, and summed up, in this one; NULL: in that of
                               * the habits, if there is one */
  gboolean gives_way;         /* of totals that nobody waits for: whatever else is to be done goes first */
  const char *const *filters; /* (nullable) "K=V" */
  const char *sort;           /* (nullable) "KEY" or "-KEY" */
  gint64 limit;               /* 0: all */
} CosellFind;

/* Days are those of this computer's time zone and the session's clock; "mine" is who is signed in,
 * else who the habits name. */
void cosell_session_find_async (CosellSession *self, const CosellFind *find, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* where: (out) (optional): what of the query is broken, with COSELL_RULE_ERROR_SYNTAX; else of length 0.
 * Returns: (transfer full) of CosellDealData; NULL with error */
GPtrArray *cosell_session_find_finish (CosellSession *self, GAsyncResult *result,
                                       CosellQueryRange *where, GError **error);
/* I15: sort and limit do not count. One that is cancelled also ends while it is under way. */
void cosell_session_totals_async (CosellSession *self, const CosellFind *find, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* where: as above. Returns: (transfer full) NULL with error */
CosellTotals *cosell_session_totals_finish (CosellSession *self, GAsyncResult *result,
                                            CosellQueryRange *where, GError **error);

/* Rows of deals that somebody has the ids of (taken, of gint64), in that order.
 * Very many are read in parts, between which others have their turn. */
void cosell_session_rows_async (CosellSession *self, GArray *ids, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) of CosellDealData; one that is gone meanwhile has none. NULL with error */
GPtrArray *cosell_session_rows_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* How many deals of each tab a query finds that is being typed: what is not finished is left out. */
typedef struct
{
  gint64 tabs[COSELL_N_TABS]; /* in the order of CosellTab, but for ALL */
  const char *mine; /* (nullable) as long as the result: why "mine", which was left out, is not known */
} CosellFindCounts;
void cosell_session_count_find_async (CosellSession *self, const char *typed,
                                      GCancellable *c, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean cosell_session_count_find_finish (CosellSession *self, GAsyncResult *result,
                                           CosellFindCounts *counts, GError **error);

/* What deals have as a value of a key, the most frequent first: names to be offered for what is typed.
 * cosell_session_array_finish: of char *, as they are, not quoted */
void cosell_session_find_names_async (CosellSession *self, CosellQueryKey key, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);

/* I16. rates: taken, of CosellRate; all of them are kept, or none. cosell_session_finish */
void cosell_session_set_rates_async (CosellSession *self, GPtrArray *rates, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* One becomes another one, or (rate NULL) is none any more. old, rate: copied. cosell_session_finish */
void cosell_session_replace_rate_async (CosellSession *self, const CosellRate *old,
                                        const CosellRate *rate, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* cosell_session_array_finish: of CosellRate */
void cosell_session_rates_async (CosellSession *self, GCancellable *c, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
