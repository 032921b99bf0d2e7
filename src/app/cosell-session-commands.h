/* cosell-session-commands.h: what a person or a script does to deals, drafts and the outbox
 *
 * Each command is one transaction; errors: COSELL_RULE_ERROR, COSELL_STORE_ERROR. Main context only; a
 * closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-edit.h"
#include "app/cosell-session.h"
#include "model/cosell-consent.h"
#include "model/cosell-invite.h"
#include "model/cosell-registration.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

/* model/cosell-draft.h */
typedef struct _CosellDraft CosellDraft;

/* What a local integer or GUID means, for those functions of the session that take a deal: its local
 * id, or a number below 0 for a half that does not make its deal's row. Such a half is acted on, or it
 * is refused in words (P14). */
void cosell_session_find_target_async (CosellSession *self, const char *id, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* deal: (out): the deal in any case; half: (out) (nullable) (transfer full): the GUID of the hidden half
 * of our own that was meant. Returns: 0 with error */
gint64 cosell_session_find_target_finish (CosellSession *self, GAsyncResult *result,
                                          gint64 *deal, char **half, GError **error);

/* Takes the edit. Errors: COSELL_RULE_ERROR, COSELL_STORE_ERROR. Works on waiting deals too. */
void cosell_session_edit_async (CosellSession *self, CosellEdit *edit, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Of an edit or Accept; cosell_session_finish ends them as well. issues: (out) (transfer full) of
 * CosellIssue: its warnings tell what was done all the same. Returns: FALSE with error */
gboolean cosell_session_edit_finish (CosellSession *self, GAsyncResult *result,
                                     GPtrArray **issues, GError **error);
/* Key "favorite" goes through the same way; closed deals take it too (B2). */
void cosell_session_set_favorite_async (CosellSession *self, gint64 deal, gboolean favorite,
                                        GCancellable *c, GAsyncReadyCallback callback,
                                        gpointer user_data);

/* life cycle (rules D, E3); errors: COSELL_RULE_ERROR, COSELL_STORE_ERROR. Rules of the deal come
 * before what was given. finish: cosell_session_finish */
typedef enum
{
  COSELL_WIN_GUARDED,   /* refused when E3 warns */
  COSELL_WIN_ANYWAY,    /* now, although it may cost the registration */
  COSELL_WIN_WHEN_SAFE, /* when 72 hours are over, if E3 warns; else now */
} CosellWinMode;
/* D2. edit: what is changed with it, of keys of `set`; taken. finish: cosell_session_edit_finish too */
void cosell_session_accept_async (CosellSession *self, CosellEdit *edit, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* Ends with a reason (D3, D9): COSELL_ACTION_DECLINE, _LOSE or _ERROR. reason: a number of
 * cosell_reason_text or its exact text; notes: (nullable) */
void cosell_session_end_async (CosellSession *self, gint64 deal, CosellAction action,
                               const char *reason, const char *notes, GCancellable *c,
                               GAsyncReadyCallback callback, gpointer user_data);
/* stage: as cosell_stage_parse takes it */
void cosell_session_stage_async (CosellSession *self, gint64 deal, const char *stage,
                                 GCancellable *c, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Won (D10), as far as mode lets it (E3). finish: cosell_session_win_finish */
void cosell_session_win_async (CosellSession *self, gint64 deal, CosellWinMode mode,
                               GCancellable *c, GAsyncReadyCallback callback, gpointer user_data);
/* scheduled: (out): when it goes out (µs UTC); COSELL_NO_TIME: with the next sync. cosell_session_finish
 * ends it as well. */
gboolean cosell_session_win_finish (CosellSession *self, GAsyncResult *result, gint64 *scheduled,
                                    GError **error);
/* Registers a won deal, or changes what waits here or needs an action (E5–E10). form: taken, or NULL
 * and unreadable (taken) tells why there is none: with that it ends once the deal may be registered.
 * Order of errors: rules of the deal, unreadable, rules of what is in the form. */
void cosell_session_register_async (CosellSession *self, gint64 deal, CosellRegistration *form,
                                    GError *unreadable, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* issues: (out) (transfer full) of CosellIssue: its warnings tell what may be refused all the same.
 * cosell_session_finish ends it as well. */
gboolean cosell_session_register_finish (CosellSession *self, GAsyncResult *result,
                                         GPtrArray **issues, GError **error);
/* A7, C21: Microsoft sellers may view the deal from now on. */
void cosell_session_share_async (CosellSession *self, gint64 deal, CosellShareMode mode,
                                 GCancellable *c, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* A8, C13. invite: of a partner or of Microsoft; taken, or NULL and unreadable (taken) tells why there
 * is none. Errors: what the deal does not allow comes before what the invitation lacks. */
void cosell_session_invite_async (CosellSession *self, gint64 deal, CosellInvite *invite,
                                  GError *unreadable, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* issues: (out) (transfer full) of CosellIssue: its warnings tell what was done all the same.
 * cosell_session_finish ends it as well. */
gboolean cosell_session_invite_finish (CosellSession *self, GAsyncResult *result,
                                       GPtrArray **issues, GError **error);
/* For the result of one of those, once it went well: the outbox entry that it made. To undo exactly
 * this: cosell_session_outbox_act_async "discard". */
gint64 cosell_session_get_seq (CosellSession *self, GAsyncResult *result);
/* Takes back the last action (P11), also one of before the program was started again; a new deal
 * becomes its draft again, what was discarded waits again. What was sent stays: that is refused once
 * in words. finish: cosell_session_id_finish gives the deal. Refused when nothing is left. */
void cosell_session_undo_async (CosellSession *self, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* The same for the newest change of one deal. */
void cosell_session_undo_deal_async (CosellSession *self, gint64 deal, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* For the result of a command: what takes back exactly it, 0 when nothing can be undone. */
gint64 cosell_session_get_record (CosellSession *self, GAsyncResult *result);
/* Takes back exactly that; COSELL_RULE_ERROR_UNKNOWN when more was done to the deal since. */
void cosell_session_undo_record_async (CosellSession *self, gint64 record, GCancellable *c,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* Does again what was undone last, as long as nothing else was done since. finish:
 * cosell_session_id_finish gives the deal. */
void cosell_session_redo_async (CosellSession *self, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* What undo or redo came to, when it went well. */
typedef struct
{
  gint64 group;  /* J7: of an action on several deals; else 0 */
  GArray *deals; /* of gint64: what was taken back, or done again; the result's */
  guint sent;    /* deals of the group that stay, because it was sent, or is on its way */
  guint changed; /* deals of the group that stay, because something else came between */
} CosellUndone;
void cosell_session_get_undone (CosellSession *self, GAsyncResult *result, CosellUndone *undone);
/* D12, D15: a new draft filled from a deal that is over, or whose request to Microsoft is (see
 * cosell_draft_new_from_deal). finish: cosell_session_id_finish gives the draft. */
void cosell_session_recreate_async (CosellSession *self, gint64 deal, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* L10: a new draft filled from a lead, which stays as it is. finish: the same */
void cosell_session_convert_async (CosellSession *self, gint64 lead, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);

/* drafts */
/* id 0: a new one. finish: cosell_session_id_finish gives the id. */
void cosell_session_save_draft_async (CosellSession *self, gint64 id, CosellDraft *draft,
                                      GCancellable *c, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Refused for what is no draft any more (it was sent). */
void cosell_session_load_draft_async (CosellSession *self, gint64 id, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) of this thread, not followed; NULL with error */
CosellDraft *cosell_session_load_draft_finish (CosellSession *self, GAsyncResult *result,
                                               GError **error);
/* Refused with the first error of cosell_session_validate_draft (COSELL_RULE_ERROR_REFUSED). */
void cosell_session_submit_async (CosellSession *self, gint64 id, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* The draft with all that was typed; undo brings it back. finish: cosell_session_finish */
void cosell_session_delete_draft_async (CosellSession *self, gint64 id, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* verb: "hold", "retry" or "discard" */
void cosell_session_outbox_act_async (CosellSession *self, const char *verb, gint64 seq,
                                      GCancellable *c, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* P3: an entry with "inDoubt", once a person has looked: the service has it as remote_id, or (NULL) it
 * does not have it, and it is sent again without another look. "retry" looks once more by itself:
 * takes the one that it must be, sends it when there is none, and asks again otherwise. A word about
 * what the service has is nothing that can be undone (P11). */
void cosell_session_resolve_unconfirmed_async (CosellSession *self, gint64 seq,
                                               const char *remote_id, GCancellable *c,
                                               GAsyncReadyCallback callback, gpointer user_data);
/* Decides, all of it or nothing. decisions: of CosellConflictDecision; taken. What has no conflict
 * left goes out with the next sync. finish: cosell_session_finish; cosell_session_get_left tells
 * how many conflicts the deal still has. */
void cosell_session_resolve_async (CosellSession *self, gint64 deal, GPtrArray *decisions,
                                   GCancellable *c, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* result: of cosell_session_resolve_async; 0 after an error */
guint cosell_session_get_left (CosellSession *self, GAsyncResult *result);

G_END_DECLS
