/* What is asked of the store and read in one job. */
#include "app/cosell-session-reports.h"
#include "app/cosell-command.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"

static gpointer
read_drafts (CosellStore *store, gconstpointer asked, GError **error)
{
  return cosell_session_read_rows_of (store, cosell_store_get_drafts (store, error), error);
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
