/* cosell-sandbox-dataverse-filter.c: $filter of the practice Dataverse */
#include "sandbox/cosell-sandbox-dataverse-filter.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-dataverse-error.h"

#define MAX_DEPTH 100

typedef enum
{
  IS_OR,
  IS_AND,
  IS_NOT,
  IS_COMPARISON,
  IS_CONTAINED,
  IS_BEGUN,
  IS_ENDED,
  IS_IN,
} Kind;

struct _SandboxCondition
{
  Kind kind;
  SandboxCondition *left;  /* (owned) (nullable) */
  SandboxCondition *right; /* (owned) (nullable) */
  const SandboxColumn *column;
  char op[3];
  GPtrArray *values; /* (owned) (nullable): literals as text; a NULL element is null */
};

typedef struct
{
  const SandboxTable *table;
  const char *at;
  guint depth;
  GError **error;
} Parser;

static SandboxCondition *
parse_or (Parser *parser);
static SandboxCondition *
parse_one (Parser *parser);

void
sandbox_condition_free (SandboxCondition *condition)
{
  if (condition == NULL)
    return;
  sandbox_condition_free (condition->left);
  sandbox_condition_free (condition->right);
  g_clear_pointer (&condition->values, g_ptr_array_unref);
  g_free (condition);
}

/* --- comparing --- */

/* Values as text, NULL is null. */
static int
compare_texts (const SandboxColumn *column, const char *a, const char *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  gint64 s, t;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  switch (column->kind)
    {
    case SANDBOX_COLUMN_MONEY:
    case SANDBOX_COLUMN_DECIMAL:
    case SANDBOX_COLUMN_INTEGER:
    case SANDBOX_COLUMN_BIG_INTEGER:
    case SANDBOX_COLUMN_PICKLIST:
    case SANDBOX_COLUMN_STATE:
    case SANDBOX_COLUMN_STATUS:
      return cosell_decimal_compare (a, b);
    case SANDBOX_COLUMN_DATE:
    case SANDBOX_COLUMN_INSTANT:
      cosell_time_parse (a, &s);
      cosell_time_parse (b, &t);
      return (s > t) - (s < t);
    case SANDBOX_COLUMN_KEY:
    case SANDBOX_COLUMN_TEXT:
    case SANDBOX_COLUMN_MEMO:
    case SANDBOX_COLUMN_BOOLEAN:
    case SANDBOX_COLUMN_LOOKUP:
      x = g_utf8_casefold (a, -1);
      y = g_utf8_casefold (b, -1);
      return strcmp (x, y);
    }
  g_return_val_if_reached (0);
}

int
sandbox_condition_compare (const SandboxColumn *column, CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *x = cosell_json_dup_scalar (a);
  g_autofree char *y = cosell_json_dup_scalar (b);

  return compare_texts (column, x, y);
}

static gboolean
accepts (const char *op, int order)
{
  if (g_str_equal (op, "eq"))
    return order == 0;
  if (g_str_equal (op, "ne"))
    return order != 0;
  if (g_str_equal (op, "gt"))
    return order > 0;
  if (g_str_equal (op, "ge"))
    return order >= 0;
  return g_str_equal (op, "lt") ? order < 0 : order <= 0;
}

static gboolean
text_holds (const SandboxCondition *condition, const char *own)
{
  g_autofree char *text = g_utf8_casefold (own, -1);
  g_autofree char *part = g_utf8_casefold (g_ptr_array_index (condition->values, 0), -1);

  if (condition->kind == IS_CONTAINED)
    return strstr (text, part) != NULL;
  return condition->kind == IS_BEGUN ? g_str_has_prefix (text, part)
                                     : g_str_has_suffix (text, part);
}

static gboolean
leaf_holds (const SandboxCondition *condition, CosellJsonValue row)
{
  CosellJsonValue value = cosell_json_member (row, condition->column->property);
  g_autofree char *own = cosell_json_dup_scalar (value);
  const char *first = g_ptr_array_index (condition->values, 0);

  if (condition->kind == IS_IN)
    {
      for (guint i = 0; i < condition->values->len && own != NULL; i++)
        if (compare_texts (condition->column, own, g_ptr_array_index (condition->values, i)) == 0)
          return TRUE;
      return FALSE;
    }
  if (condition->kind != IS_COMPARISON)
    return own != NULL && text_holds (condition, own);
  /* what is not there is neither more nor less than anything */
  if ((own == NULL || first == NULL) && !g_str_equal (condition->op, "eq") &&
      !g_str_equal (condition->op, "ne"))
    return FALSE;
  return accepts (condition->op, compare_texts (condition->column, own, first));
}

