/* cosell-crm-round-turn.c: writes what changed here, one deal after the other (K4 to K7, K14) */
#include "sync/cosell-crm-round.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"
#include "base/cosell-random.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-http-error.h"
#include "model/cosell-crm-people.h"
#include "model/cosell-crm-write.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-deals.h"
#include "sync/cosell-backoff.h"

void
cosell_crm_turn_free (CosellCrmTurn *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->link, cosell_crm_link_free);
  g_clear_pointer (&self->deal, cosell_crm_sheet_free);
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->wrote, cosell_opportunity_free);
  g_clear_pointer (&self->company, cosell_crm_party_free);
  g_clear_pointer (&self->person, cosell_crm_party_free);
  g_free (self->defaults);
  g_strfreev (self->via);
  g_free (self);
}

/* --- picking --- */

/* What a job of a turn works with. */
typedef struct
{
  CosellCrmReceiver receiver;
  gint64 deal;
  gboolean again;
  CosellCrmTurn *turn;            /* (owned) (nullable) pick: out; else (not owned) */
  CosellOpportunity *opportunity; /* (owned) (nullable) done */
  gboolean created;
  char *url;            /* (owned) (nullable) done */
  char *reason;         /* (owned) (nullable) set aside: park with these words; NULL: it waits */
  gint64 delay;         /* set aside: that long, µs */
  gboolean is_answered; /* set aside: no earlier request to make it can be under way */
  guint n_written;      /* done: out */
} TurnJob;

static void
turn_job_free (gpointer data)
{
  TurnJob *self = data;

  g_clear_pointer (&self->opportunity, cosell_opportunity_free);
  g_free (self->url);
  g_free (self->reason);
  g_free (self);
}

static void
pick_job_free (gpointer data)
{
  g_clear_pointer (&((TurnJob *) data)->turn, cosell_crm_turn_free);
  turn_job_free (data);
}

static TurnJob *
new_job (CosellCrmRound *self)
{
  TurnJob *job = g_new0 (TurnJob, 1);

  job->receiver = cosell_crm_round_receiver (self);
  return job;
}

static gboolean
is_due (const CosellCrmLink *link, gint64 now)
{
  if (link->held || (link->not_before != COSELL_NO_TIME && link->not_before > now))
    return FALSE;
  return link->state == COSELL_CRM_WAITING ||
         (link->state == COSELL_CRM_LINKED && link->to_crm != 0);
}

/* What a new opportunity brings along: whatever may go there. */
static CosellCrmFieldSet
fields_of_new (const CosellCrmSettings *settings, const CosellCrmSheet *deal)
{
  CosellCrmFieldSet fields = 1u << COSELL_CRM_FIELD_NAME;

  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if ((settings->directions[field] & COSELL_CRM_TO) != 0 && deal->values[field] != NULL &&
        (cosell_crm_field_possible ((CosellCrmField) field) & COSELL_CRM_TO) != 0)
      fields |= 1u << field;
  return fields;
}

static GStrv
read_via (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const members[] = { "createdVia", "lastModifiedVia" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *via =
          cosell_json_dup_string (cosell_json_member (cosell_json_root (json), members[i]));

      if (via != NULL)
        g_strv_builder_add (builder, via);
    }
  return g_strv_builder_end (builder);
}

static gboolean
fill_turn (CosellStore *store, TurnJob *self, CosellCrmTurn *turn, GError **error)
{
  g_auto (CosellCrmSide) side = { NULL };
  CosellCrmLink *link = turn->link;

  if (!cosell_crm_side_load (&side, store, link->crm, link->deal, error))
    return FALSE;
  if (side.text == NULL)
    return TRUE;
  turn->fields =
      link->opportunity != NULL ? link->to_crm : fields_of_new (side.state->settings, side.deal);
  turn->wrote = cosell_crm_write (link, side.deal, side.row->remote_id, &side.context,
                                  &turn->fields, &turn->columns);
  turn->company = cosell_crm_people_dup_account (side.text);
  if ((turn->fields & 1u << COSELL_CRM_FIELD_CONTACT) != 0)
    turn->person = cosell_crm_people_dup_contact (side.text);
  turn->defaults = g_strdup (side.state->settings->defaults);
  turn->via = read_via (side.text);
  turn->deal = g_steal_pointer (&side.deal);
  turn->row = g_steal_pointer (&side.row);
  /* notices of what cannot be written */
  return cosell_store_put_crm_link (store, link, error);
}

