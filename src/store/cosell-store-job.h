/* cosell-store-job.h: what a running job is made of; private to the store; worker only unless said */
#pragma once

#include "store/cosell-connection.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Every function that a job calls begins with this. */
#define COSELL_STORE_WORKER(self) g_assert (cosell_store_is_worker (self))
/* Whether the caller is a job that runs on the worker. Any thread. */
gboolean cosell_store_is_worker (CosellStore *self);
/* A statement of the writing connection. In a job that reads one that writes is refused. */
CosellStatement *cosell_store_prepare (CosellStore *self, const char *sql, GError **error);
/* The same of a text that does not come again. Returns: (transfer full) NULL with error */
CosellPassingStatement *cosell_store_prepare_once (CosellStore *self, const char *sql,
                                                   GError **error);
/* Runs a statement that answers nothing with one or (second not 0) two ids bound. */
gboolean cosell_store_run_ids (CosellStore *self, const char *sql, gint64 first, gint64 second,
                               GError **error);
/* Whether the running job is one of what can be pulled again (COSELL_STORE_BULK). */
gboolean cosell_store_is_bulk (CosellStore *self);
/* Makes all that the running job records from now on one action (J7), with a number that no action had
 * before; queues: what it queues belongs to that group too. */
void cosell_store_set_action (CosellStore *self, gint64 action, gboolean queues);
/* That number, 0 for none; and that of what is queued. */
gint64 cosell_store_get_action (CosellStore *self);
gint64 cosell_store_get_group (CosellStore *self);
/* The writing connection's own handle. Returns: (transfer none) */
sqlite3 *cosell_store_get_db (CosellStore *self);
/* The time by the store's clock, µs UTC. Any thread. */
gint64 cosell_store_now (CosellStore *self);
/* Main thread. (nullable) with error */
CosellConnection *cosell_store_get_reader (CosellStore *self, GError **error);
/* The running job changes a deal (local id). All that is noted is the change set when it
 * commits. */
void cosell_store_note_deal (CosellStore *self, gint64 deal);
/* The job changes the outbox, or what is parked. */
void cosell_store_note_outbox (CosellStore *self);
/* The job changes the account, the catalogue, or when it was synced. */
void cosell_store_note_account (CosellStore *self);
/* The job changes views that a person keeps. */
void cosell_store_note_views (CosellStore *self);
/* The job changes more than it can name: all of it is read again. */
void cosell_store_note_everything (CosellStore *self);

G_END_DECLS
