/* cosell-sandbox-salesforce-soql.c: reading SOQL */
#include "sandbox/cosell-sandbox-salesforce-soql-private.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-salesforce-error.h"

#define MAX_DEPTH 50

typedef struct
{
  SandboxObjectId object;
  gboolean multi;
  const char *at;
  guint depth;
  GError **error;
} Parser;

static SandboxTerm *
parse_or (Parser *parser);
static SandboxSoql *
parse_select (Parser *parser, gboolean inner);

void
sandbox_term_free (SandboxTerm *term)
{
  if (term == NULL)
    return;
  sandbox_term_free (term->left);
  sandbox_term_free (term->right);
  g_clear_pointer (&term->values, g_ptr_array_unref);
  g_free (term);
}

void
sandbox_soql_free (SandboxSoql *soql)
{
  if (soql == NULL)
    return;
  g_array_unref (soql->paths);
  g_ptr_array_unref (soql->inner);
  sandbox_term_free (soql->where);
  g_free (soql);
}

/* --- words --- */

static gpointer
fail (Parser *parser, const char *what)
{
  if (*parser->error == NULL)
    sandbox_salesforce_set_error (parser->error, SANDBOX_SALESFORCE_MALFORMED_QUERY, NULL,
                                  "unexpected token: %s at '%.40s'", what, parser->at);
  return NULL;
}

