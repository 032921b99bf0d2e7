/* test-store-conflicts.c: what both sides changed, and what a decision makes of it (P4) */
#include "model/cosell-change.h"
#include "store/cosell-store-conflicts.h"
#include "store/store-test.h"

#include "base/cosell-time.h"

#define MEMBERS ",'name':'Base','details':{'dealValue':100,'currency':'SEK','notes':'n0'},'team':[]"

#define assert_json(text, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = (text);                                                               \
    g_autofree char *expected_ = json_printf ("%s", expected);                                     \
    g_test_message ("%s", text_);                                                                  \
    g_assert_true (cosell_json_text_equal (text_, expected_));                                     \
  }                                                                                                \
  G_STMT_END

#define assert_history(test, deal, line)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *lines_ = st_history ((test)->store, deal);                                    \
    if (strstr (lines_, line) == NULL)                                                             \
      g_error ("“%s” is not in\n%s", line, lines_);                                                \
  }                                                                                                \
  G_STMT_END

typedef struct
{
  gint64 deal;
  CosellConflictDecision *decision;
  char *json;
} Asked;

/* [{id, half, field, base, mine, theirs}] */
static char *
conflicts_to_json (GPtrArray *conflicts)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      const struct
      {
        const char *name, *json;
      } values[] = { { "base", conflict->base },
                     { "mine", conflict->mine },
                     { "theirs", conflict->theirs } };

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_name (writer, "id");
      cosell_json_writer_int (writer, conflict->deal);
      if (conflict->half != NULL)
        cosell_json_writer_member (writer, "half", conflict->half);
      cosell_json_writer_member (writer, "field", cosell_conflict_field (conflict->path));
      for (guint n = 0; n < G_N_ELEMENTS (values); n++)
        {
          cosell_json_writer_name (writer, values[n].name);
          cosell_json_writer_raw (writer, values[n].json != NULL ? values[n].json : "null", -1);
        }
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

static gboolean
conflicts_job (CosellStore *store, gpointer data, GError **error)
{
  Asked *asked = data;
  g_autoptr (GPtrArray) conflicts = cosell_store_get_conflicts (store, asked->deal, error);

  if (conflicts == NULL)
    return FALSE;
  asked->json = conflicts_to_json (conflicts);
  return TRUE;
}

static char *
conflicts_of (StoreTest *test, gint64 deal)
{
  Asked asked = { deal, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_store_run (test->store, COSELL_STORE_READ, conflicts_job, &asked, &error));
  g_assert_no_error (error);
  return asked.json;
}

static gboolean
resolve_job (CosellStore *store, gpointer data, GError **error)
{
  Asked *asked = data;

  return cosell_store_resolve (store, asked->deal, asked->decision, error);
}

static gboolean
resolve (StoreTest *test,
         gint64 deal,
         const char *field,
         CosellConflictChoice choice,
         const char *seen,
         GError **error)
{
  g_autoptr (CosellConflictDecision) decision = cosell_conflict_decision_new (field, choice, seen);
  Asked asked = { deal, decision, NULL };

  return cosell_store_run (test->store, COSELL_STORE_WRITE, resolve_job, &asked, error);
}

static void
decide (StoreTest *test, gint64 deal, const char *field, CosellConflictChoice choice)
{
  g_autoptr (GError) error = NULL;

  resolve (test, deal, field, choice, NULL, &error);
  g_assert_no_error (error);
}

static gint64
put_base (StoreTest *test)
{
  return st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, MEMBERS);
}

static void
put_theirs (StoreTest *test, int minute, const char *members)
{
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, minute, members);
}

/* Name and notes on both sides, the campaign here only. */
static gint64
make_two (StoreTest *test)
{
  gint64 deal = put_base (test);

  st_set (test->store, deal, "name", "Mine");
  st_set (test->store, deal, "notes", "my notes");
  st_set (test->store, deal, "campaignId", "C-1");
  put_theirs (test, 2,
              ",'name':'Theirs','details':{'dealValue':100,'currency':'SEK',"
              "'notes':'their notes'},'team':[]");
  return deal;
}