static gboolean
pick_job (CosellStore *store, gpointer data, GError **error)
{
  TurnJob *self = data;
  g_autoptr (CosellCrmTurn) turn = g_new0 (CosellCrmTurn, 1);
  g_autoptr (GError) why = NULL;

  turn->again = self->again;
  turn->link = cosell_store_get_crm_link (store, self->deal, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (turn->link == NULL || g_strcmp0 (turn->link->crm, self->receiver.crm) != 0 ||
      !is_due (turn->link, self->receiver.now))
    return TRUE;
  if (!fill_turn (store, self, turn, error))
    return FALSE;
  if (turn->wrote != NULL)
    self->turn = g_steal_pointer (&turn);
  return TRUE;
}

static void
write_turn (CosellCrmRound *self);
static void
write_if_due (CosellCrmRound *self);

static void
picked (CosellCrmRound *self, gpointer data)
{
  TurnJob *job = data;

  g_clear_pointer (&self->turn, cosell_crm_turn_free);
  self->turn = g_steal_pointer (&job->turn);
  if (self->turn == NULL || (self->turn->link->opportunity != NULL && self->turn->fields == 0))
    cosell_crm_round_next_turn (self);
  else if (self->turn->link->opportunity == NULL)
    cosell_crm_round_create (self);
  else if (self->turn->person != NULL)
    cosell_crm_round_find_contact (self, self->turn->link->account, write_if_due);
  else
    write_turn (self);
}

static void
pick (CosellCrmRound *self, gint64 deal, gboolean again)
{
  TurnJob *job = new_job (self);

  job->deal = deal;
  job->again = again;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, pick_job, job, pick_job_free, picked);
}

/* --- which deals --- */

typedef struct
{
  char *crm;
  gint64 now;
  GArray *deals; /* (owned) of gint64: out */
} Due;

static void
due_free (gpointer data)
{
  Due *self = data;

  g_free (self->crm);
  g_clear_pointer (&self->deals, g_array_unref);
  g_free (self);
}

static gboolean
due_job (CosellStore *store, gpointer data, GError **error)
{
  Due *self = data;
  g_autoptr (GPtrArray) links = cosell_store_list_crm_due (store, self->crm, self->now, error);

  if (links == NULL)
    return FALSE;
  self->deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < links->len; i++)
    g_array_append_val (self->deals, ((CosellCrmLink *) g_ptr_array_index (links, i))->deal);
  return TRUE;
}

static void
due_found (CosellCrmRound *self, gpointer data)
{
  self->due = g_steal_pointer (&((Due *) data)->deals);
  cosell_crm_round_next_turn (self);
}

void
cosell_crm_round_next_turn (CosellCrmRound *self)
{
  GError *error = NULL;
  Due *job;

  g_clear_pointer (&self->turn, cosell_crm_turn_free);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    cosell_crm_round_end (self, error);
  else if (self->due != NULL && self->n_turns < self->due->len)
    pick (self, g_array_index (self->due, gint64, self->n_turns++), FALSE);
  else if (self->due != NULL)
    cosell_crm_round_end (self, NULL);
  else
    {
      job = g_new0 (Due, 1);
      job->crm = g_strdup (self->name);
      job->now = cosell_crm_round_now (self);
      cosell_crm_round_run (self, COSELL_STORE_READ, due_job, job, due_free, due_found);
    }
}

/* --- it was written --- */

/* It was made by a request whose answer was lost, of what the deal was then. What is otherwise
 * there was changed over there, did not stick, or is of an even earlier request: a person has to
 * say. */
static void
meet (CosellCrmLink *link, const CosellOpportunity *opportunity)
{
  CosellCrmFieldSet doubtful = 0;

  cosell_crm_link_see (link, opportunity);
  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if ((link->agreed & 1u << field) != 0 &&
        !cosell_crm_compare_unchanged ((CosellCrmField) field, link->base_crm->values[field],
                                       link->seen->values[field]))
      doubtful |= 1u << field;
  cosell_crm_link_made (link, link->base_deal);
  link->agreed &= ~doubtful;
}

/* Nobody would know of it. */
static gboolean
note_orphan (CosellStore *store, const TurnJob *self, GError **error)
{
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  g_ptr_array_add (
      log, cosell_crm_log_entry_new (self->receiver.now, self->receiver.crm, TRUE,
                                     COSELL_CRM_N_FIELDS, NULL, self->opportunity->id,
                                     _ ("created, although the deal was unlinked meanwhile")));
  return cosell_store_add_crm_log (store, self->turn->link->deal, log, error);
}

