#include "ui/words/cosell-history-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-json.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "ui/words/cosell-format.h"

static char *
date_text (const char *text)
{
  g_autofree char *date = NULL;
  gint64 instant;

  if (!cosell_time_parse (text, &instant))
    return g_strdup (text);
  date = cosell_time_format_date (instant);
  return cosell_format_date (date);
}

/* A person or a solution by name; anything else of a list as it stands. */
static char *
element_text (gboolean people, CosellJsonValue element)
{
  if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
    return cosell_json_dup_raw (element);
  if (people)
    {
      g_autoptr (CosellContact) contact = cosell_contact_new_from_wire (element);

      return g_strdup (cosell_contact_get_display_name (contact));
    }
  else
    {
      g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (element);

      return g_strdup (cosell_solution_get_display_name (solution));
    }
}

static gboolean
is_people (const char *path)
{
  return g_str_has_suffix (path, "/team");
}

static void
add_name (GPtrArray *names, const char *path, CosellJsonValue element)
{
  g_autofree char *name = element_text (is_people (path), element);

  g_ptr_array_add (names, cosell_text_quote (name));
}

static char *
array_text (const char *path, CosellJsonValue array)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cosell_json_length (array); i++)
    add_name (names, path, cosell_json_element (array, i));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
scalar_text (const char *path, CosellJsonValue value)
{
  g_autofree char *raw = cosell_json_dup_raw (value);
  g_autofree char *text = cosell_change_display (raw);
  int help;

  if (g_str_has_suffix (path, "DateTime"))
    return date_text (text);
  if (g_str_equal (path, COSELL_PATH_VALUE))
    return cosell_format_money (text, NULL);
  if (g_str_has_suffix (path, "/assistanceRequestCode") &&
      cosell_enum_from_nick (COSELL_TYPE_HELP, text, &help))
    return g_strdup (cosell_help_label ((CosellHelp) help));
  return g_strdup (cosell_member_display (path, text));
}

/* What the service writes for "no date" is none. */
static gboolean
is_no_date (const char *path, CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_string (value);
  gint64 instant;

  return g_str_has_suffix (path, "DateTime") && cosell_time_parse (text, &instant) &&
         !cosell_time_is_possible (instant);
}

static gboolean
is_nothing (const char *path, CosellJsonValue value)
{
  return !cosell_json_is_present (value) || is_no_date (path, value) ||
         cosell_json_string_equal (value, "") ||
         (cosell_json_kind (value) == COSELL_JSON_ARRAY && cosell_json_length (value) == 0);
}

static char *
value_text (const char *path, CosellJsonValue value)
{
  if (is_nothing (path, value))
    return g_strdup (C_ ("value", "nothing"));
  switch (cosell_json_kind (value))
    {
    case COSELL_JSON_TRUE:
      return g_strdup (_ ("Yes"));
    case COSELL_JSON_FALSE:
      return g_strdup (_ ("No"));
    case COSELL_JSON_NUMBER:
    case COSELL_JSON_STRING:
      return scalar_text (path, value);
    case COSELL_JSON_ARRAY:
      return array_text (path, value);
    case COSELL_JSON_OBJECT:
      return cosell_json_dup_raw (value);
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
      break;
    }
  g_return_val_if_reached (NULL);
}

/* (nullable) */
static CosellJson *
parse (const char *json)
{
  return json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
}

static gboolean
same_element (const char *path, CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *one = cosell_json_dup_raw (a);
  g_autofree char *other = cosell_json_dup_raw (b);

  return cosell_change_same (path, one, other);
}

/* Names of the elements of a that b does not have in the same form. */
static char *
difference_text (const char *path, CosellJsonValue a, CosellJsonValue b)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cosell_json_length (a); i++)
    {
      CosellJsonValue element = cosell_json_element (a, i);
      gboolean found = FALSE;

      for (guint n = 0; n < cosell_json_length (b) && !found; n++)
        found = same_element (path, element, cosell_json_element (b, n));
      if (!found)
        add_name (names, path, element);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
set_change_text (const char *path, CosellJsonValue old, CosellJsonValue value)
{
  g_autofree char *added = difference_text (path, value, old);
  g_autofree char *removed = difference_text (path, old, value);

  if (*added != '\0' && g_str_equal (added, removed))
    /* Translators: %s are names of persons or solutions whose data changed */
    return g_strdup_printf (_ ("Changed: %s"), added);
  if (*added != '\0' && *removed != '\0')
    return g_strdup_printf (_ ("Added: %s. Removed: %s"), added, removed);
  if (*added != '\0')
    return g_strdup_printf (_ ("Added: %s"), added);
  if (*removed != '\0')
    return g_strdup_printf (_ ("Removed: %s"), removed);
  return g_strdup (_ ("In another order"));
}

char *
cosell_history_text_change (const char *path, const char *old_json, const char *json)
{
  g_autoptr (CosellJson) before = parse (old_json);
  g_autoptr (CosellJson) after = parse (json);
  CosellJsonValue old = cosell_json_root (before);
  CosellJsonValue value = cosell_json_root (after);
  g_autofree char *from = NULL, *isolated_from = NULL;
  g_autofree char *to = NULL, *isolated_to = NULL;

  if (cosell_json_kind (old) == COSELL_JSON_ARRAY || cosell_json_kind (value) == COSELL_JSON_ARRAY)
    return set_change_text (path, old, value);
  to = value_text (path, value);
  if (is_nothing (path, old))
    return g_steal_pointer (&to);
  from = value_text (path, old);
  isolated_from = cosell_text_isolate (from);
  isolated_to = cosell_text_isolate (to);
  /* Translators: a value before and after a change */
  return g_strdup_printf (_ ("%s → %s"), isolated_from, isolated_to);
}

const char *
cosell_history_text_who (const char *who)
{
  if (g_strcmp0 (who, "you") == 0)
    return _ ("You");
  if (who == NULL || g_str_equal (who, "service"))
    return _ ("Partner Center");
  return who;
}
