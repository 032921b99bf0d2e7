/* cosell-sandbox-dataverse-service.h: the Dataverse Web API v9.2 as the practice server plays it
 *
 * WhoAmI, WinOpportunity, LoseOpportunity, EntityDefinitions, and the tables of
 * cosell-sandbox-dataverse-schema.h: lists, single rows, new ones, changes. Bearer tokens, faults and
 * the log are those of the practice server.
 */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

#define SANDBOX_DATAVERSE_PATH "/api/data/v9.2/"

gboolean
sandbox_dataverse_is_for (const char *path);
/* Answers a request that sandbox_dataverse_is_for is TRUE of, from somebody whose token is good. */
void
sandbox_dataverse_handle (SandboxService *service,
                          const SandboxRequest *request,
                          SandboxReply *reply);
/* The address that all others begin with, as this client names the server. Returns: (transfer full) */
char *
sandbox_dataverse_dup_base (SandboxService *service, const SandboxRequest *request);

G_END_DECLS
