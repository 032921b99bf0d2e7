#include "app/cosell-session-many.h"

#include "app/cosell-session-parts.h"
#include "app/cosell-session-private.h"
#include "model/cosell-change.h"
#include "store/cosell-store-group.h"

/* Of a command on several deals: what it comes to. */
typedef struct
{
  CosellCommand head;
  CosellManyChange *change;  /* (owned) */
  GArray *deals;             /* (owned) of gint64, each once */
  GCancellable *cancellable; /* (owned) (nullable) of a preview: who asked does not wait any more */
  gboolean all_or_none;
  gboolean given_up;   /* because one did not allow it */
  GPtrArray *outcomes; /* (owned) result: of CosellManyOutcome */
  guint done;          /* result */
} Many;

/* Deals that a job of a preview looks at, before others have their turn: some ms. */
#define PART_DEALS 20

void
cosell_many_outcome_free (gpointer self)
{
  CosellManyOutcome *outcome = self;

  g_return_if_fail (outcome != NULL);

  g_free (outcome->half);
  g_free (outcome->reason);
  g_clear_pointer (&outcome->changes, g_ptr_array_unref);
  g_clear_pointer (&outcome->issues, g_ptr_array_unref);
  g_free (outcome);
}

static GPtrArray *
outcomes_new (void)
{
  return g_ptr_array_new_with_free_func (cosell_many_outcome_free);
}

