/* cosell-sandbox: the practice server as a program */
#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/cosell-secret.h"
#include "cosell-config.h"
#include "sandbox/cosell-sandbox.h"

#define MAX_DEALS 1000000
#define MAX_OPPORTUNITIES 20000
#define MAX_TOKEN (64 * 1024)
#define NO_FD G_MININT

static int option_port = 0;
static int option_deals = 250;
static int option_opportunities = 40;
static char *option_crm = NULL;
static int option_seed = 1;
static char *option_data = NULL;
static char *option_token = NULL;
static int option_token_fd = NO_FD;
static gboolean option_no_pin = FALSE;
static gboolean option_with_parent = FALSE;

static const GOptionEntry options[] = {
  { "port", 'p', 0, G_OPTION_ARG_INT, &option_port, N_ ("Port to listen on (0: any free one)"),
    N_ ("PORT") },
  { "deals", 'n', 0, G_OPTION_ARG_INT, &option_deals, N_ ("Number of sample deals to begin with"),
    N_ ("NUMBER") },
  { "opportunities", 'o', 0, G_OPTION_ARG_INT, &option_opportunities,
    N_ ("Number of sample opportunities of the CRM to begin with"), N_ ("NUMBER") },
  { "crm", 0, 0, G_OPTION_ARG_STRING, &option_crm,
    N_ ("Play this CRM alone (dynamics, salesforce), without referrals"), N_ ("KIND") },
  { "seed", 's', 0, G_OPTION_ARG_INT, &option_seed, N_ ("The same seed makes the same deals"),
    N_ ("NUMBER") },
  { "data", 'd', 0, G_OPTION_ARG_FILENAME, &option_data,
    N_ ("Folder to keep the deals in (without: memory only)"), N_ ("FOLDER") },
  { "token", 't', 0, G_OPTION_ARG_STRING, &option_token,
    N_ ("Bearer token to ask for (without: any)"), N_ ("TOKEN") },
  { "token-fd", 0, 0, G_OPTION_ARG_INT, &option_token_fd,
    N_ ("Read the bearer token from this open file, where nobody else sees it"), N_ ("NUMBER") },
  { "no-pin", 0, 0, G_OPTION_ARG_NONE, &option_no_pin,
    N_ ("Let whoever signs in do so without the PIN (for tests and scripts)"), NULL },
  { "with-parent", 0, 0, G_OPTION_ARG_NONE, &option_with_parent,
    N_ ("End when the program that started this one ends"), NULL },
  { NULL },
};

static void
complain (const char *words)
{
  g_printerr ("cosell-sandbox: %s\n", words);
}

/* Every user of the computer can read the arguments of a program: a token among them is taken and
 * overwritten before anything else happens. GOption sees what is left.
 * Returns: (transfer full) (nullable): the last one */
static char *
take_token_argument (int argc, char **argv)
{
  char *token = NULL;

  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    {
      char *value = NULL;

      if (g_str_has_prefix (argv[i], "--token="))
        value = argv[i] + strlen ("--token=");
      else if (strcmp (argv[i], "--token") == 0 || strcmp (argv[i], "-t") == 0)
        value = ++i < argc ? argv[i] : NULL;
      else if (g_str_has_prefix (argv[i], "-t"))
        value = argv[i] + strlen ("-t");
      if (value == NULL || *value == '\0')
        continue;
      cosell_secret_free (token);
      token = g_strdup (value);
      explicit_bzero (value, strlen (value));
      *value = '*';
    }
  return token;
}

/* Whatever the file may be: a pipe, which ends when its writer closes it, a device that never ends.
 * Returns: (transfer full) (nullable) */
static char *
read_token (int fd, GError **error)
{
  char *text = g_malloc0 (MAX_TOKEN + 2);
  gsize length = 0;
  gssize n;
  int code;

  do
    {
      n = read (fd, text + length, MAX_TOKEN + 1 - length);
      code = errno;
      length += (gsize) MAX (n, 0);
    }
  while ((n > 0 && length <= MAX_TOKEN) || (n < 0 && code == EINTR));
  if (n < 0 || length > MAX_TOKEN)
    {
      explicit_bzero (text, length);
      g_free (text);
      g_set_error (error, G_IO_ERROR, n < 0 ? g_io_error_from_errno (code) : G_IO_ERROR_FAILED,
                   _ ("The token cannot be read: %s."),
                   n < 0 ? g_strerror (code) : _ ("it is too long"));
      return NULL;
    }
  close (fd);
  return g_strstrip (text);
}

