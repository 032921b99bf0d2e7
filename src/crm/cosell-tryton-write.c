/* cosell-tryton-write.c: parameters of Tryton's methods */
#include "crm/cosell-tryton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "crm/cosell-crm-parts.h"

#define FIELDS                                                                                     \
  "\"number\",\"description\",\"comment\",\"amount\",\"end_date\",\"reference\",\"state\","        \
  "\"lost_reason\",\"party\",\"party.rec_name\",\"employee\",\"employee.rec_name\","               \
  "\"employee.party.email\",\"employee.party.phone\","                                             \
  "\"currency.code\",\"currency.name\"," MARK_FIELDS ",\"create_uid\",\"write_uid\""
#define MARK_FIELDS "\"create_date\",\"write_date\",\"_timestamp\""
#define CONTACT_FIELDS                                                                             \
  ",\"contact\",\"contact.name\",\"contact.type\",\"contact.value\",\"contact.party\","            \
  "\"contact.party.name\""
#define MOST_PARTIES "20"
#define MOST_ID_DIGITS 18

gboolean
cosell_tryton_is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= MOST_ID_DIGITS && *text != '0' &&
         strspn (text, G_CSET_DIGITS) == length;
}

/* --- questions --- */

char *
cosell_tryton_write_login (const char *user, const char *password)
{
  g_autofree char *name = cosell_json_quote (user);
  g_autofree char *secret = cosell_json_quote (password);

  return g_strdup_printf ("%s,{\"password\":%s}", name, secret);
}

/* An instant as Tryton writes it, which is UTC. */
static void
append_instant (GString *text, gint64 instant)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (instant / G_TIME_SPAN_SECOND);

  if (at == NULL)
    at = g_date_time_new_from_unix_utc (0);
  g_string_append_printf (text,
                          "{\"__class__\":\"datetime\",\"year\":%d,\"month\":%d,\"day\":%d,"
                          "\"hour\":%d,\"minute\":%d,\"second\":%d,\"microsecond\":%d}",
                          g_date_time_get_year (at), g_date_time_get_month (at),
                          g_date_time_get_day_of_month (at), g_date_time_get_hour (at),
                          g_date_time_get_minute (at), g_date_time_get_second (at),
                          (int) (instant % G_TIME_SPAN_SECOND));
}

/* A row that was never written has no instant of it. */
static void
append_since (GString *domain, gint64 since)
{
  g_autoptr (GString) instant = g_string_new (NULL);

  append_instant (instant, MAX (since, 0));
  g_string_append_printf (domain,
                          ",[\"OR\",[\"write_date\",\">=\",%s],[[\"write_date\",\"=\",null],"
                          "[\"create_date\",\">=\",%s]]]",
                          instant->str, instant->str);
}

static void
append_fields (GString *text, const CosellTrytonSession *session)
{
  const CosellTrytonColumns *columns = session->columns;

  g_string_append (text, "[" FIELDS);
  if (session->has_contact)
    g_string_append (text, CONTACT_FIELDS);
  if (columns->key != NULL)
    g_string_append_printf (text, ",\"%s\"", columns->key);
  if (columns->solutions != NULL)
    g_string_append_printf (text, ",\"%s\"", columns->solutions);
  g_string_append_c (text, ']');
}

char *
cosell_tryton_write_list (const CosellTrytonSession *session,
                          gint64 since,
                          const char *const *ids,
                          gint64 last,
                          guint most)
{
  g_autoptr (GString) text = g_string_new ("[");

  g_string_append_printf (text, "[\"id\",\">\",%" G_GINT64_FORMAT "]", last);
  if (since != COSELL_NO_TIME)
    append_since (text, since);
  if (ids != NULL)
    g_string_append (text, ",[\"id\",\"in\",[");
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!cosell_tryton_is_id (ids[i]))
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", ids[i]);
    }
  if (ids != NULL)
    g_string_append (text, "]]");
  g_string_append_printf (text, "],0,%u,[[\"id\",\"ASC\"]],", most);
  append_fields (text, session);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cosell_tryton_write_row (const CosellTrytonSession *session, const char *id)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "[[\"id\",\"=\",%s]],0,1,null,", id);
  append_fields (text, session);
  return g_string_free (text, FALSE);
}

char *
cosell_tryton_write_row_mark (const char *id)
{
  return g_strdup_printf ("[[\"id\",\"=\",%s]],0,1,null,[" MARK_FIELDS "]", id);
}

/* A text for "ilike", in which nothing stands for anything else. (transfer full) */
static char *
quote_exact (const char *text)
{
  g_autoptr (GString) exact = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (exact, '\\');
      g_string_append_c (exact, *p);
    }
  return cosell_json_quote (exact->str);
}

char *
cosell_tryton_write_accounts (const char *name, const char *postal_code)
{
  g_autofree char *exact = quote_exact (name);
  g_autofree char *code = cosell_json_quote (postal_code);

  if (postal_code == NULL)
    return g_strdup_printf ("[[\"name\",\"ilike\",%s]],0," MOST_PARTIES ",null,[\"name\"]", exact);
  return g_strdup_printf ("[[\"name\",\"ilike\",%s],[\"addresses.postal_code\",\"=\",%s]],"
                          "0," MOST_PARTIES ",null,[\"name\"]",
                          exact, code);
}

char *
cosell_tryton_write_account_row (const char *id)
{
  return g_strdup_printf ("[[\"id\",\"=\",%s]],0,1,null,[\"name\"]", id);
}

