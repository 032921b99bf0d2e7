/* cosell-sandbox-salesforce.c: the records of the practice Salesforce, in memory */
#include "sandbox/cosell-sandbox-salesforce.h"

#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"

#define SHORT 15
#define DIGITS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static void
record_free (gpointer data)
{
  SandboxObjectRecord *record = data;

  g_free (record->id);
  cosell_json_unref (record->json);
  g_clear_pointer (&record->sticky, g_hash_table_unref);
  g_free (record);
}

SandboxSalesforce *
sandbox_salesforce_new (SandboxCore *core)
{
  SandboxSalesforce *salesforce = g_new0 (SandboxSalesforce, 1);

  salesforce->core = core;
  salesforce->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&salesforce->locators);
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    salesforce->records[i] = g_ptr_array_new_with_free_func (record_free);
  return salesforce;
}

void
sandbox_salesforce_free (SandboxSalesforce *salesforce)
{
  if (salesforce == NULL)
    return;
  g_queue_clear_full (&salesforce->locators, (GDestroyNotify) g_strfreev);
  g_hash_table_unref (salesforce->by_id);
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    g_ptr_array_unref (salesforce->records[i]);
  g_free (salesforce->user_id);
  g_free (salesforce->mandatory);
  g_free (salesforce);
}

/* --- ids --- */

gboolean
sandbox_salesforce_is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return (length == SHORT || length == SHORT + 3) && strspn (text, DIGITS) == length;
}

/* A counter in letters and digits, and three letters that tell which of them are capitals. */
static char *
make_id (SandboxSalesforce *salesforce, SandboxObjectId object)
{
  static const char suffixes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  char id[SHORT + 4] = "";
  guint64 number = ++salesforce->last_id;

  memcpy (id, sandbox_salesforce_objects[object].prefix, 3);
  memcpy (id + 3, "Qy00000", 7);
  for (guint i = SHORT; i-- > 10; number /= 62)
    id[i] = DIGITS[number % 62];
  for (guint block = 0; block < 3; block++)
    {
      guint bits = 0;

      for (guint i = 0; i < 5; i++)
        if (g_ascii_isupper (id[block * 5 + i]))
          bits |= 1u << i;
      id[SHORT + block] = suffixes[bits];
    }
  return g_strdup (id);
}

SandboxObjectRecord *
sandbox_salesforce_find (SandboxSalesforce *salesforce, SandboxObjectId object, const char *id)
{
  g_autofree char *key = sandbox_salesforce_is_id (id) ? g_strndup (id, SHORT) : NULL;
  SandboxObjectRecord *record = key != NULL ? g_hash_table_lookup (salesforce->by_id, key) : NULL;

  return record != NULL && record->object == object ? record : NULL;
}

SandboxObjectRecord *
sandbox_salesforce_find_by (SandboxSalesforce *salesforce,
                            SandboxObjectId object,
                            const char *field,
                            const char *text)
{
  for (guint i = 0; i < salesforce->records[object]->len; i++)
    {
      SandboxObjectRecord *record = g_ptr_array_index (salesforce->records[object], i);
      g_autofree char *own = sandbox_salesforce_dup (record, field);

      if (!record->deleted && g_strcmp0 (own, text) == 0)
        return record;
    }
  return NULL;
}

char *
sandbox_salesforce_dup (const SandboxObjectRecord *record, const char *field)
{
  return cosell_json_dup_scalar (cosell_json_member (cosell_json_root (record->json), field));
}

gboolean
sandbox_salesforce_is_multi (const SandboxSalesforce *salesforce)
{
  return !salesforce->single_currency;
}

char *
sandbox_salesforce_stamp (gint64 instant)
{
  g_autofree char *text = cosell_time_format (instant - instant % G_TIME_SPAN_SECOND);

  text[strlen (text) - 1] = '\0';
  return g_strconcat (text, ".000+0000", NULL);
}

void
sandbox_salesforce_changed (SandboxSalesforce *salesforce)
{
  if (salesforce->core->changed != NULL)
    salesforce->core->changed (salesforce->core->changed_data);
}

/* --- records --- */

/* Takes text. */
static char *
set_text (char *text, const char *field, const char *value)
{
  g_autofree char *pointer = g_strconcat ("/", field, NULL);
  g_autofree char *json = cosell_json_quote (value);
  char *next = cosell_json_set (text, pointer, json, NULL);

  g_assert (next != NULL);
  g_free (text);
  return next;
}

/* Takes id and json. */
static SandboxObjectRecord *
adopt (SandboxSalesforce *salesforce, SandboxObjectId object, char *id, CosellJson *json)
{
  SandboxObjectRecord *record = g_new0 (SandboxObjectRecord, 1);

  record->object = object;
  record->id = id;
  record->json = json;
  record->deleted =
      cosell_json_get_bool (cosell_json_member (cosell_json_root (json), "IsDeleted"), FALSE);
  g_ptr_array_add (salesforce->records[object], record);
  g_hash_table_insert (salesforce->by_id, g_strndup (id, SHORT), record);
  return record;
}

static gboolean
has (CosellJsonValue given, const char *field)
{
  return cosell_json_is_present (cosell_json_member (given, field));
}