gboolean
sandbox_condition_holds (const SandboxCondition *condition, CosellJsonValue row)
{
  switch (condition->kind)
    {
    case IS_OR:
      return sandbox_condition_holds (condition->left, row) ||
             sandbox_condition_holds (condition->right, row);
    case IS_AND:
      return sandbox_condition_holds (condition->left, row) &&
             sandbox_condition_holds (condition->right, row);
    case IS_NOT:
      return !sandbox_condition_holds (condition->left, row);
    case IS_COMPARISON:
    case IS_CONTAINED:
    case IS_BEGUN:
    case IS_ENDED:
    case IS_IN:
      return leaf_holds (condition, row);
    }
  g_return_val_if_reached (FALSE);
}

/* --- reading --- */

static gpointer
fail (Parser *parser, const char *what)
{
  if (*parser->error == NULL)
    sandbox_dataverse_set_error (parser->error, SANDBOX_DATAVERSE_QUERY,
                                 "Syntax error in $filter: %s at '%.40s'.", what, parser->at);
  return NULL;
}

static void
skip_blanks (Parser *parser)
{
  while (*parser->at == ' ')
    parser->at++;
}

static gboolean
take (Parser *parser, const char *what)
{
  gsize length = strlen (what);

  skip_blanks (parser);
  if (strncmp (parser->at, what, length) != 0 ||
      (g_ascii_isalnum (what[length - 1]) && g_ascii_isalnum (parser->at[length])))
    return FALSE;
  parser->at += length;
  return TRUE;
}

static char *
take_word (Parser *parser)
{
  const char *from;

  skip_blanks (parser);
  from = parser->at;
  while (*parser->at != '\0' && strchr (" (),[]='", *parser->at) == NULL)
    parser->at++;
  return g_strndup (from, (gsize) (parser->at - from));
}

static char *
take_quoted (Parser *parser)
{
  GString *text = g_string_new (NULL);

  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '\'' && *++parser->at != '\'')
        return g_string_free (text, FALSE);
      g_string_append_c (text, *parser->at);
    }
  g_string_free (text, TRUE);
  return fail (parser, "a quote that does not end");
}

