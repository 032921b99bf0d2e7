#include "base/cosell-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"

#define REPLACEMENT_CHARACTER 0xFFFD
#define SYMBOL_FOR_NULL 0x2400

G_DEFINE_QUARK (cosell - json - error - quark, cosell_json_error)

static const CosellJsonValue nothing = { NULL, 0 };

/* ---- documents ---- */

static gboolean
check_bytes (const char *text, gsize length, GError **error)
{
  const char *end;

  if (length > COSELL_JSON_MAX_BYTES)
    {
      g_set_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE,
                   _ ("The text is longer than %d MiB"), COSELL_JSON_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  if (*end == '\0')
    g_set_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SYNTAX,
                 _ ("A NUL byte stands in the text (byte %lu)"), (gulong) (end - text));
  else
    g_set_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_UTF8,
                 _ ("The text is not valid UTF-8 (byte %lu)"), (gulong) (end - text));
  return FALSE;
}

/**
 * cosell_json_parse:
 * @text: a JSON text; copied
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * Checks the whole text against RFC 8259 and the limits above. A byte order mark in front is passed
 * over. Any thread.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with a #CosellJsonError
 */
CosellJson *
cosell_json_parse (const char *text, gssize length, GError **error)
{
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_bytes (text, size, error))
    return NULL;

  g_autofree char *copy = g_strndup (text, size);
  g_autoptr (GArray) nodes = cosell_json_scan (copy, error);
  if (nodes == NULL)
    return NULL;

  CosellJson *self = g_new0 (CosellJson, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_steal_pointer (&copy);
  self->length = size;
  self->n_nodes = nodes->len;
  self->nodes = g_renew (CosellJsonNode, g_array_steal (nodes, NULL), self->n_nodes);
  return self;
}

/**
 * cosell_json_parse_bytes:
 *
 * As cosell_json_parse(), from bytes that need no NUL behind them.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with a #CosellJsonError
 */
CosellJson *
cosell_json_parse_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > COSELL_JSON_MAX_BYTES) /* before it becomes a gssize */
    length = COSELL_JSON_MAX_BYTES + 1;
  return cosell_json_parse (text != NULL ? text : "", (gssize) length, error);
}

CosellJson *
cosell_json_ref (CosellJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cosell_json_unref (CosellJson *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->text);
  g_free (self->nodes);
  g_free (self);
}

/**
 * cosell_json_get_text:
 * @length: (out) (optional): its bytes
 *
 * Returns: (transfer none): the whole text as it was parsed, with a NUL behind it
 */
const char *
cosell_json_get_text (const CosellJson *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;
  return self->text;
}

CosellJsonValue
cosell_json_root (const CosellJson *self)
{
  return (CosellJsonValue){ self, 0 };
}

/* ---- strings ---- */

static guint
hex_value (const char *at)
{
  guint value = 0;

  for (int i = 0; i < 4; i++)
    value = value * 16 + (guint) g_ascii_xdigit_value (at[i]);
  return value;
}

/* The character of an escape; *at stands behind its backslash and is moved behind it. */
static gunichar
decode_escape (const char **at)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char *letter;
  char c = *(*at)++;

  if (c == 'u')
    {
      gunichar high = hex_value (*at);

      *at += 4;
      if (high >= 0xD800 && high < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u')
        {
          gunichar low = hex_value (*at + 2);

          if (low >= 0xDC00 && low < 0xE000)
            {
              *at += 6;
              return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            }
        }
      return high;
    }
  letter = strchr (letters, c);
  return letter != NULL ? (gunichar) meanings[letter - letters] : (gunichar) c;
}

static void
append_exact (GString *out, gunichar c)
{
  /* Surrogates as UTF-8 would write them, NUL overlong: for comparing only, never shown */
  if (c == 0)
    g_string_append_len (out, "\xC0\x80", 2);
  else if (c >= 0xD800 && c < 0xE000)
    {
      g_string_append_c (out, (char) 0xED);
      g_string_append_c (out, (char) (0x80 | ((c >> 6) & 0x3F)));
      g_string_append_c (out, (char) (0x80 | (c & 0x3F)));
    }
  else
    g_string_append_unichar (out, c);
}

