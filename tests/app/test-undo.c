/* P11: one action, one undo, across restart, until it was sent. Random sequences of actions, undo
 * and redo are compared with what stood there before, table by table. */
#include "app/cosell-session-commands.h"
#include "app-fixture.h"
#include "store-dump.h"

#include "support/await.h"

#ifdef __SANITIZE_ADDRESS__
#define N_SEEDS 4 /* each takes half a minute */
#else
#define N_SEEDS 60
#endif
#define N_STEPS 20
#define N_DEALS 6

typedef struct
{
  AppFixture *app;
  GRand *rand;
  gint64 deals[N_DEALS];
  GPtrArray *states; /* of char: dumps, the first from before the sequence */
  guint place;       /* in states */
  guint done, refused;
} Walk;

/* --- commands --- */

static gboolean
finish (Walk *w, GAsyncResult **pending)
{
  g_autoptr (GAsyncResult) result = await_result (pending);
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (w->app->session, result, &error))
    return TRUE;
  g_test_message ("  refused: %s", error->message);
  return FALSE;
}

static const char *
pick (Walk *w, const char *const *values, guint n)
{
  return values[g_rand_int_range (w->rand, 0, (gint32) n)];
}

static gint64
pick_deal (Walk *w)
{
  return w->deals[g_rand_int_range (w->rand, 0, N_DEALS)];
}

