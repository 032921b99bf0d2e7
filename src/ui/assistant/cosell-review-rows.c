#include "ui/assistant/cosell-review-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-field.h"
#include "base/cosell-intl.h"
#include "base/cosell-json.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "model/cosell-enums.h"
#include "model/cosell-member.h"
#include "ui/words/cosell-format.h"

typedef enum
{
  FORM_TEXT,
  FORM_BOOL,
  FORM_DATE,
  FORM_NUMBER,
  FORM_COUNTRY,
  FORM_HELP,
  FORM_KIND, /* type of the referral */
  FORM_QUALIFICATION,
  FORM_ENGAGEMENT,
  FORM_PERSON,   /* an object each */
  FORM_SOLUTION, /* an object each */
  FORM_TARGET,   /* an object each */
  FORM_ID,       /* an object each: the label comes from profileType */
} Form;

typedef struct
{
  const char *path; /* with "-" for an index */
  const char *label;
  Form form;
  CosellFreeze freeze;
  const char *partner_label; /* (nullable): in an invitation of a partner */
} Words;

/* What is no text of a member that people edit (cosell-member.c), or has words of its own here. */
static const Words words[] = {
  { "/qualification", N_ ("Qualification"), FORM_QUALIFICATION, COSELL_FREEZE_NEVER },
  { "/type", N_ ("Together with Microsoft"), FORM_KIND, COSELL_FREEZE_NEVER },
  { "/engagementId", N_ ("Deal number"), FORM_ENGAGEMENT, COSELL_FREEZE_NEVER },
  { "/target/-", N_ ("Recipient"), FORM_TARGET, COSELL_FREEZE_NEVER },
  { "/customerProfile/name", N_ ("Customer name"), FORM_TEXT, COSELL_FREEZE_CREATED },
  { "/customerProfile/size", N_ ("Customer size"), FORM_TEXT, COSELL_FREEZE_CREATED },
  { "/customerProfile/address/addressLine1", N_ ("Address line 1"), FORM_TEXT,
    COSELL_FREEZE_CREATED },
  { "/customerProfile/address/addressLine2", N_ ("Address line 2"), FORM_TEXT,
    COSELL_FREEZE_CREATED },
  { "/customerProfile/address/city", N_ ("City"), FORM_TEXT, COSELL_FREEZE_CREATED },
  { "/customerProfile/address/state", N_ ("State or province"), FORM_TEXT, COSELL_FREEZE_CREATED },
  { "/customerProfile/address/postalCode", N_ ("Postal code"), FORM_TEXT, COSELL_FREEZE_CREATED },
  { "/customerProfile/address/country", N_ ("Country"), FORM_COUNTRY, COSELL_FREEZE_CREATED },
  { "/customerProfile/team/-", N_ ("Contact at the customer"), FORM_PERSON, COSELL_FREEZE_SHARED },
  { "/customerProfile/ids/-", N_ ("Company number"), FORM_ID, COSELL_FREEZE_CREATED },
  { COSELL_PATH_CONSENT, N_ ("The customer may be contacted"), FORM_BOOL, COSELL_FREEZE_CREATED },
  { COSELL_PATH_SHARE_CONTACT, N_ ("The contact’s data may be shared"), FORM_BOOL,
    COSELL_FREEZE_CREATED },
  { COSELL_PATH_VISIBLE, N_ ("Microsoft sellers may view the deal"), FORM_BOOL,
    COSELL_FREEZE_SHARED },
  { "/details/requirements/solutions/-", N_ ("Solution"), FORM_SOLUTION, COSELL_FREEZE_NEVER },
  { "/team/-", N_ ("Team member"), FORM_PERSON, COSELL_FREEZE_NEVER },
  { "/inviteContext/assistanceRequestCode", N_ ("Kind of help"), FORM_HELP, COSELL_FREEZE_SHARED },
  { "/inviteContext/notes", N_ ("Notes to Microsoft"), FORM_TEXT, COSELL_FREEZE_SHARED,
    N_ ("Notes to the partner") },
};

typedef struct
{
  GPtrArray *rows;
  CosellReviewKind kind;
  char *section; /* (owned) (nullable): first name of the path of the last row */
} Walk;

void
cosell_review_row_free (CosellReviewRow *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->label);
  g_free (self->value);
  g_free (self);
}

/* --- values --- */

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* That a solution is meant by its name and number goes without saying. */
static gboolean
is_usual (const char *name, CosellJsonValue value)
{
  return g_str_equal (name, "type") && cosell_json_string_equal (value, "Name");
}

/* The members of an object on one line: first those that are named, in that order, then the rest
 * with their names. */
