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
  { "status", "/status" }, /* with a CRM alone (K8): the service decides it by itself */
};

CosellConflict *
cosell_conflict_new (const char *path, const char *base, const char *mine, const char *theirs)
{
  CosellConflict *self = g_new0 (CosellConflict, 1);

  self->path = g_strdup (path);
  self->base = g_strdup (base);
  self->mine = g_strdup (mine);
  self->theirs = g_strdup (theirs);
  self->between = COSELL_CONFLICT_LOCAL | COSELL_CONFLICT_PARTNER_CENTER;
  return self;
}

void
cosell_conflict_free (CosellConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->half);
  g_free (self->crm);
  g_free (self);
}

GPtrArray *
cosell_conflict_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_conflict_free);
}

static gboolean
same (const CosellConflict *one, const CosellConflict *other)
{
  return one->deal == other->deal && g_str_equal (one->path, other->path) &&
         g_strcmp0 (one->base, other->base) == 0 && g_strcmp0 (one->mine, other->mine) == 0 &&
         g_strcmp0 (one->theirs, other->theirs) == 0 && g_strcmp0 (one->half, other->half) == 0 &&
         g_strcmp0 (one->crm, other->crm) == 0 && one->between == other->between;
}

gboolean
cosell_conflict_same_list (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL || one->len != other->len)
    return one == other;
  for (guint i = 0; i < one->len; i++)
    if (!same (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

gboolean
cosell_conflict_choice_parse (const char *word, CosellConflictChoice *choice, GError **error)
{
  g_return_val_if_fail (word != NULL && choice != NULL, FALSE);

  if (g_str_equal (word, "mine"))
    *choice = COSELL_CONFLICT_CHOICE_MINE;
  else if (g_str_equal (word, "theirs"))
    *choice = COSELL_CONFLICT_CHOICE_THEIRS;
  else if (g_str_equal (word, "crm"))
    *choice = COSELL_CONFLICT_CHOICE_CRM;
  else
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” decides nothing. Take “mine”, “theirs” or “crm”."), word);
      return FALSE;
    }
  return TRUE;
}

const char **
cosell_conflict_side_nicks (CosellConflictSides sides)
{
  static const struct
  {
    CosellConflictSides side;
    const char *nick;
  } all[] = {
    { COSELL_CONFLICT_LOCAL, "local" },
    { COSELL_CONFLICT_PARTNER_CENTER, "partner-center" },
    { COSELL_CONFLICT_CRM, "crm" },
  };
  const char **nicks = g_new0 (const char *, G_N_ELEMENTS (all) + 1);

  for (guint i = 0, n = 0; i < G_N_ELEMENTS (all); i++)
    if ((sides & all[i].side) != 0)
      nicks[n++] = all[i].nick;
  return nicks;
}

char *
cosell_conflict_choose (const CosellConflict *self, CosellConflictChoice choice)
{
  gboolean merged;

  if (choice == COSELL_CONFLICT_CHOICE_CRM)
    return g_strdup (self->crm);
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
  if (self == NULL)
    return;
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
