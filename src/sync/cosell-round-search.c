/* cosell-round-search.c: a create whose answer got lost, and that its engagement does not have
 *
 * The service may have given it an engagement of its own. So the newest changes of the whole list
 * are gone through, down to the moment when it went out first: what has its content, is ours and
 * belongs to no other deal is what it made. One for certain is taken; of several, or of one that is
 * not quite like it, a person has to say; none: it may go out again.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-meta.h"
#include "sync/cosell-push-job.h"
#include "sync/cosell-sync-match.h"

#define MAX_PAGES 20

struct _CosellRoundSearch
{
  guint n_pages;
  gint64 previous;    /* updatedDateTime of the element before */
  gboolean ordered;   /* the service sorts as it was asked to */
  GPtrArray *certain; /* (owned) of char *: referrals that it must be */
  GStrvBuilder *ids;  /* (owned) of all that it may be */
  guint n_ids;
};

void
cosell_round_search_free (CosellRoundSearch *search)
{
  if (search == NULL)
    return;
  g_ptr_array_unref (search->certain);
  g_strv_builder_unref (search->ids);
  g_free (search);
}

static CosellRoundSearch *
search_new (void)
{
  CosellRoundSearch *search = g_new0 (CosellRoundSearch, 1);

  search->previous = COSELL_NO_TIME;
  search->ordered = TRUE;
  search->certain = g_ptr_array_new_with_free_func (g_free);
  search->ids = g_strv_builder_new ();
  return search;
}

/* on the worker: one page */

typedef struct
{
  CosellRoundSearch *search;      /* nobody else looks at it meanwhile */
  const CosellOutboxEntry *entry; /* the same */
  CosellRemotePage *page;         /* (owned) */
} SiftJob;

static void
sift_job_free (gpointer data)
{
  SiftJob *job = data;

  cosell_remote_page_free (job->page);
  g_free (job);
}

static gboolean
sift_one (CosellStore *store,
          SiftJob *job,
          const char *text,
          const char *own_organization,
          GError **error)
{
  const CosellOutboxEntry *entry = job->entry;
  g_autoptr (CosellJson) json = NULL;
  g_auto (CosellReferralHead) head = { NULL };
  gboolean another = FALSE;
  CosellCreateMatch same =
      cosell_sync_match_compare (entry->sent_body != NULL ? entry->sent_body : entry->body,
                                 entry->op, text, own_organization, entry->since);

  if (same == COSELL_CREATE_MATCH_NO)
    return TRUE;
  json = cosell_json_parse (text, -1, error);
  if (json == NULL)
    return FALSE;
  cosell_referral_read_head (cosell_json_root (json), &head);
  if (!cosell_store_is_of_another (store, entry, head.remote_id, head.engagement_id, &another,
                                   error))
    return FALSE;
  if (another)
    return TRUE;
  if (same == COSELL_CREATE_MATCH_YES)
    g_ptr_array_add (job->search->certain, g_strdup (text));
  g_strv_builder_add (job->search->ids, head.remote_id);
  job->search->n_ids++;
  return TRUE;
}

static gboolean
sift_job (CosellStore *store, gpointer data, GError **error)
{
  SiftJob *job = data;
  g_autofree char *own = NULL;

  if (!cosell_store_get_meta (store, COSELL_META_OWN_ORGANIZATION, &own, error))
    return FALSE;
  for (guint i = 0; i < job->page->referrals->len; i++)
    {
      if (!sift_one (store, job, cosell_remote_page_get_text (job->page, i), own, error))
        return FALSE;
    }
  return TRUE;
}

/* on the main context */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_page (CosellRound *self, const char *next)
{
  cosell_remote_list_async (self->remote, next, NULL, self->cancellable, listed_cb,
                            cosell_round_ref (self));
}

/* Whether what is behind this page cannot be newer than the request. */
static gboolean
is_far_enough (CosellRoundSearch *search, const CosellRemotePage *page, gint64 since)
{
  for (guint i = 0; i < page->updated->len; i++)
    {
      gint64 updated = g_array_index (page->updated, gint64, i);

      if (updated == COSELL_NO_TIME)
        continue;
      if (search->previous != COSELL_NO_TIME && updated > search->previous)
        search->ordered = FALSE;
      search->previous = updated;
    }
  return search->ordered && search->previous != COSELL_NO_TIME && since != COSELL_NO_TIME &&
         search->previous < since;
}

static void
conclude (CosellRound *self)
{
  g_autoptr (CosellRoundSearch) search = g_steal_pointer (&self->search);
  g_auto (GStrv) ids = g_strv_builder_end (search->ids);

  if (search->n_ids == search->certain->len && search->n_ids <= 1)
    cosell_round_looked (self, search->certain);
  else
    {
      g_autofree char *reason =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u deal on the service could be it.",
                                        "%u deals on the service could be it.", search->n_ids),
                           search->n_ids);

      cosell_round_ask (self, ids, reason);
    }
}

static void
sifted_cb (CosellRound *self, gpointer data)
{
  SiftJob *job = data;
  CosellRoundSearch *search = self->search;

  search->n_pages++;
  if ((job->page->next == NULL && !job->page->cut) ||
      is_far_enough (search, job->page, self->entry->since))
    conclude (self);
  else if (job->page->next != NULL && search->n_pages < MAX_PAGES)
    ask_page (self, job->page->next);
  else
    {
      g_auto (GStrv) ids = g_strv_builder_end (search->ids);

      g_clear_pointer (&self->search, cosell_round_search_free);
      cosell_round_ask (
          self, ids,
          job->page->cut ? _ ("The service broke off its list of deals, so not all of them could "
                              "be looked through.")
                         : _ ("The service has too many new deals to look through all of them."));
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellRemotePage *page = cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);
  SiftJob *job = NULL;

  if (page == NULL)
    {
      cosell_round_look_up_failed (self, error);
      return;
    }
  job = g_new0 (SiftJob, 1);
  job->search = self->search;
  job->entry = self->entry;
  job->page = page;
  cosell_round_run (self, COSELL_STORE_READ, sift_job, job, sift_job_free, sifted_cb);
}

void
cosell_round_search (CosellRound *self)
{
  g_clear_pointer (&self->search, cosell_round_search_free);
  self->search = search_new ();
  ask_page (self, NULL);
}
