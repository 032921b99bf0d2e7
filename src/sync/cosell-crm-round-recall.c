/* cosell-crm-round-recall.c: a new opportunity whose answer was lost is looked for before anything
 * is sent again (K18)
 */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-http-error.h"
#include "model/cosell-crm-match.h"
#include "sync/cosell-crm-round.h"

/* A CRM that has more pages than that goes in a circle. */
#define MOST_PAGES 10000

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  CosellOpportunity *opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);

  self->turn->found = TRUE;
  if (opportunity != NULL)
    cosell_crm_round_turn_done (self, opportunity, TRUE);
  else
    cosell_crm_round_turn_failed (self, error);
}

void
cosell_crm_round_recall_adopt (CosellCrmRound *self, const char *id)
{
  cosell_crm_get_async (self->crm, id, self->cancellable, fetched_cb, cosell_crm_round_ref (self));
}

/* --- by the id that it was to have --- */

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellOpportunity *opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);

  self->turn->found = opportunity != NULL;
  if (opportunity != NULL)
    cosell_crm_round_turn_done (self, opportunity, TRUE);
  else if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE))
    cosell_crm_round_create_anew (self);
  else
    cosell_crm_round_turn_failed (self, g_steal_pointer (&error));
}

/* --- among what changed since --- */

typedef struct
{
  CosellCrmRound *round;
  GPtrArray *found; /* of CosellOpportunity */
  guint pages;
} Looking;

static void
looking_free (Looking *self)
{
  cosell_crm_round_unref (self->round);
  g_ptr_array_unref (self->found);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
look (Looking *self, const char *next);

/* What changed, under the eyes of what is linked here. */
typedef struct
{
  char *crm;
  gint64 deal;
  gint64 now;
  gint64 since;
  char *key;          /* (nullable) */
  GPtrArray *changed; /* (owned) of CosellOpportunity */
  gboolean may_come;  /* out: the request may still be under way */
  char *made;         /* (owned) (nullable) out: what it made */
  char *like;         /* (owned) (nullable) out: one that may be it: a person has to say */
} Recall;

static void
recall_free (gpointer data)
{
  Recall *self = data;

  g_free (self->crm);
  g_free (self->key);
  g_ptr_array_unref (self->changed);
  g_free (self->made);
  g_free (self->like);
  g_free (self);
}

/* That of another deal is not ours. */
static gboolean
leave_out_linked (CosellStore *store, const Recall *self, GError **error)
{
  for (guint i = self->changed->len; i > 0; i--)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (self->changed, i - 1);
      GError *why = NULL;
      g_autoptr (CosellCrmLink) link =
          cosell_store_find_crm_link (store, self->crm, opportunity->id, &why);

      if (why != NULL)
        {
          g_propagate_error (error, why);
          return FALSE;
        }
      if (link != NULL && link->deal != self->deal)
        g_ptr_array_remove_index (self->changed, i - 1);
    }
  return TRUE;
}

/* As it was sent: the deal may have been edited meanwhile. */
static CosellOpportunity *
recall_sent (const CosellCrmLink *link, const char *key)
{
  CosellOpportunity *sent = cosell_opportunity_new ();
  char *const *values = link->base_crm->values;

  sent->name = g_strdup (values[COSELL_CRM_FIELD_NAME]);
  cosell_crm_value_split (values[COSELL_CRM_FIELD_VALUE], &sent->amount, &sent->currency);
  sent->close_date = g_strdup (values[COSELL_CRM_FIELD_CLOSE_DATE]);
  sent->account_id = g_strdup (link->account);
  sent->key = g_strdup (key);
  return sent;
}

static void
choose (Recall *self, GPtrArray *made, GPtrArray *like)
{
  if (made->len == 1)
    self->made = g_strdup (((CosellOpportunity *) g_ptr_array_index (made, 0))->id);
  else if (made->len > 1)
    self->like = g_strdup (((CosellOpportunity *) g_ptr_array_index (made, 0))->id);
  else if (like->len > 0)
    self->like = g_strdup (((CosellOpportunity *) g_ptr_array_index (like, 0))->id);
}

