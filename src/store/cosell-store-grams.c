#include "store/cosell-store-grams.h"

#include <string.h>

#define LINES 0x0e
#define MOST 3 /* characters of a token */
#define MOST_ASKED 6

typedef int (
    *EmitFunc) (void *context, int flags, const char *token, int length, int start, int end);

/* Bytes of a character; bytes that are no UTF-8 count as one each. */
static gsize
char_length (const char *c, const char *end)
{
  gsize length = 1;

  while (c + length < end && ((guchar) c[length] & 0xc0) == 0x80)
    length++;
  return length;
}

static gboolean
is_indexed (const char *gram, guint n_chars, gsize length)
{
  if (n_chars == 1)
    return !g_ascii_isxdigit (*gram);
  if (n_chars == 2 && length == 2)
    return !g_ascii_isxdigit (gram[0]) || !g_ascii_isxdigit (gram[1]);
  return TRUE;
}

static gboolean
is_text (char c)
{
  return (guchar) c >= 0x20;
}

/* The tokens that begin at a character. */
static int
emit_grams (const char *text, const char *gram, const char *end, EmitFunc emit, void *context)
{
  gsize length = 0;
  int start = (int) (gram - text);

  for (guint n = 1; n <= MOST && gram + length < end && is_text (gram[length]); n++)
    {
      int code;

      length += char_length (gram + length, end);
      if (!is_indexed (gram, n, length))
        continue;
      code = emit (context, 0, gram, (int) length, start, start + (int) length);
      if (code != SQLITE_OK)
        return code;
    }
  return SQLITE_OK;
}

static int
emit_lines (const char *ids, const char *end, EmitFunc emit, void *context)
{
  char token[24] = { LINES };
  int length = 1;

  for (const char *c = ids; c <= end; c++)
    {
      gboolean digit = c < end && g_ascii_isdigit (*c);
      int code = SQLITE_OK;

      if (digit && length < (int) sizeof token)
        token[length++] = *c;
      if (digit || length == 1)
        continue;
      code = emit (context, 0, token, length, 0, 0);
      if (code != SQLITE_OK)
        return code;
      length = 1;
    }
  return SQLITE_OK;
}

static int
tokenize (Fts5Tokenizer *self,
          void *context,
          int flags,
          const char *text,
          int length,
          EmitFunc emit)
{
  const char *end = text + length;

  if ((flags & FTS5_TOKENIZE_QUERY) != 0)
    return emit (context, 0, text, length, 0, length);
  for (const char *c = text; c < end; c += char_length (c, end))
    {
      int code;

      if (*c == LINES)
        return emit_lines (c + 1, end, emit, context);
      code = emit_grams (text, c, end, emit, context);
      if (code != SQLITE_OK)
        return code;
    }
  return SQLITE_OK;
}

static int
create (void *data, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  static char only; /* it has no state */

  *tokenizer = (Fts5Tokenizer *) &only;
  return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer) {}

static fts5_api *
get_api (sqlite3 *db)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

gboolean
cosell_store_grams_register (sqlite3 *db, GError **error)
{
  fts5_tokenizer tokenizer = { create, delete, tokenize };
  fts5_api *api = get_api (db);
  int code = SQLITE_ERROR;

  if (api != NULL)
    code = api->xCreateTokenizer (api, "cosell_grams", NULL, &tokenizer, NULL);
  if (code != SQLITE_OK)
    cosell_store_error_set (error, db, code);
  return code == SQLITE_OK;
}

static void
append_gram (GString *match, const char *gram, gsize length)
{
  g_string_append (match, match->len > 0 ? " AND \"" : "\"");
  for (gsize i = 0; i < length; i++)
    {
      if (gram[i] == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, gram[i]);
    }
  g_string_append_c (match, '"');
}

char *
cosell_store_grams_match (const char *text)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const char *end = text + strlen (text);
  guint n_chars = 0;
  guint n_asked;

  for (const char *c = text; c < end; c += char_length (c, end))
    n_chars++;
  if (n_chars == 0 || (n_chars < MOST && !is_indexed (text, n_chars, (gsize) (end - text))))
    return NULL;
  n_asked = n_chars > MOST ? MIN (n_chars - MOST + 1, MOST_ASKED) : 1;
  for (guint i = 0, place = 0; i < n_asked; i++)
    {
      /* from the first to the last, evenly */
      guint next = n_asked > 1 ? i * (n_chars - MOST) / (n_asked - 1) : 0;
      const char *last;

      for (; place < next; place++)
        text += char_length (text, end);
      last = text;
      for (guint n = 0; n < MOST && last < end; n++)
        last += char_length (last, end);
      append_gram (match, text, (gsize) (last - text));
    }
  return g_string_free (g_steal_pointer (&match), FALSE);
}

char *
cosell_store_grams_match_line (gint64 line)
{
  return g_strdup_printf ("\"%c%" G_GINT64_FORMAT "\"", LINES, line);
}
