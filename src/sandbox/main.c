/* cosell-sandbox: the practice server as a program */
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cosell-config.h"
#include "sandbox/cosell-sandbox.h"

#define MAX_DEALS 1000000

static int option_port = 0;
static int option_deals = 250;
static int option_seed = 1;
static char *option_data = NULL;
static char *option_token = NULL;
static gboolean option_with_parent = FALSE;

static const GOptionEntry options[] = {
  { "port", 'p', 0, G_OPTION_ARG_INT, &option_port, N_ ("Port to listen on (0: any free one)"),
    N_ ("PORT") },
  { "deals", 'n', 0, G_OPTION_ARG_INT, &option_deals, N_ ("Number of sample deals to begin with"),
    N_ ("NUMBER") },
  { "seed", 's', 0, G_OPTION_ARG_INT, &option_seed, N_ ("The same seed makes the same deals"),
    N_ ("NUMBER") },
  { "data", 'd', 0, G_OPTION_ARG_FILENAME, &option_data,
    N_ ("Folder to keep the deals in (without: memory only)"), N_ ("FOLDER") },
  { "token", 't', 0, G_OPTION_ARG_STRING, &option_token,
    N_ ("Bearer token to ask for (without: any)"), N_ ("TOKEN") },
  { "with-parent", 0, 0, G_OPTION_ARG_NONE, &option_with_parent,
    N_ ("End when the program that started this one ends"), NULL },
  { NULL },
};

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
parse_options (int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context =
      g_option_context_new (_ ("- a practice server with sample deals"));
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_printerr ("cosell-sandbox: %s\n", error->message);
      return FALSE;
    }
  if (*argc > 1 || option_port < 0 || option_port > 65535 || option_deals < 0 ||
      option_deals > MAX_DEALS || option_seed < 0)
    {
      g_printerr ("cosell-sandbox: %s\n",
                  _ ("One of the arguments is out of range or unknown. Try --help."));
      return FALSE;
    }
  return TRUE;
}

/* The parent may be gone before the wish reaches the kernel. */
static gboolean
follow_parent (void)
{
  pid_t parent = getppid ();

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  return getppid () == parent;
}

static int
run (CosellSandbox *sandbox)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  if (!cosell_sandbox_listen (sandbox, (guint) option_port, &error))
    {
      g_printerr ("cosell-sandbox: %s\n", error->message);
      return 1;
    }
  g_unix_signal_add (SIGTERM, signal_cb, loop);
  g_unix_signal_add (SIGINT, signal_cb, loop);
  g_unix_signal_add (SIGHUP, signal_cb, loop);
  /* a contract with scripts, not translated */
  printf ("listening on %s\n", cosell_sandbox_get_url (sandbox));
  fflush (stdout);
  g_main_loop_run (loop);
  cosell_sandbox_disconnect (sandbox);
  if (!cosell_sandbox_save (sandbox, &error))
    {
      g_printerr ("cosell-sandbox: %s\n", error->message);
      return 1;
    }
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (CosellClock) clock = NULL;
  g_autoptr (CosellSandbox) sandbox = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, COSELL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!parse_options (&argc, &argv))
    return 1;
  if (option_with_parent && !follow_parent ())
    return 0;
  clock = cosell_clock_new_system ();
  sandbox = cosell_sandbox_new (option_data, option_token, (guint) option_deals,
                                (guint) option_seed, clock, &error);
  if (sandbox == NULL)
    {
      g_printerr ("cosell-sandbox: %s\n", error->message);
      return 1;
    }
  return run (sandbox);
}
