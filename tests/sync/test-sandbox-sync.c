/* test-sandbox-sync.c: store, engine and HTTP against the practice server, in one process */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "support/json-text.h"
#include "sync/service-fixture.h"

#define DEALS 120 /* more than one page */
#define REFERRALS "/v1.0/engagements/referrals"

static void
set_up (ServiceFixture *fixture, gconstpointer data)
{
  service_open (fixture, DEALS);
}

/* Requests of a method to the referrals so far. last: (out) (optional) its log entry's text */
static guint
count_requests (ServiceFixture *fixture, const char *method, char **last)
{
  g_autoptr (CosellJson) log = service_control (fixture, "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));

      if (!cosell_json_string_equal (cosell_json_member (entry, "method"), method) ||
          !g_str_has_prefix (path, REFERRALS))
        continue;
      n++;
      if (last != NULL)
        cosell_take_str (last, cosell_json_dup_raw (entry));
    }
  return n;
}

/* Referrals of the server whose member has this text. found: (out) (optional) the id of the last */
static guint
count_in_state (ServiceFixture *fixture, const char *member, const char *text, char **found)
{
  g_autoptr (CosellJson) state = service_control (fixture, "state", NULL);
  CosellJsonValue referrals = cosell_json_member (cosell_json_root (state), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (referrals); i++)
    {
      CosellJsonValue referral = cosell_json_element (referrals, i);

      if (!cosell_json_string_equal (cosell_json_member (referral, member), text))
        continue;
      n++;
      if (found != NULL)
        cosell_take_str (found, cosell_json_dup_string (cosell_json_member (referral, "id")));
    }
  return n;
}

/* values: of partners to invite as well, NULL-terminated */
static void
submit_with_partners (ServiceFixture *fixture, const char *const *values)
{
  g_autoptr (CosellDraft) draft = service_new_draft ();
  g_autofree char *engagement = g_uuid_string_random ();
  g_autofree char *own = NULL;
  g_auto (GStrv) invitations = NULL;

  g_list_store_remove_all (cosell_draft_get_partners (draft));
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);
      g_autoptr (CosellSolution) solution =
          cosell_solution_new ("SOL-2", NULL, COSELL_SOLUTION_KIND_THIRD_PARTY);
      g_autofree char *id = g_uuid_string_random ();

      g_object_set (partner, "id", id, "value", values[i], NULL);
      g_list_store_append (cosell_draft_partner_get_solutions (partner), solution);
      g_list_store_append (cosell_draft_get_partners (draft), partner);
    }
  own = cosell_draft_own_body (draft, engagement);
  invitations = cosell_draft_invitation_bodies (draft, engagement);
  sync_submit_bodies (&fixture->base, "Contoso ERP move", own, (const char *const *) invitations);
}

static void
test_pull (ServiceFixture *fixture, gconstpointer data)
{
  CosellSyncResult result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_autofree char *own = sync_get_meta (&fixture->base, "own-organization");
  guint lists = count_requests (fixture, "GET", NULL);

  g_assert_cmpuint (result.pulled, >=, DEALS);
  g_assert_cmpuint (lists, >, 1);
  g_assert_nonnull (own);
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);

  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, ==, 0);
  g_assert_cmpuint (count_requests (fixture, "GET", NULL), ==, lists + 1);

  service_order (fixture, "act", "{'as':'microsoft','do':'send','name':'From Microsoft'}");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, >=, 1);
  g_assert_cmpuint (count_requests (fixture, "GET", NULL), ==, lists + 2);
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);
}

/* one PATCH, the changed paths, If-Match as it came */
static void
test_update (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *entry_text = NULL;
  g_autofree char *if_match = NULL;
  g_autofree char *body = NULL;
  g_autoptr (CosellJson) entry = NULL;
  g_autoptr (CosellJson) patch = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = service_find_deal (fixture, "Accepted", 0);
  etag = service_get_server_value (fixture, id, "/eTag");
  sync_edit (&fixture->base, id, "value", "10000.50");
  sync_edit (&fixture->base, id, "notes", "Wants a pilot.");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  service_assert_outbox_empty (fixture);

  g_assert_cmpuint (count_requests (fixture, "PATCH", &entry_text), ==, 1);
  entry = cosell_json_parse (entry_text, -1, NULL);
  if_match = cosell_json_dup_raw (
      cosell_json_member_nocase (cosell_json_member (cosell_json_root (entry), "headers"),
                                 "If-Match"));
  g_assert_cmpstr (if_match, ==, etag);
  body = cosell_json_dup_raw (cosell_json_member (cosell_json_root (entry), "body"));
  patch = cosell_json_parse (body, -1, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (patch)), ==, 2);
}

static void
test_create (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *status = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_submit (fixture, MICROSOFT);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 2);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "POST", NULL), ==, 2);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", &id), ==, 2);
  status = sync_get_value (&fixture->base, id, "/substatus");
  g_assert_cmpstr (status, ==, "\"Accepted\"");
}

/* C16: one POST for each; one that the service refuses waits alone, and is taken back alone. */
static void
test_partners (ServiceFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *refused;
  CosellSyncResult result;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  submit_with_partners (fixture, (const char *[]){ "-5", "200000", NULL });
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 3);
  g_assert_cmpuint (result.parked, ==, 1);
  g_assert_cmpuint (count_requests (fixture, "POST", NULL), ==, 4);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==, 3);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  refused = g_ptr_array_index (entries, 0);
  g_assert_cmpint (refused->op, ==, COSELL_OUTBOX_OP_INVITE);
  g_assert_cmpint (refused->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (refused->last_error);
  g_assert_nonnull (strstr (refused->body, "-5"));
}

