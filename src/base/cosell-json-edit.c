#include "base/cosell-json-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-private.h"
#include "base/cosell-str.h"

/* ---- pointers ---- */

static gboolean
fail (GError **error, const char *what, const char *pointer)
{
  /* Translators: what is wrong with a path into a JSON text, and the path */
  g_set_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_POINTER, _ ("%s: “%s”"), what, pointer);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the steps of an RFC 6901 pointer */
static GPtrArray *
split_pointer (const char *pointer, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  const char *at = pointer;

  while (*at != '\0')
    {
      char *step = *at == '/' ? cosell_json_pointer_step (&at) : NULL;

      if (step == NULL)
        {
          fail (error, _ ("This is not a JSON Pointer"), pointer);
          return NULL;
        }
      g_ptr_array_add (steps, step);
    }
  return g_steal_pointer (&steps);
}

/* ---- splicing ---- */

static void
append_quoted (GString *out, const char *text)
{
  g_autofree char *quoted = cosell_json_quote (text);

  g_string_append (out, quoted);
}

/* The text of value inside the objects (or the array of "-") that steps name from first on */
static char *
wrap_value (GPtrArray *steps, guint first, const char *value)
{
  GString *out = g_string_new (value);

  for (guint i = steps->len; i > first; i--)
    {
      const char *step = steps->pdata[i - 1];
      g_autofree char *inner = g_strdup (out->str);

      g_string_truncate (out, 0);
      if (strcmp (step, "-") == 0)
        g_string_append_printf (out, "[%s]", inner);
      else
        {
          g_string_append_c (out, '{');
          append_quoted (out, step);
          g_string_append_printf (out, ":%s}", inner);
        }
    }
  return g_string_free (out, FALSE);
}

static char *
splice (const CosellJson *doc, gsize start, gsize end, const char *middle)
{
  GString *out = g_string_sized_new (doc->length + strlen (middle));

  g_string_append_len (out, doc->text, (gssize) start);
  g_string_append (out, middle);
  g_string_append_len (out, doc->text + end, (gssize) (doc->length - end));
  return g_string_free (out, FALSE);
}

/* A new child of container behind its last one, with the same white space around it. */
static char *
insert_child (CosellJsonValue container, const char *name, const char *value)
{
  const CosellJsonNode *node = cosell_json_get_node (container);
  const char *text = container.doc->text;
  g_autoptr (GString) child = g_string_new (NULL);
  CosellJsonIter iter;
  CosellJsonValue key, last;
  gsize behind = node->start + 1, before = behind;
  gboolean first = TRUE;

  cosell_json_iter_init (&iter, container);
  while (cosell_json_iter_next (&iter, &key, &last))
    {
      const CosellJsonNode *value_node = cosell_json_get_node (last);
      const CosellJsonNode *start_node = key.doc != NULL ? cosell_json_get_node (key) : value_node;

      before = first ? behind : behind + strcspn (text + behind, ",") + 1;
      g_string_truncate (child, 0);
      g_string_append_len (child, text + before, (gssize) (start_node->start - before));
      if (name != NULL)
        {
          append_quoted (child, name);
          g_string_append_len (child, text + start_node->end,
                               (gssize) (value_node->start - start_node->end));
        }
      behind = value_node->end;
      first = FALSE;
    }

  if (!first)
    g_string_prepend_c (child, ',');
  else if (name != NULL)
    {
      append_quoted (child, name);
      g_string_append_c (child, ':');
    }
  g_string_append (child, value);
  return splice (container.doc, behind, behind, child->str);
}

/* The child that step names; *index tells an array's index from no index at all. */
static CosellJsonValue
take_step (CosellJsonValue from, const char *step)
{
  guint index;

  if (cosell_json_kind (from) == COSELL_JSON_OBJECT)
    return cosell_json_member (from, step);
  if (cosell_json_kind (from) == COSELL_JSON_ARRAY && cosell_json_step_index (step, &index))
    return cosell_json_element (from, index);
  return (CosellJsonValue){ NULL, 0 };
}

/* What is missing from step first on can be made only of objects, and of an array at the end. */
static gboolean
can_make (GPtrArray *steps, guint first)
{
  guint index;

  for (guint i = first; i < steps->len; i++)
    {
      if (cosell_json_step_index (steps->pdata[i], &index) ||
          (strcmp (steps->pdata[i], "-") == 0 && i + 1 < steps->len))
        return FALSE;
    }
  return TRUE;
}

