/* sim-client.c: one profile: started, killed, synced */
#include <glib/gstdio.h>
#include <stdlib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "support/await.h"
#include "support/tree.h"
#include "sync/sim-crm.h"

#define ORIGIN "http://127.0.0.1:1"

SimClient *
sim_client_new (Sim *sim, guint index)
{
  SimClient *self = g_new0 (SimClient, 1);

  self->sim = sim;
  self->index = index;
  self->clock = sim_clock_new (sim);
  self->remote = sim_remote_new (self);
  self->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_request_unref);
  return self;
}

static void
set_account (SimClient *self)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_account_set_url_async (self->session->account, ORIGIN, NULL, await_cb, &place);
  result = await_result (&place);
  cosell_account_finish (self->session->account, result, &error);
  g_assert_no_error (error);
}

void
sim_client_stop (SimClient *self)
{
  if (self->session == NULL)
    return;
  sim_crm_client_stop (self);
  cosell_session_close (self->session);
  g_clear_object (&self->session);
  self->syncing = FALSE;
  g_clear_object (&self->cancellable);
}

void
sim_client_free (SimClient *self)
{
  sim_client_stop (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sim_crm_client_free (self);
  g_clear_object (&self->remote);
  g_clear_object (&self->service_clock);
  g_clear_object (&self->clock);
  g_ptr_array_unref (self->fresh);
  g_free (self->folder);
  g_free (self);
}

/* What a killed program leaves: the files as they are, with the write-ahead log. */
static void
copy_files (const char *from, const char *to)
{
  static const char *const names[] = { "cosell.db", "cosell.db-wal" };

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_build_filename (from, names[i], NULL);
      g_autofree char *target = g_build_filename (to, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (!g_file_get_contents (source, &bytes, &length, NULL))
        continue;
      g_assert_true (g_file_set_contents_full (target, bytes, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static void
open_session (SimClient *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->service_clock);
  self->service_clock = cosell_service_clock_new (self->clock);
  self->session = cosell_session_new_with (self->folder, "simulated", self->service_clock,
                                           self->remote, &error);
  if (self->session == NULL)
    g_error ("c%u does not start: %s", self->index, error->message);
}

static char *new_profile; /* (nullable): a profile with its account and nothing else */

static void
remove_new_profile (void)
{
  remove_tree (new_profile);
  g_free (new_profile);
}

/* Making the tables takes longer than all the rest: once for all. */
static void
make_new_profile (SimClient *self)
{
  new_profile = g_strdup_printf ("%s-new", self->sim->folder);
  self->folder = g_strdup (new_profile);
  open_session (self);
  set_account (self);
  sim_client_stop (self);
  g_clear_pointer (&self->folder, g_free);
  atexit (remove_new_profile);
}

void
sim_client_start (SimClient *self)
{
  if (self->folder == NULL)
    {
      if (new_profile == NULL)
        make_new_profile (self);
      self->folder = g_strdup_printf ("%s/c%u-0", self->sim->folder, self->index);
      copy_files (new_profile, self->folder);
    }
  open_session (self);
  cosell_session_set_undo_window (self->session,
                                  self->index == 0 ? 10 : 0); /* as a window has it */
  self->life++;
  sim_crm_client_start (self);
}

void
sim_client_crash (SimClient *self)
{
  g_autofree char *old = g_steal_pointer (&self->folder);

  sim_trace (self->sim, "c%u is killed", self->index);
  self->folder = g_strdup_printf ("%s/c%u-%u", self->sim->folder, self->index, self->life);
  copy_files (old, self->folder);
  sim_client_stop (self);
  remove_tree (old);
  sim_client_start (self);
}

/* syncing */

typedef struct
{
  SimClient *client;
  guint life;
} Round;

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Round *round = user_data;
  SimClient *self = round->client;
  g_autoptr (GError) error = NULL;
  CosellSyncSummary summary = { 0 };

  cosell_session_sync_finish (COSELL_SESSION (source), result, &summary, &error);
  if (round->life != self->life)
    return;
  self->syncing = FALSE;
  self->summary = summary;
  g_clear_object (&self->cancellable);
  sim_trace (self->sim, "c%u synced: %u pulled, %u pushed, %u conflicts, %u parked%s%s",
             self->index, summary.pulled, summary.pushed, summary.conflicts, summary.parked,
             error != NULL ? ": " : "", error != NULL ? error->message : "");
  if (error != NULL && error->domain == COSELL_STORE_ERROR)
    sim_fail (self->sim, "c%u: the store fails in a sync: %s", self->index, error->message);
  if (self->crm != NULL && !self->sim->healed && sim_crm_chance (self->sim, 600))
    sim_crm_client_sync (self, (CosellCrmSyncFlags) 0);
}

static void
break_off (Sim *sim, gpointer data)
{
  Round *round = data;
  SimClient *self = round->client;

  if (sim->healed || !self->syncing || round->life != self->life)
    return;
  if (sim_chance (sim, 400))
    sim_client_crash (self);
  else
    {
      sim_trace (sim, "c%u cancels", self->index);
      g_cancellable_cancel (self->cancellable);
    }
}

/* In the middle of it, at times. */
static void
break_off_later (SimClient *self)
{
  Sim *sim = self->sim;
  Round *round;

  if (sim->healed || !sim_chance (sim, 120))
    return;
  round = g_new0 (Round, 1);
  round->client = self;
  round->life = self->life;
  sim_later (sim, (gint64) sim_below (sim, 3000) * 1000, break_off, round, g_free);
}

void
sim_client_sync (SimClient *self, gboolean explicit_sync)
{
  Round *round;

  if (self->syncing)
    return;
  sim_trace (self->sim, "c%u syncs%s", self->index, explicit_sync ? ", asked" : "");
  round = g_new0 (Round, 1);
  round->client = self;
  round->life = self->life;
  self->syncing = TRUE;
  self->cancellable = g_cancellable_new ();
  cosell_session_sync_async (self->session, TRUE, TRUE, explicit_sync, self->cancellable, synced_cb,
                             round);
  break_off_later (self);
}

/* looking into the store */

gboolean
sim_client_run (SimClient *self, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (cosell_store_run (self->session->store, COSELL_STORE_READ, func, data, &error))
    return TRUE;
  sim_fail (self->sim, "c%u: the store cannot be read: %s", self->index, error->message);
  return FALSE;
}

typedef struct
{
  gint64 deal;
  GArray *keys;
  GPtrArray *array;
  const char *id;
  gboolean invisible;
} Look;

static gboolean
keys_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;
  CosellDealQuery query = { .tab = COSELL_TAB_ALL };

  look->keys = cosell_store_query_deals (store, &query, error);
  return look->keys != NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

GArray *
sim_client_get_deals (SimClient *self)
{
  Look look = { 0 };

  if (!sim_client_run (self, keys_job, &look))
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_sort (look.keys, compare_ids);
  return look.keys;
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->deal = cosell_store_find_deal (store, look->id, NULL);
  return TRUE;
}

gint64
sim_client_find_deal (SimClient *self, const char *id)
{
  Look look = { .id = id };

  sim_client_run (self, find_job, &look);
  return look.deal;
}

static gboolean
visible_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (CosellDealData) row = cosell_store_get_deal (store, look->deal, error);

  look->invisible = row != NULL && row->invisible_since != COSELL_NO_TIME;
  return row != NULL;
}

gboolean
sim_client_is_invisible (SimClient *self, gint64 deal)
{
  Look look = { .deal = deal };

  return sim_client_run (self, visible_job, &look) && look.invisible;
}

static gboolean
documents_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->array = cosell_store_get_documents (store, look->deal, error);
  return look->array != NULL;
}

GPtrArray *
sim_client_get_documents (SimClient *self, gint64 deal)
{
  Look look = { .deal = deal };

  return sim_client_run (self, documents_job, &look) ? look.array : g_ptr_array_new ();
}

static gboolean
outbox_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->array = cosell_store_get_outbox (store, 0, error);
  return look->array != NULL;
}

