#include "model/cosell-conflict.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-merge-private.h"

/* Fields that are no members with a key. */
static const struct
{
  const char *field;
  const char *path;
} names[] = {
  { "stage", "/salesStage" },
  { "registration", COSELL_PATH_REGISTRATIONS },
};

CosellConflict *
cosell_conflict_new (const char *path, const char *base, const char *mine, const char *theirs)
{
  CosellConflict *self = g_new0 (CosellConflict, 1);

  self->path = g_strdup (path);
  self->base = g_strdup (base);
  self->mine = g_strdup (mine);
  self->theirs = g_strdup (theirs);
  return self;
}

void
cosell_conflict_free (CosellConflict *self)
{
  g_free (self->path);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->half);
  g_free (self);
}

GPtrArray *
cosell_conflict_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_conflict_free);
}

gboolean
cosell_conflict_choice_parse (const char *word, CosellConflictChoice *choice, GError **error)
{
  g_return_val_if_fail (word != NULL && choice != NULL, FALSE);

  if (g_str_equal (word, "mine"))
    *choice = COSELL_CONFLICT_CHOICE_MINE;
  else if (g_str_equal (word, "theirs"))
    *choice = COSELL_CONFLICT_CHOICE_THEIRS;
  else
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” decides nothing. Take “mine” or “theirs”."), word);
      return FALSE;
    }
  return TRUE;
}

char *
cosell_conflict_choose (const CosellConflict *self, CosellConflictChoice choice)
{
  gboolean merged;

  return cosell_merge_value (self->path, self->base, self->mine, self->theirs,
                             choice == COSELL_CONFLICT_CHOICE_MINE ? COSELL_PREFER_MINE
                                                                   : COSELL_PREFER_THEIRS,
                             &merged);
}

const char *
cosell_conflict_field (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].path, path))
      return names[i].field;
  return member != NULL && member->key != NULL ? member->key : path;
}

const char *
cosell_conflict_path (const char *name)
{
  const CosellMember *member = cosell_member_for_key (name);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].field, name))
      return names[i].path;
  return member != NULL ? member->path : name;
}

static gboolean
is_amount (const char *path)
{
  return g_str_equal (path, COSELL_PATH_VALUE) || g_str_equal (path, COSELL_PATH_CURRENCY);
}

gboolean
cosell_conflict_is_one (const char *path, const char *other)
{
  return g_str_equal (path, other) || (is_amount (path) && is_amount (other));
}

CosellConflictDecision *
cosell_conflict_decision_new (const char *field, CosellConflictChoice choice, const char *seen)
{
  CosellConflictDecision *self = g_new0 (CosellConflictDecision, 1);

  self->field = g_strdup (field);
  self->choice = choice;
  self->seen = g_strdup (seen);
  return self;
}

void
cosell_conflict_decision_free (CosellConflictDecision *self)
{
  g_free (self->field);
  g_free (self->seen);
  g_free (self);
}

GPtrArray *
cosell_conflict_decisions_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_conflict_decision_free);
}

gboolean
cosell_conflict_decision_covers (const CosellConflictDecision *self, const char *path)
{
  return g_str_equal (self->field, "all") ||
         cosell_conflict_is_one (cosell_conflict_path (self->field), path);
}

/* as JSON */

static void
write_value (CosellJsonWriter *writer, const char *name, const char *json)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, json != NULL ? json : "null", -1);
}

char *
cosell_conflict_list_to_json (GPtrArray *conflicts)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_name (writer, "id");
      cosell_json_writer_int (writer, conflict->deal);
      if (conflict->half != NULL)
        cosell_json_writer_member (writer, "half", conflict->half);
      cosell_json_writer_member (writer, "field", cosell_conflict_field (conflict->path));
      write_value (writer, "base", conflict->base);
      write_value (writer, "mine", conflict->mine);
      write_value (writer, "theirs", conflict->theirs);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static char *
read_value (CosellJsonValue object, const char *name)
{
  CosellJsonValue value = cosell_json_member (object, name);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

GPtrArray *
cosell_conflict_list_from_json (const char *json, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, error);
  GPtrArray *conflicts;
  CosellJsonIter iter;
  CosellJsonValue object;

  if (doc == NULL)
    return NULL;
  conflicts = cosell_conflict_list_new ();
  cosell_json_iter_init (&iter, cosell_json_root (doc));
  while (cosell_json_iter_next (&iter, NULL, &object))
    {
      g_autofree char *field = cosell_json_dup_string (cosell_json_member (object, "field"));
      CosellConflict *conflict = g_new0 (CosellConflict, 1);

      conflict->deal = cosell_json_get_int (cosell_json_member (object, "id"), 0);
      conflict->path = g_strdup (cosell_conflict_path (field != NULL ? field : ""));
      conflict->base = read_value (object, "base");
      conflict->mine = read_value (object, "mine");
      conflict->theirs = read_value (object, "theirs");
      conflict->half = cosell_json_dup_string (cosell_json_member (object, "half"));
      g_ptr_array_add (conflicts, conflict);
    }
  return conflicts;
}
