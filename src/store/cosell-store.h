/* cosell-store.h: the local database of one profile
 *
 * One SQLite file, one writing connection that lives on one worker thread, one read-only connection
 * on the main thread for single pages of rows. Everything is a job: a function that runs on the
 * worker, inside one transaction, and calls the cosell_store_* functions of the other headers of
 * this folder (which assert that they run on the worker). What a committed job changed arrives as
 * one "changed" signal on the main context.
 *
 * Several processes may use one file: "changed" with everything = TRUE also comes, within 2 s, when
 * another process committed (PRAGMA data_version), while cosell_store_watch is on.
 */
#pragma once

#include <gio/gio.h>

#include "base/cosell-clock.h"

G_BEGIN_DECLS

#define COSELL_STORE_ERROR (cosell_store_error_quark ())
GQuark cosell_store_error_quark (void);

typedef enum
{
  COSELL_STORE_ERROR_BUSY,         /* another process holds the database for too long */
  COSELL_STORE_ERROR_FULL,         /* no room on the disk */
  COSELL_STORE_ERROR_CORRUPT,      /* the file is damaged */
  COSELL_STORE_ERROR_CONSTRAINT,   /* a programming error */
  COSELL_STORE_ERROR_NEWER_SCHEMA, /* written by a newer Cosell: refused, untouched */
  COSELL_STORE_ERROR_READ_ONLY,    /* the file or folder cannot be written */
  COSELL_STORE_ERROR_NOT_FOUND,    /* no such row */
  COSELL_STORE_ERROR_FAILED,       /* anything else SQLite says */
} CosellStoreError;

#define COSELL_TYPE_STORE (cosell_store_get_type ())
G_DECLARE_FINAL_TYPE (CosellStore, cosell_store, COSELL, STORE, GObject)

/* The changes of one commit, or of several that arrive as one signal. */
typedef struct
{
  gboolean everything;    /* ids unknown: re-read all */
  GArray *deals;          /* gint64 local ids, created, updated or deleted */
  gboolean outbox;        /* the outbox or what is parked changed */
  gboolean account;       /* account, own organization, catalogue or sync times changed */
  gboolean views;         /* views that a person keeps changed */
} CosellChangeSet;

/* Signal "changed" (CosellChangeSet * as pointer, valid during the emission). */

/* Opens or makes the file (mode 0600) and brings its schema up to date. One that cannot be written
 * is opened for reading (P10): each job that writes tries anew. Blocks; at start only. */
CosellStore *cosell_store_new (const char *path, CosellClock *clock, GError **error);
/* Finishes queued jobs and closes; rows that are still to be derived anew are left to the next
 * opening. What is asked of it from then on ends with G_IO_ERROR_CLOSED. */
void cosell_store_close (CosellStore *self);

typedef gboolean (*CosellStoreFunc) (CosellStore *store, gpointer data, GError **error);

typedef enum
{
  COSELL_STORE_READ,  /* a deferred transaction; a write in it fails */
  COSELL_STORE_META,  /* the same, of what does not follow from documents (table meta): does not wait
                       * until rows that an older program derived are derived anew */
  COSELL_STORE_LATER, /* as READ, of what nobody waits for: behind all other jobs, gives way to those that
                       * come while it runs, and begins anew then; func may be called several times */
  COSELL_STORE_WRITE, /* BEGIN IMMEDIATE; rolled back when func fails; synchronous=FULL */
  COSELL_STORE_BULK,  /* the same with synchronous=NORMAL: what can be pulled again */
} CosellStoreMode;

/* For a job that only reads and does much between its statements, which are broken off by themselves:
 * whether it is to fail now, since it was cancelled, or gives way (COSELL_STORE_LATER). Once it is, the job
 * has failed. Worker only. */
gboolean cosell_store_is_awaited (CosellStore *self);

/* Runs func(store, data) on the worker. data stays the caller's unless free_data is given; it is
 * alive until the callback ran. A job that only reads is broken off when it is cancelled. */
void cosell_store_run_async (CosellStore *self, CosellStoreMode mode, CosellStoreFunc func,
                             gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* Returns: TRUE when the job was committed; its own error, COSELL_STORE_ERROR, or
 * G_IO_ERROR_CLOSED */
gboolean cosell_store_run_finish (CosellStore *self, GAsyncResult *result, GError **error);
/* data of the run, for callbacks. (transfer none) */
gpointer cosell_store_run_get_data (GAsyncResult *result);
/* The same, waiting for it: for the command line and tests; for the window only with
 * COSELL_STORE_META, before it is shown. The "changed"
 * signal still comes through the main context. */
gboolean cosell_store_run (CosellStore *self, CosellStoreMode mode, CosellStoreFunc func,
                           gpointer data, GError **error);

/* In a job that writes: runs func, and takes back what it did when it fails; the job can go on, unless the
 * whole transaction is lost (an error that is not of a rule). */
gboolean cosell_store_try (CosellStore *self, CosellStoreFunc func, gpointer data, GError **error);

/* Returns: (transfer none) the clock that it was made with; any thread */
CosellClock *cosell_store_get_clock (CosellStore *self);
/* Begins to look for commits of other processes once a second (main context). */
void cosell_store_watch (CosellStore *self);

/* Begins to put into the search index what waits for it, and to pack documents of older programs, a few
 * at a time behind all other jobs (main context). A full disk, or the end, leaves the rest to the next
 * time. */
void cosell_store_tidy (CosellStore *self);
/* Deals that are still to be put there, as far as it is known (main context); each is found all the
 * same. */
gint64 cosell_store_get_unindexed (CosellStore *self);

G_END_DECLS
