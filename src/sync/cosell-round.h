/* cosell-round.h: one round of the sync engine; private to this folder
 *
 * The states in their usual order (⇢ = only when needed):
 *
 *   LOCK → RECOVER ⇢ LOOK_UP ⇢ SEARCH → PICK ⇢ REFRESH → SEND ⇢ CONFIRM → … → PICK ⇢ RECOVER →
 * EXTRAS → PULL ⇢ RECONCILE ⇢ ACCOUNT → INDEX → FINISH
 *
 * cosell_round_go enters a state; each state begins one operation whose callback enters the next.
 * PULL alone has two under way: it stores one page while it asks for the next. Main context only;
 * job functions run on the store's worker and see nothing but their job.
 */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store-outbox.h"
#include "sync/cosell-sync.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_ROUND_LOCK,    /* one sync per profile at a time */
  COSELL_ROUND_RECOVER, /* changes that were out when the program ended, one after the other */
  COSELL_ROUND_LOOK_UP, /* what became of the entry whose answer got lost? */
  COSELL_ROUND_SEARCH,  /* a create that its engagement does not have: elsewhere? */
  COSELL_ROUND_PICK,    /* the next entry; marked sent */
  COSELL_ROUND_REFRESH, /* the newest version of an entry's referral, before it is sent (again) */
  COSELL_ROUND_MARK,    /* a create that the service had no time for goes out once more */
  COSELL_ROUND_SEND,
  COSELL_ROUND_CONFIRM, /* the service answered without a body: read the result */
  COSELL_ROUND_EXTRAS,  /* who am I, which solutions and customers are there? */
  COSELL_ROUND_PULL,
  COSELL_ROUND_RECONCILE, /* everything, when it is time: what is gone, what was missed? */
  COSELL_ROUND_ACCOUNT, /* what may I do, when EXTRAS did not ask? */
  COSELL_ROUND_INDEX,   /* what was pulled is put into the search index */
  COSELL_ROUND_FINISH,
} CosellRoundState;

typedef struct _CosellRound CosellRound;
typedef struct _CosellRoundPull CosellRoundPull;
typedef struct _CosellRoundReconciliation CosellRoundReconciliation;
typedef struct _CosellRoundExtras CosellRoundExtras;
typedef struct _CosellRoundSearch CosellRoundSearch;

typedef void (*CosellRoundFunc) (CosellRound *round, gpointer user_data);

struct _CosellRound
{
  CosellStore *store;        /* (owned) */
  CosellRemote *remote;      /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *lock_path;           /* (owned) (nullable) */
  CosellSyncFlags flags;
  CosellRoundState state;
  CosellRoundFunc progressed; /* pulled or waiting changed */
  CosellRoundFunc ended;
  gpointer user_data;

  CosellSyncResult result;
  guint waiting;   /* outbox entries that are neither parked nor done */
  GError *error;   /* (owned) (nullable) what ended the round */
  GError *trouble; /* (owned) (nullable) what kept a single entry back; the round went on */
  gint64 awaited;  /* µs UTC: the round waits until then for what may still arrive, or NO_TIME */
  CosellSyncAwaits awaits; /* what is told of a wait */
  gint64 awaits_until;     /* µs UTC */
  guint n_left_out;       /* elements of the list that could not be taken in */
  guint n_reconciled_left_out; /* the same of the look through everything */
  guint n_too_large;      /* new ones of which only a stand-in is kept */
  gboolean unsure; /* a create may or may not be there: pulling now could make it double */

  /* waiting */
  int lock_fd;
  gint64 lock_until; /* monotonic */
  guint lock_limit;  /* ms */
  guint timer;
  gint64 wait_left; /* ms that may be spent on Retry-After */
  guint busy_tries;
  guint arrival_limit;  /* ms that a create is on its way at most */
  gint64 arrives;       /* µs UTC: when the last of those that may still arrive is there */
  GHashTable *arriving; /* (owned) of gint64 *: their seqs */
  gboolean waited;      /* they had their time */

