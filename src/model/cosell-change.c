#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-email.h"
#include "model/cosell-member-place.h"
#include "model/cosell-referral-reader.h"

/* Stands for every element (contract 6.5: what of one can be changed afterwards). */
#define REGISTRATION COSELL_PATH_REGISTRATIONS "/0/"

/* What only commands and the service change; the order is that of the operations of a patch, behind
 * the members that people edit (cosell-member.c). */
static const struct
{
  const char *path;
  CosellChangeKind kind;
  const char *label; /* msgid */
} fields[] = {
  { COSELL_PATH_STAGE, COSELL_CHANGE_KIND_TEXT, N_ ("Stage") },
  { "/status", COSELL_CHANGE_KIND_TEXT, N_ ("Status") },
  { "/substatus", COSELL_CHANGE_KIND_TEXT, N_ ("Status detail") },
  { "/statusReason", COSELL_CHANGE_KIND_TEXT, N_ ("Reason") },
  { COSELL_PATH_REGISTRATIONS, COSELL_CHANGE_KIND_REGISTRATIONS, N_ ("Deal registration") },
  { REGISTRATION "solutionDetails/0/value", COSELL_CHANGE_KIND_NUMBER, N_ ("Solution value") },
  { REGISTRATION "solutionDetails/0/currency", COSELL_CHANGE_KIND_TEXT,
    N_ ("Currency of the solution value") },
  { REGISTRATION "solutionDetails/0/isDeployedOnAzure", COSELL_CHANGE_KIND_BOOL,
    N_ ("Deployed on Azure") },
  { REGISTRATION "solutionDetails/0/primaryDeploymentOn", COSELL_CHANGE_KIND_TEXT,
    N_ ("Tenant type") },
  { REGISTRATION "solutionDetails/0/pricingModel", COSELL_CHANGE_KIND_TEXT, N_ ("Pricing model") },
  { REGISTRATION "solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted",
    COSELL_CHANGE_KIND_BOOL, N_ ("Marketplace transaction") },
  { REGISTRATION "solutionDetails/0/marketplaceTransactionDetails/marketplaceTransactionDateTime",
    COSELL_CHANGE_KIND_DATE, N_ ("Marketplace transaction date") },
  { REGISTRATION "contract/value", COSELL_CHANGE_KIND_NUMBER, N_ ("Total contract value") },
  { REGISTRATION "contract/term", COSELL_CHANGE_KIND_TEXT, N_ ("Contract term") },
  { REGISTRATION "contract/signDateTime", COSELL_CHANGE_KIND_DATE, N_ ("Contract signed date") },
  { REGISTRATION "contract/startDateTime", COSELL_CHANGE_KIND_DATE, N_ ("Contract start date") },
  { REGISTRATION "contract/endDateTime", COSELL_CHANGE_KIND_DATE, N_ ("Contract end date") },
  { "/registrationStatus", COSELL_CHANGE_KIND_TEXT, N_ ("Registration status") },
  { "/customerProfile/name", COSELL_CHANGE_KIND_TEXT, N_ ("Customer name") },
  { "/customerProfile/address", COSELL_CHANGE_KIND_OTHER, N_ ("Customer address") },
  { "/expirationDateTime", COSELL_CHANGE_KIND_TEXT, N_ ("Answer deadline") },
  { "/inviteContext/assistanceRequestCode", COSELL_CHANGE_KIND_TEXT, N_ ("Help from Microsoft") },
  { "/target", COSELL_CHANGE_KIND_OTHER, N_ ("Own solutions addressed") },
  { "/partners", COSELL_CHANGE_KIND_TEXT, N_ ("Invited partner") },
  { "/inviteContext/notes", COSELL_CHANGE_KIND_TEXT, N_ ("Notes with the invitation") },
  /* fixed once they were sent (D17): named here for what is told of them */
  { "/customerProfile/size", COSELL_CHANGE_KIND_TEXT, N_ ("Customer size") },
  { "/customerProfile/ids", COSELL_CHANGE_KIND_OTHER, N_ ("D-U-N-S number") },
  { "/qualification", COSELL_CHANGE_KIND_TEXT, N_ ("Qualification") },
};

