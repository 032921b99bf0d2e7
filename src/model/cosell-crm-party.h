/* cosell-crm-party.h: who stands beside an opportunity of a CRM: an account, a contact, a user
 *
 * Pure; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts are (nullable). */
typedef struct
{
  char *id;
  char *name;        /* of a person: first and last name */
  char *first_name;  /* of a contact or a user, like the next three */
  char *last_name;
  char *email;
  char *phone;
  char *account_id;  /* of a contact */
  char *street;      /* of an account, like the next three */
  char *postal_code;
  char *city;
  char *country;     /* ISO 3166, two letters */
} CosellCrmParty;

/* One that is known by these two (nullable) alone. Returns: (transfer full) */
CosellCrmParty *cosell_crm_party_new (const char *id, const char *name);
/* self: (nullable). Returns: (transfer full) (nullable) */
CosellCrmParty *cosell_crm_party_copy (const CosellCrmParty *self);
/* party: (nullable): a CosellCrmParty; a GDestroyNotify */
void cosell_crm_party_free (gpointer party);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmParty, cosell_crm_party_free)

G_END_DECLS