char *
cosell_tryton_write_addresses (GPtrArray *accounts)
{
  g_autoptr (GString) text = g_string_new ("[[\"party\",\"in\",[");

  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            ((const CosellCrmParty *) g_ptr_array_index (accounts, i))->id);
  g_string_append (text, "]]],0,null,null,[\"party\",\"street\",\"postal_code\",\"city\","
                         "\"country.code\"]");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define CONTACT_COLUMNS "[\"name\",\"value\",\"party\",\"party.name\"]"

char *
cosell_tryton_write_contacts (const char *email, const char *account_id)
{
  g_autofree char *exact = quote_exact (email);
  g_autofree char *party = cosell_tryton_is_id (account_id)
                               ? g_strdup_printf (",[\"party\",\"=\",%s]", account_id)
                               : NULL;

  return g_strdup_printf ("[[\"type\",\"=\",\"email\"],[\"value\",\"ilike\",%s]%s],"
                          "0," MOST_PARTIES ",null," CONTACT_COLUMNS,
                          exact, party != NULL ? party : "");
}

char *
cosell_tryton_write_contact_row (const char *id)
{
  return g_strdup_printf ("[[\"id\",\"=\",%s]],0,1,null," CONTACT_COLUMNS, id);
}

/* --- values --- */

/* An amount in its own digits. text: (nullable) */
static gboolean
write_amount (CosellJsonWriter *writer, const char *text, GError **error)
{
  if (text != NULL && !cosell_decimal_is_valid (text))
    return cosell_crm_refuse_value (error, _ ("The value is no number."));
  cosell_json_writer_name (writer, "amount");
  if (text == NULL)
    {
      cosell_json_writer_null (writer);
      return TRUE;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "__class__", "Decimal");
  cosell_json_writer_member (writer, "decimal", text);
  cosell_json_writer_end_object (writer);
  return TRUE;
}

static void
write_part (CosellJsonWriter *writer, const char *name, int part)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, part);
}

static gboolean
write_date (CosellJsonWriter *writer, const char *text, GError **error)
{
  GDate date;

  g_date_clear (&date, 1);
  if (text != NULL && !cosell_date_parse (text, &date))
    return cosell_crm_refuse_value (error, _ ("The date is none."));
  cosell_json_writer_name (writer, "end_date");
  if (text == NULL)
    {
      cosell_json_writer_null (writer);
      return TRUE;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "__class__", "date");
  write_part (writer, "year", g_date_get_year (&date));
  write_part (writer, "month", (int) g_date_get_month (&date));
  write_part (writer, "day", g_date_get_day (&date));
  cosell_json_writer_end_object (writer);
  return TRUE;
}

/* id: (nullable): the field is emptied */
static gboolean
write_id (CosellJsonWriter *writer, const char *name, const char *id, GError **error)
{
  if (id != NULL && !cosell_tryton_is_id (id))
    return cosell_crm_refuse_value (error, _ ("The ID is none of Tryton."));
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, id != NULL ? id : "null", -1);
  return TRUE;
}

static void
write_texts (CosellJsonWriter *writer,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             const CosellTrytonColumns *columns)
{
  const struct
  {
    CosellOpportunityFields field;
    const char *name;
    const char *text;
  } texts[] = {
    { COSELL_OPPORTUNITY_NAME, "description", opportunity->name },
    { COSELL_OPPORTUNITY_NOTES, "comment", opportunity->notes },
    { COSELL_OPPORTUNITY_KEY, columns->key != NULL ? columns->key : "reference", opportunity->key },
    { COSELL_OPPORTUNITY_SOLUTIONS, columns->solutions, opportunity->solutions },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((fields & texts[i].field) != 0 && texts[i].name != NULL)
      cosell_json_writer_member (writer, texts[i].name, texts[i].text);
}

char *
cosell_tryton_write_values (const CosellOpportunity *opportunity,
                            CosellOpportunityFields fields,
                            const CosellTrytonColumns *columns,
                            GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_texts (writer, opportunity, fields, columns);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 &&
      !write_amount (writer, opportunity->amount, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_CLOSE_DATE) != 0 &&
      !write_date (writer, opportunity->close_date, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_ACCOUNT) != 0 &&
      !write_id (writer, "party", opportunity->account_id, error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_CONTACT) != 0 &&
      !write_id (writer, "contact", cosell_crm_id_of (opportunity->contact), error))
    return NULL;
  if ((fields & COSELL_OPPORTUNITY_OWNER) != 0 &&
      !write_id (writer, "employee", cosell_crm_id_of (opportunity->owner), error))
    return NULL;
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

/* A row of another table that is made with this one: [["create", [{…}]]]. */
static void
begin_rows (CosellJsonWriter *writer, const char *name)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_string (writer, "create");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
}

static void
end_rows (CosellJsonWriter *writer)
{
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_array (writer);
}

static void
write_address (CosellJsonWriter *writer, const CosellCrmParty *party, const char *country)
{
  begin_rows (writer, "addresses");
  cosell_crm_write_known (writer, "street", party->street);
  cosell_crm_write_known (writer, "postal_code", party->postal_code);
  cosell_crm_write_known (writer, "city", party->city);
  if (country != NULL)
    {
      cosell_json_writer_name (writer, "country");
      cosell_json_writer_raw (writer, country, -1);
    }
  end_rows (writer);
}

/* A contact of Tryton is a way to reach somebody, with the name of who is reached. */
char *
cosell_tryton_write_party (const CosellCrmParty *party, const char *country, GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name", party->name);
  if (party->account_id == NULL)
    write_address (writer, party, country);
  else
    {
      if (!write_id (writer, "party", party->account_id, error))
        return NULL;
      cosell_json_writer_member (writer, "type", "email");
      cosell_json_writer_member (writer, "value", party->email);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}
