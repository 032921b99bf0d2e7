/* The gate to json-glib: json-glib sees what the lossless reader sees, and nothing that it refuses.
 */
#include "base/cosell-json-gate.h"
#include "base/cosell-json.h"
#include "fuzz/fuzz.h"

const char *const fuzz_seeds[] = {
  "{\"access_token\":\"eyJ0\",\"expires_in\":3599,\"ext_expires_in\":\"3599\",\"scope\":null}",
  "[0,-0,9223372036854775807,-9223372036854775808,9223372036854775808,1e400,-1.5E-7,1200000.50]",
  "[\"\\ud800\",\"\\udc00\\ud800\",\"\\ud83d\\ude00\",\"\\u0000\",\"\\\\u0000\",\"\\/"
  "\\b\x7f\x1f\"]",
  "\xEF\xBB\xBF {\"a\":1,\"\\u0061\":[true,false,{\"\":null}],\"\\ud800\":{},\"b\":[]} ",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
  "]]]]]]",
  "{'a':/* */01}",
  NULL,
};

static void
compare (JsonNode *node, CosellJsonValue value);

static void
compare_object (JsonObject *object, CosellJsonValue value)
{
  for (guint i = 0; i < cosell_json_length (value); i++)
    {
      g_autofree char *name = NULL;

      cosell_json_nth_member (value, i, &name);
      g_assert_true (json_object_has_member (object, name));
      compare (json_object_get_member (object, name), cosell_json_member (value, name));
    }
  g_assert_cmpuint (json_object_get_size (object), <=, cosell_json_length (value));
}

static void
compare_scalar (JsonNode *node, CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_assert_cmpint (json_node_get_boolean (node), ==, cosell_json_get_bool (value, 2));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      g_assert_cmpint (cosell_json_kind (value), ==, COSELL_JSON_NUMBER);
      g_assert_cmpstr (digits, ==, text);
    }
  else
    g_assert_cmpstr (json_node_get_string (node), ==, text);
}

static void
compare (JsonNode *node, CosellJsonValue value)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_NULL:
      g_assert_cmpint (cosell_json_kind (value), ==, COSELL_JSON_NULL);
      break;
    case JSON_NODE_ARRAY:
      g_assert_cmpint (cosell_json_kind (value), ==, COSELL_JSON_ARRAY);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==,
                        cosell_json_length (value));
      for (guint i = 0; i < cosell_json_length (value); i++)
        compare (json_array_get_element (json_node_get_array (node), i),
                 cosell_json_element (value, i));
      break;
    case JSON_NODE_OBJECT:
      g_assert_cmpint (cosell_json_kind (value), ==, COSELL_JSON_OBJECT);
      compare_object (json_node_get_object (node), value);
      break;
    case JSON_NODE_VALUE:
    default:
      compare_scalar (node, value);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CosellJson) doc = cosell_json_parse ((const char *) data, (gssize) size, &error);
  g_autoptr (JsonNode) root = cosell_json_gate_read ((const char *) data, (gssize) size, &refusal);

  if (doc != NULL)
    {
      g_assert_no_error (refusal);
      compare (root, cosell_json_root (doc));
      return 0;
    }
  g_assert_null (root);
  g_assert_error (refusal, error->domain, error->code);
  g_assert_cmpstr (refusal->message, ==, error->message);
  return 0;
}
