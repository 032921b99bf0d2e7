/* sim-check.c: what must hold in the end, and at every write */
#include <string.h>

#include "base/cosell-json-edit.h"
#include "model/cosell-referral.h"
#include "sync/sim-crm.h"

#define MAX_PASSES 16
/* a pass in which nothing waits and nothing is new: the list, a reconciliation, and no more */
#define MAX_QUIET_REQUESTS 8
#define MAX_CLOCK_ERROR (3 * G_TIME_SPAN_SECOND) /* a Date has whole seconds */
#define PASS_GAP (20 * G_TIME_SPAN_MINUTE)
#define LONG_GAP (100 * G_TIME_SPAN_HOUR) /* what was scheduled is due */

/* overwriting */

/* D8: a stage has several spellings. */
static gboolean
is_same (const char *path, CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *stage_a = NULL;
  g_autofree char *stage_b = NULL;

  if (!g_str_equal (path, "/salesStage"))
    return cosell_json_equal (a, b);
  stage_a = cosell_json_dup_string (a);
  stage_b = cosell_json_dup_string (b);
  return cosell_stage_from_text (stage_a, TRUE) == cosell_stage_from_text (stage_b, TRUE);
}

static gboolean
was_seen (Sim *sim, SimRequest *request, const char *path, CosellJsonValue value)
{
  const char *id = strrchr (request->path, '/') + 1;

  for (guint i = sim->looks->len; i > 0; i--)
    {
      const SimLook *look = g_ptr_array_index (sim->looks, i - 1);
      g_autoptr (CosellJson) json = NULL;

      if (look->client != request->client->index || g_ascii_strcasecmp (look->id, id) != 0)
        continue;
      json = cosell_json_parse (look->text, -1, NULL);
      if (is_same (path, cosell_json_pointer (cosell_json_root (json), path), value))
        return TRUE;
    }
  return FALSE;
}