GPtrArray *
sim_client_get_outbox (SimClient *self)
{
  Look look = { 0 };

  return sim_client_run (self, outbox_job, &look) ? look.array : g_ptr_array_new ();
}

static gboolean
history_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->array = cosell_store_get_history (store, look->deal, error);
  return look->array != NULL;
}

GPtrArray *
sim_client_get_history (SimClient *self, gint64 deal)
{
  Look look = { .deal = deal };

  return sim_client_run (self, history_job, &look) ? look.array : g_ptr_array_new ();
}

static gboolean
drafts_job (CosellStore *store, gpointer data, GError **error)
{
  GString *text = data;
  g_autoptr (GArray) ids = cosell_store_get_drafts (store, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *draft = cosell_store_get_draft (store, id, error);

      if (draft == NULL)
        return FALSE;
      g_string_append_printf (text, "  draft %" G_GINT64_FORMAT ": %s\n", id, draft);
    }
  return ids != NULL;
}

static const char *
state_name (CosellOutboxState state)
{
  switch (state)
    {
    case COSELL_OUTBOX_STATE_PENDING:
      return "pending";
    case COSELL_OUTBOX_STATE_SENT:
      return "sent";
    case COSELL_OUTBOX_STATE_PARKED:
      return "parked";
    case COSELL_OUTBOX_STATE_SCHEDULED:
      return "scheduled";
    case COSELL_OUTBOX_STATE_NOT_KEPT:
      return "not-kept";
    case COSELL_OUTBOX_STATE_LOCAL:
      return "local";
    }
  g_assert_not_reached ();
}

char *
sim_client_dup_waiting (SimClient *self)
{
  g_autoptr (GPtrArray) entries = sim_client_get_outbox (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *changes =
          entry->changes != NULL ? cosell_changes_to_json (entry->changes) : NULL;

      g_string_append_printf (text,
                              "  #%" G_GINT64_FORMAT " deal %" G_GINT64_FORMAT " op %d %s %s: %s\n",
                              entry->seq, entry->deal, entry->op, state_name (entry->state),
                              changes != NULL ? changes : entry->body,
                              entry->last_error != NULL ? entry->last_error : "");
    }
  sim_client_run (self, drafts_job, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
