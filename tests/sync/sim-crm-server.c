/* sim-crm-server.c: a CRM in memory */
#include "sync/sim-crm.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-crm-description.h"
#include "model/cosell-crm-people.h"

guint
sim_crm_below (Sim *sim, guint limit)
{
  return sandbox_random_below (&sim->crm_random, limit);
}

gboolean
sim_crm_chance (Sim *sim, guint of_thousand)
{
  return sim_crm_below (sim, 1000) < of_thousand;
}

/* how it is set up */

static CosellCrmColumn *
add_column (CosellCrmDescription *self,
            const char *name,
            CosellOpportunityFields field,
            guint length,
            int decimals)
{
  CosellCrmColumn *column = cosell_crm_description_add_column (self, g_strdup (name));

  column->label = g_strdup (name);
  column->type = g_strdup ("text");
  column->field = field;
  column->creatable = TRUE;
  column->updatable = TRUE;
  column->length = length;
  column->decimals = decimals;
  return column;
}

static void
add_currency (CosellCrmDescription *self, const char *code, guint decimals)
{
  CosellCrmCurrency *currency = g_new0 (CosellCrmCurrency, 1);

  currency->id = g_strconcat ("currency-", code, NULL);
  currency->code = g_strdup (code);
  currency->decimals = decimals;
  g_ptr_array_add (self->currencies, currency);
}

static CosellCrmDescription *
draw_description (Sim *sim)
{
  static const char *const stages[] = { "Look", "Talk", "Talk more", "Offer", "Sign", "Elsewhere" };
  static const char *const codes[] = { "SEK", "EUR", "USD", "NOK", "GBP", "DKK", "CHF", "PLN",
                                       "CZK", "CAD", "AUD", "ZAR", "BRL", "INR", "AED", "MXN" };
  gboolean is_short = sim_crm_chance (sim, 300);
  gboolean is_whole = sim_crm_chance (sim, 200);
  CosellCrmDescription *self = cosell_crm_description_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    cosell_crm_description_add_choice (self->stages, g_strdup_printf ("s%u", i),
                                       g_strdup (stages[i]), COSELL_OPPORTUNITY_OPEN);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (sim_crm_chance (sim, 900))
      add_currency (self, codes[i], is_whole ? 0 : 2);
  add_column (self, "name", COSELL_OPPORTUNITY_NAME, is_short ? 24 : 300, -1);
  add_column (self, "amount", COSELL_OPPORTUNITY_AMOUNT, 0, is_whole ? 0 : 2);
  add_column (self, "date", COSELL_OPPORTUNITY_CLOSE_DATE, 0, -1);
  add_column (self, "notes", COSELL_OPPORTUNITY_NOTES, is_short ? 60 : 2000, -1);
  add_column (self, "stage", COSELL_OPPORTUNITY_STAGE, 0, -1);
  add_column (self, "contact", COSELL_OPPORTUNITY_CONTACT, 0, -1);
  add_column (self, "owner", COSELL_OPPORTUNITY_OWNER, 0, -1);
  add_column (self, "account", COSELL_OPPORTUNITY_ACCOUNT, 0, -1);
  add_column (self, SIM_CRM_SOLUTIONS, (CosellOpportunityFields) 0, 400, -1);
  if (sim->crm->has_key)
    add_column (self, SIM_CRM_KEY, COSELL_OPPORTUNITY_KEY, 100, -1);
  return self;
}