static gboolean
act_edit (Walk *w)
{
  static const char *const keys[][2] = {
    { "value", "100" },         { "value", "250000" },
    { "notes", "First call." }, { "notes", "" },
    { "crmId", "CRM-1" },       { "crmId", "" },
    { "name", "Another name" }, { "favorite", "true" },
    { "favorite", "false" },    { "closeDate", "2027-08-01" },
  };
  CosellEdit *edit = cosell_edit_new (pick_deal (w));
  GAsyncResult *pending = NULL;
  guint n = (guint) g_rand_int_range (w->rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint key = (guint) g_rand_int_range (w->rand, 0, G_N_ELEMENTS (keys));

      cosell_edit_set (edit, keys[key][0], keys[key][1]);
    }
  cosell_session_edit_async (w->app->session, edit, NULL, await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
act_team (Walk *w)
{
  CosellEdit *edit = cosell_edit_new (pick_deal (w));
  GAsyncResult *pending = NULL;

  if (g_rand_boolean (w->rand))
    cosell_edit_add_member_json (edit,
                                 "{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"phone\":\"+46 40 "
                                 "200\",\"email\":\"ola.lind@fabrikam.example\"}");
  else
    cosell_edit_remove_member (edit, "ola.lind@fabrikam.example");
  if (g_rand_boolean (w->rand))
    cosell_edit_add_solution_json (edit, "{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\","
                                         "\"kind\":\"own\"}");
  cosell_session_edit_async (w->app->session, edit, NULL, await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
act_life (Walk *w)
{
  static const char *const stages[] = { "20", "40", "60", "80" };
  gint64 deal = pick_deal (w);
  GAsyncResult *pending = NULL;

  switch (g_rand_int_range (w->rand, 0, 7))
    {
    case 0:
      cosell_session_accept_async (w->app->session, cosell_edit_new (deal), NULL, await_cb,
                                   &pending);
      break;
    case 1:
      cosell_session_end_async (w->app->session, deal, COSELL_ACTION_DECLINE, "2", "Tried.", NULL,
                                await_cb, &pending);
      break;
    case 2:
      cosell_session_end_async (w->app->session, deal, COSELL_ACTION_LOSE, "1", NULL, NULL,
                                await_cb, &pending);
      break;
    case 3:
      cosell_session_win_async (w->app->session, deal, COSELL_WIN_WHEN_SAFE, NULL, await_cb,
                                &pending);
      break;
    case 4:
      cosell_session_win_async (w->app->session, deal, COSELL_WIN_ANYWAY, NULL, await_cb, &pending);
      break;
    default:
      cosell_session_stage_async (w->app->session, deal, pick (w, stages, G_N_ELEMENTS (stages)),
                                  NULL, await_cb, &pending);
    }
  return finish (w, &pending);
}

static gboolean
act_invite (Walk *w)
{
  static const char *const invitations[] = {
    "{\"microsoft\":true,\"help\":\"GeneralOrOther\",\"notesToMicrosoft\":\"Help.\",\"consent\":"
    "true}",
    "{\"id\":\"01e2abcd-52b0-4af3-a3ae-1fd1530b3563\",\"name\":\"Tailwind\",\"closeDate\":"
    "\"2027-01-10\",\"value\":\"200000\",\"currency\":\"SEK\",\"notes\":\"Rollout.\",\"team\":[],"
    "\"solutions\":[{\"id\":\"SOL-2\",\"name\":\"Tailwind Rollout\",\"kind\":\"third-party\"}],"
    "\"help\":\"GeneralOrOther\"}",
  };
  gint64 deal = pick_deal (w);
  GAsyncResult *pending = NULL;

  if (g_rand_int_range (w->rand, 0, 3) == 0)
    cosell_session_share_async (w->app->session, deal, COSELL_SHARE_PLAIN, NULL, await_cb,
                                &pending);
  else
    app_start_invite (w->app->session, deal, pick (w, invitations, G_N_ELEMENTS (invitations)),
                      await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
act_draft (Walk *w)
{
  gint64 draft = w->deals[N_DEALS - 1 - g_rand_int_range (w->rand, 0, 2)];
  GAsyncResult *pending = NULL;

  if (g_rand_int_range (w->rand, 0, 4) == 0)
    cosell_session_delete_draft_async (w->app->session, draft, NULL, await_cb, &pending);
  else
    cosell_session_submit_async (w->app->session, draft, NULL, await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
act_outbox (Walk *w)
{
  static const char *const verbs[] = { "hold", "retry", "discard" };
  g_autoptr (CosellJson) outbox = app_outbox (w->app->session);
  guint n = cosell_json_length (cosell_json_root (outbox));
  GAsyncResult *pending = NULL;
  CosellJsonValue entry;

  if (n == 0)
    return FALSE;
  entry = cosell_json_element (cosell_json_root (outbox),
                               (guint) g_rand_int_range (w->rand, 0, (gint32) n));
  cosell_session_outbox_act_async (w->app->session, pick (w, verbs, G_N_ELEMENTS (verbs)),
                                   cosell_json_get_int (cosell_json_member (entry, "seq"), 0), NULL,
                                   await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
undo (Walk *w)
{
  GAsyncResult *pending = NULL;

  cosell_session_undo_async (w->app->session, NULL, await_cb, &pending);
  return finish (w, &pending);
}

static gboolean
redo (Walk *w)
{
  GAsyncResult *pending = NULL;

  cosell_session_redo_async (w->app->session, NULL, await_cb, &pending);
  return finish (w, &pending);
}

static void
reopen (Walk *w)
{
  g_autoptr (GError) error = NULL;

  cosell_session_close (w->app->session);
  g_object_unref (w->app->session);
  w->app->session = cosell_session_new (w->app->dir, NULL, &error);
  g_assert_no_error (error);
}

/* --- walking --- */

static void
assert_state (Walk *w, const char *what)
{
  g_autofree char *now = store_dump (w->app->dir);
  const char *expected = g_ptr_array_index (w->states, w->place);

  if (g_str_equal (now, expected))
    return;
  for (guint i = 0; now[i] != '\0' && expected[i] != '\0'; i++)
    if (now[i] != expected[i])
      {
        guint from = i > 300 ? i - 300 : 0;

        g_printerr ("expected …%.600s\nis …%.600s\n", expected + from, now + from);
        break;
      }
  g_error ("%s did not lead to the state that there was", what);
}

/* A new state takes the place of those that were undone. */
static void
step_action (Walk *w)
{
  static gboolean (*const actions[]) (Walk *) = { act_edit,   act_edit,  act_team,  act_life,
                                                  act_invite, act_draft, act_outbox };
  guint action = (guint) g_rand_int_range (w->rand, 0, G_N_ELEMENTS (actions));
  g_autofree char *now = NULL;

  g_test_message ("  action %u", action);
  if (!actions[action](w))
    {
      w->refused++;
      assert_state (w, "An action that was refused");
      return;
    }
  now = store_dump (w->app->dir);
  if (g_str_equal (now, g_ptr_array_index (w->states, w->place)))
    return; /* it changed nothing, so there is nothing to undo */
  w->done++;
  g_ptr_array_set_size (w->states, (gint) w->place + 1);
  g_ptr_array_add (w->states, g_steal_pointer (&now));
  w->place++;
}

static void
step (Walk *w)
{
  switch (g_rand_int_range (w->rand, 0, 8))
    {
    case 0:
    case 1:
      g_test_message ("  undo");
      g_assert_true (undo (w) == (w->place > 0));
      w->place -= w->place > 0;
      assert_state (w, "Undo");
      return;
    case 2:
      g_test_message ("  redo");
      g_assert_true (redo (w) == (w->place + 1 < w->states->len));
      w->place += w->place + 1 < w->states->len;
      assert_state (w, "Redo");
      return;
    case 3:
      g_test_message ("  reopen");
      reopen (w);
      return;
    default:
      step_action (w);
    }
}

/* An action for sure: what the sequence before it undid cannot be done again after it. */
static void
step_first (Walk *w, guint seed)
{
  g_autofree char *value = g_strdup_printf ("seed-%u", seed);

  g_assert_true (app_set (w->app->session, w->deals[0], "crmId", value, NULL));
  g_ptr_array_add (w->states, store_dump (w->app->dir));
  w->place = 1;
}

/* Everything back to the beginning, all of it again, and back once more. */
static void
rewind_all (Walk *w)
{
  while (w->place > 0)
    {
      g_assert_true (undo (w));
      w->place--;
      assert_state (w, "Undo to the beginning");
    }
  g_assert_false (undo (w));
  while (w->place + 1 < w->states->len)
    {
      g_assert_true (redo (w));
      w->place++;
      assert_state (w, "Redo to the end");
    }
  g_assert_false (redo (w));
  while (w->place > 0)
    {
      g_assert_true (undo (w));
      w->place--;
    }
  assert_state (w, "Undo of all");
}

static gint64
add_draft (Walk *w, gboolean ask)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (ask);

  return app_save_draft (w->app->session, 0, draft);
}

/* An accepted, a received and an inbound deal, one of our own that the server has, two drafts. */
static void
cursor_begin (Walk *w)
{
  w->app = app_fixture_new_synced (24);
  w->deals[0] = app_find (w->app->session, "status=accepted");
  w->deals[1] = app_find (w->app->session, "status=received");
  w->deals[2] = app_find (w->app->session, "status=won");
  w->deals[3] = add_draft (w, FALSE);
  g_assert_true (app_submit (w->app->session, w->deals[3], NULL));
  g_assert_true (app_sync (w->app->session, NULL, NULL));
  app_fixture_disconnect (w->app);
  w->deals[4] = add_draft (w, FALSE);
  w->deals[5] = add_draft (w, TRUE);
}

static void
test_random (void)
{
  Walk w = { NULL };

  cursor_begin (&w);
  /* what was sent on the way here is told once */
  g_assert_false (undo (&w));
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_test_message ("seed %u", seed);
      w.rand = g_rand_new_with_seed (seed);
      w.states = g_ptr_array_new_with_free_func (g_free);
      w.place = 0;
      g_ptr_array_add (w.states, store_dump (w.app->dir));
      step_first (&w, seed);
      for (guint i = 0; i < N_STEPS; i++)
        step (&w);
      rewind_all (&w);
      g_ptr_array_unref (w.states);
      g_rand_free (w.rand);
      reopen (&w);
    }
  g_test_message ("%u actions done, undone and redone, %u refused", w.done, w.refused);
  g_assert_cmpuint (w.done, >, N_SEEDS * 3);
  app_fixture_free (w.app);
}

/* --- until it was sent --- */

/* What was sent stays; that is said once, and the next undo is about what was done before it. */
static void
test_sent (void)
{
  Walk w = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 kept, sent;

  cursor_begin (&w);
  g_assert_false (undo (&w));
  kept = w.deals[0];
  sent = w.deals[3];
  before = store_dump (w.app->dir);
  g_assert_true (app_set (w.app->session, kept, "crmId", "CRM-9", NULL));
  g_assert_true (
      app_outbox_act (w.app->session, "hold", app_waiting_seq (w.app->session, 0), NULL));
  g_assert_true (app_set (w.app->session, sent, "crmId", "CRM-10", NULL));
  app_fixture_reconnect (w.app);
  g_assert_true (app_sync (w.app->session, NULL, NULL));
  g_assert_false (undo (&w)); /* sent: stays */
  g_assert_false (redo (&w));
  g_assert_true (undo (&w)); /* the hold */
  g_assert_true (undo (&w)); /* the edit */
  g_assert_false (undo (&w));
  {
    g_autoptr (CosellJson) outbox = app_outbox (w.app->session);

    g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
  }
  app_fixture_free (w.app);
}

/* What was undone and stands on what was sent cannot be done again. */
static void
test_redo_after_sync (void)
{
  Walk w = { NULL };
  g_autoptr (CosellJson) deal = NULL;

  cursor_begin (&w);
  g_assert_false (undo (&w));
  g_assert_true (app_set (w.app->session, w.deals[3], "crmId", "CRM-1", NULL));
  g_assert_true (app_set (w.app->session, w.deals[3], "crmId", "CRM-2", NULL));
  g_assert_true (undo (&w));
  app_fixture_reconnect (w.app);
  g_assert_true (app_sync (w.app->session, NULL, NULL));
  g_assert_false (redo (&w));
  deal = app_show (w.app->session, w.deals[3]);
  app_assert_text (cosell_json_root (deal), "crmId", "CRM-1");
  app_fixture_free (w.app);
}

/* The service changed other fields meanwhile: they stay, and the action alone is taken back. */
static void
test_over_a_pull (void)
{
  Walk w = { NULL };
  g_autofree char *body = NULL;
  g_autofree char *remote = NULL;
  g_autoptr (CosellJson) deal = NULL;
  gint64 id;

  cursor_begin (&w);
  g_assert_false (undo (&w));
  id = w.deals[3];
  deal = app_show (w.app->session, id);
  remote = app_text (cosell_json_root (deal), "remoteId");
  g_clear_pointer (&deal, cosell_json_unref);
  g_assert_true (app_set (w.app->session, id, "crmId", "CRM-1", NULL));
  g_assert_true (app_set (w.app->session, id, "notes", "Mine.", NULL));
  g_assert_true (
      app_outbox_act (w.app->session, "hold", app_waiting_seq (w.app->session, 0), NULL));
  app_fixture_reconnect (w.app);
  body = g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"patch\":[{\"op\":"
                          "\"replace\",\"path\":\"/name\",\"value\":\"Theirs\"}]}",
                          remote);
  app_control_post (w.app, "act", body);
  g_assert_true (app_sync (w.app->session, NULL, NULL));
  g_assert_true (undo (&w)); /* the hold */
  g_assert_true (undo (&w)); /* the notes */
  deal = app_show (w.app->session, id);
  app_assert_text (cosell_json_root (deal), "name", "Theirs");
  app_assert_text (cosell_json_root (deal), "crmId", "CRM-1");
  g_assert_false (
      cosell_json_string_equal (cosell_json_member (cosell_json_root (deal), "notes"), "Mine."));
  g_assert_true (redo (&w));
  g_clear_pointer (&deal, cosell_json_unref);
  deal = app_show (w.app->session, id);
  app_assert_text (cosell_json_root (deal), "name", "Theirs");
  app_assert_text (cosell_json_root (deal), "notes", "Mine.");
  app_fixture_free (w.app);
}

/* What is typed in a draft is not overwritten by an undo or redo from before. */
static void
test_typed_draft (void)
{
  Walk w = { NULL };
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);

  cursor_begin (&w);
  g_assert_false (undo (&w));
  g_assert_true (app_submit (w.app->session, w.deals[4], NULL));
  g_assert_true (undo (&w));
  g_object_set (draft, "notes", "Typed after that.", NULL);
  app_save_draft (w.app->session, w.deals[4], draft);
  g_assert_false (redo (&w));
  g_assert_false (undo (&w));
  app_fixture_free (w.app);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/undo/P11-random-sequences", test_random);
  g_test_add_func ("/undo/P11-until-sent", test_sent);
  g_test_add_func ("/undo/P11-no-redo-of-what-stands-on-sent", test_redo_after_sync);
  g_test_add_func ("/undo/P11-over-a-pull", test_over_a_pull);
  g_test_add_func ("/undo/P11-typed-draft", test_typed_draft);
  return g_test_run ();
}
