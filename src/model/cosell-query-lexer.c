/* cosell-query-lexer.c: where the terms of a query and their values begin and end (rules I1 to I5)
 */
#include <string.h>

#include "model/cosell-query-private.h"

gboolean
cosell_query_is_space (const char *p)
{
  return *p != '\0' && g_unichar_isspace (g_utf8_get_char (p));
}

static void
piece_clear (gpointer data)
{
  CosellQueryPiece *piece = data;

  g_free (piece->text);
}

void
cosell_query_token_clear (CosellQueryToken *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
}

/* The name before a ":" that p begins with, if it is a key. */
static const CosellQueryKeyInfo *
read_key (const char *p, gsize *length)
{
  g_autofree char *name = NULL;

  *length = 0;
  while (g_ascii_isalpha (p[*length]) || p[*length] == '-')
    (*length)++;
  if (p[*length] != ':' || *length == 0)
    return NULL;
  name = g_strndup (p, (*length)++);
  return cosell_query_key_find (name);
}

/* I3: what stands in quotes; p is the first one. Returns: what follows the last one */
static const char *
read_quoted (CosellQueryToken *token, const char *p, GString *text)
{
  token->open = TRUE;
  token->escaped = FALSE;
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"')
        {
          token->open = FALSE;
          return p + 1;
        }
      token->escaped = *p == '\\' && p[1] == '\0';
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (text, *p);
    }
  return p;
}

/* Until white space, and in a filter until a comma. */
static const char *
read_bare (const char *p, gboolean filter, GString *text)
{
  while (*p != '\0' && !cosell_query_is_space (p) && !(filter && *p == ','))
    {
      const char *next = g_utf8_next_char (p);

      g_string_append_len (text, p, next - p);
      p = next;
    }
  return p;
}

static const char *
read_piece (CosellQueryToken *token, const char *start, const char *p)
{
  CosellQueryPiece piece = { .range.at = (gsize) (p - start), .quoted = *p == '"' };
  GString *text = g_string_new (NULL);

  if (piece.quoted)
    p = read_quoted (token, p, text);
  else
    p = read_bare (p, token->key != NULL, text);
  piece.range.length = (gsize) (p - start) - piece.range.at;
  piece.text = g_string_free (text, FALSE);
  g_array_append_val (token->pieces, piece);
  return p;
}

gboolean
cosell_query_token_next (CosellQueryToken *self, const char *text, gsize *at)
{
  const char *p = text + *at;
  gsize length;

  *self = (CosellQueryToken){ .range.at = 0 };
  while (cosell_query_is_space (p))
    p = g_utf8_next_char (p);
  *at = (gsize) (p - text);
  if (*p == '\0')
    return FALSE;

  self->range.at = *at;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (CosellQueryPiece));
  g_array_set_clear_func (self->pieces, piece_clear);
  /* I2: a dash that stands alone is a word, as in a name that was pasted. */
  if (*p == '-' && p[1] != '\0' && !cosell_query_is_space (p + 1))
    {
      self->negated = TRUE;
      p++;
    }
  self->key = read_key (p, &length);
  if (self->key != NULL)
    p += length;
  p = read_piece (self, text, p);
  while (self->key != NULL && *p == ',')
    p = read_piece (self, text, p + 1);
  *at = (gsize) (p - text);
  self->range.length = *at - self->range.at;
  return TRUE;
}
