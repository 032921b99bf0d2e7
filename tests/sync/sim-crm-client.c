/* sim-crm-client.c: the engine for CRMs in a profile, and what is kept there */
#include "app/cosell-session-crm-edit.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-crm.h"
#include "sync/sim-crm.h"

/* of a thousand runs, how many are broken off */
#define BROKEN_OFF 150

static Sim *running; /* (nullable): an edit has no other way to it */

/* jobs */

static gboolean
set_up_job (CosellStore *store, gpointer data, GError **error)
{
  const SimCrmServer *server = data;
  g_autoptr (CosellCrmAccount) crm = cosell_crm_account_new (SIM_CRM_NAME, COSELL_CRM_DYNAMICS,
                                                             "https://crm.example", NULL, error);

  return crm != NULL && cosell_store_put_crm (store, crm, error) &&
         cosell_store_put_crm_settings (store, SIM_CRM_NAME, server->settings, error);
}

/* What the engine writes over it knows: ours was agreed on with the CRM, and only theirs changed
 * (K3). */
static void
look_at (CosellStore *store, gint64 deal)
{
  static GMutex mutex;
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, deal, NULL);
  guint index = 0;

  for (guint i = 0; i < running->clients->len; i++)
    {
      const SimClient *client = g_ptr_array_index (running->clients, i);

      if (client->session != NULL && client->session->store == store)
        index = client->index;
    }
  g_mutex_lock (&mutex);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);

      if (document->remote_id != NULL && document->current != NULL)
        sim_look (running, index, document->remote_id, document->current);
    }
  g_mutex_unlock (&mutex);
}

static char *overruled; /* (owned) (nullable): what an edit should not have written over */

/* Ours was changed since both agreed: that is for a person to decide (K3). */
static void
check_edit (CosellStore *store, gint64 deal, const char *key)
{
  CosellCrmField field = cosell_crm_field_parse (key);
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, deal, NULL);
  g_autoptr (CosellDealData) row = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CosellCrmSheet) sheet = NULL;

  if (field > COSELL_CRM_FIELD_STAGE || link == NULL || (link->agreed & 1u << field) == 0 ||
      (link->theirs & 1u << field) != 0 ||
      !cosell_store_read_crm_side (store, deal, &row, &text, NULL, NULL) || text == NULL)
    return;
  sheet = cosell_crm_sheet_of_deal (row, text, NULL);
  if (field == COSELL_CRM_FIELD_STAGE && sheet->values[field] == NULL)
    return; /* a deal without a marked stage has none to lose (K7) */
  if (!cosell_crm_compare_unchanged (field, link->base_deal->values[field], sheet->values[field]) &&
      overruled == NULL)
    overruled = g_strdup_printf ("%s of deal %" G_GINT64_FORMAT ", “%s”, and agreed on “%s”", key,
                                 deal, sheet->values[field], link->base_deal->values[field]);
}

/* Worker */
static gboolean
edit_cb (CosellStore *store,
         gint64 deal,
         const char *key,
         const char *value,
         gint64 now,
         GError **error)
{
  look_at (store, deal);
  check_edit (store, deal, key);
  return cosell_session_crm_edit (store, deal, key, value, now, error);
}

/* beginning and end */

/* A rule would make an opportunity for each client: then the first one alone has the CRM. */
static gboolean
has_crm (const SimClient *self)
{
  const Sim *sim = self->sim;

  return sim->crm != NULL && self->index < sim->options.clients &&
         (self->index == 0 || sim->crm->settings->rule == COSELL_CRM_RULE_NONE);
}

/* Some agree at once that it is written to, others later or never. */
static void
agree (Sim *sim, gpointer data)
{
  if (sim_crm_chance (sim, 600))
    sim_crm_client_sync (data, COSELL_CRM_SYNC_APPLY);
}

void
sim_crm_client_start (SimClient *self)
{
  SimCrmEnd *crm = self->crm;
  g_autoptr (GError) error = NULL;

  if (!has_crm (self))
    return;
  if (crm == NULL)
    {
      self->crm = crm = g_new0 (SimCrmEnd, 1);
      crm->crm = sim_crm_new (self, self->sim->crm->takes_ids);
      crm->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_crm_request_unref);
      crm->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      cosell_store_run (self->session->store, COSELL_STORE_WRITE, set_up_job, self->sim->crm,
                        &error);
      g_assert_no_error (error);
    }
  if (self->life == 1)
    sim_later (self->sim, 10 * G_TIME_SPAN_SECOND, agree, self, NULL);
  crm->sync = cosell_crm_sync_new (self->session->store, crm->crm, SIM_CRM_NAME, edit_cb);
  running = self->sim;
}

