/* cosell-query-edit.c: what chips do to the text of a query (rule I13) */
#include <string.h>

#include "model/cosell-query-private.h"
#include "model/cosell-search-text.h"

/* text with its last quote closed, so that something can follow. Returns: (transfer full) */
static char *
close_quote (const char *text)
{
  gboolean open = FALSE, escaped = FALSE, more = g_utf8_validate (text, -1, NULL);
  gsize at = 0;

  while (more)
    {
      g_auto (CosellQueryToken) token = { .negated = FALSE };

      more = cosell_query_token_next (&token, text, &at);
      if (more)
        {
          open = token.open;
          escaped = token.open && token.escaped;
        }
    }
  return g_strconcat (text, escaped ? "\\" : "", open ? "\"" : "", NULL);
}

static gsize
trimmed_length (const char *text, gsize length)
{
  while (length > 0)
    {
      const char *last = g_utf8_find_prev_char (text, text + length);

      if (last == NULL || !cosell_query_is_space (last))
        break;
      length = (gsize) (last - text);
    }
  return length;
}

/* What stands in range becomes middle, which may be "", with one space to each neighbor. */
static char *
splice (const char *text, CosellQueryRange range, const char *middle)
{
  GString *result = g_string_new_len (text, (gssize) trimmed_length (text, range.at));
  const char *after = text + range.at + range.length;

  while (cosell_query_is_space (after))
    after = g_utf8_next_char (after);
  if (result->len > 0 && *middle != '\0')
    g_string_append_c (result, ' ');
  g_string_append (result, middle);
  if (result->len > 0 && *after != '\0')
    g_string_append_c (result, ' ');
  g_string_append (result, after);
  return g_string_free (result, FALSE);
}

char *
cosell_query_replace_term (const char *text,
                           const CosellQuery *query,
                           guint term,
                           const char *replacement)
{
  g_autofree char *closed = NULL;

  g_return_val_if_fail (text != NULL && query != NULL && replacement != NULL, NULL);
  g_return_val_if_fail (term < query->terms->len, NULL);

  closed = close_quote (replacement);
  return splice (text, ((const CosellQueryTerm *) query->terms->pdata[term])->range, closed);
}

char *
cosell_query_remove_term (const char *text, const CosellQuery *query, guint term)
{
  return cosell_query_replace_term (text, query, term, "");
}

char *
cosell_query_append_term (const char *text, const char *term)
{
  g_autofree char *closed = NULL;
  CosellQueryRange end = { 0 };

  g_return_val_if_fail (text != NULL && term != NULL, NULL);

  closed = close_quote (text);
  end.at = strlen (closed);
  return splice (closed, end, term);
}

char *
cosell_query_set_key (const char *text,
                      const CosellQuery *query,
                      CosellQueryKey key,
                      const char *filter)
{
  g_autofree char *result = g_strdup (text);
  int first;

  g_return_val_if_fail (text != NULL && query != NULL, NULL);

  first = cosell_query_find_key (query, key);
  if (first < 0)
    return filter != NULL ? cosell_query_append_term (text, filter) : g_steal_pointer (&result);
  /* From the end, so that the ranges of those before stay true. */
  for (guint i = query->terms->len; i > (guint) first; i--)
    {
      const CosellQueryTerm *term = query->terms->pdata[i - 1];
      gboolean last = i - 1 == (guint) first;
      char *changed;

      if (term->kind != COSELL_QUERY_TERM_FILTER || term->negated || term->key != key)
        continue;
      changed =
          cosell_query_replace_term (result, query, i - 1, last && filter != NULL ? filter : "");
      g_free (result);
      result = changed;
    }
  return g_steal_pointer (&result);
}

GPtrArray *
cosell_query_dup_words (const char *typed)
{
  g_autoptr (CosellQuery) query = NULL;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (typed != NULL, words);

  query = cosell_query_parse_typed (typed, -1, NULL);
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (!term->negated &&
          (term->kind == COSELL_QUERY_TERM_WORD || term->kind == COSELL_QUERY_TERM_PHRASE))
        g_ptr_array_add (words, cosell_search_fold (term->text));
    }
  return words;
}
