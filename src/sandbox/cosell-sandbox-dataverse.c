/* cosell-sandbox-dataverse.c: the rows of the practice Dataverse, in memory */
#include "sandbox/cosell-sandbox-dataverse.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"

static void
row_free (gpointer data)
{
  SandboxRow *row = data;

  g_free (row->id);
  cosell_json_unref (row->json);
  g_clear_pointer (&row->sticky, g_hash_table_unref);
  g_free (row);
}

SandboxDataverse *
sandbox_dataverse_new (SandboxCore *core)
{
  SandboxDataverse *dataverse = g_new0 (SandboxDataverse, 1);

  dataverse->core = core;
  dataverse->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < SANDBOX_N_TABLES; i++)
    dataverse->rows[i] = g_ptr_array_new_with_free_func (row_free);
  dataverse->max_amount = g_strdup (SANDBOX_DATAVERSE_MAX_AMOUNT);
  return dataverse;
}

void
sandbox_dataverse_free (SandboxDataverse *dataverse)
{
  if (dataverse == NULL)
    return;
  g_hash_table_unref (dataverse->by_id);
  for (guint i = 0; i < SANDBOX_N_TABLES; i++)
    g_ptr_array_unref (dataverse->rows[i]);
  g_free (dataverse->user_id);
  g_free (dataverse->max_amount);
  g_free (dataverse->mandatory);
  g_free (dataverse);
}

SandboxRow *
sandbox_dataverse_find (SandboxDataverse *dataverse, SandboxTableId table, const char *id)
{
  g_autofree char *lower = g_ascii_strdown (id, -1);
  SandboxRow *row = g_hash_table_lookup (dataverse->by_id, lower);

  return row != NULL && row->table == table ? row : NULL;
}

SandboxRow *
sandbox_dataverse_find_by (SandboxDataverse *dataverse,
                           SandboxTableId table,
                           const char *property,
                           const char *text)
{
  for (guint i = 0; i < dataverse->rows[table]->len; i++)
    {
      SandboxRow *row = g_ptr_array_index (dataverse->rows[table], i);
      g_autofree char *own = sandbox_dataverse_dup (row, property);

      if (g_strcmp0 (own, text) == 0)
        return row;
    }
  return NULL;
}

char *
sandbox_dataverse_dup (const SandboxRow *row, const char *property)
{
  return cosell_json_dup_scalar (cosell_json_member (cosell_json_root (row->json), property));
}

static char *
set_member (char *text, const char *property, const char *json)
{
  g_autofree char *pointer = g_strconcat ("/", property, NULL);
  char *next = cosell_json_set (text, pointer, json, NULL);

  g_assert (next != NULL);
  g_free (text);
  return next;
}

static char *
set_text (char *text, const char *property, const char *value)
{
  g_autofree char *json = cosell_json_quote (value);

  return set_member (text, property, json);
}

static void
adopt (SandboxDataverse *dataverse, SandboxTableId table, const char *id, CosellJson *json)
{
  SandboxRow *row = g_new0 (SandboxRow, 1);

  row->table = table;
  row->id = g_ascii_strdown (id, -1);
  row->json = json;
  g_ptr_array_add (dataverse->rows[table], row);
  g_hash_table_insert (dataverse->by_id, row->id, row);
}

/* Instants of Dataverse have no fraction. */
static char *
stamp (SandboxDataverse *dataverse)
{
  gint64 now = sandbox_core_now (dataverse->core);

  return cosell_time_format (now - now % G_TIME_SPAN_SECOND);
}

SandboxRow *
sandbox_dataverse_put (SandboxDataverse *dataverse,
                       SandboxTableId table,
                       const char *id,
                       const char *text)
{
  g_autofree char *made = id != NULL ? NULL : sandbox_core_new_guid (dataverse->core);
  g_autofree char *lower = g_ascii_strdown (id != NULL ? id : made, -1);
  SandboxRow *row = g_hash_table_lookup (dataverse->by_id, lower);
  g_autofree char *now = stamp (dataverse);
  g_autofree char *version = g_strdup_printf ("%" G_GUINT64_FORMAT, ++dataverse->version);
  char *full = set_text (g_strdup (text), sandbox_dataverse_tables[table].columns->property, lower);
  g_autoptr (CosellJson) given = cosell_json_parse (full, -1, NULL);
  CosellJson *json;

  if (!cosell_json_is_present (cosell_json_member (cosell_json_root (given), "createdon")))
    full = set_text (full, "createdon", now);
  if (row != NULL ||
      !cosell_json_is_present (cosell_json_member (cosell_json_root (given), "modifiedon")))
    full = set_text (full, "modifiedon", now);
  full = set_member (full, "versionnumber", version);
  json = cosell_json_parse (full, -1, NULL);
  g_assert (json != NULL);
  g_free (full);
  if (row == NULL)
    adopt (dataverse, table, lower, json);
  else
    {
      g_assert (row->table == table);
      cosell_json_unref (row->json);
      row->json = json;
    }
  if (dataverse->core->changed != NULL)
    dataverse->core->changed (dataverse->core->changed_data);
  return g_hash_table_lookup (dataverse->by_id, lower);
}

