/* cosell-crm-round.c: one run with a CRM, from its lock to its end */
#include "sync/cosell-crm-round.h"

#include "base/cosell-time.h"
#include "model/cosell-crm-match.h"
#include "sync/cosell-sync-lock.h"

#define DAY (24 * G_TIME_SPAN_HOUR)

/* --- its life --- */

CosellCrmRound *
cosell_crm_round_new (CosellStore *store,
                      CosellCrm *crm,
                      const char *name,
                      CosellCrmEditFunc edit,
                      CosellCrmSyncFlags flags)
{
  CosellCrmRound *self = g_new0 (CosellCrmRound, 1);

  g_atomic_ref_count_init (&self->refs);
  self->store = g_object_ref (store);
  self->crm = g_object_ref (crm);
  self->name = g_strdup (name);
  self->edit = edit;
  self->flags = flags;
  self->lock_fd = -1;
  self->mark = COSELL_NO_TIME;
  self->came = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

CosellCrmRound *
cosell_crm_round_ref (CosellCrmRound *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
cosell_crm_round_unref (CosellCrmRound *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  cosell_sync_lock_give_back (&self->lock_fd);
  g_object_unref (self->store);
  g_object_unref (self->crm);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->lock_path);
  g_clear_error (&self->error);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_hash_table_unref (self->came);
  g_free (self->next);
  g_clear_pointer (&self->due, g_array_unref);
  cosell_crm_turn_free (self->turn);
  g_free (self);
}

gint64
cosell_crm_round_now (CosellCrmRound *self)
{
  return cosell_clock_now (cosell_store_get_clock (self->store));
}

CosellCrmReceiver
cosell_crm_round_receiver (CosellCrmRound *self)
{
  return (CosellCrmReceiver){
    .crm = self->name,
    .edit = self->edit,
    .writes = !self->result.preview,
    .now = cosell_crm_round_now (self),
  };
}

void
cosell_crm_round_note (CosellCrmRound *self, const GError *error)
{
  if (self->trouble == NULL)
    self->trouble = g_error_copy (error);
}

/* --- jobs --- */

typedef struct
{
  CosellCrmRound *round;
  CosellCrmRoundDone done;
} Run;

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (CosellCrmRound) self = run->round;
  GError *error = NULL;

  if (cosell_store_run_finish (COSELL_STORE (source), result, &error))
    run->done (self, cosell_store_run_get_data (result));
  else
    cosell_crm_round_end (self, error);
}

void
cosell_crm_round_run (CosellCrmRound *self,
                      CosellStoreMode mode,
                      CosellStoreFunc func,
                      gpointer job,
                      GDestroyNotify free_job,
                      CosellCrmRoundDone done)
{
  Run *run = g_new (Run, 1);

  run->round = cosell_crm_round_ref (self);
  run->done = done;
  cosell_store_run_async (self->store, mode, func, job, free_job, NULL, job_ended_cb, run);
}

/* --- the end --- */

typedef struct
{
  char *crm;
  CosellCrmSyncResult *result;
} Count;

static void
count_free (gpointer data)
{
  Count *self = data;

  g_free (self->crm);
  g_free (self->result);
  g_free (self);
}

static guint
count_bits (CosellCrmFieldSet set)
{
  guint n = 0;

  for (; set != 0; set &= set - 1)
    n++;
  return n;
}

/* What stands in the links: all of it, since a person sees it so. */
static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Count *self = data;
  g_autoptr (GPtrArray) links = cosell_store_list_crm_links (store, self->crm, error);

  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      self->result->conflicts += count_bits (link->conflicts);
      self->result->notices += link->notices->len;
      self->result->questions += link->state == COSELL_CRM_QUESTION;
      if (!self->result->preview || link->held)
        continue;
      self->result->to_crm += count_bits (link->to_crm);
      self->result->created += link->state == COSELL_CRM_WAITING;
    }
  return TRUE;
}

static void
finish (CosellCrmRound *self)
{
  cosell_sync_lock_give_back (&self->lock_fd);
  self->ended (self, self->user_data);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  const Count *count = cosell_store_run_get_data (result);
  GError *error = NULL;

  if (cosell_store_run_finish (COSELL_STORE (source), result, &error))
    self->result = *count->result;
  else if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  finish (self);
}

void
cosell_crm_round_end (CosellCrmRound *self, GError *error)
{
  Count *count = g_new (Count, 1);

  self->error = error;
  if (error == NULL && self->trouble != NULL)
    self->error = g_error_copy (self->trouble);
  count->crm = g_strdup (self->name);
  count->result = g_memdup2 (&self->result, sizeof self->result);
  cosell_store_run_async (self->store, COSELL_STORE_READ, count_job, count, count_free, NULL,
                          counted_cb, cosell_crm_round_ref (self));
}

/* --- the beginning --- */

typedef struct
{
  char *crm;
  gint64 now;
  gboolean agreed; /* a person agreed to write just now */
  gboolean full;   /* everything is to be compared */
  gboolean includes;
  CosellCrmState *state; /* (owned) out */
  GPtrArray *ids;        /* (owned) out */
  GPtrArray *pending;    /* (owned) out */
} Begin;

static void
begin_free (gpointer data)
{
  Begin *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->state, cosell_crm_state_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_free (self);
}

/* Clocks may have been set back: what lies ahead is long ago. */
static gboolean
is_over (gint64 instant, gint64 now)
{
  return instant == COSELL_NO_TIME || instant > now || now - instant >= DAY;
}

