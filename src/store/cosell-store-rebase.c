/* cosell-store-rebase.c: a newer document of the service under changes that still wait
 *
 * What stays free of conflict is rebased silently. What both sides changed parks the entry with a
 * reason; nothing of it is dropped. An entry that is out is frozen: it counts as done, and what was
 * edited behind it is compared with the document as that entry will leave it.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-parties.h"
#include "store/cosell-store-private.h"

#define MAX_SHOWN 60 /* characters of a value in a reason */
#define MAX_TOLD 2   /* conflicts of which a reason says all */

/* A newer document of the service, and what it is put under. */
typedef struct
{
  CosellStore *store;
  GPtrArray *settled; /* (nullable) changes that the document answers already */
  CosellOriginals originals;
  char *text;   /* (owned) the document with the entries so far on top */
  char *before; /* (owned) (nullable) the one before, likewise; NULL when it is the same one */
} Rebase;

static void
rebase_clear (Rebase *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->before, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rebase, rebase_clear)

/* Values as a person reads them. Returns: (transfer full) */
static char *
describe_value (const char *path, const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonValue root = { doc, 0 };
  g_autofree char *text = NULL;
  gint64 instant;

  switch (cosell_json_kind (root))
    {
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
      return g_strdup (_ ("nothing"));
    case COSELL_JSON_ARRAY:
      return g_strdup_printf (ngettext ("%u entry", "%u entries", cosell_json_length (root)),
                              cosell_json_length (root));
    case COSELL_JSON_OBJECT:
      return g_strdup (_ ("another value"));
    case COSELL_JSON_FALSE:
      return g_strdup (_ ("no"));
    case COSELL_JSON_TRUE:
      return g_strdup (_ ("yes"));
    case COSELL_JSON_NUMBER:
    case COSELL_JSON_STRING:
      break;
    }
  text = cosell_json_dup_scalar (root);
  if (g_str_has_suffix (path, "DateTime") && cosell_time_parse (text, &instant))
    cosell_take_str (&text, cosell_time_is_possible (instant) ? cosell_time_format_date (instant)
                                                              : g_strdup (""));
  if (*text == '\0')
    return g_strdup (_ ("nothing"));
  if (g_utf8_strlen (text, -1) > MAX_SHOWN)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_SHOWN);

      return g_strdup_printf ("“%s…”", start);
    }
  return g_strdup_printf ("“%s”", text);
}

/* Of a value and its currency, one may have been changed here and the other one there. */
static char *
describe_conflict (const CosellConflict *conflict)
{
  const char *label = cosell_change_label (conflict->path);
  g_autofree char *base = describe_value (conflict->path, conflict->base);
  g_autofree char *mine = describe_value (conflict->path, conflict->mine);
  g_autofree char *theirs = describe_value (conflict->path, conflict->theirs);

  if (cosell_change_same (conflict->path, conflict->base, conflict->mine))
    return g_strdup_printf (_ ("%s was changed by the service: it was %s, now it is %s."), label,
                            base, theirs);
  if (cosell_change_same (conflict->path, conflict->base, conflict->theirs))
    return g_strdup_printf (_ ("%s was changed here: it was %s, now it is %s."), label, base, mine);
  return g_strdup_printf (_ ("%s was changed here and by the service: it was %s, here it is "
                             "%s, the service has %s."),
                          label, base, mine, theirs);
}

/* Too many to say what each was and is. */
static char *
name_conflicts (GPtrArray *conflicts)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                              cosell_change_label (conflict->path));
    }
  /* Translators: %s is a list of fields: "Deal name, Notes, Team" */
  return g_strdup_printf (_ ("Changed here and by the service: %s. Choose which values are right."),
                          labels->str);
}

/* One sentence for each field in conflict. */
static char *
conflict_reason (GPtrArray *conflicts)
{
  g_autoptr (GString) reason = g_string_new (NULL);

  if (conflicts->len > MAX_TOLD)
    return name_conflicts (conflicts);
  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autofree char *sentence = describe_conflict (g_ptr_array_index (conflicts, i));

      g_string_append_printf (reason, "%s ", sentence);
    }
  g_string_append (reason, _ ("Choose which one is right."));
  return g_strdup (reason->str);
}

