/* What is asked of the store and read in one job. */
#include "app/cosell-session-reports.h"
#include "app/cosell-command.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"

typedef struct
{
  CosellTab tab;
  char *search;   /* (owned) (nullable) */
  char **filters; /* (owned) (nullable) */
  char *sort;     /* (owned) (nullable) */
  gint64 limit;
} ListAsked;

static void
list_asked_free (gpointer data)
{
  ListAsked *self = data;

  g_free (self->search);
  g_strfreev (self->filters);
  g_free (self->sort);
  g_free (self);
}

/* ids: taken (nullable) */
static GPtrArray *
read_rows (CosellStore *store, GArray *ids, GError **error)
{
  g_autoptr (GArray) taken = ids;
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);

  for (guint i = 0; taken != NULL && i < taken->len; i++)
    {
      CosellDealData *row = cosell_store_get_deal (store, g_array_index (taken, gint64, i), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return taken != NULL ? g_steal_pointer (&rows) : NULL;
}

/* B4: without a tab everything stands in the list; in Inbound leads stand only when asked for. */
static gboolean
wants_leads (const ListAsked *asked)
{
  return asked->tab == COSELL_TAB_ALL ||
         (asked->filters != NULL &&
          g_strv_contains ((const char *const *) asked->filters, "type=lead"));
}

static gpointer
read_list (CosellStore *store, gconstpointer data, GError **error)
{
  const ListAsked *asked = data;
  const CosellDealQuery query = {
    .tab = asked->tab,
    .search = asked->search,
    .sort = asked->sort,
    .hide_leads = !wants_leads (asked),
    .filters = (const char *const *) asked->filters,
    .limit = asked->limit,
  };

  return read_rows (store, cosell_store_query_deals (store, &query, error), error);
}

void
cosell_session_list_async (CosellSession *self,
                           CosellTab tab,
                           const char *search,
                           const char *const *filters,
                           const char *sort,
                           gint64 limit,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ListAsked *asked;

  g_return_if_fail (COSELL_IS_SESSION (self));

  asked = g_new0 (ListAsked, 1);
  asked->tab = tab;
  asked->search = g_strdup (search);
  asked->filters = g_strdupv ((char **) filters);
  asked->sort = g_strdup (sort);
  asked->limit = limit;
  cosell_session_read (self, read_list, asked, list_asked_free, (GDestroyNotify) g_ptr_array_unref,
                       c, callback, user_data);
}

static gpointer
read_drafts (CosellStore *store, gconstpointer asked, GError **error)
{
  return read_rows (store, cosell_store_get_drafts (store, error), error);
}

void
cosell_session_drafts_async (CosellSession *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  cosell_session_read_about (self, read_drafts, 0, (GDestroyNotify) g_ptr_array_unref, c, callback,
                             user_data);
}

static gpointer
read_outbox (CosellStore *store, gconstpointer asked, GError **error)
{
  return cosell_store_get_outbox (store, ((const CosellReadDeal *) asked)->deal, error);
}

void
cosell_session_outbox_async (CosellSession *self,
                             gint64 deal,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  cosell_session_read_about (self, read_outbox, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}

GPtrArray *
cosell_session_array_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}

/* The history is of the deal with all its halves. */
static gpointer
read_history (CosellStore *store, gconstpointer data, GError **error)
{
  g_auto (CosellTarget) target = { 0 };
  gint64 deal = ((const CosellReadDeal *) data)->deal;

  if (!cosell_command_find_target (store, &deal, &target, COSELL_COMMAND_TAKES_HALF, error))
    return NULL;
  return cosell_store_get_history (store, deal, error);
}

void
cosell_session_history_async (CosellSession *self,
                              gint64 deal,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  cosell_session_read_about (self, read_history, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}

static gpointer
read_issues (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_autofree char *text = cosell_store_get_draft (store, asked->deal, error);
  g_autoptr (CosellDraft) draft = text != NULL ? cosell_draft_new_from_json (text, error) : NULL;

  return draft != NULL ? cosell_session_drafts_read_issues (store, draft, asked->now, error) : NULL;
}

void
cosell_session_warn_draft_async (CosellSession *self,
                                 gint64 id,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  cosell_session_read_about (self, read_issues, id, (GDestroyNotify) g_ptr_array_unref, c, callback,
                             user_data);
}

static gpointer
read_registration (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_autoptr (GError) failure = NULL;
  g_autofree char *kept = cosell_store_get_registration (store, asked->deal, &failure);
  CosellRegistration *registration;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  registration = cosell_registration_new ();
  cosell_registration_add_local (registration, kept);
  return registration;
}

void
cosell_session_local_registration_async (CosellSession *self,
                                         gint64 deal,
                                         GCancellable *c,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  cosell_session_read_about (self, read_registration, deal,
                             (GDestroyNotify) cosell_registration_free, c, callback, user_data);
}

CosellRegistration *
cosell_session_local_registration_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
