/* The questions of a morning, by keys alone: which deals close this quarter above 100 000 and whose
 * are they, which expire this week, and ten of them changed at once. What the list shows is what
 * cosellctl says. */
#include <stdio.h>
#include <string.h>

#include "base/cosell-json.h"
#include "support/keyboard.h"
#include "support/screen.h"
#include "support/server-process.h"

#define DEADLINE_SECONDS 60
#define LOOK_MICROSECONDS 50000
#define NOW "2026-11-30T08:00:00Z"
#define N_DEALS 180
#define TEN 10
#define CAMPAIGN "AUTUMN-26"
#define PALETTE_WINDOW "Go to Anything"
#define CHANGE "Close Date: + 1 Month"
#define CHANGE_WINDOW "Close Date"

#define LARGE "closes:this-quarter value:>100000"
#define LARGE_TEN LARGE " campaign:" CAMPAIGN

/* beside what is typed */
#define N_PRESSES 12

typedef struct
{
  Screen *screen;
  Keyboard *keyboard;
  ServerProcess *server;
} Fixture;

/* --- what cosellctl says --- */

static CosellJson *
list (Fixture *f, const char *tab, const char *query)
{
  g_autofree char *text =
      screen_control (f->screen, 0, "--json", "list", "--tab", tab, "--search", query, NULL);
  CosellJson *json = cosell_json_parse (text, -1, NULL);

  g_assert_nonnull (json);
  return json;
}

static char *
dup_member (CosellJsonValue deal, const char *member)
{
  return cosell_json_dup_scalar (cosell_json_member (deal, member));
}

/* --- what the window shows --- */

/* What a person hears of each row of a list. Returns: (transfer full) of char *: (unowned) */
static GPtrArray *
read_rows (Fixture *f, const char *list_name)
{
  GPtrArray *all = screen_look (f->screen);
  GPtrArray *rows = g_ptr_array_new ();
  const Accessible *list = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const Accessible *one = g_ptr_array_index (all, i);

      if (list != NULL && one->depth <= list->depth)
        break;
      if (list == NULL && accessible_is_called (one, list_name))
        list = one;
      else if (list != NULL && one->role == ROLE_TABLE_ROW)
        g_ptr_array_add (rows, one->name);
    }
  return rows;
}

/* A deal that has no name is said to have none. */
static gboolean
is_row_of (const char *row, CosellJsonValue deal, gboolean with_team)
{
  CosellJsonValue team = cosell_json_member (deal, "team");
  g_autofree char *name = dup_member (deal, "name");
  g_autofree char *customer = dup_member (deal, "customer");
  g_autofree char *member = NULL;

  if (with_team && cosell_json_length (team) > 0)
    member = cosell_json_dup_scalar (cosell_json_element (team, 0));
  return g_str_has_prefix (row, name) && strstr (row, customer) != NULL &&
         (member == NULL || strstr (row, member) != NULL);
}

static gboolean
shows (Fixture *f, const char *list_name, CosellJsonValue deals, gboolean team)
{
  g_autoptr (GPtrArray) rows = read_rows (f, list_name);
  guint n = cosell_json_length (deals);
  gboolean same = rows->len == n;

  for (guint i = 0; i < n && same; i++)
    same = is_row_of (g_ptr_array_index (rows, i), cosell_json_element (deals, i), team);
  return same;
}

/* Those deals and no others, in the order of cosellctl; team: with the first member of each. */
static void
wait_rows (Fixture *f, const char *tab, const char *query, gboolean team)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;
  const char *name = g_str_equal (tab, "inbound") ? "Inbound deals" : "Outbound deals";
  g_autoptr (CosellJson) json = list (f, tab, query);
  CosellJsonValue deals = cosell_json_root (json);

  g_assert_cmpuint (cosell_json_length (deals), >, 0);
  while (!shows (f, name, deals, team))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_autoptr (GPtrArray) rows = read_rows (f, name);

          for (guint i = 0; i < rows->len; i++)
            g_test_message ("%s", (char *) g_ptr_array_index (rows, i));
          g_error ("“%s” does not show the %u deals of %s", name, cosell_json_length (deals),
                   query);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

/* --- the ten --- */

