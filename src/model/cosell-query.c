/* cosell-query.c: a text becomes a query (chapter I of the rules) */
#include "model/cosell-query.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/cosell-query-private.h"

/* A text that is being read. */
typedef struct
{
  CosellQuery *query;
  const CosellQueryContext *context; /* (nullable) */
  gsize length;                      /* of the canonical text so far */
} Parser;

static void
term_free (gpointer data)
{
  CosellQueryTerm *term = data;

  g_free (term->text);
  g_free (term->folded);
  g_clear_pointer (&term->values, g_ptr_array_unref);
  g_free (term);
}

static void
problem_free (gpointer data)
{
  CosellQueryProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

static CosellQuery *
query_new (void)
{
  CosellQuery *self = g_new0 (CosellQuery, 1);

  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
cosell_query_free (CosellQuery *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static gboolean
equal_values (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!cosell_query_value_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
equal_terms (const CosellQueryTerm *a, const CosellQueryTerm *b)
{
  return a->kind == b->kind && a->negated == b->negated && a->key == b->key &&
         a->keyword == b->keyword && g_strcmp0 (a->folded, b->folded) == 0 &&
         equal_values (a->values, b->values);
}

gboolean
cosell_query_equal (const CosellQuery *a, const CosellQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->terms->len != b->terms->len)
    return FALSE;
  for (guint i = 0; i < a->terms->len; i++)
    if (!equal_terms (a->terms->pdata[i], b->terms->pdata[i]))
      return FALSE;
  return TRUE;
}

int
cosell_query_find_key (const CosellQuery *query, CosellQueryKey key)
{
  g_return_val_if_fail (query != NULL, -1);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = query->terms->pdata[i];

      if (term->kind == COSELL_QUERY_TERM_FILTER && !term->negated && term->key == key)
        return (int) i;
    }
  return -1;
}

/* ---- parsing ---- */

static void
take_problem (CosellQuery *query,
              CosellQueryRange range,
              CosellQueryRange term,
              CosellRuleError code,
              char *message)
{
  CosellQueryProblem *problem = g_new0 (CosellQueryProblem, 1);

  problem->range = range;
  problem->term = term;
  problem->code = code;
  problem->message = message;
  g_ptr_array_add (query->problems, problem);
}

static gboolean
read_values (Parser *self, const CosellQueryToken *token, CosellQueryTerm *term)
{
  term->kind = COSELL_QUERY_TERM_FILTER;
  term->key = token->key->key;
  term->values = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_query_value_free);
  for (guint i = 0; i < token->pieces->len; i++)
    {
      const CosellQueryPiece *piece = &g_array_index (token->pieces, CosellQueryPiece, i);
      g_autofree char *message = NULL;
      CosellQueryValue *value = NULL;

      if (i == COSELL_QUERY_MAX_VALUES)
        message = g_strdup (_ ("The filter has too many values."));
      else
        value = cosell_query_value_parse (token->key, piece->text, piece->quoted, &message);
      if (value == NULL)
        {
          take_problem (self->query, piece->range, token->range, COSELL_RULE_ERROR_SYNTAX,
                        g_steal_pointer (&message));
          return FALSE;
        }
      g_ptr_array_add (term->values, value);
    }
  return TRUE;
}

/* I9 */
static gboolean
knows_mine (const CosellQueryContext *context)
{
  return context == NULL || (context->mine != NULL && context->mine[0] != NULL);
}

/* A word, a phrase or a keyword. FALSE when nothing is left of it, or it is a problem. */
static gboolean
read_text (Parser *self, const CosellQueryToken *token, CosellQueryTerm *term)
{
  const CosellQueryPiece *piece = &g_array_index (token->pieces, CosellQueryPiece, 0);

  if (!piece->quoted && cosell_query_keyword_find (piece->text, &term->keyword))
    {
      term->kind = COSELL_QUERY_TERM_KEYWORD;
      if (term->keyword != COSELL_QUERY_KEYWORD_MINE || knows_mine (self->context))
        return TRUE;
      take_problem (self->query, token->range, token->range, COSELL_RULE_ERROR_UNKNOWN,
                    g_strdup (_ ("Whose deals “mine” are is not known. Sign in, or give your mail "
                                 "address in Preferences.")));
      return FALSE;
    }
  term->kind = piece->quoted ? COSELL_QUERY_TERM_PHRASE : COSELL_QUERY_TERM_WORD;
  term->text = g_strdup (piece->text);
  term->folded = cosell_query_fold (piece->text);
  return term->folded != NULL;
}

/* I10 */
static gboolean
has_room (Parser *self, const CosellQueryTerm *term)
{
  g_autofree char *printed = cosell_query_term_print (term);
  gsize length = self->length + strlen (printed) + (self->query->terms->len > 0 ? 1 : 0);

  if (self->query->terms->len == COSELL_QUERY_MAX_TERMS)
    take_problem (self->query, term->range, term->range, COSELL_RULE_ERROR_SYNTAX,
                  g_strdup (_ ("The search has too many terms.")));
  else if (length > COSELL_QUERY_MAX_LENGTH)
    take_problem (self->query, term->range, term->range, COSELL_RULE_ERROR_SYNTAX,
                  g_strdup (_ ("The search is too long.")));
  else
    {
      self->length = length;
      return TRUE;
    }
  return FALSE;
}

static void
read_token (Parser *self, const CosellQueryToken *token)
{
  CosellQueryTerm *term = g_new0 (CosellQueryTerm, 1);

  term->range = token->range;
  term->negated = token->negated;
  if ((token->key != NULL ? read_values : read_text) (self, token, term) && has_room (self, term))
    g_ptr_array_add (self->query->terms, term);
  else
    term_free (term);
}

/* I10: the whole text. FALSE, and a problem, when it is none that can be read. */
static gboolean
check_text (CosellQuery *query, const char *text, gsize length)
{
  CosellQueryRange rest = { .length = 1 };
  const char *end;

  if (length > COSELL_QUERY_MAX_LENGTH)
    {
      rest = (CosellQueryRange){ COSELL_QUERY_MAX_LENGTH, length - COSELL_QUERY_MAX_LENGTH };
      take_problem (query, rest, rest, COSELL_RULE_ERROR_SYNTAX,
                    g_strdup (_ ("The search is too long.")));
      return FALSE;
    }
  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  rest.at = (gsize) (end - text);
  take_problem (query, rest, rest, COSELL_RULE_ERROR_SYNTAX,
                g_strdup (_ ("The search holds bytes that are no text.")));
  return FALSE;
}

CosellQuery *
cosell_query_parse_typed (const char *text, gssize length, const CosellQueryContext *context)
{
  gsize size;
  g_autofree char *copy = NULL;
  Parser parser = { .context = context };
  gboolean more = TRUE;
  gsize at = 0;

  g_return_val_if_fail (text != NULL, NULL);

  parser.query = query_new ();
  size = length >= 0 ? (gsize) length : strlen (text);
  if (!check_text (parser.query, text, size))
    return parser.query;
  copy = g_strndup (text, size);
  while (more)
    {
      g_auto (CosellQueryToken) token = { .negated = FALSE };

      more = cosell_query_token_next (&token, copy, &at);
      if (more)
        read_token (&parser, &token);
    }
  return parser.query;
}

CosellQuery *
cosell_query_parse (const char *text,
                    gssize length,
                    const CosellQueryContext *context,
                    CosellQueryRange *where,
                    GError **error)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (text, length, context);
  const CosellQueryProblem *problem;

  g_return_val_if_fail (query != NULL, NULL);

  if (query->problems->len == 0)
    return g_steal_pointer (&query);
  problem = query->problems->pdata[0];
  if (where != NULL)
    *where = problem->range;
  g_set_error_literal (error, COSELL_RULE_ERROR, (int) problem->code, problem->message);
  return NULL;
}