/* Two of their stages are one of ours, one has no place, and at times one of ours has none. */
static CosellCrmSettings *
draw_settings (Sim *sim)
{
  static const char *const ours[] = { "20", "40", "40", "60", "80" };
  guint n = G_N_ELEMENTS (ours) - sim_crm_chance (sim, 300);
  gboolean is_usual = sim_crm_chance (sim, 600);
  CosellCrmSettings *self = cosell_crm_settings_new ();

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->stages, g_strdup_printf ("s%u", i), g_strdup (ours[i]));
  if (!is_usual)
    for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
      self->directions[i] = (CosellCrmDirection) sim_crm_below (sim, 4) &
                            cosell_crm_field_possible ((CosellCrmField) i);
  self->allow_crm_id = sim_crm_chance (sim, 300);
  self->alone = sim_crm_chance (sim, 700);
  if (sim_crm_chance (sim, 150))
    self->rule = sim_crm_chance (sim, 500) ? COSELL_CRM_RULE_INBOUND : COSELL_CRM_RULE_MINE;
  if (sim->crm->has_key)
    self->key_column = g_strdup (SIM_CRM_KEY);
  return self;
}

/* rows */

char *
sim_crm_server_new_id (Sim *sim)
{
  return g_strdup_printf ("00000000-c000-4000-8000-%012x", ++sim->crm->last_id);
}

static gint64
now_by_crm (Sim *sim)
{
  return sim->now - sim->now % G_TIME_SPAN_SECOND;
}

void
sim_crm_server_touch (Sim *sim, SimCrmRow *row, const char *who)
{
  row->version++;
  row->now->modified = now_by_crm (sim);
  cosell_set_str (&row->now->modified_by, who);
}

SimCrmRow *
sim_crm_server_add_row (Sim *sim, char *id, guint maker)
{
  SimCrmRow *row = g_new0 (SimCrmRow, 1);

  row->now = cosell_opportunity_new ();
  row->now->id = id;
  row->now->created = now_by_crm (sim);
  row->maker = maker;
  row->row = sim->crm->rows->len;
  g_ptr_array_add (sim->crm->rows, row);
  sim_crm_server_touch (sim, row, maker == SIM_CRM_USER ? "u1" : "u0");
  return row;
}

static void
row_free (gpointer data)
{
  SimCrmRow *row = data;

  cosell_opportunity_free (row->now);
  g_free (row);
}

SimCrmRow *
sim_crm_server_find (Sim *sim, const char *id)
{
  for (guint i = 0; id != NULL && i < sim->crm->rows->len; i++)
    {
      SimCrmRow *row = g_ptr_array_index (sim->crm->rows, i);

      if (g_ascii_strcasecmp (row->now->id, id) == 0)
        return row;
    }
  return NULL;
}

static CosellCrmParty *
find_party (GPtrArray *parties, const char *id)
{
  for (guint i = 0; id != NULL && i < parties->len; i++)
    {
      CosellCrmParty *party = g_ptr_array_index (parties, i);

      if (g_str_equal (party->id, id))
        return party;
    }
  return NULL;
}

/* As the CRM writes an amount, and the lines of a text. */
static char *
dup_padded (const char *amount)
{
  const char *point = amount != NULL ? strchr (amount, '.') : NULL;

  if (amount == NULL)
    return NULL;
  if (point == NULL)
    return g_strconcat (amount, ".0000", NULL);
  return strlen (point) < 5 ? g_strdup_printf ("%s%.*s", amount, 5 - (int) strlen (point), "0000")
                            : g_strdup (amount);
}

static char *
dup_windows_lines (const char *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  return lines != NULL ? g_strjoinv ("\r\n", lines) : NULL;
}

/* As it is answered. */
static CosellOpportunity *
view (Sim *sim, const SimCrmRow *row)
{
  const CosellOpportunity *now = row->now;
  CosellOpportunity *self = cosell_opportunity_new ();
  gboolean pads = sim->crm->pads;

  self->id = g_strdup (now->id);
  self->mark = g_strdup_printf ("v%u", row->version);
  self->state = now->state;
  self->name = g_strdup (now->name);
  self->amount = pads ? dup_padded (now->amount) : g_strdup (now->amount);
  self->currency = g_strdup (now->currency);
  self->close_date = g_strdup (now->close_date);
  self->notes = pads ? dup_windows_lines (now->notes) : g_strdup (now->notes);
  self->stage = g_strdup (now->stage);
  self->account_id = g_strdup (now->account_id);
  self->account_name = g_strdup (now->account_name);
  self->contact = cosell_crm_party_copy (now->contact);
  self->owner = cosell_crm_party_copy (now->owner);
  self->solutions = g_strdup (now->solutions);
  self->key = g_strdup (now->key);
  self->amount_is_computed = now->amount_is_computed;
  self->created = now->created;
  self->modified = now->modified;
  self->modified_by = g_strdup (now->modified_by);
  return self;
}

