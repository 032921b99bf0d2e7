/* cosell-crm-round-create.c: makes the opportunity of a deal, once (K15 to K18)
 *
 * Does the deal's CRM ID name one already? Is another connector at work? Which account is the
 * customer? Is anything missing that the organization wants? Each of these may be a question, which
 * waits for a person. Before the request goes out, the link says so: one whose answer was lost is
 * looked for before anything is sent again.
 */
#include "sync/cosell-crm-round.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-random.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-http-error.h"
#include "model/cosell-crm-match.h"

/* --- jobs --- */

typedef struct
{
  char *crm;
  gint64 deal;
  gint64 now;
  CosellCrmAsks asks;
  GPtrArray *parties;   /* (owned) (nullable) of CosellCrmParty */
  char *other;          /* (owned) (nullable) */
  char *words;          /* (owned) (nullable) a notice of the whole */
  char *chosen;         /* (owned) (nullable) send: the id that it is to have */
  char *account;        /* (owned) (nullable) account, send */
  CosellCrmSheet *sent; /* (owned) (nullable) send */
  CosellCrmSheet *ours; /* (not owned) send */
  CosellCrmFieldSet fields;
  gboolean take_back; /* send: it did not go out after all */
  gboolean may_go;    /* send: out: nobody took it back, or holds it back, meanwhile */
} CreateJob;

static void
create_job_free (gpointer data)
{
  CreateJob *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_free (self->other);
  g_free (self->words);
  g_free (self->chosen);
  g_free (self->account);
  g_clear_pointer (&self->sent, cosell_crm_sheet_free);
  g_free (self);
}

static CreateJob *
new_job (CosellCrmRound *self)
{
  CreateJob *job = g_new0 (CreateJob, 1);

  job->crm = g_strdup (self->name);
  job->deal = self->turn->link->deal;
  job->now = cosell_crm_round_now (self);
  return job;
}

CosellCrmLink *
cosell_crm_round_create_load (CosellStore *store, const char *crm, gint64 deal, GError **error)
{
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, deal, error);

  return link != NULL && link->opportunity == NULL && g_str_equal (link->crm, crm)
             ? g_steal_pointer (&link)
             : NULL;
}

static CosellCrmLink *
load_waiting (CosellStore *store, const CreateJob *self, GError **error)
{
  return cosell_crm_round_create_load (store, self->crm, self->deal, error);
}

static gboolean
put_result (CosellCrmLink *link, CosellStore *store, GError *why, GError **error)
{
  if (link != NULL)
    return cosell_store_put_crm_link (store, link, error);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, why);
  return FALSE;
}

static gboolean
ask_job (CosellStore *store, gpointer data, GError **error)
{
  CreateJob *self = data;
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = load_waiting (store, self, &why);

  if (link != NULL)
    {
      link->state = COSELL_CRM_QUESTION;
      link->asks = self->asks;
      g_clear_pointer (&link->parties, g_ptr_array_unref);
      link->parties = g_steal_pointer (&self->parties);
      cosell_set_str (&link->other, self->other);
    }
  return put_result (link, store, why, error);
}

static void
asked (CosellCrmRound *self, gpointer job)
{
  cosell_crm_round_next_turn (self);
}

void
cosell_crm_round_create_ask (CosellCrmRound *self,
                             CosellCrmAsks asks,
                             char *other,
                             GPtrArray *parties)
{
  CreateJob *job = new_job (self);

  job->asks = asks;
  job->other = other;
  job->parties = parties;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, ask_job, job, create_job_free, asked);
}

/* --- the request --- */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* From now on it may be there, and what is sent counts as agreed. */
static gboolean
send_job (CosellStore *store, gpointer data, GError **error)
{
  CreateJob *self = data;
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = load_waiting (store, self, &why);

  if (link == NULL)
    return put_result (NULL, store, why, error);
  if (link->held && !self->take_back)
    return TRUE;
  self->may_go = TRUE;
  link->sent_at = self->take_back ? COSELL_NO_TIME : self->now;
  cosell_set_str (&link->chosen, self->chosen);
  cosell_set_str (&link->account, self->account);
  for (guint field = 0; field < COSELL_CRM_N_FIELDS && self->sent != NULL; field++)
    if ((self->fields & 1u << field) != 0)
      cosell_crm_link_agree (link, (CosellCrmField) field, self->sent->values[field],
                             self->ours->values[field]);
  return cosell_store_put_crm_link (store, link, error);
}

