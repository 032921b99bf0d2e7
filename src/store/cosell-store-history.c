/* cosell-store-history.c: who changed what, and when */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-member-place.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"

/* What people care about of what the service changes, beside the members that they edit. */
static const char *const watched[] = {
  "/status", "/substatus", "/statusReason", "/salesStage", "/registrationStatus",
};

/* Number index of all that is watched: what happened to the deal stands between its texts and its
 * lists. (nullable): what has this number is not watched */
static const char *
watched_path (guint index)
{
  const CosellMember *member;

  if (index >= COSELL_MEMBER_CONTACTS && index - COSELL_MEMBER_CONTACTS < G_N_ELEMENTS (watched))
    return watched[index - COSELL_MEMBER_CONTACTS];
  if (index >= COSELL_MEMBER_CONTACTS)
    index -= G_N_ELEMENTS (watched);
  member = cosell_member_get ((CosellMemberId) index);
  return (member->flags & COSELL_MEMBER_WATCHED) != 0 ? member->path : NULL;
}

#define N_WATCHED (COSELL_N_MEMBERS + G_N_ELEMENTS (watched))

/* The row says when somebody here changed the deal last. */
static gboolean
note_local_change (CosellStore *self, gint64 deal, gint64 at, GError **error)
{
  return cosell_store_run_ids (self,
                               "UPDATE deal SET local_change_at = "
                               "max (ifnull (local_change_at, ?2), ?2) WHERE id = ?1",
                               deal, at, error);
}

void
cosell_store_set_author (CosellStore *self, const char *author)
{
  COSELL_STORE_WORKER (self);

  cosell_set_str (&self->author, author);
}

gboolean
cosell_store_add_history (CosellStore *self,
                          gint64 deal,
                          gint64 at,
                          const char *who,
                          const char *path,
                          const char *old,
                          const char *value,
                          GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "INSERT INTO history (deal, at, who, path, old, new) VALUES (?, ?, ?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_int (statement, 2, at);
  cosell_statement_bind_text (statement, 3,
                              self->author != NULL && g_str_equal (who, "you") ? self->author
                                                                               : who);
  cosell_statement_bind_text (statement, 4, path);
  cosell_statement_bind_text (statement, 5, old);
  cosell_statement_bind_text (statement, 6, value);
  cosell_store_note_deal (self, deal);
  return cosell_statement_run (statement, error) &&
         (!g_str_equal (who, "you") || note_local_change (self, deal, at, error));
}

/* Absent, null and an empty text are all "nothing" to a person. */
static gboolean
is_nothing (CosellJsonValue value)
{
  return !cosell_json_is_present (value) || cosell_json_string_equal (value, "");
}

static gboolean
same (CosellJsonValue a, CosellJsonValue b)
{
  return (is_nothing (a) && is_nothing (b)) || cosell_json_equal (a, b);
}

gboolean
cosell_store_add_service_history (CosellStore *self,
                                  gint64 deal,
                                  gint64 at,
                                  const char *old,
                                  const char *expected,
                                  const char *text,
                                  GError **error)
{
  g_autoptr (CosellJson) before = cosell_json_parse (old, -1, error);
  g_autoptr (CosellJson) wanted = before != NULL ? cosell_json_parse (expected, -1, error) : NULL;
  g_autoptr (CosellJson) after = wanted != NULL ? cosell_json_parse (text, -1, error) : NULL;

  if (after == NULL)
    return FALSE;
  for (guint i = 0; i < N_WATCHED; i++)
    {
      const char *path = watched_path (i);
      CosellJsonValue was, ours, is;
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (path == NULL)
        continue;
      was = cosell_member_place_value (cosell_json_root (before), path);
      ours = cosell_member_place_value (cosell_json_root (wanted), path);
      is = cosell_member_place_value (cosell_json_root (after), path);
      if (same (was, is) || same (ours, is))
        continue;
      from = cosell_store_value_at (was, "");
      to = cosell_store_value_at (is, "");
      if (!cosell_store_add_history (self, deal, at, "service", path, from, to, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_store_add_own_history (CosellStore *self,
                              gint64 deal,
                              const char *old,
                              const char *text,
                              GHashTable *paths,
                              GError **error)
{
  g_autoptr (CosellJson) before = cosell_json_parse (old, -1, error);
  g_autoptr (CosellJson) after = before != NULL ? cosell_json_parse (text, -1, error) : NULL;
  gint64 now = cosell_store_now (self);
  GHashTableIter iter;
  gpointer path;

  if (after == NULL)
    return FALSE;
  for (guint i = 0; i < N_WATCHED; i++)
    if (watched_path (i) != NULL)
      g_hash_table_add (paths, g_strdup (watched_path (i)));
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      CosellJsonValue was = cosell_member_place_value (cosell_json_root (before), path);
      CosellJsonValue is = cosell_member_place_value (cosell_json_root (after), path);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (same (was, is))
        continue;
      from = cosell_store_value_at (was, "");
      to = cosell_store_value_at (is, "");
      if (!cosell_store_add_history (self, deal, now, "you", path, from, to, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
cosell_store_get_history (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_history_entry_free);
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self, "SELECT at, who, path, old, new FROM history WHERE deal = ? ORDER BY at DESC, id DESC",
      error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellHistoryEntry *entry = g_new0 (CosellHistoryEntry, 1);

      entry->at = cosell_statement_int (statement, 0);
      entry->who = cosell_statement_dup_text (statement, 1);
      entry->path = cosell_statement_dup_text (statement, 2);
      entry->old = cosell_statement_dup_text (statement, 3);
      entry->value = cosell_statement_dup_text (statement, 4);
      g_ptr_array_add (entries, entry);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}
