/* cosell-crm-round-list.c: what changed in the CRM since the last time, or how all linked
 * opportunities stand
 */
#include "sync/cosell-crm-round.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "http/cosell-http-error.h"

/* Changes are asked for from a while before the last one: clocks of several servers differ, and
 * some know whole seconds only. */
#define OVERLAP (5 * G_TIME_SPAN_MINUTE)
/* so many ids fit into an address */
#define IDS_AT_ONCE 40
/* A CRM that has more pages than that goes in a circle. */
#define MOST_PAGES 10000

/* --- pages --- */

typedef struct
{
  CosellCrmReceiver receiver;
  GPtrArray *opportunities; /* (owned) */
} Page;

static void
page_free (gpointer data)
{
  Page *self = data;

  g_ptr_array_unref (self->opportunities);
  g_free (self);
}

static gboolean
page_job (CosellStore *store, gpointer data, GError **error)
{
  Page *self = data;

  self->receiver.n_edits = 0;
  for (guint i = 0; i < self->opportunities->len; i++)
    if (!cosell_crm_receive (store, &self->receiver, g_ptr_array_index (self->opportunities, i),
                             error))
      return FALSE;
  return TRUE;
}

static void
ask_for_page (CosellCrmRound *self);
static void
listed (CosellCrmRound *self);

/* Behind what changed there: what a rule refused, or a person decided, and the deal has changed
 * since, so that the edit can be tried again (K9). A preview edits nothing. */
static gboolean
turn_to_pending (CosellCrmRound *self)
{
  g_autoptr (GPtrArray) pending = g_steal_pointer (&self->pending);

  if (self->by_ids || self->result.preview)
    return FALSE;
  for (guint i = pending->len; i > 0; i--)
    if (g_hash_table_contains (self->came, g_ptr_array_index (pending, i - 1)))
      g_ptr_array_remove_index_fast (pending, i - 1);
  if (pending->len == 0)
    return FALSE;
  self->by_ids = TRUE;
  g_ptr_array_unref (self->ids);
  self->ids = g_steal_pointer (&pending);
  return TRUE;
}

static void
page_received (CosellCrmRound *self, gpointer data)
{
  const Page *job = data;

  self->result.from_crm += job->receiver.n_edits;
  if (self->next != NULL || (self->by_ids && self->n_asked < self->ids->len) ||
      turn_to_pending (self))
    ask_for_page (self);
  else
    listed (self);
}

/* The mark is a time of theirs; one ahead of ours would hide changes for as long. */
static void
note_mark (CosellCrmRound *self, const CosellOpportunity *opportunity, gint64 now)
{
  if (opportunity->modified != COSELL_NO_TIME &&
      (self->mark == COSELL_NO_TIME || opportunity->modified > self->mark))
    self->mark = MIN (opportunity->modified, now);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  g_autoptr (CosellCrmPage) page = cosell_crm_list_finish (COSELL_CRM (source), result, &error);
  gint64 now = cosell_crm_round_now (self);
  Page *job;

  g_clear_pointer (&self->next, g_free);
  if (page == NULL)
    {
      cosell_crm_round_end (self, error);
      return;
    }
  if (page->cut || page->skipped > 0 || ++self->pages > MOST_PAGES)
    {
      g_autoptr (GError) cut = cosell_crm_cut_error ();

      /* what came counts; the rest is asked for again */
      self->keeps_mark = TRUE;
      cosell_crm_round_note (self, cut);
    }
  for (guint i = 0; i < page->opportunities->len; i++)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (page->opportunities, i);

      if (self->full || !self->by_ids)
        note_mark (self, opportunity, now);
      g_hash_table_add (self->came, g_strdup (opportunity->id));
    }
  if (self->pages <= MOST_PAGES)
    self->next = g_steal_pointer (&page->next);
  job = g_new0 (Page, 1);
  job->receiver = cosell_crm_round_receiver (self);
  job->opportunities = g_ptr_array_ref (page->opportunities);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, page_job, job, page_free, page_received);
}

