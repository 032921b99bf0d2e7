/* cosell-store-outbox.h: changes that wait for the service; worker only */
#pragma once

#include "model/cosell-enums.h"
#include "model/cosell-outbox-entry.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What waits of a deal, or (deal 0) of all, in order of seq, without what is LOCAL.
 * Returns: (transfer full) of CosellOutboxEntry */
GPtrArray *cosell_store_get_outbox (CosellStore *self, gint64 deal, GError **error);
/* The first entry after seq that may go out, as cosell_outbox_order_next says.
 * Returns: (transfer full) (nullable): NULL without error when nothing is left */
CosellOutboxEntry *cosell_store_next_outbox (CosellStore *self, gint64 after_seq,
                                             gboolean explicit_sync, GError **error);
/* Entries that were out when the program ended. Returns: the same */
GPtrArray *cosell_store_get_sent (CosellStore *self, GError **error);

/* The entry goes out now: to be committed before the request is made. */
gboolean cosell_store_mark_sent (CosellStore *self, gint64 seq, GError **error);
/* Where the text of an answer comes from. */
typedef enum
{
  COSELL_ANSWER_DIRECT, /* the answer to the request */
  COSELL_ANSWER_READ,   /* read afterwards, and may hold what others did since */
  COSELL_ANSWER_FOUND,  /* looked for after the answer was lost: it has the change, or it is the new
                         * referral, which others may have changed since */
} CosellAnswerKind;

/* Success: removes this entry only, takes over the answer (cosell_store_upsert_remote onto the
 * referral of the entry) and the eTag in the same transaction. For CREATE the answer's id and
 * engagementId are written to the referral and to the bodies of dependent entries. P13: what the
 * service did not keep of what was sent stays, as a NOT_KEPT entry that makes the difference. */
gboolean cosell_store_complete (CosellStore *self, gint64 seq, const char *answer,
                                const char *etag, CosellAnswerKind kind, GError **error);
/* Back to pending; attempts + 1; not before an instant (COSELL_NO_TIME: at once). What was pulled
 * while it was out is compared now: an overlap parks it, and it goes away when the service has the
 * same already. */
gboolean cosell_store_postpone (CosellStore *self, gint64 seq, gint64 not_before,
                                const char *reason, GError **error);
/* Parks the entry; what depends on it stays pending behind it. */
gboolean cosell_store_park (CosellStore *self, gint64 seq, const char *reason, GError **error);
/* Whether an answer, said to be the referral that the entry made or changed, contradicts what was
 * asked. *why: (transfer full) (nullable): words for a person; NULL: it does not */
gboolean cosell_store_check_answer (CosellStore *self, gint64 seq, const char *answer, char **why,
                                    GError **error);
/* B2: the service does not take the heart. It stays here, told nowhere, until the service has the
 * same or the heart is clicked again. The entry is an update of the heart alone. */
gboolean cosell_store_keep_local (CosellStore *self, gint64 seq, GError **error);
/* B2: hearts that an older version put together with other changes go out on their own. */
gboolean cosell_store_part_hearts (CosellStore *self, GError **error);
/* The state of an entry; *there = FALSE without error when it was sent or taken back meanwhile. */
gboolean cosell_store_get_entry_state (CosellStore *self, gint64 seq, gboolean *there,
                                       CosellOutboxState *state, GError **error);
/* The newest entry of a deal. Returns: its seq, 0 without error when it has none */
gint64 cosell_store_get_newest_entry (CosellStore *self, gint64 deal, GError **error);
/* Holds a pending entry that was never tried until an instant, so that it can be undone: an explicit
 * sync waits for that too. Others stay as they are. */
gboolean cosell_store_set_not_before (CosellStore *self, gint64 seq, gint64 not_before,
                                      GError **error);
/* A person's word, as the next two; each refuses an entry that is sent: COSELL_RULE_ERROR_REFUSED.
 * Parked, NOT_KEPT or scheduled → pending, now (what was scheduled and then held is scheduled
 * again). */
gboolean cosell_store_retry (CosellStore *self, gint64 seq, GError **error);
/* Pending or scheduled → parked and held, until a person says otherwise. */
gboolean cosell_store_hold (CosellStore *self, gint64 seq, GError **error);
/* Away with it: the local change is taken back and kept in the history; a create goes back to
 * being a draft, and takes its invitation with it. */
gboolean cosell_store_discard (CosellStore *self, gint64 seq, GError **error);

/* cosell-store-unconfirmed.c: a create whose answer got lost (P3). It is so from
 * cosell_store_mark_sent on, since no program knows whether it lives until the answer comes; its
 * body is frozen until it is confirmed or known not to be there, as that of one that is out. */

/* It was looked for in vain and goes out once more, as it is now. */
gboolean cosell_store_resend_unconfirmed (CosellStore *self, gint64 seq, GError **error);
/* It is out, and may still arrive at the service until an instant (µs UTC, kept as not_before): until
 * then it does not go out again, even if it was looked for in vain. reason: in words for a person,
 * NULL: as before. Has no effect on an update. */
gboolean cosell_store_await_arrival (CosellStore *self, gint64 seq, gint64 until,
                                     const char *reason, GError **error);
/* Until when it may still arrive, but not later than latest (a clock may have been set back);
 * *until = COSELL_NO_TIME: that is over. */
gboolean cosell_store_get_arrival (CosellStore *self, gint64 seq, gint64 latest, gint64 *until,
                                   GError **error);
/* The service did not take it: as sure as before it went out the last time; for_good: it refused
 * what it says, so an earlier try is not there either. */
gboolean cosell_store_confirm_not_created (CosellStore *self, gint64 seq, gboolean for_good,
                                           GError **error);
/* Several may be it, or (candidates NULL) nobody can tell: parks it for a person. */
gboolean cosell_store_ask (CosellStore *self, gint64 seq, const char *const *candidates,
                           const char *reason, GError **error);
/* A person's word: it is this one of the service (remote_id), or (NULL) it is not there and goes out
 * again without a look. Refused for an entry that is not unconfirmed. */
gboolean cosell_store_resolve_unconfirmed (CosellStore *self, gint64 seq, const char *remote_id,
                                           GError **error);
/* Whether a referral of the service is surely not what the entry made: it was here before, or
 * another deal of ours, made here, has it. engagement_id: its own (nullable) */
gboolean cosell_store_is_of_another (CosellStore *self, const CosellOutboxEntry *entry,
                                     const char *remote_id, const char *engagement_id,
                                     gboolean *another, GError **error);

typedef struct
{
  gint64 total; /* entries, without what is LOCAL, and deals in the lane of a CRM */
  gint64 parked; /* held ones too, NOT_KEPT, and deals that a person has to say something of */
  gint64 held;
  gint64 conflicts; /* entries, and deals in conflict with their CRM */
  gint64 for_crm; /* of total, without what is parked: those that wait for a CRM */
  gint64 next_due; /* µs UTC: the next end of a hold or of a wait for an arrival, or hour of what is
                    * scheduled; or NO_TIME */
} CosellOutboxCounts;
/* The figures of the outbox as it is now. counts: (out) */
gboolean cosell_store_count_outbox (CosellStore *self, CosellOutboxCounts *counts, GError **error);

G_END_DECLS
