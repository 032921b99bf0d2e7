/* A damaged database file and its log: read without SQLite.
 *
 * The first letter says what an input is: 'r', the bytes of the file themselves; else pieces of
 * three bytes that change a sound file (two say where, one what it becomes) and a log made of it.
 */
#include <sqlite3.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "store/cosell-raw-rows.h"

#define PAGE 512

const char *const fuzz_seeds[] = {
  "r", "rSQLite format 3", "rtext", "d", "d!!x", "d  \r!\"!\"#\n$$$", "lxyz", "l!!x\"\"y", NULL,
};

static GBytes *
make_sound (void)
{
  sqlite3_int64 length;
  sqlite3 *db = NULL;
  guint8 *bytes;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "PRAGMA page_size = 512;"
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b REAL, c INTEGER);"
                    "CREATE TABLE w (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;"
                    "CREATE INDEX i ON t (a);"
                    "WITH n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60) "
                    "INSERT INTO t SELECT n, printf ('%.*c', n * n % 300, 'x'), n / 7.0, n * n * n "
                    "FROM n;"
                    "INSERT INTO t (a) VALUES (printf ('%.*c', 5000, 'y'));"
                    "INSERT INTO w SELECT id, a FROM t;"
                    "DELETE FROM t WHERE id % 3 = 0;",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  bytes = sqlite3_serialize (db, "main", &length, 0);
  sqlite3_close (db);
  return g_bytes_new_with_free_func (bytes, (gsize) length, sqlite3_free, bytes);
}

/* Changed as the input says. Returns: (transfer full) */
static GBytes *
make_damaged (const guint8 *data, gsize size)
{
  static GBytes *sound;
  gsize length;
  const guint8 *old;
  guint8 *bytes;

  if (sound == NULL)
    sound = make_sound ();
  old = g_bytes_get_data (sound, &length);
  bytes = g_memdup2 (old, length);
  for (gsize i = 0; i + 3 <= size; i += 3)
    bytes[((gsize) data[i] << 8 | data[i + 1]) % length] = data[i + 2];
  return g_bytes_new_take (bytes, length);
}

static void
row_cb (const CosellRawRow *row, gpointer data)
{
  guint *n_rows = data;

  g_assert_cmpuint (row->n_values, >, 0);
  for (guint i = 0; i < row->n_values; i++)
    {
      const CosellRawValue *value = &row->values[i];
      g_autofree char *copy = NULL;

      if (value->kind < COSELL_RAW_TEXT)
        continue;
      copy = g_strndup (value->text, value->length);
      g_assert_true (value->kind == COSELL_RAW_BLOB || strlen (copy) == value->length);
      g_assert_true (value->kind == COSELL_RAW_BLOB || g_utf8_validate (copy, -1, NULL));
    }
  (*n_rows)++;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) log = NULL;
  g_autoptr (CosellRawFile) raw = NULL;
  g_autofree guint8 *free = NULL;
  guint n_rows = 0;

  if (size == 0)
    return 0;
  if (*data == 'r')
    file = g_bytes_new (data + 1, size - 1);
  else
    file = make_damaged (data + 1, size - 1);
  if (*data == 'l')
    log = g_bytes_new (data + 1, size - 1);
  raw = cosell_raw_file_new (file, log, PAGE);
  free = cosell_raw_file_find_free (raw);
  for (guint32 page = 0; page <= cosell_raw_file_get_n_pages (raw) + 1; page++)
    {
      cosell_raw_page_foreach (raw, page, row_cb, &n_rows);
      cosell_raw_page_add_children (raw, page, children);
    }
  /* a sound file is read to the last row: a table, one without numbers, and an index */
  if (*data == 'd' && size < 4)
    g_assert_cmpuint (n_rows, >=, 41 + 61 + 41);
  return 0;
}
