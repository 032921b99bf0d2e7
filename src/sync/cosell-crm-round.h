/* cosell-crm-round.h: one run with a CRM; private to the engine
 *
 * BEGIN → (DESCRIBE) → LIST of what changed, or of all linked ones (then MISSING) → one turn for each deal
 * that has something to be done there: written, or made → END. Each step goes on with the next one when its
 * requests and jobs are answered. A preview has no turns. What is wrong with one deal is kept in trouble, and
 * the others go on; what is wrong with the CRM ends the run.
 */
#pragma once

#include "sync/cosell-crm-receive.h"

G_BEGIN_DECLS

/* A request that got no answer is taken to have arrived by then, or never to arrive. */
#define COSELL_CRM_ROUND_ARRIVAL (30 * G_TIME_SPAN_SECOND)

/* The deal at work. */
typedef struct
{
  CosellCrmLink *link;      /* (owned) as it was when it was picked */
  CosellCrmSheet *deal;     /* (owned) our side then */
  CosellDealData *row;      /* (owned) */
  CosellOpportunity *wrote; /* (owned) (nullable) what is to be written, or made */
  CosellCrmFieldSet fields;
  CosellOpportunityFields columns;
  CosellCrmParty *company; /* (owned) (nullable) K10 */
  CosellCrmParty *person;  /* (owned) (nullable) K11, where the contact is to be written */
  char *defaults;          /* (nullable) */
  GStrv via;               /* (owned) (nullable) what wrote its referral */
  gboolean again;          /* it met a newer version already */
  gboolean found;          /* it was made by an earlier request, whose answer was lost */
} CosellCrmTurn;

void cosell_crm_turn_free (CosellCrmTurn *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmTurn, cosell_crm_turn_free)

typedef struct _CosellCrmRound CosellCrmRound;
struct _CosellCrmRound
{
  gatomicrefcount refs;
  CosellStore *store; /* (owned) */
  CosellCrm *crm;     /* (owned) */
  char *name;         /* (owned) */
  char *lock_path;    /* (owned) (nullable) */
  CosellCrmEditFunc edit;
  CosellCrmSyncFlags flags;
  GCancellable *cancellable; /* (owned) (nullable) */
  void (*ended) (CosellCrmRound *self, gpointer user_data);
  gpointer user_data;
  CosellCrmSyncResult result;
  GError *error;   /* (owned) (nullable) what ended it */
  GError *trouble; /* (owned) (nullable) what was wrong with one deal first */

  int lock_fd;
  gint64 lock_until; /* monotonic */
  gboolean full;     /* all linked ones are compared */
  GPtrArray *ids;    /* (owned) of char *: linked opportunities */
  GPtrArray *pending; /* (owned) of char *: those of which something is still to be edited here */
  gboolean by_ids;    /* these are asked for, not what changed */
  guint n_asked;      /* of ids */
  GHashTable *came;  /* (owned) of ids, as a set: those that came */
  char *next;        /* (owned) (nullable) page */
  guint pages;
  gint64 since;
  gint64 mark; /* the latest change that came */
  gboolean keeps_mark;
  GArray *due; /* (owned) of gint64: deals to have a turn */
  guint n_turns;
  CosellCrmTurn *turn; /* (owned) (nullable) */
};

/* All are referenced or copied. Returns: (transfer full) */
CosellCrmRound *cosell_crm_round_new (CosellStore *store, CosellCrm *crm, const char *name,
                                      CosellCrmEditFunc edit, CosellCrmSyncFlags flags);
CosellCrmRound *cosell_crm_round_ref (CosellCrmRound *self); /* (transfer full) self */
void cosell_crm_round_unref (CosellCrmRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmRound, cosell_crm_round_unref)

/* Begins; it ends by ended, later. */
void cosell_crm_round_begin (CosellCrmRound *self);
/* Ends it with error (transfer full), or (NULL) well. */
void cosell_crm_round_end (CosellCrmRound *self, GError *error);
/* Remembers what is wrong with one deal. */
void cosell_crm_round_note (CosellCrmRound *self, const GError *error);
/* µs UTC */
gint64 cosell_crm_round_now (CosellCrmRound *self);
/* Of this run. */
CosellCrmReceiver cosell_crm_round_receiver (CosellCrmRound *self);

/* A job that was committed; main context. */
typedef void (*CosellCrmRoundDone) (CosellCrmRound *self, gpointer job);
/* Runs func with job on the store's worker; free_job frees it when done has seen it. When it fails, the run
 * ends. */
void cosell_crm_round_run (CosellCrmRound *self, CosellStoreMode mode, CosellStoreFunc func,
                           gpointer job, GDestroyNotify free_job, CosellCrmRoundDone done);

/* cosell-crm-round-list.c: what changed there, or how all linked ones stand; then the turns. */
void cosell_crm_round_list (CosellCrmRound *self);
/* cosell-crm-round-turn.c: the next deal that has something to be done there; or the end. */
void cosell_crm_round_next_turn (CosellCrmRound *self);
/* The turn failed: with the CRM, which ends the run, or with this deal alone, whose link is parked or waits, and
 * the next has its turn. error: (transfer full) */
void cosell_crm_round_turn_failed (CosellCrmRound *self, GError *error);
/* The opportunity of the turn as it is there now: what stuck is agreed. created: it was made just now. Goes on
 * with the next. opportunity: (transfer full) */
void cosell_crm_round_turn_done (CosellCrmRound *self, CosellOpportunity *opportunity,
                                 gboolean created);
/* cosell-crm-round-contact.c: finds or makes the contact of the turn, then goes on. */
void cosell_crm_round_find_contact (CosellCrmRound *self, const char *account,
                                    void (*then) (CosellCrmRound *self));
/* cosell-crm-round-create.c: makes the opportunity of the turn, as far as nothing is to be asked. */
void cosell_crm_round_create (CosellCrmRound *self);
/* The same, where it surely is not there yet: finds its account, passes the gate, sends. */
void cosell_crm_round_create_anew (CosellCrmRound *self);
/* A person has to say something first (the link holds the question); the next has its turn. other, parties:
 * (transfer full) (nullable) */
void cosell_crm_round_create_ask (CosellCrmRound *self, CosellCrmAsks asks, char *other,
                                  GPtrArray *parties);
/* For jobs: the link of a deal as it is now, when it still waits for this CRM. Worker. Returns: (transfer full)
 * (nullable): NULL without error when it does not */
CosellCrmLink *cosell_crm_round_create_load (CosellStore *store, const char *crm, gint64 deal,
                                             GError **error);
/* cosell-crm-round-recall.c: looks for the one that the turn's request made, whose answer was lost, and makes it
 * when it is not there. */
void cosell_crm_round_recall (CosellCrmRound *self);
/* The opportunity with this id is the one: it is read, and the turn is done. */
void cosell_crm_round_recall_adopt (CosellCrmRound *self, const char *id);

G_END_DECLS