static void
answer_row (SimCrmRequest *request, const SimCrmRow *row)
{
  request->reply.status = 200;
  request->result = view (request->sim, row);
  request->free_result = (GDestroyNotify) cosell_opportunity_free;
}

static void
answer_error (SimCrmRequest *request, guint status, const char *words)
{
  sandbox_reply_error (&request->reply, status, words);
}

/* reading */

typedef struct
{
  gint64 modified;
  guint row;
} Place;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SimCrmRow *left = *(SimCrmRow *const *) a;
  const SimCrmRow *right = *(SimCrmRow *const *) b;

  if (left->now->modified != right->now->modified)
    return left->now->modified < right->now->modified ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static gboolean
is_listed (const SimCrmRequest *request, const SimCrmRow *row)
{
  gint64 modified = row->now->modified;
  g_auto (GStrv) after = request->next != NULL ? g_strsplit (request->next, "/", 2) : NULL;
  gint64 last = after != NULL ? g_ascii_strtoll (after[0], NULL, 10) : 0;

  if (row->deleted ||
      (request->ids != NULL && !g_strv_contains ((const char *const *) request->ids, row->now->id)))
    return FALSE;
  if (request->since != COSELL_NO_TIME && modified < request->since - request->since % 1000000)
    return FALSE;
  return after == NULL || modified > last ||
         (modified == last && row->row > g_ascii_strtoull (after[1], NULL, 10));
}

static void
list (SimCrmRequest *request)
{
  Sim *sim = request->sim;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  CosellCrmPage *page = cosell_crm_page_new ();

  for (guint i = 0; i < sim->crm->rows->len; i++)
    if (is_listed (request, g_ptr_array_index (sim->crm->rows, i)))
      g_ptr_array_add (found, g_ptr_array_index (sim->crm->rows, i));
  g_ptr_array_sort (found, compare_rows);
  for (guint i = 0; i < found->len && i < sim->crm->page_size; i++)
    {
      const SimCrmRow *row = g_ptr_array_index (found, i);

      g_ptr_array_add (page->opportunities, view (sim, row));
      if (i + 1 == sim->crm->page_size && found->len > i + 1)
        page->next = g_strdup_printf ("%" G_GINT64_FORMAT "/%u", row->now->modified, row->row);
    }
  request->reply.status = 200;
  request->result = page;
  request->free_result = (GDestroyNotify) cosell_crm_page_free;
}

static void
find (SimCrmRequest *request, gboolean accounts)
{
  SimCrmServer *crm = request->sim->crm;
  GPtrArray *all = accounts ? crm->accounts : crm->contacts;
  GPtrArray *found = g_ptr_array_new_with_free_func (cosell_crm_party_free);

  for (guint i = 0; i < all->len; i++)
    {
      const CosellCrmParty *party = g_ptr_array_index (all, i);
      const char *word = accounts ? party->name : party->email;

      if (word != NULL && request->name != NULL && g_ascii_strcasecmp (word, request->name) == 0 &&
          (request->postal_code == NULL ||
           g_strcmp0 (party->postal_code, request->postal_code) == 0) &&
          (request->id == NULL || g_strcmp0 (party->account_id, request->id) == 0))
        g_ptr_array_add (found, cosell_crm_party_copy (party));
    }
  request->reply.status = 200;
  request->result = found;
  request->free_result = (GDestroyNotify) g_ptr_array_unref;
}

/* writing */

