/* What is done to several deals at once, as one action (J7), on bare rows. */
#include "store-test.h"

#include "model/cosell-change.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-group.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-undo.h"

#define MAX_ACTIONS 300 /* that are kept */

typedef struct
{
  StoreTest *test;
  gint64 deals[3];
  const char *notes; /* what is set */
  gboolean queues;
  gint64 action; /* result */
} Group;

/* One edit of each deal, recorded. */
static gboolean
group_job (CosellStore *store, gpointer data, GError **error)
{
  Group *group = data;

  group->action = cosell_store_begin_action (store, group->queues, error);
  for (guint i = 0; group->action != 0 && i < G_N_ELEMENTS (group->deals) && group->deals[i] != 0;
       i++)
    {
      g_autoptr (CosellStoreMemento) before =
          cosell_store_capture_deal (store, group->deals[i], error);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, group->deals[i], error);
      const CosellDocument *own = g_ptr_array_index (documents, 0);

      if (!cosell_changes_set (changes, own->current, "notes", group->notes, error) ||
          !cosell_store_edit_referral (store, own->referral, changes, error) ||
          !cosell_store_record (store, group->deals[i], before, NULL, error))
        return FALSE;
    }
  return group->action != 0;
}

static gint64
run_group (Group *group, const char *notes)
{
  group->notes = notes;
  g_assert_true (cosell_store_run (group->test->store, COSELL_STORE_WRITE, group_job, group, NULL));
  return group->action;
}

static gboolean
undo_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_undo (store, 0, data, error);
}

static void
undo (StoreTest *test, CosellUndoOutcome *outcome)
{
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, undo_job, outcome, NULL));
}

static void
begin (Group *group, StoreTest *test)
{
  st_set_account (test->store, "https://api.example", NULL);
  group->test = test;
  group->queues = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (group->deals); i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012u", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-%012u", i);

      group->deals[i] = st_put_deal (test->store, id, engagement, ST_ORG, (int) i, "");
      g_assert_cmpint (group->deals[i], !=, 0);
    }
}

/* Entries by group: "DEAL:GROUP…" in order of seq. */
static char *
groups (StoreTest *test)
{
  g_autoptr (GPtrArray) outbox = st_outbox (test->store);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < outbox->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (outbox, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ", entry->deal,
                              entry->group);
    }
  return g_string_free (text, FALSE);
}

#define assert_groups(test, expected)                                                              \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *groups_ = groups (test);                                                    \
      g_assert_cmpstr (groups_, ==, expected);                                                     \
    }                                                                                              \
  while (0)

/* A number comes once, whatever was undone, sent or forgotten. */
static void
test_numbers (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };
  g_auto (CosellUndoOutcome) outcome = { 0 };
  gint64 first, second;

  begin (&group, test);
  first = run_group (&group, "One.");
  undo (test, &outcome);
  g_assert_cmpint (outcome.group, ==, first);
  g_assert_cmpuint (outcome.deals->len, ==, 3);
  second = run_group (&group, "Two.");
  g_assert_cmpint (second, >, first);
  st_execute (test->store, "DELETE FROM undo");
  g_assert_cmpint (run_group (&group, "Three."), >, second);
  st_execute (test->store, "DELETE FROM undo");
  st_execute (test->store, "DELETE FROM sqlite_sequence");
  st_execute (test->store, "UPDATE outbox SET group_id = 1000");
  g_assert_cmpint (run_group (&group, "Four."), ==, 1001);
}

/* What is not of the group joins it as little as it joins something else. */
static void
test_joins_nothing (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };

  begin (&group, test);
  st_set (test->store, group.deals[0], "crmId", "CRM-1");
  run_group (&group, "One.");
  assert_groups (test, "1:0 1:1 2:1 3:1 ");
  st_set (test->store, group.deals[1], "crmId", "CRM-2");
  st_set (test->store, group.deals[1], "notes", "Mine.");
  assert_groups (test, "1:0 1:1 2:1 3:1 2:0 ");
  /* held, it takes nothing in either; refused, it takes every word */
  st_must (test->store, cosell_store_hold, st_seq (test->store, group.deals[2], 0));
  st_set (test->store, group.deals[2], "notes", "Mine.");
  assert_groups (test, "1:0 1:1 2:1 3:1 2:0 3:0 ");
}

static void
test_refused_takes_words (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };

  begin (&group, test);
  run_group (&group, "One.");
  st_park (test->store, st_seq (test->store, group.deals[0], 0), "No.");
  st_set (test->store, group.deals[0], "notes", "Better.");
  assert_groups (test, "1:1 2:1 3:1 ");
  st_assert_value (test, group.deals[0], "/details/notes", "\"Better.\"");
}

