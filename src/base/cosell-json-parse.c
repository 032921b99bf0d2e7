/* The grammar of RFC 8259. Iterative: the depth of a document costs no stack. The text ends with a
 * NUL, which is legal nowhere in it, so no step has to ask where the end is. */
#include "base/cosell-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  CosellJsonNode *nodes; /* (owned) */
  guint n_nodes;
  guint room; /* for so many */
  guint max_nodes;
  guint open[COSELL_JSON_MAX_DEPTH]; /* the containers around this place, outermost first */
  guint depth;
  GError **error;
} Scanner;

static gboolean
fail (Scanner *self, CosellJsonError code, const char *what)
{
  if (self->text[self->at] == '\0')
    what = _ ("The text ends too early");
  /* Translators: what is wrong with a JSON text, and where */
  g_set_error (self->error, COSELL_JSON_ERROR, code, _ ("%s (byte %lu)"), what, (gulong) self->at);
  return FALSE;
}

static inline void
skip_space (Scanner *self)
{
  const char *at = self->text + self->at;

  while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
    at++;
  self->at = (gsize) (at - self->text);
}

static inline CosellJsonNode *
node_at (Scanner *self, guint index)
{
  return &self->nodes[index];
}

/* A value without children, from start to the present place */
static void
append_leaf (Scanner *self, CosellJsonKind kind, gsize start, gboolean escaped)
{
  CosellJsonNode node = {
    .start = (guint32) start,
    .end = (guint32) self->at,
    .next = self->n_nodes + 1,
    .kind = kind,
    .escaped = escaped ? 1 : 0,
  };

  if (self->n_nodes == self->room)
    {
      self->room *= 2;
      self->nodes = g_renew (CosellJsonNode, self->nodes, self->room);
    }
  self->nodes[self->n_nodes++] = node;
}

static gboolean
scan_escape (Scanner *self)
{
  self->at++;
  if (self->text[self->at] == 'u')
    {
      for (int i = 0; i < 4; i++)
        {
          self->at++;
          if (!g_ascii_isxdigit (self->text[self->at]))
            return fail (self, COSELL_JSON_ERROR_SYNTAX,
                         _ ("Four hexadecimal digits are expected"));
        }
    }
  else if (self->text[self->at] == '\0' || strchr ("\"\\/bfnrt", self->text[self->at]) == NULL)
    return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("JSON knows no such escape"));
  self->at++;
  return TRUE;
}

static gboolean
scan_string (Scanner *self)
{
  gsize start = self->at;
  gboolean escaped = FALSE;

  self->at++;
  self->at += cosell_json_plain_length (self->text + self->at, self->length - self->at);
  while (self->text[self->at] != '"')
    {
      if (self->text[self->at] != '\\')
        return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A control character stands in a string"));
      escaped = TRUE;
      if (!scan_escape (self))
        return FALSE;
      self->at += cosell_json_plain_length (self->text + self->at, self->length - self->at);
    }
  self->at++;
  append_leaf (self, COSELL_JSON_STRING, start, escaped);
  return TRUE;
}

static gboolean
scan_digits (Scanner *self)
{
  if (!g_ascii_isdigit (self->text[self->at]))
    return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A digit is expected"));
  while (g_ascii_isdigit (self->text[self->at]))
    self->at++;
  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  gsize start = self->at;

  if (self->text[self->at] == '-')
    self->at++;
  if (self->text[self->at] == '0')
    self->at++;
  else if (!scan_digits (self))
    return FALSE;
  if (self->text[self->at] == '.')
    {
      self->at++;
      if (!scan_digits (self))
        return FALSE;
    }
  if (self->text[self->at] == 'e' || self->text[self->at] == 'E')
    {
      self->at++;
      if (self->text[self->at] == '+' || self->text[self->at] == '-')
        self->at++;
      if (!scan_digits (self))
        return FALSE;
    }
  append_leaf (self, COSELL_JSON_NUMBER, start, FALSE);
  return TRUE;
}

static gboolean
scan_word (Scanner *self, const char *word, CosellJsonKind kind)
{
  gsize start = self->at;

  for (; *word != '\0'; word++, self->at++)
    {
      if (self->text[self->at] != *word)
        return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A value is expected"));
    }
  append_leaf (self, kind, start, FALSE);
  return TRUE;
}

