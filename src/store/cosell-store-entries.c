/* cosell-store-entries.c: rows of the outbox table */
#include <glib/gi18n-lib.h>

#include "base/cosell-random.h"
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-undo.h"

static void
write_value (CosellJsonWriter *writer, const char *json)
{
  cosell_json_writer_raw (writer, json != NULL ? json : "null", -1);
}

/* (nullable) */
static char *
conflicts_to_json (GPtrArray *conflicts)
{
  CosellJsonWriter *writer;

  if (conflicts->len == 0)
    return NULL;
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_json_writer_name (writer, conflict->path);
      cosell_json_writer_begin_array (writer);
      write_value (writer, conflict->base);
      write_value (writer, conflict->mine);
      write_value (writer, conflict->theirs);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static char *
read_value (CosellJsonValue array, guint index)
{
  CosellJsonValue value = cosell_json_element (array, index);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

static gboolean
read_conflicts (CosellOutboxEntry *entry, const char *json, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root;

  if (json == NULL)
    return TRUE;
  doc = cosell_json_parse (json, -1, error);
  if (doc == NULL)
    return FALSE;
  root = cosell_json_root (doc);
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      g_autofree char *path = NULL;
      CosellJsonValue value = cosell_json_nth_member (root, i, &path);
      g_autofree char *base = read_value (value, 0);
      g_autofree char *mine = read_value (value, 1);
      g_autofree char *theirs = read_value (value, 2);

      g_ptr_array_add (entry->conflicts, cosell_conflict_new (path, base, mine, theirs));
    }
  return TRUE;
}

/* (nullable) */
static char *
dup_body (CosellStatement *statement, int column)
{
  char *text = cosell_statement_dup_text (statement, column);

  return text != NULL ? cosell_store_body_to_send (text) : NULL;
}

static char *
dup_invited (CosellStatement *statement, int column)
{
  const char *text = cosell_statement_text (statement, column);
  g_autoptr (CosellJson) doc = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
  CosellJsonValue root = { doc, 0 };
  char *name;

  if (cosell_referral_role (root, NULL) == COSELL_ROLE_MICROSOFT)
    return g_strdup ("Microsoft");
  name = cosell_json_dup_string (cosell_json_pointer (root, COSELL_PATH_LOCAL_NAME));
  return name != NULL ? name : cosell_json_dup_string (cosell_json_pointer (root, "/target/0/id"));
}

/* The columns that are written with it. */
static gboolean
read_own (CosellStatement *statement, CosellOutboxEntry *entry, GError **error)
{
  const char *changes = cosell_statement_text (statement, 5);

  entry->seq = cosell_statement_int (statement, 0);
  entry->deal = cosell_statement_int (statement, 1);
  entry->referral = cosell_statement_int (statement, 2);
  entry->op = cosell_statement_enum (statement, 3, COSELL_TYPE_OUTBOX_OP, COSELL_OUTBOX_OP_UPDATE);
  entry->state =
      cosell_statement_enum (statement, 4, COSELL_TYPE_OUTBOX_STATE, COSELL_OUTBOX_STATE_PARKED);
  if (changes != NULL && (entry->changes = cosell_changes_from_json (changes, error)) == NULL)
    return FALSE;
  if (!read_conflicts (entry, cosell_statement_text (statement, 6), error))
    return FALSE;
  entry->request_id = cosell_statement_dup_text (statement, 7);
  entry->depends_on = cosell_statement_int (statement, 8);
  entry->attempts = cosell_statement_int (statement, 9);
  entry->not_before = cosell_statement_time (statement, 10);
  entry->last_error = cosell_statement_dup_text (statement, 11);
  entry->replaced = cosell_statement_time (statement, 12);
  entry->held = cosell_statement_int (statement, 13) != 0;
  return TRUE;
}

static void
read_referral (CosellStatement *statement, CosellOutboxEntry *entry)
{
  entry->body = dup_body (statement, 14);
  if (entry->op == COSELL_OUTBOX_OP_INVITE)
    entry->invited = dup_invited (statement, 14);
  entry->base = cosell_statement_dup_text (statement, 15);
  entry->remote_id = cosell_statement_dup_text (statement, 16);
  entry->half = cosell_statement_dup_text (statement, 17);
  entry->engagement_id = cosell_statement_dup_text (statement, 18);
  entry->etag = cosell_statement_dup_text (statement, 19);
}

static void
read_unconfirmed (CosellStatement *statement, CosellOutboxEntry *entry)
{
  const char *candidates = cosell_statement_text (statement, 24);

  entry->unconfirmed = cosell_statement_int (statement, 20) != 0;
  entry->since = cosell_statement_time (statement, 21);
  entry->known = cosell_statement_int (statement, 22);
  entry->sent_body = dup_body (statement, 23);
  if (candidates != NULL)
    entry->candidates = g_strsplit (candidates, "\n", -1);
  entry->chosen = cosell_statement_dup_text (statement, 25);
}

static CosellOutboxEntry *
read_entry (CosellStatement *statement, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();

  if (!read_own (statement, entry, error))
    return NULL;
  read_referral (statement, entry);
  read_unconfirmed (statement, entry);
  entry->group = cosell_statement_int (statement, 26);
  return g_steal_pointer (&entry);
}

GPtrArray *
cosell_store_load_entries (CosellStore *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_outbox_entry_list_new ();
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellOutboxEntry *entry = read_entry (statement, error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

CosellOutboxEntry *
cosell_store_load_entry (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (GPtrArray) entries =
      cosell_store_load_entries (self, COSELL_STORE_SELECT_ENTRIES "WHERE o.seq = ?", seq, error);

  if (entries == NULL)
    return NULL;
  if (entries->len == 0)
    {
      g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                   _ ("The outbox has no change %ld. "
                      "It was sent or discarded meanwhile."),
                   (glong) seq);
      return NULL;
    }
  return g_ptr_array_steal_index (entries, 0);
}

GPtrArray *
cosell_store_load_referral_entries (CosellStore *self, gint64 referral, GError **error)
{
  return cosell_store_load_entries (self,
                                    COSELL_STORE_SELECT_ENTRIES
                                    "WHERE o.referral = ? ORDER BY o.seq",
                                    referral, error);
}

GPtrArray *
cosell_store_load_deal_entries (CosellStore *self, gint64 deal, GError **error)
{
  return cosell_store_load_entries (self,
                                    COSELL_STORE_SELECT_ENTRIES "WHERE o.deal = ? ORDER BY o.seq",
                                    deal, error);
}

static void
bind_entry (CosellStatement *statement, const CosellOutboxEntry *entry)
{
  g_autofree char *changes =
      entry->changes != NULL ? cosell_changes_to_json (entry->changes) : NULL;
  g_autofree char *conflicts = conflicts_to_json (entry->conflicts);

  cosell_statement_bind_int (statement, 1, entry->deal);
  cosell_statement_bind_int (statement, 2, entry->referral);
  cosell_statement_bind_enum (statement, 3, COSELL_TYPE_OUTBOX_OP, (int) entry->op);
  cosell_statement_bind_enum (statement, 4, COSELL_TYPE_OUTBOX_STATE, (int) entry->state);
  cosell_statement_bind_text (statement, 5, changes);
  cosell_statement_bind_text (statement, 6, conflicts);
  cosell_statement_bind_text (statement, 7, entry->request_id);
  cosell_statement_bind_id (statement, 8, entry->depends_on);
  cosell_statement_bind_int (statement, 9, entry->attempts);
  cosell_statement_bind_time (statement, 10, entry->not_before);
  cosell_statement_bind_text (statement, 11, entry->last_error);
  cosell_statement_bind_time (statement, 12, entry->replaced);
  /* whatever else becomes of it ends the hold */
  cosell_statement_bind_int (statement, 13,
                             entry->held && entry->state == COSELL_OUTBOX_STATE_PARKED);
}

gboolean
cosell_store_save_entry (CosellStore *self, CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      entry->seq == 0
          ? "INSERT INTO outbox (deal, referral, op, state, changes, conflicts, request_id, "
            "depends_on, attempts, not_before, last_error, replaced, held, created_at, group_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          : "UPDATE outbox SET deal = ?, referral = ?, op = ?, state = ?, changes = ?, "
            "conflicts = ?, request_id = ?, depends_on = ?, attempts = ?, not_before = ?, "
            "last_error = ?, replaced = ?, held = ? WHERE seq = ?",
      error);

  if (statement == NULL)
    return FALSE;
  if (entry->seq == 0)
    {
      cosell_take_str (&entry->request_id, cosell_random_guid ());
      entry->group = cosell_store_get_group (self);
    }
  bind_entry (statement, entry);
  cosell_statement_bind_int (statement, 14, entry->seq == 0 ? cosell_store_now (self) : entry->seq);
  if (entry->seq == 0)
    cosell_statement_bind_id (statement, 15, entry->group);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  if (entry->seq == 0)
    entry->seq = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  cosell_store_note_outbox (self);
  cosell_store_note_deal (self, entry->deal);
  return TRUE;
}

gboolean
cosell_store_delete_entry (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "DELETE FROM outbox WHERE seq = ?", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, seq);
  cosell_store_note_outbox (self);
  return cosell_statement_run (statement, error);
}