static void
may_send (CosellCrmRound *self, gpointer data)
{
  const CreateJob *job = data;

  if (job->may_go)
    cosell_crm_create_async (self->crm, self->turn->wrote, self->turn->defaults, self->cancellable,
                             created_cb, cosell_crm_round_ref (self));
  else
    cosell_crm_round_next_turn (self);
}

static void
send (CosellCrmRound *self)
{
  CosellCrmTurn *turn = self->turn;
  CreateJob *job = new_job (self);

  if (turn->link->chosen == NULL)
    turn->link->chosen = cosell_random_guid ();
  cosell_set_str (&turn->wrote->id, cosell_crm_takes_ids (self->crm) ? turn->link->chosen : NULL);
  job->chosen = g_strdup (turn->link->chosen);
  job->account = g_strdup (turn->wrote->account_id);
  job->sent = cosell_crm_sheet_of_opportunity (turn->wrote);
  job->ours = turn->deal;
  job->fields = turn->fields;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, send_job, job, create_job_free, may_send);
}

static void
was_taken_back (CosellCrmRound *self, gpointer job)
{
  cosell_crm_round_end (self, g_steal_pointer (&self->trouble));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  CosellOpportunity *opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  CreateJob *job;

  if (opportunity != NULL)
    {
      cosell_crm_round_turn_done (self, opportunity, TRUE);
      return;
    }
  /* there is one with our id: it is ours */
  if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT) &&
      cosell_crm_takes_ids (self->crm))
    {
      g_error_free (error);
      cosell_crm_round_recall_adopt (self, self->turn->link->chosen);
      return;
    }
  if (cosell_http_error_is_unknown_outcome (error) ||
      !(g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE) ||
        g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS) ||
        g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN) ||
        g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY)))
    {
      cosell_crm_round_turn_failed (self, error);
      return;
    }
  /* it surely is not there, and no other one can go out */
  g_clear_error (&self->trouble);
  self->trouble = error;
  job = new_job (self);
  job->take_back = TRUE;
  job->chosen = g_strdup (self->turn->link->chosen);
  job->account = g_strdup (self->turn->wrote->account_id);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, send_job, job, create_job_free, was_taken_back);
}

/* --- what the organization wants (K16) --- */

typedef struct
{
  char *crm;
  CosellOpportunityFields columns;
  char *missing; /* (owned) (nullable) out */
} Gate;

static void
gate_free (gpointer data)
{
  Gate *self = data;

  g_free (self->crm);
  g_free (self->missing);
  g_free (self);
}

static gboolean
gate_job (CosellStore *store, gpointer data, GError **error)
{
  Gate *self = data;
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, self->crm, error);

  if (state == NULL)
    return FALSE;
  if (state->description != NULL)
    self->missing = cosell_crm_match_missing (state->description, state->settings, self->columns);
  return TRUE;
}

static void
gate_passed (CosellCrmRound *self, gpointer data)
{
  Gate *job = data;

  if (job->missing != NULL)
    cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_MANDATORY, g_steal_pointer (&job->missing),
                                 NULL);
  else
    send (self);
}

static void
pass_gate (CosellCrmRound *self)
{
  Gate *job = g_new0 (Gate, 1);

  job->crm = g_strdup (self->name);
  job->columns = self->turn->columns;
  cosell_crm_round_run (self, COSELL_STORE_READ, gate_job, job, gate_free, gate_passed);
}

/* --- the account (K10, K16) --- */

static void
use_account (CosellCrmRound *self, const char *id)
{
  cosell_set_str (&self->turn->wrote->account_id, id);
  self->turn->columns |= COSELL_OPPORTUNITY_ACCOUNT;
  if (self->turn->person != NULL)
    cosell_crm_round_find_contact (self, id, pass_gate);
  else
    pass_gate (self);
}

