/* cosell-crm-link.h: a deal and its opportunity (K1, K2), as the store keeps it; pure, any
 * thread */
#pragma once

#include "model/cosell-crm-log-entry.h"
#include "model/cosell-crm-sheet.h"

G_BEGIN_DECLS

/* Words of `show` in quotes. */
typedef enum
{
  COSELL_CRM_LINKED,   /* "linked" */
  COSELL_CRM_WAITING,  /* "waiting": an opportunity is still to be made */
  COSELL_CRM_QUESTION, /* "question": a person has to say something before it can be made */
  COSELL_CRM_PARKED,   /* "parked": the CRM refused, or a person holds it back */
  COSELL_CRM_GONE,     /* "gone": it is there no more; nothing is compared or written */
} CosellCrmLinkState;

/* What a person has to know of one field. */
typedef struct
{
  CosellCrmField field; /* COSELL_CRM_N_FIELDS: of none; stays until it is taken away */
  char *words; /* translated; shown as it was when it was found */
  char *about; /* (nullable) the CRM's value that it is about; it goes when that changes, or when
                * the field is no longer at rest */
  gboolean compared; /* it is of the last comparison, and goes with it */
  char *deal;  /* (nullable) what the deal was like when a rule refused their value (K9), for the
                * comparison: the edit is not tried again as long as both are so */
} CosellCrmNotice;

void cosell_crm_notice_free (gpointer notice); /* (nullable); a GDestroyNotify */

/* A question before an opportunity is made (K15 to K17). */
typedef enum
{
  COSELL_CRM_ASKS_NOTHING,
  COSELL_CRM_ASKS_ACCOUNT,   /* no account, or several, fit: choose one of parties, or let one be
                              * made */
  COSELL_CRM_ASKS_SAME,      /* the opportunity other may be this deal already: link it, or make
                              * one */
  COSELL_CRM_ASKS_MANDATORY, /* columns (other) have no default */
  COSELL_CRM_ASKS_OTHER_CONNECTOR, /* K17 */
  COSELL_CRM_ASKS_DUPLICATE,       /* the CRM's own duplicate rules say no */
} CosellCrmAsks;

typedef struct
{
  gint64 deal;
  char *crm;         /* name of the CRM */
  char *opportunity; /* (nullable) its id over there: NULL until it is made */
  char *url;         /* (nullable) */
  CosellCrmLinkState state;
  CosellCrmSheet *base_crm;  /* (owned) never NULL: what both sides had when they last agreed, as
                              * each */
  CosellCrmSheet *base_deal; /* (owned) never NULL: of the two stored it */
  CosellCrmFieldSet agreed;  /* fields that base knows; others never agreed (K2) */
  CosellCrmFieldSet ours;    /* fields of which a person decided that ours is right, until they
                              * agree */
  CosellCrmFieldSet theirs;  /* the same for theirs */
  CosellCrmSheet *seen;      /* (owned) (nullable) their side as it was last read */
  char *mark;                /* (nullable) version mark of seen */
  gboolean computed;         /* seen: the CRM works the amount out itself */
  GPtrArray *notices;        /* (owned) of CosellCrmNotice */
  gboolean held;             /* a person holds its changes back */
  char *reason;              /* (nullable) PARKED: why, in words */
  /* what is made of it: */
  char *chosen;          /* (nullable) the id that a new one is to have, where ids are taken */
  gint64 sent_at;        /* a create went out and its answer is not known (K18); COSELL_NO_TIME */
  char *account;         /* (nullable) id of the account that a person chose */
  gboolean make_account; /* a person said: make one */
  CosellCrmAsks asks;
  GPtrArray *parties; /* (owned) (nullable) of CosellCrmParty: ASKS_ACCOUNT */
  char *other;        /* (nullable) id, ASKS_SAME; names of columns, one a line, ASKS_MANDATORY */
  gint64 attempts;
  gint64 not_before; /* COSELL_NO_TIME */
  /* worked out by cosell_crm_merge whenever one of the sides changes: */
  CosellCrmFieldSet to_crm;    /* to be written there */
  CosellCrmFieldSet from_crm;  /* to be edited here, as soon as the opportunity is read again: the deal changed since
                                * (K9) */
  CosellCrmFieldSet conflicts; /* a person has to decide */
} CosellCrmLink;

/* One of a deal to a CRM: WAITING without opportunity, else LINKED. Both copied. Returns: (transfer
 * full) */
CosellCrmLink *cosell_crm_link_new (gint64 deal, const char *crm, const char *opportunity);
void cosell_crm_link_free (CosellCrmLink *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmLink, cosell_crm_link_free)
/* (transfer none) (static) */
const char *cosell_crm_link_state_nick (CosellCrmLinkState state);
/* nick: (nullable). Returns: FALSE (and *state unchanged) when it is none */
gboolean cosell_crm_link_state_parse (const char *nick, CosellCrmLinkState *state);
/* Everything but deal, crm, opportunity, state, held, to_crm, conflicts, not_before and attempts,
 * which are columns. (transfer full) */
char *cosell_crm_link_to_json (const CosellCrmLink *self);
/* The reverse, in place of what self has; what is damaged stays empty: the fields are asked about
 * again. json: (nullable) */
void cosell_crm_link_read_json (CosellCrmLink *self, const char *json);
/* Replaces the notice of a field, or (words NULL) takes it away. about: see CosellCrmNotice. */
void cosell_crm_link_set_notice (CosellCrmLink *self, CosellCrmField field, const char *words,
                                 const char *about);
/* Returns: (transfer none) (nullable) */
const CosellCrmNotice *cosell_crm_link_get_notice (const CosellCrmLink *self, CosellCrmField field);
/* Both sides agree on a field now, as each stores it (nullable); a decision about it is carried
 * out. */
void cosell_crm_link_agree (CosellCrmLink *self, CosellCrmField field, const char *crm,
                            const char *deal);
/* How their side was just read: id, seen, mark and computed. */
void cosell_crm_link_see (CosellCrmLink *self, const CosellOpportunity *opportunity);

G_END_DECLS