CosellOutboxEntry *
cosell_store_load_free_entry (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_store_load_entry (self, seq, error);

  if (entry != NULL && entry->state == COSELL_OUTBOX_STATE_SENT)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("The change is on its way to the service. Wait until the next sync "
                              "has told what became of it."));
      return NULL;
    }
  return g_steal_pointer (&entry);
}

CosellDealStatus
cosell_store_waiting_status (GPtrArray *entries)
{
  CosellDealStatus status = COSELL_DEAL_STATUS_ACCEPTED;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      const CosellChange *change;
      g_autoptr (CosellJson) json = NULL;
      g_autofree char *substatus = NULL;

      if (entry->op != COSELL_OUTBOX_OP_UPDATE || cosell_outbox_entry_is_deferred (entry))
        continue;
      change = cosell_changes_find (entry->changes, "/substatus");
      if (change == NULL || change->current == NULL)
        continue;
      json = cosell_json_parse (change->current, -1, NULL);
      substatus = cosell_json_dup_string (cosell_json_root (json));
      status = cosell_status_from_wire (NULL, substatus, status);
    }
  return status;
}

gboolean
cosell_store_mark_unconfirmed (CosellStore *self, const CosellOutboxEntry *entry, GError **error)
{
  /* the first time counts, whatever became of the later ones */
  static const char sql[] =
      "INSERT INTO unconfirmed_create (seq, since, known, sends, body) "
      "SELECT ?1, ?2, coalesce((SELECT max(id) FROM referral WHERE remote_id IS NOT NULL), 0), 1, "
      "coalesce (cosell_text (coalesce (current_json, base_json)), '') FROM document WHERE "
      "referral = ?3 "
      "ON CONFLICT (seq) DO NOTHING";
  g_autoptr (CosellStatement) statement = NULL;

  if (entry->op == COSELL_OUTBOX_OP_UPDATE)
    return TRUE;
  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, entry->seq);
  cosell_statement_bind_int (statement, 2,
                             cosell_store_now (self) -
                                 cosell_clock_doubt (cosell_store_get_clock (self)));
  cosell_statement_bind_int (statement, 3, entry->referral);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_forget_undo (CosellStore *self, gint64 deal, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_run_ids (self, "DELETE FROM undo WHERE deal = ?1", deal, 0, error);
}