static void
skip_blanks (Parser *parser)
{
  while (g_ascii_isspace (*parser->at))
    parser->at++;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* A word, in any case, or a sign. */
static gboolean
take (Parser *parser, const char *what)
{
  gsize length = strlen (what);

  skip_blanks (parser);
  if (g_ascii_strncasecmp (parser->at, what, length) != 0 ||
      (is_word_char (what[length - 1]) && is_word_char (parser->at[length])))
    return FALSE;
  parser->at += length;
  return TRUE;
}

/* Letters, digits, and what else may stand in a path, a number or an instant. */
static char *
take_word (Parser *parser)
{
  const char *from;

  skip_blanks (parser);
  from = parser->at;
  while (*parser->at != '\0' && (is_word_char (*parser->at) || strchr (".:+-", *parser->at)))
    parser->at++;
  return g_strndup (from, (gsize) (parser->at - from));
}

static char *
take_quoted (Parser *parser)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (parser->at++; *parser->at != '\0' && *parser->at != '\''; parser->at++)
    {
      static const char plain[] = "nrtbf";
      static const char meant[] = "\n\r\t\b\f";
      const char *known;

      if (*parser->at != '\\')
        {
          g_string_append_c (text, *parser->at);
          continue;
        }
      parser->at++;
      known = *parser->at != '\0' ? strchr (plain, g_ascii_tolower (*parser->at)) : NULL;
      if (known != NULL)
        g_string_append_c (text, meant[known - plain]);
      else if (*parser->at != '\0' && strchr ("\\'\"%_", *parser->at) != NULL)
        g_string_append_c (text, *parser->at);
      else
        return fail (parser, "an escape that there is not");
    }
  if (*parser->at != '\'')
    return fail (parser, "a quote that does not end");
  parser->at++;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- fields --- */

static gboolean
refuse_field (Parser *parser, SandboxObjectId object, const char *name)
{
  if (*parser->error == NULL)
    sandbox_salesforce_set_error (
        parser->error, SANDBOX_SALESFORCE_INVALID_FIELD, NULL,
        "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure "
        "to append the '__c' after the custom field name.",
        name, sandbox_salesforce_objects[object].name);
  return FALSE;
}

static gboolean
take_path (Parser *parser, SandboxPath *path)
{
  g_autofree char *word = take_word (parser);
  g_auto (GStrv) names = g_strsplit (word, ".", SANDBOX_SOQL_MAX_PATH);
  SandboxObjectId object = parser->object;
  guint first = 0;

  if (*word == '\0')
    return fail (parser, "a field was expected") != NULL;
  memset (path, 0, sizeof *path);
  /* "Opportunity.Name" is "Name" */
  if (names[1] != NULL &&
      g_ascii_strcasecmp (names[0], sandbox_salesforce_objects[object].name) == 0)
    first = 1;
  for (guint i = first; names[i] != NULL; i++)
    {
      const SandboxField *field =
          names[i + 1] != NULL ? sandbox_salesforce_find_relationship (object, names[i])
                               : sandbox_salesforce_find_field (object, names[i], parser->multi);

      if (field == NULL)
        return refuse_field (parser, object, names[i]);
      path->fields[path->n_fields++] = field;
      if (names[i + 1] != NULL)
        object = sandbox_salesforce_find_object (field->target);
    }
  return TRUE;
}

/* --- conditions --- */

static gboolean
literal_fits (const SandboxField *field, const char *text, gboolean quoted)
{
  gboolean is_day = strlen (text) == strlen ("2027-01-15");

  switch (field->kind)
    {
    case SANDBOX_FIELD_STRING:
    case SANDBOX_FIELD_TEXT:
    case SANDBOX_FIELD_PICKLIST:
      return quoted;
    case SANDBOX_FIELD_ID:
    case SANDBOX_FIELD_REFERENCE:
      return quoted && sandbox_salesforce_is_id (text);
    case SANDBOX_FIELD_DATE:
      return !quoted && cosell_date_parse (text, NULL);
    case SANDBOX_FIELD_INSTANT:
      return !quoted && !is_day && cosell_time_parse (text, &(gint64){ 0 });
    case SANDBOX_FIELD_BOOLEAN:
      return !quoted &&
             (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0);
    case SANDBOX_FIELD_CURRENCY:
    case SANDBOX_FIELD_NUMBER:
    case SANDBOX_FIELD_PERCENT:
      return !quoted && cosell_decimal_is_valid (text);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
take_literal (Parser *parser, SandboxTerm *term)
{
  const SandboxField *field = term->path.fields[term->path.n_fields - 1];
  g_autofree char *text = NULL;
  gboolean quoted;

  skip_blanks (parser);
  quoted = *parser->at == '\'';
  text = quoted ? take_quoted (parser) : take_word (parser);
  if (text == NULL)
    return FALSE;
  if (!quoted && g_ascii_strcasecmp (text, "null") == 0)
    {
      g_ptr_array_add (term->values, NULL);
      return TRUE;
    }
  if (!literal_fits (field, text, quoted))
    {
      if (*parser->error == NULL)
        sandbox_salesforce_set_error (
            parser->error, SANDBOX_SALESFORCE_INVALID_FIELD, NULL,
            "value of filter criterion for field '%s' must be of type %s%s", field->name,
            sandbox_salesforce_kind_name (field->kind),
            quoted ? " and should not be enclosed in quotes" : "");
      return FALSE;
    }
  if (field->kind == SANDBOX_FIELD_BOOLEAN)
    for (char *p = text; *p != '\0'; p++)
      *p = g_ascii_tolower (*p);
  g_ptr_array_add (term->values, g_steal_pointer (&text));
  return TRUE;
}

static gboolean
take_list (Parser *parser, SandboxTerm *term)
{
  if (!take (parser, "("))
    return fail (parser, "a bracket was expected") != NULL;
  do
    if (!take_literal (parser, term))
      return FALSE;
  while (take (parser, ","));
  return take (parser, ")") || fail (parser, "a bracket was expected") != NULL;
}

static gboolean
take_operator (Parser *parser, SandboxTerm *term)
{
  static const char *const ops[] = { "<=", ">=", "!=", "<>", "=", "<", ">" };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    if (take (parser, ops[i]))
      {
        g_strlcpy (term->op, ops[i], sizeof term->op);
        return TRUE;
      }
  return FALSE;
}

static SandboxTerm *
parse_comparison (Parser *parser)
{
  SandboxTerm *term = g_new0 (SandboxTerm, 1);
  SandboxFieldKind kind;
  gboolean good = FALSE;

  term->kind = SANDBOX_TERM_COMPARISON;
  term->values = g_ptr_array_new_with_free_func (g_free);
  if (take_path (parser, &term->path))
    {
      kind = term->path.fields[term->path.n_fields - 1]->kind;
      if (take_operator (parser, term))
        good = take_literal (parser, term);
      else if (take (parser, "LIKE"))
        {
          term->kind = SANDBOX_TERM_LIKE;
          good = (kind == SANDBOX_FIELD_STRING || kind == SANDBOX_FIELD_PICKLIST) &&
                 take_literal (parser, term) && g_ptr_array_index (term->values, 0) != NULL;
          if (!good)
            fail (parser, "LIKE wants a text");
        }
      else if (take (parser, "IN"))
        {
          term->kind = SANDBOX_TERM_IN;
          good = take_list (parser, term);
        }
      else if (take (parser, "NOT") && take (parser, "IN"))
        {
          term->kind = SANDBOX_TERM_NOT_IN;
          good = take_list (parser, term);
        }
      else
        fail (parser, "an operator was expected");
    }
  if (good)
    return term;
  sandbox_term_free (term);
  return NULL;
}

static SandboxTerm *
new_node (SandboxTermKind kind, SandboxTerm *left, SandboxTerm *right)
{
  SandboxTerm *node = g_new0 (SandboxTerm, 1);

  node->kind = kind;
  node->left = left;
  node->right = right;
  return node;
}

static SandboxTerm *
parse_one (Parser *parser)
{
  SandboxTerm *term;

  if (parser->depth >= MAX_DEPTH)
    return fail (parser, "it is nested too deeply");
  parser->depth++;
  if (take (parser, "NOT"))
    {
      term = parse_one (parser);
      if (term != NULL)
        term = new_node (SANDBOX_TERM_NOT, term, NULL);
    }
  else if (take (parser, "("))
    {
      term = parse_or (parser);
      if (term != NULL && !take (parser, ")"))
        {
          g_clear_pointer (&term, sandbox_term_free);
          fail (parser, "a bracket was expected");
        }
    }
  else
    term = parse_comparison (parser);
  parser->depth--;
  return term;
}

static SandboxTerm *
parse_chain (Parser *parser,
             SandboxTermKind kind,
             const char *word,
             SandboxTerm *(*parse_part) (Parser *parser))
{
  SandboxTerm *left = parse_part (parser);

  while (left != NULL && take (parser, word))
    {
      SandboxTerm *right = parse_part (parser);

      if (right == NULL)
        {
          sandbox_term_free (left);
          return NULL;
        }
      left = new_node (kind, left, right);
    }
  return left;
}

static SandboxTerm *
parse_and (Parser *parser)
{
  return parse_chain (parser, SANDBOX_TERM_AND, "AND", parse_one);
}

static SandboxTerm *
parse_or (Parser *parser)
{
  return parse_chain (parser, SANDBOX_TERM_OR, "OR", parse_and);
}

/* --- the whole --- */

static gboolean
take_number (Parser *parser, guint *number)
{
  g_autofree char *word = take_word (parser);
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, 1000000, &value, NULL))
    return fail (parser, "a number was expected") != NULL;
  *number = (guint) value;
  return TRUE;
}

static gboolean
take_orders (Parser *parser, SandboxSoql *soql)
{
  do
    {
      if (soql->n_orders >= SANDBOX_SOQL_MAX_ORDERS)
        return fail (parser, "too many fields to sort by") != NULL;
      if (!take_path (parser, &soql->orders[soql->n_orders].path))
        return FALSE;
      soql->orders[soql->n_orders].sign = take (parser, "DESC") ? -1 : 1;
      take (parser, "ASC");
      soql->n_orders++;
    }
  while (take (parser, ","));
  return TRUE;
}

/* What stands behind FROM. */
static gboolean
take_rest (Parser *parser, SandboxSoql *soql)
{
  if (take (parser, "WHERE") && (soql->where = parse_or (parser)) == NULL)
    return FALSE;
  if (take (parser, "ORDER") && (!take (parser, "BY") || !take_orders (parser, soql)))
    return fail (parser, "BY was expected") != NULL;
  if (take (parser, "LIMIT") && !take_number (parser, &soql->limit))
    return FALSE;
  return !take (parser, "OFFSET") || take_number (parser, &soql->offset);
}

/* The object behind the FROM that belongs to this SELECT: fields are known by it only. */
static gboolean
find_object (Parser *parser, SandboxSoql *soql, gboolean inner)
{
  Parser ahead = *parser;
  g_autofree char *name = NULL;
  guint depth = 0;

  for (; *ahead.at != '\0' && !(depth == 0 && take (&ahead, "FROM")); ahead.at++)
    {
      depth += *ahead.at == '(' ? 1 : 0;
      depth -= *ahead.at == ')' && depth > 0 ? 1 : 0;
      while (is_word_char (ahead.at[0]) && is_word_char (ahead.at[1]))
        ahead.at++;
      if (*ahead.at == '\0')
        break;
    }
  name = take_word (&ahead);
  soql->object = SANDBOX_N_OBJECTS;
  for (guint i = 0; inner && i < SANDBOX_N_OBJECTS; i++)
    if (sandbox_salesforce_objects[i].children != NULL &&
        g_ascii_strcasecmp (sandbox_salesforce_objects[i].children, name) == 0)
      {
        soql->object = (SandboxObjectId) i;
        soql->children = sandbox_salesforce_objects[i].children;
      }
  if (!inner)
    soql->object = sandbox_salesforce_find_object (name);
  if (soql->object != SANDBOX_N_OBJECTS &&
      (parser->multi || !sandbox_salesforce_objects[soql->object].multi))
    return TRUE;
  sandbox_salesforce_set_error (parser->error, SANDBOX_SALESFORCE_INVALID_TYPE, NULL,
                                "sObject type '%s' is not supported.", name);
  return FALSE;
}

static gboolean
take_item (Parser *parser, SandboxSoql *soql, gboolean inner)
{
  SandboxPath path;
  SandboxSoql *child;

  if (!inner && soql->object == SANDBOX_OBJECT_OPPORTUNITY && take (parser, "("))
    {
      child = take (parser, "SELECT") ? parse_select (parser, TRUE)
                                      : fail (parser, "SELECT was expected");
      if (child != NULL)
        g_ptr_array_add (soql->inner, child);
      return child != NULL &&
             (take (parser, ")") || fail (parser, "a bracket was expected") != NULL);
    }
  if (!take_path (parser, &path))
    return FALSE;
  g_array_append_val (soql->paths, path);
  return TRUE;
}

static gboolean
take_items (Parser *parser, SandboxSoql *soql, gboolean inner)
{
  if (!inner && take (parser, "COUNT("))
    {
      soql->counts = TRUE;
      return take (parser, ")") || fail (parser, "a bracket was expected") != NULL;
    }
  do
    if (!take_item (parser, soql, inner))
      return FALSE;
  while (take (parser, ","));
  return TRUE;
}

/* Behind SELECT. */
static SandboxSoql *
parse_select (Parser *parser, gboolean inner)
{
  g_autoptr (SandboxSoql) soql = g_new0 (SandboxSoql, 1);
  SandboxObjectId outer = parser->object;
  g_autofree char *name = NULL;
  gboolean good;

  soql->paths = g_array_new (FALSE, FALSE, sizeof (SandboxPath));
  soql->inner = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_soql_free);
  soql->limit = G_MAXUINT;
  if (!find_object (parser, soql, inner))
    return NULL;
  parser->object = soql->object;
  good = take_items (parser, soql, inner) &&
         (take (parser, "FROM") || fail (parser, "FROM was expected") != NULL);
  name = good ? take_word (parser) : NULL;
  good = good && take_rest (parser, soql);
  parser->object = outer;
  return good ? g_steal_pointer (&soql) : NULL;
}

SandboxSoql *
sandbox_soql_parse (const char *text, gboolean multi, GError **error)
{
  g_autoptr (GError) why = NULL;
  Parser parser = { .object = SANDBOX_N_OBJECTS, .multi = multi, .at = text, .error = &why };
  g_autoptr (SandboxSoql) soql = NULL;

  if (take (&parser, "SELECT"))
    soql = parse_select (&parser, FALSE);
  else
    fail (&parser, "SELECT was expected");
  skip_blanks (&parser);
  if (soql != NULL && *parser.at != '\0')
    fail (&parser, "nothing more was expected");
  if (why == NULL)
    return g_steal_pointer (&soql);
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}
