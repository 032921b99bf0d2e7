/* The main job, as a person does it: deals come, one is made and one is changed without a network,
 * and what comes to the service is that and nothing else. */
#include <string.h>

#include "base/cosell-json.h"
#include "support/assistant.h"
#include "support/server-process.h"

#define N_DEALS 60
#define N_LEADS 120 /* deals, among which there are some */
#define ASKED "status:received action:\"Contact me\" value:>0"
#define INFORMS "status:received action:\"Test drive\",\"Get it now\" value:>0"
#define NAME "Robots for Malmö"
#define CUSTOMER "Zeta Robotics AB"

static const char *const tabs[] = { "Inbound", "Outbound", "Favorites" };
static const char *const tab_nicks[] = { "inbound", "outbound", "favorites" };

/* --- reading what programs print --- */

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
text_at (CosellJsonValue from, const char *pointer)
{
  return cosell_json_dup_scalar (cosell_json_pointer (from, pointer));
}

static void
assert_text (CosellJsonValue from, const char *pointer, const char *expected)
{
  g_autofree char *text = text_at (from, pointer);

  g_test_message ("%s", pointer);
  g_assert_cmpstr (text, ==, expected);
}

/* --- looking at the window --- */

/* Each tab shows as many rows as the profile has deals for it. */
static void
see_tabs_filled (Screen *screen)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr (CosellJson) deals =
          parse (screen_control (screen, 0, "--json", "list", "--tab", tab_nicks[i], NULL));
      g_autofree char *first = NULL;
      guint n = cosell_json_length (cosell_json_root (deals));

      g_assert_cmpuint (n, >=, 3);
      first = text_at (cosell_json_root (deals), "/0/name");
      screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, tabs[i]);
      screen_wait_row (screen, first, NULL);
      g_test_message ("%s: %u deals", tabs[i], n);
    }
  /* rows of tabs that were looked at stay: together they are all */
  g_assert_cmpuint (screen_count_rows (screen), >=, N_DEALS / 2);
}

/* --- doing the job --- */

static void
make_deal (Screen *screen)
{
  const char *window = "New Deal";

  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  screen_type (screen, window, "Country", 0, "Sweden");
  screen_type (screen, window, "Customer name", 0, CUSTOMER);
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Enter the Address by Hand");
  screen_type (screen, window, "Address line 1", 0, "Storgatan 1");
  screen_type (screen, window, "City", 0, "Malmö");
  screen_type (screen, window, "Postal code", 0, "211 34");
  screen_type (screen, window, "First name", 0, "Sara");
  screen_type (screen, window, "Last name", 0, "Ek");
  screen_type (screen, window, "Phone", 0, "+46 40 100");
  screen_type (screen, window, "E-mail", 0, "sara.ek@zeta.example");
  screen_choose (screen, window,
                 "The customer agrees to their contact data being given to Microsoft");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Deal Details");

  screen_type (screen, window, "Deal name", 0, NAME);
  window = NAME; /* the deal gives the window its title */
  screen_type (screen, window, "Location", 0, "1234567");
  screen_type (screen, window, "Estimated value", 0, "1200000.50");
  screen_type (screen, window, "Currency", 0, "SEK");
  screen_type (screen, window, "Estimated close date", 0, "2099-01-15");
  screen_type (screen, window, "CRM ID", 0, "CRM-7");
  screen_type (screen, window, "Notes", 0, "Wants a pilot in March.");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Team");

  screen_type (screen, window, "First name", 0, "Ola");
  screen_type (screen, window, "Last name", 0, "Lind");
  screen_type (screen, window, "Phone", 0, "+46 40 200");
  screen_type (screen, window, "E-mail", 0, "ola.lind@fabrikam.example");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Add");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Solutions");

  screen_choose (screen, window, "Fabrikam Suite");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Help from Microsoft");

  screen_choose (screen, window, "Proof of concept / Demo");
  screen_type (screen, window, "Notes to Microsoft", 0, "Need a demo tenant.");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Partners");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, "Review");

  assistant_create (screen, window, "Create and Ask Microsoft for Help");
}

static void
change_deal (Screen *screen, const char *name)
{
  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Edit");
  screen_type (screen, "Edit Deal", "Estimated value", 0, "10000.50");
  screen_press (screen, "Edit Deal", ROLE_PUSH_BUTTON, "Save");
  screen_wait_gone (screen, "Edit Deal", ROLE_ANY, "Edit Deal");
  screen_wait_row (screen, name, "Waiting to be sent");
}

