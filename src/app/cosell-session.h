/* cosell-session.h: one profile at work: store + remote + sync, and the commands of the program
 *
 * Everything that the window and cosellctl do goes through here: its life, sync and live deals stand
 * in this header, commands in cosell-session-commands.h, what is asked for in
 * cosell-session-reports.h; account and sign-in are the account's (cosell-account.h).
 * Commands are asynchronous, each is one transaction, and what they changed comes back through
 * "changed" and the live objects, whoever made the change. Main context only.
 *
 * A closed session answers every asynchronous function with G_IO_ERROR_CLOSED, later, never inside
 * of the call; what was under way ends once, as it went or with G_IO_ERROR_CLOSED or _CANCELLED, and
 * changes nothing of the session any more (P15). What is read at once stays as it was.
 *
 * Properties (read-only, notifying): state (CosellSessionState); inbound-count, outbound-count,
 * favorites-count, leads-count, unanswered-inbound, unanswered-favorites, unanswered-leads (uint: what
 * was received and needs an answer), waiting-count, conflict-count (uint), parked-count (uint: without what a person
 * holds back); pulled (uint: progress of the running sync);
 * awaited (int64: until when a running sync waits, COSELL_NO_TIME = it does not; for what:
 * cosell_session_get_awaits);
 * last-sync (int64, COSELL_NO_TIME = never); last-error (string, nullable: what ended the last sync,
 * in words); crm-error (string, nullable: which CRM was not synced by the last run with it, and why: it holds up
 * nothing else); can-undo and can-redo (boolean). Signal "changed" (CosellChangeSet *).
 */
#pragma once

#include "app/cosell-account.h"
#include "app/cosell-sync-scheduler.h"
#include "base/cosell-clock.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* app/cosell-catalog.h, model/cosell-deal.h: whoever uses one includes its header. */
typedef struct _CosellCatalog CosellCatalog;
typedef struct _CosellDeal CosellDeal;

typedef enum
{
  COSELL_SESSION_NO_ACCOUNT, /* first run */
  COSELL_SESSION_IDLE,
  COSELL_SESSION_SYNCING,
  COSELL_SESSION_OFFLINE, /* the last sync could not reach the service */
  COSELL_SESSION_SIGN_IN, /* no token, or the service wants a new one */
  COSELL_SESSION_FAILED,  /* the service answered, but not as it should */
} CosellSessionState;
#define COSELL_TYPE_SESSION_STATE (cosell_session_state_get_type ())
GType cosell_session_state_get_type (void);

/* What an error of any command means, whatever layer raised it. */
typedef enum
{
  COSELL_FAILURE_USE,     /* wrong use, something unknown, or unexpected */
  COSELL_FAILURE_REFUSED, /* a rule says no */
  COSELL_FAILURE_SERVICE, /* the service cannot be reached, or is not willing */
  COSELL_FAILURE_SIGN_IN,
} CosellFailure;
/* Returns: what the error means to whoever gave the command */
CosellFailure cosell_session_classify (const GError *error);

#define COSELL_TYPE_SESSION (cosell_session_get_type ())
G_DECLARE_FINAL_TYPE (CosellSession, cosell_session, COSELL, SESSION, GObject)

/* Opens the profile: DIR (made 0700), DIR/cosell.db, DIR/sync.lock. token: bearer token or NULL (then
 * COSELL_TOKEN, then none); it never goes to the practice server of the profile. */
CosellSession *cosell_session_new (const char *profile_dir, const char *token, GError **error);
/* Ends what is under way, as is said above; once more does nothing. The last reference closes too. */
void cosell_session_close (CosellSession *self);
/* Looks for commits of other processes, and syncs by itself: in a moment, a moment after each local
 * edit, when the network comes back, and every few minutes (the window; not cosellctl). */
void cosell_session_start (CosellSession *self);
/* Returns: (transfer none) what syncs by itself, once the session is started; stopped by its close */
CosellSyncScheduler *cosell_session_get_scheduler (CosellSession *self);
typedef enum
{
  COSELL_SESSION_AWAITS_NOTHING,
  COSELL_SESSION_AWAITS_ARRIVAL, /* a new deal that got no answer may still arrive (P3) */
  COSELL_SESSION_AWAITS_SERVICE, /* the service asked to wait */
  COSELL_SESSION_AWAITS_OTHER,   /* another program syncs this profile */
} CosellSessionAwaits;
/* What the running sync waits for; changes with "awaited". */
CosellSessionAwaits cosell_session_get_awaits (CosellSession *self);
/* By the service's clock, as far as it is known (P6). */
gint64 cosell_session_now (CosellSession *self);
/* Returns: (transfer none) the clock of cosell_session_now */
CosellClock *cosell_session_get_clock (CosellSession *self);
/* What to tell a person whose computer's clock is wrong by more than five minutes.
 * Returns: (transfer full) (nullable) */
char *cosell_session_dup_clock_message (CosellSession *self);
/* The date in the user's calendar, for cosell_draft_validate. */
void cosell_session_today (CosellSession *self, GDate *date);
/* Returns: (transfer none) the account; it stays the same object, whatever account that is */
CosellAccount *cosell_session_get_account (CosellSession *self);

typedef struct
{
  guint pulled, pushed, conflicts, parked;
  guint held; /* those of parked that a person holds back */
} CosellSyncSummary;
/* pull and push FALSE both = both. A person asked when explicit_sync. */
void cosell_session_sync_async (CosellSession *self, gboolean pull, gboolean push,
                                gboolean explicit_sync, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* summary: (out) (optional): what the round did, also one that ended with an error. Errors:
 * COSELL_HTTP_ERROR, COSELL_STORE_ERROR, G_IO_ERROR */
gboolean cosell_session_sync_finish (CosellSession *self, GAsyncResult *result,
                                     CosellSyncSummary *summary, GError **error);

/* deals */
/* The live object of a row; the same object while anybody holds it. Reads one row when it is not
 * known yet. (transfer full) (nullable) */
CosellDeal *cosell_session_dup_deal (CosellSession *self, gint64 id);
/* Loads the documents into the deal; once loaded it is kept up to date while it lives. */
void cosell_session_load_deal_async (CosellSession *self, CosellDeal *deal, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);

/* Ends of commands and reports, as each says. Returns: a local id, 0 with error */
gint64 cosell_session_id_finish (CosellSession *self, GAsyncResult *result, GError **error);
/* For every command without a result of its own. */
gboolean cosell_session_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* What cannot be taken back once it is sent (accept, decline, win, lose, error) waits that long in
 * the outbox, so that it can be undone; 0, as it is at first: it goes with the next sync. */
void cosell_session_set_undo_window (CosellSession *self, guint seconds);
/* Returns: the seconds that were set */
guint cosell_session_get_undo_window (CosellSession *self);

/* What is known for picking: locations, solutions, customers, recent people. Never NULL; empty
 * until loaded, kept up to date. (transfer none) */
CosellCatalog *cosell_session_get_catalog (CosellSession *self);
/* C23: who signs notes: the account's user, else who is logged in here. (transfer full) */
char *cosell_session_dup_signer (CosellSession *self);

G_END_DECLS
