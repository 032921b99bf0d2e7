/* The solutions of a referral as changes. */

#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-draft-private.h"
#include "model/cosell-people.h"

#define PATH_TARGET "/target"

/* Members of the wire that the draft file's shape has no word for: sent when given. */
static const char *const solution_extras[] = { "price", "quantity", "currency", "publisherName",
                                               "closingDateTime" };

static char *
solution_to_wire (CosellJsonValue given, CosellSolution *solution, GError **error)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;

  cosell_solution_write_wire (solution, writer);
  text = cosell_json_writer_end (writer);
  for (guint i = 0; i < G_N_ELEMENTS (solution_extras); i++)
    {
      CosellJsonValue value = cosell_json_member (given, solution_extras[i]);
      g_autofree char *raw = cosell_json_dup_raw (value);
      g_autofree char *pointer = g_strconcat ("/", solution_extras[i], NULL);
      char *next;

      if (!cosell_json_is_present (value))
        continue;
      next = cosell_json_set (text, pointer, raw, error);
      if (next == NULL)
        return NULL;
      cosell_take_str (&text, next);
    }
  return g_steal_pointer (&text);
}

/* Reads a solution in the draft file's shape. Returns: (transfer full) NULL with error */
static CosellSolution *
read_solution (CosellJsonValue given, GError **error)
{
  g_autofree char *id = cosell_json_dup_string (cosell_json_member (given, "id"));
  g_autofree char *kind = cosell_json_dup_string (cosell_json_member (given, "kind"));
  CosellSolution *solution;
  int value;

  if (cosell_json_kind (given) != COSELL_JSON_OBJECT || id == NULL || id[0] == '\0')
    cosell_change_refuse (error, COSELL_RULE_ERROR_SYNTAX,
                          _ ("A solution is a JSON object with “id”, “name” and “kind”."));
  else if (kind != NULL && !cosell_enum_from_nick (COSELL_TYPE_SOLUTION_KIND, kind, &value))
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 _ ("“%s” is no kind of solution. Use own, microsoft, third-party or assessment."),
                 kind);
  else
    {
      solution = cosell_solution_new_from_json (given);
      if (cosell_solution_get_kind (solution) != COSELL_SOLUTION_KIND_ASSESSMENT)
        return solution;
      g_object_unref (solution);
      cosell_change_refuse (
          error, COSELL_RULE_ERROR_REFUSED,
          _ ("An assessment cannot be added to a deal; it is a deal of its own. Create a new "
             "deal with the assessment as its only solution."));
      cosell_rule_error_name (error, "A6");
    }
  return NULL;
}

/* A6: the one solution of an assessment is fixed. */
static gboolean
require_solutions_open (CosellJsonValue solutions, GError **error)
{
  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autoptr (CosellSolution) solution =
          cosell_solution_new_from_json (cosell_json_element (solutions, i));

      if (cosell_solution_get_kind (solution) != COSELL_SOLUTION_KIND_ASSESSMENT)
        continue;
      cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                            _ ("The solution of a solution assessment cannot be changed after "
                               "creation. Create a new deal for another solution."));
      return cosell_rule_error_name (error, "A6");
    }
  return TRUE;
}

/* The target of a body that was not sent yet follows its solutions: own ones are solution profiles.
 * A deal that the service has keeps its target, which can be given at creation only.
 * added: (nullable) a solution; removed: (nullable) the id of one. */
static void
follow_target (GPtrArray *changes, CosellJsonValue root, CosellSolution *added, const char *removed)
{
  g_autoptr (CosellJson) target = NULL;
  CosellJsonWriter *writer;
  g_autofree char *after = NULL;
  CosellJsonIter iter;
  CosellJsonValue element;

  if (cosell_json_is_present (cosell_json_member (root, "id")) ||
      cosell_json_kind (cosell_json_member (root, "target")) != COSELL_JSON_ARRAY)
    return;
  target = cosell_changes_parse_array (changes, root, PATH_TARGET);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  cosell_json_iter_init (&iter, cosell_json_root (target));
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (element, "id"));
      g_autofree char *raw = cosell_json_dup_raw (element);

      if (removed == NULL || id == NULL || g_ascii_strcasecmp (id, removed) != 0)
        cosell_json_writer_raw (writer, raw, -1);
    }
  if (added != NULL && cosell_solution_get_kind (added) == COSELL_SOLUTION_KIND_OWN)
    cosell_draft_write_target (writer, "SolutionProfile", cosell_solution_get_id (added));
  cosell_json_writer_end_array (writer);
  after = cosell_json_writer_end (writer);
  cosell_changes_record (changes, root, PATH_TARGET, after);
}

gboolean
cosell_changes_add_solution (GPtrArray *changes,
                             const char *text,
                             const char *solution_json,
                             GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) given = NULL;
  g_autoptr (CosellJson) solutions = NULL;
  g_autoptr (CosellSolution) solution = NULL;
  g_autofree char *key = NULL;
  g_autofree char *wire = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (changes != NULL && text != NULL && solution_json != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  given = doc != NULL ? cosell_change_parse_given (solution_json, _ ("solution"), error) : NULL;
  if (given == NULL)
    return FALSE;
  solutions = cosell_changes_parse_array (changes, cosell_json_root (doc), COSELL_PATH_SOLUTIONS);
  if (!require_solutions_open (cosell_json_root (solutions), error))
    return FALSE;
  solution = read_solution (cosell_json_root (given), error);
  if (solution == NULL)
    return FALSE;
  key = g_ascii_strdown (cosell_solution_get_id (solution), -1);
  if (cosell_change_find_element (COSELL_CHANGE_KIND_SOLUTIONS, cosell_json_root (solutions),
                                  key) >= 0)
    {
      g_autofree char *quoted = cosell_text_quote (cosell_solution_get_id (solution));

      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   _ ("The deal already has the solution %s."), quoted);
      return cosell_rule_error_name (error, "C9");
    }
  wire = solution_to_wire (cosell_json_root (given), solution, error);
  if (wire == NULL)
    return FALSE;
  after = cosell_change_edit_array (cosell_json_root (solutions), -1, wire);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_SOLUTIONS, after);
  follow_target (changes, cosell_json_root (doc), solution, NULL);
  return TRUE;
}

gboolean
cosell_changes_remove_solution (GPtrArray *changes,
                                const char *text,
                                const char *id,
                                GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autoptr (CosellJson) solutions = NULL;
  g_autofree char *tidy = cosell_text_tidy (id, COSELL_TEXT_CODE);
  g_autofree char *key = NULL;
  g_autofree char *after = NULL;
  int index;

  g_return_val_if_fail (changes != NULL && text != NULL && id != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  solutions = cosell_changes_parse_array (changes, cosell_json_root (doc), COSELL_PATH_SOLUTIONS);
  if (!require_solutions_open (cosell_json_root (solutions), error))
    return FALSE;
  key = g_ascii_strdown (tidy, -1);
  index =
      cosell_change_find_element (COSELL_CHANGE_KIND_SOLUTIONS, cosell_json_root (solutions), key);
  if (index < 0)
    {
      g_autofree char *quoted = cosell_text_quote (tidy);

      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                   _ ("The deal has no solution “%s”."), quoted);
      return FALSE;
    }
  after = cosell_change_edit_array (cosell_json_root (solutions), index, NULL);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_SOLUTIONS, after);
  follow_target (changes, cosell_json_root (doc), NULL, id);
  return TRUE;
}
