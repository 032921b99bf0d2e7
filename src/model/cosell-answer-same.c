/* P13: whether two values of a path mean the same to whoever typed one of them */
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-change-private.h"
#include "model/cosell-member-place.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

static gboolean
same_value (const char *path, CosellJsonValue sent, CosellJsonValue kept);

/* --- single values --- */

static gboolean
is_empty (CosellJsonValue value)
{
  g_autofree char *text = NULL;

  switch (cosell_json_kind (value))
    {
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
    case COSELL_JSON_FALSE: /* absent is false */
      return TRUE;
    case COSELL_JSON_STRING:
      text = cosell_json_dup_string (value);
      return *g_strstrip (text) == '\0';
    case COSELL_JSON_ARRAY:
    case COSELL_JSON_OBJECT:
      return cosell_json_length (value) == 0;
    case COSELL_JSON_TRUE:
    case COSELL_JSON_NUMBER:
      return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
ends_with (const char *path, const char *name)
{
  const char *last = strrchr (path, '/');

  return last != NULL && g_str_equal (last + 1, name);
}

/* Members whose words are the service's own, not a person's: letter case does not count. */
static gboolean
is_word (const char *path)
{
  static const char *const names[] = {
    "currency",
    "status",
    "substatus",
    "qualification",
    "assistanceRequestCode",
    "type",
    "profileType",
    "solutionType",
    "country",
    "term",
    "pricingModel",
    "primaryDeploymentOn",
  };
  const CosellMember *member = cosell_member_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (ends_with (path, names[i]))
      return TRUE;
  return member != NULL && member->choices != NULL;
}

static gboolean
same_instant (const char *path, const char *a, const char *b)
{
  gint64 one, two;
  g_autofree char *date = NULL;
  g_autofree char *other = NULL;

  if (!g_str_has_suffix (path, "DateTime") || !cosell_time_parse (a, &one) ||
      !cosell_time_parse (b, &two))
    return FALSE;
  if (one == two)
    return TRUE;
  /* of a calendar date the hour says nothing */
  date = cosell_time_format_date (one);
  other = cosell_time_format_date (two);
  return cosell_change_kind (path) == COSELL_CHANGE_KIND_DATE && g_strcmp0 (date, other) == 0;
}

static gboolean
same_number (const char *path,
             CosellJsonValue sent,
             CosellJsonValue kept,
             const char *a,
             const char *b)
{
  if (cosell_change_kind (path) != COSELL_CHANGE_KIND_NUMBER &&
      cosell_json_kind (sent) != COSELL_JSON_NUMBER &&
      cosell_json_kind (kept) != COSELL_JSON_NUMBER)
    return FALSE;
  return cosell_json_text_equal (a, b);
}

/* D8: the service may name a stage that was sent as a number. */
static gboolean
same_stage (const char *path, const char *a, const char *b)
{
  int stage;

  if (!g_str_equal (path, COSELL_PATH_STAGE))
    return FALSE;
  stage = cosell_stage_from_text (a, TRUE);
  return stage > 0 && stage == cosell_stage_from_text (b, TRUE);
}

/* LF for CRLF and CR, nothing around it. */
static char *
dup_plain (const char *text)
{
  g_autofree char *folded = NULL;
  GString *plain = g_string_new (text);
  const char *begin, *end;

  g_string_replace (plain, "\r\n", "\n", 0);
  g_string_replace (plain, "\r", "\n", 0);
  begin = plain->str;
  end = plain->str + plain->len;
  while (begin < end && g_unichar_isspace (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  folded = g_strndup (begin, (gsize) (end - begin));
  g_string_free (plain, TRUE);
  return g_steal_pointer (&folded);
}

/* The service may have encoded what was typed, entities that were typed included. */
static gboolean
same_text (const char *path, const char *sent, const char *kept)
{
  g_autofree char *decoded_kept = cosell_referral_decode_entities (kept);
  g_autofree char *decoded_sent = cosell_referral_decode_entities (sent);
  g_autofree char *a = dup_plain (sent);
  g_autofree char *b = dup_plain (kept);
  g_autofree char *c = dup_plain (decoded_sent);
  g_autofree char *d = dup_plain (decoded_kept);

  if (is_word (path) || (g_uuid_string_is_valid (a) && g_uuid_string_is_valid (b)))
    return g_ascii_strcasecmp (a, b) == 0;
  return g_str_equal (a, b) || g_str_equal (a, d) || g_str_equal (c, d);
}

static gboolean
same_scalar (const char *path, CosellJsonValue sent, CosellJsonValue kept)
{
  g_autofree char *a = cosell_json_dup_scalar (sent);
  g_autofree char *b = cosell_json_dup_scalar (kept);

  if (a == NULL || b == NULL)
    return cosell_json_equal (sent, kept);
  /* true, or a text that says so */
  if (cosell_json_kind (sent) == COSELL_JSON_TRUE || cosell_json_kind (kept) == COSELL_JSON_TRUE)
    return g_ascii_strcasecmp (a, b) == 0;
  return same_instant (path, a, b) || same_number (path, sent, kept, a, b) ||
         same_stage (path, a, b) || same_text (path, a, b);
}

/* --- objects and lists --- */

/* Members of a list's elements that the service makes out of the others. */
static const struct
{
  CosellChangeKind kind;
  const char *name;
} derived[] = {
  /* what tells it apart, whatever the letter case: looked for by it */
  { COSELL_CHANGE_KIND_PEOPLE, "email" },
  { COSELL_CHANGE_KIND_SOLUTIONS, "id" },
  /* contract 4.2: the id is the solution; how it is called, by whom it is published, and whether it
   * is named at all says the service's catalogue */
  { COSELL_CHANGE_KIND_SOLUTIONS, "name" },
  { COSELL_CHANGE_KIND_SOLUTIONS, "publisherName" },
  { COSELL_CHANGE_KIND_SOLUTIONS, "type" },
};

static gboolean
is_derived (CosellChangeKind kind, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (derived[i].kind == kind && g_str_equal (derived[i].name, name))
      return TRUE;
  return FALSE;
}

static CosellJsonValue
find_member (CosellJsonValue object, const char *name)
{
  CosellJsonValue value = cosell_json_member (object, name);

  if (cosell_json_kind (value) == COSELL_JSON_NONE)
    value = cosell_json_member_nocase (object, name);
  /* contract 12.9 */
  if (!cosell_json_is_present (value) && g_str_equal (name, "state"))
    value = cosell_json_member (object, "region");
  return value;
}

/* Every member that was sent stands in what was kept. */
static gboolean
same_object (const char *path, CosellChangeKind kind, CosellJsonValue sent, CosellJsonValue kept)
{
  for (guint i = 0; i < cosell_json_length (sent); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (sent, i, &name);
      g_autofree char *below = g_strconcat (path, "/", name, NULL);

      if (!is_derived (kind, name) && !same_value (below, value, find_member (kept, name)))
        return FALSE;
    }
  return TRUE;
}

/* Elements without an identity are the same when all of them is. */
static gboolean
same_element (const char *path, CosellChangeKind kind, CosellJsonValue sent, CosellJsonValue kept)
{
  g_autofree char *key = NULL;
  g_autofree char *other = NULL;

  if (kind != COSELL_CHANGE_KIND_PEOPLE && kind != COSELL_CHANGE_KIND_SOLUTIONS)
    return same_value (path, sent, kept);
  key = cosell_change_element_key (kind, sent);
  other = cosell_change_element_key (kind, kept);
  return g_str_equal (key, other) && same_object (path, kind, sent, kept);
}

static gboolean
contains (const char *path, CosellChangeKind kind, CosellJsonValue list, CosellJsonValue element)
{
  for (guint i = 0; i < cosell_json_length (list); i++)
    if (same_element (path, kind, element, cosell_json_element (list, i)))
      return TRUE;
  return FALSE;
}

/* What stood in the list and was to go is not there any more. */
static gboolean
all_gone (const char *path,
          CosellChangeKind kind,
          CosellJsonValue original,
          CosellJsonValue sent,
          CosellJsonValue kept)
{
  for (guint i = 0; i < cosell_json_length (original); i++)
    {
      CosellJsonValue element = cosell_json_element (original, i);
      g_autofree char *key = cosell_change_element_key (kind, element);

      if (*key != '\0' && cosell_change_find_element (kind, sent, key) < 0 &&
          cosell_change_find_element (kind, kept, key) >= 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_list (const char *path, CosellJsonValue original, CosellJsonValue sent, CosellJsonValue kept)
{
  CosellChangeKind kind = cosell_change_kind (path);

  for (guint i = 0; i < cosell_json_length (sent); i++)
    if (!contains (path, kind, kept, cosell_json_element (sent, i)))
      return FALSE;
  return all_gone (path, kind, original, sent, kept);
}

static gboolean
same_value (const char *path, CosellJsonValue sent, CosellJsonValue kept)
{
  static const CosellJsonValue nothing = { NULL, 0 };

  if (cosell_json_kind (sent) == COSELL_JSON_OBJECT && cosell_json_length (sent) > 0)
    return same_object (path, COSELL_CHANGE_KIND_OTHER, sent, kept);
  if (cosell_json_kind (sent) == COSELL_JSON_ARRAY)
    return same_list (path, nothing, sent, kept);
  if (is_empty (sent) || is_empty (kept))
    return is_empty (sent) && is_empty (kept);
  return same_scalar (path, sent, kept);
}

gboolean
cosell_answer_same (const char *path,
                    CosellJsonValue original,
                    CosellJsonValue sent,
                    CosellJsonValue kept)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (cosell_json_kind (sent) == COSELL_JSON_ARRAY)
    return same_list (path, original, sent, kept);
  return same_value (path, sent, kept);
}

CosellJsonValue
cosell_answer_resolve (CosellJsonValue root, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (cosell_member_place_pointer (path), "/", -1);
  const CosellMember *member = cosell_member_for_path (path);
  CosellJsonValue value = root;

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL; i++)
    value = cosell_json_kind (value) == COSELL_JSON_ARRAY
                ? cosell_json_element (value, (guint) g_ascii_strtoull (steps[i], NULL, 10))
                : find_member (value, steps[i]);
  return member != NULL && member->type != NULL ? cosell_member_place_in_array (value, member->type)
                                                : value;
}
