/* cosell-sandbox-service.h: requests and answers, apart from the sockets */
#pragma once

#include <libsoup/soup.h>

#include "sandbox/cosell-sandbox-core.h"
#include "sandbox/cosell-sandbox-fault.h"
#include "sandbox/cosell-sandbox-identity.h"
#include "sandbox/cosell-sandbox-pin.h"
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

typedef struct
{
  guint status;
  char *body;               /* (owned) (nullable): none */
  const char *content_type; /* static */
  char *etag;               /* (owned) (nullable) */
  char *location;           /* (owned) (nullable) */
  char *retry_after;        /* (owned) (nullable) */
  gboolean preference_applied;
  gboolean is_page; /* of the sign-in: nobody may keep or frame it */
} SandboxReply;

SandboxService *
sandbox_service_new (SandboxCore *core, const char *token);
void
sandbox_service_free (SandboxService *service);
void
sandbox_reply_clear (SandboxReply *reply);

/* Everything but faults: sign-in, routes, log. */
void
sandbox_service_handle (SandboxService *service,
                        const SandboxRequest *request,
                        SandboxReply *reply);
void
sandbox_service_log (SandboxService *service, const SandboxRequest *request, guint status);
/* The fault for this request, counted down. Returns: (transfer full) (nullable) a copy */
SandboxFault *
sandbox_service_take_fault (SandboxService *service, const SandboxRequest *request);
/* Answers in place of the service. */
void
sandbox_fault_reply (const SandboxFault *fault, SandboxReply *reply);

/* /sandbox/control/NAME; FALSE when there is no such name or it is not for that method. */
gboolean
sandbox_control_handle (SandboxService *service,
                        const SandboxRequest *request,
                        const char *name,
                        SandboxReply *reply);
/* POST act. Returns: (nullable) the referral that was made or changed */
SandboxRecord *
sandbox_act (SandboxCore *core, CosellJsonValue act, GError **error);

void
sandbox_reply_json (SandboxReply *reply, guint status, char *body);
void
sandbox_reply_error (SandboxReply *reply, guint status, const char *message);
void
sandbox_reply_take_error (SandboxReply *reply, GError *error);

G_END_DECLS
