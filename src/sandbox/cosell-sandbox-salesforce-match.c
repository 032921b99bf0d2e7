/* cosell-sandbox-salesforce-match.c: whether a condition of SOQL holds, and how records are sorted
 */
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-salesforce-query.h"
#include "sandbox/cosell-sandbox-salesforce-soql-private.h"

/* Values as text, NULL is null. */
static int
compare_texts (SandboxFieldKind kind, const char *a, const char *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  gint64 s, t;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  switch (kind)
    {
    case SANDBOX_FIELD_CURRENCY:
    case SANDBOX_FIELD_NUMBER:
    case SANDBOX_FIELD_PERCENT:
      return cosell_decimal_compare (a, b);
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_INSTANT:
      cosell_time_parse (a, &s);
      cosell_time_parse (b, &t);
      return (s > t) - (s < t);
    case SANDBOX_FIELD_ID:
    case SANDBOX_FIELD_REFERENCE:
      return strncmp (a, b, 15);
    case SANDBOX_FIELD_BOOLEAN:
      return strcmp (a, b);
    case SANDBOX_FIELD_STRING:
    case SANDBOX_FIELD_TEXT:
    case SANDBOX_FIELD_PICKLIST:
      x = g_utf8_casefold (a, -1);
      y = g_utf8_casefold (b, -1);
      return strcmp (x, y);
    }
  g_return_val_if_reached (0);
}

static gboolean
accepts (const char *op, int order)
{
  if (g_str_equal (op, "="))
    return order == 0;
  if (g_str_equal (op, "!=") || g_str_equal (op, "<>"))
    return order != 0;
  if (op[1] == '=')
    return op[0] == '<' ? order <= 0 : order >= 0;
  return op[0] == '<' ? order < 0 : order > 0;
}

/* % stands for any text, _ for one character. */
static gboolean
is_like (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; pattern = g_utf8_next_char (pattern))
    {
      if (*pattern == '%')
        {
          for (;; text = g_utf8_next_char (text))
            {
              if (is_like (text, pattern + 1))
                return TRUE;
              if (*text == '\0')
                return FALSE;
            }
        }
      if (*text == '\0' || (*pattern != '_' && g_utf8_get_char (text) != g_utf8_get_char (pattern)))
        return FALSE;
      text = g_utf8_next_char (text);
    }
  return *text == '\0';
}

static gboolean
leaf_holds (const SandboxTerm *term,
            SandboxSalesforce *salesforce,
            const SandboxObjectRecord *record)
{
  SandboxFieldKind kind = term->path.fields[term->path.n_fields - 1]->kind;
  g_autofree char *own = sandbox_salesforce_dup_path (salesforce, record, &term->path);
  const char *first = g_ptr_array_index (term->values, 0);
  gboolean found = FALSE;

  if (term->kind == SANDBOX_TERM_LIKE)
    {
      g_autofree char *text = own != NULL ? g_utf8_casefold (own, -1) : NULL;
      g_autofree char *pattern = g_utf8_casefold (first, -1);

      return text != NULL && is_like (text, pattern);
    }
  if (term->kind != SANDBOX_TERM_COMPARISON)
    {
      for (guint i = 0; i < term->values->len && !found; i++)
        found = compare_texts (kind, own, g_ptr_array_index (term->values, i)) == 0;
      return found == (term->kind == SANDBOX_TERM_IN);
    }
  /* what is not there is neither more nor less than anything */
  if ((own == NULL || first == NULL) && !g_str_equal (term->op, "=") &&
      !g_str_equal (term->op, "!=") && !g_str_equal (term->op, "<>"))
    return FALSE;
  return accepts (term->op, compare_texts (kind, own, first));
}

static gboolean
term_holds (const SandboxTerm *term,
            SandboxSalesforce *salesforce,
            const SandboxObjectRecord *record)
{
  switch (term->kind)
    {
    case SANDBOX_TERM_OR:
      return term_holds (term->left, salesforce, record) ||
             term_holds (term->right, salesforce, record);
    case SANDBOX_TERM_AND:
      return term_holds (term->left, salesforce, record) &&
             term_holds (term->right, salesforce, record);
    case SANDBOX_TERM_NOT:
      return !term_holds (term->left, salesforce, record);
    case SANDBOX_TERM_COMPARISON:
    case SANDBOX_TERM_LIKE:
    case SANDBOX_TERM_IN:
    case SANDBOX_TERM_NOT_IN:
      return leaf_holds (term, salesforce, record);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
sandbox_soql_holds (const SandboxSoql *soql,
                    SandboxSalesforce *salesforce,
                    const SandboxObjectRecord *record)
{
  return soql->where == NULL || term_holds (soql->where, salesforce, record);
}

int
sandbox_soql_compare (const SandboxSoql *soql,
                      SandboxSalesforce *salesforce,
                      const SandboxObjectRecord *a,
                      const SandboxObjectRecord *b)
{
  for (guint i = 0; i < soql->n_orders; i++)
    {
      const SandboxPath *path = &soql->orders[i].path;
      g_autofree char *x = sandbox_salesforce_dup_path (salesforce, a, path);
      g_autofree char *y = sandbox_salesforce_dup_path (salesforce, b, path);
      int order = compare_texts (path->fields[path->n_fields - 1]->kind, x, y);

      if (order != 0)
        return order * soql->orders[i].sign;
    }
  return strcmp (a->id, b->id);
}
