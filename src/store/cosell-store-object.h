/* cosell-store-object.h: the members of the object, for the files that make it: cosell-store.c,
 * cosell-store-transaction.c and cosell-store-job.c */
#pragma once

#include "base/cosell-worker.h"
#include "store/cosell-connection.h"
#include "store/cosell-store-changes.h"
#include "store/cosell-store-schema.h"

G_BEGIN_DECLS

/* The searches of the last jobs (cosell-store-search.c), good until something is written. */
typedef struct
{
  GPtrArray *list; /* (owned) (nullable) of CosellStoreSearch */
  GArray *tabs;    /* (owned) (nullable) guint8 for each id of a deal */
  gint64 changes;  /* by the connection */
  gint64 version;  /* data_version: by others */
  const CosellConnection *connection; /* (unowned) that they were asked of */
} CosellStoreSearches;

/* What is known of CRMs (cosell-store-crm-state.c), good until one or a link is written. */
typedef struct
{
  GHashTable *states; /* (owned) (nullable) name (char *) → CosellCrmState */
  int linked;         /* whether any deal is; -1: not known */
  gboolean checked;   /* in the running job: nobody else wrote since */
  gint64 version;     /* data_version: by others */
  const CosellConnection *connection; /* (unowned) that they were asked of */
} CosellStoreCrms;

/* Why a job that only reads may be broken off while it runs. */
typedef struct
{
  GCancellable *cancellable; /* (unowned) (nullable) */
  gboolean later;            /* the end of the store comes first, and … */
  gboolean gives_way;        /* … whatever is more urgent */
  gboolean broken;           /* result: it was */
} CosellStoreInterrupt;

struct _CosellStore
{
  GObject parent;

  char *path;            /* (owned), constant */
  CosellClock *clock;    /* (owned), constant */
  GMainContext *context; /* (owned), constant: where "changed" comes */
  CosellWorker *worker;  /* (owned) until closed */

  /* worker */
  CosellConnection *writer; /* (owned) (nullable): NULL while it cannot be opened again */
  CosellStoreFileId file;   /* that the connections have open */
  GError *refusal;      /* (owned) (nullable) why nothing can be written: they read a snapshot */
  gint64 stamp;         /* of the files when it was taken */
  gboolean unsure;      /* whether rows are left that an older program derived */
  int closing;          /* atomic: nothing that can be done later is begun */
  CosellStoreMode mode; /* of the running job */
  CosellStoreInterrupt *interrupt; /* (unowned) (nullable) of the running job */
  gboolean in_job;
  char *author;  /* (owned) (nullable) who edits, in place of the person (cosell_store_set_author) */
  gint64 action; /* of the running job (cosell_store_begin_action); 0: each record is one */
  gint64 group;  /* of the running job: of what it queues; 0: none */
  int synchronous;          /* what the connection is set to: 2 FULL, 1 NORMAL */
  gboolean roomy;           /* it has memory for the pages of many writes */
  guint n_bulk;             /* jobs of COSELL_STORE_BULK, one soon after the other */
  gint64 bulk_at;           /* when the last of them began, monotonic µs */
  CosellStoreChanges noted; /* by the running job */
  gint64 data_version;
  CosellStoreSearches searches;
  CosellStoreCrms crms;

  /* main thread */
  CosellConnection *reader; /* (owned) (nullable) */
  int reader_is_old;        /* atomic: the file is another one now */
  guint watch_source;
  gboolean watching; /* a look is under way */
  gboolean tidying;  /* a step of it is under way */
  gint64 unindexed;  /* deals that were not in it after the last step */
  guint under_way;   /* jobs whose callers do not know the outcome yet */

  /* any thread, under the lock */
  GMutex lock;
  GBytes *snapshot; /* (owned) (nullable) what is read where nothing can be written */
  CosellStoreChanges outgoing;
  GSource *emission; /* (owned) (nullable) */
};

/* Whether a job of the mode only reads. */
static inline gboolean
cosell_store_mode_reads (CosellStoreMode mode)
{
  return mode == COSELL_STORE_READ || mode == COSELL_STORE_META || mode == COSELL_STORE_LATER;
}

/* What is kept of CRMs may be another one now: something was rolled back. */
static inline void
cosell_store_doubt_crms (CosellStore *self)
{
  self->crms.checked = FALSE;
  self->crms.connection = NULL;
}

/* ---- cosell-store.c ---- */

/* Whether no asynchronous job is under way and no signal is on its way (main context; for
 * simulations, which let everything come to rest between two events). */
gboolean cosell_store_is_idle (CosellStore *self);

/* ---- cosell-store-transaction.c; worker, and before there is one ---- */

/* Opens the file for writing; where that cannot be, for reading (P10). Whoever calls closes the
 * connection that was open before. Returns: (transfer full) (nullable): NULL with error */
CosellConnection *cosell_store_open_file (CosellStore *self, GError **error);
/* Opens the file again where another one stands under its name, since what is written into the old
 * one would be lost. writes: opens it also where only a snapshot of it is read */
gboolean cosell_store_check_file (CosellStore *self, gboolean writes, GError **error);
/* snapshot: (transfer full) (nullable): what is read from now on; refusal: (transfer full)
 * (nullable): why nothing can be written */
void cosell_store_set_snapshot (CosellStore *self, GBytes *snapshot, GError *refusal);
/* Tells the main context that all of it may be different. */
void cosell_store_note_all (CosellStore *self);
/* Runs func in a transaction. What it changed is told when that is committed. */
gboolean cosell_store_run_job (CosellStore *self, CosellStoreMode mode, CosellStoreFunc func,
                               gpointer data, GError **error);

G_END_DECLS
