/* cosell-dynamics-write.c: questions and bodies for Dynamics 365 */
#include "crm/cosell-dynamics-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "crm/cosell-crm-parts.h"

#define CURRENCY "transactioncurrencyid($select=isocurrencycode,currencyname)"
#define CONTACT "parentcontactid($select=fullname,firstname,lastname,emailaddress1,telephone1)"
#define OWNER                                                                                      \
  "owninguser($select=fullname,firstname,lastname,internalemailaddress,address1_telephone1)"
#define FIELDS                                                                                     \
  "name,description,estimatedvalue,isrevenuesystemcalculated,estimatedclosedate,salesstage,"       \
  "statecode,statuscode,createdon,modifiedon,_modifiedby_value,_ownerid_value,"                    \
  "_parentaccountid_value,_parentcontactid_value"
#define ACCOUNT_FIELDS "name,address1_line1,address1_postalcode,address1_city,address1_country"
#define CONTACT_FIELDS                                                                             \
  "fullname,firstname,lastname,emailaddress1,telephone1,_parentcustomerid_value"
#define MOST_PARTIES "20"
#define MOST_SUBJECT 200

/* --- questions --- */

/* What stands in a query by itself, all but what parts one option from the next. */
static void
append_option (GString *query, const char *name, const char *value)
{
  if (query->len > 0)
    g_string_append_c (query, '&');
  g_string_append_printf (query, "%s=", name);
  g_string_append_uri_escaped (query, value, "(),:'/=$", FALSE);
}

static void
append_quoted (GString *filter, const char *text)
{
  g_string_append_c (filter, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append_c (filter, '\'');
      g_string_append_c (filter, *p);
    }
  g_string_append_c (filter, '\'');
}

static GString *
row_query (const CosellDynamicsColumns *columns)
{
  GString *query = g_string_new (NULL);
  g_autoptr (GString) fields = g_string_new (FIELDS);

  if (columns->key != NULL)
    g_string_append_printf (fields, ",%s", columns->key);
  if (columns->solutions != NULL)
    g_string_append_printf (fields, ",%s", columns->solutions);
  append_option (query, "$select", fields->str);
  append_option (query, "$expand", CURRENCY "," CONTACT "," OWNER);
  return query;
}

char *
cosell_dynamics_row_query (const CosellDynamicsColumns *columns)
{
  return g_string_free (row_query (columns), FALSE);
}

char *
cosell_dynamics_list_query (const CosellDynamicsColumns *columns,
                            gint64 since,
                            const char *const *ids)
{
  g_autoptr (GString) query = row_query (columns);
  g_autoptr (GString) filter = g_string_new (NULL);

  /* whole seconds, as they are kept there */
  if (since != COSELL_NO_TIME)
    {
      g_autofree char *from = cosell_time_format (since - since % G_TIME_SPAN_SECOND);

      g_string_append_printf (filter, "modifiedon ge %s", from);
    }
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!g_uuid_string_is_valid (ids[i]))
        return NULL;
      g_string_append_printf (filter, "%sopportunityid eq %s",
                              i > 0             ? " or "
                              : filter->len > 0 ? " and ("
                                                : "(",
                              ids[i]);
    }
  if (ids != NULL && ids[0] != NULL)
    g_string_append_c (filter, ')');
  if (filter->len > 0)
    append_option (query, "$filter", filter->str);
  append_option (query, "$orderby", "modifiedon asc");
  return g_string_free (g_steal_pointer (&query), FALSE);
}

char *
cosell_dynamics_account_query (const char *name, const char *postal_code)
{
  GString *query = g_string_new (NULL);
  g_autoptr (GString) filter = g_string_new ("statecode eq 0 and name eq ");

  append_quoted (filter, name);
  if (postal_code != NULL)
    {
      g_string_append (filter, " and address1_postalcode eq ");
      append_quoted (filter, postal_code);
    }
  append_option (query, "$select", ACCOUNT_FIELDS);
  append_option (query, "$filter", filter->str);
  append_option (query, "$top", MOST_PARTIES);
  return g_string_free (query, FALSE);
}

char *
cosell_dynamics_contact_query (const char *email, const char *account_id)
{
  GString *query = g_string_new (NULL);
  g_autoptr (GString) filter = g_string_new ("statecode eq 0 and emailaddress1 eq ");

  append_quoted (filter, email);
  if (account_id != NULL && g_uuid_string_is_valid (account_id))
    g_string_append_printf (filter, " and _parentcustomerid_value eq %s", account_id);
  append_option (query, "$select", CONTACT_FIELDS);
  append_option (query, "$filter", filter->str);
  append_option (query, "$top", MOST_PARTIES);
  return g_string_free (query, FALSE);
}

const char *
cosell_dynamics_party_fields (gboolean person)
{
  return person ? "$select=" CONTACT_FIELDS : "$select=" ACCOUNT_FIELDS;
}

char *
cosell_dynamics_row_path (const char *id)
{
  return g_uuid_string_is_valid (id) ? g_strdup_printf (COSELL_DYNAMICS_OPPORTUNITIES "(%s)", id)
                                     : NULL;
}

/* --- bodies --- */

