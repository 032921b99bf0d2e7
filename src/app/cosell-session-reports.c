/* What is asked of the store and read in one job. */
#include "app/cosell-session-reports.h"
#include "app/cosell-command.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"

static void
write_json_or_null (CosellJsonWriter *writer, const char *json)
{
  if (json != NULL)
    cosell_json_writer_raw (writer, json, -1);
  else
    cosell_json_writer_null (writer);
}

static void
write_instant (CosellJsonWriter *writer, const char *name, gint64 instant)
{
  g_autofree char *text = cosell_time_format (instant);

  cosell_json_writer_member (writer, name, text);
}

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

/* P13: {path: [sent, kept]} */
static void
write_unkept (CosellJsonWriter *writer, GPtrArray *unkept)
{
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < unkept->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i);

      cosell_json_writer_name (writer, change->path);
      cosell_json_writer_begin_array (writer);
      write_json_or_null (writer, change->current);
      write_json_or_null (writer, change->original);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

/* {path: [original, current]}; a whole referral that waits is the change of the path "" (RFC 6901:
 * the document itself) from nothing. */
static void
write_fields (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  g_autofree char *changes =
      entry->changes != NULL ? cosell_changes_to_json (entry->changes) : NULL;

  cosell_json_writer_name (writer, "fields");
  if (entry->state == COSELL_OUTBOX_STATE_NOT_KEPT)
    {
      write_unkept (writer, entry->changes);
      return;
    }
  if (changes != NULL)
    {
      cosell_json_writer_raw (writer, changes, -1);
      return;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_null (writer);
  write_json_or_null (writer, entry->body);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
}

/* {path: [base, mine, theirs]} */
static void
write_conflicts (CosellJsonWriter *writer, GPtrArray *conflicts)
{
  cosell_json_writer_name (writer, "conflict");
  cosell_json_writer_bool (writer, conflicts->len > 0);
  if (conflicts->len == 0)
    return;
  cosell_json_writer_name (writer, "conflicts");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_json_writer_name (writer, conflict->path);
      cosell_json_writer_begin_array (writer);
      write_json_or_null (writer, conflict->base);
      write_json_or_null (writer, conflict->mine);
      write_json_or_null (writer, conflict->theirs);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

static void
write_unconfirmed (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  cosell_json_writer_name (writer, "inDoubt");
  cosell_json_writer_bool (writer,
                           entry->unconfirmed && entry->state == COSELL_OUTBOX_STATE_PARKED);
  cosell_json_writer_name (writer, "candidates");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; entry->candidates != NULL && entry->candidates[i] != NULL; i++)
    cosell_json_writer_string (writer, entry->candidates[i]);
  cosell_json_writer_end_array (writer);
}

static void
write_entry (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "seq");
  cosell_json_writer_int (writer, entry->seq);
  cosell_json_writer_name (writer, "id");
  cosell_json_writer_int (writer, entry->deal);
  cosell_json_writer_member (writer, "op", cosell_enum_nick (COSELL_TYPE_OUTBOX_OP, entry->op));
  cosell_json_writer_member (writer, "state",
                             cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, entry->state));
  write_fields (writer, entry);
  if (entry->half != NULL)
    cosell_json_writer_member (writer, "half", entry->half);
  if (entry->invited != NULL)
    cosell_json_writer_member (writer, "invited", entry->invited);
  cosell_json_writer_name (writer, "attempts");
  cosell_json_writer_int (writer, entry->attempts);
  write_instant (writer, "notBefore", entry->not_before);
  cosell_json_writer_member (writer, "lastError", entry->last_error);
  cosell_json_writer_name (writer, "dependsOn");
  if (entry->depends_on != 0)
    cosell_json_writer_int (writer, entry->depends_on);
  else
    cosell_json_writer_null (writer);
  write_conflicts (writer, entry->conflicts);
  cosell_json_writer_name (writer, "held");
  cosell_json_writer_bool (writer, entry->held);
  write_unconfirmed (writer, entry);
  cosell_json_writer_end_object (writer);
}

static gboolean
outbox_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GPtrArray) entries = cosell_store_get_outbox (store, 0, error);
  CosellJsonWriter *writer;

  if (entries == NULL)
    return FALSE;
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    write_entry (writer, g_ptr_array_index (entries, i));
  cosell_json_writer_end_array (writer);
  job->result = cosell_json_writer_end (writer);
  return TRUE;
}

void
cosell_session_outbox_async (CosellSession *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_run_job (self, COSELL_STORE_READ, outbox_job, cosell_job_new (self),
                          cosell_session_outbox_async, c, callback, user_data);
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

  return draft != NULL ? cosell_job_read_issues (store, draft, asked->now, error) : NULL;
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
