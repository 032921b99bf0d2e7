#include "base/cosell-json-gate.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-json-private.h"

/* ---- what json-glib cannot hold ---- */

/* Whether the number is written as json-glib writes the 64 bits that it keeps of it. */
static gboolean
is_exact (const char *number, gsize length)
{
  g_autofree char *text = g_strndup (number, length);
  gint64 value;

  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) &&
         !g_str_equal (text, "-0");
}

static guint
code_unit (const char *escape)
{
  guint value = 0;

  if (escape[0] != '\\' || escape[1] != 'u')
    return 0;
  for (guint i = 2; i < 6; i++)
    value = value * 16 + (guint) g_ascii_xdigit_value (escape[i]);
  return value;
}

/* Puts a string with escapes, in which those that stand for no character stand for their picture.
 */
static void
append_string (GString *out, const char *at, const char *end)
{
  while (at < end)
    {
      gboolean unicode = at[0] == '\\' && at[1] == 'u';
      guint unit = code_unit (at);
      gsize length = unicode ? 6 : at[0] == '\\' ? 2 : 1;

      if (unicode && unit == 0)
        g_string_append (out, "\\u2400");
      else if ((unit & 0xFC00) == 0xD800 && (code_unit (at + 6) & 0xFC00) == 0xDC00)
        {
          length = 12;
          g_string_append_len (out, at, 12);
        }
      else if ((unit & 0xF800) == 0xD800)
        g_string_append (out, "\\ufffd");
      else
        g_string_append_len (out, at, (gssize) length);
      at += length;
    }
}

/* The document in the form that json-glib can hold. Returns: (transfer full) */
static char *
rewrite (const CosellJson *doc)
{
  GString *out = g_string_sized_new (doc->length);
  gsize done = doc->nodes[0].start;

  for (guint i = 0; i < doc->n_nodes; i++)
    {
      const CosellJsonNode *node = &doc->nodes[i];
      const char *raw = doc->text + node->start;
      gboolean number =
          node->kind == COSELL_JSON_NUMBER && !is_exact (raw, node->end - node->start);
      gboolean string = node->kind == COSELL_JSON_STRING && node->escaped;

      if (!number && !string)
        continue;
      g_string_append_len (out, doc->text + done, (gssize) (node->start - done));
      if (number)
        g_string_append_printf (out, "\"%.*s\"", (int) (node->end - node->start), raw);
      else
        append_string (out, raw, doc->text + node->end);
      done = node->end;
    }
  g_string_append_len (out, doc->text + done, (gssize) (doc->nodes[0].end - done));
  return g_string_free (out, FALSE);
}

JsonNode *
cosell_json_gate_read (const char *text, gssize length, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *safe = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  doc = cosell_json_parse (text, length, error);
  if (doc == NULL)
    return NULL;
  safe = rewrite (doc);
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, safe, -1, error))
    return NULL;
  return json_parser_steal_root (parser);
}

JsonObject *
cosell_json_gate_read_object (const char *text, gssize length)
{
  g_autoptr (JsonNode) root = cosell_json_gate_read (text, length, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

/* ---- members ---- */

static JsonNode *
get_member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

const char *
cosell_json_gate_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

char *
cosell_json_gate_dup_scalar (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return json_node_dup_string (node);
}

char *
cosell_json_gate_dup_member (JsonObject *object, const char *name)
{
  return cosell_json_gate_dup_scalar (get_member (object, name, JSON_NODE_VALUE));
}

gboolean
cosell_json_gate_bool (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

JsonObject *
cosell_json_gate_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

gint64
cosell_json_gate_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);
  gint64 value = fallback;

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    cosell_decimal_to_int (json_node_get_string (node), 0, &value);
  return value;
}

JsonArray *
cosell_json_gate_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

guint
cosell_json_gate_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
cosell_json_gate_element (JsonArray *array, guint index)
{
  JsonNode *node =
      index < cosell_json_gate_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
