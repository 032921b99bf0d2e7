/* cosell-outbox-text.h: what waits, in words; main thread. An entry is one of `outbox --json`. */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* A field, and what becomes of it: "Estimated value", "SEK 1 200 000 → SEK 1 500 000". */
typedef struct
{
  char *label;
  char *text;
} CosellOutboxLine;

/* What is done: "New deal", "Partner Center did not keep: Notes", "Invitation to Tailwind", "Accepted → Lost", "Deal registration",
 * "Change of the deal". Returns: (transfer full) */
char *
cosell_outbox_text_title (CosellJsonValue entry);
/* The same in one line, with the names of the fields: "Estimated value, Notes".
 * Returns: (transfer full) */
char *
cosell_outbox_describe_entry (CosellJsonValue entry);
/* The difference field by field; of a body that is new, what stands in it. deal: (nullable).
 * Returns: (transfer full) of CosellOutboxLine */
GPtrArray *
cosell_outbox_text_lines (CosellJsonValue entry, const CosellDealData *deal);
/* P13: the service took it, but did not keep it; its fields are [sent, kept]. */
gboolean
cosell_outbox_is_unkept (CosellJsonValue entry);
CosellSyncState
cosell_outbox_text_state (CosellJsonValue entry);
/* When it goes out, and what it waits for. ahead: the entry of the same deal that goes before it,
 * or nothing. Returns: (transfer full) "" when only its error tells */
char *
cosell_outbox_text_when (CosellJsonValue entry, CosellJsonValue ahead, gint64 now);
/* Why it could not be sent. Returns: (transfer full) (nullable): nothing went wrong */
char *
cosell_outbox_text_problem (CosellJsonValue entry);
/* Whether an earlier entry of the same deal lets a later one wait, as the store decides it. */
gboolean
cosell_outbox_goes_ahead (CosellJsonValue earlier, CosellJsonValue later, gint64 now);
/* The action of the deal page that leads to what the entry changes, or to
 * a new draft with what came too late. deal: (nullable). NULL: the page itself shows it.
 * (static) (nullable) */
const char *
cosell_outbox_edit_action (CosellJsonValue entry, const CosellDealData *deal);

G_END_DECLS
