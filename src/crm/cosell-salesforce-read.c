/* cosell-salesforce-read.c: what the answers of Salesforce say */
#include "crm/cosell-salesforce-text.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "crm/cosell-crm-parts.h"

#define MAX_DECIMALS 10
#define MAX_DIGITS 32

/* --- the service --- */

/* "64.0" → 64; 0 for what is none */
static guint
read_version (CosellJsonValue row)
{
  g_autofree char *text = cosell_crm_dup_text (row, "version");
  guint64 number = 0;

  if (text == NULL || !g_str_has_suffix (text, ".0"))
    return 0;
  text[strlen (text) - 2] = '\0';
  return g_ascii_string_to_unsigned (text, 10, 1, 9999, &number, NULL) ? (guint) number : 0;
}

char *
cosell_salesforce_read_versions (CosellJsonValue answer)
{
  guint newest = 0;

  for (guint i = 0;
       cosell_json_kind (answer) == COSELL_JSON_ARRAY && i < cosell_json_length (answer); i++)
    newest = MAX (newest, read_version (cosell_json_element (answer, i)));
  return newest >= COSELL_SALESFORCE_OLDEST ? g_strdup_printf ("v%u.0", newest) : NULL;
}

gboolean
cosell_salesforce_read_organization (CosellJsonValue answer, CosellSalesforceShape *shape)
{
  CosellJsonValue features = cosell_json_member (answer, "features");
  CosellJsonValue multi = cosell_json_member (features, "multiCurrency");
  g_autofree char *currency = cosell_crm_dup_text (features, "defaultCurrencyIsoCode");

  if (cosell_json_kind (multi) != COSELL_JSON_TRUE && cosell_json_kind (multi) != COSELL_JSON_FALSE)
    return FALSE;
  shape->multi = cosell_json_get_bool (multi, FALSE);
  g_free (shape->currency);
  shape->currency = !shape->multi && currency != NULL ? g_ascii_strup (currency, -1) : NULL;
  return TRUE;
}

gboolean
cosell_salesforce_is_list (CosellJsonValue answer)
{
  return cosell_json_kind (cosell_json_member (answer, "records")) == COSELL_JSON_ARRAY;
}

CosellJsonValue
cosell_salesforce_first (CosellJsonValue answer)
{
  return cosell_json_element (cosell_json_member (answer, "records"), 0);
}

char *
cosell_salesforce_read_made (CosellJsonValue answer)
{
  g_autofree char *id = cosell_crm_dup_text (answer, "id");

  return cosell_salesforce_is_id (id) ? g_steal_pointer (&id) : NULL;
}

/* --- opportunities --- */

static CosellOpportunityState
read_state (CosellJsonValue row)
{
  if (!cosell_json_get_bool (cosell_json_member (row, "IsClosed"), FALSE))
    return COSELL_OPPORTUNITY_OPEN;
  return cosell_json_get_bool (cosell_json_member (row, "IsWon"), FALSE) ? COSELL_OPPORTUNITY_WON
                                                                         : COSELL_OPPORTUNITY_LOST;
}

/* A person whom a field names, with what the record of that one says. Returns: (transfer full)
 * (nullable) */
static CosellCrmParty *
read_person (CosellJsonValue row, const char *field, const char *relationship)
{
  CosellJsonValue person = cosell_json_member (row, relationship);
  g_autofree char *id = cosell_crm_dup_text (row, field);
  g_autofree char *name = cosell_crm_dup_text (person, "Name");
  CosellCrmParty *party;

  if (!cosell_salesforce_is_id (id))
    return NULL;
  party = cosell_crm_party_new (id, name);
  party->first_name = cosell_crm_dup_text (person, "FirstName");
  party->last_name = cosell_crm_dup_text (person, "LastName");
  party->email = cosell_crm_dup_text (person, "Email");
  party->phone = cosell_crm_dup_text (person, "Phone");
  return party;
}

CosellOpportunity *
cosell_salesforce_read_opportunity (CosellJsonValue row, const CosellSalesforceShape *shape)
{
  g_autoptr (CosellOpportunity) self = cosell_opportunity_new ();
  CosellJsonValue account = cosell_json_member (row, "Account");

  self->id = cosell_crm_dup_text (row, "Id");
  if (!cosell_salesforce_is_id (self->id))
    return NULL;
  self->mark = cosell_crm_dup_text (row, "SystemModstamp");
  self->state = read_state (row);
  self->name = cosell_crm_dup_text (row, "Name");
  self->amount = cosell_crm_dup_number (row, "Amount");
  self->amount_is_computed =
      cosell_json_get_bool (cosell_json_member (row, "HasOpportunityLineItem"), FALSE);
  self->currency =
      shape->multi ? cosell_crm_dup_text (row, "CurrencyIsoCode") : g_strdup (shape->currency);
  self->close_date = cosell_crm_dup_date (row, "CloseDate");
  self->notes = cosell_crm_dup_text (row, "Description");
  self->stage = cosell_crm_dup_text (row, "StageName");
  self->stage_name = g_strdup (self->stage);
  self->reason = self->state != COSELL_OPPORTUNITY_OPEN ? g_strdup (self->stage) : NULL;
  self->account_id = cosell_crm_dup_text (row, "AccountId");
  self->account_name = cosell_crm_dup_text (account, "Name");
  self->contact =
      read_person (cosell_salesforce_first (cosell_json_member (row, "OpportunityContactRoles")),
                   "ContactId", "Contact");
  self->owner = read_person (row, "OwnerId", "Owner");
  self->key = shape->key != NULL ? cosell_crm_dup_text (row, shape->key) : NULL;
  self->solutions = shape->solutions != NULL ? cosell_crm_dup_text (row, shape->solutions) : NULL;
  self->created = cosell_crm_read_time (row, "CreatedDate");
  self->modified = cosell_crm_read_time (row, "SystemModstamp");
  self->modified_by = cosell_crm_dup_text (row, "LastModifiedById");
  return g_steal_pointer (&self);
}