SandboxObjectRecord *
sandbox_salesforce_put (SandboxSalesforce *salesforce,
                        SandboxObjectId object,
                        SandboxObjectRecord *record,
                        const char *text)
{
  g_autofree char *now = sandbox_salesforce_stamp (sandbox_core_now (salesforce->core));
  g_autoptr (CosellJson) given = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (given);
  char *id = record != NULL ? g_strdup (record->id) : make_id (salesforce, object);
  char *full = set_text (g_strdup (text), "Id", id);
  CosellJson *json;

  if (!has (root, "CreatedDate"))
    full = set_text (full, "CreatedDate", now);
  if (record != NULL || !has (root, "SystemModstamp"))
    {
      full = set_text (full, "LastModifiedDate", now);
      full = set_text (full, "SystemModstamp", now);
    }
  json = cosell_json_parse (full, -1, NULL);
  g_assert (json != NULL);
  g_free (full);
  if (record == NULL)
    record = adopt (salesforce, object, id, json);
  else
    {
      g_free (id);
      cosell_json_unref (record->json);
      record->json = json;
    }
  sandbox_salesforce_changed (salesforce);
  return record;
}

void
sandbox_salesforce_remove (SandboxSalesforce *salesforce, SandboxObjectRecord *record)
{
  g_autofree char *text =
      cosell_json_set (cosell_json_get_text (record->json, NULL), "/IsDeleted", "true", NULL);

  record->deleted = TRUE;
  sandbox_salesforce_put (salesforce, record->object, record, text);
}

/* --- the file --- */

static void
save_sticky (SandboxSalesforce *salesforce, CosellJsonWriter *writer)
{
  GPtrArray *records = salesforce->records[SANDBOX_OBJECT_OPPORTUNITY];

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < records->len; i++)
    {
      SandboxObjectRecord *record = g_ptr_array_index (records, i);
      GHashTableIter iter;
      gpointer name;

      if (record->sticky == NULL)
        continue;
      cosell_json_writer_name (writer, record->id);
      cosell_json_writer_begin_array (writer);
      g_hash_table_iter_init (&iter, record->sticky);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        cosell_json_writer_string (writer, name);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

void
sandbox_salesforce_save (SandboxSalesforce *salesforce, CosellJsonWriter *writer)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "lastId");
  cosell_json_writer_int (writer, (gint64) salesforce->last_id);
  cosell_json_writer_member (writer, "user", salesforce->user_id);
  cosell_json_writer_name (writer, "singleCurrency");
  cosell_json_writer_bool (writer, salesforce->single_currency);
  cosell_json_writer_member (writer, "mandatory", salesforce->mandatory);
  cosell_json_writer_name (writer, "refusesDuplicates");
  cosell_json_writer_bool (writer, salesforce->refuses_duplicates);
  cosell_json_writer_name (writer, "sticky");
  save_sticky (salesforce, writer);
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    {
      cosell_json_writer_name (writer, sandbox_salesforce_objects[i].name);
      cosell_json_writer_begin_array (writer);
      for (guint j = 0; j < salesforce->records[i]->len; j++)
        {
          SandboxObjectRecord *record = g_ptr_array_index (salesforce->records[i], j);

          cosell_json_writer_raw (writer, cosell_json_get_text (record->json, NULL), -1);
        }
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

static gboolean
load_records (SandboxSalesforce *salesforce, SandboxObjectId object, CosellJsonValue records)
{
  CosellJsonIter iter;
  CosellJsonValue value;

  cosell_json_iter_init (&iter, records);
  while (cosell_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (value, "Id"));
      g_autofree char *key = NULL;
      g_autofree char *text = cosell_json_dup_raw (value);

      if (!sandbox_salesforce_is_id (id))
        return FALSE;
      key = g_strndup (id, SHORT);
      if (g_hash_table_contains (salesforce->by_id, key))
        return FALSE;
      adopt (salesforce, object, g_steal_pointer (&id), cosell_json_parse (text, -1, NULL));
    }
  return TRUE;
}

static void
load_sticky (SandboxSalesforce *salesforce, CosellJsonValue sticky)
{
  for (guint i = 0; i < cosell_json_length (sticky); i++)
    {
      g_autofree char *id = NULL;
      CosellJsonValue names = cosell_json_nth_member (sticky, i, &id);
      SandboxObjectRecord *record =
          sandbox_salesforce_find (salesforce, SANDBOX_OBJECT_OPPORTUNITY, id);

      if (record == NULL)
        continue;
      record->sticky = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint j = 0; j < cosell_json_length (names); j++)
        {
          char *name = cosell_json_dup_string (cosell_json_element (names, j));

          if (name != NULL)
            g_hash_table_add (record->sticky, name);
        }
    }
}

gboolean
sandbox_salesforce_load (SandboxSalesforce *salesforce, CosellJsonValue value)
{
  salesforce->last_id = (guint64) cosell_json_get_int (cosell_json_member (value, "lastId"), 0);
  salesforce->single_currency =
      cosell_json_get_bool (cosell_json_member (value, "singleCurrency"), FALSE);
  salesforce->refuses_duplicates =
      cosell_json_get_bool (cosell_json_member (value, "refusesDuplicates"), FALSE);
  cosell_take_str (&salesforce->user_id,
                   cosell_json_dup_string (cosell_json_member (value, "user")));
  cosell_take_str (&salesforce->mandatory,
                   cosell_json_dup_string (cosell_json_member (value, "mandatory")));
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    if (!load_records (salesforce, (SandboxObjectId) i,
                       cosell_json_member (value, sandbox_salesforce_objects[i].name)))
      return FALSE;
  load_sticky (salesforce, cosell_json_member (value, "sticky"));
  return TRUE;
}
