/* cosell-sandbox-dataverse-metadata.c: EntityDefinitions of the practice Dataverse */
#include "sandbox/cosell-sandbox-dataverse-metadata.h"

#include <string.h>

#include "sandbox/cosell-sandbox-dataverse-error.h"

#define CAST "Microsoft.Dynamics.CRM."
#define METADATA "AttributeMetadata"

/* What a description is made with. */
typedef struct
{
  SandboxDataverse *dataverse;
  const SandboxTable *table;
  const char *cast; /* (nullable): "Picklist" */
  char **select;    /* (nullable) */
  gboolean expand;  /* OptionSet as well */
  CosellJsonWriter *writer;
} Description;

typedef struct
{
  SandboxColumnKind kind;
  const char *type; /* AttributeType */
  const char *cast;
} Type;

static const Type types[] = {
  { SANDBOX_COLUMN_KEY, "Uniqueidentifier", "" },
  { SANDBOX_COLUMN_TEXT, "String", "String" },
  { SANDBOX_COLUMN_MEMO, "Memo", "Memo" },
  { SANDBOX_COLUMN_MONEY, "Money", "Money" },
  { SANDBOX_COLUMN_DECIMAL, "Decimal", "Decimal" },
  { SANDBOX_COLUMN_INTEGER, "Integer", "Integer" },
  { SANDBOX_COLUMN_BIG_INTEGER, "BigInt", "BigInt" },
  { SANDBOX_COLUMN_BOOLEAN, "Boolean", "Boolean" },
  { SANDBOX_COLUMN_DATE, "DateTime", "DateTime" },
  { SANDBOX_COLUMN_INSTANT, "DateTime", "DateTime" },
  { SANDBOX_COLUMN_PICKLIST, "Picklist", "Picklist" },
  { SANDBOX_COLUMN_STATE, "State", "State" },
  { SANDBOX_COLUMN_STATUS, "Status", "Status" },
  { SANDBOX_COLUMN_LOOKUP, "Lookup", "Lookup" },
};

static const Type *
type_of (const SandboxColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].kind == column->kind)
      return &types[i];
  g_return_val_if_reached (&types[0]);
}

static void
write_label (CosellJsonWriter *writer, const char *name, const char *label)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "LocalizedLabels");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "UserLocalizedLabel");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "Label", label);
  cosell_json_writer_name (writer, "LanguageCode");
  cosell_json_writer_int (writer, 1033);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
}

/* Begins a member unless it was not asked for. */
static gboolean
begin (Description *self, const char *name)
{
  if (self->select != NULL && !g_strv_contains ((const char *const *) self->select, name))
    return FALSE;
  cosell_json_writer_name (self->writer, name);
  return TRUE;
}

static void
write_required (Description *self, const SandboxColumn *column)
{
  const char *level = (column->flags & SANDBOX_COLUMN_SYSTEM) != 0     ? "SystemRequired"
                      : (column->flags & SANDBOX_COLUMN_BUSINESS) != 0 ? "ApplicationRequired"
                                                                       : "None";

  if (g_strcmp0 (self->dataverse->mandatory, column->property) == 0 &&
      g_str_equal (self->table->logical, "opportunity"))
    level = "ApplicationRequired";
  if (!begin (self, "RequiredLevel"))
    return;
  cosell_json_writer_begin_object (self->writer);
  cosell_json_writer_member (self->writer, "Value", level);
  cosell_json_writer_name (self->writer, "CanBeChanged");
  cosell_json_writer_bool (self->writer, TRUE);
  cosell_json_writer_member (self->writer, "ManagedPropertyLogicalName",
                             "canmodifyrequirementlevelsettings");
  cosell_json_writer_end_object (self->writer);
}

static void
write_flag (Description *self, const char *name, gboolean value)
{
  if (begin (self, name))
    cosell_json_writer_bool (self->writer, value);
}

static void
write_text (Description *self, const char *name, const char *value)
{
  if (begin (self, name))
    cosell_json_writer_string (self->writer, value);
}

