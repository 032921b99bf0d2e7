/* cosell-session-reports.h: what the window and cosellctl ask a profile for; nothing is changed
 *
 * Main context only; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-deal-report.h"
#include "app/cosell-session.h"
#include "model/cosell-advice.h"
#include "model/cosell-enums.h"
#include "model/cosell-history-entry.h"
#include "model/cosell-outbox-entry.h"
#include "model/cosell-registration.h"

G_BEGIN_DECLS

/* model/cosell-draft.h, model/cosell-draft-partner.h, model/cosell-people.h */
typedef struct _CosellDraft CosellDraft;
typedef struct _CosellDraftPartner CosellDraftPartner;
typedef struct _CosellCustomer CosellCustomer;

/* What may be done to a deal now. cosell_session_array_finish: of CosellVerdict, one for each
 * CosellAction, which is its index */
void cosell_session_check_async (CosellSession *self, gint64 deal, GCancellable *c,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* What of a deal's registration is kept here only (E10). */
void cosell_session_local_registration_async (CosellSession *self, gint64 deal, GCancellable *c,
                                              GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) all of its other fields are not given; NULL with error */
CosellRegistration *cosell_session_local_registration_finish (CosellSession *self,
                                                              GAsyncResult *result,
                                                              GError **error);
/* What a draft is warned of, with what the catalogue knows (C5, C6, C7, C11, C12).
 * cosell_session_array_finish: of CosellIssue, errors among them */
void cosell_session_warn_draft_async (CosellSession *self, gint64 id, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* cosell_draft_validate today, with what the account may not do (A6). (transfer full) */
GPtrArray *cosell_session_validate_draft (CosellSession *self, CosellDraft *draft);
/* C13: adds to issues that the partner is the own organization. index: CosellIssue.partner. Main
 * thread */
void cosell_session_check_partner (CosellSession *self, CosellDraftPartner *partner, int index,
                                   GPtrArray *issues);
/* C17: open deals about the same customer, newest first; except: local id of the draft, or 0. */
void cosell_session_find_duplicates_async (CosellSession *self, CosellCustomer *customer,
                                           gint64 except, GCancellable *c,
                                           GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) of CosellDeal; NULL with error */
GPtrArray *cosell_session_duplicates_finish (CosellSession *self, GAsyncResult *result,
                                             GError **error);

/* What those find that give an array. Returns: (transfer full) NULL with error */
GPtrArray *cosell_session_array_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* What waits of a deal, or (deal 0) of all, in order of seq. cosell_session_array_finish: of
 * CosellOutboxEntry */
void cosell_session_outbox_async (CosellSession *self, gint64 deal, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* What was changed here and by the service too, and waits for a person; deal: 0 for all.
 * cosell_session_array_finish: of CosellConflict */
void cosell_session_conflicts_async (CosellSession *self, gint64 deal, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* Who changed what in a deal, newest first. cosell_session_array_finish: of CosellHistoryEntry */
void cosell_session_history_async (CosellSession *self, gint64 deal, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* All of one deal. id: a local one or a GUID, also that of a hidden half of our own (P14) */
void cosell_session_show_async (CosellSession *self, const char *id, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) NULL with error */
CosellDealReport *cosell_session_show_finish (CosellSession *self, GAsyncResult *result,
                                              GError **error);
/* cosell_session_array_finish: of CosellDealData, latest first */
void cosell_session_drafts_async (CosellSession *self, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);

/* H, C24: what the deals so far say. */
void cosell_session_advice_async (CosellSession *self, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
CosellAdvice *cosell_session_advice_finish (CosellSession *self, GAsyncResult *result,
                                            GError **error); /* (transfer full) */

/* G2: what a person is still to be told; it counts as told from now on. */
void cosell_session_claim_notifications_async (CosellSession *self, GCancellable *c,
                                               GAsyncReadyCallback callback, gpointer user_data);
/* next: (out) (optional) µs UTC: when there is more to tell, whatever happens; or COSELL_NO_TIME.
 * Returns: (transfer full) of CosellNotification; NULL with error */
GPtrArray *cosell_session_claim_notifications_finish (CosellSession *self, GAsyncResult *result,
                                                      gint64 *next, GError **error);

/* A person has the deal before their eyes: answers up to now are read (I9, "unread").
 * cosell_session_run_finish; a failure leaves them unread. callback: (nullable) */
void cosell_session_mark_seen_async (CosellSession *self, gint64 deal, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