/* fields and their order */

/* The path of the table for a member of any registration. Returns: (transfer full) */
static char *
dup_table_path (const char *path)
{
  const char *index = path + strlen (COSELL_PATH_REGISTRATIONS "/");
  gsize digits;

  if (!g_str_has_prefix (path, COSELL_PATH_REGISTRATIONS "/"))
    return g_strdup (path);
  digits = strspn (index, "0123456789");
  return digits > 0 && index[digits] == '/' ? g_strconcat (REGISTRATION, index + digits + 1, NULL)
                                            : g_strdup (path);
}

/* Index in fields; -1: the path is none of them */
static int
find_field (const char *given)
{
  g_autofree char *path = dup_table_path (given);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].path, path))
      return (int) i;
  return -1;
}

gboolean
cosell_change_is_known (const char *path)
{
  return cosell_member_for_path (path) != NULL || find_field (path) >= 0;
}

CosellChangeKind
cosell_change_kind (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);
  int field = member == NULL ? find_field (path) : -1;

  if (member != NULL)
    return member->kind;
  return field >= 0 ? fields[field].kind : COSELL_CHANGE_KIND_OTHER;
}

guint
cosell_change_rank (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);
  int field = member == NULL ? find_field (path) : -1;

  if (member != NULL)
    return cosell_member_get_id (member);
  return COSELL_N_MEMBERS + (field >= 0 ? (guint) field : G_N_ELEMENTS (fields));
}

const char *
cosell_change_label (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);
  int field = member == NULL ? find_field (path) : -1;

  if (member != NULL)
    return _ (member->label);
  return field >= 0 ? _ (fields[field].label) : path;
}

/* comparing */

