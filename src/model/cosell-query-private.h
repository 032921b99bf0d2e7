/* cosell-query-private.h: what the files of the query language share
 *
 * Each stands above those that it calls: lexer, value, print, cosell-query.c, edit;
 * and facts, match.
 */
#pragma once

#include "model/cosell-query-match.h"

G_BEGIN_DECLS

/* ---- lexer ---- */

/* An alternative of a filter, or the whole of any other term. */
typedef struct
{
  CosellQueryRange range; /* with its quotes */
  gboolean quoted;
  char *text; /* (owned) without quotes and escapes */
} CosellQueryPiece;

typedef struct
{
  CosellQueryRange range; /* with "-" */
  gboolean negated;
  const CosellQueryKeyInfo *key; /* of a filter; else NULL */
  GArray *pieces;                /* (owned) of CosellQueryPiece; one that is quoted is a phrase */
  gboolean open;                 /* its last quote is not closed: it ends with the text */
  gboolean escaped;              /* and a "\" that escapes nothing yet stands last */
} CosellQueryToken;

/* The next term of text, which is UTF-8, from *at on; *at moves behind it. Returns: FALSE at the end */
gboolean cosell_query_token_next (CosellQueryToken *self, const char *text, gsize *at);
void cosell_query_token_clear (CosellQueryToken *self);
/* I1: what parts terms */
gboolean cosell_query_is_space (const char *p);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellQueryToken, cosell_query_token_clear)

/* ---- values ---- */

/* Returns: (transfer full) (nullable): NULL, and *message (transfer full), when it is no value of key */
CosellQueryValue *cosell_query_value_parse (const CosellQueryKeyInfo *key, const char *text,
                                            gboolean quoted, char **message);
void cosell_query_value_free (CosellQueryValue *self);
gboolean cosell_query_value_equal (const CosellQueryValue *a, const CosellQueryValue *b);
/* I4: what a text is looked for by: folded, on one line. Returns: (transfer full) (nullable): NULL
 * when nothing is left of it */
char *cosell_query_fold (const char *text);

/* ---- facts, by the kind of the key ---- */

/* I8: whether there is none. */
gboolean cosell_query_facts_miss (const CosellQueryFacts *self, const CosellQueryKeyInfo *key);
/* TEXT, COUNTRY, CODE, NUMBER, DATE. (nullable): missing */
const char *cosell_query_facts_text (const CosellQueryFacts *self, const CosellQueryKeyInfo *key);
/* INSTANT, AGE; COSELL_NO_TIME: missing */
gint64 cosell_query_facts_instant (const CosellQueryFacts *self, const CosellQueryKeyInfo *key);
/* WORD, but "tab"; -1: missing */
int cosell_query_facts_word (const CosellQueryFacts *self, const CosellQueryKeyInfo *key);
/* DATE, as a day; 0: missing */
guint32 cosell_query_facts_day (const CosellQueryFacts *self, const CosellQueryKeyInfo *key);

G_END_DECLS
