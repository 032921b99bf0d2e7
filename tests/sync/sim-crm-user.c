/* sim-crm-user.c: what people do in the CRM itself */
#include <string.h>

#include "base/cosell-str.h"
#include "sync/sim-crm.h"

SimCrmRow *
sim_crm_server_pick (Sim *sim)
{
  GPtrArray *rows = sim->crm->rows;
  guint first = sim_crm_below (sim, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      SimCrmRow *row = g_ptr_array_index (rows, (first + i) % rows->len);

      if (!row->deleted)
        return row;
    }
  return NULL;
}

/* Mostly one that a client keeps in step. */
static SimCrmRow *
pick_linked (Sim *sim)
{
  SimClient *client = g_ptr_array_index (sim->clients, sim_crm_below (sim, sim->clients->len));
  g_autoptr (GPtrArray) links =
      client->crm != NULL && sim_crm_chance (sim, 800) ? sim_crm_client_get_links (client) : NULL;
  const CosellCrmLink *link;
  SimCrmRow *row = NULL;

  if (links != NULL && links->len > 0)
    {
      link = g_ptr_array_index (links, sim_crm_below (sim, links->len));
      row = sim_crm_server_find (sim, link->opportunity);
    }
  return row != NULL && !row->deleted ? row : sim_crm_server_pick (sim);
}

static const char *
get_value (const CosellOpportunity *opportunity, CosellCrmField field)
{
  switch ((int) field)
    {
    case COSELL_CRM_FIELD_NAME:
      return opportunity->name;
    case COSELL_CRM_FIELD_VALUE:
      return opportunity->amount;
    case COSELL_CRM_FIELD_CLOSE_DATE:
      return opportunity->close_date;
    case COSELL_CRM_FIELD_NOTES:
      return opportunity->notes;
    default:
      return NULL;
    }
}

/* What stood there, and stands there no more, its reader replaced. */
static void
note_replaced (Sim *sim, const SimCrmRow *row, CosellCrmField field, const char *before)
{
  const char *now = get_value (row->now, field);

  for (guint i = 0; i < sim->crm->promises->len; i++)
    {
      SimCrmPromise *promise = g_ptr_array_index (sim->crm->promises, i);

      if (promise->row == row->row && promise->field == field && before != NULL &&
          strstr (before, promise->token) != NULL &&
          (now == NULL || strstr (now, promise->token) == NULL))
        promise->replaced = TRUE;
    }
}

static void
promise (Sim *sim, const SimCrmRow *row, CosellCrmField field, const char *token)
{
  SimCrmPromise *self = g_new0 (SimCrmPromise, 1);

  self->row = row->row;
  self->field = field;
  self->token = g_strdup (token);
  g_ptr_array_add (sim->crm->promises, self);
}

void
sim_crm_promise_free (gpointer data)
{
  SimCrmPromise *self = data;

  g_free (self->token);
  g_free (self);
}

static char *
some_date (guint days)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (2030, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) date = g_date_time_add_days (first, (int) days);

  return g_date_time_format (date, "%Y-%m-%d");
}

static void
edit_amount (Sim *sim, CosellOpportunity *now, const char *token)
{
  static const char *const others[] = { "SEK", "EUR", "USD", "POINTS", NULL };

  cosell_set_str (&now->amount, token);
  if (sim_crm_chance (sim, now->currency == NULL ? 700 : 100))
    cosell_set_str (&now->currency, others[sim_crm_below (sim, 5)]);
}

static void
edit_notes (Sim *sim, CosellOpportunity *now, const char *token)
{
  guint length = cosell_crm_description_get_column (sim->crm->description, "notes")->length;
  g_autofree char *notes = now->notes != NULL && sim_crm_chance (sim, 500)
                               ? g_strdup_printf ("Said %s\n\n%s", token, now->notes)
                               : g_strdup_printf ("Told %s", token);

  if (sim_crm_server_count_units (notes) <= length)
    cosell_set_str (&now->notes, notes);
  else
    cosell_take_str (&now->notes, g_strdup_printf ("Wrote %s", token));
}

/* A text with a token in it, or nothing. */
static void
edit_text (Sim *sim, SimCrmRow *row, CosellCrmField field)
{
  CosellOpportunity *now = row->now;
  guint number = ++sim->last_token;
  gboolean empties = sim_crm_chance (sim, 50);
  g_autofree char *token = g_strdup_printf ("x%ux", number);
  g_autofree char *before = g_strdup (get_value (now, field));

  if (field == COSELL_CRM_FIELD_NAME)
    cosell_take_str (&now->name, g_strdup_printf ("Sale %s", token));
  else if (field == COSELL_CRM_FIELD_VALUE)
    {
      cosell_take_str (&token, g_strdup_printf ("%u", 1000000 + number));
      edit_amount (sim, now, token);
    }
  else if (field == COSELL_CRM_FIELD_CLOSE_DATE)
    {
      cosell_take_str (&token, some_date (number));
      cosell_set_str (&now->close_date, token);
    }
  else
    edit_notes (sim, now, token);
  if (empties && field == COSELL_CRM_FIELD_VALUE)
    g_clear_pointer (&now->amount, g_free);
  if (empties && field == COSELL_CRM_FIELD_CLOSE_DATE)
    g_clear_pointer (&now->close_date, g_free);
  if (empties && field == COSELL_CRM_FIELD_NOTES)
    g_clear_pointer (&now->notes, g_free);
  note_replaced (sim, row, field, before);
  if (get_value (now, field) != NULL)
    promise (sim, row, field, token);
  sim_trace (sim, "CRM user edits %s: %s is %s %s", now->id, cosell_crm_field_nick (field),
             get_value (now, field), field == COSELL_CRM_FIELD_VALUE ? now->currency : "");
}