static gboolean
value_is_empty (CosellJsonValue value)
{
  switch (cosell_json_kind (value))
    {
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
    case COSELL_JSON_FALSE:
      return TRUE;
    case COSELL_JSON_STRING:
      return cosell_json_string_equal (value, "");
    case COSELL_JSON_ARRAY:
      return cosell_json_length (value) == 0;
    case COSELL_JSON_TRUE:
    case COSELL_JSON_NUMBER:
    case COSELL_JSON_OBJECT:
      return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
dates_equal (CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *text_a = cosell_json_dup_string (a);
  g_autofree char *text_b = cosell_json_dup_string (b);
  g_autofree char *date_a = NULL;
  g_autofree char *date_b = NULL;
  gint64 instant_a, instant_b;

  if (!cosell_time_parse (text_a, &instant_a) || !cosell_time_parse (text_b, &instant_b))
    return cosell_json_equal (a, b);
  date_a = cosell_time_format_date (instant_a);
  date_b = cosell_time_format_date (instant_b);
  return g_strcmp0 (date_a, date_b) == 0;
}

/* The service takes and some clients send a number as a string; both mean the same digits. */
static gboolean
numbers_equal (CosellJsonValue a, CosellJsonValue b)
{
  g_autofree char *text_a = cosell_json_dup_scalar (a);
  g_autofree char *text_b = cosell_json_dup_scalar (b);

  if (text_a == NULL || text_b == NULL)
    return cosell_json_equal (a, b);
  return cosell_json_text_equal (text_a, text_b);
}

static gboolean
values_equal (CosellChangeKind kind, const CosellJson *doc_a, const CosellJson *doc_b)
{
  CosellJsonValue a = { doc_a, 0 };
  CosellJsonValue b = { doc_b, 0 };

  if (value_is_empty (a) || value_is_empty (b))
    return value_is_empty (a) && value_is_empty (b);
  if (kind == COSELL_CHANGE_KIND_DATE)
    return dates_equal (a, b);
  if (kind == COSELL_CHANGE_KIND_NUMBER)
    return numbers_equal (a, b);
  return cosell_json_equal (a, b);
}

/* The service leaves XML entities in texts (contract 12.13), and people see and type them
 * decoded: of the two either may be as it was received. */
gboolean
cosell_change_value_equal (const char *path, const char *a, const char *b)
{
  g_autoptr (CosellJson) doc_a = a != NULL ? cosell_json_parse (a, -1, NULL) : NULL;
  g_autoptr (CosellJson) doc_b = b != NULL ? cosell_json_parse (b, -1, NULL) : NULL;
  g_autoptr (CosellJson) read_a = NULL;
  g_autoptr (CosellJson) read_b = NULL;
  CosellChangeKind kind = cosell_change_kind (path);

  if ((a != NULL && doc_a == NULL) || (b != NULL && doc_b == NULL))
    return g_strcmp0 (a, b) == 0;
  if (values_equal (kind, doc_a, doc_b))
    return TRUE;
  read_a = cosell_referral_parse_decoded (a);
  read_b = cosell_referral_parse_decoded (b);
  return values_equal (kind, read_a, doc_b) || values_equal (kind, doc_a, read_b) ||
         values_equal (kind, read_a, read_b);
}

gboolean
cosell_change_same (const char *path, const char *a, const char *b)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return cosell_change_value_equal (path, a, b);
}

char *
cosell_change_display (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  g_autofree char *text = doc != NULL ? cosell_json_dup_scalar (cosell_json_root (doc)) : NULL;

  return cosell_referral_decode_entities (text);
}

gboolean
cosell_change_covers (CosellJsonValue theirs, CosellJsonValue mine)
{
  if (value_is_empty (mine))
    return TRUE;
  if (cosell_json_kind (mine) != COSELL_JSON_OBJECT ||
      cosell_json_kind (theirs) != COSELL_JSON_OBJECT)
    return cosell_json_equal (theirs, mine);
  for (guint i = 0; i < cosell_json_length (mine); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (mine, i, &name);
      CosellJsonValue other = cosell_json_member (theirs, name);

      if (value_is_empty (value) ? !value_is_empty (other) : !cosell_change_covers (other, value))
        return FALSE;
    }
  return TRUE;
}

char *
cosell_change_element_key (CosellChangeKind kind, CosellJsonValue element)
{
  g_autofree char *text = NULL;

  if (kind == COSELL_CHANGE_KIND_PEOPLE)
    {
      text = cosell_referral_read_display (element, "email");
      return cosell_email_fold (text);
    }
  text = cosell_referral_read_display (element, "id");
  return g_ascii_strdown (text != NULL ? text : "", -1);
}

char *
cosell_change_missing_parent (CosellJsonValue root, const char *path)
{
  const char *pointer = cosell_member_place_pointer (path);

  for (const char *slash = strchr (pointer + 1, '/'); slash != NULL;
       slash = strchr (slash + 1, '/'))
    {
      g_autofree char *parent = g_strndup (pointer, (gsize) (slash - pointer));

      if (!cosell_json_is_present (cosell_json_pointer (root, parent)))
        return g_steal_pointer (&parent);
    }
  return NULL;
}

/* single changes */

CosellChange *
cosell_change_new (const char *path, const char *original, const char *current)
{
  CosellChange *self = g_new0 (CosellChange, 1);

  self->path = g_strdup (path);
  self->original = g_strdup (original);
  self->current = g_strdup (current);
  return self;
}

void
cosell_change_free (CosellChange *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->original);
  g_free (self->current);
  g_free (self->missing_parent);
  g_free (self);
}

GPtrArray *
cosell_changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_change_free);
}

CosellChange *
cosell_changes_lookup (GPtrArray *changes, const char *path, guint *index)
{
  for (guint i = 0; i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);

      if (g_str_equal (change->path, path))
        {
          if (index != NULL)
            *index = i;
          return change;
        }
    }
  return NULL;
}

