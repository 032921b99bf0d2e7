/* set, favorite, outbox */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-field.h"
#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "model/cosell-change.h"
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

static void
add_option (CosellEdit *edit, const CosellCliGiven *given)
{
  if (g_str_equal (given->name, "add-member"))
    cosell_edit_add_member_json (edit, given->value);
  else if (g_str_equal (given->name, "remove-member"))
    cosell_edit_remove_member (edit, given->value);
  else if (g_str_equal (given->name, "add-solution"))
    cosell_edit_add_solution_json (edit, given->value);
  else
    cosell_edit_remove_solution (edit, given->value);
}

/* Keys are known before the deal is looked up; values are looked at after its rules. */
static gboolean
check_set (CosellCli *self)
{
  g_autoptr (CosellEdit) edit = NULL;

  if (self->arguments->len == 1 && self->given->len == 0)
    {
      cosell_cli_complain (_ ("“set” needs something to set: KEY=VALUE, or an option."));
      return FALSE;
    }
  edit = cosell_cli_read_edit (self, 0);
  return edit != NULL;
}

CosellEdit *
cosell_cli_read_edit (CosellCli *self, gint64 id)
{
  g_autoptr (CosellEdit) edit = cosell_edit_new (id);

  for (guint i = 1; i < self->arguments->len; i++)
    {
      g_autofree char *key = NULL;
      const char *value;

      if (!check_assignment (self->command->name, cosell_cli_argument (self, i), &key, &value))
        return NULL;
      cosell_edit_set (edit, key, value);
    }
  return g_steal_pointer (&edit);
}

CosellEdit *
cosell_cli_make_edit (CosellCli *self, gint64 id)
{
  CosellEdit *edit = cosell_cli_read_edit (self, id);

  for (guint i = 0; i < self->given->len; i++)
    add_option (edit, &g_array_index (self->given, CosellCliGiven, i));
  return edit;
}

static CosellExit
run_set (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  CosellExit status;
  gint64 id;

  if (!check_set (self))
    return COSELL_EXIT_USE;
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

static CosellExit
run_favorite (CosellCli *self)
{
  const char *word = cosell_cli_argument (self, 1);
  gboolean on = g_ascii_strcasecmp (word, "on") == 0;
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id;

  if (!on && g_ascii_strcasecmp (word, "off") != 0)
    {
      cosell_cli_complain (_ ("“favorite” takes on or off, not “%s”."), word);
      return COSELL_EXIT_USE;
    }
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

/* Whom an invitation is for says more than that it is a whole referral. */
static char *
describe_fields (const CosellOutboxEntry *entry)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (entry->invited != NULL)
    return g_strdup (entry->invited);
  if (entry->changes == NULL)
    return cosell_cli_path_label ("");
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (entry->changes, i);
      g_autofree char *label = cosell_cli_path_label (change->path);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", label);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* What a person holds back is parked, but nothing went wrong with it. */
static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellOutboxEntry *entry = item;
  const char *state = entry->held ? _ ("held back")
                                  : cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, (int) entry->state);

  cosell_cli_table_add_number (table, entry->seq);
  cosell_cli_table_add_number (table, entry->deal);
  cosell_cli_table_add (table, cosell_enum_nick (COSELL_TYPE_OUTBOX_OP, (int) entry->op));
  cosell_cli_table_add (table, state);
  cosell_cli_table_take (table, describe_fields (entry));
  cosell_cli_table_add_number (table, entry->attempts);
  cosell_cli_table_take (table, cosell_cli_instant (entry->not_before));
  cosell_cli_table_add (table, entry->held ? NULL : entry->last_error);
}

static const CosellCliList outbox_list = {
  { N_ (">Number"), N_ (">Deal"), N_ ("Kind"), N_ ("State"), N_ ("Fields"), N_ (">Tries"),
    N_ ("Not before"), N_ ("Last error") },
  add_cells,
  cosell_cli_outbox_to_json,
};

static CosellExit
list_outbox (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_outbox_async (self->session, 0, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &outbox_list, &result, _ ("No changes wait."));
}

