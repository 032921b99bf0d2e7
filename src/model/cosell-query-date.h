/* cosell-query-date.h: the dates of a query: what is written, and which days it means (rule I7); pure */
#pragma once

#include "model/cosell-query-context.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_QUERY_DATE_NONE,    /* an end of a range that is not there */
  COSELL_QUERY_DATE_DAY,     /* 2027-01-15 */
  COSELL_QUERY_DATE_MONTH,   /* 2027-01 */
  COSELL_QUERY_DATE_QUARTER, /* 2027-Q1: of the fiscal year that ends in 2027 */
  COSELL_QUERY_DATE_YEAR,    /* 2027 */
  COSELL_QUERY_DATE_TODAY,
  COSELL_QUERY_DATE_PERIOD, /* this-week, next-quarter … */
  COSELL_QUERY_DATE_NEXT,   /* next-30d: today and the 30 days after it */
  COSELL_QUERY_DATE_LAST,   /* last-7d: today and the 7 days before it */
} CosellQueryDateKind;

typedef enum
{
  COSELL_QUERY_PERIOD_WEEK,
  COSELL_QUERY_PERIOD_MONTH,
  COSELL_QUERY_PERIOD_QUARTER,
  COSELL_QUERY_PERIOD_YEAR,
} CosellQueryPeriod;

typedef struct
{
  CosellQueryDateKind kind;
  guint year;               /* DAY to YEAR: 1…9999 */
  guint part;               /* DAY and MONTH: the month; QUARTER: 1…4 */
  guint day;                /* DAY */
  CosellQueryPeriod period; /* PERIOD */
  int offset;               /* PERIOD: -1 last, 0 this, 1 next */
  guint days;               /* NEXT, LAST: at most COSELL_QUERY_MAX_DAYS */
} CosellQueryDate;

/* What "next-Nd", "last-Nd" and "untouched:Nd" take at most. */
#define COSELL_QUERY_MAX_DAYS 36500

/* One date as it is written, in any ASCII case. FALSE when text is none; self is unchanged then. */
gboolean cosell_query_date_parse (CosellQueryDate *self, const char *text);
/* The canonical text. Returns: (transfer full): "" for NONE */
char *cosell_query_date_print (const CosellQueryDate *self);
gboolean cosell_query_date_equal (const CosellQueryDate *a, const CosellQueryDate *b);
/* Whether b is over before a begins, whatever the context; FALSE for what only a context can tell. */
gboolean cosell_query_date_is_after (const CosellQueryDate *a, const CosellQueryDate *b);
/* The days that it means: from first to before end. Both are 0 for NONE. */
void cosell_query_date_resolve (const CosellQueryDate *self, const CosellQueryContext *context,
                                guint32 *first, guint32 *end);
/* Names of relative dates, to be offered: "today", "this-week" … (zero-terminated) */
const char *const *cosell_query_date_names (void);

G_END_DECLS
