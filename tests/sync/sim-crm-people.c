/* sim-crm-people.c: what the people of a client do with its CRM, through the commands of the
 * session */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-crm-links.h"
#include "base/cosell-json.h"
#include "model/cosell-crm-person.h"
#include "support/await.h"
#include "sync/sim-crm.h"

/* of a client, before it looks for more now and then only */
#define FEW_LINKS 3

static CosellCrmLink *
pick_link (SimClient *client)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);

  return links->len > 0 ? g_ptr_array_steal_index (links, sim_crm_below (client->sim, links->len))
                        : NULL;
}

/* whose a deal and an opportunity are */

/* Whoever has it first keeps it, also when it was unlinked: an undo may link it again. */
static gboolean
claim (SimClient *client, const char *what)
{
  GHashTable *claims = client->sim->crm->claims;
  guint owner = GPOINTER_TO_UINT (g_hash_table_lookup (claims, what));

  if (owner == 0)
    g_hash_table_insert (claims, g_strdup (what), GUINT_TO_POINTER (client->index + 1));
  return owner == 0 || owner == client->index + 1;
}

static gboolean
claim_deal (SimClient *client, gint64 deal)
{
  g_autoptr (GPtrArray) documents = sim_client_get_documents (client, deal);
  const CosellDocument *own = documents->len > 0 ? g_ptr_array_index (documents, 0) : NULL;
  g_autoptr (CosellJson) json =
      own != NULL && own->current != NULL ? cosell_json_parse (own->current, -1, NULL) : NULL;
  g_autofree char *engagement =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (json), "/engagementId"));

  return engagement != NULL && claim (client, engagement);
}

/* one link is made, or goes */

static void
ask_for (SimClient *client, gint64 deal)
{
  g_autofree char *what =
      g_strdup_printf ("asks for an opportunity of deal %" G_GINT64_FORMAT, deal);
  GAsyncResult *place = NULL;
  gint64 *key;

  cosell_session_create_crm_async (client->session, deal, SIM_CRM_NAME, NULL, await_cb, &place);
  if (!sim_people_finish (client, &place, what))
    return;
  key = g_new (gint64, 1);
  *key = deal;
  g_hash_table_replace (
      client->crm->asked, key,
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (client->crm->asked, &deal)) + 1));
}

/* Mostly one that may have an opportunity, and has none. 0: there is no such deal */
static gint64
pick_unlinked (SimClient *client)
{
  Sim *sim = client->sim;
  g_autoptr (GArray) deals = sim_client_get_deals (client);
  guint first = deals->len > 0 ? sim_crm_below (sim, deals->len) : 0;
  gboolean any = sim_crm_chance (sim, 150);

  for (guint i = 0; i < deals->len; i++)
    {
      gint64 deal = g_array_index (deals, gint64, (first + i) % deals->len);
      g_autoptr (CosellCrmLink) link = sim_crm_client_get_link (client, deal);
      g_autoptr (CosellDealData) row = NULL;

      if ((any || (link == NULL && sim_crm_client_get_side (client, deal, &row, NULL) &&
                   cosell_crm_person_may_create (row, NULL))) &&
          claim_deal (client, deal))
        return deal;
    }
  return 0;
}

static void
start_link (SimClient *client)
{
  Sim *sim = client->sim;
  gint64 deal = pick_unlinked (client);
  const SimCrmRow *row = sim_crm_server_pick (sim);

  if (deal == 0)
    return;
  if (row == NULL || sim_crm_chance (sim, 550))
    ask_for (client, deal);
  else if (row->maker == SIM_CRM_USER && claim (client, row->now->id))
    sim_crm_client_link (client, deal, row->now->id);
}

