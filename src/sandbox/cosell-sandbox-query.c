/* The list. Paging is a walk: the order of the first answer is kept, so that each referral of it
 * comes exactly once whatever changes in between, as it stands when its page is asked for. A token
 * names the walk and the place; it also holds the query, so that it works after a restart. */
#include "sandbox/cosell-sandbox-query.h"

#include <string.h>

#include "sandbox/cosell-sandbox-filter.h"
#include "sandbox/cosell-sandbox-walk.h"

#define PAGE_SIZE 100
#define MAX_PAGE_SIZE 200 /* [inference]: the largest that was seen asked for */
#define MAX_WALKS 32
#define MAX_TOKEN 16384
/* Contract 3.1: plain http and a path that lacks /engagements, as the samples print it. */
#define NEXT_LINK "http://api.partner.microsoft.com/v1.0/referrals?$skiptoken="
#define CONTEXT "http://api.partner.microsoft.com/v1.0/$metadata#Referrals"

typedef enum
{
  COUNT_PAGE, /* not asked for: the number of elements on the page, as the samples have it */
  COUNT_TOTAL,
  COUNT_NONE,
} Count;

typedef struct
{
  SandboxFilter *filter; /* (owned) (nullable) */
  char *filter_text;     /* (owned) (nullable) */
  char *order_text;      /* (owned) (nullable) */
  char *select_text;     /* (owned) (nullable) */
  char **select;         /* (owned) (nullable) */
  guint top;
  guint skip;
  Count count;
} Query;

typedef struct
{
  int sign;
  gboolean created; /* else updated */
} Order;

static void
query_free (Query *query)
{
  g_clear_pointer (&query->filter, sandbox_filter_free);
  g_free (query->filter_text);
  g_free (query->order_text);
  g_free (query->select_text);
  g_strfreev (query->select);
  g_free (query);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Query, query_free)

static gboolean
read_number (GHashTable *table, const char *name, guint min, guint *number, GError **error)
{
  const char *text = g_hash_table_lookup (table, name);
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, min, G_MAXINT32, &value, NULL))
    {
      g_set_error (error, SANDBOX_ERROR, 400, "%s: a number from %u on was expected.", name, min);
      return FALSE;
    }
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_order (const char *text, Order *order, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "createdDateTime desc", " ", -1);
  guint n = g_strv_length (words);
  gboolean good = n == 1 || n == 2;

  order->sign = 1;
  order->created = good && g_ascii_strcasecmp (words[0], "createdDateTime") == 0;
  good = good && (order->created || g_ascii_strcasecmp (words[0], "updatedDateTime") == 0);
  if (good && n == 2)
    {
      order->sign = g_ascii_strcasecmp (words[1], "desc") == 0 ? -1 : 1;
      good = order->sign < 0 || g_ascii_strcasecmp (words[1], "asc") == 0;
    }
  if (!good)
    g_set_error_literal (error, SANDBOX_ERROR, 400,
                         "$orderby: createdDateTime or updatedDateTime, with asc or desc, was "
                         "expected.");
  return good;
}

