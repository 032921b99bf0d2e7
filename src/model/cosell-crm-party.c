/* cosell-crm-party.c: who stands beside an opportunity of a CRM */
#include "model/cosell-crm-party.h"

CosellCrmParty *
cosell_crm_party_new (const char *id, const char *name)
{
  CosellCrmParty *self = g_new0 (CosellCrmParty, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

CosellCrmParty *
cosell_crm_party_copy (const CosellCrmParty *self)
{
  CosellCrmParty *copy;

  if (self == NULL)
    return NULL;
  copy = cosell_crm_party_new (self->id, self->name);
  copy->first_name = g_strdup (self->first_name);
  copy->last_name = g_strdup (self->last_name);
  copy->email = g_strdup (self->email);
  copy->phone = g_strdup (self->phone);
  copy->account_id = g_strdup (self->account_id);
  copy->street = g_strdup (self->street);
  copy->postal_code = g_strdup (self->postal_code);
  copy->city = g_strdup (self->city);
  copy->country = g_strdup (self->country);
  return copy;
}

void
cosell_crm_party_free (gpointer data)
{
  CosellCrmParty *party = data;

  if (party == NULL)
    return;
  g_free (party->id);
  g_free (party->name);
  g_free (party->first_name);
  g_free (party->last_name);
  g_free (party->email);
  g_free (party->phone);
  g_free (party->account_id);
  g_free (party->street);
  g_free (party->postal_code);
  g_free (party->city);
  g_free (party->country);
  g_free (party);
}