  /* push */
  GPtrArray *sent;          /* (owned) (nullable) of CosellOutboxEntry: still to recover */
  CosellOutboxEntry *entry; /* (owned) (nullable) at work */
  GError *unknown_outcome;            /* (owned) (nullable) why its fate is unknown */
  gboolean recovering;
  gboolean resend;      /* LOOK_UP: when it is not there, send it again in this round */
  gboolean look_first;  /* LOOK_UP: the same, at once, since it has not been sent in this round */
  GHashTable *looked;   /* (owned) of gint64 *: seqs that were looked for in this round */
  GPtrArray *found;     /* (owned) (nullable) LOOK_UP: of char *, the engagement so far */
  guint found_pages;    /* LOOK_UP: how much of it was read */
  CosellRoundSearch *search; /* (owned) (nullable) */
  gint64 after_seq;     /* PICK looks behind this */
  gint64 refreshed_seq; /* was read again already */
  gint64 conflict_seq;  /* met a newer version already */
  gint64 gone_seq;      /* parked, because the service knew nothing of its referral */

  CosellRoundPull *pull;     /* (owned) (nullable) */
  CosellRoundReconciliation *reconciliation;   /* (owned) (nullable) */
  gboolean hurry;       /* another round waits: what can go on later makes room */
  CosellRoundExtras *extras; /* (owned) (nullable) */
  gboolean asks_account; /* ACCOUNT: EXTRAS did not */
};

/* cosell-round.c */
/* A round that has not begun. All are referenced or copied; lock_path: (nullable): nobody else has
 * the profile. Whoever calls sets progressed, ended and user_data, and enters LOCK. Returns:
 * (transfer full) */
CosellRound *
cosell_round_new (CosellStore *store,
                  CosellRemote *remote,
                  const char *lock_path,
                  CosellSyncFlags flags);
/* Returns: (transfer full) self */
CosellRound *
cosell_round_ref (CosellRound *self);
/* Lets go of it; the last one frees it, on the main context. */
void
cosell_round_unref (CosellRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRound, cosell_round_unref)
/* Enters a state; FINISH instead when the round was cancelled. No timer may run. */
void
cosell_round_go (CosellRound *self, CosellRoundState state);
/* Ends the round with G_IO_ERROR_CANCELLED: at once while it waits, else as soon as what is under
 * way has come back. */
void
cosell_round_cancel (CosellRound *self);
/* Ends the round with an error (transfer full); nothing may be under way. */
void
cosell_round_fail (CosellRound *self, GError *error);
/* Remembers the first trouble of a single entry. */
void
cosell_round_note (CosellRound *self, const GError *error);
/* Takes over how many entries still wait, and tells it. */
void
cosell_round_set_waiting (CosellRound *self, const CosellOutboxCounts *counts);
/* Tells that n more referrals were taken in. */
void
cosell_round_add_pulled (CosellRound *self, guint n);
/* Whether a person asked for the round, and waits for it. */
gboolean
cosell_round_is_explicit (CosellRound *self);
/* The time by the store's clock, µs UTC. */
gint64
cosell_round_now (CosellRound *self);
/* Enters state after a while. */
void
cosell_round_go_later (CosellRound *self, guint milliseconds, CosellRoundState state);
/* Tells what is waited for, and until when at most; NOTHING and COSELL_NO_TIME when it is over. */
void
cosell_round_await (CosellRound *self, CosellSyncAwaits awaits, gint64 until);
/* For BUSY in a round that a person asked for: enters state when the service's time is over.
 * Returns: FALSE when this is no such error or round, or when the 30 s are spent. */
gboolean
cosell_round_wait_out (CosellRound *self, const GError *error, CosellRoundState state);

/* A store job of the round was committed; main context. */
typedef void (*CosellRoundJobDone) (CosellRound *self, gpointer job);
/* Runs func with job on the store's worker; it is not cancelled with the round. free_job frees job
 * when done has seen it. When it fails, so does the round. */
