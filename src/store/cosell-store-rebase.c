/* cosell-store-rebase.c: a newer document of the service under changes that still wait
 *
 * What stays free of conflict is rebased silently. What both sides changed parks the entry with a
 * reason; nothing of it is dropped. An entry that is out is frozen: it counts as done, and what was
 * edited behind it is compared with the document as that entry will leave it.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "store/cosell-store-private.h"

#define MAX_SHOWN 60 /* characters of a value in a reason */

/* Values as a person reads them. Returns: (transfer full) */
static char *
describe_value (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonValue root = { doc, 0 };
  g_autofree char *text = NULL;

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
  if (*text == '\0')
    return g_strdup (_ ("nothing"));
  if (g_utf8_strlen (text, -1) > MAX_SHOWN)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_SHOWN);

      return g_strdup_printf ("“%s…”", start);
    }
  return g_strdup_printf ("“%s”", text);
}

/* One sentence for each field in conflict. */
static char *
conflict_reason (GPtrArray *conflicts)
{
  g_autoptr (GString) reason = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *base = describe_value (conflict->base);
      g_autofree char *mine = describe_value (conflict->mine);
      g_autofree char *theirs = describe_value (conflict->theirs);

      g_string_append_printf (reason,
                              _ ("%s was changed here and by the service: it was %s, here it is "
                                 "%s, the service has %s."),
                              cosell_change_label (conflict->path), base, mine, theirs);
      g_string_append_c (reason, ' ');
    }
  g_string_append (reason, _ ("Choose which one is right."));
  return g_strdup (reason->str);
}

static gboolean
survives_closing (const char *path)
{
  return g_str_equal (path, "/favorite") || g_str_has_prefix (path, "/registrations");
}

/* P5, D10. Returns: (transfer full) (nullable): why changes can no longer be sent */
static char *
closed_reason (CosellJsonValue theirs, GPtrArray *changes)
{
  g_autofree char *status = cosell_json_dup_string (cosell_json_member (theirs, "status"));
  g_autofree char *substatus = cosell_json_dup_string (cosell_json_member (theirs, "substatus"));
  CosellDealStatus closed =
      cosell_status_from_wire (status, substatus, COSELL_DEAL_STATUS_ACCEPTED);
  gboolean only_allowed = TRUE;

  if (!cosell_deal_status_is_closed (closed))
    return NULL;
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      only_allowed = only_allowed && survives_closing (change->path);
    }
  if (only_allowed)
    return NULL;
  return g_strdup_printf (_ ("The deal was closed (%s) before this change was sent, and a closed "
                             "deal cannot be changed. Your change is kept here; copy what you "
                             "need, then discard it."),
                          cosell_deal_status_label (closed));
}

static void
set_original (CosellChange *change, CosellJsonValue root)
{
  g_free (change->original);
  change->original = cosell_store_value_at (root, change->path);
}

static void
park (CosellEntryRow *entry, char *reason)
{
  if (entry->state == COSELL_OUTBOX_STATE_PENDING)
    entry->not_before = COSELL_NO_TIME;
  entry->state = COSELL_OUTBOX_STATE_PARKED;
  g_free (entry->last_error);
  entry->last_error = reason;
}

/* Whatever the merge says, a change that is in conflict stays in the entry. */
static void
take_conflicts (CosellEntryRow *entry, GPtrArray *conflicts, CosellJsonValue theirs)
{
  g_ptr_array_set_size (entry->conflicts, 0);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (conflicts, i);
      g_autofree char *value = cosell_store_value_at (theirs, change->path);

      cosell_entry_row_add_conflict (entry, change, value);
      if (cosell_changes_find (entry->changes, change->path) == NULL)
        g_ptr_array_add (entry->changes,
                         cosell_change_new (change->path, change->original, change->current));
    }
}

