/* outbox */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-many.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "model/cosell-change.h"
#include "model/cosell-crm-person.h"

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

/* A row: of one of both lanes. */
typedef struct
{
  const CosellOutboxEntry *entry; /* (nullable) */
  const CosellCrmPart *part;      /* (nullable) */
} Waiting;

static char *
describe_crm_fields (const CosellCrmLink *link)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (link->opportunity == NULL)
    return cosell_cli_path_label ("");
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((link->to_crm & 1u << i) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              cosell_crm_field_label ((CosellCrmField) i));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_crm_cells (CosellCliTable *table, const CosellCrmLink *link)
{
  g_autofree char *asked = cosell_crm_person_describe_question (link);

  cosell_cli_table_take (table, cosell_cli_crm_row_seq (link->deal));
  cosell_cli_table_add_number (table, link->deal);
  cosell_cli_table_add (table, link->crm);
  cosell_cli_table_add (table, link->opportunity != NULL ? "update" : "create");
  cosell_cli_table_add (table, link->held ? _ ("held back") : cosell_cli_crm_row_state (link));
  cosell_cli_table_take (table, describe_crm_fields (link));
  cosell_cli_table_add_number (table, link->attempts);
  cosell_cli_table_add (table, NULL);
  cosell_cli_table_take (table, cosell_cli_instant (link->not_before));
  cosell_cli_table_add (table, link->reason != NULL ? link->reason : asked);
}

/* What a person holds back is parked, but nothing went wrong with it. */
static void
add_entry_cells (CosellCliTable *table, const CosellOutboxEntry *entry)
{
  const char *state = entry->held ? _ ("held back")
                                  : cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, (int) entry->state);

  cosell_cli_table_add_number (table, entry->seq);
  cosell_cli_table_add_number (table, entry->deal);
  cosell_cli_table_add (table, "Partner Center");
  cosell_cli_table_add (table, cosell_enum_nick (COSELL_TYPE_OUTBOX_OP, (int) entry->op));
  cosell_cli_table_add (table, state);
  cosell_cli_table_take (table, describe_fields (entry));
  cosell_cli_table_add_number (table, entry->attempts);
  if (entry->group != 0)
    cosell_cli_table_add_number (table, entry->group);
  else
    cosell_cli_table_add (table, NULL);
  cosell_cli_table_take (table, cosell_cli_instant (entry->not_before));
  cosell_cli_table_add (table, entry->held ? NULL : entry->last_error);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const Waiting *waiting = item;

  if (waiting->entry != NULL)
    add_entry_cells (table, waiting->entry);
  else
    add_crm_cells (table, waiting->part->link);
}

static const CosellCliList outbox_list = {
  { N_ (">Number"), N_ (">Deal"), N_ ("Goes to"), N_ ("Kind"), N_ ("State"), N_ ("Fields"),
    N_ (">Tries"), N_ (">Group"), N_ ("Not before"), N_ ("Last error") },
  add_cells,
};

static void
print_rows (GPtrArray *entries, GPtrArray *lane)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      Waiting waiting = { g_ptr_array_index (entries, i), NULL };

      g_ptr_array_add (rows, g_memdup2 (&waiting, sizeof waiting));
    }
  for (guint i = 0; i < lane->len; i++)
    {
      Waiting waiting = { NULL, g_ptr_array_index (lane, i) };

      g_ptr_array_add (rows, g_memdup2 (&waiting, sizeof waiting));
    }
  cosell_cli_print_table (&outbox_list, rows, _ ("No changes wait."));
}

static CosellExit
list_outbox (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) lane = NULL;
  CosellExit status;

  cosell_session_outbox_async (self->session, 0, NULL, cosell_cli_result_cb, &result);
  entries = cosell_session_array_finish (self->session, cosell_cli_await (&result), &error);
  if (entries == NULL)
    return cosell_cli_fail (error);
  lane = cosell_cli_read_lane (self, &status);
  if (lane == NULL)
    return status;
  if (self->json)
    {
      g_autofree char *json = cosell_cli_outbox_to_json (entries, lane);

      cosell_cli_print_json (json);
    }
  else
    print_rows (entries, lane);
  return COSELL_EXIT_DONE;
}

static gboolean
check_verb (const char *verb)
{
  static const char *const verbs[] = { "hold", "retry", "discard", NULL };

  if (g_strv_contains (verbs, verb))
    return TRUE;
  cosell_cli_complain (_ ("“%s” is nothing that can be done to a change: hold, retry or discard."),
                       verb);
  return FALSE;
}