/* One element of a set, or one paragraph: is its text anywhere that the person has read? */
static gboolean
was_read (Sim *sim, SimRequest *request, const char *text)
{
  const char *id = strrchr (request->path, '/') + 1;

  for (guint i = sim->looks->len; i > 0; i--)
    {
      const SimLook *look = g_ptr_array_index (sim->looks, i - 1);

      if (look->client == request->client->index && g_ascii_strcasecmp (look->id, id) == 0 &&
          strstr (look->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
check_elements (Sim *sim,
                SimRequest *request,
                const char *path,
                const char *key,
                CosellJsonValue before,
                const char *after)
{
  CosellJsonValue list = cosell_json_pointer (before, path);

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      g_autofree char *mark =
          cosell_json_dup_string (cosell_json_member (cosell_json_element (list, i), key));

      if (mark != NULL && strstr (after, mark) == NULL && !was_read (sim, request, mark))
        sim_fail (sim, "c%u removes %s from %s, which nobody there has seen",
                  request->client->index, mark, path);
    }
}

static void
check_path (Sim *sim,
            SimRequest *request,
            const char *path,
            CosellJsonValue value,
            CosellJsonValue before,
            const char *after)
{
  CosellJsonValue was = cosell_json_pointer (before, path);
  g_autofree char *old = NULL;
  g_auto (GStrv) paragraphs = NULL;

  if (g_str_has_prefix (path, "/team"))
    check_elements (sim, request, "/team", "email", before, after);
  else if (g_str_has_prefix (path, "/details/requirements/solutions"))
    check_elements (sim, request, "/details/requirements/solutions", "id", before, after);
  else if (!cosell_json_is_present (was) || cosell_json_equal (was, value) ||
           was_seen (sim, request, path, was))
    return;
  else if (g_str_equal (path, "/details/notes") && (old = cosell_json_dup_string (was)) != NULL)
    {
      paragraphs = g_strsplit (old, "\n\n", -1);
      for (guint i = 0; paragraphs[i] != NULL; i++)
        if (strstr (after, paragraphs[i]) == NULL && !was_read (sim, request, paragraphs[i]))
          sim_fail (sim, "c%u overwrites the paragraph “%s”, which nobody there has seen",
                    request->client->index, paragraphs[i]);
    }
  else
    sim_fail (sim, "c%u overwrites %s of %s, a value that nobody there has seen",
              request->client->index, path, request->path);
}

void
sim_check_overwrite (Sim *sim, SimRequest *request, const char *before)
{
  g_autoptr (CosellJson) patch = cosell_json_parse (request->body, -1, NULL);
  g_autoptr (CosellJson) old = before != NULL ? cosell_json_parse (before, -1, NULL) : NULL;
  const SandboxRecord *record;
  CosellJsonValue operations = cosell_json_root (patch);

  if (old == NULL || cosell_json_kind (operations) != COSELL_JSON_ARRAY)
    return;
  record = sandbox_core_find (sim->service->core, strrchr (request->path, '/') + 1);
  for (guint i = 0; i < cosell_json_length (operations); i++)
    {
      CosellJsonValue operation = cosell_json_element (operations, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (operation, "path"));

      check_path (sim, request, path, cosell_json_member (operation, "value"),
                  cosell_json_root (old), record->text);
    }
}

/* draining */

static gboolean
is_not_syncing (gpointer data)
{
  return !((const SimClient *) data)->syncing;
}

/* Returns: whether anything happened */
static gboolean
sync_one (SimClient *client, guint pass)
{
  guint before = client->n_requests;
  gboolean is_busy_there = FALSE;
  gboolean busy;

  sim_client_sync (client, TRUE);
  sim_run_until (client->sim, is_not_syncing, client);
  if (client->crm != NULL)
    {
      sim_crm_client_sync (client, COSELL_CRM_SYNC_APPLY);
      sim_crm_client_wait (client);
      is_busy_there = client->crm->result.to_crm > 0 || client->crm->result.from_crm > 0 ||
                      client->crm->result.created > 0;
    }
  if (client->syncing && client->sim->failure == NULL)
    sim_fail (client->sim, "c%u: a sync never ends", client->index);
  busy = client->summary.pulled > 0 || client->summary.pushed > 0;
  if (!busy && pass > 4 && client->n_requests - before > MAX_QUIET_REQUESTS)
    sim_fail (client->sim, "c%u: %u requests although nothing is new", client->index,
              client->n_requests - before);
  return busy || is_busy_there;
}

/* Syncs everybody until nothing moves any more. first: hours pass meanwhile. */
static void
drain (Sim *sim, gboolean first)
{
  guint settled = first ? 2 : 0; /* passes that are needed in any case */
  guint quiet = 0;

  for (guint pass = 0; quiet < 2; pass++)
    {
      gboolean busy = FALSE;

      if (pass == MAX_PASSES)
        {
          sim_fail (sim, "The queues do not drain.");
          return;
        }
      for (guint i = 0; i < sim->clients->len && sim->failure == NULL; i++)
        busy = sync_one (g_ptr_array_index (sim->clients, i), pass) || busy;
      if (sim->failure != NULL)
        return;
      quiet = busy || pass < settled ? 0 : quiet + 1;
      sim->now += first && pass == 1 ? LONG_GAP : PASS_GAP;
      if (sandbox_core_expire (sim->service->core) > 0)
        quiet = 0; /* nobody has heard of it yet */
    }
}

void
sim_check_drain (Sim *sim)
{
  drain (sim, FALSE);
}

/* convergence */

static gboolean
same_referral (const char *ours, const char *theirs)
{
  g_autofree char *plain = cosell_json_remove (ours, "/@odata.context", NULL);

  return cosell_json_text_equal (plain != NULL ? plain : ours, theirs);
}

static gboolean
has_entry (GPtrArray *entries, gint64 referral)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->referral == referral)
        return TRUE;
    }
  return FALSE;
}

/* What the service does not show is marked, and nothing else is (P7). */
static void
check_visible (SimClient *client, gint64 deal, gboolean hidden)
{
  gboolean marked = sim_client_is_invisible (client, deal);

  if (hidden && !marked)
    sim_fail (client->sim, "c%u deal %" G_GINT64_FORMAT " is gone, and is not marked",
              client->index, deal);
  if (!hidden && marked)
    sim_fail (client->sim, "c%u deal %" G_GINT64_FORMAT " is marked as gone, but is there",
              client->index, deal);
}

static void
check_document (SimClient *client,
                gint64 deal,
                const CosellDocument *document,
                GPtrArray *entries,
                GHashTable *found)
{
  Sim *sim = client->sim;
  const SandboxRecord *record;

  if (document->remote_id == NULL)
    {
      if (!has_entry (entries, document->referral))
        sim_fail (sim, "c%u deal %" G_GINT64_FORMAT " is neither sent nor waiting", client->index,
                  deal);
      return;
    }
  record = sandbox_core_find (sim->service->core, document->remote_id);
  check_visible (client, deal, record == NULL && sim_server_is_hidden (sim, document->remote_id));
  if (record == NULL && sim_server_is_hidden (sim, document->remote_id))
    return; /* as it was when it was seen last */
  if (record == NULL)
    sim_fail (sim, "c%u has %s, which the service never had", client->index, document->remote_id);
  else if (!same_referral (document->base, record->text))
    sim_fail (sim, "c%u deal %" G_GINT64_FORMAT " differs from the service:\nhere  %s\nthere %s",
              client->index, deal, document->base, record->text);
  else if (!has_entry (entries, document->referral) &&
           !cosell_json_text_equal (document->base, document->current))
    sim_fail (sim,
              "c%u deal %" G_GINT64_FORMAT " shows what nobody sent and nothing waits:\nbase  "
              "%s\nshown %s",
              client->index, deal, document->base, document->current);
  if (record != NULL && !g_hash_table_add (found, record->id))
    sim_fail (sim, "c%u has %s twice", client->index, record->id);
}

