/* sim-people.c: what people do, through the commands of the session */
#include "app/cosell-session-commands.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-conflict.h"
#include "model/cosell-rule-error.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "support/await.h"
#include "support/json-text.h"
#include "sync/sim-crm.h"

/* of a thousand steps, where there is a CRM */
#define CRM_STEPS 700

static const char draft_text[] =
    "{'customer':{'name':'Contoso AB','addressLine1':'Storgatan x%ux','city':'Malmö',"
    "'postalCode':'211 34','country':'SE','contacts':[{'firstName':'Sara',"
    "'lastName':'Ek','phone':'+46 40 100','email':'sara.ek@contoso.example'}],"
    "'consent':true},'name':'Draft','location':'1234567','value':'1200000',"
    "'currency':'SEK','closeDate':'2031-01-15','notes':'Wants a pilot.',"
    "'team':[{'firstName':'Ola','lastName':'Lind','phone':'+46 40 200',"
    "'email':'ola.lind@fabrikam.example'}],'solutions':[{'id':'SOL-15974-MQF',"
    "'name':'Fabrikam Suite','kind':'own'}],'help':'%s',"
    "'notesToMicrosoft':'Need a demo tenant.','visibleToMicrosoft':%s,'partners':[%s]}";

#define PARTNER                                                                                    \
  "{'id':'%s','name':'%s','closeDate':'2031-01-10','value':'200000',"                              \
  "'currency':'SEK','notes':'Rollout x%ux.','team':[{'firstName':'Ola',"                           \
  "'lastName':'Lind','phone':'+46 40 200','email':'ola.lind@fabrikam.example'}],"                  \
  "'solutions':[{'id':'SOL-2','name':'Tailwind Rollout','kind':'third-party'}],"                   \
  "'help':'GeneralOrOther'}"

static char *
token_of (guint number)
{
  return g_strdup_printf ("x%ux", number);
}

void
sim_look (Sim *sim, guint client, const char *id, const char *text)
{
  SimLook *look = g_new0 (SimLook, 1);

  look->client = client;
  look->id = g_strdup (id);
  look->text = g_strdup (text);
  g_ptr_array_add (sim->looks, look);
}

/* The person reads the deal. */
void
sim_people_look_at (SimClient *client, gint64 deal)
{
  g_autoptr (GPtrArray) documents = sim_client_get_documents (client, deal);

  for (guint i = 0; i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);
      const char *texts[] = { document->current, document->base };

      for (guint j = 0; document->remote_id != NULL && j < G_N_ELEMENTS (texts); j++)
        sim_look (client->sim, client->index, document->remote_id, texts[j]);
    }
}

gboolean
sim_people_finish (SimClient *client, GAsyncResult **place, const char *what)
{
  g_autoptr (GAsyncResult) result = await_result (place);
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (client->session, result, &error))
    {
      sim_trace (client->sim, "c%u %s", client->index, what);
      return TRUE;
    }
  sim_trace (client->sim, "c%u %s: refused: %s", client->index, what, error->message);
  if (error->domain != COSELL_RULE_ERROR &&
      !g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND))
    sim_fail (client->sim, "c%u %s: %s", client->index, what, error->message);
  return FALSE;
}

static void
promise (SimClient *client, gint64 deal, const char *field, const char *token, gboolean create)
{
  SimPromise *self = g_new0 (SimPromise, 1);
  g_autoptr (CosellDeal) row = cosell_session_dup_deal (client->session, deal);

  self->draft = row != NULL && cosell_deal_get_data (row)->status == COSELL_DEAL_STATUS_DRAFT;
  self->number = client->sim->promises->len;
  self->client = client->index;
  self->deal = deal;
  self->field = g_strdup (field);
  self->token = g_strdup (token);
  self->create = create;
  g_ptr_array_add (client->sim->promises, self);
}

/* edits */

static char *
dup_value (SimClient *client, gint64 deal, const char *pointer)
{
  g_autoptr (GPtrArray) documents = sim_client_get_documents (client, deal);
  const CosellDocument *own = documents->len > 0 ? g_ptr_array_index (documents, 0) : NULL;
  g_autoptr (CosellJson) json =
      own != NULL && own->current != NULL ? cosell_json_parse (own->current, -1, NULL) : NULL;

  return cosell_json_dup_string (cosell_json_pointer (cosell_json_root (json), pointer));
}

