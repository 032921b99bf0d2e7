/* cosell-tryton-read.c: what the answers of Tryton say */
#include "crm/cosell-tryton-text.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-secret.h"
#include "base/cosell-time.h"

void
cosell_tryton_session_free (CosellTrytonSession *self)
{
  if (self == NULL)
    return;
  cosell_secret_free (self->authorization);
  g_free (self->context);
  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self->user_email);
  g_free (self->company);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_free (self);
}

/* A text that says something. */
static char *
dup_text (CosellJsonValue row, const char *name)
{
  char *text = cosell_json_dup_string (cosell_json_member (row, name));

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

char *
cosell_tryton_dup_id (CosellJsonValue value)
{
  CosellJsonValue first =
      cosell_json_kind (value) == COSELL_JSON_ARRAY ? cosell_json_element (value, 0) : value;
  g_autofree char *id =
      cosell_json_kind (first) == COSELL_JSON_NUMBER ? cosell_json_dup_raw (first) : NULL;

  return cosell_tryton_is_id (id) ? g_steal_pointer (&id) : NULL;
}

static char *
dup_id_of (CosellJsonValue row, const char *name)
{
  return cosell_tryton_dup_id (cosell_json_member (row, name));
}

/* Digits as they stand; NULL for what is no number. */
static char *
dup_decimal (CosellJsonValue row, const char *name)
{
  CosellJsonValue value = cosell_json_member (row, name);
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (value, "decimal"));

  return cosell_decimal_is_valid (text) ? g_steal_pointer (&text) : NULL;
}

static int
get_part (CosellJsonValue value, const char *name)
{
  return (int) CLAMP (cosell_json_get_int (cosell_json_member (value, name), 0), 0, 999999);
}

static char *
dup_date (CosellJsonValue row, const char *name)
{
  CosellJsonValue value = cosell_json_member (row, name);
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", get_part (value, "year"),
                                           get_part (value, "month"), get_part (value, "day"));

  return cosell_date_parse (text, NULL) ? g_steal_pointer (&text) : NULL;
}

/* Of the last change, or of the creation when there was none. (transfer full) */
static char *
dup_changed (CosellJsonValue row)
{
  CosellJsonValue value = cosell_json_member (row, "write_date");

  if (!cosell_json_is_present (value))
    value = cosell_json_member (row, "create_date");
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", get_part (value, "year"),
                          get_part (value, "month"), get_part (value, "day"),
                          get_part (value, "hour"), get_part (value, "minute"),
                          get_part (value, "second"), get_part (value, "microsecond"));
}

static gint64
read_created (CosellJsonValue row)
{
  CosellJsonValue value = cosell_json_member (row, "create_date");
  g_autofree char *text =
      g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", get_part (value, "year"),
                       get_part (value, "month"), get_part (value, "day"), get_part (value, "hour"),
                       get_part (value, "minute"), get_part (value, "second"),
                       get_part (value, "microsecond"));
  gint64 instant;

  cosell_time_parse_possible (text, &instant);
  return instant;
}

/* --- sign-in --- */

/* A colon would part it before the user's id; the server goes by the id alone. */
char *
cosell_tryton_read_login (CosellJsonValue result, const char *user, char **user_id)
{
  g_autofree char *id = cosell_tryton_dup_id (cosell_json_element (result, 0));
  char *session = cosell_json_dup_string (cosell_json_element (result, 1));
  g_autofree char *name = g_strdelimit (g_strdup (user), ":", '_');
  char *plain;
  char *coded = NULL;
  char *header;

  if (id == NULL || session == NULL || *session == '\0')
    {
      cosell_secret_free (session);
      return NULL;
    }
  plain = g_strdup_printf ("%s:%s:%s", name, id, session);
  coded = g_base64_encode ((const guchar *) plain, strlen (plain));
  header = g_strconcat ("Session ", coded, NULL);
  cosell_secret_free (session);
  cosell_secret_free (plain);
  cosell_secret_free (coded);
  *user_id = g_steal_pointer (&id);
  return header;
}

/* The current one, or the only one that there is. */
static char *
dup_chosen (CosellJsonValue result, const char *current, const char *all)
{
  CosellJsonValue list = cosell_json_member (result, all);
  char *id = dup_id_of (result, current);

  return id == NULL && cosell_json_length (list) == 1 ? cosell_tryton_dup_id (list) : id;
}

static void
append_raw (GString *context, CosellJsonValue result, const char *name)
{
  g_autofree char *raw = cosell_json_dup_raw (cosell_json_member (result, name));

  if (raw != NULL)
    g_string_append_printf (context, "%s\"%s\":%s", context->len > 0 ? "," : "", name, raw);
}

