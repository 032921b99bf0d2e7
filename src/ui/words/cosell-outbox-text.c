#include "model/cosell-change.h"
#include "ui/words/cosell-outbox-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-member.h"
#include "model/cosell-parties.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "model/cosell-registration-entry.h"
#include "ui/words/cosell-conflict-text.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-history-text.h"
#include "ui/words/cosell-overtaken-text.h"

#define PATH_SUBSTATUS "/substatus"

static void
line_free (gpointer data)
{
  CosellOutboxLine *line = data;

  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

/* P13: the service took it, but did not keep it. */
static gboolean
is_unkept (const CosellOutboxEntry *entry)
{
  return entry->state == COSELL_OUTBOX_STATE_NOT_KEPT;
}

/* (nullable) */
static char *
dup_scalar (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;

  return doc != NULL ? cosell_json_dup_scalar (cosell_json_root (doc)) : NULL;
}

/* --- what --- */

/* A change of the status, "Accepted → Lost"; NULL for others. (nullable) */
static char *
describe_status (const CosellOutboxEntry *entry)
{
  const CosellChange *change = cosell_changes_find (entry->changes, PATH_SUBSTATUS);
  g_autofree char *before = change != NULL ? dup_scalar (change->original) : NULL;
  g_autofree char *after = change != NULL ? dup_scalar (change->current) : NULL;
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
is_registration (const CosellOutboxEntry *entry)
{
  return entry->changes != NULL && cosell_changes_have_registration (entry->changes);
}

char *
cosell_outbox_text_title (const CosellOutboxEntry *entry)
{
  char *status;

  if (is_unkept (entry))
    return g_strdup (entry->last_error != NULL
                         ? entry->last_error
                         : cosell_sync_state_label (COSELL_SYNC_STATE_UNKEPT));
  switch (entry->op)
    {
    case COSELL_OUTBOX_OP_CREATE:
      return g_strdup (_ ("New deal"));
    case COSELL_OUTBOX_OP_INVITE:
      /* Translators: %s is Microsoft, or the name of another partner */
      return cosell_text_format (_ ("Invitation to %s"),
                                 entry->invited != NULL ? entry->invited : "Microsoft");
    case COSELL_OUTBOX_OP_UPDATE:
      break;
    }
  status = describe_status (entry);
  if (status != NULL)
    return status;
  return g_strdup (is_registration (entry) ? _ ("Deal registration") : _ ("Change of the deal"));
}

/* "Estimated value, Notes" */
static char *
describe_fields (GPtrArray *changes)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      g_ptr_array_add (labels, (gpointer) cosell_change_label (change->path));
    }
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

char *
cosell_outbox_describe_entry (const CosellOutboxEntry *entry)
{
  gboolean named =
      !is_unkept (entry) && (entry->op != COSELL_OUTBOX_OP_UPDATE ||
                             cosell_changes_find (entry->changes, PATH_SUBSTATUS) != NULL);

  return named ? cosell_outbox_text_title (entry) : describe_fields (entry->changes);
}

/* --- the difference --- */

/* What a path alone does not tell in words. (nullable) */
static char *
describe_value (const char *path, const char *json, const CosellDealData *deal)
{
  g_autofree char *text = dup_scalar (json);

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
                 const char *before,
                 const char *after,
                 const CosellDealData *deal)
{
  g_autofree char *from = NULL, *to = NULL;

  if (deal == NULL ||
      !(g_str_equal (path, COSELL_PATH_VALUE) || g_str_equal (path, COSELL_PATH_STAGE)))
    return cosell_history_text_change (path, before, after);
  from = describe_value (path, before, deal);
  to = describe_value (path, after, deal);
  if (from == NULL || to == NULL)
    return to != NULL ? g_steal_pointer (&to) : cosell_history_text_change (path, before, after);
  /* Translators: a value before and after a change */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

/* text: taken */
static void
add_line (GPtrArray *lines, const char *label, char *text)
{
  CosellOutboxLine *line = g_new0 (CosellOutboxLine, 1);

  line->label = g_strdup (label);
  line->text = text;
  g_ptr_array_add (lines, line);
}

/* Of a body that is new: what a person knows it by. */
static void
add_body (GPtrArray *lines, const char *body, const CosellDealData *deal)
{
  static const char *const paths[] = { COSELL_PATH_NAME,
                                       COSELL_PATH_VALUE,
                                       COSELL_PATH_CLOSE_DATE,
                                       COSELL_PATH_NOTES,
                                       "/inviteContext/assistanceRequestCode",
                                       "/inviteContext/notes" };
  g_autoptr (CosellJson) doc = body != NULL ? cosell_json_parse (body, -1, NULL) : NULL;
  CosellJsonValue root = cosell_json_root (doc);
  char *customer =
      cosell_referral_read_display (cosell_json_member (root, "customerProfile"), "name");

  if (customer != NULL)
    add_line (lines, _ ("Customer"), customer);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      CosellJsonValue value = cosell_json_pointer (root, paths[i]);
      g_autofree char *json = cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;

      if (json != NULL && !cosell_json_string_equal (value, ""))
        add_line (lines, cosell_change_label (paths[i]),
                  describe_change (paths[i], NULL, json, deal));
    }
}

/* The title tells these. */
static gboolean
is_told (const char *path)
{
  return g_str_equal (path, "/status") || g_str_equal (path, "/substatus");
}

/* P4: what a person has to choose between. */
static void
add_question (GPtrArray *lines, GPtrArray *conflicts, guint index, const CosellDealData *deal)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, index);

  if (!cosell_conflict_is_asked (conflicts, index))
    add_line (lines, cosell_change_label (conflict->path),
              cosell_conflict_sides (conflicts, index, deal));
}

