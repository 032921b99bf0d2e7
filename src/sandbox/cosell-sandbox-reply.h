/* cosell-sandbox-reply.h: what goes back to a client, apart from the sockets */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *body;               /* (owned) (nullable): none */
  const char *content_type; /* static */
  char *etag;               /* (owned) (nullable) */
  char *location;           /* (owned) (nullable) */
  char *retry_after;        /* (owned) (nullable) */
  char *entity_id;          /* (owned) (nullable): the address of a row, OData-EntityId */
  gboolean preference_applied;
  gboolean is_odata; /* of the Dataverse, which says so */
  gboolean is_salesforce; /* which says how often it was asked */
  guint api_calls;
  gboolean is_page; /* of the sign-in: nobody may keep or frame it */
} SandboxReply;

/* Frees what the members hold; the struct is the caller's. reply: (nullable) */
void
sandbox_reply_clear (SandboxReply *reply);
/* Answers with a JSON text. Takes body. */
void
sandbox_reply_json (SandboxReply *reply, guint status, char *body);
/* Answers with the body that the service has for errors (contract 11). */
void
sandbox_reply_error (SandboxReply *reply, guint status, const char *message);
/* The same for an error, whose code is the status when it is a SANDBOX_ERROR, else 400. Takes error. */
void
sandbox_reply_take_error (SandboxReply *reply, GError *error);

G_END_DECLS
