/* cosell-query-match.c: what the terms of a query mean for one deal (rules I4 to I9, I14) */
#include "model/cosell-query-match.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-time.h"
#include "model/cosell-email.h"
#include "model/cosell-query-private.h"

#define EXPIRING_DAYS 7 /* I9 */

/* ---- how a fact that is there compares ---- */

static gboolean
contains (const char *fact, const char *folded)
{
  g_autofree char *text = cosell_intl_fold (fact);

  return strstr (text, folded) != NULL;
}

/* I6 */
static gboolean
number_holds (const CosellQueryValue *value, const char *fact)
{
  switch (value->op)
    {
    case COSELL_QUERY_OP_EQUAL:
      return cosell_decimal_compare (fact, value->low) == 0;
    case COSELL_QUERY_OP_ABOVE:
      return cosell_decimal_compare (fact, value->low) > 0;
    case COSELL_QUERY_OP_FROM:
      return cosell_decimal_compare (fact, value->low) >= 0;
    case COSELL_QUERY_OP_BELOW:
      return cosell_decimal_compare (fact, value->low) < 0;
    case COSELL_QUERY_OP_UP_TO:
      return cosell_decimal_compare (fact, value->low) <= 0;
    case COSELL_QUERY_OP_BETWEEN:
      return (value->low == NULL || cosell_decimal_compare (fact, value->low) >= 0) &&
             (value->high == NULL || cosell_decimal_compare (fact, value->high) <= 0);
    }
  g_return_val_if_reached (FALSE);
}

/* I6: in the currency of the context, if there is one and a way into it. */
static gboolean
amount_holds (const CosellQueryValue *value,
              const CosellDealData *row,
              const CosellQueryContext *context)
{
  g_autofree char *converted = NULL;

  if (context->currency == NULL || context->convert == NULL ||
      g_strcmp0 (row->currency, context->currency) == 0)
    return number_holds (value, row->value);
  if (row->currency == NULL)
    return FALSE;
  converted =
      context->convert (row->value, row->currency, context->currency, context->convert_data);
  return converted != NULL && number_holds (value, converted);
}

/* I14 */
static gboolean
stage_holds (const CosellQueryValue *value, const CosellDealData *row)
{
  g_autofree char *number = NULL;

  if (value->word == NULL)
    {
      number = g_strdup_printf ("%" G_GINT64_FORMAT, row->stage);
      return number_holds (value, number);
    }
  if (row->stage != value->word->value)
    return FALSE;
  switch (value->word->stage)
    {
    case COSELL_QUERY_STAGE_ORDINARY:
      return row->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
    case COSELL_QUERY_STAGE_ASSESSMENT:
      return row->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
    case COSELL_QUERY_STAGE_OUTBOUND:
      return row->direction == COSELL_DIRECTION_OUTBOUND;
    case COSELL_QUERY_STAGE_INBOUND:
      return row->direction == COSELL_DIRECTION_INBOUND;
    case COSELL_QUERY_STAGE_WON:
      return row->status == COSELL_DEAL_STATUS_WON;
    }
  g_return_val_if_reached (FALSE);
}

