#include "base/cosell-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text.h"

GQuark
cosell_json_error_quark (void)
{
  return g_quark_from_static_string ("cosell-json-error-quark");
}

/* The child that this thread took last by its number: counting through a long array costs no more
 * than walking it. */
static _Thread_local struct
{
  gsize serial; /* of the document; 0 = none */
  guint container;
  guint index;
  guint child;
} last_taken;

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
  if (cosell_text_is_utf8 (text, length, &end))
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
  g_return_val_if_fail (text != NULL, NULL);

  return cosell_json_parse_within (text, length < 0 ? strlen (text) : (gsize) length, G_MAXUINT,
                                   error);
}

CosellJson *
cosell_json_parse_within (const char *text, gsize size, guint max_values, GError **error)
{
  static gsize documents; /* atomic */

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_bytes (text, size, error))
    return NULL;

  g_autofree char *copy = g_strndup (text, size);
  guint n_nodes;
  CosellJsonNode *nodes = cosell_json_scan (copy, size, max_values, &n_nodes, error);
  if (nodes == NULL)
    return NULL;

  CosellJson *self = g_new0 (CosellJson, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->serial = (gsize) g_atomic_pointer_add (&documents, 1) + 1;
  self->text = g_steal_pointer (&copy);
  self->length = size;
  self->n_nodes = n_nodes;
  self->nodes = nodes;
  return self;
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

gsize
cosell_json_get_size (const CosellJson *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sizeof *self + self->length + 1 + self->n_nodes * sizeof *self->nodes;
}

CosellJsonValue
cosell_json_root (const CosellJson *self)
{
  return (CosellJsonValue){ self, 0 };
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

/* Most of all reading ends here, so the nodes are walked without asking for each. */
static CosellJsonValue
find_member (CosellJsonValue object, const char *name, gsize length)
{
  const CosellJsonNode *node = cosell_json_get_node (object);
  const CosellJsonNode *nodes;
  CosellJsonValue found = nothing;
  guint at = object.node + 1;

  if (node == NULL || node->kind != COSELL_JSON_OBJECT)
    return nothing;
  nodes = object.doc->nodes;
  for (guint left = node->count; left > 0; left--)
    {
      const CosellJsonNode *key = &nodes[at];

      if ((key->escaped || key->end - key->start - 2 == length) &&
          cosell_json_string_node_equal (object.doc, key, name, length))
        found = (CosellJsonValue){ object.doc, at + 1 };
      at = nodes[at + 1].next;
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
      g_autofree char *spelled =
          cosell_json_decode_string (key.doc, cosell_json_get_node (key), FALSE);

      if (g_ascii_strcasecmp (spelled, name) == 0)
        found = value;
    }
  return found;
}

/* Takes child number index. FALSE if there is none. */
static gboolean
take_nth (CosellJsonValue container, guint index, CosellJsonValue *name, CosellJsonValue *value)
{
  CosellJsonIter iter;
  guint at = 0;

  cosell_json_iter_init (&iter, container);
  if (index >= iter.left)
    return FALSE;
  if (last_taken.serial == container.doc->serial && last_taken.container == container.node &&
      last_taken.index <= index)
    {
      at = last_taken.index;
      iter.next = last_taken.child;
      iter.left -= at;
    }
  for (; at < index; at++)
    cosell_json_iter_next (&iter, NULL, NULL);
  last_taken.serial = container.doc->serial;
  last_taken.container = container.node;
  last_taken.index = index;
  last_taken.child = iter.next;
  return cosell_json_iter_next (&iter, name, value);
}

CosellJsonValue
cosell_json_element (CosellJsonValue array, guint index)
{
  CosellJsonValue value;

  if (cosell_json_kind (array) != COSELL_JSON_ARRAY || !take_nth (array, index, NULL, &value))
    return nothing;
  return value;
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
  CosellJsonValue key, value;

  if (name != NULL)
    *name = NULL;
  if (cosell_json_kind (object) != COSELL_JSON_OBJECT || !take_nth (object, index, &key, &value))
    return nothing;
  if (name != NULL)
    *name = cosell_json_decode_string (key.doc, cosell_json_get_node (key), FALSE);
  return value;
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