static void
account_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  g_autoptr (CosellCrmParty) party =
      cosell_crm_create_party_finish (COSELL_CRM (source), result, &error);

  if (party != NULL)
    use_account (self, party->id);
  else
    cosell_crm_round_turn_failed (self, error);
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = cosell_crm_find_finish (COSELL_CRM (source), result, &error);

  if (found == NULL)
    cosell_crm_round_turn_failed (self, error);
  else if (found->len == 1)
    use_account (self, ((CosellCrmParty *) g_ptr_array_index (found, 0))->id);
  else if (self->turn->link->make_account) /* a person saw those that there are */
    cosell_crm_create_party_async (self->crm, self->turn->company, self->cancellable,
                                   account_made_cb, cosell_crm_round_ref (self));
  else
    cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_ACCOUNT, NULL, g_steal_pointer (&found));
}

void
cosell_crm_round_create_anew (CosellCrmRound *self)
{
  const CosellCrmTurn *turn = self->turn;

  if (turn->link->account != NULL)
    use_account (self, turn->link->account);
  else if (turn->company == NULL)
    cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_ACCOUNT, NULL, NULL);
  else
    cosell_crm_find_account_async (self->crm, turn->company->name, turn->company->postal_code,
                                   self->cancellable, accounts_cb, cosell_crm_round_ref (self));
}

/* --- --- */

static void
go_on (CosellCrmRound *self)
{
  if (self->turn->link->sent_at != COSELL_NO_TIME)
    cosell_crm_round_recall (self);
  else
    cosell_crm_round_create_anew (self);
}

/* --- the CRM ID of the deal (K15) --- */

static gboolean
names_nothing_job (CosellStore *store, gpointer data, GError **error)
{
  const CreateJob *self = data;
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = load_waiting (store, self, &why);

  if (link != NULL)
    {
      cosell_set_str (&link->other, self->other);
      cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, self->words, self->other);
    }
  return put_result (link, store, why, error);
}

static void
told (CosellCrmRound *self, gpointer job)
{
  go_on (self);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  const char *id = self->turn->row->crm_id;
  CreateJob *job;

  if (opportunity != NULL)
    {
      cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_SAME, g_strdup (opportunity->id), NULL);
      return;
    }
  if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE) &&
      !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED) &&
      error->domain != COSELL_CRM_ERROR)
    {
      cosell_crm_round_turn_failed (self, g_steal_pointer (&error));
      return;
    }
  job = new_job (self);
  job->other = g_strdup (id);
  job->words =
      g_strdup_printf (_ ("The CRM ID of the deal, “%s”, names nothing in %s."), id, self->name);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, names_nothing_job, job, create_job_free, told);
}

static void
check_id (CosellCrmRound *self)
{
  const CosellCrmTurn *turn = self->turn;
  const char *id = turn->row->crm_id;

  /* what was asked for, or asked about, is known */
  if (id == NULL || turn->link->sent_at != COSELL_NO_TIME || g_strcmp0 (id, turn->link->other) == 0)
    go_on (self);
  else
    cosell_crm_get_async (self->crm, id, self->cancellable, named_cb, cosell_crm_round_ref (self));
}

/* --- another connector (K17) --- */

typedef struct
{
  char *crm;
  GPtrArray *via; /* (owned) of char * */
  char *signs;    /* (owned) (nullable) out */
} Signs;

static void
signs_free (gpointer data)
{
  Signs *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->via, g_ptr_array_unref);
  g_free (self->signs);
  g_free (self);
}

static gboolean
signs_job (CosellStore *store, gpointer data, GError **error)
{
  Signs *self = data;
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, self->crm, error);
  guint n_foreign = 0;
  guint n_deals = 0;

  if (state == NULL || !cosell_store_count_crm_ids (store, &n_foreign, &n_deals, error))
    return FALSE;
  if (!state->settings->alone)
    self->signs = cosell_crm_match_signs (n_foreign, n_deals, self->via);
  return TRUE;
}

static void
signs_read (CosellCrmRound *self, gpointer data)
{
  Signs *job = data;

  if (job->signs != NULL)
    cosell_crm_round_create_ask (self, COSELL_CRM_ASKS_OTHER_CONNECTOR,
                                 g_steal_pointer (&job->signs), NULL);
  else
    check_id (self);
}

void
cosell_crm_round_create (CosellCrmRound *self)
{
  Signs *job = g_new0 (Signs, 1);

  job->crm = g_strdup (self->name);
  job->via = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; self->turn->via != NULL && self->turn->via[i] != NULL; i++)
    g_ptr_array_add (job->via, g_strdup (self->turn->via[i]));
  cosell_crm_round_run (self, COSELL_STORE_READ, signs_job, job, signs_free, signs_read);
}
