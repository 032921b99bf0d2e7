/* A CRM is set up, and a deal gets an opportunity there, is unlinked and linked again, as a person
 * with a screen reader would do it. */
#include "base/cosell-json.h"
#include "support/screen.h"
#include "support/server-process.h"

#define CRM "Contoso CRM"

/* Returns: (transfer full) the local id; *name: (transfer full) */
static char *
find_deal (Screen *screen, char **name)
{
  g_autofree char *text = screen_control (screen, 0, "--json", "list", "--tab", "outbound",
                                          "--filter", "status=accepted", NULL);
  g_autoptr (CosellJson) list = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (list);

  *name = cosell_json_dup_string (cosell_json_pointer (root, "/0/name"));
  g_assert_nonnull (*name);
  return cosell_json_dup_scalar (cosell_json_pointer (root, "/0/id"));
}

static void
set_up_crm (Screen *screen, const char *url)
{
  g_autofree char *preferences = NULL;

  screen_act (screen, MAIN_WINDOW, "win.crm");
  preferences = screen_wait_dialog (screen);
  screen_press (screen, preferences, ROLE_PUSH_BUTTON, "Add a CRM…");
  screen_wait_label (screen, preferences, "You sign in to it next.");
  screen_type (screen, preferences, "Name, as it is called here", 0, CRM);
  screen_type (screen, preferences, "Address", 0, url);
  screen_press (screen, preferences, ROLE_PUSH_BUTTON, "Add");
  screen_press (screen, preferences, ROLE_PUSH_BUTTON, "Use These Stages");
  screen_wait_label (screen, preferences, "Stages that are not mapped stay as they are");
  screen_act (screen, preferences, "window.close");
  screen_wait_no_dialog (screen);
}

static void
test_crm (void)
{
  g_autoptr (Screen) screen = NULL;
  g_autofree char *data = NULL;
  g_autoptr (ServerProcess) server = NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autofree char *dialog = NULL;

  g_setenv ("COSELL_CRM_TOKEN", SERVER_TOKEN, TRUE);
  screen = screen_new (SERVER_TOKEN);
  data = g_build_filename (screen_get_folder (screen), "server", NULL);
  server = server_process_new (data, 40);
  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  id = find_deal (screen, &name);
  screen_start (screen);
  set_up_crm (screen, server_process_get_url (server));

  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Create Opportunity");
  screen_wait_label (screen, MAIN_WINDOW, "An opportunity is made with the next sync");
  g_free (screen_control (screen, 0, "crm", "set", CRM, "alone=true", NULL));
  g_free (screen_control (screen, 5, "crm", "sync", "--apply", NULL));
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Make an Account");
  screen_wait_label (screen, MAIN_WINDOW, "An opportunity is made with the next sync");
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sync Now");
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Unlink");
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Link…");
  dialog = screen_wait_dialog (screen);
  /* the only one that fits in everything is chosen already */
  screen_wait_label (screen, dialog, "customer, name, value, close date");
  screen_press (screen, dialog, ROLE_PUSH_BUTTON, "Link");
  screen_wait (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Unlink");
  screen_kill (screen);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/crm", test_crm);
  return g_test_run ();
}