gboolean
cosell_tryton_read_preferences (CosellTrytonSession *self, CosellJsonValue result)
{
  g_autoptr (GString) context = g_string_new (NULL);
  g_autofree char *employee = dup_chosen (result, "employee", "employees");

  if (cosell_json_kind (result) != COSELL_JSON_OBJECT)
    return FALSE;
  self->user_name = dup_text (result, "name");
  self->user_email = dup_text (result, "email");
  self->company = dup_id_of (result, "company");
  append_raw (context, result, "language");
  append_raw (context, result, "company");
  append_raw (context, result, "company_filter");
  if (employee != NULL)
    g_string_append_printf (context, "%s\"employee\":%s", context->len > 0 ? "," : "", employee);
  self->context = g_string_free (g_steal_pointer (&context), FALSE);
  return TRUE;
}

CosellOpportunityState
cosell_tryton_state_of (const char *name)
{
  if (g_strcmp0 (name, "won") == 0)
    return COSELL_OPPORTUNITY_WON;
  if (g_strcmp0 (name, "lost") == 0 || g_strcmp0 (name, "cancelled") == 0)
    return COSELL_OPPORTUNITY_LOST;
  return COSELL_OPPORTUNITY_OPEN;
}

gboolean
cosell_tryton_read_states (CosellTrytonSession *self, CosellJsonValue result)
{
  g_autoptr (CosellCrmDescription) found = cosell_crm_description_new ();
  CosellJsonValue states = cosell_json_member (cosell_json_member (result, "state"), "selection");

  for (guint i = 0; i < cosell_json_length (states); i++)
    {
      CosellJsonValue state = cosell_json_element (states, i);
      char *id = cosell_json_dup_string (cosell_json_element (state, 0));

      if (id != NULL)
        cosell_crm_description_add_choice (found->stages, id,
                                           cosell_json_dup_string (cosell_json_element (state, 1)),
                                           cosell_tryton_state_of (id));
    }
  self->has_contact = cosell_json_is_present (cosell_json_member (result, "contact"));
  g_clear_pointer (&self->states, g_ptr_array_unref);
  self->states = g_ptr_array_ref (found->stages);
  return self->states->len > 0;
}

/* --- opportunities --- */

/* What people over there read of a state. */
static const char *
label_of (const CosellTrytonSession *session, const char *state)
{
  for (guint i = 0; i < session->states->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (session->states, i);

      if (g_str_equal (choice->id, state))
        return choice->label;
    }
  return state;
}

char *
cosell_tryton_read_mark (CosellJsonValue row)
{
  g_autofree char *timestamp = dup_text (row, "_timestamp");
  g_autofree char *changed = dup_changed (row);

  return timestamp != NULL ? g_strdup_printf ("%s %s", timestamp, changed) : NULL;
}

char *
cosell_tryton_timestamp_of (const char *mark)
{
  const char *end = mark != NULL ? strchr (mark, ' ') : NULL;

  return end != NULL ? g_strndup (mark, (gsize) (end - mark)) : g_strdup (mark);
}

/* Whom a field names. Returns: (transfer full) (nullable) */
static CosellCrmParty *
read_named (CosellJsonValue row, const char *name, const char *members, const char *label)
{
  g_autofree char *id = dup_id_of (row, name);
  g_autofree char *shown = dup_text (cosell_json_member (row, members), label);

  return id != NULL ? cosell_crm_party_new (id, shown) : NULL;
}

/* Tryton has one name of a person; where it has two words, these are the first and the last one. */
static void
split_name (CosellCrmParty *person)
{
  g_auto (GStrv) words = g_strsplit (person->name != NULL ? person->name : "", " ", -1);

  if (g_strv_length (words) != 2)
    return;
  person->first_name = g_strdup (words[0]);
  person->last_name = g_strdup (words[1]);
}

/* A mail address tells who it is on the other side. */
static CosellCrmParty *
read_owner (CosellJsonValue row)
{
  CosellJsonValue person = cosell_json_pointer (row, "/employee./party.");
  CosellCrmParty *owner = read_named (row, "employee", "employee.", "rec_name");

  if (owner == NULL)
    return NULL;
  split_name (owner);
  owner->email = dup_text (person, "email");
  owner->phone = dup_text (person, "phone");
  return owner;
}

static CosellCrmParty *
read_contact (CosellJsonValue row)
{
  CosellJsonValue contact = cosell_json_member (row, "contact.");
  CosellCrmParty *party = read_named (row, "contact", "contact.", "name");

  if (party == NULL)
    return NULL;
  party->account_id = dup_id_of (contact, "party");
  if (cosell_json_string_equal (cosell_json_member (contact, "type"), "email"))
    party->email = dup_text (contact, "value");
  else if (cosell_json_string_equal (cosell_json_member (contact, "type"), "phone") ||
           cosell_json_string_equal (cosell_json_member (contact, "type"), "mobile"))
    party->phone = dup_text (contact, "value");
  if (party->name == NULL)
    party->name = dup_text (cosell_json_member (contact, "party."), "name");
  return party;
}