static char *
some_date (guint days)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (2030, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) date = g_date_time_add_days (first, (int) days);

  return g_date_time_format (date, "%Y-%m-%d");
}

/* Adds a step to edit. token: (out) what can be found again, NULL: nothing. Returns: the field */
static const char *
add_field (SimClient *client, CosellEdit *edit, gint64 deal, char **token)
{
  static const char *const keys[] = { "name",  "value", "closeDate", "crmId",
                                      "notes", "notes", "campaignId" };
  Sim *sim = client->sim;
  guint number = ++sim->last_token;
  const char *key = keys[sim_below (sim, G_N_ELEMENTS (keys))];
  g_autofree char *old = NULL;
  g_autofree char *value = NULL;

  *token = token_of (number);
  if (g_str_equal (key, "value"))
    {
      cosell_take_str (token, g_strdup_printf ("%u", 1000000 + number));
      value = g_strdup (*token);
    }
  else if (g_str_equal (key, "closeDate"))
    {
      cosell_take_str (token, some_date (number));
      value = g_strdup (*token);
    }
  else if (g_str_equal (key, "notes") && sim_chance (sim, 700))
    {
      old = dup_value (client, deal, "/details/notes");
      value = g_strdup_printf ("Added %s\n\n%s", *token, old != NULL ? old : "");
    }
  else
    value = g_strdup_printf ("Some %s", *token);
  cosell_edit_set (edit, key, value);
  return key;
}

static const char *
add_member (Sim *sim, CosellEdit *edit, char **token)
{
  guint number = ++sim->last_token;
  g_autofree char *json = json_printf ("{'firstName':'New','lastName':'Member','phone':'+46 2 %u',"
                                       "'email':'x%ux@fabrikam.example'}",
                                       number, number);

  *token = token_of (number);
  cosell_edit_add_member_json (edit, json);
  return "team";
}

static const char *
change_solutions (Sim *sim, CosellEdit *edit)
{
  const SandboxSolution *solution = &sandbox_solutions[sim_below (sim, 8)];
  g_autofree char *json =
      json_printf ("{'id':'%s','name':'%s','kind':'own'}", solution->id, solution->name);

  if (sim_chance (sim, 600))
    cosell_edit_add_solution_json (edit, json);
  else
    cosell_edit_remove_solution (edit, solution->id);
  return "solutions";
}

static void
edit_deal (SimClient *client, gint64 deal)
{
  Sim *sim = client->sim;
  CosellEdit *edit = cosell_edit_new (deal);
  guint kind = sim_below (sim, 10);
  g_autofree char *token = NULL;
  g_autofree char *member = NULL;
  g_autofree char *what = NULL;
  const char *field;
  GAsyncResult *place = NULL;

  if (kind < 7)
    field = add_field (client, edit, deal, &token);
  else if (kind == 7)
    field = add_member (sim, edit, &token);
  else if (kind == 8 && (member = dup_value (client, deal, "/team/0/email")) != NULL)
    {
      cosell_edit_remove_member (edit, member);
      field = "team";
    }
  else
    field = change_solutions (sim, edit);
  what = g_strdup_printf ("edits deal %" G_GINT64_FORMAT " %s %s", deal, field,
                          token != NULL ? token : "");
  cosell_session_edit_async (client->session, edit, NULL, await_cb, &place);
  if (sim_people_finish (client, &place, what) && token != NULL)
    promise (client, deal, field, token, FALSE);
}

/* the life of a deal */

static void
live (SimClient *client, gint64 deal)
{
  static const char *const stages[] = { "20", "40", "60", "80" };
  Sim *sim = client->sim;
  CosellSession *session = client->session;
  guint kind = sim_below (sim, 16);
  g_autofree char *what = g_strdup_printf ("does %u with deal %" G_GINT64_FORMAT, kind, deal);
  GAsyncResult *place = NULL;

  if (kind < 3)
    cosell_session_accept_async (session, cosell_edit_new (deal), NULL, await_cb, &place);
  else if (kind == 3)
    cosell_session_end_async (session, deal, COSELL_ACTION_DECLINE, "1", NULL, NULL, await_cb,
                              &place);
  else if (kind == 4)
    cosell_session_end_async (session, deal, COSELL_ACTION_LOSE, "1", "Lost it.", NULL, await_cb,
                              &place);
  else if (kind < 9)
    cosell_session_stage_async (session, deal, stages[sim_below (sim, 4)], NULL, await_cb, &place);
  else if (kind < 11)
    cosell_session_win_async (session, deal, kind == 9 ? COSELL_WIN_ANYWAY : COSELL_WIN_WHEN_SAFE,
                              NULL, await_cb, &place);
  else if (kind == 11)
    cosell_session_share_async (session, deal, COSELL_SHARE_PLAIN, NULL, await_cb, &place);
  else
    cosell_session_set_favorite_async (session, deal, sim_chance (sim, 600), NULL, await_cb,
                                       &place);
  sim_people_finish (client, &place, what);
}

