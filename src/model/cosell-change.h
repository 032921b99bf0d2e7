/* cosell-change.h: local changes of a referral, as values
 *
 * A change is a JSON pointer with the value before and after (JSON texts; NULL = absent). An outbox
 * entry holds one change per path. Team and solutions are one path each ("/team",
 * "/details/requirements/solutions") whose value is the whole array; the patch made from it adds
 * single elements where that is enough. Pure; any thread.
 */
#pragma once

#include "base/cosell-json-edit.h"
#include "model/cosell-rule-error.h"

G_BEGIN_DECLS

typedef struct _CosellChange
{
  char *path;
  char *original; /* (nullable) JSON text at the time the first pending change was made */
  char *current;  /* (nullable) JSON text */
  /* (nullable) path of the outermost object above path that the service does not have yet; the
   * patch has to make it */
  char *missing_parent;
} CosellChange;

/* Copies of the texts; missing_parent is NULL. (transfer full) */
CosellChange *cosell_change_new (const char *path, const char *original, const char *current);
void cosell_change_free (CosellChange *self); /* self: (nullable) */
GPtrArray *cosell_changes_new (void); /* of CosellChange, with free func */
/* The change of a path. self: (nullable) of CosellChange. Returns: (transfer none) (nullable) */
CosellChange *cosell_changes_find (GPtrArray *self, const char *path);

/* KEY=VALUE of `set` (name, value, currency, closeDate, crmId, campaignId, notes, contact, favorite)
 * → a change against text, the referral as it stands now; nothing is added when the value is the
 * same. An empty value clears crmId, campaignId and notes. closeDate may be moved (J1) and value changed
 * by a percentage (J2). contact: one person in the draft file's
 * shape, who takes the place of the one with the same address, else of the first; or an array, the
 * whole list; refused once the deal was shared (D17) and without consent (C21). Errors:
 * COSELL_RULE_ERROR. */
gboolean cosell_changes_set (GPtrArray *changes, const char *text, const char *key,
                             const char *value, GError **error);
/* Members and solutions in the draft file's shape. C8: all four fields; an address that is already
 * there is refused. How many there are is looked at when all steps of an edit are done:
 * cosell_changes_require_counts. */
gboolean cosell_changes_add_member (GPtrArray *changes, const char *text, const char *member_json,
                                    GError **error);
/* email: in any letter case. Errors: COSELL_RULE_ERROR_UNKNOWN when nobody has it */
gboolean cosell_changes_remove_member (GPtrArray *changes, const char *text, const char *email,
                                       GError **error);
/* Changes the member with the address email in its place; what member_json does not mention stays
 * as it is, a new address included. */
gboolean cosell_changes_set_member (GPtrArray *changes, const char *text, const char *email,
                                    const char *member_json, GError **error);
/* A6: refused for an assessment and in one, as for an id that is there already. Of a half that was
 * not sent yet, an own solution becomes a target too. */
gboolean cosell_changes_add_solution (GPtrArray *changes, const char *text,
                                      const char *solution_json, GError **error);
/* id: in any letter case. Errors: COSELL_RULE_ERROR_UNKNOWN when it is not there; REFUSED (A6) */
gboolean cosell_changes_remove_solution (GPtrArray *changes, const char *text, const char *id,
                                         GError **error);

/* C8, C9: what an edit made of before, a referral, in all: at most 50 members and 50 solutions, at
 * least one of each, and a member with complete data if there was one. Errors:
 * COSELL_RULE_ERROR_REFUSED */
gboolean cosell_changes_require_counts (const char *before, const char *after, GError **error);
/* D17: the customer contact is fixed as soon as somebody else has a part in the deal (joined).
 * Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_changes_require_contact_open (GPtrArray *changes, gboolean joined, GError **error);
/* Adds newer to older per path: original stays, current is the newer one; a path that is back where
 * it began goes away. */
void cosell_changes_merge (GPtrArray *older, GPtrArray *newer);
/* Takes back the changes of done, which were made before: each path goes back to its original.
 * Refused when a value is no longer the one that done gave it. */
gboolean cosell_changes_take_back (GPtrArray *changes, const char *text, GPtrArray *done,
                                   GError **error);
/* text with every change applied. Returns: (transfer full) NULL with error */
char *cosell_changes_apply (GPtrArray *changes, const char *text, GError **error);
/* RFC 6902 document: replace where there was a value, add where there was none, "add /team/-" for
 * each new element when nothing else of an array changed; one add for an object that the service
 * does not have, with all that goes into it; dealValue as a string (PATCH20). C25: a changed
 * attribute replaces the whole array, made from base, the document that the service has ((nullable):
 * there is no array). */
char *cosell_changes_to_patch (GPtrArray *changes, const char *base);
/* Three-way over base (each change's original) / mine (current) / theirs (text): changes whose path
 * is untouched there stay, with original = theirs; changes that theirs made as well go away; arrays
 * are merged as sets by e-mail address or solution id, notes by paragraphs; cosell-merge-policy.c
 * says who wins else. What both changed differently stays as it is, and goes into conflicts too (of
 * CosellChange: original = base, current = mine). With conflicts NULL nothing is changed: only ask.
 * Returns: TRUE when all of it can be sent; FALSE also when theirs cannot be read.
 *
 * base: (nullable) the whole document that the changes were made on: value and currency are one, and
 * one of them may have been changed here and the other one there. overruled: (nullable) takes the
 * changes of fields that the service owns; without it they stay. */
gboolean cosell_changes_rebase_on (GPtrArray *changes, const char *base, const char *theirs,
                                   GPtrArray *conflicts, GPtrArray *overruled);
/* The same with neither base nor overruled. */
gboolean cosell_changes_rebase (GPtrArray *changes, const char *theirs, GPtrArray *conflicts);

/* P5: why the changes cannot be sent any more to the deal as it is now: it was closed, or its status
 * went another way. Returns: (transfer full) (nullable): NULL when they can */
char *cosell_changes_overtaken (GPtrArray *changes, CosellJsonValue theirs);
/* B2: whether the changes are the heart, which travels in a patch of its own, and nothing else. */
gboolean cosell_changes_are_heart (GPtrArray *changes);
/* D6: the stage. Of an assessment each travels in a patch of its own. */
#define COSELL_PATH_STAGE "/salesStage"
/* Whether the changes mark a stage and do nothing else. */
gboolean cosell_changes_are_stage (GPtrArray *changes);
/* Takes the heart out of changes. Returns: (transfer full) of CosellChange: it, or nothing */
GPtrArray *cosell_changes_take_heart (GPtrArray *changes);
/* B2, E: whether a closed deal takes all of them: its heart and its registration. */
gboolean cosell_changes_survive_closing (GPtrArray *changes);

/* {"path": [original, current]}; absent is written as null; a third element is there only
 * for a missing parent. */
char *cosell_changes_to_json (GPtrArray *changes);
/* A path that is no pointer to a member is an error of the whole. Returns: (transfer full)
 * Errors: COSELL_JSON_ERROR, COSELL_RULE_ERROR_SYNTAX */
GPtrArray *cosell_changes_from_json (const char *json, GError **error);

/* Whether two JSON texts (NULL = absent) mean the same at this path. */
gboolean cosell_change_same (const char *path, const char *a, const char *b);
/* The text of a JSON string or number as people read it: the entities that the service leaves in
 * texts decoded. Returns: (transfer full) (nullable): NULL for what is neither */
char *cosell_change_display (const char *json);
/* What a person calls the field of a path ("Estimated value"); the path itself when unknown. */
const char *cosell_change_label (const char *path);

G_END_DECLS