static gboolean
write_choice (CosellJsonWriter *writer, const char *name, const char *text, GError **error)
{
  gint64 number;

  if (text != NULL && !cosell_decimal_to_int (text, 0, &number))
    return cosell_crm_refuse_value (error, _ ("The stage is none of Dynamics 365."));
  cosell_json_writer_name (writer, name);
  if (text != NULL)
    cosell_json_writer_int (writer, number);
  else
    cosell_json_writer_null (writer);
  return TRUE;
}

/* id: (nullable): the lookup is emptied */
static gboolean
write_bind (CosellJsonWriter *writer,
            const char *navigation,
            const char *set,
            const char *id,
            GError **error)
{
  g_autofree char *name = g_strconcat (navigation, "@odata.bind", NULL);
  g_autofree char *address = id != NULL ? g_strdup_printf ("/%s(%s)", set, id) : NULL;

  if (id != NULL && !g_uuid_string_is_valid (id))
    return cosell_crm_refuse_value (error, _ ("The ID is none of Dynamics 365."));
  cosell_json_writer_member (writer, name, address);
  return TRUE;
}

static void
write_texts (CosellJsonWriter *writer,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             const CosellDynamicsColumns *columns)
{
  const struct
  {
    CosellOpportunityFields field;
    const char *column;
    const char *text;
  } texts[] = {
    { COSELL_OPPORTUNITY_NAME, "name", opportunity->name },
    { COSELL_OPPORTUNITY_NOTES, "description", opportunity->notes },
    { COSELL_OPPORTUNITY_SOLUTIONS, columns->solutions, opportunity->solutions },
    { COSELL_OPPORTUNITY_KEY, columns->key, opportunity->key },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((fields & texts[i].field) != 0 && texts[i].column != NULL)
      cosell_json_writer_member (writer, texts[i].column, texts[i].text);
}

char *
cosell_dynamics_write_fields (const CosellOpportunity *opportunity,
                              CosellOpportunityFields fields,
                              const CosellDynamicsColumns *columns,
                              GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_texts (writer, opportunity, fields, columns);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 &&
      !cosell_crm_write_amount (writer, "estimatedvalue", opportunity->amount, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_CLOSE_DATE) != 0 &&
      !cosell_crm_write_date (writer, "estimatedclosedate", opportunity->close_date, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_STAGE) != 0 &&
      !write_choice (writer, "salesstage", opportunity->stage, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_ACCOUNT) != 0 &&
      !write_bind (writer, "parentaccountid", "accounts", opportunity->account_id, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_CONTACT) != 0 &&
      !write_bind (writer, "parentcontactid", "contacts", cosell_crm_id_of (opportunity->contact),
                   error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_OWNER) != 0 &&
      !write_bind (writer, "ownerid", "systemusers", cosell_crm_id_of (opportunity->owner), error))
    return NULL;
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

char *
cosell_dynamics_add_bind (char *body, const char *navigation, const char *set, const char *id)
{
  g_autofree char *text = body;
  g_autofree char *pointer = g_strdup_printf ("/%s@odata.bind", navigation);
  g_autofree char *address = g_strdup_printf ("\"/%s(%s)\"", set, id);

  return cosell_json_set (text, pointer, address, NULL);
}

/* The first characters of words, without half a one. */
static char *
cut_subject (const char *words)
{
  return g_utf8_strlen (words, -1) > MOST_SUBJECT ? g_utf8_substring (words, 0, MOST_SUBJECT)
                                                  : g_strdup (words);
}

char *
cosell_dynamics_write_ending (const char *id, const CosellCrmEnding *ending, GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  const char *usual = ending->won ? "Won" : "Lost";
  g_autofree char *subject = cut_subject (ending->words != NULL ? ending->words : usual);

  cosell_json_writer_begin_object (writer);
  if (!write_choice (writer, "Status", ending->reason != NULL ? ending->reason : "-1", error))
    return NULL;
  cosell_json_writer_name (writer, "OpportunityClose");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "subject", subject);
  if (ending->words != NULL)
    cosell_json_writer_member (writer, "description", ending->words);
  if (ending->amount != NULL &&
      !cosell_crm_write_amount (writer, "actualrevenue", ending->amount, error))
    return NULL;
  if (ending->date != NULL && !cosell_crm_write_date (writer, "actualend", ending->date, error))
    return NULL;
  if (!write_bind (writer, "opportunityid", "opportunities", id, error))
    return NULL;
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

/* A person without a last name has one name, which is the last one. */
char *
cosell_dynamics_write_party (const CosellCrmParty *party, GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  if (party->account_id == NULL)
    {
      cosell_json_writer_member (writer, "name", party->name);
      cosell_crm_write_known (writer, "address1_line1", party->street);
      cosell_crm_write_known (writer, "address1_postalcode", party->postal_code);
      cosell_crm_write_known (writer, "address1_city", party->city);
      cosell_crm_write_known (writer, "address1_country", party->country);
    }
  else
    {
      cosell_crm_write_known (writer, "firstname", party->first_name);
      cosell_json_writer_member (writer, "lastname",
                                 party->last_name != NULL ? party->last_name : party->name);
      cosell_crm_write_known (writer, "emailaddress1", party->email);
      if (!write_bind (writer, "parentcustomerid_account", "accounts", party->account_id, error))
        return NULL;
    }
  cosell_crm_write_known (writer, "telephone1", party->phone);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}