/* Letters, digits and what a locator has, in segments that lead nowhere else. */
static gboolean
is_page_path (const char *path)
{
  return g_str_has_prefix (path, COSELL_SALESFORCE_PATH "/v") && strstr (path, "/query/") != NULL &&
         strstr (path, "..") == NULL &&
         strspn (path, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/.-_") == strlen (path);
}

char *
cosell_salesforce_read_next (const char *link)
{
  g_autoptr (GUri) uri = NULL;

  if (link == NULL)
    return NULL;
  /* a path alone, or one behind an origin, which does not count */
  if (is_page_path (link))
    return g_strdup (link);
  uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && is_page_path (g_uri_get_path (uri))
             ? g_strdup (g_uri_get_path (uri))
             : NULL;
}

/* A page that is not the last one has a link; one that leads back to its own page is no end, and
 * cannot be followed either. */
static void
read_link (CosellJsonValue answer, const char *asked, CosellCrmPage *page)
{
  g_autofree char *link = cosell_crm_dup_text (answer, "nextRecordsUrl");
  g_autofree char *next = cosell_salesforce_read_next (link);
  gboolean done = cosell_json_get_bool (cosell_json_member (answer, "done"), link == NULL);

  if (next != NULL && g_strcmp0 (next, asked) != 0)
    page->next = g_steal_pointer (&next);
  else
    page->cut = !done || link != NULL;
}

CosellCrmPage *
cosell_salesforce_read_page (CosellJsonValue answer,
                             const CosellSalesforceShape *shape,
                             const char *asked)
{
  CosellJsonValue rows = cosell_json_member (answer, "records");
  CosellCrmPage *page;

  if (!cosell_salesforce_is_list (answer))
    return NULL;
  page = cosell_crm_page_new ();
  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellOpportunity *opportunity =
          cosell_salesforce_read_opportunity (cosell_json_element (rows, i), shape);

      if (opportunity != NULL)
        g_ptr_array_add (page->opportunities, opportunity);
      else
        page->skipped++;
    }
  read_link (answer, asked, page);
  return page;
}

/* --- accounts and contacts --- */

CosellCrmParty *
cosell_salesforce_read_party (CosellJsonValue row, gboolean person)
{
  g_autoptr (CosellCrmParty) party = g_new0 (CosellCrmParty, 1);

  party->id = cosell_crm_dup_text (row, "Id");
  party->name = cosell_crm_dup_text (row, "Name");
  party->phone = cosell_crm_dup_text (row, "Phone");
  if (person)
    {
      party->first_name = cosell_crm_dup_text (row, "FirstName");
      party->last_name = cosell_crm_dup_text (row, "LastName");
      party->email = cosell_crm_dup_text (row, "Email");
      party->account_id = cosell_crm_dup_text (row, "AccountId");
    }
  else
    {
      party->street = cosell_crm_dup_text (row, "BillingStreet");
      party->postal_code = cosell_crm_dup_text (row, "BillingPostalCode");
      party->city = cosell_crm_dup_text (row, "BillingCity");
      party->country = cosell_crm_dup_text (row, "BillingCountry");
    }
  return cosell_salesforce_is_id (party->id) ? g_steal_pointer (&party) : NULL;
}

GPtrArray *
cosell_salesforce_read_parties (CosellJsonValue answer, gboolean person)
{
  CosellJsonValue rows = cosell_json_member (answer, "records");
  GPtrArray *parties = g_ptr_array_new_with_free_func (cosell_crm_party_free);

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellCrmParty *party = cosell_salesforce_read_party (cosell_json_element (rows, i), person);

      if (party != NULL)
        g_ptr_array_add (parties, party);
    }
  return parties;
}

/* --- how it is set up --- */