static gboolean
done_job (CosellStore *store, gpointer data, GError **error)
{
  TurnJob *self = data;
  CosellCrmTurn *turn = self->turn;
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, turn->link->deal, &why);
  g_auto (CosellCrmSide) side = { NULL };
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* it was unlinked meanwhile: what is there stays there */
  if (link == NULL || g_strcmp0 (link->crm, turn->link->crm) != 0)
    return !self->created || note_orphan (store, self, error);
  if (!cosell_crm_side_load (&side, store, link->crm, link->deal, error))
    return FALSE;
  if (self->created)
    g_ptr_array_add (log, cosell_crm_log_entry_new (self->receiver.now, link->crm, TRUE,
                                                    COSELL_CRM_N_FIELDS, NULL,
                                                    self->opportunity->id, _ ("created")));
  if (link->opportunity == NULL)
    {
      cosell_set_str (&link->opportunity, self->opportunity->id);
      cosell_set_str (&link->url, self->url);
      link->state = COSELL_CRM_LINKED;
      link->sent_at = COSELL_NO_TIME;
      link->asks = COSELL_CRM_ASKS_NOTHING;
    }
  link->attempts = 0;
  link->not_before = COSELL_NO_TIME;
  if (turn->found)
    meet (link, self->opportunity);
  else
    cosell_crm_link_stuck (link, turn->wrote, turn->fields, self->opportunity, turn->deal,
                           &side.context, self->receiver.now, log);
  if (self->created && !turn->found)
    cosell_crm_link_made (link, turn->deal);
  self->n_written = log->len - self->created;
  return cosell_store_add_crm_log (store, link->deal, log, error) &&
         cosell_crm_receive_for (store, &self->receiver, g_steal_pointer (&link), self->opportunity,
                                 error);
}

/* K15 */
static gboolean
note_id_job (CosellStore *store, gpointer data, GError **error)
{
  const TurnJob *self = data;

  return self->receiver.edit (store, self->turn->link->deal, "crmId", self->opportunity->id,
                              self->receiver.now, error);
}

/* As it is now: somebody may have typed one, or unlinked the deal, since the turn began. */
static gboolean
wants_id (CosellStore *store, const TurnJob *self, gboolean *wanted, GError **error)
{
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, self->turn->link->deal, &why);
  g_autoptr (CosellDealData) row = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  *wanted = FALSE;
  if (link == NULL)
    return TRUE;
  row = cosell_store_get_deal (store, link->deal, error);
  if (row == NULL)
    return FALSE;
  *wanted = (row->crm_id == NULL || *row->crm_id == '\0') &&
            g_strcmp0 (link->opportunity, self->opportunity->id) == 0;
  return TRUE;
}

static gboolean
done_and_noted_job (CosellStore *store, gpointer data, GError **error)
{
  TurnJob *self = data;
  gboolean wanted;
  g_autoptr (CosellCrmState) state = NULL;
  g_autoptr (GError) why = NULL;

  if (!done_job (store, data, error))
    return FALSE;
  if (self->turn->link->opportunity != NULL)
    return TRUE;
  if (!wants_id (store, self, &wanted, error))
    return FALSE;
  if (!wanted)
    return TRUE;
  state = cosell_store_load_crm_state (store, self->receiver.crm, error);
  if (state == NULL)
    return FALSE;
  /* a deal that takes no CRM ID any more has its link all the same */
  if (!state->settings->allow_crm_id || cosell_store_try (store, note_id_job, self, &why) ||
      why->domain == COSELL_RULE_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static void
done (CosellCrmRound *self, gpointer data)
{
  const TurnJob *job = data;

  self->result.to_crm += job->n_written;
  self->result.created += job->created;
  self->result.from_crm += job->receiver.n_edits;
  cosell_crm_round_next_turn (self);
}

void
cosell_crm_round_turn_done (CosellCrmRound *self, CosellOpportunity *opportunity, gboolean created)
{
  TurnJob *job = new_job (self);

  job->turn = self->turn;
  job->opportunity = opportunity;
  job->created = created;
  job->url = cosell_crm_dup_link (self->crm, opportunity->id);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, done_and_noted_job, job, turn_job_free, done);
}

/* --- it was not --- */

static gboolean
set_aside_job (CosellStore *store, gpointer data, GError **error)
{
  const TurnJob *self = data;
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, self->deal, &why);
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (link == NULL)
    return TRUE;
  link->attempts++;
  if (self->reason == NULL)
    link->not_before = self->receiver.now + self->delay;
  else
    {
      link->state = COSELL_CRM_PARKED;
      link->sent_at = COSELL_NO_TIME;
      cosell_set_str (&link->reason, self->reason);
      /* the id may be that of one which was made, and deleted over there */
      if (link->opportunity == NULL && self->is_answered)
        g_clear_pointer (&link->chosen, g_free);
      g_ptr_array_add (log,
                       cosell_crm_log_entry_new (self->receiver.now, link->crm, TRUE,
                                                 COSELL_CRM_N_FIELDS, NULL, NULL, self->reason));
    }
  return cosell_store_put_crm_link (store, link, error) &&
         (log->len == 0 || cosell_store_add_crm_log (store, link->deal, log, error));
}