void
sandbox_dataverse_remove (SandboxDataverse *dataverse, SandboxRow *row)
{
  g_hash_table_remove (dataverse->by_id, row->id);
  g_ptr_array_remove (dataverse->rows[row->table], row);
  if (dataverse->core->changed != NULL)
    dataverse->core->changed (dataverse->core->changed_data);
}

SandboxRow *
sandbox_dataverse_base_currency (SandboxDataverse *dataverse)
{
  GPtrArray *currencies = dataverse->rows[SANDBOX_TABLE_CURRENCIES];

  return currencies->len > 0 ? g_ptr_array_index (currencies, 0) : NULL;
}

gboolean
sandbox_dataverse_is_visible (SandboxDataverse *dataverse, const SandboxRow *row)
{
  return row->table != SANDBOX_TABLE_CURRENCIES || !dataverse->single_currency ||
         row == sandbox_dataverse_base_currency (dataverse);
}

char *
sandbox_dataverse_dup_etag (const SandboxRow *row)
{
  g_autofree char *version = sandbox_dataverse_dup (row, "versionnumber");

  return g_strdup_printf ("W/\"%s\"", version);
}

/* --- the file --- */

static void
save_sticky (SandboxDataverse *dataverse, CosellJsonWriter *writer)
{
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < dataverse->rows[SANDBOX_TABLE_OPPORTUNITIES]->len; i++)
    {
      SandboxRow *row = g_ptr_array_index (dataverse->rows[SANDBOX_TABLE_OPPORTUNITIES], i);
      GHashTableIter iter;
      gpointer name;

      if (row->sticky == NULL)
        continue;
      cosell_json_writer_name (writer, row->id);
      cosell_json_writer_begin_array (writer);
      g_hash_table_iter_init (&iter, row->sticky);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        cosell_json_writer_string (writer, name);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

void
sandbox_dataverse_save (SandboxDataverse *dataverse, CosellJsonWriter *writer)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "version");
  cosell_json_writer_int (writer, (gint64) dataverse->version);
  cosell_json_writer_member (writer, "user", dataverse->user_id);
  cosell_json_writer_name (writer, "singleCurrency");
  cosell_json_writer_bool (writer, dataverse->single_currency);
  cosell_json_writer_member (writer, "maxAmount", dataverse->max_amount);
  cosell_json_writer_member (writer, "mandatory", dataverse->mandatory);
  cosell_json_writer_name (writer, "sticky");
  save_sticky (dataverse, writer);
  for (guint i = 0; i < SANDBOX_N_TABLES; i++)
    {
      cosell_json_writer_name (writer, sandbox_dataverse_tables[i].set);
      cosell_json_writer_begin_array (writer);
      for (guint j = 0; j < dataverse->rows[i]->len; j++)
        {
          SandboxRow *row = g_ptr_array_index (dataverse->rows[i], j);

          cosell_json_writer_raw (writer, cosell_json_get_text (row->json, NULL), -1);
        }
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

static gboolean
load_rows (SandboxDataverse *dataverse, SandboxTableId table, CosellJsonValue rows)
{
  const char *key = sandbox_dataverse_tables[table].columns->property;
  CosellJsonIter iter;
  CosellJsonValue value;

  cosell_json_iter_init (&iter, rows);
  while (cosell_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (value, key));
      g_autofree char *text = cosell_json_dup_raw (value);

      if (!sandbox_format_is_guid (id) || g_hash_table_contains (dataverse->by_id, id))
        return FALSE;
      adopt (dataverse, table, id, cosell_json_parse (text, -1, NULL));
    }
  return TRUE;
}

static void
load_sticky (SandboxDataverse *dataverse, CosellJsonValue sticky)
{
  for (guint i = 0; i < cosell_json_length (sticky); i++)
    {
      g_autofree char *id = NULL;
      CosellJsonValue names = cosell_json_nth_member (sticky, i, &id);
      SandboxRow *row = sandbox_dataverse_find (dataverse, SANDBOX_TABLE_OPPORTUNITIES, id);

      if (row == NULL)
        continue;
      row->sticky = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint j = 0; j < cosell_json_length (names); j++)
        {
          char *name = cosell_json_dup_string (cosell_json_element (names, j));

          if (name != NULL)
            g_hash_table_add (row->sticky, name);
        }
    }
}

gboolean
sandbox_dataverse_load (SandboxDataverse *dataverse, CosellJsonValue value)
{
  char *amount = cosell_json_dup_string (cosell_json_member (value, "maxAmount"));

  dataverse->version = (guint64) cosell_json_get_int (cosell_json_member (value, "version"), 0);
  dataverse->single_currency =
      cosell_json_get_bool (cosell_json_member (value, "singleCurrency"), FALSE);
  cosell_take_str (&dataverse->user_id,
                   cosell_json_dup_string (cosell_json_member (value, "user")));
  cosell_take_str (&dataverse->mandatory,
                   cosell_json_dup_string (cosell_json_member (value, "mandatory")));
  if (amount != NULL)
    cosell_take_str (&dataverse->max_amount, amount);
  for (guint i = 0; i < SANDBOX_N_TABLES; i++)
    if (!load_rows (dataverse, (SandboxTableId) i,
                    cosell_json_member (value, sandbox_dataverse_tables[i].set)))
      return FALSE;
  load_sticky (dataverse, cosell_json_member (value, "sticky"));
  return TRUE;
}
