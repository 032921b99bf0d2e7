/* Keys alone: a private deal from the list to the list, and how windows are closed. */
#include "base/cosell-json.h"
#include "support/assistant.h"
#include "support/keyboard.h"
#include "support/server-process.h"

#define N_DEALS 20
#define NARROW 360
#define HEIGHT 640
#define N_PRESSES 24
#define PALETTE_WINDOW "Go to Anything"
#define NAME "Robots for Malmo"
#define CUSTOMER "Zeta Robotics AB"

typedef struct
{
  Screen *screen;
  Keyboard *keyboard;
  ServerProcess *server;
} Fixture;

/* Types into what has the focus, and sees in which field it arrived. */
static void
fill (Fixture *f, const char *window, const char *field, const char *text)
{
  keyboard_type (f->keyboard, text);
  screen_wait_text (f->screen, window, field, 0, text);
}

static void
fill_customer (Fixture *f, int width)
{
  const char *window = ASSISTANT_WINDOW;

  keyboard_press (f->keyboard, "Control+n");
  keyboard_wait_window (f->keyboard, window);
  if (width > 0)
    keyboard_resize_window (f->keyboard, width, HEIGHT);
  screen_wait_selected (f->screen, window, "Customer");
  fill (f, window, "Country", "Sweden");
  keyboard_press (f->keyboard, "Tab");
  fill (f, window, "Customer name", CUSTOMER);
  keyboard_press (f->keyboard, "Tab");
  keyboard_press (f->keyboard, "Return"); /* Enter the Address by Hand */
  screen_wait (f->screen, window, ROLE_TEXT, "Address line 1");
  fill (f, window, "Address line 1", "Storgatan 1");
  keyboard_press (f->keyboard, "Tab");
  fill (f, window, "City", "Malmo");
  keyboard_press (f->keyboard, "Return");
  screen_wait_selected (f->screen, window, "Deal Details");
}

/* Location and currency are there already: the profile's, and the country's. */
static void
fill_details (Fixture *f)
{
  fill (f, NAME, "Deal name", NAME); /* it gives the window its title */
  keyboard_press_times (f->keyboard, "Tab", 2);
  fill (f, NAME, "Estimated value", "1200000.50");
  keyboard_press_times (f->keyboard, "Tab", 2);
  fill (f, NAME, "Estimated close date", "2099-01-15");
  keyboard_press_times (f->keyboard, "Tab", 2);
  fill (f, NAME, "CRM ID", "CRM-7");
  keyboard_press (f->keyboard, "Return");
  screen_wait_selected (f->screen, NAME, "Team");
}

static void
fill_team (Fixture *f)
{
  fill (f, NAME, "First name", "Ola");
  keyboard_press (f->keyboard, "Tab");
  fill (f, NAME, "Last name", "Lind");
  keyboard_press (f->keyboard, "Tab");
  fill (f, NAME, "Phone", "+46 40 200");
  keyboard_press (f->keyboard, "Tab");
  fill (f, NAME, "E-mail", "ola.lind@fabrikam.example");
  keyboard_press (f->keyboard, "Return");
  screen_wait (f->screen, NAME, ROLE_LIST_ITEM, "Ola Lind");
  keyboard_press (f->keyboard, "Alt+n");
  screen_wait_selected (f->screen, NAME, "Solutions");
}

/* The search has the focus; what was found is below it. */
static void
fill_solutions (Fixture *f)
{
  keyboard_type (f->keyboard, "Warehouse");
  screen_wait_gone (f->screen, NAME, ROLE_LIST_ITEM, "Fabrikam Suite");
  keyboard_press (f->keyboard, "Return");
  keyboard_press (f->keyboard, "Return");
  screen_wait (f->screen, NAME, ROLE_PUSH_BUTTON, "Remove Fabrikam Warehouse");
  keyboard_press (f->keyboard, "Alt+n");
  screen_wait_selected (f->screen, NAME, "Help from Microsoft");
}

static void
assert_text (CosellJson *json, const char *pointer, const char *expected)
{
  g_autofree char *text =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (json), pointer));

  g_test_message ("%s", pointer);
  g_assert_cmpstr (text, ==, expected);
}

static const struct
{
  const char *pointer, *text;
} typed[] = {
  { "/name", NAME },
  { "/customerProfile/name", CUSTOMER },
  { "/customerProfile/address/addressLine1", "Storgatan 1" },
  { "/customerProfile/address/city", "Malmo" },
  { "/customerProfile/address/country", "SE" },
  { "/value", "1200000.50" },
  { "/currency", "SEK" },
  { "/closeDate", "2099-01-15" },
  { "/crmId", "CRM-7" },
  { "/team/0/firstName", "Ola" },
  { "/team/0/lastName", "Lind" },
  { "/team/0/phone", "+46 40 200" },
  { "/team/0/email", "ola.lind@fabrikam.example" },
  { "/solutions/0/name", "Fabrikam Warehouse" },
  { "/referral/status", "Active" },
};

