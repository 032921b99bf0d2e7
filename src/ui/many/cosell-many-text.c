#include "ui/many/cosell-many-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-json.h"
#include "base/cosell-text-show.h"
#include "model/cosell-change.h"
#include "model/cosell-issue.h"
#include "model/cosell-member.h"
#include "model/cosell-outbox-entry.h"
#include "model/cosell-referral.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-history-text.h"
#include "ui/words/cosell-outbox-text.h"

gboolean
cosell_many_text_changes (CosellManyVerb verb, const CosellManyOutcome *outcome)
{
  if (outcome->reason != NULL)
    return FALSE;
  return verb == COSELL_MANY_VERB_INVITE || outcome->changes == NULL || outcome->changes->len > 0;
}

/* (nullable) */
static char *
dup_scalar (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;

  return doc != NULL ? cosell_json_dup_scalar (cosell_json_root (doc)) : NULL;
}

/* from: (nullable) "" */
static char *
join (const char *from, const char *to)
{
  g_autofree char *left = NULL;
  g_autofree char *right = cosell_text_isolate (to);

  if (from == NULL || *from == '\0')
    return g_strdup (to);
  left = cosell_text_isolate (from);
  /* Translators: a value before and after a change */
  return g_strdup_printf (_ ("%s → %s"), left, right);
}

/* --- value and currency are one amount --- */

static char *
money (const char *json, const char *unchanged, const char *currency_json, const char *currency)
{
  g_autofree char *amount = json != NULL ? dup_scalar (json) : g_strdup (unchanged);
  g_autofree char *unit = currency_json != NULL ? dup_scalar (currency_json) : g_strdup (currency);

  return amount != NULL ? cosell_format_money (amount, unit) : NULL;
}

static char *
describe_amount (const CosellChange *value,
                 const CosellChange *currency,
                 const CosellDealData *deal)
{
  g_autofree char *from =
      money (value != NULL ? value->original : NULL, value == NULL ? deal->value : NULL,
             currency != NULL ? currency->original : NULL, deal->currency);
  g_autofree char *to =
      money (value != NULL ? value->current : NULL, value == NULL ? deal->value : NULL,
             currency != NULL ? currency->current : NULL, deal->currency);

  return join (from, to != NULL ? to : "");
}

/* --- stage --- */

/* (nullable) */
static char *
stage_text (int stage, const CosellDealData *deal)
{
  const char *label = stage > 0 ? cosell_stage_label (stage, (CosellDealType) deal->type,
                                                      (CosellDirection) deal->direction)
                                : NULL;

  /* Translators: a stage, and how far it is: "Proposed 60 %" */
  return label != NULL ? g_strdup_printf (_ ("%s %d %%"), label, stage) : NULL;
}

/* A deal that has no stage yet is at the first one, and one may have a stage in words of its own:
 * its row knows which that is. */
static char *
describe_stage (const CosellChange *change, const CosellDealData *deal)
{
  g_autofree char *before = dup_scalar (change->original);
  g_autofree char *after = dup_scalar (change->current);
  g_autofree char *said = before != NULL ? stage_text (atoi (before), deal) : NULL;
  g_autofree char *from = said != NULL ? g_strdup (said) : stage_text ((int) deal->stage, deal);
  g_autofree char *to = stage_text (after != NULL ? atoi (after) : 0, deal);

  return to != NULL ? join (from != NULL ? from : before, to)
                    : cosell_history_text_change (change->path, change->original, change->current);
}

/* --- all of it --- */

static char *
describe_one (const CosellChange *change, const CosellDealData *deal)
{
  if (deal != NULL && g_str_equal (change->path, COSELL_PATH_STAGE))
    return describe_stage (change, deal);
  return cosell_history_text_change (change->path, change->original, change->current);
}

static void
add_line (GString *text, gboolean named, const char *path, char *words)
{
  if (text->len > 0)
    g_string_append (text, "; ");
  if (named)
    /* Translators: the name of a field, and what becomes of it */
    g_string_append_printf (text, _ ("%s: %s"), cosell_change_label (path), words);
  else
    g_string_append (text, words);
  g_free (words);
}

static char *
describe_changes (GPtrArray *changes, const CosellDealData *deal)
{
  const CosellChange *value = cosell_changes_find (changes, COSELL_PATH_VALUE);
  const CosellChange *currency = cosell_changes_find (changes, COSELL_PATH_CURRENCY);
  gboolean amount = deal != NULL && (value != NULL || currency != NULL);
  guint lines = changes->len - (amount && value != NULL && currency != NULL ? 1 : 0);
  GString *text = g_string_new (NULL);

  if (amount)
    add_line (text, lines > 1, COSELL_PATH_VALUE, describe_amount (value, currency, deal));
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (!amount || (change != value && change != currency))
        add_line (text, lines > 1, change->path, describe_one (change, deal));
    }
  return g_string_free (text, FALSE);
}

/* "Accepted → Lost" */
static char *
describe_end (GPtrArray *changes)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();

  entry->op = COSELL_OUTBOX_OP_UPDATE;
  g_clear_pointer (&entry->changes, g_ptr_array_unref);
  entry->changes = g_ptr_array_ref (changes);
  return cosell_outbox_text_title (entry);
}

char *
cosell_many_text_describe (CosellManyVerb verb,
                           const CosellManyOutcome *outcome,
                           const CosellDealData *deal)
{
  if (outcome->reason != NULL)
    return g_strdup (outcome->reason);
  if (!cosell_many_text_changes (verb, outcome))
    return g_strdup (_ ("It is like that already."));
  if (verb == COSELL_MANY_VERB_INVITE || outcome->changes == NULL)
    return g_strdup (_ ("Microsoft is invited"));
  if (cosell_many_verb_ends (verb))
    return describe_end (outcome->changes);
  return describe_changes (outcome->changes, deal);
}

char *
cosell_many_text_remarks (const CosellManyOutcome *outcome)
{
  GString *text = NULL;

  for (guint i = 0; outcome->issues != NULL && i < outcome->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (outcome->issues, i);

      if (issue->severity != COSELL_SEVERITY_WARNING)
        continue;
      if (text == NULL)
        text = g_string_new (issue->message);
      else
        g_string_append_printf (text, "\n%s", issue->message);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}
