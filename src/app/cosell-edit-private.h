/* cosell-edit-private.h: what an edit makes of a document or draft; for the files of the session */
#pragma once

#include "app/cosell-edit.h"
#include "model/cosell-change.h"
#include "model/cosell-draft.h"
#include "model/cosell-parties.h"

G_BEGIN_DECLS

struct _CosellEdit
{
  gint64 deal;
  GPtrArray *steps; /* (owned) of CosellEditStep */
};

typedef enum
{
  COSELL_EDIT_SET,
  COSELL_EDIT_ADD_MEMBER,
  COSELL_EDIT_SET_MEMBER,
  COSELL_EDIT_REMOVE_MEMBER,
  COSELL_EDIT_ADD_SOLUTION,
  COSELL_EDIT_REMOVE_SOLUTION,
  COSELL_EDIT_TAKE_BACK,
} CosellEditKind;

typedef struct
{
  CosellEditKind kind;
  char *key;   /* (owned) (nullable): key of SET, address of SET_MEMBER */
  char *value; /* (owned); "" of TAKE_BACK */
  GPtrArray *taken; /* (owned) (nullable): changes that TAKE_BACK is about */
} CosellEditStep;

/* Applies the steps to one document: fills changes. Pure; any thread. */
gboolean cosell_edit_collect (CosellEdit *self, const char *text, GPtrArray *changes,
                              GError **error);
/* Whether a step is about a member of a draft ("value", "team"). */
gboolean cosell_edit_touches (CosellEdit *self, const char *field);
/* Whether every step is the favorite (B2: allowed where edits are not). */
gboolean cosell_edit_is_favorite_only (CosellEdit *self);
/* C22: whether members are changed or removed. */
gboolean cosell_edit_touches_members (CosellEdit *self);
/* C22: and whether all of those may be. Errors: COSELL_RULE_ERROR_REFUSED. Any thread. */
gboolean cosell_edit_require_own_people (CosellEdit *self, const CosellParties *parties,
                                         GError **error);
/* The same steps on a draft, which is changed; what it holds after an error is not to be kept. */
gboolean cosell_edit_apply_to_draft (CosellEdit *self, CosellDraft *draft, GError **error);

G_END_DECLS
