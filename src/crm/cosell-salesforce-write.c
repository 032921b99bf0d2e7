/* cosell-salesforce-write.c: questions and bodies for Salesforce */
#include "crm/cosell-salesforce-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-time.h"
#include "crm/cosell-crm-parts.h"
#include "http/cosell-http-status.h"

#define FIELDS                                                                                     \
  "Id,Name,Description,Amount,HasOpportunityLineItem,CloseDate,StageName,IsClosed,IsWon,"          \
  "CreatedDate,SystemModstamp,LastModifiedById,AccountId,Account.Name,OwnerId,Owner.Name,"         \
  "Owner.FirstName,Owner.LastName,Owner.Email,Owner.Phone"
#define ROLES                                                                                      \
  "(SELECT Id,ContactId,Contact.Name,Contact.FirstName,Contact.LastName,Contact.Email,"            \
  "Contact.Phone FROM OpportunityContactRoles WHERE IsPrimary = true LIMIT 1)"
#define ACCOUNT_FIELDS "Id,Name,BillingStreet,BillingPostalCode,BillingCity,BillingCountry,Phone"
#define CONTACT_FIELDS "Id,Name,FirstName,LastName,Email,Phone,AccountId"
#define MOST_PARTIES " LIMIT 20"

const char cosell_salesforce_stages_soql[] =
    "SELECT ApiName,MasterLabel,IsClosed,IsWon FROM OpportunityStage WHERE IsActive = true "
    "ORDER BY SortOrder";
const char cosell_salesforce_currencies_soql[] =
    "SELECT Id,IsoCode,DecimalPlaces FROM CurrencyType WHERE IsActive = true ORDER BY IsoCode";

/* --- ids --- */

gboolean
cosell_salesforce_is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return (length == 15 || length == 18) &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS) == length;
}

gboolean
cosell_salesforce_same_id (const char *a, const char *b)
{
  return cosell_salesforce_is_id (a) && cosell_salesforce_is_id (b) && strncmp (a, b, 15) == 0;
}

/* --- questions --- */

static void
append_quoted (GString *soql, const char *text)
{
  g_string_append_c (soql, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (soql, '\\');
      /* a line that ends would end nothing else, but is written as one all the same */
      if (*p == '\n')
        g_string_append (soql, "\\n");
      else if (*p == '\r')
        g_string_append (soql, "\\r");
      else
        g_string_append_c (soql, *p);
    }
  g_string_append_c (soql, '\'');
}

static GString *
select_opportunities (const CosellSalesforceShape *shape)
{
  GString *soql = g_string_new ("SELECT " FIELDS);

  if (shape->multi)
    g_string_append (soql, ",CurrencyIsoCode");
  if (shape->key != NULL)
    g_string_append_printf (soql, ",%s", shape->key);
  if (shape->solutions != NULL)
    g_string_append_printf (soql, ",%s", shape->solutions);
  g_string_append (soql, "," ROLES " FROM Opportunity");
  return soql;
}

char *
cosell_salesforce_list_soql (const CosellSalesforceShape *shape,
                             gint64 since,
                             const char *const *ids)
{
  g_autoptr (GString) soql = select_opportunities (shape);
  const char *before = " WHERE ";

  /* whole seconds, as they are kept there */
  if (since != COSELL_NO_TIME)
    {
      g_autofree char *from = cosell_time_format (since - since % G_TIME_SPAN_SECOND);

      g_string_append_printf (soql, "%sSystemModstamp >= %s", before, from);
      before = " AND ";
    }
  if (ids != NULL && ids[0] != NULL)
    g_string_append_printf (soql, "%sId IN (", before);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!cosell_salesforce_is_id (ids[i]))
        return NULL;
      g_string_append_printf (soql, "%s'%s'", i == 0 ? "" : ",", ids[i]);
    }
  if (ids != NULL && ids[0] != NULL)
    g_string_append_c (soql, ')');
  g_string_append (soql, " ORDER BY SystemModstamp ASC, Id ASC");
  return g_string_free (g_steal_pointer (&soql), FALSE);
}

char *
cosell_salesforce_row_soql (const CosellSalesforceShape *shape, const char *id)
{
  GString *soql;

  if (!cosell_salesforce_is_id (id))
    return NULL;
  soql = select_opportunities (shape);
  g_string_append_printf (soql, " WHERE Id = '%s'", id);
  return g_string_free (soql, FALSE);
}

char *
cosell_salesforce_key_soql (const CosellSalesforceShape *shape, const char *key)
{
  GString *soql = select_opportunities (shape);

  g_string_append_printf (soql, " WHERE %s = ", shape->key);
  append_quoted (soql, key);
  return g_string_free (soql, FALSE);
}

char *
cosell_salesforce_account_soql (const char *name, const char *postal_code)
{
  GString *soql = g_string_new ("SELECT " ACCOUNT_FIELDS " FROM Account WHERE Name = ");

  append_quoted (soql, name);
  if (postal_code != NULL)
    {
      g_string_append (soql, " AND BillingPostalCode = ");
      append_quoted (soql, postal_code);
    }
  g_string_append (soql, MOST_PARTIES);
  return g_string_free (soql, FALSE);
}

