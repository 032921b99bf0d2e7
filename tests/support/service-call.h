/* service-call.h: what a CosellRemote without HTTP asks of the practice server's service, and how it
 * reads the answer: with the functions of the HTTP remote
 */
#pragma once

#include "remote/cosell-remote.h"
#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

#define SERVICE_CALL_REFERRALS "/v1.0/engagements/referrals"
#define SERVICE_CALL_EXTRAS "/sandbox/v1/"

typedef struct
{
  const char *method;
  const char *path;
  const char *query; /* (nullable) */
  const char *body;  /* (nullable) */
  const char *etag;  /* (nullable): If-Match */
  const char *token; /* (nullable) */
  gboolean no_content; /* an answer without a body will do */
} ServiceCall;

/* Fills in headers and the decoded query; request points into call and is good as long as that.
 * Undone with service_call_clear. */
void service_call_open (const ServiceCall *call, SandboxRequest *request);
void service_call_clear (SandboxRequest *request);
/* A query of the client with pages of another size. (transfer full) */
char *service_call_dup_small_pages (const char *query, guint page_size);
/* is_change: a create or a patch; now: µs UTC. Returns: (transfer full) (nullable) NULL: it is good */
GError *service_call_dup_error (const SandboxReply *reply, gboolean is_change, gint64 now);
/* Of a good answer. (transfer full) */
CosellRemoteAnswer *service_call_dup_answer (const SandboxReply *reply);

G_END_DECLS
