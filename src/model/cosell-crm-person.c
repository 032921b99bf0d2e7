/* cosell-crm-person.c: what a person says about a deal's opportunity (K1, K15 to K17) */
#include "model/cosell-crm-person.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-enums.h"
#include "model/cosell-rule-error.h"

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, words);
  return FALSE;
}

gboolean
cosell_crm_person_may_link (const CosellDealData *row, GError **error)
{
  g_return_val_if_fail (row != NULL, FALSE);

  if (row->type == COSELL_DEAL_TYPE_LEAD)
    return refuse (error, _ ("A lead has no opportunity in a CRM. Convert it to a deal first."));
  if (row->invisible_since != COSELL_NO_TIME)
    return refuse (error, _ ("Partner Center does not show the deal any more, so it is not kept in "
                             "step with a CRM."));
  return TRUE;
}

gboolean
cosell_crm_person_may_create (const CosellDealData *row, GError **error)
{
  if (!cosell_crm_person_may_link (row, error))
    return FALSE;
  if (row->status == COSELL_DEAL_STATUS_DRAFT)
    return refuse (error,
                   _ ("The deal is a draft. Submit it first; then an opportunity can be made "
                      "for it."));
  if (row->status == COSELL_DEAL_STATUS_RECEIVED)
    return refuse (error, _ ("Accept the deal first; then an opportunity can be made for it."));
  if (cosell_deal_status_is_closed ((CosellDealStatus) row->status))
    return refuse (error,
                   _ ("The deal is closed, so no opportunity is made for it. One that is there "
                      "can be linked."));
  return TRUE;
}

/* "a\nb" → "a, b". (transfer full) */
static char *
join_lines (const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines != NULL ? lines : "", "\n", -1);

  return g_strjoinv (", ", parts);
}

char *
cosell_crm_person_describe_question (const CosellCrmLink *link)
{
  g_autofree char *list = NULL;

  g_return_val_if_fail (link != NULL, NULL);

  switch (link->asks)
    {
    case COSELL_CRM_ASKS_ACCOUNT:
      return g_strdup (link->parties != NULL && link->parties->len > 0
                           ? _ ("Several accounts may be the customer. Which one is it?")
                           : _ ("The customer has no account there. Is one to be made?"));
    case COSELL_CRM_ASKS_SAME:
      return g_strdup_printf (
          _ ("The opportunity %s may be this deal already. Is it, or is another "
             "one to be made?"),
          link->other);
    case COSELL_CRM_ASKS_MANDATORY:
      list = join_lines (link->other);
      return g_strdup_printf (_ ("The CRM wants values that a deal does not have: %s. Set them as "
                                 "defaults of the CRM."),
                              list);
    case COSELL_CRM_ASKS_OTHER_CONNECTOR:
      return g_strdup_printf (_ ("%s If it does not, opportunities can be made."), link->other);
    case COSELL_CRM_ASKS_DUPLICATE:
      return g_strdup (
          _ ("The CRM takes it for a duplicate. Link the opportunity that is there, or "
             "try again."));
    case COSELL_CRM_ASKS_NOTHING:
      break;
    }
  return NULL;
}

static gboolean
has_party (const CosellCrmLink *link, const char *id)
{
  for (guint i = 0; link->parties != NULL && i < link->parties->len; i++)
    if (g_strcmp0 (((const CosellCrmParty *) g_ptr_array_index (link->parties, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* What is asked is not asked again: other stays where it is an opportunity, which is known from now
 * on. */
static void
go_on (CosellCrmLink *link)
{
  if (link->asks != COSELL_CRM_ASKS_SAME)
    g_clear_pointer (&link->other, g_free);
  g_clear_pointer (&link->parties, g_ptr_array_unref);
  link->asks = COSELL_CRM_ASKS_NOTHING;
  link->state = COSELL_CRM_WAITING;
  link->attempts = 0;
  link->not_before = COSELL_NO_TIME;
}

gboolean
cosell_crm_person_answer (CosellCrmLink *link, const char *answer, gboolean *alone, GError **error)
{
  gboolean makes;

  g_return_val_if_fail (link != NULL && answer != NULL && alone != NULL, FALSE);

  *alone = FALSE;
  if (link->asks == COSELL_CRM_ASKS_NOTHING)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                           _ ("Nothing is asked about the deal’s opportunity."));
      return FALSE;
    }
  makes = g_str_equal (answer, "new");
  if (!makes && (link->asks != COSELL_CRM_ASKS_ACCOUNT || !has_party (link, answer)))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                   _ ("“%s” is no answer to what is asked."), answer);
      return FALSE;
    }
  if (link->asks == COSELL_CRM_ASKS_ACCOUNT)
    {
      cosell_set_str (&link->account, makes ? NULL : answer);
      link->make_account = makes;
    }
  else if (link->asks == COSELL_CRM_ASKS_SAME)
    {
      /* another request than the one whose answer was lost */
      link->sent_at = COSELL_NO_TIME;
      g_clear_pointer (&link->chosen, g_free);
    }
  *alone = link->asks == COSELL_CRM_ASKS_OTHER_CONNECTOR;
  go_on (link);
  return TRUE;
}

void
cosell_crm_person_hold (CosellCrmLink *link, gboolean held)
{
  g_return_if_fail (link != NULL);

  link->held = held;
  if (held)
    return;
  link->attempts = 0;
  link->not_before = COSELL_NO_TIME;
  if (link->state != COSELL_CRM_PARKED)
    return;
  link->state = link->opportunity != NULL ? COSELL_CRM_LINKED : COSELL_CRM_WAITING;
  g_clear_pointer (&link->reason, g_free);
}

void
cosell_crm_person_discard (CosellCrmLink *link, const CosellCrmSheet *deal)
{
  CosellCrmFieldSet fields;

  g_return_if_fail (link != NULL && deal != NULL);

  fields = link->to_crm;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((fields & 1u << i) != 0)
      cosell_crm_link_agree (link, (CosellCrmField) i,
                             link->seen != NULL ? link->seen->values[i] : NULL, deal->values[i]);
}
