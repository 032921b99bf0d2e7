/* P13: an answer against what was sent */
#include "model/cosell-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "model/cosell-change-private.h"
#include "model/cosell-member-place.h"
#include "model/cosell-merge-private.h"
#include "model/cosell-oversized.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "model/cosell-registration-private.h"

static const CosellJsonValue nothing = { NULL, 0 };

/* Members of a body that the service makes something else of, as it may. */
static const char *const derived[] = {
  /* contract 3.3: only indicative, the real one follows from the consent and from who is asked */
  "/type",
  /* the service may make one of its own, which everything follows then (C16) */
  "/engagementId",
  /* the name of an invited partner, kept for people here and never sent */
  COSELL_PATH_LOCAL_NAME,
  /* B2: the heart goes out in a patch of its own */
  COSELL_PATH_FAVORITE,
};

/* Of a registration the service gives these back under other names, or not at all (contract 4.2).
 */
static const CosellRegistrationField input_only[] = {
  COSELL_REGISTRATION_TYPE,
  COSELL_REGISTRATION_SOLUTION_NAME,
  COSELL_REGISTRATION_SOLUTION_CURRENCY,
};

static CosellJsonValue
parse (CosellJson **doc, const char *json)
{
  *doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  return *doc != NULL ? cosell_json_root (*doc) : nothing;
}

/* What stands for an answer that is too large holds a part of it only: nothing is told by it. */
static CosellJsonValue
parse_answer (CosellJson **doc, const char *answer)
{
  return parse (doc, cosell_oversized_is_stand_in (answer) ? NULL : answer);
}

static void
add (GPtrArray *unkept, CosellJsonValue root, const char *path, const char *kept, const char *sent)
{
  CosellChange *change = cosell_change_new (path, kept, sent);

  change->missing_parent = cosell_change_missing_parent (root, path);
  g_ptr_array_add (unkept, change);
}

/* (nullable) as JSON; null is nothing */
static char *
dup_value (CosellJsonValue value)
{
  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

/* --- registrations: one that was added is filled in by the service --- */

static gboolean
is_input_only (CosellRegistrationField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (input_only); i++)
    if (input_only[i] == field)
      return TRUE;
  return FALSE;
}

/* Fields of a registration that the service has as number index. */
static void
compare_registration (GPtrArray *unkept, CosellJsonValue root, guint index, CosellJsonValue sent)
{
  CosellJsonValue kept =
      cosell_json_element (cosell_answer_resolve (root, COSELL_PATH_REGISTRATIONS), index);

  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      CosellRegistrationField field = (CosellRegistrationField) i;
      const CosellRegistrationRow *row = &cosell_registration_rows[i];
      CosellJsonValue mine = cosell_json_pointer (sent, row->pointer);
      CosellJsonValue theirs = cosell_json_pointer (kept, row->pointer);
      g_autofree char *path =
          g_strdup_printf (COSELL_PATH_REGISTRATIONS "/%u%s", index, row->pointer);
      g_autofree char *old = NULL;
      g_autofree char *json = NULL;

      if (row->local || is_input_only (field) || !cosell_json_is_present (mine) ||
          cosell_answer_same (path, nothing, mine, theirs))
        continue;
      old = dup_value (theirs);
      json = dup_value (mine);
      add (unkept, root, path, old, json);
    }
}

/* Which of the new ones of the service is about the same solution; -1: none */
static int
find_registration (CosellJsonValue list, guint known, CosellJsonValue sent)
{
  g_autofree char *solution = cosell_registration_read (sent, COSELL_REGISTRATION_SOLUTION);

  for (guint i = known; i < cosell_json_length (list); i++)
    {
      g_autofree char *other =
          cosell_registration_read (cosell_json_element (list, i), COSELL_REGISTRATION_SOLUTION);

      if (solution != NULL && other != NULL && g_ascii_strcasecmp (solution, other) == 0)
        return (int) i;
    }
  return known < cosell_json_length (list) ? (int) known : -1;
}

