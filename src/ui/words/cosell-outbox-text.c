#include "ui/words/cosell-outbox-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "ui/words/cosell-conflict-text.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-history-text.h"
#include "ui/words/cosell-overtaken-text.h"

#define PATH_STAGE "/salesStage"

static void
line_free (gpointer data)
{
  CosellOutboxLine *line = data;

  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

static gboolean
has_text (CosellJsonValue entry, const char *member, const char *text)
{
  return cosell_json_string_equal (cosell_json_member (entry, member), text);
}

static gboolean
is_held (CosellJsonValue entry)
{
  return cosell_json_get_bool (cosell_json_member (entry, "held"), FALSE);
}

gboolean
cosell_outbox_is_unkept (CosellJsonValue entry)
{
  return has_text (entry, "state", "not-kept");
}

/* --- what --- */

/* A change of the status, "Accepted → Lost"; NULL for others. (nullable) */
static char *
describe_status (CosellJsonValue fields)
{
  CosellJsonValue change = cosell_json_member (fields, "/substatus");
  g_autofree char *before = cosell_json_dup_string (cosell_json_element (change, 0));
  g_autofree char *after = cosell_json_dup_string (cosell_json_element (change, 1));
  const char *from, *to;

  if (after == NULL)
    return NULL;
  from = cosell_deal_status_label (
      cosell_status_from_wire (NULL, before, COSELL_DEAL_STATUS_ACCEPTED));
  to =
      cosell_deal_status_label (cosell_status_from_wire (NULL, after, COSELL_DEAL_STATUS_ACCEPTED));
  /* Translators: the status of a deal as it was, and as it will be */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

static gboolean
is_registration (CosellJsonValue fields)
{
  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      g_autofree char *path = NULL;

      cosell_json_nth_member (fields, i, &path);
      if (g_str_has_prefix (path, "/registrations"))
        return TRUE;
    }
  return FALSE;
}

char *
cosell_outbox_text_title (CosellJsonValue entry)
{
  CosellJsonValue fields = cosell_json_member (entry, "fields");
  char *status;

  if (cosell_outbox_is_unkept (entry))
    {
      char *words = cosell_json_dup_string (cosell_json_member (entry, "lastError"));

      return words != NULL ? words : g_strdup (cosell_sync_state_label (COSELL_SYNC_STATE_UNKEPT));
    }
  if (has_text (entry, "op", "create"))
    return g_strdup (_ ("New deal"));
  if (has_text (entry, "op", "invite"))
    {
      g_autofree char *invited = cosell_json_dup_string (cosell_json_member (entry, "invited"));

      /* Translators: %s is Microsoft, or the name of another partner */
      return cosell_text_format (_ ("Invitation to %s"), invited != NULL ? invited : "Microsoft");
    }
  status = describe_status (fields);
  if (status != NULL)
    return status;
  return g_strdup (is_registration (fields) ? _ ("Deal registration") : _ ("Change of the deal"));
}

/* "Estimated value, Notes" */
static char *
describe_fields (CosellJsonValue fields)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      char *path = NULL;

      cosell_json_nth_member (fields, i, &path);
      g_ptr_array_add (paths, path);
      g_ptr_array_add (labels, (gpointer) cosell_change_label (path));
    }
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

char *
cosell_outbox_describe_entry (CosellJsonValue entry)
{
  CosellJsonValue fields = cosell_json_member (entry, "fields");
  gboolean named = !cosell_outbox_is_unkept (entry) &&
                   (!has_text (entry, "op", "update") ||
                    cosell_json_is_present (cosell_json_member (fields, "/substatus")));

  return named ? cosell_outbox_text_title (entry) : describe_fields (fields);
}

/* --- the difference --- */

/* What a path alone does not tell in words. (nullable) */
static char *
describe_value (const char *path, CosellJsonValue value, const CosellDealData *deal)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (text == NULL)
    return NULL;
  if (g_str_equal (path, COSELL_PATH_VALUE))
    return cosell_format_money (text, deal->currency);
  if (atoi (text) == 0)
    return g_steal_pointer (&text);
  return g_strdup (cosell_stage_label (atoi (text), deal->type, deal->direction));
}

