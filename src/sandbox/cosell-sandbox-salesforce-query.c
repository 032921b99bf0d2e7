/* cosell-sandbox-salesforce-query.c: records of the practice Salesforce as it answers them
 *
 * A list that does not fit on one page is kept as the ids that were found: what changes in between
 * is given out as it is then. */
#include "sandbox/cosell-sandbox-salesforce-query.h"

#include <string.h>

#include "sandbox/cosell-sandbox-salesforce-error.h"

#define MAX_LOCATORS 50
#define LOCATOR_ID 0
#define LOCATOR_SOQL 1
#define LOCATOR_BATCH 2
#define LOCATOR_FIRST 3

/* A question on its way. */
typedef struct
{
  SandboxSalesforce *salesforce;
  const char *version;
  CosellJsonWriter *writer;
} Out;

/* --- records --- */

/* Where a reference leads. (nullable) */
static const SandboxObjectRecord *
follow (SandboxSalesforce *salesforce, const SandboxObjectRecord *record, const SandboxField *field)
{
  g_autofree char *id = sandbox_salesforce_dup (record, field->name);

  return id != NULL ? sandbox_salesforce_find (salesforce,
                                               sandbox_salesforce_find_object (field->target), id)
                    : NULL;
}

/* Returns: (transfer full) (nullable) JSON text */
static char *
dup_value (const SandboxObjectRecord *record, const SandboxField *field)
{
  CosellJsonValue value = cosell_json_member (cosell_json_root (record->json), field->name);

  if (cosell_json_is_present (value))
    return cosell_json_dup_raw (value);
  return g_strdup (field->kind == SANDBOX_FIELD_BOOLEAN ? "false" : "null");
}

char *
sandbox_salesforce_dup_path (SandboxSalesforce *salesforce,
                             const SandboxObjectRecord *record,
                             const SandboxPath *path)
{
  const SandboxField *last = path->fields[path->n_fields - 1];
  char *text;

  for (guint i = 0; record != NULL && i + 1 < path->n_fields; i++)
    record = follow (salesforce, record, path->fields[i]);
  if (record == NULL)
    return NULL;
  text = sandbox_salesforce_dup (record, last->name);
  return text != NULL || last->kind != SANDBOX_FIELD_BOOLEAN ? text : g_strdup ("false");
}

static void
write_attributes (Out *out, const SandboxObjectRecord *record)
{
  const char *type = sandbox_salesforce_objects[record->object].name;
  g_autofree char *url =
      g_strdup_printf ("/services/data/%s/sobjects/%s/%s", out->version, type, record->id);

  cosell_json_writer_name (out->writer, "attributes");
  cosell_json_writer_begin_object (out->writer);
  cosell_json_writer_member (out->writer, "type", type);
  cosell_json_writer_member (out->writer, "url", url);
  cosell_json_writer_end_object (out->writer);
}

static void
write_field (Out *out, const SandboxObjectRecord *record, const SandboxField *field)
{
  g_autofree char *value = dup_value (record, field);

  cosell_json_writer_name (out->writer, field->name);
  cosell_json_writer_raw (out->writer, value, -1);
}

void
sandbox_salesforce_write_record (SandboxSalesforce *salesforce,
                                 const SandboxObjectRecord *record,
                                 const char *version,
                                 CosellJsonWriter *writer)
{
  Out out = { salesforce, version, writer };
  gboolean multi = sandbox_salesforce_is_multi (salesforce);

  cosell_json_writer_begin_object (writer);
  write_attributes (&out, record);
  for (const SandboxField *f = sandbox_salesforce_objects[record->object].fields; f->name != NULL;
       f++)
    if (multi || (f->flags & SANDBOX_FIELD_MULTI) == 0)
      write_field (&out, record, f);
  cosell_json_writer_end_object (writer);
}