void
sim_crm_client_stop (SimClient *self)
{
  if (self->crm == NULL)
    return;
  if (self->crm->cancellable != NULL)
    g_cancellable_cancel (self->crm->cancellable);
  g_clear_object (&self->crm->cancellable);
  g_clear_object (&self->crm->sync);
  self->crm->busy = FALSE;
}

void
sim_crm_client_free (SimClient *self)
{
  SimCrmEnd *crm = g_steal_pointer (&self->crm);

  if (crm == NULL)
    return;
  g_clear_pointer (&overruled, g_free);
  g_object_unref (crm->crm);
  g_ptr_array_unref (crm->fresh);
  g_hash_table_unref (crm->asked);
  g_free (crm);
}

/* what takes its time */

typedef struct
{
  SimClient *client;
  guint life;
  char *what;
} Turn;

static void
turn_free (gpointer data)
{
  g_free (((Turn *) data)->what);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
break_off (Sim *sim, gpointer data)
{
  const Turn *turn = data;
  SimClient *self = turn->client;

  if (sim->healed || turn->life != self->life || !self->crm->busy)
    return;
  if (sim_crm_chance (sim, 500))
    sim_client_crash (self);
  else
    {
      sim_trace (sim, "c%u cancels what it does with the CRM", self->index);
      g_cancellable_cancel (self->crm->cancellable);
    }
}

static Turn *
turn_new (SimClient *self, const char *what)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->client = self;
  turn->life = self->life;
  turn->what = g_strdup (what);
  return turn;
}

/* Returns: (transfer full) */
static Turn *
begin (SimClient *self, const char *what)
{
  Sim *sim = self->sim;

  self->crm->busy = TRUE;
  g_clear_object (&self->crm->cancellable);
  self->crm->cancellable = g_cancellable_new ();
  self->crm->writes_before = self->crm->n_writes;
  sim_trace (sim, "c%u %s", self->index, what);
  if (!sim->healed && sim_crm_chance (sim, BROKEN_OFF))
    sim_later (sim, (gint64) sim_crm_below (sim, 2000) * 1000, break_off, turn_new (self, what),
               turn_free);
  return turn_new (self, what);
}

/* Returns: FALSE when that was another life */
static gboolean
end (const Turn *turn, const char *result, const GError *error)
{
  SimClient *self = turn->client;

  if (turn->life != self->life)
    return FALSE;
  self->crm->busy = FALSE;
  g_clear_object (&self->crm->cancellable);
  sim_trace (self->sim, "c%u %s: %s%s", self->index, turn->what, result,
             error != NULL ? error->message : "");
  if (error != NULL && error->domain == COSELL_STORE_ERROR)
    sim_fail (self->sim, "c%u %s: the store fails: %s", self->index, turn->what, error->message);
  return TRUE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  SimClient *self = turn->client;
  CosellCrmSyncResult came = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  cosell_crm_sync_run_finish (COSELL_CRM_SYNC (source), result, &came, &error);
  words = g_strdup_printf ("%u to, %u from, %u created, %u conflicts, %u questions, %u notices%s ",
                           came.to_crm, came.from_crm, came.created, came.conflicts, came.questions,
                           came.notices, came.preview ? ", a preview" : "");
  if (!end (turn, words, error))
    return;
  self->crm->result = came;
  if (overruled != NULL)
    sim_fail (self->sim, "c%u: an edit from the CRM writes over %s", self->index, overruled);
  g_clear_pointer (&overruled, g_free);
  if (came.preview && self->crm->n_writes != self->crm->writes_before)
    sim_fail (self->sim, "c%u writes in a preview (K20)", self->index);
}

void
sim_crm_client_sync (SimClient *self, CosellCrmSyncFlags flags)
{
  g_autofree char *what = g_strdup_printf ("syncs with the CRM (%x)", flags);
  Turn *turn;

  if (self->crm == NULL || self->crm->busy)
    return;
  turn = begin (self, what);
  cosell_crm_sync_run_async (self->crm->sync, flags, self->crm->cancellable, ran_cb, turn);
}

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  g_autoptr (GError) error = NULL;

  cosell_crm_sync_link_finish (COSELL_CRM_SYNC (source), result, &error);
  end (turn, error != NULL ? "" : "done", error);
}

void
sim_crm_client_link (SimClient *self, gint64 deal, const char *opportunity)
{
  g_autofree char *what =
      g_strdup_printf ("links deal %" G_GINT64_FORMAT " to %s", deal, opportunity);
  Turn *turn;

  if (self->crm->busy)
    return;
  turn = begin (self, what);
  cosell_crm_sync_link_async (self->crm->sync, deal, opportunity, self->crm->cancellable, linked_cb,
                              turn);
}

