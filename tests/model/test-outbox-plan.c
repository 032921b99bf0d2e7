/* The state machine of offline changes (architecture, outbox rules 1 and 5), as a full matrix. */

#include "model/cosell-outbox-plan.h"

#define CREATE COSELL_OUTBOX_OP_CREATE
#define INVITE COSELL_OUTBOX_OP_INVITE
#define UPDATE COSELL_OUTBOX_OP_UPDATE
#define PENDING COSELL_OUTBOX_STATE_PENDING
#define SENT COSELL_OUTBOX_STATE_SENT
#define PARKED COSELL_OUTBOX_STATE_PARKED
#define SCHEDULED COSELL_OUTBOX_STATE_SCHEDULED
#define NOT_KEPT COSELL_OUTBOX_STATE_NOT_KEPT
#define LOCAL COSELL_OUTBOX_STATE_LOCAL
#define BODY COSELL_OUTBOX_MERGE_BODY
#define FIELDS COSELL_OUTBOX_MERGE_FIELDS
#define APPEND COSELL_OUTBOX_APPEND

/* Entries have seq 1, 2, 3. */
static const struct
{
  struct
  {
    CosellOutboxOp op;
    CosellOutboxState state;
  } entries[3];
  guint n_entries;
  CosellOutboxDecision decision;
  gint64 seq;
} cases[] = {
  { { { CREATE, PENDING } }, 0, APPEND, 0 },
  /* one entry: every operation in every state */
  { { { CREATE, PENDING } }, 1, BODY, 1 },
  { { { CREATE, SENT } }, 1, APPEND, 1 },
  { { { CREATE, PARKED } }, 1, BODY, 1 },
  { { { CREATE, SCHEDULED } }, 1, BODY, 1 },
  { { { INVITE, PENDING } }, 1, BODY, 1 },
  { { { INVITE, SENT } }, 1, APPEND, 1 },
  { { { INVITE, PARKED } }, 1, BODY, 1 },
  { { { INVITE, SCHEDULED } }, 1, BODY, 1 },
  { { { UPDATE, PENDING } }, 1, FIELDS, 1 },
  { { { UPDATE, SENT } }, 1, APPEND, 0 },
  { { { UPDATE, PARKED } }, 1, FIELDS, 1 },
  { { { UPDATE, SCHEDULED } }, 1, APPEND, 0 },
  { { { UPDATE, NOT_KEPT } }, 1, APPEND, 0 },
  { { { UPDATE, LOCAL } }, 1, APPEND, 0 },
  { { { UPDATE, PENDING }, { UPDATE, NOT_KEPT } }, 2, FIELDS, 1 },
  { { { UPDATE, NOT_KEPT }, { UPDATE, PENDING } }, 2, FIELDS, 2 },
  { { { UPDATE, PARKED }, { UPDATE, NOT_KEPT } }, 2, FIELDS, 1 },
  /* an update behind a create */
  { { { CREATE, SENT }, { UPDATE, PENDING } }, 2, FIELDS, 2 },
  { { { CREATE, SENT }, { UPDATE, PARKED } }, 2, FIELDS, 2 },
  { { { CREATE, SENT }, { UPDATE, SCHEDULED } }, 2, APPEND, 1 },
  { { { CREATE, PENDING }, { UPDATE, PENDING } }, 2, FIELDS, 2 },
  { { { CREATE, PARKED }, { UPDATE, SCHEDULED } }, 2, BODY, 1 },
  /* an update behind an update */
  { { { UPDATE, SENT }, { UPDATE, PENDING } }, 2, FIELDS, 2 },
  { { { UPDATE, SENT }, { UPDATE, PARKED } }, 2, FIELDS, 2 },
  { { { UPDATE, SENT }, { UPDATE, SCHEDULED } }, 2, APPEND, 0 },
  { { { UPDATE, PENDING }, { UPDATE, SCHEDULED } }, 2, FIELDS, 1 },
  { { { UPDATE, PARKED }, { UPDATE, SCHEDULED } }, 2, FIELDS, 1 },
  { { { UPDATE, SCHEDULED }, { UPDATE, PENDING } }, 2, FIELDS, 2 },
  { { { UPDATE, PARKED }, { UPDATE, SENT } }, 2, APPEND, 0 },
  { { { CREATE, SENT }, { UPDATE, PENDING }, { UPDATE, SCHEDULED } }, 3, FIELDS, 2 },
  { { { UPDATE, SENT }, { UPDATE, SCHEDULED }, { UPDATE, PENDING } }, 3, FIELDS, 3 },
};

