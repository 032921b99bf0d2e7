/* cosell-conflict.h: a value that was changed here and by the service, or by a CRM, as data (P4, K3)
 *
 * Until a person decides, the change waits in its outbox entry with the three values. Deciding
 * takes one of two; what both sides did to other people of a team, to other solutions and to other
 * paragraphs of the notes stays, whichever is taken. A conflict with a CRM waits in the link of the deal
 * (cosell-crm-link.h); one and the same field may be in conflict with both. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* Who has a value of their own: bits. */
typedef enum
{
  COSELL_CONFLICT_LOCAL = 1 << 0,          /* "local" */
  COSELL_CONFLICT_PARTNER_CENTER = 1 << 1, /* "partner-center" */
  COSELL_CONFLICT_CRM = 1 << 2,            /* "crm" */
} CosellConflictSides;

typedef struct
{
  gint64 deal;
  char *path;
  char *base;   /* (nullable) JSON text: what both began with */
  char *mine;   /* (nullable) */
  char *theirs; /* (nullable) */
  char *half;   /* (nullable) the service's id of the referral, when it makes no row (P14) */
  char *crm;    /* (nullable) JSON text: what the CRM has */
  CosellConflictSides between;
} CosellConflict;

/* One between here and the service. Copies of the texts; base, mine, theirs: (nullable) absent. half and crm are
 * NULL. (transfer full) */
CosellConflict *
cosell_conflict_new (const char *path, const char *base, const char *mine, const char *theirs);
void
cosell_conflict_free (CosellConflict *self); /* self: (nullable) */
GPtrArray *
cosell_conflict_list_new (void); /* of CosellConflict, with free func */
/* Whether two lists (nullable) of CosellConflict ask the same. */
gboolean
cosell_conflict_same_list (GPtrArray *one, GPtrArray *other);

typedef enum
{
  COSELL_CONFLICT_CHOICE_MINE,
  COSELL_CONFLICT_CHOICE_THEIRS,
  COSELL_CONFLICT_CHOICE_CRM,
} CosellConflictChoice;

/* "mine", "theirs" or "crm". Errors: COSELL_RULE_ERROR_SYNTAX */
gboolean
cosell_conflict_choice_parse (const char *word, CosellConflictChoice *choice, GError **error);

/* The words of sides, in the order of their bits. Returns: (transfer container), NULL-terminated */
const char **
cosell_conflict_side_nicks (CosellConflictSides sides);

/* What stands at the path once the choice was made. Returns: (transfer full) (nullable) JSON text
 */
char *
cosell_conflict_choose (const CosellConflict *self, CosellConflictChoice choice);

/* What the field of a path is called by commands: the KEY of `set`, "team", "solutions", "stage",
 * "status"; else the path (transfer none) */
const char *
cosell_conflict_field (const char *path);
/* The path of such a name; the name itself when it is none (transfer none) */
const char *
cosell_conflict_path (const char *field);
/* Value and currency are one amount: what is decided for one is decided for the other. */
gboolean
cosell_conflict_is_one (const char *path, const char *other);

/* One decision of a person. */
typedef struct
{
  char *field; /* as cosell_conflict_field says it, a path, or "all" */
  CosellConflictChoice choice;
  /* (nullable) the service's value that the person saw: it is refused when another one came since
   */
  char *seen;
} CosellConflictDecision;

/* Copies of the texts; seen: (nullable) holds for whatever value there is. (transfer full) */
CosellConflictDecision *
cosell_conflict_decision_new (const char *field, CosellConflictChoice choice, const char *seen);
void
cosell_conflict_decision_free (CosellConflictDecision *self); /* self: (nullable) */
GPtrArray *
cosell_conflict_decisions_new (void); /* of CosellConflictDecision, with free func */
/* Whether it says something about the field of a path. */
gboolean
cosell_conflict_decision_covers (const CosellConflictDecision *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellConflict, cosell_conflict_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellConflictDecision, cosell_conflict_decision_free)

G_END_DECLS