static gboolean
check_act (const char *verb, const char *number, gint64 *seq)
{
  static const char *const verbs[] = { "hold", "retry", "discard", NULL };

  if (!g_strv_contains (verbs, verb))
    cosell_cli_complain (
        _ ("“%s” is nothing that can be done to a change: hold, retry or discard."), verb);
  else if (number == NULL)
    cosell_cli_complain (_ ("“outbox %s” needs the number of a change."), verb);
  else if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, seq, NULL))
    cosell_cli_complain (_ ("“%s” is not the number of a change."), number);
  else
    return TRUE;
  return FALSE;
}

/* P3: a person's word about a create of which nobody knows whether the service has it. */
static void
start_act (CosellCli *self, const char *verb, gint64 seq, GAsyncResult **result)
{
  const char *taken = cosell_cli_value (self, "take");

  if (taken != NULL || cosell_cli_has (self, "again"))
    cosell_session_resolve_unconfirmed_async (self->session, seq, taken, NULL, cosell_cli_result_cb,
                                              result);
  else
    cosell_session_outbox_act_async (self->session, verb, seq, NULL, cosell_cli_result_cb, result);
}

static gboolean
check_word (CosellCli *self, const char *verb)
{
  gboolean take = cosell_cli_has (self, "take");
  gboolean again = cosell_cli_has (self, "again");

  if ((take || again) && !g_str_equal (verb, "retry"))
    cosell_cli_complain (_ ("“--take” and “--again” go with “outbox retry”."));
  else if (take && again)
    cosell_cli_complain (_ ("It is either there or not: give “--take” or “--again”."));
  else if (take && *cosell_cli_value (self, "take") == '\0')
    cosell_cli_complain (_ ("“--take” needs the ID that the service gave to the deal."));
  else
    return TRUE;
  return FALSE;
}

static CosellExit
run_outbox (CosellCli *self)
{
  const char *verb = cosell_cli_argument (self, 0);
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 seq;

  if (verb == NULL)
    return list_outbox (self);
  if (!check_act (verb, cosell_cli_argument (self, 1), &seq) || !check_word (self, verb))
    return COSELL_EXIT_USE;
  start_act (self, verb, seq, &result);
  if (!cosell_cli_finish (self, "seq", seq, &result, &status))
    return status;
  if (g_str_equal (verb, "hold"))
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " is held until it is retried."), seq);
  else if (g_str_equal (verb, "retry"))
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " goes out with the next sync."), seq);
  else
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " was discarded. The history keeps it."), seq);
  return COSELL_EXIT_DONE;
}

static const CosellCliOption set_options[] = {
  { "add-member", "JSON", N_ ("Add a person to the team (the shape of the draft file)") },
  { "remove-member", "EMAIL", N_ ("Take a person out of the team") },
  { "add-solution", "JSON", N_ ("Add a solution (the shape of the draft file)") },
  { "remove-solution", "ID", N_ ("Take a solution out") },
  { NULL, NULL, NULL },
};

static char *
describe_set (void)
{
  g_autofree char *keys = cosell_member_list_keys (COSELL_MEMBER_SET, TRUE);
  g_autofree char *cleared =
      cosell_member_list_keys (COSELL_MEMBER_SET | COSELL_MEMBER_CLEAR, FALSE);

  /* Translators: the keys of “set”, then those that can be empty */
  return g_strdup_printf (_ ("Keys: %s. An empty value clears: %s. All of it is one change."), keys,
                          cleared);
}

const CosellCliCommand cosell_cli_set = {
  "set",
  "ID KEY=VALUE… [--add-member JSON] [--remove-member EMAIL] …",
  N_ ("Change a deal"),
  NULL,
  set_options,
  1,
  G_MAXUINT,
  run_set,
  describe_set,
};

const CosellCliCommand cosell_cli_favorite = {
  "favorite", "ID on|off",  N_ ("Put a deal among the favorites, or take it away"), NULL, NULL, 2,
  2,          run_favorite,
};

static const CosellCliOption outbox_options[] = {
  { "take", "ID", N_ ("retry: the service has it already, under this ID") },
  { "again", NULL, N_ ("retry: the service does not have it; send it without looking") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_outbox = {
  "outbox",
  "[hold|retry|discard SEQ] [--take ID|--again]",
  N_ ("List the changes that wait, or act on one"),
  N_ ("A held change does not go out until it is retried. Discarding takes the change back in the "
      "deal; the history keeps it. A new deal whose answer got lost is looked for before it is "
      "sent again; when it stays unclear, look yourself and say so with --take or --again."),
  outbox_options,
  0,
  2,
  run_outbox,
};
