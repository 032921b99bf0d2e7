/* test-store-drafts.c: from the first keystroke to a deal of the service, and back again */
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "store/store-test.h"

#include "base/cosell-time.h"
#include "model/cosell-draft.h"

#define OTHER_ENGAGEMENT "eeeeeeee-0000-4000-8000-00000000000f"

static const char draft_json[] =
    "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan 1\",\"city\":\"Malmö\","
    "\"country\":\"SE\",\"contacts\":[],\"consent\":true},\"name\":\"Contoso ERP move\","
    "\"location\":\"1234567\",\"value\":\"1200000\",\"currency\":\"SEK\",\"closeDate\":"
    "\"2027-01-15\",\"crmId\":\"CRM-7\",\"notes\":\"Wants a pilot.\",\"team\":[{\"firstName\":"
    "\"Ola\",\"lastName\":\"Lind\",\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\""
    "}],\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
    "\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"Need a demo tenant.\","
    "\"visibleToMicrosoft\":true,\"later\":{\"kept\":1}}";

/* The bodies that the model makes of the draft above. */
static void
make_bodies (char **own, char **microsoft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (draft_json, &error);

  g_assert_no_error (error);
  *own = cosell_draft_own_body (draft, ST_ENGAGEMENT);
  *microsoft = cosell_draft_microsoft_body (draft, ST_ENGAGEMENT);
  g_assert_nonnull (*microsoft);
}

static gint64
submit (StoreTest *test)
{
  g_autofree char *own = NULL;
  g_autofree char *microsoft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = st_save_draft (test->store, 0, draft_json, "Contoso ERP move", NULL);

  make_bodies (&own, &microsoft);
  st_submit (test->store, id, own, microsoft, &error);
  g_assert_no_error (error);
  return id;
}

/* The service's answer to a body: what was sent with what the service adds. */
static char *
answer_to (const char *body, const char *id, const char *engagement, const char *organization)
{
  const char *const members[][2] = {
    { "/id", id },
    { "/engagementId", engagement },
    { "/organizationId", organization },
    { "/createdDateTime", "2026-11-22T08:00:05Z" },
    { "/updatedDateTime", "2026-11-22T08:00:05Z" },
    { "/status", "Active" },
    { "/substatus", "Accepted" },
    { "/direction", "Outgoing" },
  };
  g_autofree char *text = g_strdup (body);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = cosell_json_quote (members[i][1]);
      char *next = cosell_json_set (text, members[i][0], value, NULL);

      g_assert_nonnull (next);
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}

static void
complete (StoreTest *test,
          gint64 seq,
          const char *id,
          const char *engagement,
          const char *organization)
{
  g_autoptr (GPtrArray) entries = st_outbox (test->store);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->seq == seq)
        answer = answer_to (entry->body, id, engagement, organization);
    }
  g_assert_nonnull (answer);
  st_complete (test->store, seq, answer, "\"made\"", &error);
  g_assert_no_error (error);
}

static char *
member (const char *text, const char *path)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);

  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (doc), path));
}

#define assert_member(text, path, expected)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *member_ = member (text, path);                                                \
    g_assert_cmpstr (member_, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END

/* ---- drafts ---- */

static void
test_save (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GArray) drafts = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autofree char *json = NULL;
  g_autofree char *names = NULL;
  gint64 first, second;

  first = st_save_draft (test->store, 0, "{\"name\":\"A\"}", "A", NULL);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), ST_SECOND);
  second = st_save_draft (test->store, 0, "{\"name\":\"B\"}", "B", NULL);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), ST_SECOND);
  g_assert_cmpint (first, !=, second);
  g_assert_cmpint (st_save_draft (test->store, first, "{\"name\":\"A2\"}", "A2", NULL), ==, first);
  json = st_get_draft (test->store, first, NULL);
  g_assert_cmpstr (json, ==, "{\"name\":\"A2\"}");
  drafts = st_drafts (test->store);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpint (g_array_index (drafts, gint64, 0), ==, first);
  row = st_deal (test->store, first);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_DRAFT);
  g_assert_cmpint (row->stage, ==, 0);
  g_assert_cmpint (row->updated_at - row->created_at, ==, 2 * ST_SECOND);
  names = st_names (test->store, COSELL_TAB_OUTBOUND, NULL, "-createdAt", NULL);
  g_assert_cmpstr (names, ==, "B|A2");
  documents = st_documents (test->store, first);
  g_assert_cmpuint (documents->len, ==, 0);
}

