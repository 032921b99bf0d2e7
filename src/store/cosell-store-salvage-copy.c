#include "store/cosell-store-salvage-copy.h"

#include <string.h>

#include "store/cosell-raw-rows.h"

#define MAX_COLUMNS 100

static const CosellSalvageTable tables[] = {
  { "meta", FALSE, NULL, NULL },
  { "deal", TRUE, NULL, NULL },
  { "deal_search", TRUE, NULL, NULL },
  { "referral", TRUE, NULL, NULL },
  { "document", TRUE, NULL, NULL },
  { "outbox", TRUE, NULL, NULL },
  { "unconfirmed_create", TRUE, NULL, "doubt" },
  { "history", TRUE, NULL, NULL },
  { "notified", FALSE, NULL, "told" },
  { "undo", TRUE, NULL, NULL },
  { "unsaved_form", TRUE, NULL, "kept_form" },
  { "suggested_customer", FALSE, NULL, "known_customer" },
  { "suggested_member", FALSE, NULL, "known_member" },
  { "suggested_solution", FALSE, NULL, "known_solution" },
  { "suggested_attribute", FALSE, NULL, NULL },
  { "view", TRUE, NULL, NULL },
  { "rate", FALSE, NULL, NULL },
  { "crm", FALSE, NULL, NULL },
  { "crm_link", TRUE, NULL, NULL },
  { "crm_log", TRUE, NULL, NULL },
  { "search_line", TRUE, "follows from the texts", NULL },
  { "search_text", TRUE, "what could be read of deals is put into the index anew", NULL },
  { "search_gone", TRUE, "there is nothing in the index yet", NULL },
  { "deal_count", FALSE, "rows are counted as they come", NULL },
  { "uncounted", TRUE, "rows are counted as they come", NULL },
  { "outbox_count", FALSE, "entries are counted as they come", NULL },
  { "undo_entry", FALSE, "follows from the records of undo", NULL },
  { "denied_permission", FALSE,
    "told again by the service: its role with the next sync, or the next refusal", "denied" },
  { "reconciled", TRUE, "the look through everything begins anew", "swept" },
  { "stale", FALSE, "every row whose documents could be read is derived anew", NULL },
  { "unpacked", TRUE, "documents are read packed and unpacked", NULL },
  { "unfilled", TRUE, "every row whose documents could be read is derived anew", NULL },
  { "sync_cursor", FALSE, "everything is read again from the beginning", "walk" },
};

const CosellSalvageTable *
cosell_store_salvage_get_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (tables);
  return tables;
}

/* whose a page is */
#define NOBODY 0
#define OTHERS 1 /* an index, a table that is not copied, or free */
#define FIRST_TABLE 2

typedef struct
{
  CosellRawKind kind; /* BLOB: a text, which may be packed */
  gboolean needed;    /* not NULL */
  gboolean spare;     /* a row that is older than the column has none */
  gboolean json;
} Column;

typedef struct
{
  const CosellSalvageTable *table;
  Column columns[MAX_COLUMNS];
  guint n_columns;
  GPtrArray *names;     /* of the columns */
  gboolean whole;       /* every page of it was found by the schema */
  sqlite3_stmt *insert; /* (nullable) for rows of n_values */
  guint n_values;
} Table;

typedef struct
{
  CosellRawFile *source;
  CosellConnection *target;
  Table *tables;
  guint n_tables;
  guint8 *owners;    /* of the pages */
  GHashTable *named; /* set of names in the schema that were followed */
  gint64 n_rows;
  int code;       /* of SQLite: what made it impossible to write */
  gboolean loose; /* the page that is read belongs to nothing */
  guint only;     /* else: the table that it belongs to */
} Copy;