static void
read_state (CosellOpportunity *self, CosellJsonValue row, const CosellTrytonSession *session)
{
  self->stage = dup_text (row, "state");
  self->state = cosell_tryton_state_of (self->stage);
  if (self->stage == NULL)
    return;
  self->stage_name = g_strdup (label_of (session, self->stage));
  /* from here on the amount is that of its sales */
  self->amount_is_computed =
      g_str_equal (self->stage, "converted") || self->state == COSELL_OPPORTUNITY_WON;
  if (g_str_equal (self->stage, "lost"))
    self->reason = dup_text (row, "lost_reason");
  if (self->reason == NULL && self->state != COSELL_OPPORTUNITY_OPEN)
    self->reason = g_strdup (self->stage_name);
}

CosellOpportunity *
cosell_tryton_read_opportunity (CosellJsonValue row, const CosellTrytonSession *session)
{
  g_autoptr (CosellOpportunity) self = cosell_opportunity_new ();
  const CosellTrytonColumns *columns = session->columns;
  CosellJsonValue currency = cosell_json_member (row, "currency.");
  g_autofree char *changed = dup_changed (row);

  self->id = dup_id_of (row, "id");
  if (self->id == NULL)
    return NULL;
  self->mark = cosell_tryton_read_mark (row);
  read_state (self, row, session);
  self->name = dup_text (row, "description");
  self->amount = dup_decimal (row, "amount");
  self->currency = dup_text (currency, "code");
  self->currency_name = dup_text (currency, "name");
  self->close_date = dup_date (row, "end_date");
  self->notes = dup_text (row, "comment");
  self->key = dup_text (row, columns->key != NULL ? columns->key : "reference");
  self->solutions = columns->solutions != NULL ? dup_text (row, columns->solutions) : NULL;
  self->account_id = dup_id_of (row, "party");
  self->account_name = dup_text (cosell_json_member (row, "party."), "rec_name");
  self->contact = read_contact (row);
  self->owner = read_owner (row);
  self->created = read_created (row);
  cosell_time_parse_possible (changed, &self->modified);
  self->modified_by = dup_id_of (row, "write_uid");
  if (self->modified_by == NULL)
    self->modified_by = dup_id_of (row, "create_uid");
  return g_steal_pointer (&self);
}

/* --- accounts and contacts --- */

GPtrArray *
cosell_tryton_read_accounts (CosellJsonValue rows)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (cosell_crm_party_free);

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *id = dup_id_of (row, "id");
      g_autofree char *name = dup_text (row, "name");

      if (id != NULL)
        g_ptr_array_add (accounts, cosell_crm_party_new (id, name));
    }
  return accounts;
}

static void
read_address (CosellCrmParty *account, CosellJsonValue row)
{
  g_free (account->street);
  g_free (account->postal_code);
  g_free (account->city);
  g_free (account->country);
  account->street = dup_text (row, "street");
  account->postal_code = dup_text (row, "postal_code");
  account->city = dup_text (row, "city");
  account->country = dup_text (cosell_json_member (row, "country."), "code");
}

/* The first one, unless another one has the postal code. */
static void
find_address (CosellCrmParty *account, CosellJsonValue rows, const char *postal_code)
{
  gboolean found = FALSE;

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *party = dup_id_of (row, "party");

      if (g_strcmp0 (party, account->id) != 0)
        continue;
      if (!found || (g_strcmp0 (account->postal_code, postal_code) != 0 &&
                     cosell_json_string_equal (cosell_json_member (row, "postal_code"),
                                               postal_code != NULL ? postal_code : "")))
        read_address (account, row);
      found = TRUE;
    }
}

void
cosell_tryton_read_addresses (GPtrArray *accounts, CosellJsonValue rows, const char *postal_code)
{
  for (guint i = 0; i < accounts->len; i++)
    find_address (g_ptr_array_index (accounts, i), rows, postal_code);
}

GPtrArray *
cosell_tryton_read_contacts (CosellJsonValue rows)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (cosell_crm_party_free);

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *id = dup_id_of (row, "id");
      g_autofree char *name = dup_text (row, "name");
      CosellCrmParty *contact;

      if (id == NULL)
        continue;
      contact = cosell_crm_party_new (id, name);
      contact->email = dup_text (row, "value");
      contact->account_id = dup_id_of (row, "party");
      if (contact->name == NULL)
        contact->name = dup_text (cosell_json_member (row, "party."), "name");
      g_ptr_array_add (contacts, contact);
    }
  return contacts;
}