static void
was_set_aside (CosellCrmRound *self, gpointer job)
{
  cosell_crm_round_next_turn (self);
}

/* Who has to do something about it. */
static gboolean
is_of_deal_alone (const GError *error)
{
  return error->domain != G_IO_ERROR &&
         !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE) &&
         !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS) &&
         !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN) &&
         !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY);
}

void
cosell_crm_round_turn_failed (CosellCrmRound *self, GError *error)
{
  g_autoptr (GError) why = error;
  gint64 sent_at = self->turn->link->sent_at;
  TurnJob *job;

  if (!is_of_deal_alone (why))
    {
      cosell_crm_round_end (self, g_steal_pointer (&why));
      return;
    }
  job = new_job (self);
  job->deal = self->turn->link->deal;
  job->is_answered =
      sent_at == COSELL_NO_TIME || job->receiver.now - sent_at >= COSELL_CRM_ROUND_ARRIVAL;
  job->delay = cosell_backoff_delay (self->turn->link->attempts + 1, cosell_random_double ());
  if (g_error_matches (why, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER) ||
      g_error_matches (why, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL) ||
      g_error_matches (why, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT))
    cosell_crm_round_note (self, why);
  else
    job->reason = g_strdup (why->message);
  cosell_crm_round_run (self, COSELL_STORE_WRITE, set_aside_job, job, turn_job_free, was_set_aside);
}

/* --- a newer version, or an answer that was lost: how is it now? --- */

static gboolean
refresh_job (CosellStore *store, gpointer data, GError **error)
{
  TurnJob *self = data;

  return cosell_crm_receive (store, &self->receiver, self->opportunity, error);
}

static void
refreshed (CosellCrmRound *self, gpointer data)
{
  const TurnJob *job = data;

  self->result.from_crm += job->receiver.n_edits;
  if (self->turn->again)
    cosell_crm_round_next_turn (self);
  else
    pick (self, self->turn->link->deal, TRUE);
}

static void
read_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  GError *error = NULL;
  CosellOpportunity *opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);
  TurnJob *job;

  if (opportunity == NULL)
    {
      cosell_crm_round_turn_failed (self, error);
      return;
    }
  job = new_job (self);
  job->opportunity = opportunity;
  cosell_crm_round_run (self, COSELL_STORE_WRITE, refresh_job, job, turn_job_free, refreshed);
}

static void
wrote_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmRound) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellOpportunity *opportunity =
      cosell_crm_opportunity_finish (COSELL_CRM (source), result, &error);

  if (opportunity != NULL)
    cosell_crm_round_turn_done (self, opportunity, FALSE);
  else if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT) ||
           (cosell_http_error_is_unknown_outcome (error) && is_of_deal_alone (error)))
    cosell_crm_get_async (self->crm, self->turn->link->opportunity, self->cancellable,
                          read_again_cb, cosell_crm_round_ref (self));
  else
    cosell_crm_round_turn_failed (self, g_steal_pointer (&error));
}

static void
write_turn (CosellCrmRound *self)
{
  cosell_crm_update_async (self->crm, self->turn->wrote, self->turn->columns, self->cancellable,
                           wrote_cb, cosell_crm_round_ref (self));
}

static gboolean
still_due_job (CosellStore *store, gpointer data, GError **error)
{
  TurnJob *self = data;
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, self->deal, &why);

  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  self->again = link != NULL && is_due (link, self->receiver.now) &&
                g_strcmp0 (link->opportunity, self->turn->link->opportunity) == 0;
  return TRUE;
}

static void
looked_whether_due (CosellCrmRound *self, gpointer data)
{
  if (((const TurnJob *) data)->again)
    write_turn (self);
  else
    cosell_crm_round_next_turn (self);
}

/* Finding the contact took its time: somebody may have taken the change back, or hold it back. */
static void
write_if_due (CosellCrmRound *self)
{
  TurnJob *job = new_job (self);

  job->deal = self->turn->link->deal;
  job->turn = self->turn;
  cosell_crm_round_run (self, COSELL_STORE_READ, still_due_job, job, turn_job_free,
                        looked_whether_due);
}
