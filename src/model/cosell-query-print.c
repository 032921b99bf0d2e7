/* cosell-query-print.c: the canonical text of a query (rule I11) */
#include <string.h>

#include "model/cosell-query-private.h"

/* I3: in quotes, with a "\" before each quote and each "\" */
static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static gboolean
needs_quotes (const char *value)
{
  if (*value == '\0' || *value == '"' || g_ascii_strcasecmp (value, "none") == 0)
    return TRUE;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == ',' || cosell_query_is_space (p))
      return TRUE;
  return FALSE;
}

char *
cosell_query_quote (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  if (!needs_quotes (text))
    return g_strdup (text);
  quoted = g_string_new (NULL);
  append_quoted (quoted, text);
  return g_string_free (quoted, FALSE);
}

/* A number or a date: both ends as they are written, "" for an absent one. */
static char *
print_bounds (CosellQueryOp op, const char *low, const char *high)
{
  switch (op)
    {
    case COSELL_QUERY_OP_EQUAL:
      return g_strdup (low);
    case COSELL_QUERY_OP_ABOVE:
      return g_strconcat (">", low, NULL);
    case COSELL_QUERY_OP_FROM:
      return g_strconcat (">=", low, NULL);
    case COSELL_QUERY_OP_BELOW:
      return g_strconcat ("<", low, NULL);
    case COSELL_QUERY_OP_UP_TO:
      return g_strconcat ("<=", low, NULL);
    case COSELL_QUERY_OP_BETWEEN:
      return g_strconcat (low, "..", high, NULL);
    }
  g_return_val_if_reached (NULL);
}

static char *
print_dates (const CosellQueryValue *value)
{
  g_autofree char *from = cosell_query_date_print (&value->from);
  g_autofree char *to = cosell_query_date_print (&value->to);

  return print_bounds (value->op, from, to);
}

char *
cosell_query_value_print (CosellQueryKey key, const CosellQueryValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->none)
    return g_strdup ("none");
  if (self->overdue)
    return g_strdup ("overdue");
  if (self->word != NULL)
    return g_strdup (self->word->word);
  switch (cosell_query_key_info (key)->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
    case COSELL_QUERY_KIND_COUNTRY:
    case COSELL_QUERY_KIND_CODE:
    case COSELL_QUERY_KIND_WORD:
      return cosell_query_quote (self->text);
    case COSELL_QUERY_KIND_NUMBER:
    case COSELL_QUERY_KIND_STAGE:
      return print_bounds (self->op, self->low != NULL ? self->low : "",
                           self->high != NULL ? self->high : "");
    case COSELL_QUERY_KIND_DATE:
    case COSELL_QUERY_KIND_INSTANT:
      return print_dates (self);
    case COSELL_QUERY_KIND_AGE:
      return g_strdup_printf ("%ud", self->days);
    }
  g_return_val_if_reached (NULL);
}

static void
append_filter (GString *text, const CosellQueryTerm *term)
{
  g_string_append_printf (text, "%s:", cosell_query_key_info (term->key)->name);
  for (guint i = 0; i < term->values->len; i++)
    {
      g_autofree char *value = cosell_query_value_print (term->key, term->values->pdata[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, value);
    }
}

char *
cosell_query_term_print (const CosellQueryTerm *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (self->negated ? "-" : NULL);
  switch (self->kind)
    {
    case COSELL_QUERY_TERM_WORD:
      g_string_append (text, self->text);
      break;
    case COSELL_QUERY_TERM_PHRASE:
      append_quoted (text, self->text);
      break;
    case COSELL_QUERY_TERM_FILTER:
      append_filter (text, self);
      break;
    case COSELL_QUERY_TERM_KEYWORD:
      g_string_append (text, cosell_query_keyword_name (self->keyword));
      break;
    }
  return g_string_free (text, FALSE);
}

char *
cosell_query_print (const CosellQuery *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autofree char *term = cosell_query_term_print (self->terms->pdata[i]);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, term);
    }
  return g_string_free (text, FALSE);
}
