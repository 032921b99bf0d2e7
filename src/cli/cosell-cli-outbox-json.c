#include "cli/cosell-cli-outbox-json.h"

#include "base/cosell-field.h"
#include "base/cosell-time.h"

static void
write_json_or_null (CosellJsonWriter *writer, const char *json)
{
  if (json != NULL)
    cosell_json_writer_raw (writer, json, -1);
  else
    cosell_json_writer_null (writer);
}

/* P13: {path: [sent, kept]} */
static void
write_unkept (CosellJsonWriter *writer, GPtrArray *unkept)
{
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < unkept->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i);

      cosell_json_writer_name (writer, change->path);
      cosell_json_writer_begin_array (writer);
      write_json_or_null (writer, change->current);
      write_json_or_null (writer, change->original);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

/* {path: [original, current]}; a whole referral that waits is the change of the path "" (RFC 6901:
 * the document itself) from nothing. */
static void
write_fields (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  g_autofree char *changes =
      entry->changes != NULL ? cosell_changes_to_json (entry->changes) : NULL;

  cosell_json_writer_name (writer, "fields");
  if (entry->state == COSELL_OUTBOX_STATE_NOT_KEPT)
    {
      write_unkept (writer, entry->changes);
      return;
    }
  if (changes != NULL)
    {
      cosell_json_writer_raw (writer, changes, -1);
      return;
    }
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_null (writer);
  write_json_or_null (writer, entry->body);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
}

/* {path: [base, mine, theirs]} */
static void
write_conflicts (CosellJsonWriter *writer, GPtrArray *conflicts)
{
  cosell_json_writer_name (writer, "conflict");
  cosell_json_writer_bool (writer, conflicts->len > 0);
  if (conflicts->len == 0)
    return;
  cosell_json_writer_name (writer, "conflicts");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_json_writer_name (writer, conflict->path);
      cosell_json_writer_begin_array (writer);
      write_json_or_null (writer, conflict->base);
      write_json_or_null (writer, conflict->mine);
      write_json_or_null (writer, conflict->theirs);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
}

static void
write_unconfirmed (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  cosell_json_writer_name (writer, "inDoubt");
  cosell_json_writer_bool (writer,
                           entry->unconfirmed && entry->state == COSELL_OUTBOX_STATE_PARKED);
  cosell_json_writer_name (writer, "candidates");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; entry->candidates != NULL && entry->candidates[i] != NULL; i++)
    cosell_json_writer_string (writer, entry->candidates[i]);
  cosell_json_writer_end_array (writer);
}

static void
write_entry (CosellJsonWriter *writer, const CosellOutboxEntry *entry)
{
  g_autofree char *not_before = cosell_time_format (entry->not_before);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "seq");
  cosell_json_writer_int (writer, entry->seq);
  cosell_json_writer_name (writer, "id");
  cosell_json_writer_int (writer, entry->deal);
  cosell_json_writer_member (writer, "op", cosell_enum_nick (COSELL_TYPE_OUTBOX_OP, entry->op));
  cosell_json_writer_member (writer, "state",
                             cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, entry->state));
  write_fields (writer, entry);
  if (entry->half != NULL)
    cosell_json_writer_member (writer, "half", entry->half);
  if (entry->invited != NULL)
    cosell_json_writer_member (writer, "invited", entry->invited);
  cosell_json_writer_name (writer, "attempts");
  cosell_json_writer_int (writer, entry->attempts);
  cosell_json_writer_member (writer, "notBefore", not_before);
  cosell_json_writer_member (writer, "lastError", entry->last_error);
  cosell_json_writer_name (writer, "dependsOn");
  if (entry->depends_on != 0)
    cosell_json_writer_int (writer, entry->depends_on);
  else
    cosell_json_writer_null (writer);
  write_conflicts (writer, entry->conflicts);
  cosell_json_writer_name (writer, "held");
  cosell_json_writer_bool (writer, entry->held);
  write_unconfirmed (writer, entry);
  cosell_json_writer_end_object (writer);
}

char *
cosell_cli_outbox_to_json (GPtrArray *entries)
{
  CosellJsonWriter *writer;

  g_return_val_if_fail (entries != NULL, NULL);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    write_entry (writer, g_ptr_array_index (entries, i));
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