char *
cosell_salesforce_contact_soql (const char *email, const char *account_id)
{
  GString *soql = g_string_new ("SELECT " CONTACT_FIELDS " FROM Contact WHERE Email = ");

  append_quoted (soql, email);
  if (cosell_salesforce_is_id (account_id))
    g_string_append_printf (soql, " AND AccountId = '%s'", account_id);
  g_string_append (soql, MOST_PARTIES);
  return g_string_free (soql, FALSE);
}

char *
cosell_salesforce_party_soql (gboolean person, const char *id)
{
  return g_strdup_printf (person ? "SELECT " CONTACT_FIELDS " FROM Contact WHERE Id = '%s'"
                                 : "SELECT " ACCOUNT_FIELDS " FROM Account WHERE Id = '%s'",
                          id);
}

char *
cosell_salesforce_role_soql (const char *opportunity_id, const char *contact_id)
{
  return g_strdup_printf ("SELECT Id FROM OpportunityContactRole WHERE OpportunityId = '%s' AND "
                          "ContactId = '%s' LIMIT 1",
                          opportunity_id, contact_id);
}

char *
cosell_salesforce_user_soql (const char *id)
{
  return g_strdup_printf ("SELECT Id,Name,Email FROM User WHERE Id = '%s'", id);
}

char *
cosell_salesforce_query (const char *soql)
{
  GString *query = g_string_new ("q=");

  g_string_append_uri_escaped (query, soql, "(),:'/=", FALSE);
  return g_string_free (query, FALSE);
}

/* --- bodies --- */

static gboolean
write_reference (CosellJsonWriter *writer, const char *name, const char *id, GError **error)
{
  if (id != NULL && !cosell_salesforce_is_id (id))
    return cosell_crm_refuse_value (error, _ ("The ID is none of Salesforce."));
  cosell_json_writer_member (writer, name, id);
  return TRUE;
}

static void
write_texts (CosellJsonWriter *writer,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             const CosellSalesforceShape *shape,
             gboolean with_key)
{
  const struct
  {
    CosellOpportunityFields field;
    const char *name;
    const char *text;
  } texts[] = {
    { COSELL_OPPORTUNITY_NAME, "Name", opportunity->name },
    { COSELL_OPPORTUNITY_NOTES, "Description", opportunity->notes },
    { COSELL_OPPORTUNITY_STAGE, "StageName", opportunity->stage },
    { COSELL_OPPORTUNITY_SOLUTIONS, shape->solutions, opportunity->solutions },
    { COSELL_OPPORTUNITY_KEY, with_key ? shape->key : NULL, opportunity->key },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((fields & texts[i].field) != 0 && texts[i].name != NULL)
      cosell_json_writer_member (writer, texts[i].name, texts[i].text);
}

char *
cosell_salesforce_write_fields (const CosellOpportunity *opportunity,
                                CosellOpportunityFields fields,
                                const CosellSalesforceShape *shape,
                                gboolean with_key,
                                GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_texts (writer, opportunity, fields, shape, with_key);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 &&
      !cosell_crm_write_amount (writer, "Amount", opportunity->amount, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_CLOSE_DATE) != 0 &&
      !cosell_crm_write_date (writer, "CloseDate", opportunity->close_date, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_ACCOUNT) != 0 &&
      !write_reference (writer, "AccountId", opportunity->account_id, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_OWNER) != 0 &&
      !write_reference (writer, "OwnerId", cosell_crm_id_of (opportunity->owner), error))
    return NULL;
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

char *
cosell_salesforce_add_text (char *body, const char *name, const char *text)
{
  g_autofree char *old = body;
  g_autofree char *pointer = g_strconcat ("/", name, NULL);
  g_autofree char *json = cosell_json_quote (text);

  return cosell_json_set (old, pointer, json, NULL);
}

char *
cosell_salesforce_write_ending (const char *stage, const CosellCrmEnding *ending, GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "StageName", stage);
  if (ending->amount != NULL && !cosell_crm_write_amount (writer, "Amount", ending->amount, error))
    return NULL;
  if (ending->date != NULL && !cosell_crm_write_date (writer, "CloseDate", ending->date, error))
    return NULL;
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

/* A person without a last name has one name, which is the last one. */
char *
cosell_salesforce_write_party (const CosellCrmParty *party, GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  if (party->account_id == NULL)
    {
      cosell_json_writer_member (writer, "Name", party->name);
      cosell_crm_write_known (writer, "BillingStreet", party->street);
      cosell_crm_write_known (writer, "BillingPostalCode", party->postal_code);
      cosell_crm_write_known (writer, "BillingCity", party->city);
      cosell_crm_write_known (writer, "BillingCountry", party->country);
    }
  else
    {
      cosell_crm_write_known (writer, "FirstName", party->first_name);
      cosell_json_writer_member (writer, "LastName",
                                 party->last_name != NULL ? party->last_name : party->name);
      cosell_crm_write_known (writer, "Email", party->email);
      if (!write_reference (writer, "AccountId", party->account_id, error))
        return NULL;
    }
  cosell_crm_write_known (writer, "Phone", party->phone);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

char *
cosell_salesforce_write_role (const char *opportunity_id, const char *contact_id)
{
  return g_strdup_printf ("{\"OpportunityId\":\"%s\",\"ContactId\":\"%s\",\"IsPrimary\":true}",
                          opportunity_id, contact_id);
}

char *
cosell_salesforce_unmodified_since (const char *mark)
{
  gint64 instant;

  return cosell_time_parse_possible (mark, &instant)
             ? cosell_http_date_format (instant / G_USEC_PER_SEC)
             : NULL;
}
