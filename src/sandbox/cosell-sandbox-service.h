/* cosell-sandbox-service.h: requests and answers, apart from the sockets */
#pragma once

#include <libsoup/soup.h>

#include "sandbox/cosell-sandbox-core.h"
#include "sandbox/cosell-sandbox-fault.h"
#include "sandbox/cosell-sandbox-identity.h"
#include "sandbox/cosell-sandbox-pin.h"
#include "sandbox/cosell-sandbox-reply.h"
#include "sandbox/cosell-sandbox-role.h"

G_BEGIN_DECLS

typedef struct
{
  SandboxCore *core; /* (owned) */
  char *token;       /* (nullable): any */
  SandboxRole role;  /* of whoever has the token */
  SandboxIdentity identity;
  SandboxPin pin; /* of whoever consents */
  guint port;     /* that it listens on */
  const char *only_crm; /* (nullable) interned: there is nothing here but this kind */
  GQueue log;     /* of JSON texts, oldest first */
  gsize log_size; /* bytes */
  GQueue faults;  /* of SandboxFault */
} SandboxService;

typedef struct
{
  const char *method;
  const char *path;
  const char *query_text; /* (nullable): as it came */
  GHashTable *query;      /* (nullable): decoded */
  SoupMessageHeaders *headers;
  const char *body;
  gsize length;
} SandboxRequest;

/* Takes core. token: copied; NULL: any bearer token is taken. */
SandboxService *
sandbox_service_new (SandboxCore *core, const char *token);
/* Frees the core as well. service: (nullable) */
void
sandbox_service_free (SandboxService *service);

/* Everything but faults: sign-in, routes, log. */
void
sandbox_service_handle (SandboxService *service,
                        const SandboxRequest *request,
                        SandboxReply *reply);
/* Keeps what was asked and how it was answered, for GET log; nothing that signs in. */
void
sandbox_service_log (SandboxService *service, const SandboxRequest *request, guint status);
/* The fault for this request, counted down. Returns: (transfer full) (nullable) a copy */
SandboxFault *
sandbox_service_take_fault (SandboxService *service, const SandboxRequest *request);
/* Answers in place of the service. */
void
sandbox_service_answer_fault (const SandboxFault *fault, SandboxReply *reply);

/* Whether text (nullable) is this server's own "host:port". */
gboolean
sandbox_service_is_own_host (const SandboxService *service, const char *text);

G_END_DECLS
