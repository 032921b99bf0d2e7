/* Which change goes before which, and which one goes out next (D18). */
#include "model/cosell-outbox-order.h"

#include <string.h>

#include "base/cosell-time.h"

#define CREATE COSELL_OUTBOX_OP_CREATE
#define INVITE COSELL_OUTBOX_OP_INVITE
#define UPDATE COSELL_OUTBOX_OP_UPDATE
#define PENDING COSELL_OUTBOX_STATE_PENDING
#define SENT COSELL_OUTBOX_STATE_SENT
#define PARKED COSELL_OUTBOX_STATE_PARKED
#define SCHEDULED COSELL_OUTBOX_STATE_SCHEDULED
#define NOT_KEPT COSELL_OUTBOX_STATE_NOT_KEPT
#define LOCAL COSELL_OUTBOX_STATE_LOCAL

#define NOW G_GINT64_CONSTANT (1795680000000000)
#define PAST (NOW - 1)
#define LATER (NOW + 1)
#define ANY COSELL_NO_TIME

/* Every operation in every state, and who of these waits for it when it was made before: an update
 * (u), an invitation (i), a heart (h), the end of the deal that was scheduled for now (e). */
static const struct
{
  const char *name;
  CosellOutboxHead head;
  const char *waiting;
} cases[] = {
  { "create", { 0, CREATE, PENDING, .not_before = ANY }, "uihe" },
  { "create-backing-off", { 0, CREATE, PENDING, .not_before = LATER }, "uihe" },
  { "create-sent", { 0, CREATE, SENT, .not_before = ANY }, "uihe" },
  { "create-parked", { 0, CREATE, PARKED, .not_before = ANY }, "uie" },
  { "create-scheduled", { 0, CREATE, SCHEDULED, .not_before = LATER }, "" },
  { "create-scheduled-now", { 0, CREATE, SCHEDULED, .not_before = NOW }, "uihe" },
  { "invite", { 0, INVITE, PENDING, .not_before = ANY }, "uhe" },
  { "invite-sent", { 0, INVITE, SENT, .not_before = ANY }, "uhe" },
  { "invite-parked", { 0, INVITE, PARKED, .not_before = ANY }, "" },
  { "invite-scheduled", { 0, INVITE, SCHEDULED, .not_before = LATER }, "" },
  { "invite-scheduled-now", { 0, INVITE, SCHEDULED, .not_before = PAST }, "uhe" },
  { "update", { 0, UPDATE, PENDING, .not_before = ANY }, "uihe" },
  { "update-undoable", { 0, UPDATE, PENDING, .not_before = LATER }, "uihe" },
  { "update-sent", { 0, UPDATE, SENT, .not_before = ANY }, "uihe" },
  { "update-parked", { 0, UPDATE, PARKED, .not_before = ANY }, "uie" },
  { "end", { 0, UPDATE, SCHEDULED, .not_before = LATER }, "" },
  { "end-now", { 0, UPDATE, SCHEDULED, .not_before = PAST }, "" },
  { "not-kept", { 0, UPDATE, NOT_KEPT, .not_before = ANY }, "" },
  { "heart", { 0, UPDATE, PENDING, .is_heart = TRUE, .not_before = ANY }, "" },
  { "heart-sent", { 0, UPDATE, SENT, .is_heart = TRUE, .not_before = ANY }, "" },
  { "heart-parked", { 0, UPDATE, PARKED, .is_heart = TRUE, .not_before = ANY }, "" },
  { "heart-local", { 0, UPDATE, LOCAL, .is_heart = TRUE, .not_before = ANY }, "" },
};

/* Those that may wait. */
static const struct
{
  char letter;
  CosellOutboxHead head;
} waiters[] = {
  { 'u', { 5, UPDATE, PENDING, .not_before = ANY } },
  { 'i', { 5, INVITE, PENDING, .not_before = ANY } },
  { 'h', { 5, UPDATE, PENDING, .is_heart = TRUE, .not_before = ANY } },
  { 'e', { 5, UPDATE, SCHEDULED, .not_before = NOW } },
};

static void
test_before (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  CosellOutboxHead other = cases[i].head;

  for (guint k = 0; k < G_N_ELEMENTS (waiters); k++)
    {
      gboolean waits = strchr (cases[i].waiting, waiters[k].letter) != NULL;

      g_test_message ("%c", waiters[k].letter);
      other.seq = 4;
      g_assert_cmpint (cosell_outbox_order_before (&other, &waiters[k].head, NOW), ==, waits);
      /* what was made later keeps nothing back, but the end of the deal */
      other.seq = 6;
      g_assert_cmpint (cosell_outbox_order_before (&other, &waiters[k].head, NOW), ==,
                       waits && waiters[k].letter == 'e');
      g_assert_false (cosell_outbox_order_before (&waiters[k].head, &waiters[k].head, NOW));
    }
}

/* Which one goes out next: after the number of the one before, by itself or because a person asks.
 */
