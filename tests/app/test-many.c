/* One change of several deals: what it would do, what it does, and taking it back (J6, J7). */
#include "app/cosell-session-many.h"
#include "app-fixture.h"
#include "store-dump.h"

#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "model/cosell-change.h"
#include "support/await.h"
#include "support/json-text.h"

#ifdef __SANITIZE_ADDRESS__
#define N_SEEDS 3
#else
#define N_SEEDS 25
#endif

/* Every deal of the profile, drafts too; the order is that of the list. */
static GArray *
all_deals (CosellSession *session)
{
  GArray *deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellJson) list = app_list (session, COSELL_TAB_ALL, NULL, "createdAt");

  for (guint i = 0; i < cosell_json_length (cosell_json_root (list)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (list), i);
      gint64 id = cosell_json_get_int (cosell_json_member (row, "id"), 0);

      g_array_append_val (deals, id);
    }
  g_assert_cmpuint (deals->len, >, 10);
  return deals;
}

static CosellManyChange *
edit_of (const char *key, const char *value)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  cosell_many_change_add (change, COSELL_MANY_SET, key, value);
  return change;
}

typedef struct
{
  GPtrArray *outcomes; /* (owned) (nullable) */
  gint64 group;
  guint done;
  GError *error; /* (owned) (nullable) */
} Did;

static void
did_clear (Did *did)
{
  g_clear_pointer (&did->outcomes, g_ptr_array_unref);
  g_clear_error (&did->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Did, did_clear)

/* Takes change. */
static void
do_many (AppFixture *app, GArray *deals, CosellManyChange *change, gboolean all, Did *did)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_many_async (app->session, (const gint64 *) deals->data, deals->len, change, all,
                             NULL, await_cb, &pending);
  result = await_result (&pending);
  did->outcomes =
      cosell_session_many_finish (app->session, result, &did->group, &did->done, &did->error);
}

static void
act_on_group (AppFixture *app, const char *verb, gint64 group, Did *did)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;
  gint64 action;

  cosell_session_group_act_async (app->session, verb, group, NULL, await_cb, &pending);
  result = await_result (&pending);
  did->outcomes =
      cosell_session_many_finish (app->session, result, &action, &did->done, &did->error);
}

/* Takes change. */
static GPtrArray *
look (AppFixture *app, GArray *deals, CosellManyChange *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  GPtrArray *outcomes;

  cosell_session_many_preview_async (app->session, (const gint64 *) deals->data, deals->len, change,
                                     NULL, await_cb, &pending);
  result = await_result (&pending);
  outcomes = cosell_session_many_preview_finish (app->session, result, &error);
  g_assert_no_error (error);
  return outcomes;
}

static gboolean
undo (AppFixture *app, guint *sent)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  CosellUndone undone;

  cosell_session_undo_async (app->session, NULL, await_cb, &pending);
  result = await_result (&pending);
  if (!cosell_session_finish (app->session, result, &error))
    return FALSE;
  cosell_session_get_undone (app->session, result, &undone);
  *sent = undone.sent;
  return TRUE;
}