/* I14 */
static gboolean
tab_holds (int tab, const CosellDealData *row)
{
  gboolean lead = row->type == COSELL_DEAL_TYPE_LEAD;

  switch ((CosellTab) tab)
    {
    case COSELL_TAB_INBOUND:
      return !lead && row->direction == COSELL_DIRECTION_INBOUND;
    case COSELL_TAB_OUTBOUND:
      return !lead && row->direction == COSELL_DIRECTION_OUTBOUND;
    case COSELL_TAB_FAVORITES:
      return row->favorite;
    case COSELL_TAB_LEADS:
      return lead;
    case COSELL_TAB_ALL:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
is_overdue (const CosellQueryFacts *facts, const CosellQueryContext *context)
{
  guint32 day = cosell_query_facts_day (facts, cosell_query_key_info (COSELL_QUERY_KEY_CLOSES));

  return facts->row->status == COSELL_DEAL_STATUS_ACCEPTED && day != 0 && day < context->today;
}

static gboolean
day_holds (const CosellQueryValue *value,
           const CosellQueryFacts *facts,
           const CosellQueryKeyInfo *key,
           const CosellQueryContext *context)
{
  guint32 first, end, day = cosell_query_facts_day (facts, key);

  if (value->overdue)
    return is_overdue (facts, context);
  cosell_query_value_days (value, context, &first, &end);
  return day >= first && (end == 0 || day < end);
}

/* I7: whether an instant is one of the days from first to before end; 0 is an open end. */
static gboolean
is_within (gint64 instant, guint32 first, guint32 end, const CosellQueryContext *context)
{
  return instant >= cosell_query_context_day_start (context, first) &&
         (end == 0 || instant < cosell_query_context_day_start (context, end));
}

static gboolean
instant_holds (const CosellQueryValue *value, gint64 instant, const CosellQueryContext *context)
{
  guint32 first, end;

  cosell_query_value_days (value, context, &first, &end);
  return is_within (instant, first, end, context);
}

static gboolean
age_holds (const CosellQueryValue *value,
           const CosellDealData *row,
           gint64 instant,
           const CosellQueryContext *context)
{
  return !cosell_deal_status_is_closed (row->status) && context->today > value->days &&
         is_within (instant, 0, context->today - value->days + 1, context);
}

static gboolean
value_holds (const CosellQueryValue *value,
             const CosellQueryKeyInfo *key,
             const CosellQueryFacts *facts,
             const CosellQueryContext *context)
{
  /* I8 */
  if (value->none || cosell_query_facts_miss (facts, key))
    return value->none && cosell_query_facts_miss (facts, key);
  switch (key->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
      return contains (cosell_query_facts_text (facts, key), value->folded);
    case COSELL_QUERY_KIND_COUNTRY:
    case COSELL_QUERY_KIND_CODE:
      return g_ascii_strcasecmp (cosell_query_facts_text (facts, key), value->text) == 0;
    case COSELL_QUERY_KIND_WORD:
      return cosell_query_facts_word (facts, key) == value->word->value;
    case COSELL_QUERY_KIND_NUMBER:
      return amount_holds (value, facts->row, context);
    case COSELL_QUERY_KIND_STAGE:
      return stage_holds (value, facts->row);
    case COSELL_QUERY_KIND_DATE:
      return day_holds (value, facts, key, context);
    case COSELL_QUERY_KIND_INSTANT:
      return instant_holds (value, cosell_query_facts_instant (facts, key), context);
    case COSELL_QUERY_KIND_AGE:
      return age_holds (value, facts->row, cosell_query_facts_instant (facts, key), context);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
filter_holds (const CosellQueryTerm *term,
              const CosellQueryFacts *facts,
              const CosellQueryContext *context)
{
  const CosellQueryKeyInfo *key = cosell_query_key_info (term->key);

  for (guint i = 0; i < term->values->len; i++)
    {
      const CosellQueryValue *value = term->values->pdata[i];

      if (key->key == COSELL_QUERY_KEY_TAB ? tab_holds (value->word->value, facts->row)
                                           : value_holds (value, key, facts, context))
        return TRUE;
    }
  return FALSE;
}

/* ---- keywords ---- */

static gboolean
is_mine (const char *team, const char *const *addresses)
{
  g_auto (GStrv) lines = g_strsplit (team != NULL ? team : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *member = cosell_email_fold (lines[i]);

      for (guint j = 0; addresses != NULL && addresses[j] != NULL; j++)
        {
          g_autofree char *mine = cosell_email_fold (addresses[j]);

          if (*mine != '\0' && strcmp (member, mine) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* I9 */
static gboolean
keyword_holds (CosellQueryKeyword keyword,
               const CosellQueryFacts *facts,
               const CosellQueryContext *context)
{
  const CosellDealData *row = facts->row;

  switch (keyword)
    {
    case COSELL_QUERY_KEYWORD_OPEN:
      return !cosell_deal_status_is_closed (row->status);
    case COSELL_QUERY_KEYWORD_CLOSED:
      return cosell_deal_status_is_closed (row->status);
    case COSELL_QUERY_KEYWORD_OVERDUE:
      return is_overdue (facts, context);
    case COSELL_QUERY_KEYWORD_EXPIRING:
      return row->status == COSELL_DEAL_STATUS_RECEIVED && row->expires_at != COSELL_NO_TIME &&
             is_within (row->expires_at, context->today, context->today + EXPIRING_DAYS + 1,
                        context);
    case COSELL_QUERY_KEYWORD_MINE:
      return is_mine (facts->team, context->mine);
    case COSELL_QUERY_KEYWORD_FAVORITE:
      return row->favorite;
    case COSELL_QUERY_KEYWORD_P2P:
      return row->p2p;
    case COSELL_QUERY_KEYWORD_UNSYNCED:
      return row->sync != COSELL_SYNC_STATE_SYNCED && row->sync != COSELL_SYNC_STATE_DRAFT;
    case COSELL_QUERY_KEYWORD_HELD:
      return row->held;
    case COSELL_QUERY_KEYWORD_PARKED:
      return row->sync == COSELL_SYNC_STATE_PARKED;
    case COSELL_QUERY_KEYWORD_CONFLICT:
      return row->sync == COSELL_SYNC_STATE_CONFLICT;
    case COSELL_QUERY_KEYWORD_DRAFT:
      return row->status == COSELL_DEAL_STATUS_DRAFT;
    case COSELL_QUERY_KEYWORD_ELIGIBLE:
      return facts->eligible;
    case COSELL_QUERY_KEYWORD_UNREAD:
      return facts->unread;
    case COSELL_QUERY_N_KEYWORDS:
      break;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
term_holds (const CosellQueryTerm *term,
            const CosellQueryFacts *facts,
            const CosellQueryContext *context)
{
  switch (term->kind)
    {
    case COSELL_QUERY_TERM_WORD:
    case COSELL_QUERY_TERM_PHRASE:
      return facts->row->search_text != NULL &&
             strstr (facts->row->search_text, term->folded) != NULL;
    case COSELL_QUERY_TERM_FILTER:
      return filter_holds (term, facts, context);
    case COSELL_QUERY_TERM_KEYWORD:
      return keyword_holds (term->keyword, facts, context);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
cosell_query_term_match (const CosellQueryTerm *self,
                         const CosellQueryFacts *facts,
                         const CosellQueryContext *context)
{
  g_return_val_if_fail (self != NULL && facts != NULL && context != NULL, FALSE);

  return term_holds (self, facts, context) != self->negated;
}

gboolean
cosell_query_match (const CosellQuery *self,
                    const CosellQueryFacts *facts,
                    const CosellQueryContext *context)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->terms->len; i++)
    if (!cosell_query_term_match (self->terms->pdata[i], facts, context))
      return FALSE;
  return TRUE;
}