static void
append_valid (GString *out, gunichar c)
{
  if (c == 0)
    c = SYMBOL_FOR_NULL;
  else if (c >= 0xD800 && c < 0xE000)
    c = REPLACEMENT_CHARACTER;
  g_string_append_unichar (out, c);
}

/* exact: distinct strings stay distinct, but the result need not be valid UTF-8 */
static char *
decode_string (const CosellJson *doc, const CosellJsonNode *node, gboolean exact)
{
  const char *at = doc->text + node->start + 1;
  const char *end = doc->text + node->end - 1;
  GString *out;

  if (!node->escaped)
    return g_strndup (at, (gsize) (end - at));
  out = g_string_sized_new ((gsize) (end - at));
  while (at < end)
    {
      if (*at != '\\')
        g_string_append_c (out, *at++);
      else
        {
          at++;
          (exact ? append_exact : append_valid) (out, decode_escape (&at));
        }
    }
  return g_string_free (out, FALSE);
}

static gboolean
string_node_equal (const CosellJson *doc,
                   const CosellJsonNode *node,
                   const char *text,
                   gsize length)
{
  g_autofree char *decoded = NULL;

  if (!node->escaped)
    return node->end - node->start - 2 == length &&
           memcmp (doc->text + node->start + 1, text, length) == 0;
  decoded = decode_string (doc, node, FALSE);
  return strlen (decoded) == length && memcmp (decoded, text, length) == 0;
}

/* ---- walking ---- */

const CosellJsonNode *
cosell_json_get_node (CosellJsonValue value)
{
  if (value.doc == NULL)
    return NULL;
  g_return_val_if_fail (value.node < value.doc->n_nodes, NULL);
  return &value.doc->nodes[value.node];
}

CosellJsonKind
cosell_json_kind (CosellJsonValue value)
{
  const CosellJsonNode *node = cosell_json_get_node (value);

  return node != NULL ? (CosellJsonKind) node->kind : COSELL_JSON_NONE;
}

gboolean
cosell_json_is_present (CosellJsonValue value)
{
  return cosell_json_kind (value) > COSELL_JSON_NULL;
}

/**
 * cosell_json_iter_init:
 * @container: an array or object; anything else has no children
 *
 * Walks the children in document order, each in constant time.
 */
void
cosell_json_iter_init (CosellJsonIter *self, CosellJsonValue container)
{
  const CosellJsonNode *node = cosell_json_get_node (container);

  self->doc = container.doc;
  self->next = container.node + 1;
  self->left = node != NULL ? node->count : 0;
  self->object = node != NULL && node->kind == COSELL_JSON_OBJECT;
}

/**
 * cosell_json_iter_next:
 * @name: (out) (optional): the member's name, a string; nothing in an array
 * @value: (out) (optional): the element or member
 *
 * Members of one name come as often as they stand in the text; the last one counts.
 *
 * Returns: %FALSE behind the last child
 */
gboolean
cosell_json_iter_next (CosellJsonIter *self, CosellJsonValue *name, CosellJsonValue *value)
{
  if (self->left == 0)
    return FALSE;
  self->left--;
  if (name != NULL)
    *name = self->object ? (CosellJsonValue){ self->doc, self->next } : nothing;
  if (self->object)
    self->next++;
  if (value != NULL)
    *value = (CosellJsonValue){ self->doc, self->next };
  self->next = self->doc->nodes[self->next].next;
  return TRUE;
}

static CosellJsonValue
find_member (CosellJsonValue object, const char *name, gsize length)
{
  CosellJsonIter iter;
  CosellJsonValue key, value, found = nothing;

  if (cosell_json_kind (object) != COSELL_JSON_OBJECT)
    return nothing;
  cosell_json_iter_init (&iter, object);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      if (string_node_equal (key.doc, cosell_json_get_node (key), name, length))
        found = value;
    }
  return found;
}

/**
 * cosell_json_member:
 *
 * Returns: the member of that name, the last one if there are several; nothing for anything else
 */
CosellJsonValue
cosell_json_member (CosellJsonValue object, const char *name)
{
  g_return_val_if_fail (name != NULL, nothing);

  return find_member (object, name, strlen (name));
}