static gboolean
recall_job (CosellStore *store, gpointer data, GError **error)
{
  Recall *self = data;
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link =
      cosell_crm_round_create_load (store, self->crm, self->deal, &why);
  g_autoptr (CosellOpportunity) sent = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) like = NULL;

  if (link == NULL && why == NULL)
    return TRUE;
  if (link == NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  if (!leave_out_linked (store, self, error))
    return FALSE;
  sent = recall_sent (link, self->key);
  made = cosell_crm_match_created (self->changed, sent, self->since);
  like = cosell_crm_match_maybe_created (self->changed, sent, self->since);
  choose (self, made, like);
  self->may_come = self->now - link->sent_at < COSELL_CRM_ROUND_ARRIVAL;
  if (link->sent_at <= self->now)
    return TRUE;
  /* the clock was set back: from now on, as far as anybody knows */
  link->sent_at = self->now;
  return cosell_store_put_crm_link (store, link, error);
}

static void
recalled (CosellCrmRound *self, gpointer data)
{
  Recall *job = data;

  if (job->made != NULL)
    cosell_crm_round_recall_adopt (self, job->made);
  else if (job->may_come)
    cosell_crm_round_next_turn (self);
  else if (job->like != NULL)
    cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_SAME, g_steal_pointer (&job->like), NULL);
  else
    cosell_crm_round_create_anew (self);
}

/* From when on it may have been made; when the clock was set back, nobody knows. */
static gint64
since_of (CosellCrmRound *self)
{
  gint64 sent_at = self->turn->link->sent_at;

  return sent_at > cosell_crm_round_now (self) ? COSELL_NO_TIME
                                               : sent_at - COSELL_CRM_ROUND_ARRIVAL;
}

static void
looked_through (CosellCrmRound *self, GPtrArray *changed)
{
  Recall *job = g_new0 (Recall, 1);

  job->crm = g_strdup (self->name);
  job->deal = self->turn->link->deal;
  job->now = cosell_crm_round_now (self);
  job->since = since_of (self);
  job->key = g_strdup (self->turn->wrote->key);
  job->changed = g_ptr_array_ref (changed);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, recall_job, job, recall_free, recalled);
}

static void
look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Looking) self = user_data;
  GError *error = NULL;
  g_autoptr (CosellCrmPage) page = cosell_crm_list_finish (COSELL_CRM (source), result, &error);

  if (page == NULL)
    {
      cosell_crm_round_turn_failed (self->round, error);
      return;
    }
  if (page->cut)
    {
      cosell_crm_round_turn_failed (self->round, cosell_crm_cut_error ());
      return;
    }
  g_ptr_array_extend_and_steal (self->found, g_steal_pointer (&page->opportunities));
  page->opportunities = g_ptr_array_new ();
  if (page->next != NULL && ++self->pages < MOST_PAGES)
    look (g_steal_pointer (&self), page->next);
  else
    looked_through (self->round, self->found);
}

static void
look (Looking *self, const char *next)
{
  CosellCrmRound *round = self->round;

  cosell_crm_list_async (round->crm, since_of (round), NULL, next, round->cancellable, look_cb,
                         self);
}

void
cosell_crm_round_recall (CosellCrmRound *self)
{
  Looking *looking;

  if (cosell_crm_takes_ids (self->crm) && self->turn->link->chosen != NULL)
    {
      cosell_crm_get_async (self->crm, self->turn->link->chosen, self->cancellable, recovered_cb,
                            cosell_crm_round_ref (self));
      return;
    }
  looking = g_new0 (Looking, 1);
  looking->round = cosell_crm_round_ref (self);
  looking->found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_opportunity_free);
  look (looking, NULL);
}