static char *
partner_json (Sim *sim)
{
  const SandboxPartner *partner = &sandbox_partners[sim_below (sim, 3)];

  return json_printf (PARTNER, partner->id, partner->name, ++sim->last_token);
}

static void
invite (SimClient *client, gint64 deal)
{
  g_autofree char *what = g_strdup_printf ("invites to deal %" G_GINT64_FORMAT, deal);
  g_autofree char *json =
      sim_chance (client->sim, 500)
          ? g_strdup (json_text ("{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':"
                                 "'Come.','contacts':[{'firstName':'Sara','lastName':'Ek',"
                                 "'phone':'+46 40 100','email':'sara.ek@contoso.example'}],"
                                 "'consent':true}"))
          : partner_json (client->sim);
  CosellInvite *read = cosell_invite_new_from_json (json, NULL);
  GAsyncResult *place = NULL;

  cosell_session_invite_async (client->session, deal, read, NULL, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

/* drafts */

static void
submit (SimClient *client, gint64 deal, const char *token)
{
  g_autofree char *what = g_strdup_printf ("submits %" G_GINT64_FORMAT, deal);
  GAsyncResult *place = NULL;

  cosell_session_submit_async (client->session, deal, NULL, await_cb, &place);
  if (sim_people_finish (client, &place, what) && token != NULL)
    promise (client, deal, "create", token, TRUE);
}

static void
create (SimClient *client)
{
  Sim *sim = client->sim;
  guint number = ++sim->last_token;
  gboolean ask = sim_chance (sim, 400);
  g_autofree char *partner = sim_chance (sim, 250) ? partner_json (sim) : g_strdup ("");
  g_autofree char *json = json_printf (draft_text, number, ask ? "ProofOfConceptOrDemo" : "none",
                                       ask ? "true" : "false", partner);
  g_autofree char *token = token_of (number);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json, &error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;
  gint64 deal;

  g_assert_no_error (error);
  cosell_session_save_draft_async (client->session, 0, draft, NULL, await_cb, &place);
  result = await_result (&place);
  deal = cosell_session_id_finish (client->session, result, &error);
  if (deal == 0)
    sim_fail (client->sim, "c%u: a draft is not kept: %s", client->index, error->message);
  else
    {
      sim_trace (sim, "c%u writes draft %" G_GINT64_FORMAT " %s", client->index, deal, token);
      submit (client, deal, token);
    }
}

static void
recreate (SimClient *client, gint64 deal)
{
  g_autofree char *what = g_strdup_printf ("makes a draft of deal %" G_GINT64_FORMAT, deal);
  GAsyncResult *place = NULL;

  cosell_session_recreate_async (client->session, deal, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

static void
register_deal (SimClient *client, gint64 deal)
{
  guint value = 30000 + sim_below (client->sim, 1000);
  g_autofree char *what = g_strdup_printf ("registers deal %" G_GINT64_FORMAT, deal);
  g_autofree char *json =
      json_printf ("{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-15974-MQF',"
                   "'currency':'USD','value':%u,'isDeployedOnAzure':true,'primaryDeploymentOn':"
                   "'Customer','pricingModel':'Other','marketplaceTransactionDetails':"
                   "{'isMarketplaceTransacted':false,'marketplaceTransactionDateTime':null}}],"
                   "'contract':{'currency':'USD','value':%u,'term':'Finite',"
                   "'signDateTime':'2026-11-22T00:00:00Z','startDateTime':'2026-11-22T00:00:00Z',"
                   "'endDateTime':'2027-11-22T00:00:00Z'}}",
                   value, value);
  CosellRegistration *form = cosell_registration_new_from_json (json, NULL);
  GAsyncResult *place = NULL;

  cosell_session_register_async (client->session, deal, form, NULL, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

/* taking back */

void
sim_people_note_taken_back (SimClient *client, const char *before)
{
  g_autofree char *after = sim_client_dup_waiting (client);

  for (guint i = 0; i < client->sim->promises->len; i++)
    {
      SimPromise *self = g_ptr_array_index (client->sim->promises, i);

      if (self->client == client->index && strstr (before, self->token) != NULL &&
          strstr (after, self->token) == NULL)
        {
          sim_trace (client->sim, "  takes back %s", self->token);
          self->taken_back = TRUE;
        }
    }
}

static void
undo (SimClient *client)
{
  g_autofree char *before = sim_client_dup_waiting (client);
  GAsyncResult *place = NULL;

  cosell_session_undo_async (client->session, NULL, await_cb, &place);
  if (sim_people_finish (client, &place, "undoes"))
    sim_people_note_taken_back (client, before);
}

static void
act_on_entry (SimClient *client, const char *verb, const CosellOutboxEntry *entry)
{
  g_autofree char *before = sim_client_dup_waiting (client);
  g_autofree char *what = g_strdup_printf ("%ss #%" G_GINT64_FORMAT, verb, entry->seq);
  GAsyncResult *place = NULL;

  sim_people_look_at (client, entry->deal);
  cosell_session_outbox_act_async (client->session, verb, entry->seq, NULL, await_cb, &place);
  if (sim_people_finish (client, &place, what) && g_str_equal (verb, "discard"))
    sim_people_note_taken_back (client, before);
}

static void
act_on_outbox (SimClient *client)
{
  static const char *const verbs[] = { "hold", "retry", "retry", "discard" };
  g_autoptr (GPtrArray) entries = sim_client_get_outbox (client);

  if (entries->len == 0)
    return;
  act_on_entry (client, verbs[sim_below (client->sim, G_N_ELEMENTS (verbs))],
                g_ptr_array_index (entries, sim_below (client->sim, entries->len)));
}

static void
resolve (SimClient *client, gint64 deal, gboolean mine)
{
  g_autofree char *before = sim_client_dup_waiting (client);
  g_autofree char *what =
      g_strdup_printf ("decides for %s in deal %" G_GINT64_FORMAT, mine ? "mine" : "theirs", deal);
  GPtrArray *decisions = cosell_conflict_decisions_new ();
  GAsyncResult *place = NULL;

  g_ptr_array_add (decisions, cosell_conflict_decision_new ("all",
                                                            mine ? COSELL_CONFLICT_CHOICE_MINE
                                                                 : COSELL_CONFLICT_CHOICE_THEIRS,
                                                            NULL));
  sim_people_look_at (client, deal);
  cosell_session_resolve_async (client->session, deal, decisions, NULL, await_cb, &place);
  if (sim_people_finish (client, &place, what))
    sim_people_note_taken_back (client, before);
}

static char *
key_of_create (const char *body)
{
  g_autoptr (CosellJson) json = cosell_json_parse (body, -1, NULL);
  CosellJsonValue root = cosell_json_root (json);
  g_autofree char *engagement = cosell_json_dup_string (cosell_json_member (root, "engagementId"));
  g_autofree char *target = cosell_json_dup_raw (cosell_json_pointer (root, "/target/0/id"));

  return g_strdup_printf ("%s to %s", engagement, target);
}

/* The person looks for it on the service and finds it, or is sure that it is not there. */
static void
resolve_unconfirmed (SimClient *client, const CosellOutboxEntry *entry)
{
  g_autofree char *key = key_of_create (entry->body);
  const char *found = NULL;
  g_autofree char *what = NULL;
  GAsyncResult *place = NULL;

  for (guint i = 0; i < client->sim->writes->len; i++)
    {
      const SimWrite *write = g_ptr_array_index (client->sim->writes, i);
      g_autofree char *other = *write->body == '{' ? key_of_create (write->body) : NULL;

      if (g_strcmp0 (key, other) == 0)
        found = write->id;
    }
  what = g_strdup_printf ("says of #%" G_GINT64_FORMAT " that it is %s", entry->seq,
                          found != NULL ? found : "not there");
  cosell_session_resolve_unconfirmed_async (client->session, entry->seq, found, NULL, await_cb,
                                            &place);
  sim_people_finish (client, &place, what);
}

void
sim_people_clear (SimClient *client, gboolean finally)
{
  g_autoptr (GPtrArray) entries = sim_client_get_outbox (client);

  for (guint i = entries->len; i > 0; i--)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i - 1);

      if (!finally && entry->state == COSELL_OUTBOX_STATE_PARKED && entry->unconfirmed)
        resolve_unconfirmed (client, entry);
      else if (!finally && entry->state == COSELL_OUTBOX_STATE_PARKED &&
               sim_chance (client->sim, 400))
        resolve (client, entry->deal, sim_chance (client->sim, 500));
      else if (entry->state == COSELL_OUTBOX_STATE_PARKED ||
               entry->state == COSELL_OUTBOX_STATE_NOT_KEPT ||
               (finally && entry->state != COSELL_OUTBOX_STATE_SENT))
        act_on_entry (client, finally || sim_chance (client->sim, 400) ? "discard" : "retry",
                      entry);
    }
}

/* what happens next */

/* Mostly one that others work on too. */
static gint64
pick_deal (SimClient *client)
{
  Sim *sim = client->sim;
  const SandboxRecord *busy = sim_chance (sim, 600) ? sim_server_pick_busy (sim) : NULL;
  gint64 deal = busy != NULL ? sim_client_find_deal (client, busy->id) : 0;
  g_autoptr (GArray) deals = NULL;

  if (deal != 0)
    return deal;
  deals = sim_client_get_deals (client);
  return deals->len > 0 ? g_array_index (deals, gint64, sim_below (sim, deals->len)) : 0;
}

static void
with_deal (SimClient *client)
{
  Sim *sim = client->sim;
  g_autoptr (GPtrArray) documents = NULL;
  guint kind = sim_below (sim, 100);
  gint64 deal = pick_deal (client);

  if (deal == 0)
    return;
  sim_people_look_at (client, deal);
  documents = sim_client_get_documents (client, deal);
  if (documents->len == 0 && kind < 50)
    submit (client, deal, NULL);
  else if (kind < 65)
    edit_deal (client, deal);
  else if (kind < 88)
    live (client, deal);
  else if (kind < 91)
    register_deal (client, deal);
  else if (kind < 93)
    recreate (client, deal);
  else
    invite (client, deal);
}

void
sim_people_work (SimClient *client, gint64 deal)
{
  sim_people_look_at (client, deal);
  if (sandbox_random_below (&client->sim->crm_random, 1000) < 700)
    edit_deal (client, deal);
  else
    live (client, deal);
}

static void
reconnect (Sim *sim, gpointer data)
{
  SimClient *client = data;

  sim_trace (sim, "c%u has a network again", client->index);
  client->cut_off = FALSE;
}

static void
disturb (SimClient *client)
{
  Sim *sim = client->sim;
  guint kind = sim_below (sim, 4);
  gint64 minutes;

  if (kind == 0)
    sim_client_crash (client);
  else if (kind == 1 && !client->cut_off)
    {
      sim_trace (sim, "c%u has no network", client->index);
      client->cut_off = TRUE;
      sim_later (sim, (gint64) sim_below (sim, 600) * G_TIME_SPAN_SECOND, reconnect, client, NULL);
    }
  else if (kind == 2)
    {
      minutes = (gint64) sim_below (sim, 24 * 60) - 12 * 60;
      sim_trace (sim, "c%u has its clock %d minutes wrong", client->index, (int) minutes);
      sim_clock_set_offset (client->clock, minutes * G_TIME_SPAN_MINUTE);
    }
  else if (client->cancellable != NULL)
    {
      sim_trace (sim, "c%u cancels", client->index);
      g_cancellable_cancel (client->cancellable);
    }
}

void
sim_people_act (Sim *sim)
{
  SimClient *client = g_ptr_array_index (sim->clients, sim_below (sim, sim->clients->len));
  guint kind;

  if (sim->crm != NULL && sandbox_random_below (&sim->crm_random, 1000) < CRM_STEPS)
    {
      sim_crm_people_act (sim, client);
      return;
    }
  kind = sim_below (sim, 100);
  if (kind < 30)
    sim_client_sync (client, sim_chance (sim, 500));
  else if (kind < 70)
    with_deal (client);
  else if (kind < 76)
    create (client);
  else if (kind < 80)
    undo (client);
  else if (kind < 84)
    act_on_outbox (client);
  else if (kind < 92)
    sim_server_act (sim);
  else
    disturb (client);
}