static char *
join_members (CosellJsonValue object, const char *const *first, const char *const *separators)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; first[i] != NULL; i++)
    {
      g_autofree char *part = cosell_json_dup_scalar (cosell_json_member (object, first[i]));

      append_part (text, separators[i], part);
    }
  for (guint i = 0; i < cosell_json_length (object); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (object, i, &name);
      g_autofree char *raw = NULL;
      g_autofree char *part = NULL;

      if (g_strv_contains (first, name) || !cosell_json_is_present (value) ||
          is_usual (name, value))
        continue;
      raw = cosell_json_dup_scalar (value);
      if (raw == NULL)
        raw = cosell_json_dup_raw (value);
      part = g_strdup_printf ("%s %s", name, raw);
      append_part (text, " · ", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_person (CosellJsonValue person)
{
  static const char *const names[] = { "firstName",   "lastName", "title",
                                       "phoneNumber", "email",    NULL };
  static const char *const separators[] = { "", " ", ", ", "\n", " · " };

  return join_members (person, names, separators);
}

static char *
format_solution (CosellJsonValue solution)
{
  static const char *const names[] = { "name", "id", "publisherName", NULL };
  static const char *const separators[] = { "", "\n", " · " };

  return join_members (solution, names, separators);
}

static char *
format_target (CosellJsonValue target)
{
  g_autofree char *type = cosell_json_dup_scalar (cosell_json_member (target, "type"));
  g_autofree char *id = cosell_json_dup_scalar (cosell_json_member (target, "id"));

  if (g_strcmp0 (id, "msft") == 0)
    return g_strdup (_ ("Microsoft"));
  if (g_strcmp0 (type, "SolutionProfile") == 0)
    return cosell_text_format (_ ("Own solution %s"), id);
  return g_strjoin (" ", type, id, NULL);
}

static char *
format_date (const char *text)
{
  g_autofree char *day = g_strndup (text, MIN (strlen (text), 10));

  return cosell_format_date (*day == 'T' ? "" : day);
}

/* Every decimal that is sent, zeros too. */
static char *
format_number (const char *text)
{
  const char *point = strchr (text, '.');

  return cosell_intl_format_decimal (text, point != NULL ? (int) strlen (point + 1) : 0);
}

static char *
format_help (const char *code)
{
  int help;

  return cosell_enum_from_nick (COSELL_TYPE_HELP, code, &help)
             ? g_strdup (cosell_help_label ((CosellHelp) help))
             : g_strdup (code);
}

static char *
format_scalar (const char *path, Form form, CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (text == NULL)
    return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : g_strdup ("");
  switch (form)
    {
    case FORM_BOOL:
      return g_strdup (cosell_json_get_bool (value, FALSE) ? _ ("Yes") : _ ("No"));
    case FORM_DATE:
      return format_date (text);
    case FORM_NUMBER:
      return format_number (text);
    case FORM_COUNTRY:
      return cosell_intl_country_name (text);
    case FORM_HELP:
      return format_help (text);
    case FORM_KIND:
      if (g_str_equal (text, "Shared"))
        return g_strdup (_ ("Yes"));
      return g_str_equal (text, "Independent") ? g_strdup (_ ("No")) : g_steal_pointer (&text);
    case FORM_QUALIFICATION:
      return g_str_equal (text, "SalesQualified") ? g_strdup (_ ("Qualified by sales"))
                                                  : g_steal_pointer (&text);
    case FORM_ENGAGEMENT:
      return g_str_equal (text, COSELL_REVIEW_ENGAGEMENT)
                 ? g_strdup (_ ("A new one, the same for every recipient"))
                 : g_steal_pointer (&text);
    case FORM_TEXT:
      return g_strdup (cosell_member_display (path, text));
    case FORM_PERSON:
    case FORM_SOLUTION:
    case FORM_TARGET:
    case FORM_ID:
      return g_steal_pointer (&text);
    }
  g_return_val_if_reached (NULL);
}

static char *
format_value (const char *path, Form form, CosellJsonValue value)
{
  if (cosell_json_kind (value) != COSELL_JSON_OBJECT)
    return format_scalar (path, form, value);
  switch (form)
    {
    case FORM_PERSON:
      return format_person (value);
    case FORM_SOLUTION:
      return format_solution (value);
    case FORM_TARGET:
      return format_target (value);
    case FORM_ID:
      return cosell_json_dup_scalar (cosell_json_member (value, "id"));
    case FORM_TEXT:
    case FORM_BOOL:
    case FORM_DATE:
    case FORM_NUMBER:
    case FORM_COUNTRY:
    case FORM_HELP:
    case FORM_KIND:
    case FORM_QUALIFICATION:
    case FORM_ENGAGEMENT:
      break;
    }
  return cosell_json_dup_raw (value);
}

/* --- walking --- */

static Form
form_of (const CosellMember *member)
{
  if (member->kind == COSELL_CHANGE_KIND_NUMBER)
    return FORM_NUMBER;
  return member->kind == COSELL_CHANGE_KIND_DATE ? FORM_DATE : FORM_TEXT;
}

/* The words for a path, if there are any: those above, or those of a text that people edit. */
static gboolean
find_words (const char *path, Words *found)
{
  const CosellMember *member = cosell_member_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].path, path))
      {
        *found = words[i];
        return TRUE;
      }
  if (member == NULL || member->property == NULL)
    return FALSE;
  *found = (Words){ member->path, member->label, form_of (member), member->freeze, NULL };
  return TRUE;
}

