/* cosell-crm-description.c: how a CRM is set up, as text */
#include "model/cosell-crm-description.h"

#include "base/cosell-decimal.h"
#include "base/cosell-json-edit.h"

static const char *const states[] = { "open", "won", "lost" };

/* By their bits; "" is none of them. */
static const struct
{
  const char *word;
  CosellOpportunityFields field;
} fields[] = {
  { "", (CosellOpportunityFields) 0 },           { "name", COSELL_OPPORTUNITY_NAME },
  { "amount", COSELL_OPPORTUNITY_AMOUNT },       { "closeDate", COSELL_OPPORTUNITY_CLOSE_DATE },
  { "notes", COSELL_OPPORTUNITY_NOTES },         { "stage", COSELL_OPPORTUNITY_STAGE },
  { "contact", COSELL_OPPORTUNITY_CONTACT },     { "owner", COSELL_OPPORTUNITY_OWNER },
  { "solutions", COSELL_OPPORTUNITY_SOLUTIONS }, { "key", COSELL_OPPORTUNITY_KEY },
  { "account", COSELL_OPPORTUNITY_ACCOUNT },
};

/* --- writing --- */

static void
write_int (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

static void
write_choice (CosellJsonWriter *writer, gconstpointer element)
{
  const CosellCrmChoice *choice = element;

  cosell_json_writer_member (writer, "id", choice->id);
  cosell_json_writer_member (writer, "label", choice->label);
  cosell_json_writer_member (writer, "state", states[choice->state]);
}

static void
write_currency (CosellJsonWriter *writer, gconstpointer element)
{
  const CosellCrmCurrency *currency = element;

  cosell_json_writer_member (writer, "id", currency->id);
  cosell_json_writer_member (writer, "code", currency->code);
  write_int (writer, "decimals", currency->decimals);
}

static void
write_column (CosellJsonWriter *writer, gconstpointer element)
{
  const CosellCrmColumn *column = element;
  const char *word = "";

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].field == column->field)
      word = fields[i].word;
  cosell_json_writer_member (writer, "name", column->name);
  cosell_json_writer_member (writer, "label", column->label);
  cosell_json_writer_member (writer, "type", column->type);
  cosell_json_writer_member (writer, "field", word);
  write_bool (writer, "mandatory", column->mandatory);
  write_bool (writer, "creatable", column->creatable);
  write_bool (writer, "updatable", column->updatable);
  write_int (writer, "length", column->length);
  write_int (writer, "decimals", column->decimals);
  cosell_json_writer_member (writer, "most", column->most);
}

static void
write_list (CosellJsonWriter *writer,
            const char *name,
            GPtrArray *list,
            void (*write) (CosellJsonWriter *writer, gconstpointer element))
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < list->len; i++)
    {
      cosell_json_writer_begin_object (writer);
      write (writer, g_ptr_array_index (list, i));
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

char *
cosell_crm_description_to_json (const CosellCrmDescription *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_list (writer, "stages", self->stages, write_choice);
  write_list (writer, "reasons", self->reasons, write_choice);
  write_list (writer, "currencies", self->currencies, write_currency);
  write_list (writer, "columns", self->columns, write_column);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* --- reading: FALSE when it is not what was written --- */

static char *
dup_text (CosellJsonValue value, const char *name)
{
  return cosell_json_dup_string (cosell_json_member (value, name));
}

static gboolean
get_bool (CosellJsonValue value, const char *name)
{
  return cosell_json_get_bool (cosell_json_member (value, name), FALSE);
}

static gint64
get_int (CosellJsonValue value, const char *name, gint64 fallback)
{
  gint64 number = cosell_json_get_int (cosell_json_member (value, name), fallback);

  return CLAMP (number, -1, G_MAXINT32);
}

static gboolean
read_choice (GPtrArray *choices, CosellJsonValue value)
{
  CosellJsonValue state = cosell_json_member (value, "state");
  char *id = dup_text (value, "id");

  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (states); i++)
    if (cosell_json_string_equal (state, states[i]))
      {
        cosell_crm_description_add_choice (choices, id, dup_text (value, "label"),
                                           (CosellOpportunityState) i);
        return TRUE;
      }
  g_free (id);
  return FALSE;
}

static gboolean
read_stage (CosellCrmDescription *self, CosellJsonValue value)
{
  return read_choice (self->stages, value);
}

static gboolean
read_reason (CosellCrmDescription *self, CosellJsonValue value)
{
  return read_choice (self->reasons, value);
}

static gboolean
read_currency (CosellCrmDescription *self, CosellJsonValue value)
{
  CosellCrmCurrency *currency = g_new0 (CosellCrmCurrency, 1);
  gint64 decimals = get_int (value, "decimals", -1);

  currency->id = dup_text (value, "id");
  currency->code = dup_text (value, "code");
  currency->decimals = (guint) MAX (decimals, 0);
  g_ptr_array_add (self->currencies, currency);
  return currency->code != NULL && decimals >= 0;
}

static gboolean
read_column (CosellCrmDescription *self, CosellJsonValue value)
{
  CosellJsonValue word = cosell_json_member (value, "field");
  char *name = dup_text (value, "name");
  CosellCrmColumn *column;

  if (name == NULL)
    return FALSE;
  column = cosell_crm_description_add_column (self, name);
  column->label = dup_text (value, "label");
  column->type = dup_text (value, "type");
  column->mandatory = get_bool (value, "mandatory");
  column->creatable = get_bool (value, "creatable");
  column->updatable = get_bool (value, "updatable");
  column->length = (guint) MAX (get_int (value, "length", 0), 0);
  column->decimals = (gint) get_int (value, "decimals", -1);
  column->most = dup_text (value, "most");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (cosell_json_string_equal (word, fields[i].word))
      {
        column->field = fields[i].field;
        return column->most == NULL || cosell_decimal_is_valid (column->most);
      }
  return FALSE;
}

static gboolean
read_list (CosellCrmDescription *self,
           CosellJsonValue list,
           gboolean (*read) (CosellCrmDescription *self, CosellJsonValue value))
{
  CosellJsonValue element;
  CosellJsonIter iter;

  if (cosell_json_kind (list) != COSELL_JSON_ARRAY)
    return FALSE;
  cosell_json_iter_init (&iter, list);
  while (cosell_json_iter_next (&iter, NULL, &element))
    if (!read (self, element))
      return FALSE;
  return TRUE;
}

CosellCrmDescription *
cosell_crm_description_from_json (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  g_autoptr (CosellCrmDescription) self = cosell_crm_description_new ();
  CosellJsonValue root = cosell_json_root (doc);

  if (!read_list (self, cosell_json_member (root, "stages"), read_stage) ||
      !read_list (self, cosell_json_member (root, "reasons"), read_reason) ||
      !read_list (self, cosell_json_member (root, "currencies"), read_currency) ||
      !read_list (self, cosell_json_member (root, "columns"), read_column))
    return NULL;
  return g_steal_pointer (&self);
}
