#include "ui/outbox/cosell-outbox-verbs.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-rules.h"
#include "ui/words/cosell-outbox-text.h"
#include "ui/words/cosell-overtaken-text.h"

static void
verb_free (gpointer data)
{
  CosellOutboxVerb *verb = data;

  g_variant_unref (verb->target);
  g_free (verb);
}

/* target: floating */
static void
add (GPtrArray *verbs, const char *label, const char *action, GVariant *target)
{
  CosellOutboxVerb *verb = g_new0 (CosellOutboxVerb, 1);

  verb->label = label;
  verb->action = action;
  verb->target = g_variant_ref_sink (target);
  g_ptr_array_add (verbs, verb);
}

/* P3: nobody knows whether the service has it: a person's two answers, beside another look. Of what
 * a person holds back nothing is asked: sending it looks first. */
static gboolean
add_doubt (GPtrArray *verbs, const CosellOutboxEntry *entry)
{
  char **candidates = entry->candidates;

  if (!entry->unconfirmed || entry->state != COSELL_OUTBOX_STATE_PARKED)
    return FALSE;
  if (candidates != NULL && g_strv_length (candidates) == 1)
    add (verbs, _ ("It Is There"), "outbox.take",
         g_variant_new ("(xs)", entry->seq, candidates[0]));
  add (verbs, _ ("Look Again"), "outbox.retry", g_variant_new_int64 (entry->seq));
  add (verbs, _ ("Send Again"), "outbox.again", g_variant_new_int64 (entry->seq));
  return TRUE;
}

static void
add_waiting (GPtrArray *verbs, const CosellOutboxEntry *entry)
{
  if (entry->attempts > 0)
    add (verbs, _ ("Try Again"), "outbox.retry", g_variant_new_int64 (entry->seq));
  add (verbs, _ ("Hold Back"), "outbox.hold", g_variant_new_int64 (entry->seq));
}

/* What makes it go out, or stops it. */
static void
add_sending (GPtrArray *verbs, const CosellOutboxEntry *entry, CosellSyncState state)
{
  gint64 seq = entry->seq;

  switch (state)
    {
    case COSELL_SYNC_STATE_CONFLICT:
      add (verbs, _ ("Decide…"), "outbox.resolve", g_variant_new_int64 (entry->deal));
      return;
    case COSELL_SYNC_STATE_UNKEPT:
      add (verbs, _ ("Send Again"), "outbox.retry", g_variant_new_int64 (seq));
      return;
    case COSELL_SYNC_STATE_HELD:
      add (verbs, _ ("Send"), "outbox.retry", g_variant_new_int64 (seq));
      return;
    case COSELL_SYNC_STATE_PARKED:
      add (verbs, _ ("Try Again"), "outbox.retry", g_variant_new_int64 (seq));
      return;
    case COSELL_SYNC_STATE_SCHEDULED:
      add (verbs, _ ("Hold Back"), "outbox.hold", g_variant_new_int64 (seq));
      add (verbs, _ ("Send Now"), "outbox.retry", g_variant_new_int64 (seq));
      return;
    case COSELL_SYNC_STATE_WAITING:
      add_waiting (verbs, entry);
      return;
    case COSELL_SYNC_STATE_SYNCED:
    case COSELL_SYNC_STATE_DRAFT:
    case COSELL_SYNC_STATE_SENDING:
      return;
    }
}

/* The page of the deal opens in any case; its form only if the deal takes a change. */
static const char *
edit_label (const CosellOutboxItem *item)
{
  const char *form = cosell_outbox_edit_action (item->entry, item->data);
  g_auto (CosellVerdict) verdict = { FALSE };

  if (item->data != NULL && form != NULL)
    cosell_rules_check (item->data,
                        g_str_equal (form, "deal.register") ? COSELL_ACTION_REGISTER
                                                            : COSELL_ACTION_EDIT,
                        item->now, &verdict);
  return verdict.allowed ? _ ("Edit") : _ ("Show Deal");
}

GPtrArray *
cosell_outbox_verbs (const CosellOutboxItem *item)
{
  GPtrArray *verbs = g_ptr_array_new_with_free_func (verb_free);
  const CosellOutboxEntry *entry = item->entry;
  gint64 seq = entry->seq;
  CosellSyncState state = cosell_outbox_text_state (entry);
  gboolean unkept = state == COSELL_SYNC_STATE_UNKEPT;
  gboolean overtaken = cosell_overtaken_text_applies (entry, item->data);

  if (state == COSELL_SYNC_STATE_SENDING)
    return verbs;
  if (overtaken)
    add (verbs, _ ("Copy into a New Draft"), "outbox.edit", g_variant_new_int64 (seq));
  else if (state == COSELL_SYNC_STATE_HELD || !add_doubt (verbs, entry))
    add_sending (verbs, entry, state);
  if (!overtaken)
    add (verbs, edit_label (item), "outbox.edit", g_variant_new_int64 (seq));
  if (item->is_last && !unkept)
    add (verbs, _ ("Undo Last Change"), "outbox.undo", g_variant_new_int64 (entry->deal));
  add (verbs, unkept ? _ ("Drop") : _ ("Discard"), "outbox.discard", g_variant_new_int64 (seq));
  return verbs;
}