static const struct
{
  const char *name;
  CosellOutboxHead heads[4]; /* in order of deal and seq; of deal 1 unless said */
  gint64 after;
  gboolean explicit_sync;
  gint64 next; /* 0: none */
} picks[] = {
  { "none", { { 0 } }, 0, TRUE, 0 },
  { "first", { { 1, UPDATE, PENDING, .not_before = ANY }, { 2, UPDATE, PENDING } }, 0, FALSE, 1 },
  { "oldest-of-all-deals",
    { { 4, UPDATE, PENDING, .deal = 1 }, { 3, UPDATE, PENDING, .deal = 2 } },
    0,
    FALSE,
    3 },
  { "other-deals-do-not-wait",
    { { 1, UPDATE, PARKED, .deal = 1 },
      { 3, UPDATE, PENDING, .deal = 1 },
      { 4, UPDATE, PENDING, .deal = 2 } },
    0,
    TRUE,
    4 },
  { "behind-parked", { { 1, UPDATE, PARKED }, { 2, UPDATE, PENDING } }, 0, TRUE, 0 },
  { "behind-sent", { { 1, UPDATE, SENT }, { 2, UPDATE, PENDING } }, 0, TRUE, 0 },
  { "not-again", { { 1, UPDATE, PENDING } }, 1, TRUE, 0 },
  { "behind-what-was-passed", { { 1, UPDATE, PENDING }, { 2, UPDATE, PENDING } }, 1, TRUE, 0 },
  { "undoable", { { 1, UPDATE, PENDING, .not_before = LATER } }, 0, TRUE, 0 },
  { "undoable-no-more", { { 1, UPDATE, PENDING, .not_before = NOW } }, 0, FALSE, 1 },
  { "back-off", { { 1, UPDATE, PENDING, .attempts = 2, .not_before = LATER } }, 0, FALSE, 0 },
  { "back-off-asked", { { 1, UPDATE, PENDING, .attempts = 2, .not_before = LATER } }, 0, TRUE, 1 },
  { "depends", { { 1, CREATE, PARKED }, { 2, INVITE, PENDING, .depends_on = 1 } }, 0, TRUE, 0 },
  { "depends-across-deals",
    { { 7, CREATE, PENDING, .deal = 1 }, { 2, INVITE, PENDING, .deal = 2, .depends_on = 7 } },
    0,
    FALSE,
    7 },
  { "refused-invitation", { { 1, INVITE, PARKED }, { 2, INVITE, PENDING } }, 0, FALSE, 2 },
  { "scheduled",
    { { 1, UPDATE, SCHEDULED, .not_before = LATER }, { 2, UPDATE, PENDING } },
    0,
    FALSE,
    2 },
  { "scheduled-not-for-asking",
    { { 1, UPDATE, SCHEDULED, .attempts = 1, .not_before = LATER } },
    0,
    TRUE,
    0 },
  { "end-last",
    { { 1, UPDATE, SCHEDULED, .not_before = PAST }, { 2, UPDATE, PENDING } },
    0,
    FALSE,
    2 },
  { "end-behind-parked",
    { { 1, UPDATE, SCHEDULED, .not_before = PAST }, { 2, UPDATE, PARKED } },
    0,
    TRUE,
    0 },
  { "end-behind-sent",
    { { 1, UPDATE, SCHEDULED, .not_before = PAST }, { 2, UPDATE, SENT } },
    0,
    TRUE,
    0 },
  { "end-after-the-round",
    { { 1, UPDATE, SCHEDULED, .deal = 1, .not_before = PAST },
      { 3, UPDATE, NOT_KEPT, .deal = 1 },
      { 2, UPDATE, PENDING, .deal = 2 } },
    1,
    FALSE,
    2 },
  { "end-of-what-was-passed",
    { { 1, UPDATE, SCHEDULED, .not_before = PAST }, { 2, UPDATE, NOT_KEPT } },
    2,
    FALSE,
    1 },
  { "heart-past-parked",
    { { 1, UPDATE, PARKED }, { 2, UPDATE, PENDING, .is_heart = TRUE } },
    0,
    FALSE,
    2 },
  { "heart-behind-create",
    { { 1, CREATE, SENT }, { 2, UPDATE, PENDING, .is_heart = TRUE } },
    0,
    FALSE,
    0 },
  { "told", { { 1, UPDATE, NOT_KEPT }, { 2, UPDATE, LOCAL, .is_heart = TRUE } }, 0, TRUE, 0 },
};

static void
test_next (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CosellOutboxHead *next;
  guint n = 0;

  while (n < G_N_ELEMENTS (picks[i].heads) && picks[i].heads[n].seq != 0)
    n++;
  next = cosell_outbox_order_next (picks[i].heads, n, picks[i].after, picks[i].explicit_sync, NOW);
  g_assert_cmpint (next != NULL ? next->seq : 0, ==, picks[i].next);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox-order/D18/before/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_before);
    }
  for (guint i = 0; i < G_N_ELEMENTS (picks); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox-order/D18/next/", picks[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_next);
    }
  return g_test_run ();
}