static void
copy_clear (Copy *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      sqlite3_finalize (self->tables[i].insert);
      g_clear_pointer (&self->tables[i].names, g_ptr_array_unref);
    }
  g_free (self->tables);
  g_free (self->owners);
  g_clear_pointer (&self->named, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

/* --- what tables look like --- */

static CosellRawKind
kind_of (const char *type)
{
  return g_str_equal (type, "TEXT")   ? COSELL_RAW_TEXT
         : g_str_equal (type, "REAL") ? COSELL_RAW_REAL
         : g_str_equal (type, "ANY")  ? COSELL_RAW_BLOB
                                      : COSELL_RAW_INTEGER;
}

static gboolean
read_columns (Copy *self, Table *table, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_connection_prepare (
      self->target,
      "SELECT name, type, \"notnull\" OR pk > 0, dflt_value FROM pragma_table_info (?)", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, table->table->table);
  while (table->n_columns < MAX_COLUMNS &&
         cosell_statement_step (statement, error) == COSELL_STEP_ROW)
    {
      Column *column = &table->columns[table->n_columns++];
      const char *name = cosell_statement_text (statement, 0);

      column->kind = kind_of (cosell_statement_text (statement, 1));
      column->needed = cosell_statement_int (statement, 2) != 0;
      column->spare = !column->needed || cosell_statement_text (statement, 3) != NULL;
      column->json = g_str_equal (name, "json");
      g_ptr_array_add (table->names, g_strdup (name));
    }
  return table->n_columns > 0 && table->n_columns < MAX_COLUMNS;
}

static gboolean
read_tables (Copy *self, GError **error)
{
  const CosellSalvageTable *list = cosell_store_salvage_get_tables (&self->n_tables);

  self->tables = g_new0 (Table, self->n_tables);
  for (guint i = 0; i < self->n_tables; i++)
    {
      self->tables[i].table = &list[i];
      self->tables[i].names = g_ptr_array_new_with_free_func (g_free);
    }
  for (guint i = 0; i < self->n_tables; i++)
    if (!read_columns (self, &self->tables[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
value_fits (const CosellRawValue *value, const Column *column)
{
  if (value->kind == COSELL_RAW_NULL)
    return !column->needed;
  if (column->kind == COSELL_RAW_REAL)
    return value->kind == COSELL_RAW_REAL || value->kind == COSELL_RAW_INTEGER;
  if (column->kind == COSELL_RAW_BLOB)
    return value->kind == COSELL_RAW_BLOB || value->kind == COSELL_RAW_TEXT;
  return value->kind == column->kind &&
         (!column->json || (value->length > 0 && value->text[0] == '{'));
}

/* Columns were only ever added at the end. The first one of a numbered table is its key, which
 * stands beside the record. */
static gboolean
row_fits (const CosellRawRow *row, const Table *table)
{
  guint first = table->table->numbered ? 1 : 0;

  if (row->indexed == table->table->numbered || row->n_values > table->n_columns ||
      (first == 1 && row->values[0].kind != COSELL_RAW_NULL))
    return FALSE;
  for (guint i = first; i < row->n_values; i++)
    if (!value_fits (&row->values[i], &table->columns[i]))
      return FALSE;
  for (guint i = row->n_values; i < table->n_columns; i++)
    if (!table->columns[i].spare)
      return FALSE;
  return TRUE;
}

/* --- rows --- */

static gboolean
prepare_insert (Copy *self, Table *table, guint n_values)
{
  g_autoptr (GString) sql = g_string_new ("INSERT OR IGNORE INTO ");
  g_autoptr (GString) marks = g_string_new (NULL);

  if (table->insert != NULL && table->n_values == n_values)
    return TRUE;
  sqlite3_finalize (g_steal_pointer (&table->insert));
  g_string_append_printf (sql, "%s (", table->table->table);
  for (guint i = 0; i < n_values; i++)
    {
      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "",
                              (char *) g_ptr_array_index (table->names, i));
      g_string_append (marks, i > 0 ? ", ?" : "?");
    }
  g_string_append_printf (sql, ") VALUES (%s)", marks->str);
  table->n_values = n_values;
  return sqlite3_prepare_v2 (self->target->db, sql->str, -1, &table->insert, NULL) == SQLITE_OK;
}

static void
bind_value (sqlite3_stmt *statement, int index, const CosellRawValue *value)
{
  switch (value->kind)
    {
    case COSELL_RAW_INTEGER:
      sqlite3_bind_int64 (statement, index, value->integer);
      break;
    case COSELL_RAW_REAL:
      sqlite3_bind_double (statement, index, value->real);
      break;
    case COSELL_RAW_TEXT:
      sqlite3_bind_text (statement, index, value->text, (int) value->length, SQLITE_TRANSIENT);
      break;
    case COSELL_RAW_BLOB:
      sqlite3_bind_blob (statement, index, value->text, (int) value->length, SQLITE_TRANSIENT);
      break;
    case COSELL_RAW_NULL:
      sqlite3_bind_null (statement, index);
      break;
    }
}

/* One that is there already, or that the table refuses, is left out. */
static void
put_row (Copy *self, Table *table, const CosellRawRow *row)
{
  int code;

  if (!prepare_insert (self, table, row->n_values))
    return;
  for (guint i = 0; i < row->n_values; i++)
    bind_value (table->insert, (int) i + 1, &row->values[i]);
  if (table->table->numbered)
    sqlite3_bind_int64 (table->insert, 1, row->key);
  code = sqlite3_step (table->insert);
  if (code == SQLITE_DONE)
    self->n_rows += sqlite3_changes (self->target->db);
  else if ((code & 0xff) != SQLITE_CONSTRAINT)
    self->code = code;
  sqlite3_reset (table->insert);
}

/* The table that a row of a page of nobody is of: of several, the one with as many columns. */
static Table *
find_table (Copy *self, const CosellRawRow *row)
{
  Table *found = NULL;

  for (guint i = 0; i < self->n_tables; i++)
    if (row_fits (row, &self->tables[i]) &&
        (found == NULL || self->tables[i].n_columns == row->n_values))
      found = &self->tables[i];
  return found;
}

static void
row_cb (const CosellRawRow *row, gpointer data)
{
  Copy *self = data;
  Table *table = self->loose ? find_table (self, row) : &self->tables[self->only];

  if (self->code != SQLITE_OK || table == NULL || table->table->why != NULL ||
      (self->loose && table->whole) || !row_fits (row, table))
    return;
  put_row (self, table, row);
}

/* --- whose a page is --- */

/* Everything below a root. Returns: whether all of it was there */
static gboolean
claim (Copy *self, guint32 root, guint8 owner, gboolean indexed)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean whole = TRUE;

  g_array_append_val (open, root);
  while (open->len > 0)
    {
      guint32 page = g_array_index (open, guint32, open->len - 1);
      CosellRawPageKind kind = cosell_raw_page_get_kind (self->source, page);
      gboolean fits =
          indexed ? kind == COSELL_RAW_PAGE_INDEX_INNER || kind == COSELL_RAW_PAGE_INDEX_LEAF
                  : kind == COSELL_RAW_PAGE_TABLE_INNER || kind == COSELL_RAW_PAGE_TABLE_LEAF;

      g_array_set_size (open, open->len - 1);
      if (!fits || self->owners[page] != NOBODY)
        {
          whole = FALSE;
          continue;
        }
      self->owners[page] = owner;
      cosell_raw_page_add_children (self->source, page, open);
    }
  return whole;
}

static gboolean
is_text (const CosellRawValue *value, const char *text)
{
  return value->kind == COSELL_RAW_TEXT && value->length == strlen (text) &&
         memcmp (value->text, text, value->length) == 0;
}

static guint
find_named (Copy *self, const CosellRawValue *name)
{
  for (guint i = 0; i < self->n_tables; i++)
    if (is_text (name, self->tables[i].table->table) ||
        (self->tables[i].table->once != NULL && is_text (name, self->tables[i].table->once)))
      return i;
  return self->n_tables;
}

/* A row of the schema: type, name, table, root, words. */
static void
schema_cb (const CosellRawRow *row, gpointer data)
{
  const CosellRawValue *values = row->values;
  Copy *self = data;
  gboolean is_table;
  g_autofree char *name = NULL;
  guint i;

  if (row->indexed || row->n_values != 5 || values[1].kind != COSELL_RAW_TEXT ||
      values[3].kind != COSELL_RAW_INTEGER || values[3].integer < 2 ||
      values[3].integer > cosell_raw_file_get_n_pages (self->source))
    return;
  is_table = is_text (&values[0], "table");
  name = g_strndup (values[1].text, values[1].length);
  if ((!is_table && !is_text (&values[0], "index")) || g_hash_table_contains (self->named, name))
    return;
  g_hash_table_add (self->named, g_steal_pointer (&name));
  i = is_table ? find_named (self, &values[1]) : self->n_tables;
  if (i == self->n_tables)
    claim (self, (guint32) values[3].integer, OTHERS, !is_table);
  else
    self->tables[i].whole = claim (self, (guint32) values[3].integer, (guint8) (FIRST_TABLE + i),
                                   !self->tables[i].table->numbered);
}

static void
find_owners (Copy *self)
{
  g_autofree guint8 *free = cosell_raw_file_find_free (self->source);
  guint32 n_pages = cosell_raw_file_get_n_pages (self->source);

  self->owners = g_new0 (guint8, (gsize) n_pages + 1);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 page = 1; page <= n_pages; page++)
    self->owners[page] = free[page] ? OTHERS : NOBODY;
  claim (self, 1, OTHERS, FALSE);
  /* first the schema as far as it can be reached, then what may be left of it */
  for (guint32 page = 1; page <= n_pages; page++)
    if (self->owners[page] == OTHERS && !free[page])
      cosell_raw_page_foreach (self->source, page, schema_cb, self);
  for (guint32 page = 1; page <= n_pages; page++)
    if (self->owners[page] == NOBODY)
      cosell_raw_page_foreach (self->source, page, schema_cb, self);
}

gboolean
cosell_store_salvage_copy (CosellRawFile *source,
                           CosellConnection *target,
                           gint64 *n_rows,
                           GError **error)
{
  g_auto (Copy) self = { .source = source, .target = target };
  guint32 n_pages = cosell_raw_file_get_n_pages (source);

  *n_rows = 0;
  if (!read_tables (&self, error))
    return FALSE;
  find_owners (&self);
  for (guint32 page = 1; page <= n_pages; page++)
    if (self.owners[page] >= FIRST_TABLE)
      {
        self.only = (guint) self.owners[page] - FIRST_TABLE;
        cosell_raw_page_foreach (source, page, row_cb, &self);
      }
  self.loose = TRUE;
  for (guint32 page = 1; page <= n_pages; page++)
    if (self.owners[page] == NOBODY)
      cosell_raw_page_foreach (source, page, row_cb, &self);
  *n_rows = self.n_rows;
  if (self.code != SQLITE_OK)
    cosell_store_error_set (error, NULL, self.code);
  return self.code == SQLITE_OK;
}