/* What the command for one deal says to it. Takes change, of which only what tests use is here. */
static char *
refusal_of_single (AppFixture *app, gint64 deal, const CosellManyChange *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  if (change->kind == COSELL_MANY_STAGE)
    cosell_session_stage_async (app->session, deal, change->text, NULL, await_cb, &pending);
  else if (change->kind == COSELL_MANY_EDIT)
    {
      const CosellManyStep *step = g_ptr_array_index (change->steps, 0);
      CosellEdit *edit = cosell_edit_new (deal);

      cosell_edit_set (edit, step->key, step->value);
      cosell_session_edit_async (app->session, edit, NULL, await_cb, &pending);
    }
  else if (change->kind == COSELL_MANY_INVITE)
    app_start_invite (app->session, deal, change->text, await_cb, &pending);
  else
    cosell_session_end_async (app->session, deal,
                              change->kind == COSELL_MANY_DECLINE ? COSELL_ACTION_DECLINE
                                                                  : COSELL_ACTION_LOSE,
                              change->text, change->notes, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_finish (app->session, result, &error) ? NULL : g_strdup (error->message);
}

#define MICROSOFT "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'Help.'}"

static const struct
{
  CosellManyKind kind;
  const char *key, *text, *notes;
} kinds[] = {
  { COSELL_MANY_EDIT, "closeDate", "+1month", NULL },
  { COSELL_MANY_EDIT, "value", "+10%", NULL },
  { COSELL_MANY_EDIT, "value", "1000 SEK", NULL },
  { COSELL_MANY_EDIT, "campaignId", "CAMPAIGN-1", NULL },
  { COSELL_MANY_EDIT, "favorite", "true", NULL },
  { COSELL_MANY_STAGE, NULL, "60", NULL },
  { COSELL_MANY_STAGE, NULL, "collect-data", NULL },
  { COSELL_MANY_DECLINE, NULL, "2", "No answer." },
  { COSELL_MANY_LOSE, NULL, "1", NULL },
  { COSELL_MANY_INVITE, NULL, MICROSOFT, NULL },
};

static CosellManyChange *
make_kind (guint i)
{
  if (kinds[i].kind == COSELL_MANY_EDIT)
    return edit_of (kinds[i].key, kinds[i].text);
  return cosell_many_change_new (kinds[i].kind, json_text (kinds[i].text), kinds[i].notes);
}

static AppFixture *
begin (void)
{
  AppFixture *app = app_fixture_new_synced (60);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellDraft) waiting = app_complete_draft (TRUE);

  app_save_draft (app->session, 0, draft);
  g_assert_true (app_submit (app->session, app_save_draft (app->session, 0, waiting), NULL));
  return app;
}

/* --- tests --- */

/* The preview says of each deal what the command for it says, and changes nothing; doing it does
 * the same. */
static void
test_preview (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);

  guint n_allowed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *before = store_dump (app->dir);
      g_autoptr (CosellManyChange) change = make_kind (i);
      g_autoptr (GPtrArray) outcomes = look (app, deals, make_kind (i));
      g_autofree char *after = store_dump (app->dir);
      g_auto (Did) did = { NULL };
      guint allowed = 0, sent = 0;

      g_test_message ("%s %s", kinds[i].key, kinds[i].text);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (outcomes->len, ==, deals->len);
      do_many (app, deals, make_kind (i), FALSE, &did);
      g_assert_no_error (did.error);
      g_assert_cmpuint (did.outcomes->len, ==, deals->len);
      if (did.group != 0)
        g_assert_true (undo (app, &sent));
      for (guint k = 0; k < deals->len; k++)
        {
          const CosellManyOutcome *would = g_ptr_array_index (outcomes, k);
          const CosellManyOutcome *became = g_ptr_array_index (did.outcomes, k);
          g_autofree char *alone = NULL;

          g_assert_cmpint (would->id, ==, g_array_index (deals, gint64, k));
          g_assert_cmpint (became->id, ==, would->id);
          g_assert_cmpstr (became->reason, ==, would->reason);
          g_assert_cmpstr (became->rule, ==, would->rule);
          g_assert_cmpint (would->changes != NULL, ==, would->reason == NULL);
          alone = refusal_of_single (app, would->id, change);
          g_assert_cmpstr (alone, ==, would->reason);
          if (alone == NULL && would->changes->len > 0)
            g_assert_true (undo (app, &sent));
          allowed += would->reason == NULL;
        }
      g_assert_cmpuint (did.done, ==, allowed);
      n_allowed += allowed > 0;
    }
  /* (a stage of assessments needs one that is at the stage before) */
  g_assert_cmpuint (n_allowed, >=, G_N_ELEMENTS (kinds) - 1);
}

/* A refusal by the rules of the deal names its rule. */
static void
test_rules (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  g_autoptr (GPtrArray) outcomes = look (app, deals, edit_of ("closeDate", "+1month"));
  g_autoptr (GPtrArray) single = look (app, deals, edit_of ("crmId", "CRM-1"));
  guint refused = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);
      const CosellManyOutcome *other = g_ptr_array_index (single, i);

      g_assert_cmpint (outcome->reason == NULL, ==, outcome->rule == NULL);
      refused += outcome->rule != NULL;
      g_assert_cmpstr (other->rule, ==, "J4");
    }
  g_assert_cmpuint (refused, >, 0);
}

