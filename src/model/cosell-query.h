/* cosell-query.h: the query language: what a person types to find deals (chapter I of the rules)
 *
 * One language for the search box, saved views and the command line. Text becomes a list of terms
 * that all must hold, and can be printed again; cosell_query_match decides about a deal. Pure; any
 * thread.
 */
#pragma once

#include "model/cosell-query-context.h"
#include "model/cosell-query-date.h"
#include "model/cosell-query-keys.h"
#include "model/cosell-rule-error.h"

G_BEGIN_DECLS

#define COSELL_QUERY_MAX_LENGTH 4096 /* I10: bytes, of a text and of its canonical form */
#define COSELL_QUERY_MAX_TERMS 64    /* I10 */
#define COSELL_QUERY_MAX_VALUES 100  /* I10: alternatives of one filter */

/* A piece of a text, in bytes. */
typedef struct
{
  gsize at;
  gsize length;
} CosellQueryRange;

typedef enum
{
  COSELL_QUERY_TERM_WORD,
  COSELL_QUERY_TERM_PHRASE,
  COSELL_QUERY_TERM_FILTER,
  COSELL_QUERY_TERM_KEYWORD,
} CosellQueryTermKind;

typedef enum /* of a number, a stage or a date */
{
  COSELL_QUERY_OP_EQUAL,   /* a: of a date, all its days */
  COSELL_QUERY_OP_ABOVE,   /* >a: after its last day */
  COSELL_QUERY_OP_FROM,    /* >=a: from its first day on */
  COSELL_QUERY_OP_BELOW,   /* <a: before its first day */
  COSELL_QUERY_OP_UP_TO,   /* <=a: until its last day */
  COSELL_QUERY_OP_BETWEEN, /* a..b, both included; one of them may be absent */
} CosellQueryOp;

/* One alternative of a filter. What its key's kind does not need is NULL or 0. */
typedef struct
{
  gboolean none;    /* "none": the fact is missing; nothing else is set then */
  gboolean overdue; /* "closes:overdue"; nothing else is set then */
  char *text;       /* TEXT: as typed, without quotes; COUNTRY, CODE: the code in upper case */
  char *folded;     /* TEXT: what the folded fact contains; never blank, one line */
  const CosellQueryWord *word; /* WORD; STAGE when it is a name */
  CosellQueryOp op;            /* NUMBER, STAGE, DATE, INSTANT */
  char *low, *high;            /* NUMBER, STAGE: decimals; BETWEEN has two, or NULL for an absent one;
                                * every other op has low alone */
  CosellQueryDate from, to;    /* DATE, INSTANT: likewise, NONE for an absent one */
  guint days;                  /* AGE */
} CosellQueryValue;

typedef struct
{
  CosellQueryTermKind kind;
  gboolean negated;
  CosellQueryKey key;         /* FILTER */
  CosellQueryKeyword keyword; /* KEYWORD */
  char *text;                 /* WORD, PHRASE: as typed, without quotes */
  char *folded;               /* WORD, PHRASE: what search_text contains; never blank, one line */
  GPtrArray *values; /* FILTER: of CosellQueryValue, one at least; alternatives: one must hold */
  CosellQueryRange range; /* in the text that was parsed, "-" included */
} CosellQueryTerm;

/* A term that was left out because it is not finished, or broken. */
typedef struct
{
  CosellQueryRange range; /* what is wrong: a value, or a term */
  CosellQueryRange term;  /* the term that it stands in */
  CosellRuleError code;   /* SYNTAX, or UNKNOWN for "mine" */
  char *message;          /* translated, for a person */
} CosellQueryProblem;

typedef struct
{
  GPtrArray *terms;    /* of CosellQueryTerm, in their order; all must hold */
  GPtrArray *problems; /* of CosellQueryProblem; none after cosell_query_parse */
} CosellQuery;

/* Strict: for a command and a saved view.
 * length: bytes, -1 for a text that ends with a NUL byte. context: (nullable): only who is "mine" is
 * asked; without a context "mine" is taken unseen. where: (out) (optional): what is wrong.
 * Returns: (transfer full) (nullable): NULL with COSELL_RULE_ERROR_SYNTAX; with
 * COSELL_RULE_ERROR_UNKNOWN for "mine" when nobody knows who that is */
CosellQuery *cosell_query_parse (const char *text, gssize length,
                                 const CosellQueryContext *context, CosellQueryRange *where,
                                 GError **error);
/* Lenient: for a text that is being typed. Terms that are not finished, or broken, stand in problems.
 * Returns: (transfer full) */
CosellQuery *cosell_query_parse_typed (const char *text, gssize length,
                                       const CosellQueryContext *context);
void cosell_query_free (CosellQuery *self); /* self: (nullable) */
/* By meaning: the spelling of text, ranges and problems do not count; the order does. */
gboolean cosell_query_equal (const CosellQuery *a, const CosellQuery *b);

/* The canonical text (I11): what is parsed from it is equal. Returns: (transfer full) */
char *cosell_query_print (const CosellQuery *self);
/* The same of one term, "-" included: -status:won,lost. Returns: (transfer full) */
char *cosell_query_term_print (const CosellQueryTerm *self);
/* The same of one alternative, with quotes where it needs them. Returns: (transfer full) */
char *cosell_query_value_print (CosellQueryKey key, const CosellQueryValue *self);
/* Text of a person or a deal as a value that can stand behind "customer:"; what is no value of its
 * own there ("none", a comma, a space) is quoted. Returns: (transfer full) */
char *cosell_query_quote (const char *text);

/* Days that a DATE or INSTANT value means: from *first to before *end; 0 for an open end. Nothing is
 * within them when *end is not 0 and not above *first. Not for "none". "overdue": all days before
 * today. */
void cosell_query_value_days (const CosellQueryValue *self, const CosellQueryContext *context,
                              guint32 *first, guint32 *end);

/* What a text that is typed looks for by words and phrases, those that are negated left out; as
 * cosell_search_fold makes them. Returns: (transfer full) of char * */
GPtrArray *cosell_query_dup_words (const char *typed);

/* ---- editing: what chips do to the text ---- */

/* text must be the one that query was parsed from, strictly or not; terms that were left out stay as
 * they are. Each returns: (transfer full): the new text */
char *cosell_query_remove_term (const char *text, const CosellQuery *query, guint term);
/* term: a whole one, such as "status:won"; an open quote before it is closed. */
char *cosell_query_append_term (const char *text, const char *term);
char *cosell_query_replace_term (const char *text, const CosellQuery *query, guint term,
                                 const char *replacement);
/* The filters of a key that are not negated become this one: the first is replaced, others go; without
 * any it is appended. filter: (nullable): a whole one, such as "status:won"; NULL takes them away. */
char *cosell_query_set_key (const char *text, const CosellQuery *query, CosellQueryKey key,
                            const char *filter);
/* The first filter of a key that is not negated; -1 without one. */
int cosell_query_find_key (const CosellQuery *query, CosellQueryKey key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellQuery, cosell_query_free)

G_END_DECLS
