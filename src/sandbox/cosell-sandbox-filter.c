#include "sandbox/cosell-sandbox-filter-private.h"

#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"

#define MAX_LENGTH 8192
#define MAX_DEPTH 32

typedef struct
{
  const char *at;
  guint depth;
  char *variable;             /* (nullable): of the lambda that is being read */
  const SandboxMember *scope; /* members of the variable */
  GError **error;
} Parser;

static const char *const operators[] = { "eq", "ne", "gt", "ge", "lt", "le" };

static SandboxFilter *
parse_or (Parser *parser);

G_GNUC_PRINTF (2, 3)
static gpointer
refuse (Parser *parser, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (*parser->error == NULL)
    g_set_error (parser->error, SANDBOX_ERROR, 400, "$filter: %s", message);
  return NULL;
}

void
sandbox_filter_free (SandboxFilter *filter)
{
  if (filter == NULL)
    return;
  sandbox_filter_free (filter->left);
  sandbox_filter_free (filter->right);
  g_strfreev (filter->path);
  g_free (filter->text);
  g_free (filter);
}

static SandboxFilter *
node_new (SandboxNodeKind kind, SandboxFilter *left, SandboxFilter *right)
{
  SandboxFilter *node = g_new0 (SandboxFilter, 1);

  node->kind = kind;
  node->left = left;
  node->right = right;
  return node;
}

static void
skip_space (Parser *parser)
{
  while (g_ascii_isspace (*parser->at))
    parser->at++;
}

static gboolean
take (Parser *parser, char c)
{
  skip_space (parser);
  if (*parser->at != c)
    return FALSE;
  parser->at++;
  return TRUE;
}

static gboolean
is_word_char (char c)
{
  return c != '\0' && (g_ascii_isalnum (c) || strchr ("_-.:+@$", c) != NULL);
}

static gsize
word_length (const char *text)
{
  gsize length = 0;

  while (is_word_char (text[length]))
    length++;
  return length;
}

/* Reads word when it comes next, and not as the beginning of a longer one. */
static gboolean
take_word (Parser *parser, const char *word)
{
  gsize length = strlen (word);

  skip_space (parser);
  if (word_length (parser->at) != length || strncmp (parser->at, word, length) != 0)
    return FALSE;
  parser->at += length;
  return TRUE;
}

static char *
take_name (Parser *parser)
{
  gsize length = 0;

  skip_space (parser);
  while (g_ascii_isalnum (parser->at[length]) || parser->at[length] == '_')
    length++;
  if (length == 0 || g_ascii_isdigit (*parser->at))
    return refuse (parser, "A member's name was expected at “%.20s”.", parser->at);
  parser->at += length;
  return g_strndup (parser->at - length, length);
}

static char *
take_quoted (Parser *parser)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '\'' && parser->at[1] == '\'')
        parser->at++;
      else if (*parser->at == '\'')
        {
          parser->at++;
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      g_string_append_c (text, *parser->at);
    }
  return refuse (parser, "A text is not closed by a quote.");
}

static gboolean
read_word_literal (SandboxFilter *node)
{
  char *end;

  if (g_str_equal (node->text, "null"))
    node->literal = LITERAL_NULL;
  else if (g_str_equal (node->text, "true") || g_str_equal (node->text, "false"))
    node->literal = LITERAL_BOOL;
  else if (sandbox_format_is_guid (node->text) || cosell_time_parse (node->text, &node->instant))
    node->literal = LITERAL_WORD;
  else
    {
      node->number = g_ascii_strtod (node->text, &end);
      node->literal = LITERAL_NUMBER;
      return *end == '\0' && end != node->text &&
             strspn (node->text, "+-.0123456789eE") == strlen (node->text);
    }
  return TRUE;
}

static gboolean
take_literal (Parser *parser, SandboxFilter *node)
{
  gsize length;

  skip_space (parser);
  if (*parser->at == '\'')
    {
      node->literal = LITERAL_TEXT;
      node->text = take_quoted (parser);
      return node->text != NULL;
    }
  length = word_length (parser->at);
  node->text = g_strndup (parser->at, length);
  parser->at += length;
  if (length == 0 || !read_word_literal (node))
    return refuse (parser, "A value was expected at “%.20s”.", parser->at - length) != NULL;
  return TRUE;
}

/* A literal must fit what the member holds. */
static gboolean
check_literal (Parser *parser, SandboxFilter *node)
{
  gboolean fits = node->literal == LITERAL_NULL && (node->op == OP_EQ || node->op == OP_NE);

  if (node->literal != LITERAL_NULL)
    switch (node->value_kind)
      {
      case SANDBOX_KIND_STRING:
      case SANDBOX_KIND_GUID:
        fits = node->literal == LITERAL_TEXT ||
               (node->literal == LITERAL_WORD && sandbox_format_is_guid (node->text));
        break;
      case SANDBOX_KIND_NUMBER:
        fits = node->literal == LITERAL_NUMBER;
        break;
      case SANDBOX_KIND_BOOL:
        fits = node->literal == LITERAL_BOOL && (node->op == OP_EQ || node->op == OP_NE);
        break;
      case SANDBOX_KIND_INSTANT:
        fits = (node->literal == LITERAL_TEXT || node->literal == LITERAL_WORD) &&
               cosell_time_parse (node->text, &node->instant);
        break;
      case SANDBOX_KIND_OBJECT:
      case SANDBOX_KIND_LIST:
      case SANDBOX_KIND_TEXTS:
        break;
      }
  if (!fits)
    refuse (parser, "“%s” cannot be compared with %s that way.",
            node->path[g_strv_length (node->path) - 1], node->text);
  return fits;
}

