/* cosell-sandbox-salesforce-value.c: whether a field of the practice Salesforce takes a value */
#include "sandbox/cosell-sandbox-salesforce-value.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-salesforce-error.h"

/* 18 digits, two of them decimals. */
#define MAX_AMOUNT "9999999999999999.99"

static char *
refuse_kind (const SandboxField *field, GError **error)
{
  sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_JSON, field->name,
                                "Cannot deserialize instance of %s from the value of %s",
                                sandbox_salesforce_kind_name (field->kind), field->name);
  return NULL;
}

static char *
check_text (const SandboxField *field, CosellJsonValue value, GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree gunichar2 *units = NULL;
  glong length = 0;

  if (text == NULL)
    return refuse_kind (field, error);
  units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  if (length > (glong) field->length)
    {
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_TOO_LONG, field->name,
                                    "%s: data value too large: %.40s... (max length=%u)",
                                    field->label, text, field->length);
      return NULL;
    }
  /* an empty text is none */
  return *text != '\0' ? cosell_json_quote (text) : g_strdup ("null");
}

static char *
check_number (const SandboxField *field, CosellJsonValue value, GError **error)
{
  g_autofree char *text = cosell_json_dup_raw (value);
  g_autofree char *size = NULL;
  g_autofree char *rounded = NULL;
  gint64 whole;

  if (cosell_json_kind (value) != COSELL_JSON_NUMBER)
    return refuse_kind (field, error);
  size = cosell_decimal_normalize (*text == '-' ? text + 1 : text, 0);
  if (size == NULL || cosell_decimal_compare (size, MAX_AMOUNT) > 0)
    {
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_RANGE, field->name,
                                    "%s: value outside of valid range on numeric field: %.40s",
                                    field->label, text);
      return NULL;
    }
  if (cosell_decimal_to_int (text, field->length, &whole))
    return g_steal_pointer (&text);
  rounded = cosell_decimal_divide (text, "1", field->length);
  return rounded != NULL ? g_steal_pointer (&rounded) : refuse_kind (field, error);
}

static char *
check_time (const SandboxField *field, CosellJsonValue value, GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree char *kept = NULL;
  gint64 instant = 0;

  if (text == NULL || (field->kind == SANDBOX_FIELD_DATE ? !cosell_date_parse (text, NULL)
                                                         : !cosell_time_parse (text, &instant)))
    return refuse_kind (field, error);
  kept = field->kind == SANDBOX_FIELD_DATE ? g_steal_pointer (&text)
                                           : sandbox_salesforce_stamp (instant);
  return cosell_json_quote (kept);
}

/* The values that an administrator set up. */
static char *
check_choice (SandboxSalesforce *salesforce,
              const SandboxField *field,
              CosellJsonValue value,
              GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  gboolean stage = g_str_equal (field->name, "StageName");
  const SandboxObjectRecord *row =
      text != NULL
          ? sandbox_salesforce_find_by (salesforce,
                                        stage ? SANDBOX_OBJECT_STAGE : SANDBOX_OBJECT_CURRENCY,
                                        stage ? "ApiName" : "IsoCode", text)
          : NULL;

  if (text == NULL)
    return refuse_kind (field, error);
  if (row != NULL)
    return cosell_json_quote (text);
  sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_PICKLIST, field->name,
                                "%s: bad value for restricted picklist field: %.80s", field->label,
                                text);
  return NULL;
}

static char *
check_reference (SandboxSalesforce *salesforce,
                 const SandboxField *field,
                 CosellJsonValue value,
                 GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  const SandboxObjectRecord *record =
      text != NULL ? sandbox_salesforce_find (salesforce,
                                              sandbox_salesforce_find_object (field->target), text)
                   : NULL;

  if (text == NULL)
    return refuse_kind (field, error);
  if (record != NULL && !record->deleted)
    return cosell_json_quote (record->id);
  sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_REFERENCE, field->name,
                                "%s: id value of incorrect type: %.40s", field->label, text);
  return NULL;
}

char *
sandbox_salesforce_check_value (SandboxSalesforce *salesforce,
                                const SandboxField *field,
                                CosellJsonValue value,
                                GError **error)
{
  if (cosell_json_kind (value) == COSELL_JSON_NULL)
    return g_strdup ("null");
  switch (field->kind)
    {
    case SANDBOX_FIELD_STRING:
    case SANDBOX_FIELD_TEXT:
      return check_text (field, value, error);
    case SANDBOX_FIELD_CURRENCY:
    case SANDBOX_FIELD_NUMBER:
    case SANDBOX_FIELD_PERCENT:
      return check_number (field, value, error);
    case SANDBOX_FIELD_BOOLEAN:
      if (cosell_json_kind (value) != COSELL_JSON_TRUE &&
          cosell_json_kind (value) != COSELL_JSON_FALSE)
        return refuse_kind (field, error);
      return cosell_json_dup_raw (value);
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_INSTANT:
      return check_time (field, value, error);
    case SANDBOX_FIELD_PICKLIST:
      return check_choice (salesforce, field, value, error);
    case SANDBOX_FIELD_REFERENCE:
      return check_reference (salesforce, field, value, error);
    case SANDBOX_FIELD_ID:
      return refuse_kind (field, error);
    }
  g_return_val_if_reached (NULL);
}
