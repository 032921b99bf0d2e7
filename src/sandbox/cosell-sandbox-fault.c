#include "sandbox/cosell-sandbox-fault.h"

#include <gio/gio.h>
#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"

#define MAX_OVERSIZE (128 * 1024 * 1024)

void
sandbox_fault_free (gpointer data)
{
  SandboxFault *fault = data;

  if (fault == NULL)
    return;
  g_free (fault->method);
  g_free (fault->path);
  g_free (fault->retry_after);
  g_free (fault->location);
  g_free (fault->next_link);
  g_free (fault->date);
  g_clear_pointer (&fault->unkept, cosell_json_unref);
  g_clear_pointer (&fault->answer, cosell_json_unref);
  g_free (fault);
}

SandboxFault *
sandbox_fault_copy (const SandboxFault *fault)
{
  SandboxFault *copy = g_memdup2 (fault, sizeof *fault);

  copy->method = g_strdup (fault->method);
  copy->path = g_strdup (fault->path);
  copy->retry_after = g_strdup (fault->retry_after);
  copy->location = g_strdup (fault->location);
  copy->next_link = g_strdup (fault->next_link);
  copy->date = g_strdup (fault->date);
  copy->unkept = fault->unkept != NULL ? cosell_json_ref (fault->unkept) : NULL;
  copy->answer = fault->answer != NULL ? cosell_json_ref (fault->answer) : NULL;
  return copy;
}

gboolean
sandbox_fault_fits (const SandboxFault *fault, const char *method, const char *path)
{
  if (fault->method != NULL && g_ascii_strcasecmp (fault->method, method) != 0)
    return FALSE;
  if (fault->path == NULL)
    return TRUE;
  return strchr (fault->path, '*') != NULL ? g_pattern_match_simple (fault->path, path)
                                           : g_str_has_prefix (path, fault->path);
}

gboolean
sandbox_fault_breaks_connection (const SandboxFault *fault)
{
  return fault->drop != SANDBOX_DROP_NONE || fault->body == SANDBOX_BODY_CUT;
}

/* --- reading --- */

/* FALSE when text is none of the words; NULL is the first. */
static gboolean
read_word (CosellJsonValue value, const char *const *words, guint *index)
{
  g_autofree char *text = cosell_json_dup_string (value);

  if (!cosell_json_is_present (value))
    return TRUE;
  for (*index = 1; words[*index - 1] != NULL; (*index)++)
    if (g_strcmp0 (text, words[*index - 1]) == 0)
      return TRUE;
  return FALSE;
}

/* A number from 0 to max; absent leaves it alone. */
static gboolean
read_number (CosellJsonValue value, guint max, guint *number)
{
  gint64 n = cosell_json_get_int (value, -1);

  if (!cosell_json_is_present (value))
    return TRUE;
  *number = (guint) CLAMP (n, 0, (gint64) max);
  return n >= 0 && n <= (gint64) max;
}

static gboolean
read_words (SandboxFault *fault, CosellJsonValue body)
{
  static const char *const drops[] = { "before", "after", NULL };
  static const char *const bodies[] = { "cut", "garbled", "html", "empty", NULL };
  static const char *const charsets[] = { "bom", "utf-16", "latin-1", NULL };
  static const char *const encodings[] = { "gzip", NULL };
  static const char *const engagements[] = { "own", NULL };
  guint drop = 0, kind = 0, charset = 0, encoding = 0, engagement = 0;

  if (!read_word (cosell_json_member (body, "drop"), drops, &drop) ||
      !read_word (cosell_json_member (body, "body"), bodies, &kind) ||
      !read_word (cosell_json_member (body, "charset"), charsets, &charset) ||
      !read_word (cosell_json_member (body, "encoding"), encodings, &encoding) ||
      !read_word (cosell_json_member (body, "engagement"), engagements, &engagement))
    return FALSE;
  fault->drop = (SandboxDrop) drop;
  fault->body = (SandboxBody) kind;
  fault->charset = (SandboxCharset) charset;
  fault->gzip = encoding != 0;
  fault->own_engagements = engagement != 0;
  return TRUE;
}

/* {path: value}, or a list of paths, which are null then. *members: (nullable) */
static gboolean
read_members (CosellJsonValue value, CosellJson **members)
{
  g_autoptr (CosellJsonWriter) writer = NULL;
  g_autofree char *text = cosell_json_dup_raw (value);

  if (!cosell_json_is_present (value))
    return TRUE;
  if (cosell_json_kind (value) != COSELL_JSON_ARRAY)
    {
      *members = cosell_json_parse (text, -1, NULL);
      return cosell_json_kind (value) == COSELL_JSON_OBJECT;
    }
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < cosell_json_length (value); i++)
    {
      g_autofree char *path = cosell_json_dup_string (cosell_json_element (value, i));

      cosell_json_writer_name (writer, path != NULL ? path : "");
      cosell_json_writer_null (writer);
    }
  cosell_json_writer_end_object (writer);
  cosell_take_str (&text, cosell_json_writer_end (g_steal_pointer (&writer)));
  *members = cosell_json_parse (text, -1, NULL);
  return TRUE;
}

