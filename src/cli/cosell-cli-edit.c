/* set, favorite */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/cosell-member.h"

static gboolean
check_assignment (const char *command, const char *text, char **key, const char **value)
{
  const char *equals = strchr (text, '=');
  g_autofree char *keys = NULL;
  const CosellMember *member;

  if (equals == NULL)
    {
      cosell_cli_complain (_ ("“%s” takes KEY=VALUE, not “%s”."), command, text);
      return FALSE;
    }
  *key = g_strstrip (g_strndup (text, equals - text));
  *value = equals + 1;
  member = cosell_member_for_key (*key);
  if (member != NULL && (member->flags & COSELL_MEMBER_SET) != 0)
    return TRUE;
  keys = cosell_member_list_keys (COSELL_MEMBER_SET, FALSE);
  /* Translators: a word that is no key, then all keys */
  cosell_cli_complain (_ ("“%s” cannot be set. Keys: %s."), *key, keys);
  g_clear_pointer (key, g_free);
  return FALSE;
}

/* What the options of `set` add to an edit. */
static const struct
{
  const char *name;
  CosellManyStepKind kind;
  void (*add) (CosellEdit *edit, const char *value);
} step_options[] = {
  { "add-member", COSELL_MANY_ADD_MEMBER, cosell_edit_add_member_json },
  { "remove-member", COSELL_MANY_REMOVE_MEMBER, cosell_edit_remove_member },
  { "add-solution", COSELL_MANY_ADD_SOLUTION, cosell_edit_add_solution_json },
  { "remove-solution", COSELL_MANY_REMOVE_SOLUTION, cosell_edit_remove_solution },
};

/* Index in step_options; -1 for another option. */
static int
find_step (const CosellCliGiven *given)
{
  for (guint i = 0; i < G_N_ELEMENTS (step_options); i++)
    if (g_str_equal (given->name, step_options[i].name))
      return (int) i;
  return -1;
}

/* IDs come first: those arguments that assign nothing. */
static guint
count_ids (CosellCli *self)
{
  guint n = 0;

  while (n < self->arguments->len && strchr (cosell_cli_argument (self, n), '=') == NULL)
    n++;
  return n;
}

/* With edit NULL it is only looked at. */
static gboolean
read_assignments (CosellCli *self, guint first, CosellEdit *edit, CosellManyChange *change)
{
  for (guint i = first; i < self->arguments->len; i++)
    {
      g_autofree char *key = NULL;
      const char *value;

      if (!check_assignment (self->command->name, cosell_cli_argument (self, i), &key, &value))
        return FALSE;
      if (edit != NULL)
        cosell_edit_set (edit, key, value);
      if (change != NULL)
        cosell_many_change_add (change, COSELL_MANY_SET, key, value);
    }
  return TRUE;
}

/* Keys are known before the deal is looked up; values are looked at after its rules. */
static gboolean
check_set (CosellCli *self, guint n_ids)
{
  gboolean anything = self->arguments->len > n_ids;
  const char *last = n_ids > 1 ? cosell_cli_argument (self, n_ids - 1) : NULL;

  for (guint i = 0; i < self->given->len; i++)
    anything = anything || find_step (&g_array_index (self->given, CosellCliGiven, i)) >= 0;
  if (!anything && last != NULL)
    cosell_cli_complain (_ ("“%s” takes KEY=VALUE, not “%s”."), self->command->name, last);
  else if (!anything)
    cosell_cli_complain (_ ("“set” needs something to set: KEY=VALUE, or an option."));
  return anything && read_assignments (self, n_ids, NULL, NULL);
}

CosellEdit *
cosell_cli_read_edit (CosellCli *self, gint64 id)
{
  g_autoptr (CosellEdit) edit = cosell_edit_new (id);

  return read_assignments (self, 1, edit, NULL) ? g_steal_pointer (&edit) : NULL;
}

CosellEdit *
cosell_cli_make_edit (CosellCli *self, gint64 id)
{
  CosellEdit *edit = cosell_cli_read_edit (self, id);

  for (guint i = 0; i < self->given->len; i++)
    {
      const CosellCliGiven *given = &g_array_index (self->given, CosellCliGiven, i);
      int step = find_step (given);

      if (step >= 0)
        step_options[step].add (edit, given->value);
    }
  return edit;
}

