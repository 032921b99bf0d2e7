/* cosell-session-crm-links.h: deals and their opportunities in a CRM: the session's commands and
 * what is asked for
 *
 * crm: the name of one (nullable: the only one that is set up; COSELL_RULE_ERROR_UNKNOWN when
 * there is none, _REFUSED when there are several). Main context only; a closed session answers
 * with G_IO_ERROR_CLOSED.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-crm-match.h"
#include "model/cosell-crm-merge.h"

G_BEGIN_DECLS

/* KEY=VALUE of `crm set`, all or none (cosell_crm_settings_set). cosell_session_finish */
void cosell_session_set_crm_async (CosellSession *self, const char *crm, const char *const *settings,
                                   GCancellable *c, GAsyncReadyCallback callback, gpointer user_data);
/* How it is set up here. Returns by finish: (transfer full) */
void cosell_session_crm_settings_async (CosellSession *self, const char *crm, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
CosellCrmSettings *cosell_session_crm_settings_finish (CosellSession *self, GAsyncResult *result,
                                                       GError **error);
/* K2; asks the CRM. Errors: COSELL_RULE_ERROR_UNKNOWN: it has no such opportunity; _REFUSED (K1).
 * cosell_session_finish */
void cosell_session_link_crm_async (CosellSession *self, gint64 deal, const char *crm,
                                    const char *opportunity, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* An opportunity is to be made; the next run makes it. Can be undone. cosell_session_finish */
void cosell_session_create_crm_async (CosellSession *self, gint64 deal, const char *crm,
                                      GCancellable *c, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Nothing is deleted over there. Can be undone. cosell_session_finish */
void cosell_session_unlink_crm_async (CosellSession *self, gint64 deal, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* Answers what is asked before one is made (CosellCrmAsks): answer is an account's id, "new" (make
 * an account; make one anyway; no other connector), or "link" (it is the other one).
 * cosell_session_finish */
void cosell_session_answer_crm_async (CosellSession *self, gint64 deal, const char *answer,
                                      GCancellable *c, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* K3: a conflict between here and the CRM is decided: ours, or theirs, which is an edit by the
 * rules. For the status (K8) see the next two. Can be undone until it was sent.
 * cosell_session_finish */
void cosell_session_decide_crm_async (CosellSession *self, gint64 deal, CosellCrmField field,
                                      gboolean ours, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* K8: closes the opportunity, too. reason, words: (nullable). Asks the CRM. cosell_session_finish
 */
void cosell_session_close_crm_async (CosellSession *self, gint64 deal, const char *reason,
                                     const char *words, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* K8: the two stay as they are, and it is not asked again before one of them changes.
 * cosell_session_finish */
void cosell_session_leave_crm_async (CosellSession *self, gint64 deal, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* Holds a deal's changes back from its CRM, or lets them go (which tries what is parked again).
 * cosell_session_finish */
void cosell_session_hold_crm_async (CosellSession *self, gint64 deal, gboolean held, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);

/* Takes back what waits for the CRM: one that is not made yet is not wanted any more, and what
 * differs may differ. The deal stays as it is. cosell_session_finish */
void cosell_session_discard_crm_async (CosellSession *self, gint64 deal, GCancellable *c,
                                       GAsyncReadyCallback callback, gpointer user_data);

/* A deal's part in a CRM, as it is shown. */
typedef struct
{
  CosellCrmLink *link;         /* (owned) */
  char *kind;                  /* of the CRM */
  CosellCrmSheet *deal;        /* (owned) our side now */
  CosellCrmOutcomes *outcomes; /* (owned) (nullable): not compared yet */
  CosellCrmDescription *description; /* (owned) (nullable) */
  gint64 safe_at;              /* K8, E3: when the deal may be won without losing its registration, or COSELL_NO_TIME */
} CosellCrmPart;

void cosell_crm_part_free (CosellCrmPart *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmPart, cosell_crm_part_free)
void cosell_session_crm_part_async (CosellSession *self, gint64 deal, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* *there: FALSE when the deal has none. Returns: (transfer full) (nullable) */
CosellCrmPart *cosell_session_crm_part_finish (CosellSession *self, GAsyncResult *result,
                                               gboolean *there, GError **error);
/* Deals that have something in the lane of a CRM: to be written or made, held, parked. Returns by
 * finish: (transfer full) of CosellCrmLink */
void cosell_session_crm_lane_async (CosellSession *self, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *cosell_session_crm_lane_finish (CosellSession *self, GAsyncResult *result, GError **error);
/* Newest first. Returns by finish: (transfer full) of CosellCrmLogEntry */
void cosell_session_crm_log_async (CosellSession *self, gint64 deal, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *cosell_session_crm_log_finish (CosellSession *self, GAsyncResult *result, GError **error);
/* K19; asks the CRM. apply: single exact ones are linked. Returns by finish: (transfer full) of
 * CosellCrmMatch */
void cosell_session_match_crm_async (CosellSession *self, const char *crm, gboolean apply,
                                     GCancellable *c, GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *cosell_session_match_crm_finish (CosellSession *self, GAsyncResult *result, GError **error);
/* A draft of a deal from an opportunity that has none. cosell_session_draft_crm_finish gives its
 * id */
void cosell_session_draft_crm_async (CosellSession *self, const char *crm, const char *opportunity,
                                     GCancellable *c, GAsyncReadyCallback callback,
                                     gpointer user_data);
gint64 cosell_session_draft_crm_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* What a run came to. */
typedef struct
{
  guint to_crm, from_crm, created, conflicts, questions, notices;
  gboolean preview;
} CosellCrmRun;

/* One run with a CRM, or (NULL) with each, one after the other. apply: a person agrees to write. */
void cosell_session_sync_crm_async (CosellSession *self, const char *crm, gboolean apply,
                                    GCancellable *c, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* *run: (out) sums, also when an error is returned */
gboolean cosell_session_sync_crm_finish (CosellSession *self, GAsyncResult *result, CosellCrmRun *run,
                                         GError **error);
/* What the last run with a CRM ended with, in this session. Returns: (transfer none) (nullable):
 * it went well, or there was none */
const GError *cosell_session_get_crm_error (CosellSession *self, const char *crm);

G_END_DECLS
