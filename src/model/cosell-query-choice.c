/* cosell-query-choice.c: choices among the values of a filter (rule I19) */
#include "model/cosell-query-choice.h"

#include "base/cosell-str.h"

/* Returns: (transfer full) (nullable): NULL for what is no choice */
static CosellQuery *
parse_choice (const char *term)
{
  g_autoptr (CosellQuery) query = cosell_query_parse (term, -1, NULL, NULL, NULL);
  const CosellQueryTerm *only;

  if (query == NULL || query->terms->len != 1)
    return NULL;
  only = g_ptr_array_index (query->terms, 0);
  if (only->negated || (only->kind != COSELL_QUERY_TERM_KEYWORD &&
                        (only->kind != COSELL_QUERY_TERM_FILTER || only->values->len != 1)))
    return NULL;
  return g_steal_pointer (&query);
}

static gboolean
is_same_value (CosellQueryKey key, const CosellQueryValue *a, const CosellQueryValue *b)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (cosell_query_key_info (key)->kind == COSELL_QUERY_KIND_TEXT && !a->none && !b->none)
    return g_str_equal (a->folded, b->folded);
  one = cosell_query_value_print (key, a);
  other = cosell_query_value_print (key, b);
  return g_str_equal (one, other);
}

static gboolean
is_filter_of (const CosellQueryTerm *term, CosellQueryKey key)
{
  return term->kind == COSELL_QUERY_TERM_FILTER && term->key == key && !term->negated;
}

/* Whether term has what choice says, a keyword or one value. */
static gboolean
has (const CosellQueryTerm *term, const CosellQueryTerm *choice)
{
  if (term->negated || term->kind != choice->kind)
    return FALSE;
  if (term->kind == COSELL_QUERY_TERM_KEYWORD)
    return term->keyword == choice->keyword;
  if (!is_filter_of (term, choice->key))
    return FALSE;
  for (guint i = 0; i < term->values->len; i++)
    if (is_same_value (term->key, g_ptr_array_index (term->values, i),
                       g_ptr_array_index (choice->values, 0)))
      return TRUE;
  return FALSE;
}

static gboolean
is_chosen (const CosellQuery *query, const CosellQueryTerm *choice)
{
  for (guint i = 0; i < query->terms->len; i++)
    if (has (g_ptr_array_index (query->terms, i), choice))
      return TRUE;
  return FALSE;
}

gboolean
cosell_query_has_choice (const CosellQuery *query, const char *term)
{
  g_autoptr (CosellQuery) choice = NULL;

  g_return_val_if_fail (query != NULL && term != NULL, FALSE);

  choice = parse_choice (term);
  return choice != NULL && is_chosen (query, g_ptr_array_index (choice->terms, 0));
}

/* Each value once, in their order, but for one. except: (nullable). Returns: (transfer full) of
 * CosellQueryValue, which query owns */
static GPtrArray *
list_values (const CosellQuery *query, CosellQueryKey key, const CosellQueryValue *except)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      for (guint v = 0; is_filter_of (term, key) && v < term->values->len; v++)
        {
          CosellQueryValue *value = g_ptr_array_index (term->values, v);
          gboolean known = except != NULL && is_same_value (key, value, except);

          for (guint k = 0; k < values->len; k++)
            known = known || is_same_value (key, value, g_ptr_array_index (values, k));
          if (!known)
            g_ptr_array_add (values, value);
        }
    }
  return values;
}

GPtrArray *
cosell_query_dup_choices (const CosellQuery *query, CosellQueryKey key)
{
  g_autoptr (GPtrArray) values = NULL;
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (query != NULL, choices);

  values = list_values (query, key, NULL);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *printed = cosell_query_value_print (key, g_ptr_array_index (values, i));

      g_ptr_array_add (choices,
                       g_strconcat (cosell_query_key_info (key)->name, ":", printed, NULL));
    }
  return choices;
}

/* ---- choosing ---- */

static char *
set_value (const char *text,
           const CosellQuery *query,
           const CosellQueryTerm *choice,
           gboolean chosen,
           gboolean alone)
{
  CosellQueryValue *value = g_ptr_array_index (choice->values, 0);
  g_autoptr (GPtrArray) values =
      alone ? g_ptr_array_new () : list_values (query, choice->key, value);
  g_autoptr (GString) filter = g_string_new (cosell_query_key_info (choice->key)->name);

  if (chosen)
    g_ptr_array_add (values, value);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *printed =
          cosell_query_value_print (choice->key, g_ptr_array_index (values, i));

      g_string_append_printf (filter, "%c%s", i > 0 ? ',' : ':', printed);
    }
  return cosell_query_set_key (text, query, choice->key, values->len > 0 ? filter->str : NULL);
}

/* Whether a keyword cannot hold beside the one that is chosen, or is it. */
static gboolean
is_against (const CosellQueryTerm *term, CosellQueryKeyword keyword)
{
  if (term->kind != COSELL_QUERY_TERM_KEYWORD)
    return FALSE;
  if (term->keyword == keyword)
    return TRUE;
  return !term->negated &&
         ((term->keyword == COSELL_QUERY_KEYWORD_OPEN && keyword == COSELL_QUERY_KEYWORD_CLOSED) ||
          (term->keyword == COSELL_QUERY_KEYWORD_CLOSED && keyword == COSELL_QUERY_KEYWORD_OPEN));
}

static char *
set_keyword (const char *text,
             const CosellQuery *query,
             CosellQueryKeyword keyword,
             gboolean chosen)
{
  g_autofree char *result = g_strdup (text);

  /* from the end, so that the ranges of those before stay true */
  for (guint i = query->terms->len; i > 0; i--)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i - 1);

      if (chosen ? is_against (term, keyword)
                 : term->kind == COSELL_QUERY_TERM_KEYWORD && term->keyword == keyword &&
                       !term->negated)
        cosell_take_str (&result, cosell_query_remove_term (result, query, i - 1));
    }
  return chosen ? cosell_query_append_term (result, cosell_query_keyword_name (keyword))
                : g_steal_pointer (&result);
}

char *
cosell_query_set_choice (const char *text, const char *term, gboolean chosen, gboolean alone)
{
  g_autoptr (CosellQuery) choice = NULL;
  g_autoptr (CosellQuery) query = NULL;
  g_autoptr (CosellQuery) after = NULL;
  g_autofree char *result = NULL;
  const CosellQueryTerm *only;

  g_return_val_if_fail (text != NULL && term != NULL, NULL);

  choice = parse_choice (term);
  query = cosell_query_parse_typed (text, -1, NULL);
  if (choice == NULL)
    return g_strdup (text);
  only = g_ptr_array_index (choice->terms, 0);
  if (is_chosen (query, only) == chosen && !alone)
    return g_strdup (text);
  result = only->kind == COSELL_QUERY_TERM_KEYWORD
               ? set_keyword (text, query, only->keyword, chosen)
               : set_value (text, query, only, chosen, alone);
  after = cosell_query_parse_typed (result, -1, NULL);
  return is_chosen (after, only) == chosen ? g_steal_pointer (&result) : g_strdup (text);
}

gboolean
cosell_query_wants_leads (const CosellQuery *query)
{
  return query != NULL && (cosell_query_has_choice (query, "type:lead") ||
                           cosell_query_has_choice (query, "tab:leads"));
}
