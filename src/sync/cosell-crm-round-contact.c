/* cosell-crm-round-contact.c: the contact of a deal as one of the CRM (K11) */
#include "sync/cosell-crm-round.h"

#include "base/cosell-str.h"

typedef struct
{
  CosellCrmRound *round;
  char *account;
  void (*then) (CosellCrmRound *self);
} Search;

static void
search_free (Search *self)
{
  cosell_crm_round_unref (self->round);
  g_free (self->account);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* Takes party. */
static void
use (CosellCrmRound *self, CosellCrmParty *party)
{
  CosellOpportunity *wrote = self->turn->wrote;

  g_clear_pointer (&wrote->contact, cosell_crm_party_free);
  wrote->contact = party;
  self->turn->columns |= COSELL_OPPORTUNITY_CONTACT;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  GError *error = NULL;
  CosellCrmParty *party = cosell_crm_create_party_finish (COSELL_CRM (source), result, &error);

  if (party == NULL)
    {
      cosell_crm_round_turn_failed (search->round, error);
      return;
    }
  use (search->round, party);
  search->then (search->round);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  CosellCrmRound *self = search->round;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = cosell_crm_find_finish (COSELL_CRM (source), result, &error);

  if (found == NULL)
    cosell_crm_round_turn_failed (self, error);
  else if (found->len > 0)
    {
      use (self, cosell_crm_party_copy (g_ptr_array_index (found, 0)));
      search->then (self);
    }
  else
    {
      cosell_set_str (&self->turn->person->account_id, search->account);
      cosell_crm_create_party_async (COSELL_CRM (source), self->turn->person, self->cancellable,
                                     made_cb, g_steal_pointer (&search));
    }
}

void
cosell_crm_round_find_contact (CosellCrmRound *self,
                               const char *account,
                               void (*then) (CosellCrmRound *self))
{
  Search *search;

  if (self->turn->person == NULL || account == NULL)
    {
      /* a contact without an account would be a company of its own */
      self->turn->columns &= ~(guint) COSELL_OPPORTUNITY_CONTACT;
      self->turn->fields &= ~(1u << COSELL_CRM_FIELD_CONTACT);
      then (self);
      return;
    }
  search = g_new (Search, 1);
  search->round = cosell_crm_round_ref (self);
  search->account = g_strdup (account);
  search->then = then;
  cosell_crm_find_contact_async (self->crm, self->turn->person->email, account, self->cancellable,
                                 found_cb, search);
}