static void
test_delete (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gint64 id = st_save_draft (test->store, 0, "{\"name\":\"A\"}", "A", NULL);

  json = st_delete_draft (test->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, "{\"name\":\"A\"}");
  g_assert_null (st_delete_draft (test->store, id, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (st_get_draft (test->store, id, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (st_save_draft (test->store, id, "{}", "x", &error), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

/* A submitted deal is no draft any more, and a pulled one never was. */
static void
test_no_draft (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[2];

  ids[0] = submit (test);
  ids[1] = st_put_deal (test->store, "other", "e2", ST_ORG, 1, "");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpint (st_save_draft (test->store, ids[i], "{}", "x", &error), ==, 0);
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_null (st_delete_draft (test->store, ids[i], &error));
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_false (st_submit (test->store, ids[i], "{}", NULL, &error));
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
}

/* ---- submitting ---- */

static void
test_submitted_row (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GArray) drafts = NULL;
  g_autofree char *lines = NULL;
  gint64 id = submit (test);

  row = st_deal (test->store, id);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  g_assert_cmpint (row->stage, ==, 10);
  g_assert_cmpint (row->direction, ==, COSELL_DIRECTION_OUTBOUND);
  g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_WAITING);
  g_assert_null (row->remote_id);
  g_assert_cmpstr (row->engagement_id, ==, ST_ENGAGEMENT);
  g_assert_cmpstr (row->value, ==, "1200000.00");
  g_assert_cmpint (row->created_at, ==, cosell_clock_now (test->clock));
  drafts = st_drafts (test->store);
  g_assert_cmpuint (drafts->len, ==, 0);
  lines = st_history (test->store, id);
  g_assert_cmpstr (lines, ==, "you  →\n");
}

/* Two halves, in order; the bodies are exactly what the model made. */
static void
test_submitted_entries (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *own = NULL;
  g_autofree char *microsoft = NULL;
  const CosellOutboxEntry *create;
  const CosellOutboxEntry *invite;

  submit (test);
  make_bodies (&own, &microsoft);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  create = g_ptr_array_index (entries, 0);
  invite = g_ptr_array_index (entries, 1);
  g_assert_cmpint (create->op, ==, COSELL_OUTBOX_OP_CREATE);
  g_assert_cmpstr (create->body, ==, own);
  g_assert_cmpint (invite->op, ==, COSELL_OUTBOX_OP_INVITE);
  g_assert_cmpstr (invite->body, ==, microsoft);
  g_assert_cmpint (invite->depends_on, ==, create->seq);
  g_assert_cmpstr (invite->request_id, !=, create->request_id);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, create->seq);
  g_assert_cmpint (st_next (test->store, create->seq, TRUE), ==, 0);
}

static void
test_created (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *own = NULL;
  gint64 id = submit (test);
  gint64 create, invite;

  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  complete (test, create, ST_REMOTE, ST_ENGAGEMENT, ST_ORG);
  row = st_deal (test->store, id);
  g_assert_cmpstr (row->remote_id, ==, ST_REMOTE);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_WAITING);
  g_assert_cmpint (st_find (test->store, ST_REMOTE, NULL), ==, id);
  invite = st_seq (test->store, id, 0);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, invite);
  st_mark_sent (test->store, invite);
  complete (test, invite, ST_REMOTE_MICROSOFT, ST_ENGAGEMENT, "msft");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  g_clear_pointer (&row, cosell_deal_data_free);
  row = st_deal (test->store, id);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_SYNCED);
  g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  lines = st_history (test->store, id);
  g_assert_cmpstr (lines, ==, "you  →\n");
  /* the owner of our own creates is us */
  st_update_own (test->store);
  own = st_meta (test->store, "own-organization");
  g_assert_cmpstr (own, ==, ST_ORG);
}

/* The answer's engagement wins, and the invitation follows it. */
static void
test_other_engagement (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) invite = NULL;
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  gint64 id = submit (test);
  gint64 create;

  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  complete (test, create, ST_REMOTE, OTHER_ENGAGEMENT, ST_ORG);
  invite = st_only_entry (test->store);
  assert_member (invite->body, "/engagementId", OTHER_ENGAGEMENT);
  g_assert_cmpstr (invite->engagement_id, ==, OTHER_ENGAGEMENT);
  g_assert_cmpint (invite->deal, ==, id);
  row = st_deal (test->store, id);
  g_assert_cmpstr (row->engagement_id, ==, OTHER_ENGAGEMENT);
  g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  documents = st_documents (test->store, id);
  g_assert_cmpuint (documents->len, ==, 2);
}