static void
set_original (CosellChange *change, CosellJsonValue root)
{
  cosell_take_str (&change->original, cosell_store_value_at (root, change->path));
}

static void
park (CosellOutboxEntry *entry, char *reason)
{
  if (entry->state == COSELL_OUTBOX_STATE_PENDING)
    entry->not_before = COSELL_NO_TIME;
  entry->state = COSELL_OUTBOX_STATE_PARKED;
  entry->held = FALSE;
  cosell_take_str (&entry->last_error, reason);
}

/* Whatever the merge says, a change that is in conflict stays in the entry. */
static void
take_conflicts (CosellOutboxEntry *entry, GPtrArray *conflicts, CosellJsonValue theirs)
{
  g_ptr_array_set_size (entry->conflicts, 0);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (conflicts, i);
      g_autofree char *value = cosell_store_value_at (theirs, change->path);

      cosell_outbox_entry_add_conflict (entry, change, value);
      if (cosell_changes_find (entry->changes, change->path) == NULL)
        g_ptr_array_add (entry->changes,
                         cosell_change_new (change->path, change->original, change->current));
    }
}

/* Members that the service owns take its value; the value of here that is lost so stays in the
 * history. */
static gboolean
remember_overruled (CosellStore *self,
                    gint64 deal,
                    GPtrArray *overruled,
                    CosellJsonValue theirs,
                    GError **error)
{
  for (guint i = 0; i < overruled->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (overruled, i);
      g_autofree char *value = cosell_store_value_at (theirs, change->path);

      if (!cosell_store_add_history (self, deal, cosell_store_now (self), "you", change->path,
                                     change->current, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_new_original (const Rebase *rebase, const CosellChange *change)
{
  switch (rebase->originals)
    {
    case COSELL_ORIGINALS_SETTLED:
      return rebase->settled != NULL && cosell_changes_find (rebase->settled, change->path) != NULL;
    case COSELL_ORIGINALS_ALL:
      return TRUE;
    case COSELL_ORIGINALS_KEEP:
      return FALSE;
    }
  g_assert_not_reached ();
}

static void
set_originals (CosellOutboxEntry *entry, const Rebase *rebase, CosellJsonValue theirs)
{
  for (guint i = 0; i < entry->changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (entry->changes, i);

      if (has_new_original (rebase, change))
        set_original (change, theirs);
    }
}

static gboolean
rebase_waiting (Rebase *rebase, CosellOutboxEntry *entry, CosellJsonValue theirs, GError **error)
{
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autoptr (GPtrArray) overruled = cosell_changes_new ();
  gboolean had_conflicts = entry->conflicts->len > 0;
  g_autofree char *overtaken = NULL;

  set_originals (entry, rebase, theirs);
  cosell_changes_rebase_on (entry->changes, rebase->before, rebase->text, conflicts, overruled);
  take_conflicts (entry, conflicts, theirs);
  overtaken = cosell_changes_overtaken (entry->changes, theirs);
  if (overtaken != NULL)
    {
      g_ptr_array_set_size (entry->conflicts, 0);
      park (entry, g_steal_pointer (&overtaken));
    }
  else if (entry->conflicts->len > 0)
    park (entry, conflict_reason (entry->conflicts));
  else if (had_conflicts)
    {
      /* Theirs went back to what it was, or a person has decided. */
      entry->state = cosell_outbox_entry_is_deferred (entry) ? COSELL_OUTBOX_STATE_SCHEDULED
                                                             : COSELL_OUTBOX_STATE_PENDING;
      g_clear_pointer (&entry->last_error, g_free);
    }
  return remember_overruled (rebase->store, entry->deal, overruled, theirs, error);
}

/* An entry that was answered already asks nothing: the service's newer word, or a person's, ends
 * it. */
static gboolean
rebase_entry (Rebase *rebase, CosellOutboxEntry *entry, CosellJsonValue theirs, GError **error)
{
  if (!cosell_outbox_entry_is_told (entry))
    return rebase_waiting (rebase, entry, theirs, error);
  cosell_answer_rebase (entry->changes, rebase->text);
  if (entry->state == COSELL_OUTBOX_STATE_NOT_KEPT)
    cosell_take_str (&entry->last_error, cosell_answer_describe (entry->changes));
  return TRUE;
}

static void
replace (char **text, char *next)
{
  cosell_take_str (text, next);
}

/* Puts the changes on top; changes that do not fit the document any more park. */
static gboolean
apply_entry (Rebase *rebase, CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *next;

  if (!cosell_outbox_entry_counts (entry, rebase->text))
    return TRUE;
  next = cosell_changes_apply (entry->changes, rebase->text, &local);
  if (next != NULL)
    {
      replace (&rebase->text, next);
      return TRUE;
    }
  if (entry->state == COSELL_OUTBOX_STATE_SENT)
    return TRUE;
  park (entry, g_strdup_printf (_ ("The service changed the deal so that this change no longer "
                                   "fits (%s). Discard it and enter it anew."),
                                local->message));
  return cosell_store_save_entry (rebase->store, entry, error);
}

/* The document as it was under the next entry. Returns: (transfer full) (nullable): no change */
static char *
dup_next_before (Rebase *rebase, CosellOutboxEntry *entry)
{
  if (rebase->before == NULL || !cosell_outbox_entry_counts (entry, rebase->before))
    return NULL;
  return cosell_changes_apply (entry->changes, rebase->before, NULL);
}

static gboolean
rebase_one (Rebase *rebase, CosellOutboxEntry *entry, GError **error)
{
  gboolean was_parked = entry->state == COSELL_OUTBOX_STATE_PARKED && !entry->held;
  g_autofree char *next_before = dup_next_before (rebase, entry);

  if (entry->state != COSELL_OUTBOX_STATE_SENT)
    {
      g_autoptr (CosellJson) theirs = cosell_json_parse (rebase->text, -1, error);

      if (theirs == NULL || !rebase_entry (rebase, entry, cosell_json_root (theirs), error))
        return FALSE;
      if (entry->changes->len == 0)
        {
          if (next_before != NULL)
            replace (&rebase->before, g_steal_pointer (&next_before));
          return cosell_store_delete_entry (rebase->store, entry->seq, error);
        }
      if (!cosell_store_save_entry (rebase->store, entry, error))
        return FALSE;
    }
  if (next_before != NULL)
    replace (&rebase->before, g_steal_pointer (&next_before));
  if (!apply_entry (rebase, entry, error))
    return FALSE;
  return was_parked || entry->state != COSELL_OUTBOX_STATE_PARKED || entry->held ||
         cosell_store_note_not_sent (rebase->store, entry->deal, entry->seq, error);
}

/* The document that the changes were made on, when text is another one. */
static char *
dup_before (const CosellReferralRow *row, const char *text, GPtrArray *settled)
{
  char *before = NULL;

  if (row->base == NULL || g_str_equal (row->base, text))
    return NULL;
  if (settled != NULL)
    before = cosell_changes_apply (settled, row->base, NULL);
  return before != NULL ? before : g_strdup (row->base);
}

gboolean
cosell_store_rebase (CosellStore *self,
                     CosellReferralRow *row,
                     const char *text,
                     GPtrArray *settled,
                     CosellOriginals originals,
                     GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, row->id, error);
  g_auto (Rebase) rebase = { self, settled, originals };

  if (entries == NULL)
    return FALSE;
  rebase.text = g_strdup (text);
  rebase.before = dup_before (row, text, settled);
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->op == COSELL_OUTBOX_OP_UPDATE && !rebase_one (&rebase, entry, error))
        return FALSE;
    }
  if (row->base != text)
    cosell_set_str (&row->base, text);
  cosell_take_str (&row->current, g_steal_pointer (&rebase.text));
  return TRUE;
}

char *
cosell_store_expected (CosellStore *self,
                       const CosellReferralRow *row,
                       GPtrArray *settled,
                       GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, row->id, error);
  g_autofree char *text = g_strdup (row->base);

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i <= entries->len; i++)
    {
      const CosellOutboxEntry *entry = i < entries->len ? g_ptr_array_index (entries, i) : NULL;
      GPtrArray *changes = settled;
      char *next;

      if (entry != NULL)
        changes = entry->op == COSELL_OUTBOX_OP_UPDATE && entry->state == COSELL_OUTBOX_STATE_SENT
                      ? entry->changes
                      : NULL;
      if (changes == NULL)
        continue;
      next = cosell_changes_apply (changes, text, NULL);
      if (next == NULL)
        continue;
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}

