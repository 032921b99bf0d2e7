/* cosell-partner-listing.h: which companies of the catalogue can be invited (C13)
 *
 * Only those that are in the co-sell ecosystem and transact in Partner Center. What the catalogue
 * does not say is taken as good, and a company that it does not know is left to the service.
 */
#pragma once

#include "base/cosell-json-gate.h"

G_BEGIN_DECLS

/* The entries of the catalogue's answer, an array or {"value": array}. answer: (nullable). Returns:
 * (transfer full) (nullable): NULL when there is no such thing */
JsonArray *cosell_partner_listing_read (const char *answer);
/* A member of an entry as people read it. Returns: (transfer full) (nullable): NULL when it is absent or
 * blank */
char *cosell_partner_listing_dup_text (JsonObject *entry, const char *name);
/* entry: {"id", "name", "coSellReady", "transacting"}. Returns: (transfer full) (nullable) why it
 * cannot be invited, in a sentence with its name; NULL when it can */
char *cosell_partner_listing_refusal (JsonObject *entry);
/* The same for the entry with this id. listing: (nullable) */
char *cosell_partner_listing_refuse_id (JsonArray *listing, const char *id);
/* The own organization is no partner. own_id, own_name: (nullable) of the own organization; id:
 * (nullable) of who is to be invited; name: (nullable), which counts while there is no id. Returns:
 * (transfer full) (nullable) why it cannot be invited, in a sentence */
char *cosell_partner_listing_refuse_own (const char *own_id, const char *own_name, const char *id,
                                         const char *name);

G_END_DECLS