static void
compare_registrations (GPtrArray *unkept, CosellJsonValue root, const CosellChange *change)
{
  g_autoptr (CosellJson) before = NULL;
  g_autoptr (CosellJson) sent = NULL;
  CosellJsonValue list = cosell_answer_resolve (root, COSELL_PATH_REGISTRATIONS);
  guint known = cosell_json_length (parse (&before, change->original));
  CosellJsonValue mine = parse (&sent, change->current);

  for (guint i = 0; i < cosell_json_length (mine); i++)
    {
      CosellJsonValue entry = cosell_json_element (mine, i);
      g_autofree char *kept = NULL;
      g_autofree char *merged = NULL;
      int index;

      if (!cosell_change_is_local_registration (entry))
        continue;
      index = find_registration (list, known, entry);
      if (index >= 0)
        {
          compare_registration (unkept, root, (guint) index, entry);
          continue;
        }
      kept = dup_value (list);
      if (cosell_change_merge_registrations (change->original, change->current, kept, &merged) !=
          COSELL_REGISTRATIONS_GONE)
        add (unkept, root, change->path, kept, merged != NULL ? merged : change->current);
      return;
    }
}

/* --- patches --- */

GPtrArray *
cosell_answer_unkept (GPtrArray *changes, const char *answer)
{
  GPtrArray *unkept = cosell_changes_new ();
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root = parse_answer (&doc, answer);

  g_return_val_if_fail (changes != NULL, unkept);

  for (guint i = 0; doc != NULL && i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      CosellJsonValue value = cosell_answer_resolve (root, change->path);
      g_autoptr (CosellJson) before = NULL;
      g_autoptr (CosellJson) sent = NULL;
      g_autofree char *kept = NULL;

      if (g_str_equal (change->path, COSELL_PATH_REGISTRATIONS))
        compare_registrations (unkept, root, change);
      else if (!cosell_answer_same (change->path, parse (&before, change->original),
                                    parse (&sent, change->current), value))
        {
          kept = dup_value (value);
          add (unkept, root, change->path, kept, change->current);
        }
    }
  return unkept;
}

/* --- bodies --- */

static gboolean
is_derived (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_str_equal (path, derived[i]))
      return TRUE;
  return FALSE;
}

/* C13: a partner who is asked for no help gets the service's word for that. */
static gboolean
says_nothing (const char *path, CosellJsonValue sent, CosellJsonValue kept)
{
  return g_str_equal (path, "/inviteContext/assistanceRequestCode") &&
         cosell_json_string_equal (sent, "Unknown") && !cosell_json_is_present (kept);
}

static void
compare_value (GPtrArray *unkept, CosellJsonValue root, const char *path, CosellJsonValue sent)
{
  CosellJsonValue kept = cosell_answer_resolve (root, path);
  g_autofree char *old = NULL;
  g_autofree char *value = NULL;

  if (cosell_answer_same (path, nothing, sent, kept))
    return;
  old = dup_value (kept);
  value = cosell_json_dup_raw (sent);
  add (unkept, root, path, old, value);
}

/* C25: each attribute is a value of its own. */
static void
compare_attributes (GPtrArray *unkept, CosellJsonValue root, CosellJsonValue array)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      if (member->type != NULL)
        compare_value (unkept, root, member->path,
                       cosell_member_place_in_array (array, member->type));
    }
}

/* A member that this program has a name for is one value; others are looked into. */
static void
compare_members (GPtrArray *unkept, CosellJsonValue root, CosellJsonValue object, const char *above)
{
  for (guint i = 0; i < cosell_json_length (object); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue sent = cosell_json_nth_member (object, i, &name);
      g_autofree char *path = g_strconcat (above, "/", name, NULL);

      if (is_derived (path) || says_nothing (path, sent, cosell_answer_resolve (root, path)))
        continue;
      if (cosell_json_kind (sent) == COSELL_JSON_OBJECT && !cosell_change_is_known (path))
        {
          compare_members (unkept, root, sent, path);
          continue;
        }
      if (g_str_equal (path, COSELL_PATH_ATTRIBUTES))
        compare_attributes (unkept, root, sent);
      else
        compare_value (unkept, root, path, sent);
    }
}

GPtrArray *
cosell_answer_unkept_body (const char *body, const char *answer)
{
  GPtrArray *unkept = cosell_changes_new ();
  g_autoptr (CosellJson) sent = NULL;
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue object = parse (&sent, body);
  CosellJsonValue root = parse_answer (&doc, answer);

  if (sent != NULL && doc != NULL)
    compare_members (unkept, root, object, "");
  return unkept;
}

/* --- afterwards --- */

