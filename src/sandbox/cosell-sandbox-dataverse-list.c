/* cosell-sandbox-dataverse-list.c: lists of the practice Dataverse
 *
 * Paging goes on behind the last row that was given out, by the order of the list: what changes in
 * between may come twice or not at all, as with Dataverse's own cookies. */
#include "sandbox/cosell-sandbox-dataverse-list.h"

#include <string.h>

#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-filter.h"

#define MAX_ORDERS 4
#define MAX_TOKEN 16384

typedef struct
{
  const SandboxColumn *column;
  int sign;
} Order;

typedef struct
{
  SandboxDataverse *dataverse;
  const SandboxTable *table;
  Order orders[MAX_ORDERS + 1]; /* the last one is the key */
  guint n_orders;
  guint top;
} List;

/* What can be asked for; everything else is refused, so that no client relies on it. */
static gboolean
check_options (GHashTable *query, GError **error)
{
  static const char *const known[] = { "$select", "$filter",    "$orderby", "$top",
                                       "$count",  "$skiptoken", "$expand",  NULL };
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (*(const char *) name == '$' && !g_strv_contains (known, name))
      {
        sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_QUERY,
                                     "The query parameter %s is not supported.",
                                     (const char *) name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_orders (List *list, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (parts[i]), " ", 2);
      const SandboxColumn *column =
          words[0] != NULL ? sandbox_dataverse_find_column (list->table, words[0]) : NULL;
      const char *way = words[0] != NULL ? words[1] : NULL;

      if (column == NULL || list->n_orders >= MAX_ORDERS ||
          (way != NULL && !g_str_equal (way, "asc") && !g_str_equal (way, "desc")))
        {
          sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_QUERY,
                                       "$orderby: '%s' cannot be sorted by.", parts[i]);
          return FALSE;
        }
      list->orders[list->n_orders].column = column;
      list->orders[list->n_orders++].sign = g_strcmp0 (way, "desc") == 0 ? -1 : 1;
    }
  list->orders[list->n_orders].column = list->table->columns;
  list->orders[list->n_orders++].sign = 1;
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SandboxRow *x = *(SandboxRow *const *) a;
  const SandboxRow *y = *(SandboxRow *const *) b;
  List *list = user_data;
  int order = 0;

  for (guint i = 0; i < list->n_orders && order == 0; i++)
    {
      const SandboxColumn *column = list->orders[i].column;

      order = list->orders[i].sign *
              sandbox_condition_compare (
                  column, cosell_json_member (cosell_json_root (x->json), column->property),
                  cosell_json_member (cosell_json_root (y->json), column->property));
    }
  return order;
}

/* Whether a row comes after what a token remembers. */
static gboolean
is_behind (List *list, const SandboxRow *row, CosellJsonValue last)
{
  for (guint i = 0; i < list->n_orders; i++)
    {
      const SandboxColumn *column = list->orders[i].column;
      int order = list->orders[i].sign *
                  sandbox_condition_compare (column,
                                             cosell_json_member (cosell_json_root (row->json),
                                                                 column->property),
                                             cosell_json_element (last, i));

      if (order != 0)
        return order > 0;
    }
  return FALSE;
}

static char *
write_token (List *list, const SandboxRow *last)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < list->n_orders; i++)
    {
      g_autofree char *raw = cosell_json_dup_raw (
          cosell_json_member (cosell_json_root (last->json), list->orders[i].column->property));

      cosell_json_writer_raw (writer, raw != NULL ? raw : "null", -1);
    }
  cosell_json_writer_end_array (writer);
  text = cosell_json_writer_end (writer);
  return g_base64_encode ((const guchar *) text, strlen (text));
}

