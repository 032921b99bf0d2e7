/* One deal of each type, made in the assistant while there is no network, two of them with a
 * partner; one left and gone on with after the program was started again. Then the network comes
 * back. */
#include "base/cosell-json.h"
#include "support/assistant.h"
#include "support/server-process.h"

#define CO_SELL_HELP "Quotes / Licensing"

typedef struct
{
  const char *name;
  const char *type; /* as `list --json` tells it */
  guint referrals;  /* of its engagement */
  gboolean shared;  /* A3: whether Microsoft sellers may see it */
} Expected;

static const Expected deals[] = {
  { "Privat anbud Ängelholm", "private", 1, FALSE },
  { "Partnerledd flytt Örebro", "partner-led", 2, TRUE },
  { "Gemensam pilot Luleå", "co-sell", 3, TRUE },
  { "Bedömning Åmål", "solution-assessment", 1, FALSE },
};

static void
make_private (Screen *screen, const char *name)
{
  assistant_customer (screen, "Zeta Robotics AB", CONTACT_NONE);
  assistant_details (screen, name);
  assistant_team (screen, name);
  assistant_solution (screen, name, "Fabrikam Suite", "Help from Microsoft");
  assistant_past_partners (screen, name);
  assistant_create (screen, name, "Create Private Deal");
}

/* Left on the page of the team, and gone on with there. */
static void
make_partner_led (Screen *screen, const char *name)
{
  assistant_customer (screen, "Eta Shipping AB", CONTACT_NONE);
  assistant_details (screen, name);
  screen_type (screen, name, "First name", 0, "Ola");
  screen_press (screen, name, ROLE_PUSH_BUTTON, "Close");
  screen_wait_gone (screen, name, ROLE_ANY, name);
  screen_close (screen);
  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_wait_row (screen, name, "Draft");
  screen_open_row (screen, name);
  screen_wait_selected (screen, name, "Team");
  assistant_team (screen, name);
  assistant_solution (screen, name, "Fabrikam Suite", "Help from Microsoft");
  assistant_visible (screen, name, TRUE);
  assistant_partner (screen, name, "Tailwind");
  assistant_create (screen, name, "Create Partner-Led Deal");
}

static void
make_co_sell (Screen *screen, const char *name)
{
  assistant_customer (screen, "Theta Retail AB", CONTACT_WITH_CONSENT);
  assistant_details (screen, name);
  assistant_team (screen, name);
  assistant_solution (screen, name, "Fabrikam Suite", "Help from Microsoft");
  assistant_help (screen, name, CO_SELL_HELP, "Licences for 40 shops.");
  assistant_partner (screen, name, "Tailwind");
  assistant_create (screen, name, "Create and Ask Microsoft for Help");
}

/* A6, A11: an assessment, alone; nobody is asked for help. */
static void
make_assessment (Screen *screen, const char *name)
{
  assistant_customer (screen, "Iota Energi AB", CONTACT_WITH_CONSENT);
  assistant_details (screen, name);
  assistant_team (screen, name);
  screen_press (screen, name, ROLE_PUSH_BUTTON, "Assessment");
  screen_choose (screen, name, "Data Insights Assessment");
  assistant_to_review (screen, name);
  assistant_create (screen, name, "Create Solution Assessment");
}

/* --- comparing with what the service got --- */

static CosellJson *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (owned, -1, &error);

  g_assert_no_error (error);
  return json;
}

static void
compare (Screen *screen, CosellJson *state, const Expected *expected)
{
  g_autoptr (CosellJson) list =
      parse (screen_control (screen, 0, "--json", "list", "--search", expected->name, NULL));
  CosellJsonValue root = cosell_json_root (list);
  CosellJsonValue row = cosell_json_element (root, 0);
  g_autofree char *engagement = cosell_json_dup_string (cosell_json_member (row, "engagementId"));
  CosellJsonIter iter;
  CosellJsonValue referral;
  guint n = 0;

  g_test_message ("%s", expected->name);
  g_assert_cmpuint (cosell_json_length (root), ==, 1);
  g_assert_true (cosell_json_string_equal (cosell_json_member (row, "type"), expected->type));
  g_assert_true (cosell_json_string_equal (cosell_json_member (row, "status"), "accepted"));
  g_assert_true (cosell_json_string_equal (cosell_json_member (row, "sync"), "synced"));
  cosell_json_iter_init (&iter, cosell_json_member (cosell_json_root (state), "value"));
  while (cosell_json_iter_next (&iter, NULL, &referral))
    {
      if (!cosell_json_string_equal (cosell_json_member (referral, "engagementId"), engagement))
        continue;
      n++;
      g_assert_true (
          cosell_json_string_equal (cosell_json_member (referral, "name"), expected->name));
      g_assert_cmpint (
          cosell_json_get_bool (
              cosell_json_pointer (referral, "/consent/consentToShareReferralWithMicrosoftSellers"),
              FALSE),
          ==, expected->shared);
    }
  g_assert_cmpuint (n, ==, expected->referrals);
}

static void
test_types (void)
{
  static void (*const make[]) (Screen *, const char *) = { make_private, make_partner_led,
                                                           make_co_sell, make_assessment };
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, 10);
  g_autoptr (CosellJson) state = NULL;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  server_process_stop (server); /* network off */
  screen_start (screen);
  for (guint i = 0; i < G_N_ELEMENTS (make); i++)
    make[i](screen, deals[i].name);
  server_process_start (server); /* network on */
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sync");
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    screen_wait_row_is_synced (screen, deals[i].name);
  state = server_process_control (server, "state");
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    compare (screen, state, &deals[i]);
  screen_close (screen);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/A1-C18-one-of-each-type", test_types);
  return g_test_run ();
}
