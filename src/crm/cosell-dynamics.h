/* cosell-dynamics.h: CosellCrm for Dynamics 365 Sales (Dataverse Web API v9.2)
 *
 * What is known of the service, and what is inference, stands in README.md of this folder.
 */
#pragma once

#include "base/cosell-service-clock.h"
#include "crm/cosell-crm.h"
#include "http/cosell-auth.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DYNAMICS (cosell_dynamics_get_type ())
G_DECLARE_FINAL_TYPE (CosellDynamics, cosell_dynamics, COSELL, DYNAMICS, GObject)

/* origin: "https://ORG.crm4.dynamics.com", or http on loopback; anything with a path, query, user or
 * another scheme is refused (G_IO_ERROR_INVALID_ARGUMENT). The token goes to this origin only. */
CosellDynamics *cosell_dynamics_new (const char *origin, GError **error);
/* token NULL: requests answer SIGN_IN without being made */
void cosell_dynamics_set_token (CosellDynamics *self, const char *token);
/* In place of a token: see cosell_http_client_set_auth. */
void cosell_dynamics_set_auth (CosellDynamics *self, CosellAuth *auth);
/* Learns the service's time from the answers (nullable). */
void cosell_dynamics_set_clock (CosellDynamics *self, CosellServiceClock *clock);
/* How long a request may be silent: cosell_http_client_set_timeout. */
void cosell_dynamics_set_timeout (CosellDynamics *self, guint seconds);
/* What a sign-in has to be for. Returns: (transfer full) */
char *cosell_dynamics_dup_scope (CosellDynamics *self);

G_END_DECLS
