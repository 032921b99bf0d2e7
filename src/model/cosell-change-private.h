/* cosell-change-private.h: what the files of the change module share */
#pragma once

#include "model/cosell-change.h"
#include "model/cosell-member.h"

G_BEGIN_DECLS

#define COSELL_PATH_REGISTRATIONS "/registrations"

/* Whether this program has a name for the path: a member that people edit, or another field. */
gboolean cosell_change_is_known (const char *path);
CosellChangeKind cosell_change_kind (const char *path); /* OTHER for an unknown path */
/* Position of the path among the operations of a patch; unknown paths come last. */
guint cosell_change_rank (const char *path);

/* Whether two JSON texts (NULL = absent) mean the same at this path: absent, null, "", false and []
 * are the same; dates compare by calendar date, numbers by value. */
gboolean cosell_change_value_equal (const char *path, const char *a, const char *b);
/* The path of the outermost object above path that is absent or null in root.
 * Returns: (transfer full) (nullable) */
char *cosell_change_missing_parent (CosellJsonValue root, const char *path);

/* (transfer none) (nullable) */
CosellChange *cosell_changes_lookup (GPtrArray *changes, const char *path, guint *index);
/* The value as it stands with the changes: that of the change, else that of the document.
 * Returns: (transfer full) (nullable) */
char *cosell_changes_current (GPtrArray *changes, CosellJsonValue root, const char *path);
/* Makes current the value of path; a change that says nothing new goes away. */
void cosell_changes_record (GPtrArray *changes, CosellJsonValue root, const char *path,
                            const char *current);

/* What makes an element of a set the same as another (kind PEOPLE or SOLUTIONS).
 * Returns: (transfer full) "" when it has no identity */
char *cosell_change_element_key (CosellChangeKind kind, CosellJsonValue element);
/* Every member of mine stands in theirs with the same value, empty ones aside. */
gboolean cosell_change_covers (CosellJsonValue theirs, CosellJsonValue mine);

/* Sets a COSELL_RULE_ERROR with a message as it is. Returns: FALSE */
gboolean cosell_change_refuse (GError **error, CosellRuleError code, const char *message);
/* JSON that a person gave; what: "team member". Errors: COSELL_RULE_ERROR_SYNTAX */
CosellJson *cosell_change_parse_given (const char *json, const char *what, GError **error);
/* The array at path as it stands with the changes; an empty one when there is none. */
CosellJson *cosell_changes_parse_array (GPtrArray *changes, CosellJsonValue root, const char *path);
/* Index of the element with this identity, or -1. */
int cosell_change_find_element (CosellChangeKind kind, CosellJsonValue array, const char *key);
/* The array with the element at index replaced by element, or taken out when element is NULL;
 * index -1 appends. Returns: (transfer full) */
char *cosell_change_edit_array (CosellJsonValue array, int index, const char *element);
/* What becomes of registrations that were added here, on top of theirs. The service gives each an
 * id, a status and a history, and others may add some too: two at a time are a conflict. */
typedef enum
{
  COSELL_REGISTRATIONS_GONE, /* theirs has all that was added */
  COSELL_REGISTRATIONS_MERGED,
  COSELL_REGISTRATIONS_CONFLICT,
} CosellRegistrationsMerge;
/* merged: (out) (transfer full) for MERGED */
CosellRegistrationsMerge cosell_change_merge_registrations (const char *original,
                                                            const char *current,
                                                            const char *theirs, char **merged);
/* Made here and not sent yet: neither id nor status. */
gboolean cosell_change_is_local_registration (CosellJsonValue entry);
/* The key "contact" of `set`: one person or an array of them, in the draft file's shape. */
gboolean cosell_changes_set_contact (GPtrArray *changes, CosellJsonValue root, const char *value,
                                     GError **error);

G_END_DECLS
