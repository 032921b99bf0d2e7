/* cosell-crm-settings-set.c: settings of a CRM as text, and what people set of them */
#include "model/cosell-crm-settings.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-rule-error.h"

/* --- as the store keeps them --- */

static void
write_flag (CosellJsonWriter *writer, const char *name, gboolean flag)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, flag);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

static void
write_stages (CosellJsonWriter *writer, GHashTable *stages)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (stages), compare_ids);

  cosell_json_writer_name (writer, "stages");
  cosell_json_writer_begin_object (writer);
  for (const GList *l = ids; l != NULL; l = l->next)
    cosell_json_writer_member (writer, l->data, g_hash_table_lookup (stages, l->data));
  cosell_json_writer_end_object (writer);
}

char *
cosell_crm_settings_to_json (const CosellCrmSettings *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_stages (writer, self->stages);
  cosell_json_writer_name (writer, "fields");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (cosell_crm_field_possible ((CosellCrmField) i) != COSELL_CRM_OFF)
      cosell_json_writer_member (writer, cosell_crm_field_nick ((CosellCrmField) i),
                                 cosell_crm_direction_nick (self->directions[i]));
  cosell_json_writer_end_object (writer);
  cosell_json_writer_member (writer, "rule", cosell_crm_settings_rule_nick (self->rule));
  write_flag (writer, "allowCrmId", self->allow_crm_id);
  cosell_json_writer_name (writer, "defaults");
  cosell_json_writer_raw (writer, self->defaults != NULL ? self->defaults : "null", -1);
  cosell_json_writer_member (writer, "solutionsColumn", self->solutions_column);
  cosell_json_writer_member (writer, "keyColumn", self->key_column);
  write_flag (writer, "alone", self->alone);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* Each of its members is what people set, so damage in one is of that one alone. */
CosellCrmSettings *
cosell_crm_settings_from_json (const char *json)
{
  static const char *const keys[] = { "stages",     "fields",   "rule",
                                      "allowCrmId", "defaults", "solutionsColumn",
                                      "keyColumn",  "alone",    NULL };
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellCrmSettings *self = cosell_crm_settings_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      CosellJsonValue member = cosell_json_member (cosell_json_root (doc), keys[i]);
      g_autofree char *value = cosell_json_kind (member) == COSELL_JSON_OBJECT
                                   ? cosell_json_dup_raw (member)
                                   : cosell_json_dup_scalar (member);

      if (value != NULL)
        cosell_crm_settings_set (self, keys[i], value, NULL, NULL);
    }
  return self;
}

/* --- what people set --- */

G_GNUC_PRINTF (3, 4)
static gboolean
complain (GError **error, CosellRuleError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL && *error == NULL)
    *error = g_error_new_valist (COSELL_RULE_ERROR, (gint) code, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* The value as an object. Returns: (transfer full) (nullable): NULL with error */
static CosellJson *
parse_object (const char *key, const char *value, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (value, -1, NULL);

  if (cosell_json_kind (cosell_json_root (doc)) == COSELL_JSON_OBJECT)
    return g_steal_pointer (&doc);
  complain (error, COSELL_RULE_ERROR_SYNTAX,
            /* Translators: a key such as “stages” */
            _ ("“%s” must be a JSON object, such as {\"a\": \"b\"}."), key);
  return NULL;
}

/* Their stage by its id, or by its name in any letter case. Returns: (transfer none) (nullable) */
static const char *
find_stage (const CosellCrmDescription *description, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (description == NULL)
    return name;
  for (guint i = 0; i < description->stages->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);

      if (g_strcmp0 (choice->id, name) == 0)
        return choice->id;
    }
  for (guint i = 0; i < description->stages->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);
      g_autofree char *label = g_utf8_casefold (choice->label != NULL ? choice->label : "", -1);

      if (g_str_equal (label, folded))
        return choice->id;
    }
  return NULL;
}

static gboolean
is_our_stage (const char *text)
{
  return g_str_equal (text, "20") || g_str_equal (text, "40") || g_str_equal (text, "60") ||
         g_str_equal (text, "80");
}

/* K7. ours: (nullable): no place */
static gboolean
set_stage (CosellCrmSettings *self,
           const char *name,
           const char *ours,
           const CosellCrmDescription *description,
           GError **error)
{
  const char *theirs = find_stage (description, name);

  if (theirs == NULL)
    return complain (error, COSELL_RULE_ERROR_UNKNOWN, _ ("The CRM has no stage “%s”."), name);
  if (ours == NULL || *ours == '\0')
    g_hash_table_remove (self->stages, theirs);
  else if (is_our_stage (ours))
    g_hash_table_insert (self->stages, g_strdup (theirs), g_strdup (ours));
  else
    return complain (error, COSELL_RULE_ERROR_SYNTAX,
                     /* Translators: what was given, then their stage */
                     _ ("“%s” is no stage for “%s”: give 20, 40, 60, 80, or null for none."), ours,
                     name);
  return TRUE;
}

