/* cosell-query-complete.h: what may be typed at a place of a query (rule I12); pure
 *
 * First the spot is looked for, then, with the names of deals that the caller found for it, what can
 * stand there.
 */
#pragma once

#include "model/cosell-query.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_QUERY_SPOT_NOTHING, /* in a phrase, or where no value can be guessed */
  COSELL_QUERY_SPOT_TERM,    /* a key, a keyword, or a plain word */
  COSELL_QUERY_SPOT_VALUE,   /* a value of key */
} CosellQuerySpotKind;

typedef struct
{
  CosellQuerySpotKind kind;
  CosellQueryKey key;     /* VALUE */
  gboolean bound;         /* VALUE: behind an operator or "..", where no word and no "none" stands;
                           * TERM: before a ":", where only a key stands */
  char *typed;            /* (owned) what stands before the cursor, without quotes; "" for nothing */
  CosellQueryRange replaced; /* what the chosen one replaces */
} CosellQuerySpot;

/* cursor: in bytes; one within a character counts as before it. */
void cosell_query_spot_init (CosellQuerySpot *self, const char *text, gsize cursor);
void cosell_query_spot_clear (CosellQuerySpot *self);

typedef enum
{
  COSELL_QUERY_CANDIDATE_KEY,
  COSELL_QUERY_CANDIDATE_KEYWORD,
  COSELL_QUERY_CANDIDATE_WORD, /* of an enum, a stage, "none", a date's name, a code */
  COSELL_QUERY_CANDIDATE_NAME, /* one of names */
} CosellQueryCandidateKind;

typedef struct
{
  CosellQueryCandidateKind kind;
  char *text;  /* (owned) what stands in the place of replaced: "status:", "won", "\"Contoso AB\"" */
  char *label; /* (owned) (nullable): what it means, if text does not say so: "Sweden" */
} CosellQueryCandidate;

/* names: (nullable) (zero-terminated): values of spot->key that deals have, for TEXT and CODE; those
 * that hold what was typed are offered, in their order. At most limit.
 * Returns: (transfer full) of CosellQueryCandidate */
GPtrArray *cosell_query_complete (const CosellQuerySpot *spot, const char *const *names,
                                  guint limit);
/* text with the candidate in its place. cursor: (out): behind it. Returns: (transfer full) */
char *cosell_query_spot_take (const CosellQuerySpot *spot, const char *text,
                              const CosellQueryCandidate *candidate, gsize *cursor);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellQuerySpot, cosell_query_spot_clear)

G_END_DECLS
