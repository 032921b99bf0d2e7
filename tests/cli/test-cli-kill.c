/* P1, P3: cosellctl at work is killed at random moments, again and again; what it said was done is
 * there afterwards, and nothing is there twice.
 *
 * COSELL_KILLS=1000 makes it as many, COSELL_KILL_SEED=7 makes it others. */
#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/cosell-json.h"
#include "support/server-process.h"
#include "support/tree.h"

#define KILLS 30
#define DEALS 5
#define CHECK_EVERY 10 /* kills */

typedef enum
{
  SET,
  ADD_MEMBER,
  NEW,
  SYNC,
  N_WORKS,
} Work;

/* What a person wanted. */
typedef struct
{
  guint number;
  Work work;
  char *deal; /* (nullable) remote id */
  const char *field;
  char *token;
  gboolean told; /* that it is done */
} Wish;

typedef struct
{
  char *folder;
  ServerProcess *server;
  GRand *random;
  GPtrArray *deals;      /* (owned) of char *: remote ids */
  GPtrArray *wishes;     /* (owned) of Wish */
  double usual[N_WORKS]; /* µs that it takes when nobody kills it */
  guint n_killed;
} Fixture;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->deal);
  g_free (wish->token);
  g_free (wish);
}

/* processes */

static GSubprocess *
start (Fixture *f, GSubprocessFlags flags, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *profile = g_build_filename (f->folder, "profile", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) "cosellctl");
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "COSELL_TOKEN", SERVER_TOKEN, TRUE);
  g_subprocess_launcher_setenv (launcher, "COSELL_PROFILE", profile, TRUE);
  /* nothing is on its way for long to a server on this computer */
  g_subprocess_launcher_setenv (launcher, "COSELL_ARRIVAL_LIMIT", "1000", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* Runs it to its end, which must be good. Returns: (transfer full) what it printed */
static CosellJson *
ask (Fixture *f, const char *command, const char *more, const char *value)
{
  const char *const arguments[] = { "--json", command, more, value, NULL };
  g_autoptr (GSubprocess) process = start (f, G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CosellJson *json;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  /* 5: done, but something waits for a person */
  g_assert_true (g_subprocess_get_exit_status (process) == 0 ||
                 g_subprocess_get_exit_status (process) == 5);
  json = cosell_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return json;
}

/* Kills it somewhere between its start and a little after its usual end, or lets it work. Returns:
 * whether it said that it is done */
static gboolean
run_and_kill (Fixture *f, Work work, const char *const *arguments)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean merciful = f->usual[work] == 0 || g_rand_int_range (f->random, 0, 6) == 0;
  g_autoptr (GSubprocess) process =
      start (f, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, arguments);

  if (!merciful)
    {
      g_usleep ((gulong) (g_rand_double (f->random) * 1.2 * f->usual[work]));
      g_subprocess_force_exit (process);
    }
  g_subprocess_wait (process, NULL, NULL);
  if (!g_subprocess_get_if_exited (process))
    {
      f->n_killed++;
      return FALSE;
    }
  if (merciful)
    f->usual[work] = (double) (g_get_monotonic_time () - begun);
  return g_subprocess_get_exit_status (process) == 0;
}

/* work */

static Wish *
new_wish (Fixture *f, Work work, const char *field)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->number = f->wishes->len;
  wish->work = work;
  wish->field = field;
  wish->token = g_strdup_printf ("k%uk", wish->number);
  if (work != NEW)
    wish->deal =
        g_strdup (g_ptr_array_index (f->deals, (guint) g_rand_int_range (f->random, 0,
                                                                         (gint32) f->deals->len)));
  g_ptr_array_add (f->wishes, wish);
  return wish;
}

