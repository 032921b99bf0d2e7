#include "ui/widgets/cosell-completions.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "model/cosell-people.h"

#define MAX_RANK 3
#define DELIMITERS " \t-.,/()&"

gboolean
cosell_completions_match (const char *text, const char *typed)
{
  g_autofree char *folded_text = cosell_intl_fold (text);
  g_autofree char *folded_typed = cosell_intl_fold (typed);
  g_auto (GStrv) words = g_strsplit_set (folded_text, DELIMITERS, -1);
  g_auto (GStrv) wanted = g_strsplit_set (folded_typed, DELIMITERS, -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      gboolean found = *wanted[i] == '\0';

      for (guint j = 0; !found && words[j] != NULL; j++)
        found = g_str_has_prefix (words[j], wanted[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same (const char *a, const char *b)
{
  g_autofree char *folded_a = cosell_intl_fold (a);
  g_autofree char *folded_b = cosell_intl_fold (b);

  return g_str_equal (g_strstrip (folded_a), g_strstrip (folded_b));
}

/* "Sweden" and "SE" for SE; for what is no code, the text itself. */
static char *
resolve_code (const char *text,
              const char *const *codes,
              gboolean (*is_code) (const char *),
              char *(*name_of) (const char *) )
{
  g_autofree char *upper = g_ascii_strup (text, -1);

  g_strstrip (upper);
  if (is_code (upper))
    return g_steal_pointer (&upper);
  for (guint i = 0; *upper != '\0' && codes[i] != NULL; i++)
    {
      g_autofree char *name = name_of (codes[i]);

      if (same (name, text))
        return g_strdup (codes[i]);
    }
  return g_strdup (text);
}

/* Exact codes first, then names that begin with what was typed, then those with a word that does.
 */
static int
rank (const char *code, const char *name, const char *typed)
{
  g_autofree char *folded_name = cosell_intl_fold (name);
  g_autofree char *folded_typed = cosell_intl_fold (typed);

  if (*typed == '\0')
    return 1;
  if (g_ascii_strcasecmp (code, typed) == 0)
    return MAX_RANK;
  if (g_str_has_prefix (folded_name, folded_typed))
    return 2;
  return cosell_completions_match (name, typed) || cosell_completions_match (code, typed) ? 1 : 0;
}

static GPtrArray *
query_codes (const char *typed,
             const char *const *codes,
             char *(*name_of) (const char *),
             gboolean code_first)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);
  GPtrArray *ranks[MAX_RANK + 1];

  for (int place = 1; place <= MAX_RANK; place++)
    ranks[place] = g_ptr_array_new ();
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = name_of (codes[i]);
      int place = rank (codes[i], name, typed);

      if (place > 0)
        g_ptr_array_add (ranks[place],
                         cosell_completion_new (codes[i], code_first ? codes[i] : name,
                                                code_first ? name : NULL, NULL));
    }
  for (int place = MAX_RANK; place >= 1; place--)
    g_ptr_array_extend_and_steal (found, ranks[place]);
  return found;
}

/* --- countries --- */

static GPtrArray *
query_countries (const char *text, gpointer data)
{
  return query_codes (text, cosell_intl_countries (), cosell_intl_country_name, FALSE);
}

static char *
resolve_country (const char *text, gpointer data)
{
  return resolve_code (text, cosell_intl_countries (), cosell_intl_is_country,
                       cosell_intl_country_name);
}

static char *
display_country (const char *value, gpointer data)
{
  return cosell_intl_is_country (value) ? cosell_intl_country_name (value) : g_strdup (value);
}

const CosellCompletionSource cosell_country_source = {
  .query = query_countries,
  .resolve = resolve_country,
  .display = display_country,
  .mark_first = TRUE,
};

/* --- currencies --- */

static GPtrArray *
query_currencies (const char *text, gpointer data)
{
  return query_codes (text, cosell_intl_currencies (), cosell_intl_currency_name, TRUE);
}

static char *
resolve_currency (const char *text, gpointer data)
{
  return resolve_code (text, cosell_intl_currencies (), cosell_intl_is_currency,
                       cosell_intl_currency_name);
}

const CosellCompletionSource cosell_currency_source = {
  .query = query_currencies,
  .resolve = resolve_currency,
  .mark_first = TRUE,
};

/* --- locations --- */

static GPtrArray *
query_locations (const char *text, gpointer data)
{
  GListModel *locations = cosell_catalog_get_locations (COSELL_CATALOG (data));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);

  for (guint i = 0; i < g_list_model_get_n_items (locations); i++)
    {
      g_autoptr (CosellPickItem) location = g_list_model_get_item (locations, i);
      const char *id = cosell_pick_item_get_id (location);
      const char *name = cosell_pick_item_get_name (location);

      if (*text == '\0' || cosell_completions_match (name, text) || strstr (id, text) != NULL)
        g_ptr_array_add (found, cosell_completion_new (id, name, g_str_equal (id, name) ? NULL : id,
                                                       NULL));
    }
  return found;
}