static char *
describe_change (const char *path,
                 CosellJsonValue before,
                 CosellJsonValue after,
                 const CosellDealData *deal)
{
  g_autofree char *old = cosell_json_dup_raw (before);
  g_autofree char *value = cosell_json_dup_raw (after);
  g_autofree char *from = NULL, *to = NULL;

  if (deal == NULL || !(g_str_equal (path, COSELL_PATH_VALUE) || g_str_equal (path, PATH_STAGE)))
    return cosell_history_text_change (path, old, value);
  from = describe_value (path, before, deal);
  to = describe_value (path, after, deal);
  if (from == NULL || to == NULL)
    return to != NULL ? g_steal_pointer (&to) : cosell_history_text_change (path, old, value);
  /* Translators: a value before and after a change */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

static void
add_line (GPtrArray *lines,
          const char *path,
          CosellJsonValue before,
          CosellJsonValue after,
          const CosellDealData *deal)
{
  CosellOutboxLine *line = g_new0 (CosellOutboxLine, 1);

  line->label = g_strdup (cosell_change_label (path));
  line->text = describe_change (path, before, after, deal);
  g_ptr_array_add (lines, line);
}

/* Of a body that is new: what a person knows it by. */
static void
add_body (GPtrArray *lines, CosellJsonValue body, const CosellDealData *deal)
{
  static const char *const paths[] = { COSELL_PATH_NAME,
                                       COSELL_PATH_VALUE,
                                       COSELL_PATH_CLOSE_DATE,
                                       COSELL_PATH_NOTES,
                                       "/inviteContext/assistanceRequestCode",
                                       "/inviteContext/notes" };
  g_autofree char *customer =
      cosell_referral_read_display (cosell_json_member (body, "customerProfile"), "name");
  const CosellJsonValue nothing = { NULL, 0 };

  if (customer != NULL)
    {
      CosellOutboxLine *line = g_new0 (CosellOutboxLine, 1);

      line->label = g_strdup (_ ("Customer"));
      line->text = g_steal_pointer (&customer);
      g_ptr_array_add (lines, line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      CosellJsonValue value = cosell_json_pointer (body, paths[i]);

      if (cosell_json_is_present (value) && !cosell_json_string_equal (value, ""))
        add_line (lines, paths[i], nothing, value, deal);
    }
}

/* The title tells these. */
static gboolean
is_told (const char *path)
{
  return g_str_equal (path, "/status") || g_str_equal (path, "/substatus");
}

/* A currency that is only there because the value is decided with it. */
static gboolean
is_unchanged (const char *path, CosellJsonValue change)
{
  g_autofree char *before = cosell_json_dup_raw (cosell_json_element (change, 0));
  g_autofree char *after = cosell_json_dup_raw (cosell_json_element (change, 1));

  return cosell_change_same (path, before, after);
}

/* P4: what a person has to choose between. */
static void
add_question (GPtrArray *lines, GPtrArray *conflicts, guint index, const CosellDealData *deal)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, index);
  CosellOutboxLine *line;

  if (cosell_conflict_is_asked (conflicts, index))
    return;
  line = g_new0 (CosellOutboxLine, 1);
  line->label = g_strdup (cosell_change_label (conflict->path));
  line->text = cosell_conflict_sides (conflicts, index, deal);
  g_ptr_array_add (lines, line);
}

static gboolean
is_in_question (GPtrArray *conflicts, const char *path)
{
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (cosell_conflict_is_one (conflict->path, path))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
cosell_outbox_text_lines (CosellJsonValue entry, const CosellDealData *deal)
{
  CosellJsonValue fields = cosell_json_member (entry, "fields");
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) conflicts = deal != NULL ? cosell_conflict_read (entry) : NULL;
  guint before = cosell_outbox_is_unkept (entry) ? 1 : 0;

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    add_question (lines, conflicts, i, deal);
  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      g_autofree char *path = NULL;
      CosellJsonValue change = cosell_json_nth_member (fields, i, &path);

      if (is_in_question (conflicts, path))
        continue;
      if (*path == '\0')
        add_body (lines, cosell_json_element (change, 1), deal);
      else if ((before == 1 || !is_told (path)) && !is_unchanged (path, change))
        add_line (lines, path, cosell_json_element (change, before),
                  cosell_json_element (change, 1 - before), deal);
    }
  return lines;
}

/* --- when --- */

CosellSyncState
cosell_outbox_text_state (CosellJsonValue entry)
{
  if (has_text (entry, "state", "sent"))
    return COSELL_SYNC_STATE_SENDING;
  if (is_held (entry))
    return COSELL_SYNC_STATE_HELD;
  if (cosell_outbox_is_unkept (entry))
    return COSELL_SYNC_STATE_UNKEPT;
  if (has_text (entry, "state", "parked"))
    return cosell_json_get_bool (cosell_json_member (entry, "conflict"), FALSE)
               ? COSELL_SYNC_STATE_CONFLICT
               : COSELL_SYNC_STATE_PARKED;
  if (has_text (entry, "state", "scheduled"))
    return COSELL_SYNC_STATE_SCHEDULED;
  return COSELL_SYNC_STATE_WAITING;
}

/* B2: on its own, it lets nothing wait. */
static gboolean
is_heart (CosellJsonValue entry)
{
  CosellJsonValue fields = cosell_json_member (entry, "fields");

  return has_text (entry, "op", "update") && cosell_json_length (fields) == 1 &&
         cosell_json_is_present (cosell_json_member (fields, COSELL_PATH_FAVORITE));
}

/* The instant before which it does not go, if that is to come. */
static gboolean
get_instant (CosellJsonValue entry, gint64 now, gint64 *instant)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (entry, "notBefore"));

  return text != NULL && cosell_time_parse (text, instant) && *instant > now;
}