static void
test_matrix (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CosellOutboxHead heads[3];
      CosellOutboxPlan plan;

      for (guint k = 0; k < cases[i].n_entries; k++)
        heads[k] =
            (CosellOutboxHead){ k + 1, cases[i].entries[k].op, cases[i].entries[k].state, FALSE };
      plan = cosell_outbox_plan_update (heads, cases[i].n_entries);
      g_test_message ("case %u", i);
      g_assert_cmpint (plan.decision, ==, cases[i].decision);
      g_assert_cmpint (plan.seq, ==, cases[i].seq);
    }
}

/* D11: a change of the status is joined by nothing, and nothing overtakes it. */
static void
test_status (void)
{
  static const struct
  {
    CosellOutboxHead heads[3];
    guint n_heads;
    CosellOutboxDecision decision;
    gint64 seq;
  } status[] = {
    { { { 1, UPDATE, PENDING, TRUE } }, 1, APPEND, 0 },
    { { { 1, UPDATE, PARKED, TRUE } }, 1, APPEND, 0 },
    { { { 1, UPDATE, SENT, TRUE } }, 1, APPEND, 0 },
    { { { 1, UPDATE, SCHEDULED, TRUE } }, 1, APPEND, 0 },
    { { { 1, UPDATE, PENDING, FALSE }, { 2, UPDATE, SCHEDULED, TRUE } }, 2, FIELDS, 1 },
    { { { 1, UPDATE, PENDING, FALSE }, { 2, UPDATE, PENDING, TRUE } }, 2, APPEND, 0 },
    { { { 1, UPDATE, PENDING, TRUE }, { 2, UPDATE, PENDING, FALSE } }, 2, FIELDS, 2 },
    { { { 1, CREATE, PENDING, FALSE }, { 2, UPDATE, PENDING, TRUE } }, 2, APPEND, 0 },
    { { { 1, CREATE, PENDING, FALSE }, { 2, UPDATE, SCHEDULED, TRUE } }, 2, BODY, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (status); i++)
    {
      CosellOutboxPlan plan = cosell_outbox_plan_update (status[i].heads, status[i].n_heads);

      g_test_message ("case %u", i);
      g_assert_cmpint (plan.decision, ==, status[i].decision);
      g_assert_cmpint (plan.seq, ==, status[i].seq);
    }
}

/* B2: the heart joins a heart that waits, and nothing joins it. */
static void
test_heart (void)
{
  static const struct
  {
    CosellOutboxHead heads[3];
    guint n_heads;
    CosellOutboxPlan heart, edit;
  } rows[] = {
    { { { 0 } }, 0, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, PENDING } }, 1, { APPEND, 0 }, { FIELDS, 1 } },
    { { { 1, UPDATE, PARKED } }, 1, { APPEND, 0 }, { FIELDS, 1 } },
    { { { 1, CREATE, PENDING } }, 1, { APPEND, 1 }, { BODY, 1 } },
    { { { 1, CREATE, SENT } }, 1, { APPEND, 1 }, { APPEND, 1 } },
    { { { 1, UPDATE, PENDING, FALSE, TRUE } }, 1, { FIELDS, 1 }, { APPEND, 0 } },
    { { { 1, UPDATE, PARKED, FALSE, TRUE } }, 1, { FIELDS, 1 }, { APPEND, 0 } },
    { { { 1, UPDATE, SENT, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, LOCAL, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, NOT_KEPT, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, PENDING }, { 2, UPDATE, PENDING, FALSE, TRUE } },
      2,
      { FIELDS, 2 },
      { FIELDS, 1 } },
    { { { 1, CREATE, SENT }, { 2, UPDATE, PENDING, FALSE, TRUE }, { 3, UPDATE, PENDING } },
      3,
      { FIELDS, 2 },
      { FIELDS, 3 } },
    { { { 1, UPDATE, PENDING, FALSE, TRUE }, { 2, UPDATE, PENDING, TRUE } },
      2,
      { FIELDS, 1 },
      { APPEND, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CosellOutboxPlan heart = cosell_outbox_plan_heart (rows[i].heads, rows[i].n_heads);
      CosellOutboxPlan edit = cosell_outbox_plan_update (rows[i].heads, rows[i].n_heads);

      g_test_message ("case %u", i);
      g_assert_cmpint (heart.decision, ==, rows[i].heart.decision);
      g_assert_cmpint (heart.seq, ==, rows[i].heart.seq);
      g_assert_cmpint (edit.decision, ==, rows[i].edit.decision);
      g_assert_cmpint (edit.seq, ==, rows[i].edit.seq);
    }
}

/* D6: a stage of an assessment joins nothing, not even another one, and nothing joins it. */
static void
test_stage (void)
{
  static const struct
  {
    CosellOutboxHead heads[3];
    guint n_heads;
    CosellOutboxPlan stage, edit;
  } rows[] = {
    { { { 0 } }, 0, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, PENDING } }, 1, { APPEND, 0 }, { FIELDS, 1 } },
    { { { 1, CREATE, PENDING } }, 1, { APPEND, 1 }, { BODY, 1 } },
    { { { 1, CREATE, SENT } }, 1, { APPEND, 1 }, { APPEND, 1 } },
    { { { 1, UPDATE, PENDING, FALSE, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, PARKED, FALSE, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, UPDATE, SENT, FALSE, FALSE, TRUE } }, 1, { APPEND, 0 }, { APPEND, 0 } },
    { { { 1, CREATE, PENDING }, { 2, UPDATE, PENDING, FALSE, FALSE, TRUE } },
      2,
      { APPEND, 1 },
      { BODY, 1 } },
    { { { 1, UPDATE, PENDING }, { 2, UPDATE, PENDING, FALSE, FALSE, TRUE } },
      2,
      { APPEND, 0 },
      { FIELDS, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CosellOutboxPlan stage = cosell_outbox_plan_stage (rows[i].heads, rows[i].n_heads);
      CosellOutboxPlan edit = cosell_outbox_plan_update (rows[i].heads, rows[i].n_heads);

      g_test_message ("case %u", i);
      g_assert_cmpint (stage.decision, ==, rows[i].stage.decision);
      g_assert_cmpint (stage.seq, ==, rows[i].stage.seq);
      g_assert_cmpint (edit.decision, ==, rows[i].edit.decision);
      g_assert_cmpint (edit.seq, ==, rows[i].edit.seq);
    }
}

static void
test_sent_is_never_touched (void)
{
  const CosellOutboxOp ops[] = { CREATE, INVITE, UPDATE };
  const CosellOutboxState states[] = { PENDING, SENT, PARKED, SCHEDULED };

  for (guint i = 0; i < 12 * 12 * 12; i++)
    {
      guint picks[] = { i % 12, i / 12 % 12, i / 144 };
      CosellOutboxHead heads[3];
      CosellOutboxPlan plan;

      for (guint k = 0; k < 3; k++)
        heads[k] = (CosellOutboxHead){ k + 1, ops[picks[k] / 4], states[picks[k] % 4], FALSE };
      plan = cosell_outbox_plan_update (heads, 3);
      if (plan.decision != APPEND)
        {
          g_assert_cmpint (heads[plan.seq - 1].state, !=, SENT);
          for (gint64 k = plan.seq; k < 3; k++)
            g_assert_cmpint (heads[k].state, !=, SENT);
        }
    }
}

static void
test_sync_state (void)
{
  const CosellOutboxHead heads[] = {
    { 1, UPDATE, SCHEDULED, FALSE },
    { 2, UPDATE, PENDING, FALSE },
    { 3, UPDATE, SENT, FALSE },
    { 4, UPDATE, PARKED, FALSE },
  };
  const CosellOutboxHead told[] = { { 1, UPDATE, NOT_KEPT }, { 2, UPDATE, LOCAL, FALSE, TRUE } };
  const CosellSyncState expected[] = { COSELL_SYNC_STATE_SYNCED, COSELL_SYNC_STATE_SCHEDULED,
                                       COSELL_SYNC_STATE_WAITING, COSELL_SYNC_STATE_SENDING,
                                       COSELL_SYNC_STATE_PARKED };

  for (guint n = 0; n <= G_N_ELEMENTS (heads); n++)
    g_assert_cmpint (cosell_outbox_sync_state (heads, n, FALSE), ==, expected[n]);
  g_assert_cmpint (cosell_outbox_sync_state (NULL, 0, TRUE), ==, COSELL_SYNC_STATE_DRAFT);
  g_assert_cmpint (cosell_outbox_sync_state (heads + 3, 1, TRUE), ==, COSELL_SYNC_STATE_PARKED);
  g_assert_cmpint (cosell_outbox_sync_state (told, 1, FALSE), ==, COSELL_SYNC_STATE_PARKED);
  g_assert_cmpint (cosell_outbox_sync_state (told + 1, 1, FALSE), ==, COSELL_SYNC_STATE_SYNCED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/outbox-plan/matrix", test_matrix);
  g_test_add_func ("/outbox-plan/D11-status", test_status);
  g_test_add_func ("/outbox-plan/B2-heart", test_heart);
  g_test_add_func ("/outbox-plan/D6-stage", test_stage);
  g_test_add_func ("/outbox-plan/sent-is-never-touched", test_sent_is_never_touched);
  g_test_add_func ("/outbox-plan/sync-state", test_sync_state);
  return g_test_run ();
}