static void
check_same (SimClient *client)
{
  Sim *sim = client->sim;
  GPtrArray *records = sim->service->core->records;
  g_autoptr (GArray) deals = sim_client_get_deals (client);
  g_autoptr (GPtrArray) entries = sim_client_get_outbox (client);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < deals->len; i++)
    {
      gint64 deal = g_array_index (deals, gint64, i);
      g_autoptr (GPtrArray) documents = sim_client_get_documents (client, deal);

      for (guint j = 0; j < documents->len; j++)
        check_document (client, deal, g_ptr_array_index (documents, j), entries, found);
    }
  for (guint i = 0; i < records->len; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (records, i);

      if (!g_hash_table_contains (found, record->id))
        sim_fail (sim, "c%u does not have %s: %s", client->index, record->id, record->text);
    }
}

/* queues */

static const CosellOutboxEntry *
find_entry (GPtrArray *entries, gint64 seq)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->seq == seq)
        return entry;
    }
  return NULL;
}

/* Whether it waits for an entry that waits for a person. */
static gboolean
is_behind_parked (GPtrArray *entries, const CosellOutboxEntry *entry)
{
  const CosellOutboxEntry *ground = find_entry (entries, entry->depends_on);

  if (ground != NULL &&
      (ground->state == COSELL_OUTBOX_STATE_PARKED || is_behind_parked (entries, ground)))
    return TRUE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *other = g_ptr_array_index (entries, i);

      if (other->deal == entry->deal && other->state == COSELL_OUTBOX_STATE_PARKED &&
          (other->seq < entry->seq || entry->state == COSELL_OUTBOX_STATE_SCHEDULED))
        return TRUE;
    }
  return FALSE;
}

static void
check_queue (SimClient *client, gboolean cleared)
{
  g_autoptr (GPtrArray) entries = sim_client_get_outbox (client);

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      gboolean parked = entry->state == COSELL_OUTBOX_STATE_PARKED ||
                        entry->state == COSELL_OUTBOX_STATE_NOT_KEPT;

      if (cleared)
        sim_fail (client->sim, "c%u #%" G_GINT64_FORMAT " is left", client->index, entry->seq);
      else if (parked && (entry->last_error == NULL || *entry->last_error == '\0'))
        sim_fail (client->sim, "c%u #%" G_GINT64_FORMAT " is parked without a reason",
                  client->index, entry->seq);
      else if (!parked && !is_behind_parked (entries, entry))
        sim_fail (client->sim, "c%u #%" G_GINT64_FORMAT " waits for ever (state %d): %s",
                  client->index, entry->seq, entry->state,
                  entry->last_error != NULL ? entry->last_error : "no reason");
    }
}

/* promises */