static gboolean
set_field (CosellCrmSettings *self, const char *name, const char *nick, GError **error)
{
  CosellCrmField field = cosell_crm_field_parse (name);
  CosellCrmDirection direction;

  if (field == COSELL_CRM_N_FIELDS)
    return complain (error, COSELL_RULE_ERROR_UNKNOWN,
                     _ ("“%s” is no field that a CRM is kept in step with."), name);
  if (!cosell_crm_direction_parse (nick, &direction))
    return complain (error, COSELL_RULE_ERROR_SYNTAX,
                     _ ("“%s” is no direction: give both, to-crm, from-crm or off."),
                     nick != NULL ? nick : "");
  if ((direction & ~cosell_crm_field_possible (field)) != 0)
    return complain (error, COSELL_RULE_ERROR_REFUSED,
                     /* Translators: a field, then a word such as “to-crm” */
                     _ ("“%s” cannot go “%s” (K3)."), name, nick);
  self->directions[field] = direction;
  return TRUE;
}

static gboolean
set_object (CosellCrmSettings *self,
            const char *key,
            const char *value,
            const CosellCrmDescription *description,
            GError **error)
{
  g_autoptr (CosellJson) doc = parse_object (key, value, error);
  CosellJsonValue name, member;
  CosellJsonIter iter;

  if (doc == NULL)
    return FALSE;
  cosell_json_iter_init (&iter, cosell_json_root (doc));
  while (cosell_json_iter_next (&iter, &name, &member))
    {
      g_autofree char *left = cosell_json_dup_string (name);
      g_autofree char *right = cosell_json_dup_scalar (member);

      if (!(g_str_equal (key, "stages") ? set_stage (self, left, right, description, error)
                                        : set_field (self, left, right, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_bool (gboolean *place, const char *key, const char *value, GError **error)
{
  gboolean on = g_str_equal (value, "true") || g_str_equal (value, "on");

  if (!on && !g_str_equal (value, "false") && !g_str_equal (value, "off"))
    return complain (error, COSELL_RULE_ERROR_SYNTAX,
                     _ ("“%s” is neither on nor off. Give “%s” one of the two."), value, key);
  *place = on;
  return TRUE;
}

static gboolean
set_rule (CosellCrmSettings *self, const char *value, GError **error)
{
  for (int rule = COSELL_CRM_RULE_NONE; rule <= COSELL_CRM_RULE_MINE; rule++)
    if (g_str_equal (value, cosell_crm_settings_rule_nick ((CosellCrmRule) rule)))
      {
        self->rule = (CosellCrmRule) rule;
        return TRUE;
      }
  return complain (error, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” is no rule: give none, inbound or mine."), value);
}

/* K13: it is one that holds nothing else, and so never the notes. */
static gboolean
set_column (char **place,
            const char *value,
            CosellOpportunityFields field,
            const CosellCrmDescription *description,
            GError **error)
{
  g_autofree char *name = cosell_text_tidy (value, COSELL_TEXT_CODE);
  const CosellCrmColumn *column =
      description != NULL ? cosell_crm_description_get_column (description, name) : NULL;

  if (description != NULL && *name != '\0' && column == NULL)
    return complain (error, COSELL_RULE_ERROR_UNKNOWN,
                     _ ("The CRM's opportunities have no column “%s”."), name);
  if (column != NULL && (column->field & ~field) != 0)
    return complain (error, COSELL_RULE_ERROR_REFUSED,
                     _ ("The column “%s” holds something else already. Name one of its own."),
                     name);
  cosell_set_str (place, *name != '\0' ? name : NULL);
  return TRUE;
}

/* K16 */
static gboolean
set_defaults (CosellCrmSettings *self, const char *value, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;

  if (!cosell_text_is_blank (value))
    {
      doc = parse_object ("defaults", value, error);
      if (doc == NULL)
        return FALSE;
    }
  cosell_take_str (&self->defaults, cosell_json_length (cosell_json_root (doc)) > 0
                                        ? cosell_json_dup_raw (cosell_json_root (doc))
                                        : NULL);
  return TRUE;
}

/* All of it is tried on a copy first: a map is taken whole or not at all. */
static gboolean
set_map (CosellCrmSettings *self,
         const char *key,
         const char *value,
         const CosellCrmDescription *description,
         GError **error)
{
  g_autoptr (CosellCrmSettings) copy = cosell_crm_settings_copy (self);

  return set_object (copy, key, value, description, error) &&
         set_object (self, key, value, description, error);
}

gboolean
cosell_crm_settings_set (CosellCrmSettings *self,
                         const char *key,
                         const char *value,
                         const CosellCrmDescription *description,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  if (g_str_equal (key, "stages") || g_str_equal (key, "fields"))
    return set_map (self, key, value, description, error);
  if (g_str_equal (key, "rule"))
    return set_rule (self, value, error);
  if (g_str_equal (key, "allowCrmId"))
    return set_bool (&self->allow_crm_id, key, value, error);
  if (g_str_equal (key, "alone"))
    return set_bool (&self->alone, key, value, error);
  if (g_str_equal (key, "defaults"))
    return set_defaults (self, value, error);
  if (g_str_equal (key, "solutionsColumn"))
    return set_column (&self->solutions_column, value, COSELL_OPPORTUNITY_SOLUTIONS, description,
                       error);
  if (g_str_equal (key, "keyColumn"))
    return set_column (&self->key_column, value, COSELL_OPPORTUNITY_KEY, description, error);
  return complain (error, COSELL_RULE_ERROR_UNKNOWN,
                   _ ("“%s” cannot be set of a CRM. What can be set: %s."), key,
                   "stages, fields, rule, allowCrmId, defaults, solutionsColumn, keyColumn, alone");
}