/* --- comparing --- */

static CosellJsonValue
find_referral (CosellJson *state, const char *id)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");
  CosellJsonIter iter;
  CosellJsonValue referral;

  cosell_json_iter_init (&iter, list);
  while (cosell_json_iter_next (&iter, NULL, &referral))
    if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
      return referral;
  return (CosellJsonValue){ NULL, 0 };
}

/* Of the deal that was edited: the value, and what the service itself notes of a change. */
static void
compare_edited (CosellJsonValue before, CosellJsonValue after)
{
  for (guint i = 0; i < cosell_json_length (after); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (after, i, &name);

      if (g_str_equal (name, "updatedDateTime") || g_ascii_strcasecmp (name, "eTag") == 0 ||
          g_str_has_prefix (name, "@odata"))
        continue;
      g_test_message ("%s", name);
      if (g_str_equal (name, "details"))
        g_assert_cmpfloat (cosell_json_get_double (cosell_json_member (value, "dealValue"), 0), ==,
                           10000.5);
      else
        g_assert_true (cosell_json_equal (value, cosell_json_member (before, name)));
    }
  for (guint i = 0; i < cosell_json_length (cosell_json_member (after, "details")); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value =
          cosell_json_nth_member (cosell_json_member (after, "details"), i, &name);

      if (!g_str_equal (name, "dealValue"))
        g_assert_true (
            cosell_json_equal (value,
                               cosell_json_member (cosell_json_member (before, "details"), name)));
    }
}

static void
compare_new (CosellJsonValue own, CosellJsonValue microsoft)
{
  g_autofree char *engagement = text_at (own, "/engagementId");

  g_assert_nonnull (engagement);
  assert_text (microsoft, "/engagementId", engagement);
  assert_text (own, "/status", "Active");
  assert_text (own, "/substatus", "Accepted");
  assert_text (own, "/name", NAME);
  assert_text (own, "/customerProfile/name", CUSTOMER);
  assert_text (own, "/customerProfile/address/city", "Malmö");
  assert_text (own, "/customerProfile/address/country", "SE");
  assert_text (own, "/customerProfile/team/0/email", "sara.ek@zeta.example");
  g_assert_cmpfloat (cosell_json_get_double (cosell_json_pointer (own, "/details/dealValue"), 0),
                     ==, 1200000.5);
  assert_text (own, "/details/currency", "SEK");
  assert_text (own, "/details/notes", "Wants a pilot in March.");
  assert_text (own, "/team/0/email", "ola.lind@fabrikam.example");
  assert_text (microsoft, "/status", "New");
  assert_text (microsoft, "/inviteContext/notes", "Need a demo tenant.");
  assert_text (microsoft, "/target/0/id", "msft");
}

/* Two more referrals, one changed, nothing else. */
static void
compare_states (CosellJson *before, CosellJson *after, const char *edited)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (after), "value");
  CosellJsonValue own = { NULL, 0 }, microsoft = { NULL, 0 };
  CosellJsonIter iter;
  CosellJsonValue referral;

  g_assert_cmpuint (cosell_json_length (list), ==,
                    cosell_json_length (cosell_json_member (cosell_json_root (before), "value")) +
                        2);
  cosell_json_iter_init (&iter, list);
  while (cosell_json_iter_next (&iter, NULL, &referral))
    {
      g_autofree char *id = text_at (referral, "/id");
      CosellJsonValue old = find_referral (before, id);

      if (old.doc == NULL &&
          cosell_json_string_equal (cosell_json_pointer (referral, "/target/0/id"), "msft"))
        microsoft = referral;
      else if (old.doc == NULL)
        own = referral;
      else if (g_str_equal (id, edited))
        compare_edited (old, referral);
      else
        {
          g_test_message ("%s stays as it is", id);
          g_assert_true (cosell_json_equal (old, referral));
        }
    }
  g_assert_nonnull (own.doc);
  g_assert_nonnull (microsoft.doc);
  compare_new (own, microsoft);
}

