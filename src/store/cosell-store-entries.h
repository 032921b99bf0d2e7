/* cosell-store-entries.h: reading and writing rows of the outbox table; private to the store; worker
 * only */
#pragma once

#include "model/cosell-member.h"
#include "model/cosell-outbox-entry.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* The one list of columns: whole entries. A condition that follows is about o, the outbox. */
#define COSELL_STORE_SELECT_ENTRIES                                                                \
  "SELECT o.seq, o.deal, o.referral, o.op, o.state, o.changes, o.conflicts, o.request_id, "        \
  "o.depends_on, o.attempts, o.not_before, o.last_error, o.replaced, o.held, "                     \
  "iif (o.op <> 'update', cosell_text (coalesce (d.current_json, d.base_json)), NULL), "           \
  "iif (o.op = 'update' AND o.changes LIKE '%" COSELL_PATH_ATTRIBUTES "/%', "                      \
  "cosell_text (d.base_json), NULL), "                                                             \
  "r.remote_id, iif (o.op = 'update' AND r.role = 'own' AND r.id IS NOT "                          \
  "(SELECT own_referral FROM deal WHERE id = o.deal), r.remote_id, NULL), "                        \
  "r.engagement_id, r.etag, "                                                                      \
  "q.seq, coalesce (q.since, o.created_at), q.known, q.body, q.candidates, q.chosen, o.group_id "  \
  "FROM outbox AS o JOIN referral AS r ON r.id = o.referral JOIN document AS d "                   \
  "ON d.referral = r.id LEFT JOIN unconfirmed_create AS q ON q.seq = o.seq "
/* sql: begins with COSELL_STORE_SELECT_ENTRIES and binds id. Returns: (transfer full) of
 * CosellOutboxEntry */
GPtrArray *cosell_store_load_entries (CosellStore *self, const char *sql, gint64 id,
                                      GError **error);
/* NOT_FOUND */
CosellOutboxEntry *cosell_store_load_entry (CosellStore *self, gint64 seq, GError **error);
/* In order of seq. */
GPtrArray *cosell_store_load_referral_entries (CosellStore *self, gint64 referral, GError **error);
/* The same for all halves of a deal, what is LOCAL too. Both return: (transfer full) of
 * CosellOutboxEntry */
GPtrArray *cosell_store_load_deal_entries (CosellStore *self, gint64 deal, GError **error);
/* seq 0 inserts, with a new request id and the group of the job, and sets the seq. */
gboolean cosell_store_save_entry (CosellStore *self, CosellOutboxEntry *entry, GError **error);
/* Deletes a row; no error when there is none. What follows for the document is the caller's. */
gboolean cosell_store_delete_entry (CosellStore *self, gint64 seq, GError **error);
/* Refused for an entry that is out: its fate is not known yet, so nobody may touch it. */
CosellOutboxEntry *cosell_store_load_free_entry (CosellStore *self, gint64 seq, GError **error);
/* The status that entries, which wait with a body, will make; ACCEPTED when there is none. */
CosellDealStatus cosell_store_waiting_status (GPtrArray *entries);
/* A create goes out now: until its answer comes it is unconfirmed (P3). Nothing for an update. */
gboolean cosell_store_mark_unconfirmed (CosellStore *self, const CosellOutboxEntry *entry,
                                        GError **error);

G_END_DECLS