guint
sim_crm_server_count_units (const char *text)
{
  guint n = 0;

  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    n += g_utf8_get_char (at) > 0xffff ? 2 : 1;
  return n;
}

/* What nothing that goes there may be like: the description said so. */
static void
check_written (SimCrmRequest *request, CosellOpportunityFields fields)
{
  Sim *sim = request->sim;
  const CosellOpportunity *from = request->opportunity;
  const CosellCrmDescription *description = sim->crm->description;
  const CosellCrmCurrency *currency =
      from->currency != NULL ? cosell_crm_description_get_currency (description, from->currency)
                             : NULL;
  const char *point = from->amount != NULL ? strchr (from->amount, '.') : NULL;

  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && from->amount != NULL && currency == NULL)
    sim_fail (sim, "c%u writes the currency %s, which is not there (K4)", request->client->index,
              from->currency);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && point != NULL && currency != NULL &&
      strlen (point + 1) > currency->decimals)
    sim_fail (sim, "c%u writes %s, which has too many decimals (K4)", request->client->index,
              from->amount);
  if (sim_crm_server_count_units (from->name) >
          cosell_crm_description_get_column (description, "name")->length ||
      sim_crm_server_count_units (from->notes) >
          cosell_crm_description_get_column (description, "notes")->length)
    sim_fail (sim, "c%u writes a text that is too long (K6)", request->client->index);
  if ((fields & COSELL_OPPORTUNITY_NAME) != 0 && (from->name == NULL || *from->name == '\0'))
    sim_fail (sim, "c%u empties the name", request->client->index);
  if ((fields & COSELL_OPPORTUNITY_STAGE) != 0 && (from->stage == NULL || *from->stage != 's'))
    sim_fail (sim, "c%u writes the stage %s, which is not there (K7)", request->client->index,
              from->stage);
}

CosellOpportunityFields
sim_crm_server_get_stubborn (Sim *sim, const SimCrmRow *row)
{
  return row->row % 2 != 0 ? sim->crm->stubborn : (CosellOpportunityFields) 0;
}

static void
take (SimCrmRequest *request, SimCrmRow *row, CosellOpportunityFields fields)
{
  SimCrmServer *crm = request->sim->crm;
  const CosellOpportunity *from = request->opportunity;
  CosellOpportunity *now = row->now;

  check_written (request, fields);
  fields &= ~(guint) sim_crm_server_get_stubborn (request->sim, row);
  if ((fields & COSELL_OPPORTUNITY_NAME) != 0)
    cosell_set_str (&now->name, from->name);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0)
    {
      cosell_set_str (&now->amount, from->amount);
      cosell_set_str (&now->currency, from->currency);
    }
  if ((fields & COSELL_OPPORTUNITY_CLOSE_DATE) != 0)
    cosell_set_str (&now->close_date, from->close_date);
  if ((fields & COSELL_OPPORTUNITY_NOTES) != 0)
    cosell_set_str (&now->notes, from->notes);
  if ((fields & COSELL_OPPORTUNITY_STAGE) != 0)
    cosell_set_str (&now->stage, from->stage);
  if ((fields & COSELL_OPPORTUNITY_SOLUTIONS) != 0)
    cosell_set_str (&now->solutions, from->solutions);
  if ((fields & COSELL_OPPORTUNITY_KEY) != 0)
    cosell_set_str (&now->key, from->key);
  if ((fields & COSELL_OPPORTUNITY_CONTACT) != 0)
    {
      g_clear_pointer (&now->contact, cosell_crm_party_free);
      if (from->contact != NULL)
        now->contact = cosell_crm_party_copy (find_party (crm->contacts, from->contact->id));
    }
  sim_crm_server_touch (request->sim, row, "u0");
  request->client->crm->n_writes++;
}