static gboolean
read_select (Query *query, GError **error)
{
  if (query->select_text == NULL || *query->select_text == '\0')
    return TRUE;
  query->select = g_strsplit (query->select_text, ",", -1);
  for (char **name = query->select; *name != NULL; name++)
    {
      g_strstrip (*name);
      if (**name == '\0' || strpbrk (*name, "/(); '") != NULL)
        {
          g_set_error (error, SANDBOX_ERROR, 400,
                       "$select: names of the referral's own members were expected, not “%s”.",
                       *name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_names (GHashTable *table, GError **error)
{
  static const char *const known[] = { "$filter", "$orderby", "$top",    "$skip",
                                       "$select", "$count",   "$expand", "$skiptoken" };
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      gboolean found = *(const char *) name != '$';

      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        found = found || g_str_equal (known[i], name);
      if (!found)
        {
          g_set_error (error, SANDBOX_ERROR, 400, "The query option “%s” is not supported.",
                       (const char *) name);
          return FALSE;
        }
    }
  return TRUE;
}

static Query *
query_read (GHashTable *table, GError **error)
{
  g_autoptr (Query) query = g_new0 (Query, 1);
  const char *count = g_hash_table_lookup (table, "$count");
  Order order;

  query->top = PAGE_SIZE;
  query->filter_text = g_strdup (g_hash_table_lookup (table, "$filter"));
  query->order_text = g_strdup (g_hash_table_lookup (table, "$orderby"));
  query->select_text = g_strdup (g_hash_table_lookup (table, "$select"));
  if (!check_names (table, error) || !read_order (query->order_text, &order, error) ||
      !read_select (query, error) || !read_number (table, "$top", 1, &query->top, error) ||
      !read_number (table, "$skip", 0, &query->skip, error))
    return NULL;
  if (query->filter_text != NULL &&
      (query->filter = sandbox_filter_parse (query->filter_text, error)) == NULL)
    return NULL;
  if (count != NULL)
    query->count = g_ascii_strcasecmp (count, "true") == 0 ? COUNT_TOTAL : COUNT_NONE;
  query->top = MIN (query->top, MAX_PAGE_SIZE);
  return g_steal_pointer (&query);
}

static int
compare_records (gconstpointer a, gconstpointer b, gpointer data)
{
  const SandboxRecord *left = *(SandboxRecord *const *) a;
  const SandboxRecord *right = *(SandboxRecord *const *) b;
  const Order *order = data;
  gint64 x = order->created ? left->created : left->updated;
  gint64 y = order->created ? right->created : right->updated;

  if (x != y)
    return x < y ? -order->sign : order->sign;
  return strcmp (left->id, right->id);
}

static GPtrArray *
find_records (SandboxCore *core, const Query *query)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *engagement = query->filter != NULL ? sandbox_filter_engagement (query->filter) : NULL;
  Order order;

  if (engagement != NULL)
    {
      for (SandboxRecord *r = sandbox_core_engagement (core, engagement); r != NULL; r = r->next)
        if (sandbox_filter_matches (query->filter, r))
          g_ptr_array_add (found, r);
    }
  else
    for (guint i = 0; i < core->records->len; i++)
      {
        SandboxRecord *record = g_ptr_array_index (core->records, i);

        if (query->filter == NULL || sandbox_filter_matches (query->filter, record))
          g_ptr_array_add (found, record);
      }
  if (read_order (query->order_text, &order, NULL))
    g_ptr_array_sort_with_data (found, compare_records, &order);
  return found;
}

static SandboxWalk *
walk_start (SandboxCore *core, const Query *query)
{
  SandboxWalk *walk = g_new0 (SandboxWalk, 1);

  walk->id = ++core->last_walk;
  walk->records = find_records (core, query);
  return walk;
}

/* Keeps a walk that is not over yet; the one that was used longest ago makes room. */
static void
walk_keep (SandboxCore *core, SandboxWalk *walk, gboolean is_over)
{
  g_queue_remove (&core->walks, walk);
  if (is_over)
    sandbox_walk_free (walk);
  else
    g_queue_push_head (&core->walks, walk);
  while (core->walks.length > MAX_WALKS)
    sandbox_walk_free (g_queue_pop_tail (&core->walks));
}

static void
write_optional (CosellJsonWriter *writer, const char *name, const char *value)
{
  if (value != NULL)
    cosell_json_writer_member (writer, name, value);
}

static void
write_number (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static char *
token_write (const Query *query, const SandboxWalk *walk, guint offset, const char *last_id)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *json = NULL;
  g_autofree char *token = NULL;

  cosell_json_writer_begin_object (writer);
  write_number (writer, "w", (gint64) walk->id);
  write_number (writer, "o", offset);
  cosell_json_writer_member (writer, "i", last_id);
  write_number (writer, "$top", query->top);
  write_optional (writer, "$filter", query->filter_text);
  write_optional (writer, "$orderby", query->order_text);
  write_optional (writer, "$select", query->select_text);
  if (query->count != COUNT_PAGE)
    cosell_json_writer_member (writer, "$count", query->count == COUNT_TOTAL ? "true" : "false");
  cosell_json_writer_end_object (writer);
  json = cosell_json_writer_end (writer);
  token = g_base64_encode ((const guchar *) json, strlen (json));
  g_strdelimit (token, "+", '-');
  g_strdelimit (token, "/", '_');
  return g_strdelimit (g_steal_pointer (&token), "=", '.');
}

static CosellJson *
token_read (const char *text, GError **error)
{
  g_autofree char *base64 = g_strdup (text);
  g_autofree guchar *bytes = NULL;
  gsize length = 0;
  CosellJson *json = NULL;

  g_strdelimit (base64, "-", '+');
  g_strdelimit (base64, "_", '/');
  g_strdelimit (base64, ".", '=');
  if (strlen (base64) <= MAX_TOKEN)
    bytes = g_base64_decode (base64, &length);
  if (length > 0)
    json = cosell_json_parse ((const char *) bytes, (gssize) length, NULL);
  if (json == NULL)
    g_set_error_literal (error, SANDBOX_ERROR, 400,
                         "$skiptoken: this is no token of this service. Begin the list again.");
  return json;
}

static GHashTable *
token_query (CosellJsonValue token)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < cosell_json_length (token); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (token, i, &name);

      if (name[0] == '$')
        g_hash_table_replace (table, g_steal_pointer (&name), cosell_json_dup_scalar (value));
    }
  return table;
}