/* What can stand in a header. */
static gboolean
is_token (const char *token)
{
  if (*token == '\0')
    return FALSE;
  for (const char *p = token; *p != '\0'; p++)
    if (*p <= 0x20 || *p > 0x7e)
      return FALSE;
  return TRUE;
}

/* given: (nullable) from the arguments. FALSE when it is wrong, which was said. */
static gboolean
obtain_token (const char *given, char **token)
{
  g_autoptr (GError) error = NULL;

  *token = NULL;
  if (option_token != NULL && option_token_fd != NO_FD)
    {
      complain (_ ("A token is given by --token or by --token-fd, not by both."));
      return FALSE;
    }
  if (option_token_fd != NO_FD)
    *token = read_token (option_token_fd, &error);
  else if (option_token != NULL)
    *token = g_strdup (given != NULL ? given : "");
  if (error != NULL)
    complain (error->message);
  else if (*token != NULL && !is_token (*token))
    complain (_ ("The token is empty, or it holds characters that no token has."));
  else
    return TRUE;
  g_clear_pointer (token, cosell_secret_free);
  return FALSE;
}

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
      complain (error->message);
      return FALSE;
    }
  if (*argc > 1 || option_port < 0 || option_port > 65535 || option_deals < 0 ||
      option_deals > MAX_DEALS || option_seed < 0 || option_opportunities < 0 ||
      option_opportunities > MAX_OPPORTUNITIES ||
      (option_crm != NULL && strcmp (option_crm, "dynamics") != 0 &&
       strcmp (option_crm, "salesforce") != 0))
    {
      complain (_ ("One of the arguments is out of range or unknown. Try --help."));
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
  g_autofree char *pin = option_no_pin ? NULL : cosell_secret_new_pin ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  if (!cosell_sandbox_listen (sandbox, (guint) option_port, &error))
    {
      complain (error->message);
      return 1;
    }
  g_unix_signal_add (SIGTERM, signal_cb, loop);
  g_unix_signal_add (SIGINT, signal_cb, loop);
  g_unix_signal_add (SIGHUP, signal_cb, loop);
  cosell_sandbox_set_pin (sandbox, pin);
  /* a contract with scripts, not translated */
  printf ("listening on %s\n", cosell_sandbox_get_url (sandbox));
  if (pin != NULL)
    printf ("pin %s\n", pin);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      /* a server that nobody finds is of no use */
      complain (_ ("Where the server listens cannot be written to the standard output."));
      return 1;
    }
  g_main_loop_run (loop);
  cosell_sandbox_disconnect (sandbox);
  if (!cosell_sandbox_save (sandbox, &error))
    {
      complain (error->message);
      return 1;
    }
  return 0;
}

int
main (int argc, char **argv)
{
  char *given = take_token_argument (argc, argv);
  char *token = NULL;
  g_autoptr (CosellClock) clock = NULL;
  g_autoptr (CosellSandbox) sandbox = NULL;
  g_autoptr (GError) error = NULL;

  cosell_secret_forbid_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, COSELL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!parse_options (&argc, &argv) || !obtain_token (given, &token))
    {
      cosell_secret_free (given);
      return 1;
    }
  if (option_with_parent && !follow_parent ())
    return 0;
  clock = cosell_clock_new_system ();
  sandbox = cosell_sandbox_new (option_data, token, (guint) option_deals, (guint) option_seed,
                                clock, &error);
  cosell_secret_free (given);
  cosell_secret_free (token);
  if (sandbox == NULL)
    {
      complain (error->message);
      return 1;
    }
  cosell_sandbox_add_opportunities (sandbox, (guint) option_opportunities);
  if (option_crm != NULL)
    cosell_sandbox_narrow_to_crm (sandbox, option_crm);
  return run (sandbox);
}
