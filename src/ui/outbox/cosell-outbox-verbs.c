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
add_doubt (GPtrArray *verbs, CosellJsonValue entry, gint64 seq)
{
  CosellJsonValue candidates = cosell_json_member (entry, "candidates");
  g_autofree char *id = cosell_json_dup_string (cosell_json_element (candidates, 0));

  if (!cosell_json_get_bool (cosell_json_member (entry, "inDoubt"), FALSE))
    return FALSE;
  if (id != NULL && cosell_json_length (candidates) == 1)
    add (verbs, _ ("It Is There"), "outbox.take", g_variant_new ("(xs)", seq, id));
  add (verbs, _ ("Look Again"), "outbox.retry", g_variant_new_int64 (seq));
  add (verbs, _ ("Send Again"), "outbox.again", g_variant_new_int64 (seq));
  return TRUE;
}

static void
add_waiting (GPtrArray *verbs, const CosellOutboxItem *item, gint64 seq)
{
  gint64 attempts = cosell_json_get_int (cosell_json_member (item->entry, "attempts"), 0);

  if (attempts > 0)
    add (verbs, _ ("Try Again"), "outbox.retry", g_variant_new_int64 (seq));
  add (verbs, _ ("Hold Back"), "outbox.hold", g_variant_new_int64 (seq));
}

/* What makes it go out, or stops it. */
static void
add_sending (GPtrArray *verbs, const CosellOutboxItem *item, CosellSyncState state, gint64 seq)
{
  switch (state)
    {
    case COSELL_SYNC_STATE_CONFLICT:
      add (verbs, _ ("Decide…"), "outbox.resolve", g_variant_new_int64 (item->deal_id));
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
      add_waiting (verbs, item, seq);
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
  CosellSyncState state = cosell_outbox_text_state (item->entry);
  gint64 seq = cosell_json_get_int (cosell_json_member (item->entry, "seq"), 0);
  gboolean unkept = cosell_outbox_is_unkept (item->entry);
  gboolean overtaken = cosell_overtaken_text_applies (item->entry, item->data);

  if (state == COSELL_SYNC_STATE_SENDING)
    return verbs;
  if (overtaken)
    add (verbs, _ ("Copy into a New Draft"), "outbox.edit", g_variant_new_int64 (seq));
  else if (state == COSELL_SYNC_STATE_HELD || !add_doubt (verbs, item->entry, seq))
    add_sending (verbs, item, state, seq);
  if (!overtaken)
    add (verbs, edit_label (item), "outbox.edit", g_variant_new_int64 (seq));
  if (item->is_last && !unkept)
    add (verbs, _ ("Undo Last Change"), "outbox.undo", g_variant_new_int64 (item->deal_id));
  add (verbs, unkept ? _ ("Drop") : _ ("Discard"), "outbox.discard", g_variant_new_int64 (seq));
  return verbs;
}
