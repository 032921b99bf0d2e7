/* What comes from outside must fail cleanly or be read: never crash, never be changed. The seed is
 * that of g_test_rand, so a failure repeats with --seed. */
#include "base/cosell-json-edit.h"

#include <string.h>

static const char sample[] =
    "{\"@odata.count\":2,\"value\":[{\"id\":\"8d1e\",\"eTag\":\"\\\"0a00-\\ud83d\\ude00\\\"\","
    "\"details\":{\"dealValue\":1200000.50,\"currency\":\"SEK\",\"notes\":"
    "\"R\xC3\xA4ksm\\u00f6rg\\n\","
    "\"closingDateTime\":\"2027-01-15T00:00:00.1234567Z\"},\"team\":[],\"favorite\":false,"
    "\"unknown\":{\"deep\":[[[{\"x\":-1.5e-7}]]],\"none\":null}},{\"id\":null,\"ok\":true}]}";

/* Everything that a reader may ask, on any document that parsed */
static void
exercise (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) doc = cosell_json_parse (text, (gssize) length, &error);
  gsize kept;

  if (doc == NULL)
    {
      g_assert_error (error, COSELL_JSON_ERROR, error->code);
      g_assert_cmpint (error->message[0], !=, '\0');
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (memcmp (cosell_json_get_text (doc, &kept), text, length), ==, 0);
  g_assert_cmpuint (kept, ==, length);

  CosellJsonValue root = cosell_json_root (doc);
  g_autofree char *pretty = cosell_json_pretty (root);
  g_autofree char *set = cosell_json_set (text, "/value/0/details/notes", "\"new\"", NULL);
  g_autofree char *removed = cosell_json_remove (text, "/value/0/details", NULL);
  g_autofree char *scalar =
      cosell_json_dup_scalar (cosell_json_pointer (root, "/value/0/details/dealValue"));
  g_assert_true (cosell_json_text_equal (pretty, text));
  if (set != NULL)
    {
      g_autoptr (CosellJson) changed = cosell_json_parse (set, -1, NULL);
      CosellJsonValue notes =
          cosell_json_pointer (cosell_json_root (changed), "/value/0/details/notes");

      g_assert_true (cosell_json_string_equal (notes, "new"));
    }
  if (removed != NULL)
    {
      g_autoptr (CosellJson) changed = cosell_json_parse (removed, -1, NULL);

      g_assert_nonnull (changed);
      g_assert_null (cosell_json_pointer (cosell_json_root (changed), "/value/0/details").doc);
    }
}

static void
test_prefixes (void)
{
  for (gsize length = 0; length < strlen (sample); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *prefix = g_strndup (sample, length);

      g_assert_null (cosell_json_parse (prefix, (gssize) length, &error));
      g_assert_true (g_error_matches (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SYNTAX) ||
                     g_error_matches (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_UTF8));
    }
  exercise (sample, strlen (sample));
}

static void
mutate (GByteArray *bytes)
{
  static const char alphabet[] = "{}[]\",:\\u0123dD8e+-.truefalsn \n\x01\x7f\xC3\xA4\xED\xA0\xff";
  guint at = bytes->len > 0 ? (guint) g_test_rand_int_range (0, (gint32) bytes->len) : 0;
  guint8 byte = (guint8) alphabet[g_test_rand_int_range (0, sizeof alphabet)];
  guint count;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[at] = byte;
      break;
    case 1:
      if (bytes->len > 0)
        g_byte_array_remove_index (bytes, at);
      break;
    case 2:
      g_byte_array_append (bytes, &byte, 1);
      if (bytes->len > 1)
        {
          memmove (bytes->data + at + 1, bytes->data + at, bytes->len - at - 1);
          bytes->data[at] = byte;
        }
      break;
    default: /* a piece twice */
      count = MIN (bytes->len - at, (guint) g_test_rand_int_range (1, 40));
      if (count > 0)
        {
          g_autofree guint8 *piece = g_memdup2 (bytes->data + at, count);

          g_byte_array_append (bytes, piece, count);
        }
      break;
    }
}

static void
test_mutations (void)
{
  guint rounds = g_test_slow () ? 200000 : 5000;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gint32 mutations = g_test_rand_int_range (1, 6);
      g_autofree char *text = NULL;

      g_byte_array_append (bytes, (const guint8 *) sample, strlen (sample));
      for (gint32 j = 0; j < mutations; j++)
        mutate (bytes);
      text = g_malloc (bytes->len + 1); /* exactly as long as it is, for the address sanitizer */
      memcpy (text, bytes->data, bytes->len);
      text[bytes->len] = '\0';
      exercise (text, bytes->len);
    }
}

/* Documents made at random: whatever the writer writes, the reader reads. */
static void
write_random (CosellJsonWriter *writer, guint depth)
{
  static const char *const raw[] = { "1.50", "-0", "1e400", "\"\\ud800\"", "[ 1 , 2 ]" };
  gint32 kind = g_test_rand_int_range (0, depth > 0 ? 7 : 5);
  gint32 count = g_test_rand_int_range (0, 5);

  switch (kind)
    {
    case 0:
      cosell_json_writer_int (writer, g_test_rand_int ());
      break;
    case 1:
      cosell_json_writer_string (writer, count == 0 ? NULL : &"a\"\\\x1f\xC3\xA5"[count - 1]);
      break;
    case 2:
      cosell_json_writer_bool (writer, count > 2);
      break;
    case 3:
      cosell_json_writer_null (writer);
      break;
    case 4:
      cosell_json_writer_raw (writer, raw[count], -1);
      break;
    case 5:
      cosell_json_writer_begin_array (writer);
      for (gint32 i = 0; i < count; i++)
        write_random (writer, depth - 1);
      cosell_json_writer_end_array (writer);
      break;
    default:
      cosell_json_writer_begin_object (writer);
      for (gint32 i = 0; i < count; i++)
        {
          char name[2] = { (char) ('a' + i), '\0' };

          cosell_json_writer_name (writer, name);
          write_random (writer, depth - 1);
        }
      cosell_json_writer_end_object (writer);
      break;
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 500; i++)
    {
      CosellJsonWriter *writer = cosell_json_writer_new ();
      g_autofree char *text = NULL;
      g_autoptr (CosellJson) doc = NULL;
      g_autoptr (GError) error = NULL;

      write_random (writer, 6);
      text = cosell_json_writer_end (writer);
      doc = cosell_json_parse (text, -1, &error);
      g_assert_no_error (error);
      exercise (text, strlen (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/json-fuzz/prefixes", test_prefixes);
  g_test_add_func ("/base/json-fuzz/mutations", test_mutations);
  g_test_add_func ("/base/json-fuzz/round-trip", test_round_trip);
  return g_test_run ();
}