static SandboxFilter *
parse_compare (Parser *parser, GPtrArray *path, const SandboxMember *member, gboolean in_lambda)
{
  g_autoptr (SandboxFilter) node = node_new (NODE_COMPARE, NULL, NULL);
  guint op = 0;

  g_ptr_array_add (path, NULL);
  node->path = (char **) g_ptr_array_steal (path, NULL);
  node->in_lambda = in_lambda;
  node->value_kind = member->kind;
  while (op < G_N_ELEMENTS (operators) && !take_word (parser, operators[op]))
    op++;
  if (op == G_N_ELEMENTS (operators))
    return refuse (parser, "One of eq, ne, gt, ge, lt, le was expected at “%.20s”.", parser->at);
  node->op = op;
  if (!take_literal (parser, node) || !check_literal (parser, node))
    return NULL;
  return g_steal_pointer (&node);
}

/* any(t:t/email eq '…'), any(), all(t:…); the name of the array was read already. */
static SandboxFilter *
parse_lambda (Parser *parser, GPtrArray *path, const SandboxMember *member, SandboxNodeKind kind)
{
  g_autoptr (SandboxFilter) node = node_new (kind, NULL, NULL);

  g_ptr_array_add (path, NULL);
  node->path = (char **) g_ptr_array_steal (path, NULL);
  if (!take (parser, '('))
    return refuse (parser, "“(” was expected after any or all.");
  if (kind == NODE_ANY && take (parser, ')'))
    return g_steal_pointer (&node);
  if (parser->variable != NULL)
    return refuse (parser, "any and all cannot stand in one another.");
  parser->variable = take_name (parser);
  if (parser->variable == NULL)
    return NULL;
  if (!take (parser, ':'))
    return refuse (parser, "“:” was expected after the variable.");
  parser->scope = member->members;
  node->left = parse_or (parser);
  g_clear_pointer (&parser->variable, g_free);
  if (node->left == NULL)
    return NULL;
  if (!take (parser, ')'))
    return refuse (parser, "“)” was expected at “%.20s”.", parser->at);
  return g_steal_pointer (&node);
}

static SandboxFilter *
parse_path (Parser *parser)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = take_name (parser);
  const SandboxMember *table = sandbox_referral_members;
  const SandboxMember *member = NULL;
  gboolean in_lambda = FALSE;

  if (name == NULL)
    return NULL;
  if (*parser->at == '(')
    return refuse (parser, "The function “%s” is not supported.", name);
  if (parser->variable != NULL && g_str_equal (name, parser->variable))
    {
      if (!take (parser, '/'))
        return refuse (parser, "“/” was expected after the variable.");
      in_lambda = TRUE;
      table = parser->scope;
      cosell_take_str (&name, take_name (parser));
      if (name == NULL)
        return NULL;
    }
  for (;;)
    {
      if (member != NULL && member->kind == SANDBOX_KIND_LIST)
        {
          if (g_str_equal (name, "any") || g_str_equal (name, "all"))
            return parse_lambda (parser, path, member, name[1] == 'n' ? NODE_ANY : NODE_ALL);
          return refuse (parser, "“%s” is an array: any or all is needed.", member->name);
        }
      member = table != NULL ? sandbox_schema_find (table, name) : NULL;
      if (member == NULL)
        return refuse (parser, "A referral has no member “%s” there.", name);
      table = member->members;
      g_ptr_array_add (path, g_strdup (member->name));
      if (!take (parser, '/'))
        break;
      cosell_take_str (&name, take_name (parser));
      if (name == NULL)
        return NULL;
    }
  return parse_compare (parser, path, member, in_lambda);
}

static SandboxFilter *
parse_primary (Parser *parser)
{
  SandboxFilter *node = NULL;

  if (++parser->depth > MAX_DEPTH)
    return refuse (parser, "It is nested too deeply.");
  if (take_word (parser, "not"))
    {
      node = parse_primary (parser);
      node = node != NULL ? node_new (NODE_NOT, node, NULL) : NULL;
    }
  else if (take (parser, '('))
    {
      node = parse_or (parser);
      if (node != NULL && !take (parser, ')'))
        {
          g_clear_pointer (&node, sandbox_filter_free);
          refuse (parser, "“)” was expected at “%.20s”.", parser->at);
        }
    }
  else
    node = parse_path (parser);
  parser->depth--;
  return node;
}

static SandboxFilter *
parse_chain (Parser *parser, SandboxNodeKind kind)
{
  SandboxFilter *left = kind == NODE_OR ? parse_chain (parser, NODE_AND) : parse_primary (parser);

  while (left != NULL && take_word (parser, kind == NODE_OR ? "or" : "and"))
    {
      SandboxFilter *right =
          kind == NODE_OR ? parse_chain (parser, NODE_AND) : parse_primary (parser);

      if (right == NULL)
        g_clear_pointer (&left, sandbox_filter_free);
      else
        left = node_new (kind, left, right);
    }
  return left;
}

static SandboxFilter *
parse_or (Parser *parser)
{
  return parse_chain (parser, NODE_OR);
}

SandboxFilter *
sandbox_filter_parse (const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  Parser parser = { .at = text, .error = &local };
  g_autoptr (SandboxFilter) filter = NULL;

  if (strlen (text) > MAX_LENGTH)
    refuse (&parser, "It is longer than %d bytes.", MAX_LENGTH);
  else
    filter = parse_or (&parser);
  skip_space (&parser);
  if (filter != NULL && *parser.at != '\0')
    {
      refuse (&parser, "Nothing more was expected at “%.20s”.", parser.at);
      g_clear_pointer (&filter, sandbox_filter_free);
    }
  g_free (parser.variable);
  if (filter == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return g_steal_pointer (&filter);
}
