/* cosell-session-private.h: what the files of the session share; nothing here is for other folders
 */
#pragma once

#include "app/cosell-account-private.h"
#include "app/cosell-catalog.h"
#include "app/cosell-command.h"
#include "app/cosell-deal-cache.h"
#include "app/cosell-edit-private.h"
#include "app/cosell-query-habits.h"
#include "app/cosell-session-commands.h"
#include "app/cosell-session-door.h"
#include "app/cosell-session.h"
#include "model/cosell-draft.h"
#include "model/cosell-rules.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-drafts.h"
#include "store/cosell-store-outbox.h"
#include "store/cosell-store-undo.h"
#include "sync/cosell-sync.h"

G_BEGIN_DECLS

struct _CosellSession
{
  GObject parent_instance;

  char *profile;          /* (owned) */
  CosellClock *clock;     /* (owned) */
  CosellStore *store;     /* (owned): reached by cosell-session-door.h */
  gboolean closed;        /* what comes late changes nothing any more; asked for by the door */
  CosellCatalog *catalog; /* (owned) */
  CosellDealCache *deals; /* (owned) */
  GCancellable *closing;  /* (owned): cancelled by close */

  CosellAccount *account;         /* (owned) */
  CosellSync *sync;               /* (owned) (nullable): none without an account */
  CosellSyncScheduler *scheduler; /* (owned) */

  CosellSessionState state;
  GError *sync_error; /* (owned) (nullable): what ended the last round */
  GPtrArray *rounds;  /* (owned) of GCancellable: rounds under way */
  guint pulled;
  gint64 awaited;
  gint64 last_sync;

  struct
  {
    guint inbound, outbound, favorites, leads, waiting, parked, conflicts;
    guint unanswered_inbound, unanswered_favorites, unanswered_leads;
  } counts; /* as the properties tell them */
  gboolean counting, count_again;
  struct
  {
    gboolean wanted, loading, again;
    guint source;
  } catalog_read; /* cosell-session-catalog.c */

  struct
  {
    GQueue waiting;       /* of GTask: for a turn (cosell-session-crm-use.c) */
    gboolean busy;        /* somebody has one */
    GHashTable *errors;   /* (owned) name → GError: what the last run ended with */
    GHashTable *opened;   /* (owned) name → what speaks to it, between two runs */
    GHashTable *compared; /* (owned) of names, as a set: everything was compared since the start */
    gboolean follows;     /* runs follow the rounds of Partner Center (the window; not cosellctl) */
    gboolean following, again;
  } crm;

  CosellUndoState undo;
  gint64 undo_window;        /* µs */
  CosellQueryHabits *habits; /* (owned) */
};

/* What commands and questions of several files read of the store, or write. Worker only, but for the
 * date. */

/* cosell-session-parties.c */
/* C22: what the profile knows of the people of a deal, which has an own half. documents: own half
 * first. Returns: (transfer full) NULL with error */
CosellPeopleFacts *cosell_session_parties_read_people (CosellStore *store,
                                                       const CosellDealData *row,
                                                       GPtrArray *documents, GError **error);
/* The same with the deal itself: whose people they are. Returns: (transfer full) NULL with error */
CosellParties *cosell_session_parties_read (CosellStore *store, const CosellDealData *row,
                                            GPtrArray *documents, GError **error);

/* cosell-session-drafts.c */
/* C13: none of partners (of CosellDraftPartner) is one that the catalogue knows not to co-sell. */
gboolean cosell_session_drafts_require_listed (CosellStore *store, GListModel *partners,
                                               GError **error);
/* What the rules say of a draft, with what the catalogue knows of its solutions (C12).
 * Returns: (transfer full) of CosellIssue; NULL with error */
GPtrArray *cosell_session_drafts_read_issues (CosellStore *store, CosellDraft *draft, gint64 now,
                                              GError **error);
/* Saves a draft, a new one with id 0. Returns: its id; 0 with error */
gint64 cosell_session_drafts_save (CosellStore *store, gint64 id, CosellDraft *draft,
                                   GError **error);
/* The date in the user's calendar. Any thread. */
void cosell_session_drafts_today (gint64 now, GDate *date);

/* cosell-session-lifecycle.c */
/* E3 on top of what the rules said: whether Won may cost the registration. own: the own half. */
gboolean cosell_session_lifecycle_guard_win (CosellStore *store, const CosellDealData *row,
                                             const CosellDocument *own, gint64 now,
                                             CosellVerdict *verdict, GError **error);

/* Commands for one deal that were not started, for cosell_command_run or as parts of another: what the
 * functions of the same names start. What they say is taken is taken. self:
 * (nullable): as of cosell_command_new. Returns: (transfer full) */