static void
set_field (Fixture *f)
{
  static const char *const fields[] = { "name", "notes", "crmId", "campaignId" };
  Wish *wish = new_wish (f, SET, fields[g_rand_int_range (f->random, 0, 4)]);
  g_autofree char *assignment = g_strdup_printf ("%s=Some %s", wish->field, wish->token);

  wish->told = run_and_kill (f, SET, (const char *const[]){ "set", wish->deal, assignment, NULL });
}

static void
add_member (Fixture *f)
{
  Wish *wish = new_wish (f, ADD_MEMBER, "team");
  g_autofree char *member =
      g_strdup_printf ("{\"firstName\":\"Ola\",\"lastName\":\"Lind\",\"phone\":\"+46 40 200\","
                       "\"email\":\"%s@fabrikam.example\"}",
                       wish->token);

  wish->told =
      run_and_kill (f, ADD_MEMBER,
                    (const char *const[]){ "set", wish->deal, "--add-member", member, NULL });
}

static void
make_deal (Fixture *f)
{
  static const char draft[] =
      "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan %s\",\"city\":\"Malmö\","
      "\"postalCode\":\"211 34\",\"country\":\"SE\",\"contacts\":[{\"firstName\":\"Sara\","
      "\"lastName\":\"Ek\",\"phone\":\"+46 40 100\",\"email\":\"sara.ek@contoso.example\"}],"
      "\"consent\":true},\"name\":\"Warehouse robots %s\",\"location\":\"1234567\","
      "\"value\":\"1200000\",\"currency\":\"SEK\",\"closeDate\":\"2099-01-15\","
      "\"notes\":\"Wants a pilot.\",\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"Lind\","
      "\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\"}],\"solutions\":[{"
      "\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
      "\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"Need a demo tenant.\","
      "\"visibleToMicrosoft\":true}";
  Wish *wish = new_wish (f, NEW, "deal");
  g_autofree char *file = g_build_filename (f->folder, "draft.json", NULL);
  g_autofree char *text = g_strdup_printf (draft, wish->token, wish->token);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  wish->told =
      run_and_kill (f, NEW, (const char *const[]){ "new", "--file", file, "--submit", NULL });
}

static void
work_a_little (Fixture *f)
{
  int kind = g_rand_int_range (f->random, 0, 10);

  if (kind < 3)
    set_field (f);
  else if (kind < 4)
    add_member (f);
  else if (kind < 6)
    make_deal (f);
  else
    run_and_kill (f, SYNC, (const char *const[]){ "sync", NULL });
}

/* what must hold */

static int
first_text_cb (void *data, int n, char **values, char **names)
{
  char **text = data;

  if (*text == NULL && n > 0)
    *text = g_strdup (values[0]);
  return 0;
}

static void
check_database (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "profile", "cosell.db", NULL);
  g_autofree char *verdict = NULL;
  g_autofree char *orphan = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA integrity_check", first_text_cb, (gpointer) &verdict,
                                 NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA foreign_key_check", first_text_cb, (gpointer) &orphan,
                                 NULL),
                   ==, SQLITE_OK);
  g_assert_cmpstr (verdict, ==, "ok");
  g_assert_null (orphan);
  sqlite3_close (db);
}

/* The referral of the service, as text. Returns: (transfer full) */
static char *
read_server (CosellJson *state, const char *id)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);

      if (cosell_json_string_equal (cosell_json_member (referral, "id"), id))
        return cosell_json_dup_raw (referral);
    }
  g_error ("The service has lost %s.", id);
  return NULL;
}

/* Halves of a new deal: those of somebody's own organization that carry the token. */
static guint
count_halves (CosellJson *state, const char *token, gboolean microsoft)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (state), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue referral = cosell_json_element (list, i);
      g_autofree char *text = cosell_json_dup_raw (referral);

      if (strstr (text, token) != NULL &&
          microsoft ==
              cosell_json_string_equal (cosell_json_member (referral, "organizationId"), "msft"))
        n++;
    }
  return n;
}

