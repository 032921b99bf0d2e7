/* Documents are kept packed, and read as they came: whatever they are, in profiles of older
 * programs, and where some of their bytes are damaged (P9, P10). */
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "store-test.h"

#include "store/cosell-packed-text.h"
#include "store/cosell-store-private.h"
#include "support/await.h"

#define N_OLD 450 /* more than one step takes */

static void
assert_same (const char *text, gsize length, gboolean packs)
{
  g_autoptr (GBytes) packed = cosell_packed_text_new (text, length);
  g_autofree char *back = NULL;
  gsize back_length;

  g_assert_cmpint (packed != NULL, ==, packs);
  if (!packs)
    return;
  g_assert_cmpuint (g_bytes_get_size (packed), <, length);
  back = cosell_packed_text_unpack (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                                    &back_length);
  g_assert_cmpuint (back_length, ==, length);
  g_assert_cmpint (memcmp (back, text, length + 1), ==, 0);
}

static void
test_texts (void)
{
  g_autofree char *referral =
      st_referral (ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ", 'customerProfile': {'name': 'Å 名 😀'}");
  g_autofree char *noise = st_noise (200000);
  g_autofree char *same = g_strnfill (3000000, 'x');

  assert_same ("", 0, FALSE);
  assert_same ("{\"id\":1}", 8, FALSE);
  assert_same (referral, strlen (referral), TRUE);
  assert_same (noise, 200000, TRUE);
  assert_same (same, 3000000, TRUE);
}

/* A referral as the service writes it takes less than a third. */
static void
test_size (void)
{
  static const char *const names[] = { "shared.json", "independent.json" };
  gsize whole = 0, packed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
          g_build_filename (g_getenv ("COSELL_TEST_DATA"), "support", "referrals", names[i], NULL);
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      bytes = cosell_packed_text_new (text, length);
      whole += length;
      packed += g_bytes_get_size (bytes);
    }
  g_test_message ("%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, packed, whole);
  g_assert_cmpuint (whole, >, 0);
  g_assert_cmpuint (packed * 3, <, whole);
}

/* Nothing but what was packed comes out, whichever bit is another one, and however much is missing.
 */
