/* cosell-many.h: one change that is made to several deals (rules J3 to J6); pure, any thread
 *
 * It is a description only: what it becomes for one deal is what the command for one deal makes of it,
 * with the rules of that command. Here stands what more is asked because the deals are several.
 */
#pragma once

#include "model/cosell-rule-error.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_MANY_EDIT, /* steps: keys of `set`, the heart, people, solutions */
  COSELL_MANY_STAGE,
  COSELL_MANY_DECLINE,
  COSELL_MANY_LOSE,
  COSELL_MANY_INVITE,
} CosellManyKind;

typedef enum
{
  COSELL_MANY_SET,
  COSELL_MANY_ADD_MEMBER,
  COSELL_MANY_REMOVE_MEMBER,
  COSELL_MANY_ADD_SOLUTION,
  COSELL_MANY_REMOVE_SOLUTION,
} CosellManyStepKind;

typedef struct
{
  CosellManyStepKind kind;
  char *key;   /* SET */
  char *value; /* SET: its text; added: JSON in the draft file's shape; removed: address or id */
} CosellManyStep;

typedef struct
{
  CosellManyKind kind;
  GPtrArray *steps; /* EDIT: of CosellManyStep, in order; else empty */
  char *text;       /* STAGE: as cosell_stage_parse takes it; DECLINE, LOSE: the reason, as
                     * cosell_reason_find takes it; INVITE: the invitation's JSON; EDIT: NULL */
  char *notes;      /* (nullable) DECLINE, LOSE */
  gboolean hold;    /* J7: what is queued by it is held back from the start */
} CosellManyChange;

/* text: see the member; NULL for EDIT. Returns: (transfer full) */
CosellManyChange *cosell_many_change_new (CosellManyKind kind, const char *text,
                                          const char *notes);
/* self: (nullable) */
void cosell_many_change_free (CosellManyChange *self);
/* Adds a step to an edit. key: (nullable) of SET. A "value" that has its currency (J3) becomes two
 * steps. */
void cosell_many_change_add (CosellManyChange *self, CosellManyStepKind kind, const char *key,
                             const char *value);

/* What is wrong with it whatever the deals are: COSELL_RULE_ERROR_SYNTAX. */
gboolean cosell_many_change_check (const CosellManyChange *self, GError **error);
/* J3, J4, J5: whether it may be made to so many deals; asked of each of them before its own rules.
 * Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_many_change_require (const CosellManyChange *self, guint n_deals, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellManyChange, cosell_many_change_free)

G_END_DECLS