static gboolean
begin_job (CosellStore *store, gpointer data, GError **error)
{
  Begin *self = data;
  g_autoptr (GPtrArray) links = NULL;
  guint n = 0;

  if (self->agreed && !cosell_store_set_crm_previewed (store, self->crm, TRUE, error))
    return FALSE;
  self->state = cosell_store_load_crm_state (store, self->crm, error);
  if (self->state == NULL ||
      !cosell_store_include_crm_deals (store, self->crm, self->state->user_email, &n, error))
    return FALSE;
  links = cosell_store_list_crm_links (store, self->crm, error);
  if (links == NULL)
    return FALSE;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      /* one that is gone may be there again, which is looked for once a day */
      if (link->opportunity != NULL && (link->state != COSELL_CRM_GONE || self->full ||
                                        is_over (self->state->compared_at, self->now)))
        g_ptr_array_add (self->ids, g_strdup (link->opportunity));
      if (link->opportunity != NULL && link->state != COSELL_CRM_GONE && link->from_crm != 0)
        g_ptr_array_add (self->pending, g_strdup (link->opportunity));
    }
  return TRUE;
}

static void
begin (CosellCrmRound *self);

/* How it is set up: asked once a day, since it is many requests. */
typedef struct
{
  char *crm;
  CosellCrmDescription *description;
  CosellCrmUser *user;
  gint64 now;
} Describe;

static void
describe_free (gpointer data)
{
  Describe *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->description, cosell_crm_description_free);
  g_clear_pointer (&self->user, cosell_crm_user_free);
  g_free (self);
}

/* K7: until a person says otherwise, the map is the one that is likely meant; the preview that
 * follows shows it. */
static gboolean
propose_stages (CosellStore *store, const Describe *self, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, self->crm, error);

  if (state == NULL)
    return FALSE;
  if (state->described_at != COSELL_NO_TIME || g_hash_table_size (state->settings->stages) > 0)
    return TRUE;
  g_hash_table_unref (state->settings->stages);
  state->settings->stages = cosell_crm_settings_propose_stages (self->description);
  return cosell_store_put_crm_settings (store, self->crm, state->settings, error);
}

static gboolean
describe_job (CosellStore *store, gpointer data, GError **error)
{
  const Describe *self = data;

  return propose_stages (store, self, error) &&
         cosell_store_put_crm_description (store, self->crm, self->description, self->user,
                                           self->now, error);
}

static void
described (CosellCrmRound *self, gpointer job)
{
  self->flags &= ~(guint) COSELL_CRM_SYNC_DESCRIBE;
  begin (self);
}

typedef struct
{
  CosellCrmRound *round;
  CosellCrmDescription *description;
} Asking;

static void
who_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (CosellCrmRound) self = asking->round;
  GError *error = NULL;
  CosellCrmUser *user = cosell_crm_who_finish (COSELL_CRM (source), result, &error);
  Describe *job;

  if (user == NULL)
    {
      cosell_crm_description_free (asking->description);
      cosell_crm_round_end (self, error);
      return;
    }
  job = g_new0 (Describe, 1);
  job->crm = g_strdup (self->name);
  job->description = asking->description;
  job->user = user;
  job->now = cosell_crm_round_now (self);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, describe_job, job, describe_free, described);
}

static void
description_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  CosellCrmDescription *description =
      cosell_crm_describe_finish (COSELL_CRM (source), result, &error);
  Asking *asking;

  if (description == NULL)
    {
      cosell_crm_round_end (self, error);
      return;
    }
  asking = g_new (Asking, 1);
  asking->description = description;
  asking->round = g_steal_pointer (&self);
  cosell_crm_who_async (COSELL_CRM (source), asking->round->cancellable, who_cb, asking);
}

static void
began (CosellCrmRound *self, gpointer data)
{
  Begin *job = data;
  gint64 now = cosell_crm_round_now (self);

  if (job->state->description == NULL || is_over (job->state->described_at, now) ||
      (self->flags & COSELL_CRM_SYNC_DESCRIBE) != 0)
    {
      cosell_crm_describe_async (self->crm, self->cancellable, description_cb,
                                 cosell_crm_round_ref (self));
      return;
    }
  self->result.preview = !job->state->previewed;
  self->full = (self->flags & COSELL_CRM_SYNC_FULL) != 0 || job->state->mark == COSELL_NO_TIME ||
               is_over (job->state->compared_at, now);
  self->since = job->state->mark;
  self->mark = job->state->mark;
  self->by_ids = self->full;
  self->ids = g_steal_pointer (&job->ids);
  self->pending = g_steal_pointer (&job->pending);
  cosell_crm_round_list (self);
}

static void
begin (CosellCrmRound *self)
{
  Begin *job = g_new0 (Begin, 1);

  job->crm = g_strdup (self->name);
  job->now = cosell_crm_round_now (self);
  job->agreed = (self->flags & COSELL_CRM_SYNC_APPLY) != 0;
  job->full = (self->flags & COSELL_CRM_SYNC_FULL) != 0;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, begin_job, job, begin_free, began);
}

/* --- one run at a time, also among processes --- */

static gboolean
lock_cb (gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;

  cosell_crm_round_begin (self);
  return G_SOURCE_REMOVE;
}

void
cosell_crm_round_begin (CosellCrmRound *self)
{
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    {
      cosell_crm_round_end (self, error);
      return;
    }
  switch (cosell_sync_lock_take (self->lock_path, &self->lock_fd, &self->lock_until,
                                 COSELL_SYNC_LOCK_LIMIT_MS, &error))
    {
    case COSELL_SYNC_LOCK_TAKEN:
      begin (self);
      break;
    case COSELL_SYNC_LOCK_OTHER:
      cosell_clock_add_timer (cosell_store_get_clock (self->store), COSELL_SYNC_LOCK_AGAIN_MS,
                              lock_cb, cosell_crm_round_ref (self), NULL);
      break;
    case COSELL_SYNC_LOCK_FAILED:
    default:
      cosell_crm_round_end (self, error);
      break;
    }
}