static void
unlink_or_discard (SimClient *client, const CosellCrmLink *link)
{
  gboolean unlinks = sim_crm_chance (client->sim, 600);
  g_autofree char *what = g_strdup_printf ("%s deal %" G_GINT64_FORMAT " %s the CRM",
                                           unlinks ? "unlinks" : "discards of", link->deal,
                                           unlinks ? "from" : "what waits for");
  GAsyncResult *place = NULL;

  if (unlinks)
    cosell_session_unlink_crm_async (client->session, link->deal, NULL, await_cb, &place);
  else
    cosell_session_discard_crm_async (client->session, link->deal, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

static void
hold (SimClient *client, gint64 deal, gboolean held)
{
  g_autofree char *what =
      g_strdup_printf ("%s deal %" G_GINT64_FORMAT, held ? "holds back" : "lets go of", deal);
  GAsyncResult *place = NULL;

  cosell_session_hold_crm_async (client->session, deal, held, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

/* questions and conflicts */

static void
say (SimClient *client, gint64 deal, const char *answer)
{
  g_autofree char *what = g_strdup_printf ("answers “%s” for deal %" G_GINT64_FORMAT, answer, deal);
  GAsyncResult *place = NULL;

  cosell_session_answer_crm_async (client->session, deal, answer, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

/* Who looks at it over there sees whether it was made of the deal; of another one they may think
 * so. */
static gboolean
is_it (SimClient *client, const CosellCrmLink *link)
{
  const SimCrmRow *row = sim_crm_server_find (client->sim, link->other);

  if (row == NULL || row->deleted)
    return FALSE;
  if (row->maker == client->index)
    return row->deal == link->deal;
  return sim_crm_chance (client->sim, 500) && claim (client, link->other);
}

static void
answer (SimClient *client, const CosellCrmLink *link)
{
  const GPtrArray *parties = link->parties;

  if (link->asks == COSELL_CRM_ASKS_SAME && is_it (client, link))
    sim_crm_client_link (client, link->deal, link->other);
  else if (link->asks == COSELL_CRM_ASKS_ACCOUNT && parties != NULL && parties->len > 0)
    say (client, link->deal, ((CosellCrmParty *) g_ptr_array_index (parties, 0))->id);
  else
    say (client, link->deal, "new");
}

/* Returns: whether it was decided */
static gboolean
decide (SimClient *client, gint64 deal, CosellCrmField field, gboolean ours)
{
  g_autofree char *before = sim_client_dup_waiting (client);
  g_autofree char *what =
      g_strdup_printf ("decides for %s in %s of deal %" G_GINT64_FORMAT,
                       ours ? "ours" : "the CRM's", cosell_crm_field_nick (field), deal);
  GAsyncResult *place = NULL;

  sim_people_look_at (client, deal);
  cosell_session_decide_crm_async (client->session, deal, field, ours, NULL, await_cb, &place);
  if (!sim_people_finish (client, &place, what))
    return FALSE;
  sim_people_note_taken_back (client, before);
  return TRUE;
}

static void
leave (SimClient *client, gint64 deal)
{
  g_autofree char *what = g_strdup_printf ("leaves the status of deal %" G_GINT64_FORMAT, deal);
  GAsyncResult *place = NULL;

  cosell_session_leave_crm_async (client->session, deal, NULL, await_cb, &place);
  sim_people_finish (client, &place, what);
}

static void
close_here (SimClient *client, gint64 deal, gboolean won)
{
  g_autofree char *what = g_strdup_printf ("%s deal %" G_GINT64_FORMAT " as its opportunity",
                                           won ? "wins" : "loses", deal);
  GAsyncResult *place = NULL;

  sim_people_look_at (client, deal);
  if (won)
    cosell_session_win_async (client->session, deal, COSELL_WIN_ANYWAY, NULL, await_cb, &place);
  else
    cosell_session_end_async (client->session, deal, COSELL_ACTION_LOSE, "1", "Lost there.", NULL,
                              await_cb, &place);
  if (!sim_people_finish (client, &place, what))
    leave (client, deal);
}

/* K8 */
static void
decide_status (SimClient *client, const CosellCrmLink *link, gboolean finally)
{
  Sim *sim = client->sim;
  g_autoptr (CosellCrmSheet) deal = NULL;
  const char *theirs = link->seen->values[COSELL_CRM_FIELD_STATUS];
  const char *ours;

  if (!sim_crm_client_get_side (client, link->deal, NULL, &deal) || finally ||
      sim_crm_chance (sim, 350))
    {
      leave (client, link->deal);
      return;
    }
  ours = deal->values[COSELL_CRM_FIELD_STATUS];
  if (g_str_equal (theirs, "open"))
    sim_crm_client_close (client, link->deal, g_str_equal (ours, "won"));
  else if (g_str_equal (ours, "open"))
    close_here (client, link->deal, g_str_equal (theirs, "won"));
  else
    leave (client, link->deal);
}

static void
decide_one (SimClient *client, const CosellCrmLink *link, gboolean finally)
{
  gboolean ours = finally || sim_crm_chance (client->sim, 500);
  guint first = sim_crm_below (client->sim, COSELL_CRM_N_FIELDS);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      CosellCrmField field = (CosellCrmField) ((first + i) % COSELL_CRM_N_FIELDS);

      if ((link->conflicts & 1u << field) == 0)
        continue;
      if (field == COSELL_CRM_FIELD_STATUS)
        decide_status (client, link, finally);
      else if (!decide (client, link->deal, field, ours))
        decide (client, link->deal, field, TRUE); /* a rule refuses theirs */
      return;
    }
}

/* Returns: whether there was anything */
static gboolean
go_through (SimClient *client, const CosellCrmLink *link, gboolean finally)
{
  if (link->state == COSELL_CRM_QUESTION)
    answer (client, link);
  else if (link->conflicts != 0)
    decide_one (client, link, finally);
  else if (link->held || link->state == COSELL_CRM_PARKED)
    hold (client, link->deal, FALSE);
  else
    return FALSE;
  return TRUE;
}

gboolean
sim_crm_people_clear (SimClient *client, gboolean finally)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);
  gboolean any = FALSE;

  for (guint i = 0; i < links->len && client->sim->failure == NULL; i++)
    {
      gint64 deal = ((const CosellCrmLink *) g_ptr_array_index (links, i))->deal;
      g_autoptr (CosellCrmLink) link = sim_crm_client_get_link (client, deal);

      for (guint j = 0;
           j < COSELL_CRM_N_FIELDS && link != NULL && go_through (client, link, finally); j++)
        {
          any = TRUE;
          sim_crm_client_wait (client);
          cosell_crm_link_free (link);
          link = sim_crm_client_get_link (client, deal);
        }
    }
  return any;
}

/* what happens next */

static guint
count_links (SimClient *client)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);

  return links->len;
}

static void
sync_now (SimClient *client)
{
  Sim *sim = client->sim;
  guint flags = sim_crm_chance (sim, 700) ? COSELL_CRM_SYNC_APPLY : 0;

  if (sim_crm_chance (sim, 120))
    flags |= COSELL_CRM_SYNC_FULL;
  if (sim_crm_chance (sim, 40))
    flags |= COSELL_CRM_SYNC_DESCRIBE;
  sim_crm_client_sync (client, (CosellCrmSyncFlags) flags);
}

static void
with_link (SimClient *client, guint kind)
{
  g_autoptr (CosellCrmLink) link = pick_link (client);

  if (link == NULL)
    start_link (client);
  else if (kind < 14)
    sim_people_work (client, link->deal);
  else if (kind < 16)
    hold (client, link->deal, sim_crm_chance (client->sim, 500));
  else if (kind < 17)
    unlink_or_discard (client, link);
  else if (!go_through (client, link, FALSE))
    sim_crm_user_act (client->sim);
}

void
sim_crm_people_act (Sim *sim, SimClient *client)
{
  guint kind = sim_crm_below (sim, 100);

  if (client->crm == NULL)
    sim_crm_user_act (sim);
  else if (count_links (client) < FEW_LINKS && kind % 2 == 0)
    start_link (client);
  else if (kind < 28)
    sim_crm_user_act (sim);
  else if (kind < 62)
    with_link (client, kind - 28);
  else if (kind < 64)
    start_link (client);
  else
    sync_now (client);
}