/* cosell-session-edit.c */
gpointer cosell_session_edit_command (CosellSession *self, CosellEdit *edit);
/* cosell-session-lifecycle.c */
gpointer cosell_session_end_command (CosellSession *self, gint64 deal, CosellAction action,
                                     const char *reason, const char *notes);
gpointer cosell_session_stage_command (CosellSession *self, gint64 deal, const char *stage);
/* cosell-session-invite.c */
gpointer cosell_session_invite_command (CosellSession *self, gint64 deal, CosellInvite *invite,
                                        GError *unreadable);

/* cosell-session-edit.c */
/* "hold", "retry" or "discard" on an entry. */
gboolean cosell_session_edit_act (CosellStore *store, const char *verb, gint64 seq,
                                  GError **error);

/* cosell-session-register.c */
/* Solutions that the catalogue calls eligible; *eligible is NULL when there is no catalogue. */
gboolean cosell_session_register_read_eligible (CosellStore *store, GHashTable **eligible,
                                                GError **error);
/* "register" with all that is known of the deal. */
gboolean cosell_session_register_check (CosellStore *store, const CosellDealData *row,
                                        const CosellDocument *own, CosellVerdict *verdict,
                                        GError **error);

/* cosell-session-account.c */
/* token, remote: of cosell_account_new. */
void cosell_session_make_account (CosellSession *self, const char *token, CosellRemote *remote);
/* Reads what the profile says of the account, at once. */
gboolean cosell_session_read_account (CosellSession *self, GError **error);
/* The same in a moment: what another process made of it. */
void cosell_session_refresh_account (CosellSession *self);
/* The engine goes; what it has under way tells nothing any more. */
void cosell_session_drop_sync (CosellSession *self);
/* The state follows what is known now. */
void cosell_session_update_state (CosellSession *self);
/* Another sign-in makes what the last one ended with a thing of the past. */
void cosell_session_forget_sign_in_error (CosellSession *self);

/* cosell-session-clock.c: the service's time as it was known the last time. */
gboolean cosell_session_load_clock (CosellSession *self, GError **error);

/* cosell-session-sync.c */
/* Makes what syncs by itself. */
void cosell_session_make_scheduler (CosellSession *self);
/* After a local edit: so that it goes out by itself. */
void cosell_session_sync_soon (CosellSession *self);
/* Ends the rounds under way. */
void cosell_session_cancel_rounds (CosellSession *self);

/* cosell-session-crm-sync.c */
/* After a round of Partner Center: each CRM that a person agreed to. */
void cosell_session_follow_crms (CosellSession *self);
/* The property crm-error. Returns: (transfer full) (nullable) */
char *cosell_session_dup_crm_error (CosellSession *self);

/* cosell-session-deals.c */
void cosell_session_take_changes (CosellSession *self, CosellChangeSet *changes);
void cosell_session_refresh_counts (CosellSession *self);
/* Rows of a page, one read; a vanished one becomes an object that knows its id only.
 * Returns: (transfer full) of CosellDeal */
GPtrArray *cosell_session_read_deals (CosellSession *self, const gint64 *ids, guint n_ids);

/* cosell-session.c */
/* The signal "changed", of changes that the session has taken. */
void cosell_session_tell_changes (CosellSession *self, CosellChangeSet *changes);

/* cosell-session-catalog.c */
void cosell_session_refresh_catalog (CosellSession *self);

/* cosell-session.c */
/* cosell_session_new with what it takes from outside. remote: (nullable) used in place of HTTP,
 * whatever the account is. */
CosellSession *cosell_session_new_with (const char *profile_dir, const char *token,
                                        CosellClock *clock, CosellRemote *remote, GError **error);
/* What the properties tell; each notifies when it changed. */
void cosell_session_set_counts (CosellSession *self, const gint64 tabs[COSELL_N_TABS],
                                const gint64 unanswered[COSELL_N_TABS],
                                const CosellOutboxCounts *outbox);
/* can-undo, can-redo */
void cosell_session_set_undo_state (CosellSession *self, const CosellUndoState *state);
/* What cosell_session_state_for says; from cosell_session_update_state. */
void cosell_session_set_state (CosellSession *self, CosellSessionState state);
/* Deals that the round under way pulled so far. */
void cosell_session_set_pulled (CosellSession *self, guint pulled);
/* µs UTC, COSELL_NO_TIME: the round does not wait. */
void cosell_session_set_awaited (CosellSession *self, gint64 awaited);
/* µs UTC, COSELL_NO_TIME: never. */
void cosell_session_set_last_sync (CosellSession *self, gint64 last_sync);
/* What ended the last round; error is taken, NULL: nothing did. */
void cosell_session_set_error (CosellSession *self, GError *error);

/* State as a pure function of what is known. */
CosellSessionState cosell_session_state_for (gboolean account, gboolean token, gboolean syncing,
                                             const GError *last_error);

G_END_DECLS
