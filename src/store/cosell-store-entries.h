/* cosell-store-entries.h: reading and writing rows of the outbox table; private to the store; worker
 * only */
#pragma once

#include "store/cosell-entry-row.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* NOT_FOUND */
CosellEntryRow *cosell_store_load_entry (CosellStore *self, gint64 seq, GError **error);
/* In order of seq. */
GPtrArray *cosell_store_load_referral_entries (CosellStore *self, gint64 referral, GError **error);
/* The same for all halves of a deal. Both return: (transfer full) of CosellEntryRow */
GPtrArray *cosell_store_load_deal_entries (CosellStore *self, gint64 deal, GError **error);
/* seq 0 inserts, with a new request id, and sets the seq. */
gboolean cosell_store_save_entry (CosellStore *self, CosellEntryRow *entry, GError **error);
/* Deletes a row; no error when there is none. What follows for the document is the caller's. */
gboolean cosell_store_delete_entry (CosellStore *self, gint64 seq, GError **error);
/* Refused for an entry that is out: its fate is not known yet, so nobody may touch it. */
CosellEntryRow *cosell_store_load_free_entry (CosellStore *self, gint64 seq, GError **error);
/* The status that entries, which wait with a body, will make; ACCEPTED when there is none. */
CosellDealStatus cosell_store_waiting_status (GPtrArray *entries);
/* A create goes out now: until its answer comes it is unconfirmed (P3). Nothing for an update. */
gboolean cosell_store_mark_unconfirmed (CosellStore *self, const CosellEntryRow *entry,
                                        GError **error);

G_END_DECLS