static CosellManyChange *
make_change (CosellCli *self, guint n_ids)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  read_assignments (self, n_ids, NULL, change);
  for (guint i = 0; i < self->given->len; i++)
    {
      const CosellCliGiven *given = &g_array_index (self->given, CosellCliGiven, i);
      int step = find_step (given);

      if (step >= 0)
        cosell_many_change_add (change, step_options[step].kind, NULL, given->value);
    }
  return change;
}

static CosellExit
run_set (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  guint n_ids = count_ids (self);
  CosellExit status;
  gint64 id;

  if (!check_set (self, n_ids) || !cosell_cli_check_many (self, n_ids))
    return COSELL_EXIT_USE;
  if (cosell_cli_is_many (self, n_ids))
    return cosell_cli_run_many (self, n_ids, make_change (self, n_ids));
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_edit_async (self->session, cosell_cli_make_edit (self, id), NULL,
                             cosell_cli_result_cb, &result);
  if (!cosell_session_edit_finish (self->session, cosell_cli_await (&result), &issues, &error))
    return cosell_cli_fail (error);
  if (cosell_cli_report_warnings (self, id, issues))
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " was changed. Changes go out with the next sync."),
                    cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

static CosellManyChange *
make_heart (gboolean on)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  cosell_many_change_add (change, COSELL_MANY_SET, "favorite", on ? "true" : "false");
  return change;
}

static CosellExit
run_favorite (CosellCli *self)
{
  guint n_ids = self->arguments->len - 1;
  const char *word = cosell_cli_argument (self, n_ids);
  gboolean on = g_ascii_strcasecmp (word, "on") == 0;
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id;

  if (!on && g_ascii_strcasecmp (word, "off") != 0)
    {
      cosell_cli_complain (_ ("“favorite” takes on or off, not “%s”."), word);
      return COSELL_EXIT_USE;
    }
  if (!cosell_cli_check_many (self, n_ids))
    return COSELL_EXIT_USE;
  if (cosell_cli_is_many (self, n_ids))
    return cosell_cli_run_many (self, n_ids, make_heart (on));
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_set_favorite_async (self->session, id, on, NULL, cosell_cli_result_cb, &result);
  if (!cosell_cli_finish (self, "id", id, &result, &status))
    return status;
  if (on)
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is a favorite."), cosell_cli_deal (id));
  else
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is no favorite."), cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

static const CosellCliOption set_options[] = {
  { "add-member", "JSON", N_ ("Add a person to the team (the shape of the draft file)") },
  { "remove-member", "EMAIL", N_ ("Take a person out of the team") },
  { "add-solution", "JSON", N_ ("Add a solution (the shape of the draft file)") },
  { "remove-solution", "ID", N_ ("Take a solution out") },
  COSELL_CLI_MANY_OPTIONS,
  { NULL, NULL, NULL },
};

static const CosellCliOption favorite_options[] = {
  COSELL_CLI_MANY_OPTIONS,
  { NULL, NULL, NULL },
};

static char *
describe_set (void)
{
  g_autofree char *keys = cosell_member_list_keys (COSELL_MEMBER_SET, TRUE);
  g_autofree char *cleared =
      cosell_member_list_keys (COSELL_MEMBER_SET | COSELL_MEMBER_CLEAR, FALSE);

  /* Translators: the keys of “set”, then those that can be empty */
  return g_strdup_printf (_ ("Keys: %s. An empty value clears: %s. All of it is one change. A "
                             "close date can be moved (closeDate=+1month), a value changed by a "
                             "percentage (value=-10%%) or given with its currency (value=\"100000 "
                             "SEK\")."),
                          keys, cleared);
}

const CosellCliCommand cosell_cli_set = {
  "set",
  "ID… KEY=VALUE… [--add-member JSON] [--remove-member EMAIL] …",
  N_ ("Change a deal, or several"),
  NULL,
  set_options,
  0,
  G_MAXUINT,
  run_set,
  describe_set,
};

const CosellCliCommand cosell_cli_favorite = {
  "favorite", "ID… on|off",     N_ ("Put deals among the favorites, or take them away"),
  NULL,       favorite_options, 1,
  G_MAXUINT,  run_favorite,
};
