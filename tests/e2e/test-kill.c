/* P1, C18: what was typed into the assistant, or into a form of the deal page, a second ago
 * survives kill -9: page and text, form and deal. */
#include "base/cosell-json.h"
#include "support/screen.h"
#include "support/server-process.h"

#define PROMISE_MILLISECONDS 1000

static const struct
{
  const char *more; /* typed when the promise is due for what stands before it … */
  guint moment;     /* … and the program is killed this long after its last letter, in ms */
} kills[] = {
  { "", 0 },
  { " och mer", 0 },
  { " och mer", 120 },
  { " och mer", 290 },
};

static void
wait_milliseconds (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

/* The name of the draft as the profile has it. */
static char *
read_name (Screen *screen, const char *beginning)
{
  g_autofree char *text = screen_control (screen, 0, "--json", "list", "--search", beginning, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) list = cosell_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (list)), ==, 1);
  return cosell_json_dup_string (cosell_json_pointer (cosell_json_root (list), "/0/name"));
}

static void
kill_and_come_back (Screen *screen, guint number)
{
  g_autofree char *due = g_strdup_printf ("Lager%u m² åäö", number);
  g_autofree char *all = g_strconcat (due, kills[number].more, NULL);
  g_autofree char *customer = g_strdup_printf ("Zeta %u", number);
  g_autofree char *name = NULL;
  const char *window = "New Deal";

  g_test_message ("“%s” %u ms after the last letter", all, kills[number].moment);
  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  screen_type (screen, window, "Country", 0, "Sweden");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Enter the Address by Hand");
  screen_add (screen, window, "Customer name", 0, customer);
  screen_type (screen, window, "Address line 1", 0, "Storgatan 1");
  screen_type (screen, window, "City", 0, "Malmö");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Deal Details");
  screen_add (screen, window, "Deal name", 0, due);
  wait_milliseconds (PROMISE_MILLISECONDS);
  if (*kills[number].more != '\0')
    screen_add (screen, due, "Deal name", 0, kills[number].more);
  wait_milliseconds (kills[number].moment);
  screen_kill (screen);

  name = read_name (screen, due);
  g_test_message ("on disk: “%s”", name);
  g_assert_true (g_str_has_prefix (name, due));
  g_assert_true (g_str_has_prefix (all, name));
  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_open_row (screen, name);
  screen_wait_selected (screen, name, "Deal Details");
  screen_wait_text (screen, name, "Deal name", 0, name);
  screen_press (screen, name, ROLE_PUSH_BUTTON, "Back"); /* a page is there while it is shown */
  screen_wait_selected (screen, name, "Customer");
  screen_wait_text (screen, name, "Customer name", 0, customer);
  screen_wait_text (screen, name, "City", 0, "Malmö");
  screen_kill (screen);
}

static void
test_kill (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, 20);

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kills); i++)
    kill_and_come_back (screen, i);
}

/* The name that stands in the form's field when it is opened again. */
static void
kill_form (Screen *screen, const char *deal, guint number)
{
  g_autofree char *due = g_strdup_printf ("Lager%u m² åäö", number);
  g_autofree char *all = g_strconcat (due, kills[number].more, NULL);
  g_autofree char *kept = NULL;
  const char *window = "Edit Deal";

  g_test_message ("“%s” %u ms after the last letter", all, kills[number].moment);
  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_open_row (screen, deal);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Edit");
  screen_wait_text (screen, window, "Deal name", 0, deal);
  screen_type (screen, window, "Deal name", 0, "");
  screen_add (screen, window, "Deal name", 0, due);
  wait_milliseconds (PROMISE_MILLISECONDS);
  if (*kills[number].more != '\0')
    screen_add (screen, window, "Deal name", 0, kills[number].more);
  wait_milliseconds (kills[number].moment);
  screen_kill (screen);

  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_open_row (screen, deal);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Continue");
  screen_wait_label (screen, window, "What you typed on ");
  kept = screen_read_text (screen, window, "Deal name", 0);
  g_test_message ("in the form: “%s”", kept);
  g_assert_true (g_str_has_prefix (kept, due));
  g_assert_true (g_str_has_prefix (all, kept));
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Discard");
  screen_wait_text (screen, window, "Deal name", 0, deal);
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Cancel");
  screen_wait_gone (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Continue");
  screen_close (screen);
}

static void
test_kill_form (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, 20);
  g_autofree char *text = NULL;
  g_autofree char *deal = NULL;
  g_autoptr (CosellJson) list = NULL;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  text = screen_control (screen, 0, "--json", "list", "--tab", "outbound", "--filter",
                         "status=accepted", NULL);
  list = cosell_json_parse (text, -1, NULL);
  deal = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (list), "/0/name"));
  for (guint i = 0; i < G_N_ELEMENTS (kills); i++)
    kill_form (screen, deal, i);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/C18-kill-while-typing", test_kill);
  g_test_add_func ("/e2e/P1-kill-while-editing", test_kill_form);
  return g_test_run ();
}