static void
create (SimCrmRequest *request)
{
  Sim *sim = request->sim;
  const CosellOpportunity *from = request->opportunity;
  const CosellCrmParty *account = find_party (sim->crm->accounts, from->account_id);
  gboolean chosen = sim->crm->takes_ids && from->id != NULL;
  guint fields = COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_NOTES;
  SimCrmRow *row;

  if (chosen && sim_crm_server_find (sim, from->id) != NULL)
    {
      answer_error (request, 412, "There is one with this id.");
      return;
    }
  if (account == NULL)
    sim_fail (sim, "c%u makes an opportunity without an account (K16)", request->client->index);
  row = sim_crm_server_add_row (sim, chosen ? g_strdup (from->id) : sim_crm_server_new_id (sim),
                                request->client->index);
  row->deal = request->deal;
  sim_trace (sim, "CRM makes %s of deal %" G_GINT64_FORMAT " of c%u, key %s", row->now->id,
             row->deal, row->maker, from->key);
  g_hash_table_insert (sim->crm->claims, g_strdup (row->now->id),
                       GUINT_TO_POINTER (request->client->index + 1));
  cosell_set_str (&row->now->account_id, from->account_id);
  cosell_set_str (&row->now->account_name, account != NULL ? account->name : NULL);
  row->now->owner = cosell_crm_party_copy (g_ptr_array_index (sim->crm->users, 0));
  cosell_set_str (&row->now->stage, "s0");
  fields |= from->amount != NULL ? COSELL_OPPORTUNITY_AMOUNT : 0;
  fields |= from->close_date != NULL ? COSELL_OPPORTUNITY_CLOSE_DATE : 0;
  fields |= from->stage != NULL ? COSELL_OPPORTUNITY_STAGE : 0;
  fields |= from->contact != NULL ? COSELL_OPPORTUNITY_CONTACT : 0;
  fields |= from->solutions != NULL ? COSELL_OPPORTUNITY_SOLUTIONS : 0;
  fields |= from->key != NULL && sim->crm->has_key ? COSELL_OPPORTUNITY_KEY : 0;
  take (request, row, (CosellOpportunityFields) fields);
  if ((sim_crm_server_get_stubborn (sim, row) & COSELL_OPPORTUNITY_AMOUNT) != 0)
    {
      cosell_set_str (&row->now->amount, "5000");
      cosell_set_str (&row->now->currency, "EUR");
      row->now->amount_is_computed = sim->crm->pads;
    }
  answer_row (request, row);
}

static void
update (SimCrmRequest *request)
{
  SimCrmRow *row = sim_crm_server_find (request->sim, request->opportunity->id);
  g_autofree char *mark = row != NULL ? g_strdup_printf ("v%u", row->version) : NULL;

  if (row == NULL || row->deleted)
    answer_error (request, 404, "It is not there.");
  else if (g_strcmp0 (mark, request->opportunity->mark) != 0)
    answer_error (request, 412, "It was changed.");
  else if (request->sim->crm->locks && row->now->state != COSELL_OPPORTUNITY_OPEN)
    answer_error (request, 400, "It is closed.");
  else
    {
      sim_crm_check_overwrite (request, row);
      take (request, row, request->fields);
      answer_row (request, row);
    }
}

static void
close_row (SimCrmRequest *request)
{
  SimCrmRow *row = sim_crm_server_find (request->sim, request->id);

  if (row == NULL || row->deleted)
    answer_error (request, 404, "It is not there.");
  else if (row->now->state != COSELL_OPPORTUNITY_OPEN)
    answer_error (request, 400, "It is closed.");
  else
    {
      row->now->state = request->won ? COSELL_OPPORTUNITY_WON : COSELL_OPPORTUNITY_LOST;
      sim_crm_server_touch (request->sim, row, "u0");
      request->reply.status = 204;
    }
}