/* Members that an invitation shares with the own half. A partner has a value, a date, notes, a team
 * and solutions of its own, which stay as they were given (C14). */
static gboolean
is_shared (const char *path, CosellRole role, CosellJsonValue body)
{
  static const char *const members[] = { "name", "consent", "customerProfile", "details", "team" };
  guint n = role == COSELL_ROLE_MICROSOFT ? G_N_ELEMENTS (members) : 3;

  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (members[i]);

      if (strncmp (path + 1, members[i], length) == 0 &&
          (path[1 + length] == '\0' || path[1 + length] == '/'))
        return cosell_json_kind (cosell_json_member (body, members[i])) != COSELL_JSON_NONE;
    }
  return FALSE;
}

/* Returns: (transfer full) NULL with error */
static char *
follow_body (const CosellReferralRow *row, GPtrArray *changes, CosellJsonValue own, GError **error)
{
  g_autoptr (CosellJson) body = cosell_json_parse (row->current, -1, error);
  g_autofree char *text = g_strdup (row->current);

  if (body == NULL)
    return NULL;
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      g_autofree char *value = NULL;
      char *next;

      if (!is_shared (change->path, row->role, cosell_json_root (body)))
        continue;
      value = g_str_equal (change->path, COSELL_PATH_TEAM)
                  ? cosell_parties_follow_team (cosell_json_pointer (own, change->path), change,
                                                cosell_json_pointer (cosell_json_root (body),
                                                                     change->path))
                  : cosell_store_value_at (own, change->path);
      next = cosell_store_text_with (text, change->path, value, error);
      if (next == NULL)
        return NULL;
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}