/* Returns: (nullable) NULL with an error when the token is none */
static CosellJson *
read_token (List *list, const char *token, GError **error)
{
  g_autoptr (CosellJson) json = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  if (strlen (token) <= MAX_TOKEN)
    bytes = g_base64_decode (token, &length);
  if (length > 0)
    json = cosell_json_parse ((const char *) bytes, (gssize) length, NULL);
  if (json != NULL && cosell_json_length (cosell_json_root (json)) == list->n_orders)
    return g_steal_pointer (&json);
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_QUERY, "Malformed XML in the $skiptoken.");
  return NULL;
}

static GPtrArray *
collect (List *list, SandboxTableId id, const SandboxCondition *condition, const CosellJson *token)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *rows = list->dataverse->rows[id];

  for (guint i = 0; i < rows->len; i++)
    {
      SandboxRow *row = g_ptr_array_index (rows, i);

      if (sandbox_dataverse_is_visible (list->dataverse, row) &&
          (condition == NULL ||
           sandbox_condition_holds (condition, cosell_json_root (row->json))) &&
          (token == NULL || is_behind (list, row, cosell_json_root (token))))
        g_ptr_array_add (found, row);
    }
  g_ptr_array_sort_with_data (found, compare_rows, list);
  return found;
}

/* The same question with another token. */
static char *
next_link (const char *base, const SandboxTable *table, GHashTable *query, const char *token)
{
  GString *link = g_string_new (base);
  const char *separator = "?";
  GHashTableIter iter;
  gpointer name, value;

  g_string_append (link, table->set);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

      if (g_str_equal (name, "$skiptoken"))
        continue;
      g_string_append_printf (link, "%s%s=%s", separator, (const char *) name, escaped);
      separator = "&";
    }
  g_string_append_printf (link, "%s$skiptoken=", separator);
  g_string_append_uri_escaped (link, token, NULL, FALSE);
  return g_string_free (link, FALSE);
}

static char *
write_page (List *list,
            GPtrArray *found,
            GHashTable *query,
            const SandboxRowStyle *style,
            guint page)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  guint n = MIN (found->len, MIN (page, list->top));
  g_autofree char *context = g_strconcat (style->base, "$metadata#", list->table->set, NULL);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "@odata.context", context);
  if (g_strcmp0 (g_hash_table_lookup (query, "$count"), "true") == 0)
    {
      cosell_json_writer_name (writer, "@odata.count");
      cosell_json_writer_int (writer, MIN (found->len, 5000));
    }
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    sandbox_row_write (list->dataverse, g_ptr_array_index (found, i), style, FALSE, writer);
  cosell_json_writer_end_array (writer);
  if (n > 0 && n < MIN (found->len, list->top))
    {
      g_autofree char *token = write_token (list, g_ptr_array_index (found, n - 1));
      g_autofree char *link = next_link (style->base, list->table, query, token);

      cosell_json_writer_member (writer, "@odata.nextLink", link);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_dataverse_list (SandboxDataverse *dataverse,
                        SandboxTableId table,
                        GHashTable *query,
                        const SandboxRowStyle *style,
                        guint page,
                        GError **error)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *options = query != NULL ? query : none;
  List list = { .dataverse = dataverse,
                .table = &sandbox_dataverse_tables[table],
                .top = G_MAXUINT };
  const char *filter = g_hash_table_lookup (options, "$filter");
  const char *skip = g_hash_table_lookup (options, "$skiptoken");
  const char *top = g_hash_table_lookup (options, "$top");
  g_autoptr (SandboxCondition) condition = NULL;
  g_autoptr (CosellJson) token = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint64 most = 0;

  if (!check_options (options, error) ||
      !read_orders (&list, g_hash_table_lookup (options, "$orderby"), error))
    return NULL;
  if (top != NULL && !g_ascii_string_to_unsigned (top, 10, 1, 5000, &most, error))
    return NULL;
  if (filter != NULL && (condition = sandbox_condition_parse (list.table, filter, error)) == NULL)
    return NULL;
  if (skip != NULL && (token = read_token (&list, skip, error)) == NULL)
    return NULL;
  if (most > 0)
    list.top = (guint) most;
  found = collect (&list, table, condition, token);
  return write_page (&list, found, options, style, page);
}
