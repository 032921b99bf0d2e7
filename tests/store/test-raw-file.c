/* P10: the reader of database files that works without SQLite finds what SQLite finds. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store-test.h"

#include "store/cosell-raw-rows.h"

static GString *
describe_value (GString *text, const CosellRawValue *value)
{
  switch (value->kind)
    {
    case COSELL_RAW_NULL:
      return g_string_append (text, "|-");
    case COSELL_RAW_INTEGER:
      g_string_append_printf (text, "|%" G_GINT64_FORMAT, value->integer);
      return text;
    case COSELL_RAW_REAL:
      g_string_append_printf (text, "|%.17g", value->real);
      return text;
    case COSELL_RAW_TEXT:
      g_string_append (text, "|");
      return g_string_append_len (text, value->text, (gssize) value->length);
    case COSELL_RAW_BLOB:
      g_string_append_printf (text, "|blob of %d", (int) value->length);
      return text;
    }
  g_assert_not_reached ();
}

static void
row_cb (const CosellRawRow *row, gpointer data)
{
  GHashTable *rows = data;
  GString *text = g_string_new (row->indexed ? "indexed" : "");

  if (!row->indexed)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, row->key);
  for (guint i = 0; i < row->n_values; i++)
    describe_value (text, &row->values[i]);
  g_hash_table_add (rows, g_string_free (text, FALSE));
}

static GHashTable *
read_rows (CosellRawFile *raw)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 page = 1; page <= cosell_raw_file_get_n_pages (raw); page++)
    cosell_raw_page_foreach (raw, page, row_cb, rows);
  return rows;
}

static sqlite3 *
open_db (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static CosellRawFile *
read_file (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) log = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  file = g_bytes_new (bytes, length);
  if (g_file_test (log_path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *logged = NULL;

      g_assert_true (g_file_get_contents (log_path, &logged, &length, NULL));
      log = g_bytes_new (logged, length);
    }
  return cosell_raw_file_new (file, log, 8192);
}

static void
assert_has (GHashTable *rows, const char *row)
{
  if (!g_hash_table_contains (rows, row))
    g_error ("There is no row “%s”", row);
}

#define VALUES                                                                                     \
  "(1, 0, 1, 'text'), (2, -1, 1.5, NULL), (-3, 127, -0.0, ''), (4, -129, 10000000000.25, 'å'), "  \
  "(5, 8388607, 0, x'00'), (6, -2147483649, 0, 'x'), (7, 140737488355328, 0, 'x'), "               \
  "(9223372036854775807, -9223372036854775808, 0, 'x')"

/* Every kind and size of value, on pages of every size. */
static void
test_values (StoreTest *test, gconstpointer data)
{
  static const guint sizes[] = { 512, 1024, 8192, 65536 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", test->path, sizes[i]);
      g_autofree char *sql = g_strdup_printf (
          "PRAGMA page_size = %u; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b REAL, c);"
          "CREATE TABLE w (k PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO t VALUES " VALUES
          "; INSERT INTO w VALUES ('k', 7);",
          sizes[i]);
      g_autoptr (CosellRawFile) raw = NULL;
      g_autoptr (GHashTable) rows = NULL;

      sqlite3_close (open_db (path, sql));
      raw = read_file (path);
      rows = read_rows (raw);
      g_assert_cmpuint (cosell_raw_file_get_page_size (raw), ==, sizes[i]);
      assert_has (rows, "1|-|0|1|text");
      assert_has (rows, "2|-|-1|1.5|-");
      assert_has (rows, "4|-|-129|10000000000.25|å");
      assert_has (rows, "5|-|8388607|0|blob of 1");
      assert_has (rows, "6|-|-2147483649|0|x");
      assert_has (rows, "7|-|140737488355328|0|x");
      assert_has (rows, "9223372036854775807|-|-9223372036854775808|0|x");
      assert_has (rows, "indexed|k|7");
      g_assert_cmpuint (g_hash_table_size (rows), ==, 8 + 1 + 2);
      g_unlink (path);
    }
}

/* Rows of every length up to several pages. */
static void
test_lengths (StoreTest *test, gconstpointer data)
{
  g_autofree char *path = g_strconcat (test->path, "-lengths", NULL);
  g_autoptr (CosellRawFile) raw = NULL;
  g_autoptr (GHashTable) rows = NULL;

  sqlite3_close (open_db (path,
                          "PRAGMA page_size = 512; CREATE TABLE t (id INTEGER PRIMARY KEY, a);"
                          "CREATE TABLE w (k PRIMARY KEY, v) WITHOUT ROWID;"
                          "WITH n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE "
                          "n < 2200) INSERT INTO t SELECT n, printf ('%.*c', n, 'x') FROM n;"
                          "INSERT INTO w SELECT id, a FROM t"));
  raw = read_file (path);
  rows = read_rows (raw);
  for (guint n = 1; n <= 2200; n++)
    {
      g_autofree char *text = g_strnfill (n, 'x');
      g_autofree char *row = g_strdup_printf ("%u|-|%s", n, text);
      g_autofree char *indexed = g_strdup_printf ("indexed|%u|%s", n, text);

      assert_has (rows, row);
      assert_has (rows, indexed);
    }
  g_unlink (path);
}

/* What was committed counts, what was not does not, nor what comes behind a damaged frame. */
static void
test_log (StoreTest *test, gconstpointer data)
{
  g_autofree char *path = g_strconcat (test->path, "-log", NULL);
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *bytes = NULL, *logged = NULL;
  gsize length, log_length, first;
  sqlite3 *db = open_db (path, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                               "CREATE TABLE t (id INTEGER PRIMARY KEY, a);"
                               "INSERT INTO t VALUES (1, 'first')");

  g_assert_true (g_file_get_contents (log_path, &logged, &first, NULL));
  g_clear_pointer (&logged, g_free);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE t SET a = 'second'", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_get_contents (log_path, &logged, &log_length, NULL));
  g_assert_cmpuint (log_length, >, first);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = { "1|-|second", "1|-|first", "1|-|first" };
      g_autofree char *other = g_memdup2 (logged, log_length);
      g_autoptr (GBytes) file = g_bytes_new (bytes, length);
      g_autoptr (GBytes) log = NULL;
      g_autoptr (CosellRawFile) raw = NULL;
      g_autoptr (GHashTable) rows = NULL;

      if (i == 1)
        other[log_length - 1] ^= 1;
      log = g_bytes_new (other, i == 2 ? log_length - 1 : log_length);
      raw = cosell_raw_file_new (file, log, 8192);
      rows = read_rows (raw);
      assert_has (rows, expected[i]);
      g_assert_false (g_hash_table_contains (rows, i == 0 ? "1|-|first" : "1|-|second"));
    }
  sqlite3_close (db);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/raw-file/values", test_values);
  STORE_TEST_ADD ("/raw-file/lengths", test_lengths);
  STORE_TEST_ADD ("/raw-file/log", test_log);
  return g_test_run ();
}
