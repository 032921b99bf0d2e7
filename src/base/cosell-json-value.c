#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-json-private.h"

const char *
cosell_json_raw (CosellJsonValue value, gsize *length)
{
  const CosellJsonNode *node = cosell_json_get_node (value);

  if (length != NULL)
    *length = node != NULL ? node->end - node->start : 0;
  return node != NULL ? value.doc->text + node->start : NULL;
}

char *
cosell_json_dup_raw (CosellJsonValue value)
{
  gsize length;
  const char *raw = cosell_json_raw (value, &length);

  return raw != NULL ? g_strndup (raw, length) : NULL;
}

char *
cosell_json_dup_string (CosellJsonValue value)
{
  const CosellJsonNode *node = cosell_json_get_node (value);

  if (node == NULL || node->kind != COSELL_JSON_STRING)
    return NULL;
  return cosell_json_decode_string (value.doc, node, FALSE);
}

char *
cosell_json_dup_scalar (CosellJsonValue value)
{
  switch (cosell_json_kind (value))
    {
    case COSELL_JSON_STRING:
      return cosell_json_dup_string (value);
    case COSELL_JSON_FALSE:
    case COSELL_JSON_TRUE:
    case COSELL_JSON_NUMBER:
      return cosell_json_dup_raw (value);
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
    case COSELL_JSON_ARRAY:
    case COSELL_JSON_OBJECT:
      return NULL;
    }
  return NULL;
}

gboolean
cosell_json_get_bool (CosellJsonValue value, gboolean fallback)
{
  CosellJsonKind kind = cosell_json_kind (value);

  if (kind != COSELL_JSON_TRUE && kind != COSELL_JSON_FALSE)
    return fallback;
  return kind == COSELL_JSON_TRUE;
}

/**
 * cosell_json_get_int:
 *
 * Returns: a whole number however it is spelled (12, 12.0, 1.2e1); @fallback for a fraction, a
 *   number beyond 64 bits and every other kind
 */
gint64
cosell_json_get_int (CosellJsonValue value, gint64 fallback)
{
  g_autofree char *number = NULL;
  gint64 result = fallback;

  if (cosell_json_kind (value) != COSELL_JSON_NUMBER)
    return fallback;
  number = cosell_json_dup_raw (value);
  cosell_decimal_to_int (number, 0, &result);
  return result;
}

/**
 * cosell_json_get_double:
 *
 * For what is only shown or drawn; money goes as text.
 *
 * Returns: the nearest double; @fallback if the number is beyond that, and for every other kind
 */
double
cosell_json_get_double (CosellJsonValue value, double fallback)
{
  g_autofree char *number = NULL;
  double result;

  if (cosell_json_kind (value) != COSELL_JSON_NUMBER)
    return fallback;
  number = cosell_json_dup_raw (value);
  result = g_ascii_strtod (number, NULL);
  return result >= -G_MAXDOUBLE && result <= G_MAXDOUBLE ? result : fallback;
}

/**
 * cosell_json_string_equal:
 *
 * Returns: whether value is a string with that text; %FALSE for every other kind and for %NULL
 */
gboolean
cosell_json_string_equal (CosellJsonValue value, const char *text)
{
  const CosellJsonNode *node = cosell_json_get_node (value);

  return node != NULL && text != NULL && node->kind == COSELL_JSON_STRING &&
         cosell_json_string_node_equal (value.doc, node, text, strlen (text));
}

/* ---- comparing ---- */

/* name (exact) → node + 1 of the member that counts */
static GHashTable *
index_members (CosellJsonValue object)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CosellJsonIter iter;
  CosellJsonValue name, value;

  cosell_json_iter_init (&iter, object);
  while (cosell_json_iter_next (&iter, &name, &value))
    g_hash_table_replace (index,
                          cosell_json_decode_string (name.doc, cosell_json_get_node (name), TRUE),
                          GUINT_TO_POINTER (value.node + 1));
  return index;
}

static gboolean
objects_equal (CosellJsonValue a, CosellJsonValue b)
{
  g_autoptr (GHashTable) left = index_members (a);
  g_autoptr (GHashTable) right = index_members (b);
  GHashTableIter iter;
  gpointer name, node;

  if (g_hash_table_size (left) != g_hash_table_size (right))
    return FALSE;
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &name, &node))
    {
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (right, name));
      CosellJsonValue value = { a.doc, GPOINTER_TO_UINT (node) - 1 };

      if (other == 0 || !cosell_json_equal (value, (CosellJsonValue){ b.doc, other - 1 }))
        return FALSE;
    }
  return TRUE;
}

static gboolean
arrays_equal (CosellJsonValue a, CosellJsonValue b)
{
  CosellJsonIter left, right;
  CosellJsonValue x, y;

  if (cosell_json_length (a) != cosell_json_length (b))
    return FALSE;
  cosell_json_iter_init (&left, a);
  cosell_json_iter_init (&right, b);
  while (cosell_json_iter_next (&left, NULL, &x) && cosell_json_iter_next (&right, NULL, &y))
    {
      if (!cosell_json_equal (x, y))
        return FALSE;
    }
  return TRUE;
}

static gboolean
strings_equal (CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *x = cosell_json_decode_string (a.doc, cosell_json_get_node (a), TRUE);
  g_autofree char *y = cosell_json_decode_string (b.doc, cosell_json_get_node (b), TRUE);

  return strcmp (x, y) == 0;
}

static gboolean
numbers_equal (CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *x = cosell_json_dup_raw (a);
  g_autofree char *y = cosell_json_dup_raw (b);

  return cosell_decimal_equal (x, y);
}

/**
 * cosell_json_equal:
 *
 * Nothing equals nothing; of members with one name the last counts. Numbers are compared as
 * decimals (cosell_decimal_equal()), strings exactly, lone surrogates included.
 */
gboolean
cosell_json_equal (CosellJsonValue a, CosellJsonValue b)
{
  CosellJsonKind kind = cosell_json_kind (a);
  gsize a_length, b_length;
  const char *a_raw = cosell_json_raw (a, &a_length);
  const char *b_raw = cosell_json_raw (b, &b_length);

  if (kind != cosell_json_kind (b))
    return FALSE;
  if (a_length == b_length && (a_length == 0 || memcmp (a_raw, b_raw, a_length) == 0))
    return TRUE;
  switch (kind)
    {
    case COSELL_JSON_NUMBER:
      return numbers_equal (a, b);
    case COSELL_JSON_STRING:
      return strings_equal (a, b);
    case COSELL_JSON_ARRAY:
      return arrays_equal (a, b);
    case COSELL_JSON_OBJECT:
      return objects_equal (a, b);
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
    case COSELL_JSON_FALSE:
    case COSELL_JSON_TRUE:
      return TRUE;
    }
  return FALSE;
}

gboolean
cosell_json_text_equal (const char *a, const char *b)
{
  g_autoptr (CosellJson) left = NULL;
  g_autoptr (CosellJson) right = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  left = cosell_json_parse (a, -1, NULL);
  right = left != NULL ? cosell_json_parse (b, -1, NULL) : NULL;
  return right != NULL && cosell_json_equal (cosell_json_root (left), cosell_json_root (right));
}
