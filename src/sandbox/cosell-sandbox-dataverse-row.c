/* cosell-sandbox-dataverse-row.c: one row of the practice Dataverse as it answers it */
#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-list.h"

#include <string.h>

#include "base/cosell-decimal.h"

#define FORMATTED "@OData.Community.Display.V1.FormattedValue"
#define LOGICAL_NAME "@Microsoft.Dynamics.CRM.lookuplogicalname"
#define NAVIGATION "@Microsoft.Dynamics.CRM.associatednavigationproperty"

static gboolean
refuse_name (const SandboxTable *table, const char *name, GError **error)
{
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_QUERY,
                               "Could not find a property named '%s' on type "
                               "'Microsoft.Dynamics.CRM.%s'.",
                               name, table->logical);
  return FALSE;
}

static gboolean
read_select (const SandboxTable *table, const char *text, char ***select, GError **error)
{
  g_auto (GStrv) names = text != NULL && *text != '\0' ? g_strsplit (text, ",", -1) : NULL;

  *select = NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const SandboxColumn *column = NULL;

      g_strstrip (names[i]);
      column = sandbox_dataverse_find_column (table, names[i]);
      /* a lookup is selected by its property, not by its logical name */
      if (column == NULL || !g_str_equal (column->property, names[i]))
        return refuse_name (table, names[i], error);
    }
  *select = g_steal_pointer (&names);
  return TRUE;
}

/* "NAVIGATION($select=a,b)" */
static gboolean
read_expand (SandboxExpand *expand, const SandboxTable *table, const char *text, GError **error)
{
  static const char open[] = "($select=";
  g_auto (GStrv) halves = g_strsplit (text, open, 2);
  g_autofree char *names = NULL;
  SandboxTableId id;

  expand->column = sandbox_dataverse_find_navigation (table, halves[0], &expand->target);
  if (expand->column == NULL)
    return refuse_name (table, halves[0], error);
  if (halves[1] == NULL)
    return TRUE;
  if (!g_str_has_suffix (halves[1], ")"))
    return refuse_name (table, text, error);
  names = g_strndup (halves[1], strlen (halves[1]) - 1);
  id = sandbox_dataverse_find_table (expand->target->table, -1);
  return read_select (&sandbox_dataverse_tables[id], names, &expand->select, error);
}

/* One after the other, parted by commas that are in no brackets. */
static gboolean
read_expands (SandboxRowStyle *style, const SandboxTable *table, const char *text, GError **error)
{
  guint depth = 0;

  for (const char *from = text, *p = text;; p++)
    {
      g_autofree char *one = NULL;

      depth += *p == '(' ? 1 : 0;
      depth -= *p == ')' && depth > 0 ? 1 : 0;
      if (*p != '\0' && (*p != ',' || depth > 0))
        continue;
      one = g_strndup (from, (gsize) (p - from));
      if (style->n_expands == SANDBOX_MAX_EXPANDS)
        return refuse_name (table, one, error);
      if (!read_expand (&style->expands[style->n_expands++], table, one, error))
        return FALSE;
      if (*p == '\0')
        return TRUE;
      from = p + 1;
    }
}

gboolean
sandbox_row_style_read (SandboxRowStyle *style,
                        const SandboxTable *table,
                        const char *select,
                        const char *expand,
                        GError **error)
{
  return read_select (table, select, &style->select, error) &&
         (expand == NULL || read_expands (style, table, expand, error));
}

void
sandbox_row_style_clear (SandboxRowStyle *style)
{
  g_clear_pointer (&style->select, g_strfreev);
  for (guint i = 0; i < style->n_expands; i++)
    g_clear_pointer (&style->expands[i].select, g_strfreev);
}