SandboxFault *
sandbox_fault_read (CosellJsonValue body)
{
  SandboxFault *fault = g_new0 (SandboxFault, 1);

  fault->count = 1;
  fault->method = cosell_json_dup_string (cosell_json_member (body, "method"));
  fault->path = cosell_json_dup_string (cosell_json_member (body, "path"));
  fault->retry_after = cosell_json_dup_scalar (cosell_json_member (body, "retryAfter"));
  fault->location = cosell_json_dup_string (cosell_json_member (body, "location"));
  fault->next_link = cosell_json_dup_string (cosell_json_member (body, "nextLink"));
  fault->date = cosell_json_dup_string (cosell_json_member (body, "date"));
  fault->chunked = cosell_json_get_bool (cosell_json_member (body, "chunked"), FALSE);
  if (cosell_json_kind (body) != COSELL_JSON_OBJECT || !read_words (fault, body) ||
      !read_members (cosell_json_member (body, "forget"), &fault->unkept) ||
      !read_members (cosell_json_member (body, "answer"), &fault->answer) ||
      !read_number (cosell_json_member (body, "count"), G_MAXINT32, &fault->count) ||
      !read_number (cosell_json_member (body, "skip"), G_MAXINT32, &fault->skip) ||
      !read_number (cosell_json_member (body, "status"), 599, &fault->status) ||
      !read_number (cosell_json_member (body, "delayMs"), G_MAXINT32, &fault->delay_ms) ||
      !read_number (cosell_json_member (body, "oversize"), MAX_OVERSIZE, &fault->oversize) ||
      (fault->status != 0 && fault->status < 200))
    {
      sandbox_fault_free (fault);
      return NULL;
    }
  if (fault->retry_after != NULL && fault->status == 0)
    fault->status = 429;
  if (fault->location != NULL && fault->status == 0)
    fault->status = 302;
  return fault;
}

/* --- members that are not kept --- */

char *
sandbox_fault_forget (const CosellJson *unkept, const char *before, char *text)
{
  g_autoptr (CosellJson) old = before != NULL ? cosell_json_parse (before, -1, NULL) : NULL;
  CosellJsonValue paths = unkept != NULL ? cosell_json_root (unkept) : (CosellJsonValue){ NULL, 0 };

  for (guint i = 0; i < cosell_json_length (paths); i++)
    {
      g_autofree char *path = NULL;
      CosellJsonValue given = cosell_json_nth_member (paths, i, &path);
      CosellJsonValue was = old != NULL ? cosell_json_pointer (cosell_json_root (old), path)
                                        : (CosellJsonValue){ NULL, 0 };
      g_autofree char *value = cosell_json_dup_raw (cosell_json_is_present (given) ? given : was);
      char *next = value != NULL ? cosell_json_set (text, path, value, NULL)
                                 : cosell_json_remove (text, path, NULL);

      if (next == NULL)
        continue;
      cosell_take_str (&text, next);
    }
  return text;
}

/* --- bodies --- */

/* A third of the way in: bytes that are no UTF-8, in place of as many that were right. */
static void
garble (char *body, gsize length)
{
  static const char noise[] = "\xff\xfe\x80{\"\xc3";
  gsize at = length / 3;

  for (gsize i = 0; i < sizeof noise - 1 && at + i < length; i++)
    body[at + i] = noise[i];
}

static char *
set_next_link (const SandboxFault *fault, char *body)
{
  g_autofree char *link = cosell_json_quote (fault->next_link);
  g_autoptr (CosellJson) json = cosell_json_parse (body, -1, NULL);
  char *changed = NULL;

  if (cosell_json_is_present (cosell_json_member (cosell_json_root (json), "value")))
    changed = cosell_json_set (body, "/@odata.nextLink", link, NULL);
  if (changed == NULL)
    return body;
  g_free (body);
  return changed;
}

static GBytes *
encode (SandboxCharset charset, const char *body)
{
  static const char *const names[] = { NULL, NULL, "UTF-16", "ISO-8859-1" };
  char *encoded = NULL;
  gsize length = 0;

  if (charset == SANDBOX_CHARSET_BOM)
    encoded = g_strconcat ("\xef\xbb\xbf", body, NULL);
  else if (names[charset] != NULL)
    encoded = g_convert_with_fallback (body, -1, names[charset], "UTF-8", "\xc2\xbf", NULL, &length,
                                       NULL);
  if (encoded == NULL)
    encoded = g_strdup (body);
  return g_bytes_new_take (encoded, length > 0 ? length : strlen (encoded));
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                             NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
sandbox_fault_shape (const SandboxFault *fault, char *body)
{
  g_autofree char *text = body != NULL ? body : g_strdup ("");
  g_autoptr (GBytes) plain = NULL;

  if (fault->body == SANDBOX_BODY_EMPTY)
    *text = '\0';
  if (fault->answer != NULL && *text != '\0')
    text = sandbox_fault_forget (fault->answer, NULL, g_steal_pointer (&text));
  if (fault->next_link != NULL)
    text = set_next_link (fault, g_steal_pointer (&text));
  if (fault->oversize > 0)
    {
      g_autofree char *blanks = g_strnfill (fault->oversize, ' ');
      char *longer = g_strconcat (text, blanks, NULL);

      cosell_take_str (&text, longer);
    }
  if (fault->body == SANDBOX_BODY_GARBLED)
    garble (text, strlen (text));
  plain = fault->body == SANDBOX_BODY_GARBLED ? g_bytes_new (text, strlen (text))
                                              : encode (fault->charset, text);
  return fault->gzip ? compress (plain) : g_steal_pointer (&plain);
}