/* All or none: one that refuses leaves everything as it was. What cannot be read is told before. */
static void
test_all_or_none (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  g_autofree char *before = store_dump (app->dir);
  g_autofree char *after = NULL;
  g_auto (Did) none = { NULL };
  g_auto (Did) broken = { NULL };
  guint sent = 0;

  do_many (app, deals, edit_of ("closeDate", "+1month"), TRUE, &none);
  g_assert_no_error (none.error);
  g_assert_cmpuint (none.done, ==, 0);
  g_assert_cmpint (none.group, ==, 0);
  do_many (app, deals, edit_of ("closeDate", "soon"), FALSE, &broken);
  g_assert_error (broken.error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  after = store_dump (app->dir);
  g_assert_cmpstr (after, ==, before);
  /* the last action is still the one before */
  g_assert_true (undo (app, &sent));
}

static guint
count_in_group (AppFixture *app, gint64 group, const char *state)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GAsyncResult *pending = NULL;
  guint n = 0;

  cosell_session_outbox_async (app->session, 0, NULL, await_cb, &pending);
  result = await_result (&pending);
  entries = cosell_session_array_finish (app->session, result, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      n += entry->group == group &&
           (state == NULL ||
            g_str_equal (cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, (int) entry->state), state));
    }
  return n;
}

/* An accepted deal that the service has. */
static gint64
find_sent (CosellSession *session)
{
  g_autoptr (CosellJson) list = app_list (session, COSELL_TAB_ALL, "status=accepted", "createdAt");

  for (guint i = 0; i < cosell_json_length (cosell_json_root (list)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (list), i);

      if (cosell_json_is_present (cosell_json_member (row, "remoteId")))
        return cosell_json_get_int (cosell_json_member (row, "id"), 0);
    }
  g_assert_not_reached ();
}

/* The entries of a group join no other change, and are held, retried and discarded together; each
 * of that is one action, too. */
static void
test_group (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  gint64 one = find_sent (app->session);
  g_auto (Did) change = { NULL };
  g_auto (Did) hold = { NULL };
  g_auto (Did) retry = { NULL };
  g_auto (Did) discard = { NULL };
  g_auto (Did) gone = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n, sent = 0;

  g_assert_true (app_set (app->session, one, "campaignId", "BEFORE", NULL));
  before = store_dump (app->dir);
  do_many (app, deals, edit_of ("campaignId", "TOGETHER"), FALSE, &change);
  g_assert_cmpint (change.group, >, 0);
  n = count_in_group (app, change.group, "pending");
  g_assert_cmpuint (n, >, 2);
  g_assert_true (app_set (app->session, one, "notes", "After.", NULL));
  g_assert_cmpuint (count_in_group (app, change.group, NULL), ==, n);

  act_on_group (app, "hold", change.group, &hold);
  g_assert_cmpuint (hold.done, ==, n);
  g_assert_cmpuint (count_in_group (app, change.group, "parked"), ==, n);
  g_assert_true (undo (app, &sent));
  g_assert_cmpuint (count_in_group (app, change.group, "pending"), ==, n);
  act_on_group (app, "retry", change.group, &retry);
  g_assert_cmpuint (retry.done, ==, n);

  act_on_group (app, "discard", change.group, &discard);
  g_assert_cmpuint (discard.done, ==, n);
  g_assert_cmpuint (count_in_group (app, change.group, NULL), ==, 0);
  {
    g_autoptr (CosellJson) deal = app_show (app->session, one);

    app_assert_text (cosell_json_root (deal), "campaignId", "BEFORE");
    app_assert_text (cosell_json_root (deal), "notes", "After.");
  }
  act_on_group (app, "hold", change.group, &gone);
  g_assert_nonnull (gone.error);
  g_assert_true (undo (app, &sent)); /* the discard */
  g_assert_cmpuint (count_in_group (app, change.group, "pending"), ==, n);
  g_assert_true (undo (app, &sent)); /* the notes */
  g_assert_true (undo (app, &sent)); /* the group */
  after = store_dump (app->dir);
  g_assert_cmpstr (after, ==, before);
}

/* Held back from the start: one action, which is taken back and done again as such. */
static void
test_held (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  CosellManyChange *held = edit_of ("campaignId", "TOGETHER");
  g_autofree char *before = store_dump (app->dir);
  g_autofree char *after = NULL;
  g_auto (Did) change = { NULL };
  g_auto (Did) retry = { NULL };
  guint n, sent = 0;

  held->hold = TRUE;
  do_many (app, deals, held, FALSE, &change);
  g_assert_no_error (change.error);
  n = count_in_group (app, change.group, NULL);
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (count_in_group (app, change.group, "parked"), ==, n);
  g_assert_true (undo (app, &sent));
  g_assert_cmpuint (sent, ==, 0);
  after = store_dump (app->dir);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (app_redo (app->session, NULL));
  g_assert_cmpuint (count_in_group (app, change.group, "parked"), ==, n);
  act_on_group (app, "retry", change.group, &retry);
  g_assert_cmpuint (retry.done, ==, n);
  g_assert_cmpuint (count_in_group (app, change.group, "pending"), ==, n);
}