/* P3: the answer was lost, and a pull brought what the create made before it could be looked up. */
static void
test_pulled_before_answer (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autofree char *body = NULL;
  g_autofree char *pulled = NULL;
  g_autofree char *names = NULL;
  gint64 id = submit (test);
  gint64 create;

  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  body = st_current (test->store, id);
  pulled = answer_to (body, ST_REMOTE, ST_ENGAGEMENT, ST_ORG);
  st_put (test->store, pulled, "\"pulled\"");
  names = st_names (test->store, COSELL_TAB_ALL, NULL, NULL, NULL);
  g_assert_cmpstr (names, ==, "Contoso ERP move"); /* not twice */
  complete (test, create, ST_REMOTE, ST_ENGAGEMENT, ST_ORG);
  g_assert_cmpint (st_find (test->store, ST_REMOTE, NULL), ==, id);
  documents = st_documents (test->store, id);
  g_assert_cmpuint (documents->len, ==, 2); /* own, and Microsoft's that waits */
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 1);
}

/* The same, with another engagement than ours: two rows become one again. */
static void
test_pulled_elsewhere (StoreTest *test, gconstpointer data)
{
  g_autofree char *body = NULL;
  g_autofree char *pulled = NULL;
  g_autofree char *names = NULL;
  gint64 id = submit (test);
  gint64 create;

  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  body = st_current (test->store, id);
  pulled = answer_to (body, ST_REMOTE, OTHER_ENGAGEMENT, ST_ORG);
  st_put (test->store, pulled, "\"pulled\"");
  g_assert_cmpint (st_find (test->store, ST_REMOTE, NULL), !=, id);
  complete (test, create, ST_REMOTE, OTHER_ENGAGEMENT, ST_ORG);
  g_assert_cmpint (st_find (test->store, ST_REMOTE, NULL), ==, id);
  names = st_names (test->store, COSELL_TAB_ALL, NULL, NULL, NULL);
  g_assert_cmpstr (names, ==, "Contoso ERP move");
}

static void
test_answer_without_id (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 id = submit (test);
  gint64 create = st_seq (test->store, id, 0);

  st_mark_sent (test->store, create);
  g_assert_false (st_complete (test->store, create, "{\"name\":\"x\"}", NULL, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FAILED);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2); /* rolled back: still there to be looked up */
}

/* ---- edits of what waits ---- */

static void
test_edit_waiting (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *create;
  const CosellOutboxEntry *invite;
  gint64 id = submit (test);

  st_set (test->store, id, "name", "Contoso CRM move");
  st_set (test->store, id, "crmId", "CRM-8");
  st_set (test->store, id, "value", "99.5");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  create = g_ptr_array_index (entries, 0);
  invite = g_ptr_array_index (entries, 1);
  assert_member (create->body, "/name", "Contoso CRM move");
  assert_member (create->body, "/externalReferenceId", "CRM-8");
  assert_member (invite->body, "/name", "Contoso CRM move");
  assert_member (invite->body, "/details/dealValue", "99.5");
  assert_member (invite->body, "/externalReferenceId", NULL); /* the own company's business */
}

/* Edited while the create is out: an update behind it, which the answer does not swallow. */
static void
test_edit_while_out (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *update;
  g_autofree char *answer = NULL;
  g_autofree char *name = NULL;
  g_autofree char *own = NULL;
  g_autofree char *microsoft = NULL;
  g_autofree char *changes = NULL;
  gint64 id = submit (test);
  gint64 create;

  make_bodies (&own, &microsoft);
  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  st_set (test->store, id, "name", "Later name");
  st_set (test->store, id, "closeDate", "2027-02-01");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 3);
  update = g_ptr_array_index (entries, 2);
  g_assert_cmpint (update->op, ==, COSELL_OUTBOX_OP_UPDATE);
  g_assert_cmpint (update->depends_on, ==, create);
  answer = answer_to (own, ST_REMOTE, ST_ENGAGEMENT, ST_ORG);
  g_assert_true (st_complete (test->store, create, answer, "\"made\"", NULL));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  update = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (update->remote_id, ==, ST_REMOTE);
  g_assert_cmpint (update->depends_on, ==, 0);
  changes = cosell_changes_to_json (update->changes);
  g_assert_nonnull (strstr (changes, "Contoso ERP move"));
  g_assert_cmpint (update->state, ==, COSELL_OUTBOX_STATE_PENDING);
  name = st_value (test->store, id, "/name");
  g_assert_cmpstr (name, ==, "\"Later name\"");
}

/* ---- taking it back ---- */

static void
test_discard_create (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CosellDealData) row = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = submit (test);
  gint64 create;

  create = st_seq (test->store, id, 0);
  g_assert_true (st_act (test->store, cosell_store_discard, create, &error));
  g_assert_no_error (error);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  json = st_get_draft (test->store, id, &error);
  g_assert_cmpstr (json, ==, draft_json);
  row = st_deal (test->store, id);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_DRAFT);
  g_assert_cmpstr (row->name, ==, "Contoso ERP move");
  documents = st_documents (test->store, id);
  g_assert_cmpuint (documents->len, ==, 0);
  /* and it can be submitted again */
  {
    g_autofree char *own = NULL;
    g_autofree char *microsoft = NULL;

    make_bodies (&own, &microsoft);
    g_assert_true (st_submit (test->store, id, own, microsoft, &error));
    g_assert_no_error (error);
  }
}

