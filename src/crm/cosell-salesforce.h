/* cosell-salesforce.h: CosellCrm for Salesforce (REST API)
 *
 * What is known of the service, and what is inference, stands in README.md of this folder.
 */
#pragma once

#include "base/cosell-service-clock.h"
#include "crm/cosell-crm.h"
#include "http/cosell-auth.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SALESFORCE (cosell_salesforce_get_type ())
G_DECLARE_FINAL_TYPE (CosellSalesforce, cosell_salesforce, COSELL, SALESFORCE, GObject)

/* origin: the My Domain address, "https://ORG.my.salesforce.com", or http on loopback; anything with a
 * path, query, user or another scheme is refused (G_IO_ERROR_INVALID_ARGUMENT). The token goes to this
 * origin only. */
CosellSalesforce *cosell_salesforce_new (const char *origin, GError **error);
/* token NULL: requests answer SIGN_IN without being made */
void cosell_salesforce_set_token (CosellSalesforce *self, const char *token);
/* In place of a token: see cosell_http_client_set_auth. */
void cosell_salesforce_set_auth (CosellSalesforce *self, CosellAuth *auth);
/* Learns the service's time from the answers (nullable). */
void cosell_salesforce_set_clock (CosellSalesforce *self, CosellServiceClock *clock);
/* How long a request may be silent: cosell_http_client_set_timeout. */
void cosell_salesforce_set_timeout (CosellSalesforce *self, guint seconds);

G_END_DECLS