/* What cannot be taken back once it is sent waits for its undo, in each deal of the group. */
static void
test_hold_before_sending (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  g_auto (Did) did = { NULL };
  g_autoptr (CosellJson) outbox = NULL;
  guint waits = 0;

  cosell_session_set_undo_window (app->session, 10);
  do_many (app, deals, make_kind (8), FALSE, &did);
  g_assert_cmpuint (did.done, >, 1);
  outbox = app_outbox (app->session);
  for (guint i = 0; i < cosell_json_length (cosell_json_root (outbox)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (outbox), i);

      if (cosell_json_get_int (cosell_json_member (entry, "group"), 0) == did.group)
        waits += cosell_json_is_present (cosell_json_member (entry, "notBefore"));
    }
  g_assert_cmpuint (waits, ==, did.done);
}

/* Which deals have the campaign. Returns: (transfer full) set of gint64 */
static GHashTable *
deals_with (AppFixture *app, GArray *deals, const char *campaign)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < deals->len; i++)
    {
      g_autoptr (CosellJson) deal = app_show (app->session, g_array_index (deals, gint64, i));
      CosellJsonValue value = cosell_json_member (cosell_json_root (deal), "campaignId");

      if (cosell_json_string_equal (value, campaign))
        g_hash_table_add (set, &g_array_index (deals, gint64, i));
    }
  return set;
}

/* Some are held back and the others sent: undo takes those back and says how many stay; once. */
static void
send_in_part (AppFixture *app, GArray *deals, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *campaign = g_strdup_printf ("TOGETHER-%u", seed);
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (CosellJson) left = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GHashTable) stay = NULL;
  g_auto (Did) did = { NULL };
  CosellJsonValue root;
  guint n, held = 0, sent = 0;

  do_many (app, deals, edit_of ("campaignId", campaign), FALSE, &did);
  all = deals_with (app, deals, campaign);
  outbox = app_outbox (app->session);
  root = cosell_json_root (outbox);
  n = cosell_json_length (root);
  g_assert_cmpuint (n, >, 4);
  g_assert_cmpuint (g_hash_table_size (all), ==, n);
  for (guint i = 0; i < n; i++)
    if (i == 0 || (i > 1 && g_rand_boolean (rand)))
      {
        CosellJsonValue entry = cosell_json_element (root, i);

        g_assert_true (app_outbox_act (app->session, "hold",
                                       cosell_json_get_int (cosell_json_member (entry, "seq"), 0),
                                       NULL));
        g_hash_table_remove (all, &(gint64){
                                      cosell_json_get_int (cosell_json_member (entry, "id"), 0) });
        held++;
      }
  app_sync_well (app);
  for (guint i = 0; i < held; i++)
    g_assert_true (undo (app, &sent)); /* the holds */
  g_assert_true (undo (app, &sent));
  g_assert_cmpuint (sent, ==, n - held);
  left = app_outbox (app->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (left)), ==, 0);
  stay = deals_with (app, deals, campaign);
  g_assert_cmpuint (g_hash_table_size (stay), ==, n - held);
  g_assert_cmpuint (g_hash_table_size (all), ==, n - held);
  g_assert_false (undo (app, &sent));
}

static void
test_sent_in_part (void)
{
  g_autoptr (AppFixture) app = app_fixture_new_synced (60);
  g_autoptr (GArray) deals = all_deals (app->session);

  for (guint seed = 1; seed <= 5; seed++)
    send_in_part (app, deals, seed);
}

/* --- random --- */

typedef struct
{
  AppFixture *app;
  GRand *rand;
  GArray *deals;
} World;

static GArray *
pick_some (World *w)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = (guint) g_rand_int_range (w->rand, 2, 15);

  for (guint i = 0; i < n; i++)
    g_array_append_val (some,
                        g_array_index (w->deals, gint64,
                                       g_rand_int_range (w->rand, 0, (gint32) w->deals->len)));
  return some;
}