gboolean
cosell_salesforce_read_currencies (CosellJsonValue answer, GPtrArray *currencies)
{
  CosellJsonValue rows = cosell_json_member (answer, "records");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *id = cosell_crm_dup_text (row, "Id");
      g_autofree char *code = cosell_crm_dup_text (row, "IsoCode");
      CosellCrmCurrency *currency;

      if (code == NULL || !cosell_salesforce_is_id (id))
        continue;
      currency = g_new0 (CosellCrmCurrency, 1);
      currency->id = g_steal_pointer (&id);
      currency->code = g_ascii_strup (code, -1);
      currency->decimals =
          (guint) CLAMP (cosell_json_get_int (cosell_json_member (row, "DecimalPlaces"), 2), 0,
                         MAX_DECIMALS);
      g_ptr_array_add (currencies, currency);
    }
  return cosell_salesforce_is_list (answer);
}

void
cosell_salesforce_read_stages (CosellJsonValue answer, gboolean ended, GPtrArray *choices)
{
  CosellJsonValue rows = cosell_json_member (answer, "records");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      CosellOpportunityState state = read_state (row);
      g_autofree char *id = cosell_crm_dup_text (row, "ApiName");
      char *label = cosell_crm_dup_text (row, "MasterLabel");

      if (id != NULL && (!ended || state != COSELL_OPPORTUNITY_OPEN))
        cosell_crm_description_add_choice (choices, g_steal_pointer (&id), label, state);
      else
        g_free (label);
    }
}

static CosellOpportunityFields
field_of (const char *name, const CosellSalesforceShape *shape)
{
  const struct
  {
    const char *name;
    CosellOpportunityFields field;
  } fields[] = {
    { "Name", COSELL_OPPORTUNITY_NAME },
    { "Amount", COSELL_OPPORTUNITY_AMOUNT },
    { "CloseDate", COSELL_OPPORTUNITY_CLOSE_DATE },
    { "Description", COSELL_OPPORTUNITY_NOTES },
    { "StageName", COSELL_OPPORTUNITY_STAGE },
    { "OwnerId", COSELL_OPPORTUNITY_OWNER },
    { "AccountId", COSELL_OPPORTUNITY_ACCOUNT },
    { shape->key, COSELL_OPPORTUNITY_KEY },
    { shape->solutions, COSELL_OPPORTUNITY_SOLUTIONS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].name, name) == 0)
      return fields[i].field;
  return (CosellOpportunityFields) 0;
}

/* 18 digits, 2 of them decimals → "9999999999999999.99" */
static char *
most_of (gint64 digits, gint64 decimals)
{
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  if (digits < 1 || digits > MAX_DIGITS || decimals < 0 || decimals > MAX_DECIMALS ||
      digits <= decimals)
    return NULL;
  whole = g_strnfill ((gsize) (digits - decimals), '9');
  part = g_strnfill ((gsize) decimals, '9');
  return decimals > 0 ? g_strconcat (whole, ".", part, NULL) : g_steal_pointer (&whole);
}

static gboolean
is_true (CosellJsonValue row, const char *name)
{
  return cosell_json_get_bool (cosell_json_member (row, name), FALSE);
}

static void
read_column (CosellJsonValue row, CosellCrmColumn *column)
{
  gint64 decimals = cosell_json_get_int (cosell_json_member (row, "scale"), -1);
  gint64 digits = cosell_json_get_int (cosell_json_member (row, "precision"), 0);

  column->label = cosell_crm_dup_text (row, "label");
  column->type = cosell_crm_dup_text (row, "type");
  column->creatable = is_true (row, "createable");
  column->updatable = is_true (row, "updateable");
  column->mandatory =
      column->creatable && !is_true (row, "nillable") && !is_true (row, "defaultedOnCreate");
  column->length =
      (guint) CLAMP (cosell_json_get_int (cosell_json_member (row, "length"), 0), 0, G_MAXINT32);
  column->decimals = -1;
  if (digits <= 0)
    return;
  column->decimals = (gint) CLAMP (decimals, -1, MAX_DECIMALS);
  column->most = most_of (digits, decimals);
}

gboolean
cosell_salesforce_read_columns (CosellJsonValue answer,
                                const CosellSalesforceShape *shape,
                                CosellCrmDescription *description)
{
  CosellJsonValue rows = cosell_json_member (answer, "fields");
  CosellCrmColumn *contact;

  if (cosell_json_kind (rows) != COSELL_JSON_ARRAY)
    return FALSE;
  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      char *name = cosell_crm_dup_text (row, "name");
      CosellCrmColumn *column;

      if (name == NULL)
        continue;
      column = cosell_crm_description_add_column (description, name);
      column->field = field_of (name, shape);
      read_column (row, column);
    }
  /* no field of an opportunity, but of another object that leads to both */
  contact = cosell_crm_description_add_column (description, g_strdup ("OpportunityContactRole"));
  contact->field = COSELL_OPPORTUNITY_CONTACT;
  contact->type = g_strdup ("reference");
  contact->creatable = TRUE;
  contact->updatable = TRUE;
  contact->decimals = -1;
  return TRUE;
}