/* A member's name and its colon */
static gboolean
scan_name (Scanner *self)
{
  skip_space (self);
  if (self->text[self->at] != '"')
    return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A member name in quotes is expected"));
  if (!scan_string (self))
    return FALSE;
  skip_space (self);
  if (self->text[self->at] != ':')
    return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A colon is expected"));
  self->at++;
  return TRUE;
}

static void
close_container (Scanner *self)
{
  CosellJsonNode *node = node_at (self, self->open[--self->depth]);

  self->at++;
  node->end = (guint32) self->at;
  node->next = self->n_nodes;
}

/* *complete is FALSE when a value of the container comes next. */
static gboolean
scan_container (Scanner *self, CosellJsonKind kind, char closer, gboolean *complete)
{
  if (self->depth == COSELL_JSON_MAX_DEPTH)
    return fail (self, COSELL_JSON_ERROR_DEPTH, _ ("The text is nested too deeply"));
  self->open[self->depth++] = self->n_nodes;
  append_leaf (self, kind, self->at, FALSE);
  self->at++;
  skip_space (self);
  *complete = self->text[self->at] == closer;
  if (*complete)
    close_container (self);
  else if (kind == COSELL_JSON_OBJECT)
    return scan_name (self);
  return TRUE;
}

static gboolean
scan_value (Scanner *self, gboolean *complete)
{
  *complete = TRUE;
  switch (self->text[self->at])
    {
    case '{':
      return scan_container (self, COSELL_JSON_OBJECT, '}', complete);
    case '[':
      return scan_container (self, COSELL_JSON_ARRAY, ']', complete);
    case '"':
      return scan_string (self);
    case 't':
      return scan_word (self, "true", COSELL_JSON_TRUE);
    case 'f':
      return scan_word (self, "false", COSELL_JSON_FALSE);
    case 'n':
      return scan_word (self, "null", COSELL_JSON_NULL);
    default:
      if (self->text[self->at] == '-' || g_ascii_isdigit (self->text[self->at]))
        return scan_number (self);
      return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("A value is expected"));
    }
}

/* Behind a complete value: closes what ends here and stops where the next value begins, or at depth
 * 0 behind the last one. */
static gboolean
scan_behind_value (Scanner *self)
{
  while (self->depth > 0)
    {
      CosellJsonNode *container = node_at (self, self->open[self->depth - 1]);
      gboolean object = container->kind == COSELL_JSON_OBJECT;

      container->count++;
      skip_space (self);
      if (self->text[self->at] == ',')
        {
          self->at++;
          return object ? scan_name (self) : TRUE;
        }
      if (self->text[self->at] != (object ? '}' : ']'))
        return fail (self, COSELL_JSON_ERROR_SYNTAX,
                     _ ("A comma or a closing bracket is expected"));
      close_container (self);
    }
  return TRUE;
}

static gboolean
scan_document (Scanner *self)
{
  do
    {
      gboolean complete;

      skip_space (self);
      if (!scan_value (self, &complete))
        return FALSE;
      if (self->n_nodes > self->max_nodes)
        return fail (self, COSELL_JSON_ERROR_SIZE, _ ("The text holds too many values"));
      if (complete && !scan_behind_value (self))
        return FALSE;
    }
  while (self->depth > 0);

  skip_space (self);
  if (self->text[self->at] != '\0')
    return fail (self, COSELL_JSON_ERROR_SYNTAX, _ ("Something follows the end of the value"));
  return TRUE;
}

CosellJsonNode *
cosell_json_scan (const char *text, gsize length, guint max_nodes, guint *n_nodes, GError **error)
{
  Scanner scanner = { .text = text, .length = length, .max_nodes = max_nodes, .error = error };

  /* a value or name of a referral takes some 20 bytes */
  scanner.room = (guint) MIN (length / 16, 1024) + 8;
  scanner.nodes = g_new (CosellJsonNode, scanner.room);
  /* RFC 8259 8.1 lets a reader pass over a byte order mark; files saved on Windows have one. */
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    scanner.at = 3;
  if (!scan_document (&scanner))
    {
      g_free (scanner.nodes);
      return NULL;
    }
  *n_nodes = scanner.n_nodes;
  return g_renew (CosellJsonNode, scanner.nodes, scanner.n_nodes);
}
