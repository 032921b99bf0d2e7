/* outbox --json */
#include "cli/cosell-cli-json.h"

#include "base/cosell-field.h"
#include "model/cosell-change.h"

/* P13: {path: [sent, kept]} */
static void
add_unkept (CosellCliBuilder *json, GPtrArray *unkept)
{
  cosell_cli_builder_begin_object (json, "fields");
  for (guint i = 0; i < unkept->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i);

      cosell_cli_builder_begin_array (json, change->path);
      cosell_cli_builder_foreign (json, NULL, change->current, -1);
      cosell_cli_builder_foreign (json, NULL, change->original, -1);
      cosell_cli_builder_end_array (json);
    }
  cosell_cli_builder_end_object (json);
}

/* {path: [original, current]}; a whole referral that waits is the change of the path "" (RFC 6901:
 * the document itself) from nothing. */
static void
add_fields (CosellCliBuilder *json, const CosellOutboxEntry *entry)
{
  g_autofree char *changes =
      entry->changes != NULL ? cosell_changes_to_json (entry->changes) : NULL;

  if (entry->state == COSELL_OUTBOX_STATE_NOT_KEPT)
    {
      add_unkept (json, entry->changes);
      return;
    }
  if (changes != NULL)
    {
      cosell_cli_builder_foreign (json, "fields", changes, -1);
      return;
    }
  cosell_cli_builder_begin_object (json, "fields");
  cosell_cli_builder_begin_array (json, "");
  cosell_cli_builder_null (json, NULL);
  cosell_cli_builder_foreign (json, NULL, entry->body, -1);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_end_object (json);
}

/* {path: [base, mine, theirs]} */
static void
add_conflicts (CosellCliBuilder *json, GPtrArray *conflicts)
{
  cosell_cli_builder_bool (json, "conflict", conflicts->len > 0);
  if (conflicts->len == 0)
    return;
  cosell_cli_builder_begin_object (json, "conflicts");
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_cli_builder_begin_array (json, conflict->path);
      cosell_cli_builder_foreign (json, NULL, conflict->base, -1);
      cosell_cli_builder_foreign (json, NULL, conflict->mine, -1);
      cosell_cli_builder_foreign (json, NULL, conflict->theirs, -1);
      cosell_cli_builder_end_array (json);
    }
  cosell_cli_builder_end_object (json);
}

static void
add_unconfirmed (CosellCliBuilder *json, const CosellOutboxEntry *entry)
{
  cosell_cli_builder_bool (json, "inDoubt",
                           entry->unconfirmed && entry->state == COSELL_OUTBOX_STATE_PARKED);
  cosell_cli_builder_begin_array (json, "candidates");
  for (guint i = 0; entry->candidates != NULL && entry->candidates[i] != NULL; i++)
    cosell_cli_builder_text (json, NULL, entry->candidates[i]);
  cosell_cli_builder_end_array (json);
}

static void
add_entry (CosellCliBuilder *json, const CosellOutboxEntry *entry)
{
  cosell_cli_builder_int (json, "seq", entry->seq);
  cosell_cli_builder_int (json, "id", entry->deal);
  cosell_cli_builder_text (json, "lane", "partner-center");
  cosell_cli_builder_text (json, "op", cosell_enum_nick (COSELL_TYPE_OUTBOX_OP, entry->op));
  cosell_cli_builder_text (json, "state",
                           cosell_enum_nick (COSELL_TYPE_OUTBOX_STATE, entry->state));
  add_fields (json, entry);
  if (entry->half != NULL)
    cosell_cli_builder_text (json, "half", entry->half);
  if (entry->invited != NULL)
    cosell_cli_builder_text (json, "invited", entry->invited);
  cosell_cli_builder_int (json, "attempts", entry->attempts);
  cosell_cli_builder_instant (json, "notBefore", entry->not_before);
  cosell_cli_builder_text (json, "lastError", entry->last_error);
  if (entry->depends_on != 0)
    cosell_cli_builder_int (json, "dependsOn", entry->depends_on);
  else
    cosell_cli_builder_null (json, "dependsOn");
  add_conflicts (json, entry->conflicts);
  cosell_cli_builder_bool (json, "held", entry->held);
  if (entry->group != 0)
    cosell_cli_builder_int (json, "group", entry->group);
  else
    cosell_cli_builder_null (json, "group");
  add_unconfirmed (json, entry);
}

char *
cosell_cli_outbox_to_json (GPtrArray *entries, GPtrArray *lane)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  cosell_cli_builder_begin_array (json, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      cosell_cli_builder_begin_object (json, NULL);
      add_entry (json, g_ptr_array_index (entries, i));
      cosell_cli_builder_end_object (json);
    }
  for (guint i = 0; lane != NULL && i < lane->len; i++)
    {
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_json_add_crm_row (json, g_ptr_array_index (lane, i));
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  return cosell_cli_builder_end (json);
}