static gboolean
is_frozen (CosellStore *self, gint64 referral, gboolean *frozen, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, referral, error);

  if (entries == NULL)
    return FALSE;
  *frozen = FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      *frozen = *frozen || cosell_outbox_entry_is_frozen (entry);
    }
  return TRUE;
}

static gboolean
follow_invitations (CosellStore *self,
                    gint64 deal,
                    GPtrArray *changes,
                    CosellJsonValue own,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = cosell_store_load_deal_referrals (self, deal, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      CosellReferralRow *row = g_ptr_array_index (rows, i);
      gboolean frozen;
      char *text;

      if (row->remote_id != NULL || row->role == COSELL_ROLE_OWN)
        continue;
      if (!is_frozen (self, row->id, &frozen, error))
        return FALSE;
      if (frozen)
        continue;
      text = follow_body (row, changes, own, error);
      if (text == NULL)
        return FALSE;
      cosell_take_str (&row->current, text);
      if (!cosell_store_save_referral (self, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow_draft (CosellStore *self,
              gint64 deal,
              GPtrArray *changes,
              const char *own_text,
              GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT draft FROM deal WHERE id = ?", error);
  g_autofree char *draft = NULL;
  g_autofree char *next = NULL;
  CosellStatement *update;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) == COSELL_STEP_ERROR)
    return FALSE;
  draft = cosell_statement_dup_text (statement, 0);
  if (draft == NULL)
    return TRUE;
  next = cosell_store_draft_sync_propagate (draft, changes, own_text, error);
  if (next == NULL)
    return FALSE;
  update = cosell_store_prepare (self, "UPDATE deal SET draft = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  cosell_statement_bind_text (update, 1, next);
  cosell_statement_bind_int (update, 2, deal);
  return cosell_statement_run (update, error);
}

gboolean
cosell_store_propagate_edit (CosellStore *self,
                             gint64 deal,
                             GPtrArray *changes,
                             const char *own_text,
                             GError **error)
{
  g_autoptr (CosellJson) own = cosell_json_parse (own_text, -1, error);

  return own != NULL && follow_invitations (self, deal, changes, cosell_json_root (own), error) &&
         follow_draft (self, deal, changes, own_text, error);
}