/* Many, single changes between, and all of it back: the same profile, row by row; then forth and
 * back again. */
static void
run_seed (World *w, guint seed)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint sent = 0;

  w->rand = g_rand_new_with_seed (seed);
  g_ptr_array_add (states, store_dump (w->app->dir));
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GArray) some = pick_some (w);
      g_auto (Did) did = { NULL };
      char *state;

      if (g_rand_int_range (w->rand, 0, 4) == 0)
        app_set (w->app->session, g_array_index (some, gint64, 0), "notes",
                 g_rand_boolean (w->rand) ? "One." : "Two.", NULL);
      else
        do_many (w->app, some,
                 make_kind ((guint) g_rand_int_range (w->rand, 0, G_N_ELEMENTS (kinds))),
                 g_rand_int_range (w->rand, 0, 5) == 0, &did);
      g_assert_no_error (did.error);
      state = store_dump (w->app->dir);
      if (g_str_equal (state, g_ptr_array_index (states, states->len - 1)))
        {
          g_assert_cmpint (did.group, ==, 0);
          g_free (state);
        }
      else
        g_ptr_array_add (states, state);
    }
  for (guint i = states->len - 1; i > 0; i--)
    {
      g_autofree char *now = NULL;

      g_assert_true (undo (w->app, &sent));
      now = store_dump (w->app->dir);
      g_assert_cmpstr (now, ==, g_ptr_array_index (states, i - 1));
    }
  for (guint i = 1; i < states->len; i++)
    {
      g_autofree char *now = NULL;

      g_assert_true (app_redo (w->app->session, NULL));
      now = store_dump (w->app->dir);
      g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
    }
  for (guint i = states->len - 1; i > 0; i--)
    g_assert_true (undo (w->app, &sent));
  g_rand_free (w->rand);
}

static void
test_random (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = all_deals (app->session);
  World w = { .app = app, .deals = deals };

  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_test_message ("seed %u", seed);
      run_seed (&w, seed);
    }
}

typedef struct
{
  GString *order; /* (unowned): who was told when */
  char letter;
  GAsyncResult *result; /* (owned) */
} Told;

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Told *told = user_data;

  g_string_append_c (told->order, told->letter);
  told->result = g_object_ref (result);
}

static gboolean
all_told (gpointer order)
{
  return ((GString *) order)->len == 3;
}

/* What was asked for after a look at many, or after the rows of many, does not wait for all of
 * them. */
static void
test_gives_way (void)
{
  g_autoptr (AppFixture) app = begin ();
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) some = all_deals (app->session);
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GPtrArray) outcomes = NULL, rows = NULL;
  Told look = { order, 'l' }, read = { order, 'r' }, last = { order, 'h' };

  while (deals->len < 450)
    g_array_append_vals (deals, some->data, some->len);
  g_assert_cmpuint (some->len, >, 20);
  cosell_session_many_preview_async (app->session, (const gint64 *) some->data, some->len,
                                     edit_of ("closeDate", "2099-01-01"), NULL, told_cb, &look);
  cosell_session_rows_async (app->session, g_array_ref (deals), NULL, told_cb, &read);
  cosell_session_history_async (app->session, g_array_index (some, gint64, 0), NULL, told_cb,
                                &last);
  await_condition (all_told, order);
  g_assert_cmpint (order->str[0], ==, 'h');
  outcomes = cosell_session_many_preview_finish (app->session, look.result, NULL);
  g_assert_cmpuint (outcomes->len, ==, some->len);
  rows = cosell_session_rows_finish (app->session, read.result, NULL);
  g_assert_cmpuint (rows->len, ==, deals->len);
  g_object_unref (look.result);
  g_object_unref (read.result);
  g_object_unref (last.result);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/many/J6/preview-as-single", test_preview);
  g_test_add_func ("/many/J4-J6/rules", test_rules);
  g_test_add_func ("/many/J6/all-or-none", test_all_or_none);
  g_test_add_func ("/many/J7/group", test_group);
  g_test_add_func ("/many/J7/held", test_held);
  g_test_add_func ("/many/J7/hold-before-sending", test_hold_before_sending);
  g_test_add_func ("/many/J7/sent-in-part", test_sent_in_part);
  g_test_add_func ("/many/gives-way", test_gives_way);
  g_test_add_func ("/many/J7-P11/random-and-back", test_random);
  return g_test_run ();
}
