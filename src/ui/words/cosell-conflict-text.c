#include "ui/words/cosell-conflict-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "ui/words/cosell-format.h"

#define MAX_SHORT 60 /* characters of a value beside others */
#define MAX_TOLD 3   /* questions of which the values are told */

static const char *
value_of (const CosellConflict *conflict, CosellConflictSide side)
{
  switch (side)
    {
    case COSELL_CONFLICT_BASE:
      return conflict->base;
    case COSELL_CONFLICT_MINE:
      return conflict->mine;
    case COSELL_CONFLICT_THEIRS:
      return conflict->theirs;
    case COSELL_CONFLICT_OF_CRM:
      return conflict->crm;
    }
  g_assert_not_reached ();
}

static CosellJson *
parse (const char *json)
{
  return json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
}

/* (nullable) */
static char *
dup_scalar (const char *json)
{
  g_autoptr (CosellJson) doc = parse (json);

  return doc != NULL ? cosell_json_dup_scalar (cosell_json_root (doc)) : NULL;
}

/* A bare number of another path is money without a currency beside it. */
static char *
number_text (const char *json)
{
  g_autofree char *text = dup_scalar (json);

  return text != NULL && *text != '\0' ? cosell_format_money (text, NULL) : NULL;
}

static char *
or_nothing (char *text)
{
  if (text != NULL && *text != '\0')
    return text;
  g_free (text);
  return g_strdup (C_ ("value", "nothing"));
}

/* --- one value --- */

static char *
amount_text (GPtrArray *conflicts, guint unit, CosellConflictSide side, const CosellDealData *deal)
{
  g_autofree char *value = g_strdup (deal->value);
  g_autofree char *currency = g_strdup (deal->currency);

  for (guint i = unit; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      char **slot = g_str_has_suffix (conflict->path, "/currency") ? &currency : &value;

      if (!cosell_conflict_is_one (conflict->path, COSELL_PATH_VALUE))
        continue;
      cosell_take_str (slot, dup_scalar (value_of (conflict, side)));
    }
  return value != NULL ? cosell_format_money (value, currency) : or_nothing (NULL);
}

static char *
date_text (const char *json)
{
  g_autofree char *text = dup_scalar (json);
  g_autofree char *date = NULL;
  gint64 instant;
  GDate day;

  if (text != NULL && cosell_date_parse (text, &day))
    return or_nothing (cosell_format_date (text));
  if (text == NULL || !cosell_time_parse (text, &instant))
    return or_nothing (g_steal_pointer (&text));
  date = cosell_time_is_possible (instant) ? cosell_time_format_date (instant) : NULL;
  return or_nothing (date != NULL ? cosell_format_date (date) : NULL);
}

static char *
stage_text (const char *json, const CosellDealData *deal)
{
  g_autofree char *text = dup_scalar (json);
  gint64 stage;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, 100, &stage, NULL))
    return or_nothing (g_steal_pointer (&text));
  /* Translators: a sales stage and its percentage */
  return g_strdup_printf (_ ("%s %d %%"),
                          cosell_stage_label ((int) stage, (CosellDealType) deal->type,
                                              (CosellDirection) deal->direction),
                          (int) stage);
}

static char *
single_text (const char *path, const char *json)
{
  g_autofree char *text = NULL;

  g_autoptr (CosellJson) doc = parse (json);
  CosellJsonValue root = { doc, 0 };

  switch (cosell_json_kind (root))
    {
    case COSELL_JSON_TRUE:
      return g_strdup (_ ("Yes"));
    case COSELL_JSON_FALSE:
      return g_strdup (_ ("No"));
    case COSELL_JSON_NUMBER:
    case COSELL_JSON_STRING:
      text = cosell_change_display (json);
      return or_nothing (g_strdup (cosell_member_display (path, text)));
    case COSELL_JSON_ARRAY:
    case COSELL_JSON_OBJECT:
      return cosell_json_pretty (root);
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
      break;
    }
  return or_nothing (NULL);
}

/* --- lists --- */

