/* What a screen reader calls the controls of every place that can be opened: each has a name, which
 * is not that of its type, is not said twice, and does not end where a word is missing. */
#include "base/cosell-json.h"
#include "support/screen.h"
#include "support/server-process.h"

#include <string.h>

/* Of org.a11y.atspi: what takes the focus, or is pressed. */
static const guint roles[] = {
  7,  /* check box */
  11, /* combo box */
  32, /* list item */
  35, /* menu item */
  40, /* password */
  43, /* button */
  44, /* radio button */
  51, /* slider */
  52, /* spin button */
  61, /* text */
  62, /* toggle button, switch */
  79, /* entry */
  88, /* link */
};

static gboolean
is_control (const Accessible *accessible)
{
  if (!accessible_has_state (accessible, STATE_VISIBLE))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (accessible->role == roles[i])
      return TRUE;
  return FALSE;
}

/* "Add Note Add Note…": the beginning is said again. */
static gboolean
is_doubled (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  guint n = g_strv_length (words);

  for (guint half = 1; half <= n / 2; half++)
    {
      guint same = 0;

      while (same < half && g_str_equal (words[same], words[half + same]))
        same++;
      if (same == half && (half > 1 || n == 2 || g_ascii_isalpha (*words[0])))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_cut (const char *name)
{
  static const char *const whole[] = { "Help asked for", "Not signed in" };
  static const char *const ends[] = { " for", " of", " to", " in", " with", " from", ":", "," };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (g_str_equal (name, whole[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;
  return FALSE;
}

/* What is wrong with the name of a control. (nullable) */
static const char *
find_fault (const char *name)
{
  g_autofree char *plain = g_strdup (name);
  g_auto (GStrv) parts = g_strsplit_set (name, "_…", -1);
  g_autofree char *words = g_strjoinv (NULL, parts);

  g_strstrip (plain);
  if (*plain == '\0')
    return "no name";
  /* the search of libadwaita's window of preferences, which is its own */
  if (g_str_equal (name, "GtkSearchEntry"))
    return NULL;
  if (g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw") ||
      g_str_has_prefix (name, "Cosell"))
    return "the name of a type";
  if (!g_str_equal (plain, name) || strstr (name, "  ") != NULL)
    return "white space";
  if (is_cut (name))
    return "cut";
  if (is_doubled (words))
    return "said twice";
  /* not that of a name such as COSELL_TOKEN */
  if (g_regex_match_simple ("(?<![A-Z])_|_(?![A-Z])", name, 0, 0))
    return "the mark of a mnemonic";
  return NULL;
}

/* A row without a name of its own is read by what stands in it. */
static gboolean
holds_names (GPtrArray *all, guint place)
{
  const Accessible *row = g_ptr_array_index (all, place);

  for (guint i = place + 1; i < all->len; i++)
    {
      const Accessible *inside = g_ptr_array_index (all, i);

      if (inside->depth <= row->depth)
        return FALSE;
      if ((inside->role == ROLE_LABEL || inside->role == ROLE_LIST_ITEM) && *inside->name != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Of everything that is shown now. faults: set of texts */
static void
check (Screen *screen, const char *place, GHashTable *faults)
{
  GPtrArray *all = screen_look (screen);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const Accessible *accessible = g_ptr_array_index (all, i);
      const char *fault = is_control (accessible) ? find_fault (accessible->name) : NULL;

      n += is_control (accessible);
      if (accessible->role == ROLE_LIST_ITEM && *accessible->name == '\0' && holds_names (all, i))
        continue;
      if (fault != NULL)
        g_hash_table_add (faults, g_strdup_printf ("%s: %s: “%s” (%u)", place, fault,
                                                   accessible->name, accessible->role));
    }
  g_test_message ("%s: %u controls of %u", place, n, all->len);
}

/* A window that an action of the main window opens. */
static void
check_dialog (Screen *screen, const char *action, GHashTable *faults)
{
  g_autofree char *title = NULL;

  screen_act (screen, MAIN_WINDOW, action);
  title = screen_wait_dialog (screen);
  check (screen, action, faults);
  screen_act (screen, title, "window.close");
  screen_wait_no_dialog (screen);
}

static char *
find_deal (Screen *screen, const char *tab, const char *filter)
{
  g_autofree char *text =
      screen_control (screen, 0, "--json", "list", "--tab", tab, "--filter", filter, NULL);
  g_autoptr (CosellJson) list = cosell_json_parse (text, -1, NULL);
  char *name = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (list), "/0/name"));

  g_assert_nonnull (name);
  return name;
}

/* The page of a deal, and the windows that its actions open. */
static void
check_deal (Screen *screen,
            const char *tab,
            const char *filter,
            const char *const *actions,
            GHashTable *faults)
{
  g_autofree char *lower = g_ascii_strdown (tab, -1);
  g_autofree char *deal = find_deal (screen, lower, filter);

  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, tab);
  screen_open_row (screen, deal);
  screen_wait_label (screen, MAIN_WINDOW, "History");
  check (screen, filter, faults);
  for (guint i = 0; actions[i] != NULL; i++)
    check_dialog (screen, actions[i], faults);
}

static void
check_assistant (Screen *screen, GHashTable *faults)
{
  static const char *const pages[] = { "Deal Details",        "Team",     "Solutions",
                                       "Help from Microsoft", "Partners", "Review" };
  g_autofree char *title = NULL;

  screen_act (screen, MAIN_WINDOW, "win.new-deal");
  title = screen_wait_dialog (screen);
  check (screen, "Customer", faults);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      screen_press (screen, title, ROLE_LIST_ITEM, pages[i]);
      screen_wait_selected (screen, title, pages[i]);
      check (screen, pages[i], faults);
    }
  screen_act (screen, title, "window.close");
  screen_wait_no_dialog (screen);
}

static void
check_all (Screen *screen, GHashTable *faults)
{
  static const char *const open[] = { "deal.edit", "deal.add-note",     "deal.add-member",
                                      "deal.lose", "deal.add-solution", NULL };
  static const char *const answer[] = { "deal.accept", "deal.decline", NULL };
  static const char *const nothing[] = { NULL };

  check (screen, "List", faults);
  check_deal (screen, "Inbound", "status=received", answer, faults);
  check_deal (screen, "Outbound", "status=accepted", open, faults);
  check_deal (screen, "Outbound", "status=won", nothing, faults);
  check_assistant (screen, faults);
  screen_act (screen, MAIN_WINDOW, "win.advice");
  screen_wait_label (screen, MAIN_WINDOW, "Choose What Fits");
  check (screen, "Advice", faults);
}

static void
check_outbox (Screen *screen, GHashTable *faults)
{
  g_autofree char *text = screen_control (screen, 0, "--json", "list", "--tab", "outbound",
                                          "--filter", "status=accepted", NULL);
  g_autoptr (CosellJson) list = cosell_json_parse (text, -1, NULL);
  g_autofree char *id =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (list), "/0/id"));

  g_free (screen_control (screen, 0, "set", id, "crmId=CRM-1", NULL));
  g_free (screen_control (screen, 0, "outbox", "hold", "1", NULL));
  screen_act (screen, MAIN_WINDOW, "win.show-outbox");
  screen_wait_label (screen, MAIN_WINDOW, "Held back by you");
  check (screen, "Outbox", faults);
}

/* The preferences about CRMs, and one of them. */
static void
check_crm (Screen *screen, GHashTable *faults)
{
  g_autofree char *preferences = NULL;

  screen_act (screen, MAIN_WINDOW, "win.crm");
  preferences = screen_wait_dialog (screen);
  screen_wait (screen, preferences, ROLE_PUSH_BUTTON, "Set Up Sales");
  check (screen, "CRMs", faults);
  screen_press (screen, preferences, ROLE_PUSH_BUTTON, "Set Up Sales");
  screen_wait_label (screen, preferences, "Way to the CRM");
  check (screen, "CRM", faults);
  screen_act (screen, preferences, "window.close");
  screen_wait_no_dialog (screen);
}

static void
test_names (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, 40);
  g_autoptr (GHashTable) faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *preferences = NULL;
  GHashTableIter iter;
  gpointer fault;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  g_free (screen_control (screen, 0, "crm", "add", "Sales", "--kind", "dynamics", "--url",
                          server_process_get_url (server), NULL));
  screen_start (screen);
  check_all (screen, faults);
  check_outbox (screen, faults);
  check_crm (screen, faults);
  screen_act (screen, MAIN_WINDOW, "win.preferences");
  preferences = screen_wait_dialog (screen);
  check (screen, preferences, faults);
  screen_kill (screen);
  g_hash_table_iter_init (&iter, faults);
  while (g_hash_table_iter_next (&iter, &fault, NULL))
    g_printerr ("%s\n", (const char *) fault);
  g_assert_cmpuint (g_hash_table_size (faults), ==, 0);
}

int
main (int argc, char **argv)
{
  /* not ISOLATE_DIRS: it takes the folders of support/headless away from the programs */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/names", test_names);
  return g_test_run ();
}
