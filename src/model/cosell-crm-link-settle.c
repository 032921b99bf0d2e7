/* cosell-crm-link-settle.c: what a comparison, a person or a rule changes in a link */
#include "model/cosell-crm-merge-private.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"

void
cosell_crm_merge_tell (CosellCrmLink *link, CosellCrmField field, const char *words)
{
  cosell_crm_link_set_notice (link, field, words, NULL);
  if (words != NULL)
    ((CosellCrmNotice *) cosell_crm_link_get_notice (link, field))->compared = TRUE;
}

/* Whether an edit is to be made that was not tried yet, as both sides are now. */
static gboolean
is_to_be_edited (const CosellCrmLink *link, CosellCrmField field, const CosellCrmOutcome *outcome)
{
  const CosellCrmNotice *notice = cosell_crm_link_get_notice (link, field);

  return outcome->verdict == COSELL_CRM_FROM_CRM &&
         !(outcome->told && notice != NULL && notice->deal == NULL);
}

void
cosell_crm_link_settle (CosellCrmLink *link,
                        const CosellCrmOutcomes *outcomes,
                        const CosellCrmSheet *crm,
                        const CosellCrmSheet *deal)
{
  g_return_if_fail (link != NULL && outcomes != NULL && crm != NULL && deal != NULL);

  link->from_crm = 0;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      CosellCrmField field = (CosellCrmField) i;

      if (is_to_be_edited (link, field, &outcomes->fields[i]))
        link->from_crm |= 1u << i;
      if (outcomes->fields[i].agree)
        cosell_crm_link_agree (link, field, crm->values[i], deal->values[i]);
      if (!outcomes->fields[i].told)
        cosell_crm_merge_tell (link, field, outcomes->fields[i].words);
    }
  link->to_crm = cosell_crm_outcomes_get (outcomes, COSELL_CRM_TO_CRM);
  link->conflicts = cosell_crm_outcomes_get (outcomes, COSELL_CRM_CONFLICT);
}

gboolean
cosell_crm_link_decide (CosellCrmLink *link,
                        CosellCrmField field,
                        gboolean ours,
                        const CosellCrmSheet *deal)
{
  CosellCrmFieldSet bit = 1u << field;

  g_return_val_if_fail (link != NULL && deal != NULL, FALSE);

  if (field >= COSELL_CRM_FIELD_STATUS || link->seen == NULL || (link->conflicts & bit) == 0)
    return FALSE;
  link->agreed |= bit;
  link->conflicts &= ~bit;
  if (ours)
    {
      cosell_set_str (&link->base_crm->values[field], link->seen->values[field]);
      link->ours |= bit;
      link->theirs &= ~bit;
    }
  else
    {
      cosell_set_str (&link->base_deal->values[field], deal->values[field]);
      link->theirs |= bit;
      link->ours &= ~bit;
    }
  return TRUE;
}

void
cosell_crm_link_made (CosellCrmLink *link, const CosellCrmSheet *deal)
{
  g_return_if_fail (link != NULL && deal != NULL);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      const char *theirs = i == COSELL_CRM_FIELD_STATUS ? "open" : NULL;

      /* who made it owns it: that is no news */
      if (i == COSELL_CRM_FIELD_TEAM && link->seen != NULL)
        theirs = link->seen->values[i];
      if ((link->agreed & (1u << i)) == 0 && i != COSELL_CRM_FIELD_STAGE)
        cosell_crm_link_agree (link, (CosellCrmField) i, theirs, deal->values[i]);
    }
}

void
cosell_crm_link_leave (CosellCrmLink *link, const CosellCrmSheet *deal)
{
  g_return_if_fail (link != NULL && deal != NULL);

  if (link->seen == NULL)
    return;
  cosell_crm_link_agree (link, COSELL_CRM_FIELD_STATUS, link->seen->values[COSELL_CRM_FIELD_STATUS],
                         deal->values[COSELL_CRM_FIELD_STATUS]);
  link->conflicts &= ~(1u << COSELL_CRM_FIELD_STATUS);
}

char *
cosell_crm_merge_dup_deal (CosellCrmField field,
                           const CosellCrmSheet *deal,
                           const CosellDealData *row)
{
  const char *const texts[] = { row->registration_status, row->partners, deal->values[field] };
  g_autoptr (GString) all = g_string_new (NULL);
  char *sum;

  g_string_printf (all, "%d %d %d %d %d %d", row->status, row->type, (int) row->stage, row->p2p,
                   row->microsoft_status, row->invisible_since != COSELL_NO_TIME);
  g_string_append_printf (all, " %" G_GINT64_FORMAT, row->denied);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (all, "\n%s", texts[i] != NULL ? texts[i] : "");
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, (gssize) all->len);
  sum[16] = '\0';
  return sum;
}

void
cosell_crm_link_refuse (CosellCrmLink *link,
                        CosellCrmField field,
                        const char *words,
                        const CosellCrmSheet *deal,
                        const CosellDealData *row)
{
  const char *value = link->seen != NULL ? link->seen->values[field] : NULL;
  CosellCrmNotice *notice;

  g_return_if_fail (words != NULL && deal != NULL && row != NULL);

  cosell_crm_link_set_notice (link, field, words, value);
  notice = (CosellCrmNotice *) cosell_crm_link_get_notice (link, field);
  cosell_take_str (&notice->deal, cosell_crm_merge_dup_deal (field, deal, row));
}