void
cosell_round_run (CosellRound *self,
                  CosellStoreMode mode,
                  CosellStoreFunc func,
                  gpointer job,
                  GDestroyNotify free_job,
                  CosellRoundJobDone done);
/* A store job ended; error: NULL when it was committed. */
typedef void (*CosellRoundJobEnded) (CosellRound *self, gpointer job, const GError *error);
/* The same for a step that has more to do when the job fails: the round goes on as ended says. */
void
cosell_round_run_anyway (CosellRound *self,
                         CosellStoreMode mode,
                         CosellStoreFunc func,
                         gpointer job,
                         GDestroyNotify free_job,
                         CosellRoundJobEnded ended);

/* The states. */
/* LOCK: takes the lock file of the profile, waiting for another process up to lock_limit. */
void
cosell_round_lock (CosellRound *self);
/* Gives the lock file back; at the end, in whatever state that comes. Nothing when it is not
 * held. */
void
cosell_round_unlock (CosellRound *self);
/* RECOVER: the next of the entries that were out when the program ended, or that got no answer
 * (P3). */
void
cosell_round_recover (CosellRound *self);
/* LOOK_UP: asks the service what became of the entry at work: its engagement, or its referral. */
void
cosell_round_look_up (CosellRound *self);
/* The looking is over: found holds the ids of what the entry made, or is empty: it is nowhere. */
void
cosell_round_looked (CosellRound *self, GPtrArray *found);
/* The create may be there, and a person has to say whether it is. candidates: ids of the service
 * (nullable). */
void
cosell_round_ask (CosellRound *self, GStrv candidates, const char *reason);
/* No answer to the looking: the entry stays out, and error says why its fate is not known. */
void
cosell_round_look_up_failed (CosellRound *self, const GError *error);
/* SEARCH: a create that its engagement does not have, among what changed since it first went
 * out. */
void
cosell_round_search (CosellRound *self);
/* For the round, when it is over or looks again. search: (nullable) */
void
cosell_round_search_free (CosellRoundSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRoundSearch, cosell_round_search_free)
/* When nothing else is left to send in a round that a person asked for: waits for what may still
 * arrive, and looks for it again. Returns: FALSE when there is nothing to wait for */
gboolean
cosell_round_await_arrivals (CosellRound *self);
/* PICK: the next entry that may go out is marked sent, or the push is over. */
void
cosell_round_pick (CosellRound *self);
/* REFRESH: reads the newest version of the entry's referral, before it is sent (again). */
void
cosell_round_refresh (CosellRound *self);
/* MARK: a create goes out once more, which the outbox has to know before. */
void
cosell_round_mark (CosellRound *self);
/* SEND: the request, and what its answer means for the entry. */
void
cosell_round_send (CosellRound *self);
/* CONFIRM: reads the result of a change that was answered without a body. */
void
cosell_round_confirm (CosellRound *self);
/* EXTRAS: who is signed in, and which solutions, partners and customers there are. */
void
cosell_round_extras (CosellRound *self);
/* ACCOUNT: who is signed in, when EXTRAS did not ask: a role may have changed. */
void
cosell_round_account (CosellRound *self);
/* cosell-round-index.c */
/* Enters INDEX. */
void
cosell_round_index (CosellRound *self);
/* PULL: the list, newest change first, page by page as far as the cursor. */
void
cosell_round_pull (CosellRound *self);
/* For the round, when it is over or pulls again. pull: (nullable) */
void
cosell_round_pull_free (CosellRoundPull *pull);
/* For the round, when it is over or asks again. extras: (nullable) */
void
cosell_round_extras_free (CosellRoundExtras *extras);

/* cosell-sync.c, for tests: how long a round waits for another process. */
void
cosell_sync_set_lock_limit (CosellSync *self, guint milliseconds);
/* The same: how long a create that got no answer may still be on its way to the service. */
void
cosell_sync_set_arrival_limit (CosellSync *self, guint milliseconds);

G_END_DECLS