/* Discarding what a person changed before leaves what the group says, and the other way round. */
static void
test_discard_between (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };

  begin (&group, test);
  st_set (test->store, group.deals[0], "notes", "Before.");
  run_group (&group, "Together.");
  st_must (test->store, cosell_store_discard, st_seq (test->store, group.deals[0], 0));
  st_assert_value (test, group.deals[0], "/details/notes", "\"Together.\"");
  st_set (test->store, group.deals[1], "notes", "After.");
  st_must (test->store, cosell_store_discard, st_seq (test->store, group.deals[1], 0));
  st_assert_value (test, group.deals[1], "/details/notes", "\"After.\"");
}

/* Something else was done to one of the deals, and is not undone: that deal's part stays. */
static void
test_changed_since (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };
  Group later = { NULL };
  g_auto (CosellUndoOutcome) outcome = { 0 };

  begin (&group, test);
  run_group (&group, "One.");
  later = group;
  later.deals[1] = later.deals[2] = 0;
  run_group (&later, "Two.");
  st_execute (test->store, "UPDATE undo SET turn = 0 WHERE group_id > 1");
  st_execute (test->store, "UPDATE undo SET turn = turn + 10 WHERE group_id = 1 AND deal > 1");
  st_execute (test->store, "UPDATE undo SET turn = 5 WHERE group_id > 1");
  undo (test, &outcome);
  g_assert_cmpint (outcome.group, ==, 1);
  g_assert_cmpuint (outcome.changed, ==, 1);
  g_assert_cmpuint (outcome.deals->len, ==, 2);
}

/* Old actions are forgotten as a whole: a group is one. */
static void
test_forgotten (StoreTest *test, gconstpointer data)
{
  Group group = { NULL };
  g_autofree char *text = NULL;

  begin (&group, test);
  run_group (&group, "One.");
  /* as many single ones as are kept beside one more */
  st_execute (test->store,
              "INSERT INTO undo (deal, state, turn, at, before, after) "
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
              "i < " G_STRINGIFY (MAX_ACTIONS) " - 1) "
                                               "SELECT 1, 'done', 100 + i, 0, '{}', '{}' FROM n");
  run_group (&group, "Two.");
  st_execute (test->store, "INSERT INTO meta (key, value) SELECT 'left', count (*) || ' ' || "
                           "count (group_id) || ' ' || count (DISTINCT group_id) FROM undo");
  text = st_meta (test->store, "left");
  g_assert_cmpstr (text, ==, "302 3 1");
}

/* --- a part of a job that fails --- */

typedef struct
{
  gint64 draft;
  GQuark domain;
  gboolean done;
} Part;

static gboolean
part_job (CosellStore *store, gpointer data, GError **error)
{
  Part *part = data;

  if (!cosell_store_run_ids (store, "INSERT INTO meta (key, value) VALUES ('part-' || ?1, 'x')",
                             part->draft, 0, error))
    return FALSE;
  if (part->domain == 0)
    return TRUE;
  g_set_error_literal (error, part->domain, 1, "no");
  return FALSE;
}

static gboolean
parts_job (CosellStore *store, gpointer data, GError **error)
{
  Part *parts = data;

  for (guint i = 0; i < 3; i++)
    parts[i].done = cosell_store_try (store, part_job, &parts[i], NULL);
  return TRUE;
}

static void
test_try (StoreTest *test, gconstpointer data)
{
  Part parts[3] = { { 1, 0, FALSE }, { 2, COSELL_RULE_ERROR, FALSE }, { 3, 0, FALSE } };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, parts_job, parts, NULL));
  g_assert_true (parts[0].done && !parts[1].done && parts[2].done);
  first = st_meta (test->store, "part-1");
  second = st_meta (test->store, "part-2");
  third = st_meta (test->store, "part-3");
  g_assert_cmpstr (first, ==, "x");
  g_assert_null (second);
  g_assert_cmpstr (third, ==, "x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/group/J7-numbers", test_numbers);
  STORE_TEST_ADD ("/store/group/J7-joins-nothing", test_joins_nothing);
  STORE_TEST_ADD ("/store/group/J7-refused-takes-words", test_refused_takes_words);
  STORE_TEST_ADD ("/store/group/J7-discard-between", test_discard_between);
  STORE_TEST_ADD ("/store/group/J7-changed-since", test_changed_since);
  STORE_TEST_ADD ("/store/group/J7-forgotten", test_forgotten);
  STORE_TEST_ADD ("/store/group/J7-try", test_try);
  return g_test_run ();
}
