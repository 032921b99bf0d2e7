#include "base/cosell-json-edit.h"

#include <string.h>

#include "base/cosell-json-private.h"

typedef struct
{
  gboolean object;
  gboolean begun; /* something stands in it already */
  gboolean named; /* a name waits for its value */
} Level;

struct _CosellJsonWriter
{
  GString *out;                            /* (owned) */
  Level levels[COSELL_JSON_MAX_DEPTH + 1]; /* 0 is the document itself */
  guint depth;
};

/* ---- strings ---- */

static void
append_string (GString *out, const char *text)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (const char *at = text;; at++)
    {
      gsize plain = cosell_json_plain_length (at, 0);
      const char *escape;

      g_string_append_len (out, at, (gssize) plain);
      at += plain;
      if (*at == '\0')
        break;
      escape = strchr (escaped, *at);
      if (escape != NULL)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, letters[escape - escaped]);
        }
      else
        g_string_append_printf (out, "\\u%04x", (guint) *at);
    }
  g_string_append_c (out, '"');
}

char *
cosell_json_quote (const char *text)
{
  GString *out;

  if (text == NULL)
    return g_strdup ("null");
  out = g_string_sized_new (strlen (text) + 2);
  append_string (out, text);
  return g_string_free (out, FALSE);
}

/* ---- the writer ---- */

CosellJsonWriter *
cosell_json_writer_new (void)
{
  CosellJsonWriter *self = g_new0 (CosellJsonWriter, 1);

  self->out = g_string_new (NULL);
  return self;
}

void
cosell_json_writer_free (CosellJsonWriter *self)
{
  if (self == NULL)
    return;
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  g_free (self);
}

/* Puts the comma and checks that a value may stand here. */
static void
begin_value (CosellJsonWriter *self)
{
  Level *level = &self->levels[self->depth];

  if (level->object)
    {
      g_assert (level->named);
      level->named = FALSE;
      return;
    }
  g_assert (self->depth > 0 || !level->begun);
  if (level->begun)
    g_string_append_c (self->out, ',');
  level->begun = TRUE;
}

static void
begin_container (CosellJsonWriter *self, gboolean object)
{
  begin_value (self);
  g_assert (self->depth < COSELL_JSON_MAX_DEPTH);
  self->levels[++self->depth] = (Level){ .object = object };
  g_string_append_c (self->out, object ? '{' : '[');
}

static void
end_container (CosellJsonWriter *self, gboolean object)
{
  g_assert (self->depth > 0);
  g_assert (self->levels[self->depth].object == object);
  g_assert (!self->levels[self->depth].named);
  self->depth--;
  g_string_append_c (self->out, object ? '}' : ']');
}

void
cosell_json_writer_begin_object (CosellJsonWriter *self)
{
  begin_container (self, TRUE);
}

void
cosell_json_writer_end_object (CosellJsonWriter *self)
{
  end_container (self, TRUE);
}

void
cosell_json_writer_begin_array (CosellJsonWriter *self)
{
  begin_container (self, FALSE);
}

void
cosell_json_writer_end_array (CosellJsonWriter *self)
{
  end_container (self, FALSE);
}

void
cosell_json_writer_name (CosellJsonWriter *self, const char *name)
{
  Level *level = &self->levels[self->depth];

  g_return_if_fail (name != NULL);
  g_assert (level->object && !level->named);

  if (level->begun)
    g_string_append_c (self->out, ',');
  level->begun = TRUE;
  level->named = TRUE;
  append_string (self->out, name);
  g_string_append_c (self->out, ':');
}

void
cosell_json_writer_string (CosellJsonWriter *self, const char *value)
{
  begin_value (self);
  if (value == NULL)
    g_string_append (self->out, "null");
  else
    append_string (self->out, value);
}

void
cosell_json_writer_int (CosellJsonWriter *self, gint64 value)
{
  begin_value (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
cosell_json_writer_bool (CosellJsonWriter *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->out, value ? "true" : "false");
}

void
cosell_json_writer_null (CosellJsonWriter *self)
{
  begin_value (self);
  g_string_append (self->out, "null");
}

void
cosell_json_writer_raw (CosellJsonWriter *self, const char *json, gssize length)
{
  g_return_if_fail (json != NULL && length != 0);

  begin_value (self);
  g_string_append_len (self->out, json, length);
}

void
cosell_json_writer_member (CosellJsonWriter *self, const char *name, const char *value)
{
  cosell_json_writer_name (self, name);
  cosell_json_writer_string (self, value);
}

char *
cosell_json_writer_end (CosellJsonWriter *self)
{
  char *text;

  g_assert (self->depth == 0 && self->levels[0].begun);
  text = g_string_free (g_steal_pointer (&self->out), FALSE);
  cosell_json_writer_free (self);
  return text;
}

/* ---- indented ---- */

static void
append_line (GString *out, guint indent)
{
  g_string_append_printf (out, "\n%*s", (int) (2 * indent), "");
}

static void
append_pretty (GString *out, CosellJsonValue value, guint indent)
{
  gsize length;
  const char *raw = cosell_json_raw (value, &length);
  CosellJsonIter iter;
  CosellJsonValue name, child;
  gboolean first = TRUE;

  if (cosell_json_kind (value) < COSELL_JSON_ARRAY)
    {
      g_string_append_len (out, raw, (gssize) length);
      return;
    }
  g_string_append_c (out, raw[0]);
  cosell_json_iter_init (&iter, value);
  while (cosell_json_iter_next (&iter, &name, &child))
    {
      if (!first)
        g_string_append_c (out, ',');
      append_line (out, indent + 1);
      if (name.doc != NULL)
        {
          const char *spelled = cosell_json_raw (name, &length);

          g_string_append_len (out, spelled, (gssize) length);
          g_string_append (out, ": ");
        }
      append_pretty (out, child, indent + 1);
      first = FALSE;
    }
  if (!first)
    append_line (out, indent);
  g_string_append_c (out, raw[0] == '{' ? '}' : ']');
}

char *
cosell_json_pretty (CosellJsonValue value)
{
  GString *out;

  g_return_val_if_fail (cosell_json_kind (value) != COSELL_JSON_NONE, NULL);

  out = g_string_new (NULL);
  append_pretty (out, value, 0);
  return g_string_free (out, FALSE);
}