/* Whether a column can have such a value. */
static gboolean
literal_fits (const SandboxColumn *column, const char *text, gboolean quoted)
{
  switch (column->kind)
    {
    case SANDBOX_COLUMN_TEXT:
    case SANDBOX_COLUMN_MEMO:
      return quoted;
    case SANDBOX_COLUMN_KEY:
    case SANDBOX_COLUMN_LOOKUP:
      return sandbox_format_is_guid (text);
    case SANDBOX_COLUMN_DATE:
      return !quoted && cosell_date_parse (text, NULL);
    case SANDBOX_COLUMN_INSTANT:
      return !quoted && cosell_time_parse (text, &(gint64){ 0 });
    case SANDBOX_COLUMN_BOOLEAN:
      return g_str_equal (text, "true") || g_str_equal (text, "false");
    case SANDBOX_COLUMN_MONEY:
    case SANDBOX_COLUMN_DECIMAL:
    case SANDBOX_COLUMN_INTEGER:
    case SANDBOX_COLUMN_BIG_INTEGER:
    case SANDBOX_COLUMN_PICKLIST:
    case SANDBOX_COLUMN_STATE:
    case SANDBOX_COLUMN_STATUS:
      return !quoted && cosell_decimal_is_valid (text);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
take_literal (Parser *parser, SandboxCondition *condition)
{
  g_autofree char *text = NULL;
  gboolean quoted;

  skip_blanks (parser);
  quoted = *parser->at == '\'';
  text = quoted ? take_quoted (parser) : take_word (parser);
  if (text == NULL)
    return FALSE;
  if (!quoted && g_str_equal (text, "null"))
    {
      g_ptr_array_add (condition->values, NULL);
      return TRUE;
    }
  /* the values of In are in quotes, whatever they are */
  if (!literal_fits (condition->column, text, quoted) && condition->kind != IS_IN)
    {
      fail (parser, "a value that the column cannot have");
      return FALSE;
    }
  g_ptr_array_add (condition->values, g_steal_pointer (&text));
  return TRUE;
}

static SandboxCondition *
new_leaf (Parser *parser, Kind kind, const char *property)
{
  SandboxCondition *leaf;
  const SandboxColumn *column = sandbox_dataverse_find_column (parser->table, property);

  if (column == NULL)
    {
      sandbox_dataverse_set_error (parser->error, SANDBOX_DATAVERSE_QUERY,
                                   "Could not find a property named '%s' on type "
                                   "'Microsoft.Dynamics.CRM.%s'.",
                                   property, parser->table->logical);
      return NULL;
    }
  leaf = g_new0 (SandboxCondition, 1);
  leaf->kind = kind;
  leaf->column = column;
  leaf->values = g_ptr_array_new_with_free_func (g_free);
  return leaf;
}

/* Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['a','b']), behind its bracket. */
static SandboxCondition *
parse_in (Parser *parser)
{
  g_autofree char *name = NULL;
  g_autoptr (SandboxCondition) leaf = NULL;

  if (!take (parser, "PropertyName") || !take (parser, "=") || *parser->at != '\'')
    return fail (parser, "PropertyName was expected");
  name = take_quoted (parser);
  leaf = name != NULL ? new_leaf (parser, IS_IN, name) : NULL;
  if (leaf == NULL || !take (parser, ",") || !take (parser, "PropertyValues") ||
      !take (parser, "=") || !take (parser, "["))
    return leaf != NULL ? fail (parser, "PropertyValues was expected") : NULL;
  do
    if (!take_literal (parser, leaf))
      return NULL;
  while (take (parser, ","));
  if (!take (parser, "]") || !take (parser, ")"))
    return fail (parser, "a bracket was expected");
  return g_steal_pointer (&leaf);
}

static SandboxCondition *
parse_function (Parser *parser, Kind kind)
{
  g_autofree char *name = take_word (parser);
  g_autoptr (SandboxCondition) leaf = new_leaf (parser, kind, name);

  if (leaf == NULL || !take (parser, ","))
    return leaf != NULL ? fail (parser, "a comma was expected") : NULL;
  if (!take_literal (parser, leaf))
    return NULL;
  if (g_ptr_array_index (leaf->values, 0) == NULL || !take (parser, ")"))
    return fail (parser, "a text and a bracket were expected");
  return g_steal_pointer (&leaf);
}

static SandboxCondition *
parse_comparison (Parser *parser)
{
  static const char *const ops[] = { "eq", "ne", "gt", "ge", "lt", "le" };
  g_autofree char *name = take_word (parser);
  g_autoptr (SandboxCondition) leaf = new_leaf (parser, IS_COMPARISON, name);

  if (leaf == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (ops) && leaf->op[0] == '\0'; i++)
    if (take (parser, ops[i]))
      g_strlcpy (leaf->op, ops[i], sizeof leaf->op);
  if (leaf->op[0] == '\0')
    return fail (parser, "an operator was expected");
  return take_literal (parser, leaf) ? g_steal_pointer (&leaf) : NULL;
}

static SandboxCondition *
parse_inner (Parser *parser)
{
  static const struct
  {
    const char *name;
    Kind kind;
  } functions[] = { { "contains(", IS_CONTAINED },
                    { "startswith(", IS_BEGUN },
                    { "endswith(", IS_ENDED } };
  SandboxCondition *inner;

  if (take (parser, "not"))
    {
      SandboxCondition *node;

      inner = parse_one (parser);
      if (inner == NULL)
        return NULL;
      node = g_new0 (SandboxCondition, 1);
      node->kind = IS_NOT;
      node->left = inner;
      return node;
    }
  if (take (parser, "("))
    {
      inner = parse_or (parser);
      if (inner != NULL && !take (parser, ")"))
        {
          sandbox_condition_free (inner);
          return fail (parser, "a bracket was expected");
        }
      return inner;
    }
  if (take (parser, "Microsoft.Dynamics.CRM.In("))
    return parse_in (parser);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (take (parser, functions[i].name))
      return parse_function (parser, functions[i].kind);
  return parse_comparison (parser);
}

static SandboxCondition *
parse_one (Parser *parser)
{
  SandboxCondition *condition;

  if (parser->depth >= MAX_DEPTH)
    return fail (parser, "it is nested too deeply");
  parser->depth++;
  condition = parse_inner (parser);
  parser->depth--;
  return condition;
}

static SandboxCondition *
parse_chain (Parser *parser,
             Kind kind,
             const char *word,
             SandboxCondition *(*parse_part) (Parser *parser))
{
  SandboxCondition *left = parse_part (parser);

  while (left != NULL && take (parser, word))
    {
      SandboxCondition *right = parse_part (parser);
      SandboxCondition *node;

      if (right == NULL)
        {
          sandbox_condition_free (left);
          return NULL;
        }
      node = g_new0 (SandboxCondition, 1);
      node->kind = kind;
      node->left = left;
      node->right = right;
      left = node;
    }
  return left;
}

static SandboxCondition *
parse_and (Parser *parser)
{
  return parse_chain (parser, IS_AND, "and", parse_one);
}

static SandboxCondition *
parse_or (Parser *parser)
{
  return parse_chain (parser, IS_OR, "or", parse_and);
}

SandboxCondition *
sandbox_condition_parse (const SandboxTable *table, const char *text, GError **error)
{
  g_autoptr (GError) why = NULL;
  Parser parser = { .table = table, .at = text, .error = &why };
  g_autoptr (SandboxCondition) condition = parse_or (&parser);

  skip_blanks (&parser);
  if (condition != NULL && *parser.at != '\0')
    fail (&parser, "nothing more was expected");
  if (why == NULL)
    return g_steal_pointer (&condition);
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}
