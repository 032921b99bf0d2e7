/* The command line: global options before or after the command, then what the command takes. */
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-text.h"

static const CosellCliOption global_options[] = {
  { "profile", N_ ("DIR"), N_ ("Folder that holds the account, the deals and the changes") },
  { "json", NULL, N_ ("Print JSON instead of text for people") },
  { "help", NULL, N_ ("Show help, also for a command") },
  { "version", NULL, N_ ("Show the version") },
  { NULL, NULL, NULL },
};

/* in the order of CosellExit */
static const char *const exit_codes[] = {
  N_ ("Done"),
  N_ ("Wrong use, unknown ID or something unexpected"),
  N_ ("Refused by a rule"),
  N_ ("The service cannot be reached or is not willing"),
  N_ ("Sign-in needed"),
  N_ ("Done, but conflicts or parked changes remain"),
};

const CosellCliCommand *const *
cosell_cli_commands (void)
{
  static const CosellCliCommand *const commands[] = {
    &cosell_cli_account,  &cosell_cli_login,    &cosell_cli_logout,    &cosell_cli_sync,
    &cosell_cli_list,     &cosell_cli_show,     &cosell_cli_check,     &cosell_cli_new,
    &cosell_cli_drafts,   &cosell_cli_submit,   &cosell_cli_delete,    &cosell_cli_set,
    &cosell_cli_favorite, &cosell_cli_accept,   &cosell_cli_decline,   &cosell_cli_stage,
    &cosell_cli_win,      &cosell_cli_lose,     &cosell_cli_error,     &cosell_cli_share,
    &cosell_cli_invite,   &cosell_cli_outbox,   &cosell_cli_conflicts, &cosell_cli_resolve,
    &cosell_cli_register, &cosell_cli_recreate, &cosell_cli_convert,   &cosell_cli_undo,
    &cosell_cli_redo,     &cosell_cli_history,  &cosell_cli_rates,     &cosell_cli_crm,
    &cosell_cli_views,    &cosell_cli_view,     &cosell_cli_export,    NULL,
  };

  return commands;
}

static const CosellCliOption *
find_option (const CosellCliOption *options, const char *name, gsize length)
{
  for (; options != NULL && options->name != NULL; options++)
    if (strlen (options->name) == length && strncmp (options->name, name, length) == 0)
      return options;
  return NULL;
}

static const CosellCliCommand *
find_command (const char *name)
{
  for (const CosellCliCommand *const *command = cosell_cli_commands (); *command != NULL; command++)
    if (g_str_equal ((*command)->name, name))
      return *command;
  return NULL;
}

static gboolean
take_global (CosellCli *self, const CosellCliOption *option, const char *value)
{
  if (g_str_equal (option->name, "json"))
    self->json = TRUE;
  else if (g_str_equal (option->name, "help"))
    self->help = TRUE;
  else if (g_str_equal (option->name, "version"))
    self->version = TRUE;
  else if (*value == '\0')
    {
      cosell_cli_complain (_ ("“--profile” needs the name of a folder."));
      return FALSE;
    }
  else
    cosell_set_str (&self->profile, value);
  return TRUE;
}

/* A word of the command line as text: in UTF-8, whatever the locale writes, and without what came
 * along at its ends when it was pasted. Returns: (transfer none) NULL when it is no text */
static const char *
take_text (CosellCli *self, const char *word)
{
  g_autofree char *text = g_utf8_validate (word, -1, NULL)
                              ? g_strdup (word)
                              : g_locale_to_utf8 (word, -1, NULL, NULL, NULL);
  char *tidy;

  if (text == NULL)
    return NULL;
  tidy = cosell_text_tidy (text, COSELL_TEXT_LINES);
  g_ptr_array_add (self->texts, tidy);
  return tidy;
}

/* The name of a file or folder may be any bytes. */
static gboolean
is_path (const CosellCliOption *option)
{
  return g_str_equal (option->name, "profile") || g_str_equal (option->name, "file");
}

/* argv[*i] is an option; *i moves on when the next argument is its value. */
static gboolean
take_option (CosellCli *self, int argc, char **argv, int *i)
{
  const char *name = argv[*i] + 2;
  const char *equals = strchr (name, '=');
  gsize length = equals != NULL ? (gsize) (equals - name) : strlen (name);
  const char *value = equals != NULL ? equals + 1 : NULL;
  const CosellCliOption *global = find_option (global_options, name, length);
  const CosellCliOption *option = global;
  CosellCliGiven given;

  if (option == NULL && self->command != NULL)
    option = find_option (self->command->options, name, length);
  if (option == NULL)
    {
      if (self->command != NULL)
        cosell_cli_complain (_ ("“%s” knows no option “--%.*s”. See “cosellctl %s --help”."),
                             self->command->name, (int) length, name, self->command->name);
      else
        cosell_cli_complain (_ ("Unknown option “--%.*s”. See “cosellctl --help”."), (int) length,
                             name);
      return FALSE;
    }
  if (option->parameter == NULL && value != NULL)
    {
      cosell_cli_complain (_ ("The option “--%s” takes no value."), option->name);
      return FALSE;
    }
  if (option->parameter != NULL && value == NULL)
    {
      if (*i + 1 >= argc)
        {
          cosell_cli_complain (_ ("The option “--%s” needs a value: %s."), option->name,
                               _ (option->parameter));
          return FALSE;
        }
      value = argv[++*i];
    }
  if (value != NULL && !is_path (option) && (value = take_text (self, value)) == NULL)
    {
      cosell_cli_complain (_ ("The value of “--%s” is not valid UTF-8 text."), option->name);
      return FALSE;
    }
  if (global != NULL)
    return take_global (self, option, value);
  given.name = option->name;
  given.value = value;
  g_array_append_val (self->given, given);
  return TRUE;
}

