#include "store/cosell-store-candidates.h"

#include <string.h>

#include "store/cosell-store-private.h"
#include "store/cosell-store-search-needle.h"

/* So many are few in any profile: they are looked at one by one, which takes 5 to 10 µs each. */
#define FEW 500
/* In a larger one, of so many deals one: all in order take a twentieth of that each. */
#define ONE_IN 100

/* Whether the search text has this member's column as it is (cosell_engagement_derive), in no item
 * that deals share: those of deals that cannot be read any more may stand elsewhere. linked: it has
 * nothing of the CRM that a deal is linked to */
static gboolean
is_searched (CosellQueryKey key, gboolean linked)
{
  return key == COSELL_QUERY_KEY_CUSTOMER || (key == COSELL_QUERY_KEY_CRM && !linked) ||
         key == COSELL_QUERY_KEY_CAMPAIGN;
}

static gboolean
is_break (char c)
{
  return c == ' ' || g_ascii_iscntrl (c);
}

/* The longest piece without white space, which the search text has fewer of. Returns: (transfer
 * full)
 */
static char *
longest_piece (const char *folded)
{
  const char *best = folded;
  gsize length = 0;

  while (*folded != '\0')
    {
      const char *end = folded;

      while (*end != '\0' && !is_break (*end))
        end++;
      if ((gsize) (end - folded) > length)
        {
          best = folded;
          length = (gsize) (end - folded);
        }
      folded = *end != '\0' ? end + 1 : end;
    }
  return g_strndup (best, length);
}

/* Appends the deals whose texts may have it. few: (inout) whether they are; nothing more is looked
 * at where not */
static gboolean
add_value (CosellStore *self,
           const CosellQueryValue *value,
           guint most,
           GArray *ids,
           gboolean *few,
           GError **error)
{
  g_autofree char *piece = NULL;
  CosellSearchNeedle plain = { COSELL_SEARCH_CUSTOMER, NULL, FALSE }; /* of texts, not of lines */
  CosellStoreNeedle needle = { 0 };
  gboolean ok;

  if (value->none)
    {
      *few = FALSE;
      return TRUE;
    }
  piece = longest_piece (value->folded);
  plain.text = piece;
  ok = cosell_store_needle_init (&needle, self, &plain, error) &&
       cosell_store_needle_measure (&needle, self, most, error);
  *few = ok && needle.all && needle.texts->len <= most;
  if (*few)
    g_array_append_vals (ids, needle.texts->data, needle.texts->len);
  cosell_store_needle_clear (&needle);
  return ok;
}

/* found: (out) (transfer full) (nullable): NULL when they are not few */
static gboolean
find_for_term (CosellStore *self,
               const CosellQueryTerm *term,
               guint most,
               GArray **found,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean few = TRUE;

  *found = NULL;
  for (guint i = 0; few && i < term->values->len; i++)
    if (!add_value (self, g_ptr_array_index (term->values, i), most, ids, &few, error))
      return FALSE;
  if (few && ids->len <= most)
    *found = g_steal_pointer (&ids);
  return TRUE;
}

static gboolean
find_best (CosellStore *self,
           const CosellQuery *query,
           int except,
           gboolean linked,
           guint most,
           GArray **best,
           GError **error)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);
      g_autoptr (GArray) found = NULL;

      if (term->kind != COSELL_QUERY_TERM_FILTER || term->negated || (int) term->key == except ||
          !is_searched (term->key, linked))
        continue;
      if (!find_for_term (self, term, *best != NULL ? (*best)->len : most, &found, error))
        return FALSE;
      if (found != NULL)
        {
          g_clear_pointer (best, g_array_unref);
          *best = g_steal_pointer (&found);
        }
    }
  return TRUE;
}

/* Deals that wait to be put into the index have newer texts than it. few: (out) whether there are
 * no more than most */
static gboolean
add_waiting (CosellStore *self, guint most, GArray *ids, gboolean *few, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT deal FROM deal_search LIMIT ?", error);
  CosellStep step;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, (gint64) most + 1);
  for (; (step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW; n++)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  *few = n <= most;
  return step == COSELL_STEP_DONE;
}

static gboolean
count_few (CosellStore *self, guint *few, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, "SELECT max (id) FROM deal", error);
  gint64 last;

  if (statement == NULL || !cosell_statement_run_int (statement, 0, &last, error))
    return FALSE;
  *few = (guint) CLAMP (last / ONE_IN, FEW, G_MAXINT);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* Each id once, which is read in its order. */
static char *
print_list (GArray *ids)
{
  GString *json = g_string_new ("[");
  gint64 last = -1;

  g_array_sort (ids, compare);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id != last)
        g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", id);
      last = id;
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
may_narrow (const CosellQuery *query, int except, gboolean linked)
{
  for (guint i = 0; query != NULL && i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->kind == COSELL_QUERY_TERM_FILTER && !term->negated && (int) term->key != except &&
          is_searched (term->key, linked))
        return TRUE;
    }
  return FALSE;
}

gboolean
cosell_store_candidates_find (CosellStore *self,
                              const CosellQuery *query,
                              int except,
                              char **list,
                              GError **error)
{
  g_autoptr (GArray) ids = NULL;
  gboolean few_wait, linked;
  guint few;

  g_return_val_if_fail (list != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  *list = NULL;
  if (!cosell_store_has_crm_links (self, &linked, error))
    return FALSE;
  if (!may_narrow (query, except, linked))
    return TRUE;
  if (!count_few (self, &few, error) || !find_best (self, query, except, linked, few, &ids, error))
    return FALSE;
  if (ids == NULL)
    return TRUE;
  if (!add_waiting (self, few, ids, &few_wait, error))
    return FALSE;
  if (few_wait)
    *list = print_list (ids);
  return TRUE;
}