/* The days of now and so many months later. */
static char *
dup_close_dates (Fixture *f, guint months)
{
  g_autoptr (CosellJson) json = list (f, "outbound", "campaign:" CAMPAIGN);
  CosellJsonValue deals = cosell_json_root (json);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (cosell_json_length (deals), ==, TEN);
  for (guint i = 0; i < TEN; i++)
    {
      g_autofree char *id = dup_member (cosell_json_element (deals, i), "id");
      g_autofree char *day = dup_member (cosell_json_element (deals, i), "closeDate");
      guint y, m, d;
      GDate date;

      g_assert_cmpint (sscanf (day, "%u-%u-%u", &y, &m, &d), ==, 3);
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
      g_date_add_months (&date, months);
      g_string_append_printf (text, "%s %04u-%02u-%02u\n", id, g_date_get_year (&date),
                              g_date_get_month (&date), g_date_get_day (&date));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The list of cosellctl is sorted by none of what changes. */
static void
wait_close_dates (Fixture *f, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *now = dup_close_dates (f, 0);

      if (g_str_equal (now, expected))
        return;
      if (g_get_monotonic_time () > deadline)
        g_assert_cmpstr (now, ==, expected);
      g_usleep (LOOK_MICROSECONDS);
    }
}

/* --- keys --- */

static void
go_to (Fixture *f, const char *typed, const char *choice)
{
  keyboard_press (f->keyboard, "Control+k");
  keyboard_wait_window (f->keyboard, PALETTE_WINDOW);
  keyboard_type (f->keyboard, typed);
  screen_wait (f->screen, PALETTE_WINDOW, ROLE_LABEL, choice);
  keyboard_press (f->keyboard, "Return");
}

static void
go_to_in_window (Fixture *f, const char *typed, const char *choice)
{
  go_to (f, typed, choice);
  screen_wait_no_dialog (f->screen);
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);
}

static void
test_questions (Fixture *f, gconstpointer data)
{
  g_autofree char *before = dup_close_dates (f, 0);
  g_autofree char *after = dup_close_dates (f, 1);

  screen_start (f->screen);
  screen_wait_label (f->screen, MAIN_WINDOW, "Synced");
  keyboard_wait_window (f->keyboard, MAIN_WINDOW);

  keyboard_press (f->keyboard, "Control+f"); /* 1: the list follows what is typed */
  keyboard_type (f->keyboard, LARGE);
  wait_rows (f, "inbound", LARGE, FALSE);
  go_to_in_window (f, "column team", "Show Column Team"); /* 2, 3 */
  wait_rows (f, "inbound", LARGE, TRUE);
  keyboard_press (f->keyboard, "Control+2"); /* 4 */
  wait_rows (f, "outbound", LARGE, TRUE);

  go_to_in_window (f, "expiring", "Expiring"); /* 5, 6: Outbound has none */
  wait_rows (f, "inbound", "expiring", FALSE);

  go_to_in_window (f, LARGE_TEN, "Show All Deals Found"); /* 7, 8: Inbound has none */
  wait_rows (f, "outbound", LARGE_TEN, FALSE);
  keyboard_press (f->keyboard, "Control+a"); /* 9 */
  screen_wait_label (f->screen, MAIN_WINDOW, "10 of 10 selected");
  go_to (f, "1 month", CHANGE); /* 10, 11 */
  keyboard_wait_window (f->keyboard, CHANGE_WINDOW);
  screen_wait (f->screen, CHANGE_WINDOW, ROLE_PUSH_BUTTON, "Change 10 Deals");
  keyboard_press (f->keyboard, "Return"); /* 12 */
  screen_wait_label (f->screen, MAIN_WINDOW, "10 deals changed");
  g_assert_cmpuint (keyboard_get_n_presses (f->keyboard), ==, N_PRESSES);
  wait_close_dates (f, after);
  keyboard_press (f->keyboard, "Control+z");
  wait_close_dates (f, before);
  screen_close (f->screen);
}

/* --- the deals --- */

/* Ten that close this quarter belong to a campaign. */
static void
set_campaign (Fixture *f)
{
  g_autoptr (CosellJson) json =
      list (f, "outbound", LARGE " status:accepted -type:solution-assessment");
  CosellJsonValue deals = cosell_json_root (json);

  g_assert_cmpuint (cosell_json_length (deals), >=, TEN);
  for (guint i = 0; i < TEN; i++)
    {
      g_autofree char *id = dup_member (cosell_json_element (deals, i), "id");

      g_free (screen_control (f->screen, 0, "set", id, "campaignId=" CAMPAIGN, NULL));
    }
  g_free (screen_control (f->screen, 0, "sync", NULL));
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
  set_campaign (f);
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
  g_setenv ("COSELL_NOW", NOW, TRUE);
  g_test_add ("/e2e/questions", Fixture, NULL, set_up, test_questions, tear_down);
  return g_test_run ();
}