static char *
resolve_location (const char *text, gpointer data)
{
  GListModel *locations = cosell_catalog_get_locations (COSELL_CATALOG (data));

  for (guint i = 0; i < g_list_model_get_n_items (locations); i++)
    {
      g_autoptr (CosellPickItem) location = g_list_model_get_item (locations, i);

      if (same (cosell_pick_item_get_name (location), text))
        return g_strdup (cosell_pick_item_get_id (location));
    }
  return g_strdup (text);
}

static char *
display_location (const char *value, gpointer data)
{
  g_autoptr (CosellPickItem) location =
      cosell_pick_item_find (cosell_catalog_get_locations (COSELL_CATALOG (data)), value);

  return g_strdup (location != NULL ? cosell_pick_item_get_name (location) : value);
}

const CosellCompletionSource cosell_location_source = {
  .query = query_locations,
  .resolve = resolve_location,
  .display = display_location,
};

/* --- what was used before --- */

static GPtrArray *
query_used (const char *text, gpointer data)
{
  GListModel *used = G_LIST_MODEL (data);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);

  for (guint i = 0; i < g_list_model_get_n_items (used); i++)
    {
      g_autoptr (CosellPickItem) one = g_list_model_get_item (used, i);
      const char *id = cosell_pick_item_get_id (one);

      if (*text == '\0' || (cosell_completions_match (id, text) && !g_str_equal (id, text)))
        g_ptr_array_add (found, cosell_completion_new (id, id, NULL, NULL));
    }
  return found;
}

static const CosellCompletionSource used_source = {
  .query = query_used,
};

/* --- of a member --- */

static void
choices_changed_cb (GListModel *list,
                    guint position,
                    guint removed,
                    guint added,
                    CosellCompletionRow *row)
{
  cosell_completion_row_set_has_choices (row, g_list_model_get_n_items (list) > 0);
}

void
cosell_completions_offer (CosellCompletionRow *row, CosellMemberId member, CosellCatalog *catalog)
{
  GListModel *list;

  g_return_if_fail (COSELL_IS_COMPLETION_ROW (row) && COSELL_IS_CATALOG (catalog));

  if (member == COSELL_MEMBER_CURRENCY)
    {
      cosell_completion_row_set_source (row, &cosell_currency_source, NULL);
      return;
    }
  list = member == COSELL_MEMBER_LOCATION
             ? cosell_catalog_get_locations (catalog)
             : cosell_catalog_get_used (catalog, cosell_member_get (member));
  if (member == COSELL_MEMBER_LOCATION)
    cosell_completion_row_set_source (row, &cosell_location_source, catalog);
  else
    cosell_completion_row_set_source (row, &used_source, list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (choices_changed_cb), row, 0);
  choices_changed_cb (list, 0, 0, 0, row);
}
