/* The row's field table: the members of list --json, see cosellctl(1). */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-deal-data.h"
#include "model/model-test.h"

static void
test_json (void)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;
  const char *expected = json_text (
      "{'id':7,'remoteId':null,'engagementId':'e-1','name':'Contoso \\'ERP\\'',"
      "'customer':'Contoso AB','country':'SE','direction':'outbound','type':'co-sell','p2p':true,"
      "'status':'accepted','stage':60,'stageText':null,'value':'1200000.50','currency':'SEK',"
      "'closeDate':'2027-01-15','createdAt':'1970-01-01T00:00:01Z','updatedAt':null,"
      "'expiresAt':null,'favorite':false,'sync':'waiting','invisibleSince':null,'held':false}");

  data->id = 7;
  data->engagement_id = g_strdup ("e-1");
  data->name = g_strdup ("Contoso \"ERP\"");
  data->customer = g_strdup ("Contoso AB");
  data->country = g_strdup ("SE");
  data->direction = COSELL_DIRECTION_OUTBOUND;
  data->type = COSELL_DEAL_TYPE_CO_SELL;
  data->p2p = TRUE;
  data->status = COSELL_DEAL_STATUS_ACCEPTED;
  data->stage = 60;
  data->value = g_strdup ("1200000.50");
  data->currency = g_strdup ("SEK");
  data->close_date = g_strdup ("2027-01-15");
  data->created_at = G_TIME_SPAN_SECOND;
  data->sync = COSELL_SYNC_STATE_WAITING;
  data->search_text = g_strdup ("not shown");
  cosell_deal_data_write_json (data, writer, FALSE);
  text = cosell_json_writer_end (g_steal_pointer (&writer));
  g_assert_true (cosell_json_text_equal (text, expected));
  g_assert_cmpint (strncmp (text, "{\"id\":7,\"remoteId\":null", 22), ==, 0);
}

static void
test_json_open (void)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *text = NULL;

  cosell_deal_data_write_json (data, writer, TRUE);
  cosell_json_writer_member (writer, "notes", "more");
  cosell_json_writer_end_object (writer);
  text = cosell_json_writer_end (g_steal_pointer (&writer));
  json = cosell_json_parse (text, -1, NULL);
  g_assert_nonnull (json);
  g_assert_true (
      cosell_json_string_equal (cosell_json_pointer (cosell_json_root (json), "/notes"), "more"));
  g_assert_true (
      cosell_json_string_equal (cosell_json_pointer (cosell_json_root (json), "/status"), "draft"));
  g_assert_cmpint (cosell_json_kind (cosell_json_pointer (cosell_json_root (json), "/stage")), ==,
                   COSELL_JSON_NULL);
}

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
  g_test_add_func ("/list/json", test_json);
  g_test_add_func ("/list/json-open", test_json_open);
  g_test_add_func ("/deal-data/copy-and-diff", test_copy);
  g_test_add_func ("/deal-data/table", test_table);
  return g_test_run ();
}