/* The table and the row that a lookup leads to; customers are accounts or contacts. */
static SandboxRow *
find_target (SandboxDataverse *dataverse,
             const SandboxColumn *column,
             const char *id,
             const SandboxTarget **target)
{
  for (const SandboxTarget *t = column->targets; t != NULL && t->navigation != NULL; t++)
    {
      SandboxRow *row =
          sandbox_dataverse_find (dataverse, sandbox_dataverse_find_table (t->table, -1), id);

      *target = t;
      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
write_annotation (CosellJsonWriter *writer,
                  const SandboxColumn *column,
                  const char *annotation,
                  const char *text)
{
  g_autofree char *name = g_strconcat (column->property, annotation, NULL);

  cosell_json_writer_member (writer, name, text);
}

static void
annotate_lookup (SandboxDataverse *dataverse,
                 const SandboxColumn *column,
                 const char *id,
                 CosellJsonWriter *writer)
{
  const SandboxTarget *target = NULL;
  SandboxRow *row = find_target (dataverse, column, id, &target);
  g_autofree char *title = NULL;

  if (row == NULL)
    return;
  title = sandbox_dataverse_dup (row, sandbox_dataverse_tables[row->table].title);
  write_annotation (writer, column, FORMATTED, title);
  write_annotation (writer, column, NAVIGATION, target->navigation);
  write_annotation (writer, column, LOGICAL_NAME, target->table);
}

static void
annotate (SandboxDataverse *dataverse,
          const SandboxRow *row,
          const SandboxColumn *column,
          CosellJsonWriter *writer)
{
  CosellJsonValue value = cosell_json_member (cosell_json_root (row->json), column->property);
  g_autofree char *text = cosell_json_dup_scalar (value);
  g_autofree char *currency_id = NULL;
  g_autofree char *shown = NULL;
  SandboxRow *currency = NULL;

  if (text == NULL)
    return;
  if (column->kind == SANDBOX_COLUMN_LOOKUP)
    annotate_lookup (dataverse, column, text, writer);
  else if (column->options != NULL)
    write_annotation (writer, column, FORMATTED,
                      sandbox_dataverse_option_label (column, cosell_json_get_int (value, -1)));
  else if (column->kind == SANDBOX_COLUMN_MONEY)
    {
      currency_id = sandbox_dataverse_dup (row, "_transactioncurrencyid_value");
      currency = currency_id != NULL
                     ? sandbox_dataverse_find (dataverse, SANDBOX_TABLE_CURRENCIES, currency_id)
                     : NULL;
      if (currency != NULL)
        {
          g_autofree char *symbol = sandbox_dataverse_dup (currency, "currencysymbol");
          g_autofree char *number = cosell_decimal_normalize (text, 2);

          shown = g_strconcat (symbol, number, NULL);
        }
      write_annotation (writer, column, FORMATTED, shown != NULL ? shown : text);
    }
}

static void
write_column (SandboxDataverse *dataverse,
              const SandboxRow *row,
              const SandboxColumn *column,
              gboolean annotated,
              CosellJsonWriter *writer)
{
  CosellJsonValue value = cosell_json_member (cosell_json_root (row->json), column->property);
  gsize length;
  const char *raw;

  if (annotated)
    annotate (dataverse, row, column, writer);
  cosell_json_writer_name (writer, column->property);
  if (!cosell_json_is_present (value))
    {
      cosell_json_writer_null (writer);
      return;
    }
  raw = cosell_json_raw (value, &length);
  cosell_json_writer_raw (writer, raw, (gssize) length);
}

static gboolean
is_selected (const SandboxTable *table, const SandboxColumn *column, char **select)
{
  return select == NULL || column == table->columns ||
         g_strv_contains ((const char *const *) select, column->property);
}

static void
write_expanded (SandboxDataverse *dataverse,
                const SandboxRow *row,
                const SandboxRowStyle *style,
                const SandboxExpand *expand,
                CosellJsonWriter *writer)
{
  g_autofree char *id = sandbox_dataverse_dup (row, expand->column->property);
  SandboxRow *other =
      id != NULL
          ? sandbox_dataverse_find (dataverse,
                                    sandbox_dataverse_find_table (expand->target->table, -1), id)
          : NULL;
  SandboxRowStyle inner = { .base = style->base,
                            .select = expand->select,
                            .annotated = style->annotated };

  cosell_json_writer_name (writer, expand->target->navigation);
  if (other != NULL)
    sandbox_row_write (dataverse, other, &inner, FALSE, writer);
  else
    cosell_json_writer_null (writer);
}

void
sandbox_row_write (SandboxDataverse *dataverse,
                   const SandboxRow *row,
                   const SandboxRowStyle *style,
                   gboolean with_context,
                   CosellJsonWriter *writer)
{
  const SandboxTable *table = &sandbox_dataverse_tables[row->table];
  g_autofree char *etag = sandbox_dataverse_dup_etag (row);

  cosell_json_writer_begin_object (writer);
  if (with_context)
    {
      g_autofree char *context =
          g_strconcat (style->base, "$metadata#", table->set, "/$entity", NULL);

      cosell_json_writer_member (writer, "@odata.context", context);
    }
  cosell_json_writer_member (writer, "@odata.etag", etag);
  for (const SandboxColumn *c = table->columns; c->property != NULL; c++)
    if (is_selected (table, c, style->select))
      write_column (dataverse, row, c, style->annotated, writer);
  for (guint i = 0; i < style->n_expands; i++)
    write_expanded (dataverse, row, style, &style->expands[i], writer);
  cosell_json_writer_end_object (writer);
}