static void
write_raw (Description *self, const char *name, const char *value)
{
  if (begin (self, name))
    cosell_json_writer_raw (self->writer, value, -1);
}

/* State that a status reason belongs to. */
static int
state_of (gint64 status)
{
  return status <= 2 ? 0 : status == 3 ? 1 : 2;
}

static void
write_options (Description *self, const SandboxColumn *column)
{
  cosell_json_writer_name (self->writer, "OptionSet");
  cosell_json_writer_begin_object (self->writer);
  cosell_json_writer_name (self->writer, "Options");
  cosell_json_writer_begin_array (self->writer);
  for (const SandboxOption *o = column->options; o->label != NULL; o++)
    {
      cosell_json_writer_begin_object (self->writer);
      cosell_json_writer_name (self->writer, "Value");
      cosell_json_writer_int (self->writer, o->value);
      if (column->kind == SANDBOX_COLUMN_STATUS)
        {
          cosell_json_writer_name (self->writer, "State");
          cosell_json_writer_int (self->writer, state_of (o->value));
        }
      write_label (self->writer, "Label", o->label);
      cosell_json_writer_end_object (self->writer);
    }
  cosell_json_writer_end_array (self->writer);
  cosell_json_writer_end_object (self->writer);
}

/* What only a kind of its own has: shown when it was asked for by that kind. */
static void
write_special (Description *self, const SandboxColumn *column)
{
  g_autofree char *length = g_strdup_printf ("%u", column->length);
  g_autofree char *least = g_strconcat ("-", self->dataverse->max_amount, NULL);

  if (self->cast == NULL)
    return;
  switch (column->kind)
    {
    case SANDBOX_COLUMN_TEXT:
    case SANDBOX_COLUMN_MEMO:
      write_raw (self, "MaxLength", length);
      break;
    case SANDBOX_COLUMN_MONEY:
      write_raw (self, "Precision", length);
      write_raw (self, "PrecisionSource", "0");
      write_raw (self, "MinValue", least);
      write_raw (self, "MaxValue", self->dataverse->max_amount);
      break;
    case SANDBOX_COLUMN_INTEGER:
      write_raw (self, "MinValue", "0");
      write_raw (self, "MaxValue", length);
      break;
    case SANDBOX_COLUMN_PICKLIST:
    case SANDBOX_COLUMN_STATE:
    case SANDBOX_COLUMN_STATUS:
      if (self->expand)
        write_options (self, column);
      break;
    case SANDBOX_COLUMN_KEY:
    case SANDBOX_COLUMN_DECIMAL:
    case SANDBOX_COLUMN_BIG_INTEGER:
    case SANDBOX_COLUMN_BOOLEAN:
    case SANDBOX_COLUMN_DATE:
    case SANDBOX_COLUMN_INSTANT:
    case SANDBOX_COLUMN_LOOKUP:
      break;
    }
}

static void
write_column (Description *self, const SandboxColumn *column)
{
  const Type *type = type_of (column);
  g_autofree char *odata = g_strconcat ("#" CAST, type->cast, METADATA, NULL);
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_MD5, column->logical, -1);
  g_autofree char *guid =
      g_strdup_printf ("%.8s-%.4s-4%.3s-8%.3s-%.12s", id, id + 8, id + 12, id + 15, id + 18);

  cosell_json_writer_begin_object (self->writer);
  if (self->cast == NULL)
    cosell_json_writer_member (self->writer, "@odata.type", odata);
  write_text (self, "LogicalName", column->logical);
  write_text (self, "SchemaName", column->logical);
  write_text (self, "AttributeType", type->type);
  if (self->select == NULL || g_strv_contains ((const char *const *) self->select, "DisplayName"))
    write_label (self->writer, "DisplayName", column->label);
  write_required (self, column);
  write_flag (self, "IsValidForCreate", (column->flags & SANDBOX_COLUMN_CREATE) != 0);
  write_flag (self, "IsValidForUpdate", (column->flags & SANDBOX_COLUMN_UPDATE) != 0);
  write_flag (self, "IsValidForRead", TRUE);
  write_special (self, column);
  cosell_json_writer_member (self->writer, "MetadataId", guid);
  cosell_json_writer_end_object (self->writer);
}

