#include "cli/cosell-cli-builder.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"

struct _CosellCliBuilder
{
  JsonBuilder *builder; /* (owned): of the document, or of its element that is being written */
  GString *out;         /* (owned): what is written already */
  guint depth;          /* of open objects and arrays, the document's own array among them */
  gboolean list;        /* the document is an array */
  gboolean begun;       /* an element stands in it */
  char *mark;           /* (owned): stands nowhere else in the document */
  GPtrArray *foreign;   /* (owned) of char *: what stands at "mark<index>" */
};

CosellCliBuilder *
cosell_cli_builder_new (void)
{
  CosellCliBuilder *self = g_new0 (CosellCliBuilder, 1);
  g_autofree char *random = g_uuid_string_random ();

  self->builder = json_builder_new ();
  self->out = g_string_new (NULL);
  self->mark = g_strconcat ("foreign-", random, "-", NULL);
  self->foreign = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cosell_cli_builder_free (CosellCliBuilder *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->builder);
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  g_free (self->mark);
  g_ptr_array_unref (self->foreign);
  g_free (self);
}

/* Puts a text of json-glib, with what is foreign in the place of its marks. */
static void
append_spliced (CosellCliBuilder *self, const char *text)
{
  const char *found;

  while (self->foreign->len > 0 && (found = strstr (text, self->mark)) != NULL)
    {
      char *behind;
      guint64 index = g_ascii_strtoull (found + strlen (self->mark), &behind, 10);

      /* the mark is a string: its quotes go with it */
      g_string_append_len (self->out, text, found - 1 - text);
      g_string_append (self->out, g_ptr_array_index (self->foreign, index));
      text = behind + 1;
    }
  g_string_append (self->out, text);
  g_ptr_array_set_size (self->foreign, 0);
}

/* Whether a value that begins or ends here is the document, or an element of the document. */
static gboolean
is_outermost (CosellCliBuilder *self)
{
  return self->depth == (self->list ? 1 : 0);
}

/* value: complete; taken */
static void
write_out (CosellCliBuilder *self, JsonNode *value)
{
  g_autoptr (JsonNode) taken = value;
  g_autofree char *text = json_to_string (taken, FALSE);

  if (self->begun)
    g_string_append_c (self->out, ',');
  self->begun = TRUE;
  append_spliced (self, text);
}

/* json-glib 1.6 writes U+001F as it is, which is no JSON, and U+007F as an escape, which scripts
 * have not seen so far; and it takes valid UTF-8 only. */
static gboolean
is_plain (const char *text)
{
  return strpbrk (text, "\x1f\x7f") == NULL && g_utf8_validate (text, -1, NULL);
}

/* What stands for a foreign text until the text is written. foreign: taken. (transfer full) */
static char *
add_mark (CosellCliBuilder *self, char *foreign)
{
  g_ptr_array_add (self->foreign, foreign);
  return g_strdup_printf ("%s%u", self->mark, self->foreign->len - 1);
}

static void
name_value (CosellCliBuilder *self, const char *name)
{
  g_autofree char *mark = NULL;

  if (name != NULL && !is_plain (name))
    name = mark = add_mark (self, cosell_json_quote (name));
  if (name != NULL)
    json_builder_set_member_name (self->builder, name);
}

/* value: taken. json-glib builds objects and arrays only. */
static void
add_value (CosellCliBuilder *self, const char *name, JsonNode *value)
{
  name_value (self, name);
  if (is_outermost (self))
    write_out (self, value);
  else
    json_builder_add_value (self->builder, value);
}

static void
end_container (CosellCliBuilder *self)
{
  if (!is_outermost (self))
    return;
  write_out (self, json_builder_get_root (self->builder));
  json_builder_reset (self->builder);
}

void
cosell_cli_builder_begin_object (CosellCliBuilder *self, const char *name)
{
  name_value (self, name);
  json_builder_begin_object (self->builder);
  self->depth++;
}

void
cosell_cli_builder_end_object (CosellCliBuilder *self)
{
  json_builder_end_object (self->builder);
  self->depth--;
  end_container (self);
}

void
cosell_cli_builder_begin_array (CosellCliBuilder *self, const char *name)
{
  name_value (self, name);
  if (self->depth++ == 0)
    {
      self->list = TRUE;
      g_string_append_c (self->out, '[');
    }
  else
    json_builder_begin_array (self->builder);
}

void
cosell_cli_builder_end_array (CosellCliBuilder *self)
{
  if (--self->depth == 0)
    {
      g_string_append_c (self->out, ']');
      return;
    }
  json_builder_end_array (self->builder);
  end_container (self);
}

void
cosell_cli_builder_text (CosellCliBuilder *self, const char *name, const char *text)
{
  if (text == NULL)
    cosell_cli_builder_null (self, name);
  else if (is_plain (text))
    add_value (self, name, json_node_init_string (json_node_alloc (), text));
  else
    {
      g_autofree char *quoted = cosell_json_quote (text);

      cosell_cli_builder_foreign (self, name, quoted, -1);
    }
}

void
cosell_cli_builder_int (CosellCliBuilder *self, const char *name, gint64 value)
{
  add_value (self, name, json_node_init_int (json_node_alloc (), value));
}

void
cosell_cli_builder_bool (CosellCliBuilder *self, const char *name, gboolean value)
{
  add_value (self, name, json_node_init_boolean (json_node_alloc (), value));
}

void
cosell_cli_builder_null (CosellCliBuilder *self, const char *name)
{
  add_value (self, name, json_node_init_null (json_node_alloc ()));
}

void
cosell_cli_builder_instant (CosellCliBuilder *self, const char *name, gint64 instant)
{
  g_autofree char *text = cosell_time_format (instant);

  cosell_cli_builder_text (self, name, text);
}

void
cosell_cli_builder_foreign (CosellCliBuilder *self,
                            const char *name,
                            const char *json,
                            gssize length)
{
  g_autofree char *mark = NULL;

  if (json == NULL)
    {
      cosell_cli_builder_null (self, name);
      return;
    }
  mark = add_mark (self, length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length));
  cosell_cli_builder_text (self, name, mark);
}

char *
cosell_cli_builder_end (CosellCliBuilder *self)
{
  char *text;

  g_assert (self->depth == 0);

  text = g_string_free (g_steal_pointer (&self->out), FALSE);
  cosell_cli_builder_free (self);
  return text;
}

char *
cosell_cli_builder_list (GPtrArray *items, void (*add) (CosellCliBuilder *self, gconstpointer item))
{
  CosellCliBuilder *self;

  g_return_val_if_fail (items != NULL, NULL);

  self = cosell_cli_builder_new ();
  cosell_cli_builder_begin_array (self, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      cosell_cli_builder_begin_object (self, NULL);
      add (self, g_ptr_array_index (items, i));
      cosell_cli_builder_end_object (self);
    }
  cosell_cli_builder_end_array (self);
  return cosell_cli_builder_end (self);
}