static void
edit (Sim *sim, SimCrmRow *row)
{
  static const CosellCrmField texts[] = { COSELL_CRM_FIELD_NAME, COSELL_CRM_FIELD_VALUE,
                                          COSELL_CRM_FIELD_CLOSE_DATE, COSELL_CRM_FIELD_NOTES,
                                          COSELL_CRM_FIELD_NOTES };
  SimCrmServer *crm = sim->crm;
  guint kind = sim_crm_below (sim, 100);

  if (kind < 70)
    edit_text (sim, row, texts[sim_crm_below (sim, G_N_ELEMENTS (texts))]);
  else if (kind < 85)
    {
      cosell_take_str (&row->now->stage,
                       g_strdup_printf ("s%u", sim_crm_below (sim, crm->description->stages->len)));
      sim_trace (sim, "CRM user moves %s to %s", row->now->id, row->now->stage);
    }
  else if (kind < 93)
    {
      g_clear_pointer (&row->now->owner, cosell_crm_party_free);
      row->now->owner = cosell_crm_party_copy (
          g_ptr_array_index (crm->users, sim_crm_below (sim, crm->users->len)));
      sim_trace (sim, "CRM user gives %s to %s", row->now->id, row->now->owner->name);
    }
  else
    {
      g_clear_pointer (&row->now->contact, cosell_crm_party_free);
      row->now->contact = cosell_crm_party_copy (
          g_ptr_array_index (crm->contacts, sim_crm_below (sim, crm->contacts->len)));
      sim_trace (sim, "CRM user makes %s the contact of %s", row->now->contact->name, row->now->id);
    }
  sim_crm_server_touch (sim, row, "u1");
}

void
sim_crm_user_make (Sim *sim)
{
  static const char *const codes[] = { "SEK", "EUR", "USD" };
  const CosellCrmParty *account =
      g_ptr_array_index (sim->crm->accounts, sim_crm_below (sim, sim->crm->accounts->len));
  SimCrmRow *row = sim_crm_server_add_row (sim, sim_crm_server_new_id (sim), SIM_CRM_USER);
  CosellOpportunity *now = row->now;

  now->currency = g_strdup (codes[sim_crm_below (sim, G_N_ELEMENTS (codes))]);
  now->stage = g_strdup_printf ("s%u", sim_crm_below (sim, sim->crm->description->stages->len));
  now->account_id = g_strdup (account->id);
  now->account_name = g_strdup (account->name);
  now->owner = cosell_crm_party_copy (
      g_ptr_array_index (sim->crm->users, sim_crm_below (sim, sim->crm->users->len)));
  edit_text (sim, row, COSELL_CRM_FIELD_NAME);
  edit_text (sim, row, COSELL_CRM_FIELD_VALUE);
  edit_text (sim, row, COSELL_CRM_FIELD_CLOSE_DATE);
  edit_text (sim, row, COSELL_CRM_FIELD_NOTES);
  if ((sim_crm_server_get_stubborn (sim, row) & COSELL_OPPORTUNITY_AMOUNT) != 0)
    now->amount_is_computed = sim->crm->pads;
}

static void
set_state (Sim *sim, SimCrmRow *row, CosellOpportunityState state)
{
  static const char *const words[] = { "opens", "wins", "loses" };

  row->now->state = state;
  sim_crm_server_touch (sim, row, "u1");
  sim_trace (sim, "CRM user %s %s", words[state], row->now->id);
}

static void
delete_or_restore (Sim *sim, SimCrmRow *row)
{
  SimCrmRow *other = g_ptr_array_index (sim->crm->rows, sim_crm_below (sim, sim->crm->rows->len));

  if (other->deleted)
    {
      other->deleted = FALSE;
      sim_crm_server_touch (sim, other, "u1");
      sim_trace (sim, "CRM user restores %s", other->now->id);
    }
  else
    {
      row->deleted = TRUE;
      row->was_deleted = TRUE;
      sim_trace (sim, "CRM user deletes %s", row->now->id);
    }
}

void
sim_crm_user_act (Sim *sim)
{
  guint kind = sim_crm_below (sim, 100);
  SimCrmRow *row = pick_linked (sim);

  if (row == NULL || kind < 8)
    sim_crm_user_make (sim);
  else if (kind < 84)
    edit (sim, row);
  else if (kind < 95)
    set_state (sim, row,
               row->now->state != COSELL_OPPORTUNITY_OPEN ? COSELL_OPPORTUNITY_OPEN
               : sim_crm_chance (sim, 500)                ? COSELL_OPPORTUNITY_WON
                                                          : COSELL_OPPORTUNITY_LOST);
  else
    delete_or_restore (sim, row);
}