/* P14: a second own referral in the engagement makes no row. */
static void
test_half (StoreTest *test, gconstpointer data)
{
  gint64 deal = put_base (test);
  const char *id = "aaaaaaaa-0000-4000-8000-00000000000f";
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected =
      g_strdup_printf ("[{'id':%" G_GINT64_FORMAT
                       ",'half':'%s','field':'name','base':'Base','mine':'Mine',"
                       "'theirs':'Theirs'}]",
                       deal, id);

  st_put_deal (test->store, id, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Base'");
  documents = st_documents (test->store, deal);
  g_assert_cmpuint (documents->len, ==, 2);
  g_ptr_array_add (changes, cosell_change_new ("/name", "\"Base\"", "\"Mine\""));
  g_assert_true (st_edit (test->store,
                          ((CosellDocument *) g_ptr_array_index (documents, 1))->referral, changes,
                          &error));
  st_put_deal (test->store, id, ST_ENGAGEMENT, ST_ORG, 3, ",'name':'Theirs'");
  assert_json (conflicts_of (test, deal), expected);
}

static char *
changes_of (StoreTest *test)
{
  g_autoptr (CosellOutboxEntry) entry = st_only_entry (test->store);

  return cosell_changes_to_json (entry->changes);
}

static void
test_listed (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_two (test);
  g_autofree char *expected =
      g_strdup_printf ("[{'id':%" G_GINT64_FORMAT
                       ",'field':'name','base':'Base','mine':'Mine','theirs':'Theirs'},"
                       "{'id':%" G_GINT64_FORMAT ",'field':'notes','base':'n0','mine':'my notes',"
                       "'theirs':'their notes'}]",
                       deal, deal);

  assert_json (conflicts_of (test, deal), expected);
  assert_json (conflicts_of (test, 0), expected);
  assert_json (conflicts_of (test, deal + 1), "[]");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
}

/* One of two: the entry still waits for the other. */
static void
test_one_of_two (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gint64 deal = make_two (test);
  gint64 seq;

  decide (test, deal, "name", COSELL_CONFLICT_CHOICE_MINE);
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "Notes"));
  g_assert_null (strstr (entry->last_error, "Deal name"));
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);

  decide (test, deal, "notes", COSELL_CONFLICT_CHOICE_THEIRS);
  assert_json (conflicts_of (test, 0), "[]");
  assert_json (changes_of (test), "{'/name':['Theirs','Mine'],'/campaignId':[null,'C-1']}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_value (test, deal, "/name", "\"Mine\"");
  st_assert_value (test, deal, "/details/notes", "\"their notes\"");
  /* P4: the losers stand in the history, the one and the other */
  assert_history (test, deal, "you /name \"Theirs\"→\"Mine\"\n");
  assert_history (test, deal, "you /details/notes \"my notes\"→\"their notes\"\n");
  seq = st_seq (test->store, deal, 0);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, seq);
}

/* Nothing of the change is left: nothing is sent. */
static void
test_all_theirs (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 deal = put_base (test);

  st_set (test->store, deal, "name", "Mine");
  put_theirs (test, 2, ",'name':'Theirs','details':{'dealValue':100,'notes':'n0'}");
  decide (test, deal, "all", COSELL_CONFLICT_CHOICE_THEIRS);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
  st_assert_value (test, deal, "/name", "\"Theirs\"");
  assert_history (test, deal, "you /name \"Mine\"→\"Theirs\"\n");
}