/* A new subject begins where one of these begins. */
static gboolean
starts_section (Walk *walk, const char *name)
{
  static const char *const names[] = { "name", "customerProfile", "consent", "details",
                                       "team", "inviteContext",   NULL };

  return g_strv_contains (names, name) && g_strcmp0 (walk->section, name) != 0;
}

static const char *
label_for (Walk *walk, const Words *known, CosellJsonValue value, const char *path)
{
  if (known == NULL)
    return path + 1;
  if (walk->kind == COSELL_REVIEW_PARTNER && known->partner_label != NULL)
    return _ (known->partner_label);
  if (known->form == FORM_ID)
    {
      CosellJsonValue type = cosell_json_member (value, "profileType");

      if (cosell_json_string_equal (type, "Duns"))
        return _ ("D-U-N-S number");
      if (cosell_json_string_equal (type, "External"))
        return _ ("Microsoft account");
    }
  return _ (known->label);
}

/* C14: what the inviter cannot change in an invitation. */
static gboolean
is_fixed_in_invitation (const char *path)
{
  static const char *const fixed[] = { COSELL_PATH_CLOSE_DATE,
                                       COSELL_PATH_VALUE,
                                       COSELL_PATH_CURRENCY,
                                       "/details/requirements/solutions/-",
                                       "/team/-",
                                       NULL };

  return g_strv_contains (fixed, path);
}

static CosellFreeze
freeze_of (Walk *walk, const Words *known, const char *path)
{
  CosellFreeze freeze = known != NULL ? known->freeze : COSELL_FREEZE_NEVER;

  switch (walk->kind)
    {
    case COSELL_REVIEW_PRIVATE:
      return freeze == COSELL_FREEZE_SHARED ? COSELL_FREEZE_NEVER : freeze;
    case COSELL_REVIEW_ASSESSMENT:
      if (g_str_has_prefix (path, "/details/requirements/solutions/"))
        return COSELL_FREEZE_CREATED;
      return freeze == COSELL_FREEZE_SHARED ? COSELL_FREEZE_NEVER : freeze;
    case COSELL_REVIEW_SHARED:
      return freeze;
    case COSELL_REVIEW_PARTNER:
      return freeze != COSELL_FREEZE_NEVER || is_fixed_in_invitation (path) ? COSELL_FREEZE_CREATED
                                                                            : COSELL_FREEZE_NEVER;
    }
  g_return_val_if_reached (COSELL_FREEZE_NEVER);
}

static void
add_row (Walk *walk, const char *path, CosellJsonValue value)
{
  Words found;
  const Words *known = find_words (path, &found) ? &found : NULL;
  CosellReviewRow *row = g_new0 (CosellReviewRow, 1);
  g_autofree char *text = format_value (path, known != NULL ? known->form : FORM_TEXT, value);
  g_auto (GStrv) names = g_strsplit (path + 1, "/", 2);

  row->path = g_strdup (path);
  row->label = g_strdup (label_for (walk, known, value, path));
  row->value = g_strdup (text != NULL && *text != '\0' ? text : "–");
  row->freeze = freeze_of (walk, known, path);
  row->starts_section = starts_section (walk, names[0]);
  cosell_set_str (&walk->section, names[0]);
  g_ptr_array_add (walk->rows, row);
}

/* C25: each attribute is a member of its own, by its type. */
static void
add_attributes (Walk *walk, CosellJsonValue array)
{
  for (guint i = 0; i < cosell_json_length (array); i++)
    {
      CosellJsonValue element = cosell_json_element (array, i);
      g_autofree char *type = cosell_json_dup_scalar (cosell_json_member (element, "type"));
      g_autofree char *path = g_strconcat (COSELL_PATH_ATTRIBUTES "/", type, NULL);

      add_row (walk, path, cosell_json_member (element, "id"));
    }
}

static void
walk_value (Walk *walk, const char *path, CosellJsonValue value)
{
  CosellJsonKind kind = cosell_json_kind (value);
  Words found;

  if ((kind != COSELL_JSON_OBJECT && kind != COSELL_JSON_ARRAY) || find_words (path, &found))
    {
      add_row (walk, path, value);
      return;
    }
  if (g_str_equal (path, COSELL_PATH_ATTRIBUTES))
    {
      add_attributes (walk, value);
      return;
    }
  for (guint i = 0; i < cosell_json_length (value); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue child = kind == COSELL_JSON_OBJECT ? cosell_json_nth_member (value, i, &name)
                                                         : cosell_json_element (value, i);
      g_autofree char *child_path = g_strconcat (path, "/", name != NULL ? name : "-", NULL);

      walk_value (walk, child_path, child);
    }
}

GPtrArray *
cosell_review_rows (const char *body, CosellReviewKind kind)
{
  g_autoptr (CosellJson) json = NULL;
  Walk walk = { NULL };

  g_return_val_if_fail (body != NULL, NULL);

  walk.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_review_row_free);
  walk.kind = kind;
  json = cosell_json_parse (body, -1, NULL);
  if (json != NULL)
    walk_value (&walk, "", cosell_json_root (json));
  g_free (walk.section);
  return walk.rows;
}