CosellChange *
cosell_changes_find (GPtrArray *self, const char *path)
{
  return self != NULL ? cosell_changes_lookup (self, path, NULL) : NULL;
}

char *
cosell_changes_current (GPtrArray *changes, CosellJsonValue root, const char *path)
{
  CosellChange *change = cosell_changes_lookup (changes, path, NULL);

  if (change != NULL)
    return g_strdup (change->current);
  return cosell_json_dup_raw (cosell_member_place_value (root, path));
}

/* A change that takes its missing parent with it when it goes: what else lies below that parent
 * still has to make it. */
static void
remove_change (GPtrArray *changes, guint index)
{
  CosellChange *gone = g_ptr_array_index (changes, index);
  g_autofree char *parent = g_steal_pointer (&gone->missing_parent);
  gsize length = parent != NULL ? strlen (parent) : 0;

  g_ptr_array_remove_index (changes, index);
  for (guint i = 0; parent != NULL && i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);

      if (strncmp (change->path, parent, length) != 0 || change->path[length] != '/')
        continue;
      cosell_set_str (&change->missing_parent, parent);
    }
}

/* "null" and absent are one: a patch cannot take a member away, it can only empty it. */
static char *
dup_original (CosellJsonValue value)
{
  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

void
cosell_changes_record (GPtrArray *changes,
                       CosellJsonValue root,
                       const char *path,
                       const char *current)
{
  guint index;
  CosellChange *change = cosell_changes_lookup (changes, path, &index);
  g_autofree char *original = NULL;

  if (change != NULL)
    {
      cosell_set_str (&change->current, current);
      if (cosell_change_value_equal (path, change->original, current))
        remove_change (changes, index);
      return;
    }
  original = dup_original (cosell_member_place_value (root, path));
  if (cosell_change_value_equal (path, original, current))
    return;
  change = cosell_change_new (path, original, current);
  change->missing_parent = cosell_change_missing_parent (root, path);
  g_ptr_array_add (changes, change);
}

void
cosell_changes_merge (GPtrArray *older, GPtrArray *newer)
{
  g_return_if_fail (older != NULL && newer != NULL && older != newer);

  for (guint i = 0; i < newer->len; i++)
    {
      CosellChange *change = g_ptr_array_index (newer, i);
      guint index;
      CosellChange *before = cosell_changes_lookup (older, change->path, &index);

      if (before == NULL)
        {
          before = cosell_change_new (change->path, change->original, change->current);
          before->missing_parent = g_strdup (change->missing_parent);
          g_ptr_array_add (older, before);
          continue;
        }
      cosell_set_str (&before->current, change->current);
      if (cosell_change_value_equal (before->path, before->original, before->current))
        remove_change (older, index);
    }
}

static gboolean
are_only (GPtrArray *changes, const char *path)
{
  return changes != NULL && changes->len == 1 &&
         cosell_changes_lookup (changes, path, NULL) != NULL;
}

gboolean
cosell_changes_are_heart (GPtrArray *changes)
{
  return are_only (changes, COSELL_PATH_FAVORITE);
}

gboolean
cosell_changes_are_stage (GPtrArray *changes)
{
  return are_only (changes, COSELL_PATH_STAGE);
}

GPtrArray *
cosell_changes_take_heart (GPtrArray *changes)
{
  GPtrArray *heart = cosell_changes_new ();
  guint index;

  g_return_val_if_fail (changes != NULL, heart);

  if (cosell_changes_lookup (changes, COSELL_PATH_FAVORITE, &index) != NULL)
    g_ptr_array_add (heart, g_ptr_array_steal_index (changes, index));
  return heart;
}

/* What stands for "nothing" at a path in a patch, which can empty a member but not remove it. */
static const char *
empty_value (const char *path)
{
  switch (cosell_change_kind (path))
    {
    case COSELL_CHANGE_KIND_TEXT:
      return "\"\"";
    case COSELL_CHANGE_KIND_BOOL:
      return "false";
    case COSELL_CHANGE_KIND_PEOPLE:
    case COSELL_CHANGE_KIND_SOLUTIONS:
    case COSELL_CHANGE_KIND_REGISTRATIONS:
      return "[]";
    case COSELL_CHANGE_KIND_NUMBER:
    case COSELL_CHANGE_KIND_DATE:
    case COSELL_CHANGE_KIND_OTHER:
      return "null";
    }
  g_assert_not_reached ();
}

gboolean
cosell_changes_take_back (GPtrArray *changes, const char *text, GPtrArray *done, GError **error)
{
  g_autoptr (CosellJson) doc = NULL;

  g_return_val_if_fail (changes != NULL && text != NULL && done != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  for (guint i = 0; i < done->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (done, i);
      g_autofree char *now = cosell_changes_current (changes, cosell_json_root (doc), change->path);

      if (!cosell_change_value_equal (change->path, now, change->current))
        {
          g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       _ ("“%s” was changed again meanwhile, so it was left as it is."),
                       cosell_change_label (change->path));
          return FALSE;
        }
    }
  for (guint i = 0; i < done->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (done, i);

      cosell_changes_record (changes, cosell_json_root (doc), change->path,
                             change->original != NULL ? change->original
                                                      : empty_value (change->path));
    }
  return TRUE;
}

char *
cosell_changes_apply (GPtrArray *changes, const char *text, GError **error)
{
  g_autofree char *result = g_strdup (text);

  g_return_val_if_fail (changes != NULL && text != NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);
      char *next = cosell_member_place_set (result, change->path, change->current, error);

      if (next == NULL)
        return NULL;
      cosell_take_str (&result, next);
    }
  return g_steal_pointer (&result);
}