static gboolean
take_word (CosellCli *self, const char *argument)
{
  const char *word = take_text (self, argument);

  if (word == NULL)
    {
      g_autofree char *shown = g_filename_display_name (argument);

      cosell_cli_complain (_ ("The argument “%s” is not valid UTF-8 text."), shown);
      return FALSE;
    }
  if (self->command != NULL)
    {
      g_ptr_array_add (self->arguments, (gpointer) word);
      return TRUE;
    }
  self->command = find_command (word);
  if (self->command != NULL)
    return TRUE;
  if (g_str_equal (word, "help"))
    {
      self->help = TRUE;
      return TRUE;
    }
  cosell_cli_complain (_ ("Unknown command “%s”. See “cosellctl --help”."), word);
  return FALSE;
}

static gboolean
take_all (CosellCli *self, int argc, char **argv)
{
  gboolean only_words = FALSE;

  for (int i = 1; i < argc; i++)
    {
      gboolean ok;

      if (!only_words && g_str_equal (argv[i], "--"))
        {
          only_words = TRUE;
          continue;
        }
      if (!only_words && g_str_equal (argv[i], "-h"))
        {
          self->help = TRUE;
          continue;
        }
      if (!only_words && g_str_has_prefix (argv[i], "--"))
        ok = take_option (self, argc, argv, &i);
      else
        ok = take_word (self, argv[i]);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_cli_parse (CosellCli *self, int argc, char **argv)
{
  if (!take_all (self, argc, argv))
    return FALSE;
  if (self->help || self->version)
    return TRUE;
  if (self->command == NULL)
    {
      cosell_cli_complain (_ ("No command was given. See “cosellctl --help”."));
      return FALSE;
    }
  if (self->arguments->len < self->command->min_arguments ||
      self->arguments->len > self->command->max_arguments)
    {
      cosell_cli_complain (self->arguments->len < self->command->min_arguments
                               ? _ ("Something is missing. Usage: cosellctl %s %s")
                               : _ ("That is too much. Usage: cosellctl %s %s"),
                           self->command->name, self->command->usage);
      return FALSE;
    }
  return TRUE;
}

const char *
cosell_cli_argument (CosellCli *self, guint index)
{
  return index < self->arguments->len ? g_ptr_array_index (self->arguments, index) : NULL;
}

gboolean
cosell_cli_has (CosellCli *self, const char *option)
{
  for (guint i = 0; i < self->given->len; i++)
    if (g_str_equal (g_array_index (self->given, CosellCliGiven, i).name, option))
      return TRUE;
  return FALSE;
}

const char *
cosell_cli_value (CosellCli *self, const char *option)
{
  for (guint i = self->given->len; i > 0; i--)
    if (g_str_equal (g_array_index (self->given, CosellCliGiven, i - 1).name, option))
      return g_array_index (self->given, CosellCliGiven, i - 1).value;
  return NULL;
}

const char **
cosell_cli_values (CosellCli *self, const char *option)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < self->given->len; i++)
    {
      const CosellCliGiven *given = &g_array_index (self->given, CosellCliGiven, i);

      if (g_str_equal (given->name, option))
        g_ptr_array_add (values, (gpointer) given->value);
    }
  g_ptr_array_add (values, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

static void
print_options (const CosellCliOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *left =
          options->parameter != NULL
              ? g_strdup_printf ("  --%s %s", options->name, _ (options->parameter))
              : g_strdup_printf ("  --%s", options->name);

      cosell_cli_say ("%-26s %s", left, _ (options->help));
    }
}

void
cosell_cli_print_help (CosellCli *self)
{
  const CosellCliCommand *command = self->command;
  g_autofree char *more = NULL;

  if (command != NULL)
    {
      more = command->describe != NULL ? command->describe () : NULL;
      cosell_cli_say (_ ("Usage: cosellctl %s %s"), command->name, command->usage);
      cosell_cli_say ("\n%s", _ (command->help));
      if (more != NULL || command->more != NULL)
        cosell_cli_say ("\n%s", more != NULL ? more : _ (command->more));
      if (command->options != NULL)
        cosell_cli_say ("\n%s", _ ("Options:"));
      print_options (command->options);
    }
  else
    {
      cosell_cli_say (_ ("Usage: cosellctl [--profile DIR] [--json] COMMAND"));
      cosell_cli_say ("\n%s", _ ("Commands:"));
      for (const CosellCliCommand *const *each = cosell_cli_commands (); *each != NULL; each++)
        cosell_cli_say ("  %-10s %s", (*each)->name, _ ((*each)->help));
    }
  cosell_cli_say ("\n%s", _ ("Options of every command:"));
  print_options (global_options);
  cosell_cli_say ("\n%s", _ ("ID is a local number or the service's GUID."));
  cosell_cli_say ("\n%s", _ ("Exit codes:"));
  for (guint i = 0; i < G_N_ELEMENTS (exit_codes); i++)
    cosell_cli_say ("  %u  %s", i, _ (exit_codes[i]));
}
