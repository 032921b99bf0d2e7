/* cosell-sandbox-dataverse-error.h: what the practice Dataverse refuses, and in which words */
#pragma once

#include "sandbox/cosell-sandbox-reply.h"

G_BEGIN_DECLS

/* Error codes are those of Dataverse, 0x8…; each has its HTTP status. */
#define SANDBOX_DATAVERSE_ERROR (sandbox_dataverse_error_quark ())
GQuark
sandbox_dataverse_error_quark (void);

#define SANDBOX_DATAVERSE_UNEXPECTED 0x80040216u
#define SANDBOX_DATAVERSE_INVALID_ARGUMENT 0x80040203u
#define SANDBOX_DATAVERSE_NOT_THERE 0x80040217u
#define SANDBOX_DATAVERSE_NO_PRIVILEGE 0x80040220u
#define SANDBOX_DATAVERSE_DUPLICATE 0x80040237u
#define SANDBOX_DATAVERSE_PLUGIN 0x80040265u /* a rule of the organization itself */
#define SANDBOX_DATAVERSE_TOO_LONG 0x80044331u
#define SANDBOX_DATAVERSE_PAYLOAD 0x80048d19u
#define SANDBOX_DATAVERSE_QUERY 0x80060888u
#define SANDBOX_DATAVERSE_NO_SEGMENT 0x8006088au
#define SANDBOX_DATAVERSE_STALE 0x80060882u
#define SANDBOX_DATAVERSE_TOO_MANY 0x80072322u

void
sandbox_dataverse_set_error (GError **error, guint code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The answer to a request that failed. Takes error. */
void
sandbox_dataverse_reply_take_error (SandboxReply *reply, GError *error);
/* Puts an answer of the server as a whole (no sign-in, a fault that was asked for) into the shape that
 * Dataverse has, and adds what all of its answers have. */
void
sandbox_dataverse_dress (SandboxReply *reply);

G_END_DECLS