/* as JSON */

char *
cosell_changes_to_json (GPtrArray *changes)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_return_val_if_fail (changes != NULL, NULL);

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);

      cosell_json_writer_name (writer, change->path);
      cosell_json_writer_begin_array (writer);
      cosell_json_writer_raw (writer, change->original != NULL ? change->original : "null", -1);
      cosell_json_writer_raw (writer, change->current != NULL ? change->current : "null", -1);
      if (change->missing_parent != NULL)
        cosell_json_writer_string (writer, change->missing_parent);
      cosell_json_writer_end_array (writer);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* (nullable) what is stored as missing, when it really stands above path */
static char *
dup_parent (CosellJsonValue value, const char *path)
{
  g_autofree char *parent = cosell_json_dup_string (value);
  gsize length = parent != NULL ? strlen (parent) : 0;

  if (length == 0 || !g_str_has_prefix (path, parent) || path[length] != '/')
    return NULL;
  return g_steal_pointer (&parent);
}

static void
set_form_error (GError **error)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                       _ ("The stored changes are not in the form that they were written in."));
}

GPtrArray *
cosell_changes_from_json (const char *json, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, error);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  CosellJsonValue root;

  if (doc == NULL)
    return NULL;
  root = cosell_json_root (doc);
  if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
    {
      set_form_error (error);
      return NULL;
    }
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      g_autofree char *path = NULL;
      CosellJsonValue pair = cosell_json_nth_member (root, i, &path);
      CosellChange *change;

      /* no pointer to a member: sent, it would stand for the whole referral */
      if (path[0] != '/')
        {
          set_form_error (error);
          return NULL;
        }
      change = cosell_change_new (path, NULL, NULL);
      change->original = dup_original (cosell_json_element (pair, 0));
      change->current = dup_original (cosell_json_element (pair, 1));
      change->missing_parent = dup_parent (cosell_json_element (pair, 2), path);
      g_ptr_array_add (changes, change);
    }
  return g_steal_pointer (&changes);
}