/* What the service has is what was typed. */
static void
see_deal (Fixture *f)
{
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CosellJson) rows = NULL;
  g_autoptr (CosellJson) deal = NULL;

  g_free (screen_control (f->screen, 0, "sync", NULL));
  list = screen_control (f->screen, 0, "--json", "list", "--search", NAME, NULL);
  rows = cosell_json_parse (list, -1, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 1);
  assert_text (rows, "/0/type", "private");
  assert_text (rows, "/0/sync", "synced");
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (rows), "/0/id"));
  text = screen_control (f->screen, 0, "--json", "show", id, NULL);
  deal = cosell_json_parse (text, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_text (deal, typed[i].pointer, typed[i].text);
}

/* Every key that is no letter is counted: no way through the assistant gets longer unseen. */
static void
make_deal (Fixture *f, int width)
{
  screen_start (f->screen);
  screen_wait_label (f->screen, MAIN_WINDOW, "Synced");
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
  if (width > 0)
    keyboard_resize_window (f->keyboard, width, HEIGHT);
  fill_customer (f, width);
  fill_details (f);
  fill_team (f);
  fill_solutions (f);
  keyboard_press (f->keyboard, "Alt+n"); /* no help, not visible */
  screen_wait_selected (f->screen, NAME, "Partners");
  keyboard_press (f->keyboard, "Alt+n");
  screen_wait_selected (f->screen, NAME, "Review");
  keyboard_press (f->keyboard, "Alt+r"); /* Create Private Deal */
  screen_wait_gone (f->screen, NAME, ROLE_ANY, NAME);
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
  see_deal (f);
  g_assert_cmpuint (keyboard_get_n_presses (f->keyboard), ==, N_PRESSES);
}

static void
test_private_deal (Fixture *f, gconstpointer data)
{
  make_deal (f, 0);
  screen_close (f->screen);
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  make_deal (f, NARROW);
  screen_close (f->screen);
}

/* A window that is closed by its own action, as a screen reader does it, or by its keys, is the
 * only one that goes. */
static void
test_close (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *action, *title;
  } windows[] = {
    { "win.preferences", "Preferences" },
    { "win.new-deal", ASSISTANT_WINDOW },
  };

  screen_start (f->screen);
  screen_wait_label (f->screen, MAIN_WINDOW, "Synced");
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      screen_act (f->screen, MAIN_WINDOW, windows[i].action);
      keyboard_wait_window (f->keyboard, windows[i].title);
      screen_act (f->screen, windows[i].title, "window.close");
      screen_wait_no_dialog (f->screen);
      screen_act (f->screen, MAIN_WINDOW, windows[i].action);
      keyboard_wait_window (f->keyboard, windows[i].title);
      keyboard_press (f->keyboard, "Escape");
      screen_wait_no_dialog (f->screen);
      keyboard_wait_window (f->keyboard, MAIN_WINDOW);
    }
  screen_close (f->screen);
}

/* To a filter by its name, back to all deals, and there again. */
static void
test_moving (Fixture *f, gconstpointer data)
{
  const char *chip = "Edit Filter “Overdue”";

  screen_start (f->screen);
  screen_wait_label (f->screen, MAIN_WINDOW, "Synced");
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
  keyboard_press (f->keyboard, "Control+k");
  keyboard_wait_window (f->keyboard, PALETTE_WINDOW);
  keyboard_type (f->keyboard, "overd show");
  screen_wait (f->screen, PALETTE_WINDOW, ROLE_LIST_ITEM, "Show Overdue Deals, overdue");
  keyboard_press (f->keyboard, "Return");
  screen_wait_no_dialog (f->screen);
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
  screen_wait (f->screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, chip);
  keyboard_press (f->keyboard, "Alt+Left");
  screen_wait_gone (f->screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, chip);
  keyboard_press (f->keyboard, "Alt+Right");
  screen_wait (f->screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, chip);
  screen_close (f->screen);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = NULL;

  f->screen = screen_new (SERVER_TOKEN);
  f->keyboard = keyboard_new ();
  folder = g_build_filename (screen_get_folder (f->screen), "server", NULL);
  f->server = server_process_new (folder, N_DEALS);
  g_free (screen_control (f->screen, 0, "account", "add", "--url",
                          server_process_get_url (f->server), NULL));
  g_free (screen_control (f->screen, 0, "sync", NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  keyboard_free (f->keyboard);
  screen_free (f->screen);
  server_process_free (f->server);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/keys/private-deal", Fixture, NULL, set_up, test_private_deal, tear_down);
  g_test_add ("/e2e/keys/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/e2e/keys/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add ("/e2e/keys/moving", Fixture, NULL, set_up, test_moving, tear_down);
  return g_test_run ();
}