static void
test_damaged (void)
{
  g_autofree char *text = st_referral (ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  g_autoptr (GBytes) packed = cosell_packed_text_new (text, strlen (text));
  gsize length;
  const guint8 *bytes = g_bytes_get_data (packed, &length);
  guint n_refused = 0;

  for (gsize i = 0; i < length * 8; i++)
    {
      g_autofree guint8 *other = g_memdup2 (bytes, length);
      g_autofree char *back = NULL;
      gsize back_length;

      other[i / 8] ^= (guint8) (1 << i % 8);
      back = cosell_packed_text_unpack (other, length, &back_length);
      if (back == NULL)
        n_refused++;
      else
        g_assert_cmpstr (back, ==, text);
    }
  g_assert_cmpuint (n_refused, >, length * 7);
  for (gsize i = 0; i < length; i++)
    {
      gsize back_length;

      g_assert_null (cosell_packed_text_unpack (bytes, i, &back_length));
      g_assert_cmpuint (back_length, ==, 0);
    }
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (cosell_packed_text_add_functions (db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : -1;
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

/* What is stored is packed, and what is read is to the byte what came. */
static void
test_stored (StoreTest *test, gconstpointer data)
{
  g_autofree char *text = st_referral (ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ", 'odd':  [ 1.50 ]");
  g_autoptr (GPtrArray) documents = NULL;
  const CosellDocument *document;
  gint64 deal;

  st_put (test->store, text, NULL);
  deal = st_find (test->store, ST_REMOTE, NULL);
  st_set (test->store, deal, "crmId", "CRM-1");
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM document WHERE typeof (base_json) = "
                                    "'blob' AND typeof (current_json) = 'blob'"),
                   ==, 1);
  documents = st_documents (test->store, deal);
  document = g_ptr_array_index (documents, 0);
  g_assert_nonnull (strstr (document->current, "\"odd\":  [ 1.50 ]"));
  st_assert_value (test, deal, "/externalReferenceId", "\"CRM-1\"");
}

/* --- documents of an older program --- */

/* The documents of the profile as texts, and the mark of a program that begins to pack them. */
static void
make_old (StoreTest *test)
{
  for (int i = 0; i < N_OLD; i++)
    {
      g_autofree char *id = g_strdup_printf ("cccccccc-0000-4000-8000-%012d", i);
      g_autofree char *engagement = g_strdup_printf ("dddddddd-0000-4000-8000-%012d", i);

      st_put_deal (test->store, id, engagement, ST_ORG, i, ", 'extra': 'something'");
    }
  st_execute (test->store, "UPDATE document SET base_json = cosell_text (base_json), "
                           "current_json = cosell_text (current_json)");
  st_execute (test->store, "INSERT INTO unpacked VALUES (0)");
}

static gint64
count_texts (StoreTest *test)
{
  return ask (test->path, "SELECT count (*) FROM document WHERE typeof (base_json) = 'text'");
}

/* Bit by bit, whatever is changed in between; when all is done nothing is left to say so. */
static void
test_steps (StoreTest *test, gconstpointer data)
{
  gboolean done = FALSE;
  guint n_steps = 0;
  gint64 before;

  make_old (test);
  before = count_texts (test);
  g_assert_cmpint (before, ==, N_OLD);
  while (!done && n_steps++ < 10)
    {
      gint64 now;

      g_assert_true (
          cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_pack, &done, NULL));
      now = count_texts (test);
      g_test_message ("%" G_GINT64_FORMAT " left", now);
      g_assert_cmpint (now, <=, before);
      before = now;
      st_put_base (test->store);
    }
  g_assert_true (done);
  g_assert_cmpuint (n_steps, >, 2);
  g_assert_cmpint (before, ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM unpacked"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM document WHERE json_extract "
                                    "(cosell_text (base_json), '$.extra') = 'something'"),
                   ==, N_OLD);
  /* and again, with nothing to do */
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_pack, &done, NULL));
  g_assert_true (done);
}

static gboolean
is_tidy (gpointer data)
{
  StoreTest *test = data;

  return ask (test->path, "SELECT count (*) FROM unpacked") == 0;
}

/* The window does it beside its work. */
static void
test_tidied (StoreTest *test, gconstpointer data)
{
  make_old (test);
  cosell_store_tidy (test->store);
  await_condition (is_tidy, test);
  g_assert_cmpint (count_texts (test), ==, 0);
}

/* --- damage inside a packed document --- */

static gboolean
read_job (CosellStore *store, gpointer data, GError **error)
{
  const gint64 *deal = data;
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, *deal, error);

  return documents != NULL;
}

/* P10: one that cannot be unpacked is damage like any other: it is asked for again, and the change
 * that waits for it waits on. */
static void
test_mended (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "crmId", "CRM-1");
  st_execute (test->store, "UPDATE document SET base_json = substr (base_json, 1, 40)");
  g_assert_false (cosell_store_run (test->store, COSELL_STORE_READ, read_job, &deal, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_READ, read_job, &deal, &error));
  outbox = st_outbox (test->store);
  g_assert_cmpuint (outbox->len, ==, 1);
  st_put_base (test->store);
  st_assert_value (test, deal, "/externalReferenceId", "\"CRM-1\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packed-text/texts", test_texts);
  g_test_add_func ("/packed-text/size", test_size);
  g_test_add_func ("/packed-text/damaged", test_damaged);
  STORE_TEST_ADD ("/packed-text/stored", test_stored);
  STORE_TEST_ADD ("/packed-text/steps", test_steps);
  STORE_TEST_ADD ("/packed-text/tidied", test_tidied);
  STORE_TEST_ADD ("/packed-text/P10-mended", test_mended);
  return g_test_run ();
}