static gboolean
is_in_question (GPtrArray *conflicts, const char *path)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (cosell_conflict_is_one (conflict->path, path))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
cosell_outbox_text_lines (const CosellOutboxEntry *entry, const CosellDealData *deal)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; deal != NULL && i < entry->conflicts->len; i++)
    add_question (lines, entry->conflicts, i, deal);
  if (entry->changes == NULL)
    add_body (lines, entry->body, deal);
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (entry->changes, i);

      if (deal != NULL && is_in_question (entry->conflicts, change->path))
        continue;
      if (!is_unkept (entry) && is_told (change->path))
        continue;
      /* a currency may be there only because the value is decided with it */
      if (!cosell_change_same (change->path, change->original, change->current))
        add_line (lines, cosell_change_label (change->path),
                  describe_change (change->path, change->original, change->current, deal));
    }
  return lines;
}

/* --- when --- */

CosellSyncState
cosell_outbox_text_state (const CosellOutboxEntry *entry)
{
  switch (entry->state)
    {
    case COSELL_OUTBOX_STATE_SENT:
      return COSELL_SYNC_STATE_SENDING;
    case COSELL_OUTBOX_STATE_NOT_KEPT:
      return COSELL_SYNC_STATE_UNKEPT;
    case COSELL_OUTBOX_STATE_PARKED:
      if (entry->held)
        return COSELL_SYNC_STATE_HELD;
      return entry->conflicts->len > 0 ? COSELL_SYNC_STATE_CONFLICT : COSELL_SYNC_STATE_PARKED;
    case COSELL_OUTBOX_STATE_SCHEDULED:
      return COSELL_SYNC_STATE_SCHEDULED;
    case COSELL_OUTBOX_STATE_PENDING:
    case COSELL_OUTBOX_STATE_LOCAL:
      return COSELL_SYNC_STATE_WAITING;
    }
  g_assert_not_reached ();
}

static char *
describe_waiting (const CosellOutboxEntry *entry, const CosellOutboxEntry *ahead, gint64 now)
{
  g_autofree char *when = NULL;

  if (ahead != NULL && ahead->held)
    return g_strdup (_ ("Waits for the change above it, which you hold back"));
  if (ahead != NULL)
    return g_strdup (ahead->state == COSELL_OUTBOX_STATE_PARKED
                         ? _ ("Waits until the change above it is sent or discarded")
                         : _ ("Goes out after the change above it"));
  if (entry->not_before <= now)
    return g_strdup (_ ("Goes out with the next sync"));
  when = cosell_format_time (entry->not_before, now);
  if (entry->attempts == 0)
    /* Translators: %s is a time of day */
    return g_strdup_printf (_ ("Goes out at %s, and can be undone until then"), when);
  /* Translators: the second %s is a time of day */
  return g_strdup_printf (ngettext ("Tried %ld time, again at %s", "Tried %ld times, again at %s",
                                    (gulong) entry->attempts),
                          (glong) entry->attempts, when);
}

/* P3: after an answer that did not come, a new deal may still arrive. */
static char *
describe_sending (const CosellOutboxEntry *entry, gint64 now)
{
  g_autofree char *when = NULL;

  if (entry->last_error == NULL || entry->not_before <= now)
    return g_strdup (_ ("On its way to Partner Center"));
  when = cosell_format_time (entry->not_before, now);
  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("Cosell looks for it again at %s"), when);
}

char *
cosell_outbox_text_when (const CosellOutboxEntry *entry, const CosellOutboxEntry *ahead, gint64 now)
{
  g_autofree char *when = NULL;

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
      return g_strdup (entry->unconfirmed ? _ ("Perhaps sent already; waits for your answer")
                                          : _ ("Not sent until you try again"));
    case COSELL_SYNC_STATE_SCHEDULED:
      if (entry->not_before <= now)
        break;
      when = cosell_format_instant (entry->not_before);
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
cosell_outbox_text_problem (const CosellOutboxEntry *entry)
{
  /* what is to be decided stands in the lines, field by field, what was not kept in the title */
  if (entry->held || is_unkept (entry) ||
      cosell_outbox_text_state (entry) == COSELL_SYNC_STATE_CONFLICT)
    return NULL;
  return g_strdup (entry->last_error);
}

/* --- where to --- */

static gboolean
stands_in_details (const CosellChange *change)
{
  const CosellMember *member = cosell_member_for_path (change->path);

  return member != NULL && member->edited == COSELL_EDITED_IN_DETAILS;
}

const char *
cosell_outbox_edit_action (const CosellOutboxEntry *entry, const CosellDealData *deal)
{
  if (cosell_overtaken_text_applies (entry, deal))
    return "deal.recreate";
  if (entry->op == COSELL_OUTBOX_OP_CREATE)
    return "deal.edit";
  if (is_registration (entry))
    return "deal.register";
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    if (stands_in_details (g_ptr_array_index (entry->changes, i)))
      return "deal.edit";
  return NULL;
}
