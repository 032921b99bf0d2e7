/* cosell-view.c: a query that is kept under a name (rule I17) */
#include "model/cosell-view.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text.h"
#include "model/cosell-export.h"

static const struct
{
  const char *id;
  const char *name;
  const char *query;
} standing[] = {
  { "my", N_ ("My Deals"), "mine open" },
  { "expiring", N_ ("Expiring"), "expiring" },
  { "closing", N_ ("Closing This Quarter"), "open closes:this-quarter" },
  { "overdue", N_ ("Overdue"), "overdue" },
  { "needs-registration", N_ ("Needs Registration"), "eligible status:won registration:none" },
  { "waiting-microsoft", N_ ("Waiting for Microsoft"), "open microsoft:received" },
  { "waiting", N_ ("Waiting to Be Sent"), "unsynced" },
  { "conflicts", N_ ("Conflicts"), "conflict" },
};

void
cosell_view_free (CosellView *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->query);
  g_strfreev (self->columns);
  g_free (self->sort);
  g_free (self);
}

CosellView *
cosell_view_copy (const CosellView *self)
{
  CosellView *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->query = g_strdup (self->query);
  copy->columns = g_strdupv (self->columns);
  copy->sort = g_strdup (self->sort);
  return copy;
}

char *
cosell_view_dup_id (const CosellView *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->standing != NULL ? g_strdup (self->standing)
                                : g_strdup_printf ("%" G_GINT64_FORMAT, self->id);
}

char *
cosell_view_tidy_name (const char *name, GError **error)
{
  g_autofree char *tidy = cosell_text_tidy (name, COSELL_TEXT_LINE);

  if (cosell_text_is_blank (tidy))
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("A view needs a name."));
      return NULL;
    }
  if (g_utf8_strlen (tidy, -1) > COSELL_VIEW_MAX_NAME)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("The name of the view is too long."));
      return NULL;
    }
  return g_steal_pointer (&tidy);
}

static gboolean
check_columns (const char *const *columns, GError **error)
{
  for (; columns != NULL && *columns != NULL; columns++)
    if (!cosell_export_has (*columns))
      {
        g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                     _ ("Deals have no member “%s” for a column."), *columns);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_sort (const char *sort, GError **error)
{
  const char *key = sort != NULL && *sort == '-' ? sort + 1 : sort;

  if (key == NULL || cosell_export_has (key))
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
               _ ("Deals have no member “%s” to sort by."), sort);
  return FALSE;
}

gboolean
cosell_view_check_list (const char *const *columns, const char *sort, GError **error)
{
  return check_columns (columns, error) && check_sort (sort, error);
}

CosellView *
cosell_view_new (const char *name,
                 const char *query,
                 const char *const *columns,
                 const char *sort,
                 CosellQueryRange *where,
                 GError **error)
{
  CosellQueryRange none;
  g_autoptr (CosellQuery) parsed = NULL;
  g_autofree char *tidy = NULL;
  CosellView *self;

  g_return_val_if_fail (name != NULL && query != NULL, NULL);

  if (where == NULL)
    where = &none;
  *where = (CosellQueryRange){ 0, 0 };
  tidy = cosell_view_tidy_name (name, error);
  if (tidy == NULL || !cosell_view_check_list (columns, sort, error))
    return NULL;
  parsed = cosell_query_parse (query, -1, NULL, where, error);
  if (parsed == NULL)
    return NULL;
  self = g_new0 (CosellView, 1);
  self->name = g_steal_pointer (&tidy);
  self->query = g_strdup (query);
  self->columns = columns != NULL && *columns != NULL ? g_strdupv ((char **) columns) : NULL;
  self->sort = g_strdup (sort);
  self->position = -1;
  self->count = COSELL_VIEW_COUNT_UNKNOWN;
  return self;
}

GPtrArray *
cosell_views_standing (void)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);

  for (guint i = 0; i < G_N_ELEMENTS (standing); i++)
    {
      CosellView *view = g_new0 (CosellView, 1);

      view->standing = standing[i].id;
      view->name = g_strdup (_ (standing[i].name));
      view->query = g_strdup (standing[i].query);
      view->position = -1;
      view->count = COSELL_VIEW_COUNT_UNKNOWN;
      g_ptr_array_add (views, view);
    }
  return views;
}

/* name: folded */
static gboolean
is_called (const char *called, const char *name)
{
  g_autofree char *folded = cosell_intl_fold (called);

  return g_str_equal (folded, name);
}

static gboolean
is_taken (GPtrArray *views, const char *name, gint64 except)
{
  g_autofree char *folded = cosell_intl_fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (standing); i++)
    if (is_called (standing[i].id, folded) || is_called (_ (standing[i].name), folded))
      return TRUE;
  for (guint i = 0; i < views->len; i++)
    {
      const CosellView *view = g_ptr_array_index (views, i);

      if ((except == 0 || view->id != except) && is_called (view->name, folded))
        return TRUE;
    }
  return FALSE;
}

char *
cosell_views_free_name (GPtrArray *views, const char *name, gint64 except)
{
  char *free_name = g_strdup (name);

  for (guint n = 2; is_taken (views, free_name, except); n++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name, n);
    }
  return free_name;
}

CosellView *
cosell_views_find (GPtrArray *views, const char *text, GError **error)
{
  g_autofree char *folded = cosell_intl_fold (text);
  CosellView *by_name = NULL;
  CosellView *by_number = NULL;
  gint64 number = 0;

  g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL);
  for (guint i = 0; i < views->len; i++)
    {
      CosellView *view = g_ptr_array_index (views, i);

      if (g_strcmp0 (view->standing, text) == 0)
        return view;
      if (by_name == NULL && is_called (view->name, folded))
        by_name = view;
      if (number != 0 && view->id == number)
        by_number = view;
    }
  if (by_name == NULL && by_number == NULL)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN, _ ("There is no view “%s”."),
                 text);
  return by_name != NULL ? by_name : by_number;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

char *
cosell_view_dup_meaning (const char *text)
{
  g_autoptr (CosellQuery) query = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (text != NULL, NULL);

  query = cosell_query_parse_typed (text, -1, NULL);
  if (query->problems->len > 0)
    return NULL;
  for (guint i = 0; i < query->terms->len; i++)
    g_ptr_array_add (terms, cosell_query_term_print (g_ptr_array_index (query->terms, i)));
  g_ptr_array_sort (terms, compare_texts);
  g_ptr_array_add (terms, NULL);
  return g_strjoinv ("\n", (char **) terms->pdata);
}