static void
test_all_mine (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_two (test);

  decide (test, deal, "all", COSELL_CONFLICT_CHOICE_MINE);
  assert_json (changes_of (test), "{'/name':['Theirs','Mine'],"
                                  "'/details/notes':['their notes','my notes'],"
                                  "'/campaignId':[null,'C-1']}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  /* what was decided is not asked again, until the service has yet another value */
  put_theirs (test, 3,
              ",'name':'Theirs','details':{'dealValue':7,'currency':'SEK',"
              "'notes':'their notes'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  put_theirs (test, 4, ",'name':'Another','details':{'dealValue':7,'notes':'their notes'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
}

/* The path is a name too; what is no conflict, and no deal. */
static void
test_names (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_two (test);
  g_autoptr (GError) error = NULL;

  g_assert_false (resolve (test, deal, "campaignId", COSELL_CONFLICT_CHOICE_MINE, NULL, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_false (resolve (test, deal + 1, "all", COSELL_CONFLICT_CHOICE_MINE, NULL, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
  decide (test, deal, "/name", COSELL_CONFLICT_CHOICE_THEIRS);
  st_assert_value (test, deal, "/name", "\"Theirs\"");
}

/* Nobody decides against a value that was not seen. */
static void
test_seen (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_two (test);
  g_autoptr (GError) error = NULL;

  put_theirs (test, 3, ",'name':'Another','details':{'dealValue':100,'notes':'their notes'}");
  g_assert_false (resolve (test, deal, "name", COSELL_CONFLICT_CHOICE_MINE, "\"Theirs\"", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (resolve (test, deal, "name", COSELL_CONFLICT_CHOICE_MINE, "\"Another\"", &error));
  g_assert_no_error (error);
}

static void
test_edited_again (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_two (test);

  /* an edit of what is in conflict changes what is mine */
  st_set (test->store, deal, "name", "Mine again");
  decide (test, deal, "notes", COSELL_CONFLICT_CHOICE_THEIRS);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  decide (test, deal, "name", COSELL_CONFLICT_CHOICE_MINE);
  st_assert_value (test, deal, "/name", "\"Mine again\"");
  assert_history (test, deal, "you /name \"Theirs\"→\"Mine again\"\n");
}

/* The value here, the currency there: one question, one answer. */
static gint64
make_amount (StoreTest *test)
{
  gint64 deal = put_base (test);

  st_set (test->store, deal, "value", "200");
  put_theirs (test, 2, ",'name':'Base','details':{'dealValue':100,'currency':'EUR','notes':'n0'}");
  return deal;
}

static void
test_amount (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_amount (test);

  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  assert_json (changes_of (test),
               "{'/details/dealValue':[100,200],'/details/currency':['SEK','SEK']}");
  /* looking again, and a newer version of something else, does not answer it */
  put_theirs (test, 3, ",'name':'B','details':{'dealValue':100,'currency':'EUR','notes':'n0'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  st_assert_value (test, deal, "/details/currency", "\"SEK\"");

  decide (test, deal, "value", COSELL_CONFLICT_CHOICE_MINE);
  assert_json (changes_of (test),
               "{'/details/dealValue':[100,200],'/details/currency':['EUR','SEK']}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  assert_history (test, deal, "you /details/currency \"EUR\"→\"SEK\"\n");
}

static void
test_amount_theirs (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 deal = make_amount (test);

  decide (test, deal, "currency", COSELL_CONFLICT_CHOICE_THEIRS);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_value (test, deal, "/details/dealValue", "100");
  st_assert_value (test, deal, "/details/currency", "\"EUR\"");
  assert_history (test, deal, "you /details/dealValue 200→100\n");
}

/* Mine is taken back by hand: nothing is left to decide, and nothing to send. */
static void
test_amount_taken_back (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 deal = make_amount (test);

  st_set (test->store, deal, "value", "100");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  assert_json (conflicts_of (test, 0), "[]");
}

/* An edit behind one that is out, and the other member of the amount by the first one's own doing.
 */
static void
test_amount_behind_sent (StoreTest *test, gconstpointer data)
{
  g_autofree char *answer = st_referral (
      ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
      ",'name':'Base','details':{'dealValue':200,'currency':'SEK','notes':'n0'},'team':[]");
  g_autoptr (GError) error = NULL;
  gint64 deal = put_base (test);
  gint64 seq;

  st_set (test->store, deal, "value", "200");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_set (test->store, deal, "currency", "EUR");
  st_complete (test->store, seq, answer, "\"etag-2\"", &error);
  g_assert_no_error (error);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  assert_json (changes_of (test), "{'/details/currency':['SEK','EUR']}");
}

#define BO(phone) "{'firstName':'Bo','phoneNumber':'" phone "','email':'bo@fabrikam.example'}"
#define EVA "{'firstName':'Eva','phoneNumber':'1','email':'eva@fabrikam.example'}"
#define OLA "{'firstName':'Ola','phoneNumber':'1','email':'ola@fabrikam.example'}"

static gint64
make_team (StoreTest *test)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *base = json_printf ("[" BO ("1") "]");
  g_autofree char *mine = json_printf ("[" BO ("2") "," OLA "]");
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                             ",'name':'Base','team':[" BO ("1") "]");

  g_ptr_array_add (changes, cosell_change_new ("/team", base, mine));
  g_assert_true (st_edit (test->store, st_own (test->store, deal), changes, &error));
  put_theirs (test, 2, ",'name':'Base','team':[" BO ("3") "," EVA "]");
  return deal;
}

/* P4: the same person is asked; what was done to others stays, whichever is taken. */
static void
test_team (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_team (test);

  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  decide (test, deal, "team", COSELL_CONFLICT_CHOICE_MINE);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  assert_json (st_value (test->store, deal, "/team"), "[" BO ("2") "," EVA "," OLA "]");
}

static void
test_team_theirs (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_team (test);

  decide (test, deal, "team", COSELL_CONFLICT_CHOICE_THEIRS);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  assert_json (st_value (test->store, deal, "/team"), "[" BO ("3") "," EVA "," OLA "]");
  assert_json (changes_of (test),
               "{'/team':[[" BO ("3") "," EVA "],[" BO ("3") "," EVA "," OLA "]]}");
}

/* What the service owns is its own, and the loser stands in the history all the same. */
static void
test_overruled (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                             ",'name':'Base','salesStage':'20'");

  g_ptr_array_add (changes, cosell_change_new ("/salesStage", "\"20\"", "\"40\""));
  g_assert_true (st_edit (test->store, st_own (test->store, deal), changes, &error));
  put_theirs (test, 2, ",'name':'Base','salesStage':'Close'");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_value (test, deal, "/salesStage", "\"Close\"");
  assert_history (test, deal, "you /salesStage \"40\"→\"Close\"\n");
}

/* Both add a note on top: nobody is asked, and both stay. */
static void
test_notes (StoreTest *test, gconstpointer data)
{
  gint64 deal = put_base (test);

  st_set (test->store, deal, "notes", "mine\n\nn0");
  put_theirs (test, 2,
              ",'name':'Base','details':{'dealValue':100,'currency':'SEK',"
              "'notes':'theirs\\n\\nn0'},'team':[]");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_value (test, deal, "/details/notes", "\"mine\\n\\ntheirs\\n\\nn0\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/conflicts/listed", test_listed);
  STORE_TEST_ADD ("/store/conflicts/P14-half", test_half);
  STORE_TEST_ADD ("/store/conflicts/P4-one-of-two", test_one_of_two);
  STORE_TEST_ADD ("/store/conflicts/P4-all-theirs", test_all_theirs);
  STORE_TEST_ADD ("/store/conflicts/P4-all-mine", test_all_mine);
  STORE_TEST_ADD ("/store/conflicts/names", test_names);
  STORE_TEST_ADD ("/store/conflicts/seen", test_seen);
  STORE_TEST_ADD ("/store/conflicts/edited-again", test_edited_again);
  STORE_TEST_ADD ("/store/conflicts/P4-amount", test_amount);
  STORE_TEST_ADD ("/store/conflicts/P4-amount-theirs", test_amount_theirs);
  STORE_TEST_ADD ("/store/conflicts/amount-taken-back", test_amount_taken_back);
  STORE_TEST_ADD ("/store/conflicts/amount-behind-sent", test_amount_behind_sent);
  STORE_TEST_ADD ("/store/conflicts/P4-team", test_team);
  STORE_TEST_ADD ("/store/conflicts/P4-team-theirs", test_team_theirs);
  STORE_TEST_ADD ("/store/conflicts/P4-overruled", test_overruled);
  STORE_TEST_ADD ("/store/conflicts/P4-notes", test_notes);
  return g_test_run ();
}