/* P1: what was edited while it waited is in the draft that comes back. */
static void
test_discard_edited (StoreTest *test, gconstpointer data)
{
  g_autofree char *json = NULL;
  g_autofree char *team = json_printf ("{'firstName':'Eva','lastName':'Ek','phone':'+46 8 1',"
                                       "'email':'eva.ek@fabrikam.example'}");
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *current = NULL;
  gint64 id = submit (test);
  gint64 create;

  st_set (test->store, id, "name", "Renamed");
  st_set (test->store, id, "value", "99.5");
  st_set (test->store, id, "closeDate", "2027-03-01");
  st_set (test->store, id, "notes", "Later notes");
  st_set (test->store, id, "crmId", "");
  current = st_current (test->store, id);
  g_assert_true (cosell_changes_add_member (changes, current, team, NULL));
  g_assert_true (st_edit (test->store, st_own (test->store, id), changes, NULL));
  create = st_seq (test->store, id, 0);
  g_assert_true (st_act (test->store, cosell_store_discard, create, NULL));
  json = st_get_draft (test->store, id, NULL);
  assert_member (json, "/name", "Renamed");
  assert_member (json, "/value", "99.5");
  assert_member (json, "/closeDate", "2027-03-01");
  assert_member (json, "/notes", "Later notes");
  assert_member (json, "/team/0/phone", "+46 40 200");
  assert_member (json, "/team/1/phone", "+46 8 1");
  assert_member (json, "/team/1/email", "eva.ek@fabrikam.example");
  assert_member (json, "/later/kept", "1");
  assert_member (json, "/currency", "SEK");
}

static void
test_discard_invitation (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) left = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autofree char *lines = NULL;
  gint64 id = submit (test);
  gint64 invite;

  invite = st_seq (test->store, id, 1);
  g_assert_true (st_act (test->store, cosell_store_discard, invite, NULL));
  left = st_only_entry (test->store);
  g_assert_cmpint (left->op, ==, COSELL_OUTBOX_OP_CREATE);
  documents = st_documents (test->store, id);
  g_assert_cmpuint (documents->len, ==, 1);
  lines = st_history (test->store, id);
  g_assert_nonnull (strstr (lines, "\"Need a demo tenant.\"→\n"));
}

/* An update behind a create that failed goes alone; the body is as before. */
static void
test_discard_behind_create (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *draft = NULL;
  gint64 id = submit (test);
  gint64 create, update;

  create = st_seq (test->store, id, 0);
  st_mark_sent (test->store, create);
  st_set (test->store, id, "name", "Later name");
  st_postpone (test->store, create, COSELL_NO_TIME, "No answer.");
  update = st_seq (test->store, id, -1);
  g_assert_true (st_act (test->store, cosell_store_discard, update, NULL));
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    assert_member (((CosellOutboxEntry *) entries->pdata[i])->body, "/name", "Contoso ERP move");
  g_assert_true (st_act (test->store, cosell_store_discard, create, NULL));
  draft = st_get_draft (test->store, id, NULL);
  assert_member (draft, "/name", "Contoso ERP move");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/drafts/C18-save", test_save);
  STORE_TEST_ADD ("/store/drafts/delete", test_delete);
  STORE_TEST_ADD ("/store/drafts/no-draft", test_no_draft);
  STORE_TEST_ADD ("/store/submit/C15-row", test_submitted_row);
  STORE_TEST_ADD ("/store/submit/C16-entries", test_submitted_entries);
  STORE_TEST_ADD ("/store/submit/created", test_created);
  STORE_TEST_ADD ("/store/submit/other-engagement", test_other_engagement);
  STORE_TEST_ADD ("/store/submit/P3-pulled-before-answer", test_pulled_before_answer);
  STORE_TEST_ADD ("/store/submit/P3-pulled-elsewhere", test_pulled_elsewhere);
  STORE_TEST_ADD ("/store/submit/answer-without-id", test_answer_without_id);
  STORE_TEST_ADD ("/store/submit/edit-waiting", test_edit_waiting);
  STORE_TEST_ADD ("/store/submit/edit-while-out", test_edit_while_out);
  STORE_TEST_ADD ("/store/unsubmit/create", test_discard_create);
  STORE_TEST_ADD ("/store/unsubmit/P1-edited", test_discard_edited);
  STORE_TEST_ADD ("/store/unsubmit/invitation", test_discard_invitation);
  STORE_TEST_ADD ("/store/unsubmit/behind-create", test_discard_behind_create);
  return g_test_run ();
}
