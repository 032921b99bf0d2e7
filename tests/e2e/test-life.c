/* What is done with deals that others sent: accepted, declined and won with the window alone; and
 * taken back before it went out. */
#include "base/cosell-json.h"
#include "support/screen.h"
#include "support/server-process.h"

#define N_DEALS 60

static CosellJson *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (owned, -1, &error);

  g_assert_no_error (error);
  return json;
}

static char *
text_at (CosellJson *json, const char *pointer)
{
  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (json), pointer));
}

/* The nth inbound deal with that status; the oldest come first. */
static void
pick (Screen *screen, const char *status, guint nth, char **name, char **id)
{
  g_autofree char *filter = g_strconcat ("status=", status, NULL);
  g_autoptr (CosellJson) list =
      parse (screen_control (screen, 0, "--json", "list", "--tab", "inbound", "--filter", filter,
                             "--filter", "type=co-sell", "--sort", "createdAt", NULL));
  g_autofree char *name_pointer = g_strdup_printf ("/%u/name", nth);
  g_autofree char *id_pointer = g_strdup_printf ("/%u/remoteId", nth);

  *name = text_at (list, name_pointer);
  *id = text_at (list, id_pointer);
  g_assert_nonnull (*name);
  g_assert_nonnull (*id);
  g_test_message ("%s: %s", status, *name);
}

static void
compare (CosellJson *state, const char *id, const char *member, const char *expected)
{
  CosellJsonIter iter;
  CosellJsonValue referral;

  cosell_json_iter_init (&iter, cosell_json_member (cosell_json_root (state), "value"));
  while (cosell_json_iter_next (&iter, NULL, &referral))
    if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
      {
        g_autofree char *text = cosell_json_dup_scalar (cosell_json_member (referral, member));

        g_assert_cmpstr (text, ==, expected);
        return;
      }
  g_assert_not_reached ();
}

static void
accept (Screen *screen, const char *name)
{
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Accept");
  screen_press (screen, "Accept Deal", ROLE_PUSH_BUTTON, "Accept");
  screen_wait_gone (screen, "Accept Deal", ROLE_ANY, "Accept Deal");
  screen_wait_row (screen, name, "Accepted");
}

static void
decline (Screen *screen, const char *name)
{
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Decline");
  screen_choose (screen, "Decline Deal", "Customer didn't respond");
  screen_press (screen, "Decline Deal", ROLE_PUSH_BUTTON, "Close Deal");
  screen_wait_gone (screen, "Decline Deal", ROLE_ANY, "Decline Deal");
  screen_wait_row (screen, name, "Declined");
}

static void
lose_and_undo (Screen *screen, const char *name)
{
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Lost");
  screen_choose (screen, "Mark as Lost", "Customer chose another vendor");
  screen_press (screen, "Mark as Lost", ROLE_PUSH_BUTTON, "Lost");
  screen_wait_row (screen, name, "Lost");
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Undo");
  screen_wait_row_is_synced (screen, name);
}

static void
win (Screen *screen, const char *name)
{
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Won");
  screen_press (screen, "Mark as Won?", ROLE_PUSH_BUTTON, "Won");
  screen_wait_row (screen, name, "Won");
}

static void
test_life (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, N_DEALS);
  g_autoptr (CosellJson) state = NULL;
  char *names[4];
  char *ids[4];

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  pick (screen, "received", 0, &names[0], &ids[0]);
  pick (screen, "received", 1, &names[1], &ids[1]);
  pick (screen, "accepted", 0, &names[2], &ids[2]);
  pick (screen, "accepted", 1, &names[3], &ids[3]);

  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Inbound");
  accept (screen, names[0]);
  decline (screen, names[1]);
  lose_and_undo (screen, names[2]);
  win (screen, names[3]);
  /* nobody presses Sync: what was held goes out by itself */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    screen_wait_row_is_synced (screen, names[i]);
  state = server_process_control (server, "state");
  compare (state, ids[0], "substatus", "Accepted");
  compare (state, ids[1], "substatus", "Declined");
  compare (state, ids[1], "statusReason", "Customer didn't respond");
  compare (state, ids[2], "substatus", "Accepted");
  compare (state, ids[3], "substatus", "Won");
  screen_close (screen);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (names[i]);
      g_free (ids[i]);
    }
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/D1-D10-accept-decline-undo-win", test_life);
  return g_test_run ();
}