static void
rebase_entry (CosellEntryRow *entry,
              CosellJsonValue theirs,
              const char *text,
              GPtrArray *settled,
              gboolean all_settled)
{
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  gboolean had_conflicts = entry->conflicts->len > 0;
  g_autofree char *closed = NULL;

  for (guint i = 0; i < entry->changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (entry->changes, i);

      if (all_settled || (settled != NULL && cosell_changes_find (settled, change->path) != NULL))
        set_original (change, theirs);
    }
  cosell_changes_rebase (entry->changes, text, conflicts);
  take_conflicts (entry, conflicts, theirs);
  closed = closed_reason (theirs, entry->changes);
  if (closed != NULL)
    {
      g_ptr_array_set_size (entry->conflicts, 0);
      park (entry, g_steal_pointer (&closed));
    }
  else if (entry->conflicts->len > 0)
    park (entry, conflict_reason (entry->conflicts));
  else if (had_conflicts)
    {
      /* Theirs went back to what it was, or a person has decided. */
      entry->state = cosell_entry_row_is_deferred (entry) ? COSELL_OUTBOX_STATE_SCHEDULED
                                                          : COSELL_OUTBOX_STATE_PENDING;
      g_clear_pointer (&entry->last_error, g_free);
    }
}

/* Replaces *text with the changes on top; changes that do not fit the document any more park. */
static gboolean
apply_entry (CosellStore *self, CosellEntryRow *entry, char **text, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *next;

  if (!cosell_entry_row_counts (entry, *text))
    return TRUE;
  next = cosell_changes_apply (entry->changes, *text, &local);
  if (next != NULL)
    {
      g_free (*text);
      *text = next;
      return TRUE;
    }
  if (entry->state == COSELL_OUTBOX_STATE_SENT)
    return TRUE;
  park (entry, g_strdup_printf (_ ("The service changed the deal so that this change no longer "
                                   "fits (%s). Discard it and enter it anew."),
                                local->message));
  return cosell_store_save_entry (self, entry, error);
}

static gboolean
rebase_one (CosellStore *self,
            CosellEntryRow *entry,
            char **text,
            GPtrArray *settled,
            gboolean all_settled,
            GError **error)
{
  gboolean was_parked = entry->state == COSELL_OUTBOX_STATE_PARKED;

  if (entry->state != COSELL_OUTBOX_STATE_SENT)
    {
      g_autoptr (CosellJson) theirs = cosell_json_parse (*text, -1, error);

      if (theirs == NULL)
        return FALSE;
      rebase_entry (entry, cosell_json_root (theirs), *text, settled, all_settled);
      if (entry->changes->len == 0)
        return cosell_store_delete_entry (self, entry->seq, error);
      if (!cosell_store_save_entry (self, entry, error))
        return FALSE;
    }
  if (!apply_entry (self, entry, text, error))
    return FALSE;
  return was_parked || entry->state != COSELL_OUTBOX_STATE_PARKED ||
         cosell_store_note_not_sent (self, entry->deal, entry->seq, error);
}

gboolean
cosell_store_rebase (CosellStore *self,
                     CosellReferralRow *row,
                     const char *text,
                     GPtrArray *settled,
                     gboolean all_settled,
                     GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, row->id, error);
  g_autofree char *current = g_strdup (text);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      CosellEntryRow *entry = g_ptr_array_index (entries, i);

      if (entry->op == COSELL_OUTBOX_OP_UPDATE &&
          !rebase_one (self, entry, &current, settled, all_settled, error))
        return FALSE;
    }
  if (row->base != text)
    {
      g_free (row->base);
      row->base = g_strdup (text);
    }
  g_free (row->current);
  row->current = g_steal_pointer (&current);
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
      const CosellEntryRow *entry = i < entries->len ? g_ptr_array_index (entries, i) : NULL;
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
      g_free (text);
      text = next;
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
      value = cosell_store_value_at (own, change->path);
      next = cosell_store_text_with (text, change->path, value, error);
      if (next == NULL)
        return NULL;
      g_free (text);
      text = next;
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
      const CosellEntryRow *entry = g_ptr_array_index (entries, i);

      *frozen = *frozen || cosell_entry_row_is_frozen (entry);
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
      g_free (row->current);
      row->current = text;
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
  next = cosell_draft_follow (draft, changes, own_text, error);
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
cosell_store_follow (CosellStore *self,
                     gint64 deal,
                     GPtrArray *changes,
                     const char *own_text,
                     GError **error)
{
  g_autoptr (CosellJson) own = cosell_json_parse (own_text, -1, error);

  return own != NULL && follow_invitations (self, deal, changes, cosell_json_root (own), error) &&
         follow_draft (self, deal, changes, own_text, error);
}