static gboolean
was_written (Sim *sim, const char *token)
{
  for (guint i = 0; i < sim->writes->len; i++)
    {
      const SimWrite *write = g_ptr_array_index (sim->writes, i);

      if (strstr (write->body, token) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A later edit of the same field by the same person takes its place. */
static gboolean
was_replaced (Sim *sim, const SimPromise *promise)
{
  static const char *const whole[] = { "team", "create" };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (g_str_equal (promise->field, whole[i]))
      return FALSE;
  for (guint i = promise->number + 1; i < sim->promises->len; i++)
    {
      const SimPromise *later = g_ptr_array_index (sim->promises, i);

      if (later->client == promise->client && later->deal == promise->deal &&
          g_str_equal (later->field, promise->field))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_history (SimClient *client, const SimPromise *promise)
{
  g_autoptr (GPtrArray) history = sim_client_get_history (client, promise->deal);

  for (guint i = 0; i < history->len; i++)
    {
      const CosellHistoryEntry *entry = g_ptr_array_index (history, i);

      if ((entry->old != NULL && strstr (entry->old, promise->token) != NULL) ||
          (entry->value != NULL && strstr (entry->value, promise->token) != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
check_promises (Sim *sim)
{
  for (guint i = 0; i < sim->promises->len; i++)
    {
      const SimPromise *promise = g_ptr_array_index (sim->promises, i);
      SimClient *client = g_ptr_array_index (sim->clients, promise->client);
      g_autofree char *waiting = sim_client_dup_waiting (client);

      if (was_written (sim, promise->token) || strstr (waiting, promise->token) != NULL ||
          sim_crm_check_replaced (client, promise->deal, promise->token))
        continue;
      if (!promise->create && !promise->taken_back && !was_replaced (sim, promise))
        sim_fail (sim, "c%u: %s of deal %" G_GINT64_FORMAT " (%s) is lost", client->index,
                  promise->field, promise->deal, promise->token);
      else if (promise->create && !promise->taken_back)
        sim_fail (sim, "c%u: the new deal %s is lost", client->index, promise->token);
      else if (!promise->create && !promise->taken_back && !promise->draft &&
               !is_in_history (client, promise))
        sim_fail (sim, "c%u: %s of deal %" G_GINT64_FORMAT " (%s) is not even in the history",
                  client->index, promise->field, promise->deal, promise->token);
    }
}

/* creating */

/* Each body that was posted was posted once: to whom it goes is part of it. (Two people may invite
 * the same partner; that is theirs to sort out.) */
static void
check_single (Sim *sim)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sim->writes->len; i++)
    {
      const SimWrite *write = g_ptr_array_index (sim->writes, i);
      g_autoptr (CosellJson) json = cosell_json_parse (write->body, -1, NULL);
      CosellJsonValue root = cosell_json_root (json);
      g_autofree char *engagement = NULL;
      g_autofree char *target = NULL;
      char *key;

      if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
        continue;
      engagement = cosell_json_dup_string (cosell_json_member (root, "engagementId"));
      target = cosell_json_dup_raw (cosell_json_pointer (root, "/target/0/id"));
      key = g_strdup_printf ("c%u: %s to %s", write->client, engagement, target);
      if (!g_hash_table_add (seen, key))
        sim_fail (sim, "%s was created twice", key);
    }
}

static void
check_all (Sim *sim, gboolean cleared)
{
  for (guint i = 0; i < sim->clients->len; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);
      g_autofree char *waiting = sim_client_dup_waiting (client);

      sim_trace (sim, "c%u holds:\n%s", i, waiting);
      if (ABS (cosell_session_now (client->session) - sim->now) > MAX_CLOCK_ERROR)
        sim_fail (sim, "c%u still has the time wrong by %d s", i,
                  (int) ((cosell_session_now (client->session) - sim->now) / G_USEC_PER_SEC));
      check_same (client);
      check_queue (client, cleared);
    }
  check_promises (sim);
  check_single (sim);
}

static void
heal (Sim *sim)
{
  sim_trace (sim, "everything heals");
  sim->healed = TRUE;
  sim->roughness = 0;
  for (guint i = 0; i < sim->clients->len; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);

      client->cut_off = FALSE;
      sim_clock_set_offset (client->clock, 0);
      sim_run_until (sim, is_not_syncing, client);
    }
}

static void
clear (Sim *sim, gboolean finally)
{
  for (guint i = 0; i < sim->clients->len; i++)
    sim_people_clear (g_ptr_array_index (sim->clients, i), finally);
}

static void
add_newcomer (Sim *sim)
{
  SimClient *newcomer = sim_client_new (sim, sim->clients->len);

  g_ptr_array_add (sim->clients, newcomer);
  sim_client_start (newcomer);
}

static gboolean
nothing_waits (Sim *sim)
{
  for (guint i = 0; i < sim->clients->len; i++)
    {
      g_autoptr (GPtrArray) entries = sim_client_get_outbox (g_ptr_array_index (sim->clients, i));

      if (entries->len > 0)
        return FALSE;
    }
  return TRUE;
}

static void
check_service (Sim *sim)
{
  heal (sim);
  add_newcomer (sim); /* downloads everything from scratch */
  drain (sim, TRUE);
  if (sim->failure == NULL)
    check_all (sim, FALSE);
  if (sim->failure != NULL || nothing_waits (sim))
    return;
  sim_trace (sim, "everybody goes through what is parked");
  clear (sim, FALSE);
  drain (sim, TRUE); /* a deal that goes out only now may have something scheduled behind it */
  if (sim->failure == NULL)
    check_all (sim, FALSE);
  if (sim->failure != NULL)
    return;
  clear (sim, TRUE);
  drain (sim, FALSE);
  if (sim->failure == NULL)
    check_all (sim, TRUE);
}

void
sim_check (Sim *sim)
{
  check_service (sim);
  if (sim->failure == NULL && sim->crm != NULL)
    sim_crm_check (sim);
}