static gboolean
check_act (const char *verb, const char *number, gint64 *seq)
{
  if (!check_verb (verb))
    return FALSE;
  if (number == NULL)
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

/* What was done with one change, or with all of a group. */
static void
say_acted (const char *verb, gint64 seq)
{
  if (g_str_equal (verb, "hold"))
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " is held until it is retried."), seq);
  else if (g_str_equal (verb, "retry"))
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " goes out with the next sync."), seq);
  else
    cosell_cli_say (_ ("Change %" G_GINT64_FORMAT " was discarded. The history keeps it."), seq);
}

static char *
describe_group_act (const char *verb, guint done)
{
  if (g_str_equal (verb, "hold"))
    return g_strdup_printf (ngettext ("%u change is held until it is retried.",
                                      "%u changes are held until they are retried.", done),
                            done);
  if (g_str_equal (verb, "retry"))
    return g_strdup_printf (ngettext ("%u change goes out with the next sync.",
                                      "%u changes go out with the next sync.", done),
                            done);
  return g_strdup_printf (ngettext ("%u change was discarded. The history keeps it.",
                                    "%u changes were discarded. The history keeps them.", done),
                          done);
}

/* J7 */
static CosellExit
act_on_group (CosellCli *self, const char *verb)
{
  const char *number = cosell_cli_value (self, "group");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 group, action;
  guint done;

  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &group, NULL))
    {
      cosell_cli_complain (_ ("“%s” is not the number of a group."), number);
      return COSELL_EXIT_USE;
    }
  cosell_session_group_act_async (self->session, verb, group, NULL, cosell_cli_result_cb, &result);
  outcomes = cosell_session_many_finish (self->session, cosell_cli_await (&result), &action, &done,
                                         &error);
  if (outcomes == NULL)
    return cosell_cli_fail (error);
  words = describe_group_act (verb, done);
  return cosell_cli_report_many (self, outcomes, done, group, words);
}

static gboolean
check_group (CosellCli *self, const char *verb)
{
  if (verb == NULL)
    cosell_cli_complain (_ ("“--group” goes with “outbox hold”, “retry” and “discard”."));
  else if (cosell_cli_argument (self, 1) != NULL)
    cosell_cli_complain (_ ("“--group” stands in place of the number of a change."));
  else if (cosell_cli_has (self, "take") || cosell_cli_has (self, "again"))
    cosell_cli_complain (_ ("“--take” and “--again” are said of one change, not of a group."));
  else
    return check_verb (verb);
  return FALSE;
}

static CosellExit
run_outbox (CosellCli *self)
{
  const char *verb = cosell_cli_argument (self, 0);
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 seq;

  if (cosell_cli_has (self, "group"))
    return check_group (self, verb) ? act_on_group (self, verb) : COSELL_EXIT_USE;
  if (verb == NULL)
    return list_outbox (self);
  if (cosell_cli_is_crm_row (cosell_cli_argument (self, 1)) && !cosell_cli_has (self, "take") &&
      !cosell_cli_has (self, "again"))
    return check_verb (verb) ? cosell_cli_act_on_crm_row (self, verb, cosell_cli_argument (self, 1))
                             : COSELL_EXIT_USE;
  if (!check_act (verb, cosell_cli_argument (self, 1), &seq) || !check_word (self, verb))
    return COSELL_EXIT_USE;
  start_act (self, verb, seq, &result);
  if (cosell_cli_finish (self, "seq", seq, &result, &status))
    say_acted (verb, seq);
  return status;
}

static const CosellCliOption outbox_options[] = {
  { "take", "ID", N_ ("retry: the service has it already, under this ID") },
  { "again", NULL, N_ ("retry: the service does not have it; send it without looking") },
  { "group", "N", N_ ("All changes of a group, which one command on several deals made") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_outbox = {
  "outbox",
  "[hold|retry|discard SEQ|--group N] [--take ID|--again]",
  N_ ("List the changes that wait, or act on some"),
  N_ ("A held change does not go out until it is retried. Discarding takes the change back in the "
      "deal; the history keeps it. What waits for a CRM has a number that begins with “c”; "
      "discarding it leaves the deal as it is. A new deal whose answer got lost is looked for "
      "before it is "
      "sent again; when it stays unclear, look yourself and say so with --take or --again."),
  outbox_options,
  0,
  2,
  run_outbox,
};
