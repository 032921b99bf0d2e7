/* cosell-opportunity.c: an opportunity of a CRM, whichever CRM it is */
#include "model/cosell-opportunity.h"

#include "base/cosell-time.h"

CosellOpportunity *
cosell_opportunity_new (void)
{
  CosellOpportunity *self = g_new0 (CosellOpportunity, 1);

  self->created = COSELL_NO_TIME;
  self->modified = COSELL_NO_TIME;
  return self;
}

void
cosell_opportunity_free (CosellOpportunity *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->mark);
  g_free (self->name);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->currency_name);
  g_free (self->close_date);
  g_free (self->notes);
  g_free (self->stage);
  g_free (self->stage_name);
  g_free (self->reason);
  g_free (self->account_id);
  g_free (self->account_name);
  cosell_crm_party_free (self->contact);
  cosell_crm_party_free (self->owner);
  g_free (self->solutions);
  g_free (self->key);
  g_free (self->modified_by);
  g_free (self);
}
