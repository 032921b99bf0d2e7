#include "ui/forms/cosell-registration-view.h"

#include <glib/gi18n-lib.h>

gboolean
cosell_registration_view_init (CosellRegistrationView *self,
                               CosellDeal *deal,
                               CosellCatalog *catalog)
{
  const CosellDealData *data;
  GHashTable *eligible;
  CosellJsonValue own;

  *self = (CosellRegistrationView){ NULL };
  if (deal == NULL || !cosell_deal_is_loaded (deal) || cosell_deal_get_own_text (deal) == NULL)
    return FALSE;
  self->json = cosell_json_parse (cosell_deal_get_own_text (deal), -1, NULL);
  if (self->json == NULL)
    return FALSE;
  data = cosell_deal_get_data (deal);
  eligible = cosell_catalog_get_eligible (catalog);
  own = cosell_json_root (self->json);
  cosell_eligibility_check (data, own, eligible, &self->eligibility);
  cosell_rules_check_register (data, own, eligible, &self->verdict);
  self->entries = cosell_registration_read_entries (own);
  self->current = cosell_registration_current (self->entries);
  self->state = cosell_registration_state_parse (data->registration_status);
  if (self->state == COSELL_REGISTRATION_NONE && self->current != NULL)
    self->state = self->current->state;
  self->label = cosell_registration_state_label (self->state, data->registration_status);
  return TRUE;
}

void
cosell_registration_view_clear (CosellRegistrationView *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->json, cosell_json_unref);
  cosell_eligibility_clear (&self->eligibility);
  cosell_verdict_clear (&self->verdict);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->label, g_free);
}

gboolean
cosell_registration_view_is_over (const CosellRegistrationView *self, const CosellDealData *deal)
{
  return self->state == COSELL_REGISTRATION_NONE && deal->status != COSELL_DEAL_STATUS_WON &&
         cosell_deal_status_is_closed ((CosellDealStatus) deal->status);
}

char *
cosell_registration_view_describe (const CosellRegistrationView *self, const CosellDealData *deal)
{
  g_autofree char *reasons = NULL;

  if (self->state != COSELL_REGISTRATION_NONE)
    return g_strdup (self->label);
  if (!cosell_registration_view_is_over (self, deal))
    return NULL;
  reasons = cosell_eligibility_refusal (&self->eligibility);
  /* Translators: %s are sentences that say why a deal cannot be registered */
  return g_strdup_printf (_ ("Not eligible. %s"), reasons != NULL ? reasons : "");
}

gboolean
cosell_registration_view_milestone (const CosellRegistrationView *self,
                                    CosellDeal *deal,
                                    CosellMilestone *milestone)
{
  return self->json != NULL &&
         cosell_registration_milestone (cosell_deal_get_data (deal), &self->eligibility,
                                        self->state, milestone);
}