/* Whether a later wish for the same field took its place: it was carried out, or may have been. */
static gboolean
was_replaced (Fixture *f, const Wish *wish, const char *server)
{
  for (guint i = wish->number + 1; i < f->wishes->len; i++)
    {
      const Wish *later = g_ptr_array_index (f->wishes, i);

      if (later->work == wish->work && g_str_equal (later->deal, wish->deal) &&
          g_str_equal (later->field, wish->field) && strstr (server, later->token) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
check_wishes (Fixture *f)
{
  g_autoptr (CosellJson) state = server_process_control (f->server, "state");
  g_autoptr (CosellJson) outbox = ask (f, "outbox", NULL, NULL);
  guint n_told = 0;

  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
  for (guint i = 0; i < f->wishes->len; i++)
    {
      const Wish *wish = g_ptr_array_index (f->wishes, i);
      g_autofree char *server = wish->deal != NULL ? read_server (state, wish->deal) : NULL;

      n_told += wish->told;
      if (wish->work == NEW)
        {
          guint own = count_halves (state, wish->token, FALSE);

          g_assert_cmpuint (own, <=, 1);
          g_assert_cmpuint (own, >=, wish->told ? 1 : 0);
          g_assert_cmpuint (count_halves (state, wish->token, TRUE), ==, own);
        }
      else if (wish->told && strstr (server, wish->token) == NULL &&
               (wish->work == ADD_MEMBER || !was_replaced (f, wish, server)))
        g_error ("%s of %s (%s) is lost", wish->field, wish->deal, wish->token);
    }
  g_test_message ("%u kills, %u wishes, %u of them told to be done: all there", f->n_killed,
                  f->wishes->len, n_told);
}

static void
pick_deals (Fixture *f)
{
  g_autoptr (CosellJson) list = ask (f, "list", "--filter", "status=accepted");
  CosellJsonValue rows = cosell_json_root (list);

  for (guint i = 0; i < cosell_json_length (rows) && f->deals->len < DEALS; i++)
    {
      char *id =
          cosell_json_dup_string (cosell_json_member (cosell_json_element (rows, i), "remoteId"));

      if (id != NULL)
        g_ptr_array_add (f->deals, id);
    }
  g_assert_cmpuint (f->deals->len, ==, DEALS);
}

static guint
from_environment (const char *name, guint fallback)
{
  const char *text = g_getenv (name);
  guint64 number = fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    g_error ("%s is no number: %s", name, text);
  return (guint) number;
}

static void
test_kill (void)
{
  Fixture f = { NULL };
  guint kills = from_environment ("COSELL_KILLS", KILLS);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  f.folder = g_dir_make_tmp ("cosell-kill-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (f.folder, "server", NULL);
  f.server = server_process_new (data, 40);
  f.random = g_rand_new_with_seed (from_environment ("COSELL_KILL_SEED", 1));
  f.deals = g_ptr_array_new_with_free_func (g_free);
  f.wishes = g_ptr_array_new_with_free_func (wish_free);
  run_and_kill (&f, N_WORKS - 1,
                (const char *const[]){ "account", "add", "--url", server_process_get_url (f.server),
                                       NULL });
  cosell_json_unref (ask (&f, "sync", NULL, NULL));
  pick_deals (&f);
  for (guint checked = 0; f.n_killed < kills;)
    {
      work_a_little (&f);
      if (f.n_killed < checked + CHECK_EVERY)
        continue;
      checked = f.n_killed;
      check_database (&f);
    }
  for (guint i = 0; i < 3; i++)
    cosell_json_unref (ask (&f, "sync", NULL, NULL));
  check_database (&f);
  check_wishes (&f);
  server_process_free (f.server);
  g_rand_free (f.random);
  g_ptr_array_unref (f.deals);
  g_ptr_array_unref (f.wishes);
  remove_tree (f.folder);
  g_free (f.folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/P1-P3-killed-at-work", test_kill);
  return g_test_run ();
}
