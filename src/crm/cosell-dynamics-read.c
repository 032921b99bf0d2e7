/* cosell-dynamics-read.c: what the answers of Dynamics 365 say */
#include "crm/cosell-dynamics-text.h"

#include "crm/cosell-crm-parts.h"

#define FORMATTED "@OData.Community.Display.V1.FormattedValue"

/* What people over there read. */
static char *
dup_shown (CosellJsonValue row, const char *name)
{
  g_autofree char *annotation = g_strconcat (name, FORMATTED, NULL);

  return cosell_crm_dup_text (row, annotation);
}

static CosellOpportunityState
read_state (CosellJsonValue row)
{
  switch (cosell_json_get_int (cosell_json_member (row, "statecode"), 0))
    {
    case 1:
      return COSELL_OPPORTUNITY_WON;
    case 2:
      return COSELL_OPPORTUNITY_LOST;
    default:
      return COSELL_OPPORTUNITY_OPEN;
    }
}

/* Whom a lookup names, with what its expanded row says of that one. Returns: (transfer full)
 * (nullable) */
static CosellCrmParty *
read_lookup (CosellJsonValue row, const char *name, CosellJsonValue person, gboolean user)
{
  g_autofree char *id = cosell_crm_dup_text (row, name);
  g_autofree char *shown = dup_shown (row, name);
  CosellCrmParty *party;

  if (id == NULL)
    return NULL;
  party = cosell_crm_party_new (id, shown);
  party->first_name = cosell_crm_dup_text (person, "firstname");
  party->last_name = cosell_crm_dup_text (person, "lastname");
  party->email = cosell_crm_dup_text (person, user ? "internalemailaddress" : "emailaddress1");
  party->phone = cosell_crm_dup_text (person, user ? "address1_telephone1" : "telephone1");
  if (party->name == NULL)
    party->name = cosell_crm_dup_text (person, "fullname");
  return party;
}

CosellOpportunity *
cosell_dynamics_read_opportunity (CosellJsonValue row, const CosellDynamicsColumns *columns)
{
  g_autoptr (CosellOpportunity) self = cosell_opportunity_new ();
  CosellJsonValue currency = cosell_json_member (row, "transactioncurrencyid");

  self->id = cosell_crm_dup_text (row, "opportunityid");
  if (self->id == NULL || !g_uuid_string_is_valid (self->id))
    return NULL;
  self->mark = cosell_crm_dup_text (row, "@odata.etag");
  self->state = read_state (row);
  self->name = cosell_crm_dup_text (row, "name");
  self->amount = cosell_crm_dup_number (row, "estimatedvalue");
  self->amount_is_computed =
      cosell_json_get_bool (cosell_json_member (row, "isrevenuesystemcalculated"), FALSE);
  self->currency = cosell_crm_dup_text (currency, "isocurrencycode");
  self->currency_name = cosell_crm_dup_text (currency, "currencyname");
  self->close_date = cosell_crm_dup_date (row, "estimatedclosedate");
  self->notes = cosell_crm_dup_text (row, "description");
  self->stage = cosell_crm_dup_number (row, "salesstage");
  self->stage_name = dup_shown (row, "salesstage");
  self->reason = dup_shown (row, "statuscode");
  self->account_id = cosell_crm_dup_text (row, "_parentaccountid_value");
  self->account_name = dup_shown (row, "_parentaccountid_value");
  self->contact = read_lookup (row, "_parentcontactid_value",
                               cosell_json_member (row, "parentcontactid"), FALSE);
  self->owner = read_lookup (row, "_ownerid_value", cosell_json_member (row, "owninguser"), TRUE);
  self->key = columns->key != NULL ? cosell_crm_dup_text (row, columns->key) : NULL;
  self->solutions =
      columns->solutions != NULL ? cosell_crm_dup_text (row, columns->solutions) : NULL;
  self->created = cosell_crm_read_time (row, "createdon");
  self->modified = cosell_crm_read_time (row, "modifiedon");
  self->modified_by = cosell_crm_dup_text (row, "_modifiedby_value");
  return g_steal_pointer (&self);
}