static void
create_party (SimCrmRequest *request)
{
  SimCrmServer *crm = request->sim->crm;
  GPtrArray *all = request->party->account_id != NULL ? crm->contacts : crm->accounts;
  gboolean chosen = crm->takes_ids && request->party->id != NULL;
  CosellCrmParty *party;

  if (chosen && find_party (all, request->party->id) != NULL)
    {
      answer_error (request, 412, "There is one with this id.");
      return;
    }
  party = cosell_crm_party_copy (request->party);
  if (!chosen)
    cosell_take_str (&party->id, sim_crm_server_new_id (request->sim));
  g_ptr_array_add (all, party);
  request->client->crm->n_writes++;
  request->reply.status = 200;
  request->result = cosell_crm_party_copy (party);
  request->free_result = cosell_crm_party_free;
}

static void
answer_description (SimCrmRequest *request)
{
  g_autofree char *text = cosell_crm_description_to_json (request->sim->crm->description);

  request->reply.status = 200;
  request->result = cosell_crm_description_from_json (text);
  request->free_result = (GDestroyNotify) cosell_crm_description_free;
}

static void
answer_who (SimCrmRequest *request)
{
  const CosellCrmParty *party = g_ptr_array_index (request->sim->crm->users, 0);
  CosellCrmUser *user = g_new0 (CosellCrmUser, 1);

  user->id = g_strdup (party->id);
  user->name = g_strdup (party->name);
  user->email = g_strdup (party->email);
  request->reply.status = 200;
  request->result = user;
  request->free_result = (GDestroyNotify) cosell_crm_user_free;
}