/* P3 for partners: the halves of one engagement are told apart by whom they are for. */
static void
test_partners_once (ServiceFixture *fixture, gconstpointer data)
{
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_order (fixture, "faults",
                 "{'count':4,'method':'POST','path':'" REFERRALS "','drop':'after'}");
  submit_with_partners (fixture, (const char *[]){ "1", "2", NULL });
  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (GPtrArray) entries = NULL;

      sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
      entries = sync_get_outbox (&fixture->base);
      if (entries->len == 0)
        break;
    }
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==, 4);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);
}

/* P3, with every way in which the sandbox can lose an answer */
static void
test_created_once (ServiceFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "{'count':2,'method':'POST','path':'" REFERRALS "','drop':'before'}",
    "{'count':2,'method':'POST','path':'" REFERRALS "','drop':'after'}",
    "{'count':2,'method':'POST','path':'" REFERRALS "','body':'cut'}",
    "{'count':2,'method':'POST','path':'" REFERRALS "','body':'garbled'}",
    "{'count':2,'method':'POST','path':'" REFERRALS "','body':'html'}",
    "{'count':5,'method':'POST','path':'" REFERRALS "','status':500}",
    "{'count':1,'method':'POST','path':'" REFERRALS "','status':503,'retryAfter':1}",
    "{'count':1,'method':'POST','path':'" REFERRALS "','status':429,'retryAfter':1}",
  };

  sync_round_ok (&fixture->base, SYNC_ASKED);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s", faults[i]);
      service_order (fixture, "faults", faults[i]);
      service_submit (fixture, MICROSOFT);
      for (guint round = 0; round < 8; round++)
        {
          g_autoptr (GPtrArray) entries = NULL;

          sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
          entries = sync_get_outbox (&fixture->base);
          if (entries->len == 0)
            break;
        }
      service_assert_outbox_empty (fixture);
      g_assert_cmpuint (count_in_state (fixture, "name", "Contoso ERP move", NULL), ==,
                        2 * (i + 1));
    }
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);
}

/* P4 */
static void
test_rebase (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *act = NULL;
  g_autofree char *name = NULL;
  g_autofree char *notes = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = service_find_deal (fixture, "Accepted", 0);
  sync_edit (&fixture->base, id, "name", "Mine");
  act = json_printf ("{'as':'microsoft','do':'edit','id':'%s',"
                     "'/details/notes':'Theirs'}",
                     id);
  service_order (fixture, "act", act);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (count_requests (fixture, "PATCH", NULL), ==, 2);
  name = service_get_server_value (fixture, id, "/name");
  notes = service_get_server_value (fixture, id, "/details/notes");
  g_assert_cmpstr (name, ==, "\"Mine\"");
  g_assert_cmpstr (notes, ==, "\"Theirs\"");
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);
}

static void
test_network_off (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint port = 0;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  id = service_find_deal (fixture, "Accepted", 0);
  port = (guint) g_ascii_strtoull (strrchr (cosell_sandbox_get_url (fixture->sandbox), ':') + 1,
                                   NULL, 10);
  cosell_sandbox_disconnect (fixture->sandbox);
  sync_edit (&fixture->base, id, "name", "Edited on the train");
  service_submit (fixture, MICROSOFT);
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_HTTP_ERROR_OFFLINE);
  sync_round_error (&fixture->base, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_true (cosell_sandbox_listen (fixture->sandbox, port, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_BOTH).pushed, ==, 3);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (service_assert_same (fixture), >=, DEALS);
}

static void
test_sign_in (ServiceFixture *fixture, gconstpointer data)
{
  cosell_http_remote_set_token (fixture->http, "another");
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_HTTP_ERROR_SIGN_IN);
  cosell_http_remote_set_token (fixture->http, NULL);
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_HTTP_ERROR_SIGN_IN);
  cosell_http_remote_set_token (fixture->http, "practice");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pulled, >=, DEALS);
}

static void
test_captive_portal (ServiceFixture *fixture, gconstpointer data)
{
  service_order (fixture, "faults",
                 "{'count':1,'method':'GET','path':'" REFERRALS "','body':'html'}");
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_HTTP_ERROR_PROTOCOL);
  service_order (fixture, "faults",
                 "{'count':1,'method':'GET','path':'" REFERRALS "','body':'cut'}");
  sync_round (&fixture->base, SYNC_ASKED, NULL, NULL);
  sync_round_ok (&fixture->base, SYNC_ASKED);
}

/* P7: everything in the order of creation, page by page; all of it is known, so nothing more. */
static void
test_reconcile (ServiceFixture *fixture, gconstpointer data)
{
  guint referrals = 0;
  guint before;
  g_autofree char *last = NULL;

  sync_round_ok (&fixture->base, SYNC_BOTH);
  referrals = service_count_server (fixture);
  before = count_requests (fixture, "GET", NULL);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_BOTH | COSELL_SYNC_RECONCILE).pulled, ==,
                    0);
  /* the delta, and the pages of a hundred */
  g_assert_cmpuint (count_requests (fixture, "GET", &last), ==,
                    before + 1 + (referrals + 99) / 100);
  g_assert_nonnull (strstr (last, "skiptoken"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/sync/sandbox/" path, ServiceFixture, NULL, set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("pull", test_pull);
  ADD ("update", test_update);
  ADD ("create", test_create);
  ADD ("P3-created-once", test_created_once);
  ADD ("C16-partners", test_partners);
  ADD ("C16-P3-partners-once", test_partners_once);
  ADD ("P4-rebase", test_rebase);
  ADD ("P7-reconcile", test_reconcile);
  ADD ("network-off", test_network_off);
  ADD ("sign-in", test_sign_in);
  ADD ("captive-portal", test_captive_portal);
  return g_test_run ();
}
