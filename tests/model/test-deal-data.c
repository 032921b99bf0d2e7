/* The row's field table: the members of list --json, see cosellctl(1). */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-deal-data.h"
#include "model/model-test.h"

static void
test_copy (void)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellDealData) copy = NULL;

  g_assert_cmpint (data->created_at, ==, COSELL_NO_TIME);
  data->name = g_strdup ("Contoso");
  data->search_text = g_strdup ("contoso");
  data->expires_at = 5;
  copy = cosell_deal_data_copy (data);
  g_assert_cmpuint (cosell_field_table_diff (cosell_deal_fields, data, copy), ==, 0);
  g_assert_true (copy->name != data->name);

  cosell_set_str (&copy->name, "Fabrikam");
  copy->expires_at = 6;
  g_assert_cmpuint (cosell_field_table_diff (cosell_deal_fields, data, copy), ==,
                    (G_GUINT64_CONSTANT (1) << 3) | (G_GUINT64_CONSTANT (1) << 17));
}

/* Names, properties and columns are unique, and every member of the struct has its row. */
static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) properties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  gsize end = 0;

  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      gsize size = 0;

      g_assert_true (g_hash_table_add (names, (gpointer) field->name));
      g_assert_true (g_hash_table_add (properties, (gpointer) field->property));
      g_assert_true (g_hash_table_add (columns, (gpointer) field->column));
      g_assert_true ((field->kind == COSELL_FIELD_ENUM) == (field->enum_type != NULL));
      switch (field->kind)
        {
        case COSELL_FIELD_STRING:
        case COSELL_FIELD_DECIMAL:
        case COSELL_FIELD_DATE:
        case COSELL_FIELD_LINES:
          size = sizeof (char *);
          break;
        case COSELL_FIELD_INSTANT:
        case COSELL_FIELD_INT:
        case COSELL_FIELD_STAGE:
          size = sizeof (gint64);
          break;
        case COSELL_FIELD_BOOL:
        case COSELL_FIELD_ENUM:
          size = sizeof (int);
          break;
        }
      /* The rows stand in the order of the members; only padding may lie between. */
      g_assert_cmpuint (field->offset, >=, end);
      g_assert_cmpuint (field->offset - end, <, sizeof (gint64));
      end = field->offset + size;
    }
  g_assert_cmpuint (sizeof (CosellDealData) - end, <, sizeof (gint64));
  g_assert_cmpuint (cosell_field_table_count (cosell_deal_fields), <=, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deal-data/copy-and-diff", test_copy);
  g_test_add_func ("/deal-data/table", test_table);
  return g_test_run ();
}
