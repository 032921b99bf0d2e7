/* cosell-push-job.h: what a push round does to the outbox, each in one transaction; private */
#pragma once

#include "sync/cosell-round.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_PUSH_POSTPONE, /* back to pending */
  COSELL_PUSH_PARK,     /* a person has to look at it */
  COSELL_PUSH_SEND,     /* nowhere: it may go out (again) now */
  COSELL_PUSH_LOCAL,    /* B2: the service does not take the heart; it stays here */
} CosellPushDisposition;

/* The members of all jobs in one. Each names the jobs that read it, or (out) fill it; those that a job
 * does not need are left zero. The worker sees nothing else. */
typedef struct
{
  gint64 seq;
  gint64 deal;
  gint64 referral;
  guint needed;             /* bits of CosellPermission: what the entry takes */
  CosellOutboxEntry *entry; /* (owned) pick: out; settle: in */
  gint64 after_seq;         /* pick */
  gboolean explicit_sync;   /* pick */
  gint64 refreshed_seq;     /* pick: this one is sent even without an eTag */
  gboolean needs_refresh;   /* pick: out: read the referral first; not marked sent */
  gboolean look_first;      /* pick: out: it went out before; look whether it is there */
  gint64 arrival;           /* pick, mark, settle: µs that a create is on its way at most */
  GHashTable *looked;       /* (owned) pick: seqs that were looked for in this round already */
  GPtrArray *entries;       /* (owned) recover: out */

  CosellPushDisposition disposition; /* set_aside, and settle when it is not there */
  gint64 not_before;
  char *reason;
  gboolean forbidden; /* set_aside: the service refused it to the account (F2) */
  gboolean ask;       /* set_aside: whether it is there, a person has to say */
  GStrv candidates;   /* (owned) (nullable) set_aside, ask: what it may be */
  gboolean answered;  /* set_aside: the service did not take it, which is sure */
  gboolean gone;      /* set_aside: the service does not show the referral any more (P5) */

  char *text;            /* complete, take over, settle: the service's answer (nullable) */
  char *etag;            /* (nullable) */
  CosellAnswerKind kind; /* complete */
  char *stranger;    /* (owned) (nullable) complete: out: why the answer is not what was asked for;
                      * then nothing was done */
  GPtrArray *found;  /* (owned) settle: of char *, referrals of the engagement (nullable) */
  gboolean searched; /* settle: there is no other place to look */
  gboolean settled;  /* settle: out: it was carried out after all */
  gboolean missing;  /* settle: out: not in the engagement; nothing was done, search first */
  gboolean arrived;  /* settle: what is not there now will not come any more */
  const char *words; /* settle: what is told while it stays out */
  gint64 until;      /* settle: out: until then it may still come, and stays out; or NO_TIME */
  GError *then_fail; /* (owned) (nullable) for the main thread: ends the round afterwards */
  CosellRoundState then;

  CosellOutboxCounts counts; /* out */
} CosellPushJob;

/* A job for an entry. entry: (transfer none) (nullable): only its numbers are copied. Main
 * context. */
CosellPushJob *
cosell_push_job_new (CosellOutboxEntry *entry);
/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. self: (nullable) */
void
cosell_push_job_free (CosellPushJob *self);

/* CosellStoreFuncs with a CosellPushJob as data. */
gboolean
cosell_push_job_recover (CosellStore *store, gpointer data, GError **error);
/* The next entry that may go out, marked sent; or what is to be done before it may. */
gboolean
cosell_push_job_pick (CosellStore *store, gpointer data, GError **error);
/* It goes out now. */
gboolean
cosell_push_job_mark (CosellStore *store, gpointer data, GError **error);
/* The entry does not go out now, or did in vain: disposition says what becomes of it. */
gboolean
cosell_push_job_set_aside (CosellStore *store, gpointer data, GError **error);
/* The service carried it out: its answer becomes what the deal stands on. */
gboolean
cosell_push_job_complete (CosellStore *store, gpointer data, GError **error);
/* A newer version of the entry's referral came: what waits is put on top of it. */
gboolean
cosell_push_job_refresh_from_remote (CosellStore *store, gpointer data, GError **error);
/* Whether the entry whose answer got lost is among what was found (P3), and what follows. */
gboolean
cosell_push_job_settle (CosellStore *store, gpointer data, GError **error);

G_END_DECLS
