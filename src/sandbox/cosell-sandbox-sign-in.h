/* cosell-sandbox-sign-in.h: the sign-in pages and endpoints of the practice server */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

/* /{tenant}/oauth2/v2.0/…, /services/oauth2/…: asked for without a bearer token, and never logged with its contents. */
gboolean
sandbox_sign_in_is_for (const char *path);
/* Answers a request that sandbox_sign_in_is_for is TRUE of. */
void
sandbox_sign_in_handle (SandboxService *service,
                        const SandboxRequest *request,
                        SandboxReply *reply);
/* Whether the request's bearer token is taken; else reply says why not. */
gboolean
sandbox_sign_in_check (SandboxService *service,
                       const SandboxRequest *request,
                       SandboxReply *reply);

G_END_DECLS