static gboolean
is_people (const char *path)
{
  return g_str_has_suffix (path, "/team");
}

static char *
element_name (const char *path, CosellJsonValue element)
{
  if (is_people (path))
    {
      g_autoptr (CosellContact) contact = cosell_contact_new_from_wire (element);

      return cosell_text_quote (cosell_contact_get_display_name (contact));
    }
  else
    {
      g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (element);

      return cosell_text_quote (cosell_solution_get_display_name (solution));
    }
}

static char *
element_key (const char *path, CosellJsonValue element)
{
  g_autofree char *key = cosell_referral_read_display (element, is_people (path) ? "email" : "id");

  return g_utf8_casefold (key != NULL ? key : "", -1);
}

/* The element of array that is the same person or solution; absent when there is none. */
static CosellJsonValue
find (const char *path, CosellJsonValue array, CosellJsonValue element)
{
  g_autofree char *key = element_key (path, element);
  CosellJsonIter iter;
  CosellJsonValue other;

  cosell_json_iter_init (&iter, array);
  while (cosell_json_iter_next (&iter, NULL, &other))
    {
      g_autofree char *other_key = element_key (path, other);

      if (g_str_equal (key, other_key))
        return other;
    }
  return (CosellJsonValue){ NULL, 0 };
}

/* The values that an element has anew: "+46 40 201, Account manager" */
static char *
new_values (CosellJsonValue before, CosellJsonValue after)
{
  g_autoptr (GString) text = g_string_new (NULL);
  CosellJsonIter iter;
  CosellJsonValue name;

  cosell_json_iter_init (&iter, after);
  while (cosell_json_iter_next (&iter, &name, NULL))
    {
      g_autofree char *member = cosell_json_dup_string (name);
      g_autofree char *now = cosell_referral_read_display (after, member);
      g_autofree char *was = cosell_referral_read_display (before, member);

      if (now != NULL && g_strcmp0 (now, was) != 0)
        {
          g_autofree char *quoted = cosell_text_quote (now);

          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", quoted);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_line (GString *lines, const char *format, const char *name)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* format is one of the three below */
  if (format != NULL)
    g_string_append_printf (lines, "%s %s", format, name);
  else
    g_string_append (lines, name);
}

static void
add_changed (GString *lines, const char *path, CosellJsonValue before, CosellJsonValue after)
{
  g_autofree char *name = element_name (path, after);
  g_autofree char *was = cosell_json_dup_raw (before);
  g_autofree char *is = cosell_json_dup_raw (after);
  g_autofree char *values = NULL;
  g_autofree char *text = NULL;

  if (!cosell_json_is_present (before))
    {
      add_line (lines, _ ("Added:"), name);
      return;
    }
  if (cosell_change_same (path, was, is))
    return;
  values = new_values (before, after);
  text = *values != '\0' ? g_strdup_printf ("%s (%s)", name, values) : g_strdup (name);
  add_line (lines, _ ("Changed:"), text);
}

/* What a side made of the list; what it had at first, line by line, when there is nothing before.
 */
static char *
list_text (const char *path, const char *base_json, const char *json, gboolean whole)
{
  g_autoptr (CosellJson) base = parse (base_json != NULL ? base_json : "[]");
  g_autoptr (CosellJson) list = parse (json != NULL ? json : "[]");
  g_autoptr (GString) lines = g_string_new (NULL);
  CosellJsonIter iter;
  CosellJsonValue element;

  cosell_json_iter_init (&iter, cosell_json_root (list));
  while (cosell_json_iter_next (&iter, NULL, &element))
    if (whole)
      {
        g_autofree char *name = element_name (path, element);

        add_line (lines, NULL, name);
      }
    else
      add_changed (lines, path, find (path, cosell_json_root (base), element), element);
  cosell_json_iter_init (&iter, cosell_json_root (base));
  while (!whole && cosell_json_iter_next (&iter, NULL, &element))
    if (!cosell_json_is_present (find (path, cosell_json_root (list), element)))
      {
        g_autofree char *name = element_name (path, element);

        add_line (lines, _ ("Removed:"), name);
      }
  return or_nothing (g_string_free (g_steal_pointer (&lines), FALSE));
}

/* A CRM names people by their addresses alone. */
static gboolean
is_list (const char *json)
{
  g_autoptr (CosellJson) doc = parse (json);

  return cosell_json_kind (cosell_json_root (doc)) != COSELL_JSON_STRING;
}

char *
cosell_conflict_text (GPtrArray *conflicts,
                      guint unit,
                      CosellConflictSide side,
                      const CosellDealData *deal)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, unit);
  const char *json = value_of (conflict, side);
  gboolean whole = side == COSELL_CONFLICT_BASE || (conflict->between & COSELL_CONFLICT_CRM) != 0;

  if (cosell_conflict_is_one (conflict->path, COSELL_PATH_VALUE))
    return amount_text (conflicts, unit, side, deal);
  if (is_list (json) &&
      (is_people (conflict->path) || g_str_has_suffix (conflict->path, "/solutions")))
    return list_text (conflict->path, conflict->base, json, whole);
  if (g_str_has_suffix (conflict->path, "DateTime"))
    return date_text (json);
  if (g_str_equal (conflict->path, "/salesStage"))
    return stage_text (json, deal);
  if (g_str_has_suffix (conflict->path, "/value")) /* of a registration */
    return or_nothing (number_text (json));
  return single_text (conflict->path, json);
}

