#include "base/cosell-field.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"

#define MAX_ROWS 64

static inline char **
string_at (const CosellField *field, gconstpointer record)
{
  return &G_STRUCT_MEMBER (char *, (gpointer) record, field->offset);
}

static inline gint64 *
int64_at (const CosellField *field, gconstpointer record)
{
  return &G_STRUCT_MEMBER (gint64, (gpointer) record, field->offset);
}

/* gboolean and enums */
static inline int *
int_at (const CosellField *field, gconstpointer record)
{
  return &G_STRUCT_MEMBER (int, (gpointer) record, field->offset);
}

static void
set_null (const CosellField *field, gpointer record)
{
  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      *string_at (field, record) = NULL;
      break;
    case COSELL_FIELD_INSTANT:
      *int64_at (field, record) = COSELL_NO_TIME;
      break;
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      *int64_at (field, record) = 0;
      break;
    case COSELL_FIELD_BOOL:
    case COSELL_FIELD_ENUM:
      *int_at (field, record) = 0;
      break;
    }
}

static void
set_string (const CosellField *field, gpointer record, const char *text)
{
  cosell_set_str (string_at (field, record), text);
}

static gboolean
is_string (const CosellField *field)
{
  return field->kind == COSELL_FIELD_STRING || field->kind == COSELL_FIELD_DECIMAL ||
         field->kind == COSELL_FIELD_DATE || field->kind == COSELL_FIELD_LINES;
}

const CosellField *
cosell_field_find (const CosellField *table, const char *name)
{
  g_return_val_if_fail (table != NULL && name != NULL, NULL);

  for (const CosellField *field = table; field->name != NULL; field++)
    {
      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

guint
cosell_field_table_count (const CosellField *table)
{
  guint count = 0;

  g_return_val_if_fail (table != NULL, 0);

  while (table[count].name != NULL)
    count++;
  return count;
}

void
cosell_field_table_init (const CosellField *table, gpointer record)
{
  g_return_if_fail (table != NULL && record != NULL);

  for (const CosellField *field = table; field->name != NULL; field++)
    set_null (field, record);
}

/**
 * cosell_field_table_clear:
 *
 * Frees what the record owns and leaves it as cosell_field_table_init() does.
 */
void
cosell_field_table_clear (const CosellField *table, gpointer record)
{
  g_return_if_fail (table != NULL);

  if (record == NULL)
    return;
  for (const CosellField *field = table; field->name != NULL; field++)
    {
      if (is_string (field))
        g_clear_pointer (string_at (field, record), g_free);
      set_null (field, record);
    }
}

/**
 * cosell_field_table_copy:
 * @to: an initialized record; what it held is freed
 * @from: may be @to
 */
void
cosell_field_table_copy (const CosellField *table, gpointer to, gconstpointer from)
{
  g_return_if_fail (table != NULL && to != NULL && from != NULL);

  for (const CosellField *field = table; field->name != NULL; field++)
    {
      switch (field->kind)
        {
        case COSELL_FIELD_STRING:
        case COSELL_FIELD_DECIMAL:
        case COSELL_FIELD_DATE:
        case COSELL_FIELD_LINES:
          set_string (field, to, *string_at (field, from));
          break;
        case COSELL_FIELD_INSTANT:
        case COSELL_FIELD_INT:
        case COSELL_FIELD_STAGE:
          *int64_at (field, to) = *int64_at (field, from);
          break;
        case COSELL_FIELD_BOOL:
        case COSELL_FIELD_ENUM:
          *int_at (field, to) = *int_at (field, from);
          break;
        }
    }
}

static gboolean
is_equal (const CosellField *field, gconstpointer a, gconstpointer b)
{
  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      return g_strcmp0 (*string_at (field, a), *string_at (field, b)) == 0;
    case COSELL_FIELD_INSTANT:
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      return *int64_at (field, a) == *int64_at (field, b);
    case COSELL_FIELD_BOOL:
      return !*int_at (field, a) == !*int_at (field, b);
    case COSELL_FIELD_ENUM:
      return *int_at (field, a) == *int_at (field, b);
    }
  return FALSE;
}

guint64
cosell_field_table_diff (const CosellField *table, gconstpointer a, gconstpointer b)
{
  guint64 mask = 0;

  g_return_val_if_fail (table != NULL && a != NULL && b != NULL, 0);

  for (guint i = 0; table[i].name != NULL; i++)
    {
      g_assert (i < MAX_ROWS);
      if (!is_equal (&table[i], a, b))
        mask |= G_GUINT64_CONSTANT (1) << i;
    }
  return mask;
}

/* ---- text ---- */

char *
cosell_field_dup_text (const CosellField *field, gconstpointer record)
{
  g_return_val_if_fail (field != NULL && record != NULL, NULL);

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      return g_strdup (*string_at (field, record));
    case COSELL_FIELD_INSTANT:
      return cosell_time_format (*int64_at (field, record));
    case COSELL_FIELD_STAGE:
      if (*int64_at (field, record) == 0)
        return NULL;
      G_GNUC_FALLTHROUGH;
    case COSELL_FIELD_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *int64_at (field, record));
    case COSELL_FIELD_BOOL:
      return g_strdup (*int_at (field, record) ? "true" : "false");
    case COSELL_FIELD_ENUM:
      return g_strdup (cosell_enum_nick (field->enum_type (), *int_at (field, record)));
    }
  return NULL;
}