void
sim_crm_client_close (SimClient *self, gint64 deal, gboolean won)
{
  g_autofree char *what =
      g_strdup_printf ("closes the opportunity of deal %" G_GINT64_FORMAT " as %s", deal,
                       won ? "won" : "lost");
  CosellCrmEnding ending = { .won = won };
  Turn *turn;

  if (self->crm->busy)
    return;
  turn = begin (self, what);
  cosell_crm_sync_close_async (self->crm->sync, deal, &ending, self->crm->cancellable, linked_cb,
                               turn);
}

static gboolean
is_idle (gpointer data)
{
  return !((const SimClient *) data)->crm->busy;
}

void
sim_crm_client_wait (SimClient *self)
{
  sim_run_until (self->sim, is_idle, self);
  if (self->crm->busy && self->sim->failure == NULL)
    sim_fail (self->sim, "c%u: a run with the CRM never ends", self->index);
}

/* looking into the store */

typedef struct
{
  gint64 deal;
  GPtrArray *array;
  CosellCrmLink *link;
  CosellDealData *row;
  CosellCrmSheet *sheet;
} Look;

static gboolean
links_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->array = cosell_store_list_crm_links (store, NULL, error);
  return look->array != NULL;
}

GPtrArray *
sim_crm_client_get_links (SimClient *self)
{
  Look look = { 0 };

  return sim_client_run (self, links_job, &look) ? look.array : g_ptr_array_new ();
}

static gboolean
link_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;
  GError *why = NULL;

  look->link = cosell_store_get_crm_link (store, look->deal, &why);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, why);
  return FALSE;
}

CosellCrmLink *
sim_crm_client_get_link (SimClient *self, gint64 deal)
{
  Look look = { .deal = deal };

  sim_client_run (self, link_job, &look);
  return look.link;
}

static gboolean
side_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;
  g_autofree char *text = NULL;

  if (!cosell_store_read_crm_side (store, look->deal, &look->row, &text, NULL, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  look->sheet = cosell_crm_sheet_of_deal (look->row, text, error);
  return look->sheet != NULL;
}

gboolean
sim_crm_client_get_side (SimClient *self, gint64 deal, CosellDealData **row, CosellCrmSheet **sheet)
{
  Look look = { .deal = deal };
  gboolean there = sim_client_run (self, side_job, &look) && look.sheet != NULL;

  if (row != NULL)
    *row = g_steal_pointer (&look.row);
  if (sheet != NULL)
    *sheet = g_steal_pointer (&look.sheet);
  cosell_deal_data_free (look.row);
  cosell_crm_sheet_free (look.sheet);
  return there;
}

static gboolean
log_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->array = cosell_store_get_crm_log (store, look->deal, error);
  return look->array != NULL;
}

GPtrArray *
sim_crm_client_get_log (SimClient *self, gint64 deal)
{
  Look look = { .deal = deal };

  return sim_client_run (self, log_job, &look) ? look.array : g_ptr_array_new ();
}

static void
add_texts (GString *text, const char *kind, const char *old, const char *value)
{
  g_string_append_printf (text, "  %s: %s → %s\n", kind, old != NULL ? old : "",
                          value != NULL ? value : "");
}

static void
add_kept (SimClient *self, gint64 deal, GString *text)
{
  g_autoptr (GPtrArray) log = sim_crm_client_get_log (self, deal);
  g_autoptr (GPtrArray) history = sim_client_get_history (self, deal);
  g_autoptr (GPtrArray) documents = sim_client_get_documents (self, deal);
  g_autoptr (CosellCrmLink) link = sim_crm_client_get_link (self, deal);
  g_autofree char *json = link != NULL ? cosell_crm_link_to_json (link) : NULL;

  g_string_append_printf (text, "deal %" G_GINT64_FORMAT " %s\n", deal,
                          link != NULL ? link->opportunity : "");
  for (guint i = 0; i < log->len; i++)
    {
      const CosellCrmLogEntry *entry = g_ptr_array_index (log, i);

      add_texts (text, entry->result, entry->old, entry->value);
    }
  for (guint i = 0; i < history->len; i++)
    {
      const CosellHistoryEntry *entry = g_ptr_array_index (history, i);

      add_texts (text, "history", entry->old, entry->value);
    }
  for (guint i = 0; i < documents->len; i++)
    add_texts (text, "now", NULL, ((const CosellDocument *) documents->pdata[i])->current);
  add_texts (text, "link", NULL, json);
}

char *
sim_crm_client_dup_kept (SimClient *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) deals = sim_client_get_deals (self);
  g_autofree char *waiting = sim_client_dup_waiting (self);

  for (guint i = 0; i < deals->len; i++)
    add_kept (self, g_array_index (deals, gint64, i), text);
  g_string_append (text, waiting);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