static char *
set_value (const CosellJson *doc,
           GPtrArray *steps,
           const char *pointer,
           const char *value,
           GError **error)
{
  CosellJsonValue at = cosell_json_root (doc);
  guint done = 0;

  while (done < steps->len && cosell_json_kind (at) != COSELL_JSON_NULL)
    {
      const char *step = steps->pdata[done];
      CosellJsonValue child = take_step (at, step);
      gboolean append = cosell_json_kind (at) == COSELL_JSON_ARRAY && strcmp (step, "-") == 0 &&
                        done + 1 == steps->len;

      if (child.doc == NULL)
        {
          g_autofree char *made = NULL;

          if (!(append || cosell_json_kind (at) == COSELL_JSON_OBJECT) ||
              !can_make (steps, done + 1))
            {
              fail (error, _ ("This path leads nowhere"), pointer);
              return NULL;
            }
          made = wrap_value (steps, done + 1, value);
          return insert_child (at, append ? NULL : step, made);
        }
      at = child;
      done++;
    }

  if (!can_make (steps, done))
    {
      fail (error, _ ("This path leads nowhere"), pointer);
      return NULL;
    }

  g_autofree char *made = wrap_value (steps, done, value);
  const CosellJsonNode *node = cosell_json_get_node (at);
  return splice (doc, node->start, node->end, made);
}

/**
 * cosell_json_set:
 * @text: a JSON text
 * @pointer: where, RFC 6901; "" replaces the whole value
 * @value_json: a complete JSON text
 *
 * Every byte outside the place itself stays. A member that stands there several times is changed
 * where it counts: the last time. A numeric step never makes an object or an array: what it leads
 * into must be there.
 *
 * Returns: (transfer full) (nullable): the new text, %NULL with a #CosellJsonError (also when the
 *   result would break the limits of cosell_json_parse())
 */
char *
cosell_json_set (const char *text, const char *pointer, const char *value_json, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) value = NULL;
  g_autoptr (CosellJson) check = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *result = NULL;

  g_return_val_if_fail (text != NULL && pointer != NULL && value_json != NULL, NULL);

  if ((steps = split_pointer (pointer, error)) == NULL ||
      (doc = cosell_json_parse (text, -1, error)) == NULL ||
      (value = cosell_json_parse (value_json, -1, error)) == NULL)
    return NULL;
  raw = cosell_json_dup_raw (cosell_json_root (value));
  result = set_value (doc, steps, pointer, raw, error);
  if (result == NULL || (check = cosell_json_parse (result, -1, error)) == NULL)
    return NULL;
  return g_steal_pointer (&result);
}

/* ---- removing ---- */

/* Cuts child (and its name) out of container together with one comma. */
static char *
cut_child (CosellJsonValue container, CosellJsonValue child)
{
  CosellJsonIter iter;
  CosellJsonValue key, value;
  gsize previous_end = 0, start = 0, end = 0;

  cosell_json_iter_init (&iter, container);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      const CosellJsonNode *node = cosell_json_get_node (value);
      gsize begin = key.doc != NULL ? cosell_json_get_node (key)->start : node->start;

      if (end != 0) /* the first child went: its follower takes its place */
        return splice (container.doc, start, begin, "");
      if (value.node == child.node)
        {
          start = previous_end != 0 ? previous_end : begin;
          end = node->end;
          if (previous_end != 0)
            break;
        }
      previous_end = node->end;
    }
  return splice (container.doc, start, end, "");
}

/**
 * cosell_json_remove:
 * @text: a JSON text
 * @pointer: what to remove, RFC 6901; not "", the whole value
 *
 * A member that stands there several times goes with all its copies.
 *
 * Returns: (transfer full) (nullable): the new text, %NULL with a #CosellJsonError
 */
char *
cosell_json_remove (const char *text, const char *pointer, GError **error)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *result = NULL;

  g_return_val_if_fail (text != NULL && pointer != NULL, NULL);

  if ((steps = split_pointer (pointer, error)) == NULL)
    return NULL;
  if (steps->len == 0)
    {
      fail (error, _ ("The whole text cannot be removed"), pointer);
      return NULL;
    }

  result = g_strdup (text);
  for (gboolean again = TRUE; again;)
    {
      g_autoptr (CosellJson) doc = cosell_json_parse (result, -1, error);
      CosellJsonValue parent, child;

      if (doc == NULL)
        return NULL;
      child = cosell_json_root (doc);
      parent = child;
      for (guint i = 0; i < steps->len && child.doc != NULL; i++)
        {
          parent = child;
          child = take_step (parent, steps->pdata[i]);
        }
      if (child.doc == NULL)
        break;
      again = cosell_json_kind (parent) == COSELL_JSON_OBJECT;
      cosell_take_str (&result, cut_child (parent, child));
    }
  return g_steal_pointer (&result);
}