gboolean
cosell_outbox_goes_ahead (CosellJsonValue earlier, CosellJsonValue later, gint64 now)
{
  gint64 instant;

  if (cosell_json_kind (earlier) == COSELL_JSON_NONE || cosell_outbox_is_unkept (earlier) ||
      is_heart (earlier) || (is_heart (later) && has_text (earlier, "state", "parked")))
    return FALSE;
  if (has_text (earlier, "state", "scheduled") &&
      (has_text (earlier, "op", "update") || get_instant (earlier, now, &instant)))
    return FALSE;
  return !has_text (earlier, "op", "invite") ||
         (!has_text (earlier, "state", "parked") && !has_text (later, "op", "invite"));
}

static char *
describe_waiting (CosellJsonValue entry, CosellJsonValue ahead, gint64 now)
{
  gint64 attempts = cosell_json_get_int (cosell_json_member (entry, "attempts"), 0);
  g_autofree char *when = NULL;
  gint64 instant;

  if (is_held (ahead))
    return g_strdup (_ ("Waits for the change above it, which you hold back"));
  if (cosell_json_kind (ahead) != COSELL_JSON_NONE)
    return g_strdup (has_text (ahead, "state", "parked")
                         ? _ ("Waits until the change above it is sent or discarded")
                         : _ ("Goes out after the change above it"));
  if (!get_instant (entry, now, &instant))
    return g_strdup (_ ("Goes out with the next sync"));
  when = cosell_format_time (instant, now);
  if (attempts == 0)
    /* Translators: %s is a time of day */
    return g_strdup_printf (_ ("Goes out at %s, and can be undone until then"), when);
  /* Translators: the second %s is a time of day */
  return g_strdup_printf (ngettext ("Tried %ld time, again at %s", "Tried %ld times, again at %s",
                                    (gulong) attempts),
                          (glong) attempts, when);
}

/* P3: after an answer that did not come, a new deal may still arrive. */
static char *
describe_sending (CosellJsonValue entry, gint64 now)
{
  g_autofree char *when = NULL;
  gint64 instant;

  if (cosell_json_kind (cosell_json_member (entry, "lastError")) != COSELL_JSON_STRING ||
      !get_instant (entry, now, &instant))
    return g_strdup (_ ("On its way to Partner Center"));
  when = cosell_format_time (instant, now);
  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("Cosell looks for it again at %s"), when);
}

char *
cosell_outbox_text_when (CosellJsonValue entry, CosellJsonValue ahead, gint64 now)
{
  g_autofree char *when = NULL;
  gint64 instant;

  switch (cosell_outbox_text_state (entry))
    {
    case COSELL_SYNC_STATE_SENDING:
      return describe_sending (entry, now);
    case COSELL_SYNC_STATE_CONFLICT:
      return g_strdup (_ ("Waits for your decision"));
    case COSELL_SYNC_STATE_HELD:
      return g_strdup (_ ("Held back by you"));
    case COSELL_SYNC_STATE_UNKEPT:
      return g_strdup (_ ("What you typed is kept here. Send it again, or drop it and take what "
                          "Partner Center has."));
    case COSELL_SYNC_STATE_PARKED:
      if (cosell_json_get_bool (cosell_json_member (entry, "inDoubt"), FALSE))
        return g_strdup (_ ("Perhaps sent already; waits for your answer"));
      return g_strdup (_ ("Not sent until you try again"));
    case COSELL_SYNC_STATE_SCHEDULED:
      if (!get_instant (entry, now, &instant))
        break;
      when = cosell_format_instant (instant);
      /* Translators: %s is day and time */
      return g_strdup_printf (_ ("Scheduled for %s"), when);
    case COSELL_SYNC_STATE_SYNCED:
    case COSELL_SYNC_STATE_DRAFT:
    case COSELL_SYNC_STATE_WAITING:
      break;
    }
  return describe_waiting (entry, ahead, now);
}

char *
cosell_outbox_text_problem (CosellJsonValue entry)
{
  /* what is to be decided stands in the lines, field by field, what was not kept in the title */
  if (is_held (entry) || cosell_outbox_is_unkept (entry) ||
      cosell_outbox_text_state (entry) == COSELL_SYNC_STATE_CONFLICT)
    return NULL;
  return cosell_json_dup_string (cosell_json_member (entry, "lastError"));
}

/* --- where to --- */

static gboolean
stands_in_details (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);

  return member != NULL && member->edited == COSELL_EDITED_IN_DETAILS;
}

const char *
cosell_outbox_edit_action (CosellJsonValue entry, const CosellDealData *deal)
{
  CosellJsonValue fields = cosell_json_member (entry, "fields");

  if (cosell_overtaken_text_applies (entry, deal))
    return "deal.recreate";
  if (has_text (entry, "op", "create"))
    return "deal.edit";
  if (!has_text (entry, "op", "update"))
    return NULL;
  if (is_registration (fields))
    return "deal.register";
  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      g_autofree char *path = NULL;

      cosell_json_nth_member (fields, i, &path);
      if (stands_in_details (path))
        return "deal.edit";
    }
  return NULL;
}
