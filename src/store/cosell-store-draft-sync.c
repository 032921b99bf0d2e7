/* cosell-store-draft-sync.c: the draft of a waiting deal, kept in step with edits of its body
 *
 * Discarding a create turns the deal back into its draft. What was edited while it waited must be
 * in there as well, so each edited path is carried over into the draft file's shape.
 */
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "model/cosell-member-place.h"
#include "model/cosell-people.h"
#include "store/cosell-store-private.h"

static char *
convert_text (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  return text != NULL ? cosell_json_quote (text) : NULL;
}

static char *
convert_date (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (text == NULL)
    return NULL;
  if (strlen (text) > strlen ("YYYY-MM-DD"))
    text[strlen ("YYYY-MM-DD")] = '\0';
  return cosell_json_quote (text);
}

static char *
convert_people (CosellJsonValue value)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  guint length = cosell_json_kind (value) == COSELL_JSON_ARRAY ? cosell_json_length (value) : 0;

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_json (cosell_json_element (value, i));

      cosell_contact_write_draft (contact, writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static char *
convert_solutions (CosellJsonValue value)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  guint length = cosell_json_kind (value) == COSELL_JSON_ARRAY ? cosell_json_length (value) : 0;

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (CosellSolution) solution =
          cosell_solution_new_from_json (cosell_json_element (value, i));

      cosell_solution_write_draft (solution, writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static char *
convert_bool (CosellJsonValue value)
{
  return g_strdup (cosell_json_get_bool (value, FALSE) ? "true" : "false");
}

/* From a draft to its referral (src/model/README.md), backwards: JSON text of one member of the
 * draft. Returns: (transfer full) (nullable): NULL = null */
static char *
convert (CosellChangeKind kind, CosellJsonValue value)
{
  switch (kind)
    {
    case COSELL_CHANGE_KIND_TEXT:
    case COSELL_CHANGE_KIND_NUMBER:
      return convert_text (value);
    case COSELL_CHANGE_KIND_DATE:
      return convert_date (value);
    case COSELL_CHANGE_KIND_PEOPLE:
      return convert_people (value);
    case COSELL_CHANGE_KIND_SOLUTIONS:
      return convert_solutions (value);
    case COSELL_CHANGE_KIND_BOOL:
      return convert_bool (value);
    case COSELL_CHANGE_KIND_REGISTRATIONS:
    case COSELL_CHANGE_KIND_OTHER:
      break;
    }
  g_assert_not_reached ();
}

char *
cosell_store_draft_sync_propagate (const char *draft,
                                   GPtrArray *changes,
                                   const char *own_text,
                                   GError **error)
{
  g_autoptr (CosellJson) own = cosell_json_parse (own_text, -1, error);
  g_autofree char *text = g_strdup (draft);

  if (own == NULL)
    return NULL;
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);
      g_autofree char *value = NULL;
      char *next;

      if (member->draft == NULL || cosell_changes_find (changes, member->path) == NULL)
        continue;
      value =
          convert (member->kind, cosell_member_place_value (cosell_json_root (own), member->path));
      next = cosell_json_set (text, member->draft, value != NULL ? value : "null", error);
      if (next == NULL)
        return NULL;
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}
