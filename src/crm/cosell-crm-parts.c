/* cosell-crm-parts.c: what the implementations of CosellCrm share */
#include "crm/cosell-crm-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-http-error.h"

/* --- answers --- */

char *
cosell_crm_dup_text (CosellJsonValue row, const char *name)
{
  return cosell_json_dup_scalar (cosell_json_member (row, name));
}

char *
cosell_crm_dup_number (CosellJsonValue row, const char *name)
{
  CosellJsonValue value = cosell_json_member (row, name);

  return cosell_json_kind (value) == COSELL_JSON_NUMBER ? cosell_json_dup_raw (value) : NULL;
}

char *
cosell_crm_dup_date (CosellJsonValue row, const char *name)
{
  g_autofree char *text = cosell_crm_dup_text (row, name);

  if (text != NULL && strlen (text) > strlen ("2027-01-15"))
    text[strlen ("2027-01-15")] = '\0';
  return cosell_date_parse (text, NULL) ? g_steal_pointer (&text) : NULL;
}

gint64
cosell_crm_read_time (CosellJsonValue row, const char *name)
{
  g_autofree char *text = cosell_crm_dup_text (row, name);
  gint64 instant;

  cosell_time_parse_possible (text, &instant);
  return instant;
}

/* --- bodies --- */

gboolean
cosell_crm_refuse_value (GError **error, const char *words)
{
  g_set_error_literal (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE, words);
  return FALSE;
}

gboolean
cosell_crm_write_amount (CosellJsonWriter *writer,
                         const char *name,
                         const char *text,
                         GError **error)
{
  if (text != NULL && !cosell_decimal_is_valid (text))
    return cosell_crm_refuse_value (error, _ ("The value is no number."));
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, text != NULL ? text : "null", -1);
  return TRUE;
}

gboolean
cosell_crm_write_date (CosellJsonWriter *writer, const char *name, const char *text, GError **error)
{
  if (text != NULL && !cosell_date_parse (text, NULL))
    return cosell_crm_refuse_value (error, _ ("The date is none."));
  cosell_json_writer_member (writer, name, text);
  return TRUE;
}

void
cosell_crm_write_known (CosellJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    cosell_json_writer_member (writer, name, text);
}

char *
cosell_crm_add_defaults (char *body, const char *defaults, GError **error)
{
  g_autofree char *text = body;
  g_autoptr (CosellJson) json = defaults != NULL ? cosell_json_parse (defaults, -1, error) : NULL;
  CosellJsonValue root = cosell_json_root (json);

  if (defaults == NULL)
    return g_steal_pointer (&text);
  if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
    {
      g_clear_error (error);
      cosell_crm_refuse_value (error, _ ("The defaults of the CRM are no JSON object."));
      return NULL;
    }
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *raw = cosell_json_dup_raw (cosell_json_nth_member (root, i, &name));
      g_autofree char *pointer = NULL;
      g_autoptr (CosellJson) own = cosell_json_parse (text, -1, NULL);

      if (cosell_json_kind (cosell_json_member (cosell_json_root (own), name)) != COSELL_JSON_NONE)
        continue;
      /* names of columns have neither of the two that a pointer writes otherwise */
      pointer = g_strconcat ("/", name, NULL);
      if (strpbrk (name, "/~") == NULL)
        cosell_take_str (&text, cosell_json_set (text, pointer, raw, NULL));
    }
  return g_steal_pointer (&text);
}

CosellOpportunityFields
cosell_crm_fields_of (const CosellOpportunity *opportunity)
{
  const struct
  {
    const char *text;
    CosellOpportunityFields field;
  } texts[] = {
    { opportunity->name, COSELL_OPPORTUNITY_NAME },
    { opportunity->amount, COSELL_OPPORTUNITY_AMOUNT },
    { opportunity->close_date, COSELL_OPPORTUNITY_CLOSE_DATE },
    { opportunity->notes, COSELL_OPPORTUNITY_NOTES },
    { opportunity->stage, COSELL_OPPORTUNITY_STAGE },
    { opportunity->account_id, COSELL_OPPORTUNITY_ACCOUNT },
    { opportunity->contact != NULL ? opportunity->contact->id : NULL, COSELL_OPPORTUNITY_CONTACT },
    { opportunity->owner != NULL ? opportunity->owner->id : NULL, COSELL_OPPORTUNITY_OWNER },
    { opportunity->solutions, COSELL_OPPORTUNITY_SOLUTIONS },
    { opportunity->key, COSELL_OPPORTUNITY_KEY },
  };
  guint fields = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL)
      fields |= texts[i].field;
  return (CosellOpportunityFields) fields;
}

const char *
cosell_crm_id_of (const CosellCrmParty *party)
{
  return party != NULL ? party->id : NULL;
}

GError *
cosell_crm_after_write (GError *error)
{
  g_autoptr (GError) plain = error;
  GError *unknown;

  if (plain->domain != COSELL_HTTP_ERROR)
    return g_steal_pointer (&plain);
  unknown = cosell_http_error_new ((CosellHttpError) plain->code,
                                   cosell_http_error_get_retry_after (plain), TRUE, plain->message);
  cosell_http_error_set_status (unknown, cosell_http_error_get_status (plain));
  return unknown;
}