static gboolean
set_number (const CosellField *field, gpointer record, const char *text)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return FALSE;
  *int64_at (field, record) = value;
  return TRUE;
}

static gboolean
set_bool (const CosellField *field, gpointer record, const char *text)
{
  gboolean value = strcmp (text, "true") == 0;

  if (!value && strcmp (text, "false") != 0)
    return FALSE;
  *int_at (field, record) = value;
  return TRUE;
}

static gboolean
set_instant (const CosellField *field, gpointer record, const char *text)
{
  gint64 value;

  if (!cosell_time_parse (text, &value))
    return FALSE;
  *int64_at (field, record) = value;
  return TRUE;
}

/**
 * cosell_field_set_text:
 * @text: (nullable): %NULL sets the kind's null; INT, BOOL and ENUM have none
 *
 * Returns: %FALSE when text does not fit the kind; the record is unchanged then
 */
gboolean
cosell_field_set_text (const CosellField *field, gpointer record, const char *text)
{
  g_return_val_if_fail (field != NULL && record != NULL, FALSE);

  if (text == NULL)
    {
      if (field->kind == COSELL_FIELD_INT || field->kind == COSELL_FIELD_BOOL ||
          field->kind == COSELL_FIELD_ENUM)
        return FALSE;
      if (is_string (field))
        g_free (*string_at (field, record));
      set_null (field, record);
      return TRUE;
    }

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_LINES:
      break;
    case COSELL_FIELD_DECIMAL:
      if (!cosell_decimal_is_valid (text))
        return FALSE;
      break;
    case COSELL_FIELD_DATE:
      if (!cosell_date_parse (text, NULL))
        return FALSE;
      break;
    case COSELL_FIELD_INSTANT:
      return set_instant (field, record, text);
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      return set_number (field, record, text);
    case COSELL_FIELD_BOOL:
      return set_bool (field, record, text);
    case COSELL_FIELD_ENUM:
      return cosell_enum_from_nick (field->enum_type (), text, int_at (field, record));
    }
  set_string (field, record, text);
  return TRUE;
}

/* ---- properties ---- */

static GParamSpec *
create_pspec (const CosellField *field)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      return g_param_spec_string (field->property, NULL, NULL, NULL, flags);
    case COSELL_FIELD_INSTANT:
      return g_param_spec_int64 (field->property, NULL, NULL, G_MININT64, G_MAXINT64,
                                 COSELL_NO_TIME, flags);
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      return g_param_spec_int64 (field->property, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case COSELL_FIELD_BOOL:
      return g_param_spec_boolean (field->property, NULL, NULL, FALSE, flags);
    case COSELL_FIELD_ENUM:
      {
        GEnumClass *values = g_type_class_ref (field->enum_type ());
        GParamSpec *pspec = g_param_spec_enum (field->property, NULL, NULL, field->enum_type (),
                                               values->values[0].value, flags);

        g_type_class_unref (values);
        return pspec;
      }
    }
  return NULL;
}

/**
 * cosell_field_table_install:
 * @pspecs: (out): row + 1 is the row's property, 0 stays %NULL; for g_object_notify_by_pspec()
 *
 * To be called from class_init. The class may install more properties with higher ids.
 */
void
cosell_field_table_install (const CosellField *table, GObjectClass *klass, GParamSpec **pspecs)
{
  g_return_if_fail (table != NULL && klass != NULL && pspecs != NULL);

  pspecs[0] = NULL;
  for (guint i = 0; table[i].name != NULL; i++)
    {
      g_assert (i < MAX_ROWS);
      pspecs[i + 1] = create_pspec (&table[i]);
      g_object_class_install_property (klass, i + 1, pspecs[i + 1]);
    }
}

/**
 * cosell_field_get_property:
 * @value: initialized with the property's type
 */
void
cosell_field_get_property (const CosellField *field, gconstpointer record, GValue *value)
{
  g_return_if_fail (field != NULL && record != NULL && value != NULL);

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      g_value_set_string (value, *string_at (field, record));
      break;
    case COSELL_FIELD_INSTANT:
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      g_value_set_int64 (value, *int64_at (field, record));
      break;
    case COSELL_FIELD_BOOL:
      g_value_set_boolean (value, *int_at (field, record));
      break;
    case COSELL_FIELD_ENUM:
      g_value_set_enum (value, *int_at (field, record));
      break;
    }
}

/* ---- enums ---- */

/**
 * cosell_enum_nick:
 *
 * Returns: (transfer none) (nullable): %NULL for a value that the enum does not know
 */
const char *
cosell_enum_nick (GType type, int value)
{
  GEnumClass *values = g_type_class_ref (type);
  const GEnumValue *found;

  g_return_val_if_fail (G_IS_ENUM_CLASS (values), NULL);

  found = g_enum_get_value (values, value);
  g_type_class_unref (values); /* the names are static */
  return found != NULL ? found->value_nick : NULL;
}

/**
 * cosell_enum_from_nick:
 * @nick: (nullable)
 * @value: (out) (optional): untouched when the result is %FALSE
 */
gboolean
cosell_enum_from_nick (GType type, const char *nick, int *value)
{
  GEnumClass *values = g_type_class_ref (type);
  const GEnumValue *found;

  g_return_val_if_fail (G_IS_ENUM_CLASS (values), FALSE);

  found = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;
  g_type_class_unref (values);
  if (found == NULL)
    return FALSE;
  if (value != NULL)
    *value = found->value;
  return TRUE;
}
