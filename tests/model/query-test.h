/* query-test.h: what the tests of the query language share: a context and parsing that must succeed */
#pragma once

#include "base/cosell-time.h"
#include "model/cosell-query-match.h"

/* 2026-11-22 is a Sunday; weeks begin on Monday. */
#define QUERY_TEST_NOW "2026-11-22T08:00:00Z"

static inline gint64
query_test_instant (const char *text)
{
  gint64 instant;

  g_assert_true (cosell_time_parse (text, &instant));
  return instant;
}

/* Borrows zone, which must be unreferenced by the caller. */
static inline CosellQueryContext
query_test_context (GTimeZone *zone)
{
  static const char *const mine[] = { "ola.lind@fabrikam.example", NULL };
  CosellQueryContext context;

  cosell_query_context_init (&context, query_test_instant (QUERY_TEST_NOW), zone);
  context.first_weekday = G_DATE_MONDAY;
  context.mine = mine;
  return context;
}

static inline CosellQuery *
query_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CosellQuery *query = cosell_query_parse (text, -1, NULL, NULL, &error);

  if (query == NULL)
    g_error ("%s: %s", text, error->message);
  return query;
}
