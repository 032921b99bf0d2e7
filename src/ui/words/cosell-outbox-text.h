/* cosell-outbox-text.h: what waits, in words; main thread */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-outbox-entry.h"

G_BEGIN_DECLS

/* A field, and what becomes of it: "Estimated value", "SEK 1 200 000 → SEK 1 500 000". */
typedef struct
{
  char *label;
  char *text;
} CosellOutboxLine;

/* What is done: "New deal", "Partner Center did not keep: Notes", "Invitation to Tailwind",
 * "Accepted → Lost", "Deal registration", "Change of the deal". Returns: (transfer full) */
char *
cosell_outbox_text_title (const CosellOutboxEntry *entry);
/* The same in one line, with the names of the fields: "Estimated value, Notes".
 * Returns: (transfer full) */
char *
cosell_outbox_describe_entry (const CosellOutboxEntry *entry);
/* The difference field by field; of a body that is new, what stands in it. deal: (nullable).
 * Returns: (transfer full) of CosellOutboxLine */
GPtrArray *
cosell_outbox_text_lines (const CosellOutboxEntry *entry, const CosellDealData *deal);
/* The state as the list of deals tells it, of this entry alone. */
CosellSyncState
cosell_outbox_text_state (const CosellOutboxEntry *entry);
/* When it goes out, and what it waits for. ahead: (nullable) the entry of the same deal that goes
 * before it; now: µs UTC. Returns: (transfer full) "" when only its error tells */
char *
cosell_outbox_text_when (const CosellOutboxEntry *entry,
                         const CosellOutboxEntry *ahead,
                         gint64 now);
/* Why it could not be sent. Returns: (transfer full) (nullable): nothing went wrong */
char *
cosell_outbox_text_problem (const CosellOutboxEntry *entry);
/* The action of the deal page that leads to what the entry changes, or to
 * a new draft with what came too late. deal: (nullable). NULL: the page itself shows it.
 * (static) (nullable) */
const char *
cosell_outbox_edit_action (const CosellOutboxEntry *entry, const CosellDealData *deal);

G_END_DECLS