/* Whether an error is about one deal, so that the others can go on. */
static gboolean
is_of_deal (const GError *error)
{
  return error->domain == COSELL_RULE_ERROR ||
         g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

/* Takes failure, which may be NULL. FALSE with error: it is not about the deal. */
static gboolean
take_failure (CosellManyOutcome *outcome, GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  if (!is_of_deal (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  outcome->rule = cosell_rule_error_get_rule (failure);
  outcome->reason = g_strdup (failure->message);
  g_error_free (failure);
  return TRUE;
}

/* --- the command for each deal --- */

static CosellEdit *
make_edit (const CosellManyChange *change, gint64 deal)
{
  CosellEdit *edit = cosell_edit_new (deal);

  for (guint i = 0; i < change->steps->len; i++)
    {
      const CosellManyStep *step = g_ptr_array_index (change->steps, i);

      switch (step->kind)
        {
        case COSELL_MANY_SET:
          cosell_edit_set (edit, step->key, step->value);
          break;
        case COSELL_MANY_ADD_MEMBER:
          cosell_edit_add_member_json (edit, step->value);
          break;
        case COSELL_MANY_REMOVE_MEMBER:
          cosell_edit_remove_member (edit, step->value);
          break;
        case COSELL_MANY_ADD_SOLUTION:
          cosell_edit_add_solution_json (edit, step->value);
          break;
        case COSELL_MANY_REMOVE_SOLUTION:
          cosell_edit_remove_solution (edit, step->value);
          break;
        }
    }
  return edit;
}

static CosellCommand *
make_invitation (const CosellManyChange *change, gint64 deal)
{
  GError *unreadable = NULL;
  CosellInvite *invite = cosell_invite_new_from_json (change->text, &unreadable);

  return cosell_session_invite_command (NULL, deal, invite, unreadable);
}

static CosellCommand *
make_command (const CosellManyChange *change, gint64 deal)
{
  switch (change->kind)
    {
    case COSELL_MANY_EDIT:
      return cosell_session_edit_command (NULL, make_edit (change, deal));
    case COSELL_MANY_STAGE:
      return cosell_session_stage_command (NULL, deal, change->text);
    case COSELL_MANY_DECLINE:
      return cosell_session_end_command (NULL, deal, COSELL_ACTION_DECLINE, change->text,
                                         change->notes);
    case COSELL_MANY_LOSE:
      return cosell_session_end_command (NULL, deal, COSELL_ACTION_LOSE, change->text,
                                         change->notes);
    case COSELL_MANY_INVITE:
      return make_invitation (change, deal);
    }
  g_assert_not_reached ();
}

/* One at a time, on the worker: of many deals they would keep the window waiting. Returns:
 * (transfer full) */
static CosellCommand *
make_part (Many *self, guint index)
{
  CosellCommand *part = make_command (self->change, g_array_index (self->deals, gint64, index));

  part->now = self->head.now;
  part->undo_window = self->head.undo_window;
  part->held_group = self->head.held_group;
  return part;
}

/* Takes change. */
static Many *
many_new (CosellSession *session,
          const CosellCommandKind *kind,
          const gint64 *deals,
          guint n_deals,
          CosellManyChange *change)
{
  Many *self = cosell_command_new (session, kind, 0);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->change = change;
  self->deals = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_deals);
  self->outcomes = outcomes_new ();
  for (guint i = 0; i < n_deals; i++)
    if (g_hash_table_add (known, (gpointer) &deals[i]))
      g_array_append_val (self->deals, deals[i]);
  return self;
}

static void
many_clear (gpointer data)
{
  Many *self = data;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->change, cosell_many_change_free);
  g_clear_pointer (&self->deals, g_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
}

/* The outcome of a part that was run, or looked at. Takes failure. (transfer none) NULL with error
 */
static CosellManyOutcome *
add_outcome (Many *self, CosellCommand *part, GError *failure, GError **error)
{
  CosellManyOutcome *outcome = g_new0 (CosellManyOutcome, 1);

  g_ptr_array_add (self->outcomes, outcome);
  if (!take_failure (outcome, failure, error))
    return NULL;
  outcome->id = part->id > 0 ? part->id : part->target.deal;
  outcome->half = g_strdup (cosell_command_half (&part->target));
  outcome->issues = outcome->reason == NULL ? g_steal_pointer (&part->issues) : NULL;
  self->done += outcome->reason == NULL;
  return outcome;
}

/* --- a preview --- */

static gboolean
look_at (Many *self, CosellStore *store, guint index, GError **error)
{
  g_autoptr (CosellCommand) part = make_part (self, index);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  GError *failure = NULL;
  CosellManyOutcome *outcome;

  if (cosell_many_change_require (self->change, self->deals->len, &failure))
    cosell_command_look (store, part, changes, &failure);
  outcome = add_outcome (self, part, failure, error);
  if (outcome != NULL && outcome->reason == NULL)
    outcome->changes = g_steal_pointer (&changes);
  return outcome != NULL;
}

static gboolean
look_at_some (CosellStore *store, gpointer data, GError **error)
{
  Many *self = data;

  if (self->outcomes->len == 0 && !cosell_many_change_check (self->change, error))
    return FALSE;
  for (guint i = 0; i < PART_DEALS && self->outcomes->len < self->deals->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !look_at (self, store, self->outcomes->len, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_looked_at (gconstpointer data)
{
  const Many *self = data;

  return self->outcomes->len == self->deals->len;
}

/* It is made and freed as a command, and read in parts. */
static const CosellCommandKind preview_kind = { .size = sizeof (Many), .clear = many_clear };

void
cosell_session_many_preview_async (CosellSession *self,
                                   const gint64 *deals,
                                   guint n_deals,
                                   CosellManyChange *change,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Many *many;

  g_return_if_fail (COSELL_IS_SESSION (self) && change != NULL);

  many = many_new (self, &preview_kind, deals, n_deals, change);
  many->cancellable = c != NULL ? g_object_ref (c) : NULL;
  cosell_session_parts_run (self, look_at_some, is_looked_at, many, cosell_command_free, c,
                            callback, user_data);
}

GPtrArray *
cosell_session_many_preview_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  Many *many = cosell_session_parts_finish (self, result, error);

  return many != NULL ? g_steal_pointer (&many->outcomes) : NULL;
}

/* --- doing it --- */

static gboolean
run_part (CosellStore *store, gpointer part, GError **error)
{
  return cosell_command_run_part (store, part, error);
}

static gboolean
do_part (Many *self, CosellStore *store, guint index, GError **error)
{
  g_autoptr (CosellCommand) part = make_part (self, index);
  GError *failure = NULL;

  if (cosell_many_change_require (self->change, self->deals->len, &failure))
    cosell_store_try (store, run_part, part, &failure);
  return add_outcome (self, part, failure, error) != NULL;
}

static gboolean
run_parts (Many *self, CosellStore *store, GError **error)
{
  for (guint i = 0; i < self->deals->len; i++)
    if (!do_part (self, store, i, error))
      return FALSE;
  if (!self->all_or_none || self->done == self->deals->len)
    return TRUE;
  /* the transaction goes with it; told to nobody, since the outcomes say why */
  self->given_up = TRUE;
  self->done = 0;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "not all allow it");
  return FALSE;
}

static gboolean
run_many (CosellStore *store, gpointer data, GError **error)
{
  Many *self = data;
  gboolean recorded;
  gint64 action;

  if (!cosell_many_change_check (self->change, error))
    return FALSE;
  action = cosell_store_begin_action (store, TRUE, error);
  self->head.held_group = self->change->hold ? action : 0;
  if (action == 0 || !run_parts (self, store, error) ||
      !cosell_store_has_recorded (store, action, &recorded, error))
    return FALSE;
  self->head.record = recorded ? action : 0;
  self->head.queued = recorded && !self->change->hold;
  return TRUE;
}

static const CosellCommandKind many_kind = {
  .size = sizeof (Many),
  .mode = COSELL_STORE_WRITE,
  .run = run_many,
  .clear = many_clear,
};

void
cosell_session_many_async (CosellSession *self,
                           const gint64 *deals,
                           guint n_deals,
                           CosellManyChange *change,
                           gboolean all_or_none,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Many *many;

  g_return_if_fail (COSELL_IS_SESSION (self) && change != NULL);

  many = many_new (self, &many_kind, deals, n_deals, change);
  many->all_or_none = all_or_none;
  cosell_command_run (self, many, cosell_session_many_async, c, callback, user_data);
}

/* --- a group of the outbox --- */

typedef struct
{
  CosellCommand head;
  char *verb; /* (owned) */
  gint64 group;
  GPtrArray *outcomes; /* (owned) result: of CosellManyOutcome */
  guint done;          /* result */
} GroupAct;

static void
group_act_clear (gpointer data)
{
  GroupAct *self = data;

  g_free (self->verb);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
}

/* One entry, by the same words as alone. */
typedef struct
{
  const char *verb;
  gint64 seq;
} EntryAct;

static gboolean
run_entry (CosellStore *store, gpointer data, GError **error)
{
  const EntryAct *act = data;

  return cosell_session_edit_act (store, act->verb, act->seq, error);
}

/* An entry that went with another one of the group is done. */
static gboolean
act_on_entry (GroupAct *self, CosellStore *store, const CosellOutboxEntry *entry, GError **error)
{
  EntryAct act = { self->verb, entry->seq };
  CosellManyOutcome *outcome = g_new0 (CosellManyOutcome, 1);
  CosellOutboxState state;
  GError *failure = NULL;
  gboolean there;

  outcome->id = entry->deal;
  outcome->half = g_strdup (entry->half);
  outcome->seq = entry->seq;
  g_ptr_array_add (self->outcomes, outcome);
  if (!cosell_store_get_entry_state (store, entry->seq, &there, &state, error))
    return FALSE;
  if (there)
    cosell_store_try (store, run_entry, &act, &failure);
  if (!take_failure (outcome, failure, error))
    return FALSE;
  self->done += outcome->reason == NULL;
  return TRUE;
}

/* The entries of one deal, as one record. What was made later is discarded first, since it may
 * stand on what was made before. */
static gboolean
act_on_deal (GroupAct *self, CosellStore *store, GPtrArray *entries, GError **error)
{
  gboolean backwards = g_str_equal (self->verb, "discard");
  gint64 deal = ((const CosellOutboxEntry *) g_ptr_array_index (entries, 0))->deal;
  g_autoptr (CosellStoreMemento) before = cosell_store_capture_deal (store, deal, error);

  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!act_on_entry (self, store,
                       g_ptr_array_index (entries, backwards ? entries->len - 1 - i : i), error))
      return FALSE;
  return cosell_store_record (store, deal, before, NULL, error);
}

/* Of each deal its entries. Returns: (transfer full) of GPtrArray, by the first of each */
static GPtrArray *
part_by_deal (GPtrArray *entries)
{
  GPtrArray *deals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      GPtrArray *of_deal = g_hash_table_lookup (known, &entry->deal);

      if (of_deal == NULL)
        {
          of_deal = g_ptr_array_new ();
          g_ptr_array_add (deals, of_deal);
          g_hash_table_insert (known, &entry->deal, of_deal);
        }
      g_ptr_array_add (of_deal, entry);
    }
  return deals;
}

static gboolean
run_group_act (CosellStore *store, gpointer data, GError **error)
{
  GroupAct *self = data;
  g_autoptr (GPtrArray) entries = cosell_store_get_group_entries (store, self->group, error);
  g_autoptr (GPtrArray) deals = NULL;
  gboolean recorded;
  gint64 action;

  action = entries != NULL ? cosell_store_begin_action (store, FALSE, error) : 0;
  if (action == 0)
    return FALSE;
  deals = part_by_deal (entries);
  for (guint i = 0; i < deals->len; i++)
    if (!act_on_deal (self, store, g_ptr_array_index (deals, i), error))
      return FALSE;
  if (!cosell_store_has_recorded (store, action, &recorded, error))
    return FALSE;
  self->head.record = recorded ? action : 0;
  return TRUE;
}

static const CosellCommandKind group_act_kind = {
  .size = sizeof (GroupAct),
  .mode = COSELL_STORE_WRITE,
  .run = run_group_act,
  .clear = group_act_clear,
};

void
cosell_session_group_act_async (CosellSession *self,
                                const char *verb,
                                gint64 group,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GroupAct *act;

  g_return_if_fail (COSELL_IS_SESSION (self) && verb != NULL);

  act = cosell_command_new (self, &group_act_kind, 0);
  act->verb = g_strdup (verb);
  act->group = group;
  act->outcomes = outcomes_new ();
  act->head.queued = g_str_equal (verb, "retry");
  cosell_command_run (self, act, cosell_session_group_act_async, c, callback, user_data);
}

GPtrArray *
cosell_session_many_finish (CosellSession *self,
                            GAsyncResult *result,
                            gint64 *group,
                            guint *done,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;
  GroupAct *act;
  Many *many;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (group != NULL && done != NULL, NULL);

  many = cosell_command_get (result, &many_kind);
  if (!g_task_propagate_boolean (G_TASK (result), &failure) && (many == NULL || !many->given_up))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  *group = cosell_command_head (result)->record;
  if (many != NULL)
    {
      *done = many->done;
      return g_steal_pointer (&many->outcomes);
    }
  act = cosell_command_get (result, &group_act_kind);
  g_return_val_if_fail (act != NULL, NULL);
  *done = act->done;
  return g_steal_pointer (&act->outcomes);
}