/* The query of a link, which is asked of our own origin: a token must not follow it elsewhere. One
 * that leads back to its own page is no end, and cannot be followed either. */
static char *
read_next (const char *link, const char *query)
{
  g_autoptr (GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  const char *next = uri != NULL ? g_uri_get_query (uri) : NULL;

  if (next == NULL || *next == '\0' || g_strcmp0 (next, query) == 0 ||
      !g_str_has_suffix (g_uri_get_path (uri), "/opportunities"))
    return NULL;
  return g_strdup (next);
}

CosellCrmPage *
cosell_dynamics_read_page (CosellJsonValue answer,
                           const CosellDynamicsColumns *columns,
                           const char *query)
{
  CosellJsonValue rows = cosell_json_member (answer, "value");
  g_autofree char *link = cosell_crm_dup_text (answer, "@odata.nextLink");
  CosellCrmPage *page;

  if (cosell_json_kind (rows) != COSELL_JSON_ARRAY)
    return NULL;
  page = cosell_crm_page_new ();
  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellOpportunity *opportunity =
          cosell_dynamics_read_opportunity (cosell_json_element (rows, i), columns);

      if (opportunity != NULL)
        g_ptr_array_add (page->opportunities, opportunity);
      else
        page->skipped++;
    }
  page->next = link != NULL ? read_next (link, query) : NULL;
  page->cut = link != NULL && page->next == NULL;
  return page;
}

CosellCrmParty *
cosell_dynamics_read_party (CosellJsonValue row)
{
  g_autoptr (CosellCrmParty) party = g_new0 (CosellCrmParty, 1);
  gboolean person = cosell_json_is_present (cosell_json_member (row, "contactid"));

  party->id = cosell_crm_dup_text (row, person ? "contactid" : "accountid");
  party->name = cosell_crm_dup_text (row, person ? "fullname" : "name");
  party->first_name = cosell_crm_dup_text (row, "firstname");
  party->last_name = cosell_crm_dup_text (row, "lastname");
  party->email = cosell_crm_dup_text (row, "emailaddress1");
  party->phone = cosell_crm_dup_text (row, "telephone1");
  party->account_id = cosell_crm_dup_text (row, "_parentcustomerid_value");
  party->street = cosell_crm_dup_text (row, "address1_line1");
  party->postal_code = cosell_crm_dup_text (row, "address1_postalcode");
  party->city = cosell_crm_dup_text (row, "address1_city");
  party->country = cosell_crm_dup_text (row, "address1_country");
  return party->id != NULL && g_uuid_string_is_valid (party->id) ? g_steal_pointer (&party) : NULL;
}

GPtrArray *
cosell_dynamics_read_parties (CosellJsonValue answer)
{
  CosellJsonValue rows = cosell_json_member (answer, "value");
  GPtrArray *parties = g_ptr_array_new_with_free_func (cosell_crm_party_free);

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellCrmParty *party = cosell_dynamics_read_party (cosell_json_element (rows, i));

      if (party != NULL)
        g_ptr_array_add (parties, party);
    }
  return parties;
}

gboolean
cosell_dynamics_read_currencies (CosellJsonValue answer, GPtrArray *currencies)
{
  CosellJsonValue rows = cosell_json_member (answer, "value");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *id = cosell_crm_dup_text (row, "transactioncurrencyid");
      g_autofree char *code = cosell_crm_dup_text (row, "isocurrencycode");
      CosellCrmCurrency *currency;

      if (id == NULL || code == NULL || !g_uuid_string_is_valid (id))
        continue;
      currency = g_new0 (CosellCrmCurrency, 1);
      currency->id = g_steal_pointer (&id);
      currency->code = g_ascii_strup (code, -1);
      currency->decimals =
          (guint) CLAMP (cosell_json_get_int (cosell_json_member (row, "currencyprecision"), 2), 0,
                         10);
      g_ptr_array_add (currencies, currency);
    }
  return cosell_json_kind (rows) == COSELL_JSON_ARRAY;
}