/* The walk that a token goes on with; a forgotten one is made again, and gone on with after the
 * last referral that was given out. */
static SandboxWalk *
walk_resume (SandboxCore *core, const Query *query, CosellJsonValue token, guint *offset)
{
  guint64 id = (guint64) cosell_json_get_int (cosell_json_member (token, "w"), 0);
  g_autofree char *last = cosell_json_dup_string (cosell_json_member (token, "i"));
  SandboxWalk *walk;

  *offset = (guint) CLAMP (cosell_json_get_int (cosell_json_member (token, "o"), 0), 0, G_MAXINT32);
  for (GList *l = core->walks.head; l != NULL; l = l->next)
    {
      walk = l->data;
      if (walk->id == id && *offset > 0 && *offset <= walk->records->len &&
          g_strcmp0 (((SandboxRecord *) g_ptr_array_index (walk->records, *offset - 1))->id,
                     last) == 0)
        return walk;
    }
  walk = walk_start (core, query);
  for (guint i = 0; i < walk->records->len; i++)
    if (g_strcmp0 (((SandboxRecord *) g_ptr_array_index (walk->records, i))->id, last) == 0)
      *offset = i + 1;
  return walk;
}

static void
write_selected (CosellJsonWriter *writer, const SandboxRecord *record, char **select)
{
  g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, NULL);

  cosell_json_writer_begin_object (writer);
  for (char **name = select; *name != NULL; name++)
    {
      CosellJsonValue value = cosell_json_member_nocase (cosell_json_root (json), *name);
      gsize length;
      const char *raw;

      if (cosell_json_kind (value) == COSELL_JSON_NONE)
        continue;
      raw = cosell_json_raw (value, &length);
      cosell_json_writer_name (writer, *name);
      cosell_json_writer_raw (writer, raw, (gssize) length);
    }
  cosell_json_writer_end_object (writer);
}

static void
write_elements (CosellJsonWriter *writer,
                const Query *query,
                const SandboxWalk *walk,
                guint from,
                guint to)
{
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (guint i = from; i < to; i++)
    {
      SandboxRecord *record = g_ptr_array_index (walk->records, i);

      if (query->select != NULL)
        write_selected (writer, record, query->select);
      else
        cosell_json_writer_raw (writer, record->text, (gssize) g_ref_string_length (record->text));
    }
  cosell_json_writer_end_array (writer);
}

char *
sandbox_query_run (SandboxCore *core, GHashTable *table, GError **error)
{
  const char *text = g_hash_table_lookup (table, "$skiptoken");
  g_autoptr (CosellJson) token = text != NULL ? token_read (text, error) : NULL;
  g_autoptr (GHashTable) old = token != NULL ? token_query (cosell_json_root (token)) : NULL;
  g_autoptr (Query) query = NULL;
  CosellJsonWriter *writer;
  SandboxWalk *walk;
  guint from, to;

  if (text != NULL && token == NULL)
    return NULL;
  query = query_read (old != NULL ? old : table, error);
  if (query == NULL)
    return NULL;
  from = query->skip;
  walk = old != NULL ? walk_resume (core, query, cosell_json_root (token), &from)
                     : walk_start (core, query);
  from = MIN (from, walk->records->len);
  to = from + MIN (query->top, walk->records->len - from);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "@odata.context", CONTEXT);
  if (query->count != COUNT_NONE)
    write_number (writer, "@odata.count",
                  query->count == COUNT_TOTAL ? walk->records->len : to - from);
  write_elements (writer, query, walk, from, to);
  if (to < walk->records->len)
    {
      SandboxRecord *last = g_ptr_array_index (walk->records, to - 1);
      g_autofree char *next = token_write (query, walk, to, last->id);
      g_autofree char *link = g_strconcat (NEXT_LINK, next, NULL);

      cosell_json_writer_member (writer, "@odata.nextLink", link);
    }
  walk_keep (core, walk, to >= walk->records->len);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