/* What was typed, put together with what others did since. (nullable): nothing to put together */
static char *
merge (const CosellChange *change, const char *theirs)
{
  char *merged = NULL;
  gboolean done = FALSE;

  switch (cosell_merge_policy (change->path))
    {
    case COSELL_MERGE_SET:
    case COSELL_MERGE_PARAGRAPHS:
      return cosell_merge_value (change->path, change->original, change->current, theirs,
                                 COSELL_PREFER_NONE, &done);
    case COSELL_MERGE_REGISTRATIONS:
      cosell_change_merge_registrations (change->original, change->current, theirs, &merged);
      return merged;
    case COSELL_MERGE_ASK:
    case COSELL_MERGE_AMOUNT:
    case COSELL_MERGE_STAGE:
    case COSELL_MERGE_STATUS:
    case COSELL_MERGE_SERVICE:
      return NULL;
    }
  g_assert_not_reached ();
}

static void
take (char **place, char *value)
{
  cosell_take_str (place, value);
}

static gboolean
is_there (const CosellChange *change, const char *kept, CosellJsonValue value)
{
  g_autoptr (CosellJson) before = NULL;
  g_autoptr (CosellJson) sent = NULL;
  g_autofree char *merged = NULL;

  if (g_str_equal (change->path, COSELL_PATH_REGISTRATIONS))
    return cosell_change_merge_registrations (change->original, change->current, kept, &merged) ==
           COSELL_REGISTRATIONS_GONE;
  return cosell_answer_same (change->path, parse (&before, change->original),
                             parse (&sent, change->current), value);
}

void
cosell_answer_rebase (GPtrArray *unkept, const char *theirs)
{
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root = parse (&doc, theirs);

  g_return_if_fail (unkept != NULL);

  for (guint i = 0; doc != NULL && i < unkept->len; i++)
    {
      CosellChange *change = g_ptr_array_index (unkept, i);
      CosellJsonValue value = cosell_answer_resolve (root, change->path);
      char *kept = dup_value (value);
      char *merged;

      if (is_there (change, kept, value))
        {
          g_free (kept);
          g_ptr_array_remove_index (unkept, i--);
          continue;
        }
      merged = g_strcmp0 (kept, change->original) != 0 ? merge (change, kept) : NULL;
      if (merged != NULL)
        take (&change->current, merged);
      take (&change->original, kept);
      take (&change->missing_parent, cosell_change_missing_parent (root, change->path));
    }
}

void
cosell_answer_complete_status (GPtrArray *unkept, const char *text)
{
  static const char *const paths[] = { "/status", "/substatus" };
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root = parse (&doc, text);

  g_return_if_fail (unkept != NULL);

  if (cosell_changes_lookup (unkept, paths[0], NULL) == NULL &&
      cosell_changes_lookup (unkept, paths[1], NULL) == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *value = dup_value (cosell_answer_resolve (root, paths[i]));

      if (cosell_changes_lookup (unkept, paths[i], NULL) == NULL)
        g_ptr_array_add (unkept, cosell_change_new (paths[i], value, value));
    }
}

/* Whether both have a value there, and not the same. */
static gboolean
differs (CosellJsonValue sent, CosellJsonValue answer, const char *path)
{
  CosellJsonValue mine = cosell_answer_resolve (sent, path);
  CosellJsonValue theirs = cosell_answer_resolve (answer, path);

  return cosell_json_kind (mine) == COSELL_JSON_STRING && !cosell_json_string_equal (mine, "") &&
         cosell_json_kind (theirs) == COSELL_JSON_STRING &&
         !cosell_json_string_equal (theirs, "") &&
         !cosell_answer_same (path, nothing, mine, theirs);
}

gboolean
cosell_answer_contradicts (const char *sent, const char *answer, const char *own)
{
  g_autoptr (CosellJson) mine = NULL;
  g_autoptr (CosellJson) theirs = NULL;
  CosellJsonValue expected = parse (&mine, sent);
  CosellJsonValue root = parse (&theirs, answer);
  g_autofree char *owner = cosell_referral_read_text (root, "organizationId");

  if (mine == NULL || theirs == NULL)
    return FALSE;
  if (own != NULL && owner != NULL && !cosell_referral_same_id (own, owner))
    return TRUE;
  return differs (expected, root, "/organizationId") ||
         (differs (expected, root, COSELL_PATH_NAME) &&
          differs (expected, root, "/customerProfile/name"));
}

char *
cosell_answer_describe (GPtrArray *unkept)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  g_return_val_if_fail (unkept != NULL, NULL);

  for (guint i = 0; i < unkept->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i);
      gpointer label = (gpointer) cosell_change_label (change->path);

      if (!g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, label);
    }
  g_ptr_array_add (labels, NULL);
  list = g_strjoinv (", ", (char **) labels->pdata);
  /* Translators: %s is a list of fields: "Notes, CRM ID" */
  return g_strdup_printf (_ ("Partner Center did not keep: %s"), list);
}
