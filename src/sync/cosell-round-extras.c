/* cosell-round-extras.c: what the service tells beside the referrals, where it does
 *
 * The practice server has lists of solutions, customers and partners and knows who the user is; the
 * real service has no public endpoint for them, which the remote answers without a request. Asked
 * before the pull, so that rows know the own organization from the start, and once an hour. What
 * the account may do is asked in every round (F2, A6): last of all, where nobody waits for it and
 * no failure matters; while something is refused to the account before the pull, since more may be
 * allowed by now.
 */
#include "base/cosell-json.h"
#include "base/cosell-time.h"
#include "model/cosell-permission.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-permissions.h"
#include "sync/cosell-round.h"

#define KEEP_FOR (60 * 60 * G_TIME_SPAN_SECOND)
#define ASKED_AT "extras-at"

static const struct
{
  const char *path;
  const char *key;
} extras[] = {
  { "me", "me" },
  { "customers", "catalog-customers" },
  { "partners", "catalog-partners" },
  { "solutions", "catalog-solutions" },
};

struct _CosellRoundExtras
{
  guint index;
  guint n;                            /* how many are asked for */
  char *texts[G_N_ELEMENTS (extras)]; /* (owned) (nullable): unknown */
};

void
cosell_round_extras_free (CosellRoundExtras *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

/* storing */

static gboolean
store_job (CosellStore *store, gpointer data, GError **error)
{
  CosellRoundExtras *job = data;
  g_autofree char *now = cosell_time_format (cosell_clock_now (cosell_store_get_clock (store)));

  for (guint i = 1; i < G_N_ELEMENTS (extras); i++)
    {
      if (job->texts[i] != NULL &&
          !cosell_store_set_meta (store, extras[i].key, job->texts[i], error))
        return FALSE;
    }
  if (job->texts[0] != NULL && !cosell_store_set_me (store, job->texts[0], error))
    return FALSE;
  return job->n < G_N_ELEMENTS (extras) || cosell_store_set_meta (store, ASKED_AT, now, error);
}

/* EXTRAS or ACCOUNT is over. */
static void
leave (CosellRound *self)
{
  cosell_round_go (self,
                   self->state == COSELL_ROUND_ACCOUNT ? COSELL_ROUND_INDEX : COSELL_ROUND_PULL);
}

static void
stored_cb (CosellRound *self, gpointer data)
{
  leave (self);
}

/* asking */

static void
ask (CosellRound *self);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);

  if (answer != NULL)
    self->extras->texts[self->extras->index] = g_steal_pointer (&answer->text);
  else if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE))
    {
      /* Not worth failing for; if it is the connection, the pull says so in a moment. */
      g_debug ("Extras: %s", error->message);
      leave (self);
      return;
    }
  self->extras->index++;
  ask (self);
}

static void
ask (CosellRound *self)
{
  if (self->extras->index < self->extras->n)
    cosell_remote_extra_async (self->remote, extras[self->extras->index].path, self->cancellable,
                               asked_cb, cosell_round_ref (self));
  else
    cosell_round_run (self, COSELL_STORE_WRITE, store_job, g_steal_pointer (&self->extras),
                      (GDestroyNotify) cosell_round_extras_free, stored_cb);
}

/* asking again? */

typedef struct
{
  gboolean fresh;
  gboolean known;   /* the service told who the account is */
  gboolean limited; /* something is refused to the account, as far as is known here */
} AgeJob;

/* F2: what is refused may be allowed by now. */
static gboolean
read_account (CosellStore *store, AgeJob *job, GError **error)
{
  g_autofree char *me = NULL;
  g_autoptr (CosellPermissionRole) account = NULL;

  cosell_store_get_meta (store, COSELL_META_ME, &me, NULL);
  account = cosell_permission_role_new_from_me (me);
  job->known = me != NULL;
  if (!cosell_store_has_denied_permissions (store, &job->limited, error))
    return FALSE;
  job->limited = job->limited || account->locations != NULL || !account->vetted ||
                 (account->role != NULL && !cosell_permission_role_is_admin (account, NULL));
  return TRUE;
}

static gboolean
age_job (CosellStore *store, gpointer data, GError **error)
{
  AgeJob *job = data;
  g_autofree char *text = NULL;
  gint64 asked = COSELL_NO_TIME;
  gint64 now = cosell_clock_now (cosell_store_get_clock (store));

  if (!cosell_store_get_meta (store, ASKED_AT, &text, error) || !read_account (store, job, error))
    return FALSE;
  job->fresh = cosell_time_parse (text, &asked) && asked <= now && now - asked < KEEP_FOR;
  return TRUE;
}

static void
age_known_cb (CosellRound *self, gpointer data)
{
  AgeJob *job = data;

  if (job->fresh && !job->limited)
    {
      self->asks_account = job->known;
      cosell_round_go (self, COSELL_ROUND_PULL);
    }
  else
    {
      self->extras = g_new0 (CosellRoundExtras, 1);
      self->extras->n = job->fresh ? 1 : G_N_ELEMENTS (extras);
      ask (self);
    }
}

void
cosell_round_extras (CosellRound *self)
{
  /* A deal that may have been created must not come in as another one. */
  if ((self->flags & COSELL_SYNC_PULL) == 0 || self->unsure)
    cosell_round_go (self, COSELL_ROUND_FINISH);
  else
    cosell_round_run (self, COSELL_STORE_READ, age_job, g_new0 (AgeJob, 1), g_free, age_known_cb);
}

void
cosell_round_account (CosellRound *self)
{
  if (!self->asks_account || self->hurry)
    {
      cosell_round_go (self, COSELL_ROUND_INDEX);
      return;
    }
  g_clear_pointer (&self->extras, cosell_round_extras_free);
  self->extras = g_new0 (CosellRoundExtras, 1);
  self->extras->n = 1;
  ask (self);
}