static gboolean
is_meant (Description *self, const SandboxColumn *column, const char *name)
{
  return (name == NULL || g_str_equal (name, column->logical)) &&
         (self->cast == NULL || g_str_equal (self->cast, type_of (column)->cast));
}

static void
write_entity (Description *self)
{
  cosell_json_writer_begin_object (self->writer);
  write_text (self, "LogicalName", self->table->logical);
  write_text (self, "EntitySetName", self->table->set);
  write_text (self, "PrimaryIdAttribute", self->table->columns->property);
  write_text (self, "PrimaryNameAttribute", self->table->title);
  cosell_json_writer_end_object (self->writer);
}

static void
write_columns (Description *self, const char *base)
{
  g_autofree char *context = g_strdup_printf ("%s$metadata#EntityDefinitions('%s')/Attributes",
                                              base, self->table->logical);

  cosell_json_writer_begin_object (self->writer);
  cosell_json_writer_member (self->writer, "@odata.context", context);
  cosell_json_writer_name (self->writer, "value");
  cosell_json_writer_begin_array (self->writer);
  for (const SandboxColumn *c = self->table->columns; c->property != NULL; c++)
    if (is_meant (self, c, NULL))
      write_column (self, c);
  cosell_json_writer_end_array (self->writer);
  cosell_json_writer_end_object (self->writer);
}

/* "WORD(LogicalName='x')": x. Returns: (transfer full) (nullable) */
static char *
take_name (const char *segment, const char *word)
{
  g_autofree char *head = g_strconcat (word, "(LogicalName='", NULL);
  gsize length = strlen (segment);

  if (!g_str_has_prefix (segment, head) || !g_str_has_suffix (segment, "')"))
    return NULL;
  return g_strndup (segment + strlen (head), length - strlen (head) - 2);
}

static gboolean
read_cast (Description *self, const char *segment)
{
  if (segment == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strconcat (CAST, types[i].cast, METADATA, NULL);

      if (*types[i].cast != '\0' && g_str_equal (segment, name))
        {
          self->cast = types[i].cast;
          return TRUE;
        }
    }
  return FALSE;
}

/* FALSE: there is nothing at this address. */
static gboolean
write_answer (Description *self, char **segments, const char *base)
{
  g_autofree char *name = segments[1] != NULL ? take_name (segments[1], "Attributes") : NULL;

  if (segments[1] == NULL)
    write_entity (self);
  else if (!read_cast (self, segments[2]))
    return FALSE;
  else if (g_str_equal (segments[1], "Attributes"))
    write_columns (self, base);
  else
    {
      for (const SandboxColumn *c = self->table->columns; name != NULL && c->property != NULL; c++)
        if (is_meant (self, c, name))
          {
            write_column (self, c);
            return TRUE;
          }
      return FALSE;
    }
  return TRUE;
}

char *
sandbox_dataverse_describe (SandboxDataverse *dataverse,
                            const char *path,
                            const char *select,
                            const char *expand,
                            const char *base,
                            GError **error)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", 3);
  g_auto (GStrv) names = select != NULL ? g_strsplit (select, ",", -1) : NULL;
  g_autofree char *logical = take_name (segments[0], "EntityDefinitions");
  SandboxTableId id =
      logical != NULL ? sandbox_dataverse_find_table (logical, -1) : SANDBOX_N_TABLES;
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  Description self = { dataverse, NULL, NULL, names, FALSE, writer };

  self.expand = expand != NULL && g_str_has_prefix (expand, "OptionSet");
  if (id != SANDBOX_N_TABLES)
    {
      self.table = &sandbox_dataverse_tables[id];
      if (write_answer (&self, segments, base))
        return cosell_json_writer_end (g_steal_pointer (&writer));
    }
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_NOT_THERE,
                               "Could not find an entity or an attribute with this name.");
  return NULL;
}
