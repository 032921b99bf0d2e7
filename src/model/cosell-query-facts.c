/* cosell-query-facts.c: what the keys of a query look at in a deal (rules I8, I14) */
#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "model/cosell-query-private.h"

void
cosell_query_facts_init (CosellQueryFacts *self, const CosellDealData *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  *self = (CosellQueryFacts){
    .row = row,
    .local_change_at = COSELL_NO_TIME,
    .remind_at = COSELL_NO_TIME,
  };
}

/* The member of the row that a key looks at. Of the type that its field says. */
static gconstpointer
row_member (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  const CosellField *field = cosell_field_find (cosell_deal_fields, key->field);

  g_return_val_if_fail (field != NULL, NULL);
  return (const char *) facts->row + field->offset;
}

const char *
cosell_query_facts_text (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  const char *text = NULL;

  if (key->field != NULL)
    text = *(const char *const *) row_member (facts, key);
  else if (key->key == COSELL_QUERY_KEY_TEAM)
    text = facts->team;
  else if (key->key == COSELL_QUERY_KEY_PARTNER)
    text = facts->partners;
  else if (key->key == COSELL_QUERY_KEY_CRM)
    text = facts->crm;
  else if (key->key == COSELL_QUERY_KEY_SOURCE)
    text = facts->source;
  else if (key->key == COSELL_QUERY_KEY_ACTION)
    text = facts->action;
  else if (key->key == COSELL_QUERY_KEY_QUALITY)
    text = facts->quality;
  return text != NULL && *text != '\0' ? text : NULL;
}

gint64
cosell_query_facts_instant (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  if (key->field != NULL)
    return *(const gint64 *) row_member (facts, key);
  if (key->key == COSELL_QUERY_KEY_REMIND)
    return facts->remind_at;
  return MAX (facts->row->updated_at, facts->local_change_at); /* changed, untouched */
}

int
cosell_query_facts_word (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    return cosell_query_registration_of (facts->row->registration_status);
  if (key->key == COSELL_QUERY_KEY_MICROSOFT)
    return facts->row->microsoft_status != COSELL_DEAL_STATUS_DRAFT ? facts->row->microsoft_status
                                                                    : -1;
  return *(const int *) row_member (facts, key);
}

guint32
cosell_query_facts_day (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  const char *text = cosell_query_facts_text (facts, key);
  GDate date;

  g_date_clear (&date, 1);
  return text != NULL && cosell_date_parse (text, &date) ? g_date_get_julian (&date) : 0;
}

gboolean
cosell_query_facts_miss (const CosellQueryFacts *facts, const CosellQueryKeyInfo *key)
{
  const char *text;

  switch (key->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
    case COSELL_QUERY_KIND_COUNTRY:
    case COSELL_QUERY_KIND_CODE:
      return cosell_query_facts_text (facts, key) == NULL;
    case COSELL_QUERY_KIND_NUMBER:
      text = cosell_query_facts_text (facts, key);
      return text == NULL || !cosell_decimal_is_valid (text);
    case COSELL_QUERY_KIND_WORD:
      return cosell_query_facts_word (facts, key) < 0;
    case COSELL_QUERY_KIND_STAGE:
      return facts->row->stage == 0;
    case COSELL_QUERY_KIND_DATE:
      return cosell_query_facts_day (facts, key) == 0;
    case COSELL_QUERY_KIND_INSTANT:
    case COSELL_QUERY_KIND_AGE:
      return cosell_query_facts_instant (facts, key) == COSELL_NO_TIME;
    }
  g_return_val_if_reached (TRUE);
}