/* Whether an earlier path goes the same way up to there. */
static gboolean
was_begun (GArray *paths, guint index, guint depth)
{
  const SandboxPath *path = &g_array_index (paths, SandboxPath, index);

  for (guint i = 0; i < index; i++)
    {
      const SandboxPath *other = &g_array_index (paths, SandboxPath, i);

      if (other->n_fields > depth + 1 &&
          memcmp (other->fields, path->fields, (depth + 1) * sizeof path->fields[0]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The paths that begin as number from does, from a depth on. record: (nullable) */
static void
write_paths (Out *out, const SandboxObjectRecord *record, GArray *paths, guint from, guint depth)
{
  const SandboxPath *like = paths->len > from ? &g_array_index (paths, SandboxPath, from) : NULL;

  if (record == NULL)
    {
      cosell_json_writer_null (out->writer);
      return;
    }
  cosell_json_writer_begin_object (out->writer);
  write_attributes (out, record);
  for (guint i = from; i < paths->len; i++)
    {
      const SandboxPath *path = &g_array_index (paths, SandboxPath, i);

      if (path->n_fields <= depth ||
          memcmp (path->fields, like->fields, depth * sizeof path->fields[0]) != 0)
        continue;
      if (path->n_fields == depth + 1)
        write_field (out, record, path->fields[depth]);
      else if (!was_begun (paths, i, depth))
        {
          cosell_json_writer_name (out->writer, path->fields[depth]->relationship);
          write_paths (out, follow (out->salesforce, record, path->fields[depth]), paths, i,
                       depth + 1);
        }
    }
  if (depth > 0)
    cosell_json_writer_end_object (out->writer);
}

/* --- lists --- */

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gpointer *both = user_data;

  return sandbox_soql_compare (both[0], both[1], *(SandboxObjectRecord *const *) a,
                               *(SandboxObjectRecord *const *) b);
}

/* What a question asks for of what was found. */
static void
limit (const SandboxSoql *soql, GPtrArray *found)
{
  if (soql->offset > 0)
    g_ptr_array_remove_range (found, 0, MIN (soql->offset, found->len));
  if (found->len > soql->limit)
    g_ptr_array_set_size (found, (int) soql->limit);
}

/* parent: (nullable): only what belongs to it. Returns: (transfer container) what a question finds
 */
static GPtrArray *
collect (SandboxSalesforce *salesforce,
         const SandboxSoql *soql,
         gboolean all,
         const SandboxObjectRecord *parent)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *records = salesforce->records[soql->object];
  const char *key = sandbox_salesforce_objects[soql->object].children_key;
  gpointer both[] = { (gpointer) soql, salesforce };

  for (guint i = 0; i < records->len; i++)
    {
      SandboxObjectRecord *record = g_ptr_array_index (records, i);
      g_autofree char *id = parent != NULL ? sandbox_salesforce_dup (record, key) : NULL;

      if ((parent == NULL || g_strcmp0 (id, parent->id) == 0) && (all || !record->deleted) &&
          sandbox_soql_holds (soql, salesforce, record))
        g_ptr_array_add (found, record);
    }
  g_ptr_array_sort_with_data (found, compare, both);
  limit (soql, found);
  return found;
}

/* What belongs to an opportunity; null when nothing does. */
static void
write_inner (Out *out, const SandboxObjectRecord *record, const SandboxSoql *soql)
{
  g_autoptr (GPtrArray) found = collect (out->salesforce, soql, FALSE, record);

  cosell_json_writer_name (out->writer, soql->children);
  if (found->len == 0)
    {
      cosell_json_writer_null (out->writer);
      return;
    }
  cosell_json_writer_begin_object (out->writer);
  cosell_json_writer_name (out->writer, "totalSize");
  cosell_json_writer_int (out->writer, found->len);
  cosell_json_writer_name (out->writer, "done");
  cosell_json_writer_bool (out->writer, TRUE);
  cosell_json_writer_name (out->writer, "records");
  cosell_json_writer_begin_array (out->writer);
  for (guint i = 0; i < found->len; i++)
    {
      write_paths (out, g_ptr_array_index (found, i), soql->paths, 0, 0);
      cosell_json_writer_end_object (out->writer);
    }
  cosell_json_writer_end_array (out->writer);
  cosell_json_writer_end_object (out->writer);
}

static void
write_row (Out *out, const SandboxObjectRecord *record, const SandboxSoql *soql)
{
  write_paths (out, record, soql->paths, 0, 0);
  for (guint i = 0; i < soql->inner->len; i++)
    write_inner (out, record, g_ptr_array_index (soql->inner, i));
  cosell_json_writer_end_object (out->writer);
}

/* from: of found. next: (nullable) */
static char *
write_page (SandboxSalesforce *salesforce,
            const SandboxSoql *soql,
            GPtrArray *found,
            guint from,
            guint batch,
            const char *next,
            const char *version)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  Out out = { salesforce, version, writer };

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "totalSize");
  cosell_json_writer_int (writer, found->len);
  cosell_json_writer_name (writer, "done");
  cosell_json_writer_bool (writer, next == NULL);
  if (next != NULL)
    cosell_json_writer_member (writer, "nextRecordsUrl", next);
  cosell_json_writer_name (writer, "records");
  cosell_json_writer_begin_array (writer);
  for (guint i = from; !soql->counts && i < MIN (found->len, from + batch); i++)
    if (g_ptr_array_index (found, i) != NULL)
      write_row (&out, g_ptr_array_index (found, i), soql);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static char *
next_url (const char *version, const char *id, guint offset)
{
  return g_strdup_printf ("/services/data/%s/query/%s-%u", version, id, offset);
}

/* Keeps what was found. Returns: (transfer none) the id of the list */
static const char *
keep (SandboxSalesforce *salesforce, GPtrArray *found, const char *soql, guint batch)
{
  char **locator = g_new0 (char *, found->len + LOCATOR_FIRST + 1);

  locator[LOCATOR_ID] =
      g_strdup_printf ("01gQy%010" G_GUINT64_FORMAT "AAA", ++salesforce->last_locator);
  locator[LOCATOR_SOQL] = g_strdup (soql);
  locator[LOCATOR_BATCH] = g_strdup_printf ("%u", batch);
  for (guint i = 0; i < found->len; i++)
    locator[LOCATOR_FIRST + i] =
        g_strdup (((SandboxObjectRecord *) g_ptr_array_index (found, i))->id);
  if (salesforce->locators.length >= MAX_LOCATORS)
    g_strfreev (g_queue_pop_head (&salesforce->locators));
  g_queue_push_tail (&salesforce->locators, locator);
  return locator[LOCATOR_ID];
}

char *
sandbox_salesforce_query (SandboxSalesforce *salesforce,
                          const char *text,
                          gboolean all,
                          const char *version,
                          guint batch,
                          GError **error)
{
  g_autoptr (SandboxSoql) soql =
      sandbox_soql_parse (text, sandbox_salesforce_is_multi (salesforce), error);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *next = NULL;

  if (soql == NULL)
    return NULL;
  found = collect (salesforce, soql, all, NULL);
  if (found->len > batch && !soql->counts)
    next = next_url (version, keep (salesforce, found, text, batch), batch);
  return write_page (salesforce, soql, found, 0, batch, next, version);
}

static char **
find_locator (SandboxSalesforce *salesforce, const char *name, guint *offset)
{
  const char *dash = strrchr (name, '-');
  guint64 number;

  if (dash == NULL || !g_ascii_string_to_unsigned (dash + 1, 10, 1, G_MAXINT, &number, NULL))
    return NULL;
  *offset = (guint) number;
  for (GList *l = salesforce->locators.head; l != NULL; l = l->next)
    {
      char **locator = l->data;

      if (strlen (locator[LOCATOR_ID]) == (gsize) (dash - name) &&
          strncmp (locator[LOCATOR_ID], name, (gsize) (dash - name)) == 0 &&
          *offset < g_strv_length (locator) - LOCATOR_FIRST)
        return locator;
    }
  return NULL;
}

char *
sandbox_salesforce_query_more (SandboxSalesforce *salesforce,
                               const char *name,
                               const char *version,
                               GError **error)
{
  guint offset = 0;
  char **locator = find_locator (salesforce, name, &offset);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (SandboxSoql) soql = NULL;
  g_autofree char *next = NULL;
  guint batch;

  if (locator == NULL)
    {
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_INVALID_LOCATOR, NULL,
                                    "invalid query locator");
      return NULL;
    }
  soql =
      sandbox_soql_parse (locator[LOCATOR_SOQL], sandbox_salesforce_is_multi (salesforce), error);
  if (soql == NULL)
    return NULL;
  batch = (guint) g_ascii_strtoull (locator[LOCATOR_BATCH], NULL, 10);
  for (guint i = LOCATOR_FIRST; locator[i] != NULL; i++)
    g_ptr_array_add (found, sandbox_salesforce_find (salesforce, soql->object, locator[i]));
  if (offset + batch < found->len)
    next = next_url (version, locator[LOCATOR_ID], offset + batch);
  return write_page (salesforce, soql, found, offset, batch, next, version);
}
