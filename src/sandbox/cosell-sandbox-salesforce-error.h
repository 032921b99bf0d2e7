/* cosell-sandbox-salesforce-error.h: what the practice Salesforce refuses, and in which words */
#pragma once

#include "sandbox/cosell-sandbox-reply.h"

G_BEGIN_DECLS

/* Error codes are those of the enumeration; each has its name and its HTTP status over there. */
#define SANDBOX_SALESFORCE_ERROR (sandbox_salesforce_error_quark ())
GQuark
sandbox_salesforce_error_quark (void);

typedef enum
{
  SANDBOX_SALESFORCE_MALFORMED_QUERY,
  SANDBOX_SALESFORCE_INVALID_FIELD,
  SANDBOX_SALESFORCE_INVALID_TYPE,
  SANDBOX_SALESFORCE_INVALID_LOCATOR,
  SANDBOX_SALESFORCE_JSON,
  SANDBOX_SALESFORCE_MISSING,
  SANDBOX_SALESFORCE_TOO_LONG,
  SANDBOX_SALESFORCE_RANGE,
  SANDBOX_SALESFORCE_PICKLIST,
  SANDBOX_SALESFORCE_READ_ONLY,
  SANDBOX_SALESFORCE_VALIDATION, /* a rule of the organization itself */
  SANDBOX_SALESFORCE_REFERENCE,
  SANDBOX_SALESFORCE_DUPLICATES,
  SANDBOX_SALESFORCE_NOT_UNIQUE,
  SANDBOX_SALESFORCE_HEADER,
  SANDBOX_SALESFORCE_SESSION,
  SANDBOX_SALESFORCE_LIMIT,
  SANDBOX_SALESFORCE_NOT_FOUND,
  SANDBOX_SALESFORCE_DELETED,
  SANDBOX_SALESFORCE_METHOD,
  SANDBOX_SALESFORCE_STALE,
  SANDBOX_SALESFORCE_MEDIA,
  SANDBOX_SALESFORCE_UNEXPECTED,
  SANDBOX_SALESFORCE_UNAVAILABLE,
} SandboxSalesforceError;

/* field: (nullable): the one that is at fault */
void
sandbox_salesforce_set_error (GError **error,
                              SandboxSalesforceError code,
                              const char *field,
                              const char *format,
                              ...) G_GNUC_PRINTF (4, 5);
/* The answer to a request that failed: an array of errors. Takes error. */
void
sandbox_salesforce_reply_take_error (SandboxReply *reply, GError *error);
/* Puts an answer of the server as a whole (no sign-in, a fault that was asked for) into the shape that
 * Salesforce has, and adds what all of its answers have. */
void
sandbox_salesforce_dress (SandboxReply *reply);

G_END_DECLS