void
sim_crm_server_handle (SimCrmRequest *request)
{
  const SimCrmRow *row;

  switch (request->call)
    {
    case SIM_CRM_LIST:
      list (request);
      break;
    case SIM_CRM_GET:
      row = sim_crm_server_find (request->sim, request->id);
      if (row != NULL && !row->deleted)
        answer_row (request, row);
      else
        answer_error (request, 404, "It is not there.");
      break;
    case SIM_CRM_CREATE:
      create (request);
      break;
    case SIM_CRM_UPDATE:
      update (request);
      break;
    case SIM_CRM_CLOSE:
      close_row (request);
      break;
    case SIM_CRM_FIND_ACCOUNT:
      find (request, TRUE);
      break;
    case SIM_CRM_FIND_CONTACT:
      find (request, FALSE);
      break;
    case SIM_CRM_CREATE_PARTY:
      create_party (request);
      break;
    case SIM_CRM_DESCRIBE:
      answer_description (request);
      break;
    case SIM_CRM_WHO:
      answer_who (request);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
sim_crm_server_read_late (SimCrmRequest *request)
{
  const CosellOpportunity *before = request->result;
  const SimCrmRow *row;

  if (!request->sim->crm->reads_late ||
      (request->call != SIM_CRM_CREATE && request->call != SIM_CRM_UPDATE))
    return;
  row = sim_crm_server_find (request->sim, before->id);
  if (row->deleted)
    return;
  cosell_opportunity_free (request->result);
  request->result = view (request->sim, row);
}

/* beginning and end */

static void
add_party (GPtrArray *parties,
           const char *id,
           const char *first,
           const char *last,
           const char *email,
           const char *phone,
           const char *account)
{
  g_autofree char *name = g_strdup_printf ("%s %s", first, last != NULL ? last : "");
  CosellCrmParty *party = cosell_crm_party_new (id, g_strchomp (name));

  party->first_name = g_strdup (first);
  party->last_name = g_strdup (last);
  party->email = g_strdup (email);
  party->phone = g_strdup (phone);
  party->account_id = g_strdup (account);
  g_ptr_array_add (parties, party);
}

static void
add_people (SimCrmServer *crm)
{
  CosellCrmParty *account;

  add_party (crm->users, "u0", "Ola", "Lind", "ola.lind@fabrikam.example", "+46 40 200", NULL);
  add_party (crm->users, "u1", "Eva", "Berg", "eva.berg@fabrikam.example", "+46 40 201", NULL);
  add_party (crm->users, "u2", "Nils", "Dahl", "nils.dahl@fabrikam.example", NULL, NULL);
  add_party (crm->users, "u3", "System", NULL, NULL, NULL, NULL);
  add_party (crm->contacts, "p0", "Sara", "Ek", "sara.ek@contoso.example", "+46 40 100", "a0");
  add_party (crm->contacts, "p1", "Mia", "Falk", "mia.falk@contoso.example", NULL, "a0");
  add_party (crm->contacts, "p2", "Lars", "Holm", NULL, "+46 40 102", "a1");
  add_party (crm->contacts, "p3", "Ulla", "Ros", "ulla.ros@contoso.example", "+46 40 103", "a1");
  account = cosell_crm_party_new ("a0", "Contoso AB");
  account->postal_code = g_strdup ("211 34");
  g_ptr_array_add (crm->accounts, account);
  g_ptr_array_add (crm->accounts, cosell_crm_party_new ("a1", "Northwind"));
}

/* Most customers of the deals. */
static void
add_customers (Sim *sim)
{
  GPtrArray *records = sim->service->core->records;

  for (guint i = 0; i < records->len; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (records, i);
      CosellCrmParty *account =
          sim_crm_chance (sim, 700) ? cosell_crm_people_dup_account (record->text) : NULL;

      if (account == NULL)
        continue;
      cosell_take_str (&account->id, sim_crm_server_new_id (sim));
      g_ptr_array_add (sim->crm->accounts, account);
    }
}

void
sim_crm_server_start (Sim *sim)
{
  static const CosellOpportunityFields hard[] = { COSELL_OPPORTUNITY_AMOUNT,
                                                  COSELL_OPPORTUNITY_CLOSE_DATE,
                                                  COSELL_OPPORTUNITY_NOTES,
                                                  COSELL_OPPORTUNITY_STAGE };
  SimCrmServer *crm = g_new0 (SimCrmServer, 1);

  sim->crm = crm;
  crm->rows = g_ptr_array_new_with_free_func (row_free);
  crm->accounts = g_ptr_array_new_with_free_func (cosell_crm_party_free);
  crm->contacts = g_ptr_array_new_with_free_func (cosell_crm_party_free);
  crm->users = g_ptr_array_new_with_free_func (cosell_crm_party_free);
  crm->promises = g_ptr_array_new_with_free_func (sim_crm_promise_free);
  crm->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  crm->takes_ids = sim_crm_chance (sim, 500);
  crm->has_key = !crm->takes_ids && sim_crm_chance (sim, 500);
  crm->reads_late = sim_crm_chance (sim, 300);
  crm->pads = sim_crm_chance (sim, 300);
  crm->locks = sim_crm_chance (sim, 500);
  if (sim_crm_chance (sim, 400))
    crm->stubborn = hard[sim_crm_below (sim, G_N_ELEMENTS (hard))];
  crm->page_size = sim_crm_chance (sim, 500) ? 100 : 1 + sim_crm_below (sim, 6);
  crm->description = draw_description (sim);
  crm->settings = draw_settings (sim);
  add_people (crm);
  add_customers (sim);
  sim_trace (sim, "CRM:%s%s%s%s%s, pages of %u, stubborn %x", crm->takes_ids ? " takes ids" : "",
             crm->has_key ? " has a key" : "", crm->reads_late ? " reads late" : "",
             crm->pads ? " pads" : "", crm->locks ? " locks" : "", crm->page_size, crm->stubborn);
  for (guint i = 0; i < 4; i++)
    sim_crm_user_make (sim);
}

void
sim_crm_server_stop (Sim *sim)
{
  SimCrmServer *crm = g_steal_pointer (&sim->crm);

  if (crm == NULL)
    return;
  g_ptr_array_unref (crm->rows);
  g_ptr_array_unref (crm->accounts);
  g_ptr_array_unref (crm->contacts);
  g_ptr_array_unref (crm->users);
  g_ptr_array_unref (crm->promises);
  g_hash_table_unref (crm->claims);
  cosell_crm_description_free (crm->description);
  cosell_crm_settings_free (crm->settings);
  g_free (crm);
}