/* --- in few words --- */

gboolean
cosell_conflict_is_asked (GPtrArray *conflicts, guint index)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, index);

  for (guint i = 0; i < index; i++)
    {
      const CosellConflict *other = g_ptr_array_index (conflicts, i);

      if (cosell_conflict_is_one (other->path, conflict->path))
        return TRUE;
    }
  return FALSE;
}

guint
cosell_conflict_count_questions (GPtrArray *conflicts)
{
  guint n = 0;

  for (guint i = 0; i < conflicts->len; i++)
    n += !cosell_conflict_is_asked (conflicts, i);
  return n;
}

/* One line, and no more of it than can be taken in beside others. */
static char *
short_text (GPtrArray *conflicts, guint unit, CosellConflictSide side, const CosellDealData *deal)
{
  char *text = cosell_conflict_text (conflicts, unit, side, deal);
  g_autofree char *start = NULL;

  g_strdelimit (text, "\n", ' ');
  if (g_utf8_strlen (text, -1) <= MAX_SHORT)
    return text;
  start = g_utf8_substring (text, 0, MAX_SHORT);
  g_free (text);
  return g_strconcat (start, "…", NULL);
}

char *
cosell_conflict_sides (GPtrArray *conflicts, guint unit, const CosellDealData *deal)
{
  g_autofree char *mine = short_text (conflicts, unit, COSELL_CONFLICT_MINE, deal);
  g_autofree char *theirs = short_text (conflicts, unit, COSELL_CONFLICT_THEIRS, deal);

  /* Translators: two values of one field, of which a person chooses one */
  return g_strdup_printf (_ ("Yours: %s\nPartner Center: %s"), mine, theirs);
}

char *
cosell_conflict_summary (GPtrArray *conflicts, const CosellDealData *deal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = cosell_conflict_count_questions (conflicts);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *mine = NULL;
      g_autofree char *theirs = NULL;

      if (cosell_conflict_is_asked (conflicts, i))
        continue;
      if (text->len > 0)
        g_string_append (text, n > MAX_TOLD ? ", " : "\n");
      g_string_append (text, cosell_change_label (conflict->path));
      if (n > MAX_TOLD)
        continue;
      mine = short_text (conflicts, i, COSELL_CONFLICT_MINE, deal);
      theirs = short_text (conflicts, i, COSELL_CONFLICT_THEIRS, deal);
      /* Translators: behind the name of a field: two values of it, of which a person chooses one */
      g_string_append_printf (text, _ (": yours %s, Partner Center %s"), mine, theirs);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