static void
test_main_job (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, N_DEALS);
  g_autoptr (CosellJson) before = server_process_control (server, "state");
  g_autoptr (CosellJson) after = NULL;
  g_autoptr (CosellJson) open = NULL;
  g_autoptr (CosellJson) rows = NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sync");
  screen_wait_label (screen, MAIN_WINDOW, "Synced");
  see_tabs_filled (screen);

  open = parse (screen_control (screen, 0, "--json", "list", "--tab", "outbound", "--filter",
                                "status=accepted", "--filter", "type=private", NULL));
  name = text_at (cosell_json_root (open), "/0/name");
  id = text_at (cosell_json_root (open), "/0/remoteId");
  server_process_stop (server); /* network off */
  make_deal (screen);
  change_deal (screen, name);
  screen_wait_label (screen, MAIN_WINDOW, "Offline");
  server_process_start (server); /* network on */

  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sync");
  screen_wait_row_is_synced (screen, NAME);
  screen_wait_row_is_synced (screen, name);
  after = server_process_control (server, "state");
  compare_states (before, after, id);
  screen_wait_row (screen, NAME, "Co-sell");
  rows = parse (screen_control (screen, 0, "--json", "list", "--search", NAME, NULL));
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 1);
  assert_text (cosell_json_root (rows), "/0/type", "co-sell");
  assert_text (cosell_json_root (rows), "/0/status", "accepted");
  assert_text (cosell_json_root (rows), "/0/sync", "synced");
  screen_close (screen);
}

/* Nothing is set up: one press, and everything works. */
static void
test_first_run (void)
{
  g_autoptr (Screen) screen = screen_new (NULL);

  screen_start (screen);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Practise with Sample Deals");
  screen_wait_label (screen, MAIN_WINDOW, "Synced");
  see_tabs_filled (screen);
  screen_close (screen);
  /* the next time it is there at once, with its server */
  screen_start (screen);
  screen_wait_label (screen, MAIN_WINDOW, "Synced");
  see_tabs_filled (screen);
  screen_close (screen);
}

/* The member of the first deal that a list finds. Returns: (transfer full) */
static char *
first_of (Screen *screen, const char *tab, const char *query, const char *pointer)
{
  g_autoptr (CosellJson) found =
      parse (screen_control (screen, 0, "--json", "list", "--tab", tab, "--search", query, NULL));

  g_assert_cmpuint (cosell_json_length (cosell_json_root (found)), >, 0);
  return text_at (cosell_json_root (found), pointer);
}

/* A lead is accepted, and a deal made of another one that is left as it is. */
static void
test_leads (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, N_LEADS);
  g_autofree char *id = NULL, *name = NULL, *other = NULL, *other_id = NULL, *query = NULL;
  g_autoptr (CosellJson) draft = NULL;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  name = first_of (screen, "leads", ASKED, "/0/name");
  id = first_of (screen, "leads", ASKED, "/0/id");
  other = first_of (screen, "leads", INFORMS, "/0/name");
  other_id = first_of (screen, "leads", INFORMS, "/0/remoteId");
  screen_start (screen);
  screen_wait_label (screen, MAIN_WINDOW, "Synced");
  screen_act (screen, MAIN_WINDOW, "win.show-leads");

  screen_open_row (screen, name);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Accept");
  screen_type (screen, "Accept Lead", "Estimated value", 0, "12000");
  screen_type (screen, "Accept Lead", "Estimated close date (YYYY-MM-DD)", 0, "2099-03-31");
  screen_press (screen, "Accept Lead", ROLE_PUSH_BUTTON, "Accept");
  screen_wait_gone (screen, "Accept Lead", ROLE_ANY, "Accept Lead");
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sync");
  screen_wait_row_is_synced (screen, name);
  query = g_strdup_printf ("status:accepted \"%s\"", name);
  g_free (g_steal_pointer (&name));
  name = first_of (screen, "leads", query, "/0/id");
  g_assert_cmpstr (name, ==, id);

  screen_open_row (screen, other);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Make a Deal of It");
  screen_wait (screen, other, ROLE_PUSH_BUTTON, "Next"); /* the assistant, with what is known */
  screen_press (screen, other, ROLE_PUSH_BUTTON, "Close");
  screen_wait_no_dialog (screen);
  g_free (g_steal_pointer (&id));
  id = first_of (screen, "outbound", "status:draft", "/0/id");
  draft = parse (screen_control (screen, 0, "--json", "show", id, NULL));
  assert_text (cosell_json_root (draft), "/leadId", other_id);
  screen_close (screen);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/first-run", test_first_run);
  g_test_add_func ("/e2e/main-job", test_main_job);
  g_test_add_func ("/e2e/leads", test_leads);
  return g_test_run ();
}