/**
 * cosell_json_member_nocase:
 *
 * Returns: as cosell_json_member(); if there is none of exactly that name, the last whose name
 *   differs in the case of ASCII letters only
 */
CosellJsonValue
cosell_json_member_nocase (CosellJsonValue object, const char *name)
{
  CosellJsonIter iter;
  CosellJsonValue key, value, found;

  found = cosell_json_member (object, name);
  if (found.doc != NULL || cosell_json_kind (object) != COSELL_JSON_OBJECT)
    return found;
  cosell_json_iter_init (&iter, object);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *spelled = decode_string (key.doc, cosell_json_get_node (key), FALSE);

      if (g_ascii_strcasecmp (spelled, name) == 0)
        found = value;
    }
  return found;
}

CosellJsonValue
cosell_json_element (CosellJsonValue array, guint index)
{
  CosellJsonIter iter;
  CosellJsonValue value;

  if (cosell_json_kind (array) != COSELL_JSON_ARRAY || index >= cosell_json_length (array))
    return nothing;
  cosell_json_iter_init (&iter, array);
  for (guint i = 0; cosell_json_iter_next (&iter, NULL, &value); i++)
    {
      if (i == index)
        return value;
    }
  return nothing;
}

/**
 * cosell_json_length:
 *
 * Returns: elements, or members with repeated names counted each time; 0 for anything else
 */
guint
cosell_json_length (CosellJsonValue array_or_object)
{
  const CosellJsonNode *node = cosell_json_get_node (array_or_object);

  return node != NULL ? node->count : 0;
}

CosellJsonValue
cosell_json_nth_member (CosellJsonValue object, guint index, char **name)
{
  CosellJsonIter iter;
  CosellJsonValue key, value;

  if (name != NULL)
    *name = NULL;
  if (cosell_json_kind (object) != COSELL_JSON_OBJECT)
    return nothing;
  cosell_json_iter_init (&iter, object);
  for (guint i = 0; cosell_json_iter_next (&iter, &key, &value); i++)
    {
      if (i != index)
        continue;
      if (name != NULL)
        *name = cosell_json_dup_string (key);
      return value;
    }
  return nothing;
}

char *
cosell_json_pointer_step (const char **at)
{
  const char *c = *at + 1;
  GString *step = g_string_new (NULL);

  for (; *c != '\0' && *c != '/'; c++)
    {
      if (*c != '~')
        g_string_append_c (step, *c);
      else if (c[1] == '0' || c[1] == '1')
        g_string_append_c (step, *++c == '0' ? '~' : '/');
      else
        {
          g_string_free (step, TRUE);
          return NULL;
        }
    }
  *at = c;
  return g_string_free (step, FALSE);
}

gboolean
cosell_json_step_index (const char *step, guint *index)
{
  guint64 value;

  if (!g_ascii_isdigit (step[0]) || (step[0] == '0' && step[1] != '\0') ||
      !g_ascii_string_to_unsigned (step, 10, 0, G_MAXUINT32, &value, NULL))
    return FALSE;
  *index = (guint) value;
  return TRUE;
}

CosellJsonValue
cosell_json_pointer (CosellJsonValue from, const char *pointer)
{
  const char *at = pointer;

  g_return_val_if_fail (pointer != NULL, nothing);

  while (*at != '\0' && from.doc != NULL)
    {
      g_autofree char *step = *at == '/' ? cosell_json_pointer_step (&at) : NULL;
      guint index;

      if (step == NULL)
        return nothing;
      if (cosell_json_kind (from) == COSELL_JSON_OBJECT)
        from = cosell_json_member (from, step);
      else if (cosell_json_step_index (step, &index))
        from = cosell_json_element (from, index);
      else
        return nothing;
    }
  return from;
}

/* ---- values ---- */

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
  return decode_string (value.doc, node, FALSE);
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
         string_node_equal (value.doc, node, text, strlen (text));
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
    g_hash_table_replace (index, decode_string (name.doc, cosell_json_get_node (name), TRUE),
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
  g_autofree char *x = decode_string (a.doc, cosell_json_get_node (a), TRUE);
  g_autofree char *y = decode_string (b.doc, cosell_json_get_node (b), TRUE);

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
