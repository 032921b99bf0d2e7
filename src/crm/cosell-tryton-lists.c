/* cosell-tryton-lists.c: lists of Tryton
 *
 * Tryton cannot order by the last change, since a row that was never written has none: a list is
 * asked for in the order of the ids until it is whole, and ordered here.
 */
#include "crm/cosell-tryton-private.h"

#define MOST_PAGES 200

static void
next_page (GTask *task, CosellJsonValue unused);

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const CosellOpportunity *one = *(CosellOpportunity *const *) a;
  const CosellOpportunity *other = *(CosellOpportunity *const *) b;

  if (one->modified != other->modified)
    return one->modified < other->modified ? -1 : 1;
  return g_ascii_strtoll (one->id, NULL, 10) < g_ascii_strtoll (other->id, NULL, 10) ? -1 : 1;
}

static void
end_list (GTask *task, gboolean cut)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  call->page->cut = cut;
  g_ptr_array_sort (call->page->opportunities, compare_changes);
  g_task_return_pointer (task, g_steal_pointer (&call->page),
                         (GDestroyNotify) cosell_crm_page_free);
  g_object_unref (task);
}

static void
page_came (GTask *task, CosellJsonValue rows)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  guint length = cosell_json_length (rows);

  if (cosell_json_kind (rows) != COSELL_JSON_ARRAY)
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  for (guint i = 0; i < length; i++)
    {
      CosellOpportunity *opportunity =
          cosell_tryton_read_opportunity (cosell_json_element (rows, i), self->session);

      if (opportunity != NULL)
        g_ptr_array_add (call->page->opportunities, opportunity);
      else
        call->page->skipped++;
    }
  g_free (call->id);
  call->id =
      cosell_tryton_dup_id (cosell_json_member (cosell_json_element (rows, length - 1), "id"));
  call->pages++;
  if (length < COSELL_TRYTON_PAGE)
    end_list (task, FALSE);
  else if (call->id == NULL || call->pages == MOST_PAGES)
    end_list (task, TRUE);
  else
    next_page (task, rows);
}

static void
next_page (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  gint64 last = call->id != NULL ? g_ascii_strtoll (call->id, NULL, 10) : 0;
  g_autofree char *params =
      cosell_tryton_write_list (self->session, call->since, (const char *const *) call->ids, last,
                                COSELL_TRYTON_PAGE);

  if (params == NULL)
    cosell_tryton_end_without_id (task);
  else
    cosell_tryton_ask (task,
                       &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "search_read", params },
                       page_came);
}

void
cosell_tryton_list_async (CosellCrm *crm,
                          gint64 since,
                          const char *const *ids,
                          const char *next,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_list_async, cancellable, callback,
                                        user_data, &call);

  call->since = since;
  call->ids = g_strdupv ((char **) ids);
  call->page = cosell_crm_page_new ();
  cosell_tryton_begin (task, next_page);
}