/* The next page, or the first one of the next ids. */
static void
ask_for_page (CosellCrmRound *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint first = self->n_asked;

  if (!self->by_ids)
    {
      cosell_crm_list_async (self->crm, self->since - OVERLAP, NULL, self->next, self->cancellable,
                             page_cb, cosell_crm_round_ref (self));
      return;
    }
  if (self->next != NULL) /* of the same ids */
    first = (self->n_asked - 1) / IDS_AT_ONCE * IDS_AT_ONCE;
  for (guint i = first; i < self->ids->len && ids->len < IDS_AT_ONCE; i++)
    g_ptr_array_add (ids, g_ptr_array_index (self->ids, i));
  self->n_asked = first + ids->len;
  g_ptr_array_add (ids, NULL);
  cosell_crm_list_async (self->crm, COSELL_NO_TIME, (const char *const *) ids->pdata, self->next,
                         self->cancellable, page_cb, cosell_crm_round_ref (self));
}

/* --- those that did not come --- */

typedef struct
{
  char *crm;
  char *id;
  gint64 now;
} Gone;

static void
gone_free (gpointer data)
{
  Gone *self = data;

  g_free (self->crm);
  g_free (self->id);
  g_free (self);
}

static gboolean
gone_job (CosellStore *store, gpointer data, GError **error)
{
  const Gone *self = data;
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_find_crm_link (store, self->crm, self->id, &why);
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);
  g_autofree char *words = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (link == NULL || link->state == COSELL_CRM_GONE)
    return TRUE;
  words = g_strdup_printf (_ ("The opportunity was deleted in %s, or is not shown to you any more. "
                              "The deal stays as it is."),
                           self->crm);
  link->state = COSELL_CRM_GONE;
  link->to_crm = 0;
  link->conflicts = 0;
  cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, words, link->opportunity);
  g_ptr_array_add (log, cosell_crm_log_entry_new (self->now, self->crm, FALSE, COSELL_CRM_N_FIELDS,
                                                  link->opportunity, NULL, words));
  return cosell_store_put_crm_link (store, link, error) &&
         cosell_store_add_crm_log (store, link->deal, log, error);
}

static void
look_for_missing (CosellCrmRound *self);

static void
told_gone (CosellCrmRound *self, gpointer job)
{
  look_for_missing (self);
}

/* One that came after all was only late. */
static void
missing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  g_autoptr (CosellOpportunity) opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  Gone *job;

  if (opportunity == NULL && !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE))
    {
      cosell_crm_round_end (self, error);
      return;
    }
  g_clear_error (&error);
  if (opportunity != NULL)
    {
      look_for_missing (self);
      return;
    }
  job = g_new0 (Gone, 1);
  job->crm = g_strdup (self->name);
  job->id = g_strdup (g_ptr_array_index (self->ids, self->n_asked - 1));
  job->now = cosell_crm_round_now (self);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, gone_job, job, gone_free, told_gone);
}

/* --- how far it came --- */

typedef struct
{
  char *crm;
  gint64 mark;
  gint64 compared_at;
} Mark;

static void
mark_free (gpointer data)
{
  g_free (((Mark *) data)->crm);
  g_free (data);
}

static gboolean
mark_job (CosellStore *store, gpointer data, GError **error)
{
  const Mark *self = data;

  return cosell_store_put_crm_mark (store, self->crm, self->mark, self->compared_at, error);
}

static void
marked (CosellCrmRound *self, gpointer job)
{
  if (self->result.preview)
    cosell_crm_round_end (self, NULL);
  else
    cosell_crm_round_next_turn (self);
}

static void
put_mark (CosellCrmRound *self)
{
  Mark *job;

  /* the edits of a preview are still to be made */
  if (self->keeps_mark || self->result.preview || (!self->full && self->mark == self->since))
    {
      marked (self, NULL);
      return;
    }
  job = g_new0 (Mark, 1);
  job->crm = g_strdup (self->name);
  job->mark = self->mark;
  job->compared_at = self->full ? cosell_crm_round_now (self) : COSELL_NO_TIME;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, mark_job, job, mark_free, marked);
}

/* n_asked counts those that were looked for now. */
static void
look_for_missing (CosellCrmRound *self)
{
  while (self->n_asked < self->ids->len)
    {
      const char *id = g_ptr_array_index (self->ids, self->n_asked++);

      if (g_hash_table_contains (self->came, id))
        continue;
      cosell_crm_get_async (self->crm, id, self->cancellable, missing_cb,
                            cosell_crm_round_ref (self));
      return;
    }
  put_mark (self);
}

static void
listed (CosellCrmRound *self)
{
  self->n_asked = 0;
  if (self->full && !self->keeps_mark)
    look_for_missing (self);
  else
    put_mark (self);
}

void
cosell_crm_round_list (CosellCrmRound *self)
{
  if (self->ids->len > 0)
    ask_for_page (self);
  else
    marked (self, NULL);
}
