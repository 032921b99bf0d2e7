/* cosell-session-many.h: one change of several deals (J6), and what is done to a group of the outbox (J7)
 *
 * Each deal is a part: the command for one deal, with its rules. All parts are one transaction and one
 * action to undo. Main context only; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-many.h"

G_BEGIN_DECLS

/* What became of one deal, or would. */
typedef struct
{
  gint64 id;          /* local id of the deal */
  char *half;         /* (nullable) the GUID of the hidden half of our own that was meant */
  gint64 seq;         /* of an outbox entry of a group; else 0 */
  GPtrArray *changes; /* (nullable) of CosellChange: of a preview, what would be changed; of a draft,
                       * pointers are into the draft's JSON */
  GPtrArray *issues;  /* (nullable) of CosellIssue: its warnings tell what is done all the same */
  const char *rule;   /* (nullable) static: which rule says no */
  char *reason;       /* (nullable) why nothing was done, or would be; NULL: it is allowed */
} CosellManyOutcome;
void cosell_many_outcome_free (gpointer self); /* not for NULL */

/* deals: as cosell_session_find_target_finish gives them; one that is named twice counts once. change:
 * taken. Errors: COSELL_RULE_ERROR_SYNTAX for what cannot be read whatever the deals are; what is against
 * a deal is its outcome. */
void cosell_session_many_preview_async (CosellSession *self, const gint64 *deals, guint n_deals,
                                        CosellManyChange *change, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) of CosellManyOutcome, in the order of the deals; NULL with error */
GPtrArray *cosell_session_many_preview_finish (CosellSession *self, GAsyncResult *result,
                                               GError **error);

/* Does it to those deals that allow it, and to none when one does not and all_or_none. Deals, change and
 * errors: as of the preview; an error that is of no deal leaves all as it was. */
void cosell_session_many_async (CosellSession *self, const gint64 *deals, guint n_deals,
                                CosellManyChange *change, gboolean all_or_none, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Ends what is done to a group of the outbox as well. group: (out): the number of the action, which is that
 * of its entries in the outbox and what cosell_session_undo_record_async takes; 0 when nothing was changed.
 * done: (out): how many of the outcomes were. Returns: (transfer full) of CosellManyOutcome; NULL with
 * error */
GPtrArray *cosell_session_many_finish (CosellSession *self, GAsyncResult *result, gint64 *group,
                                       guint *done, GError **error);

/* J7: "hold", "retry" or "discard" all that waits of a group, as one action. Errors: besides, a group of
 * which nothing waits: COSELL_STORE_ERROR_NOT_FOUND. finish: cosell_session_many_finish */
void cosell_session_group_act_async (CosellSession *self, const char *verb, gint64 group,
                                     GCancellable *c, GAsyncReadyCallback callback,
                                     gpointer user_data);

G_END_DECLS
